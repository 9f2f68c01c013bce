/* Any finished PDF against the press rules: what a printer's preflight robot will say, said before. Reads with
   libqpdf's C interface and a content-stream reader of our own. Rules and clauses: docs/press-rules.md. */
#ifndef TEKAN_PREFLIGHT_PREFLIGHT_H
#define TEKAN_PREFLIGHT_PREFLIGHT_H

#include <stdbool.h>

#include "base/diag.h"
#include "base/units.h"

typedef struct {
  const char *standard; /* "PDF/X-1a:2003", "PDF/X-4", or NULL: what the file says of itself; where it says nothing, the
                           X-4 rules as warnings */
  int tac;              /* total ink limit, %; 0: 240 */
  int tac_far;          /* … and what is so much ink or more is an error (PDF_TAC_FAR); 0: none is */
  int min_ppi, warn_ppi;    /* 0: 150, 200 */
  Mpt trim_w, trim_h;       /* expected trim; 0: any */
  const char *const *spots; /* NULL-terminated: the spot inks there are plates for; NULL: any */
  GHashTable *inks;         /* unless NULL, a set that gets the name of each spot ink met; frees them itself */
  bool *shows;              /* unless NULL, told whether the first page prints anything inside its trim */
  const int *limits;        /* by row of limits.def, for tests of what is past them; NULL: the values there */
  bool placed; /* its pages are to be placed in another file: what a file says of itself as a whole does not matter */
} PreflightOptions;

/* A place where a rule is broken: x, y in the page's own units (1/72 in), NAN where the whole page is meant; page 0:
   the whole file. The message is the list's. */
typedef struct {
  int page;
  double x, y;
  Severity severity;
  const char *message;
} PreflightMark;

typedef struct PreflightMarks PreflightMarks;

PreflightMarks *preflight_marks_new(Lang lang);
void preflight_marks_free(PreflightMarks *marks);
const PreflightMark *preflight_marks_all(const PreflightMarks *marks, unsigned *n);

/* Adds a diagnostic for each breach, with its page and place in mm from the trim's top left in the message; NAME is the
   file as the user typed it. Like problems of a page are told once; MARKS, unless NULL, gets each of their places, up
   to 50 alike a page. false: the file can't be read as PDF (PDF_UNREADABLE, FATAL). */
bool preflight_file(const char *path, const char *name, const PreflightOptions *options, PreflightMarks *marks,
                    DiagList *diags);

#endif
