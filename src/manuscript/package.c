#include "manuscript/package.h"

#include <archive.h>
#include <archive_entry.h>

#include "base/limits.h"
#include "base/prefix.h"

enum { PART_BYTES = 128 * 1024 * 1024, PARTS = 4096, BLOCK = 65536 };

/* An entry's bytes, or NULL where it is broken or too large: a small archive may unpack to anything. */
static GBytes *read_part(struct archive *archive)
{
  GByteArray *bytes = g_byte_array_new();
  for (;;) {
    guint8 block[BLOCK];
    la_ssize_t n = archive_read_data(archive, block, sizeof block);
    if (n == 0)
      return g_byte_array_free_to_bytes(bytes);
    if (n < 0 || bytes->len + (gsize)n > PART_BYTES)
      break;
    g_byte_array_append(bytes, block, (guint)n);
  }
  g_byte_array_unref(bytes);
  return NULL;
}

static gboolean wanted(const char *name)
{
  return name &&
         (g_str_has_suffix(name, ".xml") || g_str_has_suffix(name, ".rels") || begins_with(name, "word/media/"));
}

static gboolean read_parts(struct archive *archive, GHashTable *parts)
{
  struct archive_entry *entry;
  gsize total = 0;
  int status = ARCHIVE_OK;
  for (unsigned n = 0; n < PARTS && (status = archive_read_next_header(archive, &entry)) == ARCHIVE_OK; n++) {
    const char *name = archive_entry_pathname_utf8(entry);
    if (!name)
      name = archive_entry_pathname(entry);
    if (!wanted(name))
      continue;
    GBytes *part = read_part(archive);
    total += part ? g_bytes_get_size(part) : 0;
    if (!part || total > (gsize)4 * PART_BYTES) {
      if (part)
        g_bytes_unref(part);
      return FALSE;
    }
    g_hash_table_replace(parts, g_strdup(name), part);
  }
  return status == ARCHIVE_EOF;
}

GHashTable *package_read(GBytes *bytes, char **error)
{
  gsize length;
  const void *data = g_bytes_get_data(bytes, &length);
  GHashTable *parts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
  struct archive *archive = archive_read_new();
  archive_read_support_format_zip(archive);
  gboolean read = archive_read_open_memory(archive, data, length) == ARCHIVE_OK && read_parts(archive, parts);
  if (!read) {
    const char *reason = archive_error_string(archive);
    *error = g_strdup(reason ? reason : "too large");
    g_clear_pointer(&parts, g_hash_table_unref);
  }
  archive_read_free(archive);
  return parts;
}
