/* A page: its boxes, annotations, group (ISO 15930-7, 6.12 and 6.13), then what it draws. */
#include "preflight/facts.h"

#include <math.h>
#include <string.h>

#include "base/number.h"

#define SLACK 0.05 /* pt: rounding in producers' boxes */

static bool is_inside(const double in[4], const double out[4])
{
  return in[0] >= out[0] - SLACK && in[1] >= out[1] - SLACK && in[2] <= out[2] + SLACK && in[3] <= out[3] + SLACK;
}

static void check_boxes(Inspection *inspection, qpdf_oh page)
{
  double art[4], crop[4];
  if (!inspect_box(inspection, page, "/MediaBox", inspection->media)) {
    inspect_tell(inspection, DIAG_PDF_BOX, NAN, NAN, "MediaBox");
    memcpy(inspection->media, (double[]){0, 0, 612, 792}, sizeof inspection->media);
  }
  memcpy(inspection->trim, inspection->media, sizeof inspection->trim);
  bool trim = inspect_box(inspection, page, "/TrimBox", inspection->trim);
  bool has_art = inspect_box(inspection, page, "/ArtBox", art);
  /* without a box of its own the bleed is the crop box, or the medium (14.11.2.1) */
  memcpy(inspection->bleed, inspection->media, sizeof inspection->bleed);
  inspect_box(inspection, page, "/CropBox", inspection->bleed);
  bool bleed = inspect_box(inspection, page, "/BleedBox", inspection->bleed);
  if (trim == has_art)
    inspect_tell(inspection, DIAG_PDF_BOX, NAN, NAN, trim ? "ArtBox" : "TrimBox");
  if (trim && !is_inside(inspection->trim, inspection->media))
    inspect_tell(inspection, DIAG_PDF_BOX, NAN, NAN, "TrimBox > MediaBox");
  if (inspection->trim[2] - inspection->trim[0] < 1 || inspection->trim[3] - inspection->trim[1] < 1)
    inspect_tell(inspection, DIAG_PDF_BOX, NAN, NAN, "TrimBox");
  if (bleed && (!is_inside(inspection->trim, inspection->bleed) || !is_inside(inspection->bleed, inspection->media)))
    inspect_tell(inspection, DIAG_PDF_BOX, NAN, NAN, "BleedBox");
  if (inspect_box(inspection, page, "/CropBox", crop) && !is_inside(inspection->trim, crop))
    inspect_tell(inspection, DIAG_PDF_BOX, NAN, NAN, "CropBox");
}

/* A unit of its own makes a page another size than its boxes say (ISO 32000-1, 14.11.2). */
static void check_unit(Inspection *inspection, qpdf_oh page)
{
  if (inspect_key_number(inspection, page, "/UserUnit", 1) != 1)
    inspect_tell(inspection, DIAG_PDF_SIZE, NAN, NAN, "UserUnit");
}

/* How far the page is turned for reading, inherited (7.7.3.4). */
static double read_turn(Inspection *inspection, qpdf_oh page)
{
  return inspect_number(inspection, inspect_inherited(inspection, page, "/Rotate"), 0);
}

/* By quarters alone (table 30). */
static void check_turn(Inspection *inspection, qpdf_oh page)
{
  char text[48];
  double turn = read_turn(inspection, page);
  g_snprintf(text, sizeof text, "Rotate %g", turn);
  if (fmod(turn, 90) != 0)
    inspect_tell(inspection, DIAG_PDF_BOX, NAN, NAN, text);
}

static bool lies_on_its_side(Inspection *inspection, qpdf_oh page)
{
  return fabs(fmod(read_turn(inspection, page), 180)) == 90;
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

static void check_annotation(Inspection *inspection, qpdf_oh annotation)
{
  qpdf_data pdf = inspection->pdf;
  double box[4];
  if (!inspect_rectangle(inspection, qpdf_oh_get_key(pdf, annotation, "/Rect"), box)) /* anywhere, for all it says */
    memcpy(box, inspection->trim, sizeof box);
  facts_tell_forbidden(inspection, HOLDER_ANNOTATION, annotation, box[0], box[3]);
  qpdf_oh kind = qpdf_oh_get_key(pdf, annotation, "/Subtype");
  const char *name = qpdf_oh_is_name(pdf, kind) ? qpdf_oh_get_name(pdf, kind) : NULL;
  Lies lies = facts_annotation(name);
  const double *edge = lies == LIES_OUTSIDE_TRIM ? inspection->trim : inspection->bleed;
  if (lies != LIES_ANYWHERE && box[2] > edge[0] && box[0] < edge[2] && box[3] > edge[1] && box[1] < edge[3])
    inspect_tell(inspection, DIAG_PDF_ANNOTATION, box[0], box[3], name ? name + 1 : "");
}

static void check_annotations(Inspection *inspection, qpdf_oh page)
{
  qpdf_data pdf = inspection->pdf;
  qpdf_oh annotations = qpdf_oh_get_key(pdf, page, "/Annots");
  int n = qpdf_oh_is_array(pdf, annotations) ? qpdf_oh_get_array_n_items(pdf, annotations) : 0;
  int most = inspection->most[PAST_ANNOTATIONS];
  for (int i = 0; i < MIN(n, most); i++) {
    qpdf_oh annotation = qpdf_oh_get_array_item(pdf, annotations, i);
    if (qpdf_oh_is_dictionary(pdf, annotation))
      check_annotation(inspection, annotation);
  }
  if (n > most)
    inspect_limit(inspection, PAST_ANNOTATIONS, NAN, NAN);
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
  check_turn(inspection, page);
  facts_tell_forbidden(inspection, HOLDER_PAGE, page, NAN, NAN);
  check_size(inspection, page);
  check_annotations(inspection, page);
  check_group(inspection, page);
  content_inspect(inspection, page);
}
