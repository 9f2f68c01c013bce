/* Solids of the text: 小标题, pull quotes, ornaments. Each takes whole grid lines, so that the text below stays on the
 * grid. */
#include "compose/blocks.h"

#include "compose/pour.h"

#include "base/costs.h"

/* One line of head in `lines` grid lines (2 as a rule), every further one in one more; the space is split 2 : 1 above
   (§6). A source line too long for the column is broken at sense, as a head is. */
Group *blocks_subhead(Work *work, const Portion *portion, Mpt w)
{
  const Grid *grid = &work->sheet->grid;
  const TextStyle *style = work_style(work, NULL, portion->article, "subhead");
  unsigned n = portion->source->n_lines, lines = 0;
  Head **heads = ARENA_ARRAY(work->arena, Head *, n + 1);
  Group *group = group_new(work, portion->article->slug, w);
  group->role = ROLE_SUBHEAD;
  for (unsigned i = 0; i < n; i++) {
    heads[i] = head_set(work->arena, work->shaper, &portion->source->lines[i], 1, false, style, w, COST_SUBHEAD_LINES,
                        DIRECTION_HORIZONTAL, portion->article->keep, NULL, group->diags);
    lines += heads[i] ? heads[i]->n_lines : 0;
  }
  Mpt leading = style->stacked;
  Mpt height = style->size + (Mpt)(MAX(lines, 1) - 1) * leading;
  int rows = MAX((int)(style->lines + MAX(lines, 1) - 1), (height + grid->leading - 1) / grid->leading);
  group->rows = rows;
  Mpt white = rows * grid->leading - height;
  Mpt y = white * (rows > 1 ? COST_SUBHEAD_ABOVE : 50) / 100 + han_ascent(style->size);
  for (unsigned i = 0; i < n; i++)
    for (unsigned j = 0; heads[i] && j < heads[i]->n_lines; j++, y += leading) {
      setting_place(work->arena, heads[i]->lines[j], style);
      group_add_line(group, heads[i]->lines[j], 0, 0, y);
    }
  return group;
}

Group *blocks_under_head(Work *work, const Portion *portion, Group *group)
{
  const Portion head = {.article = portion->article, .source = portion->head};
  if (!portion->head)
    return group;
  Group *whole = blocks_subhead(work, &head, group->w);
  whole->role = group->role;
  group_add_below(whole, group, work->sheet->grid.leading);
  return whole;
}

/* A rule above and below in the quote's own ink; the text inset by half an em at both sides. */
Group *blocks_quote(Work *work, const Portion *portion, Mpt w)
{
  const Grid *grid = &work->sheet->grid;
  const TextStyle *style = work_style(work, NULL, portion->article, "quote");
  Mpt inset = w >= COST_QUOTE_INSET_FROM * style->size ? grid->em * COST_QUOTE_INSET / 100 : 0, measure = w - 2 * inset;
  Group *group = group_new(work, portion->article->slug, w);
  unsigned n = portion->source->n_lines, lines = 0;
  Setting **settings = ARENA_ARRAY(work->arena, Setting *, n + 1);
  for (unsigned i = 0; i < n; i++) {
    settings[i] = group_set_text(work, portion->source->lines[i], style, measure, style->indent, portion->article->keep,
                                 group->diags);
    lines += settings[i] ? settings[i]->n_lines : 0;
  }
  Mpt height = style->size + (Mpt)(MAX(lines, 1) - 1) * style->leading;
  group->rows = (height + 2 * grid->leading + grid->leading - 1) / grid->leading;
  Mpt top = grid->leading / 2, bottom = group->rows * grid->leading - grid->leading / 2;
  group_add_rule(group, (Box){0, top, w, 0}, RULE_QUOTE_TOP, BORDER_LINE, style->ink);
  group_add_rule(group, (Box){0, bottom, w, 0}, RULE_QUOTE_FOOT, BORDER_LINE, style->ink);
  Mpt y = top + (bottom - top - height) / 2 + han_ascent(style->size);
  for (unsigned i = 0; i < n; i++)
    if (settings[i])
      y = group_add_paragraph(work, group, settings[i], style, inset, y, style->leading) + style->leading;
  return group;
}

/* --- in the manuscript: a short rule in the middle of an empty line. */
Group *blocks_ornament(Work *work, const Portion *portion, Mpt w)
{
  const Grid *grid = &work->sheet->grid;
  const TextStyle *style = style_lookup(work->sheet, "ornament");
  Group *group = group_new(work, portion->article->slug, w);
  group->rows = 1;
  Mpt length = MIN(COST_ORNAMENT * grid->em, w);
  group_add_rule(group, (Box){(w - length) / 2, grid->leading / 2, length, 0}, RULE_ORNAMENT, BORDER_LINE, style->ink);
  return group;
}
