/* A slot: its head, its pictures and wide things arranged in the columns, and the text poured into what is left. The
   rows of pictures that may be cropped, the white around the head and the paragraphs' other line counts take up the
   difference, so that columns come out full; what still differs is levelled and reported. */
#include "compose/work.h"

#include <string.h>

#define CHAIN_MOST 8
#define WIDE_MOST 64
#define FIT_ROUNDS 60
#define REFINE_ROWS 6
#define PAIR_ROWS 3
#define REFINE_BUDGET 600             /* ways of arranging a slot looked at */
#define REFINE_ENOUGH ((int64_t)9000) /* nothing left but small changes of shape */
#define HEAD_EXTRA_MOST 3
#define WHITE_FREE ((int64_t)0)
#define WHITE_DEAR ((int64_t)4000) /* a line left white at the end once columns are level */

/* A table or figures too wide for a column. */
typedef struct {
  FlowBlock block;
  Group *group;
  int span, column, row;
  unsigned room;
} Wide;

typedef struct {
  Work *work;
  const LayoutSlot *slot;
  Room rooms[CHAIN_MOST];
  unsigned n_rooms;
  const Article *article; /* whose head stands over the slot; NULL where several share it */
  bool upright;
  Box strip;
  int strip_rows;
  Mpt head_w;
  Group *head;
  int head_extra, head_column, head_columns;
  PictureVar *vars;
  unsigned *var_room;
  unsigned n_vars;
  Wide wides[WIDE_MOST];
  unsigned n_wides;
  GArray *blocks; /* FlowBlock */
  int budget;
  Cell *cells;
  unsigned n_cells;
} Slot;

/* --- what the articles hand in ------------------------------------------------------------------ */

static FlowBlock new_block(Work *work, const Article *article, const Block *source)
{
  FlowBlock block = {.article = article, .source = source, .place = source ? source->place : article->place};
  flow_block_open(work, &block);
  return block;
}

static const TextStyle *body_style(const Slot *slot, const Article *article)
{
  if (slot->slot->style)
    return style_lookup(slot->work->sheet, slot->slot->style);
  const char *kind = article_kind_name(article->kind);
  return style_lookup(slot->work->sheet,
                      article->kind != KIND_STORY && work_has_style(slot->work, kind) ? kind : "body");
}

static void add_text(Slot *slot, const Article *article, const Block *source, const Rich *rich, const TextStyle *style,
                     uint32_t skip)
{
  if (!rich || !rich->length)
    return;
  Work *work = slot->work;
  FlowBlock block = new_block(work, article, source);
  block.shaped =
      shape_text(work->arena, work->shaper, rich, style, 0, DIRECTION_HORIZONTAL, article->keep, work->diags);
  block.style = style;
  block.indent = style->indent;
  block.skip = skip;
  if (block.shaped->n_clusters)
    g_array_append_val(slot->blocks, block);
}

static void add_prefixed(Slot *slot, const Article *article, const Block *source, const char *prefix, const Rich *rich,
                         const TextStyle *style)
{
  const Rich *parts[] = {rich_plain(slot->work->arena, prefix, rich_place(rich, 0)), rich};
  add_text(slot, article, source, rich_join(slot->work->arena, parts, 2), style, (uint32_t)strlen(prefix));
}

static void add_solid(Slot *slot, const Article *article, const Block *source, GroupBuilder build, bool with_next)
{
  FlowBlock block = new_block(slot->work, article, source);
  block.build = build;
  block.with_next = with_next;
  g_array_append_val(slot->blocks, block);
}

