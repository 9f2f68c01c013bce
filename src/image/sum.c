/* A picture file's SHA-256, by which what is converted from it is known. It is read once: its sum is kept, here and in
   the cache, under all the file system says of the file, the time of its last change of any kind too. A file changed in
   the last seconds may change again within the same tick of the clock: its sum is not kept. */
#include <glib/gstdio.h>

#include "base/limits.h"
#include "image/work.h"

enum { SETTLED = 4 /* seconds */ };

/* NULL: nothing is known of it, or it is too fresh to be known by this. */
static char *identify(const char *path)
{
  GStatBuf info;
  if (g_stat(path, &info))
    return NULL;
  gint64 now = g_get_real_time() / G_USEC_PER_SEC;
  if (info.st_ctim.tv_sec > now - SETTLED)
    return NULL;
  char *what = g_strdup_printf("%llu %llu %lld %lld.%09ld %lld.%09ld", (unsigned long long)info.st_dev,
                               (unsigned long long)info.st_ino, (long long)info.st_size, (long long)info.st_mtim.tv_sec,
                               info.st_mtim.tv_nsec, (long long)info.st_ctim.tv_sec, info.st_ctim.tv_nsec);
  char *identity = g_compute_checksum_for_string(G_CHECKSUM_SHA256, what, -1);
  g_free(what);
  return identity;
}

/* The file's content, without holding it. NULL: it cannot be read, as converting it will tell. */
static char *sum_content(const char *path)
{
  guint8 bytes[65536];
  size_t n;
  FileFault fault;
  FILE *file = file_stream(path, (FileRule){.most = LIMIT_IMAGE_FILE_BYTES}, &fault);
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

char *image_sum(const ImageColours *colours, const char *path)
{
  ImageColours *own = (ImageColours *)colours; /* read-only but for its sums, under its lock */
  char *identity = identify(path);
  if (!identity)
    return sum_content(path);
  g_rec_mutex_lock(&own->lock);
  char *sum = g_strdup(g_hash_table_lookup(own->sums, identity));
  g_rec_mutex_unlock(&own->lock);
  if (sum) {
    g_free(identity);
    return sum;
  }
  sum = cache_load_sum(colours->options.cache_dir, identity);
  if (!sum && (sum = sum_content(path)))
    cache_store_sum(colours->options.cache_dir, identity, sum);
  g_rec_mutex_lock(&own->lock);
  if (sum)
    g_hash_table_replace(own->sums, g_strdup(identity), g_strdup(sum));
  g_rec_mutex_unlock(&own->lock);
  g_free(identity);
  return sum;
}
