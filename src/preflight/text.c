/* Text as operators set and show it (ISO 32000-1, 9.3 and 9.4). */
#include "preflight/operators.h"

#include <string.h>

#include "base/number.h"

void text_begin(Walk *walk, const Call *call)
{
  static const double IDENTITY[6] = {1, 0, 0, 1, 0, 0};
  if (walk->in_text)
    walk_tell_syntax(walk, "BT");
  walk->in_text = true;
  memcpy(walk->text, IDENTITY, sizeof IDENTITY);
  memcpy(walk->line, IDENTITY, sizeof IDENTITY);
}

void text_end(Walk *walk, const Call *call)
{
  walk->in_text = false;
}

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

void text_set_font(Walk *walk, const Call *call)
{
  State *state = walk_top(walk);
  qpdf_oh resources = call->scope->resources;
  const FontFound *found = walk_remembered(walk, resources, 'F', walk->name);
  if (!found) {
    FontFound fresh = find_font(walk, resources);
    found = walk_remember(walk, resources, 'F', walk->name, &fresh, sizeof fresh);
  }
  state->size = walk_operand(walk, 0);
  state->font = found->font;
  state->has_font = true; /* one that is missing has been told */
  state->codes = found->codes;
}

void text_set_render(Walk *walk, const Call *call)
{
  walk_top(walk)->render = number_int(walk_operand(walk, 0), 0, INT32_MAX);
}

void text_set_leading(Walk *walk, const Call *call)
{
  walk_top(walk)->leading = walk_operand(walk, 0);
}

void text_set_matrix(Walk *walk, const Call *call)
{
  for (unsigned i = 0; i < 6; i++)
    walk->line[i] = walk_operand(walk, 5 - i);
  memcpy(walk->text, walk->line, sizeof walk->text);
}

static void move_line(Walk *walk, double x, double y)
{
  double shift[6] = {1, 0, 0, 1, x, y};
  walk_multiply(shift, walk->line, walk->line);
  memcpy(walk->text, walk->line, sizeof walk->text);
}

void text_move(Walk *walk, const Call *call)
{
  move_line(walk, walk_operand(walk, 1), walk_operand(walk, 0));
  if (call->operator->with & TEXT_LEADING)
    walk_top(walk)->leading = -walk_operand(walk, 0);
}

void text_next(Walk *walk, const Call *call)
{
  move_line(walk, 0, -walk_top(walk)->leading);
}

void text_show(Walk *walk, const Call *call)
{
  painting_text(walk, call->scope);
}

void text_show_next(Walk *walk, const Call *call)
{
  text_next(walk, call);
  text_show(walk, call);
}
