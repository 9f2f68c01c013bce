/* Pages become forms, forms are placed on sheets (ISO 32000-1, 8.10). A page's form is clipped at the folds and reaches
   to its media box elsewhere: bleed and marks at the outer edges stay, at the fold the neighbour begins. */
#include "impose/objects.h"

#include <glib.h>
#include <math.h>

#include "base/number.h"

typedef struct {
  double media[4], trim[4], bleed;
} PageSize;

typedef struct {
  qpdf_data pdf;
  Imposition imposition;
  PageSize size;
  unsigned n;
  qpdf_oh *forms; /* of the pages */
} Imposer;

static double width_of(const double box[4])
{
  return box[2] - box[0];
}

static double height_of(const double box[4])
{
  return box[3] - box[1];
}

/* --- pages ------------------------------------------------------------------------------------ */

static bool read_size(qpdf_data pdf, PageSize *size)
{
  double bleed[4];
  qpdf_oh page = qpdf_get_page_n(pdf, 0);
  if (!objects_box(pdf, page, "/MediaBox", size->media) || !objects_box(pdf, page, "/TrimBox", size->trim))
    return false;
  size->bleed = objects_box(pdf, page, "/BleedBox", bleed) ? size->trim[0] - bleed[0] : 0;
  return true;
}

static bool make_form(Imposer *imposer, unsigned index)
{
  qpdf_data pdf = imposer->pdf;
  qpdf_oh page = qpdf_get_page_n(pdf, index);
  return objects_new_form(pdf, pdf, page, imposer->size.media, objects_inherited(pdf, page, "/Resources"),
                          &imposer->forms[index]);
}

/* --- sheets ------------------------------------------------------------------------------------- */

/* Where the page in COLUMN, ROW (from the top) of a sheet stands, as a matrix, and what of it is seen. */
typedef struct {
  double matrix[6], clip[4];
} Berth;

static Berth find_berth(const Imposer *imposer, unsigned column, unsigned row, unsigned rows, bool turned)
{
  const PageSize *size = &imposer->size;
  double w = width_of(size->trim), h = height_of(size->trim);
  double left = size->trim[0] - size->media[0], bottom = size->trim[1] - size->media[1];
  double right = size->media[2] - size->trim[2], top = size->media[3] - size->trim[3];
  double edge_x = fmax(left, right), edge_y = fmax(bottom, top);
  double x = edge_x + column * w, y = edge_y + (rows - 1 - row) * h; /* of the trim, on the sheet */
  Berth berth = {
      {1, 0, 0, 1, x - size->trim[0], y - size->trim[1]},
      {column ? x : 0, row + 1 < rows ? y : 0, column ? x + w + edge_x : x + w, row ? y + h : y + h + edge_y}};
  if (turned && row == 0) {
    const double upside[6] = {-1, 0, 0, -1, x + size->trim[2], y + size->trim[3]};
    for (int i = 0; i < 6; i++)
      berth.matrix[i] = upside[i];
  }
  return berth;
}

static void put_page(GString *out, const Berth *berth, unsigned page)
{
  g_string_append(out, "q ");
  objects_put_number(out, berth->clip[0]);
  objects_put_number(out, berth->clip[1]);
  objects_put_number(out, berth->clip[2] - berth->clip[0]);
  objects_put_number(out, berth->clip[3] - berth->clip[1]);
  g_string_append(out, "re W n ");
  for (int i = 0; i < 6; i++)
    objects_put_number(out, berth->matrix[i]);
  g_string_append_printf(out, "cm /P%u Do Q\n", page);
}

/* The sheet's media, bleed and trim. */
static void add_boxes(const Imposer *imposer, qpdf_oh sheet, unsigned rows)
{
  const PageSize *size = &imposer->size;
  double w = width_of(size->trim), h = height_of(size->trim);
  double edge_x = fmax(size->trim[0] - size->media[0], size->media[2] - size->trim[2]);
  double edge_y = fmax(size->trim[1] - size->media[1], size->media[3] - size->trim[3]);
  const double media[4] = {0, 0, 2 * w + 2 * edge_x, rows * h + 2 * edge_y};
  const double trim[4] = {edge_x, edge_y, edge_x + 2 * w, edge_y + rows * h};
  const double bleed[4] = {trim[0] - size->bleed, trim[1] - size->bleed, trim[2] + size->bleed, trim[3] + size->bleed};
  qpdf_oh_replace_key(imposer->pdf, sheet, "/MediaBox", objects_new_box(imposer->pdf, media));
  qpdf_oh_replace_key(imposer->pdf, sheet, "/BleedBox", objects_new_box(imposer->pdf, bleed));
  qpdf_oh_replace_key(imposer->pdf, sheet, "/TrimBox", objects_new_box(imposer->pdf, trim));
}

