/* What a page draws: its content streams walked with a graphics state (ISO 32000-1, 7.8.2), an operator after the
   other; operators.def says what each takes and does. */
#include "preflight/facts.h"
#include "preflight/operators.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void walk_multiply(const double a[6], const double b[6], double out[6])
{
  double m[6] = {a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3],        a[2] * b[0] + a[3] * b[2],
                 a[2] * b[1] + a[3] * b[3], a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5]};
  memcpy(out, m, sizeof m);
}

void walk_tell_syntax(Walk *walk, const char *what)
{
  inspect_tell(walk->inspection, DIAG_PDF_SYNTAX, NAN, NAN, what);
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

/* RESOURCES is one handle as long as the page is walked, NAME one string. */
typedef struct {
  qpdf_oh resources;
  char kind;
  const char *name;
} Known;

static guint hash_known(gconstpointer data)
{
  const Known *known = data;
  return g_direct_hash(known->name) ^ known->resources * 31 ^ (guint)known->kind << 24;
}

static gboolean is_same(gconstpointer a, gconstpointer b)
{
  const Known *left = a, *right = b;
  return left->name == right->name && left->resources == right->resources && left->kind == right->kind;
}

void *walk_remembered(Walk *walk, qpdf_oh resources, char kind, const char *name)
{
  const Known known = {resources, kind, name};
  return g_hash_table_lookup(walk->remembered, &known);
}

void *walk_remember(Walk *walk, qpdf_oh resources, char kind, const char *name, const void *what, size_t size)
{
  const Known known = {resources, kind, name};
  void *kept = g_memdup2(what, size);
  g_hash_table_replace(walk->remembered, g_memdup2(&known, sizeof known), kept);
  return kept;
}

/* --- operators --------------------------------------------------------------------------------------------- */

static unsigned find_where(const Walk *walk, const Scope *scope)
{
  unsigned where = walk->in_text ? IN_TEXT : walk->path ? IN_PATH : IN_PAGE;
  return scope->glyph ? where | IN_GLYPH : where;
}

static void take_operator(Walk *walk, const Token *token, const Scope *scope, TokenReader *reader)
{
  const Call call = {operators_lookup(token->text), scope, reader};
  walk->operators++;
  if (!call.operator)
    inspect_tell(walk->inspection, DIAG_PDF_OPERATOR, NAN, NAN, "");
  else {
    if (walk->n > OPERANDS || !operators_take(call.operator, walk->kinds, walk->n))
      walk_tell_syntax(walk, token->text);
    if (!(call.operator->where & find_where(walk, scope)))
      inspect_tell(walk->inspection, DIAG_PDF_MISPLACED, NAN, NAN, call.operator->name);
    if (call.operator->perform)
      call.operator->perform(walk, &call);
  }
  walk->n = 0;
  walk->notdef = walk->shown = false;
}

static void add_operand(Walk *walk, char kind, double number)
{
  if (walk->n < OPERANDS) {
    walk->kinds[walk->n] = kind;
    walk->operands[walk->n] = number;
  }
  walk->n++;
}

static void take_name(Walk *walk, const Token *token)
{
  if (token->length > (size_t)walk->inspection->most[PAST_NAME_BYTES] + 1) /* and its slash */
    inspect_limit(walk->inspection, PAST_NAME_BYTES, NAN, NAN);
  walk->tag = walk->name;
  walk->name = g_string_chunk_insert_const(walk->names, token->text);
  add_operand(walk, '/', 0);
}

static void take_string(Walk *walk, const Token *token)
{
  walk->shown |= token->length > 0;
  walk->notdef |= font_lacks(walk_top(walk)->codes, token->text, token->length);
}

/* A bracket; what is inside an array or a dictionary is no operand by itself. NESTED: how many are open. */
static unsigned take_bracket(Walk *walk, char bracket, unsigned nested)
{
  switch (bracket) {
  case '[':
  case '<': return nested + 1;
  case ']':
  case '>':
    if (nested == 1)
      add_operand(walk, bracket == ']' ? 'a' : 'd', 0);
    if (nested)
      return nested - 1;
    break;
  default: break;
  }
  add_operand(walk, 'x', 0);
  return nested;
}

static unsigned take_operand(Walk *walk, const Token *token, unsigned nested)
{
  if (token->kind == TOKEN_STRING)
    take_string(walk, token);
  if (token->kind == TOKEN_OTHER)
    return take_bracket(walk, *token->text, nested);
  if (nested)
    return nested;
  switch (token->kind) {
  case TOKEN_NUMBER: add_operand(walk, 'n', token->number); break;
  case TOKEN_NAME: take_name(walk, token); break;
  case TOKEN_STRING: add_operand(walk, 's', 0); break;
  default: add_operand(walk, 'x', 0); break;
  }
  return 0;
}

/* --- streams ------------------------------------------------------------------------------------------------ */

static void find_devices(Walk *walk, qpdf_oh resources)
{
  static const char *const NAMES[] = {"/DeviceGray", "/DeviceRGB", "/DeviceCMYK"};
  const Space *known = walk_remembered(walk, resources, 'D', NULL);
  if (!known) {
    Space fresh[G_N_ELEMENTS(NAMES)];
    for (unsigned i = 0; i < G_N_ELEMENTS(NAMES); i++)
      fresh[i] = space_read(walk->inspection, qpdf_oh_new_name(walk->inspection->pdf, NAMES[i]), resources, 0);
    known = walk_remember(walk, resources, 'D', NULL, fresh, sizeof fresh);
  }
  memcpy(walk->device, known, sizeof walk->device);
}

static bool is_spent(Walk *walk)
{
  const int *most = walk->inspection->most;
  if (walk->operators >= (unsigned)most[PAST_OPERATORS]) {
    inspect_limit(walk->inspection, PAST_OPERATORS, NAN, NAN);
    return true;
  }
  if (walk->inspection->operators + walk->operators < most[PAST_FILE_OPERATORS])
    return false;
  inspect_limit(walk->inspection, PAST_FILE_OPERATORS, NAN, NAN);
  return true;
}

static void walk_tokens(Walk *walk, TokenReader *reader, const Scope *scope)
{
  unsigned nested = 0;
  for (Token token = token_next(reader); token.kind != TOKEN_END; token = token_next(reader)) {
    if (token.kind != TOKEN_OPERATOR) {
      nested = take_operand(walk, &token, nested);
      continue;
    }
    if (is_spent(walk))
      return;
    if (nested)
      walk_tell_syntax(walk, "[ ]");
    nested = 0;
    take_operator(walk, &token, scope, reader);
  }
  if (reader->cut)
    walk_tell_syntax(walk, "( )");
  if (walk->in_text)
    walk_tell_syntax(walk, "BT");
}

void walk_bytes(Walk *walk, const unsigned char *bytes, size_t length, const Scope *scope)
{
  Space devices[G_N_ELEMENTS(walk->device)];
  unsigned floor = walk->floor, over = walk->over;
  bool in_text = walk->in_text;
  memcpy(devices, walk->device, sizeof devices);
  find_devices(walk, scope->resources);
  walk->floor = walk->depth;
  walk->over = walk->n = 0;
  walk->in_text = false;
  TokenReader reader = token_reader_open(bytes, length);
  walk_tokens(walk, &reader, scope);
  token_reader_close(&reader);
  memcpy(walk->device, devices, sizeof devices);
  walk->floor = floor;
  walk->over = over;
  walk->in_text = in_text;
}

static Walk *open_walk(Inspection *inspection)
{
  Walk *walk = g_new0(Walk, 1);
  walk->inspection = inspection;
  walk->states = g_new(State, (gsize)inspection->most[PAST_STATES] + 1); /* set as they are saved */
  walk->names = g_string_chunk_new(256);
  walk->name = walk->tag = "";
  walk->inks = inkmap_new(inspection->trim, inspection->most[PAST_INK_CELLS], inspection->most[PAST_INK_STEPS]);
  walk->outline = outline_new(inspection->most[PAST_PATH_POINTS]);
  walk->seen = g_hash_table_new(NULL, NULL);
  walk->forms = g_hash_table_new_full(NULL, NULL, NULL, form_free);
  walk->remembered = g_hash_table_new_full(hash_known, is_same, g_free, g_free);
  walk_begin(walk);
  memcpy(walk->base, walk_top(walk)->ctm, sizeof walk->base);
  return walk;
}

static void close_walk(Walk *walk)
{
  walk->inspection->operators += walk->operators;
  inkmap_free(walk->inks);
  outline_free(&walk->outline);
  painting_rasters_free(walk);
  g_hash_table_destroy(walk->seen);
  g_hash_table_destroy(walk->remembered);
  g_hash_table_destroy(walk->forms);
  g_string_chunk_free(walk->names);
  g_free(walk->states);
  g_free(walk);
}

static bool contents_fit(Inspection *inspection, qpdf_oh page)
{
  qpdf_data pdf = inspection->pdf;
  qpdf_oh contents = qpdf_oh_get_key(pdf, page, "/Contents");
  if (qpdf_oh_is_stream(pdf, contents))
    return inspect_fits(inspection, contents);
  int n = qpdf_oh_is_array(pdf, contents) ? qpdf_oh_get_array_n_items(pdf, contents) : 0;
  for (int i = 0; i < n; i++) {
    qpdf_oh part = qpdf_oh_get_array_item(pdf, contents, i);
    if (qpdf_oh_is_stream(pdf, part) && !inspect_fits(inspection, part))
      return false;
    qpdf_oh_release(pdf, part);
  }
  return true;
}

void content_inspect(Inspection *inspection, qpdf_oh page)
{
  unsigned char *bytes = NULL;
  size_t length = 0;
  if (inspect_is_full(inspection) || !contents_fit(inspection, page))
    return;
  if (qpdf_oh_get_page_content_data(inspection->pdf, page, &bytes, &length) & QPDF_ERRORS) {
    inspect_tell(inspection, DIAG_PDF_CONTENT, NAN, NAN, "");
    return;
  }
  inspection->unpacked += (double)length;
  Walk *walk = open_walk(inspection);
  const Scope scope = {inspect_inherited(inspection, page, "/Resources"), 0, false};
  walk_bytes(walk, bytes, length, &scope);
  if (inspection->options.shows && inspection->page == 1)
    *inspection->options.shows = walk->shows || inspection->limited;
  annotations_walk(walk, page, &scope);
  close_walk(walk);
  free(bytes);
}
