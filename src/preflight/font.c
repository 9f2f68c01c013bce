/* Fonts: embedded (ISO 15930-7, 6.3), with a program that can be read. Type 3 fonts carry their own glyphs. */
#include "preflight/inspect.h"

#include <string.h>

static bool has_program(Inspection *inspection, qpdf_oh descriptor)
{
  static const char *const KEYS[] = {"/FontFile", "/FontFile2", "/FontFile3"};
  for (unsigned i = 0; i < G_N_ELEMENTS(KEYS); i++)
    if (inspect_has_key(inspection, descriptor, KEYS[i]) &&
        qpdf_oh_is_stream(inspection->pdf, qpdf_oh_get_key(inspection->pdf, descriptor, KEYS[i])))
      return true;
  return false;
}

void font_inspect(Inspection *inspection, qpdf_oh font, double x, double y)
{
  qpdf_data pdf = inspection->pdf;
  int number = qpdf_oh_get_object_id(pdf, font);
  if (!qpdf_oh_is_dictionary(pdf, font) || (number && !g_hash_table_add(inspection->fonts, GINT_TO_POINTER(number))))
    return;
  if (inspect_name_is(inspection, qpdf_oh_get_key(pdf, font, "/Subtype"), "/Type3"))
    return;
  qpdf_oh holder = font;
  if (inspect_name_is(inspection, qpdf_oh_get_key(pdf, font, "/Subtype"), "/Type0")) {
    qpdf_oh descendants = qpdf_oh_get_key(pdf, font, "/DescendantFonts");
    if (qpdf_oh_is_array(pdf, descendants) && qpdf_oh_get_array_n_items(pdf, descendants) > 0)
      holder = qpdf_oh_get_array_item(pdf, descendants, 0);
  }
  qpdf_oh base = qpdf_oh_get_key(pdf, font, "/BaseFont");
  char *name = g_strdup(qpdf_oh_is_name(pdf, base) ? qpdf_oh_get_name(pdf, base) + 1 : "?");
  qpdf_oh descriptor =
      qpdf_oh_is_dictionary(pdf, holder) ? qpdf_oh_get_key(pdf, holder, "/FontDescriptor") : qpdf_oh_new_null(pdf);
  if (!has_program(inspection, descriptor))
    inspect_tell(inspection, DIAG_PDF_FONT, x, y, name);
  g_free(name);
}
