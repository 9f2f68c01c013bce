/* What it costs a head's sense to be divided. Private to the room. */
#ifndef TEKAN_BREAK_SENSE_H
#define TEKAN_BREAK_SENSE_H

#include "shape/shape.h"

/* WORDS: segment_words of its text. Price of beginning a line at each cluster, in points of BREAK_HEAD; 0: a good
   place, or no head is divided there. g_free. COST_BREAK_HEAD_DIVIDES and more: a word, a name or the like is divided.
 */
int64_t *sense_prices(const Shaped *shaped, GArray *words);

#endif
