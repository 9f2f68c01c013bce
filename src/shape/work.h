/* Private to the room. Lengths inside it are in units: 1 000 000 to the em, as Face.unit is scaled. */
#ifndef TEKAN_SHAPE_WORK_H
#define TEKAN_SHAPE_WORK_H

#include <glib.h>

#include "shape/shape.h"

enum { EM = 1000 * 1000, HALF = EM / 2 };

/* A glyph as HarfBuzz gives it. */
typedef struct {
  hb_codepoint_t gid;
  uint32_t cluster;
  int32_t x_advance, y_advance, x_offset, y_offset;
} Shot;

/* Ink of a glyph from its horizontal origin, y up. */
typedef struct {
  int32_t x0, x1, y0, y1;
} Ink2;

/* How one character is set: made once per face and direction, then only looked up. */
typedef enum { RECIPE_UNKNOWN, RECIPE_ONE, RECIPE_MANY /* several glyphs: shaped each time */ } RecipeState;
typedef struct {
  hb_codepoint_t gid;
  int32_t dx, dy, body, lead, trail;
  int16_t x_scale;
  uint8_t state, cls, stand;
  bool turned; /* synthetic_turn */
} Recipe;

/* Recipes of a face in one direction with one list of the style's features. */
typedef struct {
  const Face *face;
  Direction direction;
  char *feature_text; /* "" none */
  hb_feature_t *features;
  unsigned n_features;
  Recipe *pages[0x110000 / 256];
} FaceCache;

struct Shaper {
  const FontSet *fonts;
  hb_buffer_t *buffer;
  hb_language_t chinese;
  GPtrArray *caches; /* FaceCache */
  FaceCache *last;
  GArray *shots, *runs, *glyphs, *clusters; /* of the text being shaped; kept for the next one */
  GArray *features, *narrow;                /* hb_feature_t */
};

/* --- shaper.c ---------------------------------------------------------------------- */

FaceCache *shaper_cache(Shaper *shaper, const Face *face, Direction direction, const char *features);

typedef struct {
  const Face *face;
  const FaceCache *cache; /* for its features */
  hb_script_t script;
  Direction direction;
  bool latin;           /* kerned */
  const GArray *narrow; /* hb_feature_t: where the proportional forms are wanted; NULL nowhere */
} ShotSetup;
/* Shapes TEXT[start, end), seen with what stands around it. The result lives until the next call. Clusters are bytes of
 * TEXT. */
const Shot *shaper_shoot(Shaper *shaper, const ShotSetup *setup, const char *text, uint32_t length, uint32_t start,
                         uint32_t end, unsigned *n);
/* The same for characters of a Chinese text alone. */
const Shot *shaper_shoot_codes(Shaper *shaper, const FaceCache *cache, Direction direction, const uint32_t *codes,
                               unsigned n_codes, unsigned *n);
bool shaper_ink(const Face *face, hb_codepoint_t gid, Ink2 *ink);

/* --- recipe.c, vertical.c ------------------------------------------------------------ */

const Recipe *recipe_find(Shaper *shaper, FaceCache *cache, uint32_t code, uint8_t cls);
Recipe recipe_horizontal(Shaper *shaper, FaceCache *cache, uint32_t code, uint8_t cls);
Recipe recipe_vertical(Shaper *shaper, FaceCache *cache, uint32_t code, uint8_t cls);
/* The glyph of CODE as it is set across in Chinese; false where that is not one glyph. */
bool recipe_shoot(Shaper *shaper, FaceCache *cache, Direction direction, uint32_t code, Shot *shot);
/* Lead and trail by the class, from the body found. */
void recipe_halve(Recipe *recipe, uint8_t cls, MarkBody mark);

/* --- double.c: —— and ……, two characters in 2 em -------------------------------------- */

enum { DOUBLE_MOST = 8 };
typedef struct {
  Recipe parts[DOUBLE_MOST]; /* dx, dy from the cluster's pen */
  unsigned n;
} Double;
Double double_make(Shaper *shaper, FaceCache *cache, uint32_t code);

/* --- the job: one call of shape_text (text.c) -------------------------------------------- */

typedef struct {
  Shaper *shaper;
  const Rich *rich;
  const TextAnalysis *analysis;
  Direction direction;
  Mpt size;
  DiagList *diags;
  const TextStyle *base, *style; /* of the text, of the span at hand */
  uint32_t faces;                /* RichFaces of the span at hand */
  unsigned span;                 /* the first span that is not over yet */
  uint32_t span_end;             /* where the span at hand, or the plain text, ends */
  GHashTable *missing;           /* code points told already */
  unsigned run;
} Job;

Mpt job_scale(const Job *job, int64_t units);
uint32_t job_byte(const Job *job, unsigned ch); /* where a character starts; n: the end */
unsigned job_atom_end(const Job *job, unsigned ch);
bool job_is_ignorable(uint32_t code);
/* Opens a cluster for the characters [ch, end); glyphs are added to it until the next one. */
Cluster *job_open(Job *job, unsigned ch, unsigned end);
typedef struct {
  const Face *face;
  Stand stand;
  int x_scale;
  bool turned;
} RunKey;
void job_run(Job *job, RunKey key);
void job_add_glyph(Job *job, hb_codepoint_t gid, int64_t dx, int64_t dy, int64_t advance);
void job_add_missing(Job *job, unsigned ch, unsigned end, uint32_t code);
void job_report_missing(Job *job, unsigned ch, uint32_t code);

/* ruby.c: shapes the 注音 of SHAPED's spans, makes room for it and keeps its words whole. CLUSTERS, GLYPHS and BREAKS
 * are SHAPED's own, not yet frozen. */
typedef struct {
  Cluster *clusters;
  ShapeGlyph *glyphs;
  TextBreak *breaks;
} Open;
void ruby_set(Arena *arena, Shaper *shaper, Shaped *shaped, Open open, DiagList *diags);

/* latin.c: sets the Latin run from CH on; returns its end. */
unsigned latin_set(Job *job, unsigned ch);
bool latin_begins(const Job *job, unsigned ch);
/* han.c: sets one atom that is not Latin. */
unsigned han_set(Job *job, unsigned ch);

#endif
