/* Pages as boxes: whatever the pictures, nothing stands on anything else, body lines stand on the grid and have whole
   characters, and every character is placed or counted as overset. */
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

#define PHRASES 8
static const char *const TEXT[PHRASES] = {
    "全市上下抢抓机遇，",         "项目建设稳步推进。", "总投资128.5亿元，",      "“链主”企业带动作用明显；",
    "《产业发展纲要》印发实施，", "群众的笑容多了！",   "办事时间缩短一半以上。", "比上年增长4.7%，"};

typedef struct {
  char *dir;
  Arena *arena;
  DiagList *diags;
  FontSet *fonts;
  StyleSheet *sheet;
  Composition *composition;
} Desk;

static void put_text(const Desk *desk, const char *name, const char *text)
{
  char *path = g_build_filename(desk->dir, name, NULL), *folder = g_path_get_dirname(path);
  g_mkdir_with_parents(folder, 0755);
  assert_true(g_file_set_contents(path, text, -1, NULL));
  g_free(folder);
  g_free(path);
}

static void put_picture(const Desk *desk, const char *name, unsigned width, unsigned height)
{
  char *path = g_build_filename(desk->dir, name, NULL);
  png_image image = {.version = PNG_IMAGE_VERSION, .width = width, .height = height, .format = PNG_FORMAT_GRAY};
  guchar *pixels = g_malloc0((gsize)width * height);
  assert_true(png_image_write_to_file(&image, path, 0, pixels, 0, NULL));
  g_free(pixels);
  g_free(path);
}

static void put_article(const Desk *desk, unsigned paragraphs, const char *images)
{
  GString *text = g_string_new("---\ntitle: 题目在此\nbyline: 本报记者\n");
  g_string_append_printf(text, "images:\n%s---\n\n", images);
  for (unsigned i = 0; i < paragraphs; i++) {
    if (i % 5 == 2)
      g_string_append(text, "## 小标题在此\n\n");
    for (unsigned j = 0; j < 4 + i % 7; j++)
      g_string_append(text, TEXT[(i * 3 + j * 5) % PHRASES]);
    g_string_append(text, "全部完成。\n\n");
  }
  put_text(desk, "articles/one/article.md", text->str);
  g_string_free(text, TRUE);
}

/* A table of ROWS body rows between two paragraphs. */
static void put_table(const Desk *desk, unsigned rows)
{
  GString *text = g_string_new("---\ntitle: 长表\n---\n\n先看表。\n\n| 项目 | 数值 | 备注 |\n|---|--:|:-:|\n");
  for (unsigned i = 1; i <= rows; i++)
    g_string_append_printf(text, "| 第%u项 | %u.5 | 增长%u%% |\n", i, i * 3, i % 20);
  g_string_append(text, "\n表后有话。\n");
  put_text(desk, "articles/one/article.md", text->str);
  g_string_free(text, TRUE);
}

/* One page of COLUMNS × CHARACTERS; BODY is the slot's. */
static Desk compose_desk(const char *grid, const char *body, unsigned paragraphs, const char *images, unsigned rows)
{
  Desk desk = {
      .dir = g_dir_make_tmp("tekan-compose-XXXXXX", NULL), .arena = arena_new(), .diags = diag_list_new(LANG_EN)};
  char *layout =
      g_strdup_printf("sheet: {trim: [275mm, 395mm], margins: {top: 20mm, right: 15mm, bottom: 15mm, left: 15mm}}\n"
                      "grid: {%s, gutter: 1.5字, leading: 13.5pt}\ntemplates:\n  page:\n    slots:\n"
                      "      - {name: lead, columns: 1-%c, rows: 1-74, body: {%s}}\n",
                      grid, strstr(grid, "columns: ")[strlen("columns: ")], body);
  put_text(&desk, "layout.yaml", layout);
  put_text(&desk, "issue.yaml",
           "paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: ./layout.yaml\npages:\n  - {template: page, slots: {lead: "
           "one}}\n");
  if (rows)
    put_table(&desk, rows);
  else
    put_article(&desk, paragraphs, images);
  put_picture(&desk, "articles/one/a.png", 900, 600);
  put_picture(&desk, "articles/one/b.png", 600, 900);
  put_picture(&desk, "articles/one/c.png", 800, 800);
  const char *const none[] = {NULL};
  desk.fonts = font_set_open("fonts/catalog.yaml", desk.diags);
  Issue *issue = issue_load(desk.arena, desk.dir, &(LoadOptions){.layout_dirs = none}, desk.diags);
  assert_non_null(issue);
  desk.sheet = style_sheet_new(desk.arena, issue->layout, desk.fonts, desk.diags);
  assert_non_null(desk.sheet);
  desk.composition = compose_issue(desk.arena, issue, desk.sheet, &(ComposeOptions){.jobs = 1}, desk.diags);
  g_free(layout);
  return desk;
}

