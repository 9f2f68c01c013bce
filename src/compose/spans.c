/* The lanes of pictures nobody gave any: all ways to share them out are weighed by the cells they would take, and the
   best few of those are arranged and poured. */
#include "compose/spans.h"

#include "base/costs.h"
#include "compose/arrange.h"
#include "compose/pours.h"
#include "compose/refine.h"

#include <string.h>

typedef struct {
  uint8_t spans[SPANS_PICTURES];
  int64_t cost;
} Way;

typedef struct {
  SpanTable table;
  unsigned lead; /* the picture of the table that leads; none: its length */
  int room;      /* cells for them to take */
  Way ways[COST_SPANS_POURED];
  unsigned n_ways;
} Spans;

static const Field *home_of(const Chain *chain, const PictureVar *var)
{
  return &chain->fields[MAX(var->home, 0)];
}

/* In a module a span that is given is a wish. */
static bool is_free(const Chain *chain, const PictureVar *var)
{
  const Field *field = home_of(chain, var);
  return (!var->picture->span || chain->slot->made) && !var->extent && var->where != PICTURE_INLINE &&
         !field->vertical && field->lanes > 1 && !field->slot->picture_span;
}

static void set_span(const Chain *chain, PictureVar *var, int span)
{
  const Field *field = home_of(chain, var);
  var->span = span;
  picture_part_caption(var, field, 0);
  picture_size(chain->work, var, field_extent(field, 0, span), field->slot, field_steps(field));
}

static int cells_of(const PictureVar *var, int rows)
{
  return var->span * (picture_total_rows(var) - var->rows + rows);
}

/* Wider than one lane it would take more than a picture may there. */
static bool is_too_large(const Chain *chain, const PictureVar *var, int span)
{
  PictureVar own = *var;
  int most = home_of(chain, var)->slot->picture_cells;
  if (!most || span < 2)
    return false;
  set_span(chain, &own, span);
  return span * (own.picture->crop ? own.rows_min : own.natural) > most;
}

static int64_t taste_of(const Chain *chain, const SpanTable *table, unsigned i, int span)
{
  const Press *press = &chain->work->issue->press;
  int ppi = picture_ppi(table->var[i], field_extent(home_of(chain, table->var[i]), 0, span));
  if ((ppi < press->min_ppi && span > 1) || is_too_large(chain, table->var[i], span))
    return -1;
  bool leads = home_of(chain, table->var[i])->slot->lead_span && table->var[i] == &chain->vars[0];
  int off = span - table->wish[i];
  return (int64_t)ABS(off) * (leads && off < 0 ? COST_SPANS_LEAD_OFF : COST_SPANS_OFF) +
         (ppi < press->warn_ppi ? COST_SPANS_SOFT : 0);
}

static int lanes_most(const Field *field)
{
  return field->fold ? SPANS_LANES : SPANS_PAGE;
}

static void weigh_widths(const Chain *chain, SpanTable *table, unsigned i)
{
  PictureVar *var = table->var[i], kept = *var;
  int lanes = MIN(home_of(chain, var)->lanes, lanes_most(home_of(chain, var)));
  for (int span = 1; span <= SPANS_LANES; span++) {
    SpanWidth *width = &table->width[i][span];
    width->taste = span <= lanes ? taste_of(chain, table, i, span) : -1;
    if (span == table->wish[i] && !is_too_large(chain, var, span))
      width->taste = 0;
    if (width->taste < 0)
      continue;
    set_span(chain, var, span);
    width->around = picture_total_rows(var) - var->rows;
    width->least = cells_of(var, var->picture->crop ? var->rows_min : var->natural);
    width->natural = cells_of(var, var->natural);
    width->most = cells_of(var, var->rows_max);
  }
  *var = kept;
}

void spans_weigh(const Chain *chain, SpanTable *table)
{
  table->n = 0;
  for (unsigned i = 0; i < chain->n_vars && table->n < SPANS_PICTURES; i++)
    if (is_free(chain, &chain->vars[i])) {
      table->var[table->n] = &chain->vars[i];
      table->wish[table->n++] = MIN(chain->vars[i].span, lanes_most(home_of(chain, &chain->vars[i])));
    }
  for (unsigned i = 0; i < table->n; i++)
    weigh_widths(chain, table, i);
}

