/* Pouring text into columns: over all paragraphs of an article at once the settings (one line fewer, best, one more)
   are chosen that make the columns come out right.

   The state is (block, cell it starts in); a paragraph of k lines goes from cell p to p + k. Costs: the setting's own
   beyond its best, widows and orphans at column edges (§4.4: 2 + 2), holes left before something that must stay
   whole or at the foot of a column where a line more would be an orphan or leave a widow, a 小标题 with under two lines
   below it. Cells past the last one stand for overset: dear, but counted. */
#include "compose/work.h"

#include <string.h>

#define COST_OVER ((int64_t)20000000)    /* a line with no place */
#define COST_WIDOW ((int64_t)160000)     /* last line alone at a column top */
#define COST_ORPHAN ((int64_t)130000)    /* first line alone at a column foot */
#define COST_HOLE ((int64_t)45000)       /* a line left white inside the text */
#define COST_BARE_HEAD ((int64_t)400000) /* fewer than two lines under a 小标题 in its column */
#define COST_OTHER_LINES ((int64_t)40)   /* for leaving the best line count */
#define NOWHERE INT64_MAX

/* What a block comes to over lines of those widths; beyond the last they go on alike. */
typedef struct {
  const Mpt *widths;
  unsigned n;
  Settings settings;
} WidthSettings;

typedef struct {
  Mpt width, pitch;
  Group *group;
} WidthGroup;

typedef struct {
  int64_t cost;
  uint32_t from;        /* cell the block before ended at */
  uint32_t start, hole; /* hole: a cell of its own left white; 0: none */
  const Setting *setting;
} Step;

/* Steps of one block, for the cells from LO on that it may end at; grows where a block comes to more than was thought.
 */
typedef struct {
  Arena *arena;
  Step *steps;
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
  Settings settings; /* the block at hand's over the cells' only width, where they have one */
  bool binds;        /* the block at hand is text that announces the next … */
  bool bound;        /* … it is announced */
} Flow;

void flow_block_open(Work *work, FlowBlock *block)
{
  block->settings = g_array_new(FALSE, TRUE, sizeof(WidthSettings));
  block->groups = g_array_new(FALSE, TRUE, sizeof(WidthGroup));
  g_ptr_array_add(work->garbage, block->settings);
  g_ptr_array_add(work->garbage, block->groups);
}

static Mpt cell_width(const Flow *flow, unsigned cell)
{
  return flow->cells[MIN(cell, flow->n_cells - 1)].w;
}

static unsigned cell_segment_end(const Flow *flow, unsigned cell)
{
  return cell < flow->n_cells ? flow->segment_end[cell] : UINT32_MAX;
}

static unsigned cell_even_end(const Flow *flow, unsigned cell)
{
  return cell < flow->n_cells ? flow->even_end[cell] : UINT32_MAX;
}

static bool is_uniform(const Flow *flow, unsigned start, unsigned lines)
{
  if (flow->n_widths == 1)
    return true;
  Mpt w = cell_width(flow, start);
  for (unsigned i = start + 1; i < start + lines && i < flow->n_cells; i++)
    if (flow->cells[i].w != w)
      return false;
  return true;
}

static Settings settings_of_widths(Flow *flow, FlowBlock *block, const Mpt *widths, unsigned n)
{
  for (unsigned i = 0; i < block->settings->len; i++) {
    const WidthSettings *row = &g_array_index(block->settings, WidthSettings, i);
    if (row->n == n && !memcmp(row->widths, widths, n * sizeof *widths))
      return row->settings;
  }
  Arena *arena = flow->work->arena;
  Measures measures = {arena_copy(arena, widths, n * sizeof *widths), n};
  WidthSettings row = {measures.width, n,
                       paragraph_break(arena, block->shaped, block->style, &measures, block->indent)};
  g_array_append_val(block->settings, row);
  return row.settings;
}

static Settings settings_of_width(Flow *flow, FlowBlock *block, Mpt width)
{
  return settings_of_widths(flow, block, &width, 1);
}

/* Over cells of several widths: broken for those, the tail that is alike left out. */
static Settings settings_at(Flow *flow, FlowBlock *block, unsigned start)
{
  enum { WIDTHS_MOST = 256 };
  if (flow->n_widths == 1)
    return flow->settings;
  Mpt width = cell_width(flow, start), widths[WIDTHS_MOST];
  Settings settings = settings_of_width(flow, block, width);
  unsigned lines = settings.best ? settings.best->n_lines + 2 : 2;
  if (is_uniform(flow, start, lines))
    return settings;
  unsigned n = MIN(lines * 2 + 8, WIDTHS_MOST);
  for (unsigned i = 0; i < n; i++)
    widths[i] = cell_width(flow, start + i);
  while (n > 1 && widths[n - 1] == widths[n - 2])
    n--;
  return settings_of_widths(flow, block, widths, n);
}

