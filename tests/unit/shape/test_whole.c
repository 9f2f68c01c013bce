/* What must hold for any text: every byte in one cluster, in order; no .notdef; lengths in reason; the same again, and
 * at another size. */
#include "shaping.h"

static const char *const BITS[] = {
    "中",
    "国",
    "“",
    "”",
    "‘",
    "’",
    "（",
    "）",
    "《",
    "》",
    "，",
    "。",
    "、",
    "：",
    "；",
    "？",
    "！",
    "·",
    "—",
    "——",
    "…",
    "……",
    "⸺",
    "～",
    "–",
    "／",
    "/",
    "1",
    "2",
    "2024",
    "12.5%",
    "A",
    "fi",
    "GDP",
    " ",
    "　",
    "\n",
    "\t",
    "é",
    "e\u030A",
    "\u0301",
    "\uFE00",
    "\U000E0100",
    "\u200D",
    "\u200B",
    "\u2060",
    "\u00AD",
    "\uFEFF",
    "𠮷",
    "𰀀",
    "\U0001F600",
    "\U0001F468\u200D\U0001F469",
    "한",
    "あ",
    "ﾊ",
    "ب",
    "ا",
    "क्षि",
    "Ω",
    "ж",
    "\uE000",
    "\uFFFD",
    "\u202F",
    "\u00A0",
    "℃",
    "％",
    "￥",
    "№",
    "①",
    "→",
    "★",
    "×",
    "々",
    "〇",
    "‼",
    "⁇",
    "http://a.cn/b?c=d",
    "a@b.cn",
    "\xFF",
    "\xC3",
    "\xE4\xB8",
};

static char *make_text(GRand *random)
{
  GString *text = g_string_new(NULL);
  int n = g_rand_int_range(random, 0, 40);
  for (int i = 0; i < n; i++)
    g_string_append(text, BITS[g_rand_int_range(random, 0, G_N_ELEMENTS(BITS))]);
  return g_string_free(text, FALSE);
}

static void check_clusters(const Shaped *shaped)
{
  uint32_t byte = 0, ch = 0, glyph = 0;
  for (unsigned i = 0; i < shaped->n_clusters; i++) {
    const Cluster *cluster = &shaped->clusters[i];
    assert_int_equal(cluster->start, byte);
    assert_int_equal(cluster->ch, ch);
    assert_true(cluster->end > cluster->start && cluster->ch_end > cluster->ch);
    assert_int_equal(cluster->glyph, glyph);
    assert_true(cluster->body >= 0 && cluster->lead >= 0 && cluster->trail >= 0);
    assert_true(cluster->run < shaped->n_runs);
    assert_int_equal(cluster->em, shaped->size);
    if (cluster->lead || cluster->trail)
      assert_int_equal(cluster->body + cluster->lead + cluster->trail, shaped->size);
    byte = cluster->end;
    ch = cluster->ch_end;
    glyph += cluster->n_glyphs;
  }
  assert_int_equal(byte, shaped->rich->length);
  assert_int_equal(ch, shaped->analysis->n);
  assert_int_equal(glyph, shaped->n_glyphs);
  for (unsigned i = 0; i < shaped->n_glyphs; i++)
    assert_true(shaped->glyphs[i].gid > 0);
}

static void assert_same(const Shaped *a, const Shaped *b, Mpt slack)
{
  assert_int_equal(a->n_clusters, b->n_clusters);
  assert_int_equal(a->n_glyphs, b->n_glyphs);
  for (unsigned i = 0; i < a->n_clusters; i++) {
    assert_near(a->clusters[i].body, b->clusters[i].body, slack);
    assert_near(a->clusters[i].lead, b->clusters[i].lead, slack);
    assert_near(a->clusters[i].trail, b->clusters[i].trail, slack);
    assert_int_equal(a->clusters[i].em, b->clusters[i].em);
  }
  for (unsigned i = 0; i < a->n_glyphs; i++) {
    assert_int_equal(a->glyphs[i].gid, b->glyphs[i].gid);
    assert_near(a->glyphs[i].dx, b->glyphs[i].dx, slack);
    assert_near(a->glyphs[i].dy, b->glyphs[i].dy, slack);
    assert_near(a->glyphs[i].advance, b->glyphs[i].advance, slack);
  }
  for (unsigned i = 0; i < a->n_runs; i++)
    assert_int_equal(a->runs[i].size, b->runs[i].size);
}

static void any_text_is_covered(void **state)
{
  static const char *const ROLES[] = {"song", "kai", "ukai", "mixed"};
  GRand *random = g_rand_new_with_seed(20240327);
  for (unsigned r = 0; r < G_N_ELEMENTS(ROLES); r++) {
    Bench bench = bench_open(ROLES[r]);
    for (unsigned i = 0; i < 600; i++) {
      char *text = make_text(random);
      const Shaped *shaped = bench_shape(&bench, text, i & 1 ? DIRECTION_VERTICAL : DIRECTION_HORIZONTAL);
      check_clusters(shaped);
      const Shaped *again = bench_shape(&bench, text, i & 1 ? DIRECTION_VERTICAL : DIRECTION_HORIZONTAL);
      assert_same(shaped, again, 0);
      g_free(text);
    }
    bench_close(&bench);
  }
  g_rand_free(random);
}

