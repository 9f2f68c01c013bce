/* Lines → an article: the first ones told apart, the rest as body. */
#include "manuscript/work.h"

#include "base/prefix.h"

#include <string.h>

enum { TITLE_CHARACTERS = 40, BYLINE_CHARACTERS = 40 };

/* --- the first lines ---------------------------------------------------------------- */

typedef struct {
  const char *title, *subtitle, *byline, *source;
  unsigned used; /* lines */
} Front;

static bool starts_with_any(const char *text, const char *const *beginnings)
{
  for (; *beginnings; beginnings++)
    if (begins_with(text, *beginnings))
      return true;
  return false;
}

static const char *after_label(const char *text)
{
  static const char *const LABELS[] = {"来源：", "来源:", "作者：", "作者:", NULL};
  for (const char *const *label = LABELS; *label; label++)
    if (begins_with(text, *label))
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
  *place = after_label(line->front ? line->front : line->plain);
  return true;
}

static Front read_front(const Manuscript *manuscript)
{
  Front front = {0};
  const ManuscriptLine *lines = (const ManuscriptLine *)(void *)manuscript->lines->data;
  unsigned n = manuscript->lines->len;
  if (n && !lines[0].raw && g_utf8_strlen(lines[0].plain, -1) <= TITLE_CHARACTERS) {
    front.title = lines[0].front ? lines[0].front : lines[0].plain;
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

void manuscript_set_article(Manuscript *manuscript)
{
  if (manuscript->lines->len == 0)
    return;
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
  manuscript->article = g_string_free(article, FALSE);
}
