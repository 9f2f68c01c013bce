/* Ruled tables: horizontal rules only, every row whole grid lines, columns as wide as their contents ask. */
#include "compose/work.h"

#include <string.h>

#include "base/limits.h"

#define COLUMN_GAP(em) ((em)*8 / 10)
#define LEAST_COLUMN(em) ((em)*5) /* no line is broken to less */

typedef struct {
  Mpt x[LIMIT_TABLE_COLUMNS], w[LIMIT_TABLE_COLUMNS];
} Columns;

static const TextStyle *cell_style(Work *work, const Article *article, unsigned row)
{
  return work_style(work, NULL, article, row ? "table" : "table-head");
}

static Mpt cell_width(Work *work, const Article *article, const Rich *cell, unsigned row)
{
  if (!cell || !cell->length)
    return 0;
  const TextStyle *style = cell_style(work, article, row);
  DiagList *quiet = diag_list_new(diag_lang(work->diags)); /* set again when placed: told once */
  Shaped *shaped = shape_text(work->arena, work->shaper, cell, style, 0, DIRECTION_HORIZONTAL, article->keep, quiet);
  diag_list_free(quiet);
  return text_width(shaped, style);
}

/* Once for all the parts a table is divided into. */
static const Mpt *measure_columns(Work *work, const Article *article, const Table *table)
{
  if (!work->tables)
    work->tables = g_hash_table_new(NULL, NULL);
  Mpt *natural = g_hash_table_lookup(work->tables, table);
  if (natural)
    return natural;
  natural = ARENA_ARRAY(work->arena, Mpt, LIMIT_TABLE_COLUMNS);
  for (unsigned c = 0; c < MIN(table->columns, LIMIT_TABLE_COLUMNS); c++)
    for (unsigned r = 0; r < table->rows; r++)
      natural[c] = MAX(natural[c], cell_width(work, article, table->cells[r * table->columns + c], r));
  g_hash_table_insert(work->tables, (gpointer)(uintptr_t)table, natural);
  return natural;
}

Mpt table_natural_width(Work *work, const Article *article, const Table *table)
{
  const Mpt *natural = measure_columns(work, article, table);
  Mpt sum = 0;
  for (unsigned c = 0; c < MIN(table->columns, LIMIT_TABLE_COLUMNS); c++)
    sum += natural[c] + (c ? COLUMN_GAP(work->sheet->grid.em) : 0);
  return sum;
}

/* Columns that ask for less than their even share get what they ask; the others share the rest. */
static void share_width(Mpt *widths, unsigned n, Mpt total, Mpt least)
{
  Mpt sum = 0;
  for (unsigned c = 0; c < n; c++)
    sum += widths[c];
  if (sum <= total) {
    for (unsigned c = 0; c < n; c++)
      widths[c] += (total - sum) / (Mpt)n;
    return;
  }
  Mpt cap = total;
  for (unsigned pass = 0; pass < 40; pass++) { /* the cap at which the widths fit */
    Mpt used = 0;
    for (unsigned c = 0; c < n; c++)
      used += MIN(widths[c], cap);
    if (used <= total)
      break;
    cap = MAX(cap - MAX((used - total) / (Mpt)n, 1), least);
  }
  for (unsigned c = 0; c < n; c++)
    widths[c] = MIN(widths[c], cap);
}

static void set_columns(Work *work, const Article *article, const Table *table, Mpt w, Columns *columns)
{
  Mpt em = work->sheet->grid.em, gap = COLUMN_GAP(em);
  unsigned n = table->columns;
  memcpy(columns->w, measure_columns(work, article, table), sizeof columns->w);
  share_width(columns->w, n, w - (Mpt)(n - 1) * gap, LEAST_COLUMN(em));
  Mpt x = 0;
  for (unsigned c = 0; c < n; c++) {
    columns->x[c] = x;
    x += columns->w[c] + gap;
  }
}

static Align cell_align(const Table *table, unsigned column)
{
  static const Align ALIGNS[] = {ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT};
  return table->align ? ALIGNS[table->align[column]] : ALIGN_LEFT;
}

/* A column that asks for under 5 em is set in 5 all the same; its text keeps to its own side of it. */
static Mpt cell_measure(const Columns *columns, unsigned c, const TextStyle *style)
{
  return MAX(columns->w[c], style->size * 5);
}

