/* What a page draws: its content streams, forms and patterns, walked with a graphics state (ISO 32000-1, 8 and 9). */
#include "preflight/walk.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"

#define FORM_DEPTH 100
#define ANNOTATIONS_MOST 1000
#define REPEATS_MOST 200u /* of one form or picture on a page: what follows is no other */
#define OPERATORS_MOST 50000000u

void walk_multiply(const double a[6], const double b[6], double out[6])
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

static void set_device_colour(Walk *walk, bool stroke, unsigned device, unsigned components)
{
  Colour *colour = stroke ? &walk_top(walk)->stroke : &walk_top(walk)->fill;
  *colour = (Colour){.space = walk->device[device]};
  for (unsigned i = 0; i < components; i++)
    colour->c[i] = operand(walk, components - 1 - i);
}

static void set_space(Walk *walk, bool stroke, qpdf_oh resources)
{
  Colour *colour = stroke ? &walk_top(walk)->stroke : &walk_top(walk)->fill;
  qpdf_oh name = qpdf_oh_new_name(walk->inspection->pdf, walk->name);
  *colour = (Colour){.space = space_read(walk->inspection, name, resources, 0)};
  if (colour->space.kind == SPACE_UNKNOWN)
    walk_named(walk, resources, "/ColorSpace");
  if (colour->space.kind == SPACE_CMYK) /* what it begins with (8.6.8) */
    colour->c[3] = 1;
  for (unsigned i = 0; colour->space.kind == SPACE_SPOT && i < MIN(colour->space.components, (unsigned)COMPONENTS); i++)
    colour->c[i] = 1;
}

static void set_components(Walk *walk, bool stroke)
{
  Colour *colour = stroke ? &walk_top(walk)->stroke : &walk_top(walk)->fill;
  for (unsigned i = 0; i < MIN(walk->n, (unsigned)COMPONENTS); i++)
    colour->c[i] = walk->operands[i];
  if (colour->space.kind == SPACE_PATTERN)
    g_strlcpy(colour->pattern, walk->name, sizeof colour->pattern);
}

/* --- what resources hold --------------------------------------------------------------------------------- */

qpdf_oh walk_resource(Walk *walk, qpdf_oh resources, const char *kind)
{
  qpdf_data pdf = walk->inspection->pdf;
  return qpdf_oh_is_dictionary(pdf, resources) ? qpdf_oh_get_key(pdf, resources, kind) : qpdf_oh_new_null(pdf);
}

qpdf_oh walk_named(Walk *walk, qpdf_oh resources, const char *kind)
{
  qpdf_oh all = walk_resource(walk, resources, kind);
  if (inspect_has_key(walk->inspection, all, walk->name))
    return qpdf_oh_get_key(walk->inspection->pdf, all, walk->name);
  inspect_tell(walk->inspection, DIAG_PDF_RESOURCE, NAN, NAN, walk->name);
  return qpdf_oh_new_null(walk->inspection->pdf);
}

/* RESOURCES is one handle as long as a stream is walked. */
static char *name_remembered(const Walk *walk, qpdf_oh resources, char kind)
{
  return g_strdup_printf("%c%u%s", kind, resources, walk->name);
}

void *walk_remembered(Walk *walk, qpdf_oh resources, char kind)
{
  char *key = name_remembered(walk, resources, kind);
  void *found = g_hash_table_lookup(walk->remembered, key);
  g_free(key);
  return found;
}

void *walk_remember(Walk *walk, qpdf_oh resources, char kind, const void *what, size_t size)
{
  void *kept = g_memdup2(what, size);
  g_hash_table_replace(walk->remembered, name_remembered(walk, resources, kind), kept);
  return kept;
}

/* --- text ------------------------------------------------------------------------------------------- */

/* A font of the resources; what is asked of it is asked once a page. */
typedef struct {
  qpdf_oh font; /* 0: there is none */
  const FontCodes *codes;
} FontFound;

static FontFound find_font(Walk *walk, qpdf_oh resources)
{
  FontFound found = {0};
  qpdf_oh font = walk_named(walk, resources, "/Font");
  if (!qpdf_oh_is_dictionary(walk->inspection->pdf, font))
    return found;
  found.font = font;
  found.codes = font_codes(walk->inspection, font);
  return found;
}

