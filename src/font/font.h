/* Faces by role: fonts/catalog.yaml → roles, each a chain of faces tried in order for every cluster.
   A FontSet is built once, then read by any number of threads; faces open (memory-mapped) on first use. */
#ifndef TEKAN_FONT_FONT_H
#define TEKAN_FONT_FONT_H

#include <stdbool.h>

#include <hb.h>

#include "base/diag.h"
#include "base/units.h"

typedef enum { FACE_CFF_CID, FACE_CFF_NAMED, FACE_TRUETYPE } FaceKind;

/* An opened face. Immutable once open. */
typedef struct Face {
  unsigned id; /* index in the set, stable for the same catalogue and machine */
  const char *path;
  unsigned index; /* face of a collection */
  const char *family, *style, *ps_name, *version;
  int weight; /* OS/2 usWeightClass */
  FaceKind kind;
  unsigned upem;
  unsigned fs_type;                /* OS/2 embedding rights */
  int ascent, descent, cap_height; /* 1/1000 em; descent negative; Han box is 880/-120 unless BASE says otherwise */
  bool has_halt, has_vert;
  hb_face_t *hb;
  hb_font_t *unit; /* scale = 1000 × 1000: 1/1000 of 1/1000 em; make sub-fonts of it or scale its numbers */
} Face;

/* How a mark's ink sits in its 1 em box (§3.5), in 1/1000 em. Vertically all of it is meant along the line, downwards.
 */
typedef struct {
  int body;  /* 500: halved; more: the ink is too wide for it (1000: it stays as it is) */
  int dx;    /* shift of the glyph from its origin so that the ink sits in the body */
  bool fits; /* ink fits half an em */
} MarkBody;

typedef struct FontSet FontSet;

typedef struct {
  const char *role; /* as the catalogue names it: 报宋 … */
  const char *note; /* what it's for */
  unsigned n_faces; /* candidates, in order */
} RoleInfo;

/* CATALOGUE: path of catalog.yaml. Missing faces are remembered, not an error until a role has none (FONT_ROLE_EMPTY,
 * FATAL). */
FontSet *font_set_open(const char *catalogue, DiagList *diags);
/* Whether the machine kept a font file from us that is there, which is then told: another face may stand in its place.
   To be asked when no thread uses the set. */
bool font_set_tell_failure(const FontSet *set, DiagList *diags);
void font_set_free(FontSet *set);

unsigned font_set_roles(const FontSet *set);
RoleInfo font_set_role(const FontSet *set, unsigned role);
int font_role_lookup(const FontSet *set, const char *name); /* index or -1 */
const char *const *font_role_names(const FontSet *set);     /* NULL-terminated */

/* The face of ROLE that has CODE (with its variation SELECTOR, or 0), trying the role's chain, then the set's common
   fallback (rare characters). LATIN asks the role's Latin face first. NULL: none has it. GLYPH (may be NULL) is set.
   Cached, thread-safe. */
const Face *font_face_for(const FontSet *set, unsigned role, bool latin, uint32_t code, uint32_t selector,
                          hb_codepoint_t *glyph);
const Face *font_role_face(const FontSet *set, unsigned role, bool latin); /* first installed one */
/* The Debian package that might hold CODE, for the diagnostic; never NULL. */
const char *font_package_for(uint32_t code);

/* Ink of a mark in its box, by halt where the face has it, else by extents; cached per face, glyph, direction. CLS:
 * CharClass of text.h. */
MarkBody font_mark_body(const FontSet *set, const Face *face, hb_codepoint_t glyph, int cls, bool vertical);

/* Rights: 0 fine, 1 embed whole only, 2 not at all. */
int font_embedding(const Face *face);

/* For `tekan fonts`: one row a role and face, installed or not. */
typedef struct {
  const char *role, *family, *style, *file, *version, *package;
  bool installed, latin;
  unsigned gb_level1_missing, gb_level2_missing; /* of the Han of GB/T 2312's levels: 3755 and 3008 */
  unsigned gb18030_missing; /* of the Han of GB 18030's two-byte part: 20,932 and some compatibility ones */
} FontRow;
FontRow *font_set_rows(Arena *arena, const FontSet *set, bool coverage, unsigned *n);

/* What a role lacks with all its fallbacks: of GB 18030—2022's implementation level 1 (the 27,584 unified ideographs of
   the BMP), and of the ideographs beyond it in extensions B to H, from which level 2's names of people and places come.
   Counts of code points, as ICU knows them. */
typedef struct {
  unsigned level1, level1_missing, level2, level2_missing, beyond, beyond_missing;
} FontCoverage;
FontCoverage font_role_coverage(const FontSet *set, unsigned role);

char *font_face_sha256(const Face *face); /* of the file; g_free */

#endif
