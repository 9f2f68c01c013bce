/* What content paints with by name: patterns, shadings, the glyphs of Type 3 fonts. */
#include "preflight/walk.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"

/* An object met again on the page is not walked again; one of no number of its own is known by its handle. */
static bool is_new(Walk *walk, qpdf_oh object)
{
  int number = qpdf_oh_get_object_id(walk->inspection->pdf, object);
  return g_hash_table_add(walk->seen, GINT_TO_POINTER(number ? number : -(int)object));
}

static qpdf_oh dict_of(Inspection *inspection, qpdf_oh object)
{
  return qpdf_oh_is_stream(inspection->pdf, object) ? qpdf_oh_get_dict(inspection->pdf, object) : object;
}

/* --- shadings ------------------------------------------------------------------------------------- */

typedef struct {
  Walk *walk;
  Space space;
  double x, y;
  int parts; /* functions met so far */
} Shade;

static void take_shade(const Shade *shade, qpdf_oh array)
{
  Inspection *inspection = shade->walk->inspection;
  Colour colour = {.space = shade->space};
  int n = qpdf_oh_is_array(inspection->pdf, array) ? qpdf_oh_get_array_n_items(inspection->pdf, array) : 0;
  for (int i = 0; i < MIN(n, (int)COMPONENTS); i++)
    colour.c[i] = inspect_number(inspection, qpdf_oh_get_array_item(inspection->pdf, array, i), 0);
  if (n > 0)
    painting_total(shade->walk, &colour, shade->x, shade->y);
}

/* A table of colours in bytes or pairs of them (7.10.2). */
static void take_samples(const Shade *shade, qpdf_oh stream)
{
  Inspection *inspection = shade->walk->inspection;
  size_t length, n = shade->space.components;
  double bits = inspect_key_number(inspection, qpdf_oh_get_dict(inspection->pdf, stream), "/BitsPerSample", 0);
  size_t wide = bits == 16 ? 2 : 1; /* the first byte tells enough */
  if (n < 1 || n > COMPONENTS || (bits != 8 && bits != 16))
    return;
  unsigned char *bytes = inspect_stream(inspection, stream, qpdf_dl_all, &length);
  for (size_t at = 0; bytes && at + n * wide <= length; at += n * wide) {
    shade->walk->operators++; /* samples cost as much */
    Colour colour = {.space = shade->space};
    for (size_t i = 0; i < n; i++)
      colour.c[i] = bytes[at + i * wide] / 255.0;
    painting_total(shade->walk, &colour, shade->x, shade->y);
  }
  free(bytes);
}

/* A function for each ink: the two ends, if all are exponential (7.10.3). */
static void take_ends(const Shade *shade, qpdf_oh functions)
{
  static const char *const ENDS[] = {"/C0", "/C1"};
  Inspection *inspection = shade->walk->inspection;
  qpdf_data pdf = inspection->pdf;
  int n = MIN(qpdf_oh_get_array_n_items(pdf, functions), (int)COMPONENTS);
  for (unsigned end = 0; end < G_N_ELEMENTS(ENDS); end++) {
    Colour colour = {.space = shade->space};
    for (int i = 0; i < n; i++) {
      qpdf_oh dict = dict_of(inspection, qpdf_oh_get_array_item(pdf, functions, i));
      qpdf_oh values = qpdf_oh_is_dictionary(pdf, dict) ? qpdf_oh_get_key(pdf, dict, ENDS[end]) : qpdf_oh_new_null(pdf);
      colour.c[i] = end; /* what is not said (table 40) */
      if (qpdf_oh_is_array(pdf, values) && qpdf_oh_get_array_n_items(pdf, values) > 0)
        colour.c[i] = inspect_number(inspection, qpdf_oh_get_array_item(pdf, values, 0), 0);
      if (!qpdf_oh_is_dictionary(pdf, dict) || inspect_key_number(inspection, dict, "/FunctionType", -1) != 2)
        return;
    }
    painting_total(shade->walk, &colour, shade->x, shade->y);
  }
}

static void walk_function(Shade *shade, qpdf_oh function, int depth);

