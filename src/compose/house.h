/* Private to compose: the house's make-up (StyleMakeup) as points of modules and pages. Where the layout says nothing,
   nothing is added. */
#ifndef TEKAN_COMPOSE_HOUSE_H
#define TEKAN_COMPOSE_HOUSE_H

#include "compose/maker.h"

/* The rules of a page never broken there: not those the page, its template or its layout lives with. */
unsigned house_never(const Work *work, const LayoutTemplate *like);
MakeupPrices house_prices(const StyleMakeup *house, unsigned never);
/* A module over COLUMNS of ZONE. */
int house_width_cost(const StyleMakeup *house, bool lead, int columns, int zone);
/* 左题 in a module over COLUMNS of ZONE: over all of them, the last gutter is open all the way. */
int house_left_cost(const StyleMakeup *house, int columns, int zone);
/* Pictures that take so many of a module's cells. */
int house_share_cost(const StyleMakeup *house, int pictures, int cells);
/* A picture story's, of all the zone's. */
int house_story_cost(const StyleMakeup *house, int pictures, int cells);
/* 左题 and frames beyond what the house has, and titles too near the lead's. */
int64_t house_page_cost(const Maker *maker, const MakeupLayout *layout);

#endif
