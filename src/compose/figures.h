/* Private to compose: 数据, the figures of a report in blocks side by side. Always something: what sticks out,
 * group_beyond tells. */
#ifndef TEKAN_COMPOSE_FIGURES_H
#define TEKAN_COMPOSE_FIGURES_H

#include "compose/group.h"

Group *figures_group(Work *work, const Portion *portion, Mpt w);

#endif
