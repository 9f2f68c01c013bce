/* Captions: set for the width their picture comes to, what is wrong in them told once. */
#include "desk.h"

#define SLOT "      - {name: lead, columns: 1-5, rows: 1-70}\n"

/* SLOT: NULL: a page made up. */
static Desk set_pictures(const char *slot, const char *images, unsigned paragraphs)
{
  Desk desk = desk_open();
  char *front = g_strdup_printf("title: 题目在此\nimages:\n%s", images);
  desk_story(&desk, "one", front, paragraphs);
  desk_picture(&desk, "articles/one/a.png", 900, 600);
  desk_picture(&desk, "articles/one/c.png", 800, 800);
  if (slot)
    desk_set_page(&desk, slot, "lead: one");
  else
    desk_set(&desk, "templates:\n  page:\n    slots:\n" SLOT, "  - {articles: [one]}\n");
  g_free(front);
  return desk;
}

/* The picture it stands under. */
static const Placed *picture_over(const PlacedPage *page, const Placed *line)
{
  const Placed *nearest = NULL;
  for (unsigned i = 0; i < page->n_items; i++) {
    const Placed *item = &page->items[i];
    if (item->kind == PLACED_PICTURE && desk_share_columns(&item->box, &line->box) &&
        box_bottom(&item->box) < line->y && (!nearest || item->box.y > nearest->box.y))
      nearest = item;
  }
  assert_non_null(nearest);
  return nearest;
}

/* Lines of captions begin and end with their pictures; those that others follow are as long, but for what may not begin
   a line. Returns how many are. */
static unsigned expect_captions_to_fill(const PlacedPage *page)
{
  unsigned full = 0;
  for (unsigned i = 0; i < page->n_items; i++) {
    const Placed *item = &page->items[i];
    if (item->kind != PLACED_LINE || item->role != ROLE_CAPTION)
      continue;
    const Box *picture = &picture_over(page, item)->box;
    assert_true(item->box.x >= picture->x - DESK_SLACK);
    assert_true(box_right(&item->box) <= box_right(picture) + DESK_SLACK);
    if (item->line + 1 == item->setting->n_lines)
      continue;
    assert_true(item->setting->lines[item->line].natural > picture->w - 4 * item->setting->shaped->size);
    full++;
  }
  return full;
}

/* The columns of these are tried, and so are theirs. */
static void captions_are_as_wide_as_their_pictures(void **state)
{
  char *caption = desk_phrases(12);
  char *images = g_strdup_printf("  a.png: {caption: %s}\n  c.png: {caption: %s}\n", caption, caption);
  for (unsigned paragraphs = 12; paragraphs < 40; paragraphs += 9) {
    Desk desk = set_pictures(SLOT, images, paragraphs);
    assert_true(expect_captions_to_fill(desk_page(&desk)) > 1);
    assert_int_not_equal(desk_find_picture(&desk, "a.png")->box.w, desk_find_picture(&desk, "c.png")->box.w);
    desk_close(&desk);
  }
  g_free(images);
  g_free(caption);
}

/* Once, however often the caption was set to find out what it takes; of lines that run down, and on a page made up. */
static void what_is_wrong_in_a_caption_is_told_once(void **state)
{
  static const char *const SLOTS[] = {SLOT,
                                      "      - {name: lead, columns: 1-5, rows: 1-70, body: {direction: vertical}}\n"};
  for (unsigned i = 0; i <= G_N_ELEMENTS(SLOTS); i++) {
    bool made = i == G_N_ELEMENTS(SLOTS);
    Desk desk = set_pictures(made ? NULL : SLOTS[i], "  a.png: {caption: 图\xf3\xb0\x80\x80在此}\n  c.png: {}\n", 20);
    desk_expect(&desk, DIAG_GLYPH_MISSING);
    assert_int_equal(desk_told(&desk, DIAG_GLYPH_MISSING), 1);
    desk_close(&desk);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(captions_are_as_wide_as_their_pictures),
                                     cmocka_unit_test(what_is_wrong_in_a_caption_is_told_once)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
