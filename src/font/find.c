/* Where font files lie: a fixed list of directories, so that starting costs a few stat calls and no font is scanned. */
#include "font/work.h"

#include <errno.h>

char **find_dirs(const char *catalogue)
{
  GPtrArray *dirs = g_ptr_array_new();
  const char *asked = g_getenv("TEKAN_FONT_PATH");
  char **parts = g_strsplit(asked ? asked : "", ":", -1);
  for (char **part = parts; *part; part++)
    if (**part)
      g_ptr_array_add(dirs, g_strdup(*part));
  g_strfreev(parts);
  g_ptr_array_add(dirs, g_path_get_dirname(catalogue));
  const char *home = g_get_home_dir();
  if (home) {
    g_ptr_array_add(dirs, g_build_filename(home, ".fonts", NULL));
    g_ptr_array_add(dirs, g_build_filename(home, ".local/share/fonts", NULL));
  }
  static const char *const SYSTEM[] = {"/usr/local/share/fonts", "/usr/share/fonts",
                                       "/usr/share/texlive/texmf-dist/fonts", "/usr/share/texmf/fonts"};
  for (unsigned i = 0; i < G_N_ELEMENTS(SYSTEM); i++)
    g_ptr_array_add(dirs, g_strdup(SYSTEM[i]));
  g_ptr_array_add(dirs, NULL);
  return (char **)g_ptr_array_free(dirs, FALSE);
}

static char *try_path(Arena *arena, const char *dir, const char *file, FileFault *fault)
{
  FileFault own;
  char *path = g_build_filename(dir, file, NULL);
  char *found = file_look(path, (FileRule){0}, &own) ? arena_strdup(arena, path) : NULL;
  if (own.state == FILE_FAILED && own.error != EACCES) /* a folder of somebody else's is none of ours */
    *fault = own;
  g_free(path);
  return found;
}

char *find_file(Arena *arena, char *const *dirs, const char *file, FileFault *fault)
{
  *fault = (FileFault){0};
  if (g_path_is_absolute(file))
    return try_path(arena, "", file, fault);
  char *last = g_path_get_basename(file), *found = NULL;
  for (; *dirs && !found; dirs++) {
    found = try_path(arena, *dirs, file, fault);
    if (!found)
      found = try_path(arena, *dirs, last, fault);
  }
  g_free(last);
  return found;
}
