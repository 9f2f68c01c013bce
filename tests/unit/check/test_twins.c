/* Near twins of pages that break a rule, which do not: of each limit of a rule, and of what it leaves out, one page. */
#include "rule_page.h"

#define ALLOW "allow: [gutter-through, page-hole, picture-share, head-narrow]\n"
#define UPRIGHT ", headline: {side: right, title: upright}"

/* Articles ONE, TWO … of these front matters, with the pictures they name. */
static Page set_page(const char *const *fronts, const char *slots, const char *entry)
{
  static const char *const SLUGS[] = {"one", "two", "three", "four"};
  Page page = open_page();
  for (unsigned i = 0; fronts[i]; i++) {
    desk_story(&page.desk, SLUGS[i], fronts[i], LONG);
    for (int name = 'a'; name <= 'd'; name++) {
      char *file = g_strdup_printf("%c.png", name), *path = g_strdup_printf("articles/%s/%s", SLUGS[i], file);
      if (strstr(fronts[i], file))
        desk_picture(&page.desk, path, 2000, 1500);
      g_free(path);
      g_free(file);
    }
  }
  look_at(&page, ALLOW, slots, entry);
  return page;
}

static void expect_told(const Page *page, PageRule rule, bool told)
{
  const RuleFound *found = find_rule(&page->look, rule);
  if ((found && found->told) != told)
    fail_msg("%s is %stold: %ld", diag_code_name(page_rule_code(rule)), told ? "not " : "",
             found ? (long)found->value : 0);
}

static void expect(const char *const *fronts, const char *slots, const char *entry, PageRule rule, bool told)
{
  Page page = set_page(fronts, slots, entry);
  expect_told(&page, rule, told);
  close_page(&page);
}

/* --- runs ---------------------------------------------------------------------------------------------------- */

static const char *const STORIES[] = {"title: " HAN6 "\n", "title: " HAN9 "\n", NULL};

/* Text at the upper left, its picture at the lower right: a cut between them parts it from itself. */
static void a_cut_parts_no_article(void **state)
{
  static const char *const PICTURED[] = {"title: " HAN6 "\nimages: {a.png: {place: \"slot:p\"}}\n", "title: " HAN9 "\n",
                                         "title: " HAN9 "\n", NULL};
  const char *slots = "      - {name: a, columns: 1-2, rows: 1-37}\n      - {name: b, columns: 3-5, rows: 1-37}\n"
                      "      - {name: c, columns: 1-3, rows: 39-75}\n      - {name: p, columns: 4-5, rows: 39-75}\n";
  expect(PICTURED, slots, "slots: {a: one, b: two, c: three}", PAGE_RULE_PAGE_PARTED, false);
}

/* --- pictures ------------------------------------------------------------------------------------------------ */

static const char *const TWO_PICTURES[] = {"title: " HAN6 "\nimages: {a.png: {place: \"slot:p\"}}\n",
                                           "title: " HAN9 "\nimages: {b.png: {place: \"slot:q\"}}\n", NULL};

/* With an empty column between them; one far under the other. */
static void pictures_apart_do_not_meet(void **state)
{
  expect(TWO_PICTURES,
         "      - {name: a, columns: 1-3, rows: 1-50}\n      - {name: b, columns: 4-5, rows: 1-50}\n"
         "      - {name: p, columns: 1-2, rows: 52-75}\n      - {name: q, columns: 4-5, rows: 52-75}\n",
         "slots: {a: one, b: two}", PAGE_RULE_PICTURES_MEET, false);
  expect(TWO_PICTURES,
         "      - {name: a, columns: 1-2, rows: 1-75}\n      - {name: b, columns: 3-3, rows: 1-75}\n"
         "      - {name: p, columns: 4-5, rows: 1-20}\n      - {name: q, columns: 4-5, rows: 30-49}\n",
         "slots: {a: one, b: two}", PAGE_RULE_PICTURES_MEET, false);
}

/* Three stories of one rank in a row, each with a picture as large as the next one's. */
static void equals_have_pictures_of_one_size(void **state)
{
  static const char *const EQUALS[] = {"title: " HAN6 "\npriority: 3\nimages: {a.png: {span: 1}}\n",
                                       "title: " HAN6 "\npriority: 3\nimages: {b.png: {span: 1}}\n",
                                       "title: " HAN6 "\npriority: 3\nimages: {c.png: {span: 1}}\n", NULL};
  static const char *const OTHERS[] = {"title: " HAN6 "\npriority: 3\nimages: {a.png: {span: 1}}\n",
                                       "title: " HAN6 "\npriority: 3\nimages: {b.png: {span: 1}}\n",
                                       "title: " HAN6 "\npriority: 4\nimages: {c.png: {span: 1}}\n", NULL};
  const char *slots = "      - {name: a, columns: 1-1, rows: 1-75, headline: {title: small}}\n"
                      "      - {name: b, columns: 2-2, rows: 1-75, headline: {title: small}}\n"
                      "      - {name: c, columns: 3-3, rows: 1-75, headline: {title: small}}\n";
  expect(EQUALS, slots, "slots: {a: one, b: two, c: three}", PAGE_RULE_PICTURES_EQUAL, false);
  expect(OTHERS, slots, "slots: {a: one, b: two, c: three}", PAGE_RULE_PICTURES_EQUAL, true);
}

