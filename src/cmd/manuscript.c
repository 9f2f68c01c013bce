#include "cmd/manuscript.h"

#include <string.h>

enum { TITLE_CHARACTERS = 40, BYLINE_CHARACTERS = 40 };

Manuscript *manuscript_new(Arena *arena)
{
  Manuscript *manuscript = g_new0(Manuscript, 1);
  manuscript->arena = arena;
  manuscript->lines = g_array_new(FALSE, TRUE, sizeof(ManuscriptLine));
  manuscript->pictures = g_array_new(FALSE, TRUE, sizeof(ManuscriptPicture));
  return manuscript;
}

void manuscript_free(Manuscript *manuscript)
{
  for (unsigned i = 0; i < manuscript->pictures->len; i++)
    g_bytes_unref(g_array_index(manuscript->pictures, ManuscriptPicture, i).bytes);
  g_array_free(manuscript->pictures, TRUE);
  g_array_free(manuscript->lines, TRUE);
  g_free(manuscript);
}

void manuscript_add(Manuscript *manuscript, const char *plain, const char *markdown, bool heading)
{
  const ManuscriptLine line = {arena_strdup(manuscript->arena, plain), arena_strdup(manuscript->arena, markdown),
                               heading, false};
  g_array_append_val(manuscript->lines, line);
}

void manuscript_add_raw(Manuscript *manuscript, const char *markdown)
{
  const ManuscriptLine line = {"", arena_strdup(manuscript->arena, markdown), false, true};
  g_array_append_val(manuscript->lines, line);
}

/* Marks that mean something anywhere; and at the start of a line, those that would make a heading, list or quote. */
static bool needs_escape(const char *text, const char *at)
{
  if (strchr("\\`*_[]<|~&", *at))
    return true;
  if (at == text)
    return strchr("#>+-=", *at) != NULL;
  for (const char *c = text; c < at; c++)
    if (!g_ascii_isdigit(*c))
      return false;
  return *at == '.' || *at == ')'; /* "1." would start a list */
}

char *manuscript_escape(Arena *arena, const char *text)
{
  GString *escaped = g_string_new(NULL);
  for (const char *c = text; *c; c++) {
    if (needs_escape(text, c))
      g_string_append_c(escaped, '\\');
    g_string_append_c(escaped, *c);
  }
  char *kept = arena_strndup(arena, escaped->str, escaped->len);
  g_string_free(escaped, TRUE);
  return kept;
}

/* --- the first lines ---------------------------------------------------------------- */

typedef struct {
  const char *title, *subtitle, *byline, *source;
  unsigned used; /* lines */
} Front;

static bool starts_with_any(const char *text, const char *const *beginnings)
{
  for (; *beginnings; beginnings++)
    if (g_str_has_prefix(text, *beginnings))
      return true;
  return false;
}

static const char *after_label(const char *text)
{
  static const char *const LABELS[] = {"来源：", "来源:", "作者：", "作者:", NULL};
  for (const char *const *label = LABELS; *label; label++)
    if (g_str_has_prefix(text, *label))
      return text + strlen(*label);
  return text;
}

/* Whether LINE is one of the short ones between title and text; FRONT then has it. */
static bool take_front_line(Front *front, const ManuscriptLine *line)
{
  static const char *const SUBTITLES[] = {"——", "--", "—", NULL};
  static const char *const BYLINES[] = {"本报记者", "记者", "本报通讯员", "通讯员", "作者",
                                        "文/",      "文／", "本刊记者",   NULL};
  static const char *const SOURCES[] = {"来源", NULL};
  if (line->raw || g_utf8_strlen(line->plain, -1) > BYLINE_CHARACTERS)
    return false;
  const char **place = NULL;
  if (starts_with_any(line->plain, SUBTITLES))
    place = &front->subtitle;
  else if (starts_with_any(line->plain, BYLINES))
    place = &front->byline;
  else if (starts_with_any(line->plain, SOURCES))
    place = &front->source;
  if (!place || *place)
    return false;
  *place = after_label(line->plain);
  return true;
}

