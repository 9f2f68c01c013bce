/* Private to manuscript: a Word document while it is read. */
#ifndef TEKAN_MANUSCRIPT_WORD_H
#define TEKAN_MANUSCRIPT_WORD_H

#include "manuscript/work.h"

typedef struct {
  Manuscript *manuscript;
  GHashTable *parts;         /* name → GBytes */
  GHashTable *headings;      /* style id → itself, where the style is a heading */
  GHashTable *looks;         /* style id → RunLook */
  GHashTable *numbered;      /* style id → itself, where its paragraphs are numbered */
  GHashTable *targets;       /* relation id → target */
  GString *plain, *markdown; /* of the paragraph being read */
  GString *front;            /* plain with its 注音 */
  bool heading, bold_open, in_text, in_run_style, is_numbered;
  RunLook look;
  unsigned deleted, moved, inserted, arrived, formula, above, below; /* depth inside such an element */
  GString *ruby;                                                     /* of the word being read; NULL: none is */
  gsize ruby_at, ruby_front;                                         /* where its word begins in markdown and front */
  bool in_ruby_text;
  Losses *losses;
  unsigned skipping; /* depth inside an alternative not taken */
  unsigned tables;   /* depth */
  GPtrArray *cells;  /* of the row being read: char * */
  GString *table;
  unsigned rows;
  unsigned footnotes, lost_pictures; /* not imported */
} Reader;

/* run.c. Text of the run at hand: written, or told and left out. */
void run_add_text(Reader *reader, const char *text, gsize length);
void run_set_bold(Reader *reader, bool bold);
void run_begin_ruby(Reader *reader, const char *element);
void run_end_ruby(Reader *reader);
/* The sign ELEMENT of a formula is drawn with, if any; VALUE: its m:val. */
void run_begin_formula_part(Reader *reader, const char *element, const char *value);
void run_add_symbol(Reader *reader, const char *font, const char *code);

#endif
