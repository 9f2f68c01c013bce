/* Two facing pages made up as one: where things stand about the fold, and what each page is told of. */
#include "desk.h"

#include "base/costs.h"
#include "compose/headline.h"

#define LAYOUT                                                                                                         \
  "styles:\n  title: {font: 标宋, size: [24pt, 48pt], align: centre}\ntemplates:\n  page:\n    slots:\n"             \
  "      - {name: lead, columns: 1-5, rows: 1-75}\n"
#define PAGES                                                                                                          \
  "  - {template: page, slots: {lead: front}}\n  - {spread: true, articles: [one, two]}\n  - {articles: [three]}\n"

static Desk open_spread(void)
{
  Desk desk = desk_open();
  desk_story(&desk, "front", "title: 封面\n", 2);
  desk_story(&desk, "one", "title: 全市上下凝心聚力跑出项目建设加速度\npriority: 1\nbyline: 本报记者\n", 36);
  desk_story(&desk, "two", "title: 一座城的温度\n", 24);
  desk_story(&desk, "three", "title: 千年古道焕新颜\n", 24);
  desk_set(&desk, LAYOUT, PAGES);
  return desk;
}

static void a_spread_has_the_columns_of_both_pages(void **state)
{
  (void)state;
  Desk desk = open_spread();
  const Grid *page = &desk.sheet->grid, *both = &desk.sheet->spread->grid;
  assert_int_equal(both->columns, 2 * page->columns);
  assert_int_equal(both->fold, page->columns);
  assert_int_equal(both->fold_x, page->trim_w);
  for (int column = 1; column <= page->columns; column++) {
    assert_int_equal(grid_column_x(both, column), grid_column_x(page, column));
    assert_int_equal(grid_column_x(both, page->columns + column), page->trim_w + grid_column_x(page, column));
  }
  assert_false(grid_crosses(both, 1, 5) || grid_crosses(both, 6, 10) || grid_crosses(page, 1, 5));
  assert_true(grid_crosses(both, 5, 6));
  assert_ptr_equal(desk.sheet->spread->spread, desk.sheet);
  desk_close(&desk);
}

/* The parts of the lead's head; nothing else of it lies in the inner margin. */
static unsigned check_page(const Desk *desk, const PlacedPage *page)
{
  const Grid *grid = &desk->sheet->grid;
  bool left = page->fold == FOLD_RIGHT;
  unsigned heads = 0;
  for (unsigned i = 0; i < page->n_items; i++) {
    const Placed *item = &page->items[i];
    if (item->kind != PLACED_LINE || !item->article)
      continue;
    Mpt off = left ? grid->trim_w - box_right(&item->box) : item->box.x;
    assert_true(off >= COST_SPREAD_SAFE - DESK_SLACK);
    if (item->role != ROLE_TITLE)
      assert_true(off >= (left ? grid->trim_w - box_right(&grid->type) : grid->type.x) - DESK_SLACK);
    assert_true(item->slot && item->slot->column_first >= 1 && item->slot->column_last <= grid->columns);
    assert_ptr_equal(item->slot->name, layout_template_slot(page->layout, item->slot->name)->name);
    heads += item->role == ROLE_TITLE && item->crosses;
  }
  return heads;
}

static void each_page_has_what_lies_on_it(void **state)
{
  (void)state;
  Desk desk = open_spread();
  const PlacedPage *pages = desk.composition->pages;
  assert_int_equal(pages[0].fold, FOLD_NONE);
  assert_int_equal(pages[1].fold, FOLD_RIGHT);
  assert_int_equal(pages[2].fold, FOLD_LEFT);
  assert_true(check_page(&desk, &pages[1]) && check_page(&desk, &pages[2]));
  for (unsigned a = 0; a < desk.issue->n_articles; a++) {
    unsigned characters = 0, placed = 0;
    for (unsigned p = 0; p < 3; p++)
      for (unsigned i = 0; i < pages[p].n_articles; i++)
        if (pages[p].articles[i].article == desk.issue->articles[a]) {
          characters += pages[p].articles[i].characters;
          placed += pages[p].articles[i].placed;
        }
    assert_int_equal(characters, desk.issue->articles[a]->characters);
    assert_int_equal(placed, characters);
  }
  desk_close(&desk);
}

static bool has_things(const PlacedPage *page, const Article *article)
{
  for (unsigned i = 0; i < page->n_items; i++)
    if (!g_strcmp0(page->items[i].article, article->slug))
      return true;
  return false;
}

