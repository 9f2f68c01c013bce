/* A way to cut the page as what is filled and told: a template of modules, and where each article stands. */
#include "base/costs.h"
#include "compose/maker.h"

const Form *maker_form(const Maker *maker, const MakeupModule *module)
{
  return &g_array_index(maker->forms[module->article].forms, Form, module->form);
}

/* Of equals head and picture have one size. */
static void level_slot(LayoutSlot *slot, const Form *form)
{
  slot->head.title_most = (int)form->title;
  slot->head.equal = true;
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
  bool beside = form->side == HEAD_TOP && form->head_columns < module->columns && form->head_columns;
  slot.head.side = form->side;
  slot.head.height = form->side == HEAD_TOP ? slot.head.height : form->head_rows;
  slot.head.column_first = beside ? 1 : 0;
  slot.head.column_last = beside ? form->head_columns : 0;
  slot.lead_span = form->lead_span;
  if (series_is_grid(&maker->series[module->article]))
    level_slot(&slot, form);
  return slot;
}

/* --- titles fall with rank ------------------------------------------------------------------------------------ */

static bool has_rank(const Maker *maker, const MakeupModule *module)
{
  if (module->article >= maker->n_articles || maker->series[module->article].n > 1)
    return false;
  ArticleKind kind = maker->articles[module->article]->kind;
  return kind == KIND_STORY || kind == KIND_BRIEF;
}

/* What OTHER's 主题 leaves those of lower rank; 0: it has none. */
static Mpt title_under(const Maker *maker, const MakeupModule *other)
{
  Mpt title = maker_form(maker, other)->title;
  if (other->article == maker->lead && maker->articles[maker->lead]->kind == KIND_STORY)
    return (Mpt)(title * 100LL / COST_FORMS_LEAD_LARGER);
  return title;
}

/* A module may be so narrow that its head is smaller than one of lower rank: that is set no larger. */
static Mpt title_most(const Maker *maker, const MakeupLayout *layout, const MakeupModule *module)
{
  Mpt most = 0;
  for (unsigned i = 0; i < layout->n && has_rank(maker, module); i++) {
    const MakeupModule *other = &layout->module[i];
    if (!has_rank(maker, other) || maker->rank[other->article] >= maker->rank[module->article])
      continue;
    Mpt under = title_under(maker, other);
    most = under && (!most || under < most) ? under : most;
  }
  return most;
}

/* One slot a member of the module's series, or one for all the briefs gathered. */
static void add_slots(const Maker *maker, const MakeupLayout *layout, const MakeupModule *whole, LayoutTemplate *templ,
                      LayoutSlot *slots, MadeUp *made)
{
  const Series *series = &maker->series[whole->article];
  const Form *form = maker_form(maker, whole);
  unsigned a_slot = series->gathered ? series->n : 1;
  for (unsigned i = 0; i < series->n; i += a_slot) {
    const MakeupModule module = series_is_grid(series) ? series_module(whole, form, i) : *whole;
    LayoutSlot slot = make_slot(maker, form, &module, templ->n_slots + 1);
    const Mpt most = title_most(maker, layout, whole);
    if (most && form->title > most)
      slot.head.title_most = (int)most;
    made->fillings[made->n_fillings++] =
        (SlotFilling){slot.name, maker->work->spec->place, series->article + i, a_slot};
    slots[templ->n_slots++] = slot;
  }
}

MadeUp maker_template(Maker *maker, const MakeupLayout *layout)
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
      add_slots(maker, layout, &layout->module[i], templ, slots, &made);
  made.templ = templ;
  return made;
}

static MadeModule tell_module(const Maker *maker, const MakeupModule *whole, unsigned member)
{
  const Form *form = maker_form(maker, whole);
  const Series *series = &maker->series[whole->article];
  const MakeupModule module = series_is_grid(series) ? series_module(whole, form, member) : *whole;
  const LayoutSlot slot = make_slot(maker, form, &module, 0);
  return (MadeModule){.article = series->article[member],
                      .column_first = slot.column_first,
                      .column_last = slot.column_last,
                      .row_first = slot.row_first,
                      .row_last = slot.row_last,
                      .title = slot.head.title,
                      .beside = slot.head.column_last > 0,
                      .side = slot.head.side,
                      .framed = form->framed,
                      .recut = slot.columns,
                      .gathered = series->gathered,
                      .shares = series->gathered && member,
                      .more = maker->known[whole->article].lines};
}

