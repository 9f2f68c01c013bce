/* A line of text → operators. Positions are the display list's to 1/1000 pt: every adjustment is computed from the
   absolute place, so nothing adds up. A line whose glyphs are pulled together or apart is wrapped in ActualText:
   readers get its text whole (9.4.4, 14.9.4). */
#include "emit/pdf/work.h"

#include <stdlib.h>
#include <string.h>

#define STRAY 80 /* 1/1000 em: adjustments readers may take for a space or a new word */

typedef struct {
  Pdf *pdf;
  HPDF_Page page;
  GString *out;
  const DrawText *text;
  const DrawRun *run;
} Writer;

/* A glyph's place along its line, and across it, in PDF space (mpt, y up). Vertical glyphs are named by their vertical
 * origin. */
static void glyph_origin(const Writer *writer, unsigned index, Mpt *x, Mpt *y)
{
  const DrawRun *run = writer->run;
  const DrawGlyph glyph = draw_glyph(run, index);
  page_to_pdf(writer->pdf, glyph.x, glyph.y, x, y);
  if (!run->look->vertical)
    return;
  int64_t w = font_width(writer->pdf, run->look->face, glyph.gid);
  *x += (Mpt)(w * run->look->size / 2000000);
  *y += (Mpt)((int64_t)run->look->size * 880 / 1000);
}

/* What the viewer advances by after a glyph along the run, in 1/1000000 mpt: exactly, so that nothing adds up. */
static int64_t glyph_advance(const Writer *writer, unsigned index)
{
  const DrawRun *run = writer->run;
  if (run->look->vertical)
    return (int64_t)run->look->size * 1000000;
  int64_t w = font_width(writer->pdf, run->look->face, draw_glyph(run, index).gid);
  return w * run->look->size * run->look->x_scale / 1000;
}

/* One millionth of the text space unit TJ counts in, in 1/1000000 mpt. */
static int64_t adjustment_unit(const Writer *writer)
{
  const DrawRun *run = writer->run;
  return MAX(run->look->vertical ? (int64_t)run->look->size : (int64_t)run->look->size * run->look->x_scale / 1000, 1);
}

static void put_cid(GString *out, unsigned cid)
{
  static const char HEX[] = "0123456789ABCDEF";
  const char digits[4] = {HEX[cid >> 12 & 15], HEX[cid >> 8 & 15], HEX[cid >> 4 & 15], HEX[cid & 15]};
  g_string_append_len(out, digits, sizeof digits);
}

/* Along the run: right for horizontal, down for vertical and turned ones. */
static int64_t along(const Writer *writer, Mpt x, Mpt y)
{
  return writer->run->look->vertical || writer->run->look->turn ? -(int64_t)y : x;
}

static void put_matrix(Writer *writer, Mpt x, Mpt y)
{
  put_text(writer->out, writer->run->look->turn ? "0 -1 1 0 " : "1 0 0 1 ");
  put_mpt(writer->out, x);
  put_mpt(writer->out, y);
  put_text(writer->out, "Tm\n");
}

/* Glyphs from FIRST on as far as they stand on one baseline; returns the next. */
static unsigned put_array(Writer *writer, unsigned first)
{
  const DrawRun *run = writer->run;
  Mpt x0, y0, x, y;
  glyph_origin(writer, first, &x0, &y0);
  put_matrix(writer, x0, y0);
  put_text(writer->out, "[<");
  int64_t pen = along(writer, x0, y0) * 1000000, unit = adjustment_unit(writer);
  unsigned i = first;
  for (; i < run->n; i++) {
    glyph_origin(writer, i, &x, &y);
    bool level = run->look->vertical || run->look->turn ? x == x0 : y == y0;
    if (!level)
      break;
    int64_t move = (along(writer, x, y) * 1000000 - pen) / unit; /* 1/1000000 em: TJ's thousandths to three places */
    if (move) {
      put_text(writer->out, ">");
      put_milli(writer->out, run->look->vertical ? move : -move);
      put_text(writer->out, "<");
    }
    pen += move * unit;
    const DrawGlyph glyph = draw_glyph(run, i);
    const char *text = writer->text->text + glyph.start;
    put_cid(writer->out, font_use_glyph(writer->pdf, run->look->face, glyph.gid, text, glyph.end - glyph.start));
    pen += glyph_advance(writer, i);
  }
  put_text(writer->out, ">]TJ\n");
  return i;
}

