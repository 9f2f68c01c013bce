/* A slot: its head, its pictures and wide things arranged in the columns, and the text poured into what is left. */
#include "compose/slot.h"

#include "compose/arrange.h"
#include "compose/collect.h"
#include "compose/headline.h"
#include "compose/refine.h"
#include "compose/wide.h"

#include <string.h>

#include "base/costs.h"

/* What a head leaves its text. */
static int head_rows_most(const Field *field)
{
  int rows = field_steps(field);
  return rows - MIN(COST_HEAD_LEAVES, rows / COST_HEAD_LEAVES_OF);
}

/* A strip leaves its text a column. */
static Mpt strip_most(const Chain *chain)
{
  const Field *field = &chain->fields[0];
  Mpt em = chain->work->sheet->grid.em;
  return MAX(field_extent(field, 0, field->lanes) - field->gutter - COST_FIELD_LEAST * em, COST_FIELD_STRIP_LEAST * em);
}

Mpt slot_strip_width(const Chain *chain, const Article *article, int rows)
{
  Mpt given = style_slot(chain->work->sheet, chain->slot)->head_width, most = strip_most(chain);
  return given ? MIN(given, most) : headline_strip_width(chain->work, article, &chain->slot->head, rows, most);
}

/* Lines between an upright head and what stands under it; slots of a layout give their heads what they want. */
static int count_air(const Chain *chain)
{
  return chain->slot->made && !chain_strip_is_whole(chain) ? COST_UPRIGHTS_AIR : 0;
}

static Group *head_over_fold(const Chain *chain, const Article *article, int rows_most)
{
  int first = chain->slot->column_first + chain->head_column;
  const HeadFold fold = headline_fold(&chain->work->sheet->grid, first, first + chain->head_columns - 1);
  return headline_across_fold(chain->work, article, &chain->slot->head, &fold, rows_most);
}

static void build_head(Chain *chain, const Article *article)
{
  const LayoutHead *head = &chain->slot->head;
  if (head->side == HEAD_NONE)
    return;
  int rows_most = head_rows_most(&chain->fields[0]);
  if (chain->slot->gathered)
    chain->head = headline_rubric(chain->work, article, chain->head_w, rows_most);
  else if (chain->upright)
    chain->head = headline_upright(chain->work, article, head, chain->strip.w, chain->strip_rows - count_air(chain));
  else if (field_crosses(&chain->fields[0], chain->head_column, chain->head_columns))
    chain->head = head_over_fold(chain, article, rows_most);
  else
    chain->head = headline_across(chain->work, article, head, chain->head_w, rows_most);
}

/* That of ARTICLE, or a 栏头 over it and others. */
static void open_head(Chain *chain, const Article *article)
{
  const LayoutHead *head = &chain->slot->head;
  Field *field = &chain->fields[0];
  chain->upright = head->side == HEAD_LEFT || head->side == HEAD_RIGHT;
  if (chain->upright) {
    chain->strip_rows = head->height > 0 ? MIN(head->height, field_steps(field)) : field_steps(field);
    Mpt width = slot_strip_width(chain, article, chain->strip_rows);
    chain->strip = field_take_strip(chain->work, field, head->side, width, chain->strip_rows);
  } else {
    chain->head_column = head->column_first > 0 ? MIN(head->column_first, field->lanes) - 1 : 0;
    int last = head->column_last > 0 ? MIN(head->column_last, field->lanes) : field->lanes;
    chain->head_columns = MAX(1, last - chain->head_column);
    chain->head_w = field_extent(field, chain->head_column, chain->head_columns);
    chain->head_x = field->start[chain->head_column];
  }
  build_head(chain, article);
}

/* --- placing --------------------------------------------------------------------------------------------- */