/* As it comes out in the lane of a cell: lines that run down have a pitch of their own there. */
static Group *group_at(Flow *flow, FlowBlock *block, unsigned cell)
{
  const Cell *at = &flow->cells[MIN(cell, flow->n_cells - 1)];
  for (unsigned i = 0; i < block->groups->len; i++) {
    const WidthGroup *known = &g_array_index(block->groups, WidthGroup, i);
    if (known->width == at->w && known->pitch == at->pitch)
      return known->group;
  }
  block->pitch = at->pitch;
  WidthGroup row = {at->w, at->pitch, block->build(flow->work, block, at->w)};
  if (row.group && !flow->cells[0].vertical && group_beyond(row.group) > BEYOND_MOST)
    row.group = NULL; /* it would stand in its neighbour: it is over */
  g_array_append_val(block->groups, row);
  return row.group;
}

static unsigned solid_rows(Flow *flow, FlowBlock *block, unsigned cell)
{
  if (block->picture)
    return (unsigned)picture_total_rows(block->picture);
  Group *group = group_at(flow, block, cell);
  return group ? (unsigned)group->rows : 0;
}

/* HOLE: a cell left white on the way; 0: none. */
static int64_t cost_of_edges(const Flow *flow, unsigned start, unsigned lines, unsigned hole)
{
  int64_t cost = 0;
  unsigned after = start + lines + (hole > 0);
  if (lines < 2)
    return 0;
  for (unsigned end = cell_segment_end(flow, start); end < after; end = cell_segment_end(flow, end)) {
    if (end - (hole && hole + 1 == end) == start + 1)
      cost += COST_ORPHAN;
    if (after == end + 1)
      cost += COST_WIDOW;
  }
  return cost;
}

static Step *new_steps(Arena *arena, unsigned n)
{
  Step *steps = arena_take(arena, n * sizeof *steps);
  for (unsigned i = 0; i < n; i++)
    steps[i].cost = NOWHERE;
  return steps;
}

static Band *open_band(Flow *flow, unsigned lo, unsigned n)
{
  Band *band = ARENA_NEW(flow->scratch, Band);
  *band = (Band){flow->scratch, new_steps(flow->scratch, n), lo, n};
  return band;
}

static void grow_band(Band *band, unsigned n)
{
  Step *steps = new_steps(band->arena, n);
  memcpy(steps, band->steps, band->n * sizeof *steps);
  band->steps = steps;
  band->n = n;
}

static void reach(Band *band, unsigned end, const Step *step)
{
  g_assert(end >= band->lo);
  unsigned at = end - band->lo;
  if (at >= band->n)
    grow_band(band, MAX(at + 1, band->n * 2));
  if (step->cost < band->steps[at].cost)
    band->steps[at] = *step;
}

static int64_t cost_of_overset(const Flow *flow, unsigned start, unsigned end)
{
  unsigned from = MAX(start, flow->n_cells);
  return end > from ? (int64_t)(end - from) * COST_OVER : 0;
}

/* From P on, which may be past FROM, with a white cell at HOLE. */
static bool ends_segment(const Flow *flow, unsigned end)
{
  return end && end < flow->n_cells && flow->segment_end[end - 1] == end;
}

static void try_place(Flow *flow, Band *band, const Step *from, unsigned p, unsigned hole)
{
  unsigned lines = from->setting->n_lines, end = p + lines + (hole > 0);
  Step step = {.from = from->from, .start = p, .hole = hole, .setting = from->setting};
  step.cost = from->cost + cost_of_edges(flow, p, lines, hole) + cost_of_overset(flow, p, end);
  if (hole || p > from->start)
    step.cost += COST_HOLE;
  if (flow->binds && ends_segment(flow, end))
    step.cost += COST_BARE_HEAD;
  reach(band, end, &step);
}

/* As it comes, and with one column it leaves ending a line early. BEFORE ends where the band before does, so that the
   way back leads to a state there is; START is where the lines may begin. */
static void try_setting(Flow *flow, Band *band, const Step *before, const Setting *setting, const Setting *best)
{
  if (!setting)
    return;
  unsigned p = before->start;
  Step from = {.cost = before->cost, .from = before->from, .start = p, .setting = setting};
  if (setting != best)
    from.cost += MAX(setting->cost - best->cost, 0) + COST_OTHER_LINES;
  try_place(flow, band, &from, p, 0);
  if (cell_segment_end(flow, p) >= p + setting->n_lines || !is_uniform(flow, p, setting->n_lines + 1))
    return;
  for (unsigned end = cell_segment_end(flow, p); end < p + setting->n_lines && end < flow->n_cells;
       end = cell_segment_end(flow, end)) {
    if (end == p + 1)
      try_place(flow, band, &from, end, 0);
    else
      try_place(flow, band, &from, p, end - 1);
  }
}

