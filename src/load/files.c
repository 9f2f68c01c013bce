#include "load/files.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/text.h"

static void report_unreadable(DiagList *diags, const char *file, int error)
{
  diag_add(diags, DIAG_FILE_UNREADABLE, (Place){file, 0, 0}, file, g_strerror(error));
}

char *file_read_text(Arena *arena, const char *file, size_t limit, size_t *length, DiagList *diags)
{
  GStatBuf info;
  if (g_stat(file, &info) || !S_ISREG(info.st_mode)) {
    report_unreadable(diags, file, S_ISDIR(info.st_mode) ? EISDIR : errno ? errno : EINVAL);
    return NULL;
  }
  if ((uint64_t)info.st_size > limit) {
    diag_add(diags, DIAG_LIMIT, (Place){file, 0, 0}, file, (int)MIN(limit, (size_t)INT32_MAX));
    return NULL;
  }
  char *bytes = NULL;
  gsize n = 0;
  GError *error = NULL;
  if (!g_file_get_contents(file, &bytes, &n, &error)) {
    diag_add(diags, DIAG_FILE_UNREADABLE, (Place){file, 0, 0}, file, error->message);
    g_error_free(error);
    return NULL;
  }
  char *text = text_decode(arena, bytes, n, file, length, diags);
  g_free(bytes);
  return text;
}

char *name_suggest(const char *name, const char *const *names)
{
  const char *near = name ? diag_nearest(name, names) : NULL;
  return near ? g_strdup(near) : g_strjoinv(", ", (char **)(void *)names);
}

int compare_string_pointers(const void *a, const void *b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

char **file_list(const char *dir)
{
  GDir *open = g_dir_open(dir, 0, NULL);
  if (!open)
    return NULL;
  GPtrArray *names = g_ptr_array_new();
  for (const char *name; (name = g_dir_read_name(open));)
    if (*name != '.')
      g_ptr_array_add(names, g_strdup(name));
  g_dir_close(open);
  g_ptr_array_sort(names, (GCompareFunc)compare_string_pointers);
  g_ptr_array_add(names, NULL);
  return (char **)g_ptr_array_free(names, FALSE);
}

bool file_is_inside(const char *dir, const char *path)
{
  char *real_dir = realpath(dir, NULL), *real_path = realpath(path, NULL);
  size_t n = real_dir ? strlen(real_dir) : 0;
  bool inside = real_dir && real_path && !strncmp(real_path, real_dir, n) &&
                (real_path[n] == '/' || (n && real_dir[n - 1] == '/'));
  free(real_dir);
  free(real_path);
  return inside;
}
