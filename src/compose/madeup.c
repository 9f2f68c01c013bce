/* A page made up: forms of each article, the best ways to cut the page into modules, of which the first few are set for
   real; where all of them miss, what they missed by is reckoned in and it is done once more. */
#include "base/costs.h"
#include "compose/house.h"
#include "compose/intake.h"
#include "compose/maker.h"
#include "compose/page.h"
#include "compose/replay.h"

#include <string.h>

/* --- who leads ------------------------------------------------------------------------------------------- */

static bool leads(const Article *a, const Article *b)
{
  bool story = a->kind == KIND_STORY && b->kind != KIND_STORY;
  if (a->kind == KIND_AD || b->kind == KIND_AD)
    return a->kind != KIND_AD && b->kind == KIND_AD;
  return a->priority < b->priority || (a->priority == b->priority && story);
}

/* The first of the highest priority, a story if there is one; a series only where nothing else is as high, briefs
   gathered where there is nothing else. */
static unsigned find_lead(const Maker *maker)
{
  unsigned lead = 0;
  for (unsigned i = 1; i < maker->n_articles; i++) {
    bool as_high = maker->articles[i]->priority <= maker->articles[lead]->priority || maker->series[lead].gathered;
    bool instead =
        maker->series[lead].n > 1 && maker->series[i].n == 1 && maker->articles[i]->kind != KIND_AD && as_high;
    if (instead || (!maker->series[i].gathered && leads(maker->articles[i], maker->articles[lead])))
      lead = i;
  }
  return lead;
}

/* By priority; equals share a rank; advertisements come last. */
static void rank_articles(Maker *maker)
{
  maker->lead = find_lead(maker);
  for (unsigned i = 0; i < maker->n_articles; i++) {
    uint32_t above = 0; /* priorities there are above its own */
    for (unsigned j = 0; j < maker->n_articles; j++)
      if (maker->articles[j]->priority < maker->articles[i]->priority)
        above |= 1u << maker->articles[j]->priority;
    maker->rank[i] = (uint8_t)(i == maker->lead ? 0 : 1 + __builtin_popcount(above));
    if (maker->articles[i]->kind == KIND_AD)
      maker->rank[i] = UINT8_MAX;
  }
}

/* The page's template, or else that with the largest zone, the first of them. */
static const LayoutTemplate *find_furniture(const Work *work, bool corners, Zone *zone)
{
  const Layout *layout = work->sheet->layout;
  const LayoutTemplate *best = work->spec->templ;
  if (best)
    *zone = zone_find(work, best, corners);
  for (unsigned t = 0; !work->spec->templ && t < layout->n_templates; t++) {
    Zone other = zone_find(work, &layout->templates[t], corners);
    if (other.columns * other.rows <= zone->columns * zone->rows)
      continue;
    *zone = other;
    best = &layout->templates[t];
  }
  return best;
}

Zone madeup_zone(const Work *work)
{
  Zone zone = {0};
  find_furniture(work, true, &zone);
  return zone;
}

static bool is_asked_upright(const Maker *maker, unsigned i)
{
  const Pin *pin = i >= maker->n_articles || maker->level == PINS_NONE ? NULL : maker->pin[i];
  return pin && pin->head >= PIN_HEAD_LEFT;
}

/* What of its forms a layout has that are looked at besides: heads upright that were not asked for, text re-cut. */
typedef enum { EXTRA_NONE, EXTRA_UPRIGHT, EXTRA_RECUT, EXTRAS } Extra;

static Extra extra_of(const Maker *maker, const MakeupLayout *layout)
{
  Extra extra = EXTRA_NONE;
  for (unsigned i = 0; i < layout->n; i++) {
    const Form *form = maker_form(maker, &layout->module[i]);
    if (form->side != HEAD_TOP && !is_asked_upright(maker, layout->module[i].article))
      return EXTRA_UPRIGHT;
    extra = form_is_besides(form) ? EXTRA_RECUT : extra;
  }
  return extra;
}

