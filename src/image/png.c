/* PNG by libpng, row by row: 1–16 bits, palette, grey, alpha (laid on white paper), interlaced. libpng leaves errors by
   longjmp: each function that sets a jump keeps what must survive it in a struct. */
#include "image/work.h"

#include <png.h>
#include <setjmp.h>
#include <string.h>
#include <zlib.h>

typedef struct {
  Rows rows;
  FILE *file;
  bool no_memory;
  png_structp png;
  png_infop info;
  guint8 *whole;   /* of an interlaced picture, which comes in seven passes */
  png_bytep *each; /* its rows */
  unsigned at;
} PngRows;

static void fail(png_structp png, png_const_charp message)
{
  PngRows *reading = png_get_error_ptr(png);
  reading->no_memory = reading->no_memory || strstr(message, "emory"); /* libpng tells failures by words alone */
  longjmp(png_jmpbuf(png), 1);
}

static void ignore(png_structp png, png_const_charp message)
{
}

static bool open_reading(PngRows *reading, FILE *file)
{
  reading->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, reading, fail, ignore);
  reading->info = reading->png ? png_create_info_struct(reading->png) : NULL;
  reading->no_memory = !reading->info;
  if (!reading->info)
    return false;
  png_set_user_limits(reading->png, 1000000, 1000000);
  png_init_io(reading->png, file);
  return true;
}

static void close_reading(PngRows *reading)
{
  png_destroy_read_struct(&reading->png, &reading->info, NULL);
  g_free(reading->each);
  g_free(reading->whole);
}

static void read_header(PngRows *reading, ImageInfo *info)
{
  png_read_info(reading->png, reading->info);
  int type = png_get_color_type(reading->png, reading->info);
  info->width = png_get_image_width(reading->png, reading->info);
  info->height = png_get_image_height(reading->png, reading->info);
  info->bits = png_get_bit_depth(reading->png, reading->info);
  if (png_get_interlace_type(reading->png, reading->info) != PNG_INTERLACE_NONE)
    info->whole = (size_t)info->width * info->height * (type & (PNG_COLOR_MASK_COLOR | PNG_COLOR_MASK_PALETTE) ? 3 : 1);
  info->alpha = type & PNG_COLOR_MASK_ALPHA || png_get_valid(reading->png, reading->info, PNG_INFO_tRNS);
  info->has_profile = png_get_valid(reading->png, reading->info, PNG_INFO_iCCP);
  info->srgb = png_get_valid(reading->png, reading->info, PNG_INFO_sRGB);
  info->model = type & PNG_COLOR_MASK_COLOR ? MODEL_RGB : info->bits == 1 && !info->alpha ? MODEL_BILEVEL : MODEL_GREY;
  info->file_ppi = png_get_pixels_per_meter(reading->png, reading->info) * 0.0254;
}

/* An eXIf chunk may stand behind the pixels, where libpng comes only by unpacking them. Of a length nobody writes, or
   with a wrong sum, it is passed over. */
static int find_orientation(FILE *file)
{
  enum { SIGNATURE = 8, EXIF_MOST = 1 << 20 };
  guint8 head[8], sum[4];
  int orientation = 1;
  for (bool more = !fseek(file, SIGNATURE, SEEK_SET); more && fread(head, 1, sizeof head, file) == sizeof head;) {
    png_uint_32 length = png_get_uint_32(head);
    if (memcmp(head + 4, "eXIf", 4) || length > EXIF_MOST) {
      more = length <= PNG_UINT_31_MAX && !fseek(file, (long)length + 4, SEEK_CUR);
      continue;
    }
    guint8 *bytes = g_malloc(length + 1);
    more = fread(bytes, 1, length, file) == length && fread(sum, 1, sizeof sum, file) == sizeof sum;
    if (more && crc32(crc32(0, head + 4, 4), bytes, length) == png_get_uint_32(sum))
      orientation = exif_orientation_of_tiff(bytes, length);
    g_free(bytes);
  }
  return orientation;
}

static void turn_upright(FILE *file, ImageInfo *info)
{
  info->orientation = find_orientation(file);
  if (info->orientation < 5)
    return;
  unsigned width = info->width;
  info->width = info->height;
  info->height = width;
}

bool png_probe(FILE *file, ImageInfo *info, const char **why, FileFault *fault)
{
  PngRows reading = {.file = file};
  volatile bool fine = false;
  *why = "PNG";
  if (open_reading(&reading, file) && !setjmp(png_jmpbuf(reading.png))) {
    read_header(&reading, info);
    fine = true;
  }
  if (!fine)
    fault_note(fault, file, reading.no_memory);
  close_reading(&reading);
  if (fine)
    turn_upright(file, info);
  return fine;
}

/* Everything to 8-bit grey or RGB on white. */
static void set_transforms(PngRows *reading, bool alpha)
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

static void keep_profile(PngRows *reading)
{
  png_charp name;
  png_bytep profile;
  png_uint_32 length;
  int method;
  if (png_get_iCCP(reading->png, reading->info, &name, &method, &profile, &length) == PNG_INFO_iCCP)
    reading->rows.profile = g_bytes_new(profile, length);
}

static void start_rows(PngRows *reading)
{
  ImageInfo info = {0};
  read_header(reading, &info);
  keep_profile(reading);
  set_transforms(reading, info.alpha);
  reading->rows.width = info.width;
  reading->rows.height = info.height;
  reading->rows.channels = png_get_channels(reading->png, reading->info);
  if (png_get_rowbytes(reading->png, reading->info) != (size_t)info.width * reading->rows.channels ||
      (reading->rows.channels != 1 && reading->rows.channels != 3))
    png_error(reading->png, "layout");
}

static void read_whole(PngRows *reading)
{
  size_t stride = (size_t)reading->rows.width * reading->rows.channels;
  reading->whole = g_malloc(stride * reading->rows.height + 1);
  reading->each = g_new(png_bytep, reading->rows.height);
  for (unsigned y = 0; y < reading->rows.height; y++)
    reading->each[y] = reading->whole + y * stride;
  png_read_image(reading->png, reading->each);
}

static bool next_row(Rows *rows, guint8 *row)
{
  PngRows *reading = (PngRows *)rows;
  if (setjmp(png_jmpbuf(reading->png))) {
    fault_note(rows->fault, reading->file, reading->no_memory);
    return false;
  }
  if (png_get_interlace_type(reading->png, reading->info) == PNG_INTERLACE_NONE)
    png_read_row(reading->png, row, NULL);
  else {
    if (!reading->whole)
      read_whole(reading);
    memcpy(row, reading->each[reading->at], (size_t)rows->width * rows->channels);
  }
  if (++reading->at == rows->height)
    png_read_end(reading->png, NULL);
  return true;
}

static void close_rows(Rows *rows)
{
  PngRows *reading = (PngRows *)rows;
  close_reading(reading);
  fclose(reading->file);
  g_free(reading);
}

Rows *png_open(FILE *file, FileFault *fault)
{
  PngRows *reading = g_new0(PngRows, 1);
  reading->rows.next = next_row;
  reading->rows.close = close_rows;
  reading->rows.fault = fault;
  reading->file = file;
  if (!open_reading(reading, file) || setjmp(png_jmpbuf(reading->png))) {
    fault_note(fault, file, reading->no_memory);
    rows_close(&reading->rows);
    return NULL;
  }
  start_rows(reading);
  return &reading->rows;
}
