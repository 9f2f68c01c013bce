/* What annotations look like: printer's marks around the page are printed too (ISO 32000-1, 12.5.5). */
#include "preflight/walk.h"

#include <math.h>
#include <string.h>

/* Where BOX comes to lie by MATRIX: the upright box around it. */
static void turn_box(const double box[4], const double m[6], double out[4])
{
  for (int i = 0; i < 4; i++) {
    double x = box[i % 2 ? 2 : 0], y = box[i / 2 ? 3 : 1];
    double px = m[0] * x + m[2] * y + m[4], py = m[1] * x + m[3] * y + m[5];
    out[0] = i ? fmin(out[0], px) : px;
    out[1] = i ? fmin(out[1], py) : py;
    out[2] = i ? fmax(out[2], px) : px;
    out[3] = i ? fmax(out[3], py) : py;
  }
}

/* What brings the appearance's box, turned by its own matrix, to the annotation's (algorithm 8.1); false: it has none.
 */
static bool find_matrix(Inspection *inspection, qpdf_oh looks, const double rect[4], double matrix[6])
{
  qpdf_data pdf = inspection->pdf;
  qpdf_oh dict = qpdf_oh_get_dict(pdf, looks);
  double own[6], box[4], turned[4];
  inspect_matrix(inspection, dict, "/Matrix", own);
  if (!inspect_rectangle(inspection, qpdf_oh_get_key(pdf, dict, "/BBox"), box))
    return false;
  turn_box(box, own, turned);
  double w = turned[2] - turned[0], h = turned[3] - turned[1];
  double sx = w > 0 ? (rect[2] - rect[0]) / w : 1, sy = h > 0 ? (rect[3] - rect[1]) / h : 1;
  memcpy(matrix, (const double[]){sx, 0, 0, sy, rect[0] - turned[0] * sx, rect[1] - turned[1] * sy},
         6 * sizeof *matrix);
  return true;
}

static void walk_appearance(Walk *walk, qpdf_oh looks, const double rect[4], const Scope *scope)
{
  double matrix[6];
  if (!walk_save(walk))
    return;
  if (find_matrix(walk->inspection, looks, rect, matrix))
    walk_multiply(matrix, walk_top(walk)->ctm, walk_top(walk)->ctm);
  form_walk(walk, looks, scope, rect[0], rect[3]);
  walk->depth--;
}

/* One stream, or one for each of its states, of which a reader chooses. */
static void walk_annotation(Walk *walk, qpdf_oh annotation, const Scope *scope)
{
  Inspection *inspection = walk->inspection;
  qpdf_data pdf = inspection->pdf;
  double rect[4];
  qpdf_oh all = inspect_has_key(inspection, annotation, "/AP") ? qpdf_oh_get_key(pdf, annotation, "/AP") : 0;
  qpdf_oh looks = all && inspect_has_key(inspection, all, "/N") ? qpdf_oh_get_key(pdf, all, "/N") : 0;
  if (!looks)
    return;
  if (!inspect_rectangle(inspection, qpdf_oh_get_key(pdf, annotation, "/Rect"), rect))
    memcpy(rect, inspection->trim, sizeof rect);
  if (qpdf_oh_is_stream(pdf, looks))
    walk_appearance(walk, looks, rect, scope);
  else if (qpdf_oh_is_dictionary(pdf, looks)) {
    char **states = inspect_keys(inspection, looks);
    for (unsigned i = 0; states[i]; i++) {
      qpdf_oh state = qpdf_oh_get_key(pdf, looks, states[i]);
      if (qpdf_oh_is_stream(pdf, state))
        walk_appearance(walk, state, rect, scope);
    }
    g_strfreev(states);
  }
}

/* How many there are more than page.c looks at, it tells. */
void annotations_walk(Walk *walk, qpdf_oh page, const Scope *scope)
{
  qpdf_data pdf = walk->inspection->pdf;
  qpdf_oh all = qpdf_oh_get_key(pdf, page, "/Annots");
  int n = qpdf_oh_is_array(pdf, all) ? qpdf_oh_get_array_n_items(pdf, all) : 0;
  walk_begin(walk);
  walk_top(walk)->tile = true;
  for (int i = 0; i < MIN(n, walk->inspection->most[PAST_ANNOTATIONS]); i++)
    walk_annotation(walk, qpdf_oh_get_array_item(pdf, all, i), scope);
}