/* A table or figures go across as many columns as they ask for; one column's width runs with the text. */
static void add_wide(Slot *slot, const Article *article, const Block *source, GroupBuilder build, Mpt natural)
{
  const Room *room = &slot->rooms[0];
  int span = 1;
  while (span < room->columns && room_span_w(room, 0, span) < natural)
    span++;
  if (span == 1 || slot->n_wides == WIDE_MOST) {
    add_solid(slot, article, source, build, false);
    return;
  }
  Wide *wide = &slot->wides[slot->n_wides++];
  *wide = (Wide){.block = new_block(slot->work, article, source), .span = span, .column = -1};
  wide->group = build(slot->work, &wide->block, room_span_w(room, 0, span));
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

static void add_list(Slot *slot, const Article *article, const Block *source)
{
  if (is_figures(article, source)) {
    add_wide(slot, article, source, figures_group, INT32_MAX);
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
    if (var->picture != source->picture || var->where != PICTURE_INLINE)
      continue;
    FlowBlock block = new_block(slot->work, article, source);
    block.picture = var;
    g_array_append_val(slot->blocks, block);
  }
}

/* 电头 stands at the start of the first paragraph, in bold, a character before the text. */
static const Rich *lead_paragraph(Work *work, const Article *article, const Rich *text)
{
  if (!article->dateline)
    return text;
  const Rich *parts[] = {rich_with_faces(work->arena, article->dateline, RICH_BOLD),
                         rich_plain(work->arena, "\xe3\x80\x80", rich_place(text, 0)), text};
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
    FlowBlock block = new_block(slot->work, article, NULL);
    block.picture = var;
    g_array_append_val(slot->blocks, block);
  }
}

static unsigned add_loose_until(Slot *slot, const Article *article, unsigned from, unsigned at)
{
  for (; from <= at; from++)
    add_loose_pictures(slot, article, from, article->n_blocks);
  return from;
}

static void add_body(Slot *slot, const Article *article)
{
  const TextStyle *style = body_style(slot, article);
  bool first = true;
  unsigned due = 0; /* blocks whose loose pictures are in */
  for (unsigned i = 0; i < article->n_blocks; i++) {
    const Block *block = &article->blocks[i];
    bool head_before = i && article->blocks[i - 1].kind == BLOCK_SUBHEAD;
    if (!head_before)
      due = add_loose_until(slot, article, due, i);
    switch (block->kind) {
    case BLOCK_PARAGRAPH:
      add_text(slot, article, block, first ? lead_paragraph(slot->work, article, block->lines[0]) : block->lines[0],
               style, 0);
      first = false;
      break;
    case BLOCK_SUBHEAD: add_solid(slot, article, block, subhead_group, true); break;
    case BLOCK_QUOTE: add_solid(slot, article, block, quote_group, false); break;
    case BLOCK_ORNAMENT: add_solid(slot, article, block, ornament_group, true); break;
    case BLOCK_TABLE:
      add_wide(slot, article, block, table_group, table_natural_width(slot->work, article, block->table) * 85 / 100);
      break;
    case BLOCK_LIST: add_list(slot, article, block); break;
    case BLOCK_PICTURE: add_picture_block(slot, article, block); break;
    }
  }
  add_loose_until(slot, article, due, article->n_blocks);
  if (first && article->dateline)
    add_text(slot, article, NULL, article->dateline, style, 0);
}

static void add_source(Slot *slot, const Article *article)
{
  const TextStyle *style = work_style(slot->work, NULL, article, "source");
  if (article->source && style->prefix)
    add_prefixed(slot, article, NULL, style->prefix, article->source, style);
  else
    add_text(slot, article, NULL, article->source, style, 0);
}

static void add_byline(Slot *slot, const Article *article)
{
  const TextStyle *style = work_style(slot->work, slot->slot->head.byline, article, "byline");
  if (article->byline && style->prefix)
    add_prefixed(slot, article, NULL, style->prefix, article->byline, style);
  else
    add_text(slot, article, NULL, article->byline, style, 0);
}

/* --- the head --------------------------------------------------------------------------------------- */

static void build_head(Slot *slot)
{
  if (!slot->article || slot->slot->head.side == HEAD_NONE)
    return;
  const LayoutHead *head = &slot->slot->head;
  if (slot->upright)
    slot->head = headline_upright(slot->work, slot->article, head, slot->strip.w, slot->strip_rows);
  else
    slot->head = headline_across(slot->work, slot->article, head, slot->head_w);
}

/* Grid lines the head takes, with what the fit gave it of white. */
static int head_rows(const Slot *slot)
{
  return slot->head->rows + slot->head_extra;
}

