/* Pouring text into columns: over all paragraphs of an article at once the settings (one line fewer, best, one more)
   are chosen that make the columns come out right.

   A state is (portion, cell it starts in); a paragraph of k lines goes from cell p to p + k. Costs: the setting's own
   beyond its best, widows and orphans at column edges (§4.4: 2 + 2), holes left before something that must stay
   whole or at the foot of a column where a line more would be an orphan or leave a widow, a 小标题 with under two lines
   below it. Cells past the last one stand for overset: dear, but counted. */
#include "compose/pour.h"

#include "compose/explain.h"
#include "compose/picture.h"

#include <string.h>

#include "base/costs.h"

#define NOWHERE INT64_MAX

/* What a portion comes to over lines of those widths; beyond the last they go on alike. */
typedef struct {
  const Mpt *widths;
  unsigned n;
  Settings settings;
} WidthSettings;

typedef struct {
  Mpt width, pitch;
  int more;
  Group *group;
} WidthGroup;

typedef struct {
  int64_t cost;
  uint32_t from;        /* cell the portion before ended at */
  uint32_t start, hole; /* hole: a cell of its own left white; 0: none */
  int64_t steered;      /* what of the cost weighs only here: see White */
  const Setting *setting;
} State;

/* Steps of one portion, for the cells from LO on that it may end at; grows where a portion comes to more than was
 * thought.
 */
typedef struct {
  Arena *arena;
  State *states;
  unsigned lo, n;
} Band;

typedef struct {
  Work *work;
  Arena *scratch; /* bands: gone with the next pour */
  const Cell *cells;
  unsigned n_cells;
  unsigned *segment_end; /* for each cell: one past the last cell of its segment … */
  unsigned *even_end;    /* … and of those in it that follow and are as wide: what is kept whole stands in those */
  unsigned longest_segment, longest_even;
  Mpt *widths;          /* the cells', each once … */
  unsigned *width_cell; /* … and the first cell of each */
  unsigned n_widths;
  Settings settings; /* the portion at hand's over the cells' only width, where they have one */
  bool binds;        /* the portion at hand is text that announces the next … */
  bool bound;        /* … it is announced */
  int64_t foot;      /* see White */
} Pouring;

void portion_open(Work *work, Portion *portion)
{
  portion->settings = g_array_new(FALSE, TRUE, sizeof(WidthSettings));
  portion->groups = g_array_new(FALSE, TRUE, sizeof(WidthGroup));
  g_ptr_array_add(work->garbage, portion->settings);
  g_ptr_array_add(work->garbage, portion->groups);
}

static Mpt cell_width(const Pouring *pouring, unsigned cell)
{
  return pouring->cells[MIN(cell, pouring->n_cells - 1)].w;
}

static unsigned cell_segment_end(const Pouring *pouring, unsigned cell)
{
  return cell < pouring->n_cells ? pouring->segment_end[cell] : UINT32_MAX;
}

static unsigned cell_even_end(const Pouring *pouring, unsigned cell)
{
  return cell < pouring->n_cells ? pouring->even_end[cell] : UINT32_MAX;
}

/* The first cell from P on that the portion may begin in. */
static unsigned first_cell(const Pouring *pouring, const Portion *portion, unsigned p)
{
  bool begins = !p || p >= pouring->n_cells || cell_segment_end(pouring, p - 1) == p;
  return !portion->begins_lane || begins ? p : MIN(cell_segment_end(pouring, p), pouring->n_cells);
}

static bool is_uniform(const Pouring *pouring, unsigned start, unsigned lines)
{
  if (pouring->n_widths == 1)
    return true;
  Mpt w = cell_width(pouring, start);
  for (unsigned i = start + 1; i < start + lines && i < pouring->n_cells; i++)
    if (pouring->cells[i].w != w)
      return false;
  return true;
}

static Settings settings_of_widths(Pouring *pouring, Portion *portion, const Mpt *widths, unsigned n)
{
  for (unsigned i = 0; i < portion->settings->len; i++) {
    const WidthSettings *row = &g_array_index(portion->settings, WidthSettings, i);
    if (row->n == n && !memcmp(row->widths, widths, n * sizeof *widths))
      return row->settings;
  }
  Arena *arena = pouring->work->arena;
  Measures measures = {arena_copy(arena, widths, n * sizeof *widths), n};
  WidthSettings row = {measures.width, n,
                       paragraph_break(arena, portion->shaped, portion->style, &measures, portion->indent)};
  g_array_append_val(portion->settings, row);
  return row.settings;
}

