/* Pages in painting order: bands first, then pictures, rules and frames, text last: nothing covers text. */
#include "paint/issue.h"

#include <string.h>

#include "paint/work.h"

static int layer_of(const Placed *placed)
{
  switch (placed->kind) {
  case PLACED_BAND: return 0;
  case PLACED_ADVERT:
  case PLACED_PICTURE: return 1;
  case PLACED_RULE:
  case PLACED_FRAME: return 2;
  case PLACED_LINE: return 3;
  }
  return 3;
}

static void paint_placed(Canvas *canvas, const Placed *placed)
{
  switch (placed->kind) {
  case PLACED_BAND: {
    Pen pen = pen_new();
    pen_rectangle(&pen, placed->box);
    pen_draw(canvas, &pen, (DrawPath){.fill = true, .ink = placed->ink});
    break;
  }
  case PLACED_PICTURE: {
    DrawItem item = {.kind = DRAW_IMAGE};
    const ImageInfo *info = arena_copy(canvas->arena, placed->image, sizeof *placed->image);
    item.image = (DrawImage){info, placed->crop, placed->box, placed->article, placed->ppi};
    g_array_append_val(canvas->items, item);
    break;
  }
  case PLACED_ADVERT: {
    DrawItem item = {.kind = DRAW_ADVERT};
    item.advert = (DrawAdvert){placed->advert, placed->box, placed->sides, placed->article};
    g_array_append_val(canvas->items, item);
    break;
  }
  case PLACED_RULE: paint_rule(canvas, placed); break;
  case PLACED_FRAME: paint_frame(canvas, placed); break;
  case PLACED_LINE:
    paint_text(canvas, placed);
    paint_emphasis(canvas, placed);
    break;
  }
}

static char *join_title(Arena *arena, const Article *article)
{
  GString *title = g_string_new(NULL);
  for (unsigned i = 0; i < article->n_title; i++)
    g_string_append_printf(title, "%s%s", i ? " " : "", article->title[i]->text);
  char *text = arena_strdup(arena, title->len ? title->str : article->slug);
  g_string_free(title, TRUE);
  return text;
}

static Bookmark *list_bookmarks(Arena *arena, const PlacedPage *page, unsigned *n)
{
  Bookmark *bookmarks = ARENA_ARRAY(arena, Bookmark, page->n_articles + 1);
  char *label = page->spec->section ? g_strdup_printf("%s %s", page->spec->label, page->spec->section)
                                    : g_strdup(page->spec->label);
  bookmarks[0] = (Bookmark){arena_strdup(arena, label), 0, 0};
  g_free(label);
  *n = 1;
  for (unsigned i = 0; i < page->n_articles; i++)
    if (page->articles[i].placed)
      bookmarks[(*n)++] = (Bookmark){join_title(arena, page->articles[i].article), 1, page->articles[i].y};
  return bookmarks;
}

DrawPage paint_page(Arena *arena, const PlacedPage *page)
{
  Canvas canvas = {arena, g_array_new(FALSE, TRUE, sizeof(DrawItem)), g_ptr_array_new()};
  for (int layer = 0; layer < 4; layer++)
    for (unsigned i = 0; i < page->n_items; i++)
      if (layer_of(&page->items[i]) == layer)
        paint_placed(&canvas, &page->items[i]);
  for (unsigned i = 0; i < page->n_items; i++) /* 注音 last: it does not come between the lines of what is read */
    if (page->items[i].kind == PLACED_LINE)
      paint_rubies(&canvas, &page->items[i]);
  DrawPage draw = {.label = page->spec->label, .section = page->spec->section, .number = page->number};
  draw.n_items = canvas.items->len;
  draw.items = arena_copy(arena, canvas.items->data, canvas.items->len * sizeof(DrawItem));
  draw.bookmarks = list_bookmarks(arena, page, &draw.n_bookmarks);
  g_array_free(canvas.items, TRUE);
  g_ptr_array_free(canvas.looks, TRUE);
  return draw;
}

static const Ink *list_spots(Arena *arena, const Layout *layout, unsigned *n)
{
  Ink *inks = ARENA_ARRAY(arena, Ink, layout->n_colours + 1);
  *n = 0;
  for (unsigned i = 0; i < layout->n_colours; i++)
    if (layout->colours[i].ink.spot)
      inks[(*n)++] = layout->colours[i].ink;
  return inks;
}

DisplayList *paint_pages(Arena *arena, const Composition *composition, const DrawPage *pages)
{
  const Issue *issue = composition->issue;
  const Grid *grid = &composition->sheet->grid;
  DisplayList *list = ARENA_NEW(arena, DisplayList);
  *list = (DisplayList){.trim_w = grid->trim_w,
                        .trim_h = grid->trim_h,
                        .bleed = grid->bleed,
                        .marks = issue->layout->marks,
                        .pages = pages,
                        .n_pages = composition->n_pages,
                        .title = issue->title,
                        .paper = issue->paper,
                        .file_name = issue->file_name,
                        .date = issue->date,
                        .press = &issue->press};
  list->inks = list_spots(arena, issue->layout, &list->n_inks);
  return list;
}

DisplayList *paint_issue(Arena *arena, const Composition *composition)
{
  DrawPage *pages = ARENA_ARRAY(arena, DrawPage, composition->n_pages + 1);
  for (unsigned i = 0; i < composition->n_pages; i++)
    pages[i] = paint_page(arena, &composition->pages[i]);
  return paint_pages(arena, composition, pages);
}
