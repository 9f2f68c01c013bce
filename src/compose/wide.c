/* Tables and figures: over as many lanes as they ask for, smaller or divided where they are too tall or too wide. */
#include "compose/wide.h"

#include "compose/abreast.h"
#include "compose/arrange.h"
#include "compose/blocks.h"
#include "compose/figures.h"
#include "compose/intake.h"
#include "compose/table.h"

#include "base/costs.h"

/* A table or figures go across as many columns as they ask for; one column's width runs with the text. */
static int span_of_width(const Field *field, Mpt natural)
{
  int span = 1;
  while (span < field->lanes && field_extent(field, 0, span) < natural)
    span++;
  return span;
}

/* The fewest lanes that hold ROWS grid lines beside lines that run down; 0: all are too few. */
static int span_of_rows(const Chain *chain, int rows)
{
  const Field *field = &chain->fields[0];
  Mpt height = rows * chain->work->sheet->grid.leading;
  for (int span = 1; span <= field->lanes; span++)
    if (field_extent(field, 0, span) >= height)
      return span;
  return 0;
}

/* The 小标题 a table or figures of SOURCE take with them, in a module: the one right before; NULL: none. */
static const Portion *head_before(const Chain *chain, const Block *source)
{
  if (!chain->slot->made || chain->slot->vertical || !chain->portions->len)
    return NULL;
  const Portion *last = &chain_portions(chain)[chain->portions->len - 1];
  return last->build == blocks_subhead && last->source + 1 == source ? last : NULL;
}

static int head_rows(const Chain *chain, const Block *source, Mpt w)
{
  const Portion *head = head_before(chain, source);
  return head ? blocks_subhead(chain->work, head, w)->rows : 0;
}

static void take_head(Chain *chain, Portion *portion)
{
  const Portion *head = head_before(chain, portion->source);
  if (!head)
    return;
  portion->head = head->source;
  portion->begins_lane = head->begins_lane;
  portion->head_level = head->head_level;
  g_array_set_size(chain->portions, chain->portions->len - 1);
}

/* As wide as it asks for, beside the text with a line between. */
void wide_make(Chain *chain, Wide *wide, Mpt w)
{
  const Field *field = &chain->fields[0];
  wide->w = w;
  wide->group = wide->portion.build(chain->work, &wide->portion, w);
  if (wide->group && group_beyond(wide->group) > COST_PLAY)
    wide->group = NULL;
  if (!wide->group)
    return;
  wide->span = field->vertical ? span_of_rows(chain, wide->group->rows) : span_of_width(field, w);
  wide->steps = field->vertical ? field_steps_of(field, w) + 1 : wide->group->rows;
  wide->group = wide->span ? wide->group : NULL;
}

/* W wide; one lane's width runs with the text, if that runs across. */
static void add_wide(Chain *chain, Portion portion, Mpt w)
{
  intake_ask(chain, 0);
  take_head(chain, &portion);
  if (!chain->slot->vertical && w <= chain->fields[0].measure) {
    g_array_append_val(chain->portions, portion);
    return;
  }
  Wide wide = {.portion = portion, .lane = -1};
  wide_make(chain, &wide, w);
  g_array_append_val(chain->wides, wide);
}

/* The width a table or figures get that ask for NATURAL: whole lanes; among lines that run down, a depth of them. */
static Mpt choose_width(const Chain *chain, Mpt natural)
{
  const Field *field = &chain->fields[0];
  if (abreast_is(chain))
    return field->measure;
  if (!field->vertical)
    return field_extent(field, 0, span_of_width(field, natural));
  int most = MAX(1, field_steps(field) - 1);
  return field_depth(field, natural >= field_depth(field, most) ? most : field_steps_of(field, natural));
}

/* Grid lines of the tallest place there is for something kept whole. */
static int rows_most(const Chain *chain)
{
  const Field *field = &chain->fields[0];
  if (field->vertical)
    return field_extent(field, 0, field->lanes) / chain->work->sheet->grid.leading;
  bool over_all = chain->head && !chain->upright && chain->head_columns == field->lanes;
  int most = field_steps(field) - (over_all ? arrange_head_rows(chain) : 0);
  for (unsigned f = 1; f < chain->n_fields; f++)
    most = MAX(most, field_steps(&chain->fields[f]));
  return most;
}

