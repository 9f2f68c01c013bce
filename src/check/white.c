/* White, counted on the page's own grid: a grid line of a column is white where nothing covers a fair part of it. */
#include "check/rules.h"

#include <string.h>

enum {
  COVERED_LEAST = 20, /* per cent of a cell's width that must be covered */
  LINES_TOLD = 2      /* of each of a slot's columns, of lists and made-up pages */
};

typedef struct {
  const Look *look;
  const Grid *grid;
  Mpt *covered; /* lines × columns: how much of its width, all that stands in it together */
} WhiteMap;

static Mpt *cell_at(const WhiteMap *map, int column, int line)
{
  return &map->covered[(line - 1) * map->grid->columns + column - 1];
}

static void cover_line(const WhiteMap *map, const Box *cover, int line)
{
  const Grid *grid = map->grid;
  for (int column = 1; column <= grid->columns; column++) {
    Mpt x = grid_column_x(grid, column);
    Mpt across = MIN(box_right(cover), x + grid->column_w) - MAX(cover->x, x);
    *cell_at(map, column, line) += CLAMP(across, 0, grid->column_w);
  }
}

static bool is_white(const WhiteMap *map, int column, int line)
{
  return (int64_t)*cell_at(map, column, line) * 100 < (int64_t)map->grid->column_w * COVERED_LEAST;
}

static void cover_thing(const WhiteMap *map, const Thing *thing)
{
  const Grid *grid = map->grid;
  if (thing->ink.w <= 0 && thing->ink.h <= 0)
    return;
  Mpt top = thing->cover.y - grid->type.y, bottom = top + thing->cover.h;
  int last = MIN(bottom / grid->leading + 1, grid->lines);
  for (int line = MAX(top / grid->leading, 1); line <= last; line++) {
    Mpt y = grid_line_y(grid, line), down = MIN(box_bottom(&thing->cover), y + grid->leading) - MAX(thing->cover.y, y);
    if (down * 2 >= grid->leading)
      cover_line(map, &thing->cover, line);
  }
}

/* A frame or a tint keeps its contents clear of itself: that air is no white. */
static void cover_inset(const WhiteMap *map, const LayoutSlot *slot)
{
  if (!layout_slot_is_framed(slot))
    return;
  for (int column = slot->column_first; column <= slot->column_last; column++)
    *cell_at(map, column, slot->row_first) = *cell_at(map, column, slot->row_last) = map->grid->column_w;
}

static WhiteMap draw_map(const Look *look)
{
  const Grid *grid = &look->sheet->grid;
  WhiteMap map = {look, grid, g_new0(Mpt, (size_t)MAX(grid->lines, 1) * (size_t)MAX(grid->columns, 1))};
  for (unsigned i = 0; i < look->n_things; i++) {
    PlacedKind kind = look->things[i].placed->kind;
    if (kind != PLACED_BAND && kind != PLACED_FRAME)
      cover_thing(&map, &look->things[i]);
  }
  for (unsigned i = 0; look->page->layout && i < look->page->layout->n_slots; i++)
    cover_inset(&map, &look->page->layout->slots[i]);
  return map;
}

/* --- slots ------------------------------------------------------------------------------------------------ */

static unsigned count_white(const WhiteMap *map, const LayoutSlot *slot)
{
  unsigned white = 0;
  for (int line = slot->row_first; line <= slot->row_last; line++)
    for (int column = slot->column_first; column <= slot->column_last; column++)
      white += is_white(map, column, line);
  return white;
}

/* An article with a slot to itself is told by compose what it lacks, in lines and characters. */
static void tell_slot(const Look *look, const LayoutSlot *slot, unsigned white)
{
  const SlotFilling *filling = slot_filling_lookup(look->page->fillings, look->page->n_fillings, slot->name);
  unsigned columns = (unsigned)(slot->column_last - slot->column_first + 1);
  if (filling && filling->n_articles > 1 && white > LINES_TOLD * columns)
    diag_add_at(look->diags, DIAG_SLOT_WHITE, filling->place, look->page->number, NULL, slot->name, white,
                white * 100 / (columns * (unsigned)(slot->row_last - slot->row_first + 1)));
}

/* --- the largest hole --------------------------------------------------------------------------------------- */

typedef struct {
  int column, columns, line, lines;
} Hole;

static int64_t area_of(const Hole *hole)
{
  return (int64_t)hole->columns * hole->lines;
}

/* Rectangles whose last line is LINE; DEPTH: white lines above it, by column. */
static void widen_holes(const int *depth, int columns, int line, Hole *largest)
{
  for (int from = 1; from <= columns; from++) {
    int least = depth[from - 1];
    for (int to = from; to <= columns && least > 0; to++) {
      least = MIN(least, depth[to - 1]);
      const Hole hole = {from, to - from + 1, line - least + 1, least};
      if (area_of(&hole) > area_of(largest))
        *largest = hole;
    }
  }
}

