/* Columns, frames, advertisements, furniture, and the pages made up from their articles alone. */
#include "desk.h"

/* The left edges of the lines on the grid, each once, in order; their number. */
static unsigned list_columns(const Desk *desk, Mpt *starts, Mpt *width)
{
  unsigned n = 0;
  const PlacedPage *page = desk_page(desk);
  for (unsigned i = 0; i < page->n_items; i++) {
    const Placed *item = &page->items[i];
    if (!item->grid)
      continue;
    unsigned at = 0;
    while (at < n && starts[at] < item->box.x)
      at++;
    *width = item->box.w;
    if (at < n && starts[at] == item->box.x)
      continue;
    memmove(&starts[at + 1], &starts[at], (n - at) * sizeof *starts);
    starts[at] = item->box.x;
    n++;
  }
  return n;
}

/* Whatever number of columns a slot is cut into, they stand a gutter apart, hold five characters, and none is lost. */
static void columns_stand_apart(void **state)
{
  for (unsigned columns = 1; columns <= 24; columns++)
    for (unsigned framed = 0; framed < 2; framed++) {
      Desk desk = desk_open();
      char *slot = g_strdup_printf("      - {name: lead, columns: 2-4, rows: 1-60, body: {columns: %u}%s}\n", columns,
                                   framed ? ", border: line" : "");
      desk_story(&desk, "one", "title: 题\n", 60);
      desk_set_page(&desk, slot, "lead: one");
      Mpt starts[64], width = 0;
      unsigned n = list_columns(&desk, starts, &width);
      assert_true(n == columns || (n < columns && desk_told(&desk, DIAG_COLUMNS_FEWER) == 1));
      assert_true(width >= 5 * desk.sheet->grid.em);
      assert_int_equal(desk_told(&desk, DIAG_COLUMN_NARROW), n == columns && width < 9 * desk.sheet->grid.em);
      for (unsigned i = 1; i < n; i++)
        assert_true(starts[i] - starts[i - 1] - width >= desk.sheet->grid.gutter);
      desk_expect_order(&desk);
      desk_close(&desk);
      g_free(slot);
    }
}

static const Placed *find_frame(const Desk *desk)
{
  const PlacedPage *page = desk_page(desk);
  for (unsigned i = 0; i < page->n_items; i++)
    if (page->items[i].kind == PLACED_FRAME)
      return &page->items[i];
  fail_msg("there is no frame");
  return NULL;
}

/* More text than a framed slot holds, and a border as heavy as they come with a small inset: nothing touches it. */
static void frames_are_kept_clear_of(void **state)
{
  static const char *const BORDERS[] = {"line, weight: 0.5pt", "line, weight: 6pt, inset: 1pt",
                                        "double, weight: 8pt, inset: 1pt", "lace, weight: 6pt, inset: 2pt"};
  for (unsigned i = 0; i < G_N_ELEMENTS(BORDERS); i++) {
    Desk desk = desk_open();
    char *slot = g_strdup_printf("      - {name: lead, columns: 1-3, rows: 1-40, border: {kind: %s}}\n", BORDERS[i]);
    desk_story(&desk, "one", "title: 题\n", 40);
    desk_set_page(&desk, slot, "lead: one");
    const Placed *frame = find_frame(&desk);
    Mpt clear = style_border_depth(frame->border, frame->weight) + desk.sheet->grid.em / 2;
    Box inner = {frame->box.x + clear, frame->box.y + clear, frame->box.w - 2 * clear, frame->box.h - 2 * clear};
    for (unsigned k = 0; k < desk_page(&desk)->n_items; k++) {
      const Placed *item = &desk_page(&desk)->items[k];
      if (!item->grid)
        continue;
      assert_true(item->box.x >= inner.x && item->box.x + item->box.w <= inner.x + inner.w);
      assert_true(item->box.y >= inner.y - clear / 2 && item->box.y + item->box.h <= inner.y + inner.h + clear / 2);
    }
    desk_close(&desk);
    g_free(slot);
  }
}

