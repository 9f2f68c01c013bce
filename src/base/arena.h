/* An arena for what dies together: an article's runs and lines, a page's boxes.
   Everything got from it is zeroed, aligned for any type, and freed by arena_free alone. Not shared between threads. */
#ifndef TEKAN_BASE_ARENA_H
#define TEKAN_BASE_ARENA_H

#include <stddef.h>

typedef struct Arena Arena;

Arena *arena_new(void);
void arena_free(Arena *arena); /* NULL is allowed */
void *arena_alloc(Arena *arena, size_t size);
void *arena_take(Arena *arena, size_t size); /* not zeroed */
void arena_clear(Arena *arena);              /* what was got from it is gone; its room stays for what comes */
void *arena_copy(Arena *arena, const void *bytes, size_t size);
char *arena_strdup(Arena *arena, const char *text);                 /* NULL stays NULL */
char *arena_strndup(Arena *arena, const char *text, size_t length); /* NUL-terminated copy */

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, type, n) ((type *)arena_alloc((arena), sizeof(type) * (size_t)(n)))

#endif