static qpdf_oh make_sheet(const Imposer *imposer, unsigned side)
{
  qpdf_data pdf = imposer->pdf;
  unsigned places[4];
  bool turned;
  unsigned n = imposition_side(imposer->imposition, imposer->n, side, places, &turned), rows = n / 2;
  GString *out = g_string_new(NULL);
  qpdf_oh forms = qpdf_oh_new_dictionary(pdf), resources = qpdf_oh_new_dictionary(pdf);
  for (unsigned i = 0; i < n; i++) {
    if (!places[i])
      continue;
    Berth berth = find_berth(imposer, i % 2, i / 2, rows, turned);
    put_page(out, &berth, places[i]);
    char name[16];
    g_snprintf(name, sizeof name, "/P%u", places[i]);
    qpdf_oh_replace_key(pdf, forms, name, imposer->forms[places[i] - 1]);
  }
  qpdf_oh content = qpdf_oh_new_stream(pdf), sheet = qpdf_oh_new_dictionary(pdf);
  qpdf_oh_replace_stream_data(pdf, content, (const unsigned char *)out->str, out->len, qpdf_oh_new_null(pdf),
                              qpdf_oh_new_null(pdf));
  g_string_free(out, TRUE);
  qpdf_oh_replace_key(pdf, resources, "/XObject", forms);
  qpdf_oh_replace_key(pdf, sheet, "/Type", qpdf_oh_new_name(pdf, "/Page"));
  qpdf_oh_replace_key(pdf, sheet, "/Resources", resources);
  qpdf_oh_replace_key(pdf, sheet, "/Contents", content);
  add_boxes(imposer, sheet, rows);
  return qpdf_make_indirect_object(pdf, sheet);
}

/* --- the file -------------------------------------------------------------------------------------- */

static void swap_pages(Imposer *imposer)
{
  qpdf_data pdf = imposer->pdf;
  unsigned sides = imposition_sides(imposer->imposition, imposer->n);
  for (unsigned i = 0; i < sides; i++)
    qpdf_add_page(pdf, pdf, make_sheet(imposer, i), QPDF_FALSE);
  for (unsigned i = 0; i < imposer->n; i++)
    qpdf_remove_page(pdf, qpdf_get_page_n(pdf, 0));
  qpdf_oh root = qpdf_get_root(pdf); /* bookmarks lead to pages that are none any more */
  qpdf_oh_remove_key(pdf, root, "/Outlines");
  qpdf_oh_remove_key(pdf, root, "/PageMode");
  qpdf_oh_remove_key(pdf, root, "/PageLabels");
}

static bool impose_pages(Imposer *imposer)
{
  int n = qpdf_get_num_pages(imposer->pdf);
  if (n < 1 || !read_size(imposer->pdf, &imposer->size))
    return false;
  imposer->n = (unsigned)n;
  imposer->forms = g_new0(qpdf_oh, imposer->n);
  for (unsigned i = 0; i < imposer->n; i++)
    if (!make_form(imposer, i))
      return false;
  swap_pages(imposer);
  return true;
}

/* What we have just written ourselves cannot be read or written again: the machine's failure, whatever it says. */
static void tell_failure(Imposer *imposer, FileTarget to, const FileFault *fault, DiagList *diags)
{
  qpdf_error error = qpdf_has_error(imposer->pdf) ? qpdf_get_error(imposer->pdf) : NULL;
  if (!file_tell_failed(diags, (Place){.file = to.name}, to.name, fault) && diag_worst(diags) < DIAG_MACHINE)
    diag_add(diags, DIAG_EMIT_WRITE, (Place){.file = to.name}, to.name,
             error ? qpdf_get_error_message_detail(imposer->pdf, error) : "PDF");
}

bool impose_file(const char *from, FileTarget to, Imposition imposition, Mpt *trim_w, Mpt *trim_h, DiagList *diags)
{
  FileFault fault = {0};
  Document document = objects_open();
  Imposer imposer = {.pdf = document.pdf, .imposition = imposition};
  bool done = objects_read(&document, from, &fault) && impose_pages(&imposer) && objects_write(imposer.pdf, to, diags);
  if (!done)
    tell_failure(&imposer, to, &fault, diags);
  *trim_w = number_round(2 * width_of(imposer.size.trim) * 1000);
  *trim_h = number_round((imposition == IMPOSE_FOUR_UP ? 2 : 1) * height_of(imposer.size.trim) * 1000);
  g_free(imposer.forms);
  objects_close(&document);
  return done;
}
