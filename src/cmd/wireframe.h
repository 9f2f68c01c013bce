/* A layout drawn: its templates side by side, each with the grid's columns and lines, slots with names, heads,
 * furniture. */
#ifndef TEKAN_CMD_WIREFRAME_H
#define TEKAN_CMD_WIREFRAME_H

#include <stdbool.h>

#include "style/style.h"

bool wireframe_write(Arena *arena, const StyleSheet *sheet, const char *path, DiagList *diags);

#endif
