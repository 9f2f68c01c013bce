/* What the articles of a slot hand in: pictures, and portions of text in reading order. */
#include "compose/collect.h"

#include "compose/abreast.h"
#include "compose/blocks.h"
#include "compose/headline.h"
#include "compose/intake.h"
#include "compose/upright.h"
#include "compose/wide.h"

#include <string.h>

const TextStyle *collect_body_style(const Chain *chain, const Article *article)
{
  if (chain->slot->style)
    return style_lookup(chain->work->sheet, chain->slot->style);
  const char *kind = article_kind_name(article->kind);
  return style_lookup(chain->work->sheet,
                      article->kind != KIND_STORY && work_has_style(chain->work, kind) ? kind : "body");
}

static void add_list(Chain *chain, const Article *article, const Block *source)
{
  if (wide_is_figures(article, source)) {
    wide_add_figures(chain, article, source);
    return;
  }
  const TextStyle *style = work_style(chain->work, NULL, article, "list");
  for (unsigned i = 0; i < source->n_items; i++) {
    char *marker = g_strconcat(source->items[i].marker, " ", NULL);
    if (source->items[i].text)
      intake_prefixed(chain, article, source, arena_strdup(chain->work->arena, marker), source->items[i].text, style);
    g_free(marker);
  }
}

static void add_picture_block(Chain *chain, const Article *article, const Block *source)
{
  for (unsigned i = 0; i < chain->n_vars; i++) {
    PictureVar *var = &chain->vars[i];
    if (var->picture != source->picture || var->where != PICTURE_INLINE || intake_is_full(chain))
      continue;
    intake_ask(chain, 0);
    Portion portion = intake_portion(chain->work, article, source);
    portion.picture = var;
    g_array_append_val(chain->portions, portion);
  }
}

/* 电头 stands at the start of the first paragraph, in bold, a character before the text. */
static const Rich *lead_paragraph(Work *work, const Article *article, const Rich *text)
{
  if (!article->dateline)
    return text;
  const Rich *parts[] = {rich_with_faces(work->arena, article->dateline, RICH_BOLD),
                         rich_added(work->arena, MARK_SPACE_TEXT, rich_place(text, 0)), text};
  return rich_join(work->arena, parts, 3);
}

/* Inline pictures the body never mentions are spread over it: the next one due before block AT of N goes in. */
static void add_loose_pictures(Chain *chain, const Article *article, unsigned at, unsigned n)
{
  unsigned loose = 0, index = 0;
  for (unsigned i = 0; i < chain->n_vars; i++)
    loose += chain->vars[i].article == article && chain->vars[i].where == PICTURE_INLINE && chain->vars[i].anchor < 0;
  for (unsigned i = 0; i < chain->n_vars; i++) {
    PictureVar *var = &chain->vars[i];
    if (var->article != article || var->where != PICTURE_INLINE || var->anchor >= 0)
      continue;
    index++;
    unsigned due = MAX(1, n * index / (loose + 1));
    if (at != MIN(due, n))
      continue;
    Portion portion = intake_portion(chain->work, article, NULL);
    portion.picture = var;
    g_array_append_val(chain->portions, portion);
  }
}

static unsigned add_loose_until(Chain *chain, const Article *article, unsigned from, unsigned at)
{
  for (; from <= at; from++)
    add_loose_pictures(chain, article, from, article->n_blocks);
  return from;
}

static void add_quote(Chain *chain, const Article *article, const Block *block)
{
  const TextStyle *style = collect_body_style(chain, article);
  if (!chain->slot->vertical)
    intake_solid(chain, article, block, blocks_quote, false);
  else /* between vertical lines a quotation is told by its face */
    for (unsigned i = 0; i < block->n_lines; i++)
      intake_text(chain, article, block, rich_with_faces(chain->work->arena, block->lines[i], RICH_KAI), style);
}

/* "（上接第1版）", "（上接A01版）"; in 楷体 */
static const Rich *jump_line(Work *work, const char *words, const char *label, Place place)
{
  bool digits = *label && strspn(label, "0123456789") == strlen(label);
  char *text = g_strdup_printf("（%s%s%s版）", words, digits ? "第" : "", label);
  const Rich *rich =
      rich_with_faces(work->arena, rich_added(work->arena, arena_strdup(work->arena, text), place), RICH_KAI);
  g_free(text);
  return rich;
}

