/* The rules of a page: for each a page made by hand that breaks it and no other, the value worked out by hand, and its
   near twin, which does not. Columns are 126 pt wide and 13.5 pt apart, lines 13.5 pt; titles 36 pt, so that a head's
   width is 36 pt a character. Slots are overfilled: what is over is told, but no white is left to be measured. */
#include "rule_page.h"

/* The page breaks the rule as far as it is told, by VALUE ± PLAY thousandths of its unit, and is told of no other. */
static void expect_broken(const Page *page, PageRule rule, int64_t value, int64_t play)
{
  for (unsigned i = 0; i < page->look.n_rules; i++) {
    const RuleFound *found = &page->look.rules[i];
    if (found->told && !found->allowed && found->rule != rule)
      fail_msg("%s is told too: %d, of %s at %d, %d", diag_code_name(page_rule_code(found->rule)), (int)found->value,
               found->articles[0], found->place.x, found->place.y);
  }
  const RuleFound *found = find_rule(&page->look, rule);
  if (!found || !found->told)
    fail_msg("%s is not told", diag_code_name(page_rule_code(rule)));
  if (ABS(found->value - value) > play)
    fail_msg("%s: %d, not %d", diag_code_name(page_rule_code(rule)), (int)found->value, (int)value);
  assert_int_equal(desk_told(&page->desk, page_rule_code(rule)), 1);
}

/* Nothing is told of a rule. */
static void expect_quiet(const Page *page)
{
  for (unsigned i = 0; i < page->look.n_rules; i++) {
    const RuleFound *found = &page->look.rules[i];
    if (found->told && !found->allowed)
      fail_msg("%s is told: %d", diag_code_name(page_rule_code(found->rule)), (int)found->value);
  }
}

static int64_t in_mm(Mpt length)
{
  return (int64_t)length * 1000 * 127 / 360000;
}

/* An article of one paragraph, with no 小标题. */
static void write_plain(const Page *page, const char *slug, const char *front, unsigned phrases)
{
  char *text = desk_phrases(phrases), *article = g_strdup_printf("---\n%s---\n\n%s\n", front, text);
  char *name = g_strdup_printf("articles/%s/article.md", slug);
  desk_write(&page->desk, name, article);
  g_free(name);
  g_free(article);
  g_free(text);
}

/* --- heads ------------------------------------------------------------------------------------------------ */

#define BANNER "      - {name: a, columns: 1-5, rows: 1-20}\n"
#define LEFT "      - {name: b, columns: 1-2, rows: 22-75, headline: {title: flush}}\n"

static Page set_beside(const char *second)
{
  Page page = open_page();
  char *slots = g_strconcat(BANNER LEFT, second, NULL);
  desk_story(&page.desk, "one", "title: " HAN14 "\n", LONG);
  desk_story(&page.desk, "two", "title: " HAN6 "\n", LONG);
  desk_story(&page.desk, "three", "title: " HAN9 "\n", LONG);
  look_at(&page, "", slots, "slots: {a: one, b: two, c: three}");
  g_free(slots);
  return page;
}

/* One flush right, the next flush left: a gutter lies between. */
static void heads_beside_each_other_are_told(void **state)
{
  static const char *const QUIET[] = {
      "      - {name: c, columns: 3-5, rows: 22-75, border: line}\n",
      "      - {name: c, columns: 3-5, rows: 22-75, headline: {side: right, title: upright}}\n",
      "      - {name: c, columns: 3-5, rows: 28-75}\n",
      "      - {name: c, columns: 4-5, rows: 22-75}\n      - {name: d, columns: 3-3, rows: 22-75}\n"};
  Page page = set_beside("      - {name: c, columns: 3-5, rows: 22-75}\n");
  expect_broken(&page, PAGE_RULE_HEADS_BESIDE, in_mm(GUTTER), 5);
  desk_expect(&page.desk, DIAG_HEADS_BESIDE);
  const RuleFound *found = find_rule(&page.look, PAGE_RULE_HEADS_BESIDE);
  assert_string_equal(found->articles[0], "two");
  assert_string_equal(found->articles[1], "three");
  assert_int_equal(found->limit, in_mm(COLUMN));
  close_page(&page);
  for (unsigned i = 0; i < G_N_ELEMENTS(QUIET); i++) {
    page = set_beside(QUIET[i]);
    if (find_rule(&page.look, PAGE_RULE_HEADS_BESIDE))
      fail_msg("%s", QUIET[i]);
    close_page(&page);
  }
}

/* Three alike in a row are equals; one of another priority is none. */
static void equals_may_stand_beside_each_other(void **state)
{
  for (unsigned differs = 0; differs < 2; differs++) {
    Page page = open_page();
    desk_story(&page.desk, "one", "title: " HAN3 "\n", LONG);
    desk_story(&page.desk, "two", "title: " HAN3 "\n", LONG);
    desk_story(&page.desk, "three", differs ? "title: " HAN3 "\npriority: 6\n" : "title: " HAN3 "\n", LONG);
    look_at(&page, "",
            "      - {name: a, columns: 1-1, rows: 1-75}\n      - {name: b, columns: 2-2, rows: 1-75}\n"
            "      - {name: c, columns: 3-3, rows: 1-75}\n",
            "slots: {a: one, b: two, c: three}");
    unsigned told = 0;
    for (unsigned i = 0; i < page.look.n_rules; i++)
      told += page.look.rules[i].rule == PAGE_RULE_HEADS_BESIDE && page.look.rules[i].told;
    assert_int_equal(told, differs);
    assert_int_equal(find_rule(&page.look, PAGE_RULE_GUTTER_THROUGH)->told, differs);
    close_page(&page);
  }
}

/* A head of 36 pt takes four lines (it and nine tenths of one): of nine, five are text. */
static void heads_under_each_other_are_told(void **state)
{
  for (unsigned lines = 9; lines <= 10; lines++) {
    Page page = open_page();
    char *slots = g_strdup_printf("      - {name: a, columns: 1-5, rows: 1-%u}\n"
                                  "      - {name: b, columns: 1-5, rows: %u-75}\n",
                                  lines, lines + 1);
    write_plain(&page, "one", "title: " HAN18 "\n", LONG);
    desk_story(&page.desk, "two", "title: " HAN18 "\n", LONG);
    look_at(&page, "allow: head-close\n", slots, "slots: {a: one, b: two}");
    if (lines == 9)
      expect_broken(&page, PAGE_RULE_HEADS_STACKED, 5000, 0);
    else
      expect_quiet(&page);
    assert_int_equal(desk_told(&page.desk, DIAG_HEADS_STACKED), lines == 9);
    g_free(slots);
    close_page(&page);
  }
}

