/* The search of page make-up held against every tree of cuts there is, on small pages, and against pages that were cut
 * first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "pages.h"

/* --- every tree there is ----------------------------------------------------------------------------------------- */

enum { TREES_MOST = 300000 };

typedef struct {
  Arena *arena;
  const Page *page;
  GHashTable *known; /* set, width, height → GPtrArray of Tree */
  size_t n;          /* trees made */
} Forest;

static const GPtrArray *grow(Forest *forest, unsigned set, unsigned width, unsigned height);

static void plant(Forest *forest, GPtrArray *trees, Tree tree)
{
  if (forest->n++ < TREES_MOST)
    g_ptr_array_add(trees, arena_copy(forest->arena, &tree, sizeof tree));
}

static void cross(Forest *forest, GPtrArray *trees, char kind, const GPtrArray *a, const GPtrArray *b, Tree tree)
{
  for (guint i = 0; i < a->len; i++)
    for (guint k = 0; k < b->len; k++) {
      tree.kind = kind;
      tree.first = a->pdata[i];
      tree.second = b->pdata[k];
      if (tree_keeps_corners(forest->page, &tree))
        plant(forest, trees, tree);
    }
}

static void grow_leaves(Forest *forest, GPtrArray *trees, Tree tree)
{
  const MakeupLeaves *leaves = &forest->page->article[__builtin_ctz(tree.set)].width[tree.width - 1];
  for (unsigned i = 0; i < leaves->n; i++)
    if (leaves->leaf[i].rows == tree.height) {
      tree.kind = 'o';
      tree.leaf = &leaves->leaf[i];
      plant(forest, trees, tree);
    }
}

static const GPtrArray *grow(Forest *forest, unsigned set, unsigned width, unsigned height)
{
  gpointer key = GUINT_TO_POINTER(set << 16 | width << 8 | height);
  GPtrArray *trees = g_hash_table_lookup(forest->known, key);
  if (trees)
    return trees;
  trees = g_ptr_array_new();
  Tree tree = {.set = set, .width = width, .height = height};
  if (is_one(set))
    grow_leaves(forest, trees, tree);
  for (unsigned a = 1; a < set; a++) {
    if ((a & set) != a)
      continue;
    for (unsigned h = 1; h < height; h++)
      cross(forest, trees, '/', grow(forest, a, width, h), grow(forest, set ^ a, width, height - h), tree);
    for (unsigned w = 1; w < width; w++)
      cross(forest, trees, '|', grow(forest, a, w, height), grow(forest, set ^ a, width - w, height), tree);
  }
  g_hash_table_insert(forest->known, key, trees);
  return trees;
}

static void free_trees(gpointer trees)
{
  g_ptr_array_free(trees, TRUE);
}

static Forest forest_open(const Page *page)
{
  return (Forest){arena_new(), page, g_hash_table_new_full(NULL, NULL, NULL, free_trees), 0};
}

static void forest_close(Forest *forest)
{
  g_hash_table_destroy(forest->known);
  arena_free(forest->arena);
}

/* The cheapest of SET on the whole page; −1: none. */
static int32_t forest_least(Forest *forest, unsigned set)
{
  const GPtrArray *trees = grow(forest, set, forest->page->columns, forest->page->rows);
  int32_t least = -1;
  for (guint i = 0; i < trees->len; i++) {
    Placed placed = tree_place(forest->page, trees->pdata[i]);
    least = least < 0 ? placed_cost(&placed) : MIN(least, placed_cost(&placed));
  }
  return least;
}

/* --- random pages ------------------------------------------------------------------------------------------------ */

static void add_chance_leaves(Chance *chance, Page *page, unsigned most, unsigned dearest)
{
  for (unsigned i = 0; i < page->n; i++)
    for (unsigned w = 1; w <= page->columns; w++)
      for (unsigned k = draw(chance, most + 1); k > 0; k--) {
        MakeupLeaf *leaf = page_add(page, i, w, 1 + draw(chance, MIN(page->rows, 8)), (int32_t)draw(chance, dearest));
        draw_edges(chance, page, leaf);
        leaf->form = (uint16_t)draw(chance, 1000);
      }
}

