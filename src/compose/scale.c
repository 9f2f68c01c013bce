/* Thin copy (缺稿): first a grid of the layout's scales, then a clean foot for a filler. Equals ask for columns that
   their number divides. */
#include "compose/scale.h"

#include "base/costs.h"
#include "compose/ways.h"
#include "makeup/makeup.h"

/* Whether so much of the page is white that it is seen. */
static bool is_thin(const Scaled *scaled)
{
  const Grid *grid = &scaled->sheet->grid;
  return scaled->page.white * 1000 > grid->columns * scaled->lines * COST_SCALE_WHITE;
}

static unsigned count_left_out(const Scaled *scaled)
{
  return scaled->page.makeup->left_out;
}

/* All of it is there, and no error. */
static bool is_sound(const Scaled *scaled)
{
  return scaled->page.templ && !scaled->page.faults && !count_left_out(scaled);
}

/* A spread over whose fold nothing stands. */
static bool is_parted(const Scaled *scaled)
{
  const Grid *grid = &scaled->sheet->grid;
  const PageMakeup *makeup = scaled->page.makeup;
  for (unsigned i = 0; i < makeup->n_modules; i++)
    if (grid_crosses(grid, makeup->modules[i].column_first, makeup->modules[i].column_last))
      return false;
  return grid->fold;
}

static bool is_better(const Scaled *scaled, const Scaled *best)
{
  if (!scaled->page.templ || !best->page.templ)
    return scaled->page.templ && !best->page.templ;
  if (count_left_out(scaled) != count_left_out(best))
    return count_left_out(scaled) < count_left_out(best);
  if (!scaled->page.faults != !best->page.faults)
    return !scaled->page.faults;
  if (scaled->page.broken != best->page.broken)
    return scaled->page.broken < best->page.broken;
  if (is_parted(scaled) != is_parted(best))
    return !is_parted(scaled);
  if (is_thin(scaled) != is_thin(best))
    return !is_thin(scaled);
  return scaled->cost < best->cost;
}

/* --- on one grid --------------------------------------------------------------------------------------------- */

/* Pins leave less to look at. */
static uint64_t joins_of_page(const Work *work)
{
  uint64_t pages = work->sheet->grid.fold ? COST_SPREAD_WORK : 1;
  return COST_MADEUP_WORK_PAGE * (work->spec->n_pins ? (pages + 1) / 2 : pages) * 1000000;
}

/* Whether what is asked of the one that is chosen comes out as if nothing else had been tried. */
static bool may_go_on(const Work *work)
{
  return !work->held && *work->joins_left == joins_of_page(work);
}

static void make_quietly(const Work *work, Scaled *scaled, bool alone)
{
  Work own = *work;
  own.sheet = scaled->sheet;
  scaled->rest = NULL;
  const MadeupOrder order = {
      .lines = scaled->lines, .alone = alone, .quiet = true, .rest = may_go_on(work) ? &scaled->rest : NULL};
  scaled->page = madeup_make(&own, &order);
  scaled->joins_left = *work->joins_left;
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
  if (!is_better(&alone, &scaled))
    return scaled;
  madeup_drop(scaled.rest);
  return alone;
}

/* --- which scale ---------------------------------------------------------------------------------------------- */

/* Places that are given are those of the layout's own grid; where alternatives are looked for, what was chosen says
   nothing. */
static bool has_places(const Work *work)
{
  for (unsigned i = 0; i < work->spec->n_pins; i++)
    if (!work->spec->pins[i].chosen || !work->alternatives)
      return true;
  return false;
}

static bool may_scale(const Work *work)
{
  const PageSpec *spec = work->spec;
  for (unsigned i = 0; i < spec->n_articles; i++)
    if (spec->articles[i]->kind == KIND_AD)
      return false;
  return !spec->templ && !has_places(work);
}