/* Upright heads, and text re-cut, are no reason for white: with them a page is taken where it comes out full, or holds
   what none without them does. */
static bool may_be_taken(const Maker *maker, const MakeupLayout *layout, const Tried *tried)
{
  const PageMakeup *best = &maker->best.told;
  return tried->told.setting <= COST_UPRIGHTS_WHITE || extra_of(maker, layout) == EXTRA_NONE ||
         !maker->best.made.templ || tried->told.left_out < best->left_out ||
         (best->setting >= COST_MADEUP_OVER && !best->left_out);
}

/* True: nothing is over, and little white. ASKED: that says anything. */
static bool try_layout(Maker *maker, const MakeupLayout *layout, Missed *missed, bool asked)
{
  const Tried tried = maker_try(maker, layout, missed, &maker->best, asked);
  bool taken = may_be_taken(maker, layout, &tried);
  if (taken && maker_is_better(&tried, &maker->best))
    maker->best = tried;
  return taken && tried.told.setting <= COST_MADEUP_CLEAN && !tried.made.broken;
}

static const Form *form_of(const FormList *list, const MakeupLeaf *leaf)
{
  return &g_array_index(list->forms, Form, leaf->form);
}

/* Of a width plain ones, and those of EXTRA; UPRIGHT: those with upright heads in any case. Returns how many of EXTRA
   there are. */
static unsigned keep_leaves(const FormList *list, MakeupLeaves *leaves, Extra extra, bool upright)
{
  unsigned first = 0, end = leaves->n, n = leaves->n;
  while (first < end && form_is_besides(form_of(list, &leaves->leaf[first])))
    first++;
  while (end > first && form_of(list, &leaves->leaf[end - 1])->side != HEAD_TOP)
    end--;
  unsigned from = extra == EXTRA_RECUT ? 0 : first, to = extra == EXTRA_UPRIGHT || upright ? n : end;
  *leaves = (MakeupLeaves){leaves->leaf ? leaves->leaf + from : NULL, to - from};
  return extra == EXTRA_RECUT ? first : extra == EXTRA_UPRIGHT ? n - end : 0;
}

/* Of many articles of a spread the lead alone may stand over its fold. */
static void drop_across(const Maker *maker, MakeupArticle *made)
{
  unsigned fold = (unsigned)maker->work->sheet->grid.fold;
  for (unsigned b = 1; b <= MAKEUP_BREADTHS; b++)
    if (makeup_crosses(fold, b))
      made->width[b - 1].n = 0;
}

/* SOME: leaves there are of EXTRA. */
static MakeupTask task_of(const Maker *maker, bool full, Extra extra, MakeupArticle *made, unsigned *some)
{
  for (unsigned i = 0; i < maker->n; i++) {
    made[i] = full ? maker->forms[i].made_full : maker->forms[i].made;
    if (maker->n > COST_SPREAD_FEW && i != maker->lead)
      drop_across(maker, &made[i]);
    for (unsigned w = 0; w < MAKEUP_BREADTHS; w++)
      *some += keep_leaves(&maker->forms[i], &made[i].width[w], extra, is_asked_upright(maker, i));
  }
  pins_order(maker, made);
  return (MakeupTask){.columns = (unsigned)maker->zone.columns,
                      .rows = (unsigned)maker->zone.rows + 1,
                      .fold = (unsigned)maker->work->sheet->grid.fold,
                      .article = made,
                      .prices = &maker->prices,
                      .n = maker->n,
                      .layouts = MIN((unsigned)COST_MADEUP_FOUND, (unsigned)MAKEUP_LAYOUTS),
                      .work_limit = (uint64_t)(full ? COST_MADEUP_WORK : COST_MADEUP_WORK_WHITE) * 1000000};
}

MakeupTask maker_task(const Maker *maker, bool full, MakeupArticle *made)
{
  unsigned none = 0;
  return task_of(maker, full, EXTRA_NONE, made, &none);
}

