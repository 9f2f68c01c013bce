/* Pours that were tried. A slot is tried in hundreds of ways, and most come to columns of the same heights again: a
   pour hangs on nothing but its runs of cells and the pictures that stand among its blocks. What it came to is kept
   until the slot is fitted. */
#include "compose/slot.h"

#include <string.h>

/* All that a pour hangs on, as whole numbers one after the other. */
static void list_cells(const Slot *slot, GArray *key)
{
  for (unsigned i = 0; i < slot->n_cells;) {
    const Cell *first = &slot->cells[i];
    unsigned n = 1;
    while (i + n < slot->n_cells && slot->cells[i + n].segment == first->segment && slot->cells[i + n].w == first->w)
      n++;
    bool goes_on = i + n < slot->n_cells && slot->cells[i + n].segment == first->segment;
    const int32_t run[] = {(int32_t)n, first->w, first->pitch, goes_on};
    g_array_append_vals(key, run, G_N_ELEMENTS(run));
    i += n;
  }
}

static void list_pictures(const Slot *slot, GArray *key)
{
  for (unsigned i = 0; i < slot->blocks->len; i++) {
    const PictureVar *var = g_array_index(slot->blocks, FlowBlock, i).picture;
    if (!var)
      continue;
    const int32_t row[] = {(int32_t)i, (int32_t)(var - slot->vars), picture_total_rows(var)};
    g_array_append_vals(key, row, G_N_ELEMENTS(row));
  }
}

static GBytes *find_key(const Slot *slot, White white)
{
  GArray *key = g_array_sized_new(FALSE, FALSE, sizeof(int32_t), 64);
  const int32_t head[] = {(int32_t)white.few, (int32_t)white.little, (int32_t)white.much, (int32_t)slot->n_cells};
  g_array_append_vals(key, head, G_N_ELEMENTS(head));
  list_pictures(slot, key);
  list_cells(slot, key);
  gsize length = key->len * sizeof(int32_t);
  return g_bytes_new_take(g_array_free(key, FALSE), length);
}

void pours_open(Slot *slot)
{
  slot->pours = g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
  arena_clear(slot->work->trials);
}

Pour pours_pour(Slot *slot, White white)
{
  GBytes *key = find_key(slot, white);
  const Pour *known = g_hash_table_lookup(slot->pours, key);
  if (known) {
    g_bytes_unref(key);
    return *known;
  }
  Pour *fresh = ARENA_NEW(slot->work->trials, Pour);
  *fresh = flow_pour(slot->work, (FlowBlock *)(void *)slot->blocks->data, slot->blocks->len, slot->cells, slot->n_cells,
                     white);
  g_hash_table_insert(slot->pours, key, fresh);
  return *fresh;
}

Pour pours_close(Slot *slot, Pour last)
{
  g_hash_table_destroy(slot->pours);
  slot->pours = NULL;
  last.pieces = arena_copy(slot->work->arena, last.pieces, slot->blocks->len * sizeof *last.pieces);
  return last;
}