static Settings settings_of_width(Pouring *pouring, Portion *portion, Mpt width)
{
  return settings_of_widths(pouring, portion, &width, 1);
}

/* Over cells of several widths: broken for those, the tail that is alike left out. */
static Settings settings_at(Pouring *pouring, Portion *portion, unsigned start)
{
  enum { WIDTHS_MOST = 256 };
  if (pouring->n_widths == 1)
    return pouring->settings;
  Mpt width = cell_width(pouring, start), widths[WIDTHS_MOST];
  Settings settings = settings_of_width(pouring, portion, width);
  unsigned lines = settings.best ? settings.best->n_lines + 2 : 2;
  if (is_uniform(pouring, start, lines))
    return settings;
  unsigned n = MIN(lines * 2 + 8, WIDTHS_MOST);
  for (unsigned i = 0; i < n; i++)
    widths[i] = cell_width(pouring, start + i);
  while (n > 1 && widths[n - 1] == widths[n - 2])
    n--;
  return settings_of_widths(pouring, portion, widths, n);
}

/* As it comes out in the lane of a cell: lines that run down have a pitch of their own there. */
static Group *group_at(Pouring *pouring, Portion *portion, unsigned cell)
{
  const Cell *at = &pouring->cells[MIN(cell, pouring->n_cells - 1)];
  for (unsigned i = 0; i < portion->groups->len; i++) {
    const WidthGroup *known = &g_array_index(portion->groups, WidthGroup, i);
    if (known->width == at->w && known->pitch == at->pitch && known->more == portion->more)
      return known->group;
  }
  portion->pitch = at->pitch;
  WidthGroup row = {at->w, at->pitch, portion->more, portion->build(pouring->work, portion, at->w)};
  if (row.group && !pouring->cells[0].vertical && group_beyond(row.group) > COST_PLAY)
    row.group = NULL; /* it would stand in its neighbour: it is over */
  g_array_append_val(portion->groups, row);
  return row.group;
}

static unsigned solid_rows(Pouring *pouring, Portion *portion, unsigned cell)
{
  if (portion->picture)
    return (unsigned)picture_total_rows(portion->picture);
  Group *group = group_at(pouring, portion, cell);
  return group ? (unsigned)group->rows : 0;
}

/* HOLE: a cell left white on the way; 0: none. */
static int64_t cost_of_edges(const Pouring *pouring, unsigned start, unsigned lines, unsigned hole)
{
  int64_t cost = 0;
  unsigned after = start + lines + (hole > 0);
  if (lines < 2)
    return 0;
  for (unsigned end = cell_segment_end(pouring, start); end < after; end = cell_segment_end(pouring, end)) {
    if (end - (hole && hole + 1 == end) == start + 1)
      cost += COST_POUR_ORPHAN;
    if (after == end + 1)
      cost += COST_POUR_WIDOW;
  }
  return cost;
}

/* The cells up to START stay white. */
static void skip_to(const Pouring *pouring, State *state, unsigned start)
{
  unsigned white = start - state->start;
  int64_t steered = white > 1 ? (int64_t)(white - 1) * pouring->foot : 0;
  state->cost += (int64_t)white * COST_POUR_HOLE + steered;
  state->steered += steered;
  state->start = start;
}

static State *new_states(Arena *arena, unsigned n)
{
  State *states = arena_take(arena, n * sizeof *states);
  for (unsigned i = 0; i < n; i++)
    states[i].cost = NOWHERE;
  return states;
}

static Band *open_band(Pouring *pouring, unsigned lo, unsigned n)
{
  Band *band = ARENA_NEW(pouring->scratch, Band);
  *band = (Band){pouring->scratch, new_states(pouring->scratch, n), lo, n};
  return band;
}

static void grow_band(Band *band, unsigned n)
{
  State *states = new_states(band->arena, n);
  memcpy(states, band->states, band->n * sizeof *states);
  band->states = states;
  band->n = n;
}

static void reach(Band *band, unsigned end, const State *state)
{
  g_assert(end >= band->lo);
  unsigned at = end - band->lo;
  if (at >= band->n)
    grow_band(band, MAX(at + 1, band->n * 2));
  if (state->cost < band->states[at].cost)
    band->states[at] = *state;
}

