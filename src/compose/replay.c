/* Modules set once, and placed again. */
#include "compose/replay.h"

#include <string.h>

#include "compose/slot.h"
#include "compose/tally.h"

/* All that bears on how a module comes out, but for where it stands. */
typedef struct {
  const Article *article;
  unsigned number;         /* of the slot it is like */
  int columns, rows, fold; /* of a spread: columns left of the fold it stands over; 0: none */
  bool framed;
  LayoutHead head;
  int columns_within, picture_min, picture_max, picture_cells, picture_span, first_span, lead_span, advert_w, advert_h;
} ModuleKey;

/* One that was set, its first cell at X, Y. */
typedef struct {
  ModuleKey key;
  Mpt x, y;
  const Placed *items;
  unsigned n_items;
  PlacedArticle row;
  DiagList *told;
} Replay;

static ModuleKey key_of(const Grid *grid, const LayoutSlot *slot, const Article *article)
{
  bool crosses = grid_crosses(grid, slot->column_first, slot->column_last);
  return (ModuleKey){.article = article,
                     .number = slot->number,
                     .columns = slot->column_last - slot->column_first,
                     .rows = slot->row_last - slot->row_first,
                     .fold = crosses ? grid->fold - slot->column_first + 1 : 0,
                     .framed = layout_slot_is_framed(slot),
                     .head = slot->head,
                     .columns_within = slot->columns,
                     .picture_min = slot->picture_min,
                     .picture_max = slot->picture_max,
                     .picture_cells = slot->picture_cells,
                     .picture_span = slot->picture_span,
                     .first_span = slot->first_span,
                     .lead_span = slot->lead_span,
                     .advert_w = slot->advert_w,
                     .advert_h = slot->advert_h};
}

static guint hash_key(gconstpointer data)
{
  const ModuleKey *key = data;
  return g_direct_hash(key->article) ^ (guint)(key->columns << 20 ^ key->rows << 8 ^ key->head.column_last << 4) ^
         key->number;
}

static bool heads_equal(const LayoutHead *a, const LayoutHead *b)
{
  return a->side == b->side && a->column_first == b->column_first && a->column_last == b->column_last &&
         a->align == b->align && a->rows_min == b->rows_min && a->rows_max == b->rows_max && a->height == b->height &&
         a->title_most == b->title_most && a->equal == b->equal;
}

static gboolean keys_equal(gconstpointer one, gconstpointer other)
{
  const ModuleKey *a = one, *b = other;
  return a->article == b->article && a->number == b->number && a->columns == b->columns && a->rows == b->rows &&
         a->fold == b->fold && a->framed == b->framed && a->columns_within == b->columns_within &&
         a->picture_min == b->picture_min && a->picture_max == b->picture_max && a->picture_cells == b->picture_cells &&
         a->picture_span == b->picture_span && a->first_span == b->first_span && a->lead_span == b->lead_span &&
         a->advert_w == b->advert_w && a->advert_h == b->advert_h && heads_equal(&a->head, &b->head);
}

static void drop_replay(gpointer data)
{
  Replay *replay = data;
  diag_list_free(replay->told);
  g_free(replay);
}

GHashTable *replay_new(void)
{
  return g_hash_table_new_full(hash_key, keys_equal, NULL, drop_replay);
}

bool replay_may(const Work *work, const LayoutSlot *slot, const SlotFilling *filling)
{
  return work->modules && slot->made && !slot->gathered && !slot->flow && !slot->bleed && filling->n_articles == 1;
}

/* To another slot, where their words are placed too. */
static bool sends_pictures(const Article *article)
{
  for (unsigned i = 0; i < article->n_pictures; i++)
    if (article->pictures[i].where == PICTURE_SLOT)
      return true;
  return false;
}

static Replay *set_module(const Work *like, const LayoutTemplate *templ, const LayoutSlot *slot,
                          const SlotFilling *filling)
{
  const Article *article = filling->articles[0];
  const Grid *grid = &like->sheet->grid;
  Replay *replay = g_new(Replay, 1);
  Work work = work_open(like, like->spec, like->number);
  replay->told = work.diags = diag_list_new(diag_lang(like->diags));
  slot_compose(&work, templ, slot, filling);
  replay->key = key_of(grid, slot, article);
  replay->x = grid_column_x(grid, slot->column_first);
  replay->y = grid_line_y(grid, slot->row_first);
  replay->n_items = work.items->len;
  replay->items = arena_copy(work.arena, work.items->data, work.items->len * sizeof(Placed));
  PlacedArticle *row = work_article(&work, article);
  tally_article(&work, row);
  row->tallied = !sends_pictures(article);
  replay->row = *row;
  work_close(&work);
  return replay;
}

static Box moved(Box box, Mpt right, Mpt down)
{
  return (Box){box.x + right, box.y + down, box.w, box.h};
}

static void place_again(Work *work, const Replay *replay, const LayoutSlot *slot)
{
  const Grid *grid = &work->sheet->grid;
  Mpt right = grid_column_x(grid, slot->column_first) - replay->x;
  Mpt down = grid_line_y(grid, slot->row_first) - replay->y;
  for (unsigned i = 0; i < replay->n_items; i++) {
    Placed item = replay->items[i];
    item.box = moved(item.box, right, down);
    item.within = moved(item.within, right, down);
    item.x += right;
    item.y += down;
    item.slot = item.slot ? slot : NULL;
    g_array_append_val(work->items, item);
  }
  PlacedArticle *row = work_article(work, replay->row.article);
  *row = replay->row;
  row->y += down;
  diag_append(work->diags, replay->told);
}

static Replay *find_replay(const Work *work, const LayoutTemplate *templ, const LayoutSlot *slot,
                           const SlotFilling *filling, bool set)
{
  const ModuleKey key = key_of(&work->sheet->grid, slot, filling->articles[0]);
  Replay *replay = g_hash_table_lookup(work->modules, &key);
  if (!replay && set) {
    replay = set_module(work, templ, slot, filling);
    g_hash_table_insert(work->modules, &replay->key, replay);
  }
  return replay;
}

const PlacedArticle *replay_row(const Work *work, const LayoutTemplate *templ, const LayoutSlot *slot,
                                const SlotFilling *filling, bool set)
{
  const Replay *replay = find_replay(work, templ, slot, filling, set);
  return replay ? &replay->row : NULL;
}

void replay_compose(Work *work, const LayoutTemplate *templ, const LayoutSlot *slot, const SlotFilling *filling)
{
  place_again(work, find_replay(work, templ, slot, filling, true), slot);
}
