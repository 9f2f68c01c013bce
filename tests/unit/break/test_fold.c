/* A head's line over the fold of a spread: nothing near the fold, all of it once, parted at sense. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "base/costs.h"
#include "synthetic.h"

#define SHAPE syn_shape
#include "shaper.h"

enum { SIZE = 40000, SAFE = 8500 };

static Arena *arena;

static int open_arena(void **state)
{
  (void)state;
  arena = arena_new();
  return 0;
}

static int close_arena(void **state)
{
  (void)state;
  arena_free(arena);
  return 0;
}

static Setting *set_title(const char *text, Mpt width)
{
  TextStyle *style = ARENA_NEW(arena, TextStyle);
  *style = syn_style();
  style->size = style->size_max = SIZE;
  style->align = ALIGN_CENTRE;
  style->punctuation = PUNCT_HEADLINE;
  Rich *rich = ARENA_NEW(arena, Rich);
  *rich = (Rich){.text = text, .length = (uint32_t)strlen(text)};
  const Rich *const lines[] = {rich};
  Head *head =
      head_set(arena, NULL, lines, 1, false, style, width - 2 * SAFE, 1, DIRECTION_HORIZONTAL, NULL, NULL, NULL);
  setting_place(arena, head->lines[0], style);
  return head->lines[0];
}

static bool fold(const char *text, FoldRoom room, FoldedLine *folded)
{
  return fold_line(arena, set_title(text, room.width), &room, folded);
}

static const char *part_text(const FoldedLine *folded, unsigned i)
{
  const Shaped *shaped = folded->setting->shaped;
  const Line *line = &folded->setting->lines[i];
  uint32_t start = shaped->clusters[line->first].start;
  return arena_strndup(arena, shaped->rich->text + start, shaped->clusters[line->end - 1].end - start);
}

/* Where a part begins and ends in the room. */
static Mpt begin_of(const FoldedLine *folded, unsigned i)
{
  return folded->start[i] + folded->setting->pen[folded->setting->lines[i].first];
}

static Mpt end_of(const FoldedLine *folded, unsigned i)
{
  const Line *line = &folded->setting->lines[i];
  return folded->start[i] + folded->setting->pen[line->end - 1] + folded->setting->shaped->clusters[line->end - 1].body;
}

static void a_title_is_parted_at_sense(void **state)
{
  (void)state;
  static const struct {
    const char *text, *left, *right;
  } CASES[] = {{"山水之间看振兴", "山水之间", "看振兴"},
               {"一座资源型城市的转型之路", "一座资源型", "城市的转型之路"},
               {"全市凝心聚力　跑出加速度", "全市凝心聚力", "跑出加速度"},
               {"办好群众实事，答好民生答卷", "办好群众实事，", "答好民生答卷"},
               {"今年完成2024年全部实事", "今年完成", "2024年全部实事"}};
  for (unsigned i = 0; i < G_N_ELEMENTS(CASES); i++) {
    FoldedLine folded;
    assert_true(fold(CASES[i].text, (FoldRoom){1300000, 650000, SAFE, ALIGN_CENTRE, false}, &folded));
    assert_int_equal(folded.n, 2);
    assert_string_equal(part_text(&folded, 0), CASES[i].left);
    assert_string_equal(part_text(&folded, 1), CASES[i].right);
  }
}

/* Over rooms and folds of all kinds. */
static void nothing_stands_near_the_fold(void **state)
{
  (void)state;
  static const char *const TEXTS[] = {"奋力谱写中国式现代化建设新篇章", "从“看天吃饭”到“知天而作”",
                                      "全市上下　齐心协力", "GDP增长6.8%，为历年同期最高"};
  unsigned parted = 0, beside = 0, none = 0;
  for (unsigned t = 0; t < G_N_ELEMENTS(TEXTS); t++)
    for (Mpt width = 700000; width <= 1400000; width += 97000)
      for (Mpt at = 100000; at < width - 100000; at += 31001) {
        FoldedLine folded;
        const FoldRoom room = {width, at, SAFE, at % 2 ? ALIGN_LEFT : ALIGN_CENTRE, false};
        if (!fold(TEXTS[t], room, &folded)) {
          none++;
          continue;
        }
        const Setting *setting = folded.setting;
        assert_int_equal(setting->n_lines, folded.n);
        for (unsigned i = 0; i < folded.n; i++) {
          bool left = end_of(&folded, i) <= at - SAFE, right = begin_of(&folded, i) >= at + SAFE;
          assert_true(left || right);
          assert_true(begin_of(&folded, i) >= 0 && end_of(&folded, i) <= width);
          assert_int_equal(setting->lines[i].natural, end_of(&folded, i) - begin_of(&folded, i));
        }
        if (folded.n == 2) {
          assert_true(setting->lines[0].end <= setting->lines[1].first); /* a blank falls away, nothing else */
          for (uint32_t c = setting->lines[0].end; c < setting->lines[1].first; c++)
            assert_true(setting->shaped->clusters[c].cls >= CLASS_ABSORBED);
          assert_true(setting->lines[0].end >= COST_SPREAD_KEEPS);
          assert_true(setting->shaped->n_clusters - setting->lines[1].first >= COST_SPREAD_KEEPS);
        }
        parted += folded.n == 2;
        beside += folded.n == 1;
      }
  assert_true(parted > 200 && beside > 200 && none > 0);
}

static void a_line_of_no_mark_is_not_parted_where_sense_is_asked(void **state)
{
  (void)state;
  FoldRoom room = {1300000, 650000, SAFE, ALIGN_CENTRE, true};
  FoldedLine folded;
  assert_false(fold("一座资源型城市的转型之路", room, &folded));
  assert_true(fold("一座资源型城市，转型之路", room, &folded));
  assert_string_equal(part_text(&folded, 0), "一座资源型城市，");
}

/* What the line has of white there is no less over the fold. */
static void the_gap_is_as_wide_as_what_is_kept_free(void **state)
{
  (void)state;
  FoldedLine folded;
  assert_true(fold("山水之间看振兴", (FoldRoom){1300000, 650000, SAFE, ALIGN_CENTRE, false}, &folded));
  assert_int_equal(begin_of(&folded, 1) - end_of(&folded, 0), 2 * SAFE);
  assert_int_equal((begin_of(&folded, 1) + end_of(&folded, 0)) / 2, 650000);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(a_title_is_parted_at_sense, open_arena, close_arena),
      cmocka_unit_test_setup_teardown(nothing_stands_near_the_fold, open_arena, close_arena),
      cmocka_unit_test_setup_teardown(a_line_of_no_mark_is_not_parted_where_sense_is_asked, open_arena, close_arena),
      cmocka_unit_test_setup_teardown(the_gap_is_as_wide_as_what_is_kept_free, open_arena, close_arena),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
