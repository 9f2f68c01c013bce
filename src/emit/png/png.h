/* Display list → page pictures by cairo: an independent painter of the same list. */
#ifndef TEKAN_EMIT_PNG_PNG_H
#define TEKAN_EMIT_PNG_PNG_H

#include "base/diag.h"
#include "paint/paint.h"

/* Paints page INDEX (0…) at DPI, trimmed, colours shown through the press profile, into PATH (written aside, then
   renamed). THUMBNAIL_W > 0: scaled to that width. false: the machine failed. */
bool page_picture_write(const DisplayList *list, unsigned index, int dpi, const ImageColours *colours, const char *path,
                        DiagList *diags);

#endif
