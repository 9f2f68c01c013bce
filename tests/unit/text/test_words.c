/* Texts as words: by the dictionary, and by rule where it knows none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <string.h>

#include "text/text.h"

static char *divide(const char *text)
{
  GArray *words = segment_words(text, (uint32_t)strlen(text));
  GString *divided = g_string_new(NULL);
  uint32_t at = 0;
  for (unsigned i = 0; i < words->len; i++) {
    const TextWord *word = &g_array_index(words, TextWord, i);
    assert_int_equal(word->start, at);
    assert_true(word->end > at);
    g_string_append_printf(divided, "%s%.*s", i ? "|" : "", (int)(word->end - at), text + at);
    at = word->end;
  }
  assert_int_equal(at, strlen(text));
  g_array_unref(words);
  return g_string_free(divided, FALSE);
}

static void words_are_whole(void **state)
{
  static const struct {
    const char *text, *words;
  } ROWS[] = {
      {"春潮涌动起宏图", "春潮|涌动|起|宏图"},
      {"扩大内需促进消费", "扩大内需|促进|消费"},
      {"加快培育新质生产力", "加快|培育|新质生产力"}, /* of our own list */
      /* numbers, with what they count */
      {"五剂药方", "五剂|药方"},
      {"第一百三十七届广交会", "第一百三十七届|广交会"},
      {"增长5.4%左右", "增长|5.4%左右"},
      {"二比一领先", "二比一|领先"},
      {"8.6公里隧道", "8.6公里|隧道"},
      {"1.4万亿斤粮食", "1.4万亿斤|粮食"},
      /* names behind an office, of any length; with a surname alone */
      {"部长陈敏来我市", "部长|陈敏|来|我市"},
      {"秘书长古特雷斯呼吁", "秘书长|古特雷斯|呼吁"},
      {"教师周玉兰", "教师|周玉兰"},
      {"代表令狐建平", "代表|令狐建平"},
      {"克里斯蒂亚诺·罗纳尔多", "克里斯蒂亚诺·罗纳尔多"},
      {"总统埃马纽埃尔·马克龙访华", "总统|埃马纽埃尔·马克龙|访华"}, /* 纽埃 is a country */
      {"安东尼奥·古特雷斯呼吁", "安东尼奥·古特雷斯|呼吁"},
      /* what clings */
      {"群众的笑脸", "群众的|笑脸"},
      {"飞上蓝天", "飞上|蓝天"},
      {"怎么看", "怎么看"},
      {"做好了准备", "做好了|准备"},
      /* single characters */
      {"小网格", "小网格"},
      {"红楼梦手稿展", "红楼梦|手稿展"},
      {"碳达峰", "碳达峰"},
      {"", ""},
      {"A股 B", "A股| |B"},
  };
  (void)state;
  for (unsigned i = 0; i < G_N_ELEMENTS(ROWS); i++) {
    char *words = divide(ROWS[i].text);
    assert_string_equal(words, ROWS[i].words);
    g_free(words);
  }
}

/* Whatever is in a text, it is all in some word. */
static void nothing_is_left_out(void **state)
{
  static const char *const ODD[] = {"\xF0\xA0\x80\x80中\xF0\xA0\x80\x81",
                                    "é̀ñ",
                                    "……——",
                                    "一二三四五六七八九十百千万亿",
                                    "的的的的",
                                    "中\n国",
                                    "·中·国·",
                                    "第",
                                    "第第"};
  (void)state;
  for (unsigned i = 0; i < G_N_ELEMENTS(ODD); i++)
    g_free(divide(ODD[i]));
}

static const TextWord *kind_at(GArray *words, unsigned i)
{
  return &g_array_index(words, TextWord, i);
}

static void kinds_are_told(void **state)
{
  static const char TEXT[] = "今年省长王建国在太原说";
  static const WordKind KINDS[] = {WORD_TIME, WORD_OFFICE, WORD_PERSON, WORD_PREPOSITION, WORD_PLACE};
  GArray *words = segment_words(TEXT, sizeof TEXT - 1);
  (void)state;
  for (unsigned i = 0; i < G_N_ELEMENTS(KINDS); i++)
    assert_int_equal(kind_at(words, i)->kind, KINDS[i]);
  g_array_unref(words);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(words_are_whole), cmocka_unit_test(nothing_is_left_out),
                                     cmocka_unit_test(kinds_are_told)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
