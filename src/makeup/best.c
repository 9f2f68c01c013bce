/* The best layouts of a table, one after the other, each of another skeleton (after Huang and Chiang 2005, Better
   k-best parsing). A place is what the table has an entry for; its ways are found cheapest first, of each skeleton only
   the cheapest. A way is a joint (the cut, and which way of either part): the joint of the first ways costs what the
   table says, and behind the joint of ways (i, j) come (i + 1, j) and (i, j + 1). The cheapest way of a skeleton is
   made of the cheapest ways of its parts' skeletons, so that no skeleton is missed by keeping one way of each. */
#include "makeup/work.h"

#include <glib.h>

typedef struct {
  int32_t cost;
  uint32_t order;  /* among the place's cuts: as makeup.h says of equal ones */
  Set first;       /* the articles above, or at the left */
  uint8_t kind;    /* WayKind */
  uint8_t cut;     /* rows, or breadth, of the first part */
  uint8_t pair[2]; /* edges asked of the parts */
  uint16_t rank[2];
} Joint;

typedef struct {
  Set set;
  uint8_t width, height, pair;
  int32_t limit;   /* what is dearer is part of no layout sought */
  GArray *heap;    /* Joint */
  GPtrArray *ways; /* Way */
} Place;

struct Best {
  Arena *arena;
  const Table *table;
  GHashTable *places;
};

/* --- a heap of joints -------------------------------------------------------------------------------------------- */

static bool comes_first(const Joint *a, const Joint *b)
{
  if (a->cost != b->cost)
    return a->cost < b->cost;
  if (a->order != b->order)
    return a->order < b->order;
  return a->rank[0] != b->rank[0] ? a->rank[0] < b->rank[0] : a->rank[1] < b->rank[1];
}

static void push_joint(GArray *heap, const Joint *joint)
{
  g_array_append_val(heap, *joint);
  Joint *at = (Joint *)(void *)heap->data;
  guint i = heap->len - 1;
  for (; i > 0 && comes_first(joint, &at[(i - 1) / 2]); i = (i - 1) / 2)
    at[i] = at[(i - 1) / 2];
  at[i] = *joint;
}

static Joint pop_joint(GArray *heap)
{
  Joint *at = (Joint *)(void *)heap->data, top = at[0], last = at[heap->len - 1];
  guint n = heap->len - 1, i = 0;
  for (guint child = 1; child < n; child = 2 * i + 1) {
    if (child + 1 < n && comes_first(&at[child + 1], &at[child]))
      child++;
    if (!comes_first(&at[child], &last))
      break;
    at[i] = at[child];
    i = child;
  }
  at[i] = last;
  g_array_set_size(heap, n);
  return top;
}

/* --- a place's joints -------------------------------------------------------------------------------------------- */

static void add_joint(Place *place, Joint joint, uint32_t *order)
{
  joint.order = (*order)++;
  if (joint.cost <= place->limit)
    push_joint(place->heap, &joint);
}

static int32_t price_above(const Best *best, const Place *place, Set above, Set below)
{
  const Cuts *cuts = best->table->order.cuts;
  return cuts_across(cuts, place->width, place->height, above, below) + cuts_ranks(cuts, above, below);
}

static void add_above(const Best *best, Place *place, Set above, uint32_t *order)
{
  Set below = place->set ^ above;
  const Fills *a = table_fills(best->table, above, place->width), *b = table_fills(best->table, below, place->width);
  const Cuts *cuts = best->table->order.cuts;
  if (a->high < a->low || b->high < b->low || !cuts_may_lie(cuts, above, below) ||
      cuts_at_fold(cuts, place->set, place->width))
    return;
  int32_t price = price_above(best, place, above, below);
  for (int x = MAX(a->low, place->height - b->high); x <= MIN(a->high, place->height - b->low); x++) {
    int32_t cost = fills_cost(a, x, place->pair) + fills_cost(b, place->height - x, ANY_EDGES) + price;
    add_joint(place, (Joint){cost, 0, above, WAY_ABOVE, (uint8_t)x, {place->pair, ANY_EDGES}, {0, 0}}, order);
  }
}

