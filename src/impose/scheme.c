/* Which page goes where. */
#include <glib.h>
#include <string.h>

#include "impose/impose.h"

bool imposition_lookup(const char *name, Imposition *imposition)
{
  static const struct {
    const char *name;
    Imposition imposition;
  } NAMES[] = {{"none", IMPOSE_NONE}, {"spreads", IMPOSE_SPREADS}, {"4-up", IMPOSE_FOUR_UP}};
  *imposition = IMPOSE_NONE;
  for (unsigned i = 0; name && i < G_N_ELEMENTS(NAMES); i++)
    if (!strcmp(NAMES[i].name, name)) {
      *imposition = NAMES[i].imposition;
      return true;
    }
  return !name;
}

static unsigned round_up(unsigned n, unsigned of)
{
  return (n + of - 1) / of * of;
}

unsigned imposition_sides(Imposition imposition, unsigned n)
{
  if (imposition == IMPOSE_NONE || !n)
    return 0;
  return imposition == IMPOSE_SPREADS ? round_up(n, 4) / 2 : round_up(n, 8) / 4;
}

/* Spreads: the outer sheet's outside first. */
static void place_spread(unsigned whole, unsigned side, unsigned places[4])
{
  bool outside = side % 2 == 0;
  places[outside ? 0 : 1] = whole - side;
  places[outside ? 1 : 0] = side + 1;
}

/* A section of eight folded twice; sections lie in one another, so that each takes four pages of the front and four of
 * the back. */
static void place_four(unsigned whole, unsigned side, unsigned places[4])
{
  static const unsigned FRONT[4] = {5, 4, 8, 1}, BACK[4] = {3, 6, 2, 7};
  unsigned first = side / 2 * 4, last = whole - first;
  for (unsigned i = 0; i < 4; i++) {
    unsigned page = side % 2 ? BACK[i] : FRONT[i];
    places[i] = page <= 4 ? first + page : last - (8 - page);
  }
}

unsigned imposition_side(Imposition imposition, unsigned n, unsigned side, unsigned places[4], bool *turned)
{
  unsigned count = imposition == IMPOSE_SPREADS ? 2 : 4;
  *turned = count == 4;
  if (count == 2)
    place_spread(round_up(n, 4), side, places);
  else
    place_four(round_up(n, 8), side, places);
  for (unsigned i = 0; i < count; i++)
    if (places[i] > n)
      places[i] = 0;
  return count;
}