static void another_size_is_the_same_shapes(void **state)
{
  Bench bench = bench_open("ukai");
  GRand *random = g_rand_new_with_seed(7);
  for (unsigned i = 0; i < 300; i++) {
    char *text = make_text(random);
    Direction direction = i & 1 ? DIRECTION_VERTICAL : DIRECTION_HORIZONTAL;
    const Shaped *shaped = bench_shape(&bench, text, direction);
    Mpt size = g_rand_int_range(random, 4000, 80000);
    const Shaped *resized = shape_resize(bench.arena, shaped, size);
    const Shaped *fresh =
        shape_text(bench.arena, bench.shaper, shaped->rich, &bench.style, size, direction, NULL, bench.diags);
    assert_same(resized, fresh, size / SIZE + 2);
    assert_near(resized->hyphen, fresh->hyphen, size / SIZE + 2);
    assert_int_equal(resized->size, size);
    g_free(text);
  }
  g_rand_free(random);
  bench_close(&bench);
}

/* A new shaper and a used one agree: nothing depends on what was shaped before. */
static void what_came_before_does_not_matter(void **state)
{
  Bench used = bench_open("song");
  GRand *random = g_rand_new_with_seed(11);
  for (unsigned i = 0; i < 60; i++) {
    char *text = make_text(random);
    Direction direction = i & 1 ? DIRECTION_VERTICAL : DIRECTION_HORIZONTAL;
    const Shaped *shaped = bench_shape(&used, text, direction);
    Bench fresh = bench_open("song");
    assert_same(shaped, bench_shape(&fresh, text, direction), 0);
    bench_close(&fresh);
    g_free(text);
  }
  g_rand_free(random);
  bench_close(&used);
}

/* Texts without an end to their clusters end soon and whole. Combining marks: HarfBuzz takes the square of their
 * number, text_decode refuses over 30. */
static void endless_clusters_are_survived(void **state)
{
  Bench bench = bench_open("song");
  static const char *const ENDLESS[] = {"\u0301", "a", "中\u0301", "\u200D", "—", "！", "\U000E0100", "1"};
  for (unsigned i = 0; i < G_N_ELEMENTS(ENDLESS); i++) {
    GString *text = g_string_new("e");
    for (unsigned k = 0; k < (i ? 100000 : 2000); k++)
      g_string_append(text, ENDLESS[i]);
    const Shaped *shaped = bench_shape(&bench, text->str, i & 1 ? DIRECTION_VERTICAL : DIRECTION_HORIZONTAL);
    assert_int_equal(shaped->clusters[shaped->n_clusters - 1].end, text->len);
    g_string_free(text, TRUE);
  }
  bench_close(&bench);
}

/* 注音: a syllable over each character or the whole over the word; wider than its base only as far as neighbours need;
 * one look of several spans has one ruby; never divided. */
static void ruby_stands_over_its_base(void **state)
{
  (void)state;
  Bench bench = bench_open("song");
  static const char xinzhou[] = "xīn zhōu", window[] = "zhuāngchuāng", pair[] = "shuāng";
  const RichSpan all[] = {{3, 9, RICH_RUBY, xinzhou},
                          {9, 12, RICH_RUBY, window},
                          {12, 15, RICH_RUBY | RICH_BOLD, window},
                          {18, 21, RICH_RUBY, pair}};
  Rich *rich = rich_plain(bench.arena, "在忻州装窗前双", (Place){"a.md", 3, 1});
  rich->spans = all;
  rich->n_spans = G_N_ELEMENTS(all);
  const Shaped *shaped = bench_shape_rich(&bench, rich, DIRECTION_HORIZONTAL);
  assert_int_equal(shaped->n_rubies, 4);
  for (unsigned i = 0; i < 2; i++) /* xīn zhōu: one each */
    assert_true(shaped->rubies[i].first == i + 1 && shaped->rubies[i].end == i + 2);
  assert_true(shaped->rubies[2].first == 3 && shaped->rubies[2].end == 5);
  assert_int_equal(shaped->clusters[0].body, SIZE);
  assert_int_equal(shaped->clusters[5].body, SIZE);
  Mpt base = shaped->clusters[3].body + shaped->clusters[4].body, width = 0;
  for (unsigned i = 0; i < shaped->rubies[2].text->n_clusters; i++)
    width += shaped->rubies[2].text->clusters[i].body;
  assert_true(width > 2 * SIZE && base > width); /* 州 beside it has a ruby: it may not reach over that */
  assert_true(ink_of(shaped, "装").x0 > 0 && glyph_of(shaped, "装")->dx > 0);
  assert_int_equal(shaped->analysis->breaks[4].cost, BREAK_NEVER); /* 装窗 under one */
  assert_in_range(shaped->analysis->breaks[2].cost, 100, 400);     /* 忻|州 each under its own */
  assert_in_range(shaped->analysis->breaks[3].cost, 0, shaped->analysis->breaks[2].cost - 1);
  const Shaped *twice = shape_resize(bench.arena, shaped, 2 * SIZE);
  assert_near(twice->rubies[2].text->clusters[0].body, 2 * shaped->rubies[2].text->clusters[0].body, 1);
  bench_close(&bench);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(any_text_is_covered),
      cmocka_unit_test(another_size_is_the_same_shapes),
      cmocka_unit_test(what_came_before_does_not_matter),
      cmocka_unit_test(ruby_stands_over_its_base),
      cmocka_unit_test(endless_clusters_are_survived),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
