/* Names of the files an issue is written to: known, and told apart, when it is read; nothing is written over what the
   same run has written. */
#include <string.h>

#include "load/names.h"

#include "base/prefix.h"

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

static const char *const BLANKS[] = {"{file_name}", "{page}", "{n}", NULL};

/* Which of BLANKS stands at AT; −1: none. */
static int find_blank(const char *at)
{
  for (int i = 0; BLANKS[i]; i++)
    if (begins_with(at, BLANKS[i]))
      return i;
  return -1;
}

bool names_check_split(Yaml *yaml, struct fy_node *node, const char *pattern)
{
  for (const char *at = pattern, *close; (at = strchr(at, '{')) && (close = strchr(at, '}')); at = close)
    if (find_blank(at) < 0) {
      diag_add(yaml->diags, DIAG_PLACEHOLDER_UNKNOWN, yaml_place(yaml, node), (int)(close - at - 1), at + 1);
      return false;
    }
  if (!strpbrk(pattern, "/\\") && *pattern != '.' && *pattern)
    return true;
  report_value(yaml, node, "{file_name}-{page}");
  return false;
}

/* PATTERN with VALUES in its BLANKS. */
static GString *fill_pattern(const char *pattern, const char *const *values)
{
  GString *name = g_string_new(NULL);
  for (const char *at = pattern; *at;) {
    int blank = find_blank(at);
    g_string_append_len(name, blank < 0 ? at : values[blank], blank < 0 ? 1 : (gssize)strlen(values[blank]));
    at += blank < 0 ? 1 : strlen(BLANKS[blank]);
  }
  return name;
}

static void end_in_pdf(GString *name)
{
  if (!g_str_has_suffix(name->str, ".pdf"))
    g_string_append(name, ".pdf");
}

/* With anything in its blanks. */
static bool fits_pattern(const char *pattern, const char *name)
{
  static const char *const ANY[] = {"*", "*", "*"};
  GString *glob = fill_pattern(pattern, ANY);
  end_in_pdf(glob);
  bool fits = g_pattern_match_simple(glob->str, name);
  g_string_free(glob, TRUE);
  return fits;
}

bool issue_may_have_named(const Issue *issue, const char *name)
{
  size_t stem = strlen(issue->file_name);
  bool own = begins_with(name, issue->file_name) && (name[stem] == '.' || name[stem] == '-');
  return own || (issue->press.split_name && fits_pattern(issue->press.split_name, name));
}

/* The pattern filled in, and nothing in it that leads elsewhere. */
char *issue_split_name(Arena *arena, const Issue *issue, unsigned page)
{
  const char *pattern = issue->press.split_name ? issue->press.split_name : "{file_name}-{page}";
  char *number = g_strdup_printf("%u", page + 1);
  const char *const values[] = {issue->file_name, issue->pages[page].label, number};
  GString *name = fill_pattern(pattern, values);
  for (char *c = name->str; *c; c++)
    if (*c == '/' || (c == name->str && *c == '.'))
      *c = '-';
  end_in_pdf(name);
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

/* Names as they are, and in small letters → the first of those that are alike then. */
typedef struct {
  GHashTable *names, *alike;
} Claimed;

static bool claim(Claimed *claimed, char *name, Place place, DiagList *diags)
{
  if (strlen(name) > NAME_MOST || !name_is_plain(name)) {
    diag_add(diags, DIAG_RESULT_NAME, place, name, NAME_MOST);
    return false;
  }
  if (!g_hash_table_add(claimed->names, name)) {
    diag_add(diags, DIAG_RESULT_TWICE, place, name);
    return false;
  }
  char *small = g_utf8_casefold(name, -1);
  const char *other = g_hash_table_lookup(claimed->alike, small);
  if (other)
    diag_add(diags, DIAG_RESULT_CASE, place, name, other);
  g_hash_table_insert(claimed->alike, small, other ? (char *)other : name);
  return true;
}

bool names_check(Arena *arena, const Issue *issue, DiagList *diags)
{
  Claimed claimed = {g_hash_table_new(g_str_hash, g_str_equal),
                     g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
  const Place place = {issue->file, 1, 1};
  bool fine = claim(&claimed, issue_press_name(arena, issue), place, diags);
  if (issue->press.impose && strcmp(issue->press.impose, "none") != 0)
    fine = claim(&claimed, issue_imposed_name(arena, issue), place, diags) && fine;
  for (unsigned i = 0; fine && issue->press.split && i < issue->n_pages; i++)
    fine = claim(&claimed, issue_split_name(arena, issue, i), issue->pages[i].place, diags);
  g_hash_table_destroy(claimed.names);
  g_hash_table_destroy(claimed.alike);
  return fine;
}
