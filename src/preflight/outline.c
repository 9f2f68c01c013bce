#include "preflight/outline.h"

#include <math.h>

enum { CURVE_STEPS = 8, RULE_POINTS = 6 };

typedef struct {
  double x;
  int turn; /* +1 going up, −1 going down */
} Crossing;

Outline outline_new(int most)
{
  return (Outline){.points = g_array_new(FALSE, FALSE, sizeof(OutlinePoint)), .most = (unsigned)most};
}

void outline_free(Outline *outline)
{
  g_array_free(outline->points, TRUE);
}

void outline_clear(Outline *outline)
{
  g_array_set_size(outline->points, 0);
  outline->full = false;
}

bool outline_is_full(const Outline *outline)
{
  return outline->full;
}

static void add_point(Outline *outline, double x, double y, bool starts)
{
  const OutlinePoint point = {x, y, starts || !outline->points->len};
  outline->full |= outline->points->len >= outline->most;
  if (outline->full)
    return;
  if (point.starts)
    outline->start = outline->points->len;
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

void outline_close(Outline *outline)
{
  if (outline->start + 1 >= outline->points->len)
    return;
  const OutlinePoint first = g_array_index(outline->points, OutlinePoint, outline->start);
  add_point(outline, first.x, first.y, false);
}

/* Area by longest side: for a box, its thickness. */
static double measure_part(const OutlinePoint *points, unsigned n, double least)
{
  double area = 0, longest = 0;
  for (unsigned i = 0; i < n; i++) {
    const OutlinePoint *a = &points[i], *b = &points[(i + 1) % n];
    area += a->x * b->y - b->x * a->y;
    longest = fmax(longest, hypot(b->x - a->x, b->y - a->y));
  }
  return longest >= least ? fabs(area) / 2 / longest : INFINITY;
}

double outline_thinnest(const Outline *outline, double least)
{
  const OutlinePoint *points = (const OutlinePoint *)(void *)outline->points->data;
  double thinnest = INFINITY;
  for (unsigned i = 0, n; i < outline->points->len; i += n) {
    for (n = 1; i + n < outline->points->len && !points[i + n].starts; n++)
      ;
    if (n >= 3 && n <= RULE_POINTS)
      thinnest = fmin(thinnest, measure_part(&points[i], n, least));
  }
  return thinnest;
}

/* Half of the line's body across a segment that goes by DX, DY: a circle of the line's space, seen in the page's. */
static bool find_half(const double m[6], double width, double dx, double dy, double half[2])
{
  double det = m[0] * m[3] - m[1] * m[2];
  double ux = (m[3] * dx - m[2] * dy) / det, uy = (m[0] * dy - m[1] * dx) / det, length = hypot(ux, uy);
  half[0] = (-m[0] * uy + m[2] * ux) / length * width / 2;
  half[1] = (-m[1] * uy + m[3] * ux) / length * width / 2;
  return isfinite(half[0]) && isfinite(half[1]);
}

/* All the same way round, so that none takes another away. */
static void add_body(Outline *strokes, const OutlinePoint *a, const OutlinePoint *b, const double half[2])
{
  double side = (b->x - a->x) * half[1] - (b->y - a->y) * half[0] < 0 ? -1 : 1;
  double hx = half[0] * side, hy = half[1] * side;
  outline_move(strokes, a->x - hx, a->y - hy);
  outline_line(strokes, b->x - hx, b->y - hy);
  outline_line(strokes, b->x + hx, b->y + hy);
  outline_line(strokes, a->x + hx, a->y + hy);
}

double outline_stroke(const Outline *path, const double matrix[6], double width, double least, Outline *strokes)
{
  const OutlinePoint *points = (const OutlinePoint *)(void *)path->points->data;
  double thinnest = INFINITY;
  for (unsigned i = 1; i < path->points->len; i++) {
    double dx = points[i].x - points[i - 1].x, dy = points[i].y - points[i - 1].y, length = hypot(dx, dy), half[2];
    if (points[i].starts || length <= 0 || !find_half(matrix, width, dx, dy, half))
      continue;
    double thick = 2 * fabs(dx * half[1] - dy * half[0]) / length;
    if (length >= 1)
      thinnest = fmin(thinnest, thick);
    if (thick >= least)
      add_body(strokes, &points[i - 1], &points[i], half);
  }
  return thinnest;
}

/* --- cutting --------------------------------------------------------------------------------- */

typedef struct {
  const OutlinePoint *from, *to;
  double low, high; /* it is met from low on, below high */
} Edge;

struct OutlineCut {
  GArray *edges;     /* Edge, by where they begin */
  unsigned next;     /* of them, the first that is not met yet */
  GArray *met;       /* Edge, not passed yet */
  GArray *crossings; /* Crossing */
};

static gint compare_edges(gconstpointer a, gconstpointer b)
{
  double left = ((const Edge *)a)->low, right = ((const Edge *)b)->low;
  return (left > right) - (left < right);
}

static gint compare_crossings(gconstpointer a, gconstpointer b)
{
  double left = ((const Crossing *)a)->x, right = ((const Crossing *)b)->x;
  return (left > right) - (left < right);
}

OutlineCut *outline_cut_open(const Outline *outline)
{
  const OutlinePoint *points = (const OutlinePoint *)(void *)outline->points->data;
  unsigned n = outline->points->len;
  OutlineCut *cut = g_new0(OutlineCut, 1);
  cut->edges = g_array_new(FALSE, FALSE, sizeof(Edge));
  cut->met = g_array_new(FALSE, FALSE, sizeof(Edge));
  cut->crossings = g_array_new(FALSE, FALSE, sizeof(Crossing));
  for (unsigned i = 0, start = 0; i < n; i++) {
    start = points[i].starts ? i : start;
    bool last = i + 1 == n || points[i + 1].starts;
    const OutlinePoint *to = &points[last ? start : i + 1];
    const Edge edge = {&points[i], to, fmin(points[i].y, to->y), fmax(points[i].y, to->y)};
    if (edge.low < edge.high && isfinite(points[i].x) && isfinite(to->x))
      g_array_append_val(cut->edges, edge);
  }
  g_array_sort(cut->edges, compare_edges);
  return cut;
}

void outline_cut_close(OutlineCut *cut)
{
  g_array_free(cut->edges, TRUE);
  g_array_free(cut->met, TRUE);
  g_array_free(cut->crossings, TRUE);
  g_free(cut);
}

/* The edges met at Y, and where; those that are passed are let go. */
static unsigned find_crossings(OutlineCut *cut, double y)
{
  for (; cut->next < cut->edges->len && g_array_index(cut->edges, Edge, cut->next).low <= y; cut->next++)
    g_array_append_val(cut->met, g_array_index(cut->edges, Edge, cut->next));
  unsigned looked_at = cut->met->len, kept = 0;
  g_array_set_size(cut->crossings, 0);
  for (unsigned i = 0; i < looked_at; i++) {
    const Edge edge = g_array_index(cut->met, Edge, i);
    if (edge.high <= y)
      continue;
    g_array_index(cut->met, Edge, kept++) = edge;
    const OutlinePoint *from = edge.from, *to = edge.to;
    const Crossing crossing = {from->x + (y - from->y) / (to->y - from->y) * (to->x - from->x),
                               to->y > from->y ? 1 : -1};
    g_array_append_val(cut->crossings, crossing);
  }
  g_array_set_size(cut->met, kept);
  g_array_sort(cut->crossings, compare_crossings);
  return looked_at;
}

unsigned outline_cut_at(OutlineCut *cut, double y, bool even_odd, GArray *spans)
{
  int winding = 0;
  g_array_set_size(spans, 0);
  unsigned looked_at = find_crossings(cut, y);
  for (unsigned i = 0; i < cut->crossings->len; i++) {
    const Crossing *crossing = &g_array_index(cut->crossings, Crossing, i);
    bool was = even_odd ? winding & 1 : winding != 0;
    winding += even_odd ? 1 : crossing->turn;
    bool is = even_odd ? winding & 1 : winding != 0;
    if (was != is)
      g_array_append_val(spans, crossing->x);
  }
  return looked_at;
}
