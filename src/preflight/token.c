/* Tokens of a content stream (ISO 32000-1, 7.8.2 and 7.2). Arrays and dictionaries come as single TOKEN_OTHER marks
 * around their contents. */
#include "preflight/inspect.h"

#include <string.h>

TokenReader token_reader_open(const unsigned char *bytes, size_t length)
{
  return (TokenReader){bytes, length ? bytes + length : bytes, g_string_new(NULL), false};
}

void token_reader_close(TokenReader *reader)
{
  g_string_free(reader->text, TRUE);
}

/* White space and delimiters (tables 1 and 2). */
enum { REGULAR, WHITE, DELIMITER };
static const unsigned char KINDS[256] = {
    [0] = WHITE,       ['\t'] = WHITE,    ['\n'] = WHITE,    ['\f'] = WHITE,    ['\r'] = WHITE,    [' '] = WHITE,
    ['('] = DELIMITER, [')'] = DELIMITER, ['<'] = DELIMITER, ['>'] = DELIMITER, ['['] = DELIMITER, [']'] = DELIMITER,
    ['{'] = DELIMITER, ['}'] = DELIMITER, ['/'] = DELIMITER, ['%'] = DELIMITER};

static bool is_white(unsigned char c)
{
  return KINDS[c] == WHITE;
}

static bool is_delimiter(unsigned char c)
{
  return KINDS[c] == DELIMITER;
}

static bool is_regular(unsigned char c)
{
  return KINDS[c] == REGULAR;
}

static void skip_white(TokenReader *reader)
{
  while (reader->at < reader->end) {
    if (*reader->at == '%')
      while (reader->at < reader->end && *reader->at != '\n' && *reader->at != '\r')
        reader->at++;
    else if (is_white(*reader->at))
      reader->at++;
    else
      return;
  }
}

static void read_regular(TokenReader *reader)
{
  const unsigned char *from = reader->at;
  while (reader->at < reader->end && is_regular(*reader->at))
    reader->at++;
  g_string_append_len(reader->text, (const char *)from, reader->at - from);
}

/* After a backslash: up to three octal digits, or one of the letters (7.3.4.2). */
static void read_escape(TokenReader *reader)
{
  unsigned char c = *reader->at++;
  if (c >= '0' && c <= '7') {
    unsigned value = c - '0';
    for (int i = 0; i < 2 && reader->at < reader->end && *reader->at >= '0' && *reader->at <= '7'; i++)
      value = value * 8 + *reader->at++ - '0';
    g_string_append_c(reader->text, (char)value);
    return;
  }
  static const char FROM[] = "nrtbf", TO[] = "\n\r\t\b\f";
  const char *letter = c ? strchr(FROM, c) : NULL;
  if (c == '\r' && reader->at < reader->end && *reader->at == '\n')
    reader->at++;
  else if (c != '\n' && c != '\r')
    g_string_append_c(reader->text, letter ? TO[letter - FROM] : (char)c);
}

static void read_literal(TokenReader *reader)
{
  int depth = 1;
  reader->at++;
  while (reader->at < reader->end && depth) {
    unsigned char c = *reader->at++;
    if (c == '\\' && reader->at < reader->end)
      read_escape(reader);
    else {
      depth += (c == '(') - (c == ')');
      if (depth)
        g_string_append_c(reader->text, (char)c);
    }
  }
  reader->cut |= depth > 0;
}

/* Pairs of digits, the last perhaps without its second (7.3.4.3). */
static void read_hex(TokenReader *reader)
{
  int high = -1;
  reader->at++;
  while (reader->at < reader->end && *reader->at != '>') {
    int digit = g_ascii_xdigit_value((char)*reader->at++);
    if (digit < 0)
      continue;
    if (high >= 0)
      g_string_append_c(reader->text, (char)(high * 16 + digit));
    high = high >= 0 ? -1 : digit;
  }
  if (high >= 0)
    g_string_append_c(reader->text, (char)(high * 16));
  reader->cut |= reader->at >= reader->end;
  if (reader->at < reader->end)
    reader->at++;
}

