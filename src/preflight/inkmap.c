/* How much ink lies where: a page in cells of a millimetre or so, painted in order (ISO 32000-1, 8.6.7, 11.3 and
   11.7.4.5). */
#include "preflight/inkmap.h"

#include <math.h>

#include "base/number.h"

#define CELL INKMAP_LEAST
enum { CELLS_MOST = 4000000 };

struct InkMap {
  double x, y;
  int w, h;
  float *ink; /* w × h × INKS, %: CMYK and all spots together; NULL: nothing painted yet */
};

InkMap *inkmap_new(const double trim[4])
{
  InkMap *map = g_new0(InkMap, 1);
  double w = ceil((trim[2] - trim[0]) / CELL), h = ceil((trim[3] - trim[1]) / CELL);
  map->x = trim[0];
  map->y = trim[1];
  if (w > 0 && h > 0 && w * h < CELLS_MOST) {
    map->w = (int)w;
    map->h = (int)h;
  }
  return map;
}

void inkmap_free(InkMap *map)
{
  g_free(map->ink);
  g_free(map);
}

static float *cell_of(const InkMap *map, int column, int row)
{
  return &map->ink[((gsize)row * (gsize)map->w + (gsize)column) * INKS];
}

/* --- one cell ---------------------------------------------------------------------------------- */

/* What one ink comes to where it was BELOW: percent. */
static double mix(const InkPaint *paint, unsigned i, double below)
{
  double own = paint->ink[i];
  if (paint->multiply) /* 11.3.5.2, in inks: the lights multiply */
    own = own + below - own * below / 100;
  else if (paint->overprint && i == INK_SPOT)
    own += below; /* another spot, as far as we know */
  else if (paint->overprint && own <= 0 && paint->keep_zeroes)
    own = below;
  return below + (own - below) * paint->alpha;
}

static void paint_cell(InkMap *map, int column, int row, const InkPaint *paint, InkPeak *peak)
{
  float *cell = cell_of(map, column, row);
  double total = 0;
  for (unsigned i = 0; i < INKS; i++) {
    cell[i] = (float)mix(paint, i, cell[i]);
    total += cell[i];
  }
  if (total > peak->total)
    *peak = (InkPeak){total, map->x + column * CELL, map->y + (row + 1) * CELL};
}

/* --- areas ------------------------------------------------------------------------------------------ */

typedef struct {
  int x0, y0, x1, y1;
} Range;

/* The first cell that begins, and the one after the last that ends, within what goes from or to AT. */
static int cell_from(double at, int least, int most)
{
  return number_int(ceil(at / CELL - 0.01), least, most);
}

static int cell_to(double at, int least, int most)
{
  return number_int(floor(at / CELL + 0.01), least, most);
}

/* The cells that begin and end inside the box: what merely touches does not lie on each other. */
static bool find_range(InkMap *map, const double box[4], Range *range)
{
  range->x0 = cell_from(box[0] - map->x, 0, map->w);
  range->x1 = cell_to(box[2] - map->x, 0, map->w);
  range->y0 = cell_from(box[1] - map->y, 0, map->h);
  range->y1 = cell_to(box[3] - map->y, 0, map->h);
  if (range->x0 >= range->x1 || range->y0 >= range->y1)
    return false;
  if (!map->ink)
    map->ink = g_new0(float, (gsize)map->w *(gsize)map->h *INKS);
  return true;
}

InkPeak inkmap_paint_box(InkMap *map, const double box[4], const InkPaint *paint)
{
  InkPeak peak = {0};
  Range range;
  if (find_range(map, box, &range))
    for (int row = range.y0; row < range.y1; row++)
      for (int column = range.x0; column < range.x1; column++)
        paint_cell(map, column, row, paint, &peak);
  return peak;
}

/* Cells between the crossings of one line get a point more. */
static void count_cells(const InkMap *map, const GArray *spans, const Range *range, guint8 *counts)
{
  for (unsigned i = 0; i + 1 < spans->len; i += 2) {
    double from = g_array_index(spans, double, i), to = g_array_index(spans, double, i + 1);
    int first = cell_from(from - map->x, range->x0, range->x1), last = cell_to(to - map->x, range->x0, range->x1);
    for (int column = first; column < last; column++)
      counts[column]++;
  }
}

/* A cell is inside where it is so at its foot, its middle and its head. */
InkPeak inkmap_paint_outline(InkMap *map, const Outline *outline, bool even_odd, const double box[4],
                             const InkPaint *paint)
{
  InkPeak peak = {0};
  Range range;
  if (!find_range(map, box, &range))
    return peak;
  GArray *spans = g_array_new(FALSE, FALSE, sizeof(double));
  guint8 *counts = g_malloc((gsize)map->w);
  for (int row = range.y0; row < range.y1; row++) {
    memset(counts, 0, (gsize)map->w);
    for (int line = 0; line < 3; line++) {
      outline_cut(outline, map->y + (row + 0.01 + 0.49 * line) * CELL, even_odd, spans);
      count_cells(map, spans, &range, counts);
    }
    for (int column = range.x0; column < range.x1; column++)
      if (counts[column] >= 3)
        paint_cell(map, column, row, paint, &peak);
  }
  g_free(counts);
  g_array_free(spans, TRUE);
  return peak;
}

InkPeak inkmap_paint_raster(InkMap *map, const double box[4], InkSource source, const void *data, const InkPaint *paint)
{
  InkPeak peak = {0};
  Range range;
  if (!find_range(map, box, &range))
    return peak;
  for (int row = range.y0; row < range.y1; row++)
    for (int column = range.x0; column < range.x1; column++) {
      const double cell[4] = {map->x + column * CELL, map->y + row * CELL, map->x + (column + 1) * CELL,
                              map->y + (row + 1) * CELL};
      InkPaint own = *paint;
      if (source(data, cell, own.ink))
        paint_cell(map, column, row, &own, &peak);
    }
  return peak;
}

bool inkmap_look(const InkMap *map, double x, double y, double ink[INKS])
{
  int column = number_int(floor((x - map->x) / CELL), -1, map->w),
      row = number_int(floor((y - map->y) / CELL), -1, map->h);
  if (column < 0 || row < 0 || column >= map->w || row >= map->h)
    return false;
  for (unsigned i = 0; i < INKS; i++)
    ink[i] = map->ink ? cell_of(map, column, row)[i] : 0;
  return true;
}

double inkmap_probe(const InkMap *map, double x, double y, const InkPaint *paint)
{
  double ink[INKS], total = 0;
  for (unsigned i = 0; inkmap_look(map, x, y, ink) && i < INKS; i++)
    total += mix(paint, i, ink[i]);
  return total;
}
