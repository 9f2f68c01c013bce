/* A way, placed: its modules, and its cost taken apart. */
#include "makeup/work.h"

typedef struct {
  const Cuts *cuts;
  MakeupModule *module; /* by article of the task */
  MakeupLayout layout;
} Placing;

static void place_leaf(Placing *placing, const Way *way, unsigned column, unsigned row)
{
  unsigned article = set_first(way->set);
  placing->module[article] = (MakeupModule){.article = (uint16_t)article,
                                            .column = (uint8_t)column,
                                            .columns = (uint8_t)makeup_columns(placing->cuts->fold, way->width),
                                            .breadth = way->width,
                                            .row = (uint16_t)row,
                                            .rows = way->height,
                                            .form = way->leaf->form};
  placing->layout.leaves += way->leaf->cost;
}

static void place_way(Placing *placing, const Way *way, unsigned column, unsigned row)
{
  if (way->kind == WAY_LEAF) {
    place_leaf(placing, way, column, row);
    return;
  }
  const Way *first = way->part[0], *second = way->part[1];
  place_way(placing, first, column, row);
  if (way->kind == WAY_ABOVE) {
    placing->layout.cuts += cuts_across(placing->cuts, way->width, way->height, first->set, second->set);
    placing->layout.ranks += cuts_ranks(placing->cuts, first->set, second->set);
    place_way(placing, second, column, row + first->height);
  } else {
    bool apart = breadth_ends_at_fold(placing->cuts->fold, way->width, first->width);
    placing->layout.cuts += cuts_down(placing->cuts, way->height);
    if (!apart)
      placing->layout.clashes += placing->cuts->clash[first->right][second->left];
    place_way(placing, second, column + makeup_columns(placing->cuts->fold, first->width), row);
  }
}

MakeupLayout layout_place(Arena *arena, const MakeupTask *task, const Cuts *cuts, const Way *way)
{
  MakeupModule by_article[MAKEUP_ARTICLES];
  Placing placing = {.cuts = cuts, .module = by_article};
  place_way(&placing, way, 0, 0);
  MakeupLayout *layout = &placing.layout;
  MakeupModule *module = ARENA_ARRAY(arena, MakeupModule, task->n);
  for (unsigned i = 0; i < task->n; i++)
    if (way->set >> i & 1)
      module[layout->n++] = by_article[i];
  layout->module = module;
  layout->cost = layout->leaves + layout->clashes + layout->cuts + layout->ranks;
  return *layout;
}

static bool is_same_place(const MakeupModule *a, const MakeupModule *b)
{
  return a->article == b->article && a->column == b->column && a->columns == b->columns && a->row == b->row &&
         a->rows == b->rows;
}

bool layout_same_modules(const MakeupLayout *a, const MakeupLayout *b)
{
  for (unsigned i = 0; i < a->n; i++)
    if (!is_same_place(&a->module[i], &b->module[i]))
      return false;
  return a->n == b->n;
}
