/* Rules of heads: 碰题, 叠题, 背题, 题宽, and that sizes and places fall with priority. */
#include "check/rules.h"

#include <stdlib.h>

static const SeenHead *head_at(const Sights *sights, unsigned index)
{
  return SIGHTS_AT(sights->heads, SeenHead, index);
}

static RuleFound found_of(PageRule rule, const SeenHead *a, const SeenHead *b, int64_t value, int64_t limit)
{
  RuleFound found = {.rule = rule, .value = value, .limit = limit, .place = a->box, .broken = true, .told = true};
  found.articles[0] = a->article->slug;
  if (b) {
    found.articles[1] = b->article->slug;
    found.place = rules_union(a->box, b->box);
  }
  return found;
}

/* Heads of one slot are a list's: they are as close as its columns are. An upright one beside one across is no match.
 */
static bool may_clash(const SeenHead *a, const SeenHead *b)
{
  return a->article != b->article && (!a->slot || a->slot != b->slot) && a->upright == b->upright;
}

/* --- 碰题 --------------------------------------------------------------------------------------------------- */

static bool is_row_of_equals(const Sights *sights, const SeenHead *a, const SeenHead *b)
{
  return sights_equals(sights, a, b) && abs(sights_module(sights, a->article)->box.y -
                                            sights_module(sights, b->article)->box.y) < sights->grid->leading;
}

bool heads_stand_in_row(const Sights *sights, const SeenHead *head)
{
  for (unsigned i = 0; i < sights->heads->len; i++)
    if (head_at(sights, i) != head && is_row_of_equals(sights, head, head_at(sights, i)))
      return true;
  return false;
}

/* LEFT is left of RIGHT, and all between them is white. */
static bool clash(const Sights *sights, const SeenHead *left, const SeenHead *right)
{
  Mpt apart = right->box.x - box_right(&left->box), down = rules_down(&left->box, &right->box);
  if (apart < 0 || apart >= sights->grid->column_w || rules_over_fold(sights->grid, &left->box, &right->box) ||
      !rules_share(down, left->box.h, right->box.h, COST_RULES_BESIDE) ||
      sights_parted(sights, &left->box, &right->box))
    return false;
  const Box between = {box_right(&left->box), MAX(left->box.y, right->box.y), apart, down};
  return !sights_stands_in(sights, &between, 1u << WALL_TEXT | 1u << WALL_BLOCK | 1u << WALL_PICTURE);
}

void heads_beside(Sights *sights)
{
  for (unsigned i = 0; i < sights->heads->len; i++)
    for (unsigned j = 0; j < sights->heads->len; j++) {
      const SeenHead *left = head_at(sights, i), *right = head_at(sights, j);
      if (may_clash(left, right) && clash(sights, left, right) && !is_row_of_equals(sights, left, right))
        rules_add(sights, found_of(PAGE_RULE_HEADS_BESIDE, left, right, rules_mm(right->box.x - box_right(&left->box)),
                                   rules_mm(sights->grid->column_w)));
    }
}

/* --- 叠题 --------------------------------------------------------------------------------------------------- */

/* Lines of text in the box, those beside each other once. */
static int count_lines(const Sights *sights, const Box *box)
{
  int lines = 0;
  for (int line = 1; line <= sights->grid->lines; line++) {
    const Box row = {box->x, grid_line_y(sights->grid, line), box->w, sights->grid->leading};
    lines += rules_down(box, &row) * 2 > row.h && sights_stands_in(sights, &row, 1u << WALL_TEXT);
  }
  return lines;
}

/* As far apart as the text that is wanted and its heads' air. */
static bool is_near(const Sights *sights, Mpt apart)
{
  return apart >= 0 && apart < (COST_RULES_STACKED + COST_RULES_ALONE_REACH) * sights->grid->leading;
}

static void find_stacked(Sights *sights, const SeenHead *upper, const SeenHead *lower)
{
  Mpt apart = lower->box.y - box_bottom(&upper->box), across = rules_across(&upper->box, &lower->box);
  const Box between = {MAX(upper->box.x, lower->box.x), box_bottom(&upper->box), across, apart};
  if (!is_near(sights, apart) || !rules_share(across, upper->box.w, lower->box.w, COST_RULES_STACKED_SHARE) ||
      sights_parted(sights, &upper->box, &lower->box) ||
      sights_stands_in(sights, &between, 1u << WALL_PICTURE | 1u << WALL_BLOCK))
    return;
  int lines = count_lines(sights, &between);
  if (lines < COST_RULES_STACKED)
    rules_add(sights, found_of(PAGE_RULE_HEADS_STACKED, upper, lower, lines * 1000, COST_RULES_STACKED * 1000));
}

