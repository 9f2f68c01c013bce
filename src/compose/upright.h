/* Private to compose: the same for vertical text. W: how far a line runs; the origin is the right top of the first
   cell; rows are lines. A GroupBuilder each. */
#ifndef TEKAN_COMPOSE_UPRIGHT_H
#define TEKAN_COMPOSE_UPRIGHT_H

#include "compose/group.h"

Group *upright_subhead(Work *work, const Portion *portion, Mpt w);
Group *upright_ornament(Work *work, const Portion *portion, Mpt w);
Group *upright_head(Work *work, const Portion *portion, Mpt w);

#endif