bool spans_one_leads(const SpanTable *table, unsigned lead, const uint8_t *spans)
{
  int first = 0, next = 0;
  for (unsigned i = 0; i < table->n; i++) {
    int cells = table->width[i][spans[i]].natural;
    if (i == lead)
      first = cells;
    else
      next = MAX(next, cells);
  }
  return !first || !next || first * 100 >= next * COST_SPANS_LEAD;
}

/* What of the chain's cells neither the head nor what is not to be chosen takes. */
static int count_room(const Chain *chain, const SpanTable *table, const Pour *now)
{
  int cells = (int)chain->n_cells, needed = (int)(now->end - now->holes + now->over);
  for (unsigned i = 0; i < table->n; i++)
    if (table->var[i]->lane >= 0)
      cells += cells_of(table->var[i], table->var[i]->rows);
  return cells - needed;
}

/* The story's first picture leads, where its span may be chosen. */
static void open_spans(Spans *spans, const Chain *chain, const Pour *now)
{
  *spans = (Spans){0};
  spans_weigh(chain, &spans->table);
  spans->lead = spans->table.n && spans->table.var[0] == &chain->vars[0] ? 0 : spans->table.n;
  spans->room = count_room(chain, &spans->table, now);
}

static int64_t taste_of_way(const Spans *spans, const uint8_t *of)
{
  int64_t cost = spans_one_leads(&spans->table, spans->lead, of) ? 0 : COST_SPANS_NO_LEAD;
  for (unsigned i = 0; i < spans->table.n; i++)
    cost += spans->table.width[i][of[i]].taste;
  return cost;
}

static int64_t weigh_way(const Spans *spans, const uint8_t *of)
{
  int least = 0, natural = 0, most = 0;
  for (unsigned i = 0; i < spans->table.n; i++) {
    const SpanWidth *width = &spans->table.width[i][of[i]];
    least += width->least;
    natural += width->natural;
    most += width->most;
  }
  int crop = (CLAMP(spans->room, least, most) - natural) * 1000 / MAX(natural, 1);
  return taste_of_way(spans, of) + (int64_t)crop * crop / COST_REFINE_SHAPE * spans->table.n +
         (int64_t)MAX(least - spans->room, 0) * COST_SPANS_OVER +
         (int64_t)MAX(spans->room - most, 0) * COST_LEVEL_WHITE_DEAR;
}

/* Keeps the best, in order; of those alike the first met. */
static void keep_way(Spans *spans, const Way *way)
{
  unsigned at = spans->n_ways;
  while (at > 0 && spans->ways[at - 1].cost > way->cost)
    at--;
  if (at >= COST_SPANS_POURED)
    return;
  spans->n_ways = MIN(spans->n_ways + 1, (unsigned)COST_SPANS_POURED);
  memmove(&spans->ways[at + 1], &spans->ways[at], (spans->n_ways - 1 - at) * sizeof *way);
  spans->ways[at] = *way;
}

/* The next lanes picture I may have from SPAN + 1 on, no more than REACH off its wish; 0: none. */
static uint8_t next_span(const SpanTable *table, unsigned i, uint8_t span, int reach)
{
  for (int at = span + 1; at <= MIN(table->wish[i] + reach, SPANS_LANES); at++)
    if (table->width[i][at].taste >= 0 && at >= table->wish[i] - reach)
      return (uint8_t)at;
  return 0;
}

static int64_t count_ways(const SpanTable *table, int reach)
{
  int64_t ways = 1;
  for (unsigned i = 0; i < table->n && ways <= COST_SPANS_WAYS; i++) {
    int64_t widths = 0;
    for (uint8_t span = next_span(table, i, 0, reach); span; span = next_span(table, i, span, reach))
      widths++;
    ways *= widths;
  }
  return ways;
}