static void set_font(Walk *walk, qpdf_oh resources)
{
  State *state = walk_top(walk);
  state->size = operand(walk, 0);
  const FontFound *found = walk_remembered(walk, resources, 'F');
  if (!found) {
    FontFound fresh = find_font(walk, resources);
    found = walk_remember(walk, resources, 'F', &fresh, sizeof fresh);
  }
  state->font = found->font;
  state->has_font = true; /* one that is missing has been told */
  state->codes = found->codes;
}

static void move_line(Walk *walk, double x, double y)
{
  double shift[6] = {1, 0, 0, 1, x, y};
  walk_multiply(shift, walk->line, walk->line);
  memcpy(walk->text, walk->line, sizeof walk->text);
}

/* --- streams ------------------------------------------------------------------------------------------ */

static void tell_syntax(Walk *walk, const char *what)
{
  inspect_tell(walk->inspection, DIAG_PDF_SYNTAX, NAN, NAN, what);
}

static void walk_bytes(Walk *walk, const unsigned char *bytes, size_t length, const Scope *scope);

/* A form is seen only inside its /BBox (8.10.2). */
static void clip_to_bbox(Walk *walk, qpdf_oh dict)
{
  double box[4];
  if (!inspect_rectangle(walk->inspection, qpdf_oh_get_key(walk->inspection->pdf, dict, "/BBox"), box) ||
      inspect_has_key(walk->inspection, dict, "/PatternType"))
    return;
  painting_clear(walk);
  walk->boxed = true;
  painting_rectangle(walk, box[0], box[1], box[2] - box[0], box[3] - box[1]);
  painting_clip(walk);
  walk->clips = true;
  painting_take_clip(walk);
  painting_clear(walk);
}

/* The stream's own space and resources; what was at hand is put back after it. */
static void walk_inside(Walk *walk, const unsigned char *bytes, size_t length, qpdf_oh dict, const Scope *scope,
                        const double matrix[6])
{
  qpdf_oh own = qpdf_oh_get_key(walk->inspection->pdf, dict, "/Resources");
  const Scope inside = {qpdf_oh_is_dictionary(walk->inspection->pdf, own) ? own : scope->resources, scope->depth + 1};
  unsigned before = walk->depth;
  double base[6];
  memcpy(base, walk->base, sizeof base);
  walk->states[walk->depth + 1] = *walk_top(walk);
  walk->depth++;
  walk_multiply(matrix, walk_top(walk)->ctm, walk_top(walk)->ctm);
  memcpy(walk->base, walk_top(walk)->ctm, sizeof base);
  clip_to_bbox(walk, dict);
  walk_bytes(walk, bytes, length, &inside);
  memcpy(walk->base, base, sizeof base);
  walk->depth = before;
}

/* The bytes of a stream, kept with the walk: what is drawn once is often drawn again. NULL: unreadable. */
static GBytes *find_bytes(Walk *walk, qpdf_oh stream)
{
  qpdf_data pdf = walk->inspection->pdf;
  unsigned char *bytes = NULL;
  size_t length = 0;
  QPDF_BOOL filtered = QPDF_FALSE;
  gpointer key = GINT_TO_POINTER(qpdf_oh_get_object_id(pdf, stream));
  GBytes *known = g_hash_table_lookup(walk->streams, key);
  if (known)
    return known;
  if (qpdf_oh_get_stream_data(pdf, stream, qpdf_dl_all, &filtered, &bytes, &length) & QPDF_ERRORS || !bytes ||
      !filtered) {
    free(bytes);
    return NULL;
  }
  GBytes *fresh = g_bytes_new_with_free_func(bytes, length, free, bytes);
  g_hash_table_insert(walk->streams, key, fresh);
  return fresh;
}

void walk_stream(Walk *walk, qpdf_oh stream, const Scope *scope, const double matrix[6])
{
  qpdf_oh dict = qpdf_oh_get_dict(walk->inspection->pdf, stream);
  if (scope->depth >= FORM_DEPTH || walk->depth + 1 >= STATES) {
    inspect_tell(walk->inspection, DIAG_PDF_SYNTAX, NAN, NAN, "/Form");
    return;
  }
  if (inspect_has_key(walk->inspection, dict, "/F"))
    inspect_tell(walk->inspection, DIAG_PDF_ACTION, NAN, NAN, "F");
  GBytes *bytes = find_bytes(walk, stream);
  if (!bytes) {
    inspect_tell(walk->inspection, DIAG_PDF_CONTENT, NAN, NAN, "");
    return;
  }
  size_t length = 0;
  const unsigned char *data = g_bytes_get_data(bytes, &length);
  walk_inside(walk, data, length, dict, scope, matrix);
}

