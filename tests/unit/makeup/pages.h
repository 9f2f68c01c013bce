/* What the tests of page make-up share: chance, pages to search, and a second opinion on what a tree of cuts costs,
   written another way than the search: it places the tree, counts and looks at what lies where. */
#ifndef TEKAN_TESTS_MAKEUP_PAGES_H
#define TEKAN_TESTS_MAKEUP_PAGES_H

#include "base/costs.h"
#include "makeup/makeup.h"

#include <glib.h>
#include <string.h>

enum { LEAVES = 400 };

typedef struct {
  uint64_t state;
} Chance;

static inline unsigned draw(Chance *chance, unsigned below)
{
  chance->state = chance->state * 6364136223846793005U + 1442695040888963407U;
  return (unsigned)(chance->state >> 33) % below;
}

/* A page under construction. */
typedef struct {
  unsigned columns, rows, n, fold;
  unsigned edges; /* leaves drawn have the first so many of them; 0: any */
  MakeupArticle article[MAKEUP_ARTICLES];
  MakeupLeaf leaf[MAKEUP_ARTICLES][MAKEUP_BREADTHS][LEAVES];
} Page;

static inline void draw_edges(Chance *chance, const Page *page, MakeupLeaf *leaf)
{
  unsigned edges = page->edges ? page->edges : EDGES;
  leaf->left = (uint8_t)draw(chance, edges);
  leaf->right = (uint8_t)draw(chance, edges);
}

static inline MakeupLeaf *page_add(Page *page, unsigned article, unsigned width, unsigned rows, int32_t cost)
{
  MakeupLeaves *leaves = &page->article[article].width[width - 1];
  MakeupLeaf *leaf = &page->leaf[article][width - 1][leaves->n++];
  g_assert(leaves->n <= LEAVES);
  leaves->leaf = page->leaf[article][width - 1];
  *leaf = (MakeupLeaf){.rows = (uint16_t)rows, .cost = cost};
  return leaf;
}

static inline MakeupTask page_task(const Page *page, unsigned layouts)
{
  return (MakeupTask){
      .columns = page->columns, .rows = page->rows, .article = page->article, .n = page->n, .layouts = layouts};
}

/* --- trees of cuts ----------------------------------------------------------------------------------------------- */

typedef struct Tree Tree;
struct Tree {
  char kind; /* '/': above, '|': beside, 'o': leaf */
  unsigned set, width, height;
  const Tree *first, *second;
  const MakeupLeaf *leaf;
};

typedef struct {
  const Page *page;
  const MakeupLeaf *leaf[MAKEUP_ARTICLES]; /* NULL: not there */
  MakeupModule at[MAKEUP_ARTICLES];
  int32_t leaves, clashes, ranks, across, down;
  unsigned bands, breaks;
} Placed;

static inline const MakeupLeaf *placed_find(const Placed *placed, unsigned column, unsigned row)
{
  for (unsigned i = 0; i < placed->page->n; i++) {
    const MakeupModule *at = &placed->at[i];
    if (placed->leaf[i] && column >= at->column && column < (unsigned)at->column + at->columns && row >= at->row &&
        row < (unsigned)at->row + at->rows)
      return placed->leaf[i];
  }
  return NULL;
}

static inline int32_t clash_of(unsigned a, unsigned b)
{
  if (a == EDGE_HEAD && b == EDGE_HEAD)
    return COST_CUTS_ACROSS_ACROSS;
  if (a == EDGE_UPRIGHT && b == EDGE_UPRIGHT)
    return COST_CUTS_UPRIGHT_UPRIGHT;
  if (a == EDGE_BOX && b == EDGE_BOX)
    return COST_CUTS_BOX_BOX;
  if (a == EDGE_PICTURE && b == EDGE_PICTURE)
    return COST_CUTS_PICTURE_PICTURE;
  return (a == EDGE_HEAD && b == EDGE_UPRIGHT) || (a == EDGE_UPRIGHT && b == EDGE_HEAD) ? COST_CUTS_UPRIGHT_ACROSS : 0;
}

static inline int32_t ranks_of(const Page *page, unsigned upper, unsigned below)
{
  int32_t cost = 0;
  for (unsigned b = 0; b < page->n; b++) {
    int32_t pairs = 0;
    for (unsigned a = 0; a < page->n; a++)
      pairs += (below >> b & 1) && (upper >> a & 1) && page->article[a].rank > page->article[b].rank;
    cost += page->article[b].rank == 0 ? (pairs > 0) * COST_CUTS_LEAD : pairs * COST_CUTS_ORDER;
  }
  return cost;
}

static inline bool is_one(unsigned set)
{
  return __builtin_popcount(set) == 1;
}

