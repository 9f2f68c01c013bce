/* Upright heads (竖题): their parts side by side in a strip, from the right. */
#include "compose/head_parts.h"

#include "base/costs.h"

/* How far a part runs down: 副题 begins lower. */
static Mpt upright_measure(const HeadSource *source, unsigned part)
{
  return part == PART_SUBTITLE ? source->measure * (100 - COST_HEAD_LOWERED) / 100 : source->measure;
}

/* Columns run right to left: 眉题 first, then 主题, then 副题 set lower, and a byline that stands with the head, to its
   foot. */
static Mpt set_upright(HeadSource *source, int permille, HeadPart *parts)
{
  Mpt width = 0;
  static const unsigned ORDER[PARTS] = {PART_TITLE, PART_KICKER, PART_SUBTITLE, PART_BYLINE};
  head_parts_forget(source);
  for (unsigned j = 0; j < PARTS; j++) {
    unsigned i = ORDER[j];
    const TextStyle *style = source->style[i];
    if (i == PART_KICKER || i == PART_SUBTITLE)
      style = head_parts_subordinate(source->work, style, &parts[PART_TITLE],
                                     i == PART_KICKER ? COST_HEAD_KICKER_UPRIGHT : COST_HEAD_SUBTITLE);
    int size = i == PART_BYLINE ? 1000 : permille;
    parts[i] = head_parts_set(source, i, style, upright_measure(source, i), head_parts_lines(source, i), size);
  }
  for (unsigned i = 0; i < PARTS; i++) {
    parts[i].gap =
        parts[i].head && width ? parts[i].head->size * COST_HEAD_GAP_UPRIGHT / 100 + parts[i].style->before : 0;
    parts[i].gap += head_parts_ruby(&parts[i]);
    width += parts[i].gap + head_parts_height(&parts[i]);
  }
  return width;
}

static HeadSource open_upright(Work *work, const Article *article, const LayoutHead *head, int rows)
{
  const Grid *grid = &work->sheet->grid;
  HeadSource source = head_parts_open(work, article, head, ALIGN_LEFT);
  Mpt top = (grid->leading - grid->em) / 2;
  source.direction = DIRECTION_VERTICAL;
  source.measure = (rows - 1) * grid->leading + grid->ascent - top;
  if (head->with_byline)
    source.style[PART_BYLINE] = work_style_aligned(work, source.style[PART_BYLINE], ALIGN_RIGHT);
  else
    source.n[PART_BYLINE] = 0;
  return source;
}

/* Smaller and smaller until its strip is wide enough. */
static bool shrink_to_strip(HeadSource *source, HeadPart *parts, Mpt *taken, Mpt width)
{
  for (int permille = 1000; permille >= COST_HEAD_SMALLEST; permille -= COST_HEAD_SMALLER) {
    *taken = set_upright(source, permille, parts);
    if (*taken <= width)
      break;
  }
  bool long_one = false;
  for (unsigned i = 0; i < PARTS; i++)
    long_one = long_one || head_parts_are_wide(&parts[i], upright_measure(source, i));
  return !long_one && *taken <= width;
}

Mpt headline_strip_width(Work *work, const Article *article, const LayoutHead *head, int rows, Mpt most)
{
  const Grid *grid = &work->sheet->grid;
  HeadSource source = open_upright(work, article, head, rows);
  HeadPart parts[PARTS];
  Mpt width = set_upright(&source, 1000, parts);
  diag_list_free(source.diags);
  return MIN(MAX(width + COST_HEAD_STRIP_AIR * grid->em, COST_HEAD_STRIP_LEAST * grid->em), most);
}

static void add_upright(Work *work, Group *group, const HeadPart *part, Mpt *x, Mpt top)
{
  if (!part->head)
    return;
  *x -= part->gap;
  for (unsigned i = 0; i < part->head->n_lines; i++) {
    Setting *line = part->head->lines[i];
    setting_place(work->arena, line, part->style);
    group_add_line(group, line, 0, *x - part->head->size / 2 - (Mpt)i * part->leading, top);
  }
  *x -= head_parts_height(part);
}

static Group *strip_group(const HeadSource *source, const HeadPart *parts, Mpt taken, Mpt width, int rows)
{
  const Grid *grid = &source->work->sheet->grid;
  Mpt measures[PARTS], top = (grid->leading - grid->em) / 2;
  for (unsigned i = 0; i < PARTS; i++)
    measures[i] = upright_measure(source, i);
  Group *group = head_parts_group(source, parts, width, measures);
  group->rows = rows;
  Mpt x = width - (width - taken) / 2;
  for (unsigned i = 0; i < PARTS; i++) {
    group->role = i == PART_TITLE ? ROLE_TITLE : ROLE_HEAD;
    bool lowered = i == PART_SUBTITLE && parts[i].head && parts[PART_TITLE].head;
    add_upright(source->work, group, &parts[i], &x, top + (lowered ? source->measure * COST_HEAD_LOWERED / 100 : 0));
  }
  return group;
}

Group *headline_upright(Work *work, const Article *article, const LayoutHead *head, Mpt width, int rows)
{
  HeadSource source = open_upright(work, article, head, rows);
  HeadPart parts[PARTS];
  Mpt taken = 0;
  while (!shrink_to_strip(&source, parts, &taken, width)) {
    unsigned leaver = head_parts_leaver(&source, parts, source.measure);
    if (leaver == PARTS)
      break;
    head_parts_leave_out(&source, leaver);
  }
  Group *group = taken || source.left_out ? strip_group(&source, parts, taken, width, rows) : NULL;
  diag_list_free(source.diags);
  return group;
}
