/* Reading manuscripts in whatever encoding they come. The encodings are made by iconv (GLib), an outside oracle. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "text/text.h"

static const char SAMPLE[] = "开栏语\n\n东风浩荡，万象更新。2023年完成投资47.10亿元，“一泓清水入黄河”。\n";

typedef struct {
  Arena *arena;
  DiagList *diags;
} Desk;

static int set_up(void **state)
{
  Desk *desk = g_new0(Desk, 1);
  desk->arena = arena_new();
  desk->diags = diag_list_new(LANG_EN);
  *state = desk;
  return 0;
}

static int tear_down(void **state)
{
  Desk *desk = *state;
  diag_list_free(desk->diags);
  arena_free(desk->arena);
  g_free(desk);
  return 0;
}

static char *decode(Desk *desk, const char *bytes, size_t length)
{
  size_t n = 0;
  char *text = text_decode(desk->arena, bytes, length, "a.md", &n, desk->diags);
  if (text)
    assert_int_equal(n, strlen(text));
  return text;
}

static void assert_refused(Desk *desk, const char *bytes, size_t length, DiagCode code, int line, int column)
{
  unsigned before = diag_count(desk->diags);
  assert_null(decode(desk, bytes, length));
  assert_int_equal(diag_count(desk->diags), before + 1);
  const Diag *diag = diag_at(desk->diags, before);
  assert_int_equal(diag->code, code);
  assert_int_equal(diag->severity, DIAG_FATAL);
  assert_int_equal(diag->place.line, line);
  assert_int_equal(diag->place.column, column);
}

static void test_plain_and_bom(void **state)
{
  Desk *desk = *state;
  assert_string_equal(decode(desk, SAMPLE, strlen(SAMPLE)), SAMPLE);
  assert_string_equal(decode(desk, "\xEF\xBB\xBF文字", 9), "文字");
  assert_string_equal(decode(desk, "", 0), "");
  assert_string_equal(decode(desk, "a\r\nb\rc\fd\n", 9), "a\nb\ncd\n");
  assert_int_equal(diag_count(desk->diags), 0);
}

static void test_composes(void **state)
{
  Desk *desk = *state;
  assert_string_equal(decode(desk, "cafe\xCC\x81", 6), "café");
  assert_string_equal(decode(desk, "\xEF\xA4\x80", 3), "豈");     /* U+F900 is U+8C48 in NFC */
  assert_string_equal(decode(desk, "\xF0\xAF\xA0\x80", 4), "丽"); /* U+2F800 */
}

static void refuse_encoded(Desk *desk, const char *encoding, DiagCode code, int line, int column, const char *command)
{
  gsize n;
  char *bytes = g_convert(SAMPLE, -1, encoding, "UTF-8", NULL, &n, NULL);
  assert_non_null(bytes);
  assert_refused(desk, bytes, n, code, line, column);
  assert_non_null(strstr(diag_at(desk->diags, diag_count(desk->diags) - 1)->message, command));
  g_free(bytes);
}

static void test_other_encodings(void **state)
{
  Desk *desk = *state;
  refuse_encoded(desk, "GB18030", DIAG_TEXT_GB18030, 1, 1, "iconv -f GB18030 -t UTF-8 a.md");
  refuse_encoded(desk, "GBK", DIAG_TEXT_GB18030, 1, 1, "iconv -f GB18030 -t UTF-8 a.md");
  refuse_encoded(desk, "UTF-16", DIAG_TEXT_UTF16, 1, 1, "iconv -f UTF-16 -t UTF-8 a.md");
  gsize n;
  char *big = g_convert("\xEF\xBB\xBF版面", -1, "UTF-16BE", "UTF-8", NULL, &n, NULL);
  assert_refused(desk, big, n, DIAG_TEXT_UTF16, 1, 1);
  g_free(big);
  assert_refused(desk, "t\0i\0t\0l\0e\0", 10, DIAG_TEXT_UTF16, 1, 1);
}

