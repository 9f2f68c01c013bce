/* Which heights a set of articles can fill at a width at all, costs left aside: as sets of bits. Above is every sum of
   two heights, beside what both can. */
#include "makeup/work.h"

#include <glib.h>

const Heights *reach_heights(const Reach *reach, Set set, unsigned width)
{
  return &reach->at[(size_t)set * reach->breadths + width - 1];
}

bool reach_has(const Reach *reach, Set set, unsigned width, unsigned height)
{
  return reach_heights(reach, set, width)->word[height / 64] >> height % 64 & 1;
}

static bool is_none(const Heights *heights)
{
  uint64_t any = 0;
  for (unsigned i = 0; i < HEIGHT_WORDS; i++)
    any |= heights->word[i];
  return !any;
}

static unsigned lowest(const Heights *heights)
{
  unsigned i = 0;
  while (!heights->word[i])
    i++;
  return i * 64 + (unsigned)__builtin_ctzll(heights->word[i]);
}

static unsigned highest(const Heights *heights)
{
  unsigned i = HEIGHT_WORDS - 1;
  while (!heights->word[i])
    i--;
  return i * 64 + 63 - (unsigned)__builtin_clzll(heights->word[i]);
}

/* Bits FIRST … LAST of word I. */
static uint64_t bits_of(unsigned i, unsigned first, unsigned last)
{
  uint64_t from = first <= i * 64 ? UINT64_MAX : first < i * 64 + 64 ? UINT64_MAX << first % 64 : 0;
  uint64_t upto = last >= i * 64 + 63 ? UINT64_MAX : last >= i * 64 ? UINT64_MAX >> (63 - last % 64) : 0;
  return from & upto;
}

/* Whether all from FIRST to LAST are in HEIGHTS. */
static bool has_all(const Heights *heights, unsigned first, unsigned last)
{
  for (unsigned i = first / 64; i <= last / 64; i++)
    if (~heights->word[i] & bits_of(i, first, last))
      return false;
  return true;
}

static void add_shifted(Heights *to, const Heights *from, unsigned by)
{
  unsigned words = by / 64, bits = by % 64;
  for (unsigned i = words; i < HEIGHT_WORDS; i++) {
    to->word[i] |= from->word[i - words] << bits;
    if (bits && i > words)
      to->word[i] |= from->word[i - words - 1] >> (64 - bits);
  }
}

/* FROM moved by each of FIRST … FIRST + N − 1: by doubling. */
static void add_run(Heights *to, const Heights *from, unsigned first, unsigned n)
{
  Heights sum = *from;
  for (unsigned done = 1; done < n;) {
    unsigned by = MIN(done, n - done);
    Heights before = sum;
    add_shifted(&sum, &before, by);
    done += by;
  }
  add_shifted(to, &sum, first);
}

/* Heights up to MOST; they mostly come in runs. */
static void add_sums(Heights *to, const Heights *a, const Heights *b, unsigned most)
{
  if (is_none(a) || is_none(b))
    return;
  unsigned least = lowest(a) + lowest(b);
  if (least > most || has_all(to, least, MIN(highest(a) + highest(b), most)))
    return;
  for (unsigned i = 0; i < HEIGHT_WORDS; i++)
    for (unsigned first = 0; first < 64 && a->word[i] >> first;) {
      first += (unsigned)__builtin_ctzll(a->word[i] >> first);
      uint64_t after = ~(a->word[i] >> first);
      unsigned n = after ? MIN((unsigned)__builtin_ctzll(after), 64 - first) : 64;
      add_run(to, b, i * 64 + first, n);
      first += n;
    }
}

static void add_common(Heights *to, const Heights *a, const Heights *b)
{
  for (unsigned i = 0; i < HEIGHT_WORDS; i++)
    to->word[i] |= a->word[i] & b->word[i];
}

static Heights heights_of_leaves(const MakeupLeaves *leaves, unsigned rows)
{
  Heights heights = {{0}};
  for (unsigned i = 0; i < leaves->n; i++)
    if (leaves->leaf[i].rows <= rows)
      heights.word[leaves->leaf[i].rows / 64] |= UINT64_C(1) << leaves->leaf[i].rows % 64;
  return heights;
}

/* Without a fold in it a part turned about is as wide. */
static void join_beside(const Reach *reach, const Cuts *cuts, Set a, Set b, unsigned width, Heights *heights)
{
  bool turns = !makeup_crosses(cuts->fold, width);
  bool beside = cuts_may_adjoin(cuts, a, b) || (turns && cuts_may_adjoin(cuts, b, a));
  for (uint64_t in_a = beside ? reach->some[a] & cuts_begins(cuts, a | b, width) : 0; in_a; in_a &= in_a - 1) {
    unsigned w = (unsigned)__builtin_ctzll(in_a), rest = breadth_rest(cuts->fold, width, w);
    if (reach->some[b] >> rest & 1)
      add_common(heights, reach_heights(reach, a, w), reach_heights(reach, b, rest));
  }
}

