/* What a layout asks of a press file, as preflight takes it. */
#ifndef TEKAN_CMD_RULES_H
#define TEKAN_CMD_RULES_H

#include "load/load.h"
#include "preflight/preflight.h"

/* SPOTS: as of layout_spots; NULL: any. */
PreflightOptions rules_of_press(const Press *press, const char *const *spots);

#endif
