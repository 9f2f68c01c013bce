/* Pictures on the page: whole where they must be, in their shape, clear of the text, none of them lost. */
#include <stdlib.h>

#include "desk.h"

enum { COLUMNS = 5 };
#define SLOT "      - {name: lead, columns: 1-5, rows: 1-70}\n"

static Desk set_pictures(const char *slots, const char *images, unsigned paragraphs)
{
  Desk desk = desk_open();
  char *front = g_strdup_printf("title: 题目在此\nimages:\n%s", images);
  desk_story(&desk, "one", front, paragraphs);
  desk_picture(&desk, "articles/one/a.png", 900, 600);
  desk_picture(&desk, "articles/one/b.png", 600, 900);
  desk_picture(&desk, "articles/one/tall.png", 300, 2400);
  desk_picture(&desk, "articles/one/c.png", 800, 800);
  desk_set_page(&desk, slots, "lead: one");
  g_free(front);
  return desk;
}

/* The white between a picture's foot and the first thing below it. */
static Mpt white_below(const Desk *desk, const Placed *picture)
{
  Mpt least = INT32_MAX;
  const PlacedPage *page = desk_page(desk);
  for (unsigned i = 0; i < page->n_items; i++) {
    const Box *box = &page->items[i].box;
    if (desk_is_solid(&page->items[i]) && desk_share_columns(&picture->box, box) && box->y > picture->box.y)
      least = MIN(least, box->y - picture->box.y - picture->box.h);
  }
  return least;
}

static void text_keeps_clear(void **state)
{
  for (unsigned paragraphs = 20; paragraphs < 26; paragraphs++) {
    Desk desk = set_pictures(SLOT, "  a.png: {span: 2, place: column-top}\n", paragraphs);
    const Placed *picture = desk_find_picture(&desk, "a.png");
    assert_non_null(picture);
    assert_true(white_below(&desk, picture) >= desk.sheet->grid.em);
    desk_expect_order(&desk);
    desk_close(&desk);
  }
}

/* What is shown of a picture has the shape of its box. */
static void expect_shapes(const Desk *desk)
{
  const PlacedPage *page = desk_page(desk);
  for (unsigned i = 0; i < page->n_items; i++) {
    const Placed *item = &page->items[i];
    if (item->kind != PLACED_PICTURE)
      continue;
    double shown = (double)item->crop.w / item->crop.h, box = (double)item->box.w / item->box.h;
    if (ABS(shown / box - 1) > 0.02)
      fail_msg("%s: %f is shown as %f", item->image->path, shown, box);
  }
}

static bool is_whole(const Placed *item)
{
  return item->crop.w == item->image->width && item->crop.h == item->image->height;
}

static void whole_pictures_stay_whole(void **state)
{
  for (unsigned paragraphs = 16; paragraphs < 40; paragraphs += 3) {
    Desk desk = set_pictures(
        SLOT, "  a.png: {span: 2, crop: false}\n  tall.png: {span: 1, crop: false}\n  c.png: {span: 1, crop: false}\n",
        paragraphs);
    static const char *const NAMES[] = {"a.png", "tall.png", "c.png"};
    for (unsigned i = 0; i < G_N_ELEMENTS(NAMES); i++) {
      assert_non_null(desk_find_picture(&desk, NAMES[i]));
      assert_true(is_whole(desk_find_picture(&desk, NAMES[i])));
    }
    expect_shapes(&desk);
    desk_expect_order(&desk);
    desk_close(&desk);
  }
}

/* A very tall one in a low slot becomes small; it does not leave the slot. */
static void tall_pictures_become_small(void **state)
{
  for (int rows = 14; rows < 40; rows += 5) {
    char *slot = g_strdup_printf("      - {name: lead, columns: 1-5, rows: 1-%d}\n", rows);
    Desk desk = set_pictures(slot, "  tall.png: {span: 1, crop: false, caption: 高塔在此, credit: 张三}\n", 4);
    const Placed *picture = desk_find_picture(&desk, "tall.png");
    assert_non_null(picture);
    assert_true(is_whole(picture));
    expect_shapes(&desk);
    desk_expect_order(&desk);
    desk_close(&desk);
    g_free(slot);
  }
}

/* However many lines are asked for, it has no more than there are. */
static void pictures_stay_in_low_slots(void **state)
{
  Desk desk =
      set_pictures("      - {name: lead, columns: 1-3, rows: 1-30, pictures: [200, 300], headline: {side: none}}\n",
                   "  a.png: {span: 2}\n", 3);
  assert_non_null(desk_find_picture(&desk, "a.png"));
  desk_expect_order(&desk);
  desk_close(&desk);
}

