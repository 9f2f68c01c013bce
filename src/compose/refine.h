/* Private to compose: heights, places and line counts that make the lanes of a chain come out. */
#ifndef TEKAN_COMPOSE_REFINE_H
#define TEKAN_COMPOSE_REFINE_H

#include "compose/chain.h"

/* Arranges it for the least cost there is to find within COST_REFINE_BUDGET, and returns how it then pours. */
Pour refine_chain(Chain *chain);
/* What it costs as it is, its white levelled; points. */
int64_t refine_settled(Chain *chain);
/* Its pictures made smaller or larger until it comes out, no more; the cost of that in points. */
int64_t refine_roughly(Chain *chain);

#endif
