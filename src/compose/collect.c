/* What the articles of a slot hand in: pictures, and portions of text in reading order. */
#include <string.h>

#include "compose/collect.h"

#include "compose/arrange.h"
#include "compose/blocks.h"
#include "compose/figures.h"
#include "compose/headline.h"
#include "compose/table.h"
#include "compose/upright.h"

#include "base/costs.h"

static Portion new_portion(Work *work, const Article *article, const Block *source)
{
  Portion portion = {.article = article, .source = source, .place = source ? source->place : article->place};
  portion_open(work, &portion);
  return portion;
}

const TextStyle *collect_body_style(const Chain *chain, const Article *article)
{
  if (chain->slot->style)
    return style_lookup(chain->work->sheet, chain->slot->style);
  const char *kind = article_kind_name(article->kind);
  return style_lookup(chain->work->sheet,
                      article->kind != KIND_STORY && work_has_style(chain->work, kind) ? kind : "body");
}

/* --- enough ------------------------------------------------------------------------------------------ */

/* Grid lines × their width. */
static int64_t measure_fields(const Chain *chain)
{
  int64_t sum = 0;
  for (unsigned r = 0; r < chain->n_fields; r++) {
    const Field *field = &chain->fields[r];
    sum += (int64_t)field_steps(field) * (field->start[field->lanes - 1] + field->measure - field->start[0]);
  }
  return sum;
}

static bool is_full(const Chain *chain)
{
  return chain->asked > chain->length * COST_COLLECT_MOST / 100;
}

/* A portion asks for a line at the least; the shortest there are. */
static void ask(Chain *chain, int64_t length)
{
  Mpt line = chain->fields[0].measure;
  chain->asked += MAX(length, line);
}

static void ask_text(Chain *chain, const Shaped *shaped)
{
  int64_t length = 0;
  for (unsigned i = 0; i < shaped->n_clusters; i++)
    length += shaped->clusters[i].body;
  int64_t least = (int64_t)shaped->n_clusters * shaped->size / COST_COLLECT_NARROWEST;
  ask(chain, MAX(length * COST_COLLECT_SQUEEZE / 100, least));
}

/* The slot is full: nothing more is shaped for it. About so many lines are over. */
static void leave_over(Chain *chain, const Article *article, unsigned characters)
{
  const Field *field = &chain->fields[0];
  unsigned a_line = (unsigned)MAX(field->measure / MAX(chain->work->sheet->grid.em, 1), 1);
  work_article(chain->work, article)->overset_lines += characters / a_line + 1;
}

/* Of a text far longer than what is left, what fills it and more. */
static const Rich *cut_text(Chain *chain, const Article *article, const Rich *rich, const TextStyle *style)
{
  int64_t left = (chain->length * COST_COLLECT_MOST / 100 - chain->asked) * 100 / COST_COLLECT_SQUEEZE;
  int64_t most = (left / MAX(style->size, 1) + COST_COLLECT_MORE) * COST_COLLECT_NARROWEST;
  if ((int64_t)rich->length * COST_COLLECT_NARROWEST <= most)
    return rich;
  const char *end = rich->text;
  for (int64_t n = 0; n < most && end < rich->text + rich->length; end = g_utf8_next_char(end))
    n += g_unichar_iswide(g_utf8_get_char(end)) ? COST_COLLECT_NARROWEST : 1;
  uint32_t length = (uint32_t)(end - rich->text);
  if (length >= rich->length)
    return rich;
  leave_over(chain, article, text_characters(end, rich->length - length));
  return rich_slice(chain->work->arena, rich, 0, length);
}

/* --- text -------------------------------------------------------------------------------------------- */

/* A paragraph as it was shaped and broken for a page that is tried with less and less of its text. The shapes live in
   the arena of the Work they were made with. */
typedef struct {
  const TextStyle *style;
  const Shaped *shaped;
  GArray *settings; /* Portion's */
} KeptText;

static void drop_kept(gpointer data)
{
  KeptText *kept = data;
  g_array_unref(kept->settings);
  g_free(kept);
}

GHashTable *collect_kept_new(void)
{
  return g_hash_table_new_full(NULL, NULL, NULL, drop_kept);
}

static void keep_text(Work *work, const Rich *rich, const Portion *portion)
{
  KeptText *kept = g_new(KeptText, 1);
  *kept = (KeptText){portion->style, portion->shaped, g_array_ref(portion->settings)};
  g_hash_table_insert(work->kept, (gpointer)(uintptr_t)rich, kept);
}

