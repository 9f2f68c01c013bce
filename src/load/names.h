/* Private to load: names that are given, and names of results. */
#ifndef TEKAN_LOAD_NAMES_H
#define TEKAN_LOAD_NAMES_H

#include "load/yaml.h"

bool name_is_plain(const char *name); /* UTF-8 without control characters: fit for reports and messages */
/* false, told at NODE: PATTERN for single pages has a placeholder nobody knows, or leads elsewhere. */
bool names_check_split(Yaml *yaml, struct fy_node *node, const char *pattern);
/* false after a FATAL: two results of one name, or one no file system takes. */
bool names_check(Arena *arena, const Issue *issue, DiagList *diags);

#endif