/* Text that ends early ends level: its columns differ by a few lines at most, and nothing is pushed out for it. */
static void columns_end_level(void **state)
{
  for (unsigned paragraphs = 4; paragraphs < 30; paragraphs++) {
    Desk desk = desk_open();
    desk_story(&desk, "one", "title: 题\n", paragraphs);
    desk_set_page(&desk, "      - {name: lead, columns: 1-4, rows: 1-60}\n", "lead: one");
    Mpt starts[64], width, feet[64] = {0};
    unsigned n = list_columns(&desk, starts, &width);
    assert_int_equal(n, 4);
    for (unsigned i = 0; i < desk_page(&desk)->n_items; i++)
      for (unsigned c = 0; c < n; c++)
        if (desk_page(&desk)->items[i].grid && desk_page(&desk)->items[i].box.x == starts[c])
          feet[c] = MAX(feet[c], desk_page(&desk)->items[i].y);
    for (unsigned c = 1; c < n; c++)
      assert_true(ABS(feet[c] - feet[0]) <= 6 * desk.sheet->grid.leading);
    assert_int_equal(desk_article(&desk, "one")->overset, 0);
    desk_close(&desk);
  }
}

/* As above, with things that are kept whole. */
static void levelling_loses_nothing(void **state)
{
  for (unsigned rows = 2; rows < 30; rows += 2) {
    Desk desk = desk_open();
    GString *text = g_string_new("---\ntitle: 题\n---\n\n");
    for (unsigned i = 0; i < 3; i++) {
      char *phrases = desk_phrases(9);
      g_string_append_printf(text, "%s\n\n| 项 | 数 |\n|---|---|\n", phrases);
      for (unsigned k = 0; k < rows / (i + 1); k++)
        g_string_append_printf(text, "| 甲%u | %u |\n", k, k);
      g_string_append(text, "\n");
      g_free(phrases);
    }
    desk_write(&desk, "articles/one/article.md", text->str);
    g_string_free(text, TRUE);
    desk_set_page(&desk, "      - {name: lead, columns: 1-3, rows: 1-74}\n", "lead: one");
    assert_int_equal(desk_article(&desk, "one")->overset, 0);
    assert_int_equal(desk_told(&desk, DIAG_WIDE_NO_ROOM), 0);
    desk_expect_order(&desk);
    desk_close(&desk);
  }
}

/* Nor wide tables and pictures that must stay whole, over short texts in slots of any height. */
static void levelling_leaves_nothing_out(void **state)
{
  for (int rows = 24; rows < 74; rows++)
    for (unsigned paragraphs = 1; paragraphs < 9; paragraphs += 2) {
      Desk desk = desk_open();
      GString *text =
          g_string_new("---\ntitle: 题\nimages:\n  a.png: {span: 1, crop: false, place: column-bottom}\n---\n\n");
      for (unsigned i = 0; i < paragraphs; i++) {
        char *phrases = desk_phrases(7);
        g_string_append_printf(text, "%s\n\n", phrases);
        g_free(phrases);
      }
      g_string_append(text, "| 项目名称在此处 | 一季度的数 | 二季度的数 | 三季度的数 |\n|---|---|---|---|\n");
      for (unsigned i = 0; i < 4; i++)
        g_string_append(text, "| 规模以上工业增加值 | 12345.6 | 12345.6 | 12345.6 |\n");
      desk_write(&desk, "articles/one/article.md", text->str);
      desk_picture(&desk, "articles/one/a.png", 600, 600);
      g_string_free(text, TRUE);
      char *slot = g_strdup_printf("      - {name: lead, columns: 1-4, rows: 1-%d}\n", rows);
      desk_set_page(&desk, slot, "lead: one");
      assert_int_equal(desk_told(&desk, DIAG_WIDE_NO_ROOM), 0);
      assert_int_equal(desk_told(&desk, DIAG_PICTURE_NO_ROOM), 0);
      assert_int_equal(desk_article(&desk, "one")->overset, 0);
      desk_expect_order(&desk);
      desk_close(&desk);
      g_free(slot);
    }
}

/* --- advertisements --------------------------------------------------------------------------------------- */

static void set_advert(Desk *desk, const char *slot)
{
  desk_write(desk, "articles/ad/article.md", "---\nkind: ad\npdf: ad.pdf\n---\n");
  desk_write(desk, "articles/ad/ad.pdf", "%PDF-1.4\n%%EOF\n"); /* what is in it is looked at later */
  desk_set_page(desk, slot, "ad: ad");
}

