/* Placed pages → display list. */
#ifndef TEKAN_PAINT_ISSUE_H
#define TEKAN_PAINT_ISSUE_H

#include "compose/compose.h"
#include "paint/paint.h"

/* All of it, of pages that have kept their items. */
DisplayList *paint_issue(Arena *arena, const Composition *composition);
/* A page as soon as it is placed; nothing of PAGE's own arena is needed afterwards. */
DrawPage paint_page(Arena *arena, const PlacedPage *page);
/* The list of PAGES painted one by one, as many as the composition has. */
DisplayList *paint_pages(Arena *arena, const Composition *composition, const DrawPage *pages);

#endif