static void shape_portion(Chain *chain, const Rich *rich, Portion *portion)
{
  Work *work = chain->work;
  const KeptText *kept = work->kept ? g_hash_table_lookup(work->kept, rich) : NULL;
  Direction direction = chain->slot->vertical ? DIRECTION_VERTICAL : DIRECTION_HORIZONTAL;
  if (kept && kept->style == portion->style && kept->shaped->direction == direction) {
    portion->shaped = kept->shaped;
    portion->settings = kept->settings;
    return;
  }
  portion->shaped =
      shape_text(work->arena, work->shaper, rich, portion->style, 0, direction, portion->article->keep, work->diags);
  if (work->kept)
    keep_text(work, rich, portion);
}

static void add_text(Chain *chain, const Article *article, const Block *source, const Rich *rich,
                     const TextStyle *style)
{
  if (!rich || !rich->length)
    return;
  if (is_full(chain)) {
    leave_over(chain, article, text_characters(rich->text, rich->length));
    return;
  }
  Work *work = chain->work;
  Portion portion = new_portion(work, article, source);
  portion.style = style;
  shape_portion(chain, cut_text(chain, article, rich, style), &portion);
  ask_text(chain, portion.shaped);
  portion.indent = style->indent;
  if (portion.shaped->n_clusters)
    g_array_append_val(chain->portions, portion);
}

static void add_prefixed(Chain *chain, const Article *article, const Block *source, const char *prefix,
                         const Rich *rich, const TextStyle *style)
{
  const Rich *parts[] = {rich_added(chain->work->arena, prefix, rich_place(rich, 0)), rich};
  add_text(chain, article, source, rich_join(chain->work->arena, parts, 2), style);
}

static Portion new_solid(Chain *chain, const Article *article, const Block *source, GroupBuilder build)
{
  Portion portion = new_portion(chain->work, article, source);
  portion.build = build;
  portion.pitch = chain->fields[0].pitch;
  return portion;
}

static void add_solid(Chain *chain, const Article *article, const Block *source, GroupBuilder build, bool with_next)
{
  if (is_full(chain)) {
    leave_over(chain, article, 0);
    return;
  }
  Portion portion = new_solid(chain, article, source, build);
  portion.with_next = with_next;
  g_array_append_val(chain->portions, portion);
  ask(chain, 0);
}

/* A table or figures go across as many columns as they ask for; one column's width runs with the text. */
static int span_of_width(const Field *field, Mpt natural)
{
  int span = 1;
  while (span < field->lanes && field_extent(field, 0, span) < natural)
    span++;
  return span;
}

/* The fewest lanes that hold ROWS grid lines beside lines that run down; 0: all are too few. */
static int span_of_rows(const Chain *chain, int rows)
{
  const Field *field = &chain->fields[0];
  Mpt height = rows * chain->work->sheet->grid.leading;
  for (int span = 1; span <= field->lanes; span++)
    if (field_extent(field, 0, span) >= height)
      return span;
  return 0;
}

/* As wide as it asks for, beside the text with a line between. */
void collect_wide(Chain *chain, Wide *wide, Mpt w)
{
  const Field *field = &chain->fields[0];
  wide->w = w;
  wide->group = wide->portion.build(chain->work, &wide->portion, w);
  if (wide->group && group_beyond(wide->group) > COST_PLAY)
    wide->group = NULL;
  if (!wide->group)
    return;
  wide->span = field->vertical ? span_of_rows(chain, wide->group->rows) : span_of_width(field, w);
  wide->steps = field->vertical ? field_steps_of(field, w) + 1 : wide->group->rows;
  wide->group = wide->span ? wide->group : NULL;
}

/* W wide; one lane's width runs with the text, if that runs across. */
static void add_wide(Chain *chain, Portion portion, Mpt w)
{
  ask(chain, 0);
  if (!chain->slot->vertical && w <= chain->fields[0].measure) {
    g_array_append_val(chain->portions, portion);
    return;
  }
  Wide wide = {.portion = portion, .lane = -1};
  collect_wide(chain, &wide, w);
  g_array_append_val(chain->wides, wide);
}

/* The width a table or figures get that ask for NATURAL: whole lanes; among lines that run down, a depth of them. */
static Mpt choose_width(const Chain *chain, Mpt natural)
{
  const Field *field = &chain->fields[0];
  if (!field->vertical)
    return field_extent(field, 0, span_of_width(field, natural));
  int most = MAX(1, field_steps(field) - 1);
  return field_depth(field, natural >= field_depth(field, most) ? most : field_steps_of(field, natural));
}

/* Grid lines of the tallest place there is for something kept whole. */
static int rows_most(const Chain *chain)
{
  const Field *field = &chain->fields[0];
  if (field->vertical)
    return field_extent(field, 0, field->lanes) / chain->work->sheet->grid.leading;
  bool over_all = chain->head && !chain->upright && chain->head_columns == field->lanes;
  int most = field_steps(field) - (over_all ? arrange_head_rows(chain) : 0);
  for (unsigned f = 1; f < chain->n_fields; f++)
    most = MAX(most, field_steps(&chain->fields[f]));
  return most;
}

