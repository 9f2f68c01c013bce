/* A stage is a folder .tekan-XXXXXX where results go:
     lock      held while its run is alive; the first thing in it and the last
     new/…     results as they are written
     journal   names of those that take their places, while they do, with + where something had the place before, else -
     old/N     what had the place of the journal's Nth before

   Taking places: all old files get a second name under old/, then each new file takes its place by one rename, then the
   journal goes: from there on the set is the new one. A run that fails or dies before puts back what stands in old/ and
   removes what took a place that was free; then the journal goes. However often that breaks off, it can be done again:
   while the journal is there the folder stays, and no other run begins. */
#include "host/work.h"

#include "base/prefix.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define PREFIX ".tekan-"

typedef struct {
  char *relative, *path, *final;
  bool withheld;
} Result;

struct Stage {
  char *output, *folder;
  int lock;           /* descriptor; −1: this file system has no locks */
  bool stuck;         /* what was there could not be put back: the folder has it */
  GPtrArray *made;    /* folders that were not there before, outermost first */
  GPtrArray *results; /* Result */
  GPtrArray *kept;    /* final paths, borrowed */
  const Guard *guard;
};

static void free_result(gpointer data)
{
  Result *result = data;
  g_free(result->relative);
  g_free(result->path);
  g_free(result->final);
  g_free(result);
}

static char *old_path(const char *folder, unsigned index)
{
  char number[16];
  g_snprintf(number, sizeof number, "%u", index);
  return g_build_filename(folder, "old", number, NULL);
}

static bool exists(const char *path)
{
  return g_file_test(path, G_FILE_TEST_EXISTS) || g_file_test(path, G_FILE_TEST_IS_SYMLINK);
}

/* Should that break off, the lock is there for whoever comes next. */
static void sweep_stage(const char *folder)
{
  sweep_path_last(folder, "lock");
  g_rmdir(folder); /* it had no lock yet */
}

/* --- what a dead run left --------------------------------------------------------------------------- */

/* A name under the output folder and no other: a journal may be anybody's. */
static bool is_inside(const char *name)
{
  char **parts = g_strsplit(name, "/", -1);
  bool inside = *name && *name != '/';
  for (char **part = parts; *part; part++)
    inside = inside && strcmp(*part, "..") != 0;
  g_strfreev(parts);
  return inside;
}

static bool remove_file(const char *path)
{
  return g_unlink(path) == 0 || errno == ENOENT;
}

/* The journal's Nth place as it was before: OLD, if anything had it (two names of one file are no work for rename);
   else nothing, where FRESH has gone there. */
static bool put_back(const char *old, bool had_old, const char *fresh, const char *final)
{
  if (!had_old)
    return exists(fresh) || remove_file(final);
  return !exists(old) || (g_rename(old, final) == 0 && remove_file(old));
}

/* The journal: marks and relative names, each ended by a NUL. False: not all is as it was; the journal stays. */
static bool roll_back(const char *folder)
{
  FileFault fault;
  char *path = g_build_filename(folder, "journal", NULL), *output = g_path_get_dirname(folder);
  GBytes *journal = file_read(path, (FileRule){.most = 1 << 24}, &fault);
  gsize length = 0, at = 0;
  const char *names = journal ? g_bytes_get_data(journal, &length) : NULL;
  bool whole = journal || fault.state == FILE_NONE;
  for (unsigned i = 0; names && at < length && memchr(names + at, 0, length - at); i++) {
    const char *mark = names + at, *name = *mark ? mark + 1 : mark;
    at += strlen(mark) + 1;
    if (!is_inside(name))
      continue;
    char *fresh = g_build_filename(folder, "new", name, NULL), *final = g_build_filename(output, name, NULL);
    char *old = old_path(folder, i);
    whole = put_back(old, *mark == '+', fresh, final) && whole;
    g_free(old);
    g_free(fresh);
    g_free(final);
  }
  if (journal)
    g_bytes_unref(journal);
  whole = whole && remove_file(path);
  g_free(output);
  g_free(path);
  return whole;
}

/* What a run makes, and nothing of anybody else's. A run that is alive has a lock before it has any of that, and as
   long as it has: where there is none, it is dead, and what swept it broke off. */
static bool is_left(const char *folder)
{
  static const char *const NAMES[] = {"new", "old", "journal", NULL};
  GPtrArray *names = sweep_entries(folder);
  bool left = names->len > 0;
  for (unsigned i = 0; i < names->len; i++)
    left = left && g_strv_contains(NAMES, names->pdata[i]);
  g_ptr_array_free(names, TRUE);
  return left;
}

