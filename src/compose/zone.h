/* Private to compose: the zone of a page made up (组版), the rectangle of its type area that furniture leaves free, and
   what slots filled by name take of it. */
#ifndef TEKAN_COMPOSE_ZONE_H
#define TEKAN_COMPOSE_ZONE_H

#include "compose/work.h"
#include "makeup/makeup.h"

/* A slot filled by name in a corner of the zone: the rest is made up around it. */
typedef struct {
  const LayoutSlot *slot;
  MakeupCorner corner;
} ZoneCorner;

/* Of the page's grid, columns and lines from 1. */
typedef struct {
  int column, columns, row, rows; /* columns 0: nothing is free */
  ZoneCorner corner[CORNERS];     /* one each at the most */
  unsigned n_corners;
} Zone;

/* The page's template, or else that with the largest zone, the first of them. Its zone is the largest rectangle free of
   its furniture and of its slots that stand elsewhere than in a corner of it, at least ZONE_LEAST lines high; of equal
   ones the highest, then the leftmost. A line stays white between it and what stands over or under it. CORNERS false:
   no slot may stand in it. NULL: no template has one. */
const LayoutTemplate *zone_like(const Work *work, bool corners, Zone *zone);
/* Whether TEMPL's slot is filled by name, gets a picture by name, or takes text that flows on. */
bool zone_is_taken(const Work *work, const LayoutTemplate *templ, const LayoutSlot *slot);

#endif
