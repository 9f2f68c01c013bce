/* Horizontal shaping on the very faces newspapers would be set in: the traps of §0. */
#include "shaping.h"

static const char *const ROLES[] = {"song", "hei", "kai", "ukai", "fang"};

static void marks_are_a_half_and_a_half(void **state)
{
  for (unsigned i = 0; i < G_N_ELEMENTS(ROLES); i++) {
    Bench bench = bench_open(ROLES[i]);
    const Shaped *shaped = bench_shape(&bench, "中（“《国》”）甲，乙、丙；丁：戊。己？庚！辛", DIRECTION_HORIZONTAL);
    for (const char *mark = "（“《"; *mark; mark = g_utf8_next_char(mark)) {
      char part[5] = {0};
      memcpy(part, mark, (size_t)(g_utf8_next_char(mark) - mark));
      assert_body(shaped, part, SIZE / 2, SIZE / 2, 0);
      Ink4 ink = ink_of(shaped, part);
      assert_true(ink.x0 >= -SIZE / 40 && ink.x1 <= SIZE / 2 + SIZE / 40);
    }
    for (const char *mark = "》”），、；：。？！"; *mark; mark = g_utf8_next_char(mark)) {
      char part[5] = {0};
      memcpy(part, mark, (size_t)(g_utf8_next_char(mark) - mark));
      assert_body(shaped, part, SIZE / 2, 0, SIZE / 2);
      Ink4 ink = ink_of(shaped, part);
      assert_true(ink.x0 >= -SIZE / 40 && ink.x1 <= SIZE / 2 + SIZE / 40);
    }
    assert_body(shaped, "国", SIZE, 0, 0);
    Ink4 stop = ink_of(shaped, "。"), comma = ink_of(shaped, "，"); /* at the foot, UKai's too */
    assert_true(stop.y0 > -SIZE * 3 / 10 && comma.y0 > -SIZE * 3 / 10);
    bench_close(&bench);
  }
}

/* —— is one line of ink of 2 em, in every face: no gap where its two halves meet. */
static void dashes_join(void **state)
{
  for (unsigned i = 0; i < G_N_ELEMENTS(ROLES); i++) {
    Bench bench = bench_open(ROLES[i]);
    const Shaped *shaped = bench_shape(&bench, "——", DIRECTION_HORIZONTAL);
    assert_int_equal(shaped->n_clusters, 1);
    assert_body(shaped, "——", 2 * SIZE, 0, 0);
    const ShapeRun *run = &shaped->runs[shaped->clusters[0].run];
    int64_t end = INT32_MAX, along = 0;
    for (unsigned g = 0; g < shaped->n_glyphs; g++) {
      hb_glyph_extents_t e;
      hb_font_get_glyph_extents(run->face->unit, shaped->glyphs[g].gid, &e);
      int64_t from = along + shaped->glyphs[g].dx + e.x_bearing * (int64_t)SIZE / 1000000;
      assert_true(from <= end);
      end = from + e.width * (int64_t)SIZE / 1000000;
      along += shaped->glyphs[g].advance;
    }
    Ink4 ink = ink_of(shaped, "——");
    assert_near(ink.x0, 0, SIZE / 10);
    assert_near(ink.x1, 2 * SIZE, SIZE / 10);
    bench_close(&bench);
  }
}

static void doubled_and_stacked_are_units(void **state)
{
  Bench bench = bench_open("song");
  const Shaped *shaped = bench_shape(&bench, "甲……乙？！丙！！！丁⸺戊…己", DIRECTION_HORIZONTAL);
  assert_body(shaped, "……", 2 * SIZE, 0, 0);
  assert_body(shaped, "？！", SIZE, 0, 0);
  assert_body(shaped, "！！！", 2 * SIZE, 0, 0);
  assert_body(shaped, "⸺", 2 * SIZE, 0, 0);
  assert_body(shaped, "…己", SIZE, 0, 0);
  assert_int_equal(cluster_of(shaped, "……")->ch_end - cluster_of(shaped, "……")->ch, 2);
  assert_int_equal(cluster_of(shaped, "！！！")->n_glyphs, 3);
  Ink4 dots = ink_of(shaped, "……");
  assert_true(dots.x0 > 0 && dots.x1 < 2 * SIZE);
  assert_near((dots.x0 + dots.x1) / 2, SIZE, SIZE / 50);
  bench_close(&bench);
}

