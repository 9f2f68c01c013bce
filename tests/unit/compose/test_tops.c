/* Pictures at the feet of a module's columns take the white that its text leaves over them, and are level with those
   beside them, or clearly not. */
#include "bench.h"

#include "base/costs.h"
#include "compose/slot.h"

enum { TALL = 125 /* %: cropped so much higher than its own shape it may grow no further */ };

/* Its two pictures anywhere, the second a portrait, or both at the foot. */
static Desk set_story(unsigned paragraphs, bool at_foot)
{
  static const char *const FRONTS[] = {
      "title: 春耕\nimages:\n  a.png: {caption: 图, span: 1}\n  b.png: {caption: 图, span: 1}\n",
      "title: 春耕\nimages:\n  a.png: {caption: 图, span: 1, place: column-bottom}\n"
      "  b.png: {caption: 图, span: 1, place: column-bottom}\n"};
  Desk desk = desk_open();
  desk_picture(&desk, "articles/one/a.png", 1600, 1067);
  desk_picture(&desk, "articles/one/b.png", at_foot ? 1400 : 1067, at_foot ? 1050 : 1600);
  desk_story(&desk, "one", FRONTS[at_foot], paragraphs);
  desk_set_page(&desk, "      - {name: a, columns: 1-2, rows: 1-75}\n", "a: one");
  return desk;
}

/* As a module so many columns wide and so high. */
static Work compose_module(const Desk *desk, const Work *like, int columns, int rows)
{
  Work work = work_open(like, &desk->issue->pages[0], 1);
  LayoutTemplate templ = desk->issue->layout->templates[0];
  LayoutSlot *slot = arena_copy(like->arena, templ.slots, sizeof *slot);
  slot->made = true;
  slot->column_last = columns;
  slot->row_last = rows;
  templ.slots = slot;
  templ.n_slots = 1;
  slot_compose(&work, &templ, slot, &work.spec->fillings[0]);
  return work;
}

static bool shares_column(const Placed *one, const Placed *other)
{
  return one->box.x < box_right(&other->box) && other->box.x < box_right(&one->box);
}

/* Grid lines from the last line of text over a picture down to it; 0: something else is over it. */
static int lines_over(const Work *work, const Placed *picture)
{
  const Placed *nearest = NULL;
  for (unsigned i = 0; i < work->items->len; i++) {
    const Placed *item = &g_array_index(work->items, Placed, i);
    bool solid = item->kind == PLACED_LINE || item->kind == PLACED_PICTURE;
    if (solid && shares_column(item, picture) && item->box.y < picture->box.y &&
        (!nearest || box_bottom(&item->box) > box_bottom(&nearest->box)))
      nearest = item;
  }
  bool text = nearest && nearest->kind == PLACED_LINE && nearest->role == ROLE_TEXT;
  return text ? (picture->box.y - nearest->y) / work->sheet->grid.leading : 0;
}

/* Of its own height in that width, in percent. */
static int64_t height_of(const Placed *picture)
{
  const ImageInfo *own = picture->image;
  return (int64_t)picture->box.h * own->width * 100 / ((int64_t)picture->box.w * own->height);
}

/* No more than the line that parts them. */
static void expect_no_white_over(const Work *work, unsigned *under_text)
{
  for (unsigned i = 0; i < work->items->len; i++) {
    const Placed *item = &g_array_index(work->items, Placed, i);
    int lines = item->kind == PLACED_PICTURE ? lines_over(work, item) : 0;
    assert_true(lines <= 1 || height_of(item) > TALL);
    *under_text += lines > 0;
  }
}

static void pictures_take_the_white_over_them(void **state)
{
  Desk desk = set_story(12, false);
  unsigned under_text = 0;
  for (int columns = 2; columns <= 3; columns++)
    for (int rows = 35; rows <= 57; rows++) {
      Work like = bench_like(&desk), work = compose_module(&desk, &like, columns, rows);
      expect_no_white_over(&work, &under_text);
      bench_close(&work, &like);
    }
  assert_true(under_text > 40);
  desk_close(&desk);
}

/* --- side by side ------------------------------------------------------------------------------------------------ */

static bool are_beside(const Grid *grid, const Placed *one, const Placed *other)
{
  Mpt gap = MAX(one->box.x, other->box.x) - MIN(box_right(&one->box), box_right(&other->box));
  Mpt shared = MIN(box_bottom(&one->box), box_bottom(&other->box)) - MAX(one->box.y, other->box.y);
  return gap >= 0 && gap < 2 * grid->gutter && shared > 0;
}

/* How many pairs of pictures stand side by side. */
static unsigned expect_tops_level(const Work *work)
{
  const Grid *grid = &work->sheet->grid;
  unsigned pairs = 0;
  for (unsigned i = 0; i < work->items->len; i++)
    for (unsigned j = i + 1; j < work->items->len; j++) {
      const Placed *one = &g_array_index(work->items, Placed, i), *other = &g_array_index(work->items, Placed, j);
      if (one->kind != PLACED_PICTURE || other->kind != PLACED_PICTURE || !are_beside(grid, one, other))
        continue;
      Mpt apart = ABS(one->box.y - other->box.y);
      assert_true(apart < grid->leading / 2 || apart > COST_TOPS_APART * grid->leading - grid->leading / 2);
      pairs++;
    }
  return pairs;
}

/* As in these modules they can be, cropped a little more or less. */
static void tops_are_level_or_clearly_not(void **state)
{
  static const struct {
    unsigned paragraphs;
    int columns, lowest;
  } CASES[] = {{6, 2, 35}, {9, 3, 20}};
  for (unsigned i = 0; i < G_N_ELEMENTS(CASES); i++) {
    Desk desk = set_story(CASES[i].paragraphs, true);
    unsigned pairs = 0;
    for (int rows = CASES[i].lowest; rows <= 57; rows++) {
      Work like = bench_like(&desk), work = compose_module(&desk, &like, CASES[i].columns, rows);
      pairs += expect_tops_level(&work);
      bench_close(&work, &like);
    }
    assert_true(pairs > 5);
    desk_close(&desk);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(pictures_take_the_white_over_them),
                                     cmocka_unit_test(tops_are_level_or_clearly_not)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
