/* What the page check tells of a page spoiled by hand, how often, and what it lets pass. */
#include "spoiled.h"

static const Ink BLACK = {.k = 10000, .tint = 10000}, WHITE = {.tint = 10000};

static void put(Sheet *sheet, Placed placed)
{
  sheet->items[sheet->page.n_items++] = placed;
}

/* --- one over another ---------------------------------------------------------------------------------------- */

static void a_rule_through_a_picture_is_told(void **state)
{
  Sheet sheet = set_sheet();
  Box box = sheet.items[find(&sheet, PLACED_PICTURE, false)].box;
  put(&sheet, (Placed){.kind = PLACED_RULE,
                       .article = "two",
                       .border = BORDER_LINE,
                       .weight = 1000,
                       .box = {box.x, box.y + box.h / 2, box.w, 0}});
  look(&sheet);
  desk_expect(&sheet.desk, DIAG_PRINTS_OVER);
  close_sheet(&sheet);
}

/* However many lines lie under a picture. */
static void two_articles_meet_once(void **state)
{
  Sheet sheet = set_sheet();
  Box line = sheet.items[find(&sheet, PLACED_LINE, true)].box;
  sheet.items[find(&sheet, PLACED_PICTURE, false)].box.x = line.x;
  sheet.items[find(&sheet, PLACED_PICTURE, false)].box.y = line.y;
  look(&sheet);
  assert_int_equal(desk_told(&sheet.desk, DIAG_PRINTS_OVER), 1);
  close_sheet(&sheet);
}

/* --- beyond its slot ------------------------------------------------------------------------------------------ */

static const char *message_of(const Desk *desk, DiagCode code)
{
  for (unsigned i = 0; i < diag_count(desk->diags); i++)
    if (diag_at(desk->diags, i)->code == code)
      return diag_at(desk->diags, i)->message;
  fail_msg("%s is not told", diag_code_name(code));
  return NULL;
}

/* Once an article: what leaves it by two millimetres, then by five. */
static void the_worst_of_what_leaves_a_slot_is_told(void **state)
{
  Sheet sheet = set_sheet();
  Placed *picture = &sheet.items[find(&sheet, PLACED_PICTURE, false)];
  Box slot = desk_slot_box(&sheet.desk, picture->slot);
  picture->box.x = slot.x + slot.w + 5670 - picture->box.w;
  Placed second = *picture;
  second.box.x += 8505;
  put(&sheet, second);
  look(&sheet);
  assert_int_equal(desk_told(&sheet.desk, DIAG_LEAVES_SLOT), 1);
  assert_non_null(strstr(message_of(&sheet.desk, DIAG_LEAVES_SLOT), "5.0 mm"));
  close_sheet(&sheet);
}

static Desk set_text(const char *style, const char *first)
{
  Desk desk = desk_open();
  char *text = desk_phrases(400), *article = g_strdup_printf("---\ntitle: 题\n---\n\n%s%s\n", first, text);
  char *rest = g_strconcat(style, "templates:\n  page:\n    slots:\n",
                           "      - {name: a, columns: 1-5, rows: 1-75, headline: {side: none}}\n", NULL);
  desk_write(&desk, "articles/one/article.md", article);
  desk_set(&desk, rest, "  - {template: page, slots: {a: one}}\n");
  page_check(desk.arena, desk.sheet, desk_page(&desk), desk.diags);
  g_free(rest);
  g_free(article);
  g_free(text);
  return desk;
}

/* A mark that hangs because its style lets it; pinyin over the first line. */
static void what_stands_out_as_asked_leaves_no_slot(void **state)
{
  Desk desk = set_text("styles:\n  body: {hang: true}\n", "");
  assert_int_equal(desk_told(&desk, DIAG_LEAVES_SLOT), 0);
  desk_close(&desk);
  desk = set_text("", "[忻州]{ruby=\"xīn zhōu\"}城里，");
  assert_int_equal(desk_told(&desk, DIAG_LEAVES_SLOT), 0);
  desk_close(&desk);
}

/* --- on what it stands ----------------------------------------------------------------------------------------- */

/* Before all else, from the first line's left to its right. */
static void put_band(Sheet *sheet, Ink ink)
{
  Box box = sheet->items[find(sheet, PLACED_LINE, true)].box;
  memmove(&sheet->items[1], &sheet->items[0], sheet->page.n_items * sizeof *sheet->items);
  sheet->page.n_items++;
  sheet->items[0] = (Placed){.kind = PLACED_BAND,
                             .furniture = true,
                             .box = {box.x - 3000, box.y - 3000, box.w + 6000, box.h + 6000},
                             .ink = ink};
}

