/* The search: whom to leave out, then for that choice first a narrow table, whose layouts say how dear a layout may be, then
   the whole one, which proves them or finds better ones. */
#include "makeup/work.h"

#include <glib.h>
#include <string.h>

enum {
  BEAM = 6,         /* heights a set and width of the narrow table */
  DEEPEN_FIRST = 64, /* points over what is known, where the narrow table has too few layouts … */
  DEEPEN_TIMES = 4, /* … and each time so many times as much */
};

typedef struct {
  Arena *arena; /* the result's */
  const MakeupTask *task;
  Cuts cuts;
  Reach reach;
  Bound *bound;
  MakeupCertificate sum; /* states, joins, bytes so far */
} Search;

/* What came of one choice of articles. */
typedef struct {
  Set placed;
  unsigned n, proven;
  int32_t bound;
  bool complete;
  MakeupLayout layout[MAKEUP_LAYOUTS];
} Found;

/* --- one table ------------------------------------------------------------------------------------------------------- */

static bool is_new_page(const Found *found, const MakeupLayout *layout)
{
  for (unsigned i = 0; i < found->n; i++)
    if (layout_same_modules(&found->layout[i], layout))
      return false;
  return true;
}

static void read_layouts(const Search *search, Arena *arena, const Table *table, Found *found)
{
  Best *best = best_open(arena, table);
  const Way *way = NULL;
  found->n = 0;
  for (unsigned rank = 0; found->n < search->task->layouts && (way = best_way(best, rank)); rank++) {
    MakeupLayout layout = layout_place(search->arena, search->task, &search->cuts, way);
    if (is_new_page(found, &layout))
      found->layout[found->n++] = layout;
  }
  best_close(best);
}

/* False: cut off, FOUND is as it was. */
static bool search_table(Search *search, Found *found, int32_t cost_max, unsigned beam, uint64_t joins_max)
{
  TableOrder order = {search->task, &search->cuts, &search->reach, search->bound, found->placed, cost_max, beam, joins_max};
  Arena *arena = arena_new();
  Table *table = table_make(arena, &order);
  search->sum.states += table->states;
  search->sum.joins += table->joins;
  search->sum.bytes = MAX(search->sum.bytes, table->bytes);
  bool cut = table->cut;
  if (!cut)
    read_layouts(search, arena, table, found);
  arena_free(arena);
  return !cut;
}

/* --- one choice of articles ------------------------------------------------------------------------------------------ */

static int32_t bound_leaves(const Search *search, Set placed)
{
  unsigned area = search->task->columns * search->task->rows;
  int32_t *least = g_new(int32_t, area + 1);
  bound_fill(search->bound, placed, least);
  int32_t cost = least[area];
  g_free(least);
  return cost;
}

static int32_t dearest_layout(const Search *search, Set placed)
{
  int32_t most = cuts_most(&search->cuts, set_size(placed));
  for (Set rest = placed; rest; rest &= (Set)(rest - 1)) {
    const MakeupArticle *article = &search->task->article[set_first(rest)];
    int32_t dearest = 0;
    for (unsigned w = 0; w < search->task->columns; w++)
      for (unsigned i = 0; i < article->width[w].n; i++)
        dearest = MAX(dearest, article->width[w].leaf[i].cost);
    most += dearest;
  }
  return most;
}

static uint64_t joins_left(const Search *search)
{
  uint64_t limit = search->task->work_limit;
  if (!limit)
    return UINT64_MAX;
  return limit > search->sum.joins ? limit - search->sum.joins : 0;
}

/* Dearer and dearer layouts, until there are as many as asked for or all are counted in. */
static void prove(Search *search, Found *found, int32_t most)
{
  unsigned wanted = search->task->layouts;
  int32_t step = DEEPEN_FIRST, cost_max = found->n == wanted ? found->layout[wanted - 1].cost : found->bound + step;
  for (;;) {
    cost_max = MIN(cost_max, most);
    if (!search_table(search, found, cost_max, 0, joins_left(search)))
      return;
    found->proven = found->n;
    found->complete = found->n > 0 || cost_max == most;
    found->bound = found->n ? found->layout[0].cost : cost_max + 1;
    if (found->n == wanted || cost_max == most)
      return;
    step *= DEEPEN_TIMES;
    cost_max += step;
  }
}

static void search_choice(Search *search, Found *found)
{
  int32_t most = dearest_layout(search, found->placed);
  found->bound = bound_leaves(search, found->placed);
  if (!set_is_single(found->placed))
    found->bound += cuts_around(&search->cuts, 1, 1);
  search_table(search, found, most, BEAM, UINT64_MAX);
  prove(search, found, most);
}

