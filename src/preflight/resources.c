/* What content draws by name: patterns, shadings, the glyphs of Type 3 fonts; and images written into the stream
 * itself. */
#include "preflight/walk.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* An object met again on the page is not walked again. */
static bool is_new(Walk *walk, qpdf_oh object)
{
  int number = qpdf_oh_get_object_id(walk->inspection->pdf, object);
  return !number || g_hash_table_add(walk->seen, GINT_TO_POINTER(number));
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
  qpdf_data pdf = inspection->pdf;
  unsigned char *bytes = NULL;
  size_t length = 0, n = shade->space.components;
  QPDF_BOOL filtered = QPDF_FALSE;
  double bits = inspect_number(inspection, qpdf_oh_get_key(pdf, qpdf_oh_get_dict(pdf, stream), "/BitsPerSample"), 0);
  size_t wide = bits == 16 ? 2 : 1; /* the first byte tells enough */
  if (n < 1 || n > COMPONENTS || (bits != 8 && bits != 16) ||
      qpdf_oh_get_stream_data(pdf, stream, qpdf_dl_all, &filtered, &bytes, &length) & QPDF_ERRORS || !bytes)
    return;
  for (size_t at = 0; at + n * wide <= length; at += n * wide) {
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
      if (!qpdf_oh_is_dictionary(pdf, dict) ||
          inspect_number(inspection, qpdf_oh_get_key(pdf, dict, "/FunctionType"), -1) != 2)
        return;
    }
    painting_total(shade->walk, &colour, shade->x, shade->y);
  }
}

/* The colours a function goes through (7.10): ends of exponential ones, samples, parts of stitched ones. */
static void walk_function(const Shade *shade, qpdf_oh function, int depth)
{
  Inspection *inspection = shade->walk->inspection;
  qpdf_data pdf = inspection->pdf;
  if (qpdf_oh_is_array(pdf, function)) {
    take_ends(shade, function);
    return;
  }
  qpdf_oh dict = dict_of(inspection, function);
  if (depth > 4 || !qpdf_oh_is_dictionary(pdf, dict))
    return;
  int type = inspect_int(inspection, qpdf_oh_get_key(pdf, dict, "/FunctionType"), -1);
  qpdf_oh parts = qpdf_oh_get_key(pdf, dict, "/Functions");
  if (type == 2) {
    take_shade(shade, qpdf_oh_get_key(pdf, dict, "/C0"));
    take_shade(shade, qpdf_oh_get_key(pdf, dict, "/C1"));
  } else if (type == 0 && qpdf_oh_is_stream(pdf, function))
    take_samples(shade, function);
  for (int i = 0; type == 3 && qpdf_oh_is_array(pdf, parts) && i < qpdf_oh_get_array_n_items(pdf, parts); i++)
    walk_function(shade, qpdf_oh_get_array_item(pdf, parts, i), depth + 1);
}

void resources_shading(Walk *walk, qpdf_oh shading, qpdf_oh resources, double x, double y)
{
  Inspection *inspection = walk->inspection;
  qpdf_data pdf = inspection->pdf;
  qpdf_oh dict = dict_of(inspection, shading);
  if (!qpdf_oh_is_dictionary(pdf, dict) || !is_new(walk, shading))
    return;
  const Shade shade = {walk, space_read(inspection, qpdf_oh_get_key(pdf, dict, "/ColorSpace"), resources, 0), x, y};
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
  memcpy(aside.name, walk->name, sizeof aside.name);
  memcpy(aside.box, (const double[]){walk->x0, walk->y0, walk->x1, walk->y1}, sizeof aside.box);
  walk->outline = outline_new();
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
  memcpy(walk->name, aside->name, sizeof walk->name);
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
  walk_stream(walk, pattern, scope, matrix);
  resources_back(walk, &aside);
}

