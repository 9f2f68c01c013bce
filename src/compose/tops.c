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

/* Whether nothing stands in the step of the lane: a line that text might have, or a slit too low for it. */
static bool is_white(const Chain *chain, const bool *used, unsigned at, int lane, int step)
{
  const Field *field = &chain->fields[at];
  unsigned ordinal = (unsigned)lane;
  for (unsigned f = 0; f < at; f++)
    ordinal += (unsigned)chain->fields[f].lanes;
  for (unsigned c = 0; c < chain->n_cells; c++)
    if (chain->cells[c].lane == ordinal && chain->cells[c].row == step)
      return !used[c];
  return step >= field->step_first && field_lane(field, lane)[step - field->step_first] == BUSY_CUT;
}

static bool is_white_over(const Chain *chain, const bool *used, unsigned i)
{
  const PictureVar *var = &chain->vars[i];
  for (int lane = var->lane; lane < var->lane + var->span; lane++)
    if (!is_white(chain, used, chain->var_field[i], lane, var->step - 1))
      return false;
  return true;
}

/* Whether another picture of its field, moved or grown since the text was poured, stands in its steps. */
static bool meets_another(const Chain *chain, unsigned i)
{
  const PictureVar *var = &chain->vars[i];
  int end = var->step + picture_total_rows(var);
  for (unsigned j = 0; j < chain->n_vars; j++) {
    const PictureVar *other = &chain->vars[j];
    bool beside = other->lane + other->span <= var->lane || var->lane + var->span <= other->lane;
    if (j != i && other->where != PICTURE_INLINE && other->lane >= 0 && chain->var_field[j] == chain->var_field[i] &&
        !beside && other->step < end && var->step < other->step + picture_total_rows(other))
      return true;
  }
  return false;
}

/* Whether no text is over it in any of its lanes, up to the head or the field's end. */
static bool is_highest(const Chain *chain, unsigned i)
{
  const PictureVar *var = &chain->vars[i];
  const Field *field = &chain->fields[chain->var_field[i]];
  int at = var->step - field->step_first;
  for (int lane = var->lane; lane < var->lane + var->span && at > 0; lane++)
    if (field_lane(field, lane)[at - 1] != BUSY_HEAD)
      return false;
  return true;
}

/* Text does not come over it: it begins at its columns' top, as what is beside it does, without the empty line that
   would part them, and takes what it may of the lines down to where it ended; at the field's end, all of them. */
static void stand_at_top(Chain *chain, const bool *used, unsigned i)
{
  PictureVar *var = &chain->vars[i];
  const PictureVar kept = *var;
  const int64_t before = tops_cost(chain);
  int end = var->step + picture_total_rows(var) - 1;
  while (is_white_over(chain, used, i))
    var->step--;
  var->at_end = false;
  int most = end - var->step + (end >= chain->fields[chain->var_field[i]].step_last) - var->caption_rows;
  if (var->picture->crop)
    var->rows = CLAMP(most, var->rows, MAX(var->rows, var->rows_max));
  bool moved = kept.step - var->step > 1; /* then a foot may be off: that is not seen as a hole over it is */
  if (!is_highest(chain, i) || meets_another(chain, i) || tops_cost(chain) > before + moved * COST_TOPS_OFF)
    *var = kept;
}

static void grow_upward(Chain *chain, const bool *used, unsigned i)
{
  PictureVar *var = &chain->vars[i];
  while (var->picture->crop && var->rows < var->rows_max && is_white_over(chain, used, i)) {
    const int64_t before = tops_cost(chain);
    const PictureVar kept = *var;
    var->step--;
    var->rows++;
    if (!meets_another(chain, i) && tops_cost(chain) <= before)
      continue;
    *var = kept;
    break;
  }
}

void tops_lift(Chain *chain, const Pour *pour)
{
  const bool *used = pour->over ? NULL : find_used(chain, pour);
  for (unsigned turn = 0; used && turn < 2; turn++) /* one may be in another's way */
    for (unsigned i = 0; i < chain->n_vars; i++) {
      if (!is_among_text(chain, i))
        continue;
      grow_upward(chain, used, i);
      if (chain->vars[i].at_end)
        stand_at_top(chain, used, i);
    }
}
