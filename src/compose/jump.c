/* 转版: an article that is placed on several pages and may be continued is divided between them at the end of a
   sentence, as late as the earlier page holds it with its （下转…） line (§7). */
#include "compose/work.h"

#include <string.h>

enum { LINES_LEAST = 3 }; /* at both ends of a jump */

/* Before byte OFFSET of block BLOCK; CHARACTERS of the body stand before it. */
typedef struct {
  unsigned block, offset, characters;
} Cut;

typedef struct {
  Arena *arena;
  const Issue *issue;
  const StyleSheet *sheet;
  DiagList *diags;
  const PageSpec **specs;
} Jumper;

/* --- where ----------------------------------------------------------------------------------------- */

/* Quotations opened less those closed; a speech is not divided. */
static int quote_step(gunichar c)
{
  return (c == 0x201C || c == 0x300C || c == 0xFF08) - (c == 0x201D || c == 0x300D || c == 0xFF09);
}

static bool is_sentence_end(gunichar c)
{
  return c == 0x3002 || c == 0xFF01 || c == 0xFF1F; /* 。！？ */
}

static void list_sentences(GArray *cuts, const Rich *text, unsigned block, unsigned before)
{
  int depth = 0;
  bool ended = false;
  const char *end = text->text + text->length;
  for (const char *at = text->text; at < end;) {
    gunichar c = g_utf8_get_char(at);
    depth += quote_step(c);
    at = g_utf8_next_char(at);
    ended = is_sentence_end(c) || (ended && quote_step(c) < 0);
    if (!ended || depth || at >= end || quote_step(g_utf8_get_char(at)) < 0)
      continue;
    unsigned offset = (unsigned)(at - text->text);
    const Cut cut = {block, offset, before + text_characters(text->text, offset)};
    g_array_append_val(cuts, cut);
  }
}

static unsigned count_blocks(const Article *article, unsigned first, unsigned end)
{
  Article only = {.blocks = article->blocks + first, .n_blocks = end - first};
  return article_count(&only);
}

/* Nothing is parted from the 小标题 above it. */
static bool ends_well(const Block *block)
{
  return block->kind != BLOCK_SUBHEAD && block->kind != BLOCK_ORNAMENT && block->kind != BLOCK_PICTURE;
}

/* In reading order. */
static GArray *list_cuts(const Article *article)
{
  GArray *cuts = g_array_new(FALSE, FALSE, sizeof(Cut));
  unsigned before = 0;
  for (unsigned i = 0; i < article->n_blocks; i++) {
    const Block *block = &article->blocks[i];
    if (block->kind == BLOCK_PARAGRAPH)
      list_sentences(cuts, block->lines[0], i, before);
    before += count_blocks(article, i, i + 1);
    const Cut cut = {i + 1, 0, before};
    if (ends_well(block) && i + 1 < article->n_blocks)
      g_array_append_val(cuts, cut);
  }
  return cuts;
}

/* --- parts -------------------------------------------------------------------------------------------- */

static Block slice_block(Arena *arena, const Block *block, uint32_t start, uint32_t end)
{
  Block slice = *block;
  const Rich **lines = ARENA_ARRAY(arena, const Rich *, 1);
  lines[0] = rich_slice(arena, block->lines[0], start, end);
  slice.lines = lines;
  return slice;
}

static void take_blocks(Arena *arena, const Article *article, const Cut *from, const Cut *to, Article *part)
{
  unsigned end = to->offset ? to->block + 1 : to->block;
  Block *blocks = ARENA_ARRAY(arena, Block, end - from->block + 1);
  for (unsigned i = from->block; i < end; i++) {
    const Block *block = &article->blocks[i];
    uint32_t start = i == from->block ? from->offset : 0, stop = i == to->block ? to->offset : 0;
    blocks[i - from->block] =
        start || stop ? slice_block(arena, block, start, stop ? stop : block->lines[0]->length) : *block;
  }
  part->blocks = blocks;
  part->n_blocks = end - from->block;
}

