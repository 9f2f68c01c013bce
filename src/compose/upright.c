/* 竖排: a slot whose lines run down and follow each other from right to left, in one to six tiers (栏) one under the
   other (rules §5). Its text is not on the page's grid; line pitch and tiers are its own. Pictures stand upright in a
   strip at its left end, after the text. */
#include "compose/slot.h"

enum {
  TIERS_MOST = 6,
  TIER_CHARACTERS = 24, /* without `tiers` a line runs no further */
  LEAST_CHARACTERS = 5,
  FEW_CHARACTERS = 9,
};

/* How the inside is cut. */
typedef struct {
  Box area; /* for text */
  Mpt em, pitch, measure, gutter;
  unsigned tiers, lines; /* lines a tier */
} Cut;

/* What the head leaves: its strip with the gutter beside it goes, or its grid lines at the top. */
static Box find_area(const Slot *slot)
{
  const Grid *grid = &slot->work->sheet->grid;
  const Room *room = &slot->rooms[0];
  Mpt left = room->x[0], right = room->x[room->columns - 1] + room->w;
  int first = room->row_first;
  if (slot->head && slot->upright && slot->slot->head.side == HEAD_RIGHT)
    right = MIN(right, slot->strip.x - room->gutter);
  else if (slot->head && slot->upright)
    left = MAX(left, slot->strip.x + slot->strip.w + room->gutter);
  else if (slot->head)
    first += arrange_head_rows(slot);
  Mpt white = (grid->leading - grid->em) / 2, top = grid_line_y(grid, first) + white;
  return (Box){left, top, right - left, MAX(0, grid_line_y(grid, room->row_last) + grid->leading - white - top)};
}

/* --- pictures ------------------------------------------------------------------------------------ */

static void place_picture(Slot *slot, PictureVar *var, Mpt width, Mpt x, int row)
{
  group_place(slot->work, picture_group(slot->work, var, width), x, grid_line_y(&slot->work->sheet->grid, row));
}

/* In a strip at the left, one under the other; a strip that is full starts another beside it. */
static void place_pictures(Slot *slot, Box *area)
{
  const Grid *grid = &slot->work->sheet->grid;
  const Room *room = &slot->rooms[0];
  int top = room->row_last + 1 - (area->h + grid->leading - 1) / grid->leading, row = top;
  Mpt strip = 0;
  for (unsigned i = 0; i < slot->n_vars; i++) {
    PictureVar *var = &slot->vars[i];
    Mpt width = room_span_w(room, 0, MIN(MAX(var->span, 1), room->columns));
    int rows = picture_total_rows(var);
    if (row > top && row + rows - 1 > room->row_last) {
      area->x += strip + room->gutter;
      area->w -= strip + room->gutter;
      row = top;
      strip = 0;
    }
    if (row + rows - 2 > room->row_last || MAX(strip, width) + room->gutter > area->w - 2 * grid->leading) {
      diag_add_at(slot->work->diags, DIAG_PICTURE_NO_ROOM, var->picture->place, slot->work->number, var->article->slug,
                  var->picture->name, slot->slot->name);
      continue;
    }
    place_picture(slot, var, width, area->x, row);
    row += rows;
    strip = MAX(strip, width);
  }
  if (strip) {
    area->x += strip + room->gutter;
    area->w -= strip + room->gutter;
  }
}

/* --- tiers ----------------------------------------------------------------------------------------- */

static Mpt measure_of(const Cut *cut, unsigned tiers)
{
  return (cut->area.h - (Mpt)(tiers - 1) * cut->gutter) / (Mpt)tiers / cut->em * cut->em;
}