/* Functions stitched together (7.10.4). */
static void walk_parts(Shade *shade, qpdf_oh parts, int depth)
{
  Inspection *inspection = shade->walk->inspection;
  qpdf_data pdf = inspection->pdf;
  int n = qpdf_oh_is_array(pdf, parts) ? qpdf_oh_get_array_n_items(pdf, parts) : 0;
  if (n && depth >= inspection->most[PAST_FUNCTION_DEPTH]) {
    inspect_limit(inspection, PAST_FUNCTION_DEPTH, shade->x, shade->y);
    return;
  }
  for (int i = 0; i < n; i++) {
    if (++shade->parts > inspection->most[PAST_FUNCTION_PARTS]) {
      inspect_limit(inspection, PAST_FUNCTION_PARTS, shade->x, shade->y);
      return;
    }
    walk_function(shade, qpdf_oh_get_array_item(pdf, parts, i), depth + 1);
  }
}

/* The colours a function goes through (7.10): ends of exponential ones, samples, parts of stitched ones. */
static void walk_function(Shade *shade, qpdf_oh function, int depth)
{
  Inspection *inspection = shade->walk->inspection;
  qpdf_data pdf = inspection->pdf;
  qpdf_oh dict = dict_of(inspection, function);
  if (qpdf_oh_is_array(pdf, function))
    take_ends(shade, function);
  if (!qpdf_oh_is_dictionary(pdf, dict))
    return;
  switch (number_int(inspect_key_number(inspection, dict, "/FunctionType", -1), -1, 4)) {
  case 0:
    if (qpdf_oh_is_stream(pdf, function))
      take_samples(shade, function);
    break;
  case 2:
    take_shade(shade, qpdf_oh_get_key(pdf, dict, "/C0"));
    take_shade(shade, qpdf_oh_get_key(pdf, dict, "/C1"));
    break;
  case 3: walk_parts(shade, qpdf_oh_get_key(pdf, dict, "/Functions"), depth); break;
  default: break;
  }
}

void resources_shading(Walk *walk, qpdf_oh shading, qpdf_oh resources, double x, double y)
{
  Inspection *inspection = walk->inspection;
  qpdf_data pdf = inspection->pdf;
  qpdf_oh dict = dict_of(inspection, shading);
  if (!qpdf_oh_is_dictionary(pdf, dict) || !is_new(walk, shading))
    return;
  Shade shade = {walk, space_read(inspection, qpdf_oh_get_key(pdf, dict, "/ColorSpace"), resources, 0), x, y, 0};
  painting_space(walk, shade.space, x, y, "shading");
  take_shade(&shade, qpdf_oh_get_key(pdf, dict, "/Background"));
  const double *trim = inspection->trim;
  if (shade.space.kind == SPACE_ALL && x < trim[2] && y > trim[1] && !walk_top(walk)->tile)
    inspect_tell(inspection, DIAG_PDF_REGISTRATION, x, y, "");
  walk_function(&shade, qpdf_oh_get_key(pdf, dict, "/Function"), 0);
}

Aside resources_aside(Walk *walk, const double place[2], const double ctm[6])
{
  static const double EVERYWHERE[4] = {-1e9, -1e9, 1e9, 1e9};
  State *state = walk_top(walk);
  Aside aside = {.state = *state, .place = walk->inspection->place, .outline = walk->outline};
  aside.path = walk->path;
  aside.boxed = walk->boxed;
  aside.clips = walk->clips;
  aside.notdef = walk->notdef;
  aside.shown = walk->shown;
  memcpy(aside.text, walk->text, sizeof aside.text);
  memcpy(aside.line, walk->line, sizeof aside.line);
  aside.name = walk->name;
  memcpy(aside.box, (const double[]){walk->x0, walk->y0, walk->x1, walk->y1}, sizeof aside.box);
  walk->outline = outline_new(walk->inspection->most[PAST_PATH_POINTS]);
  painting_clear(walk);
  if (!walk->inspection->place)
    walk->inspection->place = place;
  state->tile = true;
  memcpy(state->ctm, ctm, sizeof state->ctm);
  memcpy(state->clip, EVERYWHERE, sizeof state->clip);
  return aside;
}