bool stage_recover(const char *folder, bool own)
{
  char *file = g_build_filename(folder, "lock", NULL);
  bool whole = true, locked = exists(file) || (!own && is_left(folder));
  int lock = locked ? lock_try(file) : -1;
  if (lock >= 0 || own)
    whole = roll_back(folder);
  if (!locked && !own)
    g_rmdir(folder); /* died before it had one; or will make another */
  else if ((lock >= 0 || own) && whole)
    sweep_stage(folder);
  if (lock >= 0)
    close(lock);
  g_free(file);
  return whole;
}

/* False, told: what a dead run began could not be put right; what is written now would be mixed with it. */
static bool sweep_leftovers(const char *output, DiagList *diags)
{
  GDir *dir = g_dir_open(output, 0, NULL);
  const char *name;
  bool whole = true;
  while (whole && dir && (name = g_dir_read_name(dir)))
    if (begins_with(name, PREFIX)) {
      char *path = g_build_filename(output, name, NULL);
      whole = stage_recover(path, false);
      if (!whole)
        diag_add(diags, DIAG_RESULTS_STUCK, (Place){.file = output}, output, path);
      g_free(path);
    }
  if (dir)
    g_dir_close(dir);
  return whole;
}

/* --- a run's own ------------------------------------------------------------------------------------- */

/* A folder between its making and its locking may be taken for a dead run's and swept: then another is made. */
static bool make_folder(Stage *stage)
{
  for (unsigned tries = 0; tries < 8; tries++) {
    g_free(stage->folder);
    stage->folder = g_build_filename(stage->output, PREFIX "XXXXXX", NULL);
    if (!guard_make_temporary(stage->guard, stage->folder, 0777))
      return false;
    char *file = g_build_filename(stage->folder, "lock", NULL);
    stage->lock = lock_try(file);
    int error = errno;
    bool there = exists(file);
    g_free(file);
    if (there && (stage->lock >= 0 || error == ENOLCK || error == ENOTSUP || error == EBADF || error == EINVAL))
      return true; /* without locks it is never swept by others */
    if (stage->lock >= 0)
      close(stage->lock);
    stage->lock = -1;
    errno = error;
    if (error != EWOULDBLOCK && error != ENOENT)
      return false;
  }
  return false;
}

Stage *stage_open(const char *output, const Guard *guard, DiagList *diags)
{
  Stage *stage = g_new0(Stage, 1);
  stage->output = g_strdup(output);
  stage->guard = guard;
  stage->lock = -1;
  stage->made = g_ptr_array_new_with_free_func(g_free);
  stage->results = g_ptr_array_new_with_free_func(free_result);
  stage->kept = g_ptr_array_new();
  bool made = folders_make(output, stage->made, guard);
  if (made && sweep_leftovers(output, diags) && make_folder(stage))
    return stage;
  if (diag_worst(diags) < DIAG_MACHINE)
    file_tell_unwritable(diags, output, errno);
  stage_free(stage);
  return NULL;
}

FileTarget stage_target(Stage *stage, const char *relative)
{
  for (unsigned i = 0; i < stage->results->len; i++)
    g_assert(strcmp(((Result *)stage->results->pdata[i])->relative, relative) != 0);
  Result *result = g_new0(Result, 1);
  result->relative = g_strdup(relative);
  result->path = g_build_filename(stage->folder, "new", relative, NULL);
  result->final = g_build_filename(stage->output, relative, NULL);
  char *folder = g_path_get_dirname(result->path);
  int error = g_mkdir_with_parents(folder, 0777) ? errno : 0; /* the writer will say so */
  g_free(folder);
  g_ptr_array_add(stage->results, result);
  return (FileTarget){result->path, result->final, error};
}

void stage_withhold(Stage *stage, const char *relative)
{
  for (unsigned i = 0; i < stage->results->len; i++) {
    Result *result = stage->results->pdata[i];
    if (!strcmp(result->relative, relative))
      result->withheld = true;
  }
}

bool stage_has(const Stage *stage, const char *relative)
{
  for (unsigned i = 0; i < stage->results->len; i++) {
    const Result *result = stage->results->pdata[i];
    if (!strcmp(result->relative, relative))
      return !result->withheld && exists(result->path);
  }
  return false;
}

/* --- taking places ----------------------------------------------------------------------------------- */

