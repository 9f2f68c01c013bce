/* What cuts cost. Each price is a function of the two sets of articles, the part's width and height, and the edges at
   the cut's top, of nothing else: so a table over (set, width, height, edges at both sides) holds all that a part's
   surroundings can ask of it, and the cheapest part for each is enough.
   - Clashes: the edges at the top of A above B are A's, of A beside B the left of A and the right of B.
   - Which cut over the whole width is the first: a part narrower than the zone has none, and a part of the whole width
     but not of the whole height lies under one. So the first is the one whose part is the zone itself.
   - Ranks: whether an article stands wholly over another by this cut is said by the sets above and below. */
#include "makeup/work.h"

#include <glib.h>

MakeupPrices makeup_prices(void)
{
  return (MakeupPrices){.heads = COST_CUTS_ACROSS_ACROSS,
                        .parted = COST_CUTS_BREAK,
                        .more = COST_CUTS_BREAK_MORE,
                        .through = COST_CUTS_RIFT,
                        .lead = COST_CUTS_LEAD,
                        .order = COST_CUTS_ORDER};
}

static void fill_clashes(Cuts *cuts)
{
  cuts->clash[EDGE_HEAD][EDGE_HEAD] = cuts->prices.heads;
  cuts->clash[EDGE_UPRIGHT][EDGE_UPRIGHT] = COST_CUTS_UPRIGHT_UPRIGHT;
  cuts->clash[EDGE_BOX][EDGE_BOX] = COST_CUTS_BOX_BOX;
  cuts->clash[EDGE_UPRIGHT][EDGE_HEAD] = cuts->clash[EDGE_HEAD][EDGE_UPRIGHT] = COST_CUTS_UPRIGHT_ACROSS;
  cuts->clash[EDGE_PICTURE][EDGE_PICTURE] = COST_CUTS_PICTURE_PICTURE;
}

/* Columns left and right of the fold that a module over it has at the least, and whose those are. */
typedef struct {
  unsigned left, right;
} BridgeLeast;

static BridgeLeast find_least(Cuts *cuts, const MakeupTask *task)
{
  BridgeLeast least = {cuts->fold, cuts->fold};
  for (unsigned i = 0; i < task->n; i++)
    for (unsigned b = cuts->fold + 1; cuts->fold && b <= cuts->breadths; b++) {
      unsigned before = makeup_before(cuts->fold, b);
      if (!task->article[i].width[b - 1].n)
        continue;
      cuts->bridges |= (Set)(1U << i);
      least.left = MIN(least.left, before);
      least.right = MIN(least.right, makeup_columns(cuts->fold, b) - before);
    }
  return least;
}

/* What lies over the fold with no module over it is cut at the fold: it is of use above or below a part with such a
   module, as wide as that. */
static void find_bridges(Cuts *cuts, const MakeupTask *task)
{
  const BridgeLeast least = find_least(cuts, task);
  for (unsigned whole = 1; whole <= cuts->breadths; whole++) {
    unsigned before = makeup_before(cuts->fold, whole), after = makeup_columns(cuts->fold, whole) - before;
    bool of_use =
        !makeup_crosses(cuts->fold, whole) || whole == cuts->whole || (before >= least.left && after >= least.right);
    for (unsigned left = 1; of_use && left < whole; left++)
      cuts->begins[whole] |= breadth_rest(cuts->fold, whole, left) ? UINT64_C(1) << left : 0;
  }
}

Cuts cuts_open(const MakeupTask *task)
{
  Cuts cuts = {.columns = task->columns, .rows = task->rows, .fold = task->fold};
  cuts.breadths = makeup_breadths(task->columns, task->fold);
  cuts.whole = task->fold ? makeup_across(task->fold, task->fold, task->fold) : task->columns;
  cuts.prices = task->prices ? *task->prices : makeup_prices();
  fill_clashes(&cuts);
  find_bridges(&cuts, task);
  for (unsigned i = 0; i < task->n; i++) {
    if (task->article[i].corner != CORNER_NONE)
      cuts.corner[task->article[i].corner] |= (Set)(1U << i);
    cuts.never_above[i] = task->article[i].never_above;
    cuts.never_left[i] = task->article[i].never_left;
    if (cuts.never_above[i] | cuts.never_left[i])
      cuts.pinned |= (Set)(1U << i);
    if (task->article[i].rank == 0)
      cuts.leads |= (Set)(1U << i);
    for (unsigned j = 0; j < task->n; j++)
      if (task->article[j].rank > task->article[i].rank)
        cuts.lower[i] |= (Set)(1U << j);
  }
  cuts.free = !cuts.pinned;
  for (unsigned i = CORNER_UPPER_LEFT; i < CORNERS; i++)
    cuts.free = cuts.free && !cuts.corner[i];
  return cuts;
}

