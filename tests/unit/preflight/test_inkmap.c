/* Ink on ink, and the shapes it lies in: against a page of cells painted one by one, areas known from geometry, and the
   formulas of ISO 32000-1 worked out by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include <math.h>

#include "preflight/inkmap.h"

#define CELL INKMAP_LEAST
enum { W = 53, H = 41 /* cells: no whole number of tiles */ };

static const double TRIM[4] = {10, 20, 10 + W *CELL, 20 + H *CELL};

static InkMap *new_map(void)
{
  return inkmap_new(TRIM, 1e6, 1e9);
}

static double total_at(InkMap *map, int column, int row)
{
  double ink[INKS], total = 0;
  assert_true(inkmap_look(map, TRIM[0] + (column + 0.5) * CELL, TRIM[1] + (row + 0.5) * CELL, ink));
  for (unsigned i = 0; i < INKS; i++)
    total += ink[i];
  return total;
}

static InkPaint plain(double c, double m, double y, double k)
{
  return (InkPaint){.ink = {c, m, y, k, 0}, .alpha = 1};
}

static void box_of(int x0, int y0, int x1, int y1, double box[4])
{
  box[0] = TRIM[0] + x0 * CELL;
  box[1] = TRIM[1] + y0 * CELL;
  box[2] = TRIM[0] + x1 * CELL;
  box[3] = TRIM[1] + y1 * CELL;
}

static InkPeak paint_box(InkMap *map, int x0, int y0, int x1, int y1, InkPaint paint)
{
  double box[4];
  box_of(x0, y0, x1, y1, box);
  return inkmap_paint_box(map, box, &paint);
}

/* What lies below is gone (8.6.7), and the heaviest place is told at its cell's upper left. */
static void an_object_knocks_out(void **state)
{
  InkMap *map = new_map();
  assert_float_equal(paint_box(map, 0, 0, W, H, plain(80, 60, 0, 0)).total, 140, 0.01);
  InkPeak peak = paint_box(map, 5, 6, 10, 11, plain(0, 0, 50, 100));
  assert_float_equal(peak.total, 150, 0.01);
  assert_float_equal((float)peak.x, (float)(TRIM[0] + 5 * CELL), 0.01);
  assert_float_equal((float)peak.y, (float)(TRIM[1] + 7 * CELL), 0.01);
  assert_float_equal(total_at(map, 7, 8), 150, 0.01);
  assert_float_equal(total_at(map, 4, 8), 140, 0.01);
  assert_float_equal(total_at(map, 10, 8), 140, 0.01);
  assert_float_equal(total_at(map, 7, 11), 140, 0.01);
  inkmap_free(map);
}

/* 11.7.4.5: inks of 0 leave what is below where OPM is 1 or the space is a spot's; a spot lies on others. */
static void overprint_adds_up(void **state)
{
  InkMap *map = new_map();
  paint_box(map, 0, 0, 10, 10, plain(90, 80, 0, 0));
  InkPaint over = plain(0, 0, 70, 0);
  over.overprint = over.keep_zeroes = true;
  assert_float_equal(paint_box(map, 0, 0, 5, 5, over).total, 240, 0.01);
  over.keep_zeroes = false; /* OPM 0: CMYK's zeroes knock out */
  assert_float_equal(paint_box(map, 5, 5, 10, 10, over).total, 70, 0.01);
  InkPaint spot = {.ink = {0, 0, 0, 0, 60}, .alpha = 1, .overprint = true, .keep_zeroes = true};
  assert_float_equal(paint_box(map, 0, 0, 5, 5, spot).total, 300, 0.01);
  assert_float_equal(paint_box(map, 0, 0, 5, 5, spot).total, 360, 0.01);
  spot.overprint = false;
  assert_float_equal(paint_box(map, 0, 0, 5, 5, spot).total, 60, 0.01);
  inkmap_free(map);
}

