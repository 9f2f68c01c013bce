/* What a character is before its neighbours are seen: the table of §1 (marks.def). What it doesn't list is told by
 * Unicode's properties. */
#include <unicode/uchar.h>

#include "text/work.h"

typedef struct {
  uint32_t first, last;
  uint8_t kind;
} KindRow;

/* Sorted, as the table is. */
static const KindRow ROWS[] = {
#define MARK(name, code, kind, form, partner, traits, source) {code, code, KIND_##kind},
#define MARKS(first, last, kind, source) {first, last, KIND_##kind},
#include "text/marks.def"
#undef MARK
#undef MARKS
};

static Kind ascii_kind(uint32_t code)
{
  if (g_ascii_isdigit((char)code))
    return KIND_DIGIT;
  switch (code) {
  case '\n': return KIND_FORCED;
  case '\t':
  case ' ': return KIND_SPACE;
  case '"':
  case '\'': return KIND_STRAIGHT;
  case '$':
  case '#':
  case '+': return KIND_PREFIX;
  case '%': return KIND_SUFFIX;
  case '(':
  case '[':
  case '{': return KIND_LATIN_OPEN;
  case ')':
  case ']':
  case '}':
  case '!':
  case ';':
  case '?': return KIND_LATIN_CLOSE;
  case ',':
  case '.':
  case ':': return KIND_NUMBER_MARK;
  case '-': return KIND_MINUS;
  case '/': return KIND_SOLIDUS;
  default: return code < 0x20 || code == 0x7F ? KIND_MARK : KIND_LETTER;
  }
}

static Kind wide_kind(ULineBreak line)
{
  switch (line) {
  case U_LB_NONSTARTER:
  case U_LB_CONDITIONAL_JAPANESE_STARTER: return KIND_ITERATION;
  case U_LB_OPEN_PUNCTUATION: return KIND_OPEN;
  case U_LB_CLOSE_PUNCTUATION: return KIND_CLOSE;
  case U_LB_EXCLAMATION: return KIND_END;
  default: return KIND_HAN;
  }
}

static Kind narrow_kind(uint32_t code, int8_t type, ULineBreak line, UEastAsianWidth width)
{
  switch (line) {
  case U_LB_OPEN_PUNCTUATION: return KIND_LATIN_OPEN;
  case U_LB_CLOSE_PUNCTUATION:
  case U_LB_CLOSE_PARENTHESIS:
  case U_LB_EXCLAMATION:
  case U_LB_INFIX_NUMERIC: return KIND_LATIN_CLOSE;
  default: break;
  }
  bool symbol = type == U_OTHER_SYMBOL || type == U_MATH_SYMBOL;
  bool sign = width == U_EA_AMBIGUOUS || code >= 0x2600; /* from the block of miscellaneous symbols on */
  return symbol && sign ? KIND_SYMBOL : KIND_LETTER;
}

static Kind unlisted_kind(uint32_t code)
{
  int8_t type = u_charType((UChar32)code);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_COMBINING_SPACING_MARK ||
      type == U_FORMAT_CHAR || type == U_CONTROL_CHAR)
    return KIND_MARK;
  if (u_isUWhiteSpace((UChar32)code))
    return KIND_SPACE;
  ULineBreak line = (ULineBreak)u_getIntPropertyValue((UChar32)code, UCHAR_LINE_BREAK);
  UEastAsianWidth width = (UEastAsianWidth)u_getIntPropertyValue((UChar32)code, UCHAR_EAST_ASIAN_WIDTH);
  if (width == U_EA_WIDE || width == U_EA_FULLWIDTH)
    return wide_kind(line);
  return narrow_kind(code, type, line, width);
}

Kind kind_of(uint32_t code)
{
  if (code >= 0x4E00 && code <= 0x9FFF) /* Blocks.txt: most of what comes */
    return KIND_HAN;
  if (code < 0x80)
    return ascii_kind(code);
  unsigned low = 0, high = G_N_ELEMENTS(ROWS);
  while (low < high) {
    unsigned middle = (low + high) / 2;
    if (ROWS[middle].last < code)
      low = middle + 1;
    else
      high = middle;
  }
  if (low < G_N_ELEMENTS(ROWS) && ROWS[low].first <= code)
    return (Kind)ROWS[low].kind;
  return unlisted_kind(code);
}
