/* What does not come out as it was asked for is told, with the right numbers, and what comes out is not. */
#include "desk.h"

#define WIDE_SLOT "      - {name: lead, columns: 1-5, rows: 1-70}\n"
#define TWO_COLUMNS "      - {name: lead, columns: 1-2, rows: 1-20, headline: {side: none}}\n"

/* An article of N Han, title unprinted, in one column of LINES lines. */
static Desk set_han(unsigned n, unsigned lines, const char *more)
{
  Desk desk = desk_open();
  char *han = desk_han(n), *text = g_strdup_printf("---\ntitle: 题目\n---\n\n%s\n%s", han, more);
  char *slots = g_strdup_printf("      - {name: lead, columns: 1, rows: 1-%u, headline: {side: none}}\n", lines);
  desk_write(&desk, "articles/one/article.md", text);
  desk_set_page(&desk, slots, "lead: one");
  g_free(slots);
  g_free(text);
  g_free(han);
  return desk;
}

/* The first line is two characters shorter: four lines hold 54. */
static void what_is_over_is_counted(void **state)
{
  static const unsigned OVER[] = {2, 5, 14, 30, 200};
  for (unsigned i = 0; i < G_N_ELEMENTS(OVER); i++) {
    Desk desk = set_han(54 + OVER[i], 4, "");
    const PlacedArticle *row = desk_article(&desk, "one");
    assert_int_equal(row->overset, OVER[i]);
    assert_int_equal(row->placed, 54);
    assert_int_equal(row->overset_lines, (OVER[i] + 13) / 14);
    desk_expect(&desk, DIAG_OVERSET);
    desk_expect(&desk, DIAG_HEAD_UNPRINTED);
    desk_close(&desk);
  }
  Desk desk = set_han(54, 4, "");
  assert_int_equal(desk_told(&desk, DIAG_OVERSET), 0);
  assert_int_equal(desk_article(&desk, "one")->placed, 54);
  desk_close(&desk);
}

/* What a slot without a head leaves of one is told once, all of it, and neither placed nor over; an article that has
   none of it is set without a word. */
static void an_unprinted_head_is_told_and_counted(void **state)
{
  static const struct {
    const char *front, *told;
    unsigned unprinted;
    int line;
  } CASES[] = {
      {"title: 题目", "title (2:8)", 2, 2},
      {"kicker: 眉题甲", "kicker (2:9)", 3, 2},
      {"subtitle: 副题", "subtitle (2:11)", 2, 2},
      {"subtitle: [副题, 再一行]\nkicker: 眉\ntitle: 题", "kicker (3:9), title (4:8), subtitle (2:12)", 7, 3},
      {"kind: ad\ntitle: 广告", NULL, 0, 0},
      {"byline: 某人", NULL, 0, 0},
  };
  for (unsigned i = 0; i < G_N_ELEMENTS(CASES); i++) {
    Desk desk = desk_open();
    char *han = desk_han(40), *text = g_strdup_printf("---\n%s\n---\n\n%s\n", CASES[i].front, han);
    desk_write(&desk, "articles/one/article.md", text);
    desk_set_page(&desk, TWO_COLUMNS, "lead: one");
    const PlacedArticle *row = desk_article(&desk, "one");
    assert_int_equal(row->unprinted, CASES[i].unprinted);
    assert_int_equal(row->placed, 40 + (g_str_has_prefix(CASES[i].front, "byline") ? 2 : 0));
    assert_int_equal(row->overset, 0);
    assert_int_equal(row->characters, row->placed + row->unprinted);
    assert_int_equal(desk_told(&desk, DIAG_HEAD_UNPRINTED), CASES[i].told ? 1 : 0);
    for (unsigned d = 0; CASES[i].told && d < diag_count(desk.diags); d++) {
      const Diag *diag = diag_at(desk.diags, d);
      if (diag->code != DIAG_HEAD_UNPRINTED)
        continue;
      assert_int_equal(diag->severity, DIAG_WARNING);
      assert_int_equal(diag->place.line, CASES[i].line);
      assert_non_null(strstr(diag->message, CASES[i].told));
    }
    desk_close(&desk);
    g_free(text);
    g_free(han);
  }
}

/* Of several paragraphs all that is over counts. */
static void every_stretch_is_counted(void **state)
{
  Desk desk = set_han(60, 4, "\n田田田田田\n\n田田田\n");
  assert_int_equal(desk_article(&desk, "one")->overset, 6 + 5 + 3);
  desk_close(&desk);
}

