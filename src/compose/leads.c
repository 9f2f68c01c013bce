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
  maker->most = forms_beside_lead(&maker->trial, lead, maker->zone.columns, maker->zone.rows + 1);
}

bool maker_lead_is_small(const Tried *tried)
{
  return tried->lead && tried->next && tried->lead * 100LL < tried->next * (int64_t)COST_FORMS_LEAD_LARGER;
}