/* 11.3.5.2: B(cb, cs) = cb × cs, of lights; 11.3.6: between what was and what comes by alpha. */
static void transparency_mixes(void **state)
{
  InkMap *map = new_map();
  paint_box(map, 0, 0, 10, 10, plain(80, 0, 0, 0));
  InkPaint times = plain(50, 40, 0, 0);
  times.multiply = true;
  assert_float_equal(paint_box(map, 0, 0, 5, 5, times).total, (1 - 0.2 * 0.5) * 100 + 40, 0.01);
  InkPaint half = plain(0, 100, 0, 0);
  half.alpha = 0.25;
  assert_float_equal(paint_box(map, 5, 5, 10, 10, half).total, 80 * 0.75 + 25, 0.01);
  double there = TRIM[0] + 2 * CELL;
  assert_float_equal(inkmap_probe(map, there, TRIM[1] + CELL, &half), (90 + 40) * 0.75 + 25, 0.01);
  assert_float_equal(total_at(map, 2, 1), 130, 0.01); /* a probe paints nothing */
  inkmap_free(map);
}

/* What merely touches a cell does not cover it. */
static void cells_are_covered_whole(void **state)
{
  InkMap *map = new_map();
  const double box[4] = {TRIM[0] + 1.5, TRIM[1] + 1.5, TRIM[0] + 10.5, TRIM[1] + 7.5};
  const InkPaint ink = plain(0, 0, 0, 100);
  assert_float_equal(inkmap_paint_box(map, box, &ink).total, 100, 0.01);
  assert_float_equal(total_at(map, 0, 1), 0, 0.01);
  assert_float_equal(total_at(map, 1, 1), 100, 0.01);
  assert_float_equal(total_at(map, 2, 1), 100, 0.01);
  assert_float_equal(total_at(map, 3, 1), 0, 0.01);
  assert_float_equal(total_at(map, 1, 0), 0, 0.01);
  assert_float_equal(total_at(map, 1, 2), 0, 0.01);
  const double thin[4] = {TRIM[0] + 1, TRIM[1], TRIM[0] + 5.9, TRIM[3]};
  assert_float_equal(inkmap_paint_box(map, thin, &ink).total, 0, 0.01);
  const double outside[4] = {TRIM[2] + 1, TRIM[1], TRIM[2] + 50, TRIM[3]};
  assert_float_equal(inkmap_paint_box(map, outside, &ink).total, 0, 0.01);
  double inks[INKS];
  assert_false(inkmap_look(map, TRIM[2] + 0.1, TRIM[1] + 1, inks));
  assert_false(inkmap_look(map, TRIM[0] - 0.1, TRIM[1] + 1, inks));
  assert_false(inkmap_look(map, TRIM[0] + 1, TRIM[3] + 0.1, inks));
  inkmap_free(map);
}

static uint32_t next(uint32_t *seed)
{
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 8;
}

/* A page of cells, each by itself: what the map of tiles must come to. */
typedef struct {
  double ink[H][W][INKS];
} Plain;

static double paint_plain(Plain *page, int x0, int y0, int x1, int y1, const InkPaint *paint)
{
  double peak = 0;
  for (int y = y0; y < y1; y++)
    for (int x = x0; x < x1; x++) {
      double total = 0;
      for (unsigned i = 0; i < INKS; i++) {
        double below = page->ink[y][x][i], own = paint->ink[i];
        if (paint->multiply)
          own = 100 - (100 - own) * (100 - below) / 100;
        else if (paint->overprint)
          own = i == INK_SPOT ? own + below : own > 0 || !paint->keep_zeroes ? own : below;
        page->ink[y][x][i] = below * (1 - paint->alpha) + own * paint->alpha;
        total += page->ink[y][x][i];
      }
      peak = fmax(peak, total);
    }
  return peak;
}

