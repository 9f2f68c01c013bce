/* Private to compose: articles of tables and figures alone, which have no text that runs from column to column. How
   many rows they need is known only by setting them: what goes over how many columns depends on the room there is. */
#ifndef TEKAN_COMPOSE_THINGS_H
#define TEKAN_COMPOSE_THINGS_H

#include "compose/work.h"

bool things_only(const Article *article);
/* The fewest rows, no more than MOST, of a module of so many columns in which all of it stands, its head over
   HEAD_COLUMNS of them; 0: there are none. They are looked for about NEAR first, if that is not 0. */
int things_rows(const Work *like, const LayoutSlot *slot, const Article *article, int columns, int head_columns,
                int most, int near);

#endif
