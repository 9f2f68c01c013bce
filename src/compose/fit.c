/* Fitting: the rows of pictures that may be cropped, the white around the head, the places of inline pictures and the
   paragraphs' other line counts are chosen together for the cheapest pour; what still differs is levelled. */
#include "compose/slot.h"

#define FIT_ROUNDS 60
#define COST_UNEVEN ((int64_t)60000) /* a line more than one that a column ends above another */
#define COST_RISING ((int64_t)85000) /* a lane that ends above one to its right: two are worse than a widow */
#define LEVEL_TRIES 4                /* lines tried to be given back to the columns */
#define LEVEL_PATIENT 12
#define LEVEL_COLUMNS 10   /* more are not tried in every pattern */
#define LEVEL_PATTERNS 120 /* looked at at the end, where a widow or an uneven foot is left */
#define LEVEL_ENOUGH ((int64_t)10000)
#define COST_HOMELESS ((int64_t)500000000) /* a picture left out */
#define REFINE_ROWS 6
#define PAIR_ROWS 3
#define REFINE_BUDGET 600                /* ways of arranging a slot looked at */
#define REFINE_ENOUGH ((int64_t)9000)    /* nothing left but small changes of shape */
#define START_ELSEWHERE ((int64_t)20000) /* white lines, widows or worse are left */
#define WHITE_LITTLE ((int64_t)300)      /* a line left white at the end of a column while they are level within one */
#define WHITE_WANTED ((int64_t)1500)     /* … beyond that, where the slot is nearly full */
#define WHITE_DEAR ((int64_t)4000)       /* … and beyond that */

static const White WHITE_FREE = {0, 0, 0};

static White white_dear(const Slot *slot)
{
  return (White){(unsigned)slot->fields[slot->n_fields - 1].lanes - 1, WHITE_LITTLE, WHITE_DEAR};
}

static bool is_shorter(const Slot *slot, int column)
{
  return slot->shorter >> column & 1;
}

/* Where columns are cut already: the last one may end a line above the others, if it is not cut by one itself. */
static White white_last(const Slot *slot)
{
  return (White){!is_shorter(slot, slot->fields[slot->n_fields - 1].lanes - 1), WHITE_LITTLE, COST_UNEVEN};
}

/* How far a picture may still go one way, permille of its natural height. */
static int picture_slack(const PictureVar *var, bool grow)
{
  if (!var->picture->crop) /* its shape is its own: smaller only where it finds no room */
    return 0;
  int rows = grow ? var->rows_max - var->rows : var->rows - var->rows_min;
  return rows * 1000 / MAX(var->natural, 1);
}

static bool resize_picture(Slot *slot, int cells, bool grow)
{
  PictureVar *best = NULL;
  for (unsigned i = 0; i < slot->n_vars; i++) {
    PictureVar *var = &slot->vars[i];
    int span = MAX(var->where == PICTURE_INLINE ? 1 : var->span, 1);
    if (picture_slack(var, grow) <= 0 || (grow && span > cells))
      continue;
    if (!best || picture_slack(var, grow) > picture_slack(best, grow))
      best = var;
  }
  if (!best)
    return false;
  best->rows += grow ? 1 : -1;
  return true;
}

/* A head over lines across may be given white; lines that run down were cut to what it leaves. */
static bool may_widen_head(const Slot *slot)
{
  return slot->head && !slot->upright && !slot->slot->vertical && slot->slot->head.rows_max <= 0;
}

static bool widen_head(Slot *slot, int cells)
{
  if (!may_widen_head(slot) || slot->head_extra >= HEAD_EXTRA_MOST || cells < slot->head_columns)
    return false;
  slot->head_extra++;
  return true;
}

static unsigned count_homeless(const Slot *slot)
{
  unsigned homeless = 0;
  for (unsigned i = 0; i < slot->n_vars; i++)
    homeless += slot->vars[i].where != PICTURE_INLINE && slot->vars[i].lane < 0;
  for (unsigned i = 0; i < slot->wides->len; i++)
    homeless += slot_wide(slot, i)->lane < 0;
  return homeless;
}

