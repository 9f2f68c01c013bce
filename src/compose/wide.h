/* Private to compose: what stands over several lanes, tables and figures. What goes in at no size has no group, which
   is told when it finds no room. Widths are mpt. */
#ifndef TEKAN_COMPOSE_WIDE_H
#define TEKAN_COMPOSE_WIDE_H

#include "compose/chain.h"

/* Columns as wide as a data article's tables ask for, before anything is collected. */
void wide_recut(Chain *chain);
void wide_add_table(Chain *chain, const Article *article, const Block *source);
bool wide_is_figures(const Article *article, const Block *block); /* a list set as figures */
void wide_add_figures(Chain *chain, const Article *article, const Block *source);
/* The wide thing set anew, W wide, as its portion now asks; NULL group: it goes in at no size. */
void wide_make(Chain *chain, Wide *wide, Mpt w);

#endif
