/* Notes on a copy of a page: annotations with an appearance of their own (ISO 32000-1, 12.5.5), so that every reader
   shows the same numbered disc. */
#include "impose/objects.h"

#include <math.h>
#include <string.h>

#define DISC 16.0 /* pt across */

typedef struct {
  qpdf_data pdf;
  qpdf_oh font;
  double media[4];
  GArray *taken; /* centres on this page, two doubles each */
} Annotator;

static qpdf_oh name_of(Annotator *annotator, const char *name)
{
  return qpdf_oh_new_name(annotator->pdf, name);
}

static void put(Annotator *annotator, qpdf_oh dict, const char *key, qpdf_oh value)
{
  qpdf_oh_replace_key(annotator->pdf, dict, key, value);
}

static qpdf_oh new_font(qpdf_data pdf)
{
  qpdf_oh font = qpdf_oh_new_dictionary(pdf);
  qpdf_oh_replace_key(pdf, font, "/Type", qpdf_oh_new_name(pdf, "/Font"));
  qpdf_oh_replace_key(pdf, font, "/Subtype", qpdf_oh_new_name(pdf, "/Type1"));
  qpdf_oh_replace_key(pdf, font, "/BaseFont", qpdf_oh_new_name(pdf, "/Helvetica-Bold"));
  return qpdf_make_indirect_object(pdf, font);
}

/* --- where ------------------------------------------------------------------------------------- */

static bool is_taken(const Annotator *annotator, double x, double y)
{
  const double *centres = (const double *)(void *)annotator->taken->data;
  for (unsigned i = 0; i + 1 < annotator->taken->len; i += 2)
    if (fabs(centres[i] - x) < DISC && fabs(centres[i + 1] - y) < DISC)
      return true;
  return false;
}

/* Left of what it is about, and beside discs that stand there already: to the right, row after row. */
static void find_place(Annotator *annotator, double *x, double *y)
{
  const double *media = annotator->media;
  bool nowhere = !isfinite(*x) || !isfinite(*y);
  *x = nowhere ? media[0] + DISC : CLAMP(*x - DISC / 2 - 1, media[0] + DISC / 2, media[2] - DISC / 2);
  *y = nowhere ? media[3] - DISC : CLAMP(*y, media[1] + DISC / 2, media[3] - DISC / 2);
  double left = *x;
  for (unsigned tries = 0; tries < 400 && is_taken(annotator, *x, *y); tries++) {
    *x += DISC + 1;
    if (*x > media[2] - DISC / 2) {
      *x = left;
      *y = *y - DISC - 1 < media[1] ? media[3] - DISC : *y - DISC - 1;
    }
  }
  const double centre[2] = {*x, *y};
  g_array_append_vals(annotator->taken, centre, 2);
}

/* --- what it looks like --------------------------------------------------------------------------- */

/* A circle of four Bézier arcs. */
static void draw_disc(GString *out)
{
  static const int ARCS[4][6] = {{100, 55, 55, 100, 0, 100},
                                 {-55, 100, -100, 55, -100, 0},
                                 {-100, -55, -55, -100, 0, -100},
                                 {55, -100, 100, -55, 100, 0}};
  const double middle = DISC / 2, radius = DISC / 2 - 0.75;
  objects_put_number(out, middle + radius);
  objects_put_number(out, middle);
  g_string_append(out, "m ");
  for (unsigned arc = 0; arc < 4; arc++) {
    for (unsigned i = 0; i < 6; i++)
      objects_put_number(out, middle + radius * ARCS[arc][i] / 100);
    g_string_append(out, "c ");
  }
  g_string_append(out, "b\n");
}

static void draw_number(GString *out, unsigned number)
{
  char digits[16];
  int n = g_snprintf(digits, sizeof digits, "%u", number);
  double size = n < 3 ? 8 : n < 4 ? 6.5 : 5;
  g_string_append(out, "BT 0 g /F ");
  objects_put_number(out, size);
  g_string_append(out, "Tf ");
  objects_put_number(out, DISC / 2 - n * size * 0.278);
  objects_put_number(out, DISC / 2 - size * 0.36);
  g_string_append_printf(out, "Td (%s) Tj ET", digits);
}

static qpdf_oh new_appearance(Annotator *annotator, const PageNote *note, unsigned number)
{
  qpdf_data pdf = annotator->pdf;
  GString *out = g_string_new(note->grave ? "1 0.9 0.9 rg 0.85 0 0 RG 1.2 w " : "1 0.95 0.8 rg 0.9 0.5 0 RG 1.2 w ");
  draw_disc(out);
  draw_number(out, number);
  qpdf_oh form = qpdf_oh_new_stream(pdf), fonts = qpdf_oh_new_dictionary(pdf), resources = qpdf_oh_new_dictionary(pdf);
  qpdf_oh dict = qpdf_oh_get_dict(pdf, form);
  put(annotator, fonts, "/F", annotator->font);
  put(annotator, resources, "/Font", fonts);
  put(annotator, dict, "/Type", name_of(annotator, "/XObject"));
  put(annotator, dict, "/Subtype", name_of(annotator, "/Form"));
  put(annotator, dict, "/BBox", objects_new_box(pdf, (const double[]){0, 0, DISC, DISC}));
  put(annotator, dict, "/Resources", resources);
  qpdf_oh_replace_stream_data(pdf, form, (const unsigned char *)out->str, out->len, qpdf_oh_new_null(pdf),
                              qpdf_oh_new_null(pdf));
  g_string_free(out, TRUE);
  return form;
}

