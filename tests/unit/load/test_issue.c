/* issue.yaml and the layout: what is wrong is told at its place, with the nearest right name. */
#include "bundle.h"

#define ARTICLE "---\ntitle: 题\n---\n\n正文。\n"

typedef struct {
  const char *issue, *layout;
  DiagCode code;
  const char *file;
  int line, column;
  bool usable;
} Case;

#define HEAD "paper: 样报\ntitle: 特刊\ndate: 2024-03-27\nlayout: ./layout.yaml\n"
#define SHEET "sheet: {trim: [150mm, 120mm], margins: 10mm}\n"
#define GRID "grid: {columns: 3, characters: 13}\n"
#define SCALES(list) SHEET "grid:\n  columns: 3\n  scales: " list "\n" SLOTS
#define MAKEUP(entry) SHEET GRID "makeup:\n  " entry "\n" SLOTS
#define SLOTS "templates: {page: {slots: [{name: lead, columns: 1-3, rows: 1-20}]}}\n"

#define REPEAT(pages) HEAD "articles: [one]\npages:\n" pages

static const Case CASES[] = {
    {REPEAT("  - {repeat: 3}\n"), NULL, DIAG_VALUE_WRONG, "issue.yaml", 7, 14, true},
    {REPEAT("  - {repeat: {multiple: 0}}\n"), NULL, DIAG_VALUE_WRONG, "issue.yaml", 7, 25, true},
    {REPEAT("  - {repeat: {multiple: 4, moast: 8}}\n"), NULL, DIAG_KEY_UNKNOWN_NEAR, "issue.yaml", 7, 28, true},
    {REPEAT("  - {repeat: {least: 9, most: 11}}\n"), NULL, DIAG_VALUE_WRONG, "issue.yaml", 7, 15, true},
    {REPEAT("  - {repeat: {most: 1000}}\n"), NULL, DIAG_VALUE_WRONG, "issue.yaml", 7, 21, true},
    {REPEAT("  - {repeat: true}\n  - {}\n"), NULL, DIAG_REPEAT_WHERE, "issue.yaml", 7, 14, true},
    {REPEAT("  - {repeat: true, articles: [one]}\n"), NULL, DIAG_REPEAT_WHERE, "issue.yaml", 7, 14, true},
    {HEAD "pages:\n  - {spread: true, articles: [one]}\n", NULL, DIAG_SPREAD_NONE, "issue.yaml", 6, 14, true},
    {HEAD "staff: {责任编辑: [[甲, 乙], 丙]}\npages:\n  - {articles: [one]}\n", NULL, DIAG_VALUE_WRONG, "issue.yaml", 5,
     17, true},
    {HEAD "pages:\n  - {spread: wide, articles: [one]}\n", NULL, DIAG_VALUE_WRONG, "issue.yaml", 6, 14, true},
    {HEAD "pages:\n  - {articles: [one]}\n  - {}\n", NULL, DIAG_KEY_MISSING, "issue.yaml", 7, 5, false},
    {HEAD "pages:\n  - {}\n  - {articles: [one]}\n", NULL, DIAG_KEY_MISSING, "issue.yaml", 6, 5, false},
    {HEAD "pages:\n  - template: page\n    slots: {lead: one}\n    avoid: 1\n", NULL, DIAG_AVOID_NOT_MADE_UP,
     "issue.yaml", 8, 12, true},
    {HEAD "pages: auto\n", NULL, DIAG_KEY_MISSING, "issue.yaml", 5, 8, false},
    {"papr: 样报\n" ISSUE, NULL, DIAG_KEY_UNKNOWN_NEAR, "issue.yaml", 1, 1, true},
    {HEAD "pages:\n  - template: page\n    slots: {laed: one}\n", NULL, DIAG_SLOT_UNKNOWN, "issue.yaml", 7, 13, false},
    {HEAD "pages:\n  - template: page\n    slots: {lead: onne}\n", NULL, DIAG_SLUG_UNKNOWN, "issue.yaml", 7, 19, false},
    {HEAD "pages:\n  - template: pagge\n    slots: {lead: one}\n", NULL, DIAG_TEMPLATE_UNKNOWN, "issue.yaml", 6, 15,
     false},
    {"paper: 样报\ntitle: 特刊\ndate: 2023-02-29\nlayout: ./layout.yaml\npages:\n  - {template: page, slots: {lead: "
     "one}}\n",
     NULL, DIAG_DATE_WRONG, "issue.yaml", 3, 7, false},
    {"paper: 样报\ntitle: 特刊\ndate: 2024-03-27\nlayout: nowhere\npages:\n  - {template: page, slots: {lead: one}}\n",
     NULL, DIAG_LAYOUT_UNKNOWN, "issue.yaml", 4, 9, false},
    {HEAD "pages:\n  - template: page\n    slots: {lead: one, note: one}\n", NULL, DIAG_ARTICLE_TWICE, "issue.yaml", 7,
     30, true},
    {HEAD "articles: [one, one]\npages: [{section: 要闻}]\n", NULL, DIAG_ARTICLE_TWICE, "issue.yaml", 5, 17, true},
    {HEAD "pages: [\n", NULL, DIAG_YAML_BRACKET_OPEN, "issue.yaml", 5, 8, false},
    {HEAD, NULL, DIAG_KEY_MISSING, "issue.yaml", 1, 1, false},
    {NULL,
     SHEET GRID
     "colours:\n  red: {cmyk: [0, 100, 100]}\ntemplates: {page: {slots: [{name: lead, columns: 1-3, rows: 1-20}]}}\n",
     DIAG_VALUE_WRONG, "layout.yaml", 4, 16, true},
    {NULL,
     SHEET GRID "styles:\n  body: {size: 9px}\ntemplates: {page: {slots: [{name: lead, columns: 1-3, rows: 1-20}]}}\n",
     DIAG_VALUE_WRONG, "layout.yaml", 4, 16, true},
    {NULL,
     SHEET GRID "styles:\n  a: {based_on: b}\n  b: {based_on: a}\ntemplates: {page: {slots: [{name: lead, columns: "
                "1-3, rows: 1-20}]}}\n",
     DIAG_STYLE_LOOP, "layout.yaml", 4, 3, false},
    {NULL, SHEET GRID "templates: {page: {slots: [{name: lead, columns: 1-4, rows: 1-20}]}}\n", DIAG_SLOT_GRID,
     "layout.yaml", 3, 29, false},
    {NULL, SHEET GRID "templates: {page: {slots: [{name: lead, columns: 1-3, rows: 20-1}]}}\n", DIAG_VALUE_WRONG,
     "layout.yaml", 3, 61, false},
    {NULL, SHEET GRID "templates: {page: {slots: [{name: lead, columns: 1-3, rows: 1-20, flow: lead}]}}\n",
     DIAG_FLOW_LOOP, "layout.yaml", 3, 29, false},
    {NULL, SHEET GRID "templates: {page: {slots: [{name: lead, columns: 1-3, rows: 1-20, tint: rad}]}}\n",
     DIAG_COLOUR_UNKNOWN, "layout.yaml", 3, 73, true},
    {NULL, SCALES("4"), DIAG_VALUE_WRONG, "layout.yaml", 4, 11, true},
    {NULL, SCALES("[four]"), DIAG_VALUE_WRONG, "layout.yaml", 4, 12, true},
    {NULL, SCALES("[{size: 10.5pt}]"), DIAG_SCALE_COLUMNS, "layout.yaml", 4, 13, true},
    {NULL, SCALES("[{columns: 0}]"), DIAG_VALUE_WRONG, "layout.yaml", 4, 22, true},
    {NULL, SCALES("[{columns: 2, colums: 2}]"), DIAG_KEY_UNKNOWN_NEAR, "layout.yaml", 4, 25, true},
    {NULL, SCALES("[{columns: 2, size: 1.2字}]"), DIAG_VALUE_WRONG, "layout.yaml", 4, 31, true},
    {NULL, SCALES("[{columns: 2, leading: 1.5行}]"), DIAG_VALUE_WRONG, "layout.yaml", 4, 34, true},
    {NULL, SCALES("[{columns: 2, characters: 14.3}]"), DIAG_VALUE_WRONG, "layout.yaml", 4, 37, true},
    {NULL,
     SCALES("[{columns: 1}, {columns: 1}, {columns: 1}, {columns: 1}, {columns: 1}, {columns: 1}, {columns: 1}, "
            "{columns: 1}, {columns: 1}]"),
     DIAG_VALUE_WRONG, "layout.yaml", 4, 13, true},
    {NULL, SHEET GRID "makeup: strict\n" SLOTS, DIAG_VALUE_WRONG, "layout.yaml", 3, 9, true},
    {NULL, MAKEUP("baner: true"), DIAG_KEY_UNKNOWN_NEAR, "layout.yaml", 4, 3, true},
    {NULL, MAKEUP("banner: perhaps"), DIAG_VALUE_WRONG, "layout.yaml", 4, 11, true},
    {NULL, MAKEUP("never: [heads-besides]"), DIAG_VALUE_WRONG, "layout.yaml", 4, 11, true},
    {NULL, MAKEUP("never: {heads-beside: true}"), DIAG_VALUE_WRONG, "layout.yaml", 4, 11, true},
    {NULL, MAKEUP("never: [pages-alike]"), DIAG_VALUE_WRONG, "layout.yaml", 4, 11, true},
    {NULL, MAKEUP("freely: [heads-beside]"), DIAG_VALUE_WRONG, "layout.yaml", 4, 12, true},
    {NULL, MAKEUP("never: [page-parted]\n  freely: page-parted"), DIAG_VALUE_WRONG, "layout.yaml", 5, 11, true},
    {NULL, MAKEUP("left_heads: -1"), DIAG_VALUE_WRONG, "layout.yaml", 4, 15, true},
    {NULL, MAKEUP("frames: 13"), DIAG_VALUE_WRONG, "layout.yaml", 4, 11, true},
    {NULL, MAKEUP("widths: 3"), DIAG_VALUE_WRONG, "layout.yaml", 4, 11, true},
    {NULL, MAKEUP("widths: [2, 13]"), DIAG_VALUE_WRONG, "layout.yaml", 4, 15, true},
    {NULL, MAKEUP("widths: [2.5]"), DIAG_VALUE_WRONG, "layout.yaml", 4, 12, true},
    {NULL, MAKEUP("shape: [2.6, 0.35]"), DIAG_VALUE_WRONG, "layout.yaml", 4, 11, true},
    {NULL, MAKEUP("shape: 1.5"), DIAG_VALUE_WRONG, "layout.yaml", 4, 10, true},
    {NULL, MAKEUP("lead_title: 0.9"), DIAG_VALUE_WRONG, "layout.yaml", 4, 15, true},
    {NULL, MAKEUP("pictures: [15, 101]"), DIAG_VALUE_WRONG, "layout.yaml", 4, 14, true},
    {NULL, MAKEUP("pictures: [few, many]"), DIAG_VALUE_WRONG, "layout.yaml", 4, 14, true},
    {NULL, MAKEUP("lead_picture: 120"), DIAG_VALUE_WRONG, "layout.yaml", 4, 17, true},
};

