/* Holds two pictures of a page against each other: compare_pictures ONE OTHER [LEAST], each a PNG or a PPM, LEAST the
   correlation asked for (0.97). Both are brought down to cells of 8 × 8 pixels in grey; they must run together, and no
   more than a few may be paper in one and ink in the other. Hinting and tones vanish in that; a missing word or a
   picture in the wrong place does not. */
#include <cairo.h>
#include <glib.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CELL = 8, PAPER = 250, INK = 215 };

typedef struct {
  int w, h;
  double *grey; /* cells */
} Cells;

static Cells new_cells(int width, int height)
{
  Cells cells = {width / CELL, height / CELL, NULL};
  cells.grey = g_new0(double, (gsize)cells.w *(gsize)cells.h + 1);
  return cells;
}

static void add_pixel(Cells *cells, int x, int y, double grey)
{
  if (x / CELL < cells->w && y / CELL < cells->h)
    cells->grey[y / CELL * cells->w + x / CELL] += grey / (CELL * CELL);
}

static Cells read_png(const char *path)
{
  cairo_surface_t *surface = cairo_image_surface_create_from_png(path);
  int w = cairo_image_surface_get_width(surface), h = cairo_image_surface_get_height(surface);
  Cells cells = new_cells(w, h);
  const unsigned char *data = cairo_image_surface_get_data(surface);
  for (int y = 0; data && y < h; y++)
    for (int x = 0; x < w; x++) {
      const unsigned char *p = data + y * cairo_image_surface_get_stride(surface) + x * 4;
      add_pixel(&cells, x, y, 0.114 * p[0] + 0.587 * p[1] + 0.299 * p[2]);
    }
  cairo_surface_destroy(surface);
  return cells;
}

/* Past white space and comments of a PPM's head. */
static const char *skip_blank(const char *at)
{
  while (g_ascii_isspace(*at) || *at == '#')
    at = *at == '#' ? at + strcspn(at, "\n") : at + 1;
  return at;
}

static Cells read_ppm(const char *path)
{
  char *bytes = NULL;
  gsize length = 0;
  int w = 0, h = 0, most = 0, at = 0;
  if (!g_file_get_contents(path, &bytes, &length, NULL) || length < 3 || memcmp(bytes, "P6", 2) != 0)
    exit(2);
  const char *head = skip_blank(bytes + 2);
  if (sscanf(head, "%d %d %d%n", &w, &h, &most, &at) != 3 ||
      (gsize)(head - bytes) + (gsize)at + 1 + (gsize)w * (gsize)h * 3 > length)
    exit(2);
  Cells cells = new_cells(w, h);
  const unsigned char *p = (const unsigned char *)head + at + 1;
  for (int y = 0; y < h; y++)
    for (int x = 0; x < w; x++, p += 3)
      add_pixel(&cells, x, y, 0.299 * p[0] + 0.587 * p[1] + 0.114 * p[2]);
  g_free(bytes);
  return cells;
}

static Cells read_picture(const char *path)
{
  return g_str_has_suffix(path, ".ppm") ? read_ppm(path) : read_png(path);
}

/* How far the cells run together, −1…1: renderers show the same inks in other tones, but dark stays dark where it
 * stands. */
static double correlate(const Cells *a, const Cells *b)
{
  double n = 0, sa = 0, sb = 0, saa = 0, sbb = 0, sab = 0;
  for (int y = 0; y < MIN(a->h, b->h); y++)
    for (int x = 0; x < MIN(a->w, b->w); x++) {
      double va = a->grey[y * a->w + x], vb = b->grey[y * b->w + x];
      n++;
      sa += va;
      sb += vb;
      saa += va * va;
      sbb += vb * vb;
      sab += va * vb;
    }
  double spread = (n * saa - sa * sa) * (n * sbb - sb * sb);
  return spread > 0 ? (n * sab - sa * sb) / sqrt(spread) : 0;
}

/* Cells that are paper in one picture and ink in the other, of 1000. */
static double count_apart(const Cells *a, const Cells *b)
{
  long apart = 0, n = 0;
  for (int y = 0; y < MIN(a->h, b->h); y++)
    for (int x = 0; x < MIN(a->w, b->w); x++, n++) {
      double va = a->grey[y * a->w + x], vb = b->grey[y * b->w + x];
      apart += (va > PAPER && vb < INK) || (vb > PAPER && va < INK);
    }
  return n ? 1000.0 * (double)apart / (double)n : 1000;
}

int main(int argc, char **argv)
{
  if (argc < 3 || argc > 4)
    return 2;
  double least = argc > 3 ? g_ascii_strtod(argv[3], NULL) : 0.97;
  Cells ours = read_picture(argv[1]), theirs = read_picture(argv[2]);
  double together = correlate(&ours, &theirs), apart = count_apart(&ours, &theirs);
  bool same_size = abs(ours.w - theirs.w) <= 1 && abs(ours.h - theirs.h) <= 1;
  printf("%d×%d and %d×%d cells, correlation %.4f, apart %.2f in 1000\n", ours.w, ours.h, theirs.w, theirs.h, together,
         apart);
  g_free(ours.grey);
  g_free(theirs.grey);
  return same_size && together > least && apart < 2 ? 0 : 1;
}
