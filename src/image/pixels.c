/* Turning, cropping and shrinking; and reading a file to the pixels a box needs. */
#include "image/work.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

void pixels_free(Pixels *pixels)
{
  if (!pixels)
    return;
  if (pixels->profile)
    g_bytes_unref(pixels->profile);
  g_free(pixels->samples);
  g_free(pixels);
}

/* Where a pixel of the upright picture is in the stored one (EXIF 2.3, 4.6.4 A, Orientation). */
static size_t stored_index(const Pixels *p, int orientation, unsigned x, unsigned y)
{
  unsigned w = p->width, h = p->height;
  switch (orientation) {
  case 2: x = w - 1 - x; break;
  case 3: x = w - 1 - x, y = h - 1 - y; break;
  case 4: y = h - 1 - y; break;
  case 5: return (size_t)x * w + y;
  case 6: return (size_t)(h - 1 - x) * w + y;
  case 7: return (size_t)(h - 1 - x) * w + (w - 1 - y);
  case 8: return (size_t)x * w + (w - 1 - y);
  default: break;
  }
  return (size_t)y * w + x;
}

void pixels_turn(Pixels *pixels, int orientation)
{
  if (orientation < 2 || orientation > 8)
    return;
  unsigned w = orientation >= 5 ? pixels->height : pixels->width, h = orientation >= 5 ? pixels->width : pixels->height;
  unsigned n = pixels->channels;
  guint8 *turned = g_malloc((size_t)w * h * n + 1);
  for (unsigned y = 0; y < h; y++)
    for (unsigned x = 0; x < w; x++)
      memcpy(turned + ((size_t)y * w + x) * n, pixels->samples + stored_index(pixels, orientation, x, y) * n, n);
  g_free(pixels->samples);
  pixels->samples = turned;
  pixels->width = w;
  pixels->height = h;
}

void pixels_crop(Pixels *pixels, unsigned x, unsigned y, unsigned w, unsigned h)
{
  x = MIN(x, pixels->width - 1);
  y = MIN(y, pixels->height - 1);
  w = CLAMP(w, 1, pixels->width - x);
  h = CLAMP(h, 1, pixels->height - y);
  size_t n = pixels->channels;
  for (unsigned row = 0; row < h; row++)
    memmove(pixels->samples + (size_t)row * w * n, pixels->samples + ((size_t)(y + row) * pixels->width + x) * n,
            w * n);
  pixels->width = w;
  pixels->height = h;
}

/* Along one axis: every new sample is the mean of the old ones it covers, partly covered ones by their share (weights
 * in 1/256). */
static void shrink_line(const guint8 *from, unsigned n, size_t step, guint8 *to, unsigned m, size_t to_step)
{
  for (unsigned i = 0; i < m; i++) {
    guint64 start = (guint64)i * n * 256 / m, end = (guint64)(i + 1) * n * 256 / m, sum = 0;
    for (guint64 at = start / 256; at * 256 < end; at++) {
      guint64 share = MIN(end, (at + 1) * 256) - MAX(start, at * 256);
      sum += share * from[at * step];
    }
    to[i * to_step] = (guint8)((sum + (end - start) / 2) / (end - start));
  }
}

void pixels_shrink(Pixels *pixels, unsigned width, unsigned height)
{
  unsigned n = pixels->channels, w = CLAMP(width, 1, pixels->width), h = CLAMP(height, 1, pixels->height);
  if (w < pixels->width) {
    guint8 *narrow = g_malloc((size_t)w * pixels->height * n + 1);
    for (unsigned y = 0; y < pixels->height; y++)
      for (unsigned c = 0; c < n; c++)
        shrink_line(pixels->samples + (size_t)y * pixels->width * n + c, pixels->width, n,
                    narrow + (size_t)y * w * n + c, w, n);
    g_free(pixels->samples);
    pixels->samples = narrow;
    pixels->width = w;
  }
  if (h < pixels->height) {
    guint8 *low = g_malloc((size_t)w * h * n + 1);
    for (size_t column = 0; column < (size_t)w * n; column++)
      shrink_line(pixels->samples + column, pixels->height, (size_t)w * n, low + column, h, (size_t)w * n);
    g_free(pixels->samples);
    pixels->samples = low;
    pixels->height = h;
  }
}

/* JPEG may be decoded at a half, fourth or eighth while that still holds the pixels wanted. */
static unsigned choose_shrink(const ImageInfo *info, const Crop *crop, unsigned max_w, unsigned max_h)
{
  unsigned shrink = 1;
  while (info->format == IMAGE_JPEG && shrink < 8 && crop->w / (shrink * 2) >= max_w && crop->h / (shrink * 2) >= max_h)
    shrink *= 2;
  return shrink;
}

static Pixels *decode(const ImageInfo *info, unsigned shrink, DiagList *diags)
{
  const char *why = "";
  FILE *file = g_fopen(info->path, "rb");
  if (!file) {
    diag_add(diags, DIAG_IMAGE_UNREADABLE, info->place, info->name, g_strerror(errno));
    return NULL;
  }
  Pixels *pixels = info->format == IMAGE_PNG ? png_decode(file, &why) : jpeg_decode(file, info, shrink, &why);
  fclose(file);
  if (!pixels)
    diag_add(diags, DIAG_IMAGE_BROKEN, info->place, info->name, why);
  return pixels;
}

Pixels *pixels_read(const ImageInfo *info, const Crop *crop, unsigned max_w, unsigned max_h, DiagList *diags)
{
  unsigned shrink = choose_shrink(info, crop, max_w, max_h);
  Pixels *pixels = decode(info, shrink, diags);
  if (!pixels)
    return NULL;
  pixels_turn(pixels, info->orientation);
  pixels_crop(pixels, crop->x / shrink, crop->y / shrink, crop->w / shrink, crop->h / shrink);
  pixels_shrink(pixels, max_w, max_h);
  return pixels;
}
