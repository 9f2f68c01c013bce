#include "break/cost.h"

#include <glib.h>

/* ω of §4.3 in tenths. */
static int weight_of(unsigned grade)
{
  switch ((Grade)grade) {
  case GRADE_WORD: return COST_BREAK_SHRINK_WORD;
  case GRADE_BRACKET: return COST_BREAK_SHRINK_BRACKET;
  case GRADE_PAUSE: return COST_BREAK_SHRINK_PAUSE;
  case GRADE_AUTO: return COST_BREAK_SHRINK_AUTO;
  default: return COST_BREAK_SHRINK_END;
  }
}

int64_t cost_of_rung(Rung rung)
{
  return rung < RUNG_LATIN ? COST_BREAK_TOLD : rung == RUNG_LATIN ? COST_BREAK_LATIN : COST_BREAK_RULE;
}

/* rate · u · (u/c)², u in em, in thousandths. */
static int64_t cost_of_use(const Glue *glue, int64_t u, int64_t c, int64_t rate)
{
  int64_t part = u * 1024 / c; /* ≤ 1024 */
  return rate * (u * POINT / glue->em) * (part * part) / (1024 * 1024);
}

static FitAnswer fit_over(const Fitting *fitting, const Sums *sums, int64_t over, Mpt hangs, Fit *fit)
{
  if (hangs > 0 && (fitting->hang || fitting->rung >= RUNG_HANG)) {
    int64_t rate = fitting->hang ? COST_BREAK_HANG : COST_BREAK_WIDE;
    int64_t all = 0;
    for (unsigned t = 0; t < GRADES; t++)
      all += sums->shrink[t];
    if (fitting->hang || over > all) {
      fit->cost += rate * POINT;
      fit->rung = fitting->hang ? RUNG_NONE : RUNG_HANG;
      over -= MIN(over, hangs);
    }
  }
  for (unsigned t = 0; over > 0 && t < GRADES; t++) {
    int64_t c = sums->shrink[t], u = MIN(over, c);
    if (!u)
      continue;
    fit->cost += cost_of_use(fitting->glue, u, c, (int64_t)COST_BREAK_SHRINK * weight_of(t)) / 10;
    over -= u;
  }
  return over > 0 ? FIT_LONG : FIT_OK;
}

int64_t cost_short_fill(const Sums *sums, Mpt em)
{
  int64_t fill = (int64_t)sums->gaps * em * COST_BREAK_GAP_PLAIN / GAP_EM;
  for (unsigned t = 0; t < TAKES; t++)
    fill += sums->stretch[t];
  return fill;
}

/* A line that cannot be filled is left short, the dearer the more it lacks: no gap of half a line, no I alone. */
static FitAnswer fit_short(const Fitting *fitting, const Sums *sums, int64_t d, Fit *fit)
{
  int64_t em = fitting->glue->em;
  if (fitting->rung < RUNG_LATIN)
    return FIT_SHORT;
  int64_t lacks = d - cost_short_fill(sums, (Mpt)em), part = lacks * POINT / em;
  if (lacks > em * COST_BREAK_SHORT_MOST)
    return FIT_SHORT;
  *fit = (Fit){.rung = RUNG_SHORT};
  fit->cost = (int64_t)(COST_BREAK_LINE + COST_BREAK_SHORT) * POINT + part * part * COST_BREAK_SHORT_EM / POINT;
  return FIT_OK;
}

/* COST_BREAK_GAP · (gap/knee)³. */
static int64_t cost_of_gap(int64_t gap)
{
  int64_t knee = COST_BREAK_GAP_KNEE;
  return gap * gap * gap * COST_BREAK_GAP / MAX(knee * knee * knee / POINT, 1);
}

/* … what a line costs besides that is seen to be loose: the more the looser, until cost_of_wide says so … */
static int64_t cost_of_loose(int64_t gap)
{
  int64_t over = gap - COST_BREAK_GAP_EASY;
  if (over <= 0)
    return 0;
  int64_t more = gap <= COST_BREAK_GAP_PLAIN ? over * COST_BREAK_LOOSE_MORE * POINT / GAP_EM : 0;
  return (int64_t)COST_BREAK_LOOSE * POINT + more;
}

/* … and over 0.12 em, which is only on the ladder: the dearer the wider, so that two lines take what would be too much
 * for one. */
static int64_t cost_of_wide(int64_t gap)
{
  int64_t plain = MAX(COST_BREAK_GAP_PLAIN, 1), part = gap * POINT / plain;
  return part * part * COST_BREAK_WIDE / POINT;
}

/* D is left for all gaps alike. */
static FitAnswer fit_gaps(const Fitting *fitting, const Sums *sums, int64_t d, Fit *fit)
{
  int64_t em = fitting->glue->em;
  if (!sums->gaps)
    return FIT_SHORT;
  d = glue_stretch(sums->gaps, sums->tied, d, em * COST_BREAK_GAP_EASY / GAP_EM).gaps;
  int64_t gap = d * GAP_EM / ((int64_t)sums->gaps * em);
  if (gap > fitting->gap_limit)
    return FIT_SHORT;
  fit->gap = (int32_t)gap;
  fit->cost += cost_of_gap(gap) + cost_of_loose(gap);
  if (gap > COST_BREAK_GAP_PLAIN) {
    fit->rung = RUNG_WIDE;
    fit->cost += cost_of_wide(gap);
  } else if (gap > fitting->gap_plain) {
    fit->rung = RUNG_GAP;
  }
  return FIT_OK;
}

static FitAnswer fit_under(const Fitting *fitting, const Sums *sums, int64_t under, Fit *fit)
{
  int64_t d = under;
  for (unsigned t = 0; d > 0 && t < TAKES; t++) {
    int64_t c = sums->stretch[t], u = MIN(d, c);
    if (!u)
      continue;
    fit->cost += cost_of_use(fitting->glue, u, c, COST_BREAK_STRETCH);
    d -= u;
  }
  if (d == 0)
    return FIT_OK;
  FitAnswer answer = fit_gaps(fitting, sums, d, fit);
  Fit ragged;
  if (fit_short(fitting, sums, under, &ragged) != FIT_OK || (answer == FIT_OK && fit->cost <= ragged.cost))
    return answer;
  *fit = ragged;
  return FIT_OK;
}

FitAnswer cost_fit(const Fitting *fitting, const Sums *sums, int64_t d, Mpt measure, bool last, Mpt hangs, Fit *fit)
{
  *fit = (Fit){.cost = (int64_t)COST_BREAK_LINE * POINT};
  if (d < 0)
    return fit_over(fitting, sums, -d, hangs, fit);
  if (d == 0 || last)
    return FIT_OK;
  if (fitting->justify)
    return fit_under(fitting, sums, d, fit);
  int64_t part = d * 1024 / MAX(measure, 1);
  fit->cost += part * part * COST_BREAK_RAGGED * POINT / (1024 * 1024);
  return FIT_OK;
}

/* One-line paragraphs and ends before and after a forced break are exempt. */
int64_t cost_of_end(const Breakpoint *from, const Breakpoint *to, bool first, const Sums *sums)
{
  if (!to->final || first || from->forced || sums->cells >= 2u * COST_BREAK_SHORT_CELLS)
    return 0;
  return (int64_t)(sums->cells >= 2u * COST_BREAK_RUNT_CELLS ? COST_BREAK_SHORT_END : COST_BREAK_RUNT) * POINT;
}
