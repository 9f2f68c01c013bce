/* 转版: an article that is placed on several pages and may be continued is divided between them at the end of a
   sentence, as late as the earlier page holds it with its （下转…） line (§7). */
#include "compose/jump.h"

#include "compose/intake.h"
#include "compose/page.h"

#include <string.h>

#include "base/costs.h"

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
  Shaper *shaper;
  Arena *scratch, *trials;
  AdvertSize advert_size;
} Jumper;

/* An article being divided. */
typedef struct {
  Jumper *jumper;
  const Article *article;
  GArray *cuts;      /* Cut: where it may be divided, in reading order */
  unsigned all;      /* characters of its body */
  GHashTable *shown; /* pictures its text names */
} Division;

/* What is to go on a page: the text from FROM on. */
typedef struct {
  const Division *division;
  unsigned page; /* index */
  const Cut *from;
  const char *jumps_from, *jumps_to;
  Arena *arena; /* of what is tried; KEPT's shapes are in it */
  GHashTable *kept;
  unsigned low, high; /* characters: a part that ends before LOW is held; one that ends from HIGH on is not */
} Stretch;

/* --- where ----------------------------------------------------------------------------------------- */

/* Quotations opened less those closed; a speech is not divided. */
static int quote_step(gunichar c)
{
  return (c == MARK_DOUBLE_OPEN || c == MARK_CORNER_OPEN || c == MARK_PAREN_OPEN) -
         (c == MARK_DOUBLE_CLOSE || c == MARK_CORNER_CLOSE || c == MARK_PAREN_CLOSE);
}

