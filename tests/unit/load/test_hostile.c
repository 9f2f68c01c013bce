/* Input made to hurt: each ends in its diagnostic, soon, and costs nothing but itself. */
#include "bundle.h"

#define SECONDS 10

static char *repeat(const char *text, unsigned n)
{
  GString *all = g_string_new(NULL);
  for (unsigned i = 0; i < n; i++)
    g_string_append(all, text);
  return g_string_free(all, FALSE);
}

/* Reads; the caller looks at what was told. */
static void read_soon(Bundle_ *bundle)
{
  clock_t since = clock();
  read_bundle(bundle);
  assert_true(clock() - since < (clock_t)SECONDS * CLOCKS_PER_SEC);
}

static void yaml_bombs(void **state)
{
  GString *aliases = g_string_new("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
  for (unsigned i = 1; i < 30; i++)
    g_string_append_printf(aliases, "a%u: &a%u [*a%u, *a%u, *a%u, *a%u, *a%u, *a%u, *a%u, *a%u]\n", i, i, i - 1, i - 1,
                           i - 1, i - 1, i - 1, i - 1, i - 1, i - 1);
  g_string_append(aliases, ISSUE);
  char *deep = repeat("[", 100000), *wide = repeat("x: 1\n", 400000);
  const char *const bombs[] = {aliases->str, deep, wide};
  for (unsigned i = 0; i < G_N_ELEMENTS(bombs); i++) {
    Bundle_ bundle = open_bundle(bombs[i], NULL, "---\ntitle: 题\n---\n\n字。\n");
    read_soon(&bundle);
    assert_true(diag_count(bundle.diags) > 0);
    close_bundle(&bundle);
  }
  g_string_free(aliases, TRUE);
  g_free(deep);
  g_free(wide);
}

static void markdown_bombs(void **state)
{
  static const char *const PARTS[] = {">", "- ", "*a",   "**", "[",  "![",  "<a",
                                      "`", "# ", "| a ", "&#", "\\", "1. ", "> - "};
  for (unsigned i = 0; i < G_N_ELEMENTS(PARTS); i++) {
    char *bomb = repeat(PARTS[i], 20000), *text = g_strconcat("---\ntitle: 题\n---\n\n", bomb, " 字\n", NULL);
    Bundle_ bundle = open_bundle(NULL, NULL, text);
    read_soon(&bundle);
    assert_non_null(bundle.issue); /* every text is an article */
    close_bundle(&bundle);
    g_free(text);
    g_free(bomb);
  }
}

static void wrong_bytes(void **state)
{
  static const struct {
    const char *bytes;
    gssize length;
    DiagCode code;
  } CASES[] = {
      {"---\ntitle: a\xFF\n---\n", -1, DIAG_TEXT_NOT_UTF8},
      {"---\ntitle: a\0b\n---\n", 19, DIAG_TEXT_CONTROL},
      {"\xFF\xFE-\0-\0", 6, DIAG_TEXT_UTF16},
      {"---\ntitle: \xD6\xD0\xB9\xFA\xC8\xCB\xC3\xF1\xB9\xB2\xBA\xCD\xB9\xFA\xB3\xC9\xC1\xA2\n---\n", -1,
       DIAG_TEXT_GB18030},
  };
  for (unsigned i = 0; i < G_N_ELEMENTS(CASES); i++) {
    Bundle_ bundle = open_bundle(NULL, NULL, NULL);
    put_file(&bundle, "articles/one/article.md", CASES[i].bytes, CASES[i].length);
    read_soon(&bundle);
    if (!was_told(&bundle, CASES[i].code))
      fail_msg("case %u: no %s", i, diag_code_name(CASES[i].code));
    assert_null(bundle.issue);
    close_bundle(&bundle);
  }
}

/* An issue and an article cut off at every byte, and with bytes turned. */
static void cut_and_turned(void **state)
{
  static const char ARTICLE[] = "---\ntitle: [一, 二]\nimages:\n  a.png: {caption: 说, span: 2, focus: [0.1, "
                                "0.2]}\n---\n\n文**粗***斜*\n\n| a | b |\n|---|---|\n| 1 | 2 |\n";
  for (unsigned i = 0; i < sizeof ARTICLE; i += 3) {
    Bundle_ bundle = open_bundle(NULL, NULL, NULL);
    put_file(&bundle, "articles/one/article.md", ARTICLE, (gssize)i);
    read_soon(&bundle);
    close_bundle(&bundle);
    char *turned = g_strdup(ARTICLE);
    turned[i % (sizeof ARTICLE - 1)] ^= 0x15;
    bundle = open_bundle(NULL, NULL, turned);
    read_soon(&bundle);
    close_bundle(&bundle);
    g_free(turned);
  }
  for (unsigned i = 0; i < sizeof LAYOUT; i += 3) {
    char *cut = g_strndup(LAYOUT, i);
    Bundle_ bundle = open_bundle(NULL, cut, "---\ntitle: 题\n---\n");
    read_soon(&bundle);
    close_bundle(&bundle);
    g_free(cut);
  }
}

static void folders_for_files(void **state)
{
  Bundle_ bundle = open_bundle(NULL, NULL, NULL);
  put_file(&bundle, "articles/one/article.md/inside", "x", 1);
  read_soon(&bundle);
  assert_true(was_told(&bundle, DIAG_FILE_UNREADABLE));
  close_bundle(&bundle);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(yaml_bombs), cmocka_unit_test(markdown_bombs),
                                     cmocka_unit_test(wrong_bytes), cmocka_unit_test(cut_and_turned),
                                     cmocka_unit_test(folders_for_files)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
