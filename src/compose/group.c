/* Groups: things built at the origin, then placed. */
#include "compose/group.h"

#include <string.h>

#include "base/costs.h"

Group *group_new(Work *work, const char *article, Mpt w)
{
  Group *group = ARENA_NEW(work->arena, Group);
  group->items = g_array_new(FALSE, TRUE, sizeof(Placed));
  group->w = w;
  group->article = article;
  group->diags = diag_list_new(diag_lang(work->diags));
  g_ptr_array_add(work->garbage, group->items);
  g_ptr_array_add(work->lists, group->diags);
  return group;
}

/* Where its ink begins and ends along the line. */
static void measure_line(const Setting *setting, const Line *line, Mpt *start, Mpt *end)
{
  *start = *end = 0;
  if (line->end > line->first)
    *start = setting->pen[line->first];
  for (uint32_t i = line->first; i < line->end; i++)
    *end = MAX(*end, setting->pen[i] + setting->shaped->clusters[i].body);
}

static Mpt line_beyond(const Group *group, const Placed *item)
{
  Mpt start, end;
  measure_line(item->setting, &item->setting->lines[item->line], &start, &end);
  if (item->setting->shaped->direction == DIRECTION_VERTICAL)
    return 0; /* its strip is measured by who makes it */
  return MAX(MAX(-(item->x + start), item->x + end - group->w), 0);
}

Mpt group_beyond(const Group *group)
{
  Mpt most = 0;
  for (unsigned i = 0; i < group->items->len; i++) {
    const Placed *item = &g_array_index(group->items, Placed, i);
    if (item->kind == PLACED_LINE)
      most = MAX(most, line_beyond(group, item));
    else
      most = MAX(most, MAX(-item->box.x, item->box.x + item->box.w - group->w));
  }
  return most;
}

void group_add_rule(Group *group, Box box, Mpt weight, BorderKind border, Ink ink)
{
  Placed item = {.kind = PLACED_RULE,
                 .furniture = true,
                 .box = box,
                 .weight = weight,
                 .border = border,
                 .ink = ink,
                 .article = group->article};
  g_array_append_val(group->items, item);
}

void group_add_picture(Group *group, const ImageInfo *image, Crop crop, Box box)
{
  Placed item = {.kind = PLACED_PICTURE,
                 .box = box,
                 .image = image,
                 .crop = crop,
                 .article = group->article,
                 .ppi = image_ppi(&crop, box.w, box.h)};
  g_array_append_val(group->items, item);
}

void group_add_line(Group *group, const Setting *setting, unsigned line, Mpt x, Mpt y)
{
  const Line *set = &setting->lines[line];
  Mpt em = setting->shaped->size, start = set->end > set->first ? setting->pen[set->first] : 0;
  Mpt w = MAX(setting->widths[line] - set->indent, set->natural);
  Placed item = {.kind = PLACED_LINE,
                 .role = group->role,
                 .article = group->article,
                 .setting = setting,
                 .line = line,
                 .x = x,
                 .y = y};
  if (setting->shaped->direction == DIRECTION_VERTICAL)
    item.box = (Box){x - em / 2, y + start, em, w};
  else
    item.box = (Box){x + start, y - han_ascent(em), w, em};
  g_array_append_val(group->items, item);
  group->lines++;
}

Mpt group_add_paragraph(Work *work, Group *group, const Setting *setting, const TextStyle *style, Mpt x, Mpt y,
                        Mpt leading)
{
  if (!setting)
    return y;
  for (unsigned i = 0; i < setting->n_lines; i++)
    group_add_line(group, setting, i, x, y + (Mpt)i * leading);
  return y + (Mpt)(setting->n_lines - 1) * leading;
}

void group_add_below(Group *group, const Group *lower, Mpt leading)
{
  Mpt down = group->rows * leading;
  for (unsigned i = 0; i < lower->items->len; i++) {
    Placed item = g_array_index(lower->items, Placed, i);
    item.box.y += down;
    item.y += down;
    g_array_append_val(group->items, item);
  }
  diag_append(group->diags, lower->diags);
  group->lines += lower->lines;
  group->rows += lower->rows;
}

void group_place(Work *work, const Group *group, Mpt x, Mpt y)
{
  if (!group)
    return;
  diag_append(work->diags, group->diags);
  for (unsigned i = 0; i < group->items->len; i++) {
    Placed item = g_array_index(group->items, Placed, i);
    item.box.x += x;
    item.box.y += y;
    item.x += x;
    item.y += y;
    work_add_placed(work, &item);
  }
  for (unsigned i = 0; group->article && i < work->articles->len; i++) {
    PlacedArticle *row = &g_array_index(work->articles, PlacedArticle, i);
    if (strcmp(row->article->slug, group->article))
      continue;
    row->lines += group->lines;
  }
}

Setting *group_set_text(Work *work, const Rich *rich, const TextStyle *style, Mpt measure, Mpt indent,
                        const char *const *keep, DiagList *diags)
{
  if (!rich || !rich->length || (int64_t)measure * 100 < (int64_t)style->size * COST_SET_LEAST)
    return NULL;
  Shaped *shaped = shape_text(work->arena, work->shaper, rich, style, 0, DIRECTION_HORIZONTAL, keep, diags);
  Measures measures = {&measure, 1};
  Settings settings = paragraph_break(work->arena, shaped, style, &measures, indent);
  Setting *best = settings.best;
  if (!best) /* in so short a line there is nothing to choose */
    best = paragraph_first_fit(work->arena, shaped, style, &measures, 0);
  if (best)
    setting_place(work->arena, best, style);
  return best;
}
