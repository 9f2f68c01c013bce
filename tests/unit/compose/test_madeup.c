/* Pages made up, as they come out: the lead leads, tables take up white evenly, what is dealt stands where it may. */
#include "desk.h"

#define STYLES                                                                                                         \
  "styles:\n"                                                                                                          \
  "  title: {font: 标宋, size: [16pt, 56pt], align: centre, punctuation: headline, indent: 0字}\n"                  \
  "  small: {font: 标宋, size: [16pt, 40pt], align: centre, punctuation: headline, indent: 0字}\n"
#define TEMPLATES                                                                                                      \
  STYLES "templates:\n  story:\n    slots:\n"                                                                          \
         "      - {name: lead, columns: 1-5, rows: 1-40, headline: {title: title}}\n"                                  \
         "      - {name: second, columns: 1-3, rows: 42-75, headline: {title: title}}\n"                               \
         "      - {name: third, columns: 4-5, rows: 42-75, headline: {title: small}}\n"

static Mpt title_size(const Desk *desk, const char *slug)
{
  Mpt size = 0;
  for (unsigned p = 0; p < desk->composition->n_pages; p++)
    for (unsigned i = 0; i < desk->composition->pages[p].n_items; i++) {
      const Placed *item = &desk->composition->pages[p].items[i];
      if (item->kind == PLACED_LINE && item->role == ROLE_TITLE && !g_strcmp0(item->article, slug))
        size = MAX(size, item->setting->shaped->size);
    }
  return size;
}

/* A lead of a long title beside a story of a short one, which would go larger: its head stays under five sevenths. */
static void the_lead_has_the_largest_head(void **state)
{
  for (unsigned n = 14; n < 24; n += 3) {
    Desk desk = desk_open();
    desk_story(&desk, "a", "title: 全市上下抢抓机遇项目建设稳步推进群众的笑容多了\npriority: 1\n", n);
    desk_story(&desk, "b", "title: 春耕时节\npriority: 2\n", n - 4);
    desk_story(&desk, "c", "title: 新春走基层\npriority: 3\n", 8);
    desk_set(&desk, TEMPLATES, "  - {articles: [a, b, c]}\n");
    Mpt lead = title_size(&desk, "a");
    assert_true(lead > 0 && title_size(&desk, "b") > 0);
    assert_true(title_size(&desk, "b") * 7 <= lead * 5);
    assert_true(title_size(&desk, "c") * 7 <= lead * 5);
    desk_close(&desk);
  }
}

#define SIDE "      - {name: side, columns: 1-2, rows: 1-30, headline: {side: right, title: title}}\n"

static bool stands_upright(const Desk *desk, const char *slug)
{
  const PageMakeup *makeup = desk_page(desk)->makeup;
  for (unsigned i = 0; i < makeup->n_modules; i++)
    if (!strcmp(makeup->modules[i].article->slug, slug))
      return makeup->modules[i].side == HEAD_LEFT || makeup->modules[i].side == HEAD_RIGHT;
  return false;
}

/* Nor is it larger where it is asked to stand up. */
static void no_upright_head_is_larger(void **state)
{
  unsigned upright = 0;
  for (unsigned n = 14; n < 24; n += 3) {
    Desk desk = desk_open();
    desk_story(&desk, "a", "title: 全市上下抢抓机遇项目建设稳步推进群众的笑容多了\npriority: 1\n", n);
    desk_story(&desk, "b", "title: 春耕时节好\npriority: 1\n", n - 4);
    desk_story(&desk, "c", "title: 新春走基层\npriority: 3\n", 8);
    desk_set(&desk, TEMPLATES SIDE, "  - {articles: [a, b, c], place: {b: {headline: right}}}\n");
    upright += stands_upright(&desk, "b");
    assert_true(title_size(&desk, "b") * 5 <= title_size(&desk, "a") * 4);
    desk_close(&desk);
  }
  assert_true(upright);
}

