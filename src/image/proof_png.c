/* The proof's page pictures as PNG. Pages are type on white: rows as they are, deflated once over, are smaller than any
   of PNG's filters make them, and written in a quarter of the time. */
#include "image/work.h"

#include <png.h>
#include <setjmp.h>

typedef struct {
  png_structp png;
  png_infop info;
  FileOut *out;
  guint8 *row;
} PngOut;

/* libpng leaves errors by longjmp: what must survive it is in a struct of the caller's. */
static void fail(png_structp png, png_const_charp message)
{
  longjmp(png_jmpbuf(png), 1);
}

static void ignore(png_structp png, png_const_charp message)
{
}

static void put_bytes(png_structp png, png_bytep bytes, size_t length)
{
  PngOut *writing = png_get_io_ptr(png);
  if (!file_out_write(writing->out, bytes, length))
    png_error(png, "write");
}

static void flush(png_structp png)
{
  /* the file is flushed when it is closed */
}

static void put_rows(PngOut *writing, const ProofPixels *pixels)
{
  for (unsigned y = 0; y < pixels->height; y++) {
    const uint32_t *from = (const uint32_t *)(const void *)(pixels->rows + y * pixels->stride);
    for (unsigned x = 0; x < pixels->width; x++) {
      writing->row[3 * x] = (guint8)(from[x] >> 16);
      writing->row[3 * x + 1] = (guint8)(from[x] >> 8);
      writing->row[3 * x + 2] = (guint8)from[x];
    }
    png_write_row(writing->png, writing->row);
  }
}

static bool put_picture(PngOut *writing, const ProofPixels *pixels)
{
  if (setjmp(png_jmpbuf(writing->png)))
    return false;
  png_set_write_fn(writing->png, writing, put_bytes, flush);
  png_set_filter(writing->png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
  png_set_compression_level(writing->png, 1);
  png_set_IHDR(writing->png, writing->info, pixels->width, pixels->height, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_write_info(writing->png, writing->info);
  put_rows(writing, pixels);
  png_write_end(writing->png, NULL);
  return true;
}

bool image_write_proof(const ProofPixels *pixels, FileOut *out)
{
  PngOut writing = {.out = out, .png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, fail, ignore)};
  writing.info = writing.png ? png_create_info_struct(writing.png) : NULL;
  writing.row = g_malloc((gsize)pixels->width * 3 + 1);
  bool written = writing.info && put_picture(&writing, pixels);
  png_destroy_write_struct(&writing.png, &writing.info);
  g_free(writing.row);
  return written;
}
