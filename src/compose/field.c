/* The inside of a slot: outer box, inset of a frame or tint, lanes of whole characters, lines taken and free (§7 破栏,
   围框; §5 竖排). */
#include "compose/field.h"

#include <string.h>

#include "base/costs.h"

/* Lanes of whole characters in FROM … FROM + EXTENT, at most MOST: COST_FIELD_LEAST characters a lane at the least, or
 * one lane. */
static void cut_lanes(Field *field, Mpt from, Mpt extent, int most, Mpt gutter)
{
  int n = 1;
  while (n < MIN(most, LANES_MOST) && (extent - n * gutter) / (n + 1) >= COST_FIELD_LEAST * field->em)
    n++;
  field->lanes = n;
  field->measure = MAX((extent - (n - 1) * gutter) / n / field->em, 1) * field->em;
  /* What is left over widens the gutters, or centres a single lane. */
  Mpt left = extent - n * field->measure;
  for (int i = 0; i < n; i++)
    field->start[i] = n > 1 ? from + (Mpt)((int64_t)(extent - field->measure) * i / (n - 1)) : from + left / 2;
  field->gutter = n > 1 ? field->start[1] - field->start[0] - field->measure : gutter;
}

static void make_busy(Work *work, Field *field)
{
  field->busy = arena_alloc(work->arena, (size_t)MAX(field_steps(field), 1) * LANES_MOST);
}

static uint8_t *busy_at(const Field *field, int lane, int step)
{
  return &field->busy[lane * field_steps(field) + step - field->step_first];
}

/* 破栏 in the frame of a module: the inset takes what is left of whole characters. */
static void cut_in_frame(Field *field, Mpt from, Mpt extent, Mpt gutter)
{
  int n = field->slot->columns;
  Mpt rest = MAX(extent - (n - 1) * gutter, 0) % (n * field->em);
  cut_lanes(field, from + rest / 2, extent - rest, n, gutter);
}

void field_open(Work *work, Field *field, const LayoutSlot *slot)
{
  const Grid *grid = &work->sheet->grid;
  *field = (Field){.slot = slot,
                   .step_first = slot->row_first,
                   .step_last = slot->row_last,
                   .em = grid->em,
                   .pitch = grid->leading,
                   .narrow = g_array_new(FALSE, TRUE, sizeof(Narrow))};
  g_ptr_array_add(work->garbage, field->narrow);
  Mpt x = grid_column_x(grid, slot->column_first), w = grid_span_w(grid, slot->column_first, slot->column_last);
  /* The box runs from the Han top of its first line to the baseline of its last: level with the text beside it. */
  Mpt top = grid_line_y(grid, slot->row_first) + (grid->leading - grid->em) / 2;
  field->outer = (Box){x, top, w, grid_baseline(grid, slot->row_last) - top};
  int n = slot->columns ? slot->columns : slot->column_last - slot->column_first + 1;
  Mpt gutter = style_slot(work->sheet, slot)->gutter;
  if (slot->made && slot->columns)
    gutter = MAX(gutter, grid->gutter);
  if (layout_slot_is_framed(slot)) {
    Mpt inset = style_slot(work->sheet, slot)->inset;
    int rows = MAX(1, (inset + grid->leading / 2) / grid->leading);
    field->step_first += rows;
    field->step_last -= rows;
    if (slot->made && slot->columns)
      cut_in_frame(field, x + inset, w - 2 * inset, gutter);
    else
      cut_lanes(field, x + inset, w - 2 * inset, n, gutter);
  } else if (slot->columns && slot->columns != slot->column_last - slot->column_first + 1) {
    cut_lanes(field, x, w, n, gutter);
  } else {
    field->lanes = n;
    field->measure = grid->column_w;
    field->gutter = grid->gutter;
    for (int i = 0; i < n; i++)
      field->start[i] = grid_column_x(grid, slot->column_first + i);
    if (grid_crosses(grid, slot->column_first, slot->column_last)) {
      field->fold = grid->fold - slot->column_first + 1;
      field->across = grid->fold + 1;
    }
  }
  if (field->lanes == 1) /* for text beside a picture */
    field->gutter = gutter;
  make_busy(work, field);
}

