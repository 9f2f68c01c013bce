/* Private to load: where articles of a page made up are to stand, of issue.yaml and of makeup.yaml beside it; and what
   pages it is not to look like. */
#ifndef TEKAN_LOAD_PINS_H
#define TEKAN_LOAD_PINS_H

#include "load/yaml.h"

/* The page's own word: `place` of NODE, page AT of issue.yaml, of which ISSUE knows all: on a spread it may be of an
   article of the other page. */
void pins_read(Yaml *yaml, struct fy_node *node, const Issue *issue, PageSpec *pages, unsigned at);
/* What was chosen of alternatives, for articles of which the issue says nothing: ISSUE's makeup.yaml, if there is one.
   PAGES are the issue's. false after a FATAL. */
bool pins_read_chosen(Arena *arena, const Issue *issue, PageSpec *pages, DiagList *diags);

/* `avoid` of NODE: a page's label, or a list of them. */
void avoids_read(Yaml *yaml, struct fy_node *node, PageSpec *page);
/* What a page avoids stands before it; what does not is told, and is not avoided. */
void avoids_check(const PageSpec *pages, unsigned n, DiagList *diags);

#endif
