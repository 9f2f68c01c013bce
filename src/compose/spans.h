/* Private to compose: over how many lanes pictures stand of which the article does not say it. */
#ifndef TEKAN_COMPOSE_SPANS_H
#define TEKAN_COMPOSE_SPANS_H

#include "compose/chain.h"

enum { SPANS_PICTURES = 12, SPANS_LANES = 12, SPANS_PAGE = 8 /* … where no fold runs through */ };

/* A picture over so many lanes. */
typedef struct {
  int least, natural, most; /* cells it takes with its caption and the empty line, as it is cropped */
  int around;               /* steps of caption and empty line */
  int64_t taste;            /* points; −1: too coarse, or not there */
} SpanWidth;

/* The pictures whose spans may be chosen; [i][span], span 1 … SPANS_LANES. */
typedef struct {
  unsigned n;
  PictureVar *var[SPANS_PICTURES];
  int wish[SPANS_PICTURES]; /* lanes each would have if there were room for all */
  SpanWidth width[SPANS_PICTURES][SPANS_LANES + 1];
} SpanTable;

void spans_weigh(const Chain *chain, SpanTable *table);
/* Whether picture LEAD, over as many lanes as SPANS says, takes COST_SPANS_LEAD of the next largest at the least, or
   there is none beside it. */
bool spans_one_leads(const SpanTable *table, unsigned lead, const uint8_t *spans);
/* Sets their spans and sizes so that the chain comes out for less than BEST, its cost in points as it is arranged now;
   true: they were changed, and BEST is what it comes to. */
bool spans_choose(Chain *chain, int64_t *best);

#endif