static void place_head(Chain *chain)
{
  if (!chain->head)
    return;
  const Grid *grid = &chain->work->sheet->grid;
  Mpt lower = chain->head_extra * grid->leading * COST_HEAD_ABOVE / 100; /* added white */
  group_place(chain->work, chain->head, chain->upright ? chain->strip.x : chain->head_x,
              grid_line_y(grid, chain->row_first) + lower);
}

static void tell_over_fold(const Work *work, const PictureVar *var, Mpt over, Mpt width)
{
  diag_add_at(work->diags, DIAG_PICTURE_FOLD, var->picture->place, work->number, var->article->slug, var->picture->name,
              (int)((int64_t)over * 100 / MAX(width, 1)));
}

static void place_across(const Chain *chain, const PictureVar *var, const Field *field, const Box *box)
{
  Work *work = chain->work;
  PictureVar own = *var;
  picture_part_caption(&own, field, var->lane);
  if (field_crosses(field, var->lane, var->span))
    tell_over_fold(work, var, work->sheet->grid.fold_x - box->x, box->w);
  group_place(work, picture_group(work, &own, var->taken), box->x + (var->far ? box->w - var->taken : 0), box->y);
}

static void place_picture(const Chain *chain, const PictureVar *var, const Field *field)
{
  Work *work = chain->work;
  int blank = field->vertical && var->at_end; /* the empty line stands between picture and text */
  Box box = field_box(work, field, var->lane, var->span, var->step + blank, var->rows);
  if (field->vertical)
    group_place(work, picture_group_upright(work, var, box.w, var->taken), box.x, box_bottom(&box) - var->taken);
  else
    place_across(chain, var, field, &box);
}

static void place_pictures(Chain *chain)
{
  for (unsigned i = 0; i < chain->n_vars; i++) {
    const PictureVar *var = &chain->vars[i];
    if (var->where == PICTURE_INLINE)
      continue;
    if (var->lane < 0)
      picture_tell_no_room(chain->work, var->article, var->picture, chain->slot);
    else
      place_picture(chain, var, &chain->fields[chain->var_field[i]]);
  }
}

/* Figures or a table alone in a slot stand in the middle of what the head leaves, not at its top. */
static Mpt centre_wides(const Chain *chain)
{
  int last = 0;
  if (chain->portions->len || chain->n_vars || !chain->wides->len || chain->slot->vertical)
    return 0;
  for (unsigned i = 0; i < chain->wides->len; i++)
    if (chain_wide(chain, i)->lane >= 0)
      last = MAX(last, chain_wide(chain, i)->step + chain_wide(chain, i)->steps - 1);
  int left = last ? chain->fields[0].step_last - last : 0;
  return MAX(left, 0) * chain->work->sheet->grid.leading / 2;
}

/* Among lines that run down in the middle of its tiers, clear of the text by a line. */
static void place_wide(const Chain *chain, const Wide *wide, Mpt lower)
{
  const Field *field = &chain->fields[wide->field];
  int blank = field->vertical;
  Box box = field_box(chain->work, field, wide->lane, wide->span, wide->step + (wide->at_end ? blank : 0),
                      wide->steps - blank);
  if (field->vertical)
    lower = (box.h - wide->group->rows * chain->work->sheet->grid.leading) / 2;
  group_place(chain->work, wide->group, box.x, box.y + lower);
}

static void place_wides(Chain *chain)
{
  Mpt lower = centre_wides(chain);
  for (unsigned i = 0; i < chain->wides->len; i++) {
    const Wide *wide = chain_wide(chain, i);
    if (wide->lane < 0)
      diag_add_at(chain->work->diags, DIAG_WIDE_NO_ROOM, wide->portion.place, chain->work->number,
                  wide->portion.article->slug, chain->slot->name);
    else
      place_wide(chain, wide, lower);
  }
}

/* Steps at the end of the field that are white in all its lanes. */
static int count_rest(const Field *field)
{
  int rest = 0;
  for (int step = field->step_last; step >= field->step_first; step--, rest++)
    for (int lane = 0; lane < field->lanes; lane++)
      if (!field_cut(field, lane, step))
        return rest;
  return rest;
}