static void open_head(Slot *slot)
{
  const LayoutHead *head = &slot->slot->head;
  Room *room = &slot->rooms[0];
  slot->upright = head->side == HEAD_LEFT || head->side == HEAD_RIGHT;
  if (slot->upright) {
    slot->strip_rows = head->height > 0 ? MIN(head->height, room_rows(room)) : room_rows(room);
    Mpt width = headline_strip_width(slot->work, slot->article, head, slot->strip_rows);
    slot->strip = room_take_strip(slot->work, room, head->side, width, slot->strip_rows);
  } else {
    slot->head_column = head->column_first > 0 ? MIN(head->column_first, room->columns) - 1 : 0;
    int last = head->column_last > 0 ? MIN(head->column_last, room->columns) : room->columns;
    slot->head_columns = MAX(1, last - slot->head_column);
    slot->head_w = room_span_w(room, slot->head_column, slot->head_columns);
  }
  build_head(slot);
}

/* --- arranging ----------------------------------------------------------------------------------------- */

static int first_free_row(const Room *room, int column, bool from_bottom)
{
  if (from_bottom) {
    for (int row = room->row_last; row >= room->row_first; row--)
      if (room_free(room, column, row))
        return row;
  } else {
    for (int row = room->row_first; row <= room->row_last; row++)
      if (room_free(room, column, row))
        return row;
  }
  return 0;
}

/* The row a thing of SPAN × ROWS may stand in with its left column COLUMN; 0 where it can't. */
static int find_row(const Room *room, int column, int span, int rows, bool at_bottom)
{
  int row = first_free_row(room, column, at_bottom);
  if (!row)
    return 0;
  for (int c = column; c < column + span; c++)
    if (first_free_row(room, c, at_bottom) != row)
      return 0;
  int top = at_bottom ? row - rows + 1 : row;
  for (int r = top; r < top + rows; r++)
    for (int c = column; c < column + span; c++)
      if (!room_free(room, c, r))
        return 0;
  return top;
}

static bool find_spot(const Room *room, int wanted, int span, int rows, bool at_bottom, int *column, int *row)
{
  for (int away = 0; away < room->columns; away++)
    for (int sign = 1; sign >= -1; sign -= 2) {
      int c = wanted + sign * away;
      if (c < 0 || c + span > room->columns)
        continue;
      *row = find_row(room, c, span, rows, at_bottom);
      *column = c;
      if (*row)
        return true;
    }
  return false;
}

/* First picture: at the top, off the column the text starts in. Others: towards where the text speaks of them, at the
 * foot. */
static int choose_column(const PictureVar *var, const Room *room, unsigned index)
{
  int spare = room->columns - var->span;
  if (index == 0)
    return spare >= 2 ? 1 : spare;
  if (var->anchor >= 0)
    return CLAMP(var->anchor * room->columns / 1000 - var->span / 2, 0, spare);
  return index % 2 ? spare : 0;
}

static void arrange_picture(Slot *slot, PictureVar *var, unsigned index)
{
  bool bottom = var->where == PICTURE_COLUMN_BOTTOM || (var->where == PICTURE_AUTO && index > 0);
  int rows = picture_total_rows(var);
  var->column = -1;
  for (unsigned r = 0; r < slot->n_rooms; r++) {
    Room *room = &slot->rooms[r];
    int wanted = choose_column(var, room, index);
    for (int turn = 0; turn < 2; turn++) {
      var->at_bottom = turn ? !bottom : bottom;
      if (var->span > room->columns ||
          !find_spot(room, wanted, var->span, rows, var->at_bottom, &var->column, &var->row)) {
        var->column = -1;
        continue;
      }
      slot->var_room[index] = r;
      room_take(room, var->column, var->span, var->row, rows, 1);
      return;
    }
  }
}

static void arrange_wide(Slot *slot, Wide *wide)
{
  wide->column = -1;
  for (unsigned r = 0; wide->group && r < slot->n_rooms; r++) {
    Room *room = &slot->rooms[r];
    for (int bottom = 0; bottom < 2; bottom++)
      if (wide->span <= room->columns && find_spot(room, room->columns - wide->span, wide->span, wide->group->rows,
                                                   bottom, &wide->column, &wide->row)) {
        wide->room = r;
        room_take(room, wide->column, wide->span, wide->row, wide->group->rows, 1);
        return;
      }
    wide->column = -1;
  }
}

