/* Private to compose: tops and feet of pictures of a made-up module, level or clearly not, and white over them. */
#ifndef TEKAN_COMPOSE_TOPS_H
#define TEKAN_COMPOSE_TOPS_H

#include "compose/chain.h"

/* Points of pairs in neighbouring lanes that are nearly level, or meet at their corners, as the chain is arranged. */
int64_t tops_cost(const Chain *chain);
/* Those over which POUR left lines white take them, as far as they may be cropped so. */
void tops_lift(Chain *chain, const Pour *pour);

#endif
