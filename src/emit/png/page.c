/* One page of the display list by cairo. Glyphs are filled as outlines, straight from the font file through FreeType:
   cairo's own glyph drawing would round each origin to a pixel, and the picture is to be held against the PDF's. */
#include <cairo.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>

#include "base/number.h"
#include "emit/png/faces.h"
#include "emit/png/png.h"

typedef struct {
  cairo_t *cr;  /* user space: mpt of the page */
  double scale; /* pixels a mpt */
  const ImageColours *colours;
  Faces *faces;
  DiagList *diags;
} Painter;

/* Without a press profile: each ink takes away its complement. Good enough for wireframes, which have none. */
static void show_plainly(const Ink *ink, uint8_t rgb[3])
{
  const unsigned inks[3] = {ink->c, ink->m, ink->y};
  for (int i = 0; i < 3; i++) {
    unsigned covered = MIN(10000u, inks[i] + ink->k) * ink->tint / 10000;
    rgb[i] = (uint8_t)(255 - covered * 255 / 10000);
  }
}

static void set_ink(const Painter *painter, const Ink *ink)
{
  uint8_t rgb[3];
  if (painter->colours)
    image_colours_show(painter->colours, ink, rgb);
  else
    show_plainly(ink, rgb);
  cairo_set_source_rgb(painter->cr, rgb[0] / 255.0, rgb[1] / 255.0, rgb[2] / 255.0);
}

static void fill_paper(const Painter *painter)
{
  uint8_t rgb[3] = {255, 255, 255};
  if (painter->colours)
    image_colours_paper(painter->colours, rgb);
  cairo_set_source_rgb(painter->cr, rgb[0] / 255.0, rgb[1] / 255.0, rgb[2] / 255.0);
  cairo_paint(painter->cr);
}

/* Font units, y up → page: scaled, condensed along the baseline, turned clockwise about the origin, y down. */
static cairo_matrix_t glyph_matrix(const DrawLook *look, const DrawGlyph *glyph)
{
  double size = (double)look->size / look->face->upem, along = size * look->x_scale / 1000;
  cairo_matrix_t matrix;
  if (look->turn == 90)
    cairo_matrix_init(&matrix, 0, along, size, 0, glyph->x, glyph->y);
  else
    cairo_matrix_init(&matrix, along, 0, 0, -size, glyph->x, glyph->y);
  return matrix;
}

static void paint_run(const Painter *painter, const DrawRun *run)
{
  const DrawLook *look = run->look;
  for (unsigned i = 0; i < run->n; i++) {
    const DrawGlyph glyph = draw_glyph(run, i);
    cairo_matrix_t matrix = glyph_matrix(look, &glyph);
    cairo_save(painter->cr);
    cairo_transform(painter->cr, &matrix);
    faces_trace(painter->faces, look->face, glyph.gid, painter->cr);
    cairo_restore(painter->cr);
  }
  set_ink(painter, &look->ink);
  if (look->embolden > 0) {
    cairo_set_line_width(painter->cr, look->embolden);
    cairo_set_dash(painter->cr, NULL, 0, 0);
    cairo_set_line_join(painter->cr, CAIRO_LINE_JOIN_MITER);
    cairo_fill_preserve(painter->cr);
    cairo_stroke(painter->cr);
  } else
    cairo_fill(painter->cr);
}

static void trace_path(cairo_t *cr, const DrawPath *path)
{
  for (unsigned i = 0; i < path->n; i++) {
    const PathStep *step = &path->steps[i];
    switch (step->verb) {
    case PATH_MOVE: cairo_move_to(cr, step->x[0], step->y[0]); break;
    case PATH_LINE: cairo_line_to(cr, step->x[0], step->y[0]); break;
    case PATH_CURVE: cairo_curve_to(cr, step->x[0], step->y[0], step->x[1], step->y[1], step->x[2], step->y[2]); break;
    case PATH_CLOSE: cairo_close_path(cr); break;
    }
  }
}

static void set_stroke(cairo_t *cr, const DrawPath *path)
{
  double dash[2] = {MAX(path->dash, 1), path->space};
  cairo_set_line_width(cr, path->width);
  cairo_set_line_cap(cr, path->round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
  cairo_set_line_join(cr, path->round ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER);
  cairo_set_dash(cr, dash, path->space > 0 ? 2 : 0, 0);
}

static void paint_path(const Painter *painter, const DrawPath *path)
{
  cairo_new_path(painter->cr);
  trace_path(painter->cr, path);
  set_ink(painter, &path->ink);
  if (path->fill)
    cairo_fill_preserve(painter->cr);
  if (path->stroke) {
    set_stroke(painter->cr, path);
    cairo_stroke_preserve(painter->cr);
  }
  cairo_new_path(painter->cr);
}

/* RGB rows → cairo's native-endian 0xXXRRGGBB words. */
static cairo_surface_t *surface_of_rgb(const uint8_t *rgb, unsigned width, unsigned height)
{
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)width, (int)height);
  if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS)
    return surface;
  unsigned char *rows = cairo_image_surface_get_data(surface);
  int stride = cairo_image_surface_get_stride(surface);
  for (unsigned y = 0; y < height; y++) {
    uint32_t *row = (uint32_t *)(void *)(rows + (size_t)stride * y);
    for (unsigned x = 0; x < width; x++, rgb += 3)
      row[x] = (uint32_t)rgb[0] << 16 | (uint32_t)rgb[1] << 8 | rgb[2];
  }
  cairo_surface_mark_dirty(surface);
  return surface;
}

