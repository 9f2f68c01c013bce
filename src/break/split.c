#include "break/split.h"

#include <glib.h>

#include "break/cost.h"

enum { HEAD_CLUSTERS = 100 }; /* more are no head: set line by line */

typedef struct {
  const Glue *glue;
  const int64_t *senses;
  Breakpoints breakpoints;
  int64_t *prices; /* of ending a line at each breakpoint … */
  int64_t *passed; /* … and of passing over all spaces before it */
  int64_t even;    /* width each line would have */
  SplitRoom room;
  unsigned n;
  bool vertical;
} Splitter;

/* A space that its writer put into the head. */
static bool is_space(const Breakpoint *breakpoint)
{
  return breakpoint->at && !breakpoint->final &&
         (breakpoint->end < breakpoint->at || breakpoint->start > breakpoint->at);
}

static bool is_dash(const Shaped *shaped, uint32_t cluster)
{
  const Cluster *here = &shaped->clusters[cluster];
  return here->cls == CLASS_DOUBLE && shaped->analysis->chars[here->ch].code == MARK_DASH;
}

int64_t split_sense(const Shaped *shaped, uint32_t at, const int64_t *senses)
{
  unsigned before = shaped->clusters[at - 1].cls;
  if (before == CLASS_PAUSE || before == CLASS_END || is_dash(shaped, at))
    return 0;
  return before == CLASS_CLOSE && senses[at] < COST_BREAK_HEAD_DIVIDES ? COST_BREAK_HEAD_CLOSER : senses[at];
}

static int64_t price_of_sense(const Splitter *splitter, const Breakpoint *breakpoint)
{
  if (breakpoint->at == 0 || breakpoint->final || breakpoint->forced || is_space(breakpoint))
    return 0;
  return split_sense(splitter->glue->shaped, breakpoint->at, splitter->senses);
}

/* Spaces inside the line: each asked for a break. */
static int64_t price_passed(const Splitter *splitter, uint32_t from, uint32_t to)
{
  return splitter->passed[to] - splitter->passed[from + 1];
}

static void price_breakpoints(Splitter *splitter)
{
  splitter->prices = g_new0(int64_t, 2 * splitter->breakpoints.n + 1);
  splitter->passed = splitter->prices + splitter->breakpoints.n;
  for (uint32_t i = 0; i < splitter->breakpoints.n; i++) {
    const Breakpoint *breakpoint = &splitter->breakpoints.at[i];
    splitter->prices[i] = breakpoint->cost * COST_BREAK_HEAD_BREAK / POINT + price_of_sense(splitter, breakpoint);
    splitter->passed[i + 1] = splitter->passed[i] + (is_space(breakpoint) ? COST_BREAK_HEAD_PASSED : 0);
  }
}

HeadLine split_line(const Glue *glue, uint32_t first, uint32_t end, uint8_t rung)
{
  HeadLine line = {.first = first, .end = end, .rung = rung};
  Sums sums = glue_line(glue, first, end);
  line.width = sums.width;
  line.gaps = sums.tracked;
  return line;
}

/* 读产出：每百元里的七元多, 走基层——高原上的守护者: what stands before a colon or —— is a line of its own, however
   short, if the rest goes in. */
static bool ends_label(const Splitter *splitter, const Breakpoint *breakpoint)
{
  const Shaped *shaped = splitter->glue->shaped;
  if (splitter->vertical || !breakpoint->at || breakpoint->final)
    return false;
  return shaped->analysis->chars[shaped->clusters[breakpoint->at - 1].ch].code == MARK_COLON ||
         is_dash(shaped, breakpoint->at);
}

static int64_t price_line(const Splitter *splitter, uint32_t from, uint32_t to, bool last)
{
  const Breakpoint *a = &splitter->breakpoints.at[from], *b = &splitter->breakpoints.at[to];
  Sums sums = glue_line(splitter->glue, a->start, b->end);
  int64_t even = MAX(splitter->even, 1), off = (sums.width - even) * 1000 / even;
  if (sums.width > splitter->room.most)
    return splitter->prices[to] + COST_BREAK_UNFIT;
  int64_t uneven = MIN(ABS(off), 100000) * ABS(MIN(off, 100000)) / 1000, price = splitter->prices[to];
  bool label = splitter->n == 2 && sums.width <= splitter->room.full && ends_label(splitter, last ? a : b);
  price += (label ? uneven / MAX(COST_BREAK_HEAD_LABEL, 1) : uneven) +
           (splitter->n > 1 ? price_passed(splitter, from, to) : 0);
  if (splitter->n == 1 || label)
    return price;
  if (splitter->vertical ? ABS(off) > COST_BREAK_HEAD_COLUMN
                         : off > COST_BREAK_HEAD_LONG || (last && off < -COST_BREAK_HEAD_STUMP))
    price += COST_BREAK_HEAD_UNEVEN;
  return price;
}

