#include "cmd/stage.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/sweep.h"

#define PREFIX ".tekan-"

typedef struct {
  char *relative, *path, *final;
  bool withheld;
} Result;

struct Stage {
  char *output, *folder;
  GPtrArray *made;    /* folders that were not there before, outermost first */
  GPtrArray *results; /* Result */
  GPtrArray *kept;    /* final paths, borrowed */
};

static void free_result(gpointer data)
{
  Result *result = data;
  g_free(result->relative);
  g_free(result->path);
  g_free(result->final);
  g_free(result);
}

static void report_failure(DiagList *diags, const char *path)
{
  diag_add(diags, DIAG_OUTPUT_UNWRITABLE, (Place){.file = path}, path, g_strerror(errno));
}

/* Makes PATH and its parents, remembering those that were missing. */
static bool make_folders(Stage *stage, const char *path)
{
  if (g_file_test(path, G_FILE_TEST_IS_DIR))
    return true;
  char *parent = g_path_get_dirname(path);
  bool made = !strcmp(parent, path) || make_folders(stage, parent);
  g_free(parent);
  if (!made || (g_mkdir(path, 0777) && errno != EEXIST))
    return false;
  g_ptr_array_add(stage->made, g_strdup(path));
  return true;
}

/* A run that was killed left its folder behind; its number says whether it still lives. */
static void sweep_leftovers(const char *output)
{
  GDir *dir = g_dir_open(output, 0, NULL);
  const char *name;
  while (dir && (name = g_dir_read_name(dir))) {
    if (!g_str_has_prefix(name, PREFIX))
      continue;
    int process = atoi(name + strlen(PREFIX));
    char *path = g_build_filename(output, name, NULL);
    if (process > 0 && kill(process, 0) && errno == ESRCH)
      sweep_folder(path);
    g_free(path);
  }
  if (dir)
    g_dir_close(dir);
}

Stage *stage_open(const char *output, DiagList *diags)
{
  Stage *stage = g_new0(Stage, 1);
  stage->output = g_strdup(output);
  stage->folder = g_strdup_printf("%s/" PREFIX "%d", output, (int)getpid());
  stage->made = g_ptr_array_new_with_free_func(g_free);
  stage->results = g_ptr_array_new_with_free_func(free_result);
  stage->kept = g_ptr_array_new();
  if (make_folders(stage, output)) {
    sweep_leftovers(output);
    sweep_folder(stage->folder);
    if (g_mkdir(stage->folder, 0777) == 0)
      return stage;
  }
  report_failure(diags, output);
  stage_free(stage);
  return NULL;
}

const char *stage_path(Stage *stage, const char *relative)
{
  Result *result = g_new0(Result, 1);
  result->relative = g_strdup(relative);
  result->path = g_build_filename(stage->folder, relative, NULL);
  result->final = g_build_filename(stage->output, relative, NULL);
  char *folder = g_path_get_dirname(result->path);
  g_mkdir_with_parents(folder, 0777); /* where that fails the writer will say so */
  g_free(folder);
  g_ptr_array_add(stage->results, result);
  return result->path;
}

void stage_withhold(Stage *stage, const char *relative)
{
  for (unsigned i = 0; i < stage->results->len; i++) {
    Result *result = stage->results->pdata[i];
    if (!strcmp(result->relative, relative))
      result->withheld = true;
  }
}

static bool move_result(Stage *stage, Result *result, DiagList *diags)
{
  if (result->withheld || !g_file_test(result->path, G_FILE_TEST_EXISTS))
    return true;
  char *folder = g_path_get_dirname(result->final);
  bool moved = make_folders(stage, folder) && g_rename(result->path, result->final) == 0;
  g_free(folder);
  if (moved)
    g_ptr_array_add(stage->kept, result->final);
  else
    report_failure(diags, result->final);
  return moved;
}

bool stage_keep(Stage *stage, DiagList *diags)
{
  for (unsigned i = 0; i < stage->results->len; i++)
    if (!move_result(stage, stage->results->pdata[i], diags))
      return false;
  return true;
}

const char *const *stage_kept(const Stage *stage, unsigned *n)
{
  *n = stage->kept->len;
  return (const char *const *)stage->kept->pdata;
}

void stage_free(Stage *stage)
{
  if (!stage)
    return;
  sweep_folder(stage->folder);
  for (unsigned i = stage->made->len; i > 0; i--)
    g_rmdir(stage->made->pdata[i - 1]); /* only what is empty goes */
  g_ptr_array_free(stage->made, TRUE);
  g_ptr_array_free(stage->results, TRUE);
  g_ptr_array_free(stage->kept, TRUE);
  g_free(stage->output);
  g_free(stage->folder);
  g_free(stage);
}