static void tiles_come_to_what_cells_do(void **state)
{
  InkMap *map = new_map();
  Plain *page = g_new0(Plain, 1);
  uint32_t seed = 7;
  for (unsigned round = 0; round < 400; round++) {
    int x0 = (int)(next(&seed) % W), y0 = (int)(next(&seed) % H);
    int x1 = x0 + 1 + (int)(next(&seed) % (unsigned)(W - x0)), y1 = y0 + 1 + (int)(next(&seed) % (unsigned)(H - y0));
    if (round % 5 == 0)
      x0 = 0, y0 = 0, x1 = W, y1 = H;
    InkPaint paint = {
        .alpha = round % 3 ? 1 : 0.5, .overprint = next(&seed) % 3 == 0, .multiply = next(&seed) % 7 == 0};
    paint.keep_zeroes = next(&seed) % 2;
    for (unsigned i = 0; i < INKS; i++)
      paint.ink[i] = next(&seed) % 2 ? next(&seed) % 101 : 0;
    assert_float_equal(paint_box(map, x0, y0, x1, y1, paint).total, paint_plain(page, x0, y0, x1, y1, &paint), 0.02);
  }
  for (int y = 0; y < H; y++)
    for (int x = 0; x < W; x++) {
      double total = 0;
      for (unsigned i = 0; i < INKS; i++)
        total += page->ink[y][x][i];
      assert_float_equal(total_at(map, x, y), total, 0.02);
    }
  g_free(page);
  inkmap_free(map);
}

/* --- pictures ------------------------------------------------------------------------------------ */

/* A picture with holes, its inks by its seed and where the cell lies. */
static bool speckled(const void *data, const double cell[4], double ink[INKS])
{
  uint32_t seed = *(const uint32_t *)data + (uint32_t)(cell[0] * 31) + (uint32_t)(cell[1] * 977);
  for (unsigned i = 0; i < INKS; i++)
    ink[i] = next(&seed) % 101;
  return next(&seed) % 4 != 0;
}

static void assert_alike(InkMap *a, InkMap *b)
{
  assert_int_equal(inkmap_is_spent(a), inkmap_is_spent(b));
  for (int y = 0; y < H; y++)
    for (int x = 0; x < W; x++)
      assert_float_equal(total_at(a, x, y), total_at(b, x, y), 0);
}

/* Pictures laid down, and boxes, in any order over one another: the same as painted at once, with as much work. */
static void what_is_laid_is_what_is_painted(void **state)
{
  uint32_t seed = 11;
  const InkPaint opaque = {.alpha = 1};
  for (unsigned page = 0; page < 40; page++) {
    double most = page % 2 ? 30000 : 1e9, box[4];
    InkMap *laid = inkmap_new(TRIM, 1e6, most), *painted = inkmap_new(TRIM, 1e6, most);
    for (unsigned round = 0; round < 12; round++) {
      int x0 = (int)(next(&seed) % W), y0 = (int)(next(&seed) % H);
      int x1 = x0 + (int)(next(&seed) % (unsigned)(W - x0 + 1)), y1 = y0 + (int)(next(&seed) % (unsigned)(H - y0 + 1));
      box_of(x0, y0, x1, y1, box);
      if (round % 3 == 2) {
        InkPaint half = plain(next(&seed) % 101, 0, 50, 0);
        half.alpha = 0.5;
        assert_float_equal(inkmap_paint_box(laid, box, &half).total, inkmap_paint_box(painted, box, &half).total, 0);
        continue;
      }
      inkmap_lay_raster(laid, box, speckled, g_memdup2(&seed, sizeof seed), g_free);
      inkmap_paint_raster(painted, box, speckled, &seed, &opaque);
    }
    assert_alike(laid, painted);
    inkmap_free(laid);
    inkmap_free(painted);
  }
}

static bool is_asked(const void *data, const double cell[4], double ink[INKS])
{
  ++**(int *const *)data;
  memset(ink, 0, INKS * sizeof *ink);
  return true;
}

/* Nobody looks at a picture that has nothing on it. */
static void what_is_laid_alone_is_not_summed(void **state)
{
  int asked = 0, *where = &asked;
  double box[4];
  InkMap *map = new_map();
  box_of(4, 4, 20, 14, box);
  inkmap_lay_raster(map, box, is_asked, g_memdup2(&where, sizeof where), g_free);
  paint_box(map, 20, 4, 30, 14, plain(100, 0, 0, 0)); /* beside it */
  total_at(map, 4, 14);
  assert_int_equal(asked, 0);
  total_at(map, 4, 13);
  assert_int_equal(asked, 16 * 10);
  total_at(map, 5, 5); /* once */
  assert_int_equal(asked, 16 * 10);
  inkmap_free(map);
}

