/* Word documents (ISO/IEC 29500): paragraphs, headings, bold, tables, pictures and 注音 of word/document.xml, tracked
   changes as accepted. What else means something is told (losses.c). Of alternatives (mc:AlternateContent) the first is
   read, and of changed properties (w:rPrChange and the like) what they are now. */
#include <string.h>

#include "base/limits.h"
#include "base/prefix.h"
#include "host/host.h"
#include "manuscript/package.h"
#include "manuscript/word.h"

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
  Reader *reader;
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
      g_hash_table_add(styles->reader->headings, g_strdup(styles->id));
  } else if (!strcmp(element, "w:numId") && styles->id && g_strcmp0(value_of(names, values, "w:val"), "0"))
    g_hash_table_add(styles->reader->numbered, g_strdup(styles->id));
  else if (styles->id && strcmp(element, "w:b")) { /* bold by style is a heading's, or the layout's own */
    RunLook *known = g_hash_table_lookup(styles->reader->looks, styles->id), look = known ? *known : (RunLook){0};
    look_read(&look, element, value_of(names, values, "w:val"));
    if (look.struck || look.twice || look.hidden || look.dotted || look.raised)
      g_hash_table_replace(styles->reader->looks, g_strdup(styles->id), g_memdup2(&look, sizeof look));
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
  Styles styles = {reader, NULL};
  parse_part(reader->parts, "word/styles.xml", &PARSER, &styles, NULL);
  g_free(styles.id);
}

static void read_relations(Reader *reader)
{
  static const GMarkupParser PARSER = {.start_element = on_relation};
  parse_part(reader->parts, "word/_rels/document.xml.rels", &PARSER, reader->targets, NULL);
}

/* --- paragraphs ------------------------------------------------------------------------- */

static void end_cell_paragraph(Reader *reader)
{
  char *cell = reader->cells->len ? reader->cells->pdata[reader->cells->len - 1] : NULL;
  if (!cell || !reader->markdown->len)
    return;
  reader->cells->pdata[reader->cells->len - 1] = g_strconcat(cell, *cell ? " " : "", reader->markdown->str, NULL);
  g_free(cell);
}

/* In place: what stands around a paragraph. */
static char *strip_blanks(char *text)
{
  g_strstrip(text);
  while (begins_with(text, "　"))
    memmove(text, text + 3, strlen(text + 3) + 1);
  return text;
}