static GPtrArray *list_ready(const Stage *stage)
{
  GPtrArray *ready = g_ptr_array_new();
  for (unsigned i = 0; i < stage->results->len; i++) {
    Result *result = stage->results->pdata[i];
    if (!result->withheld && exists(result->path))
      g_ptr_array_add(ready, result);
  }
  return ready;
}

static bool write_journal(const Stage *stage, const GPtrArray *ready, DiagList *diags)
{
  char *path = g_build_filename(stage->folder, "journal", NULL);
  GString *names = g_string_new(NULL);
  for (unsigned i = 0; i < ready->len; i++) {
    const Result *result = ready->pdata[i];
    g_string_append_c(names, exists(result->final) ? '+' : '-');
    g_string_append_len(names, result->relative, (gssize)strlen(result->relative) + 1);
  }
  bool written = file_write((FileTarget){.path = path, .name = stage->output}, names->str, names->len, diags);
  g_string_free(names, TRUE);
  g_free(path);
  return written;
}

/* A second name for what stands there, so that its place is never empty; where links are not known it moves. */
static bool set_aside(const Stage *stage, unsigned index, const Result *result)
{
  if (g_file_test(result->final, G_FILE_TEST_IS_DIR)) { /* somebody's folder is no result of ours */
    errno = EISDIR;
    return false;
  }
  char *old = old_path(stage->folder, index);
  bool aside = link(result->final, old) == 0 || errno == ENOENT;
  if (!aside && (errno == EPERM || errno == ENOTSUP || errno == ENOSYS || errno == EMLINK))
    aside = g_rename(result->final, old) == 0;
  g_free(old);
  return aside;
}

static bool take_place(Stage *stage, unsigned index, const Result *result)
{
  char *folder = g_path_get_dirname(result->final);
  bool taken = folders_make(folder, stage->made, stage->guard) && set_aside(stage, index, result) &&
               g_rename(result->path, result->final) == 0;
  g_free(folder);
  return taken;
}

/* The files themselves are on the disk: now their names. Some file systems cannot do this. */
static void sync_folder_of(const char *path)
{
  char *folder = g_path_get_dirname(path);
  int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd >= 0) {
    fsync(fd);
    close(fd);
  }
  g_free(folder);
}

static bool take_all(Stage *stage, const GPtrArray *ready, DiagList *diags)
{
  char *old = g_build_filename(stage->folder, "old", NULL), *journal = g_build_filename(stage->folder, "journal", NULL);
  const char *failed = g_mkdir(old, 0777) ? stage->output : NULL;
  for (unsigned i = 0; i < ready->len && !failed; i++)
    failed = take_place(stage, i, ready->pdata[i]) ? NULL : ((Result *)ready->pdata[i])->final;
  if (!failed && g_unlink(journal))
    failed = stage->output;
  if (failed) {
    file_tell_unwritable(diags, failed, errno);
    stage->stuck = !roll_back(stage->folder);
    if (stage->stuck)
      diag_add(diags, DIAG_RESULTS_STUCK, (Place){.file = stage->output}, stage->output, stage->folder);
  }
  for (unsigned i = 0; i < ready->len && !failed; i++)
    if (i == 0 || i + 1 == ready->len) /* press and report, or all of a proof, lie in one folder */
      sync_folder_of(((Result *)ready->pdata[i])->final);
  g_free(journal);
  g_free(old);
  return !failed;
}

bool stage_keep(Stage *stage, DiagList *diags)
{
  GPtrArray *ready = list_ready(stage);
  int lock = lock_folder(stage->output); /* two runs' sets do not mix */
  bool kept =
      sweep_leftovers(stage->output, diags) && write_journal(stage, ready, diags) && take_all(stage, ready, diags);
  if (kept && ready->len)
    guard_note_kept(stage->guard);
  for (unsigned i = 0; kept && i < ready->len; i++)
    g_ptr_array_add(stage->kept, ((Result *)ready->pdata[i])->final);
  if (lock >= 0)
    close(lock);
  g_ptr_array_free(ready, TRUE);
  return kept;
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
  if (stage->folder && !stage->stuck)
    sweep_stage(stage->folder);
  if (stage->lock >= 0)
    close(stage->lock);
  for (unsigned i = stage->made->len; i > 0; i--)
    g_rmdir(stage->made->pdata[i - 1]); /* only what is empty goes */
  g_ptr_array_free(stage->made, TRUE);
  g_ptr_array_free(stage->results, TRUE);
  g_ptr_array_free(stage->kept, TRUE);
  g_free(stage->output);
  g_free(stage->folder);
  g_free(stage);
}
