/* The lanes of pictures nobody gave any: all ways to share them out are weighed by the cells they would take, and the
   best few of those are arranged and poured. */
#include "compose/spans.h"

#include "base/costs.h"
#include "compose/arrange.h"
#include "compose/pours.h"
#include "compose/refine.h"

#include <string.h>

enum { WAYS_KEPT = 24 };

typedef struct {
  PictureVar *var;
  int wish; /* lanes it would have if there were room for all */
  SpanWidth widths[SPANS_LANES + 1];
} Choice;

typedef struct {
  uint8_t spans[SPANS_PICTURES];
  int64_t cost;
} Way;

typedef struct {
  const Chain *chain;
  Choice choices[SPANS_PICTURES];
  unsigned n;
  int room; /* cells for them to take */
  Way ways[WAYS_KEPT];
  unsigned n_ways, most; /* of those kept */
} Spans;

static const Field *home_of(const Chain *chain, const PictureVar *var)
{
  return &chain->fields[MAX(var->home, 0)];
}

/* On a page made up from articles alone a span that is given is a wish. */
static bool is_free(const Chain *chain, const PictureVar *var)
{
  const Field *field = home_of(chain, var);
  return (!var->picture->span || chain->work->made_up) && !var->extent && var->where != PICTURE_INLINE &&
         !field->vertical && field->lanes > 1;
}

static void set_span(const Chain *chain, PictureVar *var, int span)
{
  const Field *field = home_of(chain, var);
  var->span = span;
  picture_size(chain->work, var, field_extent(field, 0, span), field->slot, field_steps(field));
}

static int cells_of(const PictureVar *var, int rows)
{
  return var->span * (picture_total_rows(var) - var->rows + rows);
}

/* Pixels an inch over that many lanes. */
static int ppi_of(const Chain *chain, const PictureVar *var, int span)
{
  Mpt w = MAX(field_extent(home_of(chain, var), 0, span), 1);
  return (int)((int64_t)var->info->width * 72000 / w);
}

static int64_t taste_of(const Spans *spans, const Choice *choice, int span)
{
  const Press *press = &spans->chain->work->issue->press;
  int ppi = ppi_of(spans->chain, choice->var, span);
  if (ppi < press->min_ppi && span > 1)
    return -1;
  return (int64_t)ABS(span - choice->wish) * COST_SPANS_OFF + (ppi < press->warn_ppi ? COST_SPANS_SOFT : 0);
}

static void weigh_widths(Spans *spans, Choice *choice)
{
  PictureVar *var = choice->var, kept = *var;
  int lanes = MIN(home_of(spans->chain, var)->lanes, SPANS_LANES);
  for (int span = 1; span <= SPANS_LANES; span++) {
    SpanWidth *width = &choice->widths[span];
    width->taste = span <= lanes ? taste_of(spans, choice, span) : -1;
    if (span == choice->wish)
      width->taste = 0;
    if (width->taste < 0)
      continue;
    set_span(spans->chain, var, span);
    width->least = cells_of(var, var->picture->crop ? var->rows_min : var->natural);
    width->natural = cells_of(var, var->natural);
    width->most = cells_of(var, var->rows_max);
  }
  *var = kept;
}

/* What of the chain's cells neither the head nor what is not to be chosen takes. */
static int count_room(const Spans *spans, const Pour *now)
{
  const Chain *chain = spans->chain;
  int cells = (int)chain->n_cells, needed = (int)(now->end - now->holes + now->over);
  for (unsigned i = 0; i < spans->n; i++)
    if (spans->choices[i].var->lane >= 0)
      cells += cells_of(spans->choices[i].var, spans->choices[i].var->rows);
  return cells - needed;
}

static void open_spans(Spans *spans, const Chain *chain)
{
  *spans = (Spans){.chain = chain, .most = MIN((unsigned)COST_SPANS_POURED, (unsigned)WAYS_KEPT)};
  for (unsigned i = 0; i < chain->n_vars && spans->n < SPANS_PICTURES; i++)
    if (is_free(chain, &chain->vars[i]))
      spans->choices[spans->n++] = (Choice){.var = &chain->vars[i], .wish = chain->vars[i].span};
  for (unsigned i = 0; i < spans->n; i++)
    weigh_widths(spans, &spans->choices[i]);
}

void spans_weigh(const Chain *chain, SpanTable *table)
{
  Spans spans;
  open_spans(&spans, chain);
  table->n = spans.n;
  for (unsigned i = 0; i < spans.n; i++) {
    table->wish[i] = spans.choices[i].wish;
    memcpy(table->width[i], spans.choices[i].widths, sizeof table->width[i]);
  }
}

