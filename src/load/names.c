/* Names of the files an issue is written to: known, and told apart, when it is read; nothing is written over what the
   same run has written. */
#include <string.h>

#include "load/names.h"

enum { NAME_MOST = 240 }; /* bytes: file systems take 255, and "-proof.pdf" or a stage's own names are added */

char *issue_press_name(Arena *arena, const Issue *issue)
{
  char *name = g_strconcat(issue->file_name, ".pdf", NULL), *kept = arena_strdup(arena, name);
  g_free(name);
  return kept;
}

char *issue_imposed_name(Arena *arena, const Issue *issue)
{
  char *name = g_strconcat(issue->file_name, "-imposed.pdf", NULL), *kept = arena_strdup(arena, name);
  g_free(name);
  return kept;
}

/* The pattern filled in, and nothing in it that leads elsewhere. */
char *issue_split_name(Arena *arena, const Issue *issue, unsigned page)
{
  const char *pattern = issue->press.split_name;
  char *number = g_strdup_printf("%u", page + 1);
  GString *name = g_string_new(pattern ? pattern : "{file_name}-{page}");
  g_string_replace(name, "{file_name}", issue->file_name, 0);
  g_string_replace(name, "{page}", issue->pages[page].label, 0);
  g_string_replace(name, "{n}", number, 0);
  for (char *c = name->str; *c; c++)
    if (*c == '/' || (c == name->str && *c == '.'))
      *c = '-';
  if (!g_str_has_suffix(name->str, ".pdf"))
    g_string_append(name, ".pdf");
  char *kept = arena_strdup(arena, name->str);
  g_string_free(name, TRUE);
  g_free(number);
  return kept;
}

bool name_is_plain(const char *name)
{
  bool plain = g_utf8_validate(name, -1, NULL);
  for (const char *c = name; plain && *c; c = g_utf8_next_char(c))
    plain = !g_unichar_iscntrl(g_utf8_get_char(c));
  return plain;
}

/* CLAIMED: name → Place of who has it. */
static bool claim(GHashTable *claimed, char *name, Place place, DiagList *diags)
{
  if (strlen(name) > NAME_MOST || !name_is_plain(name)) {
    diag_add(diags, DIAG_RESULT_NAME, place, name, NAME_MOST);
    return false;
  }
  if (!g_hash_table_add(claimed, name)) {
    diag_add(diags, DIAG_RESULT_TWICE, place, name);
    return false;
  }
  return true;
}

bool names_check(Arena *arena, const Issue *issue, DiagList *diags)
{
  GHashTable *claimed = g_hash_table_new(g_str_hash, g_str_equal);
  const Place place = {issue->file, 1, 1};
  bool fine = claim(claimed, issue_press_name(arena, issue), place, diags);
  if (issue->press.impose && strcmp(issue->press.impose, "none") != 0)
    fine = claim(claimed, issue_imposed_name(arena, issue), place, diags) && fine;
  for (unsigned i = 0; fine && issue->press.split && i < issue->n_pages; i++)
    fine = claim(claimed, issue_split_name(arena, issue, i), issue->pages[i].place, diags);
  g_hash_table_destroy(claimed);
  return fine;
}