/* Half of the page: of a picture story it may be. */
static void a_picture_story_may_take_half_the_page(void **state)
{
  for (unsigned photo = 0; photo < 2; photo++) {
    Page page = open_page();
    char *front = g_strdup_printf("title: " HAN14 "\nkind: %s\nimages:\n  a.png: {place: \"slot:p\"}\n",
                                  photo ? "photo" : "story");
    desk_picture(&page.desk, "articles/one/a.png", 2000, 1000);
    desk_story(&page.desk, "one", front, LONG);
    look_at(&page, "", "      - {name: a, columns: 1-5, rows: 1-34}\n      - {name: p, columns: 1-5, rows: 36-75}\n",
            "slots: {a: one}");
    expect_told(&page, PAGE_RULE_PICTURE_SHARE, !photo);
    g_free(front);
    close_page(&page);
  }
}

/* The lower rank's is larger than the second of the higher, not than its first. */
static void largest_pictures_are_compared(void **state)
{
  static const char *const RANKS[] = {
      "title: " HAN6 "\npriority: 2\nimages: {a.png: {place: \"slot:p\"}, b.png: {place: \"slot:q\"}}\n",
      "title: " HAN6 "\npriority: 4\nimages: {c.png: {place: \"slot:r\"}}\n", NULL};
  const char *slots = "      - {name: a, columns: 1-5, rows: 1-30}\n      - {name: b, columns: 1-2, rows: 32-75}\n"
                      "      - {name: p, columns: 3-5, rows: 32-60}\n      - {name: q, columns: 3-3, rows: 62-75}\n"
                      "      - {name: r, columns: 4-5, rows: 62-75}\n";
  expect(RANKS, slots, "slots: {a: one, b: two}", PAGE_RULE_RANK_PICTURE, false);
}

/* Over all columns no side of the page is nearer. */
static void a_face_over_the_page_looks_nowhere(void **state)
{
  static const char *const FACE[] = {"title: " HAN9 "\nimages: {a.png: {place: \"slot:p\", gaze: left}}\n", NULL};
  expect(FACE, "      - {name: a, columns: 1-5, rows: 1-40}\n      - {name: p, columns: 1-5, rows: 42-75}\n",
         "slots: {a: one}", PAGE_RULE_GAZE_OUT, false);
}

/* --- heads and columns of what is no story ---------------------------------------------------------------------- */

#define SMALL_ABOVE "      - {name: a, columns: 1-3, rows: 1-75, headline: {title: small}}\n"

/* The head of a list, or of what opens a page, may be larger than a story's that ranks higher. */
static void only_stories_are_ranked(void **state)
{
  static const char *const BRIEFS[] = {"title: " HAN9 "\npriority: 2\n", "title: " HAN6 "\nkind: brief\npriority: 5\n",
                                       "title: " HAN6 "\nkind: brief\npriority: 5\n", NULL};
  static const char *const OPENING[] = {"title: " HAN9 "\npriority: 2\n",
                                        "title: " HAN6 "\nkind: opening\npriority: 5\n", NULL};
  const char *slots = SMALL_ABOVE "      - {name: b, columns: 4-5, rows: 1-75, headline: {title: title}}\n";
  expect(BRIEFS, slots, "slots: {a: one, b: [two, three]}", PAGE_RULE_RANK_LARGER, false);
  expect(OPENING, slots, "slots: {a: one, b: two}", PAGE_RULE_RANK_LARGER, false);
  expect(BRIEFS, slots, "slots: {a: one, b: two}", PAGE_RULE_RANK_LARGER, true);
}

static void only_stories_heads_are_as_wide_as_their_text(void **state)
{
  for (unsigned brief = 0; brief < 2; brief++) {
    Page page = open_page();
    desk_story(&page.desk, "one", brief ? "title: " HAN2 "\nkind: brief\n" : "title: " HAN2 "\n", LONG);
    look_at(&page, "", "      - {name: a, columns: 1-5, rows: 1-75}\n", "slots: {a: one}");
    expect_told(&page, PAGE_RULE_HEAD_NARROW, !brief);
    close_page(&page);
  }
}

