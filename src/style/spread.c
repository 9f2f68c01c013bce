/* Two facing pages as one sheet (跨版): the columns of both, the fold between them, and furniture where the left page
   has it. Whoever composes gives each page its own. */
#include "style/cascade.h"

static void widen_grid(Grid *grid)
{
  grid->fold = grid->columns;
  grid->fold_x = grid->trim_w;
  grid->columns *= 2;
  grid->trim_w *= 2;
  grid->type.w += grid->fold_x;
}

/* A width over the fold is no width the house has chosen or not. */
static unsigned widen_widths(unsigned widths, int fold)
{
  return widths | ~((2U << MIN(fold, 30)) - 1);
}

static StyleSheet *widen(Arena *arena, const StyleSheet *page)
{
  StyleSheet *sheet = arena_copy(arena, page, sizeof *page);
  widen_grid(&sheet->grid);
  sheet->makeup.widths = widen_widths(page->makeup.widths, page->grid.columns);
  sheet->spread = page;
  return sheet;
}

void spread_make(Arena *arena, StyleSheet *sheet)
{
  StyleSheet *spread = widen(arena, sheet);
  const StyleSheet **scales = ARENA_ARRAY(arena, const StyleSheet *, sheet->n_scales + 1);
  for (unsigned i = 0; i < sheet->n_scales; i++)
    scales[i] = widen(arena, sheet->scales[i]);
  spread->scales = scales;
  sheet->spread = spread;
}
