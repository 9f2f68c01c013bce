/* What editors and machines read: the proof web page and report.json. Both are written from what the phases found out;
   nothing is measured here. */
#ifndef TEKAN_EMIT_WEB_WEB_H
#define TEKAN_EMIT_WEB_WEB_H

#include "base/diag.h"
#include "check/check.h"
#include "emit/pdf/pdf.h"
#include "paint/paint.h"

/* --- report.json ------------------------------------------------------------------ */

typedef struct {
  const char *phase;
  gint64 us;
} PhaseTime;

typedef struct {
  const Composition *composition;
  const PageLook *looks; /* one a page of the composition */
  const PdfReport *pdf;
  const DiagList *diags; /* sorted by place */
  const PhaseTime *times;
  unsigned n_times;
} Report;

char *report_json(const Report *report);     /* the whole file; g_free */
char *report_problem_json(const Diag *diag); /* one problem on one line, for --json; g_free */

/* --- proof/index.html --------------------------------------------------------------- */

typedef struct {
  Lang lang;
  const Composition *composition;
  const PageLook *looks; /* one a page of the composition */
  const DisplayList *list;
  const DiagList *diags; /* sorted by place */
  const char *proof_pdf; /* relative to the page; NULL: none */
} ProofPage;

/* One HTML file without scripts; it asks for nothing but the page pictures page-N.png beside it. g_free. */
char *proof_page_html(const ProofPage *proof);

/* --- makeup/index.html: the contact sheet ------------------------------------------- */

/* One way to make a page up. */
typedef struct {
  const PlacedPage *page; /* made up */
  const char *picture;    /* its file, relative to the sheet */
  const DiagList *diags;  /* of its issue made up so: what is told of its page's rules is shown */
} ContactWay;

typedef struct {
  Lang lang;
  const Issue *issue;
  const char *dir; /* the issue's, as typed: for the call that keeps one */
  unsigned asked;  /* alternatives, for the same */
  int w, h;        /* of a page, pt: the pictures' shape */
  const ContactWay *ways;
  unsigned n_ways; /* page after page, of each the best first */
} ContactSheet;

/* One HTML file without scripts, as the proof page. g_free. */
char *contact_sheet_html(const ContactSheet *sheet);
/* Of a page's score, what the bound leaves open: per cent, to a tenth. */
double web_makeup_gap(const PageMakeup *makeup);

#endif