/* Ways to part its sets of articles, and at which widths: what every search goes through before it joins anything. */
static uint64_t splits_of(const MakeupTask *task)
{
  uint64_t splits = task->columns * (task->fold ? COST_SPREAD_SPLIT : 1) * COST_MADEUP_WORK_SPLIT;
  for (unsigned i = 0; i < task->n; i++)
    splits *= 3;
  return splits;
}

static MakeupResult search_task(const Maker *maker, MakeupTask task)
{
  uint64_t *left = maker->work->joins_left;
  task.work_limit = MIN(task.work_limit, MAX(*left / 2, (uint64_t)COST_MADEUP_WORK_LEAST * 1000000));
  const MakeupResult found = makeup_search(maker->work->arena, &task);
  *left -= MIN(*left, found.certificate.joins + splits_of(&task));
  return found;
}

static MakeupResult search_in(const Maker *maker, bool full)
{
  MakeupArticle made[MAKEUP_ARTICLES];
  return search_task(maker, maker_task(maker, full, made));
}

/* Once more with forms of EXTRA, upright heads in the first round alone, in what it takes little time to look at: many
   leaves make many ways alike, and of some the others would go short. */
static MakeupResult search_more(Maker *maker, Extra extra)
{
  MakeupArticle made[MAKEUP_ARTICLES];
  unsigned some = 0;
  MakeupTask task = task_of(maker, maker->made.full, extra, made, &some);
  bool due = maker->made.rounds <= 1 || extra == EXTRA_RECUT;
  task.work_limit = (uint64_t)COST_UPRIGHTS_WORK * 1000000;
  return some && due && maker->n <= COST_UPRIGHTS_ARTICLES ? search_task(maker, task) : (MakeupResult){0};
}

bool maker_fits(const Maker *maker)
{
  MakeupArticle made[MAKEUP_ARTICLES];
  const MakeupTask task = maker_task(maker, false, made);
  return makeup_fits(&task);
}

/* At the foot at the outer side, which on pages of even numbers is the left one; where something by name stands there
   on the other side. */
static MakeupCorner advert_corner(const Maker *maker)
{
  bool left = maker->work->number % 2 == 0;
  MakeupCorner outer = left ? CORNER_LOWER_LEFT : CORNER_LOWER_RIGHT;
  for (unsigned i = 0; i < maker->zone.n_corners; i++)
    if (maker->zone.corner[i].corner == outer)
      return left ? CORNER_LOWER_RIGHT : CORNER_LOWER_LEFT;
  return outer;
}

/* Leaves no higher than those in which a picture found no room. They stand in an array of the list's own. */
static void drop_low(MakeupArticle *made, const uint8_t *low)
{
  for (unsigned w = 0; w < MAKEUP_BREADTHS; w++) {
    MakeupLeaf *leaf = (MakeupLeaf *)(uintptr_t)made->width[w].leaf;
    unsigned kept = 0;
    for (unsigned i = 0; i < made->width[w].n; i++)
      if (leaf[i].rows > low[w])
        leaf[kept++] = leaf[i];
    made->width[w].n = kept;
  }
}

/* The lead's head is the largest, those next in rank have the next size, all others smaller ones. */
static unsigned grade_of(const Maker *maker, unsigned i)
{
  unsigned above = 0; /* ranks there are above its own */
  for (unsigned rank = 0; rank < maker->rank[i]; rank++)
    for (unsigned k = 0; k < maker->n_articles; k++)
      if (maker->rank[k] == rank) {
        above++;
        break;
      }
  return MIN(above, 2);
}

/* Of many articles the search comes to no end with heads of all kinds. */
static unsigned upright_of(const Maker *maker, unsigned i)
{
  if (is_asked_upright(maker, i))
    return UPRIGHT_ASKED;
  return maker->n <= COST_UPRIGHTS_ARTICLES ? UPRIGHT_MAYBE : UPRIGHT_NEVER;
}

