/* A page set for a trial, weighed: how far it breaks each rule, and what is wrong with it besides. */
#include "check/rules.h"

/* Points of a place that breaks a rule so that it is told, and of each unit it is beyond its limit. Only pages that are
   chosen are held against each other. */
static const struct {
  int place, unit;
} PRICES[PAGE_RULES] = {[PAGE_RULE_HEADS_BESIDE] = {COST_JUDGE_BESIDE, 0},
                        [PAGE_RULE_HEADS_STACKED] = {COST_JUDGE_STACKED, 0},
                        [PAGE_RULE_GUTTER_THROUGH] = {COST_JUDGE_THROUGH, 0},
                        [PAGE_RULE_PAGE_PARTED] = {COST_JUDGE_PARTED, 0},
                        [PAGE_RULE_HEAD_CLOSE] = {COST_JUDGE_CLOSE, 0},
                        [PAGE_RULE_RUN_UP] = {COST_JUDGE_RUN_UP, 0},
                        [PAGE_RULE_BEGIN_APART] = {COST_JUDGE_BEGIN, 0},
                        [PAGE_RULE_HEAD_ALONE] = {COST_JUDGE_ALONE, 0},
                        [PAGE_RULE_PICTURES_MEET] = {COST_JUDGE_MEET, 0},
                        [PAGE_RULE_PICTURES_STACKED] = {COST_JUDGE_PICTURES, 0},
                        [PAGE_RULE_PICTURES_EQUAL] = {COST_JUDGE_EQUAL, 0},
                        [PAGE_RULE_PICTURES_ALIKE] = {COST_JUDGE_ALIKE, COST_JUDGE_ALIKE_MORE},
                        [PAGE_RULE_PICTURE_SHARE] = {0, COST_JUDGE_SHARE},
                        [PAGE_RULE_GAZE_OUT] = {COST_JUDGE_GAZE, 0},
                        [PAGE_RULE_RANK_LARGER] = {COST_JUDGE_LARGER, 0},
                        [PAGE_RULE_RANK_HIGHER] = {COST_JUDGE_RANK, 0},
                        [PAGE_RULE_RANK_PICTURE] = {COST_JUDGE_RANK_PICTURE, 0},
                        [PAGE_RULE_LEAD_PICTURE] = {COST_JUDGE_LEAD_PICTURE, 0},
                        [PAGE_RULE_LEAD_HEAD] = {COST_JUDGE_LEAD_HEAD, 0},
                        [PAGE_RULE_HEAD_WIDE] = {COST_JUDGE_WIDE, 0},
                        [PAGE_RULE_HEAD_NARROW] = {0, COST_JUDGE_NARROW},
                        [PAGE_RULE_LEG_LONG] = {0, COST_JUDGE_LONG},
                        [PAGE_RULE_LEG_SHORT] = {0, COST_JUDGE_SHORT},
                        [PAGE_RULE_PAGE_HOLE] = {0, COST_JUDGE_HOLE}};

static int64_t price_of(const RuleFound *found)
{
  if (!found->broken || found->allowed)
    return 0;
  return (found->told ? PRICES[found->rule].place : 0) +
         ABS(found->value - found->limit) * PRICES[found->rule].unit / 1000;
}

PageVerdict judge_page(const PlacedPage *page, unsigned never)
{
  Arena *arena = arena_new();
  DiagList *unheard = diag_list_new(LANG_EN);
  const PageLook look = page_check(arena, page->sheet, page, unheard);
  PageVerdict verdict = {0};
  for (unsigned i = 0; i < look.n_rules; i++) {
    const RuleFound *found = &look.rules[i];
    verdict.points += price_of(found);
    verdict.outshone = verdict.outshone || (found->rule == PAGE_RULE_LEAD_PICTURE && price_of(found) > 0);
    verdict.broken += found->told && !found->allowed && never & 1u << found->rule;
  }
  for (unsigned i = 0; i < diag_count(unheard); i++)
    verdict.points += diag_at(unheard, i)->severity >= DIAG_ERROR ? COST_JUDGE_ERROR : 0;
  diag_list_free(unheard);
  arena_free(arena);
  return verdict;
}
