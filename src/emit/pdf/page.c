/* A page: boxes, and its display items as operators in one buffer, written to libharu's stream at once. */
#include "emit/pdf/work.h"

#include <string.h>

void page_to_pdf(const Pdf *pdf, Mpt x, Mpt y, Mpt *px, Mpt *py)
{
  *px = x + pdf->room;
  *py = pdf->list->trim_h + pdf->room - y;
}

static void put_point(const Pdf *pdf, GString *out, Mpt x, Mpt y)
{
  Mpt px, py;
  page_to_pdf(pdf, x, y, &px, &py);
  put_mpt(out, px);
  put_mpt(out, py);
}

static void put_step(const Pdf *pdf, GString *out, const PathStep *step)
{
  switch (step->verb) {
  case PATH_MOVE:
  case PATH_LINE:
    put_point(pdf, out, step->x[0], step->y[0]);
    put_text(out, step->verb == PATH_MOVE ? "m\n" : "l\n");
    break;
  case PATH_CURVE:
    for (unsigned i = 0; i < 3; i++)
      put_point(pdf, out, step->x[i], step->y[i]);
    put_text(out, "c\n");
    break;
  case PATH_CLOSE: put_text(out, "h\n"); break;
  }
}

static void put_line_style(GString *out, const DrawPath *path)
{
  put_mpt(out, path->width);
  put_text(out, "w ");
  put_text(out, path->round ? "1 J 1 j " : "0 J 0 j ");
  put_text(out, "[");
  if (path->space) {
    put_mpt(out, path->dash);
    put_mpt(out, path->space);
  }
  put_text(out, "] 0 d\n");
}

static void put_path(Pdf *pdf, HPDF_Page page, GString *out, const DrawPath *path)
{
  ink_put_overprint(pdf, page, out, &path->ink);
  if (path->fill)
    ink_put(pdf, page, out, &path->ink, false);
  if (path->stroke) {
    ink_put(pdf, page, out, &path->ink, true);
    put_line_style(out, path);
  }
  for (unsigned i = 0; i < path->n; i++)
    put_step(pdf, out, &path->steps[i]);
  put_text(out, path->fill && path->stroke ? "B\n" : path->fill ? "f\n" : "S\n");
}

static void put_image(Pdf *pdf, HPDF_Page page, GString *out, const DrawImage *image)
{
  HPDF_Dict object = image_lookup(pdf, image);
  const char *name = object ? HPDF_Page_GetXObjectName(page, object) : NULL;
  if (!name)
    return;
  static const Ink KNOCKOUT = {.tint = 10000};
  ink_put_overprint(pdf, page, out, &KNOCKOUT);
  put_text(out, "q ");
  put_mpt(out, image->box.w);
  put_text(out, "0 0 ");
  put_mpt(out, image->box.h);
  put_point(pdf, out, image->box.x, image->box.y + image->box.h);
  g_string_append_printf(out, "cm /%s Do Q\n", name);
}

static void put_item(Pdf *pdf, HPDF_Page page, GString *out, const DrawItem *item)
{
  switch (item->kind) {
  case DRAW_TEXT: text_write(pdf, page, out, &item->text); break;
  case DRAW_PATH: put_path(pdf, page, out, &item->path); break;
  case DRAW_IMAGE: put_image(pdf, page, out, &item->image); break;
  case DRAW_ADVERT: break; /* impose/ places it in the finished file: its objects stay as they came */
  }
}

static void add_box(Pdf *pdf, HPDF_Page page, const char *key, Mpt inset)
{
  HPDF_Box box = {.left = (HPDF_REAL)inset / 1000,
                  .bottom = (HPDF_REAL)inset / 1000,
                  .right = (HPDF_REAL)(pdf->list->trim_w + 2 * pdf->room - inset) / 1000,
                  .top = (HPDF_REAL)(pdf->list->trim_h + 2 * pdf->room - inset) / 1000};
  HPDF_Dict_Add(page, key, HPDF_Box_Array_New(pdf->doc->mmgr, box));
}

HPDF_Page page_write(Pdf *pdf, const DrawPage *draw)
{
  HPDF_Page page = HPDF_AddPage(pdf->doc);
  if (!page)
    return NULL;
  add_box(pdf, page, "MediaBox", 0);
  add_box(pdf, page, "BleedBox", pdf->room - pdf->list->bleed);
  add_box(pdf, page, "TrimBox", pdf->room);
  GString *out = g_string_sized_new(64 * 1024);
  pdf->pen = (Pen){0};
  if (pdf->options->watermark)
    watermark_write(pdf, page, out);
  for (unsigned i = 0; i < draw->n_items; i++)
    put_item(pdf, page, out, &draw->items[i]);
  if (pdf->list->marks)
    marks_write(pdf, page, out, draw);
  put_text(out, "\n");
  object_fill(pdf, ((HPDF_PageAttr)page->attr)->contents, out->str, out->len);
  g_string_free(out, TRUE);
  return page;
}