/* Every pair of entries that has the edges asked for outside. */
static void add_pairs(const Best *best, Place *place, Joint joint, const Fills *a, const Fills *b, uint32_t *order)
{
  const Cuts *cuts = best->table->order.cuts;
  bool any = place->pair == ANY_EDGES, apart = breadth_ends_at_fold(cuts->fold, place->width, joint.cut);
  const unsigned x = a->rank[place->height - a->low], y = b->rank[place->height - b->low];
  for (unsigned i = a->first[x]; i < a->first[x + 1]; i++) {
    unsigned left = entry_pair(a->entry[i]);
    if (!any && left / EDGES != place->pair / EDGES)
      continue;
    for (unsigned k = b->first[y]; k < b->first[y + 1]; k++) {
      unsigned right = entry_pair(b->entry[k]);
      if (!any && right % EDGES != place->pair % EDGES)
        continue;
      joint.cost = entry_cost(a->entry[i]) + entry_cost(b->entry[k]) + cuts_down(cuts, place->height) +
                   (apart ? 0 : cuts->clash[left % EDGES][right / EDGES]);
      joint.pair[0] = (uint8_t)left;
      joint.pair[1] = (uint8_t)right;
      add_joint(place, joint, order);
    }
  }
}

static void add_beside(const Best *best, Place *place, Set left, uint32_t *order)
{
  bool may = cuts_may_adjoin(best->table->order.cuts, left, place->set ^ left);
  unsigned fold = best->table->order.cuts->fold;
  uint64_t begins = may ? cuts_begins(best->table->order.cuts, place->set, place->width) : 0;
  for (; begins; begins &= begins - 1) {
    unsigned w = (unsigned)__builtin_ctzll(begins), rest = breadth_rest(fold, place->width, w);
    const Fills *a = table_fills(best->table, left, w), *b = table_fills(best->table, place->set ^ left, rest);
    if (fills_cost(a, place->height, ANY_EDGES) < NOWHERE && fills_cost(b, place->height, ANY_EDGES) < NOWHERE)
      add_pairs(best, place, (Joint){.first = left, .kind = WAY_BESIDE, .cut = (uint8_t)w}, a, b, order);
  }
}

static void add_leaf(const Best *best, Place *place)
{
  int32_t cost = fills_cost(table_fills(best->table, place->set, place->width), place->height, place->pair);
  if (cost <= place->limit)
    push_joint(place->heap, &(Joint){.cost = cost, .kind = WAY_LEAF});
}

static void add_joints(const Best *best, Place *place)
{
  uint32_t order = 0;
  if (set_is_single(place->set)) {
    add_leaf(best, place);
    return;
  }
  Set all = place->set;
  for (Set a = all & (Set)-all; a != all; a = (Set)((a - all) & all))
    add_above(best, place, a, &order);
  for (Set a = all & (Set)-all; a != all; a = (Set)((a - all) & all))
    add_beside(best, place, a, &order);
}

static Place *open_place(Best *best, Set set, unsigned width, unsigned height, unsigned pair)
{
  guint key = (guint)set | (guint)(width - 1) << 12 | (guint)height << 18 | (guint)pair << 26;
  Place *place = g_hash_table_lookup(best->places, GUINT_TO_POINTER(key));
  if (place)
    return place;
  const TableOrder *order = &best->table->order;
  place = g_new0(Place, 1);
  *place = (Place){.set = set, .width = (uint8_t)width, .height = (uint8_t)height, .pair = (uint8_t)pair};
  const int32_t *outside = bound_least(order->bound, order->placed ^ set);
  const unsigned area = makeup_columns(order->cuts->fold, width) * height;
  place->limit = order->cost_max - outside[order->task->columns * order->task->rows - area] -
                 cuts_around(order->cuts, width, height);
  place->heap = g_array_new(FALSE, FALSE, sizeof(Joint));
  place->ways = g_ptr_array_new();
  add_joints(best, place);
  g_hash_table_insert(best->places, GUINT_TO_POINTER(key), place);
  return place;
}

/* --- a place's ways ---------------------------------------------------------------------------------------------- */

