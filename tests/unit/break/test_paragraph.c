/* §3.3–§4.5 over whole paragraphs: properties that hold for any text and measure, tiers in order, every rung of the
 * ladder. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "synthetic.h"

static const char HAN[] = "新春伊始全市上下抢抓机遇真抓实干推动经济社会高质量发展取得明显成效";

/* A text of N characters by a fixed recurrence: Han with marks, figures with units, quotations and words. */
static char *make_text(uint32_t seed, unsigned n)
{
  GString *text = g_string_new(NULL);
  uint32_t x = seed * 2654435761u + 12345;
  unsigned since = 0;
  while ((unsigned)g_utf8_strlen(text->str, -1) < n) {
    x = x * 1664525u + 1013904223u;
    unsigned kind = (x >> 16) % 100, more = (x >> 8) % 33;
    const char *han = g_utf8_offset_to_pointer(HAN, (long)more);
    if (kind < 78 || since < 2) {
      g_string_append_len(text, han, g_utf8_next_char(han) - han);
      since++;
      continue;
    }
    static const char *const pieces[] = {"，",       "，",     "。",     "、",       "“新气象”", "（见图）",
                                         "《纲要》", "2024年", "3.5%，", "128亿元",  "：“好！”", "——主席",
                                         "GDP增",    "第8届",  "……",     "比尔·盖茨"};
    g_string_append(text, pieces[(x >> 3) % G_N_ELEMENTS(pieces)]);
    since = 0;
  }
  return g_string_free(text, FALSE);
}

static void assert_edges(const Shaped *shaped, const Line *line)
{
  if (line->first >= line->end)
    return;
  unsigned first = shaped->clusters[line->first].cls, last = shaped->clusters[line->end - 1].cls;
  assert_false(first >= CLASS_CLOSE && first <= CLASS_SOLIDUS);
  assert_int_not_equal(first, CLASS_SUFFIX);
  assert_false(last == CLASS_OPEN || last == CLASS_SOLIDUS);
  assert_false(last == CLASS_SPACE || first == CLASS_SPACE);
}

static unsigned count_cells(const Shaped *shaped, const Line *line)
{
  unsigned half = 0;
  for (uint32_t i = line->first; i < line->end; i++)
    half += shaped->clusters[i].cls == CLASS_HAN ? 2 : syn_latin(shaped->clusters[i].cls);
  return half / 2;
}

static void assert_lines_are_whole(const Setting *setting, const Measures *measures)
{
  const Shaped *shaped = setting->shaped;
  uint32_t next = 0;
  for (unsigned i = 0; i < setting->n_lines; i++) {
    const Line *line = &setting->lines[i];
    for (; next < line->first; next++)
      assert_true(shaped->clusters[next].cls == CLASS_SPACE || shaped->clusters[next].cls == CLASS_FORCED ||
                  shaped->clusters[next].cls == CLASS_ABSORBED);
    next = line->end;
    assert_edges(shaped, line);
    Mpt measure = measures->width[MIN(i, measures->n - 1)];
    assert_int_equal(line->measure, measure);
    if (!line->last)
      assert_int_equal(setting->widths[i], measure);
    else
      assert_true(setting->widths[i] <= measure);
    for (uint32_t c = line->first + 1; c < line->end; c++)
      assert_true(setting->pen[c] >= setting->pen[c - 1] + shaped->clusters[c - 1].body);
    if (line->first < line->end)
      assert_int_equal(setting->pen[line->first], line->indent);
  }
  assert_int_equal(setting->lines[setting->n_lines - 1].last, true);
}

static const int MEASURES[] = {90, 105, 130, 140, 145, 150, 180, 260};

static void any_text_keeps_the_rules(void **state)
{
  TextStyle style = syn_style();
  unsigned runts = 0, laddered = 0, more_lines = 0;
  (void)state;
  for (uint32_t seed = 0; seed < 600; seed++) {
    Arena *arena = arena_new();
    char *text = make_text(seed, 5 + seed % 160);
    Mpt width = MEASURES[seed % G_N_ELEMENTS(MEASURES)] * EM / 10, indent = seed % 3 ? 2 * EM : 0;
    Measures measures = {&width, 1};
    Shaped *shaped = syn_shape(arena, text, &style);
    Settings settings = paragraph_break(arena, shaped, &style, &measures, indent);
    Setting *first = paragraph_first_fit(arena, shaped, &style, &measures, indent);
    assert_non_null(settings.best);
    setting_place(arena, settings.best, &style);
    assert_lines_are_whole(settings.best, &measures);
    const Setting *best = settings.best;
    if (best->n_lines > 1)
      runts += count_cells(shaped, &best->lines[best->n_lines - 1]) < 2;
    laddered += best->rung > RUNG_NONE;
    more_lines += best->n_lines > first->n_lines;
    if (best->rung == RUNG_NONE && best->n_lines == first->n_lines)
      if (best->cost > first->cost)
        fail_msg("seed %u: %ld over first-fit's %ld", seed, (long)best->cost, (long)first->cost);
    if (settings.shorter)
      assert_int_equal(settings.shorter->n_lines + 1, best->n_lines);
    if (settings.longer)
      assert_int_equal(settings.longer->n_lines, best->n_lines + 1);
    for (int k = 0; k < 2; k++) {
      Setting *other = k ? settings.longer : settings.shorter;
      if (!other)
        continue;
      setting_place(arena, other, &style);
      assert_lines_are_whole(other, &measures);
    }
    g_free(text);
    arena_free(arena);
  }
  assert_int_equal(runts, 0);
  print_message("ladder %u, more lines than first-fit %u of 600\n", laddered, more_lines);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(any_text_keeps_the_rules),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
