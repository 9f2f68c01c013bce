/* Facts of marks (marks.def), by name and by code point. */
#ifndef TEKAN_TEXT_MARKS_H
#define TEKAN_TEXT_MARKS_H

#include <stdbool.h>
#include <stdint.h>

enum {
#define MARK(name, code, kind, form, partner, traits, source) MARK_##name = (code),
#define MARKS(first, last, kind, source)
#include "text/marks.def"
#undef MARK
#undef MARKS
};

/* The blanks in UTF-8: typed into a source they could not be told apart. */
#define MARK_SPACE_TEXT "\u3000"
#define MARK_NBSP_TEXT "\u00A0"
#define MARK_NO_BREAK_TEXT "\uFEFF"

typedef enum {
  TRAIT_FOOT = 1 << 0, /* stands at the foot of its line, down a column in its upper right corner (GB/T 15834 5.2.1) */
  TRAIT_KEEPS_EM = 1 << 1,   /* keeps its em in a vertical line (GB/T 15834 5.2.1, CLREQ) */
  TRAIT_STACKS = 1 << 2,     /* two or three in a row are one (GB/T 15834 5.1.2) */
  TRAIT_STACKED = 1 << 3,    /* is two such in one: 1 em without glue */
  TRAIT_WIDE = 1 << 4,       /* a joiner of 1 em; the others have half */
  TRAIT_FULL = 1 << 5,       /* full-width among Chinese, though not by UAX #11 */
  TRAIT_FOR_MIDDLE = 1 << 6, /* between Han it stands for · */
  TRAIT_ENDS = 1 << 7,       /* ends a sentence */
  TRAIT_SENTENCE = 1 << 8,   /* is in every text that is no head, byline or credit */
  TRAIT_MASKED = 1 << 9,     /* hidden from Markdown beside a star, which would take it for a word's end */
  TRAIT_DASH = 1 << 10,      /* typed for a dash: --- of any of them fences an article's data */
  TRAIT_LEADS = 1 << 11,     /* nothing comes between it and the letter or figure behind it */
  TRAIT_SIMPLE = 1 << 12,    /* alone in its block a character that ICU need not be asked about (walk_is_simple) */
} MarkTraits;

typedef struct {
  uint32_t code, form, partner;
  unsigned traits;
} Mark;

/* The row of CODE, or NULL. In order of codes: mark_at(0 … mark_count() − 1). */
const Mark *mark_lookup(uint32_t code);
const Mark *mark_at(unsigned i);
unsigned mark_count(void);
/* Whether CODE is a mark with any of TRAITS. */
bool mark_has(uint32_t code, unsigned traits);

#endif