/* One picture leads, and it is the first: the others come to little beside it. */
static int64_t cost_of_lead(const Spans *spans, const uint8_t *of)
{
  int first = 0, next = 0;
  for (unsigned i = 0; i < spans->n; i++) {
    int cells = spans->choices[i].widths[of[i]].natural;
    if (spans->choices[i].var == &spans->chain->vars[0])
      first = cells;
    else
      next = MAX(next, cells);
  }
  return !first || !next || first * 100 >= next * COST_SPANS_LEAD ? 0 : COST_SPANS_NO_LEAD;
}

static int64_t weigh_way(const Spans *spans, const uint8_t *of)
{
  int least = 0, natural = 0, most = 0;
  int64_t cost = cost_of_lead(spans, of);
  for (unsigned i = 0; i < spans->n; i++) {
    const SpanWidth *width = &spans->choices[i].widths[of[i]];
    cost += width->taste;
    least += width->least;
    natural += width->natural;
    most += width->most;
  }
  int crop = (CLAMP(spans->room, least, most) - natural) * 1000 / MAX(natural, 1);
  cost += (int64_t)crop * crop / COST_REFINE_SHAPE * spans->n;
  return cost + (int64_t)MAX(least - spans->room, 0) * COST_SPANS_OVER +
         (int64_t)MAX(spans->room - most, 0) * COST_LEVEL_WHITE_DEAR;
}

/* Keeps the best, in order; of those alike the first met. */
static void keep_way(Spans *spans, const Way *way)
{
  unsigned at = spans->n_ways;
  while (at > 0 && spans->ways[at - 1].cost > way->cost)
    at--;
  if (at >= spans->most)
    return;
  spans->n_ways = MIN(spans->n_ways + 1, spans->most);
  memmove(&spans->ways[at + 1], &spans->ways[at], (spans->n_ways - 1 - at) * sizeof *way);
  spans->ways[at] = *way;
}

/* The next lanes the choice may have from SPAN + 1 on, no more than REACH off its wish; 0: none. */
static uint8_t next_span(const Choice *choice, uint8_t span, int reach)
{
  for (int at = span + 1; at <= MIN(choice->wish + reach, SPANS_LANES); at++)
    if (choice->widths[at].taste >= 0 && at >= choice->wish - reach)
      return (uint8_t)at;
  return 0;
}

static int64_t count_ways(const Spans *spans, int reach)
{
  int64_t ways = 1;
  for (unsigned i = 0; i < spans->n && ways <= COST_SPANS_WAYS; i++) {
    int64_t widths = 0;
    for (uint8_t span = next_span(&spans->choices[i], 0, reach); span;
         span = next_span(&spans->choices[i], span, reach))
      widths++;
    ways *= widths;
  }
  return ways;
}

/* Counts through all ways as an odometer does. */
static void weigh_ways(Spans *spans, int reach)
{
  Way way = {0};
  for (unsigned i = 0; i < spans->n; i++)
    way.spans[i] = next_span(&spans->choices[i], 0, reach);
  for (unsigned i = 0; i < spans->n;) {
    way.cost = weigh_way(spans, way.spans);
    keep_way(spans, &way);
    for (i = 0; i < spans->n; i++) {
      uint8_t next = next_span(&spans->choices[i], way.spans[i], reach);
      way.spans[i] = next ? next : next_span(&spans->choices[i], 0, reach);
      if (next)
        break;
    }
  }
}

static void set_way(const Spans *spans, const Way *way)
{
  for (unsigned i = 0; i < spans->n; i++)
    set_span(spans->chain, spans->choices[i].var, way->spans[i]);
}

static int64_t taste_of_way(const Spans *spans, const Way *way)
{
  int64_t cost = cost_of_lead(spans, way->spans);
  for (unsigned i = 0; i < spans->n; i++)
    cost += spans->choices[i].widths[way->spans[i]].taste;
  return cost;
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
    set_way(spans, &spans->ways[i]);
    int64_t cost = refine_roughly(chain) + taste_of_way(spans, &spans->ways[i]);
    least = MIN(least, cost);
    if (cost >= *best)
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
  open_spans(&spans, chain);
  spans.room = count_room(&spans, &now);
  int reach = SPANS_LANES;
  while (reach > 1 && count_ways(&spans, reach) > COST_SPANS_WAYS)
    reach--;
  while (spans.n > 1 && count_ways(&spans, reach) > COST_SPANS_WAYS)
    spans.n--;
  if (!spans.n)
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