static unsigned pixels_of(const Painter *painter, Mpt length)
{
  return (unsigned)MAX(1, number_round(length * painter->scale));
}

static void paint_image(const Painter *painter, const DrawImage *image)
{
  unsigned width = pixels_of(painter, image->box.w), height = pixels_of(painter, image->box.h);
  uint8_t *rgb = painter->colours
                     ? image_to_proof(image->info, &image->crop, width, height, painter->colours, painter->diags)
                     : NULL;
  if (!rgb)
    return;                                                      /* a diagnostic has told why */
  cairo_surface_t *surface = surface_of_rgb(rgb, width, height); /* without memory: an error of CR's from here on */
  cairo_save(painter->cr);
  cairo_translate(painter->cr, image->box.x, image->box.y);
  cairo_scale(painter->cr, (double)image->box.w / width, (double)image->box.h / height);
  cairo_set_source_surface(painter->cr, surface, 0, 0);
  cairo_pattern_set_extend(cairo_get_source(painter->cr), CAIRO_EXTEND_PAD);
  cairo_rectangle(painter->cr, 0, 0, width, height);
  cairo_fill(painter->cr);
  cairo_restore(painter->cr);
  cairo_surface_destroy(surface);
  g_free(rgb);
}

/* No picture of somebody else's PDF is made: a grey field with a cross stands for it. */
static void paint_advert(const Painter *painter, const DrawAdvert *advert)
{
  const Box *box = &advert->box;
  cairo_t *cr = painter->cr;
  cairo_rectangle(cr, box->x, box->y, box->w, box->h);
  cairo_set_source_rgb(cr, 0.93, 0.93, 0.93);
  cairo_fill_preserve(cr);
  cairo_move_to(cr, box->x, box->y);
  cairo_line_to(cr, box->x + box->w, box->y + box->h);
  cairo_move_to(cr, box->x + box->w, box->y);
  cairo_line_to(cr, box->x, box->y + box->h);
  cairo_set_source_rgb(cr, 0.6, 0.6, 0.6);
  cairo_set_line_width(cr, 500);
  cairo_stroke(cr);
}

static void paint_item(const Painter *painter, const DrawItem *item)
{
  switch (item->kind) {
  case DRAW_TEXT:
    for (unsigned i = 0; i < item->text.n_runs; i++)
      paint_run(painter, &item->text.runs[i]);
    break;
  case DRAW_PATH: paint_path(painter, &item->path); break;
  case DRAW_IMAGE: paint_image(painter, &item->image); break;
  case DRAW_ADVERT: paint_advert(painter, &item->advert); break;
  }
}

static cairo_surface_t *paint_page(const DisplayList *list, const DrawPage *page, Painter *painter)
{
  int width = (int)pixels_of(painter, list->trim_w), height = (int)pixels_of(painter, list->trim_h);
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
  painter->cr = cairo_create(surface);
  fill_paper(painter);
  cairo_scale(painter->cr, painter->scale, painter->scale);
  cairo_set_tolerance(painter->cr, 0.05); /* pixels */
  for (unsigned i = 0; i < page->n_items; i++)
    paint_item(painter, &page->items[i]);
  cairo_status_t status = cairo_status(painter->cr);
  cairo_destroy(painter->cr);
  if (status == CAIRO_STATUS_SUCCESS)
    return surface;
  cairo_surface_destroy(surface);
  return NULL;
}

static bool write_surface(cairo_surface_t *surface, FileOut *out)
{
  cairo_surface_flush(surface);
  const ProofPixels pixels = {.rows = cairo_image_surface_get_data(surface),
                              .stride = (size_t)cairo_image_surface_get_stride(surface),
                              .width = (unsigned)cairo_image_surface_get_width(surface),
                              .height = (unsigned)cairo_image_surface_get_height(surface)};
  return pixels.rows && image_write_proof(&pixels, out);
}

bool page_picture_write(const DisplayList *list, unsigned index, int dpi, const ImageColours *colours,
                        FileTarget target, DiagList *diags)
{
  Painter painter = {.scale = dpi / 72000.0, .colours = colours, .faces = faces_new(diags), .diags = diags};
  cairo_surface_t *surface = paint_page(list, &list->pages[index], &painter);
  FileOut *out = file_out_open(target);
  if (!surface || !write_surface(surface, out))
    file_out_spoil(out, ENOMEM); /* where writing failed it has its reason already */
  if (surface)
    cairo_surface_destroy(surface);
  faces_free(painter.faces);
  return file_out_close(out, diags);
}