/* Columns FIRST … END of a table; taller than a column of the slot it is divided between rows. */
static void add_table_columns(Chain *chain, const Article *article, const Block *source, unsigned first, unsigned end)
{
  bool whole = first == 1 && end == source->table->columns;
  Mpt natural = whole ? table_natural_width(chain->work, article, source->table) * COST_TABLE_WILLING / 100 : INT32_MAX;
  Mpt w = choose_width(chain, natural);
  int rows = rows_most(chain);
  for (unsigned row = 1; row == 1 || row < source->table->rows;) {
    if (is_full(chain)) {
      leave_over(chain, article, 0);
      return;
    }
    Portion portion = new_solid(chain, article, source, table_group);
    portion.column_first = first;
    portion.column_end = end;
    portion.row_first = row;
    portion.row_end = MAX(table_part_end(chain->work, &portion, w, rows), row);
    ask(chain, (int64_t)(portion.row_end - row) * chain->fields[0].measure);
    row = MAX(portion.row_end, row + 1);
    add_wide(chain, portion, w);
  }
}

/* One that goes into the slot's whole width at no size is divided between columns. */
static void add_table(Chain *chain, const Article *article, const Block *source)
{
  Mpt whole = choose_width(chain, INT32_MAX);
  for (unsigned first = 1, end; first == 1 || first < source->table->columns; first = end) {
    end = source->table->columns > 1 ? table_columns_end(chain->work, article, source->table, whole, first) : 1;
    if (source->table->columns > 1 && end == first) { /* not even one beside the first: told when it finds no room */
      add_table_columns(chain, article, source, first, source->table->columns);
      return;
    }
    add_table_columns(chain, article, source, first, end);
    if (source->table->columns == 1)
      return;
  }
}

static bool is_figures(const Article *article, const Block *block)
{
  if (article->kind != KIND_DATA)
    return false;
  for (unsigned i = 0; i < block->n_items; i++)
    if (block->items[i].text && block->items[i].text->n_spans)
      return true;
  return false;
}

/* Whether items FIRST … END go into ROWS grid lines at a legal size, which is kept; TAKEN: those they come to. */
static bool shrink_figures(Chain *chain, Portion *portion, unsigned end, Mpt w, int rows, int *taken)
{
  portion->row_end = end;
  for (portion->permille = 1000; portion->permille >= COST_FIGURES_SMALLEST;
       portion->permille -= COST_FIGURES_SMALLER) {
    const Group *group = figures_group(chain->work, portion, w);
    *taken = group->rows;
    if (group->rows <= rows && group_beyond(group) <= COST_PLAY)
      return true;
  }
  portion->permille = COST_FIGURES_SMALLEST;
  return false;
}

/* More of them than this go into no ROWS grid lines: some characters of a label are the least a figure takes, two
   lines the least a line of them. */
static unsigned figures_most(const Chain *chain, const Article *article, Mpt w, int rows)
{
  const TextStyle *label = work_style(chain->work, NULL, article, "figure-label");
  return (unsigned)((w / (COST_FIGURES_LABEL * MAX(label->size, MPT_PT)) + 1) *
                    (MAX(rows, 0) / COST_FIGURES_LINES + 1));
}

/* Smaller where they are too tall for the slot, then divided between items. */
static void add_figures(Chain *chain, const Article *article, const Block *source)
{
  Mpt w = choose_width(chain, INT32_MAX);
  int rows = rows_most(chain);
  unsigned most = figures_most(chain, article, w, rows);
  int taken = 0;
  for (unsigned first = 0, end; first < source->n_items; first = end) {
    Portion portion = new_solid(chain, article, source, figures_group);
    portion.row_first = first;
    if (is_full(chain)) {
      leave_over(chain, article, 0);
      return;
    }
    for (end = MIN(source->n_items, first + most);
         !shrink_figures(chain, &portion, end, w, rows, &taken) && end > first + 1;)
      end = first + MAX((end - first) * COST_FIGURES_FEWER / 100, 1);
    ask(chain, (int64_t)taken * w);
    add_wide(chain, portion, w);
  }
}

static void add_list(Chain *chain, const Article *article, const Block *source)
{
  if (is_figures(article, source)) {
    add_figures(chain, article, source);
    return;
  }
  const TextStyle *style = work_style(chain->work, NULL, article, "list");
  for (unsigned i = 0; i < source->n_items; i++) {
    char *marker = g_strconcat(source->items[i].marker, " ", NULL);
    if (source->items[i].text)
      add_prefixed(chain, article, source, arena_strdup(chain->work->arena, marker), source->items[i].text, style);
    g_free(marker);
  }
}

