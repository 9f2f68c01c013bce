/* What is painted: colours, ink, lines, what touches the edge, text (print practice and the X rules). */
#include "preflight/walk.h"

#include <math.h>
#include <string.h>

/* --- colour --------------------------------------------------------------------------------- */

static bool is_rgb(SpaceKind kind)
{
  return kind == SPACE_RGB || kind == SPACE_ICC_RGB;
}

void painting_space(Walk *walk, Space space, double x, double y, const char *what)
{
  Inspection *inspection = walk->inspection;
  bool x1a = inspection->standard == STANDARD_X1A;
  SpaceKind kind = space.kind == SPACE_SPOT ? space.base : space.kind;
  if (kind == SPACE_RGB || (x1a && (kind == SPACE_ICC_RGB || kind == SPACE_LAB)))
    inspect_tell(inspection, DIAG_PDF_RGB, x, y, what);
  else if (kind == SPACE_ICC_RGB)
    inspect_tell(inspection, DIAG_PDF_RGB_PROFILED, x, y, what);
  else if (x1a && (kind == SPACE_ICC_CMYK || kind == SPACE_ICC_GREY))
    inspect_tell(inspection, DIAG_PDF_ICC, x, y, what);
}

static unsigned count_inks(const Colour *colour)
{
  unsigned inks = 0;
  bool device_n =
      colour->space.kind == SPACE_CMYK || colour->space.kind == SPACE_ICC_CMYK || colour->space.kind == SPACE_SPOT;
  for (unsigned i = 0; device_n && i < colour->space.components && i < 32; i++)
    inks += colour->c[i] > 0.001;
  return inks;
}

static double ink_total(const Colour *colour)
{
  double total = 0;
  if (colour->space.kind != SPACE_CMYK && colour->space.kind != SPACE_ICC_CMYK && colour->space.kind != SPACE_SPOT)
    return 0;
  for (unsigned i = 0; i < MIN(colour->space.components, (unsigned)COMPONENTS); i++)
    total += colour->c[i] * 100;
  return total;
}

static bool is_white(const Colour *colour)
{
  double sum = 0;
  for (unsigned i = 0; i < colour->space.components && i < 32; i++)
    sum += colour->c[i];
  bool subtractive =
      colour->space.kind == SPACE_CMYK || colour->space.kind == SPACE_ICC_CMYK || colour->space.kind == SPACE_SPOT;
  bool additive =
      colour->space.kind == SPACE_GREY || is_rgb(colour->space.kind) || colour->space.kind == SPACE_ICC_GREY;
  return (subtractive && sum < 0.001) || (additive && sum > colour->space.components - 0.001);
}

static void check_paint(Walk *walk, const Colour *colour, bool overprint, double x, double y)
{
  painting_space(walk, colour->space, x, y, "content");
  if (overprint && is_white(colour) && colour->space.components)
    inspect_tell(walk->inspection, DIAG_PDF_WHITE_OVERPRINT, x, y, "");
  double total = ink_total(colour);
  if (total > walk->inspection->options.tac + 0.5) {
    char text[32];
    g_snprintf(text, sizeof text, "%d", (int)lround(total));
    inspect_tell(walk->inspection, DIAG_PDF_TAC, x, y, text);
  }
}

/* --- paths ------------------------------------------------------------------------------------------ */

void painting_point(Walk *walk, double x, double y)
{
  const double *m = walk_top(walk)->ctm;
  double px = m[0] * x + m[2] * y + m[4], py = m[1] * x + m[3] * y + m[5];
  if (!walk->path) {
    walk->x0 = walk->x1 = px;
    walk->y0 = walk->y1 = py;
    walk->path = true;
    walk->points = 0;
  }
  walk->points++;
  walk->x0 = fmin(walk->x0, px);
  walk->x1 = fmax(walk->x1, px);
  walk->y0 = fmin(walk->y0, py);
  walk->y1 = fmax(walk->y1, py);
}

void painting_bleed(Walk *walk)
{
  const double *trim = walk->inspection->trim, *bleed = walk->inspection->bleed;
  double tolerance = 0.3;
  bool has_bleed = bleed[0] < trim[0] - 1 || bleed[1] < trim[1] - 1;
  if (!has_bleed || walk->x1 < trim[0] || walk->x0 > trim[2] || walk->y1 < trim[1] || walk->y0 > trim[3])
    return;
  bool touches = fabs(walk->x0 - trim[0]) < tolerance || fabs(walk->x1 - trim[2]) < tolerance ||
                 fabs(walk->y0 - trim[1]) < tolerance || fabs(walk->y1 - trim[3]) < tolerance;
  if (touches)
    inspect_tell(walk->inspection, DIAG_PDF_BLEED, walk->x0, walk->y1, "");
}

/* Flat boxes that lie on each other: what they come to together. Other shapes are not measured. */
static void check_stack(Walk *walk)
{
  const State *state = walk_top(walk);
  const Colour *colour = &state->fill;
  double cmyk[4] = {0}, spot = 0, x, y;
  switch (colour->space.kind) {
  case SPACE_CMYK:
  case SPACE_ICC_CMYK: memcpy(cmyk, colour->c, sizeof cmyk); break;
  case SPACE_GREY:
  case SPACE_ICC_GREY: cmyk[3] = 1 - colour->c[0]; break;
  case SPACE_SPOT:
    for (unsigned i = 0; i < MIN(colour->space.components, (unsigned)COMPONENTS); i++)
      spot += colour->c[i] * 100;
    break;
  default: return;
  }
  for (unsigned i = 0; i < 4; i++)
    cmyk[i] *= 100;
  const double box[4] = {walk->x0, walk->y0, walk->x1, walk->y1};
  bool keeps = colour->space.kind == SPACE_SPOT || (colour->space.kind == SPACE_CMYK && state->overprint_mode == 1);
  double own = cmyk[0] + cmyk[1] + cmyk[2] + cmyk[3] + spot;
  double total = inkmap_paint(walk->inks, box, cmyk, spot, state->fill_overprint, keeps, &x, &y);
  if (total > walk->inspection->options.tac + 0.5 && total > own + 0.5) { /* its own ink alone has been told */
    char text[32];
    g_snprintf(text, sizeof text, "%d", (int)lround(total));
    inspect_tell(walk->inspection, DIAG_PDF_TAC, x, y, text);
  }
}