static void dots_and_joiners_have_fixed_bodies(void **state)
{
  for (unsigned i = 0; i < G_N_ELEMENTS(ROLES); i++) {
    Bench bench = bench_open(ROLES[i]);
    const Shaped *shaped = bench_shape(&bench, "比尔·盖茨～甲–乙／丙—丁", DIRECTION_HORIZONTAL);
    static const struct {
      const char *mark;
      Mpt body;
    } ROWS[] = {{"·", SIZE / 2}, {"～", SIZE}, {"–", SIZE / 2}, {"／", SIZE / 2}, {"—", SIZE}};
    for (unsigned k = 0; k < G_N_ELEMENTS(ROWS); k++) {
      assert_body(shaped, ROWS[k].mark, ROWS[k].body, 0, 0);
      Ink4 ink = ink_of(shaped, ROWS[k].mark);
      assert_near((ink.x0 + ink.x1) / 2, ROWS[k].body / 2, SIZE / 100);
      assert_true(ink.x1 - ink.x0 <= ROWS[k].body);
    }
    bench_close(&bench);
  }
}

/* One character at a time, remembered, must be what HarfBuzz gives for the whole text: the outside judge of the short
 * cut. */
static void remembered_glyphs_are_harfbuzz_s(void **state)
{
  for (unsigned i = 0; i < 4; i++) {
    Bench bench = bench_open(ROLES[i]);
    char *text;
    assert_true(g_file_get_contents("tests/data/texts/16-history.txt", &text, NULL, NULL));
    GString *han = g_string_new(NULL);
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
      gunichar c = g_utf8_get_char(at);
      if ((c >= 0x4E00 && c < 0xA000) || c == 0xFF0C || c == 0x3002 || c == 0x3001 || c == 0x300A || c == 0x300B)
        g_string_append_unichar(han, c);
    }
    assert_true(g_utf8_strlen(han->str, -1) > 500);
    for (unsigned round = 0; round < 2; round++) {
      const Shaped *shaped = bench_shape(&bench, han->str, DIRECTION_HORIZONTAL);
      hb_buffer_t *buffer = hb_buffer_create();
      hb_buffer_add_utf8(buffer, han->str, -1, 0, -1);
      hb_buffer_set_script(buffer, HB_SCRIPT_HAN);
      hb_buffer_set_language(buffer, hb_language_from_string("zh-Hans", -1));
      hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
      hb_shape(shaped->runs[0].face->unit, buffer, NULL, 0);
      unsigned n;
      hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &n);
      assert_int_equal(n, shaped->n_glyphs);
      for (unsigned k = 0; k < n; k++)
        assert_int_equal(infos[k].codepoint, shaped->glyphs[k].gid);
      hb_buffer_destroy(buffer);
    }
    g_string_free(han, TRUE);
    g_free(text);
    bench_close(&bench);
  }
}

/* 骨 直 of the mainland, not of Japan, though the file holds both; and with the Japanese face the language still asks
 * for the mainland's. */
static void glyphs_are_the_mainland_s(void **state)
{
  Bench bench = bench_open("song"), japan = bench_open("jp");
  for (const char *text = "骨直"; *text; text = g_utf8_next_char(text)) {
    char one[5] = {0};
    memcpy(one, text, 3);
    const Shaped *here = bench_shape(&bench, one, DIRECTION_HORIZONTAL),
                 *there = bench_shape(&japan, one, DIRECTION_HORIZONTAL);
    hb_codepoint_t nominal;
    hb_font_get_nominal_glyph(there->runs[0].face->unit, g_utf8_get_char(one), &nominal);
    assert_int_equal(here->glyphs[0].gid, there->glyphs[0].gid);
    assert_int_not_equal(nominal, here->glyphs[0].gid);
  }
  bench_close(&bench);
  bench_close(&japan);
}

static void rare_characters_fall_back_in_place(void **state)
{
  Bench bench = bench_open("ukai");
  const Shaped *shaped = bench_shape(&bench, "李䶮与㛃𬭚𫀚。", DIRECTION_HORIZONTAL);
  assert_int_equal(diag_count(bench.diags), 0);
  assert_string_equal(run_of(shaped, "李")->face->family, "AR PL UKai CN");
  assert_string_equal(run_of(shaped, "𬭚")->face->family, "Noto Serif CJK SC");
  assert_string_equal(run_of(shaped, "𫀚")->face->family, "HanaMinB");
  assert_body(shaped, "𫀚", SIZE, 0, 0);
  bench_close(&bench);
}