static Page set_last(const char *last)
{
  Page page = open_page();
  char *text = desk_phrases(60), *article = g_strdup_printf("---\ntitle: " HAN14 "\n---\n\n%s\n\n%s", text, last);
  desk_write(&page.desk, "articles/one/article.md", article);
  look_at(&page, "", "      - {name: a, columns: 1-5, rows: 1-75}\n", "slots: {a: one}");
  g_free(text);
  g_free(article);
  return page;
}

/* A 小标题 that ends the article has nothing under it; one line is one too few. */
static void a_head_alone_is_told(void **state)
{
  static const struct {
    const char *last;
    int lines;
  } LASTS[] = {{"## 小标题\n", 0}, {"## 小标题\n\n田田田。\n", 1}};
  for (unsigned i = 0; i < G_N_ELEMENTS(LASTS); i++) {
    Page page = set_last(LASTS[i].last);
    const RuleFound *found = find_rule(&page.look, PAGE_RULE_HEAD_ALONE);
    assert_non_null(found);
    assert_int_equal(found->value, LASTS[i].lines * 1000);
    desk_expect(&page.desk, DIAG_HEAD_ALONE);
    close_page(&page);
  }
  Page page = set_last("## 小标题\n\n田田田田田田田田田田田田田田田田田田田田田田。\n");
  assert_null(find_rule(&page.look, PAGE_RULE_HEAD_ALONE));
  close_page(&page);
}

/* ONE over TWO, whose head stands over two of its three columns. */
static Page set_run_up(const char *top, const char *slots)
{
  Page page = open_page();
  desk_story(&page.desk, "one", "title: " HAN14 "\n", LONG);
  desk_story(&page.desk, "two", "title: " HAN6 "\n", LONG);
  char *allow = g_strconcat("allow: [gutter-through, page-parted, page-hole, leg-long]\n", top, NULL);
  look_at(&page, allow, slots, "slots: {a: one, b: two}");
  g_free(allow);
  return page;
}

#define OVER "      - {name: a, columns: 1-5, rows: 1-20}\n"
#define BESIDE "columns: 1-3, rows: 22-75, headline: {columns: 1-2}"

/* Under a rule over all of it, or in a frame, it may; over two of its columns the rule is over two thirds of it. */
static void a_column_that_runs_up_is_told(void **state)
{
  static const struct {
    const char *rest;
    int64_t value; /* −1: quiet */
  } PAGES[] = {
      {OVER "      - {name: b, " BESIDE "}\n", 0},
      {OVER "      - {name: b, " BESIDE ", border: line}\n", -1},
      {OVER "      - {name: b, columns: 1-3, rows: 22-75}\n", -1},
      {OVER "      - {name: b, " BESIDE "}\n    furniture:\n      - {rule: [0pt, 277pt, 405pt, 0pt]}\n", -1},
      {OVER "      - {name: b, " BESIDE "}\n    furniture:\n      - {rule: [0pt, 277pt, 265.5pt, 0pt]}\n",
       (int64_t)(2 * COLUMN + GUTTER) * 100000 / (3 * COLUMN + 2 * GUTTER)},
      {"      - {name: a, columns: 4-5, rows: 1-75}\n      - {name: b, columns: 1-3, rows: 1-75, headline: {columns: "
       "1-2}}\n",
       0}};
  for (unsigned i = 0; i < G_N_ELEMENTS(PAGES); i++) {
    Page page = set_run_up("", PAGES[i].rest);
    const RuleFound *found = find_rule(&page.look, PAGE_RULE_RUN_UP);
    if (!found != (PAGES[i].value < 0))
      fail_msg("%s: %s", PAGES[i].rest, found ? "told" : "not told");
    if (found) {
      assert_in_range(ABS(found->value - PAGES[i].value), 0, 50);
      assert_string_equal(found->articles[0], "two");
      assert_int_equal(desk_told(&page.desk, DIAG_RUN_UP), 1);
    }
    close_page(&page);
  }
}

/* A picture of the article's own may stand above it. */
static void a_column_under_its_own_picture_runs_up_to_none(void **state)
{
  Page page = open_page();
  desk_picture(&page.desk, "articles/two/a.png", 2000, 400);
  desk_story(&page.desk, "one", "title: " HAN14 "\n", LONG);
  desk_story(&page.desk, "two",
             "title: [" HAN3 "，" HAN3 "]\nimages: {a.png: {span: 1, place: column-top, crop: false}}\n", LONG);
  look_at(&page, "", OVER "      - {name: b, columns: 1-2, rows: 22-75, headline: {columns: 1-1}}\n",
          "slots: {a: one, b: two}");
  assert_null(find_rule(&page.look, PAGE_RULE_RUN_UP));
  close_page(&page);
}

static Page set_beginning(const char *image, const char *slot)
{
  Page page = open_page();
  char *front = g_strdup_printf("title: " HAN14 "\nimages: {a.png: {%s}}\n", image);
  desk_picture(&page.desk, "articles/one/a.png", 2000, 1500);
  desk_story(&page.desk, "one", front, LONG);
  look_at(&page, "", slot, "slots: {a: one}");
  g_free(front);
  return page;
}

/* From the head to the text under a picture over all columns; off the first column, or at the foot, it is in nobody's
   way. */
static void a_text_that_begins_apart_is_told(void **state)
{
  static const char *const QUIET[] = {"span: 2, place: column-top", "span: 5, place: column-bottom"};
  const char *whole = "      - {name: a, columns: 1-5, rows: 1-75}\n";
  Page page = set_beginning("span: 5, place: column-top", whole);
  const RuleFound *found = find_rule(&page.look, PAGE_RULE_BEGIN_APART);
  const Placed *picture = desk_find_picture(&page.desk, "a.png");
  assert_non_null(found);
  assert_true(found->value > (int64_t)picture->box.h * 1000 / LINE &&
              found->value < (int64_t)picture->box.h * 1000 / LINE + 5000);
  assert_int_equal(found->limit, COST_RULES_BEGIN * 1000);
  desk_expect(&page.desk, DIAG_BEGIN_APART);
  close_page(&page);
  for (unsigned i = 0; i < G_N_ELEMENTS(QUIET); i++) {
    page = set_beginning(QUIET[i], whole);
    if (find_rule(&page.look, PAGE_RULE_BEGIN_APART))
      fail_msg("%s", QUIET[i]);
    close_page(&page);
  }
}

