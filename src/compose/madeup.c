/* A page made up: forms of each article, the best ways to cut the page into modules, of which the first few are set for
   real; where all of them miss, what they missed by is reckoned in and it is done once more. */
#include "base/costs.h"
#include "compose/house.h"
#include "compose/intake.h"
#include "compose/maker.h"
#include "compose/page.h"
#include "compose/picture.h"
#include "compose/replay.h"
#include "compose/ways.h"

Zone madeup_zone(const Work *work)
{
  Zone zone = {0};
  zone_like(work, true, &zone);
  return zone;
}

typedef enum { REFUSES_NOTHING, REFUSES_MANY, REFUSES_GRID, REFUSES_ZONE, REFUSES_FOLD, REFUSES_LEAD } Refusal;

static Refusal refuse(const Maker *maker)
{
  const Grid *grid = &maker->work->sheet->grid;
  if (maker->n > MAKEUP_ARTICLES)
    return REFUSES_MANY;
  if (grid->columns > MAKEUP_COLUMNS || grid->lines >= MAKEUP_ROWS)
    return REFUSES_GRID;
  if (grid->fold && maker->zone.columns != grid->columns)
    return REFUSES_FOLD;
  return maker->zone.columns ? REFUSES_NOTHING : REFUSES_ZONE;
}

static void tell_refusal(Work *work, Refusal refusal)
{
  static const char *const WORDS[][2] = {
      [REFUSES_MANY] = {"it has more than twelve articles, briefs together counted as one",
                        "稿件超过十二篇（集纳的简讯合计一篇）"},
      [REFUSES_GRID] = {"its grid has more than 12 columns or 199 lines", "版心超过 12 栏或 199 行"},
      [REFUSES_ZONE] = {"nothing of its type area is free", "版心没有空位"},
      [REFUSES_FOLD] = {"furniture leaves nothing free over the fold of the spread",
                        "折缝两侧没有连通的空位，不能合成跨版"},
      [REFUSES_LEAD] = {"no way was found in which even its first story stands", "找不到能排下头条的版式"}};
  DiagCode code = work->spec->templ ? DIAG_ZONE_NOT_MADE_UP : DIAG_PAGE_NOT_MADE_UP;
  diag_add_at(work->diags, code, work->spec->place, work->number, NULL, work->spec->label,
              WORDS[refusal][diag_lang(work->diags)]);
}

static void open_trial(Maker *maker, Arena *arena)
{
  maker->trial = work_open(maker->work, maker->work->spec, maker->work->number);
  maker->trial.arena = arena;
  maker->trial.diags = diag_list_new(diag_lang(maker->work->diags));
  maker->trial.kept = intake_kept_new();
  maker->trial.captions = picture_captions_new();
  maker->trial.heads = head_shapes_new(maker->trial.arena);
  maker->trial.modules = replay_new();
  maker->trial.asked = g_hash_table_new(NULL, NULL);
  maker->trial.measured = forms_measured_new();
  maker->trial.explain = false;
}

static void close_trial(Maker *maker)
{
  for (unsigned i = 0; i < maker->n; i++)
    forms_free(&maker->forms[i]);
  g_hash_table_destroy(maker->trial.kept);
  g_hash_table_destroy(maker->trial.captions);
  head_shapes_free(maker->trial.heads);
  g_hash_table_destroy(maker->trial.modules);
  g_hash_table_destroy(maker->trial.asked);
  g_hash_table_destroy(maker->trial.measured);
  diag_list_free(maker->trial.diags);
  work_close(&maker->trial);
}

bool madeup_is_spent(const Work *work)
{
  return *work->joins_left < (uint64_t)COST_MADEUP_WORK_LEAST * 1000000;
}

static bool is_sound(const Maker *maker)
{
  return maker->best.made.templ && maker->best.sound;
}

/* With pins as far as the level says; nothing is made where that is seen to be none. */
static void make_up_level(Maker *maker)
{
  maker_forget(maker);
  if (!pins_may_be_kept(maker))
    return;
  for (unsigned round = 0; round < COST_MADEUP_ROUNDS && !maker_make_up(maker); round++)
    if (madeup_is_spent(maker->work))
      break;
}

/* Whether the page with more pins loses less, or no more and is worth its white: pins come before what looks best. */
static bool keeps_more(const Tried *pinned, const Tried *free)
{
  if (!free->made.templ || !pinned->made.templ)
    return pinned->made.templ;
  if (pinned->lost != free->lost)
    return pinned->lost < free->lost;
  if (!pinned->made.faults != !free->made.faults)
    return !pinned->made.faults;
  return pinned->told.setting + pinned->told.pins < free->told.setting + free->told.pins;
}