static bool shows(const Article *article, const Picture *picture)
{
  for (unsigned i = 0; i < article->n_blocks; i++)
    if (article->blocks[i].picture == picture)
      return true;
  return false;
}

/* Pictures go where the text names them; those it does not name stand with its beginning. */
static void take_pictures(Arena *arena, const Article *article, Article *part)
{
  Picture *pictures = ARENA_ARRAY(arena, Picture, article->n_pictures + 1);
  part->n_pictures = 0;
  for (unsigned i = 0; i < article->n_pictures; i++) {
    const Picture *picture = &article->pictures[i];
    if (!shows(part, picture) && (part->jumps_from || shows(article, picture)))
      continue;
    for (unsigned b = 0; b < part->n_blocks; b++)
      if (part->blocks[b].picture == picture)
        ((Block *)(uintptr_t)part->blocks)[b].picture = &pictures[part->n_pictures];
    pictures[part->n_pictures++] = *picture;
  }
  part->pictures = pictures;
}

/* What stands between two cuts. A part that goes on repeats the title alone; the source ends the last one. */
static Article *make_part(Arena *arena, const Article *article, const Cut *from, const Cut *to, const char *jumps_from,
                          const char *jumps_to)
{
  Article *part = ARENA_NEW(arena, Article);
  *part = *article;
  part->jumps_from = jumps_from;
  part->jumps_to = jumps_to;
  if (jumps_from) {
    part->kicker = part->byline = part->dateline = NULL;
    part->n_subtitle = 0;
  }
  if (jumps_to)
    part->source = NULL;
  take_blocks(arena, article, from, to, part);
  take_pictures(arena, article, part);
  part->characters = article_count(part);
  return part;
}

/* --- pages -------------------------------------------------------------------------------------------- */

static const Article *const *list_with(Arena *arena, const Article *const *list, unsigned *n, const Article *article,
                                       const Article *part)
{
  const Article **own = ARENA_ARRAY(arena, const Article *, *n + 1);
  unsigned kept = 0;
  for (unsigned i = 0; i < *n; i++)
    if (list[i] != article || part)
      own[kept++] = list[i] == article ? part : list[i];
  *n = kept;
  return own;
}

/* SPEC with PART in the place of ARTICLE; NULL: without it. */
static const PageSpec *spec_with(Arena *arena, const PageSpec *spec, const Article *article, const Article *part)
{
  PageSpec *own = arena_copy(arena, spec, sizeof *spec);
  SlotFilling *fillings = ARENA_ARRAY(arena, SlotFilling, spec->n_fillings + 1);
  for (unsigned i = 0; i < spec->n_fillings; i++) {
    fillings[i] = spec->fillings[i];
    fillings[i].articles = list_with(arena, fillings[i].articles, &fillings[i].n_articles, article, part);
  }
  own->fillings = fillings;
  own->articles = list_with(arena, spec->articles, &own->n_articles, article, part);
  return own;
}

/* Whether the page holds all of the part. */
static bool fits(const Jumper *jumper, unsigned page, const Article *article, const Article *part)
{
  Arena *arena = arena_new();
  DiagList *diags = diag_list_new(diag_lang(jumper->diags));
  const Work like = {.arena = arena, .diags = diags, .issue = jumper->issue, .sheet = jumper->sheet};
  PlacedPage placed = {0};
  page_compose_spec(&like, spec_with(arena, jumper->specs[page], article, part), (int)page + 1, &placed);
  bool all = false;
  for (unsigned i = 0; i < placed.n_articles; i++)
    if (placed.articles[i].article == part)
      all = !placed.articles[i].overset && !placed.articles[i].overset_lines;
  diag_list_free(diags);
  arena_free(arena);
  return all;
}

