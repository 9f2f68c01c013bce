/* Text before fonts: rich text, normalising, character classes, places a line may be broken, words, the lunar date.
   Offsets are bytes of UTF-8 (NFC) unless said otherwise. Rules: shared composition rules after CLREQ, GB/T 15834, GB/T
   15835. */
#ifndef TEKAN_TEXT_TEXT_H
#define TEKAN_TEXT_TEXT_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "text/marks.h"

/* --- rich text --------------------------------------------------------------- */

/* What an inline span asks for; bits may be combined. */
typedef enum {
  RICH_BOLD = 1,   /* **重点**: 黑体 */
  RICH_KAI = 2,    /* *…*: 楷体 */
  RICH_DOTS = 4,   /* 着重号 */
  RICH_NAME = 8,   /* 专名号 */
  RICH_TITLE = 16, /* 浪线书名号 */
  RICH_RUBY = 32,  /* 注音: see ruby */
} RichFaces;

typedef struct {
  uint32_t start, end;
  uint32_t faces;   /* RichFaces */
  const char *ruby; /* with RICH_RUBY: the annotation; else NULL */
} RichSpan;

/* The bytes from START on (up to the next origin) come from this line and column of FILE, a character a column; or were
   added there by the program and are none of the manuscript's. */
typedef struct {
  uint32_t start;
  int line, column;
  bool added;
} RichOrigin;

/* A run of text of one paragraph, heading line, caption …; no line feeds but forced breaks ('\n').
   Spans are sorted, don't overlap, and cover only what is not plain. text is NUL-terminated. */
typedef struct Rich {
  const char *text;
  uint32_t length;
  const RichSpan *spans;
  unsigned n_spans;
  const RichOrigin *origins;
  unsigned n_origins;
  const char *file;
} Rich;

Rich *rich_plain(Arena *arena, const char *text, Place place); /* a rich text without spans */
Rich *rich_added(Arena *arena, const char *text, Place place); /* the same, none of the manuscript's */
Place rich_place(const Rich *rich, uint32_t offset);           /* where that byte came from */
/* Places one after the other, without a search for each: OFFSETs only grow. Returns whether the byte was added. */
typedef struct {
  const Rich *rich;
  unsigned origin; /* one past the one in force */
  uint32_t offset;
  int column;
} RichWalk;
RichWalk rich_walk(const Rich *rich, uint32_t start);
bool rich_walk_to(RichWalk *walk, uint32_t offset, Place *place);
/* Rich texts end to end; PARTS that are NULL are skipped. */
const Rich *rich_join(Arena *arena, const Rich *const *parts, unsigned n);
const Rich *rich_slice(Arena *arena, const Rich *rich, uint32_t start, uint32_t end);
const Rich *rich_with_faces(Arena *arena, const Rich *rich, uint32_t faces); /* all of it in those faces */
uint32_t rich_faces_at(const Rich *rich, uint32_t offset);
/* Printable characters: grapheme clusters but white space and controls. What report.json counts. */
unsigned text_characters(const char *text, size_t length);

/* --- reading ------------------------------------------------------------------ */

/* BYTES of FILE as UTF-8 NFC without BOM, CR or form feeds. On invalid UTF-8, NUL, other controls or an encoding that
   is plainly GB 18030 or UTF-16: a FATAL diagnostic with line and column and the command that converts it, and NULL. */
char *text_decode(Arena *arena, const char *bytes, size_t length, const char *file, size_t *decoded, DiagList *diags);

/* What text_decode would not have let pass: the code to tell it by, and what is told. */
typedef struct {
  DiagCode code;
  unsigned value;
  size_t at; /* byte */
} TextUnfit;
/* Whether such a thing is in UTF-8 that came about after decoding: by an escape in YAML, a reference in Markdown. */
bool text_find_unfit(const char *text, size_t length, TextUnfit *unfit);

/* --- normalising (GB/T 15834) --------------------------------------------------- */

typedef struct {
  unsigned changes;                                               /* places changed */
  unsigned marks, quotes, ellipses, dashes, spaces, dots, digits; /* by kind */
} NormaliseCount;

/* RICH with the half-width marks of a web manuscript made full-width where they stand in Chinese text: , ; : ! ? ( ) .
   straight quotes (paired) ... 。。。 -- and spaces between Han; numbers (1,234.5 23:23 3:2), Latin, URLs, e-mail and +
   in names stay. Spans and origins follow. With VERBOSE each change is a note at its place. COUNT (may be NULL) is
   added to. Quote pairing works over the whole paragraph and reports an odd quote. Full-width figures become ASCII
   where two stand together in the paragraph. Spaces stay in datelines and where there is no ，。； at all (heads,
   bylines, credits: the space parts names or phrases). Text without Han stays as it is. DIAGS may be NULL. Returns RICH
   itself where nothing changed. */
const Rich *normalise_rich(Arena *arena, const Rich *rich, bool verbose, NormaliseCount *count, DiagList *diags);

/* --- character classes (composition rules §1) ------------------------------------- */

typedef enum {
  CLASS_HAN,       /* H; also anything set as a 1 em box */
  CLASS_OPEN,      /* O */
  CLASS_CLOSE,     /* C */
  CLASS_PAUSE,     /* P */
  CLASS_END,       /* E */
  CLASS_MIDDLE,    /* M */
  CLASS_JOINER,    /* J */
  CLASS_SOLIDUS,   /* S */
  CLASS_DOUBLE,    /* D: each of the two characters */
  CLASS_NUMBER,    /* N: digits and the marks inside a number token */
  CLASS_LATIN,     /* L */
  CLASS_PREFIX,    /* B before a number */
  CLASS_SUFFIX,    /* B after a number */
  CLASS_SPACE,     /* U+0020 between words, breakable */
  CLASS_ABSORBED,  /* U+0020 (or NBSP) between Han and Latin or beside a full-width mark: width 0, the auto gap stands
                      for it */
  CLASS_NBSP,      /* U+00A0, U+202F */
  CLASS_IDEOSPACE, /* U+3000; also U+0020 that pads a name in a dateline （记者 李 四）: a box that never breaks */
  CLASS_ZERO,      /* X: combining, selectors, joiners, 200B 2060: width 0 or part of the cluster before */
  CLASS_FORCED,    /* '\n' */
} CharClass;

