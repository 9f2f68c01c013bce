/* What an article hands in is on the page, or its absence is told; a chain's slots are all used. (Its characters are
   counted by compose from the same lines.) */
#include "check/work.h"

#include <string.h>

/* The other page of a spread. */
static bool is_on_other(const PlacedPage *other, const char *slug, const char *path)
{
  for (unsigned i = 0; other && i < other->n_items; i++)
    if (other->items[i].kind == PLACED_PICTURE && !strcmp(other->items[i].image->path, path) &&
        !g_strcmp0(other->items[i].article, slug))
      return true;
  return false;
}

static bool is_on_page(const Look *look, const char *slug, const char *path)
{
  for (unsigned i = 0; i < look->n_things; i++) {
    const Placed *placed = look->things[i].placed;
    if (placed->kind == PLACED_PICTURE && !strcmp(placed->image->path, path) && !g_strcmp0(placed->article, slug))
      return true;
    if (placed->kind == PLACED_ADVERT && !strcmp(placed->advert->path, path))
      return true;
  }
  return is_on_other(look->page->other, slug, path);
}

static void check_file(const Look *look, const Article *article, const char *path, const char *name, Place place)
{
  if (path && !is_on_page(look, article->slug, path) && !diag_tells_error(look->diags, place)) /* one there says why */
    diag_add_at(look->diags, DIAG_NOT_PLACED, place, look->page->number, article->slug, name, article->slug);
}

static bool holds_anything(const Look *look, const LayoutSlot *slot)
{
  Box box = grid_slot_box(&look->sheet->grid, slot);
  for (unsigned i = 0; i < look->n_things; i++) {
    const Thing *thing = &look->things[i];
    bool ground =
        thing->placed->kind == PLACED_BAND || thing->placed->kind == PLACED_FRAME || thing->placed->kind == PLACED_RULE;
    if (thing->placed->slot && !ground && thing->ink.w > 0 && box_beyond(&thing->ink, &box) < thing->ink.h)
      return true;
  }
  return false;
}

static bool is_flowed_into(const Look *look, const char *name)
{
  for (unsigned i = 0; i < look->page->layout->n_slots; i++)
    if (!g_strcmp0(look->page->layout->slots[i].flow, name))
      return true;
  return false;
}

/* Slots of the template that hold nothing: left empty, or the end of a chain no text reached. */
static void check_slots(const Look *look)
{
  for (unsigned i = 0; i < look->page->layout->n_slots; i++) {
    const LayoutSlot *slot = &look->page->layout->slots[i];
    if (holds_anything(look, slot))
      continue;
    bool chained = is_flowed_into(look, slot->name);
    if (chained || !slot_filling_lookup(look->page->fillings, look->page->n_fillings, slot->name))
      diag_add_at(look->diags, chained ? DIAG_CHAIN_UNUSED : DIAG_SLOT_EMPTY, look->page->spec->place,
                  look->page->number, NULL, slot->name);
  }
}

/* Nothing that anybody wrote or sent: a blank page is no page to print. */
static void check_blank(const Look *look)
{
  for (unsigned i = 0; i < look->n_things; i++)
    if (look->things[i].placed->article)
      return;
  diag_add_at(look->diags, DIAG_PAGE_BLANK, look->page->spec->place, look->page->number, NULL, look->page->spec->label);
}

void lost_check(const Look *look)
{
  check_blank(look);
  for (unsigned a = 0; a < look->page->n_articles; a++) {
    const Article *article = look->page->articles[a].article;
    if (look->page->articles[a].left_out) /* that is told of the whole of it */
      continue;
    for (unsigned i = 0; i < article->n_pictures; i++)
      check_file(look, article, article->pictures[i].path, article->pictures[i].name, article->pictures[i].place);
    if (article->advert)
      check_file(look, article, article->advert->path, article->advert->name, article->advert->place);
  }
  if (look->page->layout)
    check_slots(look);
}
