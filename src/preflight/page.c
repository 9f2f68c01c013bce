/* A page: its boxes, annotations, group (ISO 15930-7, 6.12 and 6.13), then what it draws. */
#include "preflight/inspect.h"

#include <math.h>
#include <string.h>

#include "base/number.h"

#define SLACK 0.05 /* pt: rounding in producers' boxes */

bool inspect_rectangle(Inspection *inspection, qpdf_oh array, double box[4])
{
  qpdf_data pdf = inspection->pdf;
  if (!qpdf_oh_is_array(pdf, array) || qpdf_oh_get_array_n_items(pdf, array) != 4)
    return false;
  for (int i = 0; i < 4; i++)
    box[i] = inspect_number(inspection, qpdf_oh_get_array_item(pdf, array, i), 0);
  double raw[4];
  memcpy(raw, box, sizeof raw);
  box[0] = fmin(raw[0], raw[2]);
  box[1] = fmin(raw[1], raw[3]);
  box[2] = fmax(raw[0], raw[2]);
  box[3] = fmax(raw[1], raw[3]);
  return true;
}

/* Inherited too. */
static bool read_box(Inspection *inspection, qpdf_oh page, const char *key, double box[4])
{
  qpdf_data pdf = inspection->pdf;
  bool inherits = !strcmp(key, "/MediaBox") || !strcmp(key, "/CropBox");
  for (unsigned depth = 0; depth < 32 && qpdf_oh_is_dictionary(pdf, page); depth++) {
    if (inspect_has_key(inspection, page, key))
      return inspect_rectangle(inspection, qpdf_oh_get_key(pdf, page, key), box);
    if (!inherits)
      return false;
    page = qpdf_oh_get_key(pdf, page, "/Parent");
  }
  return false;
}

static bool is_inside(const double in[4], const double out[4])
{
  return in[0] >= out[0] - SLACK && in[1] >= out[1] - SLACK && in[2] <= out[2] + SLACK && in[3] <= out[3] + SLACK;
}

static void check_boxes(Inspection *inspection, qpdf_oh page)
{
  double art[4], crop[4];
  if (!read_box(inspection, page, "/MediaBox", inspection->media)) {
    inspect_tell(inspection, DIAG_PDF_BOX, NAN, NAN, "MediaBox");
    memcpy(inspection->media, (double[]){0, 0, 612, 792}, sizeof inspection->media);
  }
  memcpy(inspection->trim, inspection->media, sizeof inspection->trim);
  bool trim = read_box(inspection, page, "/TrimBox", inspection->trim);
  bool has_art = read_box(inspection, page, "/ArtBox", art);
  /* without a box of its own the bleed is the crop box, or the medium (14.11.2.1) */
  memcpy(inspection->bleed, inspection->media, sizeof inspection->bleed);
  read_box(inspection, page, "/CropBox", inspection->bleed);
  bool bleed = read_box(inspection, page, "/BleedBox", inspection->bleed);
  if (trim == has_art)
    inspect_tell(inspection, DIAG_PDF_BOX, NAN, NAN, trim ? "ArtBox" : "TrimBox");
  if (trim && !is_inside(inspection->trim, inspection->media))
    inspect_tell(inspection, DIAG_PDF_BOX, NAN, NAN, "TrimBox > MediaBox");
  if (inspection->trim[2] - inspection->trim[0] < 1 || inspection->trim[3] - inspection->trim[1] < 1)
    inspect_tell(inspection, DIAG_PDF_BOX, NAN, NAN, "TrimBox");
  if (bleed && (!is_inside(inspection->trim, inspection->bleed) || !is_inside(inspection->bleed, inspection->media)))
    inspect_tell(inspection, DIAG_PDF_BOX, NAN, NAN, "BleedBox");
  if (read_box(inspection, page, "/CropBox", crop) && !is_inside(inspection->trim, crop))
    inspect_tell(inspection, DIAG_PDF_BOX, NAN, NAN, "CropBox");
}

/* A unit of its own makes a page another size than its boxes say (ISO 32000-1, 14.11.2). */
static void check_unit(Inspection *inspection, qpdf_oh page)
{
  if (inspect_number(inspection, qpdf_oh_get_key(inspection->pdf, page, "/UserUnit"), 1) != 1)
    inspect_tell(inspection, DIAG_PDF_SIZE, NAN, NAN, "UserUnit");
  if (inspect_has_key(inspection, page, "/AA"))
    inspect_tell(inspection, DIAG_PDF_ACTION, NAN, NAN, "AA");
  if (inspect_has_key(inspection, page, "/SeparationInfo")) /* a plate, not a page */
    inspect_tell(inspection, DIAG_PDF_ACTION, NAN, NAN, "SeparationInfo");
}

