/* Placed pages → display list. */
#ifndef TEKAN_PAINT_ISSUE_H
#define TEKAN_PAINT_ISSUE_H

#include "compose/compose.h"
#include "paint/paint.h"

DisplayList *paint_issue(Arena *arena, const Composition *composition);

#endif