/* The latest cut the page holds; NULL: none. */
static const Cut *find_cut(const Jumper *jumper, const GArray *cuts, const Article *article, const Cut *from,
                           const unsigned *pages, const char *jumps_from)
{
  unsigned least = LINES_LEAST * (unsigned)jumper->sheet->grid.characters;
  unsigned all = count_blocks(article, 0, article->n_blocks), lo = 0, hi = cuts->len;
  const Cut *all_cuts = (const Cut *)(void *)cuts->data;
  while (lo < hi && all_cuts[lo].characters < from->characters + least)
    lo++;
  while (hi > lo && all_cuts[hi - 1].characters + least > all)
    hi--;
  const Cut *best = NULL;
  const char *to = jumper->specs[pages[1]]->label;
  while (lo < hi) {
    unsigned middle = (lo + hi) / 2;
    Arena *arena = arena_new();
    const Article *part = make_part(arena, article, from, &all_cuts[middle], jumps_from, to);
    bool held = fits(jumper, pages[0], article, part);
    arena_free(arena);
    if (held) {
      best = &all_cuts[middle];
      lo = middle + 1;
    } else
      hi = middle;
  }
  return best;
}

static void put_part(Jumper *jumper, unsigned page, const Article *article, const Article *part)
{
  jumper->specs[page] = spec_with(jumper->arena, jumper->specs[page], article, part);
}

/* PAGES: the indices of those it is placed on, N of them. */
static void divide(Jumper *jumper, const Article *article, const unsigned *pages, unsigned n)
{
  GArray *cuts = list_cuts(article);
  const Cut end = {article->n_blocks, 0, 0};
  Cut from = {0, 0, 0};
  const char *jumps_from = NULL;
  for (unsigned k = 0; k < n; k++) {
    const Article *rest = make_part(jumper->arena, article, &from, &end, jumps_from, NULL);
    bool last = k + 1 == n;
    const Cut *cut = NULL;
    if (!last && fits(jumper, pages[k], article, rest)) {
      diag_add_at(jumper->diags, DIAG_JUMP_NEEDLESS, article->place, (int)pages[k] + 1, article->slug, article->slug,
                  jumper->specs[pages[k]]->label, jumper->specs[pages[k + 1]]->label);
      last = true;
    } else if (!last && !(cut = find_cut(jumper, cuts, article, &from, pages + k, jumps_from))) {
      diag_add_at(jumper->diags, DIAG_JUMP_NOWHERE, article->place, (int)pages[k] + 1, article->slug, article->slug,
                  jumper->specs[pages[k]]->label, jumper->specs[pages[k + 1]]->label);
      last = true;
    }
    if (!last)
      rest = make_part(jumper->arena, article, &from, cut, jumps_from, jumper->specs[pages[k + 1]]->label);
    put_part(jumper, pages[k], article, rest);
    for (unsigned later = k + 1; last && later < n; later++)
      put_part(jumper, pages[later], article, NULL);
    if (last)
      break;
    from = *cut;
    jumps_from = jumper->specs[pages[k]]->label;
  }
  g_array_free(cuts, TRUE);
}

static bool is_placed(const PageSpec *spec, const Article *article)
{
  for (unsigned i = 0; i < spec->n_articles; i++)
    if (spec->articles[i] == article)
      return true;
  return false;
}

const PageSpec **jump_specs(Arena *arena, const Issue *issue, const StyleSheet *sheet, DiagList *diags)
{
  Jumper jumper = {arena, issue, sheet, diags, ARENA_ARRAY(arena, const PageSpec *, issue->n_pages + 1)};
  for (unsigned i = 0; i < issue->n_pages; i++)
    jumper.specs[i] = &issue->pages[i];
  unsigned *pages = ARENA_ARRAY(arena, unsigned, issue->n_pages + 1);
  for (unsigned a = 0; a < issue->n_articles; a++) {
    const Article *article = issue->articles[a];
    unsigned n = 0;
    for (unsigned i = 0; article && article->continued && i < issue->n_pages; i++)
      if (is_placed(&issue->pages[i], article))
        pages[n++] = i;
    if (n > 1)
      divide(&jumper, article, pages, n);
  }
  return jumper.specs;
}
