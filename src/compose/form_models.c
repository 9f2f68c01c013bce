/* What heads and frames a layout has for an article on a made-up page. */
#include "compose/former.h"

#include "base/costs.h"
#include "compose/house.h"

Mpt former_title_size(const Former *former, const LayoutSlot *slot)
{
  const TextStyle *style = work_style(former->wish->work, slot->head.title, former->article, "title");
  return MAX(style->size, style->size_max);
}

/* A picture story that leads has a story's head. */
bool former_accepts(const Former *former, const LayoutSlot *slot)
{
  unsigned kinds = 1u << former->article->kind;
  if (former->wish->lead && former->article->kind == KIND_PHOTO)
    kinds |= 1u << KIND_STORY;
  return slot->accepts & kinds && !slot->vertical;
}

static bool is_alike(const Former *former, const LayoutSlot *a, const LayoutSlot *b)
{
  if (former->series->gathered)
    return layout_slot_is_framed(a) == layout_slot_is_framed(b);
  return former_title_size(former, a) == former_title_size(former, b) && !g_strcmp0(a->head.title, b->head.title) &&
         (layout_slot_is_framed(a) == layout_slot_is_framed(b) || former->n_equals > 1);
}

static void add_model(Former *former, const LayoutSlot *slot)
{
  unsigned at = 0;
  for (unsigned i = 0; i < former->models->len; i++) {
    const LayoutSlot *other = former->models->pdata[i];
    if (is_alike(former, slot, other))
      return;
    at += former_title_size(former, other) >= former_title_size(former, slot);
  }
  LayoutSlot *own = ARENA_NEW(former->wish->work->arena, LayoutSlot);
  *own = *slot;
  own->head.side = HEAD_TOP;
  own->head.column_first = own->head.column_last = own->head.rows_min = own->head.rows_max = 0;
  own->columns = 0;
  own->flow = NULL;
  own->made = true;
  own->gathered = former->series->gathered;
  own->head.title_most = (int)former->wish->most.title;
  own->picture_cells = former->article->kind == KIND_STORY ? former->wish->most.picture : 0;
  own->first_span = former->wish->lead ? former_house(former)->lead_span : 0;
  if (former->n_equals > 1 || !former_house(former)->frames) { /* of frames a page has two at most */
    own->border.kind = BORDER_NONE;
    own->tint = NULL;
  }
  g_ptr_array_insert(former->models, (int)at, own);
}

/* The fewest kinds a slot is for that takes this one: a story, or a brief, may stand in any, and briefs gathered, where
   none is for briefs alone. */
static int count_kinds(const Former *former)
{
  const Layout *layout = former->wish->work->sheet->layout;
  int fewest = KINDS;
  for (unsigned t = 0; t < layout->n_templates; t++)
    for (unsigned s = 0; s < layout->templates[t].n_slots; s++)
      if (former_accepts(former, &layout->templates[t].slots[s]))
        fewest = MIN(fewest, __builtin_popcount(layout->templates[t].slots[s].accepts));
  if (former->series->gathered)
    return fewest > 1 ? KINDS : fewest;
  return former->article->kind == KIND_STORY || former->article->kind == KIND_BRIEF ? KINDS : fewest;
}

typedef enum { MODELS_ABOVE, MODELS_OWN, MODELS_ANY, MODELS } Models;

/* Slots for its kind with their head above; those whose head stands elsewhere; where none takes its kind, any. */
static bool is_model(const Former *former, const LayoutSlot *slot, Models which, int kinds)
{
  bool above = slot->head.side == HEAD_TOP;
  if (which == MODELS_ANY)
    return above && !slot->vertical;
  return former_accepts(former, slot) && __builtin_popcount(slot->accepts) <= kinds && (above || which == MODELS_OWN);
}

void former_list_models(Former *former)
{
  const Layout *layout = former->wish->work->sheet->layout;
  int kinds = count_kinds(former);
  for (Models which = MODELS_ABOVE; which < MODELS && !former->models->len; which++)
    for (unsigned t = 0; t < layout->n_templates; t++)
      for (unsigned s = 0; s < layout->templates[t].n_slots; s++)
        if (is_model(former, &layout->templates[t].slots[s], which, kinds))
          add_model(former, &layout->templates[t].slots[s]);
}
