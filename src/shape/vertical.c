/* One character in a vertical line (§5): upright, by the font's vert; by a presentation form; or turned. The pen runs
 * down the centre line. */
#include <unicode/uchar.h>

#include "shape/work.h"

/* ，。、 without a vert form: white between the ink and the box's upper right corner. */
enum { CORNER = 80 * 1000 };

/* Corner brackets stand for quotes where neither vert nor the forms are there: ‘ has ﹁'s own, 「 (GB/T 15834, not the
 * Taiwan order). */
static uint32_t corner_of(uint32_t code)
{
  const Mark *quote = mark_has(code, TRAIT_FULL) ? mark_lookup(code) : NULL;
  for (unsigned i = 0; quote && quote->partner && i < mark_count(); i++)
    if (mark_at(i)->form == quote->form && mark_at(i)->code != code)
      return mark_at(i)->code;
  return 0;
}

/* What Unicode has of it for vertical lines. */
static uint32_t form_of(uint32_t code)
{
  const Mark *mark = mark_lookup(code);
  return mark ? mark->form : 0;
}

/* Where a glyph of a vertical line comes from. */
typedef enum { SOURCE_NONE, SOURCE_PLAIN, SOURCE_VERT, SOURCE_FORM } Source;

static Source find_source(Shaper *shaper, FaceCache *cache, uint32_t code, Shot *shot)
{
  Shot across, form;
  if (!recipe_shoot(shaper, cache, DIRECTION_VERTICAL, code, shot))
    return SOURCE_NONE;
  if (recipe_shoot(shaper, cache, DIRECTION_HORIZONTAL, code, &across) && across.gid != shot->gid)
    return SOURCE_VERT;
  uint32_t other = form_of(code);
  hb_codepoint_t glyph;
  if (!other || !hb_font_get_nominal_glyph(cache->face->unit, other, &glyph) ||
      !recipe_shoot(shaper, cache, DIRECTION_VERTICAL, other, &form))
    return SOURCE_PLAIN;
  *shot = form;
  return SOURCE_FORM;
}

static Recipe stand_upright(const Shot *shot)
{
  return (Recipe){.gid = shot->gid,
                  .dx = shot->x_offset,
                  .dy = shot->y_offset,
                  .x_scale = 1000,
                  .state = RECIPE_ONE,
                  .stand = STAND_UPRIGHT,
                  .body = EM};
}

/* The horizontal setting turned as it is: the box's centre line on the column's. */
static Recipe turn_across(Shaper *shaper, FaceCache *cache, uint32_t code, uint8_t cls)
{
  Recipe recipe = recipe_horizontal(shaper, cache, code, cls);
  recipe.stand = STAND_TURNED;
  recipe.turned = true;
  recipe.dy -= (cache->face->ascent + cache->face->descent) * 500;
  return recipe;
}

/* Dashes and the like: the ink itself on the centre line. */
static Recipe turn_joiner(Shaper *shaper, FaceCache *cache, uint32_t code, uint8_t cls)
{
  Recipe recipe = turn_across(shaper, cache, code, cls);
  Ink2 ink;
  if (recipe.state == RECIPE_ONE && shaper_ink(cache->face, recipe.gid, &ink))
    recipe.dy = -(ink.y0 + ink.y1) / 2;
  return recipe;
}

/* Ink to the middle of a BODY along the line, and across too where CENTRED. */
static void centre_ink(Recipe *recipe, const Face *face, int32_t body, bool centred)
{
  Ink2 ink;
  recipe->body = body;
  if (!shaper_ink(face, recipe->gid, &ink))
    return;
  if (ink.y1 - ink.y0 > body) /* a form that fills its em */
    recipe->body = body = EM;
  recipe->dy = -body / 2 - (ink.y0 + ink.y1) / 2;
  if (centred)
    recipe->dx = -(ink.x0 + ink.x1) / 2;
}

static void move_to_corner(Recipe *recipe, const Face *face)
{
  Ink2 ink;
  recipe->body = HALF;
  recipe->trail = HALF;
  if (!shaper_ink(face, recipe->gid, &ink))
    return;
  recipe->dx = HALF - CORNER - ink.x1;
  recipe->dy = -CORNER - ink.y1;
}

/* Stops in the middle of their box, as Taiwan has them (UKai). */
static bool stands_in_middle(const Recipe *recipe, const Face *face)
{
  Ink2 ink;
  return shaper_ink(face, recipe->gid, &ink) && recipe->dx + (ink.x0 + ink.x1) / 2 < EM / 10;
}

