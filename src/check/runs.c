/* Straight white runs: 通缝, down the page between columns, and 断版, across it between articles. A run is as wide as
   half a gutter at the least (half a grid line), and as long as the way from wall to wall. The room of a line of text
   is a wall however short the line is, so the white of a paragraph's end is no run, and neither is what lies between
   lines on the grid. 通缝 counts an article's own gutters too; 断版 only what lies between articles. */
#include "check/rules.h"

#include <stdlib.h>

/* One direction of looking: along the run and across it. */
typedef struct {
  Mpt from, along, at, depth;
} Span;

/* How a box lies to runs that go down the page, or across it. */
static Span span_of(const Box *box, bool down)
{
  return down ? (Span){box->y, box->h, box->x, box->w} : (Span){box->x, box->w, box->y, box->h};
}

static Box box_of(const Span *span, bool down)
{
  return down ? (Box){span->at, span->from, span->depth, span->along}
              : (Box){span->from, span->at, span->along, span->depth};
}

static int compare_from(const void *a, const void *b)
{
  const Span *one = a, *other = b;
  return (one->from > other->from) - (one->from < other->from);
}

typedef struct {
  const Sights *sights;
  bool down;
  Span field;
  Span *walls; /* by where they begin */
  unsigned n;
  Mpt depth; /* of a run */
} Runs;

static unsigned walls_most(const Sights *sights)
{
  return sights->walls->len + (sights->modules->len + 2) * (unsigned)sights->grid->columns;
}

static Box lane_of(const Grid *grid, int column)
{
  return (Box){grid_column_x(grid, column), grid->type.y, grid->column_w, grid->type.h};
}

/* From the first thing to the last; 0 high: there is none. */
static void widen(Box *hull, const Box *lane, const Wall *wall)
{
  const Box own = {lane->x, wall->box.y, lane->w, wall->box.h};
  *hull = hull->h ? rules_union(*hull, own) : own;
}

/* What of the lane anybody's things take, and each module's: OWN. */
static Box hulls_in(const Sights *sights, const Box *lane, Box *own)
{
  Box all = {lane->x, 0, lane->w, 0};
  for (unsigned m = 0; m < sights->modules->len; m++)
    own[m] = all;
  for (unsigned i = 0; i < sights->walls->len; i++) {
    const Wall *wall = SIGHTS_AT(sights->walls, Wall, i);
    if (rules_across(lane, &wall->box) <= 0)
      continue;
    widen(&all, lane, wall);
    for (unsigned m = 0; m < sights->modules->len; m++)
      if (wall->article == SIGHTS_AT(sights->modules, Module, m)->article)
        widen(&own[m], lane, wall);
  }
  return all;
}

static void add_hull(Runs *runs, Box hull)
{
  if (hull.h > 0)
    runs->walls[runs->n++] = span_of(&hull, false);
}

/* What parts no page: white inside an article, which is one wall in each column from its first thing there to its last,
   and what lies above all that stands in a column, or under it. */
static void close_columns(Runs *runs)
{
  const Sights *sights = runs->sights;
  Box *own = g_new(Box, sights->modules->len + 1);
  for (int column = 1; column <= sights->grid->columns; column++) {
    const Box lane = lane_of(sights->grid, column), all = hulls_in(sights, &lane, own);
    for (unsigned i = 0; i < sights->modules->len; i++)
      add_hull(runs, own[i]);
    Mpt end = box_bottom(&all);
    add_hull(runs, (Box){lane.x, sights->field.y, lane.w, all.y - sights->field.y});
    add_hull(runs, (Box){lane.x, end, lane.w, all.h ? box_bottom(&sights->field) - end : 0});
  }
  g_free(own);
}

static Runs open_runs(const Sights *sights, bool down)
{
  Mpt whole = down ? sights->grid->gutter : sights->grid->leading;
  Runs runs = {.sights = sights,
               .down = down,
               .field = span_of(&sights->field, down),
               .walls = g_new(Span, walls_most(sights) + 1),
               .depth = whole * COST_RULES_RUN_DEPTH / 100};
  for (unsigned i = 0; i < sights->walls->len; i++)
    runs.walls[runs.n++] = span_of(&SIGHTS_AT(sights->walls, Wall, i)->box, down);
  if (!down)
    close_columns(&runs);
  qsort(runs.walls, runs.n, sizeof *runs.walls, compare_from);
  return runs;
}