/* Slots with no line between; a frame's edge is enough. */
static void a_head_close_under_another_text_is_told(void **state)
{
  static const char *const SECOND[] = {"rows: 21-75", "rows: 22-75", "rows: 21-75, border: line"};
  for (unsigned i = 0; i < G_N_ELEMENTS(SECOND); i++) {
    Page page = open_page();
    char *slots = g_strdup_printf(OVER "      - {name: b, columns: 1-5, %s}\n", SECOND[i]);
    desk_story(&page.desk, "one", "title: " HAN14 "\n", LONG);
    desk_story(&page.desk, "two", "title: " HAN14 "\n", LONG);
    look_at(&page, "", slots, "slots: {a: one, b: two}");
    const RuleFound *found = find_rule(&page.look, PAGE_RULE_HEAD_CLOSE);
    assert_int_equal(found != NULL, !i);
    if (found) {
      assert_true(found->value > 0 && found->value < COST_RULES_CLOSE * 10);
      assert_string_equal(found->articles[0], "two");
      assert_string_equal(found->articles[1], "one");
      assert_int_equal(desk_told(&page.desk, DIAG_HEAD_CLOSE), 1);
    }
    g_free(slots);
    close_page(&page);
  }
}

/* What is under it is the 小标题's affair. */
static void a_head_over_a_subhead_is_not_alone(void **state)
{
  Page page = open_page();
  char *text = desk_phrases(30), *article = g_strdup_printf("---\ntitle: " HAN2 "\n---\n\n## 小标题\n\n%s", text);
  desk_write(&page.desk, "articles/one/article.md", article);
  look_at(&page, "", "      - {name: a, columns: 1-1, rows: 1-75}\n", "slots: {a: one}");
  assert_null(find_rule(&page.look, PAGE_RULE_HEAD_ALONE));
  g_free(text);
  g_free(article);
  close_page(&page);
}

static Page set_one(const char *title, const char *slot, unsigned paragraphs)
{
  Page page = open_page();
  char *front = g_strdup_printf("title: %s\n", title);
  desk_story(&page.desk, "one", front, paragraphs);
  look_at(&page, "", slot, "slots: {a: one}");
  g_free(front);
  return page;
}

static void a_head_too_wide_or_narrow_is_told(void **state)
{
  const char *whole = "      - {name: a, columns: 1-5, rows: 1-75}\n";
  Mpt width = 5 * COLUMN + 4 * GUTTER;
  Page page = set_one(HAN2, whole, LONG);
  expect_broken(&page, PAGE_RULE_HEAD_NARROW, (int64_t)2 * TITLE * 100000 / width, 10);
  close_page(&page);
  page = set_one(HAN14, whole, LONG);
  expect_quiet(&page);
  close_page(&page);
  page = set_one(HAN14, "      - {name: a, columns: 1-5, rows: 1-75, level: false}\n", 8); /* one column of text */
  const RuleFound *found = find_rule(&page.look, PAGE_RULE_HEAD_WIDE);
  assert_non_null(found);
  assert_true(ABS(found->value - (int64_t)14 * TITLE * 100000 / COLUMN) < 10);
  desk_expect(&page.desk, DIAG_HEAD_WIDE);
  close_page(&page);
}

/* --- rank ---------------------------------------------------------------------------------------------------- */

static Page set_ranks(const char *low, const char *high, unsigned first)
{
  Page page = open_page();
  char *slots = g_strdup_printf("      - {name: a, columns: 1-3, rows: 1-75, headline: {title: %s}}\n"
                                "      - {name: b, columns: 4-5, rows: %u-75, headline: {title: %s, side: %s}}\n",
                                low, first, high, first > 1 ? "top" : "right");
  desk_story(&page.desk, "one", "title: " HAN9 "\npriority: 4\n", LONG);
  desk_story(&page.desk, "two", "title: " HAN6 "\npriority: 2\n", LONG);
  desk_story(&page.desk, "three", "title: " HAN6 "\npriority: 4\n", LONG);
  look_at(&page, "allow: [gutter-through, head-narrow]\n", slots, "slots: {a: one, b: two}");
  g_free(slots);
  return page;
}

static void what_ranks_lower_is_not_larger(void **state)
{
  Page page = set_ranks("title", "small", 1); /* 36 and 24 pt */
  const RuleFound *found = find_rule(&page.look, PAGE_RULE_RANK_LARGER);
  assert_non_null(found);
  assert_int_equal(found->value, 150000);
  assert_string_equal(found->articles[0], "one");
  desk_expect(&page.desk, DIAG_RANK_LARGER);
  assert_null(find_rule(&page.look, PAGE_RULE_RANK_HIGHER));
  close_page(&page);
  page = set_ranks("small", "title", 1);
  assert_null(find_rule(&page.look, PAGE_RULE_RANK_LARGER));
  close_page(&page);
}

/* 36 pt by 30, and by 24. */
static void the_leads_head_is_seen_to_lead(void **state)
{
  Page page = set_ranks("upright", "title", 3);
  const RuleFound *found = find_rule(&page.look, PAGE_RULE_LEAD_HEAD);
  assert_true(found && found->broken && found->told);
  assert_int_equal(found->value, 1200);
  assert_string_equal(found->articles[0], "two");
  assert_string_equal(found->articles[1], "one");
  desk_expect(&page.desk, DIAG_LEAD_HEAD);
  close_page(&page);
  page = set_ranks("small", "title", 3);
  found = find_rule(&page.look, PAGE_RULE_LEAD_HEAD);
  assert_true(found && !found->broken && found->value == 1500);
  close_page(&page);
}

static void what_ranks_lower_is_not_higher(void **state)
{
  Page page = set_ranks("title", "title", 30); /* begins 29 lines below */
  const RuleFound *found = find_rule(&page.look, PAGE_RULE_RANK_HIGHER);
  assert_non_null(found);
  assert_true(ABS(found->value - 29000) < 20);
  desk_expect(&page.desk, DIAG_RANK_HIGHER);
  assert_null(find_rule(&page.look, PAGE_RULE_RANK_LARGER));
  close_page(&page);
  page = set_ranks("title", "title", 3);
  assert_null(find_rule(&page.look, PAGE_RULE_RANK_HIGHER));
  close_page(&page);
}

