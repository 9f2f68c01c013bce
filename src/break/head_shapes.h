/* Texts of heads, shaped, with what it costs to divide them: kept for the next time. Private to the room. */
#ifndef TEKAN_BREAK_HEAD_SHAPES_H
#define TEKAN_BREAK_HEAD_SHAPES_H

#include <glib.h>

#include "break/break.h"

/* A text of one style, by name, at one size. */
typedef struct {
  const Rich *rich;
  const char *style;
  Mpt size;
  Direction direction;
} ShapeKey;

typedef struct {
  ShapeKey key;
  Shaped *shaped;
  int64_t *senses; /* NULL until asked for */
} HeadShape;

/* KNOWN's, or a new one, which is KNOWN's then; without KNOWN it is the caller's: head_shapes_drop. KEEP as of
   shape_text; ARENA of what is shaped without KNOWN. */
HeadShape *head_shapes_ask(HeadShapes *known, Arena *arena, Shaper *shaper, const ShapeKey *key, const TextStyle *style,
                           const char *const *keep, DiagList *diags);
/* sense_prices of it, reckoned once; its words once a text where it is KNOWN's. */
const int64_t *head_shapes_senses(HeadShapes *known, HeadShape *shape);
void head_shapes_drop(HeadShape *shape);

#endif
