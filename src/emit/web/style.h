/* Private to web: what its pages look like. */
#ifndef TEKAN_EMIT_WEB_STYLE_H
#define TEKAN_EMIT_WEB_STYLE_H

/* A style sheet, to stand in a page's head. */
extern const char web_style[];

#endif
