/* Preloaded into the program under test: makes the Nth call of a kind fail, once or from then on. Counted in the
   process the work is done in (after the fork), over all its threads.

   FAULT_KIND   open read write sync close rename folder stat map thread memory; all: each is counted, none fails
   FAULT_AT     N (1…); 0: count only
   FAULT_EVER   1: every later one fails too
   FAULT_ERROR  errno's number
   FAULT_EACH   of memory: every call, or one in FAULT_STEP, is refused in a copy of the process, which may then say so
                and end with that status, and do nothing else; the process itself goes on
   FAULT_LOG    where the count is written at the end (of all: a line a kind, its name before it); then a line a call to
                be refused for real.
                Of memory: the first after a file or folder was made, synchronised, renamed or removed, and what asks
                for more than the program ends at; of write: what reaches the disk, not only a stream's buffer, and a
                stream's last. Of FAULT_EACH: a line a copy that did otherwise */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NOTED_MOST = 1 << 14, CLAIM = 1024 * 1024 * 1024 /* MEMORY_CLAIM_BYTES */ };

static struct {
  char kind[16];
  long at;
  int ever, error;
  int each; /* the status copies end with; 0: none are made */
  long step;
  const char *log;
} asked;
static const char *const KINDS[] = {"memory", "read", "write",  "open",   "close", "stat",
                                    "map",    "sync", "rename", "folder", "thread"};
enum { N_KINDS = sizeof KINDS / sizeof *KINDS };
static atomic_long counts[N_KINDS];
static atomic_int counting; /* in the work's process */
static atomic_int changed;  /* on the disk, since memory was last asked for */
static __thread int inside; /* our own calls are not counted */

static struct {
  long number;
  int end; /* of a copy; 0: a call to be refused for real */
} noted[NOTED_MOST];
static atomic_int n_noted;

static void note(long number, int end)
{
  int at = atomic_fetch_add(&n_noted, 1);
  if (at < NOTED_MOST)
    noted[at].number = number, noted[at].end = end;
}

static atomic_long *count_of(const char *kind)
{
  int i = 0;
  while (i < N_KINDS - 1 && strcmp(KINDS[i], kind) != 0)
    i++;
  return &counts[i];
}

static int is_change(const char *kind)
{
  static const char *const CHANGES[] = {"sync", "rename", "folder"};
  for (unsigned i = 0; i < sizeof CHANGES / sizeof *CHANGES; i++)
    if (!strcmp(kind, CHANGES[i]))
      return 1;
  return 0;
}

static void note_making(int makes)
{
  if (makes)
    atomic_store(&changed, 1);
}

static int fails(const char *kind)
{
  if (!atomic_load(&counting) || inside)
    return 0;
  if (is_change(kind))
    atomic_store(&changed, 1);
  long number = atomic_fetch_add(count_of(kind), 1) + 1;
  if (strcmp(asked.kind, kind) != 0)
    return 0;
  if (asked.at == 0 || number < asked.at || (number > asked.at && !asked.ever))
    return 0;
  errno = asked.error;
  return 1;
}

/* --- copies ------------------------------------------------------------------------------------------- */

static int said[2]; /* the pipe that is a copy's standard error */
static pthread_mutex_t one_copy = PTHREAD_MUTEX_INITIALIZER;

/* From here on: words to standard error, and the end. */
static void allow_the_end(void)
{
  struct sock_filter steps[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_exit_group, 3, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_write, 0, 3),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, STDERR_FILENO, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
  };
  struct sock_fprog program = {sizeof steps / sizeof *steps, steps};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program))
    raise(SIGKILL);
}

/* What the copy said, and whether it is what one is asked to. */
static int said_so(void)
{
  char words[256];
  ssize_t length = syscall(SYS_read, said[0], words, sizeof words - 1);
  words[length > 0 ? length : 0] = 0;
  return strstr(words, "out of memory") != NULL;
}

enum { COPIES = 5 };

/* 1: this is the copy, and call NUMBER fails in it. No library's fork: none of them is to do anything about it. A copy
   has one thread of all, and waits for ever for what another holds at that moment, which is not allowed it: another is
   made then, a moment later. What goes on does so in each. */
