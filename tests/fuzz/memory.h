/* A file in memory that libraries open by name; the same one for every input of a process. */
#ifndef TESTS_FUZZ_MEMORY_H
#define TESTS_FUZZ_MEMORY_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

typedef struct {
  int file;
  char path[64];
} Memory;

static inline Memory memory_open(void)
{
  Memory memory = {.file = memfd_create("input", 0)};
  if (memory.file < 0)
    abort(); /* else the target would try nothing, and look well */
  snprintf(memory.path, sizeof memory.path, "/proc/self/fd/%d", memory.file);
  return memory;
}

static inline void memory_put(const Memory *memory, const void *bytes, size_t size)
{
  if (ftruncate(memory->file, 0) || pwrite(memory->file, bytes, size, 0) != (ssize_t)size)
    abort();
}

#endif
