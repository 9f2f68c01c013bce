/* The body: CommonMark blocks → the closed set of article constructs. Nothing of it is lost: what we don't set as such
 * is set as plain text. */
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <string.h>

#include "base/limits.h"
#include "load/inline.h"
#include "load/mask.h"
#include "load/stray.h"

typedef struct {
  Bundle *bundle;
  Source source;
  GArray *blocks; /* Block */
} Reader;

static Place place_of(Reader *reader, cmark_node *node)
{
  return source_place(&reader->source, cmark_node_get_start_line(node), cmark_node_get_start_column(node));
}

static void add_block(Reader *reader, Block block)
{
  g_array_append_val(reader->blocks, block);
}

static const Rich *const *list_of(Reader *reader, const Rich *rich)
{
  const Rich **list = ARENA_NEW(reader->bundle->arena, const Rich *);
  *list = rich;
  return list;
}

static void add_paragraph(Reader *reader, cmark_node *node, const Rich *rich)
{
  if (rich)
    add_block(reader, (Block){.kind = BLOCK_PARAGRAPH,
                              .place = place_of(reader, node),
                              .lines = list_of(reader, rich),
                              .n_lines = 1});
}

static bool is_mentioned(const Reader *reader, const Picture *picture)
{
  for (unsigned i = 0; i < reader->blocks->len; i++)
    if (g_array_index(reader->blocks, Block, i).picture == picture)
      return true;
  return false;
}

static void add_picture(Reader *reader, cmark_node *image)
{
  Place place = place_of(reader, image);
  const char *url = cmark_node_get_url(image);
  char *plain = mask_remove(url ? url : ""), *name = g_uri_unescape_string(plain, NULL);
  g_free(plain);
  Picture *picture = bundle_picture(reader->bundle, name ? name : url, place);
  g_free(name);
  const Rich *caption = inline_read(reader->bundle, &reader->source, image, BREAKS_JOIN, NULL);
  if (!picture) { /* its words at least are not lost */
    add_paragraph(reader, image, caption);
    return;
  }
  if (is_mentioned(reader, picture)) {
    diag_add(reader->bundle->diags, DIAG_IMAGE_TWICE, place, picture->name);
    return;
  }
  if (!picture->caption)
    picture->caption = caption;
  else if (caption && strcmp(caption->text, picture->caption->text) != 0)
    diag_add(reader->bundle->diags, DIAG_CAPTION_TWICE, place, picture->name);
  add_block(reader, (Block){.kind = BLOCK_PICTURE, .place = place, .picture = picture});
}

static void add_pictures(Reader *reader, GPtrArray *images)
{
  for (unsigned i = 0; i < images->len; i++)
    add_picture(reader, g_ptr_array_index(images, i));
  g_ptr_array_free(images, TRUE);
}

static void read_paragraph(Reader *reader, cmark_node *node)
{
  stray_paragraph(reader->bundle->diags, &reader->source, node);
  GPtrArray *images = g_ptr_array_new();
  add_paragraph(reader, node, inline_read(reader->bundle, &reader->source, node, BREAKS_JOIN, images));
  add_pictures(reader, images);
}

/* Each source line of a 小标题 stays a line. */
static void read_heading(Reader *reader, cmark_node *node)
{
  GPtrArray *images = g_ptr_array_new();
  const Rich *rich = inline_read(reader->bundle, &reader->source, node, BREAKS_KEEP, images);
  if (!rich) {
    add_pictures(reader, images);
    return;
  }
  long characters = g_utf8_strlen(rich->text, rich->length);
  if (characters > LIMIT_HEADING_CHARACTERS) {
    diag_add(reader->bundle->diags, DIAG_HEADING_LONG, place_of(reader, node), (unsigned)characters,
             LIMIT_HEADING_CHARACTERS);
    read_paragraph(reader, node);
    g_ptr_array_free(images, TRUE);
    return;
  }
  stray_heading(reader->bundle->diags, &reader->source, node, rich);
  unsigned n = 1;
  for (uint32_t i = 0; i < rich->length; i++)
    n += rich->text[i] == '\n';
  const Rich **lines = ARENA_ARRAY(reader->bundle->arena, const Rich *, n);
  n = 0;
  for (uint32_t start = 0; start < rich->length;) {
    const char *end = memchr(rich->text + start, '\n', rich->length - start);
    uint32_t stop = end ? (uint32_t)(end - rich->text) : rich->length;
    if (stop > start)
      lines[n++] = rich_slice(reader->bundle->arena, rich, start, stop);
    start = stop + 1;
  }
  add_block(reader, (Block){.kind = BLOCK_SUBHEAD, .place = place_of(reader, node), .lines = lines, .n_lines = n});
  add_pictures(reader, images);
}

