/* Forms of an article. Its text is poured once for its lines; from those, its heads as they come out and the cells its
   pictures may take follows what each height would cost. */
#include "compose/former.h"

#include "base/costs.h"
#include "compose/arrange.h"
#include "compose/group.h"
#include "compose/grow.h"
#include "compose/headline.h"
#include "compose/house.h"
#include "compose/pours.h"
#include "compose/slot.h"
#include "compose/series.h"
#include "compose/things.h"

enum { NEVER = MAKEUP_LEAF_COST + 1, WAYS_MOST = 500 };

static const StyleMakeup *house_of(const Former *former)
{
  return &former->wish->work->sheet->makeup;
}

/* --- models: what heads and frames the layout has ------------------------------------------------------- */

Mpt former_title_size(const Former *former, const LayoutSlot *slot)
{
  const TextStyle *style = work_style(former->wish->work, slot->head.title, former->article, "title");
  return MAX(style->size, style->size_max);
}

/* A picture story that leads has a story's head. */
bool former_accepts(const Former *former, const LayoutSlot *slot)
{
  unsigned kinds = 1u << former->article->kind;
  if (former->wish->lead && former->article->kind == KIND_PHOTO)
    kinds |= 1u << KIND_STORY;
  return slot->accepts & kinds && !slot->vertical;
}

bool former_is_framed(const LayoutSlot *slot)
{
  return slot->border.kind != BORDER_NONE || slot->tint;
}

static bool is_alike(const Former *former, const LayoutSlot *a, const LayoutSlot *b)
{
  if (former->series->gathered)
    return former_is_framed(a) == former_is_framed(b);
  return former_title_size(former, a) == former_title_size(former, b) && !g_strcmp0(a->head.title, b->head.title) &&
         (former_is_framed(a) == former_is_framed(b) || former->n_equals > 1);
}

static void add_model(Former *former, const LayoutSlot *slot)
{
  unsigned at = 0;
  for (unsigned i = 0; i < former->models->len; i++) {
    const LayoutSlot *other = former->models->pdata[i];
    if (is_alike(former, slot, other))
      return;
    at += former_title_size(former, other) >= former_title_size(former, slot);
  }
  LayoutSlot *own = ARENA_NEW(former->wish->work->arena, LayoutSlot);
  *own = *slot;
  own->head.side = HEAD_TOP;
  own->head.column_first = own->head.column_last = own->head.rows_min = own->head.rows_max = 0;
  own->columns = 0;
  own->flow = NULL;
  own->made = true;
  own->gathered = former->series->gathered;
  own->head.title_most = (int)former->wish->most.title;
  own->picture_cells = former->article->kind == KIND_STORY ? former->wish->most.picture : 0;
  own->first_span = former->wish->lead ? house_of(former)->lead_span : 0;
  if (former->n_equals > 1 || !house_of(former)->frames) { /* of frames a page has two at most */
    own->border.kind = BORDER_NONE;
    own->tint = NULL;
  }
  g_ptr_array_insert(former->models, (int)at, own);
}

/* The fewest kinds a slot is for that takes this one: a story, or a brief, may stand in any, and briefs gathered, where
   none is for briefs alone. */
static int count_kinds(const Former *former)
{
  const Layout *layout = former->wish->work->sheet->layout;
  int fewest = KINDS;
  for (unsigned t = 0; t < layout->n_templates; t++)
    for (unsigned s = 0; s < layout->templates[t].n_slots; s++)
      if (former_accepts(former, &layout->templates[t].slots[s]))
        fewest = MIN(fewest, __builtin_popcount(layout->templates[t].slots[s].accepts));
  if (former->series->gathered)
    return fewest > 1 ? KINDS : fewest;
  return former->article->kind == KIND_STORY || former->article->kind == KIND_BRIEF ? KINDS : fewest;
}

typedef enum { MODELS_ABOVE, MODELS_OWN, MODELS_ANY, MODELS } Models;

/* Slots for its kind with their head above; those whose head stands elsewhere; where none takes its kind, any. */
static bool is_model(const Former *former, const LayoutSlot *slot, Models which, int kinds)
{
  bool above = slot->head.side == HEAD_TOP;
  if (which == MODELS_ANY)
    return above && !slot->vertical;
  return former_accepts(former, slot) && __builtin_popcount(slot->accepts) <= kinds && (above || which == MODELS_OWN);
}

