/* Private to load: pages that ask to be one zone with the next (跨版). */
#ifndef TEKAN_LOAD_SPREADS_H
#define TEKAN_LOAD_SPREADS_H

#include "load/load.h"

/* Whether the page after PAGES[n − 1] may be left without articles: that one has them for both. */
bool spreads_take_next(const PageSpec *pages, unsigned n);
/* Of the N pages those asked for become spreads, with the next; why not is told. */
void spreads_settle(PageSpec *pages, unsigned n, DiagList *diags);

#endif
