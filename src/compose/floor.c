/* What a way of setting a slot costs at the least, told without setting it: its pictures' shapes, and lines that cannot
   have a place. What is dearer than the best that is known needs no trial. */
#include "compose/slot.h"

/* What cropping a picture away from its own shape costs: about a paragraph set a line longer for a tenth of its height.
 */
int64_t floor_of_shapes(const Slot *slot)
{
  int64_t cost = 0;
  for (unsigned i = 0; i < slot->n_vars; i++) {
    int64_t off = (int64_t)(slot->vars[i].rows - slot->vars[i].natural) * 1000 / MAX(slot->vars[i].natural, 1);
    cost += off * off / 20;
  }
  return cost;
}

/* Lines of one width and pitch all over, so that what text comes to hangs on nothing else. */
static bool is_even(const Slot *slot)
{
  for (unsigned f = 1; f < slot->n_fields; f++)
    if (slot->fields[f].measure != slot->fields[0].measure || slot->fields[f].pitch != slot->fields[0].pitch)
      return false;
  for (unsigned i = 0; i < slot->n_vars; i++)
    if (slot->vars[i].extent)
      return false;
  return slot->n_cells > 0;
}

void floor_open(Slot *slot)
{
  FlowBlock *blocks = (FlowBlock *)(void *)slot->blocks->data;
  slot->least = is_even(slot) ? flow_least(slot->work, blocks, slot->blocks->len, &slot->cells[0]) : 0;
}

/* Cells there are for text at the most, with all that stands among them placed. */
static int64_t count_room(const Slot *slot)
{
  int64_t room = 0;
  for (unsigned f = 0; f < slot->n_fields; f++)
    room += (int64_t)field_steps(&slot->fields[f]) * slot->fields[f].lanes;
  if (slot->head && !slot->upright && !slot->fields[0].vertical)
    room -= (int64_t)slot->head_columns * MIN(arrange_head_rows(slot), field_steps(&slot->fields[0]));
  for (unsigned i = 0; i < slot->wides->len; i++)
    room -= (int64_t)slot_wide(slot, i)->span * slot_wide(slot, i)->steps;
  for (unsigned i = 0; i < slot->n_vars; i++)
    if (slot->vars[i].where != PICTURE_INLINE)
      room -= (int64_t)slot->vars[i].span * picture_total_rows(&slot->vars[i]);
  return room;
}

static int64_t count_least(const Slot *slot)
{
  int64_t least = slot->least;
  for (unsigned i = 0; i < slot->n_vars; i++)
    if (slot->vars[i].where == PICTURE_INLINE)
      least += picture_total_rows(&slot->vars[i]);
  return least;
}

int64_t floor_of_lines(const Slot *slot)
{
  int64_t over = slot->least ? count_least(slot) - count_room(slot) : 0;
  return over > 0 ? flow_cost_over(MIN(over, slot->blocks->len)) : 0; /* without a cell, blocks are counted */
}
