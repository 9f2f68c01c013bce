/* Refining: the rows of pictures that may be cropped, the white around the head, the places of inline pictures and the
   paragraphs' other line counts are chosen together for the cheapest pour. */
#include "compose/refine.h"

#include "compose/arrange.h"
#include "compose/floor.h"
#include "compose/grow.h"
#include "compose/level.h"
#include "compose/pours.h"
#include "compose/shelves.h"
#include "compose/spans.h"
#include "compose/stumps.h"
#include "compose/tops.h"
#include "compose/wide.h"

#include "base/costs.h"

/* How far a picture may still go one way, permille of its natural height. */
static int picture_slack(const PictureVar *var, bool grow)
{
  if (!var->picture->crop) /* its shape is its own: smaller only where it finds no room */
    return 0;
  int rows = grow ? var->rows_max - var->rows : var->rows - var->rows_min;
  return rows * 1000 / MAX(var->natural, 1);
}

/* The picture with the most slack a step taller, if CELLS hold that step, or shorter. */
static bool resize_picture(Chain *chain, int cells, bool grow)
{
  PictureVar *best = NULL;
  for (unsigned i = 0; i < chain->n_vars; i++) {
    PictureVar *var = &chain->vars[i];
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

/* A head over lines across may be given white; lines that run down were cut to what it leaves, and columns of briefs
   gathered were measured under their 栏头 as it is. */
static bool may_widen_head(const Chain *chain)
{
  return chain->head && !chain->upright && !chain->slot->vertical && !chain->slot->gathered &&
         chain->slot->head.rows_max <= 0;
}

static bool widen_head(Chain *chain, int cells)
{
  if (!may_widen_head(chain) || chain->head_extra >= COST_REFINE_HEAD_WHITE || cells < chain->head_columns)
    return false;
  chain->head_extra++;
  return true;
}

static bool shrink_wides(Chain *chain)
{
  bool changed = false;
  for (unsigned i = 0; i < chain->wides->len; i++) {
    Wide *wide = chain_wide(chain, i);
    if (wide->lane >= 0 ||
        wide->portion.permille <= COST_FIGURES_SMALLEST) /* a table's is 0: its sizes are its own matter */
      continue;
    wide->portion.permille = MAX(wide->portion.permille - COST_FIGURES_SMALLER, COST_FIGURES_SMALLEST);
    wide_make(chain, wide, wide->w);
    changed = true;
  }
  return changed;
}

/* Pictures and figures that found no room are made smaller, as far as they may. */
static bool shrink_homeless(Chain *chain)
{
  bool changed = shrink_wides(chain);
  for (unsigned i = 0; i < chain->n_vars; i++) {
    PictureVar *var = &chain->vars[i];
    if (var->where != PICTURE_INLINE && var->lane < 0 && var->rows > var->rows_min) {
      var->rows--;
      changed = true;
    }
  }
  return changed;
}

/* Whether text is over as the chain stands; else the cells it leaves WHITE. Most need no pour to know that it is. */
static bool is_over(Chain *chain, int *white)
{
  *white = 0;
  if (floor_is_over(chain))
    return true;
  Pour pour = pours_pour(chain, WHITE_FREE);
  *white = pour.over ? 0 : (int)(chain->n_cells - pour.end);
  return pour.over > 0;
}

/* Roughly first: pictures shrink until all is placed, or grow into the white. ENOUGH: all is placed. */
static void reach_size(Chain *chain, bool enough)
{
  bool shrunk = false;
  int white;
  chain->cut_rows = 0;
  for (unsigned round = 0;; round++) {
    arrange_chain(chain);
    if (round >= COST_REFINE_ROUNDS)
      return;
    if (arrange_homeless(chain) && shrink_homeless(chain))
      continue;
    if (is_over(chain, &white)) {
      if (!resize_picture(chain, 0, false))
        return;
      shrunk = true;
    } else if (enough || shrunk || !white || (!resize_picture(chain, white, true) && !widen_head(chain, white)))
      return;
  }
}

/* All there is to pay for the slot as it stands: the pour's own cost, white left over, shapes. */
static int64_t settle(Chain *chain, Pour *result, bool patient)
{
  chain->cut_rows = 0;
  chain->shorter = 0;
  arrange_chain(chain);
  unsigned whole = chain->n_cells;
  *result = level_chain(chain, patient);
  return result->cost + level_cost(chain, result, whole) + floor_of_shapes(chain) +
         (int64_t)arrange_homeless(chain) * COST_REFINE_HOMELESS +
         (int64_t)arrange_stacked(chain) * COST_REFINE_STACKED + (arrange_begins(chain) ? 0 : COST_REFINE_BEGIN) +
         tops_cost(chain) + stumps_cost(chain, result);
}

/* What settling comes to; INT64_MAX: BEST or more. */
static int64_t settle_below(Chain *chain, int64_t best)
{
  Pour result;
  int64_t floor = floor_of_shapes(chain) + MIN(floor_of_lines(chain), (int64_t)COST_REFINE_HOMELESS);
  if (floor >= best)
    return INT64_MAX;
  int64_t *known = pours_cost(chain, POURS_SETTLED);
  if (*known == POURS_UNKNOWN)
    *known = settle(chain, &result, false);
  return *known;
}

/* Tries the pictures A and B (may be one) that many rows taller; keeps them if that is cheaper. */
static bool try_rows(Chain *chain, PictureVar *a, int by_a, PictureVar *b, int by_b, int64_t *best)
{
  int kept_a = a->rows, kept_b = b->rows;
  a->rows += by_a;
  b->rows += by_b;
  bool croppable = (!by_a || a->picture->crop) && (!by_b || b->picture->crop);
  bool allowed =
      croppable && a->rows >= a->rows_min && a->rows <= a->rows_max && b->rows >= b->rows_min && b->rows <= b->rows_max;
  int64_t cost = allowed && chain->budget > 0 ? (chain->budget--, settle_below(chain, *best)) : INT64_MAX;
  if (cost < *best) {
    *best = cost;
    return true;
  }
  a->rows = kept_a;
  b->rows = kept_b;
  return false;
}

static Portion *portion_at(Chain *chain, unsigned index)
{
  return &g_array_index(chain->portions, Portion, index);
}

static void move_portion(Chain *chain, unsigned from, unsigned to)
{
  Portion portion = *portion_at(chain, from);
  g_array_remove_index(chain->portions, from);
  g_array_insert_val(chain->portions, to, portion);
}

/* A picture in the run of the text may stand a few paragraphs from where it was put, but never between a head and its
 * text. */
static bool try_move(Chain *chain, unsigned from, int by, int64_t *best)
{
  int to = (int)from + by;
  if (to < 1 || to >= (int)chain->portions->len)
    return false;
  move_portion(chain, from, (unsigned)to);
  bool allowed = !portion_at(chain, (unsigned)to - 1)->with_next && chain->budget > 0;
  int64_t cost = allowed ? (chain->budget--, settle_below(chain, *best)) : INT64_MAX;
  if (cost < *best) {
    *best = cost;
    return true;
  }
  move_portion(chain, (unsigned)to, from);
  return false;
}

static void move_pictures(Chain *chain, int64_t *best)
{
  static const int STEPS[] = {1, -1, 2, -2, 3, -3, 5, -5};
  for (unsigned i = 0; i < chain->portions->len; i++) {
    if (!portion_at(chain, i)->picture)
      continue;
    for (unsigned j = 0; j < G_N_ELEMENTS(STEPS); j++)
      if (try_move(chain, i, STEPS[j], best)) {
        i = (unsigned)MAX((int)i + STEPS[j], (int)i); /* not met again on the way */
        break;
      }
  }
}

static void try_head(Chain *chain, int extra, int64_t *best)
{
  int kept = chain->head_extra;
  if (extra == kept || !may_widen_head(chain) || extra < 0 || extra > COST_REFINE_HEAD_WHITE)
    return;
  chain->head_extra = extra;
  int64_t cost = settle_below(chain, *best);
  if (cost < *best)
    *best = cost;
  else
    chain->head_extra = kept;
}

/* A picture over fewer columns than the slot has may stand in others. */
static void shift_pictures(Chain *chain, int64_t *best)
{
  static const int STEPS[] = {1, -1, 2, -2, 3, -3};
  for (unsigned i = 0; i < chain->n_vars; i++)
    for (unsigned j = 0; j < G_N_ELEMENTS(STEPS) && *best > COST_REFINE_ENOUGH; j++) {
      PictureVar *var = &chain->vars[i];
      int kept = var->shift;
      if (var->where == PICTURE_INLINE || chain->budget <= 0 || var->span >= chain->fields[0].lanes ||
          chain->slot->picture_span)
        break;
      var->shift += STEPS[j];
      chain->budget--;
      int64_t cost = settle_below(chain, *best);
      if (cost < *best)
        *best = cost;
      else
        var->shift = kept;
    }
}

static void resize_one_by_one(Chain *chain, int64_t *best)
{
  for (unsigned i = 0; i < chain->n_vars; i++)
    for (int by = 1; by <= COST_REFINE_ROWS && *best > COST_REFINE_ENOUGH; by++) {
      PictureVar *var = &chain->vars[i];
      if (try_rows(chain, var, by, var, 0, best) || try_rows(chain, var, -by, var, 0, best))
        by = 0;
    }
}

/* One taller, another shorter: what no single picture can mend. */
static void resize_in_pairs(Chain *chain, int64_t *best)
{
  for (unsigned i = 0; i < chain->n_vars; i++)
    for (unsigned j = i + 1; j < chain->n_vars; j++)
      for (int a = -COST_REFINE_PAIR_ROWS; a <= COST_REFINE_PAIR_ROWS; a++)
        for (int b = -COST_REFINE_PAIR_ROWS; b <= COST_REFINE_PAIR_ROWS && *best > COST_REFINE_ENOUGH; b++)
          if (a && b)
            try_rows(chain, &chain->vars[i], a, &chain->vars[j], b, best);
}

/* One step of everything that may change, as long as it is for the better. */
static void improve(Chain *chain, int64_t *best)
{
  bool again = true; /* without pictures only the head can change, and all it can is tried at once */
  for (int64_t before = INT64_MAX; again && before > *best && *best > COST_REFINE_ENOUGH; again = chain->n_vars > 0) {
    before = *best;
    int extra = chain->head_extra;
    for (int by = 1; by <= COST_REFINE_HEAD_WHITE && (by == 1 || *best > COST_REFINE_ELSEWHERE); by++) {
      try_head(chain, extra + by, best);
      try_head(chain, extra - by, best);
    }
    resize_one_by_one(chain, best);
    if (*best > COST_REFINE_ENOUGH)
      move_pictures(chain, best);
    shift_pictures(chain, best);
    if (*best > COST_REFINE_ENOUGH)
      resize_in_pairs(chain, best);
  }
}

/* What may change of a slot, to come back to. */
typedef struct {
  int *rows, *shifts, head_extra;
  Portion *portions;
} Snapshot;

static Snapshot take_snapshot(Chain *chain)
{
  Arena *arena = chain->work->arena;
  Snapshot snapshot = {ARENA_ARRAY(arena, int, chain->n_vars + 1), ARENA_ARRAY(arena, int, chain->n_vars + 1),
                       chain->head_extra,
                       arena_copy(arena, chain->portions->data, chain->portions->len * sizeof(Portion))};
  for (unsigned i = 0; i < chain->n_vars; i++) {
    snapshot.rows[i] = chain->vars[i].rows;
    snapshot.shifts[i] = chain->vars[i].shift;
  }
  return snapshot;
}

static void restore(Chain *chain, const Snapshot *snapshot)
{
  chain->head_extra = snapshot->head_extra;
  for (unsigned i = 0; i < chain->n_vars; i++) {
    chain->vars[i].rows = snapshot->rows[i];
    chain->vars[i].shift = snapshot->shifts[i];
  }
  for (unsigned i = 0; i < chain->portions->len; i++)
    *portion_at(chain, i) = snapshot->portions[i];
}

/* The picture over most of the slot that may be cropped and stands at its own place. */
static PictureVar *find_lead(Chain *chain)
{
  PictureVar *lead = NULL;
  for (unsigned i = 0; i < chain->n_vars; i++) {
    PictureVar *var = &chain->vars[i];
    if (var->picture->crop && var->rows_max > var->rows_min &&
        (!lead || var->span * var->natural > lead->span * lead->natural))
      lead = var;
  }
  return lead;
}

/* Small steps came to no good end: starts again from every height of the main picture, the nearest to its own shape
   first. */
static void start_elsewhere(Chain *chain, int64_t *best)
{
  PictureVar *lead = find_lead(chain);
  Snapshot first = take_snapshot(chain), winner = first;
  int most = MAX(lead->rows_max - lead->natural, lead->natural - lead->rows_min);
  for (int away = 0; away <= 2 * most + 1; away++) {
    int rows = lead->natural + (away % 2 ? (away + 1) / 2 : -away / 2);
    if (rows < lead->rows_min || rows > lead->rows_max || chain->budget <= 0 || *best <= COST_REFINE_ENOUGH)
      continue;
    Pour result;
    restore(chain, &first);
    lead->rows = rows;
    chain->budget--;
    int64_t here = settle(chain, &result, false);
    resize_one_by_one(chain, &here);
    if (here >= *best)
      continue;
    *best = here;
    winner = take_snapshot(chain);
  }
  restore(chain, &winner);
}

/* Whether it goes in at all. What is over with every picture at its least stays over. */
static Pour hold_barely(Chain *chain)
{
  const Snapshot natural = take_snapshot(chain);
  for (unsigned i = 0; i < chain->n_vars; i++)
    chain->vars[i].rows = MIN(chain->vars[i].rows, chain->vars[i].rows_min);
  arrange_chain(chain);
  Pour least = pours_pour(chain, WHITE_FREE);
  if (least.over || !chain->n_vars)
    return least;
  restore(chain, &natural);
  reach_size(chain, true);
  return pours_pour(chain, WHITE_FREE);
}

int64_t refine_settled(Chain *chain)
{
  Pour result;
  return settle(chain, &result, false);
}

int64_t refine_roughly(Chain *chain)
{
  Pour result;
  reach_size(chain, false);
  return settle(chain, &result, false);
}

/* Widows, bare heads, holes, white: a picture a few lines taller or shorter, or a paragraph further on, often mends
 * them. */
static Pour refine_well(Chain *chain)
{
  Pour result;
  arrange_chain(chain);
  floor_open(chain);
  int64_t best = refine_roughly(chain);
  if (shelves_choose(chain, &best)) {
    settle(chain, &result, true);
    return result;
  }
  chain->budget = COST_REFINE_BUDGET;
  if (chain->n_vars || chain->head)
    improve(chain, &best);
  if (best > COST_REFINE_ELSEWHERE && chain->n_vars && spans_choose(chain, &best)) {
    chain->budget = COST_REFINE_BUDGET;
    improve(chain, &best);
  }
  if (best > COST_REFINE_ELSEWHERE && find_lead(chain)) {
    start_elsewhere(chain, &best);
    improve(chain, &best);
  }
  grow_chain(chain, refine_settled, &best);
  settle(chain, &result, true);
  tops_lift(chain, &result);
  return result;
}

Pour refine_chain(Chain *chain)
{
  pours_open(chain);
  return pours_close(chain, chain->work->held ? hold_barely(chain) : refine_well(chain));
}
