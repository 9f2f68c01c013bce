/* The cascade: layout styles → complete styles in integers; colours → inks; the grid → mpt. Done once, frozen. */
#ifndef TEKAN_STYLE_STYLE_H
#define TEKAN_STYLE_STYLE_H

#include "base/units.h"
#include "font/font.h"
#include "load/load.h"

enum {
#define RULE(what, mpt, where) RULE_##what = mpt,
#include "style/rules.def"
#undef RULE
};

/* A style with nothing left open. Lengths in mpt; permille of an em where said. */
typedef struct TextStyle {
  const char *name;
  unsigned role;      /* of the FontSet */
  int latin_role;     /* role whose Latin face sets Latin and digits; -1: the role's own */
  Mpt size, size_max; /* equal unless a range */
  Mpt leading;        /* of lines of its own (heads, captions); body lines sit on the grid */
  Mpt stacked;        /* the same of a 小标题's lines: no closer than they are read as one */
  Mpt pitch;          /* from line to line where its lines run down */
  Mpt indent;         /* first line */
  Mpt before, after;
  Align align;
  PunctStyle punctuation;
  BreakLevel level;
  bool hyphenate;
  int combine;           /* figures up to this many stand side by side in a vertical line; 0: 2 */
  bool upright_capitals; /* of abbreviations up to four, in vertical lines */
  bool hang;
  int tracking, tracking_max; /* 1/1000 em added after each cluster; a range for heads */
  int gap_min, gap, gap_max;  /* Han–Latin gap, 1/1000 em: 125 250 500 */
  unsigned lines;             /* grid lines a one-line head takes */
  Ink ink;
  const char *features; /* HarfBuzz feature list or NULL */
  const char *prefix;
  const struct TextStyle *bold, *kai; /* styles of **…** and *…* at this one's size */
} TextStyle;

typedef struct {
  Mpt trim_w, trim_h, bleed;
  Box type;                /* type area on the trim */
  int columns, characters; /* characters a column */
  Mpt em, column_w, gutter, leading;
  Mpt open_gutter; /* 一字半: between columns, tiers and figures, where the layout does not say */
  int lines;       /* grid lines of the type area */
  Mpt ascent;      /* from a grid line's top to its baseline */
  int fold;        /* of a spread (跨版), whose trim is two pages': columns left of its fold; 0: a page */
  Mpt fold_x;      /* … and where that lies */
} Grid;

/* A slot's lengths. */
typedef struct {
  Mpt gutter, tier_gutter; /* between its columns; between its tiers, where lines run down */
  Mpt border;              /* its weight, whether there is one or not … */
  Mpt border_depth;        /* … and how far it reaches into the slot's box; 0: there is none */
  Mpt inset;               /* white inside a border or tint, from the slot's box on */
  Mpt head_width;          /* of the strip of an upright head; 0: as the head asks */
} StyleSlot;

/* Furniture: its box on the trim, and the weight of its rules. */
typedef struct {
  Box box;
  Mpt weight;
} StyleFurniture;

/* What the house has its made-up pages look like, nothing left open: where the layout says nothing, base/costs.def. */
typedef struct {
  unsigned never, freely;      /* rules of a page, a bit each: LayoutMakeup */
  bool banner;                 /* the lead stands over all columns */
  int left_heads, frames;      /* a page at the most */
  unsigned widths;             /* bit w: a module may be w columns wide for nothing */
  int shape_least, shape_most; /* height of a module by its width, % */
  int lead_title;              /* size of the lead's title by another's, %; 0: not weighed */
  int share_least, share_most; /* pictures, % of what the articles take … */
  bool share;                  /* … weighed when a page is made up, too */
  int lead_span;               /* columns the lead's first picture wishes for; 0: as any */
} StyleMakeup;

typedef struct StyleSheet StyleSheet;
struct StyleSheet {
  const Layout *layout;
  Grid grid;
  const StyleSlot *slots;          /* by number */
  const StyleFurniture *furniture; /* the same */
  const TextStyle *const *styles;  /* NULL-terminated, in the layout's order, then built-in ones not named there */
  const FontSet *fonts;
  StyleMakeup makeup;
  const StyleSheet *const *scales; /* [n_scales]: those of the layout's that fit; a scale itself has none */
  unsigned n_scales;
  const StyleSheet *spread; /* two such pages side by side, its scales such spreads; of a spread: one of its pages */
};

/* Reports unknown roles and colours, sizes out of reason, a grid that does not fit its sheet. NULL after FATAL. */
StyleSheet *style_sheet_new(Arena *arena, const Layout *layout, const FontSet *fonts, DiagList *diags);
const TextStyle *style_lookup(const StyleSheet *sheet, const char *name); /* never NULL: falls back on body */
Ink style_ink(const StyleSheet *sheet, const char *colour, int tint);     /* NULL: black; tint 1/100 % */
const StyleSlot *style_slot(const StyleSheet *sheet, const LayoutSlot *slot);
const StyleFurniture *style_furniture(const StyleSheet *sheet, const LayoutFurniture *furniture);
Mpt style_picture_width(const StyleSheet *sheet, const Picture *picture); /* its own; 0: none */
/* The two lines of a border or rule of WEIGHT, from the outside (above, left) in; one that has one line has the first.
 */
typedef struct {
  Mpt first, gap, second;
} StyleLines;
StyleLines style_border_lines(BorderKind kind, Mpt weight);
/* How far a border of WEIGHT reaches into its box: what is inside keeps clear of it. */
Mpt style_border_depth(BorderKind kind, Mpt weight);
Mpt grid_column_x(const Grid *grid, int column); /* left edge of column 1… on the trim */
Mpt grid_span_w(const Grid *grid, int first, int last);
bool grid_crosses(const Grid *grid, int first, int last); /* the fold lies between */
Mpt grid_line_y(const Grid *grid, int line);              /* top of grid line 1… */
Mpt grid_baseline(const Grid *grid, int line);
/* Columns and lines FIRST to LAST, both with them; from the top of the first line to the foot of the last. */
Box grid_box(const Grid *grid, int column_first, int column_last, int line_first, int line_last);
Box grid_slot_box(const Grid *grid, const LayoutSlot *slot);

#endif
