/* Faults of YAML's syntax, each kind told by a code of its own at the place where it is to be mended. */
#include "bundle.h"

#define HEAD "paper: 报\n"

typedef struct {
  const char *text; /* of issue.yaml */
  DiagCode code;
  int line, column;
} Case;

static void expect_fault(const Case *it)
{
  Bundle_ bundle = open_bundle(it->text, NULL, "---\ntitle: 题\n---\n\n文\n");
  assert_null(read_bundle(&bundle));
  expect_told(&bundle, it->code, "issue.yaml", it->line, it->column);
  assert_false(was_told(&bundle, DIAG_YAML_SYNTAX));
  close_bundle(&bundle);
}

static void colons_are_told(void **state)
{
  static const Case CASES[] = {
      {HEAD "title：x\ndate: 1\n", DIAG_YAML_COLON_WIDE, 2, 6},
      {"title：x\n" HEAD, DIAG_YAML_COLON_WIDE, 1, 6},
      {HEAD "副题：乙\n", DIAG_YAML_COLON_WIDE, 2, 3},
      {ISSUE "staff: {a：b, c: d}\n", DIAG_YAML_COLON_WIDE, 8, 9},
      {ISSUE "press: {tac：240}\n", DIAG_YAML_COLON_WIDE, 8, 9},
      {HEAD "title:x\ndate: 1\n", DIAG_YAML_COLON_TIGHT, 2, 6},
      {"title:x\n", DIAG_YAML_COLON_TIGHT, 1, 1},
      {"title: 特刊: 夜话\n", DIAG_YAML_COLON_INSIDE, 1, 8},
      {HEAD "title: 特刊: 夜话\n", DIAG_YAML_COLON_INSIDE, 2, 8},
      {HEAD "staff: {a: 甲: 乙}\n", DIAG_YAML_COLON_INSIDE, 2, 12},
      {HEAD "title 甲\n", DIAG_YAML_COLON_NONE, 2, 1},
      {"paper\ntitle: b\n", DIAG_YAML_COLON_NONE, 1, 1},
  };
  for (unsigned i = 0; i < G_N_ELEMENTS(CASES); i++)
    expect_fault(&CASES[i]);
}

static void indentation_is_told(void **state)
{
  static const Case CASES[] = {
      {HEAD "\ttitle: b\n", DIAG_YAML_TAB, 2, 1},
      {"pages:\n\t- template: a\n", DIAG_YAML_TAB, 2, 1},
      {"pages:\n  - template: a\n\tslots: {a: b}\n", DIAG_YAML_TAB, 3, 1},
      {"　　title: a\n" HEAD, DIAG_YAML_BLANK_WIDE, 1, 1},
      {"pages:\n  - template: a\n   slots: {a: b}\n", DIAG_YAML_INDENT, 3, 4},
      {"pages:\n  - template: a\n      slots: {a: b}\n", DIAG_YAML_INDENT, 3, 7},
      {HEAD "  title: b\n", DIAG_YAML_INDENT, 2, 3},
      {"  paper: 报\ntitle: b\n", DIAG_YAML_INDENT, 2, 1},
      {"pages:\n  - a\n  -b\n", DIAG_YAML_DASH_TIGHT, 3, 3},
  };
  for (unsigned i = 0; i < G_N_ELEMENTS(CASES); i++)
    expect_fault(&CASES[i]);
}

static void quotes_and_brackets_are_told(void **state)
{
  static const Case CASES[] = {
      {"paper: \"报\ntitle: b\n", DIAG_YAML_QUOTE_OPEN, 1, 8},
      {HEAD "title: '刊", DIAG_YAML_QUOTE_OPEN, 2, 8},
      {"paper: \"报\" b\n", DIAG_YAML_QUOTE_AFTER, 1, 12},
      {"paper: \"a\\q\"\n", DIAG_YAML_ESCAPE, 1, 10},
      {"paper: [a, b\ntitle: b\n", DIAG_YAML_BRACKET_OPEN, 1, 8},
      {"staff: {a: b\ntitle: b\n", DIAG_YAML_BRACKET_OPEN, 1, 8},
      {"paper: [a, b}\n", DIAG_YAML_BRACKET_CLOSE, 1, 13},
      {"staff: {a: 1，b: 2}\n", DIAG_YAML_COMMA_WIDE, 1, 13},
      {"paper: [a, b] c\n", DIAG_YAML_VALUE_START, 1, 8},
      {"paper: @a\n", DIAG_YAML_VALUE_START, 1, 8},
      {"paper: - a\n", DIAG_YAML_VALUE_START, 1, 8},
      {"paper: > a\n", DIAG_YAML_VALUE_START, 1, 8},
      {"paper: * a\n", DIAG_YAML_VALUE_START, 1, 8},
      {"paper: !重要 通知\n", DIAG_YAML_VALUE_START, 1, 8},
  };
  for (unsigned i = 0; i < G_N_ELEMENTS(CASES); i++)
    expect_fault(&CASES[i]);
}

static void what_yaml_would_pass_over_is_told(void **state)
{
  static const Case CASES[] = {
      {HEAD "paper: b\n", DIAG_KEY_TWICE, 2, 1},
      {HEAD "title: *x\n", DIAG_ALIAS_UNKNOWN, 2, 8},
      {HEAD "title: *重点*\n", DIAG_ALIAS_UNKNOWN, 2, 8},
      {HEAD "title: *x\nnumber: &x 1\n", DIAG_ALIAS_UNKNOWN, 2, 8},
      {HEAD "---\ntitle: b\n", DIAG_YAML_SECOND, 2, 1},
      {"", DIAG_YAML_EMPTY, 1, 1},
      {"# 特刊\n\n", DIAG_YAML_EMPTY, 1, 1},
  };
  for (unsigned i = 0; i < G_N_ELEMENTS(CASES); i++)
    expect_fault(&CASES[i]);
}

