/* Font files opened through FreeType, for one painter: FreeType's objects may not be shared between threads. */
#ifndef TEKAN_EMIT_PNG_FACES_H
#define TEKAN_EMIT_PNG_FACES_H

#include <cairo.h>

#include "font/font.h"

typedef struct Faces Faces;

Faces *faces_new(DiagList *diags); /* told there: faces that do not open */
void faces_free(Faces *faces);
/* Adds the glyph's outline to CR's path, in font units, y up. A glyph or file that can't be read adds nothing. */
void faces_trace(Faces *faces, const Face *face, hb_codepoint_t gid, cairo_t *cr);

#endif
