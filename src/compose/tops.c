/* Tops and feet of pictures of a made-up module: a line or two off is a slip, level or four lines apart is meant. */
#include "compose/tops.h"

#include "base/costs.h"

/* Among text, its place not given: not in a row of others, nor an advertisement, which fills its steps. */
static bool is_among_text(const Chain *chain, unsigned i)
{
  const PictureVar *var = &chain->vars[i];
  return chain->slot->made && var->where != PICTURE_INLINE && var->lane >= 0 && !var->stands &&
         var->article->kind != KIND_AD && !chain->fields[chain->var_field[i]].vertical;
}

static int top_of(const PictureVar *var)
{
  return var->step + var->at_end; /* under the empty line */
}

static bool is_off(int one, int other)
{
  int apart = ABS(one - other);
  return apart > 0 && apart < COST_TOPS_APART;
}

static int64_t cost_of_pair(const PictureVar *left, const PictureVar *right)
{
  int a = top_of(left), b = top_of(right), a_foot = a + left->rows, b_foot = b + right->rows;
  int a_end = a_foot + left->caption_rows, b_end = b_foot + right->caption_rows;
  int shared = MIN(a_foot, b_foot) - MAX(a, b);
  if (shared <= 0)
    return MAX(a - b_end, b - a_end) < COST_TOPS_CORNER_LINES ? COST_TOPS_CORNER : 0;
  int off = is_off(a, b) + (is_off(a_foot, b_foot) && is_off(a_end, b_end));
  return (int64_t)off * COST_TOPS_OFF;
}

int64_t tops_cost(const Chain *chain)
{
  int64_t cost = 0;
  for (unsigned i = 0; i < chain->n_vars; i++)
    for (unsigned j = 0; j < chain->n_vars; j++) {
      const PictureVar *left = &chain->vars[i], *right = &chain->vars[j];
      if (is_among_text(chain, i) && is_among_text(chain, j) && chain->var_field[i] == chain->var_field[j] &&
          left->lane + left->span == right->lane)
        cost += cost_of_pair(left, right);
    }
  return cost;
}

/* --- white over them --------------------------------------------------------------------------------------------- */

/* Of each cell whether a line stands in it. */
static bool *find_used(const Chain *chain, const Pour *pour)
{
  bool *used = ARENA_ARRAY(chain->work->arena, bool, chain->n_cells + 1);
  for (unsigned i = 0; i < chain->portions->len; i++) {
    const Poured *poured = &pour->poured[i];
    for (unsigned c = poured->start; c < MIN(poured->start + poured->cells, chain->n_cells); c++)
      used[c] = !poured->hole || c != poured->hole;
  }
  return used;
}

/* Whether the step of the lane is a line of text's that nothing stands in. */
static bool is_white(const Chain *chain, const bool *used, unsigned field, int lane, int step)
{
  unsigned ordinal = (unsigned)lane;
  for (unsigned f = 0; f < field; f++)
    ordinal += (unsigned)chain->fields[f].lanes;
  for (unsigned c = 0; c < chain->n_cells; c++)
    if (chain->cells[c].lane == ordinal && chain->cells[c].row == step)
      return !used[c];
  return false;
}

static bool is_white_over(const Chain *chain, const bool *used, unsigned i)
{
  const PictureVar *var = &chain->vars[i];
  for (int lane = var->lane; lane < var->lane + var->span; lane++)
    if (!is_white(chain, used, chain->var_field[i], lane, var->step - 1))
      return false;
  return true;
}

void tops_lift(Chain *chain, const Pour *pour)
{
  const bool *used = pour->over ? NULL : find_used(chain, pour);
  for (unsigned i = 0; used && i < chain->n_vars; i++) {
    PictureVar *var = &chain->vars[i];
    while (is_among_text(chain, i) && var->picture->crop && var->rows < var->rows_max &&
           is_white_over(chain, used, i)) {
      const int64_t before = tops_cost(chain);
      const PictureVar kept = *var;
      var->step--;
      var->rows++;
      if (tops_cost(chain) <= before)
        continue;
      *var = kept;
      break;
    }
  }
}
