/* PNG by libpng: 1–16 bits, palette, grey, alpha (laid on white paper), interlaced. libpng leaves errors by longjmp:
   each function that sets a jump keeps what must survive it in a struct. */
#include "image/work.h"

#include <png.h>
#include <setjmp.h>
#include <string.h>

typedef struct {
  png_structp png;
  png_infop info;
  Pixels *pixels;
  png_bytep *rows;
} Reading;

static void fail(png_structp png, png_const_charp message)
{
  longjmp(png_jmpbuf(png), 1);
}

static void ignore(png_structp png, png_const_charp message)
{
}

static bool open_reading(Reading *reading, FILE *file)
{
  memset(reading, 0, sizeof *reading);
  reading->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, fail, ignore);
  reading->info = reading->png ? png_create_info_struct(reading->png) : NULL;
  if (!reading->info)
    return false;
  png_set_user_limits(reading->png, 1000000, 1000000);
  png_init_io(reading->png, file);
  return true;
}

static void close_reading(Reading *reading)
{
  png_destroy_read_struct(&reading->png, &reading->info, NULL);
  g_free(reading->rows);
}

static void read_header(Reading *reading, ImageInfo *info)
{
  png_read_info(reading->png, reading->info);
  int type = png_get_color_type(reading->png, reading->info);
  info->width = png_get_image_width(reading->png, reading->info);
  info->height = png_get_image_height(reading->png, reading->info);
  info->bits = png_get_bit_depth(reading->png, reading->info);
  info->alpha = type & PNG_COLOR_MASK_ALPHA || png_get_valid(reading->png, reading->info, PNG_INFO_tRNS);
  info->has_profile = png_get_valid(reading->png, reading->info, PNG_INFO_iCCP);
  info->model = type & PNG_COLOR_MASK_COLOR ? MODEL_RGB : info->bits == 1 && !info->alpha ? MODEL_BILEVEL : MODEL_GREY;
  info->file_ppi = png_get_pixels_per_meter(reading->png, reading->info) * 0.0254;
}

bool png_probe(FILE *file, ImageInfo *info, const char **why)
{
  Reading reading;
  volatile bool fine = false;
  *why = "PNG";
  if (!open_reading(&reading, file))
    return false;
  if (!setjmp(png_jmpbuf(reading.png))) {
    read_header(&reading, info);
    fine = true;
  }
  close_reading(&reading);
  return fine;
}

/* Everything to 8-bit grey or RGB on white. */
static void set_transforms(Reading *reading, bool alpha)
{
  png_set_expand(reading->png);
  png_set_scale_16(reading->png);
  png_set_packing(reading->png);
  if (alpha) {
    png_color_16 white = {.red = 255, .green = 255, .blue = 255, .gray = 255};
    if (png_get_bit_depth(reading->png, reading->info) == 16)
      white = (png_color_16){.red = 65535, .green = 65535, .blue = 65535, .gray = 65535};
    png_set_background(reading->png, &white, PNG_BACKGROUND_GAMMA_SCREEN, 0, 1.0);
  }
  png_set_interlace_handling(reading->png);
  png_read_update_info(reading->png, reading->info);
}

static void keep_profile(Reading *reading)
{
  png_charp name;
  png_bytep profile;
  png_uint_32 length;
  int method;
  if (png_get_iCCP(reading->png, reading->info, &name, &method, &profile, &length) == PNG_INFO_iCCP)
    reading->pixels->profile = g_bytes_new(profile, length);
}

static void read_pixels(Reading *reading)
{
  ImageInfo info = {0};
  read_header(reading, &info);
  set_transforms(reading, info.alpha);
  Pixels *pixels = reading->pixels;
  pixels->width = info.width;
  pixels->height = info.height;
  pixels->channels = png_get_channels(reading->png, reading->info);
  pixels->bilevel = info.model == MODEL_BILEVEL;
  pixels->flat = info.bits <= 4 || png_get_color_type(reading->png, reading->info) == PNG_COLOR_TYPE_PALETTE;
  keep_profile(reading);
  size_t stride = png_get_rowbytes(reading->png, reading->info);
  pixels->samples = g_try_malloc(stride * info.height + 1);
  reading->rows = g_try_new(png_bytep, info.height + 1);
  if (!pixels->samples || !reading->rows || stride != (size_t)info.width * pixels->channels)
    png_error(reading->png, "memory");
  for (unsigned y = 0; y < info.height; y++)
    reading->rows[y] = pixels->samples + y * stride;
  png_read_image(reading->png, reading->rows);
  png_read_end(reading->png, NULL);
}

Pixels *png_decode(FILE *file, const char **why)
{
  Reading reading;
  *why = "PNG";
  if (!open_reading(&reading, file))
    return NULL;
  reading.pixels = g_new0(Pixels, 1);
  Pixels *volatile pixels = reading.pixels;
  volatile bool fine = false;
  if (!setjmp(png_jmpbuf(reading.png))) {
    read_pixels(&reading);
    fine = true;
  }
  close_reading(&reading);
  if (fine && (pixels->channels == 1 || pixels->channels == 3))
    return pixels;
  pixels_free(pixels);
  return NULL;
}