/* --- the annotation ---------------------------------------------------------------------------------- */

static qpdf_oh new_annotation(Annotator *annotator, const PageNote *note, unsigned number)
{
  qpdf_data pdf = annotator->pdf;
  double x = note->x, y = note->y;
  find_place(annotator, &x, &y);
  const double box[4] = {x - DISC / 2, y - DISC / 2, x + DISC / 2, y + DISC / 2};
  qpdf_oh dict = qpdf_oh_new_dictionary(pdf), states = qpdf_oh_new_dictionary(pdf), colour = qpdf_oh_new_array(pdf);
  const double rgb[3] = {0.9, note->grave ? 0 : 0.5, 0};
  for (unsigned i = 0; i < 3; i++)
    qpdf_oh_append_item(pdf, colour, qpdf_oh_new_real_from_double(pdf, rgb[i], 2));
  char *text = g_strdup_printf("%u. %s", number, note->text);
  put(annotator, states, "/N", new_appearance(annotator, note, number));
  put(annotator, dict, "/Type", name_of(annotator, "/Annot"));
  put(annotator, dict, "/Subtype", name_of(annotator, "/Circle"));
  put(annotator, dict, "/Rect", objects_new_box(pdf, box));
  put(annotator, dict, "/Contents", qpdf_oh_new_unicode_string(pdf, text));
  put(annotator, dict, "/T", qpdf_oh_new_unicode_string(pdf, "tekan"));
  put(annotator, dict, "/C", colour);
  put(annotator, dict, "/F", qpdf_oh_new_integer(pdf, 4)); /* printed too */
  put(annotator, dict, "/AP", states);
  g_free(text);
  return qpdf_make_indirect_object(pdf, dict);
}

static void annotate_page(Annotator *annotator, int number, const PageNote *notes, unsigned n)
{
  qpdf_data pdf = annotator->pdf;
  static const double A4[4] = {0, 0, 595, 842};
  qpdf_oh page = qpdf_get_page_n(pdf, (size_t)(number - 1)), own = qpdf_oh_get_key(pdf, page, "/Annots");
  qpdf_oh all = qpdf_oh_new_array(pdf);
  for (int i = 0; qpdf_oh_is_array(pdf, own) && i < qpdf_oh_get_array_n_items(pdf, own); i++)
    qpdf_oh_append_item(pdf, all, qpdf_oh_get_array_item(pdf, own, i));
  if (!objects_box(pdf, page, "/CropBox", annotator->media) && !objects_box(pdf, page, "/MediaBox", annotator->media))
    memcpy(annotator->media, A4, sizeof A4);
  g_array_set_size(annotator->taken, 0);
  for (unsigned i = 0; i < n; i++)
    if (MAX(notes[i].page, 1) == number) /* what is said of the whole file stands on its first page */
      qpdf_oh_append_item(pdf, all, new_annotation(annotator, &notes[i], i + 1));
  qpdf_oh_replace_key(pdf, page, "/Annots", all);
}

static void tell_unmarked(Annotator *annotator, const char *from, const FileFault *fault, DiagList *diags)
{
  Place place = {.file = from};
  qpdf_error error = qpdf_has_error(annotator->pdf) ? qpdf_get_error(annotator->pdf) : NULL;
  if (!file_tell_failed(diags, place, from, fault) && diag_worst(diags) < DIAG_MACHINE)
    diag_add(diags, DIAG_PDF_UNMARKED, place, error ? qpdf_get_error_message_detail(annotator->pdf, error) : "PDF");
}

bool annotate_file(const char *from, FileTarget to, const PageNote *notes, unsigned n, DiagList *diags)
{
  FileFault fault = {0};
  Document document = objects_open();
  Annotator annotator = {.pdf = document.pdf, .taken = g_array_new(FALSE, FALSE, sizeof(double))};
  bool done = objects_read(&document, from, &fault) && objects_may_grow(&document);
  int pages = done ? qpdf_get_num_pages(annotator.pdf) : 0;
  annotator.font = done ? new_font(annotator.pdf) : 0;
  for (int page = 1; page <= pages; page++)
    annotate_page(&annotator, page, notes, n);
  done = done && objects_write(annotator.pdf, to, diags);
  if (!done)
    tell_unmarked(&annotator, from, &fault, diags);
  g_array_free(annotator.taken, TRUE);
  objects_close(&document);
  return done;
}
