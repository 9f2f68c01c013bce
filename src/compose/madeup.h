/* Private to compose: a page made up from its articles alone (组版). */
#ifndef TEKAN_COMPOSE_MADEUP_H
#define TEKAN_COMPOSE_MADEUP_H

#include "compose/work.h"

/* Cuts the type area into modules, one an article, sets the best few ways, and chooses. Returns a template of those
   modules with the furniture of one of the layout's, and its FILLINGS, which have room for MAKEUP_ARTICLES; NULL: no
   way was found, or what is asked is not for it. An article that fits nowhere has no filling. In WORK's arena. */
/* Rules above modules of TEMPL, which it chose, whose text rises beside their head to that of the story above. */
void madeup_rule(Work *work, const LayoutTemplate *templ);
const LayoutTemplate *madeup_choose(Work *work, SlotFilling *fillings, unsigned *n_fillings);

#endif
