/* Font files with bytes spoiled or cut off: whatever HarfBuzz makes of them, shaping ends, and no .notdef comes out. */
#include "shaping.h"

static FontSet *open_spoiled(const char *dir, const char *font, DiagList *diags)
{
  char *path = g_build_filename(dir, "catalog.yaml", NULL);
  char *text =
      g_strdup_printf("faces:\n  bad: {family: Bad, file: %s, package: p}\n"
                      "  song: {family: Noto Serif CJK SC, file: opentype/noto/NotoSerifCJK-Regular.ttc, package: p}\n"
                      "roles:\n  r: {faces: [bad, song], latin: [bad]}\n",
                      font);
  assert_true(g_file_set_contents(path, text, -1, NULL));
  FontSet *set = font_set_open(path, diags);
  g_unlink(path);
  g_free(text);
  g_free(path);
  return set;
}

static void shape_with(const FontSet *set, DiagList *diags)
{
  static const char TEXT[] = "“中国”——“fine” AVA 12%，《甲》……é～–·／？！→①\u0301fi12日";
  Arena *arena = arena_new();
  Shaper *shaper = shaper_new(set);
  TextStyle style = {.name = "body", .latin_role = -1, .size = SIZE, .level = LEVEL_GB};
  for (unsigned d = 0; d < 2; d++) {
    const Shaped *shaped = shape_text(arena, shaper, rich_plain(arena, TEXT, (Place){"a.md", 1, 1}), &style, 0,
                                      d ? DIRECTION_VERTICAL : DIRECTION_HORIZONTAL, NULL, diags);
    assert_int_equal(shaped->clusters[shaped->n_clusters - 1].end, strlen(TEXT));
    for (unsigned i = 0; i < shaped->n_glyphs; i++)
      assert_true(shaped->glyphs[i].gid > 0);
    for (unsigned i = 0; i < shaped->n_clusters; i++)
      assert_true(shaped->clusters[i].body >= 0 && shaped->clusters[i].lead >= 0 && shaped->clusters[i].trail >= 0);
  }
  shaper_free(shaper);
  arena_free(arena);
}

static void spoil(GRand *random, char *bytes, gsize length)
{
  gsize head = MIN(length, 4096);
  for (int k = g_rand_int_range(random, 1, 40); k > 0; k--) {
    gsize at = (gsize)g_rand_int_range(random, 0, (gint32)(k & 1 ? head : length));
    bytes[at] = (char)g_rand_int_range(random, 0, 256);
  }
}

static void spoiled_fonts_are_survived(void **state)
{
  static const char *const FILES[] = {"/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
                                      "/usr/share/fonts/opentype/urw-base35/NimbusRoman-Regular.otf"};
  char *dir = g_dir_make_tmp("tekan-spoiled-XXXXXX", NULL), *font = g_build_filename(dir, "bad.ttf", NULL);
  GRand *random = g_rand_new_with_seed(99);
  for (unsigned f = 0; f < G_N_ELEMENTS(FILES); f++) {
    char *whole;
    gsize length;
    if (!g_file_get_contents(FILES[f], &whole, &length, NULL))
      continue;
    for (unsigned i = 0; i < 120; i++) {
      char *bytes = g_memdup2(whole, length);
      gsize kept = i % 6 ? length : (gsize)g_rand_int_range(random, 0, (gint32)length);
      spoil(random, bytes, length);
      assert_true(g_file_set_contents(font, bytes, (gssize)kept, NULL));
      DiagList *diags = diag_list_new(LANG_ZH);
      FontSet *set = open_spoiled(dir, font, diags);
      assert_non_null(set);
      shape_with(set, diags);
      font_set_free(set);
      diag_list_free(diags);
      g_free(bytes);
    }
    g_free(whole);
  }
  g_rand_free(random);
  g_unlink(font);
  g_rmdir(dir);
  g_free(font);
  g_free(dir);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(spoiled_fonts_are_survived)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
