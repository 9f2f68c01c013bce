/* Private to compose: a chain's portions poured into its cells; what was tried before is not tried again. */
#ifndef TEKAN_COMPOSE_POURS_H
#define TEKAN_COMPOSE_POURS_H

#include "compose/chain.h"

/* What the chain was not settled to yet. */
#define POURS_UNSETTLED (-1)

void pours_open(Chain *chain);
Pour pours_pour(Chain *chain, White white);
/* What settling the chain came to as it stands, POURS_UNSETTLED: to be written there. */
int64_t *pours_settled(Chain *chain);
Pour pours_close(Chain *chain, Pour last); /* the last one outlives the others, in the chain's arena */

#endif
