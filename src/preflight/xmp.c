/* The properties of an XMP packet (ISO 16684-1, 7): RDF by its namespaces, whatever their prefixes; of several
   languages the default, of a list the first. */
#include "preflight/inspect.h"

#include "base/prefix.h"

#include <string.h>

#define RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

struct Xmp {
  GHashTable *values; /* "namespace local" → text */
  bool well_formed;
};

typedef struct {
  Xmp *xmp;
  GHashTable *prefixes;                  /* → namespace */
  unsigned depth, description, property; /* depths at which we are inside one; 0: outside */
  char *key;
  GString *text;
  bool item, taken, wanted; /* in a list's item; one has been taken; this one is to be */
} Reader;

static const char *namespace_of(const Reader *reader, const char *name, const char **local)
{
  const char *colon = strchr(name, ':');
  char *prefix = colon ? g_strndup(name, (gsize)(colon - name)) : g_strdup("");
  const char *found = g_hash_table_lookup(reader->prefixes, prefix);
  g_free(prefix);
  *local = colon ? colon + 1 : name;
  return found ? found : "";
}

static bool is_rdf(const Reader *reader, const char *name, const char *wanted)
{
  const char *local;
  return !strcmp(namespace_of(reader, name, &local), RDF) && !strcmp(local, wanted);
}

static char *key_of(const Reader *reader, const char *name)
{
  const char *local, *space = namespace_of(reader, name, &local);
  return g_strconcat(space, " ", local, NULL);
}

static void take_prefixes(Reader *reader, const char **names, const char **values)
{
  for (; *names; names++, values++)
    if (begins_with(*names, "xmlns"))
      g_hash_table_replace(reader->prefixes, g_strdup((*names)[5] == ':' ? *names + 6 : ""), g_strdup(*values));
}

static void take_attributes(Reader *reader, const char **names, const char **values)
{
  for (; *names; names++, values++)
    if (strchr(*names, ':') && !begins_with(*names, "xmlns"))
      g_hash_table_replace(reader->xmp->values, key_of(reader, *names), g_strdup(*values));
}

static bool is_default(const char **names, const char **values)
{
  for (; *names; names++, values++)
    if (!strcmp(*names, "xml:lang") && !strcmp(*values, "x-default"))
      return true;
  return false;
}

static void start_element(GMarkupParseContext *context, const char *name, const char **names, const char **values,
                          gpointer data, GError **error)
{
  Reader *reader = data;
  (void)context;
  (void)error;
  reader->depth++;
  take_prefixes(reader, names, values);
  if (!reader->description && is_rdf(reader, name, "Description")) {
    reader->description = reader->depth;
    take_attributes(reader, names, values);
  } else if (reader->description && !reader->property) {
    reader->property = reader->depth;
    reader->key = key_of(reader, name);
    reader->taken = reader->item = false;
    g_string_truncate(reader->text, 0);
  } else if (reader->property && is_rdf(reader, name, "li")) {
    reader->item = true;
    reader->wanted = !reader->taken || is_default(names, values);
    if (reader->wanted)
      g_string_truncate(reader->text, 0);
    reader->taken = true;
  }
}

static void end_element(GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
  Reader *reader = data;
  (void)context;
  (void)error;
  if (reader->property && is_rdf(reader, name, "li"))
    reader->item = false;
  if (reader->property == reader->depth) {
    char *text = g_strstrip(reader->text->str);
    g_hash_table_replace(reader->xmp->values, reader->key, g_strdup(text));
    g_string_truncate(reader->text, 0);
    reader->key = NULL;
    reader->property = 0;
  } else if (reader->description == reader->depth)
    reader->description = 0;
  reader->depth--;
}

static void take_text(GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  Reader *reader = data;
  (void)context;
  (void)error;
  if (reader->property && (reader->item ? reader->wanted : !reader->taken))
    g_string_append_len(reader->text, text, (gssize)length);
}

/* UTF-8, whatever Unicode it came in (7.3.2). */
static char *decode(const char *bytes, size_t length, gsize *n)
{
  static const struct {
    const char *mark;
    size_t length;
    const char *charset;
  } MARKS[] = {{"\xEF\xBB\xBF", 3, "UTF-8"}, {"\xFE\xFF", 2, "UTF-16BE"}, {"\xFF\xFE", 2, "UTF-16LE"}};
  for (unsigned i = 0; i < G_N_ELEMENTS(MARKS); i++)
    if (length >= MARKS[i].length && !memcmp(bytes, MARKS[i].mark, MARKS[i].length))
      return g_convert(bytes + MARKS[i].length, (gssize)(length - MARKS[i].length), "UTF-8", MARKS[i].charset, NULL, n,
                       NULL);
  if (length > 1 && !bytes[0] != !bytes[1]) /* no mark: the first character is ASCII */
    return g_convert(bytes, (gssize)length, "UTF-8", bytes[0] ? "UTF-16LE" : "UTF-16BE", NULL, n, NULL);
  *n = length;
  return g_strndup(bytes, length);
}

Xmp *xmp_read(const char *bytes, size_t length)
{
  static const GMarkupParser PARSER = {start_element, end_element, take_text, NULL, NULL};
  Xmp *xmp = g_new0(Xmp, 1);
  xmp->values = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  Reader reader = {.xmp = xmp, .text = g_string_new(NULL)};
  reader.prefixes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  gsize n = 0;
  char *text = decode(bytes, length, &n);
  while (text && n && strchr(" \t\r\n", text[n - 1])) /* what pads a packet */
    n--;
  GMarkupParseContext *context = g_markup_parse_context_new(&PARSER, G_MARKUP_TREAT_CDATA_AS_TEXT, &reader, NULL);
  xmp->well_formed = text && n && g_markup_parse_context_parse(context, text, (gssize)n, NULL) &&
                     g_markup_parse_context_end_parse(context, NULL);
  g_markup_parse_context_free(context);
  g_free(text);
  g_free(reader.key);
  g_string_free(reader.text, TRUE);
  g_hash_table_destroy(reader.prefixes);
  return xmp;
}

void xmp_free(Xmp *xmp)
{
  if (!xmp)
    return;
  g_hash_table_destroy(xmp->values);
  g_free(xmp);
}

bool xmp_is_well_formed(const Xmp *xmp)
{
  return xmp->well_formed;
}

const char *xmp_value(const Xmp *xmp, const char *name)
{
  return xmp ? g_hash_table_lookup(xmp->values, name) : NULL;
}
