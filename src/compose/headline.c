/* Heads (题): 眉题, 主题, 副题 and byline above their text, or upright beside it (竖题). A head takes whole grid lines.
   It is set as large as its styles allow and its room holds; a part that goes in at no size is left out and told, for a
   head never prints over its neighbour. */
#include "compose/headline.h"

#include "compose/pour.h"

#include <string.h>

#include "base/costs.h"

/* A part of a head set: its lines and their style. */
typedef struct {
  const Head *head;
  const TextStyle *style;
  Mpt leading;              /* at the size it came to */
  Mpt gap;                  /* white above it, for its 注音 also */
  const FoldedLine *folded; /* of each line of one over the fold; NULL: it is not */
  Mpt x, measure;           /* of one beside the fold; else 0 */
  bool level;               /* at the other side of the fold than the part above, beside it */
} HeadPart;

enum { PART_KICKER, PART_TITLE, PART_SUBTITLE, PART_BYLINE, PARTS };

/* What gives way first where there is no room. */
static const unsigned GIVES_WAY[PARTS] = {PART_SUBTITLE, PART_KICKER, PART_BYLINE, PART_TITLE};

typedef struct {
  Work *work;
  const Article *article;
  const LayoutHead *head;
  const Rich *const *lines[PARTS];
  unsigned n[PARTS]; /* 0: not there, or left out */
  const TextStyle *style[PARTS];
  unsigned left_out; /* bits */
  Direction direction;
  Mpt measure;
  const HeadFold *fold; /* NULL: none runs through it */
  DiagList *diags;      /* of the setting tried last */
} HeadSource;

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

static HeadSource open_source(Work *work, const Article *article, const LayoutHead *head, Align align)
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

static void leave_out(HeadSource *source, unsigned part)
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

/* 眉题 and 副题 stay clearly below the 主题 (§7 题 structure), but no smaller than a size that is read. */
static const TextStyle *subordinate(Work *work, const TextStyle *style, const HeadPart *title, int permille)
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

static Mpt ruby_of(const Setting *line)
{
  Mpt most = 0;
  for (unsigned i = 0; i < line->shaped->n_rubies; i++)
    most = MAX(most, line->shaped->rubies[i].text->size);
  return most;
}

/* From line to line, at the size it came to, with room for 注音. */
static Mpt lead_part(const HeadPart *part)
{
  Mpt ruby = 0;
  for (unsigned i = 1; i < part->head->n_lines; i++)
    ruby = MAX(ruby, ruby_of(part->head->lines[i]));
  Mpt leading = (Mpt)((int64_t)part->style->leading * part->head->size / MAX(part->style->size, 1));
  return ruby ? MAX(leading, part->head->size + ruby) : leading;
}