static const Article *find_article(const Desk *desk, const char *slug)
{
  for (unsigned a = 0; a < desk->issue->n_articles; a++)
    if (!strcmp(desk->issue->articles[a]->slug, slug))
      return desk->issue->articles[a];
  fail_msg("there is no %s", slug);
  return NULL;
}

/* Only what stands there, and all of it. */
static void each_page_tells_of_what_stands_on_it(void **state)
{
  (void)state;
  Desk desk = open_spread();
  for (unsigned p = 1; p < 3; p++) {
    const PlacedPage *page = &desk.composition->pages[p];
    unsigned rows = 0, stand = 0;
    for (unsigned i = 0; i < page->n_articles; i++, rows++)
      assert_true(has_things(page, page->articles[i].article));
    for (unsigned a = 0; a < desk.issue->n_articles; a++)
      stand += has_things(page, desk.issue->articles[a]);
    assert_int_equal(rows, stand);
  }
  desk_close(&desk);
}

/* Where an article of the right-hand page is asked for counts, in the columns of both. */
static void both_pages_ask_for_places(void **state)
{
  (void)state;
  for (int column = 1; column < 7; column += 5) {
    Desk desk = desk_open();
    desk_story(&desk, "front", "title: 封面\n", 2);
    desk_story(&desk, "one", "title: 全市上下凝心聚力跑出项目建设加速度\npriority: 1\n", 30);
    desk_story(&desk, "two", "title: 一座城的温度\n", 24);
    desk_story(&desk, "three", "title: 千年古道焕新颜\n", 24);
    char *pages =
        g_strdup_printf("  - {template: page, slots: {lead: front}}\n  - {spread: true, articles: [one, two]}\n"
                        "  - {articles: [three], place: {three: {columns: %d-%d}}}\n",
                        column, column + 4);
    desk_set(&desk, LAYOUT, pages);
    assert_int_equal(has_things(&desk.composition->pages[1 + (column > 5)], find_article(&desk, "three")), true);
    assert_int_equal(has_things(&desk.composition->pages[2 - (column > 5)], find_article(&desk, "three")), false);
    g_free(pages);
    desk_close(&desk);
  }
}

/* HEAD over the middle of a spread's ten columns; how many errors of that code are told of it. */
static unsigned count_errors(const Desk *desk, const Article *article, DiagCode code)
{
  Work like = {.arena = desk->arena,
               .shaper = shaper_new(desk->fonts),
               .diags = desk->diags,
               .issue = desk->issue,
               .sheet = desk->sheet->spread};
  Work work = work_open(&like, &desk->issue->pages[1], 2);
  const LayoutHead head = {.align = ALIGN_CENTRE};
  const HeadFold fold = headline_fold(&work.sheet->grid, 1, 10);
  const Group *group = headline_across_fold(&work, article, &head, &fold, 40);
  unsigned errors = 0;
  assert_non_null(group);
  for (unsigned i = 0; i < diag_count(group->diags); i++)
    errors += diag_at(group->diags, i)->code == code;
  work_close(&work);
  shaper_free(like.shaper);
  return errors;
}

static void a_title_that_cannot_be_parted_is_told(void **state)
{
  (void)state;
  Desk desk = desk_open();
  desk_story(&desk, "front", "title: 封面\n", 2);
  desk_story(&desk, "one", "title: Internationalisierungsstrategien\n", 40);
  desk_story(&desk, "two", "title: 一座资源型城市的转型之路\n", 40);
  desk_set(&desk, LAYOUT, "  - {template: page, slots: {lead: front}}\n  - {articles: [one, two]}\n");
  for (unsigned i = 0; i < desk.issue->n_articles; i++)
    if (strcmp(desk.issue->articles[i]->slug, "front") != 0)
      assert_int_equal(count_errors(&desk, desk.issue->articles[i], DIAG_HEAD_FOLD),
                       !strcmp(desk.issue->articles[i]->slug, "one"));
  desk_close(&desk);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_spread_has_the_columns_of_both_pages), cmocka_unit_test(each_page_has_what_lies_on_it),
      cmocka_unit_test(each_page_tells_of_what_stands_on_it), cmocka_unit_test(both_pages_ask_for_places),
      cmocka_unit_test(a_title_that_cannot_be_parted_is_told)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
