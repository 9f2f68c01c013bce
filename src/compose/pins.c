/* Pins: what an issue, or a choice among alternatives, says of where articles stand on a page made up. Widths and
   heights narrow an article's leaves; how two of them lie to each other bars cuts that would part them otherwise; one
   in a corner of the zone stands there. What is left, a column to one side, is looked at when it is placed. */
#include "base/costs.h"
#include "compose/maker.h"

/* Where alternatives are looked for, what was chosen among them before says nothing. An article may be a part of the
   one that is named. */
static const Pin *pin_for(const Maker *maker, const Article *article)
{
  const PageSpec *spec = maker->work->spec;
  for (unsigned k = 0; k < spec->n_pins; k++)
    if (!g_strcmp0(spec->pins[k].article->slug, article->slug) && !(spec->pins[k].chosen && maker->work->alternatives))
      return &spec->pins[k];
  return NULL;
}

static void widen(int *first, int *last, int other_first, int other_last)
{
  *first = *first && other_first ? MIN(*first, other_first) : 0;
  *last = *first ? MAX(*last, other_last) : 0;
}

/* Of a series that around the pins of all its members, which were chosen together; NULL: not all have one. */
static const Pin *pin_around(const Maker *maker, const Series *series)
{
  const Pin *first = pin_for(maker, series->article[0]);
  if (!first || series->n == 1)
    return first;
  Pin *all = arena_copy(maker->work->arena, first, sizeof *first);
  for (unsigned i = 1; i < series->n; i++) {
    const Pin *pin = pin_for(maker, series->article[i]);
    if (!pin)
      return NULL;
    widen(&all->column_first, &all->column_last, pin->column_first, pin->column_last);
    widen(&all->row_first, &all->row_last, pin->row_first, pin->row_last);
  }
  all->head = PIN_ANY_HEAD;
  return all;
}

static bool lies_in(const Zone *zone, const Pin *pin)
{
  bool columns = pin->column_first >= zone->column && pin->column_last < zone->column + zone->columns;
  bool rows = pin->row_first >= zone->row && pin->row_last < zone->row + zone->rows;
  return (!pin->column_first || columns) && (!pin->row_first || rows);
}

/* One that lies outside of what is free says nothing for the others. */
static void tell_outside(const Maker *maker, const Pin *pin)
{
  bool chinese = diag_lang(maker->work->diags) == LANG_ZH;
  const Zone *zone = &maker->zone;
  char *free = g_strdup_printf(chinese ? "可排的是第 %d–%d 栏、第 %d–%d 行" : "free are columns %d–%d, rows %d–%d",
                               zone->column, zone->column + zone->columns - 1, zone->row, zone->row + zone->rows - 1);
  diag_add_at(maker->work->diags, DIAG_PIN_NOT_KEPT, pin->place, maker->work->number, pin->article->slug,
              pin->article->slug, maker->work->spec->label, free);
  g_free(free);
}

bool pins_find(Maker *maker)
{
  bool found = false;
  for (unsigned i = 0; i < maker->n_articles; i++) {
    const Pin *pin = pin_around(maker, &maker->series[i]);
    maker->pin[i] = pin && lies_in(&maker->zone, pin) ? pin : NULL;
    found = found || maker->pin[i];
  }
  return found;
}

static const Pin *pin_of(const Maker *maker, unsigned i)
{
  bool dropped = maker->level == PINS_NONE || (maker->level == PINS_SOME && maker->dropped >> i & 1);
  return i < maker->n_articles && !dropped ? maker->pin[i] : NULL;
}

bool pins_ask_upright(const Maker *maker, unsigned i)
{
  const Pin *pin = pin_of(maker, i);
  return pin && pin->head >= PIN_HEAD_LEFT;
}

static int slack_of(const Maker *maker, const Pin *pin)
{
  return pin->chosen && maker->level != PINS_EXACT ? COST_PINS_SLACK : 0;
}

