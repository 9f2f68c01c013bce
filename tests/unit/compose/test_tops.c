/* Pictures at the feet of a module's columns take the white that its text leaves over them. */
#include "bench.h"

#include "compose/slot.h"

enum { PARAGRAPHS = 12, TALL = 125 /* %: cropped so much higher than its own shape it may grow no further */ };

static Desk set_story(void)
{
  Desk desk = desk_open();
  desk_picture(&desk, "articles/one/a.png", 1600, 1067);
  desk_picture(&desk, "articles/one/b.png", 1067, 1600);
  desk_story(&desk, "one", "title: 春耕\nimages:\n  a.png: {caption: 图, span: 1}\n  b.png: {caption: 图, span: 1}\n",
             PARAGRAPHS);
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
  Desk desk = set_story();
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

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(pictures_take_the_white_over_them)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
