/* What an editor wrote and does not get, or gets otherwise, is told where it stands. */
#include "bundle.h"

#include <unistd.h>

#define PLAIN "---\ntitle: 题\n---\n\n正文。\n"
#define PAGE(slots)                                                                                                    \
  "sheet: {trim: [150mm, 120mm], margins: 10mm}\ngrid: {columns: 3, characters: 13}\ntemplates:\n  page:\n    "        \
  "slots:\n" slots

typedef struct {
  DiagCode code;
  const char *issue, *layout, *article, *file;
  int line, column;
} Case;

static const Case CASES[] = {
    {DIAG_KEY_UNKNOWN, ISSUE "zzzzzz: 1\n", NULL, PLAIN, "issue.yaml", 8, 1},
    {DIAG_FRONT_MATTER_NONE, NULL, NULL, "正文。\n", "article.md", 1, 1},
    {DIAG_CODE_PLAIN, NULL, NULL, "---\ntitle: 题\n---\n\n正文。\n\n    四格\n", "article.md", 7, 5},
    {DIAG_TABLE_CELLS, NULL, NULL, "---\ntitle: 题\n---\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 | 3 |\n", "article.md", 7,
     1},
    {DIAG_FLOW_UNKNOWN, NULL, PAGE("      - {name: lead, columns: 1-3, rows: 1-20, flow: nowhere}\n"), PLAIN,
     "layout.yaml", 6, 10},
    {DIAG_SLOT_OVERLAP, NULL,
     PAGE("      - {name: lead, columns: 1-3, rows: 1-20}\n      - {name: note, columns: 3, rows: 20-22}\n"), PLAIN,
     "layout.yaml", 7, 10},
    {DIAG_SLOT_TWICE, NULL,
     PAGE("      - {name: lead, columns: 1-3, rows: 1-10}\n      - {name: lead, columns: 1-3, rows: 11-22}\n"), PLAIN,
     "layout.yaml", 7, 10},
    {DIAG_PLACEHOLDER_UNKNOWN, ISSUE "press: {split_name: \"{n}-{nope}\"}\n", NULL, PLAIN, "issue.yaml", 8, 22},
    {DIAG_VALUE_WRONG, ISSUE "press: {split_name: \"../{n}\"}\n", NULL, PLAIN, "issue.yaml", 8, 22},
    {DIAG_VALUE_WRONG, ISSUE "press: {split_name: \"a/{n}\"}\n", NULL, PLAIN, "issue.yaml", 8, 22},
    {DIAG_VALUE_WRONG, ISSUE "press: {split_name: \"\"}\n", NULL, PLAIN, "issue.yaml", 8, 22},
    {DIAG_ARTICLE_TWICE,
     "paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: ./layout.yaml\npages:\n"
     "  - {template: page, slots: {lead: one}, articles: [one]}\n",
     NULL, PLAIN, "issue.yaml", 6, 53},
    {DIAG_VALUE_WRONG, ISSUE "articles: one\n", NULL, PLAIN, "issue.yaml", 8, 11},
    {DIAG_LABEL_TWICE,
     "paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: ./layout.yaml\npages:\n"
     "  - {template: page, number: A1, slots: {lead: one}}\n  - {template: page, number: A1}\n",
     NULL, PLAIN, "issue.yaml", 7, 6},
    {DIAG_PIN_UNKNOWN,
     "paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: ./layout.yaml\npages:\n"
     "  - {articles: [one], place: {two: {columns: 1-2}}}\n",
     NULL, PLAIN, "issue.yaml", 6, 31},
    {DIAG_RULE_THIN, NULL, LAYOUT "    furniture: [{rule: [0mm, 0mm, 9mm, 0mm], weight: 0.19pt}]\n", PLAIN,
     "layout.yaml", 8, 54},
    {DIAG_RULE_THIN, NULL, LAYOUT "    furniture: [{column_rules: true, weight: 0.07mm}]\n", PLAIN, "layout.yaml", 8,
     46},
    {DIAG_RULE_THIN, NULL,
     PAGE("      - {name: lead, columns: 1-3, rows: 1-20, border: {kind: double, weight: 0pt}}\n"), PLAIN,
     "layout.yaml", 6, 79},
};

static void each_is_told_where_it_stands(void **state)
{
  for (unsigned i = 0; i < G_N_ELEMENTS(CASES); i++) {
    Bundle_ bundle = open_bundle(CASES[i].issue, CASES[i].layout, CASES[i].article);
    read_bundle(&bundle);
    expect_told(&bundle, CASES[i].code, CASES[i].file, CASES[i].line, CASES[i].column);
    close_bundle(&bundle);
  }
}

#define TWO_PAGES(a, b)                                                                                                \
  "paper: 样报\ntitle: 特刊\ndate: 2024-03-27\nlayout: ./layout.yaml\nfile_name: \"{n}\"\npress: {split: true}\n"  \
  "pages:\n  - {template: page, number: " a ", slots: {lead: one}}\n  - {template: page, number: " b "}\n"

/* Each is filled in once; names that many disks take for one are told. */
static void results_are_told_apart(void **state)
{
  Bundle_ bundle = open_bundle(TWO_PAGES("A01", "a01"), NULL, PLAIN);
  assert_non_null(read_bundle(&bundle));
  expect_told(&bundle, DIAG_RESULT_CASE, "issue.yaml", 9, 6);
  char *name = issue_split_name(bundle.arena, bundle.issue, 1);
  assert_string_equal(name, "{n}-a01.pdf");
  close_bundle(&bundle);
  bundle = open_bundle(TWO_PAGES("A01", "A02"), NULL, PLAIN);
  assert_non_null(read_bundle(&bundle));
  assert_false(was_told(&bundle, DIAG_RESULT_CASE));
  close_bundle(&bundle);
  bundle = open_bundle(TWO_PAGES("A01", "A01"), NULL, PLAIN);
  assert_null(read_bundle(&bundle));
  assert_true(was_told(&bundle, DIAG_RESULT_TWICE));
  assert_false(was_told(&bundle, DIAG_RESULT_CASE));
  close_bundle(&bundle);
}

