/* Vertical lines (§5) on faces with and without vert. Ink is measured from the pen on the column's centre line, y down.
 */
#include "shaping.h"

static const char *const ROLES[] = {"song", "hei", "kai", "ukai", "fang"};

static void han_stand_in_their_boxes(void **state)
{
  for (unsigned i = 0; i < G_N_ELEMENTS(ROLES); i++) {
    Bench bench = bench_open(ROLES[i]);
    const Shaped *shaped = bench_shape(&bench, "国①", DIRECTION_VERTICAL);
    assert_body(shaped, "国", SIZE, 0, 0);
    assert_body(shaped, "①", SIZE, 0, 0);
    assert_int_equal(run_of(shaped, "国")->stand, STAND_UPRIGHT);
    Ink4 ink = ink_of(shaped, "国");
    assert_near((ink.x0 + ink.x1) / 2, 0, SIZE / 20);
    assert_near((ink.y0 + ink.y1) / 2, SIZE / 2, SIZE / 10); /* Fandol's hang 0.08 em low */
    bench_close(&bench);
  }
}

/* Every bracket comes turned, one way or another: its ink lies across the column, in the half that is next to what it
 * encloses. */
static void brackets_lie_across(void **state)
{
  static const char OPEN[] = "“‘（《〈【〔", CLOSE[] = "”’）》〉】〕";
  for (unsigned i = 0; i < G_N_ELEMENTS(ROLES); i++) {
    Bench bench = bench_open(ROLES[i]);
    const Shaped *shaped = bench_shape(&bench, "甲“‘（《〈【〔国〕】〉》）’”乙", DIRECTION_VERTICAL);
    for (unsigned k = 0; k < 2; k++)
      for (const char *mark = k ? CLOSE : OPEN; *mark; mark = g_utf8_next_char(mark)) {
        char part[5] = {0};
        memcpy(part, mark, (size_t)(g_utf8_next_char(mark) - mark));
        assert_body(shaped, part, SIZE / 2, k ? 0 : SIZE / 2, k ? SIZE / 2 : 0);
        Ink4 ink = ink_of(shaped, part);
        assert_true(ink.x1 - ink.x0 > ink.y1 - ink.y0);
        assert_true(ink.y0 >= -SIZE / 25 && ink.y1 <= SIZE / 2 + SIZE / 25);
        assert_true(ink.x0 >= -SIZE * 55 / 100 && ink.x1 <= SIZE * 55 / 100);
      }
    bench_close(&bench);
  }
}

/* GB/T 15834: “ is ﹃ (double corner), ‘ is ﹁. */
static void quotes_become_corners(void **state)
{
  Bench bench = bench_open("song");
  const Shaped *shaped = bench_shape(&bench, "说“甲‘乙’丙”『丁「戊」』", DIRECTION_VERTICAL);
  Ink4 outer = ink_of(shaped, "“"), inner = ink_of(shaped, "‘"), same = ink_of(shaped, "『");
  assert_near(outer.x0, same.x0, SIZE / 50);
  assert_near(outer.y1 - outer.y0, same.y1 - same.y0, SIZE / 50);
  assert_near(inner.y1 - inner.y0, ink_of(shaped, "「").y1 - ink_of(shaped, "「").y0, SIZE / 50);
  assert_true(outer.y1 - outer.y0 != inner.y1 - inner.y0);
  bench_close(&bench);
}