void walk_form(Walk *walk, qpdf_oh form, const Scope *scope)
{
  Inspection *inspection = walk->inspection;
  qpdf_data pdf = inspection->pdf;
  qpdf_oh dict = qpdf_oh_get_dict(pdf, form);
  if (inspection->standard == STANDARD_X1A && qpdf_oh_is_dictionary(pdf, qpdf_oh_get_key(pdf, dict, "/Group")))
    inspect_tell(inspection, DIAG_PDF_TRANSPARENCY, NAN, NAN, "Group");
  inspect_group(inspection, qpdf_oh_get_key(pdf, dict, "/Group"));
  if (inspect_has_key(inspection, dict, "/OPI") || inspect_has_key(inspection, dict, "/Ref"))
    inspect_tell(inspection, DIAG_PDF_ACTION, NAN, NAN, "OPI/Ref");
  if (inspect_has_key(inspection, dict, "/PS") ||
      inspect_name_is(inspection, qpdf_oh_get_key(pdf, dict, "/Subtype2"), "/PS"))
    inspect_tell(inspection, DIAG_PDF_ACTION, NAN, NAN, "PS");
  double m[6];
  inspect_matrix(inspection, dict, "/Matrix", m);
  walk_stream(walk, form, scope, m);
}

static void draw_picture(Walk *walk, qpdf_oh image, const Scope *scope)
{
  Inspection *inspection = walk->inspection;
  painting_clear(walk);
  painting_rectangle(walk, 0, 0, 1, 1);
  if (painting_clip(walk)) {
    image_inspect(inspection, image, scope->resources, walk_top(walk)->ctm);
    painting_bleed(walk);
    if (inspect_true(inspection, qpdf_oh_get_dict(inspection->pdf, image), "/ImageMask"))
      painting_mask(walk, scope);
    painting_image(walk, image, scope->resources);
  }
  painting_clear(walk);
}

/* What is drawn again and again has been looked at. */
static bool is_worn_out(Walk *walk, qpdf_oh object)
{
  gpointer key = GINT_TO_POINTER(qpdf_oh_get_object_id(walk->inspection->pdf, object));
  unsigned times = GPOINTER_TO_UINT(g_hash_table_lookup(walk->drawn, key));
  g_hash_table_insert(walk->drawn, key, GUINT_TO_POINTER(times + 1));
  return times >= REPEATS_MOST;
}

static void draw_object(Walk *walk, const Scope *scope)
{
  Inspection *inspection = walk->inspection;
  qpdf_data pdf = inspection->pdf;
  const qpdf_oh *known = walk_remembered(walk, scope->resources, 'X');
  if (!known) {
    qpdf_oh fresh = walk_named(walk, scope->resources, "/XObject");
    known = walk_remember(walk, scope->resources, 'X', &fresh, sizeof fresh);
  }
  qpdf_oh object = *known;
  if (!qpdf_oh_is_stream(pdf, object) || is_worn_out(walk, object))
    return;
  qpdf_oh dict = qpdf_oh_get_dict(pdf, object), kind = qpdf_oh_get_key(pdf, dict, "/Subtype");
  if (inspection->standard == STANDARD_X1A && inspect_has_key(inspection, dict, "/OC")) /* of PDF 1.5 */
    inspect_tell(inspection, DIAG_PDF_ACTION, NAN, NAN, "OC");
  if (inspect_name_is(inspection, kind, "/Image"))
    draw_picture(walk, object, scope);
  else if (inspect_name_is(inspection, kind, "/Form"))
    walk_form(walk, object, scope);
  else
    inspect_tell(inspection, DIAG_PDF_ACTION, NAN, NAN, "PS");
}

static bool is_operator(const Token *token, const char *name)
{
  return !strcmp(token->text, name);
}