/* At most N articles; mostly with a layout of all. */
static Page *draw_page(Arena *arena, Chance *chance, unsigned n, unsigned dearest)
{
  Page *page = ARENA_NEW(arena, Page);
  page->n = 1 + draw(chance, n);
  page->edges = 1 + draw(chance, EDGES);
  page->columns = 1 + draw(chance, 5);
  page->rows = page->n + draw(chance, 13 - page->n);
  for (unsigned i = 0; i < page->n; i++) {
    page->article[i].rank = (uint8_t)draw(chance, 4);
    page->article[i].must = draw(chance, 5) == 0;
  }
  if (draw(chance, 6))
    for (unsigned cuts = 1 + draw(chance, 2); cuts > 0; cuts--)
      tree_draw(arena, chance, page, (1U << page->n) - 1, page->columns, page->rows, dearest);
  add_chance_leaves(chance, page, page->n > 4 ? 2 : 3, dearest);
  return page;
}

/* --- looking at a layout ----------------------------------------------------------------------------------------- */

static bool has_leaf(const Page *page, const MakeupModule *module)
{
  const MakeupLeaves *leaves = &page->article[module->article].width[module->columns - 1];
  for (unsigned i = 0; i < leaves->n; i++)
    if (leaves->leaf[i].rows == module->rows && leaves->leaf[i].form == module->form)
      return true;
  return false;
}

/* Every cell is covered once, by modules that are leaves of the page. */
static void expect_sound(const Page *page, const MakeupLayout *layout)
{
  uint8_t cell[MAKEUP_COLUMNS][MAKEUP_ROWS] = {{0}};
  unsigned covered = 0;
  for (unsigned i = 0; i < layout->n; i++) {
    const MakeupModule *module = &layout->module[i];
    assert_true(has_leaf(page, module));
    assert_true(i == 0 || layout->module[i - 1].article < module->article);
    assert_true(module->column + module->columns <= (int)page->columns &&
                module->row + module->rows <= (int)page->rows);
    for (unsigned c = module->column; c < (unsigned)module->column + module->columns; c++)
      for (unsigned r = module->row; r < (unsigned)module->row + module->rows; r++, covered++)
        assert_int_equal(cell[c][r]++, 0);
  }
  assert_int_equal(covered, page->columns * page->rows);
  assert_int_equal(layout->cost, layout->leaves + layout->clashes + layout->cuts + layout->ranks);
}

static unsigned placed_set(const Page *page, const MakeupResult *result)
{
  unsigned set = (1U << page->n) - 1;
  for (unsigned i = 0; i < result->n_left_out; i++)
    set ^= 1U << result->left_out[i];
  return set;
}

static void the_optimum_is_found(void **state)
{
  (void)state;
  Chance chance = {1};
  unsigned held = 0, cut_down = 0;
  for (unsigned turn = 0; turn < 1200; turn++) {
    Arena *arena = arena_new();
    const Page *page = draw_page(arena, &chance, 5, turn % 2 ? 400 : 40);
    MakeupTask task = page_task(page, 1);
    MakeupResult result = makeup_search(arena, &task);
    Forest forest = forest_open(page);
    int32_t least = forest_least(&forest, placed_set(page, &result));
    if (result.n)
      expect_sound(page, &result.layout[0]);
    if (forest.n <= TREES_MOST && result.n) {
      assert_int_equal(result.layout[0].cost, least);
      assert_int_equal(result.certificate.cost, least);
      assert_int_equal(result.certificate.bound, least);
      assert_true(result.certificate.complete);
      assert_int_equal(result.certificate.proven, 1);
      held++;
      cut_down += page->n > 3 && page->columns > 2 && result.n_left_out == 0;
    }
    forest_close(&forest);
    arena_free(arena);
  }
  assert_true(held > 600 && cut_down > 150);
}

/* --- corners ----------------------------------------------------------------------------------------------------- */

/* Nothing of another corner lies under it (over it, beside it) towards the corner. */
static void expect_in_corner(const Page *page, const MakeupLayout *layout, const MakeupModule *of)
{
  MakeupCorner corner = page->article[of->article].corner;
  bool lower = corner == CORNER_LOWER_LEFT || corner == CORNER_LOWER_RIGHT;
  for (unsigned i = 0; i < layout->n; i++) {
    const MakeupModule *at = &layout->module[i];
    bool over = at->column < of->column + of->columns && of->column < at->column + at->columns;
    bool beyond = lower ? at->row >= of->row + of->rows : at->row + at->rows <= of->row;
    assert_false(over && beyond && page->article[at->article].corner != corner);
  }
}

