/* What a page draws: its content streams, forms and patterns, walked with a graphics state (ISO 32000-1, 8 and 9). */
#include "preflight/inspect.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FORM_DEPTH 16
#define OPERANDS 40
#define STATES 256
#define OPERATORS_MOST 50000000u

typedef struct {
  Space space;
  double c[32]; /* components */
} Colour;

typedef struct {
  double ctm[6];
  Colour fill, stroke;
  double width, size;
  int render; /* text rendering mode */
  bool fill_overprint, stroke_overprint;
} State;

typedef struct {
  Inspection *inspection;
  State states[STATES];
  unsigned depth;
  double operands[OPERANDS];
  unsigned n;
  char name[128]; /* last name operand */
  double text[6], line[6];
  double x0, y0, x1, y1; /* current path's box, user space → page */
  bool path;
  unsigned operators;
} Walk;

static State *top(Walk *walk)
{
  return &walk->states[walk->depth];
}

static void multiply(const double a[6], const double b[6], double out[6])
{
  double m[6] = {a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3],        a[2] * b[0] + a[3] * b[2],
                 a[2] * b[1] + a[3] * b[3], a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5]};
  memcpy(out, m, sizeof m);
}

static double operand(const Walk *walk, unsigned from_end)
{
  return from_end < walk->n ? walk->operands[walk->n - 1 - from_end] : 0;
}

/* --- colour --------------------------------------------------------------------------------- */

static bool is_rgb(SpaceKind kind)
{
  return kind == SPACE_RGB || kind == SPACE_ICC_RGB;
}

static void check_colour_space(Walk *walk, const Colour *colour, double x, double y)
{
  Inspection *inspection = walk->inspection;
  bool x1a = inspection->standard == STANDARD_X1A;
  SpaceKind kind = colour->space.kind == SPACE_SPOT ? colour->space.base : colour->space.kind;
  if (kind == SPACE_RGB || (x1a && (kind == SPACE_ICC_RGB || kind == SPACE_LAB)))
    inspect_tell(inspection, DIAG_PDF_RGB, x, y, "content");
  else if (x1a && (kind == SPACE_ICC_CMYK || kind == SPACE_ICC_GREY))
    inspect_tell(inspection, DIAG_PDF_ICC, x, y, "content");
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
  if (colour->space.kind != SPACE_CMYK && colour->space.kind != SPACE_ICC_CMYK)
    return 0;
  for (unsigned i = 0; i < 4; i++)
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
  check_colour_space(walk, colour, x, y);
  if (overprint && is_white(colour) && colour->space.components)
    inspect_tell(walk->inspection, DIAG_PDF_WHITE_OVERPRINT, x, y, "");
  double total = ink_total(colour);
  if (total > walk->inspection->options.tac + 0.5) {
    char text[32];
    g_snprintf(text, sizeof text, "%d", (int)lround(total));
    inspect_tell(walk->inspection, DIAG_PDF_TAC, x, y, text);
  }
}

static void set_device_colour(Walk *walk, bool stroke, SpaceKind kind, unsigned components)
{
  Colour *colour = stroke ? &top(walk)->stroke : &top(walk)->fill;
  *colour = (Colour){.space = {kind, components, kind, false}};
  for (unsigned i = 0; i < components; i++)
    colour->c[i] = operand(walk, components - 1 - i);
}

static void set_space(Walk *walk, bool stroke, qpdf_oh resources)
{
  Colour *colour = stroke ? &top(walk)->stroke : &top(walk)->fill;
  qpdf_oh name = qpdf_oh_new_name(walk->inspection->pdf, walk->name);
  *colour = (Colour){.space = space_read(walk->inspection, name, resources, 0)};
  colour->c[colour->space.kind == SPACE_CMYK ? 3 : 0] =
      colour->space.kind == SPACE_CMYK || colour->space.kind == SPACE_SPOT;
}

static void set_components(Walk *walk, bool stroke)
{
  Colour *colour = stroke ? &top(walk)->stroke : &top(walk)->fill;
  for (unsigned i = 0; i < MIN(walk->n, 32u); i++)
    colour->c[i] = walk->operands[i];
}

