/* A face's SHA-256 for the report. A collection is tens of megabytes: its sum is kept in the user's cache under the
   file's path, size and time, so that it is read once and not at every build. An unwritable cache only costs time. */
#include <glib/gstdio.h>
#include <string.h>

#include "font/font.h"

enum { SUM_LENGTH = 64 };

static char *cache_path(const char *path)
{
  GStatBuf info;
  if (g_stat(path, &info))
    return NULL;
  char *key = g_strdup_printf("%s %lld %lld %lld.%09ld", path, (long long)info.st_ino, (long long)info.st_size,
                              (long long)info.st_mtim.tv_sec, info.st_mtim.tv_nsec);
  char *name = g_compute_checksum_for_string(G_CHECKSUM_SHA256, key, -1);
  char *file = g_build_filename(g_get_user_cache_dir(), "tekan", "fonts", name, NULL);
  g_free(name);
  g_free(key);
  return file;
}

static char *read_cached(const char *cache)
{
  char *sum = NULL;
  gsize length = 0;
  if (!cache || !g_file_get_contents(cache, &sum, &length, NULL))
    return NULL;
  if (length == SUM_LENGTH && strspn(sum, "0123456789abcdef") == SUM_LENGTH)
    return sum;
  g_free(sum);
  return NULL;
}

static void write_cached(const char *cache, const char *sum)
{
  char *dir = cache ? g_path_get_dirname(cache) : NULL;
  if (dir && !g_mkdir_with_parents(dir, 0700))
    g_file_set_contents(cache, sum, SUM_LENGTH, NULL);
  g_free(dir);
}

char *font_face_sha256(const Face *face)
{
  char *cache = cache_path(face->path), *sum = read_cached(cache);
  GMappedFile *file = sum ? NULL : g_mapped_file_new(face->path, FALSE, NULL);
  if (file) {
    sum = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)g_mapped_file_get_contents(file),
                                      g_mapped_file_get_length(file));
    write_cached(cache, sum);
    g_mapped_file_unref(file);
  }
  g_free(cache);
  return sum ? sum : g_strdup("");
}
