/* Private to compose: what of an article stands on its page. */
#ifndef TEKAN_COMPOSE_TALLY_H
#define TEKAN_COMPOSE_TALLY_H

#include "compose/work.h"

/* Counts from the page's lines and nothing else what of the row's article is placed and overset, in characters, and
   where the first that is not was written. */
void tally_article(Work *work, PlacedArticle *row);

#endif