/* Lines that run down and do not fill their slot stand in the middle of it, if nothing else stands there. */
static void centre_lines(Chain *chain)
{
  Field *field = &chain->fields[0];
  if (!field->vertical || chain->n_fields > 1 || chain->n_vars || chain->wides->len || (chain->head && chain->upright))
    return;
  Mpt lower = count_rest(field) * field->pitch / 2;
  field->edge -= lower;
  for (unsigned i = 0; i < chain->n_cells; i++)
    chain->cells[i].x -= lower;
}

static void count_white(Chain *chain, const SlotFilling *filling)
{
  unsigned white = 0;
  for (unsigned r = 0; r < chain->n_fields; r++) {
    Field *field = &chain->fields[r];
    for (int c = 0; c < field->lanes; c++)
      for (int row = field->step_first; row <= field->step_last; row++)
        white += field_cut(field, c, row);
  }
  /* Columns that end level, a line short at most, are full. */
  bool meant =
      chain->portions->len || (!chain->n_vars && !chain->wides->len); /* a picture alone leaves its white on purpose */
  const Article *last = chain->slot->gathered ? filling->articles[filling->n_articles - 1] : chain->article;
  if (last && meant && white > (unsigned)chain->fields[chain->n_fields - 1].lanes)
    work_article(chain->work, last)->missing_lines += (int)white;
  for (unsigned i = 0; i < filling->n_articles; i++)
    work_article(chain->work, filling->articles[i])->a_line =
        (unsigned)MAX(chain->fields[0].measure / chain->fields[0].em, 1);
}

/* --- the chain ----------------------------------------------------------------------------------------------- */

static unsigned count_chain(const Chain *chain, const LayoutTemplate *templ)
{
  unsigned n = 0;
  for (const LayoutSlot *at = chain->slot; at; at = layout_template_slot(templ, at->flow))
    n++;
  return n;
}

/* A line that runs down does not go on in one that runs across: there the chain ends, told. */
static const LayoutSlot *next_of(const Chain *chain, const LayoutTemplate *templ, const LayoutSlot *at)
{
  const LayoutSlot *next = layout_template_slot(templ, at->flow);
  if (!next || next->vertical == at->vertical)
    return next;
  diag_add_at(chain->work->diags, DIAG_FLOW_TURNS, at->place, chain->work->number, NULL, at->name, next->name);
  return NULL;
}

static void open_fields(Chain *chain, const LayoutTemplate *templ)
{
  chain->fields = ARENA_ARRAY(chain->work->arena, Field, count_chain(chain, templ));
  for (const LayoutSlot *at = chain->slot; at; at = next_of(chain, templ, at)) {
    Field *field = &chain->fields[chain->n_fields++];
    field_open(chain->work, field, at);
    field_decorate(chain->work, field);
  }
  chain->row_first = chain->fields[0].step_first;
  chain->rows = field_steps(&chain->fields[0]);
}

/* What the head leaves: a strip along all of the slot goes with the gutter beside it, or its grid lines at the top. */
static Box area_of_lines(const Chain *chain, const Field *field)
{
  const Grid *grid = &chain->work->sheet->grid;
  Mpt left = field->start[0], right = left + field_extent(field, 0, field->lanes);
  int first = field->step_first;
  bool is_headed = field == chain->fields && chain->head;
  bool beside = is_headed && chain->upright && chain_strip_is_whole(chain);
  if (beside && chain->slot->head.side == HEAD_RIGHT)
    right = MIN(right, chain->strip.x - field->gutter);
  else if (beside)
    left = MAX(left, box_right(&chain->strip) + field->gutter);
  else if (is_headed && !chain->upright)
    first += arrange_head_rows(chain);
  Mpt white = (grid->leading - grid->em) / 2, top = grid_line_y(grid, first) + white;
  Mpt bottom = grid_line_y(grid, field->step_last) + grid->leading - white;
  return (Box){left, top, MAX(0, right - left), MAX(0, bottom - top)};
}

