/* The language chosen, and words read from catalogues good and broken. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <glib/gstdio.h>
#include <string.h>

#include "host/work.h"
#include "cmd/words.h"

static Lang choose(const char *all, const char *messages, const char *lang, const char *language)
{
  const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"};
  const char *const values[] = {all, messages, lang, language};
  for (unsigned i = 0; i < 4; i++)
    if (values[i])
      g_setenv(names[i], values[i], TRUE);
    else
      g_unsetenv(names[i]);
  return words_language();
}

static void chooses_as_posix_says(void **state)
{
  assert_int_equal(choose(NULL, NULL, NULL, NULL), LANG_EN);
  assert_int_equal(choose(NULL, NULL, "zh_CN.UTF-8", NULL), LANG_ZH);
  assert_int_equal(choose(NULL, NULL, "zh", NULL), LANG_ZH);
  assert_int_equal(choose(NULL, "en_GB.UTF-8", "zh_CN.UTF-8", NULL), LANG_EN);
  assert_int_equal(choose("zh_CN", "en_GB.UTF-8", "en_US", NULL), LANG_ZH);
  assert_int_equal(choose("", "", "zh_CN.UTF-8", NULL), LANG_ZH); /* empty is unset */
  assert_int_equal(choose(NULL, NULL, "zha_CN", NULL), LANG_EN);  /* Zhuang is another language */
}

static void lets_language_come_first(void **state)
{
  assert_int_equal(choose(NULL, NULL, "C.UTF-8", "zh_CN:en"), LANG_ZH);
  assert_int_equal(choose(NULL, NULL, "zh_CN.UTF-8", "en"), LANG_EN);
  assert_int_equal(choose(NULL, NULL, "zh_CN.UTF-8", "fr:de"), LANG_ZH); /* none of ours: the locale says */
  assert_int_equal(choose("C", NULL, NULL, "zh_CN"), LANG_EN);
  assert_int_equal(choose("POSIX", NULL, NULL, "zh_CN"), LANG_EN);
}

/* A catalogue of one word, "jam" → "果酱", with SIZE of its bytes and the word at AT changed to VALUE. */
static Words *open_catalogue(gsize size, gsize at, guint32 value)
{
  guint32 head[11] = {0x950412de, 0, 1, 28, 36, 0, 0, 3, 44, 6, 48};
  char bytes[64] = {0};
  memcpy(bytes, head, sizeof head);
  memcpy(bytes + 44, "jam", 4);
  memcpy(bytes + 48, "果酱", 7);
  if (at < sizeof bytes)
    memcpy(bytes + at, &value, sizeof value);
  char *root = g_dir_make_tmp("words-XXXXXX", NULL), *folder = g_build_filename(root, "zh_CN", "LC_MESSAGES", NULL);
  char *path = g_build_filename(folder, "tekan.mo", NULL);
  g_mkdir_with_parents(folder, 0777);
  assert_true(g_file_set_contents(path, bytes, (gssize)size, NULL));
  Words *words = words_open(LANG_ZH, root);
  sweep_path(root);
  g_free(path);
  g_free(folder);
  g_free(root);
  return words;
}

static void expect_word(gsize size, gsize at, guint32 value, const char *said)
{
  Words *words = open_catalogue(size, at, value);
  assert_string_equal(words_say(words, "jam"), said);
  assert_string_equal(words_say(words, "butter"), "butter");
  assert_string_equal(words_say(words, ""), "");
  words_free(words);
}

static void says_what_the_catalogue_has(void **state)
{
  expect_word(64, 1000, 0, "果酱");
}

/* Nothing a broken catalogue says leads outside it. */
static void survives_broken_catalogues(void **state)
{
  for (gsize size = 0; size < 55; size++) {
    Words *words = open_catalogue(size, 1000, 0);
    const char *said = words_say(words, "jam");
    assert_true(!strcmp(said, "jam") || (size >= 48 && !strcmp(said, "果酱")));
    words_free(words);
  }
  for (gsize at = 0; at < 44; at += 4)
    for (unsigned i = 0; i < 3; i++) {
      const guint32 values[] = {0xFFFFFFFF, 0x7FFFFFF0, 63};
      Words *words = open_catalogue(64, at, values[i]);
      assert_non_null(words_say(words, "jam"));
      words_free(words);
    }
}

static void speaks_english_without_one(void **state)
{
  Words *words = words_open(LANG_ZH, "/nonexistent");
  assert_string_equal(words_say(words, "jam"), "jam");
  words_free(words);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(chooses_as_posix_says),       cmocka_unit_test(lets_language_come_first),
      cmocka_unit_test(says_what_the_catalogue_has), cmocka_unit_test(survives_broken_catalogues),
      cmocka_unit_test(speaks_english_without_one),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