static void only_stories_columns_may_be_too_short(void **state)
{
  for (unsigned brief = 0; brief < 2; brief++) {
    Page page = open_page();
    desk_write(&page.desk, "articles/one/article.md",
               brief ? "---\ntitle: " HAN3 "\nkind: brief\n---\n\n" HAN18 HAN14 "。\n"
                     : "---\ntitle: " HAN3 "\n---\n\n" HAN18 HAN14 "。\n");
    look_at(&page, ALLOW, "      - {name: a, columns: 1-1, rows: 1-8}\n", "slots: {a: one}");
    expect_told(&page, PAGE_RULE_LEG_SHORT, !brief);
    close_page(&page);
  }
}

/* --- variety --------------------------------------------------------------------------------------------------- */

static void expect_alike(const char *one, const char *other, const char *entry, bool alike)
{
  Page page = set_page(STORIES, one, entry), facing = set_page(STORIES, other, entry);
  alike_check(page.desk.arena, page.desk.sheet, desk_page(&page.desk), &page.look, &facing.look, page.desk.diags);
  expect_told(&page, PAGE_RULE_PAGES_ALIKE, alike);
  close_page(&facing);
  close_page(&page);
}

/* Half a column to the side and four lines down are another cut; so is a head that stands up. One article fills its
   page however it stands. */
static void pages_cut_otherwise_are_not_alike(void **state)
{
  const char *one = "      - {name: a, columns: 1-3, rows: 1-30}\n      - {name: b, columns: 1-5, rows: 32-75}\n";
  const char *entry = "slots: {a: one, b: two}";
  expect_alike(one, one, entry, true);
  expect_alike(one, "      - {name: a, columns: 1-3, rows: 1-31}\n      - {name: b, columns: 1-5, rows: 33-75}\n",
               entry, true);
  expect_alike(one, "      - {name: a, columns: 1-3, rows: 1-34}\n      - {name: b, columns: 1-5, rows: 36-75}\n",
               entry, false);
  expect_alike(one, "      - {name: a, columns: 1-3, rows: 1-30}\n      - {name: b, columns: 2-5, rows: 32-75}\n",
               entry, false);
  expect_alike(one, "      - {name: a, columns: 1-3, rows: 1-30}\n      - {name: b, columns: 1-4, rows: 32-75}\n",
               entry, false);
  expect_alike(one,
               "      - {name: a, columns: 1-3, rows: 1-30}\n      - {name: b, columns: 1-5, rows: 32-75" UPRIGHT "}\n",
               entry, false);
  const char *whole = "      - {name: a, columns: 1-5, rows: 1-75}\n";
  expect_alike(whole, whole, "slots: {a: one}", false);
}

/* --- white ------------------------------------------------------------------------------------------------------- */

/* What lies under the lines that are told to be free is no hole; what lies in a frame is. */
static void a_free_foot_is_no_hole(void **state)
{
  Page page = set_page(STORIES, "      - {name: a, columns: 1-5, rows: 1-30}\n", "slots: {a: one}");
  PlacedPage copy = *desk_page(&page.desk);
  copy.foot = 31;
  const PageLook look = page_check(page.desk.arena, page.desk.sheet, &copy, page.desk.diags);
  assert_true(find_rule(&page.look, PAGE_RULE_PAGE_HOLE)->value > 50000);
  assert_true(find_rule(&look, PAGE_RULE_PAGE_HOLE)->value < 2000);
  close_page(&page);
}

static void a_hole_in_a_frame_is_one(void **state)
{
  Page page = open_page();
  desk_story(&page.desk, "one", "title: " HAN14 "\n", 8);
  look_at(&page, "", "      - {name: a, columns: 1-5, rows: 1-75, border: line}\n", "slots: {a: one}");
  assert_true(find_rule(&page.look, PAGE_RULE_PAGE_HOLE)->value > 20000);
  assert_int_equal(desk_told(&page.desk, DIAG_PAGE_HOLE), 1);
  assert_int_equal(desk_told(&page.desk, DIAG_SLOT_WHITE), 0); /* what it lacks is told of the article */
  close_page(&page);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(a_cut_parts_no_article),
                                     cmocka_unit_test(pictures_apart_do_not_meet),
                                     cmocka_unit_test(equals_have_pictures_of_one_size),
                                     cmocka_unit_test(a_picture_story_may_take_half_the_page),
                                     cmocka_unit_test(largest_pictures_are_compared),
                                     cmocka_unit_test(a_face_over_the_page_looks_nowhere),
                                     cmocka_unit_test(only_stories_are_ranked),
                                     cmocka_unit_test(only_stories_heads_are_as_wide_as_their_text),
                                     cmocka_unit_test(only_stories_columns_may_be_too_short),
                                     cmocka_unit_test(pages_cut_otherwise_are_not_alike),
                                     cmocka_unit_test(a_free_foot_is_no_hole),
                                     cmocka_unit_test(a_hole_in_a_frame_is_one)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
