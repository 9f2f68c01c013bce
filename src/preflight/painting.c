/* What is painted: colours, ink, lines, what touches the edge, text (print practice and the X rules). */
#include "preflight/raster.h"
#include "preflight/walk.h"

#include <math.h>
#include <string.h>

#include "base/number.h"

#define BLEED_TOUCH 0.3 /* pt: what comes as near to the trim meets it */
#define BLEED_LEAST 5.6 /* 2 mm, and a little for rounding: what the knife may be off */
#define SMALL_TEXT 9    /* pt */
#define INK_SEEN 10     /* %: fainter, it shows no edge */
#define RULE_LEAST 3    /* pt: what is shorter is no rule */
#define HAIRLINE 0.2    /* pt: thinner comes and goes in print */

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

/* What a colour puts down, in percent; false: a kind that is not measured. */
static bool read_inks(const Colour *colour, double ink[INKS])
{
  SpaceKind kind = colour->space.kind;
  bool cmyk = kind == SPACE_CMYK || kind == SPACE_ICC_CMYK;
  memset(ink, 0, INKS * sizeof *ink);
  if (kind == SPACE_GREY || kind == SPACE_ICC_GREY)
    ink[INK_K] = (1 - CLAMP(colour->c[0], 0, 1)) * 100;
  else if (!cmyk && kind != SPACE_SPOT)
    return false;
  else
    for (unsigned i = 0; i < MIN(colour->space.components, (unsigned)COMPONENTS); i++) {
      int which = cmyk ? (int)i : colour->space.ink[i];
      if (which != INK_NONE)
        ink[which] += CLAMP(colour->c[i], 0, 1) * 100;
    }
  return true;
}

static double sum_inks(const double ink[INKS])
{
  double total = 0;
  for (unsigned i = 0; i < INKS; i++)
    total += ink[i];
  return total;
}

static bool is_white(const Colour *colour)
{
  double sum = 0;
  for (unsigned i = 0; i < colour->space.components && i < 32; i++)
    sum += colour->c[i];
  SpaceKind kind = colour->space.kind;
  bool subtractive = kind == SPACE_CMYK || kind == SPACE_ICC_CMYK || kind == SPACE_SPOT || kind == SPACE_ALL;
  bool additive = kind == SPACE_GREY || is_rgb(kind) || kind == SPACE_ICC_GREY;
  return (subtractive && sum < 0.001) || (additive && sum > colour->space.components - 0.001);
}

static void tell_ink(Walk *walk, double total, double x, double y)
{
  char text[32];
  const int far = walk->inspection->options.tac_far;
  g_snprintf(text, sizeof text, "%d", number_round(total));
  inspect_tell(walk->inspection, far && total >= far ? DIAG_PDF_TAC_FAR : DIAG_PDF_TAC, x, y, text);
}

void painting_total(Walk *walk, const Colour *colour, double x, double y)
{
  double ink[INKS];
  if (read_inks(colour, ink) && sum_inks(ink) > walk->inspection->options.tac + 0.5)
    tell_ink(walk, sum_inks(ink), x, y);
}

/* Registration colour is for marks outside the trim. */
static void check_registration(Walk *walk, const Colour *colour, const double box[4])
{
  const double *trim = walk->inspection->trim;
  if (colour->space.kind == SPACE_ALL && !is_white(colour) && box[2] > trim[0] + 1 && box[0] < trim[2] - 1 &&
      box[3] > trim[1] + 1 && box[1] < trim[3] - 1)
    inspect_tell(walk->inspection, DIAG_PDF_REGISTRATION, box[0], box[3], "");
}

/* In mode 0 a white in CMYK takes the four inks away, as it should (8.6.7). */
static bool is_lost(const State *state, const Colour *colour)
{
  return is_white(colour) && colour->space.components &&
         (colour->space.kind != SPACE_CMYK || state->overprint_mode == 1);
}

static void check_colour(Walk *walk, const Colour *colour, bool overprint, double x, double y)
{
  painting_space(walk, colour->space, x, y, "content");
  if (overprint && is_lost(walk_top(walk), colour))
    inspect_tell(walk->inspection, DIAG_PDF_WHITE_OVERPRINT, x, y, "");
  painting_total(walk, colour, x, y);
}

/* A colour something is painted in at X, Y; of a pattern its cell too, and what an uncoloured one is painted in. */
static void check_paint(Walk *walk, const Colour *colour, bool overprint, double x, double y, const Scope *scope)
{
  Colour own = *colour; /* walking a pattern changes the state it may stand in */
  bool pattern = own.space.kind == SPACE_PATTERN;
  if (pattern)
    own.space.kind = own.space.under;
  if (!pattern || own.space.components)
    check_colour(walk, &own, overprint, x, y);
  if (pattern)
    resources_pattern(walk, own.pattern, x, y, scope);
}

