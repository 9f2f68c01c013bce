/* The job runs in a child, which tells its parent through a pipe what to clean up should it end before its time: each
   note is '/' or '.' (a folder to be swept; one to go if it is empty), the path, a NUL; '+' says that results took
   their places. The last note, '=', says that the work came to its end: the allocator (memory.c) ends the process where
   there is no memory, and a library may call exit by itself. */
#include "host/work.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

struct Guard {
  int notes; /* where the child writes them */
};

/* Asks for no memory: what was made is noted whatever comes next. */
static void write_note(const Guard *guard, char kind, const char *path)
{
  size_t length = strlen(path) + 1;
  const struct iovec parts[] = {{&kind, 1}, {(void *)path, length}};
  if (guard && writev(guard->notes, parts, 2) != (ssize_t)length + 1)
    errno = 0; /* nobody reads, or the pipe is full: the next run will sweep */
}

void guard_note_kept(const Guard *guard)
{
  write_note(guard, '+', "");
}

/* A folder is made and noted with no signal in between: one that was not noted would stay. */
static bool make_noted(const Guard *guard, char *path, int mode, bool temporary)
{
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, &before);
  bool made = temporary ? g_mkdtemp_full(path, mode) != NULL : g_mkdir(path, (mode_t)mode) == 0;
  int error = errno;
  if (made)
    write_note(guard, temporary ? '/' : '.', path);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  errno = error;
  return made;
}

bool guard_make_temporary(const Guard *guard, char *path, int mode)
{
  return make_noted(guard, path, mode, true);
}

bool guard_make_folder(const Guard *guard, const char *path)
{
  return make_noted(guard, (char *)path, 0777, false);
}

/* --- memory ----------------------------------------------------------------------------------------- */

static void on_log(const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  if (level & G_LOG_LEVEL_ERROR && message && strstr(message, "failed to allocate"))
    memory_end();
  g_log_default_handler(domain, level, message, data);
}

/* GLib's own words where it was refused what a damaged file claims, or a sanitizer has no more. */
static void watch_memory(void)
{
  g_log_set_default_handler(on_log, NULL);
}

/* --- the parent ---------------------------------------------------------------------------------------- */

static GPtrArray *read_notes(int fd)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func(g_free);
  GString *note = g_string_new(NULL);
  char c;
  while (read(fd, &c, 1) == 1) {
    if (c)
      g_string_append_c(note, c);
    else {
      g_ptr_array_add(notes, g_strdup(note->str));
      g_string_truncate(note, 0);
    }
  }
  g_string_free(note, TRUE);
  return notes;
}

typedef struct {
  bool ended, kept;
} Progress;

/* The last noted first: what lies in a folder goes before the folder. */
static Progress clean_up(int fd)
{
  Progress progress = {0};
  GPtrArray *notes = read_notes(fd);
  for (unsigned i = notes->len; i > 0; i--) {
    const char *note = notes->pdata[i - 1];
    if (*note == '=')
      progress.ended = true;
    else if (*note == '+')
      progress.kept = true;
    else if (*note == '.')
      g_rmdir(note + 1);
    else {
      stage_recover(note + 1, true); /* one without a lock: nobody else can have it */
    }
  }
  g_ptr_array_free(notes, TRUE);
  return progress;
}

static void list_signals(sigset_t *set)
{
  static const int SIGNALS[] = {SIGINT, SIGTERM, SIGHUP, SIGCHLD};
  sigemptyset(set);
  for (unsigned i = 0; i < G_N_ELEMENTS(SIGNALS); i++)
    sigaddset(set, SIGNALS[i]);
}

/* Whoever started us may want a signal ignored (nohup, a job in a script's background). */
static bool is_ignored(int signal)
{
  struct sigaction action;
  return !sigaction(signal, NULL, &action) && action.sa_handler == SIG_IGN;
}

/* Waits for CHILD and passes signals on to it, which may have its own way with those; *ENDING: the last that was not
   to be ignored. Whoever asks twice will not wait. */
static int await_child(pid_t child, const sigset_t *set, int *ending)
{
  int end;
  for (;;) {
    pid_t done = waitpid(child, &end, WNOHANG);
    if (done == child)
      return end;
    int signal = sigwaitinfo(set, NULL);
    if (signal <= 0 || signal == SIGCHLD)
      continue;
    kill(child, *ending ? SIGKILL : signal);
    *ending = is_ignored(signal) ? *ending : signal;
  }
}

