/* The table: for every set of articles, width, height and pair of edges the cheapest part, as far as a layout of at
   most cost_max can hold it. A part is left out only where what it costs, what the bound says of the other articles on
   the other column lines, and the cuts around it come to more: no layout of cost_max or less has such a part, so none
   is lost. Of strips one above the other, A over B over C, narrower than the zone only (A over B) over C is looked at:
   what stands below a cut is a leaf or cut down first. That loses nothing: a pair of ranks is paid once at the cut
   between the two in any order, and a lead under something lower at least once; in this order just once. (Over the
   whole width orders cost otherwise, and all are looked at.) A beam keeps only a few heights of each set and width;
   what it finds are layouts, but not surely the best. */
#include "makeup/work.h"

#include <glib.h>
#include <string.h>

/* All tables of a search: more counts as passing its limit of work. */
#define TABLE_BYTES ((uint64_t)768 * 1024 * 1024)

/* What is known of a set at a width while it is gathered. */
typedef struct {
  unsigned width;
  int low, high;                  /* heights that count */
  int32_t limit_most;             /* of all heights */
  int32_t limit[MAKEUP_ROWS + 1]; /* the most a part so high may cost; −1: none may */
  int32_t below[MAKEUP_ROWS + 1]; /* the cheapest that can stand below a cut */
  int32_t best[MAKEUP_ROWS + 1][EDGE_PAIRS];
} Gather;

typedef struct {
  Arena *arena;
  Table *table;
  const TableOrder *order;
  Set set;
  uint64_t open;   /* bit w: gather[w] has heights */
  uint64_t *alive; /* of each set: bit w: its fills at w hold something */
  Gather *gather;  /* [breadths + 1] */
  int32_t *inside, *outside;
} Maker;

const Fills *table_fills(const Table *table, Set set, unsigned width)
{
  return &table->fills[(size_t)set * table->order.cuts->breadths + width - 1];
}

int32_t fills_cost(const Fills *fills, int height, unsigned pair)
{
  if (height < fills->low || height > fills->high)
    return NOWHERE;
  unsigned at = (unsigned)(height - fills->low);
  if (pair == ANY_EDGES)
    return fills->least[at];
  for (unsigned i = fills->first[at]; i < fills->first[at + 1]; i++)
    if (entry_pair(fills->entry[i]) == pair)
      return entry_cost(fills->entry[i]);
  return NOWHERE;
}

/* --- the heights that count -------------------------------------------------------------------------------------- */

static int32_t limit_of(const Maker *maker, unsigned width, unsigned height)
{
  const TableOrder *order = maker->order;
  if (!reach_has(order->reach, maker->set, width, height))
    return -1;
  unsigned area = makeup_columns(order->cuts->fold, width) * height, all = order->task->columns * order->task->rows;
  int32_t limit = order->cost_max - maker->outside[all - area] - cuts_around(order->cuts, width, height);
  return maker->inside[area] <= limit ? limit : -1;
}

static void open_gather(Maker *maker, unsigned width)
{
  Gather *gather = &maker->gather[width];
  int rows = (int)maker->order->task->rows;
  gather->width = width;
  gather->low = rows + 1;
  gather->high = 0;
  gather->limit_most = -1;
  for (int h = 1; h <= rows; h++) {
    gather->limit[h] = limit_of(maker, width, (unsigned)h);
    if (gather->limit[h] < 0)
      continue;
    gather->low = MIN(gather->low, h);
    gather->high = h;
    gather->limit_most = MAX(gather->limit_most, gather->limit[h]);
    gather->below[h] = NOWHERE;
    for (unsigned i = 0; i < EDGE_PAIRS; i++)
      gather->best[h][i] = NOWHERE;
  }
  maker->open |= gather->high ? UINT64_C(1) << width : 0;
}

static void open_set(Maker *maker, Set set)
{
  maker->set = set;
  maker->open = 0;
  bound_fill(maker->order->bound, set, maker->inside);
  bound_fill(maker->order->bound, maker->order->placed ^ set, maker->outside);
  for (unsigned w = 1; w <= maker->order->cuts->breadths; w++)
    open_gather(maker, w);
}

/* --- joining ----------------------------------------------------------------------------------------------------- */

static void offer(Gather *gather, int height, unsigned pair, int32_t cost)
{
  if (cost > gather->limit[height])
    return;
  gather->best[height][pair] = MIN(gather->best[height][pair], cost);
  gather->below[height] = MIN(gather->below[height], cost);
}