/* Places TREE with its top left at COLUMN, ROW. */
static inline void placed_add(Placed *placed, const Tree *tree, unsigned column, unsigned row)
{
  if (tree->kind == 'o') {
    unsigned i = (unsigned)__builtin_ctz(tree->set);
    placed->leaf[i] = tree->leaf;
    placed->at[i] = (MakeupModule){.article = (uint16_t)i,
                                   .row = (uint16_t)row,
                                   .rows = (uint16_t)tree->height,
                                   .column = (uint8_t)column,
                                   .columns = (uint8_t)tree->width};
    placed->leaves += tree->leaf->cost;
    return;
  }
  bool above = tree->kind == '/';
  unsigned second_column = column + (above ? 0 : tree->first->width),
           second_row = row + (above ? tree->first->height : 0);
  placed_add(placed, tree->first, column, row);
  placed_add(placed, tree->second, second_column, second_row);
  if (above) {
    bool band = is_one(tree->first->set) || is_one(tree->second->set), full = tree->width == placed->page->columns;
    placed->bands += full && band;
    placed->breaks += full && !band;
    placed->ranks += ranks_of(placed->page, tree->first->set, tree->second->set);
  } else {
    bool at_fold = second_column == placed->page->fold;
    placed->down += tree->height == placed->page->rows ? COST_CUTS_RIFT : 0;
    placed->clashes += at_fold ? 0
                               : clash_of(placed_find(placed, second_column - 1, row)->right,
                                          placed_find(placed, second_column, row)->left);
  }
}

static inline Placed tree_place(const Page *page, const Tree *tree)
{
  Placed placed = {.page = page};
  placed_add(&placed, tree, 0, 0);
  unsigned cuts = placed.bands + placed.breaks;
  placed.across = (int32_t)placed.bands * COST_CUTS_BAND + (int32_t)placed.breaks * COST_CUTS_BREAK +
                  (cuts > 1 ? (int32_t)(cuts - 1) * COST_CUTS_BREAK_MORE : 0);
  return placed;
}

/* Whether every article with a corner is kept in it, cut by cut: CUT has article I in its first part or the second. */
static inline bool keeps_corner(const Page *page, const Tree *cut, unsigned i)
{
  MakeupCorner corner = page->article[i].corner;
  bool lower = corner == CORNER_LOWER_LEFT || corner == CORNER_LOWER_RIGHT;
  bool right = corner == CORNER_UPPER_RIGHT || corner == CORNER_LOWER_RIGHT;
  bool in_first = cut->first->set >> i & 1, corner_first = cut->kind == '/' ? !lower : !right;
  if (in_first == corner_first)
    return true;
  unsigned beyond = corner_first ? cut->first->set : cut->second->set, own = 0;
  for (unsigned k = 0; k < page->n; k++)
    own += (beyond >> k & 1) && page->article[k].corner == corner;
  return cut->kind == '/' ? own == (unsigned)__builtin_popcount(beyond) : own > 0;
}

static inline bool tree_keeps_corners(const Page *page, const Tree *tree)
{
  for (unsigned i = 0; tree->kind != 'o' && i < page->n; i++)
    if ((tree->set >> i & 1) && page->article[i].corner != CORNER_NONE && !keeps_corner(page, tree, i))
      return false;
  return true;
}

static inline int32_t placed_cost(const Placed *placed)
{
  return placed->leaves + placed->clashes + placed->ranks + placed->across + placed->down;
}

/* Cuts WIDTH × HEIGHT (rows for all of SET) at random into modules for SET, each a leaf that is there, or is made at a
 * cost under DEAREST. */
static inline Tree *tree_draw(Arena *arena, Chance *chance, Page *page, unsigned set, unsigned width, unsigned height,
                              unsigned dearest)
{
  Tree *tree = ARENA_NEW(arena, Tree);
  *tree = (Tree){.set = set, .width = width, .height = height};
  if (is_one(set)) {
    MakeupLeaf *leaf = page_add(page, (unsigned)__builtin_ctz(set), width, height, (int32_t)draw(chance, dearest));
    draw_edges(chance, page, leaf);
    tree->kind = 'o';
    tree->leaf = leaf;
    return tree;
  }
  unsigned first = 0, n = (unsigned)__builtin_popcount(set);
  while (first == 0 || first == set)
    for (unsigned i = 0; i < MAKEUP_ARTICLES; i++)
      first = draw(chance, 2) ? first | (set & 1U << i) : first & ~(1U << i);
  unsigned share = (unsigned)__builtin_popcount(first);
  bool above = width < 2 || draw(chance, 2);
  tree->kind = above ? '/' : '|';
  unsigned whole = above ? height : width, cut = whole * share / n + draw(chance, 2);
  cut = above ? CLAMP(cut, share, whole - (n - share)) : CLAMP(cut, 1, whole - 1);
  tree->first = tree_draw(arena, chance, page, first, above ? width : cut, above ? cut : height, dearest);
  tree->second =
      tree_draw(arena, chance, page, set ^ first, above ? width : whole - cut, above ? whole - cut : height, dearest);
  return tree;
}

#endif
