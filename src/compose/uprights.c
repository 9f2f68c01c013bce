/* Forms with upright heads (竖题): down the left or the right edge of the module, along all of it, its text in what is
   left beside, or over one column, whose text goes on under it. */
#include "base/costs.h"
#include "compose/arrange.h"
#include "compose/former.h"
#include "compose/headline.h"
#include "compose/slot.h"

static bool is_model(const Former *former, const LayoutSlot *slot)
{
  return (slot->head.side == HEAD_LEFT || slot->head.side == HEAD_RIGHT) && former_accepts(former, slot);
}

/* Of the heads across that of its rank. */
static int wanted_model(const Former *former)
{
  return MIN((int)former->wish->grade, (int)former->models->len - 1);
}

/* Held under the lead's; of the third rank on it is hardly larger than one across would be; mpt, 0: any. */
static int most_of_title(const Former *former)
{
  int wanted = wanted_model(former), beside_lead = (int)former->wish->most.title;
  if (wanted < 2)
    return beside_lead;
  int most = former_title_size(former, former->models->pdata[wanted]) / 100 * COST_RULES_RANK_SIZE;
  return beside_lead ? MIN(most, beside_lead) : most;
}

static void add_model(Former *former, const LayoutSlot *slot)
{
  for (unsigned i = 0; i < former->upright->len; i++) {
    const LayoutSlot *other = former->upright->pdata[i];
    if (!g_strcmp0(other->head.title, slot->head.title) && layout_slot_is_framed(other) == layout_slot_is_framed(slot))
      return;
  }
  LayoutSlot *own = arena_copy(former->wish->work->arena, slot, sizeof *slot);
  own->head.rows_min = own->head.rows_max = 0;
  own->columns = 0;
  own->flow = NULL;
  own->made = true;
  own->head.with_byline = true;
  own->head.title_most = most_of_title(former);
  g_ptr_array_add(former->upright, own);
}

/* A lead has its head above, equals have all one, picture stories stand on shelves, and tables want all columns.
   More pictures than one, which no head would part from those above, only where it is asked for. */
static bool may_have(const Former *former)
{
  const Article *article = former->article;
  return former->wish->upright && !former->wish->lead && former->series->n == 1 && article->n_title &&
         article->kind != KIND_PHOTO && !former_has_wide_things(article) &&
         (article->n_pictures <= 1 || former->wish->upright == UPRIGHT_ASKED);
}

void uprights_list(Former *former)
{
  const Layout *layout = former->wish->work->sheet->layout;
  former->upright = g_ptr_array_new();
  for (unsigned t = 0; former->models->len && may_have(former) && t < layout->n_templates; t++)
    for (unsigned s = 0; s < layout->templates[t].n_slots; s++)
      if (is_model(former, &layout->templates[t].slots[s]))
        add_model(former, &layout->templates[t].slots[s]);
}

/* --- what it costs ------------------------------------------------------------------------------------------- */

/* Sizes of the heads across that are larger than it. */
static int cost_of_size(const Former *former, Mpt title)
{
  int at = 0, n = (int)former->models->len;
  for (int i = 0; i < n; i++)
    at += former_title_size(former, former->models->pdata[i]) > title;
  return ABS(MIN(at, n - 1) - wanted_model(former)) * COST_FORMS_HEAD;
}

/* NULL: it does not go in well, or is too short for its strip. */
static bool set_head(const Former *former, const LayoutSlot *like, Mpt width, int rows, HeadSize *size)
{
  const Grid *grid = &former->wish->work->sheet->grid;
  Work aside = former_open_aside(former);
  Group *head = headline_upright(&aside, former->article, &like->head, width, rows);
  bool some = head != NULL;
  *size = (HeadSize){0};
  if (some)
    former_read_head(head, rows * grid->leading, size);
  arena_free(aside.arena);
  return some && !size->faults && size->fill >= COST_UPRIGHTS_FILL;
}

static int cost_of_head(const Former *former, const LayoutSlot *like, const HeadSize *size)
{
  return COST_UPRIGHTS_HEAD + COST_UPRIGHTS_SHORT * (1000 - MIN(size->fill, 1000)) / 1000 +
         cost_of_size(former, size->title) + (layout_slot_is_framed(like) ? COST_FORMS_FRAME : 0);
}