static bool shrink_wides(Slot *slot)
{
  bool changed = false;
  for (unsigned i = 0; i < slot->wides->len; i++) {
    Wide *wide = slot_wide(slot, i);
    if (wide->lane >= 0 || wide->block.permille <= FIGURES_LEAST) /* a table's is 0: its sizes are its own matter */
      continue;
    wide->block.permille = MAX(wide->block.permille - FIGURES_STEP, FIGURES_LEAST);
    gather_make_wide(slot, wide, wide->w);
    changed = true;
  }
  return changed;
}

/* Pictures and figures that found no room are made smaller, as far as they may. */
static bool shrink_homeless(Slot *slot)
{
  bool changed = shrink_wides(slot);
  for (unsigned i = 0; i < slot->n_vars; i++) {
    PictureVar *var = &slot->vars[i];
    if (var->where != PICTURE_INLINE && var->lane < 0 && var->rows > var->rows_min) {
      var->rows--;
      changed = true;
    }
  }
  return changed;
}

/* Roughly first: pictures shrink until all is placed, or grow into the white. ENOUGH: all is placed. */
static Pour reach_size(Slot *slot, bool enough)
{
  bool shrunk = false;
  slot->cut_rows = 0;
  for (unsigned round = 0;; round++) {
    arrange_slot(slot);
    if (count_homeless(slot) && round < FIT_ROUNDS && shrink_homeless(slot))
      continue;
    Pour result = pours_pour(slot, WHITE_FREE);
    if (round >= FIT_ROUNDS || (enough && !result.over))
      return result;
    int white = result.over ? 0 : (int)(slot->n_cells - result.end);
    if (result.over) {
      if (!resize_picture(slot, (int)result.over, false))
        return result;
      shrunk = true;
    } else if (!shrunk && white > 0) {
      if (!resize_picture(slot, white, true) && !widen_head(slot, white))
        return result;
    } else
      return result;
  }
}

/* Takes a line off the foot of column C of the last room. */
static void cut_foot(Slot *slot, int c)
{
  Field *field = &slot->fields[slot->n_fields - 1];
  int row = arrange_first_free(field, c, true);
  if (row <= 0)
    return;
  field_take(field, c, 1, row, 1, BUSY_CUT);
  slot->shorter |= UINT64_C(1) << c;
}

/* The column that reaches lowest, the right one of several; −1: none has a line left. */
static int fullest_column(const Field *field)
{
  int lowest = 0, at = -1;
  for (int c = field->lanes - 1; c >= 0; c--) {
    int row = arrange_first_free(field, c, true);
    if (row > lowest) {
      lowest = row;
      at = c;
    }
  }
  return at;
}

/* Takes N lines away: whole rows at the foot of the last room first, then single lines: off the columns of the set
   SHORTER, as many as they are, or, with none, off the right ones, one at a time from the fullest. */
static void cut_lines(Slot *slot, unsigned n, unsigned shorter)
{
  const Field *field = &slot->fields[slot->n_fields - 1];
  unsigned rest = n % (unsigned)field->lanes;
  slot->shorter = 0;
  slot->cut_rows = (int)(n / (unsigned)field->lanes);
  arrange_things(slot);
  for (int c = 0; shorter && c < field->lanes; c++)
    if (shorter & 1u << c)
      cut_foot(slot, c);
  for (unsigned i = rest; !shorter && i > 0; i--) {
    int fullest = fullest_column(field);
    if (fullest >= 0)
      cut_foot(slot, fullest);
  }
  arrange_collect_cells(slot);
}

/* Cells of the last field's lanes that the text leaves white; FIRST: the ordinal of its first. */
static void count_white(const Slot *slot, const Pour *result, unsigned first, unsigned *white)
{
  unsigned cell = 0;
  for (unsigned i = 0; i <= slot->blocks->len; i++) {
    const FlowPiece *piece = i < slot->blocks->len ? &result->pieces[i] : NULL;
    for (; cell < (piece ? MIN(piece->start, slot->n_cells) : slot->n_cells); cell++)
      if (slot->cells[cell].lane >= first)
        white[slot->cells[cell].lane - first]++;
    if (piece && piece->hole && piece->hole < slot->n_cells && slot->cells[piece->hole].lane >= first)
      white[slot->cells[piece->hole].lane - first]++;
    if (piece)
      cell = MAX(cell, piece->start + piece->cells);
  }
}