static FormList list_forms(Maker *maker, unsigned i)
{
  const Article *article = maker->articles[i];
  const Zone *zone = &maker->zone;
  Mpt w = 0, h = 0;
  FormList list;
  if (article->advert) {
    if (!maker->work->advert_size || !maker->work->advert_size(article->advert, &w, &h))
      w = h = 0;
    list = forms_of_advert(&maker->trial, w, h, zone->columns, zone->rows + 1);
  } else {
    const Series *series = &maker->series[i];
    const bool lead = i == maker->lead && series->n == 1;
    const FormWish wish = {.work = &maker->trial,
                           .lead = lead,
                           .grade = grade_of(maker, i),
                           .most = lead ? (FormMost){0} : maker->most,
                           .more = maker->known[i].lines,
                           .upright = upright_of(maker, i)};
    list = series_list(&wish, series, maker->rank[i], zone->columns, zone->rows + 1);
  }
  list.made.corner = list.made_full.corner = article->kind == KIND_AD ? advert_corner(maker) : CORNER_NONE;
  drop_low(&list.made, maker->known[i].low);
  drop_low(&list.made_full, maker->known[i].low);
  pins_narrow(maker, i, &list);
  return list;
}

void maker_list_forms(Maker *maker)
{
  for (unsigned i = 0; i < maker->n; i++) {
    if (maker->forms[i].forms) /* as they were: nothing was missed */
      continue;
    if (i < maker->n_articles) {
      maker->forms[i] = list_forms(maker, i);
      continue;
    }
    const ZoneCorner *corner = &maker->zone.corner[i - maker->n_articles];
    maker->forms[i] = forms_of_slot(corner->slot);
    maker->forms[i].made.corner = maker->forms[i].made_full.corner = corner->corner;
  }
}

/* Where advertisements and the lead leave no way together, advertisements may be left out. True: there were some. */
static bool let_go(Maker *maker)
{
  bool some = false;
  for (unsigned i = 0; i < maker->n_articles; i++) {
    some = some || (maker->articles[i]->kind == KIND_AD && maker->forms[i].made.must);
    if (maker->articles[i]->kind == KIND_AD)
      maker->forms[i].made.must = maker->forms[i].made_full.must = false;
  }
  return some;
}

/* Whether even the best pays for what is never to be. */
static bool pays_never(const Maker *maker, const MakeupResult *found)
{
  return maker->never && found->n && found->layout[0].cost >= COST_HOUSE_NEVER;
}

/* Full pages first: with white allowed everywhere there are ten times as many ways. */
static MakeupResult search_layouts(Maker *maker)
{
  MakeupResult found = search_in(maker, true);
  maker->made.full = found.n && !found.n_left_out;
  if (!maker->made.full || pays_never(maker, &found)) {
    found = search_in(maker, false);
    maker->made.full = false;
  }
  if (!found.n && let_go(maker))
    found = search_in(maker, false);
  return found;
}

/* With the lead over the fold of a spread (跨版). */
static MakeupResult search_across_in(const Maker *maker, bool full)
{
  MakeupArticle made[MAKEUP_ARTICLES];
  const MakeupTask task = maker_task(maker, full, made);
  unsigned leaves = 0;
  for (unsigned b = 1; b <= MAKEUP_BREADTHS; b++) {
    if (!makeup_crosses(task.fold, b))
      made[maker->lead].width[b - 1].n = 0;
    leaves += made[maker->lead].width[b - 1].n;
  }
  return leaves ? search_task(maker, task) : (MakeupResult){0};
}

/* The cheapest of all ways may well be two pages side by side: those are looked at where no other holds as much. */
static MakeupResult search_across(Maker *maker)
{
  MakeupResult across = search_across_in(maker, true);
  maker->made.full = across.n && !across.n_left_out;
  if (!maker->made.full)
    across = search_across_in(maker, false);
  if (across.n && !across.n_left_out)
    return across;
  bool full = maker->made.full;
  const MakeupResult found = search_layouts(maker);
  bool fewer = found.n && (!across.n || found.n_left_out < across.n_left_out);
  maker->made.full = fewer ? maker->made.full : full;
  return fewer ? found : across;
}

