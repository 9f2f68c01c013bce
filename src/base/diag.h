/* Diagnostics: what a user can mend. Each has a code, a place and a message in the user's language.
   They are collected; work goes on. A list belongs to one thread; lists are joined in index order. */
#ifndef TEKAN_BASE_DIAG_H
#define TEKAN_BASE_DIAG_H

#include <glib.h>
#include <stdbool.h>

#include "base/arena.h"

typedef enum {
  DIAG_NOTE,
  DIAG_WARNING,
  DIAG_ERROR,   /* exit 1: files are written, the press PDF is withheld */
  DIAG_FATAL,   /* printed as error; exit 2: nothing is written */
  DIAG_MACHINE, /* printed as error; exit 3: the machine failed, not the input; nothing half-written */
} Severity;

typedef enum {
#define DIAG(code, severity, en, zh, explain_en, explain_zh) DIAG_##code,
#include "base/codes.def"
#undef DIAG
  DIAG_CODES
} DiagCode;

/* Where: FILE as the user would type it (borrowed, lives as long as the list), LINE and COLUMN from 1; 0: unknown.
   COLUMN counts characters. */
typedef struct {
  const char *file;
  int line, column;
} Place;

typedef struct {
  DiagCode code;
  Severity severity;
  Place place;
  const char *message; /* in the list's language */
  int page;            /* 1…; 0: none */
  const char *article; /* slug or NULL */
} Diag;

typedef enum { LANG_EN, LANG_ZH } Lang;

typedef struct DiagList DiagList;

DiagList *diag_list_new(Lang lang);
void diag_list_free(DiagList *list);
Lang diag_lang(const DiagList *list);

/* Adds a diagnostic, on one line whatever names hold: control characters and bytes that are no UTF-8 become U+FFFD.
   Where there are LIMIT_PROBLEMS_ALIKE of its code already, one that says so. The arguments fill the code's message
   template of the list's language. English and Chinese templates take the same arguments in the same order (positions
   %1$s … may reorder). Severity is the table's. */
void diag_add(DiagList *list, DiagCode code, Place place, ...);
/* The same, tied to a page (1…, 0 none) and an article (NULL none). */
void diag_add_at(DiagList *list, DiagCode code, Place place, int page, const char *article, ...);

void diag_copy(DiagList *to, const Diag *diag);
void diag_append(DiagList *to, const DiagList *from); /* copies FROM's diagnostics after TO's */
unsigned diag_count(const DiagList *list);
const Diag *diag_at(const DiagList *list, unsigned index);
/* Whether an error is told at PLACE's line. */
bool diag_tells_error(const DiagList *list, Place place);
Severity diag_worst(const DiagList *list); /* DIAG_NOTE when empty */
/* Stable: by file, line, column; what is told twice, word for word, of one place and page is kept once. */
void diag_sort(DiagList *list);

/* The code as printed in brackets, e.g. "glyph-missing"; its severity; texts for --explain. */
const char *diag_code_name(DiagCode code);
Severity diag_code_severity(DiagCode code);
const char *diag_code_explanation(DiagCode code, Lang lang);
gboolean diag_code_lookup(const char *name, DiagCode *code);
const char *severity_name(Severity severity, Lang lang); /* error warning note / 错误 警告 说明 */

/* The nearest of NAMES (NULL-terminated) to WORD by edit distance, or NULL where none is near enough to be a typo. */
const char *diag_nearest(const char *word, const char *const *names);
/* What may stand in WORD's place: NAMES, the nearest first, up to NAMES_TOLD of them; WORD may be NULL. g_free. */
enum { NAMES_TOLD = 12 };
char *diag_choices(const char *word, const char *const *names);

#endif
