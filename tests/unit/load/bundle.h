/* What the load tests share: an issue written into a folder of its own, read, and its diagnostics by code. */
#ifndef TESTS_UNIT_LOAD_BUNDLE_H
#define TESTS_UNIT_LOAD_BUNDLE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "load/load.h"

#define ISSUE                                                                                                             \
  "paper: 样报\ntitle: 特刊\ndate: 2024-03-27\nlayout: ./layout.yaml\npages:\n  - template: page\n    slots: {lead: " \
  "one}\n"
#define LAYOUT                                                                                                         \
  "sheet: {trim: [150mm, 120mm], margins: 10mm}\ngrid: {columns: 3, characters: 13}\ntemplates:\n  page:\n    "        \
  "slots:\n      - {name: lead, columns: 1-3, rows: 1-20, accepts: [story, data]}\n      - {name: note, columns: "     \
  "1-3, rows: 21-24}\n"

typedef struct {
  char *dir;
  Arena *arena;
  DiagList *diags;
  Issue *issue;
} Bundle_;

static inline void put_file(const Bundle_ *bundle, const char *name, const char *text, gssize length)
{
  char *path = g_build_filename(bundle->dir, name, NULL), *folder = g_path_get_dirname(path);
  assert_int_equal(g_mkdir_with_parents(folder, 0755), 0);
  assert_true(g_file_set_contents(path, text, length, NULL));
  g_free(folder);
  g_free(path);
}

static inline Bundle_ open_bundle(const char *issue, const char *layout, const char *article)
{
  Bundle_ bundle = {g_dir_make_tmp("tekan-load-XXXXXX", NULL), arena_new(), diag_list_new(LANG_EN), NULL};
  put_file(&bundle, "issue.yaml", issue ? issue : ISSUE, -1);
  put_file(&bundle, "layout.yaml", layout ? layout : LAYOUT, -1);
  if (article)
    put_file(&bundle, "articles/one/article.md", article, -1);
  return bundle;
}

static inline const Article *read_bundle(Bundle_ *bundle)
{
  const char *const none[] = {NULL};
  bundle->issue = issue_load(bundle->arena, bundle->dir, &(LoadOptions){none, false}, bundle->diags);
  return bundle->issue && bundle->issue->n_articles ? bundle->issue->articles[0] : NULL;
}

static inline void remove_tree(const char *path)
{
  GDir *dir = g_file_test(path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open(path, 0, NULL);
  for (const char *name; dir && (name = g_dir_read_name(dir));) {
    char *inner = g_build_filename(path, name, NULL);
    remove_tree(inner);
    g_free(inner);
  }
  if (dir)
    g_dir_close(dir);
  g_remove(path);
}

static inline void close_bundle(Bundle_ *bundle)
{
  remove_tree(bundle->dir);
  g_free(bundle->dir);
  arena_free(bundle->arena);
  diag_list_free(bundle->diags);
}

/* CODE was told, in FILE (its last part) at LINE and COLUMN. */
static inline void expect_told(const Bundle_ *bundle, DiagCode code, const char *file, int line, int column)
{
  GString *all = g_string_new(NULL);
  for (unsigned i = 0; i < diag_count(bundle->diags); i++) {
    const Diag *diag = diag_at(bundle->diags, i);
    g_string_append_printf(all, "\n%s:%d:%d %s [%s]", diag->place.file, diag->place.line, diag->place.column,
                           diag->message, diag_code_name(diag->code));
    if (diag->code == code && g_str_has_suffix(diag->place.file, file) && diag->place.line == line &&
        diag->place.column == column) {
      g_string_free(all, TRUE);
      return;
    }
  }
  fail_msg("%s was not told at %s:%d:%d, but:%s", diag_code_name(code), file, line, column, all->str);
}

static inline bool was_told(const Bundle_ *bundle, DiagCode code)
{
  for (unsigned i = 0; i < diag_count(bundle->diags); i++)
    if (diag_at(bundle->diags, i)->code == code)
      return true;
  return false;
}

#endif
