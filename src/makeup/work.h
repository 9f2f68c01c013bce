/* Inside the room. A search goes: which heights a set of articles can fill at a width at all (reach.c); whom to leave
   out (search.c); for that choice tables of growing cost (prove.c), each of what every part costs (table.c) where the
   rest of the page can be had for what is left (bound.c); the best layouts read out of it (best.c), and placed
   (layout.c). */
#ifndef TEKAN_MAKEUP_WORK_H
#define TEKAN_MAKEUP_WORK_H

#include "base/costs.h"
#include "makeup/makeup.h"

typedef uint16_t Set; /* of articles: bit i is article i */

#define NOWHERE (INT32_MAX / 4) /* a cost: there is no way */

static inline bool set_is_single(Set set)
{
  return (set & (set - 1)) == 0;
}

static inline unsigned set_size(Set set)
{
  return (unsigned)__builtin_popcount(set);
}

static inline unsigned set_first(Set set)
{
  return (unsigned)__builtin_ctz(set);
}

/* --- breadths (makeup.h): widths here are breadths, but where columns are said ----------------------------------- */

/* What is left of WHOLE right of its first LEFT; 0: it does not begin so. */
static inline unsigned breadth_rest(unsigned fold, unsigned whole, unsigned left)
{
  if (!makeup_crosses(fold, whole))
    return left < whole ? whole - left : 0;
  unsigned before = makeup_before(fold, whole), after = makeup_columns(fold, whole) - before;
  if (!makeup_crosses(fold, left))
    return left < before ? makeup_across(fold, before - left, after) : left == before ? after : 0;
  unsigned own = makeup_columns(fold, left) - before;
  return makeup_before(fold, left) == before && own < after ? after - own : 0;
}

/* Whether the cut behind its first LEFT is the fold: what touches it there does not meet. */
static inline bool breadth_ends_at_fold(unsigned fold, unsigned whole, unsigned left)
{
  return makeup_crosses(fold, whole) && left == makeup_before(fold, whole);
}

/* --- what cuts cost (cuts.c) ------------------------------------------------------------------------------------- */

typedef struct {
  unsigned columns, rows;               /* the zone */
  unsigned fold, breadths, whole;       /* as the task has it; how many there are; that of the zone */
  uint64_t begins[MAKEUP_BREADTHS + 1]; /* bit b: a part so wide may begin with one of b; 0: none is of use */
  Set bridges;                          /* articles that may stand over the fold */
  MakeupPrices prices;
  int32_t clash[EDGES][EDGES];
  Set lower[MAKEUP_ARTICLES]; /* articles that rank lower than this */
  Set leads;
  Set corner[CORNERS]; /* articles that stand there */
  Set never_above[MAKEUP_ARTICLES], never_left[MAKEUP_ARTICLES];
  Set pinned; /* articles of which one of these says something */
  bool free;  /* nothing is said of where any stands */
} Cuts;

Cuts cuts_open(const MakeupTask *task);
/* Whether nothing of SET may stand over the fold that runs through WIDTH: then it is cut there. */
static inline bool cuts_at_fold(const Cuts *cuts, Set set, unsigned width)
{
  return makeup_crosses(cuts->fold, width) && width != cuts->whole && !(set & cuts->bridges);
}
/* The breadths a part of SET so wide may begin with when it is cut down. */
static inline uint64_t cuts_begins(const Cuts *cuts, Set set, unsigned width)
{
  uint64_t begins = cuts->begins[width];
  return cuts_at_fold(cuts, set, width) ? begins & UINT64_C(1) << makeup_before(cuts->fold, width) : begins;
}
/* Whether no article is cut off so from the corner it must stand in, or barred from standing so. */
bool cuts_may_lie(const Cuts *cuts, Set upper, Set below);
bool cuts_may_adjoin(const Cuts *cuts, Set left, Set right);
int32_t cuts_ranks(const Cuts *cuts, Set upper, Set below);
/* A cut across WIDTH columns of a part HEIGHT high, ranks not counted. */
int32_t cuts_across(const Cuts *cuts, unsigned width, unsigned height, Set upper, Set below);
/* A cut down a part HEIGHT high, clashes not counted. */
int32_t cuts_down(const Cuts *cuts, unsigned height);
/* What at least the cuts cost that part a part of WIDTH × HEIGHT from the rest of the zone. */
int32_t cuts_around(const Cuts *cuts, unsigned width, unsigned height);
int32_t cuts_most(const Cuts *cuts, unsigned articles); /* no layout's cuts, clashes and ranks cost more */

/* --- a part as it is cut (way.c) --------------------------------------------------------------------------------- */

typedef enum { WAY_ABOVE, WAY_BESIDE, WAY_LEAF } WayKind;

enum { SKELETON = 4 * MAKEUP_ARTICLES };

typedef struct Way Way;
struct Way {
  int32_t cost;
  WayKind kind;
  Set set;
  uint8_t width, height;
  uint8_t left, right;        /* MakeupEdge at its top */
  const Way *part[2];         /* above and below, left and right */
  const MakeupLeaf *leaf;     /* of a leaf */
  uint8_t n_skeleton;         /* bytes */
  uint8_t skeleton[SKELETON]; /* the tree without heights; a row of cuts in one direction is one node */
};

void way_finish(Way *way); /* its edges and skeleton, from its leaf or parts */
bool way_same_skeleton(const uint8_t *skeleton, unsigned n, const Way *way);

/* --- which heights can be filled (reach.c) ----------------------------------------------------------------------- */

enum { HEIGHT_WORDS = MAKEUP_ROWS / 64 + 1 };

