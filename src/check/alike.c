/* Variety: a page against the one it faces when the paper lies open, 2 and 3, 4 and 5 … */
#include "check/rules.h"

#include <stdlib.h>
#include <string.h>

static bool is_cut_alike(const Grid *grid, const Module *a, const Module *b)
{
  Mpt across = grid->column_w / 2, down = COST_RULES_ALIKE_LINES * grid->leading;
  return abs(a->box.x - b->box.x) < across && abs(box_right(&a->box) - box_right(&b->box)) < across &&
         abs(a->box.y - b->box.y) <= down && abs(box_bottom(&a->box) - box_bottom(&b->box)) <= down &&
         a->upright == b->upright;
}

/* Of the area of the articles, in 1/1000 %, what has its like on the other page. */
static int64_t reckon_alike(const Grid *grid, const PageLook *page, const PageLook *facing)
{
  int64_t all = 0, alike = 0;
  for (unsigned i = 0; i < page->n_modules; i++) {
    const Module *module = &page->modules[i];
    int64_t area = (int64_t)module->box.w * module->box.h;
    bool has_like = false;
    for (unsigned j = 0; j < facing->n_modules; j++)
      has_like = has_like || is_cut_alike(grid, module, &facing->modules[j]);
    all += area;
    alike += has_like ? area : 0;
  }
  return alike * 100000 / MAX(all, 1);
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
                     .value = reckon_alike(&sheet->grid, look, facing),
                     .limit = COST_RULES_ALIKE * 1000,
                     .place = sheet->grid.type,
                     .allowed = look->allows & 1u << PAGE_RULE_PAGES_ALIKE};
  found.broken = found.told = found.value > found.limit;
  add_rule(arena, look, &found);
  const RuleTeller teller = {page, &sheet->grid, diags};
  rules_tell(&teller, &found, 1);
}
