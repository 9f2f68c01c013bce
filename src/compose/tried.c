/* Layouts set for real, as trials: what they cost then, and what was missed. */
#include "base/costs.h"
#include "compose/house.h"
#include "compose/page.h"

/* --- 碰题 ------------------------------------------------------------------------------------------------------- */

/* Lines a head takes; one along all of its module. */
static int depth_of(const Form *form, const MakeupModule *module)
{
  return form->side != HEAD_TOP && !form->head_rows ? module->rows - 1 : form->head_rows;
}

/* Whether the head reaches its module's right side; a row of equals ends with one. */
static bool ends_right(const Form *form, const MakeupModule *module)
{
  return form->side == HEAD_TOP ? form->head_columns >= module->columns || form->across > 1 : form->side == HEAD_RIGHT;
}

/* Whether the head of A and that of B, at its right, stand beside each other over half of the lower one's depth or
   more, with nothing between them. The search sees that of modules that begin alike, not of those in stacks. */
static bool heads_meet(const MakeupModule *a, const Form *left, const MakeupModule *b, const Form *right)
{
  if (a->column + a->columns != b->column || left->framed || right->framed || !ends_right(left, a) ||
      right->side == HEAD_RIGHT)
    return false;
  int upper = depth_of(left, a), lower = depth_of(right, b);
  int shared = MIN(a->row + upper, b->row + lower) - MAX(a->row, b->row);
  return shared > 0 && shared * 2 >= MIN(upper, lower);
}

/* Whether two upright heads, the one along all of its module, stand one under the other. */
static bool heads_stack(const MakeupModule *a, const Form *upper, const MakeupModule *b, const Form *lower)
{
  bool along = upper->side != HEAD_TOP && !upper->head_rows && lower->side != HEAD_TOP;
  int left = upper->side == HEAD_LEFT ? a->column : a->column + a->columns - 1;
  int other = lower->side == HEAD_LEFT ? b->column : b->column + b->columns - 1;
  return along && a->row + a->rows == b->row && left == other;
}

/* The fold of a spread lies between. */
static bool fold_parts(const Maker *maker, const MakeupModule *a)
{
  const Grid *grid = &maker->work->sheet->grid;
  return grid->fold && maker->zone.column + a->column + a->columns - 1 == grid->fold;
}

static int cost_of_meeting(const Maker *maker, const MakeupModule *a, const MakeupModule *b)
{
  const Form *left = maker_form(maker, a), *right = maker_form(maker, b);
  bool meet = heads_meet(a, left, b, right) && !fold_parts(maker, a);
  if (!meet && !heads_stack(a, left, b, right))
    return 0;
  int upright = (left->side != HEAD_TOP) + (right->side != HEAD_TOP);
  return upright == 2 ? COST_CUTS_UPRIGHT_UPRIGHT : upright ? COST_CUTS_UPRIGHT_ACROSS : maker->prices.heads;
}

static int64_t cost_of_meetings(const Maker *maker, const MakeupLayout *layout)
{
  int64_t cost = 0;
  for (unsigned i = 0; i < layout->n; i++)
    for (unsigned j = 0; j < layout->n; j++)
      cost += cost_of_meeting(maker, &layout->module[i], &layout->module[j]);
  return cost;
}

/* Upright heads beyond what a page bears. */
static int64_t cost_of_uprights(const Maker *maker, const MakeupLayout *layout)
{
  int n = 0;
  for (unsigned i = 0; i < layout->n; i++)
    n += maker_form(maker, &layout->module[i])->side != HEAD_TOP;
  return MAX(n - COST_UPRIGHTS_PAGE, 0) * COST_UPRIGHTS_MORE;
}

/* --- ranks ------------------------------------------------------------------------------------------------------ */

/* Pairs in which the one of lower rank has the larger title. The search knows of two articles where they lie, not what
   heads they have. */
