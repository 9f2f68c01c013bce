/* Ruled tables: horizontal rules only, every row whole grid lines, columns as wide as their contents ask. One that asks
   for more than there is is set smaller, then its cells in narrow columns; one that goes in at no size is divided
   between columns, the first of them repeated. Nothing of a table leaves its width. */
#include "compose/table.h"

#include "compose/blocks.h"
#include "compose/pour.h"

#include <string.h>

#include "base/costs.h"
#include "base/limits.h"

typedef struct {
  const Article *article;
  const Table *table;
  unsigned rows_from, rows_end;       /* body rows */
  unsigned columns_from, columns_end; /* besides the first, which every part has */
  int permille;                       /* of the styles' sizes */
  Mpt air;                            /* white each row has beyond its grid lines */
  Mpt x[LIMIT_TABLE_COLUMNS], w[LIMIT_TABLE_COLUMNS];
} TablePart;

static Mpt column_gap(Mpt em)
{
  return em * COST_TABLE_GAP / 100;
}

static unsigned column_count(const Table *table)
{
  return MIN(table->columns, LIMIT_TABLE_COLUMNS);
}

static TablePart part_of(const Portion *portion)
{
  const Table *table = portion->source->table;
  return (TablePart){.article = portion->article,
                     .table = table,
                     .rows_from = MAX(portion->row_first, 1),
                     .rows_end = portion->row_end ? portion->row_end : table->rows,
                     .columns_from = MAX(portion->column_first, 1),
                     .columns_end = portion->column_end ? portion->column_end : column_count(table),
                     .permille = 1000};
}

/* The Kth of the part's columns; the first stands in every part. */
static unsigned column_at(const TablePart *part, unsigned k)
{
  return k ? part->columns_from + k - 1 : 0;
}

static unsigned columns_of(const TablePart *part)
{
  return 1 + part->columns_end - part->columns_from;
}

/* --- widths -------------------------------------------------------------------------------------------- */

static const TextStyle *cell_style(Work *work, const TablePart *part, unsigned row)
{
  const TextStyle *style = work_style(work, NULL, part->article, row ? "table" : "table-head");
  if (part->permille >= 1000)
    return style;
  TextStyle *less = ARENA_NEW(work->arena, TextStyle);
  *less = *style;
  less->size = MAX((Mpt)((int64_t)style->size * part->permille / 1000), MIN(style->size, COST_TABLE_SIZE_LEAST));
  less->size_max = less->size;
  less->leading = (Mpt)((int64_t)style->leading * less->size / MAX(style->size, 1));
  return less;
}

static Mpt cell_width(Work *work, const Article *article, const Rich *cell, const TextStyle *style)
{
  if (!cell || !cell->length)
    return 0;
  DiagList *quiet = diag_list_new(diag_lang(work->diags)); /* set again when placed: told once */
  Shaped *shaped = shape_text(work->arena, work->shaper, cell, style, 0, DIRECTION_HORIZONTAL, article->keep, quiet);
  diag_list_free(quiet);
  return text_width(shaped, style);
}

enum { SIZES = (1000 - COST_TABLE_SMALLEST) / COST_TABLE_SMALLER + 1 };

/* What a table's columns ask for. */
typedef struct {
  Mpt natural[LIMIT_TABLE_COLUMNS];
  Mpt widest[SIZES][LIMIT_TABLE_COLUMNS]; /* what no line is broken in, at each size choose_size tries, and 1; 0: not
                                             asked for yet */
} Asked;

/* Once for all the parts a table is divided into. */
static Asked *measure_columns(Work *work, const Article *article, const Table *table)
{
  if (!work->asked && !work->tables)
    work->tables = g_hash_table_new(NULL, NULL);
  GHashTable *known = work->asked ? work->asked : work->tables;
  Asked *asked = g_hash_table_lookup(known, table);
  if (asked)
    return asked;
  asked = ARENA_NEW(work->arena, Asked);
  Mpt *natural = asked->natural;
  for (unsigned c = 0; c < column_count(table); c++)
    for (unsigned r = 0; r < table->rows; r++) {
      const TextStyle *style = work_style(work, NULL, article, r ? "table" : "table-head");
      /* group_set_text sets nothing in less */
      Mpt width = cell_width(work, article, table->cells[r * table->columns + c], style);
      natural[c] = MAX(natural[c], width ? MAX(width, (style->size * COST_SET_LEAST + 99) / 100) : 0);
    }
  g_hash_table_insert(known, (gpointer)(uintptr_t)table, asked);
  return asked;
}

Mpt table_natural_width(Work *work, const Article *article, const Table *table)
{
  const Mpt *natural = measure_columns(work, article, table)->natural;
  Mpt sum = 0;
  for (unsigned c = 0; c < column_count(table); c++)
    sum += natural[c] + (c ? column_gap(work->sheet->grid.em) : 0);
  return sum;
}

