/* HarfBuzz, and what is kept between texts. Everything is shaped at 1 000 000 units to the em and scaled afterwards, so
 * that a size costs nothing. */
#include <string.h>

#include "shape/work.h"

Shaper *shaper_new(const FontSet *fonts)
{
  Shaper *shaper = g_new0(Shaper, 1);
  shaper->fonts = fonts;
  shaper->buffer = hb_buffer_create();
  shaper->chinese = hb_language_from_string("zh-Hans", -1);
  shaper->caches = g_ptr_array_new();
  shaper->shots = g_array_new(FALSE, FALSE, sizeof(Shot));
  shaper->runs = g_array_new(FALSE, FALSE, sizeof(ShapeRun));
  shaper->glyphs = g_array_new(FALSE, FALSE, sizeof(ShapeGlyph));
  shaper->clusters = g_array_new(FALSE, FALSE, sizeof(Cluster));
  shaper->features = g_array_new(FALSE, FALSE, sizeof(hb_feature_t));
  shaper->narrow = g_array_new(FALSE, FALSE, sizeof(hb_feature_t));
  return shaper;
}

static void free_cache(FaceCache *cache)
{
  for (unsigned i = 0; i < G_N_ELEMENTS(cache->pages); i++)
    if (cache->pages[i]) /* few are: thousands of calls for nothing else */
      g_free(cache->pages[i]);
  g_free(cache->features);
  g_free(cache->feature_text);
  g_free(cache);
}

void shaper_free(Shaper *shaper)
{
  if (!shaper)
    return;
  for (unsigned i = 0; i < shaper->caches->len; i++)
    free_cache(shaper->caches->pdata[i]);
  g_ptr_array_free(shaper->caches, TRUE);
  g_array_free(shaper->shots, TRUE);
  g_array_free(shaper->runs, TRUE);
  g_array_free(shaper->glyphs, TRUE);
  g_array_free(shaper->clusters, TRUE);
  g_array_free(shaper->features, TRUE);
  g_array_free(shaper->narrow, TRUE);
  hb_buffer_destroy(shaper->buffer);
  g_free(shaper);
}

/* "palt, -liga ss01=1": commas or blanks between; what is no feature is passed over. */
static void parse_features(FaceCache *cache)
{
  char **words = g_strsplit_set(cache->feature_text, ", ", -1);
  cache->features = g_new(hb_feature_t, g_strv_length(words) + 1);
  for (char **word = words; *word; word++)
    if (**word && hb_feature_from_string(*word, -1, &cache->features[cache->n_features]))
      cache->n_features++;
  g_strfreev(words);
}

static bool is_cache_of(const FaceCache *cache, const Face *face, Direction direction, const char *features)
{
  return cache->face == face && cache->direction == direction && strcmp(cache->feature_text, features) == 0;
}

FaceCache *shaper_cache(Shaper *shaper, const Face *face, Direction direction, const char *features)
{
  features = features ? features : "";
  if (shaper->last && is_cache_of(shaper->last, face, direction, features))
    return shaper->last;
  for (unsigned i = 0; i < shaper->caches->len; i++)
    if (is_cache_of(shaper->caches->pdata[i], face, direction, features))
      return shaper->last = shaper->caches->pdata[i];
  FaceCache *cache = g_new0(FaceCache, 1);
  cache->face = face;
  cache->direction = direction;
  cache->feature_text = g_strdup(features);
  parse_features(cache);
  g_ptr_array_add(shaper->caches, cache);
  return shaper->last = cache;
}

/* Kerning is for Latin only: pairs of marks are ours. The style's own features come last and win. */
static const GArray *collect_features(Shaper *shaper, const ShotSetup *setup)
{
  const hb_feature_t kerning[] = {
      {HB_TAG('k', 'e', 'r', 'n'), setup->latin, 0, HB_FEATURE_GLOBAL_END},
      {HB_TAG('v', 'k', 'r', 'n'), 0, 0, HB_FEATURE_GLOBAL_END},
  };
  g_array_set_size(shaper->features, 0);
  g_array_append_vals(shaper->features, kerning, G_N_ELEMENTS(kerning));
  if (setup->narrow && setup->narrow->len)
    g_array_append_vals(shaper->features, setup->narrow->data, setup->narrow->len);
  if (setup->cache->n_features)
    g_array_append_vals(shaper->features, setup->cache->features, setup->cache->n_features);
  return shaper->features;
}

/* Script and language are both set, always: without them Noto gives — its Latin width. */
static const Shot *shoot_buffer(Shaper *shaper, const ShotSetup *setup, unsigned *n)
{
  hb_buffer_t *buffer = shaper->buffer;
  hb_buffer_set_direction(buffer, setup->direction == DIRECTION_VERTICAL ? HB_DIRECTION_TTB : HB_DIRECTION_LTR);
  hb_buffer_set_script(buffer, setup->script);
  hb_buffer_set_language(buffer, setup->script == HB_SCRIPT_HAN ? shaper->chinese : hb_language_from_string("en", -1));
  hb_buffer_set_flags(buffer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES | HB_BUFFER_FLAG_DO_NOT_INSERT_DOTTED_CIRCLE);
  const GArray *features = collect_features(shaper, setup);
  hb_shape(setup->face->unit, buffer, (const hb_feature_t *)features->data, features->len);
  const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, n);
  const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, n);
  g_array_set_size(shaper->shots, *n);
  for (unsigned i = 0; i < *n; i++)
    g_array_index(shaper->shots, Shot, i) =
        (Shot){infos[i].codepoint,     infos[i].cluster,      positions[i].x_advance,
               positions[i].y_advance, positions[i].x_offset, positions[i].y_offset};
  return (const Shot *)shaper->shots->data;
}

const Shot *shaper_shoot(Shaper *shaper, const ShotSetup *setup, const char *text, uint32_t length, uint32_t start,
                         uint32_t end, unsigned *n)
{
  hb_buffer_reset(shaper->buffer);
  hb_buffer_add_utf8(shaper->buffer, text, (int)length, start, (int)(end - start));
  return shoot_buffer(shaper, setup, n);
}

const Shot *shaper_shoot_codes(Shaper *shaper, const FaceCache *cache, Direction direction, const uint32_t *codes,
                               unsigned n_codes, unsigned *n)
{
  ShotSetup setup = {.face = cache->face, .cache = cache, .script = HB_SCRIPT_HAN, .direction = direction};
  hb_buffer_reset(shaper->buffer);
  for (unsigned i = 0; i < n_codes; i++)
    hb_buffer_add(shaper->buffer, codes[i], i);
  hb_buffer_set_content_type(shaper->buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
  return shoot_buffer(shaper, &setup, n);
}

bool shaper_ink(const Face *face, hb_codepoint_t gid, Ink2 *ink)
{
  hb_glyph_extents_t extents;
  if (!hb_font_get_glyph_extents(face->unit, gid, &extents) || extents.width == 0 || extents.height == 0)
    return false;
  *ink = (Ink2){extents.x_bearing, extents.x_bearing + extents.width, extents.y_bearing + extents.height,
                extents.y_bearing};
  return true;
}