static void each_wrong_thing_is_told_at_its_place(void **state)
{
  for (unsigned i = 0; i < G_N_ELEMENTS(CASES); i++) {
    Bundle_ bundle = open_bundle(CASES[i].issue, CASES[i].layout, ARTICLE);
    read_bundle(&bundle);
    expect_told(&bundle, CASES[i].code, CASES[i].file, CASES[i].line, CASES[i].column);
    if ((bundle.issue != NULL) != CASES[i].usable)
      fail_msg("case %u (%s): %s", i, diag_code_name(CASES[i].code), CASES[i].usable ? "refused" : "accepted");
    close_bundle(&bundle);
  }
}

static void a_misspelt_key_names_the_right_one(void **state)
{
  Bundle_ bundle = open_bundle("papr: x\n" ISSUE, NULL, ARTICLE);
  read_bundle(&bundle);
  assert_non_null(strstr(diag_at(bundle.diags, 0)->message, "\"paper\""));
  close_bundle(&bundle);
}

static void an_article_on_no_page_is_an_error(void **state)
{
  Bundle_ bundle = open_bundle(NULL, NULL, ARTICLE);
  put_file(&bundle, "articles/two/article.md", ARTICLE, -1);
  read_bundle(&bundle);
  expect_told(&bundle, DIAG_ARTICLE_NEVER, "two/article.md", 1, 1);
  assert_int_equal(diag_code_severity(DIAG_ARTICLE_NEVER), DIAG_ERROR);
  close_bundle(&bundle);
}

