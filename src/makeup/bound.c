/* What a set of articles costs at least in leaves when its modules cover so many column lines, shapes left aside: each
   article's cheapest cost by area, its lower convex hull, and the hulls joined by taking the cheapest next line first
   (water-filling). Exact for hulls; never over the cost of any layout, which is a whole number: parts round up. */
#include "makeup/work.h"

#include <glib.h>

typedef struct {
  int32_t area, cost; /* more */
  uint8_t article;
} Slope;

typedef struct {
  int32_t area, cost;
} Point;

struct Bound {
  Arena *arena;
  const int32_t **least; /* of each set; NULL: not asked for yet */
  int32_t areas;
  Point start[MAKEUP_ARTICLES]; /* the least area; cost NOWHERE: no leaf */
  const Slope *slope;           /* flattest, that is cheapest, first */
  unsigned n;
};

static void take_cheapest(const MakeupTask *task, const MakeupArticle *article, int32_t *by_area)
{
  for (unsigned b = 1; b <= makeup_breadths(task->columns, task->fold); b++)
    for (unsigned i = 0; i < article->width[b - 1].n; i++) {
      const MakeupLeaf *leaf = &article->width[b - 1].leaf[i];
      unsigned area = makeup_columns(task->fold, b) * leaf->rows;
      if (leaf->rows <= task->rows)
        by_area[area] = MIN(by_area[area], leaf->cost);
    }
}

/* Whether B lies on or over the line from A to C. */
static bool is_over(Point a, Point b, Point c)
{
  return (int64_t)(b.cost - a.cost) * (c.area - a.area) >= (int64_t)(c.cost - a.cost) * (b.area - a.area);
}

static unsigned find_hull(const int32_t *by_area, int32_t areas, Point *hull)
{
  unsigned n = 0;
  for (int32_t area = 0; area <= areas; area++) {
    if (by_area[area] == NOWHERE)
      continue;
    Point point = {area, by_area[area]};
    while (n > 1 && is_over(hull[n - 2], hull[n - 1], point))
      n--;
    hull[n++] = point;
  }
  return n;
}

static int compare_slopes(const void *a, const void *b)
{
  const Slope *s = a, *t = b;
  int64_t left = (int64_t)s->cost * t->area, right = (int64_t)t->cost * s->area;
  return left != right ? (left > right) - (left < right) : s->article - t->article;
}

Bound *bound_open(Arena *arena, const MakeupTask *task)
{
  Bound *bound = ARENA_NEW(arena, Bound);
  bound->arena = arena;
  bound->least = ARENA_ARRAY(arena, const int32_t *, (size_t)1 << task->n);
  bound->areas = (int32_t)(task->columns * task->rows);
  size_t areas = (size_t)bound->areas + 1;
  int32_t *by_area = ARENA_ARRAY(arena, int32_t, areas);
  Point *hull = ARENA_ARRAY(arena, Point, areas);
  Slope *slope = ARENA_ARRAY(arena, Slope, areas * task->n);
  for (unsigned i = 0; i < task->n; i++) {
    for (size_t area = 0; area < areas; area++)
      by_area[area] = NOWHERE;
    take_cheapest(task, &task->article[i], by_area);
    unsigned n = find_hull(by_area, bound->areas, hull);
    bound->start[i] = n ? hull[0] : (Point){0, NOWHERE};
    for (unsigned k = 1; k < n; k++)
      slope[bound->n++] = (Slope){hull[k].area - hull[k - 1].area, hull[k].cost - hull[k - 1].cost, (uint8_t)i};
  }
  qsort(slope, bound->n, sizeof *slope, compare_slopes);
  bound->slope = slope;
  return bound;
}

static int32_t round_up(int64_t a, int32_t b)
{
  return (int32_t)(a > 0 ? (a + b - 1) / b : -(-a / b));
}

/* Goes along SLOPE from AT. */
static Point climb(Point at, const Slope *slope, int32_t areas, int32_t *least)
{
  for (int32_t i = 1; i <= slope->area && at.area + i <= areas; i++)
    least[at.area + i] = at.cost + round_up((int64_t)slope->cost * i, slope->area);
  return (Point){at.area + slope->area, at.cost + slope->cost};
}

static void fill(const Bound *bound, Set set, int32_t *least)
{
  Point at = {0, 0};
  for (Set rest = set; rest; rest &= (Set)(rest - 1)) {
    at.area += bound->start[set_first(rest)].area;
    at.cost = MIN(at.cost + bound->start[set_first(rest)].cost, NOWHERE);
  }
  for (int32_t area = 0; area <= bound->areas; area++)
    least[area] = NOWHERE;
  if (at.cost == NOWHERE || at.area > bound->areas)
    return;
  least[at.area] = at.cost;
  for (unsigned i = 0; i < bound->n && at.area < bound->areas; i++)
    if (set >> bound->slope[i].article & 1)
      at = climb(at, &bound->slope[i], bound->areas, least);
}

const int32_t *bound_least(Bound *bound, Set set)
{
  if (!bound->least[set]) {
    int32_t *least = arena_take(bound->arena, ((size_t)bound->areas + 1) * sizeof *least);
    fill(bound, set, least);
    bound->least[set] = least;
  }
  return bound->least[set];
}
