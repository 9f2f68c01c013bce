/* Private to compose: a spread (跨版), two facing pages made up as one and parted at the fold. */
#ifndef TEKAN_COMPOSE_SPREAD_H
#define TEKAN_COMPOSE_SPREAD_H

#include "compose/work.h"

/* SPECS and PAGES: the left page, NUMBER, then the right one; DIAGS the lists of each. LIKE's sheet is a page's. What
   cannot be made up as one is told, and each page is made up by itself. All of it lies in LIKE's arena. */
void spread_compose(const Work *like, const PageSpec *const specs[2], int number, DiagList *const diags[2],
                    PlacedPage *const pages[2]);

#endif
