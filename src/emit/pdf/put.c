/* Numbers and strings as PDF operators take them: fixed point, no locale, no exponent. */
#include "emit/pdf/work.h"

void put_milli(GString *out, int64_t value)
{
  char digits[32];
  int n = sizeof digits;
  uint64_t rest = value < 0 ? (uint64_t)-value : (uint64_t)value;
  unsigned fraction = (unsigned)(rest % 1000);
  uint64_t whole = rest / 1000;
  digits[--n] = ' ';
  if (fraction) {
    int places = fraction % 10 ? 3 : fraction % 100 ? 2 : 1;
    for (int i = 3; i > 0; i--) {
      if (i <= places)
        digits[--n] = (char)('0' + fraction % 10);
      fraction /= 10;
    }
    digits[--n] = '.';
  }
  do
    digits[--n] = (char)('0' + whole % 10);
  while (whole /= 10);
  if (value < 0)
    digits[--n] = '-';
  g_string_append_len(out, digits + n, (gssize)sizeof digits - n);
}

void put_mpt(GString *out, Mpt value)
{
  put_milli(out, value);
}

void put_text(GString *out, const char *operators)
{
  g_string_append(out, operators);
}

static void put_unit(GString *out, unsigned unit)
{
  static const char HEX[] = "0123456789ABCDEF";
  const char digits[4] = {HEX[unit >> 12 & 15], HEX[unit >> 8 & 15], HEX[unit >> 4 & 15], HEX[unit & 15]};
  g_string_append_len(out, digits, sizeof digits);
}

void put_utf16_hex(GString *out, const char *utf8, bool mark)
{
  if (mark)
    put_unit(out, 0xFEFF);
  for (; *utf8; utf8 = g_utf8_next_char(utf8)) {
    gunichar code = g_utf8_get_char(utf8);
    if (code > 0xFFFF) {
      put_unit(out, 0xD800 + ((code - 0x10000) >> 10));
      put_unit(out, 0xDC00 + ((code - 0x10000) & 0x3FF));
    } else
      put_unit(out, code);
  }
}
