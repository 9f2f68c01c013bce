/* Private to preflight: a path in the page's units, curves flattened, every subpath closed as filling does
   (ISO 32000-1, 8.5.3.3). */
#ifndef TEKAN_PREFLIGHT_OUTLINE_H
#define TEKAN_PREFLIGHT_OUTLINE_H

#include <glib.h>
#include <stdbool.h>

typedef struct {
  GArray *points; /* OutlinePoint */
} Outline;

typedef struct {
  double x, y;
  bool starts; /* a new subpath */
} OutlinePoint;

Outline outline_new(void);
void outline_free(Outline *outline);
void outline_clear(Outline *outline);
void outline_move(Outline *outline, double x, double y);
void outline_line(Outline *outline, double x, double y);
void outline_curve(Outline *outline, const double points[6]); /* from the last point */
/* Where the horizontal line at Y is inside: pairs from, to, in SPANS (doubles). */
void outline_cut(const Outline *outline, double y, bool even_odd, GArray *spans);

#endif