static void gather_leaves(Maker *maker)
{
  const MakeupTask *task = maker->order->task;
  const MakeupArticle *article = &task->article[set_first(maker->set)];
  for (unsigned w = 1; w <= maker->order->cuts->breadths; w++)
    for (unsigned i = 0; maker->open >> w & 1 && i < article->width[w - 1].n; i++) {
      const MakeupLeaf *leaf = &article->width[w - 1].leaf[i];
      if (leaf->rows <= task->rows)
        offer(&maker->gather[w], leaf->rows, leaf->left * (unsigned)EDGES + leaf->right, leaf->cost);
    }
}

/* The edges of A above B are A's; of B the cheapest serves. */
static void offer_above(Gather *gather, const Fills *a, int x, int y, int32_t more)
{
  for (unsigned i = a->first[x - a->low]; i < a->first[x - a->low + 1]; i++) {
    int32_t cost = entry_cost(a->entry[i]) + more;
    if (cost > gather->limit[x + y])
      return;
    if (cost < gather->best[x + y][entry_pair(a->entry[i])])
      gather->best[x + y][entry_pair(a->entry[i])] = cost;
  }
}

/* X rows of A above every height of B there is. */
static void lay_on_all(Maker *maker, Gather *gather, const Fills *a, const Fills *b, int x, int32_t price)
{
  int32_t base = a->least[x - a->low] + price;
  int from = MAX(b->low, gather->low - x), to = MIN(b->high, gather->high - x);
  if (from > to)
    return;
  const int32_t *least = b->below + (from - b->low), *limit = gather->limit + x + from;
  maker->table->joins += (uint64_t)(to - from + 1);
  for (int i = 0; i <= to - from; i++)
    if (base + least[i] <= limit[i])
      offer_above(gather, a, x, from + i, price + least[i]);
}

/* The same where most heights are gaps. */
static void lay_on_held(Maker *maker, Gather *gather, const Fills *a, const Fills *b, int x, int32_t price)
{
  int32_t base = a->least[x - a->low] + price;
  for (unsigned k = 0; k < b->n && x + b->held[k] <= gather->high; k++, maker->table->joins++) {
    int y = b->held[k];
    int32_t least = b->below[y - b->low];
    if (x + y >= gather->low && base + least <= gather->limit[x + y])
      offer_above(gather, a, x, y, price + least);
  }
}

static void join_above(Maker *maker, Set above, Set below, unsigned width, int32_t ranks)
{
  Gather *gather = &maker->gather[width];
  const Fills *a = table_fills(maker->table, above, width), *b = table_fills(maker->table, below, width);
  /* Across the whole width only the zone itself is as high as the zone. */
  unsigned height = maker->set == maker->order->placed ? maker->order->task->rows : 0;
  int32_t price = ranks + cuts_across(maker->order->cuts, width, height, above, below);
  if (a->cheapest + b->cheapest + price > gather->limit_most)
    return;
  for (unsigned i = 0; i < a->n; i++)
    if (maker->order->beam)
      lay_on_held(maker, gather, a, b, a->held[i], price);
    else
      lay_on_all(maker, gather, a, b, a->held[i], price);
}

static void offer_beside(Gather *gather, const Fills *a, const Fills *b, int height, int32_t price)
{
  const uint32_t *now = a->entry + a->first[height - a->low], *end = a->entry + a->first[height - a->low + 1];
  int32_t least = b->least[height - b->low] + price;
  for (; now < end && entry_cost(*now) + least <= gather->limit[height]; now++) {
    int32_t base = entry_cost(*now) + price;
    unsigned left = entry_pair(*now) / EDGES, meets = entry_pair(*now) % EDGES;
    for (unsigned right = 0; right < EDGES; right++)
      offer(gather, height, left * EDGES + right, base + b->right[height - b->low][meets][right]);
  }
}

/* At the fold of a spread. */
static void offer_apart(Gather *gather, const Fills *a, const Fills *b, int height, int32_t price)
{
  const uint32_t *first = a->entry + a->first[height - a->low], *end = a->entry + a->first[height - a->low + 1];
  for (const uint32_t *left = first; left < end; left++)
    for (unsigned i = b->first[height - b->low]; i < b->first[height - b->low + 1]; i++)
      offer(gather, height, entry_pair(*left) / EDGES * EDGES + entry_pair(b->entry[i]) % EDGES,
            entry_cost(*left) + entry_cost(b->entry[i]) + price);
}