/* false: there is none. */
static bool put_font(Writer *writer)
{
  Pen *pen = &writer->pdf->pen;
  const DrawRun *run = writer->run;
  HPDF_Dict font = font_dict(writer->pdf, run->look->face, run->look->vertical);
  if (font && pen->font == font && pen->size == run->look->size)
    return true;
  const char *name = HPDF_Page_GetLocalFontName(writer->page, font);
  if (!name)
    return false;
  pen->font = font;
  pen->size = run->look->size;
  g_string_append_printf(writer->out, "/%s ", name);
  put_mpt(writer->out, run->look->size);
  put_text(writer->out, "Tf\n");
  return true;
}

static void put_run(Writer *writer, const DrawRun *run)
{
  writer->run = run;
  ink_put_overprint(writer->pdf, writer->page, writer->out, &run->look->ink);
  ink_put(writer->pdf, writer->page, writer->out, &run->look->ink, false);
  if (!put_font(writer))
    return;
  if (run->look->x_scale != 1000) {
    put_milli(writer->out, (int64_t)run->look->x_scale * 100);
    put_text(writer->out, "Tz\n");
  }
  for (unsigned i = 0; i < run->n;)
    i = put_array(writer, i);
  if (run->look->x_scale != 1000)
    put_text(writer->out, "100 Tz\n");
}

/* Does each glyph of the run stand for its own piece of text, the one the font's map gives it, without a break? AT
 * moves to its end. */
static bool maps_one_to_one(const Writer *writer, const DrawRun *run, uint32_t *at)
{
  for (unsigned i = 0; i < run->n; i++) {
    const DrawGlyph glyph = draw_glyph(run, i);
    if (glyph.start != *at || glyph.end <= glyph.start ||
        !font_maps_to(writer->pdf, run->look->face, glyph.gid, writer->text->text + glyph.start,
                      glyph.end - glyph.start))
      return false;
    *at = glyph.end;
  }
  return true;
}

/* Would a reader lose its way: a glyph off its due place by more than STRAY, or text the glyphs alone do not tell? */
static bool needs_actual_text(Writer *writer)
{
  const DrawText *text = writer->text;
  uint32_t told = 0;
  for (unsigned r = 0; r < text->n_runs; r++) {
    const DrawRun *run = writer->run = &text->runs[r];
    if (run->look->turn || run->look->x_scale != 1000 || !maps_one_to_one(writer, run, &told))
      return true;
    for (unsigned i = 1; i < run->n; i++) {
      Mpt x0, y0, x, y;
      glyph_origin(writer, i - 1, &x0, &y0);
      glyph_origin(writer, i, &x, &y);
      int64_t missing = (along(writer, x, y) - along(writer, x0, y0)) * 1000000 - glyph_advance(writer, i - 1);
      if (llabs(missing) > (int64_t)STRAY * run->look->size * 1000)
        return true;
    }
  }
  return text->n_runs > 1 || told != strlen(text->text);
}

void text_write(Pdf *pdf, HPDF_Page page, GString *out, const DrawText *text)
{
  Writer writer = {pdf, page, out, text, NULL};
  if (!text->n_runs)
    return;
  bool wrapped = needs_actual_text(&writer);
  if (wrapped) {
    put_text(out, "/Span <</ActualText <");
    put_utf16_hex(out, text->text, true);
    put_text(out, ">>> BDC\n");
  }
  put_text(out, "BT\n");
  for (unsigned i = 0; i < text->n_runs; i++)
    put_run(&writer, &text->runs[i]);
  put_text(out, "ET\n");
  if (wrapped)
    put_text(out, "EMC\n");
}
