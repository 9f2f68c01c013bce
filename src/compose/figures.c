/* 数据: the figures of a report. Each item of a list is a portion: the numeral large, its unit small beside it, its
 * label under. */
#include "compose/figures.h"

#include "compose/blocks.h"
#include "compose/pour.h"

#include <string.h>

#include "base/costs.h"

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

/* A portion of them being set: all in one size, which is less where there is less room. */
typedef struct {
  Work *work;
  const Article *article;
  Group *group;
  const TextStyle *big, *beside, *small;
  Mpt w, gap;
} FigureSheet;

typedef struct {
  Figure figure;
  Setting *numeral, *unit;
  Mpt w;
} Numeral;

static const TextStyle *scaled(Work *work, const TextStyle *style, int permille, Mpt least)
{
  if (permille >= 1000 || style->size <= least)
    return style;
  TextStyle *less = ARENA_NEW(work->arena, TextStyle);
  *less = *style;
  less->size = MAX((Mpt)((int64_t)style->size * permille / 1000), least);
  return less;
}

static FigureSheet open_sheet(Work *work, const Portion *portion, Mpt w)
{
  FigureSheet sheet = {.work = work, .article = portion->article, .w = w, .gap = work->sheet->grid.open_gutter};
  int permille = portion->permille ? portion->permille : 1000;
  sheet.small = work_style(work, NULL, portion->article, "figure-label");
  sheet.big = scaled(work, work_style(work, NULL, portion->article, "figure"), permille, sheet.small->size);
  sheet.beside = scaled(work, work_style(work, NULL, portion->article, "figure-unit"), permille, sheet.small->size);
  sheet.group = group_new(work, portion->article->slug, w);
  return sheet;
}

static Setting *set_single(const FigureSheet *sheet, const Rich *rich, const TextStyle *style)
{
  Work *work = sheet->work;
  if (!rich)
    return NULL;
  const TextStyle *left = work_style_aligned(work, style, ALIGN_LEFT);
  Shaped *shaped = shape_text(work->arena, work->shaper, rich, left, left->size, DIRECTION_HORIZONTAL,
                              sheet->article->keep, sheet->group->diags);
  Mpt measure = MAX(text_width(shaped, left) + left->size, left->size * 6);
  Measures measures = {&measure, 1};
  Settings settings = paragraph_break(work->arena, shaped, left, &measures, 0);
  if (settings.best)
    setting_place(work->arena, settings.best, left);
  return settings.best;
}

static Numeral set_numeral(const FigureSheet *sheet, const Rich *item)
{
  Numeral set = {.figure = split_figure(sheet->work, item)};
  set.numeral = set_single(sheet, set.figure.numeral, sheet->big);
  set.unit = set_single(sheet, set.figure.unit, sheet->beside);
  if (set.numeral)
    set.w += set.numeral->widths[0];
  if (set.unit)
    set.w += set.unit->widths[0] + sheet->work->sheet->grid.em * COST_FIGURES_UNIT_GAP / 100;
  return set;
}

/* As many in a line as go in with a character and a half between, the last line not left nearly empty. */
static unsigned choose_per_line(const FigureSheet *sheet, const Numeral *numerals, unsigned n)
{
  Mpt widest = sheet->small->size * COST_FIGURES_LABEL;
  for (unsigned i = 0; i < n; i++)
    widest = MAX(widest, numerals[i].w);
  unsigned most = (unsigned)CLAMP((sheet->w + sheet->gap) / MAX(widest + sheet->gap, 1), 1, (Mpt)MAX(n, 1));
  unsigned lines = MAX((n + most - 1) / most, 1);
  return MAX((n + lines - 1) / lines, 1);
}

/* How far numerals are lifted so that a comma's tail clears the label below. */
static Mpt lift_of(const TextStyle *big, const TextStyle *small, Mpt leading)
{
  Mpt tail = big->size * COST_FIGURES_TAIL / 100,
      free = leading - han_ascent(small->size) - small->size / COST_FIGURES_CLEAR;
  return MAX(tail - free, 0);
}

/* One in its cell, the numeral's baseline at BASELINE. From the first to the last line of its label. */
static Mpt add_figure(const FigureSheet *sheet, const Numeral *set, Mpt x, Mpt cell, Mpt baseline)
{
  Mpt leading = sheet->work->sheet->grid.leading, lifted = baseline - lift_of(sheet->big, sheet->small, leading);
  if (set->numeral)
    group_add_line(sheet->group, set->numeral, 0, x, lifted);
  if (set->unit)
    group_add_line(sheet->group, set->unit, 0, x + set->w - set->unit->widths[0], lifted);
  Setting *label = set->figure.label ? group_set_text(sheet->work, set->figure.label, sheet->small, cell, 0,
                                                      sheet->article->keep, sheet->group->diags)
                                     : NULL;
  if (!label)
    return 0;
  Mpt step = setting_leading(label, 1, sheet->small->leading), first = baseline + leading;
  return group_add_paragraph(sheet->work, sheet->group, label, sheet->small, x, first, step) - first;
}

/* N side by side from grid line ROW on; the first line after them. */
static int add_line_of_figures(const FigureSheet *sheet, const Numeral *numerals, unsigned n, unsigned per_line,
                               int row)
{
  const Grid *grid = &sheet->work->sheet->grid;
  Mpt cell = (sheet->w - (Mpt)(per_line - 1) * sheet->gap) / (Mpt)per_line;
  int numeral_rows = (sheet->big->size + grid->leading - 1) / grid->leading;
  Mpt baseline = (row + numeral_rows - 1) * grid->leading + grid->ascent;
  Mpt label_height = 0;
  for (unsigned i = 0; i < n; i++) {
    Mpt height = add_figure(sheet, &numerals[i], (Mpt)i * (cell + sheet->gap), cell, baseline);
    label_height = MAX(label_height, height);
  }
  return row + numeral_rows + 1 + (label_height + grid->leading - 1) / grid->leading;
}

Group *figures_group(Work *work, const Portion *portion, Mpt w)
{
  Mpt leading = work->sheet->grid.leading;
  FigureSheet sheet = open_sheet(work, portion, w);
  unsigned first = portion->row_first, n = (portion->row_end ? portion->row_end : portion->source->n_items) - first;
  Numeral *numerals = ARENA_ARRAY(work->arena, Numeral, n + 1);
  for (unsigned i = 0; i < n; i++)
    numerals[i] = set_numeral(&sheet, portion->source->items[first + i].text);
  unsigned per_line = choose_per_line(&sheet, numerals, n), lines = MAX((n + per_line - 1) / per_line, 1);
  int row = portion->more / (int)(2 * lines), given = row;
  for (unsigned i = 0; i < n; i += per_line) {
    int due = portion->more * (int)(2 * (i / per_line) + 1) / (int)(2 * lines), air = due - given;
    given = due;
    if (i)
      group_add_rule(sheet.group, (Box){0, row * leading + (1 + air) * leading / 2, w, 0}, RULE_FIGURES, BORDER_LINE,
                     style_ink(work->sheet, NULL, COST_RULE_FAINT));
    row = add_line_of_figures(&sheet, numerals + i, MIN(per_line, n - i), per_line, row + air + (i > 0));
  }
  sheet.group->rows = row + portion->more - given;
  return blocks_under_head(work, portion, sheet.group);
}
