/* Furniture: 报头, 报眉, folio, rules, bands. Everything of it is in the layout; this only fills in and places. */
#include "compose/furniture.h"

#include "compose/group.h"

#include <string.h>

#include "base/costs.h"

typedef struct {
  const char *name;
  const char *value;
} Placeholder;

enum { PLACEHOLDERS = 10 };

static char *join_staff(Work *work)
{
  GString *staff = g_string_new(NULL);
  for (unsigned i = 0; i < work->issue->n_staff; i++)
    g_string_append_printf(staff, "%s%s：%s", i ? MARK_SPACE_TEXT : "", work->issue->staff[i].role,
                           work->issue->staff[i].names);
  char *text = arena_strdup(work->arena, staff->str);
  g_string_free(staff, TRUE);
  return text;
}

static void fill_placeholders(Work *work, Placeholder table[PLACEHOLDERS])
{
  const Issue *issue = work->issue;
  char pages[16];
  g_snprintf(pages, sizeof pages, "%u", issue->n_pages);
  const Placeholder filled[PLACEHOLDERS] = {
      {"paper", issue->paper},
      {"title", issue->title},
      {"date", date_gregorian(work->arena, &issue->date)},
      {"weekday", date_weekday(work->arena, &issue->date)},
      {"lunar", date_lunar(work->arena, &issue->date)},
      {"number", issue->number},
      {"page", work->spec->label},
      {"section", work->spec->section},
      {"pages", arena_strdup(work->arena, pages)},
      {"staff", join_staff(work)},
  };
  memcpy(table, filled, sizeof filled);
}

static const char *find_placeholder(const Placeholder *table, const char *name, size_t length)
{
  for (unsigned i = 0; i < PLACEHOLDERS; i++)
    if (strlen(table[i].name) == length && !strncmp(table[i].name, name, length))
      return table[i].value ? table[i].value : "";
  return NULL;
}

/* "{paper} {date}" → text; an unknown {word} is reported and left. */
static char *expand(Work *work, const LayoutFurniture *furniture, const Placeholder *table)
{
  GString *text = g_string_new(NULL);
  for (const char *at = furniture->text; *at;) {
    const char *close = *at == '{' ? strchr(at, '}') : NULL;
    const char *value = close ? find_placeholder(table, at + 1, (size_t)(close - at - 1)) : NULL;
    if (close && !value)
      diag_add(work->diags, DIAG_PLACEHOLDER_UNKNOWN, furniture->place, (int)(close - at - 1), at + 1);
    if (value) {
      g_string_append(text, value);
      at = close + 1;
    } else
      g_string_append_c(text, *at++);
  }
  char *expanded = arena_strdup(work->arena, text->str);
  g_string_free(text, TRUE);
  return expanded;
}

/* A band that touches or passes a trim edge is printed out to the bleed. */
static Box stretch_to_bleed(const Grid *grid, Box box)
{
  Mpt right = box.x + box.w, bottom = box.y + box.h;
  if (box.x <= 0)
    box.x = -grid->bleed;
  if (box.y <= 0)
    box.y = -grid->bleed;
  right = right >= grid->trim_w ? grid->trim_w + grid->bleed : right;
  bottom = bottom >= grid->trim_h ? grid->trim_h + grid->bleed : bottom;
  return (Box){box.x, box.y, right - box.x, bottom - box.y};
}

/* From line to line of a text set as large as it goes in. */
static Mpt line_step(const Head *head)
{
  return head->size * COST_FURNITURE_STEP / 100;
}

static Group *set_across(Work *work, const LayoutFurniture *furniture, const Rich *rich, const TextStyle *style,
                         Box box)
{
  Group *group = group_new(work, NULL, box.w);
  Mpt y = han_ascent(style->size);
  if (style->size_max > style->size) {
    const Rich *lines[] = {rich};
    Head *head = head_set(work->arena, work->shaper, lines, 1, true, style, box.w, 1, DIRECTION_HORIZONTAL, NULL, NULL,
                          work->diags);
    for (unsigned i = 0; head && i < head->n_lines; i++) {
      setting_place(work->arena, head->lines[i], style);
      group_add_line(group, head->lines[i], 0, 0, han_ascent(head->size) + (Mpt)i * line_step(head));
      y = han_ascent(head->size) + (Mpt)i * line_step(head) + han_descent(head->size);
    }
  } else {
    Setting *setting =
        group_set_text(work, rich, style, MAX(box.w, COST_FURNITURE_LEAST * style->size), 0, NULL, work->diags);
    y = group_add_paragraph(work, group, setting, style, 0, y, style->leading) + han_descent(style->size);
  }
  Mpt down = furniture->valign == 1 ? (box.h - y) / 2 : furniture->valign == 2 ? box.h - y : 0;
  for (unsigned i = 0; i < group->items->len; i++) {
    g_array_index(group->items, Placed, i).y += down;
    g_array_index(group->items, Placed, i).box.y += down;
  }
  return group;
}

