/* Private to load: the stars CommonMark leaves in the text.

   It takes **甲****乙** for no emphasis at all, for the run in the middle might open and close (0.30, 6.2, rules 9 and
   10), and half-width signs beside Chinese stop it as well. Nobody wants stars in print: those that pair by the plain
   reading, an opening one before a character and a closing one behind one, set off what is between them; **** within
   bold text closes and opens it anew. The others stay and are told of. */
#ifndef TEKAN_LOAD_STARS_H
#define TEKAN_LOAD_STARS_H

#include "text/text.h"

/* TEXT as gathered from Markdown, its SPANS (RichSpan: bold and 楷体) and ORIGINS (RichOrigin): rewritten where stars
   are left that pair. MASK_STAR becomes a star. */
void stars_read(GString *text, GArray *spans, GArray *origins);

#endif