/* The first words of a part that goes on name the page it came from. */
static void add_paragraph(Chain *chain, const Article *article, const Block *block, const Rich *rich,
                          const TextStyle *style, bool first)
{
  if (!first || !article->jumps_from || article->blocks != block) {
    intake_text(chain, article, block, first ? lead_paragraph(chain->work, article, rich) : rich, style);
    return;
  }
  const Rich *from = jump_line(chain->work, "上接", article->jumps_from, rich_place(rich, 0));
  const Rich *parts[] = {from, rich};
  intake_text(chain, article, block, rich_join(chain->work->arena, parts, 2), style);
}

/* A line of its own, none of the manuscript. */
static void add_jump(Chain *chain, const Article *article, const Rich *line, const TextStyle *style, Align align)
{
  TextStyle *own = ARENA_NEW(chain->work->arena, TextStyle);
  *own = *work_style_aligned(chain->work, style, align);
  own->indent = 0;
  intake_text(chain, article, NULL, line, own);
}

/* Where a part begins with something else than a paragraph, a line above it names the page it came from. */
static void add_jump_from(Chain *chain, const Article *article, const TextStyle *style)
{
  if (article->jumps_from && article->n_blocks && article->blocks[0].kind != BLOCK_PARAGRAPH)
    add_jump(chain, article, jump_line(chain->work, "上接", article->jumps_from, article->place), style, ALIGN_LEFT);
}

static bool is_bold(const Rich *rich)
{
  return rich->n_spans == 1 && rich->spans[0].faces & RICH_BOLD && rich->spans[0].start == 0 &&
         rich->spans[0].end == rich->length;
}

/* Whether paragraph AT announces the table or list after it: all bold, or ending with a colon. */
static bool announces(const Article *article, unsigned at)
{
  if (at + 1 >= article->n_blocks)
    return false;
  BlockKind next = article->blocks[at + 1].kind;
  const Rich *rich = article->blocks[at].lines[0];
  if ((next != BLOCK_TABLE && next != BLOCK_LIST) || !rich->length)
    return false;
  char *text = g_strndup(rich->text, rich->length);
  bool ends = g_str_has_suffix(text, "：") || g_str_has_suffix(text, ":");
  g_free(text);
  return ends || is_bold(rich);
}

/* The paragraph just added stays with what comes next. */
static void bind_last(Chain *chain, unsigned before)
{
  if (chain->portions->len > before)
    g_array_index(chain->portions, Portion, chain->portions->len - 1).with_next = true;
}

/* What was added of block AT since there were BEFORE begins a lane where pieces stand side by side, its head with it.
 */
static void part_pieces(Chain *chain, const Article *article, unsigned at, unsigned before)
{
  if (!abreast_is(chain) || chain->portions->len <= before)
    return;
  if (at && abreast_begins(article, at))
    chain_portions(chain)[before].begins_lane = true;
  for (unsigned i = before; i < chain->portions->len; i++)
    chain_portions(chain)[i].head_level = true;
  if (abreast_heads(article, at))
    bind_last(chain, before);
}

static void add_body(Chain *chain, const Article *article)
{
  const TextStyle *style = collect_body_style(chain, article);
  bool first = true, vertical = chain->slot->vertical;
  unsigned due = 0, before; /* blocks whose loose pictures are in */
  add_jump_from(chain, article, style);
  for (unsigned i = 0; i < article->n_blocks; i++) {
    const Block *block = &article->blocks[i];
    bool head_before = i && article->blocks[i - 1].kind == BLOCK_SUBHEAD;
    if (!head_before)
      due = add_loose_until(chain, article, due, i);
    unsigned begun = chain->portions->len;
    switch (block->kind) {
    case BLOCK_PARAGRAPH:
      before = chain->portions->len;
      add_paragraph(chain, article, block, block->lines[0], style, first);
      if (announces(article, i))
        bind_last(chain, before);
      first = false;
      break;
    case BLOCK_SUBHEAD: intake_solid(chain, article, block, vertical ? upright_subhead : blocks_subhead, true); break;
    case BLOCK_QUOTE: add_quote(chain, article, block); break;
    case BLOCK_ORNAMENT:
      intake_solid(chain, article, block, vertical ? upright_ornament : blocks_ornament, true);
      break;
    case BLOCK_TABLE: wide_add_table(chain, article, block); break;
    case BLOCK_LIST: add_list(chain, article, block); break;
    case BLOCK_PICTURE: add_picture_block(chain, article, block); break;
    }
    part_pieces(chain, article, i, begun);
  }
  add_loose_until(chain, article, due, article->n_blocks);
  if (first && article->dateline)
    intake_text(chain, article, NULL, article->dateline, style);
  if (article->jumps_to)
    add_jump(chain, article, jump_line(chain->work, "下转", article->jumps_to, article->place), style, ALIGN_RIGHT);
}

