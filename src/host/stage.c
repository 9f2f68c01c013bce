/* A stage is a folder .tekan-XXXXXX where results go:
     lock      held while its run is alive
     new/…     results as they are written
     journal   names of those that take their places, while they do
     old/N     what had the place of the journal's Nth before

   Taking places: all old files get a second name under old/, then each new file takes its place by one rename, then the
   journal goes: from there on the set is the new one. A run that fails or dies before puts back what stands in old/;
   what had no old file is removed. Which of the two happened to each is seen from what is still there. */
#include "host/work.h"

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

/* --- what a dead run left --------------------------------------------------------------------------- */

/* Its place as it was before. NEW still there: it has not taken it. */
static void put_back(const char *folder, unsigned index, const char *fresh, const char *final)
{
  char *old = old_path(folder, index);
  if (exists(old)) {
    g_rename(old, final);
    g_unlink(old); /* two names of one file: rename did nothing */
  } else if (!exists(fresh))
    g_unlink(final);
  g_free(old);
}

/* The journal: relative names, each ended by a NUL. */
static void roll_back(const char *folder)
{
  FileFault fault;
  char *path = g_build_filename(folder, "journal", NULL), *output = g_path_get_dirname(folder);
  GBytes *journal = file_read(path, (FileRule){.most = 1 << 24}, &fault);
  gsize length = 0, at = 0;
  const char *names = journal ? g_bytes_get_data(journal, &length) : NULL;
  for (unsigned i = 0; names && at < length && memchr(names + at, 0, length - at); i++) {
    char *fresh = g_build_filename(folder, "new", names + at, NULL),
         *final = g_build_filename(output, names + at, NULL);
    put_back(folder, i, fresh, final);
    g_free(fresh);
    g_free(final);
    at += strlen(names + at) + 1;
  }
  if (journal)
    g_bytes_unref(journal);
  g_unlink(path);
  g_free(output);
  g_free(path);
}

void stage_recover(const char *folder)
{
  char *file = g_build_filename(folder, "lock", NULL);
  int lock = exists(file) ? lock_try(file) : -1;
  if (!exists(file))
    g_rmdir(folder); /* died before it had one; or will make another */
  if (lock >= 0) {
    roll_back(folder);
    sweep_path(folder);
    close(lock);
  }
  g_free(file);
}

static void sweep_leftovers(const char *output)
{
  GDir *dir = g_dir_open(output, 0, NULL);
  const char *name;
  while (dir && (name = g_dir_read_name(dir)))
    if (g_str_has_prefix(name, PREFIX)) {
      char *path = g_build_filename(output, name, NULL);
      stage_recover(path);
      g_free(path);
    }
  if (dir)
    g_dir_close(dir);
}

/* --- a run's own ------------------------------------------------------------------------------------- */

/* A folder between its making and its locking may be taken for a dead run's and swept: then another is made. */
static bool make_folder(Stage *stage)
{
  for (unsigned tries = 0; tries < 8; tries++) {
    g_free(stage->folder);
    stage->folder = g_build_filename(stage->output, PREFIX "XXXXXX", NULL);
    if (!g_mkdtemp_full(stage->folder, 0777))
      return false;
    guard_note(stage->guard, stage->folder, false);
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
    if (there && error != EWOULDBLOCK)
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
  if (folders_make(output, stage->made, guard)) {
    sweep_leftovers(output);
    if (make_folder(stage))
      return stage;
  }
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
  g_mkdir_with_parents(folder, 0777); /* where that fails the writer will say so */
  g_free(folder);
  g_ptr_array_add(stage->results, result);
  return (FileTarget){result->path, result->final};
}

void stage_withhold(Stage *stage, const char *relative)
{
  for (unsigned i = 0; i < stage->results->len; i++) {
    Result *result = stage->results->pdata[i];
    if (!strcmp(result->relative, relative))
      result->withheld = true;
  }
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
    g_string_append_len(names, result->relative, (gssize)strlen(result->relative) + 1);
  }
  bool written = file_write((FileTarget){path, stage->output}, names->str, names->len, diags);
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
    roll_back(stage->folder);
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
  bool kept = write_journal(stage, ready, diags) && take_all(stage, ready, diags);
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
  if (stage->folder)
    sweep_path(stage->folder);
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