/* What is dearer than the layout's own grid: a larger body, columns of another number, longer lines. */
static int price_of(const StyleSheet *own, const StyleSheet *sheet)
{
  int longer = MAX(sheet->grid.characters - MAX(own->grid.characters, COST_SCALE_MEASURE), 0);
  return (int)((int64_t)(sheet->grid.em - own->grid.em) * COST_SCALE_BODY / MPT_PT) +
         (sheet->grid.columns != own->grid.columns) * COST_SCALE_COLUMNS + longer * COST_SCALE_LONGER;
}

static bool is_larger(const StyleSheet *own, const StyleSheet *sheet)
{
  return sheet->grid.em > own->grid.em || sheet->grid.leading > own->grid.leading;
}

/* A larger body for want of copy, or where equals stand in no grid without; other columns of the same body for equals
   too. */
static Scaled choose_scale(const Work *work)
{
  const StyleSheet *own = work->sheet;
  Scaled best = make_on(work, own, own->grid.lines);
  const bool thin = is_sound(&best) && is_thin(&best), equals = best.equals, placed = best.page.series;
  for (unsigned i = 0; i < own->n_scales; i++) {
    const StyleSheet *sheet = own->scales[i];
    bool wanted = thin || best.page.broken || (equals && (!placed || !is_larger(own, sheet)));
    if (!wanted || madeup_is_spent(work) || sheet->grid.columns > MAKEUP_COLUMNS || sheet->grid.lines >= MAKEUP_ROWS)
      continue;
    Scaled scaled = make_on(work, sheet, sheet->grid.lines);
    scaled.cost += price_of(own, sheet);
    if ((thin || best.page.broken || scaled.page.series) && is_better(&scaled, &best)) {
      madeup_drop(best.rest);
      best = scaled;
    }
  }
  best.thin = thin;
  return best;
}

/* --- the foot -------------------------------------------------------------------------------------------------- */

/* Lines the zone may have for what stays white in it now, more than TOO_FEW, in which all of it does not go in. */
static int fewer_lines(const Scaled *scaled, int too_few)
{
  int lines = scaled->lines - MAX(scaled->page.white / scaled->sheet->grid.columns, 1);
  return lines > too_few ? lines : (scaled->lines + too_few) / 2;
}

static int64_t cost_with_foot(const Scaled *scaled)
{
  const Grid *grid = &scaled->sheet->grid;
  return scaled->cost + (int64_t)(grid->lines - scaled->lines) * grid->columns * COST_SCALE_FOOT;
}

/* Shorter until it is full, so that what is white lies in one place. */
static Scaled free_foot(const Work *work, const Scaled *whole)
{
  Scaled best = *whole, last = *whole; /* the last on which all of it is */
  int too_few = COST_FORMS_LEG_LEAST, lines;
  for (unsigned round = 0; round < COST_SCALE_FEET && is_thin(&last) && !madeup_is_spent(work); round++) {
    if ((lines = fewer_lines(&last, too_few)) <= too_few)
      break;
    Scaled scaled = make_on(work, whole->sheet, lines);
    if (!is_sound(&scaled) || (is_parted(&scaled) && !is_parted(whole))) {
      too_few = lines;
      continue;
    }
    scaled.cost += price_of(work->sheet, whole->sheet);
    scaled.thin = whole->thin;
    last = scaled;
    if (cost_with_foot(&last) < cost_with_foot(&best))
      best = last;
  }
  if (whole->lines - best.lines < COST_SCALE_FOOT_LEAST)
    return *whole;
  madeup_drop(whole->rest);
  return best;
}

/* --- what is told ----------------------------------------------------------------------------------------------- */

static void print_type(char *text, gulong size, const Grid *grid)
{
  g_snprintf(text, size, "%g/%g", grid->em / (double)MPT_PT, grid->leading / (double)MPT_PT);
}

static void tell_scale(const Work *work, const Scaled *scaled)
{
  static const char *const WHY[][2] = {{"for want of copy", "因稿件偏少"},
                                       {"for a grid of its equals", "以便并列各稿等分成格"}};
  const Grid *own = &work->sheet->grid, *grid = &scaled->sheet->grid;
  char here[64], there[64];
  print_type(here, sizeof here, grid);
  print_type(there, sizeof there, own);
  diag_add_at(work->diags, DIAG_PAGE_SCALED, work->spec->place, work->number, NULL, work->spec->label, here,
              grid->columns, WHY[!scaled->thin][diag_lang(work->diags)], there, own->columns);
}

