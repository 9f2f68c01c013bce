/* Private to load: inline Markdown → rich text. */
#ifndef TEKAN_LOAD_INLINE_H
#define TEKAN_LOAD_INLINE_H

#include <cmark-gfm.h>

#include "load/article.h"

/* The source the nodes come from: cmark counts lines from 1 and columns in bytes. */
typedef struct {
  const char *text;
  const size_t *lines; /* byte offset of each line */
  unsigned n_lines;
  int first_line; /* of the text in its file */
} Source;

typedef enum {
  BREAKS_JOIN, /* a soft break between Han is nothing, else a space */
  BREAKS_KEEP, /* every break is '\n' */
} Breaks;

Place source_place(const Bundle *bundle, const Source *source, int line, int column);
/* What NODE holds, without images (they are added to FOUND: cmark_node *). NULL for nothing printable. */
const Rich *inline_read(Bundle *bundle, const Source *source, cmark_node *node, Breaks breaks, GPtrArray *found);

#endif
