/* A layout drawn: its templates side by side, each with the grid's columns and lines, slots with names, heads,
 * furniture. */
#ifndef TEKAN_CMD_WIREFRAME_H
#define TEKAN_CMD_WIREFRAME_H

#include "host/host.h"
#include "style/style.h"

bool wireframe_write(Arena *arena, const StyleSheet *sheet, FileTarget target, DiagList *diags);

#endif