/* --- lines that run down -------------------------------------------------------------------------- */

static int choose_tiers(const Field *field, Mpt height, Mpt gutter)
{
  int tiers = field->slot->tiers ? field->slot->tiers : 1;
  while (!field->slot->tiers && tiers < COST_FIELD_TIERS &&
         (height - (tiers - 1) * gutter) / tiers > COST_FIELD_TIER_LONG * field->em)
    tiers++;
  return tiers;
}

/* As many lines as go in, the last flush with the area's left edge. */
static void cut_lines(Field *field, Box area, Mpt pitch)
{
  int lines = area.w >= field->em ? (area.w - field->em) / pitch + 1 : 0;
  field->step_first = 1;
  field->step_last = lines;
  field->pitch = lines > 1 ? (area.w - field->em) / (lines - 1) : pitch;
  field->edge = area.x + area.w - (lines == 1 ? (area.w - field->em) / 2 : 0);
}

void field_turn(Work *work, Field *field, Box area, const TextStyle *style)
{
  Mpt gutter = style_slot(work->sheet, field->slot)->tier_gutter;
  field->vertical = true;
  field->em = style->size;
  cut_lines(field, area, style->pitch);
  cut_lanes(field, area.y, area.h, choose_tiers(field, area.h, gutter), gutter);
  if (area.h < COST_FIELD_LEAST * style->size) /* no line is so short */
    field->step_last = 0;
  make_busy(work, field);
}

/* --- what is taken and free ------------------------------------------------------------------------ */

void field_check(Work *work, const Field *field)
{
  const LayoutSlot *slot = field->slot;
  int characters = field->measure / field->em, wanted = field->vertical ? slot->tiers : slot->columns;
  if (wanted > field->lanes)
    diag_add_at(work->diags, DIAG_COLUMNS_FEWER, slot->place, work->number, NULL, slot->name, wanted, field->lanes);
  else if (characters < COST_FIELD_NARROW)
    diag_add_at(work->diags, DIAG_COLUMN_NARROW, slot->place, work->number, NULL, slot->name, characters);
}

void field_recut(Work *work, Field *field, int columns)
{
  cut_lanes(field, field->start[0], field_extent(field, 0, field->lanes), columns, field->gutter);
}

int field_steps(const Field *field)
{
  return MAX(0, field->step_last - field->step_first + 1);
}

static bool is_in(const Field *field, int lane, int step)
{
  return step >= field->step_first && step <= field->step_last && lane >= 0 && lane < field->lanes;
}

static bool is_free(const Field *field, int lane, int step)
{
  return is_in(field, lane, step) && *busy_at(field, lane, step) == BUSY_FREE;
}

int field_first_free(const Field *field, int lane)
{
  if (!is_in(field, lane, field->step_first))
    return 0;
  const uint8_t *from = busy_at(field, lane, field->step_first),
                *at = memchr(from, BUSY_FREE, (size_t)field_steps(field));
  return at ? field->step_first + (int)(at - from) : 0;
}

int field_last_free(const Field *field, int lane)
{
  if (!is_in(field, lane, field->step_first))
    return 0;
  const uint8_t *from = busy_at(field, lane, field->step_first),
                *at = memrchr(from, BUSY_FREE, (size_t)field_steps(field));
  return at ? field->step_first + (int)(at - from) : 0;
}

int field_count_free(const uint8_t *busy, int n)
{
  int at = 0;
  for (uint64_t eight = BUSY_FREE; at + 8 <= n; at += 8) {
    memcpy(&eight, busy + at, sizeof eight);
    if (eight)
      break;
  }
  while (at < n && busy[at] == BUSY_FREE)
    at++;
  return at;
}

