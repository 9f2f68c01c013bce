/* The least that the widest gap of a paragraph comes to, of all ways to break it: a way is a sequence of places where a
   line may end. Those the ladder opens to RUNG_WORD are as good as the others, whatever they cost, and so is every
   squeeze marks and spaces allow; a last line alone, a hung mark, a line left short and what may not start or end one
   are none. Nothing of the optimum's search is used. */
#ifndef TESTS_BREAK_LEAST_GAP_H
#define TESTS_BREAK_LEAST_GAP_H

#include <glib.h>
#include <string.h>

#include "break/cost.h"

typedef struct {
  const Setting *setting;
  Glue glue;
  Breakpoints breakpoints;
} Paragraph;

static inline Mpt measure_at(const Paragraph *paragraph, unsigned line)
{
  const Line *lines = paragraph->setting->lines;
  return lines[MIN(line, paragraph->setting->n_lines - 1)].measure - (line ? 0 : lines[0].indent);
}

static inline bool is_runt(const Breakpoint *a, const Breakpoint *b, unsigned line, const Sums *sums)
{
  return b->final && line > 0 && !a->forced && sums->cells < 2u * COST_BREAK_RUNT_CELLS;
}

/* What is left for the gaps when spaces have given or taken what they may; −1: it does not go in. */
static inline int64_t left_over(const Sums *sums, int64_t left, bool last)
{
  for (unsigned t = 0; left < 0 && t < GRADES; t++)
    left += MIN(-left, (int64_t)sums->shrink[t]);
  if (left < 0 || last)
    return MIN(left, 0);
  for (unsigned t = 0; t < TAKES; t++)
    left -= MIN(left, (int64_t)sums->stretch[t]);
  return left;
}

/* The gap, 1/10000 em, of the line A … B; −1: it is not one. */
static inline int64_t gap_of(const Paragraph *paragraph, const Breakpoint *a, const Breakpoint *b, unsigned line)
{
  const Glue *glue = &paragraph->glue;
  Sums sums = glue_line(glue, a->start, b->end);
  int64_t left = measure_at(paragraph, line) - sums.width - (b->hyphen ? glue->shaped->hyphen : 0);
  if (is_runt(a, b, line, &sums))
    return -1;
  left = left_over(&sums, left, b->forced || b->final);
  if (left <= 0 || !sums.gaps)
    return left ? -1 : 0;
  return glue_stretch(sums.gaps, sums.tied, left, (int64_t)glue->em * COST_BREAK_GAP_EASY / GAP_EM).gaps * GAP_EM /
         ((int64_t)sums.gaps * glue->em);
}

/* For each place and number of lines to it the least that the widest gap comes to; −1: no way leads there. */
typedef struct {
  int64_t *least;
  unsigned lines;
} Ways;

static inline int64_t *way(const Ways *ways, uint32_t place, unsigned lines)
{
  return &ways->least[place * ways->lines + lines];
}

static inline void reach(const Paragraph *paragraph, const Ways *ways, uint32_t from, uint32_t to)
{
  const Breakpoint *a = &paragraph->breakpoints.at[from], *b = &paragraph->breakpoints.at[to];
  for (unsigned line = 0; line + 1 < ways->lines; line++) {
    int64_t before = *way(ways, from, line), *here = way(ways, to, line + 1);
    int64_t gap = before < 0 ? -1 : gap_of(paragraph, a, b, line);
    if (gap >= 0 && (*here < 0 || MAX(gap, before) < *here))
      *here = MAX(gap, before);
  }
}

static inline int64_t least_of_ways(const Paragraph *paragraph)
{
  uint32_t n = paragraph->breakpoints.n;
  Ways ways = {.lines = paragraph->setting->n_lines * 2 + 4};
  ways.least = g_new(int64_t, (gsize)n * ways.lines);
  memset(ways.least, 0xff, (gsize)n * ways.lines * sizeof *ways.least);
  *way(&ways, 0, 0) = 0;
  for (uint32_t to = 1, lo = 0; to < n; to++) {
    for (uint32_t from = lo; from < to; from++)
      reach(paragraph, &ways, from, to);
    lo = paragraph->breakpoints.at[to].forced ? to : lo;
  }
  int64_t found = -1;
  for (unsigned lines = 0; lines < ways.lines; lines++) {
    int64_t end = *way(&ways, n - 1, lines);
    found = end >= 0 && (found < 0 || end < found) ? end : found;
  }
  g_free(ways.least);
  return found;
}

/* Of SETTING's text over its measures, in 1/10000 em; −1: there is no way. */
static inline int64_t least_gap(const Setting *setting)
{
  GlueStyle look = glue_style(setting->shaped->style);
  Paragraph paragraph = {.setting = setting, .glue = glue_open(setting->shaped, &look)};
  paragraph.breakpoints = breakpoints_open(&paragraph.glue, RUNG_WORD);
  int64_t least = least_of_ways(&paragraph);
  breakpoints_close(&paragraph.breakpoints);
  glue_close(&paragraph.glue);
  return least;
}

static inline int64_t widest_gap(const Setting *setting)
{
  int64_t widest = 0;
  for (unsigned i = 0; i < setting->n_lines; i++)
    widest = MAX(widest, (int64_t)setting->lines[i].gap * GAP_EM / MAX(setting->shaped->size, 1));
  return widest;
}

#endif