/* Columns that ask for less than their even share get what they ask; the others share the rest. false: even at LEAST
   each they are too many. */
static bool share_width(Mpt *widths, unsigned n, Mpt total, Mpt least)
{
  Mpt sum = 0, bare = 0;
  for (unsigned c = 0; c < n; c++) {
    sum += widths[c];
    bare += MIN(widths[c], least);
  }
  if (bare > total)
    return false;
  if (sum <= total) {
    for (unsigned c = 0; c < n; c++)
      widths[c] += (total - sum) / (Mpt)n;
    return true;
  }
  Mpt low = least, high = total; /* the largest cap at which they go in */
  while (low < high) {
    Mpt cap = low + (high - low + 1) / 2, used = 0;
    for (unsigned c = 0; c < n; c++)
      used += MIN(widths[c], cap);
    if (used <= total)
      low = cap;
    else
      high = cap - 1;
  }
  for (unsigned c = 0; c < n; c++)
    widths[c] = MIN(widths[c], low);
  return true;
}

static bool set_columns(Work *work, TablePart *part, Mpt w)
{
  const Mpt *natural = measure_columns(work, part->article, part->table)->natural;
  Mpt size = cell_style(work, part, 1)->size, full = work_style(work, NULL, part->article, "table")->size;
  Mpt gap = column_gap(MIN(work->sheet->grid.em, size));
  unsigned n = columns_of(part);
  for (unsigned k = 0; k < n; k++)
    part->w[k] = (Mpt)((int64_t)natural[column_at(part, k)] * size / MAX(full, 1)) +
                 (part->permille < 1000 ? COST_TABLE_ROUND : 0);
  if (!share_width(part->w, n, w - (Mpt)(n - 1) * gap, size * COST_TABLE_COLUMN_LEAST / 100))
    return false;
  Mpt x = 0;
  for (unsigned k = 0; k < n; k++) {
    part->x[k] = x;
    x += part->w[k] + gap;
  }
  return true;
}

static Mpt measure_widest(Work *work, const TablePart *part, unsigned column)
{
  Mpt most = 0;
  for (unsigned r = 0; r < part->table->rows; r++) {
    const Rich *cell = part->table->cells[r * part->table->columns + column];
    bool figures = cell && cell->length && g_ascii_isdigit(*cell->text) && cell->length < COST_TABLE_FIGURE;
    if (figures)
      most = MAX(most, cell_width(work, part->article, cell, cell_style(work, part, r)));
  }
  return most;
}

/* A column holds what no line can be broken in: figures, a word. */
static Mpt widest_piece(Work *work, const TablePart *part, unsigned column)
{
  Mpt *known =
      &measure_columns(work, part->article, part->table)->widest[(1000 - part->permille) / COST_TABLE_SMALLER][column];
  if (!*known)
    *known = measure_widest(work, part, column) + 1;
  return *known - 1;
}

static bool divides_figures(Work *work, const TablePart *part)
{
  for (unsigned k = 0; k < columns_of(part); k++)
    if (widest_piece(work, part, column_at(part, k)) > part->w[k])
      return true;
  return false;
}

/* As large as goes in without dividing a figure; smaller yet where nothing else does. false: at no size. */
static bool choose_size(Work *work, TablePart *part, Mpt w)
{
  bool any = false;
  for (part->permille = 1000; part->permille >= COST_TABLE_SMALLEST; part->permille -= COST_TABLE_SMALLER)
    if (set_columns(work, part, w)) {
      any = true;
      if (!divides_figures(work, part))
        return true;
    }
  part->permille += COST_TABLE_SMALLER;
  return any && set_columns(work, part, w);
}

unsigned table_columns_end(Work *work, const Article *article, const Table *table, Mpt w, unsigned first)
{
  TablePart part = {.article = article, .table = table, .rows_from = 1, .rows_end = table->rows, .columns_from = first};
  unsigned end = column_count(table);
  for (; end > first; end--) {
    part.columns_end = end;
    if (choose_size(work, &part, w) && (!divides_figures(work, &part) || end == first + 1))
      return end;
  }
  return end;
}

/* --- rows --------------------------------------------------------------------------------------------------- */

static Align cell_align(const Table *table, unsigned column)
{
  static const Align ALIGNS[] = {ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT};
  return table->align ? ALIGNS[table->align[column]] : ALIGN_LEFT;
}

/* The text of a cell set: from its first line's top, 注音 over that apart, to the last's foot. */
static Mpt cell_height(const Setting *cell, const TextStyle *style)
{
  return style->size + (Mpt)(cell->n_lines - 1) * setting_leading(cell, 1, style->leading);
}