void resources_pattern(Walk *walk, const char *name, double x, double y, const Scope *scope)
{
  Inspection *inspection = walk->inspection;
  qpdf_data pdf = inspection->pdf;
  qpdf_oh patterns = walk_resource(walk, scope->resources, "/Pattern");
  if (!inspect_has_key(inspection, patterns, name)) {
    inspect_tell(inspection, DIAG_PDF_RESOURCE, x, y, name);
    return;
  }
  qpdf_oh pattern = qpdf_oh_get_key(pdf, patterns, name), dict = dict_of(inspection, pattern);
  if (!qpdf_oh_is_dictionary(pdf, dict) || !is_new(walk, pattern))
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
  if (!qpdf_oh_is_dictionary(pdf, font) ||
      !inspect_name_is(inspection, qpdf_oh_get_key(pdf, font, "/Subtype"), "/Type3") || !is_new(walk, font))
    return;
  qpdf_oh glyphs = qpdf_oh_get_key(pdf, font, "/CharProcs"), own = qpdf_oh_get_key(pdf, font, "/Resources");
  if (!qpdf_oh_is_dictionary(pdf, glyphs))
    return;
  static const double PAGE[6] = {1, 0, 0, 1, 0, 0};
  const Scope inside = {qpdf_oh_is_dictionary(pdf, own) ? own : scope->resources, scope->depth};
  inspect_matrix(inspection, font, "/FontMatrix", m);
  walk_multiply(m, (const double[]){size, 0, 0, size, 0, 0}, m);
  walk_multiply(m, matrix, m);
  Aside aside = resources_aside(walk, matrix + 4, PAGE);
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  for (qpdf_oh_begin_dict_key_iter(pdf, glyphs); qpdf_oh_dict_more_keys(pdf);)
    g_ptr_array_add(names, g_strdup(qpdf_oh_dict_next_key(pdf)));
  for (unsigned i = 0; i < names->len; i++) {
    qpdf_oh glyph = qpdf_oh_get_key(pdf, glyphs, names->pdata[i]);
    if (qpdf_oh_is_stream(pdf, glyph))
      walk_stream(walk, glyph, &inside, m);
  }
  g_ptr_array_free(names, TRUE);
  resources_back(walk, &aside);
}

/* --- inline images ----------------------------------------------------------------------------------- */

typedef struct {
  double width, height, bits;
  bool mask, lzw;
  Space space;
} InlineImage;

static void take_value(Walk *walk, InlineImage *image, const char *key, const Token *value, qpdf_oh resources)
{
  qpdf_data pdf = walk->inspection->pdf;
  bool name = value->kind == TOKEN_NAME;
  if (!strcmp(key, "/W") || !strcmp(key, "/Width"))
    image->width = value->number;
  else if (!strcmp(key, "/H") || !strcmp(key, "/Height"))
    image->height = value->number;
  else if (!strcmp(key, "/BPC") || !strcmp(key, "/BitsPerComponent"))
    image->bits = value->number;
  else if (!strcmp(key, "/IM") || !strcmp(key, "/ImageMask"))
    image->mask = value->text && !strcmp(value->text, "true");
  else if (name && (!strcmp(key, "/F") || !strcmp(key, "/Filter")))
    image->lzw |= !strcmp(value->text, "/LZW") || !strcmp(value->text, "/LZWDecode");
  else if (name && (!strcmp(key, "/CS") || !strcmp(key, "/ColorSpace"))) {
    Space space = space_read(walk->inspection, qpdf_oh_new_name(pdf, value->text), resources, 0);
    if (space.kind != SPACE_UNKNOWN) /* of [/Indexed /RGB …] the second says what it is */
      image->space = space;
  }
}

void resources_inline_image(Walk *walk, TokenReader *reader, const Scope *scope)
{
  InlineImage image = {.bits = 8, .space = {.kind = SPACE_UNKNOWN, .base = SPACE_UNKNOWN}};
  char key[64] = "";
  int depth = 0;
  bool value = false; /* the next token is one */
  for (Token token = token_next(reader); token.kind != TOKEN_END; token = token_next(reader)) {
    if (token.kind == TOKEN_OPERATOR && !strcmp(token.text, "ID"))
      break;
    if (token.kind == TOKEN_OTHER)
      depth += *token.text == '[' ? 1 : *token.text == ']' ? -1 : 0;
    if (token.kind == TOKEN_NAME && !value && !depth) {
      g_strlcpy(key, token.text, sizeof key);
      value = true;
      continue;
    }
    if (token.kind != TOKEN_OTHER)
      take_value(walk, &image, key, &token, scope->resources);
    value = depth > 0;
  }
  token_skip_inline_image(reader);
  const double *m = walk_top(walk)->ctm;
  painting_clear(walk);
  painting_rectangle(walk, 0, 0, 1, 1);
  if (painting_clip(walk)) {
    image_check_resolution(walk->inspection, image.width, image.height, m, image.mask || image.bits < 2);
    if (image.lzw)
      inspect_tell(walk->inspection, DIAG_PDF_FILTER, m[4], m[5], "LZWDecode");
    painting_bleed(walk);
    if (image.mask)
      painting_mask(walk, scope);
    else
      painting_space(walk, image.space, m[4], m[5], "image");
  }
  painting_clear(walk);
}