static HeadPart set_part(HeadSource *source, unsigned which, const TextStyle *style, Mpt measure, unsigned lines_max,
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

/* What 注音 takes above the first of its lines. */
static Mpt part_ruby(const HeadPart *part)
{
  return part->head && part->head->n_lines ? ruby_of(part->head->lines[0]) : 0;
}

static Mpt part_height(const HeadPart *part)
{
  return part->head ? part->head->size + (Mpt)(part->head->n_lines - 1) * part->leading : 0;
}

static Mpt measure_of(const HeadPart *part, Mpt measure)
{
  return part->measure ? part->measure : measure;
}

static bool is_too_wide(const HeadPart *part, Mpt measure)
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

static void tell_left_out(const HeadSource *source, DiagList *diags, const char *slot)
{
  static const char *const NAMES[PARTS][2] = {
      {"kicker", "眉题"}, {"title", "主题"}, {"subtitle", "副题"}, {"byline", "作者"}};
  for (unsigned i = 0; i < PARTS; i++)
    if (source->left_out & 1u << i)
      diag_add_at(diags, DIAG_HEAD_NO_ROOM, rich_place(source->lines[i][0], 0), source->work->number,
                  source->article->slug, NAMES[i][diag_lang(diags)], slot);
}

static Group *open_group(const HeadSource *source, const HeadPart *parts, Mpt width, const Mpt measures[PARTS])
{
  Work *work = source->work;
  Group *group = group_new(work, source->article->slug, width);
  if (source->diags)
    diag_append(group->diags, source->diags);
  for (unsigned i = 0; i < PARTS; i++)
    tell_overfull(source, group->diags, i, &parts[i], measure_of(&parts[i], measures[i]));
  tell_left_out(source, group->diags, work->slot ? work->slot->name : "");
  return group;
}

/* --- across -------------------------------------------------------------------------------------------- */

/* White between the parts: more where sizes are large, least beside the byline. */
static Mpt gap_over(const HeadPart *parts, unsigned part)
{
  Mpt own = parts[part].head->size, size = parts[PART_TITLE].head ? parts[PART_TITLE].head->size : own;
  int least = part == PART_BYLINE ? COST_HEAD_GAP_BYLINE : COST_HEAD_GAP_OWN;
  return MAX(size * COST_HEAD_GAP / 100, own * least / 100);
}

/* And what their styles ask for before the first and after the last. */
static Mpt stack_parts(HeadPart *parts)
{
  Mpt height = 0, after = 0; /* after: of the part above */
  for (unsigned i = 0; i < PARTS; i++) {
    parts[i].gap = 0;
    if (!parts[i].head || parts[i].level)
      continue;
    parts[i].gap = (height ? gap_over(parts, i) : 0) + after + parts[i].style->before + part_ruby(&parts[i]);
    height += parts[i].gap + part_height(&parts[i]);
    after = parts[i].style->after;
  }
  return height ? height + after : 0;
}

static unsigned lines_of(const HeadSource *source, unsigned part)
{
  return part == PART_TITLE && source->head->lines_max > 0 ? (unsigned)source->head->lines_max : COST_HEAD_LINES;
}

/* --- over a fold --------------------------------------------------------------------------------------- */

/* SENSE: only where it has a blank or a mark. False: some line of it can be parted nowhere. */
static bool fold_part(HeadSource *source, HeadPart *part, bool sense)
{
  Arena *arena = source->work->arena;
  const FoldRoom room = {source->fold->width, source->fold->at, COST_SPREAD_SAFE, part->style->align, sense};
  unsigned n = part->head ? part->head->n_lines : 0;
  FoldedLine *folded = ARENA_ARRAY(arena, FoldedLine, n + 1);
  bool fits = true;
  for (unsigned i = 0; i < n; i++) {
    setting_place(arena, part->head->lines[i], part->style);
    fits = fold_line(arena, part->head->lines[i], &room, &folded[i]) && (!sense || folded[i].n == 2) && fits;
  }
  part->folded = folded;
  return fits;
}

/* Else one page's columns would have no head over them. */
static bool stands_over(const HeadPart *part)
{
  for (unsigned i = 0; part->head && i < part->head->n_lines; i++)
    if (part->folded[i].n == 2)
      return true;
  return false;
}

/* In one line, as long as its least size goes in. */
static HeadPart set_folded_title(HeadSource *source, const TextStyle *style, int permille)
{
  HeadPart part = set_part(source, PART_TITLE, style, source->measure, 1, permille);
  if (part.head && (part.head->overfull || part.head->n_lines > 1))
    part = set_part(source, PART_TITLE, style, source->measure, lines_of(source, PART_TITLE), permille);
  if (!fold_part(source, &part, false) || !stands_over(&part))
    diag_add_at(source->diags, DIAG_HEAD_FOLD, rich_place(source->lines[PART_TITLE][0], 0), source->work->number,
                source->article->slug);
  return part;
}

/* What the title begins with stands at the left, what follows from it at the right, as far as there is room. */
static HeadPart set_beside_fold(HeadSource *source, unsigned which, const TextStyle *style, int permille)
{
  const HeadFold *fold = source->fold;
  Mpt left = fold->left, right = fold->width - fold->right;
  bool at_right = which == PART_SUBTITLE ? right * 2 >= left : right > left * 2;
  Mpt measure = at_right ? right : left;
  HeadPart part = set_part(source, which, style, measure, lines_of(source, which), permille);
  part.x = at_right ? fold->right : 0;
  part.measure = measure;
  return part;
}

/* The byline beside a 副题 that stands at the other side. */
static void level_byline(const HeadPart *subtitle, HeadPart *byline)
{
  bool beside = subtitle->head && byline->head && subtitle->measure && byline->measure;
  byline->level = beside && subtitle->x != byline->x && byline->head->n_lines <= subtitle->head->n_lines;
}

static HeadPart set_folded(HeadSource *source, unsigned which, const TextStyle *style, int permille)
{
  if (which == PART_TITLE)
    return set_folded_title(source, style, permille);
  HeadPart part = {0};
  if (which != PART_BYLINE)
    part = set_part(source, which, style, source->measure, lines_of(source, which), permille);
  if (part.head && fold_part(source, &part, true))
    return part;
  return set_beside_fold(source, which, style, permille);
}

static void set_parts(HeadSource *source, int permille, HeadPart *parts)
{
  static const unsigned ORDER[PARTS] = {PART_TITLE, PART_KICKER, PART_SUBTITLE, PART_BYLINE};
  for (unsigned j = 0; j < PARTS; j++) {
    unsigned i = ORDER[j];
    const TextStyle *style = source->style[i];
    if (i == PART_KICKER || i == PART_SUBTITLE)
      style = subordinate(source->work, style, &parts[PART_TITLE],
                          i == PART_KICKER ? COST_HEAD_KICKER : COST_HEAD_SUBTITLE);
    int size = i == PART_BYLINE ? 1000 : permille;
    parts[i] = source->fold ? set_folded(source, i, style, size)
                            : set_part(source, i, style, source->measure, lines_of(source, i), size);
  }
  level_byline(&parts[PART_SUBTITLE], &parts[PART_BYLINE]);
}

static int rows_for(const Grid *grid, Mpt height, const LayoutHead *head)
{
  Mpt air = grid->leading * (head->rule == BORDER_NONE ? COST_HEAD_AIR : COST_HEAD_AIR_RULED) / 100;
  return MAX((height + air + grid->leading - 1) / grid->leading, head->rows_min);
}

/* The next part to give way: one that is too wide first, else the first there is in their order. PARTS: none. */
static unsigned choose_leaver(const HeadSource *source, const HeadPart *parts, Mpt measure)
{
  for (unsigned i = 0; i < PARTS; i++)
    if (is_too_wide(&parts[i], measure))
      return i;
  for (unsigned i = 0; i < PARTS; i++)
    if (source->n[GIVES_WAY[i]])
      return GIVES_WAY[i];
  return PARTS;
}

static void forget_found(HeadSource *source)
{
  diag_list_free(source->diags);
  source->diags = diag_list_new(diag_lang(source->work->diags));
}

/* Smaller and smaller until it goes into ROWS_MOST lines. */
static bool shrink_to_rows(HeadSource *source, HeadPart *parts, Mpt *height, int *rows, int rows_most)
{
  const Grid *grid = &source->work->sheet->grid;
  int most = source->head->rows_max > 0 ? MIN(source->head->rows_max, rows_most) : rows_most;
  for (int permille = 1000; permille >= COST_HEAD_SMALLEST; permille -= COST_HEAD_SMALLER) {
    forget_found(source);
    set_parts(source, permille, parts);
    *height = stack_parts(parts);
    *rows = rows_for(grid, *height, source->head);
    if (*rows <= most)
      break;
  }
  bool wide = false;
  for (unsigned i = 0; i < PARTS; i++)
    wide = wide || is_too_wide(&parts[i], source->measure);
  return !wide && *rows <= rows_most; /* over the layout's wish, but within the slot: it stands */
}

static void add_part(Work *work, Group *group, const HeadPart *part, Mpt *y)
{
  if (!part->head)
    return;
  *y += part->gap;
  for (unsigned i = 0; i < part->head->n_lines; i++) {
    Mpt base = *y + han_ascent(part->head->size) + (Mpt)i * part->leading;
    Setting *line = part->head->lines[i];
    setting_place(work->arena, line, part->style);
    if (!part->folded)
      group_add_line(group, line, 0, part->x, base);
    for (unsigned k = 0; part->folded && k < part->folded[i].n; k++)
      group_add_line(group, part->folded[i].setting, k, part->folded[i].start[k], base);
  }
  *y += part_height(part);
}

/* How much lower its top is, so that both first lines have one baseline. */
static Mpt base_beside(const HeadPart *part, const HeadPart *level)
{
  return part->head && level->level ? han_ascent(part->head->size) - han_ascent(level->head->size) : 0;
}

static Group *stack_group(const HeadSource *source, const HeadPart *parts, Mpt height, int rows)
{
  const Grid *grid = &source->work->sheet->grid;
  const LayoutHead *head = source->head;
  Mpt measure = source->measure, width = source->fold ? source->fold->width : measure;
  Group *group = open_group(source, parts, width, (const Mpt[PARTS]){measure, measure, measure, measure});
  group->rows = height ? rows : 0;
  Mpt room = rows * grid->leading;
  if (height && head->rule != BORDER_NONE) {
    Mpt y = room - grid->leading / 2;
    group_add_rule(group, (Box){0, y, width, 0}, RULE_HEAD, head->rule,
                   style_ink(source->work->sheet, head->rule_colour, 10000));
    room = y;
  }
  Mpt y = (room - height) * COST_HEAD_ABOVE / 100;
  for (unsigned i = 0; i < PARTS; i++) {
    group->role = i == PART_TITLE ? ROLE_TITLE : ROLE_HEAD;
    Mpt level = y - part_height(&parts[PART_SUBTITLE]) + base_beside(&parts[PART_SUBTITLE], &parts[i]);
    add_part(source->work, group, &parts[i], parts[i].level ? &level : &y);
  }
  return group;
}

static Group *set_across(HeadSource *source, int rows_most)
{
  HeadPart parts[PARTS];
  Mpt height = 0;
  int rows = 0;
  source->direction = DIRECTION_HORIZONTAL;
  while (!shrink_to_rows(source, parts, &height, &rows, rows_most)) {
    unsigned leaver = choose_leaver(source, parts, source->measure);
    if (leaver == PARTS)
      break;
    leave_out(source, leaver);
  }
  Group *group = height || source->left_out ? stack_group(source, parts, height, rows) : NULL;
  diag_list_free(source->diags);
  return group;
}

Group *headline_across(Work *work, const Article *article, const LayoutHead *head, Mpt width, int rows_most)
{
  HeadSource source = open_source(work, article, head, head->align);
  source.measure = width;
  return set_across(&source, rows_most);
}

HeadFold headline_fold(const Grid *grid, int first, int last)
{
  Mpt x = grid_column_x(grid, first);
  return (HeadFold){.width = grid_span_w(grid, first, last),
                    .left = grid_span_w(grid, first, grid->fold),
                    .at = grid->fold_x - x,
                    .right = grid_column_x(grid, grid->fold + 1) - x};
}

/* A lead's, held by no other, is larger than on one page. */
static const TextStyle *enlarge(Work *work, const TextStyle *style)
{
  TextStyle *larger = arena_copy(work->arena, style, sizeof *style);
  larger->size_max = (Mpt)((int64_t)style->size_max * COST_SPREAD_TITLE / 100);
  return larger;
}

Group *headline_across_fold(Work *work, const Article *article, const LayoutHead *head, const HeadFold *fold,
                            int rows_most)
{
  HeadSource source = open_source(work, article, head, head->align);
  source.fold = fold;
  source.measure = fold->width - 2 * COST_SPREAD_SAFE;
  if (!head->title_most)
    source.style[PART_TITLE] = enlarge(work, source.style[PART_TITLE]);
  return set_across(&source, rows_most);
}

/* --- upright ------------------------------------------------------------------------------------------- */

/* How far a part runs down: 副题 begins lower. */
static Mpt upright_measure(const HeadSource *source, unsigned part)
{
  return part == PART_SUBTITLE ? source->measure * (100 - COST_HEAD_LOWERED) / 100 : source->measure;
}

/* Columns run right to left: 眉题 first, then 主题, then 副题 set lower. The byline stands in the text. */
static Mpt set_upright(HeadSource *source, int permille, HeadPart *parts)
{
  Mpt width = 0;
  static const unsigned ORDER[] = {PART_TITLE, PART_KICKER, PART_SUBTITLE};
  forget_found(source);
  for (unsigned j = 0; j < G_N_ELEMENTS(ORDER); j++) {
    unsigned i = ORDER[j];
    const TextStyle *style = source->style[i];
    if (i != PART_TITLE)
      style = subordinate(source->work, style, &parts[PART_TITLE],
                          i == PART_KICKER ? COST_HEAD_KICKER_UPRIGHT : COST_HEAD_SUBTITLE);
    parts[i] = set_part(source, i, style, upright_measure(source, i), lines_of(source, i), permille);
  }
  for (unsigned i = 0; i < PART_BYLINE; i++) {
    parts[i].gap =
        parts[i].head && width ? parts[i].head->size * COST_HEAD_GAP_UPRIGHT / 100 + parts[i].style->before : 0;
    parts[i].gap += part_ruby(&parts[i]);
    width += parts[i].gap + part_height(&parts[i]);
  }
  parts[PART_BYLINE] = (HeadPart){0};
  return width;
}

static HeadSource open_upright(Work *work, const Article *article, const LayoutHead *head, int rows)
{
  const Grid *grid = &work->sheet->grid;
  HeadSource source = open_source(work, article, head, ALIGN_LEFT);
  Mpt top = (grid->leading - grid->em) / 2;
  source.direction = DIRECTION_VERTICAL;
  source.measure = (rows - 1) * grid->leading + grid->ascent - top;
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
    long_one = long_one || is_too_wide(&parts[i], upright_measure(source, i));
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
  *x -= part_height(part);
}

static Group *strip_group(const HeadSource *source, const HeadPart *parts, Mpt taken, Mpt width, int rows)
{
  const Grid *grid = &source->work->sheet->grid;
  Mpt measures[PARTS], top = (grid->leading - grid->em) / 2;
  for (unsigned i = 0; i < PARTS; i++)
    measures[i] = upright_measure(source, i);
  Group *group = open_group(source, parts, width, measures);
  group->rows = rows;
  Mpt x = width - (width - taken) / 2;
  for (unsigned i = 0; i < PART_BYLINE; i++) {
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
    unsigned leaver = choose_leaver(&source, parts, source.measure);
    if (leaver == PARTS)
      break;
    leave_out(&source, leaver);
  }
  Group *group = taken || source.left_out ? strip_group(&source, parts, taken, width, rows) : NULL;
  diag_list_free(source.diags);
  return group;
}

/* --- a head in the run of a column: several articles in one slot ---------------------------------- */

Group *headline_inline(Work *work, const Portion *portion, Mpt w)
{
  LayoutHead head = {.title = NULL, .lines_max = COST_HEAD_LINES_INLINE};
  if (work_has_style(work, "brief-title"))
    head.title = "brief-title";
  return headline_across(work, portion->article, &head, w, INT_MAX);
}

/* --- over articles gathered ------------------------------------------------------------------------ */

/* None of the manuscript; it has the place of a kicker, for no title of theirs is to be larger. */
Group *headline_rubric(Work *work, const Article *article, Mpt width, int rows_most)
{
  const LayoutHead head = {.kicker = "brief-head", .rule = BORDER_LINE};
  const char *words = style_lookup(work->sheet, head.kicker)->prefix;
  Article *over = ARENA_NEW(work->arena, Article);
  over->slug = article->slug;
  over->place = article->place;
  over->kind = article->kind;
  over->kicker = rich_added(work->arena, words && *words ? words : "简讯", article->place);
  return headline_across(work, over, &head, width, rows_most);
}