/* A picture that cannot be read takes its words with it. */
static void words_of_a_lost_picture_are_over(void **state)
{
  Desk desk = desk_open();
  desk_write(&desk, "articles/one/a.png", "no picture");
  desk_write(&desk, "articles/one/article.md",
             "---\ntitle: 题\nimages:\n  a.png: {caption: 傍晚的装置区, credit: 张三}\n---\n\n正文在此。\n");
  desk_set_page(&desk, WIDE_SLOT, "lead: one");
  const PlacedArticle *row = desk_article(&desk, "one");
  assert_int_equal(row->overset, 6 + 2);
  assert_int_equal(row->placed, 1 + 5);
  desk_expect(&desk, DIAG_OVERSET);
  desk_close(&desk);
}

/* A few lines of each column are white: told; columns a line short are full. */
static void white_is_told(void **state)
{
  for (unsigned lines = 14; lines <= 40; lines++) {
    Desk desk = desk_open();
    char *han = desk_han(lines * 14 - 2), *text = g_strdup_printf("---\ntitle: 题目\n---\n\n%s\n", han);
    desk_write(&desk, "articles/one/article.md", text);
    desk_set_page(&desk, TWO_COLUMNS, "lead: one");
    assert_int_equal(desk_told(&desk, DIAG_UNDERSET), lines < 38);
    assert_int_equal(desk_article(&desk, "one")->missing_lines, lines < 38 ? 40 - (int)lines : 0);
    desk_close(&desk);
    g_free(text);
    g_free(han);
  }
}

/* A column is 1.75 inches wide. */
static void coarse_pictures_are_told(void **state)
{
  static const struct {
    unsigned width;
    bool coarse, soft;
  } CASES[] = {{176, true, false}, {250, true, false}, {270, false, true}, {330, false, true}, {400, false, false}};
  for (unsigned i = 0; i < G_N_ELEMENTS(CASES); i++) {
    Desk desk = desk_open();
    desk_story(&desk, "one", "title: 题\nimages:\n  a.png: {span: 1, crop: false}\n", 12);
    desk_picture(&desk, "articles/one/a.png", CASES[i].width, CASES[i].width);
    desk_set_page(&desk, WIDE_SLOT, "lead: one");
    assert_int_equal(desk_told(&desk, DIAG_IMAGE_COARSE), CASES[i].coarse);
    assert_int_equal(desk_told(&desk, DIAG_IMAGE_SOFT), CASES[i].soft);
    desk_close(&desk);
  }
}

/* The slot it asks for has an article: it stands nowhere, which is told once. */
static void a_picture_without_a_place(void **state)
{
  Desk desk = desk_open();
  desk_story(&desk, "one", "title: 题\nimages:\n  a.png: {place: 'slot:side'}\n", 8);
  desk_story(&desk, "two", "title: 题\n", 3);
  desk_picture(&desk, "articles/one/a.png", 900, 600);
  desk_set_page(&desk,
                "      - {name: lead, columns: 1-3, rows: 1-70}\n      - {name: side, columns: 4-5, rows: 1-70}\n",
                "lead: one, side: two");
  assert_null(desk_find_picture(&desk, "a.png"));
  assert_int_equal(desk_told(&desk, DIAG_PICTURE_NO_ROOM), 1);
  desk_close(&desk);
}

/* The slot would hold it, were it not for the lines its pictures have to take. */
static void a_picture_that_may_not_be_low(void **state)
{
  static const char *const RANGES[] = {"", ", pictures: [16, 20]"};
  for (unsigned i = 0; i < 2; i++) {
    Desk desk = desk_open();
    desk_story(&desk, "one", "title: 题\nimages:\n  a.png: {span: 5}\n", 1);
    desk_picture(&desk, "articles/one/a.png", 1500, 200);
    char *slot = g_strdup_printf("      - {name: lead, columns: 1-5, rows: 1-15%s}\n", RANGES[i]);
    desk_set_page(&desk, slot, "lead: one");
    assert_int_equal(desk_told(&desk, DIAG_PICTURE_NO_ROOM), i);
    for (unsigned k = 0; i && k < diag_count(desk.diags); k++)
      if (diag_at(desk.diags, k)->code == DIAG_PICTURE_NO_ROOM)
        assert_non_null(strstr(diag_at(desk.diags, k)->message, "`pictures` asks for 16 to 20 lines"));
    g_free(slot);
    desk_close(&desk);
  }
}

/* Text does not go on in a slot that has its own; it is over. */
static void a_filled_slot_is_not_flowed_into(void **state)
{
  Desk desk = desk_open();
  desk_story(&desk, "one", "title: 题\n", 20);
  desk_story(&desk, "two", "title: 题\n", 6);
  desk_set_page(&desk,
                "      - {name: a, columns: 1-2, rows: 1-30, flow: b}\n      - {name: b, columns: 4-5, rows: 1-60}\n",
                "a: one, b: two");
  desk_expect_order(&desk);
  desk_expect(&desk, DIAG_OVERSET);
  desk_close(&desk);
}

