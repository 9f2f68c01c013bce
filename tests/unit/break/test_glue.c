/* §3: the empty halves between neighbours, at line edges, in every style. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "break/glue.h"
#include "synthetic.h"

/* Width of TEXT in one line, in 1/100 em. */
static int width_in(const char *text, TextStyle style)
{
  Arena *arena = arena_new();
  Shaped *shaped = syn_shape(arena, text, &style);
  int width = text_width(shaped, &style) * 100 / style.size;
  arena_free(arena);
  return width;
}

static int width_of(const char *text)
{
  return width_in(text, syn_style());
}

/* One text a cell of the table of §3.2, between two Han so that no edge is trimmed; bodies subtracted. */
static void pairs_leave_what_the_table_says(void **state)
{
  static const struct {
    const char *a, *b;
    int bodies, between;
  } cells[] = {
      {"中", "中", 200, 0},  {"中", "（", 150, 50}, {"中", "）", 150, 0},   {"中", "，", 150, 0},
      {"中", "·", 150, 0},   {"中", "——", 300, 0},  {"中", "5", 155, 25},   {"中", "　中", 300, 0},
      {"（", "（", 100, 0},  {"（", "中", 150, 0},  {"（", "5", 105, 0},    {"）", "中", 150, 50},
      {"）", "（", 100, 50}, {"）", "）", 100, 0},  {"）", "，", 100, 0},   {"）", "·", 100, 0},
      {"）", "——", 250, 50}, {"）", "5", 105, 50},  {"）", "　中", 250, 0}, {"，", "中", 150, 50},
      {"，", "“", 100, 50},  {"。", "”", 100, 0},   {"。", "“", 100, 50},   {"。", "5", 105, 50},
      {"。", "。", 100, 0},  {"·", "中", 150, 0},   {"·", "（", 100, 0},    {"中　", "（", 250, 0},
      {"——", "中", 300, 0},  {"——", "“", 250, 50},  {"5", "中", 155, 25},   {"5", "（", 105, 50},
      {"5", "，", 105, 0},   {"5", "a", 105, 0},    {"5", "%", 155, 0},     {"》", "／", 150, 0},
      {"／", "《", 150, 0},
  };
  (void)state;
  for (unsigned i = 0; i < G_N_ELEMENTS(cells); i++) {
    char *inner = g_strconcat(cells[i].a, cells[i].b, NULL);
    int alone = width_of(inner);
    if (alone != cells[i].bodies + cells[i].between)
      fail_msg("%s: %d, not %d + %d", inner, alone, cells[i].bodies, cells[i].between);
    g_free(inner);
  }
}

static void chains_of_marks_keep_one_half(void **state)
{
  (void)state;
  assert_int_equal(width_of("说。”）中"), 100 + 150 + 50 + 100); /* three closers and one trailing half */
  assert_int_equal(width_of("中“《中"), 100 + 50 + 100 + 100);
  assert_int_equal(width_of("中”，“中"), 100 + 50 + 50 + 50 + 50 + 100);
}

static void edges_are_trimmed(void **state)
{
  (void)state;
  assert_int_equal(width_of("“中”"), 200);
  assert_int_equal(width_of("中。"), 150);
  assert_int_equal(width_of("中。”"), 200);
  assert_int_equal(width_of("　中　"), 100);
  assert_int_equal(width_of(""), 0);
}

static void typed_spaces_become_the_gap(void **state)
{
  (void)state;
  assert_int_equal(width_of("中~5~中"), width_of("中5中"));
  assert_int_equal(width_of("中5中"), 255 + 50);
  assert_int_equal(width_of("a b"), 130);
}

static void styles_differ_in_glue_only(void **state)
{
  const char *text = "中，“中”。中";
  static const int expected[] = {[PUNCT_QUANJIAO] = 300 + 200 + 100, /* ，“ one half, ”。 none, 。中 one half */
                                 [PUNCT_KAIMING] = 300 + 200 + 50,
                                 [PUNCT_BANJIAO] = 300 + 200,
                                 [PUNCT_HANGMOBANJIAO] = 300 + 200 + 100,
                                 [PUNCT_HEADLINE] = 300 + 200 + 25};
  (void)state;
  for (PunctStyle punctuation = PUNCT_QUANJIAO; punctuation <= PUNCT_HEADLINE; punctuation++) {
    TextStyle style = syn_style();
    style.punctuation = punctuation;
    assert_int_equal(width_in(text, style), expected[punctuation]);
  }
}

static void gap_and_tracking_are_the_style_s(void **state)
{
  TextStyle style = syn_style();
  (void)state;
  style.gap = 125;
  assert_int_equal(width_in("中5中", style), 255 + 25);
  style = syn_style();
  style.tracking = 100;
  assert_int_equal(width_in("中中中", style), 320); /* none after the last */
  assert_int_equal(width_in("中——中", style), 100 + 10 + 200 + 10 + 100);
}

/* §3.2: across a change of size the half is its mark's own. */
static void glue_is_measured_by_its_owner(void **state)
{
  Arena *arena = arena_new();
  TextStyle style = syn_style();
  Shaped *shaped = syn_shape(arena, "中，“中", &style);
  Cluster *clusters = (Cluster *)shaped->clusters;
  clusters[2].em = clusters[3].em = 2 * EM;
  clusters[2].body = clusters[2].lead = EM;
  clusters[3].body = 2 * EM;
  (void)state;
  assert_int_equal(text_width(shaped, &style), EM + EM / 2 + EM / 2 + EM + 2 * EM);
  clusters[1].cls = CLASS_HAN;
  clusters[1].body = EM;
  clusters[1].trail = 0;
  assert_int_equal(text_width(shaped, &style), EM + EM + EM + EM + 2 * EM);
  arena_free(arena);
}

/* §2.4: one stop or comma may hang, by its body; no bracket, and none where two marks meet. */
static void one_mark_may_hang(void **state)
{
  static const struct {
    const char *text;
    Mpt hangs;
  } CASES[] = {{"新春，", EM / 2}, {"新春。", EM / 2}, {"新春", 0},  {"新春”", 0}, {"新春）", 0},
               {"新”。", 0},       {"新）、", 0},      {"新。”", 0}, {"，", 0}};
  TextStyle style = syn_style();
  GlueStyle look = glue_style(&style);
  (void)state;
  for (unsigned i = 0; i < G_N_ELEMENTS(CASES); i++) {
    Arena *arena = arena_new();
    Glue glue = glue_open(syn_shape(arena, CASES[i].text, &style), &look);
    if (glue_hang(&glue, 0, glue.n) != CASES[i].hangs)
      fail_msg("%s hangs by %d", CASES[i].text, glue_hang(&glue, 0, glue.n));
    glue_close(&glue);
    arena_free(arena);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(pairs_leave_what_the_table_says),
      cmocka_unit_test(chains_of_marks_keep_one_half),
      cmocka_unit_test(edges_are_trimmed),
      cmocka_unit_test(one_mark_may_hang),
      cmocka_unit_test(typed_spaces_become_the_gap),
      cmocka_unit_test(styles_differ_in_glue_only),
      cmocka_unit_test(gap_and_tracking_are_the_style_s),
      cmocka_unit_test(glue_is_measured_by_its_owner),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
