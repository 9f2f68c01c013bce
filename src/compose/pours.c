/* Pours that were tried. A chain is tried in hundreds of ways, and most come to columns of the same heights again: a
   pour hangs on nothing but its runs of cells and the pictures that stand among its portions. What it came to is kept
   until the chain is refined. */
#include "compose/pours.h"

#include <string.h>

/* All that a pour hangs on, as whole numbers one after the other. */
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

static GBytes *find_key(const Chain *chain, White white)
{
  GArray *key = g_array_sized_new(FALSE, FALSE, sizeof(int32_t), 64);
  const int32_t head[] = {(int32_t)white.few, (int32_t)white.little, (int32_t)white.much, (int32_t)chain->n_cells};
  g_array_append_vals(key, head, G_N_ELEMENTS(head));
  list_pictures(chain, key);
  list_cells(chain, key);
  gsize length = key->len * sizeof(int32_t);
  return g_bytes_new_take(g_array_free(key, FALSE), length);
}

void pours_open(Chain *chain)
{
  chain->pours = g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
  arena_clear(chain->work->trials);
}

Pour pours_pour(Chain *chain, White white)
{
  GBytes *key = find_key(chain, white);
  const Pour *known = g_hash_table_lookup(chain->pours, key);
  if (known) {
    g_bytes_unref(key);
    return *known;
  }
  Pour *fresh = ARENA_NEW(chain->work->trials, Pour);
  *fresh = pour_portions(chain->work, chain_portions(chain), chain->portions->len, chain->cells, chain->n_cells, white);
  g_hash_table_insert(chain->pours, key, fresh);
  return *fresh;
}

Pour pours_close(Chain *chain, Pour last)
{
  g_hash_table_destroy(chain->pours);
  chain->pours = NULL;
  last.poured = arena_copy(chain->work->arena, last.poured, chain->portions->len * sizeof *last.poured);
  return last;
}