static int64_t cost_of_titles(const Maker *maker, const MakeupLayout *layout)
{
  int64_t cost = 0, larger = maker->never & 1u << PAGE_RULE_RANK_LARGER ? COST_HOUSE_NEVER : COST_MADEUP_LARGER;
  for (unsigned i = 0; i < layout->n; i++)
    for (unsigned j = 0; j < layout->n; j++) {
      const MakeupModule *a = &layout->module[i], *b = &layout->module[j];
      if (a->article >= maker->n_articles || b->article >= maker->n_articles ||
          maker->rank[a->article] >= maker->rank[b->article])
        continue;
      Mpt upper = maker_form(maker, a)->title, lower = maker_form(maker, b)->title;
      cost += upper && lower * 100 > upper * COST_RULES_RANK_SIZE ? larger : 0;
    }
  return cost + house_page_cost(maker, layout);
}

/* --- trials ------------------------------------------------------------------------------------------------- */

int maker_entry(const Maker *maker, const Article *article)
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

/* Of briefs gathered. */
static bool is_left_out(const Maker *maker, const Article *article)
{
  for (unsigned i = 0; i < maker->n_articles; i++)
    if (series_leaves_out(&maker->series[i], article))
      return true;
  return false;
}

/* WHITE lines of the module as the page's: those of text re-cut are so much longer. */
static int lines_of_page(const Maker *maker, const MakeupModule *module, int white)
{
  const Form *form = module ? maker_form(maker, module) : NULL;
  return form && form->recut ? white * module->columns / form->like->columns : white;
}

/* What is left out whole is counted by itself. Equals in modules of one height leave white what they differ by. */
static void weigh_trial(const Maker *maker, const MakeupLayout *layout, const PageTrial *trial, Tried *tried)
{
  MadeUp *made = &tried->made;
  made->faults = trial->errors;
  made->white = 0;
  tried->told.setting = (int64_t)trial->errors * COST_MADEUP_ERROR;
  for (unsigned i = 0; i < trial->n_rows; i++) {
    const PlacedArticle *row = &trial->rows[i];
    int entry = maker_entry(maker, row->article);
    const MakeupModule *module = entry >= 0 ? find_module(layout, entry) : NULL;
    if (entry >= 0 ? !module : is_left_out(maker, row->article))
      continue;
    int forgiven = entry >= 0 && series_is_grid(&maker->series[entry]) ? COST_SERIES_LINES : 0;
    int white = lines_of_page(maker, module, MAX(row->missing_lines - forgiven, 0));
    made->faults += row->overset_lines;
    made->white += white;
    tried->told.setting += (int64_t)row->overset_lines * COST_MADEUP_OVER + (int64_t)white * COST_MADEUP_WHITE;
  }
}

/* Articles of which more is over than an editor cuts on the page, or a table, figures or a picture. */
static unsigned count_lost(const Maker *maker, const MakeupLayout *layout, const PageTrial *trial)
{
  unsigned lost = 0;
  for (unsigned i = 0; i < trial->n_rows; i++) {
    int entry = maker_entry(maker, trial->rows[i].article);
    if (entry >= 0 && find_module(layout, entry))
      lost += trial->rows[i].overset_lines > COST_MADEUP_NEAR || trial->homeless[i];
  }
  return lost;
}

/* Clashes the search has counted are not counted twice. */
static int64_t cost_of_clashes(const Maker *maker, const MakeupLayout *layout)
{
  return MAX(cost_of_meetings(maker, layout), layout->clashes);
}

/* What was chosen once and serves no more has no say. */
static bool counts_pin(const Maker *maker, unsigned i)
{
  return i < maker->n_articles && maker->pin[i] && (maker->level != PINS_NONE || !maker->pin[i]->chosen);
}

static int64_t cost_of_pins(const Maker *maker, const MakeupLayout *layout)
{
  int64_t cost = 0;
  for (unsigned i = 0; i < layout->n; i++) {
    unsigned article = layout->module[i].article;
    if (counts_pin(maker, article) && !pins_kept(maker, article, &layout->module[i]))
      cost += COST_MADEUP_PIN;
  }
  return cost;
}

/* --- pages to be avoided --------------------------------------------------------------------------------------- */

