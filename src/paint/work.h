/* Private to paint: the items of a page being drawn. */
#ifndef TEKAN_PAINT_WORK_H
#define TEKAN_PAINT_WORK_H

#include "compose/compose.h"
#include "paint/paint.h"

typedef struct {
  Arena *arena;
  GArray *items;    /* DrawItem */
  GPtrArray *looks; /* const DrawLook, those in use */
} Canvas;

/* A path under construction. */
typedef struct {
  GArray *steps; /* PathStep */
} Pen;

Pen pen_new(void);
void pen_move(Pen *pen, Mpt x, Mpt y);
void pen_line(Pen *pen, Mpt x, Mpt y);
void pen_curve(Pen *pen, Mpt x1, Mpt y1, Mpt x2, Mpt y2, Mpt x, Mpt y);
void pen_close(Pen *pen);
void pen_circle(Pen *pen, Mpt x, Mpt y, Mpt radius);
void pen_rectangle(Pen *pen, Box box);
/* Adds the path to the canvas in the look of LOOK (steps and n are the pen's); the pen is used up. */
void pen_draw(Canvas *canvas, Pen *pen, DrawPath look);

void paint_text(Canvas *canvas, const Placed *placed);
void paint_rubies(Canvas *canvas, const Placed *placed);   /* 注音 over the line */
void paint_emphasis(Canvas *canvas, const Placed *placed); /* 着重号, 专名号, 浪线 */
void paint_rule(Canvas *canvas, const Placed *placed);
void paint_frame(Canvas *canvas, const Placed *placed);
void paint_lace(Canvas *canvas, Box box, Mpt weight, const char *name, Ink ink); /* 花边 */

#endif