static Page set_picture_ranks(unsigned priority)
{
  Page page = open_page();
  char *high = g_strdup_printf("title: " HAN6 "\npriority: %u\nimages: {a.png: {span: 2}}\n", priority);
  desk_story(&page.desk, "one", "title: " HAN6 "\npriority: 4\nimages: {b.png: {span: 3}}\n", LONG);
  desk_story(&page.desk, "two", high, LONG);
  desk_picture(&page.desk, "articles/one/b.png", 2000, 1500);
  desk_picture(&page.desk, "articles/two/a.png", 2000, 1500);
  look_at(&page, "", "      - {name: a, columns: 1-5, rows: 1-37}\n      - {name: b, columns: 1-5, rows: 39-75}\n",
          "slots: {a: two, b: one}");
  g_free(high);
  return page;
}

/* As many columns more each way: the area is that of the widths, squared, but for what is cropped. */
static void what_ranks_lower_has_no_larger_picture(void **state)
{
  Page page = set_picture_ranks(2);
  const RuleFound *found = find_rule(&page.look, PAGE_RULE_RANK_PICTURE);
  const Placed *low = desk_find_picture(&page.desk, "b.png"), *high = desk_find_picture(&page.desk, "a.png");
  assert_non_null(found);
  assert_int_equal(found->value, (int64_t)low->box.w * low->box.h * 100000 / ((int64_t)high->box.w * high->box.h));
  assert_true(found->value > 150000);
  assert_string_equal(found->articles[0], "one");
  assert_string_equal(found->articles[1], "two");
  desk_expect(&page.desk, DIAG_RANK_PICTURE);
  desk_expect(&page.desk, DIAG_LEAD_PICTURE);
  close_page(&page);
  page = set_picture_ranks(4);
  assert_null(find_rule(&page.look, PAGE_RULE_RANK_PICTURE));
  close_page(&page);
  page = set_picture_ranks(6);
  assert_null(find_rule(&page.look, PAGE_RULE_RANK_PICTURE));
  close_page(&page);
}

/* Held against the lead's whatever its size is: there is one for the page, broken or not, but with two leads or none
   that has a picture. */
static void the_leads_picture_is_the_pages(void **state)
{
  Page page = set_picture_ranks(2);
  const Placed *other = desk_find_picture(&page.desk, "b.png"), *lead = desk_find_picture(&page.desk, "a.png");
  const RuleFound *found = find_rule(&page.look, PAGE_RULE_LEAD_PICTURE);
  assert_non_null(found);
  assert_int_equal(found->value, (int64_t)other->box.w * other->box.h * 100000 / ((int64_t)lead->box.w * lead->box.h));
  assert_true(found->told && found->value > 150000);
  assert_string_equal(found->articles[0], "one");
  assert_string_equal(found->articles[1], "two");
  desk_expect(&page.desk, DIAG_LEAD_PICTURE);
  assert_true(judge_page(desk_page(&page.desk), 0).outshone);
  close_page(&page);
  page = set_picture_ranks(6); /* the other leads: its picture is the largest */
  found = find_rule(&page.look, PAGE_RULE_LEAD_PICTURE);
  assert_true(found && !found->broken && found->value < 70000);
  assert_false(judge_page(desk_page(&page.desk), 0).outshone);
  close_page(&page);
  page = set_picture_ranks(4);
  assert_null(find_rule(&page.look, PAGE_RULE_LEAD_PICTURE));
  close_page(&page);
}

/* What is broken and told is what a page set for a trial costs more than its twin; a rule it lives with costs nothing;
   of rules that are never to be broken the places are counted. */
static void a_trial_pays_for_the_rules_it_breaks(void **state)
{
  Page broken = set_picture_ranks(2), twin = set_picture_ranks(4);
  (void)state;
  const PageVerdict worse = judge_page(desk_page(&broken.desk), 1u << PAGE_RULE_RANK_PICTURE);
  const PageVerdict better = judge_page(desk_page(&twin.desk), 1u << PAGE_RULE_RANK_PICTURE);
  assert_int_equal(worse.points - better.points,
                   COST_JUDGE_RANK_PICTURE + COST_JUDGE_LEAD_PICTURE + COST_JUDGE_LEAD_HEAD);
  assert_int_equal(worse.broken, 1);
  assert_int_equal(better.broken, 0);
  PlacedPage lenient = *desk_page(&broken.desk);
  PageSpec spec = *lenient.spec;
  spec.allows |= 1u << PAGE_RULE_RANK_PICTURE | 1u << PAGE_RULE_LEAD_PICTURE | 1u << PAGE_RULE_LEAD_HEAD;
  lenient.spec = &spec;
  assert_int_equal(judge_page(&lenient, 1u << PAGE_RULE_RANK_PICTURE).points, better.points);
  assert_int_equal(judge_page(&lenient, 1u << PAGE_RULE_RANK_PICTURE).broken, 0);
  close_page(&broken);
  close_page(&twin);
}

/* --- runs ---------------------------------------------------------------------------------------------------- */

static Page set_runs(const char *slots)
{
  Page page = open_page();
  desk_story(&page.desk, "one", "title: " HAN6 "\n", LONG);
  desk_story(&page.desk, "two", "title: " HAN9 "\n", LONG);
  desk_story(&page.desk, "three", "title: " HAN9 "\n", LONG);
  desk_story(&page.desk, "four", "title: " HAN6 "\n", LONG);
  look_at(&page, "", slots, "slots: {a: one, b: two, c: three, d: four}");
  return page;
}

/* The gutter between the second and third column, from the first line to the last; then a head across it, which is as
   high as its ink, in the upper right. */
static void a_gutter_through_is_told(void **state)
{
  Page page = set_runs("      - {name: a, columns: 1-2, rows: 1-36}\n"
                       "      - {name: b, columns: 3-5, rows: 1-46, headline: {side: right, title: upright}}\n"
                       "      - {name: d, columns: 1-2, rows: 38-75}\n"
                       "      - {name: c, columns: 3-5, rows: 48-75}\n");
  expect_broken(&page, PAGE_RULE_GUTTER_THROUGH, 100000, 1);
  const RuleFound *found = find_rule(&page.look, PAGE_RULE_GUTTER_THROUGH);
  const Grid *grid = &page.desk.sheet->grid;
  assert_int_equal(found->place.x, grid_column_x(grid, 2) + grid->column_w);
  assert_int_equal(found->place.h, 75 * LINE);
  close_page(&page);
  page = set_runs("      - {name: a, columns: 1-2, rows: 1-46, headline: {side: left, title: upright}}\n"
                  "      - {name: b, columns: 3-5, rows: 1-46}\n"
                  "      - {name: c, columns: 1-3, rows: 48-75}\n"
                  "      - {name: d, columns: 4-5, rows: 48-75, headline: {side: right, title: upright}}\n");
  found = find_rule(&page.look, PAGE_RULE_GUTTER_THROUGH);
  assert_false(found->told);
  assert_true(found->value < 96000);
  close_page(&page);
}