MakeupResult maker_search(Maker *maker)
{
  maker_list_forms(maker);
  const MakeupResult found = maker->work->sheet->grid.fold ? search_across(maker) : search_layouts(maker);
  maker->made.bound = found.n ? found.certificate.bound : -1;
  maker->made.proven = found.certificate.complete;
  maker->made.found = found.n;
  maker->made.rounds++;
  return found;
}

/* Layouts searched out, to be tried. */
typedef struct {
  const MakeupLayout *layout[EXTRAS * MAKEUP_LAYOUTS];
  bool tried[EXTRAS * MAKEUP_LAYOUTS];
  unsigned n;
} Candidates;

static void add_candidates(Candidates *candidates, const MakeupResult *found)
{
  for (unsigned i = 0; i < found->n; i++)
    candidates->layout[candidates->n++] = &found->layout[i];
}

/* Those that are not plain, whose cuts are worth no more than CUTS: no head buys a 断版. */
static void add_more(const Maker *maker, Candidates *candidates, const MakeupResult *found, int32_t cuts)
{
  for (unsigned i = 0; i < found->n; i++)
    if (extra_of(maker, &found->layout[i]) != EXTRA_NONE && found->layout[i].cuts <= cuts)
      candidates->layout[candidates->n++] = &found->layout[i];
}

/* The cheapest not tried, as it is priced whole. */
static const MakeupLayout *next_layout(const Maker *maker, Candidates *candidates)
{
  unsigned best = 0;
  int64_t least = INT64_MAX;
  for (unsigned i = 0; i < candidates->n; i++) {
    int64_t price = candidates->tried[i] ? INT64_MAX : maker_price(maker, candidates->layout[i]);
    if (price < least) {
      least = price;
      best = i;
    }
  }
  candidates->tried[best] = true;
  return candidates->layout[best];
}

/* Those that leave as little out as can be. */
static Candidates find_candidates(Maker *maker)
{
  Candidates candidates = {0};
  MakeupResult found[EXTRAS] = {maker_search(maker)};
  const MakeupResult *best = &found[EXTRA_NONE];
  for (Extra extra = EXTRA_NONE + 1; extra < EXTRAS; extra++) {
    found[extra] = search_more(maker, extra);
    if (found[extra].n && (!best->n || found[extra].n_left_out < best->n_left_out))
      best = &found[extra];
  }
  add_candidates(&candidates, best);
  for (Extra extra = EXTRA_NONE + 1; extra < EXTRAS; extra++) {
    if (!found[extra].n)
      continue;
    if (best != &found[extra] && found[extra].n_left_out == best->n_left_out)
      add_more(maker, &candidates, &found[extra], extra == EXTRA_UPRIGHT ? best->layout[0].cuts : INT32_MAX);
    maker->made.bound = MIN(maker->made.bound < 0 ? INT32_MAX : maker->made.bound, found[extra].certificate.bound);
    maker->made.proven = maker->made.proven && found[extra].certificate.complete;
  }
  return candidates;
}

/* Whether MISSED says anything new; KNOWN knows it then. */
static bool learn(Missed *known, const Missed *missed)
{
  bool new = missed->lines > 0;
  known->lines += missed->lines;
  for (unsigned w = 0; w < MAKEUP_BREADTHS; w++) {
    new = new || missed->low[w] > known->low[w];
    known->low[w] = MAX(known->low[w], missed->low[w]);
  }
  return new;
}

/* Those that break what is never to be are tried no further than there are others. */
static bool tries_on(const Maker *maker, unsigned tried)
{
  return tried < COST_MADEUP_TRIED || maker->best.made.broken;
}

/* The cheapest, so many of those with upright heads, of those re-cut and of the others, until none can be better than
   the best that was set. True: one was clean. What those miss by says nothing of the others, nor that they are clean.
 */
