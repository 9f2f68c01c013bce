/* The table: for every set of articles, width, height and pair of edges the cheapest part, as far as a layout of at
   most cost_max can hold it. A part is left out only where what it costs, what the bound says of the other articles on
   the other column lines, and the cuts around it come to more: no layout of cost_max or less has such a part, so none
   is lost. Of strips one above the other, A over B over C, narrower than the zone only (A over B) over C is looked at:
   what stands below a cut is a leaf or cut down first. That loses nothing: a pair of ranks is paid once at the cut
   between the two in any order, and a lead under something lower at least once; in this order just once. (Over the
   whole width orders cost otherwise, and all are looked at.) A beam keeps only a few heights of each set and width;
   what it finds are layouts, but not surely the best. */
#include "makeup/gather.h"

#include <glib.h>

/* All tables of a search: more counts as passing its limit of work. */
#define TABLE_BYTES ((uint64_t)768 * 1024 * 1024)

const Fills *table_fills(const Table *table, Set set, unsigned width)
{
  return &table->fills[table_index(table, set, width)];
}

int32_t fills_cost(const Fills *fills, int height, unsigned pair)
{
  if (height < fills->low || height > fills->high)
    return NOWHERE;
  unsigned at = (unsigned)(height - fills->low);
  if (pair == ANY_EDGES || fills->least[at] == NOWHERE)
    return fills->least[at];
  for (unsigned i = fills->first[fills->rank[at]]; i < fills->first[fills->rank[at] + 1]; i++)
    if (entry_pair(fills->entry[i]) == pair)
      return entry_cost(fills->entry[i]);
  return NOWHERE;
}

/* What is joined so far can stand below a cut. */
static void settle_below(Maker *maker)
{
  for (unsigned w = 1; w <= maker->order->cuts->breadths; w++)
    gather_settle(maker, &maker->gather[w], maker->gather[w].below);
}

/* Each way to part it in two once, whichever is FIRST. */
static void join_set(Maker *maker, Set set, void join(Maker *maker, Set a, Set b))
{
  Set first = set & (Set)-set, others = set ^ first;
  for (Set part = others; part; join(maker, first | part, set ^ first ^ part))
    part = (part - 1) & others;
}

static void make_set(Maker *maker, Set set)
{
  gather_open(maker, set);
  if (maker->open && set_is_single(set))
    join_leaves(maker);
  else if (maker->open)
    join_set(maker, set, join_beside);
  settle_below(maker);
  if (maker->open && !set_is_single(set))
    join_set(maker, set, join_above);
  keep_set(maker);
}

Table *table_make(Arena *arena, const TableOrder *order)
{
  size_t sets = (size_t)1 << order->task->n, breadths = order->cuts->breadths;
  Table *table = ARENA_NEW(arena, Table);
  table->order = *order;
  table->fills = ARENA_ARRAY(arena, Fills, sets * breadths);
  table->spent = arena_take(arena, sizeof *table->spent * sets);
  table->spans = arena_take(arena, sizeof(Span) * sets * breadths);
  table->bytes = sets * breadths * (sizeof(Fills) + sizeof(Span));
  Maker maker = {.arena = arena, .table = table, .order = &table->order};
  maker.alive = ARENA_ARRAY(arena, uint64_t, sets);
  gather_start(&maker);
  for (Set set = order->placed & (Set)-order->placed; set; set = (Set)((set - order->placed) & order->placed)) {
    make_set(&maker, set);
    table->spent[table->made++] = table->joins;
    if (table->joins > order->joins_max || table->bytes > TABLE_BYTES) {
      table->cut = true;
      break;
    }
  }
  return table;
}