static void add_source(Chain *chain, const Article *article)
{
  const TextStyle *style = work_style(chain->work, NULL, article, "source");
  if (article->source && style->prefix)
    intake_prefixed(chain, article, NULL, style->prefix, article->source, style);
  else
    intake_text(chain, article, NULL, article->source, style);
}

static void add_byline(Chain *chain, const Article *article)
{
  const TextStyle *style = work_style(chain->work, chain->slot->head.byline, article, "byline");
  if (article->byline && style->prefix)
    intake_prefixed(chain, article, NULL, style->prefix, article->byline, style);
  else
    intake_text(chain, article, NULL, article->byline, style);
}

/* What an article has of a head, each part with where it is written. */
static void tell_unprinted(const Chain *chain, const Article *article)
{
  DiagList *diags = chain->work->diags;
  bool chinese = diag_lang(diags) == LANG_ZH, title = article->n_title && article->kind != KIND_AD;
  const Rich *const parts[] = {article->kicker, title && !article->jumps_from ? article->title[0] : NULL,
                               article->n_subtitle ? article->subtitle[0] : NULL};
  static const char *const NAMES[][2] = {{"kicker", "眉题"}, {"title", "主题"}, {"subtitle", "副题"}};
  GString *lost = g_string_new(NULL);
  Place first = {0};
  for (unsigned i = 0; i < G_N_ELEMENTS(parts); i++) {
    if (!parts[i])
      continue;
    Place place = rich_place(parts[i], 0);
    first = lost->len ? first : place;
    g_string_append_printf(lost, "%s%s (%d:%d)",
                           !lost->len ? ""
                           : chinese  ? "、"
                                      : ", ",
                           NAMES[i][chinese], place.line, place.column);
  }
  if (lost->len)
    diag_add_at(diags, DIAG_HEAD_UNPRINTED, first, chain->work->number, article->slug, chain->slot->name, lost->str);
  g_string_free(lost, TRUE);
}

/* A slot whose layout wants no head: 眉题, 主题 and 副题 are not printed; who wrote it is. */
static void leave_head(Chain *chain, const Article *article)
{
  work_article(chain->work, article)->headless = true;
  tell_unprinted(chain, article);
  add_byline(chain, article);
}

void collect_pictures(Chain *chain, const SlotFilling *filling)
{
  unsigned all = 0;
  for (unsigned i = 0; i < filling->n_articles; i++)
    all += filling->articles[i]->n_pictures;
  chain->vars = ARENA_ARRAY(chain->work->arena, PictureVar, all + 1);
  chain->var_field = ARENA_ARRAY(chain->work->arena, unsigned, all + 1);
  for (unsigned i = 0; i < filling->n_articles; i++) {
    unsigned n;
    PictureVar *vars = picture_vars(chain->work, filling->articles[i], chain->fields, chain->n_fields, &n);
    memcpy(chain->vars + chain->n_vars, vars, n * sizeof *vars);
    chain->n_vars += n;
  }
  for (unsigned i = 0; !chain->article && !chain->slot->vertical && i < chain->n_vars;
       i++) { /* several articles: each picture stays with its own */
    chain->vars[i].where = PICTURE_INLINE;
    chain->vars[i].span = 1;
    chain->vars[i].extent = 0;
    picture_size(chain->work, &chain->vars[i], chain->fields[0].measure, chain->slot, field_steps(&chain->fields[0]));
  }
}

void collect_articles(Chain *chain, const SlotFilling *filling)
{
  intake_open(chain);
  for (unsigned i = 0; i < filling->n_articles; i++) {
    const Article *article = filling->articles[i];
    if (chain->article && chain->slot->head.side == HEAD_NONE)
      leave_head(chain, article);
    else if (!chain->article)
      intake_solid(chain, article, NULL, chain->slot->vertical ? upright_head : headline_inline, true);
    else if (chain->upright && !chain->slot->head.with_byline)
      add_byline(chain, article);
    add_body(chain, article);
    add_source(chain, article);
  }
}
