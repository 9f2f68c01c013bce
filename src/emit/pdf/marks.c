/* Printer's marks outside the bleed: crop and registration marks in all inks, colour bar, slug line; and the proof's
 * watermark. */
#include "emit/pdf/work.h"

#include <string.h>

#define OFFSET 8504  /* 3 mm */
#define LENGTH 14173 /* 5 mm */

static const Ink ALL = {.spot = "All", .c = 10000, .m = 10000, .y = 10000, .k = 10000, .tint = 10000};

static void put_segment(Pdf *pdf, GString *out, Mpt x0, Mpt y0, Mpt x1, Mpt y1)
{
  Mpt x, y;
  page_to_pdf(pdf, x0, y0, &x, &y);
  put_mpt(out, x);
  put_mpt(out, y);
  put_text(out, "m ");
  page_to_pdf(pdf, x1, y1, &x, &y);
  put_mpt(out, x);
  put_mpt(out, y);
  put_text(out, "l S\n");
}

static Mpt mark_offset(const Pdf *pdf)
{
  return MAX(OFFSET, pdf->list->bleed) + 500;
}

static void put_crop_marks(Pdf *pdf, GString *out)
{
  Mpt w = pdf->list->trim_w, h = pdf->list->trim_h, from = mark_offset(pdf), to = from + LENGTH;
  for (unsigned corner = 0; corner < 4; corner++) {
    Mpt x = corner & 1 ? w : 0, y = corner & 2 ? h : 0, sx = corner & 1 ? 1 : -1, sy = corner & 2 ? 1 : -1;
    put_segment(pdf, out, x + sx * from, y, x + sx * to, y);
    put_segment(pdf, out, x, y + sy * from, x, y + sy * to);
  }
}

static void put_circle(Pdf *pdf, GString *out, Mpt x, Mpt y, Mpt radius)
{
  static const int QUARTERS[4][6] = {{1000, 552, 552, 1000, 0, 1000},
                                     {-552, 1000, -1000, 552, -1000, 0},
                                     {-1000, -552, -552, -1000, 0, -1000},
                                     {552, -1000, 1000, -552, 1000, 0}};
  Mpt px, py;
  page_to_pdf(pdf, x + radius, y, &px, &py);
  put_mpt(out, px);
  put_mpt(out, py);
  put_text(out, "m\n");
  for (unsigned i = 0; i < 4; i++) {
    for (unsigned j = 0; j < 6; j += 2) {
      page_to_pdf(pdf, x + (Mpt)((int64_t)radius * QUARTERS[i][j] / 1000),
                  y + (Mpt)((int64_t)radius * QUARTERS[i][j + 1] / 1000), &px, &py);
      put_mpt(out, px);
      put_mpt(out, py);
    }
    put_text(out, "c\n");
  }
  put_text(out, "S\n");
}

static void put_target(Pdf *pdf, GString *out, Mpt x, Mpt y)
{
  Mpt arm = LENGTH / 2;
  put_segment(pdf, out, x - arm, y, x + arm, y);
  put_segment(pdf, out, x, y - arm, x, y + arm);
  put_circle(pdf, out, x, y, arm * 6 / 10);
}

static void put_registration_marks(Pdf *pdf, GString *out)
{
  Mpt w = pdf->list->trim_w, h = pdf->list->trim_h, off = mark_offset(pdf) + LENGTH / 2;
  put_target(pdf, out, w / 2, -off);
  put_target(pdf, out, w / 2, h + off);
  put_target(pdf, out, -off, h / 2);
  put_target(pdf, out, w + off, h / 2);
}

/* Solids and half tones of the four inks in the top margin. */
static void put_colour_bar(Pdf *pdf, HPDF_Page page, GString *out)
{
  Mpt side = 11339, x = pdf->list->trim_w / 8, y = -mark_offset(pdf) - side; /* 4 mm */
  for (unsigned i = 0; i < 8; i++) {
    Ink ink = {.tint = (uint16_t)(i < 4 ? 10000 : 4000)};
    uint16_t *value[] = {&ink.c, &ink.m, &ink.y, &ink.k};
    *value[i % 4] = 10000;
    Mpt px, py;
    page_to_pdf(pdf, x + (Mpt)i * side, y + side, &px, &py);
    ink_put(pdf, page, out, &ink, false);
    put_mpt(out, px);
    put_mpt(out, py);
    put_mpt(out, side);
    put_mpt(out, side);
    put_text(out, "re f\n");
  }
}

/* The list's first face that has every character of the slug. */
static const Face *find_slug_face(const DrawPage *draw)
{
  for (unsigned i = 0; i < draw->n_items; i++)
    if (draw->items[i].kind == DRAW_TEXT && draw->items[i].text.n_runs)
      return draw->items[i].text.runs[0].look->face;
  return NULL;
}