/* Of the pages it is to avoid the one it is most like; TOLD has its modules. */
static void find_avoided(const Maker *maker, PageMakeup *told)
{
  const Work *work = maker->work;
  Arena *arena = maker->trial.arena;
  told->avoided = NULL;
  told->alike = 0;
  if (!work->n_avoids)
    return;
  const PlacedPage page = {.spec = work->spec, .sheet = work->sheet, .makeup = told};
  const Skeleton own = skeleton_of(arena, &page);
  for (unsigned i = 0; i < work->n_avoids; i++) {
    const Skeleton *other = &work->avoids[i];
    if (own.n < 2 || other->n < 2) /* it fills its page however it stands */
      continue;
    int alike = (int)(skeleton_alike(&work->sheet->grid, own.plots, own.n, other->plots, other->n) / 1000);
    if (alike <= told->alike)
      continue;
    told->alike = alike;
    told->avoided = other->label;
  }
}

static int64_t cost_of_avoided(const PageMakeup *told)
{
  return (int64_t)MAX(told->alike - COST_RULES_ALIKE_AVOID, 0) * COST_MADEUP_AVOID;
}

/* As it will be told of LAYOUT. */
static int64_t cost_of_avoids(const Maker *maker, const MakeupLayout *layout)
{
  PageMakeup told = {0};
  if (!maker->work->n_avoids)
    return 0;
  maker_tell(maker, layout, &told);
  find_avoided(maker, &told);
  return cost_of_avoided(&told);
}

/* Nobody asks for two pages side by side. */
static int64_t cost_of_parting(const Maker *maker, const MakeupLayout *layout)
{
  const Grid *grid = &maker->work->sheet->grid;
  for (unsigned i = 0; i < layout->n; i++)
    if (makeup_crosses((unsigned)grid->fold, layout->module[i].breadth) &&
        layout->module[i].article < maker->n_articles && !series_is_grid(&maker->series[layout->module[i].article]))
      return 0;
  return grid->fold ? COST_SPREAD_PARTED : 0;
}

int64_t maker_price(const Maker *maker, const MakeupLayout *layout)
{
  return layout->cost - layout->clashes + cost_of_clashes(maker, layout) + cost_of_pins(maker, layout) +
         cost_of_titles(maker, layout) + cost_of_uprights(maker, layout) + cost_of_avoids(maker, layout) +
         cost_of_parting(maker, layout) + maker_runs_up(maker, layout) * COST_JUDGE_RUN_UP;
}

static unsigned count_left_out(const Maker *maker, const MakeupLayout *layout)
{
  unsigned left_out = 0;
  for (unsigned i = 0; i < maker->n; i++) {
    const Series *series = i < maker->n_articles ? &maker->series[i] : NULL;
    left_out += series ? series->out : 0;
    if (!find_module(layout, (int)i))
      left_out += series ? series->n : 1;
  }
  return left_out;
}

/* The issue's own word is worth some white, and so is what somebody chose: ways with as much are shown. */
static bool has_pins(const Maker *maker)
{
  for (unsigned i = 0; i < maker->n_articles && maker->level != PINS_NONE; i++)
    if (maker->pin[i])
      return true;
  return false;
}

/* Lines over of all that ENTRY holds; of equals the most of one. */
static int count_over(const Maker *maker, const PageTrial *trial, unsigned entry)
{
  const Series *series = &maker->series[entry];
  int lines = 0;
  for (unsigned i = 0; i < trial->n_rows; i++)
    if (series_holds(series, trial->rows[i].article))
      lines = MAX(lines, (int)trial->rows[i].overset_lines) +
              (series->gathered ? MIN(lines, (int)trial->rows[i].overset_lines) : 0);
  return lines;
}

