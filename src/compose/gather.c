/* What the articles of a slot hand in: pictures, and portions of text in reading order. */
#include <string.h>

#include "compose/slot.h"

#include "base/costs.h"

static Portion new_portion(Work *work, const Article *article, const Block *source)
{
  Portion portion = {.article = article, .source = source, .place = source ? source->place : article->place};
  portion_open(work, &portion);
  return portion;
}

const TextStyle *gather_body_style(const Slot *slot, const Article *article)
{
  if (slot->slot->style)
    return style_lookup(slot->work->sheet, slot->slot->style);
  const char *kind = article_kind_name(article->kind);
  return style_lookup(slot->work->sheet,
                      article->kind != KIND_STORY && work_has_style(slot->work, kind) ? kind : "body");
}

/* --- enough ------------------------------------------------------------------------------------------ */

/* Grid lines × their width. */
static int64_t measure_fields(const Slot *slot)
{
  int64_t sum = 0;
  for (unsigned r = 0; r < slot->n_fields; r++) {
    const Field *field = &slot->fields[r];
    sum += (int64_t)field_steps(field) * (field->start[field->lanes - 1] + field->measure - field->start[0]);
  }
  return sum;
}

static bool is_full(const Slot *slot)
{
  return slot->asked > slot->length * COST_COLLECT_MOST / 100;
}

/* A portion asks for a line at the least; the shortest there are. */
static void ask(Slot *slot, int64_t length)
{
  Mpt line = slot->fields[0].measure;
  slot->asked += MAX(length, line);
}

static void ask_text(Slot *slot, const Shaped *shaped)
{
  int64_t length = 0;
  for (unsigned i = 0; i < shaped->n_clusters; i++)
    length += shaped->clusters[i].body;
  int64_t least = (int64_t)shaped->n_clusters * shaped->size / COST_COLLECT_NARROWEST;
  ask(slot, MAX(length * COST_COLLECT_SQUEEZE / 100, least));
}

/* The slot is full: nothing more is shaped for it. About so many lines are over. */
static void leave_over(Slot *slot, const Article *article, unsigned characters)
{
  const Field *field = &slot->fields[0];
  unsigned a_line = (unsigned)MAX(field->measure / MAX(slot->work->sheet->grid.em, 1), 1);
  work_article(slot->work, article)->overset_lines += characters / a_line + 1;
}

/* Of a text far longer than what is left, what fills it and more. */
static const Rich *cut_text(Slot *slot, const Article *article, const Rich *rich, const TextStyle *style)
{
  int64_t left = (slot->length * COST_COLLECT_MOST / 100 - slot->asked) * 100 / COST_COLLECT_SQUEEZE;
  int64_t most = (left / MAX(style->size, 1) + COST_COLLECT_MORE) * COST_COLLECT_NARROWEST;
  if ((int64_t)rich->length * COST_COLLECT_NARROWEST <= most)
    return rich;
  const char *end = rich->text;
  for (int64_t n = 0; n < most && end < rich->text + rich->length; end = g_utf8_next_char(end))
    n += g_unichar_iswide(g_utf8_get_char(end)) ? COST_COLLECT_NARROWEST : 1;
  uint32_t length = (uint32_t)(end - rich->text);
  if (length >= rich->length)
    return rich;
  leave_over(slot, article, text_characters(end, rich->length - length));
  return rich_slice(slot->work->arena, rich, 0, length);
}

/* --- text -------------------------------------------------------------------------------------------- */

static void drop_kept(gpointer data)
{
  KeptText *kept = data;
  g_array_unref(kept->settings);
  g_free(kept);
}

GHashTable *gather_kept_new(void)
{
  return g_hash_table_new_full(NULL, NULL, NULL, drop_kept);
}

static void keep_text(Work *work, const Rich *rich, const Portion *portion)
{
  KeptText *kept = g_new(KeptText, 1);
  *kept = (KeptText){portion->style, portion->shaped, g_array_ref(portion->settings)};
  g_hash_table_insert(work->kept, (gpointer)(uintptr_t)rich, kept);
}