static void what_has_a_corner_stands_in_it(void **state)
{
  (void)state;
  Chance chance = {11};
  unsigned held = 0, moved = 0;
  for (unsigned turn = 0; turn < 800; turn++) {
    Arena *arena = arena_new();
    Page *page = draw_page(arena, &chance, 5, turn % 2 ? 400 : 40);
    MakeupTask task = page_task(page, 1 + turn % 6);
    MakeupResult anywhere = makeup_search(arena, &task);
    for (unsigned i = 0; i < page->n; i++)
      page->article[i].corner = (MakeupCorner)(draw(&chance, 2) ? draw(&chance, CORNERS) : CORNER_NONE);
    MakeupResult result = makeup_search(arena, &task);
    Forest forest = forest_open(page);
    int32_t least = result.n ? forest_least(&forest, placed_set(page, &result)) : 0;
    int32_t of_all = forest_least(&forest, (1U << page->n) - 1);
    if (forest.n <= TREES_MOST) {
      assert_int_equal(result.n > 0 && result.n_left_out == 0, of_all >= 0);
      if (result.n)
        assert_int_equal(result.layout[0].cost, least);
      held += result.n > 0;
      moved += result.n && anywhere.n && result.layout[0].cost > anywhere.layout[0].cost;
    }
    for (unsigned i = 0; i < result.n; i++) {
      expect_sound(page, &result.layout[i]);
      for (unsigned k = 0; k < result.layout[i].n; k++)
        if (page->article[result.layout[i].module[k].article].corner != CORNER_NONE)
          expect_in_corner(page, &result.layout[i], &result.layout[i].module[k]);
    }
    forest_close(&forest);
    arena_free(arena);
  }
  assert_true(held > 400 && moved > 40);
}

/* --- the k best -------------------------------------------------------------------------------------------------- */

/* "(0:2/(1:1|2:1))": what is cut in one direction stands in one row. */
static void spell(GString *text, const Tree *tree, char around)
{
  if (tree->kind == 'o') {
    g_string_append_printf(text, "%d:%u", __builtin_ctz(tree->set), tree->width);
    return;
  }
  g_string_append(text, tree->kind == around ? "" : "(");
  spell(text, tree->first, tree->kind);
  g_string_append_c(text, tree->kind);
  spell(text, tree->second, tree->kind);
  g_string_append(text, tree->kind == around ? "" : ")");
}

typedef struct {
  char *skeleton;
  Placed placed;
} Seen;

static int by_cost(const void *a, const void *b)
{
  return placed_cost(&((const Seen *)a)->placed) - placed_cost(&((const Seen *)b)->placed);
}

static bool is_seen(const GArray *kept, const Seen *seen)
{
  for (guint i = 0; i < kept->len; i++) {
    const Seen *other = &g_array_index(kept, Seen, i);
    bool same = true;
    for (unsigned k = 0; k < seen->placed.page->n; k++) {
      MakeupModule a = other->placed.at[k], b = seen->placed.at[k];
      same = same && a.column == b.column && a.row == b.row && a.columns == b.columns && a.rows == b.rows;
    }
    if (same)
      return true;
  }
  return false;
}

/* Of every skeleton its cheapest tree, cheapest first, without those that are an earlier one's page. */
static GArray *find_skeletons(Forest *forest, unsigned set)
{
  const GPtrArray *trees = grow(forest, set, forest->page->columns, forest->page->rows);
  GArray *all = g_array_new(FALSE, FALSE, sizeof(Seen)), *kept = g_array_new(FALSE, FALSE, sizeof(Seen));
  for (guint i = 0; i < trees->len; i++) {
    GString *text = g_string_new(NULL);
    spell(text, trees->pdata[i], 0);
    Seen seen = {g_string_free(text, FALSE), tree_place(forest->page, trees->pdata[i])};
    g_array_append_val(all, seen);
  }
  g_array_sort(all, by_cost);
  GHashTable *known = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < all->len; i++) {
    const Seen *seen = &g_array_index(all, Seen, i);
    if (g_hash_table_add(known, seen->skeleton) && !is_seen(kept, seen))
      g_array_append_val(kept, *seen);
  }
  g_hash_table_destroy(known);
  for (guint i = 0; i < all->len; i++)
    g_free(g_array_index(all, Seen, i).skeleton);
  g_array_free(all, TRUE);
  return kept;
}

