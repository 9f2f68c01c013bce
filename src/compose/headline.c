/* Heads (题): 眉题, 主题, 副题 and byline above their text, or upright beside it (竖题). A head takes whole grid lines.
 */
#include "compose/work.h"

#include <string.h>

#define HAN_ABOVE 88 /* per cent of the size above the baseline */

/* A part of a head set: its lines and their style. */
typedef struct {
  const Head *head;
  const TextStyle *style;
  Mpt leading; /* at the size it came to */
  Mpt gap;     /* white above it */
} Part;

enum { PART_KICKER, PART_TITLE, PART_SUBTITLE, PART_BYLINE, PARTS };

typedef struct {
  const Rich *const *lines[PARTS];
  unsigned n[PARTS];
  const TextStyle *style[PARTS];
  bool listed;
} Source;

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

static Source gather_source(Work *work, const Article *article, const LayoutHead *head)
{
  Source source = {.listed = article->title_listed};
  Align align = head->align;
  const char *const names[PARTS] = {head->kicker, head->title, head->subtitle, head->byline};
  const char *const defaults[PARTS] = {"kicker", "title", "subtitle", "byline"};
  for (unsigned i = 0; i < PARTS; i++)
    source.style[i] = work_style_aligned(work, work_style(work, names[i], article, defaults[i]), align);
  if (article->kicker)
    source.lines[PART_KICKER] = list_one(work, article->kicker), source.n[PART_KICKER] = 1;
  source.lines[PART_TITLE] = article->title;
  source.n[PART_TITLE] = article->n_title;
  source.lines[PART_SUBTITLE] = article->subtitle;
  source.n[PART_SUBTITLE] = article->n_subtitle;
  if (article->byline) {
    const TextStyle *style = source.style[PART_BYLINE];
    source.lines[PART_BYLINE] = list_one(work, add_prefix(work, article->byline, style));
    source.n[PART_BYLINE] = 1;
  }
  return source;
}

static const TextStyle *cap_size(Work *work, const TextStyle *style, int permille)
{
  if (permille >= 1000)
    return style;
  TextStyle *less = ARENA_NEW(work->arena, TextStyle);
  *less = *style;
  less->size_max = MAX(style->size, (Mpt)((int64_t)style->size_max * permille / 1000));
  return less;
}

/* 眉题 and 副题 stay clearly below the 主题 (§7 题 structure), 8 pt at least. */
static const TextStyle *subordinate(Work *work, const TextStyle *style, const Part *title, int permille)
{
  if (!title->head)
    return style;
  Mpt most = MAX((Mpt)((int64_t)title->head->size * permille / 1000), 8 * MPT_PT);
  if (style->size_max <= most)
    return style;
  TextStyle *less = ARENA_NEW(work->arena, TextStyle);
  *less = *style;
  less->size_max = most;
  less->size = MIN(style->size, most);
  return less;
}

static Part set_part(Work *work, const Article *article, const Source *source, unsigned which, Mpt measure,
                     unsigned lines_max, Direction direction, int size_permille)
{
  Part part = {.style = cap_size(work, source->style[which], size_permille)};
  if (!source->n[which] || measure <= 0)
    return part;
  bool listed = which == PART_TITLE ? source->listed : source->n[which] > 1;
  part.head = head_set(work->arena, work->shaper, source->lines[which], source->n[which], listed, part.style, measure,
                       lines_max, direction, article->keep, work->diags);
  if (!part.head || !part.head->n_lines) {
    part.head = NULL;
    return part;
  }
  part.leading = (Mpt)((int64_t)part.style->leading * part.head->size / MAX(part.style->size, 1));
  Place at = rich_place(source->lines[which][0], 0); /* set again for every way the slot is tried: told once */
  if (part.head->overfull && !diag_has(work->diags, DIAG_HEAD_OVERFULL, at.line, work->number, article->slug))
    diag_add_at(work->diags, DIAG_HEAD_OVERFULL, at, work->number, article->slug, part.style->name);
  return part;
}