static void count_missed(const Maker *maker, const MakeupLayout *layout, const PageTrial *trial, Missed *missed)
{
  for (unsigned i = 0; i < trial->n_rows; i++) {
    int entry = maker_entry(maker, trial->rows[i].article);
    const MakeupModule *module = entry >= 0 ? find_module(layout, entry) : NULL;
    if (!module)
      continue;
    Missed *own = &missed[entry];
    own->lines = MAX(own->lines, count_over(maker, trial, (unsigned)entry));
    if (trial->homeless[i])
      own->low[module->breadth - 1] = (uint8_t)MAX(own->low[module->breadth - 1], module->rows);
  }
}

/* A series has no lead. */
static void find_titles(const Maker *maker, const MakeupLayout *layout, Tried *tried)
{
  for (unsigned i = 0; i < layout->n && maker->series[maker->lead].n == 1; i++) {
    const MakeupModule *module = &layout->module[i];
    Mpt title = module->article < maker->n_articles ? maker_form(maker, module)->title : 0;
    if (module->article == maker->lead)
      tried->lead = title;
    else
      tried->next = MAX(tried->next, title);
  }
}

typedef struct {
  const Maker *maker;
  const MakeupLayout *layout;
  const Tried *rival;
  bool clean; /* whether it is is asked */
  Tried tried;
} Weighing;

static void weigh_layout(Weighing *weighing, const PageTrial *trial)
{
  const Maker *maker = weighing->maker;
  const MakeupLayout *layout = weighing->layout;
  Tried *tried = &weighing->tried;
  PageMakeup *told = &tried->told;
  told->forms = layout->leaves + cost_of_uprights(maker, layout);
  told->clashes = cost_of_clashes(maker, layout);
  told->cuts = layout->cuts + cost_of_parting(maker, layout);
  told->ranks = layout->ranks + cost_of_titles(maker, layout);
  told->n_modules = 0;
  maker_tell(maker, layout, told);
  find_avoided(maker, told);
  find_titles(maker, layout, tried);
  told->pins = cost_of_pins(maker, layout) + cost_of_avoided(told);
  weigh_trial(maker, layout, trial, tried);
  told->score = told->forms + told->clashes + told->cuts + told->ranks + told->pins + told->setting;
  told->left_out = count_left_out(maker, layout);
  tried->lost = told->left_out + count_lost(maker, layout, trial);
}

/* No verdict makes it better than it is without one. */
static bool is_worth(const PageTrial *trial, void *data)
{
  Weighing *weighing = data;
  weigh_layout(weighing, trial);
  return !weighing->rival || (weighing->clean && weighing->tried.told.setting <= COST_MADEUP_CLEAN) ||
         maker_is_better(&weighing->tried, weighing->rival);
}

Tried maker_try(Maker *maker, const MakeupLayout *layout, Missed *missed, const Tried *rival, bool clean)
{
  Weighing weighing = {maker, layout, rival, clean, {.made = maker_template(maker, layout), .told = maker->made}};
  Tried *tried = &weighing.tried;
  const PageTrial trial = page_try_if(&maker->trial, tried->made.templ, tried->made.fillings, tried->made.n_fillings,
                                      maker->never, is_worth, &weighing, maker->trial.judge && rival && !clean);
  if (!maker->trial.judge)
    weigh_layout(&weighing, &trial);
  count_missed(maker, layout, &trial, missed);
  maker->made.tried++;
  tried->made.broken = trial.verdict.broken;
  tried->outshone = trial.verdict.outshone;
  tried->told.judged = trial.verdict.points;
  tried->told.score += tried->told.judged;
  int64_t most = has_pins(maker) ? COST_MADEUP_OVER - 1 : COST_MADEUP_CLEAN;
  tried->sound = !tried->told.left_out && tried->told.setting <= most && !cost_of_pins(maker, layout);
  return *tried;
}

bool maker_is_better(const Tried *a, const Tried *b)
{
  if (!b->made.templ || a->lost != b->lost)
    return !b->made.templ || a->lost < b->lost;
  bool over = a->told.setting >= COST_MADEUP_OVER, other_over = b->told.setting >= COST_MADEUP_OVER;
  if (over != other_over)
    return other_over;
  return a->made.broken != b->made.broken ? a->made.broken < b->made.broken : a->told.score < b->told.score;
}