static void test_places(void **state)
{
  Desk *desk = *state;
  assert_refused(desk, "好好\n学习\xFF", 14, DIAG_TEXT_NOT_UTF8, 2, 3);
  assert_refused(desk, "a\r\nb\rc\x1B", 7, DIAG_TEXT_CONTROL, 3, 2);
  assert_refused(desk, "新闻\0报", 10, DIAG_TEXT_CONTROL, 1, 3);
  assert_refused(desk, "\xC2\x85", 2, DIAG_TEXT_CONTROL, 1, 1);
  assert_refused(desk, "\xED\xA0\x80", 3, DIAG_TEXT_NOT_UTF8, 1, 1); /* a surrogate */
  assert_refused(desk, "ab\xE4\xBD", 4, DIAG_TEXT_NOT_UTF8, 1, 3);   /* cut short */
}

static void test_marks_in_a_row(void **state)
{
  Desk *desk = *state;
  GString *text = g_string_new("e");
  for (int i = 0; i < 30; i++)
    g_string_append(text, "\xCC\x81");
  assert_non_null(decode(desk, text->str, text->len));
  g_string_append(text, "\xCC\x81");
  assert_refused(desk, text->str, text->len, DIAG_TEXT_COMBINING, 1, 32);
  g_string_free(text, TRUE);
}

/* Any bytes at all: a text that is valid UTF-8 without controls, or exactly one diagnostic. */
static void test_any_bytes(void **state)
{
  Desk *desk = *state;
  GRand *rand = g_rand_new_with_seed(7);
  for (int round = 0; round < 20000; round++) {
    char bytes[24];
    size_t n = (size_t)g_rand_int_range(rand, 0, 24);
    for (size_t i = 0; i < n; i++)
      bytes[i] = (char)g_rand_int_range(rand, 0, round % 2 ? 256 : 128);
    unsigned before = diag_count(desk->diags);
    char *text = decode(desk, bytes, n);
    assert_int_equal(diag_count(desk->diags) - before, text == NULL);
    if (text)
      assert_true(g_utf8_validate(text, -1, NULL));
  }
  g_rand_free(rand);
}

static void test_rich(void **state)
{
  Desk *desk = *state;
  Rich *rich = rich_plain(desk->arena, "山西ab\n", (Place){"b.md", 7, 3});
  assert_int_equal(rich->length, 9);
  Place place = rich_place(rich, 6);
  assert_string_equal(place.file, "b.md");
  assert_int_equal(place.line, 7);
  assert_int_equal(place.column, 5);
  RichOrigin origins[] = {{0, 7, 3, false}, {6, 9, 11, false}};
  RichSpan spans[] = {{3, 6, RICH_BOLD, NULL}, {7, 8, RICH_KAI, NULL}};
  Rich two = {"山西ab", 8, spans, 2, origins, 2, "b.md"};
  assert_int_equal(rich_place(&two, 7).line, 9);
  assert_int_equal(rich_place(&two, 7).column, 12);
  assert_int_equal(rich_place(&two, 999).column, 13);
  const uint32_t faces[] = {0, 0, 0, RICH_BOLD, RICH_BOLD, RICH_BOLD, 0, RICH_KAI, 0};
  for (uint32_t i = 0; i < 9; i++)
    assert_int_equal(rich_faces_at(&two, i), faces[i]);
  Rich none = {"x", 1, NULL, 0, NULL, 0, "c.md"};
  assert_int_equal(rich_place(&none, 0).line, 0);
}

static void test_counting(void **state)
{
  static const struct {
    const char *text;
    unsigned n;
  } ROWS[] = {
      {"", 0},     {"原平市，2023年", 9}, {" 山　西\t\n", 2},        {"e\xCC\x81t", 2}, {"👨‍👩‍👧家", 2},
      {"🇨🇳🇨🇳", 2}, {"葛\U000E0100城", 2}, {"\u200B\u2060\uFEFF", 0}, {"한국", 2},       {"a\u00A0b", 2}};
  for (size_t i = 0; i < G_N_ELEMENTS(ROWS); i++)
    assert_int_equal(text_characters(ROWS[i].text, strlen(ROWS[i].text)), ROWS[i].n);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
  const struct CMUnitTest tests[] = {T(test_plain_and_bom), T(test_composes),       T(test_other_encodings),
                                     T(test_places),        T(test_marks_in_a_row), T(test_any_bytes),
                                     T(test_rich),          T(test_counting)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
