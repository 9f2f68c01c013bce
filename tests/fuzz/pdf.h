/* PDF files of numbered objects: written with the table of where each begins; and, for a mutator, taken apart and put
   together again. */
#ifndef TESTS_FUZZ_PDF_H
#define TESTS_FUZZ_PDF_H

#include <glib.h>
#include <string.h>

enum { PDF_OBJECTS_MOST = 400 };

typedef struct {
  GString *bytes;
  gsize at[PDF_OBJECTS_MOST]; /* of object n: where it begins; 0: none */
  unsigned n;                 /* one past the highest */
} PdfText;

static inline PdfText pdf_open(const char *version)
{
  PdfText pdf = {.bytes = g_string_new(NULL), .n = 1};
  g_string_printf(pdf.bytes, "%%PDF-%s\n%%\xE2\xE3\xCF\xD3\n", version);
  return pdf;
}

static inline void pdf_begin(PdfText *pdf, unsigned number)
{
  if (number >= PDF_OBJECTS_MOST)
    return;
  pdf->at[number] = pdf->bytes->len;
  pdf->n = MAX(pdf->n, number + 1);
}

static inline void pdf_object(PdfText *pdf, unsigned number, const char *text)
{
  pdf_begin(pdf, number);
  g_string_append_printf(pdf->bytes, "%u 0 obj\n%s\nendobj\n", number, text);
}

static inline void pdf_stream(PdfText *pdf, unsigned number, const char *keys, const void *bytes, gsize size)
{
  pdf_begin(pdf, number);
  g_string_append_printf(pdf->bytes, "%u 0 obj\n<< %s /Length %lu >>\nstream\n", number, keys, (unsigned long)size);
  g_string_append_len(pdf->bytes, bytes, (gssize)size);
  g_string_append(pdf->bytes, "\nendstream\nendobj\n");
}

/* Table and TRAILER's dictionary; owns the bytes from now on. */
static inline GString *pdf_close(PdfText *pdf, const char *trailer)
{
  gsize table = pdf->bytes->len;
  g_string_append_printf(pdf->bytes, "xref\n0 %u\n0000000000 65535 f \n", pdf->n);
  for (unsigned i = 1; i < pdf->n; i++)
    g_string_append_printf(pdf->bytes, pdf->at[i] ? "%010lu 00000 n \n" : "%010lu 00000 f \n",
                           (unsigned long)pdf->at[i]);
  g_string_append_printf(pdf->bytes, "trailer\n%s\nstartxref\n%lu\n%%%%EOF\n", trailer, (unsigned long)table);
  return pdf->bytes;
}

#endif
