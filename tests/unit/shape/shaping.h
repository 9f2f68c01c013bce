/* Texts shaped with the real faces, for the room's tests. Sizes are 10 000 mpt, so that 1/1000 em is 10. */
#ifndef TESTS_SHAPE_SHAPING_H
#define TESTS_SHAPE_SHAPING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include <glib.h>
#include <glib/gstdio.h>

#include "shape/shape.h"

#define SIZE 10000

typedef struct {
  FontSet *set;
  Shaper *shaper;
  Arena *arena;
  DiagList *diags;
  TextStyle style, bold, kai;
} Bench;

static const char CATALOGUE[] =
    "faces:\n"
    "  song: {family: Noto Serif CJK SC, file: opentype/noto/NotoSerifCJK-Regular.ttc, package: fonts-noto-cjk}\n"
    "  hei: {family: Noto Sans CJK SC, file: opentype/noto/NotoSansCJK-Regular.ttc, package: fonts-noto-cjk}\n"
    "  kai: {family: LXGW WenKai, file: truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf, package: fonts-lxgw-wenkai}\n"
    "  ukai: {family: AR PL UKai CN, file: truetype/arphic/ukai.ttc, package: fonts-arphic-ukai}\n"
    "  fang: {family: FandolFang R, file: opentype/public/fandol/FandolFang-Regular.otf, package: texlive}\n"
    "  hana: {family: HanaMinB, file: truetype/hanazono/HanaMinB.ttf, package: fonts-hanazono}\n"
    "  jp: {family: Noto Serif CJK JP, file: opentype/noto/NotoSerifCJK-Regular.ttc, package: fonts-noto-cjk}\n"
    "  dejavu: {family: DejaVu Sans, file: truetype/dejavu/DejaVuSans.ttf, package: fonts-dejavu-core}\n"
    "fallback: {all: [song, hana]}\n"
    "roles:\n"
    "  song: {faces: [song], fallback: all}\n"
    "  hei: {faces: [hei], fallback: all}\n"
    "  kai: {faces: [kai], fallback: all}\n"
    "  ukai: {faces: [ukai], fallback: all}\n"
    "  fang: {faces: [fang, kai], fallback: all}\n"
    "  jp: {faces: [jp], fallback: all}\n"
    "  mixed: {faces: [song], latin: [dejavu], fallback: all}\n";

static inline Bench bench_open(const char *role)
{
  char *dir = g_dir_make_tmp("tekan-shape-XXXXXX", NULL), *path = g_build_filename(dir, "catalog.yaml", NULL);
  assert_true(g_file_set_contents(path, CATALOGUE, -1, NULL));
  Bench bench = {.diags = diag_list_new(LANG_EN), .arena = arena_new()};
  bench.set = font_set_open(path, bench.diags);
  assert_non_null(bench.set);
  bench.shaper = shaper_new(bench.set);
  g_unlink(path);
  g_rmdir(dir);
  g_free(path);
  g_free(dir);
  bench.style = (TextStyle){.name = "body",
                            .role = (unsigned)font_role_lookup(bench.set, role),
                            .latin_role = -1,
                            .size = SIZE,
                            .level = LEVEL_GB};
  bench.bold = bench.kai = bench.style;
  bench.bold.role = (unsigned)font_role_lookup(bench.set, "hei");
  bench.kai.role = (unsigned)font_role_lookup(bench.set, "kai");
  return bench;
}

static inline void bench_close(Bench *bench)
{
  shaper_free(bench->shaper);
  font_set_free(bench->set);
  arena_free(bench->arena);
  diag_list_free(bench->diags);
}

static inline const Shaped *bench_shape_rich(Bench *bench, const Rich *rich, Direction direction)
{
  bench->style.bold = &bench->bold;
  bench->style.kai = &bench->kai;
  return shape_text(bench->arena, bench->shaper, rich, &bench->style, 0, direction, NULL, bench->diags);
}

