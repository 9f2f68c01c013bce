/* The finished page looked at by itself: what stands where, told from the placed things and the layout, not from what
   the composer meant. Things print over each other, leave their slots, are lost or cannot be read: errors at their
   places. White is counted wherever it is. Pure, per page, in the page's own thread. */
#ifndef TEKAN_CHECK_CHECK_H
#define TEKAN_CHECK_CHECK_H

#include "compose/compose.h"

typedef struct {
  unsigned white_lines; /* grid lines of the columns of its slots that nothing stands on */
  Box hole;             /* the largest empty rectangle of the type area … */
  int hole_permille;    /* … and its share of it */
} PageLook;

PageLook page_check(const StyleSheet *sheet, const PlacedPage *page, DiagList *diags);

#endif