static int64_t cost_of_overset(const Pouring *pouring, unsigned start, unsigned end)
{
  unsigned from = MAX(start, pouring->n_cells);
  return end > from ? (int64_t)(end - from) * COST_POUR_OVER : 0;
}

/* From P on, which may be past FROM, with a white cell at HOLE. */
static bool ends_segment(const Pouring *pouring, unsigned end)
{
  return end && end < pouring->n_cells && pouring->segment_end[end - 1] == end;
}

static void try_place(Pouring *pouring, Band *band, const State *from, unsigned p, unsigned hole)
{
  unsigned lines = from->setting->n_lines, end = p + lines + (hole > 0);
  State state = *from;
  state.start = p;
  state.hole = hole;
  state.cost = from->cost + cost_of_edges(pouring, p, lines, hole) + cost_of_overset(pouring, p, end);
  if (hole || p > from->start)
    state.cost += COST_POUR_HOLE;
  if (pouring->binds && ends_segment(pouring, end))
    state.cost += COST_POUR_BARE_HEAD;
  reach(band, end, &state);
}

/* As it comes, and with one column it leaves ending a line early. BEFORE ends where the band before does, so that the
   way back leads to a state there is; START is where the lines may begin. */
static void try_setting(Pouring *pouring, Band *band, const State *before, const Setting *setting, const Setting *best)
{
  if (!setting)
    return;
  unsigned p = before->start;
  State from = *before;
  from.setting = setting;
  if (setting != best)
    from.cost += MAX(setting->cost - best->cost, 0) + COST_POUR_OTHER_LINES;
  try_place(pouring, band, &from, p, 0);
  if (cell_segment_end(pouring, p) >= p + setting->n_lines || !is_uniform(pouring, p, setting->n_lines + 1))
    return;
  for (unsigned end = cell_segment_end(pouring, p); end < p + setting->n_lines && end < pouring->n_cells;
       end = cell_segment_end(pouring, end)) {
    if (end == p + 1)
      try_place(pouring, band, &from, end, 0);
    else
      try_place(pouring, band, &from, p, end - 1);
  }
}

static void try_settings(Pouring *pouring, Portion *portion, Band *band, State before)
{
  Settings settings = settings_at(pouring, portion, before.start);
  while (!settings.best) { /* a measure nothing can be set in: the next column may be wider */
    unsigned next = cell_segment_end(pouring, before.start);
    if (next == UINT32_MAX)
      return;
    skip_to(pouring, &before, next);
    settings = settings_at(pouring, portion, next);
  }
  try_setting(pouring, band, &before, settings.best, settings.best);
  if (portion->style->align != ALIGN_JUSTIFY) /* bylines, sources: as they are */
    return;
  try_setting(pouring, band, &before, settings.shorter, settings.best);
  if (settings.best->n_lines > 1)
    try_setting(pouring, band, &before, settings.longer, settings.best);
}

static void try_text(Pouring *pouring, Portion *portion, Band *band, State before)
{
  try_settings(pouring, portion, band, before);
  unsigned next = cell_segment_end(pouring, before.start);
  if (!pouring->binds || next >= pouring->n_cells)
    return;
  skip_to(pouring, &before, next); /* with what it announces, in the next column */
  try_settings(pouring, portion, band, before);
}

/* At P, or at the next place it fits whole; FROM: where the portion before ends. */
static void try_solid(Pouring *pouring, Portion *portion, Band *band, unsigned from, unsigned p, int64_t before)
{
  unsigned start = p, rows = solid_rows(pouring, portion, p);
  while (start < pouring->n_cells && start + rows > cell_even_end(pouring, start)) {
    start = cell_even_end(pouring, start);
    rows = solid_rows(pouring, portion, start);
  }
  if (start >= pouring->n_cells && p < pouring->n_cells && rows > pouring->longest_even) {
    /* too tall for any column: left out, what follows is not */
    reach(band, from, &(State){.cost = before + (int64_t)rows * COST_POUR_OVER, .from = from, .start = p});
    return;
  }
  /* One more chance: skipping on to the next column where too little would follow below. */
  for (unsigned tries = 0; tries < 2; tries++) {
    unsigned end = start + rows, segment_end = cell_segment_end(pouring, start);
    State state = {.cost = before, .from = from, .start = p};
    skip_to(pouring, &state, MIN(start, MAX(pouring->n_cells, p)));
    if (portion->with_next && segment_end != UINT32_MAX && end + COST_POUR_HEAD_KEEPS > segment_end)
      state.cost += COST_POUR_BARE_HEAD;
    if (pouring->bound && start > p)
      state.cost += COST_POUR_BARE_HEAD;
    state.cost += cost_of_overset(pouring, start, end);
    reach(band, end, &state);
    if (!portion->with_next || segment_end == UINT32_MAX || end + COST_POUR_HEAD_KEEPS <= segment_end ||
        segment_end >= pouring->n_cells)
      break;
    start = segment_end;
    rows = solid_rows(pouring, portion, start);
  }
}

