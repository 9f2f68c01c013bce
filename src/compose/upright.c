/* 竖排: what stands whole among lines that run down (rules §5): 小标题, ornaments, heads inside a slot. */
#include "compose/upright.h"

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
  const TextStyle *style = work_style(work, NULL, portion->article, "subhead");
  Mpt step = portion->pitch;
  unsigned n = portion->source->n_lines, columns = 0;
  Head **heads = ARENA_ARRAY(work->arena, Head *, n + 1);
  for (unsigned i = 0; i < n; i++) {
    const Rich *line = portion->source->lines[i];
    heads[i] = head_set(work->arena, work->shaper, &line, 1, false, style, w, COST_SUBHEAD_LINES, DIRECTION_VERTICAL,
                        portion->article->keep, NULL, work->diags);
    columns += heads[i] ? heads[i]->n_lines : 0;
  }
  Mpt pitch = style->stacked;
  Mpt width = style->size + (Mpt)(MAX(columns, 1) - 1) * pitch;
  int rows = MAX((int)(style->lines + MAX(columns, 1) - 1), (width + step - 1) / step);
  Group *group = open_group(work, portion, rows);
  group->role = ROLE_SUBHEAD;
  Mpt x = -(rows * step - width) * COST_SUBHEAD_ABOVE / 100 - style->size / 2;
  for (unsigned i = 0; i < n; i++)
    for (unsigned j = 0; heads[i] && j < heads[i]->n_lines; j++, x -= pitch) {
      setting_place(work->arena, heads[i]->lines[j], style);
      group_add_line(group, heads[i]->lines[j], 0, x, 0);
    }
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
