/* Arranging a slot: the head first, then wide things and pictures at the tops and feet of columns; what is left is
 * cells for text. */
#include "compose/arrange.h"

#include "base/costs.h"

#include <string.h>

/* Grid lines the head takes, with what it was given of white. */
int arrange_head_rows(const Chain *chain)
{
  return chain->head->rows + chain->head_extra;
}

int arrange_first_free(const Field *field, int lane, bool from_end)
{
  return from_end ? field_last_free(field, lane) : field_first_free(field, lane);
}

/* How near things may come to each other: with text between them, or with nothing but their own white. */
typedef enum { APART_AT_END, APART_BY_TEXT, APART_BY_WHITE, APARTS } Apart;

/* Free steps from STEP on, up or down, as far as they are asked for: more than enough for text are not counted;
 *THING: what ends them is one, no head and no end of the lane. */
static int count_free(const Field *field, int lane, int step, int by, bool *thing)
{
  const uint8_t *busy = field_lane(field, lane);
  int n = 0, at = step - field->step_first, steps = field_steps(field);
  for (; at >= 0 && at < steps && busy[at] == BUSY_FREE && n < COST_ARRANGE_BETWEEN; at += by)
    n++;
  uint8_t end = at >= 0 && at < steps ? busy[at] : BUSY_CUT;
  *thing = end == BUSY_TAKEN || end == BUSY_NARROW;
  return n;
}

/* Between it and another thing are lines enough for text, and between it and a head or the lane's end as many, or
   none. */
static bool is_parted(const Field *field, int lane, int top, int rows)
{
  for (int way = 0; way < 2; way++) {
    bool thing;
    int n = way ? count_free(field, lane, top + rows, 1, &thing) : count_free(field, lane, top - 1, -1, &thing);
    if (n < COST_ARRANGE_BETWEEN && (n || thing))
      return false;
  }
  return true;
}

static bool is_parted_over(const Field *field, int column, int span, int top, int rows)
{
  for (int c = column; c < column + span; c++)
    if (!is_parted(field, c, top, rows))
      return false;
  return true;
}

/* The last of the steps not free that follow one another from STEP on. */
static int end_of_busy(const Field *field, int lane, int step)
{
  const size_t steps = (size_t)field_steps(field), at = (size_t)(step - field->step_first);
  const uint8_t *from = field_lane(field, lane) + at, *free = memchr(from, BUSY_FREE, steps - at);
  return free ? step + (int)(free - from) - 1 : field->step_last;
}

/* What of ROWS from TOP on in those lanes is not free. */
typedef struct {
  int first, last; /* steps of the first lane that has some, as they follow one another; 0: all is free */
} BusyRun;

static BusyRun find_busy(const Field *field, int column, int span, int top, int rows)
{
  for (int c = column; c < column + span; c++) {
    int n = field_count_free(field_lane(field, c) + (top - field->step_first), rows);
    if (n < rows)
      return (BusyRun){top + n, end_of_busy(field, c, top + n)};
  }
  return (BusyRun){0};
}

/* The first row a thing parted from the others may stand in, counted from the end; 0: none. What holds steps that are
   not free is passed over at once. */
static int find_parted(const Field *field, int column, int span, int rows, bool at_bottom)
{
  int by = at_bottom ? -1 : 1, top = at_bottom ? field->step_last - rows + 1 : field->step_first;
  for (int known = 0; top >= field->step_first && top + rows - 1 <= field->step_last; top += by) {
    /* KNOWN rows are free as those of the place before are */
    BusyRun busy = find_busy(field, column, span, at_bottom ? top : top + known, rows - known);
    known = busy.first ? 0 : rows - 1;
    if (busy.first)
      top = at_bottom ? busy.first - rows + 1 : busy.last;
    else if (is_parted_over(field, column, span, top, rows))
      return top;
  }
  return 0;
}

/* The row a thing of SPAN × ROWS may stand in with its left column COLUMN; 0 where it can't. FIRST: each lane's first
   free row from that end. */
