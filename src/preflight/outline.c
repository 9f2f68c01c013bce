#include "preflight/outline.h"

enum { POINTS_MOST = 100000, CURVE_STEPS = 8 };

typedef struct {
  double x;
  int turn; /* +1 going up, −1 going down */
} Crossing;

Outline outline_new(void)
{
  return (Outline){g_array_new(FALSE, FALSE, sizeof(OutlinePoint))};
}

void outline_free(Outline *outline)
{
  g_array_free(outline->points, TRUE);
}

void outline_clear(Outline *outline)
{
  g_array_set_size(outline->points, 0);
}

static void add_point(Outline *outline, double x, double y, bool starts)
{
  const OutlinePoint point = {x, y, starts || !outline->points->len};
  if (outline->points->len < POINTS_MOST)
    g_array_append_val(outline->points, point);
}

void outline_move(Outline *outline, double x, double y)
{
  add_point(outline, x, y, true);
}

void outline_line(Outline *outline, double x, double y)
{
  add_point(outline, x, y, false);
}

void outline_curve(Outline *outline, const double p[6])
{
  if (!outline->points->len)
    return;
  const OutlinePoint from = g_array_index(outline->points, OutlinePoint, outline->points->len - 1);
  for (int step = 1; step <= CURVE_STEPS; step++) {
    double t = (double)step / CURVE_STEPS, u = 1 - t;
    double a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
    add_point(outline, a * from.x + b * p[0] + c * p[2] + d * p[4], a * from.y + b * p[1] + c * p[3] + d * p[5], false);
  }
}

static void cut_edge(const OutlinePoint *from, const OutlinePoint *to, double y, GArray *crossings)
{
  if ((from->y <= y) == (to->y <= y))
    return;
  const Crossing crossing = {from->x + (y - from->y) / (to->y - from->y) * (to->x - from->x), to->y > from->y ? 1 : -1};
  g_array_append_val(crossings, crossing);
}

static gint compare_crossings(gconstpointer a, gconstpointer b)
{
  double left = ((const Crossing *)a)->x, right = ((const Crossing *)b)->x;
  return (left > right) - (left < right);
}

static void find_crossings(const Outline *outline, double y, GArray *crossings)
{
  const OutlinePoint *points = (const OutlinePoint *)(void *)outline->points->data;
  unsigned n = outline->points->len;
  for (unsigned i = 0, start = 0; i < n; i++) {
    if (points[i].starts)
      start = i;
    bool last = i + 1 == n || points[i + 1].starts;
    cut_edge(&points[i], &points[last ? start : i + 1], y, crossings);
  }
  g_array_sort(crossings, compare_crossings);
}

void outline_cut(const Outline *outline, double y, bool even_odd, GArray *spans)
{
  GArray *crossings = g_array_new(FALSE, FALSE, sizeof(Crossing));
  int winding = 0;
  g_array_set_size(spans, 0);
  find_crossings(outline, y, crossings);
  for (unsigned i = 0; i < crossings->len; i++) {
    const Crossing *crossing = &g_array_index(crossings, Crossing, i);
    bool was = even_odd ? winding & 1 : winding != 0;
    winding += even_odd ? 1 : crossing->turn;
    bool is = even_odd ? winding & 1 : winding != 0;
    if (was != is)
      g_array_append_val(spans, crossing->x);
  }
  g_array_free(crossings, TRUE);
}
