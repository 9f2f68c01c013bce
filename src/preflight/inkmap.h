/* Private to preflight: what inks lie where, in cells: painted over in order, so that an object that knocks out takes
   away what is below it. Squares of cells that are alike are painted as one: a page of large areas costs little.
   Lengths in the page's units, inks in percent. */
#ifndef TEKAN_PREFLIGHT_INKMAP_H
#define TEKAN_PREFLIGHT_INKMAP_H

#include <glib.h>
#include <stdbool.h>

#include "preflight/inspect.h"
#include "preflight/outline.h"

#define INKMAP_LEAST 3.0 /* pt: what is narrower covers no cell */

typedef struct {
  double ink[INKS];
  bool overprint; /* spots and, with KEEP_ZEROES (OPM 1), inks of 0 leave what is below */
  bool keep_zeroes;
  bool multiply;
  double alpha; /* 0 … 1 */
} InkPaint;

/* The heaviest total an object came to with what is below it, at the upper left of its cell; total 0: no cell is wholly
 * inside it. */
typedef struct {
  double total, x, y;
} InkPeak;

bool inkmap_replaces(const InkPaint *paint); /* whatever was below it is gone */

typedef struct InkMap InkMap;
/* Inks of a picture inside CELL (x0 y0 x1 y1); false: it does not cover it. */
typedef bool (*InkSource)(const void *data, const double cell[4], double ink[INKS]);

/* Of up to CELLS_MOST cells, painted with up to STEPS_MOST steps of work: a cell, or a square of them that are alike.
 */
InkMap *inkmap_new(const double trim[4], double cells_most, double steps_most);
void inkmap_free(InkMap *map);
bool inkmap_is_too_large(const InkMap *map); /* for CELLS_MOST: nothing is known of it */
bool inkmap_is_spent(const InkMap *map);     /* STEPS_MOST are done: nothing is painted any more */
InkPeak inkmap_paint_box(InkMap *map, const double box[4], const InkPaint *paint);
/* BOX: what is seen of it. */
InkPeak inkmap_paint_outline(InkMap *map, const Outline *outline, bool even_odd, const double box[4],
                             const InkPaint *paint);
InkPeak inkmap_paint_raster(InkMap *map, const double box[4], InkSource source, const void *data,
                            const InkPaint *paint);
/* The same of an opaque one whose peak nobody asks for: its cells are painted when something else is painted or looked
   for there. DATA is taken, and given to DONE. */
void inkmap_lay_raster(InkMap *map, const double box[4], InkSource source, void *data, GDestroyNotify done);
/* What lies there; false: nothing is known of it. */
bool inkmap_look(InkMap *map, double x, double y, double ink[INKS]);
/* What something small would come to there; it paints nothing. */
double inkmap_probe(InkMap *map, double x, double y, const InkPaint *paint);

#endif
