/* A kept file: a line of its own, the SHA-256 of its name and what follows, what follows. It is written beside and
   renamed: a reader sees all of it or nothing. */
#include "host/work.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static const char MAGIC[] = "tekan cache 3\n";
enum { MAGIC_LENGTH = sizeof MAGIC - 1, SUM = 32, HEAD = MAGIC_LENGTH + SUM };
#define MOST ((guint64)1 << 30)

static char *path_of(const char *folder, const char *name)
{
  return g_build_filename(folder, name, NULL);
}

static void sum_of(const char *name, const guint8 *bytes, gsize length, guint8 sum[SUM])
{
  GChecksum *hash = g_checksum_new(G_CHECKSUM_SHA256);
  gsize n = SUM;
  guint64 size = length;
  g_checksum_update(hash, (const guchar *)name, (gssize)strlen(name));
  g_checksum_update(hash, (const guchar *)&size, sizeof size);
  g_checksum_update(hash, bytes, (gssize)length);
  g_checksum_get_digest(hash, sum, &n);
  g_checksum_free(hash);
}

GBytes *cache_load(const char *folder, const char *name)
{
  FileFault fault;
  char *path = path_of(folder, name);
  GBytes *file = file_read(path, (FileRule){.within = folder, .most = MOST}, &fault), *kept = NULL;
  gsize length = 0;
  const guint8 *bytes = file ? g_bytes_get_data(file, &length) : NULL;
  guint8 sum[SUM];
  if (length >= HEAD && !memcmp(bytes, MAGIC, MAGIC_LENGTH)) {
    sum_of(name, bytes + HEAD, length - HEAD, sum);
    if (!memcmp(sum, bytes + MAGIC_LENGTH, SUM))
      kept = g_bytes_new_from_bytes(file, HEAD, length - HEAD);
  }
  if (file)
    g_bytes_unref(file);
  g_free(path);
  return kept;
}

void cache_store(const char *folder, const char *name, GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data(bytes, &length);
  guint8 sum[SUM];
  if (length > MOST - HEAD || g_mkdir_with_parents(folder, 0700))
    return;
  sum_of(name, data, length, sum);
  char *path = path_of(folder, name), *part = g_build_filename(folder, ".tekan-XXXXXX", NULL);
  int fd = g_mkstemp_full(part, O_RDWR | O_CLOEXEC, 0600);
  FILE *file = fd < 0 ? NULL : fdopen(fd, "wb");
  bool written = file && fwrite(MAGIC, 1, MAGIC_LENGTH, file) == MAGIC_LENGTH && fwrite(sum, 1, SUM, file) == SUM &&
                 fwrite(data, 1, length, file) == length;
  written = file && !fclose(file) && written;
  if (!file && fd >= 0)
    close(fd);
  if (fd >= 0 && (!written || g_rename(part, path)))
    g_unlink(part);
  g_free(part);
  g_free(path);
}

char *cache_load_sum(const char *folder, const char *name)
{
  GBytes *kept = cache_load(folder, name);
  gsize length = 0;
  const char *text = kept ? g_bytes_get_data(kept, &length) : NULL;
  char *sum = length == CACHE_SUM ? g_strndup(text, CACHE_SUM) : NULL;
  if (kept)
    g_bytes_unref(kept);
  return sum;
}

void cache_store_sum(const char *folder, const char *name, const char *sum)
{
  GBytes *bytes = g_bytes_new_static(sum, CACHE_SUM);
  cache_store(folder, name, bytes);
  g_bytes_unref(bytes);
}
