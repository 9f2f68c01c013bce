/* PDFs of a page, written for a test and looked at by preflight: what is said of them, a line a diagnostic. */
#ifndef TESTS_PREFLIGHT_INSPECTED_H
#define TESTS_PREFLIGHT_INSPECTED_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include <glib.h>
#include <glib/gstdio.h>

#include "../../fuzz/pdf.h"
#include "preflight/preflight.h"

/* Object NUMBER, from 10 on. BYTES: of a stream, whose dictionary's entries BODY is then. */
typedef struct {
  unsigned number;
  const char *body;
  const void *bytes;
  size_t size; /* 0: BYTES are text */
} Object;

typedef struct {
  const char *content;
  size_t length;         /* of CONTENT; 0: it is text */
  const char *resources; /* inside their << >> */
  const char *page;      /* more entries of the page; it has a media box 0 0 220 220 and a trim box 10 10 210 210 */
  const char *root, *trailer;
  const char *version; /* NULL: 1.6 */
  const Object *objects;
  unsigned n;
  PreflightOptions options;
  PreflightMarks *marks;
  const char *boxes; /* NULL: those */
} Sheet;

#define OBJECTS(...) .objects = (const Object[]){__VA_ARGS__}, .n = G_N_ELEMENTS(((const Object[]){__VA_ARGS__}))

static inline void put_object(PdfText *pdf, const Object *object)
{
  if (object->bytes)
    pdf_stream(pdf, object->number, object->body, object->bytes,
               object->size ? object->size : strlen((const char *)object->bytes));
  else
    pdf_object(pdf, object->number, object->body);
}

static inline GString *make_sheet(const Sheet *sheet)
{
  static const char BOXES[] = "/MediaBox [0 0 220 220] /BleedBox [1 1 219 219] /TrimBox [10 10 210 210]";
  PdfText pdf = pdf_open(sheet->version ? sheet->version : "1.6");
  char *root = g_strdup_printf("<< /Type /Catalog /Pages 2 0 R %s >>", sheet->root ? sheet->root : "");
  char *page = g_strdup_printf("<< /Type /Page /Parent 2 0 R %s /Contents 4 0 R /Resources << %s >> %s >>",
                               sheet->boxes ? sheet->boxes : BOXES, sheet->resources ? sheet->resources : "",
                               sheet->page ? sheet->page : "");
  const char *content = sheet->content ? sheet->content : "";
  pdf_object(&pdf, 1, root);
  pdf_object(&pdf, 2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
  pdf_object(&pdf, 3, page);
  pdf_stream(&pdf, 4, "", content, sheet->length ? sheet->length : strlen(content));
  for (unsigned i = 0; i < sheet->n; i++)
    put_object(&pdf, &sheet->objects[i]);
  char *trailer =
      g_strdup_printf("<< /Size %u /Root 1 0 R /ID [<00> <00>] %s >>", pdf.n, sheet->trailer ? sheet->trailer : "");
  GString *made = pdf_close(&pdf, trailer);
  g_free(trailer);
  g_free(page);
  g_free(root);
  return made;
}

/* "pdf-rgb: RGB colour in content (page 1, at 28, 152 mm)" and the like, a line each; g_free. pdf-standard is left out.
 */
static inline char *inspect_bytes(const char *bytes, gsize length, const PreflightOptions *options,
                                  PreflightMarks *marks)
{
  char *path = NULL;
  int file = g_file_open_tmp("tekan-preflight-XXXXXX.pdf", &path, NULL);
  assert_true(file >= 0);
  g_close(file, NULL);
  assert_true(g_file_set_contents(path, bytes, (gssize)length, NULL));
  DiagList *diags = diag_list_new(LANG_EN);
  preflight_file(path, "sheet.pdf", options, marks, diags);
  GString *told = g_string_new(NULL);
  for (unsigned i = 0; i < diag_count(diags); i++)
    if (diag_at(diags, i)->code != DIAG_PDF_STANDARD)
      g_string_append_printf(told, "%s: %s\n", diag_code_name(diag_at(diags, i)->code), diag_at(diags, i)->message);
  diag_list_free(diags);
  g_unlink(path);
  g_free(path);
  return g_string_free(told, FALSE);
}

static inline char *inspect_sheet(const Sheet *sheet)
{
  GString *pdf = make_sheet(sheet);
  char *told = inspect_bytes(pdf->str, pdf->len, &sheet->options, sheet->marks);
  g_string_free(pdf, TRUE);
  return told;
}

/* Just the lines of WANTED are told, in their order; "": none. */
static inline void expect(const Sheet *sheet, const char *wanted)
{
  char *told = inspect_sheet(sheet);
  assert_string_equal(told, wanted);
  g_free(told);
}

static inline void expect_part(const Sheet *sheet, const char *part)
{
  char *told = inspect_sheet(sheet);
  if (!strstr(told, part))
    print_error("no “%s” in: %s\n", part, told);
  assert_non_null(strstr(told, part));
  g_free(told);
}

static inline void expect_no_part(const Sheet *sheet, const char *part)
{
  char *told = inspect_sheet(sheet);
  if (strstr(told, part))
    print_error("“%s” in: %s\n", part, told);
  assert_null(strstr(told, part));
  g_free(told);
}

#define SHEET(...) (&(const Sheet){__VA_ARGS__})

#endif
