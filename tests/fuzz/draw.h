/* An input as a row of choices: each byte decides something, and when they are used up everything is the first choice.
 */
#ifndef TESTS_FUZZ_DRAW_H
#define TESTS_FUZZ_DRAW_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
  const uint8_t *at, *end;
} Draw;

static inline Draw draw_open(const uint8_t *data, size_t size)
{
  return (Draw){data, size ? data + size : data};
}

static inline unsigned draw_below(Draw *draw, unsigned n)
{
  return draw->at < draw->end ? *draw->at++ % n : 0;
}

static inline unsigned draw_from(Draw *draw, unsigned least, unsigned most)
{
  return least + draw_below(draw, most - least + 1);
}

/* The same, no more than there are bytes for: what is drawn next stays in proportion to the input. */
static inline unsigned draw_many(Draw *draw, unsigned least, unsigned most)
{
  size_t left = (size_t)(draw->end - draw->at);
  return draw_from(draw, least, left / 2 + least < most ? (unsigned)(left / 2) + least : most);
}

#define draw_one(draw, array) ((array)[draw_below((draw), sizeof(array) / sizeof *(array))])

#endif
