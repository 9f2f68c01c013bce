/* The display list: everything on the pages as flat, absolute things to draw. The seam between layout and output:
   painters (PDF, PNG) see this and nothing behind it. Coordinates: mpt from the top left of the trim, y down. */
#ifndef TEKAN_PAINT_PAINT_H
#define TEKAN_PAINT_PAINT_H

#include "base/units.h"
#include "font/font.h"
#include "image/image.h"
#include "load/load.h"

/* A glyph. x, y: its horizontal origin (left end of the baseline) on the page, as drawn unturned. [start, end) bytes of
   the line's text it stands for; later glyphs of the same cluster have start == end. */
typedef struct {
  hb_codepoint_t gid;
  Mpt x, y;
  uint32_t start, end;
} DrawGlyph;

/* The same of one that stands level with the others of its run: a third of a page's memory is these. */
typedef struct {
  Mpt x;
  uint16_t gid, start, end;
} LevelGlyph;

/* What glyphs are drawn with. */
typedef struct {
  const Face *face;
  Mpt size;
  Ink ink;
  int x_scale;   /* permille; 1000 as is */
  int turn;      /* degrees clockwise: 0, 90: each glyph turned about its own origin (baseline then runs down) */
  bool vertical; /* glyphs of a vertical line (write with Identity-V); turn 0 */
  Mpt embolden;  /* stroke width for synthetic bold; 0 */
} DrawLook;

typedef struct {
  const DrawLook *look;    /* of many runs */
  const DrawGlyph *glyphs; /* NULL: they are LEVEL, at Y; draw_glyph reads both */
  const LevelGlyph *level;
  Mpt y;
  unsigned n;
} DrawRun;

static inline DrawGlyph draw_glyph(const DrawRun *run, unsigned index)
{
  if (run->glyphs)
    return run->glyphs[index];
  const LevelGlyph *glyph = &run->level[index];
  return (DrawGlyph){glyph->gid, glyph->x, run->y, glyph->start, glyph->end};
}

/* One line of text: its runs in reading order and the text to be read back (UTF-8, NUL-terminated; no hyphen of ours).
 */
typedef struct {
  const char *text;
  const DrawRun *runs;
  unsigned n_runs;
  bool ends_paragraph;
  bool furniture;      /* 报头, 报眉, folio: not manuscript text */
  const char *article; /* slug or NULL */
  Box box;             /* line box, for tests and the proof's links */
} DrawText;

typedef enum { PATH_MOVE, PATH_LINE, PATH_CURVE, PATH_CLOSE } PathVerb;
typedef struct {
  PathVerb verb;
  Mpt x[3], y[3]; /* MOVE, LINE use [0]; CURVE all three */
} PathStep;

typedef struct {
  const PathStep *steps;
  unsigned n;
  bool fill, stroke; /* fill: non-zero winding */
  Ink ink;           /* of both */
  Mpt width;         /* of the stroke; mitre joins, butt caps */
  Mpt dash, space;   /* 0: solid; dash 0.001 with round caps for dots */
  bool round;        /* round caps and joins */
} DrawPath;

typedef struct {
  const ImageInfo *info;
  Crop crop;
  Box box;
  const char *article;
  int ppi;
} DrawImage;

/* A finished page of somebody else's, to be placed in BOX. */
typedef struct {
  const Advert *advert;
  Box box;
  unsigned bleeds; /* the sides on which it goes on into the bleed: top 1, right 2, bottom 4, left 8 */
  const char *article;
} DrawAdvert;

typedef enum { DRAW_TEXT, DRAW_PATH, DRAW_IMAGE, DRAW_ADVERT } DrawKind;
typedef struct {
  DrawKind kind;
  union {
    DrawText text;
    DrawPath path;
    DrawImage image;
    DrawAdvert advert;
  };
} DrawItem;

typedef struct {
  const char *title;
  int level; /* 0 page, 1 article */
  Mpt y;
} Bookmark;

typedef struct {
  const char *label, *section;
  int number;            /* 1… of the issue */
  const DrawItem *items; /* in painting order */
  unsigned n_items;
  const Bookmark *bookmarks; /* [0] is the page's */
  unsigned n_bookmarks;
} DrawPage;

typedef struct {
  Mpt trim_w, trim_h, bleed;
  unsigned marks; /* MARK_* of load.h */
  const DrawPage *pages;
  unsigned n_pages;
  const char *title, *paper, *file_name;
  Date date;
  const Press *press;
  const Ink *inks; /* spot inks in use, in the layout's order */
  unsigned n_inks;
} DisplayList;

/* A text dump, one thing a line, stable: what layout tests compare. */
char *display_dump(const DisplayList *list); /* g_free */

#endif