/* A sign, digits, a point, digits: nothing else is a number here (7.3.3). */
static bool read_number(const char *text, double *number)
{
  double value = 0, part = 1;
  bool negative = *text == '-', digits = false;
  text += *text == '-' || *text == '+';
  for (; *text >= '0' && *text <= '9'; text++, digits = true)
    value = value * 10 + (*text - '0');
  if (*text == '.')
    for (text++; *text >= '0' && *text <= '9'; text++, digits = true)
      value += (*text - '0') * (part /= 10);
  *number = negative ? -value : value;
  return digits && !*text;
}

static Token word(TokenReader *reader)
{
  double number;
  if (read_number(reader->text->str, &number))
    return (Token){TOKEN_NUMBER, number, reader->text->str, reader->text->len};
  static const char *const OBJECTS[] = {"true", "false", "null"}; /* in the dictionary of marked content */
  for (unsigned i = 0; i < G_N_ELEMENTS(OBJECTS); i++)
    if (!strcmp(reader->text->str, OBJECTS[i]))
      return (Token){TOKEN_CONSTANT, 0, reader->text->str, reader->text->len};
  if (strchr("+-.0123456789", *reader->text->str)) /* --5: a number badly written, no operator */
    return (Token){TOKEN_CONSTANT, 0, reader->text->str, reader->text->len};
  return (Token){TOKEN_OPERATOR, 0, reader->text->str, reader->text->len};
}

/* #xx stands for a byte (7.3.5). */
static void decode_name(GString *name)
{
  gsize to = 0;
  for (gsize from = 0; from < name->len; from++) {
    bool escaped = name->str[from] == '#' && from + 2 < name->len && g_ascii_isxdigit(name->str[from + 1]) &&
                   g_ascii_isxdigit(name->str[from + 2]);
    name->str[to++] =
        escaped ? (char)(g_ascii_xdigit_value(name->str[from + 1]) * 16 + g_ascii_xdigit_value(name->str[from + 2]))
                : name->str[from];
    from += escaped ? 2 : 0;
  }
  g_string_truncate(name, to);
}

Token token_next(TokenReader *reader)
{
  g_string_truncate(reader->text, 0);
  skip_white(reader);
  if (reader->at >= reader->end)
    return (Token){.kind = TOKEN_END};
  Token token = {.kind = TOKEN_OTHER};
  unsigned char c = *reader->at;
  if (c == '/') {
    g_string_append_c(reader->text, '/');
    reader->at++;
    read_regular(reader);
    decode_name(reader->text);
    token.kind = TOKEN_NAME;
  } else if (c == '(') {
    read_literal(reader);
    token.kind = TOKEN_STRING;
  } else if (c == '<' && reader->at + 1 < reader->end && reader->at[1] != '<') {
    read_hex(reader);
    token.kind = TOKEN_STRING;
  } else if (is_delimiter(c)) {
    reader->at += (c == '<' || c == '>') && reader->at + 1 < reader->end && reader->at[1] == c ? 2 : 1;
    g_string_append_c(reader->text, (char)c);
  } else {
    read_regular(reader);
    return word(reader);
  }
  token.text = reader->text->str;
  token.length = reader->text->len;
  return token;
}

/* What follows EI is content again, not more of the picture. */
static bool reads_on(const TokenReader *reader, const unsigned char *at)
{
  for (unsigned i = 0; i < 16 && at < reader->end; i++, at++)
    if (!is_white(*at) && (*at < 0x20 || *at > 0x7e))
      return false;
  return true;
}

void token_skip_inline_image(TokenReader *reader)
{
  for (reader->at++; reader->at + 2 < reader->end; reader->at++)
    if (is_white(reader->at[0]) && reader->at[1] == 'E' && reader->at[2] == 'I' &&
        (reader->at + 3 == reader->end || !is_regular(reader->at[3])) && reads_on(reader, reader->at + 3)) {
      reader->at += 3;
      return;
    }
  reader->at = reader->end;
  reader->cut = true;
}
