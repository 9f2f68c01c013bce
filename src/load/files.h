/* Private to load: files as text, names that stay inside. */
#ifndef TEKAN_LOAD_FILES_H
#define TEKAN_LOAD_FILES_H

#include <stdbool.h>

#include "host/host.h"

/* Reads and decodes FILE; NULL after a diagnostic (not there, outside, too large, not UTF-8; the machine's). */
char *file_read_text(Arena *arena, const char *file, FileRule rule, size_t *length, DiagList *diags);
int compare_string_pointers(const void *a, const void *b);

#endif