/* A cropped picture keeps about its own height: 72 to 133 % of it, and a line. */
static void crops_keep_within_reason(void **state)
{
  for (unsigned paragraphs = 4; paragraphs < 60; paragraphs += 2) {
    Desk desk = set_pictures(SLOT, "  a.png: {span: 3}\n  c.png: {span: 2}\n", paragraphs);
    static const struct {
      const char *name;
      int per_cent; /* its height of its width */
    } PICTURES[] = {{"a.png", 67}, {"c.png", 100}};
    for (unsigned i = 0; i < G_N_ELEMENTS(PICTURES); i++) {
      const Placed *picture = desk_find_picture(&desk, PICTURES[i].name);
      assert_non_null(picture);
      Mpt natural = picture->box.w * PICTURES[i].per_cent / 100, line = desk.sheet->grid.leading;
      assert_in_range(picture->box.h, natural * 70 / 100 - 2 * line, natural * 135 / 100 + 2 * line);
    }
    expect_shapes(&desk);
    desk_close(&desk);
  }
}

/* Text is over only when the picture that may be cropped is as low as it may become. */
static void pictures_give_way(void **state)
{
  unsigned gave = 0;
  for (unsigned paragraphs = 24; paragraphs < 60; paragraphs++) {
    Desk desk = set_pictures(SLOT, "  a.png: {span: 3}\n", paragraphs);
    const Placed *picture = desk_find_picture(&desk, "a.png");
    assert_non_null(picture);
    Mpt natural = picture->box.w * 67 / 100, line = desk.sheet->grid.leading;
    if (desk_article(&desk, "one")->overset)
      assert_true(picture->box.h <= natural * 72 / 100 + line);
    gave += !desk_article(&desk, "one")->overset && picture->box.h < natural - 2 * line;
    desk_close(&desk);
  }
  assert_true(gave > 0);
}

/* One that must stay whole has its width, whatever the text is. */
static void whole_pictures_keep_their_size(void **state)
{
  for (unsigned paragraphs = 4; paragraphs < 60; paragraphs += 8) {
    Desk desk = set_pictures(SLOT, "  a.png: {span: 3, crop: false}\n", paragraphs);
    const Placed *picture = desk_find_picture(&desk, "a.png");
    assert_non_null(picture);
    Mpt width = grid_span_w(&desk.sheet->grid, 1, 3);
    assert_true(picture->box.w >= width * 97 / 100 && picture->box.w <= width);
    desk_close(&desk);
  }
}

static void captions_have_lines_of_their_own(void **state)
{
  for (unsigned n = 1; n < 6; n++) {
    GString *images = g_string_new("  a.png: {span: 1, place: column-top, credit: 张三 摄, caption: ");
    for (unsigned i = 0; i < n; i++)
      g_string_append(images, "装置区的傍晚灯火通明");
    g_string_append(images, "}\n");
    Desk desk = set_pictures(SLOT, images->str, 24);
    assert_non_null(desk_find_picture(&desk, "a.png"));
    desk_expect_order(&desk);
    assert_int_equal(desk_article(&desk, "one")->overset, 0);
    desk_close(&desk);
    g_string_free(images, TRUE);
  }
}

/* None of them is left out while there is room, however the columns come out. */
static void none_is_left_out(void **state)
{
  for (unsigned paragraphs = 2; paragraphs < 40; paragraphs += 2)
    for (unsigned whole = 0; whole < 2; whole++) {
      const char *crop = whole ? "false" : "true";
      char *images =
          g_strdup_printf("  a.png: {span: 3, crop: %s}\n  b.png: {span: 2, crop: %s}\n  c.png: {span: 2, crop: %s}\n",
                          crop, crop, crop);
      Desk desk = set_pictures("      - {name: lead, columns: 1-5, rows: 1-60}\n", images, paragraphs);
      assert_int_equal(desk_told(&desk, DIAG_PICTURE_NO_ROOM), 0);
      assert_non_null(desk_find_picture(&desk, "a.png"));
      assert_non_null(desk_find_picture(&desk, "b.png"));
      assert_non_null(desk_find_picture(&desk, "c.png"));
      desk_expect_order(&desk);
      desk_close(&desk);
      g_free(images);
    }
}

/* Lines of text between one picture and the next below it in a column: none, or two and more. */
static void no_line_alone_between_pictures(void **state)
{
  for (int rows = 24; rows < 44; rows++) {
    char *slot = g_strdup_printf("      - {name: lead, columns: 1-2, rows: 1-%d}\n", rows);
    Desk desk = set_pictures(
        slot,
        "  a.png: {span: 2, crop: false, place: column-top}\n  c.png: {span: 1, crop: false, place: column-bottom}\n",
        12);
    const Placed *upper = desk_find_picture(&desk, "a.png"), *lower = desk_find_picture(&desk, "c.png");
    unsigned between = 0;
    for (unsigned i = 0; upper && lower && i < desk_page(&desk)->n_items; i++) {
      const Placed *item = &desk_page(&desk)->items[i];
      between += item->grid && desk_share_columns(&item->box, &lower->box) && item->box.y > upper->box.y &&
                 item->box.y < lower->box.y;
    }
    assert_true(between != 1);
    desk_close(&desk);
    g_free(slot);
  }
}