static int copy_fails(long number)
{
  pthread_mutex_lock(&one_copy);
  int error = errno, end = -1, wrong = 1;
  for (int turn = 0; turn < COPIES && wrong; turn++) {
    long copy = syscall(SYS_clone, 0, 0, 0, 0, 0);
    if (copy == 0) {
      dup2(said[1], STDERR_FILENO);
      allow_the_end();
      errno = asked.error;
      return 1;
    }
    end = -1;
    wrong = copy < 0 || waitpid((pid_t)copy, &end, __WALL) != copy || !said_so() || !WIFEXITED(end) ||
            WEXITSTATUS(end) != asked.each;
    if (wrong && (!WIFSIGNALED(end) || WTERMSIG(end) != SIGSYS))
      break;
  }
  if (wrong)
    note(number, end ? end : -1);
  errno = error;
  pthread_mutex_unlock(&one_copy);
  return 0;
}

/* Memory is asked for hundreds of thousands of times. */
static int memory_fails(size_t size)
{
  if (fails("memory"))
    return 1;
  if (asked.at || inside || !atomic_load(&counting) || strcmp(asked.kind, "memory") != 0)
    return 0;
  long number = atomic_load(count_of("memory"));
  if (asked.each)
    return size <= CLAIM && number % asked.step == 0 && copy_fails(number);
  if (atomic_exchange(&changed, 0) || size > CLAIM)
    note(number, 0);
  return 0;
}

static void write_log(void)
{
  atomic_store(&counting, 0);
  FILE *file = asked.log ? fopen(asked.log, "w") : NULL;
  if (!file)
    return;
  int all = !strcmp(asked.kind, "all");
  for (int i = 0; i < N_KINDS && all; i++)
    fprintf(file, "%s %ld\n", KINDS[i], atomic_load(&counts[i]));
  if (!all)
    fprintf(file, "%ld\n", atomic_load(count_of(asked.kind)));
  for (int i = 0; i < atomic_load(&n_noted) && i < NOTED_MOST; i++)
    fprintf(file, "%ld %d\n", noted[i].number, noted[i].end);
  fclose(file);
}

static void begin(void)
{
  for (int i = 0; i < N_KINDS; i++)
    atomic_store(&counts[i], 0);
  atomic_store(&changed, 1);
  if (asked.each && pipe2(said, O_CLOEXEC | O_NONBLOCK))
    abort();
  atomic_store(&counting, 1);
  if (asked.at == 0)
    atexit(write_log);
}