static void the_best_of_each_skeleton_come_in_order(void **state)
{
  (void)state;
  Chance chance = {2};
  unsigned held = 0, full = 0;
  for (unsigned turn = 0; turn < 500; turn++) {
    Arena *arena = arena_new();
    const Page *page = draw_page(arena, &chance, 4, 100000); /* so that hardly two cost the same */
    MakeupTask task = page_task(page, 1 + draw(&chance, MAKEUP_LAYOUTS));
    MakeupResult result = makeup_search(arena, &task);
    Forest forest = forest_open(page);
    GArray *kept = find_skeletons(&forest, placed_set(page, &result));
    if (forest.n <= TREES_MOST && result.n) {
      assert_int_equal(result.n, MIN(kept->len, task.layouts));
      assert_int_equal(result.certificate.proven, result.n);
      for (unsigned i = 0; i < result.n; i++) {
        expect_sound(page, &result.layout[i]);
        assert_int_equal(result.layout[i].cost, placed_cost(&g_array_index(kept, Seen, i).placed));
      }
      held++;
      full += result.n > 3;
    }
    g_array_free(kept, TRUE);
    forest_close(&forest);
    arena_free(arena);
  }
  assert_true(held > 300 && full > 100);
}

/* --- pages that were cut first ----------------------------------------------------------------------------------- */

static void never_dearer_than_the_page_that_was_cut(void **state)
{
  (void)state;
  Chance chance = {3};
  for (unsigned turn = 0; turn < 90; turn++) {
    Arena *arena = arena_new();
    Page *page = ARENA_NEW(arena, Page);
    *page = (Page){.columns = 5, .rows = 75, .n = 2 + turn % 9};
    for (unsigned i = 0; i < page->n; i++)
      page->article[i].rank = (uint8_t)i;
    const Tree *hidden = tree_draw(arena, &chance, page, (1U << page->n) - 1, page->columns, page->rows, 20);
    Placed placed = tree_place(page, hidden);
    for (unsigned i = 0; i < page->n; i++)
      for (unsigned k = 0, area = (unsigned)placed.at[i].columns * placed.at[i].rows; k < 40; k++) {
        unsigned w = 1 + draw(&chance, 5), rows = area / w + draw(&chance, 5);
        if (rows >= 1 && rows <= 75)
          page_add(page, i, w, rows, (int32_t)(20 + draw(&chance, 80)))->left = (uint8_t)draw(&chance, EDGES);
      }
    MakeupTask task = page_task(page, 3);
    MakeupResult result = makeup_search(arena, &task);
    assert_int_equal(result.n_left_out, 0);
    assert_true(result.n >= 1 && result.certificate.complete);
    assert_true(result.layout[0].cost <= placed_cost(&placed));
    for (unsigned i = 0; i < result.n; i++)
      expect_sound(page, &result.layout[i]);
    arena_free(arena);
  }
}

/* --- whom to leave out ------------------------------------------------------------------------------------------- */

/* "as many, then their ranks from the most important", as text that sorts. */
static void spell_left_out(const Page *page, unsigned placed, char *key)
{
  unsigned n = 0;
  for (unsigned rank = 0; rank < 4; rank++)
    for (unsigned i = 0; i < page->n; i++)
      if (!(placed >> i & 1) && page->article[i].rank == rank)
        key[1 + n++] = (char)('z' - rank);
  key[0] = (char)('0' + n);
  key[n + 1] = 0;
}

static bool is_better_choice(const Page *page, Forest *forest, unsigned a, unsigned b)
{
  char key_a[16], key_b[16];
  spell_left_out(page, a, key_a);
  spell_left_out(page, b, key_b);
  int order = strcmp(key_a, key_b);
  return order < 0 || (order == 0 && forest_least(forest, a) < forest_least(forest, b));
}