/* Lines by which the last field's lanes end apart, but for one. Lanes nothing of the text stands in have no end. */
static int64_t cost_of_feet(const Slot *slot, const Pour *result)
{
  unsigned white[LANES_MOST] = {0}, first = 0, least = UINT_MAX, most = 0;
  for (unsigned f = 0; f + 1 < slot->n_fields; f++)
    first += (unsigned)slot->fields[f].lanes;
  if (result->over)
    return 0;
  count_white(slot, result, first, white);
  for (unsigned i = 0; i < slot->n_cells; i++)
    if (slot->cells[i].lane >= first && (!i || slot->cells[i].lane != slot->cells[i - 1].lane)) {
      unsigned lane = slot->cells[i].lane - first, lines = white[lane] + is_shorter(slot, (int)lane);
      least = MIN(least, lines);
      most = MAX(most, lines);
    }
  return most > least + 1 && least != UINT_MAX ? (int64_t)(most - least - 1) * COST_UNEVEN : 0;
}

/* A way of cutting a slot short: so many lines, and which columns are a line shorter than the others. */
typedef struct {
  unsigned lines, shorter;
  int64_t cost;
} LevelCut;

typedef struct {
  Slot *slot;
  unsigned whole, homeless; /* cells uncut; pictures out of it at first */
  White white;
} Leveller;

static int64_t cost_of_cut(const Leveller *leveller, unsigned lines, unsigned shorter)
{
  Slot *slot = leveller->slot;
  cut_lines(slot, lines, shorter);
  Pour cut = pours_pour(slot, white_last(slot));
  if (cut.over || count_homeless(slot) > leveller->homeless)
    return INT64_MAX;
  return cut.cost + white_cost(&leveller->white, leveller->whole - cut.end) + cost_of_feet(slot, &cut);
}

static unsigned count_bits(unsigned set)
{
  unsigned n = 0;
  for (; set; set &= set - 1)
    n++;
  return n;
}

/* Lanes of the set that end above one further on: ends should fall, or be level. */
static unsigned count_rising(unsigned set, unsigned lanes)
{
  unsigned rising = 0;
  bool longer = false;
  for (unsigned lane = lanes; lane-- > 0;) {
    bool is_short = set >> lane & 1;
    rising += is_short && longer;
    longer = longer || !is_short;
  }
  return rising;
}

/* Any columns may be the ones a line shorter: where the right ones leave a widow or a last column far too short, others
 * do not. */
static void try_patterns(const Leveller *leveller, unsigned lines, LevelCut *best, unsigned *budget)
{
  unsigned columns = (unsigned)leveller->slot->fields[leveller->slot->n_fields - 1].lanes, rest = lines % columns;
  if (!rest || columns > LEVEL_COLUMNS)
    return;
  for (unsigned set = 1; set < 1u << columns && *budget > 0; set++) {
    if (count_bits(set) != rest)
      continue;
    --*budget;
    int64_t cost = cost_of_cut(leveller, lines, set);
    if (cost != INT64_MAX)
      cost += (int64_t)count_rising(set, columns) * COST_RISING;
    if (cost < best->cost)
      *best = (LevelCut){lines, set, cost};
  }
}

/* The text ends early: lines come off the columns' feet, the right ones first, so that they end level within a line,
   and paragraphs take a line more where that fills what is left. Heads and solids may need more room than an even cut
   leaves: with fewer and fewer lines cut, what costs least is taken; PATIENT tries more. */
