/* Text is seen on what it stands on: not white on white, nor half off its band. */
#include "check/work.h"

/* Lightness of an ink on newsprint, permille: each process ink takes its share of the light, black most of it. A rough
   measure, good enough to tell light from dark (shares are those of the luminances of solids, ISO 12647-3 Table 3, to a
   tenth). */
static int lightness(const Ink *ink)
{
  static const int SHARES[4] = {45, 50, 10, 80}; /* per cent of the light a solid takes */
  const int inks[4] = {ink->c, ink->m, ink->y, ink->k};
  int left = 1000;
  for (unsigned i = 0; i < G_N_ELEMENTS(inks); i++)
    left -= left * (inks[i] * ink->tint / 10000 * SHARES[i] / 100) / 10000;
  return left;
}

enum { SEEN_LEAST = 150 }; /* permille of lightness between text and ground; a guess: below it print is hard to read */

typedef struct {
  int least, most; /* lightness of what lies under the thing, in its parts */
} Ground;

static int64_t area_shared(const Box *a, const Box *b)
{
  int64_t w = MIN(box_right(a), box_right(b)) - MAX(a->x, b->x),
          h = MIN(box_bottom(a), box_bottom(b)) - MAX(a->y, b->y);
  return w > 0 && h > 0 ? w * h : 0;
}

static Ground find_ground(const GPtrArray *bands, const Thing *text)
{
  static const Ink PAPER = {.tint = 10000};
  Ground ground = {lightness(&PAPER), lightness(&PAPER)};
  int64_t whole = (int64_t)text->ink.w * text->ink.h;
  for (unsigned i = 0; i < bands->len; i++) { /* later ones lie over earlier ones */
    const Thing *thing = bands->pdata[i];
    int64_t under = area_shared(&thing->placed->box, &text->ink);
    int light = lightness(&thing->placed->ink);
    if (under * 100 >= whole * 97)
      ground = (Ground){light, light};
    else if (under * 100 > whole * 3)
      ground = (Ground){MIN(ground.least, light), MAX(ground.most, light)};
  }
  return ground;
}

/* Pictures under furniture are meant to carry it. */
static bool lies_on_picture(const Look *look, const Thing *text)
{
  for (unsigned i = 0; i < look->n_things; i++)
    if (look->things[i].placed->kind == PLACED_PICTURE && area_shared(&look->things[i].ink, &text->ink))
      return true;
  return false;
}

static GPtrArray *list_bands(const Look *look)
{
  GPtrArray *bands = g_ptr_array_new();
  for (unsigned i = 0; i < look->n_things; i++)
    if (look->things[i].placed->kind == PLACED_BAND)
      g_ptr_array_add(bands, (gpointer)&look->things[i]);
  return bands;
}

void ground_check(const Look *look)
{
  char name[96];
  GPtrArray *bands = list_bands(look);
  for (unsigned i = 0; i < look->n_things; i++) {
    const Thing *thing = &look->things[i];
    if (thing->placed->kind != PLACED_LINE || thing->ink.w <= 0)
      continue;
    int own = lightness(&thing->placed->setting->shaped->style->ink);
    Ground ground = find_ground(bands, thing);
    bool seen = ABS(own - ground.least) >= SEEN_LEAST && ABS(own - ground.most) >= SEEN_LEAST;
    if (seen || lies_on_picture(look, thing))
      continue;
    diag_add_at(look->diags, ground.least == ground.most ? DIAG_TEXT_UNSEEN : DIAG_TEXT_OFF_BAND,
                thing_place(look, thing), look->page->number, thing->placed->article,
                thing_name(look, thing, name, sizeof name));
  }
  g_ptr_array_free(bands, TRUE);
}
