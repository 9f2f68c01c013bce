/* Heads stand above their text, in order of size, and give way in order of weight. */
#include "desk.h"

#define FRONT                                                                                                          \
  "kicker: 开发区观察\ntitle: 链上聚百企原野起龙头\nsubtitle: 全市上下抢抓机遇项目建设稳步推进\nbyline: 本报记者\n"

static Desk set_head(const char *styles, const char *slot, const char *front)
{
  Desk desk = desk_open();
  char *rest = g_strdup_printf("styles:\n%stemplates:\n  page:\n    slots:\n%s", styles, slot);
  desk_story(&desk, "one", front, 12);
  desk_set(&desk, rest, "  - {template: page, slots: {lead: one}}\n");
  g_free(rest);
  return desk;
}

/* Of the lines in STYLE: how many there are, their size, the top of the first and the foot of the last. */
typedef struct {
  unsigned lines;
  Mpt size, top, foot;
} Block_;

static Block_ find_block(const Desk *desk, const char *style)
{
  Block_ found = {.top = INT32_MAX};
  const PlacedPage *page = desk_page(desk);
  for (unsigned i = 0; i < page->n_items; i++) {
    const Placed *item = &page->items[i];
    if (strcmp(desk_style_of(item), style) != 0)
      continue;
    found.lines++;
    found.size = item->setting->shaped->size;
    found.top = MIN(found.top, item->y - found.size * 88 / 100);
    found.foot = MAX(found.foot, item->y + found.size * 12 / 100);
  }
  return found;
}

#define STYLES(most)                                                                                                   \
  "  title: {font: 标宋, size: [16pt, " most                                                                           \
  "], leading: 1.2em, align: centre}\n  subtitle: {font: 楷体, size: [8pt, "                                         \
  "60pt], align: centre}\n  kicker: {font: 楷体, size: [8pt, 60pt], align: centre}\n  byline: {font: 楷体, size: " \
  "10pt}\n"

/* 眉题 and 副题 are clearly smaller than the 主题, whatever their styles allow. */
static void parts_are_subordinate(void **state)
{
  static const char *const STYLES_OF[] = {STYLES("20pt"), STYLES("30pt"), STYLES("48pt")};
  for (unsigned i = 0; i < G_N_ELEMENTS(STYLES_OF); i++) {
    Desk desk = set_head(STYLES_OF[i], "      - {name: lead, columns: 1-5, rows: 1-70}\n", FRONT);
    Block_ title = find_block(&desk, "title"), subtitle = find_block(&desk, "subtitle"),
           kicker = find_block(&desk, "kicker");
    assert_true(title.lines && subtitle.lines && kicker.lines);
    assert_true(subtitle.size <= MAX(title.size * 56 / 100, 8 * MPT_PT));
    assert_true(kicker.size <= MAX(title.size * 46 / 100, 8 * MPT_PT));
    desk_close(&desk);
  }
}

/* Kicker, title, subtitle, byline, text: one below the other, with white between, at every size. */
static void parts_stand_below_each_other(void **state)
{
  for (int columns = 2; columns <= 5; columns++)
    for (int most = 17; most < 60; most += 3) {
      char *styles =
          g_strdup_printf("  title: {font: 标宋, size: [16pt, %dpt], leading: 1.2em, align: centre}\n", most);
      char *slot = g_strdup_printf("      - {name: lead, columns: 1-%d, rows: 1-70}\n", columns);
      Desk desk = set_head(styles, slot, FRONT);
      static const char *const ORDER[] = {"kicker", "title", "subtitle", "byline", "body"};
      Block_ above = find_block(&desk, ORDER[0]);
      assert_true(above.top >= grid_line_y(&desk.sheet->grid, 1));
      for (unsigned i = 1; i < G_N_ELEMENTS(ORDER); i++) {
        Block_ below = find_block(&desk, ORDER[i]);
        assert_true(above.lines && below.lines);
        assert_true(below.top - above.foot >= desk.sheet->grid.em / 4);
        above = below;
      }
      desk_expect_order(&desk);
      desk_close(&desk);
      g_free(slot);
      g_free(styles);
    }
}

/* In slots of any height nothing of a head leaves the slot or meets the text; the 副题 goes first, the 主题 last, and
 * each that goes is told. */
