/* Variety: a page against the one it faces when the paper lies open, 2 and 3, 4 and 5 … */
#include "check/rules.h"

#include <string.h>

static const Plot *plots_of(Arena *arena, const PageLook *look)
{
  Plot *plots = ARENA_ARRAY(arena, Plot, look->n_modules);
  for (unsigned i = 0; i < look->n_modules; i++)
    plots[i] = (Plot){look->modules[i].box, look->modules[i].upright};
  return plots;
}

static void add_rule(Arena *arena, PageLook *look, const RuleFound *found)
{
  RuleFound *rules = ARENA_ARRAY(arena, RuleFound, look->n_rules + 1);
  if (look->n_rules)
    memcpy(rules, look->rules, look->n_rules * sizeof *rules);
  rules[look->n_rules++] = *found;
  look->rules = rules;
}

void alike_check(Arena *arena, const StyleSheet *sheet, const PlacedPage *page, PageLook *look, const PageLook *facing,
                 DiagList *diags)
{
  if (look->n_modules < 2 || facing->n_modules < 2)
    return;
  RuleFound found = {.rule = PAGE_RULE_PAGES_ALIKE,
                     .value = skeleton_alike(&sheet->grid, plots_of(arena, look), look->n_modules,
                                             plots_of(arena, facing), facing->n_modules),
                     .limit = COST_RULES_ALIKE * 1000,
                     .place = sheet->grid.type,
                     .allowed = look->allows & 1u << PAGE_RULE_PAGES_ALIKE};
  found.broken = found.told = found.value > found.limit;
  add_rule(arena, look, &found);
  const RuleTeller teller = {page, &sheet->grid, diags};
  rules_tell(&teller, &found, 1);
}