void maker_tell(const Maker *maker, const MakeupLayout *layout, PageMakeup *told)
{
  MadeModule *modules = ARENA_ARRAY(maker->work->arena, MadeModule, maker->work->spec->n_free + 1);
  for (unsigned i = 0; i < layout->n; i++)
    for (unsigned k = 0;
         layout->module[i].article < maker->n_articles && k < maker->series[layout->module[i].article].n; k++)
      modules[told->n_modules++] = tell_module(maker, &layout->module[i], k);
  told->modules = modules;
}

static int find_top(const LayoutTemplate *templ)
{
  int top = INT_MAX;
  for (unsigned i = 0; i < templ->n_slots; i++)
    top = templ->slots[i].made ? MIN(top, templ->slots[i].row_first) : top;
  return top;
}

static bool wants_rule(const LayoutSlot *slot)
{
  bool upright = slot->head.side == HEAD_LEFT || slot->head.side == HEAD_RIGHT;
  return slot->head.column_last || (!layout_slot_is_framed(slot) && (slot->gathered || upright));
}

/* A frame ends right above it there: what is under it is parted already. */
static bool is_under_frame(const LayoutTemplate *templ, const LayoutSlot *slot, int column)
{
  for (unsigned i = 0; i < templ->n_slots; i++) {
    const LayoutSlot *above = &templ->slots[i];
    int white = slot->row_first - above->row_last - 1;
    if (layout_slot_is_framed(above) && column >= above->column_first && column <= above->column_last && white >= 0 &&
        white <= COST_MODULES_PARTED)
      return true;
  }
  return false;
}

/* The module right of SLOT, without a frame, that begins with it: the joint above them is one; NULL: it ends there. */
static const LayoutSlot *next_in_joint(const Grid *grid, const LayoutTemplate *templ, const LayoutSlot *slot)
{
  if (grid->fold && slot->column_last == grid->fold)
    return NULL;
  for (unsigned i = 0; i < templ->n_slots; i++) {
    const LayoutSlot *next = &templ->slots[i];
    if (next->made && next->row_first == slot->row_first && next->column_first == slot->column_last + 1 &&
        !layout_slot_is_framed(next))
      return next;
  }
  return NULL;
}

static bool is_first_in_joint(const Grid *grid, const LayoutTemplate *templ, const LayoutSlot *slot)
{
  for (unsigned i = 0; i < templ->n_slots; i++)
    if (templ->slots[i].made && !layout_slot_is_framed(&templ->slots[i]) &&
        next_in_joint(grid, templ, &templ->slots[i]) == slot)
      return false;
  return true;
}

/* Over all modules of its joint, or none: over a part it looks forgotten. */
static void rule_joint(Work *work, const LayoutTemplate *templ, const LayoutSlot *slot)
{
  const Grid *grid = &work->sheet->grid;
  int first = slot->column_first, last = slot->column_last;
  bool wanted = wants_rule(slot);
  for (const LayoutSlot *next = next_in_joint(grid, templ, slot); next; next = next_in_joint(grid, templ, next)) {
    last = next->column_last;
    wanted = wanted || wants_rule(next);
  }
  while (first <= last && is_under_frame(templ, slot, first))
    first++;
  while (last > first && is_under_frame(templ, slot, last))
    last--;
  if (!wanted || first > last)
    return;
  Mpt x = grid_column_x(grid, first), w = grid_span_w(grid, first, last);
  work_add_rule(work, (Box){x, grid_line_y(grid, slot->row_first) - grid->leading / 2, w, 0}, RULE_STORIES);
}

void madeup_rule(Work *work, const LayoutTemplate *templ)
{
  int top = find_top(templ);
  for (unsigned i = 0; i < templ->n_slots; i++) {
    const LayoutSlot *slot = &templ->slots[i];
    bool alone = layout_slot_is_framed(slot); /* a frame that wants one stands in no joint */
    if (slot->made && slot->row_first > top &&
        (alone ? wants_rule(slot) : is_first_in_joint(&work->sheet->grid, templ, slot)))
      rule_joint(work, templ, slot);
  }
}
