/* Private to compose: what a chain costs at the least as its parts now are, in points, told without arranging it. */
#ifndef TEKAN_COMPOSE_FLOOR_H
#define TEKAN_COMPOSE_FLOOR_H

#include "compose/chain.h"

void floor_open(Chain *chain);               /* once it was arranged */
bool floor_is_over(const Chain *chain);      /* as it is arranged: its paragraphs alone are more than its cells */
int64_t floor_of_shapes(const Chain *chain); /* for its pictures' shapes */
int64_t floor_of_lines(const Chain *chain);  /* for lines over, were all its pictures placed */

#endif
