/* What the targets of written input share: an issue of one page in a folder of this process's own, one of its files the
   input; read, composed, painted. Folder and fonts are opened once: an input costs what it is itself. */
#ifndef TESTS_FUZZ_BUNDLE_H
#define TESTS_FUZZ_BUNDLE_H

#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "compose/compose.h"
#include "paint/issue.h"
#include "target.h"

#define BUNDLE_ISSUE "issue.yaml"
#define BUNDLE_LAYOUT "layout.yaml"
#define BUNDLE_ARTICLE "articles/one/article.md"

static const char *const BUNDLE_FILES[][2] = {
    {BUNDLE_ISSUE, "paper: 样报\ntitle: 特刊\ndate: 2024-03-27\nlayout: ./layout.yaml\npages:\n  - template: page\n"
                   "    slots: {lead: one}\n"},
    {BUNDLE_LAYOUT,
     "sheet: {trim: [150mm, 120mm], margins: {top: 10mm, right: 10mm, bottom: 10mm, left: 10mm}}\n"
     "grid: {columns: 3, characters: 12, leading: 13.5pt}\ntemplates:\n  page:\n    slots:\n      - {name: lead, "
     "columns: 1-3, rows: 1-20}\n"},
    {BUNDLE_ARTICLE, "---\ntitle: 春到雁门关\n---\n\n全市“链主”企业完成投资238.41亿元，增长7.3%。\n"},
};

typedef struct {
  char *dir;
  FontSet *fonts;
} Bundle;

static Bundle bundle;

static inline void bundle_put(const char *name, const void *bytes, size_t size)
{
  char *path = g_build_filename(bundle.dir, name, NULL);
  int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (file < 0 || write(file, bytes, size) != (ssize_t)size)
    abort(); /* else the target would try nothing, and look well */
  close(file);
  g_free(path);
}

static inline void bundle_remove(const char *path)
{
  GDir *dir = g_dir_open(path, 0, NULL);
  for (const char *name; dir && (name = g_dir_read_name(dir));) {
    char *inside = g_build_filename(path, name, NULL);
    bundle_remove(inside);
    g_free(inside);
  }
  if (dir)
    g_dir_close(dir);
  g_remove(path);
}

static inline void bundle_close(void)
{
  bundle_remove(bundle.dir);
  g_free(bundle.dir);
  font_set_free(bundle.fonts);
}

static inline void bundle_folder(const char *name)
{
  char *path = g_build_filename(bundle.dir, name, NULL);
  g_mkdir_with_parents(path, 0700);
  g_free(path);
}

/* For libFuzzer: LLVMFuzzerInitialize; a plain main calls it too. */
static inline void bundle_open(void)
{
  bundle.dir = g_dir_make_tmp("tekan-fuzz-XXXXXX", NULL);
  DiagList *diags = diag_list_new(LANG_EN);
  bundle.fonts = font_set_open("fonts/catalog.yaml", diags);
  diag_list_free(diags);
  if (!bundle.dir || !bundle.fonts)
    abort();
  bundle_folder("articles/one");
  for (unsigned i = 0; i < G_N_ELEMENTS(BUNDLE_FILES); i++)
    bundle_put(BUNDLE_FILES[i][0], BUNDLE_FILES[i][1], strlen(BUNDLE_FILES[i][1]));
  atexit(bundle_close);
}

static inline bool bundle_tells_overset(const DiagList *diags, const char *slug)
{
  for (unsigned i = 0; i < diag_count(diags); i++)
    if ((diag_at(diags, i)->code == DIAG_OVERSET || diag_at(diags, i)->code == DIAG_LEFT_OUT) &&
        !g_strcmp0(diag_at(diags, i)->article, slug))
      return true;
  return false;
}

/* What holds of any page: what an article has stands on it once or is told to be over; no box is turned inside out. */
static inline void bundle_check(const Composition *composition, const DiagList *diags)
{
  for (unsigned i = 0; i < composition->n_pages; i++) {
    const PlacedPage *page = &composition->pages[i];
    for (unsigned k = 0; k < page->n_articles; k++) {
      const PlacedArticle *row = &page->articles[k];
      g_assert_cmpuint(row->placed + row->overset + row->unprinted, ==, row->characters);
      g_assert_true(!row->overset || bundle_tells_overset(diags, row->article->slug));
    }
    for (unsigned k = 0; k < page->n_items; k++)
      g_assert_true(page->items[k].box.w >= 0 && page->items[k].box.h >= 0);
  }
}

static inline void bundle_compose(bool explain)
{
  const char *const none[] = {NULL};
  Arena *arena = arena_new();
  DiagList *diags = diag_list_new(LANG_ZH);
  Issue *issue = issue_load(arena, bundle.dir, &(LoadOptions){none, true}, diags);
  StyleSheet *sheet = issue ? style_sheet_new(arena, issue->layout, bundle.fonts, diags) : NULL;
  if (sheet && diag_worst(diags) < DIAG_FATAL) {
    Composition *composition =
        compose_issue(arena, issue, sheet, &(ComposeOptions){.jobs = 1, .explain = explain}, diags);
    if (composition) {
      bundle_check(composition, diags);
      paint_issue(arena, composition);
    }
    composition_free(composition);
  }
  target_tell(diags);
  diag_list_free(diags);
  arena_free(arena);
}

/* NAME is the file the input stands for. */
static inline void bundle_compose_with(const char *name, const uint8_t *data, size_t size)
{
  bundle_put(name, data, size);
  bundle_compose(true);
}

#endif
