/* Pictures for the PDF and for the proof; the cache of converted ones. */
#include "image/work.h"

#include <glib/gstdio.h>
#include <string.h>
#include <zlib.h>

#define CACHE_VERSION "tekan-image-1"
#define LINE_ART_PPI 1200

static void hash_press(PressImage *image)
{
  GChecksum *hash = g_checksum_new(G_CHECKSUM_SHA256);
  guint32 shape[] = {image->width,   image->height, image->components, image->bits, (guint32)image->encoding,
                     image->inverted};
  gsize length = sizeof image->sha256;
  g_checksum_update(hash, (const guchar *)shape, sizeof shape);
  g_checksum_update(hash, g_bytes_get_data(image->data, NULL), (gssize)g_bytes_get_size(image->data));
  g_checksum_get_digest(hash, image->sha256, &length);
  g_checksum_free(hash);
}

static GBytes *deflate_bytes(const guint8 *bytes, size_t n)
{
  uLongf length = compressBound((uLong)n);
  guint8 *out = g_malloc(length);
  compress2(out, &length, bytes, (uLong)n, 6);
  return g_bytes_new_take(out, length);
}

/* PNG predictor 2 (up) a row: flat art deflates best so. */
static GBytes *encode_flat(const Pixels *pixels)
{
  size_t stride = (size_t)pixels->width * pixels->channels;
  guint8 *rows = g_malloc((stride + 1) * pixels->height + 1);
  for (unsigned y = 0; y < pixels->height; y++) {
    const guint8 *row = pixels->samples + y * stride, *above = y ? row - stride : NULL;
    guint8 *out = rows + y * (stride + 1);
    *out++ = 2;
    for (size_t i = 0; i < stride; i++)
      out[i] = (guint8)(row[i] - (above ? above[i] : 0));
  }
  GBytes *bytes = deflate_bytes(rows, (stride + 1) * pixels->height);
  g_free(rows);
  return bytes;
}

static GBytes *encode_bits(const Pixels *pixels)
{
  size_t stride = (pixels->width + 7) / 8;
  guint8 *bits = g_malloc0(stride * pixels->height + 1);
  for (unsigned y = 0; y < pixels->height; y++)
    for (unsigned x = 0; x < pixels->width; x++)
      if (pixels->samples[(size_t)y * pixels->width + x] >= 128)
        bits[y * stride + x / 8] |= (guint8)(0x80 >> x % 8);
  GBytes *bytes = deflate_bytes(bits, stride * pixels->height);
  g_free(bits);
  return bytes;
}

static PressImage *encode(const Pixels *pixels, int quality)
{
  PressImage *image = g_new0(PressImage, 1);
  *image = (PressImage){.width = pixels->width, .height = pixels->height, .components = pixels->channels, .bits = 8};
  if (pixels->bilevel) {
    image->bits = 1;
    image->encoding = ENCODED_FLATE_PLAIN;
    image->data = encode_bits(pixels);
  } else if (pixels->flat) {
    image->encoding = ENCODED_FLATE;
    image->data = encode_flat(pixels);
  } else {
    image->encoding = ENCODED_DCT;
    image->inverted = pixels->channels == 4;
    image->data = jpeg_encode(pixels->samples, pixels->width, pixels->height, pixels->channels, quality);
  }
  if (!image->data) {
    g_free(image);
    return NULL;
  }
  hash_press(image);
  return image;
}

void press_image_free(PressImage *image)
{
  if (!image)
    return;
  g_bytes_unref(image->data);
  g_free(image);
}

/* --- cache ------------------------------------------------------------------------------------------------ */

/* A cached picture is its shape, a hash of both, then the data. */
typedef struct {
  char magic[16];
  guint32 shape[6];
  guint8 sha256[32];
} CacheHead;

static char *cache_path(const ImageInfo *info, const Crop *crop, unsigned w, unsigned h, const ImageColours *colours)
{
  char *bytes;
  gsize length;
  if (!colours->options.cache_dir || !g_file_get_contents(info->path, &bytes, &length, NULL))
    return NULL;
  char *content = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)bytes, length);
  char *key = g_strdup_printf("%s %s %s %u,%u,%u,%u %u×%u %d %d %d", CACHE_VERSION, content, colours->hash, crop->x,
                              crop->y, crop->w, crop->h, w, h, colours->options.tac, colours->options.relative,
                              colours->options.jpeg_quality);
  char *name = g_compute_checksum_for_string(G_CHECKSUM_SHA256, key, -1);
  char *path = g_build_filename(colours->options.cache_dir, name, NULL);
  g_free(name);
  g_free(key);
  g_free(content);
  g_free(bytes);
  return path;
}