static bool try_candidates(Maker *maker, Candidates *candidates, Missed *missed)
{
  static const unsigned MOST[EXTRAS] = {UINT_MAX, COST_UPRIGHTS_TRIED, COST_FORMS_RECUT_TRIED};
  unsigned tried[EXTRAS] = {0};
  Missed unheard[MAKEUP_ARTICLES] = {0};
  bool clean = false;
  for (unsigned i = 0; i < candidates->n && tries_on(maker, tried[EXTRA_NONE]); i++) {
    const MakeupLayout *next = next_layout(maker, candidates);
    Extra extra = extra_of(maker, next);
    if (clean && !maker->best.made.broken && maker_price(maker, next) >= maker->best.told.score)
      break;
    if (tried[extra] >= MOST[extra])
      continue;
    tried[extra]++;
    bool plain = extra == EXTRA_NONE;
    const bool asked = plain && !clean;
    clean = (try_layout(maker, next, plain ? missed : unheard, asked) && asked) || clean;
  }
  return clean;
}

static bool try_layouts(Maker *maker, const MakeupResult *found, Missed *missed)
{
  Candidates candidates = {0};
  add_candidates(&candidates, found);
  return try_candidates(maker, &candidates, missed);
}

static bool some_grows(const Maker *maker)
{
  for (unsigned i = 0; i < maker->n; i++)
    if (maker->forms[i].grows)
      return true;
  return false;
}

/* Those with white too, which what grows takes up. */
static bool try_white(Maker *maker, Missed *missed)
{
  const MakeupResult found = search_in(maker, false);
  maker->made.full = false;
  bool clean = found.n && !found.n_left_out && try_layouts(maker, &found, missed);
  maker->made.full = maker->best.told.full;
  return clean;
}

/* False: something was missed, and is reckoned with from now on. */
static bool make_up(Maker *maker)
{
  Candidates candidates = find_candidates(maker);
  Missed missed[MAKEUP_ARTICLES] = {0};
  bool more = false, clean = try_candidates(maker, &candidates, missed);
  if (maker->made.full && some_grows(maker))
    clean = try_white(maker, missed) || clean;
  for (unsigned i = 0; i < maker->n_articles; i++) {
    if (!learn(&maker->known[i], &missed[i]))
      continue;
    forms_free(&maker->forms[i]);
    more = true;
  }
  return clean || !more;
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
  maker->trial.heads = head_shapes_new(maker->trial.arena);
  maker->trial.modules = replay_new();
  maker->trial.measured = forms_measured_new();
  maker->trial.explain = false;
}

static void close_trial(Maker *maker)
{
  for (unsigned i = 0; i < maker->n; i++)
    forms_free(&maker->forms[i]);
  g_hash_table_destroy(maker->trial.kept);
  head_shapes_free(maker->trial.heads);
  g_hash_table_destroy(maker->trial.modules);
  g_hash_table_destroy(maker->trial.measured);
  diag_list_free(maker->trial.diags);
  work_close(&maker->trial);
}

bool madeup_is_spent(const Work *work)
{
  return *work->joins_left < (uint64_t)COST_MADEUP_WORK_LEAST * 1000000;
}

static void forget(Maker *maker)
{
  for (unsigned i = 0; i < maker->n; i++) {
    forms_free(&maker->forms[i]);
    maker->known[i] = (Missed){0};
  }
  maker->best = (Tried){0};
  maker->made = (PageMakeup){0};
}

/* With pins as far as a page comes of it on which nothing is over or left out. */
static void make_up_page(Maker *maker)
{
  bool pinned = pins_find(maker), done = false;
  maker->level = pinned ? PINS_EXACT : PINS_NONE;
  while (!done) {
    forget(maker);
    for (unsigned round = 0; round < COST_MADEUP_ROUNDS && !make_up(maker); round++)
      if (madeup_is_spent(maker->work))
        break;
    done = maker->level == PINS_NONE || (maker->best.made.templ && maker->best.sound);
    maker->level += !done;
  }
}

