/* Pours that were tried. A chain is tried in hundreds of ways, and most come to columns of the same heights again: a
   pour hangs on nothing but its runs of cells and the pictures that stand among its portions. What it came to is kept
   until the chain is refined. */
#include "compose/pours.h"

#include "base/costs.h"

#include <string.h>

/* All that a pour hangs on, as whole numbers one after the other, is its key: their count, then they themselves. */
static unsigned hash_key(const void *key)
{
  const int32_t *at = key;
  uint32_t hash = 2166136261u; /* FNV-1a, a number at a time */
  for (int32_t i = 0; i <= at[0]; i++)
    hash = (hash ^ (uint32_t)at[i]) * 16777619u;
  return hash ^ hash >> 15;
}

static int is_key(const void *a, const void *b)
{
  const int32_t *one = a, *other = b;
  return one[0] == other[0] && !memcmp(one, other, ((size_t)one[0] + 1) * sizeof *one);
}

static void list_cells(const Chain *chain, GArray *key)
{
  for (unsigned i = 0; i < chain->n_cells;) {
    const Cell *first = &chain->cells[i];
    unsigned n = 1;
    while (i + n < chain->n_cells && chain->cells[i + n].segment == first->segment && chain->cells[i + n].w == first->w)
      n++;
    bool goes_on = i + n < chain->n_cells && chain->cells[i + n].segment == first->segment;
    const int32_t run[] = {(int32_t)n, first->w, first->pitch, goes_on};
    g_array_append_vals(key, run, G_N_ELEMENTS(run));
    i += n;
  }
}

static void list_pictures(const Chain *chain, GArray *key)
{
  for (unsigned i = 0; i < chain->portions->len; i++) {
    const PictureVar *var = g_array_index(chain->portions, Portion, i).picture;
    if (!var)
      continue;
    const int32_t row[] = {(int32_t)i, (int32_t)(var - chain->vars), picture_total_rows(var)};
    g_array_append_vals(key, row, G_N_ELEMENTS(row));
  }
}

static void list_grown(const Chain *chain, GArray *key)
{
  for (unsigned i = 0; i < chain->portions->len; i++) {
    const int32_t row[] = {(int32_t)i, g_array_index(chain->portions, Portion, i).more};
    if (row[1])
      g_array_append_vals(key, row, G_N_ELEMENTS(row));
  }
}

static void list_key(const Chain *chain, White white, GArray *key)
{
  const int32_t head[] = {
      0, (int32_t)white.few, (int32_t)white.little, (int32_t)white.much, (int32_t)white.foot, (int32_t)chain->n_cells};
  g_array_set_size(key, 0);
  g_array_append_vals(key, head, G_N_ELEMENTS(head));
  list_pictures(chain, key);
  list_cells(chain, key);
  list_grown(chain, key);
  g_array_index(key, int32_t, 0) = (int32_t)key->len - 1;
}

/* All of settling a chain that changes while it is refined: a picture's other sizes hang on its span, a wide thing's
   on how small it is set. Paragraphs stay in order, and grow only when all else is done. */
static void list_sizes(const Chain *chain, PoursState state, GArray *key)
{
  const int32_t head[] = {0, (int32_t)state, chain->head_extra};
  g_array_set_size(key, 0);
  g_array_append_vals(key, head, G_N_ELEMENTS(head));
  for (unsigned i = 0; i < chain->n_vars; i++) {
    const PictureVar *var = &chain->vars[i];
    const int32_t row[] = {var->span, var->rows, var->shift};
    g_array_append_vals(key, row, G_N_ELEMENTS(row));
  }
  for (unsigned i = 0; i < chain->wides->len; i++) {
    const int32_t permille = chain_wide(chain, i)->portion.permille;
    g_array_append_val(key, permille);
  }
  list_pictures(chain, key);
  g_array_index(key, int32_t, 0) = (int32_t)key->len - 1;
}

int64_t *pours_cost(Chain *chain, PoursState state)
{
  GArray *key = chain->pours_key;
  list_sizes(chain, state, key);
  int64_t *known = g_hash_table_lookup(chain->settled, key->data);
  if (known)
    return known;
  known = ARENA_NEW(chain->work->trials, int64_t);
  *known = POURS_UNKNOWN;
  g_hash_table_insert(chain->settled, arena_copy(chain->work->trials, key->data, key->len * sizeof(int32_t)), known);
  return known;
}

void pours_open(Chain *chain)
{
  chain->pours = g_hash_table_new(hash_key, is_key);
  chain->settled = g_hash_table_new(hash_key, is_key);
  chain->pours_key = g_array_new(FALSE, FALSE, sizeof(int32_t));
  arena_clear(chain->work->trials);
}

/* Pictures took all there was: all of it is over, counted in lines of the first lanes as they are. */
static Pour pour_nowhere(Chain *chain)
{
  const Field *field = &chain->fields[0];
  const Cell cell = {.w = field->measure, .pitch = field->pitch, .vertical = field->vertical};
  unsigned lines, n = chain->portions->len;
  Pour pour = {.poured = ARENA_ARRAY(chain->work->trials, Poured, n + 1)};
  pour.over = pour_least(chain->work, chain_portions(chain), n, &cell, &lines);
  for (unsigned i = 0; i < chain->n_vars; i++)
    pour.over += chain->vars[i].where == PICTURE_INLINE ? (unsigned)picture_total_rows(&chain->vars[i]) : 0;
  pour.cost = (int64_t)pour.over * COST_POUR_OVER;
  return pour;
}

Pour pours_pour(Chain *chain, White white)
{
  GArray *key = chain->pours_key;
  list_key(chain, white, key);
  const Pour *known = g_hash_table_lookup(chain->pours, key->data);
  if (known)
    return *known;
  Pour *fresh = ARENA_NEW(chain->work->trials, Pour);
  *fresh = chain->n_cells ? pour_portions(chain->work, chain_portions(chain), chain->portions->len, chain->cells,
                                          chain->n_cells, white)
                          : pour_nowhere(chain);
  g_hash_table_insert(chain->pours, arena_copy(chain->work->trials, key->data, key->len * sizeof(int32_t)), fresh);
  return *fresh;
}

Pour pours_close(Chain *chain, Pour last)
{
  g_hash_table_destroy(chain->pours);
  g_hash_table_destroy(chain->settled);
  chain->pours = chain->settled = NULL;
  g_array_free(chain->pours_key, TRUE);
  last.poured = arena_copy(chain->work->arena, last.poured, chain->portions->len * sizeof *last.poured);
  return last;
}
