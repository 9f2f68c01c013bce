/* Parts joined: one beside the other, one above the other. What comes to more than its limit does no harm: it does not
   count when the set is kept. */
#include "makeup/gather.h"

#include <glib.h>

/* --- beside ------------------------------------------------------------------------------------------------------ */

/* Costs of a height to offer to. */
static inline int32_t *meet(const Maker *maker, Gather *gather, int height)
{
  int32_t *best = gather_best(maker, gather, height);
  uint64_t *word = &gather->met.word[height / 64], bit = UINT64_C(1) << height % 64;
  for (unsigned i = 0; !(*word & bit) && i < maker->pairs.size; i += 4)
    *(Four *)(best + i) = four_of(NOWHERE);
  *word |= bit;
  return best;
}

void join_leaves(Maker *maker)
{
  const MakeupTask *task = maker->order->task;
  const MakeupArticle *article = &task->article[set_first(maker->set)];
  for (unsigned w = 1; w <= maker->order->cuts->breadths; w++)
    for (unsigned i = 0; maker->open >> w & 1 && i < article->width[w - 1].n; i++) {
      const MakeupLeaf *leaf = &article->width[w - 1].leaf[i];
      if (leaf->rows > task->rows || maker->gather[w].limit[leaf->rows] < 0)
        continue;
      int32_t *best = meet(maker, &maker->gather[w], leaf->rows) + leaf->left * maker->pairs.rights + leaf->right;
      *best = MIN(*best, leaf->cost);
    }
}

/* Each of RIGHTS with BASE. */
static inline void offer_rights(int32_t *best, const int32_t *right, int32_t base, unsigned rights)
{
  for (unsigned i = 0; i < rights; i += 4)
    *(Four *)(best + i) = four_least(*(Four *)(best + i), *(const Four *)(right + i) + four_of(base));
}

static void offer_beside(const Maker *maker, Gather *gather, const Fills *a, const Fills *b, int height, int32_t price)
{
  const Pairs *pairs = &maker->pairs;
  const unsigned x = a->rank[height - a->low];
  const int32_t most = gather->limit[height] - b->least[height - b->low] - price;
  const int32_t *right = b->right + b->rank[height - b->low] * pairs->size;
  int32_t *best = meet(maker, gather, height);
  for (unsigned i = a->first[x]; i < a->first[x + 1] && entry_cost(a->entry[i]) <= most; i++) {
    unsigned pair = entry_pair(a->entry[i]);
    offer_rights(best + pairs->left[pair], right + pairs->right[pair], entry_cost(a->entry[i]) + price, pairs->rights);
  }
}

/* At the fold of a spread, where what touches it does not meet: of B the rights of each of its lefts, not as they were
   taken together when it was kept. The slower way, for pages with a fold alone. */
static void offer_apart(const Maker *maker, Gather *gather, const Fills *a, const Fills *b, int height, int32_t price)
{
  const Pairs *pairs = &maker->pairs;
  const unsigned x = a->rank[height - a->low];
  const int32_t most = gather->limit[height] - b->least[height - b->low] - price;
  const int32_t *cost = b->cost + b->rank[height - b->low] * pairs->size;
  int32_t *best = meet(maker, gather, height);
  for (unsigned i = a->first[x]; i < a->first[x + 1] && entry_cost(a->entry[i]) <= most; i++)
    for (unsigned left = 0; left < pairs->size; left += pairs->rights)
      offer_rights(best + pairs->left[entry_pair(a->entry[i])], cost + left, entry_cost(a->entry[i]) + price,
                   pairs->rights);
}

/* Heights held from FROM to TO. */
static unsigned count_held(const Span *span, unsigned n, int from, int to)
{
  if (n == (unsigned)(span->high - span->low + 1))
    return (unsigned)(to - from + 1);
  unsigned held = 0;
  for (int h = from; h <= to; h++)
    held += (unsigned)(span->held.word[h / 64] >> h % 64 & 1);
  return held;
}

typedef struct {
  bool one_first, other_first; /* which may stand at the left */
  bool apart;                  /* the fold is between them, ONE is at the left */
} Sides;

