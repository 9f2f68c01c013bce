/* Private to the room: walking UTF-8, ICU's boundaries, the parts of the analysis. */
#ifndef TEKAN_TEXT_WORK_H
#define TEKAN_TEXT_WORK_H

#include <stddef.h>

#include <glib.h>

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

#endif
