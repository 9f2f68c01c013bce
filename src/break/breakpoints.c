#include "break/breakpoints.h"

#include "break/cost.h"

#include <glib.h>

/* The break before cluster I, or NULL where the text forbids it this far up the ladder. */
static const TextBreak *find_break(const Shaped *shaped, uint32_t i, Rung rung)
{
  const TextAnalysis *analysis = shaped->analysis;
  uint32_t ch = shaped->clusters[i].ch;
  if (ch >= analysis->n || analysis->chars[ch].stacked)
    return NULL;
  const TextBreak *brk = &analysis->breaks[ch];
  if (brk->cost != BREAK_NEVER)
    return brk;
  return brk->opens_at != RUNG_NONE && brk->opens_at <= rung && brk->opens_at <= RUNG_OVERFULL ? brk : NULL;
}

static Breakpoint make_breakpoint(const Glue *glue, uint32_t at, const Breakpoint *before)
{
  uint32_t floor = before ? before->start : 0;
  Breakpoint breakpoint = {.at = at};
  breakpoint.start = glue_skip_start(glue->shaped, at, glue->n);
  breakpoint.end = glue_skip_end(glue->shaped, MIN(floor, at), at);
  breakpoint.hangs = glue_hang(glue, floor, breakpoint.end);
  return breakpoint;
}

/* NUM: a number of several figures is not divided: a word goes before it. */
static bool divides_number(const Shaped *shaped, uint32_t at)
{
  return at > 0 && shaped->clusters[at].cls == CLASS_NUMBER && shaped->clusters[at - 1].cls == CLASS_NUMBER;
}

static bool is_letter(const Shaped *shaped, uint32_t at)
{
  const TextAnalysis *analysis = shaped->analysis;
  return at < shaped->n_clusters && shaped->clusters[at].cls == CLASS_LATIN &&
         g_unichar_isalpha(analysis->chars[shaped->clusters[at].ch].code);
}

/* Letters next to each other from AT on, going BY; as many as matter. */
static int count_letters(const Shaped *shaped, int64_t at, int by)
{
  int n = 0;
  while (n < COST_BREAK_PIECE && at >= 0 && is_letter(shaped, (uint32_t)at)) {
    n++;
    at += by;
  }
  return n;
}

/* A word that must be divided leaves three letters at either side where it can, and stays whole at its signs but behind
 * those where it may be divided. */
static int64_t price_division(const Shaped *shaped, uint32_t at, Rung rung)
{
  int before = count_letters(shaped, (int64_t)at - 1, -1), after = count_letters(shaped, at, 1);
  if (before && after)
    return (int64_t)COST_BREAK_LETTERS * (2 * COST_BREAK_PIECE - before - after);
  return rung == RUNG_WORD ? 0 : COST_BREAK_SIGN;
}

/* Of a place that only the ladder opens. */
static int64_t price_on_ladder(const Shaped *shaped, uint32_t at, Rung rung)
{
  if (rung == RUNG_LATIN && divides_number(shaped, at))
    return COST_BREAK_NUMBER;
  int64_t cost = cost_of_rung(rung);
  return rung == RUNG_LATIN || rung == RUNG_WORD ? cost + price_division(shaped, at, rung) : cost;
}

/* Against gaps, what holds a unit together weighs more than what would merely be nicer. */
static int64_t price_plainly(int64_t cost)
{
  return cost + cost * cost / MAX(COST_BREAK_KNEE, 1);
}

static void price_breakpoint(Breakpoint *breakpoint, const Shaped *shaped, const TextBreak *brk)
{
  bool shut = brk->cost == BREAK_NEVER;
  breakpoint->hyphen = brk->hyphen;
  breakpoint->rung = shut ? brk->opens_at : RUNG_NONE;
  breakpoint->cost =
      (shut ? price_on_ladder(shaped, breakpoint->at, (Rung)breakpoint->rung) : price_plainly(brk->cost)) * POINT;
}

/* A line holds something, but where its end is not ours to choose: then the breakpoints before that end go. */
static void drop_empty(Breakpoints *breakpoints, const Shaped *shaped, uint32_t at)
{
  while (breakpoints->n > 1 && !breakpoints->at[breakpoints->n - 1].forced) {
    uint32_t start = breakpoints->at[breakpoints->n - 1].start;
    if (glue_skip_end(shaped, MIN(start, at), at) > start)
      return;
    breakpoints->n--;
  }
}

Breakpoints breakpoints_open(const Glue *glue, Rung rung)
{
  const Shaped *shaped = glue->shaped;
  Breakpoints breakpoints = {g_new(Breakpoint, glue->n + 2), 1};
  breakpoints.at[0] = make_breakpoint(glue, 0, NULL);
  for (uint32_t i = 1; i <= glue->n; i++) {
    bool forced = shaped->clusters[i - 1].cls == CLASS_FORCED, final = i == glue->n;
    const TextBreak *brk = forced || final ? NULL : find_break(shaped, i, rung);
    if (!brk && !forced && !final)
      continue;
    if (!brk)
      drop_empty(&breakpoints, shaped, i);
    const Breakpoint *before = &breakpoints.at[breakpoints.n - 1];
    Breakpoint breakpoint = make_breakpoint(glue, i, before);
    if (brk)
      price_breakpoint(&breakpoint, shaped, brk);
    breakpoint.forced = forced && !final;
    breakpoint.final = final;
    if (brk && breakpoint.end <= before->start)
      continue;
    breakpoints.at[breakpoints.n++] = breakpoint;
  }
  if (!glue->n) /* an empty text is one empty line */
    breakpoints.at[breakpoints.n++] = (Breakpoint){.final = true};
  return breakpoints;
}

void breakpoints_close(Breakpoints *breakpoints)
{
  g_free(breakpoints->at);
}