static void remove_tree(const char *path)
{
  GDir *dir = g_dir_open(path, 0, NULL);
  for (const char *name; dir && (name = g_dir_read_name(dir));) {
    char *inner = g_build_filename(path, name, NULL);
    remove_tree(inner);
    g_free(inner);
  }
  if (dir)
    g_dir_close(dir);
  g_remove(path);
}

static void close_desk(Desk *desk)
{
  composition_free(desk->composition);
  font_set_free(desk->fonts);
  diag_list_free(desk->diags);
  arena_free(desk->arena);
  remove_tree(desk->dir);
  g_free(desk->dir);
}

static bool overlap(const Box *a, const Box *b)
{
  enum { SLACK = 200 }; /* mpt */
  return a->x + SLACK < b->x + b->w && b->x + SLACK < a->x + a->w && a->y + SLACK < b->y + b->h &&
         b->y + SLACK < a->y + a->h;
}

static bool is_solid(const Placed *item)
{
  return (item->kind == PLACED_LINE || item->kind == PLACED_PICTURE) && !item->furniture;
}

/* What the page shows: text beside pictures, and pictures. */
typedef struct {
  unsigned lines, narrow, pictures;
} Seen;

static Seen check_page(const Desk *desk)
{
  const PlacedPage *page = &desk->composition->pages[0];
  const Grid *grid = &desk->sheet->grid;
  Seen seen = {0};
  Mpt widest = 0;
  for (unsigned i = 0; i < page->n_items; i++)
    if (page->items[i].grid)
      widest = MAX(widest, page->items[i].box.w);
  for (unsigned i = 0; i < page->n_items; i++) {
    const Placed *item = &page->items[i];
    if (item->grid) {
      assert_int_equal((item->y - grid_baseline(grid, 1)) % grid->leading, 0);
      assert_int_equal(item->box.w % grid->em, 0);
      assert_true(item->setting->widths[item->line] <= item->box.w);
      assert_int_equal(item->setting->lines[item->line].measure, item->box.w);
      seen.lines++;
      seen.narrow += item->box.w < widest;
    }
    seen.pictures += item->kind == PLACED_PICTURE;
    for (unsigned j = i + 1; is_solid(item) && j < page->n_items; j++)
      if (is_solid(&page->items[j]) && overlap(&item->box, &page->items[j].box))
        fail_msg("items %u and %u stand on each other at %d, %d", i, j, page->items[j].box.x, page->items[j].box.y);
  }
  const PlacedArticle *article = &page->articles[0];
  assert_int_equal(article->placed + article->overset, article->characters);
  return seen;
}

