/* Private to compose: what an editor is told of lines: rungs of the ladder at their places; with work->explain also
 * what looks loose. */
#ifndef TEKAN_COMPOSE_EXPLAIN_H
#define TEKAN_COMPOSE_EXPLAIN_H

#include "compose/pour.h"

/* Of the first N lines of a portion set for its article's row, which counts them. */
void explain_lines(Work *work, PlacedArticle *row, const Portion *portion, const Setting *setting, unsigned n);
/* A note on all lines of the row's article. */
void explain_article(Work *work, const PlacedArticle *row);

#endif
