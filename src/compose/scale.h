/* Private to compose: on which grid a page made up from its articles stands, and how far down it goes. */
#ifndef TEKAN_COMPOSE_SCALE_H
#define TEKAN_COMPOSE_SCALE_H

#include "compose/madeup.h"

/* A made-up page, and what it was made of. */
typedef struct {
  MadeUp page;
  int64_t cost;            /* points of make-up */
  const StyleSheet *sheet; /* the layout's, or that of one of its scales */
  bool equals;             /* some of its articles are alike, as a series or not */
  bool thin;               /* the layout's own grid left much of it white */
  int lines;               /* it fills, from the top of the type area; under it the type area is free */
  MadeupRest *rest;        /* where something is left out, as long as nothing else was searched before; NULL */
  uint64_t joins_left;     /* of the page's when it was made */
} Scaled;

/* The layout's grid and, where much stays white on it, its scales in their order; where white is left still, one
   rectangle at the foot. What is not as the layout has it is told. PAGE.TEMPL is NULL where there is no way. */
Scaled scale_choose(Work *work);

#endif
