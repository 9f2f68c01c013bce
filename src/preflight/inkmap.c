/* How much ink lies where: a page in cells of a millimetre or so, painted in order (ISO 32000-1, 8.6.7, 11.3 and
   11.7.4.5). */
#include "preflight/inkmap.h"

#include <math.h>
#include <string.h>

#include "base/number.h"

#define CELL INKMAP_LEAST
enum { TILE = 16 /* cells */, SAMPLED = 20 /* steps: a cell of a picture */ };

/* A square of cells. */
typedef struct {
  float ink[INKS]; /* %: CMYK and all spots together; of each cell, where they are alike */
  float *cells;    /* TILE × TILE × INKS; NULL: they are alike */
} Tile;

struct InkMap {
  double x, y;
  int w, h, tiles_w, tiles_h; /* w, h in cells; 0: nothing is known of it */
  bool too_large;
  double steps, steps_most;
  Tile *tiles;  /* NULL: nothing painted yet */
  GArray *laid; /* Laid; none lies on another, and nothing painted lies on one */
};

typedef struct {
  int x0, y0, x1, y1;
} Range;

/* A picture whose cells are not painted yet. */
typedef struct {
  Range range;
  InkSource source;
  void *data; /* owned: DONE frees it */
  GDestroyNotify done;
} Laid;

InkMap *inkmap_new(const double trim[4], double cells_most, double steps_most)
{
  InkMap *map = g_new0(InkMap, 1);
  double w = ceil((trim[2] - trim[0]) / CELL), h = ceil((trim[3] - trim[1]) / CELL);
  map->x = trim[0];
  map->y = trim[1];
  map->steps_most = steps_most;
  map->too_large = !(w * h < cells_most);
  map->laid = g_array_new(FALSE, FALSE, sizeof(Laid));
  if (w > 0 && h > 0 && !map->too_large) {
    map->w = (int)w;
    map->h = (int)h;
    map->tiles_w = (map->w + TILE - 1) / TILE;
    map->tiles_h = (map->h + TILE - 1) / TILE;
  }
  return map;
}

void inkmap_free(InkMap *map)
{
  for (int i = 0; map->tiles && i < map->tiles_w * map->tiles_h; i++)
    g_free(map->tiles[i].cells);
  for (unsigned i = 0; i < map->laid->len; i++) {
    const Laid *laid = &g_array_index(map->laid, Laid, i);
    laid->done(laid->data);
  }
  g_array_free(map->laid, TRUE);
  g_free(map->tiles);
  g_free(map);
}

bool inkmap_is_too_large(const InkMap *map)
{
  return map->too_large;
}

bool inkmap_is_spent(const InkMap *map)
{
  return map->steps > map->steps_most;
}

static Tile *tile_of(const InkMap *map, int column, int row)
{
  return &map->tiles[(row / TILE) * map->tiles_w + column / TILE];
}

/* Its inks; those of the whole tile where its cells are alike. */
static float *cell_of(const InkMap *map, int column, int row)
{
  Tile *tile = tile_of(map, column, row);
  return tile->cells ? &tile->cells[(row % TILE * TILE + column % TILE) * INKS] : tile->ink;
}

