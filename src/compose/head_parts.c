#include "compose/head_parts.h"

#include "base/costs.h"

/* What gives way first where there is no room. */
static const unsigned GIVES_WAY[PARTS] = {PART_SUBTITLE, PART_KICKER, PART_BYLINE, PART_TITLE};

static const Rich *const *list_one(Work *work, const Rich *rich)
{
  const Rich **list = ARENA_NEW(work->arena, const Rich *);
  *list = rich;
  return list;
}

static const Rich *add_prefix(Work *work, const Rich *rich, const TextStyle *style)
{
  if (!rich || !style->prefix || !*style->prefix)
    return rich;
  const Rich *parts[] = {rich_added(work->arena, style->prefix, rich_place(rich, 0)), rich};
  return rich_join(work->arena, parts, 2);
}

/* Of equals the title is no larger than the least of them, and as closely set; beside a lead, no larger than becomes
 * it. */
static const TextStyle *limit_title(Work *work, const TextStyle *style, const LayoutHead *head)
{
  if (!head->title_most)
    return style;
  TextStyle *less = ARENA_NEW(work->arena, TextStyle);
  *less = *style;
  less->size_max = CLAMP(head->title_most, style->size, style->size_max);
  if (head->equal)
    less->tracking_max = style->tracking;
  return less;
}

HeadSource head_parts_open(Work *work, const Article *article, const LayoutHead *head, Align align)
{
  HeadSource source = {.work = work, .article = article, .head = head};
  const char *const names[PARTS] = {head->kicker, head->title, head->subtitle, head->byline};
  const char *const defaults[PARTS] = {"kicker", "title", "subtitle", "byline"};
  for (unsigned i = 0; i < PARTS; i++)
    source.style[i] = work_style_aligned(work, work_style(work, names[i], article, defaults[i]), align);
  source.style[PART_TITLE] = limit_title(work, source.style[PART_TITLE], head);
  if (article->kicker)
    source.lines[PART_KICKER] = list_one(work, article->kicker), source.n[PART_KICKER] = 1;
  source.lines[PART_TITLE] = article->title;
  source.n[PART_TITLE] = article->n_title;
  source.lines[PART_SUBTITLE] = article->subtitle;
  source.n[PART_SUBTITLE] = article->n_subtitle;
  if (article->byline) {
    source.lines[PART_BYLINE] = list_one(work, add_prefix(work, article->byline, source.style[PART_BYLINE]));
    source.n[PART_BYLINE] = 1;
  }
  return source;
}

void head_parts_leave_out(HeadSource *source, unsigned part)
{
  source->left_out |= 1u << part;
  source->n[part] = 0;
}

/* --- sizes ------------------------------------------------------------------------------------------- */

static const TextStyle *cap_size(Work *work, const TextStyle *style, int permille)
{
  if (permille >= 1000)
    return style;
  TextStyle *less = ARENA_NEW(work->arena, TextStyle);
  *less = *style;
  less->size_max = MAX(style->size, (Mpt)((int64_t)style->size_max * permille / 1000));
  return less;
}

const TextStyle *head_parts_subordinate(Work *work, const TextStyle *style, const HeadPart *title, int permille)
{
  if (!title->head)
    return style;
  Mpt most = MAX((Mpt)((int64_t)title->head->size * permille / 1000), COST_HEAD_SIZE_LEAST);
  if (style->size_max <= most)
    return style;
  TextStyle *less = ARENA_NEW(work->arena, TextStyle);
  *less = *style;
  less->size_max = most;
  less->size = MIN(style->size, most);
  return less;
}

/* --- parts ------------------------------------------------------------------------------------------- */

/* From line to line, at the size it came to, with room for 注音. */
static Mpt lead_part(const HeadPart *part)
{
  Mpt leading = (Mpt)((int64_t)part->style->leading * part->head->size / MAX(part->style->size, 1));
  for (unsigned i = 1; i < part->head->n_lines; i++)
    leading = setting_leading(part->head->lines[i], 0, leading);
  return leading;
}

