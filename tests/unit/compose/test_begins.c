/* Modules of a page made up: their text begins at their heads, an upright head has its byline, and a rule between them
   runs over all of a joint. Slots of a layout stay as they are. */
#include "desk.h"

#include "base/costs.h"
#include "compose/arrange.h"
#include "compose/madeup.h"
#include "compose/slot.h"

#define STYLES "styles:\n  title: {font: 标宋, size: 30pt, leading: 1.2em, align: left, indent: 0字, tracking: 0em}\n"

typedef struct {
  Desk desk;
  Work work;
} Bench;

/* SLOTS of a layout, the first of which article ONE stands in. */
static Bench open_bench(const char *front, const char *slots)
{
  Bench bench = {.desk = desk_open()};
  char *rest = g_strconcat(STYLES "templates:\n  page:\n    slots:\n", slots, NULL);
  desk_picture(&bench.desk, "articles/one/a.png", 2000, 1200);
  desk_story(&bench.desk, "one", front, 130);
  desk_set(&bench.desk, rest, "  - {template: page, slots: {a: one}}\n");
  const Work like = {.arena = arena_new(),
                     .scratch = arena_new(),
                     .trials = arena_new(),
                     .shaper = shaper_new(bench.desk.fonts),
                     .diags = diag_list_new(LANG_EN),
                     .issue = bench.desk.issue,
                     .sheet = bench.desk.sheet};
  bench.work = like;
  bench.work.spec = &bench.desk.issue->pages[0];
  bench.work.number = 1;
  bench.work.items = g_array_new(FALSE, TRUE, sizeof(Placed));
  bench.work.articles = g_array_new(FALSE, TRUE, sizeof(PlacedArticle));
  bench.work.garbage = g_ptr_array_new();
  bench.work.lists = g_ptr_array_new();
  g_free(rest);
  return bench;
}

static void close_bench(Bench *bench)
{
  for (unsigned i = 0; i < bench->work.garbage->len; i++)
    g_array_free(bench->work.garbage->pdata[i], TRUE);
  for (unsigned i = 0; i < bench->work.lists->len; i++)
    diag_list_free(bench->work.lists->pdata[i]);
  g_ptr_array_free(bench->work.garbage, TRUE);
  g_ptr_array_free(bench->work.lists, TRUE);
  g_array_free(bench->work.items, TRUE);
  g_array_free(bench->work.articles, TRUE);
  shaper_free(bench->work.shaper);
  diag_list_free(bench->work.diags);
  arena_free(bench->work.trials);
  arena_free(bench->work.scratch);
  arena_free(bench->work.arena);
  desk_close(&bench->desk);
}

static void compose(Bench *bench, bool made)
{
  const PageSpec *spec = bench->work.spec;
  LayoutTemplate templ = bench->desk.issue->layout->templates[0];
  LayoutSlot slot = templ.slots[0];
  slot.made = made;
  slot.head.with_byline = made;
  templ.slots = &slot;
  templ.n_slots = 1;
  slot_compose(&bench->work, &templ, arena_copy(bench->work.arena, &slot, sizeof slot), &spec->fillings[0]);
}

static const Placed *find_item(const Bench *bench, PlacedKind kind, unsigned roles, bool last)
{
  const Placed *found = NULL;
  for (unsigned i = 0; i < bench->work.items->len && (last || !found); i++) {
    const Placed *item = &g_array_index(bench->work.items, Placed, i);
    if (item->kind == kind && (kind != PLACED_LINE || roles & 1u << item->role))
      found = item;
  }
  assert_non_null(found);
  return found;
}

/* Grid lines from the head's last baseline to the text's first one. */
static int lines_to_text(const Bench *bench)
{
  const Placed *head = find_item(bench, PLACED_LINE, 1u << ROLE_TITLE | 1u << ROLE_HEAD, true);
  const Placed *text = find_item(bench, PLACED_LINE, 1u << ROLE_TEXT, false);
  const Grid *grid = &bench->desk.sheet->grid;
  return text->x > grid_column_x(grid, 1) + grid->column_w ? INT_MAX : (text->y - head->y) / grid->leading;
}

/* Under a picture over all columns, or in a column of its own, it began before; slots of a layout are as they were. */
static void a_text_begins_at_its_head(void **state)
{
  static const char *const SLOTS[] = {"      - {name: a, columns: 1-5, rows: 1-75}\n",
                                      "      - {name: a, columns: 1-1, rows: 1-75}\n",
                                      "      - {name: a, columns: 1-2, rows: 1-60, border: line}\n"};
  for (unsigned i = 0; i < G_N_ELEMENTS(SLOTS); i++)
    for (unsigned made = 0; made < 2; made++) {
      Bench bench = open_bench("title: 春耕\nimages: {a.png: {caption: 图, span: 5}}\n", SLOTS[i]);
      compose(&bench, made);
      int lines = lines_to_text(&bench);
      if ((lines <= COST_RULES_BEGIN) != made)
        fail_msg("%s: %d lines, %u", SLOTS[i], lines, made);
      close_bench(&bench);
    }
}

