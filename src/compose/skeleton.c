#include "compose/skeleton.h"

#include "base/costs.h"

#include <stdlib.h>

static bool is_upright(HeadSide side)
{
  return side == HEAD_LEFT || side == HEAD_RIGHT;
}

static Skeleton of_modules(Arena *arena, const PlacedPage *page)
{
  const PageMakeup *makeup = page->makeup;
  Plot *plots = ARENA_ARRAY(arena, Plot, makeup->n_modules + 1);
  unsigned n = 0;
  for (unsigned i = 0; i < makeup->n_modules; i++) {
    const MadeModule *m = &makeup->modules[i];
    if (!m->shares)
      plots[n++] = (Plot){grid_box(&page->sheet->grid, m->column_first, m->column_last, m->row_first, m->row_last),
                          is_upright(m->side)};
  }
  return (Skeleton){arena_strdup(arena, page->spec->label), plots, n};
}

static Skeleton of_slots(Arena *arena, const PlacedPage *page)
{
  unsigned most = page->layout ? page->layout->n_slots : 0, n = 0;
  Plot *plots = ARENA_ARRAY(arena, Plot, most + 1);
  for (unsigned i = 0; i < most; i++) {
    const LayoutSlot *slot = &page->layout->slots[i];
    if (slot_filling_lookup(page->fillings, page->n_fillings, slot->name))
      plots[n++] = (Plot){grid_slot_box(&page->sheet->grid, slot), is_upright(slot->head.side)};
  }
  return (Skeleton){arena_strdup(arena, page->spec->label), plots, n};
}

Skeleton skeleton_of(Arena *arena, const PlacedPage *page)
{
  bool whole = page->makeup && page->makeup->n_modules && !page->fold; /* of a spread's page: what lies on it */
  return whole ? of_modules(arena, page) : of_slots(arena, page);
}

static bool are_alike(const Grid *grid, const Plot *a, const Plot *b)
{
  Mpt across = grid->column_w / 2, down = COST_RULES_ALIKE_LINES * grid->leading;
  return abs(a->box.x - b->box.x) < across && abs(box_right(&a->box) - box_right(&b->box)) < across &&
         abs(a->box.y - b->box.y) <= down && abs(box_bottom(&a->box) - box_bottom(&b->box)) <= down &&
         a->upright == b->upright;
}

int64_t skeleton_alike(const Grid *grid, const Plot *a, unsigned n, const Plot *b, unsigned m)
{
  int64_t all = 0, alike = 0;
  for (unsigned i = 0; i < n; i++) {
    int64_t area = (int64_t)a[i].box.w * a[i].box.h;
    bool has_like = false;
    for (unsigned j = 0; j < m; j++)
      has_like = has_like || are_alike(grid, &a[i], &b[j]);
    all += area;
    alike += has_like ? area : 0;
  }
  return alike * 100000 / MAX(all, 1);
}