/* --- graphics state dictionaries ---------------------------------------------------------------- */

static bool is_true(Inspection *inspection, qpdf_oh dict, const char *key)
{
  qpdf_oh value = qpdf_oh_get_key(inspection->pdf, dict, key);
  return qpdf_oh_is_bool(inspection->pdf, value) && qpdf_oh_get_bool_value(inspection->pdf, value);
}

static void check_transparency(Walk *walk, qpdf_oh dict)
{
  Inspection *inspection = walk->inspection;
  qpdf_data pdf = inspection->pdf;
  if (inspection->standard != STANDARD_X1A)
    return;
  bool alpha = inspect_number(inspection, qpdf_oh_get_key(pdf, dict, "/ca"), 1) < 1 ||
               inspect_number(inspection, qpdf_oh_get_key(pdf, dict, "/CA"), 1) < 1;
  qpdf_oh mask = qpdf_oh_get_key(pdf, dict, "/SMask"), blend = qpdf_oh_get_key(pdf, dict, "/BM");
  bool masked = qpdf_oh_is_dictionary(pdf, mask);
  bool blended = qpdf_oh_is_name(pdf, blend) && !inspect_name_is(inspection, blend, "/Normal") &&
                 !inspect_name_is(inspection, blend, "/Compatible");
  if (alpha || masked || blended)
    inspect_tell(inspection, DIAG_PDF_TRANSPARENCY, NAN, NAN, alpha ? "ca/CA" : masked ? "SMask" : "BM");
}

static void apply_state(Walk *walk, qpdf_oh resources)
{
  Inspection *inspection = walk->inspection;
  qpdf_data pdf = inspection->pdf;
  qpdf_oh states =
      qpdf_oh_is_dictionary(pdf, resources) ? qpdf_oh_get_key(pdf, resources, "/ExtGState") : qpdf_oh_new_null(pdf);
  if (!inspect_has_key(inspection, states, walk->name))
    return;
  qpdf_oh dict = qpdf_oh_get_key(pdf, states, walk->name);
  if (!qpdf_oh_is_dictionary(pdf, dict))
    return;
  State *state = top(walk);
  if (inspect_has_key(inspection, dict, "/OP")) {
    state->stroke_overprint = is_true(inspection, dict, "/OP");
    if (!inspect_has_key(inspection, dict, "/op"))
      state->fill_overprint = state->stroke_overprint;
  }
  if (inspect_has_key(inspection, dict, "/op"))
    state->fill_overprint = is_true(inspection, dict, "/op");
  if (inspect_has_key(inspection, dict, "/LW"))
    state->width = inspect_number(inspection, qpdf_oh_get_key(pdf, dict, "/LW"), state->width);
  if (inspect_has_key(inspection, dict, "/TR") || inspect_has_key(inspection, dict, "/HTP"))
    inspect_tell(inspection, DIAG_PDF_ACTION, NAN, NAN, "TR/HTP");
  check_transparency(walk, dict);
}

/* --- paths ------------------------------------------------------------------------------------------ */

static void add_point(Walk *walk, double x, double y)
{
  const double *m = top(walk)->ctm;
  double px = m[0] * x + m[2] * y + m[4], py = m[1] * x + m[3] * y + m[5];
  if (!walk->path) {
    walk->x0 = walk->x1 = px;
    walk->y0 = walk->y1 = py;
    walk->path = true;
  }
  walk->x0 = fmin(walk->x0, px);
  walk->x1 = fmax(walk->x1, px);
  walk->y0 = fmin(walk->y0, py);
  walk->y1 = fmax(walk->y1, py);
}

static void check_bleed(Walk *walk)
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

static void paint_path(Walk *walk, bool fill, bool stroke)
{
  State *state = top(walk);
  if (walk->path && fill) {
    check_paint(walk, &state->fill, state->fill_overprint, walk->x0, walk->y1);
    if (!is_white(&state->fill))
      check_bleed(walk);
  }
  if (walk->path && stroke) {
    check_paint(walk, &state->stroke, state->stroke_overprint, walk->x0, walk->y1);
    double scale = sqrt(fabs(state->ctm[0] * state->ctm[3] - state->ctm[1] * state->ctm[2]));
    if (state->width * scale < 0.2 && !is_white(&state->stroke))
      inspect_tell(walk->inspection, DIAG_PDF_HAIRLINE, walk->x0, walk->y1, "");
  }
  walk->path = false;
}