static int find_row(const Field *field, const int *first, int column, int span, int rows, bool at_bottom, Apart apart)
{
  if (apart == APART_BY_TEXT)
    return find_parted(field, column, span, rows, at_bottom);
  int row = first[column];
  if (!row)
    return 0;
  for (int c = column; c < column + span; c++)
    if (first[c] != row)
      return 0;
  int top = at_bottom ? row - rows + 1 : row;
  for (int c = column; c < column + span; c++)
    if (!field_free_run(field, c, top, rows))
      return 0;
  return apart == APART_BY_WHITE || is_parted_over(field, column, span, top, rows) ? top : 0;
}

/* Over the fold (跨版) stands only a picture wider than a page, with some columns at either side. PICTURE: NULL: it is
   none. */
static bool may_stand_over(const Field *field, const PictureVar *picture, int lane, int span)
{
  if (!field_crosses(field, lane, span))
    return true;
  int left = field->fold - lane;
  return picture && !picture->extent && span >= field->across && MIN(left, span - left) >= COST_SPREAD_SIDE &&
         picture_clears_fold(field, picture, lane);
}

/* What is to stand somewhere. */
typedef struct {
  const PictureVar *picture; /* NULL: it is none */
  int lane, span, rows;      /* where it is wanted; with its caption and the empty line */
  bool at_bottom;
  int begins_lane, begins; /* its text keeps some lines of that lane, from that step on, to begin on; 0: none */
} Stander;

static bool keeps_beginning(const Stander *what, int lane, int step)
{
  bool beside = lane > what->begins_lane || lane + what->span <= what->begins_lane;
  return !what->begins || beside || step >= what->begins + COST_RULES_LEG_LEAST || step + what->rows <= what->begins;
}

static bool find_stand(const Field *field, const Stander *what, Apart apart, int *column, int *row)
{
  int first[LANES_MOST];
  for (int lane = 0; lane < field->lanes && apart != APART_BY_TEXT; lane++)
    first[lane] = arrange_first_free(field, lane, what->at_bottom);
  for (int away = 0; away < field->lanes; away++)
    for (int sign = 1; sign >= (away ? -1 : 1); sign -= 2) {
      int c = what->lane + sign * away;
      if (c < 0 || c + what->span > field->lanes || !may_stand_over(field, what->picture, c, what->span))
        continue;
      *row = find_row(field, first, c, what->span, what->rows, what->at_bottom, apart);
      *column = c;
      if (*row && keeps_beginning(what, c, *row))
        return true;
    }
  return false;
}

/* First picture: at the top, off the column the text starts in; of a module made up beside a head that leaves lanes
   free (左题), so that no text runs up there. Others: towards where the text speaks of them, at the foot. */
static int choose_lane(const PictureVar *var, const Field *field, unsigned index)
{
  int spare = field->lanes - var->span;
  if (index == 0 && field->slot->made && field->slot->head.column_last)
    return spare;
  if (index == 0)
    return spare >= 2 && !field->vertical ? 1 : spare;
  if (var->anchor >= 0)
    return CLAMP(var->anchor * field->lanes / 1000 - var->span / 2, 0, spare);
  return index % 2 ? spare : 0;
}

/* Its lanes go; of the one a smaller picture does not fill, text keeps what is left, whole characters, at its other
   side: lines that run down go on above it. */
static void take_lanes(Field *field, PictureVar *var, unsigned index, int steps)
{
  field_take(field, var->lane, var->span, var->step, steps, BUSY_TAKEN);
  Mpt whole = field_extent(field, var->lane, var->span);
  Mpt left = whole - var->extent - field->gutter, measure = MIN(left, field->measure) / field->em * field->em;
  var->taken = whole;
  if (!var->extent || measure < COST_FIELD_LEAST * field->em)
    return;
  var->taken = var->extent;
  var->far =
      field->vertical || (field->lanes == 1 ? index % 2 : var->lane > 0 && var->lane + var->span == field->lanes);
  int lane = var->far ? var->lane : var->lane + var->span - 1;
  Mpt start = var->far ? field->start[lane] : field->start[lane] + field->measure - measure;
  field_take_narrow(field, (Narrow){lane, var->step, steps, start, measure});
}

/* Pictures among text are parted by it where there is a way; a picture story is made of pictures. */
static Apart first_apart(const PictureVar *var, const Field *field)
{
  bool story = var->article->kind != KIND_PHOTO && var->article->kind != KIND_AD;
  return story && !field->vertical ? APART_AT_END : APART_BY_WHITE;
}

