#include "base/arena.h"

#include <glib.h>
#include <stdalign.h>
#include <string.h>

/* Blocks are chained newest first; the first bytes of a block are its header. Each is twice the one before, up to
   BLOCK_MOST: an arena of a few rows stays small. What was cleared is used again before more is asked for. */
#define BLOCK_LEAST ((size_t)2 * 1024)
#define BLOCK_MOST ((size_t)64 * 1024)

typedef struct Block {
  struct Block *next;
  size_t used, size;
  alignas(max_align_t) unsigned char bytes[];
} Block;

struct Arena {
  Block *newest, *spare;
};

Arena *arena_new(void)
{
  return g_new0(Arena, 1);
}

static void free_blocks(Block *block)
{
  while (block) {
    Block *next = block->next;
    g_free(block);
    block = next;
  }
}

void arena_free(Arena *arena)
{
  if (!arena)
    return;
  free_blocks(arena->newest);
  free_blocks(arena->spare);
  g_free(arena);
}

void arena_clear(Arena *arena)
{
  while (arena->newest) {
    Block *block = arena->newest;
    arena->newest = block->next;
    block->next = arena->spare;
    arena->spare = block;
  }
}

/* Those too small for what is asked for are given up, or they would gather. */
static Block *take_spare(Arena *arena, size_t least)
{
  while (arena->spare) {
    Block *block = arena->spare;
    arena->spare = block->next;
    if (block->size >= least)
      return block;
    g_free(block);
  }
  return NULL;
}

static Block *add_block(Arena *arena, size_t least)
{
  size_t size = MAX(least, arena->newest ? MIN(arena->newest->size * 2, BLOCK_MOST) : BLOCK_LEAST);
  Block *block = take_spare(arena, least);
  if (!block) {
    block = g_malloc(sizeof(Block) + size);
    block->size = size;
  }
  block->used = 0;
  block->next = arena->newest;
  arena->newest = block;
  return block;
}

void *arena_take(Arena *arena, size_t size)
{
  const size_t step = alignof(max_align_t);
  size = (size + step - 1) / step * step;
  Block *block = arena->newest;
  if (!block || block->size - block->used < size)
    block = add_block(arena, size);
  void *at = block->bytes + block->used;
  block->used += size;
  return at;
}

void *arena_alloc(Arena *arena, size_t size)
{
  return memset(arena_take(arena, size), 0, size);
}

void *arena_copy(Arena *arena, const void *bytes, size_t size)
{
  void *at = size ? arena_take(arena, size) : arena_alloc(arena, 1);
  if (size)
    memcpy(at, bytes, size);
  return at;
}

char *arena_strndup(Arena *arena, const char *text, size_t length)
{
  char *at = arena_take(arena, length + 1);
  memcpy(at, text, length);
  at[length] = '\0';
  return at;
}

char *arena_strdup(Arena *arena, const char *text)
{
  return text ? arena_strndup(arena, text, strlen(text)) : NULL;
}
