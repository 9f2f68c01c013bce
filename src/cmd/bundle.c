#include "cmd/bundle.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "cmd/sweep.h"

struct Bundle {
  char *folder, *aside;
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

static void report_failure(const Bundle *bundle)
{
  diag_add(bundle->diags, DIAG_OUTPUT_UNWRITABLE, (Place){.file = bundle->folder}, bundle->folder, g_strerror(errno));
}

static void free_bundle(Bundle *bundle)
{
  g_free(bundle->folder);
  g_free(bundle->aside);
  g_free(bundle);
}

Bundle *bundle_open(const char *folder, DiagList *diags)
{
  if (holds_anything(folder)) {
    diag_add(diags, DIAG_ISSUE_EXISTS, (Place){.file = folder}, folder);
    return NULL;
  }
  Bundle *bundle = g_new0(Bundle, 1);
  bundle->folder = g_canonicalize_filename(folder, NULL);
  bundle->diags = diags;
  char *parent = g_path_get_dirname(bundle->folder), *name = g_path_get_basename(bundle->folder);
  bundle->aside = g_strdup_printf("%s/.%s.tekan-%d", parent, name, (int)getpid());
  bool made = !g_mkdir_with_parents(parent, 0777) && !g_mkdir(bundle->aside, 0777);
  g_free(parent);
  g_free(name);
  if (made)
    return bundle;
  report_failure(bundle);
  free_bundle(bundle);
  return NULL;
}

char *bundle_path(Bundle *bundle, const char *relative)
{
  char *path = g_build_filename(bundle->aside, relative, NULL), *folder = g_path_get_dirname(path);
  g_mkdir_with_parents(folder, 0777); /* where that fails the writer will say so */
  g_free(folder);
  return path;
}

bool bundle_add(Bundle *bundle, const char *relative, const void *bytes, size_t length)
{
  char *path = bundle_path(bundle, relative);
  GError *error = NULL;
  bool written = g_file_set_contents(path, bytes, (gssize)length, &error);
  if (!written)
    diag_add(bundle->diags, DIAG_OUTPUT_UNWRITABLE, (Place){.file = bundle->folder}, bundle->folder, error->message);
  g_clear_error(&error);
  g_free(path);
  return written;
}

/* rename(2) replaces an empty folder and refuses one that has been filled meanwhile. */
bool bundle_finish(Bundle *bundle, bool good)
{
  bool moved = good && g_rename(bundle->aside, bundle->folder) == 0;
  if (good && !moved)
    report_failure(bundle);
  if (!moved)
    sweep_folder(bundle->aside);
  free_bundle(bundle);
  return moved;
}
