/* A manuscript on its way to an article: lines with what is known of them, and pictures. Owned by its caller. */
#ifndef TEKAN_CMD_MANUSCRIPT_H
#define TEKAN_CMD_MANUSCRIPT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/diag.h"

typedef struct {
  const char *plain;    /* as read aloud */
  const char *markdown; /* the same, escaped, with **bold** */
  bool heading;         /* said to be one, or standing alone and short */
  bool raw;             /* a table or picture: markdown only, to be kept as it is */
} ManuscriptLine;

typedef struct {
  const char *name;
  GBytes *bytes;
} ManuscriptPicture;

typedef struct {
  Arena *arena;
  GArray *lines;    /* ManuscriptLine */
  GArray *pictures; /* ManuscriptPicture */
} Manuscript;

Manuscript *manuscript_new(Arena *arena);
void manuscript_free(Manuscript *manuscript);
void manuscript_add(Manuscript *manuscript, const char *plain, const char *markdown, bool heading);
void manuscript_add_raw(Manuscript *manuscript, const char *markdown);
/* TEXT with what Markdown would take for its own escaped. */
char *manuscript_escape(Arena *arena, const char *text);
/* The article: the first lines told apart as title, subtitle, byline, source; the rest as body. NULL: no text. */
char *manuscript_article(const Manuscript *manuscript);

/* A line of front matter; nothing where VALUE is NULL. */
void manuscript_add_key(GString *article, const char *key, const char *value);

void text_read(Manuscript *manuscript, const char *text); /* a plain text file, UTF-8 */
/* A Word document. false after IMPORT_DAMAGED. */
bool word_read(Manuscript *manuscript, const char *path, DiagList *diags);

#endif