/* LEFT of WIDTH and RIGHT of OTHER, which make up WHOLE. */
static void join_beside(Maker *maker, Set left, Set right, unsigned width, unsigned other, unsigned whole)
{
  Gather *gather = &maker->gather[whole];
  const Fills *a = table_fills(maker->table, left, width), *b = table_fills(maker->table, right, other);
  bool apart = breadth_ends_at_fold(maker->order->cuts->fold, whole, width);
  if (a->cheapest + b->cheapest > gather->limit_most)
    return;
  for (unsigned i = 0; i < a->n && a->held[i] <= MIN(b->high, gather->high); i++) {
    int h = a->held[i];
    if (h < MAX(b->low, gather->low))
      continue;
    int32_t price = cuts_down(maker->order->cuts, (unsigned)h);
    maker->table->joins++;
    if (a->least[h - a->low] + b->least[h - b->low] + price > gather->limit[h])
      continue;
    if (apart)
      offer_apart(gather, a, b, h, price);
    else
      offer_beside(gather, a, b, h, price);
  }
}

/* Parts with the fold in them: beside it, or beside one it runs through. */
static void join_across(Maker *maker, Set a, Set b)
{
  unsigned fold = maker->order->cuts->fold;
  for (uint64_t open = maker->open >> (fold + 1) << (fold + 1); open; open &= open - 1) {
    unsigned whole = (unsigned)__builtin_ctzll(open);
    for (uint64_t in_a = maker->alive[a] & cuts_begins(maker->order->cuts, maker->set, whole); in_a; in_a &= in_a - 1) {
      unsigned left = (unsigned)__builtin_ctzll(in_a), right = breadth_rest(fold, whole, left);
      if (maker->alive[b] >> right & 1)
        join_beside(maker, a, b, left, right, whole);
    }
  }
}

/* Breadths that are columns. */
static uint64_t plain_breadths(const Cuts *cuts)
{
  return (UINT64_C(2) << (cuts->fold ? cuts->fold : cuts->columns)) - 1;
}

static void join_sets(Maker *maker, Set a, Set b)
{
  const Cuts *cuts = maker->order->cuts;
  uint64_t in_a = maker->alive[a], in_b = maker->alive[b], plain = plain_breadths(cuts);
  uint64_t both = cuts_may_lie(cuts, a, b) ? in_a & in_b & maker->open : 0;
  int32_t ranks = both ? cuts_ranks(cuts, a, b) : 0;
  for (; both; both &= both - 1)
    if (!cuts_at_fold(cuts, maker->set, (unsigned)__builtin_ctzll(both)))
      join_above(maker, a, b, (unsigned)__builtin_ctzll(both), ranks);
  if (!cuts_may_adjoin(cuts, a, b))
    return;
  for (in_a &= plain; in_a; in_a &= in_a - 1) {
    unsigned w = (unsigned)__builtin_ctzll(in_a);
    for (uint64_t rest = in_b & (maker->open & plain) >> w; rest; rest &= rest - 1)
      join_beside(maker, a, b, w, (unsigned)__builtin_ctzll(rest), w + (unsigned)__builtin_ctzll(rest));
  }
  if (cuts->fold)
    join_across(maker, a, b);
}

/* --- keeping ----------------------------------------------------------------------------------------------------- */

static int32_t cheapest_at(const Gather *gather, int height)
{
  int32_t least = NOWHERE;
  for (unsigned i = 0; gather->limit[height] >= 0 && i < EDGE_PAIRS; i++)
    least = MIN(least, gather->best[height][i]);
  return least;
}

/* Of the heights found the BEAM nearest to their limits stay. */
static void narrow(Gather *gather, unsigned beam)
{
  uint8_t kept[MAKEUP_ROWS + 1] = {0};
  for (unsigned i = 0; i < beam; i++) {
    int best = -1;
    int32_t slack = -1;
    for (int h = gather->low; h <= gather->high; h++) {
      int32_t least = kept[h] ? NOWHERE : cheapest_at(gather, h);
      if (least != NOWHERE && gather->limit[h] - least > slack) {
        slack = gather->limit[h] - least;
        best = h;
      }
    }
    if (best >= 0)
      kept[best] = 1;
  }
  for (int h = gather->low; h <= gather->high; h++)
    gather->limit[h] = kept[h] ? gather->limit[h] : -1;
}

/* Insertion: there are few. */
static unsigned sort_entries(const Gather *gather, int height, uint32_t *entry)
{
  unsigned n = 0;
  for (unsigned pair = 0; gather->limit[height] >= 0 && pair < EDGE_PAIRS; pair++) {
    if (gather->best[height][pair] == NOWHERE)
      continue;
    uint32_t now = entry_new(gather->best[height][pair], pair);
    unsigned at = n++;
    for (; at > 0 && entry[at - 1] > now; at--)
      entry[at] = entry[at - 1];
    entry[at] = now;
  }
  return n;
}