/* Columns FIRST … END of a table; taller than a column of the slot it is divided between rows. */
static void add_table_columns(Chain *chain, const Article *article, const Block *source, unsigned first, unsigned end)
{
  bool whole = first == 1 && end == source->table->columns;
  Mpt natural = whole ? table_natural_width(chain->work, article, source->table) * COST_TABLE_WILLING / 100 : INT32_MAX;
  Mpt w = choose_width(chain, natural);
  int rows = rows_most(chain) - head_rows(chain, source, w);
  for (unsigned row = 1; row == 1 || row < source->table->rows;) {
    if (intake_is_full(chain)) {
      intake_leave_over(chain, article, 0);
      return;
    }
    Portion portion = intake_new_solid(chain, article, source, table_group);
    portion.column_first = first;
    portion.column_end = end;
    portion.row_first = row;
    portion.row_end = MAX(table_part_end(chain->work, &portion, w, rows), row);
    intake_ask(chain, (int64_t)(portion.row_end - row) * chain->fields[0].measure);
    row = MAX(portion.row_end, row + 1);
    add_wide(chain, portion, w);
  }
}

/* One that goes into the slot's whole width at no size is divided between columns. */
void wide_add_table(Chain *chain, const Article *article, const Block *source)
{
  Mpt whole = choose_width(chain, INT32_MAX);
  for (unsigned first = 1, end; first == 1 || first < source->table->columns; first = end) {
    end = source->table->columns > 1 ? table_columns_end(chain->work, article, source->table, whole, first) : 1;
    if (source->table->columns > 1 && end == first) { /* not even one beside the first: told when it finds no room */
      add_table_columns(chain, article, source, first, source->table->columns);
      return;
    }
    add_table_columns(chain, article, source, first, end);
    if (source->table->columns == 1)
      return;
  }
}

bool wide_is_figures(const Article *article, const Block *block)
{
  if (article->kind != KIND_DATA)
    return false;
  for (unsigned i = 0; i < block->n_items; i++)
    if (block->items[i].text && block->items[i].text->n_spans)
      return true;
  return false;
}

/* Whether items FIRST … END go into ROWS grid lines at a legal size, which is kept; TAKEN: those they come to. */
static bool shrink_figures(Chain *chain, Portion *portion, unsigned end, Mpt w, int rows, int *taken)
{
  portion->row_end = end;
  for (portion->permille = 1000; portion->permille >= COST_FIGURES_SMALLEST;
       portion->permille -= COST_FIGURES_SMALLER) {
    const Group *group = figures_group(chain->work, portion, w);
    *taken = group->rows;
    if (group->rows <= rows && group_beyond(group) <= COST_PLAY)
      return true;
  }
  portion->permille = COST_FIGURES_SMALLEST;
  return false;
}

/* More of them than this go into no ROWS grid lines: some characters of a label are the least a figure takes, two
   lines the least a line of them. */
static unsigned figures_most(const Chain *chain, const Article *article, Mpt w, int rows)
{
  const TextStyle *label = work_style(chain->work, NULL, article, "figure-label");
  return (unsigned)((w / (COST_FIGURES_LABEL * MAX(label->size, MPT_PT)) + 1) *
                    (MAX(rows, 0) / COST_FIGURES_LINES + 1));
}

/* Smaller where they are too tall for the slot, then divided between items. */
void wide_add_figures(Chain *chain, const Article *article, const Block *source)
{
  Mpt w = choose_width(chain, INT32_MAX);
  int rows = rows_most(chain) - head_rows(chain, source, w);
  unsigned most = figures_most(chain, article, w, rows);
  int taken = 0;
  for (unsigned first = 0, end; first < source->n_items; first = end) {
    Portion portion = intake_new_solid(chain, article, source, figures_group);
    portion.row_first = first;
    if (intake_is_full(chain)) {
      intake_leave_over(chain, article, 0);
      return;
    }
    for (end = MIN(source->n_items, first + most);
         !shrink_figures(chain, &portion, end, w, rows, &taken) && end > first + 1;)
      end = first + MAX((end - first) * COST_FIGURES_FEWER / 100, 1);
    intake_ask(chain, (int64_t)taken * w);
    add_wide(chain, portion, w);
  }
}

/* Tables of a data article that want more than a column get wider columns, so that each stands under its own words. */
void wide_recut(Chain *chain)
{
  Field *field = &chain->fields[0];
  Mpt widest = 0;
  if (abreast_is(chain))
    return;
  for (unsigned i = 0; chain->article && chain->article->kind == KIND_DATA && i < chain->article->n_blocks; i++)
    if (chain->article->blocks[i].kind == BLOCK_TABLE)
      widest = MAX(widest, table_natural_width(chain->work, chain->article, chain->article->blocks[i].table) *
                               COST_TABLE_WILLING / 100);
  if (widest <= field->measure || field->lanes < 2)
    return;
  Mpt whole = field_extent(field, 0, field->lanes);
  field_recut(chain->work, field, MAX(1, (whole + field->gutter) / (widest + field->gutter)));
}
