/* What of each article stands on its page, told from the lines that are placed and from nothing else. A character is
   known by where it was written: line and column of its file. What the program adds (a prefix, a marker, a jump's
   words) has no such place; what stands twice counts once. */
#include "compose/tally.h"

#include "base/costs.h"

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

static bool is_sorted(const GArray *keys)
{
  for (unsigned i = 1; i < keys->len; i++)
    if (g_array_index(keys, uint64_t, i - 1) > g_array_index(keys, uint64_t, i))
      return false;
  return true;
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
  if (!is_sorted(keys)) /* lines stand in reading order but for pictures' words and the like */
    g_array_sort(keys, compare_keys);
  return keys;
}

/* --- what was written --------------------------------------------------------------------------------- */

typedef struct {
  Arena *arena;
  PlacedArticle *row;
  const GArray *keys; /* of what is placed */
  uint8_t *used;      /* those that answer for a character already */
  unsigned at;        /* the key after the last one found: mostly the next */
  const Rich *rich;   /* of the run of missing characters at hand; NULL: none */
  uint32_t from, last;
} Tally;

static uint64_t key_at(const Tally *tally, unsigned index)
{
  return index < tally->keys->len ? g_array_index(tally->keys, uint64_t, index) : UINT64_MAX;
}

static unsigned find_key(const Tally *tally, uint64_t key)
{
  if (key_at(tally, tally->at) == key && (!tally->at || key_at(tally, tally->at - 1) < key))
    return tally->at;
  unsigned low = 0, high = tally->keys->len;
  while (low < high) {
    unsigned middle = low + (high - low) / 2;
    if (key_at(tally, middle) < key)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* Each character placed answers for one that was written. */
static bool is_placed(Tally *tally, uint64_t key)
{
  unsigned i = find_key(tally, key);
  while (key_at(tally, i) == key && tally->used[i])
    i++;
  if (key_at(tally, i) != key)
    return false;
  tally->used[i] = 1;
  tally->at = i + 1;
  return true;
}

static const char *first_words(Arena *arena, const Rich *rich, uint32_t offset)
{
  const char *start = rich->text + offset, *end = start, *last = rich->text + rich->length;
  for (unsigned n = 0; n < COST_TELL_WORDS && end < last && *end != '\n'; n++)
    end = g_utf8_next_char(end);
  return arena_strndup(arena, start, (size_t)(end - start));
}

/* A run of missing characters is over. */
static void close_run(Tally *tally)
{
  const Rich *rich = tally->rich;
  if (!rich)
    return;
  if (!tally->row->overset) {
    tally->row->over_at = rich_place(rich, tally->from);
    tally->row->over_words = first_words(tally->arena, rich, tally->from);
  }
  const char *start = rich->text + tally->from, *end = g_utf8_next_char(rich->text + tally->last);
  tally->row->overset += text_characters(start, (size_t)(end - start));
  tally->rich = NULL;
}

static void see_written(const Rich *rich, uint32_t offset, uint64_t key, void *data)
{
  Tally *tally = data;
  if (is_placed(tally, key)) {
    close_run(tally);
    return;
  }
  if (!tally->rich) {
    tally->rich = rich;
    tally->from = offset;
  }
  tally->last = offset;
}

static void see_rich(Tally *tally, const Rich *rich)
{
  if (rich)
    walk_text(rich, 0, rich->length, see_written, tally);
  close_run(tally);
}

static void see_lines(Tally *tally, const Rich *const *lines, unsigned n)
{
  for (unsigned i = 0; i < n; i++)
    see_rich(tally, lines[i]);
}

static void see_block(Tally *tally, const Block *block)
{
  see_lines(tally, block->lines, block->n_lines);
  for (unsigned i = 0; i < block->n_items; i++)
    see_rich(tally, block->items[i].text);
  for (unsigned i = 0; block->table && i < block->table->rows * block->table->columns; i++)
    see_rich(tally, block->table->cells[i]);
}

static void see_head(Tally *tally, const Article *article)
{
  see_rich(tally, article->kicker);
  if (!article->jumps_from)
    see_lines(tally, article->title, article->n_title);
  see_lines(tally, article->subtitle, article->n_subtitle);
}

static unsigned count_lines(const Rich *const *lines, unsigned n)
{
  unsigned sum = 0;
  for (unsigned i = 0; i < n; i++)
    sum += text_characters(lines[i]->text, lines[i]->length);
  return sum;
}

static unsigned count_title(const Article *article)
{
  return article->jumps_from ? 0 : count_lines(article->title, article->n_title);
}

/* Of an article whose slot prints no head; an advertisement's title is the name it is called by, and never counts. */
static void count_unprinted(PlacedArticle *row)
{
  const Article *article = row->article;
  if (article->kind == KIND_AD)
    row->characters -= count_title(article);
  else
    row->unprinted += count_title(article);
  row->unprinted += article->kicker ? text_characters(article->kicker->text, article->kicker->length) : 0;
  row->unprinted += count_lines(article->subtitle, article->n_subtitle);
}

/* In reading order; the title of a part that goes on is a repeat. */
static void see_article(Tally *tally, const Article *article)
{
  if (!tally->row->headless)
    see_head(tally, article);
  see_rich(tally, article->byline);
  see_rich(tally, article->dateline);
  for (unsigned i = 0; i < article->n_blocks; i++)
    see_block(tally, &article->blocks[i]);
  for (unsigned i = 0; i < article->n_pictures; i++) {
    see_rich(tally, article->pictures[i].caption);
    see_rich(tally, article->pictures[i].credit);
  }
  see_rich(tally, article->source);
}

void tally_article(Work *work, PlacedArticle *row)
{
  GArray *keys = list_placed(work, row->article);
  Tally tally = {.arena = work->arena, .row = row, .keys = keys, .used = g_malloc0(keys->len + 1)};
  row->overset = row->unprinted = 0;
  row->characters = row->article->characters;
  if (row->headless)
    count_unprinted(row);
  see_article(&tally, row->article);
  row->overset = MIN(row->overset, row->characters - row->unprinted);
  row->placed = row->characters - row->unprinted - row->overset;
  g_free(tally.used);
  g_array_free(keys, TRUE);
}