static inline void offer_sides(const Maker *maker, Gather *gather, Sides sides, const Fills *one, const Fills *other,
                               int height)
{
  const unsigned rows = maker->order->task->rows;
  const int32_t price = (unsigned)height == rows ? cuts_down(maker->order->cuts, rows) : 0;
  if (one->least[height - one->low] + other->least[height - other->low] + price > gather->limit[height])
    return;
  if (sides.apart)
    offer_apart(maker, gather, one, other, height, price);
  else if (sides.one_first)
    offer_beside(maker, gather, one, other, height, price);
  if (sides.other_first)
    offer_beside(maker, gather, other, one, height, price);
}

/* Heights two parts share with what is gathered. */
typedef struct {
  int from, to;
} Shared;

static inline Shared share(const Gather *gather, const Span *a, const Span *b)
{
  return (Shared){MAX(MAX(a->low, b->low), gather->low), MIN(MIN(a->high, b->high), gather->high)};
}

static void join_shared(Maker *maker, Gather *gather, size_t at_one, size_t at_other, Sides sides)
{
  const Span *a = &maker->table->spans[at_one], *b = &maker->table->spans[at_other];
  const Fills *fa = &maker->table->fills[at_one], *fb = &maker->table->fills[at_other];
  const Shared shared = share(gather, a, b);
  maker->table->joins += (sides.one_first ? count_held(a, fa->n, shared.from, shared.to) : 0) +
                         (sides.other_first ? count_held(b, fb->n, shared.from, shared.to) : 0);
  for (unsigned i = (unsigned)shared.from / 64; i <= (unsigned)shared.to / 64; i++)
    for (uint64_t both = a->held.word[i] & b->held.word[i] & gather->open.word[i]; both; both &= both - 1)
      offer_sides(maker, gather, sides, fa, fb, (int)(i * 64) + __builtin_ctzll(both));
}

/* Of a set and width and another, which make up what GATHER is of, either at the left where SIDES say it may. Most come
   to nothing. */
static inline void join_at(Maker *maker, Gather *gather, size_t at_one, size_t at_other, Sides sides)
{
  const Span *a = &maker->table->spans[at_one], *b = &maker->table->spans[at_other];
  const Shared shared = share(gather, a, b);
  if (shared.from <= shared.to && a->cheapest + b->cheapest <= gather->limit_most)
    join_shared(maker, gather, at_one, at_other, sides);
}

/* Parts with the fold in them, LEFT at the left: beside it, or beside one it runs through. What begins so need not end
   so, thus each order is looked at for itself. */
static void join_across(Maker *maker, Set left, Set right)
{
  const Cuts *cuts = maker->order->cuts;
  const unsigned fold = cuts->fold;
  for (uint64_t open = maker->open >> (fold + 1) << (fold + 1); open; open &= open - 1) {
    unsigned whole = (unsigned)__builtin_ctzll(open);
    for (uint64_t in = maker->alive[left] & cuts_begins(cuts, maker->set, whole); in; in &= in - 1) {
      unsigned width = (unsigned)__builtin_ctzll(in), rest = breadth_rest(fold, whole, width);
      if (maker->alive[right] >> rest & 1)
        join_at(maker, &maker->gather[whole], table_index(maker->table, left, width),
                table_index(maker->table, right, rest), (Sides){true, false, breadth_ends_at_fold(fold, whole, width)});
    }
  }
}

/* Breadths that are columns. */
static uint64_t plain_breadths(const Cuts *cuts)
{
  return (UINT64_C(2) << (cuts->fold ? cuts->fold : cuts->columns)) - 1;
}

void join_beside(Maker *maker, Set a, Set b)
{
  const Cuts *cuts = maker->order->cuts;
  if (!maker->alive[a] || !maker->alive[b])
    return;
  const Sides sides = {cuts_may_adjoin(cuts, a, b), cuts_may_adjoin(cuts, b, a), false};
  const uint64_t plain = plain_breadths(cuts), open = maker->open & plain;
  for (uint64_t in_a = sides.one_first || sides.other_first ? maker->alive[a] & plain : 0; in_a; in_a &= in_a - 1) {
    unsigned w = (unsigned)__builtin_ctzll(in_a);
    for (uint64_t in_b = maker->alive[b] & open >> w; in_b; in_b &= in_b - 1) {
      unsigned rest = (unsigned)__builtin_ctzll(in_b);
      join_at(maker, &maker->gather[w + rest], table_index(maker->table, a, w), table_index(maker->table, b, rest),
              sides);
    }
  }
  if (cuts->fold && sides.one_first)
    join_across(maker, a, b);
  if (cuts->fold && sides.other_first)
    join_across(maker, b, a);
}

