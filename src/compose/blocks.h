/* Private to compose: 小标题, pull quotes and ornaments in the run of a lane, W wide, in whole grid lines. A
 * GroupBuilder each. */
#ifndef TEKAN_COMPOSE_BLOCKS_H
#define TEKAN_COMPOSE_BLOCKS_H

#include "compose/group.h"

Group *blocks_subhead(Work *work, const Portion *portion, Mpt w);
Group *blocks_quote(Work *work, const Portion *portion, Mpt w);
Group *blocks_ornament(Work *work, const Portion *portion, Mpt w);
/* GROUP, made of PORTION, under the 小标题 that goes with it, if one does. */
Group *blocks_under_head(Work *work, const Portion *portion, Group *group);

#endif
