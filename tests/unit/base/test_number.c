/* Doubles to whole numbers: what an integer does not hold comes to its nearest bound. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/number.h"

static void test_inside(void **state)
{
  assert_int_equal(number_int(41.9, 0, 100), 41);
  assert_int_equal(number_int(-41.9, -100, 100), -41); /* towards 0, as a cast */
  assert_int_equal(number_round(41.5), 42);
  assert_int_equal(number_round(-41.5), -42);
  assert_int_equal(number_size(3e9, SIZE_MAX), 3000000000);
  assert_int_equal(number_whole(-0.5, 0, 9), 0);
}

static void test_outside(void **state)
{
  assert_int_equal(number_int(1e12, INT32_MIN, INT32_MAX), INT32_MAX);
  assert_int_equal(number_int(-1e12, INT32_MIN, INT32_MAX), INT32_MIN);
  assert_int_equal(number_int(1e12, 3, 90), 90);
  assert_int_equal(number_int(-1e12, 3, 90), 3);
  assert_int_equal(number_round(2147483647.4), INT32_MAX);
  assert_int_equal(number_round(2147483647.6), INT32_MAX);
  assert_true(number_whole(0x1p63, INT64_MIN, INT64_MAX) == INT64_MAX);
  assert_true(number_whole(-0x1p63, INT64_MIN, INT64_MAX) == INT64_MIN);
  assert_true(number_size(INFINITY, SIZE_MAX) == INT64_MAX); /* no object is larger */
  assert_int_equal(number_size(-INFINITY, SIZE_MAX), 0);
}

static void test_no_number(void **state)
{
  assert_int_equal(number_int(NAN, 3, 90), 3);
  assert_int_equal(number_size(NAN, SIZE_MAX), 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_inside), cmocka_unit_test(test_outside),
                                     cmocka_unit_test(test_no_number)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