/* --- shapes -------------------------------------------------------------------------------------- */

static int count_inked(InkMap *map)
{
  int n = 0;
  for (int y = 0; y < H; y++)
    for (int x = 0; x < W; x++)
      n += total_at(map, x, y) > 50;
  return n;
}

/* Four arcs of Bézier about the middle of the map. */
static void add_circle(Outline *outline, double x, double y, double radius)
{
  const double k = 0.5523 * radius;
  outline_move(outline, x + radius, y);
  outline_curve(outline, (double[]){x + radius, y + k, x + k, y + radius, x, y + radius});
  outline_curve(outline, (double[]){x - k, y + radius, x - radius, y + k, x - radius, y});
  outline_curve(outline, (double[]){x - radius, y - k, x - k, y - radius, x, y - radius});
  outline_curve(outline, (double[]){x + k, y - radius, x + radius, y - k, x + radius, y});
  outline_close(outline);
}

static int paint_outline(const Outline *outline, bool even_odd)
{
  InkMap *map = new_map();
  const InkPaint ink = plain(0, 0, 0, 100);
  inkmap_paint_outline(map, outline, even_odd, TRIM, &ink);
  int n = count_inked(map);
  inkmap_free(map);
  return n;
}

/* πr², less than a ring of cells the circle cuts through. */
static void a_disc_has_its_area(void **state)
{
  Outline disc = outline_new(1000);
  double x = (TRIM[0] + TRIM[2]) / 2, y = (TRIM[1] + TRIM[3]) / 2, radius = 18 * CELL;
  add_circle(&disc, x, y, radius);
  double whole = G_PI * 18 * 18, ring = 2 * G_PI * 18;
  assert_in_range(paint_outline(&disc, false), (int)(whole - ring), (int)whole);
  Outline tube = outline_new(1000); /* with a hole, where lines are counted; none where they turn alike */
  add_circle(&tube, x, y, radius);
  add_circle(&tube, x, y, radius / 2);
  int filled = paint_outline(&tube, false), hollow = paint_outline(&tube, true);
  assert_int_equal(filled, paint_outline(&disc, false));
  assert_in_range(filled - hollow, (int)(whole / 4), (int)(whole / 4 + 2 * ring));
  outline_free(&disc);
  outline_free(&tube);
}

/* Whether a point is inside, by the sum of angles it is seen under (nonzero) or a ray's crossings (even-odd). */
static bool is_inside(const double (*p)[2], unsigned n, double x, double y, bool even_odd)
{
  int winding = 0;
  for (unsigned i = 0; i < n; i++) {
    const double *a = p[i], *b = p[(i + 1) % n];
    double side = (b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]);
    if (a[1] <= y && b[1] > y && side > 0)
      winding++;
    else if (a[1] > y && b[1] <= y && side < 0)
      winding--;
  }
  return even_odd ? winding % 2 != 0 : winding != 0;
}

static void lines_cut_as_points_lie(void **state)
{
  enum { N = 9 };
  uint32_t seed = 3;
  GArray *spans = g_array_new(FALSE, FALSE, sizeof(double));
  for (unsigned round = 0; round < 60; round++) {
    double p[N][2];
    Outline outline = outline_new(1000);
    for (unsigned i = 0; i < N; i++) {
      p[i][0] = next(&seed) % 100;
      p[i][1] = next(&seed) % 100;
      if (i)
        outline_line(&outline, p[i][0], p[i][1]);
      else
        outline_move(&outline, p[i][0], p[i][1]);
    }
    OutlineCut *cut = outline_cut_open(&outline);
    for (double y = 0.25; y < 100; y += 3.7) {
      bool even_odd = round % 2;
      outline_cut_at(cut, y, even_odd, spans);
      for (double x = 0.13; x < 100; x += 2.9) {
        bool inside = false;
        for (unsigned i = 0; i + 1 < spans->len; i += 2)
          inside |= g_array_index(spans, double, i) < x && x < g_array_index(spans, double, i + 1);
        assert_int_equal(inside, is_inside((const double(*)[2])p, N, x, y, even_odd));
      }
    }
    outline_cut_close(cut);
    outline_free(&outline);
  }
  g_array_free(spans, TRUE);
}

