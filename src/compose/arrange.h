/* Private to compose: where head, wide things and pictures of a chain stand; the cells left for its text. What finds no
   room has lane −1. */
#ifndef TEKAN_COMPOSE_ARRANGE_H
#define TEKAN_COMPOSE_ARRANGE_H

#include "compose/chain.h"

void arrange_chain(Chain *chain);  /* anew, with its cells */
void arrange_things(Chain *chain); /* anew, the cells as they were */
void arrange_cells(Chain *chain);  /* the cells alone, after lines were taken away */
/* Cells behind the pour, and those a portion that begins a lane passes over, are left white. */
void arrange_cut_rest(Chain *chain, const Pour *pour);
/* Of a module made up whether its text begins in the first lane its head leaves, right there, with lines enough that it
   is seen. */
bool arrange_begins(const Chain *chain);
unsigned arrange_stacked(const Chain *chain);  /* pictures against others, with no text between */
unsigned arrange_homeless(const Chain *chain); /* pictures and wide things that found no room */
int arrange_head_rows(const Chain *chain);     /* grid lines of the head, with the white given to it */
/* The first or last free step of a lane; 0: none. */
int arrange_first_free(const Field *field, int lane, bool from_end);

#endif
