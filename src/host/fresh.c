#include "host/work.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

struct Fresh {
  char *folder, *aside;
  const char *told_as; /* the folder as typed */
  GPtrArray *made, *names;
  const Guard *guard;
  DiagList *diags;
};

static bool holds_anything(const char *folder)
{
  if (!g_file_test(folder, G_FILE_TEST_EXISTS))
    return g_file_test(folder, G_FILE_TEST_IS_SYMLINK); /* a dangling one is somebody's too */
  GDir *dir = g_dir_open(folder, 0, NULL);
  bool any = !dir || g_dir_read_name(dir) != NULL; /* a file of that name counts */
  if (dir)
    g_dir_close(dir);
  return any;
}

static void free_fresh(Fresh *fresh)
{
  g_ptr_array_free(fresh->names, TRUE);
  g_ptr_array_free(fresh->made, TRUE);
  g_free(fresh->folder);
  g_free(fresh->aside);
  g_free(fresh);
}

static void remove_made(const Fresh *fresh)
{
  for (unsigned i = fresh->made->len; i > 0; i--)
    g_rmdir(fresh->made->pdata[i - 1]);
}

Fresh *fresh_open(const char *folder, const Guard *guard, DiagList *diags)
{
  if (holds_anything(folder)) {
    diag_add(diags, DIAG_ISSUE_EXISTS, (Place){.file = folder}, folder);
    return NULL;
  }
  Fresh *fresh = g_new0(Fresh, 1);
  fresh->folder = g_canonicalize_filename(folder, NULL);
  fresh->told_as = folder;
  fresh->made = g_ptr_array_new_with_free_func(g_free);
  fresh->names = g_ptr_array_new_with_free_func(g_free);
  fresh->guard = guard;
  fresh->diags = diags;
  char *parent = g_path_get_dirname(fresh->folder);
  fresh->aside = g_build_filename(parent, ".tekan-XXXXXX", NULL);
  bool made = folders_make(parent, fresh->made, guard) && guard_make_temporary(guard, fresh->aside, 0777);
  g_free(parent);
  if (made)
    return fresh;
  file_tell_unwritable(diags, folder, errno);
  remove_made(fresh);
  free_fresh(fresh);
  return NULL;
}

FileTarget fresh_target(Fresh *fresh, const char *relative)
{
  char *path = g_build_filename(fresh->aside, relative, NULL), *folder = g_path_get_dirname(path),
       *name = g_build_filename(fresh->told_as, relative, NULL);
  int error = g_mkdir_with_parents(folder, 0777) ? errno : 0; /* the writer will say so */
  g_free(folder);
  g_ptr_array_add(fresh->names, path);
  g_ptr_array_add(fresh->names, name);
  return (FileTarget){path, name, error};
}

bool fresh_add(Fresh *fresh, const char *relative, const void *bytes, size_t length)
{
  return file_write(fresh_target(fresh, relative), bytes, length, fresh->diags);
}

/* rename(2) replaces an empty folder and refuses one that has been filled meanwhile. */
bool fresh_finish(Fresh *fresh, bool good)
{
  bool moved = good && g_rename(fresh->aside, fresh->folder) == 0;
  if (good && !moved)
    file_tell_unwritable(fresh->diags, fresh->told_as, errno);
  if (moved)
    guard_note_kept(fresh->guard);
  else {
    sweep_path(fresh->aside);
    remove_made(fresh);
  }
  free_fresh(fresh);
  return moved;
}
