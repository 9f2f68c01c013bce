#include "load/mask.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#define FIRST_MASK 0xF400u /* within the private use area: three bytes, as every mark below is */

static const gunichar MARKS[] = {0x2018, 0x2019, 0x201C, 0x201D, 0x2014, 0x2026, 0x3001, 0x3002, 0x3008,
                                 0x3009, 0x300A, 0x300B, 0x300C, 0x300D, 0x300E, 0x300F, 0x3010, 0x3011,
                                 0x3014, 0x3015, 0x3016, 0x3017, 0xFF01, 0xFF05, 0xFF08, 0xFF09, 0xFF0C,
                                 0xFF0E, 0xFF0F, 0xFF1A, 0xFF1B, 0xFF1F, 0xFF5E};

static int find_mark(gunichar code)
{
  for (unsigned i = 0; i < G_N_ELEMENTS(MARKS); i++)
    if (MARKS[i] == code)
      return (int)i;
  return -1;
}

/* Control characters stand for what is no Markdown; no manuscript has them (text_decode). */
enum { MASK_BRACE = 1, MASK_BRACKET = 2, MASK_STAR = 3 };

/* CLOSE: the first closing bracket from AT on, kept from call to call. */
static bool opens_span(const char *at, const char **close)
{
  if (*close < at)
    *close = at + strcspn(at, "]");
  return **close == ']' && (*close)[1] == '{';
}

/* "[记者]:" would define what a link leads to. */
static bool opens_definition(const char *at, const char **close)
{
  if (*close < at)
    *close = at + strcspn(at, "]");
  return **close == ']' && (*close)[1] == ':';
}

static bool stands_between_digits(const char *at, char before)
{
  return g_ascii_isdigit(before) && g_ascii_isdigit(at[1]);
}

static char mask_ascii(const char *at, char before, const char **close)
{
  if (*at == '}' && at[1] == '*')
    return MASK_BRACE;
  if (*at == '*' && stands_between_digits(at, before))
    return MASK_STAR;
  if (*at == '[' && ((before == '*' && opens_span(at, close)) || (before != '!' && opens_definition(at, close))))
    return MASK_BRACKET;
  return *at;
}

static char unmask_ascii(char c)
{
  switch (c) {
  case MASK_BRACE: return '}';
  case MASK_BRACKET: return '[';
  case MASK_STAR: return '*';
  default: return c;
  }
}

static bool is_mask(gunichar code)
{
  return code >= FIRST_MASK && code < FIRST_MASK + G_N_ELEMENTS(MARKS);
}

/* A manuscript with such private characters of its own is left as it is. */
static bool has_masks(const char *text)
{
  for (const char *at = text; *at; at = g_utf8_next_char(at))
    if ((guchar)*at == 0xEF && is_mask(g_utf8_get_char(at)))
      return true;
  return false;
}

char *mask_apply(const char *text, size_t length)
{
  char *masked = g_strndup(text, length);
  bool marks = strchr(masked, '*') && !has_masks(masked);
  char before = 0;
  const char *close = masked + strcspn(masked, "]");
  for (char *at = masked; *at;) {
    char *next = g_utf8_next_char(at);
    int mark = marks && (guchar)*at >= 0xE2 && (before == '*' || *next == '*') ? find_mark(g_utf8_get_char(at)) : -1;
    char own = mask_ascii(at, before, &close);
    before = *at;
    if (mark >= 0)
      g_unichar_to_utf8(FIRST_MASK + (gunichar)mark, at);
    else
      *at = own;
    at = next;
  }
  return masked;
}

char *mask_remove(const char *text)
{
  char *plain = g_strdup(text);
  for (char *at = plain; *at;) {
    char *next = g_utf8_next_char(at);
    gunichar code = (guchar)*at == 0xEF ? g_utf8_get_char(at) : 0;
    if (is_mask(code))
      g_unichar_to_utf8(MARKS[code - FIRST_MASK], at);
    else
      *at = unmask_ascii(*at);
    at = next;
  }
  return plain;
}
