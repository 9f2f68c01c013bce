/* tekan import: a manuscript becomes articles/<slug>/ of an issue. The issue's own files are not touched. */
#include <stdio.h>
#include <string.h>

#include "cmd/call.h"
#include "cmd/tell.h"
#include "manuscript/manuscript.h"

/* Letters and digits of any script stay; the rest becomes one hyphen each run. */
static char *slug_of(const char *path)
{
  char *name = g_path_get_basename(path), *dot = strrchr(name, '.');
  GString *slug = g_string_new(NULL);
  if (dot && dot > name)
    *dot = '\0';
  char *valid = g_utf8_make_valid(name, -1);
  for (const char *c = valid; *c; c = g_utf8_next_char(c)) {
    gunichar character = g_unichar_tolower(g_utf8_get_char(c));
    if (g_unichar_isalnum(character) && character != 0xFFFD)
      g_string_append_unichar(slug, character);
    else if (slug->len && slug->str[slug->len - 1] != '-')
      g_string_append_c(slug, '-');
  }
  while (slug->len && slug->str[slug->len - 1] == '-')
    g_string_truncate(slug, slug->len - 1);
  g_free(valid);
  g_free(name);
  if (!slug->len)
    g_string_append(slug, "article");
  return g_string_free(slug, FALSE);
}

static bool write_bundle(const Manuscript *manuscript, const char *folder, const Guard *guard, DiagList *diags)
{
  Fresh *bundle = fresh_open(folder, guard, diags);
  if (!bundle)
    return false;
  bool good = true;
  for (unsigned i = 0; good && i < manuscript->pictures->len; i++) {
    const ManuscriptPicture *picture = &g_array_index(manuscript->pictures, ManuscriptPicture, i);
    gsize size;
    const void *bytes = g_bytes_get_data(picture->bytes, &size);
    good = fresh_add(bundle, picture->name, bytes, size);
  }
  /* last: no picture may take its name */
  good = good && fresh_add(bundle, "article.md", manuscript->article, strlen(manuscript->article));
  return fresh_finish(bundle, good);
}

static bool is_issue(const char *dir)
{
  char *file = g_build_filename(dir, "issue.yaml", NULL);
  bool found = g_file_test(file, G_FILE_TEST_EXISTS);
  g_free(file);
  return found;
}

static void import_into(const Call *call, const char *path, const char *dir, DiagList *diags)
{
  if (!is_issue(dir)) {
    diag_add(diags, DIAG_NOT_AN_ISSUE, (Place){.file = dir}, dir);
    return;
  }
  Manuscript *manuscript = manuscript_open(path, diags);
  if (!manuscript)
    return;
  char *slug = slug_of(path), *folder = g_build_filename(dir, "articles", slug, NULL);
  if (write_bundle(manuscript, folder, call->guard, diags) && !call->quiet && !call->json) {
    printf(words_say(call->words, "%s is ready; name it in issue.yaml as %s"), folder, slug);
    putchar('\n');
  }
  g_free(folder);
  g_free(slug);
  manuscript_free(manuscript);
}

int import_run(const Call *call)
{
  DiagList *diags = diag_list_new(words_lang(call->words));
  import_into(call, call->args[0], call->args[1], diags);
  int status = tell_problems(call, diags);
  diag_list_free(diags);
  return status;
}
