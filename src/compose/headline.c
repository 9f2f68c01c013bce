/* Heads (题): 眉题, 主题, 副题 and byline above their text. A head takes whole grid lines. It is set as large as its
   styles allow and its room holds; a part that goes in at no size is left out and told, for a head never prints over
   its neighbour. */
#include "compose/head_parts.h"

#include "base/costs.h"
#include "compose/pour.h"

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
    parts[i].gap = (height ? gap_over(parts, i) : 0) + after + parts[i].style->before + head_parts_ruby(&parts[i]);
    height += parts[i].gap + head_parts_height(&parts[i]);
    after = parts[i].style->after;
  }
  return height ? height + after : 0;
}

static void set_parts(HeadSource *source, int permille, HeadPart *parts)
{
  static const unsigned ORDER[PARTS] = {PART_TITLE, PART_KICKER, PART_SUBTITLE, PART_BYLINE};
  for (unsigned j = 0; j < PARTS; j++) {
    unsigned i = ORDER[j];
    const TextStyle *style = source->style[i];
    if (i == PART_KICKER || i == PART_SUBTITLE)
      style = head_parts_subordinate(source->work, style, &parts[PART_TITLE],
                                     i == PART_KICKER ? COST_HEAD_KICKER : COST_HEAD_SUBTITLE);
    int size = i == PART_BYLINE ? 1000 : permille;
    parts[i] = source->fold ? head_fold_set(source, i, style, size)
                            : head_parts_set(source, i, style, source->measure, head_parts_lines(source, i), size);
  }
  head_fold_level(&parts[PART_SUBTITLE], &parts[PART_BYLINE]);
}

static int rows_for(const Grid *grid, Mpt height, const LayoutHead *head)
{
  Mpt air = grid->leading * (head->rule == BORDER_NONE ? COST_HEAD_AIR : COST_HEAD_AIR_RULED) / 100;
  return MAX((height + air + grid->leading - 1) / grid->leading, head->rows_min);
}

/* Smaller and smaller until it goes into ROWS_MOST lines. */
static bool shrink_to_rows(HeadSource *source, HeadPart *parts, Mpt *height, int *rows, int rows_most)
{
  const Grid *grid = &source->work->sheet->grid;
  int most = source->head->rows_max > 0 ? MIN(source->head->rows_max, rows_most) : rows_most;
  for (int permille = 1000; permille >= COST_HEAD_SMALLEST; permille -= COST_HEAD_SMALLER) {
    head_parts_forget(source);
    set_parts(source, permille, parts);
    *height = stack_parts(parts);
    *rows = rows_for(grid, *height, source->head);
    if (*rows <= most)
      break;
  }
  bool wide = false;
  for (unsigned i = 0; i < PARTS; i++)
    wide = wide || head_parts_are_wide(&parts[i], source->measure);
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
  *y += head_parts_height(part);
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
  Group *group = head_parts_group(source, parts, width, (const Mpt[PARTS]){measure, measure, measure, measure});
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
    Mpt level = y - head_parts_height(&parts[PART_SUBTITLE]) + base_beside(&parts[PART_SUBTITLE], &parts[i]);
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
    unsigned leaver = head_parts_leaver(source, parts, source->measure);
    if (leaver == PARTS)
      break;
    head_parts_leave_out(source, leaver);
  }
  Group *group = height || source->left_out ? stack_group(source, parts, height, rows) : NULL;
  diag_list_free(source->diags);
  return group;
}

Group *headline_across(Work *work, const Article *article, const LayoutHead *head, Mpt width, int rows_most)
{
  HeadSource source = head_parts_open(work, article, head, head->align);
  source.measure = width;
  return set_across(&source, rows_most);
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
  HeadSource source = head_parts_open(work, article, head, head->align);
  source.fold = fold;
  source.measure = fold->width - 2 * COST_SPREAD_SAFE;
  if (!head->title_most)
    source.style[PART_TITLE] = enlarge(work, source.style[PART_TITLE]);
  return set_across(&source, rows_most);
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
