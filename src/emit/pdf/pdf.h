/* Display list → PDF through libharu. Everything outside this folder is free of PDF. */
#ifndef TEKAN_EMIT_PDF_PDF_H
#define TEKAN_EMIT_PDF_PDF_H

#include "host/host.h"
#include "paint/paint.h"

typedef struct {
  FileTarget target;
  const ImageColours *colours;
  const char *watermark; /* NULL; 校样 for the proof: drawn across each page, not PDF/X */
  const Face *watermark_face;
  const char *const *more_inks; /* spot inks of what will be placed later, for the slug line; NULL-terminated or NULL */
  int only_page;                /* 0: all; else that page alone (split) */
  int jobs;
  void (*page_done)(void *user,
                    unsigned index); /* NULL; called when nothing of that page of the list is read any more */
  void *user;
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

/* Writes LIST to the target; a picture that cannot be read is told and left out. false: nothing was written, for the
   machine failed, or an ERROR says why no PDF can be made at all (font rights). */
bool pdf_write(const DisplayList *list, const FontSet *fonts, const PdfOptions *options, PdfReport *report,
               DiagList *diags);
void pdf_report_clear(PdfReport *report);

#endif
