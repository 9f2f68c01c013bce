/* Private to compose: one slot of a page, filled. What has no place in it is told. */
#ifndef TEKAN_COMPOSE_SLOT_H
#define TEKAN_COMPOSE_SLOT_H

#include "compose/chain.h"

/* Opened, with its head, pictures and text collected and nothing arranged. */
Chain *slot_open(Work *work, const LayoutTemplate *templ, const LayoutSlot *slot, const SlotFilling *filling);
/* The strip an upright head of ARTICLE has along ROWS of the chain's first field. */
Mpt slot_strip_width(const Chain *chain, const Article *article, int rows);
/* With those it flows into, and the articles given. */
void slot_compose(Work *work, const LayoutTemplate *templ, const LayoutSlot *slot, const SlotFilling *filling);
/* Pictures other articles send here by `place: slot:NAME`. */
void slot_compose_pictures(Work *work, const LayoutSlot *slot);

#endif