static bool lead_is_small(const Tried *tried)
{
  return tried->lead && tried->next && tried->lead * 100LL < tried->next * (int64_t)COST_FORMS_LEAD_LARGER;
}

/* The search knows how large the lead's title may be, not how large it is where the page is full: once more, the others
   held under that of the page that was found. What was chosen on such a page serves only so. */
static void make_up_led(Maker *maker)
{
  make_up_page(maker);
  if (!maker->best.made.templ || !lead_is_small(&maker->best) || madeup_is_spent(maker->work))
    return;
  const Tried first = maker->best;
  const PageMakeup made = maker->made;
  const FormMost most = maker->most;
  const PinLevel level = maker->level;
  Missed known[MAKEUP_ARTICLES];
  memcpy(known, maker->known, sizeof known);
  const bool quiet = maker->quiet;
  maker->most.title = (Mpt)(first.lead * 100LL / COST_FORMS_LEAD_LARGER);
  maker->quiet = true;
  make_up_page(maker);
  maker->quiet = quiet;
  if (maker->level < level || (maker->level == level && maker_is_better(&maker->best, &first)))
    return;
  forget(maker);
  memcpy(maker->known, known, sizeof known);
  maker->best = first;
  maker->made = made;
  maker->most = most;
  maker->level = level;
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
  try_layouts(maker, &found, missed);
}

void madeup_tell_none(Work *work)
{
  if (!work->held)
    tell_refusal(work, REFUSES_LEAD);
}

/* The lead's head and picture are seen to be the largest; without a lead of its own none are. */
static void limit_others(Maker *maker)
{
  const Article *lead = maker->articles[maker->lead];
  if (maker->n_articles < 2 || maker->series[maker->lead].n > 1 || lead->kind != KIND_STORY)
    return;
  maker->most = forms_beside_lead(&maker->trial, lead, maker->zone.columns, maker->zone.rows + 1);
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
  maker.like = find_furniture(work, corners, &maker.zone);
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

/* NULL: it is none to be made up. */
/* A page of one advertisement and nothing else: it stands at the foot, at the outer side, as large as it may be; the
   rest stays white, and is told. */
static void keep_to_advert(Maker *maker)
{
  const Work *work = maker->work;
  if (maker->n != 1 || !maker->articles[0]->advert || work->spec->n_pins || work->sheet->grid.fold)
    return;
  FormList list = list_forms(maker, 0);
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
  rank_articles(maker);
  rest->arena = arena_new();
  open_trial(maker, rest->arena);
  keep_to_advert(maker);
  limit_others(maker);
  make_up_led(maker);
  if (!maker->best.made.templ || maker->best.told.left_out)
    gather_leave_out(maker, make_up_page);
  if (!maker->quiet)
    pins_tell(maker);
  return rest;
}

static bool lacks_some(const Maker *maker)
{
  return maker->best.made.templ && maker->best.told.left_out;
}

static void cure(Maker *maker)
{
  gather_restore(maker);
  cures_find(maker);
  squeeze(maker);
}

static MadeUp tell_page(Maker *maker)
{
  maker->best.told.tried = maker->made.tried;
  maker->best.made.makeup = arena_copy(maker->work->arena, &maker->best.told, sizeof maker->best.told);
  maker->best.made.series = has_grid(maker);
  return maker->best.made;
}

static MadeUp make_page(const Work *work, const MadeupOrder *order, bool corners)
{
  MadeupRest *rest = search_page(work, order, corners);
  if (!rest)
    return (MadeUp){0};
  Maker *maker = &rest->maker;
  if (maker->best.made.templ && work->alternatives && !maker->quiet)
    alternatives_find(maker);
  if (lacks_some(maker) && !maker->quiet)
    cure(maker);
  const MadeUp made = tell_page(maker);
  if (order->rest && lacks_some(maker))
    *order->rest = rest;
  else
    madeup_drop(rest);
  return made;
}

MadeUp madeup_cure(MadeupRest *rest)
{
  cure(&rest->maker);
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