static void end_paragraph(Reader *reader)
{
  run_set_bold(reader, false);
  char *text = strip_blanks(g_strdup(reader->plain->str));
  const char *markdown = reader->markdown->str;
  while (begins_with(markdown, "　") || *markdown == ' ')
    markdown = g_utf8_next_char(markdown);
  if (reader->is_numbered && *text)
    losses_add(reader->losses, LOSS_NUMBER, "");
  losses_end_paragraph(reader->losses, text);
  if (reader->tables)
    end_cell_paragraph(reader);
  else if (*text) {
    manuscript_add(reader->manuscript, text, markdown, reader->heading);
    if (strcmp(reader->front->str, reader->plain->str))
      manuscript_add_front(reader->manuscript, strip_blanks(reader->front->str));
  }
  g_free(text);
  g_string_truncate(reader->front, 0);
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

static void begin_table_part(Reader *reader, const char *element)
{
  if (!strcmp(element, "w:tbl"))
    reader->tables++;
  else if (!strcmp(element, "w:tc") && reader->tables == 1)
    g_ptr_array_add(reader->cells, g_strdup(""));
}

/* Depth inside what is told of by itself: counted up at its start, down at its end. NULL: ELEMENT is none. */
static unsigned *depth_of(Reader *reader, const char *element)
{
  if (reader->in_run_style) /* there they speak of the paragraph's own mark */
    return NULL;
  const struct {
    const char *element;
    unsigned *depth;
  } DEPTHS[] = {{"w:del", &reader->deleted},    {"w:moveFrom", &reader->moved}, {"w:ins", &reader->inserted},
                {"w:moveTo", &reader->arrived}, {"m:oMath", &reader->formula},  {"m:sup", &reader->above},
                {"m:sub", &reader->below}};
  for (unsigned i = 0; i < G_N_ELEMENTS(DEPTHS); i++)
    if (!strcmp(element, DEPTHS[i].element))
      return DEPTHS[i].depth;
  return NULL;
}

/* What stands in the text and is none. */
static void begin_thing(Reader *reader, const char *element, const char **names, const char **values)
{
  static const char *const OBJECTS[] = {"o:OLEObject", "c:chart", "dgm:relIds", "w:control", NULL};
  if (!strcmp(element, "w:footnoteReference") || !strcmp(element, "w:endnoteReference"))
    reader->footnotes++;
  else if (!strcmp(element, "a:blip"))
    add_picture(reader, value_of(names, values, "r:embed"));
  else if (!strcmp(element, "v:imagedata"))
    add_picture(reader, value_of(names, values, "r:id"));
  else if (!strcmp(element, "w:sym"))
    run_add_symbol(reader, value_of(names, values, "w:font"), value_of(names, values, "w:char"));
  else if (!strcmp(element, "w:commentReference"))
    losses_add(reader->losses, LOSS_COMMENT, "");
  else if (g_strv_contains(OBJECTS, element))
    losses_add(reader->losses, LOSS_OBJECT, "");
  else
    run_begin_formula_part(reader, element, value_of(names, values, "m:val"));
}

static void begin_run_style(Reader *reader, const char *element, const char *value)
{
  const RunLook *look = !strcmp(element, "w:rStyle") && value ? g_hash_table_lookup(reader->looks, value) : NULL;
  if (look)
    reader->look = *look;
  else
    look_read(&reader->look, element, value);
}

static void begin_inline(Reader *reader, const char *element, const char **names, const char **values)
{
  if (!strcmp(element, "w:r"))
    reader->look = (RunLook){0};
  else if (!strcmp(element, "w:rPr"))
    reader->in_run_style = true;
  else if (reader->in_run_style)
    begin_run_style(reader, element, value_of(names, values, "w:val"));
  else if (!strcmp(element, "w:t") || !strcmp(element, "m:t") || !strcmp(element, "w:delText"))
    reader->in_text = true;
  else if (!strcmp(element, "w:tab"))
    run_add_text(reader, " ", reader->plain->len ? 1 : 0);
  else if (!strcmp(element, "w:noBreakHyphen"))
    run_add_text(reader, "-", 1);
  else if (!strcmp(element, "w:br") || !strcmp(element, "w:cr"))
    end_paragraph(reader);
  else {
    run_begin_ruby(reader, element);
    begin_thing(reader, element, names, values);
  }
}

static void begin_paragraph_style(Reader *reader, const char *style)
{
  reader->heading = style && g_hash_table_contains(reader->headings, style);
  reader->is_numbered = style && g_hash_table_contains(reader->numbered, style);
}

static void on_start(GMarkupParseContext *context, const char *element, const char **names, const char **values,
                     gpointer data, GError **error)
{
  Reader *reader = data;
  if (reader->skipping || !strcmp(element, "mc:Fallback") || g_str_has_suffix(element, "PrChange")) {
    reader->skipping++;
    return;
  }
  unsigned *depth = depth_of(reader, element);
  if (depth)
    ++*depth;
  else if (!strcmp(element, "w:p"))
    reader->heading = reader->is_numbered = false;
  else if (!strcmp(element, "w:pStyle"))
    begin_paragraph_style(reader, value_of(names, values, "w:val"));
  else if (!strcmp(element, "w:numId"))
    reader->is_numbered = g_strcmp0(value_of(names, values, "w:val"), "0") != 0;
  else {
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
  unsigned *depth = depth_of(reader, element);
  if (depth)
    --*depth;
  else if (!strcmp(element, "w:p"))
    end_paragraph(reader);
  else if (!strcmp(element, "w:t") || !strcmp(element, "m:t") || !strcmp(element, "w:delText"))
    reader->in_text = false;
  else if (!strcmp(element, "w:rPr"))
    reader->in_run_style = false;
  else if (!strcmp(element, "w:rt"))
    reader->in_ruby_text = false;
  else if (!strcmp(element, "w:rubyBase") && reader->ruby)
    run_end_ruby(reader);
  else if (!strcmp(element, "m:d"))
    run_add_text(reader, ")", 1);
  else
    end_table_part(reader, element);
}

static void on_text(GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  Reader *reader = data;
  if (reader->in_text && !reader->skipping)
    run_add_text(reader, text, length);
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
  g_hash_table_unref(reader->looks);
  g_hash_table_unref(reader->numbered);
  losses_free(reader->losses);
  if (reader->ruby)
    g_string_free(reader->ruby, TRUE);
  g_string_free(reader->plain, TRUE);
  g_string_free(reader->markdown, TRUE);
  g_string_free(reader->front, TRUE);
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
  reader.looks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  reader.numbered = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  reader.losses = losses_new(manuscript);
  reader.plain = g_string_new(NULL);
  reader.markdown = g_string_new(NULL);
  reader.front = g_string_new(NULL);
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