static void run_state_operator(Walk *walk, const Token *token, const Scope *scope)
{
  State *state = walk_top(walk);
  if (is_operator(token, "q")) {
    if (walk->depth + 1 < STATES) {
      walk->states[walk->depth + 1] = *state;
      walk->depth++;
    } else
      walk->over++;
  } else if (is_operator(token, "Q")) {
    if (walk->over)
      walk->over--;
    else if (walk->depth > walk->floor)
      walk->depth--;
    else
      tell_syntax(walk, "Q");
  }
  if (is_operator(token, "cm")) {
    double m[6];
    for (unsigned i = 0; i < 6; i++)
      m[i] = operand(walk, 5 - i);
    walk_multiply(m, state->ctm, state->ctm);
  } else if (is_operator(token, "w"))
    state->width = operand(walk, 0);
  else if (is_operator(token, "gs"))
    gstate_apply(walk, scope);
  else if (is_operator(token, "sh")) {
    double at[2] = {fmax(state->clip[0], walk->inspection->bleed[0]), fmin(state->clip[3], walk->inspection->bleed[3])};
    resources_shading(walk, walk_named(walk, scope->resources, "/Shading"), scope->resources, at[0], at[1]);
    walk->x0 = state->clip[0];
    walk->y0 = state->clip[1];
    walk->x1 = state->clip[2];
    walk->y1 = state->clip[3];
    painting_bleed(walk);
  }
}

static void run_colour_operator(Walk *walk, const Token *token, const Scope *scope)
{
  static const struct {
    const char *name;
    unsigned components;
  } DEVICE[] = {{"g", 1}, {"rg", 3}, {"k", 4}};
  char lower[8];
  g_strlcpy(lower, token->text, sizeof lower);
  bool stroke = g_ascii_isupper(lower[0]);
  for (char *c = lower; *c; c++)
    *c = g_ascii_tolower(*c);
  for (unsigned i = 0; i < G_N_ELEMENTS(DEVICE); i++)
    if (!strcmp(lower, DEVICE[i].name))
      set_device_colour(walk, stroke, i, DEVICE[i].components);
  if (!strcmp(lower, "cs"))
    set_space(walk, stroke, scope->resources);
  if (!strcmp(lower, "sc") || !strcmp(lower, "scn"))
    set_components(walk, stroke);
}

/* c gives both control points, v begins at the first, y ends at the second (8.5.2.2). */
static void add_curve(Walk *walk, char kind)
{
  double p[6] = {0};
  for (unsigned i = 0; i < 6 && i < walk->n; i++)
    p[i] = walk->operands[i];
  if (kind == 'v') {
    memmove(p + 2, p, 4 * sizeof *p);
    painting_current(walk, p);
  } else if (kind == 'y')
    memcpy(p + 4, p + 2, 2 * sizeof *p);
  painting_curve(walk, p);
}

static void run_path_operator(Walk *walk, const Token *token, const Scope *scope)
{
  static const struct {
    const char *name;
    FillRule fill;
    bool stroke;
  } PAINT[] = {{"f", FILL_NONZERO, false},  {"F", FILL_NONZERO, false},  {"f*", FILL_EVEN_ODD, false},
               {"B", FILL_NONZERO, true},   {"B*", FILL_EVEN_ODD, true}, {"b", FILL_NONZERO, true},
               {"b*", FILL_EVEN_ODD, true}, {"S", FILL_NONE, true},      {"s", FILL_NONE, true},
               {"n", FILL_NONE, false}};
  if (is_operator(token, "W") || is_operator(token, "W*"))
    walk->clips = true;
  if (is_operator(token, "m") || is_operator(token, "l") || is_operator(token, "c") || is_operator(token, "v") ||
      is_operator(token, "y"))
    walk->boxed = false;
  if (is_operator(token, "h") || is_operator(token, "s") || is_operator(token, "b") || is_operator(token, "b*"))
    painting_close(walk);
  if (is_operator(token, "m"))
    painting_move(walk, operand(walk, 1), operand(walk, 0));
  else if (is_operator(token, "l"))
    painting_line(walk, operand(walk, 1), operand(walk, 0));
  else if (is_operator(token, "c") || is_operator(token, "v") || is_operator(token, "y"))
    add_curve(walk, *token->text);
  else if (is_operator(token, "re")) {
    const double *m = walk_top(walk)->ctm;
    bool upright = (fabs(m[1]) < 1e-6 && fabs(m[2]) < 1e-6) || (fabs(m[0]) < 1e-6 && fabs(m[3]) < 1e-6);
    walk->boxed = !walk->path && upright;
    painting_rectangle(walk, operand(walk, 3), operand(walk, 2), operand(walk, 1), operand(walk, 0));
  } else
    for (unsigned i = 0; i < G_N_ELEMENTS(PAINT); i++)
      if (is_operator(token, PAINT[i].name))
        painting_path(walk, PAINT[i].fill, PAINT[i].stroke, scope);
}

