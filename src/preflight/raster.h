/* Private to preflight: a picture's inks where it stands. */
#ifndef TEKAN_PREFLIGHT_RASTER_H
#define TEKAN_PREFLIGHT_RASTER_H

#include "preflight/inkmap.h"
#include "preflight/inspect.h"

typedef struct {
  Inspection *inspection;
  qpdf_oh image;
  const unsigned char *bytes; /* of HELD */
  GBytes *held;               /* NULL: not read yet */
  unsigned char *palette;     /* of an indexed picture, the space's components an entry */
  unsigned char *mask;        /* eight bits; NULL: none */
  size_t width, height, components, n_palette, mask_w, mask_h;
  unsigned bits;
  Space space;
  bool inverted;      /* /Decode turns it */
  bool known;         /* false: of another kind, or unreadable */
  bool too_large;     /* that is why it is not known */
  bool plain;         /* upright where it stands, a byte a component, nothing in between */
  double size;        /* bytes it holds */
  double heaviest;    /* raster_heaviest */
  double to_image[6]; /* page → unit square */
  double low, high;   /* the row of cells at hand, from … to; … */
  size_t rows[3];     /* … its points' rows … */
  bool covered;       /* … if it has them all */
} Raster;

/* Decodes a picture, as far as its kind is known. One that is nowhere heavier than MOST, percent, is decoded on one
   page to know that, and again only if its cells are asked for. */
Raster *raster_new(Inspection *inspection, qpdf_oh image, qpdf_oh resources, double most);
void raster_free(void *data); /* a Raster */
/* A copy that stands where this one does, whatever becomes of it; raster_free. Of one whose heaviest pixel is known. */
Raster *raster_copy(const Raster *raster);
/* What its heaviest pixel comes to, percent of all inks, and so the most any of its cells does; INFINITY: not known. */
double raster_heaviest(const Raster *raster);
/* It stands by MATRIX from now on; false: nothing can be said of its inks. */
bool raster_place(Raster *raster, const double matrix[6]);
bool raster_inks(const void *raster, const double cell[4], double ink[INKS]); /* an InkSource */

#endif
