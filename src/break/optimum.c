/* The optimum over a whole paragraph (§4.3): a path through (place to break, lines so far, tightness), cheapest first.
   Lines are counted on the way so that the best setting in one line fewer and one more fall out of the same pass. */
#include "break/cost.h"
#include "break/lines.h"

#include <glib.h>
#include <string.h>

#define NOWHERE INT64_MAX

enum {
  COUNTS = 3,    /* line counts kept at a place: around the cheapest */
  GATHER = 8,    /* … and looked at while it is reached */
  TIGHTNESS = 3, /* classes: none, little, wide */
  GAP_LITTLE = 100,
  GAP_WIDE = 400,
};

typedef struct {
  int64_t cost;
  uint32_t from; /* place */
  int32_t gap;
  uint8_t slot, tightness; /* of the place before */
  uint8_t rung;
} Node;

typedef struct {
  int32_t count; /* lines to here of nodes[0] */
  Node nodes[COUNTS][TIGHTNESS];
} Stop;

typedef struct {
  const Glue *glue;
  const Measures *measures;
  Mpt indent;
  Fitting fitting;
  Breakpoints breakpoints;
  Stop *stops;
  bool uniform; /* all lines but the first have one measure */
  Mpt widest;
  Node end[GATHER][TIGHTNESS]; /* the last place's */
  int32_t end_count;
} Search;

static Mpt measure_of(const Search *search, int64_t line)
{
  const Measures *m = search->measures;
  Mpt width = m->width[MIN(line, (int64_t)m->n - 1)];
  return line == 0 ? width - search->indent : width;
}

static unsigned tightness_of(int32_t gap)
{
  return gap > GAP_WIDE ? 2 : gap > GAP_LITTLE;
}

/* A 孤字 is no way at all while wide gaps can do without. */
static int64_t cost_of_last(const Search *search, uint32_t from, uint32_t to, const Sums *sums)
{
  int64_t cost = cost_of_end(&search->breakpoints.at[from], &search->breakpoints.at[to], from == 0, sums);
  return cost >= (int64_t)COST_BREAK_RUNT * POINT && search->fitting.rung < RUNG_KEEP ? NOWHERE : cost;
}

typedef struct {
  Sums sums;
  int64_t width, end_cost;
  Mpt hangs;
  bool last, alone; /* alone: no place lies between */
} Candidate;

static Candidate consider(const Search *search, uint32_t from, uint32_t to)
{
  const Breakpoint *a = &search->breakpoints.at[from], *b = &search->breakpoints.at[to];
  Candidate c = {.last = b->forced || b->final, .alone = from + 1 == to};
  c.sums = glue_line(search->glue, a->start, b->end);
  c.width = c.sums.width + (b->hyphen ? search->glue->shaped->hyphen : 0);
  c.hangs = b->hangs;
  if (b->final)
    c.end_cost = cost_of_last(search, from, to, &c.sums);
  return c;
}

static FitAnswer fit_candidate(const Search *search, const Candidate *c, Mpt measure, Fit *fit)
{
  int64_t d = measure - c->width;
  FitAnswer answer = cost_fit(&search->fitting, &c->sums, d, measure, c->last, c->hangs, fit);
  if (answer == FIT_OK || search->fitting.rung < RUNG_OVERFULL || !c->alone)
    return answer;
  /* What cannot be divided stands in a line of its own, whatever it measures. */
  *fit = (Fit){.cost = (int64_t)COST_BREAK_UNFIT * POINT + (d < 0 ? -d : d)};
  fit->rung = answer == FIT_LONG ? RUNG_OVERFULL : RUNG_SHORT;
  return FIT_OK;
}

/* Hands the nodes of one line count at FROM on to the next count at TO. */
static void relax(const Search *search, uint32_t from, unsigned slot, uint32_t to, int64_t extra, const Fit *fit,
                  Node *into)
{
  const Node *nodes = search->stops[from].nodes[slot];
  Node *node = &into[tightness_of(fit->gap)];
  bool grey = cost_minds_grey(&search->breakpoints.at[from], &search->breakpoints.at[to], from == 0);
  for (unsigned t = 0; t < TIGHTNESS; t++) {
    if (nodes[t].cost == NOWHERE)
      continue;
    int64_t cost = nodes[t].cost + fit->cost + extra;
    if (grey)
      cost += cost_of_grey(fit->gap, nodes[t].gap);
    if (cost < node->cost)
      *node = (Node){cost, from, fit->gap, (uint8_t)slot, (uint8_t)t, fit->rung};
  }
}

static bool has_nodes(const Node *nodes)
{
  for (unsigned t = 0; t < TIGHTNESS; t++)
    if (nodes[t].cost != NOWHERE)
      return true;
  return false;
}

