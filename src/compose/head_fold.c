/* A head over the fold of a spread (跨版): titles are parted there, the rest stands at one side. */
#include "compose/head_parts.h"

#include "base/costs.h"

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
  HeadPart part = head_parts_set(source, PART_TITLE, style, source->measure, 1, permille);
  if (part.head && (part.head->overfull || part.head->n_lines > 1))
    part = head_parts_set(source, PART_TITLE, style, source->measure, head_parts_lines(source, PART_TITLE), permille);
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
  HeadPart part = head_parts_set(source, which, style, measure, head_parts_lines(source, which), permille);
  part.x = at_right ? fold->right : 0;
  part.measure = measure;
  return part;
}

void head_fold_level(const HeadPart *subtitle, HeadPart *byline)
{
  bool beside = subtitle->head && byline->head && subtitle->measure && byline->measure;
  byline->level = beside && subtitle->x != byline->x && byline->head->n_lines <= subtitle->head->n_lines;
}

HeadPart head_fold_set(HeadSource *source, unsigned which, const TextStyle *style, int permille)
{
  if (which == PART_TITLE)
    return set_folded_title(source, style, permille);
  HeadPart part = {0};
  if (which != PART_BYLINE)
    part = head_parts_set(source, which, style, source->measure, head_parts_lines(source, which), permille);
  if (part.head && fold_part(source, &part, true))
    return part;
  return set_beside_fold(source, which, style, permille);
}

HeadFold headline_fold(const Grid *grid, int first, int last)
{
  Mpt x = grid_column_x(grid, first);
  return (HeadFold){.width = grid_span_w(grid, first, last),
                    .left = grid_span_w(grid, first, grid->fold),
                    .at = grid->fold_x - x,
                    .right = grid_column_x(grid, grid->fold + 1) - x};
}
