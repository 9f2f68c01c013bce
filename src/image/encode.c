/* A picture's rows become the bytes of a PDF image: JPEG for photographs, Flate for drawings, one bit a pixel for line
   art. Nothing is held but a strip of rows and what has been encoded. */
#include "image/work.h"

#include <string.h>
#include <zlib.h>

/* Rows that are deflated as they come. */
typedef struct {
  z_stream stream;
  GByteArray *out;
} Deflate;

static bool open_deflate(Deflate *deflate)
{
  *deflate = (Deflate){.out = g_byte_array_new()};
  return deflateInit(&deflate->stream, 6) == Z_OK;
}

static void deflate_bytes(Deflate *deflate_to, guint8 *bytes, size_t n, int flush)
{
  guint8 out[16384];
  deflate_to->stream.next_in = bytes;
  deflate_to->stream.avail_in = (uInt)n;
  do {
    deflate_to->stream.next_out = out;
    deflate_to->stream.avail_out = sizeof out;
    deflate(&deflate_to->stream, flush);
    g_byte_array_append(deflate_to->out, out, (guint)(sizeof out - deflate_to->stream.avail_out));
  } while (!deflate_to->stream.avail_out);
}

/* The bytes; NULL where the rows were not whole. */
static GBytes *close_deflate(Deflate *deflate, bool whole)
{
  if (whole)
    deflate_bytes(deflate, NULL, 0, Z_FINISH);
  deflateEnd(&deflate->stream);
  if (whole)
    return g_byte_array_free_to_bytes(deflate->out);
  g_byte_array_free(deflate->out, TRUE);
  return NULL;
}

/* PNG predictor 2 (up) a row: flat art deflates best so. */
GBytes *encode_flat(Rows *rows)
{
  size_t stride = (size_t)rows->width * rows->channels;
  guint8 *row = g_malloc(stride + 1), *above = g_malloc0(stride + 1), *out = g_malloc(stride + 1);
  Deflate deflate;
  bool whole = open_deflate(&deflate);
  out[0] = 2;
  for (unsigned y = 0; whole && y < rows->height; y++) {
    whole = rows_next(rows, row);
    for (size_t i = 0; i < stride; i++)
      out[i + 1] = (guint8)(row[i] - above[i]);
    deflate_bytes(&deflate, out, stride + 1, Z_NO_FLUSH);
    guint8 *done = row;
    row = above;
    above = done;
  }
  g_free(row);
  g_free(above);
  g_free(out);
  return close_deflate(&deflate, whole);
}

GBytes *encode_bits(Rows *rows)
{
  size_t stride = (rows->width + 7) / 8;
  guint8 *row = g_malloc((size_t)rows->width + 1), *bits = g_malloc(stride);
  Deflate deflate;
  bool whole = open_deflate(&deflate);
  for (unsigned y = 0; whole && y < rows->height; y++) {
    whole = rows_next(rows, row);
    memset(bits, 0, stride);
    for (unsigned x = 0; x < rows->width; x++)
      if (row[x] >= 128)
        bits[x / 8] |= (guint8)(0x80 >> x % 8);
    deflate_bytes(&deflate, bits, stride, Z_NO_FLUSH);
  }
  g_free(row);
  g_free(bits);
  return close_deflate(&deflate, whole);
}