void painting_mask(Walk *walk, const Scope *scope)
{
  const State *state = walk_top(walk);
  check_paint(walk, &state->fill, state->fill_overprint, walk->x0, walk->y1, scope);
  const double box[4] = {walk->x0, walk->y0, walk->x1, walk->y1};
  check_registration(walk, &state->fill, box);
}

/* --- paths ------------------------------------------------------------------------------------------ */

/* Where a point of user space lies on the page; the path's box grows to it. */
static void take_point(Walk *walk, double x, double y, double *px, double *py)
{
  const double *m = walk_top(walk)->ctm;
  *px = m[0] * x + m[2] * y + m[4];
  *py = m[1] * x + m[3] * y + m[5];
  if (!walk->path) {
    walk->x0 = walk->x1 = *px;
    walk->y0 = walk->y1 = *py;
    walk->path = true;
  }
  walk->x0 = fmin(walk->x0, *px);
  walk->x1 = fmax(walk->x1, *px);
  walk->y0 = fmin(walk->y0, *py);
  walk->y1 = fmax(walk->y1, *py);
  walk->x = x;
  walk->y = y;
}

void painting_clear(Walk *walk)
{
  walk->path = walk->boxed = walk->clips = false;
  outline_clear(&walk->outline);
}

void painting_current(const Walk *walk, double point[2])
{
  point[0] = walk->x;
  point[1] = walk->y;
}

void painting_move(Walk *walk, double x, double y)
{
  double px, py;
  take_point(walk, x, y, &px, &py);
  outline_move(&walk->outline, px, py);
}

void painting_line(Walk *walk, double x, double y)
{
  double px, py;
  take_point(walk, x, y, &px, &py);
  outline_line(&walk->outline, px, py);
}

void painting_curve(Walk *walk, const double points[6])
{
  double page[6];
  for (unsigned i = 0; i < 6; i += 2)
    take_point(walk, points[i], points[i + 1], &page[i], &page[i + 1]);
  outline_curve(&walk->outline, page);
}

void painting_close(Walk *walk)
{
  outline_close(&walk->outline);
}

void painting_rectangle(Walk *walk, double x, double y, double w, double h)
{
  painting_move(walk, x, y);
  painting_line(walk, x + w, y);
  painting_line(walk, x + w, y + h);
  painting_line(walk, x, y + h);
  painting_close(walk);
}

/* Where a pattern's cell comes to stand is not followed: what is painted with it shows. */
static void note_seen(Walk *walk, const double low[2], const double high[2])
{
  const double *trim = walk->inspection->trim;
  walk->shows |=
      !walk_top(walk)->tile && low[0] < trim[2] && low[1] < trim[3] && high[0] > trim[0] && high[1] > trim[1];
}

void painting_bleed(Walk *walk)
{
  const double *trim = walk->inspection->trim, *bleed = walk->inspection->bleed;
  const double low[2] = {walk->x0, walk->y0}, high[2] = {walk->x1, walk->y1};
  note_seen(walk, low, high);
  bool inside = walk->inspection->options.placed && bleed[0] > trim[0] - 1 && bleed[1] > trim[1] - 1; /* of a page */
  if (walk_top(walk)->tile || inside || low[0] >= trim[2] - 1 || low[1] >= trim[3] - 1 || high[0] <= trim[0] + 1 ||
      high[1] <= trim[1] + 1)
    return;
  bool short_of = false;
  for (int axis = 0; axis < 2; axis++) {
    short_of |= low[axis] < trim[axis] + BLEED_TOUCH && fmax(low[axis], bleed[axis]) > trim[axis] - BLEED_LEAST;
    short_of |=
        high[axis] > trim[axis + 2] - BLEED_TOUCH && fmin(high[axis], bleed[axis + 2]) < trim[axis + 2] + BLEED_LEAST;
  }
  if (short_of)
    inspect_tell(walk->inspection, DIAG_PDF_BLEED, walk->x0, walk->y1, "");
}

/* --- ink on ink ------------------------------------------------------------------------------------- */