static void a_slot_refuses_a_kind_it_does_not_accept(void **state)
{
  Bundle_ bundle = open_bundle(NULL, NULL, "---\ntitle: 题\nkind: photo\n---\n");
  read_bundle(&bundle);
  expect_told(&bundle, DIAG_SLOT_KIND, "issue.yaml", 7, 13);
  close_bundle(&bundle);
}

static void the_issue_overrides_the_press_block(void **state)
{
  Bundle_ bundle = open_bundle(ISSUE "press: {standard: \"PDF/X-1a:2003\", tac: 220, split: true}\n", NULL, ARTICLE);
  read_bundle(&bundle);
  assert_non_null(bundle.issue);
  assert_string_equal(bundle.issue->press.standard, "PDF/X-1a:2003");
  assert_int_equal(bundle.issue->press.tac, 220);
  assert_int_equal(bundle.issue->press.min_ppi, 150);
  assert_true(bundle.issue->press.split);
  close_bundle(&bundle);
}

static void the_last_page_may_stand_as_often_as_it_takes(void **state)
{
  Bundle_ bundle = open_bundle(HEAD "articles: [one]\npages:\n  - {template: page, slots: {}}\n"
                                    "  - {number: A09, section: 县域, repeat: {multiple: 6, most: 16}}\n",
                               NULL, ARTICLE);
  read_bundle(&bundle);
  assert_non_null(bundle.issue);
  const Repeat *repeat = &bundle.issue->repeat;
  assert_int_equal(repeat->page, 1);
  assert_int_equal(repeat->least, 2); /* a part of a sheet, with the pages there are */
  assert_int_equal(repeat->most, 12);
  assert_int_equal(repeat_next(repeat, 2), 3);
  assert_int_equal(repeat_next(repeat, 3), 6);
  assert_int_equal(repeat_next(repeat, 6), 12);
  const Issue *whole = issue_of_pages(bundle.arena, bundle.issue, 4);
  assert_int_equal(whole->n_pages, 4);
  assert_string_equal(whole->pages[0].label, "1");
  assert_string_equal(whole->pages[1].label, "A09");
  assert_string_equal(whole->pages[2].label, "A10");
  assert_string_equal(whole->pages[3].label, "A11");
  assert_string_equal(whole->pages[3].section, "县域");
  assert_true(whole->pages[3].open);
  close_bundle(&bundle);
}

