/* Private to manuscript: a manuscript while it is read, a reader a kind. Plain text and Word become lines with what is
   known of them, and those an article; Markdown is an article but for its title and pictures. */
#ifndef TEKAN_MANUSCRIPT_WORK_H
#define TEKAN_MANUSCRIPT_WORK_H

#include <stdbool.h>

#include "manuscript/manuscript.h"

typedef struct {
  const char *plain;    /* as read aloud */
  const char *markdown; /* the same, escaped, with **bold** */
  bool heading;         /* said to be one, or standing alone and short */
  bool raw;             /* a table or picture: markdown only, to be kept as it is */
} ManuscriptLine;

Manuscript *manuscript_new(const char *path, DiagList *diags); /* nothing read yet */
void manuscript_add(Manuscript *manuscript, const char *plain, const char *markdown, bool heading);
void manuscript_add_raw(Manuscript *manuscript, const char *markdown);
void manuscript_add_picture(Manuscript *manuscript, const char *name, GBytes *bytes); /* takes a reference */
/* TEXT with what Markdown would take for its own escaped. */
char *manuscript_escape(Arena *arena, const char *text);

/* --- readers: TEXT is UTF-8 ------------------------------------------------------------ */

void manuscript_read_plain(Manuscript *manuscript, const char *text);
void manuscript_read_markdown(Manuscript *manuscript, const char *text); /* sets the article itself */
bool manuscript_read_word(Manuscript *manuscript);                       /* false after IMPORT_DAMAGED */

/* --- the article ------------------------------------------------------------------------ */

/* Of the lines: the first told apart as title, subtitle, byline, source; the rest as body. None: no text. */
void manuscript_set_article(Manuscript *manuscript);
/* A line of front matter; nothing where VALUE is NULL. */
void manuscript_add_key(GString *article, const char *key, const char *value);

#endif