static void turn_fields(Chain *chain)
{
  const TextStyle *style =
      chain->article ? collect_body_style(chain, chain->article) : style_lookup(chain->work->sheet, "body");
  for (unsigned f = 0; chain->slot->vertical && f < chain->n_fields; f++) {
    Field *field = &chain->fields[f];
    field_turn(chain->work, field, area_of_lines(chain, field), style);
  }
  for (unsigned f = 0; f < chain->n_fields; f++)
    field_check(chain->work, &chain->fields[f]);
}

/* The sides on which the slot ends with the type area; top 1, right 2, bottom 4, left 8, as a border's. */
static unsigned outer_sides(const Grid *grid, const LayoutSlot *slot)
{
  return (slot->row_first <= 1 ? 1u : 0) | (slot->column_last >= grid->columns ? 2u : 0) |
         (slot->row_last >= grid->lines ? 4u : 0) | (slot->column_first <= 1 ? 8u : 0);
}

static Box reach_trim(const Grid *grid, Box box, unsigned sides)
{
  Mpt right = sides & 2 ? grid->trim_w : box.x + box.w, bottom = sides & 4 ? grid->trim_h : box.y + box.h;
  box.x = sides & 8 ? 0 : box.x;
  box.y = sides & 1 ? 0 : box.y;
  return (Box){box.x, box.y, right - box.x, bottom - box.y};
}

/* In a module of a page made up it stands at the foot, at the outer side, as large as it may be. */
static Box stand_at_foot(const Work *work, const LayoutSlot *module, Box box)
{
  Mpt w = module->advert_w, h = module->advert_h;
  int64_t scale = MIN(MIN((int64_t)box.w * 1000 / w, (int64_t)box.h * 1000 / h), COST_ADVERT_MOST);
  Mpt own_w = (Mpt)MIN(w * scale / 1000, box.w), own_h = (Mpt)MIN(h * scale / 1000, box.h);
  bool right = work->number % 2;
  return (Box){right ? box_right(&box) - own_w : box.x, box_bottom(&box) - own_h, own_w, own_h};
}

/* A finished page has the slot to itself: what is inside its border. True: the slot is done with. */
static bool place_advert(Work *work, const LayoutSlot *slot, const SlotFilling *filling)
{
  bool placed = false;
  for (unsigned i = 0; i < filling->n_articles; i++) {
    const Article *article = filling->articles[i];
    if (!article->advert)
      continue;
    if (filling->n_articles > 1) {
      diag_add_at(work->diags, DIAG_ADVERT_SHARES, article->advert->place, work->number, article->slug,
                  article->advert->name, slot->name);
      continue;
    }
    Field field;
    field_open(work, &field, slot);
    field_decorate(work, &field);
    Mpt inset = style_slot(work->sheet, slot)->border_depth;
    Placed item = {.kind = PLACED_ADVERT, .article = article->slug, .advert = article->advert};
    item.box =
        (Box){field.outer.x + inset, field.outer.y + inset, field.outer.w - 2 * inset, field.outer.h - 2 * inset};
    if (slot->advert_w && slot->advert_h)
      item.box = stand_at_foot(work, slot, item.box);
    if (slot->bleed) {
      item.sides = outer_sides(&work->sheet->grid, slot);
      item.box = reach_trim(&work->sheet->grid, item.box, item.sides);
    }
    work_article(work, article)->y = item.box.y;
    work_article(work, article)->headless = true;
    work_add_placed(work, &item);
    placed = true;
  }
  return placed;
}

