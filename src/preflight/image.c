/* Images: resolution where they stand, colour space, soft masks, filters, alternates. */
#include "preflight/inspect.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"

#define FLAT 3 /* pixels: a tint, or a blend one way, has no detail that way */
#define BYTES_LOOKED_AT 300000000.0

void image_check_resolution(Inspection *inspection, double width, double height, const double m[6], bool bilevel)
{
  double w = hypot(m[0], m[1]) / 72, h = hypot(m[2], m[3]) / 72; /* inches */
  if (w <= 0 || h <= 0 || width < 1 || height < 1 || (width < FLAT && height < FLAT))
    return;
  double finest = width < FLAT ? height / h : height < FLAT ? width / w : fmin(width / w, height / h);
  int ppi = number_int(finest, 0, INT32_MAX), least = inspection->options.min_ppi,
      wanted = inspection->options.warn_ppi;
  if (bilevel) {
    least = ppi_least_bilevel(least);
    wanted = ppi_good_bilevel(wanted);
  }
  if (w * h < 0.01) /* a flat patch of a pixel or so */
    return;
  char text[32];
  g_snprintf(text, sizeof text, "%d", ppi);
  if (ppi < least)
    inspect_tell(inspection, DIAG_PDF_PPI_LOW, m[4], m[5] + fmax(m[3], 0), text);
  else if (ppi < wanted && !inspection->place) /* glyphs and cells need not be as fine */
    inspect_tell(inspection, DIAG_PDF_PPI_WARN, m[4], m[5] + fmax(m[3], 0), text);
}

static void check_space(Inspection *inspection, qpdf_oh image, qpdf_oh resources, const double m[6])
{
  qpdf_oh dict = qpdf_oh_get_dict(inspection->pdf, image);
  Space space = space_read(inspection, qpdf_oh_get_key(inspection->pdf, dict, "/ColorSpace"), resources, 0);
  if (!inspect_has_key(inspection, dict, "/ColorSpace"))
    space.kind = jpx_space(inspection, image);
  SpaceKind kind = space.kind == SPACE_SPOT ? space.base : space.kind;
  if (kind == SPACE_RGB || ((kind == SPACE_ICC_RGB || kind == SPACE_LAB) && inspection->standard == STANDARD_X1A))
    inspect_tell(inspection, DIAG_PDF_RGB, m[4], m[5], "image");
  else if (kind == SPACE_ICC_RGB)
    inspect_tell(inspection, DIAG_PDF_RGB_PROFILED, m[4], m[5], "image");
  else if ((kind == SPACE_ICC_CMYK || kind == SPACE_ICC_GREY) && inspection->standard == STANDARD_X1A)
    inspect_tell(inspection, DIAG_PDF_ICC, m[4], m[5], "image");
}

void image_check_filters(Inspection *inspection, qpdf_oh dict)
{
  qpdf_data pdf = inspection->pdf;
  qpdf_oh filter = qpdf_oh_get_key(pdf, dict, "/Filter");
  int n = qpdf_oh_is_array(pdf, filter) ? qpdf_oh_get_array_n_items(pdf, filter) : 1;
  for (int i = 0; i < n; i++) {
    qpdf_oh name = qpdf_oh_is_array(pdf, filter) ? qpdf_oh_get_array_item(pdf, filter, i) : filter;
    bool x1a = inspection->standard == STANDARD_X1A;
    if (inspect_name_is(inspection, name, "/LZWDecode") || (x1a && inspect_name_is(inspection, name, "/JBIG2Decode")) ||
        (x1a && inspect_name_is(inspection, name, "/JPXDecode")))
      inspect_tell(inspection, DIAG_PDF_FILTER, NAN, NAN, qpdf_oh_get_name(pdf, name) + 1);
  }
}

/* A picture whose samples end too soon comes out cut off, or not at all. */
static void check_data(Inspection *inspection, qpdf_oh image, double bits, const double m[6])
{
  static const char *const CODED[] = {"/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode"};
  qpdf_data pdf = inspection->pdf;
  qpdf_oh dict = qpdf_oh_get_dict(pdf, image), filter = qpdf_oh_get_key(pdf, dict, "/Filter");
  int n = qpdf_oh_is_array(pdf, filter) ? qpdf_oh_get_array_n_items(pdf, filter) : 0;
  qpdf_oh last = n ? qpdf_oh_get_array_item(pdf, filter, n - 1) : filter;
  for (unsigned i = 0; i < G_N_ELEMENTS(CODED); i++)
    if (inspect_name_is(inspection, last, CODED[i]))
      return;
  Space space = space_read(inspection, qpdf_oh_get_key(pdf, dict, "/ColorSpace"), qpdf_oh_new_null(pdf), 0);
  double components = inspect_true(inspection, dict, "/ImageMask") || space.indexed ? 1 : fmax(space.components, 1);
  double row = ceil(inspect_number(inspection, qpdf_oh_get_key(pdf, dict, "/Width"), 0) * components * bits / 8);
  double wanted = row * inspect_number(inspection, qpdf_oh_get_key(pdf, dict, "/Height"), 0);
  unsigned char *bytes = NULL;
  size_t length = 0;
  QPDF_BOOL filtered = QPDF_FALSE;
  if (wanted < BYTES_LOOKED_AT &&
      !(qpdf_oh_get_stream_data(pdf, image, qpdf_dl_specialized, &filtered, &bytes, &length) & QPDF_ERRORS) &&
      filtered && (double)length < wanted)
    inspect_tell(inspection, DIAG_PDF_DAMAGED, m[4], m[5], "image");
  free(bytes);
}

void image_inspect(Inspection *inspection, qpdf_oh image, qpdf_oh resources, const double m[6])
{
  qpdf_data pdf = inspection->pdf;
  qpdf_oh dict = qpdf_oh_get_dict(pdf, image);
  bool mask = qpdf_oh_is_bool(pdf, qpdf_oh_get_key(pdf, dict, "/ImageMask")) &&
              qpdf_oh_get_bool_value(pdf, qpdf_oh_get_key(pdf, dict, "/ImageMask"));
  double bits = inspect_number(inspection, qpdf_oh_get_key(pdf, dict, "/BitsPerComponent"), mask ? 1 : 8);
  image_check_resolution(inspection, inspect_number(inspection, qpdf_oh_get_key(pdf, dict, "/Width"), 0),
                         inspect_number(inspection, qpdf_oh_get_key(pdf, dict, "/Height"), 0), m, mask || bits < 2);
  if (!mask)
    check_space(inspection, image, resources, m);
  check_data(inspection, image, bits, m);
  if (inspection->standard == STANDARD_X1A && bits > 8) /* came with PDF 1.5 */
    inspect_tell(inspection, DIAG_PDF_VERSION, m[4], m[5], "1.5 (16 bit)");
  image_check_filters(inspection, dict);
  qpdf_oh soft = qpdf_oh_get_key(pdf, dict, "/SMask");
  if (inspection->standard == STANDARD_X1A && qpdf_oh_is_stream(pdf, soft))
    inspect_tell(inspection, DIAG_PDF_TRANSPARENCY, m[4], m[5], "SMask");
  if (inspect_has_key(inspection, dict, "/F"))
    inspect_tell(inspection, DIAG_PDF_ACTION, m[4], m[5], "F");
  if (inspect_has_key(inspection, dict, "/Alternates") || inspect_has_key(inspection, dict, "/OPI"))
    inspect_tell(inspection, DIAG_PDF_ACTION, m[4], m[5], "Alternates/OPI");
}
