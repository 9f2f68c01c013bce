/* Writes a picture of every kind a newspaper is sent: make_pictures DIR. rgb.jpg, grey.jpg, cmyk.jpg (Adobe's,
   inverted), turned.jpg (Exif says a quarter turn), palette.png, alpha.png, deep.png (16 bits), line.png (1 bit). The
   scene: a dark disc and a bright one on a slope of colour. */
#include <glib.h>
#include <stdbool.h>
#include <stdio.h>

#include <jpeglib.h>
#include <png.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 1680, HEIGHT = 1120 };

typedef struct {
  unsigned char r, g, b;
} Colour;

static bool in_disc(int x, int y, int cx, int cy, int radius)
{
  return (x - cx) * (x - cx) + (y - cy) * (y - cy) < radius * radius;
}

static Colour scene(int x, int y)
{
  if (in_disc(x, y, WIDTH / 3, HEIGHT / 2, HEIGHT / 4))
    return (Colour){10, 8, 12};
  if (in_disc(x, y, WIDTH * 2 / 3, HEIGHT / 2, HEIGHT / 4))
    return (Colour){250, 240, 90};
  return (Colour){(unsigned char)(255 * x / WIDTH), (unsigned char)(255 * y / HEIGHT),
                  (unsigned char)(255 - 255 * x / WIDTH)};
}

static unsigned char grey_of(Colour c)
{
  return (unsigned char)((c.r * 299 + c.g * 587 + c.b * 114) / 1000);
}

static FILE *create(const char *dir, const char *name)
{
  char *path = g_build_filename(dir, name, NULL);
  FILE *file = fopen(path, "wb");
  if (!file) {
    perror(path);
    exit(1);
  }
  g_free(path);
  return file;
}

/* --- JPEG ------------------------------------------------------------------------------ */

/* Orientation 6 in the shortest Exif there is. */
static const unsigned char EXIF[] = {'E',  'x', 'i', 'f', 0, 0, 'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0,
                                     0x12, 1,   3,   0,   1, 0, 0,   0,   6,  0, 0, 0, 0, 0, 0, 0};

static void fill_row(unsigned char *row, int y, J_COLOR_SPACE space)
{
  for (int x = 0; x < WIDTH; x++) {
    Colour c = scene(x, y);
    if (space == JCS_GRAYSCALE) {
      row[x] = grey_of(c);
    } else if (space == JCS_RGB) {
      memcpy(row + x * 3, &c, 3);
    } else { /* no black but under the dark disc; kept inverted */
      unsigned char k = c.r < 20 && c.g < 20 ? 160 : 0;
      unsigned char inks[4] = {(unsigned char)((255 - c.r) / 2), (unsigned char)((255 - c.g) / 2),
                               (unsigned char)((255 - c.b) / 2), k};
      for (int i = 0; i < 4; i++)
        row[x * 4 + i] = (unsigned char)(255 - inks[i]);
    }
  }
}

static void write_jpeg(const char *dir, const char *name, J_COLOR_SPACE space, bool turned)
{
  struct jpeg_compress_struct cinfo;
  struct jpeg_error_mgr errors;
  FILE *file = create(dir, name);
  int n = space == JCS_GRAYSCALE ? 1 : space == JCS_RGB ? 3 : 4;
  cinfo.err = jpeg_std_error(&errors);
  jpeg_create_compress(&cinfo);
  jpeg_stdio_dest(&cinfo, file);
  cinfo.image_width = WIDTH;
  cinfo.image_height = HEIGHT;
  cinfo.input_components = n;
  cinfo.in_color_space = space;
  jpeg_set_defaults(&cinfo);
  jpeg_set_quality(&cinfo, 92, TRUE);
  jpeg_start_compress(&cinfo, TRUE);
  if (turned)
    jpeg_write_marker(&cinfo, JPEG_APP0 + 1, EXIF, sizeof EXIF);
  unsigned char row[WIDTH * 4], *rows[1] = {row};
  for (int y = 0; y < HEIGHT; y++) {
    fill_row(row, y, space);
    jpeg_write_scanlines(&cinfo, rows, 1);
  }
  jpeg_finish_compress(&cinfo);
  jpeg_destroy_compress(&cinfo);
  fclose(file);
}

/* --- PNG ------------------------------------------------------------------------------- */

typedef void (*RowFiller)(unsigned char *row, int y);

static void fill_palette(unsigned char *row, int y)
{
  for (int x = 0; x < WIDTH; x++)
    row[x] = (unsigned char)(in_disc(x, y, WIDTH / 3, HEIGHT / 2, HEIGHT / 4) ? 1 : y < HEIGHT / 2 ? 0 : 2);
}

static void fill_alpha(unsigned char *row, int y)
{
  for (int x = 0; x < WIDTH; x++) {
    Colour c = scene(x, y);
    memcpy(row + x * 4, &c, 3);
    row[x * 4 + 3] = (unsigned char)(255 * x / WIDTH);
  }
}

static void fill_deep(unsigned char *row, int y)
{
  for (int x = 0; x < WIDTH; x++) {
    Colour c = scene(x, y);
    const unsigned char bytes[] = {c.r, 77, c.g, 77, c.b, 77};
    memcpy(row + x * 6, bytes, 6);
  }
}

static void fill_line(unsigned char *row, int y)
{
  memset(row, 0, WIDTH / 8);
  for (int x = 0; x < WIDTH; x++)
    if ((x / 60 + y / 60) % 2 || in_disc(x, y, WIDTH / 2, HEIGHT / 2, HEIGHT / 3))
      row[x / 8] |= (unsigned char)(0x80 >> x % 8);
}

static void write_png(const char *dir, const char *name, int depth, int type, RowFiller fill)
{
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop info = png_create_info_struct(png);
  FILE *file = create(dir, name);
  static const png_color COLOURS[] = {{230, 220, 200}, {20, 90, 60}, {180, 30, 40}};
  png_init_io(png, file);
  png_set_IHDR(png, info, WIDTH, HEIGHT, depth, type, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  if (type == PNG_COLOR_TYPE_PALETTE)
    png_set_PLTE(png, info, COLOURS, G_N_ELEMENTS(COLOURS));
  png_write_info(png, info);
  unsigned char row[WIDTH * 8];
  for (int y = 0; y < HEIGHT; y++) {
    fill(row, y);
    png_write_row(png, row);
  }
  png_write_end(png, info);
  png_destroy_write_struct(&png, &info);
  fclose(file);
}

int main(int argc, char **argv)
{
  if (argc != 2)
    return 2;
  const char *dir = argv[1];
  write_jpeg(dir, "rgb.jpg", JCS_RGB, false);
  write_jpeg(dir, "grey.jpg", JCS_GRAYSCALE, false);
  write_jpeg(dir, "cmyk.jpg", JCS_CMYK, false);
  write_jpeg(dir, "turned.jpg", JCS_RGB, true);
  write_png(dir, "palette.png", 8, PNG_COLOR_TYPE_PALETTE, fill_palette);
  write_png(dir, "alpha.png", 8, PNG_COLOR_TYPE_RGB_ALPHA, fill_alpha);
  write_png(dir, "deep.png", 16, PNG_COLOR_TYPE_RGB, fill_deep);
  write_png(dir, "line.png", 1, PNG_COLOR_TYPE_GRAY, fill_line);
  return 0;
}