Chain *slot_open(Work *work, const LayoutTemplate *templ, const LayoutSlot *slot, const SlotFilling *filling)
{
  Chain *chain = ARENA_NEW(work->arena, Chain);
  chain->work = work;
  chain->slot = slot;
  chain->article = filling->n_articles == 1 ? filling->articles[0] : NULL;
  chain->portions = g_array_new(FALSE, TRUE, sizeof(Portion));
  chain->wides = g_array_new(FALSE, TRUE, sizeof(Wide));
  g_ptr_array_add(work->garbage, chain->portions);
  g_ptr_array_add(work->garbage, chain->wides);
  for (unsigned i = 0; i < filling->n_articles; i++)
    work_article(work, filling->articles[i])->y = grid_line_y(&work->sheet->grid, slot->row_first);
  open_fields(chain, templ);
  wide_recut(chain);
  if (chain->article || slot->gathered)
    open_head(chain, filling->articles[0]);
  turn_fields(chain);
  collect_pictures(chain, filling);
  collect_articles(chain, filling);
  return chain;
}

void slot_compose(Work *work, const LayoutTemplate *templ, const LayoutSlot *slot, const SlotFilling *filling)
{
  work->slot = slot;
  if (place_advert(work, slot, filling))
    return;
  Chain *chain = slot_open(work, templ, slot, filling);
  Pour result = refine_chain(chain);
  arrange_cut_rest(chain, &result); /* no rule stands there */
  centre_lines(chain);
  place_head(chain);
  place_wides(chain);
  place_pictures(chain);
  pour_place(work, (Portion *)(void *)chain->portions->data, chain->portions->len, chain->cells, chain->n_cells,
             &result);
  count_white(chain, filling);
  for (unsigned r = 0; r < chain->n_fields; r++)
    if (chain->fields[r].slot->column_rules)
      field_rule(work, &chain->fields[r]);
}

/* The pictures other articles send to SLOT, as many as can be read. */
static PictureVar *list_sent(Work *work, const LayoutSlot *slot, unsigned *n)
{
  unsigned all = 0;
  for (unsigned a = 0; a < work->spec->n_articles; a++)
    all += work->spec->articles[a]->n_pictures;
  PictureVar *vars = ARENA_ARRAY(work->arena, PictureVar, all + 1);
  for (unsigned a = 0; a < work->spec->n_articles; a++) {
    const Article *article = work->spec->articles[a];
    for (unsigned i = 0; i < article->n_pictures; i++) {
      const Picture *picture = &article->pictures[i];
      ImageInfo *info = ARENA_NEW(work->arena, ImageInfo);
      if (picture->where == PICTURE_SLOT && !g_strcmp0(picture->slot, slot->name) && picture->path &&
          image_probe(work->arena, picture->path, picture->name, picture->place, info, work->diags))
        vars[(*n)++] = picture_var(work, article, picture, info);
    }
  }
  return vars;
}

/* One under the other over the whole width, each with as much of what is left as the others. */
void slot_compose_pictures(Work *work, const LayoutSlot *slot)
{
  unsigned n = 0;
  PictureVar *vars = list_sent(work, slot, &n);
  Field field;
  work->slot = slot;
  field_open(work, &field, slot);
  if (n)
    field_decorate(work, &field);
  int step = field.step_first;
  for (unsigned i = 0; i < n; i++) {
    PictureVar *var = &vars[i];
    bool last = i + 1 == n;
    int steps = (field.step_last - step + 1) / (int)(n - i);
    picture_size(work, var, field_extent(&field, 0, field.lanes), slot, steps + last);
    if (var->picture->crop) /* an empty line parts it from the next */
      var->rows = steps - var->caption_rows - !last;
    Box box = field_box(work, &field, 0, field.lanes, step, MAX(steps, 1));
    if (var->rows < 1 || var->rows + var->caption_rows > steps) {
      picture_tell_no_room(work, var->article, var->picture, slot);
      continue;
    }
    group_place(work, picture_group(work, var, box.w), box.x, box.y);
    step += picture_total_rows(var);
  }
}