/* What the colour at hand puts down; false: a kind that is not measured. */
static bool read_paint(const State *state, bool stroke, InkPaint *paint)
{
  const Colour *colour = stroke ? &state->stroke : &state->fill;
  *paint = (InkPaint){.multiply = state->multiply};
  paint->overprint = stroke ? state->stroke_overprint : state->fill_overprint;
  paint->alpha = stroke ? state->stroke_alpha : state->alpha;
  paint->keep_zeroes =
      colour->space.kind == SPACE_SPOT || (colour->space.kind == SPACE_CMYK && state->overprint_mode == 1);
  return read_inks(colour, paint->ink);
}

static bool is_measured(const State *state)
{
  return !state->clip_shaped && !state->masked && !state->blended && !state->tile;
}

/* What of the page's inks is not summed. */
static void tell_spent(Walk *walk)
{
  if (inkmap_is_too_large(walk->inks))
    inspect_limit(walk->inspection, PAST_INK_CELLS, NAN, NAN);
  if (inkmap_is_spent(walk->inks))
    inspect_limit(walk->inspection, PAST_INK_STEPS, walk->x0, walk->y1);
  if (outline_is_full(&walk->outline))
    inspect_limit(walk->inspection, PAST_PATH_POINTS, walk->x0, walk->y1);
}

/* An object's own ink alone has been told. */
static void tell_peak(Walk *walk, InkPeak peak, const InkPaint *paint)
{
  tell_spent(walk);
  if (peak.total > walk->inspection->options.tac + 0.5 && peak.total > sum_inks(paint->ink) + 0.5)
    tell_ink(walk, peak.total, peak.x, peak.y);
}

static void check_stack(Walk *walk, FillRule fill)
{
  const State *state = walk_top(walk);
  InkPaint paint;
  if (!is_measured(state) || !read_paint(state, false, &paint))
    return;
  const double box[4] = {walk->x0, walk->y0, walk->x1, walk->y1};
  InkPeak peak = walk->boxed ? inkmap_paint_box(walk->inks, box, &paint)
                             : inkmap_paint_outline(walk->inks, &walk->outline, fill == FILL_EVEN_ODD, box, &paint);
  tell_peak(walk, peak, &paint);
}

/* The box the path is seen in, and half a line more on every side, as far as the clip goes. */
static void find_stroked(Walk *walk, const Outline *strokes, double box[4])
{
  const double *clip = walk_top(walk)->clip;
  for (unsigned i = 0; i < strokes->points->len; i++) {
    const OutlinePoint *point = &g_array_index(strokes->points, OutlinePoint, i);
    box[0] = i ? fmin(box[0], point->x) : point->x;
    box[1] = i ? fmin(box[1], point->y) : point->y;
    box[2] = i ? fmax(box[2], point->x) : point->x;
    box[3] = i ? fmax(box[3], point->y) : point->y;
  }
  for (int i = 0; i < 2; i++) {
    box[i] = fmax(box[i], clip[i]);
    box[i + 2] = fmin(box[i + 2], clip[i + 2]);
  }
}

static void set_box(Walk *walk, const double box[4])
{
  walk->x0 = box[0];
  walk->y0 = box[1];
  walk->x1 = box[2];
  walk->y1 = box[3];
}

/* A line's thickness where it stands, and, if it is broad, its ink on what is below it. */
static void check_line(Walk *walk)
{
  const State *state = walk_top(walk);
  double box[4];
  InkPaint paint;
  Outline strokes = outline_new(walk->inspection->most[PAST_STROKE_POINTS]);
  double thinnest = outline_stroke(&walk->outline, state->ctm, state->width, INKMAP_LEAST, &strokes);
  if (outline_is_full(&strokes))
    inspect_limit(walk->inspection, PAST_STROKE_POINTS, walk->x0, walk->y1);
  if (thinnest < HAIRLINE && !is_white(&state->stroke))
    inspect_tell(walk->inspection, DIAG_PDF_HAIRLINE, walk->x0, walk->y1, "");
  if (strokes.points->len) {
    const double seen[4] = {walk->x0, walk->y0, walk->x1, walk->y1};
    find_stroked(walk, &strokes, box);
    set_box(walk, box);
    if (!is_white(&state->stroke))
      painting_bleed(walk);
    set_box(walk, seen);
  }
  if (strokes.points->len && is_measured(state) && read_paint(state, true, &paint)) {
    tell_peak(walk, inkmap_paint_outline(walk->inks, &strokes, false, box, &paint), &paint);
  }
  outline_free(&strokes);
}

/* Compression moves a pixel a little over the limit; nobody sees it. */
enum { PICTURE_TOLERANCE = 4 };