static void heads_give_way(void **state)
{
  static const char *const ORDER[] = {"subtitle", "kicker", "byline", "title"};
  unsigned given = 0;
  for (int columns = 1; columns <= 4; columns++)
    for (int rows = 2; rows < 26; rows++) {
      char *slot = g_strdup_printf("      - {name: lead, columns: 1-%d, rows: 10-%d}\n", columns, 9 + rows);
      Desk desk = set_head("  title: {font: 标宋, size: [20pt, 40pt], leading: 1.2em, align: centre}\n", slot, FRONT);
      unsigned gone = 0;
      bool kept = false;
      for (unsigned i = 0; i < G_N_ELEMENTS(ORDER); i++) {
        bool there = find_block(&desk, ORDER[i]).lines > 0;
        gone += !there;
        assert_false(kept && !there); /* what gives way later does not go before what gives way first */
        kept |= there;
      }
      assert_int_equal(desk_told(&desk, DIAG_HEAD_NO_ROOM), gone);
      given += gone > 0 && gone < G_N_ELEMENTS(ORDER);
      assert_int_equal(desk_article(&desk, "one")->placed + desk_article(&desk, "one")->overset,
                       desk_article(&desk, "one")->characters);
      desk_expect_order(&desk);
      desk_close(&desk);
      g_free(slot);
    }
  assert_true(given > 0);
}

/* At its least size the title takes more lines than it may: told with a size that would do. */
static void long_titles_are_told(void **state)
{
  Desk desk = set_head(
      "  title: {font: 标宋, size: 30pt, leading: 1.2em}\n", "      - {name: lead, columns: 1-2, rows: 1-70}\n",
      "title: 链上聚百企原野起龙头全市上下抢抓机遇项目建设稳步推进群众的笑容多了办事时间缩短一半以上\n");
  desk_expect(&desk, DIAG_HEAD_OVERFULL);
  desk_expect_order(&desk);
  desk_close(&desk);
}

static Mpt text_top(const Desk *desk)
{
  Mpt top = INT32_MAX;
  for (unsigned i = 0; i < desk_page(desk)->n_items; i++)
    if (desk_page(desk)->items[i].grid)
      top = MIN(top, desk_page(desk)->items[i].y);
  return top;
}

/* A title alone too: BEFORE moves it down, AFTER the text. */
static void styles_ask_for_white_round_a_head(void **state)
{
  static const char *const ASKED[] = {"", ", before: 20mm", ", after: 20mm"};
  Mpt title[3], text[3];
  for (unsigned i = 0; i < 3; i++) {
    char *styles = g_strdup_printf("  title: {font: 标宋, size: 20pt, align: centre%s}\n", ASKED[i]);
    Desk desk = set_head(styles, "      - {name: lead, columns: 1-5, rows: 1-70}\n", "title: 链上聚百企\n");
    title[i] = find_block(&desk, "title").top;
    text[i] = text_top(&desk);
    g_free(styles);
    desk_close(&desk);
  }
  const Mpt asked = 20 * MPT_PT * 720 / 254;
  assert_true(ABS(title[1] - title[0] - asked) < 10 * MPT_PT && text[1] > text[0] + asked - 20 * MPT_PT);
  assert_true(ABS(title[2] - title[0]) < 10 * MPT_PT && text[2] > text[0] + asked - 20 * MPT_PT);
}

/* Two columns hold eight characters of 30 pt, and 中国人民政治协商会议 is one name of ten. */
static void divided_words_are_told(void **state)
{
  static const char STYLE[] = "  title: {font: 标宋, size: 30pt, leading: 1.2em, tracking_max: 0}\n";
  Desk desk =
      set_head(STYLE, "      - {name: lead, columns: 1-2, rows: 1-70}\n", "title: 中国人民政治协商会议今天开幕\n");
  desk_expect(&desk, DIAG_HEAD_DIVIDED);
  desk_close(&desk);
  desk = set_head(STYLE, "      - {name: lead, columns: 1-2, rows: 1-70}\n", "title: 政协会议今天开幕\n");
  assert_int_equal(desk_told(&desk, DIAG_HEAD_DIVIDED), 0);
  desk_close(&desk);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(parts_are_subordinate),
                                     cmocka_unit_test(parts_stand_below_each_other),
                                     cmocka_unit_test(heads_give_way),
                                     cmocka_unit_test(long_titles_are_told),
                                     cmocka_unit_test(styles_ask_for_white_round_a_head),
                                     cmocka_unit_test(divided_words_are_told)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
