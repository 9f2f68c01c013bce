/* What a character is before its neighbours are seen: the table of §1. What it doesn't list is told by Unicode's
 * properties. */
#include <unicode/uchar.h>

#include "text/work.h"

typedef struct {
  uint32_t first, last;
  uint8_t kind;
} KindRow;

/* Sorted. */
static const KindRow ROWS[] = {
    {0x00A0, 0x00A0, KIND_NBSP},        {0x00A2, 0x00A2, KIND_SUFFIX},       {0x00A3, 0x00A3, KIND_PREFIX},
    {0x00A5, 0x00A5, KIND_PREFIX_SIGN}, {0x00AD, 0x00AD, KIND_SOFT_HYPHEN},  {0x00B0, 0x00B0, KIND_SUFFIX},
    {0x00B1, 0x00B1, KIND_PREFIX_SIGN}, {0x00B2, 0x00B3, KIND_NOTE_SMALL},   {0x00B7, 0x00B7, KIND_MIDDLE},
    {0x00B9, 0x00B9, KIND_NOTE_SMALL},  {0x200B, 0x200B, KIND_ZWSP},         {0x2010, 0x2010, KIND_HYPHEN},
    {0x2011, 0x2011, KIND_GLUE},        {0x2013, 0x2013, KIND_HYPHEN},       {0x2014, 0x2014, KIND_DASH},
    {0x2018, 0x2018, KIND_QUOTE_OPEN},  {0x2019, 0x2019, KIND_QUOTE_CLOSE},  {0x201C, 0x201C, KIND_QUOTE_OPEN},
    {0x201D, 0x201D, KIND_QUOTE_CLOSE}, {0x2022, 0x2022, KIND_MIDDLE},       {0x2025, 0x2026, KIND_DOTS},
    {0x2027, 0x2027, KIND_MIDDLE},      {0x2028, 0x2029, KIND_FORCED},       {0x202F, 0x202F, KIND_NBSP},
    {0x2030, 0x2031, KIND_SUFFIX},      {0x2032, 0x2033, KIND_SUFFIX},       {0x203B, 0x203B, KIND_SYMBOL},
    {0x203C, 0x203C, KIND_END},         {0x2047, 0x2049, KIND_END},          {0x2060, 0x2060, KIND_GLUE},
    {0x2070, 0x2079, KIND_NOTE_SMALL},  {0x20A0, 0x20CF, KIND_PREFIX},       {0x2103, 0x2103, KIND_SUFFIX_WIDE},
    {0x2109, 0x2109, KIND_SUFFIX_WIDE}, {0x2116, 0x2116, KIND_PREFIX_SIGN},  {0x2160, 0x217F, KIND_HAN},
    {0x2190, 0x21FF, KIND_SYMBOL},      {0x2212, 0x2212, KIND_PREFIX_SIGN},  {0x2236, 0x2236, KIND_NUMBER_MARK},
    {0x22EF, 0x22EF, KIND_DOTS},        {0x2460, 0x24FF, KIND_NOTE},         {0x25A0, 0x25FF, KIND_SYMBOL},
    {0x2605, 0x2606, KIND_SYMBOL},      {0x2776, 0x2793, KIND_NOTE},         {0x2E3A, 0x2E3A, KIND_DASH_TWO},
    {0x3000, 0x3000, KIND_IDEOSPACE},   {0x3001, 0x3001, KIND_PAUSE},        {0x3002, 0x3002, KIND_END},
    {0x3003, 0x3004, KIND_HAN},         {0x3005, 0x3005, KIND_ITERATION},    {0x3006, 0x3007, KIND_HAN},
    {0x3008, 0x3008, KIND_OPEN},        {0x3009, 0x3009, KIND_CLOSE},        {0x300A, 0x300A, KIND_OPEN},
    {0x300B, 0x300B, KIND_CLOSE},       {0x300C, 0x300C, KIND_OPEN},         {0x300D, 0x300D, KIND_CLOSE},
    {0x300E, 0x300E, KIND_OPEN},        {0x300F, 0x300F, KIND_CLOSE},        {0x3010, 0x3010, KIND_OPEN},
    {0x3011, 0x3011, KIND_CLOSE},       {0x3012, 0x3013, KIND_HAN},          {0x3014, 0x3014, KIND_OPEN},
    {0x3015, 0x3015, KIND_CLOSE},       {0x3016, 0x3016, KIND_OPEN},         {0x3017, 0x3017, KIND_CLOSE},
    {0x3018, 0x3018, KIND_OPEN},        {0x3019, 0x3019, KIND_CLOSE},        {0x301A, 0x301A, KIND_OPEN},
    {0x301B, 0x301B, KIND_CLOSE},       {0x301C, 0x301C, KIND_WAVE},         {0x301D, 0x301D, KIND_OPEN},
    {0x301E, 0x301F, KIND_CLOSE},       {0x3030, 0x3030, KIND_WAVE},         {0x303B, 0x303B, KIND_ITERATION},
    {0x30A0, 0x30A0, KIND_WAVE},        {0x30FB, 0x30FB, KIND_MIDDLE_WIDE},  {0x3371, 0x33DF, KIND_SUFFIX_WIDE},
    {0xFEFF, 0xFEFF, KIND_GLUE},        {0xFF01, 0xFF01, KIND_END},          {0xFF04, 0xFF04, KIND_PREFIX_SIGN},
    {0xFF05, 0xFF05, KIND_SUFFIX_WIDE}, {0xFF08, 0xFF08, KIND_OPEN},         {0xFF09, 0xFF09, KIND_CLOSE},
    {0xFF0A, 0xFF0B, KIND_HAN},         {0xFF0C, 0xFF0C, KIND_PAUSE},        {0xFF0D, 0xFF0D, KIND_HAN},
    {0xFF0E, 0xFF0E, KIND_END},         {0xFF0F, 0xFF0F, KIND_SOLIDUS_WIDE}, {0xFF10, 0xFF19, KIND_HAN},
    {0xFF1A, 0xFF1B, KIND_PAUSE},       {0xFF1C, 0xFF1E, KIND_HAN},          {0xFF1F, 0xFF1F, KIND_END},
    {0xFF20, 0xFF3A, KIND_HAN},         {0xFF3B, 0xFF3B, KIND_OPEN},         {0xFF3D, 0xFF3D, KIND_CLOSE},
    {0xFF3F, 0xFF5A, KIND_HAN},         {0xFF5B, 0xFF5B, KIND_OPEN},         {0xFF5D, 0xFF5D, KIND_CLOSE},
    {0xFF5E, 0xFF5E, KIND_WAVE},        {0xFF5F, 0xFF5F, KIND_OPEN},         {0xFF60, 0xFF60, KIND_CLOSE},
    {0xFFE0, 0xFFE0, KIND_SUFFIX_WIDE}, {0xFFE1, 0xFFE1, KIND_PREFIX_SIGN},  {0xFFE5, 0xFFE6, KIND_PREFIX_SIGN},
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
  return symbol && (width == U_EA_AMBIGUOUS || code >= 0x2600) ? KIND_SYMBOL : KIND_LETTER;
}

static Kind unlisted_kind(uint32_t code)
{
  int8_t type = u_charType((UChar32)code);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_COMBINING_SPACING_MARK ||
      type == U_FORMAT_CHAR || type == U_CONTROL_CHAR)
    return code == 0x85 ? KIND_FORCED : KIND_MARK;
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
  if (code >= 0x4E00 && code <= 0x9FFF)
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