/* A rule drawn as a thin box. */
static void check_thin_box(Walk *walk)
{
  double w = walk->x1 - walk->x0, h = walk->y1 - walk->y0;
  if (walk->boxed && fmin(w, h) > 0.0005 && fmin(w, h) < 0.2 && fmax(w, h) > 3)
    inspect_tell(walk->inspection, DIAG_PDF_HAIRLINE, walk->x0, walk->y1, "");
}

/* Registration colour is for marks outside the trim. */
static void check_registration(Walk *walk, const Colour *colour, const double box[4])
{
  const double *trim = walk->inspection->trim;
  if (colour->space.kind == SPACE_ALL && box[2] > trim[0] + 1 && box[0] < trim[2] - 1 && box[3] > trim[1] + 1 &&
      box[1] < trim[3] - 1)
    inspect_tell(walk->inspection, DIAG_PDF_REGISTRATION, box[0], box[3], "");
}

/* The path's box as far as the clip leaves it; false: nothing of it is seen. */
bool painting_clip(Walk *walk)
{
  const double *clip = walk_top(walk)->clip;
  walk->x0 = fmax(walk->x0, clip[0]);
  walk->y0 = fmax(walk->y0, clip[1]);
  walk->x1 = fmin(walk->x1, clip[2]);
  walk->y1 = fmin(walk->y1, clip[3]);
  return walk->x0 <= walk->x1 && walk->y0 <= walk->y1;
}

/* What is painted from now on is seen only inside the path (8.5.4); of other shapes than boxes, inside their box. */
void painting_take_clip(Walk *walk)
{
  const double box[4] = {walk->x0, walk->y0, walk->x1, walk->y1};
  if (walk->clips && walk->path)
    memcpy(walk_top(walk)->clip, box, sizeof box);
  walk->clips = false;
}

void painting_path(Walk *walk, bool fill, bool stroke, qpdf_oh resources, int depth)
{
  State *state = walk_top(walk);
  if (walk->path && !painting_clip(walk)) {
    walk->path = walk->boxed = walk->clips = false;
    return;
  }
  const double box[4] = {walk->x0, walk->y0, walk->x1, walk->y1};
  if (walk->path && (fill || stroke))
    check_registration(walk, fill ? &state->fill : &state->stroke, box);
  if (walk->path && fill) {
    check_paint(walk, &state->fill, state->fill_overprint, walk->x0, walk->y1);
    if (state->fill.space.kind == SPACE_PATTERN)
      resources_pattern(walk, state->fill.pattern, resources, depth);
    else if (!is_white(&state->fill)) {
      painting_bleed(walk);
      check_thin_box(walk);
    }
    if (walk->boxed && state->fill.space.kind != SPACE_PATTERN)
      check_stack(walk);
  }
  if (walk->path && stroke && state->stroke.space.kind == SPACE_PATTERN)
    resources_pattern(walk, state->stroke.pattern, resources, depth);
  if (walk->path && stroke) {
    check_paint(walk, &state->stroke, state->stroke_overprint, walk->x0, walk->y1);
    double scale = sqrt(fabs(state->ctm[0] * state->ctm[3] - state->ctm[1] * state->ctm[2]));
    if (state->width * scale < 0.2 && !is_white(&state->stroke))
      inspect_tell(walk->inspection, DIAG_PDF_HAIRLINE, walk->x0, walk->y1, "");
  }
  painting_take_clip(walk);
  walk->path = walk->boxed = false;
}

/* --- text ------------------------------------------------------------------------------------------- */

void painting_text(Walk *walk)
{
  State *state = walk_top(walk);
  double m[6];
  walk_multiply(walk->text, state->ctm, m);
  double size = state->size * sqrt(fabs(m[0] * m[3] - m[1] * m[2]));
  if (state->font) /* X asks it of invisible text too */
    font_inspect(walk->inspection, state->font, m[4], m[5]);
  state->font = 0;
  if (state->render == 3 || state->render == 7) /* invisible, clip */
    return;
  const Colour *colour = state->render == 1 ? &state->stroke : &state->fill;
  check_paint(walk, colour, state->fill_overprint, m[4], m[5]);
  check_registration(walk, colour, (const double[]){m[4], m[5], m[4], m[5]});
  if (walk->notdef)
    inspect_tell(walk->inspection, DIAG_PDF_NOTDEF, m[4], m[5], "");
  unsigned inks = count_inks(colour);
  bool cmyk = colour->space.kind == SPACE_CMYK || colour->space.kind == SPACE_ICC_CMYK;
  if (cmyk && inks == 4 && colour->c[3] > 0.5)
    inspect_tell(walk->inspection, DIAG_PDF_TEXT_FOUR_INKS, m[4], m[5], "");
  else if (inks >= 3 && size < 9)
    inspect_tell(walk->inspection, DIAG_PDF_TEXT_SMALL, m[4], m[5], "");
}