/* Whatever an advertisement is given, and wherever it is listed. */
static void no_advertisement_leads(void **state)
{
  Desk desk = desk_open();
  desk_story(&desk, "a", "title: 春耕时节好\nkind: ad\npriority: 1\n", 12);
  desk_story(&desk, "b", "title: 全市上下抢抓机遇\npriority: 3\n", 16);
  desk_story(&desk, "c", "title: 冬藏时节好\npriority: 4\n", 14);
  desk_set(&desk, TEMPLATES, "  - {articles: [a, b, c]}\n");
  assert_true(title_size(&desk, "c") * 5 <= title_size(&desk, "b") * 4);
  desk_close(&desk);
}

static int64_t picture_area(const Desk *desk, const char *name)
{
  const Placed *picture = desk_find_picture(desk, name);
  return picture ? (int64_t)picture->box.w * picture->box.h : 0;
}

/* The lead's picture is small for its pixels; the second story's could be the whole page's. */
static void the_lead_has_the_largest_picture(void **state)
{
  for (unsigned n = 6; n < 16; n += 3) {
    Desk desk = desk_open();
    desk_story(&desk, "a", "title: 全市上下抢抓机遇\npriority: 1\nimages: {a.png: {caption: 图}}\n", 16);
    desk_story(&desk, "b", "title: 春耕时节\npriority: 2\nimages: {b.png: {caption: 图, span: 5}}\n", n);
    desk_picture(&desk, "articles/a/a.png", 900, 600);
    desk_picture(&desk, "articles/b/b.png", 3000, 2000);
    desk_set(&desk, TEMPLATES, "  - {articles: [a, b]}\n");
    int64_t lead = picture_area(&desk, "a.png"), other = picture_area(&desk, "b.png");
    if (!lead || !other || other * 100 > lead * 120)
      fail_msg("%u paragraphs: the lead's picture has %ld, the other %ld", n, (long)(lead / 1000000),
               (long)(other / 1000000));
    desk_close(&desk);
  }
}

static PageVerdict nod(const PlacedPage *page, unsigned never)
{
  (void)page;
  (void)never;
  return (PageVerdict){0};
}

/* Set, each of these takes more lines than it was reckoned with: those are left it in another layout, whether they are
   judged or not. */
static void what_was_over_has_room_in_the_next_layout(void **state)
{
  static const unsigned PARAGRAPHS[][2] = {{8, 4}, {8, 8}, {10, 7}, {10, 10}, {12, 13}, {14, 4}, {16, 13}, {18, 7}};
  for (unsigned i = 0; i < G_N_ELEMENTS(PARAGRAPHS); i++) {
    unsigned n = PARAGRAPHS[i][0];
    Desk desk = desk_open();
    desk_story(&desk, "a", "title: 全市上下抢抓机遇\npriority: 1\nimages: {a.png: {caption: 图}}\n", n);
    desk_story(&desk, "b", "title: 春耕时节\npriority: 2\n", 26 - n);
    desk_story(&desk, "c", "title: 新春走基层\npriority: 3\n", PARAGRAPHS[i][1]);
    desk_picture(&desk, "articles/a/a.png", 1500, 1000);
    desk_set(&desk, TEMPLATES, "  - {articles: [a, b, c]}\n");
    composition_free(desk.composition);
    desk.composition =
        compose_issue(desk.arena, desk.issue, desk.sheet, &(ComposeOptions){.jobs = 1, .judge = nod}, desk.diags);
    assert_int_equal(desk_told(&desk, DIAG_OVERSET), 0);
    assert_int_equal(desk_told(&desk, DIAG_PAGE_HOLE), 0);
    desk_close(&desk);
  }
}

/* --- tables -------------------------------------------------------------------------------------------------- */

static bool is_of_table(const Placed *item, const char *slug)
{
  return item->kind == PLACED_LINE && item->role == ROLE_BLOCK && !g_strcmp0(item->article, slug);
}

