/* Where a mark's ink sits in its box (§3.5): by the font's own halt (vhal) where that touches the mark, else by the
 * ink's extents. */
#include <hb-ot.h>

#include "text/text.h"

#include "font/work.h"

/* 1/1000 em. SLACK: ink may stick so far over the middle; WIDEST: what half an em can hold; BEARING: white towards the
   text of marks that come without a box of their own. */
enum { EM = 1000, HALF = 500, SLACK = 20, WIDEST = 480, BEARING = 80 };

/* --- by halt ------------------------------------------------------------------- */

static hb_bool_t map_to_glyph(hb_font_t *font, void *data, hb_codepoint_t code, hb_codepoint_t *glyph, void *user)
{
  *glyph = *(const hb_codepoint_t *)data;
  return true;
}

/* HarfBuzz shapes characters: a font in which every character is GLYPH lets it position one glyph. */
static hb_font_t *make_single_font(hb_font_t *unit, hb_codepoint_t *glyph)
{
  hb_font_t *font = hb_font_create_sub_font(unit);
  hb_font_funcs_t *functions = hb_font_funcs_create();
  hb_font_funcs_set_nominal_glyph_func(functions, map_to_glyph, NULL, NULL);
  hb_font_set_funcs(font, functions, glyph, NULL);
  hb_font_funcs_destroy(functions);
  return font;
}

static hb_glyph_position_t position_glyph(hb_font_t *font, bool vertical, bool halved)
{
  hb_buffer_t *buffer = hb_buffer_create();
  hb_buffer_add(buffer, 0xE000, 0);
  hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
  hb_buffer_set_direction(buffer, vertical ? HB_DIRECTION_TTB : HB_DIRECTION_LTR);
  hb_buffer_set_script(buffer, HB_SCRIPT_HAN);
  hb_buffer_set_language(buffer, hb_language_from_string("zh-Hans", -1));
  hb_feature_t features[] = {
      {vertical ? HB_TAG('v', 'h', 'a', 'l') : HB_TAG('h', 'a', 'l', 't'), halved, 0, HB_FEATURE_GLOBAL_END},
      {HB_TAG('v', 'e', 'r', 't'), 0, 0, HB_FEATURE_GLOBAL_END},
      {HB_TAG('l', 'o', 'c', 'l'), 0, 0, HB_FEATURE_GLOBAL_END},
  };
  hb_shape(font, buffer, features, G_N_ELEMENTS(features));
  unsigned n;
  hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, &n);
  hb_glyph_position_t position = n == 1 ? positions[0] : (hb_glyph_position_t){0};
  hb_buffer_destroy(buffer);
  return position;
}

static int to_milli(int64_t units)
{
  return (int)((units + (units < 0 ? -500 : 500)) / 1000);
}

bool mark_by_halt(const Face *face, hb_codepoint_t glyph, bool vertical, MarkBody *body)
{
  hb_font_t *font = make_single_font(face->unit, &glyph);
  hb_glyph_position_t plain = position_glyph(font, vertical, false), halved = position_glyph(font, vertical, true);
  hb_font_destroy(font);
  int advance = to_milli(vertical ? -(int64_t)halved.y_advance : halved.x_advance);
  int was = to_milli(vertical ? -(int64_t)plain.y_advance : plain.x_advance);
  int shift =
      to_milli(vertical ? (int64_t)plain.y_offset - halved.y_offset : (int64_t)halved.x_offset - plain.x_offset);
  if (advance >= was || advance < HALF - SLACK)
    return false;
  *body = (MarkBody){.body = advance, .dx = shift, .fits = advance <= HALF + SLACK};
  return true;
}

/* --- by ink --------------------------------------------------------------------- */

/* The ink's extent along the line within the box, and the box's own length. */
typedef struct {
  int from, to, box;
} Ink1;

