/* A page made up: forms of each article, the best ways to cut the page into modules, of which the first few are set for
   real; where all of them miss, what they missed by is reckoned in and it is done once more. */
#include "compose/madeup.h"

#include "base/costs.h"
#include "compose/forms.h"
#include "compose/intake.h"
#include "compose/page.h"

#include <string.h>

typedef struct {
  Work *work;
  Work trial; /* in an arena of its own */
  unsigned n, lead;
  const Article *articles[MAKEUP_ARTICLES];
  uint8_t rank[MAKEUP_ARTICLES];
  int more[MAKEUP_ARTICLES]; /* lines each took more than was reckoned */
  FormList forms[MAKEUP_ARTICLES];
  const LayoutTemplate *like; /* whose furniture it has */
  const LayoutTemplate *best;
  SlotFilling best_filling[MAKEUP_ARTICLES];
  unsigned n_best;
  int64_t best_cost;
} Maker;

/* --- who leads ------------------------------------------------------------------------------------------- */

/* The first of the highest priority, a story if there is one. */
static unsigned find_lead(const Maker *maker)
{
  unsigned lead = 0;
  for (unsigned i = 1; i < maker->n; i++) {
    const Article *a = maker->articles[i], *b = maker->articles[lead];
    bool story = a->kind == KIND_STORY && b->kind != KIND_STORY;
    if (a->priority < b->priority || (a->priority == b->priority && story))
      lead = i;
  }
  return lead;
}

/* By priority; equals share a rank. */
static void rank_articles(Maker *maker)
{
  maker->lead = find_lead(maker);
  for (unsigned i = 0; i < maker->n; i++) {
    uint32_t above = 0; /* priorities there are above its own */
    for (unsigned j = 0; j < maker->n; j++)
      if (maker->articles[j]->priority < maker->articles[i]->priority)
        above |= 1u << maker->articles[j]->priority;
    maker->rank[i] = (uint8_t)(i == maker->lead ? 0 : 1 + __builtin_popcount(above));
  }
}

/* The furniture of a page whose type area is its articles': the first template with nothing in it. */
static const LayoutTemplate *find_furniture(const Work *work)
{
  const Layout *layout = work->sheet->layout;
  const Box *type = &work->sheet->grid.type;
  for (unsigned t = 0; t < layout->n_templates; t++) {
    const LayoutTemplate *templ = &layout->templates[t];
    bool clear = true;
    for (unsigned f = 0; f < templ->n_furniture && clear; f++) {
      Box box = style_furniture(work->sheet, &templ->furniture[f])->box;
      clear = box_bottom(&box) <= type->y || box.y >= box_bottom(type);
    }
    if (clear)
      return templ;
  }
  return NULL;
}

/* --- a way to cut the page, as a template ------------------------------------------------------------------ */

static const Form *form_of(const Maker *maker, const MakeupModule *module)
{
  return &g_array_index(maker->forms[module->article].forms, Form, module->form);
}

