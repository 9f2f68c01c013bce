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

char *font_face_sha256(const Face *face)
{
  GMappedFile *file = g_mapped_file_new(face->path, FALSE, NULL);
  if (!file)
    return g_strdup("");
  char *sum = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)g_mapped_file_get_contents(file),
                                          g_mapped_file_get_length(file));
  g_mapped_file_unref(file);
  return sum;
}