static void missing_glyphs_are_told_where_they_are(void **state)
{
  Bench bench = bench_open("song");
  const Shaped *shaped = bench_shape(&bench, "第一页，𰀀面。又𰀀。", DIRECTION_HORIZONTAL);
  assert_int_equal(diag_count(bench.diags), 1); /* a character is told once a text */
  const Diag *diag = diag_at(bench.diags, 0);
  assert_int_equal(diag->code, DIAG_GLYPH_MISSING);
  assert_int_equal(diag->severity, DIAG_ERROR);
  assert_string_equal(diag->place.file, "a.md");
  assert_int_equal(diag->place.line, 3);
  assert_int_equal(diag->place.column, 5);
  assert_non_null(strstr(diag->message, "U+30000"));
  assert_non_null(strstr(diag->message, "fonts-hanazono"));
  assert_body(shaped, "𰀀", SIZE, 0, 0);
  assert_int_equal(cluster_of(shaped, "𰀀")->n_glyphs, 0);
  bench_close(&bench);
}

/* What runs from right to left is an error, once a text, whether a font has it or not; the marks that change nothing
 * are none. */
static void what_runs_leftward_is_told_where_it_is(void **state)
{
  static const struct {
    const char *text, *words;
    int column;
  } TEXTS[] = {{"新书《\u0645\u0631\u062D\u0628\u0627 "
                "\u0628\u0627\u0644\u0639\u0627\u0644\u0645》和\u0645\u0631\u062D\u0628\u0627。",
                "“\u0645\u0631\u062D\u0628\u0627”", 4},
               {"希伯来文\u05E9\u05DC\u05D5\u05DD。", "“\u05E9\u05DC\u05D5\u05DD”", 5},
               {"abc \u05E9\u05DC\u05D5\u05DD abc", "“\u05E9\u05DC\u05D5\u05DD”", 5},
               {"Thaana \u078B\u07A8\u0788\u07AC\u0780\u07A8", "“\u078B\u07A8\u0788\u07AC\u0780\u07A8”", 8},
               {"伪装\u202Eabc\u202C", "“U+202E”", 3},
               {"abc\u2067def\u2069", "“U+2067”", 4},
               {"古文字\U00010900\U00010901", "“\U00010900\U00010901”", 4},
               {"标记\u200F和\u200E和\u061C无害abc", NULL, 0},
               {"中文 Latin Ελληνικά Русский ไทย 한국어 かな", NULL, 0}};
  for (unsigned i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
    Bench bench = bench_open("song");
    bench_shape(&bench, TEXTS[i].text, DIRECTION_HORIZONTAL);
    unsigned told = 0;
    for (unsigned k = 0; k < diag_count(bench.diags); k++) {
      const Diag *diag = diag_at(bench.diags, k);
      if (diag->code != DIAG_TEXT_LEFTWARD)
        continue;
      told++;
      assert_int_equal(diag->severity, DIAG_ERROR);
      assert_int_equal(diag->place.line, 3);
      assert_int_equal(diag->place.column, TEXTS[i].column);
      assert_non_null(strstr(diag->message, TEXTS[i].words));
    }
    assert_int_equal(told, TEXTS[i].words != NULL);
    bench_close(&bench);
  }
}

static void selectors_stay_with_their_base(void **state)
{
  Bench bench = bench_open("jp");
  const Shaped *shaped = bench_shape(&bench, "葛\U000E0100葛\U000E0101葛\U000E01EF", DIRECTION_HORIZONTAL);
  assert_int_equal(shaped->n_clusters, 3);
  assert_int_equal(shaped->n_glyphs, 3);
  assert_int_not_equal(shaped->glyphs[0].gid, shaped->glyphs[1].gid);
  assert_int_equal(diag_count(bench.diags), 0);
  bench_close(&bench);
}

static void latin_is_shaped_in_words(void **state)
{
  Bench bench = bench_open("mixed");
  const Shaped *shaped = bench_shape(&bench, "用AVA fine 1,234.5元", DIRECTION_HORIZONTAL);
  assert_string_equal(run_of(shaped, "AVA")->face->family, "DejaVu Sans");
  assert_string_equal(run_of(shaped, "元")->face->family, "Noto Serif CJK SC");
  const Face *face = run_of(shaped, "AVA")->face;
  hb_codepoint_t a;
  hb_font_get_nominal_glyph(face->unit, 'A', &a);
  int64_t advance = hb_font_get_glyph_h_advance(face->unit, a);
  assert_true(cluster_of(shaped, "AVA")->body < advance * SIZE / 1000000); /* kerned */
  const Cluster *ligature = cluster_of(shaped, "fine");
  assert_int_equal(ligature->ch_end - ligature->ch, 2);
  assert_int_equal(ligature->end - ligature->start, 2);
  assert_int_equal(cluster_of(shaped, " fine")->cls, CLASS_SPACE);
  assert_int_equal(cluster_of(shaped, " fine")->n_glyphs, 1);
  assert_true(cluster_of(shaped, " fine")->body > SIZE / 5);
  bench_close(&bench);
}

