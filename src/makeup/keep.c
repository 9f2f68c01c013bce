/* What is kept of a set: for the sets it is part of, and to read layouts from. */
#include "makeup/gather.h"

#include <glib.h>

/* Of the heights found the BEAM nearest to their limits stay. */
static void narrow(Gather *gather, unsigned beam)
{
  uint8_t kept[MAKEUP_ROWS + 1] = {0};
  for (unsigned i = 0; i < beam; i++) {
    int best = -1;
    int32_t slack = -1;
    for (int h = gather->low; h <= gather->high; h++)
      if (!kept[h] && gather->least[h] != NOWHERE && gather->limit[h] - gather->least[h] > slack) {
        slack = gather->limit[h] - gather->least[h];
        best = h;
      }
    if (best < 0)
      break;
    kept[best] = 1;
  }
  for (int h = gather->low; h <= gather->high; h++)
    gather->least[h] = kept[h] ? gather->least[h] : NOWHERE;
}

/* What counts of a height's. */
static void copy_costs(const Maker *maker, const int32_t *best, int32_t limit, int32_t *cost)
{
  for (unsigned i = 0; i < maker->pairs.size; i += 4) {
    Four now = *(const Four *)(best + i), over = now > four_of(limit);
    *(Four *)(cost + i) = (now & ~over) | (four_of(NOWHERE) & over);
  }
}

/* Insertion: there are few. */
static unsigned sort_entries(const Maker *maker, const int32_t *cost, uint32_t *entry)
{
  unsigned n = 0;
  for (unsigned left = 0; left < maker->pairs.lefts; left++)
    for (unsigned right = 0; right < maker->pairs.lefts; right++) {
      if (cost[left * maker->pairs.rights + right] == NOWHERE)
        continue;
      uint32_t now = entry_new(cost[left * maker->pairs.rights + right], left * EDGES + right);
      unsigned at = n++;
      for (; at > 0 && entry[at - 1] > now; at--)
        entry[at] = entry[at - 1];
      entry[at] = now;
    }
  return n;
}

/* What a height's COSTs come to right of each edge, by their own right. */
static void meet_edges(const Maker *maker, const int32_t *cost, int32_t *right)
{
  const unsigned lefts = maker->pairs.lefts, rights = maker->pairs.rights;
  for (unsigned e = 0; e < lefts; e++)
    for (unsigned i = 0; i < rights; i += 4) {
      Four least = four_of(NOWHERE);
      for (unsigned left = 0; left < lefts; left++)
        least =
            four_least(least, *(const Four *)(cost + left * rights + i) + four_of(maker->order->cuts->clash[e][left]));
      *(Four *)(right + e * rights + i) = least;
    }
}

/* A set's room at a width. */
typedef struct {
  uint8_t *held, *rank;
  int32_t *least, *below, *cost, *right;
  uint32_t *first;
} Room;

/* HELD of its heights. */
static Room open_room(Maker *maker, unsigned heights, unsigned held)
{
  const size_t pairs = maker->pairs.size * sizeof(int32_t);
  Room room;
  room.held = arena_take(maker->arena, held * sizeof *room.held);
  room.rank = arena_take(maker->arena, heights * sizeof *room.rank);
  room.least = arena_take(maker->arena, heights * sizeof *room.least);
  room.below = arena_take(maker->arena, heights * sizeof *room.below);
  room.first = arena_take(maker->arena, (held + 1) * sizeof *room.first);
  room.cost = arena_take(maker->arena, held * pairs);
  room.right = arena_take(maker->arena, held * pairs);
  maker->table->bytes += heights * (sizeof *room.rank + 2 * sizeof *room.least) +
                         held * (sizeof *room.held + sizeof *room.first + 2 * pairs);
  return room;
}

static unsigned count_held(const Gather *gather, int low, int high)
{
  unsigned held = 0;
  for (int h = low; h <= high; h++)
    held += gather->least[h] != NOWHERE;
  return held;
}

/* One that is held. Returns how many entries there are; ENTRY has room for all pairs. */
static unsigned keep_height(const Maker *maker, const Gather *gather, const Room *room, unsigned rank, int height,
                            uint32_t *entry)
{
  int32_t *cost = room->cost + rank * maker->pairs.size;
  room->held[rank] = (uint8_t)height;
  copy_costs(maker, gather_best(maker, gather, height), gather->limit[height], cost);
  meet_edges(maker, cost, room->right + rank * maker->pairs.size);
  return sort_entries(maker, cost, entry);
}

/* Returns how many entries there are. */
static unsigned keep_heights(const Maker *maker, const Gather *gather, const Room *room, Fills *fills, Span *span,
                             uint32_t *entry)
{
  const bool any = gather->width == maker->order->cuts->whole;
  unsigned n = 0;
  for (int h = fills->low; h <= fills->high; h++) {
    const int at = h - fills->low;
    const int32_t least = gather->least[h];
    room->least[at] = least;
    room->below[at] = any || least == NOWHERE ? least : gather->below[h];
    room->rank[at] = (uint8_t)fills->n;
    if (least == NOWHERE)
      continue;
    room->first[fills->n] = n;
    n += keep_height(maker, gather, room, fills->n++, h, entry + n);
    fills->lowest = MIN(fills->lowest, room->below[at]);
    span->cheapest = MIN(span->cheapest, least);
    span->held.word[h / 64] |= UINT64_C(1) << h % 64;
  }
  room->first[fills->n] = n;
  return n;
}

static void keep_fills(Maker *maker, const Gather *gather, Fills *fills, Span *span)
{
  while (fills->low <= fills->high && gather->least[fills->low] == NOWHERE)
    fills->low++;
  while (fills->high >= fills->low && gather->least[fills->high] == NOWHERE)
    fills->high--;
  if (fills->high < fills->low)
    return;
  uint32_t entry[EDGE_PAIRS * (MAKEUP_ROWS + 1)];
  const Room room =
      open_room(maker, (unsigned)(fills->high - fills->low + 1), count_held(gather, fills->low, fills->high));
  *span = (Span){.cheapest = NOWHERE, .low = (uint8_t)fills->low, .high = (uint8_t)fills->high};
  unsigned n = keep_heights(maker, gather, &room, fills, span, entry);
  fills->held = room.held;
  fills->rank = room.rank;
  fills->least = room.least;
  fills->below = room.below;
  fills->first = room.first;
  fills->cost = room.cost;
  fills->right = room.right;
  fills->entry = arena_copy(maker->arena, entry, n * sizeof *entry);
  maker->alive[maker->set] |= UINT64_C(1) << gather->width;
  maker->table->states += n;
  maker->table->bytes += n * sizeof *entry;
}

void keep_set(Maker *maker)
{
  for (unsigned w = 1; w <= maker->order->cuts->breadths; w++) {
    Gather *gather = &maker->gather[w];
    size_t at = table_index(maker->table, maker->set, w);
    maker->table->fills[at] = (Fills){.low = gather->low, .high = gather->high, .lowest = NOWHERE};
    gather_settle(maker, gather, gather->least);
    if (maker->order->beam)
      narrow(gather, maker->order->beam);
    keep_fills(maker, gather, &maker->table->fills[at], &maker->table->spans[at]);
  }
}
