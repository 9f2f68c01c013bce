/* Display list → PDF through libharu. Everything outside this folder is free of PDF. */
#ifndef TEKAN_EMIT_PDF_PDF_H
#define TEKAN_EMIT_PDF_PDF_H

#include "base/diag.h"
#include "paint/paint.h"

typedef struct {
  const char *path; /* written aside, then renamed */
  const ImageColours *colours;
  const char *watermark; /* NULL; 校样 for the proof: drawn across each page, not PDF/X */
  const Face *watermark_face;
  const char *const *more_inks; /* spot inks of what will be placed later, for the slug line; NULL-terminated or NULL */
  int only_page;                /* 0: all; else that page alone (split) */
  int jobs;
} PdfOptions;

/* What the writer found out, for the report. */
typedef struct {
  const char *file; /* borrowed from the display list */
  int page, ppi;
  unsigned width, height; /* pixels in the PDF */
  unsigned components;
} PdfImage;
typedef struct {
  const Face *face;
  unsigned glyphs;
} PdfFont;
typedef struct {
  GArray *images;                                /* PdfImage */
  GArray *fonts;                                 /* PdfFont */
  gint64 us_images, us_pages, us_fonts, us_save; /* CPU-ish wall µs a phase */
} PdfReport;

/* Writes LIST to options->path. false: the machine failed (EMIT_WRITE, FATAL-like status: caller exits 3) or a
   diagnostic of severity ERROR was added that makes the file unfit (font rights, broken image): then nothing is
   written. */
typedef enum { PDF_DONE, PDF_UNFIT, PDF_FAILED } PdfStatus;
PdfStatus pdf_write(const DisplayList *list, const FontSet *fonts, const PdfOptions *options, PdfReport *report,
                    DiagList *diags);
void pdf_report_clear(PdfReport *report);

#endif
