/* What an article takes of a page: lines of its text, its pictures at each width, columns of briefs gathered. */
#include "compose/former.h"

#include "base/costs.h"
#include "compose/arrange.h"
#include "compose/grow.h"
#include "compose/pours.h"
#include "compose/series.h"
#include "compose/slot.h"

Chain *former_open(const Former *former, const LayoutSlot *like, const Article *const *articles, unsigned n,
                   int columns, int rows)
{
  Work *work = former->wish->work;
  LayoutSlot *slot = ARENA_NEW(work->arena, LayoutSlot);
  LayoutTemplate *templ = ARENA_NEW(work->arena, LayoutTemplate);
  *slot = *like;
  slot->column_first = slot->row_first = 1;
  slot->column_last = columns;
  slot->row_last = rows;
  slot->head.side = HEAD_NONE;
  *templ = (LayoutTemplate){.name = slot->name, .slots = slot, .n_slots = 1};
  const SlotFilling filling = {slot->name, work->spec->place, articles, n};
  return slot_open(work, templ, slot, &filling);
}

/* As high as all of them stand on: what is over is counted roughly. */
static int rows_for(const Former *former, const Article *const *articles, unsigned n, int columns)
{
  const Grid *grid = &former->wish->work->sheet->grid;
  int characters = 0;
  for (unsigned i = 0; i < n; i++)
    characters += (int)articles[i]->characters;
  int lines = characters / MAX(grid->characters * columns, 1);
  return grid->lines * MAX(3, 1 + lines * COST_FORMS_COLUMN / 100 / MAX(grid->lines, 1));
}

const Article *const *former_plain(const Former *former, const Article *article)
{
  Arena *arena = former->wish->work->arena;
  Article *plain = arena_copy(arena, article, sizeof *plain);
  plain->n_pictures = 0;
  return arena_copy(arena, &plain, sizeof plain);
}

int former_measure(Chain *chain, int *grows)
{
  pours_open(chain);
  arrange_chain(chain);
  Pour pour = pours_close(chain, pours_pour(chain, WHITE_FREE));
  int lines = (int)(pour.end + pour.over);
  for (unsigned i = 0; i < chain->wides->len; i++)
    lines += chain_wide(chain, i)->span * chain_wide(chain, i)->steps;
  *grows = grow_cells(chain, &pour);
  return lines;
}

/* Whether a head stands at a column's foot with less than it wants of its text. */
static bool has_bare_head(const Chain *chain, const Pour *pour)
{
  for (unsigned i = 0; i + 1 < chain->portions->len; i++) {
    const Poured *head = &pour->poured[i], *text = &pour->poured[i + 1];
    unsigned last = text->start + MIN(text->cells, (unsigned)COST_POUR_HEAD_KEEPS) - 1;
    if (chain_portions(chain)[i].with_next && text->cells && head->cells &&
        chain->cells[last].segment != chain->cells[head->start].segment)
      return true;
  }
  return false;
}

static bool holds_briefs(const Former *former, const LayoutSlot *like, int columns, int leg)
{
  int rows = leg + (layout_slot_is_framed(like) ? COST_FORMS_FRAME_ROWS : 0);
  Chain *chain = former_open(former, like, former->series->article, former->series->n, columns, rows);
  pours_open(chain);
  arrange_chain(chain);
  Pour pour = pours_close(chain, pours_pour(chain, WHITE_FREE));
  return !pour.over && !has_bare_head(chain, &pour);
}

/* From what their LINES take alone on. */
static int find_least_leg(const Former *former, const LayoutSlot *like, int columns, int lines)
{
  int leg = MAX(lines / columns - 1, COST_FORMS_LEG_LEAST), most = leg + COST_GATHER_TRIES;
  while (leg < most && leg < former->rows && !holds_briefs(former, like, columns, leg))
    leg++;
  return leg;
}

/* Of columns longer than LEG: bit i, by i + 1 lines. */
static uint64_t find_bare_legs(const Former *former, const LayoutSlot *like, int columns, int leg)
{
  uint64_t bare = 0;
  for (int i = 0; i < COST_GATHER_TRIES && leg + i + 1 < former->rows; i++)
    bare |= (uint64_t)!holds_briefs(former, like, columns, leg + i + 1) << i;
  return bare;
}

/* ARTICLES in one module. GROWS: cells it may take more. */
static int measure_text(const Former *former, const LayoutSlot *like, const Article *const *articles, unsigned n,
                        int columns, int *grows)
{
  return former_measure(former_open(former, like, articles, n, columns, rows_for(former, articles, n, columns)), grows);
}