/* --- text ------------------------------------------------------------------------------------------- */

static void check_text(Walk *walk)
{
  State *state = top(walk);
  double m[6];
  multiply(walk->text, state->ctm, m);
  double size = state->size * sqrt(fabs(m[0] * m[3] - m[1] * m[2]));
  if (state->render == 3 || state->render == 7) /* invisible, clip */
    return;
  const Colour *colour = state->render == 1 ? &state->stroke : &state->fill;
  check_paint(walk, colour, state->fill_overprint, m[4], m[5]);
  unsigned inks = count_inks(colour);
  bool cmyk = colour->space.kind == SPACE_CMYK || colour->space.kind == SPACE_ICC_CMYK;
  if (cmyk && inks == 4 && colour->c[3] > 0.5)
    inspect_tell(walk->inspection, DIAG_PDF_TEXT_FOUR_INKS, m[4], m[5], "");
  else if (inks >= 3 && size < 9)
    inspect_tell(walk->inspection, DIAG_PDF_TEXT_SMALL, m[4], m[5], "");
}

static void set_font(Walk *walk, qpdf_oh resources)
{
  qpdf_data pdf = walk->inspection->pdf;
  State *state = top(walk);
  state->size = operand(walk, 0);
  qpdf_oh fonts =
      qpdf_oh_is_dictionary(pdf, resources) ? qpdf_oh_get_key(pdf, resources, "/Font") : qpdf_oh_new_null(pdf);
  if (inspect_has_key(walk->inspection, fonts, walk->name))
    font_inspect(walk->inspection, qpdf_oh_get_key(pdf, fonts, walk->name), walk->text[4], walk->text[5]);
}

static void move_line(Walk *walk, double x, double y)
{
  double shift[6] = {1, 0, 0, 1, x, y};
  multiply(shift, walk->line, walk->line);
  memcpy(walk->text, walk->line, sizeof walk->text);
}

/* --- streams ------------------------------------------------------------------------------------------ */

static void walk_bytes(Walk *walk, const unsigned char *bytes, size_t length, qpdf_oh resources, int depth);

static void walk_form(Walk *walk, qpdf_oh form, qpdf_oh resources, int depth)
{
  qpdf_data pdf = walk->inspection->pdf;
  qpdf_oh dict = qpdf_oh_get_dict(pdf, form), own = qpdf_oh_get_key(pdf, dict, "/Resources");
  unsigned char *bytes = NULL;
  size_t length = 0;
  QPDF_BOOL filtered = QPDF_FALSE;
  if (depth >= FORM_DEPTH || walk->depth + 1 >= STATES)
    return;
  qpdf_oh group = qpdf_oh_get_key(pdf, dict, "/Group");
  if (walk->inspection->standard == STANDARD_X1A && qpdf_oh_is_dictionary(pdf, group))
    inspect_tell(walk->inspection, DIAG_PDF_TRANSPARENCY, NAN, NAN, "Group");
  if (qpdf_oh_get_stream_data(pdf, form, qpdf_dl_all, &filtered, &bytes, &length) & QPDF_ERRORS || !bytes)
    return;
  unsigned before = walk->depth;
  walk->states[walk->depth + 1] = *top(walk);
  walk->depth++;
  qpdf_oh matrix = qpdf_oh_get_key(pdf, dict, "/Matrix");
  if (qpdf_oh_is_array(pdf, matrix) && qpdf_oh_get_array_n_items(pdf, matrix) == 6) {
    double m[6];
    for (int i = 0; i < 6; i++)
      m[i] = inspect_number(walk->inspection, qpdf_oh_get_array_item(pdf, matrix, i), i == 0 || i == 3);
    multiply(m, top(walk)->ctm, top(walk)->ctm);
  }
  walk_bytes(walk, bytes, length, qpdf_oh_is_dictionary(pdf, own) ? own : resources, depth + 1);
  walk->depth = before;
  free(bytes);
}