static const Placed *find_advert(const Desk *desk)
{
  const PlacedPage *page = desk_page(desk);
  for (unsigned i = 0; i < page->n_items; i++)
    if (page->items[i].kind == PLACED_ADVERT)
      return &page->items[i];
  fail_msg("there is no advertisement");
  return NULL;
}

static void adverts_stand_in_their_frames(void **state)
{
  Desk desk = desk_open();
  set_advert(&desk, "      - {name: ad, columns: 2-4, rows: 20-50, border: {kind: double, weight: 3pt}}\n");
  const Box *ad = &find_advert(&desk)->box, *frame = &find_frame(&desk)->box;
  Mpt depth = style_border_depth(BORDER_DOUBLE, 3000);
  assert_true(depth > 0);
  assert_int_equal(ad->x - frame->x, depth);
  assert_int_equal(ad->y - frame->y, depth);
  assert_int_equal(frame->x + frame->w - ad->x - ad->w, depth);
  assert_int_equal(frame->y + frame->h - ad->y - ad->h, depth);
  desk_close(&desk);
}

/* Out to the trim where the slot ends with the type area, and nowhere else. */
static void adverts_bleed(void **state)
{
  static const struct {
    const char *place;
    bool left, right, top, bottom;
  } CASES[] = {{"columns: 1-5, rows: 1-75", true, true, true, true},
               {"columns: 1-2, rows: 20-40", true, false, false, false},
               {"columns: 4-5, rows: 1-40", false, true, true, false},
               {"columns: 2-4, rows: 40-75", false, false, false, true}};
  for (unsigned i = 0; i < G_N_ELEMENTS(CASES); i++)
    for (unsigned bleeds = 0; bleeds < 2; bleeds++) {
      Desk desk = desk_open();
      char *slot = g_strdup_printf("      - {name: ad, %s, bleed: %s}\n", CASES[i].place, bleeds ? "true" : "false");
      set_advert(&desk, slot);
      const Box *ad = &find_advert(&desk)->box;
      const Grid *grid = &desk.sheet->grid;
      assert_int_equal(grid->lines, 75);
      assert_int_equal(ad->x <= 0, CASES[i].left && bleeds);
      assert_int_equal(ad->y <= 0, CASES[i].top && bleeds);
      assert_int_equal(ad->x + ad->w >= grid->trim_w, CASES[i].right && bleeds);
      assert_int_equal(ad->y + ad->h >= grid->trim_h, CASES[i].bottom && bleeds);
      desk_close(&desk);
      g_free(slot);
    }
}

/* --- furniture ---------------------------------------------------------------------------------------------- */

static void bands_reach_the_bleed(void **state)
{
  Desk desk = desk_open();
  desk_story(&desk, "one", "title: 题\n", 4);
  desk_set(&desk,
           "templates:\n  page:\n    slots:\n      - {name: lead, columns: 1-5, rows: 6-70}\n    furniture:\n"
           "      - {band: [-25mm, -25mm, 300mm, 15mm], bleed: true}\n      - {band: [0mm, 360mm, 50mm, 5mm], bleed: "
           "true}\n",
           "  - {template: page, slots: {lead: one}}\n");
  const Grid *grid = &desk.sheet->grid;
  const Placed *bands[2] = {NULL, NULL};
  for (unsigned i = 0, n = 0; i < desk_page(&desk)->n_items; i++)
    if (desk_page(&desk)->items[i].kind == PLACED_BAND && n < 2)
      bands[n++] = &desk_page(&desk)->items[i];
  assert_non_null(bands[1]);
  assert_int_equal(bands[0]->box.x, -grid->bleed);
  assert_int_equal(bands[0]->box.y, -grid->bleed);
  assert_int_equal(bands[0]->box.x + bands[0]->box.w, grid->trim_w + grid->bleed);
  assert_true(bands[0]->box.y + bands[0]->box.h < grid->type.y); /* it ends inside where it ended */
  assert_int_equal(bands[1]->box.x, grid->type.x);
  desk_close(&desk);
}