/* One code point, two roles: “ ” full-width by Han, narrow among Latin letters. */
static void quotes_have_two_widths(void **state)
{
  Bench bench = bench_open("song");
  const Shaped *shaped = bench_shape(&bench, "don’t say “yes” now", DIRECTION_HORIZONTAL);
  assert_true(cluster_of(shaped, "’")->body < SIZE / 2);
  assert_true(cluster_of(shaped, "“")->body < SIZE / 2);
  assert_int_equal(cluster_of(shaped, "“")->lead, 0);
  shaped = bench_shape(&bench, "他说“是”了", DIRECTION_HORIZONTAL);
  assert_body(shaped, "“", SIZE / 2, SIZE / 2, 0);
  bench_close(&bench);
}

static void spans_take_their_faces(void **state)
{
  Bench bench = bench_open("song");
  const RichSpan spans[] = {{3, 6, RICH_BOLD, NULL}, {6, 9, RICH_KAI | RICH_DOTS, NULL}};
  Rich rich = *rich_plain(bench.arena, "宋黑楷宋ab", (Place){"a.md", 1, 1});
  rich.spans = spans;
  rich.n_spans = 2;
  const Shaped *shaped = bench_shape_rich(&bench, &rich, DIRECTION_HORIZONTAL);
  assert_int_equal(shaped->n_runs, 3);
  assert_string_equal(run_of(shaped, "黑")->face->family, "Noto Sans CJK SC");
  assert_ptr_equal(run_of(shaped, "黑")->style, &bench.bold);
  assert_string_equal(run_of(shaped, "楷")->face->family, "LXGW WenKai");
  assert_int_equal(run_of(shaped, "楷")->faces, RICH_KAI | RICH_DOTS);
  assert_int_equal(shaped->clusters[3].run, shaped->clusters[0].run);
  bench_close(&bench);
}

static void spaces_and_controls_take_their_widths(void **state)
{
  Bench bench = bench_open("song");
  const Shaped *shaped = bench_shape(&bench, "中 A　国\xE2\x80\x8B人\n甲", DIRECTION_HORIZONTAL);
  assert_int_equal(cluster_of(shaped, " A")->cls, CLASS_ABSORBED);
  assert_body(shaped, " A", 0, 0, 0);
  assert_body(shaped, "　", SIZE, 0, 0);
  assert_body(shaped, "\xE2\x80\x8B", 0, 0, 0);
  assert_body(shaped, "\n", 0, 0, 0);
  assert_int_equal(cluster_of(shaped, "\n")->n_glyphs, 0);
  shaped = bench_shape(&bench, "", DIRECTION_HORIZONTAL);
  assert_int_equal(shaped->n_clusters, 0);
  assert_true(shaped->hyphen > 0 && shaped->hyphen_face);
  bench_close(&bench);
}

static void features_of_the_style_are_asked_for(void **state)
{
  Bench bench = bench_open("song");
  const Shaped *shaped = bench_shape(&bench, "一ト", DIRECTION_HORIZONTAL);
  assert_body(shaped, "ト", SIZE, 0, 0);
  bench.style.features = "palt, -liga nonsense!";
  shaped = bench_shape(&bench, "一トfi", DIRECTION_HORIZONTAL);
  assert_true(cluster_of(shaped, "ト")->body < SIZE);
  assert_int_equal(cluster_of(shaped, "fi")->ch_end - cluster_of(shaped, "fi")->ch, 1);
  bench_close(&bench);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(marks_are_a_half_and_a_half),
      cmocka_unit_test(dashes_join),
      cmocka_unit_test(doubled_and_stacked_are_units),
      cmocka_unit_test(dots_and_joiners_have_fixed_bodies),
      cmocka_unit_test(remembered_glyphs_are_harfbuzz_s),
      cmocka_unit_test(glyphs_are_the_mainland_s),
      cmocka_unit_test(rare_characters_fall_back_in_place),
      cmocka_unit_test(missing_glyphs_are_told_where_they_are),
      cmocka_unit_test(what_runs_leftward_is_told_where_it_is),
      cmocka_unit_test(selectors_stay_with_their_base),
      cmocka_unit_test(latin_is_shaped_in_words),
      cmocka_unit_test(quotes_have_two_widths),
      cmocka_unit_test(spans_take_their_faces),
      cmocka_unit_test(spaces_and_controls_take_their_widths),
      cmocka_unit_test(features_of_the_style_are_asked_for),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
