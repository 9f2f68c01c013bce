#include "host/work.h"

#include <dirent.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

GPtrArray *sweep_entries(const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  DIR *dir = opendir(folder);
  struct dirent *entry;
  while (dir && (entry = readdir(dir)))
    if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
      g_ptr_array_add(names, g_strdup(entry->d_name));
  if (dir)
    closedir(dir);
  return names;
}

/* One folder is open at a time, however deep: there may be no descriptors left. */
static void sweep_inside(const char *folder, const char *kept)
{
  GPtrArray *names = sweep_entries(folder);
  for (unsigned i = 0; i < names->len; i++) {
    char *inside = g_build_filename(folder, names->pdata[i], NULL);
    if (g_strcmp0(names->pdata[i], kept) != 0)
      sweep_path(inside);
    g_free(inside);
  }
  g_ptr_array_free(names, TRUE);
}

void sweep_path(const char *path)
{
  struct stat info;
  if (lstat(path, &info))
    return;
  if (!S_ISDIR(info.st_mode)) {
    unlink(path);
    return;
  }
  sweep_inside(path, NULL);
  rmdir(path);
}

void sweep_path_last(const char *path, const char *last)
{
  sweep_inside(path, last);
  GPtrArray *names = sweep_entries(path);
  if (names->len == 1 && !strcmp(names->pdata[0], last))
    sweep_path(path);
  g_ptr_array_free(names, TRUE);
}

bool folders_make(const char *path, GPtrArray *made, const Guard *guard)
{
  FileFault fault;
  if (file_is_folder(path, &fault))
    return true;
  if (fault.state == FILE_ODD) { /* a file is in the way */
    errno = ENOTDIR;
    return false;
  }
  char *parent = g_path_get_dirname(path);
  bool fine = !strcmp(parent, path) || folders_make(parent, made, guard);
  g_free(parent);
  if (!fine)
    return false;
  if (!guard_make_folder(guard, path))
    return errno == EEXIST; /* somebody else was quicker */
  if (made)
    g_ptr_array_add(made, g_strdup(path));
  return true;
}
