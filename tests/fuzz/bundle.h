/* What the targets of written input share: an issue of one page in a folder of its own, one of its files the input;
 * read, composed, painted. */
#ifndef TESTS_FUZZ_BUNDLE_H
#define TESTS_FUZZ_BUNDLE_H

#include <glib.h>
#include <glib/gstdio.h>
#include <stdint.h>

#include "compose/compose.h"
#include "paint/issue.h"

#define ISSUE                                                                                                             \
  "paper: 样报\ntitle: 特刊\ndate: 2024-03-27\nlayout: ./layout.yaml\npages:\n  - template: page\n    slots: {lead: " \
  "one}\n"
#define LAYOUT                                                                                                         \
  "sheet: {trim: [150mm, 120mm], margins: {top: 10mm, right: 10mm, bottom: 10mm, left: 10mm}}\n"                       \
  "grid: {columns: 3, characters: 12, leading: 13.5pt}\ntemplates:\n  page:\n    slots:\n      - {name: lead, "        \
  "columns: 1-3, rows: 1-20}\n"
#define ARTICLE "---\ntitle: 春到雁门关\n---\n\n全市“链主”企业完成投资238.41亿元，增长7.3%。\n"

static inline void compose(const char *dir)
{
  const char *const none[] = {NULL};
  Arena *arena = arena_new();
  DiagList *diags = diag_list_new(LANG_ZH);
  Issue *issue = issue_load(arena, dir, &(LoadOptions){none, true}, diags);
  FontSet *fonts = issue ? font_set_open("fonts/catalog.yaml", diags) : NULL;
  StyleSheet *sheet = fonts ? style_sheet_new(arena, issue->layout, fonts, diags) : NULL;
  if (sheet && diag_worst(diags) < DIAG_FATAL) {
    Composition *composition = compose_issue(arena, issue, sheet, &(ComposeOptions){.jobs = 1, .explain = true}, diags);
    if (composition)
      paint_issue(arena, composition);
    composition_free(composition);
  }
  font_set_free(fonts);
  diag_list_free(diags);
  arena_free(arena);
}

static inline void put(const char *dir, const char *name, const char *text, gssize length)
{
  char *path = g_build_filename(dir, name, NULL);
  g_file_set_contents(path, text, length, NULL);
  g_free(path);
}

/* NAME is the file the input stands for. */
static inline void compose_with(const char *name, const uint8_t *data, size_t size)
{
  static const char *const FILES[][2] = {
      {"issue.yaml", ISSUE}, {"layout.yaml", LAYOUT}, {"articles/one/article.md", ARTICLE}};
  char *dir = g_dir_make_tmp("tekan-fuzz-XXXXXX", NULL), *folder = g_build_filename(dir, "articles", "one", NULL);
  g_mkdir_with_parents(folder, 0700);
  for (unsigned i = 0; i < G_N_ELEMENTS(FILES); i++) {
    bool input = g_str_equal(FILES[i][0], name);
    put(dir, FILES[i][0], input ? (const char *)data : FILES[i][1], input ? (gssize)size : -1);
  }
  compose(dir);
  for (unsigned i = 0; i < G_N_ELEMENTS(FILES); i++) {
    char *path = g_build_filename(dir, FILES[i][0], NULL);
    g_remove(path);
    g_free(path);
  }
  g_rmdir(folder);
  char *articles = g_path_get_dirname(folder);
  g_rmdir(articles);
  g_rmdir(dir);
  g_free(articles);
  g_free(folder);
  g_free(dir);
}

#endif