/* Baselines of an article's lines of tables from the first to the last, and their count. */
static unsigned table_depth(const Desk *desk, const char *slug, Mpt *depth)
{
  unsigned n = 0;
  Mpt first = INT32_MAX, last = 0;
  for (unsigned i = 0; i < desk_page(desk)->n_items; i++) {
    const Placed *item = &desk_page(desk)->items[i];
    if (!is_of_table(item, slug))
      continue;
    first = MIN(first, item->y);
    last = MAX(last, item->y);
    n++;
  }
  *depth = n ? last - first : 0;
  return n;
}

static char *table_of(unsigned rows)
{
  GString *text = g_string_new("| 项目 | 数目 |\n|---|---|\n");
  for (unsigned i = 0; i < rows; i++)
    g_string_append_printf(text, "| 第%u项 | %u |\n", i + 1, i * 7);
  return g_string_free(text, FALSE);
}

static void write_table(const Desk *desk, const char *slug, unsigned paragraphs, unsigned rows)
{
  char *front = g_strdup_printf("title: 一年的账\nkind: %s\n", paragraphs ? "story" : "data");
  char *table = table_of(rows), *file = g_strdup_printf("%s/articles/%s/article.md", desk->dir, slug), *text = NULL;
  desk_story(desk, slug, front, paragraphs);
  assert_true(g_file_get_contents(file, &text, NULL, NULL));
  char *all = g_strconcat(text, table, NULL);
  assert_true(g_file_set_contents(file, all, -1, NULL));
  g_free(all);
  g_free(text);
  g_free(file);
  g_free(table);
  g_free(front);
}

/* Baselines from the first to the last row of the table whose rows begin with MARK. */
static Mpt rows_depth(const Desk *desk, const char *mark)
{
  Mpt first = INT32_MAX, last = 0;
  for (unsigned i = 0; i < desk_page(desk)->n_items; i++) {
    const Placed *item = &desk_page(desk)->items[i];
    if (!is_of_table(item, "a") || !g_str_has_prefix(item->setting->shaped->rich->text, mark))
      continue;
    first = MIN(first, item->y);
    last = MAX(last, item->y);
  }
  return MAX(last - first, 0);
}

/* Two tables of one article, of ROWS each, on a page with PARAGRAPHS of another that leave more or less white. */
static void set_two_tables(Desk *desk, unsigned rows, unsigned paragraphs)
{
  GString *text = g_string_new("---\ntitle: 一年的账\nkind: data\npriority: 2\n---\n\n");
  for (unsigned t = 0; t < 2; t++) {
    g_string_append(text,
                    t ? "\n以上为去年，以下为今年。\n\n| 项目 | 数目 |\n|---|---|\n" : "| 项目 | 数目 |\n|---|---|\n");
    for (unsigned i = 0; i < rows; i++)
      g_string_append_printf(text, "| %s%u项 | %u |\n", t ? "今" : "去", i + 1, i * 7);
  }
  desk_write(desk, "articles/a/article.md", text->str);
  g_string_free(text, TRUE);
  desk_story(desk, "b", "title: 全市上下抢抓机遇项目建设稳步推进\npriority: 1\n", paragraphs);
  desk_set(desk, TEMPLATES, "  - {articles: [b, a]}\n");
}

/* White under two tables is taken up by both: some of these pages have three lines of it to share. */
static void tables_come_apart_evenly(void **state)
{
  enum { ROWS = 20, LINE = 13500 };
  bool shared = false;
  for (unsigned n = 28; n < 34; n++) {
    Desk desk = desk_open();
    set_two_tables(&desk, ROWS, n);
    Mpt one = rows_depth(&desk, "去"), other = rows_depth(&desk, "今");
    if (one >= (ROWS - 1) * LINE && other >= (ROWS - 1) * LINE) { /* neither side by side nor divided */
      assert_true(ABS(one - other) < 2 * LINE);
      shared |= one + other >= (2 * ROWS + 1) * LINE;
    }
    desk_close(&desk);
  }
  assert_true(shared);
}