/* Steps of it that lie in the field: the white under it may fall off its end. */
static int steps_from(const Field *field, const PictureVar *var, int step)
{
  return MIN(picture_total_rows(var), field->step_last - step + 1);
}

/* The line over it stays white, where text would stand there. */
static void part_above(Field *field, const PictureVar *var)
{
  for (int c = var->lane; c < var->lane + var->span && var->step > field->step_first; c++)
    if (field_free_run(field, c, var->step - 1, 1))
      field_take(field, c, 1, var->step - 1, 1, BUSY_CUT);
}

static bool stand_in(const Field *field, PictureVar *var)
{
  int steps = steps_from(field, var, var->stand_step);
  if (var->stand_lane + var->span > field->lanes || steps < var->rows + var->caption_rows)
    return false;
  for (int c = var->stand_lane; c < var->stand_lane + var->span; c++)
    if (!field_free_run(field, c, var->stand_step, steps))
      return false;
  var->lane = var->stand_lane;
  var->step = var->stand_step;
  var->at_end = var->stacked = false;
  return true;
}

/* Of a module made up, whose text begins beside its head: a picture there would meet what stands above it. */
static bool is_beside_head(const LayoutSlot *slot)
{
  return slot->made && (slot->head.side == HEAD_LEFT || slot->head.side == HEAD_RIGHT);
}

/* WHAT: with where its text begins. */
static bool find_picture_stand(const Field *field, PictureVar *var, unsigned index, Stander what)
{
  bool auto_end = index > 0 || field->vertical || is_beside_head(field->slot);
  bool bottom = var->where == PICTURE_COLUMN_BOTTOM || (var->where == PICTURE_AUTO && auto_end);
  what.picture = var;
  what.lane = CLAMP(choose_lane(var, field, index) + var->shift, 0, MAX(0, field->lanes - var->span));
  what.span = var->span;
  what.rows = picture_total_rows(var);
  for (Apart apart = first_apart(var, field); var->span <= field->lanes && apart < APARTS; apart++)
    for (int turn = 0; turn < 2; turn++) {
      var->at_end = turn ? !bottom : bottom;
      var->stacked = apart == APART_BY_WHITE && first_apart(var, field) != APART_BY_WHITE;
      what.at_bottom = var->at_end;
      if (find_stand(field, &what, apart, &var->lane, &var->step))
        return true;
    }
  return false;
}

/* Where the text of FIELD begins under its head, or beside it: the first lane that the head leaves, and its step from
   the field's first; false: it leaves none. */
static bool find_beginning(const Field *field, int *lane, int *step)
{
  int steps = field_steps(field);
  for (*lane = 0; *lane < field->lanes; (*lane)++) {
    const uint8_t *busy = field_lane(field, *lane);
    *step = 0;
    while (*step < steps && busy[*step] == BUSY_HEAD)
      (*step)++;
    if (*step < steps)
      return true;
  }
  return false;
}

static bool is_story(const Article *article)
{
  return article->kind == KIND_STORY || article->kind == KIND_BRIEF;
}

static bool arrange_in(const Field *field, PictureVar *var, unsigned index)
{
  if (var->stands)
    return stand_in(field, var);
  Stander what = {0};
  bool may = field->slot->made && !field->slot->picture_span && !field->vertical && is_story(var->article) &&
             var->picture->where != PICTURE_COLUMN_TOP && var->where != PICTURE_INLINE;
  if (may && find_beginning(field, &what.begins_lane, &what.begins)) {
    what.begins += field->step_first;
    if (find_picture_stand(field, var, index, what))
      return true;
  }
  if (find_picture_stand(field, var, index, (Stander){0}))
    return true;
  var->lane = -1;
  var->stacked = false;
  return false;
}

static void arrange_picture(Chain *chain, PictureVar *var, unsigned index)
{
  var->lane = -1;
  for (unsigned r = (unsigned)MAX(var->home, 0); r < chain->n_fields && (var->home < 0 || r == (unsigned)var->home);
       r++)
    if (arrange_in(&chain->fields[r], var, index)) {
      chain->var_field[index] = r;
      take_lanes(&chain->fields[r], var, index, steps_from(&chain->fields[r], var, var->step));
      if (var->stands)
        part_above(&chain->fields[r], var);
      return;
    }
}