static void halve_down(Shaper *shaper, const FaceCache *cache, Recipe *recipe, uint8_t cls)
{
  MarkBody mark = font_mark_body(shaper->fonts, cache->face, recipe->gid, cls, true);
  recipe_halve(recipe, cls, mark);
  recipe->dy -= mark.dx * 1000;
}

static Recipe set_bracket(Shaper *shaper, FaceCache *cache, uint32_t code, uint8_t cls)
{
  Shot shot;
  Source source = find_source(shaper, cache, code, &shot);
  uint32_t corner = corner_of(code);
  hb_codepoint_t glyph;
  if (source == SOURCE_NONE)
    return (Recipe){.state = RECIPE_MANY};
  if (source == SOURCE_PLAIN && corner && hb_font_get_nominal_glyph(cache->face->unit, corner, &glyph))
    return set_bracket(shaper, cache, corner, cls);
  if (source == SOURCE_PLAIN)
    return turn_across(shaper, cache, code, cls);
  Recipe recipe = stand_upright(&shot);
  halve_down(shaper, cache, &recipe, cls);
  return recipe;
}

static Recipe set_stop(Shaper *shaper, FaceCache *cache, uint32_t code, uint8_t cls)
{
  Shot shot;
  Source source = find_source(shaper, cache, code, &shot);
  if (source == SOURCE_NONE)
    return (Recipe){.state = RECIPE_MANY};
  Recipe recipe = stand_upright(&shot);
  if (mark_has(code, TRAIT_KEEPS_EM)) { /* ：；？！ (§5.3) */
    if (source == SOURCE_PLAIN)
      centre_ink(&recipe, cache->face, EM, true);
  } else if (source == SOURCE_PLAIN || stands_in_middle(&recipe, cache->face)) {
    move_to_corner(&recipe, cache->face);
  } else {
    halve_down(shaper, cache, &recipe, cls);
  }
  return recipe;
}

static Recipe set_joiner(Shaper *shaper, FaceCache *cache, uint32_t code, uint8_t cls)
{
  Shot shot;
  Source source = find_source(shaper, cache, code, &shot);
  if (source == SOURCE_NONE)
    return (Recipe){.state = RECIPE_MANY};
  if (source == SOURCE_PLAIN)
    return turn_joiner(shaper, cache, code, cls);
  Recipe recipe = stand_upright(&shot), across = recipe_horizontal(shaper, cache, code, cls);
  centre_ink(&recipe, cache->face, across.body, false);
  return recipe;
}

static Recipe set_middle(Shaper *shaper, FaceCache *cache, uint32_t code)
{
  Shot shot;
  if (find_source(shaper, cache, code, &shot) == SOURCE_NONE)
    return (Recipe){.state = RECIPE_MANY};
  Recipe recipe = stand_upright(&shot);
  centre_ink(&recipe, cache->face, HALF, true);
  return recipe;
}

/* UAX #50 decides for what is no mark: Han and signs stand, arrows turn. */
static Recipe set_box(Shaper *shaper, FaceCache *cache, uint32_t code, uint8_t cls)
{
  Shot shot;
  Source source = find_source(shaper, cache, code, &shot);
  if (source == SOURCE_NONE)
    return (Recipe){.state = RECIPE_MANY};
  int orientation = u_getIntPropertyValue((UChar32)code, UCHAR_VERTICAL_ORIENTATION);
  if (source == SOURCE_PLAIN && (orientation == U_VO_ROTATED || orientation == U_VO_TRANSFORMED_ROTATED))
    return turn_across(shaper, cache, code, cls);
  Recipe recipe = stand_upright(&shot);
  recipe.dy -= (EM + shot.y_advance) / 2;
  return recipe;
}

Recipe recipe_vertical(Shaper *shaper, FaceCache *cache, uint32_t code, uint8_t cls)
{
  switch (cls) {
  case CLASS_OPEN:
  case CLASS_CLOSE: return set_bracket(shaper, cache, code, cls);
  case CLASS_PAUSE:
  case CLASS_END: return set_stop(shaper, cache, code, cls);
  case CLASS_MIDDLE: return set_middle(shaper, cache, code);
  case CLASS_SOLIDUS: return turn_joiner(shaper, cache, code, cls);
  case CLASS_JOINER:
  case CLASS_DOUBLE: return set_joiner(shaper, cache, code, cls);
  default: return set_box(shaper, cache, code, cls);
  }
}
