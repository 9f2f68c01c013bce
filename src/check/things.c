#include "check/work.h"

#include <string.h>

/* Of a Han character's body its ink takes 92 % at most (measured on the fonts of the catalogue); marks and Latin less.
 */
#define BODY_AIR 6 /* per cent of the size, above and below */
/* Of pinyin's: letters with a tone mark reach from the baseline to 0.75 of the size, g and p a fifth below, where white
   is; measured on the fonts of the catalogue. */
#define RUBY_AIR 13

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
                   {placed->x - size / 2 - around / 2, placed->y, size + around, MAX(line->measure, start + length)},
                   false};
  Mpt top = placed->y - han_ascent(size);
  Thing thing = {placed, {placed->x + start, top + air, length, size - 2 * air}, {0}, false};
  thing.cover = (Box){placed->x, top - around, MAX(line->measure, start + length), size + 2 * around};
  if (placed->grid) /* its grid line, no more */
    thing.cover = (Box){placed->x, placed->y - grid->ascent, thing.cover.w, grid->leading};
  return thing;
}

static Box widened(Box box, Mpt by)
{
  return (Box){box.x - by, box.y - by, box.w + 2 * by, box.h + 2 * by};
}

/* A rule of two lines has its first where it was asked for, the second beside that; an ornamental one stands on both
   sides of it. */
static Box ink_of_rule(const Placed *placed)
{
  Mpt before = style_border_lines(placed->border, placed->weight).first / 2, after;
  if (placed->border == BORDER_LACE)
    before = style_border_depth(BORDER_LACE, placed->weight) / 2;
  after = MAX(style_border_depth(placed->border, placed->weight) - before, before);
  Box box = placed->box;
  if (!box.h)
    return (Box){box.x, box.y - before, box.w, before + after};
  return (Box){box.x - before, box.y, before + after, box.h};
}

static Thing thing_of(const Look *look, const Placed *placed)
{
  Mpt leading = look->sheet->grid.leading;
  switch (placed->kind) {
  case PLACED_LINE: return thing_of_line(look, placed);
  case PLACED_RULE: return (Thing){placed, ink_of_rule(placed), widened(placed->box, leading / 2), false};
  case PLACED_PICTURE:
  case PLACED_ADVERT: {
    Box cover = placed->box;
    cover.y -= leading;
    cover.h += 2 * leading;
    return (Thing){placed, placed->box, cover, false};
  }
  case PLACED_BAND:
  case PLACED_FRAME: break;
  }
  return (Thing){placed, placed->box, placed->box, false};
}

/* --- parts ---------------------------------------------------------------------------------------------- */

static void add_rubies(Look *look, const Placed *placed)
{
  const Shaped *shaped = placed->setting->shaped;
  const Line *line = &placed->setting->lines[placed->line];
  for (unsigned i = 0; i < shaped->n_rubies; i++) {
    if (shaped->rubies[i].first < line->first || shaped->rubies[i].first >= line->end)
      continue;
    Box ink = setting_ruby_box(placed->setting, placed->line, &shaped->rubies[i]);
    Mpt air = shaped->rubies[i].text->size * RUBY_AIR / 100;
    bool down = shaped->direction == DIRECTION_VERTICAL;
    ink.x += placed->x + (down ? air : 0);
    ink.y += placed->y + (down ? 0 : air);
    ink.w -= down ? 2 * air : 0;
    ink.h -= down ? 0 : 2 * air;
    const Thing thing = {placed, ink, ink, true};
    g_array_append_val(look->parts, thing);
  }
}

static void add_sides(Look *look, const Placed *placed)
{
  Mpt depth = style_border_depth(placed->border, placed->weight);
  Box box = placed->box;
  const Box sides[4] = {{box.x, box.y, box.w, depth},
                        {box_right(&box) - depth, box.y, depth, box.h},
                        {box.x, box_bottom(&box) - depth, box.w, depth},
                        {box.x, box.y, depth, box.h}};
  for (unsigned i = 0; i < G_N_ELEMENTS(sides); i++) {
    const Thing thing = {placed, sides[i], sides[i], true};
    if (placed->border == BORDER_LACE || placed->sides & 1u << i)
      g_array_append_val(look->parts, thing);
  }
}

unsigned things_inks(const Look *look)
{
  return look->n_things + look->parts->len;
}

const Thing *things_ink(const Look *look, unsigned index)
{
  return index < look->n_things ? &look->things[index] : &g_array_index(look->parts, Thing, index - look->n_things);
}

void things_list(Look *look)
{
  look->parts = g_array_new(FALSE, FALSE, sizeof(Thing));
  for (unsigned i = 0; i < look->page->n_items; i++) {
    const Placed *placed = &look->page->items[i];
    if (placed->kind == PLACED_LINE)
      add_rubies(look, placed);
    else if (placed->kind == PLACED_FRAME)
      add_sides(look, placed);
  }
  look->things = g_new(Thing, look->page->n_items + 1);
  for (unsigned i = 0; i < look->page->n_items; i++)
    look->things[look->n_things++] = thing_of(look, &look->page->items[i]);
}

void things_free(Look *look)
{
  g_free(look->things);
  g_array_free(look->parts, TRUE);
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