/* Between the 37th line and the 39th of two pairs; then they end eight lines apart. */
static void a_page_cut_in_two_is_told(void **state)
{
  Page page = set_runs("      - {name: a, columns: 1-2, rows: 1-37, headline: {side: left, title: upright}}\n"
                       "      - {name: b, columns: 3-5, rows: 1-37}\n"
                       "      - {name: c, columns: 1-3, rows: 39-75}\n"
                       "      - {name: d, columns: 4-5, rows: 39-75, headline: {side: right, title: upright}}\n");
  expect_broken(&page, PAGE_RULE_PAGE_PARTED, 100000, 1);
  desk_expect(&page.desk, DIAG_PAGE_PARTED);
  Mpt y = find_rule(&page.look, PAGE_RULE_PAGE_PARTED)->place.y;
  assert_int_equal(y, grid_line_y(&page.desk.sheet->grid, 38));
  close_page(&page);
  page = set_runs("      - {name: a, columns: 1-2, rows: 1-37, headline: {side: left, title: upright}}\n"
                  "      - {name: b, columns: 3-5, rows: 1-45}\n"
                  "      - {name: c, columns: 1-2, rows: 39-75}\n"
                  "      - {name: d, columns: 3-5, rows: 47-75, headline: {side: right, title: upright}}\n");
  assert_false(find_rule(&page.look, PAGE_RULE_PAGE_PARTED)->told);
  close_page(&page);
}

/* A banner at the top and a strip at the foot bound a full cut, and are none. */
static void a_banner_and_a_strip_part_no_page(void **state)
{
  Page page = set_runs("      - {name: a, columns: 1-5, rows: 1-20}\n"
                       "      - {name: b, columns: 1-3, rows: 22-50}\n"
                       "      - {name: d, columns: 4-5, rows: 22-50, headline: {side: right, title: upright}}\n"
                       "      - {name: c, columns: 1-5, rows: 52-75}\n");
  assert_false(find_rule(&page.look, PAGE_RULE_PAGE_PARTED)->told);
  close_page(&page);
}

/* Under a head over three columns the white is its own: of what lies between articles there is nothing. */
static void white_inside_an_article_parts_no_page(void **state)
{
  Page page = open_page();
  desk_story(&page.desk, "one", "title: " HAN6 "\n", LONG);
  desk_story(&page.desk, "two", "title: " HAN9 "\n", LONG);
  look_at(&page, "",
          "      - {name: a, columns: 1-2, rows: 1-75, headline: {side: left, title: upright}}\n"
          "      - {name: b, columns: 3-5, rows: 1-75}\n",
          "slots: {a: one, b: two}");
  assert_true(find_rule(&page.look, PAGE_RULE_PAGE_PARTED)->value < 10000);
  close_page(&page);
}

/* Two of them side by side at the foot are a strip; two stories there are none. */
static void advertisements_at_the_foot_part_no_page(void **state)
{
  for (unsigned adverts = 0; adverts < 2; adverts++) {
    const char *front = adverts ? "title: " HAN9 "\nkind: ad\n" : "title: " HAN9 "\n";
    Page page = open_page();
    desk_story(&page.desk, "one", "title: " HAN6 "\n", LONG);
    desk_story(&page.desk, "two", "title: " HAN9 "\n", LONG);
    desk_story(&page.desk, "three", front, LONG);
    desk_story(&page.desk, "four", front, LONG);
    look_at(&page, "",
            "      - {name: a, columns: 1-2, rows: 1-55}\n      - {name: b, columns: 3-5, rows: 1-55}\n"
            "      - {name: c, columns: 1-3, rows: 57-75}\n      - {name: d, columns: 4-5, rows: 57-75}\n",
            "slots: {a: one, b: two, c: three, d: four}");
    assert_int_equal(find_rule(&page.look, PAGE_RULE_PAGE_PARTED)->told, !adverts);
    close_page(&page);
  }
}

/* --- pictures ------------------------------------------------------------------------------------------------ */

/* Article ONE sends its pictures to slots p and q, which they fill; KIND and IMAGES are its front matter's. */
static Page set_pictures(const char *kind, const char *images, const char *slots)
{
  Page page = open_page();
  char *front = g_strdup_printf("title: " HAN9 "\nkind: %s\nimages: %s\n", kind, images);
  desk_picture(&page.desk, "articles/one/a.png", 2000, 1500);
  desk_picture(&page.desk, "articles/one/b.png", 2000, 1500);
  desk_story(&page.desk, "one", front, LONG);
  desk_story(&page.desk, "two", "title: " HAN6 "\n", LONG);
  look_at(&page, "allow: [gutter-through, picture-share]\n", slots, "slots: {a: one}");
  g_free(front);
  return page;
}

static int64_t area_of(const Page *page, const char *name)
{
  const Placed *picture = desk_find_picture(&page->desk, name);
  assert_non_null(picture);
  return (int64_t)picture->box.w * picture->box.h;
}

static void a_stack_of_pictures_is_told(void **state)
{
  const char *slots = "      - {name: a, columns: 1-3, rows: 1-75}\n      - {name: p, columns: 4-5, rows: 1-40}\n";
  const char *images = "{a.png: {place: \"slot:p\"}, b.png: {place: \"slot:p\", crop: false}}";
  Page page = set_pictures("story", images, slots);
  const RuleFound *found = find_rule(&page.look, PAGE_RULE_PICTURES_STACKED);
  assert_non_null(found);
  assert_int_equal(found->value, 2000);
  desk_expect(&page.desk, DIAG_PICTURES_STACKED);
  close_page(&page);
  page = set_pictures("photo", images, slots);
  assert_null(find_rule(&page.look, PAGE_RULE_PICTURES_STACKED));
  close_page(&page);
}

