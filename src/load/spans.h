/* Private to load: bracketed spans, [文字]{.dots .name .title ruby="wén zì"}, after Pandoc's syntax. */
#ifndef TEKAN_LOAD_SPANS_H
#define TEKAN_LOAD_SPANS_H

#include <glib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "text/text.h"

/* A text being read, with its RichSpans and RichOrigins. */
typedef struct {
  Arena *arena;
  DiagList *diags;
  const char *file;
  GString *text;
  GArray *spans, *origins;
} Marked;

/* Takes brackets and attributes out of the text and lays what they ask for over its spans. What is no such span stays
   as written; one that looks like it but asks for what there is not is reported (SPAN_UNKNOWN). The text then, a copy
   of the arena's; NULL: nothing is left. */
const Rich *spans_read(const Marked *marked);

#endif
