/* Private to the room: walking UTF-8, ICU's boundaries, the parts of the analysis. */
#ifndef TEKAN_TEXT_WORK_H
#define TEKAN_TEXT_WORK_H

#include <stddef.h>

#include <glib.h>

#include "base/costs.h"
#include "text/text.h"

/* --- walking (walk.c) ---------------------------------------------------------- */

/* The code point at *AT, which is moved behind it; a byte that is no UTF-8 is U+FFFD of one byte. *AT < LENGTH. */
uint32_t walk_next(const char *text, size_t length, size_t *at);
/* Is a text of such characters alone one character a grapheme cluster, with UAX #14 boundaries our own tables know?
   ASCII, Han, full-width forms, common marks. */
bool walk_is_simple(uint32_t code);
bool walk_is_han(uint32_t code);

/* --- ICU's boundaries (boundary.c) --------------------------------------------------- */

typedef enum { BOUNDARY_CLUSTER, BOUNDARY_LINE_ROOT, BOUNDARY_LINE_ZH, BOUNDARIES } BoundaryKind;

/* A bit for each byte offset 0…LENGTH of TEXT that is a boundary; g_free it. */
typedef struct {
  guint8 *bits;
} BoundarySet;
BoundarySet boundary_find(BoundaryKind kind, const char *text, size_t length);
static inline bool boundary_at(const BoundarySet *set, size_t offset)
{
  return set->bits[offset / 8] >> (offset % 8) & 1;
}

/* --- kinds: what a character is without its neighbours (kind.c) ------------------------ */

typedef enum {
  KIND_HAN,
  KIND_ITERATION, /* 々 and small kana: a line doesn't start with them */
  KIND_OPEN,
  KIND_CLOSE,
  KIND_PAUSE,
  KIND_END,
  KIND_QUOTE_OPEN, /* “ ‘: full-width or Latin */
  KIND_QUOTE_CLOSE,
  KIND_MIDDLE, /* · • ‧ */
  KIND_MIDDLE_WIDE,
  KIND_HYPHEN, /* – ‐ */
  KIND_WAVE,
  KIND_DASH,
  KIND_DASH_TWO, /* ⸺: both halves in one */
  KIND_DOTS,
  KIND_SOLIDUS,
  KIND_SOLIDUS_WIDE,
  KIND_DIGIT,
  KIND_LETTER,
  KIND_MINUS,       /* - */
  KIND_NUMBER_MARK, /* , . : ∶ ~: part of a number between digits, else as KIND_LATIN_CLOSE */
  KIND_LATIN_OPEN,
  KIND_LATIN_CLOSE,
  KIND_STRAIGHT,    /* straight quotes */
  KIND_PREFIX,      /* $ + #: before a digit; else Latin */
  KIND_PREFIX_SIGN, /* ¥ № ±: before a digit; else as KIND_SYMBOL */
  KIND_SUFFIX,      /* % °: after a digit; else Latin */
  KIND_SUFFIX_WIDE, /* ％ ㎡: after a digit; else Han */
  KIND_SYMBOL,      /* ● ※ →: Han beside Han, else Latin */
  KIND_NOTE,        /* ①: Han */
  KIND_NOTE_SMALL,  /* superscript digits: Latin */
  KIND_SPACE,
  KIND_NBSP,
  KIND_IDEOSPACE,
  KIND_ZWSP,
  KIND_GLUE, /* U+2060: no break on either side */
  KIND_SOFT_HYPHEN,
  KIND_MARK, /* combining, selectors, other invisible ones */
  KIND_FORCED,
} Kind;

Kind kind_of(uint32_t code);

/* --- the analysis and its steps ------------------------------------------------------ */

/* Two characters that follow each other on a line but for spaces: what lies between them. */
typedef enum { GAP_NONE, GAP_ABSORBED, GAP_SPACE, GAP_ZWSP, GAP_HELD } Gap;

typedef struct {
  Arena *arena;
  const char *text;
  size_t length;
  const TextRules *rules;
  TextChar *chars;
  TextBreak *breaks;
  unsigned n;
  bool simple;     /* no character that ICU must be asked about */
  uint8_t *kinds;  /* Kind of each character */
  uint8_t *joined; /* belongs to the cluster before; padding of a name is HELD_SPACE */
  /* The characters that take part in pairs: no spaces, nothing invisible, one a cluster. */
  uint32_t *solid; /* index into chars */
  uint8_t *gaps;   /* Gap before solid[k] */
  unsigned n_solid;
} Analysis;

/* In Analysis.joined, beside 1 for the rest of a cluster. */
#define HELD_SPACE 2

void word_mark(Analysis *a);    /* word.c: what is in an address is a letter */
void class_assign(Analysis *a); /* class.c: chars[].cls and .stacked, from kinds and neighbours */
void space_assign(Analysis *a); /* space.c: the classes of spaces, then solid and gaps */
void pair_assign(Analysis *a);  /* pair.c: breaks by the pair table */
void word_assign(Analysis *a);  /* word.c: URLs, compounds, hyphenation, other scripts */
void token_assign(Analysis *a); /* token.c: numbers, units, dates, titles … */
void keep_assign(Analysis *a);  /* keep.c: the keep words */

/* Places between solid characters: the place before solid[K]. hold: at least that dear and that long shut. */
static inline TextBreak *analysis_place(Analysis *a, unsigned k)
{
  return &a->breaks[a->solid[k]];
}
static inline void analysis_hold(TextBreak *place, int16_t cost, uint8_t rung)
{
  place->cost = MAX(place->cost, cost);
  place->opens_at = MAX(place->opens_at, rung);
}
static inline const TextChar *analysis_solid(const Analysis *a, unsigned k)
{
  return &a->chars[a->solid[k]];
}

/* Does this run of ASCII hold a URL or an e-mail address, and where? (word.c) */
bool word_find_address(const char *text, size_t length, size_t *from, size_t *end);

/* --- names of a dateline (name.c) ------------------------------------------------------ */

/* Is the space at I the padding of a two-character name in a dateline: （记者 张三 通讯员 李 四）? */
bool name_is_padded(const uint32_t *codes, unsigned n, unsigned i);
/* Is I inside such a dateline at all? Spaces there part names. */
bool name_in_dateline(const uint32_t *codes, unsigned n, unsigned i);

/* --- the dictionary of words (lexicon.c) ------------------------------------------------ */

typedef struct {
  uint32_t length; /* bytes */
  int price;       /* −100·ln of its share of all words */
  WordKind kind;
} LexiconWord;

enum { LEXICON_LONGEST = 16 }; /* characters */

/* What TEXT begins with, the shortest first; how many. */
unsigned lexicon_match(const char *text, size_t length, LexiconWord found[LEXICON_LONGEST]);

/* Words (TextWord) the dictionary takes apart that are one: 五|剂, 陈|敏, 发布|会 (join.c). */
void join_words(const char *text, GArray *words);

#endif