bool field_free_run(const Field *field, int lane, int step, int steps)
{
  if (steps > 0 && (!is_in(field, lane, step) || !is_in(field, lane, step + steps - 1)))
    return false;
  return steps <= 0 || field_count_free(busy_at(field, lane, step), steps) == steps;
}

const uint8_t *field_lane(const Field *field, int lane)
{
  return busy_at(field, lane, field->step_first);
}

int field_next_text(const Field *field, int lane, int step)
{
  const uint8_t *busy = busy_at(field, lane, step);
  for (; step <= field->step_last && !field_takes_text(*busy); step++, busy++)
    ;
  return step;
}

const Narrow *field_narrow(const Field *field, int lane, int step)
{
  if (!is_in(field, lane, step) || *busy_at(field, lane, step) != BUSY_NARROW)
    return NULL;
  for (unsigned i = 0; i < field->narrow->len; i++) {
    const Narrow *narrow = &g_array_index(field->narrow, Narrow, i);
    if (narrow->lane == lane && step >= narrow->step && step < narrow->step + narrow->steps)
      return narrow;
  }
  return NULL;
}

void field_take_narrow(Field *field, Narrow narrow)
{
  field_take(field, narrow.lane, 1, narrow.step, narrow.steps, BUSY_NARROW);
  g_array_append_val(field->narrow, narrow);
}

void field_clear(Field *field)
{
  g_array_set_size(field->narrow, 0);
  memset(field->busy, BUSY_FREE, (size_t)field_steps(field) * (size_t)field->lanes);
}

void field_take(Field *field, int lane, int lanes, int step, int steps, uint8_t how)
{
  int first = MAX(step, field->step_first), end = MIN(step + steps, field->step_last + 1);
  for (int l = lane; l < lane + lanes && l < field->lanes && first < end; l++)
    memset(busy_at(field, l, first), how, (size_t)(end - first));
}

/* --- lengths ----------------------------------------------------------------------------------------- */

Mpt field_depth(const Field *field, int steps)
{
  return (steps - 1) * field->pitch + field->em;
}

int field_steps_of(const Field *field, Mpt depth)
{
  return depth <= field->em ? 1 : (depth - field->em + field->pitch - 1) / field->pitch + 1;
}

Box field_box(const Work *work, const Field *field, int lane, int lanes, int step, int steps)
{
  Mpt extent = field_extent(field, lane, lanes);
  if (!field->vertical)
    return (Box){field->start[lane], grid_line_y(&work->sheet->grid, step), extent, steps * field->pitch};
  Mpt depth = field_depth(field, steps);
  return (Box){field->edge - (step - field->step_first) * field->pitch - depth, field->start[lane], depth, extent};
}

bool field_crosses(const Field *field, int lane, int lanes)
{
  return lane < field->fold && lane + lanes > field->fold;
}

Mpt field_extent(const Field *field, int first, int lanes)
{
  return field->start[first + lanes - 1] + field->measure - field->start[first];
}

