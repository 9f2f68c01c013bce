/* Which heights of a set count at each width, and what they cost at the least. */
#include "makeup/gather.h"

#include <glib.h>
#include <string.h>

static unsigned last_edge(const MakeupTask *task)
{
  unsigned last = 0;
  for (unsigned i = 0; i < task->n; i++)
    for (unsigned w = 0; w < makeup_breadths(task->columns, task->fold); w++)
      for (unsigned k = 0; k < task->article[i].width[w].n; k++)
        last = MAX(last, MAX(task->article[i].width[w].leaf[k].left, task->article[i].width[w].leaf[k].right));
  return last;
}

static Pairs open_pairs(const MakeupTask *task)
{
  Pairs pairs = {.lefts = last_edge(task) + 1};
  pairs.rights = (pairs.lefts + 3) / 4 * 4;
  pairs.size = pairs.lefts * pairs.rights;
  for (unsigned pair = 0; pair < EDGE_PAIRS; pair++) {
    pairs.left[pair] = (uint8_t)(pair / EDGES * pairs.rights);
    pairs.right[pair] = (uint8_t)(pair % EDGES * pairs.rights);
  }
  return pairs;
}

void gather_start(Maker *maker)
{
  const MakeupTask *task = maker->order->task;
  maker->pairs = open_pairs(task);
  const unsigned breadths = maker->order->cuts->breadths;
  maker->gather = ARENA_ARRAY(maker->arena, Gather, breadths + 1);
  for (unsigned w = 1; w <= breadths; w++) {
    maker->gather[w].width = w;
    maker->gather[w].best =
        arena_take(maker->arena, (task->rows + 1) * maker->pairs.size * sizeof *maker->gather[w].best);
  }
}

static void admit(Gather *gather, unsigned height, int32_t limit)
{
  gather->low = MIN(gather->low, (int)height);
  gather->high = (int)height;
  gather->open.word[height / 64] |= UINT64_C(1) << height % 64;
  gather->limit[height] = limit;
  gather->limit_most = MAX(gather->limit_most, limit);
}

static void open_gather(Maker *maker, unsigned width)
{
  const TableOrder *order = maker->order;
  Gather *gather = &maker->gather[width];
  unsigned rows = order->task->rows, columns = makeup_columns(order->cuts->fold, width),
           all = order->task->columns * rows;
  const Heights *may = reach_heights(order->reach, maker->set, width);
  const int32_t *inside = bound_least(order->bound, maker->set);
  const int32_t *outside = bound_least(order->bound, order->placed ^ maker->set);
  const int32_t around[] = {cuts_around(order->cuts, width, 0), cuts_around(order->cuts, width, rows)};
  gather->low = (int)rows + 1;
  gather->high = 0;
  gather->open = gather->met = (Heights){0};
  gather->limit_most = -1;
  if (!(order->reach->some[maker->set] >> width & 1))
    return;
  memset(gather->limit, 0xff, (rows + 1) * sizeof *gather->limit);
  for (unsigned i = 0; i < HEIGHT_WORDS; i++)
    for (uint64_t rest = may->word[i]; rest; rest &= rest - 1) {
      unsigned height = i * 64 + (unsigned)__builtin_ctzll(rest), area = columns * height;
      int32_t limit = order->cost_max - outside[all - area] - around[height == rows];
      if (inside[area] <= limit)
        admit(gather, height, limit);
    }
  maker->open |= gather->high ? UINT64_C(1) << width : 0;
}

void gather_open(Maker *maker, Set set)
{
  maker->set = set;
  maker->open = 0;
  for (unsigned w = 1; w <= maker->order->cuts->breadths; w++)
    open_gather(maker, w);
}

/* --- the least --------------------------------------------------------------------------------------------------- */

static int32_t find_least(const int32_t *cost, unsigned n)
{
  Four least = four_of(NOWHERE);
  for (unsigned i = 0; i < n; i += 4)
    least = four_least(least, *(const Four *)(cost + i));
  return MIN(MIN(least[0], least[1]), MIN(least[2], least[3]));
}

void gather_settle(const Maker *maker, const Gather *gather, int32_t *least)
{
  for (int h = gather->low; h <= gather->high; h++)
    least[h] = NOWHERE;
  for (unsigned i = 0; i < HEIGHT_WORDS; i++)
    for (uint64_t rest = gather->met.word[i]; rest; rest &= rest - 1) {
      unsigned h = i * 64 + (unsigned)__builtin_ctzll(rest);
      int32_t cheapest = find_least(gather_best(maker, gather, (int)h), maker->pairs.size);
      least[h] = cheapest <= gather->limit[h] ? cheapest : NOWHERE;
    }
}