/* Tries the line FROM…TO for every number of lines before it. False when it is too short for all. */
static bool try_line(Search *search, uint32_t from, uint32_t to, int32_t base, Node (*gather)[TIGHTNESS])
{
  Candidate c = consider(search, from, to);
  if (c.end_cost == NOWHERE)
    return true;
  int64_t extra = c.end_cost + search->breakpoints.at[to].cost;
  const Stop *stop = &search->stops[from];
  Fit fit;
  FitAnswer answer = FIT_LONG;
  bool fitted = false, longer = false;
  for (unsigned slot = 0; slot < COUNTS; slot++) {
    int32_t index = stop->count + (int32_t)slot + 1 - base;
    if (index < 0 || index >= GATHER || !has_nodes(stop->nodes[slot]))
      continue;
    if (!fitted || !search->uniform)
      answer = fit_candidate(search, &c, measure_of(search, stop->count + (int32_t)slot), &fit);
    fitted = true;
    longer |= answer != FIT_SHORT;
    if (answer == FIT_OK)
      relax(search, from, slot, to, extra, &fit, gather[index]);
  }
  return !fitted || longer;
}

/* The cheapest line count at TO, as an index of GATHER, or −1. */
static int find_cheapest(Node (*gather)[TIGHTNESS])
{
  int best = -1;
  int64_t least = NOWHERE;
  for (int i = 0; i < GATHER; i++)
    for (unsigned t = 0; t < TIGHTNESS; t++)
      if (gather[i][t].cost < least) {
        least = gather[i][t].cost;
        best = i;
      }
  return best;
}

static void clear_nodes(Node (*nodes)[TIGHTNESS], unsigned n)
{
  for (unsigned i = 0; i < n; i++)
    for (unsigned t = 0; t < TIGHTNESS; t++)
      nodes[i][t].cost = NOWHERE;
}

/* Keeps the counts around the cheapest. */
static void keep_counts(Stop *stop, Node (*gather)[TIGHTNESS], int32_t base)
{
  int best = find_cheapest(gather);
  clear_nodes(stop->nodes, COUNTS);
  stop->count = best < 0 ? 0 : base + best - 1;
  for (int i = 0; best >= 0 && i < COUNTS; i++)
    if (best - 1 + i >= 0 && best - 1 + i < GATHER)
      memcpy(stop->nodes[i], gather[best - 1 + i], sizeof stop->nodes[i]);
}

static bool is_reached(const Stop *stop)
{
  for (unsigned i = 0; i < COUNTS; i++)
    if (has_nodes(stop->nodes[i]))
      return true;
  return false;
}

/* The least width a line FROM…TO can be squeezed to; grows with TO, shrinks with FROM. */
static int64_t least_width(const Search *search, uint32_t from, uint32_t to)
{
  const Breakpoint *b = &search->breakpoints.at[to];
  Sums sums = glue_line(search->glue, search->breakpoints.at[from].start, b->end);
  int64_t width = sums.width - b->hangs;
  for (unsigned t = 0; t < GRADES; t++)
    width -= sums.shrink[t];
  return width;
}

static void reach_place(Search *search, uint32_t lo, uint32_t to)
{
  Node gather[GATHER][TIGHTNESS];
  clear_nodes(gather, GATHER);
  int32_t base = INT32_MAX;
  for (uint32_t from = lo; from < to; from++)
    if (is_reached(&search->stops[from]))
      base = MIN(base, search->stops[from].count + 1);
  bool last = search->breakpoints.at[to].forced || search->breakpoints.at[to].final;
  for (uint32_t from = lo; from < to; from++) {
    if (!is_reached(&search->stops[from]))
      continue;
    if (!try_line(search, from, to, base, gather) && search->uniform && from > 0 && !last &&
        search->fitting.rung < RUNG_OVERFULL)
      break;
  }
  keep_counts(&search->stops[to], gather, base);
  if (search->breakpoints.at[to].final) {
    memcpy(search->end, gather, sizeof gather);
    search->end_count = base;
  }
}

static void search_paths(Search *search)
{
  search->stops = g_new(Stop, search->breakpoints.n);
  clear_nodes(search->stops[0].nodes, COUNTS);
  search->stops[0].count = 0;
  search->stops[0].nodes[0][0] = (Node){0};
  uint32_t lo = 0;
  for (uint32_t to = 1; to < search->breakpoints.n; to++) {
    if (search->breakpoints.at[to - 1].forced)
      lo = to - 1;
    while (lo + 1 < to && least_width(search, lo, to) > search->widest)
      lo++;
    reach_place(search, lo, to);
  }
}

/* --- reading the paths back ------------------------------------------------------------ */

static Node *cheapest_of(Node *nodes)
{
  Node *best = &nodes[0];
  for (unsigned t = 1; t < TIGHTNESS; t++)
    if (nodes[t].cost < best->cost)
      best = &nodes[t];
  return best->cost == NOWHERE ? NULL : best;
}

