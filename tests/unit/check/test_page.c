/* A page as it was composed, then spoiled: each fault is told, and the page as it was is told of nothing. */
#include "spoiled.h"

/* Of the errors none is told of a page as it comes. */
static void a_good_page_is_quiet(void **state)
{
  static const DiagCode CODES[] = {DIAG_PRINTS_OVER,    DIAG_LEAVES_SLOT,   DIAG_LEAVES_SHEET, DIAG_TEXT_UNSEEN,
                                   DIAG_NOT_PLACED,     DIAG_TEXT_OFF_BAND, DIAG_SLOT_EMPTY,   DIAG_CHAIN_UNUSED,
                                   DIAG_FURNITURE_WIDE, DIAG_PAGE_HOLE,     DIAG_SLOT_WHITE};
  Sheet sheet = set_sheet();
  look(&sheet);
  for (unsigned i = 0; i < G_N_ELEMENTS(CODES); i++)
    if (desk_told(&sheet.desk, CODES[i]))
      fail_msg("%s", diag_code_name(CODES[i]));
  close_sheet(&sheet);
}

/* A picture a third of a line up in the text above it; a rule through a line. */
static void what_prints_over_is_told(void **state)
{
  Sheet sheet = set_sheet();
  unsigned picture = find(&sheet, PLACED_PICTURE, false), line = find(&sheet, PLACED_LINE, true);
  Placed kept = sheet.items[picture];
  sheet.items[picture].box.x = sheet.items[line].box.x;
  sheet.items[picture].box.y = sheet.items[line].box.y + sheet.items[line].box.h / 2;
  look(&sheet);
  desk_expect(&sheet.desk, DIAG_PRINTS_OVER);
  sheet.items[picture] = kept; /* a point of a low one is enough */
  sheet.items[picture].box =
      (Box){sheet.items[line].box.x, sheet.items[line].box.y + sheet.items[line].box.h - 1600, 20000, 4000};
  look(&sheet);
  desk_expect(&sheet.desk, DIAG_PRINTS_OVER);
  sheet.items[picture] = kept;
  Placed rule = {
      .kind = PLACED_RULE, .slot = sheet.items[line].slot, .article = "two", .weight = 1000, .border = BORDER_LINE};
  rule.box =
      (Box){sheet.items[line].box.x, sheet.items[line].box.y + sheet.items[line].box.h / 2, sheet.items[line].box.w, 0};
  sheet.items[sheet.page.n_items++] = rule;
  look(&sheet);
  desk_expect(&sheet.desk, DIAG_PRINTS_OVER);
  close_sheet(&sheet);
}

/* Two millimetres beyond its slot. */
static void what_leaves_its_slot_is_told(void **state)
{
  Sheet sheet = set_sheet();
  unsigned picture = find(&sheet, PLACED_PICTURE, false);
  Box slot = desk_slot_box(&sheet.desk, sheet.items[picture].slot);
  sheet.items[picture].box.x = slot.x + slot.w + 5670 - sheet.items[picture].box.w;
  look(&sheet);
  desk_expect(&sheet.desk, DIAG_LEAVES_SLOT);
  assert_int_equal(desk_told(&sheet.desk, DIAG_LEAVES_SHEET), 0);
  sheet.items[picture].box.x = sheet.desk.sheet->grid.trim_w - sheet.items[picture].box.w + 5670;
  look(&sheet);
  desk_expect(&sheet.desk, DIAG_LEAVES_SHEET);
  close_sheet(&sheet);
}

/* Lies over the whole of a line, or two thirds of it, drawn before it. */
static void put_band(Sheet *sheet, Ink ink, unsigned parts)
{
  unsigned line = find(sheet, PLACED_LINE, true);
  Box box = sheet->items[line].box;
  memmove(&sheet->items[1], &sheet->items[0], sheet->page.n_items * sizeof *sheet->items);
  sheet->page.n_items++;
  sheet->items[0] = (Placed){.kind = PLACED_BAND,
                             .furniture = true,
                             .box = {box.x - 3000, box.y - 3000, box.w * (Mpt)parts / 3 + 6000, box.h + 6000},
                             .ink = ink};
}