static void as_few_and_as_low_as_can_be_are_left_out(void **state)
{
  (void)state;
  Chance chance = {4};
  unsigned left = 0, none = 0;
  for (unsigned turn = 0; turn < 700; turn++) {
    Arena *arena = arena_new();
    Page *page = draw_page(arena, &chance, 5, 100);
    page->rows += turn % 2; /* too high for what was cut */
    MakeupTask task = page_task(page, 1);
    MakeupResult result = makeup_search(arena, &task);
    Forest forest = forest_open(page);
    unsigned must = 0, best = 0;
    for (unsigned i = 0; i < page->n; i++)
      must |= page->article[i].must ? 1U << i : 0;
    for (unsigned set = 1; set < 1U << page->n; set++)
      if ((set & must) == must && forest_least(&forest, set) >= 0 &&
          (!best || is_better_choice(page, &forest, set, best)))
        best = set;
    if (forest.n <= TREES_MOST) {
      assert_int_equal(result.n, best ? 1 : 0);
      unsigned placed = placed_set(page, &result);
      assert_true(!best || !is_better_choice(page, &forest, best, placed));
      assert_int_equal(placed & must, best ? must : 0);
      assert_int_equal(result.certificate.cost, best ? forest_least(&forest, best) : -1);
      left += best && result.n_left_out > 0;
      none += !best;
    }
    forest_close(&forest);
    arena_free(arena);
  }
  assert_true(left > 30 && none > 100);
}

/* As if there were no choice; where there is one nothing is joined. */
static void what_must_go_in_whole_is_not_searched_in_part(void **state)
{
  (void)state;
  Chance chance = {9};
  unsigned refused = 0, found = 0;
  for (unsigned turn = 0; turn < 300; turn++) {
    Arena *arena = arena_new();
    Page *page = draw_page(arena, &chance, 6, 100);
    page->rows += turn % 2; /* too high for what was cut */
    MakeupTask task = page_task(page, 2);
    const MakeupResult any = makeup_search(arena, &task);
    task.all = true;
    const MakeupResult all = makeup_search(arena, &task);
    bool whole = any.n && !any.n_left_out;
    assert_int_equal(all.n, whole ? any.n : 0);
    assert_int_equal(all.certificate.cost, whole ? any.certificate.cost : -1);
    assert_int_equal(all.certificate.joins, whole ? any.certificate.joins : 0);
    refused += !whole && any.certificate.joins > 0;
    found += whole;
    arena_free(arena);
  }
  assert_true(refused > 10 && found > 30);
}

/* --- limits and sameness ----------------------------------------------------------------------------------------- */

static Page *draw_large(Arena *arena, Chance *chance, unsigned n)
{
  Page *page = ARENA_NEW(arena, Page);
  *page = (Page){.columns = 5, .rows = 75, .n = n};
  for (unsigned i = 0; i < n; i++) {
    page->article[i].rank = (uint8_t)i;
    unsigned area = 375 / n - 8 + draw(chance, 16);
    for (unsigned w = 1; w <= 5; w++)
      for (int rows = MAX((int)(area / w) - 6, 1); rows <= (int)(area / w) + 6; rows++) {
        int off = rows - (int)(area / w);
        MakeupLeaf *leaf = page_add(page, i, w, (unsigned)rows, off * off + (int32_t)draw(chance, 30));
        leaf->left = leaf->right = (uint8_t)draw(chance, EDGES);
      }
  }
  return page;
}

static void a_limit_of_work_leaves_an_honest_bound(void **state)
{
  (void)state;
  Chance chance = {5};
  unsigned cut = 0;
  for (unsigned turn = 0; turn < 10; turn++) {
    Arena *arena = arena_new();
    const Page *page = draw_large(arena, &chance, 7);
    MakeupTask task = page_task(page, 4);
    MakeupResult whole = makeup_search(arena, &task);
    assert_true(whole.certificate.complete && whole.n == 4);
    for (uint64_t limit = 1; limit < whole.certificate.joins; limit *= 8) {
      task.work_limit = limit;
      MakeupResult part = makeup_search(arena, &task);
      assert_true(part.n >= 1 && part.n_left_out == 0);
      expect_sound(page, &part.layout[0]);
      assert_true(part.certificate.bound <= whole.layout[0].cost && part.layout[0].cost >= whole.layout[0].cost);
      assert_true(part.certificate.complete == (part.certificate.proven > 0));
      assert_true(!part.certificate.complete || part.certificate.bound == part.layout[0].cost);
      for (unsigned i = 0; i < part.certificate.proven; i++)
        assert_int_equal(part.layout[i].cost, whole.layout[i].cost);
      cut += !part.certificate.complete;
    }
    task.work_limit = 4 * whole.certificate.joins;
    assert_true(makeup_search(arena, &task).certificate.complete);
    arena_free(arena);
  }
  assert_true(cut > 20);
}

