/* Images written into the content itself (ISO 32000-1, 8.9.7): colour space, filters, resolution. */
#include "preflight/facts.h"
#include "preflight/operators.h"

#include <string.h>

typedef struct {
  double width, height, bits;
  bool mask;
  const FilterFact *forbidden; /* one of its filters; NULL: none is */
  Space space;
} InlineImage;

static Space find_space(Walk *walk, const char *name, qpdf_oh resources)
{
  name = g_string_chunk_insert_const(walk->names, name);
  const Space *known = walk_remembered(walk, resources, 'I', name);
  if (known)
    return *known;
  Space space = space_read(walk->inspection, qpdf_oh_new_name(walk->inspection->pdf, name), resources, 0);
  walk_remember(walk, resources, 'I', name, &space, sizeof space);
  return space;
}

static void take_space(Walk *walk, InlineImage *image, const char *name, qpdf_oh resources)
{
  Space space = find_space(walk, name, resources);
  if (space.kind != SPACE_UNKNOWN) /* of [/Indexed /RGB …] the second says what it is */
    image->space = space;
}

static void take_filter(Walk *walk, InlineImage *image, const char *name)
{
  const FilterFact *filter = facts_filter(name);
  if (filter && facts_hold(walk->inspection, filter->forbidden))
    image->forbidden = filter;
}

static void take_value(Walk *walk, InlineImage *image, InlineField field, const Token *value, qpdf_oh resources)
{
  bool name = value->kind == TOKEN_NAME;
  switch (field) {
  case FIELD_WIDTH: image->width = value->number; break;
  case FIELD_HEIGHT: image->height = value->number; break;
  case FIELD_BITS: image->bits = value->number; break;
  case FIELD_MASK: image->mask = value->text && !strcmp(value->text, "true"); break;
  case FIELD_FILTER:
    if (name)
      take_filter(walk, image, value->text);
    break;
  case FIELD_SPACE:
    if (name)
      take_space(walk, image, value->text, resources);
    break;
  case FIELD_NONE: break;
  }
}

/* Keys and values up to ID; an array counts with each of what it holds. */
static InlineImage read_head(Walk *walk, const Call *call)
{
  InlineImage image = {.bits = 8, .space = {.kind = SPACE_UNKNOWN, .base = SPACE_UNKNOWN}};
  InlineField field = FIELD_NONE;
  int depth = 0;
  bool value = false; /* the next token is one */
  for (Token token = token_next(call->reader); token.kind != TOKEN_END; token = token_next(call->reader)) {
    if (token.kind == TOKEN_OPERATOR && !strcmp(token.text, "ID"))
      break;
    if (token.kind == TOKEN_OTHER)
      depth += *token.text == '[' ? 1 : *token.text == ']' ? -1 : 0;
    if (token.kind == TOKEN_NAME && !value && !depth) {
      field = facts_inline_key(token.text);
      value = true;
      continue;
    }
    if (token.kind != TOKEN_OTHER)
      take_value(walk, &image, field, &token, call->scope->resources);
    value = depth > 0;
  }
  return image;
}

void inline_draw(Walk *walk, const Call *call)
{
  Inspection *inspection = walk->inspection;
  InlineImage image = read_head(walk, call);
  token_skip_inline_image(call->reader);
  const double *m = walk_top(walk)->ctm;
  painting_clear(walk);
  painting_rectangle(walk, 0, 0, 1, 1);
  if (painting_clip(walk)) {
    image_check_resolution(inspection, image.width, image.height, m, image.mask || image.bits < 2);
    if (image.forbidden)
      inspect_tell(inspection, DIAG_PDF_FILTER, m[4], m[5], image.forbidden->name + 1);
    painting_bleed(walk);
    if (image.mask)
      painting_mask(walk, call->scope);
    else
      painting_space(walk, image.space, m[4], m[5], "image");
  }
  painting_clear(walk);
}