static void list_models(Former *former)
{
  const Layout *layout = former->wish->work->sheet->layout;
  int kinds = count_kinds(former);
  for (Models which = MODELS_ABOVE; which < MODELS && !former->models->len; which++)
    for (unsigned t = 0; t < layout->n_templates; t++)
      for (unsigned s = 0; s < layout->templates[t].n_slots; s++)
        if (is_model(former, &layout->templates[t].slots[s], which, kinds))
          add_model(former, &layout->templates[t].slots[s]);
}

/* --- measuring ------------------------------------------------------------------------------------------ */

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
  Pour pour = pours_close(chain, pours_pour(chain, (White){0}));
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
  int rows = leg + (former_is_framed(like) ? COST_FORMS_FRAME_ROWS : 0);
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

/* What was measured of an article, or of so many in one, like a slot at a width: a search made again asks for it again.
 */
typedef struct {
  const Article *article;
  unsigned n, slot;
  int columns, lines, grows;
} Measured;

static guint hash_measured(gconstpointer data)
{
  const Measured *key = data;
  return g_direct_hash(key->article) ^ key->slot * 31 ^ (guint)key->columns * 1009 ^ key->n << 20;
}

static gboolean measured_equal(gconstpointer a, gconstpointer b)
{
  const Measured *one = a, *other = b;
  return one->article == other->article && one->n == other->n && one->slot == other->slot &&
         one->columns == other->columns;
}

GHashTable *forms_measured_new(void)
{
  return g_hash_table_new_full(hash_measured, measured_equal, NULL, g_free);
}

