/* Which heights a set of articles can fill at a width at all, costs left aside: as sets of bits. Above is every sum of two
   heights, beside what both can. */
#include "makeup/work.h"

#include <glib.h>

static const Heights *find_heights(const Reach *reach, Set set, unsigned width)
{
  return &reach->at[(size_t)set * reach->columns + width - 1];
}

bool reach_has(const Reach *reach, Set set, unsigned width, unsigned height)
{
  return find_heights(reach, set, width)->word[height / 64] >> height % 64 & 1;
}

static bool is_none(const Heights *heights)
{
  uint64_t any = 0;
  for (unsigned i = 0; i < HEIGHT_WORDS; i++)
    any |= heights->word[i];
  return !any;
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

static void add_sums(Heights *to, const Heights *a, const Heights *b)
{
  if (is_none(a) || is_none(b))
    return;
  for (unsigned i = 0; i < HEIGHT_WORDS; i++)
    for (uint64_t rest = a->word[i]; rest; rest &= rest - 1)
      add_shifted(to, b, i * 64 + (unsigned)__builtin_ctzll(rest));
}

static void add_common(Heights *to, const Heights *a, const Heights *b)
{
  for (unsigned i = 0; i < HEIGHT_WORDS; i++)
    to->word[i] |= a->word[i] & b->word[i];
}

static Heights heights_upto(unsigned rows)
{
  Heights upto = {{0}};
  for (unsigned h = 1; h <= rows; h++)
    upto.word[h / 64] |= UINT64_C(1) << h % 64;
  return upto;
}

static Heights heights_of_leaves(const MakeupLeaves *leaves, unsigned rows)
{
  Heights heights = {{0}};
  for (unsigned i = 0; i < leaves->n; i++)
    if (leaves->leaf[i].rows <= rows)
      heights.word[leaves->leaf[i].rows / 64] |= UINT64_C(1) << leaves->leaf[i].rows % 64;
  return heights;
}

/* Each split once: what can stand above can stand below too, what at the left at the right. */
static Heights join_splits(const Reach *reach, Set set, unsigned width, const Heights *upto)
{
  Heights heights = {{0}};
  Set first = set & (Set)-set, others = set ^ first;
  for (Set part = others; part;) {
    part = (part - 1) & others;
    Set a = first | part, b = set ^ a;
    add_sums(&heights, find_heights(reach, a, width), find_heights(reach, b, width));
    for (unsigned w = 1; w < width; w++)
      add_common(&heights, find_heights(reach, a, w), find_heights(reach, b, width - w));
  }
  for (unsigned i = 0; i < HEIGHT_WORDS; i++)
    heights.word[i] &= upto->word[i];
  return heights;
}

Reach reach_open(Arena *arena, const MakeupTask *task)
{
  unsigned sets = 1U << task->n;
  Heights *at = ARENA_ARRAY(arena, Heights, (size_t)sets * task->columns);
  Reach reach = {task->columns, at};
  Heights upto = heights_upto(task->rows);
  for (unsigned set = 1; set < sets; set++)
    for (unsigned w = 1; w <= task->columns; w++)
      at[(size_t)set * task->columns + w - 1] =
          set_is_single((Set)set) ? heights_of_leaves(&task->article[set_first((Set)set)].width[w - 1], task->rows)
                                  : join_splits(&reach, (Set)set, w, &upto);
  return reach;
}
