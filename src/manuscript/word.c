/* Word documents (ISO/IEC 29500): paragraphs, headings, bold, tables and pictures of word/document.xml. Deleted text
   (w:delText) is not text; of alternatives (mc:AlternateContent) the first is read. */
#include <string.h>

#include "base/limits.h"
#include "base/prefix.h"
#include "host/host.h"
#include "manuscript/package.h"
#include "manuscript/work.h"

typedef struct {
  Manuscript *manuscript;
  GHashTable *parts;         /* name → GBytes */
  GHashTable *headings;      /* style id → itself, where the style is a heading */
  GHashTable *targets;       /* relation id → target */
  GString *plain, *markdown; /* of the paragraph being read */
  bool heading, bold, bold_open, in_text, in_run_style;
  unsigned skipping; /* depth inside an alternative not taken */
  unsigned tables;   /* depth */
  GPtrArray *cells;  /* of the row being read: char * */
  GString *table;
  unsigned rows;
  unsigned footnotes, lost_pictures; /* not imported */
} Reader;

static const char *value_of(const char **names, const char **values, const char *name)
{
  for (; *names; names++, values++)
    if (!strcmp(*names, name))
      return *values;
  return NULL;
}

static bool parse_part(GHashTable *parts, const char *name, const GMarkupParser *parser, gpointer data, char **error)
{
  GBytes *part = g_hash_table_lookup(parts, name);
  if (!part)
    return false;
  gsize size;
  const char *bytes = g_bytes_get_data(part, &size);
  if (!size)
    return false;
  if (size >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3)) {
    bytes += 3;
    size -= 3;
  }
  GError *reason = NULL;
  GMarkupParseContext *context = g_markup_parse_context_new(parser, 0, data, NULL);
  bool parsed = g_markup_parse_context_parse(context, bytes, (gssize)size, &reason) &&
                g_markup_parse_context_end_parse(context, &reason);
  g_markup_parse_context_free(context);
  if (reason && error)
    *error = g_strdup(reason->message);
  g_clear_error(&reason);
  return parsed;
}

/* --- styles and relations ------------------------------------------------------------- */

typedef struct {
  GHashTable *headings;
  char *id;
} Styles;

static void on_style(GMarkupParseContext *context, const char *element, const char **names, const char **values,
                     gpointer data, GError **error)
{
  Styles *styles = data;
  if (!strcmp(element, "w:style")) {
    g_free(styles->id);
    styles->id = g_strdup(value_of(names, values, "w:styleId"));
  } else if (!strcmp(element, "w:name") && styles->id) {
    const char *name = value_of(names, values, "w:val");
    if (name && (!g_ascii_strncasecmp(name, "heading", 7) || !g_ascii_strcasecmp(name, "title")))
      g_hash_table_add(styles->headings, g_strdup(styles->id));
  }
}

static void on_relation(GMarkupParseContext *context, const char *element, const char **names, const char **values,
                        gpointer data, GError **error)
{
  const char *id = value_of(names, values, "Id"), *target = value_of(names, values, "Target");
  if (!strcmp(element, "Relationship") && id && target)
    g_hash_table_replace(data, g_strdup(id), g_strdup(target));
}

static void read_styles(Reader *reader)
{
  static const GMarkupParser PARSER = {.start_element = on_style};
  Styles styles = {reader->headings, NULL};
  parse_part(reader->parts, "word/styles.xml", &PARSER, &styles, NULL);
  g_free(styles.id);
}

static void read_relations(Reader *reader)
{
  static const GMarkupParser PARSER = {.start_element = on_relation};
  parse_part(reader->parts, "word/_rels/document.xml.rels", &PARSER, reader->targets, NULL);
}

/* --- text ------------------------------------------------------------------------------- */

static void set_bold(Reader *reader, bool bold)
{
  if (bold != reader->bold_open)
    g_string_append(reader->markdown, "**");
  reader->bold_open = bold;
}

