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
  uint8_t *held;
  int32_t *least, *below, *cost, *right;
  uint32_t *first;
} Room;

static Room open_room(Maker *maker, unsigned heights)
{
  const size_t pairs = maker->pairs.size * sizeof(int32_t);
  Room room;
  room.held = arena_take(maker->arena, heights * sizeof *room.held);
  room.least = arena_take(maker->arena, heights * sizeof *room.least);
  room.below = arena_take(maker->arena, heights * sizeof *room.below);
  room.first = arena_take(maker->arena, (heights + 1) * sizeof *room.first);
  room.cost = arena_take(maker->arena, heights * pairs);
  room.right = arena_take(maker->arena, heights * pairs);
  maker->table->bytes += heights * (sizeof *room.held + 2 * sizeof *room.least + sizeof *room.first + 2 * pairs);
  return room;
}

/* Returns how many entries there are; ENTRY has room for all pairs. */
static unsigned keep_height(const Maker *maker, const Gather *gather, const Room *room, unsigned at, int height,
                            uint32_t *entry)
{
  const size_t pairs = maker->pairs.size;
  const int32_t least = gather->least[height];
  room->least[at] = least;
  room->below[at] = gather->width == maker->order->task->columns || least == NOWHERE ? least : gather->below[height];
  if (least == NOWHERE)
    return 0;
  copy_costs(maker, gather_best(maker, gather, height), gather->limit[height], room->cost + at * pairs);
  meet_edges(maker, room->cost + at * pairs, room->right + at * pairs);
  return sort_entries(maker, room->cost + at * pairs, entry);
}

static void tell_height(Fills *fills, Span *span, const Room *room, int height)
{
  unsigned at = (unsigned)(height - fills->low);
  fills->lowest = MIN(fills->lowest, room->below[at]);
  span->cheapest = MIN(span->cheapest, room->least[at]);
  if (room->least[at] == NOWHERE)
    return;
  room->held[fills->n++] = (uint8_t)height;
  span->held.word[height / 64] |= UINT64_C(1) << height % 64;
}

static void keep_fills(Maker *maker, const Gather *gather, Fills *fills, Span *span)
{
  while (fills->low <= fills->high && gather->least[fills->low] == NOWHERE)
    fills->low++;
  while (fills->high >= fills->low && gather->least[fills->high] == NOWHERE)
    fills->high--;
  if (fills->high < fills->low)
    return;
  const unsigned heights = (unsigned)(fills->high - fills->low + 1);
  const Room room = open_room(maker, heights);
  uint32_t entry[EDGE_PAIRS * (MAKEUP_ROWS + 1)];
  unsigned n = 0;
  *span = (Span){.cheapest = NOWHERE, .low = (uint8_t)fills->low, .high = (uint8_t)fills->high};
  for (unsigned i = 0; i < heights; i++) {
    room.first[i] = n;
    n += keep_height(maker, gather, &room, i, fills->low + (int)i, entry + n);
    tell_height(fills, span, &room, fills->low + (int)i);
  }
  room.first[heights] = n;
  fills->entry = arena_copy(maker->arena, entry, n * sizeof *entry);
  fills->held = room.held;
  fills->least = room.least;
  fills->below = room.below;
  fills->first = room.first;
  fills->cost = room.cost;
  fills->right = room.right;
  maker->alive[maker->set] |= 1U << gather->width;
  maker->table->states += n;
  maker->table->bytes += n * sizeof *entry;
}

void keep_set(Maker *maker)
{
  for (unsigned w = 1; w <= maker->order->task->columns; w++) {
    Gather *gather = &maker->gather[w];
    size_t at = table_index(maker->table, maker->set, w);
    maker->table->fills[at] = (Fills){.low = gather->low, .high = gather->high, .lowest = NOWHERE};
    gather_settle(maker, gather, gather->least);
    if (maker->order->beam)
      narrow(gather, maker->order->beam);
    keep_fills(maker, gather, &maker->table->fills[at], &maker->table->spans[at]);
  }
}