Box field_take_strip(Work *work, Field *field, HeadSide side, Mpt width, int rows)
{
  const Grid *grid = &work->sheet->grid;
  Mpt left = field->start[0], right = field->start[field->lanes - 1] + field->measure;
  Mpt gutter = field->gutter;
  int n = field->lanes;
  bool whole = rows >= field_steps(field);
  /* A strip of about a column's width takes that column; another re-cuts what is left, the column count kept where
   * each still holds enough. */
  int columns = (width + gutter + field->measure * COST_FIELD_STRIP_ROUND / 100) / (field->measure + gutter);
  columns = CLAMP(columns, 1, MAX(1, n - 1));
  Mpt taken = columns * field->measure + (columns - 1) * gutter;
  int asked = whole ? field->slot->columns : 0; /* as many beside it, where they hold a line */
  bool fits = n > 1 && width <= taken + gutter * COST_FIELD_STRIP_PLAY / 100 &&
              (int64_t)width * 100 >= (int64_t)taken * COST_FIELD_STRIP_FILLS && !asked;
  Box strip = {0, grid_line_y(grid, field->step_first), width, rows * grid->leading};
  if (!whole && field->slot->vertical) { /* its lines are cut beside it */
    strip.x = side == HEAD_LEFT ? left : right - width;
    return strip;
  }
  if (fits || !whole) {
    int first = side == HEAD_LEFT ? 0 : n - columns;
    strip.x = field->start[first];
    strip.w = field_extent(field, first, columns);
    field_take(field, first, columns, field->step_first, rows, BUSY_TAKEN);
    return strip;
  }
  strip.x = side == HEAD_LEFT ? left : right - width;
  Mpt rest = right - left - width - gutter;
  int count = MAX(1, (rest + gutter) / MAX(field->measure + gutter, 1));
  if (n > count && (rest - (n - 1) * gutter) / n >= COST_FIELD_STRIP_KEEPS * grid->em)
    count = n;
  if (asked && (rest - (asked - 1) * gutter) / asked >= COST_FIELD_LEAST * grid->em)
    count = asked;
  cut_lanes(field, side == HEAD_LEFT ? left + width + gutter : left, rest, count, gutter);
  if (field->lanes == 1) /* keep the outer edge on the column edge */
    field->start[0] = side == HEAD_LEFT ? right - field->measure : left;
  return strip;
}

void field_decorate(Work *work, const Field *field)
{
  const LayoutSlot *slot = field->slot;
  if (slot->tint) {
    Placed band = {.kind = PLACED_BAND,
                   .furniture = true,
                   .box = field->outer,
                   .ink = style_ink(work->sheet, slot->tint, slot->tint_percent)};
    work_add_placed(work, &band);
  }
  if (slot->border.kind == BORDER_NONE)
    return;
  Placed frame = {.kind = PLACED_FRAME,
                  .furniture = true,
                  .box = field->outer,
                  .weight = style_slot(work->sheet, slot)->border,
                  .border = slot->border.kind,
                  .pattern = slot->border.pattern,
                  .sides = slot->border.sides,
                  .ink = style_ink(work->sheet, slot->border.colour, 10000)};
  work_add_placed(work, &frame);
}

bool field_cut(const Field *field, int lane, int step)
{
  return is_in(field, lane, step) && *busy_at(field, lane, step) == BUSY_CUT;
}

/* Text on both sides, or at the end, where lanes end a line apart, on one. */
static bool stands_between_text(const Field *field, int lane, int step)
{
  bool a = is_free(field, lane, step), b = is_free(field, lane + 1, step);
  return (a && b) || (a && field_cut(field, lane + 1, step)) || (b && field_cut(field, lane, step));
}

/* From the first line's body to the last's; lines across, to its baseline. */
static Box box_of_rule(const Work *work, const Field *field, int lane, int from, int to)
{
  const Grid *grid = &work->sheet->grid;
  Mpt middle = (field->start[lane] + field->measure + field->start[lane + 1]) / 2;
  if (!field->vertical) {
    Mpt top = grid_line_y(grid, from) + (grid->leading - grid->em) / 2;
    return (Box){middle, top, 0, grid_baseline(grid, to) - top};
  }
  Box box = field_box(work, field, lane, 1, from, to - from + 1);
  return (Box){box.x, middle, box.w, 0};
}

/* A rule runs where the lines on both sides are text; runs of a few lines get none. */
void field_rule(Work *work, const Field *field)
{
  for (int lane = 0; lane + 1 < field->lanes; lane++) {
    int from = 0;
    for (int step = field->step_first; step <= field->step_last + 1; step++) {
      bool text = lane + 1 != field->fold && stands_between_text(field, lane, step);
      if (text && !from)
        from = step;
      if (!text && from) {
        if (step - from >= COST_FIELD_RULE)
          work_add_rule(work, box_of_rule(work, field, lane, from, step - 1), RULE_COLUMNS);
        from = 0;
      }
    }
  }
}