/* Cells the text and what is wide in it take at a width; of equals the longest, and nothing of them grows. */
static int count_lines(const Former *former, const LayoutSlot *like, int columns, int *grows)
{
  const Series *series = former->series;
  int lines = *grows = 0;
  if (series->gathered)
    return measure_text(former, like, series->article, series->n, columns, grows);
  for (unsigned i = 0; i < former->n_equals; i++)
    lines = MAX(lines, measure_text(former, like, former_plain(former, former->equals[i]), 1, columns, grows));
  if (former->n_equals > 1)
    *grows = 0;
  return lines;
}

/* What was measured of an article, or of so many in one, like a slot at a width, re-cut or not: a search made again
   asks for it again. */
typedef struct {
  const Article *article;
  unsigned n, slot;
  int columns, within, lines, grows;
} Measured;

static guint hash_measured(gconstpointer data)
{
  const Measured *key = data;
  return g_direct_hash(key->article) ^ key->slot * 31 ^ (guint)(key->columns * 1009 + key->within * 53) ^ key->n << 20;
}

static gboolean measured_equal(gconstpointer a, gconstpointer b)
{
  const Measured *one = a, *other = b;
  return one->article == other->article && one->n == other->n && one->slot == other->slot &&
         one->columns == other->columns && one->within == other->within;
}

GHashTable *forms_measured_new(void)
{
  return g_hash_table_new_full(hash_measured, measured_equal, NULL, g_free);
}

int former_lines(const Former *former, const LayoutSlot *like, int columns, int *grows)
{
  GHashTable *measured = former->wish->work->measured;
  const Measured key = {former->article, former->series->n, like->number, columns, like->columns, 0, 0};
  Measured *known = measured ? g_hash_table_lookup(measured, &key) : NULL;
  if (!known) {
    known = g_new(Measured, 1);
    *known = key;
    known->lines = count_lines(former, like, columns, &known->grows);
    if (measured)
      g_hash_table_insert(measured, known, known);
  }
  int lines = known->lines;
  *grows = known->grows;
  if (!measured)
    g_free(known);
  return lines;
}

bool former_has_wide_things(const Article *article)
{
  for (unsigned i = 0; i < article->n_blocks; i++)
    if (article->blocks[i].kind == BLOCK_TABLE || article->blocks[i].kind == BLOCK_LIST)
      return true;
  return false;
}

/* Returns the cells of pictures whose spans are not to be chosen. */
static int weigh_pictures(Former *former, const LayoutSlot *like, const Article *article, SpanTable *spans)
{
  const Article *const *one = arena_copy(former->wish->work->arena, &article, sizeof article);
  Chain *chain = former_open(former, like, one, 1, former->columns, former->wish->work->sheet->grid.lines);
  int fixed = 0;
  spans_weigh(chain, spans);
  int fold = former->wish->work->sheet->grid.fold;
  const Chain *page = fold && fold < former->columns
                          ? former_open(former, like, one, 1, fold, former->wish->work->sheet->grid.lines)
                          : chain;
  former->on_shelves = former->n_equals == 1 && shelves_weigh(page, &former->shelf);
  for (unsigned i = 0, free = 0; i < chain->n_vars; i++)
    if (free < spans->n && spans->var[free] == &chain->vars[i])
      free++;
    else
      fixed += MAX(chain->vars[i].span, 1) * picture_total_rows(&chain->vars[i]);
  return fixed;
}

/* A size that both may have. */
static void share_width(SpanWidth *width, const SpanWidth *other)
{
  width->least = MAX(width->least, other->least);
  width->most = MIN(width->most, other->most);
  width->natural = MAX(width->natural, other->natural);
  width->around = MAX(width->around, other->around);
  width->taste =
      width->taste < 0 || other->taste < 0 || width->least > width->most ? -1 : MAX(width->taste, other->taste);
}

void former_pictures(Former *former, const LayoutSlot *like)
{
  if (former->series->gathered) /* they have none */
    return;
  former->fixed = weigh_pictures(former, like, former->article, &former->spans);
  for (unsigned e = 1; e < former->n_equals; e++) {
    SpanTable other;
    former->fixed = MAX(former->fixed, weigh_pictures(former, like, former->equals[e], &other));
    for (unsigned i = 0; i < MIN(former->spans.n, other.n); i++)
      for (int span = 1; span <= SPANS_LANES; span++)
        share_width(&former->spans.width[i][span], &other.width[i][span]);
  }
}

void former_legs(const Former *former, const LayoutSlot *like, Breadth *breadth)
{
  int least = find_least_leg(former, like, breadth->columns, breadth->lines);
  breadth->bare = find_bare_legs(former, like, breadth->columns, least);
  breadth->bare_from = least + 1;
  breadth->leg = least + former->wish->more / breadth->columns;
}
