/* Alternatives: pages of the same articles that really differ, the best first. Layouts near the best are mostly the
   best with a line moved: so each article is also given each width in turn, and one is taken only where a good part of
   the page is another article's than in all that were taken before. */
#include "base/costs.h"
#include "compose/maker.h"

static void try_all(Maker *maker, const MakeupResult *found, unsigned most, GArray *pool)
{
  Missed missed[MAKEUP_ARTICLES] = {0};
  for (unsigned i = 0; i < MIN(found->n, most); i++) {
    const Tried tried = maker_try(maker, &found->layout[i], missed, NULL, true);
    g_array_append_val(pool, tried);
  }
}

/* An article over so many columns; over a fold, as a breadth. */
typedef struct {
  unsigned article, width;
} Turn;

/* On a spread those over its fold with as much on both sides, for time. */
static unsigned list_turns(const Maker *maker, Turn *turn)
{
  const unsigned fold = (unsigned)maker->work->sheet->grid.fold;
  unsigned n = 0;
  for (unsigned i = 0; i < maker->n_articles; i++)
    for (unsigned width = 1; width <= makeup_breadths((unsigned)maker->zone.columns, fold); width++)
      if (2 * makeup_before(fold, width) == makeup_columns(fold, width) || !makeup_crosses(fold, width))
        turn[n++] = (Turn){i, width};
  return n;
}

/* Returns the joins it took. */
static uint64_t try_turn(Maker *maker, const Turn *turn, uint64_t work, GArray *pool)
{
  MakeupArticle made[MAKEUP_ARTICLES];
  MakeupTask task = maker_task(maker, maker->made.full, made);
  const uint64_t splits = maker_splits(&task), least = (uint64_t)COST_MADEUP_WORK_LEAST * 1000000;
  for (unsigned w = 1; w <= MAKEUP_BREADTHS; w++)
    if (w != turn->width)
      made[turn->article].width[w - 1].n = 0;
  if (!made[turn->article].width[turn->width - 1].n)
    return 0;
  task.layouts = COST_ALTERNATIVES_WIDTH;
  task.all = true;
  task.work_limit = MIN(task.work_limit, MAX(work, splits + least) - splits);
  const MakeupResult found = makeup_search(maker->work->arena, &task);
  try_all(maker, &found, COST_ALTERNATIVES_WIDTH, pool);
  return found.certificate.joins + splits;
}

/* In equal shares of the work; where there are too many for it, so many of them, evenly. What is joined over a fold
   takes longer. */
static void try_turns(Maker *maker, GArray *pool)
{
  MakeupArticle made[MAKEUP_ARTICLES];
  const MakeupTask task = maker_task(maker, maker->made.full, made);
  const uint64_t least = maker_splits(&task) + (uint64_t)COST_MADEUP_WORK_LEAST * 1000000;
  Turn turn[MAKEUP_ARTICLES * MAKEUP_BREADTHS];
  uint64_t left = (uint64_t)COST_ALTERNATIVES_WORK * 1000000 / (task.fold ? COST_SPREAD_WORK : 1);
  const unsigned n = list_turns(maker, turn), most = (unsigned)MAX(left / least, 1), tried = MIN(n, most);
  for (unsigned k = 0; k < tried; k++) {
    const uint64_t taken = try_turn(maker, &turn[k * n / tried], left / (tried - k), pool);
    left -= MIN(left, taken);
  }
}

static int by_score(const void *a, const void *b)
{
  return maker_is_better(a, b) ? -1 : maker_is_better(b, a) ? 1 : 0;
}

static int overlap(int a_first, int a_last, int b_first, int b_last)
{
  return MAX(MIN(a_last, b_last) - MAX(a_first, b_first) + 1, 0);
}

/* The same article, or in the same place one as good as it: to exchange two briefs is no other page. */
static bool stands_for(const MadeModule *m, const MadeModule *n, int first, int last)
{
  bool same_place =
      m->column_first == first && m->column_last == last && m->row_first == n->row_first && m->row_last == n->row_last;
  return m->article == n->article ||
         (same_place && m->article->kind == n->article->kind && m->article->priority == n->article->priority);
}

/* Cells of A's that are the same article's in B; MIRROR: the sum of its first and last columns where B is turned about,
   left to right; 0: it is not. */
static int count_alike(const PageMakeup *a, const PageMakeup *b, int mirror)
{
  int alike = 0;
  for (unsigned i = 0; i < a->n_modules; i++)
    for (unsigned k = 0; k < b->n_modules; k++) {
      const MadeModule *m = &a->modules[i], *n = &b->modules[k];
      int first = mirror ? mirror - n->column_last : n->column_first;
      int last = mirror ? mirror - n->column_first : n->column_last;
      if (stands_for(m, n, first, last) && !m->shares && !n->shares)
        alike += overlap(m->column_first, m->column_last, first, last) *
                 overlap(m->row_first, m->row_last, n->row_first, n->row_last);
    }
  return alike;
}

/* A page turned about is no other. */
static bool differs(const Maker *maker, const PageMakeup *a, const PageMakeup *b)
{
  int cells = maker->zone.columns * maker->zone.rows, mirror = 2 * maker->zone.column + maker->zone.columns - 1;
  int alike = MAX(count_alike(a, b, 0), count_alike(a, b, mirror));
  return (cells - alike) * 100 >= cells * COST_ALTERNATIVES_DIFFER;
}

static bool may_be_shown(const Tried *tried, const Tried *best)
{
  return tried->told.left_out == best->told.left_out && tried->told.setting < COST_MADEUP_OVER &&
         tried->told.ranks < best->told.ranks + COST_CUTS_LEAD && /* nor with the lead at the foot */
         tried->made.broken <= best->made.broken && tried->told.score <= best->told.score + COST_ALTERNATIVES_MOST;
}

/* Those of the sorted POOL that differ from each other, at most MOST, first in it; how many. */
static unsigned choose(const Maker *maker, GArray *pool, unsigned most)
{
  unsigned n = 0;
  for (unsigned i = 0; i < pool->len && n < most; i++) {
    const Tried *tried = &g_array_index(pool, Tried, i);
    bool other = i == 0 || may_be_shown(tried, &g_array_index(pool, Tried, 0));
    for (unsigned k = 0; k < n && other; k++)
      other = differs(maker, &tried->told, &g_array_index(pool, Tried, k).told);
    if (!other)
      continue;
    Tried moved = *tried;
    g_array_remove_index(pool, i);
    g_array_insert_val(pool, n, moved);
    n++;
  }
  return n;
}

unsigned alternatives_find(Maker *maker, Tried *way, unsigned most)
{
  GArray *pool = g_array_new(FALSE, FALSE, sizeof(Tried));
  const MakeupResult found = maker_search(maker);
  try_all(maker, &found, found.n, pool);
  try_turns(maker, pool);
  g_array_sort(pool, by_score);
  g_array_prepend_val(pool, maker->best); /* the first is what is built, whatever else is found on the way */
  unsigned n = choose(maker, pool, MIN(maker->work->alternatives, most));
  for (unsigned k = 0; k < n; k++) {
    way[k] = g_array_index(pool, Tried, k);
    way[k].told.alternative = k + 1;
    way[k].told.alternatives = n;
  }
  g_array_free(pool, TRUE);
  return n;
}