static void draw_object(Walk *walk, qpdf_oh resources, int depth)
{
  Inspection *inspection = walk->inspection;
  qpdf_data pdf = inspection->pdf;
  qpdf_oh objects =
      qpdf_oh_is_dictionary(pdf, resources) ? qpdf_oh_get_key(pdf, resources, "/XObject") : qpdf_oh_new_null(pdf);
  if (!inspect_has_key(inspection, objects, walk->name))
    return;
  qpdf_oh object = qpdf_oh_get_key(pdf, objects, walk->name);
  if (!qpdf_oh_is_stream(pdf, object))
    return;
  qpdf_oh kind = qpdf_oh_get_key(pdf, qpdf_oh_get_dict(pdf, object), "/Subtype");
  if (inspect_name_is(inspection, kind, "/Image")) {
    image_inspect(inspection, object, resources, top(walk)->ctm);
    walk->path = false;
    add_point(walk, 0, 0);
    add_point(walk, 1, 1);
    check_bleed(walk);
    walk->path = false;
  } else if (inspect_name_is(inspection, kind, "/Form"))
    walk_form(walk, object, resources, depth);
  else
    inspect_tell(inspection, DIAG_PDF_ACTION, NAN, NAN, "PS");
}

static bool is_operator(const Token *token, const char *name)
{
  return !strcmp(token->text, name);
}

static void run_state_operator(Walk *walk, const Token *token, qpdf_oh resources)
{
  State *state = top(walk);
  if (is_operator(token, "q")) {
    if (walk->depth + 1 < STATES) {
      walk->states[walk->depth + 1] = *state;
      walk->depth++;
    }
  } else if (is_operator(token, "Q"))
    walk->depth -= walk->depth > 0;
  else if (is_operator(token, "cm")) {
    double m[6];
    for (unsigned i = 0; i < 6; i++)
      m[i] = operand(walk, 5 - i);
    multiply(m, state->ctm, state->ctm);
  } else if (is_operator(token, "w"))
    state->width = operand(walk, 0);
  else if (is_operator(token, "gs"))
    apply_state(walk, resources);
  else if (is_operator(token, "sh"))
    inspect_tell(walk->inspection, DIAG_PDF_SHADING, state->ctm[4], state->ctm[5], walk->name);
}

static void run_colour_operator(Walk *walk, const Token *token, qpdf_oh resources)
{
  static const struct {
    const char *name;
    SpaceKind kind;
    unsigned components;
  } DEVICE[] = {{"g", SPACE_GREY, 1}, {"rg", SPACE_RGB, 3}, {"k", SPACE_CMYK, 4}};
  char lower[8];
  g_strlcpy(lower, token->text, sizeof lower);
  bool stroke = g_ascii_isupper(lower[0]);
  for (char *c = lower; *c; c++)
    *c = g_ascii_tolower(*c);
  for (unsigned i = 0; i < G_N_ELEMENTS(DEVICE); i++)
    if (!strcmp(lower, DEVICE[i].name))
      set_device_colour(walk, stroke, DEVICE[i].kind, DEVICE[i].components);
  if (!strcmp(lower, "cs"))
    set_space(walk, stroke, resources);
  if (!strcmp(lower, "sc") || !strcmp(lower, "scn"))
    set_components(walk, stroke);
}

static void run_path_operator(Walk *walk, const Token *token)
{
  static const struct {
    const char *name;
    bool fill, stroke;
  } PAINT[] = {{"f", true, false}, {"F", true, false}, {"f*", true, false}, {"B", true, true},  {"B*", true, true},
               {"b", true, true},  {"b*", true, true}, {"S", false, true},  {"s", false, true}, {"n", false, false}};
  if (is_operator(token, "m") || is_operator(token, "l"))
    add_point(walk, operand(walk, 1), operand(walk, 0));
  else if (is_operator(token, "c") || is_operator(token, "v") || is_operator(token, "y"))
    for (unsigned i = 0; i + 1 < walk->n; i += 2)
      add_point(walk, walk->operands[i], walk->operands[i + 1]);
  else if (is_operator(token, "re")) {
    add_point(walk, operand(walk, 3), operand(walk, 2));
    add_point(walk, operand(walk, 3) + operand(walk, 1), operand(walk, 2) + operand(walk, 0));
  } else
    for (unsigned i = 0; i < G_N_ELEMENTS(PAINT); i++)
      if (is_operator(token, PAINT[i].name))
        paint_path(walk, PAINT[i].fill, PAINT[i].stroke);
}