/* One line between two things is no place for text. */
static void close_slits(Room *room)
{
  for (int c = 0; c < room->columns; c++) {
    int run = 0;
    for (int row = room->row_first; row <= room->row_last + 1; row++) {
      if (room_free(room, c, row)) {
        run++;
        continue;
      }
      if (run == 1 && room_rows(room) > 1)
        room_take(room, c, 1, row - 1, 1, 2);
      run = 0;
    }
  }
}

static void collect_cells(Slot *slot)
{
  unsigned most = 0;
  for (unsigned r = 0; r < slot->n_rooms; r++)
    most += (unsigned)(room_rows(&slot->rooms[r]) * slot->rooms[r].columns);
  slot->cells = ARENA_ARRAY(slot->work->arena, Cell, most + 1);
  slot->n_cells = 0;
  unsigned segment = 0, column = 0;
  for (unsigned r = 0; r < slot->n_rooms; r++) {
    Room *room = &slot->rooms[r];
    for (int c = 0; c < room->columns; c++, column++) {
      bool before = false;
      for (int row = room->row_first; row <= room->row_last; row++) {
        bool is_free = room_free(room, c, row);
        segment += is_free && !before;
        before = is_free;
        if (is_free)
          slot->cells[slot->n_cells++] = (Cell){room->x[c], room->w, row, segment, column};
      }
    }
  }
}

static void arrange(Slot *slot)
{
  Room *first = &slot->rooms[0];
  for (unsigned r = 0; r < slot->n_rooms; r++)
    room_clear(&slot->rooms[r]);
  if (slot->upright)
    for (int c = 0; c < first->columns; c++) {
      bool under = first->x[c] + first->w > slot->strip.x && first->x[c] < slot->strip.x + slot->strip.w;
      if (under)
        room_take(first, c, 1, first->row_first, slot->strip_rows, 1);
    }
  else if (slot->head)
    room_take(first, slot->head_column, slot->head_columns, first->row_first, head_rows(slot), 1);
  for (unsigned i = 0; i < slot->n_wides; i++)
    arrange_wide(slot, &slot->wides[i]);
  for (unsigned i = 0; i < slot->n_vars; i++)
    if (slot->vars[i].where != PICTURE_INLINE)
      arrange_picture(slot, &slot->vars[i], i);
  for (unsigned r = 0; r < slot->n_rooms; r++)
    close_slits(&slot->rooms[r]);
  collect_cells(slot);
}

/* --- fitting --------------------------------------------------------------------------------------------- */

static Pour pour(Slot *slot, int64_t white_cost)
{
  return flow_pour(slot->work, (FlowBlock *)(void *)slot->blocks->data, slot->blocks->len, slot->cells, slot->n_cells,
                   white_cost);
}

/* How far a picture may still go one way, permille of its natural height. */
static int picture_slack(const PictureVar *var, bool grow)
{
  int rows = grow ? var->rows_max - var->rows : var->rows - var->rows_min;
  return rows * 1000 / MAX(var->natural, 1);
}

static bool resize_picture(Slot *slot, int cells, bool grow)
{
  PictureVar *best = NULL;
  for (unsigned i = 0; i < slot->n_vars; i++) {
    PictureVar *var = &slot->vars[i];
    int span = MAX(var->where == PICTURE_INLINE ? 1 : var->span, 1);
    if (picture_slack(var, grow) <= 0 || (grow && span > cells))
      continue;
    if (!best || picture_slack(var, grow) > picture_slack(best, grow))
      best = var;
  }
  if (!best)
    return false;
  best->rows += grow ? 1 : -1;
  return true;
}

static bool widen_head(Slot *slot, int cells)
{
  if (slot->upright || !slot->head || slot->head_extra >= HEAD_EXTRA_MOST || cells < slot->head_columns ||
      slot->slot->head.rows_max > 0)
    return false;
  slot->head_extra++;
  return true;
}