/* A picture stands at the top of its columns or at their foot, not with text above and below it: beside a head over
   some of the columns, too. */
static void pictures_do_not_hang(void **state)
{
  static const char *const HEADS[] = {"", ", headline: {columns: 1-2}"};
  static const char *const IMAGES[] = {
      "  a.png: {span: 2, crop: false}\n",
      "  c.png: {span: 1, place: column-top, crop: false}\n  a.png: {span: 2, place: column-top, crop: false}\n",
      "  b.png: {span: 1, place: column-bottom, crop: false}\n  a.png: {span: 2, place: column-bottom, crop: false}\n",
      "  a.png: {span: 2, crop: false}\n  b.png: {span: 1, crop: false}\n  c.png: {span: 2, crop: false}\n"};
  for (unsigned i = 0; i < G_N_ELEMENTS(IMAGES) * G_N_ELEMENTS(HEADS); i++)
    for (unsigned columns = 3; columns <= 5; columns++) {
      char *slot = g_strdup_printf("      - {name: lead, columns: 1-%u, rows: 1-50%s}\n", columns,
                                   HEADS[i / G_N_ELEMENTS(IMAGES)]);
      Desk desk = set_pictures(slot, IMAGES[i % G_N_ELEMENTS(IMAGES)], 40);
      const PlacedPage *page = desk_page(&desk);
      for (unsigned p = 0; p < page->n_items; p++) {
        unsigned above = 0, below = 0;
        const Placed *picture = &page->items[p];
        for (unsigned t = 0; picture->kind == PLACED_PICTURE && t < page->n_items; t++) {
          const Placed *text = &page->items[t];
          bool column = text->grid && desk_share_columns(&text->box, &picture->box);
          above += column && text->box.y < picture->box.y;
          below += column && text->box.y > picture->box.y;
        }
        assert_true(!above || !below);
      }
      desk_close(&desk);
      g_free(slot);
    }
}

/* The last grid line anything stands on of each of the slot's columns: text, pictures, captions. */
static void find_feet(const Desk *desk, int *foot)
{
  const Grid *grid = &desk->sheet->grid;
  Mpt pitch = grid->column_w + grid->gutter;
  for (unsigned i = 0; i < desk_page(desk)->n_items; i++) {
    const Placed *item = &desk_page(desk)->items[i];
    for (int c = 0; c < COLUMNS && desk_is_solid(item); c++) {
      Mpt middle = grid->type.x + c * pitch + grid->column_w / 2;
      Mpt end = item->box.y + item->box.h - DESK_SLACK;
      if (item->box.x < middle && item->box.x + item->box.w > middle)
        foot[c] = MAX(foot[c], (end - grid_line_y(grid, 1)) / grid->leading);
    }
  }
}

/* Columns end within a line of each other, those with a picture at their foot too. */
static void feet_are_level_beside_pictures(void **state)
{
  for (unsigned paragraphs = 16; paragraphs < 40; paragraphs++) {
    Desk desk =
        set_pictures(SLOT, "  a.png: {caption: 图}\n  c.png: {caption: 图}\n  b.png: {caption: 图}\n", paragraphs);
    int foot[COLUMNS] = {0}, least = INT_MAX, most = 0;
    find_feet(&desk, foot);
    for (unsigned c = 0; c < COLUMNS; c++) {
      least = MIN(least, foot[c]);
      most = MAX(most, foot[c]);
    }
    if (most - least > 1)
      fail_msg("%u paragraphs: columns end at lines %d to %d", paragraphs, least, most);
    desk_close(&desk);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(text_keeps_clear),
                                     cmocka_unit_test(whole_pictures_stay_whole),
                                     cmocka_unit_test(tall_pictures_become_small),
                                     cmocka_unit_test(pictures_stay_in_low_slots),
                                     cmocka_unit_test(crops_keep_within_reason),
                                     cmocka_unit_test(pictures_give_way),
                                     cmocka_unit_test(whole_pictures_keep_their_size),
                                     cmocka_unit_test(captions_have_lines_of_their_own),
                                     cmocka_unit_test(none_is_left_out),
                                     cmocka_unit_test(no_line_alone_between_pictures),
                                     cmocka_unit_test(pictures_do_not_hang),
                                     cmocka_unit_test(feet_are_level_beside_pictures)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
