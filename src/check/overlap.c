/* No two things of the page lie on each other. A band lies under what stands on it, a frame around what it holds; lines
   of one paragraph are as close as their style has them. */
#include "check/work.h"

#include <stdlib.h>
#include <string.h>

/* What two things must share to be told of, both ways: less is the rounding of units and the play of curves. */
#define SHARED_LEAST 300 /* mpt: 0.1 mm */

static bool is_ground(const Thing *thing)
{
  return thing->placed->kind == PLACED_BAND || (thing->placed->kind == PLACED_FRAME && !thing->part);
}

static bool is_of_one_paragraph(const Thing *a, const Thing *b)
{
  return a->placed->kind == PLACED_LINE && b->placed->kind == PLACED_LINE && a->placed->setting == b->placed->setting &&
         (a->part == b->part || a->placed->line == b->placed->line);
}

static bool is_line_work(const Thing *thing)
{
  return thing->placed->kind == PLACED_RULE || thing->placed->kind == PLACED_FRAME;
}

/* Rules and the sides of frames meet and cross each other. */
static bool may_share(const Thing *a, const Thing *b)
{
  return (is_line_work(a) && is_line_work(b)) || is_of_one_paragraph(a, b);
}

static Mpt shared(Mpt a, Mpt a_end, Mpt b, Mpt b_end)
{
  return MIN(a_end, b_end) - MAX(a, b);
}

static bool overlap(const Thing *a, const Thing *b)
{
  Mpt across = shared(a->ink.x, box_right(&a->ink), b->ink.x, box_right(&b->ink));
  Mpt down = shared(a->ink.y, box_bottom(&a->ink), b->ink.y, box_bottom(&b->ink));
  return across > MIN(SHARED_LEAST, MIN(a->ink.w, b->ink.w) - 1) &&
         down > MIN(SHARED_LEAST, MIN(a->ink.h, b->ink.h) - 1);
}

static int compare_tops(const void *a, const void *b)
{
  const Thing *left = *(const Thing *const *)a, *right = *(const Thing *const *)b;
  if (left->ink.y != right->ink.y)
    return left->ink.y < right->ink.y ? -1 : 1;
  if (left->placed != right->placed)
    return left->placed < right->placed ? -1 : 1;
  return (left->ink.x > right->ink.x) - (left->ink.x < right->ink.x);
}

/* Who a thing belongs to: one message for two of them, however many of their lines meet. */
static const void *owner_of(const Placed *placed)
{
  return placed->piece ? (const void *)placed->piece : placed->article ? (const void *)placed->article : placed->slot;
}

typedef struct {
  const void *one, *other; /* the lower address first */
} Pair;

static guint hash_pair(gconstpointer key)
{
  const Pair *pair = key;
  return g_direct_hash(pair->one) * 31 + g_direct_hash(pair->other);
}

static gboolean equal_pairs(gconstpointer a, gconstpointer b)
{
  return !memcmp(a, b, sizeof(Pair));
}

static bool is_told(GHashTable *told, const Placed *a, const Placed *b)
{
  const void *one = owner_of(a), *other = owner_of(b);
  const Pair pair = {MIN(one, other), MAX(one, other)};
  return !g_hash_table_add(told, g_memdup2(&pair, sizeof pair));
}

/* The one that comes later in the page's order prints over the other. */
static void tell(const Look *look, GHashTable *told, const Thing *a, const Thing *b)
{
  const Thing *over = a->placed > b->placed ? a : b, *under = a->placed > b->placed ? b : a;
  char one[96], other[96];
  if (is_told(told, a->placed, b->placed))
    return;
  const char *article = over->placed->article ? over->placed->article : under->placed->article;
  diag_add_at(look->diags, DIAG_PRINTS_OVER, thing_place(look, over), look->page->number, article,
              thing_name(look, over, one, sizeof one), thing_name(look, under, other, sizeof other));
}

/* Down the page: only things that reach below the top of the next are held against it. */
void overlap_check(const Look *look)
{
  const Thing **order = g_new(const Thing *, things_inks(look) + 1);
  GPtrArray *open = g_ptr_array_new();
  GHashTable *told = g_hash_table_new_full(hash_pair, equal_pairs, g_free, NULL);
  unsigned n = 0;
  for (unsigned i = 0; i < things_inks(look); i++) {
    const Thing *thing = things_ink(look, i);
    if (!is_ground(thing) && thing->ink.w > 0 && thing->ink.h > 0)
      order[n++] = thing;
  }
  qsort(order, n, sizeof *order, compare_tops);
  for (unsigned i = 0; i < n; i++) {
    for (unsigned j = open->len; j > 0; j--) {
      const Thing *above = open->pdata[j - 1];
      if (box_bottom(&above->ink) <= order[i]->ink.y)
        g_ptr_array_remove_index_fast(open, j - 1);
      else if (!may_share(above, order[i]) && overlap(above, order[i]))
        tell(look, told, above, order[i]);
    }
    g_ptr_array_add(open, (gpointer)(uintptr_t)order[i]);
  }
  g_hash_table_destroy(told);
  g_ptr_array_free(open, TRUE);
  g_free(order);
}
