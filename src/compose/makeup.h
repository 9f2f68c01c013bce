/* Private to compose: a page that is given as articles alone. */
#ifndef TEKAN_COMPOSE_MAKEUP_H
#define TEKAN_COMPOSE_MAKEUP_H

#include "compose/work.h"

/* The template and the filling of least misfit, in FILLINGS, which has room for a template's slots; NULL: there is
   none. Full page make-up will take this place. */
const LayoutTemplate *makeup_choose(Work *work, SlotFilling *fillings, unsigned *n_fillings);

#endif
