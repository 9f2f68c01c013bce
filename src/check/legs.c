/* Columns of text: none so long that it tires, none a stump. */
#include "check/rules.h"

static void add_leg(Sights *sights, PageRule rule, const SeenLeg *leg, unsigned value, int limit)
{
  rules_add(sights, (RuleFound){.rule = rule,
                                .value = (int64_t)value * 1000,
                                .limit = (int64_t)limit * 1000,
                                .place = leg->box,
                                .articles = {leg->article->slug},
                                .broken = true,
                                .told = true});
}

/* What stands in a list is as short as it is; so are openings, briefs and what goes with pictures. */
static bool may_be_short(const SeenLeg *leg)
{
  return leg->article->kind != KIND_STORY;
}

void legs_length(Sights *sights)
{
  for (unsigned i = 0; i < sights->legs->len; i++) {
    const SeenLeg *leg = SIGHTS_AT(sights->legs, SeenLeg, i);
    unsigned rows = (unsigned)((leg->box.h + sights->grid->leading / 2) / sights->grid->leading);
    if (leg->longest > COST_FORMS_LEG_LONG)
      add_leg(sights, PAGE_RULE_LEG_LONG, leg, leg->longest, COST_FORMS_LEG_LONG);
    if (rows < COST_RULES_LEG_LEAST && !may_be_short(leg))
      add_leg(sights, PAGE_RULE_LEG_SHORT, leg, rows, COST_RULES_LEG_LEAST);
  }
}