/* BESIDE: 左题. */
static bool allows_head(const Pin *pin, HeadSide side, bool beside)
{
  switch (pin->head) {
  case PIN_HEAD_TOP: return side == HEAD_TOP && !beside;
  case PIN_HEAD_LEFT: return beside || (side == HEAD_LEFT && !pin->chosen);
  case PIN_HEAD_RIGHT: return side == HEAD_RIGHT;
  case PIN_HEAD_UPRIGHT_LEFT: return side == HEAD_LEFT;
  case PIN_ANY_HEAD: break;
  }
  return true;
}

static bool allows_form(const Pin *pin, const Form *form, int columns)
{
  bool beside = form->side == HEAD_TOP && form->head_columns && form->head_columns < columns;
  return allows_head(pin, form->side, beside);
}

/* Its columns, and where on a spread the fold lies in them. */
static unsigned breadth_of(const Maker *maker, const Pin *pin)
{
  const Grid *grid = &maker->work->sheet->grid;
  unsigned columns = (unsigned)(pin->column_last - pin->column_first + 1), fold = (unsigned)grid->fold;
  if (!grid_crosses(grid, pin->column_first, pin->column_last))
    return columns;
  unsigned left = fold - (unsigned)pin->column_first + 1;
  return makeup_across(fold, left, columns - left);
}

static bool allows_leaf(const Maker *maker, const Pin *pin, const FormList *list, const MakeupLeaf *leaf,
                        unsigned breadth)
{
  unsigned fold = (unsigned)maker->work->sheet->grid.fold;
  const Form *form = &g_array_index(list->forms, Form, leaf->form);
  if (pin->column_first && breadth != breadth_of(maker, pin))
    return false;
  if (pin->row_first && ABS(leaf->rows - 1 - (pin->row_last - pin->row_first + 1)) > slack_of(maker, pin))
    return false;
  return allows_form(pin, form, (int)makeup_columns(fold, breadth));
}

/* In place: LEAVES point into an array of the list's own. */
static void narrow_leaves(const Maker *maker, const Pin *pin, const FormList *list, MakeupLeaves *leaves,
                          unsigned breadth)
{
  MakeupLeaf *leaf = (MakeupLeaf *)(uintptr_t)leaves->leaf;
  unsigned kept = 0;
  for (unsigned i = 0; i < leaves->n; i++)
    if (allows_leaf(maker, pin, list, &leaf[i], breadth))
      leaf[kept++] = leaf[i];
  leaves->n = kept;
}

void pins_narrow(const Maker *maker, unsigned i, FormList *list)
{
  const Pin *pin = pin_of(maker, i);
  for (unsigned w = 0; pin && w < MAKEUP_BREADTHS; w++) {
    narrow_leaves(maker, pin, list, &list->made.width[w], w + 1);
    narrow_leaves(maker, pin, list, &list->made_full.width[w], w + 1);
  }
}

/* --- one to another ---------------------------------------------------------------------------------------- */

/* A cut that has A above B, or at its left, parts them otherwise than they lie. */
static void bar_cuts(const Pin *a, const Pin *b, unsigned bit, MakeupArticle *made)
{
  bool columns = a->column_first && b->column_first, rows = a->row_first && b->row_first;
  bool left_of = a->column_last < b->column_first, above = a->row_last < b->row_first;
  if (columns && !left_of)
    made->never_left |= (uint16_t)bit;
  if (rows && !above)
    made->never_above |= (uint16_t)bit;
}

static MakeupCorner corner_of(const Zone *zone, const Pin *pin)
{
  bool left = pin->column_first == zone->column, right = pin->column_last == zone->column + zone->columns - 1;
  bool top = pin->row_first == zone->row, foot = pin->row_last == zone->row + zone->rows - 1;
  if (!pin->column_first || !pin->row_first || left == right || top == foot)
    return CORNER_NONE;
  return left ? top ? CORNER_UPPER_LEFT : CORNER_LOWER_LEFT : top ? CORNER_UPPER_RIGHT : CORNER_LOWER_RIGHT;
}

