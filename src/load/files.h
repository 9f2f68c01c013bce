/* Private to load: files as text, names that stay inside. */
#ifndef TEKAN_LOAD_FILES_H
#define TEKAN_LOAD_FILES_H

#include <stdbool.h>

#include "base/diag.h"

/* Reads and decodes FILE; NULL after a FATAL (unreadable, over LIMIT bytes, not UTF-8). */
char *file_read_text(Arena *arena, const char *file, size_t limit, size_t *length, DiagList *diags);
/* Names of what DIR holds, sorted by bytes, hidden ones left out; NULL-terminated, g_strfreev. NULL: can't be read. */
char **file_list(const char *dir);
/* What NAME may have meant: the nearest of NAMES (NULL-terminated), else all of them; NAME may be NULL. g_free. */
char *name_suggest(const char *name, const char *const *names);
int compare_string_pointers(const void *a, const void *b);
/* Is PATH, links followed, inside DIR, links followed? */
bool file_is_inside(const char *dir, const char *path);

#endif
