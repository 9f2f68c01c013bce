/* One character → glyph, body and empty halves (§1, §3), in a horizontal line. */
#include "shape/work.h"

/* White left at each side of a mark squeezed into half an em. */
enum { SIDE = 10 * 1000 };
/* How far stops that were set too high hang below the baseline. */
enum { FOOT = 80 * 1000 };

const Recipe *recipe_find(Shaper *shaper, FaceCache *cache, uint32_t code, uint8_t cls)
{
  Recipe **page = &cache->pages[code >> 8];
  if (!*page)
    *page = g_new0(Recipe, 256);
  Recipe *recipe = &(*page)[code & 0xFF];
  if (recipe->state == RECIPE_UNKNOWN || recipe->cls != cls) {
    bool vertical = cache->direction == DIRECTION_VERTICAL;
    *recipe = vertical ? recipe_vertical(shaper, cache, code, cls) : recipe_horizontal(shaper, cache, code, cls);
    recipe->cls = cls;
  }
  return recipe;
}

bool recipe_shoot(Shaper *shaper, FaceCache *cache, Direction direction, uint32_t code, Shot *shot)
{
  unsigned n;
  const Shot *shots = shaper_shoot_codes(shaper, cache, direction, &code, 1, &n);
  if (n != 1 || shots[0].gid == 0)
    return false;
  *shot = shots[0];
  return true;
}

void recipe_halve(Recipe *recipe, uint8_t cls, MarkBody mark)
{
  recipe->body = MIN(mark.body, 1000) * 1000;
  recipe->lead = cls == CLASS_OPEN ? EM - recipe->body : 0;
  recipe->trail = cls == CLASS_OPEN ? 0 : EM - recipe->body;
}

/* Ink in the middle of a body that is what it is; squeezed where it is wider. */
static void centre_ink(Recipe *recipe, const Face *face, int32_t body)
{
  Ink2 ink;
  recipe->body = body;
  if (!shaper_ink(face, recipe->gid, &ink))
    return;
  int32_t width = ink.x1 - ink.x0;
  if (width > body && body == HALF)
    recipe->x_scale = (int16_t)((int64_t)(body - 2 * SIDE) * 1000 / width);
  recipe->dx = body / 2 - (int32_t)((int64_t)(ink.x0 + ink.x1) / 2 * recipe->x_scale / 1000);
}

/* A box of 1 em; what is narrower stands in its middle, what is wider keeps its width. With features of the style's own
 * (palt) the font decides. */
static void set_box(Recipe *recipe, const FaceCache *cache, const Shot *shot)
{
  bool own = cache->n_features > 0 || shot->x_advance > EM + EM / 50;
  recipe->body = own ? shot->x_advance : EM;
  if (!own)
    recipe->dx += (EM - shot->x_advance) / 2;
}

/* The narrow / where ／ would fill the whole em. */
static void take_narrow_solidus(Shaper *shaper, FaceCache *cache, Recipe *recipe)
{
  Shot narrow;
  if (recipe_shoot(shaper, cache, DIRECTION_HORIZONTAL, '/', &narrow))
    recipe->gid = narrow.gid;
}

/* ，。、． stand at the foot of the line on the mainland; UKai has them at half height, as Taiwan does. */
static void drop_to_foot(Recipe *recipe, const Face *face, uint32_t code)
{
  Ink2 ink;
  if (mark_has(code, TRAIT_FOOT) && shaper_ink(face, recipe->gid, &ink) && ink.y0 > EM / 8)
    recipe->dy = -FOOT - ink.y0;
}

Recipe recipe_horizontal(Shaper *shaper, FaceCache *cache, uint32_t code, uint8_t cls)
{
  Shot shot;
  if (!recipe_shoot(shaper, cache, DIRECTION_HORIZONTAL, code, &shot))
    return (Recipe){.state = RECIPE_MANY};
  Recipe recipe = {
      .gid = shot.gid, .dx = shot.x_offset, .dy = shot.y_offset, .x_scale = 1000, .state = RECIPE_ONE, .body = EM};
  switch (cls) {
  case CLASS_OPEN:
  case CLASS_CLOSE:
  case CLASS_PAUSE:
  case CLASS_END:
    if (mark_has(code, TRAIT_STACKED)) {
      centre_ink(&recipe, cache->face, EM);
    } else {
      MarkBody mark = font_mark_body(shaper->fonts, cache->face, shot.gid, cls, false);
      recipe_halve(&recipe, cls, mark);
      recipe.dx += mark.dx * 1000;
      drop_to_foot(&recipe, cache->face, code);
    }
    break;
  case CLASS_SOLIDUS:
    if (code == MARK_SOLIDUS)
      take_narrow_solidus(shaper, cache, &recipe);
    centre_ink(&recipe, cache->face, HALF);
    break;
  case CLASS_MIDDLE: centre_ink(&recipe, cache->face, HALF); break;
  case CLASS_JOINER: centre_ink(&recipe, cache->face, mark_has(code, TRAIT_WIDE) ? EM : HALF); break;
  default: set_box(&recipe, cache, &shot);
  }
  return recipe;
}