/* Black on white over black, and on a fifth of black. */
static void text_is_seen_on_the_last_band(void **state)
{
  const Ink tint = {.k = 10000, .tint = 2000};
  Sheet sheet = set_sheet();
  put_band(&sheet, WHITE);
  put_band(&sheet, BLACK);
  look(&sheet);
  assert_int_equal(desk_told(&sheet.desk, DIAG_TEXT_UNSEEN) + desk_told(&sheet.desk, DIAG_TEXT_OFF_BAND), 0);
  close_sheet(&sheet);
  sheet = set_sheet();
  put_band(&sheet, tint);
  look(&sheet);
  assert_int_equal(desk_told(&sheet.desk, DIAG_TEXT_UNSEEN), 0);
  close_sheet(&sheet);
}

/* A first line set in white: on paper it is not seen, on a photograph it may be. */
static void white_on_a_photograph_may_be_seen(void **state)
{
  for (unsigned pictured = 0; pictured < 2; pictured++) {
    Sheet sheet = set_sheet();
    Placed *line = &sheet.items[find(&sheet, PLACED_LINE, true)];
    TextStyle style = *line->setting->shaped->style;
    Shaped shaped = *line->setting->shaped;
    Setting setting = *line->setting;
    style.ink = WHITE;
    shaped.style = &style;
    setting.shaped = &shaped;
    line->setting = &setting;
    if (pictured)
      sheet.items[find(&sheet, PLACED_PICTURE, false)].box = line->box;
    look(&sheet);
    assert_int_equal(desk_told(&sheet.desk, DIAG_TEXT_UNSEEN), !pictured);
    close_sheet(&sheet);
  }
}

/* --- lost ------------------------------------------------------------------------------------------------------- */

static void a_picture_stands_with_its_own_article(void **state)
{
  Sheet sheet = set_sheet();
  sheet.items[find(&sheet, PLACED_PICTURE, false)].article = "two";
  look(&sheet);
  desk_expect(&sheet.desk, DIAG_NOT_PLACED);
  close_sheet(&sheet);
}

/* On a spread's other page; of an article that is left out, whole. */
static void what_is_elsewhere_is_not_lost(void **state)
{
  for (unsigned out = 0; out < 2; out++) {
    Sheet sheet = set_sheet();
    unsigned picture = find(&sheet, PLACED_PICTURE, false);
    const Placed kept = sheet.items[picture];
    const PlacedPage other = {.items = &kept, .n_items = 1};
    PlacedArticle row = sheet.page.articles[0];
    row.left_out = out;
    sheet.page.articles = &row;
    sheet.page.other = out ? NULL : &other;
    sheet.items[picture].kind = PLACED_FRAME;
    look(&sheet);
    assert_int_equal(desk_told(&sheet.desk, DIAG_NOT_PLACED), 0);
    close_sheet(&sheet);
  }
}

static void an_advertisement_lost_is_told(void **state)
{
  Sheet sheet = set_sheet();
  const Advert advert = {.name = "ad.pdf", .path = "ad.pdf"};
  Article article = *sheet.page.articles[0].article;
  PlacedArticle row = sheet.page.articles[0];
  article.advert = &advert;
  row.article = &article;
  sheet.page.articles = &row;
  look(&sheet);
  desk_expect(&sheet.desk, DIAG_NOT_PLACED);
  close_sheet(&sheet);
}

static void a_blank_page_is_told(void **state)
{
  Sheet sheet = set_sheet();
  look(&sheet);
  assert_int_equal(desk_told(&sheet.desk, DIAG_PAGE_BLANK), 0);
  for (unsigned i = 0; i < sheet.page.n_items; i++)
    sheet.items[i].article = NULL;
  look(&sheet);
  desk_expect(&sheet.desk, DIAG_PAGE_BLANK);
  close_sheet(&sheet);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(a_rule_through_a_picture_is_told),
                                     cmocka_unit_test(two_articles_meet_once),
                                     cmocka_unit_test(the_worst_of_what_leaves_a_slot_is_told),
                                     cmocka_unit_test(what_stands_out_as_asked_leaves_no_slot),
                                     cmocka_unit_test(text_is_seen_on_the_last_band),
                                     cmocka_unit_test(white_on_a_photograph_may_be_seen),
                                     cmocka_unit_test(a_picture_stands_with_its_own_article),
                                     cmocka_unit_test(what_is_elsewhere_is_not_lost),
                                     cmocka_unit_test(an_advertisement_lost_is_told),
                                     cmocka_unit_test(a_blank_page_is_told)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
