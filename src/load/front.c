#include "load/front.h"

#include <string.h>

#include "text/text.h"

/* A line without its end, blanks around it left out. */
typedef struct {
  const char *at;
  size_t length;
  size_t next; /* byte of the text where the next line begins */
  int number, column;
} Line;

static size_t blank_length(const char *at, size_t length)
{
  if (length && (*at == ' ' || *at == '\t'))
    return 1;
  if (length >= 3 && (!memcmp(at, MARK_SPACE_TEXT, 3) || !memcmp(at, MARK_NO_BREAK_TEXT, 3)))
    return 3;
  return length >= 2 && !memcmp(at, MARK_NBSP_TEXT, 2) ? 2 : 0;
}

/* The line that begins at byte AT. */
static Line line_at(const char *text, size_t length, size_t at, int number)
{
  const char *start = text + at, *end = memchr(start, '\n', length - at);
  size_t n = end ? (size_t)(end - start) : length - at, blank;
  Line line = {start, n, MIN(at + n + 1, length), number, 1};
  while ((blank = blank_length(line.at, line.length))) {
    line.at += blank;
    line.length -= blank;
    line.column++;
  }
  while (line.length && strchr(" \t", line.at[line.length - 1]))
    line.length--;
  return line;
}

static bool is_fence(const Line *line, const char *fence)
{
  return line->column == 1 && line->length == strlen(fence) && !memcmp(line->at, fence, line->length);
}

/* Two or more dashes of any kind and nothing else. */
static bool is_dashes(const Line *line)
{
  unsigned n = 0;
  for (const char *at = line->at; at < line->at + line->length; at = g_utf8_next_char(at), n++) {
    gunichar code = g_utf8_get_char(at);
    if (code != '-' && !mark_has(code, TRAIT_DASH))
      return false;
  }
  return n > 1 || (n == 1 && *line->at != '-');
}

/* One of KEYS and a colon, of either width. */
static bool is_entry(const Line *line, const char *const *keys)
{
  for (; *keys; keys++) {
    size_t n = strlen(*keys);
    const char *after = line->at + n;
    if (line->length <= n || memcmp(line->at, *keys, n) != 0)
      continue;
    after += *after == ' ';
    if (*after == ':' || (after + 3 <= line->at + line->length && !memcmp(after, "：", 3)))
      return true;
  }
  return false;
}

/* Between the line that opens it and the first that closes it, or looks as if it should. */
static bool find_end(const char *text, size_t length, const char *file, Front *front, DiagList *diags)
{
  int number = 2;
  for (size_t at = front->yaml; at < length; number++) {
    Line line = line_at(text, length, at, number);
    if (is_fence(&line, "---") || is_fence(&line, "...")) {
      *front = (Front){front->yaml, at, line.next, number + 1};
      return true;
    }
    if (is_dashes(&line) && line.column == 1) {
      char *typed = g_strndup(line.at, line.length);
      diag_add(diags, DIAG_FRONT_MATTER_LINE, (Place){file, number, 1}, typed);
      g_free(typed);
      return false;
    }
    at = line.next;
  }
  diag_add(diags, DIAG_FRONT_MATTER_OPEN, (Place){file, 1, 1});
  return false;
}

/* The first line with something in it, from LINE on. */
static Line skip_empty(const char *text, size_t length, Line line)
{
  while (!line.length && line.next < length)
    line = line_at(text, length, line.next, line.number + 1);
  return line;
}

bool front_find(const char *text, size_t length, const char *const *keys, const char *file, Front *front,
                DiagList *diags)
{
  *front = (Front){.body_line = 1};
  Line first = line_at(text, length, 0, 1);
  if (is_fence(&first, "---")) {
    front->yaml = first.next;
    return find_end(text, length, file, front, diags);
  }
  first = skip_empty(text, length, first);
  if (is_entry(&first, keys)) {
    diag_add(diags, DIAG_FRONT_MATTER_START, (Place){file, first.number, 1});
    return false;
  }
  if (!is_dashes(&first) || first.next == length)
    return true;
  Line second = skip_empty(text, length, line_at(text, length, first.next, first.number + 1));
  if (!is_entry(&second, keys))
    return true;
  char *typed = g_strndup(text, first.number == 1 ? (size_t)(first.at - text) + first.length : 0);
  if (*typed)
    diag_add(diags, DIAG_FRONT_MATTER_LINE, (Place){file, 1, 1}, typed);
  else
    diag_add(diags, DIAG_FRONT_MATTER_START, (Place){file, 1, 1});
  g_free(typed);
  return false;
}
