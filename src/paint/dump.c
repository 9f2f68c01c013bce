/* The display list as text, one thing a line: what layout tests compare. */
#include "paint/paint.h"

#include <glib.h>

static void dump_ink(GString *out, const Ink *ink)
{
  g_string_append_printf(out, " ink %s %u %u %u %u tint %u%s", ink->spot ? ink->spot : "process", ink->c, ink->m,
                         ink->y, ink->k, ink->tint, ink->overprint ? " overprint" : "");
}

/* The characters a glyph stands for, not its number, which a font's next version may change: "、" in the form its
   character map gives, ~"、" in another one (upright, full-width, a ligature); ~"" for a further glyph of the same
   characters. */
static void dump_glyph(GString *out, const Face *face, const DrawGlyph *glyph, const char *text)
{
  hb_codepoint_t plain = 0;
  bool one = glyph->start < glyph->end && g_utf8_next_char(text + glyph->start) == text + glyph->end;
  if (!one || !hb_font_get_nominal_glyph(face->unit, g_utf8_get_char(text + glyph->start), &plain) ||
      plain != glyph->gid)
    g_string_append_c(out, '~');
  g_string_append_printf(out, "\"%.*s\" at %d %d\n", (int)(glyph->end - glyph->start), text + glyph->start, glyph->x,
                         glyph->y);
}

static void dump_run(GString *out, const DrawRun *run, const char *text)
{
  const DrawLook *look = run->look;
  g_string_append_printf(out, "  run %s %d", look->face->ps_name, look->size);
  if (look->x_scale != 1000)
    g_string_append_printf(out, " wide %d", look->x_scale);
  if (look->turn)
    g_string_append_printf(out, " turned %d", look->turn);
  if (look->vertical)
    g_string_append(out, " vertical");
  dump_ink(out, &look->ink);
  g_string_append_c(out, '\n');
  for (unsigned i = 0; i < run->n; i++) {
    g_string_append(out, "    ");
    const DrawGlyph glyph = draw_glyph(run, i);
    dump_glyph(out, look->face, &glyph, text);
  }
}

static void dump_text(GString *out, const DrawText *text)
{
  g_string_append_printf(out, "text %s%s %d %d %d %d \"%s\"%s\n", text->article ? text->article : "-",
                         text->furniture ? " furniture" : "", text->box.x, text->box.y, text->box.w, text->box.h,
                         text->text, text->ends_paragraph ? " end" : "");
  for (unsigned i = 0; i < text->n_runs; i++)
    dump_run(out, &text->runs[i], text->text);
}

static void dump_path(GString *out, const DrawPath *path)
{
  static const char VERBS[] = "mlch";
  g_string_append_printf(out, "path%s%s width %d dash %d %d", path->fill ? " fill" : "", path->stroke ? " stroke" : "",
                         path->width, path->dash, path->space);
  dump_ink(out, &path->ink);
  for (unsigned i = 0; i < path->n; i++) {
    const PathStep *step = &path->steps[i];
    unsigned points = step->verb == PATH_CURVE ? 3 : step->verb == PATH_CLOSE ? 0 : 1;
    g_string_append_printf(out, " %c", VERBS[step->verb]);
    for (unsigned j = 0; j < points; j++)
      g_string_append_printf(out, " %d %d", step->x[j], step->y[j]);
  }
  g_string_append_c(out, '\n');
}

static void dump_image(GString *out, const DrawImage *image)
{
  g_string_append_printf(out, "image %s %s crop %u %u %u %u box %d %d %d %d ppi %d\n",
                         image->article ? image->article : "-", image->info->name, image->crop.x, image->crop.y,
                         image->crop.w, image->crop.h, image->box.x, image->box.y, image->box.w, image->box.h,
                         image->ppi);
}

static void dump_item(GString *out, const DrawItem *item)
{
  switch (item->kind) {
  case DRAW_TEXT: dump_text(out, &item->text); break;
  case DRAW_PATH: dump_path(out, &item->path); break;
  case DRAW_IMAGE: dump_image(out, &item->image); break;
  case DRAW_ADVERT:
    g_string_append_printf(out, "advert %s %d %d %d %d\n", item->advert.advert->name, item->advert.box.x,
                           item->advert.box.y, item->advert.box.w, item->advert.box.h);
    break;
  }
}

char *display_dump(const DisplayList *list)
{
  GString *out = g_string_new(NULL);
  g_string_append_printf(out, "sheet %d %d bleed %d marks %u\n", list->trim_w, list->trim_h, list->bleed, list->marks);
  for (unsigned i = 0; i < list->n_pages; i++) {
    const DrawPage *page = &list->pages[i];
    g_string_append_printf(out, "page %d %s\n", page->number, page->label);
    for (unsigned j = 0; j < page->n_bookmarks; j++)
      g_string_append_printf(out, "bookmark %d %d %s\n", page->bookmarks[j].level, page->bookmarks[j].y,
                             page->bookmarks[j].title);
    for (unsigned j = 0; j < page->n_items; j++)
      dump_item(out, &page->items[j]);
  }
  return g_string_free(out, FALSE);
}
