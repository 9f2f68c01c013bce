#include "check/work.h"

#include <string.h>

/* Of a Han character's body its ink takes 92 % at most (measured on the fonts of the catalogue); marks and Latin less.
 */
#define BODY_AIR 6 /* per cent of the size, above and below */

static Mpt largest_size(const Setting *setting, const Line *line)
{
  Mpt size = setting->shaped->size;
  for (uint32_t i = line->first; i < line->end; i++)
    size = MAX(size, setting->shaped->clusters[i].em);
  return size;
}

/* From the first cluster's pen to the end of the last one's body. */
static void measure_line(const Placed *placed, Mpt *start, Mpt *length)
{
  const Setting *setting = placed->setting;
  const Line *line = &setting->lines[placed->line];
  *start = *length = 0;
  if (line->end <= line->first)
    return;
  Mpt end = 0;
  *start = setting->pen[line->first];
  for (uint32_t i = line->first; i < line->end; i++)
    end = MAX(end, setting->pen[i] + setting->shaped->clusters[i].body);
  *length = end - *start;
}

static Thing thing_of_line(const Look *look, const Placed *placed)
{
  const Grid *grid = &look->sheet->grid;
  const Line *line = &placed->setting->lines[placed->line];
  Mpt size = largest_size(placed->setting, line), start, length, air = size * BODY_AIR / 100;
  measure_line(placed, &start, &length);
  Mpt around = placed->grid ? grid->leading : MAX(size * 3 / 4, grid->leading);
  if (placed->setting->shaped->direction == DIRECTION_VERTICAL)
    return (Thing){placed,
                   {placed->x - size / 2 + air, placed->y + start, size - 2 * air, length},
                   {placed->x - size / 2 - around / 2, placed->y, size + around, MAX(line->measure, start + length)}};
  Mpt top = placed->y - han_ascent(size);
  Thing thing = {placed, {placed->x + start, top + air, length, size - 2 * air}, {0}};
  thing.cover = (Box){placed->x, top - around, MAX(line->measure, start + length), size + 2 * around};
  if (placed->grid) /* its grid line, no more */
    thing.cover = (Box){placed->x, placed->y - grid->ascent, thing.cover.w, grid->leading};
  return thing;
}

static Box widened(Box box, Mpt by)
{
  return (Box){box.x - by, box.y - by, box.w + 2 * by, box.h + 2 * by};
}

static Thing thing_of(const Look *look, const Placed *placed)
{
  Mpt leading = look->sheet->grid.leading;
  switch (placed->kind) {
  case PLACED_LINE: return thing_of_line(look, placed);
  case PLACED_RULE: return (Thing){placed, widened(placed->box, placed->weight / 2), widened(placed->box, leading / 2)};
  case PLACED_PICTURE:
  case PLACED_ADVERT: {
    Box cover = placed->box;
    cover.y -= leading;
    cover.h += 2 * leading;
    return (Thing){placed, placed->box, cover};
  }
  case PLACED_BAND:
  case PLACED_FRAME: break;
  }
  return (Thing){placed, placed->box, placed->box};
}

void things_list(Look *look)
{
  look->things = g_new(Thing, look->page->n_items + 1);
  for (unsigned i = 0; i < look->page->n_items; i++)
    look->things[look->n_things++] = thing_of(look, &look->page->items[i]);
}

void things_free(Look *look)
{
  g_free(look->things);
}

/* --- in messages ---------------------------------------------------------------------------------------- */

enum { WORDS_SHOWN = 8 };

static void quote_line(const Placed *placed, char *text, size_t size)
{
  const Line *line = &placed->setting->lines[placed->line];
  const Shaped *shaped = placed->setting->shaped;
  if (line->end <= line->first) {
    g_strlcpy(text, "“”", size);
    return;
  }
  const char *start = shaped->rich->text + shaped->clusters[line->first].start, *end = start;
  const char *last = shaped->rich->text + shaped->clusters[line->end - 1].end;
  for (unsigned n = 0; n < WORDS_SHOWN && end < last; n++)
    end = g_utf8_next_char(end);
  g_snprintf(text, (gulong)size, "“%.*s%s”", (int)(end - start), start, end < last ? "…" : "");
}

const char *thing_name(const Look *look, const Thing *thing, char *text, size_t size)
{
  static const char *const WORDS[][2] = {
      [PLACED_RULE] = {"a rule", "线条"}, [PLACED_BAND] = {"a band", "色带"}, [PLACED_FRAME] = {"a frame", "边框"}};
  const Placed *placed = thing->placed;
  switch (placed->kind) {
  case PLACED_LINE: quote_line(placed, text, size); break;
  case PLACED_PICTURE: g_strlcpy(text, placed->image->name, size); break;
  case PLACED_ADVERT: g_strlcpy(text, placed->advert->name, size); break;
  default: g_strlcpy(text, WORDS[placed->kind][diag_lang(look->diags)], size);
  }
  return text;
}

static Place place_of_article(const Look *look, const char *slug)
{
  for (unsigned i = 0; i < look->page->n_articles; i++)
    if (!g_strcmp0(look->page->articles[i].article->slug, slug))
      return look->page->articles[i].article->place;
  return look->page->spec->place;
}

Place thing_place(const Look *look, const Thing *thing)
{
  const Placed *placed = thing->placed;
  if (placed->piece)
    return placed->piece->place;
  if (placed->kind == PLACED_PICTURE)
    return placed->image->place;
  if (placed->kind == PLACED_ADVERT)
    return placed->advert->place;
  if (placed->kind != PLACED_LINE || !placed->article)
    return placed->slot ? placed->slot->place : place_of_article(look, placed->article);
  const Line *line = &placed->setting->lines[placed->line];
  return line->end > line->first
             ? rich_place(placed->setting->shaped->rich, placed->setting->shaped->clusters[line->first].start)
             : place_of_article(look, placed->article);
}
