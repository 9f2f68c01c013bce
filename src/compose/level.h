/* Private to compose: the feet of a chain's lanes. */
#ifndef TEKAN_COMPOSE_LEVEL_H
#define TEKAN_COMPOSE_LEVEL_H

#include "compose/chain.h"

/* Cuts a chain that is arranged so that its lanes come out level, and returns how it then pours; where its slot asks
   for no level lanes, or the text does not end early, as it comes. PATIENT looks at more ways. */
Pour level_chain(Chain *chain, bool patient);
/* What white and uneven feet cost, in points; WHOLE: its cells before it was cut. */
int64_t level_cost(const Chain *chain, const Pour *result, unsigned whole);

#endif