/* How far the page is turned for reading, inherited (7.7.3.4). */
static bool lies_on_its_side(Inspection *inspection, qpdf_oh page)
{
  for (unsigned depth = 0; depth < 32 && qpdf_oh_is_dictionary(inspection->pdf, page); depth++) {
    if (inspect_has_key(inspection, page, "/Rotate"))
      return fabs(fmod(inspect_number(inspection, qpdf_oh_get_key(inspection->pdf, page, "/Rotate"), 0), 180)) == 90;
    page = qpdf_oh_get_key(inspection->pdf, page, "/Parent");
  }
  return false;
}

static void check_size(Inspection *inspection, qpdf_oh page)
{
  double w = inspection->options.trim_w / 1000.0, h = inspection->options.trim_h / 1000.0;
  if (w <= 0 || h <= 0)
    return;
  double own_w = inspection->trim[2] - inspection->trim[0], own_h = inspection->trim[3] - inspection->trim[1];
  if (lies_on_its_side(inspection, page)) {
    double turned = own_w;
    own_w = own_h;
    own_h = turned;
  }
  if (fabs(own_w - w) < 1 && fabs(own_h - h) < 1)
    return;
  char sizes[96];
  g_snprintf(sizes, sizeof sizes, "%d × %d mm ≠ %d × %d mm", number_round(own_w * 25.4 / 72),
             number_round(own_h * 25.4 / 72), number_round(w * 25.4 / 72), number_round(h * 25.4 / 72));
  inspect_tell(inspection, DIAG_PDF_SIZE, NAN, NAN, sizes);
}

static void check_annotations(Inspection *inspection, qpdf_oh page)
{
  qpdf_data pdf = inspection->pdf;
  qpdf_oh annotations = qpdf_oh_get_key(pdf, page, "/Annots");
  for (int i = 0; qpdf_oh_is_array(pdf, annotations) && i < qpdf_oh_get_array_n_items(pdf, annotations); i++) {
    qpdf_oh annotation = qpdf_oh_get_array_item(pdf, annotations, i);
    double box[4];
    if (!qpdf_oh_is_dictionary(pdf, annotation))
      continue;
    if (!inspect_rectangle(inspection, qpdf_oh_get_key(pdf, annotation, "/Rect"), box)) /* anywhere, for all it says */
      memcpy(box, inspection->trim, sizeof box);
    qpdf_oh kind = qpdf_oh_get_key(pdf, annotation, "/Subtype");
    if (inspect_name_is(inspection, kind, "/TrapNet"))
      continue;
    bool mark = inspect_name_is(inspection, kind, "/PrinterMark");
    const double *edge = mark ? inspection->trim : inspection->bleed;
    if (inspect_has_key(inspection, annotation, "/AA"))
      inspect_tell(inspection, DIAG_PDF_ACTION, box[0], box[3], "AA");
    if (box[2] > edge[0] && box[0] < edge[2] && box[3] > edge[1] && box[1] < edge[3])
      inspect_tell(inspection, DIAG_PDF_ANNOTATION, box[0], box[3],
                   qpdf_oh_is_name(pdf, kind) ? qpdf_oh_get_name(pdf, kind) + 1 : "");
  }
}

/* What is blended in RGB comes out of the press otherwise than it was seen (ISO 15930-7, 6.9). */
void inspect_group(Inspection *inspection, qpdf_oh group)
{
  qpdf_data pdf = inspection->pdf;
  if (!inspect_has_key(inspection, group, "/CS"))
    return;
  Space space = space_read(inspection, qpdf_oh_get_key(pdf, group, "/CS"), qpdf_oh_new_null(pdf), 0);
  if (space.kind == SPACE_RGB || space.kind == SPACE_ICC_RGB)
    inspect_tell(inspection, space.kind == SPACE_RGB ? DIAG_PDF_RGB : DIAG_PDF_RGB_PROFILED, NAN, NAN, "blending");
}

static void check_group(Inspection *inspection, qpdf_oh page)
{
  qpdf_oh group = qpdf_oh_get_key(inspection->pdf, page, "/Group");
  if (inspection->standard == STANDARD_X1A && qpdf_oh_is_dictionary(inspection->pdf, group))
    inspect_tell(inspection, DIAG_PDF_TRANSPARENCY, NAN, NAN, "Group");
  inspect_group(inspection, group);
}

void page_inspect(Inspection *inspection, qpdf_oh page)
{
  check_boxes(inspection, page);
  check_unit(inspection, page);
  check_size(inspection, page);
  check_annotations(inspection, page);
  check_group(inspection, page);
  content_inspect(inspection, page);
}