static void part_cells(Tile *tile)
{
  if (tile->cells)
    return;
  tile->cells = g_new(float, TILE *TILE *INKS);
  for (int i = 0; i < TILE * TILE; i++)
    memcpy(&tile->cells[i * INKS], tile->ink, sizeof tile->ink);
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

static void take_peak(const InkMap *map, int column, int row, double total, InkPeak *peak)
{
  double x = map->x + column * CELL, y = map->y + (row + 1) * CELL;
  bool before = y < peak->y || (y <= peak->y && x < peak->x); /* of those alike, the first of the lowest row */
  if (total > peak->total || (total >= peak->total && total > 0 && before))
    *peak = (InkPeak){total, x, y};
}

static double paint_ink(float ink[INKS], const InkPaint *paint)
{
  double total = 0;
  for (unsigned i = 0; i < INKS; i++) {
    ink[i] = (float)mix(paint, i, ink[i]);
    total += ink[i];
  }
  return total;
}

bool inkmap_replaces(const InkPaint *paint)
{
  return !paint->multiply && !paint->overprint && paint->alpha >= 1;
}

/* --- pictures laid down ------------------------------------------------------------------------------- */

static void paint_row(InkMap *map, const Range *range, int row, InkSource source, const void *data,
                      const InkPaint *paint, InkPeak *peak)
{
  for (int column = range->x0; column < range->x1; column++) {
    const double cell[4] = {map->x + column * CELL, map->y + row * CELL, map->x + (column + 1) * CELL,
                            map->y + (row + 1) * CELL};
    InkPaint own = *paint;
    if (!source(data, cell, own.ink))
      continue;
    part_cells(tile_of(map, column, row));
    take_peak(map, column, row, paint_ink(cell_of(map, column, row), &own), peak);
  }
}

static bool meets(const Range *a, const Range *b)
{
  return a->x0 < b->x1 && b->x0 < a->x1 && a->y0 < b->y1 && b->y0 < a->y1;
}

/* Paints those that stand where something is to be painted or looked for. */
static void settle_laid(InkMap *map, const Range *range)
{
  static const InkPaint OPAQUE = {.alpha = 1};
  for (unsigned i = 0; i < map->laid->len;) {
    Laid laid = g_array_index(map->laid, Laid, i);
    InkPeak peak = {0};
    if (!meets(&laid.range, range)) {
      i++;
      continue;
    }
    g_array_remove_index_fast(map->laid, i);
    for (int row = laid.range.y0; row < laid.range.y1; row++)
      paint_row(map, &laid.range, row, laid.source, laid.data, &OPAQUE, &peak);
    laid.done(laid.data);
  }
}

/* --- areas ------------------------------------------------------------------------------------------ */

/* The first cell that begins, and the one after the last that ends, within what goes from or to AT. */
static int cell_from(double at, int least, int most)
{
  return number_int(ceil(at / CELL - 0.01), least, most);
}

static int cell_to(double at, int least, int most)
{
  return number_int(floor(at / CELL + 0.01), least, most);
}

/* The cells that begin and end inside the box: what merely touches does not lie on each other. What is laid there is
   painted. */
static bool find_range(InkMap *map, const double box[4], Range *range)
{
  range->x0 = cell_from(box[0] - map->x, 0, map->w);
  range->x1 = cell_to(box[2] - map->x, 0, map->w);
  range->y0 = cell_from(box[1] - map->y, 0, map->h);
  range->y1 = cell_to(box[3] - map->y, 0, map->h);
  if (range->x0 >= range->x1 || range->y0 >= range->y1 || inkmap_is_spent(map))
    return false;
  if (!map->tiles)
    map->tiles = g_new0(Tile, (gsize)map->tiles_w * (gsize)map->tiles_h);
  settle_laid(map, range);
  return true;
}

/* Those of a tile that lie in RANGE too. */
static Range cut_range(const Range *range, int tile_x, int tile_y)
{
  return (Range){MAX(range->x0, tile_x), MAX(range->y0, tile_y), MIN(range->x1, tile_x + TILE),
                 MIN(range->y1, tile_y + TILE)};
}

static bool is_whole(const InkMap *map, const Range *cut)
{
  return cut->x0 % TILE == 0 && cut->y0 % TILE == 0 && (cut->x1 % TILE == 0 || cut->x1 == map->w) &&
         (cut->y1 % TILE == 0 || cut->y1 == map->h);
}

/* A whole tile at once, where all its cells come to the same; false: they don't. */
static bool paint_alike(InkMap *map, const Range *cut, const InkPaint *paint, InkPeak *peak)
{
  Tile *tile = tile_of(map, cut->x0, cut->y0);
  if (tile->cells && !inkmap_replaces(paint))
    return false;
  g_clear_pointer(&tile->cells, g_free);
  map->steps++;
  take_peak(map, cut->x0, cut->y0, paint_ink(tile->ink, paint), peak);
  return true;
}

/* COVERED, a byte a cell from the cut's first row on, STRIDE to a row, says which; NULL: all. */
static void paint_cells(InkMap *map, const Range *cut, const guint8 *covered, int stride, const InkPaint *paint,
                        InkPeak *peak)
{
  part_cells(tile_of(map, cut->x0, cut->y0));
  map->steps += (cut->x1 - cut->x0) * (cut->y1 - cut->y0);
  for (int row = cut->y0; row < cut->y1; row++)
    for (int column = cut->x0; column < cut->x1; column++)
      if (!covered || covered[(row - cut->y0) * stride + column])
        take_peak(map, column, row, paint_ink(cell_of(map, column, row), paint), peak);
}

InkPeak inkmap_paint_box(InkMap *map, const double box[4], const InkPaint *paint)
{
  InkPeak peak = {0};
  Range range;
  if (!find_range(map, box, &range))
    return peak;
  for (int y = range.y0 / TILE * TILE; y < range.y1 && !inkmap_is_spent(map); y += TILE)
    for (int x = range.x0 / TILE * TILE; x < range.x1; x += TILE) {
      Range cut = cut_range(&range, x, y);
      if (!is_whole(map, &cut) || !paint_alike(map, &cut, paint, &peak))
        paint_cells(map, &cut, NULL, 0, paint, &peak);
    }
  return peak;
}

/* Cells between the crossings of one line get a point more. */
static void count_cells(InkMap *map, const GArray *spans, const Range *range, guint8 *counts)
{
  for (unsigned i = 0; i + 1 < spans->len; i += 2) {
    double from = g_array_index(spans, double, i), to = g_array_index(spans, double, i + 1);
    int first = cell_from(from - map->x, range->x0, range->x1), last = cell_to(to - map->x, range->x0, range->x1);
    for (int column = first; column < last; column++)
      counts[column]++;
    map->steps += 1 + fmax(last - first, 0) / 4.0;
  }
}

enum { LINES = 3 };

/* Which cells of a row of tiles are inside: at their foot, their middle and their head. */
static void cover_rows(InkMap *map, OutlineCut *cut, bool even_odd, const Range *rows, guint8 *covered)
{
  GArray *spans = g_array_new(FALSE, FALSE, sizeof(double));
  memset(covered, 0, (gsize)map->w * TILE);
  for (int row = rows->y0; row < rows->y1; row++) {
    guint8 *counts = covered + (row - rows->y0) * map->w;
    for (int line = 0; line < LINES; line++) {
      map->steps += outline_cut_at(cut, map->y + (row + 0.01 + 0.49 * line) * CELL, even_odd, spans);
      count_cells(map, spans, rows, counts);
    }
    for (int column = rows->x0; column < rows->x1; column++)
      counts[column] = counts[column] >= LINES;
  }
  g_array_free(spans, TRUE);
}

static int count_covered(const Range *cut, const guint8 *covered, int stride)
{
  int n = 0;
  for (int row = 0; row < cut->y1 - cut->y0; row++)
    for (int column = cut->x0; column < cut->x1; column++)
      n += covered[row * stride + column];
  return n;
}

static void paint_rows(InkMap *map, const Range *rows, const guint8 *covered, const InkPaint *paint, InkPeak *peak)
{
  for (int x = rows->x0 / TILE * TILE; x < rows->x1; x += TILE) {
    Range cut = cut_range(rows, x, rows->y0 / TILE * TILE);
    int n = count_covered(&cut, covered, map->w);
    bool all = n == (cut.x1 - cut.x0) * (cut.y1 - cut.y0) && is_whole(map, &cut);
    if (n && (!all || !paint_alike(map, &cut, paint, peak)))
      paint_cells(map, &cut, covered, map->w, paint, peak);
  }
}

InkPeak inkmap_paint_outline(InkMap *map, const Outline *outline, bool even_odd, const double box[4],
                             const InkPaint *paint)
{
  InkPeak peak = {0};
  Range range;
  if (!find_range(map, box, &range))
    return peak;
  guint8 *covered = g_malloc((gsize)map->w * TILE);
  OutlineCut *cut = outline_cut_open(outline);
  for (int y = range.y0 / TILE * TILE; y < range.y1 && !inkmap_is_spent(map); y += TILE) {
    const Range rows = {range.x0, MAX(range.y0, y), range.x1, MIN(range.y1, y + TILE)};
    cover_rows(map, cut, even_odd, &rows, covered);
    paint_rows(map, &rows, covered, paint, &peak);
  }
  outline_cut_close(cut);
  g_free(covered);
  return peak;
}

InkPeak inkmap_paint_raster(InkMap *map, const double box[4], InkSource source, const void *data, const InkPaint *paint)
{
  InkPeak peak = {0};
  Range range;
  if (!find_range(map, box, &range))
    return peak;
  for (int row = range.y0; row < range.y1 && !inkmap_is_spent(map); row++) {
    map->steps += SAMPLED * (range.x1 - range.x0);
    paint_row(map, &range, row, source, data, paint, &peak);
  }
  return peak;
}

void inkmap_lay_raster(InkMap *map, const double box[4], InkSource source, void *data, GDestroyNotify done)
{
  Laid laid = {.source = source, .data = data, .done = done};
  if (!find_range(map, box, &laid.range)) {
    done(data);
    return;
  }
  int row = laid.range.y0;
  for (; row < laid.range.y1 && !inkmap_is_spent(map); row++)
    map->steps += SAMPLED * (laid.range.x1 - laid.range.x0);
  laid.range.y1 = row;
  g_array_append_val(map->laid, laid);
}

bool inkmap_look(InkMap *map, double x, double y, double ink[INKS])
{
  int column = number_int(floor((x - map->x) / CELL), -1, map->w),
      row = number_int(floor((y - map->y) / CELL), -1, map->h);
  if (column < 0 || row < 0 || column >= map->w || row >= map->h)
    return false;
  settle_laid(map, &(Range){column, row, column + 1, row + 1});
  for (unsigned i = 0; i < INKS; i++)
    ink[i] = map->tiles ? cell_of(map, column, row)[i] : 0;
  return true;
}

double inkmap_probe(InkMap *map, double x, double y, const InkPaint *paint)
{
  double ink[INKS], total = 0;
  for (unsigned i = 0; inkmap_look(map, x, y, ink) && i < INKS; i++)
    total += mix(paint, i, ink[i]);
  return total;
}