/* What a process is sent for its own mistakes; the others come from outside. */
static bool is_own(int signal)
{
  static const int OWN[] = {SIGSEGV, SIGABRT, SIGFPE, SIGILL, SIGSYS, SIGTRAP};
  for (unsigned i = 0; i < G_N_ELEMENTS(OWN); i++)
    if (signal == OWN[i])
      return true;
  return false;
}

static const char *words_of_end(int end, Lang lang)
{
  static const char *const WORDS[][2] = {
      {"out of memory, it seems (a library ended the work)", "似乎内存不足（程序库中止了工作）"},
      {"the work was killed, perhaps for want of memory", "程序被终止，可能是内存不足"},
      {"a file changed or the disk failed while it was read", "读取过程中文件被改动或磁盘出错"},
      {"the work broke off (signal %d): a mistake of the program's own; please report it with the input",
       "程序异常中断（信号 %d），属程序自身的错误，请连同输入一并报告"},
      {"the work was ended from outside (signal %d)", "程序被外部终止（信号 %d）"}};
  int signal = WIFEXITED(end) ? 0 : WTERMSIG(end);
  int kind = !signal ? 0 : signal == SIGKILL ? 1 : signal == SIGBUS ? 2 : is_own(signal) ? 3 : 4;
  return WORDS[kind][lang];
}

/* One that did not come to its end: why, unless it has said so (memory_end), and what became of the results. A
   sanitizer's own status stays. */
static int tell_end(int end, bool kept, Lang lang)
{
  static const char *const LEADS[2] = {"tekan: ", "tekan："}, *const STOPS[2] = {"; ", "；"};
  static const char *const RESULTS[2][2] = {{"nothing was written\n", "没有写出任何文件\n"},
                                            {"the results had been written, whole\n", "结果此前已完整写出\n"}};
  if (WIFEXITED(end) && HOST_SANITIZED)
    return WEXITSTATUS(end);
  fputs(LEADS[lang], stderr);
  if (!WIFEXITED(end) || WEXITSTATUS(end) != HOST_FAILED) {
    fprintf(stderr, words_of_end(end, lang), WIFSIGNALED(end) ? WTERMSIG(end) : 0);
    fputs(STOPS[lang], stderr);
  }
  fputs(RESULTS[kept][lang], stderr);
  return HOST_FAILED;
}

static void end_by(int signal)
{
  sigset_t one;
  sigemptyset(&one);
  sigaddset(&one, signal);
  struct sigaction action = {.sa_handler = SIG_DFL};
  sigaction(signal, &action, NULL);
  raise(signal);
  sigprocmask(SIG_UNBLOCK, &one, NULL);
}

static void run_child(int (*work)(const Guard *guard, void *data), void *data, pid_t parent, int notes)
{
  prctl(PR_SET_PDEATHSIG, SIGKILL); /* its lock goes with it: the next run cleans up */
  if (getppid() != parent)
    _exit(HOST_FAILED);
  const Guard guard = {notes};
  watch_memory();
  int status = work(&guard, data);
  write_note(&guard, '=', "");
  exit(status);
}

/* One of the first three that was closed (2>&-) would be the next file's, and what is told would go into it. It stays
   one that cannot be written. */
static void fill_standard(void)
{
  int fd;
  do
    fd = open("/dev/null", O_RDONLY);
  while (fd >= 0 && fd <= STDERR_FILENO);
  if (fd >= 0)
    close(fd);
}

int guard_run(int (*work)(const Guard *guard, void *data), void *data, Lang lang)
{
  int notes[2], ending = 0;
  sigset_t set, before;
  fill_standard();
  pid_t parent = getpid(), child = pipe2(notes, O_CLOEXEC | O_NONBLOCK) ? -1 : 0;
  list_signals(&set);
  sigprocmask(SIG_BLOCK, &set, &before);
  if (child == 0)
    child = fork();
  if (child < 0) {
    fprintf(stderr, "tekan: %s\n", host_reason(errno, lang));
    return HOST_FAILED;
  }
  if (child == 0) {
    sigprocmask(SIG_SETMASK, &before, NULL);
    close(notes[0]);
    run_child(work, data, parent, notes[1]);
  }
  close(notes[1]);
  int end = await_child(child, &set, &ending);
  Progress progress = clean_up(notes[0]);
  close(notes[0]);
  if (WIFSIGNALED(end) && (ending || sigismember(&set, WTERMSIG(end)) == 1))
    end_by(ending ? ending : WTERMSIG(end));
  sigprocmask(SIG_SETMASK, &before, NULL);
  return WIFEXITED(end) && progress.ended ? WEXITSTATUS(end) : tell_end(end, progress.kept, lang);
}