/* Whether the field's lanes from LANE on hold it as it was made. */
static bool holds_wide(const Field *field, const Wide *wide, Mpt leading)
{
  Mpt extent = field_extent(field, wide->lane, wide->span);
  return extent + COST_PLAY >= (field->vertical ? wide->group->rows * leading : wide->group->w);
}

static bool find_wide_stand(const Field *field, Wide *wide, bool at_end, Mpt leading)
{
  const Stander what = {
      .lane = field->lanes - wide->span, .span = wide->span, .rows = wide->steps, .at_bottom = at_end};
  return wide->span <= field->lanes && find_stand(field, &what, APART_BY_WHITE, &wide->lane, &wide->step) &&
         holds_wide(field, wide, leading);
}

static void arrange_wide(Chain *chain, Wide *wide)
{
  for (unsigned f = 0; wide->group && f < chain->n_fields; f++)
    for (int turn = 0; turn < 2; turn++)
      if (find_wide_stand(&chain->fields[f], wide, turn != chain->fields[f].vertical,
                          chain->work->sheet->grid.leading)) {
        wide->field = f;
        wide->at_end = turn != chain->fields[f].vertical;
        field_take(&chain->fields[f], wide->lane, wide->span, wide->step, wide->steps, BUSY_TAKEN);
        return;
      }
  wide->lane = -1;
}

/* One line between two things is no place for text. */
static void close_slits(Field *field)
{
  for (int c = 0; c < field->lanes; c++) {
    int run = 0;
    const uint8_t *busy = field_lane(field, c);
    for (int row = field->step_first; row <= field->step_last + 1; row++) {
      if (row <= field->step_last && field_takes_text(busy[row - field->step_first])) {
        run++;
        continue;
      }
      if (run == 1 && field_steps(field) > 1)
        field_take(field, c, 1, row - 1, 1, BUSY_CUT);
      run = 0;
    }
  }
}

static Mpt centre_of(const Field *field, int step)
{
  return field->edge - (step - field->step_first) * field->pitch - field->em / 2;
}

static Cell make_cell(const Field *field, int lane, int step, bool is_narrow)
{
  const Narrow *narrow = is_narrow ? field_narrow(field, lane, step) : NULL;
  Mpt start = narrow ? narrow->start : field->start[lane], measure = narrow ? narrow->measure : field->measure;
  if (!field->vertical)
    return (Cell){.x = start, .w = measure, .row = step, .pitch = field->pitch};
  return (Cell){.x = centre_of(field, step), .w = measure, .top = start, .vertical = true, .pitch = field->pitch};
}

/* The lane's cells, which but for narrow ones differ in where they lie; returns the last segment. */
static unsigned add_lane(Chain *chain, const Field *field, int lane, unsigned ordinal, unsigned segment)
{
  const uint8_t *busy = field_lane(field, lane);
  Cell whole = make_cell(field, lane, field->step_first, false), *cell = &chain->cells[chain->n_cells];
  bool goes_on = false; /* the step before is the text's too */
  for (int step = field->step_first; step <= field->step_last; step++, busy++) {
    bool text = field_takes_text(*busy);
    segment += text && !goes_on;
    goes_on = text;
    if (!text)
      continue;
    *cell = *busy == BUSY_NARROW ? make_cell(field, lane, step, true) : whole;
    cell->segment = segment;
    cell->lane = ordinal;
    cell->row = field->vertical ? 0 : step;
    cell->x = field->vertical ? centre_of(field, step) : cell->x;
    cell++;
  }
  chain->n_cells = (unsigned)(cell - chain->cells);
  return segment;
}

void arrange_cells(Chain *chain)
{
  unsigned most = 0;
  for (unsigned f = 0; f < chain->n_fields; f++)
    most += (unsigned)(field_steps(&chain->fields[f]) * chain->fields[f].lanes);
  if (!chain->cells) /* the fields keep their size */
    chain->cells = ARENA_ARRAY(chain->work->arena, Cell, most + 1);
  chain->n_cells = 0;
  unsigned segment = 0, ordinal = 0;
  for (unsigned f = 0; f < chain->n_fields; f++)
    for (int lane = 0; lane < chain->fields[f].lanes; lane++)
      segment = add_lane(chain, &chain->fields[f], lane, ordinal++, segment);
}