static void run_text_operator(Walk *walk, const Token *token, const Scope *scope)
{
  if (is_operator(token, "BT")) {
    if (walk->in_text)
      tell_syntax(walk, "BT");
    walk->in_text = true;
    memcpy(walk->text, (double[]){1, 0, 0, 1, 0, 0}, sizeof walk->text);
    memcpy(walk->line, walk->text, sizeof walk->line);
  } else if (is_operator(token, "ET"))
    walk->in_text = false;
  else if (is_operator(token, "Tf"))
    set_font(walk, scope->resources);
  else if (is_operator(token, "Tr"))
    walk_top(walk)->render = number_int(operand(walk, 0), 0, INT32_MAX);
  else if (is_operator(token, "TL"))
    walk_top(walk)->leading = operand(walk, 0);
  else if (is_operator(token, "T*"))
    move_line(walk, 0, -walk_top(walk)->leading);
  else if (is_operator(token, "Td") || is_operator(token, "TD")) {
    move_line(walk, operand(walk, 1), operand(walk, 0));
    if (is_operator(token, "TD"))
      walk_top(walk)->leading = -operand(walk, 0);
  } else if (is_operator(token, "Tm")) {
    for (unsigned i = 0; i < 6; i++)
      walk->line[i] = operand(walk, 5 - i);
    memcpy(walk->text, walk->line, sizeof walk->text);
  } else if (is_operator(token, "Tj") || is_operator(token, "TJ"))
    painting_text(walk, scope);
  else if (is_operator(token, "'") || is_operator(token, "\"")) {
    move_line(walk, 0, -walk_top(walk)->leading);
    painting_text(walk, scope);
  }
}

/* All there are (ISO 32000-1, Annex A); anything else has no place in a press file, BX … EX or not. */
static bool is_known(const char *operator)
{
  static const char OPERATORS[] = " b B b* B* BDC BI BMC BT BX c cm cs CS d d0 d1 Do DP EI EMC ET EX f F f* g G gs h i "
                                  "ID j J k K l M m MP n q Q re rg RG ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL "
                                  "Tm Tr Ts Tw Tz v w W W* y ' \" ";
  char spaced[16];
  if (strlen(operator) > 3 || strchr(operator, ' '))
    return false;
  g_snprintf(spaced, sizeof spaced, " %s ", operator);
  return strstr(OPERATORS, spaced) != NULL;
}

static void run_operator(Walk *walk, const Token *token, const Scope *scope, TokenReader *reader)
{
  if (is_operator(token, "Do"))
    draw_object(walk, scope);
  else if (is_operator(token, "BI"))
    resources_inline_image(walk, reader, scope);
  else if (*token->text == 'T' || *token->text == 'B' || *token->text == 'E' || *token->text == '\'' ||
           *token->text == '"') {
    run_path_operator(walk, token, scope); /* B, B* paint paths */
    run_text_operator(walk, token, scope);
  } else {
    run_state_operator(walk, token, scope);
    run_colour_operator(walk, token, scope);
    run_path_operator(walk, token, scope);
  }
}

static void find_devices(Walk *walk, qpdf_oh resources)
{
  static const char *const NAMES[] = {"/DeviceGray", "/DeviceRGB", "/DeviceCMYK"};
  for (unsigned i = 0; i < G_N_ELEMENTS(NAMES); i++)
    walk->device[i] = space_read(walk->inspection, qpdf_oh_new_name(walk->inspection->pdf, NAMES[i]), resources, 0);
}

/* Fewer numbers than an operator needs: what readers make of it differs. */
static bool has_operands(const Walk *walk, const char *operator)
{
  static const struct {
    const char *name;
    unsigned n;
  } NEEDS[] = {{"k", 4}, {"K", 4}, {"rg", 3}, {"RG", 3}, {"g", 1},  {"G", 1},  {"re", 4}, {"m", 2}, {"l", 2}, {"c", 6},
               {"v", 4}, {"y", 4}, {"cm", 6}, {"Tm", 6}, {"Td", 2}, {"TD", 2}, {"Tf", 1}, {"w", 1}, {"Tr", 1}};
  for (unsigned i = 0; i < G_N_ELEMENTS(NEEDS); i++)
    if (!strcmp(operator, NEEDS[i].name))
      return walk->n >= NEEDS[i].n;
  return true;
}

