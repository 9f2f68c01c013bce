/* Where a head is divided: at sense, into lines of like length. Private to the room. */
#ifndef TEKAN_BREAK_SPLIT_H
#define TEKAN_BREAK_SPLIT_H

#include <glib.h>

#include "break/breakpoints.h"

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

/* Bytes of a text where a word begins or ends, as keys; g_hash_table_destroy. */
GHashTable *split_words(const Shaped *shaped);
/* GLUE's text, of those WORDS, in N lines (1 … SPLIT_LINES). False where it has too few places. ROOM: how wide a line
   may be, at GLUE's size, without the head losing any of its size. */
bool split_text(const Glue *glue, GHashTable *words, unsigned n, int64_t room, Split *split);
/* What it costs a head's sense to be divided before cluster AT, which is no blank; 0: nothing. */
int64_t split_sense(const Shaped *shaped, uint32_t at, GHashTable *words);
/* One line: clusters [first, end). */
HeadLine split_line(const Glue *glue, uint32_t first, uint32_t end, uint8_t rung);

#endif