/* "\0" and the like: what no file may hold comes by no escape either, in a value, a key or an item. */
static void escaped_controls_are_refused_at_their_escape(void **state)
{
  static const Case CASES[] = {
      {HEAD "title: \"甲\\0乙\"\n", DIAG_TEXT_CONTROL, 2, 10},
      {HEAD "title: \"甲\\x00乙\"\n", DIAG_TEXT_CONTROL, 2, 10},
      {HEAD "title: \"\\u0007乙\"\n", DIAG_TEXT_CONTROL, 2, 9},
      {HEAD "title: \"\\U0000001B\"\n", DIAG_TEXT_CONTROL, 2, 9},
      {HEAD "title: \"\\\\0\\e\"\n", DIAG_TEXT_CONTROL, 2, 12},
      {HEAD "title: \"甲\n  乙\\N\"\n", DIAG_TEXT_CONTROL, 3, 4},
      {HEAD "title: \"甲\\r乙\"\n", DIAG_TEXT_CONTROL, 2, 10},
      {HEAD "\"ti\\0tle\": 甲\n", DIAG_TEXT_CONTROL, 2, 4},
      {ISSUE "staff: {\"责\\0\": [甲]}\n", DIAG_TEXT_CONTROL, 8, 11},
      {ISSUE "staff: {a: [甲, \"乙\\a\"]}\n", DIAG_TEXT_CONTROL, 8, 18},
      {ISSUE "file_name: \"a\\0b\"\n", DIAG_TEXT_CONTROL, 8, 14},
  };
  for (unsigned i = 0; i < G_N_ELEMENTS(CASES); i++)
    expect_fault(&CASES[i]);
}

static void controls_of_articles_and_layouts_are_refused(void **state)
{
  static const struct {
    const char *article, *layout, *file;
    int line, column;
  } CASES[] = {
      {"---\ntitle: \"甲\\0乙\"\n---\n\n文\n", NULL, "article.md", 2, 10},
      {"---\ntitle: 题\nimages: {\"a\\0.png\": {}}\n---\n\n文\n", NULL, "article.md", 3, 12},
      {"---\ntitle: 题\n---\n\n文&#27;字\n", NULL, "article.md", 5, 2},
      {"---\ntitle: 题\n---\n\n**文&#x7f;字**\n", NULL, "article.md", 5, 4},
      {"---\ntitle: 题\n---\n\n- 文\n- 字&#133;\n", NULL, "article.md", 6, 4},
      {"---\ntitle: 题\n---\n\n　　甲\n　　乙&#1;&#14;\n", NULL, "article.md", 6, 4},
      {"---\ntitle: 题\n---\n\n文\n", LAYOUT "    furniture: [{text: \"前\\0后\", box: [0mm, 0mm, 9mm, 5mm]}]\n",
       "layout.yaml", 8, 26},
  };
  for (unsigned i = 0; i < G_N_ELEMENTS(CASES); i++) {
    Bundle_ bundle = open_bundle(NULL, CASES[i].layout, CASES[i].article);
    assert_null(read_bundle(&bundle));
    expect_told(&bundle, DIAG_TEXT_CONTROL, CASES[i].file, CASES[i].line, CASES[i].column);
    close_bundle(&bundle);
  }
}

static void escaped_marks_in_a_row_are_refused(void **state)
{
  GString *text = g_string_new(HEAD "title: \"e");
  for (unsigned i = 0; i < 100; i++)
    g_string_append(text, "\\u0301");
  g_string_append(text, "\"\n");
  expect_fault(&(Case){text->str, DIAG_TEXT_COMBINING, 2, 9});
  g_string_free(text, TRUE);
}

static void an_article_counts_its_lines_from_the_file(void **state)
{
  Bundle_ bundle = open_bundle(NULL, NULL, "---\nbyline: 张三\ntitle: 特刊: 夜话\n---\n\n文\n");
  assert_null(read_bundle(&bundle));
  expect_told(&bundle, DIAG_YAML_COLON_INSIDE, "article.md", 3, 8);
  close_bundle(&bundle);
}

static void sound_yaml_is_read(void **state)
{
  Bundle_ bundle = open_bundle("---\n" ISSUE "number: &n 5\nfile_name: *n\n---\n", NULL, "---\n# 无\n---\n\n文\n");
  assert_non_null(read_bundle(&bundle));
  assert_string_equal(bundle.issue->file_name, "5");
  close_bundle(&bundle);
}

/* What is in no row of the table keeps the reader's own words. */
static void other_faults_keep_the_readers_words(void **state)
{
  Bundle_ bundle = open_bundle("- c\na: b\n", NULL, "---\ntitle: 题\n---\n\n文\n");
  assert_null(read_bundle(&bundle));
  expect_told(&bundle, DIAG_YAML_SYNTAX, "issue.yaml", 2, 1);
  close_bundle(&bundle);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(colons_are_told),
      cmocka_unit_test(indentation_is_told),
      cmocka_unit_test(quotes_and_brackets_are_told),
      cmocka_unit_test(what_yaml_would_pass_over_is_told),
      cmocka_unit_test(escaped_controls_are_refused_at_their_escape),
      cmocka_unit_test(controls_of_articles_and_layouts_are_refused),
      cmocka_unit_test(escaped_marks_in_a_row_are_refused),
      cmocka_unit_test(an_article_counts_its_lines_from_the_file),
      cmocka_unit_test(sound_yaml_is_read),
      cmocka_unit_test(other_faults_keep_the_readers_words),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