static const LayoutTemplate *make_template(Maker *maker, const MakeupLayout *layout, SlotFilling *fillings)
{
  Arena *arena = maker->work->arena;
  LayoutSlot *slots = ARENA_ARRAY(arena, LayoutSlot, layout->n);
  for (unsigned i = 0; i < layout->n; i++) {
    const MakeupModule *module = &layout->module[i];
    const Form *form = form_of(maker, module);
    const Article **one = ARENA_NEW(arena, const Article *);
    char *name = g_strdup_printf("module-%u", i + 1);
    *one = maker->articles[module->article];
    slots[i] = *form->like;
    slots[i].name = arena_strdup(arena, name);
    slots[i].place = maker->work->spec->place;
    slots[i].column_first = module->column + 1;
    slots[i].column_last = module->column + module->columns;
    slots[i].row_first = module->row + 1;
    slots[i].row_last = module->row + module->rows - 1;
    slots[i].head.column_first = form->head_columns < module->columns ? 1 : 0;
    slots[i].head.column_last = form->head_columns < module->columns ? form->head_columns : 0;
    fillings[i] = (SlotFilling){slots[i].name, maker->work->spec->place, one, 1};
    g_free(name);
  }
  LayoutTemplate *templ = ARENA_NEW(arena, LayoutTemplate);
  *templ = *maker->like;
  templ->slots = slots;
  templ->n_slots = layout->n;
  return templ;
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

static int64_t cost_of_trial(Maker *maker, const PageTrial *trial)
{
  int64_t cost = (int64_t)trial->errors * COST_MADEUP_ERROR;
  for (unsigned i = 0; i < trial->n_rows; i++) {
    const PlacedArticle *row = &trial->rows[i];
    cost += (int64_t)row->overset_lines * COST_MADEUP_OVER + (int64_t)MAX(row->missing_lines, 0) * COST_MADEUP_WHITE;
  }
  return cost;
}

/* Clashes the search has counted are not counted twice. */
static int64_t price_of(const Maker *maker, const MakeupLayout *layout)
{
  return layout->cost - layout->clashes + MAX(cost_of_meetings(maker, layout), layout->clashes);
}

/* Sets a layout for real; true: nothing is over, nothing left out, and little white. */
static bool try_layout(Maker *maker, const MakeupLayout *layout, int *missed)
{
  SlotFilling fillings[MAKEUP_ARTICLES];
  const LayoutTemplate *templ = make_template(maker, layout, fillings);
  PageTrial trial = page_try(&maker->trial, templ, fillings, layout->n);
  int64_t real = cost_of_trial(maker, &trial), cost = real + price_of(maker, layout);
  for (unsigned i = 0; i < trial.n_rows; i++)
    for (unsigned a = 0; a < maker->n; a++)
      if (maker->articles[a] == trial.rows[i].article)
        missed[a] = MAX(missed[a], (int)(trial.rows[i].overset_lines + trial.homeless[i] * COST_MADEUP_HOMELESS));
  if (cost < maker->best_cost) {
    maker->best_cost = cost;
    maker->best = templ;
    maker->n_best = layout->n;
    memcpy(maker->best_filling, fillings, layout->n * sizeof *fillings);
  }
  return real <= COST_MADEUP_CLEAN;
}

static MakeupResult search_in(const Maker *maker, bool full)
{
  const Grid *grid = &maker->work->sheet->grid;
  MakeupArticle made[MAKEUP_ARTICLES];
  for (unsigned i = 0; i < maker->n; i++)
    made[i] = full ? maker->forms[i].made_full : maker->forms[i].made;
  const MakeupTask task = {.columns = (unsigned)grid->columns,
                           .rows = (unsigned)grid->lines + 1,
                           .article = made,
                           .n = maker->n,
                           .layouts = MIN((unsigned)COST_MADEUP_FOUND, (unsigned)MAKEUP_LAYOUTS),
                           .work_limit = (uint64_t)(full ? COST_MADEUP_WORK : COST_MADEUP_WORK_WHITE) * 1000000};
  return makeup_search(maker->work->arena, &task);
}

/* Full pages first: with white allowed everywhere there are ten times as many ways. */
static MakeupResult search(Maker *maker)
{
  const Grid *grid = &maker->work->sheet->grid;
  for (unsigned i = 0; i < maker->n; i++) {
    if (maker->forms[i].forms) /* as they were: nothing was missed */
      continue;
    const FormWish wish = {&maker->trial, i == maker->lead, maker->more[i]};
    maker->forms[i] = forms_list(&wish, maker->articles[i], maker->rank[i], grid->columns, grid->lines + 1);
  }
  MakeupResult full = search_in(maker, true);
  return full.n && !full.n_left_out ? full : search_in(maker, false);
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

/* False: something was missed, and more lines are reckoned now where. */
static bool make_up(Maker *maker)
{
  MakeupResult found = search(maker);
  int missed[MAKEUP_ARTICLES] = {0};
  bool clean = false, more = false;
  bool tried[MAKEUP_LAYOUTS] = {false};
  for (unsigned i = 0; i < MIN(found.n, (unsigned)COST_MADEUP_TRIED) && !clean; i++)
    clean = try_layout(maker, next_layout(maker, &found, tried), missed);
  for (unsigned i = 0; i < maker->n; i++) {
    if (!missed[i])
      continue;
    forms_free(&maker->forms[i]);
    maker->more[i] += missed[i];
    more = true;
  }
  return clean || !more;
}

typedef enum { REFUSES_NOTHING, REFUSES_MANY, REFUSES_ADVERT, REFUSES_GRID, REFUSES_FURNITURE } Refusal;

static Refusal refuse(const Work *work, const LayoutTemplate *like)
{
  const Grid *grid = &work->sheet->grid;
  const PageSpec *spec = work->spec;
  if (spec->n_articles > MAKEUP_ARTICLES)
    return REFUSES_MANY;
  for (unsigned i = 0; i < spec->n_articles; i++)
    if (spec->articles[i]->kind == KIND_AD)
      return REFUSES_ADVERT;
  if (grid->columns > MAKEUP_COLUMNS || grid->lines >= MAKEUP_ROWS)
    return REFUSES_GRID;
  return like ? REFUSES_NOTHING : REFUSES_FURNITURE;
}

static void tell_refusal(Work *work, Refusal refusal)
{
  static const char *const WORDS[][2] = {
      [REFUSES_MANY] = {"it has more than twelve articles", "稿件超过十二篇"},
      [REFUSES_ADVERT] = {"one of them is an advertisement", "其中有广告"},
      [REFUSES_GRID] = {"its grid has more than 12 columns or 199 lines", "版心超过 12 栏或 199 行"},
      [REFUSES_FURNITURE] = {"every template has furniture in its type area", "各模板的版心内都有构件"}};
  diag_add_at(work->diags, DIAG_PAGE_NOT_MADE_UP, work->spec->place, work->number, NULL, work->spec->label,
              WORDS[refusal][diag_lang(work->diags)]);
}

const LayoutTemplate *madeup_choose(Work *work, SlotFilling *fillings, unsigned *n_fillings)
{
  Maker maker = {.work = work, .n = work->spec->n_articles, .best_cost = INT64_MAX, .like = find_furniture(work)};
  Refusal refusal = refuse(work, maker.like);
  if (refusal && !work->held)
    tell_refusal(work, refusal);
  if (refusal || !maker.n)
    return NULL;
  memcpy(maker.articles, work->spec->articles, maker.n * sizeof *maker.articles);
  rank_articles(&maker);
  Arena *arena = arena_new();
  maker.trial = work_open(work, work->spec, work->number);
  maker.trial.arena = arena;
  maker.trial.diags = diag_list_new(diag_lang(work->diags));
  maker.trial.kept = intake_kept_new();
  maker.trial.explain = false;
  maker.trial.made_up = true;
  for (unsigned round = 0; round < COST_MADEUP_ROUNDS && !make_up(&maker); round++)
    continue;
  for (unsigned i = 0; i < maker.n; i++)
    forms_free(&maker.forms[i]);
  g_hash_table_destroy(maker.trial.kept);
  diag_list_free(maker.trial.diags);
  work_close(&maker.trial);
  arena_free(arena);
  memcpy(fillings, maker.best_filling, maker.n_best * sizeof *fillings);
  *n_fillings = maker.n_best;
  return maker.best;
}

void madeup_rule(Work *work, const LayoutTemplate *templ)
{
  const Grid *grid = &work->sheet->grid;
  for (unsigned i = 0; i < templ->n_slots; i++) {
    const LayoutSlot *slot = &templ->slots[i];
    if (slot->row_first <= 1 || !slot->head.column_last)
      continue;
    Mpt x = grid_column_x(grid, slot->column_first), w = grid_span_w(grid, slot->column_first, slot->column_last);
    work_add_rule(work, (Box){x, grid_line_y(grid, slot->row_first) - grid->leading / 2, w, 0}, RULE_STORIES);
  }
}
