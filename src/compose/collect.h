/* Private to compose: what the articles of a slot hand in, pictures and portions in reading order. What cannot be read
   or set is told at its place and left out. */
#ifndef TEKAN_COMPOSE_COLLECT_H
#define TEKAN_COMPOSE_COLLECT_H

#include "compose/chain.h"

/* Columns as wide as a data article's tables ask for, before anything is collected. */
void collect_recut(Chain *chain);
void collect_pictures(Chain *chain, const SlotFilling *filling);
/* No more than is surely too much (COST_COLLECT_MOST); the rest is over. */
void collect_articles(Chain *chain, const SlotFilling *filling);
/* The wide thing set anew, W wide, as its portion now asks; NULL group: it goes in at no size. */
void collect_wide(Chain *chain, Wide *wide, Mpt w);
/* The style of the article's paragraphs there. */
const TextStyle *collect_body_style(const Chain *chain, const Article *article);
/* For Work.kept; the caller destroys it. */
GHashTable *collect_kept_new(void);

#endif