void heads_stacked(Sights *sights)
{
  for (unsigned i = 0; i < sights->heads->len; i++)
    for (unsigned j = 0; j < sights->heads->len; j++)
      if (may_clash(head_at(sights, i), head_at(sights, j)))
        find_stacked(sights, head_at(sights, i), head_at(sights, j));
}

/* --- 背题 --------------------------------------------------------------------------------------------------- */

/* The next thing of ARTICLE in the column under BOX, no further down than its own air; NULL: there is none. */
static const Wall *find_under(const Sights *sights, const Article *article, const Box *box)
{
  const Wall *next = NULL;
  for (unsigned i = 0; i < sights->walls->len; i++) {
    const Wall *wall = SIGHTS_AT(sights->walls, Wall, i);
    Mpt below = wall->box.y - box_bottom(box) + sights->grid->leading / 2;
    if (wall->article == article && wall->kind != WALL_HEAD && below >= 0 &&
        below <= COST_RULES_ALONE_REACH * sights->grid->leading &&
        rules_share(rules_across(box, &wall->box), box->w, wall->box.w, 50) && (!next || wall->box.y < next->box.y))
      next = wall;
  }
  return next;
}

/* Lines of text that follow each other under the box, up to as many as a head wants; what is no text does as well, and
   a 小标题 right under a head is asked for itself. */
static int count_under(const Sights *sights, const Article *article, Box box)
{
  int lines = 0;
  while (lines < COST_RULES_ALONE) {
    const Wall *next = find_under(sights, article, &box);
    if (!next || (next->kind == WALL_SUBHEAD && lines))
      return lines;
    if (next->kind != WALL_TEXT)
      return COST_RULES_ALONE;
    lines++;
    box = next->box;
  }
  return lines;
}

static void find_alone(Sights *sights, const Article *article, const Box *box)
{
  int lines = count_under(sights, article, sights_widen(sights, *box));
  if (lines < COST_RULES_ALONE)
    rules_add(sights, (RuleFound){.rule = PAGE_RULE_HEAD_ALONE,
                                  .value = lines * 1000,
                                  .limit = COST_RULES_ALONE * 1000,
                                  .place = *box,
                                  .articles = {article->slug},
                                  .broken = true,
                                  .told = true});
}

/* Of a 小标题 of several lines, and of two in a row, the last is asked: the next wall of the others is a 小标题 right
   under it. */
static bool is_followed_by_its_like(const Sights *sights, const Wall *subhead)
{
  const Wall *next = find_under(sights, subhead->article, &subhead->box);
  return next && next->kind == WALL_SUBHEAD;
}

void heads_alone(Sights *sights)
{
  for (unsigned i = 0; i < sights->walls->len; i++) {
    const Wall *wall = SIGHTS_AT(sights->walls, Wall, i);
    if (wall->kind == WALL_SUBHEAD && wall->box.w >= wall->box.h && !is_followed_by_its_like(sights, wall))
      find_alone(sights, wall->article, &wall->box);
  }
  for (unsigned i = 0; i < sights->heads->len; i++) {
    const SeenHead *head = head_at(sights, i);
    if (!head->upright && head->size)
      find_alone(sights, head->article, &head->box);
  }
}

/* --- 题宽 --------------------------------------------------------------------------------------------------- */

static bool stands_beside(const Sights *sights, const SeenHead *head, const Wall *column)
{
  const Box beside = {column->box.x, head->box.y, column->box.w, head->box.h};
  for (unsigned i = 0; i < sights->walls->len; i++) {
    const Wall *wall = SIGHTS_AT(sights->walls, Wall, i);
    if (wall->article == head->article && wall->kind != WALL_HEAD && rules_across(&beside, &wall->box) > 0 &&
        rules_down(&beside, &wall->box) > 0)
      return true;
  }
  return false;
}