/* Whether nothing of HERE is kept from its corner by what is THERE. */
static bool is_free(Set corner, Set here, Set there)
{
  return !(corner & here) || !(there & ~corner);
}

/* Whether one of FIRST may not stand before one of SECOND. */
static bool is_barred(const Cuts *cuts, const Set *never, Set first, Set second)
{
  Set barred = 0;
  for (Set rest = first & cuts->pinned; rest; rest &= (Set)(rest - 1))
    barred |= never[set_first(rest)];
  return barred & second;
}

bool cuts_may_lie(const Cuts *cuts, Set upper, Set below)
{
  if (cuts->free)
    return true;
  return !is_barred(cuts, cuts->never_above, upper, below) && is_free(cuts->corner[CORNER_LOWER_LEFT], upper, below) &&
         is_free(cuts->corner[CORNER_LOWER_RIGHT], upper, below) &&
         is_free(cuts->corner[CORNER_UPPER_LEFT], below, upper) &&
         is_free(cuts->corner[CORNER_UPPER_RIGHT], below, upper);
}

/* A part at the inner side may have its own at its foot where there are some at the outer one's too. */
bool cuts_may_adjoin(const Cuts *cuts, Set left, Set right)
{
  if (cuts->free)
    return true;
  if (is_barred(cuts, cuts->never_left, left, right))
    return false;
  for (unsigned i = CORNER_UPPER_LEFT; i < CORNERS; i++) {
    bool at_right = i >= CORNER_UPPER_RIGHT;
    Set inner = at_right ? left : right, outer = at_right ? right : left;
    if ((inner & cuts->corner[i]) && !(outer & cuts->corner[i]))
      return false;
  }
  return true;
}

int32_t cuts_ranks(const Cuts *cuts, Set upper, Set below)
{
  int32_t cost = 0;
  for (Set rest = below; rest; rest &= (Set)(rest - 1)) {
    unsigned article = set_first(rest);
    Set over = upper & cuts->lower[article];
    if (over)
      cost += cuts->leads & (1U << article) ? cuts->prices.lead : cuts->prices.order * (int32_t)set_size(over);
  }
  return cost;
}

int32_t cuts_across(const Cuts *cuts, unsigned width, unsigned height, Set upper, Set below)
{
  if (width != cuts->whole)
    return 0;
  bool band = set_is_single(upper) || set_is_single(below);
  return (band ? COST_CUTS_BAND : cuts->prices.parted) + (height < cuts->rows ? cuts->prices.more : 0);
}

int32_t cuts_down(const Cuts *cuts, unsigned height)
{
  return height < cuts->rows ? 0 : cuts->prices.through;
}

int32_t cuts_around(const Cuts *cuts, unsigned width, unsigned height)
{
  if (height == cuts->rows)
    return width == cuts->whole ? 0 : cuts->prices.through;
  int32_t across = MIN(COST_CUTS_BAND, cuts->prices.parted);
  return width == cuts->whole ? across : MIN(across, cuts->prices.through);
}

int32_t cuts_most(const Cuts *cuts, unsigned articles)
{
  int32_t clash = 0;
  for (unsigned a = 0; a < EDGES; a++)
    for (unsigned b = 0; b < EDGES; b++)
      clash = MAX(clash, cuts->clash[a][b]);
  int32_t across = MAX(COST_CUTS_BAND, cuts->prices.parted) + cuts->prices.more;
  int32_t ranks = (int32_t)articles * MAX(cuts->prices.lead, cuts->prices.order * (int32_t)articles);
  return (int32_t)articles * (MAX(across + ranks, clash + cuts->prices.through));
}
