/* Results are made in a folder of their own beside where they go and moved there at the end, each by one rename: a run
   that fails, or is killed, leaves what was there untouched. stage_open owns; stage_free sweeps what was not kept. */
#ifndef TEKAN_CMD_STAGE_H
#define TEKAN_CMD_STAGE_H

#include <stdbool.h>

#include "base/diag.h"

typedef struct Stage Stage;

Stage *stage_open(const char *output, DiagList *diags);         /* NULL after OUTPUT_UNWRITABLE */
const char *stage_path(Stage *stage, const char *relative);     /* where to write it; folders on the way are made */
void stage_withhold(Stage *stage, const char *relative);        /* will not be kept */
bool stage_keep(Stage *stage, DiagList *diags);                 /* moves all that was written */
const char *const *stage_kept(const Stage *stage, unsigned *n); /* final paths, in the order they were asked for */
void stage_free(Stage *stage);

#endif