static void a_free_slot_is_flowed_into(void **state)
{
  Desk desk = desk_open();
  desk_story(&desk, "one", "title: 题\n", 20);
  desk_set_page(&desk,
                "      - {name: a, columns: 1-2, rows: 1-30, flow: b}\n      - {name: b, columns: 4-5, rows: 1-60}\n",
                "a: one");
  unsigned beyond = 0;
  for (unsigned i = 0; i < desk_page(&desk)->n_items; i++)
    beyond += desk_page(&desk)->items[i].grid && desk_page(&desk)->items[i].x >= grid_column_x(&desk.sheet->grid, 4);
  assert_true(beyond > 0);
  assert_int_equal(desk_article(&desk, "one")->overset, 0);
  desk_close(&desk);
}

static void lines_do_not_turn(void **state)
{
  Desk desk = desk_open();
  desk_story(&desk, "one", "title: 题\n", 20);
  desk_set_page(&desk,
                "      - {name: a, columns: 1-2, rows: 1-30, flow: b, body: {direction: vertical}}\n      - {name: b, "
                "columns: 4-5, rows: 1-60}\n",
                "a: one");
  desk_expect(&desk, DIAG_FLOW_TURNS);
  desk_close(&desk);
}

static void figures_without_room(void **state)
{
  Desk desk = desk_open();
  desk_write(
      &desk, "articles/one/article.md",
      "---\nkind: data\ntitle: 数说\n---\n\n- **128.5** 亿元\n  总投资\n- **4.7** %\n  增长\n- **12345** 户\n  惠及\n");
  desk_set_page(&desk, "      - {name: lead, columns: 1-3, rows: 1-6}\n", "lead: one");
  desk_expect(&desk, DIAG_WIDE_NO_ROOM);
  assert_true(desk_article(&desk, "one")->overset > 0);
  desk_close(&desk);
}

/* Beside a picture of 12 characters in a column of 14 two are left: none stand there; of 20 characters six are. */
static void text_beside_a_picture(void **state)
{
  static const struct {
    const char *width;
    DiagCode told;
  } CASES[] = {{"25字", DIAG_PICTURE_WIDENED}, {"21字", DIAG_WRAP_NARROW}};
  for (unsigned i = 0; i < G_N_ELEMENTS(CASES); i++) {
    Desk desk = desk_open();
    char *front = g_strdup_printf("title: 题\nimages:\n  a.png: {width: %s}\n", CASES[i].width);
    desk_story(&desk, "one", front, 14);
    desk_picture(&desk, "articles/one/a.png", 900, 600);
    desk_set_page(&desk, WIDE_SLOT, "lead: one");
    desk_expect(&desk, CASES[i].told);
    desk_close(&desk);
    g_free(front);
  }
}

/* A name in braces that stands for nothing is printed as it is, and told. */
static void placeholders_that_are_none(void **state)
{
  Desk desk = desk_open();
  desk_story(&desk, "one", "title: 题\n", 14);
  desk_set(&desk,
           "templates:\n  page:\n    slots:\n" WIDE_SLOT
           "    furniture:\n      - {text: \"{papper} {title}\", box: [0mm, -8mm, 100mm, 5mm]}\n",
           "  - {template: page, slots: {lead: one}}\n");
  desk_expect(&desk, DIAG_PLACEHOLDER_UNKNOWN);
  desk_close(&desk);
}

/* With explaining, each article's lines are told; without, they are not. */
static void lines_are_explained(void **state)
{
  Desk desk = desk_open();
  desk_story(&desk, "one", "title: 题\n", 4);
  desk_set_page(&desk, WIDE_SLOT, "lead: one");
  assert_int_equal(desk_told(&desk, DIAG_LINES), 0);
  composition_free(desk.composition);
  desk.composition =
      compose_issue(desk.arena, desk.issue, desk.sheet, &(ComposeOptions){.jobs = 1, .explain = true}, desk.diags);
  assert_int_equal(desk_told(&desk, DIAG_LINES), 1);
  desk_close(&desk);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(an_unprinted_head_is_told_and_counted),
                                     cmocka_unit_test(what_is_over_is_counted),
                                     cmocka_unit_test(every_stretch_is_counted),
                                     cmocka_unit_test(words_of_a_lost_picture_are_over),
                                     cmocka_unit_test(white_is_told),
                                     cmocka_unit_test(coarse_pictures_are_told),
                                     cmocka_unit_test(a_picture_that_may_not_be_low),
                                     cmocka_unit_test(a_picture_without_a_place),
                                     cmocka_unit_test(a_filled_slot_is_not_flowed_into),
                                     cmocka_unit_test(a_free_slot_is_flowed_into),
                                     cmocka_unit_test(lines_do_not_turn),
                                     cmocka_unit_test(figures_without_room),
                                     cmocka_unit_test(text_beside_a_picture),
                                     cmocka_unit_test(placeholders_that_are_none),
                                     cmocka_unit_test(lines_are_explained)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