typedef struct {
  uint64_t word[HEIGHT_WORDS]; /* bit h: h rows */
} Heights;

typedef struct {
  unsigned breadths;
  const Heights *at;    /* set × width */
  const uint64_t *some; /* of each set: bit b: it fills some height of b */
} Reach;

Reach reach_open(Arena *arena, const MakeupTask *task, const Cuts *cuts);
const Heights *reach_heights(const Reach *reach, Set set, unsigned width);
bool reach_has(const Reach *reach, Set set, unsigned width, unsigned height);
/* A way to fill it, whatever it costs: only where reach_has says there is one. Its cost is not counted. */
const Way *reach_way(Arena *arena, const MakeupTask *task, const Cuts *cuts, const Reach *reach, Set set,
                     unsigned width, unsigned height);

/* --- what a set costs at least on so much of the page (bound.c) -------------------------------------------------- */

typedef struct Bound Bound;

Bound *bound_open(Arena *arena, const MakeupTask *task);
/* [area], 0 … columns × rows: no modules of SET that cover so many column lines cost less in leaves. Reckoned once. */
const int32_t *bound_least(Bound *bound, Set set);

/* --- the table (table.c) ----------------------------------------------------------------------------------------- */

enum { EDGE_PAIRS = EDGES * EDGES, ANY_EDGES = EDGE_PAIRS };

/* An entry: the cheapest way with these edges at the left and right. */
static inline uint32_t entry_new(int32_t cost, unsigned pair)
{
  return (uint32_t)cost << 5 | pair;
}

static inline int32_t entry_cost(uint32_t entry)
{
  return (int32_t)(entry >> 5);
}

static inline unsigned entry_pair(uint32_t entry)
{
  return entry & 31;
}

/* What a set of articles makes of a width, by height. */
typedef struct {
  int low, high;         /* heights held; high < low: none */
  unsigned n;            /* of them have an entry: */
  const uint8_t *held;   /* [n], ascending */
  int32_t lowest;        /* the cheapest of BELOW */
  const int32_t *least;  /* [height − low]: the cheapest entry's cost or NOWHERE */
  const int32_t *below;  /* … of those that can stand below a cut (table.c) */
  const uint8_t *rank;   /* … which of the heights held it is, if it is one; by that: */
  const uint32_t *first; /* [n + 1]: the first of its entries */
  const uint32_t *entry; /* of a height the cheapest first */
  const int32_t *cost;   /* [n] by edges, see Pairs in gather.h: of each pair, or NOWHERE */
  const int32_t *right;  /* … [e][r]: the cheapest with r at its right, put right of an e */
} Fills;

/* The same in short, where some are held: what most joins are seen by to come to nothing. */
typedef struct {
  int32_t cheapest;  /* of all */
  uint8_t low, high; /* heights held */
  Heights held;
} Span;

typedef struct {
  const MakeupTask *task;
  const Cuts *cuts;
  const Reach *reach;
  Bound *bound;
  Set placed;       /* the articles of the layouts sought */
  int32_t cost_max; /* of a layout: dearer ones need not be found */
  unsigned beam;    /* heights kept for a set at a width; 0: all */
  uint64_t joins_max;
} TableOrder;

typedef struct {
  TableOrder order;
  Fills *fills;    /* set × width */
  Span *spans;     /* set × width */
  bool cut;        /* short of joins or room: of no use */
  uint64_t *spent; /* [made] joins after each set */
  unsigned made;
  uint64_t states, joins, bytes;
} Table;

Table *table_make(Arena *arena, const TableOrder *order);
const Fills *table_fills(const Table *table, Set set, unsigned width);
/* The cost at HEIGHT of the entry with PAIR of edges, or of the cheapest (ANY_EDGES); NOWHERE. */
int32_t fills_cost(const Fills *fills, int height, unsigned pair);

/* --- the best layouts of a table (best.c) ------------------------------------------------------------------------ */

typedef struct Best Best;

/* Lives as long as ARENA and best_close. */
Best *best_open(Arena *arena, const Table *table);
void best_close(Best *best);
/* The cheapest way to fill the zone with a skeleton that the RANK before have not, up to the table's cost_max; NULL. */
const Way *best_way(Best *best, unsigned rank);

/* --- placed (layout.c) ------------------------------------------------------------------------------------------- */

MakeupLayout layout_place(Arena *arena, const MakeupTask *task, const Cuts *cuts, const Way *way);
/* The same modules, whatever their forms. */
bool layout_same_modules(const MakeupLayout *a, const MakeupLayout *b);

/* --- one choice of articles (prove.c) ---------------------------------------------------------------------------- */

typedef struct {
  Arena *arena; /* the result's */
  const MakeupTask *task;
  Cuts cuts;
  Reach reach;
  Bound *bound;
  Arena *tables;                       /* of the last table, */
  const Table *cut;                    /* … which was cut off; NULL: it was not */
  uint64_t states, joins, bytes, last; /* as MakeupCertificate, so far */
} Search;

typedef struct {
  MakeupLayout layout;
  uint8_t n_skeleton;
  uint8_t skeleton[SKELETON];
} Candidate;

/* What came of it: candidates of different skeletons and modules, cheapest first. */
typedef struct {
  Set placed;
  unsigned n, proven;
  int32_t bound;
  bool complete;
  Candidate candidate[MAKEUP_LAYOUTS];
} Found;

int32_t prove_bound(const Search *search, Set placed); /* what no layout of these costs less than, without a search */
Found prove_choice(Search *search, Set placed); /* they fill the zone in some way: there is at least one candidate */

#endif
