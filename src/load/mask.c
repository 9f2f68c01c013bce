#include "load/mask.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#include "text/text.h"

#define FIRST_MASK 0xF400u /* within the private use area: three bytes, as every mark below is */

/* The marks with a mask, by its number from FIRST_MASK on; NULL behind the last one. */
static const Mark *masked_at(unsigned n)
{
  for (unsigned i = 0; i < mark_count(); i++)
    if (mark_at(i)->traits & TRAIT_MASKED && n-- == 0)
      return mark_at(i);
  return NULL;
}

static int find_mark(gunichar code)
{
  int n = 0;
  for (unsigned i = 0; i < mark_count(); i++) {
    if (!(mark_at(i)->traits & TRAIT_MASKED))
      continue;
    if (mark_at(i)->code == code)
      return n;
    n++;
  }
  return -1;
}

/* Half-width signs that mean nothing else in Markdown beside a *; each has a control character (no manuscript has them:
   text_decode), from FIRST_SIGN on. */
static const char SIGNS[] = "%!.,:;?\"'+-/#$@=()";
enum { MASK_BRACE = 3, MASK_BRACKET = 4, FIRST_SIGN = 14 };

static bool is_chinese(gunichar code)
{
  return g_unichar_iswide(code) || find_mark(code) >= 0;
}

/* Where the text is: the character before the run of * at hand, or before the character at hand. */
typedef struct {
  const char *text, *close; /* close: the first closing bracket from here on */
  gunichar outer;
  char before; /* the byte before */
} Reader;

static const char *find_close(Reader *reader, const char *at)
{
  if (reader->close < at)
    reader->close = at + strcspn(at, "]");
  return reader->close;
}

static bool opens_span(Reader *reader, const char *at)
{
  const char *close = find_close(reader, at);
  return *close == ']' && close[1] == '{';
}

/* "[记者]:" would define what a link leads to. */
static bool opens_definition(Reader *reader, const char *at)
{
  const char *close = find_close(reader, at);
  return *close == ']' && close[1] == ':';
}

/* 5*3*2; （*） */
static bool is_no_markup(const Reader *reader, const char *at)
{
  if (reader->before == '*' || at[1] == '*')
    return false;
  gunichar after = g_utf8_get_char(at + 1);
  bool digits = g_ascii_isdigit(reader->before) && g_ascii_isdigit(at[1]);
  return digits ||
         ((reader->outer == '(' || reader->outer == MARK_PAREN_OPEN) && (after == ')' || after == MARK_PAREN_CLOSE));
}

/* Looking back from AT, how far a link's target or an entity reaches. */
enum { SIGHT = 1000, ENTITY = 32 };

/* Part of ![…](…) or of &amp; */
static bool is_structure(const Reader *reader, const char *at)
{
  const char *from = reader->text;
  if (*at == '!')
    return at[1] == '[';
  if (*at == '(')
    return reader->before == ']';
  if (*at == ';')
    for (const char *c = at; c-- > from && at - c < ENTITY && (g_ascii_isalnum(*c) || *c == '#' || *c == '&');)
      if (*c == '&')
        return true;
  if (*at == ')')
    for (const char *c = at; c-- > from && at - c < SIGHT && *c != '\n';)
      if (*c == '(')
        return c > from && c[-1] == ']';
  return false;
}

/* A sign beside a run of * with Chinese at the run's other side. */
static bool stands_in_chinese(const Reader *reader, const char *at)
{
  if (reader->before == '*' && is_chinese(reader->outer))
    return true;
  const char *end = at + 1 + strspn(at + 1, "*");
  return end > at + 1 && is_chinese(g_utf8_get_char(end));
}

static char mask_ascii(Reader *reader, const char *at)
{
  if (*at == '}' && at[1] == '*')
    return MASK_BRACE;
  if (*at == '*' && is_no_markup(reader, at))
    return MASK_STAR;
  if (*at == '[' &&
      ((reader->before == '*' && opens_span(reader, at)) || (reader->before != '!' && opens_definition(reader, at))))
    return MASK_BRACKET;
  const char *sign = reader->before == '*' || at[1] == '*' ? strchr(SIGNS, *at) : NULL;
  if (sign && *sign && stands_in_chinese(reader, at) && !is_structure(reader, at))
    return (char)(FIRST_SIGN + (sign - SIGNS));
  return *at;
}

static char unmask_ascii(char c)
{
  if (c == MASK_BRACE)
    return '}';
  if (c == MASK_BRACKET)
    return '[';
  return c >= FIRST_SIGN && c < FIRST_SIGN + (char)sizeof SIGNS - 1 ? SIGNS[c - FIRST_SIGN] : c;
}

static bool is_mask(gunichar code)
{
  return code >= FIRST_MASK && code < FIRST_MASK + mark_count() && masked_at(code - FIRST_MASK);
}

/* A manuscript with such private characters of its own is left as it is. */
static bool has_masks(const char *text)
{
  for (const char *at = text; *at; at = g_utf8_next_char(at))
    if ((guchar)*at == 0xEF && is_mask(g_utf8_get_char(at)))
      return true;
  return false;
}

/* \* is a star, \\ a backslash: what follows it is looked at no more. */
static char *mask_escape(char *at)
{
  if (at[1] == '*') {
    at[0] = MASK_ESCAPE;
    at[1] = MASK_STAR;
  }
  return at + 2;
}

char *mask_apply(const char *text, size_t length)
{
  char *masked = g_strndup(text, length);
  bool marks = strchr(masked, '*') && !has_masks(masked);
  Reader reader = {.text = masked, .close = masked + strcspn(masked, "]")};
  for (char *at = masked; *at;) {
    if (*at == '\\' && (at[1] == '*' || at[1] == '\\')) {
      at = mask_escape(at);
      reader.before = at[-1];
      reader.outer = (guchar)at[-1];
      continue;
    }
    char *next = g_utf8_next_char(at), first = *at;
    gunichar code = g_utf8_get_char(at);
    int mark = marks && (guchar)*at >= 0xE2 && (reader.before == '*' || *next == '*') ? find_mark(code) : -1;
    if (mark >= 0)
      g_unichar_to_utf8(FIRST_MASK + (gunichar)mark, at);
    else
      *at = mask_ascii(&reader, at);
    reader.before = first;
    reader.outer = first == '*' ? reader.outer : code;
    at = next;
  }
  return masked;
}

char *mask_remove_marks(const char *text)
{
  char *plain = g_strdup(text);
  for (char *at = plain; *at;) {
    char *next = g_utf8_next_char(at);
    gunichar code = (guchar)*at == 0xEF ? g_utf8_get_char(at) : 0;
    if (is_mask(code))
      g_unichar_to_utf8(masked_at(code - FIRST_MASK)->code, at);
    else
      *at = unmask_ascii(*at);
    at = next;
  }
  return plain;
}

char *mask_remove(const char *text)
{
  char *plain = mask_remove_marks(text);
  for (char *at = plain; *at; at++)
    *at = *at == MASK_STAR ? '*' : *at == MASK_ESCAPE ? '\\' : *at;
  return plain;
}
