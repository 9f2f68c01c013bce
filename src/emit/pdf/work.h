/* Private to emit/pdf: one document being written, in layers: objects, fonts, inks, images, pages, metadata, saving. */
#ifndef TEKAN_EMIT_PDF_WORK_H
#define TEKAN_EMIT_PDF_WORK_H

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <hpdf_pages.h>
#include <hpdf_streams.h>

#include "emit/pdf/pdf.h"

typedef enum { STANDARD_X4, STANDARD_X1A, STANDARD_PLAIN } PdfStandard;

typedef struct FontBook FontBook;
typedef struct ImageBook ImageBook;

/* What a page's content has set so far, so that it is not said again. Nothing of it changes between q and Q. */
typedef struct {
  HPDF_Dict state, font;
  Mpt size; /* of the font */
  Ink fill, stroke;
  bool filled, stroked; /* an ink was set */
} Pen;

typedef struct {
  HPDF_Doc doc;
  const DisplayList *list;
  const PdfOptions *options;
  const FontSet *font_set;
  PdfStandard standard;
  PdfReport *report;
  DiagList *diags;
  Arena *arena;
  FontBook *fonts;
  ImageBook *images;
  HPDF_Dict overprint, knockout; /* graphics states */
  GHashTable *spots;             /* name → HPDF_Array, the Separation space */
  Pen pen;                       /* of the page being written */
  Mpt room;                      /* from the media's edge to the trim */
  char date[32], xmp_date[40];
  bool unfit; /* a diagnostic says why no file can be made */
} Pdf;

/* --- numbers and operators: page content in a buffer ------------------------------------- */

void put_mpt(GString *out, Mpt value);       /* value/1000, no exponent, no trailing zeros, a space after */
void put_milli(GString *out, int64_t value); /* the same for any 1/1000 */
void put_text(GString *out, const char *operators);
void put_utf16_hex(GString *out, const char *utf8, bool mark); /* <FEFF…> without brackets; MARK: byte order mark */

/* --- objects ---------------------------------------------------------------------------------- */

HPDF_Dict object_dict(Pdf *pdf); /* indirect */
HPDF_Dict object_stream(Pdf *pdf, const void *bytes, size_t length, bool deflate);
/* The same of one that is there and empty, deflated. */
void object_fill(Pdf *pdf, HPDF_Dict dict, const void *bytes, size_t length);
/* A stream whose bytes are encoded already; ENTRIES: raw text of /Filter and /DecodeParms. Bytes must outlive saving.
 */
HPDF_Dict object_encoded(Pdf *pdf, GBytes *bytes, const char *entries);
void object_add_text(Pdf *pdf, HPDF_Dict dict, const char *key, const char *utf8); /* a text string */
void object_add_raw(Pdf *pdf, HPDF_Dict dict, const char *raw); /* written as is inside << >>; copied */
HPDF_Array object_numbers(Pdf *pdf, const int *values, unsigned n);

/* --- fonts --------------------------------------------------------------------------------------- */

FontBook *font_book_new(Pdf *pdf);
void font_book_free(FontBook *book);
/* Notes that the glyph is used and stands for TEXT; returns its CID. */
unsigned font_use_glyph(Pdf *pdf, const Face *face, hb_codepoint_t gid, const char *text, size_t length);
/* Does the font's map give the glyph this very text? The first text a glyph is asked for becomes its. */
bool font_maps_to(Pdf *pdf, const Face *face, hb_codepoint_t gid, const char *text, size_t length);
HPDF_Dict font_dict(Pdf *pdf, const Face *face, bool vertical);
int font_width(Pdf *pdf, const Face *face, hb_codepoint_t gid); /* 1/1000 of 1/1000 em, as W says */
bool font_finish_all(Pdf *pdf);

/* --- inks ------------------------------------------------------------------------------------------ */

void ink_put(Pdf *pdf, HPDF_Page page, GString *out, const Ink *ink, bool stroke);
void ink_put_overprint(Pdf *pdf, HPDF_Page page, GString *out, const Ink *ink);

/* --- images ----------------------------------------------------------------------------------------- */

ImageBook *image_book_new(Pdf *pdf); /* converts all the pages' pictures, in parallel */
void image_book_free(ImageBook *book);
HPDF_Dict image_lookup(Pdf *pdf, const DrawImage *image); /* NULL: broken, told */

/* --- pages -------------------------------------------------------------------------------------------- */

HPDF_Page page_write(Pdf *pdf, const DrawPage *draw);
void marks_write(Pdf *pdf, HPDF_Page page, GString *out, const DrawPage *draw);
void text_write(Pdf *pdf, HPDF_Page page, GString *out, const DrawText *text);
void watermark_write(Pdf *pdf, HPDF_Page page, GString *out);
void outline_write(Pdf *pdf, const HPDF_Page *pages, const DrawPage *const *drawn, unsigned n);
void page_to_pdf(const Pdf *pdf, Mpt x, Mpt y, Mpt *px, Mpt *py);

/* --- metadata and saving -------------------------------------------------------------------------------- */

void meta_write(Pdf *pdf);
bool save_document(Pdf *pdf);

#endif