static Mpt part_height(const Part *part)
{
  return part->head ? part->head->size + (Mpt)(part->head->n_lines - 1) * part->leading : 0;
}

/* White between the parts: more where sizes are large, least beside the byline. */
static Mpt stack_parts(Part *parts)
{
  Mpt height = 0;
  for (unsigned i = 0; i < PARTS; i++) {
    if (!parts[i].head)
      continue;
    if (height) {
      Mpt size = parts[PART_TITLE].head ? parts[PART_TITLE].head->size : parts[i].head->size;
      parts[i].gap = MAX(size * 3 / 10, parts[i].head->size * 45 / 100) + parts[i].style->before;
      if (i == PART_BYLINE)
        parts[i].gap = MAX(parts[i].head->size * 8 / 10, size * 3 / 10);
    }
    height += parts[i].gap + part_height(&parts[i]);
  }
  return height;
}

static void set_parts(Work *work, const Article *article, const LayoutHead *head, const Source *source, Mpt width,
                      int permille, Part *parts)
{
  const unsigned lines[PARTS] = {2, head->lines_max > 0 ? (unsigned)head->lines_max : 2, 2, 2};
  static const unsigned ORDER[PARTS] = {PART_TITLE, PART_KICKER, PART_SUBTITLE, PART_BYLINE};
  Source own = *source;
  for (unsigned j = 0; j < PARTS; j++) {
    unsigned i = ORDER[j];
    if (i == PART_KICKER || i == PART_SUBTITLE)
      own.style[i] = subordinate(work, source->style[i], &parts[PART_TITLE], i == PART_KICKER ? 450 : 550);
    parts[i] = set_part(work, article, &own, i, width, MAX(lines[i], source->n[i]), DIRECTION_HORIZONTAL,
                        i == PART_BYLINE ? 1000 : permille);
  }
}

static void add_part(Work *work, Group *group, const Part *part, Mpt *y)
{
  if (!part->head)
    return;
  *y += part->gap;
  for (unsigned i = 0; i < part->head->n_lines; i++) {
    Setting *line = part->head->lines[i];
    setting_place(work->arena, line, part->style);
    group_add_line(group, line, 0, 0, *y + part->head->size * HAN_ABOVE / 100 + (Mpt)i * part->leading);
  }
  *y += part_height(part);
}

static int rows_for(const Grid *grid, Mpt height, const LayoutHead *head)
{
  Mpt air = grid->leading * (head->rule == BORDER_NONE ? 9 : 14) / 10;
  return MAX((height + air + grid->leading - 1) / grid->leading, head->rows_min);
}

Group *headline_across(Work *work, const Article *article, const LayoutHead *head, Mpt width)
{
  const Grid *grid = &work->sheet->grid;
  Source source = gather_source(work, article, head);
  Part parts[PARTS];
  Mpt height = 0;
  int rows = 0;
  /* A head of so many rows at most is set smaller until it fits, within its styles' ranges. */
  for (int permille = 1000; permille >= 400; permille -= 60) {
    set_parts(work, article, head, &source, width, permille, parts);
    height = stack_parts(parts);
    rows = rows_for(grid, height, head);
    if (head->rows_max <= 0 || rows <= head->rows_max)
      break;
  }
  if (!height)
    return NULL;
  Group *group = group_new(work, article->slug, width);
  group->rows = rows;
  Mpt room = rows * grid->leading;
  if (head->rule != BORDER_NONE) {
    Mpt y = room - grid->leading / 2;
    group_add_rule(group, (Box){0, y, width, 0}, 500, head->rule, style_ink(work->sheet, head->rule_colour, 10000));
    room = y;
  }
  Mpt y = (room - height) * 45 / 100;
  for (unsigned i = 0; i < PARTS; i++)
    add_part(work, group, &parts[i], &y);
  return group;
}