static void add_text(Reader *reader, const char *text, gsize length)
{
  char *piece = g_strndup(text, length);
  for (char *c = piece; *c; c++)
    if (*c == '\n' || *c == '\r' || *c == '\t')
      *c = ' ';
  set_bold(reader, reader->bold && !reader->heading);
  g_string_append(reader->plain, piece);
  g_string_append(reader->markdown, manuscript_escape(reader->manuscript->arena, piece));
  g_free(piece);
}

static void end_cell_paragraph(Reader *reader)
{
  char *cell = reader->cells->len ? reader->cells->pdata[reader->cells->len - 1] : NULL;
  if (!cell || !reader->markdown->len)
    return;
  reader->cells->pdata[reader->cells->len - 1] = g_strconcat(cell, *cell ? " " : "", reader->markdown->str, NULL);
  g_free(cell);
}

static void end_paragraph(Reader *reader)
{
  set_bold(reader, false);
  char *text = g_strstrip(g_strdup(reader->plain->str));
  while (begins_with(text, "　"))
    memmove(text, text + 3, strlen(text + 3) + 1);
  const char *markdown = reader->markdown->str;
  while (begins_with(markdown, "　") || *markdown == ' ')
    markdown = g_utf8_next_char(markdown);
  if (reader->tables)
    end_cell_paragraph(reader);
  else if (*text)
    manuscript_add(reader->manuscript, text, markdown, reader->heading);
  g_free(text);
  g_string_truncate(reader->plain, 0);
  g_string_truncate(reader->markdown, 0);
}

/* --- tables: ruled ones of GFM ----------------------------------------------------------- */

static void end_row(Reader *reader)
{
  for (unsigned i = 0; i < reader->cells->len; i++)
    g_string_append_printf(reader->table, "| %s ", (const char *)reader->cells->pdata[i]);
  g_string_append(reader->table, "|\n");
  for (unsigned i = 0; reader->rows == 0 && i < reader->cells->len; i++)
    g_string_append(reader->table, i + 1 < reader->cells->len ? "| --- " : "| --- |\n");
  reader->rows++;
  g_ptr_array_set_size(reader->cells, 0);
}

static void end_table(Reader *reader)
{
  if (reader->table->len && reader->table->str[reader->table->len - 1] == '\n')
    g_string_truncate(reader->table, reader->table->len - 1);
  manuscript_add_raw(reader->manuscript, reader->table->str);
  g_string_truncate(reader->table, 0);
  reader->rows = 0;
}

/* --- pictures ------------------------------------------------------------------------------ */

static void add_picture(Reader *reader, const char *id)
{
  const char *target = id ? g_hash_table_lookup(reader->targets, id) : NULL;
  char *part = target ? g_strconcat("word/", target, NULL) : NULL;
  GBytes *bytes = part ? g_hash_table_lookup(reader->parts, part) : NULL;
  g_free(part);
  if (!bytes || reader->tables) {
    reader->lost_pictures++;
    return;
  }
  char *name = g_path_get_basename(target), *markdown = g_strdup_printf("![](%s)", name);
  manuscript_add_picture(reader->manuscript, name, bytes);
  manuscript_add_raw(reader->manuscript, markdown);
  g_free(markdown);
  g_free(name);
}

/* --- the document --------------------------------------------------------------------------- */

static bool switched_on(const char *value)
{
  return !value || (strcmp(value, "0") && strcmp(value, "false") && strcmp(value, "none"));
}

static void begin_table_part(Reader *reader, const char *element)
{
  if (!strcmp(element, "w:tbl"))
    reader->tables++;
  else if (!strcmp(element, "w:tc") && reader->tables == 1)
    g_ptr_array_add(reader->cells, g_strdup(""));
}

