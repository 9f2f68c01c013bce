/* Fonts: embedded (ISO 15930-7, 6.3), with a program that can be read. Type 3 fonts carry their own glyphs. */
#include "preflight/facts.h"

#include <stdlib.h>
#include <string.h>

/* Where a descriptor keeps its program, and whether that may tell of rights. */
static const struct {
  const char *key;
  bool has_rights;
  const char *subtype;
} PROGRAMS[] = {
#define PROGRAM(key, has_rights, subtype, clause) {key, has_rights, subtype},
#include "preflight/facts.def"
};

qpdf_oh font_program(Inspection *inspection, qpdf_oh descriptor, bool *has_rights)
{
  qpdf_data pdf = inspection->pdf;
  for (unsigned i = 0; i < G_N_ELEMENTS(PROGRAMS); i++) {
    qpdf_oh program = inspect_has_key(inspection, descriptor, PROGRAMS[i].key)
                          ? qpdf_oh_get_key(pdf, descriptor, PROGRAMS[i].key)
                          : 0;
    if (!program || !qpdf_oh_is_stream(pdf, program))
      continue;
    *has_rights = PROGRAMS[i].has_rights;
    if (PROGRAMS[i].subtype)
      *has_rights &= inspect_key_is(inspection, qpdf_oh_get_dict(pdf, program), "/Subtype", PROGRAMS[i].subtype);
    return program;
  }
  return 0;
}

static unsigned read_be(const unsigned char *at, unsigned n)
{
  unsigned value = 0;
  for (unsigned i = 0; i < n; i++)
    value = value << 8 | at[i];
  return value;
}

/* fsType of an embedded OpenType program's OS/2 table (OpenType 1.9, OS/2); 0: none, or not told. */
static unsigned find_rights(const unsigned char *bytes, size_t length)
{
  enum { RECORD = 16, FIRST = 12, FS_TYPE = 8 };
  for (unsigned i = 0; length >= FIRST && i < read_be(bytes + 4, 2); i++) {
    size_t record = FIRST + (size_t)i * RECORD;
    if (record + RECORD > length)
      return 0;
    size_t table = read_be(bytes + record + 8, 4);
    if (!memcmp(bytes + record, "OS/2", 4))
      return table + FS_TYPE + 2 <= length ? read_be(bytes + table + FS_TYPE, 2) : 0;
  }
  return 0;
}

static void check_rights(Inspection *inspection, qpdf_oh program, const char *name, double x, double y)
{
  enum { RESTRICTED = 2, BITMAPS_ONLY = 0x200 };
  size_t length;
  unsigned char *bytes = inspect_stream(inspection, program, qpdf_dl_all, &length);
  bool opentype = bytes && length > 4 && (read_be(bytes, 4) == 0x00010000 || !memcmp(bytes, "OTTO", 4));
  unsigned rights = opentype ? find_rights(bytes, length) : 0;
  if ((rights & 0xF) == RESTRICTED || rights & BITMAPS_ONLY)
    inspect_tell(inspection, DIAG_PDF_FONT_RIGHTS, x, y, name);
  free(bytes);
}

qpdf_oh font_holder(Inspection *inspection, qpdf_oh font)
{
  qpdf_data pdf = inspection->pdf;
  qpdf_oh descendants = qpdf_oh_get_key(pdf, font, "/DescendantFonts");
  bool composite = inspect_key_is(inspection, font, "/Subtype", "/Type0");
  if (composite && qpdf_oh_is_array(pdf, descendants) && qpdf_oh_get_array_n_items(pdf, descendants) > 0)
    return qpdf_oh_get_array_item(pdf, descendants, 0);
  return font;
}

void font_inspect(Inspection *inspection, qpdf_oh font, double x, double y)
{
  qpdf_data pdf = inspection->pdf;
  int number = qpdf_oh_get_object_id(pdf, font);
  if (!qpdf_oh_is_dictionary(pdf, font) || (number && !g_hash_table_add(inspection->fonts, GINT_TO_POINTER(number))))
    return;
  if (inspect_key_is(inspection, font, "/Subtype", "/Type3"))
    return;
  bool has_rights;
  qpdf_oh holder = font_holder(inspection, font);
  qpdf_oh base = qpdf_oh_get_key(pdf, font, "/BaseFont");
  char *name = g_strdup(qpdf_oh_is_name(pdf, base) ? qpdf_oh_get_name(pdf, base) + 1 : "?");
  qpdf_oh descriptor =
      qpdf_oh_is_dictionary(pdf, holder) ? qpdf_oh_get_key(pdf, holder, "/FontDescriptor") : qpdf_oh_new_null(pdf);
  qpdf_oh program = font_program(inspection, descriptor, &has_rights);
  if (!program)
    inspect_tell(inspection, DIAG_PDF_FONT, x, y, name);
  else if (has_rights)
    check_rights(inspection, program, name, x, y);
  g_free(name);
}

/* A Type 0 font whose codes are its glyphs' numbers, two bytes each. */
bool font_is_identity(Inspection *inspection, qpdf_oh font)
{
  qpdf_data pdf = inspection->pdf;
  if (!qpdf_oh_is_dictionary(pdf, font) || !inspect_key_is(inspection, font, "/Subtype", "/Type0"))
    return false;
  return inspect_key_is(inspection, font, "/Encoding", "/Identity-H") ||
         inspect_key_is(inspection, font, "/Encoding", "/Identity-V");
}
