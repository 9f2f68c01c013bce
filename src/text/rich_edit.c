/* Rich texts put together and cut: 电头 before a paragraph, a credit after a caption, the lines of a 小标题. */
#include <string.h>

#include <glib.h>

#include "text/text.h"

static void count_parts(const Rich *const *parts, unsigned n, Rich *sum)
{
  for (unsigned i = 0; i < n; i++) {
    if (!parts[i])
      continue;
    sum->length += parts[i]->length;
    sum->n_spans += parts[i]->n_spans;
    sum->n_origins += parts[i]->n_origins;
    sum->file = sum->file ? sum->file : parts[i]->file;
  }
}

const Rich *rich_join(Arena *arena, const Rich *const *parts, unsigned n)
{
  Rich *joined = ARENA_NEW(arena, Rich);
  count_parts(parts, n, joined);
  char *text = arena_alloc(arena, joined->length + 1);
  RichSpan *spans = ARENA_ARRAY(arena, RichSpan, joined->n_spans + 1);
  RichOrigin *origins = ARENA_ARRAY(arena, RichOrigin, joined->n_origins + 1);
  uint32_t at = 0, span = 0, origin = 0;
  for (unsigned i = 0; i < n; i++) {
    const Rich *part = parts[i];
    if (!part)
      continue;
    memcpy(text + at, part->text, part->length);
    for (unsigned j = 0; j < part->n_spans; j++, span++) {
      spans[span] = part->spans[j];
      spans[span].start += at;
      spans[span].end += at;
    }
    for (unsigned j = 0; j < part->n_origins; j++, origin++) {
      origins[origin] = part->origins[j];
      origins[origin].start += at;
    }
    at += part->length;
  }
  joined->text = text;
  joined->spans = spans;
  joined->origins = origins;
  return joined;
}

const Rich *rich_slice(Arena *arena, const Rich *rich, uint32_t start, uint32_t end)
{
  Rich *slice = arena_copy(arena, rich, sizeof *rich);
  slice->text = arena_strndup(arena, rich->text + start, end - start);
  slice->length = end - start;
  RichSpan *spans = ARENA_ARRAY(arena, RichSpan, rich->n_spans + 1);
  slice->n_spans = 0;
  for (unsigned i = 0; i < rich->n_spans; i++) {
    RichSpan span = rich->spans[i];
    if (span.end <= start || span.start >= end)
      continue;
    span.start = MAX(span.start, start) - start;
    span.end = MIN(span.end, end) - start;
    spans[slice->n_spans++] = span;
  }
  slice->spans = spans;
  RichOrigin *origins = ARENA_ARRAY(arena, RichOrigin, rich->n_origins + 2);
  slice->n_origins = 0;
  Place at;
  RichWalk walk = rich_walk(rich, start);
  bool added = rich_walk_to(&walk, start, &at);
  origins[slice->n_origins++] = (RichOrigin){0, at.line, at.column, added};
  for (unsigned i = 0; i < rich->n_origins; i++)
    if (rich->origins[i].start > start && rich->origins[i].start < end) {
      origins[slice->n_origins] = rich->origins[i];
      origins[slice->n_origins++].start -= start;
    }
  slice->origins = origins;
  return slice;
}

const Rich *rich_with_faces(Arena *arena, const Rich *rich, uint32_t faces)
{
  if (!rich)
    return NULL;
  Rich *whole = arena_copy(arena, rich, sizeof *rich);
  RichSpan *span = ARENA_NEW(arena, RichSpan);
  *span = (RichSpan){.start = 0, .end = rich->length, .faces = faces};
  whole->spans = span;
  whole->n_spans = rich->length ? 1 : 0;
  return whole;
}