static bool all_pictures_placed(const Slot *slot)
{
  for (unsigned i = 0; i < slot->n_vars; i++)
    if (slot->vars[i].where != PICTURE_INLINE && slot->vars[i].column < 0)
      return false;
  return true;
}

/* Pictures that found no room are made smaller, as far as they may. */
static bool shrink_homeless(Slot *slot)
{
  bool changed = false;
  for (unsigned i = 0; i < slot->n_vars; i++) {
    PictureVar *var = &slot->vars[i];
    if (var->where != PICTURE_INLINE && var->column < 0 && var->rows > var->rows_min) {
      var->rows--;
      changed = true;
    }
  }
  return changed;
}

static void fit(Slot *slot)
{
  bool shrunk = false;
  for (unsigned round = 0;; round++) {
    arrange(slot);
    if (!all_pictures_placed(slot) && round < FIT_ROUNDS && shrink_homeless(slot))
      continue;
    Pour result = pour(slot, WHITE_FREE);
    if (round >= FIT_ROUNDS)
      break;
    int white = result.over ? 0 : (int)(slot->n_cells - result.end);
    if (result.over) {
      if (!resize_picture(slot, (int)result.over, false))
        break;
      shrunk = true;
    } else if (!shrunk && white > 0) {
      if (!resize_picture(slot, white, true) && !widen_head(slot, white))
        break;
    } else
      break;
  }
}

/* What cropping a picture away from its own shape costs: about a paragraph set a line longer for a tenth of its height.
 */
static int64_t cost_of_shapes(const Slot *slot)
{
  int64_t cost = 0;
  for (unsigned i = 0; i < slot->n_vars; i++) {
    int64_t off = (int64_t)(slot->vars[i].rows - slot->vars[i].natural) * 1000 / MAX(slot->vars[i].natural, 1);
    cost += off * off / 20;
  }
  return cost;
}

/* Takes N lines off the feet of the last room's columns, the right ones first, one at a time from the fullest. */
static void cut_feet(Slot *slot, unsigned n)
{
  Room *room = &slot->rooms[slot->n_rooms - 1];
  while (n--) {
    int lowest = 0, at = -1;
    for (int c = room->columns - 1; c >= 0; c--) {
      int row = first_free_row(room, c, true);
      if (row > lowest) {
        lowest = row;
        at = c;
      }
    }
    if (at < 0)
      return;
    room_take(room, at, 1, lowest, 1, 2);
  }
  collect_cells(slot);
}

/* The text ends early: the columns are cut level, the short one last; paragraphs take a line more where that fills what
 * is left. */
static Pour level(Slot *slot)
{
  Pour natural = pour(slot, WHITE_FREE);
  unsigned columns = (unsigned)slot->rooms[slot->n_rooms - 1].columns;
  if (!slot->slot->level || natural.over)
    return natural;
  cut_feet(slot, (slot->n_cells - natural.end) / columns * columns);
  Pour cut = pour(slot, WHITE_DEAR);
  for (unsigned tries = 0; tries < columns && !cut.over && cut.end < slot->n_cells; tries++) {
    cut_feet(slot, MIN(slot->n_cells - cut.end, columns - 1));
    cut = pour(slot, WHITE_DEAR);
  }
  if (!cut.over)
    return cut;
  arrange(slot); /* levelling did not come out: the columns stay uncut */
  return pour(slot, WHITE_FREE);
}

/* All there is to pay for the slot as it stands: the pour's own cost, white left over, shapes. */
static int64_t settle(Slot *slot, Pour *result)
{
  arrange(slot);
  if (!all_pictures_placed(slot))
    return INT64_MAX;
  unsigned whole = slot->n_cells;
  *result = pour(slot, WHITE_DEAR);
  if (!result->over && result->end < slot->n_cells)
    *result = level(slot);
  int64_t white = (int64_t)whole - MIN(result->end, slot->n_cells);
  return result->cost + white * WHITE_DEAR + cost_of_shapes(slot);
}

