/* The breakpoints of a text where a line may end, as far up the ladder as we are. Private to the room. */
#ifndef TEKAN_BREAK_BREAKPOINTS_H
#define TEKAN_BREAK_BREAKPOINTS_H

#include "break/glue.h"

typedef struct {
  uint32_t at;         /* before this cluster */
  uint32_t start, end; /* a line from here begins at START; a line to here ends before END: spaces at edges are gone */
  int64_t cost;        /* thousandths */
  Mpt hangs;           /* what the last mark before it may stick out */
  uint8_t rung;        /* that opened it */
  bool hyphen, forced, final;
} Breakpoint;

/* at[0] is the text's beginning, at[n − 1] its end. */
typedef struct {
  Breakpoint *at;
  uint32_t n;
} Breakpoints;

Breakpoints breakpoints_open(const Glue *glue, Rung rung);
void breakpoints_close(Breakpoints *breakpoints);

#endif