/* The columns a head stands over: those of its article that begin under it, and have nothing beside it (左题). */
static Box find_columns(const Sights *sights, const SeenHead *head)
{
  Box columns = {0};
  for (unsigned i = 0; i < sights->walls->len; i++) {
    const Wall *wall = SIGHTS_AT(sights->walls, Wall, i);
    Mpt below = wall->box.y - box_bottom(&head->box) + sights->grid->leading / 2;
    if (wall->article != head->article || wall->kind == WALL_HEAD || below < 0 ||
        below > COST_RULES_ALONE_REACH * sights->grid->leading || stands_beside(sights, head, wall))
      continue;
    columns = columns.w ? rules_union(columns, wall->box) : wall->box;
  }
  return columns;
}

/* Only of stories: those of lists, briefs and openings stand at the left, or as wide as they ask. */
void heads_width(Sights *sights)
{
  for (unsigned i = 0; i < sights->heads->len; i++) {
    const SeenHead *head = head_at(sights, i);
    const Box columns = find_columns(sights, head);
    if (head->upright || !head->size || head->article->kind != KIND_STORY || !columns.w)
      continue;
    int64_t percent = (int64_t)head->box.w * 100000 / columns.w;
    if (percent > COST_RULES_HEAD_WIDE * 1000)
      rules_add(sights, found_of(PAGE_RULE_HEAD_WIDE, head, NULL, percent, COST_RULES_HEAD_WIDE * 1000));
    if (percent < COST_RULES_HEAD_NARROW * 1000)
      rules_add(sights, found_of(PAGE_RULE_HEAD_NARROW, head, NULL, percent, COST_RULES_HEAD_NARROW * 1000));
  }
}

/* --- rank --------------------------------------------------------------------------------------------------- */

static bool is_in_list(const Sights *sights, const SeenHead *head)
{
  for (unsigned i = 0; i < sights->heads->len; i++)
    if (head_at(sights, i)->slot == head->slot && head_at(sights, i)->article != head->article)
      return true;
  return false;
}

/* What opens a page, what is pictures or figures, and what stands in a list has heads and places of its own. */
bool heads_are_ranked(const Sights *sights, const SeenHead *head)
{
  return (head->article->kind == KIND_STORY || head->article->kind == KIND_BRIEF) && !is_in_list(sights, head);
}

static void compare_ranks(Sights *sights, const SeenHead *low, const SeenHead *high)
{
  int64_t percent = high->size ? (int64_t)low->size * 100000 / high->size : 0;
  if (percent > COST_RULES_RANK_SIZE * 1000)
    rules_add(sights, found_of(PAGE_RULE_RANK_LARGER, low, high, percent, COST_RULES_RANK_SIZE * 1000));
  Mpt above = sights_module(sights, high->article)->box.y - sights_module(sights, low->article)->box.y;
  if (above > COST_RULES_RANK_LINES * sights->grid->leading)
    rules_add(sights,
              found_of(PAGE_RULE_RANK_HIGHER, low, high, rules_lines(sights, above), COST_RULES_RANK_LINES * 1000));
}

/* Of the lead's 主题 the largest, of all others'. */
void heads_lead(Sights *sights)
{
  const Article *lead = sights_lead(sights);
  const SeenHead *own = NULL, *other = NULL;
  for (unsigned i = 0; lead && i < sights->heads->len; i++) {
    const SeenHead *head = head_at(sights, i), **largest = head->article == lead ? &own : &other;
    if (head->size && heads_are_ranked(sights, head) && (!*largest || head->size > (*largest)->size))
      *largest = head;
  }
  if (!own || !other)
    return;
  RuleFound found =
      found_of(PAGE_RULE_LEAD_HEAD, own, other, (int64_t)own->size * 1000 / other->size, COST_RULES_LEAD_HEAD * 10);
  found.broken = found.value < found.limit;
  found.told = found.value < COST_RULES_LEAD_HEAD_TOLD * 10;
  rules_add(sights, found);
}

/* Priority 1 leads. */
void heads_rank(Sights *sights)
{
  for (unsigned i = 0; i < sights->heads->len; i++)
    for (unsigned j = 0; j < sights->heads->len; j++) {
      const SeenHead *low = head_at(sights, i), *high = head_at(sights, j);
      if (low->article->priority > high->article->priority && heads_are_ranked(sights, low) &&
          heads_are_ranked(sights, high))
        compare_ranks(sights, low, high);
    }
}