static void try_settings(Flow *flow, FlowBlock *block, Band *band, Step before)
{
  Settings settings = settings_at(flow, block, before.start);
  while (!settings.best) { /* a measure nothing can be set in: the next column may be wider */
    unsigned next = cell_segment_end(flow, before.start);
    if (next == UINT32_MAX)
      return;
    before.cost += (int64_t)(next - before.start) * COST_HOLE;
    before.start = next;
    settings = settings_at(flow, block, next);
  }
  try_setting(flow, band, &before, settings.best, settings.best);
  if (block->style->align != ALIGN_JUSTIFY) /* bylines, sources: as they are */
    return;
  try_setting(flow, band, &before, settings.shorter, settings.best);
  if (settings.best->n_lines > 1)
    try_setting(flow, band, &before, settings.longer, settings.best);
}

static void step_text(Flow *flow, FlowBlock *block, Band *band, Step before)
{
  try_settings(flow, block, band, before);
  unsigned next = cell_segment_end(flow, before.start);
  if (!flow->binds || next >= flow->n_cells)
    return;
  before.cost += (int64_t)(next - before.start) * COST_HOLE; /* with what it announces, in the next column */
  before.start = next;
  try_settings(flow, block, band, before);
}

/* At P, or at the next place it fits whole. */
static void step_solid(Flow *flow, FlowBlock *block, Band *band, unsigned p, int64_t before)
{
  unsigned start = p, rows = solid_rows(flow, block, p);
  while (start < flow->n_cells && start + rows > cell_even_end(flow, start)) {
    start = cell_even_end(flow, start);
    rows = solid_rows(flow, block, start);
  }
  if (start >= flow->n_cells && p < flow->n_cells && rows > flow->longest_even) {
    /* too tall for any column: left out, what follows is not */
    reach(band, p, &(Step){.cost = before + (int64_t)rows * COST_OVER, .from = p, .start = p});
    return;
  }
  /* One more chance: skipping on to the next column where too little would follow below. */
  for (unsigned tries = 0; tries < 2; tries++) {
    unsigned end = start + rows, segment_end = cell_segment_end(flow, start);
    int64_t cost = before + (int64_t)(MIN(start, MAX(flow->n_cells, p)) - p) * COST_HOLE;
    if (block->with_next && segment_end != UINT32_MAX && end + 2 > segment_end)
      cost += COST_BARE_HEAD;
    if (flow->bound && start > p)
      cost += COST_BARE_HEAD;
    cost += cost_of_overset(flow, start, end);
    reach(band, end, &(Step){.cost = cost, .from = p, .start = start});
    if (!block->with_next || segment_end == UINT32_MAX || end + 2 <= segment_end || segment_end >= flow->n_cells)
      break;
    start = segment_end;
    rows = solid_rows(flow, block, start);
  }
}

/* How many cells a block will hardly come to more than. */
static unsigned lines_most(Flow *flow, FlowBlock *block)
{
  unsigned most = 0;
  bool skips = !block->shaped; /* to the next column, where it does not go in here */
  for (unsigned i = 0; i < flow->n_widths; i++) {
    Mpt w = flow->widths[i];
    unsigned lines = 0;
    if (!block->shaped)
      lines = solid_rows(flow, block, flow->width_cell[i]);
    else {
      Settings settings = flow->settings = settings_of_width(flow, block, w);
      lines = settings.best ? settings.best->n_lines + 2 : 2;
      skips |= !settings.best;
    }
    most = MAX(most, lines);
  }
  most = flow->n_widths > 1 ? most * 2 + 4 : most + 2; /* a line left white at a column's foot */
  return skips ? most + 2 * flow->longest_segment : most;
}

/* Cells not reached are cut off at both ends. */
static void trim_band(Band *band)
{
  while (band->n && band->steps[0].cost == NOWHERE) {
    band->steps++;
    band->lo++;
    band->n--;
  }
  while (band->n && band->steps[band->n - 1].cost == NOWHERE)
    band->n--;
}

