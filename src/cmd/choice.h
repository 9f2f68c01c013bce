/* makeup.yaml: the ways that were chosen to make pages up, beside issue.yaml. People may read, edit and delete it. */
#ifndef TEKAN_CMD_CHOICE_H
#define TEKAN_CMD_CHOICE_H

#include "compose/compose.h"

/* The file's text with PAGE's part put in the place of the one it has, or added; everything else stays as it is. OLD:
   what stands there; NULL: nothing. g_free. */
char *choice_write(const char *old, const PlacedPage *page);

#endif