/* Decoded once, as long as all of them together are not too much. */
static Raster *find_raster(Walk *walk, qpdf_oh image, qpdf_oh resources, double most)
{
  Inspection *inspection = walk->inspection;
  gpointer key = GINT_TO_POINTER(qpdf_oh_get_object_id(inspection->pdf, image));
  if (!walk->rasters)
    walk->rasters = g_hash_table_new_full(NULL, NULL, NULL, raster_free);
  Raster *raster = g_hash_table_lookup(walk->rasters, key);
  if (raster)
    return raster;
  if (walk->raster_bytes > inspection->most[PAST_IMAGE_BYTES]) {
    g_hash_table_remove_all(walk->rasters);
    walk->raster_bytes = 0;
  }
  raster = raster_new(inspection, image, resources, most);
  walk->raster_bytes += raster->size;
  g_hash_table_insert(walk->rasters, key, raster);
  return raster;
}

void painting_rasters_free(Walk *walk)
{
  if (walk->rasters)
    g_hash_table_destroy(walk->rasters);
}

/* One that is nowhere too heavy is summed only if something comes to lie on it. */
static InkPeak paint_raster(Walk *walk, const Raster *raster, const double box[4], double most)
{
  const State *state = walk_top(walk);
  const InkPaint paint = {.overprint = state->fill_overprint, .multiply = state->multiply, .alpha = state->alpha};
  if (!inkmap_replaces(&paint) || raster_heaviest(raster) > most)
    return inkmap_paint_raster(walk->inks, box, raster_inks, raster, &paint);
  inkmap_lay_raster(walk->inks, box, raster_inks, raster_copy(raster), raster_free);
  return (InkPeak){0};
}

void painting_image(Walk *walk, qpdf_oh image, qpdf_oh resources)
{
  const State *state = walk_top(walk);
  const double box[4] = {walk->x0, walk->y0, walk->x1, walk->y1};
  if (!is_measured(state))
    return;
  double most = walk->inspection->options.tac + PICTURE_TOLERANCE;
  Raster *raster = find_raster(walk, image, resources, most);
  if (raster->too_large)
    inspect_limit(walk->inspection, PAST_IMAGE_BYTES, box[0], box[3]);
  if (!raster_place(raster, state->ctm))
    return;
  double before = raster->size;
  InkPeak peak = paint_raster(walk, raster, box, most);
  walk->raster_bytes += raster->size - before;
  tell_spent(walk);
  if (peak.total > most)
    tell_ink(walk, peak.total, peak.x, peak.y);
}

/* Where a line of text begins, under the middle of its first letter: what it lies on is told if it comes to too much.
 */
static void check_text_stack(Walk *walk, const double m[6], double size)
{
  const State *state = walk_top(walk);
  InkPaint paint;
  if (!is_measured(state) || !read_paint(state, false, &paint))
    return;
  double total = inkmap_probe(walk->inks, m[4] + size / 2, m[5] + size / 3, &paint);
  if (total > walk->inspection->options.tac + PICTURE_TOLERANCE && total > sum_inks(paint.ink) + 0.5)
    tell_ink(walk, total, m[4], m[5]);
}

/* A rule drawn as a thin box, upright or turned, several in a path perhaps. */
static void check_thin(Walk *walk)
{
  if (outline_thinnest(&walk->outline, RULE_LEAST) < HAIRLINE)
    inspect_tell(walk->inspection, DIAG_PDF_HAIRLINE, walk->x0, walk->y1, "");
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
  if (walk->clips && walk->path) {
    memcpy(walk_top(walk)->clip, box, sizeof box);
    walk_top(walk)->clip_shaped |= !walk->boxed;
  }
  walk->clips = false;
}

static void fill_path(Walk *walk, FillRule fill, const Scope *scope)
{
  const State *state = walk_top(walk);
  const double box[4] = {walk->x0, walk->y0, walk->x1, walk->y1};
  bool pattern = state->fill.space.kind == SPACE_PATTERN;
  check_registration(walk, &state->fill, box);
  if (pattern || !is_white(&state->fill))
    painting_bleed(walk);
  if (!pattern && !is_white(&state->fill))
    check_thin(walk);
  if (!pattern)
    check_stack(walk, fill);
  check_paint(walk, &state->fill, state->fill_overprint, box[0], box[3], scope);
}

static void stroke_path(Walk *walk, const Scope *scope)
{
  const State *state = walk_top(walk);
  const double box[4] = {walk->x0, walk->y0, walk->x1, walk->y1};
  check_registration(walk, &state->stroke, box);
  if (!is_white(&state->stroke))
    note_seen(walk, box, box + 2);
  check_line(walk);
  check_paint(walk, &state->stroke, state->stroke_overprint, box[0], box[3], scope);
}

