/* Rules of pictures: those of two articles that meet, stacks, the one that leads, their share, a face that looks out.
 */
#include "check/rules.h"

static const SeenPicture *picture_at(const Sights *sights, unsigned index)
{
  return SIGHTS_AT(sights->pictures, SeenPicture, index);
}

static RuleFound found_of(PageRule rule, const SeenPicture *a, const SeenPicture *b, int64_t value, int64_t limit)
{
  return (RuleFound){.rule = rule,
                     .value = value,
                     .limit = limit,
                     .place = b ? rules_union(a->whole, b->whole) : a->whole,
                     .articles = {a->article->slug, b && b->article != a->article ? b->article->slug : NULL},
                     .broken = true,
                     .told = true};
}

/* Nothing but white and captions lies between UPPER and LOWER. */
static bool is_right_under(const Sights *sights, const SeenPicture *upper, const SeenPicture *lower)
{
  Mpt across = rules_across(&upper->box, &lower->box), top = box_bottom(&upper->whole), apart = lower->box.y - top;
  const Box between = {MAX(upper->box.x, lower->box.x), top, across, apart};
  return apart >= 0 && rules_share(across, upper->box.w, lower->box.w, COST_RULES_SHARE) &&
         !sights_parted(sights, &upper->box, &lower->box) &&
         !sights_stands_in(sights, &between,
                           1u << WALL_TEXT | 1u << WALL_HEAD | 1u << WALL_BLOCK | 1u << WALL_SUBHEAD |
                               1u << WALL_PICTURE | 1u << WALL_FURNITURE);
}

/* --- of two articles ---------------------------------------------------------------------------------------- */

/* From LEFT to RIGHT, with nothing between; −1: they do not stand beside each other so. */
static Mpt apart_beside(const Sights *sights, const SeenPicture *left, const SeenPicture *right)
{
  Mpt apart = right->box.x - box_right(&left->box), down = rules_down(&left->box, &right->box);
  const Box between = {box_right(&left->box), MAX(left->box.y, right->box.y), apart, down};
  bool beside = apart >= 0 && apart < sights->grid->column_w &&
                !rules_over_fold(sights->grid, &left->box, &right->box) &&
                rules_share(down, left->box.h, right->box.h, COST_RULES_SHARE) &&
                !sights_parted(sights, &left->box, &right->box) &&
                !sights_stands_in(sights, &between, 1u << WALL_TEXT | 1u << WALL_HEAD | 1u << WALL_BLOCK);
  return beside ? apart : -1;
}

static void find_meeting(Sights *sights, const SeenPicture *a, const SeenPicture *b)
{
  Mpt apart = apart_beside(sights, a, b), under = b->box.y - box_bottom(&a->whole);
  Mpt least = COST_RULES_MEET * sights->grid->leading;
  if (apart >= 0)
    rules_add(sights, found_of(PAGE_RULE_PICTURES_MEET, a, b, rules_mm(apart), rules_mm(sights->grid->column_w)));
  else if (is_right_under(sights, a, b) && under < least)
    rules_add(sights, found_of(PAGE_RULE_PICTURES_MEET, a, b, rules_mm(under), rules_mm(least)));
}

void pictures_meet(Sights *sights)
{
  for (unsigned i = 0; i < sights->pictures->len; i++)
    for (unsigned j = 0; j < sights->pictures->len; j++)
      if (picture_at(sights, i)->article != picture_at(sights, j)->article)
        find_meeting(sights, picture_at(sights, i), picture_at(sights, j));
}

/* --- stacks --------------------------------------------------------------------------------------------------- */

static const SeenPicture *find_next(const Sights *sights, const SeenPicture *upper, bool above)
{
  for (unsigned i = 0; i < sights->pictures->len; i++) {
    const SeenPicture *other = picture_at(sights, i);
    if (other->article == upper->article && other != upper &&
        (above ? is_right_under(sights, other, upper) : is_right_under(sights, upper, other)))
      return other;
  }
  return NULL;
}

