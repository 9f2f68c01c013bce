/* Private to compose: a page while it is made up, and what would let all of it fit. */
#ifndef TEKAN_COMPOSE_MAKER_H
#define TEKAN_COMPOSE_MAKER_H

#include "compose/forms.h"
#include "compose/madeup.h"
#include "compose/zone.h"

typedef struct {
  Work *work;
  Work trial; /* in an arena of its own */
  Zone zone;
  unsigned n, lead;    /* the articles, then what stands in the zone's corners */
  unsigned n_articles; /* … of them articles */
  const Article *articles[MAKEUP_ARTICLES];
  uint8_t rank[MAKEUP_ARTICLES];
  int more[MAKEUP_ARTICLES]; /* lines each took more than was reckoned */
  FormList forms[MAKEUP_ARTICLES];
  const LayoutTemplate *like; /* whose furniture it has, and whose slots are filled by name */
  MadeUp best;
  PageMakeup made; /* what is told of the best */
} Maker;

/* What is searched for; MADE has room for MAKEUP_ARTICLES. FULL: with leaves that leave little white only. */
MakeupTask maker_task(const Maker *maker, bool full, MakeupArticle *made);
/* Forms of those that have none. */
void maker_list_forms(Maker *maker);
/* Up to three articles each of which, so much shorter, would let all of them stand on the page; in the page's arena.
   The forms are as they were. */
void cures_find(Maker *maker);

#endif
