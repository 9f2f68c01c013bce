/* Dates as a folio prints them. The lunar date is ICU's Chinese calendar in China Standard Time, not a table of our
 * own. */
#include <glib.h>
#include <unicode/ucal.h>
#include <unicode/ustring.h>

#include "text/text.h"

static bool read_digits(const char **at, int count, int *value)
{
  *value = 0;
  for (int i = 0; i < count; i++, (*at)++) {
    if (!g_ascii_isdigit(**at))
      return false;
    *value = *value * 10 + (**at - '0');
  }
  return true;
}

static bool read_char(const char **at, char c)
{
  return *(*at)++ == c;
}

bool date_parse(const char *iso, Date *date)
{
  const char *at = iso;
  Date d = {0};
  if (!iso || !read_digits(&at, 4, &d.year) || !read_char(&at, '-') || !read_digits(&at, 2, &d.month) ||
      !read_char(&at, '-') || !read_digits(&at, 2, &d.day) || *at != '\0')
    return false;
  if (d.year < 1 || !g_date_valid_dmy((GDateDay)d.day, (GDateMonth)d.month, (GDateYear)d.year))
    return false;
  GDate day;
  g_date_clear(&day, 1);
  g_date_set_dmy(&day, (GDateDay)d.day, (GDateMonth)d.month, (GDateYear)d.year);
  d.weekday = (int)g_date_get_weekday(&day) % 7; /* GLib: 1 Monday … 7 Sunday */
  *date = d;
  return true;
}

char *date_weekday(Arena *arena, const Date *date)
{
  static const char *const NAMES[] = {"星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"};
  return arena_strdup(arena, NAMES[(unsigned)date->weekday % 7]);
}

char *date_gregorian(Arena *arena, const Date *date)
{
  char text[48];
  g_snprintf(text, sizeof text, "%d年%d月%d日", date->year, date->month, date->day);
  return arena_strdup(arena, text);
}

/* --- lunar ---------------------------------------------------------------------- */

typedef struct {
  int cycle_year; /* 1…60 */
  int month, day; /* 1… */
  bool leap;
} LunarDay;

/* Noon keeps clear of every change of the zone's offset. */
static UDate find_noon(const UChar *zone, const Date *date, UErrorCode *error)
{
  UCalendar *calendar = ucal_open(zone, -1, "en@calendar=gregorian", UCAL_GREGORIAN, error);
  if (U_FAILURE(*error))
    return 0;
  ucal_clear(calendar);
  ucal_setDateTime(calendar, date->year, date->month - 1, date->day, 12, 0, 0, error);
  UDate noon = ucal_getMillis(calendar, error);
  ucal_close(calendar);
  return noon;
}

static bool find_lunar_day(const Date *date, LunarDay *lunar)
{
  UChar zone[16];
  UErrorCode error = U_ZERO_ERROR;
  u_uastrcpy(zone, "Asia/Shanghai");
  UDate noon = find_noon(zone, date, &error);
  UCalendar *calendar = ucal_open(zone, -1, "zh@calendar=chinese", UCAL_DEFAULT, &error);
  if (U_FAILURE(error))
    return false;
  ucal_setMillis(calendar, noon, &error);
  lunar->cycle_year = ucal_get(calendar, UCAL_YEAR, &error);
  lunar->month = ucal_get(calendar, UCAL_MONTH, &error) + 1;
  lunar->day = ucal_get(calendar, UCAL_DATE, &error);
  lunar->leap = ucal_get(calendar, UCAL_IS_LEAP_MONTH, &error) != 0;
  ucal_close(calendar);
  return U_SUCCESS(error) && lunar->cycle_year >= 1 && lunar->month >= 1 && lunar->month <= 12 && lunar->day >= 1 &&
         lunar->day <= 30;
}

static void append_lunar_day(GString *out, int day)
{
  static const char *const DIGITS[] = {"十", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  if (day <= 10)
    g_string_append_printf(out, "初%s", DIGITS[day % 10]);
  else if (day < 20)
    g_string_append_printf(out, "十%s", DIGITS[day % 10]);
  else if (day == 20)
    g_string_append(out, "二十");
  else if (day < 30)
    g_string_append_printf(out, "廿%s", DIGITS[day % 10]);
  else
    g_string_append(out, "三十");
}

char *date_lunar(Arena *arena, const Date *date)
{
  static const char *const STEMS[] = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};
  static const char *const BRANCHES[] = {"子", "丑", "寅", "卯", "辰", "巳", "午", "未", "申", "酉", "戌", "亥"};
  static const char *const MONTHS[] = {"正月", "二月", "三月", "四月", "五月", "六月",
                                       "七月", "八月", "九月", "十月", "冬月", "腊月"};
  LunarDay lunar;
  if (!find_lunar_day(date, &lunar))
    return arena_strdup(arena, "");
  GString *out = g_string_new(NULL);
  g_string_append_printf(out, "%s%s年%s%s", STEMS[(lunar.cycle_year - 1) % 10], BRANCHES[(lunar.cycle_year - 1) % 12],
                         lunar.leap ? "闰" : "", MONTHS[lunar.month - 1]);
  append_lunar_day(out, lunar.day);
  char *text = arena_strndup(arena, out->str, out->len);
  g_string_free(out, TRUE);
  return text;
}
