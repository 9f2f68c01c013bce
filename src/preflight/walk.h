/* Private to preflight: walking what a page draws with a graphics state. */
#ifndef TEKAN_PREFLIGHT_WALK_H
#define TEKAN_PREFLIGHT_WALK_H

#include "preflight/inkmap.h"
#include "preflight/inspect.h"

enum { OPERANDS = 40 /* more than any operator takes */ };

typedef struct {
  Space space;
  double c[COMPONENTS];
  const char *pattern; /* in a pattern space: its name, with the slash; lives with the walk */
} Colour;

typedef struct {
  double ctm[6];
  Colour fill, stroke;
  double width, size, leading;
  int render;             /* text rendering mode */
  qpdf_oh font;           /* 0: none; looked at when it first paints */
  const FontCodes *codes; /* of the font at hand; NULL: none */
  bool has_font;
  bool fill_overprint, stroke_overprint;
  int overprint_mode;
  double clip[4];             /* box of the clipping path, page units */
  bool clip_shaped;           /* it is more than that box */
  double alpha, stroke_alpha; /* 1: opaque */
  bool tile;                  /* of a pattern: where it comes to stand is not followed */
  bool multiply;
  bool masked, blended; /* a soft mask in the graphics state; a blend mode we don't follow */
} State;

typedef struct {
  Inspection *inspection;
  InkMap *inks;
  State *states;
  unsigned depth, over; /* over: saved states past the last there is room for */
  double operands[OPERANDS];
  char kinds[OPERANDS]; /* n number, s string, a array, d dictionary, / name, x none of them */
  unsigned n;           /* all there are, those past OPERANDS too */
  GStringChunk *names;
  const char *name; /* last name operand, with its slash; lives with the walk, one copy of each … */
  const char *tag;  /* … and the one before it */
  double text[6], line[6];
  double x0, y0, x1, y1;  /* current path's box, user space → page */
  bool path, boxed;       /* boxed: the path is one upright rectangle */
  Outline outline;        /* of the path, page units */
  double x, y;            /* last point, user space */
  Space device[3];        /* what g, rg and k name in the stream at hand */
  double base[6];         /* the matrix the stream at hand began with: patterns stand in it (8.7.3.1) */
  bool clips;             /* W was said: the path clips once it is painted */
  bool shown;             /* the strings of the operator at hand hold something */
  bool notdef;            /* a code without a glyph among the strings of the operator at hand */
  unsigned operators;     /* so far; what costs more counts for more */
  unsigned floor;         /* how deep the stream at hand may go back */
  bool in_text;           /* between BT and ET */
  bool shows;             /* something was painted inside the trim */
  GHashTable *forms;      /* object number → Form */
  GHashTable *rasters;    /* object number → Raster */
  double raster_bytes;    /* that those hold */
  GHashTable *remembered; /* of a stream's resources: walk_remember */
  GHashTable *seen;       /* object numbers of patterns and Type 3 fonts walked on this page */
} Walk;

/* What a stream is walked with: its resources, how deep it is nested, and whether it is a glyph's. */
typedef struct {
  qpdf_oh resources;
  int depth;
  bool glyph;
} Scope;

static inline State *walk_top(Walk *walk)
{
  return &walk->states[walk->depth];
}

/* The operand that far from the last one; 0: no number stands there. */
static inline double walk_operand(const Walk *walk, unsigned from_end)
{
  unsigned at = walk->n - 1 - from_end;
  return from_end < walk->n && at < OPERANDS && walk->kinds[at] == 'n' ? walk->operands[at] : 0;
}

void walk_begin(Walk *walk); /* state.c: the state a page begins with */
/* Content with its resources, in the state at hand. */
void walk_bytes(Walk *walk, const unsigned char *bytes, size_t length, const Scope *scope);
void walk_tell_syntax(Walk *walk, const char *what);
bool walk_save(Walk *walk); /* false: there are too many states, told */
void walk_multiply(const double a[6], const double b[6], double out[6]);
qpdf_oh walk_resource(Walk *walk, qpdf_oh resources, const char *kind); /* null: none */
/* What the last name operand names among the resources of KIND; null, and told: there is none. */
qpdf_oh walk_named(Walk *walk, qpdf_oh resources, const char *kind);
/* What was found out of the resource NAME (one of the walk's), by KIND (a letter of the caller's); NULL: nothing yet.
 * Kept with the walk. */
void *walk_remembered(Walk *walk, qpdf_oh resources, char kind, const char *name);
void *walk_remember(Walk *walk, qpdf_oh resources, char kind, const char *name, const void *what, size_t size);

/* form.c: a content stream of its own, with MATRIX before it and its resources, if it has any. */
void form_walk_stream(Walk *walk, qpdf_oh stream, const Scope *scope, const double matrix[6]);
/* A form XObject; what it has that it must not is told at X, Y (NAN: of the page). */
void form_walk(Walk *walk, qpdf_oh stream, const Scope *scope, double x, double y);
void form_free(void *data);
void annotations_walk(Walk *walk, qpdf_oh page, const Scope *scope);

/* painting.c: a path's parts (user space), its clipping, and what painting it, or text, breaks. */
void painting_clear(Walk *walk);
void painting_move(Walk *walk, double x, double y);
void painting_line(Walk *walk, double x, double y);
void painting_curve(Walk *walk, const double points[6]);
void painting_rectangle(Walk *walk, double x, double y, double w, double h);
void painting_current(const Walk *walk, double point[2]); /* the last one given */
bool painting_clip(Walk *walk); /* the path's box as far as the clip leaves it; false: nothing of it is seen */
void painting_take_clip(Walk *walk);
typedef enum { FILL_NONE, FILL_NONZERO, FILL_EVEN_ODD } FillRule;
void painting_path(Walk *walk, FillRule fill, bool stroke, const Scope *scope);
/* The path goes back to where its last part began. */
void painting_close(Walk *walk);
/* What a picture comes to by itself and with what is below it. */
void painting_image(Walk *walk, qpdf_oh image, qpdf_oh resources);
void painting_rasters_free(Walk *walk);
/* Ink at the path's box: it shows, and goes on past the trim if it comes to it. */
void painting_bleed(Walk *walk);
void painting_text(Walk *walk, const Scope *scope);
/* A colour a shading comes to: its total ink. */
void painting_total(Walk *walk, const Colour *colour, double x, double y);
/* A mask painted in the colour at hand. */
void painting_mask(Walk *walk, const Scope *scope);
void painting_space(Walk *walk, Space space, double x, double y, const char *what);

/* resources.c */
/* What is drawn for something else: a cell, a glyph. It may come to stand anywhere, and is told of where that is. */
typedef struct {
  State state;
  const double *place;
  double text[6], line[6], box[4];
  Outline outline;
  const char *name;
  bool path, boxed, clips, notdef, shown;
} Aside;
Aside resources_aside(Walk *walk, const double place[2], const double ctm[6]);
void resources_back(Walk *walk, const Aside *aside);
/* A pattern something at X, Y is painted with. */
void resources_pattern(Walk *walk, const char *name, double x, double y, const Scope *scope);
void resources_shading(Walk *walk, qpdf_oh shading, qpdf_oh resources, double x, double y);
/* The glyphs of a font at hand, MATRIX being that of its text space; other fonts are left alone. */
void resources_type3(Walk *walk, qpdf_oh font, const double matrix[6], const Scope *scope);

#endif