static void rules_that_print_are_not_told(void **state)
{
  Bundle_ bundle =
      open_bundle(NULL,
                  LAYOUT "    furniture:\n    - {rule: [0mm, 0mm, 9mm, 0mm], weight: 0.2pt}\n    - {rule: [0mm, "
                         "0mm, 9mm, 0mm], weight: 0.08mm}\n    - {rule: [0mm, 0mm, 9mm, 0mm], weight: 0.02字}\n",
                  PLAIN);
  assert_non_null(read_bundle(&bundle));
  assert_false(was_told(&bundle, DIAG_RULE_THIN));
  close_bundle(&bundle);
}

static void a_plain_issue_is_quiet(void **state)
{
  Bundle_ bundle = open_bundle(NULL, NULL, PLAIN);
  assert_non_null(read_bundle(&bundle));
  assert_int_equal(diag_count(bundle.diags), 0);
  close_bundle(&bundle);
}

static void a_folder_without_an_article(void **state)
{
  Bundle_ bundle = open_bundle(NULL, NULL, PLAIN);
  put_file(&bundle, "articles/two/readme.txt", "x", -1);
  read_bundle(&bundle);
  assert_true(was_told(&bundle, DIAG_FOLDER_EMPTY));
  assert_int_equal(bundle.issue->n_articles, 1);
  close_bundle(&bundle);
}

static void a_name_no_file_can_have(void **state)
{
  char *name = g_strnfill(300, 'a'), *issue = g_strdup_printf(ISSUE "file_name: %s\n", name);
  Bundle_ bundle = open_bundle(issue, NULL, PLAIN);
  assert_null(read_bundle(&bundle));
  assert_true(was_told(&bundle, DIAG_RESULT_NAME));
  close_bundle(&bundle);
  g_free(issue);
  g_free(name);
}

/* A picture nobody names; one that is sent to a slot there is none of. */
/* What has a picture's name and is none is told once, as what it is; so is a PDF. */
static void things_that_are_no_files(void **state)
{
  enum { FOLDER, LOOP, DANGLING, OUTSIDE, THINGS };
  static const char *const WORDS[THINGS] = {"folder", "back to itself", "nowhere", "leads out of"};
  static const char *const LINKS[THINGS] = {NULL, "a.png", "b.png", "/etc/passwd"};
  for (unsigned kind = 0; kind < 2 * THINGS; kind++) {
    bool advert = kind >= THINGS;
    Bundle_ bundle = open_bundle(NULL, NULL,
                                 advert ? "---\nkind: ad\npdf: a.png\n---\n\n正文。\n"
                                        : "---\ntitle: 题\nimages:\n  a.png: {span: 1}\n---\n\n正文。\n");
    char *path = g_build_filename(bundle.dir, "articles/one/a.png", NULL);
    assert_int_equal(LINKS[kind % THINGS] ? symlink(LINKS[kind % THINGS], path) : g_mkdir(path, 0777), 0);
    read_bundle(&bundle);
    assert_false(was_told(&bundle, DIAG_IMAGE_UNUSED));
    unsigned n = 0;
    for (unsigned i = 0; i < diag_count(bundle.diags); i++)
      n += strstr(diag_at(bundle.diags, i)->message, "a.png") != NULL &&
           strstr(diag_at(bundle.diags, i)->message, WORDS[kind % THINGS]) != NULL;
    assert_int_equal(n, 1);
    g_free(path);
    close_bundle(&bundle);
  }
}

static void an_article_that_is_a_link_to_itself(void **state)
{
  Bundle_ bundle = open_bundle(NULL, NULL, NULL);
  put_file(&bundle, "articles/one/x", "x", 1);
  char *path = g_build_filename(bundle.dir, "articles/one/article.md", NULL);
  assert_int_equal(symlink("article.md", path), 0);
  assert_null(read_bundle(&bundle));
  assert_int_equal(diag_count(bundle.diags), 1);
  assert_int_equal(diag_at(bundle.diags, 0)->code, DIAG_FILE_UNREADABLE);
  assert_non_null(strstr(diag_at(bundle.diags, 0)->message, "it is a link that leads back to itself"));
  g_free(path);
  close_bundle(&bundle);
}

static void pictures_without_a_place(void **state)
{
  Bundle_ bundle =
      open_bundle(NULL, NULL, "---\ntitle: 题\nimages:\n  a.png: {place: 'slot:nowhere'}\n---\n\n正文。\n");
  put_file(&bundle, "articles/one/a.png", "x", -1);
  put_file(&bundle, "articles/one/b.png", "x", -1);
  read_bundle(&bundle);
  assert_true(was_told(&bundle, DIAG_IMAGE_UNUSED));
  expect_told(&bundle, DIAG_PICTURE_SLOT, "article.md", 4, 3);
  close_bundle(&bundle);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(things_that_are_no_files),     cmocka_unit_test(an_article_that_is_a_link_to_itself),
      cmocka_unit_test(results_are_told_apart),       cmocka_unit_test(rules_that_print_are_not_told),
      cmocka_unit_test(each_is_told_where_it_stands), cmocka_unit_test(a_plain_issue_is_quiet),
      cmocka_unit_test(a_folder_without_an_article),  cmocka_unit_test(a_name_no_file_can_have),
      cmocka_unit_test(pictures_without_a_place)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
