/* —— and ……: one box of 2 em. A dash must be one line: fonts give it as one glyph (⸺), as two that meet, or as two with
   a gap between (UKai 0.14 em, WenKai 0.004 em), and then it is drawn of several that overlap. */
#include "shape/work.h"

/* White at the ends of a mended dash. */
enum { END = 40 * 1000 };

/* What a vertical line has of it in Unicode. */
static uint32_t form_of(uint32_t code)
{
  return mark_lookup(code)->form;
}

/* Ink along the line from the pen of a glyph with these offsets. */
typedef struct {
  int32_t from, to;
} Along;

static Along find_along(const Ink2 *ink, const Shot *shot, bool vertical)
{
  if (vertical)
    return (Along){-(shot->y_offset + ink->y1), -(shot->y_offset + ink->y0)};
  return (Along){shot->x_offset + ink->x0, shot->x_offset + ink->x1};
}

static void add_part(Double *made, const Shot *shot, int32_t along, bool vertical)
{
  Recipe *part = &made->parts[made->n++];
  *part = (Recipe){.gid = shot->gid, .dx = shot->x_offset, .dy = shot->y_offset, .x_scale = 1000, .state = RECIPE_ONE};
  *(vertical ? &part->dy : &part->dx) += vertical ? -along : along;
}

static int32_t shot_advance(const Shot *shot, bool vertical)
{
  return vertical ? -shot->y_advance : shot->x_advance;
}

static bool is_about(int32_t a, int32_t b)
{
  return ABS(a - b) <= EM / 50;
}

/* Dashes of ink W laid over one another from END to 2 em − END. */
static Double overlap_dashes(const Face *face, const Shot *shot, bool vertical)
{
  Double made = {.n = 0};
  Ink2 ink;
  if (!shaper_ink(face, shot->gid, &ink)) {
    add_part(&made, shot, 0, vertical);
    return made;
  }
  Along along = find_along(&ink, shot, vertical);
  int32_t width = MAX(along.to - along.from, EM / 4), whole = 2 * EM - 2 * END;
  int32_t n = width >= whole ? 1 : whole / width + 1;
  for (int32_t i = 0; i < n; i++) {
    int32_t at = n == 1 ? EM - width / 2 : END + (int32_t)((int64_t)(whole - width) * i / (n - 1));
    add_part(&made, shot, at - along.from, vertical);
  }
  return made;
}

/* Each in its own em, in the middle where it is narrower. */
static Double space_dots(const Shot *shots, unsigned n, bool vertical)
{
  Double made = {.n = 0};
  if (n == 1) {
    add_part(&made, &shots[0], (2 * EM - shot_advance(&shots[0], vertical)) / 2, vertical);
    return made;
  }
  for (unsigned i = 0; i < n && i < 2; i++)
    add_part(&made, &shots[i], (int32_t)i * EM + (EM - shot_advance(&shots[i], vertical)) / 2, vertical);
  return made;
}

static bool dashes_meet(const Face *face, const Shot *shots, bool vertical)
{
  Ink2 a, b;
  if (!shaper_ink(face, shots[0].gid, &a) || !shaper_ink(face, shots[1].gid, &b))
    return false;
  int32_t first = shot_advance(&shots[0], vertical);
  return find_along(&a, &shots[0], vertical).to >= first + find_along(&b, &shots[1], vertical).from &&
         is_about(first + shot_advance(&shots[1], vertical), 2 * EM);
}

static bool shoot_two(Shaper *shaper, FaceCache *cache, bool vertical, uint32_t code, Shot *shots, unsigned *n)
{
  const uint32_t codes[2] = {code, code};
  const Shot *found =
      shaper_shoot_codes(shaper, cache, vertical ? DIRECTION_VERTICAL : DIRECTION_HORIZONTAL, codes, 2, n);
  if (*n < 1 || *n > 2 || found[0].gid == 0 || found[*n - 1].gid == 0)
    return false;
  shots[0] = found[0];
  shots[1] = found[*n - 1];
  return true;
}

static Double make_dash(Shaper *shaper, FaceCache *cache, bool vertical, uint32_t code)
{
  Double made = {.n = 0};
  Shot shots[2], one;
  unsigned n;
  if (!shoot_two(shaper, cache, vertical, code, shots, &n))
    return made;
  if (n == 1) {
    add_part(&made, &shots[0], (2 * EM - shot_advance(&shots[0], vertical)) / 2, vertical);
  } else if (dashes_meet(cache->face, shots, vertical)) {
    add_part(&made, &shots[0], 0, vertical);
    add_part(&made, &shots[1], shot_advance(&shots[0], vertical), vertical);
  } else if (!vertical && recipe_shoot(shaper, cache, DIRECTION_HORIZONTAL, MARK_DASH_TWO_EM, &one) &&
             is_about(one.x_advance, 2 * EM)) {
    add_part(&made, &one, 0, false);
  } else {
    made = overlap_dashes(cache->face, &shots[0], vertical);
  }
  return made;
}

static Double make_dots(Shaper *shaper, FaceCache *cache, bool vertical, uint32_t code)
{
  Shot shots[2];
  unsigned n;
  if (!shoot_two(shaper, cache, vertical, code, shots, &n))
    return (Double){.n = 0};
  Ink2 ink;
  bool low =
      code == MARK_DOTS && !vertical && shaper_ink(cache->face, shots[0].gid, &ink) && ink.y0 + ink.y1 < 2 * EM / 5;
  Shot middle[2];
  unsigned n_middle;
  if (low && shoot_two(shaper, cache, false, MARK_DOTS_MIDDLE, middle, &n_middle)) /* Latin dots on the baseline */
    return space_dots(middle, n_middle, false);
  return space_dots(shots, n, vertical);
}

static Double make_kind(Shaper *shaper, FaceCache *cache, bool vertical, uint32_t code)
{
  bool dash = code == MARK_DASH || code == form_of(MARK_DASH);
  return dash ? make_dash(shaper, cache, vertical, code) : make_dots(shaper, cache, vertical, code);
}

/* Laid across and turned as a whole, its ink on the column's centre line. */
static Double turn_double(const Face *face, Double made)
{
  for (unsigned i = 0; i < made.n; i++) {
    Ink2 ink;
    Recipe *part = &made.parts[i];
    part->dy = shaper_ink(face, part->gid, &ink) ? -(ink.y0 + ink.y1) / 2 : -han_middle(EM);
    part->stand = STAND_TURNED;
    part->turned = true;
  }
  return made;
}

static bool is_substituted(Shaper *shaper, FaceCache *cache, uint32_t code)
{
  Shot down[2], across[2];
  unsigned n_down, n_across;
  return shoot_two(shaper, cache, true, code, down, &n_down) &&
         shoot_two(shaper, cache, false, code, across, &n_across) && down[0].gid != across[0].gid;
}

Double double_make(Shaper *shaper, FaceCache *cache, uint32_t code)
{
  code = code == MARK_DASH_TWO_EM ? MARK_DASH : code;
  if (cache->direction == DIRECTION_HORIZONTAL)
    return make_kind(shaper, cache, false, code);
  uint32_t form = form_of(code == MARK_DASH ? code : MARK_DOTS);
  hb_codepoint_t unused;
  if (is_substituted(shaper, cache, code))
    return make_kind(shaper, cache, true, code);
  if (hb_font_get_nominal_glyph(cache->face->unit, form, &unused))
    return make_kind(shaper, cache, true, form);
  return turn_double(cache->face, make_kind(shaper, cache, false, code));
}