static void run_text_operator(Walk *walk, const Token *token, qpdf_oh resources)
{
  if (is_operator(token, "BT")) {
    memcpy(walk->text, (double[]){1, 0, 0, 1, 0, 0}, sizeof walk->text);
    memcpy(walk->line, walk->text, sizeof walk->line);
  } else if (is_operator(token, "Tf"))
    set_font(walk, resources);
  else if (is_operator(token, "Tr"))
    top(walk)->render = (int)operand(walk, 0);
  else if (is_operator(token, "Td") || is_operator(token, "TD"))
    move_line(walk, operand(walk, 1), operand(walk, 0));
  else if (is_operator(token, "Tm")) {
    for (unsigned i = 0; i < 6; i++)
      walk->line[i] = operand(walk, 5 - i);
    memcpy(walk->text, walk->line, sizeof walk->text);
  } else if (is_operator(token, "Tj") || is_operator(token, "TJ") || is_operator(token, "'") ||
             is_operator(token, "\""))
    check_text(walk);
}

static void run_operator(Walk *walk, const Token *token, qpdf_oh resources, int depth, TokenReader *reader)
{
  if (is_operator(token, "Do"))
    draw_object(walk, resources, depth);
  else if (is_operator(token, "ID"))
    token_skip_inline_image(reader);
  else {
    run_state_operator(walk, token, resources);
    run_colour_operator(walk, token, resources);
    run_path_operator(walk, token);
    run_text_operator(walk, token, resources);
  }
}

static void walk_bytes(Walk *walk, const unsigned char *bytes, size_t length, qpdf_oh resources, int depth)
{
  TokenReader reader = token_reader_open(bytes, length);
  unsigned floor = walk->depth;
  for (Token token = token_next(&reader); token.kind != TOKEN_END && walk->operators < OPERATORS_MOST;
       token = token_next(&reader)) {
    if (token.kind == TOKEN_NUMBER && walk->n < OPERANDS)
      walk->operands[walk->n++] = token.number;
    else if (token.kind == TOKEN_NAME)
      g_strlcpy(walk->name, token.text, sizeof walk->name);
    else if (token.kind == TOKEN_OPERATOR) {
      walk->operators++;
      run_operator(walk, &token, resources, depth, &reader);
      walk->n = 0;
      if (walk->depth < floor)
        walk->depth = floor;
    }
  }
  token_reader_close(&reader);
}

static qpdf_oh find_resources(Inspection *inspection, qpdf_oh page)
{
  for (unsigned depth = 0; depth < 32 && qpdf_oh_is_dictionary(inspection->pdf, page); depth++) {
    if (inspect_has_key(inspection, page, "/Resources"))
      return qpdf_oh_get_key(inspection->pdf, page, "/Resources");
    page = qpdf_oh_get_key(inspection->pdf, page, "/Parent");
  }
  return qpdf_oh_new_null(inspection->pdf);
}

void content_inspect(Inspection *inspection, qpdf_oh page)
{
  unsigned char *bytes = NULL;
  size_t length = 0;
  if (qpdf_oh_get_page_content_data(inspection->pdf, page, &bytes, &length) & QPDF_ERRORS) {
    inspect_tell(inspection, DIAG_PDF_CONTENT, NAN, NAN, "");
    return;
  }
  Walk *walk = g_new0(Walk, 1);
  walk->inspection = inspection;
  State *state = top(walk);
  *state = (State){.ctm = {1, 0, 0, 1, 0, 0}, .width = 1};
  state->fill.space = state->stroke.space = (Space){SPACE_GREY, 1, SPACE_GREY, false};
  walk_bytes(walk, bytes, length, find_resources(inspection, page), 0);
  g_free(walk);
  free(bytes);
}
