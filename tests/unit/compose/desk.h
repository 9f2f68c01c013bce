/* Small issues written into a folder of their own and composed: what the tests of pages share. */
#ifndef TESTS_UNIT_COMPOSE_DESK_H
#define TESTS_UNIT_COMPOSE_DESK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <glib.h>
#include <glib/gstdio.h>
#include <png.h>
#include <string.h>

#include "compose/compose.h"

/* 275 × 395 mm, five columns of 14 characters of 9 pt, 75 lines of 13.5 pt. */
#define DESK_SHEET                                                                                                     \
  "sheet: {trim: [275mm, 395mm], bleed: 3mm, margins: {top: 20mm, right: 15mm, bottom: 15mm, left: 15mm}}\n"           \
  "grid: {columns: 5, characters: 14, gutter: 1.5字, leading: 13.5pt}\n"
#define DESK_ISSUE "paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: ./layout.yaml\npages:\n"
enum { DESK_SLACK = 400 /* mpt */ };

typedef struct {
  char *dir;
  Arena *arena;
  DiagList *diags;
  FontSet *fonts;
  Issue *issue;
  StyleSheet *sheet;
  Composition *composition;
} Desk;

static inline void desk_write(const Desk *desk, const char *name, const char *text)
{
  char *path = g_build_filename(desk->dir, name, NULL), *folder = g_path_get_dirname(path);
  g_mkdir_with_parents(folder, 0755);
  assert_true(g_file_set_contents(path, text, -1, NULL));
  g_free(folder);
  g_free(path);
}

static inline void desk_picture(const Desk *desk, const char *name, unsigned width, unsigned height)
{
  char *path = g_build_filename(desk->dir, name, NULL), *folder = g_path_get_dirname(path);
  png_image image = {.version = PNG_IMAGE_VERSION, .width = width, .height = height, .format = PNG_FORMAT_GRAY};
  guchar *pixels = g_malloc0((gsize)width * height);
  g_mkdir_with_parents(folder, 0755);
  assert_true(png_image_write_to_file(&image, path, 0, pixels, 0, NULL));
  g_free(pixels);
  g_free(folder);
  g_free(path);
}

static inline Desk desk_open(void)
{
  return (Desk){
      .dir = g_dir_make_tmp("tekan-desk-XXXXXX", NULL), .arena = arena_new(), .diags = diag_list_new(LANG_EN)};
}

/* What was written is loaded and composed. */
static inline void desk_load(Desk *desk)
{
  const char *const none[] = {NULL};
  desk->fonts = font_set_open("fonts/catalog.yaml", desk->diags);
  desk->issue = issue_load(desk->arena, desk->dir, &(LoadOptions){.layout_dirs = none}, desk->diags);
  assert_non_null(desk->issue);
  desk->sheet = style_sheet_new(desk->arena, desk->issue->layout, desk->fonts, desk->diags);
  assert_non_null(desk->sheet);
  desk->composition = compose_issue(desk->arena, desk->issue, desk->sheet, &(ComposeOptions){.jobs = 1}, desk->diags);
}

/* REST: what follows DESK_SHEET in the layout, PAGES what follows DESK_ISSUE. */
static inline void desk_set(Desk *desk, const char *rest, const char *pages)
{
  char *layout = g_strconcat(DESK_SHEET, rest, NULL), *issue = g_strconcat(DESK_ISSUE, pages, NULL);
  desk_write(desk, "layout.yaml", layout);
  desk_write(desk, "issue.yaml", issue);
  g_free(layout);
  g_free(issue);
  desk_load(desk);
}

/* One page of the template `page`, with those SLOTS (the items of a list, six blanks in), filled so. */
static inline void desk_set_page(Desk *desk, const char *slots, const char *fillings)
{
  char *rest = g_strconcat("templates:\n  page:\n    slots:\n", slots, NULL);
  char *pages = g_strdup_printf("  - {template: page, slots: {%s}}\n", fillings);
  desk_set(desk, rest, pages);
  g_free(rest);
  g_free(pages);
}

static inline void desk_sweep(const char *path)
{
  GDir *dir = g_dir_open(path, 0, NULL);
  for (const char *name; dir && (name = g_dir_read_name(dir));) {
    char *inner = g_build_filename(path, name, NULL);
    desk_sweep(inner);
    g_free(inner);
  }
  if (dir)
    g_dir_close(dir);
  g_remove(path);
}

static inline void desk_close(Desk *desk)
{
  composition_free(desk->composition);
  font_set_free(desk->fonts);
  diag_list_free(desk->diags);
  arena_free(desk->arena);
  desk_sweep(desk->dir);
  g_free(desk->dir);
}

/* N Han in a string; phrases with marks and figures, N of them; the caller frees. */
static inline char *desk_han(unsigned n)
{
  GString *text = g_string_new(NULL);
  for (unsigned i = 0; i < n; i++)
    g_string_append(text, "田");
  return g_string_free(text, FALSE);
}

