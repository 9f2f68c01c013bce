/* A mutator for texts of lines (YAML, Markdown): besides libFuzzer's own changes, with its dictionary, lines are left
   out, doubled, moved, set in or out, given another line's value or one of those that have caught programs before. Two
   inputs cross by whole lines. One target includes it. */
#ifndef TESTS_FUZZ_LINES_H
#define TESTS_FUZZ_LINES_H

#include <glib.h>
#include <string.h>

#include "target.h"

static const char *const LINES_VALUES[] = {
    "0",      "-1",     "1",       "2",        "40",    "1000",   "9999",   "100000", "99999999", "0.001",  "0mm",
    "0.4pt",  "1000mm", "19999mm", "9999字",   "-20mm", "3行",    "1-9999", "1-1",    "9-2",      "[1, 2]", "[9, 1]",
    "[0, 0]", "{}",     "[]",      "[[[[]]]]", "null",  "true",   "no",     "\"\"",   "甲",       "*a",     "&a b",
    "!!x y",  "|",      ">-",      "{a: b}",   "lead",  "[a, a]", "%",      "100%",   "left",     "top",    "一",
};

typedef struct {
  const char *at;
  size_t length; /* with its line feed */
} TextLine;

static inline GArray *lines_split(const uint8_t *data, size_t size)
{
  GArray *lines = g_array_new(FALSE, FALSE, sizeof(TextLine));
  for (size_t from = 0; from < size;) {
    const uint8_t *end = memchr(data + from, '\n', size - from);
    TextLine line = {(const char *)data + from, end ? (size_t)(end - data) + 1 - from : size - from};
    g_array_append_val(lines, line);
    from += line.length;
  }
  return lines;
}

/* What stands after the first colon, or all of it. */
static inline TextLine lines_value(TextLine line)
{
  while (line.length && line.at[line.length - 1] == '\n')
    line.length--;
  const char *colon = memchr(line.at, ':', line.length);
  size_t skip = colon ? (size_t)(colon - line.at) + 1 : 0;
  while (skip < line.length && line.at[skip] == ' ')
    skip++;
  return (TextLine){line.at + skip, line.length - skip};
}

static inline void lines_add(GString *out, TextLine line)
{
  g_string_append_len(out, line.at, (gssize)line.length);
  if (line.length && line.at[line.length - 1] != '\n')
    g_string_append_c(out, '\n');
}

/* LINE with another value: of one of LINES, or of the table. */
static inline void lines_add_with_value(GString *out, TextLine line, const GArray *lines, uint32_t *state)
{
  TextLine own = lines_value(line), other = {.at = LINES_VALUES[chance_below(state, G_N_ELEMENTS(LINES_VALUES))]};
  other.length = strlen(other.at);
  if (chance(state) % 3 == 0)
    other = lines_value(g_array_index(lines, TextLine, chance_below(state, lines->len)));
  g_string_append_len(out, line.at, own.at - line.at);
  g_string_append_len(out, other.at, (gssize)other.length);
  g_string_append_c(out, '\n');
}

static inline void lines_add_mutated(GString *out, TextLine line)
{
  enum { ROOM = 256 };
  guint8 buffer[ROOM];
  size_t size = MIN(line.length, ROOM / 2);
  memcpy(buffer, line.at, size);
  size = LLVMFuzzerMutate(buffer, size, ROOM);
  g_string_append_len(out, (const char *)buffer, (gssize)size);
  g_string_append_len(out, line.at + MIN(line.length, ROOM / 2), (gssize)(line.length - MIN(line.length, ROOM / 2)));
}

static inline void lines_add_indented(GString *out, TextLine line, bool in)
{
  if (in)
    g_string_append(out, "  ");
  else
    for (int i = 0; i < 2 && line.length && *line.at == ' '; i++, line.at++)
      line.length--;
  lines_add(out, line);
}

/* Lines FIRST … LAST changed by what WAY says, the others as they are. */
static inline GString *lines_change(const GArray *lines, unsigned way, unsigned first, unsigned last, uint32_t *state)
{
  GString *out = g_string_new(NULL);
  unsigned to = chance_below(state, lines->len);
  for (unsigned i = 0; i < lines->len; i++) {
    TextLine line = g_array_index(lines, TextLine, i);
    bool chosen = i >= first && i <= last;
    if (i == to && (way == 1 || way == 2))
      for (unsigned k = first; k <= last; k++)
        lines_add(out, g_array_index(lines, TextLine, k));
    if (!chosen || way == 1)
      lines_add(out, line);
    else if (way == 3)
      lines_add_indented(out, line, true);
    else if (way == 4)
      lines_add_indented(out, line, false);
    else if (way == 5)
      lines_add_mutated(out, line);
    else if (way == 6)
      lines_add_with_value(out, line, lines, state);
  }
  return out;
}

static inline size_t lines_give(GString *text, uint8_t *out, size_t most)
{
  size_t size = MIN(text->len, most);
  memcpy(out, text->str, size);
  g_string_free(text, TRUE);
  return size;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
  uint32_t state = seed | 1;
  GArray *lines = lines_split(data, size);
  if (lines->len < 2 || chance(&state) % 3 == 0) {
    g_array_free(lines, TRUE);
    return LLVMFuzzerMutate(data, size, most);
  }
  unsigned way = chance_below(&state, 7); /* 0 leaves out, 2 moves */
  unsigned first = chance_below(&state, lines->len), more = chance(&state) % 4 == 0 ? chance_below(&state, 8) : 0;
  GString *text = lines_change(lines, way, first, MIN(first + more, lines->len - 1), &state);
  g_array_free(lines, TRUE);
  return lines_give(text, data, most);
}

/* A run of lines of the second put into the first. */
size_t LLVMFuzzerCustomCrossOver(const uint8_t *one, size_t size_one, const uint8_t *two, size_t size_two, uint8_t *out,
                                 size_t most, unsigned seed)
{
  uint32_t state = seed | 1;
  GArray *lines = lines_split(one, size_one), *others = lines_split(two, size_two);
  GString *text = g_string_new(NULL);
  unsigned at = chance_below(&state, lines->len + 1), from = chance_below(&state, others->len);
  unsigned wanted = 1 + chance_below(&state, 6), n = MIN(wanted, others->len - from);
  for (unsigned i = 0; i <= lines->len; i++) {
    for (unsigned k = 0; i == at && k < n; k++)
      lines_add(text, g_array_index(others, TextLine, from + k));
    if (i < lines->len)
      lines_add(text, g_array_index(lines, TextLine, i));
  }
  g_array_free(lines, TRUE);
  g_array_free(others, TRUE);
  return lines_give(text, out, most);
}

#endif
