/* Private to compose: over how many lanes pictures stand of which the article does not say it. */
#ifndef TEKAN_COMPOSE_SPANS_H
#define TEKAN_COMPOSE_SPANS_H

#include "compose/chain.h"

/* Sets their spans and sizes so that the chain comes out for less than BEST, its cost in points as it is arranged now;
   true: they were changed, and BEST is what it comes to. */
bool spans_choose(Chain *chain, int64_t *best);

#endif