static void pages_of_any_number_are_four_to_a_sheet(void **state)
{
  Bundle_ bundle = open_bundle(HEAD "articles: [one]\npages: auto\n", NULL, ARTICLE);
  read_bundle(&bundle);
  assert_non_null(bundle.issue);
  assert_int_equal(bundle.issue->repeat.least, 1);
  assert_int_equal(bundle.issue->repeat.most, 16);
  assert_int_equal(repeat_next(&bundle.issue->repeat, 4), 8);
  close_bundle(&bundle);
}

/* Labels that only clash when the pages are counted. */
static void a_label_that_is_counted_up_to_is_told(void **state)
{
  Bundle_ bundle =
      open_bundle(HEAD "articles: [one]\npages:\n  - {number: 3}\n  - {number: 2, repeat: true}\n", NULL, ARTICLE);
  read_bundle(&bundle);
  assert_false(was_told(&bundle, DIAG_LABEL_TWICE));
  Issue *whole = issue_of_pages(bundle.arena, bundle.issue, 4);
  assert_true(issue_settle(bundle.arena, whole, bundle.diags));
  expect_told(&bundle, DIAG_LABEL_TWICE, "issue.yaml", 8, 6);
  close_bundle(&bundle);
}

static void lengths_and_ranges_are_read_in_every_spelling(void **state)
{
  Bundle_ bundle = open_bundle(
      NULL,
      SHEET GRID "styles:\n  t: {size: [18pt, 24pt], indent: 2字, tracking: 0.25em, before: 0.5行}\ntemplates:\n  "
                 "page:\n    slots:\n"
                 "      - {name: lead, columns: [1, 2], rows: 1 - 20}\n      - {name: c, columns: 3, rows: 1–4}\n",
      ARTICLE);
  read_bundle(&bundle);
  assert_non_null(bundle.issue);
  const Layout *layout = bundle.issue->layout;
  assert_int_equal(layout->styles[0].size.milli, 18000);
  assert_int_equal(layout->styles[0].size_max.milli, 24000);
  assert_int_equal(layout->styles[0].indent.unit, UNIT_ZI);
  assert_int_equal(layout->styles[0].tracking.milli, 250);
  assert_int_equal(layout->styles[0].before.unit, UNIT_HANG);
  const LayoutSlot *slots = layout->templates[0].slots;
  assert_int_equal(slots[0].column_last, 2);
  assert_int_equal(slots[0].row_last, 20);
  assert_int_equal(slots[1].column_first, 3);
  assert_int_equal(slots[1].row_last, 4);
  close_bundle(&bundle);
}

