/* Colours as operators set them (ISO 32000-1, 8.6.8). */
#include "preflight/operators.h"

static Colour *find_colour(Walk *walk, const Call *call)
{
  return call->operator->with & COLOUR_STROKE ? &walk_top(walk)->stroke : & walk_top(walk)->fill;
}

static void set_device(Walk *walk, const Call *call, unsigned device, unsigned components)
{
  Colour *colour = find_colour(walk, call);
  *colour = (Colour){.space = walk->device[device]};
  for (unsigned i = 0; i < components; i++)
    colour->c[i] = walk_operand(walk, components - 1 - i);
}

void colour_set_grey(Walk *walk, const Call *call)
{
  set_device(walk, call, 0, 1);
}

void colour_set_rgb(Walk *walk, const Call *call)
{
  set_device(walk, call, 1, 3);
}

void colour_set_cmyk(Walk *walk, const Call *call)
{
  set_device(walk, call, 2, 4);
}

static const Space *find_space(Walk *walk, qpdf_oh resources)
{
  const Space *known = walk_remembered(walk, resources, 'C', walk->name);
  if (known)
    return known;
  qpdf_oh name = qpdf_oh_new_name(walk->inspection->pdf, walk->name);
  Space space = space_read(walk->inspection, name, resources, 0);
  if (space.kind == SPACE_UNKNOWN)
    walk_named(walk, resources, "/ColorSpace");
  return walk_remember(walk, resources, 'C', walk->name, &space, sizeof space);
}

void colour_set_space(Walk *walk, const Call *call)
{
  Colour *colour = find_colour(walk, call);
  *colour = (Colour){.space = *find_space(walk, call->scope->resources)};
  if (colour->space.kind == SPACE_CMYK) /* what it begins with */
    colour->c[3] = 1;
  for (unsigned i = 0; colour->space.kind == SPACE_SPOT && i < MIN(colour->space.components, (unsigned)COMPONENTS); i++)
    colour->c[i] = 1;
}

/* As many numbers as the space has components; of an indexed one, one. */
static void check_count(Walk *walk, const Call *call, const Space *space, unsigned n)
{
  unsigned wanted = space->indexed ? 1 : space->components;
  bool known = space->kind != SPACE_UNKNOWN && space->kind != SPACE_PATTERN && wanted;
  if (known && n != wanted)
    walk_tell_syntax(walk, call->operator->name);
}

void colour_set(Walk *walk, const Call *call)
{
  Colour *colour = find_colour(walk, call);
  unsigned n = 0;
  for (; n < MIN(walk->n, (unsigned)OPERANDS) && walk->kinds[n] == 'n'; n++)
    if (n < COMPONENTS)
      colour->c[n] = walk->operands[n];
  check_count(walk, call, &colour->space, walk->n > OPERANDS ? walk->n : n);
  if (colour->space.kind == SPACE_PATTERN)
    colour->pattern = walk->name;
}
