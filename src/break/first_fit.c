/* First-fit, as most programs set: a line takes what goes in at natural width; where the cut falls on a place that is
   forbidden, squeeze up to the next one if that can be done (先挤进), else go back to the last (后推出). The optimum is
   held against it. */
#include "break/cost.h"
#include "break/lines.h"

#include <glib.h>

typedef struct {
  const Glue *glue;
  const Breakpoints *breakpoints;
  Fitting fitting;
} Filler;

static int64_t width_between(const Filler *filler, uint32_t from, uint32_t to)
{
  const Breakpoint *a = &filler->breakpoints->at[from], *b = &filler->breakpoints->at[to];
  return glue_line(filler->glue, a->start, b->end).width + (b->hyphen ? filler->glue->shaped->hyphen : 0);
}

static bool can_squeeze(const Filler *filler, uint32_t from, uint32_t to, Mpt measure)
{
  Sums sums = glue_line(filler->glue, filler->breakpoints->at[from].start, filler->breakpoints->at[to].end);
  Fit fit;
  int64_t d = measure - width_between(filler, from, to);
  return cost_fit(&filler->fitting, &sums, d, measure, true, 0, &fit) == FIT_OK;
}

/* Whether one cluster more after TO would go over: then TO is just where the cut falls. */
static bool cuts_there(const Filler *filler, uint32_t from, uint32_t to, Mpt measure)
{
  const Breakpoint *a = &filler->breakpoints->at[from], *b = &filler->breakpoints->at[to];
  if (b->start >= filler->glue->n)
    return true;
  return glue_line(filler->glue, a->start, b->start + 1).width > measure;
}

static uint32_t fill_line(const Filler *filler, uint32_t from, Mpt measure, bool *over)
{
  uint32_t fits = from, to = from + 1, n = filler->breakpoints->n;
  for (; to < n && width_between(filler, from, to) <= measure; to++) {
    fits = to;
    if (filler->breakpoints->at[to].forced)
      return to;
  }
  *over = false;
  if (fits + 1 == n)
    return fits;
  if (fits > from && cuts_there(filler, from, fits, measure))
    return fits;
  if (can_squeeze(filler, from, fits + 1, measure))
    return fits + 1;
  *over = fits == from;
  return *over ? fits + 1 : fits;
}

/* As for the optimum, gaps of any width allowed. */
static int64_t price_line(const Filler *filler, uint32_t from, uint32_t to, Mpt measure, int32_t *gap, Rung *rung)
{
  const Breakpoint *a = &filler->breakpoints->at[from], *b = &filler->breakpoints->at[to];
  Sums sums = glue_line(filler->glue, a->start, b->end);
  Fit fit;
  bool last = b->forced || b->final;
  FitAnswer answer =
      cost_fit(&filler->fitting, &sums, measure - width_between(filler, from, to), measure, last, b->hangs, &fit);
  int64_t cost = fit.cost + b->cost + cost_of_end(a, b, from == 0, &sums);
  if (answer != FIT_OK)
    cost += (int64_t)COST_BREAK_UNFIT * POINT;
  if (cost_minds_grey(a, b, from == 0))
    cost += cost_of_grey(fit.gap, *gap);
  *gap = fit.gap;
  *rung = answer == FIT_OK ? fit.rung : answer == FIT_SHORT ? RUNG_SHORT : RUNG_OVERFULL;
  return cost;
}

static Setting *build_setting(Arena *arena, const Filler *filler, const GArray *ends, const Measures *measures,
                              Mpt indent)
{
  LineBuilder builder = lines_begin(arena, filler->glue, ends->len, 0);
  uint32_t from = 0;
  int32_t gap = 0;
  int64_t cost = 0;
  for (unsigned i = 0; i < ends->len; i++) {
    uint32_t to = g_array_index(ends, uint32_t, i);
    Mpt measure = measures->width[MIN(i, measures->n - 1)], in = i == 0 ? indent : 0;
    Rung rung;
    cost += price_line(filler, from, to, measure - in, &gap, &rung);
    lines_put(&builder, i, &filler->breakpoints->at[from], &filler->breakpoints->at[to], measure, in, (uint8_t)rung,
              &filler->fitting);
    from = to;
  }
  builder.setting->cost = cost / POINT;
  return builder.setting;
}

/* False when some line went over and going up the ladder may help. */
static bool fill_lines(const Filler *filler, const Measures *measures, Mpt indent, GArray *ends)
{
  g_array_set_size(ends, 0);
  bool all_fit = true;
  for (uint32_t from = 0; from + 1 < filler->breakpoints->n;) {
    Mpt measure = measures->width[MIN(ends->len, measures->n - 1)] - (ends->len == 0 ? indent : 0);
    bool over = false;
    uint32_t to = fill_line(filler, from, measure, &over);
    all_fit &= !over;
    g_array_append_val(ends, to);
    from = to;
  }
  return all_fit;
}

/* Breakpoints of the first rung all lines go in with; the caller's, with SPOTS. */
static Filler fill_paragraph(const Glue *glue, Breakpoints *breakpoints, const TextStyle *style,
                             const Measures *measures, Mpt indent, GArray *ends)
{
  bool justify = style->align == ALIGN_JUSTIFY || style->align == ALIGN_UNSET;
  Filler filler = {.glue = glue, .breakpoints = breakpoints};
  filler.fitting = (Fitting){.glue = glue, .justify = justify, .hang = style->hang};
  filler.fitting.gap_plain = cost_plain_gap(measures->width[measures->n - 1], glue->em);
  filler.fitting.gap_limit = INT64_MAX;
  *breakpoints = breakpoints_open(glue, RUNG_NONE);
  if (!fill_lines(&filler, measures, indent, ends)) {
    breakpoints_close(breakpoints);
    *breakpoints = breakpoints_open(glue, RUNG_KEEP);
    fill_lines(&filler, measures, indent, ends);
  }
  return filler;
}

unsigned first_fit_lines(const Glue *glue, const TextStyle *style, const Measures *measures, Mpt indent)
{
  GArray *ends = g_array_new(FALSE, FALSE, sizeof(uint32_t));
  Breakpoints breakpoints;
  fill_paragraph(glue, &breakpoints, style, measures, indent, ends);
  unsigned n = ends->len;
  breakpoints_close(&breakpoints);
  g_array_free(ends, TRUE);
  return n;
}

Setting *paragraph_first_fit(Arena *arena, const Shaped *shaped, const TextStyle *style, const Measures *measures,
                             Mpt indent)
{
  GlueStyle look = glue_style(style);
  Glue glue = glue_open(shaped, &look);
  GArray *ends = g_array_new(FALSE, FALSE, sizeof(uint32_t));
  Breakpoints breakpoints;
  Filler filler = fill_paragraph(&glue, &breakpoints, style, measures, indent, ends);
  Setting *setting = build_setting(arena, &filler, ends, measures, indent);
  breakpoints_close(&breakpoints);
  glue_close(&glue);
  g_array_free(ends, TRUE);
  return setting;
}
