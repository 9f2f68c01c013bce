/* Private to manuscript: a manuscript while it is read, a reader a kind. Plain text and Word become lines with what is
   known of them, and those an article; Markdown is an article but for its title and pictures. */
#ifndef TEKAN_MANUSCRIPT_WORK_H
#define TEKAN_MANUSCRIPT_WORK_H

#include <stdbool.h>

#include "manuscript/manuscript.h"

typedef struct {
  const char *plain;    /* as read aloud */
  const char *markdown; /* the same, escaped, with **bold** */
  const char *front;    /* plain with its 注音, as a value of front matter; NULL: it has none */
  bool heading;         /* said to be one, or standing alone and short */
  bool raw;             /* a table or picture: markdown only, to be kept as it is */
} ManuscriptLine;

Manuscript *manuscript_new(const char *path, DiagList *diags); /* nothing read yet */
void manuscript_add(Manuscript *manuscript, const char *plain, const char *markdown, bool heading);
void manuscript_add_front(Manuscript *manuscript, const char *front); /* of the line added last */
void manuscript_add_raw(Manuscript *manuscript, const char *markdown);
void manuscript_add_picture(Manuscript *manuscript, const char *name, GBytes *bytes); /* takes a reference */
/* TEXT with what Markdown would take for its own escaped. */
char *manuscript_escape(Arena *arena, const char *text);

/* --- what Word has and an article has not (losses.c, look.c) --------------------------- */

typedef enum {
  LOSS_HIDDEN,
  LOSS_DELETED,
  LOSS_MOVED,
  LOSS_NUMBER,
  LOSS_SYMBOL,
  LOSS_OBJECT,
  LOSS_COMMENT,
  LOSS_INSERTED,
  LOSS_ARRIVED,
  LOSS_STRUCK,
  LOSS_RAISED,
  LOSS_LOWERED,
  LOSS_FORMULA,
  LOSSES
} Loss;

/* Those of the paragraph being read. */
typedef struct {
  Manuscript *manuscript;
  unsigned paragraph; /* how many were read */
  unsigned found;     /* 1 << Loss each */
  unsigned open;      /* … and nothing else since */
  GString *words[LOSSES];
} Losses;

Losses *losses_new(Manuscript *manuscript);
void losses_free(Losses *losses);
void losses_add(Losses *losses, Loss loss, const char *words); /* "": the paragraph's own words are told */
void losses_interrupt(Losses *losses, unsigned but);           /* other text comes between, 1 << Loss each apart */
void losses_end_paragraph(Losses *losses, const char *text);   /* tells them */

/* A run's properties that mean something. */
typedef struct {
  bool bold, struck, twice, hidden, dotted; /* twice: struck by two lines */
  int raised;                               /* 1: superscript, −1: subscript */
} RunLook;

/* Takes ELEMENT of w:rPr, with its w:val (NULL: none). */
void look_read(RunLook *look, const char *element, const char *value);
char *look_script(const char *text, int raised);       /* in Unicode's own signs; NULL: there are none for it; g_free */
char *look_symbol(const char *font, const char *code); /* UTF-8 of a w:sym; NULL: none is known; g_free */

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