static void take_operator(Walk *walk, const Token *token, const Scope *scope, TokenReader *reader)
{
  walk->operators++;
  if (!is_known(token->text))
    inspect_tell(walk->inspection, DIAG_PDF_OPERATOR, NAN, NAN, "");
  else if (!has_operands(walk, token->text))
    tell_syntax(walk, token->text);
  run_operator(walk, token, scope, reader);
  walk->n = 0;
  walk->notdef = walk->shown = false;
}

static void walk_bytes(Walk *walk, const unsigned char *bytes, size_t length, const Scope *scope)
{
  Space devices[G_N_ELEMENTS(walk->device)];
  unsigned floor = walk->floor;
  bool in_text = walk->in_text;
  memcpy(devices, walk->device, sizeof devices);
  find_devices(walk, scope->resources);
  walk->floor = walk->depth;
  walk->in_text = false;
  TokenReader reader = token_reader_open(bytes, length);
  for (Token token = token_next(&reader); token.kind != TOKEN_END && walk->operators < OPERATORS_MOST;
       token = token_next(&reader)) {
    if (token.kind == TOKEN_NUMBER && walk->n < OPERANDS)
      walk->operands[walk->n++] = token.number;
    else if (token.kind == TOKEN_NAME)
      g_strlcpy(walk->name, token.text, sizeof walk->name);
    else if (token.kind == TOKEN_STRING) {
      walk->shown |= token.length > 0;
      walk->notdef |= font_lacks(walk_top(walk)->codes, token.text, token.length);
    } else if (token.kind == TOKEN_OPERATOR)
      take_operator(walk, &token, scope, &reader);
  }
  if (reader.cut)
    tell_syntax(walk, "( )");
  if (walk->in_text)
    tell_syntax(walk, "BT");
  token_reader_close(&reader);
  memcpy(walk->device, devices, sizeof devices);
  walk->floor = floor;
  walk->in_text = in_text;
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

/* What annotations look like: marks around the page are printed too (12.5.5). */
static void walk_appearances(Walk *walk, qpdf_oh page, const Scope *scope)
{
  qpdf_data pdf = walk->inspection->pdf;
  qpdf_oh all = qpdf_oh_get_key(pdf, page, "/Annots");
  walk->depth = 0;
  walk_top(walk)->tile = true;
  for (int i = 0; qpdf_oh_is_array(pdf, all) && i < MIN(qpdf_oh_get_array_n_items(pdf, all), ANNOTATIONS_MOST); i++) {
    qpdf_oh looks = qpdf_oh_get_array_item(pdf, all, i);
    for (unsigned k = 0; k < 2 && qpdf_oh_is_dictionary(pdf, looks); k++)
      looks = qpdf_oh_get_key(pdf, looks, k ? "/N" : "/AP");
    if (qpdf_oh_is_stream(pdf, looks))
      walk_form(walk, looks, scope);
  }
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
  walk->inks = inkmap_new(inspection->trim);
  walk->seen = g_hash_table_new(NULL, NULL);
  walk->drawn = g_hash_table_new(NULL, NULL);
  walk->streams = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_bytes_unref);
  walk->remembered = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  State *state = walk_top(walk);
  walk->outline = outline_new();
  *state =
      (State){.ctm = {1, 0, 0, 1, 0, 0}, .width = 1, .alpha = 1, .stroke_alpha = 1, .clip = {-1e9, -1e9, 1e9, 1e9}};
  state->fill.space = state->stroke.space = (Space){.kind = SPACE_GREY, .components = 1, .base = SPACE_GREY};
  memcpy(walk->base, state->ctm, sizeof walk->base);
  const Scope scope = {find_resources(inspection, page), 0};
  walk_bytes(walk, bytes, length, &scope);
  walk_appearances(walk, page, &scope);
  inkmap_free(walk->inks);
  outline_free(&walk->outline);
  g_hash_table_destroy(walk->seen);
  g_hash_table_destroy(walk->remembered);
  g_hash_table_destroy(walk->drawn);
  g_hash_table_destroy(walk->streams);
  g_free(walk);
  free(bytes);
}