/* Rungs of the emergency ladder (§4.5), in the order they are gone up to; each is told at its line. */
typedef enum {
  RUNG_NONE,
  RUNG_GAP,   /* long lines: gaps as wide as in others, 0.12 em */
  RUNG_DOTS,  /* …… starts a line (GB/T 15834 5.1.5 lets it) */
  RUNG_UNITS, /* a note's number, a short range divided */
  RUNG_WORD,  /* a Latin word divided behind . / - _ @, at a hump, by the dictionary */
  RUNG_WIDE,  /* gaps up to 0.5 em */
  RUNG_LATIN, /* a Latin word or a number divided anywhere, without hyphen */
  RUNG_HANG,  /* one mark hangs */
  RUNG_SHORT, /* a line left short of its measure: open as soon as RUNG_LATIN is, but worse to see than that */
  RUNG_LOOSE, /* level loose: after these, for what may not start a line is seen before all else */
  RUNG_KEEP,  /* keep words free */
  RUNG_OVERFULL,
  RUNG_NEVER = 255,
} Rung;

#define BREAK_NEVER INT16_MAX

/* A place before a character where a line may end. */
typedef struct {
  int16_t cost;     /* penalty of §2.2–2.3: 0 free … BREAK_NEVER */
  uint8_t opens_at; /* the Rung from which it is free; RUNG_NONE: cost says all; RUNG_NEVER: never */
  bool hyphen;      /* a hyphen shows when the line ends here */
} TextBreak;

typedef struct {
  uint32_t start; /* byte offset */
  uint32_t code;  /* code point */
  uint8_t cls;    /* CharClass, in context: quotes, · … – / , % by their neighbours */
  bool stacked; /* 2nd … of stacked ？！ : belongs to the cluster before; also the second half of —— and …… */
} TextChar;

typedef enum { LEVEL_NONE, LEVEL_BASIC, LEVEL_GB, LEVEL_STRICT, LEVEL_LOOSE } BreakLevel;

typedef struct {
  BreakLevel level;
  bool hyphenate;          /* Latin words of ≥ 6 letters, by libhyphen */
  const char *const *keep; /* words never divided, as text_keep gives them; NULL: none */
  bool untailored;         /* plain UAX #14 by ICU, for the test of the base */
} TextRules;

/* A paragraph's characters with classes, and the n+1 places before, between and after them (breaks[0] is never,
   breaks[n] is the end). Grapheme clusters never break inside. */
typedef struct {
  const TextChar *chars;
  const TextBreak *breaks;
  unsigned n;
} TextAnalysis;

/* WORDS (NULL-terminated) ready to be looked for: sorted, without those of under 2 or over LIMIT_KEEP_CHARACTERS
   characters. The words themselves are borrowed. */
const char *const *text_keep(Arena *arena, const char *const *words);
TextAnalysis *text_analyse(Arena *arena, const char *text, size_t length, const TextRules *rules);
/* Where Latin is meant: true for classes NUMBER LATIN PREFIX SUFFIX. */
bool text_class_latin(CharClass cls);

/* --- words ------------------------------------------------------------------------ */

typedef enum {
  WORD_MARK, /* a mark or a space; anything but Han, letters and figures */
  WORD_FOREIGN,
  WORD_NOUN,
  WORD_PERSON,
  WORD_PLACE,
  WORD_BODY,
  WORD_OFFICE, /* 书记, 记者: what a person's name stands behind */
  WORD_TIME,
  WORD_VERB,
  WORD_ADJECTIVE,
  WORD_ADVERB,
  WORD_NUMBER,  /* what it counts follows */
  WORD_MEASURE, /* a number with its measure word; a measure word */
  WORD_PRONOUN,
  WORD_PREPOSITION,
  WORD_CONJUNCTION,
  WORD_PARTICLE, /* 的, 了, 吗 */
  WORD_SAYING,   /* 成语, set phrases */
  WORD_OTHER,
} WordKind;

/* Bytes START … END. LONE: one character which the dictionary holds to be no word that stands by itself, and which
   goes with no other by any rule: mostly part of a word or name it does not know. */
typedef struct {
  uint32_t start, end;
  WordKind kind;
  bool lone;
} TextWord;

/* A text from end to end as words (TextWord), by the dictionary's frequencies (lexicon.c, segment.c) and rules for what
   no dictionary holds: numbers, names, suffixes (join.c). g_array_unref. Where the dictionary is not there each
   character is one. */
GArray *segment_words(const char *text, uint32_t length);
bool lexicon_is_there(void); /* false: the dictionary is not installed */

/* --- dates ------------------------------------------------------------------------ */

/* For ISO date "YYYY-MM-DD": false where there is no such day. */
typedef struct {
  int year, month, day;
  int weekday; /* 0 Sunday … 6 */
} Date;
bool date_parse(const char *iso, Date *date);
char *date_weekday(Arena *arena, const Date *date); /* 星期三 */
char *date_lunar(Arena *arena,
                 const Date *date); /* 甲辰年二月十八, ICU's Chinese calendar (month names 正月 … 腊月, 闰) */
char *date_gregorian(Arena *arena, const Date *date); /* 2024年3月27日 */

#endif