static Mpt cell_x(const Columns *columns, unsigned c, const TextStyle *style, Align align)
{
  Mpt over = cell_measure(columns, c, style) - columns->w[c];
  return columns->x[c] - (align == ALIGN_RIGHT ? over : align == ALIGN_CENTRE ? over / 2 : 0);
}

/* Sets a row at grid line ROW of the group; returns the grid lines it takes. */
static int add_row(Work *work, Group *group, const Article *article, const Table *table, const Columns *columns,
                   unsigned r, int row, Mpt air)
{
  const Grid *grid = &work->sheet->grid;
  const TextStyle *style = cell_style(work, article, r);
  Setting *settings[LIMIT_TABLE_COLUMNS] = {0};
  unsigned most = 1;
  for (unsigned c = 0; c < table->columns; c++) {
    const Rich *cell = table->cells[r * table->columns + c];
    const TextStyle *aligned = work_style_aligned(work, style, cell_align(table, c));
    settings[c] = text_set(work, cell, aligned, cell_measure(columns, c, style), 0, article->keep);
    if (settings[c])
      most = MAX(most, settings[c]->n_lines);
  }
  Mpt height = style->size + (Mpt)(most - 1) * style->leading + style->leading - style->size;
  int rows = MAX(1, (height + grid->leading - 1) / grid->leading);
  for (unsigned c = 0; c < table->columns; c++) {
    if (!settings[c])
      continue;
    Mpt own = style->size + (Mpt)(settings[c]->n_lines - 1) * style->leading;
    Mpt y = air + row * grid->leading + (rows * grid->leading - own) / 2 + style->size * 88 / 100;
    if (settings[c]->n_lines == 1 && rows == 1)
      y = air + row * grid->leading + grid->ascent;
    group_add_paragraph(work, group, settings[c], style, cell_x(columns, c, style, cell_align(table, c)), y,
                        style->leading);
  }
  return rows;
}

/* The rules: thick above and below, middling under the head, fine between rows. */
static void rule_row(Work *work, Group *group, const TextStyle *head, Mpt y, bool under_head, bool last)
{
  Ink ink = last ? head->ink : style_ink(work->sheet, NULL, under_head ? 10000 : 5000);
  group_add_rule(group, (Box){0, y, group->w, 0}, last ? 1000 : under_head ? 500 : 250, BORDER_LINE, ink);
}

/* Every part of a table that is divided has its head. */
Group *table_group(Work *work, const FlowBlock *block, Mpt w)
{
  const Grid *grid = &work->sheet->grid;
  const Table *table = block->source->table;
  Group *group = group_new(work, block->article->slug, w);
  Columns columns;
  if (table->columns > LIMIT_TABLE_COLUMNS)
    return NULL;
  unsigned first = MAX(block->row_first, 1), end = block->row_end ? block->row_end : table->rows;
  set_columns(work, block->article, table, w, &columns);
  const TextStyle *head = cell_style(work, block->article, 0);
  Mpt air = grid->leading / 2; /* half a line above the table, half below */
  Mpt rise = air + grid->ascent - head->size * 38 / 100 - grid->leading / 2; /* text stands midway between the rules */
  group_add_rule(group, (Box){0, rise, w, 0}, 1000, BORDER_LINE, head->ink);
  int row = add_row(work, group, block->article, table, &columns, 0, 0, air);
  rule_row(work, group, head, row * grid->leading + rise, true, first >= end);
  for (unsigned r = first; r < end; r++) {
    row += add_row(work, group, block->article, table, &columns, r, row, air);
    rule_row(work, group, head, row * grid->leading + rise, false, r + 1 == end);
  }
  group->rows = row + 1;
  return group;
}

unsigned table_part_end(Work *work, const Article *article, const Table *table, Mpt w, unsigned first, int rows)
{
  Group *scratch = group_new(work, article->slug, w);
  Columns columns;
  if (table->columns > LIMIT_TABLE_COLUMNS)
    return table->rows;
  set_columns(work, article, table, w, &columns);
  DiagList *told = work->diags;
  work->diags = diag_list_new(diag_lang(told)); /* set again when placed: told once */
  int taken = 1 + add_row(work, scratch, article, table, &columns, 0, 0, 0);
  unsigned r = first;
  for (; r < table->rows; r++) {
    taken += add_row(work, scratch, article, table, &columns, r, 0, 0);
    if (taken > rows && r > first)
      break;
  }
  diag_list_free(work->diags);
  work->diags = told;
  return r;
}