/* What a height's entries cost right of each edge, by their own right. */
static void meet_edges(const Cuts *cuts, const uint32_t *entry, unsigned n, int32_t right[EDGES][EDGES])
{
  for (unsigned e = 0; e < EDGES; e++)
    for (unsigned r = 0; r < EDGES; r++)
      right[e][r] = NOWHERE;
  for (unsigned i = 0; i < n; i++)
    for (unsigned e = 0; e < EDGES; e++) {
      int32_t *least = &right[e][entry_pair(entry[i]) % EDGES];
      *least = MIN(*least, entry_cost(entry[i]) + cuts->clash[e][entry_pair(entry[i]) / EDGES]);
    }
}

static void keep_fills(Maker *maker, const Gather *gather, Fills *fills)
{
  while (fills->low <= fills->high && cheapest_at(gather, fills->low) == NOWHERE)
    fills->low++;
  while (fills->high >= fills->low && cheapest_at(gather, fills->high) == NOWHERE)
    fills->high--;
  if (fills->high < fills->low)
    return;
  unsigned heights = (unsigned)(fills->high - fills->low + 1), n = 0;
  uint32_t entry[EDGE_PAIRS * (MAKEUP_ROWS + 1)];
  uint8_t *held = ARENA_ARRAY(maker->arena, uint8_t, heights);
  int32_t *least = ARENA_ARRAY(maker->arena, int32_t, heights), *below = ARENA_ARRAY(maker->arena, int32_t, heights);
  uint32_t *first = ARENA_ARRAY(maker->arena, uint32_t, heights + 1);
  int32_t(*right)[EDGES][EDGES] = arena_alloc(maker->arena, heights * sizeof *right);
  for (unsigned i = 0; i < heights; i++) {
    first[i] = n;
    n += sort_entries(gather, fills->low + (int)i, entry + n);
    least[i] = n > first[i] ? entry_cost(entry[first[i]]) : NOWHERE;
    below[i] = gather->limit[fills->low + (int)i] < 0 ? NOWHERE : gather->below[fills->low + (int)i];
    if (gather->width == maker->order->cuts->whole)
      below[i] = least[i];
    if (n > first[i])
      held[fills->n++] = (uint8_t)(fills->low + (int)i);
    meet_edges(maker->order->cuts, entry + first[i], n - first[i], right[i]);
    fills->cheapest = MIN(fills->cheapest, least[i]);
  }
  first[heights] = n;
  fills->held = held;
  fills->least = least;
  fills->below = below;
  fills->first = first;
  fills->right = (const int32_t(*)[EDGES][EDGES])right;
  fills->entry = arena_copy(maker->arena, entry, n * sizeof *entry);
  maker->alive[maker->set] |= UINT64_C(1) << gather->width;
  maker->table->states += n;
  maker->table->bytes +=
      heights * (sizeof *held + 2 * sizeof *least + sizeof *first + sizeof *right) + n * sizeof *entry;
}

static void keep_set(Maker *maker)
{
  for (unsigned w = 1; w <= maker->order->cuts->breadths; w++) {
    Gather *gather = &maker->gather[w];
    Fills *fills = &maker->table->fills[(size_t)maker->set * maker->order->cuts->breadths + w - 1];
    *fills = (Fills){.low = gather->low, .high = gather->high, .cheapest = NOWHERE};
    if (maker->order->beam)
      narrow(gather, maker->order->beam);
    keep_fills(maker, gather, fills);
  }
}

static void make_set(Maker *maker, Set set)
{
  open_set(maker, set);
  if (set_is_single(set))
    gather_leaves(maker);
  else
    for (Set a = (set - 1) & set; maker->open && a; a = (a - 1) & set)
      join_sets(maker, a, set ^ a);
  keep_set(maker);
}

Table *table_make(Arena *arena, const TableOrder *order)
{
  size_t sets = (size_t)1 << order->task->n, breadths = order->cuts->breadths;
  size_t areas = (size_t)order->task->columns * order->task->rows + 1;
  Table *table = ARENA_NEW(arena, Table);
  table->order = *order;
  table->fills = ARENA_ARRAY(arena, Fills, sets * breadths);
  table->bytes = sets * breadths * sizeof(Fills);
  Maker maker = {.arena = arena, .table = table, .order = &table->order};
  maker.alive = ARENA_ARRAY(arena, uint64_t, sets);
  maker.gather = ARENA_ARRAY(arena, Gather, breadths + 1);
  maker.inside = ARENA_ARRAY(arena, int32_t, areas);
  maker.outside = ARENA_ARRAY(arena, int32_t, areas);
  for (Set set = order->placed & (Set)-order->placed; set; set = (Set)((set - order->placed) & order->placed)) {
    make_set(&maker, set);
    if (table->joins > order->joins_max || table->bytes > TABLE_BYTES) {
      table->cut = true;
      break;
    }
  }
  return table;
}
