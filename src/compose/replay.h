/* Private to compose: modules of layouts that are tried. Many layouts have the same module at another place: it is set
   once, and what came of it is put where it would stand. */
#ifndef TEKAN_COMPOSE_REPLAY_H
#define TEKAN_COMPOSE_REPLAY_H

#include "compose/work.h"

/* For Work.modules. What is set lies in the arena of the Work it was set for first. */
GHashTable *replay_new(void);
/* A module of one article, no other slot flowing in or out. Its diagnostics are told each time. */
bool replay_may(const Work *work, const LayoutSlot *slot, const SlotFilling *filling);
/* How it comes out, wherever it stands; NULL: it was not set yet, and is not to be SET. */
const PlacedArticle *replay_row(const Work *work, const LayoutTemplate *templ, const LayoutSlot *slot,
                                const SlotFilling *filling, bool set);
void replay_compose(Work *work, const LayoutTemplate *templ, const LayoutSlot *slot, const SlotFilling *filling);

#endif