static void shape_portion(Slot *slot, const Rich *rich, Portion *portion)
{
  Work *work = slot->work;
  const KeptText *kept = work->kept ? g_hash_table_lookup(work->kept, rich) : NULL;
  Direction direction = slot->slot->vertical ? DIRECTION_VERTICAL : DIRECTION_HORIZONTAL;
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

static void add_text(Slot *slot, const Article *article, const Block *source, const Rich *rich, const TextStyle *style)
{
  if (!rich || !rich->length)
    return;
  if (is_full(slot)) {
    leave_over(slot, article, text_characters(rich->text, rich->length));
    return;
  }
  Work *work = slot->work;
  Portion portion = new_portion(work, article, source);
  portion.style = style;
  shape_portion(slot, cut_text(slot, article, rich, style), &portion);
  ask_text(slot, portion.shaped);
  portion.indent = style->indent;
  if (portion.shaped->n_clusters)
    g_array_append_val(slot->portions, portion);
}

static void add_prefixed(Slot *slot, const Article *article, const Block *source, const char *prefix, const Rich *rich,
                         const TextStyle *style)
{
  const Rich *parts[] = {rich_added(slot->work->arena, prefix, rich_place(rich, 0)), rich};
  add_text(slot, article, source, rich_join(slot->work->arena, parts, 2), style);
}

static Portion new_solid(Slot *slot, const Article *article, const Block *source, GroupBuilder build)
{
  Portion portion = new_portion(slot->work, article, source);
  portion.build = build;
  portion.pitch = slot->fields[0].pitch;
  return portion;
}

static void add_solid(Slot *slot, const Article *article, const Block *source, GroupBuilder build, bool with_next)
{
  if (is_full(slot)) {
    leave_over(slot, article, 0);
    return;
  }
  Portion portion = new_solid(slot, article, source, build);
  portion.with_next = with_next;
  g_array_append_val(slot->portions, portion);
  ask(slot, 0);
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
static int span_of_rows(const Slot *slot, int rows)
{
  const Field *field = &slot->fields[0];
  Mpt height = rows * slot->work->sheet->grid.leading;
  for (int span = 1; span <= field->lanes; span++)
    if (field_extent(field, 0, span) >= height)
      return span;
  return 0;
}

/* As wide as it asks for, beside the text with a line between. */
void gather_make_wide(Slot *slot, Wide *wide, Mpt w)
{
  const Field *field = &slot->fields[0];
  wide->w = w;
  wide->group = wide->portion.build(slot->work, &wide->portion, w);
  if (wide->group && group_beyond(wide->group) > COST_PLAY)
    wide->group = NULL;
  if (!wide->group)
    return;
  wide->span = field->vertical ? span_of_rows(slot, wide->group->rows) : span_of_width(field, w);
  wide->steps = field->vertical ? field_steps_of(field, w) + 1 : wide->group->rows;
  wide->group = wide->span ? wide->group : NULL;
}

/* W wide; one lane's width runs with the text, if that runs across. */
static void add_wide(Slot *slot, Portion portion, Mpt w)
{
  ask(slot, 0);
  if (!slot->slot->vertical && w <= slot->fields[0].measure) {
    g_array_append_val(slot->portions, portion);
    return;
  }
  Wide wide = {.portion = portion, .lane = -1};
  gather_make_wide(slot, &wide, w);
  g_array_append_val(slot->wides, wide);
}

/* The width a table or figures get that ask for NATURAL: whole lanes; among lines that run down, a depth of them. */
static Mpt choose_width(const Slot *slot, Mpt natural)
{
  const Field *field = &slot->fields[0];
  if (!field->vertical)
    return field_extent(field, 0, span_of_width(field, natural));
  int most = MAX(1, field_steps(field) - 1);
  return field_depth(field, natural >= field_depth(field, most) ? most : field_steps_of(field, natural));
}

/* Grid lines of the tallest place there is for something kept whole. */
static int rows_most(const Slot *slot)
{
  const Field *field = &slot->fields[0];
  if (field->vertical)
    return field_extent(field, 0, field->lanes) / slot->work->sheet->grid.leading;
  bool over_all = slot->head && !slot->upright && slot->head_columns == field->lanes;
  int most = field_steps(field) - (over_all ? arrange_head_rows(slot) : 0);
  for (unsigned f = 1; f < slot->n_fields; f++)
    most = MAX(most, field_steps(&slot->fields[f]));
  return most;
}

/* Columns FIRST … END of a table; taller than a column of the slot it is divided between rows. */
static void add_table_columns(Slot *slot, const Article *article, const Block *source, unsigned first, unsigned end)
{
  bool whole = first == 1 && end == source->table->columns;
  Mpt natural = whole ? table_natural_width(slot->work, article, source->table) * COST_TABLE_WILLING / 100 : INT32_MAX;
  Mpt w = choose_width(slot, natural);
  int rows = rows_most(slot);
  for (unsigned row = 1; row == 1 || row < source->table->rows;) {
    if (is_full(slot)) {
      leave_over(slot, article, 0);
      return;
    }
    Portion portion = new_solid(slot, article, source, table_group);
    portion.column_first = first;
    portion.column_end = end;
    portion.row_first = row;
    portion.row_end = MAX(table_part_end(slot->work, &portion, w, rows), row);
    ask(slot, (int64_t)(portion.row_end - row) * slot->fields[0].measure);
    row = MAX(portion.row_end, row + 1);
    add_wide(slot, portion, w);
  }
}

/* One that goes into the slot's whole width at no size is divided between columns. */
static void add_table(Slot *slot, const Article *article, const Block *source)
{
  Mpt whole = choose_width(slot, INT32_MAX);
  for (unsigned first = 1, end; first == 1 || first < source->table->columns; first = end) {
    end = source->table->columns > 1 ? table_columns_end(slot->work, article, source->table, whole, first) : 1;
    if (source->table->columns > 1 && end == first) { /* not even one beside the first: told when it finds no room */
      add_table_columns(slot, article, source, first, source->table->columns);
      return;
    }
    add_table_columns(slot, article, source, first, end);
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
static bool fit_figures(Slot *slot, Portion *portion, unsigned end, Mpt w, int rows, int *taken)
{
  portion->row_end = end;
  for (portion->permille = 1000; portion->permille >= COST_FIGURES_SMALLEST;
       portion->permille -= COST_FIGURES_SMALLER) {
    const Group *group = figures_group(slot->work, portion, w);
    *taken = group->rows;
    if (group->rows <= rows && group_beyond(group) <= COST_PLAY)
      return true;
  }
  portion->permille = COST_FIGURES_SMALLEST;
  return false;
}

/* More of them than this go into no ROWS grid lines: some characters of a label are the least a figure takes, two
   lines the least a line of them. */
static unsigned figures_most(const Slot *slot, const Article *article, Mpt w, int rows)
{
  const TextStyle *label = work_style(slot->work, NULL, article, "figure-label");
  return (unsigned)((w / (COST_FIGURES_LABEL * MAX(label->size, MPT_PT)) + 1) *
                    (MAX(rows, 0) / COST_FIGURES_LINES + 1));
}

/* Smaller where they are too tall for the slot, then divided between items. */
static void add_figures(Slot *slot, const Article *article, const Block *source)
{
  Mpt w = choose_width(slot, INT32_MAX);
  int rows = rows_most(slot);
  unsigned most = figures_most(slot, article, w, rows);
  int taken = 0;
  for (unsigned first = 0, end; first < source->n_items; first = end) {
    Portion portion = new_solid(slot, article, source, figures_group);
    portion.row_first = first;
    if (is_full(slot)) {
      leave_over(slot, article, 0);
      return;
    }
    for (end = MIN(source->n_items, first + most);
         !fit_figures(slot, &portion, end, w, rows, &taken) && end > first + 1;)
      end = first + MAX((end - first) * COST_FIGURES_FEWER / 100, 1);
    ask(slot, (int64_t)taken * w);
    add_wide(slot, portion, w);
  }
}

static void add_list(Slot *slot, const Article *article, const Block *source)
{
  if (is_figures(article, source)) {
    add_figures(slot, article, source);
    return;
  }
  const TextStyle *style = work_style(slot->work, NULL, article, "list");
  for (unsigned i = 0; i < source->n_items; i++) {
    char *marker = g_strconcat(source->items[i].marker, " ", NULL);
    if (source->items[i].text)
      add_prefixed(slot, article, source, arena_strdup(slot->work->arena, marker), source->items[i].text, style);
    g_free(marker);
  }
}

static void add_picture_block(Slot *slot, const Article *article, const Block *source)
{
  for (unsigned i = 0; i < slot->n_vars; i++) {
    PictureVar *var = &slot->vars[i];
    if (var->picture != source->picture || var->where != PICTURE_INLINE || is_full(slot))
      continue;
    ask(slot, 0);
    Portion portion = new_portion(slot->work, article, source);
    portion.picture = var;
    g_array_append_val(slot->portions, portion);
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
static void add_loose_pictures(Slot *slot, const Article *article, unsigned at, unsigned n)
{
  unsigned loose = 0, index = 0;
  for (unsigned i = 0; i < slot->n_vars; i++)
    loose += slot->vars[i].article == article && slot->vars[i].where == PICTURE_INLINE && slot->vars[i].anchor < 0;
  for (unsigned i = 0; i < slot->n_vars; i++) {
    PictureVar *var = &slot->vars[i];
    if (var->article != article || var->where != PICTURE_INLINE || var->anchor >= 0)
      continue;
    index++;
    unsigned due = MAX(1, n * index / (loose + 1));
    if (at != MIN(due, n))
      continue;
    Portion portion = new_portion(slot->work, article, NULL);
    portion.picture = var;
    g_array_append_val(slot->portions, portion);
  }
}

static unsigned add_loose_until(Slot *slot, const Article *article, unsigned from, unsigned at)
{
  for (; from <= at; from++)
    add_loose_pictures(slot, article, from, article->n_blocks);
  return from;
}

static void add_quote(Slot *slot, const Article *article, const Block *block)
{
  const TextStyle *style = gather_body_style(slot, article);
  if (!slot->slot->vertical)
    add_solid(slot, article, block, quote_group, false);
  else /* between vertical lines a quotation is told by its face */
    for (unsigned i = 0; i < block->n_lines; i++)
      add_text(slot, article, block, rich_with_faces(slot->work->arena, block->lines[i], RICH_KAI), style);
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
static void add_paragraph(Slot *slot, const Article *article, const Block *block, const Rich *rich,
                          const TextStyle *style, bool first)
{
  if (!first || !article->jumps_from || article->blocks != block) {
    add_text(slot, article, block, first ? lead_paragraph(slot->work, article, rich) : rich, style);
    return;
  }
  const Rich *from = jump_line(slot->work, "上接", article->jumps_from, rich_place(rich, 0));
  const Rich *parts[] = {from, rich};
  add_text(slot, article, block, rich_join(slot->work->arena, parts, 2), style);
}

/* A line of its own, none of the manuscript. */
static void add_jump(Slot *slot, const Article *article, const Rich *line, const TextStyle *style, Align align)
{
  TextStyle *own = ARENA_NEW(slot->work->arena, TextStyle);
  *own = *work_style_aligned(slot->work, style, align);
  own->indent = 0;
  add_text(slot, article, NULL, line, own);
}

/* Where a part begins with something else than a paragraph, a line above it names the page it came from. */
static void add_jump_from(Slot *slot, const Article *article, const TextStyle *style)
{
  if (article->jumps_from && article->n_blocks && article->blocks[0].kind != BLOCK_PARAGRAPH)
    add_jump(slot, article, jump_line(slot->work, "上接", article->jumps_from, article->place), style, ALIGN_LEFT);
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
static void bind_last(Slot *slot, unsigned before)
{
  if (slot->portions->len > before)
    g_array_index(slot->portions, Portion, slot->portions->len - 1).with_next = true;
}

static void add_body(Slot *slot, const Article *article)
{
  const TextStyle *style = gather_body_style(slot, article);
  bool first = true, vertical = slot->slot->vertical;
  unsigned due = 0, before; /* blocks whose loose pictures are in */
  add_jump_from(slot, article, style);
  for (unsigned i = 0; i < article->n_blocks; i++) {
    const Block *block = &article->blocks[i];
    bool head_before = i && article->blocks[i - 1].kind == BLOCK_SUBHEAD;
    if (!head_before)
      due = add_loose_until(slot, article, due, i);
    switch (block->kind) {
    case BLOCK_PARAGRAPH:
      before = slot->portions->len;
      add_paragraph(slot, article, block, block->lines[0], style, first);
      if (announces(article, i))
        bind_last(slot, before);
      first = false;
      break;
    case BLOCK_SUBHEAD: add_solid(slot, article, block, vertical ? upright_subhead_group : subhead_group, true); break;
    case BLOCK_QUOTE: add_quote(slot, article, block); break;
    case BLOCK_ORNAMENT:
      add_solid(slot, article, block, vertical ? upright_ornament_group : ornament_group, true);
      break;
    case BLOCK_TABLE: add_table(slot, article, block); break;
    case BLOCK_LIST: add_list(slot, article, block); break;
    case BLOCK_PICTURE: add_picture_block(slot, article, block); break;
    }
  }
  add_loose_until(slot, article, due, article->n_blocks);
  if (first && article->dateline)
    add_text(slot, article, NULL, article->dateline, style);
  if (article->jumps_to)
    add_jump(slot, article, jump_line(slot->work, "下转", article->jumps_to, article->place), style, ALIGN_RIGHT);
}

static void add_source(Slot *slot, const Article *article)
{
  const TextStyle *style = work_style(slot->work, NULL, article, "source");
  if (article->source && style->prefix)
    add_prefixed(slot, article, NULL, style->prefix, article->source, style);
  else
    add_text(slot, article, NULL, article->source, style);
}

static void add_byline(Slot *slot, const Article *article)
{
  const TextStyle *style = work_style(slot->work, slot->slot->head.byline, article, "byline");
  if (article->byline && style->prefix)
    add_prefixed(slot, article, NULL, style->prefix, article->byline, style);
  else
    add_text(slot, article, NULL, article->byline, style);
}

/* A slot whose layout wants no head: 眉题, 主题 and 副题 are not printed; who wrote it is. */
static void leave_head(Slot *slot, const Article *article)
{
  work_article(slot->work, article)->headless = true;
  if (article->n_title && article->kind != KIND_AD)
    diag_add_at(slot->work->diags, DIAG_HEAD_UNPRINTED, rich_place(article->title[0], 0), slot->work->number,
                article->slug, slot->slot->name);
  add_byline(slot, article);
}

/* Tables of a data article that want more than a column get wider columns, so that each stands under its own words. */
void gather_recut(Slot *slot)
{
  Field *field = &slot->fields[0];
  Mpt widest = 0;
  for (unsigned i = 0; slot->article && slot->article->kind == KIND_DATA && i < slot->article->n_blocks; i++)
    if (slot->article->blocks[i].kind == BLOCK_TABLE)
      widest = MAX(widest, table_natural_width(slot->work, slot->article, slot->article->blocks[i].table) *
                               COST_TABLE_WILLING / 100);
  if (widest <= field->measure || field->lanes < 2)
    return;
  Mpt whole = field_extent(field, 0, field->lanes);
  field_recut(slot->work, field, MAX(1, (whole + field->gutter) / (widest + field->gutter)));
}

void gather_pictures(Slot *slot, const SlotFilling *filling)
{
  unsigned all = 0;
  for (unsigned i = 0; i < filling->n_articles; i++)
    all += filling->articles[i]->n_pictures;
  slot->vars = ARENA_ARRAY(slot->work->arena, PictureVar, all + 1);
  slot->var_field = ARENA_ARRAY(slot->work->arena, unsigned, all + 1);
  for (unsigned i = 0; i < filling->n_articles; i++) {
    unsigned n;
    PictureVar *vars = picture_vars(slot->work, filling->articles[i], slot->fields, slot->n_fields, &n);
    memcpy(slot->vars + slot->n_vars, vars, n * sizeof *vars);
    slot->n_vars += n;
  }
  for (unsigned i = 0; !slot->article && !slot->slot->vertical && i < slot->n_vars;
       i++) { /* several articles: each picture stays with its own */
    slot->vars[i].where = PICTURE_INLINE;
    slot->vars[i].span = 1;
    slot->vars[i].extent = 0;
    picture_size(slot->work, &slot->vars[i], slot->fields[0].measure, slot->slot, field_steps(&slot->fields[0]));
  }
}

void gather_articles(Slot *slot, const SlotFilling *filling)
{
  slot->length = measure_fields(slot);
  for (unsigned i = 0; i < filling->n_articles; i++) {
    const Article *article = filling->articles[i];
    if (slot->article && slot->slot->head.side == HEAD_NONE)
      leave_head(slot, article);
    else if (!slot->article)
      add_solid(slot, article, NULL, slot->slot->vertical ? upright_head_group : headline_inline, true);
    else if (slot->upright)
      add_byline(slot, article);
    add_body(slot, article);
    add_source(slot, article);
  }
}
