/* Private to preflight: a path in the page's units, curves flattened, every subpath closed as filling does
   (ISO 32000-1, 8.5.3.3). */
#ifndef TEKAN_PREFLIGHT_OUTLINE_H
#define TEKAN_PREFLIGHT_OUTLINE_H

#include <glib.h>
#include <stdbool.h>

typedef struct {
  GArray *points; /* OutlinePoint */
  unsigned start; /* where the last part began */
  unsigned most;  /* points it holds; FULL: there were more */
  bool full;
} Outline;

typedef struct {
  double x, y;
  bool starts; /* a new subpath */
} OutlinePoint;

Outline outline_new(int most);
void outline_free(Outline *outline);
void outline_clear(Outline *outline);
bool outline_is_full(const Outline *outline);
void outline_move(Outline *outline, double x, double y);
void outline_line(Outline *outline, double x, double y);
void outline_curve(Outline *outline, const double points[6]); /* from the last point */
/* The least thickness of those parts of a few points LEAST long or longer: rules drawn as boxes; INFINITY: none. */
double outline_thinnest(const Outline *outline, double least);
/* Back to where the last part began. */
void outline_close(Outline *outline);
/* What a line WIDTH wide in the space of MATRIX leaves along PATH, where it is LEAST or more thick, goes to STROKES;
   caps and joins left out (8.5.3.2). The thickness of its thinnest part of a point or more; INFINITY: there is none. */
double outline_stroke(const Outline *path, const double matrix[6], double width, double least, Outline *strokes);

/* Cuts a path, which must stay as it is, by horizontal lines from below upwards. */
typedef struct OutlineCut OutlineCut;
OutlineCut *outline_cut_open(const Outline *outline);
void outline_cut_close(OutlineCut *cut);
/* Where the line at Y, no lower than the one before, is inside: pairs from, to, in SPANS (doubles). How many edges were
   looked at. */
unsigned outline_cut_at(OutlineCut *cut, double y, bool even_odd, GArray *spans);

#endif
