/* The graphics state as it is saved, restored, turned (ISO 32000-1, 8.4.2 and 8.4.4). */
#include "preflight/operators.h"

#include <math.h>

void walk_begin(Walk *walk)
{
  static const Space GREY = {.kind = SPACE_GREY, .components = 1, .base = SPACE_GREY};
  walk->depth = walk->over = 0;
  *walk_top(walk) = (State){.ctm = {1, 0, 0, 1, 0, 0},
                            .fill.space = GREY,
                            .stroke.space = GREY,
                            .width = 1,
                            .alpha = 1,
                            .stroke_alpha = 1,
                            .clip = {-1e9, -1e9, 1e9, 1e9}};
}

bool walk_save(Walk *walk)
{
  if ((int)walk->depth + 1 >= walk->inspection->most[PAST_STATES]) {
    inspect_limit(walk->inspection, PAST_STATES, NAN, NAN);
    return false;
  }
  walk->states[walk->depth + 1] = *walk_top(walk);
  walk->depth++;
  return true;
}

void state_save(Walk *walk, const Call *call)
{
  if (walk->over || !walk_save(walk))
    walk->over++;
}

void state_restore(Walk *walk, const Call *call)
{
  if (walk->over)
    walk->over--;
  else if (walk->depth > walk->floor)
    walk->depth--;
  else
    walk_tell_syntax(walk, "Q");
}

void state_concatenate(Walk *walk, const Call *call)
{
  double m[6];
  for (unsigned i = 0; i < 6; i++)
    m[i] = walk_operand(walk, 5 - i);
  walk_multiply(m, walk_top(walk)->ctm, walk_top(walk)->ctm);
}

void state_set_width(Walk *walk, const Call *call)
{
  walk_top(walk)->width = walk_operand(walk, 0);
}