static Setting *trace_setting(Arena *arena, Search *search, int index)
{
  const Node *node = cheapest_of(search->end[index]);
  if (!node)
    return NULL;
  unsigned n = (unsigned)(search->end_count + index);
  LineBuilder builder = lines_begin(arena, search->glue, n, node->cost / POINT);
  uint32_t to = search->breakpoints.n - 1;
  for (unsigned line = n; line-- > 0;) {
    lines_put(&builder, line, &search->breakpoints.at[node->from], &search->breakpoints.at[to],
              search->measures->width[MIN(line, search->measures->n - 1)], line == 0 ? search->indent : 0, node->rung,
              &search->fitting);
    to = node->from;
    node = &search->stops[node->from].nodes[node->slot][node->tightness];
  }
  return builder.setting;
}

/* Another number of lines: NULL where it is not worth it (COST_BREAK_SILLY), or goes further up the ladder. */
static Setting *offer(Arena *arena, Search *search, int index, const Setting *best)
{
  const Node *node = index >= 0 && index < GATHER && best ? cheapest_of(search->end[index]) : NULL;
  if (!node || node->cost / POINT - best->cost > (int64_t)COST_BREAK_SILLY * (search->end_count + index))
    return NULL;
  Setting *other = trace_setting(arena, search, index);
  return other->rung > best->rung ? NULL : other;
}

/* Never in more lines than first-fit needs while that takes no rung of the ladder. */
static int choose_count(Search *search, unsigned first_fit)
{
  int best = find_cheapest(search->end);
  for (int i = best; i >= 0 && search->fitting.rung == RUNG_NONE; i--)
    if (cheapest_of(search->end[i]) && search->end_count + i <= (int32_t)first_fit)
      return i;
  return best;
}

/* How far up the ladder (§4.5) each pass goes: what is told and hardly seen in one, what is seen in the next; costs
 * choose among them. */
static const uint8_t STEPS[] = {RUNG_NONE, RUNG_WORD, RUNG_LATIN, RUNG_HANG, RUNG_LOOSE, RUNG_KEEP, RUNG_OVERFULL};

static int64_t widest_gap(const Search *search, Rung rung)
{
  if (rung == RUNG_NONE)
    return search->fitting.gap_plain;
  return rung == RUNG_WORD ? COST_BREAK_GAP_PLAIN : COST_BREAK_GAP_WIDEST;
}

static bool search_at(Arena *arena, Search *search, Rung rung, unsigned first_fit, Settings *settings)
{
  search->fitting.rung = rung;
  search->fitting.gap_limit = widest_gap(search, rung);
  search->breakpoints = breakpoints_open(search->glue, rung);
  search_paths(search);
  int best = choose_count(search, first_fit);
  if (best >= 0) {
    settings->best = trace_setting(arena, search, best);
    settings->shorter = offer(arena, search, best - 1, settings->best);
    settings->longer = offer(arena, search, best + 1, settings->best);
  }
  g_free(search->stops);
  breakpoints_close(&search->breakpoints);
  return best >= 0;
}

static bool are_uniform(const Measures *measures)
{
  for (unsigned i = 2; i < measures->n; i++)
    if (measures->width[i] != measures->width[1])
      return false;
  return measures->n < 2 || measures->width[0] == measures->width[1];
}

static bool are_wide_enough(const Measures *measures, Mpt em)
{
  for (unsigned i = 0; i < measures->n; i++)
    if (measures->width[i] < 5 * em)
      return false;
  return measures->n > 0;
}

/* Beyond this many clusters in one paragraph, more than a page holds, the optimum is not sought: it takes some 400
   bytes a cluster, in every thread. */
#define OPTIMUM_CLUSTERS 40000

Settings paragraph_break(Arena *arena, const Shaped *shaped, const TextStyle *style, const Measures *measures,
                         Mpt indent)
{
  Settings settings = {NULL, NULL, NULL};
  if (!are_wide_enough(measures, MAX(shaped->size, 1)))
    return settings;
  if (!shaped->n_clusters || shaped->n_clusters > OPTIMUM_CLUSTERS) {
    settings.best = paragraph_first_fit(arena, shaped, style, measures, indent);
    return settings;
  }
  GlueStyle look = glue_style(style);
  Glue glue = glue_open(shaped, &look);
  Search search = {.glue = &glue, .measures = measures, .indent = indent, .uniform = are_uniform(measures)};
  search.fitting = (Fitting){
      .glue = &glue, .hang = style->hang, .justify = style->align == ALIGN_JUSTIFY || style->align == ALIGN_UNSET};
  for (unsigned i = 0; i < measures->n; i++)
    search.widest = MAX(search.widest, measures->width[i] - MIN(indent, 0));
  search.fitting.gap_plain = cost_plain_gap(search.widest, glue.em);
  unsigned first_fit = first_fit_lines(&glue, style, measures, indent);
  for (unsigned step = 0; step < G_N_ELEMENTS(STEPS); step++)
    if (search_at(arena, &search, (Rung)STEPS[step], first_fit, &settings))
      break;
  glue_close(&glue);
  if (!settings.best)
    settings.best = paragraph_first_fit(arena, shaped, style, measures, indent);
  return settings;
}
