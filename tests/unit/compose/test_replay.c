/* A module that was set for one layout and stands elsewhere in another is what it would be if it were set there. */
#include "desk.h"

#include "compose/page.h"
#include "compose/replay.h"

static GArray *seen; /* Placed, of the page tried last */

static PageVerdict look(const PlacedPage *page, unsigned never)
{
  (void)never;
  g_array_set_size(seen, 0);
  g_array_append_vals(seen, page->items, page->n_items);
  return (PageVerdict){0};
}

typedef struct {
  Desk desk;
  Work work;
  LayoutSlot slot;
} Bench;

static Bench open_bench(void)
{
  Bench bench = {.desk = desk_open()};
  desk_picture(&bench.desk, "articles/one/a.png", 1200, 800);
  desk_story(&bench.desk, "one", "title: 一二三四五六\nimages: {a.png: {caption: 甲乙。}}\n", 30);
  desk_set(&bench.desk, "templates:\n  page:\n    slots:\n      - {name: a, columns: 1-2, rows: 1-40, border: line}\n",
           "  - {template: page, slots: {a: one}}\n");
  bench.slot = bench.desk.issue->layout->templates[0].slots[0];
  bench.slot.made = true;
  bench.work = (Work){.arena = arena_new(),
                      .scratch = arena_new(),
                      .trials = arena_new(),
                      .shaper = shaper_new(bench.desk.fonts),
                      .diags = diag_list_new(LANG_EN),
                      .issue = bench.desk.issue,
                      .sheet = bench.desk.sheet,
                      .judge = look,
                      .spec = &bench.desk.issue->pages[0],
                      .number = 1};
  return bench;
}

static void close_bench(Bench *bench)
{
  shaper_free(bench->work.shaper);
  diag_list_free(bench->work.diags);
  arena_free(bench->work.trials);
  arena_free(bench->work.scratch);
  arena_free(bench->work.arena);
  desk_close(&bench->desk);
}

static bool answer(const PageTrial *trial, void *data)
{
  assert_int_equal(trial->n_rows, 1);
  return *(bool *)data;
}

/* With its first cell at COLUMN, ROW, ROWS high; judged if it is WORTH it. */
static PageTrial try_if(Bench *bench, int column, int row, int rows, bool worth, bool early)
{
  LayoutSlot slot = bench->slot;
  slot.column_first = column;
  slot.column_last = column + 1;
  slot.row_first = row;
  slot.row_last = row + rows - 1;
  const Article *article = bench->desk.issue->pages[0].articles[0];
  const LayoutTemplate templ = {.name = "page", .slots = &slot, .n_slots = 1};
  const SlotFilling filling = {slot.name, bench->work.spec->place, &article, 1};
  return page_try_if(&bench->work, &templ, &filling, 1, 0, answer, &worth, early);
}

static PageTrial try_at(Bench *bench, int column, int row, int rows)
{
  return try_if(bench, column, row, rows, true, false);
}

static void assert_same_items(const GArray *wanted)
{
  assert_int_equal(seen->len, wanted->len);
  assert_true(seen->len > 8);
  for (unsigned i = 0; i < seen->len; i++) {
    const Placed *a = &g_array_index(seen, Placed, i), *b = &g_array_index(wanted, Placed, i);
    assert_int_equal(a->kind, b->kind);
    assert_int_equal(a->line, b->line);
    if (a->kind == PLACED_LINE) {
      assert_int_equal(a->x, b->x);
      assert_int_equal(a->y, b->y);
    } else
      assert_memory_equal(&a->box, &b->box, sizeof(Box));
  }
}

static void assert_same_row(const PageTrial *a, const PageTrial *b)
{
  assert_int_equal(a->n_rows, b->n_rows);
  assert_int_equal(a->errors, b->errors);
  assert_int_equal(a->rows[0].placed, b->rows[0].placed);
  assert_int_equal(a->rows[0].overset, b->rows[0].overset);
  assert_int_equal(a->rows[0].over_at.line, b->rows[0].over_at.line);
  assert_int_equal(a->rows[0].over_at.column, b->rows[0].over_at.column);
  assert_int_equal(a->rows[0].overset_lines, b->rows[0].overset_lines);
  assert_int_equal(a->rows[0].missing_lines, b->rows[0].missing_lines);
  assert_int_equal(a->rows[0].y, b->rows[0].y);
  assert_int_equal(a->homeless[0], b->homeless[0]);
}

