/* A face's SHA-256 for the report. A collection is tens of megabytes: its sum is kept in the user's cache under the
   file's path, size and time, so that it is read once and not at every build. An unwritable cache only costs time. */
#include <glib/gstdio.h>

#include "font/work.h"

static char *key_of(const char *path)
{
  GStatBuf info;
  if (g_stat(path, &info))
    return NULL;
  char *what = g_strdup_printf("%s %lld %lld %lld.%09ld", path, (long long)info.st_ino, (long long)info.st_size,
                               (long long)info.st_mtim.tv_sec, info.st_mtim.tv_nsec);
  char *key = g_compute_checksum_for_string(G_CHECKSUM_SHA256, what, -1);
  g_free(what);
  return key;
}

char *font_face_sha256(const Face *face)
{
  char *folder = g_build_filename(g_get_user_cache_dir(), "tekan", "fonts", NULL), *key = key_of(face->path);
  char *sum = key ? cache_load_sum(folder, key) : NULL;
  if (!sum) {
    hb_blob_t *blob = hb_face_reference_blob(face->hb);
    unsigned length;
    const char *bytes = hb_blob_get_data(blob, &length);
    sum = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)bytes, length);
    hb_blob_destroy(blob);
    if (key)
      cache_store_sum(folder, key, sum);
  }
  g_free(key);
  g_free(folder);
  return sum;
}
