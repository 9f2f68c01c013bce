/* Tokens of content (ISO 32000-1, 7.2, 7.3 and 7.8.2): the examples of the standard, and where it draws its lines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "preflight/inspect.h"

/* The tokens of TEXT, a letter and what it holds each, with bars between. */
static char *read_all(const char *text, size_t length, bool *cut)
{
  static const char KINDS[] = {[TOKEN_NUMBER] = 'n',   [TOKEN_NAME] = '/',     [TOKEN_STRING] = 's',
                               [TOKEN_OPERATOR] = 'o', [TOKEN_CONSTANT] = 'c', [TOKEN_OTHER] = '.'};
  GString *out = g_string_new(NULL);
  TokenReader reader = token_reader_open((const unsigned char *)text, length);
  for (Token token = token_next(&reader); token.kind != TOKEN_END; token = token_next(&reader)) {
    if (out->len)
      g_string_append_c(out, '|');
    g_string_append_c(out, KINDS[token.kind]);
    if (token.kind == TOKEN_NUMBER)
      g_string_append_printf(out, "%g", token.number);
    else
      g_string_append_len(out, token.text, (gssize)token.length);
  }
  *cut = reader.cut;
  token_reader_close(&reader);
  return g_string_free(out, FALSE);
}

static void assert_tokens(const char *text, const char *wanted)
{
  bool cut;
  char *found = read_all(text, strlen(text), &cut);
  assert_string_equal(found, wanted);
  assert_false(cut);
  g_free(found);
}

static void assert_cut(const char *text, bool wanted)
{
  bool cut;
  g_free(read_all(text, strlen(text), &cut));
  assert_int_equal(cut, wanted);
}

/* 7.3.3: its examples, and what is no number. */
static void numbers(void **state)
{
  assert_tokens("123 43445 +17 -98 0", "n123|n43445|n17|n-98|n0");
  assert_tokens("34.5 -3.62 +123.6 4. -.002 0.0", "n34.5|n-3.62|n123.6|n4|n-0.002|n0");
  assert_tokens("--5 1e5 6.02E23 . - 16#FFFE 1.2.3", "c--5|c1e5|c6.02E23|c.|c-|c16#FFFE|c1.2.3");
  assert_tokens("007 12345678.5", "n7|n1.23457e+07");
}

/* 7.3.4.2: its examples. */
static void literal_strings(void **state)
{
  assert_tokens("(This is a string)", "sThis is a string");
  assert_tokens("(with (balanced) and ((nested)))", "swith (balanced) and ((nested))");
  assert_tokens("()(\\n\\r\\t\\b\\f\\(\\)\\\\)", "s|s\n\r\t\b\f()\\");
  assert_tokens("(These \\\ntwo strings \\\r\nare the same.)", "sThese two strings are the same.");
  assert_tokens("(\\245\\53\\0533)", "s\245++3"); /* up to three digits */
  assert_tokens("(\\8\\q)", "s8q");               /* a backslash before another: none */
}

/* 7.3.4.3: the last digit's second is 0; white space does not count. */
static void hexadecimal_strings(void **state)
{
  assert_tokens("<4E6F76>", "sNov");
  assert_tokens("<4e 6F\n7>", "sNop");
  assert_tokens("<>", "s");
}

/* 7.3.5: its examples. */
static void names(void **state)
{
  assert_tokens("/Name1 /A;Name_With-Various***Characters? /1.2 /$$ /@pattern /.notdef",
                "//Name1|//A;Name_With-Various***Characters?|//1.2|//$$|//@pattern|//.notdef");
  assert_tokens("/lime#20Green /paired#28#29parentheses /The_Key_of_F#23_Minor /A#42",
                "//lime Green|//paired()parentheses|//The_Key_of_F#_Minor|//AB");
  assert_tokens("/ /Bad#2 /Bad#zz", "//|//Bad#2|//Bad#zz");
}

static void operators_end_at_delimiters(void **state)
{
  assert_tokens("0 0 m/F1 Tf(x)Tj[1]TJ<</K true>>BDC", "n0|n0|om|//F1|oTf|sx|oTj|.[|n1|.]|oTJ|.<|//K|ctrue|.>|oBDC");
  assert_tokens("f* T* ' \" q%comment ) Q\nQ % at the end", "of*|oT*|o'|o\"|oq|oQ");
  assert_tokens("null falsetto", "cnull|ofalsetto");
  assert_tokens("\f\t\r\n", "");
}

static void what_is_cut_off(void **state)
{
  assert_cut("(never ends", true);
  assert_cut("(\\)", true);
  assert_cut("<41", true);
  assert_cut("(ends)", false);
  assert_cut("<41>", false);
}

/* 8.9.7: EI stands alone, and what follows it is content again. */
static void inline_images(void **state)
{
  static const char TEXT[] = "ID \x01 EI\xff\xfe more EI \x80\x81 EI Q";
  TokenReader reader = token_reader_open((const unsigned char *)TEXT + 2, sizeof TEXT - 3);
  token_skip_inline_image(&reader);
  Token token = token_next(&reader);
  assert_int_equal(token.kind, TOKEN_OPERATOR);
  assert_string_equal(token.text, "Q");
  assert_false(reader.cut);
  token_reader_close(&reader);
  reader = token_reader_open((const unsigned char *)TEXT + 2, 8);
  token_skip_inline_image(&reader);
  assert_true(reader.cut);
  assert_int_equal(token_next(&reader).kind, TOKEN_END);
  token_reader_close(&reader);
}

static void zero_bytes_in_strings_count(void **state)
{
  bool cut;
  char *found = read_all("(a\0b)", 5, &cut);
  assert_memory_equal(found, "sa\0b", 4);
  g_free(found);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(numbers),
      cmocka_unit_test(literal_strings),
      cmocka_unit_test(hexadecimal_strings),
      cmocka_unit_test(names),
      cmocka_unit_test(operators_end_at_delimiters),
      cmocka_unit_test(what_is_cut_off),
      cmocka_unit_test(inline_images),
      cmocka_unit_test(zero_bytes_in_strings_count),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
