/* Solids of the text: 小标题, pull quotes, ornaments. Each takes whole grid lines, so that the text below stays on the
 * grid. */
#include "compose/blocks.h"

#include "compose/pour.h"

#include "base/costs.h"

Subhead blocks_set_subhead(Work *work, const Portion *portion, Mpt measure, Direction direction, Group *group)
{
  const TextStyle *style = work_style(work, NULL, portion->article, "subhead");
  unsigned n = portion->source->n_lines;
  Subhead subhead = {.style = style, .pitch = style->stacked, .size = style->size};
  GArray *lines = g_array_new(FALSE, FALSE, sizeof(Setting *));
  for (unsigned i = 0; i < n; i++) {
    const Head *head = head_set(work->arena, work->shaper, &portion->source->lines[i], 1, false, style, measure,
                                COST_SUBHEAD_LINES, direction, portion->article->keep, NULL, group->diags);
    if (head)
      g_array_append_vals(lines, head->lines, head->n_lines);
  }
  subhead.n = lines->len;
  subhead.lines = arena_copy(work->arena, lines->data, lines->len * sizeof(Setting *));
  g_array_free(lines, TRUE);
  for (unsigned i = 0; i < subhead.n; i++) {
    setting_place(work->arena, subhead.lines[i], style);
    subhead.pitch = setting_leading(subhead.lines[i], i ? 0 : 1, subhead.pitch);
  }
  subhead.ruby = subhead.n ? setting_ruby(subhead.lines[0], 0) : 0;
  subhead.size += (Mpt)(MAX(subhead.n, 1) - 1) * subhead.pitch;
  return subhead;
}

/* Where lines stand farther apart than the text's, the white about them would be used up: a fourth of a line of it is
   left, with 注音 half a line, for the text under it may have some too. */
int blocks_subhead_rows(const Subhead *subhead, Mpt step)
{
  bool opened = subhead->ruby || subhead->pitch > subhead->style->stacked;
  Mpt white = opened ? step / 2 : subhead->n > 1 ? step / 4 : 0, size = subhead->size + subhead->ruby + white;
  return MAX((int)(subhead->style->lines + MAX(subhead->n, 1) - 1), (size + step - 1) / step);
}

Mpt blocks_subhead_above(const Subhead *subhead, Mpt room, int percent)
{
  return MAX((room - subhead->size) * percent / 100, subhead->ruby);
}

/* One line of head in `lines` grid lines (2 as a rule), every further one in one more; the space is split 2 : 1 above
   (§6). A source line too long for the column is broken at sense, as a head is. */
Group *blocks_subhead(Work *work, const Portion *portion, Mpt w)
{
  const Grid *grid = &work->sheet->grid;
  Group *group = group_new(work, portion->article->slug, w);
  group->role = ROLE_SUBHEAD;
  const Subhead subhead = blocks_set_subhead(work, portion, w, DIRECTION_HORIZONTAL, group);
  group->rows = blocks_subhead_rows(&subhead, grid->leading);
  Mpt y = blocks_subhead_above(&subhead, group->rows * grid->leading, group->rows > 1 ? COST_SUBHEAD_ABOVE : 50) +
          han_ascent(subhead.style->size);
  for (unsigned i = 0; i < subhead.n; i++)
    group_add_line(group, subhead.lines[i], 0, 0, y + (Mpt)i * subhead.pitch);
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
  Mpt leading = style->leading;
  for (unsigned i = 0; i < n; i++) {
    settings[i] = group_set_text(work, portion->source->lines[i], style, measure, style->indent, portion->article->keep,
                                 group->diags);
    if (!settings[i])
      continue;
    leading = setting_leading(settings[i], lines ? 0 : 1, leading);
    lines += settings[i]->n_lines;
  }
  Mpt height = style->size + (Mpt)(MAX(lines, 1) - 1) * leading;
  group->rows = (height + 2 * grid->leading + grid->leading - 1) / grid->leading;
  Mpt top = grid->leading / 2, bottom = group->rows * grid->leading - grid->leading / 2;
  group_add_rule(group, (Box){0, top, w, 0}, RULE_QUOTE_TOP, BORDER_LINE, style->ink);
  group_add_rule(group, (Box){0, bottom, w, 0}, RULE_QUOTE_FOOT, BORDER_LINE, style->ink);
  Mpt y = top + (bottom - top - height) / 2 + han_ascent(style->size);
  for (unsigned i = 0; i < n; i++)
    if (settings[i])
      y = group_add_paragraph(work, group, settings[i], style, inset, y, leading) + leading;
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
