/* What make builds for the program to read: in share/tekan beside it, beside a folder it is in, or where make install
   put it. */
#include "host/host.h"

#include <unistd.h>

enum { FOLDERS_UP = 4 }; /* build/tests/unit/break/ is the deepest a program lies */

static char *folder_of_program(void)
{
  char program[4096];
  ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);
  program[MAX(n, 0)] = 0;
  return g_path_get_dirname(program);
}

GBytes *shipped_map(const char *name, FileRule rule)
{
  FileFault fault;
  GBytes *found = NULL;
  char *folder = folder_of_program();
  for (unsigned up = 0; !found && up <= FOLDERS_UP; up++) {
    char *path = g_build_filename(folder, "share", "tekan", name, NULL), *parent = g_path_get_dirname(folder);
    found = file_map(path, rule, &fault);
    g_free(path);
    g_free(folder);
    folder = parent;
  }
  g_free(folder);
  if (found)
    return found;
  char *path = g_build_filename(TEKAN_DATADIR, name, NULL);
  found = file_map(path, rule, &fault);
  g_free(path);
  return found;
}
