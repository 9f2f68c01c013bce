#include "cmd/sweep.h"

#include <glib.h>
#include <glib/gstdio.h>

void sweep_folder(const char *path)
{
  GDir *dir = g_file_test(path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open(path, 0, NULL);
  const char *name;
  while (dir && (name = g_dir_read_name(dir))) {
    char *inside = g_build_filename(path, name, NULL);
    sweep_folder(inside);
    g_free(inside);
  }
  if (dir)
    g_dir_close(dir);
  g_remove(path);
}