static inline char *desk_phrases(unsigned n)
{
  static const char *const PHRASES[] = {
      "全市上下抢抓机遇，",         "项目建设稳步推进。", "总投资128.5亿元，",      "“链主”企业带动作用明显；",
      "《产业发展纲要》印发实施，", "群众的笑容多了！",   "办事时间缩短一半以上。", "比上年增长4.7%，"};
  GString *text = g_string_new(NULL);
  for (unsigned i = 0; i < n; i++)
    g_string_append(text, PHRASES[(i * 5 + n) % G_N_ELEMENTS(PHRASES)]);
  g_string_append(text, "全部完成。");
  return g_string_free(text, FALSE);
}

/* An article SLUG: FRONT's lines, then N paragraphs of phrases, a 小标题 before every fifth. */
static inline void desk_story(const Desk *desk, const char *slug, const char *front, unsigned n)
{
  GString *text = g_string_new(NULL);
  g_string_append_printf(text, "---\n%s---\n\n", front);
  for (unsigned i = 0; i < n; i++) {
    char *phrases = desk_phrases(4 + i % 7);
    g_string_append_printf(text, "%s%s\n\n", i % 5 == 2 ? "## 小标题在此\n\n" : "", phrases);
    g_free(phrases);
  }
  char *name = g_strdup_printf("articles/%s/article.md", slug);
  desk_write(desk, name, text->str);
  g_free(name);
  g_string_free(text, TRUE);
}

static inline unsigned desk_told(const Desk *desk, DiagCode code)
{
  unsigned n = 0;
  for (unsigned i = 0; i < diag_count(desk->diags); i++)
    n += diag_at(desk->diags, i)->code == code;
  return n;
}

static inline void desk_expect(const Desk *desk, DiagCode code)
{
  GString *all = g_string_new(NULL);
  for (unsigned i = 0; i < diag_count(desk->diags); i++)
    g_string_append_printf(all, "\n%s [%s]", diag_at(desk->diags, i)->message,
                           diag_code_name(diag_at(desk->diags, i)->code));
  if (!desk_told(desk, code))
    fail_msg("%s was not told, but:%s", diag_code_name(code), all->str);
  g_string_free(all, TRUE);
}

static inline const PlacedPage *desk_page(const Desk *desk)
{
  return &desk->composition->pages[0];
}

static inline const PlacedArticle *desk_article(const Desk *desk, const char *slug)
{
  const PlacedPage *page = desk_page(desk);
  for (unsigned i = 0; i < page->n_articles; i++)
    if (!strcmp(page->articles[i].article->slug, slug))
      return &page->articles[i];
  fail_msg("%s is not on the page", slug);
  return NULL;
}

static inline Box desk_slot_box(const Desk *desk, const LayoutSlot *slot)
{
  return grid_box(&desk->sheet->grid, slot->column_first, slot->column_last, slot->row_first, slot->row_last);
}

static inline bool desk_is_solid(const Placed *item)
{
  return (item->kind == PLACED_LINE || item->kind == PLACED_PICTURE) && !item->furniture;
}

/* Whether they stand in each other's columns: one over the other, or meeting. */
static inline bool desk_share_columns(const Box *a, const Box *b)
{
  return a->x + DESK_SLACK < b->x + b->w && b->x + DESK_SLACK < a->x + a->w;
}

static inline bool desk_share(const Box *a, const Box *b)
{
  return desk_share_columns(a, b) && a->y + DESK_SLACK < b->y + b->h && b->y + DESK_SLACK < a->y + a->h;
}

/* Lines and pictures lie in their slots (which do not flow on), and not on each other. */
static inline void desk_expect_order(const Desk *desk)
{
  const PlacedPage *page = desk_page(desk);
  for (unsigned i = 0; i < page->n_items; i++) {
    const Placed *item = &page->items[i];
    if (!desk_is_solid(item) || !item->slot)
      continue;
    Box slot = desk_slot_box(desk, item->slot);
    const Box *box = &item->box;
    if (box->x < slot.x - DESK_SLACK || box->y < slot.y - DESK_SLACK ||
        box->x + box->w > slot.x + slot.w + DESK_SLACK || box->y + box->h > slot.y + slot.h + DESK_SLACK)
      fail_msg("item %u leaves %s: %d %d %d %d", i, item->slot->name, box->x, box->y, box->w, box->h);
    for (unsigned j = i + 1; j < page->n_items; j++)
      if (desk_is_solid(&page->items[j]) && desk_share(box, &page->items[j].box))
        fail_msg("items %u and %u stand on each other at %d, %d", i, j, page->items[j].box.x, page->items[j].box.y);
  }
}

static inline const Placed *desk_find_picture(const Desk *desk, const char *name)
{
  const PlacedPage *page = desk_page(desk);
  for (unsigned i = 0; i < page->n_items; i++)
    if (page->items[i].kind == PLACED_PICTURE && g_str_has_suffix(page->items[i].image->path, name))
      return &page->items[i];
  return NULL;
}

/* The style a line is set in. */
static inline const char *desk_style_of(const Placed *item)
{
  return item->kind == PLACED_LINE ? item->setting->shaped->style->name : "";
}

#endif
