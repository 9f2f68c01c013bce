/* Private: a paragraph under normalisation. Passes claim characters one after the other; NOW holds what they are to
   become, so that a later pass sees what the earlier ones made. */
#ifndef TEKAN_TEXT_NORMAL_H
#define TEKAN_TEXT_NORMAL_H

#include "text/work.h"

enum { FULL_WIDTH = MARK_EXCLAMATION - '!' }; /* from ASCII to the block of full-width forms */

typedef enum { EDIT_MARK, EDIT_QUOTE, EDIT_ELLIPSIS, EDIT_DASH, EDIT_SPACE, EDIT_DOT, EDIT_DIGIT } EditKind;

/* Characters FROM…END become WITH. */
typedef struct {
  unsigned from, end;
  char with[16];
  uint8_t kind;
} Edit;

typedef struct {
  const Rich *rich;
  DiagList *diags;
  uint32_t *codes;  /* as written */
  uint32_t *now;    /* as edited */
  uint32_t *starts; /* byte offsets, n + 1 */
  uint32_t *han;    /* Han before each character, n + 1 */
  uint8_t *fixed;   /* part of an address: not to be touched */
  unsigned n;
  GArray *edits;
} Draft;

typedef enum { SEEN_NOTHING, SEEN_WIDE, SEEN_DIGIT, SEEN_LETTER, SEEN_OTHER } Seen;

Seen draft_seen(uint32_t code);
/* The nearest text before and after I; quotes, brackets and spaces are looked through. */
Seen draft_before(const Draft *d, unsigned i);
Seen draft_after(const Draft *d, unsigned i);
bool draft_is_digit(const Draft *d, unsigned i); /* false outside of the text */
bool draft_is_alphanumeric(const Draft *d, unsigned i);
bool draft_is_full_mark(uint32_t code);
uint32_t draft_code(const Draft *d, unsigned i); /* NOW, 0 outside of the text */
void draft_edit(Draft *d, unsigned from, unsigned end, const char *with, EditKind kind);
/* As rich_place of character I, but quick in paragraphs of any length. */
Place draft_place(const Draft *d, unsigned i);
/* One character for one. */
void draft_turn(Draft *d, unsigned i, uint32_t code, EditKind kind);

void runs_mend(Draft *d);     /* normal_runs.c: full-width digits, ellipses, dashes */
void brackets_mend(Draft *d); /* normal_marks.c */
void marks_mend(Draft *d);
void middles_mend(Draft *d);
void quotes_mend(Draft *d); /* normal_quotes.c */
void spaces_mend(Draft *d); /* normal_runs.c */

#endif