void pictures_stacked(Sights *sights)
{
  for (unsigned i = 0; i < sights->pictures->len; i++) {
    const SeenPicture *first = picture_at(sights, i), *last = first;
    unsigned n = 1;
    if (first->article->kind == KIND_PHOTO || find_next(sights, first, true))
      continue;
    for (const SeenPicture *next; (next = find_next(sights, last, false)); last = next)
      n++;
    if (n > 1)
      rules_add(sights, found_of(PAGE_RULE_PICTURES_STACKED, first, last, n * 1000, 1000));
  }
}

/* --- of the whole page ------------------------------------------------------------------------------------------ */

static int64_t area_of(const SeenPicture *picture)
{
  return (int64_t)picture->box.w * picture->box.h;
}

void pictures_dominant(Sights *sights)
{
  const SeenPicture *largest = NULL, *next = NULL;
  for (unsigned i = 0; i < sights->pictures->len; i++) {
    const SeenPicture *picture = picture_at(sights, i);
    if (!largest || area_of(picture) > area_of(largest)) {
      next = largest;
      largest = picture;
    } else if (!next || area_of(picture) > area_of(next))
      next = picture;
  }
  if (!next || !area_of(next))
    return;
  RuleFound found = found_of(PAGE_RULE_PICTURES_EQUAL, largest, NULL, area_of(largest) * 1000 / area_of(next),
                             COST_RULES_DOMINANT * 10);
  found.broken = found.told = found.value < found.limit && !sights_is_series(sights);
  rules_add(sights, found);
}

/* --- small ones ----------------------------------------------------------------------------------------------- */

/* The next one to the right of a row, level with it at head and foot. */
static bool goes_on_from(const Sights *sights, const SeenPicture *left, const SeenPicture *right)
{
  Mpt apart = right->box.x - box_right(&left->box), play = sights->grid->leading / 4;
  return left->article == right->article && apart > 0 && apart < sights->grid->column_w &&
         ABS(left->box.y - right->box.y) <= play && ABS(box_bottom(&left->box) - box_bottom(&right->box)) <= play;
}

/* Of a story, a column wide, and the first of its row. */
static bool is_small(const Sights *sights, unsigned i)
{
  const SeenPicture *picture = picture_at(sights, i);
  if (picture->article->kind != KIND_STORY || picture->box.w > sights->grid->column_w + COST_PLAY)
    return false;
  for (unsigned j = 0; j < sights->pictures->len; j++)
    if (goes_on_from(sights, picture_at(sights, j), picture))
      return false;
  return true;
}

static int64_t ratio_of(const SeenPicture *picture)
{
  return (int64_t)picture->box.w * 1000 / MAX(picture->box.h, 1);
}

/* Small ones of ARTICLE, NULL: of all, of FIRST's shape or a little wider. */
static unsigned count_alike(const Sights *sights, const Article *article, const SeenPicture *first, Box *place)
{
  unsigned n = 0;
  *place = first->whole;
  for (unsigned i = 0; i < sights->pictures->len; i++) {
    const SeenPicture *other = picture_at(sights, i);
    int64_t least = ratio_of(first), ratio = ratio_of(other);
    if (!is_small(sights, i) || (article && other->article != article) || ratio < least ||
        ratio * 100 > least * COST_RULES_SMALL_SHAPE)
      continue;
    *place = rules_union(*place, other->whole);
    n++;
  }
  return n;
}

/* The most there are of one shape; told of ARTICLE, NULL: of the page. */
static void find_alike(Sights *sights, const Article *article, unsigned limit)
{
  RuleFound found = {.rule = PAGE_RULE_PICTURES_ALIKE, .limit = limit * 1000, .broken = true, .told = true};
  for (unsigned i = 0; i < sights->pictures->len; i++) {
    Box place;
    const SeenPicture *first = picture_at(sights, i);
    bool own = is_small(sights, i) && (!article || first->article == article);
    unsigned n = own ? count_alike(sights, article, first, &place) : 0;
    if (n * 1000 <= found.value)
      continue;
    found.value = n * 1000;
    found.place = place;
  }
  found.articles[0] = article ? article->slug : NULL;
  if (found.value > found.limit)
    rules_add(sights, found);
}