static void scales_are_read_in_their_order(void **state)
{
  Bundle_ bundle = open_bundle(
      NULL, SCALES("[{columns: 2, characters: 20.5}, {size: 4mm, leading: 16pt, columns: 1}, {gutter: 1字}]"), ARTICLE);
  read_bundle(&bundle);
  assert_non_null(bundle.issue);
  const Layout *layout = bundle.issue->layout;
  assert_int_equal(layout->n_scales, 2); /* one without columns is none */
  assert_int_equal(layout->scales[0].characters, 20);
  assert_true(layout->scales[0].half_character);
  assert_int_equal(layout->scales[0].size.unit, UNIT_NONE);
  assert_int_equal(layout->scales[1].size.unit, UNIT_MM);
  assert_int_equal(layout->scales[1].leading.milli, 16000);
  assert_int_equal(layout->scales[1].columns, 1);
  assert_int_equal(layout->columns, 3);
  close_bundle(&bundle);
}

static void the_makeup_block_is_read(void **state)
{
  Bundle_ bundle = open_bundle(
      NULL,
      SHEET GRID "makeup: {never: [heads-beside, rank-higher], freely: page-parted, banner: true, left_heads: 0, "
                 "widths: [1, 3], shape: [0.5, 1.75], lead_title: 1.4, pictures: [20, 45.5]}\n" SLOTS,
      ARTICLE);
  read_bundle(&bundle);
  assert_non_null(bundle.issue);
  const Layout *layout = bundle.issue->layout;
  const LayoutMakeup *makeup = &layout->makeup;
  assert_int_equal(makeup->never, 1u << PAGE_RULE_HEADS_BESIDE | 1u << PAGE_RULE_RANK_HIGHER);
  assert_int_equal(makeup->freely, 1u << PAGE_RULE_PAGE_PARTED);
  assert_int_equal(layout->allows, makeup->freely); /* what is freely done is not told */
  assert_true(makeup->banner);
  assert_int_equal(makeup->left_heads, 0);
  assert_int_equal(makeup->frames, -1); /* not given */
  assert_int_equal(makeup->widths, 1u << 1 | 1u << 3);
  assert_int_equal(makeup->shape_least, 50);
  assert_int_equal(makeup->shape_most, 175);
  assert_int_equal(makeup->lead_title, 140);
  assert_int_equal(makeup->share_least, 20);
  assert_int_equal(makeup->share_most, 45);
  assert_int_equal(makeup->lead_picture, -1);
  close_bundle(&bundle);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_wrong_thing_is_told_at_its_place),
      cmocka_unit_test(a_misspelt_key_names_the_right_one),
      cmocka_unit_test(an_article_on_no_page_is_an_error),
      cmocka_unit_test(a_slot_refuses_a_kind_it_does_not_accept),
      cmocka_unit_test(the_issue_overrides_the_press_block),
      cmocka_unit_test(the_last_page_may_stand_as_often_as_it_takes),
      cmocka_unit_test(pages_of_any_number_are_four_to_a_sheet),
      cmocka_unit_test(a_label_that_is_counted_up_to_is_told),
      cmocka_unit_test(lengths_and_ranges_are_read_in_every_spelling),
      cmocka_unit_test(scales_are_read_in_their_order),
      cmocka_unit_test(the_makeup_block_is_read),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