/* Code and HTML blocks: every line a paragraph of plain text. */
static void read_literal(Reader *reader, cmark_node *node, DiagCode code)
{
  Place place = place_of(reader, node);
  const char *text = cmark_node_get_literal(node);
  char *plain = mask_remove(text ? text : "");
  char **lines = g_strsplit(plain, "\n", -1);
  g_free(plain);
  char *first = g_strndup(lines[0] ? lines[0] : "", 60);
  diag_add(reader->bundle->diags, code, place, first);
  g_free(first);
  bool fenced = cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK;
  for (unsigned i = 0; lines[i]; i++) {
    Place at = source_place(&reader->source, cmark_node_get_start_line(node) + (int)i + fenced, 1);
    g_strstrip(lines[i]);
    if (*lines[i])
      add_paragraph(reader, node, bundle_rich(reader->bundle, rich_plain(reader->bundle->arena, lines[i], at)));
  }
  g_strfreev(lines);
}

/* --- tables ------------------------------------------------------------------------------------------ */

static CellAlign *read_aligns(Reader *reader, cmark_node *node, unsigned columns)
{
  CellAlign *align = ARENA_ARRAY(reader->bundle->arena, CellAlign, columns + 1);
  const uint8_t *given = cmark_gfm_extensions_get_table_alignments(node);
  for (unsigned i = 0; given && i < columns; i++)
    align[i] = given[i] == 'c' ? CELL_CENTRE : given[i] == 'r' ? CELL_RIGHT : CELL_LEFT;
  return align;
}

static unsigned count_rows(cmark_node *table)
{
  unsigned rows = 0;
  for (cmark_node *row = cmark_node_first_child(table); row; row = cmark_node_next(row))
    rows++;
  return rows;
}

/* Cells as written: GFM drops those beyond the head's (GFM 0.29, 4.10). */
static unsigned count_cells(const char *line)
{
  unsigned n = 1;
  const char *end = line + strcspn(line, "\n");
  while (line < end && g_ascii_isspace(*line))
    line++;
  while (end > line && g_ascii_isspace(end[-1]))
    end--;
  line += *line == '|';
  end -= end > line && end[-1] == '|' && (end - 1 == line || end[-2] != '\\');
  for (; line < end; line++)
    if (*line == '\\')
      line++;
    else
      n += *line == '|';
  return n;
}

static void check_row(Reader *reader, cmark_node *row, unsigned columns)
{
  const char *start = source_at(&reader->source, cmark_node_get_start_line(row), cmark_node_get_start_column(row));
  unsigned cells = start ? count_cells(start) : 0;
  if (cells > columns)
    diag_add(reader->bundle->diags, DIAG_TABLE_CELLS, place_of(reader, row), cells, columns);
}

static void read_table(Reader *reader, cmark_node *node)
{
  unsigned columns = cmark_gfm_extensions_get_table_columns(node), rows = count_rows(node);
  if (columns > LIMIT_TABLE_COLUMNS || rows > LIMIT_TABLE_ROWS) {
    diag_add(reader->bundle->diags, DIAG_TABLE_LARGE, place_of(reader, node), columns, rows);
    for (cmark_node *row = cmark_node_first_child(node); row; row = cmark_node_next(row))
      for (cmark_node *cell = cmark_node_first_child(row); cell; cell = cmark_node_next(cell))
        read_paragraph(reader, cell);
    return;
  }
  Table *table = ARENA_NEW(reader->bundle->arena, Table);
  const Rich **cells = ARENA_ARRAY(reader->bundle->arena, const Rich *, columns *rows + 1);
  unsigned r = 0;
  GPtrArray *images = g_ptr_array_new();
  for (cmark_node *row = cmark_node_first_child(node); row; row = cmark_node_next(row), r++) {
    unsigned c = 0;
    check_row(reader, row, columns);
    for (cmark_node *cell = cmark_node_first_child(row); cell && c < columns; cell = cmark_node_next(cell), c++)
      cells[r * columns + c] = inline_read(reader->bundle, &reader->source, cell, BREAKS_JOIN, images);
  }
  *table = (Table){columns, rows, cells, read_aligns(reader, node, columns)};
  add_block(reader, (Block){.kind = BLOCK_TABLE, .place = place_of(reader, node), .table = table});
  add_pictures(reader, images); /* those of its cells, below it */
}

