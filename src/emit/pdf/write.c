/* The job of writing one PDF: images, pages, bookmarks, fonts, metadata, then saving. */
#include "emit/pdf/work.h"

#include <malloc.h>
#include <string.h>

#define MARKS_ROOM 34016 /* 12 mm beyond the bleed for marks and slug */

static PdfStandard choose_standard(const DisplayList *list, const PdfOptions *options)
{
  if (options->watermark)
    return STANDARD_PLAIN;
  return list->press && list->press->standard && strstr(list->press->standard, "X-1") ? STANDARD_X1A : STANDARD_X4;
}

static void ignore_error(HPDF_STATUS error, HPDF_STATUS detail, void *user)
{
  /* sticky in the document: looked at before saving */
}

static bool open_document(Pdf *pdf)
{
  pdf->doc = HPDF_New(ignore_error, NULL);
  if (!pdf->doc)
    return false;
  HPDF_SetCompressionMode(pdf->doc, HPDF_COMP_ALL);
  pdf->arena = arena_new();
  pdf->spots = g_hash_table_new(g_str_hash, g_str_equal);
  pdf->room = pdf->list->marks ? pdf->list->bleed + MARKS_ROOM : pdf->list->bleed;
  pdf->fonts = font_book_new(pdf);
  return true;
}

static void close_document(Pdf *pdf)
{
  image_book_free(pdf->images);
  font_book_free(pdf->fonts);
  if (pdf->doc) {
    HPDF_Free(pdf->doc);
    malloc_trim(0); /* its streams are in pieces of 4 KiB: given back before the file is read again, mapped */
  }
  if (pdf->spots)
    g_hash_table_destroy(pdf->spots);
  arena_free(pdf->arena);
}

/* A page without its items, which is there for its bookmarks when they are gone. */
static const DrawPage *keep_bookmarks(Arena *arena, const DrawPage *page)
{
  DrawPage *kept = ARENA_NEW(arena, DrawPage);
  Bookmark *bookmarks = ARENA_ARRAY(arena, Bookmark, page->n_bookmarks);
  for (unsigned i = 0; i < page->n_bookmarks; i++) {
    bookmarks[i] = page->bookmarks[i];
    bookmarks[i].title = arena_strdup(arena, page->bookmarks[i].title);
  }
  *kept = (DrawPage){.number = page->number, .bookmarks = bookmarks, .n_bookmarks = page->n_bookmarks};
  return kept;
}

static void write_pages(Pdf *pdf)
{
  unsigned n = 0;
  HPDF_Page *pages = ARENA_ARRAY(pdf->arena, HPDF_Page, pdf->list->n_pages + 1);
  const DrawPage **drawn = ARENA_ARRAY(pdf->arena, const DrawPage *, pdf->list->n_pages + 1);
  for (unsigned i = 0; i < pdf->list->n_pages; i++) {
    const DrawPage *page = &pdf->list->pages[i];
    if (pdf->options->only_page && page->number != pdf->options->only_page)
      continue;
    drawn[n] = keep_bookmarks(pdf->arena, page);
    pages[n++] = page_write(pdf, page);
    if (pdf->options->page_done)
      pdf->options->page_done(pdf->options->user, i);
  }
  outline_write(pdf, pages, drawn, n);
  if (pdf->options->page_done)
    malloc_trim(0); /* what pages were drawn with: given back before fonts are subset */
}

static gint64 lap(gint64 *since)
{
  gint64 now = g_get_monotonic_time(), passed = now - *since;
  *since = now;
  return passed;
}

bool pdf_write(const DisplayList *list, const FontSet *fonts, const PdfOptions *options, PdfReport *report,
               DiagList *diags)
{
  Pdf pdf = {.list = list, .options = options, .font_set = fonts, .report = report, .diags = diags};
  pdf.standard = choose_standard(list, options);
  gint64 since = g_get_monotonic_time(), us[4];
  bool written = false;
  if (open_document(&pdf)) {
    pdf.images = image_book_new(&pdf);
    us[0] = lap(&since);
    write_pages(&pdf);
    us[1] = lap(&since);
    bool embedded = font_finish_all(&pdf);
    us[2] = lap(&since);
    meta_write(&pdf);
    written = !pdf.unfit && embedded && save_document(&pdf);
    us[3] = lap(&since);
    if (report) {
      report->us_images += us[0];
      report->us_pages += us[1];
      report->us_fonts += us[2];
      report->us_save += us[3];
    }
  } else
    diag_add(diags, DIAG_MEMORY, (Place){.file = options->target.name}, "libharu");
  close_document(&pdf);
  return written;
}

void pdf_report_clear(PdfReport *report)
{
  g_clear_pointer(&report->images, g_array_unref);
  g_clear_pointer(&report->fonts, g_array_unref);
}
