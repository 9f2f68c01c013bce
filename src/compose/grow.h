/* Private to compose: tables and figures of a made-up module that grow into its white, by whole grid lines. */
#ifndef TEKAN_COMPOSE_GROW_H
#define TEKAN_COMPOSE_GROW_H

#include "compose/chain.h"

/* Cells the tables and figures of the chain, as it was poured, may take more. */
int grow_cells(const Chain *chain, const Pour *pour);
/* Grows them, a line at a time, as long as the chain as SETTLED costs less than BEST, which becomes what it comes to.
 */
void grow_chain(Chain *chain, int64_t (*settled)(Chain *chain), int64_t *best);

#endif
