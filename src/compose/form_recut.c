/* Modules whose text stands in fewer columns than the page's (破栏): in a frame or a tint, where those would be narrow,
   and of 开栏语. Whole characters a line, as many as a newspaper's line may have. */
#include "base/costs.h"
#include "compose/abreast.h"
#include "compose/former.h"

static bool may_be_recut(const Former *former, const LayoutSlot *like)
{
  const Article *article = former->article;
  bool boxed = article->kind == KIND_STORY && layout_slot_is_framed(like);
  return (boxed || article->kind == KIND_OPENING) && !former->wish->lead && former->series->n == 1 &&
         !former->series->gathered && !former->faulty;
}

/* LIKE over so many columns, its inside in LANES. */
static LayoutSlot *recut(const Former *former, const LayoutSlot *like, int columns, int lanes)
{
  LayoutSlot *own = arena_copy(former->wish->work->arena, like, sizeof *like);
  own->columns = lanes;
  own->column_first = own->row_first = 1;
  own->column_last = columns;
  own->row_last = former->rows - 1;
  own->picture_cells = like->picture_cells * lanes / columns; /* a cell is so much wider */
  return own;
}

static Field open_field(const Former *former, const LayoutSlot *slot)
{
  Field field;
  field_open(former->wish->work, &field, slot);
  return field;
}

static int characters_of(const Field *field)
{
  return field->measure / field->em;
}

static bool is_readable(const Former *former, const Field *field, int lanes)
{
  int characters = characters_of(field);
  int most = former->article->kind == KIND_OPENING ? COST_FORMS_RECUT_OPENING : COST_FORMS_RECUT_MOST;
  return field->lanes == lanes && characters >= COST_FORMS_RECUT_LEAST && characters <= most;
}

bool former_stands_recut(const Former *former, const LayoutSlot *like, int columns)
{
  if (former->article->kind != KIND_OPENING || !may_be_recut(former, like))
    return false;
  const Field plain = open_field(former, recut(former, like, columns, 0));
  bool some = false;
  for (int lanes = columns - 1; lanes > 0 && !some; lanes--) {
    const Field field = open_field(former, recut(former, like, columns, lanes));
    some = is_readable(former, &field, lanes);
  }
  return some && characters_of(&plain) < COST_FORMS_RECUT_SHORT;
}

/* Less where as many columns as the page's are narrow. */
static int cost_of_recut(const Former *former, const LayoutSlot *like, int columns)
{
  const Field plain = open_field(former, recut(former, like, columns, 0));
  int lacks = MAX(COST_FORMS_RECUT_LEAST - characters_of(&plain), 0);
  return COST_FORMS_RECUT - lacks * COST_FORMS_RECUT_NARROW;
}

/* NULL: its head does not go in well. */
static const Form *open_form(Former *former, const LayoutSlot *like, const Field *field, int columns, int *cost)
{
  const HeadSize head = former_measure_head(former, like, (unsigned)columns, field_extent(field, 0, field->lanes));
  if (!former_open_form(former, like, &head, columns, cost))
    return NULL;
  Form *form = &g_array_index(former->list->forms, Form, former->list->forms->len - 1);
  form->recut = true;
  return arena_copy(former->wish->work->arena, form, sizeof *form);
}

static void add_recut(const Former *former, const LayoutSlot *like, const Field *field, int columns, bool instead,
                      int cost)
{
  Former own = *former;
  own.columns = columns;
  const Form *form = open_form(&own, like, field, columns, &cost);
  if (!form)
    return;
  g_array_index(own.list->forms, Form, own.list->forms->len - 1).instead = instead;
  int grows, lines = former_lines(&own, like, columns, &grows);
  former_pictures(&own, like);
  Breadth breadth = former_breadth(&own, columns, field->lanes, 0, lines, grows);
  former_add_leaves(&own, &breadth, form, MAX(cost, 0));
  g_array_free(breadth.shelves, TRUE);
}

/* Tables and figures side by side, where they go in so. */
static void add_abreast(Former *former, const LayoutSlot *like, int columns, int cost)
{
  int lanes = (int)abreast_pieces(former->article), grows;
  if (lanes < 2 || lanes > columns || former->series->n > 1 || former->faulty)
    return;
  const LayoutSlot *own = recut(former, like, columns, lanes);
  const Field field = open_field(former, own);
  if (field.lanes < lanes || !abreast_may(former->wish->work, former->article, field.measure))
    return;
  const Form *form = open_form(former, own, &field, columns, &cost);
  if (!form)
    return;
  former_lines(former, own, columns, &grows);
  Breadth breadth = former_breadth(former, columns, lanes, 0, 0, grows);
  former_add_thing_leaves(former, &breadth, form, cost);
  g_array_free(breadth.shelves, TRUE);
}

void former_add_recuts(Former *former, const LayoutSlot *like, int columns, int cost)
{
  add_abreast(former, like, columns, cost);
  if (!may_be_recut(former, like))
    return;
  const bool instead = former_stands_recut(former, like, columns);
  cost += cost_of_recut(former, like, columns);
  for (int lanes = columns - 1; lanes > 0; lanes--) {
    const LayoutSlot *own = recut(former, like, columns, lanes);
    const Field field = open_field(former, own);
    if (is_readable(former, &field, lanes))
      add_recut(former, own, &field, columns, instead, cost);
  }
}