static bool measure_ink(const Face *face, hb_codepoint_t glyph, bool vertical, Ink1 *ink)
{
  hb_glyph_extents_t extents;
  if (!hb_font_get_glyph_extents(face->unit, glyph, &extents) || extents.width == 0)
    return false;
  if (!vertical) {
    int from = to_milli(extents.x_bearing);
    *ink = (Ink1){from, from + to_milli(extents.width), to_milli(hb_font_get_glyph_h_advance(face->unit, glyph))};
    return true;
  }
  hb_position_t x, top;
  hb_font_get_glyph_v_origin(face->unit, glyph, &x, &top);
  int from = to_milli((int64_t)top - extents.y_bearing);
  *ink = (Ink1){from, from + to_milli(-(int64_t)extents.height),
                to_milli(-(int64_t)hb_font_get_glyph_v_advance(face->unit, glyph))};
  return true;
}

static int shift_ink(const Ink1 *ink, int cls, bool boxed)
{
  int centred = HALF / 2 - (ink->from + ink->to) / 2;
  switch (cls) {
  case CLASS_OPEN:
    if (!boxed)
      return HALF - BEARING - ink->to;
    return ink->from >= HALF - SLACK ? -HALF : centred;
  case CLASS_CLOSE:
  case CLASS_PAUSE:
  case CLASS_END:
    if (!boxed)
      return BEARING - ink->from;
    return ink->to <= HALF + SLACK ? 0 : centred;
  default: return centred;
  }
}

MarkBody mark_by_ink(const Face *face, hb_codepoint_t glyph, int cls, bool vertical)
{
  Ink1 ink;
  if (!measure_ink(face, glyph, vertical, &ink))
    return (MarkBody){.body = EM};
  int width = ink.to - ink.from;
  if (width > WIDEST)
    return (MarkBody){.body = MIN(width + 2 * SLACK, EM),
                      .dx = MIN(width + 2 * SLACK, EM) == EM ? 0 : SLACK - ink.from};
  bool boxed = ABS(ink.box - EM) <= SLACK;
  return (MarkBody){.body = HALF, .dx = shift_ink(&ink, cls, boxed), .fits = true};
}

/* --- both -------------------------------------------------------------------------- */

/* Fandol halves its centred ？ where it stands, so that the ink hangs out: such a halt is not believed. */
static bool holds_ink(const Face *face, hb_codepoint_t glyph, bool vertical, const MarkBody *body)
{
  Ink1 ink;
  return !measure_ink(face, glyph, vertical, &ink) ||
         (ink.from + body->dx >= -2 * SLACK && ink.to + body->dx <= body->body + 2 * SLACK);
}

static MarkBody find_body(const Face *face, hb_codepoint_t glyph, int cls, bool vertical)
{
  MarkBody body;
  if (face->has_halt && mark_by_halt(face, glyph, vertical, &body) && holds_ink(face, glyph, vertical, &body))
    return body;
  return mark_by_ink(face, glyph, cls, vertical);
}

static gint64 mark_key(const Face *face, hb_codepoint_t glyph, int cls, bool vertical)
{
  return (gint64)face->id << 40 | (gint64)glyph << 8 | cls << 1 | vertical;
}

MarkBody font_mark_body(const FontSet *set, const Face *face, hb_codepoint_t glyph, int cls, bool vertical)
{
  FontSet *mutable_set = (FontSet *)set;
  gint64 key = mark_key(face, glyph, cls, vertical);
  g_rec_mutex_lock(&mutable_set->lock);
  const MarkBody *known = g_hash_table_lookup(set->marks, &key);
  MarkBody body = known ? *known : (MarkBody){0};
  g_rec_mutex_unlock(&mutable_set->lock);
  if (known)
    return body;
  body = find_body(face, glyph, cls, vertical);
  g_rec_mutex_lock(&mutable_set->lock);
  if (!g_hash_table_contains(set->marks, &key)) {
    MarkBody *kept = ARENA_NEW(set->arena, MarkBody);
    *kept = body;
    g_hash_table_insert(set->marks, g_memdup2(&key, sizeof key), kept);
  }
  g_rec_mutex_unlock(&mutable_set->lock);
  return body;
}
