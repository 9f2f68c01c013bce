/* What is searched for of a page made up, and how often: full pages first, with the lead over the fold of a spread, and
   forms that are looked at besides. */
#include "base/costs.h"
#include "compose/maker.h"

Extra maker_extra(const Maker *maker, const MakeupLayout *layout)
{
  Extra extra = EXTRA_NONE;
  for (unsigned i = 0; i < layout->n; i++) {
    const Form *form = maker_form(maker, &layout->module[i]);
    if (form->side != HEAD_TOP && !pins_ask_upright(maker, layout->module[i].article))
      return EXTRA_UPRIGHT;
    extra = form_is_besides(form) ? EXTRA_RECUT : extra;
  }
  return extra;
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
      *some += keep_leaves(&maker->forms[i], &made[i].width[w], extra, pins_ask_upright(maker, i));
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

uint64_t maker_splits(const MakeupTask *task)
{
  uint64_t splits = task->columns * (task->fold ? COST_SPREAD_SPLIT : 1) * COST_MADEUP_WORK_SPLIT;
  for (unsigned i = 0; i < task->n; i++)
    splits *= 3;
  return splits;
}

/* GUESS (NULL: none): what the last such search came to, and then this one. */
static MakeupResult search_task(const Maker *maker, MakeupTask task, MakeupGuess *guess)
{
  uint64_t *left = maker->work->joins_left;
  task.guess = guess ? *guess : (MakeupGuess){0};
  task.work_limit = MIN(task.work_limit, MAX(*left / 2, (uint64_t)COST_MADEUP_WORK_LEAST * 1000000));
  const MakeupResult found = makeup_search(maker->work->arena, &task);
  *left -= MIN(*left, found.certificate.joins + maker_splits(&task));
  bool all = found.n == task.layouts && found.certificate.proven == found.n;
  if (guess)
    *guess = all ? (MakeupGuess){found.layout[found.n - 1].cost, found.certificate.last} : (MakeupGuess){0};
  return found;
}

MakeupResult maker_search_in(Maker *maker, bool full)
{
  MakeupArticle made[MAKEUP_ARTICLES];
  return search_task(maker, maker_task(maker, full, made), &maker->guess[full][EXTRA_NONE]);
}

/* Once more with forms of EXTRA, upright heads in the first round alone, in what it takes little time to look at: many
   leaves make many ways alike, and of some the others would go short. */
MakeupResult maker_search_more(Maker *maker, Extra extra)
{
  MakeupArticle made[MAKEUP_ARTICLES];
  unsigned some = 0;
  MakeupTask task = task_of(maker, maker->made.full, extra, made, &some);
  bool due = maker->made.rounds <= 1 || extra == EXTRA_RECUT;
  task.work_limit = (uint64_t)COST_UPRIGHTS_WORK * 1000000;
  return some && due && maker->n <= COST_UPRIGHTS_ARTICLES
             ? search_task(maker, task, &maker->guess[maker->made.full][extra])
             : (MakeupResult){0};
}

bool maker_fits(const Maker *maker)
{
  MakeupArticle made[MAKEUP_ARTICLES];
  const MakeupTask task = maker_task(maker, false, made);
  return makeup_fits(&task);
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
  MakeupResult found = maker_search_in(maker, true);
  maker->made.full = found.n && !found.n_left_out;
  if (!maker->made.full || pays_never(maker, &found)) {
    found = maker_search_in(maker, false);
    maker->made.full = false;
  }
  if (!found.n && let_go(maker))
    found = maker_search_in(maker, false);
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
  return leaves ? search_task(maker, task, NULL) : (MakeupResult){0};
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