void pictures_alike(Sights *sights)
{
  for (unsigned i = 0; i < sights->modules->len; i++)
    find_alike(sights, SIGHTS_AT(sights->modules, Module, i)->article, COST_RULES_SMALL_STORY);
  if (!sights_is_series(sights))
    find_alike(sights, NULL, COST_RULES_SMALL_PAGE);
}

void pictures_share(Sights *sights)
{
  int64_t all = 0, stories = 0, page = MAX((int64_t)sights->field.w * sights->field.h, 1);
  for (unsigned i = 0; i < sights->pictures->len; i++) {
    all += area_of(picture_at(sights, i));
    stories += picture_at(sights, i)->article->kind == KIND_PHOTO ? 0 : area_of(picture_at(sights, i));
  }
  RuleFound found = {.rule = PAGE_RULE_PICTURE_SHARE, .value = all * 100000 / page, .place = sights->field};
  const StyleMakeup *house = &sights->look->sheet->makeup;
  bool over = stories * 100000 / page > house->share_most * 1000, under = found.value < house->share_least * 1000;
  found.limit = (under ? house->share_least : house->share_most) * 1000;
  found.broken = over || under;
  found.told = found.broken && sights->pictures->len;
  rules_add(sights, found);
}

/* --- rank ----------------------------------------------------------------------------------------------------------
 */

/* A story's first of its largest pictures; NULL: the picture is not that, or no story's. */
static const SeenPicture *largest_at(const Sights *sights, unsigned i)
{
  const SeenPicture *picture = picture_at(sights, i);
  if (!picture->picture || picture->article->kind != KIND_STORY)
    return NULL;
  for (unsigned j = 0; j < sights->pictures->len; j++) {
    const SeenPicture *other = picture_at(sights, j);
    bool larger = area_of(other) > area_of(picture) || (area_of(other) == area_of(picture) && j < i);
    if (other->article == picture->article && larger)
      return NULL;
  }
  return picture;
}

void pictures_rank(Sights *sights)
{
  for (unsigned i = 0; i < sights->pictures->len; i++)
    for (unsigned j = 0; j < sights->pictures->len; j++) {
      const SeenPicture *low = largest_at(sights, i), *high = largest_at(sights, j);
      if (!low || !high || low->article->priority <= high->article->priority || !area_of(high))
        continue;
      int64_t percent = area_of(low) * 100000 / area_of(high);
      if (percent > COST_RULES_RANK_PICTURE * 1000)
        rules_add(sights, found_of(PAGE_RULE_RANK_PICTURE, low, high, percent, COST_RULES_RANK_PICTURE * 1000));
    }
}

void pictures_lead(Sights *sights)
{
  const Article *lead = sights_lead(sights);
  const SeenPicture *own = NULL, *other = NULL;
  for (unsigned i = 0; lead && i < sights->pictures->len; i++) {
    const SeenPicture *picture = largest_at(sights, i);
    if (picture && picture->article == lead)
      own = picture;
    else if (picture && (!other || area_of(picture) > area_of(other)))
      other = picture;
  }
  if (!own || !other || !area_of(own))
    return;
  RuleFound found = found_of(PAGE_RULE_LEAD_PICTURE, other, own, area_of(other) * 100000 / area_of(own),
                             COST_RULES_LEAD_PICTURE * 1000);
  found.broken = found.told = found.value > found.limit;
  rules_add(sights, found);
}

/* --- a face that looks out --------------------------------------------------------------------------------------- */

void pictures_gaze(Sights *sights)
{
  const Box *type = &sights->grid->type;
  Mpt least = sights->grid->column_w * COST_RULES_GAZE / 100;
  for (unsigned i = 0; i < sights->pictures->len; i++) {
    const SeenPicture *picture = picture_at(sights, i);
    Gaze gaze = picture->picture ? picture->picture->gaze : GAZE_NONE;
    Mpt left = picture->box.x - type->x, right = box_right(type) - box_right(&picture->box);
    Mpt out = gaze == GAZE_LEFT ? left : right;
    if (gaze != GAZE_NONE && left + right >= least && out < least)
      rules_add(sights, found_of(PAGE_RULE_GAZE_OUT, picture, NULL, rules_mm(MAX(out, 0)), rules_mm(least)));
  }
}