static void tell_foot(const Work *work, const Scaled *scaled)
{
  const Grid *grid = &scaled->sheet->grid;
  int lines = grid->lines - scaled->lines;
  Mpt height = (lines - 1) * grid->leading; /* a line parts it from the text */
  diag_add_at(work->diags, DIAG_PAGE_FOOT, work->spec->place, work->number, NULL, work->spec->label,
              (int)(grid->type.w * 254 / 72 / 10000), (int)(height * 254LL / 72 / 10000), lines,
              lines * grid->columns * grid->characters);
}

static void tell_avoided(const Work *work, const PageMakeup *makeup)
{
  if (makeup->alike > COST_RULES_ALIKE_AVOID)
    diag_add_at(work->diags, DIAG_AVOID_NOT_KEPT, work->spec->avoids->place, work->number, NULL, work->spec->label,
                makeup->avoided, makeup->alike, COST_RULES_ALIKE_AVOID);
}

/* Alternatives and cures are looked for of the one that was chosen, and what is told of pins is told of it. */
static void make_loudly(const Work *work, Scaled *scaled)
{
  Work own = *work;
  own.sheet = scaled->sheet;
  *own.joins_left =
      scaled->rest ? scaled->joins_left : joins_of_page(work); /* it is to come out no worse than it did */
  if (scaled->rest)
    scaled->page = madeup_go_on(scaled->rest);
  else if (work->spec->n_pins || work->alternatives || count_left_out(scaled))
    scaled->page = madeup_make(&own, &(MadeupOrder){.lines = scaled->lines, .alone = !scaled->page.series});
}

static bool is_own_grid(const Work *work, const Scaled *scaled)
{
  return scaled->sheet == work->sheet && scaled->lines == scaled->sheet->grid.lines;
}

/* The one way of a page that is not on the layout's grid, or not all of it. */
static void make_only(const Work *work, Scaled *scaled)
{
  madeup_drop(scaled->rest);
  PageMakeup *only = arena_copy(work->arena, scaled->page.makeup, sizeof *only);
  only->alternative = only->alternatives = 1;
  scaled->page.makeup = only;
}

static Scaled choose(Work *work)
{
  const bool free = may_scale(work);
  Scaled scaled = free ? choose_scale(work) : make_on(work, work->sheet, work->sheet->grid.lines);
  if (free && is_sound(&scaled) && is_thin(&scaled))
    scaled = free_foot(work, &scaled);
  if (!scaled.page.templ || work->held)
    return scaled;
  if (work->alternatives && !is_own_grid(work, &scaled))
    make_only(work, &scaled);
  else
    make_loudly(work, &scaled);
  if (scaled.sheet != work->sheet)
    tell_scale(work, &scaled);
  if (scaled.lines < scaled.sheet->grid.lines)
    tell_foot(work, &scaled);
  return scaled;
}

static void find_ways(const Work *work, PageWays *ways)
{
  Work own = *work;
  own.arena = ways->arena;
  own.diags = ways->told;
  ways->found = true;
  ways->scaled = choose(&own);
  if (!ways->n && ways->scaled.page.templ)
    ways->way[ways->n++] = ways->scaled.page;
}

static Scaled take_way(const Work *work)
{
  PageWays *ways = work->ways;
  if (!ways->found)
    find_ways(work, ways);
  Scaled scaled = ways->scaled;
  if (ways->n)
    scaled.page = ways->way[work->alternative <= ways->n ? MAX(work->alternative, 1) - 1 : 0];
  diag_append(work->diags, ways->told);
  return scaled;
}

Scaled scale_choose(Work *work)
{
  uint64_t left = joins_of_page(work);
  work->joins_left = &left;
  const Scaled scaled = work->ways && !work->held ? take_way(work) : choose(work);
  work->joins_left = NULL;
  if (scaled.page.templ && !work->held)
    tell_avoided(work, scaled.page.makeup);
  return scaled;
}
