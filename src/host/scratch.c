#include "host/work.h"

#include <errno.h>

struct Scratch {
  char *folder;
  GPtrArray *paths;
};

Scratch *scratch_open(const Guard *guard, DiagList *diags)
{
  Scratch *scratch = g_new0(Scratch, 1);
  scratch->paths = g_ptr_array_new_with_free_func(g_free);
  scratch->folder = g_build_filename(g_get_tmp_dir(), "tekan-XXXXXX", NULL);
  if (guard_make_temporary(guard, scratch->folder, 0700))
    return scratch;
  file_tell_unwritable(diags, g_get_tmp_dir(), errno);
  g_clear_pointer(&scratch->folder, g_free);
  scratch_free(scratch);
  return NULL;
}

FileTarget scratch_target(Scratch *scratch, const char *name, const char *told_as)
{
  char *path = g_build_filename(scratch->folder, name, NULL);
  g_ptr_array_add(scratch->paths, path);
  return (FileTarget){.path = path, .name = told_as};
}

void scratch_free(Scratch *scratch)
{
  if (!scratch)
    return;
  if (scratch->folder)
    sweep_path(scratch->folder);
  g_free(scratch->folder);
  g_ptr_array_free(scratch->paths, TRUE);
  g_free(scratch);
}
