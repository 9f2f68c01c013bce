/* Where articles begin: not beside their heads with another one right above, nor away from their heads, nor with heads
   close under what is not theirs. */
#include "check/rules.h"

#include <stdlib.h>

/* --- a column that runs up beside its head ---------------------------------------------------------------------- */

static bool runs_up(const Sights *sights, const SeenHead *head, const SeenLeg *leg)
{
  const Box over = sights_widen(sights, head->box);
  return leg->article == head->article && leg->slot == head->slot && rules_across(&over, &leg->box) <= 0 &&
         box_bottom(&head->box) - leg->box.y >= sights->grid->leading;
}

/* What stands right above the box in its column; NULL: nothing, it begins at the page's top. */
static const Wall *find_over(const Sights *sights, const Box *box)
{
  const Wall *over = NULL;
  for (unsigned i = 0; i < sights->walls->len; i++) {
    const Wall *wall = SIGHTS_AT(sights->walls, Wall, i);
    if (wall->article && rules_across(box, &wall->box) > 0 && box_bottom(&wall->box) <= box->y &&
        (!over || box_bottom(&wall->box) > box_bottom(&over->box)))
      over = wall;
  }
  return over;
}

/* Frames and tints with it inside part it from all others. */
static bool is_in_frame(const Sights *sights, const SeenHead *head, const Box *box)
{
  for (unsigned i = 0; i < sights->grounds->len; i++) {
    const Box *ground = SIGHTS_AT(sights->grounds, Box, i);
    if (rules_across(ground, box) > 0 && rules_down(ground, box) > 0 && rules_across(ground, &head->box) > 0 &&
        rules_down(ground, &head->box) > 0)
      return true;
  }
  return false;
}

static int compare_x(const void *a, const void *b)
{
  const Box *one = a, *other = b;
  return (one->x > other->x) - (one->x < other->x);
}

/* How much of the module's width has a rule or a frame's edge over it, at the height where the column begins. */
static Mpt length_of_fence(const Sights *sights, const Box *module, const Box *leg)
{
  const Box reach = {module->x, leg->y - COST_RULES_FENCE * sights->grid->leading, module->w,
                     (COST_RULES_FENCE + 1) * sights->grid->leading};
  GArray *fences = g_array_new(FALSE, FALSE, sizeof(Box));
  for (unsigned i = 0; i < sights->fences->len; i++) {
    const Box *fence = SIGHTS_AT(sights->fences, Box, i);
    if (rules_across(&reach, fence) > 0 && fence->y >= reach.y && fence->y < box_bottom(&reach))
      g_array_append_val(fences, *fence);
  }
  g_array_sort(fences, compare_x);
  Mpt length = 0, at = module->x;
  for (unsigned i = 0; i < fences->len; i++) {
    const Box *fence = SIGHTS_AT(fences, Box, i);
    Mpt from = MAX(fence->x, at), to = MIN(box_right(fence), box_right(module));
    length += MAX(to - from, 0);
    at = MAX(at, to);
  }
  g_array_free(fences, TRUE);
  return length;
}

static void hold_leg(Sights *sights, const SeenHead *head, const SeenLeg *leg)
{
  const Box *module = &sights_module(sights, head->article)->box;
  if (!runs_up(sights, head, leg) || is_in_frame(sights, head, &leg->box))
    return;
  const Wall *over = find_over(sights, &leg->box);
  if (over && over->article == head->article) /* a picture of its own */
    return;
  int64_t percent = over ? (int64_t)length_of_fence(sights, module, &leg->box) * 100000 / MAX(module->w, 1) : 0;
  if (percent < COST_RULES_FENCED * 1000)
    rules_add(sights, (RuleFound){.rule = PAGE_RULE_RUN_UP,
                                  .value = percent,
                                  .limit = COST_RULES_FENCED * 1000,
                                  .place = leg->box,
                                  .articles = {head->article->slug},
                                  .broken = true,
                                  .told = true});
}

void begins_run_up(Sights *sights)
{
  for (unsigned i = 0; i < sights->heads->len; i++) {
    const SeenHead *head = SIGHTS_AT(sights->heads, SeenHead, i);
    for (unsigned k = 0; k < sights->legs->len && !head->upright && heads_are_ranked(sights, head); k++)
      hold_leg(sights, head, SIGHTS_AT(sights->legs, SeenLeg, k));
  }
}

/* --- the beginning ------------------------------------------------------------------------------------------------ */