/* ，。、 in the upper right of their box and halved; ：；？！ keep their em. */
static void stops_stand_upper_right(void **state)
{
  for (unsigned i = 0; i < G_N_ELEMENTS(ROLES); i++) {
    Bench bench = bench_open(ROLES[i]);
    const Shaped *shaped = bench_shape(&bench, "甲，乙。丙、丁：戊；己？庚！", DIRECTION_VERTICAL);
    for (const char *mark = "，。、"; *mark; mark = g_utf8_next_char(mark)) {
      char part[5] = {0};
      memcpy(part, mark, 3);
      assert_body(shaped, part, SIZE / 2, 0, SIZE / 2);
      Ink4 ink = ink_of(shaped, part);
      assert_true((ink.x0 + ink.x1) / 2 > 0);
      assert_true(ink.y1 <= SIZE / 2 + SIZE / 20);
    }
    for (const char *mark = "：；？！"; *mark; mark = g_utf8_next_char(mark)) {
      char part[5] = {0};
      memcpy(part, mark, 3);
      assert_body(shaped, part, SIZE, 0, 0);
      Ink4 ink = ink_of(shaped, part);
      assert_true(ink.y1 - ink.y0 > (ink.x1 - ink.x0) && ink.y0 >= -SIZE / 20 && ink.y1 <= SIZE + SIZE / 20);
    }
    bench_close(&bench);
  }
}

static void dashes_run_down(void **state)
{
  for (unsigned i = 0; i < G_N_ELEMENTS(ROLES); i++) {
    Bench bench = bench_open(ROLES[i]);
    const Shaped *shaped = bench_shape(&bench, "甲——乙……丙～丁–戊—己", DIRECTION_VERTICAL);
    static const struct {
      const char *mark;
      Mpt body;
    } ROWS[] = {{"——", 2 * SIZE}, {"……", 2 * SIZE}, {"～", SIZE}, {"—己", SIZE}, {"–", 0}};
    for (unsigned k = 0; k < G_N_ELEMENTS(ROWS); k++) {
      Mpt body = ROWS[k].body ? ROWS[k].body : cluster_of(shaped, ROWS[k].mark)->body;
      assert_body(shaped, ROWS[k].mark, body, 0, 0);
      Ink4 ink = ink_of(shaped, ROWS[k].mark);
      assert_true(ink.y1 - ink.y0 > 2 * (ink.x1 - ink.x0));
      assert_near((ink.x0 + ink.x1) / 2, 0, SIZE / 25);
      assert_near((ink.y0 + ink.y1) / 2, body / 2, SIZE / 10);
      assert_true(ink.y1 - ink.y0 <= body + SIZE / 20); /* WenKai's reach over their ends to join */
    }
    Ink4 dash = ink_of(shaped, "——");
    assert_near(dash.y1 - dash.y0, 2 * SIZE, SIZE / 5);
    bench_close(&bench);
  }
}

static void middle_dots_are_centred(void **state)
{
  for (unsigned i = 0; i < G_N_ELEMENTS(ROLES); i++) {
    Bench bench = bench_open(ROLES[i]);
    const Shaped *shaped = bench_shape(&bench, "比·盖", DIRECTION_VERTICAL);
    Ink4 ink = ink_of(shaped, "·");
    assert_body(shaped, "·", SIZE / 2, 0, 0);
    assert_near((ink.x0 + ink.x1) / 2, 0, SIZE / 50);
    assert_near((ink.y0 + ink.y1) / 2, SIZE / 4, SIZE / 50);
    bench_close(&bench);
  }
}

/* One figure or letter stands, two figures side by side, the rest is turned (§5.2, §5.5). */
static void figures_stand_or_turn(void **state)
{
  Bench bench = bench_open("kai"); /* figures of 0.6 em: two are wider than the box */
  const Shaped *shaped = bench_shape(&bench, "甲3月乙12日丙2024年丁A股戊GDP己", DIRECTION_VERTICAL);
  assert_int_equal(run_of(shaped, "3")->stand, STAND_UPRIGHT);
  assert_int_equal(run_of(shaped, "A")->stand, STAND_UPRIGHT);
  assert_int_equal(run_of(shaped, "12")->stand, STAND_COMBINED);
  assert_int_equal(run_of(shaped, "2024")->stand, STAND_TURNED);
  assert_int_equal(run_of(shaped, "GDP")->stand, STAND_TURNED);
  assert_body(shaped, "3", SIZE, 0, 0);
  assert_body(shaped, "A", SIZE, 0, 0);
  assert_body(shaped, "12", SIZE, 0, 0);
  const Cluster *pair = cluster_of(shaped, "12");
  assert_int_equal(pair->ch_end - pair->ch, 2);
  assert_in_range(run_of(shaped, "12")->x_scale, 700, 950);
  const char *const parts[] = {"3", "A", "12"};
  for (unsigned i = 0; i < G_N_ELEMENTS(parts); i++) {
    Ink4 ink = ink_of(shaped, parts[i]);
    assert_near((ink.x0 + ink.x1) / 2, 0, SIZE / 20);
    assert_near((ink.y0 + ink.y1) / 2, SIZE / 2, SIZE / 20);
    assert_true(ink.x0 >= -SIZE / 2 && ink.x1 <= SIZE / 2);
  }
  Ink4 turned = ink_of(shaped, "GDP");
  assert_near((turned.x0 + turned.x1) / 2, 0, SIZE / 25);
  assert_true(cluster_of(shaped, "2024")->body < SIZE);
  bench_close(&bench);
}