static void add_picture_block(Chain *chain, const Article *article, const Block *source)
{
  for (unsigned i = 0; i < chain->n_vars; i++) {
    PictureVar *var = &chain->vars[i];
    if (var->picture != source->picture || var->where != PICTURE_INLINE || is_full(chain))
      continue;
    ask(chain, 0);
    Portion portion = new_portion(chain->work, article, source);
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
    Portion portion = new_portion(chain->work, article, NULL);
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
    add_solid(chain, article, block, blocks_quote, false);
  else /* between vertical lines a quotation is told by its face */
    for (unsigned i = 0; i < block->n_lines; i++)
      add_text(chain, article, block, rich_with_faces(chain->work->arena, block->lines[i], RICH_KAI), style);
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
    add_text(chain, article, block, first ? lead_paragraph(chain->work, article, rich) : rich, style);
    return;
  }
  const Rich *from = jump_line(chain->work, "上接", article->jumps_from, rich_place(rich, 0));
  const Rich *parts[] = {from, rich};
  add_text(chain, article, block, rich_join(chain->work->arena, parts, 2), style);
}

/* A line of its own, none of the manuscript. */
static void add_jump(Chain *chain, const Article *article, const Rich *line, const TextStyle *style, Align align)
{
  TextStyle *own = ARENA_NEW(chain->work->arena, TextStyle);
  *own = *work_style_aligned(chain->work, style, align);
  own->indent = 0;
  add_text(chain, article, NULL, line, own);
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
    switch (block->kind) {
    case BLOCK_PARAGRAPH:
      before = chain->portions->len;
      add_paragraph(chain, article, block, block->lines[0], style, first);
      if (announces(article, i))
        bind_last(chain, before);
      first = false;
      break;
    case BLOCK_SUBHEAD: add_solid(chain, article, block, vertical ? upright_subhead : blocks_subhead, true); break;
    case BLOCK_QUOTE: add_quote(chain, article, block); break;
    case BLOCK_ORNAMENT: add_solid(chain, article, block, vertical ? upright_ornament : blocks_ornament, true); break;
    case BLOCK_TABLE: add_table(chain, article, block); break;
    case BLOCK_LIST: add_list(chain, article, block); break;
    case BLOCK_PICTURE: add_picture_block(chain, article, block); break;
    }
  }
  add_loose_until(chain, article, due, article->n_blocks);
  if (first && article->dateline)
    add_text(chain, article, NULL, article->dateline, style);
  if (article->jumps_to)
    add_jump(chain, article, jump_line(chain->work, "下转", article->jumps_to, article->place), style, ALIGN_RIGHT);
}

static void add_source(Chain *chain, const Article *article)
{
  const TextStyle *style = work_style(chain->work, NULL, article, "source");
  if (article->source && style->prefix)
    add_prefixed(chain, article, NULL, style->prefix, article->source, style);
  else
    add_text(chain, article, NULL, article->source, style);
}

static void add_byline(Chain *chain, const Article *article)
{
  const TextStyle *style = work_style(chain->work, chain->slot->head.byline, article, "byline");
  if (article->byline && style->prefix)
    add_prefixed(chain, article, NULL, style->prefix, article->byline, style);
  else
    add_text(chain, article, NULL, article->byline, style);
}

/* A slot whose layout wants no head: 眉题, 主题 and 副题 are not printed; who wrote it is. */
static void leave_head(Chain *chain, const Article *article)
{
  work_article(chain->work, article)->headless = true;
  if (article->n_title && article->kind != KIND_AD)
    diag_add_at(chain->work->diags, DIAG_HEAD_UNPRINTED, rich_place(article->title[0], 0), chain->work->number,
                article->slug, chain->slot->name);
  add_byline(chain, article);
}

/* Tables of a data article that want more than a column get wider columns, so that each stands under its own words. */
void collect_recut(Chain *chain)
{
  Field *field = &chain->fields[0];
  Mpt widest = 0;
  for (unsigned i = 0; chain->article && chain->article->kind == KIND_DATA && i < chain->article->n_blocks; i++)
    if (chain->article->blocks[i].kind == BLOCK_TABLE)
      widest = MAX(widest, table_natural_width(chain->work, chain->article, chain->article->blocks[i].table) *
                               COST_TABLE_WILLING / 100);
  if (widest <= field->measure || field->lanes < 2)
    return;
  Mpt whole = field_extent(field, 0, field->lanes);
  field_recut(chain->work, field, MAX(1, (whole + field->gutter) / (widest + field->gutter)));
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
  chain->length = measure_fields(chain);
  for (unsigned i = 0; i < filling->n_articles; i++) {
    const Article *article = filling->articles[i];
    if (chain->article && chain->slot->head.side == HEAD_NONE)
      leave_head(chain, article);
    else if (!chain->article)
      add_solid(chain, article, NULL, chain->slot->vertical ? upright_head : headline_inline, true);
    else if (chain->upright)
      add_byline(chain, article);
    add_body(chain, article);
    add_source(chain, article);
  }
}
