/* Levelling: lanes end level, or a line apart with the short ones last. Lines come off the last field's feet, and what
   is white, uneven or rising is weighed. */
#include "compose/level.h"

#include "compose/arrange.h"
#include "compose/pours.h"

#include "base/costs.h"

static White white_dear(const Chain *chain)
{
  return (White){(unsigned)chain->fields[chain->n_fields - 1].lanes - 1, COST_LEVEL_WHITE_LITTLE, COST_LEVEL_WHITE_DEAR,
                 0};
}

static bool is_shorter(const Chain *chain, int column)
{
  return chain->shorter >> column & 1;
}

/* Where columns are cut already: the last one may end a line above the others, if it is not cut by one itself. STEERED:
   the pour itself weighs lines left white at columns' feet as what is uneven. */
static White white_last(const Chain *chain, bool steered)
{
  return (White){!is_shorter(chain, chain->fields[chain->n_fields - 1].lanes - 1), COST_LEVEL_WHITE_LITTLE,
                 COST_LEVEL_UNEVEN, steered ? COST_LEVEL_UNEVEN : 0};
}

/* Feet cut off the last field, one by one, to be given back. */
typedef struct {
  int lane[LANES_MOST], row[LANES_MOST];
  unsigned n;
} Feet;

/* Takes a line off the foot of column C of the last field. */
static void cut_foot(Chain *chain, int c, Feet *feet)
{
  Field *field = &chain->fields[chain->n_fields - 1];
  int row = arrange_first_free(field, c, true);
  if (row <= 0)
    return;
  field_take(field, c, 1, row, 1, BUSY_CUT);
  chain->shorter |= UINT64_C(1) << c;
  feet->lane[feet->n] = c;
  feet->row[feet->n++] = row;
}

static void give_back(Chain *chain, Feet *feet)
{
  for (unsigned i = 0; i < feet->n; i++)
    field_take(&chain->fields[chain->n_fields - 1], feet->lane[i], 1, feet->row[i], 1, BUSY_FREE);
  feet->n = 0;
  chain->shorter = 0;
}

/* The column that reaches lowest, the right one of several; −1: none has a line left. */
static int fullest_column(const Field *field)
{
  int lowest = 0, at = -1;
  for (int c = field->lanes - 1; c >= 0; c--) {
    int row = arrange_first_free(field, c, true);
    if (row > lowest) {
      lowest = row;
      at = c;
    }
  }
  return at;
}

/* Takes N lines away: whole rows at the foot of the last field first, then single lines: off the columns of the set
   SHORTER, as many as they are, or, with none, off the right ones, one at a time from the fullest. FEET: those off by
   now; with as many whole rows off, all else stands as it did. */
static void cut_lines(Chain *chain, unsigned n, unsigned shorter, Feet *feet)
{
  const Field *field = &chain->fields[chain->n_fields - 1];
  unsigned rest = n % (unsigned)field->lanes;
  int rows = (int)(n / (unsigned)field->lanes);
  give_back(chain, feet);
  if (rows != chain->cut_rows) {
    chain->cut_rows = rows;
    arrange_things(chain);
  }
  for (int c = 0; shorter && c < field->lanes; c++)
    if (shorter & 1u << c)
      cut_foot(chain, c, feet);
  for (unsigned i = rest; !shorter && i > 0; i--) {
    int fullest = fullest_column(field);
    if (fullest >= 0)
      cut_foot(chain, fullest, feet);
  }
  arrange_cells(chain);
}

/* Of each of the last field's lanes: one past its last cell, and past the last that text stands in. */
typedef struct {
  unsigned end[LANES_MOST], used[LANES_MOST];
} Lasts;

