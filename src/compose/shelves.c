#include "compose/shelves.h"

#include <string.h>

#include "base/costs.h"
#include "compose/arrange.h"
#include "compose/pours.h"
#include "compose/refine.h"

typedef struct {
  unsigned first, n; /* pictures of the table */
  int text;          /* lanes of it that are the text's, at the left */
  int caption;       /* of its longest */
  int low, high;     /* steps its pictures may all have */
  int rows;          /* … and have */
} ShelfRow;

/* A way under construction, then a whole one. */
typedef struct {
  ShelfRow row[SHELVES_PICTURES];
  unsigned n;
  uint8_t span[SHELVES_PICTURES];
  int strip;            /* steps of text between two rows; 0: the text has lanes of one */
  unsigned strip_after; /* rows that stand over it */
  int cost;
} ShelfPlan;

enum { PLANS = 6 };

typedef struct {
  const ShelfTable *table;
  int lanes, text, steps;
  int *cost;             /* [steps + 1], or NULL: plans for STEPS are kept … */
  ShelfPlan best[PLANS]; /* … cheapest first */
  unsigned n_best;
  int budget;
} Shelver;

/* --- what a way costs --------------------------------------------------------------------------------------- */

static const ShelfSize *size_of(const Shelver *shelver, const ShelfPlan *plan, unsigned i)
{
  return &shelver->table->size[i][plan->span[i]];
}

/* Steps beside the rows' own: captions, the white under all but the last, the strip with the white under it. */
static int count_overhead(const ShelfPlan *plan)
{
  int steps = 0;
  bool strip_last = plan->strip && plan->strip_after == plan->n;
  for (unsigned r = 0; r < plan->n; r++)
    steps += plan->row[r].caption + (r + 1 < plan->n || strip_last);
  return steps + plan->strip + (plan->strip && !strip_last);
}

static int64_t cost_of_crop(int rows, int natural)
{
  int64_t off = ABS(rows - natural) * INT64_C(1000) / MAX(natural, 1);
  return off * off;
}

static int64_t crop_of_row(const Shelver *shelver, const ShelfPlan *plan, unsigned r, int rows)
{
  int64_t cost = 0;
  for (unsigned i = plan->row[r].first; i < plan->row[r].first + plan->row[r].n; i++)
    cost += cost_of_crop(rows, size_of(shelver, plan, i)->natural);
  return cost;
}

static int64_t cells_of(const ShelfPlan *plan, unsigned i)
{
  for (unsigned r = 0; r < plan->n; r++)
    if (i >= plan->row[r].first && i < plan->row[r].first + plan->row[r].n)
      return (int64_t)plan->span[i] * plan->row[r].rows;
  return 0;
}

/* One is much larger than all others, the first if it may be. */
static int cost_of_rank(const Shelver *shelver, const ShelfPlan *plan)
{
  int64_t largest = 0, next = 0;
  for (unsigned i = 0; i < shelver->table->n; i++) {
    int64_t cells = cells_of(plan, i);
    next = cells > largest ? largest : MAX(next, cells);
    largest = MAX(largest, cells);
  }
  return (largest * 100 < next * COST_SPANS_LEAD ? COST_FORMS_NO_LEAD : 0) +
         (cells_of(plan, 0) < largest ? COST_SHELVES_FIRST : 0);
}

/* Lines of the text's lanes that stay white. */
static int count_white(const Shelver *shelver, const ShelfPlan *plan)
{
  if (plan->strip)
    return MAX(plan->strip * shelver->lanes - shelver->text - (shelver->lanes - 1), 0);
  for (unsigned r = 0; r < plan->n; r++)
    if (plan->row[r].text)
      return MAX((plan->row[r].rows + plan->row[r].caption - 1) * plan->row[r].text - shelver->text, 0);
  return 0;
}

static int cost_of_plan(const Shelver *shelver, const ShelfPlan *plan, int64_t crop)
{
  int cost =
      (int)(crop / COST_FORMS_CROP) + cost_of_rank(shelver, plan) + count_white(shelver, plan) * COST_FORMS_WHITE;
  for (unsigned i = 0; i < shelver->table->n; i++)
    cost += ABS(plan->span[i] - shelver->table->wish[i]) * COST_SHELVES_SPAN;
  return cost + (plan->strip == 1 ? COST_SHELVES_LINE : 0);
}

static void keep_plan(Shelver *shelver, const ShelfPlan *plan)
{
  unsigned at = shelver->n_best;
  while (at > 0 && shelver->best[at - 1].cost > plan->cost)
    at--;
  if (at >= PLANS)
    return;
  shelver->n_best = MIN(shelver->n_best + 1, (unsigned)PLANS);
  memmove(&shelver->best[at + 1], &shelver->best[at], (shelver->n_best - 1 - at) * sizeof *plan);
  shelver->best[at] = *plan;
}

/* The row that a step more costs least of; −1: none may grow. */
static int next_row(const Shelver *shelver, const ShelfPlan *plan)
{
  int best = -1;
  int64_t least = INT64_MAX;
  for (unsigned r = 0; r < plan->n; r++) {
    const ShelfRow *row = &plan->row[r];
    int64_t more = crop_of_row(shelver, plan, r, row->rows + 1) - crop_of_row(shelver, plan, r, row->rows);
    if (row->rows < row->high && more < least) {
      best = (int)r;
      least = more;
    }
  }
  return best;
}