/* --- lists and quotes ----------------------------------------------------------------------------------- */

typedef struct {
  GArray *items; /* ListItem */
  GPtrArray *images;
  GPtrArray *others; /* cmark_node *: tables and the like inside an item: set after the list */
} ListReader;

/* "3)" as it is written: CommonMark would count on from the first, and forget the sign (5.3). */
static const char *written_marker(Reader *reader, cmark_node *item)
{
  const char *at = source_at(&reader->source, cmark_node_get_start_line(item), cmark_node_get_start_column(item));
  size_t digits = at ? strspn(at, "0123456789") : 0;
  if (!digits || digits > 9 || (at[digits] != '.' && at[digits] != ')'))
    return NULL;
  return arena_strndup(reader->bundle->arena, at, digits + 1);
}

static const char *marker_of(Reader *reader, cmark_node *list, cmark_node *item, unsigned index)
{
  if (cmark_node_get_list_type(list) != CMARK_ORDERED_LIST)
    return "·";
  const char *written = written_marker(reader, item);
  if (written)
    return written;
  char text[24];
  g_snprintf(text, sizeof text, "%d.", cmark_node_get_list_start(list) + (int)index);
  return arena_strdup(reader->bundle->arena, text);
}

static void read_item(Reader *reader, ListReader *list, cmark_node *item, const char *marker, unsigned depth);

static void read_items(Reader *reader, ListReader *list, cmark_node *node, unsigned depth)
{
  unsigned index = 0;
  for (cmark_node *item = cmark_node_first_child(node); item; item = cmark_node_next(item), index++)
    read_item(reader, list, item, marker_of(reader, node, item, index), depth);
}

static void read_item(Reader *reader, ListReader *list, cmark_node *item, const char *marker, unsigned depth)
{
  Breaks breaks = reader->bundle->article->kind == KIND_DATA ? BREAKS_KEEP : BREAKS_JOIN;
  if (!cmark_node_first_child(item) && strcmp(marker, "·") != 0) { /* a figure alone on its line */
    const ListItem alone = {"", rich_plain(reader->bundle->arena, marker, place_of(reader, item))};
    g_array_append_val(list->items, alone);
  }
  for (cmark_node *child = cmark_node_first_child(item); child; child = cmark_node_next(child)) {
    cmark_node_type type = cmark_node_get_type(child);
    if (type == CMARK_NODE_LIST && depth < LIMIT_MARKDOWN_DEPTH) {
      read_items(reader, list, child, depth + 1);
      continue;
    }
    if (type == CMARK_NODE_LIST)
      diag_add(reader->bundle->diags, DIAG_MARKDOWN_DEEP, place_of(reader, child), LIMIT_MARKDOWN_DEPTH);
    if (type != CMARK_NODE_PARAGRAPH && type != CMARK_NODE_LIST) {
      g_ptr_array_add(list->others, child);
      continue;
    }
    const Rich *text = inline_read(reader->bundle, &reader->source, child, breaks, list->images);
    ListItem entry = {marker, text};
    if (text)
      g_array_append_val(list->items, entry);
  }
}

static void read_block(Reader *reader, cmark_node *node, unsigned depth);

static void read_list(Reader *reader, cmark_node *node, unsigned depth)
{
  ListReader list = {g_array_new(FALSE, TRUE, sizeof(ListItem)), g_ptr_array_new(), g_ptr_array_new()};
  read_items(reader, &list, node, depth);
  if (list.items->len) {
    const ListItem *items = arena_copy(reader->bundle->arena, list.items->data, list.items->len * sizeof(ListItem));
    add_block(reader,
              (Block){.kind = BLOCK_LIST, .place = place_of(reader, node), .items = items, .n_items = list.items->len});
  }
  add_pictures(reader, list.images);
  for (unsigned i = 0; i < list.others->len; i++)
    read_block(reader, g_ptr_array_index(list.others, i), depth + 1);
  g_array_free(list.items, TRUE);
  g_ptr_array_free(list.others, TRUE);
}

