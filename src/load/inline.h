/* Private to load: inline Markdown → rich text. */
#ifndef TEKAN_LOAD_INLINE_H
#define TEKAN_LOAD_INLINE_H

#include <cmark-gfm.h>

#include "load/article.h"
#include "load/source.h"

typedef enum {
  BREAKS_JOIN, /* a soft break between Han is nothing, else a space */
  BREAKS_KEEP, /* every break is '\n' */
} Breaks;

/* What NODE holds, without images (they are added to FOUND: cmark_node *). NULL for nothing printable. */
const Rich *inline_read(Bundle *bundle, const Source *source, cmark_node *node, Breaks breaks, GPtrArray *found);

#endif
