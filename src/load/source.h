/* Private to load: the Markdown an article's nodes come from, and where in the file each of them stands. cmark counts
   lines from 1 and columns in bytes; an editor counts characters. */
#ifndef TEKAN_LOAD_SOURCE_H
#define TEKAN_LOAD_SOURCE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"

typedef struct {
  const char *text;
  size_t length;
  const char *file;
  int first_line;      /* of the text in its file */
  const int *numbers;  /* of its lines in the file; NULL: they follow the first */
  const size_t *lines; /* byte offset of each line */
  unsigned n_lines;
  const uint32_t *before; /* characters before every SOURCE_STEP-th byte: a place costs no walk along its line */
} Source;

Source source_open(Arena *arena, const char *text, size_t length, const char *file, int first_line);
/* Parts the paragraphs of a text whose lines begin with 　　, as Chinese writers part them: an empty line is put before
   each that has none. Their number; TEXT then, with the numbers its lines have in the file, lives in the arena. */
unsigned source_part(Arena *arena, const char **text, size_t *length, int first_line, const int **numbers);
Place source_place(const Source *source, int line, int column);
/* The line's text from COLUMN on, to the end of all; NULL where there is no such place. */
const char *source_at(const Source *source, int line, int column);

#endif
