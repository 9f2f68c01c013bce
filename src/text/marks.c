#include "text/marks.h"

#include <stddef.h>

static const Mark ROWS[] = {
#define MARK(name, code, kind, form, partner, traits, source) {code, form, partner, traits},
#define MARKS(first, last, kind, source)
#include "text/marks.def"
#undef MARK
#undef MARKS
};

unsigned mark_count(void)
{
  return sizeof ROWS / sizeof *ROWS;
}

const Mark *mark_at(unsigned i)
{
  return &ROWS[i];
}

const Mark *mark_lookup(uint32_t code)
{
  unsigned low = 0, high = mark_count();
  while (low < high) {
    unsigned middle = low + (high - low) / 2;
    if (ROWS[middle].code < code)
      low = middle + 1;
    else
      high = middle;
  }
  return low < mark_count() && ROWS[low].code == code ? &ROWS[low] : NULL;
}

bool mark_has(uint32_t code, unsigned traits)
{
  const Mark *mark = mark_lookup(code);
  return mark && mark->traits & traits;
}
