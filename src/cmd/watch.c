/* tekan watch: the proof is made again a moment after the last change to the issue, its articles or its layout. */
#include <gio/gio.h>
#include <glib-unix.h>
#include <stdio.h>

#include "cmd/proof.h"
#include "cmd/tell.h"

enum { SETTLE_MS = 250 }; /* editors write a file in several steps */

typedef struct {
  const Call *call;
  const char *dir;
  GMainLoop *loop;
  GPtrArray *monitors;
  guint waiting; /* the source that will make the proof; 0: none */
} Watch;

static gboolean make_again(gpointer data);

static void on_change(GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, gpointer data)
{
  Watch *watch = data;
  char *name = g_file_get_basename(file);
  gboolean passing = !name || name[0] == '.' || g_str_has_suffix(name, "~"); /* an editor's own files */
  g_free(name);
  if (passing || event == G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED)
    return;
  if (watch->waiting)
    g_source_remove(watch->waiting);
  watch->waiting = g_timeout_add(SETTLE_MS, make_again, watch);
}

static void watch_folder(Watch *watch, const char *path)
{
  GFile *file = g_file_new_for_path(path);
  GFileMonitor *monitor = g_file_monitor_directory(file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  g_object_unref(file);
  if (!monitor)
    return;
  g_signal_connect(monitor, "changed", G_CALLBACK(on_change), watch);
  g_ptr_array_add(watch->monitors, monitor);
}

static void watch_articles(Watch *watch, const char *articles)
{
  GDir *dir = g_dir_open(articles, 0, NULL);
  const char *name;
  while (dir && (name = g_dir_read_name(dir))) {
    char *path = g_build_filename(articles, name, NULL);
    if (g_file_test(path, G_FILE_TEST_IS_DIR))
      watch_folder(watch, path);
    g_free(path);
  }
  if (dir)
    g_dir_close(dir);
}

/* Anew after each proof: articles may have come or gone. */
static void watch_everything(Watch *watch)
{
  char *articles = g_build_filename(watch->dir, "articles", NULL);
  g_ptr_array_set_size(watch->monitors, 0);
  watch_folder(watch, watch->dir);
  watch_folder(watch, articles);
  watch_articles(watch, articles);
  watch_folder(watch, watch->call->places->layout_dirs[0]);
  g_free(articles);
}

/* Watching starts before the proof is made, so that a change meanwhile is not missed. */
static gboolean make_again(gpointer data)
{
  Watch *watch = data;
  watch->waiting = 0;
  watch_everything(watch);
  int status = proof_make(watch->call, watch->dir);
  if (!watch->call->quiet && !watch->call->json)
    fprintf(stderr, "%s\n",
            words_say(watch->call->words, status == STATUS_DONE ? N_("The proof is up to date; waiting for changes.")
                                                                : N_("Problems were found; waiting for changes.")));
  return G_SOURCE_REMOVE;
}

static gboolean stop(gpointer data)
{
  g_main_loop_quit(((Watch *)data)->loop);
  return G_SOURCE_CONTINUE;
}

static bool is_issue(const Call *call, const char *dir)
{
  char *file = g_build_filename(dir, "issue.yaml", NULL);
  bool found = g_file_test(file, G_FILE_TEST_EXISTS);
  g_free(file);
  if (found)
    return true;
  DiagList *diags = diag_list_new(words_lang(call->words));
  diag_add(diags, DIAG_NOT_AN_ISSUE, (Place){.file = dir}, dir);
  tell_problems(call, diags);
  diag_list_free(diags);
  return false;
}

int watch_run(const Call *call)
{
  Watch watch = {.call = call, .dir = call->args[0]};
  if (!is_issue(call, watch.dir))
    return STATUS_INPUT;
  watch.loop = g_main_loop_new(NULL, FALSE);
  watch.monitors = g_ptr_array_new_with_free_func(g_object_unref);
  guint interrupt = g_unix_signal_add(SIGINT, stop, &watch), terminate = g_unix_signal_add(SIGTERM, stop, &watch);
  make_again(&watch);
  g_main_loop_run(watch.loop);
  if (watch.waiting)
    g_source_remove(watch.waiting);
  g_source_remove(interrupt);
  g_source_remove(terminate);
  g_ptr_array_free(watch.monitors, TRUE);
  g_main_loop_unref(watch.loop);
  return STATUS_DONE;
}