/* Of two columns and of two; of three and of two: 405 / 265.5 pt, and as many more lines. */
static void pictures_of_one_size_are_told(void **state)
{
  const char *images = "{a.png: {place: \"slot:p\"}, b.png: {place: \"slot:q\"}}";
  Page page = set_pictures("story", images,
                           "      - {name: a, columns: 1-5, rows: 1-50}\n      - {name: p, columns: 1-2, rows: 52-75}\n"
                           "      - {name: q, columns: 4-5, rows: 52-75}\n");
  const RuleFound *found = find_rule(&page.look, PAGE_RULE_PICTURES_EQUAL);
  assert_int_equal(found->value, 1000);
  assert_true(found->told);
  desk_expect(&page.desk, DIAG_PICTURES_EQUAL);
  close_page(&page);
  page = set_pictures("story", images,
                      "      - {name: a, columns: 1-5, rows: 1-50}\n      - {name: p, columns: 1-3, rows: 52-75}\n"
                      "      - {name: q, columns: 4-5, rows: 62-75}\n");
  found = find_rule(&page.look, PAGE_RULE_PICTURES_EQUAL);
  assert_int_equal(found->value, area_of(&page, "a.png") * 1000 / area_of(&page, "b.png"));
  assert_true(found->value > 2500);
  assert_false(found->told);
  close_page(&page);
}

/* Three of a column and of one shape, the third at PLACE; two of them in a row are one. */
static Page set_small(const char *kind, const char *place)
{
  Page page = open_page();
  char *front = g_strdup_printf("title: " HAN9 "\nkind: %s\nimages:\n  a.png: {place: \"slot:p\"}\n"
                                "  b.png: {place: \"slot:q\"}\n  c.png: {place: \"slot:r\"}\n",
                                kind);
  char *slots =
      g_strdup_printf("      - {name: a, columns: 1-5, rows: 1-50}\n      - {name: p, columns: 1, rows: 52-58}\n"
                      "      - {name: q, columns: 3, rows: 52-58}\n      - {name: r, %s}\n",
                      place);
  for (char name[] = "a"; name[0] <= 'c'; name[0]++) {
    char *file = g_strdup_printf("articles/one/%s.png", name);
    desk_picture(&page.desk, file, 2000, 1500);
    g_free(file);
  }
  desk_story(&page.desk, "one", front, LONG);
  look_at(&page, "allow: [gutter-through, picture-share, pictures-equal]\n", slots, "slots: {a: one}");
  g_free(front);
  g_free(slots);
  return page;
}

static void small_pictures_of_one_shape_are_told(void **state)
{
  Page page = set_small("story", "columns: 5, rows: 52-58");
  const RuleFound *found = find_rule(&page.look, PAGE_RULE_PICTURES_ALIKE);
  assert_true(found && found->told);
  assert_int_equal(found->value, 3000);
  assert_int_equal(found->limit, 2000);
  assert_string_equal(found->articles[0], "one");
  desk_expect(&page.desk, DIAG_PICTURES_ALIKE);
  close_page(&page);
  static const char *const TWINS[][2] = {{"story", "columns: 4, rows: 52-58"},   /* in a row with the second */
                                         {"story", "columns: 5, rows: 52-63"},   /* of another shape */
                                         {"story", "columns: 4-5, rows: 52-63"}, /* of two columns */
                                         {"photo", "columns: 5, rows: 52-58"}};
  for (unsigned i = 0; i < G_N_ELEMENTS(TWINS); i++) {
    page = set_small(TWINS[i][0], TWINS[i][1]);
    if (find_rule(&page.look, PAGE_RULE_PICTURES_ALIKE))
      fail_msg("told of %s at %s", TWINS[i][0], TWINS[i][1]);
    close_page(&page);
  }
}

/* Two of each of three stories are one too many for the page; the sixth two columns wide is not. */
static void a_page_of_small_pictures_is_told(void **state)
{
  static const char *const SIXTH[] = {"columns: 5, rows: 67-73", "columns: 4-5, rows: 62-75"};
  for (unsigned k = 0; k < G_N_ELEMENTS(SIXTH); k++) {
    Page page = open_page();
    GString *slots =
        g_string_new("      - {name: a, columns: 1-2, rows: 1-30}\n      - {name: b, columns: 3-5, rows: 1-20}\n"
                     "      - {name: c, columns: 3-5, rows: 22-30}\n");
    for (unsigned i = 0; i < 6; i++) {
      char *slug = g_strdup_printf("s%u", i / 2);
      char *front = g_strdup_printf("title: " HAN6 "\nimages:\n  p0.png: {place: \"slot:p%u\"}\n"
                                    "  p1.png: {place: \"slot:p%u\"}\n",
                                    i, i + 1);
      char *file = g_strdup_printf("articles/%s/p%u.png", slug, i % 2);
      desk_picture(&page.desk, file, 2000, 1500);
      if (i % 2 == 0)
        desk_story(&page.desk, slug, front, LONG);
      if (i == 5)
        g_string_append_printf(slots, "      - {name: p5, %s}\n", SIXTH[k]);
      else
        g_string_append_printf(slots, "      - {name: p%u, columns: %u, rows: %u-%u}\n", i, i % 3 * 2 + 1,
                               32 + i / 3 * 20, 38 + i / 3 * 20);
      g_free(file);
      g_free(front);
      g_free(slug);
    }
    look_at(&page, "allow: [gutter-through]\n", slots->str, "slots: {a: s0, b: s1, c: s2}");
    const RuleFound *found = find_rule(&page.look, PAGE_RULE_PICTURES_ALIKE);
    assert_int_equal(found != NULL, k == 0);
    if (found) {
      assert_int_equal(found->value, 6000);
      assert_int_equal(found->limit, 5000);
      assert_null(found->articles[0]);
    }
    g_string_free(slots, TRUE);
    close_page(&page);
  }
}

/* A picture over all columns, of ROWS lines and less what a picture keeps clear of them. */
static void the_share_of_pictures_is_told(void **state)
{
  static const struct {
    int rows;
    bool told;
  } PAGES[] = {{36, true}, {24, false}, {9, true}};
  for (unsigned i = 0; i < G_N_ELEMENTS(PAGES); i++) {
    Page page = open_page();
    char *slots = g_strdup_printf("      - {name: a, columns: 1-5, rows: 1-%d}\n"
                                  "      - {name: p, columns: 1-5, rows: %d-75}\n",
                                  74 - PAGES[i].rows, 76 - PAGES[i].rows);
    desk_picture(&page.desk, "articles/one/a.png", 2000, 1000);
    desk_story(&page.desk, "one", "title: " HAN14 "\nimages:\n  a.png: {place: \"slot:p\"}\n", LONG);
    look_at(&page, "", slots, "slots: {a: one}");
    const RuleFound *found = find_rule(&page.look, PAGE_RULE_PICTURE_SHARE);
    assert_true(ABS(found->value - PAGES[i].rows * 100000 / 75) < 2000);
    assert_int_equal(found->told, PAGES[i].told);
    assert_int_equal(desk_told(&page.desk, DIAG_PICTURE_SHARE), PAGES[i].told);
    g_free(slots);
    close_page(&page);
  }
}

