/* The lines of --- before and behind an article's keys: missing or mistyped, they are told, and no key is printed. */
#include "bundle.h"

static void expect_refused(const char *article, DiagCode code, int line)
{
  Bundle_ bundle = open_bundle(NULL, NULL, article);
  assert_null(read_bundle(&bundle));
  expect_told(&bundle, code, "article.md", line, 1);
  close_bundle(&bundle);
}

static void keys_without_their_first_line_are_told(void **state)
{
  expect_refused("title: 题\n---\n\n文\n", DIAG_FRONT_MATTER_START, 1);
  expect_refused("title：题\n---\n\n文\n", DIAG_FRONT_MATTER_START, 1);
  expect_refused("\n\nbyline: 张三\ntitle: 题\n---\n\n文\n", DIAG_FRONT_MATTER_START, 3);
  expect_refused("\n---\ntitle: 题\n---\n\n文\n", DIAG_FRONT_MATTER_START, 1);
  expect_refused("title: 题\n\n文\n", DIAG_FRONT_MATTER_START, 1);
}

static void mistyped_lines_are_told_at_their_place(void **state)
{
  static const char *const TYPED[] = {"——",   "--",      "－－－", "----",
                                      " ---", "　　---", "–––",    "\xEF\xBB\xBF\xEF\xBB\xBF---"};
  for (unsigned i = 0; i < G_N_ELEMENTS(TYPED); i++) {
    char *article = g_strdup_printf("%s\ntitle: 题\n---\n\n文\n", TYPED[i]);
    expect_refused(article, DIAG_FRONT_MATTER_LINE, 1);
    g_free(article);
  }
  expect_refused("---\ntitle: 题\n———\n\n文\n", DIAG_FRONT_MATTER_LINE, 3);
  expect_refused("---\ntitle: 题\n\n文\n", DIAG_FRONT_MATTER_OPEN, 1);
}

static void expect_read(const char *text, const char *first)
{
  Bundle_ bundle = open_bundle(NULL, NULL, text);
  const Article *article = read_bundle(&bundle);
  assert_non_null(article);
  assert_string_equal(article->blocks[0].lines[0]->text, first);
  close_bundle(&bundle);
}

static void texts_that_only_look_so_are_read(void **state)
{
  expect_read("---  \ntitle: 题\n---\t\n\n文\n", "文");
  expect_read("---\ntitle: 题\n...\n文\n", "文");
  expect_read("\xEF\xBB\xBF---\ntitle: 题\n---\n\n文\n", "文");
  expect_read("时间:2024年\n---\n\n文\n", "时间：2024年");
  expect_read("titled\n\n文\n", "titled");
  expect_read("——他说\n\n文\n", "——他说");
}

static void expect_no_title(const char *front, int line)
{
  char *text = g_strdup_printf("---\n%s---\n\n文\n", front);
  Bundle_ bundle = open_bundle(NULL, NULL, text);
  assert_non_null(read_bundle(&bundle));
  if (line)
    expect_told(&bundle, DIAG_TITLE_NONE, "article.md", line, 1);
  else
    assert_false(was_told(&bundle, DIAG_TITLE_NONE));
  close_bundle(&bundle);
  g_free(text);
}

static void a_title_that_is_missing_is_told(void **state)
{
  expect_no_title("byline: 张三\ntitle:\n", 3);
  expect_no_title("title: #头条\n", 2);
  expect_no_title("title: ''\n", 2);
  expect_no_title("byline: 张三\n", 2);
  expect_no_title("", 2);
  expect_no_title("kind: data\n", 2);
  expect_no_title("kind: ad\n", 0);
  expect_no_title("title: 题\n", 0);
}

static void what_a_number_sign_cuts_off_is_told(void **state)
{
  Bundle_ bundle = open_bundle(NULL, NULL, "---\ntitle: 喜迎 #国庆#\nbyline: 张三 # 记者\nkicker: 甲#乙\n---\n\n文\n");
  const Article *article = read_bundle(&bundle);
  assert_string_equal(article->title[0]->text, "喜迎");
  assert_string_equal(article->kicker->text, "甲#乙");
  expect_told(&bundle, DIAG_YAML_COMMENT, "article.md", 2, 11);
  unsigned n = 0;
  for (unsigned i = 0; i < diag_count(bundle.diags); i++)
    n += diag_at(bundle.diags, i)->code == DIAG_YAML_COMMENT;
  assert_int_equal(n, 1);
  close_bundle(&bundle);
}

/* One that is refused is not called missing too. */
static void a_title_that_is_refused_is_not_missing(void **state)
{
  char *title = g_strnfill(401, 'a');
  const char *const TITLES[] = {title, "{a: b}", "[[a]]"};
  for (unsigned i = 0; i < G_N_ELEMENTS(TITLES); i++) {
    char *text = g_strdup_printf("---\ntitle: %s\n---\n\n文\n", TITLES[i]);
    Bundle_ bundle = open_bundle(NULL, NULL, text);
    read_bundle(&bundle);
    assert_true(diag_worst(bundle.diags) >= DIAG_ERROR);
    assert_false(was_told(&bundle, DIAG_TITLE_NONE));
    close_bundle(&bundle);
    g_free(text);
  }
  g_free(title);
}

static void an_empty_article_is_an_error(void **state)
{
  static const char *const EMPTY[] = {"", "\n\n", "---\n---\n", "---\nkind: brief\n---\n\n"};
  for (unsigned i = 0; i < G_N_ELEMENTS(EMPTY); i++) {
    Bundle_ bundle = open_bundle(NULL, NULL, EMPTY[i]);
    read_bundle(&bundle);
    expect_told(&bundle, DIAG_ARTICLE_EMPTY, "article.md", 1, 1);
    close_bundle(&bundle);
  }
}

static void a_slot_without_a_head_wants_no_title(void **state)
{
  GString *layout = g_string_new(LAYOUT);
  assert_int_equal(g_string_replace(layout, "accepts: [story, data]", "headline: {side: none}", 1), 1);
  Bundle_ bundle = open_bundle(NULL, layout->str, "---\nbyline: 张三\n---\n\n文\n");
  assert_non_null(read_bundle(&bundle));
  assert_false(was_told(&bundle, DIAG_TITLE_NONE));
  close_bundle(&bundle);
  g_string_free(layout, TRUE);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(keys_without_their_first_line_are_told),
      cmocka_unit_test(mistyped_lines_are_told_at_their_place),
      cmocka_unit_test(texts_that_only_look_so_are_read),
      cmocka_unit_test(a_title_that_is_missing_is_told),
      cmocka_unit_test(what_a_number_sign_cuts_off_is_told),
      cmocka_unit_test(a_title_that_is_refused_is_not_missing),
      cmocka_unit_test(an_empty_article_is_an_error),
      cmocka_unit_test(a_slot_without_a_head_wants_no_title),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
