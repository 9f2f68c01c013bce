/* The lunar date against days that almanacs give. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "text/text.h"

static void test_lunar(void **state)
{
  static const struct {
    const char *iso, *lunar;
  } ROWS[] = {
      {"2024-03-27", "甲辰年二月十八"},   {"2023-04-01", "癸卯年闰二月十一"}, {"2024-02-09", "癸卯年腊月三十"},
      {"2024-02-10", "甲辰年正月初一"},   {"2023-01-21", "壬寅年腊月三十"},   {"2023-01-22", "癸卯年正月初一"},
      {"2020-05-23", "庚子年闰四月初一"}, {"2017-07-23", "丁酉年闰六月初一"}, {"2025-07-25", "乙巳年闰六月初一"},
      {"2014-10-24", "甲午年闰九月初一"}, {"2012-05-21", "壬辰年闰四月初一"}, {"2033-12-22", "癸丑年闰冬月初一"},
      {"2034-01-20", "癸丑年腊月初一"},   {"2034-02-19", "甲寅年正月初一"},   {"2000-02-05", "庚辰年正月初一"},
      {"1985-02-20", "乙丑年正月初一"},   {"1900-01-31", "庚子年正月初一"},   {"2024-09-17", "甲辰年八月十五"},
      {"2024-06-10", "甲辰年五月初五"},   {"2024-12-07", "甲辰年冬月初七"},   {"2024-03-29", "甲辰年二月二十"},
      {"2024-03-30", "甲辰年二月廿一"},   {"2025-01-28", "甲辰年腊月廿九"},   {"2025-01-29", "乙巳年正月初一"},
  };
  Arena *arena = arena_new();
  for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
    Date date;
    assert_true(date_parse(ROWS[i].iso, &date));
    assert_string_equal(date_lunar(arena, &date), ROWS[i].lunar);
  }
  arena_free(arena);
}

static void test_parsing(void **state)
{
  static const char *const BAD[] = {"",           "2024-02-30", "2023-02-29",  "2024-13-01",
                                    "2024-00-10", "2024-1-1",   "2024-01-01x", "24-01-01",
                                    "2024/01/01", "0000-01-01", "2024-04-31",  " 2024-01-01"};
  Date date;
  for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++)
    assert_false(date_parse(BAD[i], &date));
  assert_false(date_parse(NULL, &date));
  assert_true(date_parse("2024-02-29", &date));
  assert_int_equal(date.weekday, 4);
  assert_true(date_parse("9999-12-31", &date));
}

static void test_names(void **state)
{
  Arena *arena = arena_new();
  Date date;
  assert_true(date_parse("2024-03-27", &date));
  assert_string_equal(date_weekday(arena, &date), "星期三");
  assert_string_equal(date_gregorian(arena, &date), "2024年3月27日");
  assert_true(date_parse("2024-03-31", &date));
  assert_string_equal(date_weekday(arena, &date), "星期日");
  arena_free(arena);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_lunar), cmocka_unit_test(test_parsing),
                                     cmocka_unit_test(test_names)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