/* Before anything is weighed: wherever a picture is wanted, over all columns too, the first one keeps lines for it. */
static void no_picture_stands_where_it_begins(void **state)
{
  Bench bench =
      open_bench("title: 春耕\nimages: {a.png: {caption: 图}}\n", "      - {name: a, columns: 1-5, rows: 1-75}\n");
  const LayoutTemplate *templ = &bench.desk.issue->layout->templates[0];
  LayoutSlot slot = templ->slots[0];
  slot.made = true;
  Chain *chain = slot_open(&bench.work, templ, &slot, &bench.work.spec->fillings[0]);
  PictureVar *var = &chain->vars[0];
  for (var->span = 1; var->span <= 5; var->span++)
    for (var->shift = -4; var->shift <= 4; var->shift++) {
      arrange_chain(chain);
      assert_true(var->lane >= 0);
      assert_true(arrange_begins(chain));
    }
  close_bench(&bench);
}

/* So its text does not run up there. */
static void a_picture_stands_beside_a_head_at_the_left(void **state)
{
  Bench bench = open_bench("title: 春耕时节\nimages: {a.png: {caption: 图, span: 1}}\n",
                           "      - {name: a, columns: 1-4, rows: 1-75, headline: {columns: 1-3}}\n");
  compose(&bench, true);
  const Placed *picture = find_item(&bench, PLACED_PICTURE, 0, false);
  const Grid *grid = &bench.desk.sheet->grid;
  assert_int_equal(picture->box.x, grid_column_x(grid, 4));
  assert_true(picture->box.y < grid_line_y(grid, 2));
  assert_true(lines_to_text(&bench) <= COST_RULES_BEGIN);
  close_bench(&bench);
}

static const Placed *find_byline(const Bench *bench)
{
  for (unsigned i = 0; i < bench->work.items->len; i++) {
    const Placed *item = &g_array_index(bench->work.items, Placed, i);
    if (!strcmp(desk_style_of(item), "byline"))
      return item;
  }
  fail_msg("it is nowhere");
  return NULL;
}

/* To the foot of its strip, left of the title, and no line of the text. */
static void an_upright_head_has_its_byline(void **state)
{
  for (unsigned made = 0; made < 2; made++) {
    Bench bench = open_bench("title: 春耕时节看田间\nbyline: 本报记者\n",
                             "      - {name: a, columns: 1-3, rows: 1-75, headline: {side: left, height: 24}}\n");
    compose(&bench, made);
    const Placed *byline = find_byline(&bench), *title = find_item(&bench, PLACED_LINE, 1u << ROLE_TITLE, false);
    assert_int_equal(byline->role, made ? ROLE_HEAD : ROLE_TEXT);
    assert_int_equal(byline->setting->shaped->direction, made ? DIRECTION_VERTICAL : DIRECTION_HORIZONTAL);
    assert_true(!made || byline->x < title->x);
    close_bench(&bench);
  }
}

/* --- rules ------------------------------------------------------------------------------------------------------- */

static void expect_rules(const char *slots, const int (*columns)[2], unsigned n)
{
  Bench bench = open_bench("title: 春耕\n", slots);
  const Grid *grid = &bench.desk.sheet->grid;
  LayoutTemplate templ = bench.desk.issue->layout->templates[0];
  LayoutSlot *own = arena_copy(bench.work.arena, templ.slots, templ.n_slots * sizeof *own);
  for (unsigned i = 0; i < templ.n_slots; i++)
    own[i].made = true;
  templ.slots = own;
  madeup_rule(&bench.work, &templ);
  assert_int_equal(bench.work.items->len, n);
  for (unsigned i = 0; i < n; i++) {
    const Placed *rule = &g_array_index(bench.work.items, Placed, i);
    assert_int_equal(rule->box.x, grid_column_x(grid, columns[i][0]));
    assert_int_equal(rule->box.w, grid_span_w(grid, columns[i][0], columns[i][1]));
  }
  close_bench(&bench);
}

#define TOP "      - {name: a, columns: 1-5, rows: 1-20}\n"
#define LEFT "      - {name: b, columns: 1-3, rows: 22-75, headline: {columns: 1-2}}\n"

static void a_rule_runs_over_all_of_a_joint(void **state)
{
  static const int ALL[][2] = {{1, 5}}, OWN[][2] = {{1, 3}};
  expect_rules(TOP LEFT "      - {name: c, columns: 4-5, rows: 22-75}\n", ALL, 1);
  expect_rules(TOP "      - {name: c, columns: 4-5, rows: 22-75}\n" LEFT, ALL, 1);
  expect_rules(TOP LEFT "      - {name: c, columns: 4-5, rows: 30-75}\n", OWN, 1);
  expect_rules(TOP LEFT "      - {name: c, columns: 4-5, rows: 22-75, border: line}\n", OWN, 1);
  expect_rules(TOP "      - {name: b, columns: 1-3, rows: 22-75}\n      - {name: c, columns: 4-5, rows: 22-75}\n", NULL,
               0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_text_begins_at_its_head), cmocka_unit_test(no_picture_stands_where_it_begins),
      cmocka_unit_test(a_picture_stands_beside_a_head_at_the_left), cmocka_unit_test(an_upright_head_has_its_byline),
      cmocka_unit_test(a_rule_runs_over_all_of_a_joint)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