HeadPart head_parts_set(HeadSource *source, unsigned which, const TextStyle *style, Mpt measure, unsigned lines_max,
                        int permille)
{
  Work *work = source->work;
  HeadPart part = {.style = cap_size(work, style, permille)};
  if (!source->n[which] || measure <= 0)
    return part;
  bool listed = which == PART_TITLE ? source->article->title_listed : source->n[which] > 1;
  part.head = head_set(work->arena, work->shaper, source->lines[which], source->n[which], listed, part.style, measure,
                       MAX(lines_max, source->n[which]), source->direction, source->article->keep,
                       which == PART_BYLINE ? NULL : source->work->heads, source->diags);
  if (!part.head || !part.head->n_lines)
    part.head = NULL;
  else
    part.leading = lead_part(&part);
  return part;
}

Mpt head_parts_ruby(const HeadPart *part)
{
  return part->head && part->head->n_lines ? setting_ruby(part->head->lines[0], 0) : 0;
}

Mpt head_parts_height(const HeadPart *part)
{
  return part->head ? part->head->size + (Mpt)(part->head->n_lines - 1) * part->leading : 0;
}

static Mpt measure_of(const HeadPart *part, Mpt measure)
{
  return part->measure ? part->measure : measure;
}

bool head_parts_are_wide(const HeadPart *part, Mpt measure)
{
  return part->head && part->head->widest > measure_of(part, measure) + COST_PLAY;
}

/* At the least size of its style it takes more lines than it may: told with a size at which it would do, by what its
   longest lines together come to. */
static void tell_overfull(const HeadSource *source, DiagList *diags, unsigned which, const HeadPart *part, Mpt measure)
{
  if (!part->head || !part->head->overfull)
    return;
  unsigned allowed =
      which == PART_TITLE && source->head->lines_max > 0 ? (unsigned)source->head->lines_max : COST_HEAD_LINES;
  int64_t all = 0;
  for (unsigned i = 0; i < part->head->n_lines; i++)
    all += part->head->lines[i]->widths[0];
  int64_t size =
      (int64_t)part->head->size * measure * MAX(allowed, source->n[which]) / MAX(all, 1) * COST_HEAD_TOLD / 100;
  int tenths = (int)CLAMP(size / 100, 10, 9999);
  diag_add_at(diags, DIAG_HEAD_OVERFULL, rich_place(source->lines[which][0], 0), source->work->number,
              source->article->slug, part->style->name, tenths / 10, tenths % 10);
}

static void tell_divided(const HeadSource *source, Group *group, unsigned which, const HeadPart *part)
{
  if (which == PART_BYLINE || !part->head || !part->head->divides || part->head->overfull)
    return;
  group->divides = true;
  diag_add_at(group->diags, DIAG_HEAD_DIVIDED, rich_place(source->lines[which][0], 0), source->work->number,
              source->article->slug);
}

static void tell_left_out(const HeadSource *source, DiagList *diags, const char *slot)
{
  static const char *const NAMES[PARTS][2] = {
      {"kicker", "眉题"}, {"title", "主题"}, {"subtitle", "副题"}, {"byline", "作者"}};
  for (unsigned i = 0; i < PARTS; i++)
    if (source->left_out & 1u << i)
      diag_add_at(diags, DIAG_HEAD_NO_ROOM, rich_place(source->lines[i][0], 0), source->work->number,
                  source->article->slug, NAMES[i][diag_lang(diags)], slot);
}

Group *head_parts_group(const HeadSource *source, const HeadPart *parts, Mpt width, const Mpt measures[PARTS])
{
  Work *work = source->work;
  Group *group = group_new(work, source->article->slug, width);
  if (source->diags)
    diag_append(group->diags, source->diags);
  for (unsigned i = 0; i < PARTS; i++) {
    tell_overfull(source, group->diags, i, &parts[i], measure_of(&parts[i], measures[i]));
    tell_divided(source, group, i, &parts[i]);
  }
  tell_left_out(source, group->diags, work->slot ? work->slot->name : "");
  return group;
}

unsigned head_parts_lines(const HeadSource *source, unsigned part)
{
  return part == PART_TITLE && source->head->lines_max > 0 ? (unsigned)source->head->lines_max : COST_HEAD_LINES;
}

unsigned head_parts_leaver(const HeadSource *source, const HeadPart *parts, Mpt measure)
{
  for (unsigned i = 0; i < PARTS; i++)
    if (head_parts_are_wide(&parts[i], measure))
      return i;
  for (unsigned i = 0; i < PARTS; i++)
    if (source->n[GIVES_WAY[i]])
      return GIVES_WAY[i];
  return PARTS;
}

void head_parts_forget(HeadSource *source)
{
  diag_list_free(source->diags);
  source->diags = diag_list_new(diag_lang(source->work->diags));
}
