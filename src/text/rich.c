/* Rich text: where its bytes came from and what its spans ask for. */
#include <string.h>

#include <glib.h>

#include "text/text.h"

Rich *rich_plain(Arena *arena, const char *text, Place place)
{
  Rich *rich = ARENA_NEW(arena, Rich);
  RichOrigin origin = {.start = 0, .line = place.line, .column = place.column};
  rich->length = (uint32_t)strlen(text);
  rich->text = arena_strndup(arena, text, rich->length);
  rich->origins = arena_copy(arena, &origin, sizeof origin);
  rich->n_origins = 1;
  rich->file = place.file;
  return rich;
}

Rich *rich_added(Arena *arena, const char *text, Place place)
{
  Rich *rich = rich_plain(arena, text, place);
  ((RichOrigin *)(uintptr_t)rich->origins)->added = true;
  return rich;
}

/* The last origin at or before OFFSET; origins are sorted. */
static const RichOrigin *find_origin(const Rich *rich, uint32_t offset)
{
  unsigned low = 0, high = rich->n_origins;
  while (low < high) {
    unsigned middle = low + (high - low) / 2;
    if (rich->origins[middle].start <= offset)
      low = middle + 1;
    else
      high = middle;
  }
  return low > 0 ? &rich->origins[low - 1] : NULL;
}

static int count_code_points(const char *from, const char *end)
{
  int n = 0;
  for (; from < end; from++)
    n += ((unsigned char)*from & 0xC0) != 0x80;
  return n;
}

Place rich_place(const Rich *rich, uint32_t offset)
{
  Place place = {.file = rich->file};
  if (offset > rich->length)
    offset = rich->length;
  const RichOrigin *origin = find_origin(rich, offset);
  if (!origin)
    return place;
  place.line = origin->line;
  place.column = origin->column;
  if (place.column > 0) /* 0: the column is not known */
    place.column += count_code_points(rich->text + origin->start, rich->text + offset);
  return place;
}

RichWalk rich_walk(const Rich *rich, uint32_t start)
{
  const RichOrigin *origin = find_origin(rich, start);
  RichWalk walk = {.rich = rich, .origin = origin ? (unsigned)(origin - rich->origins) + 1 : 0, .offset = start};
  walk.column = rich_place(rich, start).column;
  return walk;
}

bool rich_walk_to(RichWalk *walk, uint32_t offset, Place *place)
{
  const Rich *rich = walk->rich;
  while (walk->origin < rich->n_origins && rich->origins[walk->origin].start <= offset) {
    const RichOrigin *next = &rich->origins[walk->origin++];
    walk->column = next->column;
    walk->offset = next->start;
  }
  const RichOrigin *origin = walk->origin ? &rich->origins[walk->origin - 1] : NULL;
  if (walk->column > 0)
    walk->column += count_code_points(rich->text + walk->offset, rich->text + offset);
  walk->offset = offset;
  *place = (Place){rich->file, origin ? origin->line : 0, walk->column};
  return origin && origin->added;
}

uint32_t rich_faces_at(const Rich *rich, uint32_t offset)
{
  unsigned low = 0, high = rich->n_spans;
  while (low < high) {
    unsigned middle = low + (high - low) / 2;
    if (rich->spans[middle].end <= offset)
      low = middle + 1;
    else
      high = middle;
  }
  return low < rich->n_spans && rich->spans[low].start <= offset ? rich->spans[low].faces : 0;
}
