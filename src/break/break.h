/* Clusters + measure → lines: glue (§3), the optimum over a whole paragraph (§4), the emergency ladder, heads (§5, §7).
   Pure functions of their input; everything lives in the arena. Lengths in mpt. */
#ifndef TEKAN_BREAK_BREAK_H
#define TEKAN_BREAK_BREAK_H

#include "shape/shape.h"

typedef struct {
  uint32_t first, end; /* clusters; what was dropped at the edges (spaces) stays outside */
  Mpt measure, indent; /* the line's; ink starts at indent */
  Mpt natural;         /* width before justification, edges trimmed, indent not counted */
  Mpt gap;             /* added to each ordinary gap (stretch grade 3); 0 when not */
  Mpt squeezed;        /* taken out of glue in all; 0 when not */
  Mpt lacks;           /* a line left short (RUNG_SHORT): white at its end; 0 when not */
  unsigned marks_squeezed;
  uint8_t rung; /* Rung used */
  bool hyphen;  /* a hyphen shows at its end */
  bool last;    /* ends the paragraph, or before a forced break: not justified */
} Line;

/* A paragraph set in n_lines lines. pen[i]: where cluster i's pen stands, from the line's left (vertical: top) edge,
   after glue, indent and alignment; valid for clusters inside lines. Filled by setting_place. */
typedef struct Setting {
  const Shaped *shaped;
  const Line *lines;
  unsigned n_lines;
  int64_t cost;      /* demerits in the units of §4.3 */
  uint8_t rung;      /* worst of its lines */
  const Mpt *pen;    /* NULL until placed */
  const Mpt *widths; /* line widths as placed, indent included, what hangs not; NULL until then */
} Setting;

/* Line widths: line i has width[MIN(i, n−1)]. n ≥ 1. Lines under 5 em are refused (NULL), under 9 em warned about by
 * the caller. */
typedef struct {
  const Mpt *width;
  unsigned n;
} Measures;

/* Best setting, and the best in one line fewer and one more (NULL where there is none without the ladder, or it is
 * silly: cost over BREAK_LIMIT). */
typedef struct {
  Setting *best, *shorter, *longer;
} Settings;

/* INDENT: of the first line. Goes up the ladder (§4.5) where nothing else fits. best is NULL only for measures under 5
   em; an empty text is one empty line. Never in more lines than first-fit while there is a way that needs no ladder. */
Settings paragraph_break(Arena *arena, const Shaped *shaped, const TextStyle *style, const Measures *measures,
                         Mpt indent);
/* Computes pens by the grades of §4.1–4.2, by the style's alignment. What is placed stays as it is: a head's lines keep
   their own tracking. Widths of justified lines equal the measure exactly. */
void setting_place(Arena *arena, Setting *setting, const TextStyle *style);
/* Where a ruby stands that begins on LINE of a placed setting, from the line's left edge and baseline (vertical: centre
   line and top): centred over its base, in a vertical line at its right, turned. */
Box setting_ruby_box(const Setting *setting, unsigned line, const ShapeRuby *ruby);
/* What 注音 takes above the text of LINE (vertical: at its right); 0: it has none. */
Mpt setting_ruby(const Setting *setting, unsigned line);
/* From line to line, to lines FROM and on: LEADING, or more where 注音 stands over one of them. */
Mpt setting_leading(const Setting *setting, unsigned from, Mpt leading);
/* First-fit over the same glue and breaks: for tests and benches ("never more lines than first-fit"). */
Setting *paragraph_first_fit(Arena *arena, const Shaped *shaped, const TextStyle *style, const Measures *measures,
                             Mpt indent);

/* Natural width of a whole text in one line, edges trimmed. */
Mpt text_width(const Shaped *shaped, const TextStyle *style);

/* --- heads ----------------------------------------------------------------------------- */

typedef struct {
  unsigned n_lines;      /* lines, or columns of a vertical head, in reading order */
  Setting *const *lines; /* each one placed line (n_lines of the Setting is 1), aligned within MEASURE */
  Mpt size;              /* what the range came to */
  Mpt widest;
  int fill;      /* widest / measure, permille */
  bool divides;  /* a word, a name, a number or the like: it goes in no other way */
  bool overfull; /* even at the least size a line is over, or it took more lines than allowed: reported by the caller */
} Head;

/* Texts of heads as they were shaped, in ARENA, for the next time they are set: of texts that live as long. */
typedef struct HeadShapes HeadShapes;
HeadShapes *head_shapes_new(Arena *arena);
void head_shapes_free(HeadShapes *shapes); /* NULL is allowed */

/* Sets a head in a MEASURE: the largest size of the style's range at which it fits at most LINES_MAX lines, broken at
   sense (never within keep words, numbers, titles, quotes while another way exists), last line not a stump (≥ half the
   longest); LISTED lines are honoured as they are. Short ones are tracked up to tracking_max to fill. Vertical: MEASURE
   is the height. Always returns a head for non-empty text. KNOWN: NULL, or texts shaped before, whose diagnostics are
   not told again. */
Head *head_set(Arena *arena, Shaper *shaper, const Rich *const *lines, unsigned n_lines, bool listed,
               const TextStyle *style, Mpt measure, unsigned lines_max, Direction direction, const char *const *keep,
               HeadShapes *known, DiagList *diags);

/* --- over the fold of a spread (fold.c) ------------------------------------------------- */

/* What a head stands in: WIDTH, the fold AT from its left, SAFE on either side of which nothing may stand. SENSE: it is
   parted only at a blank or behind a mark. */
typedef struct {
  Mpt width, at, safe;
  Align align;
  bool sense;
} FoldRoom;

/* A line in one or two parts, each a line of SETTING, at START from the left of the room. */
typedef struct {
  Setting *setting;
  unsigned n;
  Mpt start[2];
} FoldedLine;

/* Places LINE, one placed line of a head, at most WIDTH less twice SAFE long, at one side where it does not reach the
   fold, else over it. false: there it can be parted nowhere. */
bool fold_line(Arena *arena, const Setting *line, const FoldRoom *room, FoldedLine *folded);

#endif