/* In a slot its rows stay as they are, however much is white below. */
static void tables_in_slots_keep_their_rows(void **state)
{
  Mpt depth[2];
  for (unsigned i = 0; i < 2; i++) {
    Desk desk = desk_open();
    write_table(&desk, "a", 2, 12);
    desk_set_page(&desk,
                  i ? "      - {name: lead, columns: 1-2, rows: 1-70}\n"
                    : "      - {name: lead, columns: 1-2, rows: 1-30}\n",
                  "lead: a");
    assert_int_equal(table_depth(&desk, "a", &depth[i]), 26);
    desk_close(&desk);
  }
  assert_int_equal(depth[0], depth[1]);
}

/* --- judged -------------------------------------------------------------------------------------------------- */

static Mpt title_y(const PlacedPage *page, const char *slug)
{
  for (unsigned i = 0; i < page->n_items; i++)
    if (page->items[i].kind == PLACED_LINE && page->items[i].role == ROLE_TITLE &&
        !g_strcmp0(page->items[i].article, slug))
      return page->items[i].y;
  return 0;
}

static bool stands_above(const PlacedPage *page)
{
  return title_y(page, "b") < title_y(page, "c");
}

static PageVerdict want_above(const PlacedPage *page, unsigned never)
{
  return (PageVerdict){.points = stands_above(page) ? 0 : 700};
}

static PageVerdict want_below(const PlacedPage *page, unsigned never)
{
  return (PageVerdict){.points = stands_above(page) ? 700 : 0};
}

/* Of the ways that are set for real that is taken which its judge likes, and told with what he says of it. */
static void the_page_is_as_its_judge_likes(void **state)
{
  static const PageJudge JUDGES[] = {want_above, want_below};
  Desk desk = desk_open();
  desk_story(&desk, "a", "title: 全市上下抢抓机遇\npriority: 1\n", 18);
  desk_story(&desk, "b", "title: 春耕时节好风光\npriority: 2\n", 13);
  desk_story(&desk, "c", "title: 新春走基层\npriority: 2\n", 12);
  desk_story(&desk, "d", "title: 一座城的温度\npriority: 4\n", 7);
  desk_set(&desk, TEMPLATES, "  - {articles: [a, b, c, d]}\n");
  for (unsigned i = 0; i < G_N_ELEMENTS(JUDGES); i++) {
    composition_free(desk.composition);
    desk.composition =
        compose_issue(desk.arena, desk.issue, desk.sheet, &(ComposeOptions){.jobs = 1, .judge = JUDGES[i]}, desk.diags);
    assert_int_equal(stands_above(desk_page(&desk)), !i);
    assert_int_equal(desk_page(&desk)->makeup->judged, 0);
  }
  desk_close(&desk);
}

/* --- dealt --------------------------------------------------------------------------------------------------- */

static unsigned page_of(const Desk *desk, const char *slug)
{
  for (unsigned p = 0; p < desk->composition->n_pages; p++)
    for (unsigned i = 0; i < desk->composition->pages[p].n_articles; i++) {
      const PlacedArticle *row = &desk->composition->pages[p].articles[i];
      if (!strcmp(row->article->slug, slug) && row->placed)
        return p + 1;
    }
  return 0;
}

static void deal(Desk *desk, const char *articles, const char *pages)
{
  char *issue = g_strconcat("paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: ./layout.yaml\narticles: ", articles,
                            "\npages:\n", pages, NULL);
  desk_write(desk, "layout.yaml", DESK_SHEET TEMPLATES);
  desk_write(desk, "issue.yaml", issue);
  g_free(issue);
  desk_load(desk);
}

