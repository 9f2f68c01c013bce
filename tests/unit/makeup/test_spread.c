/* The search over a spread, two pages with a fold between, held against every tree of cuts there is on small ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "pages.h"

enum { TREES_MOST = 200000 };

typedef struct {
  Arena *arena;
  const Page *page;
  unsigned fold, bridges; /* articles that may stand over the fold … */
  unsigned left, right;   /* … and columns at either side they have at the least */
  GHashTable *known;      /* set, column, width, height → GPtrArray of Tree */
  size_t n;
} Forest;

/* Where it stands says which leaves a module may have. */
static unsigned breadth_at(unsigned fold, unsigned column, unsigned width)
{
  bool crosses = column < fold && column + width > fold;
  return crosses ? makeup_across(fold, fold - column, column + width - fold) : width;
}

static void plant(Forest *forest, GPtrArray *trees, const Tree *tree)
{
  if (forest->n++ < TREES_MOST)
    g_ptr_array_add(trees, arena_copy(forest->arena, tree, sizeof *tree));
}

static void cross(Forest *forest, GPtrArray *trees, const GPtrArray *a, const GPtrArray *b, Tree tree)
{
  for (guint i = 0; i < a->len; i++)
    for (guint k = 0; k < b->len; k++) {
      tree.first = a->pdata[i];
      tree.second = b->pdata[k];
      plant(forest, trees, &tree);
    }
}

static void grow_leaves(Forest *forest, GPtrArray *trees, Tree tree, unsigned column)
{
  unsigned breadth = breadth_at(forest->fold, column, tree.width);
  const MakeupLeaves *leaves = &forest->page->article[__builtin_ctz(tree.set)].width[breadth - 1];
  for (unsigned i = 0; i < leaves->n; i++) {
    tree.kind = 'o';
    tree.leaf = &leaves->leaf[i];
    if (leaves->leaf[i].rows == tree.height)
      plant(forest, trees, &tree);
  }
}

static const GPtrArray *grow(Forest *forest, unsigned set, unsigned column, unsigned width, unsigned height)
{
  gpointer key = GUINT_TO_POINTER(set << 20 | column << 14 | width << 8 | height);
  GPtrArray *trees = g_hash_table_lookup(forest->known, key);
  if (trees)
    return trees;
  trees = g_ptr_array_new();
  Tree tree = {.set = set, .width = width, .height = height};
  bool parts = column < forest->fold && column + width > forest->fold && width < forest->page->columns;
  bool cut = parts && !(set & forest->bridges);
  bool none = parts && (forest->fold - column < forest->left || column + width - forest->fold < forest->right);
  if (is_one(set))
    grow_leaves(forest, trees, tree, column);
  for (unsigned a = 1; a < set && !none; a++) {
    if ((a & set) != a)
      continue;
    tree.kind = '/';
    for (unsigned h = 1; h < height && !cut; h++)
      cross(forest, trees, grow(forest, a, column, width, h), grow(forest, set ^ a, column, width, height - h), tree);
    tree.kind = '|';
    for (unsigned w = 1; w < width; w++)
      if (!cut || column + w == forest->fold)
        cross(forest, trees, grow(forest, a, column, w, height), grow(forest, set ^ a, column + w, width - w, height),
              tree);
  }
  g_hash_table_insert(forest->known, key, trees);
  return trees;
}

static void free_trees(gpointer trees)
{
  g_ptr_array_free(trees, TRUE);
}

static int32_t forest_least(Forest *forest, unsigned set)
{
  const GPtrArray *trees = grow(forest, set, 0, forest->page->columns, forest->page->rows);
  int32_t least = -1;
  for (guint i = 0; i < trees->len; i++) {
    Placed placed = tree_place(forest->page, trees->pdata[i]);
    least = least < 0 ? placed_cost(&placed) : MIN(least, placed_cost(&placed));
  }
  return least;
}

static void find_bridges(Forest *forest)
{
  for (unsigned i = 0; i < forest->page->n; i++)
    for (unsigned left = 1; left <= forest->fold; left++)
      for (unsigned right = 1; right <= forest->fold; right++)
        if (forest->page->article[i].width[makeup_across(forest->fold, left, right) - 1].n) {
          forest->bridges |= 1U << i;
          forest->left = MIN(forest->left, left);
          forest->right = MIN(forest->right, right);
        }
}

/* Leaves for a module wherever it may stand. */
static void add_leaf(Chance *chance, Page *page, unsigned fold, unsigned article, unsigned rows)
{
  unsigned breadth = 1 + draw(chance, article < page->n / 2 ? makeup_breadths(page->columns, fold) : fold);
  if (fold == 3 && makeup_crosses(fold, breadth) && makeup_before(fold, breadth) < 2)
    breadth = 1;
  MakeupLeaf *leaf = page_add(page, article, breadth, rows, (int32_t)draw(chance, 200));
  leaf->left = (uint8_t)draw(chance, EDGES);
  leaf->right = (uint8_t)draw(chance, EDGES);
  leaf->form = (uint16_t)breadth;
}