static const Way *find_way(Best *best, Place *place, unsigned rank);

static Place *open_part(Best *best, const Place *place, const Joint *joint, unsigned part)
{
  Set set = part ? place->set ^ joint->first : joint->first;
  unsigned side = joint->cut;
  if (part)
    side = joint->kind == WAY_ABOVE ? place->height - side
                                    : breadth_rest(best->table->order.cuts->fold, place->width, side);
  return joint->kind == WAY_ABOVE ? open_place(best, set, place->width, side, joint->pair[part])
                                  : open_place(best, set, side, place->height, joint->pair[part]);
}

static const MakeupLeaf *find_leaf(const Best *best, const Place *place)
{
  const MakeupLeaves *leaves = &best->table->order.task->article[set_first(place->set)].width[place->width - 1];
  const MakeupLeaf *found = NULL;
  for (unsigned i = 0; i < leaves->n; i++) {
    const MakeupLeaf *leaf = &leaves->leaf[i];
    bool asked = place->pair == ANY_EDGES || leaf->left * EDGES + leaf->right == place->pair;
    if (leaf->rows == place->height && asked && (!found || leaf->cost < found->cost))
      found = leaf;
  }
  return found;
}

static Way make_way(Best *best, const Place *place, const Joint *joint)
{
  Way way = {.cost = joint->cost, .kind = (WayKind)joint->kind, .set = place->set};
  way.width = place->width;
  way.height = place->height;
  if (way.kind == WAY_LEAF)
    way.leaf = find_leaf(best, place);
  for (unsigned part = 0; way.kind != WAY_LEAF && part < 2; part++)
    way.part[part] = find_way(best, open_part(best, place, joint, part), joint->rank[part]);
  way_finish(&way);
  return way;
}

/* The joint behind JOINT with the next way of PART, where there is one. */
static void push_next(Best *best, Place *place, Joint joint, unsigned part)
{
  Place *of = open_part(best, place, &joint, part);
  const Way *now = find_way(best, of, joint.rank[part]), *next = find_way(best, of, joint.rank[part] + 1U);
  if (!next)
    return;
  joint.cost += next->cost - now->cost;
  joint.rank[part]++;
  if (joint.cost <= place->limit)
    push_joint(place->heap, &joint);
}

static void push_followers(Best *best, Place *place, const Joint *joint)
{
  if (joint->kind == WAY_LEAF)
    return;
  push_next(best, place, *joint, 1);
  if (joint->rank[1] == 0)
    push_next(best, place, *joint, 0);
}

static bool is_known(const Place *place, const Way *way)
{
  for (guint i = 0; i < place->ways->len; i++) {
    const Way *known = place->ways->pdata[i];
    if (way_same_skeleton(known->skeleton, known->n_skeleton, way))
      return true;
  }
  return false;
}

static const Way *find_way(Best *best, Place *place, unsigned rank)
{
  while (place->ways->len <= rank) {
    if (place->heap->len == 0)
      return NULL;
    Joint joint = pop_joint(place->heap);
    Way way = make_way(best, place, &joint);
    push_followers(best, place, &joint);
    if (!is_known(place, &way))
      g_ptr_array_add(place->ways, arena_copy(best->arena, &way, sizeof way));
  }
  return place->ways->pdata[rank];
}

/* --- for the room ------------------------------------------------------------------------------------------------ */

static void free_place(gpointer data)
{
  Place *place = data;
  g_array_free(place->heap, TRUE);
  g_ptr_array_free(place->ways, TRUE);
  g_free(place);
}

Best *best_open(Arena *arena, const Table *table)
{
  Best *best = ARENA_NEW(arena, Best);
  best->arena = arena;
  best->table = table;
  best->places = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, free_place);
  return best;
}

void best_close(Best *best)
{
  g_hash_table_destroy(best->places);
}

const Way *best_way(Best *best, unsigned rank)
{
  const MakeupTask *task = best->table->order.task;
  return find_way(
      best, open_place(best, best->table->order.placed, best->table->order.cuts->whole, task->rows, ANY_EDGES), rank);
}
