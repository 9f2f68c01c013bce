/* Manuscripts as they come, .docx .txt .md, to what an issue takes: the text of an article.md and the pictures beside
   it. What could not be taken along is told. */
#ifndef TEKAN_MANUSCRIPT_MANUSCRIPT_H
#define TEKAN_MANUSCRIPT_MANUSCRIPT_H

#include "base/arena.h"
#include "base/diag.h"

typedef struct {
  const char *name; /* as the article refers to it: no folder in it */
  GBytes *bytes;
} ManuscriptPicture;

typedef struct {
  const char *path; /* as typed; borrowed */
  Arena *arena;
  DiagList *diags;  /* borrowed */
  GArray *lines;    /* ManuscriptLine of work.h: the readers' own */
  GArray *pictures; /* ManuscriptPicture; two may have one name */
  char *article;    /* front matter and Markdown, UTF-8 */
} Manuscript;

/* The kind is told by how PATH ends, the encoding of text by its bytes. Owned: manuscript_free. NULL after a FATAL
   diagnostic: no such file or kind, damaged, over LIMIT_MANUSCRIPT_BYTES or …_TEXT_BYTES, no text in it. */
Manuscript *manuscript_open(const char *path, DiagList *diags);
void manuscript_free(Manuscript *manuscript);

#endif
