/* 花边: ornamental borders drawn as paths. A side holds a whole number of units; corners are squares of their own.

   The band is THICK wide inside the box. Units are drawn along a side in its own axes: u along, v across the band from
   its outer edge (0) to its inner (THICK). */
#include "paint/work.h"

#include <string.h>

typedef struct {
  Mpt x, y;   /* where u = v = 0 */
  int ux, uy; /* unit vectors of u … */
  int vx, vy; /* … and v */
} Axes;

static Mpt at_x(const Axes *axes, Mpt u, Mpt v)
{
  return axes->x + axes->ux * u + axes->vx * v;
}

static Mpt at_y(const Axes *axes, Mpt u, Mpt v)
{
  return axes->y + axes->uy * u + axes->vy * v;
}

static void move(Pen *pen, const Axes *a, Mpt u, Mpt v)
{
  pen_move(pen, at_x(a, u, v), at_y(a, u, v));
}

static void line(Pen *pen, const Axes *a, Mpt u, Mpt v)
{
  pen_line(pen, at_x(a, u, v), at_y(a, u, v));
}

static void curve(Pen *pen, const Axes *a, Mpt u1, Mpt v1, Mpt u2, Mpt v2, Mpt u, Mpt v)
{
  pen_curve(pen, at_x(a, u1, v1), at_y(a, u1, v1), at_x(a, u2, v2), at_y(a, u2, v2), at_x(a, u, v), at_y(a, u, v));
}

/* One unit from u to u + w in a band t thick. */
typedef void (*TraceUnit)(Pen *pen, const Axes *axes, Mpt u, Mpt w, Mpt t);

static void trace_wave(Pen *pen, const Axes *a, Mpt u, Mpt w, Mpt t)
{
  Mpt low = t / 5, high = t * 4 / 5;
  move(pen, a, u, t / 2);
  curve(pen, a, u + w / 6, low, u + w / 3, low, u + w / 2, t / 2);
  curve(pen, a, u + w * 2 / 3, high, u + w * 5 / 6, high, u + w, t / 2);
}

static void trace_diamond(Pen *pen, const Axes *a, Mpt u, Mpt w, Mpt t)
{
  move(pen, a, u + w / 8, t / 2);
  line(pen, a, u + w / 2, t / 8);
  line(pen, a, u + w - w / 8, t / 2);
  line(pen, a, u + w / 2, t - t / 8);
  pen_close(pen);
}

static void trace_beads(Pen *pen, const Axes *a, Mpt u, Mpt w, Mpt t)
{
  pen_circle(pen, at_x(a, u + w / 2, t / 2), at_y(a, u + w / 2, t / 2), MIN(w, t) * 30 / 100);
}

/* 回纹 */
static void trace_fret(Pen *pen, const Axes *a, Mpt u, Mpt w, Mpt t)
{
  Mpt s = w / 6, q = t / 5;
  move(pen, a, u, q * 5);
  line(pen, a, u, 0);
  line(pen, a, u + s * 5, 0);
  line(pen, a, u + s * 5, q * 4);
  line(pen, a, u + s * 2, q * 4);
  line(pen, a, u + s * 2, q * 2);
  line(pen, a, u + s * 7 / 2, q * 2);
  move(pen, a, u, q * 5);
  line(pen, a, u + w, q * 5);
}

static void trace_leaf(Pen *pen, const Axes *a, Mpt u, Mpt w, Mpt t, int side)
{
  Mpt tip = t / 2 + side * t / 2, mid = t / 2 + side * t / 16;
  move(pen, a, u + w / 8, t / 2);
  curve(pen, a, u + w / 8, t / 2 + side * t / 3, u + w / 3, tip, u + w * 3 / 4, tip);
  curve(pen, a, u + w * 2 / 3, mid + side * t / 8, u + w / 2, mid, u + w / 8, t / 2);
  pen_close(pen);
}

static void trace_laurel(Pen *pen, const Axes *a, Mpt u, Mpt w, Mpt t)
{
  trace_leaf(pen, a, u, w, t, -1);
  trace_leaf(pen, a, u, w, t, 1);
}

typedef struct {
  const char *name;
  TraceUnit trace;
  bool fill;
  int ratio; /* unit length, permille of the band's thickness */
} Pattern;

static const Pattern PATTERNS[] = {
    {"wave", trace_wave, false, 2000}, {"diamond", trace_diamond, true, 1400}, {"beads", trace_beads, true, 1000},
    {"fret", trace_fret, false, 1400}, {"laurel", trace_laurel, true, 1500},
};

static const Pattern *find_pattern(const char *name)
{
  for (unsigned i = 0; name && i < G_N_ELEMENTS(PATTERNS); i++)
    if (!strcmp(PATTERNS[i].name, name))
      return &PATTERNS[i];
  return &PATTERNS[0];
}

static void trace_side(Pen *pen, const Pattern *pattern, const Axes *axes, Mpt length, Mpt thick)
{
  Mpt unit = (Mpt)((int64_t)thick * pattern->ratio / 1000);
  Mpt n = MAX(1, (length + unit / 2) / unit);
  for (Mpt i = 0; i < n; i++) {
    Mpt from = (Mpt)((int64_t)length * i / n), to = (Mpt)((int64_t)length * (i + 1) / n);
    pattern->trace(pen, axes, from, to - from, thick);
  }
}

static void trace_corner(Pen *pen, Mpt x, Mpt y, Mpt thick)
{
  pen_move(pen, x + thick / 2, y + thick / 8);
  pen_line(pen, x + thick - thick / 8, y + thick / 2);
  pen_line(pen, x + thick / 2, y + thick - thick / 8);
  pen_line(pen, x + thick / 8, y + thick / 2);
  pen_close(pen);
}

void paint_lace(Canvas *canvas, Box box, Mpt weight, const char *name, Ink ink)
{
  const Pattern *pattern = find_pattern(name);
  Mpt t = style_border_depth(BORDER_LACE, weight) - weight / 2;
  Pen pen = pen_new(), corners = pen_new();
  if (!box.h || !box.w) { /* a rule */
    Axes axes = box.h ? (Axes){box.x + t / 2, box.y, 0, 1, -1, 0} : (Axes){box.x, box.y - t / 2, 1, 0, 0, 1};
    trace_side(&pen, pattern, &axes, MAX(box.w, box.h), t);
  } else {
    const Axes sides[4] = {{box.x + t, box.y, 1, 0, 0, 1},
                           {box.x + box.w, box.y + t, 0, 1, -1, 0},
                           {box.x + box.w - t, box.y + box.h, -1, 0, 0, -1},
                           {box.x, box.y + box.h - t, 0, -1, 1, 0}};
    for (unsigned i = 0; i < 4; i++)
      trace_side(&pen, pattern, &sides[i], (i % 2 ? box.h : box.w) - 2 * t, t);
    for (unsigned i = 0; i < 4; i++)
      trace_corner(&corners, i % 2 ? box.x + box.w - t : box.x, i / 2 ? box.y + box.h - t : box.y, t);
  }
  DrawPath look = {
      .fill = pattern->fill, .stroke = !pattern->fill, .width = MAX(weight, 300), .ink = ink, .round = true};
  pen_draw(canvas, &pen, look);
  pen_draw(canvas, &corners, (DrawPath){.fill = true, .ink = ink});
}
