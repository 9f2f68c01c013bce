/* 竖排: what stands whole among lines that run down (rules §5): 小标题, ornaments, heads inside a slot. */
#include "compose/upright.h"

#include "compose/blocks.h"
#include "compose/headline.h"
#include "compose/pour.h"

#include "base/costs.h"

static Group *open_group(Work *work, const Portion *portion, int rows)
{
  Group *group = group_new(work, portion->article->slug, 0);
  group->rows = rows;
  return group;
}

/* One column of head in `lines` lines, every further one in one more; more of the white before it than behind. */
Group *upright_subhead(Work *work, const Portion *portion, Mpt w)
{
  Mpt step = portion->pitch;
  Group *group = open_group(work, portion, 0);
  group->role = ROLE_SUBHEAD;
  const Subhead subhead = blocks_set_subhead(work, portion, w, DIRECTION_VERTICAL, group);
  group->rows = blocks_subhead_rows(&subhead, step);
  Mpt x = -blocks_subhead_above(&subhead, group->rows * step, COST_SUBHEAD_ABOVE) - subhead.style->size / 2;
  for (unsigned i = 0; i < subhead.n; i++)
    group_add_line(group, subhead.lines[i], 0, x - (Mpt)i * subhead.pitch, 0);
  return group;
}

Group *upright_ornament(Work *work, const Portion *portion, Mpt w)
{
  const Grid *grid = &work->sheet->grid;
  const TextStyle *style = style_lookup(work->sheet, "ornament");
  Group *group = open_group(work, portion, 1);
  Mpt length = MIN(COST_ORNAMENT * grid->em, w);
  group_add_rule(group, (Box){-portion->pitch / 2, (w - length) / 2, 0, length}, RULE_ORNAMENT, BORDER_LINE,
                 style->ink);
  return group;
}

/* The head of one of several articles in a slot: upright, before its text. */
Group *upright_head(Work *work, const Portion *portion, Mpt w)
{
  const Grid *grid = &work->sheet->grid;
  LayoutHead head = {.side = HEAD_RIGHT, .lines_max = COST_HEAD_LINES_INLINE};
  if (work_has_style(work, "brief-title"))
    head.title = "brief-title";
  int rows = MAX(1, (w + grid->leading - grid->em) / grid->leading);
  Mpt width = headline_strip_width(work, portion->article, &head, rows, work->sheet->grid.type.w);
  int cells = (width + portion->pitch - 1) / portion->pitch;
  Group *group = headline_upright(work, portion->article, &head, cells * portion->pitch, rows);
  if (!group)
    return open_group(work, portion, 0);
  for (unsigned i = 0; i < group->items->len; i++) {
    Placed *item = &g_array_index(group->items, Placed, i);
    item->x -= cells * portion->pitch;
    item->box.x -= cells * portion->pitch;
  }
  group->rows = cells;
  return group;
}
