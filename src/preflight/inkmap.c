/* How much ink lies where: a page in cells of a millimetre or so, painted in order (ISO 32000-1, 8.6.7 and 11.7.4.5).
 */
#include "preflight/walk.h"

#include <math.h>

#define CELL 3.0 /* pt */
enum { CELLS_MOST = 4000000, INKS = 5 };

struct InkMap {
  double x, y;
  int w, h;
  float *ink; /* w × h × INKS, %: CMYK and all spots together */
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

static double paint_cell(float *cell, const double cmyk[4], double spot, bool overprint, bool keep_zeroes)
{
  const double own[INKS] = {cmyk[0], cmyk[1], cmyk[2], cmyk[3], spot};
  double total = 0;
  for (unsigned i = 0; i < INKS; i++) {
    bool stays = overprint && (i == INKS - 1 ? own[i] <= 0 : keep_zeroes && own[i] <= 0);
    if (i == INKS - 1 && overprint && own[i] > 0)
      cell[i] += (float)own[i]; /* another spot, as far as we know */
    else if (!stays)
      cell[i] = (float)own[i];
    total += cell[i];
  }
  return total;
}

/* Only cells wholly inside: what merely touches does not lie on each other. */
double inkmap_paint(InkMap *map, const double box[4], const double cmyk[4], double spot, bool overprint,
                    bool keep_zeroes, double *x, double *y)
{
  double heaviest = 0;
  int x0 = (int)fmax(0, ceil((box[0] - map->x) / CELL - 0.01)),
      x1 = (int)fmin(map->w, floor((box[2] - map->x) / CELL + 0.01));
  int y0 = (int)fmax(0, ceil((box[1] - map->y) / CELL - 0.01)),
      y1 = (int)fmin(map->h, floor((box[3] - map->y) / CELL + 0.01));
  if (x0 >= x1 || y0 >= y1)
    return 0;
  if (!map->ink)
    map->ink = g_new0(float, (gsize)map->w *(gsize)map->h *INKS);
  for (int row = y0; row < y1; row++)
    for (int column = x0; column < x1; column++) {
      double total = paint_cell(&map->ink[((gsize)row * (gsize)map->w + (gsize)column) * INKS], cmyk, spot, overprint,
                                keep_zeroes);
      if (total > heaviest) {
        heaviest = total;
        *x = map->x + column * CELL;
        *y = map->y + (row + 1) * CELL;
      }
    }
  return heaviest;
}