/* Cells FROM … END, of those there are. */
static void cut_cells(Chain *chain, unsigned from, unsigned end)
{
  unsigned cell = 0;
  for (unsigned f = 0; f < chain->n_fields; f++) {
    Field *field = &chain->fields[f];
    for (int lane = 0; lane < field->lanes; lane++)
      for (int step = field_next_text(field, lane, field->step_first); step <= field->step_last;
           step = field_next_text(field, lane, step + 1))
        if (cell++ >= from && cell <= end)
          field_take(field, lane, 1, step, 1, BUSY_CUT);
  }
}

void arrange_cut_rest(Chain *chain, const Pour *pour)
{
  cut_cells(chain, pour->end, UINT_MAX);
  for (unsigned i = chain->portions->len; i-- > 1;) {
    const Poured *before = &pour->poured[i - 1];
    if (chain_portions(chain)[i].begins_lane)
      cut_cells(chain, before->start + before->cells, pour->poured[i].start);
  }
}

/* The lanes a head's strip stands in, or beside which it stands, with the white that parts it from their text. */
static void take_strip(Chain *chain, Field *field)
{
  const Box *strip = &chain->strip;
  Mpt from = field->vertical ? strip->y : strip->x, to = field->vertical ? box_bottom(strip) : box_right(strip);
  int steps = field->vertical ? field_steps_of(field, strip->w + field->gutter) : chain->strip_rows;
  int first = field->vertical && chain->slot->head.side == HEAD_LEFT ? field->step_last - steps + 1 : field->step_first;
  for (int lane = 0; lane < field->lanes; lane++)
    if (field->start[lane] + field->measure > from && field->start[lane] < to)
      field_take(field, lane, 1, first, steps, BUSY_HEAD);
}

/* Lines that run down were given what a head over or beside all of them leaves. */
static void take_head(Chain *chain)
{
  Field *first = &chain->fields[0];
  if (chain->upright && (!first->vertical || !chain_strip_is_whole(chain)))
    take_strip(chain, first);
  else if (chain->head && !chain->upright && !first->vertical)
    field_take(first, chain->head_column, chain->head_columns, first->step_first, arrange_head_rows(chain), BUSY_HEAD);
}

void arrange_things(Chain *chain)
{
  for (unsigned f = 0; f < chain->n_fields; f++)
    field_clear(&chain->fields[f]);
  Field *last = &chain->fields[chain->n_fields - 1];
  field_take(last, 0, last->lanes, last->step_last - chain->cut_rows + 1, chain->cut_rows, BUSY_CUT);
  take_head(chain);
  for (unsigned i = 0; i < chain->wides->len; i++)
    arrange_wide(chain, chain_wide(chain, i));
  for (unsigned i = 0; i < chain->n_vars; i++)
    if (chain->vars[i].where != PICTURE_INLINE)
      arrange_picture(chain, &chain->vars[i], i);
  for (unsigned f = 0; f < chain->n_fields; f++)
    close_slits(&chain->fields[f]);
}

void arrange_chain(Chain *chain)
{
  arrange_things(chain);
  arrange_cells(chain);
}

bool arrange_begins(const Chain *chain)
{
  const Field *field = &chain->fields[0];
  int lane, step, lines = 0;
  bool may = chain->article && is_story(chain->article) && chain->slot->made && !chain->slot->picture_span;
  if (!may || field->vertical || !chain->n_vars || !find_beginning(field, &lane, &step))
    return true;
  const uint8_t *busy = field_lane(field, lane);
  while (step + lines < field_steps(field) && lines < COST_RULES_LEG_LEAST && field_takes_text(busy[step + lines]))
    lines++;
  return lines == COST_RULES_LEG_LEAST;
}

unsigned arrange_stacked(const Chain *chain)
{
  unsigned stacked = 0;
  for (unsigned i = 0; i < chain->n_vars; i++)
    stacked += chain->vars[i].where != PICTURE_INLINE && chain->vars[i].lane >= 0 && chain->vars[i].stacked;
  return stacked;
}

unsigned arrange_homeless(const Chain *chain)
{
  unsigned homeless = 0;
  for (unsigned i = 0; i < chain->n_vars; i++)
    homeless += chain->vars[i].where != PICTURE_INLINE && chain->vars[i].lane < 0;
  for (unsigned i = 0; i < chain->wides->len; i++)
    homeless += chain_wide(chain, i)->lane < 0;
  return homeless;
}