/* cheapest[k·breakpoints + i]: k + 1 lines that end at breakpoint i, the last of which begins at from[k·breakpoints +
 * i]. */
typedef struct {
  int64_t *cheapest;
  uint32_t *from, breakpoints;
} SplitTable;

static void reach(SplitTable *table, unsigned k, uint32_t a, uint32_t to, int64_t price)
{
  int64_t before = k ? table->cheapest[(k - 1) * table->breakpoints + a] : 0,
          *cell = &table->cheapest[k * table->breakpoints + to];
  if (before == INT64_MAX || before + price >= *cell)
    return;
  *cell = before + price;
  table->from[k * table->breakpoints + to] = a;
}

/* What a line costs is the same for the second as for the last but one: it is asked once. Only the last ends at the
   last breakpoint. */
static void fill_table(const Splitter *splitter, SplitTable *table)
{
  uint32_t m = splitter->breakpoints.n;
  unsigned n = splitter->n;
  for (size_t i = 0; i < (size_t)m * n; i++)
    table->cheapest[i] = INT64_MAX;
  for (uint32_t to = n > 1 ? 1 : m - 1; to + (n > 1) < m; to++)
    reach(table, 0, 0, to, price_line(splitter, 0, to, n == 1));
  for (uint32_t to = 2; n > 2 && to + 1 < m; to++)
    for (uint32_t a = 1; a < to; a++) {
      int64_t price = price_line(splitter, a, to, false);
      for (unsigned k = 1; k + 1 < n; k++)
        reach(table, k, a, to, price);
    }
  for (uint32_t a = 1; n > 1 && a + 1 < m; a++)
    reach(table, n - 1, a, m - 1, price_line(splitter, a, m - 1, true));
}

static bool trace_split(const Splitter *splitter, Split *split)
{
  uint32_t m = splitter->breakpoints.n, to = m - 1;
  SplitTable table = {g_new(int64_t, (gsize)m * splitter->n), g_new0(uint32_t, (gsize)m * splitter->n), m};
  fill_table(splitter, &table);
  split->cost = table.cheapest[(splitter->n - 1) * m + m - 1];
  split->n = splitter->n;
  split->divides = false;
  for (unsigned k = splitter->n; split->cost != INT64_MAX && k-- > 0;) {
    uint32_t a = table.from[k * m + to];
    const Breakpoint *breakpoint = &splitter->breakpoints.at[to];
    split->lines[k] = split_line(splitter->glue, splitter->breakpoints.at[a].start, breakpoint->end, breakpoint->rung);
    split->divides |= splitter->prices[to] >= COST_BREAK_HEAD_DIVIDES;
    to = a;
  }
  g_free(table.cheapest);
  g_free(table.from);
  return split->cost != INT64_MAX;
}

bool split_text(const Glue *glue, const int64_t *senses, unsigned n, SplitRoom room, Split *split)
{
  if (glue->n > HEAD_CLUSTERS || !glue->n || n < 1 || n > SPLIT_LINES)
    return false;
  bool found = false;
  for (Rung rung = RUNG_NONE; !found && rung <= RUNG_KEEP; rung = rung == RUNG_NONE ? RUNG_KEEP : RUNG_OVERFULL) {
    Splitter splitter = {
        .glue = glue, .senses = senses, .n = n, .room = room, .breakpoints = breakpoints_open(glue, rung)};
    splitter.vertical = glue->shaped->direction == DIRECTION_VERTICAL;
    splitter.even =
        glue_line(glue, splitter.breakpoints.at[0].start, splitter.breakpoints.at[splitter.breakpoints.n - 1].end)
            .width /
        n;
    if (splitter.breakpoints.n > n) {
      price_breakpoints(&splitter);
      found = trace_split(&splitter, split);
      g_free(splitter.prices);
    }
    breakpoints_close(&splitter.breakpoints);
  }
  return found;
}
