/* Page make-up (组版), the search alone: what each article costs at each width and height → the best ways to cut a page
   into modules, and the proof. Knows no fonts, lines or layouts: whoever calls makes the leaves and reads the modules.

   A layout is a tree of straight cuts: a leaf (an article's module); A above B, of one width, heights add up; A beside
   B, of one height, widths add up. On a spread a part knows whether the fold runs through it, and where: a module that
   stands across it has leaves of its own. A part over the fold, but for the zone itself, is as wide to both sides as
   some module across it may be at the least; with none in it that may, it is cut along the fold. A layout fills the
   zone without a remainder. Its cost is the sum over
   - leaves: what the caller says;
   - clashes, of each cut beside, but at the fold: what touches it at its top on both sides (碰题, MakeupEdge);
   - cuts: 断版, a cut over the zone's whole width: COST_CUTS_BAND where a single article is the part above or below
     it, else COST_CUTS_BREAK, and COST_CUTS_BREAK_MORE for every one but the first; 通缝, a cut over its whole
     height: COST_CUTS_RIFT;
   - ranks, of each cut A above B: COST_CUTS_LEAD for each lead in B that something of lower rank in A stands over,
     COST_CUTS_ORDER for every other pair of one in A and one in B of higher rank.
   Where strips lie one above the other the cheapest order of the cuts counts. Weights: base/costs.def. */
#ifndef TEKAN_MAKEUP_MAKEUP_H
#define TEKAN_MAKEUP_MAKEUP_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

enum {
  MAKEUP_COLUMNS = 12,        /* the widest zone */
  MAKEUP_BREADTHS = 42,       /* the most there are: 6 columns, and 6 × 6 across a fold */
  MAKEUP_ROWS = 200,          /* the highest, in body lines */
  MAKEUP_ARTICLES = 12,       /* of one zone */
  MAKEUP_LAYOUTS = 24,        /* asked for at once */
  MAKEUP_LEAF_COST = 1000000, /* points, the dearest leaf */
};

/* What touches a module's left or right side at its top. */
typedef enum {
  EDGE_TEXT,
  EDGE_HEAD,    /* a headline across */
  EDGE_UPRIGHT, /* one that runs down */
  EDGE_BOX,     /* a frame or tint */
  EDGE_PICTURE,
  EDGES
} MakeupEdge;

/* One way to set an article at a width. Of those with the same rows and edges the cheapest counts, then the first. */
typedef struct {
  uint16_t rows;       /* 1 … MAKEUP_ROWS, what stays blank under the module with it, so that heights simply add up */
  uint16_t form;       /* the caller's */
  int32_t cost;        /* points, 0 … MAKEUP_LEAF_COST */
  uint8_t left, right; /* MakeupEdge */
} MakeupLeaf;

typedef struct {
  const MakeupLeaf *leaf;
  unsigned n;
} MakeupLeaves;

/* A breadth, how wide a part is: 1 … FOLD columns at one side of the fold, then all that cross it, so many columns left
   of it and right. Of a zone without a fold (0) all breadths are columns. */
static inline unsigned makeup_breadths(unsigned columns, unsigned fold)
{
  return fold ? fold + fold * fold : columns;
}
static inline unsigned makeup_across(unsigned fold, unsigned left, unsigned right)
{
  return fold + (left - 1) * fold + right;
}
static inline bool makeup_crosses(unsigned fold, unsigned breadth)
{
  return fold && breadth > fold;
}
/* Columns left of the fold; of a breadth that does not cross it all of them. */
static inline unsigned makeup_before(unsigned fold, unsigned breadth)
{
  return makeup_crosses(fold, breadth) ? (breadth - fold - 1) / fold + 1 : breadth;
}
static inline unsigned makeup_columns(unsigned fold, unsigned breadth)
{
  return makeup_crosses(fold, breadth) ? makeup_before(fold, breadth) + (breadth - fold - 1) % fold + 1 : breadth;
}

/* Where an article must stand: as an advertisement at the foot, at the outer side. Of every cut across that has it on
   the side away from its corner, all on the other side are of that corner too; of every cut down, one at the least. So
   one alone of its corner stands in it. CORNER_NONE: anywhere. */
typedef enum {
  CORNER_NONE,
  CORNER_UPPER_LEFT,
  CORNER_LOWER_LEFT,
  CORNER_UPPER_RIGHT,
  CORNER_LOWER_RIGHT,
  CORNERS
} MakeupCorner;