static void expect_same_module(const MakeupModule *a, const MakeupModule *b)
{
  const unsigned one[] = {a->article, a->row, a->rows, a->column, a->columns, a->form, a->breadth},
                 other[] = {b->article, b->row, b->rows, b->column, b->columns, b->form, b->breadth};
  assert_memory_equal(one, other, sizeof one);
}

static void expect_same(const MakeupResult *a, const MakeupResult *b)
{
  assert_int_equal(a->n, b->n);
  for (unsigned i = 0; i < a->n; i++) {
    assert_int_equal(a->layout[i].cost, b->layout[i].cost);
    assert_int_equal(a->layout[i].n, b->layout[i].n);
    for (unsigned k = 0; k < a->layout[i].n; k++)
      expect_same_module(&a->layout[i].module[k], &b->layout[i].module[k]);
  }
}

/* What is guessed too high, too low or rightly comes to the same layouts. */
static void a_guess_costs_time_alone(void **state)
{
  (void)state;
  Chance chance = {11};
  unsigned fewer = 0;
  for (unsigned turn = 0; turn < 8; turn++) {
    Arena *arena = arena_new();
    const Page *page = draw_large(arena, &chance, 6 + turn % 4);
    MakeupTask task = page_task(page, 8);
    const MakeupResult none = makeup_search(arena, &task);
    const int32_t last = none.layout[none.n - 1].cost;
    assert_true(none.certificate.last > 0);
    const MakeupGuess guesses[] = {
        {last, none.certificate.last}, {1, 1000}, {last / 2 + 1, 100000}, {last + 40, 10}, {last * 2, 1000000000}};
    for (unsigned i = 0; i < G_N_ELEMENTS(guesses); i++) {
      task.guess = guesses[i];
      const MakeupResult guessed = makeup_search(arena, &task);
      expect_same(&none, &guessed);
      assert_int_equal(none.certificate.proven, guessed.certificate.proven);
      assert_int_equal(none.certificate.bound, guessed.certificate.bound);
      fewer += i == 0 && guessed.certificate.joins < none.certificate.joins;
    }
    arena_free(arena);
  }
  assert_true(fewer > 4); /* of eight: one who guesses looks a little further than the last */
}

/* Of work that is limited a wild one takes its share, and leaves enough for all that is found without it. */
static void a_wild_guess_takes_a_quarter_of_the_work(void **state)
{
  (void)state;
  Chance chance = {11};
  for (unsigned turn = 0; turn < 4; turn++) {
    Arena *arena = arena_new();
    const Page *page = draw_large(arena, &chance, 6 + turn % 2);
    MakeupTask task = page_task(page, 8);
    const MakeupResult none = makeup_search(arena, &task);
    task.work_limit = 16 * none.certificate.joins;
    task.guess = (MakeupGuess){none.layout[none.n - 1].cost * 8, UINT64_MAX / 8};
    const MakeupResult guessed = makeup_search(arena, &task);
    expect_same(&none, &guessed);
    assert_int_equal(none.certificate.proven, guessed.certificate.proven);
    assert_true(guessed.certificate.joins < task.work_limit / 2);
    arena_free(arena);
  }
}

static void the_same_page_comes_out_the_same(void **state)
{
  (void)state;
  Chance chance = {6};
  Arena *arena = arena_new();
  const Page *page = draw_large(arena, &chance, 6);
  MakeupTask task = page_task(page, 8), few = page_task(page, 3);
  MakeupResult first = makeup_search(arena, &task), second = makeup_search(arena, &task),
               third = makeup_search(arena, &few);
  expect_same(&first, &second);
  first.n = 3;
  expect_same(&first, &third);
  arena_free(arena);
}

static void of_equal_layouts_the_order_told_decides(void **state)
{
  (void)state;
  Arena *arena = arena_new();
  Page *page = ARENA_NEW(arena, Page);
  *page = (Page){.columns = 2, .rows = 10, .n = 2};
  for (unsigned i = 0; i < 2; i++)
    for (unsigned rows = 4; rows <= 6; rows++)
      page_add(page, i, 2, rows, 7);
  MakeupTask task = page_task(page, 5);
  MakeupResult result = makeup_search(arena, &task);
  assert_int_equal(result.n, 2);
  assert_int_equal(result.layout[0].cost, result.layout[1].cost);
  assert_int_equal(result.layout[0].module[0].row, 0);
  assert_int_equal(result.layout[0].module[0].rows, 4);
  assert_int_equal(result.layout[1].module[1].row, 0);
  arena_free(arena);
}