static bool shows_furniture(const char *staff)
{
  Desk desk = desk_open();
  desk_story(&desk, "one", "title: 题\n", 4);
  char *pages = g_strdup_printf("  - {template: page, slots: {lead: one}}\n%s", staff);
  desk_set(&desk,
           "templates:\n  page:\n    slots:\n      - {name: lead, columns: 1-5, rows: 6-70}\n    furniture:\n"
           "      - {text: \"编者：{staff}\", box: [0mm, -8mm, 100mm, 5mm], only_if: staff}\n",
           pages);
  bool shows = false;
  for (unsigned i = 0; i < desk_page(&desk)->n_items; i++)
    shows |= desk_page(&desk)->items[i].furniture && desk_page(&desk)->items[i].kind == PLACED_LINE;
  desk_close(&desk);
  g_free(pages);
  return shows;
}

static void words_without_a_name_are_left_out(void **state)
{
  assert_true(shows_furniture("staff: {责编: 张三}\n"));
  assert_false(shows_furniture(""));
}

/* --- made up -------------------------------------------------------------------------------------------------- */

#define TEMPLATES                                                                                                      \
  "templates:\n  single:\n    slots:\n      - {name: all, columns: 1-5, rows: 1-74}\n  pair:\n    slots:\n"            \
  "      - {name: small, columns: 1-2, rows: 1-30}\n      - {name: large, columns: 1-5, rows: 32-74}\n"

/* All articles of a page have a module of their own, and go into it. */
static void pages_are_made_up(void **state)
{
  Desk desk = desk_open();
  desk_story(&desk, "long", "title: 题\n", 22);
  desk_story(&desk, "short", "title: 题\n", 4);
  desk_set(&desk, TEMPLATES, "  - {articles: [long, short]}\n");
  const LayoutSlot *slots[2] = {NULL, NULL};
  for (unsigned i = 0; i < desk_page(&desk)->n_items; i++) {
    const Placed *item = &desk_page(&desk)->items[i];
    if (item->article)
      slots[!strcmp(item->article, "long")] = item->slot;
  }
  assert_non_null(slots[0]);
  assert_non_null(slots[1]);
  assert_ptr_not_equal(slots[0], slots[1]);
  assert_int_equal(desk_article(&desk, "long")->overset, 0);
  assert_int_equal(desk_article(&desk, "short")->overset, 0);
  assert_true(desk_article(&desk, "short")->placed > 0);
  desk_close(&desk);
}

/* The modules are as large as the text asks, not as slots of the layout are. */
static void made_up_pages_hold_their_text(void **state)
{
  Desk desk = desk_open();
  GString *text = g_string_new("---\ntitle: 题\n---\n\n");
  for (unsigned i = 0; i < 44; i++) /* 140 lines */
    g_string_append(text, "田田田田田田田田田田田田田田田田田田田田田田田田田田田\n\n");
  desk_write(&desk, "articles/a/article.md", text->str);
  desk_write(&desk, "articles/b/article.md", text->str);
  g_string_free(text, TRUE);
  desk_set(&desk, TEMPLATES, "  - {articles: [a, b]}\n");
  assert_int_equal(desk_told(&desk, DIAG_OVERSET), 0);
  assert_int_equal(desk_told(&desk, DIAG_LEAVES_SLOT), 0);
  desk_close(&desk);
}

/* Short ones have their module too; of those that cannot all go in the later is left out, named, and the lead is whole.
 */
static void what_does_not_go_in_is_named(void **state)
{
  for (unsigned n = 2; n < 60; n += 8) {
    Desk desk = desk_open();
    desk_story(&desk, "a", "title: 题\n", n + 20);
    desk_story(&desk, "b", "title: 题\n", n);
    desk_set(&desk, TEMPLATES, "  - {articles: [a, b]}\n");
    const PlacedArticle *lead = desk_article(&desk, "a"), *second = desk_article(&desk, "b");
    assert_true(lead->placed > 0);
    assert_true(second->placed > 0 || desk_told(&desk, DIAG_LEFT_OUT));
    if (n < 18) {
      assert_true(second->placed > 0);
      assert_int_equal(lead->overset + second->overset, 0);
    }
    desk_close(&desk);
  }
}