static Band *step_block(Flow *flow, FlowBlock *block, const Band *before)
{
  unsigned most = lines_most(flow, block);
  Band *band = open_band(flow, before->lo, before->n + most);
  for (unsigned i = 0; i < before->n; i++) {
    if (before->steps[i].cost == NOWHERE)
      continue;
    unsigned p = before->lo + i;
    if (block->shaped)
      step_text(flow, block, band, (Step){.cost = before->steps[i].cost, .from = p, .start = p});
    else
      step_solid(flow, block, band, p, before->steps[i].cost);
  }
  trim_band(band);
  return band;
}

/* Nothing of the block can be set anywhere: it takes no cells, and all of it is overset. */
static Band *step_over(Flow *flow, const Band *before)
{
  Band *band = open_band(flow, before->lo, before->n);
  for (unsigned i = 0; i < before->n; i++)
    if (before->steps[i].cost != NOWHERE)
      reach(band, before->lo + i,
            &(Step){.cost = before->steps[i].cost + COST_OVER, .from = before->lo + i, .start = before->lo + i});
  return band;
}

static unsigned choose_end(const Flow *flow, const Band *band, White white)
{
  unsigned best = 0;
  int64_t least = NOWHERE;
  for (unsigned i = 0; i < band->n; i++) {
    if (band->steps[i].cost == NOWHERE)
      continue;
    unsigned end = band->lo + i;
    int64_t total = band->steps[i].cost + (end < flow->n_cells ? white_cost(&white, flow->n_cells - end) : 0);
    if (total < least) {
      least = total;
      best = end;
    }
  }
  return best;
}

/* The state that ends at END: every way back must lead to one. */
static const Step *band_step(const Band *band, unsigned end)
{
  g_assert(end >= band->lo && end - band->lo < band->n && band->steps[end - band->lo].cost != NOWHERE);
  return &band->steps[end - band->lo];
}

