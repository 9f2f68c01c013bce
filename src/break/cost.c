#include "break/cost.h"

#include <glib.h>

/* ω of §4.3 in tenths, by tier: word spaces, brackets, ，、；：, Han–Latin, 。？！ */
static const uint8_t WEIGHT[TIERS] = {
    [TIER_WORD] = 5, [TIER_BRACKET] = 10, [TIER_PAUSE] = 10, [TIER_AUTO] = 20, [TIER_END] = 30};

/* A rung costs more than all plain lines of a paragraph. A word is divided for gaps of a third of an em; a percent sign
 * starts a line, or a name is divided, when there is no other way, for any gap of half an em goes before that. */
const int cost_of_rung[RUNG_OVERFULL + 1] = {
    [RUNG_GAP] = 2000,     [RUNG_UNITS] = 3000,  [RUNG_LATIN] = 30000,    [RUNG_HANG] = 20000,
    [RUNG_LOOSE] = 200000, [RUNG_KEEP] = 250000, [RUNG_OVERFULL] = 300000};

/* rate · u · (u/c)², u in em, in thousandths. */
static int64_t cost_of_use(const Glue *glue, int64_t u, int64_t c, int64_t rate)
{
  int64_t part = u * 1024 / c; /* ≤ 1024 */
  return rate * (u * COST_UNIT / glue->em) * (part * part) / (1024 * 1024);
}

static FitAnswer fit_over(const Fitting *fitting, const Sums *sums, int64_t over, Mpt hangs, Fit *fit)
{
  if (hangs > 0 && (fitting->hang || fitting->rung >= RUNG_HANG)) {
    int64_t rate = fitting->hang ? COST_HANG : cost_of_rung[RUNG_HANG];
    int64_t all = 0;
    for (unsigned t = 0; t < TIERS; t++)
      all += sums->shrink[t];
    if (fitting->hang || over > all) {
      fit->cost += rate * COST_UNIT;
      fit->rung = fitting->hang ? RUNG_NONE : RUNG_HANG;
      over -= MIN(over, hangs);
    }
  }
  for (unsigned t = 0; over > 0 && t < TIERS; t++) {
    int64_t c = sums->shrink[t], u = MIN(over, c);
    if (!u)
      continue;
    fit->cost += cost_of_use(fitting->glue, u, c, COST_SHRINK * WEIGHT[t]) / 10;
    over -= u;
  }
  return over > 0 ? FIT_LONG : FIT_OK;
}

/* A line of nothing but a piece of a divided word has no gap but those between its letters: it takes those, on the
 * ladder only. */
static FitAnswer fit_letters(const Fitting *fitting, const Sums *sums, int64_t d, Fit *fit)
{
  if (!sums->letters || fitting->rung < RUNG_LATIN ||
      d * 10000 > (int64_t)GAP_LETTERS * sums->letters * fitting->glue->em)
    return FIT_SHORT;
  fit->gap = (int32_t)(d * 10000 / ((int64_t)sums->letters * fitting->glue->em));
  fit->cost += (int64_t)cost_of_rung[RUNG_GAP] * COST_UNIT;
  fit->rung = RUNG_LATIN;
  return FIT_OK;
}

static FitAnswer fit_under(const Fitting *fitting, const Sums *sums, int64_t d, Fit *fit)
{
  for (unsigned t = 0; d > 0 && t < TAKES; t++) {
    int64_t c = sums->stretch[t], u = MIN(d, c);
    if (!u)
      continue;
    fit->cost += cost_of_use(fitting->glue, u, c, COST_STRETCH);
    d -= u;
  }
  if (d == 0)
    return FIT_OK;
  if (!sums->gaps)
    return fit_letters(fitting, sums, d, fit);
  d = glue_stretch(sums->gaps, sums->tied, d, (int64_t)fitting->glue->em * GAP_EASY / 10000).gaps;
  int64_t gap = MIN(d * 10000 / ((int64_t)sums->gaps * fitting->glue->em), GAP_MOST);
  if (gap > fitting->gap_limit)
    return FIT_SHORT;
  /* COST_GAP · (gap/GAP_KNEE)³ in thousandths */
  fit->cost += gap * gap * gap * COST_GAP / ((int64_t)GAP_KNEE * GAP_KNEE * GAP_KNEE / COST_UNIT);
  fit->gap = (int32_t)gap;
  if (gap > GAP_EASY)
    fit->cost += (int64_t)COST_LOOSE * COST_UNIT;
  if (gap > fitting->gap_plain) {
    fit->rung = RUNG_GAP;
    fit->cost += (int64_t)cost_of_rung[RUNG_GAP] * COST_UNIT;
  }
  return FIT_OK;
}

FitAnswer cost_fit(const Fitting *fitting, const Sums *sums, int64_t d, Mpt measure, bool last, Mpt hangs, Fit *fit)
{
  *fit = (Fit){.cost = COST_LINE * COST_UNIT};
  if (d < 0)
    return fit_over(fitting, sums, -d, hangs, fit);
  if (d == 0 || last)
    return FIT_OK;
  if (fitting->justify)
    return fit_under(fitting, sums, d, fit);
  int64_t part = d * 1024 / MAX(measure, 1);
  fit->cost += part * part * COST_RAGGED * COST_UNIT / (1024 * 1024);
  return FIT_OK;
}

/* One-line paragraphs and ends before and after a forced break are exempt. */
int64_t cost_of_end(const Spot *from, const Spot *to, bool first, const Sums *sums)
{
  if (!to->final || first || from->forced || sums->cells >= 2 * SHORT_CELLS)
    return 0;
  return (int64_t)(sums->cells >= 2 * RUNT_CELLS ? COST_SHORT_END : COST_RUNT) * COST_UNIT;
}
