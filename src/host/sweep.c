#include "host/work.h"

#include <dirent.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void sweep_inside(const char *folder)
{
  DIR *dir = opendir(folder);
  struct dirent *entry;
  while (dir && (entry = readdir(dir))) {
    if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
      continue;
    char *inside = g_build_filename(folder, entry->d_name, NULL);
    sweep_path(inside);
    g_free(inside);
  }
  if (dir)
    closedir(dir);
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
  sweep_inside(path);
  rmdir(path);
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
  if (g_mkdir(path, 0777))
    return errno == EEXIST; /* somebody else was quicker */
  guard_note(guard, path, true);
  if (made)
    g_ptr_array_add(made, g_strdup(path));
  return true;
}