static void list_sentences(GArray *cuts, const Rich *text, unsigned block, unsigned before)
{
  int depth = 0;
  bool ended = false;
  const char *end = text->text + text->length, *counted = text->text;
  for (const char *at = text->text; at < end;) {
    gunichar c = g_utf8_get_char(at);
    depth += quote_step(c);
    at = g_utf8_next_char(at);
    ended = mark_has(c, TRAIT_ENDS) || (ended && quote_step(c) < 0);
    if (!ended || depth || at >= end || quote_step(g_utf8_get_char(at)) < 0)
      continue;
    before += text_characters(counted, (size_t)(at - counted));
    counted = at;
    const Cut cut = {block, (unsigned)(at - text->text), before};
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

static GHashTable *list_shown(const Article *article)
{
  GHashTable *shown = g_hash_table_new(NULL, NULL);
  for (unsigned i = 0; i < article->n_blocks; i++)
    if (article->blocks[i].picture)
      g_hash_table_add(shown, (gpointer)(uintptr_t)article->blocks[i].picture);
  return shown;
}

/* Pictures go where the text names them; those it does not name stand with its beginning. */
static void take_pictures(Arena *arena, const Division *division, Article *part)
{
  const Article *article = division->article;
  Picture *pictures = ARENA_ARRAY(arena, Picture, article->n_pictures + 1);
  GHashTable *own = list_shown(part), *moved = g_hash_table_new(NULL, NULL);
  part->n_pictures = 0;
  for (unsigned i = 0; i < article->n_pictures; i++) {
    const Picture *picture = &article->pictures[i];
    bool named = g_hash_table_contains(own, picture);
    if (!named && (part->jumps_from || g_hash_table_contains(division->shown, picture)))
      continue;
    g_hash_table_insert(moved, (gpointer)(uintptr_t)picture, &pictures[part->n_pictures]);
    pictures[part->n_pictures++] = *picture;
  }
  for (unsigned b = 0; b < part->n_blocks; b++)
    if (part->blocks[b].picture)
      ((Block *)(uintptr_t)part->blocks)[b].picture = g_hash_table_lookup(moved, part->blocks[b].picture);
  part->pictures = pictures;
  g_hash_table_destroy(own);
  g_hash_table_destroy(moved);
}

/* What stands between two cuts. A part that goes on repeats the title alone; the source ends the last one. */
static Article *make_part(Arena *arena, const Stretch *stretch, const Cut *to, const char *jumps_to)
{
  const Article *article = stretch->division->article;
  Article *part = ARENA_NEW(arena, Article);
  *part = *article;
  part->jumps_from = stretch->jumps_from;
  part->jumps_to = jumps_to;
  if (part->jumps_from) {
    part->priority = MAX(part->priority, COST_JUMP_PRIORITY);
    part->kicker = part->byline = part->dateline = NULL;
    part->n_subtitle = 0;
  }
  if (jumps_to)
    part->source = NULL;
  take_blocks(arena, article, stretch->from, to, part);
  take_pictures(arena, stretch->division, part);
  part->characters = article_count(part);
  return part;
}

static Article *make_rest(Arena *arena, const Stretch *stretch)
{
  const Cut end = {stretch->division->article->n_blocks, 0, stretch->division->all};
  return make_part(arena, stretch, &end, NULL);
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
  own->n_free = spec->n_free;
  for (unsigned i = spec->n_articles - spec->n_free; !part && i < spec->n_articles; i++)
    own->n_free -= spec->articles[i] == article;
  return own;
}

static Held hold(const Stretch *stretch, const Article *part)
{
  const Jumper *jumper = stretch->division->jumper;
  DiagList *diags = diag_list_new(diag_lang(jumper->diags));
  const Work like = {.arena = stretch->arena,
                     .diags = diags,
                     .issue = jumper->issue,
                     .sheet = jumper->sheet,
                     .shaper = jumper->shaper,
                     .scratch = jumper->scratch,
                     .trials = jumper->trials,
                     .advert_size = jumper->advert_size,
                     .kept = stretch->kept};
  const PageSpec *spec = spec_with(stretch->arena, jumper->specs[stretch->page], stretch->division->article, part);
  Held held = page_hold(&like, spec, (int)stretch->page + 1, part);
  diag_list_free(diags);
  return held;
}

static bool holds(const Stretch *stretch, const Cut *to)
{
  if (to->characters < stretch->low || to->characters >= stretch->high)
    return to->characters < stretch->low;
  return hold(stretch, make_part(stretch->arena, stretch, to, stretch->jumps_to)).all;
}

static const Cut *cut_at(const Division *division, unsigned index)
{
  return &g_array_index(division->cuts, Cut, index);
}

/* The first with CHARACTERS or more before it; their number: none. */
static unsigned find_cut_from(const Division *division, unsigned characters)
{
  unsigned lo = 0, hi = division->cuts->len;
  while (lo < hi) {
    unsigned middle = (lo + hi) / 2;
    if (cut_at(division, middle)->characters < characters)
      lo = middle + 1;
    else
      hi = middle;
  }
  return lo;
}

/* Characters that about fill the slots the article has on a page. */
static unsigned guess_room(const Stretch *stretch)
{
  const Grid *grid = &stretch->division->jumper->sheet->grid;
  const PageSpec *spec = stretch->division->jumper->specs[stretch->page];
  int cells = 0;
  for (unsigned s = 0; spec->templ && s < spec->templ->n_slots; s++) {
    const LayoutSlot *slot = &spec->templ->slots[s];
    if (page_slot_holds(spec, slot->name, stretch->division->article))
      cells += (slot->column_last - slot->column_first + 1) * (slot->row_last - slot->row_first + 1);
  }
  cells = cells ? cells : grid->columns * grid->lines;
  return (unsigned)((int64_t)cells * grid->characters * COST_JUMP_GUESS / 1000) + COST_JUMP_MORE;
}

/* Text alone ends about where the page was full; pictures and tables further on take room that is not theirs. */
static bool is_text(const Article *part)
{
  for (unsigned i = 0; i < part->n_blocks; i++)
    if (part->blocks[i].kind == BLOCK_TABLE)
      return false;
  return part->n_pictures == 0;
}

/* PART, which ends before TO, is too much for the page: where what goes in ends is nearly known. */
static void narrow(Stretch *stretch, const Article *part, const Cut *to, const Held *held)
{
  stretch->high = to->characters;
  if (!is_text(part) || !held->lines || held->overset > to->characters)
    return;
  unsigned end = to->characters - held->overset, a_line = held->placed / held->lines + 1;
  stretch->high = MIN(stretch->high, end + COST_JUMP_BEHIND * a_line);
  stretch->low = MAX(stretch->low, end > COST_JUMP_BEFORE * a_line ? end - COST_JUMP_BEFORE * a_line : 0);
}

/* Tries no more of the text than may go on the page, or twice as much where that goes on it. True: all of it does. */
static bool measure(Stretch *stretch)
{
  const Division *division = stretch->division;
  for (unsigned room = guess_room(stretch);; room *= 2) {
    unsigned at =
        room < division->all ? find_cut_from(division, stretch->from->characters + room) : division->cuts->len;
    if (at == division->cuts->len)
      return hold(stretch, make_rest(stretch->arena, stretch)).all;
    const Cut *to = cut_at(division, at);
    const Article *part = make_part(stretch->arena, stretch, to, stretch->jumps_to);
    Held held = hold(stretch, part);
    if (!held.all) {
      narrow(stretch, part, to, &held);
      return false;
    }
    stretch->low = to->characters;
  }
}

/* The latest cut the page holds; NULL: none. */
static const Cut *search_cut(const Stretch *stretch)
{
  const Division *division = stretch->division;
  unsigned least = COST_JUMP_LEAST * (unsigned)division->jumper->sheet->grid.characters;
  unsigned lo = find_cut_from(division, stretch->from->characters + least);
  unsigned hi = division->all < least ? 0 : find_cut_from(division, division->all - least + 1);
  const Cut *best = NULL;
  while (lo < hi) {
    unsigned middle = (lo + hi) / 2;
    if (holds(stretch, cut_at(division, middle))) {
      best = cut_at(division, middle);
      lo = middle + 1;
    } else
      hi = middle;
  }
  return best;
}

static const Cut *find_cut(Stretch *stretch)
{
  const Cut *cut = search_cut(stretch);
  if (!cut || cut->characters >= stretch->low)
    return cut;
  stretch->low = 0; /* none was tried: the measure may have been wrong */
  if (holds(stretch, cut))
    return cut;
  stretch->high = UINT_MAX;
  return search_cut(stretch);
}

static void put_part(Jumper *jumper, unsigned page, const Article *article, const Article *part)
{
  jumper->specs[page] = spec_with(jumper->arena, jumper->specs[page], article, part);
}

static void report_jump(const Division *division, DiagCode code, unsigned page, unsigned next)
{
  const Jumper *jumper = division->jumper;
  const Article *article = division->article;
  diag_add_at(jumper->diags, code, article->place, (int)page + 1, article->slug, article->slug,
              jumper->specs[page]->label, jumper->specs[next]->label);
}

/* Where the text of STRETCH ends that goes on its page, NEXT being the one it goes on to; NULL: with the article. */
static const Cut *divide_here(Stretch *stretch, unsigned next)
{
  stretch->arena = arena_new();
  stretch->kept = intake_kept_new();
  bool all = measure(stretch);
  const Cut *cut = all ? NULL : find_cut(stretch);
  g_hash_table_destroy(stretch->kept);
  arena_free(stretch->arena);
  if (!cut)
    report_jump(stretch->division, all ? DIAG_JUMP_NEEDLESS : DIAG_JUMP_NOWHERE, stretch->page, next);
  return cut;
}

/* The part of it a page was dealt; NULL: it was placed there. */
static const PagePart *find_part(const Jumper *jumper, unsigned page, const Article *article)
{
  const PageSpec *spec = jumper->specs[page];
  for (unsigned i = 0; i < spec->n_parts; i++)
    if (spec->parts[i].article == article)
      return &spec->parts[i];
  return NULL;
}

/* That nearest to AIM, in characters; NULL: fewer than three lines would stand before or behind it. */
static const Cut *cut_near(const Stretch *stretch, int64_t aim)
{
  const Division *division = stretch->division;
  unsigned least = COST_JUMP_LEAST * (unsigned)division->jumper->sheet->grid.characters;
  const Cut *best = NULL;
  for (unsigned i = find_cut_from(division, stretch->from->characters + least); i < division->cuts->len; i++) {
    const Cut *cut = cut_at(division, i);
    if (cut->characters + least <= division->all && (!best || ABS(cut->characters - aim) < ABS(best->characters - aim)))
      best = cut;
  }
  return best;
}

/* Where the part was reckoned to end, or a few lines before, as long as some of it is over. */
static const Cut *find_dealt(Stretch *stretch, const PagePart *part)
{
  const Division *division = stretch->division;
  const Cut *cut = cut_near(stretch, (int64_t)division->all * part->end / 1000);
  stretch->arena = arena_new();
  stretch->kept = intake_kept_new();
  for (unsigned turn = 0; cut && turn < COST_JUMP_TURNS; turn++) {
    const Article *leg = make_part(stretch->arena, stretch, cut, stretch->jumps_to);
    const Held held = hold(stretch, leg);
    unsigned line = (unsigned)division->jumper->sheet->grid.characters;
    if (held.all || held.overset >= leg->characters / 2) /* so much is not the jump's fault */
      break;
    cut = cut_near(stretch, (int64_t)cut->characters - held.overset - line);
  }
  g_hash_table_destroy(stretch->kept);
  arena_free(stretch->arena);
  return cut;
}

static const Cut *divide_dealt(Stretch *stretch, const PagePart *part, unsigned next)
{
  const Jumper *jumper = stretch->division->jumper;
  const Article *article = stretch->division->article;
  const Cut *cut = find_dealt(stretch, part);
  if (!cut)
    report_jump(stretch->division, DIAG_JUMP_NOWHERE, stretch->page, next);
  else
    diag_add_at(jumper->diags, DIAG_JUMP_CHOSEN, article->place, (int)stretch->page + 1, article->slug, article->slug,
                jumper->specs[stretch->page]->label, cut->characters - stretch->from->characters,
                jumper->specs[next]->label, stretch->division->all - cut->characters);
  return cut;
}

static const Cut *divide_at(Stretch *stretch, unsigned next)
{
  const PagePart *part = find_part(stretch->division->jumper, stretch->page, stretch->division->article);
  return part ? divide_dealt(stretch, part, next) : divide_here(stretch, next);
}

/* PAGES: the indices of those it is placed on, N of them. */
static void divide_over(const Division *division, const unsigned *pages, unsigned n)
{
  Jumper *jumper = division->jumper;
  Cut from = {0, 0, 0};
  const char *jumps_from = NULL;
  const Cut *cut = &from;
  for (unsigned k = 0; k < n; k++) {
    if (!cut) { /* it is at its end */
      put_part(jumper, pages[k], division->article, NULL);
      continue;
    }
    from = *cut;
    const char *to = k + 1 < n ? jumper->specs[pages[k + 1]]->label : NULL;
    Stretch stretch = {.division = division,
                       .page = pages[k],
                       .from = &from,
                       .jumps_from = jumps_from,
                       .jumps_to = to,
                       .high = UINT_MAX};
    cut = to ? divide_at(&stretch, pages[k + 1]) : NULL;
    const Article *part = cut ? make_part(jumper->arena, &stretch, cut, to) : make_rest(jumper->arena, &stretch);
    put_part(jumper, pages[k], division->article, part);
    jumps_from = jumper->specs[pages[k]]->label;
  }
}

static void divide(Jumper *jumper, const Article *article, const unsigned *pages, unsigned n)
{
  Division division = {jumper, article, list_cuts(article), count_blocks(article, 0, article->n_blocks),
                       list_shown(article)};
  divide_over(&division, pages, n);
  g_array_free(division.cuts, TRUE);
  g_hash_table_destroy(division.shown);
}

static bool is_placed(const PageSpec *spec, const Article *article)
{
  for (unsigned i = 0; i < spec->n_articles; i++)
    if (spec->articles[i] == article)
      return true;
  return false;
}

const PageSpec **jump_specs(Arena *arena, const Issue *issue, const PageSpec *pages, const StyleSheet *sheet,
                            AdvertSize advert_size, DiagList *diags)
{
  Jumper jumper = {arena,
                   issue,
                   sheet,
                   diags,
                   ARENA_ARRAY(arena, const PageSpec *, issue->n_pages + 1),
                   shaper_new(sheet->fonts),
                   arena_new(),
                   arena_new(),
                   advert_size};
  for (unsigned i = 0; i < issue->n_pages; i++)
    jumper.specs[i] = &pages[i];
  unsigned *at = ARENA_ARRAY(arena, unsigned, issue->n_pages + 1);
  for (unsigned a = 0; a < issue->n_articles; a++) {
    const Article *article = issue->articles[a];
    unsigned n = 0;
    for (unsigned i = 0; article && article->continued && i < issue->n_pages; i++)
      if (is_placed(&pages[i], article))
        at[n++] = i;
    if (n > 1)
      divide(&jumper, article, at, n);
  }
  shaper_free(jumper.shaper);
  arena_free(jumper.scratch);
  arena_free(jumper.trials);
  return jumper.specs;
}