/* Tries the pictures A and B (may be one) that many rows taller; keeps them if that is cheaper. */
static bool try_rows(Slot *slot, PictureVar *a, int by_a, PictureVar *b, int by_b, int64_t *best)
{
  int kept_a = a->rows, kept_b = b->rows;
  Pour result;
  a->rows += by_a;
  b->rows += by_b;
  bool allowed = a->rows >= a->rows_min && a->rows <= a->rows_max && b->rows >= b->rows_min && b->rows <= b->rows_max;
  int64_t cost = allowed && slot->budget > 0 ? (slot->budget--, settle(slot, &result)) : INT64_MAX;
  if (cost < *best) {
    *best = cost;
    return true;
  }
  a->rows = kept_a;
  b->rows = kept_b;
  return false;
}

static FlowBlock *block_at(Slot *slot, unsigned index)
{
  return &g_array_index(slot->blocks, FlowBlock, index);
}

static void move_block(Slot *slot, unsigned from, unsigned to)
{
  FlowBlock block = *block_at(slot, from);
  g_array_remove_index(slot->blocks, from);
  g_array_insert_val(slot->blocks, to, block);
}

/* A picture in the run of the text may stand a few paragraphs from where it was put, but never between a head and its
 * text. */
static bool try_move(Slot *slot, unsigned from, int by, int64_t *best)
{
  int to = (int)from + by;
  if (to < 1 || to >= (int)slot->blocks->len)
    return false;
  Pour result;
  move_block(slot, from, (unsigned)to);
  bool allowed = !block_at(slot, (unsigned)to - 1)->with_next && slot->budget > 0;
  int64_t cost = allowed ? (slot->budget--, settle(slot, &result)) : INT64_MAX;
  if (cost < *best) {
    *best = cost;
    return true;
  }
  move_block(slot, (unsigned)to, from);
  return false;
}

static void move_pictures(Slot *slot, int64_t *best)
{
  static const int STEPS[] = {1, -1, 2, -2, 3, -3, 5, -5};
  for (unsigned i = 0; i < slot->blocks->len; i++) {
    if (!block_at(slot, i)->picture)
      continue;
    for (unsigned j = 0; j < G_N_ELEMENTS(STEPS); j++)
      if (try_move(slot, i, STEPS[j], best)) {
        i = (unsigned)MAX((int)i + STEPS[j], (int)i); /* not met again on the way */
        break;
      }
  }
}

static void try_head(Slot *slot, int by, int64_t *best)
{
  int kept = slot->head_extra;
  if (slot->upright || !slot->head || slot->slot->head.rows_max > 0 || kept + by < 0 || kept + by > HEAD_EXTRA_MOST)
    return;
  Pour result;
  slot->head_extra += by;
  int64_t cost = settle(slot, &result);
  if (cost < *best)
    *best = cost;
  else
    slot->head_extra = kept;
}

static void resize_one_by_one(Slot *slot, int64_t *best)
{
  for (unsigned i = 0; i < slot->n_vars; i++)
    for (int by = 1; by <= REFINE_ROWS && *best > REFINE_ENOUGH; by++) {
      PictureVar *var = &slot->vars[i];
      if (try_rows(slot, var, by, var, 0, best) || try_rows(slot, var, -by, var, 0, best))
        by = 0;
    }
}

/* One taller, another shorter: what no single picture can mend. */
static void resize_in_pairs(Slot *slot, int64_t *best)
{
  for (unsigned i = 0; i < slot->n_vars; i++)
    for (unsigned j = i + 1; j < slot->n_vars; j++)
      for (int a = -PAIR_ROWS; a <= PAIR_ROWS; a++)
        for (int b = -PAIR_ROWS; b <= PAIR_ROWS && *best > REFINE_ENOUGH; b++)
          if (a && b)
            try_rows(slot, &slot->vars[i], a, &slot->vars[j], b, best);
}

/* Widows, bare heads, holes, white: a picture a few lines taller or shorter, or a paragraph further on, often mends
 * them. */
static Pour refine(Slot *slot)
{
  Pour result = {0};
  int64_t best = settle(slot, &result), before = INT64_MAX;
  slot->budget = REFINE_BUDGET;
  while (best < before && best > REFINE_ENOUGH && (slot->n_vars || slot->head)) {
    before = best;
    try_head(slot, 1, &best);
    try_head(slot, -1, &best);
    resize_one_by_one(slot, &best);
    if (best > REFINE_ENOUGH)
      move_pictures(slot, &best);
    if (best > REFINE_ENOUGH)
      resize_in_pairs(slot, &best);
  }
  settle(slot, &result);
  return result;
}

