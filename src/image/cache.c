/* Converted pictures kept between runs, by everything they hang on. */
#include "image/work.h"

#include <glib/gstdio.h>
#include <string.h>

#define CACHE_VERSION "tekan-image-2"

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

/* A cached picture is its shape, a hash of both, then the data. */
typedef struct {
  char magic[16];
  guint32 shape[7];
  guint8 sha256[32];
} CacheHead;

/* The file's content, without holding it. */
static char *hash_file(const char *path)
{
  guint8 bytes[65536];
  size_t n;
  FILE *file = g_fopen(path, "rb");
  if (!file)
    return NULL;
  GChecksum *hash = g_checksum_new(G_CHECKSUM_SHA256);
  while ((n = fread(bytes, 1, sizeof bytes, file)) > 0)
    g_checksum_update(hash, bytes, (gssize)n);
  char *text = ferror(file) ? NULL : g_strdup(g_checksum_get_string(hash));
  g_checksum_free(hash);
  fclose(file);
  return text;
}

char *cache_path(const ImageInfo *info, const Crop *crop, Mpt w, Mpt h, const ImageColours *colours)
{
  const ColourOptions *options = &colours->options;
  char *content = options->cache_dir ? hash_file(info->path) : NULL;
  if (!content)
    return NULL;
  char *key =
      g_strdup_printf("%s %s %s %u,%u,%u,%u %d×%d %d %d %d %d", CACHE_VERSION, content, colours->hash, crop->x, crop->y,
                      crop->w, crop->h, w, h, options->tac, options->relative, options->jpeg_quality, options->max_ppi);
  char *name = g_compute_checksum_for_string(G_CHECKSUM_SHA256, key, -1);
  char *path = g_build_filename(options->cache_dir, name, NULL);
  g_free(name);
  g_free(key);
  g_free(content);
  return path;
}

PressImage *cache_read(const char *path)
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
                          .inverted = head.shape[5] != 0,
                          .notes = head.shape[6]};
    image->encoding = head.shape[4] == ENCODED_DCT     ? ENCODED_DCT
                      : head.shape[4] == ENCODED_FLATE ? ENCODED_FLATE
                                                       : ENCODED_FLATE_PLAIN;
    image->data = g_bytes_new(bytes + sizeof head, length - sizeof head);
    press_image_hash(image);
    if (memcmp(image->sha256, head.sha256, sizeof head.sha256)) { /* damaged: made anew */
      press_image_free(image);
      image = NULL;
    }
  }
  g_free(bytes);
  return image;
}

void cache_write(const char *path, const PressImage *image)
{
  if (!path)
    return;
  CacheHead head = {CACHE_VERSION,
                    {image->width, image->height, image->components, image->bits, (guint32)image->encoding,
                     image->inverted, image->notes},
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
