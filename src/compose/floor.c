/* What a way of setting a slot costs at the least, told without setting it: its pictures' shapes, and lines that cannot
   have a place. What is dearer than the best that is known needs no trial. */
#include "compose/floor.h"

#include "base/costs.h"
#include "compose/arrange.h"
#include "compose/wide.h"

/* What cropping a picture away from its own shape costs: about a paragraph set a line longer for a tenth of its height.
 */
int64_t floor_of_shapes(const Chain *chain)
{
  int64_t cost = 0;
  for (unsigned i = 0; i < chain->n_vars; i++) {
    int64_t off = (int64_t)(chain->vars[i].rows - chain->vars[i].natural) * 1000 / MAX(chain->vars[i].natural, 1);
    cost += off * off / COST_REFINE_SHAPE;
  }
  return cost;
}

/* Lines of one width and pitch all over, so that what text comes to hangs on nothing else. */
static bool is_even(const Chain *chain)
{
  for (unsigned f = 1; f < chain->n_fields; f++)
    if (chain->fields[f].measure != chain->fields[0].measure || chain->fields[f].pitch != chain->fields[0].pitch)
      return false;
  for (unsigned i = 0; i < chain->n_vars; i++)
    if (chain->vars[i].extent)
      return false;
  return chain->n_cells > 0;
}

void floor_open(Chain *chain)
{
  chain->least = chain->least_text = 0;
  if (is_even(chain))
    chain->least =
        pour_least(chain->work, chain_portions(chain), chain->portions->len, &chain->cells[0], &chain->least_text);
}

/* A table or a picture may be left out, a paragraph that can be set is not. */
bool floor_is_over(const Chain *chain)
{
  return chain->least_text > chain->n_cells;
}

/* Cells there are for text at the most, with all that stands among them placed. */
static int64_t count_room(const Chain *chain)
{
  int64_t room = 0;
  for (unsigned f = 0; f < chain->n_fields; f++)
    room += (int64_t)field_steps(&chain->fields[f]) * chain->fields[f].lanes;
  if (chain->head && !chain->upright && !chain->fields[0].vertical)
    room -= (int64_t)chain->head_columns * MIN(arrange_head_rows(chain), field_steps(&chain->fields[0]));
  for (unsigned i = 0; i < chain->wides->len; i++)
    room -= (int64_t)chain_wide(chain, i)->span * chain_wide(chain, i)->steps;
  for (unsigned i = 0; i < chain->n_vars; i++)
    if (chain->vars[i].where != PICTURE_INLINE)
      room -= (int64_t)chain->vars[i].span * picture_total_rows(&chain->vars[i]);
  return room;
}

static int64_t count_least(const Chain *chain)
{
  int64_t least = chain->least;
  for (unsigned i = 0; i < chain->n_vars; i++)
    if (chain->vars[i].where == PICTURE_INLINE)
      least += picture_total_rows(&chain->vars[i]);
  return least;
}

int64_t floor_of_lines(const Chain *chain)
{
  int64_t over = chain->least ? count_least(chain) - count_room(chain) : 0;
  return MAX(over, 0) * COST_POUR_OVER;
}
