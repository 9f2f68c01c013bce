/* The inside of a slot: outer box, inset of a frame or tint, columns of whole characters, lines taken and free (§7
 * 破栏, 围框). */
#include "compose/work.h"

#include <string.h>

static bool is_boxed(const LayoutSlot *slot)
{
  return slot->border.kind != BORDER_NONE || slot->tint;
}

/* Columns of whole characters in X … X + W; what is left over widens the gutters, or centres a single column. */
static void cut_columns(const Grid *grid, Room *room, Mpt x, Mpt w, int n, Mpt gutter)
{
  n = CLAMP(n, 1, (int)G_N_ELEMENTS(room->x));
  while (n > 1 && (w - (n - 1) * gutter) / n < 5 * grid->em)
    n--;
  Mpt characters = MAX((w - (n - 1) * gutter) / MAX(n, 1) / grid->em, 1);
  room->columns = n;
  room->w = characters * grid->em;
  Mpt left = w - n * room->w;
  for (int i = 0; i < n; i++)
    room->x[i] = n > 1 ? x + (Mpt)((int64_t)(w - room->w) * i / (n - 1)) : x + left / 2;
  room->gutter = n > 1 ? room->x[1] - room->x[0] - room->w : gutter;
}

static void mark_busy_array(Work *work, Room *room)
{
  int rows = room->row_last - room->row_first + 1;
  room->busy = arena_alloc(work->arena, (size_t)MAX(rows, 1) * G_N_ELEMENTS(room->x));
}

Mpt room_border_weight(Work *work, const LayoutSlot *slot)
{
  return slot->border.weight.unit == UNIT_NONE ? 500 : style_length(work->sheet, slot->border.weight);
}

/* White inside a frame or tint: as given, or a character; never less than half a character clear of the border's ink.
 */
static Mpt choose_inset(Work *work, const LayoutSlot *slot)
{
  Mpt em = work->sheet->grid.em;
  Mpt given = slot->border.inset.unit == UNIT_NONE ? em : style_length(work->sheet, slot->border.inset);
  return MAX(given, style_border_depth(slot->border.kind, room_border_weight(work, slot)) + em / 2);
}

void room_open(Work *work, Room *room, const LayoutSlot *slot)
{
  const Grid *grid = &work->sheet->grid;
  *room = (Room){.slot = slot, .row_first = slot->row_first, .row_last = slot->row_last};
  Mpt x = grid_column_x(grid, slot->column_first), w = grid_span_w(grid, slot->column_first, slot->column_last);
  /* The box runs from the Han top of its first line to the baseline of its last: level with the text beside it. */
  Mpt top = grid_line_y(grid, slot->row_first) + (grid->leading - grid->em) / 2;
  room->outer = (Box){x, top, w, grid_baseline(grid, slot->row_last) - top};
  int n = slot->columns ? slot->columns : slot->column_last - slot->column_first + 1;
  Mpt gutter = slot->gutter.unit == UNIT_NONE ? grid->gutter : style_length(work->sheet, slot->gutter);
  if (is_boxed(slot)) {
    Mpt inset = choose_inset(work, slot);
    int rows = MAX(1, (inset + grid->leading / 2) / grid->leading);
    room->row_first += rows;
    room->row_last -= rows;
    cut_columns(grid, room, x + inset, w - 2 * inset, n, gutter);
  } else if (slot->columns && slot->columns != slot->column_last - slot->column_first + 1) {
    cut_columns(grid, room, x, w, n, gutter);
  } else {
    room->columns = n;
    room->w = grid->column_w;
    room->gutter = grid->gutter;
    for (int i = 0; i < n; i++)
      room->x[i] = grid_column_x(grid, slot->column_first + i);
  }
  mark_busy_array(work, room);
}

void room_check(Work *work, const Room *room)
{
  const LayoutSlot *slot = room->slot;
  int characters = room->w / work->sheet->grid.em;
  if (slot->columns > room->columns)
    diag_add_at(work->diags, DIAG_COLUMNS_FEWER, slot->place, work->number, NULL, slot->name, slot->columns,
                room->columns);
  else if (characters < 9)
    diag_add_at(work->diags, DIAG_COLUMN_NARROW, slot->place, work->number, NULL, slot->name, characters);
}

void room_recut(Work *work, Room *room, int columns)
{
  cut_columns(&work->sheet->grid, room, room->x[0], room_span_w(room, 0, room->columns), columns, room->gutter);
}

int room_rows(const Room *room)
{
  return MAX(0, room->row_last - room->row_first + 1);
}

bool room_free(const Room *room, int column, int row)
{
  if (row < room->row_first || row > room->row_last || column < 0 || column >= room->columns)
    return false;
  return !room->busy[(row - room->row_first) * (int)G_N_ELEMENTS(room->x) + column];
}

const Narrow *room_narrow(const Room *room, int column, int row)
{
  if (row < room->row_first || row > room->row_last ||
      room->busy[(row - room->row_first) * (int)G_N_ELEMENTS(room->x) + column] != BUSY_NARROW)
    return NULL;
  for (unsigned i = 0; i < room->n_narrow; i++) {
    const Narrow *narrow = &room->narrow[i];
    if (narrow->column == column && row >= narrow->row && row < narrow->row + narrow->rows)
      return narrow;
  }
  return NULL;
}