/* Modules of a page cut first are leaves, too: it is drawn with plain widths, which are made what they are. */
static void keep_hidden(Page *page, unsigned fold, const Tree *tree, unsigned column)
{
  if (tree->kind == 'o') {
    unsigned breadth = breadth_at(fold, column, tree->width);
    MakeupLeaf *leaf = page_add(page, (unsigned)__builtin_ctz(tree->set), breadth, tree->height, tree->leaf->cost);
    leaf->form = (uint16_t)breadth;
    return;
  }
  keep_hidden(page, fold, tree->first, column);
  keep_hidden(page, fold, tree->second, column + (tree->kind == '|' ? tree->first->width : 0));
}

static Page *draw_spread(Arena *arena, Chance *chance, unsigned fold)
{
  Page *page = ARENA_NEW(arena, Page), *drawn = ARENA_NEW(arena, Page);
  page->fold = fold;
  page->n = 1 + draw(chance, 4);
  page->columns = drawn->columns = 2 * fold;
  page->rows = page->n + draw(chance, 9 - page->n);
  for (unsigned i = 0; i < page->n; i++)
    page->article[i].rank = (uint8_t)draw(chance, 4);
  if (draw(chance, 8))
    keep_hidden(page, fold, tree_draw(arena, chance, drawn, (1U << page->n) - 1, page->columns, page->rows, 100), 0);
  for (unsigned i = 0; i < page->n; i++)
    for (unsigned k = 0; k < 12; k++)
      add_leaf(chance, page, fold, i, 1 + draw(chance, page->rows));
  return page;
}

/* Every cell is covered once, by leaves for where they stand. Whether one crosses the fold. */
static bool expect_sound(const Page *page, unsigned fold, const MakeupLayout *layout)
{
  uint8_t cell[MAKEUP_COLUMNS][MAKEUP_ROWS] = {{0}};
  unsigned covered = 0;
  bool crosses = false;
  for (unsigned i = 0; i < layout->n; i++) {
    const MakeupModule *module = &layout->module[i];
    assert_int_equal(module->breadth, breadth_at(fold, module->column, module->columns));
    assert_int_equal(module->form, module->breadth);
    crosses = crosses || makeup_crosses(fold, module->breadth);
    for (unsigned c = module->column; c < (unsigned)module->column + module->columns; c++)
      for (unsigned r = module->row; r < (unsigned)module->row + module->rows; r++, covered++)
        assert_int_equal(cell[c][r]++, 0);
  }
  assert_int_equal(covered, page->columns * page->rows);
  return crosses;
}

static void the_best_spread_is_found(void **state)
{
  (void)state;
  Chance chance = {21};
  unsigned held = 0, across = 0, whole = 0;
  for (unsigned turn = 0; turn < 900; turn++) {
    Arena *arena = arena_new();
    unsigned fold = 1 + turn % 3;
    const Page *page = draw_spread(arena, &chance, fold);
    MakeupTask task = page_task(page, 3);
    task.fold = fold;
    const MakeupResult result = makeup_search(arena, &task);
    unsigned set = (1U << page->n) - 1;
    Forest forest = {arena, page, fold, 0, fold, fold, g_hash_table_new_full(NULL, NULL, NULL, free_trees), 0};
    find_bridges(&forest);
    int32_t of_all = forest_least(&forest, set);
    for (unsigned i = 0; i < result.n_left_out; i++)
      set ^= 1U << result.left_out[i];
    if (forest.n <= TREES_MOST) {
      assert_int_equal(of_all >= 0, result.n && !result.n_left_out);
      assert_int_equal(makeup_fits(&task), of_all >= 0);
      if (result.n)
        assert_int_equal(result.layout[0].cost, forest_least(&forest, set));
      held++;
      whole += of_all >= 0;
    }
    for (unsigned i = 0; i < result.n; i++)
      across += expect_sound(page, fold, &result.layout[i]);
    g_hash_table_destroy(forest.known);
    arena_free(arena);
  }
  assert_true(held > 500 && whole > 300 && across > 200);
}

static void breadths_are_told_apart(void **state)
{
  (void)state;
  for (unsigned fold = 1; fold <= 6; fold++) {
    unsigned next = fold + 1;
    for (unsigned left = 1; left <= fold; left++)
      for (unsigned right = 1; right <= fold; right++, next++) {
        assert_int_equal(makeup_across(fold, left, right), next);
        assert_int_equal(makeup_before(fold, next), left);
        assert_int_equal(makeup_columns(fold, next), left + right);
        assert_true(makeup_crosses(fold, next));
      }
    assert_int_equal(makeup_breadths(2 * fold, fold), next - 1);
    assert_true(next - 1 <= MAKEUP_BREADTHS);
    assert_false(makeup_crosses(fold, fold));
  }
  assert_int_equal(makeup_breadths(7, 0), 7);
  assert_int_equal(makeup_columns(0, 7), 7);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(breadths_are_told_apart),
                                     cmocka_unit_test(the_best_spread_is_found)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
