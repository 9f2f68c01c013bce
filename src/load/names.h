/* Private to load: names that are given, and names of results. */
#ifndef TEKAN_LOAD_NAMES_H
#define TEKAN_LOAD_NAMES_H

#include "load/load.h"

bool name_is_plain(const char *name); /* UTF-8 without control characters: fit for reports and messages */
/* false after a FATAL: two results of one name, or one no file system takes. */
bool names_check(Arena *arena, const Issue *issue, DiagList *diags);

#endif