/* With pins as far as a page comes of it on which nothing is over or left out, or else the best there is: a pin that is
   not kept has its price. */
static void make_up_page(Maker *maker)
{
  MakerState best = {0};
  const bool pinned = pins_find(maker);
  maker->level = pinned ? PINS_EXACT : PINS_NONE;
  for (bool last = false; !last; maker->level = last ? maker->level : pins_next(maker)) {
    make_up_level(maker);
    last = maker->level == PINS_NONE;
    if (is_sound(maker) || !pinned)
      return;
    if (!keeps_more(&best.best, &maker->best))
      best = maker_state(maker);
  }
  maker_go_back(maker, &best);
}

/* For want of a few lines no article is left out: it is made up as if the one they are wanting of had them less, and
   what is then over is told. */
static void squeeze(Maker *maker)
{
  const MadeCure *cure = maker->best.told.cures;
  if (!maker->best.told.n_cures || cure->lines > COST_MADEUP_NEAR)
    return;
  Missed missed[MAKEUP_ARTICLES] = {0};
  int entry = maker_entry(maker, cure->article);
  maker->known[entry].lines -= (int)cure->lines;
  forms_free(&maker->forms[entry]);
  const MakeupResult found = maker_search(maker);
  maker_try_all(maker, &found, missed);
}

void madeup_tell_none(Work *work)
{
  if (!work->held)
    tell_refusal(work, REFUSES_LEAD);
}

static void find_series(Maker *maker, bool alone)
{
  maker->n_articles = series_find(maker->work, alone, maker->series);
  maker->n = maker->n_articles + maker->zone.n_corners;
  for (unsigned i = 0; i < MIN(maker->n_articles, (unsigned)MAKEUP_ARTICLES); i++)
    maker->articles[i] = maker->series[i].article[0];
}

static Maker open_maker(Work *work, bool corners, bool alone)
{
  Maker maker = {.work = work};
  maker.like = zone_like(work, corners, &maker.zone);
  maker.never = house_never(work, maker.like);
  maker.prices = house_prices(&work->sheet->makeup, maker.never);
  find_series(&maker, alone);
  return maker;
}

bool madeup_may(Work *work)
{
  const Maker maker = open_maker(work, true, true);
  Refusal refusal = refuse(&maker);
  if (refusal && !work->held)
    tell_refusal(work, refusal);
  return !refusal && work->spec->n_free;
}

static bool has_grid(const Maker *maker)
{
  for (unsigned i = 0; i < maker->n_articles; i++)
    if (series_is_grid(&maker->series[i]))
      return true;
  return false;
}

struct MadeupRest {
  Work work;
  Maker maker;
  Arena *arena; /* of its trials */
};

void madeup_drop(MadeupRest *rest)
{
  if (!rest)
    return;
  close_trial(&rest->maker);
  arena_free(rest->arena);
  g_free(rest);
}

/* A page of one advertisement and nothing else: it stands at the foot, at the outer side, as large as it may be; the
   rest stays white, and is told. */
static void keep_to_advert(Maker *maker)
{
  const Work *work = maker->work;
  if (maker->n != 1 || !maker->articles[0]->advert || work->spec->n_pins || work->sheet->grid.fold)
    return;
  FormList list = maker_forms_of(maker, 0);
  Zone *zone = &maker->zone;
  int columns = 0, rows = 0;
  for (int w = 1; w <= zone->columns; w++)
    if (list.made.width[w - 1].n) {
      columns = w;
      rows = list.made.width[w - 1].leaf->rows - 1;
    }
  if (columns) {
    zone->column += work->number % 2 ? zone->columns - columns : 0;
    zone->row += zone->rows - rows;
    zone->columns = columns;
    zone->rows = rows;
  }
  forms_free(&list);
}