/* --- placing --------------------------------------------------------------------------------------------- */

static void place_head(Slot *slot)
{
  if (!slot->head)
    return;
  const Grid *grid = &slot->work->sheet->grid;
  Room *room = &slot->rooms[0];
  Mpt x = slot->upright ? slot->strip.x : room->x[slot->head_column];
  Mpt lower = slot->head_extra * grid->leading * 45 / 100; /* added white: a little less above than below */
  group_place(slot->work, slot->head, x, grid_line_y(grid, room->row_first) + lower);
}

static void place_pictures(Slot *slot)
{
  const Grid *grid = &slot->work->sheet->grid;
  for (unsigned i = 0; i < slot->n_vars; i++) {
    PictureVar *var = &slot->vars[i];
    if (var->where == PICTURE_INLINE)
      continue;
    if (var->column < 0) {
      diag_add_at(slot->work->diags, DIAG_PICTURE_NO_ROOM, var->picture->place, slot->work->number, var->article->slug,
                  var->picture->name, slot->slot->name);
      continue;
    }
    Room *room = &slot->rooms[slot->var_room[i]];
    Group *group = picture_group(slot->work, var, room_span_w(room, var->column, var->span));
    group_place(slot->work, group, room->x[var->column], grid_line_y(grid, var->row));
  }
}

/* Figures or a table alone in a slot stand in the middle of what the head leaves, not at its top. */
static Mpt centre_wides(const Slot *slot)
{
  const Grid *grid = &slot->work->sheet->grid;
  int last = 0;
  if (slot->blocks->len || slot->n_vars || !slot->n_wides)
    return 0;
  for (unsigned i = 0; i < slot->n_wides; i++)
    if (slot->wides[i].column >= 0)
      last = MAX(last, slot->wides[i].row + slot->wides[i].group->rows - 1);
  int left = last ? slot->rooms[0].row_last - last : 0;
  return MAX(left, 0) * grid->leading / 2;
}

static void place_wides(Slot *slot)
{
  const Grid *grid = &slot->work->sheet->grid;
  Mpt lower = centre_wides(slot);
  for (unsigned i = 0; i < slot->n_wides; i++) {
    Wide *wide = &slot->wides[i];
    if (wide->column < 0) {
      diag_add_at(slot->work->diags, DIAG_WIDE_NO_ROOM, wide->block.place, slot->work->number,
                  wide->block.article->slug, slot->slot->name);
      continue;
    }
    Room *room = &slot->rooms[wide->room];
    group_place(slot->work, wide->group, room->x[wide->column], grid_line_y(grid, wide->row) + lower);
  }
}

static void count_white(Slot *slot, const Pour *result)
{
  unsigned white = result->end < slot->n_cells ? slot->n_cells - result->end : 0;
  for (unsigned r = 0; r < slot->n_rooms; r++) {
    Room *room = &slot->rooms[r];
    for (int c = 0; c < room->columns; c++)
      for (int row = room->row_first; row <= room->row_last; row++)
        white += room->busy[(row - room->row_first) * (int)G_N_ELEMENTS(room->x) + c] == 2;
  }
  slot->work->white_lines += white;
  /* Columns that end level within a line are full. */
  if (slot->article && slot->blocks->len && white >= (unsigned)slot->rooms[slot->n_rooms - 1].columns)
    work_article(slot->work, slot->article)->missing_lines += (int)white;
}

/* --- the chain ----------------------------------------------------------------------------------------------- */

static const LayoutSlot *find_slot(const LayoutTemplate *templ, const char *name)
{
  for (unsigned i = 0; name && i < templ->n_slots; i++)
    if (!strcmp(templ->slots[i].name, name))
      return &templ->slots[i];
  return NULL;
}

static void open_rooms(Slot *slot, const LayoutTemplate *templ)
{
  const LayoutSlot *at = slot->slot;
  for (; at && slot->n_rooms < CHAIN_MOST; at = find_slot(templ, at->flow)) {
    Room *room = &slot->rooms[slot->n_rooms++];
    room_open(slot->work, room, at);
    room_decorate(slot->work, room);
  }
}

