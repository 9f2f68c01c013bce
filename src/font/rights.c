/* Embedding rights, and the file's fingerprint for report.json. */
#include "font/work.h"

/* OS/2 fsType: bit 1 restricted; bits 2 and 3 (print, edit) allow embedding and win over it; bit 8 forbids subsetting,
 * bit 9 outlines. */
int font_embedding(const Face *face)
{
  enum { RESTRICTED = 0x2, PREVIEW = 0x4, EDITABLE = 0x8, NO_SUBSET = 0x100, BITMAPS = 0x200 };
  unsigned type = face->fs_type;
  if (type & BITMAPS || ((type & RESTRICTED) && !(type & (PREVIEW | EDITABLE))))
    return 2;
  return type & NO_SUBSET ? 1 : 0;
}