static PressImage *cache_read(const char *path)
{
  char *bytes = NULL;
  gsize length = 0;
  CacheHead head;
  if (!path || !g_file_get_contents(path, &bytes, &length, NULL))
    return NULL;
  PressImage *image = NULL;
  if (length > sizeof head) {
    memcpy(&head, bytes, sizeof head);
    image = g_new0(PressImage, 1);
    *image = (PressImage){.width = head.shape[0],
                          .height = head.shape[1],
                          .components = head.shape[2],
                          .bits = head.shape[3],
                          .inverted = head.shape[5] != 0};
    image->encoding = head.shape[4] == ENCODED_DCT     ? ENCODED_DCT
                      : head.shape[4] == ENCODED_FLATE ? ENCODED_FLATE
                                                       : ENCODED_FLATE_PLAIN;
    image->data = g_bytes_new(bytes + sizeof head, length - sizeof head);
    hash_press(image);
    if (memcmp(image->sha256, head.sha256, sizeof head.sha256)) { /* damaged: made anew */
      press_image_free(image);
      image = NULL;
    }
  }
  g_free(bytes);
  return image;
}

static void cache_write(const char *path, const PressImage *image)
{
  if (!path)
    return;
  CacheHead head = {
      CACHE_VERSION,
      {image->width, image->height, image->components, image->bits, (guint32)image->encoding, image->inverted},
      {0}};
  memcpy(head.sha256, image->sha256, sizeof head.sha256);
  GString *bytes = g_string_new_len((const char *)&head, sizeof head);
  gsize length;
  const char *data = g_bytes_get_data(image->data, &length);
  g_string_append_len(bytes, data, (gssize)length);
  char *dir = g_path_get_dirname(path);
  if (!g_mkdir_with_parents(dir, 0700))
    g_file_set_contents(path, bytes->str, (gssize)bytes->len, NULL);
  g_free(dir);
  g_string_free(bytes, TRUE);
}

/* --- the two ways out --------------------------------------------------------------------------------------- */

static void note_no_profile(const ImageInfo *info, DiagList *diags)
{
  if (!info->has_profile && info->model == MODEL_CMYK)
    diag_add(diags, DIAG_IMAGE_NO_PROFILE, info->place, info->name, "CMYK");
}

PressImage *image_to_press(const ImageInfo *info, const Crop *crop, Mpt w, Mpt h, int max_ppi,
                           const ImageColours *colours, DiagList *diags)
{
  int ppi = info->model == MODEL_BILEVEL ? LINE_ART_PPI : max_ppi;
  unsigned max_w = (unsigned)MAX((gint64)w * ppi / 72000, 1), max_h = (unsigned)MAX((gint64)h * ppi / 72000, 1);
  note_no_profile(info, diags);
  char *path = cache_path(info, crop, max_w, max_h, colours);
  PressImage *image = cache_read(path);
  if (!image) {
    Pixels *pixels = pixels_read(info, crop, max_w, max_h, diags);
    if (pixels) {
      colour_to_press(pixels, colours, info, diags);
      image = encode(pixels, CLAMP(colours->options.jpeg_quality ? colours->options.jpeg_quality : 88, 1, 100));
      pixels_free(pixels);
    }
    if (image)
      cache_write(path, image);
  }
  g_free(path);
  return image;
}

uint8_t *image_to_proof(const ImageInfo *info, const Crop *crop, unsigned width, unsigned height,
                        const ImageColours *colours, DiagList *diags)
{
  Pixels *pixels = pixels_read(info, crop, width, height, diags);
  if (!pixels)
    return NULL;
  colour_to_press(pixels, colours, NULL, diags);
  colour_to_show(pixels, colours);
  guint8 *rgb = g_malloc((size_t)width * height * 3 + 1);
  for (unsigned y = 0; y < height; y++) /* enlarged where the file has fewer pixels than the proof */
    for (unsigned x = 0; x < width; x++) {
      size_t from = (size_t)((guint64)y * pixels->height / height) * pixels->width + (guint64)x * pixels->width / width;
      memcpy(rgb + ((size_t)y * width + x) * 3, pixels->samples + from * 3, 3);
    }
  pixels_free(pixels);
  return rgb;
}