/* Width as it stands on the page, across the line. */
static void lines_are_as_thick_as_drawn(void **state)
{
  static const double IDENTITY[6] = {1, 0, 0, 1, 0, 0}, FLAT[6] = {1, 0, 0, 0.1, 0, 0};
  Outline path = outline_new(100), strokes = outline_new(100);
  outline_move(&path, 0, 0);
  outline_line(&path, 100, 0);
  assert_float_equal(outline_stroke(&path, IDENTITY, 4, 3, &strokes), 4, 1e-9);
  assert_int_equal(strokes.points->len, 4);
  outline_clear(&strokes);
  assert_float_equal(outline_stroke(&path, FLAT, 4, 3, &strokes), 0.4, 1e-9);
  assert_int_equal(strokes.points->len, 0);
  outline_line(&path, 100, 50);
  assert_float_equal(outline_stroke(&path, FLAT, 4, 3, &strokes), 0.4, 1e-9);
  assert_int_equal(strokes.points->len, 4); /* the upright part alone is thick */
  outline_clear(&path);
  assert_true(isinf(outline_stroke(&path, IDENTITY, 1, 3, &strokes)));
  outline_free(&path);
  outline_free(&strokes);
}

static void thin_boxes_are_rules(void **state)
{
  Outline path = outline_new(100);
  outline_move(&path, 0, 0);
  outline_line(&path, 30, 40); /* turned: 50 long, 0.1 thick */
  outline_line(&path, 29.92, 40.06);
  outline_line(&path, -0.08, 0.06);
  outline_close(&path);
  assert_float_equal(outline_thinnest(&path, 3), 0.1, 1e-6);
  assert_true(isinf(outline_thinnest(&path, 60)));
  outline_move(&path, 0, 0); /* a line is none */
  outline_line(&path, 50, 0);
  assert_float_equal(outline_thinnest(&path, 3), 0.1, 1e-6);
  outline_free(&path);
}

/* --- limits ------------------------------------------------------------------------------------------ */

static void what_is_too_much_is_known(void **state)
{
  InkMap *small = inkmap_new(TRIM, W * H, 1e9), *map = inkmap_new(TRIM, W * H + 1, 20);
  const InkPaint ink = plain(100, 0, 0, 0);
  assert_true(inkmap_is_too_large(small));
  assert_false(inkmap_is_too_large(map));
  assert_float_equal(inkmap_paint_box(small, TRIM, &ink).total, 0, 0.01);
  assert_float_equal(inkmap_paint_box(map, TRIM, &ink).total, 100, 0.01); /* 4 × 3 tiles, all alike */
  assert_false(inkmap_is_spent(map));
  inkmap_paint_box(map, TRIM, &ink);
  assert_true(inkmap_is_spent(map));
  assert_float_equal(inkmap_paint_box(map, TRIM, &ink).total, 0, 0.01);
  Outline path = outline_new(3);
  for (int i = 0; i < 3; i++)
    outline_line(&path, i, i * i);
  assert_false(outline_is_full(&path));
  outline_line(&path, 9, 0);
  assert_true(outline_is_full(&path));
  assert_int_equal(path.points->len, 3);
  outline_clear(&path);
  assert_false(outline_is_full(&path));
  outline_free(&path);
  inkmap_free(small);
  inkmap_free(map);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_object_knocks_out),
      cmocka_unit_test(overprint_adds_up),
      cmocka_unit_test(transparency_mixes),
      cmocka_unit_test(cells_are_covered_whole),
      cmocka_unit_test(tiles_come_to_what_cells_do),
      cmocka_unit_test(a_disc_has_its_area),
      cmocka_unit_test(lines_cut_as_points_lie),
      cmocka_unit_test(lines_are_as_thick_as_drawn),
      cmocka_unit_test(thin_boxes_are_rules),
      cmocka_unit_test(what_is_too_much_is_known),
      cmocka_unit_test(what_is_laid_is_what_is_painted),
      cmocka_unit_test(what_is_laid_alone_is_not_summed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
