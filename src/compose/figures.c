/* 数据: the figures of a report. Each item of a list is a block: the numeral large, its unit small beside it, its label
 * under. */
#include "compose/work.h"

#include <string.h>

typedef struct {
  const Rich *numeral, *unit, *label;
} Figure;

static const Rich *slice_or_null(Work *work, const Rich *rich, uint32_t start, uint32_t end)
{
  while (start < end && (rich->text[start] == ' ' || rich->text[start] == '\n'))
    start++;
  while (end > start && (rich->text[end - 1] == ' ' || rich->text[end - 1] == '\n'))
    end--;
  return start < end ? rich_slice(work->arena, rich, start, end) : NULL;
}

/* The bold span is the numeral, the rest of its line the unit, the lines after it the label. Without bold all is label.
 */
static Figure split_figure(Work *work, const Rich *text)
{
  Figure figure = {0};
  uint32_t at = 0;
  for (unsigned i = 0; i < text->n_spans && !figure.numeral; i++)
    if (text->spans[i].faces & RICH_BOLD) {
      const Rich *numeral = rich_slice(work->arena, text, text->spans[i].start, text->spans[i].end);
      Rich *plain = arena_copy(work->arena, numeral, sizeof *numeral);
      plain->n_spans = 0;
      figure.numeral = plain;
      figure.label = slice_or_null(work, text, 0, text->spans[i].start);
      at = text->spans[i].end;
    }
  const char *line = memchr(text->text + at, '\n', text->length - at);
  uint32_t end = line ? (uint32_t)(line - text->text) : text->length;
  if (figure.numeral)
    figure.unit = slice_or_null(work, text, at, end);
  else
    end = 0;
  if (!figure.label)
    figure.label = slice_or_null(work, text, end, text->length);
  return figure;
}

static Shaped *shape_one(Work *work, const Article *article, const Rich *rich, const TextStyle *style, Mpt size)
{
  return shape_text(work->arena, work->shaper, rich, style, size, DIRECTION_HORIZONTAL, article->keep, work->diags);
}

static Setting *set_single(Work *work, const Article *article, const Rich *rich, const TextStyle *style, Mpt size)
{
  if (!rich)
    return NULL;
  const TextStyle *left = work_style_aligned(work, style, ALIGN_LEFT);
  Shaped *shaped = shape_one(work, article, rich, left, size);
  Mpt measure = MAX(text_width(shaped, left) + left->size, left->size * 6);
  Measures measures = {&measure, 1};
  Settings settings = paragraph_break(work->arena, shaped, left, &measures, 0);
  if (settings.best)
    setting_place(work->arena, settings.best, left);
  return settings.best;
}

typedef struct {
  Setting *numeral, *unit;
  Mpt w;
} Numeral;

static Numeral set_numeral(Work *work, const Article *article, const Figure *figure)
{
  Numeral set = {.numeral = set_single(work, article, figure->numeral, work_style(work, NULL, article, "figure"), 0),
                 .unit = set_single(work, article, figure->unit, work_style(work, NULL, article, "figure-unit"), 0)};
  if (set.numeral)
    set.w += set.numeral->widths[0];
  if (set.unit)
    set.w += set.unit->widths[0] + work->sheet->grid.em / 4;
  return set;
}

/* As many in a line as fit with a character and a half between, the last line not left nearly empty. */
static unsigned choose_per_line(Mpt w, Mpt widest, Mpt gap, unsigned n)
{
  unsigned most = (unsigned)CLAMP((w + gap) / MAX(widest + gap, 1), 1, (Mpt)MAX(n, 1));
  unsigned lines = MAX((n + most - 1) / most, 1);
  return MAX((n + lines - 1) / lines, 1);
}

static Mpt least_label(const TextStyle *label)
{
  return label->size * 7;
}

/* How far numerals are lifted so that a comma's tail (a fifth of an em and a little) clears the label below. */
static Mpt lift_of(const TextStyle *big, const TextStyle *small, Mpt leading)
{
  Mpt tail = big->size * 22 / 100, free = leading - small->size * 88 / 100 - small->size / 8;
  return MAX(tail - free, 0);
}

Group *figures_group(Work *work, const FlowBlock *block, Mpt w)
{
  const Grid *grid = &work->sheet->grid;
  const Article *article = block->article;
  const TextStyle *big = work_style(work, NULL, article, "figure"),
                  *small = work_style(work, NULL, article, "figure-label");
  unsigned n = block->source->n_items;
  Figure *figures = ARENA_ARRAY(work->arena, Figure, n + 1);
  Numeral *numerals = ARENA_ARRAY(work->arena, Numeral, n + 1);
  Mpt widest = least_label(small), gap = grid->em * 3 / 2;
  for (unsigned i = 0; i < n; i++) {
    figures[i] = split_figure(work, block->source->items[i].text);
    numerals[i] = set_numeral(work, article, &figures[i]);
    widest = MAX(widest, numerals[i].w);
  }
  unsigned per_line = choose_per_line(w, widest, gap, n);
  Mpt cell = (w - (Mpt)(per_line - 1) * gap) / (Mpt)per_line;
  Group *group = group_new(work, article->slug, w);
  int numeral_rows = (big->size + grid->leading - 1) / grid->leading, row = 0;
  for (unsigned i = 0; i < n; i += per_line) {
    unsigned label_lines = 1;
    for (unsigned j = i; j < MIN(i + per_line, n); j++) {
      Mpt x = (Mpt)(j - i) * (cell + gap), baseline = (row + numeral_rows - 1) * grid->leading + grid->ascent;
      Mpt lifted = baseline - lift_of(big, small, grid->leading);
      if (numerals[j].numeral)
        group_add_line(group, numerals[j].numeral, 0, x, lifted);
      if (numerals[j].unit)
        group_add_line(group, numerals[j].unit, 0, x + numerals[j].w - numerals[j].unit->widths[0], lifted);
      Setting *label =
          figures[j].label ? text_set(work, figures[j].label, small, cell, 0, article->keep, group->diags) : NULL;
      if (label) {
        group_add_paragraph(work, group, label, small, x, baseline + grid->leading, small->leading);
        label_lines = MAX(label_lines, label->n_lines);
      }
    }
    Mpt label_height = (Mpt)(label_lines - 1) * small->leading;
    row += numeral_rows + 1 + (label_height + grid->leading - 1) / grid->leading;
    if (i + per_line < n) {
      group_add_rule(group, (Box){0, row * grid->leading + grid->leading / 2, w, 0}, 250, BORDER_LINE,
                     style_ink(work->sheet, NULL, 5000));
      row++;
    }
  }
  group->rows = row;
  return group;
}