void painting_path(Walk *walk, FillRule fill, bool stroke, const Scope *scope)
{
  static const double NOTHING[4] = {1e9, 1e9, -1e9, -1e9};
  if (walk->path && !painting_clip(walk)) {
    if (walk->clips)
      memcpy(walk_top(walk)->clip, NOTHING, sizeof NOTHING);
    painting_clear(walk);
    return;
  }
  if (walk->path && fill)
    fill_path(walk, fill, scope);
  if (walk->path && stroke)
    stroke_path(walk, scope);
  painting_take_clip(walk);
  painting_clear(walk);
}

/* --- text ------------------------------------------------------------------------------------------- */

static bool is_four_ink_black(const Colour *colour)
{
  double ink[INKS];
  return read_inks(colour, ink) && ink[INK_C] > 0.1 && ink[INK_M] > 0.1 && ink[INK_Y] > 0.1 && ink[INK_K] > 50;
}

/* Text is filled, stroked, or both, and shows, or only clips (9.3.6). */
enum { RENDER_STROKE = 1, RENDER_BOTH = 2, RENDER_UNSEEN = 3 };

/* How far it runs is not followed: no further than the page is wide or high. */
static void note_letters(Walk *walk, double x, double y)
{
  const double *trim = walk->inspection->trim, *clip = walk_top(walk)->clip;
  double w = trim[2] - trim[0], h = trim[3] - trim[1];
  const double low[2] = {fmax(x - w, clip[0]), fmax(y - h, clip[1])},
               high[2] = {fmin(x + w, clip[2]), fmin(y + h, clip[3])};
  note_seen(walk, low, high);
}

static void check_letters(Walk *walk, bool stroke, double size, double x, double y, const Scope *scope)
{
  const State *state = walk_top(walk);
  const Colour colour = stroke ? state->stroke : state->fill;
  const double *m = state->ctm;
  check_registration(walk, &colour, (const double[]){x, y, x, y});
  if (!is_white(&colour))
    note_letters(walk, x, y);
  if (is_four_ink_black(&colour))
    inspect_tell(walk->inspection, DIAG_PDF_TEXT_FOUR_INKS, x, y, "");
  else if (count_inks(&colour) >= 3 && size < SMALL_TEXT)
    inspect_tell(walk->inspection, DIAG_PDF_TEXT_SMALL, x, y, "");
  if (stroke && state->width * sqrt(fabs(m[0] * m[3] - m[1] * m[2])) < HAIRLINE && !is_white(&colour))
    inspect_tell(walk->inspection, DIAG_PDF_HAIRLINE, x, y, "");
  check_paint(walk, &colour, stroke ? state->stroke_overprint : state->fill_overprint, x, y, scope);
}

/* White letters are as small as the inks around them are many. */
static void check_reversed(Walk *walk, const double m[6], double size)
{
  const State *state = walk_top(walk);
  double ink[INKS];
  unsigned inks = 0;
  if (!is_white(&state->fill) || size >= SMALL_TEXT || state->tile ||
      !inkmap_look(walk->inks, m[4] + size / 2, m[5] + size / 3, ink))
    return;
  for (unsigned i = 0; i < INKS; i++)
    inks += ink[i] > INK_SEEN;
  if (inks >= 3)
    inspect_tell(walk->inspection, DIAG_PDF_TEXT_SMALL, m[4], m[5], "");
}

void painting_text(Walk *walk, const Scope *scope)
{
  State *state = walk_top(walk);
  double m[6];
  walk_multiply(walk->text, state->ctm, m);
  double size = state->size * sqrt(fabs(m[0] * m[3] - m[1] * m[2]));
  if (!state->has_font)
    inspect_tell(walk->inspection, DIAG_PDF_SYNTAX, m[4], m[5], "Tj");
  if (state->font) { /* X asks it of invisible text too */
    font_inspect(walk->inspection, state->font, m[4], m[5]);
    resources_type3(walk, state->font, m, scope);
  }
  state->font = 0;
  int render = state->render % 4;
  if (render == RENDER_UNSEEN || !walk->shown)
    return;
  if (walk->notdef)
    inspect_tell(walk->inspection, DIAG_PDF_NOTDEF, m[4], m[5], "");
  if (render != RENDER_STROKE) {
    check_text_stack(walk, m, size);
    check_reversed(walk, m, size);
    check_letters(walk, false, size, m[4], m[5], scope);
  }
  if (render == RENDER_STROKE || render == RENDER_BOTH)
    check_letters(walk, true, size, m[4], m[5], scope);
}