/* A foot that is told to be free is none. */
static Hole find_hole(const WhiteMap *map)
{
  int columns = map->grid->columns, *depth = g_new0(int, columns + 1);
  int last = map->look->page->foot ? map->look->page->foot - 1 : map->grid->lines;
  Hole largest = {1, 0, 1, 0};
  for (int line = 1; line <= last; line++) {
    for (int column = 1; column <= columns; column++)
      depth[column - 1] = is_white(map, column, line) ? depth[column - 1] + 1 : 0;
    widen_holes(depth, columns, line, &largest);
  }
  g_free(depth);
  return largest;
}

/* --- beside pictures ------------------------------------------------------------------------------------------ */

/* What stands over or under a strip, or in it. */
static GPtrArray *list_covers(const Look *look, const Box *strip)
{
  GPtrArray *covers = g_ptr_array_new();
  for (unsigned i = 0; i < look->n_things; i++) {
    PlacedKind kind = look->things[i].placed->kind;
    if (kind != PLACED_BAND && kind != PLACED_FRAME && rules_across(strip, &look->things[i].cover) > 0)
      g_ptr_array_add(covers, (gpointer)&look->things[i].cover);
  }
  return covers;
}

static bool is_empty(const GPtrArray *covers, const Box *box)
{
  for (unsigned i = 0; i < covers->len; i++)
    if (rules_down(box, covers->pdata[i]) > 0)
      return false;
  return true;
}

/* As far up and down as nothing stands in it. */
static Box stretch(const Grid *grid, const GPtrArray *covers, Box strip)
{
  for (Box more = strip; more.y > grid->type.y; strip = more) {
    more = (Box){strip.x, strip.y - grid->leading, strip.w, strip.h + grid->leading};
    if (!is_empty(covers, &more))
      break;
  }
  for (Box more = strip; box_bottom(&more) < box_bottom(&grid->type); strip = more) {
    more.h = strip.h + grid->leading;
    if (!is_empty(covers, &more))
      break;
  }
  return strip;
}

/* The white at one side of a picture that is narrower than its columns; its area is 0 where there is none. */
static Box strip_beside(const Look *look, const Box *picture, bool right)
{
  const Grid *grid = &look->sheet->grid;
  Mpt from = picture->x, to = box_right(picture);
  for (int column = 1; column <= grid->columns; column++) {
    Mpt x = grid_column_x(grid, column), end = x + grid->column_w;
    if (x < picture->x && end > picture->x)
      from = x;
    if (x < box_right(picture) && end > box_right(picture))
      to = end;
  }
  Box strip = right ? (Box){box_right(picture), picture->y, to - box_right(picture), picture->h}
                    : (Box){from, picture->y, picture->x - from, picture->h};
  GPtrArray *covers = list_covers(look, &strip);
  Box white = {strip.x, strip.y, 0, 0};
  if (strip.w > 0 && is_empty(covers, &strip))
    white = stretch(grid, covers, strip);
  g_ptr_array_free(covers, TRUE);
  return white;
}

static int permille_of(const Grid *grid, const Box *box)
{
  return (int)((int64_t)box->w * box->h * 1000 / MAX((int64_t)grid->type.w * grid->type.h, 1));
}

/* The largest of all pictures', if it is larger than what was found. */
static void find_strips(const Look *look, PageLook *found)
{
  for (unsigned i = 0; i < look->n_things; i++)
    for (int right = 0; right < 2 && look->things[i].placed->kind == PLACED_PICTURE; right++) {
      const Box strip = strip_beside(look, &look->things[i].placed->box, right);
      int permille = permille_of(&look->sheet->grid, &strip);
      if (permille <= found->hole_permille)
        continue;
      found->hole = strip;
      found->hole_permille = permille;
    }
}

/* --- told ----------------------------------------------------------------------------------------------------- */

static void tell_hole(const Look *look, const PageLook *found)
{
  const Cells cells = rules_cells(&look->sheet->grid, &found->hole);
  if (found->hole_permille > COST_RULES_HOLE && !(look->allows & 1u << PAGE_RULE_PAGE_HOLE))
    diag_add_at(look->diags, DIAG_PAGE_HOLE, look->page->spec->place, look->page->number, NULL, look->page->spec->label,
                found->hole_permille / 10, cells.column_first, cells.column_last, cells.row_first, cells.row_last);
}

PageLook white_check(const Look *look)
{
  const Grid *grid = &look->sheet->grid;
  WhiteMap map = draw_map(look);
  PageLook found = {0};
  for (unsigned i = 0; look->page->layout && i < look->page->layout->n_slots; i++) {
    unsigned white = count_white(&map, &look->page->layout->slots[i]);
    found.white_lines += white;
    tell_slot(look, &look->page->layout->slots[i], white);
  }
  const Hole hole = find_hole(&map);
  if (hole.columns) {
    found.hole = grid_box(grid, hole.column, hole.column + hole.columns - 1, hole.line, hole.line + hole.lines - 1);
    found.hole_permille = (int)(area_of(&hole) * 1000 / MAX((int64_t)grid->columns * grid->lines, 1));
  }
  find_strips(look, &found);
  tell_hole(look, &found);
  g_free(map.covered);
  return found;
}
