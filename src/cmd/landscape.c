#include "cmd/landscape.h"

#include <cairo.h>
#include <errno.h>

enum { WIDTH = 1800, HEIGHT = 1120 };  /* as drawn */
enum { SCALE_NUM = 4, SCALE_DEN = 3 }; /* as written */

typedef struct {
  double red, green, blue;
} Shade;

static void paint_sky(cairo_t *cr)
{
  cairo_pattern_t *sky = cairo_pattern_create_linear(0, 0, 0, HEIGHT);
  cairo_pattern_add_color_stop_rgb(sky, 0.0, 0.45, 0.63, 0.82);
  cairo_pattern_add_color_stop_rgb(sky, 0.55, 0.98, 0.86, 0.68);
  cairo_pattern_add_color_stop_rgb(sky, 1.0, 0.99, 0.76, 0.52);
  cairo_set_source(cr, sky);
  cairo_paint(cr);
  cairo_pattern_destroy(sky);
}

static void paint_sun(cairo_t *cr)
{
  cairo_pattern_t *glow = cairo_pattern_create_radial(1240, 470, 70, 1240, 470, 420);
  cairo_pattern_add_color_stop_rgba(glow, 0, 1, 0.93, 0.75, 0.9);
  cairo_pattern_add_color_stop_rgba(glow, 1, 1, 0.93, 0.75, 0);
  cairo_set_source(cr, glow);
  cairo_paint(cr);
  cairo_pattern_destroy(glow);
  cairo_set_source_rgb(cr, 0.93, 0.33, 0.20);
  cairo_arc(cr, 1240, 470, 86, 0, 6.2832);
  cairo_fill(cr);
}

/* A ridge through six heights, evenly spaced, as smooth as a hill. */
static void paint_ridge(cairo_t *cr, const double heights[6], Shade shade)
{
  const double step = WIDTH / 5.0;
  cairo_move_to(cr, 0, HEIGHT);
  cairo_line_to(cr, 0, heights[0]);
  for (int i = 1; i < 6; i++)
    cairo_curve_to(cr, (i - 0.55) * step, heights[i - 1], (i - 0.45) * step, heights[i], i * step, heights[i]);
  cairo_line_to(cr, WIDTH, HEIGHT);
  cairo_close_path(cr);
  cairo_set_source_rgb(cr, shade.red, shade.green, shade.blue);
  cairo_fill(cr);
}

static void paint_rows(cairo_t *cr)
{
  cairo_set_source_rgb(cr, 0.20, 0.31, 0.16);
  for (int i = -8; i <= 8; i++) {
    cairo_set_line_width(cr, 9);
    cairo_move_to(cr, 900 + i * 34, 905);
    cairo_line_to(cr, 900 + i * 190, HEIGHT);
    cairo_stroke(cr);
  }
}

static cairo_status_t write_bytes(void *out, const unsigned char *bytes, unsigned length)
{
  return file_out_write(out, bytes, length) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

bool landscape_write(FileTarget target, DiagList *diags)
{
  static const double RIDGES[4][6] = {{560, 430, 540, 470, 560, 480},
                                      {650, 600, 520, 640, 580, 660},
                                      {700, 770, 690, 740, 800, 720},
                                      {900, 860, 905, 900, 870, 890}};
  static const Shade SHADES[4] = {{0.62, 0.66, 0.74}, {0.47, 0.56, 0.62}, {0.34, 0.47, 0.42}, {0.30, 0.43, 0.22}};
  cairo_surface_t *surface =
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, WIDTH * SCALE_NUM / SCALE_DEN, HEIGHT * SCALE_NUM / SCALE_DEN);
  cairo_t *cr = cairo_create(surface);
  cairo_scale(cr, (double)SCALE_NUM / SCALE_DEN, (double)SCALE_NUM / SCALE_DEN);
  paint_sky(cr);
  paint_sun(cr);
  for (int i = 0; i < 4; i++)
    paint_ridge(cr, RIDGES[i], SHADES[i]);
  paint_rows(cr);
  cairo_destroy(cr);
  FileOut *out = file_out_open(target);
  if (cairo_surface_write_to_png_stream(surface, write_bytes, out) != CAIRO_STATUS_SUCCESS)
    file_out_spoil(out, ENOMEM); /* where writing failed it has its reason already */
  cairo_surface_destroy(surface);
  return file_out_close(out, diags);
}
