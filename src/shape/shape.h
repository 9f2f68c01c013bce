/* Shaping: a rich text in a style → glyph clusters with bodies and the empty halves that glue stands for (§3).
   Positions come later (break). Sizes in mpt. Direction: horizontal, or vertical (columns right to left, §5). */
#ifndef TEKAN_SHAPE_SHAPE_H
#define TEKAN_SHAPE_SHAPE_H

#include "font/font.h"
#include "style/style.h"
#include "text/text.h"

typedef enum { DIRECTION_HORIZONTAL, DIRECTION_VERTICAL } Direction;

/* How a run's glyphs stand. */
typedef enum {
  STAND_UPRIGHT,  /* horizontal text, or upright in a vertical line */
  STAND_TURNED,   /* Latin in a vertical line: 90° clockwise */
  STAND_COMBINED, /* tate-chu-yoko: set across, x_scale */
} Stand;

/* Glyphs of one face, size and ink. */
typedef struct {
  const Face *face;
  const TextStyle *style; /* the span's */
  Mpt size;
  Stand stand;
  int x_scale;         /* 1000 = as is */
  uint32_t faces;      /* RichFaces of the span */
  bool synthetic_turn; /* vertical: a bracket or dash without vert form, set TURNED so that its box (a dash: its ink) is
                          centred on the column */
} ShapeRun;

/* A glyph of a cluster: (dx, dy) leads from the pen to the glyph's horizontal origin. The pen starts at the cluster's
   and moves by each glyph's advance. x_scale is already in all three; only the outline is still to be scaled.
   Horizontal: along the baseline; dx to the right, dy up.
   Vertical, the pen on the column's centre line:
     UPRIGHT   the pen runs down; dx to the right, dy up (Han: −½ em, −0.88 em).
     TURNED    as horizontal, then all turned 90° clockwise: dx is down the line, dy to the right. The centring is in
   dy: −½ cap height for Latin, so that capitals and figures stand in the middle of the column; the baseline is that far
   left of the line. COMBINED  the pen runs across from the centre line; dx to the right (the first glyph's is −½ the
   whole width), dy up. */
typedef struct {
  hb_codepoint_t gid;
  Mpt dx, dy;
  Mpt advance;
} ShapeGlyph;

typedef struct {
  uint32_t start, end; /* bytes of the text */
  uint32_t ch, ch_end; /* TextChars */
  uint32_t glyph;      /* first in glyphs */
  uint16_t n_glyphs;
  uint16_t run;
  uint8_t cls;     /* CharClass of its first character */
  Mpt em;          /* type size: what permille glue is measured in */
  Mpt body;        /* advance without glue; ½ em of a halved mark; 0 when absorbed */
  Mpt lead, trail; /* the empty halves of a full-width mark: O lead, C P E trail; 0 else */
} Cluster;

/* 注音 over the clusters [first, end): set on its own at about half the size, centred on them. Where it is wider, their
 * bodies are. */
typedef struct {
  uint32_t first, end;
  const struct Shaped *text; /* horizontal, its lines not broken; 0 clusters never */
} ShapeRuby;

typedef struct Shaped {
  const Rich *rich;
  const TextAnalysis *analysis;
  const TextStyle *style;
  Direction direction;
  Mpt size;
  const ShapeRun *runs;
  unsigned n_runs;
  const ShapeGlyph *glyphs;
  unsigned n_glyphs;
  const Cluster *clusters;
  unsigned n_clusters;
  const ShapeRuby *rubies; /* in order */
  unsigned n_rubies;
  Mpt hyphen; /* advance of the hyphen in this style, 0 none */
  hb_codepoint_t hyphen_gid;
  const Face *hyphen_face;
} Shaped;

/* One a thread: HarfBuzz buffers, fonts at sizes. */
typedef struct Shaper Shaper;
Shaper *shaper_new(const FontSet *fonts);
void shaper_free(Shaper *shaper);

/* SIZE 0: the style's. KEEP: words never divided (NULL none). A character no face has: GLYPH_MISSING (ERROR) at its
   place, with the package that might have it; the cluster is kept with no glyph and a body of 1 em. Everything lives in
   ARENA. Empty text: 0 clusters. */
Shaped *shape_text(Arena *arena, Shaper *shaper, const Rich *rich, const TextStyle *style, Mpt size,
                   Direction direction, const char *const *keep, DiagList *diags);
/* The same shapes at another size: every length scaled, nothing shaped again. */
Shaped *shape_resize(Arena *arena, const Shaped *shaped, Mpt size);

#endif