static void unseen_text_is_told(void **state)
{
  static const Ink BLACK = {.k = 10000, .tint = 10000}, GREY = {.k = 2000, .tint = 10000};
  Sheet sheet = set_sheet();
  put_band(&sheet, BLACK, 3);
  look(&sheet);
  desk_expect(&sheet.desk, DIAG_TEXT_UNSEEN);
  close_sheet(&sheet);
  sheet = set_sheet();
  put_band(&sheet, BLACK, 2);
  look(&sheet);
  desk_expect(&sheet.desk, DIAG_TEXT_OFF_BAND);
  close_sheet(&sheet);
  sheet = set_sheet();
  put_band(&sheet, GREY, 3);
  look(&sheet);
  assert_int_equal(desk_told(&sheet.desk, DIAG_TEXT_UNSEEN), 0);
  close_sheet(&sheet);
}

/* A picture gone from the page is told, though something less than an error is told of its line; not, where an error
 * is. */
static void what_is_lost_is_told(void **state)
{
  Sheet sheet = set_sheet();
  unsigned picture = find(&sheet, PLACED_PICTURE, false);
  Place place = sheet.items[picture].image->place;
  sheet.items[picture].kind = PLACED_FRAME;
  for (unsigned error = 0; error < 2; error++) {
    diag_list_free(sheet.desk.diags);
    sheet.desk.diags = diag_list_new(LANG_EN);
    if (error)
      diag_add(sheet.desk.diags, DIAG_PICTURE_NO_ROOM, place, "a.png", "lead", "");
    else
      diag_add(sheet.desk.diags, DIAG_IMAGE_SOFT, place, "a.png", 100, 200);
    page_check(sheet.desk.arena, sheet.desk.sheet, &sheet.page, sheet.desk.diags);
    assert_int_equal(desk_told(&sheet.desk, DIAG_NOT_PLACED), !error);
  }
  close_sheet(&sheet);
}

static void furniture_too_wide_is_told(void **state)
{
  Sheet sheet = set_sheet();
  for (unsigned i = 0; i < sheet.page.n_items; i++)
    if (sheet.items[i].furniture && sheet.items[i].kind == PLACED_LINE)
      sheet.items[i].within.w = 2000;
  look(&sheet);
  desk_expect(&sheet.desk, DIAG_FURNITURE_WIDE);
  close_sheet(&sheet);
}

static void furniture_too_high_is_told_once(void **state)
{
  Sheet sheet = set_sheet();
  for (unsigned i = 0; i < sheet.page.n_items; i++)
    if (sheet.items[i].furniture && sheet.items[i].kind == PLACED_LINE) {
      sheet.items[i].within.h = 1000;
      sheet.items[sheet.page.n_items] = sheet.items[i]; /* a second line of it */
      sheet.items[sheet.page.n_items].y += 20000;
    }
  sheet.page.n_items++;
  look(&sheet);
  assert_int_equal(desk_told(&sheet.desk, DIAG_FURNITURE_HIGH), 1);
  close_sheet(&sheet);
}

static void put(Sheet *sheet, Placed placed)
{
  sheet->items[sheet->page.n_items++] = placed;
}

/* The ring of a frame prints; what it holds does not touch it. */
static void a_frame_over_text_is_told(void **state)
{
  for (unsigned inside = 0; inside < 2; inside++) {
    Sheet sheet = set_sheet();
    Box line = sheet.items[find(&sheet, PLACED_LINE, true)].box;
    Mpt off = inside ? 4000 : line.h / 2;
    put(&sheet, (Placed){.kind = PLACED_FRAME,
                         .furniture = true,
                         .border = BORDER_LINE,
                         .sides = 1,
                         .weight = 1500,
                         .box = {line.x, line.y + (inside ? -off : off), line.w, 60000}});
    look(&sheet);
    assert_int_equal(desk_told(&sheet.desk, DIAG_PRINTS_OVER) > 0, !inside);
    close_sheet(&sheet);
  }
}

