/* A folder of files made aside and moved into place by one rename, never over anything: new issues, imported articles.
 */
#ifndef TEKAN_CMD_BUNDLE_H
#define TEKAN_CMD_BUNDLE_H

#include <stdbool.h>

#include "base/diag.h"

typedef struct Bundle Bundle;

/* Will become FOLDER. NULL after ISSUE_EXISTS, where FOLDER holds anything, or OUTPUT_UNWRITABLE. */
Bundle *bundle_open(const char *folder, DiagList *diags);
/* RELATIVE may lie in subfolders. false after OUTPUT_UNWRITABLE. */
bool bundle_add(Bundle *bundle, const char *relative, const void *bytes, size_t length);
char *bundle_path(Bundle *bundle, const char *relative); /* to write it oneself; g_free */
bool bundle_finish(Bundle *bundle, bool good);           /* moves it into place if GOOD, else sweeps it; frees it */

#endif
