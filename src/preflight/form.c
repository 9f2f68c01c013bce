/* Content streams besides a page's own: forms, cells of patterns, glyphs (ISO 32000-1, 8.7.3, 8.10, 9.6.5). What is
   drawn once is often drawn again: what they hold is kept with the walk. */
#include "preflight/facts.h"
#include "preflight/walk.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { COSTS = 20 /* operators: what a stream costs however little it holds */ };

typedef struct {
  qpdf_oh dict, own; /* own: resources; 0: none */
  double matrix[6], box[4];
  bool clips;    /* it is seen only inside the box */
  GBytes *bytes; /* NULL: unreadable, told */
  bool at_hand;  /* being walked */
} Form;

void form_free(void *data)
{
  Form *form = data;
  if (form->bytes)
    g_bytes_unref(form->bytes);
  g_free(form);
}

static Form *read_form(Walk *walk, qpdf_oh stream)
{
  Inspection *inspection = walk->inspection;
  qpdf_data pdf = inspection->pdf;
  Form *form = g_new0(Form, 1);
  size_t length;
  form->dict = qpdf_oh_get_dict(pdf, stream);
  qpdf_oh own = qpdf_oh_get_key(pdf, form->dict, "/Resources");
  form->own = qpdf_oh_is_dictionary(pdf, own) ? own : 0;
  inspect_matrix(inspection, form->dict, "/Matrix", form->matrix);
  form->clips = inspect_rectangle(inspection, qpdf_oh_get_key(pdf, form->dict, "/BBox"), form->box) &&
                !inspect_has_key(inspection, form->dict, "/PatternType");
  unsigned char *bytes = inspect_stream(inspection, stream, qpdf_dl_all, &length);
  if (bytes)
    form->bytes = g_bytes_new_with_free_func(bytes, length, free, bytes);
  return form;
}

static Form *find_form(Walk *walk, qpdf_oh stream)
{
  gpointer key = GINT_TO_POINTER(qpdf_oh_get_object_id(walk->inspection->pdf, stream));
  Form *form = g_hash_table_lookup(walk->forms, key);
  if (!form) {
    form = read_form(walk, stream);
    g_hash_table_insert(walk->forms, key, form);
  }
  return form;
}

/* A form is seen only inside its /BBox (8.10.2). */
static void clip_to_box(Walk *walk, const double box[4])
{
  walk->boxed = true;
  painting_rectangle(walk, box[0], box[1], box[2] - box[0], box[3] - box[1]);
  painting_clip(walk);
  walk->clips = true;
  painting_take_clip(walk);
  painting_clear(walk);
}

/* The stream's own space and resources; what was at hand is put back after it. */
static void walk_inside(Walk *walk, const Form *form, const Scope *scope, const double matrix[6])
{
  const Scope inside = {form->own ? form->own : scope->resources, scope->depth + 1, scope->glyph};
  unsigned before = walk->depth;
  double base[6];
  memcpy(base, walk->base, sizeof base);
  if (!walk_save(walk))
    return;
  walk_multiply(matrix, walk_top(walk)->ctm, walk_top(walk)->ctm);
  memcpy(walk->base, walk_top(walk)->ctm, sizeof base);
  painting_clear(walk);
  if (form->clips)
    clip_to_box(walk, form->box);
  size_t length;
  const unsigned char *bytes = g_bytes_get_data(form->bytes, &length);
  walk_bytes(walk, bytes, length, &inside);
  painting_clear(walk);
  memcpy(walk->base, base, sizeof base);
  walk->depth = before;
}

static void walk_known(Walk *walk, Form *form, const Scope *scope, const double matrix[6])
{
  Inspection *inspection = walk->inspection;
  walk->operators += COSTS;
  if (form->at_hand) /* it draws itself (8.10.1) */
    walk_tell_syntax(walk, "/Form");
  else if (scope->depth >= inspection->most[PAST_NESTING])
    inspect_limit(inspection, PAST_NESTING, NAN, NAN);
  else if (!form->bytes) {
    if (!inspection->limited) /* else that it was not unpacked is told */
      inspect_tell(inspection, DIAG_PDF_CONTENT, NAN, NAN, "");
  } else {
    form->at_hand = true;
    walk_inside(walk, form, scope, matrix);
    form->at_hand = false;
  }
}

void form_walk_stream(Walk *walk, qpdf_oh stream, const Scope *scope, const double matrix[6])
{
  Form *form = find_form(walk, stream);
  facts_tell_forbidden(walk->inspection, HOLDER_STREAM, form->dict, NAN, NAN);
  walk_known(walk, form, scope, matrix);
}

void form_walk(Walk *walk, qpdf_oh stream, const Scope *scope, double x, double y)
{
  Inspection *inspection = walk->inspection;
  qpdf_data pdf = inspection->pdf;
  unsigned known = g_hash_table_size(walk->forms);
  Form *form = find_form(walk, stream);
  if (g_hash_table_size(walk->forms) > known) { /* met the first time */
    qpdf_oh group = qpdf_oh_get_key(pdf, form->dict, "/Group");
    if (inspection->standard == STANDARD_X1A && qpdf_oh_is_dictionary(pdf, group))
      inspect_tell(inspection, DIAG_PDF_TRANSPARENCY, x, y, "Group");
    inspect_group(inspection, group);
    facts_tell_forbidden(inspection, HOLDER_STREAM, form->dict, x, y);
    facts_tell_forbidden(inspection, HOLDER_FORM, form->dict, x, y);
  }
  walk_known(walk, form, scope, form->matrix);
}