void room_take_narrow(Room *room, Narrow narrow)
{
  room_take(room, narrow.column, 1, narrow.row, narrow.rows, room->n_narrow < NARROW_MOST ? BUSY_NARROW : BUSY_TAKEN);
  if (room->n_narrow < NARROW_MOST)
    room->narrow[room->n_narrow++] = narrow;
}

void room_clear(Room *room)
{
  room->n_narrow = 0;
  memset(room->busy, BUSY_FREE, (size_t)room_rows(room) * G_N_ELEMENTS(room->x));
}

void room_take(Room *room, int column, int columns, int row, int rows, uint8_t how)
{
  for (int r = MAX(row, room->row_first); r < row + rows && r <= room->row_last; r++)
    for (int c = column; c < column + columns && c < room->columns; c++)
      room->busy[(r - room->row_first) * (int)G_N_ELEMENTS(room->x) + c] = how;
}

Mpt room_span_w(const Room *room, int first, int columns)
{
  return room->x[first + columns - 1] + room->w - room->x[first];
}

Box room_take_strip(Work *work, Room *room, HeadSide side, Mpt width, int rows)
{
  const Grid *grid = &work->sheet->grid;
  Mpt left = room->x[0], right = room->x[room->columns - 1] + room->w;
  Mpt gutter = room->gutter;
  int n = room->columns;
  bool whole = rows >= room_rows(room);
  /* A strip of about a column's width takes that column; another re-cuts what is left, the column count kept where it
   * still holds 9 characters. */
  int columns = (width + gutter + room->w / 4) / (room->w + gutter);
  columns = CLAMP(columns, 1, MAX(1, n - 1));
  Mpt taken = columns * room->w + (columns - 1) * gutter;
  bool fits = n > 1 && width <= taken + gutter / 2 && width * 4 >= taken * 3;
  Box strip = {0, grid_line_y(grid, room->row_first), width, rows * grid->leading};
  if (fits || !whole) {
    int first = side == HEAD_LEFT ? 0 : n - columns;
    strip.x = room->x[first];
    strip.w = room_span_w(room, first, columns);
    room_take(room, first, columns, room->row_first, rows, BUSY_TAKEN);
    return strip;
  }
  strip.x = side == HEAD_LEFT ? left : right - width;
  Mpt rest = right - left - width - gutter;
  int count = MAX(1, (rest + gutter) / MAX(room->w + gutter, 1));
  if (n > count && (rest - (n - 1) * gutter) / n >= 12 * grid->em)
    count = n;
  cut_columns(grid, room, side == HEAD_LEFT ? left + width + gutter : left, rest, count, gutter);
  if (room->columns == 1) /* keep the outer edge on the column edge */
    room->x[0] = side == HEAD_LEFT ? right - room->w : left;
  return strip;
}

void room_decorate(Work *work, const Room *room)
{
  const LayoutSlot *slot = room->slot;
  if (slot->tint) {
    Placed band = {.kind = PLACED_BAND,
                   .furniture = true,
                   .box = room->outer,
                   .ink = style_ink(work->sheet, slot->tint, slot->tint_percent)};
    work_add_placed(work, &band);
  }
  if (slot->border.kind == BORDER_NONE)
    return;
  Placed frame = {.kind = PLACED_FRAME,
                  .furniture = true,
                  .box = room->outer,
                  .weight = room_border_weight(work, slot),
                  .border = slot->border.kind,
                  .pattern = slot->border.pattern,
                  .sides = slot->border.sides,
                  .ink = style_ink(work->sheet, slot->border.colour, 10000)};
  work_add_placed(work, &frame);
}

static void add_column_rule(Work *work, Mpt x, Mpt top, Mpt bottom)
{
  Placed rule = {.kind = PLACED_RULE,
                 .furniture = true,
                 .box = {x, top, 0, bottom - top},
                 .weight = 250,
                 .border = BORDER_LINE,
                 .ink = style_ink(work->sheet, NULL, 10000)};
  work_add_placed(work, &rule);
}

static bool is_cut(const Room *room, int column, int row)
{
  return row >= room->row_first && row <= room->row_last &&
         room->busy[(row - room->row_first) * (int)G_N_ELEMENTS(room->x) + column] == BUSY_CUT;
}

/* Text on both sides, or at the foot, where columns end a line apart, on one. */
static bool stands_between_text(const Room *room, int left, int row)
{
  bool a = room_free(room, left, row), b = room_free(room, left + 1, row);
  return (a && b) || (a && is_cut(room, left + 1, row)) || (b && is_cut(room, left, row));
}

/* A rule runs where the lines on both sides are text; runs of under three lines get none. */
void room_rule_columns(Work *work, const Room *room)
{
  const Grid *grid = &work->sheet->grid;
  for (int c = 0; c + 1 < room->columns; c++) {
    Mpt x = (room->x[c] + room->w + room->x[c + 1]) / 2;
    int from = 0;
    for (int row = room->row_first; row <= room->row_last + 1; row++) {
      bool text = stands_between_text(room, c, row);
      if (text && !from)
        from = row;
      if (!text && from) {
        if (row - from >= 3)
          add_column_rule(work, x, grid_line_y(grid, from) + (grid->leading - grid->em) / 2,
                          grid_baseline(grid, row - 1));
        from = 0;
      }
    }
  }
}
