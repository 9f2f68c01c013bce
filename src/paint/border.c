/* Rules and frames (线框): single, double, thick-thin, dotted; 花边 is in lace.c. Lines meet at their corners. */
#include "paint/work.h"

static void draw_line(Canvas *canvas, Mpt x0, Mpt y0, Mpt x1, Mpt y1, Mpt weight, Ink ink, bool dotted)
{
  Pen pen = pen_new();
  pen_move(&pen, x0, y0);
  pen_line(&pen, x1, y1);
  DrawPath look = {.stroke = true, .width = weight, .ink = ink};
  if (dotted) {
    look.dash = 1;
    look.space = weight * 5 / 2;
    look.round = true;
  }
  pen_draw(canvas, &pen, look);
}

/* A rule of two lines: the heavy one above (left), the fine one a gap below (right). */
static void draw_pair(Canvas *canvas, const Placed *placed)
{
  StyleLines lines = style_border_lines(placed->border, placed->weight);
  Box box = placed->box;
  Mpt right = box.w ? box.x + box.w : box.x, bottom = box.h ? box.y + box.h : box.y;
  Mpt off = lines.first / 2 + lines.gap + lines.second / 2, dx = box.h ? off : 0, dy = box.w ? off : 0;
  draw_line(canvas, box.x, box.y, right, bottom, lines.first, placed->ink, false);
  draw_line(canvas, box.x + dx, box.y + dy, right + dx, bottom + dy, lines.second, placed->ink, false);
}

void paint_rule(Canvas *canvas, const Placed *placed)
{
  Box box = placed->box;
  Mpt w = placed->weight;
  switch (placed->border) {
  case BORDER_DOUBLE:
  case BORDER_THICK_THIN: draw_pair(canvas, placed); return;
  case BORDER_LACE: paint_lace(canvas, box, w, placed->pattern, placed->ink); return;
  case BORDER_DOTTED:
  case BORDER_LINE:
  case BORDER_NONE:
    draw_line(canvas, box.x, box.y, box.x + box.w, box.y + box.h, w, placed->ink, placed->border == BORDER_DOTTED);
  }
}

static void draw_box(Canvas *canvas, Box box, Mpt inset, Mpt weight, const Placed *placed)
{
  Box in = {box.x + inset, box.y + inset, box.w - 2 * inset, box.h - 2 * inset};
  bool dotted = placed->border == BORDER_DOTTED;
  if (placed->sides == 15 && !dotted) {
    Pen pen = pen_new();
    pen_rectangle(&pen, in);
    pen_draw(canvas, &pen, (DrawPath){.stroke = true, .width = weight, .ink = placed->ink});
    return;
  }
  Mpt right = in.x + in.w, bottom = in.y + in.h;
  if (placed->sides & 1)
    draw_line(canvas, in.x, in.y, right, in.y, weight, placed->ink, dotted);
  if (placed->sides & 2)
    draw_line(canvas, right, in.y, right, bottom, weight, placed->ink, dotted);
  if (placed->sides & 4)
    draw_line(canvas, in.x, bottom, right, bottom, weight, placed->ink, dotted);
  if (placed->sides & 8)
    draw_line(canvas, in.x, in.y, in.x, bottom, weight, placed->ink, dotted);
}

void paint_frame(Canvas *canvas, const Placed *placed)
{
  StyleLines lines = style_border_lines(placed->border, placed->weight);
  if (placed->border == BORDER_LACE) {
    paint_lace(canvas, placed->box, placed->weight, placed->pattern, placed->ink);
    return;
  }
  draw_box(canvas, placed->box, lines.first / 2, lines.first, placed);
  if (lines.second)
    draw_box(canvas, placed->box, lines.first + lines.gap + lines.second / 2, lines.second, placed);
}