/* At the left, where the text begins beside it; at the right where it may be asked for. */
static void add_forms(Former *former, const Breadth *breadth, Form form, int cost)
{
  HeadSide last = former->wish->upright == UPRIGHT_ASKED ? HEAD_RIGHT : HEAD_LEFT;
  for (HeadSide side = HEAD_LEFT; side <= last; side++) {
    form.side = side;
    g_array_append_val(former->list->forms, form);
    former_add_leaves(former, breadth, &form, cost);
  }
}

static Form open_form(const LayoutSlot *like, const HeadSize *size)
{
  return (Form){.like = like, .framed = layout_slot_is_framed(like), .title = size->title, .across = 1, .down = 1};
}

/* --- over one column ------------------------------------------------------------------------------------------ */

/* A third of the module at the least, with a column's text under it. */
static void add_over_column(Former *former, Breadth breadth, const LayoutSlot *like, int rows)
{
  const Grid *grid = &former->wish->work->sheet->grid;
  HeadSize size;
  if (!set_head(former, like, grid->column_w, rows - COST_UPRIGHTS_AIR, &size))
    return;
  Form form = open_form(like, &size);
  form.head_columns = 1;
  form.head_rows = rows;
  breadth.leg = rows + COST_FORMS_LEG_LEAST;
  breadth.rows_most = (rows - COST_UPRIGHTS_AIR) * MIN(size.fill, 1000) * COST_UPRIGHTS_PART / 1000 + 1;
  add_forms(former, &breadth, form, cost_of_head(former, like, &size));
}

/* --- along all of it ------------------------------------------------------------------------------------------ */

/* The text in what a strip so wide leaves of COLUMNS: its lines, and *LANES it has. */
static int measure_beside(const Former *former, const LayoutSlot *like, int columns, Mpt width, int *lanes)
{
  int rows = former->wish->work->sheet->grid.lines * 3;
  Chain *chain = former_open(former, like, former_plain(former, former->article), 1, columns, rows);
  Field *field = &chain->fields[0];
  chain->upright = true;
  chain->strip_rows = field_steps(field);
  chain->strip = field_take_strip(chain->work, field, HEAD_RIGHT, width, chain->strip_rows);
  *lanes = 0;
  for (int lane = 0; lane < field->lanes; lane++)
    *lanes += field->start[lane] + field->measure <= chain->strip.x;
  int grows;
  return *lanes ? former_measure(chain, &grows) : 0;
}

/* The module's height hangs on its text's width, that on the head's size, which hangs on the height. */
static void add_along(Former *former, Breadth breadth, const LayoutSlot *like)
{
  const Work *work = former->wish->work;
  const Chain *chain =
      former_open(former, like, former_plain(former, former->article), 1, breadth.columns, work->sheet->grid.lines);
  int air = layout_slot_is_framed(like) ? COST_FORMS_FRAME_ROWS : 0, leg = breadth.lines / MAX(breadth.columns - 1, 1);
  int byline = former->article->byline != NULL; /* it was measured with the text, and stands with the head */
  Mpt width = 0;
  for (int turn = 0; turn < COST_UPRIGHTS_TURNS; turn++) {
    Mpt now = slot_strip_width(chain, former->article, MIN(leg, former->rows));
    if (now == width)
      break;
    width = now;
    breadth.lines =
        measure_beside(former, like, breadth.columns, width, &breadth.lanes) - byline + former->wish->more - 1;
    if (!breadth.lanes)
      return;
    leg = (breadth.lines + breadth.lanes - 1) / breadth.lanes;
  }
  HeadSize size;
  if (leg < COST_UPRIGHTS_LEAST || leg + air >= former->rows || !set_head(former, like, width, leg, &size))
    return;
  breadth.leg = leg;
  breadth.rows_most = leg + air + 1 + COST_FORMS_FULL;
  add_forms(former, &breadth, open_form(like, &size), cost_of_head(former, like, &size));
}

void uprights_add(Former *former, int columns, int plain_lines)
{
  for (unsigned m = 0; m < former->upright->len && columns > 1 && !former->faulty; m++) {
    const LayoutSlot *like = former->upright->pdata[m];
    Breadth breadth = former_breadth(former, columns, columns, 0, plain_lines + !former->article->byline, 0);
    for (int rows = COST_UPRIGHTS_LEAST; rows <= COST_UPRIGHTS_MOST && !layout_slot_is_framed(like);
         rows += COST_UPRIGHTS_STEP)
      add_over_column(former, breadth, like, rows);
    if (!former->article->n_pictures)
      add_along(former, breadth, like);
    g_array_free(breadth.shelves, TRUE);
  }
}
