/* Where a head is divided: at sense, into lines of like length. Private to the room. */
#ifndef TEKAN_BREAK_SPLIT_H
#define TEKAN_BREAK_SPLIT_H

#include <glib.h>

#include "break/breakpoints.h"
#include "break/sense.h"

typedef struct {
  uint32_t first, end;
  int64_t width;
  uint32_t gaps; /* spaces inside that tracking widens */
  uint8_t rung;
} HeadLine;

typedef struct {
  HeadLine lines[16];
  unsigned n;
  int64_t cost;
  bool divides; /* a word, a unit, a title or the like */
} Split;

enum { SPLIT_LINES = 16 };

/* Of a line, at GLUE's size: no wider than FULL costs the head nothing of its size, wider than MOST does not go in. */
typedef struct {
  int64_t full, most;
} SplitRoom;

/* GLUE's text in N lines (1 … SPLIT_LINES), by its sense_prices. False where it has too few places. */
bool split_text(const Glue *glue, const int64_t *senses, unsigned n, SplitRoom room, Split *split);
/* What it costs a head's sense to be divided before cluster AT, which is no blank and not the first; 0: nothing. */
int64_t split_sense(const Shaped *shaped, uint32_t at, const int64_t *senses);
/* One line: clusters [first, end). */
HeadLine split_line(const Glue *glue, uint32_t first, uint32_t end, uint8_t rung);

#endif
