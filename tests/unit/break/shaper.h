/* The shaper of the tests of heads: bodies by class as SHAPE makes them, no font. */
#ifndef TESTS_BREAK_SHAPER_H
#define TESTS_BREAK_SHAPER_H

#include "break/break.h"

static Shaped *shape_like(Arena *arena, const char *text, const TextStyle *style, Mpt size, Direction direction)
{
  TextStyle at = *style;
  at.size = size;
  Shaped *shaped = SHAPE(arena, text, &at);
  shaped->style = style;
  shaped->direction = direction;
  return shaped;
}

Shaped *shape_text(Arena *arena, Shaper *shaper, const Rich *rich, const TextStyle *style, Mpt size,
                   Direction direction, const char *const *keep, DiagList *diags)
{
  (void)shaper, (void)keep, (void)diags;
  return shape_like(arena, rich->text, style, size ? size : style->size, direction);
}

Shaped *shape_resize(Arena *arena, const Shaped *shaped, Mpt size)
{
  return shape_like(arena, shaped->rich->text, shaped->style, size, shaped->direction);
}

#endif