static unsigned choose_tiers(Slot *slot, const Cut *cut)
{
  const LayoutSlot *layout = slot->slot;
  unsigned wanted = layout->tiers ? (unsigned)layout->tiers : 1, tiers;
  while (!layout->tiers && wanted < TIERS_MOST && measure_of(cut, wanted) > TIER_CHARACTERS * cut->em)
    wanted++;
  for (tiers = wanted; tiers > 1 && measure_of(cut, tiers) < LEAST_CHARACTERS * cut->em; tiers--)
    ;
  int characters = measure_of(cut, tiers) / cut->em;
  if (tiers < wanted)
    diag_add_at(slot->work->diags, DIAG_COLUMNS_FEWER, layout->place, slot->work->number, NULL, layout->name,
                (int)wanted, (int)tiers);
  else if (characters < FEW_CHARACTERS)
    diag_add_at(slot->work->diags, DIAG_COLUMN_NARROW, layout->place, slot->work->number, NULL, layout->name,
                characters);
  return tiers;
}

static Cut cut_area(Slot *slot, Box area)
{
  const Grid *grid = &slot->work->sheet->grid;
  const LayoutSlot *layout = slot->slot;
  const TextStyle *style =
      slot->article ? gather_body_style(slot, slot->article) : style_lookup(slot->work->sheet, "body");
  Cut cut = {.area = area, .em = style->size, .pitch = MAX(grid->leading, style->size * 14 / 10)};
  cut.gutter = layout->gutter.unit == UNIT_NONE ? grid->em * 3 / 2 : style_length(slot->work->sheet, layout->gutter);
  cut.tiers = choose_tiers(slot, &cut);
  cut.measure = measure_of(&cut, cut.tiers);
  cut.lines = area.w >= cut.em ? (unsigned)((area.w - cut.em) / cut.pitch) + 1 : 0;
  return cut;
}

/* The first LINES of every tier, from the right; what characters leave of the height widens the gutters. */
static void collect_cells(Slot *slot, const Cut *cut, unsigned lines)
{
  if (!slot->cells)
    slot->cells = ARENA_ARRAY(slot->work->arena, Cell, cut->tiers * cut->lines + 1);
  slot->n_cells = 0;
  Mpt taken = cut->em + (Mpt)(MAX(lines, 1) - 1) * cut->pitch;
  bool beside_head = slot->head && slot->upright && slot->slot->head.side == HEAD_RIGHT;
  Mpt right = cut->area.x + cut->area.w - (beside_head ? 0 : MAX(0, cut->area.w - taken) / 2);
  for (unsigned t = 0; t < cut->tiers; t++)
    for (unsigned i = 0; i < lines; i++) {
      Mpt spare = cut->area.h - cut->measure;
      Mpt top = cut->area.y + (cut->tiers > 1 ? (Mpt)((int64_t)spare * t / (cut->tiers - 1)) : 0);
      slot->cells[slot->n_cells++] = (Cell){.x = right - cut->em / 2 - (Mpt)i * cut->pitch,
                                            .w = cut->measure,
                                            .top = top,
                                            .vertical = true,
                                            .segment = t,
                                            .column = t};
    }
}

static Pour pour(Slot *slot)
{
  return flow_pour(slot->work, (FlowBlock *)(void *)slot->blocks->data, slot->blocks->len, slot->cells, slot->n_cells,
                   (White){slot->n_cells, 300, 300});
}

/* Tiers end level: the fewest lines a tier that hold all. */
static Pour level(Slot *slot, const Cut *cut)
{
  collect_cells(slot, cut, cut->lines);
  Pour best = pour(slot);
  if (best.over || !cut->tiers || !slot->slot->level)
    return best;
  for (unsigned lines = MAX(1, (best.end + cut->tiers - 1) / cut->tiers); lines < cut->lines; lines++) {
    collect_cells(slot, cut, lines);
    Pour less = pour(slot);
    if (!less.over)
      return less;
  }
  collect_cells(slot, cut, cut->lines);
  return best;
}

static void rule_tiers(Slot *slot, const Cut *cut)
{
  for (unsigned i = 0; i + 1 < slot->n_cells; i++) {
    const Cell *a = &slot->cells[i], *b = &slot->cells[i + 1];
    if (a->segment == b->segment)
      continue;
    Placed rule = {.kind = PLACED_RULE,
                   .furniture = true,
                   .box = {cut->area.x, (a->top + a->w + b->top) / 2, cut->area.w, 0},
                   .weight = 250,
                   .border = BORDER_LINE,
                   .ink = style_ink(slot->work->sheet, NULL, 10000)};
    work_add_placed(slot->work, &rule);
  }
}

