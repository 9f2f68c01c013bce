/* Graphics state dictionaries (ISO 32000-1, 8.4.5): read once a page, applied as often as they are named. */
#include "preflight/facts.h"
#include "preflight/operators.h"

#include <math.h>
#include <string.h>

enum { UNSAID = -1 };

/* What one sets; UNSAID: it leaves that as it is. */
typedef struct {
  int stroke_overprint, fill_overprint, overprint_mode, masked, multiply, blended;
  double width, alpha, stroke_alpha, size;
  qpdf_oh font; /* 0: it names none */
} Change;

static bool is_curve(Inspection *inspection, qpdf_oh dict, const char *key, const char *harmless)
{
  return inspect_has_key(inspection, dict, key) && !inspect_key_is(inspection, dict, key, harmless);
}

static void read_overprint(Inspection *inspection, qpdf_oh dict, Change *change)
{
  if (inspect_has_key(inspection, dict, "/OP"))
    change->stroke_overprint = change->fill_overprint = inspect_true(inspection, dict, "/OP");
  if (inspect_has_key(inspection, dict, "/op"))
    change->fill_overprint = inspect_true(inspection, dict, "/op");
  if (inspect_has_key(inspection, dict, "/OPM"))
    change->overprint_mode = inspect_int(inspection, qpdf_oh_get_key(inspection->pdf, dict, "/OPM"), 0);
}

static void read_font(Inspection *inspection, qpdf_oh dict, Change *change)
{
  qpdf_data pdf = inspection->pdf;
  qpdf_oh pair = qpdf_oh_get_key(pdf, dict, "/Font");
  if (!qpdf_oh_is_array(pdf, pair) || qpdf_oh_get_array_n_items(pdf, pair) != 2)
    return;
  change->font = qpdf_oh_get_array_item(pdf, pair, 0);
  change->size = inspect_number(inspection, qpdf_oh_get_array_item(pdf, pair, 1), UNSAID);
}

static bool is_seen_through(double alpha)
{
  return alpha >= 0 && alpha < 1;
}

/* Of several blend modes the first known one counts; where none is known, Normal (11.3.5). */
static Blend read_blend(Inspection *inspection, qpdf_oh mode)
{
  qpdf_data pdf = inspection->pdf;
  bool array = qpdf_oh_is_array(pdf, mode);
  Blend blend = BLEND_UNKNOWN;
  for (int i = 0; i < (array ? qpdf_oh_get_array_n_items(pdf, mode) : 1) && blend == BLEND_UNKNOWN; i++) {
    qpdf_oh name = array ? qpdf_oh_get_array_item(pdf, mode, i) : mode;
    blend = qpdf_oh_is_name(pdf, name) ? facts_blend(qpdf_oh_get_name(pdf, name)) : BLEND_UNKNOWN;
  }
  return blend == BLEND_UNKNOWN ? BLEND_NORMAL : blend;
}

static void read_transparency(Inspection *inspection, qpdf_oh dict, Change *change)
{
  qpdf_data pdf = inspection->pdf;
  change->alpha = inspect_key_number(inspection, dict, "/ca", UNSAID);
  change->stroke_alpha = inspect_key_number(inspection, dict, "/CA", UNSAID);
  qpdf_oh mask = qpdf_oh_get_key(pdf, dict, "/SMask");
  if (inspect_has_key(inspection, dict, "/BM")) {
    Blend blend = read_blend(inspection, qpdf_oh_get_key(pdf, dict, "/BM"));
    change->multiply = blend == BLEND_MULTIPLY;
    change->blended = blend == BLEND_OTHER;
  }
  if (qpdf_oh_is_dictionary(pdf, mask) || qpdf_oh_is_name(pdf, mask))
    change->masked = qpdf_oh_is_dictionary(pdf, mask);
  bool alpha = is_seen_through(change->alpha) || is_seen_through(change->stroke_alpha);
  if (inspection->standard == STANDARD_X1A &&
      (alpha || change->masked > 0 || change->multiply > 0 || change->blended > 0))
    inspect_tell(inspection, DIAG_PDF_TRANSPARENCY, NAN, NAN, alpha ? "ca/CA" : change->masked > 0 ? "SMask" : "BM");
}

