/* Private to compose: articles of the issue's own list dealt to the pages that name none. */
#ifndef TEKAN_COMPOSE_DEAL_H
#define TEKAN_COMPOSE_DEAL_H

#include "compose/compose.h"

/* The issue's pages, open ones with what was dealt to them; in ARENA. LIKE's issue, sheet and options count. */
const PageSpec *deal_pages(Arena *arena, const Issue *issue, const StyleSheet *sheet, AdvertSize advert_size,
                           DiagList *diags);

#endif
