/* Private to load: Chinese marks beside *, hidden from CommonMark.

   Its emphasis asks what stands at both sides of a run of *: **“链主”来了。**再 is none to it, for a closing run after
   punctuation must stand before a space or more punctuation, and Chinese has no spaces (0.30, 6.2; commonmark-spec
   #650). So the full-width marks next to * are swapped for private-use characters of the same length, which count as
   letters, while it is read, and swapped back in what was read. So are the brackets of a span that begins or ends
   beside a *, as in **[代县]{ruby="dài xiàn"}**, and half-width signs where Chinese stands at the other side of the
   run: **增长50%**以上. And what a manuscript writes without meaning Markdown by it: [记者]: would define a link and
   vanish (4.7), 5*3*2 and （*） would lose their signs. */
#ifndef TEKAN_LOAD_MASK_H
#define TEKAN_LOAD_MASK_H

#include <stddef.h>

/* Control characters that stay in what is read until stars.c has looked at it: a * that sets nothing off, and the
   backslash before one, which is not printed. */
enum { MASK_STAR = 1, MASK_ESCAPE = 2 };

char *mask_apply(const char *text, size_t length); /* as long as TEXT; g_free */
char *mask_remove(const char *text);               /* as it was written; g_free */
char *mask_remove_marks(const char *text);         /* all but those above; g_free */

#endif
