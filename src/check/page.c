#include "check/work.h"

Box box_of_cells(const Grid *grid, int column_first, int column_last, int row_first, int row_last)
{
  Mpt y = grid_line_y(grid, row_first);
  return (Box){grid_column_x(grid, column_first), y, grid_span_w(grid, column_first, column_last),
               (row_last - row_first + 1) * grid->leading};
}

Mpt box_beyond(const Box *box, const Box *within)
{
  Mpt most = MAX(within->x - box->x, box_right(box) - box_right(within));
  most = MAX(most, MAX(within->y - box->y, box_bottom(box) - box_bottom(within)));
  return MAX(most, 0);
}

PageLook page_check(const StyleSheet *sheet, const PlacedPage *page, DiagList *diags)
{
  Look look = {.sheet = sheet, .page = page, .diags = diags};
  things_list(&look);
  overlap_check(&look);
  bounds_check(&look);
  ground_check(&look);
  lost_check(&look);
  PageLook found = white_check(&look);
  things_free(&look);
  return found;
}
