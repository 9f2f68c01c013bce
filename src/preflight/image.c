/* Images: resolution where they stand, colour space, soft masks, filters, alternates. */
#include "preflight/facts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"

#define FLAT 3 /* pixels: a tint, or a blend one way, has no detail that way */

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

static void tell_space(Inspection *inspection, const ImageFacts *image, double x, double y)
{
  SpaceKind kind = image->kind == SPACE_SPOT ? image->base : image->kind;
  bool x1a = inspection->standard == STANDARD_X1A;
  if (kind == SPACE_RGB || (x1a && (kind == SPACE_ICC_RGB || kind == SPACE_LAB)))
    inspect_tell(inspection, DIAG_PDF_RGB, x, y, "image");
  else if (kind == SPACE_ICC_RGB)
    inspect_tell(inspection, DIAG_PDF_RGB_PROFILED, x, y, "image");
  else if (x1a && (kind == SPACE_ICC_CMYK || kind == SPACE_ICC_GREY))
    inspect_tell(inspection, DIAG_PDF_ICC, x, y, "image");
}

/* The NTHth filter of a stream from its first; NULL: there are no more. */
static const FilterFact *find_filter(Inspection *inspection, qpdf_oh filters, int nth, bool *more)
{
  qpdf_data pdf = inspection->pdf;
  bool array = qpdf_oh_is_array(pdf, filters);
  *more = nth < (array ? qpdf_oh_get_array_n_items(pdf, filters) : qpdf_oh_is_name(pdf, filters) ? 1 : 0);
  qpdf_oh name = !*more ? 0 : array ? qpdf_oh_get_array_item(pdf, filters, nth) : filters;
  return name && qpdf_oh_is_name(pdf, name) ? facts_filter(qpdf_oh_get_name(pdf, name)) : NULL;
}

void image_check_filters(Inspection *inspection, qpdf_oh dict)
{
  if (!inspect_has_key(inspection, dict, "/Filter"))
    return;
  bool more = true;
  qpdf_oh filters = qpdf_oh_get_key(inspection->pdf, dict, "/Filter");
  for (int i = 0; more; i++) {
    const FilterFact *filter = find_filter(inspection, filters, i, &more);
    if (filter && facts_hold(inspection, filter->forbidden))
      inspect_tell(inspection, DIAG_PDF_FILTER, NAN, NAN, filter->name + 1);
  }
}

/* Whether one of its filters is a coding of pictures, which says by itself how many samples there are. */
static bool is_coded(Inspection *inspection, qpdf_oh dict)
{
  bool more = true;
  qpdf_oh filters = qpdf_oh_get_key(inspection->pdf, dict, "/Filter");
  for (int i = 0; more; i++) {
    const FilterFact *filter = find_filter(inspection, filters, i, &more);
    if (filter && filter->codes_pictures)
      return true;
  }
  return false;
}

/* A picture whose samples end too soon comes out cut off, or not at all. */
static void read_samples(Inspection *inspection, qpdf_oh stream, const Space *space, ImageFacts *image)
{
  size_t length;
  double components = image->mask || space->indexed ? 1 : fmax(space->components, 1);
  double wanted = ceil(image->width * components * image->bits / 8) * image->height;
  if (is_coded(inspection, image->dict))
    return;
  image->is_large = wanted > inspection->most[PAST_IMAGE_BYTES];
  unsigned char *bytes = image->is_large ? NULL : inspect_stream(inspection, stream, qpdf_dl_specialized, &length);
  image->cut = bytes && (double)length < wanted;
  free(bytes);
}

ImageFacts image_read(Inspection *inspection, qpdf_oh stream, qpdf_oh resources)
{
  qpdf_data pdf = inspection->pdf;
  qpdf_oh dict = qpdf_oh_get_dict(pdf, stream);
  ImageFacts image = {.dict = dict,
                      .mask = inspect_true(inspection, dict, "/ImageMask"),
                      .width = inspect_key_number(inspection, dict, "/Width", 0),
                      .height = inspect_key_number(inspection, dict, "/Height", 0)};
  Space space = space_read(inspection, qpdf_oh_get_key(pdf, dict, "/ColorSpace"), resources, 0);
  image.bits = inspect_key_number(inspection, dict, "/BitsPerComponent", image.mask ? 1 : 8);
  image.kind = inspect_has_key(inspection, dict, "/ColorSpace") ? space.kind : jpx_space(inspection, stream);
  image.base = space.base;
  image.soft = qpdf_oh_is_stream(pdf, qpdf_oh_get_key(pdf, dict, "/SMask"));
  read_samples(inspection, stream, &space, &image);
  image_check_filters(inspection, dict);
  return image;
}

void image_inspect(Inspection *inspection, const ImageFacts *image, const double m[6])
{
  bool x1a = inspection->standard == STANDARD_X1A;
  image_check_resolution(inspection, image->width, image->height, m, image->mask || image->bits < 2);
  if (!image->mask)
    tell_space(inspection, image, m[4], m[5]);
  if (image->cut)
    inspect_tell(inspection, DIAG_PDF_DAMAGED, m[4], m[5], "image");
  if (image->is_large)
    inspect_limit(inspection, PAST_IMAGE_BYTES, m[4], m[5]);
  if (x1a && image->bits > 8) /* came with PDF 1.5 */
    inspect_tell(inspection, DIAG_PDF_VERSION, m[4], m[5], "1.5 (16 bit)");
  if (x1a && image->soft)
    inspect_tell(inspection, DIAG_PDF_TRANSPARENCY, m[4], m[5], "SMask");
  facts_tell_forbidden(inspection, HOLDER_STREAM, image->dict, m[4], m[5]);
  facts_tell_forbidden(inspection, HOLDER_IMAGE, image->dict, m[4], m[5]);
}
