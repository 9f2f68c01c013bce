/* Preloaded into the program under test: makes the Nth call of a kind fail, once or from then on. Counted in the
   process the work is done in (after the fork), over all its threads.

   FAULT_KIND   open read write sync close rename folder stat map thread memory
   FAULT_AT     N (1…); 0: count only
   FAULT_EVER   1: every later one fails too
   FAULT_ERROR  errno's number
   FAULT_LOG    where the count is written at the end; of memory: a line a place asked from: the first call, a hash */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SITES = 1 << 16, FRAMES = 12 };

static struct {
  char kind[16];
  long at;
  int ever, error;
  const char *log;
} asked;
static atomic_long count;
static atomic_int counting; /* in the work's process */
static _Atomic uint64_t sites[SITES];
static atomic_long site_first[SITES];
static __thread int inside; /* our own calls are not counted */

static void note_site(long number)
{
  void *frames[FRAMES];
  uint64_t hash = 1469598103934665603u;
  inside++;
  int n = backtrace(frames, FRAMES);
  inside--;
  for (int i = 2; i < n; i++)
    hash = (hash ^ (uint64_t)(uintptr_t)frames[i]) * 1099511628211u;
  hash |= 1;
  for (unsigned at = (unsigned)(hash % SITES), tries = 0; tries < 64; at = (at + 1) % SITES, tries++) {
    uint64_t none = 0;
    if (atomic_load(&sites[at]) == hash)
      return;
    if (atomic_compare_exchange_strong(&sites[at], &none, hash)) {
      atomic_store(&site_first[at], number);
      return;
    }
  }
}

static int fails(const char *kind)
{
  if (!atomic_load(&counting) || inside || strcmp(asked.kind, kind) != 0)
    return 0;
  long number = atomic_fetch_add(&count, 1) + 1;
  if (asked.at == 0 && asked.log && kind[0] == 'm' && kind[1] == 'e')
    note_site(number);
  if (asked.at == 0 || number < asked.at || (number > asked.at && !asked.ever))
    return 0;
  errno = asked.error;
  return 1;
}

static void write_log(void)
{
  atomic_store(&counting, 0);
  FILE *file = asked.log ? fopen(asked.log, "w") : NULL;
  if (!file)
    return;
  fprintf(file, "%ld\n", atomic_load(&count));
  for (unsigned i = 0; i < SITES; i++)
    if (atomic_load(&sites[i]))
      fprintf(file, "%ld %016lx\n", atomic_load(&site_first[i]), (unsigned long)atomic_load(&sites[i]));
  fclose(file);
}

static void begin(void)
{
  atomic_store(&count, 0);
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
  asked.log = getenv("FAULT_LOG");
  void *frames[2];
  backtrace(frames, 2); /* loads what it needs */
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
  return fails("open") ? -1 : REAL(open)(path, flags, mode);
}
int open64(const char *path, int flags, ...)
{
  va_list list;
  mode_t mode = 0;
  MODE(flags);
  return fails("open") ? -1 : REAL(open64)(path, flags, mode);
}
int openat(int folder, const char *path, int flags, ...)
{
  va_list list;
  mode_t mode = 0;
  MODE(flags);
  return fails("open") ? -1 : REAL(openat)(folder, path, flags, mode);
}
FILE *fopen(const char *path, const char *mode)
{
  return fails("open") ? NULL : REAL(fopen)(path, mode);
}
FILE *fopen64(const char *path, const char *mode)
{
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
size_t fwrite(const void *bytes, size_t size, size_t n, FILE *file)
{
  if (file != stdout && file != stderr && fails("write"))
    spoil(file, "/dev/full");
  return REAL(fwrite)(bytes, size, n, file);
}
ssize_t write(int fd, const void *bytes, size_t length)
{
  return fd > 2 && fails("write") ? -1 : REAL(write)(fd, bytes, length);
}
int fflush(FILE *file)
{
  return file && file != stdout && file != stderr && fails("write") ? EOF : REAL(fflush)(file);
}
int fsync(int fd)
{
  return fails("sync") ? -1 : REAL(fsync)(fd);
}
int fclose(FILE *file)
{
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
  return fails("memory") ? NULL : libc.malloc(size);
}
void *__libc_calloc(size_t n, size_t size)
{
  find_libc();
  return fails("memory") ? NULL : libc.calloc(n, size);
}
void *__libc_realloc(void *old, size_t size)
{
  find_libc();
  return size && fails("memory") ? NULL : libc.realloc(old, size);
}
void *__libc_memalign(size_t align, size_t size)
{
  find_libc();
  return fails("memory") ? NULL : libc.memalign(align, size);
}