/* A rule may run into the bleed, and no further; the second line of a double one counts. */
static void a_rule_off_the_sheet_is_told(void **state)
{
  static const struct {
    BorderKind border;
    Mpt from; /* beyond the left edge */
    bool told;
  } RULES[] = {{BORDER_LINE, 8000, false}, {BORDER_LINE, 9500, true}};
  for (unsigned i = 0; i < G_N_ELEMENTS(RULES); i++) {
    Sheet sheet = set_sheet();
    put(&sheet, (Placed){.kind = PLACED_RULE,
                         .furniture = true,
                         .border = RULES[i].border,
                         .weight = 500,
                         .box = {-RULES[i].from, 20000, 40000, 0}});
    look(&sheet);
    assert_int_equal(desk_told(&sheet.desk, DIAG_LEAVES_SHEET), RULES[i].told);
    close_sheet(&sheet);
  }
}

static void a_double_rule_prints_all_its_depth(void **state)
{
  Sheet sheet = set_sheet();
  Box line = sheet.items[find(&sheet, PLACED_LINE, true)].box;
  Placed rule = {.kind = PLACED_RULE, .furniture = true, .border = BORDER_LINE, .weight = 3000};
  rule.box = (Box){line.x, line.y - 2000, line.w, 0};
  put(&sheet, rule);
  look(&sheet);
  assert_int_equal(desk_told(&sheet.desk, DIAG_PRINTS_OVER), 0);
  sheet.items[sheet.page.n_items - 1].border = BORDER_DOUBLE;
  look(&sheet);
  desk_expect(&sheet.desk, DIAG_PRINTS_OVER);
  close_sheet(&sheet);
}

/* --- pages as they come ------------------------------------------------------------------------------------ */

static Desk set_and_look(const char *slots, const char *fillings, unsigned one, unsigned two)
{
  Desk desk = desk_open();
  desk_story(&desk, "one", "title: 题\n", one);
  desk_story(&desk, "two", "title: 题\n", two);
  desk_set_page(&desk, slots, fillings);
  page_check(desk.arena, desk.sheet, desk_page(&desk), desk.diags);
  return desk;
}

static void slots_that_hold_nothing_are_told(void **state)
{
  Desk desk = set_and_look(
      "      - {name: a, columns: 1-5, rows: 1-40}\n      - {name: b, columns: 1-5, rows: 42-74}\n", "a: one", 20, 1);
  desk_expect(&desk, DIAG_SLOT_EMPTY);
  assert_int_equal(desk_told(&desk, DIAG_CHAIN_UNUSED), 0);
  desk_close(&desk);
  desk = set_and_look(
      "      - {name: a, columns: 1-5, rows: 1-40, flow: b}\n      - {name: b, columns: 1-5, rows: 42-74}\n", "a: one",
      6, 1);
  desk_expect(&desk, DIAG_CHAIN_UNUSED);
  assert_int_equal(desk_told(&desk, DIAG_SLOT_EMPTY), 0);
  desk_close(&desk);
}

/* Two short articles in a slot of the whole page: half of it is white. */
static void white_is_told(void **state)
{
  Desk desk = set_and_look("      - {name: list, columns: 1-5, rows: 1-74}\n", "list: [one, two]", 12, 8);
  desk_expect(&desk, DIAG_SLOT_WHITE);
  desk_expect(&desk, DIAG_PAGE_HOLE);
  desk_close(&desk);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(a_good_page_is_quiet),
                                     cmocka_unit_test(what_prints_over_is_told),
                                     cmocka_unit_test(what_leaves_its_slot_is_told),
                                     cmocka_unit_test(unseen_text_is_told),
                                     cmocka_unit_test(what_is_lost_is_told),
                                     cmocka_unit_test(furniture_too_wide_is_told),
                                     cmocka_unit_test(furniture_too_high_is_told_once),
                                     cmocka_unit_test(a_frame_over_text_is_told),
                                     cmocka_unit_test(a_rule_off_the_sheet_is_told),
                                     cmocka_unit_test(a_double_rule_prints_all_its_depth),
                                     cmocka_unit_test(slots_that_hold_nothing_are_told),
                                     cmocka_unit_test(white_is_told)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