static inline const Shaped *bench_shape(Bench *bench, const char *text, Direction direction)
{
  return bench_shape_rich(bench, rich_plain(bench->arena, text, (Place){"a.md", 3, 1}), direction);
}

/* The cluster that holds the first place of PART in the text. */
static inline const Cluster *cluster_of(const Shaped *shaped, const char *part)
{
  const char *at = strstr(shaped->rich->text, part);
  assert_non_null(at);
  uint32_t byte = (uint32_t)(at - shaped->rich->text);
  for (unsigned i = 0; i < shaped->n_clusters; i++)
    if (shaped->clusters[i].start <= byte && byte < shaped->clusters[i].end)
      return &shaped->clusters[i];
  fail_msg("no cluster for %s", part);
  return NULL;
}

static inline const ShapeGlyph *glyph_of(const Shaped *shaped, const char *part)
{
  const Cluster *cluster = cluster_of(shaped, part);
  assert_true(cluster->n_glyphs > 0);
  return &shaped->glyphs[cluster->glyph];
}

static inline const ShapeRun *run_of(const Shaped *shaped, const char *part)
{
  return &shaped->runs[cluster_of(shaped, part)->run];
}

/* Ink of a cluster as it stands: from its pen, x to the right, y DOWN, mpt; turned glyphs turned. */
typedef struct {
  int64_t x0, x1, y0, y1;
} Ink4;

static inline Ink4 ink_of(const Shaped *shaped, const char *part)
{
  const Cluster *cluster = cluster_of(shaped, part);
  const ShapeRun *run = &shaped->runs[cluster->run];
  Ink4 all = {INT32_MAX, INT32_MIN, INT32_MAX, INT32_MIN};
  int64_t along = 0;
  bool vertical = shaped->direction == DIRECTION_VERTICAL;
  for (unsigned i = 0; i < cluster->n_glyphs; i++) {
    const ShapeGlyph *glyph = &shaped->glyphs[cluster->glyph + i];
    hb_glyph_extents_t e;
    assert_true(hb_font_get_glyph_extents(run->face->unit, glyph->gid, &e));
    int64_t s = run->size, w = run->x_scale;
    int64_t left = e.x_bearing * s / 1000000 * w / 1000,
            right = ((int64_t)e.x_bearing + e.width) * s / 1000000 * w / 1000;
    int64_t top = e.y_bearing * s / 1000000, bottom = ((int64_t)e.y_bearing + e.height) * s / 1000000;
    Ink4 ink;
    if (run->stand == STAND_TURNED)
      ink = (Ink4){glyph->dy + bottom, glyph->dy + top, along + glyph->dx + left, along + glyph->dx + right};
    else if (!vertical || run->stand == STAND_COMBINED)
      ink = (Ink4){along + glyph->dx + left, along + glyph->dx + right, -glyph->dy - top, -glyph->dy - bottom};
    else
      ink = (Ink4){glyph->dx + left, glyph->dx + right, along - glyph->dy - top, along - glyph->dy - bottom};
    all = (Ink4){MIN(all.x0, ink.x0), MAX(all.x1, ink.x1), MIN(all.y0, ink.y0), MAX(all.y1, ink.y1)};
    along += glyph->advance;
  }
  return all;
}

static inline void assert_near(int64_t value, int64_t expected, int64_t slack)
{
  if (value < expected - slack || value > expected + slack)
    fail_msg("%" G_GINT64_FORMAT " is not %" G_GINT64_FORMAT " within %" G_GINT64_FORMAT, value, expected, slack);
}

static inline void assert_body(const Shaped *shaped, const char *part, Mpt body, Mpt lead, Mpt trail)
{
  const Cluster *cluster = cluster_of(shaped, part);
  assert_int_equal(cluster->body, body);
  assert_int_equal(cluster->lead, lead);
  assert_int_equal(cluster->trail, trail);
}

#endif