/* Paragraphs of a quote are set together; anything else in it follows as itself. */
static void read_quote(Reader *reader, cmark_node *node, unsigned depth)
{
  GPtrArray *lines = g_ptr_array_new(), *images = g_ptr_array_new();
  for (cmark_node *child = cmark_node_first_child(node); child; child = cmark_node_next(child))
    if (cmark_node_get_type(child) == CMARK_NODE_PARAGRAPH) {
      const Rich *rich = inline_read(reader->bundle, &reader->source, child, BREAKS_JOIN, images);
      if (rich)
        g_ptr_array_add(lines, (gpointer)rich);
    }
  if (lines->len) {
    const Rich *const *kept = arena_copy(reader->bundle->arena, lines->pdata, lines->len * sizeof(Rich *));
    add_block(reader,
              (Block){.kind = BLOCK_QUOTE, .place = place_of(reader, node), .lines = kept, .n_lines = lines->len});
  }
  add_pictures(reader, images);
  for (cmark_node *child = cmark_node_first_child(node); child; child = cmark_node_next(child))
    if (cmark_node_get_type(child) != CMARK_NODE_PARAGRAPH)
      read_block(reader, child, depth + 1);
  g_ptr_array_free(lines, TRUE);
}

static void read_deep(Reader *reader, cmark_node *node)
{
  diag_add(reader->bundle->diags, DIAG_MARKDOWN_DEEP, place_of(reader, node), LIMIT_MARKDOWN_DEPTH);
  add_paragraph(reader, node, inline_read(reader->bundle, &reader->source, node, BREAKS_JOIN, NULL));
}

static void read_block(Reader *reader, cmark_node *node, unsigned depth)
{
  if (depth > LIMIT_MARKDOWN_DEPTH) {
    read_deep(reader, node);
    return;
  }
  switch ((int)cmark_node_get_type(node)) {
  case CMARK_NODE_PARAGRAPH: read_paragraph(reader, node); return;
  case CMARK_NODE_HEADING: read_heading(reader, node); return;
  case CMARK_NODE_BLOCK_QUOTE: read_quote(reader, node, depth); return;
  case CMARK_NODE_LIST: read_list(reader, node, depth); return;
  case CMARK_NODE_HTML_BLOCK: read_literal(reader, node, DIAG_HTML_REFUSED); return;
  case CMARK_NODE_CODE_BLOCK: read_literal(reader, node, DIAG_CODE_PLAIN); return;
  case CMARK_NODE_THEMATIC_BREAK:
    add_block(reader, (Block){.kind = BLOCK_ORNAMENT, .place = place_of(reader, node)});
    return;
  default: break;
  }
  if (!strcmp(cmark_node_get_type_string(node), "table"))
    read_table(reader, node);
  else
    add_paragraph(reader, node, inline_read(reader->bundle, &reader->source, node, BREAKS_JOIN, NULL));
}

/* --- the document ------------------------------------------------------------------------------------------ */

static cmark_node *parse(const char *text, size_t length)
{
  static gsize registered;
  if (g_once_init_enter(&registered)) {
    cmark_gfm_core_extensions_ensure_registered();
    g_once_init_leave(&registered, 1);
  }
  cmark_mem memory = {g_malloc0_n, g_realloc, g_free}; /* cmark's own aborts where there is none */
  cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &memory);
  cmark_syntax_extension *tables = cmark_find_syntax_extension("table");
  if (tables)
    cmark_parser_attach_syntax_extension(parser, tables);
  char *masked = mask_apply(text, length);
  cmark_parser_feed(parser, masked, length);
  g_free(masked);
  cmark_node *document = cmark_parser_finish(parser);
  cmark_parser_free(parser);
  return document;
}

static Source open_source(Bundle *bundle, const char *text, size_t length, int first_line)
{
  const int *numbers = NULL;
  unsigned parted = source_part(bundle->arena, &text, &length, first_line, &numbers);
  Source source = source_open(bundle->arena, text, length, bundle->article->file, first_line);
  source.numbers = numbers;
  int line = 0;
  while (numbers && numbers[line] != numbers[line + 1])
    line++;
  if (parted && numbers)
    diag_add(bundle->diags, DIAG_PARAGRAPHS_INDENTED, (Place){bundle->article->file, numbers[line], 1}, parted);
  return source;
}

void markdown_read(Bundle *bundle, const char *text, size_t length, int first_line)
{
  Reader reader = {.bundle = bundle,
                   .source = open_source(bundle, text, length, first_line),
                   .blocks = g_array_new(FALSE, TRUE, sizeof(Block))};
  stray_references(bundle->diags, &reader.source);
  cmark_node *document = parse(reader.source.text, reader.source.length);
  for (cmark_node *node = cmark_node_first_child(document); node; node = cmark_node_next(node))
    read_block(&reader, node, 0);
  bundle->article->blocks = arena_copy(bundle->arena, reader.blocks->data, reader.blocks->len * sizeof(Block));
  bundle->article->n_blocks = reader.blocks->len;
  g_array_free(reader.blocks, TRUE);
  cmark_node_free(document);
}