/* A 小标题 inside a column may have a line of white more above it. */
static void try_air(Pouring *pouring, Portion *portion, Band *band, unsigned p, int64_t before)
{
  if (!portion->with_next || portion->picture || !p || p + 1 >= pouring->n_cells)
    return;
  unsigned end = p + 1 + solid_rows(pouring, portion, p + 1), segment_end = cell_segment_end(pouring, p + 1);
  bool inside = cell_segment_end(pouring, p - 1) == segment_end && end + COST_POUR_HEAD_KEEPS <= segment_end;
  if (inside && end <= cell_even_end(pouring, p + 1))
    reach(band, end, &(State){.cost = before + COST_POUR_AIR, .from = p, .start = p + 1});
}

/* How many cells a portion will hardly come to more than. */
static unsigned lines_most(Pouring *pouring, Portion *portion)
{
  unsigned most = 0;
  bool skips = !portion->shaped; /* to the next column, where it does not go in here */
  for (unsigned i = 0; i < pouring->n_widths; i++) {
    Mpt w = pouring->widths[i];
    unsigned lines = 0;
    if (!portion->shaped)
      lines = solid_rows(pouring, portion, pouring->width_cell[i]);
    else {
      Settings settings = pouring->settings = settings_of_width(pouring, portion, w);
      lines = settings.best ? settings.best->n_lines + 2 : 2;
      skips |= !settings.best;
    }
    most = MAX(most, lines);
  }
  most = pouring->n_widths > 1 ? most * 2 + 4 : most + 2; /* a line left white at a column's foot */
  return skips ? most + 2 * pouring->longest_segment : most;
}

/* Cells not reached are cut off at both ends. */
static void trim_band(Band *band)
{
  while (band->n && band->states[0].cost == NOWHERE) {
    band->states++;
    band->lo++;
    band->n--;
  }
  while (band->n && band->states[band->n - 1].cost == NOWHERE)
    band->n--;
}

static Band *try_portion(Pouring *pouring, Portion *portion, const Band *before)
{
  unsigned most = lines_most(pouring, portion);
  Band *band = open_band(pouring, before->lo, before->n + most);
  for (unsigned i = 0; i < before->n; i++) {
    if (before->states[i].cost == NOWHERE)
      continue;
    unsigned p = before->lo + i, start = first_cell(pouring, portion, p);
    int64_t cost = before->states[i].cost + (int64_t)(start - p) * COST_LEVEL_WHITE_DEAR;
    if (portion->shaped) {
      try_text(pouring, portion, band, (State){.cost = cost, .from = p, .start = start});
    } else {
      try_solid(pouring, portion, band, p, start, cost);
      if (start == p)
        try_air(pouring, portion, band, p, cost);
    }
  }
  trim_band(band);
  return band;
}

/* Nothing of the portion can be set anywhere: it takes no cells, and all of it is overset. */
static Band *leave_over(Pouring *pouring, const Band *before)
{
  Band *band = open_band(pouring, before->lo, before->n);
  for (unsigned i = 0; i < before->n; i++)
    if (before->states[i].cost != NOWHERE)
      reach(band, before->lo + i,
            &(State){.cost = before->states[i].cost + COST_POUR_OVER, .from = before->lo + i, .start = before->lo + i});
  return band;
}

static unsigned choose_end(const Pouring *pouring, const Band *band, White white)
{
  unsigned best = 0;
  int64_t least = NOWHERE;
  for (unsigned i = 0; i < band->n; i++) {
    if (band->states[i].cost == NOWHERE)
      continue;
    unsigned end = band->lo + i;
    int64_t total = band->states[i].cost + (end < pouring->n_cells ? white_cost(&white, pouring->n_cells - end) : 0);
    if (total < least) {
      least = total;
      best = end;
    }
  }
  return best;
}

