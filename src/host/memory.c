/* The process's malloc: where the system has no memory, the work ends here and is said to, whichever library asked.
   None of them tells that by itself: GLib aborts, ICU and HarfBuzz go on with less, FreeType and libpng call the file
   damaged. glibc documents how a program takes the place of its malloc ("Replacing malloc"); free stays glibc's.
   Not where a sanitizer has an allocator of its own. */
#include "host/work.h"

#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <unistd.h>

void memory_end(void)
{
  static const char WORDS[] = "tekan: out of memory 内存不足\n";
  if (write(STDERR_FILENO, WORDS, sizeof WORDS - 1) < 0)
    _exit(HOST_FAILED);
  _exit(HOST_FAILED);
}

#if !HOST_SANITIZED

extern void *system_malloc(size_t size) __asm__("__libc_malloc");
extern void *system_calloc(size_t n, size_t size) __asm__("__libc_calloc");
extern void *system_realloc(void *old, size_t size) __asm__("__libc_realloc");
extern void *system_memalign(size_t alignment, size_t size) __asm__("__libc_memalign");

/* A damaged file claims any size; what asks for more than any limit of ours lets through is told so, as ever. */
static void *got(void *memory, size_t size)
{
  if (!memory && size <= MEMORY_CLAIM_BYTES)
    memory_end();
  return memory;
}

void *malloc(size_t size)
{
  return got(system_malloc(size), size);
}

void *calloc(size_t nmemb, size_t size)
{
  size_t bytes;
  return got(system_calloc(nmemb, size), __builtin_mul_overflow(nmemb, size, &bytes) ? G_MAXSIZE : bytes);
}

void *realloc(void *ptr, size_t size)
{
  void *memory = system_realloc(ptr, size);
  return size ? got(memory, size) : memory; /* of none: freed */
}

static void *align(size_t alignment, size_t size)
{
  void *memory = system_memalign(alignment, size);
  return !memory && errno == EINVAL ? NULL : got(memory, size);
}

void *memalign(size_t alignment, size_t size)
{
  return align(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
  return align(alignment, size);
}

int posix_memalign(void **memptr, size_t alignment, size_t size)
{
  if (alignment % sizeof(void *) || alignment & (alignment - 1) || !alignment)
    return EINVAL;
  void *memory = got(system_memalign(alignment, size), size);
  if (!memory)
    return ENOMEM;
  *memptr = memory;
  return 0;
}

#endif