void upright_compose(Slot *slot)
{
  Box area = find_area(slot);
  place_pictures(slot, &area);
  Cut cut = cut_area(slot, area);
  Pour poured = level(slot, &cut);
  slot_place_head(slot);
  flow_place(slot->work, (FlowBlock *)(void *)slot->blocks->data, slot->blocks->len, slot->cells, slot->n_cells,
             &poured);
  unsigned per_tier = slot->n_cells / MAX(cut.tiers, 1);
  if (slot->article && !poured.over && cut.lines > per_tier)
    work_article(slot->work, slot->article)->missing_lines += (int)((cut.lines - per_tier) * cut.tiers);
  if (slot->slot->column_rules)
    rule_tiers(slot, &cut);
}

/* --- solids ------------------------------------------------------------------------------------------- */

static Group *open_group(Work *work, const FlowBlock *block, int rows)
{
  Group *group = group_new(work, block->article->slug, 0);
  group->rows = rows;
  return group;
}

/* One column of head in `lines` lines, every further one in one more; the white goes 62 : 38 before it. */
Group *upright_subhead_group(Work *work, const FlowBlock *block, Mpt w)
{
  const Grid *grid = &work->sheet->grid;
  const TextStyle *style = work_style(work, NULL, block->article, "subhead");
  unsigned n = block->source->n_lines, columns = 0;
  Head **heads = ARENA_ARRAY(work->arena, Head *, n + 1);
  for (unsigned i = 0; i < n; i++) {
    const Rich *line = block->source->lines[i];
    heads[i] = head_set(work->arena, work->shaper, &line, 1, false, style, w, 4, DIRECTION_VERTICAL,
                        block->article->keep, work->diags);
    columns += heads[i] ? heads[i]->n_lines : 0;
  }
  Mpt pitch = MAX(style->leading, style->size * 125 / 100);
  Mpt width = style->size + (Mpt)(MAX(columns, 1) - 1) * pitch;
  int rows = MAX((int)(style->lines + MAX(columns, 1) - 1), (width + grid->leading - 1) / grid->leading);
  Group *group = open_group(work, block, rows);
  Mpt x = -(rows * grid->leading - width) * 62 / 100 - style->size / 2;
  for (unsigned i = 0; i < n; i++)
    for (unsigned j = 0; heads[i] && j < heads[i]->n_lines; j++, x -= pitch) {
      setting_place(work->arena, heads[i]->lines[j], style);
      group_add_line(group, heads[i]->lines[j], 0, x, 0);
    }
  return group;
}

Group *upright_ornament_group(Work *work, const FlowBlock *block, Mpt w)
{
  const Grid *grid = &work->sheet->grid;
  const TextStyle *style = style_lookup(work->sheet, "ornament");
  Group *group = open_group(work, block, 1);
  Mpt length = MIN(4 * grid->em, w);
  group_add_rule(group, (Box){-grid->leading / 2, (w - length) / 2, 0, length}, 500, BORDER_LINE, style->ink);
  return group;
}

/* The head of one of several articles in a slot: upright, before its text. */
Group *upright_head_group(Work *work, const FlowBlock *block, Mpt w)
{
  const Grid *grid = &work->sheet->grid;
  LayoutHead head = {.side = HEAD_RIGHT, .lines_max = 3};
  if (work_has_style(work, "brief-title"))
    head.title = "brief-title";
  int rows = MAX(1, (w + grid->leading - grid->em) / grid->leading);
  Mpt width = headline_strip_width(work, block->article, &head, rows, work->sheet->grid.type.w);
  int cells = (width + grid->leading - 1) / grid->leading;
  Group *group = headline_upright(work, block->article, &head, cells * grid->leading, rows);
  if (!group)
    return open_group(work, block, 0);
  for (unsigned i = 0; i < group->items->len; i++) {
    Placed *item = &g_array_index(group->items, Placed, i);
    item->x -= cells * grid->leading;
    item->box.x -= cells * grid->leading;
  }
  group->rows = cells;
  return group;
}
