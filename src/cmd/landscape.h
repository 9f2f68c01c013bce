/* The picture of a new issue: hills at sunrise, drawn here, so that nobody's rights are touched. */
#ifndef TEKAN_CMD_LANDSCAPE_H
#define TEKAN_CMD_LANDSCAPE_H

#include "host/host.h"

bool landscape_write(FileTarget target, DiagList *diags); /* a PNG large enough for a tabloid page's width */

#endif