/* The state that ends at END: every way back must lead to one. */
static const State *band_state(const Band *band, unsigned end)
{
  g_assert(end >= band->lo && end - band->lo < band->n && band->states[end - band->lo].cost != NOWHERE);
  return &band->states[end - band->lo];
}

static void trace_back(Band *const *bands, unsigned n, Pour *pour)
{
  unsigned end = pour->end;
  for (unsigned i = n; i-- > 0;) {
    const State *state = band_state(bands[i + 1], end);
    pour->cost -= state->steered;
    pour->poured[i] = (Poured){state->start, end - state->start, state->hole, state->setting};
    pour->holes += state->setting ? state->start - state->from + (state->hole > 0) : 0;
    end = state->from;
  }
}

static unsigned *find_segment_ends(Arena *arena, const Cell *cells, unsigned n)
{
  unsigned *ends = ARENA_ARRAY(arena, unsigned, n + 1);
  for (unsigned i = n; i-- > 0;)
    ends[i] = i + 1 < n && cells[i + 1].segment == cells[i].segment ? ends[i + 1] : i + 1;
  return ends;
}

static unsigned *find_even_ends(Arena *arena, const Cell *cells, unsigned n)
{
  unsigned *ends = ARENA_ARRAY(arena, unsigned, n + 1);
  for (unsigned i = n; i-- > 0;) {
    bool even = i + 1 < n && cells[i + 1].segment == cells[i].segment && cells[i + 1].w == cells[i].w;
    ends[i] = even ? ends[i + 1] : i + 1;
  }
  return ends;
}

static unsigned find_longest(const unsigned *ends, unsigned n)
{
  unsigned longest = 0;
  for (unsigned i = 0; i < n; i = ends[i])
    longest = MAX(longest, ends[i] - i);
  return longest;
}

static void list_widths(Pouring *pouring)
{
  pouring->widths = ARENA_ARRAY(pouring->scratch, Mpt, pouring->n_cells);
  pouring->width_cell = ARENA_ARRAY(pouring->scratch, unsigned, pouring->n_cells);
  for (unsigned i = 0; i < pouring->n_cells; i++) {
    unsigned seen = 0;
    while (seen < pouring->n_widths && pouring->widths[seen] != pouring->cells[i].w)
      seen++;
    pouring->widths[seen] = pouring->cells[i].w;
    pouring->width_cell[seen] = seen < pouring->n_widths ? pouring->width_cell[seen] : i;
    pouring->n_widths = MAX(pouring->n_widths, seen + 1);
  }
}

static Pouring open_pouring(Work *work, Arena *scratch, const Cell *cells, unsigned n_cells)
{
  Pouring pouring = {.work = work, .scratch = scratch, .cells = cells, .n_cells = n_cells};
  pouring.segment_end = find_segment_ends(scratch, cells, n_cells);
  pouring.even_end = find_even_ends(scratch, cells, n_cells);
  pouring.longest_segment = find_longest(pouring.segment_end, n_cells);
  pouring.longest_even = find_longest(pouring.even_end, n_cells);
  list_widths(&pouring);
  return pouring;
}

/* Past the last cell nothing depends any more on where a portion starts: of the ways there the cheapest is enough, and
   what is over costs no more than its lines. */
static void settle_over(const Pouring *pouring, Band *band)
{
  if (!band->n || band->lo < pouring->n_cells)
    return;
  unsigned best = 0;
  for (unsigned i = 1; i < band->n; i++)
    if (band->states[i].cost < band->states[best].cost)
      best = i;
  band->lo += best;
  band->states += best;
  band->n = 1;
}

Pour pour_portions(Work *work, Portion *portions, unsigned n, const Cell *cells, unsigned n_cells, White white)
{
  Pour pour = {.poured = ARENA_ARRAY(work->trials, Poured, n + 1)};
  g_assert(n_cells || !n);
  if (!n)
    return pour;
  Arena *scratch = work->scratch;
  arena_clear(scratch);
  Pouring pouring = open_pouring(work, scratch, cells, n_cells);
  pouring.foot = white.foot;
  Band **bands = ARENA_ARRAY(scratch, Band *, n + 1);
  bands[0] = open_band(&pouring, 0, 1);
  bands[0]->states[0].cost = 0;
  for (unsigned i = 0; i < n; i++) {
    pouring.binds = portions[i].shaped && portions[i].with_next;
    pouring.bound = i > 0 && portions[i - 1].shaped && portions[i - 1].with_next;
    bands[i + 1] = try_portion(&pouring, &portions[i], bands[i]);
    if (!bands[i + 1]->n)
      bands[i + 1] = leave_over(&pouring, bands[i]);
    settle_over(&pouring, bands[i + 1]);
  }
  pour.end = choose_end(&pouring, bands[n], white);
  pour.cost = band_state(bands[n], pour.end)->cost;
  trace_back(bands, n, &pour);
  pour.over = pour.end > n_cells ? pour.end - n_cells : 0;
  return pour;
}