/* --- above ------------------------------------------------------------------------------------------------------- */

/* A height of what lies above. */
typedef struct {
  const int32_t *cost;
  int rows;
  int32_t least; /* with the price of the cut */
  int32_t price;
} Upper;

static Upper upper_of(const Maker *maker, const Fills *a, unsigned at, int32_t price)
{
  const int rows = a->held[at];
  return (Upper){a->cost + at * maker->pairs.size, rows, a->least[rows - a->low] + price, price};
}

/* The edges are those of what lies above; of what is below, Y rows, the cheapest serves, for BELOW. */
static inline void offer_above(const Maker *maker, Gather *gather, const Upper *upper, int y, int32_t below)
{
  int32_t *best = meet(maker, gather, upper->rows + y);
  for (unsigned i = 0; i < maker->pairs.size; i += 4)
    *(Four *)(best + i) =
        four_least(*(Four *)(best + i), *(const Four *)(upper->cost + i) + four_of(upper->price + below));
}

/* Above every height of B there is. */
static void lay_on_all(Maker *maker, Gather *gather, const Upper *upper, const Fills *b)
{
  int from = MAX(b->low, gather->low - upper->rows), to = MIN(b->high, gather->high - upper->rows);
  if (from > to)
    return;
  maker->table->joins += (uint64_t)(to - from + 1);
  if (upper->least + b->lowest > gather->limit_most)
    return;
  const int32_t *below = b->below + (from - b->low), *limit = gather->limit + upper->rows + from;
  for (int i = 0; i <= to - from; i++)
    if (upper->least + below[i] <= limit[i])
      offer_above(maker, gather, upper, from + i, below[i]);
}

/* The same where most heights are gaps. */
static void lay_on_held(Maker *maker, Gather *gather, const Upper *upper, const Fills *b)
{
  unsigned n = b->n;
  while (n > 0 && upper->rows + b->held[n - 1] > gather->high)
    n--;
  maker->table->joins += n;
  for (unsigned k = 0; upper->least + b->lowest <= gather->limit_most && k < n; k++) {
    int y = b->held[k];
    int32_t below = b->below[y - b->low];
    if (upper->rows + y >= gather->low && upper->least + below <= gather->limit[upper->rows + y])
      offer_above(maker, gather, upper, y, below);
  }
}

static void lay_on(Maker *maker, Set above, Set below, unsigned width, int32_t ranks)
{
  Gather *gather = &maker->gather[width];
  const size_t at_above = table_index(maker->table, above, width), at_below = table_index(maker->table, below, width);
  /* Across the whole width only the zone itself is as high as the zone. */
  unsigned height = maker->set == maker->order->placed ? maker->order->task->rows : 0;
  int32_t price = ranks;
  if (width == maker->order->cuts->whole)
    price += cuts_across(maker->order->cuts, width, height, above, below);
  if (maker->table->spans[at_above].cheapest + maker->table->spans[at_below].cheapest + price > gather->limit_most)
    return;
  const Fills *a = &maker->table->fills[at_above], *b = &maker->table->fills[at_below];
  for (unsigned i = 0; i < a->n; i++) {
    const Upper upper = upper_of(maker, a, i, price);
    if (maker->order->beam)
      lay_on_held(maker, gather, &upper, b);
    else
      lay_on_all(maker, gather, &upper, b);
  }
}

static void join_lying(Maker *maker, Set a, Set b)
{
  const Cuts *cuts = maker->order->cuts;
  uint64_t both = maker->alive[a] & maker->alive[b] & maker->open;
  if (!both || !cuts_may_lie(cuts, a, b))
    return;
  for (int32_t ranks = cuts_ranks(cuts, a, b); both; both &= both - 1)
    if (!cuts_at_fold(cuts, maker->set, (unsigned)__builtin_ctzll(both)))
      lay_on(maker, a, b, (unsigned)__builtin_ctzll(both), ranks);
}

void join_above(Maker *maker, Set a, Set b)
{
  join_lying(maker, a, b);
  join_lying(maker, b, a);
}