/* The longest of those that lie AT. */
static Span longest_at(const Runs *runs, Mpt at)
{
  Span longest = {runs->field.from, 0, at, runs->depth};
  Mpt from = runs->field.from, end = from + runs->field.along;
  for (unsigned i = 0; i <= runs->n; i++) {
    const Span *wall = &runs->walls[i];
    if (i < runs->n && rules_shared(wall->at, wall->depth, at, runs->depth) <= 0)
      continue;
    Mpt to = i < runs->n ? MIN(wall->from, end) : end;
    if (to - from > longest.along) {
      longest.from = from;
      longest.along = to - from;
    }
    from = i < runs->n ? MAX(from, wall->from + wall->along) : from;
  }
  return longest;
}

static int64_t percent_of(const Runs *runs, const Span *run)
{
  return (int64_t)run->along * 100000 / MAX(runs->field.along, 1);
}

static bool is_full(const Runs *runs, const Span *run)
{
  return percent_of(runs, run) >= COST_RULES_RUN_FULL * 1000;
}

/* A full cut parts no article from itself, and on both sides of it stand several: else it bounds a banner over all
   columns at the top, or a strip at the foot; advertisements are one strip, however many. */
static bool is_excused(const Runs *runs, const Span *run)
{
  unsigned above = 0, below = 0;
  if (runs->down || !is_full(runs, run))
    return false;
  for (unsigned i = 0; i < runs->sights->modules->len; i++) {
    const Module *module = SIGHTS_AT(runs->sights->modules, Module, i);
    bool over = module->box.y < run->at;
    bool under = box_bottom(&module->box) > run->at + run->depth;
    if (over && under)
      return true;
    above += over && module->article->kind != KIND_AD;
    below += under && module->article->kind != KIND_AD;
  }
  return above < 2 || below < 2;
}

static int compare_lengths(const void *a, const void *b)
{
  const Mpt *one = a, *other = b;
  return (*one > *other) - (*one < *other);
}

/* Where walls end within the field, each place once; there runs begin. Returns how many; g_free. */
static unsigned list_starts(const Runs *runs, Mpt **starts)
{
  unsigned n = 0, kept = 0;
  Mpt *all = g_new(Mpt, runs->n + 1), last = runs->field.at + runs->field.depth - runs->depth;
  for (unsigned i = 0; i < runs->n; i++) {
    Mpt end = runs->walls[i].at + runs->walls[i].depth;
    if (end > runs->field.at && end < last)
      all[n++] = end;
  }
  qsort(all, n, sizeof *all, compare_lengths);
  for (unsigned i = 0; i < n; i++)
    if (!kept || all[i] != all[kept - 1])
      all[kept++] = all[i];
  *starts = all;
  return kept;
}

static Span find_longest(const Runs *runs)
{
  Span longest = {0};
  Mpt *starts;
  unsigned n = list_starts(runs, &starts);
  for (unsigned i = 0; i < n; i++) {
    const Span run = longest_at(runs, starts[i]);
    if (run.along > longest.along && !is_excused(runs, &run))
      longest = run;
  }
  g_free(starts);
  return longest;
}

static void add_run(Sights *sights, PageRule rule, bool down, bool waived)
{
  Runs runs = open_runs(sights, down);
  const Span run = find_longest(&runs);
  RuleFound found = {
      .rule = rule, .value = percent_of(&runs, &run), .limit = COST_RULES_RUN_FREE * 1000, .place = box_of(&run, down)};
  found.broken = found.value > found.limit && !waived;
  found.told = found.broken && is_full(&runs, &run);
  rules_add(sights, found);
  g_free(runs.walls);
}

void runs_through(Sights *sights)
{
  if (sights->modules->len)
    add_run(sights, PAGE_RULE_GUTTER_THROUGH, true, sights->modules->len == 1 || sights_is_series(sights));
}

void runs_parting(Sights *sights)
{
  if (sights->modules->len)
    add_run(sights, PAGE_RULE_PAGE_PARTED, false, sights->modules->len == 1 || sights_is_series(sights));
}
