/* Inside the room, for the table alone: what a set of articles makes of each width while it is gathered (gather.c),
   joined of two parts (join.c), and kept (keep.c). */
#ifndef TEKAN_MAKEUP_GATHER_H
#define TEKAN_MAKEUP_GATHER_H

#include "makeup/work.h"

/* Costs reckoned at once. */
typedef int32_t Four __attribute__((vector_size(16), may_alias));

/* How costs of one height stand by their edges: of each left a row of rights, filled up to whole Fours. Edges that no
   leaf has are left away from the last one on. */
typedef struct {
  unsigned lefts, rights, size; /* size: of all rows */
  uint8_t left[EDGE_PAIRS],
      right[EDGE_PAIRS]; /* of a pair: where the row of its left begins, of its right taken as one */
} Pairs;

/* What is known of a set at a width while it is gathered. */
typedef struct {
  unsigned width;
  int low, high;                  /* heights that count */
  Heights open;                   /* … each of them */
  Heights met;                    /* … for which something was offered */
  int32_t limit_most;             /* of all heights */
  int32_t limit[MAKEUP_ROWS + 1]; /* the most a part so high may cost; −1: none may */
  int32_t below[MAKEUP_ROWS + 1]; /* the cheapest that can stand below a cut; NOWHERE */
  int32_t least[MAKEUP_ROWS + 1]; /* the cheapest; NOWHERE */
  int32_t *best;                  /* [height], where it was met, see Pairs; what is over its limit does not count */
} Gather;

typedef struct {
  Arena *arena;
  Table *table;
  const TableOrder *order;
  Set set;
  Pairs pairs;
  uint64_t open;   /* bit w: gather[w] has heights */
  uint64_t *alive; /* of each set: bit w: its fills at w hold something */
  Gather *gather;  /* [breadths + 1] */
} Maker;

static inline Four four_of(int32_t cost)
{
  return (Four){cost, cost, cost, cost};
}

static inline Four four_least(Four a, Four b)
{
  Four less = a < b;
  return (a & less) | (b & ~less);
}

/* Costs a height has met, [pairs.size]. */
static inline int32_t *gather_best(const Maker *maker, const Gather *gather, int height)
{
  return gather->best + (unsigned)height * maker->pairs.size;
}

static inline size_t table_index(const Table *table, Set set, unsigned width)
{
  return (size_t)set * table->order.cuts->breadths + width - 1;
}

/* --- gather.c ---------------------------------------------------------------------------------------------------- */

void gather_start(Maker *maker); /* before the first set */
/* For SET; nothing is joined yet. */
void gather_open(Maker *maker, Set set);
/* Of each height what is joined so far costs at the least. */
void gather_settle(const Maker *maker, const Gather *gather, int32_t *least);

/* --- join.c ------------------------------------------------------------------------------------------------------ */

void join_leaves(Maker *maker);
/* A and B of the set at hand, either before the other: one beside the other, or above it once BELOW is settled. */
void join_beside(Maker *maker, Set a, Set b);
void join_above(Maker *maker, Set a, Set b);

/* --- keep.c ------------------------------------------------------------------------------------------------------ */

void keep_set(Maker *maker);

#endif
