/* Private to compose: a picture story on shelves. Its pictures stand in rows over the whole width, of one height each,
   in their order; its text is a strip between two rows, or takes some lanes of one. */
#ifndef TEKAN_COMPOSE_SHELVES_H
#define TEKAN_COMPOSE_SHELVES_H

#include "compose/chain.h"

enum { SHELVES_PICTURES = 8, SHELVES_LANES = 12 };

/* A picture over so many lanes, in steps. */
typedef struct {
  int least, natural, most, caption; /* most 0: not so wide */
} ShelfSize;

/* Pictures to be put on shelves; size[i][span], span 1 … SHELVES_LANES. */
typedef struct {
  unsigned n;
  int lanes, wish[SHELVES_PICTURES];
  ShelfSize size[SHELVES_PICTURES][SHELVES_LANES + 1];
} ShelfTable;

/* False: it is no picture story, or one of its pictures has its place or size given. */
bool shelves_weigh(const Chain *chain, ShelfTable *table);
/* COST[steps], 1 … STEPS: points of make-up of the best way to fill LANES × so many steps with the pictures and TEXT
   lines of one lane; −1: there is none. */
void shelves_price(const ShelfTable *table, int lanes, int text, int steps, int *cost);
/* Sets the chain's pictures on shelves so that it comes out for less than BEST, what it costs as it is arranged now;
   true: they were, and BEST is what it comes to. */
bool shelves_choose(Chain *chain, int64_t *best);

#endif
