/* A paragraph under normalisation: looking around in it. */
#include <string.h>

#include "text/normal.h"

enum { SIGHT = 32 }; /* characters looked through at most, so that the work stays linear */

bool draft_is_full_mark(uint32_t code)
{
  switch (kind_of(code)) {
  case KIND_OPEN:
  case KIND_CLOSE:
  case KIND_PAUSE:
  case KIND_END: return true;
  default: return false;
  }
}

Seen draft_seen(uint32_t code)
{
  switch (kind_of(code)) {
  case KIND_HAN:
  case KIND_ITERATION:
  case KIND_OPEN:
  case KIND_CLOSE:
  case KIND_PAUSE:
  case KIND_END:
  case KIND_NOTE:
  case KIND_SUFFIX_WIDE:
  case KIND_WAVE: return SEEN_WIDE;
  case KIND_DIGIT:
  case KIND_SUFFIX: return SEEN_DIGIT;
  case KIND_LETTER: return SEEN_LETTER;
  default: return SEEN_OTHER;
  }
}

/* Quotes and brackets of either width, ellipses and spaces belong to what they hold. */
static bool is_seen_through(uint32_t code)
{
  switch (kind_of(code)) {
  case KIND_QUOTE_OPEN:
  case KIND_QUOTE_CLOSE:
  case KIND_STRAIGHT:
  case KIND_LATIN_OPEN:
  case KIND_SPACE:
  case KIND_DASH:
  case KIND_DOTS: return true;
  default: return code == ')' || code == ']' || code == '}';
  }
}

uint32_t draft_code(const Draft *d, unsigned i)
{
  return i < d->n ? d->now[i] : 0;
}

Seen draft_before(const Draft *d, unsigned i)
{
  for (unsigned steps = 0; i-- > 0 && steps < SIGHT; steps++)
    if (d->now[i] == '\n')
      break;
    else if (!is_seen_through(d->now[i]))
      return draft_seen(d->now[i]);
  return SEEN_NOTHING;
}

Seen draft_after(const Draft *d, unsigned i)
{
  for (unsigned steps = 0; ++i < d->n && steps < SIGHT; steps++)
    if (d->now[i] == '\n')
      break;
    else if (!is_seen_through(d->now[i]))
      return draft_seen(d->now[i]);
  return SEEN_NOTHING;
}

bool draft_is_digit(const Draft *d, unsigned i)
{
  return i < d->n && d->now[i] >= '0' && d->now[i] <= '9';
}

bool draft_is_alphanumeric(const Draft *d, unsigned i)
{
  return draft_is_digit(d, i) || (i < d->n && kind_of(d->now[i]) == KIND_LETTER);
}

/* The character that starts at byte OFFSET. */
static unsigned find_character(const Draft *d, uint32_t offset)
{
  unsigned low = 0, high = d->n;
  while (low < high) {
    unsigned middle = low + (high - low) / 2;
    if (d->starts[middle] < offset)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

Place draft_place(const Draft *d, unsigned i)
{
  const Rich *rich = d->rich;
  Place place = {.file = rich->file};
  unsigned low = 0, high = rich->n_origins;
  while (low < high) {
    unsigned middle = low + (high - low) / 2;
    if (rich->origins[middle].start <= d->starts[i])
      low = middle + 1;
    else
      high = middle;
  }
  if (low == 0)
    return place;
  const RichOrigin *origin = &rich->origins[low - 1];
  place.line = origin->line;
  place.column = origin->column > 0 ? origin->column + (int)(i - find_character(d, origin->start)) : 0;
  return place;
}

void draft_edit(Draft *d, unsigned from, unsigned end, const char *with, EditKind kind)
{
  Edit edit = {.from = from, .end = end, .kind = (uint8_t)kind};
  g_strlcpy(edit.with, with, sizeof edit.with);
  g_array_append_val(d->edits, edit);
  size_t length = strlen(with), at = 0;
  uint32_t code = length > 0 ? walk_next(with, length, &at) : 0;
  for (unsigned i = from; i < end && code; i++)
    d->now[i] = code;
}

void draft_turn(Draft *d, unsigned i, uint32_t code, EditKind kind)
{
  char with[8] = "";
  with[g_unichar_to_utf8(code, with)] = '\0';
  draft_edit(d, i, i + 1, with, kind);
}