static Lasts find_lasts(const Chain *chain, const Pour *result)
{
  Lasts lasts = {0};
  unsigned first = 0;
  for (unsigned f = 0; f + 1 < chain->n_fields; f++)
    first += (unsigned)chain->fields[f].lanes;
  for (unsigned i = 0; i < chain->n_cells; i++)
    if (chain->cells[i].lane >= first) {
      unsigned lane = chain->cells[i].lane - first;
      lasts.used[lane] = lasts.end[lane] ? lasts.used[lane] : i;
      lasts.end[lane] = i + 1;
    }
  for (unsigned i = 0; i < chain->portions->len; i++) {
    const Poured *poured = &result->poured[i];
    for (unsigned c = poured->start; c < MIN(poured->start + poured->cells, chain->n_cells); c++)
      if (chain->cells[c].lane >= first && (!poured->hole || c != poured->hole))
        lasts.used[chain->cells[c].lane - first] = c + 1;
  }
  return lasts;
}

/* Lines at the end of a lane that nothing stands on, N of its cells being left; −1: it has no end of its own. */
static int white_below(const Field *field, int lane, unsigned n)
{
  const uint8_t *busy = field_lane(field, lane);
  bool text = n > 0;
  int white = 0;
  for (int at = field_steps(field); at-- > 0 && busy[at] != BUSY_HEAD; white++) {
    if (busy[at] == BUSY_TAKEN || busy[at] == BUSY_NARROW)
      return white;
    if (busy[at] == BUSY_FREE && n-- == 0)
      return white;
  }
  return text ? white : -1;
}

/* Lines by which the last field's lanes end apart, but for one, and lanes that end above one further on: ends should
   fall, or be level. */
static int64_t cost_of_feet(const Chain *chain, const Pour *result)
{
  const Field *field = &chain->fields[chain->n_fields - 1];
  int least = INT_MAX, most = 0, rising = 0;
  if (result->over)
    return 0;
  Lasts lasts = find_lasts(chain, result);
  for (int lane = field->lanes; lane-- > 0;) {
    int white = white_below(field, lane, lasts.end[lane] - lasts.used[lane]);
    if (white < 0)
      continue;
    rising += white > least;
    least = MIN(least, white);
    most = MAX(most, white);
  }
  int apart = most - least - 1; /* negative: none has an end */
  return (int64_t)rising * COST_LEVEL_RISING + (int64_t)MAX(apart, 0) * COST_LEVEL_UNEVEN;
}

/* A way of cutting a slot short: so many lines, which columns are a line shorter than the others, and whether the pour
   is steered by where they end. */
typedef struct {
  unsigned lines, shorter;
  bool steered;
  int64_t cost;
} LevelCut;

typedef struct {
  Chain *chain;
  unsigned whole, homeless; /* cells uncut; pictures out of it at first */
  White white;
  bool steered; /* what is tried now */
  Feet feet;
  LevelCut now; /* as the chain stands; its cost is not kept */
} Leveller;

static void cut_chain(Leveller *leveller, unsigned lines, unsigned shorter)
{
  if (leveller->now.lines == lines && leveller->now.shorter == shorter)
    return;
  leveller->now = (LevelCut){.lines = lines, .shorter = shorter};
  cut_lines(leveller->chain, lines, shorter, &leveller->feet);
}

static int64_t cost_of_cut(Leveller *leveller, unsigned lines, unsigned shorter)
{
  Chain *chain = leveller->chain;
  cut_chain(leveller, lines, shorter);
  Pour cut = pours_pour(chain, white_last(chain, leveller->steered));
  if (cut.over || arrange_homeless(chain) > leveller->homeless)
    return INT64_MAX;
  return cut.cost + white_cost(&leveller->white, leveller->whole - cut.end) + cost_of_feet(chain, &cut);
}

static unsigned count_bits(unsigned set)
{
  unsigned n = 0;
  for (; set; set &= set - 1)
    n++;
  return n;
}

/* Any columns may be the ones a line shorter: where the right ones leave a widow or a last column far too short, others
 * do not. */