unsigned pour_least(Work *work, Portion *portions, unsigned n, const Cell *cell, unsigned *text)
{
  Pouring pouring = {.work = work, .cells = cell, .n_cells = 1};
  unsigned solids = 0;
  *text = 0;
  for (unsigned i = 0; i < n; i++) {
    if (!portions[i].shaped) {
      solids += portions[i].picture ? 0 : solid_rows(&pouring, &portions[i], 0);
      continue;
    }
    Settings settings = settings_of_width(&pouring, &portions[i], cell->w);
    unsigned lines = settings.best ? settings.best->n_lines : 0;
    *text += settings.shorter ? MIN(lines, settings.shorter->n_lines) : lines;
  }
  return solids + *text;
}

/* --- placing ---------------------------------------------------------------------------- */

static Placed line_in_cell(const Grid *grid, const Cell *cell, const Setting *setting, unsigned line)
{
  Mpt size = setting->shaped->size;
  Placed item = {.kind = PLACED_LINE, .role = ROLE_TEXT, .setting = setting, .line = line};
  item.x = cell->x;
  item.grid = !cell->vertical;
  item.y = cell->vertical ? cell->top : grid_baseline(grid, cell->row);
  item.box = cell->vertical ? (Box){cell->x - size / 2, cell->top, size, cell->w}
                            : (Box){cell->x, item.y - han_ascent(size), cell->w, size};
  return item;
}

static void place_text(Work *work, Portion *portion, const Cell *cells, unsigned n_cells, const Poured *poured)
{
  const Grid *grid = &work->sheet->grid;
  Setting *setting = arena_copy(work->arena, poured->setting, sizeof *poured->setting);
  setting_place(work->arena, setting, portion->style);
  PlacedArticle *row = work_article(work, portion->article);
  for (unsigned i = 0, at = poured->start; i < setting->n_lines; i++, at++) {
    at += poured->hole && at == poured->hole;
    if (at >= n_cells) {
      row->overset_lines++;
      continue;
    }
    const Cell *cell = &cells[at];
    Placed item = line_in_cell(grid, cell, setting, i);
    item.article = portion->article->slug;
    work_add_placed(work, &item);
    row->lines++;
  }
  unsigned room = n_cells > poured->start ? n_cells - poured->start - (poured->hole > 0) : 0;
  explain_lines(work, row, portion, setting, MIN(setting->n_lines, room));
}

static void place_solid(Work *work, Portion *portion, const Cell *cells, unsigned n_cells, const Poured *poured)
{
  Pouring pouring = {.work = work, .cells = cells, .n_cells = n_cells};
  Mpt width = cell_width(&pouring, poured->start);
  bool under_text =
      poured->start && poured->start < n_cells && cells[poured->start - 1].segment == cells[poured->start].segment;
  if (portion->picture && portion->picture->picture->crop)
    portion->picture->drop = under_text ? work->sheet->grid.leading / COST_PICTURE_DROP : 0;
  Group *group =
      portion->picture ? picture_group(work, portion->picture, width) : group_at(&pouring, portion, poured->start);
  if (!group || !poured->cells)
    return;
  if (poured->start + poured->cells > n_cells) {
    work_article(work, portion->article)->overset_lines += poured->cells;
    return;
  }
  const Cell *cell = &cells[poured->start];
  if (cell->vertical)
    group_place(work, group, cell->x + cell->pitch / 2, cell->top);
  else
    group_place(work, group, cell->x, grid_line_y(&work->sheet->grid, cell->row));
}

void pour_place(Work *work, Portion *portions, unsigned n, const Cell *cells, unsigned n_cells, const Pour *pour)
{
  for (unsigned i = 0; n_cells && i < n; i++) {
    const Poured *poured = &pour->poured[i];
    if (portions[i].shaped && poured->setting)
      place_text(work, &portions[i], cells, n_cells, poured);
    else if (!portions[i].shaped)
      place_solid(work, &portions[i], cells, n_cells, poured);
  }
}
