/* A slot: its head, its pictures and wide things arranged in the columns, and the text poured into what is left. */
#include "compose/slot.h"

#include <string.h>

/* A head leaves its text a fourth of the slot's lines, or three. */
static int head_rows_most(const Room *room)
{
  int rows = room_rows(room);
  return rows - MIN(3, rows / 4);
}

/* A strip leaves its text a column of five characters. */
static Mpt strip_most(const Slot *slot)
{
  const Room *room = &slot->rooms[0];
  Mpt em = slot->work->sheet->grid.em;
  return MAX(room_span_w(room, 0, room->columns) - room->gutter - 5 * em, 2 * em);
}

static void build_head(Slot *slot)
{
  if (!slot->article || slot->slot->head.side == HEAD_NONE)
    return;
  const LayoutHead *head = &slot->slot->head;
  if (slot->upright)
    slot->head = headline_upright(slot->work, slot->article, head, slot->strip.w, slot->strip_rows);
  else
    slot->head = headline_across(slot->work, slot->article, head, slot->head_w, head_rows_most(&slot->rooms[0]));
}

static void open_head(Slot *slot)
{
  const LayoutHead *head = &slot->slot->head;
  Room *room = &slot->rooms[0];
  slot->upright = head->side == HEAD_LEFT || head->side == HEAD_RIGHT;
  if (slot->upright) {
    slot->strip_rows = head->height > 0 ? MIN(head->height, room_rows(room)) : room_rows(room);
    Mpt width = headline_strip_width(slot->work, slot->article, head, slot->strip_rows, strip_most(slot));
    slot->strip = room_take_strip(slot->work, room, head->side, width, slot->strip_rows);
  } else {
    slot->head_column = head->column_first > 0 ? MIN(head->column_first, room->columns) - 1 : 0;
    int last = head->column_last > 0 ? MIN(head->column_last, room->columns) : room->columns;
    slot->head_columns = MAX(1, last - slot->head_column);
    slot->head_w = room_span_w(room, slot->head_column, slot->head_columns);
  }
  build_head(slot);
}

/* --- placing --------------------------------------------------------------------------------------------- */

void slot_place_head(Slot *slot)
{
  if (!slot->head)
    return;
  const Grid *grid = &slot->work->sheet->grid;
  Room *room = &slot->rooms[0];
  Mpt x = slot->upright ? slot->strip.x : room->x[slot->head_column];
  Mpt lower = slot->head_extra * grid->leading * 45 / 100; /* added white: a little less above than below */
  group_place(slot->work, slot->head, x, grid_line_y(grid, room->row_first) + lower);
}

static void place_pictures(Slot *slot)
{
  const Grid *grid = &slot->work->sheet->grid;
  for (unsigned i = 0; i < slot->n_vars; i++) {
    PictureVar *var = &slot->vars[i];
    if (var->where == PICTURE_INLINE)
      continue;
    if (var->column < 0) {
      diag_add_at(slot->work->diags, DIAG_PICTURE_NO_ROOM, var->picture->place, slot->work->number, var->article->slug,
                  var->picture->name, slot->slot->name);
      continue;
    }
    Room *room = &slot->rooms[slot->var_room[i]];
    Mpt whole = room_span_w(room, var->column, var->span), width = var->width ? var->width : whole;
    Mpt x = room->x[var->column] + (var->right ? whole - width : 0);
    group_place(slot->work, picture_group(slot->work, var, width), x, grid_line_y(grid, var->row));
  }
}

/* Figures or a table alone in a slot stand in the middle of what the head leaves, not at its top. */
static Mpt centre_wides(const Slot *slot)
{
  const Grid *grid = &slot->work->sheet->grid;
  int last = 0;
  if (slot->blocks->len || slot->n_vars || !slot->n_wides)
    return 0;
  for (unsigned i = 0; i < slot->n_wides; i++)
    if (slot->wides[i].column >= 0)
      last = MAX(last, slot->wides[i].row + slot->wides[i].group->rows - 1);
  int left = last ? slot->rooms[0].row_last - last : 0;
  return MAX(left, 0) * grid->leading / 2;
}

static void place_wides(Slot *slot)
{
  const Grid *grid = &slot->work->sheet->grid;
  Mpt lower = centre_wides(slot);
  for (unsigned i = 0; i < slot->n_wides; i++) {
    Wide *wide = &slot->wides[i];
    if (wide->column < 0) {
      diag_add_at(slot->work->diags, DIAG_WIDE_NO_ROOM, wide->block.place, slot->work->number,
                  wide->block.article->slug, slot->slot->name);
      continue;
    }
    Room *room = &slot->rooms[wide->room];
    group_place(slot->work, wide->group, room->x[wide->column], grid_line_y(grid, wide->row) + lower);
  }
}

static void count_white(Slot *slot, const Pour *result)
{
  unsigned white = result->end < slot->n_cells ? slot->n_cells - result->end : 0;
  for (unsigned r = 0; r < slot->n_rooms; r++) {
    Room *room = &slot->rooms[r];
    for (int c = 0; c < room->columns; c++)
      for (int row = room->row_first; row <= room->row_last; row++)
        white += room->busy[(row - room->row_first) * (int)G_N_ELEMENTS(room->x) + c] == BUSY_CUT;
  }
  /* Columns that end level, a line short at most, are full. */
  bool meant = slot->blocks->len || (!slot->n_vars && !slot->n_wides); /* a picture alone leaves its white on purpose */
  if (slot->article && meant && white > (unsigned)slot->rooms[slot->n_rooms - 1].columns)
    work_article(slot->work, slot->article)->missing_lines += (int)white;
}

/* --- the chain ----------------------------------------------------------------------------------------------- */