/* What a page that is tried found out of its tables goes with it, and nothing of the others'. */
static void made_up_pages_hold_their_tables(void **state)
{
  Desk desk = desk_open();
  const char *table = "---\ntitle: 题\n---\n\n正文在此。\n\n| 项目 | 数目 |\n|---|---|\n| 甲 | 12 |\n| 乙 | 34 |\n";
  for (unsigned i = 0; i < 3; i++) {
    char *file = g_strdup_printf("articles/%c/article.md", 'a' + i);
    desk_write(&desk, file, table);
    g_free(file);
  }
  desk_set(&desk, TEMPLATES, "  - {articles: [a, b]}\n  - {articles: [c]}\n");
  assert_int_equal(desk_article(&desk, "a")->overset + desk_article(&desk, "b")->overset, 0);
  assert_true(desk_article(&desk, "b")->placed > 0);
  desk_close(&desk);
}

/* What is not made up says why; what is says nothing. */
static void why_a_page_is_not_made_up_is_told(void **state)
{
  for (unsigned n = 12; n < 14; n++) {
    Desk desk = desk_open();
    GString *slugs = g_string_new("a00");
    for (unsigned i = 0; i < n; i++) {
      char *slug = g_strdup_printf("a%02u", i);
      desk_story(&desk, slug, "title: 题\n", 2);
      if (i)
        g_string_append_printf(slugs, ", %s", slug);
      g_free(slug);
    }
    char *page = g_strdup_printf("  - {articles: [%s]}\n", slugs->str);
    desk_set(&desk, TEMPLATES, page);
    assert_int_equal(desk_told(&desk, DIAG_PAGE_NOT_MADE_UP), n > 12);
    g_free(page);
    g_string_free(slugs, TRUE);
    desk_close(&desk);
  }
}

/* Thirteen articles of 100 lines, too many to be made up: the template is filled that holds one whole, though it leaves
   50 lines white, not the one that is over by 40. */
static void what_is_not_made_up_goes_where_it_has_room(void **state)
{
  Desk desk = desk_open();
  GString *text = g_string_new("---\ntitle: 题\n---\n\n"), *slugs = g_string_new(NULL);
  for (unsigned i = 0; i < 46; i++)
    g_string_append(text, "田田田田田田田田田田田田田田田田田田田\n\n");
  for (unsigned i = 0; i < 13; i++) {
    char *file = g_strdup_printf("articles/a%02u/article.md", i);
    desk_write(&desk, file, text->str);
    g_string_append_printf(slugs, "%sa%02u", i ? ", " : "", i);
    g_free(file);
  }
  char *page = g_strdup_printf("  - {articles: [%s]}\n", slugs->str);
  desk_set(&desk,
           "templates:\n  tight:\n    slots:\n      - {name: tight, columns: 1-1, rows: 1-60}\n"
           "  roomy:\n    slots:\n      - {name: roomy, columns: 1-2, rows: 1-74}\n",
           page);
  assert_int_equal(desk_told(&desk, DIAG_PAGE_NOT_MADE_UP), 1);
  assert_int_equal(desk_told(&desk, DIAG_OVERSET), 0);
  assert_string_equal(desk_page(&desk)->fillings[0].slot, "roomy");
  g_free(page);
  g_string_free(slugs, TRUE);
  g_string_free(text, TRUE);
  desk_close(&desk);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(columns_stand_apart),
                                     cmocka_unit_test(made_up_pages_hold_their_tables),
                                     cmocka_unit_test(frames_are_kept_clear_of),
                                     cmocka_unit_test(columns_end_level),
                                     cmocka_unit_test(levelling_loses_nothing),
                                     cmocka_unit_test(levelling_leaves_nothing_out),
                                     cmocka_unit_test(adverts_stand_in_their_frames),
                                     cmocka_unit_test(adverts_bleed),
                                     cmocka_unit_test(bands_reach_the_bleed),
                                     cmocka_unit_test(words_without_a_name_are_left_out),
                                     cmocka_unit_test(pages_are_made_up),
                                     cmocka_unit_test(made_up_pages_hold_their_text),
                                     cmocka_unit_test(what_does_not_go_in_is_named),
                                     cmocka_unit_test(what_is_not_made_up_goes_where_it_has_room),
                                     cmocka_unit_test(why_a_page_is_not_made_up_is_told)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
