/* Private to web: what its pages have in common. */
#ifndef TEKAN_EMIT_WEB_HTML_H
#define TEKAN_EMIT_WEB_HTML_H

#include <glib.h>

#include "base/diag.h"

/* A style sheet, to stand in a page's head. */
extern const char web_style[];

/* TEXT as the text of an element or the value of an attribute; NULL: nothing. */
void web_add_escaped(GString *html, const char *text);
/* A page of its own up to its title, for which nothing but pictures beside it is asked. */
void web_open_page(GString *html, Lang lang);

#endif
