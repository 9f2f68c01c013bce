#include "compose/zone.h"

#include "compose/page.h"

#include <string.h>

#include "base/costs.h"

/* Cells of the page's grid that furniture or slots take. */
typedef struct {
  int columns, lines;
  uint8_t *taken; /* columns × lines */
} Cells;

static void take(Cells *cells, int column_first, int column_last, int line_first, int line_last)
{
  for (int c = MAX(column_first, 1); c <= MIN(column_last, cells->columns); c++)
    for (int l = MAX(line_first, 1); l <= MIN(line_last, cells->lines); l++)
      cells->taken[(c - 1) * cells->lines + l - 1] = 1;
}

/* Whether an article of a slot filled by name sends it a picture. */
static bool gets_picture(const PageSpec *spec, const LayoutSlot *slot)
{
  for (unsigned a = 0; a < spec->n_articles - spec->n_free; a++)
    for (unsigned i = 0; i < spec->articles[a]->n_pictures; i++) {
      const Picture *picture = &spec->articles[a]->pictures[i];
      if (picture->where == PICTURE_SLOT && !g_strcmp0(picture->slot, slot->name))
        return true;
    }
  return false;
}

bool zone_is_taken(const Work *work, const LayoutTemplate *templ, const LayoutSlot *slot)
{
  const PageSpec *spec = work->spec;
  return slot_filling_lookup(spec->fillings, spec->n_fillings, slot->name) || gets_picture(spec, slot) ||
         page_flows_into(templ, slot, spec->fillings, spec->n_fillings);
}

/* A ground under the whole type area takes none of it, nor do rules between its columns. */
static bool is_ground(const Box *type, const LayoutFurniture *furniture, const Box *box)
{
  bool whole = box->x <= type->x && box->y <= type->y && box_right(box) >= box_right(type) &&
               box_bottom(box) >= box_bottom(type);
  return furniture->kind == FURNITURE_COLUMN_RULES || (whole && furniture->kind == FURNITURE_BAND);
}

/* Of a spread its left page's. */
static Box page_type(const Grid *grid)
{
  Box type = grid->type;
  type.w -= grid->fold ? grid->fold_x : 0;
  return type;
}

static void take_furniture(const Work *work, Cells *cells, const LayoutFurniture *furniture)
{
  const Grid *grid = &work->sheet->grid;
  const Box page = page_type(grid), *type = &page, box = style_furniture(work->sheet, furniture)->box;
  if (is_ground(type, furniture, &box) || box_bottom(&box) <= type->y || box.y >= box_bottom(type))
    return;
  int first = 0, last = cells->columns + 1; /* columns it reaches into */
  for (int c = 1; c <= (grid->fold ? grid->fold : grid->columns); c++) {
    Mpt left = grid_column_x(grid, c), right = left + grid_span_w(grid, c, c);
    first = right <= box.x ? c : first;
    last = left >= box_right(&box) ? MIN(last, c) : last;
  }
  int above = (int)((box.y - type->y) / grid->leading), under = (int)((box_bottom(&box) - type->y) / grid->leading);
  take(cells, first + 1, MIN(last - 1, grid->fold ? grid->fold : last), above, under + 2);
}

static Cells mark_furniture(const Work *work, const LayoutTemplate *templ)
{
  const Grid *grid = &work->sheet->grid;
  Cells cells = {grid->columns, grid->lines, NULL};
  cells.taken = ARENA_ARRAY(work->arena, uint8_t, (size_t)grid->columns * (size_t)grid->lines);
  for (unsigned i = 0; i < templ->n_furniture; i++)
    take_furniture(work, &cells, &templ->furniture[i]);
  if (grid->fold) /* the other page has the same */
    memcpy(cells.taken + grid->fold * grid->lines, cells.taken, (size_t)grid->fold * (size_t)grid->lines);
  return cells;
}

/* The longest run of lines free in all columns FIRST … LAST. */
static Zone find_run(const Cells *cells, int first, int last)
{
  Zone best = {.column = first, .columns = last - first + 1, .row = 1};
  for (int line = 1, run = 0; line <= cells->lines; line++) {
    bool free = true;
    for (int c = first; c <= last; c++)
      free = free && !cells->taken[(c - 1) * cells->lines + line - 1];
    run = free ? run + 1 : 0;
    if (run > best.rows) {
      best.rows = run;
      best.row = line - run + 1;
    }
  }
  return best;
}

static Zone find_largest(const Cells *cells)
{
  Zone best = {0};
  for (int first = 1; first <= cells->columns; first++)
    for (int last = first; last <= cells->columns; last++) {
      Zone zone = find_run(cells, first, last);
      int more = zone.columns * zone.rows - best.columns * best.rows;
      if (zone.rows >= COST_ZONE_LEAST && (more > 0 || (more == 0 && zone.row < best.row)))
        best = zone;
    }
  return best;
}

static bool lies_outside(const Zone *zone, const LayoutSlot *slot)
{
  return slot->column_last < zone->column || slot->column_first >= zone->column + zone->columns ||
         slot->row_last < zone->row || slot->row_first >= zone->row + zone->rows;
}

/* The corner of the zone a slot inside it fills, narrower and lower than it; CORNER_NONE. */
static MakeupCorner corner_of(const Zone *zone, const LayoutSlot *slot)
{
  bool left = slot->column_first == zone->column, right = slot->column_last == zone->column + zone->columns - 1;
  bool top = slot->row_first == zone->row, foot = slot->row_last == zone->row + zone->rows - 1;
  if (left == right || top == foot || slot->row_first < zone->row || slot->column_first < zone->column)
    return CORNER_NONE;
  return left ? top ? CORNER_UPPER_LEFT : CORNER_LOWER_LEFT : top ? CORNER_UPPER_RIGHT : CORNER_LOWER_RIGHT;
}

/* False: the slot stands where the zone cannot be made up around it. */
static bool add_corner(Zone *zone, const LayoutSlot *slot)
{
  MakeupCorner corner = corner_of(zone, slot);
  for (unsigned i = 0; i < zone->n_corners; i++)
    if (zone->corner[i].corner == corner)
      return false;
  if (corner == CORNER_NONE)
    return false;
  zone->corner[zone->n_corners++] = (ZoneCorner){slot, corner};
  return true;
}

static Zone find_zone(const Work *work, const LayoutTemplate *templ, bool corners)
{
  Cells cells = mark_furniture(work, templ);
  Zone zone = find_largest(&cells);
  for (unsigned i = 0; i < templ->n_slots && zone.columns; i++) {
    const LayoutSlot *slot = &templ->slots[i];
    if (!zone_is_taken(work, templ, slot) || lies_outside(&zone, slot) || (corners && add_corner(&zone, slot)))
      continue;
    take(&cells, slot->column_first, slot->column_last, slot->row_first - 1, slot->row_last + 1);
    zone = find_largest(&cells);
    i = UINT_MAX; /* again from the first, in the smaller zone */
  }
  return zone;
}

const LayoutTemplate *zone_like(const Work *work, bool corners, Zone *zone)
{
  const Layout *layout = work->sheet->layout;
  const LayoutTemplate *best = work->spec->templ;
  if (best)
    *zone = find_zone(work, best, corners);
  for (unsigned t = 0; !work->spec->templ && t < layout->n_templates; t++) {
    Zone other = find_zone(work, &layout->templates[t], corners);
    if (other.columns * other.rows <= zone->columns * zone->rows)
      continue;
    *zone = other;
    best = &layout->templates[t];
  }
  return best;
}