static void gather_pictures(Slot *slot, const SlotFilling *filling)
{
  unsigned all = 0;
  for (unsigned i = 0; i < filling->n_articles; i++)
    all += filling->articles[i]->n_pictures;
  slot->vars = ARENA_ARRAY(slot->work->arena, PictureVar, all + 1);
  slot->var_room = ARENA_ARRAY(slot->work->arena, unsigned, all + 1);
  for (unsigned i = 0; i < filling->n_articles; i++) {
    unsigned n;
    PictureVar *vars = picture_vars(slot->work, filling->articles[i], &slot->rooms[0], &n);
    memcpy(slot->vars + slot->n_vars, vars, n * sizeof *vars);
    slot->n_vars += n;
  }
  for (unsigned i = 0; !slot->article && i < slot->n_vars; i++) /* several articles: each picture stays with its own */
    slot->vars[i].where = PICTURE_INLINE;
}

static void gather_articles(Slot *slot, const SlotFilling *filling)
{
  for (unsigned i = 0; i < filling->n_articles; i++) {
    const Article *article = filling->articles[i];
    bool headless = slot->article && slot->slot->head.side == HEAD_NONE;
    if (!slot->article || headless)
      add_solid(slot, article, NULL, headline_inline, true);
    else if (slot->upright)
      add_byline(slot, article);
    add_body(slot, article);
    add_source(slot, article);
  }
}

void slot_compose(Work *work, const LayoutTemplate *templ, const LayoutSlot *layout_slot, const SlotFilling *filling)
{
  Slot *slot = ARENA_NEW(work->arena, Slot);
  slot->work = work;
  slot->slot = layout_slot;
  slot->article = filling->n_articles == 1 ? filling->articles[0] : NULL;
  slot->blocks = g_array_new(FALSE, TRUE, sizeof(FlowBlock));
  g_ptr_array_add(work->garbage, slot->blocks);
  for (unsigned i = 0; i < filling->n_articles; i++)
    work_article(work, filling->articles[i])->y = grid_line_y(&work->sheet->grid, layout_slot->row_first);
  open_rooms(slot, templ);
  if (slot->article)
    open_head(slot);
  gather_pictures(slot, filling);
  gather_articles(slot, filling);
  fit(slot);
  Pour result = refine(slot);
  place_head(slot);
  place_wides(slot);
  place_pictures(slot);
  flow_place(work, (FlowBlock *)(void *)slot->blocks->data, slot->blocks->len, slot->cells, slot->n_cells, &result);
  count_white(slot, &result);
  for (unsigned r = 0; r < slot->n_rooms; r++)
    if (slot->rooms[r].slot->column_rules)
      room_rule_columns(work, &slot->rooms[r]);
}

void slot_compose_pictures(Work *work, const LayoutSlot *slot)
{
  Room room;
  room_open(work, &room, slot);
  int row = room.row_first;
  for (unsigned a = 0; a < work->spec->n_articles; a++) {
    const Article *article = work->spec->articles[a];
    for (unsigned i = 0; i < article->n_pictures; i++) {
      const Picture *picture = &article->pictures[i];
      ImageInfo *info = ARENA_NEW(work->arena, ImageInfo);
      if (picture->where != PICTURE_SLOT || g_strcmp0(picture->slot, slot->name) || !picture->path ||
          !image_probe(work->arena, picture->path, picture->name, picture->place, info, work->diags))
        continue;
      if (row == room.row_first)
        room_decorate(work, &room);
      PictureVar var = {.picture = picture, .info = info, .article = article, .span = room.columns};
      Mpt width = room_span_w(&room, 0, room.columns);
      picture_size(work, &var, width, slot, room.row_last - row + 2);
      var.rows = picture->crop ? MAX(1, room.row_last - row + 1 - var.caption_rows) : var.rows;
      group_place(work, picture_group(work, &var, width), room.x[0], grid_line_y(&work->sheet->grid, row));
      row += picture_total_rows(&var);
    }
  }
}