static void try_patterns(Leveller *leveller, unsigned lines, LevelCut *best, unsigned *budget)
{
  unsigned columns = (unsigned)leveller->chain->fields[leveller->chain->n_fields - 1].lanes, rest = lines % columns;
  if (!rest || columns > COST_LEVEL_COLUMNS)
    return;
  for (unsigned set = 1; set < 1u << columns && *budget > 0; set++) {
    if (count_bits(set) != rest)
      continue;
    --*budget;
    int64_t cost = cost_of_cut(leveller, lines, set);
    if (cost < best->cost)
      *best = (LevelCut){lines, set, leveller->steered, cost};
  }
}

/* Even cuts of WHITE lines and fewer, MOST of them. */
static void try_cuts(Leveller *leveller, unsigned white, unsigned most, LevelCut *best)
{
  for (unsigned tries = 0; tries <= white && tries < most; tries++) {
    int64_t cost = cost_of_cut(leveller, white - tries, 0);
    if (cost < best->cost)
      *best = (LevelCut){white - tries, 0, leveller->steered, cost};
    if (cost <= white_cost(&leveller->white, white)) /* nothing to mend */
      break;
  }
}

static void try_sets(Leveller *leveller, unsigned white, LevelCut *best)
{
  unsigned columns = (unsigned)leveller->chain->fields[leveller->chain->n_fields - 1].lanes;
  unsigned budget = COST_LEVEL_PATTERNS;
  for (unsigned tries = 0; best->cost >= COST_LEVEL_ENOUGH && tries <= white && tries < columns; tries++)
    try_patterns(leveller, white - tries, best, &budget);
}

/* The text ends early: lines come off the columns' feet, the right ones first, so that they end level within a line,
   and paragraphs take a line more where that fills what is left. Heads and solids may need more room than an even cut
   leaves: with fewer and fewer lines cut, what costs least is taken; PATIENT tries more. */
Pour level_chain(Chain *chain, bool patient)
{
  Pour natural = pours_pour(chain, WHITE_FREE);
  if (natural.over) /* squeezed as far as it can be */
    return pours_pour(chain, white_last(chain, false));
  if (!chain->slot->level || natural.end >= chain->n_cells)
    return natural;
  unsigned white = chain->n_cells - natural.end + natural.holes, columns = white_dear(chain).few + 1;
  /* Where little is wanting lines are won for it; a slot half empty is not filled by setting it loosely. */
  const White cheap = {columns - 1, COST_LEVEL_WHITE_LITTLE,
                       white <= COST_LEVEL_NEARLY * columns ? COST_LEVEL_WHITE_WANTED : COST_LEVEL_WHITE_LITTLE, 0};
  Leveller leveller = {.chain = chain, .whole = chain->n_cells, .homeless = arrange_homeless(chain), .white = cheap};
  /* Uncut, the text simply ends where it ends: better than leaving out what no shorter column holds. */
  LevelCut best = {0, 0, false, natural.cost + white_cost(&cheap, white) + cost_of_feet(chain, &natural)};
  try_cuts(&leveller, white, patient ? COST_LEVEL_PATIENT : COST_LEVEL_TRIES, &best);
  if (patient)
    try_sets(&leveller, white, &best);
  if (patient && best.cost >= COST_LEVEL_UNEVEN) { /* feet that are not level, or a line alone */
    leveller.steered = true;
    try_cuts(&leveller, white, COST_LEVEL_PATIENT, &best);
    try_sets(&leveller, white, &best);
  }
  cut_chain(&leveller, best.lines, best.shorter); /* none, where no even cut holds it */
  return pours_pour(chain, white_last(chain, best.steered));
}

int64_t level_cost(const Chain *chain, const Pour *result, unsigned whole)
{
  const White dear = white_dear(chain);
  unsigned white = whole - MIN(result->end, chain->n_cells);
  return white_cost(&dear, white) + (chain->slot->level ? cost_of_feet(chain, result) : 0);
}