/* Counts through all ways as an odometer does. */
static void weigh_ways(Spans *spans, int reach)
{
  const SpanTable *table = &spans->table;
  Way way = {0};
  for (unsigned i = 0; i < table->n; i++)
    way.spans[i] = next_span(table, i, 0, reach);
  for (unsigned i = 0; i < table->n;) {
    way.cost = weigh_way(spans, way.spans);
    keep_way(spans, &way);
    for (i = 0; i < table->n; i++) {
      uint8_t next = next_span(table, i, way.spans[i], reach);
      way.spans[i] = next ? next : next_span(table, i, 0, reach);
      if (next)
        break;
    }
  }
}

/* What pouring a way may change. */
typedef struct {
  PictureVar *vars;
  Wide *wides;
  int head_extra;
} Sizes;

static Sizes open_sizes(const Chain *chain)
{
  Arena *arena = chain->work->arena;
  return (Sizes){ARENA_ARRAY(arena, PictureVar, chain->n_vars), ARENA_ARRAY(arena, Wide, chain->wides->len + 1), 0};
}

static void keep_sizes(const Chain *chain, Sizes *sizes)
{
  memcpy(sizes->vars, chain->vars, chain->n_vars * sizeof *sizes->vars);
  for (unsigned i = 0; i < chain->wides->len; i++)
    sizes->wides[i] = *chain_wide(chain, i);
  sizes->head_extra = chain->head_extra;
}

static void restore_sizes(Chain *chain, const Sizes *sizes)
{
  memcpy(chain->vars, sizes->vars, chain->n_vars * sizeof *sizes->vars);
  for (unsigned i = 0; i < chain->wides->len; i++)
    *chain_wide(chain, i) = sizes->wides[i];
  chain->head_extra = sizes->head_extra;
}

/* Pours the ways kept, each from FIRST; the cheapest is left in WINNER, and in *BEST what it costs. Returns the least
   cost of these. */
static int64_t pour_ways(Chain *chain, Spans *spans, const Sizes *first, Sizes *winner, int64_t *best)
{
  int64_t least = INT64_MAX;
  for (unsigned i = 0; i < spans->n_ways; i++) {
    restore_sizes(chain, first);
    chain->head_extra = 0;
    const uint8_t *of = spans->ways[i].spans;
    for (unsigned p = 0; p < spans->table.n; p++)
      set_span(chain, spans->table.var[p], of[p]);
    int64_t *known = pours_cost(chain, POURS_ROUGHLY); /* then it was kept if it was to be */
    bool again = *known != POURS_UNKNOWN;
    int64_t cost = again ? *known : (*known = refine_roughly(chain) + taste_of_way(spans, of));
    least = MIN(least, cost);
    if (again || cost >= *best)
      continue;
    *best = cost;
    keep_sizes(chain, winner);
  }
  return least;
}

bool spans_choose(Chain *chain, int64_t *best)
{
  Spans spans;
  int64_t before = *best;
  arrange_chain(chain);
  Pour now = pours_pour(chain, WHITE_FREE);
  open_spans(&spans, chain, &now);
  SpanTable *table = &spans.table;
  int reach = SPANS_LANES;
  while (reach > 1 && count_ways(table, reach) > COST_SPANS_WAYS)
    reach--;
  while (table->n > 1 && count_ways(table, reach) > COST_SPANS_WAYS)
    table->n--;
  if (!table->n)
    return false;
  Sizes first = open_sizes(chain), winner = open_sizes(chain);
  keep_sizes(chain, &first);
  keep_sizes(chain, &winner);
  for (unsigned round = 0; round < COST_SPANS_ROUNDS; round++) {
    spans.n_ways = 0;
    weigh_ways(&spans, reach);
    int64_t over = pour_ways(chain, &spans, &first, &winner, best) / COST_POUR_OVER;
    if (!over || !spans.n_ways)
      break;
    spans.room -= (int)MIN(over, spans.room); /* they were weighed too lightly by so much */
  }
  restore_sizes(chain, &winner);
  return *best < before;
}
