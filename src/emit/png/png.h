/* Display list → page pictures by cairo: an independent painter of the same list. */
#ifndef TEKAN_EMIT_PNG_PNG_H
#define TEKAN_EMIT_PNG_PNG_H

#include "host/host.h"
#include "paint/paint.h"

/* Paints page INDEX (0…) at DPI, trimmed, colours shown through the press profile. false: the machine failed. */
bool page_picture_write(const DisplayList *list, unsigned index, int dpi, const ImageColours *colours,
                        FileTarget target, DiagList *diags);

#endif