/* Whatever the order of the cuts, each strip of one article is had at a strip's price. */
static void two_strips_over_a_pair_are_two_bands(void **state)
{
  (void)state;
  for (unsigned pair = 0; pair < 3; pair++) { /* the pair over, between, under the strips: their ranks say where */
    Arena *arena = arena_new();
    Page *page = ARENA_NEW(arena, Page);
    *page = (Page){.columns = 4, .rows = 20, .n = 4};
    for (unsigned i = 0; i < 2; i++) {
      page_add(page, i, 2, 10, 0);
      page_add(page, 2 + i, 4, 5, 0);
      page->article[i].rank = (uint8_t)(2 * pair + 1);
      page->article[2 + i].rank = (uint8_t)(2 * i + 2);
    }
    MakeupTask task = page_task(page, 1);
    const MakeupLayout *layout = makeup_search(arena, &task).layout;
    assert_int_equal(layout->ranks, 0);
    assert_int_equal(layout->cuts, 2 * COST_CUTS_BAND + COST_CUTS_BREAK_MORE);
    arena_free(arena);
  }
}

/* What a house never does is paid for where there is another way, at any price below; and done where there is none. */
static void a_house_has_its_own_prices(void **state)
{
  (void)state;
  for (unsigned other = 0; other < 2; other++) {
    Arena *arena = arena_new();
    Page *page = ARENA_NEW(arena, Page);
    *page = (Page){.columns = 2, .rows = 10, .n = 2};
    for (unsigned i = 0; i < 2; i++) {
      page_add(page, i, 1, 10, 0);
      if (other)
        page_add(page, i, 2, 5, 400);
    }
    MakeupTask task = page_task(page, 1);
    MakeupPrices never = makeup_prices();
    assert_int_equal(makeup_search(arena, &task).layout->cuts, COST_CUTS_RIFT);
    never.through = 3000;
    task.prices = &never;
    const MakeupResult found = makeup_search(arena, &task);
    assert_int_equal(found.n_left_out, 0);
    assert_int_equal(found.layout->cuts, other ? COST_CUTS_BAND : 3000);
    arena_free(arena);
  }
}

/* The same four modules, cut across first or down first, are one page. */
static void a_cross_is_told_once(void **state)
{
  (void)state;
  Arena *arena = arena_new();
  Page *page = ARENA_NEW(arena, Page);
  *page = (Page){.columns = 2, .rows = 10, .n = 4};
  for (unsigned i = 0; i < 4; i++)
    page_add(page, i, 1, 5, 0);
  MakeupTask task = page_task(page, MAKEUP_LAYOUTS);
  MakeupResult result = makeup_search(arena, &task);
  assert_int_equal(result.n, 24);
  for (unsigned i = 0; i < result.n; i++)
    for (unsigned k = 0; k < i; k++)
      assert_memory_not_equal(result.layout[i].module, result.layout[k].module, 4 * sizeof(MakeupModule));
  arena_free(arena);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_optimum_is_found),
      cmocka_unit_test(what_has_a_corner_stands_in_it),
      cmocka_unit_test(the_best_of_each_skeleton_come_in_order),
      cmocka_unit_test(never_dearer_than_the_page_that_was_cut),
      cmocka_unit_test(what_must_go_in_whole_is_not_searched_in_part),
      cmocka_unit_test(as_few_and_as_low_as_can_be_are_left_out),
      cmocka_unit_test(a_limit_of_work_leaves_an_honest_bound),
      cmocka_unit_test(a_guess_costs_time_alone),
      cmocka_unit_test(a_wild_guess_takes_a_quarter_of_the_work),
      cmocka_unit_test(the_same_page_comes_out_the_same),
      cmocka_unit_test(of_equal_layouts_the_order_told_decides),
      cmocka_unit_test(two_strips_over_a_pair_are_two_bands),
      cmocka_unit_test(a_house_has_its_own_prices),
      cmocka_unit_test(a_cross_is_told_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