/* As soon as a module says so; what was set for it is known the next time. */
static void what_is_hopeless_is_set_no_further(void **state)
{
  Bench bench = open_bench();
  (void)state;
  const PageTrial wanted = try_at(&bench, 3, 21, 40);
  bench.work.modules = replay_new();
  const PageTrial hopeless = try_if(&bench, 3, 21, 40, false, true);
  assert_int_equal(hopeless.n_rows, 0);
  assert_int_equal(g_hash_table_size(bench.work.modules), 1);
  const PageTrial whole = try_if(&bench, 3, 21, 40, true, true);
  assert_same_row(&whole, &wanted);
  g_hash_table_destroy(bench.work.modules);
  close_bench(&bench);
}

static void it_stands_as_if_it_were_set_there(void **state)
{
  Bench bench = open_bench();
  (void)state;
  const PageTrial wanted = try_at(&bench, 3, 21, 40), lower = try_at(&bench, 3, 21, 12);
  GArray *items = g_array_copy(seen);
  bench.work.modules = replay_new();
  try_at(&bench, 1, 1, 40);
  try_at(&bench, 1, 1, 12);
  const PageTrial low = try_at(&bench, 3, 21, 12);
  assert_same_items(items);
  assert_same_row(&low, &lower);
  assert_true(low.rows[0].overset_lines > 0);
  g_array_unref(items);
  const PageTrial again = try_at(&bench, 3, 21, 40);
  assert_same_row(&again, &wanted);
  assert_int_equal(g_hash_table_size(bench.work.modules), 2);
  g_hash_table_destroy(bench.work.modules);
  close_bench(&bench);
}

/* Another head, frame or limit is another module. */
static void what_differs_is_set_anew(void **state)
{
  Bench bench = open_bench();
  (void)state;
  bench.work.modules = replay_new();
  try_at(&bench, 1, 1, 40);
  bench.slot.head.title_most = 20000;
  try_at(&bench, 1, 1, 40);
  bench.slot.picture_cells = 12;
  try_at(&bench, 1, 1, 40);
  bench.slot.border.kind = BORDER_NONE;
  try_at(&bench, 1, 1, 40);
  bench.slot.head.column_first = bench.slot.head.column_last = 1;
  try_at(&bench, 1, 1, 40);
  try_at(&bench, 1, 1, 41);
  try_at(&bench, 2, 5, 41);
  assert_int_equal(g_hash_table_size(bench.work.modules), 6);
  g_hash_table_destroy(bench.work.modules);
  close_bench(&bench);
}

/* Its words stand outside the module too. */
static void what_sends_a_picture_elsewhere_is_counted_on_the_page(void **state)
{
  Bench bench = open_bench();
  (void)state;
  bench.work.modules = replay_new();
  assert_true(try_at(&bench, 1, 1, 40).rows[0].tallied);
  Picture *picture = (Picture *)(uintptr_t)bench.desk.issue->pages[0].articles[0]->pictures;
  picture->where = PICTURE_SLOT;
  picture->slot = "b";
  const PageTrial sent = try_at(&bench, 1, 1, 41);
  assert_false(sent.rows[0].tallied);
  assert_int_equal(sent.rows[0].placed + sent.rows[0].overset, sent.rows[0].characters);
  g_hash_table_destroy(bench.work.modules);
  close_bench(&bench);
}

static void what_is_not_worth_it_is_not_judged(void **state)
{
  Bench bench = open_bench();
  (void)state;
  try_if(&bench, 1, 1, 40, true, false);
  assert_true(seen->len > 8);
  g_array_set_size(seen, 0);
  const PageTrial trial = try_if(&bench, 1, 1, 40, false, false);
  assert_int_equal(seen->len, 0);
  assert_true(trial.rows[0].placed > 0);
  close_bench(&bench);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(it_stands_as_if_it_were_set_there),
                                     cmocka_unit_test(what_is_hopeless_is_set_no_further),
                                     cmocka_unit_test(what_differs_is_set_anew),
                                     cmocka_unit_test(what_sends_a_picture_elsewhere_is_counted_on_the_page),
                                     cmocka_unit_test(what_is_not_worth_it_is_not_judged)};
  seen = g_array_new(FALSE, FALSE, sizeof(Placed));
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  g_array_unref(seen);
  return failed;
}