static void begin_inline(Reader *reader, const char *element, const char **names, const char **values)
{
  if (!strcmp(element, "w:r"))
    reader->bold = false;
  else if (!strcmp(element, "w:rPr"))
    reader->in_run_style = true;
  else if (!strcmp(element, "w:b") && reader->in_run_style)
    reader->bold = switched_on(value_of(names, values, "w:val"));
  else if (!strcmp(element, "w:t"))
    reader->in_text = true;
  else if (!strcmp(element, "w:tab") && !reader->in_run_style)
    add_text(reader, " ", reader->plain->len ? 1 : 0);
  else if (!strcmp(element, "w:br"))
    end_paragraph(reader);
  else if (!strcmp(element, "w:footnoteReference") || !strcmp(element, "w:endnoteReference"))
    reader->footnotes++;
  else if (!strcmp(element, "a:blip"))
    add_picture(reader, value_of(names, values, "r:embed"));
}

static void on_start(GMarkupParseContext *context, const char *element, const char **names, const char **values,
                     gpointer data, GError **error)
{
  Reader *reader = data;
  if (reader->skipping || !strcmp(element, "mc:Fallback")) {
    reader->skipping++;
    return;
  }
  if (!strcmp(element, "w:p"))
    reader->heading = false;
  else if (!strcmp(element, "w:pStyle")) {
    const char *style = value_of(names, values, "w:val");
    reader->heading = style && g_hash_table_contains(reader->headings, style);
  } else {
    begin_table_part(reader, element);
    begin_inline(reader, element, names, values);
  }
}

static void end_table_part(Reader *reader, const char *element)
{
  if (!strcmp(element, "w:tr") && reader->tables == 1)
    end_row(reader);
  else if (!strcmp(element, "w:tbl") && reader->tables && --reader->tables == 0)
    end_table(reader);
}

static void on_end(GMarkupParseContext *context, const char *element, gpointer data, GError **error)
{
  Reader *reader = data;
  if (reader->skipping) {
    reader->skipping--;
    return;
  }
  if (!strcmp(element, "w:p"))
    end_paragraph(reader);
  else if (!strcmp(element, "w:t"))
    reader->in_text = false;
  else if (!strcmp(element, "w:rPr"))
    reader->in_run_style = false;
  else
    end_table_part(reader, element);
}

static void on_text(GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  Reader *reader = data;
  if (reader->in_text && !reader->skipping)
    add_text(reader, text, length);
}

static bool read_document(Reader *reader, char **error)
{
  static const GMarkupParser PARSER = {.start_element = on_start, .end_element = on_end, .text = on_text};
  read_styles(reader);
  read_relations(reader);
  return parse_part(reader->parts, "word/document.xml", &PARSER, reader, error);
}

static void clear_reader(Reader *reader)
{
  g_hash_table_unref(reader->headings);
  g_hash_table_unref(reader->targets);
  g_string_free(reader->plain, TRUE);
  g_string_free(reader->markdown, TRUE);
  g_string_free(reader->table, TRUE);
  g_ptr_array_free(reader->cells, TRUE);
  if (reader->parts)
    g_hash_table_unref(reader->parts);
}

bool manuscript_read_word(Manuscript *manuscript)
{
  const char *path = manuscript->path;
  DiagList *diags = manuscript->diags;
  const FileRule rule = {.most = LIMIT_MANUSCRIPT_BYTES};
  FileFault fault;
  GBytes *file = file_read(path, rule, &fault);
  if (!file) {
    file_tell(diags, (Place){.file = path}, path, rule, &fault);
    return false;
  }
  char *error = NULL;
  Reader reader = {.manuscript = manuscript, .parts = package_read(file, &error)};
  g_bytes_unref(file);
  reader.headings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  reader.targets = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  reader.plain = g_string_new(NULL);
  reader.markdown = g_string_new(NULL);
  reader.table = g_string_new(NULL);
  reader.cells = g_ptr_array_new_with_free_func(g_free);
  bool good = reader.parts && read_document(&reader, &error);
  if (!good)
    diag_add(diags, DIAG_IMPORT_DAMAGED, (Place){.file = path}, path, error ? error : "word/document.xml");
  else if (reader.footnotes || reader.lost_pictures)
    diag_add(diags, DIAG_IMPORT_LEFT_OUT, (Place){.file = path}, (int)reader.footnotes, (int)reader.lost_pictures);
  g_free(error);
  clear_reader(&reader);
  return good;
}
