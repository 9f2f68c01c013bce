/* Private to compose: how a page is cut, whatever stands in it. */
#ifndef TEKAN_COMPOSE_SKELETON_H
#define TEKAN_COMPOSE_SKELETON_H

#include "compose/compose.h"

typedef struct {
  const char *label; /* the page's */
  const Plot *plots;
  unsigned n;
} Skeleton;

/* Of a page made up its modules, of another its slots that are filled. In ARENA. */
Skeleton skeleton_of(Arena *arena, const PlacedPage *page);

#endif
