/* Arranging a slot: the head first, then wide things and pictures at the tops and feet of columns; what is left is
 * cells for text. */
#include "compose/slot.h"

/* Grid lines the head takes, with what the fit gave it of white. */
int arrange_head_rows(const Slot *slot)
{
  return slot->head->rows + slot->head_extra;
}

int arrange_first_free(const Room *room, int column, bool from_bottom)
{
  if (from_bottom) {
    for (int row = room->row_last; row >= room->row_first; row--)
      if (room_free(room, column, row))
        return row;
  } else {
    for (int row = room->row_first; row <= room->row_last; row++)
      if (room_free(room, column, row))
        return row;
  }
  return 0;
}

/* The row a thing of SPAN × ROWS may stand in with its left column COLUMN; 0 where it can't. */
static int find_row(const Room *room, int column, int span, int rows, bool at_bottom)
{
  int row = arrange_first_free(room, column, at_bottom);
  if (!row)
    return 0;
  for (int c = column; c < column + span; c++)
    if (arrange_first_free(room, c, at_bottom) != row)
      return 0;
  int top = at_bottom ? row - rows + 1 : row;
  for (int r = top; r < top + rows; r++)
    for (int c = column; c < column + span; c++)
      if (!room_free(room, c, r))
        return 0;
  return top;
}

static bool find_spot(const Room *room, int wanted, int span, int rows, bool at_bottom, int *column, int *row)
{
  for (int away = 0; away < room->columns; away++)
    for (int sign = 1; sign >= -1; sign -= 2) {
      int c = wanted + sign * away;
      if (c < 0 || c + span > room->columns)
        continue;
      *row = find_row(room, c, span, rows, at_bottom);
      *column = c;
      if (*row)
        return true;
    }
  return false;
}

/* First picture: at the top, off the column the text starts in. Others: towards where the text speaks of them, at the
 * foot. */
static int choose_column(const PictureVar *var, const Room *room, unsigned index)
{
  int spare = room->columns - var->span;
  if (index == 0)
    return spare >= 2 ? 1 : spare;
  if (var->anchor >= 0)
    return CLAMP(var->anchor * room->columns / 1000 - var->span / 2, 0, spare);
  return index % 2 ? spare : 0;
}

/* Its columns go; of the one a narrower picture does not fill, text keeps what is left: whole characters, at its far
 * side. */
static void take_columns(Slot *slot, Room *room, PictureVar *var, unsigned index, int rows)
{
  room_take(room, var->column, var->span, var->row, rows, BUSY_TAKEN);
  if (!var->width)
    return;
  Mpt em = slot->work->sheet->grid.em;
  Mpt left = room_span_w(room, var->column, var->span) - var->width - room->gutter;
  Mpt w = MIN(left, room->w) / em * em;
  var->right = room->columns == 1 ? index % 2 : var->column > 0 && var->column + var->span == room->columns;
  int column = var->right ? var->column : var->column + var->span - 1;
  Mpt x = var->right ? room->x[column] : room->x[column] + room->w - w;
  room_take_narrow(room, (Narrow){column, var->row, rows, x, w});
}

static void arrange_picture(Slot *slot, PictureVar *var, unsigned index)
{
  bool bottom = var->where == PICTURE_COLUMN_BOTTOM || (var->where == PICTURE_AUTO && index > 0);
  int rows = picture_total_rows(var);
  var->column = -1;
  for (unsigned r = 0; r < slot->n_rooms; r++) {
    Room *room = &slot->rooms[r];
    int wanted = CLAMP(choose_column(var, room, index) + var->shift, 0, MAX(0, room->columns - var->span));
    for (int turn = 0; turn < 2; turn++) {
      var->at_bottom = turn ? !bottom : bottom;
      if (var->span > room->columns ||
          !find_spot(room, wanted, var->span, rows, var->at_bottom, &var->column, &var->row)) {
        var->column = -1;
        continue;
      }
      slot->var_room[index] = r;
      take_columns(slot, room, var, index, rows);
      return;
    }
  }
}

static void arrange_wide(Slot *slot, Wide *wide)
{
  wide->column = -1;
  for (unsigned r = 0; wide->group && r < slot->n_rooms; r++) {
    Room *room = &slot->rooms[r];
    for (int bottom = 0; bottom < 2; bottom++)
      if (wide->span <= room->columns && find_spot(room, room->columns - wide->span, wide->span, wide->group->rows,
                                                   bottom, &wide->column, &wide->row)) {
        wide->room = r;
        room_take(room, wide->column, wide->span, wide->row, wide->group->rows, BUSY_TAKEN);
        return;
      }
    wide->column = -1;
  }
}

/* One line between two things is no place for text. */
static void close_slits(Room *room)
{
  for (int c = 0; c < room->columns; c++) {
    int run = 0;
    for (int row = room->row_first; row <= room->row_last + 1; row++) {
      if (room_free(room, c, row) || room_narrow(room, c, row)) {
        run++;
        continue;
      }
      if (run == 1 && room_rows(room) > 1)
        room_take(room, c, 1, row - 1, 1, BUSY_CUT);
      run = 0;
    }
  }
}

void arrange_collect_cells(Slot *slot)
{
  unsigned most = 0;
  for (unsigned r = 0; r < slot->n_rooms; r++)
    most += (unsigned)(room_rows(&slot->rooms[r]) * slot->rooms[r].columns);
  if (!slot->cells) /* the rooms keep their size */
    slot->cells = ARENA_ARRAY(slot->work->arena, Cell, most + 1);
  slot->n_cells = 0;
  unsigned segment = 0, column = 0;
  for (unsigned r = 0; r < slot->n_rooms; r++) {
    Room *room = &slot->rooms[r];
    for (int c = 0; c < room->columns; c++, column++) {
      bool before = false;
      for (int row = room->row_first; row <= room->row_last; row++) {
        const Narrow *narrow = room_narrow(room, c, row);
        bool has_text = narrow || room_free(room, c, row);
        segment += has_text && !before;
        before = has_text;
        if (has_text)
          slot->cells[slot->n_cells++] = (Cell){.x = narrow ? narrow->x : room->x[c],
                                                .w = narrow ? narrow->w : room->w,
                                                .row = row,
                                                .segment = segment,
                                                .column = column};
      }
    }
  }
}

void arrange_slot(Slot *slot)
{
  Room *first = &slot->rooms[0];
  for (unsigned r = 0; r < slot->n_rooms; r++)
    room_clear(&slot->rooms[r]);
  Room *last = &slot->rooms[slot->n_rooms - 1];
  room_take(last, 0, last->columns, last->row_last - slot->cut_rows + 1, slot->cut_rows, BUSY_CUT);
  if (slot->upright)
    for (int c = 0; c < first->columns; c++) {
      bool under = first->x[c] + first->w > slot->strip.x && first->x[c] < slot->strip.x + slot->strip.w;
      if (under)
        room_take(first, c, 1, first->row_first, slot->strip_rows, BUSY_TAKEN);
    }
  else if (slot->head)
    room_take(first, slot->head_column, slot->head_columns, first->row_first, arrange_head_rows(slot), BUSY_TAKEN);
  for (unsigned i = 0; i < slot->n_wides; i++)
    arrange_wide(slot, &slot->wides[i]);
  for (unsigned i = 0; i < slot->n_vars; i++)
    if (slot->vars[i].where != PICTURE_INLINE)
      arrange_picture(slot, &slot->vars[i], i);
  for (unsigned r = 0; r < slot->n_rooms; r++)
    close_slits(&slot->rooms[r]);
  arrange_collect_cells(slot);
}