__attribute__((constructor)) static void prepare(void)
{
  const char *kind = getenv("FAULT_KIND"), *at = getenv("FAULT_AT"), *error = getenv("FAULT_ERROR");
  snprintf(asked.kind, sizeof asked.kind, "%s", kind ? kind : "");
  asked.at = at ? atol(at) : 0;
  asked.ever = getenv("FAULT_EVER") != NULL;
  asked.error = error ? atoi(error) : EIO;
  asked.each = getenv("FAULT_EACH") ? atoi(getenv("FAULT_EACH")) : 0;
  asked.step = getenv("FAULT_STEP") ? atol(getenv("FAULT_STEP")) : 1;
  asked.log = getenv("FAULT_LOG");
  if (kind)
    pthread_atfork(NULL, NULL, begin);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

/* --- files -------------------------------------------------------------------------------------------- */

#define MODE(last)                                                                                                     \
  (flags & (O_CREAT | O_TMPFILE) ? (va_start(list, last), mode = (mode_t)va_arg(list, int), va_end(list)) : (void)0)

int open(const char *path, int flags, ...)
{
  va_list list;
  mode_t mode = 0;
  MODE(flags);
  note_making(flags & (O_CREAT | O_TMPFILE));
  return fails("open") ? -1 : REAL(open)(path, flags, mode);
}
int open64(const char *path, int flags, ...)
{
  va_list list;
  mode_t mode = 0;
  MODE(flags);
  note_making(flags & (O_CREAT | O_TMPFILE));
  return fails("open") ? -1 : REAL(open64)(path, flags, mode);
}
int openat(int folder, const char *path, int flags, ...)
{
  va_list list;
  mode_t mode = 0;
  MODE(flags);
  note_making(flags & (O_CREAT | O_TMPFILE));
  return fails("open") ? -1 : REAL(openat)(folder, path, flags, mode);
}
FILE *fopen(const char *path, const char *mode)
{
  note_making(*mode != 'r');
  return fails("open") ? NULL : REAL(fopen)(path, mode);
}
FILE *fopen64(const char *path, const char *mode)
{
  note_making(*mode != 'r');
  return fails("open") ? NULL : REAL(fopen64)(path, mode);
}
FILE *fdopen(int fd, const char *mode)
{
  return fails("open") ? NULL : REAL(fdopen)(fd, mode);
}
DIR *opendir(const char *path)
{
  return fails("open") ? NULL : REAL(opendir)(path);
}
struct dirent *readdir(DIR *dir)
{
  return fails("read") ? NULL : REAL(readdir)(dir);
}
ssize_t read(int fd, void *bytes, size_t length)
{
  return fails("read") ? -1 : REAL(read)(fd, bytes, length);
}
ssize_t pread(int fd, void *bytes, size_t length, off_t at)
{
  return fails("read") ? -1 : REAL(pread)(fd, bytes, length, at);
}

/* stdio reads and writes by calls of its own that cannot be caught: a stream on a descriptor that fails does as well: a
   full disk to write to, a folder to read from. */
static void spoil(FILE *file, const char *by)
{
  int fd = fileno(file), error = errno, other;
  inside++;
  other = open(by, O_RDWR | O_CLOEXEC);
  if (other < 0)
    other = open(by, O_RDONLY | O_CLOEXEC);
  if (fd >= 0 && other >= 0)
    dup2(other, fd);
  if (other >= 0)
    close(other);
  inside--;
  errno = error;
}
size_t fread(void *bytes, size_t size, size_t n, FILE *file)
{
  if (fails("read"))
    spoil(file, "/");
  return REAL(fread)(bytes, size, n, file);
}

/* A stream that was spoilt shows it when its buffer goes to the disk: all that was written into one buffer fails alike.
 */
static struct {
  FILE *file;
  long number; /* the last, not noted */
} streams[64];
static pthread_mutex_t one_stream = PTHREAD_MUTEX_INITIALIZER;

/* NUMBER 0: FILE is closed. */
static void remember_stream(FILE *file, long number)
{
  pthread_mutex_lock(&one_stream);
  unsigned at = 0, most = sizeof streams / sizeof *streams;
  while (at < most && streams[at].file != file)
    at++;
  for (unsigned i = 0; at == most && i < most; i++)
    if (!streams[i].file)
      at = i;
  if (at == most)
    abort(); /* else one would be left out */
  if (!number && streams[at].file == file && streams[at].number)
    note(streams[at].number, 0);
  streams[at].file = number ? file : NULL;
  streams[at].number = number;
  pthread_mutex_unlock(&one_stream);
}
static int counts_writes(void)
{
  return asked.at == 0 && !inside && atomic_load(&counting) && !strcmp(asked.kind, "write");
}
static void note_write(void)
{
  if (counts_writes())
    note(atomic_load(count_of("write")), 0);
}
size_t fwrite(const void *bytes, size_t size, size_t n, FILE *file)
{
  if (file != stdout && file != stderr && fails("write"))
    spoil(file, "/dev/full");
  if (file == stdout || file == stderr || !counts_writes())
    return REAL(fwrite)(bytes, size, n, file);
  long number = atomic_load(count_of("write"));
  off_t before = lseek(fileno(file), 0, SEEK_CUR);
  size_t written = REAL(fwrite)(bytes, size, n, file);
  if (lseek(fileno(file), 0, SEEK_CUR) != before)
    note(number, 0);
  remember_stream(file, number);
  return written;
}
ssize_t write(int fd, const void *bytes, size_t length)
{
  if (fd > 2 && fails("write"))
    return -1;
  if (fd > 2)
    note_write();
  return REAL(write)(fd, bytes, length);
}
int fflush(FILE *file)
{
  int own = file && file != stdout && file != stderr;
  if (own && fails("write"))
    return EOF;
  if (own)
    note_write();
  return REAL(fflush)(file);
}
int fsync(int fd)
{
  return fails("sync") ? -1 : REAL(fsync)(fd);
}
int fclose(FILE *file)
{
  if (counts_writes())
    remember_stream(file, 0);
  if (fails("close")) { /* as a network disk does: all of it, and then that it was not */
    int error = errno;
    REAL(fclose)(file);
    errno = error;
    return EOF;
  }
  return REAL(fclose)(file);
}
int rename(const char *from, const char *to)
{
  return fails("rename") ? -1 : REAL(rename)(from, to);
}
int link(const char *from, const char *to)
{
  return fails("rename") ? -1 : REAL(link)(from, to);
}
int unlink(const char *path)
{
  return fails("rename") ? -1 : REAL(unlink)(path);
}
int flock(int fd, int how)
{
  return fails("rename") ? -1 : REAL(flock)(fd, how);
}
int mkdir(const char *path, mode_t mode)
{
  return fails("folder") ? -1 : REAL(mkdir)(path, mode);
}
char *mkdtemp(char *path)
{
  return fails("folder") ? NULL : REAL(mkdtemp)(path);
}
int stat(const char *path, struct stat *info)
{
  return fails("stat") ? -1 : REAL(stat)(path, info);
}
int lstat(const char *path, struct stat *info)
{
  return fails("stat") ? -1 : REAL(lstat)(path, info);
}
int fstat(int fd, struct stat *info)
{
  return fails("stat") ? -1 : REAL(fstat)(fd, info);
}
char *realpath(const char *path, char *real)
{
  return fails("stat") ? NULL : REAL(realpath)(path, real);
}
void *mmap(void *place, size_t length, int how, int flags, int fd, off_t at)
{
  return fd >= 0 && fails("map") ? MAP_FAILED : REAL(mmap)(place, length, how, flags, fd, at);
}
void *mmap64(void *place, size_t length, int how, int flags, int fd, off_t at)
{
  return fd >= 0 && fails("map") ? MAP_FAILED : REAL(mmap)(place, length, how, flags, fd, at);
}
int pthread_create(pthread_t *thread, const pthread_attr_t *how, void *(*work)(void *), void *data)
{
  return fails("thread") ? asked.error : REAL(pthread_create)(thread, how, work, data);
}

/* --- memory ------------------------------------------------------------------------------------------- */

/* The program's own malloc (host/memory.c) stands before any preloaded one, and asks glibc's by these names; so do
   those of a program that has none. */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *old, size_t size);
extern void *__libc_memalign(size_t align, size_t size);

static struct {
  __typeof__(&__libc_malloc) malloc;
  __typeof__(&__libc_calloc) calloc;
  __typeof__(&__libc_realloc) realloc;
  __typeof__(&__libc_memalign) memalign;
} libc;

/* dlsym of a name that is there asks for no memory. */
static void find_libc(void)
{
  if (libc.memalign)
    return;
  libc.malloc = REAL(__libc_malloc);
  libc.calloc = REAL(__libc_calloc);
  libc.realloc = REAL(__libc_realloc);
  libc.memalign = REAL(__libc_memalign);
}

void *__libc_malloc(size_t size)
{
  find_libc();
  return memory_fails(size) ? NULL : libc.malloc(size);
}
void *__libc_calloc(size_t n, size_t size)
{
  find_libc();
  return memory_fails(n * size) ? NULL : libc.calloc(n, size);
}
void *__libc_realloc(void *old, size_t size)
{
  find_libc();
  return size && memory_fails(size) ? NULL : libc.realloc(old, size);
}
void *__libc_memalign(size_t align, size_t size)
{
  find_libc();
  return memory_fails(size) ? NULL : libc.memalign(align, size);
}
