/* A page made up: forms of each article, the best ways to cut the page into modules, of which the first few are set for
   real; where all of them miss, what they missed by is reckoned in and it is done once more. */
#include "base/costs.h"
#include "compose/intake.h"
#include "compose/maker.h"
#include "compose/page.h"

#include <string.h>

/* --- who leads ------------------------------------------------------------------------------------------- */

static bool leads(const Article *a, const Article *b)
{
  bool story = a->kind == KIND_STORY && b->kind != KIND_STORY;
  if (a->kind == KIND_AD || b->kind == KIND_AD)
    return a->kind != KIND_AD && b->kind == KIND_AD;
  return a->priority < b->priority || (a->priority == b->priority && story);
}

/* The first of the highest priority, a story if there is one; a series only where nothing else is as high. */
static unsigned find_lead(const Maker *maker)
{
  unsigned lead = 0;
  for (unsigned i = 1; i < maker->n_articles; i++) {
    bool instead = maker->series[lead].n > 1 && maker->series[i].n == 1 && maker->articles[i]->kind != KIND_AD &&
                   maker->articles[i]->priority <= maker->articles[lead]->priority;
    if (instead || leads(maker->articles[i], maker->articles[lead]))
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
static const LayoutTemplate *find_furniture(const Work *work, Zone *zone)
{
  const Layout *layout = work->sheet->layout;
  const LayoutTemplate *best = work->spec->templ;
  if (best)
    *zone = zone_find(work, best);
  for (unsigned t = 0; !work->spec->templ && t < layout->n_templates; t++) {
    Zone other = zone_find(work, &layout->templates[t]);
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
  find_furniture(work, &zone);
  return zone;
}

/* --- a way to cut the page, as a template ------------------------------------------------------------------ */

static const Form *form_of(const Maker *maker, const MakeupModule *module)
{
  return &g_array_index(maker->forms[module->article].forms, Form, module->form);
}

/* Of equals head and picture have one size. */
static void level_slot(LayoutSlot *slot, const Form *form)
{
  slot->head.title_most = (int)form->title;
  slot->head.rows_min = slot->head.rows_max = form->head_rows;
  slot->picture_span = form->picture_span;
  slot->picture_min = slot->picture_max = form->picture_rows;
}

/* A module is not among those where what it holds stands there by name. */
static LayoutSlot make_slot(const Maker *maker, const Form *form, const MakeupModule *module, unsigned number)
{
  LayoutSlot slot = *form->like;
  char *name = g_strdup_printf("module-%u", number);
  slot.name = arena_strdup(maker->work->arena, name);
  g_free(name);
  slot.place = maker->work->spec->place;
  slot.column_first = maker->zone.column + module->column;
  slot.column_last = slot.column_first + module->columns - 1;
  slot.row_first = maker->zone.row + module->row;
  slot.row_last = slot.row_first + module->rows - 2;
  bool beside = form->head_columns < module->columns && form->head_columns;
  slot.head.column_first = beside ? 1 : 0;
  slot.head.column_last = beside ? form->head_columns : 0;
  if (maker->series[module->article].n > 1)
    level_slot(&slot, form);
  return slot;
}

/* One slot a member of the module's series. */
static void add_slots(const Maker *maker, const MakeupModule *whole, LayoutTemplate *templ, LayoutSlot *slots,
                      MadeUp *made)
{
  const Series *series = &maker->series[whole->article];
  const Form *form = form_of(maker, whole);
  for (unsigned i = 0; i < series->n; i++) {
    const MakeupModule module = series->n > 1 ? series_module(whole, form, i) : *whole;
    const Article **one = ARENA_NEW(maker->work->arena, const Article *);
    *one = series->article[i];
    slots[templ->n_slots] = make_slot(maker, form, &module, templ->n_slots + 1);
    made->fillings[made->n_fillings++] = (SlotFilling){slots[templ->n_slots++].name, maker->work->spec->place, one, 1};
  }
}

/* The template's slots that are filled by name, and modules. */
static MadeUp make_template(Maker *maker, const MakeupLayout *layout)
{
  Arena *arena = maker->work->arena;
  const PageSpec *spec = maker->work->spec;
  MadeUp made = {.fillings = ARENA_ARRAY(arena, SlotFilling, spec->n_fillings + spec->n_free)};
  LayoutSlot *slots = ARENA_ARRAY(arena, LayoutSlot, maker->like->n_slots + spec->n_free);
  LayoutTemplate *templ = arena_copy(arena, maker->like, sizeof *templ);
  templ->slots = slots;
  templ->n_slots = 0;
  for (unsigned i = 0; i < maker->like->n_slots; i++)
    if (zone_is_taken(maker->work, maker->like, &maker->like->slots[i]))
      slots[templ->n_slots++] = maker->like->slots[i];
  for (unsigned i = 0; i < spec->n_fillings; i++)
    made.fillings[made.n_fillings++] = spec->fillings[i];
  for (unsigned i = 0; i < layout->n; i++)
    if (layout->module[i].article < maker->n_articles)
      add_slots(maker, &layout->module[i], templ, slots, &made);
  made.templ = templ;
  return made;
}

/* --- 碰题 ------------------------------------------------------------------------------------------------------- */

/* Whether the head of A and that of B, at its right, stand beside each other over half of the lower one's depth or
   more, with nothing between them. The search sees that of modules that begin alike, not of those in stacks. */
static bool heads_meet(const Maker *maker, const MakeupModule *a, const MakeupModule *b)
{
  const Form *left = form_of(maker, a), *right = form_of(maker, b);
  if (a->column + a->columns != b->column || left->framed || right->framed || left->head_columns < a->columns)
    return false;
  int shared = MIN(a->row + left->head_rows, b->row + right->head_rows) - MAX(a->row, b->row);
  return shared > 0 && shared * 2 >= MIN(left->head_rows, right->head_rows);
}

static int64_t cost_of_meetings(const Maker *maker, const MakeupLayout *layout)
{
  int64_t cost = 0;
  for (unsigned i = 0; i < layout->n; i++)
    for (unsigned j = 0; j < layout->n; j++)
      if (heads_meet(maker, &layout->module[i], &layout->module[j]))
        cost += COST_CUTS_ACROSS_ACROSS;
  return cost;
}

/* --- trials ------------------------------------------------------------------------------------------------- */

/* The entry of the search it is in, alone or one of a series; −1: it is in a slot by name. */
static int entry_of(const Maker *maker, const Article *article)
{
  for (unsigned i = 0; i < maker->n_articles; i++)
    if (series_holds(&maker->series[i], article))
      return (int)i;
  return -1;
}

static const MakeupModule *find_module(const MakeupLayout *layout, int entry)
{
  for (unsigned i = 0; i < layout->n; i++)
    if (layout->module[i].article == entry)
      return &layout->module[i];
  return NULL;
}

/* What is left out whole is counted by itself. Equals in modules of one height leave white what they differ by. */
static void weigh_trial(const Maker *maker, const MakeupLayout *layout, const PageTrial *trial, Tried *tried)
{
  MadeUp *made = &tried->made;
  made->faults = trial->errors;
  tried->told.setting = (int64_t)trial->errors * COST_MADEUP_ERROR;
  for (unsigned i = 0; i < trial->n_rows; i++) {
    const PlacedArticle *row = &trial->rows[i];
    int entry = entry_of(maker, row->article);
    if (entry >= 0 && !find_module(layout, entry))
      continue;
    int forgiven = entry >= 0 && maker->series[entry].n > 1 ? COST_SERIES_LINES : 0;
    int white = MAX(row->missing_lines - forgiven, 0);
    made->faults += row->overset_lines;
    made->white += white;
    tried->told.setting += (int64_t)row->overset_lines * COST_MADEUP_OVER + (int64_t)white * COST_MADEUP_WHITE;
  }
}

/* Clashes the search has counted are not counted twice. */
static int64_t cost_of_clashes(const Maker *maker, const MakeupLayout *layout)
{
  return MAX(cost_of_meetings(maker, layout), layout->clashes);
}

static int64_t cost_of_pins(const Maker *maker, const MakeupLayout *layout)
{
  int64_t cost = 0;
  for (unsigned i = 0; i < layout->n; i++)
    cost += pins_kept(maker, layout->module[i].article, &layout->module[i]) ? 0 : COST_MADEUP_PIN;
  return cost;
}

static int64_t price_of(const Maker *maker, const MakeupLayout *layout)
{
  return layout->cost - layout->clashes + cost_of_clashes(maker, layout) + cost_of_pins(maker, layout);
}

static MadeModule tell_module(const Maker *maker, const MakeupModule *whole, unsigned member)
{
  const Form *form = form_of(maker, whole);
  const Series *series = &maker->series[whole->article];
  const MakeupModule module = series->n > 1 ? series_module(whole, form, member) : *whole;
  const LayoutSlot slot = make_slot(maker, form, &module, 0);
  return (MadeModule){.article = series->article[member],
                      .column_first = slot.column_first,
                      .column_last = slot.column_last,
                      .row_first = slot.row_first,
                      .row_last = slot.row_last,
                      .title = slot.head.title,
                      .beside = slot.head.column_last > 0,
                      .framed = form->framed,
                      .more = maker->known[whole->article].lines};
}

static void list_modules(const Maker *maker, const MakeupLayout *layout, PageMakeup *told)
{
  MadeModule *modules = ARENA_ARRAY(maker->work->arena, MadeModule, maker->work->spec->n_free + 1);
  for (unsigned i = 0; i < layout->n; i++)
    for (unsigned k = 0;
         layout->module[i].article < maker->n_articles && k < maker->series[layout->module[i].article].n; k++)
      modules[told->n_modules++] = tell_module(maker, &layout->module[i], k);
  told->modules = modules;
}

static unsigned count_left_out(const Maker *maker, const MakeupLayout *layout)
{
  unsigned left_out = 0;
  for (unsigned i = 0; i < maker->n; i++)
    if (!find_module(layout, (int)i))
      left_out += i < maker->n_articles ? maker->series[i].n : 1;
  return left_out;
}

/* The issue's own word is worth some white. */
static bool has_own_pins(const Maker *maker)
{
  for (unsigned i = 0; i < maker->n_articles && maker->level != PINS_NONE; i++)
    if (maker->pin[i] && !maker->pin[i]->chosen)
      return true;
  return false;
}

static void count_missed(const Maker *maker, const MakeupLayout *layout, const PageTrial *trial, Missed *missed)
{
  for (unsigned i = 0; i < trial->n_rows; i++) {
    int entry = entry_of(maker, trial->rows[i].article);
    const MakeupModule *module = entry >= 0 ? find_module(layout, entry) : NULL;
    if (!module)
      continue;
    Missed *own = &missed[entry];
    own->lines = MAX(own->lines, (int)trial->rows[i].overset_lines);
    if (trial->homeless[i])
      own->low[module->columns - 1] = (uint8_t)MAX(own->low[module->columns - 1], module->rows);
  }
}

Tried maker_try(Maker *maker, const MakeupLayout *layout, Missed *missed)
{
  Tried tried = {make_template(maker, layout), maker->made, false};
  PageTrial trial = page_try(&maker->trial, tried.made.templ, tried.made.fillings, tried.made.n_fillings);
  PageMakeup *told = &tried.told;
  count_missed(maker, layout, &trial, missed);
  maker->made.tried++;
  told->forms = layout->leaves;
  told->clashes = cost_of_clashes(maker, layout);
  told->cuts = layout->cuts;
  told->ranks = layout->ranks;
  told->pins = cost_of_pins(maker, layout);
  weigh_trial(maker, layout, &trial, &tried);
  told->score = told->forms + told->clashes + told->cuts + told->ranks + told->pins + told->setting;
  told->left_out = count_left_out(maker, layout);
  told->n_modules = 0;
  list_modules(maker, layout, told);
  int64_t most = has_own_pins(maker) ? COST_MADEUP_OVER - 1 : COST_MADEUP_CLEAN;
  tried.sound = !told->left_out && told->setting <= most && !told->pins;
  return tried;
}

bool maker_is_better(const Tried *a, const Tried *b)
{
  if (!b->made.templ || a->told.left_out != b->told.left_out)
    return !b->made.templ || a->told.left_out < b->told.left_out;
  bool over = a->told.setting >= COST_MADEUP_OVER, other_over = b->told.setting >= COST_MADEUP_OVER;
  return over != other_over ? other_over : a->told.score < b->told.score;
}

/* True: nothing is over, and little white. */
static bool try_layout(Maker *maker, const MakeupLayout *layout, Missed *missed)
{
  const Tried tried = maker_try(maker, layout, missed);
  if (maker_is_better(&tried, &maker->best))
    maker->best = tried;
  return tried.told.setting <= COST_MADEUP_CLEAN;
}

MakeupTask maker_task(const Maker *maker, bool full, MakeupArticle *made)
{
  for (unsigned i = 0; i < maker->n; i++)
    made[i] = full ? maker->forms[i].made_full : maker->forms[i].made;
  pins_order(maker, made);
  return (MakeupTask){.columns = (unsigned)maker->zone.columns,
                      .rows = (unsigned)maker->zone.rows + 1,
                      .article = made,
                      .n = maker->n,
                      .layouts = MIN((unsigned)COST_MADEUP_FOUND, (unsigned)MAKEUP_LAYOUTS),
                      .work_limit = (uint64_t)(full ? COST_MADEUP_WORK : COST_MADEUP_WORK_WHITE) * 1000000};
}

static MakeupResult search_in(const Maker *maker, bool full)
{
  MakeupArticle made[MAKEUP_ARTICLES];
  const MakeupTask task = maker_task(maker, full, made);
  return makeup_search(maker->work->arena, &task);
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
  for (unsigned w = 0; w < MAKEUP_COLUMNS; w++) {
    MakeupLeaf *leaf = (MakeupLeaf *)(uintptr_t)made->width[w].leaf;
    unsigned kept = 0;
    for (unsigned i = 0; i < made->width[w].n; i++)
      if (leaf[i].rows > low[w])
        leaf[kept++] = leaf[i];
    made->width[w].n = kept;
  }
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
    const FormWish wish = {&maker->trial, i == maker->lead && series->n == 1, maker->known[i].lines};
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

/* Full pages first: with white allowed everywhere there are ten times as many ways. */
MakeupResult maker_search(Maker *maker)
{
  maker_list_forms(maker);
  MakeupResult found = search_in(maker, true);
  maker->made.full = found.n && !found.n_left_out;
  if (!maker->made.full)
    found = search_in(maker, false);
  if (!found.n && let_go(maker))
    found = search_in(maker, false);
  maker->made.bound = found.n ? found.certificate.bound : -1;
  maker->made.proven = found.certificate.complete;
  maker->made.found = found.n;
  maker->made.rounds++;
  return found;
}

/* The cheapest not tried, as it is priced whole. */
static const MakeupLayout *next_layout(const Maker *maker, const MakeupResult *found, bool *tried)
{
  unsigned best = 0;
  int64_t least = INT64_MAX;
  for (unsigned i = 0; i < found->n; i++) {
    int64_t price = tried[i] ? INT64_MAX : price_of(maker, &found->layout[i]);
    if (price < least) {
      least = price;
      best = i;
    }
  }
  tried[best] = true;
  return &found->layout[best];
}

/* Whether MISSED says anything new; KNOWN knows it then. */
static bool learn(Missed *known, const Missed *missed)
{
  bool new = missed->lines > 0;
  known->lines += missed->lines;
  for (unsigned w = 0; w < MAKEUP_COLUMNS; w++) {
    new = new || missed->low[w] > known->low[w];
    known->low[w] = MAX(known->low[w], missed->low[w]);
  }
  return new;
}

/* False: something was missed, and is reckoned with from now on. */
static bool make_up(Maker *maker)
{
  MakeupResult found = maker_search(maker);
  Missed missed[MAKEUP_ARTICLES] = {0};
  bool clean = false, more = false;
  bool tried[MAKEUP_LAYOUTS] = {false};
  for (unsigned i = 0; i < MIN(found.n, (unsigned)COST_MADEUP_TRIED) && !clean; i++)
    clean = try_layout(maker, next_layout(maker, &found, tried), missed);
  for (unsigned i = 0; i < maker->n_articles; i++) {
    if (!learn(&maker->known[i], &missed[i]))
      continue;
    forms_free(&maker->forms[i]);
    more = true;
  }
  return clean || !more;
}

typedef enum { REFUSES_NOTHING, REFUSES_MANY, REFUSES_GRID, REFUSES_ZONE } Refusal;

static Refusal refuse(const Maker *maker)
{
  const Grid *grid = &maker->work->sheet->grid;
  if (maker->work->spec->n_free + maker->zone.n_corners > MAKEUP_ARTICLES)
    return REFUSES_MANY;
  if (grid->columns > MAKEUP_COLUMNS || grid->lines >= MAKEUP_ROWS)
    return REFUSES_GRID;
  return maker->zone.columns ? REFUSES_NOTHING : REFUSES_ZONE;
}

static void tell_refusal(Work *work, Refusal refusal)
{
  static const char *const WORDS[][2] = {
      [REFUSES_MANY] = {"it has more than twelve articles", "稿件超过十二篇"},
      [REFUSES_GRID] = {"its grid has more than 12 columns or 199 lines", "版心超过 12 栏或 199 行"},
      [REFUSES_ZONE] = {"nothing of its type area is free", "版心没有空位"}};
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
  maker->trial.explain = false;
}

static void close_trial(Maker *maker)
{
  for (unsigned i = 0; i < maker->n; i++)
    forms_free(&maker->forms[i]);
  g_hash_table_destroy(maker->trial.kept);
  diag_list_free(maker->trial.diags);
  work_close(&maker->trial);
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
      continue;
    done = maker->level == PINS_NONE || (maker->best.made.templ && maker->best.sound);
    maker->level += !done;
  }
  if (pinned && !maker->quiet)
    pins_tell(maker);
}

/* For want of a few lines no article is left out: it is made up as if the one they are wanting of had them less, and
   what is then over is told. */
static void squeeze(Maker *maker)
{
  const MadeCure *cure = maker->best.told.cures;
  if (!maker->best.told.n_cures || cure->lines > COST_MADEUP_NEAR)
    return;
  Missed missed[MAKEUP_ARTICLES] = {0};
  bool tried[MAKEUP_LAYOUTS] = {false};
  int entry = entry_of(maker, cure->article);
  maker->known[entry].lines -= (int)cure->lines;
  forms_free(&maker->forms[entry]);
  MakeupResult found = maker_search(maker);
  for (unsigned i = 0; i < MIN(found.n, (unsigned)COST_MADEUP_TRIED); i++)
    try_layout(maker, next_layout(maker, &found, tried), missed);
}

static Maker open_maker(Work *work)
{
  Maker maker = {.work = work};
  maker.like = find_furniture(work, &maker.zone);
  return maker;
}

bool madeup_may(Work *work)
{
  const Maker maker = open_maker(work);
  Refusal refusal = refuse(&maker);
  if (refusal && !work->held)
    tell_refusal(work, refusal);
  return !refusal && work->spec->n_free;
}

static void find_series(Maker *maker, bool alone)
{
  maker->n_articles = series_find(maker->work, alone, maker->series);
  maker->n = maker->n_articles + maker->zone.n_corners;
  for (unsigned i = 0; i < maker->n_articles; i++)
    maker->articles[i] = maker->series[i].article[0];
}

MadeUp madeup_make(Work *work, const MadeupOrder *order)
{
  Maker maker = open_maker(work);
  if (refuse(&maker))
    return maker.best.made;
  maker.quiet = order->quiet || work->held;
  maker.zone.rows = MIN(maker.zone.rows, order->lines - maker.zone.row + 1);
  find_series(&maker, order->alone);
  rank_articles(&maker);
  Arena *arena = arena_new();
  open_trial(&maker, arena);
  make_up_page(&maker);
  if (maker.best.made.templ && work->alternatives && !maker.quiet)
    alternatives_find(&maker);
  if (maker.best.made.templ && maker.best.told.left_out && !maker.quiet) {
    cures_find(&maker);
    squeeze(&maker);
  }
  maker.best.told.tried = maker.made.tried;
  maker.best.made.makeup = arena_copy(work->arena, &maker.best.told, sizeof maker.best.told);
  maker.best.made.series = maker.n_articles < work->spec->n_free;
  close_trial(&maker);
  arena_free(arena);
  return maker.best.made;
}

static int find_top(const LayoutTemplate *templ)
{
  int top = INT_MAX;
  for (unsigned i = 0; i < templ->n_slots; i++)
    top = templ->slots[i].made ? MIN(top, templ->slots[i].row_first) : top;
  return top;
}

void madeup_rule(Work *work, const LayoutTemplate *templ)
{
  const Grid *grid = &work->sheet->grid;
  int top = find_top(templ);
  for (unsigned i = 0; i < templ->n_slots; i++) {
    const LayoutSlot *slot = &templ->slots[i];
    if (!slot->made || slot->row_first <= top || !slot->head.column_last)
      continue;
    Mpt x = grid_column_x(grid, slot->column_first), w = grid_span_w(grid, slot->column_first, slot->column_last);
    work_add_rule(work, (Box){x, grid_line_y(grid, slot->row_first) - grid->leading / 2, w, 0}, RULE_STORIES);
  }
}
