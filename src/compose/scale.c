/* A page is made up with equals as a series, or where that does not come out, without. */
#include "compose/scale.h"

#include "base/costs.h"

static unsigned count_left_out(const Scaled *scaled)
{
  return scaled->page.makeup->left_out;
}

/* All of it is there, and no error. */
static bool is_sound(const Scaled *scaled)
{
  return scaled->page.templ && !scaled->page.faults && !count_left_out(scaled);
}

static bool is_better(const Scaled *scaled, const Scaled *best)
{
  if (!scaled->page.templ || !best->page.templ)
    return scaled->page.templ && !best->page.templ;
  if (count_left_out(scaled) != count_left_out(best))
    return count_left_out(scaled) < count_left_out(best);
  if (!scaled->page.faults != !best->page.faults)
    return !scaled->page.faults;
  return scaled->cost < best->cost;
}

/* --- on one grid --------------------------------------------------------------------------------------------- */

static void make_quietly(const Work *work, Scaled *scaled, bool alone)
{
  Work own = *work;
  own.sheet = scaled->sheet;
  scaled->page = madeup_make(&own, &(MadeupOrder){.lines = scaled->lines, .alone = alone, .quiet = true});
  scaled->cost = scaled->page.templ ? scaled->page.makeup->score : 0;
}

/* With equals as a series, and where that does not come out as they come. */
static Scaled make_on(const Work *work, const StyleSheet *sheet, int lines)
{
  Scaled scaled = {.sheet = sheet, .lines = lines};
  make_quietly(work, &scaled, false);
  scaled.equals = scaled.page.series;
  if (!scaled.equals || is_sound(&scaled))
    return scaled;
  Scaled alone = scaled;
  make_quietly(work, &alone, true);
  alone.cost += COST_SCALE_NO_SERIES;
  return is_better(&alone, &scaled) ? alone : scaled;
}

/* Alternatives and cures are looked for of the one that was chosen, and what is told of pins is told of it. */
static void make_loudly(const Work *work, Scaled *scaled)
{
  Work own = *work;
  own.sheet = scaled->sheet;
  if (work->spec->n_pins || work->alternatives || count_left_out(scaled))
    scaled->page = madeup_make(&own, &(MadeupOrder){.lines = scaled->lines, .alone = !scaled->page.series});
}

Scaled scale_choose(Work *work)
{
  Scaled scaled = make_on(work, work->sheet, work->sheet->grid.lines);
  if (scaled.page.templ && !work->held)
    make_loudly(work, &scaled);
  return scaled;
}