/* NOLINTNEXTLINE(readability-function-size) */
static void write_plain(Pdf *pdf, HPDF_Page page, GString *out, const Face *face, const char *utf8, Mpt size, Mpt x,
                        Mpt y, Ink ink)
{
  GArray *glyphs = g_array_new(FALSE, TRUE, sizeof(DrawGlyph));
  for (const char *at = utf8; *at; at = g_utf8_next_char(at)) {
    hb_codepoint_t gid;
    if (!hb_font_get_nominal_glyph(face->unit, g_utf8_get_char(at), &gid))
      continue;
    DrawGlyph glyph = {gid, x, y, (uint32_t)(at - utf8), (uint32_t)(g_utf8_next_char(at) - utf8)};
    g_array_append_val(glyphs, glyph);
    x += (Mpt)((int64_t)hb_font_get_glyph_h_advance(face->unit, gid) * size / 1000000);
  }
  const DrawLook look = {.face = face, .size = size, .ink = ink, .x_scale = 1000};
  DrawRun run = {.look = &look, .glyphs = (DrawGlyph *)(void *)glyphs->data, .n = glyphs->len};
  DrawText text = {.text = utf8, .runs = &run, .n_runs = glyphs->len ? 1 : 0, .furniture = true};
  text_write(pdf, page, out, &text);
  g_array_free(glyphs, TRUE);
}

static void put_slug(Pdf *pdf, HPDF_Page page, GString *out, const DrawPage *draw)
{
  const Face *face = find_slug_face(draw);
  if (!face)
    return;
  GString *slug = g_string_new(NULL);
  g_string_append_printf(slug, "%s.pdf  %s  %04d-%02d-%02d  CMYK", pdf->list->file_name, draw->label,
                         pdf->list->date.year, pdf->list->date.month, pdf->list->date.day);
  for (unsigned i = 0; i < pdf->list->n_inks; i++)
    g_string_append_printf(slug, " + %s", pdf->list->inks[i].spot);
  for (const char *const *ink = pdf->options->more_inks; ink && *ink; ink++)
    g_string_append_printf(slug, " + %s", *ink);
  const char *kept = arena_strdup(pdf->arena, slug->str);
  write_plain(pdf, page, out, face, kept, 6000, mark_offset(pdf), pdf->list->trim_h + mark_offset(pdf) + LENGTH / 2,
              ALL);
  g_string_free(slug, TRUE);
}

void marks_write(Pdf *pdf, HPDF_Page page, GString *out, const DrawPage *draw)
{
  ink_put_overprint(pdf, page, out, &ALL);
  ink_put(pdf, page, out, &ALL, true);
  put_text(out, "0.25 w 0 J 0 j [] 0 d\n");
  if (pdf->list->marks & MARK_CROP)
    put_crop_marks(pdf, out);
  if (pdf->list->marks & MARK_REGISTRATION)
    put_registration_marks(pdf, out);
  if (pdf->list->marks & MARK_COLOUR_BAR)
    put_colour_bar(pdf, page, out);
  if (pdf->list->marks & MARK_SLUG)
    put_slug(pdf, page, out, draw);
}

/* Large, light, under everything else: a proof says that it is one. */
void watermark_write(Pdf *pdf, HPDF_Page page, GString *out)
{
  const Face *face = pdf->options->watermark_face;
  const char *mark = pdf->options->watermark;
  if (!face)
    return;
  Mpt size = pdf->list->trim_w / 3;
  Ink light = {.k = 10000, .tint = 900};
  ink_put_overprint(pdf, page, out, &light);
  ink_put(pdf, page, out, &light, false);
  const char *name = HPDF_Page_GetLocalFontName(page, font_dict(pdf, face, false));
  Mpt x, y;
  page_to_pdf(pdf, pdf->list->trim_w / 5, pdf->list->trim_h * 7 / 10, &x, &y);
  g_string_append_printf(out, "q BT /%s ", name ? name : "F1");
  put_mpt(out, size);
  put_text(out, "Tf 0.707 0.707 -0.707 0.707 ");
  put_mpt(out, x);
  put_mpt(out, y);
  put_text(out, "Tm <");
  for (const char *at = mark; *at; at = g_utf8_next_char(at)) {
    hb_codepoint_t gid;
    if (hb_font_get_nominal_glyph(face->unit, g_utf8_get_char(at), &gid))
      g_string_append_printf(out, "%04X", font_use_glyph(pdf, face, gid, at, (size_t)(g_utf8_next_char(at) - at)));
  }
  put_text(out, "> Tj ET Q\n");
}
