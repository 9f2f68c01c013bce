/* tekan watch: the proof is made again a moment after the last change to the issue, its articles or its layout. Each
   proof is made by a process of its own: whatever ends that, watching goes on. */
#include <gio/gio.h>
#include <glib-unix.h>
#include <signal.h>
#include <stdio.h>

#include "cmd/tell.h"

enum { SETTLE_MS = 250 }; /* editors write a file in several steps */

typedef struct {
  const Call *call;
  const char *dir;
  GMainLoop *loop;
  GPtrArray *monitors;
  guint waiting;         /* the source that will make the proof; 0: none */
  GSubprocess *making;   /* the proof being made; NULL: none */
  gboolean again, ended; /* something changed meanwhile; a signal has come */
} Watch;

static gboolean make_again(gpointer data);

static void wait_a_little(Watch *watch)
{
  if (watch->waiting)
    g_source_remove(watch->waiting);
  watch->waiting = g_timeout_add(SETTLE_MS, make_again, watch);
}

/* An editor's own files: .a.md.swp, #a.md#, a.md~, vim's 4913. */
static gboolean is_passing(GFile *file)
{
  char *name = file ? g_file_get_basename(file) : NULL;
  gboolean passing = !name || *name == '.' || *name == '#' || g_str_has_suffix(name, "~") || !strcmp(name, "4913");
  g_free(name);
  return passing;
}

/* OTHER: what FILE was renamed to, or from. Most editors write a file of their own and rename it over the old one. */
static void on_change(GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, gpointer data)
{
  if ((is_passing(file) && is_passing(other)) || event == G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED)
    return;
  wait_a_little(data);
}

static void watch_folder(Watch *watch, const char *path)
{
  GError *error = NULL;
  GFile *file = g_file_new_for_path(path);
  GFileMonitor *monitor = g_file_monitor_directory(file, G_FILE_MONITOR_WATCH_MOVES, NULL, &error);
  g_object_unref(file);
  if (!monitor) {
    fprintf(stderr, "tekan: %s: %s\n", path, error->message);
    g_error_free(error);
    return;
  }
  g_signal_connect(monitor, "changed", G_CALLBACK(on_change), watch);
  g_ptr_array_add(watch->monitors, monitor);
}

static void watch_articles(Watch *watch, const char *articles)
{
  FileFault fault;
  char **names = file_names(articles, &fault);
  for (char **name = names; name && *name; name++) {
    char *path = g_build_filename(articles, *name, NULL);
    if (file_is_folder(path, &fault))
      watch_folder(watch, path);
    g_free(path);
  }
  g_strfreev(names);
}

/* Anew before each proof: articles may have come or gone. */
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

/* --- making it ---------------------------------------------------------------------------------------- */

static void add_option(GPtrArray *words, gboolean given, const char *name, const char *value)
{
  if (!given)
    return;
  g_ptr_array_add(words, g_strdup(name));
  if (value)
    g_ptr_array_add(words, g_strdup(value));
}

/* `tekan proof` with what watch was called with. */
static char **proof_words(const Watch *watch)
{
  const Call *call = watch->call;
  char number[16], pages[32];
  g_snprintf(number, sizeof number, "%d", call->jobs);
  g_snprintf(pages, sizeof pages, "%d-%d", call->page_first, call->page_last);
  GPtrArray *words = g_ptr_array_new();
  g_ptr_array_add(words, g_strdup("/proc/self/exe"));
  g_ptr_array_add(words, g_strdup("proof"));
  add_option(words, call->output != NULL, "-o", call->output);
  add_option(words, TRUE, "-j", number);
  add_option(words, call->page_first > 0, "--pages", pages);
  add_option(words, call->json, "--json", NULL);
  add_option(words, call->quiet, "-q", NULL);
  add_option(words, call->verbose, "-v", NULL);
  add_option(words, call->explain_lines, "--explain-lines", NULL);
  add_option(words, TRUE, "--color", call->colour ? "always" : "never");
  add_option(words, TRUE, "--", watch->dir);
  g_ptr_array_add(words, NULL);
  return (char **)g_ptr_array_free(words, FALSE);
}