static Group *set_upright(Work *work, const Rich *rich, const TextStyle *style, Box box)
{
  Group *group = group_new(work, NULL, box.w);
  const Rich *lines[] = {rich};
  Head *head =
      head_set(work->arena, work->shaper, lines, 1, true, style, box.h, 1, DIRECTION_VERTICAL, NULL, NULL, work->diags);
  for (unsigned i = 0; head && i < head->n_lines; i++) {
    setting_place(work->arena, head->lines[i], style);
    group_add_line(group, head->lines[i], 0, box.w / 2 - (Mpt)i * line_step(head), 0);
  }
  return group;
}

static void place_text(Work *work, const LayoutFurniture *furniture, const Placeholder *table, Box box)
{
  char *text = expand(work, furniture, table);
  if (!*text)
    return;
  const Rich *rich = rich_plain(work->arena, text, furniture->place);
  TextStyle *style = ARENA_NEW(work->arena, TextStyle);
  *style = *style_lookup(work->sheet, furniture->style ? furniture->style : "furniture");
  if (furniture->align != ALIGN_UNSET)
    style->align = furniture->align;
  if (furniture->colour)
    style->ink = style_ink(work->sheet, furniture->colour, furniture->tint);
  Group *group =
      furniture->vertical ? set_upright(work, rich, style, box) : set_across(work, furniture, rich, style, box);
  for (unsigned i = 0; i < group->items->len; i++) {
    Placed *item = &g_array_index(group->items, Placed, i);
    item->furniture = true;
    item->within = box;
  }
  group_place(work, group, box.x, box.y);
}

static void place_image(Work *work, const LayoutFurniture *furniture, Box box)
{
  char *dir = g_path_get_dirname(work->sheet->layout->file);
  char *path = g_build_filename(dir, furniture->image, NULL);
  ImageInfo *info = ARENA_NEW(work->arena, ImageInfo);
  if (image_probe(work->arena, arena_strdup(work->arena, path), furniture->image, furniture->place, info,
                  work->diags)) {
    Group *group = group_new(work, NULL, box.w);
    Mpt h = (Mpt)((int64_t)box.w * info->height / MAX(info->width, 1));
    Box fitted = {0, 0, box.w, h};
    if (h > box.h && box.h > 0)
      fitted = (Box){0, 0, (Mpt)((int64_t)box.h * info->width / MAX(info->height, 1)), box.h};
    group_add_picture(group, info, (Crop){0, 0, info->width, info->height}, fitted);
    group_place(work, group, box.x, box.y);
  }
  g_free(path);
  g_free(dir);
}

static void place_column_rules(Work *work, const LayoutFurniture *furniture, Box box)
{
  const Grid *grid = &work->sheet->grid;
  int first = MAX(furniture->column_first, 1),
      last = furniture->column_last > 0 ? furniture->column_last : grid->columns;
  for (int c = first; c < last; c++) {
    Mpt x = (grid_column_x(grid, c) + grid->column_w + grid_column_x(grid, c + 1)) / 2;
    Placed rule = {.kind = PLACED_RULE,
                   .furniture = true,
                   .box = {x, box.y, 0, box.h},
                   .border = BORDER_LINE,
                   .weight = style_furniture(work->sheet, furniture)->weight,
                   .ink = style_ink(work->sheet, furniture->colour, furniture->tint)};
    work_add_placed(work, &rule);
  }
}

static void place_furniture(Work *work, const LayoutFurniture *furniture, const Placeholder *table)
{
  const StyleFurniture *own = style_furniture(work->sheet, furniture);
  Box box = own->box;
  Placed item = {.furniture = true,
                 .box = box,
                 .weight = own->weight,
                 .ink = style_ink(work->sheet, furniture->colour, furniture->tint)};
  item.border = furniture->rule == BORDER_NONE ? BORDER_LINE : furniture->rule;
  switch (furniture->kind) {
  case FURNITURE_TEXT: place_text(work, furniture, table, box); return;
  case FURNITURE_IMAGE: place_image(work, furniture, box); return;
  case FURNITURE_COLUMN_RULES: place_column_rules(work, furniture, box); return;
  case FURNITURE_RULE:
    item.kind = PLACED_RULE;
    if (item.box.w >= item.box.h)
      item.box.h = 0;
    else
      item.box.w = 0;
    break;
  case FURNITURE_BAND:
    item.kind = PLACED_BAND;
    if (furniture->bleed)
      item.box = stretch_to_bleed(&work->sheet->grid, box);
    break;
  case FURNITURE_FRAME:
    item.kind = PLACED_FRAME;
    item.sides = 15;
    break;
  }
  work_add_placed(work, &item);
}

void furniture_compose(Work *work, const LayoutTemplate *templ)
{
  Placeholder table[PLACEHOLDERS];
  fill_placeholders(work, table);
  for (unsigned i = 0; i < templ->n_furniture; i++) {
    const LayoutFurniture *furniture = &templ->furniture[i];
    const char *needed =
        furniture->only_if ? find_placeholder(table, furniture->only_if, strlen(furniture->only_if)) : NULL;
    if (furniture->only_if && (!needed || !*needed))
      continue;
    work->piece = furniture;
    place_furniture(work, furniture, table);
  }
  work->piece = NULL;
}
