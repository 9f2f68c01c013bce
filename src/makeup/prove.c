/* One choice of articles: a narrow table first, whose layouts say how dear a layout may be; then the whole one, which
   proves them or finds better ones. Where there are too few layouts, both with dearer and dearer ones: a table of
   cost_max that holds none is the proof that there is none so cheap. */
#include "makeup/work.h"

#include <glib.h>
#include <string.h>

enum {
  BEAM = 3,                 /* heights of a set and width in a narrow table */
  BEAM_WIDER = 6,           /* … once there is a cost to stay under */
  NARROW_FIRST = 256,       /* points over what is known, of narrow tables, */
  DEEPEN_FIRST = 64,        /* … of others; */
  DEEPEN_TIMES = 2,         /* … and each time so many times as many */
  OUTRIGHT_ARTICLES = 8,    /* of no more whole tables come first … */
  OUTRIGHT_JOINS = 1000000, /* … of so many joins, some ms, as narrow ones … */
  OUTRIGHT_TIMES = 5,       /* … as far as the last says: the next has three to six times as many */
  STRAIGHT_ARTICLES = 10,   /* of no more the last layout's cost is gone to at once */
  GUESS_OVER = 24,          /* points over the task's guess, and */
  GUESS_TIMES = 3,          /* … so many times its joins */
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

/* The same table again with no more joins is cut off again: what it would spend. */
static uint64_t spend_again(const Table *cut, uint64_t joins_max)
{
  unsigned sets = 0;
  while (sets + 1 < cut->made && cut->spent[sets] <= joins_max)
    sets++;
  return cut->spent[sets];
}

static bool is_cut_again(const Table *cut, const TableOrder *order)
{
  return cut && cut->order.placed == order->placed && cut->order.cost_max == order->cost_max &&
         cut->order.beam == order->beam && cut->order.joins_max >= order->joins_max;
}

/* False: cut off, and FOUND is as it was. */
static bool search_table(Search *search, Found *found, int32_t cost_max, unsigned beam, uint64_t joins_max)
{
  TableOrder order = {search->task,  &search->cuts, &search->reach, search->bound,
                      found->placed, cost_max,      beam,           joins_max};
  if (is_cut_again(search->cut, &order)) {
    search->joins += spend_again(search->cut, joins_max);
    return false;
  }
  arena_clear(search->tables);
  Table *table = table_make(search->tables, &order);
  bool whole = !table->cut;
  search->last = whole ? table->joins : search->last;
  search->cut = whole ? NULL : table;
  search->states += table->states;
  search->joins += table->joins;
  search->bytes = MAX(search->bytes, table->bytes);
  if (whole)
    read_table(search, table, found);
  return whole;
}

/* --- what is known without a table ------------------------------------------------------------------------------- */

int32_t prove_bound(const Search *search, Set placed)
{
  int32_t cost = bound_least(search->bound, placed)[search->task->columns * search->task->rows];
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
  int32_t step = NARROW_FIRST, cost_max = found->bound;
  while (cost_max < most && found->n < wanted) {
    cost_max = MIN(cost_max + step, most);
    if (!try_narrow(search, found, cost_max, BEAM))
      return;
    step = next_step(step, most);
  }
  if (found->n == wanted)
    try_narrow(search, found, found->candidate[wanted - 1].layout.cost, BEAM_WIDER);
}

/* What narrow tables found over COST_MAX, up to which SURE knows all, comes behind it. */
static void add_dearer(const Search *search, Found *sure, const Found *narrow, int32_t cost_max)
{
  for (unsigned i = 0; i < narrow->n && sure->n < search->task->layouts; i++) {
    const Candidate *other = &narrow->candidate[i];
    if (other->layout.cost > cost_max && is_new(sure, &other->layout, other->skeleton, other->n_skeleton))
      sure->candidate[sure->n++] = *other;
  }
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
  add_dearer(search, &sure, found, cost_max);
  *found = sure;
  return true;
}

/* How far whole tables have come. */
typedef struct {
  Found found;
  int32_t cost_max, step; /* of the last; of the next over it */
  uint64_t joins;         /* of all */
} Whole;

static bool is_done(const Search *search, const Whole *whole, int32_t most)
{
  return whole->found.proven == search->task->layouts || whole->cost_max >= most;
}

/* A whole table straight to where the layouts wanted are thought to lie. */
static void search_as_guessed(Search *search, Whole *whole, int32_t most)
{
  const MakeupGuess *guess = &search->task->guess;
  const int32_t cost_max = MIN(guess->cost + GUESS_OVER, most);
  const uint64_t each = MIN(joins_left(search) / 4, guess->joins * GUESS_TIMES);
  if (guess->cost && cost_max > whole->cost_max && prove_upto(search, &whole->found, cost_max, each))
    whole->cost_max = cost_max;
}

/* Whole tables at once as long as they are small: where they hold all layouts wanted nothing narrow is needed. One that
   is cut off does not count. */
static void search_outright(Search *search, Whole *whole, int32_t most)
{
  const uint64_t before = search->joins, each = MIN(joins_left(search) / 4, (uint64_t)OUTRIGHT_JOINS);
  for (uint64_t last = 0; last * OUTRIGHT_TIMES <= each && !is_done(search, whole, most);) {
    int32_t cost_max = MIN(whole->cost_max + whole->step, most);
    if (!prove_upto(search, &whole->found, cost_max, each))
      break;
    last = search->joins - before - whole->joins;
    whole->joins += last;
    whole->cost_max = cost_max;
    whole->step = next_step(whole->step, most);
  }
  search->joins = before;
}

/* Goes on from WHOLE. Where work is limited cheap tables come first, so that the bound rises before work ends. Half of
   it is for all layouts together; what is left, if that is too little, for the first. */
static void search_wholly(Search *search, Whole *whole, int32_t most)
{
  const unsigned wanted = search->task->layouts;
  Found *found = &whole->found;
  if (!search->task->work_limit && found->n == wanted)
    whole->step = most;
  bool straight = found->n == wanted && set_size(found->placed) <= STRAIGHT_ARTICLES;
  if (straight && !is_done(search, whole, most))
    prove_upto(search, found, found->candidate[wanted - 1].layout.cost, joins_left(search) / 4);
  while (!is_done(search, whole, most)) {
    whole->cost_max = MIN(whole->cost_max + whole->step, most);
    if (found->n == wanted)
      whole->cost_max = MIN(whole->cost_max, found->candidate[wanted - 1].layout.cost);
    bool first_too = found->n > 1 && !found->proven;
    if (!prove_upto(search, found, whole->cost_max, joins_left(search) / (first_too ? 2 : 1))) {
      if (first_too)
        prove_upto(search, found, found->candidate[0].layout.cost, joins_left(search));
      return;
    }
    whole->step = next_step(whole->step, most);
  }
}

Found prove_choice(Search *search, Set placed)
{
  const Found none = {.placed = placed, .bound = prove_bound(search, placed)};
  const int32_t most = dearest_layout(search, placed);
  Whole whole = {.found = none, .cost_max = none.bound, .step = DEEPEN_FIRST};
  Found narrow = none;
  search_as_guessed(search, &whole, most);
  if (set_size(placed) <= OUTRIGHT_ARTICLES)
    search_outright(search, &whole, most);
  if (!is_done(search, &whole, most))
    search_narrowly(search, &narrow, most);
  search->joins += whole.joins;
  if (whole.cost_max > none.bound)
    add_dearer(search, &whole.found, &narrow, whole.cost_max);
  else
    whole.found = narrow;
  search_wholly(search, &whole, most);
  g_assert(whole.found.bound <= most); /* reach and table agree that there is a layout */
  if (whole.found.n)
    return whole.found;
  Arena *arena = arena_new();
  const MakeupTask *task = search->task;
  add_way(search, &whole.found,
          reach_way(arena, task, &search->cuts, &search->reach, placed, search->cuts.whole, task->rows));
  arena_free(arena);
  return whole.found;
}
