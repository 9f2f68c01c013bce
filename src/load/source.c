#include "load/source.h"

#include <glib.h>
#include <string.h>

#include "text/text.h"

enum { SOURCE_STEP = 256 };

static uint32_t count_characters(const char *from, const char *end)
{
  uint32_t n = 0;
  for (; from < end; from++)
    n += ((guchar)*from & 0xC0) != 0x80;
  return n;
}

static size_t *index_lines(Arena *arena, const char *text, size_t length, unsigned *n)
{
  *n = 1;
  for (size_t i = 0; i < length; i++)
    *n += text[i] == '\n';
  size_t *lines = ARENA_ARRAY(arena, size_t, *n + 1);
  unsigned at = 1;
  for (size_t i = 0; i < length; i++)
    if (text[i] == '\n')
      lines[at++] = i + 1;
  lines[*n] = length + 1;
  return lines;
}

static uint32_t *index_characters(Arena *arena, const char *text, size_t length)
{
  uint32_t *before = ARENA_ARRAY(arena, uint32_t, length / SOURCE_STEP + 1);
  for (size_t i = SOURCE_STEP; i <= length; i += SOURCE_STEP)
    before[i / SOURCE_STEP] = before[i / SOURCE_STEP - 1] + count_characters(text + i - SOURCE_STEP, text + i);
  return before;
}

Source source_open(Arena *arena, const char *text, size_t length, const char *file, int first_line)
{
  Source source = {.text = text, .length = length, .file = file, .first_line = first_line};
  source.lines = index_lines(arena, text, length, &source.n_lines);
  source.before = index_characters(arena, text, length);
  return source;
}

/* Characters that begin before byte OFFSET. */
static uint32_t characters_before(const Source *source, size_t offset)
{
  size_t step = offset / SOURCE_STEP;
  return source->before[step] + count_characters(source->text + step * SOURCE_STEP, source->text + offset);
}

static bool has_line(const Source *source, int line)
{
  return line >= 1 && (unsigned)line <= source->n_lines;
}

Place source_place(const Source *source, int line, int column)
{
  Place place = {source->file, source->first_line + line - 1, 1};
  if (!has_line(source, line))
    return place;
  if (source->numbers)
    place.line = source->numbers[line - 1];
  if (column <= 1)
    return place;
  size_t start = source->lines[line - 1], end = source->lines[line] - 1; /* of the line */
  size_t at = MIN(start + (size_t)column - 1, end);
  place.column += (int)(characters_before(source, at) - characters_before(source, start));
  return place;
}

/* --- paragraphs that are parted by nothing but their indentation ------------------------------------------ */

#define INDENT MARK_SPACE_TEXT MARK_SPACE_TEXT

typedef struct {
  GString *text;
  GArray *numbers; /* int */
} Parted;

static void add_line(Parted *parted, const char *line, size_t length, int number)
{
  g_string_append_len(parted->text, line, (gssize)length);
  g_array_append_val(parted->numbers, number);
}

static unsigned part_lines(Parted *parted, const char *text, size_t length, int number)
{
  unsigned n = 0;
  bool after_text = false;
  for (size_t at = 0; at < length; number++) {
    const char *line = text + at, *end = memchr(line, '\n', length - at);
    size_t size = end ? (size_t)(end - line) + 1 : length - at;
    if (after_text && size >= strlen(INDENT) && !memcmp(line, INDENT, strlen(INDENT))) {
      add_line(parted, "\n", 1, number);
      n++;
    }
    add_line(parted, line, size, number);
    after_text = strspn(line, " \t") + (end != NULL) < size;
    at += size;
  }
  return n;
}

unsigned source_part(Arena *arena, const char **text, size_t *length, int first_line, const int **numbers)
{
  Parted parted = {g_string_sized_new(*length + 1), g_array_new(FALSE, TRUE, sizeof(int))};
  unsigned n = part_lines(&parted, *text, *length, first_line);
  if (n) {
    int last = first_line; /* of the line after the last end, which holds nothing */
    if (parted.numbers->len)
      last = g_array_index(parted.numbers, int, parted.numbers->len - 1) + 1;
    g_array_append_val(parted.numbers, last);
    *length = parted.text->len;
    *text = arena_strndup(arena, parted.text->str, parted.text->len);
    *numbers = arena_copy(arena, parted.numbers->data, parted.numbers->len * sizeof(int));
  }
  g_string_free(parted.text, TRUE);
  g_array_free(parted.numbers, TRUE);
  return n;
}

const char *source_at(const Source *source, int line, int column)
{
  if (!has_line(source, line) || column < 1)
    return NULL;
  size_t at = source->lines[line - 1] + (size_t)column - 1;
  return at <= source->length ? source->text + at : NULL;
}
