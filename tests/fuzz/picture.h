/* PNG files made by hand: right lengths and sums around whatever a chunk holds, so that what is inside is read. */
#ifndef TESTS_FUZZ_PICTURE_H
#define TESTS_FUZZ_PICTURE_H

#include <glib.h>
#include <string.h>
#include <zlib.h>

static inline void picture_long(GByteArray *png, guint32 value)
{
  const guint8 bytes[4] = {(guint8)(value >> 24), (guint8)(value >> 16), (guint8)(value >> 8), (guint8)value};
  g_byte_array_append(png, bytes, sizeof bytes);
}

static inline void picture_chunk(GByteArray *png, const char *type, const void *bytes, size_t size)
{
  picture_long(png, (guint32)size);
  guint from = png->len;
  g_byte_array_append(png, (const guint8 *)type, 4);
  if (size)
    g_byte_array_append(png, bytes, (guint)size);
  picture_long(png, (guint32)crc32(0, png->data + from, png->len - from));
}

/* Signature and header. */
static inline GByteArray *picture_open(guint32 w, guint32 h, guint8 bits, guint8 type, guint8 interlaced)
{
  GByteArray *png = g_byte_array_new(), *head = g_byte_array_new();
  g_byte_array_append(png, (const guint8 *)"\x89PNG\r\n\x1a\n", 8);
  picture_long(head, w);
  picture_long(head, h);
  const guint8 rest[5] = {bits, type, 0, 0, interlaced};
  g_byte_array_append(head, rest, sizeof rest);
  picture_chunk(png, "IHDR", head->data, head->len);
  g_byte_array_free(head, TRUE);
  return png;
}

static inline void picture_pixels(GByteArray *png, const void *bytes, size_t size)
{
  uLongf packed = compressBound(size);
  guint8 *out = g_malloc(packed);
  if (compress2(out, &packed, bytes, size, 1) == Z_OK)
    picture_chunk(png, "IDAT", out, packed);
  g_free(out);
}

#endif
