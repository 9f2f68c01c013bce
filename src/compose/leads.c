/* Who leads a page made up, and by how much. */
#include "base/costs.h"
#include "compose/maker.h"

static bool leads(const Article *a, const Article *b)
{
  bool story = a->kind == KIND_STORY && b->kind != KIND_STORY;
  if (a->kind == KIND_AD || b->kind == KIND_AD)
    return a->kind != KIND_AD && b->kind == KIND_AD;
  return a->priority < b->priority || (a->priority == b->priority && story);
}

/* The first of the highest priority, a story if there is one; a series only where nothing else is as high, briefs
   gathered where there is nothing else. */
static unsigned find_lead(const Maker *maker)
{
  unsigned lead = 0;
  for (unsigned i = 1; i < maker->n_articles; i++) {
    bool as_high = maker->articles[i]->priority <= maker->articles[lead]->priority || maker->series[lead].gathered;
    bool instead =
        maker->series[lead].n > 1 && maker->series[i].n == 1 && maker->articles[i]->kind != KIND_AD && as_high;
    if (instead || (!maker->series[i].gathered && leads(maker->articles[i], maker->articles[lead])))
      lead = i;
  }
  return lead;
}

/* By priority; equals share a rank; advertisements come last. */
void maker_rank_articles(Maker *maker)
{
  maker->lead = find_lead(maker);
  for (unsigned i = 0; i < maker->n_articles; i++) {
    uint32_t above = 0; /* priorities there are above its own */
    for (unsigned j = 0; j < maker->n_articles; j++)
      if (maker->articles[j]->priority < maker->articles[i]->priority)
        above |= 1u << maker->articles[j]->priority;
    maker->rank[i] = (uint8_t)(i == maker->lead ? 0 : 1 + __builtin_popcount(above));
    if (maker->articles[i]->kind == KIND_AD)
      maker->rank[i] = UINT8_MAX;
  }
}

/* The lead's head and picture are seen to be the largest; without a lead of its own none are. */
void maker_limit_others(Maker *maker)
{
  const Article *lead = maker->articles[maker->lead];
  if (maker->n_articles < 2 || maker->series[maker->lead].n > 1 || lead->kind != KIND_STORY)
    return;
  int span = 0;
  maker->most = forms_beside_lead(&maker->trial, lead, maker->zone.columns, maker->zone.rows + 1, &span);
}

/* --- made up again ---------------------------------------------------------------------------------------------- */

static bool lead_is_small(const Tried *tried)
{
  return tried->lead && tried->next && tried->lead * 100LL < tried->next * (int64_t)COST_FORMS_LEAD_LARGER;
}

typedef struct {
  Maker *maker;
  MakerState best;
  void (*make_up)(Maker *maker);
} Leading;

/* As MAKER has it now. What was chosen on a page that is kept serves only so. */
static void make_up_again(Leading *leading)
{
  Maker *maker = leading->maker;
  const bool quiet = maker->quiet;
  maker->quiet = true;
  leading->make_up(maker);
  maker->quiet = quiet;
  bool nearer = maker->level < leading->best.level, as_near = maker->level == leading->best.level;
  if (nearer || (as_near && maker_is_better(&maker->best, &leading->best.best)))
    leading->best = maker_state(maker);
  else
    maker_go_back(maker, &leading->best);
}

/* The others' pictures held under the lead's, which has half of the page's columns or, where that is no better, fewer.
 */
static void lead_by_picture(Leading *leading)
{
  Maker *maker = leading->maker;
  int span = maker->most.picture ? maker->zone.columns : 0;
  for (; leading->best.best.outshone && span > 0 && !madeup_is_spent(maker->work); span--) {
    const FormMost most = forms_beside_lead(&maker->trial, maker->articles[maker->lead], maker->zone.columns,
                                            maker->zone.rows + 1, &span);
    maker->most.picture = most.picture;
    maker->lead_span = span;
    if (span)
      make_up_again(leading);
  }
}

void maker_let_lead(Maker *maker, void (*make_up)(Maker *maker))
{
  if (!maker->best.made.templ || madeup_is_spent(maker->work))
    return;
  Leading leading = {maker, maker_state(maker), make_up};
  if (lead_is_small(&maker->best)) {
    maker->most.title = (Mpt)(maker->best.lead * 100LL / COST_FORMS_LEAD_LARGER);
    make_up_again(&leading);
  }
  lead_by_picture(&leading);
}