/* Legs are listed as they are read. NULL: it has none. */
static const SeenLeg *first_leg(const Sights *sights, const SeenHead *head)
{
  for (unsigned i = 0; i < sights->legs->len; i++) {
    const SeenLeg *leg = SIGHTS_AT(sights->legs, SeenLeg, i);
    if (leg->article == head->article && leg->slot == head->slot)
      return leg;
  }
  return NULL;
}

/* What lies between them, aside. */
static Mpt aside(const Box *a, const Box *b)
{
  return MAX(-rules_across(a, b), 0);
}

/* From the head's foot, at its left or where its module begins, to the text's first line, aside and down. */
static Mpt way_under(const Sights *sights, const SeenHead *head, const Box *leg)
{
  const Box over = sights_widen(sights, head->box), *module = &sights_module(sights, head->article)->box;
  const Box left = {over.x, 0, 1, 1}, edge = {module->x, 0, 1, 1};
  return MIN(aside(&left, leg), aside(&edge, leg)) + abs(leg->y - box_bottom(&head->box));
}

/* From an upright head's top to the first line in the column beside it, of one at the right in its module's first; or
   from its foot to that under it. */
static Mpt way_beside(const Sights *sights, const SeenHead *head, const Box *leg)
{
  const Box *module = &sights_module(sights, head->article)->box, edge = {module->x, 0, 1, 1};
  Mpt near = sights->grid->column_w / 2 + sights->grid->gutter, gap = MAX(aside(&head->box, leg) - near, 0);
  bool beside = rules_across(&head->box, leg) <= 0;
  if (head->box.x > leg->x)
    gap = MIN(gap, aside(&edge, leg));
  return gap + abs(leg->y - (beside ? head->box.y : box_bottom(&head->box)));
}

/* Tables and figures stand where they have room, and text after them; those of a series have their pictures alike. */
static bool may_be_asked(const Sights *sights, const SeenHead *head)
{
  const Article *article = head->article;
  for (unsigned i = 0; i < article->n_blocks; i++)
    if (article->blocks[i].kind == BLOCK_TABLE || article->blocks[i].kind == BLOCK_LIST)
      return false;
  return heads_are_ranked(sights, head) && !heads_stand_in_row(sights, head);
}

void begins_apart(Sights *sights)
{
  for (unsigned i = 0; i < sights->heads->len; i++) {
    const SeenHead *head = SIGHTS_AT(sights->heads, SeenHead, i);
    const SeenLeg *leg = may_be_asked(sights, head) ? first_leg(sights, head) : NULL;
    if (!leg)
      continue;
    Mpt way = head->upright ? way_beside(sights, head, &leg->box) : way_under(sights, head, &leg->box);
    int64_t lines = rules_lines(sights, way);
    if (lines > COST_RULES_BEGIN * 1000)
      rules_add(sights, (RuleFound){.rule = PAGE_RULE_BEGIN_APART,
                                    .value = lines,
                                    .limit = COST_RULES_BEGIN * 1000,
                                    .place = rules_union(head->box, (Box){leg->box.x, leg->box.y, leg->box.w, 1}),
                                    .articles = {head->article->slug},
                                    .broken = true,
                                    .told = true});
  }
}

/* --- the air above a head ----------------------------------------------------------------------------------------- */

static bool is_fenced(const Sights *sights, const Box *between)
{
  for (unsigned i = 0; i < sights->fences->len; i++)
    if (rules_across(between, SIGHTS_AT(sights->fences, Box, i)) > 0 &&
        rules_down(between, SIGHTS_AT(sights->fences, Box, i)) > 0)
      return true;
  return false;
}

void begins_close(Sights *sights)
{
  for (unsigned i = 0; i < sights->heads->len; i++) {
    const SeenHead *head = SIGHTS_AT(sights->heads, SeenHead, i);
    const Box over = sights_widen(sights, head->box);
    const Wall *above = !head->upright && heads_are_ranked(sights, head) ? find_over(sights, &over) : NULL;
    if (!above || above->article == head->article || above->kind == WALL_HEAD)
      continue;
    const Box between = {over.x, box_bottom(&above->box), over.w, head->box.y - box_bottom(&above->box)};
    int64_t lines = rules_lines(sights, between.h);
    if (lines * 100 < COST_RULES_CLOSE * 1000 && !is_fenced(sights, &between))
      rules_add(sights, (RuleFound){.rule = PAGE_RULE_HEAD_CLOSE,
                                    .value = lines,
                                    .limit = COST_RULES_CLOSE * 10,
                                    .place = rules_union(head->box, above->box),
                                    .articles = {head->article->slug, above->article->slug},
                                    .broken = true,
                                    .told = true});
  }
}
