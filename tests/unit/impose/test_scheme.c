/* Which page goes where: every page once, backs behind their fronts, the printers' own sequences. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <glib.h>
#include <string.h>

#include "impose/impose.h"

static void assert_side(Imposition imposition, unsigned n, unsigned side, const char *wanted)
{
  unsigned places[4];
  bool turned;
  GString *text = g_string_new(NULL);
  unsigned count = imposition_side(imposition, n, side, places, &turned);
  for (unsigned i = 0; i < count; i++)
    g_string_append_printf(text, "%s%u", i ? " " : "", places[i]);
  assert_string_equal(text->str, wanted);
  assert_int_equal(turned, imposition == IMPOSE_FOUR_UP);
  g_string_free(text, TRUE);
}

static void the_sequences_are_the_printers(void **state)
{
  (void)state;
  static const char *const SPREADS[] = {"8 1", "2 7", "6 3", "4 5"};
  for (unsigned i = 0; i < 4; i++)
    assert_side(IMPOSE_SPREADS, 8, i, SPREADS[i]);
  assert_side(IMPOSE_SPREADS, 2, 0, "0 1");
  assert_side(IMPOSE_SPREADS, 2, 1, "2 0");
  static const char *const FOLDED[] = {"13 4 16 1", "3 14 2 15", "9 8 12 5", "7 10 6 11"};
  for (unsigned i = 0; i < 4; i++)
    assert_side(IMPOSE_FOUR_UP, 16, i, FOLDED[i]);
  assert_side(IMPOSE_FOUR_UP, 6, 0, "5 4 0 1");
}

static void every_page_stands_once(void **state)
{
  static const Imposition SCHEMES[] = {IMPOSE_SPREADS, IMPOSE_FOUR_UP};
  (void)state;
  for (unsigned s = 0; s < 2; s++)
    for (unsigned n = 1; n <= 66; n++) {
      unsigned seen[67] = {0}, places[4];
      bool turned;
      unsigned sides = imposition_sides(SCHEMES[s], n);
      assert_int_equal(sides % 2, 0);
      for (unsigned side = 0; side < sides; side++) {
        unsigned count = imposition_side(SCHEMES[s], n, side, places, &turned);
        for (unsigned i = 0; i < count; i++)
          seen[places[i]]++;
      }
      for (unsigned page = 1; page <= n; page++)
        assert_int_equal(seen[page], 1);
    }
}

/* A leaf has an odd page and the next one on its two sides; turned about its height, left lies behind right. */
static void backs_lie_behind_fronts(void **state)
{
  (void)state;
  for (unsigned n = 8; n <= 32; n += 8)
    for (unsigned s = IMPOSE_SPREADS; s <= IMPOSE_FOUR_UP; s++)
      for (unsigned side = 0; side < imposition_sides((Imposition)s, n); side += 2) {
        unsigned front[4], back[4];
        bool turned;
        unsigned count = imposition_side((Imposition)s, n, side, front, &turned);
        imposition_side((Imposition)s, n, side + 1, back, &turned);
        for (unsigned i = 0; i < count; i++) {
          unsigned behind = back[i ^ 1];
          assert_int_equal((front[i] + 1) / 2, (behind + 1) / 2);
          assert_int_not_equal(front[i], behind);
        }
      }
}

static void names_are_known(void **state)
{
  Imposition imposition;
  (void)state;
  assert_true(imposition_lookup(NULL, &imposition) && imposition == IMPOSE_NONE);
  assert_true(imposition_lookup("spreads", &imposition) && imposition == IMPOSE_SPREADS);
  assert_true(imposition_lookup("4-up", &imposition) && imposition == IMPOSE_FOUR_UP);
  assert_false(imposition_lookup("8-up", &imposition));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_sequences_are_the_printers),
      cmocka_unit_test(every_page_stands_once),
      cmocka_unit_test(backs_lie_behind_fronts),
      cmocka_unit_test(names_are_known),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