void resources_back(Walk *walk, const Aside *aside)
{
  outline_free(&walk->outline);
  walk->outline = aside->outline;
  walk->inspection->place = aside->place;
  *walk_top(walk) = aside->state;
  walk->path = aside->path;
  walk->boxed = aside->boxed;
  walk->clips = aside->clips;
  walk->notdef = aside->notdef;
  walk->shown = aside->shown;
  memcpy(walk->text, aside->text, sizeof walk->text);
  memcpy(walk->line, aside->line, sizeof walk->line);
  walk->name = aside->name;
  walk->x0 = aside->box[0];
  walk->y0 = aside->box[1];
  walk->x1 = aside->box[2];
  walk->y1 = aside->box[3];
}

/* A cell begins with a state of its own, in the space of the stream that paints with it (8.7.3.1). */
static void walk_cell(Walk *walk, qpdf_oh pattern, const double matrix[6], const double place[2], const Scope *scope)
{
  Aside aside = resources_aside(walk, place, walk->base);
  State *state = walk_top(walk);
  Colour black = {.space = {.kind = SPACE_GREY, .components = 1, .base = SPACE_GREY}};
  state->fill = state->stroke = black;
  state->width = 1;
  state->fill_overprint = state->stroke_overprint = false;
  form_walk_stream(walk, pattern, scope, matrix);
  resources_back(walk, &aside);
}

/* A pattern of the resources; null: there is none. */
static qpdf_oh find_pattern(Walk *walk, const char *name, qpdf_oh resources)
{
  const qpdf_oh *known = walk_remembered(walk, resources, 'P', name);
  if (known)
    return *known;
  qpdf_oh all = walk_resource(walk, resources, "/Pattern");
  qpdf_oh pattern =
      inspect_has_key(walk->inspection, all, name) ? qpdf_oh_get_key(walk->inspection->pdf, all, name) : 0;
  walk_remember(walk, resources, 'P', name, &pattern, sizeof pattern);
  return pattern;
}

void resources_pattern(Walk *walk, const char *name, double x, double y, const Scope *scope)
{
  Inspection *inspection = walk->inspection;
  qpdf_data pdf = inspection->pdf;
  qpdf_oh pattern = name ? find_pattern(walk, name, scope->resources) : 0;
  if (!pattern) {
    inspect_tell(inspection, DIAG_PDF_RESOURCE, x, y, name ? name : "/Pattern");
    return;
  }
  if (!is_new(walk, pattern))
    return;
  qpdf_oh dict = dict_of(inspection, pattern);
  if (!qpdf_oh_is_dictionary(pdf, dict))
    return;
  double m[6];
  inspect_matrix(inspection, dict, "/Matrix", m);
  if (qpdf_oh_is_stream(pdf, pattern))
    walk_cell(walk, pattern, m, (const double[]){x, y}, scope);
  else
    resources_shading(walk, qpdf_oh_get_key(pdf, dict, "/Shading"), scope->resources, x, y);
}

void resources_type3(Walk *walk, qpdf_oh font, const double matrix[6], const Scope *scope)
{
  Inspection *inspection = walk->inspection;
  qpdf_data pdf = inspection->pdf;
  double size = walk_top(walk)->size, m[6];
  if (!qpdf_oh_is_dictionary(pdf, font) || !inspect_key_is(inspection, font, "/Subtype", "/Type3") ||
      !is_new(walk, font))
    return;
  qpdf_oh glyphs = qpdf_oh_get_key(pdf, font, "/CharProcs"), own = qpdf_oh_get_key(pdf, font, "/Resources");
  if (!qpdf_oh_is_dictionary(pdf, glyphs))
    return;
  static const double PAGE[6] = {1, 0, 0, 1, 0, 0};
  const Scope inside = {qpdf_oh_is_dictionary(pdf, own) ? own : scope->resources, scope->depth, true};
  inspect_matrix(inspection, font, "/FontMatrix", m);
  walk_multiply(m, (const double[]){size, 0, 0, size, 0, 0}, m);
  walk_multiply(m, matrix, m);
  Aside aside = resources_aside(walk, matrix + 4, PAGE);
  char **names = inspect_keys(inspection, glyphs);
  for (unsigned i = 0; names[i]; i++) {
    qpdf_oh glyph = qpdf_oh_get_key(pdf, glyphs, names[i]);
    if (qpdf_oh_is_stream(pdf, glyph))
      form_walk_stream(walk, glyph, &inside, m);
  }
  g_strfreev(names);
  resources_back(walk, &aside);
}
