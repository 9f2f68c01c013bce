/* What articles cost at least on so many column lines: never over what leaves do, and exact where that is convex. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "makeup/work.h"
#include "pages.h"

enum { AREAS = 60 };

static Page *draw_page(Arena *arena, Chance *chance)
{
  Page *page = ARENA_NEW(arena, Page);
  *page = (Page){.columns = 3, .rows = 20, .n = 1 + draw(chance, 4)};
  for (unsigned i = 0; i < page->n; i++)
    for (unsigned k = 0; k < 8; k++)
      page_add(page, i, 1 + draw(chance, 3), 1 + draw(chance, 12), (int32_t)draw(chance, 30));
  return page;
}

/* The cheapest leaves of SET by area, every sum tried. */
static void add_up(const Page *page, unsigned set, int32_t *least)
{
  for (unsigned area = 0; area <= AREAS; area++)
    least[area] = area ? NOWHERE : 0;
  for (unsigned i = 0; i < page->n; i++) {
    if (!(set >> i & 1))
      continue;
    int32_t before[AREAS + 1];
    for (unsigned area = 0; area <= AREAS; area++) {
      before[area] = least[area];
      least[area] = NOWHERE;
    }
    for (unsigned w = 1; w <= page->columns; w++)
      for (unsigned k = 0; k < page->article[i].width[w - 1].n; k++)
        for (unsigned area = 0, more = w * page->leaf[i][w - 1][k].rows; area + more <= AREAS; area++)
          least[area + more] = MIN(least[area + more], before[area] + page->leaf[i][w - 1][k].cost);
  }
}

static void never_over_what_leaves_cost(void **state)
{
  (void)state;
  Chance chance = {8};
  unsigned exact = 0;
  for (unsigned turn = 0; turn < 500; turn++) {
    Arena *arena = arena_new();
    const Page *page = draw_page(arena, &chance);
    MakeupTask task = page_task(page, 1);
    Bound *bound = bound_open(arena, &task);
    for (unsigned set = 0; set < 1U << page->n; set++) {
      const int32_t *least = bound_least(bound, (Set)set);
      int32_t sums[AREAS + 1];
      add_up(page, set, sums);
      for (unsigned area = 0; area <= AREAS; area++) {
        assert_true(sums[area] >= NOWHERE || least[area] <= sums[area]);
        exact += sums[area] < NOWHERE && least[area] == sums[area];
      }
    }
    arena_free(arena);
  }
  assert_true(exact > 5000);
}

/* Two articles of one column, each a line more or less for 3 points a line, then 5: 3 go first. */
static void the_cheapest_line_goes_first(void **state)
{
  (void)state;
  static const int32_t COSTS[] = {0, 3, 8, 13};
  Arena *arena = arena_new();
  Page *page = ARENA_NEW(arena, Page);
  *page = (Page){.columns = 1, .rows = 20, .n = 2};
  for (unsigned i = 0; i < 2; i++)
    for (unsigned k = 0; k < 4; k++)
      page_add(page, i, 1, 5 + k, COSTS[k]);
  MakeupTask task = page_task(page, 1);
  const int32_t *least = bound_least(bound_open(arena, &task), 3);
  static const int32_t EXPECTED[] = {0, 3, 6, 11, 16, 21, 26};
  assert_int_equal(least[9], NOWHERE);
  for (unsigned i = 0; i < 7; i++)
    assert_int_equal(least[10 + i], EXPECTED[i]);
  assert_int_equal(least[17], NOWHERE);
  arena_free(arena);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(never_over_what_leaves_cost),
                                     cmocka_unit_test(the_cheapest_line_goes_first)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