/* At the left edge: to the left is out, to the right is in. In the middle no side is. */
static void a_face_that_looks_out_is_told(void **state)
{
  static const struct {
    const char *gaze, *columns;
    bool told;
  } FACES[] = {{"left", "1-2", true},
               {"right", "1-2", false},
               {"right", "4-5", true},
               {"left", "3-3", false},
               {"none", "1-2", false}};
  for (unsigned i = 0; i < G_N_ELEMENTS(FACES); i++) {
    char *images = g_strdup_printf("{a.png: {place: \"slot:p\", gaze: %s}}", FACES[i].gaze);
    char *slots = g_strdup_printf("      - {name: a, columns: 1-5, rows: 1-50}\n"
                                  "      - {name: p, columns: %s, rows: 52-75}\n",
                                  FACES[i].columns);
    Page page = set_pictures("story", images, slots);
    const RuleFound *found = find_rule(&page.look, PAGE_RULE_GAZE_OUT);
    assert_int_equal(found != NULL, FACES[i].told);
    assert_int_equal(desk_told(&page.desk, DIAG_GAZE_OUT), FACES[i].told);
    if (found) {
      assert_true(found->value < 20);
      assert_int_equal(found->limit, in_mm(COLUMN / 2));
    }
    g_free(images);
    g_free(slots);
    close_page(&page);
  }
}

/* Each at the top of its slot, with a gutter between; then a frame around one of them. */
static void pictures_that_meet_are_told(void **state)
{
  for (unsigned framed = 0; framed < 2; framed++) {
    Page page = open_page();
    char *slots =
        g_strdup_printf("      - {name: a, columns: 1-3, rows: 1-50}\n"
                        "      - {name: b, columns: 4-5, rows: 1-50, headline: {side: right, title: upright}}\n"
                        "      - {name: p, columns: 1-3, rows: 52-75}\n"
                        "      - {name: q, columns: 4-5, rows: 52-75%s}\n",
                        framed ? ", border: line" : "");
    desk_picture(&page.desk, "articles/one/a.png", 2000, 1500);
    desk_picture(&page.desk, "articles/two/b.png", 2000, 1500);
    desk_story(&page.desk, "one", "title: " HAN9 "\nimages:\n  a.png: {place: \"slot:p\"}\n", LONG);
    desk_story(&page.desk, "two", "title: " HAN6 "\nimages:\n  b.png: {place: \"slot:q\"}\n", LONG);
    look_at(&page, "", slots, "slots: {a: one, b: two}");
    const RuleFound *found = find_rule(&page.look, PAGE_RULE_PICTURES_MEET);
    assert_int_equal(found == NULL, framed);
    assert_int_equal(desk_told(&page.desk, DIAG_PICTURES_MEET), !framed);
    if (found)
      assert_true(ABS(found->value - in_mm(GUTTER)) < 5);
    g_free(slots);
    close_page(&page);
  }
}

/* --- columns of text ------------------------------------------------------------------------------------------- */

static Page set_leg(unsigned rows)
{
  Page page = open_page();
  char *slot = g_strdup_printf("      - {name: a, columns: 1-1, rows: 1-%u, headline: {side: none}}\n", rows);
  write_plain(&page, "one", "title: " HAN3 "\n", 200);
  look_at(&page, "allow: [page-hole]\n", slot, "slots: {a: one}");
  g_free(slot);
  return page;
}

static void columns_too_long_or_short_are_told(void **state)
{
  static const struct {
    unsigned rows;
    PageRule rule; /* PAGE_RULES: none */
    DiagCode code;
  } LEGS[] = {{60, PAGE_RULE_LEG_LONG, DIAG_LEG_LONG},
              {46, PAGE_RULE_LEG_LONG, DIAG_LEG_LONG},
              {45, PAGE_RULES, DIAG_CODES},
              {5, PAGE_RULES, DIAG_CODES},
              {4, PAGE_RULE_LEG_SHORT, DIAG_LEG_SHORT}};
  for (unsigned i = 0; i < G_N_ELEMENTS(LEGS); i++) {
    Page page = set_leg(LEGS[i].rows);
    for (PageRule rule = PAGE_RULE_LEG_LONG; rule <= PAGE_RULE_LEG_SHORT; rule++) {
      const RuleFound *found = find_rule(&page.look, rule);
      assert_int_equal(found != NULL, rule == LEGS[i].rule);
      assert_int_equal(desk_told(&page.desk, page_rule_code(rule)), page_rule_code(rule) == LEGS[i].code);
      if (found)
        assert_int_equal(found->value, LEGS[i].rows * 1000);
    }
    close_page(&page);
  }
}

/* A 小标題 in it makes two of a long one. */
static void a_subhead_parts_a_long_column(void **state)
{
  Page page = set_one(HAN3, "      - {name: a, columns: 1-1, rows: 1-75}\n", LONG);
  assert_null(find_rule(&page.look, PAGE_RULE_LEG_LONG));
  close_page(&page);
}

/* --- variety, holes, living with a rule -------------------------------------------------------------------------- */

static void facing_pages_cut_alike_are_told(void **state)
{
  Page page = set_beside("      - {name: c, columns: 3-5, rows: 22-75, headline: {side: right, title: upright}}\n");
  PageLook other = page.look;
  alike_check(page.desk.arena, page.desk.sheet, desk_page(&page.desk), &page.look, &other, page.desk.diags);
  expect_broken(&page, PAGE_RULE_PAGES_ALIKE, 100000, 0);
  desk_expect(&page.desk, DIAG_PAGES_ALIKE);
  close_page(&page);
  page = set_beside("      - {name: c, columns: 3-5, rows: 22-75, headline: {side: right, title: upright}}\n");
  Page second =
      set_runs("      - {name: a, columns: 1-5, rows: 1-30}\n      - {name: b, columns: 1-3, rows: 32-75}\n"
               "      - {name: c, columns: 4-5, rows: 32-55}\n      - {name: d, columns: 4-5, rows: 57-75}\n");
  alike_check(page.desk.arena, page.desk.sheet, desk_page(&page.desk), &page.look, &second.look, page.desk.diags);
  assert_int_equal(find_rule(&page.look, PAGE_RULE_PAGES_ALIKE)->value, 0);
  expect_quiet(&page);
  close_page(&second);
  close_page(&page);
}

/* An upright picture that may not be cropped stands in three columns' slot, and fills one and a half: no column beside
   it is empty. */