static const LayoutSlot *find_slot(const LayoutTemplate *templ, const char *name)
{
  for (unsigned i = 0; name && i < templ->n_slots; i++)
    if (!strcmp(templ->slots[i].name, name))
      return &templ->slots[i];
  return NULL;
}

static void open_rooms(Slot *slot, const LayoutTemplate *templ)
{
  const LayoutSlot *at = slot->slot;
  for (; at && slot->n_rooms < CHAIN_MOST; at = find_slot(templ, at->flow)) {
    Room *room = &slot->rooms[slot->n_rooms++];
    room_open(slot->work, room, at);
    room_check(slot->work, room);
    room_decorate(slot->work, room);
  }
}

/* The sides on which the slot ends with the type area; top 1, right 2, bottom 4, left 8, as a border's. */
static unsigned outer_sides(const Grid *grid, const LayoutSlot *slot)
{
  return (slot->row_first <= 1 ? 1u : 0) | (slot->column_last >= grid->columns ? 2u : 0) |
         (slot->row_last >= grid->lines ? 4u : 0) | (slot->column_first <= 1 ? 8u : 0);
}

static Box reach_trim(const Grid *grid, Box box, unsigned sides)
{
  Mpt right = sides & 2 ? grid->trim_w : box.x + box.w, bottom = sides & 4 ? grid->trim_h : box.y + box.h;
  box.x = sides & 8 ? 0 : box.x;
  box.y = sides & 1 ? 0 : box.y;
  return (Box){box.x, box.y, right - box.x, bottom - box.y};
}

/* A finished page has the slot to itself: what is inside its border. True: the slot is done with. */
static bool place_advert(Work *work, const LayoutSlot *layout_slot, const SlotFilling *filling)
{
  bool placed = false;
  for (unsigned i = 0; i < filling->n_articles; i++) {
    const Article *article = filling->articles[i];
    if (!article->advert)
      continue;
    if (filling->n_articles > 1) {
      diag_add_at(work->diags, DIAG_ADVERT_SHARES, article->advert->place, work->number, article->slug,
                  article->advert->name, layout_slot->name);
      continue;
    }
    Room room;
    room_open(work, &room, layout_slot);
    room_decorate(work, &room);
    Mpt inset = style_border_depth(layout_slot->border.kind, room_border_weight(work, layout_slot));
    Placed item = {.kind = PLACED_ADVERT, .article = article->slug, .advert = article->advert};
    item.box = (Box){room.outer.x + inset, room.outer.y + inset, room.outer.w - 2 * inset, room.outer.h - 2 * inset};
    if (layout_slot->bleed) {
      item.sides = outer_sides(&work->sheet->grid, layout_slot);
      item.box = reach_trim(&work->sheet->grid, item.box, item.sides);
    }
    work_article(work, article)->y = item.box.y;
    work_add_placed(work, &item);
    placed = true;
  }
  return placed;
}

void slot_compose(Work *work, const LayoutTemplate *templ, const LayoutSlot *layout_slot, const SlotFilling *filling)
{
  work->slot = layout_slot;
  if (place_advert(work, layout_slot, filling))
    return;
  Slot *slot = ARENA_NEW(work->arena, Slot);
  slot->work = work;
  slot->slot = layout_slot;
  slot->article = filling->n_articles == 1 ? filling->articles[0] : NULL;
  slot->blocks = g_array_new(FALSE, TRUE, sizeof(FlowBlock));
  g_ptr_array_add(work->garbage, slot->blocks);
  for (unsigned i = 0; i < filling->n_articles; i++)
    work_article(work, filling->articles[i])->y = grid_line_y(&work->sheet->grid, layout_slot->row_first);
  open_rooms(slot, templ);
  gather_recut(slot);
  if (slot->article)
    open_head(slot);
  gather_pictures(slot, filling);
  gather_articles(slot, filling);
  if (layout_slot->vertical) {
    upright_compose(slot);
    return;
  }
  Pour result = fit_slot(slot);
  slot_place_head(slot);
  place_wides(slot);
  place_pictures(slot);
  flow_place(work, (FlowBlock *)(void *)slot->blocks->data, slot->blocks->len, slot->cells, slot->n_cells, &result);
  count_white(slot, &result);
  for (unsigned r = 0; r < slot->n_rooms; r++)
    if (slot->rooms[r].slot->column_rules)
      room_rule_columns(work, &slot->rooms[r]);
}

void slot_compose_pictures(Work *work, const LayoutSlot *slot)
{
  work->slot = slot;
  Room room;
  room_open(work, &room, slot);
  int row = room.row_first;
  for (unsigned a = 0; a < work->spec->n_articles; a++) {
    const Article *article = work->spec->articles[a];
    for (unsigned i = 0; i < article->n_pictures; i++) {
      const Picture *picture = &article->pictures[i];
      ImageInfo *info = ARENA_NEW(work->arena, ImageInfo);
      if (picture->where != PICTURE_SLOT || g_strcmp0(picture->slot, slot->name) || !picture->path ||
          !image_probe(work->arena, picture->path, picture->name, picture->place, info, work->diags))
        continue;
      if (row == room.row_first)
        room_decorate(work, &room);
      PictureVar var = {.picture = picture, .info = info, .article = article, .span = room.columns};
      Mpt width = room_span_w(&room, 0, room.columns);
      picture_size(work, &var, width, slot, room.row_last - row + 2);
      var.rows = picture->crop ? MAX(1, room.row_last - row + 1 - var.caption_rows) : var.rows;
      group_place(work, picture_group(work, &var, width), room.x[0], grid_line_y(&work->sheet->grid, row));
      row += picture_total_rows(&var);
    }
  }
}