/* What a style may ask besides: three figures side by side, one none; capitals of an abbreviation upright, up to four.
 */
static void styles_stand_more_or_fewer(void **state)
{
  Bench bench = bench_open("song");
  bench.style.combine = 3;
  bench.style.upright_capitals = true;
  const Shaped *shaped = bench_shape(&bench, "甲120日乙2024年丙GDP丁Intel戊ABCDE己5G庚12%", DIRECTION_VERTICAL);
  assert_int_equal(run_of(shaped, "120")->stand, STAND_COMBINED);
  assert_int_equal(run_of(shaped, "120")->x_scale, 750);
  assert_body(shaped, "120", SIZE, 0, 0);
  Ink4 ink = ink_of(shaped, "120");
  assert_near((ink.x0 + ink.x1) / 2, 0, SIZE / 20);
  assert_int_equal(run_of(shaped, "2024")->stand, STAND_TURNED);
  for (const char *letter = "GDP"; *letter; letter++) {
    const char part[2] = {*letter, 0};
    assert_int_equal(run_of(shaped, part)->stand, STAND_UPRIGHT);
    assert_body(shaped, part, SIZE, 0, 0);
  }
  assert_int_equal(run_of(shaped, "Intel")->stand, STAND_TURNED);
  assert_int_equal(run_of(shaped, "ABCDE")->stand, STAND_TURNED);
  assert_int_equal(run_of(shaped, "12%")->stand, STAND_TURNED);
  bench.style.combine = 1;
  shaped = bench_shape(&bench, "甲3月乙12日", DIRECTION_VERTICAL);
  assert_int_equal(run_of(shaped, "3")->stand, STAND_UPRIGHT);
  assert_int_equal(run_of(shaped, "12")->stand, STAND_TURNED);
  bench_close(&bench);
}

static void arrows_turn_and_signs_stand(void **state)
{
  Bench bench = bench_open("song");
  const Shaped *shaped = bench_shape(&bench, "甲→乙×丙★丁8℃", DIRECTION_VERTICAL);
  assert_int_equal(run_of(shaped, "→")->stand, STAND_TURNED);
  assert_int_equal(run_of(shaped, "×")->stand, STAND_UPRIGHT);
  assert_int_equal(run_of(shaped, "★")->stand, STAND_UPRIGHT);
  assert_int_equal(run_of(shaped, "8")->stand, STAND_UPRIGHT);
  assert_int_equal(run_of(shaped, "℃")->stand, STAND_UPRIGHT);
  Ink4 arrow = ink_of(shaped, "→");
  assert_true(arrow.y1 - arrow.y0 > arrow.x1 - arrow.x0);
  bench_close(&bench);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(han_stand_in_their_boxes),
      cmocka_unit_test(brackets_lie_across),
      cmocka_unit_test(quotes_become_corners),
      cmocka_unit_test(stops_stand_upper_right),
      cmocka_unit_test(dashes_run_down),
      cmocka_unit_test(middle_dots_are_centred),
      cmocka_unit_test(figures_stand_or_turn),
      cmocka_unit_test(styles_stand_more_or_fewer),
      cmocka_unit_test(arrows_turn_and_signs_stand),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
