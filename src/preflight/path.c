/* Paths as operators build and paint them (ISO 32000-1, 8.5). */
#include "preflight/operators.h"

#include <math.h>
#include <string.h>

void path_move(Walk *walk, const Call *call)
{
  walk->boxed = false;
  painting_move(walk, walk_operand(walk, 1), walk_operand(walk, 0));
}

void path_line(Walk *walk, const Call *call)
{
  walk->boxed = false;
  painting_line(walk, walk_operand(walk, 1), walk_operand(walk, 0));
}

/* c gives both control points, v begins at the first, y ends at the second (8.5.2.2). */
void path_curve(Walk *walk, const Call *call)
{
  double p[6] = {0};
  unsigned n = call->operator->with ? 4 : 6;
  for (unsigned i = 0; i < n; i++)
    p[i] = walk_operand(walk, n - 1 - i);
  if (call->operator->with & PATH_FROM_LAST) {
    memmove(p + 2, p, 4 * sizeof *p);
    painting_current(walk, p);
  } else if (call->operator->with & PATH_TO_END)
    memcpy(p + 4, p + 2, 2 * sizeof *p);
  walk->boxed = false;
  painting_curve(walk, p);
}

static bool is_upright(const double m[6])
{
  return (fabs(m[1]) < 1e-6 && fabs(m[2]) < 1e-6) || (fabs(m[0]) < 1e-6 && fabs(m[3]) < 1e-6);
}

void path_rectangle(Walk *walk, const Call *call)
{
  walk->boxed = !walk->path && is_upright(walk_top(walk)->ctm);
  painting_rectangle(walk, walk_operand(walk, 3), walk_operand(walk, 2), walk_operand(walk, 1), walk_operand(walk, 0));
}

void path_close(Walk *walk, const Call *call)
{
  painting_close(walk);
}

void path_clip(Walk *walk, const Call *call)
{
  walk->clips = true;
}

void path_paint(Walk *walk, const Call *call)
{
  unsigned with = call->operator->with;
  FillRule fill = !(with & PATH_FILL) ? FILL_NONE : with & PATH_EVEN_ODD ? FILL_EVEN_ODD : FILL_NONZERO;
  if (with & PATH_CLOSE)
    painting_close(walk);
  painting_path(walk, fill, with & PATH_STROKE, call->scope);
}
