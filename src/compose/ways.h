/* Private to compose: ways the pages of an issue can be made up, found once for all compositions that show one. */
#ifndef TEKAN_COMPOSE_WAYS_H
#define TEKAN_COMPOSE_WAYS_H

#include "compose/scale.h"

enum { WAYS_MOST = 9 }; /* asked for at once */

/* Of a page, or of both of a spread: that of the left one. What it points to lies in its arena. */
struct PageWays {
  Arena *arena;
  DiagList *told; /* while they were looked for */
  bool found;
  Scaled scaled;         /* its page: NULL where there is no way */
  MadeUp way[WAYS_MOST]; /* the best first */
  unsigned n;
};

/* Of page INDEX; one thread at a time. */
PageWays *ways_of_page(ComposeWays *ways, unsigned index);
/* The specs of all pages, made on first use; what was told of it then is told each time. */
const PageSpec **ways_specs(ComposeWays *ways, const Issue *issue, const StyleSheet *sheet, AdvertSize advert_size,
                            DiagList *diags);

#endif
