/* Forms of each article of a page made up, as it knows them by now. */
#include "base/costs.h"
#include "compose/maker.h"

/* At the foot at the outer side, which on pages of even numbers is the left one; where something by name stands there
   on the other side. */
static MakeupCorner advert_corner(const Maker *maker)
{
  bool left = maker->work->number % 2 == 0;
  MakeupCorner outer = left ? CORNER_LOWER_LEFT : CORNER_LOWER_RIGHT;
  for (unsigned i = 0; i < maker->zone.n_corners; i++)
    if (maker->zone.corner[i].corner == outer)
      return left ? CORNER_LOWER_RIGHT : CORNER_LOWER_LEFT;
  return outer;
}

/* Leaves no higher than those in which a picture found no room. They stand in an array of the list's own. */
static void drop_low(MakeupArticle *made, const uint8_t *low)
{
  for (unsigned w = 0; w < MAKEUP_BREADTHS; w++) {
    MakeupLeaf *leaf = (MakeupLeaf *)(uintptr_t)made->width[w].leaf;
    unsigned kept = 0;
    for (unsigned i = 0; i < made->width[w].n; i++)
      if (leaf[i].rows > low[w])
        leaf[kept++] = leaf[i];
    made->width[w].n = kept;
  }
}

/* The lead's head is the largest, those next in rank have the next size, all others smaller ones. */
static unsigned grade_of(const Maker *maker, unsigned i)
{
  unsigned above = 0; /* ranks there are above its own */
  for (unsigned rank = 0; rank < maker->rank[i]; rank++)
    for (unsigned k = 0; k < maker->n_articles; k++)
      if (maker->rank[k] == rank) {
        above++;
        break;
      }
  return MIN(above, 2);
}

/* Of many articles the search comes to no end with heads of all kinds. */
static unsigned upright_of(const Maker *maker, unsigned i)
{
  if (pins_ask_upright(maker, i))
    return UPRIGHT_ASKED;
  return maker->n <= COST_UPRIGHTS_ARTICLES ? UPRIGHT_MAYBE : UPRIGHT_NEVER;
}

FormList maker_forms_of(Maker *maker, unsigned i)
{
  const Article *article = maker->articles[i];
  const Zone *zone = &maker->zone;
  Mpt w = 0, h = 0;
  FormList list;
  if (article->advert) {
    if (!work_advert_size(maker->work, article->advert, &w, &h, NULL))
      w = h = 0;
    list = forms_of_advert(&maker->trial, w, h, zone->columns, zone->rows + 1);
  } else {
    const Series *series = &maker->series[i];
    const bool lead = i == maker->lead && series->n == 1;
    const FormWish wish = {.work = &maker->trial,
                           .lead = lead,
                           .grade = grade_of(maker, i),
                           .most = lead ? (FormMost){0} : maker->most,
                           .lead_span = maker->lead_span,
                           .more = maker->known[i].lines,
                           .upright = upright_of(maker, i)};
    list = series_list(&wish, series, maker->rank[i], zone->columns, zone->rows + 1);
  }
  list.made.corner = list.made_full.corner = article->kind == KIND_AD ? advert_corner(maker) : CORNER_NONE;
  drop_low(&list.made, maker->known[i].low);
  drop_low(&list.made_full, maker->known[i].low);
  pins_narrow(maker, i, &list);
  return list;
}

void maker_list_forms(Maker *maker)
{
  for (unsigned i = 0; i < maker->n; i++) {
    if (maker->forms[i].forms) /* as they were: nothing was missed */
      continue;
    if (i < maker->n_articles) {
      maker->forms[i] = maker_forms_of(maker, i);
      continue;
    }
    const ZoneCorner *corner = &maker->zone.corner[i - maker->n_articles];
    maker->forms[i] = forms_of_slot(corner->slot);
    maker->forms[i].made.corner = maker->forms[i].made_full.corner = corner->corner;
  }
}
