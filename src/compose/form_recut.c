/* Modules whose text stands in fewer columns than the page's (破栏): in a frame or a tint, where those would be narrow,
   and of 开栏语. Whole characters a line, as many as a newspaper's line may have. */
#include "base/costs.h"
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

static bool is_readable(const Field *field, int lanes)
{
  int characters = characters_of(field);
  return field->lanes == lanes && characters >= COST_FORMS_RECUT_LEAST && characters <= COST_FORMS_RECUT_MOST;
}

/* Less where as many columns as the page's are narrow. */
static int cost_of_recut(const Former *former, const LayoutSlot *like, int columns)
{
  const Field plain = open_field(former, recut(former, like, columns, 0));
  int lacks = MAX(COST_FORMS_RECUT_LEAST - characters_of(&plain), 0);
  return COST_FORMS_RECUT - lacks * COST_FORMS_RECUT_NARROW;
}

static void add_recut(const Former *former, const LayoutSlot *like, const Field *field, int columns, int cost)
{
  Former own = *former;
  own.columns = columns;
  const HeadSize head = former_measure_head(&own, like, field_extent(field, 0, field->lanes));
  if (!former_open_form(&own, like, &head, columns, &cost))
    return;
  Form *form = &g_array_index(own.list->forms, Form, own.list->forms->len - 1);
  form->recut = true;
  const Form added = *form;
  int grows, lines = former_lines(&own, like, columns, &grows);
  former_pictures(&own, like);
  Breadth breadth = former_breadth(&own, columns, field->lanes, lines, grows);
  former_add_leaves(&own, &breadth, &added, MAX(cost, 0));
  g_array_free(breadth.shelves, TRUE);
}

void former_add_recuts(Former *former, const LayoutSlot *like, int columns, int cost)
{
  if (!may_be_recut(former, like))
    return;
  cost += cost_of_recut(former, like, columns);
  for (int lanes = columns - 1; lanes > 0; lanes--) {
    const LayoutSlot *own = recut(former, like, columns, lanes);
    const Field field = open_field(former, own);
    if (is_readable(&field, lanes))
      add_recut(former, own, &field, columns, cost);
  }
}