static Pour level(Slot *slot, bool patient)
{
  Pour natural = pours_pour(slot, WHITE_FREE);
  if (natural.over) /* squeezed as far as it can be */
    return pours_pour(slot, white_last(slot));
  if (!slot->slot->level || natural.end >= slot->n_cells)
    return natural;
  unsigned white = slot->n_cells - natural.end + natural.holes, columns = white_dear(slot).few + 1;
  /* Where little is wanting lines are won for it; a slot half empty is not filled by setting it loosely. */
  const White cheap = {columns - 1, WHITE_LITTLE, white <= 3 * columns ? WHITE_WANTED : WHITE_LITTLE};
  const Leveller leveller = {slot, slot->n_cells, count_homeless(slot), cheap};
  /* Uncut, the text simply ends where it ends: better than leaving out what no shorter column holds. */
  LevelCut best = {0, 0, natural.cost + white_cost(&cheap, white) + cost_of_feet(slot, &natural)};
  unsigned most = patient ? LEVEL_PATIENT : LEVEL_TRIES;
  for (unsigned tries = 0; tries <= white && tries < most; tries++) {
    int64_t cost = cost_of_cut(&leveller, white - tries, 0);
    if (cost < best.cost)
      best = (LevelCut){white - tries, 0, cost};
    if (cost <= white_cost(&cheap, white)) /* nothing to mend */
      break;
  }
  unsigned budget = LEVEL_PATTERNS;
  for (unsigned tries = 0; patient && best.cost >= LEVEL_ENOUGH && tries <= white && tries < columns; tries++)
    try_patterns(&leveller, white - tries, &best, &budget);
  cut_lines(slot, best.lines, best.shorter); /* none, where no even cut holds it */
  return pours_pour(slot, white_last(slot));
}

/* All there is to pay for the slot as it stands: the pour's own cost, white left over, shapes. */
static int64_t settle(Slot *slot, Pour *result, bool patient)
{
  slot->cut_rows = 0;
  slot->shorter = 0;
  arrange_slot(slot);
  unsigned whole = slot->n_cells;
  *result = level(slot, patient);
  const White dear = white_dear(slot);
  unsigned white = whole - MIN(result->end, slot->n_cells);
  return result->cost + white_cost(&dear, white) + (slot->slot->level ? cost_of_feet(slot, result) : 0) +
         floor_of_shapes(slot) + count_homeless(slot) * COST_HOMELESS;
}

/* What settling comes to; INT64_MAX: BEST or more. */
static int64_t settle_below(Slot *slot, int64_t best)
{
  Pour result;
  int64_t floor = floor_of_shapes(slot) + MIN(floor_of_lines(slot), COST_HOMELESS);
  return floor < best ? settle(slot, &result, false) : INT64_MAX;
}

/* Tries the pictures A and B (may be one) that many rows taller; keeps them if that is cheaper. */
static bool try_rows(Slot *slot, PictureVar *a, int by_a, PictureVar *b, int by_b, int64_t *best)
{
  int kept_a = a->rows, kept_b = b->rows;
  a->rows += by_a;
  b->rows += by_b;
  bool croppable = (!by_a || a->picture->crop) && (!by_b || b->picture->crop);
  bool allowed =
      croppable && a->rows >= a->rows_min && a->rows <= a->rows_max && b->rows >= b->rows_min && b->rows <= b->rows_max;
  int64_t cost = allowed && slot->budget > 0 ? (slot->budget--, settle_below(slot, *best)) : INT64_MAX;
  if (cost < *best) {
    *best = cost;
    return true;
  }
  a->rows = kept_a;
  b->rows = kept_b;
  return false;
}

static FlowBlock *block_at(Slot *slot, unsigned index)
{
  return &g_array_index(slot->blocks, FlowBlock, index);
}

static void move_block(Slot *slot, unsigned from, unsigned to)
{
  FlowBlock block = *block_at(slot, from);
  g_array_remove_index(slot->blocks, from);
  g_array_insert_val(slot->blocks, to, block);
}

/* A picture in the run of the text may stand a few paragraphs from where it was put, but never between a head and its
 * text. */
