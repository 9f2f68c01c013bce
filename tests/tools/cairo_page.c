/* A page by cairo: cairo_page OUT.pdf: black text and grey boxes, as another program would write them. */
#include <cairo-pdf.h>

int main(int argc, char **argv)
{
  if (argc != 2)
    return 2;
  cairo_surface_t *surface = cairo_pdf_surface_create(argv[1], 500, 700);
  cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5);
  cairo_t *cr = cairo_create(surface);
  cairo_select_font_face(cr, "Noto Serif CJK SC", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size(cr, 12);
  cairo_set_source_rgb(cr, 0, 0, 0);
  for (int line = 0; line < 20; line++) {
    cairo_move_to(cr, 50, 100 + line * 20);
    cairo_show_text(cr, "全市上下抢抓机遇，项目建设稳步推进。");
  }
  cairo_set_source_rgb(cr, 0.5, 0.5, 0.5);
  cairo_rectangle(cr, 50, 550, 200, 50);
  cairo_fill(cr);
  cairo_show_page(cr);
  cairo_destroy(cr);
  cairo_surface_destroy(surface);
  return 0;
}
