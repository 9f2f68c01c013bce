/* Whom to leave out, and the result. */
#include "makeup/work.h"

#include <glib.h>

/* --- whom to leave out ------------------------------------------------------------------------------------------- */

/* How many there are left out, then their ranks from the most important: −1 where A is the better choice. */
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

/* The best choices there are, all as good, the first with the later articles left out: how many. */
static unsigned choose_placed(const Search *search, Set *choice)
{
  const MakeupTask *task = search->task;
  Set all = (Set)((1U << task->n) - 1), must = collect_must(task);
  unsigned n = 0;
  if (reach_has(&search->reach, all, search->cuts.whole, task->rows)) {
    choice[0] = all;
    return 1;
  }
  if (task->all)
    return 0;
  for (unsigned placed = 1; placed <= all; placed++) {
    if ((placed & must) != must || !reach_has(&search->reach, (Set)placed, search->cuts.whole, task->rows))
      continue;
    int order = n ? compare_left_out(task, (Set)(all ^ placed), all ^ choice[0]) : 0;
    n = order < 0 ? 0 : n;
    if (order <= 0)
      choice[n++] = (Set)placed;
  }
  return n;
}

/* --- the result -------------------------------------------------------------------------------------------------- */

static MakeupLayout *copy_layouts(Arena *arena, const Found *found)
{
  MakeupLayout *layout = ARENA_ARRAY(arena, MakeupLayout, MAKEUP_LAYOUTS);
  for (unsigned i = 0; i < found->n; i++)
    layout[i] = found->candidate[i].layout;
  return layout;
}

static uint8_t *list_left_out(const Search *search, Set placed, unsigned *n)
{
  uint8_t *left_out = ARENA_ARRAY(search->arena, uint8_t, search->task->n);
  for (unsigned i = 0; i < search->task->n; i++)
    if (!(placed >> i & 1))
      left_out[(*n)++] = (uint8_t)i;
  return left_out;
}

static MakeupResult tell(const Search *search, const Found *found)
{
  MakeupResult result = {.n = found->n, .layout = copy_layouts(search->arena, found)};
  result.left_out = list_left_out(search, found->placed, &result.n_left_out);
  result.certificate = (MakeupCertificate){.cost = found->n ? found->candidate[0].layout.cost : -1,
                                           .bound = found->bound,
                                           .complete = found->complete,
                                           .proven = found->proven,
                                           .states = search->states,
                                           .joins = search->joins,
                                           .bytes = search->bytes,
                                           .last = search->last};
  return result;
}

/* The cheapest of choices that are as good. What cannot be cheaper is not searched. */
static Found search_choices(Search *search, const Set *choice, unsigned n)
{
  Found best = {.bound = -1, .complete = true};
  for (unsigned i = 0; i < n; i++) {
    if (i > 0 && prove_bound(search, choice[i]) >= best.candidate[0].layout.cost)
      continue;
    Found found = prove_choice(search, choice[i]);
    int32_t bound = i > 0 ? MIN(best.bound, found.bound) : found.bound;
    bool complete = best.complete && found.complete;
    if (i == 0 || found.candidate[0].layout.cost < best.candidate[0].layout.cost)
      best = found;
    best.bound = bound;
    best.complete = complete;
    best.proven = complete ? best.proven : 0;
  }
  return best;
}

static void check_task(const MakeupTask *task)
{
  g_assert(task->columns >= 1 && task->columns <= MAKEUP_COLUMNS && task->rows >= 1 && task->rows <= MAKEUP_ROWS);
  g_assert(!task->fold || task->fold * 2 == task->columns);
  g_assert(task->n >= 1 && task->n <= MAKEUP_ARTICLES && task->layouts >= 1 && task->layouts <= MAKEUP_LAYOUTS);
  for (unsigned i = 0; i < task->n; i++)
    for (unsigned w = 0; w < makeup_breadths(task->columns, task->fold); w++)
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
  Search search = {.arena = arena, .task = task, .cuts = cuts_open(task), .tables = arena_new()};
  search.reach = reach_open(own, task, &search.cuts);
  search.bound = bound_open(own, task);
  Set *choice = ARENA_ARRAY(own, Set, 1U << task->n);
  Found found = search_choices(&search, choice, choose_placed(&search, choice));
  MakeupResult result = tell(&search, &found);
  arena_free(search.tables);
  arena_free(own);
  return result;
}

bool makeup_fits(const MakeupTask *task)
{
  check_task(task);
  Arena *own = arena_new();
  const Cuts cuts = cuts_open(task);
  const Reach reach = reach_open(own, task, &cuts);
  bool fits = reach_has(&reach, (Set)((1U << task->n) - 1), cuts.whole, task->rows);
  arena_free(own);
  return fits;
}