static void trace_back(Band *const *bands, unsigned n, Pour *pour)
{
  unsigned end = pour->end;
  for (unsigned i = n; i-- > 0;) {
    const Step *step = band_step(bands[i + 1], end);
    pour->pieces[i] = (FlowPiece){step->start, end - step->start, step->hole, step->setting};
    pour->holes += step->setting ? step->start - step->from + (step->hole > 0) : 0;
    end = step->from;
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

static void list_widths(Flow *flow)
{
  flow->widths = ARENA_ARRAY(flow->scratch, Mpt, flow->n_cells);
  flow->width_cell = ARENA_ARRAY(flow->scratch, unsigned, flow->n_cells);
  for (unsigned i = 0; i < flow->n_cells; i++) {
    unsigned seen = 0;
    while (seen < flow->n_widths && flow->widths[seen] != flow->cells[i].w)
      seen++;
    flow->widths[seen] = flow->cells[i].w;
    flow->width_cell[seen] = seen < flow->n_widths ? flow->width_cell[seen] : i;
    flow->n_widths = MAX(flow->n_widths, seen + 1);
  }
}

static Flow open_flow(Work *work, Arena *scratch, const Cell *cells, unsigned n_cells)
{
  Flow flow = {.work = work, .scratch = scratch, .cells = cells, .n_cells = n_cells};
  flow.segment_end = find_segment_ends(scratch, cells, n_cells);
  flow.even_end = find_even_ends(scratch, cells, n_cells);
  flow.longest_segment = find_longest(flow.segment_end, n_cells);
  flow.longest_even = find_longest(flow.even_end, n_cells);
  list_widths(&flow);
  return flow;
}

/* Past the last cell nothing depends any more on where a block starts: of the ways there the cheapest is enough, and
   what is over costs no more than its lines. */
static void settle_over(const Flow *flow, Band *band)
{
  if (!band->n || band->lo < flow->n_cells)
    return;
  unsigned best = 0;
  for (unsigned i = 1; i < band->n; i++)
    if (band->steps[i].cost < band->steps[best].cost)
      best = i;
  band->lo += best;
  band->steps += best;
  band->n = 1;
}

Pour flow_pour(Work *work, FlowBlock *blocks, unsigned n, const Cell *cells, unsigned n_cells, White white)
{
  Pour pour = {.pieces = ARENA_ARRAY(work->trials, FlowPiece, n + 1)};
  if (!n)
    return pour;
  if (!n_cells) { /* pictures took all there was */
    pour.over = n;
    pour.cost = (int64_t)n * COST_OVER;
    return pour;
  }
  Arena *scratch = work->scratch;
  arena_clear(scratch);
  Flow flow = open_flow(work, scratch, cells, n_cells);
  Band **bands = ARENA_ARRAY(scratch, Band *, n + 1);
  bands[0] = open_band(&flow, 0, 1);
  bands[0]->steps[0].cost = 0;
  for (unsigned i = 0; i < n; i++) {
    flow.binds = blocks[i].shaped && blocks[i].with_next;
    flow.bound = i > 0 && blocks[i - 1].shaped && blocks[i - 1].with_next;
    bands[i + 1] = step_block(&flow, &blocks[i], bands[i]);
    if (!bands[i + 1]->n)
      bands[i + 1] = step_over(&flow, bands[i]);
    settle_over(&flow, bands[i + 1]);
  }
  pour.end = choose_end(&flow, bands[n], white);
  pour.cost = band_step(bands[n], pour.end)->cost;
  trace_back(bands, n, &pour);
  pour.over = pour.end > n_cells ? pour.end - n_cells : 0;
  return pour;
}

unsigned flow_least(Work *work, FlowBlock *blocks, unsigned n, const Cell *cell)
{
  Flow flow = {.work = work, .cells = cell, .n_cells = 1};
  unsigned least = 0;
  for (unsigned i = 0; i < n; i++) {
    if (!blocks[i].shaped) {
      least += blocks[i].picture ? 0 : solid_rows(&flow, &blocks[i], 0);
      continue;
    }
    Settings settings = settings_of_width(&flow, &blocks[i], cell->w);
    unsigned lines = settings.best ? settings.best->n_lines : 0;
    least += settings.shorter ? MIN(lines, settings.shorter->n_lines) : lines;
  }
  return least;
}

int64_t flow_cost_over(int64_t lines)
{
  return lines * COST_OVER;
}

/* --- placing ---------------------------------------------------------------------------- */

static Placed line_in_cell(const Grid *grid, const Cell *cell, const Setting *setting, unsigned line)
{
  Mpt size = setting->shaped->size;
  Placed item = {.kind = PLACED_LINE, .setting = setting, .line = line, .x = cell->x, .grid = !cell->vertical};
  item.y = cell->vertical ? cell->top : grid_baseline(grid, cell->row);
  item.box = cell->vertical ? (Box){cell->x - size / 2, cell->top, size, cell->w}
                            : (Box){cell->x, item.y - han_ascent(size), cell->w, size};
  return item;
}

static void place_text(Work *work, FlowBlock *block, const Cell *cells, unsigned n_cells, const FlowPiece *piece)
{
  const Grid *grid = &work->sheet->grid;
  Setting *setting = arena_copy(work->arena, piece->setting, sizeof *piece->setting);
  setting_place(work->arena, setting, block->style);
  PlacedArticle *row = work_article(work, block->article);
  for (unsigned i = 0, at = piece->start; i < setting->n_lines; i++, at++) {
    at += piece->hole && at == piece->hole;
    if (at >= n_cells) {
      row->overset_lines++;
      continue;
    }
    const Cell *cell = &cells[at];
    Placed item = line_in_cell(grid, cell, setting, i);
    item.article = block->article->slug;
    work_add_placed(work, &item);
    row->lines++;
  }
  unsigned room = n_cells > piece->start ? n_cells - piece->start - (piece->hole > 0) : 0;
  explain_lines(work, row, block, setting, MIN(setting->n_lines, room));
}

static void place_solid(Work *work, FlowBlock *block, const Cell *cells, unsigned n_cells, const FlowPiece *piece)
{
  Flow flow = {.work = work, .cells = cells, .n_cells = n_cells};
  Mpt width = cell_width(&flow, piece->start);
  bool under_text =
      piece->start && piece->start < n_cells && cells[piece->start - 1].segment == cells[piece->start].segment;
  if (block->picture && block->picture->picture->crop)
    block->picture->drop = under_text ? work->sheet->grid.leading / 3 : 0;
  Group *group = block->picture ? picture_group(work, block->picture, width) : group_at(&flow, block, piece->start);
  if (!group || !piece->cells)
    return;
  if (piece->start + piece->cells > n_cells) {
    work_article(work, block->article)->overset_lines += piece->cells;
    return;
  }
  const Cell *cell = &cells[piece->start];
  if (cell->vertical)
    group_place(work, group, cell->x + cell->pitch / 2, cell->top);
  else
    group_place(work, group, cell->x, grid_line_y(&work->sheet->grid, cell->row));
}

void flow_place(Work *work, FlowBlock *blocks, unsigned n, const Cell *cells, unsigned n_cells, const Pour *pour)
{
  for (unsigned i = 0; n_cells && i < n; i++) {
    const FlowPiece *piece = &pour->pieces[i];
    if (blocks[i].shaped && piece->setting)
      place_text(work, &blocks[i], cells, n_cells, piece);
    else if (!blocks[i].shaped)
      place_solid(work, &blocks[i], cells, n_cells, piece);
  }
}