/* A curve of its own in a halftone bends the tones of the process inks; only a spot's screen may need one (10.5.5). */
static bool bends_tones(Inspection *inspection, qpdf_oh halftone)
{
  static const char *const PARTS[] = {"/Default", "/Cyan", "/Magenta", "/Yellow", "/Black", "/Gray"};
  qpdf_data pdf = inspection->pdf;
  qpdf_oh dict = qpdf_oh_is_stream(pdf, halftone) ? qpdf_oh_get_dict(pdf, halftone) : halftone;
  if (!qpdf_oh_is_dictionary(pdf, dict))
    return false;
  bool bends = is_curve(inspection, dict, "/TransferFunction", "/Identity");
  for (unsigned i = 0; i < G_N_ELEMENTS(PARTS) && !bends; i++) {
    qpdf_oh part = qpdf_oh_get_key(pdf, dict, PARTS[i]);
    part = qpdf_oh_is_stream(pdf, part) ? qpdf_oh_get_dict(pdf, part) : part;
    bends = qpdf_oh_is_dictionary(pdf, part) && is_curve(inspection, part, "/TransferFunction", "/Identity");
  }
  return bends;
}

static Change read_change(Inspection *inspection, qpdf_oh dict)
{
  static const struct {
    const char *key, *harmless;
  } CURVES[] = {
#define CURVE(key, harmless, clause) {key, harmless},
#include "preflight/facts.def"
  };
  Change change = {UNSAID, UNSAID, UNSAID, UNSAID, UNSAID, UNSAID, UNSAID, UNSAID, UNSAID, UNSAID, 0};
  if (!qpdf_oh_is_dictionary(inspection->pdf, dict))
    return change;
  read_overprint(inspection, dict, &change);
  read_font(inspection, dict, &change);
  read_transparency(inspection, dict, &change);
  if (inspect_has_key(inspection, dict, "/LW"))
    change.width = inspect_key_number(inspection, dict, "/LW", UNSAID);
  for (unsigned i = 0; i < G_N_ELEMENTS(CURVES); i++)
    if (is_curve(inspection, dict, CURVES[i].key, CURVES[i].harmless))
      inspect_tell(inspection, DIAG_PDF_ACTION, NAN, NAN, "TR/HTP");
  facts_tell_forbidden(inspection, HOLDER_STATE, dict, NAN, NAN);
  if (bends_tones(inspection, qpdf_oh_get_key(inspection->pdf, dict, "/HT")))
    inspect_tell(inspection, DIAG_PDF_ACTION, NAN, NAN, "HT/TransferFunction");
  return change;
}

/* What a soft mask is made of is drawn like all else (11.6.5.3). */
static void walk_mask(Walk *walk, qpdf_oh mask, const Scope *scope)
{
  qpdf_oh group = qpdf_oh_get_key(walk->inspection->pdf, mask, "/G");
  if (!qpdf_oh_is_stream(walk->inspection->pdf, group))
    return;
  double ctm[6];
  memcpy(ctm, walk_top(walk)->ctm, sizeof ctm);
  Aside aside = resources_aside(walk, ctm + 4, ctm);
  form_walk(walk, group, scope, NAN, NAN);
  resources_back(walk, &aside);
}

static const Change *find_change(Walk *walk, const Scope *scope)
{
  const char *name = walk->name;
  const Change *found = walk_remembered(walk, scope->resources, 'G', walk->name);
  if (found)
    return found;
  qpdf_oh dict = walk_named(walk, scope->resources, "/ExtGState");
  Change fresh = read_change(walk->inspection, dict);
  if (fresh.masked > 0)
    walk_mask(walk, qpdf_oh_get_key(walk->inspection->pdf, dict, "/SMask"), scope);
  return walk_remember(walk, scope->resources, 'G', name, &fresh, sizeof fresh);
}

static void set_bool(bool *value, int change)
{
  if (change != UNSAID)
    *value = change > 0;
}

void gstate_apply(Walk *walk, const Call *call)
{
  const Change *change = find_change(walk, call->scope);
  State *state = walk_top(walk);
  set_bool(&state->stroke_overprint, change->stroke_overprint);
  set_bool(&state->fill_overprint, change->fill_overprint);
  set_bool(&state->masked, change->masked);
  set_bool(&state->multiply, change->multiply);
  set_bool(&state->blended, change->blended);
  state->overprint_mode = change->overprint_mode == UNSAID ? state->overprint_mode : change->overprint_mode;
  state->width = change->width < 0 ? state->width : change->width;
  state->alpha = change->alpha < 0 ? state->alpha : fmin(change->alpha, 1);
  state->stroke_alpha = change->stroke_alpha < 0 ? state->stroke_alpha : fmin(change->stroke_alpha, 1);
  state->has_font |= change->font != 0;
  if (change->font) {
    state->font = change->font;
    state->size = change->size;
    state->codes =
        qpdf_oh_is_dictionary(walk->inspection->pdf, change->font) ? font_codes(walk->inspection, change->font) : NULL;
  }
}
