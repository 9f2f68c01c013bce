/* What content draws by name at once: forms, pictures, shadings (ISO 32000-1, 8.8 and 8.7.4.2). */
#include "preflight/facts.h"
#include "preflight/operators.h"

#include <math.h>
#include <string.h>

enum { COSTS = 50 /* operators: what a picture costs each time it is drawn */ };

/* An XObject of the resources; what is asked of it is asked once a page. */
typedef struct {
  qpdf_oh object; /* 0: none that can be drawn */
  enum { XOBJECT_OTHER, XOBJECT_IMAGE, XOBJECT_FORM } kind;
  ImageFacts image;
} XObject;

static XObject read_object(Walk *walk, const Scope *scope)
{
  Inspection *inspection = walk->inspection;
  qpdf_data pdf = inspection->pdf;
  XObject found = {.object = walk_named(walk, scope->resources, "/XObject")};
  if (!qpdf_oh_is_stream(pdf, found.object))
    return (XObject){0};
  qpdf_oh dict = qpdf_oh_get_dict(pdf, found.object);
  facts_tell_forbidden(inspection, HOLDER_XOBJECT, dict, NAN, NAN);
  if (inspect_key_is(inspection, dict, "/Subtype", "/Image")) {
    found.kind = XOBJECT_IMAGE;
    found.image = image_read(inspection, found.object, scope->resources);
  } else if (inspect_key_is(inspection, dict, "/Subtype", "/Form"))
    found.kind = XOBJECT_FORM;
  return found;
}

static void draw_picture(Walk *walk, const XObject *object, const Scope *scope)
{
  walk->operators += COSTS;
  painting_clear(walk);
  painting_rectangle(walk, 0, 0, 1, 1);
  if (painting_clip(walk)) {
    image_inspect(walk->inspection, &object->image, walk_top(walk)->ctm);
    painting_bleed(walk);
    if (object->image.mask)
      painting_mask(walk, scope);
    painting_image(walk, object->object, scope->resources);
  }
  painting_clear(walk);
}

void draw_object(Walk *walk, const Call *call)
{
  const Scope *scope = call->scope;
  const XObject *known = walk_remembered(walk, scope->resources, 'X', walk->name);
  if (!known) {
    XObject fresh = read_object(walk, scope);
    known = walk_remember(walk, scope->resources, 'X', walk->name, &fresh, sizeof fresh);
  }
  if (!known->object)
    return;
  switch (known->kind) {
  case XOBJECT_IMAGE: draw_picture(walk, known, scope); break;
  case XOBJECT_FORM: form_walk(walk, known->object, scope, NAN, NAN); break;
  case XOBJECT_OTHER: inspect_tell(walk->inspection, DIAG_PDF_ACTION, NAN, NAN, "PS"); break;
  }
}

/* What begins is seen or not as the layer says that is named (8.11.3.2); of other properties nothing comes in print. */
void draw_layer(Walk *walk, const Call *call)
{
  bool named = walk->n == 2 && walk->kinds[0] == '/' && walk->kinds[1] == '/';
  if (named && !strcmp(walk->tag, "/OC"))
    walk_named(walk, call->scope->resources, "/Properties");
}

/* The handle of a shading of the resources, looked up once. */
static qpdf_oh find_shading(Walk *walk, qpdf_oh resources)
{
  const qpdf_oh *known = walk_remembered(walk, resources, 'S', walk->name);
  if (known)
    return *known;
  qpdf_oh shading = walk_named(walk, resources, "/Shading");
  walk_remember(walk, resources, 'S', walk->name, &shading, sizeof shading);
  return shading;
}

void draw_shading(Walk *walk, const Call *call)
{
  const State *state = walk_top(walk);
  const double *bleed = walk->inspection->bleed;
  qpdf_oh resources = call->scope->resources;
  resources_shading(walk, find_shading(walk, resources), resources, fmax(state->clip[0], bleed[0]),
                    fmin(state->clip[3], bleed[3]));
  walk->x0 = state->clip[0];
  walk->y0 = state->clip[1];
  walk->x1 = state->clip[2];
  walk->y1 = state->clip[3];
  painting_bleed(walk);
}
