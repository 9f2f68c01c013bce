#include "load/files.h"

#include <string.h>

#include "text/text.h"

char *file_read_text(Arena *arena, const char *file, FileRule rule, size_t *length, DiagList *diags)
{
  FileFault fault;
  GBytes *bytes = file_read(file, rule, &fault);
  if (!bytes) {
    file_tell(diags, (Place){.file = file}, file, rule, &fault);
    return NULL;
  }
  gsize n;
  const char *data = g_bytes_get_data(bytes, &n);
  char *text = text_decode(arena, data ? data : "", n, file, length, diags);
  g_bytes_unref(bytes);
  return text;
}

int compare_string_pointers(const void *a, const void *b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}
