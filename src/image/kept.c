/* Converted pictures kept between runs, by everything they hang on. */
#include "image/work.h"

#include <string.h>

#include "base/limits.h"

#define KEPT_VERSION "tekan-image-5"

void press_image_hash(PressImage *image)
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

/* A kept picture is its shape, then the data. */
typedef struct {
  guint32 width, height, components, bits, encoding, inverted, notes;
  guint8 sha256[32]; /* press_image_hash */
} KeptHead;

char *kept_key(const ImageInfo *info, const Crop *crop, Mpt w, Mpt h, const ImageColours *colours)
{
  const ColourOptions *options = &colours->options;
  char *content = options->cache_dir ? image_sum(colours, info->path) : NULL;
  if (!content)
    return NULL;
  char *what = g_strdup_printf("%s %s %s %u,%u,%u,%u %d×%d %d %d %d %d %d", KEPT_VERSION, content, colours->hash,
                               crop->x, crop->y, crop->w, crop->h, w, h, options->tac, options->relative,
                               options->jpeg_quality, options->max_ppi, options->line_ppi);
  char *key = g_compute_checksum_for_string(G_CHECKSUM_SHA256, what, -1);
  g_free(what);
  g_free(content);
  return key;
}

/* What no conversion of ours makes is not taken, wherever it comes from. */
static bool is_sound(const KeptHead *head, gsize length)
{
  bool shape = head->width && head->height && head->width <= LIMIT_IMAGE_SIDE && head->height <= LIMIT_IMAGE_SIDE &&
               (head->components == 1 || head->components == 4) && (head->bits == 8 || head->bits == 1);
  return shape && head->encoding <= ENCODED_FLATE_PLAIN && head->inverted <= 1 && length > 0;
}

static PressImage *image_of(const KeptHead *head, GBytes *data)
{
  PressImage *image = g_new0(PressImage, 1);
  *image = (PressImage){.width = head->width,
                        .height = head->height,
                        .components = head->components,
                        .bits = head->bits,
                        .inverted = head->inverted != 0,
                        .notes = head->notes,
                        .data = data};
  image->encoding = head->encoding == ENCODED_DCT     ? ENCODED_DCT
                    : head->encoding == ENCODED_FLATE ? ENCODED_FLATE
                                                      : ENCODED_FLATE_PLAIN;
  memcpy(image->sha256, head->sha256, sizeof image->sha256);
  return image;
}

PressImage *kept_load(const char *key, const ImageColours *colours)
{
  GBytes *bytes = key ? cache_load(colours->options.cache_dir, key) : NULL;
  if (!bytes)
    return NULL;
  gsize length;
  const guint8 *data = g_bytes_get_data(bytes, &length);
  KeptHead head;
  PressImage *image = NULL;
  if (length > sizeof head) {
    memcpy(&head, data, sizeof head);
    if (is_sound(&head, length - sizeof head))
      image = image_of(&head, g_bytes_new_from_bytes(bytes, sizeof head, length - sizeof head));
  }
  g_bytes_unref(bytes);
  return image;
}

void kept_store(const char *key, const PressImage *image, const ImageColours *colours)
{
  if (!key)
    return;
  KeptHead head = {.width = image->width,
                   .height = image->height,
                   .components = image->components,
                   .bits = image->bits,
                   .encoding = (guint32)image->encoding,
                   .inverted = image->inverted,
                   .notes = image->notes};
  memcpy(head.sha256, image->sha256, sizeof head.sha256);
  GByteArray *bytes = g_byte_array_new();
  gsize length;
  const guint8 *data = g_bytes_get_data(image->data, &length);
  g_byte_array_append(bytes, (const guint8 *)&head, sizeof head);
  g_byte_array_append(bytes, data, (guint)length);
  GBytes *kept = g_byte_array_free_to_bytes(bytes);
  cache_store(colours->options.cache_dir, key, kept);
  g_bytes_unref(kept);
}
