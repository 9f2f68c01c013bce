#include "cmd/choice.h"

#include "base/prefix.h"

#include <string.h>

static const char HEADER[] =
    "# The chosen ways to make pages up (tekan makeup --choose). A build keeps to them as long as they serve.\n"
    "# 选定的组版方案（tekan makeup --choose 写入，可改可删），生成时照此排，直到不再适用。\n"
    "pages:\n";

/* In double quotes, as YAML and JSON have it. */
static void add_quoted(GString *text, const char *word)
{
  g_string_append_c(text, '"');
  for (; *word; word++) {
    if (*word == '"' || *word == '\\')
      g_string_append_c(text, '\\');
    g_string_append_c(text, *word);
  }
  g_string_append_c(text, '"');
}

static void add_key(GString *text, const char *label)
{
  g_string_append(text, "  ");
  add_quoted(text, label);
  g_string_append(text, ":\n");
}

static const char *name_head(const MadeModule *module)
{
  if (module->side == HEAD_TOP)
    return module->beside ? "left" : "top";
  return module->side == HEAD_RIGHT ? "right" : "upright-left";
}

/* Of a spread each page names its own. */
static bool is_listed(const PlacedPage *page, const Article *article)
{
  for (unsigned i = 0; i < page->spec->n_articles; i++)
    if (page->spec->articles[i] == article)
      return true;
  return !page->fold;
}

static void add_page(GString *text, const PlacedPage *page)
{
  if (!page->fold || page->spec->n_articles)
    add_key(text, page->spec->label);
  for (unsigned i = 0; i < page->makeup->n_modules; i++) {
    const MadeModule *module = &page->makeup->modules[i];
    if (!is_listed(page, module->article))
      continue;
    g_string_append(text, "    ");
    add_quoted(text, module->article->slug);
    g_string_append_printf(text, ": {columns: %d-%d, rows: %d-%d, headline: %s}\n", module->column_first,
                           module->column_last, module->row_first, module->row_last, name_head(module));
  }
}

static bool is_comment(const char *line)
{
  return line[strspn(line, " ")] == '#';
}

/* Whether LINE begins a part of the file: less than four blanks before its first word. */
static bool begins_part(const char *line)
{
  size_t blanks = strspn(line, " ");
  return line[blanks] && !is_comment(line) && blanks < 4;
}

static bool is_key(const char *line, const char *label)
{
  GString *key = g_string_new(NULL);
  add_key(key, label);
  g_string_truncate(key, key->len - 1);
  bool quoted = begins_with(line, key->str);
  g_string_printf(key, "  %s:", label);
  bool plain = begins_with(line, key->str);
  g_string_free(key, TRUE);
  return quoted || plain;
}

char *choice_write(const char *old, const PlacedPage *page)
{
  GString *text = g_string_new(NULL);
  char **lines = g_strsplit(old && strstr(old, "pages:") ? old : HEADER, "\n", -1);
  bool inside = false, written = false;
  for (char **line = lines; *line; line++) {
    if (begins_part(*line))
      inside = is_key(*line, page->spec->label);
    if (inside && !written) {
      add_page(text, page);
      written = true;
    }
    if ((!inside || is_comment(*line)) && (**line || line[1]))
      g_string_append_printf(text, "%s\n", *line);
  }
  if (!written)
    add_page(text, page);
  g_strfreev(lines);
  return g_string_free(text, FALSE);
}