static bool try_move(Slot *slot, unsigned from, int by, int64_t *best)
{
  int to = (int)from + by;
  if (to < 1 || to >= (int)slot->blocks->len)
    return false;
  move_block(slot, from, (unsigned)to);
  bool allowed = !block_at(slot, (unsigned)to - 1)->with_next && slot->budget > 0;
  int64_t cost = allowed ? (slot->budget--, settle_below(slot, *best)) : INT64_MAX;
  if (cost < *best) {
    *best = cost;
    return true;
  }
  move_block(slot, (unsigned)to, from);
  return false;
}

static void move_pictures(Slot *slot, int64_t *best)
{
  static const int STEPS[] = {1, -1, 2, -2, 3, -3, 5, -5};
  for (unsigned i = 0; i < slot->blocks->len; i++) {
    if (!block_at(slot, i)->picture)
      continue;
    for (unsigned j = 0; j < G_N_ELEMENTS(STEPS); j++)
      if (try_move(slot, i, STEPS[j], best)) {
        i = (unsigned)MAX((int)i + STEPS[j], (int)i); /* not met again on the way */
        break;
      }
  }
}

static void try_head(Slot *slot, int by, int64_t *best)
{
  int kept = slot->head_extra;
  if (!by || !may_widen_head(slot) || kept + by < 0 || kept + by > HEAD_EXTRA_MOST)
    return;
  slot->head_extra += by;
  int64_t cost = settle_below(slot, *best);
  if (cost < *best)
    *best = cost;
  else
    slot->head_extra = kept;
}

/* A picture over fewer columns than the slot has may stand in others. */
static void shift_pictures(Slot *slot, int64_t *best)
{
  static const int STEPS[] = {1, -1, 2, -2, 3, -3};
  for (unsigned i = 0; i < slot->n_vars; i++)
    for (unsigned j = 0; j < G_N_ELEMENTS(STEPS) && *best > REFINE_ENOUGH; j++) {
      PictureVar *var = &slot->vars[i];
      int kept = var->shift;
      if (var->where == PICTURE_INLINE || slot->budget <= 0 || var->span >= slot->fields[0].lanes)
        break;
      var->shift += STEPS[j];
      slot->budget--;
      int64_t cost = settle_below(slot, *best);
      if (cost < *best)
        *best = cost;
      else
        var->shift = kept;
    }
}

static void resize_one_by_one(Slot *slot, int64_t *best)
{
  for (unsigned i = 0; i < slot->n_vars; i++)
    for (int by = 1; by <= REFINE_ROWS && *best > REFINE_ENOUGH; by++) {
      PictureVar *var = &slot->vars[i];
      if (try_rows(slot, var, by, var, 0, best) || try_rows(slot, var, -by, var, 0, best))
        by = 0;
    }
}

/* One taller, another shorter: what no single picture can mend. */
static void resize_in_pairs(Slot *slot, int64_t *best)
{
  for (unsigned i = 0; i < slot->n_vars; i++)
    for (unsigned j = i + 1; j < slot->n_vars; j++)
      for (int a = -PAIR_ROWS; a <= PAIR_ROWS; a++)
        for (int b = -PAIR_ROWS; b <= PAIR_ROWS && *best > REFINE_ENOUGH; b++)
          if (a && b)
            try_rows(slot, &slot->vars[i], a, &slot->vars[j], b, best);
}

/* One step of everything that may change, as long as it is for the better. */
static void refine(Slot *slot, int64_t *best)
{
  bool again = true; /* without pictures only the head can change, and all it can is tried at once */
  for (int64_t before = INT64_MAX; again && before > *best && *best > REFINE_ENOUGH; again = slot->n_vars > 0) {
    before = *best;
    for (int by = 1; by <= HEAD_EXTRA_MOST && (by == 1 || *best > START_ELSEWHERE); by++) {
      try_head(slot, by, best);
      try_head(slot, -by, best);
    }
    resize_one_by_one(slot, best);
    if (*best > REFINE_ENOUGH)
      move_pictures(slot, best);
    shift_pictures(slot, best);
    if (*best > REFINE_ENOUGH)
      resize_in_pairs(slot, best);
  }
}

