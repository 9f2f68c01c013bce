/* Private to load: markup that comes to nothing, and is printed as it was typed. */
#ifndef TEKAN_LOAD_STRAY_H
#define TEKAN_LOAD_STRAY_H

#include <cmark-gfm.h>

#include "load/article.h"
#include "load/source.h"

/* Tells what looks like markup in a text that was read: the first of each kind. */
void stray_inline(DiagList *diags, const Rich *rich);
bool stray_picture_name(const char *name); /* a file beside the article, by its suffix */
/* The same of how the lines of a paragraph begin. */
void stray_paragraph(DiagList *diags, const Source *source, cmark_node *paragraph);
/* And a paragraph that a line of --- or === right under it made a heading. */
void stray_heading(DiagList *diags, const Source *source, cmark_node *heading, const Rich *rich);
/* Refuses references that stand for what no file may hold (&#7;), before controls stand for signs (mask.h). */
void stray_references(DiagList *diags, const Source *source);

#endif
