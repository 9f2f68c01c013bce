/* Private to compose: articles of the issue's own list dealt to the pages that name none. */
#ifndef TEKAN_COMPOSE_DEAL_H
#define TEKAN_COMPOSE_DEAL_H

#include "compose/hands.h"

/* Where articles are measured, once, and dealt as often as is wanted. */
typedef struct {
  Work like;
  Card *cards; /* as measured */
  unsigned n_cards;
} DealTable;

void deal_open(DealTable *table, const Issue *issue, const StyleSheet *sheet, AdvertSize advert_size, Lang lang);
void deal_close(DealTable *table);
/* The cards dealt to the pages of ISSUE, which may have more than that of the table; in the table's arena. */
Deal deal_out(const DealTable *table, const Issue *issue);
/* Its open pages with their cells, and no card dealt. */
Deal deal_lay(const DealTable *table, const Issue *issue);

/* The issue's pages, open ones with what was dealt to them; in ARENA. Articles divided, or left out, are told. */
const PageSpec *deal_pages(Arena *arena, const Issue *issue, const StyleSheet *sheet, AdvertSize advert_size,
                           DiagList *diags);

#endif