static void white_beside_a_picture_is_a_hole(void **state)
{
  const char *slots = "      - {name: a, columns: 1-5, rows: 1-40}\n      - {name: p, columns: 1-3, rows: 42-75}\n"
                      "      - {name: q, columns: 4-5, rows: 42-75}\n";
  (void)state;
  for (unsigned whole = 0; whole < 2; whole++) {
    Page page = open_page();
    char *front =
        g_strdup_printf("title: " HAN9 "\nimages:\n  a.png: {place: slot:p, crop: %s}\n", whole ? "false" : "true");
    desk_picture(&page.desk, "articles/one/a.png", 1000, 2000);
    desk_story(&page.desk, "one", front, LONG);
    desk_story(&page.desk, "two", "title: " HAN6 "\n", LONG);
    look_at(&page, "allow: [gutter-through, picture-share]\n", slots, "slots: {a: one, q: two}");
    const Placed *picture = desk_find_picture(&page.desk, "a.png");
    const RuleFound *found = find_rule(&page.look, PAGE_RULE_PAGE_HOLE);
    assert_non_null(picture);
    assert_int_equal(found->broken, whole);
    assert_true(!whole || found->place.h >= picture->box.h);
    assert_true(!whole || found->place.y < picture->box.y - LINE / 2); /* with the blank line above */
    assert_true(!whole || found->place.x == box_right(&picture->box) || box_right(&found->place) == picture->box.x);
    g_free(front);
    close_page(&page);
  }
}

/* Half the page stays white: the lines under the slot. */
static void a_hole_is_a_rule_too(void **state)
{
  Page page = set_one(HAN14, "      - {name: a, columns: 1-5, rows: 1-30}\n", LONG);
  const RuleFound *found = find_rule(&page.look, PAGE_RULE_PAGE_HOLE);
  assert_int_equal(found->value, 45 * 1000 / 75 * 100);
  assert_true(found->told);
  desk_expect(&page.desk, DIAG_PAGE_HOLE);
  close_page(&page);
}

/* Of the layout, of the template, of the page: measured, but not told. */
static void a_page_may_live_with_a_rule(void **state)
{
  static const char *const ALLOW[][3] = {{"allow: head-narrow\n", "", ""},
                                         {"", "    allow: [head-narrow, leg-short]\n", ""},
                                         {"", "", "allow: [head-narrow], "}};
  for (unsigned i = 0; i < G_N_ELEMENTS(ALLOW); i++) {
    Page page = open_page();
    desk_story(&page.desk, "one", "title: " HAN2 "\n", LONG);
    char *slots = g_strconcat("      - {name: a, columns: 1-5, rows: 1-75}\n", ALLOW[i][1], NULL);
    char *entry = g_strconcat(ALLOW[i][2], "slots: {a: one}", NULL);
    look_at(&page, ALLOW[i][0], slots, entry);
    assert_true(find_rule(&page.look, PAGE_RULE_HEAD_NARROW)->allowed);
    assert_int_equal(desk_told(&page.desk, DIAG_HEAD_NARROW), 0);
    g_free(slots);
    g_free(entry);
    close_page(&page);
  }
}

static void a_gaze_that_is_none_is_told(void **state)
{
  Page page = open_page();
  desk_picture(&page.desk, "articles/one/a.png", 800, 600);
  desk_story(&page.desk, "one", "title: " HAN14 "\nimages: {a.png: {gaze: up}}\n", LONG);
  look_at(&page, "", "      - {name: a, columns: 1-5, rows: 1-75}\n", "slots: {a: one}");
  desk_expect(&page.desk, DIAG_VALUE_WRONG);
  close_page(&page);
}

static void an_unknown_rule_is_told(void **state)
{
  Page page = open_page();
  desk_story(&page.desk, "one", "title: " HAN14 "\n", LONG);
  look_at(&page, "allow: [head-narow]\n", "      - {name: a, columns: 1-5, rows: 1-75}\n", "slots: {a: one}");
  desk_expect(&page.desk, DIAG_VALUE_WRONG);
  close_page(&page);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(heads_beside_each_other_are_told),
                                     cmocka_unit_test(equals_may_stand_beside_each_other),
                                     cmocka_unit_test(heads_under_each_other_are_told),
                                     cmocka_unit_test(a_head_alone_is_told),
                                     cmocka_unit_test(a_column_that_runs_up_is_told),
                                     cmocka_unit_test(a_column_under_its_own_picture_runs_up_to_none),
                                     cmocka_unit_test(a_text_that_begins_apart_is_told),
                                     cmocka_unit_test(a_head_close_under_another_text_is_told),
                                     cmocka_unit_test(a_head_over_a_subhead_is_not_alone),
                                     cmocka_unit_test(a_head_too_wide_or_narrow_is_told),
                                     cmocka_unit_test(what_ranks_lower_is_not_larger),
                                     cmocka_unit_test(the_leads_head_is_seen_to_lead),
                                     cmocka_unit_test(the_leads_picture_is_the_pages),
                                     cmocka_unit_test(what_ranks_lower_is_not_higher),
                                     cmocka_unit_test(what_ranks_lower_has_no_larger_picture),
                                     cmocka_unit_test(a_trial_pays_for_the_rules_it_breaks),
                                     cmocka_unit_test(a_gutter_through_is_told),
                                     cmocka_unit_test(a_page_cut_in_two_is_told),
                                     cmocka_unit_test(a_banner_and_a_strip_part_no_page),
                                     cmocka_unit_test(white_inside_an_article_parts_no_page),
                                     cmocka_unit_test(advertisements_at_the_foot_part_no_page),
                                     cmocka_unit_test(a_stack_of_pictures_is_told),
                                     cmocka_unit_test(small_pictures_of_one_shape_are_told),
                                     cmocka_unit_test(a_page_of_small_pictures_is_told),
                                     cmocka_unit_test(pictures_of_one_size_are_told),
                                     cmocka_unit_test(the_share_of_pictures_is_told),
                                     cmocka_unit_test(a_face_that_looks_out_is_told),
                                     cmocka_unit_test(pictures_that_meet_are_told),
                                     cmocka_unit_test(columns_too_long_or_short_are_told),
                                     cmocka_unit_test(a_subhead_parts_a_long_column),
                                     cmocka_unit_test(facing_pages_cut_alike_are_told),
                                     cmocka_unit_test(white_beside_a_picture_is_a_hole),
                                     cmocka_unit_test(a_hole_is_a_rule_too),
                                     cmocka_unit_test(a_page_may_live_with_a_rule),
                                     cmocka_unit_test(a_gaze_that_is_none_is_told),
                                     cmocka_unit_test(an_unknown_rule_is_told)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
