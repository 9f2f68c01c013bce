/* One choice of articles: a narrow table first, whose layouts say how dear a layout may be; then the whole one, which
   proves them or finds better ones. Where there are too few layouts, both with dearer and dearer ones: a table of
   cost_max that holds none is the proof that there is none so cheap. */
#include "makeup/work.h"

#include <glib.h>
#include <string.h>

enum {
  BEAM = 3,          /* heights of a set and width in a narrow table */
  BEAM_WIDER = 6,    /* … once there is a cost to stay under */
  DEEPEN_FIRST = 64, /* points over what is known … */
  DEEPEN_TIMES = 2,  /* … and each time so many times as many */
};

static bool is_new(const Found *found, const MakeupLayout *layout, const uint8_t *skeleton, unsigned n_skeleton)
{
  for (unsigned i = 0; i < found->n; i++) {
    const Candidate *known = &found->candidate[i];
    if (layout_same_modules(&known->layout, layout) ||
        (known->n_skeleton == n_skeleton && memcmp(known->skeleton, skeleton, n_skeleton) == 0))
      return false;
  }
  return true;
}

/* A narrow table's come nearly in order: parts that it dropped are found again where they are cheaper another way. */
static void add_way(Search *search, Found *found, const Way *way)
{
  MakeupLayout layout = layout_place(search->arena, search->task, &search->cuts, way);
  if (!is_new(found, &layout, way->skeleton, way->n_skeleton))
    return;
  unsigned at = found->n++;
  for (; at > 0 && found->candidate[at - 1].layout.cost > layout.cost; at--)
    found->candidate[at] = found->candidate[at - 1];
  Candidate *candidate = &found->candidate[at];
  *candidate = (Candidate){.layout = layout, .n_skeleton = way->n_skeleton};
  memcpy(candidate->skeleton, way->skeleton, way->n_skeleton);
}

static void read_table(Search *search, const Table *table, Found *found)
{
  Arena *arena = arena_new();
  Best *best = best_open(arena, table);
  const Way *way = NULL;
  found->n = 0;
  for (unsigned rank = 0; found->n < search->task->layouts && (way = best_way(best, rank)); rank++)
    add_way(search, found, way);
  best_close(best);
  arena_free(arena);
}

/* False: cut off, and FOUND is as it was. */
static bool search_table(Search *search, Found *found, int32_t cost_max, unsigned beam, uint64_t joins_max)
{
  TableOrder order = {search->task,  &search->cuts, &search->reach, search->bound,
                      found->placed, cost_max,      beam,           joins_max};
  Arena *arena = arena_new();
  Table *table = table_make(arena, &order);
  bool whole = !table->cut;
  search->states += table->states;
  search->joins += table->joins;
  search->bytes = MAX(search->bytes, table->bytes);
  if (whole)
    read_table(search, table, found);
  arena_free(arena);
  return whole;
}

/* --- what is known without a table ------------------------------------------------------------------------------- */

int32_t prove_bound(const Search *search, Set placed)
{
  unsigned area = search->task->columns * search->task->rows;
  int32_t *least = g_new(int32_t, area + 1);
  bound_fill(search->bound, placed, least);
  int32_t cost = least[area];
  g_free(least);
  return cost + (set_is_single(placed) ? 0 : cuts_around(&search->cuts, 1, 1));
}

static int32_t dearest_leaf(const MakeupArticle *article, unsigned breadths)
{
  int32_t dearest = 0;
  for (unsigned w = 0; w < breadths; w++)
    for (unsigned i = 0; i < article->width[w].n; i++)
      dearest = MAX(dearest, article->width[w].leaf[i].cost);
  return dearest;
}

static int32_t dearest_layout(const Search *search, Set placed)
{
  int32_t most = cuts_most(&search->cuts, set_size(placed));
  for (Set rest = placed; rest; rest &= (Set)(rest - 1))
    most += dearest_leaf(&search->task->article[set_first(rest)], search->cuts.breadths);
  return most;
}

static uint64_t joins_left(const Search *search)
{
  uint64_t limit = search->task->work_limit;
  if (!limit)
    return UINT64_MAX;
  return limit > search->joins ? limit - search->joins : 0;
}

/* --- the two searches -------------------------------------------------------------------------------------------- */

static int32_t next_step(int32_t step, int32_t most)
{
  return step < most / DEEPEN_TIMES ? step * DEEPEN_TIMES : most;
}

/* False: cut off. */
static bool try_narrow(Search *search, Found *found, int32_t cost_max, unsigned beam)
{
  Found other = *found;
  if (!search_table(search, &other, cost_max, beam, joins_left(search) / 2))
    return false;
  if (other.n >= found->n)
    *found = other;
  return true;
}

static void search_narrowly(Search *search, Found *found, int32_t most)
{
  const unsigned wanted = search->task->layouts;
  int32_t step = DEEPEN_FIRST, cost_max = found->bound;
  while (cost_max < most && found->n < wanted) {
    cost_max = MIN(cost_max + step, most);
    if (!try_narrow(search, found, cost_max, BEAM))
      return;
    step = next_step(step, most);
  }
  if (found->n == wanted)
    try_narrow(search, found, found->candidate[wanted - 1].layout.cost, BEAM_WIDER);
}

/* Everything up to COST_MAX, then what FOUND has over it. */
static bool prove_upto(Search *search, Found *found, int32_t cost_max, uint64_t joins_max)
{
  Found sure = *found;
  if (!search_table(search, &sure, cost_max, 0, joins_max))
    return false;
  sure.proven = sure.n;
  sure.complete = sure.n > 0;
  sure.bound = sure.n ? sure.candidate[0].layout.cost : cost_max + 1;
  for (unsigned i = 0; i < found->n && sure.n < search->task->layouts; i++) {
    const Candidate *other = &found->candidate[i];
    if (other->layout.cost > cost_max && is_new(&sure, &other->layout, other->skeleton, other->n_skeleton))
      sure.candidate[sure.n++] = *other;
  }
  *found = sure;
  return true;
}

/* Where work is limited cheap tables come first, so that the bound rises before work ends. Half of it is for all
   layouts together; what is left, if that is too little, for the first. */
static void search_wholly(Search *search, Found *found, int32_t most)
{
  const unsigned wanted = search->task->layouts;
  int32_t step = search->task->work_limit || found->n < wanted ? DEEPEN_FIRST : most, cost_max = found->bound;
  while (found->proven < wanted && cost_max < most) {
    cost_max = MIN(cost_max + step, most);
    if (found->n == wanted)
      cost_max = MIN(cost_max, found->candidate[wanted - 1].layout.cost);
    bool first_too = found->n > 1 && !found->proven;
    if (!prove_upto(search, found, cost_max, joins_left(search) / (first_too ? 2 : 1))) {
      if (first_too)
        prove_upto(search, found, found->candidate[0].layout.cost, joins_left(search));
      return;
    }
    step = next_step(step, most);
  }
}

Found prove_choice(Search *search, Set placed)
{
  Found found = {.placed = placed, .bound = prove_bound(search, placed)};
  int32_t most = dearest_layout(search, placed);
  search_narrowly(search, &found, most);
  search_wholly(search, &found, most);
  g_assert(found.bound <= most); /* reach and table agree that there is a layout */
  if (found.n)
    return found;
  Arena *arena = arena_new();
  const MakeupTask *task = search->task;
  add_way(search, &found,
          reach_way(arena, task, &search->cuts, &search->reach, placed, search->cuts.whole, task->rows));
  arena_free(arena);
  return found;
}