/* NULL: it is none to be made up. */
static MadeupRest *search_page(const Work *work, const MadeupOrder *order, bool corners)
{
  MadeupRest *rest = g_new(MadeupRest, 1);
  Maker *maker = &rest->maker;
  rest->work = *work;
  *maker = open_maker(&rest->work, corners, order->alone);
  if (refuse(maker)) {
    g_free(rest);
    return NULL;
  }
  maker->quiet = order->quiet || work->held;
  maker->zone.rows = MIN(maker->zone.rows, order->lines - maker->zone.row + 1);
  maker_rank_articles(maker);
  rest->arena = arena_new();
  open_trial(maker, rest->arena);
  keep_to_advert(maker);
  maker_limit_others(maker);
  make_up_page(maker);
  maker_let_lead(maker, make_up_page);
  if (!maker->best.made.templ || maker->best.told.left_out)
    gather_leave_out(maker, make_up_page);
  return rest;
}

static bool lacks_some(const Maker *maker)
{
  return maker->best.made.templ && maker->best.told.left_out;
}

static MadeUp tell_page(Maker *maker)
{
  maker->best.told.tried = maker->made.tried;
  maker->best.made.makeup = arena_copy(maker->work->arena, &maker->best.told, sizeof maker->best.told);
  maker->best.made.series = has_grid(maker);
  return maker->best.made;
}

static bool leaves_out_the_same(const Maker *maker, const Tried *a, const Tried *b)
{
  for (unsigned i = 0; i < maker->n_articles; i++)
    if (cures_stands(maker, a, i) != cures_stands(maker, b, i))
      return false;
  return true;
}

/* As LIKE (templ NULL: none yet) is cured, where that leaves out the same; else LIKE is this one from now on. */
static void cure(Maker *maker, Tried *like)
{
  PageMakeup *told = &maker->best.told;
  gather_restore(maker);
  if (like->made.templ && leaves_out_the_same(maker, like, &maker->best)) {
    told->cures = like->told.cures;
    told->n_cures = like->told.n_cures;
    told->cure_each = like->told.cure_each;
  } else {
    cures_find(maker);
    *like = maker->best;
  }
  squeeze(maker);
}

/* Each with its cures, as if there were no other. */
static void keep_ways(Maker *maker, PageWays *ways)
{
  Tried way[WAYS_MOST], cured = {0};
  const unsigned n = alternatives_find(maker, way, WAYS_MOST);
  const MakerState state = maker_state(maker);
  for (ways->n = 0; ways->n < n; ways->n++) {
    maker->best = way[ways->n];
    bool lacks = lacks_some(maker);
    if (lacks)
      cure(maker, &cured);
    ways->way[ways->n] = tell_page(maker);
    if (lacks)
      maker_go_back(maker, &state);
  }
  maker->best = state.best;
}

/* What only the page that is chosen is asked. */
static void go_on(Maker *maker)
{
  Tried cured = {0};
  pins_tell(maker);
  if (maker->best.made.templ && maker->work->ways)
    keep_ways(maker, maker->work->ways);
  else if (lacks_some(maker))
    cure(maker, &cured);
}

static bool has_more(const Maker *maker)
{
  const Work *work = maker->work;
  return maker->best.made.templ && (lacks_some(maker) || work->spec->n_pins || work->alternatives);
}

static MadeUp make_page(const Work *work, const MadeupOrder *order, bool corners)
{
  MadeupRest *rest = search_page(work, order, corners);
  if (!rest)
    return (MadeUp){0};
  Maker *maker = &rest->maker;
  if (!maker->quiet)
    go_on(maker);
  const MadeUp made = tell_page(maker);
  if (order->rest && has_more(maker))
    *order->rest = rest;
  else
    madeup_drop(rest);
  return made;
}

MadeUp madeup_go_on(MadeupRest *rest)
{
  rest->maker.quiet = false;
  go_on(&rest->maker);
  const MadeUp made = tell_page(&rest->maker);
  madeup_drop(rest);
  return made;
}

static unsigned count_missing(const MadeUp *made)
{
  return made->templ ? made->makeup->left_out : UINT_MAX;
}

/* Round slots in the zone's corners; where not all of it goes in so, in the largest rectangle beside them. */
MadeUp madeup_make(Work *work, const MadeupOrder *order)
{
  const Maker maker = open_maker(work, true, order->alone);
  if (!maker.zone.n_corners)
    return make_page(work, order, true);
  MadeupOrder quiet = *order;
  quiet.quiet = true;
  quiet.rest = NULL;
  const MadeUp round = make_page(work, &quiet, true);
  const MadeUp beside = count_missing(&round) ? make_page(work, &quiet, false) : round;
  bool corners = count_missing(&beside) >= count_missing(&round);
  if (order->quiet || work->held)
    return corners ? round : beside;
  return make_page(work, order, corners);
}
