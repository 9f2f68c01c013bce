/* Where the program's data lies: in TEKAN_DATADIR, beside the installed program, in the source tree, or where make
   install put it; the first that is there. */
#ifndef TEKAN_CMD_PLACES_H
#define TEKAN_CMD_PLACES_H

#include "base/diag.h"

typedef struct {
  char *data;           /* holds layouts/ and fonts/ */
  bool asked;           /* … as TEKAN_DATADIR says */
  char *locale;         /* holds zh_CN/LC_MESSAGES/tekan.mo */
  char *catalogue;      /* fonts/catalog.yaml */
  char *layout_dirs[2]; /* NULL-terminated: data/layouts */
  char *cache;          /* for converted pictures */
} Places;

Places *places_new(void);
void places_free(Places *places);
/* Whether the fonts' catalogue is there; false after a FATAL. */
bool places_tell(const Places *places, DiagList *diags);
/* Whether SOURCE_DATE_EPOCH, if it is set, is one; false after a FATAL. */
bool places_date(DiagList *diags);

#endif
