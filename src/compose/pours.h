/* Private to compose: a chain's portions poured into its cells; what was tried before is not tried again. */
#ifndef TEKAN_COMPOSE_POURS_H
#define TEKAN_COMPOSE_POURS_H

#include "compose/chain.h"

/* Of a chain as it stands: settled, or refined roughly from there. */
typedef enum { POURS_SETTLED, POURS_ROUGHLY } PoursState;
#define POURS_UNKNOWN (-1)

void pours_open(Chain *chain);
Pour pours_pour(Chain *chain, White white);
/* What that came to, POURS_UNKNOWN: whoever finds out writes it there. */
int64_t *pours_cost(Chain *chain, PoursState state);
Pour pours_close(Chain *chain, Pour last); /* the last one outlives the others, in the chain's arena */

#endif
