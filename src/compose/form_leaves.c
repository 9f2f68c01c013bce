/* What each height of a module would cost: its pictures in the cells that text and head leave, white, legs, shape. */
#include "compose/former.h"

#include "base/costs.h"
#include "compose/house.h"
#include "compose/things.h"

enum { NEVER = MAKEUP_LEAF_COST + 1, WAYS_MOST = 500 };

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

int former_lead_span(const Former *former)
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
  return MAX(former_lead_span(former) - spans[0], 0) * COST_FORMS_LEAD_PICTURE;
}

static void add_shelf(const Former *former, Breadth *breadth, const uint8_t *spans)
{
  Shelf shelf = {.cost = spans_one_leads(&former->spans, 0, spans) ? 0 : COST_FORMS_NO_LEAD};
  shelf.cost += cost_of_lead_picture(former, spans);
  if (former->spans.n) {
    if (former->wish->lead && former_house(former)->lead_span)
      shelf.cost += MAX(former->spans.wish[0] - spans[0], 0) * COST_HOUSE_LEAD_PICTURE;
    shelf.span = spans[0];
    shelf.around = former->spans.width[0][spans[0]].around;
    shelf.first = former->spans.width[0][spans[0]].natural;
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

/* Over a fold stands only what is wider than a page; the rest at one side of it. */
static bool may_span(const Former *former, const Breadth *breadth, int span)
{
  int side = MAX(breadth->left, breadth->columns - breadth->left);
  return span <= side || span > former->wish->work->sheet->grid.fold;
}

/* All ways to share out the columns, picture I and those after it. */
static void list_shelves(const Former *former, Breadth *breadth, uint8_t *spans, unsigned i, int reach)
{
  if (i == former->spans.n) {
    add_shelf(former, breadth, spans);
    return;
  }
  int columns = MIN(breadth->lanes, SPANS_LANES), wish = MIN(former->spans.wish[i], columns);
  int least = i == 0 && former->wish->lead ? former->wish->lead_span : 1;
  for (int span = MAX(MAX(1, least), wish - reach); span <= MIN(columns, wish + reach); span++)
    if (former->spans.width[i][span].taste >= 0 && may_span(former, breadth, span)) {
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

/* Of a few lines under the first picture in each of its columns, LEG long, the pictures taking so many cells. */
static int cost_of_stumps(const Shelf *shelf, int taken, int leg)
{
  if (shelf->span < 2)
    return 0;
  int rows = (int)((int64_t)taken * shelf->first / MAX(shelf->natural, 1)) / shelf->span, left = leg - rows;
  return left > 0 ? MAX(COST_RULES_LEG_LEAST - left, 0) * shelf->span * COST_FORMS_STUMP : 0;
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
  return cost + cost_of_crop(taken, shelf->natural) + cost_of_stumps(shelf, taken, leg);
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
    int cost = shelf.tallest <= leg ? cost_of_shelf(former_house(former), breadth, &shelf, cells, leg) : NEVER;
    if (cost >= best)
      continue;
    best = cost;
    *chosen = shelf;
    chosen->most = most_of(&shelf, leg);
  }
  return best;
}

Breadth former_breadth(const Former *former, int columns, int lanes, int left, int lines, int grows)
{
  Breadth breadth = {.columns = columns, .lanes = lanes, .left = left, .grows = grows};
  former->list->grows = former->list->grows || grows;
  breadth.lines = lines + former->wish->more + former->fixed - (lanes > 1 ? 2 : 1);
  breadth.shelves = g_array_new(FALSE, FALSE, sizeof(Shelf));
  uint8_t spans[SPANS_PICTURES];
  list_shelves(former, &breadth, spans, 0, span_reach(former, lanes));
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
static int cost_of_shape(const Former *former, const Breadth *breadth, int rows)
{
  int columns = MAX(breadth->columns - breadth->left, breadth->left); /* each page is seen by itself */
  const Grid *grid = &former->wish->work->sheet->grid;
  int ratio = (int)((int64_t)rows * grid->leading * 100 / MAX(grid_span_w(grid, 1, columns), 1));
  int off = MAX(ratio - former_house(former)->shape_most, former_house(former)->shape_least - ratio);
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

/* A lead's first picture stands over the columns it was reckoned with: a form of its own for each number. */
static uint16_t add_lead_form(const Former *former, const Form *form, uint16_t index, int span)
{
  GArray *forms = former->list->forms;
  for (unsigned i = index; i < forms->len; i++)
    if (g_array_index(forms, Form, i).lead_span == span)
      return (uint16_t)i;
  Form own = *form;
  own.lead_span = span;
  g_array_append_val(forms, own);
  return (uint16_t)(forms->len - 1);
}

static bool has_lead_picture(const Former *former)
{
  return former->wish->lead && former->spans.n && former->article->kind == KIND_STORY && former->n_equals == 1;
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

/* Over all columns it takes all the text's, of which a re-cut module has fewer. */
static int head_cells(const Breadth *breadth, const Form *form)
{
  bool over_all = form->side == HEAD_TOP && form->head_columns >= breadth->columns;
  return form->head_rows * (over_all ? breadth->lanes : form->head_columns);
}

void former_add_leaves(Former *former, const Breadth *breadth, const Form *form, int cost)
{
  uint16_t index = (uint16_t)(former->list->forms->len - 1);
  int air = form->framed ? COST_FORMS_FRAME_ROWS : 0, head_rows = form->head_rows;
  int over = form->side == HEAD_TOP ? head_rows : 0, most = breadth->rows_most ? breadth->rows_most : former->rows;
  for (int rows = MAX(head_rows, breadth->leg) + air + 1; rows <= MIN(most, former->rows); rows++) {
    int leg = rows - 1 - over - air;
    int cells = breadth->lanes * (rows - 1 - air) - head_cells(breadth, form) - breadth->lines;
    Shelf shelf = {0};
    int pictures = leg < COST_FORMS_LEG_LEAST ? NEVER : price_pictures(former, breadth, cells, leg, &shelf);
    if (pictures >= NEVER || leg < breadth->leg || is_bare(breadth, leg))
      continue;
    MakeupLeaf leaf = {.rows = (uint16_t)rows, .form = index};
    if (former->n_equals > 1)
      leaf.form = add_equal_form(former, form, &shelf, cells);
    else if (has_lead_picture(former))
      leaf.form = add_lead_form(former, form, index, shelf.span);
    leaf.cost = MIN(cost + pictures + cost_of_leg(leg) + cost_of_shape(former, breadth, rows), MAKEUP_LEAF_COST);
    set_edges(form, breadth->columns, &leaf);
    g_array_append_val(former->list->leaves, leaf);
    if (cells - shelf.most - breadth->grows <= breadth->lanes * COST_FORMS_FULL)
      g_array_append_val(former->list->full, leaf);
  }
}

void former_add_shelf_leaves(Former *former, const Breadth *breadth, const Form *form, int region, int text, int cost)
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
    int share = house_story_cost(former_house(former), steps * breadth->columns, former->columns * former->rows);
    leaf.cost = MIN(cost + share + price[steps] + cost_of_shape(former, breadth, leaf.rows), MAKEUP_LEAF_COST);
    g_array_append_val(former->list->leaves, leaf);
    g_array_append_val(former->list->full, leaf);
  }
  g_free(price);
}

void former_add_thing_leaves(Former *former, const Breadth *breadth, const Form *form, int cost)
{
  int least = things_rows(former->wish->work, form->like, former->article, breadth->columns, form->head_columns,
                          former->rows - 1, former->thing_rows[breadth->columns]);
  former->thing_rows[breadth->columns] = least;
  MakeupLeaf leaf = {.form = (uint16_t)(former->list->forms->len - 1)};
  leaf.left = form->framed ? EDGE_BOX : EDGE_HEAD;
  leaf.right = form->head_columns < breadth->columns && !form->framed ? EDGE_TEXT : leaf.left;
  for (int rows = least + 1; least && rows <= former->rows; rows++) {
    int white = breadth->columns * (rows - 1 - least);
    leaf.rows = (uint16_t)rows;
    leaf.cost = cost + price_white(breadth, white) + cost_of_shape(former, breadth, rows);
    leaf.cost = MIN(leaf.cost, MAKEUP_LEAF_COST);
    g_array_append_val(former->list->leaves, leaf);
    if (white - breadth->grows <= breadth->columns * COST_FORMS_FULL)
      g_array_append_val(former->list->full, leaf);
  }
}
