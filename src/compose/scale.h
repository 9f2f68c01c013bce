/* Private to compose: which of the ways to make a page up is taken. */
#ifndef TEKAN_COMPOSE_SCALE_H
#define TEKAN_COMPOSE_SCALE_H

#include "compose/madeup.h"

/* A made-up page, and what it was made of. */
typedef struct {
  MadeUp page;
  int64_t cost;            /* points of make-up */
  const StyleSheet *sheet; /* the layout's, or that of one of its scales */
  bool equals;             /* some of its articles are alike, as a series or not */
  int lines;               /* it fills, from the top of the type area; under it the type area is free */
} Scaled;

/* PAGE.TEMPL is NULL where there is no way. */
Scaled scale_choose(Work *work);

#endif