static Front read_front(const Manuscript *manuscript)
{
  Front front = {0};
  const ManuscriptLine *lines = (const ManuscriptLine *)(void *)manuscript->lines->data;
  unsigned n = manuscript->lines->len;
  if (n && !lines[0].raw && g_utf8_strlen(lines[0].plain, -1) <= TITLE_CHARACTERS) {
    front.title = lines[0].plain;
    front.used = 1;
  }
  while (front.used && front.used < n && take_front_line(&front, &lines[front.used]))
    front.used++;
  return front;
}

/* --- writing -------------------------------------------------------------------------- */

void manuscript_add_key(GString *article, const char *key, const char *value)
{
  if (!value)
    return;
  g_string_append_printf(article, "%s: \"", key);
  for (const char *c = value; *c; c++) {
    if (*c == '"' || *c == '\\')
      g_string_append_c(article, '\\');
    g_string_append_c(article, *c);
  }
  g_string_append(article, "\"\n");
}

static void add_body_line(GString *article, const ManuscriptLine *line)
{
  g_string_append_printf(article, "\n%s%s\n", line->heading ? "## " : "", line->markdown);
}

/* Two short headings with nothing between are the two lines of one 小标题. */
static bool make_two_lines(const ManuscriptLine *first, const ManuscriptLine *second)
{
  enum { LINE_CHARACTERS = 12 };
  return first->heading && second->heading && g_utf8_strlen(first->plain, -1) <= LINE_CHARACTERS &&
         g_utf8_strlen(second->plain, -1) <= LINE_CHARACTERS;
}

char *manuscript_article(const Manuscript *manuscript)
{
  if (manuscript->lines->len == 0)
    return NULL;
  Front front = read_front(manuscript);
  GString *article = g_string_new("---\n");
  manuscript_add_key(article, "title", front.title ? front.title : "");
  manuscript_add_key(article, "subtitle", front.subtitle);
  manuscript_add_key(article, "byline", front.byline);
  manuscript_add_key(article, "source", front.source);
  g_string_append(article, "---\n");
  for (unsigned i = front.used; i < manuscript->lines->len; i++) {
    const ManuscriptLine *line = &g_array_index(manuscript->lines, ManuscriptLine, i);
    if (i + 1 < manuscript->lines->len && make_two_lines(line, line + 1)) {
      g_string_append_printf(article, "\n%s\n%s\n---\n", line->markdown, line[1].markdown);
      i++;
    } else
      add_body_line(article, line);
  }
  return g_string_free(article, FALSE);
}

/* --- plain text ------------------------------------------------------------------------ */

enum { HEADING_CHARACTERS = 24 };

/* Blanks of both widths at both ends. */
static char *strip(char *line)
{
  while (*line && g_unichar_isspace(g_utf8_get_char(line)))
    line = g_utf8_next_char(line);
  for (char *end = line + strlen(line); end > line; *end = '\0') {
    char *before = g_utf8_prev_char(end);
    if (!g_unichar_isspace(g_utf8_get_char(before)))
      break;
    end = before;
  }
  return line;
}

/* Short, and not ended as a sentence or a clause is; a closing quote or bracket may end a heading. */
static bool reads_like_heading(const char *line)
{
  if (g_utf8_strlen(line, -1) > HEADING_CHARACTERS)
    return false;
  return !strstr("。！？；：，、…—.!?;:,", g_utf8_prev_char(line + strlen(line)));
}

void text_read(Manuscript *manuscript, const char *text)
{
  char **lines = g_strsplit(text, "\n", -1);
  bool blank_before = true;
  for (unsigned i = 0; lines[i]; i++) {
    char *line = strip(lines[i]);
    if (*line) {
      char *after = lines[i + 1] ? strip(lines[i + 1]) : NULL;
      bool alone = blank_before && (!after || !*after);
      manuscript_add(manuscript, line, manuscript_escape(manuscript->arena, line), alone && reads_like_heading(line));
    }
    blank_before = !*line;
  }
  g_strfreev(lines);
}