static void offer(Shelver *shelver, ShelfPlan *plan, int steps, int64_t crop)
{
  if (!shelver->cost && steps != shelver->steps)
    return;
  plan->cost = cost_of_plan(shelver, plan, crop);
  if (!shelver->cost)
    keep_plan(shelver, plan);
  else if (shelver->cost[steps] < 0 || plan->cost < shelver->cost[steps])
    shelver->cost[steps] = plan->cost;
}

/* All heights the way can have, from its lowest. */
static void grow_plan(Shelver *shelver, ShelfPlan plan)
{
  int steps = count_overhead(&plan);
  int64_t crop = 0;
  for (unsigned r = 0; r < plan.n; r++) {
    plan.row[r].rows = plan.row[r].low;
    steps += plan.row[r].low;
    crop += crop_of_row(shelver, &plan, r, plan.row[r].low);
  }
  while (steps <= shelver->steps) {
    offer(shelver, &plan, steps, crop);
    int r = next_row(shelver, &plan);
    if (r < 0)
      return;
    crop -= crop_of_row(shelver, &plan, (unsigned)r, plan.row[r].rows);
    crop += crop_of_row(shelver, &plan, (unsigned)r, ++plan.row[r].rows);
    steps++;
  }
}

/* --- all ways ----------------------------------------------------------------------------------------------- */

static void add_rows(Shelver *shelver, ShelfPlan *plan, unsigned first, bool text);

/* The text's lanes beside the pictures of a row fix its height: as high as the text. */
static bool fit_text(const Shelver *shelver, ShelfRow *row)
{
  if (!row->text)
    return row->low <= row->high;
  int needed = (shelver->text + row->text - 1) / row->text - row->caption;
  row->low = MAX(row->low, needed);
  row->high = MIN(row->high, MAX(needed, row->low) + COST_SHELVES_SLACK);
  return row->low <= row->high;
}

/* Picture I of the row being built, with LEFT lanes for it and the row's others. */
static void add_picture(Shelver *shelver, ShelfPlan *plan, unsigned i, int left, bool text)
{
  ShelfRow *row = &plan->row[plan->n];
  unsigned after = row->first + row->n - i - 1;
  if (i == row->first + row->n) {
    ShelfRow kept = *row;
    if (fit_text(shelver, row)) {
      plan->n++;
      add_rows(shelver, plan, i, text || kept.text);
      plan->n--;
    }
    *row = kept;
    return;
  }
  for (int span = after ? 1 : left; span <= left - (int)after && shelver->budget > 0; span++) {
    const ShelfSize *size = &shelver->table->size[i][span];
    if (!size->most)
      continue;
    ShelfRow kept = *row;
    plan->span[i] = (uint8_t)span;
    row->caption = MAX(row->caption, size->caption);
    row->low = MAX(row->low, size->least);
    row->high = MIN(row->high, size->most);
    if (row->low <= row->high)
      add_picture(shelver, plan, i + 1, left - span, text);
    *row = kept;
  }
}

/* The way is whole: its text has lanes of a row, or is a strip over, between or under them. */
static void end_plan(Shelver *shelver, ShelfPlan *plan, bool text)
{
  shelver->budget--;
  plan->strip = 0;
  if (text || !shelver->text) {
    grow_plan(shelver, *plan);
    return;
  }
  plan->strip = (shelver->text + shelver->lanes - 1) / shelver->lanes;
  for (plan->strip_after = 0; plan->strip_after <= MIN(plan->n, 1U); plan->strip_after++)
    grow_plan(shelver, *plan);
}

/* Rows from picture FIRST on; TEXT: it has its place. */
static void add_rows(Shelver *shelver, ShelfPlan *plan, unsigned first, bool text)
{
  unsigned n = shelver->table->n;
  if (first == n) {
    end_plan(shelver, plan, text);
    return;
  }
  for (unsigned k = 1; k <= MIN(n - first, (unsigned)shelver->lanes) && shelver->budget > 0; k++)
    for (int own = 0; own <= (text || !shelver->text ? 0 : shelver->lanes - (int)k); own++) {
      plan->row[plan->n] = (ShelfRow){.first = first, .n = k, .text = own, .low = 1, .high = INT_MAX};
      add_picture(shelver, plan, first, shelver->lanes - own, text);
    }
}

static void search(Shelver *shelver)
{
  ShelfPlan plan = {0};
  shelver->budget = COST_SHELVES_WAYS;
  add_rows(shelver, &plan, 0, false);
}

void shelves_price(const ShelfTable *table, int lanes, int text, int steps, int *cost)
{
  Shelver shelver = {.table = table, .lanes = lanes, .text = MAX(text, 0), .steps = steps, .cost = cost};
  for (int i = 0; i <= steps; i++)
    cost[i] = -1;
  if (lanes <= table->lanes)
    search(&shelver);
}

/* --- on the page -------------------------------------------------------------------------------------------- */