static int measure_lines(const Former *former, const LayoutSlot *like, int columns, int *grows)
{
  GHashTable *measured = former->wish->work->measured;
  const Measured key = {former->article, former->series->n, like->number, columns, 0, 0};
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
  former->on_shelves = former->n_equals == 1 && shelves_weigh(chain, &former->shelf);
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

static void measure_pictures(Former *former, const LayoutSlot *like)
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

/* --- pictures ------------------------------------------------------------------------------------------- */

static int span_reach(const Former *former, int columns)
{
  for (int reach = SPANS_LANES; reach > 0; reach--) {
    int64_t ways = 1;
    for (unsigned i = 0; i < former->spans.n; i++)
      ways *= MIN(columns, 2 * reach + 1);
    if (ways <= WAYS_MOST)
      return reach;
  }
  return 0;
}

/* Columns of the lead's first picture, which is the page's largest: half of them, or as many as it asks for. */
static int lead_picture_span(const Former *former)
{
  const SpanTable *table = &former->spans;
  int given = table->var[0]->picture->span;
  int span = MIN(given ? MIN(given, former->columns) : (former->columns + 1) / 2, SPANS_LANES);
  while (span > 1 && table->width[0][span].taste < 0)
    span--;
  return span;
}

static int cost_of_lead_picture(const Former *former, const uint8_t *spans)
{
  if (!former->wish->lead || !former->spans.n || former->article->kind != KIND_STORY)
    return 0;
  return MAX(lead_picture_span(former) - spans[0], 0) * COST_FORMS_LEAD_PICTURE;
}

static void add_shelf(const Former *former, Breadth *breadth, const uint8_t *spans)
{
  Shelf shelf = {.cost = spans_one_leads(&former->spans, 0, spans) ? 0 : COST_FORMS_NO_LEAD};
  shelf.cost += cost_of_lead_picture(former, spans);
  if (former->spans.n) {
    if (former->wish->lead && house_of(former)->lead_span)
      shelf.cost += MAX(former->spans.wish[0] - spans[0], 0) * COST_HOUSE_LEAD_PICTURE;
    shelf.span = spans[0];
    shelf.around = former->spans.width[0][spans[0]].around;
  }
  for (unsigned i = 0; i < former->spans.n; i++) {
    const SpanWidth *width = &former->spans.width[i][spans[i]];
    shelf.least += width->least;
    shelf.natural += width->natural;
    shelf.most += width->most;
    shelf.columns += spans[i];
    shelf.tallest = MAX(shelf.tallest, (width->least + spans[i] - 1) / spans[i]);
    shelf.cost +=
        ABS(spans[i] - former->spans.wish[i]) * COST_FORMS_SPAN + (width->taste >= COST_SPANS_SOFT) * COST_FORMS_SOFT;
  }
  g_array_append_val(breadth->shelves, shelf);
}

/* All ways to share out the columns, picture I and those after it. */
static void list_shelves(const Former *former, Breadth *breadth, uint8_t *spans, unsigned i, int reach)
{
  if (i == former->spans.n) {
    add_shelf(former, breadth, spans);
    return;
  }
  int columns = MIN(breadth->columns, SPANS_LANES), wish = MIN(former->spans.wish[i], columns);
  for (int span = MAX(1, wish - reach); span <= MIN(columns, wish + reach); span++)
    if (former->spans.width[i][span].taste >= 0) {
      spans[i] = (uint8_t)span;
      list_shelves(former, breadth, spans, i + 1, reach);
    }
}

static int cost_of_white(int white, int columns)
{
  int beyond = MAX(white - (columns - 1), 0), dear = MIN(beyond, COST_FORMS_WHITE_FIRST);
  return dear * COST_FORMS_WHITE + (beyond - dear) * COST_FORMS_WHITE_MORE;
}

/* What tables and figures take up by growing is hardly any. */
static int price_white(const Breadth *breadth, int white)
{
  int grown = MIN(white, breadth->grows);
  return cost_of_white(white - grown, breadth->lanes) + grown * COST_FORMS_GROWN;
}

static int cost_of_crop(int cells, int natural)
{
  int f = ABS(cells - natural) * 1000 / MAX(natural, 1);
  int cost = f * f / COST_FORMS_CROP;
  return f > COST_FORMS_CROP_EASY ? cost + (f - COST_FORMS_CROP_EASY) * COST_FORMS_CROP_MORE / 1000 : cost;
}

/* Cells pictures take at the most in columns LEG lines long. */
static int most_of(const Shelf *shelf, int leg)
{
  return MIN(shelf->most, shelf->columns * leg);
}

static int cost_of_shelf(const StyleMakeup *house, const Breadth *breadth, const Shelf *shelf, int cells, int leg)
{
  int over = shelf->least - cells, most = most_of(shelf, leg);
  if (over > COST_FORMS_PULLED)
    return NEVER;
  int cost = shelf->cost + MAX(over, 0) * COST_FORMS_PULL + price_white(breadth, MAX(cells - most, 0));
  int taken = CLAMP(cells, MIN(shelf->least, most), most);
  if (shelf->columns)
    cost += house_share_cost(house, taken, cells + breadth->lines);
  return cost + cost_of_crop(taken, shelf->natural);
}

/* The pictures in so many cells of columns LEG lines long, CHOSEN so. A picture of equals, whose size is held to, is no
   higher than those. */
static int price_pictures(const Former *former, const Breadth *breadth, int cells, int leg, Shelf *chosen)
{
  int best = NEVER;
  for (unsigned i = 0; i < breadth->shelves->len; i++) {
    Shelf shelf = g_array_index(breadth->shelves, Shelf, i);
    if (former->n_equals > 1)
      shelf.most = MIN(shelf.most, shelf.span * leg);
    int cost = shelf.tallest <= leg ? cost_of_shelf(house_of(former), breadth, &shelf, cells, leg) : NEVER;
    if (cost >= best)
      continue;
    best = cost;
    *chosen = shelf;
    chosen->most = most_of(&shelf, leg);
  }
  return best;
}

Breadth former_breadth(const Former *former, int columns, int lines, int grows)
{
  Breadth breadth = {.columns = columns, .lanes = columns, .grows = grows};
  former->list->grows = former->list->grows || grows;
  breadth.lines = lines + former->wish->more + former->fixed - (columns > 1 ? 2 : 1);
  breadth.shelves = g_array_new(FALSE, FALSE, sizeof(Shelf));
  uint8_t spans[SPANS_PICTURES];
  list_shelves(former, &breadth, spans, 0, span_reach(former, columns));
  return breadth;
}

/* --- leaves --------------------------------------------------------------------------------------------- */

static int cost_of_leg(int leg)
{
  if (leg > COST_FORMS_LEG_LONG)
    return (leg - COST_FORMS_LEG_LONG) * COST_FORMS_LEG_LINE / 10;
  return leg < COST_FORMS_LEG_SHORT ? (COST_FORMS_LEG_SHORT - leg) * COST_FORMS_LEG_SHORT_LINE : 0;
}

/* Higher than wide, or flat. */
static int cost_of_shape(const Former *former, int columns, int rows)
{
  const Grid *grid = &former->wish->work->sheet->grid;
  int ratio = (int)((int64_t)rows * grid->leading * 100 / MAX(grid_span_w(grid, 1, columns), 1));
  int off = MAX(ratio - house_of(former)->shape_most, house_of(former)->shape_least - ratio);
  return off > 0 ? COST_FORMS_SHAPE + off * COST_FORMS_SHAPE_MORE / 100 : 0;
}

/* Equals have their picture over the same columns and lines: a form of its own at each height. */
static uint16_t add_equal_form(const Former *former, const Form *form, const Shelf *shelf, int cells)
{
  Form equal = *form;
  equal.picture_span = shelf->span;
  if (shelf->span)
    equal.picture_rows = MAX(CLAMP(cells, shelf->least, shelf->most) / shelf->span - shelf->around, 1);
  g_array_append_val(former->list->forms, equal);
  return (uint16_t)(former->list->forms->len - 1);
}

static void set_edges(const Form *form, int columns, MakeupLeaf *leaf)
{
  bool across = form->side == HEAD_TOP && form->head_rows;
  leaf->left = across ? EDGE_HEAD : form->side == HEAD_LEFT ? EDGE_UPRIGHT : EDGE_TEXT;
  leaf->right = across && form->head_columns >= columns ? EDGE_HEAD
                : form->side == HEAD_RIGHT              ? EDGE_UPRIGHT
                                                        : EDGE_TEXT;
  if (form->framed)
    leaf->left = leaf->right = EDGE_BOX;
}

/* Whether a head of briefs gathered stands at a foot of columns so long. */
static bool is_bare(const Breadth *breadth, int leg)
{
  int at = leg - breadth->bare_from;
  return breadth->bare && at >= 0 && at < 64 && breadth->bare >> at & 1;
}

void former_add_leaves(Former *former, const Breadth *breadth, const Form *form, int cost)
{
  uint16_t index = (uint16_t)(former->list->forms->len - 1);
  int air = form->framed ? COST_FORMS_FRAME_ROWS : 0, head_rows = form->head_rows;
  int over = form->side == HEAD_TOP ? head_rows : 0, most = breadth->rows_most ? breadth->rows_most : former->rows;
  for (int rows = MAX(head_rows, breadth->leg) + air + 1; rows <= MIN(most, former->rows); rows++) {
    int leg = rows - 1 - over - air;
    int cells = breadth->lanes * (rows - 1 - air) - head_rows * form->head_columns - breadth->lines;
    Shelf shelf = {0};
    int pictures = leg < COST_FORMS_LEG_LEAST ? NEVER : price_pictures(former, breadth, cells, leg, &shelf);
    if (pictures >= NEVER || leg < breadth->leg || is_bare(breadth, leg))
      continue;
    MakeupLeaf leaf = {.rows = (uint16_t)rows, .form = index};
    if (former->n_equals > 1)
      leaf.form = add_equal_form(former, form, &shelf, cells);
    leaf.cost =
        MIN(cost + pictures + cost_of_leg(leg) + cost_of_shape(former, breadth->columns, rows), MAKEUP_LEAF_COST);
    set_edges(form, breadth->columns, &leaf);
    g_array_append_val(former->list->leaves, leaf);
    if (cells - shelf.most - breadth->grows <= breadth->lanes * COST_FORMS_FULL)
      g_array_append_val(former->list->full, leaf);
  }
}

/* Of a picture story: REGION lines hold its head and what text stands beside that; TEXT lines are left for the shelves.
 */
static void add_shelf_leaves(Former *former, const Breadth *breadth, const Form *form, int region, int text, int cost)
{
  int air = form->framed ? COST_FORMS_FRAME_ROWS : 0, most = former->rows - 1 - air - region;
  int *price = g_new(int, MAX(most, 0) + 1);
  shelves_price(&former->shelf, breadth->columns, text, MAX(most, 0), price);
  MakeupLeaf leaf = {.form = (uint16_t)(former->list->forms->len - 1)};
  leaf.left = form->framed ? EDGE_BOX : EDGE_HEAD;
  leaf.right = form->head_columns < breadth->columns && !form->framed ? EDGE_TEXT : leaf.left;
  for (int steps = 1; steps <= most; steps++) {
    if (price[steps] < 0)
      continue;
    leaf.rows = (uint16_t)(steps + 1 + air + region);
    int share = house_story_cost(house_of(former), steps * breadth->columns, former->columns * former->rows);
    leaf.cost = MIN(cost + share + price[steps] + cost_of_shape(former, breadth->columns, leaf.rows), MAKEUP_LEAF_COST);
    g_array_append_val(former->list->leaves, leaf);
    g_array_append_val(former->list->full, leaf);
  }
  g_free(price);
}

static Mpt largest_size(const Group *group, Mpt *longest)
{
  Mpt size = 0;
  for (unsigned i = 0; i < group->items->len; i++) {
    const Placed *item = &g_array_index(group->items, Placed, i);
    if (item->kind != PLACED_LINE)
      continue;
    size = MAX(size, item->setting->shaped->size);
    *longest = MAX(*longest, item->setting->lines[item->line].natural);
  }
  return size;
}

void former_read_head(const Group *head, Mpt length, HeadSize *size)
{
  Mpt longest = 0, largest = largest_size(head, &longest);
  size->rows = MAX(size->rows, head->rows);
  size->title = size->title ? MIN(size->title, largest) : largest;
  size->fill = MAX(size->fill, (int)((int64_t)longest * 1000 / MAX(length, 1)));
  for (unsigned i = 0; i < diag_count(head->diags); i++)
    size->faults += diag_at(head->diags, i)->severity >= DIAG_ERROR;
}

Work former_open_aside(const Former *former)
{
  Work work = *former->wish->work;
  work.arena = arena_new();
  return work;
}

static void measure_one_head(const Former *former, const LayoutSlot *like, const Article *article, Mpt w,
                             HeadSize *size)
{
  Work aside = former_open_aside(former);
  Group *head = headline_across(&aside, article, &like->head, w, former->rows / 2);
  if (head)
    former_read_head(head, w, size);
  arena_free(aside.arena);
}

/* Heads of equals have the size of the least, which leaves white beside it, and the lines the highest takes then. */
static void measure_heads(const Former *former, const LayoutSlot *like, Mpt w, HeadSize *size)
{
  if (former->series->gathered) {
    const Group *rubric = headline_rubric(former->wish->work, former->article, w, former->rows / 2);
    *size = (HeadSize){.rows = rubric ? rubric->rows : 0, .fill = 1000};
    return;
  }
  if (former->n_equals == 1) {
    measure_one_head(former, like, former->article, w, size);
    return;
  }
  LayoutSlot own = *like;
  Mpt air = 2 * COST_SERIES_HEAD_AIR * former->wish->work->sheet->grid.em;
  for (unsigned i = 0; i < former->n_equals; i++)
    measure_one_head(former, like, former->equals[i], w - air, size);
  own.head.title_most = (int)size->title;
  own.head.equal = true;
  *size = (HeadSize){0};
  for (unsigned i = 0; i < former->n_equals; i++)
    measure_one_head(former, &own, former->equals[i], w, size);
}

/* MODEL's head over so many columns, set once: a width's 左题 has the head of a narrower module. */
static const HeadSize *measure_head(Former *former, unsigned model, int columns)
{
  HeadSize *size = &former->heads[model * MAKEUP_COLUMNS + (unsigned)columns - 1];
  if (size->known)
    return size;
  const StyleSheet *sheet = former->wish->work->sheet;
  const LayoutSlot *like = former->models->pdata[model];
  Mpt w = grid_span_w(&sheet->grid, 1, columns) - (former_is_framed(like) ? 2 * style_slot(sheet, like)->inset : 0);
  measure_heads(former, like, w, size);
  size->known = true;
  size->lacks = size->title ? MAX(former_title_size(former, like) - size->title, 0) / 1000 : 0;
  return size;
}

/* Of the layout's heads the lead has the largest, the others the next and smaller ones, briefs the smallest. */
static int cost_of_model(const Former *former, unsigned at)
{
  unsigned n = former->models->len, wanted = MIN(former->wish->grade, n - 1);
  if (former->series->gathered)
    return 0;
  if (former->wish->lead)
    wanted = 0;
  else if (former->article->kind == KIND_BRIEF)
    wanted = n - 1;
  if (!former->wish->lead && n > 1 && at == 0 && former->article->kind == KIND_STORY)
    return -1;
  int step = former->wish->lead && house_of(former)->lead_title ? COST_HOUSE_SMALL_LEAD : COST_FORMS_HEAD;
  return (int)(at > wanted ? at - wanted : wanted - at) * step;
}

/* NULL where the head does not go in well. */
static const HeadSize *open_form(Former *former, unsigned model, int head_columns, int *cost)
{
  const HeadSize *head = measure_head(former, model, head_columns);
  const LayoutSlot *like = former->models->pdata[model];
  if (head->faults && !former->faulty)
    return NULL;
  *cost += (int)head->faults * COST_FORMS_HEAD_FAULT;
  *cost += head->lacks * (former->wish->lead ? COST_FORMS_LEAD_SMALL : COST_FORMS_SMALL) / 10;
  *cost += MAX(COST_FORMS_HEAD_HALF - head->fill, 0) * COST_FORMS_HEAD_SHORT / 1000;
  const Form form = {.like = like,
                     .head_columns = head_columns,
                     .head_rows = head->rows,
                     .framed = former_is_framed(like),
                     .title = head->title,
                     .across = 1,
                     .down = 1};
  g_array_append_val(former->list->forms, form);
  return head;
}

static Form last_form(const Former *former)
{
  return g_array_index(former->list->forms, Form, former->list->forms->len - 1);
}

/* Of tables and figures alone: rows they need as they are set, and more with white. */
static void add_thing_leaves(Former *former, const Breadth *breadth, const Form *form, int cost)
{
  int least = things_rows(former->wish->work, form->like, former->article, breadth->columns, form->head_columns,
                          former->rows - 1);
  MakeupLeaf leaf = {.form = (uint16_t)(former->list->forms->len - 1)};
  leaf.left = form->framed ? EDGE_BOX : EDGE_HEAD;
  leaf.right = form->head_columns < breadth->columns && !form->framed ? EDGE_TEXT : leaf.left;
  for (int rows = least + 1; least && rows <= former->rows; rows++) {
    int white = breadth->columns * (rows - 1 - least);
    leaf.rows = (uint16_t)rows;
    leaf.cost = cost + price_white(breadth, white) + cost_of_shape(former, breadth->columns, rows);
    leaf.cost = MIN(leaf.cost, MAKEUP_LEAF_COST);
    g_array_append_val(former->list->leaves, leaf);
    if (white - breadth->grows <= breadth->columns * COST_FORMS_FULL)
      g_array_append_val(former->list->full, leaf);
  }
}

static void add_form(Former *former, const Breadth *breadth, unsigned model, int head_columns, int cost)
{
  const HeadSize *head = open_form(former, model, head_columns, &cost);
  if (!head)
    return;
  const Form form = last_form(former); /* leaves of equals add more */
  if (former->on_shelves)
    add_shelf_leaves(former, breadth, &form, head->rows, breadth->lines, cost);
  else if (former->n_equals == 1 && things_only(former->article))
    add_thing_leaves(former, breadth, &form, cost);
  else
    former_add_leaves(former, breadth, &form, cost);
}

/* A picture story's head over some columns, all of its text beside it. */
static void add_text_beside(Former *former, const Breadth *breadth, unsigned model, int cost)
{
  for (int over = 1; breadth->lines > 0 && over < breadth->columns; over++) {
    int beside = breadth->columns - over, rows = (breadth->lines + beside - 1) / beside, own = cost;
    const HeadSize *head = open_form(former, model, over, &own);
    if (!head)
      continue;
    int region = MAX(head->rows, rows + 1);
    int white = (region - head->rows) * over + MAX((region - 1) * beside - breadth->lines - (beside - 1), 0);
    const Form form = last_form(former);
    add_shelf_leaves(former, breadth, &form, region, 0, own + white * COST_FORMS_WHITE);
  }
}

/* Briefs gathered are wanted in a frame. */
static int cost_of_frame(const Former *former, const LayoutSlot *like)
{
  if (former->series->gathered)
    return former_is_framed(like) ? 0 : COST_GATHER_PLAIN;
  return former_is_framed(like) ? COST_FORMS_FRAME : 0;
}

static void measure_legs(const Former *former, const LayoutSlot *like, Breadth *breadth)
{
  int least = find_least_leg(former, like, breadth->columns, breadth->lines);
  breadth->bare = find_bare_legs(former, like, breadth->columns, least);
  breadth->bare_from = least + 1;
  breadth->leg = least + former->wish->more / breadth->columns;
}

/* 左题. */
static bool may_stand_left(const Former *former, const LayoutSlot *like, int columns)
{
  return columns > 1 && !former_is_framed(like) && !former->series->gathered && house_of(former)->left_heads;
}

static void add_width(Former *former, int columns, int plain_lines)
{
  for (unsigned m = 0; m < former->models->len; m++) {
    const LayoutSlot *like = former->models->pdata[m];
    int cost = cost_of_model(former, m);
    int narrow = former->wish->lead ? MAX((former->columns + 1) / 2 - columns, 0) : 0;
    bool own = former_is_framed(like) || former_has_wide_things(former->article);
    if (cost < 0)
      continue;
    int grows = 0, lines = own ? measure_lines(former, like, columns, &grows) : plain_lines;
    Breadth breadth = former_breadth(former, columns, lines, grows);
    cost += narrow * COST_FORMS_LEAD_NARROW;
    if (former->series->gathered)
      measure_legs(former, like, &breadth);
    if (former->n_equals == 1)
      cost += house_width_cost(house_of(former), former->wish->lead, columns, former->columns);
    add_form(former, &breadth, m, columns, cost + cost_of_frame(former, like));
    if (former->on_shelves && !former_is_framed(like))
      add_text_beside(former, &breadth, m, cost + COST_FORMS_BESIDE);
    else if (may_stand_left(former, like, columns))
      add_form(former, &breadth, m, columns - 1, cost + house_left_cost(house_of(former), columns, former->columns));
    g_array_free(breadth.shelves, TRUE);
  }
  uprights_add(former, columns, plain_lines);
}

FormList forms_new(const MakeupArticle *made)
{
  FormList list = {.made = *made};
  list.forms = g_array_new(FALSE, FALSE, sizeof(Form));
  list.leaves = g_array_new(FALSE, FALSE, sizeof(MakeupLeaf));
  list.full = g_array_new(FALSE, FALSE, sizeof(MakeupLeaf));
  return list;
}

static void point_leaves(const GArray *array, MakeupArticle *made, const unsigned *from, int columns)
{
  const MakeupLeaf *leaves = (const MakeupLeaf *)(const void *)array->data;
  for (int w = 1; w <= columns; w++)
    made->width[w - 1] = (MakeupLeaves){leaves ? leaves + from[w - 1] : NULL, from[w] - from[w - 1]};
}

void forms_point(FormList *list, const unsigned *from, const unsigned *full, int columns)
{
  list->made_full = list->made;
  point_leaves(list->leaves, &list->made, from, columns);
  point_leaves(list->full, &list->made_full, full, columns);
}

static void list_leaves(Former *former, int lines, unsigned *from, unsigned *full)
{
  for (int w = 1; w <= former->columns; w++) {
    add_width(former, w, lines);
    from[w] = former->list->leaves->len;
    full[w] = former->list->full->len;
  }
}

/* With the heads its layout has. */
static Former open_former(const FormWish *wish, FormList *list, const Series *series)
{
  Former former = {.wish = wish,
                   .list = list,
                   .series = series,
                   .article = series->article[0],
                   .equals = series->article,
                   .n_equals = series->gathered ? 1 : series->n};
  former.models = g_ptr_array_new();
  list_models(&former);
  uprights_list(&former);
  former.heads = ARENA_ARRAY(wish->work->arena, HeadSize, former.models->len * MAKEUP_COLUMNS + 1);
  return former;
}

static void close_former(Former *former)
{
  g_ptr_array_free(former->models, TRUE);
  g_ptr_array_free(former->upright, TRUE);
}

FormMost forms_beside_lead(Work *work, const Article *article, int columns, int rows)
{
  const FormWish wish = {.work = work, .lead = true};
  const Series alone = {.article = &article, .n = 1};
  FormList list = {.made.rank = 0};
  FormMost most = {0};
  Former former = open_former(&wish, &list, &alone);
  former.columns = columns;
  former.rows = rows;
  if (former.models->len) {
    most.title = measure_head(&former, 0, (columns + 1) / 2)->title * 100 / COST_FORMS_LEAD_LARGER;
    measure_pictures(&former, former.models->pdata[0]);
  }
  if (former.spans.n) {
    int span = lead_picture_span(&former);
    const SpanWidth *width = &former.spans.width[0][span];
    most.picture = (width->natural - span * width->around) * COST_RULES_RANK_PICTURE / 100;
  }
  close_former(&former);
  return most;
}

/* Of picture I over SPAN columns, or the most that it may have under those. */
static const SpanWidth *width_near(const Former *former, unsigned i, int span)
{
  span = CLAMP(span, 1, MIN(former->columns, SPANS_LANES));
  while (span > 1 && former->spans.width[i][span].taste < 0)
    span--;
  return &former->spans.width[i][span];
}

FormArea forms_area(Work *work, const Article *article, bool lead, int columns, int rows)
{
  const FormWish wish = {.work = work};
  const Series alone = {.article = &article, .n = 1, .gathered = series_gathers(article)};
  FormList list = {.made.rank = 1};
  Former former = open_former(&wish, &list, &alone);
  FormArea area = {0};
  former.columns = columns;
  former.rows = rows;
  if (former.models->len) {
    const LayoutSlot *like = former.models->pdata[0]; /* a plain one: in a box columns are narrower */
    measure_pictures(&former, like);
    int over = MIN(columns, lead ? COST_FORMS_AREA_LEAD : COST_FORMS_AREA_COLUMNS);
    unsigned model = lead ? 0 : MIN(2U, former.models->len - 1);
    int grows, own = measure_lines(&former, like, 1, &grows) + former.fixed; /* of briefs gathered with their heads */
    if (!alone.gathered)
      own += over * (measure_head(&former, model, over)->rows + 1);
    area = (FormArea){own, own, own};
  }
  for (unsigned i = 0; i < former.spans.n; i++) {
    const SpanWidth *width = width_near(&former, i, former.spans.wish[i]);
    const SpanWidth *narrow = width_near(&former, i, lead && !i ? former.spans.wish[i] - 1 : 1);
    area.least += (width->least + MIN(narrow->least, width->least)) / 2; /* a full page has some of them narrower */
    area.natural += width->natural;
    area.most += width->most;
  }
  close_former(&former);
  return area;
}

static bool has_head_across(const FormList *list)
{
  for (unsigned i = 0; i < list->leaves->len; i++)
    if (g_array_index(list->forms, Form, g_array_index(list->leaves, MakeupLeaf, i).form).side == HEAD_TOP)
      return true;
  return false;
}

FormList forms_list(const FormWish *wish, const Series *series, uint8_t rank, int columns, int rows)
{
  FormList list = forms_new(&(MakeupArticle){.rank = rank, .must = wish->lead});
  Former former = open_former(wish, &list, series);
  former.columns = columns;
  former.rows = rows;
  unsigned from[MAKEUP_COLUMNS + 1] = {0}, full[MAKEUP_COLUMNS + 1] = {0};
  if (former.models->len) {
    const LayoutSlot *plain = former.models->pdata[0];
    measure_pictures(&former, plain);
    int grows, lines = measure_lines(&former, plain, 1, &grows);
    list_leaves(&former, lines, from, full);
    former.faulty = !has_head_across(&list); /* its head goes in well nowhere */
    if (former.faulty)
      list_leaves(&former, lines, from, full);
  }
  forms_point(&list, from, full, columns);
  close_former(&former);
  return list;
}

void forms_free(FormList *list)
{
  g_clear_pointer(&list->forms, g_array_unref);
  g_clear_pointer(&list->leaves, g_array_unref);
  g_clear_pointer(&list->full, g_array_unref);
}