/* What may change of a slot, to come back to. */
typedef struct {
  int *rows, *shifts, head_extra;
  FlowBlock *blocks;
} Shape;

static Shape keep_shape(Slot *slot)
{
  Arena *arena = slot->work->arena;
  Shape shape = {ARENA_ARRAY(arena, int, slot->n_vars + 1), ARENA_ARRAY(arena, int, slot->n_vars + 1), slot->head_extra,
                 arena_copy(arena, slot->blocks->data, slot->blocks->len * sizeof(FlowBlock))};
  for (unsigned i = 0; i < slot->n_vars; i++) {
    shape.rows[i] = slot->vars[i].rows;
    shape.shifts[i] = slot->vars[i].shift;
  }
  return shape;
}

static void restore_shape(Slot *slot, const Shape *shape)
{
  slot->head_extra = shape->head_extra;
  for (unsigned i = 0; i < slot->n_vars; i++) {
    slot->vars[i].rows = shape->rows[i];
    slot->vars[i].shift = shape->shifts[i];
  }
  for (unsigned i = 0; i < slot->blocks->len; i++)
    *block_at(slot, i) = shape->blocks[i];
}

/* The picture over most of the slot that may be cropped and stands at its own place. */
static PictureVar *find_lead(Slot *slot)
{
  PictureVar *lead = NULL;
  for (unsigned i = 0; i < slot->n_vars; i++) {
    PictureVar *var = &slot->vars[i];
    if (var->picture->crop && var->rows_max > var->rows_min &&
        (!lead || var->span * var->natural > lead->span * lead->natural))
      lead = var;
  }
  return lead;
}

/* Small steps came to no good end: starts again from every height of the main picture, the nearest to its own shape
   first. */
static void start_elsewhere(Slot *slot, int64_t *best)
{
  PictureVar *lead = find_lead(slot);
  Shape first = keep_shape(slot), winner = first;
  int most = MAX(lead->rows_max - lead->natural, lead->natural - lead->rows_min);
  for (int away = 0; away <= 2 * most + 1; away++) {
    int rows = lead->natural + (away % 2 ? (away + 1) / 2 : -away / 2);
    if (rows < lead->rows_min || rows > lead->rows_max || slot->budget <= 0 || *best <= REFINE_ENOUGH)
      continue;
    Pour result;
    restore_shape(slot, &first);
    lead->rows = rows;
    slot->budget--;
    int64_t here = settle(slot, &result, false);
    resize_one_by_one(slot, &here);
    if (here >= *best)
      continue;
    *best = here;
    winner = keep_shape(slot);
  }
  restore_shape(slot, &winner);
}

/* Whether it goes in at all. What is over with every picture at its least stays over. */
static Pour fit_barely(Slot *slot)
{
  const Shape natural = keep_shape(slot);
  for (unsigned i = 0; i < slot->n_vars; i++)
    slot->vars[i].rows = MIN(slot->vars[i].rows, slot->vars[i].rows_min);
  arrange_slot(slot);
  Pour least = pours_pour(slot, WHITE_FREE);
  if (least.over || !slot->n_vars)
    return least;
  restore_shape(slot, &natural);
  return reach_size(slot, true);
}

/* Widows, bare heads, holes, white: a picture a few lines taller or shorter, or a paragraph further on, often mends
 * them. */
static Pour fit_well(Slot *slot)
{
  reach_size(slot, false);
  Pour result = {0};
  int64_t best = settle(slot, &result, false);
  floor_open(slot);
  slot->budget = REFINE_BUDGET;
  if (slot->n_vars || slot->head)
    refine(slot, &best);
  if (best > START_ELSEWHERE && find_lead(slot)) {
    start_elsewhere(slot, &best);
    refine(slot, &best);
  }
  settle(slot, &result, true);
  return result;
}

Pour fit_slot(Slot *slot)
{
  pours_open(slot);
  return pours_close(slot, slot->work->held ? fit_barely(slot) : fit_well(slot));
}
