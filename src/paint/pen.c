/* Paths. */
#include "paint/work.h"

#define ARC 552 /* control length of a quarter circle, permille of the radius */

Pen pen_new(void)
{
  return (Pen){g_array_new(FALSE, TRUE, sizeof(PathStep))};
}

static void add_step(Pen *pen, PathStep step)
{
  g_array_append_val(pen->steps, step);
}

void pen_move(Pen *pen, Mpt x, Mpt y)
{
  add_step(pen, (PathStep){PATH_MOVE, {x}, {y}});
}

void pen_line(Pen *pen, Mpt x, Mpt y)
{
  add_step(pen, (PathStep){PATH_LINE, {x}, {y}});
}

void pen_curve(Pen *pen, Mpt x1, Mpt y1, Mpt x2, Mpt y2, Mpt x, Mpt y)
{
  add_step(pen, (PathStep){PATH_CURVE, {x1, x2, x}, {y1, y2, y}});
}

void pen_close(Pen *pen)
{
  add_step(pen, (PathStep){.verb = PATH_CLOSE});
}

void pen_circle(Pen *pen, Mpt x, Mpt y, Mpt radius)
{
  Mpt k = (Mpt)((int64_t)radius * ARC / 1000);
  pen_move(pen, x + radius, y);
  pen_curve(pen, x + radius, y + k, x + k, y + radius, x, y + radius);
  pen_curve(pen, x - k, y + radius, x - radius, y + k, x - radius, y);
  pen_curve(pen, x - radius, y - k, x - k, y - radius, x, y - radius);
  pen_curve(pen, x + k, y - radius, x + radius, y - k, x + radius, y);
  pen_close(pen);
}

void pen_rectangle(Pen *pen, Box box)
{
  pen_move(pen, box.x, box.y);
  pen_line(pen, box.x + box.w, box.y);
  pen_line(pen, box.x + box.w, box.y + box.h);
  pen_line(pen, box.x, box.y + box.h);
  pen_close(pen);
}

void pen_draw(Canvas *canvas, Pen *pen, DrawPath look)
{
  if (pen->steps->len) {
    look.n = pen->steps->len;
    look.steps = arena_copy(canvas->arena, pen->steps->data, look.n * sizeof(PathStep));
    DrawItem item = {.kind = DRAW_PATH, .path = look};
    g_array_append_val(canvas->items, item);
  }
  g_array_free(pen->steps, TRUE);
  pen->steps = NULL;
}