static bool is_free(const Chain *chain, const PictureVar *var)
{
  return (!var->picture->span || chain->slot->made) && !var->extent && var->where != PICTURE_INLINE && var->home <= 0;
}

static ShelfSize measure(const Chain *chain, const PictureVar *var, int span)
{
  const Field *field = &chain->fields[0];
  PictureVar own = *var;
  own.span = span;
  Mpt width = field_extent(field, 0, span);
  bool coarse =
      var->info->model != MODEL_BILEVEL && picture_ppi(var, width) < chain->work->issue->press.min_ppi && span > 1;
  picture_size(chain->work, &own, width, field->slot, field_steps(field));
  return (ShelfSize){own.rows_min, own.natural, coarse ? 0 : own.rows_max, own.caption_rows};
}

bool shelves_weigh(const Chain *chain, ShelfTable *table)
{
  const Field *field = &chain->fields[0];
  *table = (ShelfTable){.n = chain->n_vars, .lanes = MIN(field->lanes, SHELVES_LANES)};
  if (!chain->article || chain->article->kind != KIND_PHOTO || chain->n_fields != 1 || field->vertical ||
      chain->wides->len || chain->n_vars < 2 || chain->n_vars > SHELVES_PICTURES || field->lanes > SHELVES_LANES)
    return false;
  for (unsigned i = 0; i < chain->n_vars; i++) {
    if (!is_free(chain, &chain->vars[i]))
      return false;
    table->wish[i] =
        CLAMP(chain->vars[i].picture->span ? chain->vars[i].picture->span : chain->vars[i].span, 1, table->lanes);
    for (int span = 1; span <= table->lanes; span++)
      table->size[i][span] = measure(chain, &chain->vars[i], span);
  }
  return true;
}

static void stand(Chain *chain, unsigned i, const ShelfPlan *plan, const ShelfRow *row, int lane, int step)
{
  const Field *field = &chain->fields[0];
  PictureVar *var = &chain->vars[i];
  var->span = plan->span[i];
  picture_size(chain->work, var, field_extent(field, 0, var->span), field->slot, field_steps(field));
  var->rows = row->rows;
  var->caption_rows = row->caption; /* the row ends level */
  var->stands = true;
  var->stand_lane = lane;
  var->stand_step = step;
}

/* The pictures on their shelves, from the step under the head on. */
static void apply(Chain *chain, const ShelfPlan *plan, int step)
{
  for (unsigned r = 0; r < plan->n; r++) {
    const ShelfRow *row = &plan->row[r];
    if (plan->strip && plan->strip_after == r)
      step += plan->strip + 1;
    for (unsigned i = row->first, lane = (unsigned)row->text; i < row->first + row->n; lane += plan->span[i++])
      stand(chain, i, plan, row, (int)lane, step);
    step += row->rows + row->caption + 1;
  }
}

/* Lines of its text in one lane. */
static int count_text(Chain *chain)
{
  Pour now = pours_pour(chain, WHITE_FREE);
  return (int)(now.end - now.holes + now.over);
}

/* Where shelves begin, in steps from the field's first; *TEXT: lines they hold. A head that leaves lanes free has all
   of the text beside it. */
static int find_top(const Chain *chain, int *text)
{
  const Field *field = &chain->fields[0];
  if (!chain->head || chain->upright)
    return 0;
  int head = chain->head->rows, beside = field->lanes - chain->head_columns;
  if (!beside || !*text)
    return head;
  int rows = (*text + beside - 1) / beside;
  *text = 0;
  return MAX(head, rows + 1);
}

/* Plans for TEXT lines, each set; the cheapest is in *WINNER. */
static void set_plans(Chain *chain, const ShelfTable *table, int text, int64_t *best, PictureVar **winner)
{
  const Field *field = &chain->fields[0];
  int top = find_top(chain, &text);
  Shelver shelver = {.table = table, .lanes = field->lanes, .text = text, .steps = field_steps(field) - top};
  search(&shelver);
  for (unsigned k = 0; k < shelver.n_best; k++) {
    apply(chain, &shelver.best[k], field->step_first + top);
    int64_t cost = refine_settled(chain);
    if (cost >= *best + (*winner ? 0 : COST_SHELVES_WORTH))
      continue;
    *best = cost;
    *winner = arena_copy(chain->work->arena, chain->vars, chain->n_vars * sizeof **winner);
  }
}

bool shelves_choose(Chain *chain, int64_t *best)
{
  ShelfTable table;
  if (!shelves_weigh(chain, &table))
    return false;
  arrange_chain(chain);
  int text = count_text(chain), extra = chain->head_extra;
  PictureVar *first = arena_copy(chain->work->arena, chain->vars, chain->n_vars * sizeof *first), *winner = NULL;
  chain->head_extra = 0;
  for (int more = 0; more <= COST_SHELVES_TEXT; more++) /* set on few lines it may take a line more */
    set_plans(chain, &table, text + more, best, &winner);
  memcpy(chain->vars, winner ? winner : first, chain->n_vars * sizeof *first);
  chain->head_extra = winner ? 0 : extra;
  return winner;
}