/* Nothing stands beyond the side of the zone it reaches. */
static void bar_beyond(const Maker *maker, const Pin *pin, unsigned i, MakeupArticle *made)
{
  const Zone *zone = &maker->zone;
  uint16_t own = (uint16_t)(1U << i), others = (uint16_t)(((1U << maker->n) - 1) & ~own);
  if (pin->column_last == zone->column + zone->columns - 1)
    made[i].never_left |= others;
  if (pin->row_last == zone->row + zone->rows - 1)
    made[i].never_above |= others;
  for (unsigned k = 0; k < maker->n; k++) {
    if (k != i && pin->column_first == zone->column)
      made[k].never_left |= own;
    if (k != i && pin->row_first == zone->row)
      made[k].never_above |= own;
  }
}

static bool has_corner(const Maker *maker, const MakeupArticle *made, MakeupCorner corner)
{
  for (unsigned i = 0; i < maker->n; i++)
    if (made[i].corner == corner)
      return true;
  return false;
}

void pins_order(const Maker *maker, MakeupArticle *made)
{
  for (unsigned i = 0; i < maker->n_articles; i++) {
    const Pin *pin = pin_of(maker, i);
    if (!pin)
      continue;
    for (unsigned k = 0; k < maker->n_articles; k++)
      if (k != i && pin_of(maker, k))
        bar_cuts(pin, pin_of(maker, k), 1U << k, &made[i]);
    bar_beyond(maker, pin, i, made);
    MakeupCorner corner = corner_of(&maker->zone, pin);
    if (made[i].corner == CORNER_NONE && corner != CORNER_NONE && !has_corner(maker, made, corner))
      made[i].corner = corner;
  }
}

/* --- on the page ------------------------------------------------------------------------------------------- */

static bool is_near(int a, int b, int slack)
{
  return ABS(a - b) <= slack;
}

bool pins_kept(const Maker *maker, unsigned i, const MakeupModule *module)
{
  const Pin *pin = i < maker->n_articles ? maker->pin[i] : NULL;
  if (!pin)
    return true;
  int column = maker->zone.column + module->column, row = maker->zone.row + module->row;
  int slack = slack_of(maker, pin);
  bool columns = column == pin->column_first && column + module->columns - 1 == pin->column_last;
  bool rows = is_near(row, pin->row_first, slack) && is_near(row + module->rows - 2, pin->row_last, slack);
  return (!pin->column_first || columns) && (!pin->row_first || rows) &&
         allows_form(pin, maker_form(maker, module), module->columns);
}

/* What all of the series take together. False: it is not there. */
static bool find_module(const Maker *maker, const Series *series, MadeModule *made)
{
  bool found = false;
  for (unsigned i = 0; i < maker->best.told.n_modules; i++) {
    const MadeModule *module = &maker->best.told.modules[i];
    if (!series_holds(series, module->article))
      continue;
    if (!found)
      *made = *module;
    widen(&made->column_first, &made->column_last, module->column_first, module->column_last);
    widen(&made->row_first, &made->row_last, module->row_first, module->row_last);
    found = true;
  }
  return found;
}

static bool is_kept(const Maker *maker, const Pin *pin, const MadeModule *made)
{
  int slack = slack_of(maker, pin);
  bool columns = made->column_first == pin->column_first && made->column_last == pin->column_last;
  bool rows = is_near(made->row_first, pin->row_first, slack) && is_near(made->row_last, pin->row_last, slack);
  return (!pin->column_first || columns) && (!pin->row_first || rows) && allows_head(pin, made->side, made->beside);
}

/* Columns and rows it came to. */
static void tell_lost(const Maker *maker, const Pin *pin, const MadeModule *made)
{
  bool chinese = diag_lang(maker->work->diags) == LANG_ZH;
  char *where =
      made ? g_strdup_printf(chinese ? "现排在第 %d–%d 栏、第 %d–%d 行" : "it stands in columns %d–%d, rows %d–%d",
                             made->column_first, made->column_last, made->row_first, made->row_last)
           : g_strdup(chinese ? "没有排上" : "it has no place");
  diag_add_at(maker->work->diags, DIAG_PIN_NOT_KEPT, pin->place, maker->work->number, pin->article->slug,
              pin->article->slug, maker->work->spec->label, where);
  g_free(where);
}