/* Each split once: what can stand above can stand below too, what at the left at the right. */
static Heights join_splits(const Reach *reach, const Cuts *cuts, Set set, unsigned width, unsigned rows)
{
  Heights heights = {{0}};
  Set first = set & (Set)-set, others = set ^ first;
  for (Set part = others; part;) {
    part = (part - 1) & others;
    Set a = first | part, b = set ^ a;
    bool both = reach->some[a] & reach->some[b] & UINT64_C(1) << width && !cuts_at_fold(cuts, set, width);
    if (both && (cuts_may_lie(cuts, a, b) || cuts_may_lie(cuts, b, a)))
      add_sums(&heights, reach_heights(reach, a, width), reach_heights(reach, b, width), rows);
    join_beside(reach, cuts, a, b, width, &heights);
    if (makeup_crosses(cuts->fold, width)) /* what begins so need not end so */
      join_beside(reach, cuts, b, a, width, &heights);
  }
  for (unsigned i = 0; i < HEIGHT_WORDS; i++)
    heights.word[i] &= bits_of(i, 1, rows);
  return heights;
}

Reach reach_open(Arena *arena, const MakeupTask *task, const Cuts *cuts)
{
  unsigned sets = 1U << task->n;
  Heights *at = ARENA_ARRAY(arena, Heights, (size_t)sets * cuts->breadths);
  uint64_t *some = ARENA_ARRAY(arena, uint64_t, sets);
  Reach reach = {cuts->breadths, at, some};
  for (unsigned set = 1; set < sets; set++)
    for (unsigned w = 1; w <= cuts->breadths; w++) {
      Heights *own = &at[(size_t)set * cuts->breadths + w - 1];
      *own = set_is_single((Set)set) ? heights_of_leaves(&task->article[set_first((Set)set)].width[w - 1], task->rows)
                                     : join_splits(&reach, cuts, (Set)set, w, task->rows);
      some[set] |= is_none(own) ? 0 : UINT64_C(1) << w;
    }
  return reach;
}

/* --- any way at all ---------------------------------------------------------------------------------------------- */

static const MakeupLeaf *find_leaf(const MakeupLeaves *leaves, unsigned height)
{
  const MakeupLeaf *found = NULL;
  for (unsigned i = 0; i < leaves->n; i++)
    if (leaves->leaf[i].rows == height && (!found || leaves->leaf[i].cost < found->cost))
      found = &leaves->leaf[i];
  return found;
}

/* The first cut after which both parts can be filled. */
static Way find_cut(const Reach *reach, const Cuts *cuts, Set set, unsigned width, unsigned height, unsigned *cut)
{
  Way way = {.set = set, .width = (uint8_t)width, .height = (uint8_t)height};
  for (Set a = (set - 1) & set; a; a = (a - 1) & set) {
    way.set = a;
    way.kind = WAY_ABOVE;
    bool may_lie = cuts_may_lie(cuts, a, set ^ a) && !cuts_at_fold(cuts, set, width);
    for (*cut = 1; may_lie && *cut < height; ++*cut)
      if (reach_has(reach, a, width, *cut) && reach_has(reach, set ^ a, width, height - *cut))
        return way;
    way.kind = WAY_BESIDE;
    for (*cut = 1; cuts_may_adjoin(cuts, a, set ^ a) && *cut < width; ++*cut)
      if (cuts_begins(cuts, set, width) >> *cut & 1 && reach_has(reach, a, *cut, height) &&
          reach_has(reach, set ^ a, breadth_rest(cuts->fold, width, *cut), height))
        return way;
  }
  g_assert_not_reached();
}

const Way *reach_way(Arena *arena, const MakeupTask *task, const Cuts *cuts, const Reach *reach, Set set,
                     unsigned width, unsigned height)
{
  Way *way = ARENA_NEW(arena, Way);
  *way = (Way){.set = set, .kind = WAY_LEAF, .width = (uint8_t)width, .height = (uint8_t)height};
  if (set_is_single(set)) {
    way->leaf = find_leaf(&task->article[set_first(set)].width[width - 1], height);
    way_finish(way);
    return way;
  }
  unsigned cut;
  Way first = find_cut(reach, cuts, set, width, height, &cut);
  bool above = (way->kind = first.kind) == WAY_ABOVE;
  way->part[0] = reach_way(arena, task, cuts, reach, first.set, above ? width : cut, above ? cut : height);
  way->part[1] = reach_way(arena, task, cuts, reach, set ^ first.set,
                           above ? width : breadth_rest(cuts->fold, width, cut), above ? height - cut : height);
  way_finish(way);
  return way;
}
