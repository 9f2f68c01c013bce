/* Pictures of a story are parted by text wherever there is a place for that: held against every place there is, for
   pictures of many sizes drawn into one slot. */
#include "bench.h"

#include "base/costs.h"
#include "compose/arrange.h"

enum { PICTURES = 5, LANES = 5, STEPS = 60, DRAWN = 1000 };

static void open_bench(ChainBench *bench)
{
  bench->desk = desk_open();
  Desk *desk = &bench->desk;
  GString *front = g_string_new("title: 春耕\nimages:\n");
  for (unsigned i = 0; i < PICTURES; i++) {
    char *name = g_strdup_printf("articles/one/%u.png", i);
    desk_picture(desk, name, 300, 200);
    g_string_append_printf(front, "  %u.png: {span: 1}\n", i);
    g_free(name);
  }
  desk_story(desk, "one", front->str, 3);
  g_string_free(front, TRUE);
  desk_set_page(desk, "      - {name: a, columns: 1-5, rows: 1-60, headline: {columns: 1-3}}\n", "a: one");
  chain_bench_open(bench);
  assert_int_equal(bench->chain->n_vars, PICTURES);
}

static int draw(uint32_t *seed, int least, int most)
{
  *seed = *seed * 1664525u + 1013904223u;
  return least + (int)((*seed >> 16) % (uint32_t)(most - least + 1));
}

static void draw_pictures(Chain *chain, uint32_t *seed)
{
  static const PicturePlace WHERE[] = {PICTURE_AUTO, PICTURE_AUTO, PICTURE_COLUMN_TOP, PICTURE_COLUMN_BOTTOM};
  for (unsigned i = 0; i < chain->n_vars; i++) {
    PictureVar *var = &chain->vars[i];
    var->span = draw(seed, 1, 3);
    var->rows = draw(seed, 5, 24);
    var->shift = draw(seed, -1, 1);
    var->where = WHERE[draw(seed, 0, 3)];
  }
}

/* --- every place there is ---------------------------------------------------------------------------------------- */

typedef enum { FREE, END, HEAD, PICTURE } Thing;

typedef struct {
  Thing at[LANES][STEPS + 2]; /* steps from 1; before the first and after the last its ends */
} Page;

static void take(Page *page, int lane, int lanes, int step, int steps, Thing thing)
{
  for (int c = lane; c < lane + lanes; c++)
    for (int row = step; row < step + steps; row++)
      page->at[c][row] = thing;
}

static Page open_page(const Chain *chain)
{
  Page page = {0};
  take(&page, 0, LANES, 0, 1, END);
  take(&page, 0, LANES, STEPS + 1, 1, END);
  take(&page, chain->head_column, chain->head_columns, 1, arrange_head_rows(chain), HEAD);
  return page;
}

static bool is_free(const Page *page, int lane, int span, int step, int rows)
{
  for (int c = lane; c < lane + span; c++)
    for (int row = step; row < step + rows; row++)
      if (page->at[c][row] != FREE)
        return false;
  return true;
}

/* From there on lines enough for text, or none and no picture. */
static bool is_clear(const Page *page, int lane, int step, int by)
{
  int n = 0;
  for (; page->at[lane][step] == FREE; step += by)
    n++;
  return n >= COST_ARRANGE_BETWEEN || (!n && page->at[lane][step] != PICTURE);
}

static bool is_parted(const Page *page, int lane, int span, int step, int rows)
{
  for (int c = lane; c < lane + span; c++)
    if (!is_clear(page, c, step - 1, -1) || !is_clear(page, c, step + rows, 1))
      return false;
  return true;
}

/* The first place in those lanes, from their head or their foot; 0: none. */
static int find_place(const Page *page, int lane, int span, int rows, bool at_foot)
{
  int last = STEPS - rows + 1;
  for (int n = 0; n < last; n++) {
    int step = at_foot ? last - n : 1 + n;
    if (is_free(page, lane, span, step, rows) && is_parted(page, lane, span, step, rows))
      return step;
  }
  return 0;
}

static bool some_place(const Page *page, int span, int rows)
{
  bool some = false;
  for (int lane = 0; lane + span <= LANES; lane++)
    some = some || find_place(page, lane, span, rows, false);
  return some;
}

/* Text is over it and under it. */
static bool is_amid(const Page *page, const PictureVar *var, int rows)
{
  return page->at[var->lane][var->step - 1] == FREE && page->at[var->lane][var->step + rows] == FREE;
}

/* The first picture at the head, others at the foot, where nobody says. */
static bool wants_foot(const PictureVar *var, unsigned index)
{
  return var->where == PICTURE_COLUMN_BOTTOM || (var->where == PICTURE_AUTO && index > 0);
}

static void text_parts_them_where_it_can(void **state)
{
  ChainBench bench;
  open_bench(&bench);
  uint32_t seed = 7;
  unsigned amid = 0, stacked = 0, homeless = 0;
  for (unsigned turn = 0; turn < DRAWN; turn++) {
    draw_pictures(bench.chain, &seed);
    arrange_chain(bench.chain);
    Page page = open_page(bench.chain);
    for (unsigned i = 0; i < PICTURES; i++) {
      const PictureVar *var = &bench.chain->vars[i];
      int rows = picture_total_rows(var);
      bool parted = var->lane >= 0 && !var->stacked;
      homeless += var->lane < 0;
      stacked += var->lane >= 0 && var->stacked;
      assert_true(parted || !some_place(&page, var->span, rows));
      if (var->lane < 0)
        continue;
      assert_true(is_free(&page, var->lane, var->span, var->step, rows));
      assert_true(!parted || var->step == find_place(&page, var->lane, var->span, rows, var->at_end));
      if (parted && is_amid(&page, var, rows)) {
        assert_int_equal(var->at_end, wants_foot(var, i));
        amid++;
      }
      take(&page, var->lane, var->span, var->step, rows, PICTURE);
    }
  }
  assert_true(amid > DRAWN / 20 && stacked > DRAWN / 20 && homeless > DRAWN / 20);
  chain_bench_close(&bench);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(text_parts_them_where_it_can)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