static void tell_made(const Watch *watch, int status)
{
  const Call *call = watch->call;
  if (!call->quiet && !call->json)
    fprintf(stderr, "%s\n",
            words_say(call->words, status == STATUS_DONE ? N_("The proof is up to date; waiting for changes.")
                                                         : N_("Problems were found; waiting for changes.")));
}

static void on_made(GObject *source, GAsyncResult *result, gpointer data)
{
  Watch *watch = data;
  GSubprocess *making = G_SUBPROCESS(source);
  g_subprocess_wait_finish(making, result, NULL);
  int status = g_subprocess_get_if_exited(making) ? g_subprocess_get_exit_status(making) : STATUS_MACHINE;
  g_clear_object(&watch->making);
  if (watch->ended) {
    g_main_loop_quit(watch->loop);
    return;
  }
  tell_made(watch, status);
  if (watch->again)
    wait_a_little(watch);
  watch->again = FALSE;
}

/* Watching starts before the proof is made, so that a change meanwhile is not missed. */
static gboolean make_again(gpointer data)
{
  Watch *watch = data;
  watch->waiting = 0;
  if (watch->making) {
    watch->again = TRUE;
    return G_SOURCE_REMOVE;
  }
  watch_everything(watch);
  GError *error = NULL;
  char **words = proof_words(watch);
  watch->making = g_subprocess_newv((const char *const *)words, G_SUBPROCESS_FLAGS_NONE, &error);
  g_strfreev(words);
  if (watch->making)
    g_subprocess_wait_async(watch->making, NULL, on_made, watch);
  else { /* no process to be had just now: the next change tries again */
    fprintf(stderr, "tekan: %s\n", error->message);
    g_error_free(error);
  }
  return G_SOURCE_REMOVE;
}

static gboolean stop(gpointer data)
{
  Watch *watch = data;
  watch->ended = TRUE;
  if (watch->making)
    g_subprocess_send_signal(watch->making, SIGTERM); /* it cleans up, then we end */
  else
    g_main_loop_quit(watch->loop);
  return G_SOURCE_CONTINUE;
}

static bool is_issue(const Call *call, const char *dir)
{
  FileFault fault;
  char *file = g_build_filename(dir, "issue.yaml", NULL);
  bool found = file_look(file, (FileRule){0}, &fault);
  g_free(file);
  if (found)
    return true;
  DiagList *diags = diag_list_new(words_lang(call->words));
  if (!file_tell_failed(diags, (Place){.file = dir}, dir, &fault))
    diag_add(diags, DIAG_NOT_AN_ISSUE, (Place){.file = dir}, dir);
  tell_problems(call, diags);
  diag_list_free(diags);
  return false;
}

/* A terminal that goes does not end what was started with nohup. */
static guint add_ending(Watch *watch, int signal)
{
  struct sigaction action;
  bool ignored = !sigaction(signal, NULL, &action) && action.sa_handler == SIG_IGN;
  return ignored && signal == SIGHUP ? 0 : g_unix_signal_add(signal, stop, watch);
}

int watch_run(const Call *call)
{
  static const int ENDING[] = {SIGINT, SIGTERM, SIGHUP};
  guint sources[G_N_ELEMENTS(ENDING)];
  Watch watch = {.call = call, .dir = call->args[0]};
  if (!is_issue(call, watch.dir))
    return STATUS_INPUT;
  watch.loop = g_main_loop_new(NULL, FALSE);
  watch.monitors = g_ptr_array_new_with_free_func(g_object_unref);
  for (unsigned i = 0; i < G_N_ELEMENTS(ENDING); i++)
    sources[i] = add_ending(&watch, ENDING[i]);
  make_again(&watch);
  g_main_loop_run(watch.loop);
  if (watch.waiting)
    g_source_remove(watch.waiting);
  for (unsigned i = 0; i < G_N_ELEMENTS(ENDING); i++)
    if (sources[i])
      g_source_remove(sources[i]);
  g_ptr_array_free(watch.monitors, TRUE);
  g_main_loop_unref(watch.loop);
  return STATUS_DONE;
}