typedef struct {
  MakeupLeaves width[MAKEUP_BREADTHS]; /* [b − 1]: at breadth b; n = 0: not at that breadth */
  uint8_t rank;                        /* 0: a lead, then 1, 2 …; several may share one */
  bool must;                           /* may not be left out */
  MakeupCorner corner;
  uint16_t never_above, never_left; /* bit i: no cut may part it so from article i: it above, it at the left. Pins */
} MakeupArticle;

/* What a house pays otherwise than base/costs.def says: points, 0 … 100000. */
typedef struct {
  int32_t heads;        /* COST_CUTS_ACROSS_ACROSS */
  int32_t parted, more; /* COST_CUTS_BREAK, COST_CUTS_BREAK_MORE */
  int32_t through;      /* COST_CUTS_RIFT */
  int32_t lead, order;  /* COST_CUTS_LEAD, COST_CUTS_ORDER */
} MakeupPrices;
MakeupPrices makeup_prices(void); /* those of base/costs.def */

/* What a search of much the same task came to, as when an article has become a few lines longer: this one goes straight
   that far. Time hangs on it, and, where a limit of work cuts the search off, how much is known. */
typedef struct {
  int32_t cost;   /* of its dearest layout; 0: nothing is known */
  uint64_t joins; /* of the table that held them all */
} MakeupGuess;

typedef struct {
  unsigned columns, rows; /* the zone: 1 … MAKEUP_COLUMNS × 1 … MAKEUP_ROWS */
  const MakeupArticle *article;
  unsigned n;                 /* 1 … MAKEUP_ARTICLES */
  unsigned layouts;           /* wanted: 1 … MAKEUP_LAYOUTS */
  uint64_t work_limit;        /* joins looked at, not seconds: the same result on every machine. 0: none. 100 million
                                 take about a second; under 20 million 12 articles may get no more than any layout */
  const MakeupPrices *prices; /* NULL: those of base/costs.def */
  unsigned fold;              /* columns left of the fold of a spread (跨版), half of them all; 0: there is none */
  bool all;                   /* nothing may be left out: else there is no layout */
  MakeupGuess guess;
} MakeupTask;

typedef struct {
  uint16_t article;        /* index in the task */
  uint16_t row, rows;      /* from 0, from the top */
  uint8_t column, columns; /* from 0, from the left */
  uint16_t form;
  uint8_t breadth;
} MakeupModule;

/* Points; cost is the sum of the others. */
typedef struct {
  int32_t cost, leaves, clashes, cuts, ranks;
  const MakeupModule *module; /* [n], in the task's order */
  unsigned n;
} MakeupLayout;

/* How good the first layout is. */
typedef struct {
  int32_t cost;    /* the first layout's; −1: there is none */
  int32_t bound;   /* no layout of as good a choice of articles costs less; equal to cost where COMPLETE */
  bool complete;   /* false: the work limit cut the search off; bound holds all the same */
  unsigned proven; /* so many of the layouts, from the first, are the cheapest of their skeletons in order */
  uint64_t states; /* kept: (set of articles, width, height, edges at the sides) */
  uint64_t joins;  /* looked at: a part put above another, or beside one of its height */
  uint64_t bytes;  /* of the search's tables, at their largest; given back */
  uint64_t last;   /* joins of the last table that held all it was made for; 0: there was none */
} MakeupCertificate;

/* Layouts with different skeletons, cheapest first: no two have the same cuts of the same articles at the same columns,
   shifted by some lines, nor the same modules by other cuts. Of equal ones that comes first whose outermost cut where
   they differ lies across rather than down, then has the lower set of articles above or at the left (bit i: article i),
   then lies higher or more to the left. */
typedef struct {
  const MakeupLayout *layout; /* [n] */
  unsigned n;                 /* 0: not even a part of the articles fills the zone with all that must be in */
  const uint8_t *left_out;    /* [n_left_out], ascending: what has no place in any of the layouts */
  unsigned n_left_out;
  MakeupCertificate certificate;
} MakeupResult;

/* Exact within the trees of straight cuts. Where all articles together fill the zone in no way, as few as can be are
   left out; of as many those whose most important ranks lowest, then the next; of equal ones what makes the cheapest
   layout; none that must be in. The result lies in ARENA. A task out of range is the caller's bug and stops the
   program. Tables for 12 articles in 5 × 75 take 5 to 90 MB; over 768 MB they count as passing the limit of work. */
MakeupResult makeup_search(Arena *arena, const MakeupTask *task);
/* Whether all articles together fill the zone in some way, whatever it costs: a small part of the search. */
bool makeup_fits(const MakeupTask *task);

#endif
