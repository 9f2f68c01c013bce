/* Private to compose: what the articles of a slot hand in, pictures and portions in reading order. What cannot be read
   or set is told at its place and left out. */
#ifndef TEKAN_COMPOSE_COLLECT_H
#define TEKAN_COMPOSE_COLLECT_H

#include "compose/chain.h"

void collect_pictures(Chain *chain, const SlotFilling *filling);
/* No more than is surely too much (COST_INTAKE_MOST); the rest is over. */
void collect_articles(Chain *chain, const SlotFilling *filling);
/* The style of the article's paragraphs there. */
const TextStyle *collect_body_style(const Chain *chain, const Article *article);

#endif