/* Grid lines a row with that cell takes, half the style's white above it and below. */
static int cell_rows(const Grid *grid, const Setting *cell, const TextStyle *style)
{
  Mpt height = setting_ruby(cell, 0) + cell_height(cell, style) + style->leading - style->size;
  return MAX(1, (height + grid->leading - 1) / grid->leading);
}

/* First baseline, from the top of its ROWS: in the middle of them, as far as 注音 over it stays clear of the rule. */
static Mpt cell_base(const Grid *grid, const Setting *cell, const TextStyle *style, int rows)
{
  if (cell->n_lines == 1 && rows == 1)
    return grid->ascent;
  Mpt ruby = setting_ruby(cell, 0), above = (rows * grid->leading - cell_height(cell, style)) / 2;
  return MAX(above, ruby ? ruby + (style->leading - style->size) / 2 : 0) + han_ascent(style->size);
}

/* Sets body row R (0: the head) at grid line ROW of the group, TOP above it; returns the grid lines it takes. */
static int add_row(Work *work, Group *group, const TablePart *part, unsigned r, int row, Mpt top)
{
  const Grid *grid = &work->sheet->grid;
  const Table *table = part->table;
  const TextStyle *style = cell_style(work, part, r);
  Setting *settings[LIMIT_TABLE_COLUMNS] = {0};
  int rows = 1;
  for (unsigned k = 0; k < columns_of(part); k++) {
    unsigned c = column_at(part, k);
    const TextStyle *aligned = work_style_aligned(work, style, cell_align(table, c));
    settings[k] = group_set_text(work, table->cells[r * table->columns + c], aligned, part->w[k], 0,
                                 part->article->keep, group->diags);
    if (settings[k])
      rows = MAX(rows, cell_rows(grid, settings[k], style));
  }
  Mpt y = top + part->air / 2 + row * grid->leading;
  for (unsigned k = 0; k < columns_of(part); k++)
    if (settings[k])
      group_add_paragraph(work, group, settings[k], style, part->x[k], y + cell_base(grid, settings[k], style, rows),
                          setting_leading(settings[k], 1, style->leading));
  return rows;
}

/* The rules: thick above and below, middling under the head, fine between rows. */
static void rule_row(Work *work, Group *group, const TextStyle *head, Mpt y, bool under_head, bool last)
{
  Ink ink = last ? head->ink : style_ink(work->sheet, NULL, under_head ? 10000 : COST_RULE_FAINT);
  group_add_rule(group, (Box){0, y, group->w, 0},
                 last         ? RULE_TABLE_ENDS
                 : under_head ? RULE_TABLE_HEAD
                              : RULE_TABLE_ROWS,
                 BORDER_LINE, ink);
}

/* Every part of a table that is divided has its head. */
Group *table_group(Work *work, const Portion *portion, Mpt w)
{
  const Grid *grid = &work->sheet->grid;
  TablePart part = part_of(portion);
  if (portion->source->table->columns > LIMIT_TABLE_COLUMNS || !choose_size(work, &part, w))
    return NULL;
  Group *group = group_new(work, portion->article->slug, w);
  const TextStyle *head = cell_style(work, &part, 0);
  Mpt air = grid->leading / 2; /* half a line above the table, half below */
  Mpt rise = air + grid->ascent - han_middle(head->size) - grid->leading / 2; /* text stands midway between the rules */
  group_add_rule(group, (Box){0, rise, w, 0}, RULE_TABLE_ENDS, BORDER_LINE, head->ink);
  unsigned body = MAX(part.rows_end, part.rows_from) - part.rows_from;
  bool level = portion->head_level && body;
  Mpt each = portion->more * grid->leading / (Mpt)(body + !level);
  part.air = level ? 0 : each;
  int row = add_row(work, group, &part, 0, 0, air);
  Mpt more = part.air; /* of the rows so far */
  rule_row(work, group, head, row * grid->leading + rise + more, true, part.rows_from >= part.rows_end);
  part.air = each;
  for (unsigned r = part.rows_from; r < part.rows_end; r++) {
    row += add_row(work, group, &part, r, row, air + more);
    more += part.air;
    rule_row(work, group, head, row * grid->leading + rise + more, false, r + 1 == part.rows_end);
  }
  group->rows = row + 1 + portion->more;
  return blocks_under_head(work, portion, group);
}

unsigned table_part_end(Work *work, const Portion *portion, Mpt w, int rows)
{
  TablePart part = part_of(portion);
  unsigned r = part.rows_from;
  if (!choose_size(work, &part, w))
    return part.table->rows;
  Group *scratch = group_new(work, portion->article->slug, w);
  int taken = 1 + add_row(work, scratch, &part, 0, 0, 0);
  for (; r < part.table->rows; r++) {
    taken += add_row(work, scratch, &part, r, 0, 0);
    if (taken > rows && r > part.rows_from)
      break;
  }
  return r;
}