/* A page that says where on it an article stands has it, though by its order it would be on another. */
static void what_a_page_pins_is_on_it(void **state)
{
  for (unsigned pin = 0; pin < 2; pin++) {
    Desk desk = desk_open();
    for (unsigned i = 0; i < 6; i++) {
      char slug[2] = {(char)('a' + i), 0};
      desk_story(&desk, slug, i % 3 ? "title: 春耕时节\npriority: 3\n" : "title: 春耕时节\npriority: 1\n", 9);
    }
    deal(&desk, "[a, b, c, d, e, f]", pin ? "  - {}\n  - {place: {b: {columns: 1-2}}}\n" : "  - {}\n  - {}\n");
    assert_int_equal(page_of(&desk, "b"), 1 + pin);
    desk_close(&desk);
  }
}

/* Of far too much what ranks high has its place though it is the last of the list, and so has what is paid for. */
static void what_ranks_high_is_dealt_first(void **state)
{
  static const char *const LAST[] = {"title: 春耕时节\npriority: 1\n", "title: 春耕时节\nkind: ad\npriority: 9\n"};
  for (unsigned k = 0; k < G_N_ELEMENTS(LAST); k++) {
    Desk desk = desk_open();
    GString *list = g_string_new("[");
    for (unsigned i = 0; i < 16; i++) {
      char slug[2] = {(char)('a' + i), 0};
      desk_story(&desk, slug, "title: 春耕时节\npriority: 3\n", 9);
      g_string_append_printf(list, "%s, ", slug);
    }
    desk_story(&desk, "last", LAST[k], 9);
    g_string_append(list, "last]");
    deal(&desk, list->str, "  - {}\n");
    unsigned placed = 0;
    for (unsigned i = 0; i < desk.issue->n_articles; i++)
      placed += page_of(&desk, desk.issue->articles[i]->slug) > 0;
    assert_int_equal(desk_told(&desk, DIAG_PAGES_FULL), 1);
    assert_int_equal(placed + desk_told(&desk, DIAG_LEFT_OUT), desk.issue->n_articles);
    assert_int_equal(page_of(&desk, "last"), 1);
    g_string_free(list, TRUE);
    desk_close(&desk);
  }
}

/* Too long for two pages: where it may go on it does so twice, all pages but the last full of it; else it is on one. */
static void what_goes_on_fills_its_pages(void **state)
{
  for (unsigned may = 0; may < 2; may++) {
    Desk desk = desk_open();
    char *front = g_strdup_printf("title: 全市上下抢抓机遇\npriority: 1\ncontinued: %s\n", may ? "true" : "false");
    desk_story(&desk, "a", front, 122);
    desk_story(&desk, "b", "title: 春耕时节\npriority: 3\n", 4);
    deal(&desk, "[a, b]", "  - {}\n  - {}\n  - {}\n");
    unsigned pages = 0, characters[3] = {0};
    for (unsigned p = 0; p < desk.composition->n_pages; p++)
      for (unsigned i = 0; i < desk.composition->pages[p].n_articles; i++) {
        const PlacedArticle *row = &desk.composition->pages[p].articles[i];
        if (!strcmp(row->article->slug, "a"))
          characters[pages++] = row->characters;
      }
    assert_int_equal(pages, may ? 3 : 1);
    assert_true(characters[0] > 3000 && (!may || characters[1] > 3000));
    g_free(front);
    desk_close(&desk);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(the_lead_has_the_largest_head),
                                     cmocka_unit_test(the_lead_has_the_largest_picture),
                                     cmocka_unit_test(no_upright_head_is_larger),
                                     cmocka_unit_test(no_advertisement_leads),
                                     cmocka_unit_test(what_was_over_has_room_in_the_next_layout),
                                     cmocka_unit_test(tables_in_slots_keep_their_rows),
                                     cmocka_unit_test(tables_come_apart_evenly),
                                     cmocka_unit_test(the_page_is_as_its_judge_likes),
                                     cmocka_unit_test(what_a_page_pins_is_on_it),
                                     cmocka_unit_test(what_ranks_high_is_dealt_first),
                                     cmocka_unit_test(what_goes_on_fills_its_pages)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
