/* What of each article stands on its page, told from the lines that are placed and from nothing else. A character is
   known by where it was written: line and column of its file. What the program adds (a prefix, a marker, a jump's
   words) has no such place; what stands twice counts once. */
#include "compose/work.h"

#include <stdlib.h>

typedef struct {
  const Rich *rich;
  uint32_t offset;
  uint64_t key;
  bool missing;
} Written; /* a character of the manuscript */

typedef void (*SeeCharacter)(const Rich *rich, uint32_t offset, uint64_t key, void *data);

/* White space and controls are not counted, as text_characters has it. */
static bool is_counted(gunichar c)
{
  return !g_unichar_isspace(c) && !g_unichar_iscntrl(c) && !g_unichar_iszerowidth(c);
}

static void walk_text(const Rich *rich, uint32_t start, uint32_t end, SeeCharacter see, void *data)
{
  RichWalk walk = rich_walk(rich, start);
  for (const char *at = rich->text + start, *stop = rich->text + end; at < stop; at = g_utf8_next_char(at)) {
    Place place;
    bool ours = rich_walk_to(&walk, (uint32_t)(at - rich->text), &place);
    if (!ours && is_counted(g_utf8_get_char(at)))
      see(rich, (uint32_t)(at - rich->text), (uint64_t)place.line << 32 | (uint32_t)place.column, data);
  }
}

/* --- what stands there ------------------------------------------------------------------------------- */

static void add_key(const Rich *rich, uint32_t offset, uint64_t key, void *data)
{
  g_array_append_val((GArray *)data, key);
}

static int compare_keys(gconstpointer a, gconstpointer b)
{
  uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
  return (left > right) - (left < right);
}

static GArray *list_placed(const Work *work, const Article *article)
{
  GArray *keys = g_array_new(FALSE, FALSE, sizeof(uint64_t));
  for (unsigned i = 0; i < work->items->len; i++) {
    const Placed *item = &g_array_index(work->items, Placed, i);
    if (item->kind != PLACED_LINE || item->furniture || g_strcmp0(item->article, article->slug))
      continue;
    const Line *line = &item->setting->lines[item->line];
    const Cluster *clusters = item->setting->shaped->clusters;
    if (line->end > line->first)
      walk_text(item->setting->shaped->rich, clusters[line->first].start, clusters[line->end - 1].end, add_key, keys);
  }
  g_array_sort(keys, compare_keys);
  return keys;
}

/* --- what was written --------------------------------------------------------------------------------- */

static void add_written(const Rich *rich, uint32_t offset, uint64_t key, void *data)
{
  const Written written = {rich, offset, key, true};
  g_array_append_val((GArray *)data, written);
}

static void add_rich(GArray *all, const Rich *rich)
{
  if (rich)
    walk_text(rich, 0, rich->length, add_written, all);
}

static void add_lines(GArray *all, const Rich *const *lines, unsigned n)
{
  for (unsigned i = 0; i < n; i++)
    add_rich(all, lines[i]);
}

static void add_block(GArray *all, const Block *block)
{
  add_lines(all, block->lines, block->n_lines);
  for (unsigned i = 0; i < block->n_items; i++)
    add_rich(all, block->items[i].text);
  for (unsigned i = 0; block->table && i < block->table->rows * block->table->columns; i++)
    add_rich(all, block->table->cells[i]);
}

/* In reading order; the title of a part that goes on is a repeat. */
static GArray *list_written(const Article *article)
{
  GArray *all = g_array_new(FALSE, FALSE, sizeof(Written));
  add_rich(all, article->kicker);
  if (!article->jumps_from)
    add_lines(all, article->title, article->n_title);
  add_lines(all, article->subtitle, article->n_subtitle);
  add_rich(all, article->byline);
  add_rich(all, article->dateline);
  for (unsigned i = 0; i < article->n_blocks; i++)
    add_block(all, &article->blocks[i]);
  for (unsigned i = 0; i < article->n_pictures; i++) {
    add_rich(all, article->pictures[i].caption);
    add_rich(all, article->pictures[i].credit);
  }
  add_rich(all, article->source);
  return all;
}

/* --- the difference ------------------------------------------------------------------------------------ */

static int compare_written(const void *a, const void *b)
{
  const Written *left = *(const Written *const *)a, *right = *(const Written *const *)b;
  return left->key != right->key ? (left->key > right->key ? 1 : -1) : (left > right) - (left < right);
}

/* Both in the order of their keys: each character placed answers for one that was written. */
static void match(GArray *all, const GArray *keys)
{
  const Written **order = g_new(const Written *, all->len + 1);
  for (unsigned i = 0; i < all->len; i++)
    order[i] = &g_array_index(all, Written, i);
  qsort(order, all->len, sizeof *order, compare_written);
  for (unsigned i = 0, k = 0; i < all->len; i++) {
    while (k < keys->len && g_array_index(keys, uint64_t, k) < order[i]->key)
      k++;
    bool found = k < keys->len && g_array_index(keys, uint64_t, k) == order[i]->key;
    ((Written *)(uintptr_t)order[i])->missing = !found;
    k += found;
  }
  g_free(order);
}

/* Characters of the manuscript in a run that is missing: I is its first; returns one past its last. */
static unsigned run_end(const GArray *all, unsigned i)
{
  const Rich *rich = g_array_index(all, Written, i).rich;
  while (i < all->len && g_array_index(all, Written, i).missing && g_array_index(all, Written, i).rich == rich)
    i++;
  return i;
}

static unsigned count_run(const GArray *all, unsigned from, unsigned to)
{
  const Written *first = &g_array_index(all, Written, from), *last = &g_array_index(all, Written, to - 1);
  const char *start = first->rich->text + first->offset, *end = g_utf8_next_char(last->rich->text + last->offset);
  return text_characters(start, (size_t)(end - start));
}

enum { WORDS_SHOWN = 12 };

static const char *first_words(Arena *arena, const Written *first)
{
  const char *start = first->rich->text + first->offset, *end = start;
  const char *last = first->rich->text + first->rich->length;
  for (unsigned n = 0; n < WORDS_SHOWN && end < last && *end != '\n'; n++)
    end = g_utf8_next_char(end);
  return arena_strndup(arena, start, (size_t)(end - start));
}

void tally_article(Work *work, PlacedArticle *row)
{
  GArray *keys = list_placed(work, row->article), *all = list_written(row->article);
  match(all, keys);
  row->overset = 0;
  for (unsigned i = 0, end; i < all->len; i = end) {
    end = i + 1;
    if (!g_array_index(all, Written, i).missing)
      continue;
    end = run_end(all, i);
    if (!row->overset) {
      const Written *first = &g_array_index(all, Written, i);
      row->over_at = rich_place(first->rich, first->offset);
      row->over_words = first_words(work->arena, first);
    }
    row->overset += count_run(all, i, end);
  }
  row->overset = MIN(row->overset, row->characters);
  row->placed = row->characters - row->overset;
  g_array_free(keys, TRUE);
  g_array_free(all, TRUE);
}
