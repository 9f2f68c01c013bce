/* Private to compose: columns of a made-up module that are a few lines from picture, head or end to the next. */
#ifndef TEKAN_COMPOSE_STUMPS_H
#define TEKAN_COMPOSE_STUMPS_H

#include "compose/chain.h"

/* Points of the lines they lack, as POUR has it. */
int64_t stumps_cost(const Chain *chain, const Pour *pour);

#endif