void pins_tell(const Maker *maker)
{
  bool stale = false;
  for (unsigned i = 0; i < maker->n_articles; i++) {
    const Pin *pin = maker->pin[i], *given = pin ? pin : pin_around(maker, &maker->series[i]);
    MadeModule made = {0};
    if (!pin && given && !given->chosen)
      tell_outside(maker, given);
    bool found = find_module(maker, &maker->series[i], &made);
    if (!pin || (found && is_kept(maker, pin, &made)))
      continue;
    if (!pin->chosen)
      tell_lost(maker, pin, found ? &made : NULL);
    else if (!stale)
      diag_add_at(maker->work->diags, DIAG_MAKEUP_STALE, pin->place, maker->work->number, pin->article->slug,
                  pin->article->slug, maker->work->spec->label);
    stale = stale || pin->chosen;
  }
}

/* --- which are kept ---------------------------------------------------------------------------------------- */

/* All forms listed, those of pinned articles anew. */
static void list_again(Maker *maker)
{
  for (unsigned i = 0; i < maker->n_articles; i++)
    if (maker->pin[i])
      forms_free(&maker->forms[i]);
  maker_list_forms(maker);
}

static bool fits_at(Maker *maker, PinLevel level)
{
  maker->level = level;
  list_again(maker);
  return maker_fits(maker);
}

bool pins_may_be_kept(Maker *maker)
{
  const PinLevel level = maker->level;
  if (level >= PINS_SOME || fits_at(maker, level))
    return true;
  bool without = fits_at(maker, PINS_NONE);
  maker->level = level;
  list_again(maker);
  return !without;
}

static unsigned all_pins(const Maker *maker)
{
  unsigned all = 0;
  for (unsigned i = 0; i < maker->n_articles; i++)
    all |= maker->pin[i] ? 1U << i : 0;
  return all;
}

/* Not kept on the best page. */
static unsigned find_lost(const Maker *maker)
{
  unsigned lost = 0;
  for (unsigned i = 0; i < maker->n_articles && maker->best.made.templ; i++) {
    MadeModule made = {0};
    bool kept = maker->pin[i] && find_module(maker, &maker->series[i], &made) && is_kept(maker, maker->pin[i], &made);
    lost |= maker->pin[i] && !kept ? 1U << i : 0;
  }
  return lost;
}

/* One after the other, those the issue gives first: kept where all there is still goes in. */
static unsigned find_unfit(Maker *maker, bool chosen, unsigned dropped)
{
  for (unsigned i = 0; i < maker->n_articles; i++) {
    if (!maker->pin[i] || maker->pin[i]->chosen != chosen)
      continue;
    maker->dropped = dropped & ~(1U << i);
    forms_free(&maker->forms[i]);
    maker_list_forms(maker);
    if (maker_fits(maker)) {
      dropped = maker->dropped;
      continue;
    }
    maker->dropped = dropped;
    forms_free(&maker->forms[i]);
  }
  maker_list_forms(maker);
  return dropped;
}

/* Whether some are kept where those are dropped that cannot be, or were not on the best page. */
static bool drop_some(Maker *maker)
{
  const unsigned all = all_pins(maker), lost = find_lost(maker);
  maker_forget(maker);
  maker->level = PINS_SOME;
  maker->dropped = all;
  list_again(maker);
  maker->dropped = find_unfit(maker, true, find_unfit(maker, false, all));
  if (!maker->dropped)
    maker->dropped = lost;
  return maker->dropped && maker->dropped != all;
}

/* Where nobody chose, what is near is what stands as it says. */
PinLevel pins_next(Maker *maker)
{
  bool chosen = false;
  for (unsigned i = 0; i < maker->n_articles; i++)
    chosen = chosen || (maker->pin[i] && maker->pin[i]->chosen);
  if (maker->level == PINS_EXACT && chosen)
    return PINS_NEAR;
  return maker->level < PINS_SOME && drop_some(maker) ? PINS_SOME : PINS_NONE;
}