static void pictures_keep_clear(void **state)
{
  static const struct {
    const char *grid, *body, *images;
    unsigned paragraphs, pictures;
    bool narrow;
  } CASES[] = {
      {"columns: 5, characters: 14", "columns: 5", "  a.png: {span: 3}\n  b.png: {span: 1}\n  c.png: {span: 2}\n", 40,
       3, false},
      {"columns: 5, characters: 14", "columns: 5",
       "  a.png: {width: 33字}\n  b.png: {width: 18字, place: column-bottom}\n", 46, 2, true},
      {"columns: 5, characters: 14", "columns: 5",
       "  a.png: {width: 18字, place: column-bottom}\n  b.png: {width: 19字}\n  c.png: {width: 20字}\n", 40, 3, true},
      {"columns: 2, characters: 36", "columns: 2",
       "  a.png: {width: 20字}\n  b.png: {width: 12字, place: column-bottom}\n  c.png: {width: 60mm}\n", 40, 3, true},
      {"columns: 1, characters: 60", "columns: 1", "  a.png: {width: 30字}\n  b.png: {width: 20字}\n", 30, 2, true},
      {"columns: 3, characters: 24", "columns: 3", "  a.png: {width: 20字}\n", 20, 1,
       false}, /* 2 characters beside it */
  };
  (void)state;
  for (unsigned i = 0; i < G_N_ELEMENTS(CASES); i++)
    for (unsigned more = 0; more < 4; more++) {
      Desk desk = compose_desk(CASES[i].grid, CASES[i].body, CASES[i].paragraphs + more * 3, CASES[i].images, 0);
      Seen seen = check_page(&desk);
      assert_int_equal(seen.pictures, CASES[i].pictures);
      assert_int_equal(seen.narrow > 0, CASES[i].narrow);
      close_desk(&desk);
    }
}

/* Vertical text: lines a pitch apart from right to left, pictures in the strip at their left. */
static void tiers_keep_clear(void **state)
{
  (void)state;
  for (unsigned tiers = 1; tiers <= 6; tiers++) {
    char *body = g_strdup_printf("direction: vertical, tiers: %u", tiers);
    Desk desk = compose_desk("columns: 5, characters: 14", body, 12, "  a.png: {span: 2}\n  b.png: {span: 1}\n", 0);
    Seen seen = check_page(&desk);
    assert_int_equal(seen.pictures, 2);
    assert_int_equal(desk.composition->pages[0].articles[0].overset, 0);
    close_desk(&desk);
    g_free(body);
  }
}

/* However heavy a border, what it goes round keeps clear of its ink. */
static void borders_keep_clear(void **state)
{
  static const char *const KINDS_OF_BORDER[] = {"line", "double", "thick-thin", "dotted", "lace"};
  (void)state;
  for (unsigned i = 0; i < G_N_ELEMENTS(KINDS_OF_BORDER); i++)
    for (unsigned weight = 1; weight <= 6; weight += 5) {
      char *body = g_strdup_printf("columns: 5}, border: {kind: %s, weight: %upt", KINDS_OF_BORDER[i], weight);
      Desk desk = compose_desk("columns: 5, characters: 14", body, 10, "  a.png: {span: 3}\n", 0);
      check_page(&desk);
      const PlacedPage *page = &desk.composition->pages[0];
      const Placed *frame = NULL;
      for (unsigned j = 0; j < page->n_items; j++)
        frame = page->items[j].kind == PLACED_FRAME ? &page->items[j] : frame;
      assert_non_null(frame);
      Mpt depth = style_border_depth(frame->border, frame->weight);
      for (unsigned j = 0; j < page->n_items; j++) {
        const Box *box = &page->items[j].box;
        if (!is_solid(&page->items[j]))
          continue;
        assert_true(box->x >= frame->box.x + depth && box->y >= frame->box.y + depth);
        assert_true(box->x + box->w <= frame->box.x + frame->box.w - depth);
        assert_true(box->y + box->h <= frame->box.y + frame->box.h - depth);
      }
      close_desk(&desk);
      g_free(body);
    }
}

/* A table taller than a column is divided between rows: all of it is there, its head over every part and counted once.
 */
static void tall_tables_are_divided(void **state)
{
  (void)state;
  for (unsigned rows = 10; rows <= 250; rows += 60) {
    Desk desk = compose_desk("columns: 5, characters: 14", "columns: 5", 0, NULL, rows);
    Seen seen = check_page(&desk);
    const PlacedArticle *article = &desk.composition->pages[0].articles[0];
    assert_int_equal(article->overset, 0);
    assert_int_equal(seen.lines, 2);                    /* what stands on the grid: the paragraphs */
    unsigned heads = article->lines - 2 - rows * 3 - 1; /* the title is a line too */
    assert_true(heads % 3 == 0 && (rows < 70 ? heads == 3 : rows == 70 || heads > 3));
    close_desk(&desk);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(pictures_keep_clear), cmocka_unit_test(tiers_keep_clear),
                                     cmocka_unit_test(borders_keep_clear), cmocka_unit_test(tall_tables_are_divided)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