/* --- whom to leave out ------------------------------------------------------------------------------------------------- */

/* How many of LEFT_OUT there are, then their ranks from the most important: −1 where A is the better choice. */
static int compare_left_out(const MakeupTask *task, Set a, Set b)
{
  if (set_size(a) != set_size(b))
    return set_size(a) < set_size(b) ? -1 : 1;
  for (unsigned rank = 0; rank <= UINT8_MAX; rank++) {
    unsigned in_a = 0, in_b = 0;
    for (unsigned i = 0; i < task->n; i++)
      if (task->article[i].rank == rank) {
        in_a += a >> i & 1;
        in_b += b >> i & 1;
      }
    if (in_a != in_b)
      return in_a < in_b ? -1 : 1;
  }
  return 0;
}

static Set collect_must(const MakeupTask *task)
{
  Set must = 0;
  for (unsigned i = 0; i < task->n; i++)
    if (task->article[i].must)
      must |= (Set)(1U << i);
  return must;
}

/* The best choices there are, all as good: how many. */
static unsigned choose_placed(const Search *search, Set *choice)
{
  const MakeupTask *task = search->task;
  Set all = (Set)((1U << task->n) - 1), must = collect_must(task);
  unsigned n = 0;
  for (unsigned placed = all; placed; placed--) {
    if ((placed & must) != must || !reach_has(&search->reach, (Set)placed, task->columns, task->rows))
      continue;
    int order = n ? compare_left_out(task, (Set)(all ^ placed), all ^ choice[0]) : 0;
    n = order < 0 ? 0 : n;
    if (order <= 0)
      choice[n++] = (Set)placed;
  }
  return n;
}

/* --- the result ----------------------------------------------------------------------------------------------------- */

static bool is_better(const Found *a, const Found *b)
{
  return a->n && (!b->n || a->layout[0].cost < b->layout[0].cost);
}

static MakeupResult tell(Search *search, const Found *found)
{
  const MakeupTask *task = search->task;
  MakeupResult result = {.n = found->n, .certificate = search->sum};
  result.layout = arena_copy(search->arena, found->layout, found->n * sizeof *found->layout);
  uint8_t *left_out = ARENA_ARRAY(search->arena, uint8_t, task->n);
  for (unsigned i = 0; i < task->n; i++)
    if (!(found->placed >> i & 1))
      left_out[result.n_left_out++] = (uint8_t)i;
  result.left_out = left_out;
  result.certificate.cost = found->n ? found->layout[0].cost : -1;
  result.certificate.proven = found->proven;
  return result;
}

static void check_task(const MakeupTask *task)
{
  g_assert(task->columns >= 1 && task->columns <= MAKEUP_COLUMNS && task->rows >= 1 && task->rows <= MAKEUP_ROWS);
  g_assert(task->n >= 1 && task->n <= MAKEUP_ARTICLES && task->layouts >= 1 && task->layouts <= MAKEUP_LAYOUTS);
  for (unsigned i = 0; i < task->n; i++)
    for (unsigned w = 0; w < task->columns; w++)
      for (unsigned k = 0; k < task->article[i].width[w].n; k++) {
        const MakeupLeaf *leaf = &task->article[i].width[w].leaf[k];
        g_assert(leaf->rows >= 1 && leaf->left < EDGES && leaf->right < EDGES);
        g_assert(leaf->cost >= 0 && leaf->cost <= MAKEUP_LEAF_COST);
      }
}

MakeupResult makeup_search(Arena *arena, const MakeupTask *task)
{
  check_task(task);
  Arena *own = arena_new();
  Search search = {.arena = arena, .task = task, .cuts = cuts_open(task)};
  search.reach = reach_open(own, task);
  search.bound = bound_open(own, task);
  Set *choice = ARENA_ARRAY(own, Set, 1U << task->n);
  unsigned n = choose_placed(&search, choice);
  Found best = {.complete = true};
  int32_t bound = n ? INT32_MAX : -1;
  bool complete = true;
  for (unsigned i = 0; i < n; i++) {
    Found found = {.placed = choice[i]};
    search_choice(&search, &found);
    bound = MIN(bound, found.bound);
    complete = complete && found.complete;
    if (is_better(&found, &best))
      best = found;
  }
  MakeupResult result = tell(&search, &best);
  result.certificate.bound = bound;
  result.certificate.complete = complete;
  arena_free(own);
  return result;
}