/* --- upright heads ---------------------------------------------------------------------------- */

/* Columns run right to left: 眉题 first, then 主题, then 副题 set lower. The byline stands in the text. */
static Mpt set_upright(Work *work, const Article *article, const LayoutHead *head, const Source *source, Mpt height,
                       int permille, Part *parts)
{
  Mpt width = 0;
  static const unsigned ORDER[] = {PART_TITLE, PART_KICKER, PART_SUBTITLE};
  Source own = *source;
  for (unsigned j = 0; j < G_N_ELEMENTS(ORDER); j++) {
    unsigned i = ORDER[j];
    Mpt measure = i == PART_SUBTITLE ? height * 85 / 100 : height;
    unsigned most = i == PART_TITLE && head->lines_max > 0 ? (unsigned)head->lines_max : 2;
    if (i != PART_TITLE)
      own.style[i] = subordinate(work, source->style[i], &parts[PART_TITLE], i == PART_KICKER ? 500 : 550);
    parts[i] = set_part(work, article, &own, i, measure, MAX(most, source->n[i]), DIRECTION_VERTICAL, permille);
  }
  for (unsigned i = 0; i < PART_BYLINE; i++) {
    if (!parts[i].head)
      continue;
    parts[i].gap = width ? parts[i].head->size * 6 / 10 : 0;
    width += parts[i].gap + part_height(&parts[i]);
  }
  parts[PART_BYLINE] = (Part){0};
  return width;
}

Mpt headline_strip_width(Work *work, const Article *article, const LayoutHead *head, int rows)
{
  const Grid *grid = &work->sheet->grid;
  if (head->width.unit != UNIT_NONE)
    return style_length(work->sheet, head->width);
  Source source = gather_source(work, article, head);
  Part parts[PARTS];
  Mpt width = set_upright(work, article, head, &source, rows * grid->leading, 1000, parts);
  return MAX(width + grid->em, 3 * grid->em);
}

static void add_upright(Work *work, Group *group, const Part *part, Mpt *x, Mpt top)
{
  if (!part->head)
    return;
  *x -= part->gap;
  for (unsigned i = 0; i < part->head->n_lines; i++) {
    Setting *line = part->head->lines[i];
    setting_place(work->arena, line, part->style);
    group_add_line(group, line, 0, *x - part->head->size / 2 - (Mpt)i * part->leading, top);
  }
  *x -= part_height(part);
}

Group *headline_upright(Work *work, const Article *article, const LayoutHead *head, Mpt width, int rows)
{
  const Grid *grid = &work->sheet->grid;
  Source source = gather_source(work, article, head);
  for (unsigned i = 0; i < PARTS; i++)
    source.style[i] = work_style_aligned(work, source.style[i], ALIGN_LEFT);
  Part parts[PARTS];
  Mpt top = (grid->leading - grid->em) / 2, height = (rows - 1) * grid->leading + grid->ascent - top;
  Mpt taken = 0;
  for (int permille = 1000; permille >= 400; permille -= 60) {
    taken = set_upright(work, article, head, &source, height, permille, parts);
    if (taken <= width)
      break;
  }
  if (!taken)
    return NULL;
  Group *group = group_new(work, article->slug, width);
  group->rows = rows;
  Mpt x = width - (width - taken) / 2;
  for (unsigned i = 0; i < PART_BYLINE; i++) {
    Mpt lower = i == PART_SUBTITLE && parts[i].head && parts[PART_TITLE].head ? height * 15 / 100 : 0;
    add_upright(work, group, &parts[i], &x, top + lower);
  }
  return group;
}

/* --- a head in the run of a column: several articles in one slot ---------------------------------- */

Group *headline_inline(Work *work, const FlowBlock *block, Mpt w)
{
  LayoutHead head = {.title = NULL, .lines_max = 3};
  if (work_has_style(work, "brief-title"))
    head.title = "brief-title";
  return headline_across(work, block->article, &head, w);
}
