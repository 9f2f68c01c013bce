/* Briefs gathered (集纳) that are too many for their page. */
#include "compose/maker.h"

static int find_briefs(const Maker *maker)
{
  for (unsigned i = 0; i < maker->n_articles; i++)
    if (maker->series[i].gathered)
      return (int)i;
  return -1;
}

/* So many of the entry's briefs are out, in all. */
static void leave_out(Maker *maker, unsigned entry, unsigned out)
{
  Series *series = &maker->series[entry];
  series->n += series->out;
  series->out = out;
  series->n -= out;
  forms_free(&maker->forms[entry]);
}

/* The highest rank of what TRIED has no module for; INT_MAX: nothing. */
static int rank_left_out(const Maker *maker, const Tried *tried)
{
  const PageSpec *spec = maker->work->spec;
  int rank = INT_MAX;
  for (unsigned i = spec->n_articles - spec->n_free; i < spec->n_articles; i++) {
    bool in = false;
    for (unsigned m = 0; m < tried->told.n_modules && !in; m++)
      in = tried->told.modules[m].article == spec->articles[i];
    rank = in ? rank : MIN(rank, spec->articles[i]->priority);
  }
  return rank;
}

/* Fewer left out, or as many of lower rank; of the same rank a brief goes. */
static bool is_better(const Maker *maker, const Tried *fewer, const Tried *all)
{
  if (!fewer->made.templ || !all->made.templ)
    return fewer->made.templ;
  if (fewer->told.left_out != all->told.left_out)
    return fewer->told.left_out < all->told.left_out;
  return rank_left_out(maker, fewer) >= rank_left_out(maker, all);
}

void gather_leave_out(Maker *maker, void (*make_up)(Maker *maker))
{
  int entry = find_briefs(maker);
  unsigned n = entry < 0 ? 0 : maker->series[entry].n, out = 1;
  for (; out < n; out++) {
    leave_out(maker, (unsigned)entry, out);
    maker_list_forms(maker);
    if (maker_fits(maker))
      break;
  }
  if (out >= n) {
    gather_restore(maker);
    return;
  }
  const MakerState all = maker_state(maker);
  make_up(maker);
  if (is_better(maker, &maker->best, &all.best))
    return;
  gather_restore(maker);
  maker_go_back(maker, &all);
}

void gather_restore(Maker *maker)
{
  int entry = find_briefs(maker);
  if (entry >= 0 && maker->series[entry].out)
    leave_out(maker, (unsigned)entry, 0);
}
