/* Private to preflight: a picture's inks where it stands. */
#ifndef TEKAN_PREFLIGHT_RASTER_H
#define TEKAN_PREFLIGHT_RASTER_H

#include "preflight/inkmap.h"
#include "preflight/inspect.h"

typedef struct {
  unsigned char *bytes, *palette; /* palette: of an indexed picture, the space's components an entry */
  unsigned char *mask;            /* eight bits; NULL: none */
  size_t width, height, components, n_palette, mask_w, mask_h;
  unsigned bits;
  Space space;
  bool inverted;      /* /Decode turns it */
  double to_image[6]; /* page → unit square */
} Raster;

/* Decodes a picture that stands by MATRIX. false: it is another, or unreadable; nothing to close.
 */
bool raster_open(Raster *raster, Inspection *inspection, qpdf_oh image, qpdf_oh resources, const double matrix[6]);
void raster_close(Raster *raster);
bool raster_inks(const void *raster, const double cell[4], double ink[INKS]); /* an InkSource */

#endif
