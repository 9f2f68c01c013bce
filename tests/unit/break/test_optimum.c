/* The optimum against trying every way there is: short paragraphs, all sequences of breaks, same prices. Best, one line
 * fewer, one more. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "least_gap.h"
#include "synthetic.h"

enum { MOST_LINES = 16 };

typedef struct {
  const Glue *glue;
  const Breakpoints *breakpoints;
  Fitting fitting;
  Mpt width, indent;
  int64_t least[MOST_LINES + 1]; /* by number of lines */
} Trial;

static void try_from(Trial *trial, uint32_t from, unsigned lines, int64_t cost, int32_t gap)
{
  const Breakpoint *a = &trial->breakpoints->at[from];
  if (from + 1 == trial->breakpoints->n) {
    trial->least[lines] = MIN(trial->least[lines], cost);
    return;
  }
  for (uint32_t to = from + 1; lines < MOST_LINES && to < trial->breakpoints->n; to++) {
    const Breakpoint *b = &trial->breakpoints->at[to];
    Sums sums = glue_line(trial->glue, a->start, b->end);
    Mpt measure = trial->width - (lines ? 0 : trial->indent);
    Fit fit;
    if (cost_fit(&trial->fitting, &sums, measure - sums.width, measure, b->final, 0, &fit) != FIT_OK)
      continue;
    int64_t end = cost_of_end(a, b, lines == 0, &sums);
    if (end >= (int64_t)COST_BREAK_RUNT * POINT)
      continue;
    int64_t grey = lines && !b->final ? cost_of_grey(fit.gap, gap) : 0;
    try_from(trial, to, lines + 1, cost + fit.cost + b->cost + end + grey, fit.gap);
  }
}

static const char *const PIECES[] = {"新春伊始", "，",     "全市上下", "。",   "抢抓机遇", "、",       "真抓", "，",
                                     "2024年",   "“气象”", "发展",     "3.5%", "：",       "《纲要》", "中"};

static char *make_text(uint32_t seed)
{
  GString *text = g_string_new("开");
  uint32_t x = seed * 747796405u + 2891336453u;
  bool mark = false;
  for (unsigned i = 0; i < 7 + seed % 9; i++) {
    const char *piece;
    do {
      x = x * 1664525u + 1013904223u;
      piece = PIECES[(x >> 9) % G_N_ELEMENTS(PIECES)];
    } while (mark && strlen(piece) == 3 && strcmp(piece, "中"));
    mark = strlen(piece) == 3;
    g_string_append(text, piece);
  }
  return g_string_free(text, FALSE);
}

typedef struct {
  unsigned compared, off, shorter, longer, missed;
} Outcome;

/* Grey is kept by classes of tightness: the path may differ from the very best by a little of it. */
static void compare(Outcome *outcome, const Setting *found, int64_t least, const char *text)
{
  outcome->compared++;
  if (found->cost > least / POINT + 40)
    fail_msg("%s: %ld, the best is %ld", text, (long)found->cost, (long)(least / POINT));
  outcome->off += found->cost != least / POINT;
}

static void compare_all(Outcome *outcome, uint32_t seed, Mpt width)
{
  Arena *arena = arena_new();
  TextStyle style = syn_style();
  char *text = make_text(seed);
  Shaped *shaped = syn_shape(arena, text, &style);
  GlueStyle look = glue_style(&style);
  Glue glue = glue_open(shaped, &look);
  Breakpoints breakpoints = breakpoints_open(&glue, RUNG_NONE);
  Trial trial = {.glue = &glue, .breakpoints = &breakpoints, .width = width, .indent = 2 * EM};
  trial.fitting = (Fitting){.glue = &glue, .justify = true};
  trial.fitting.gap_plain = trial.fitting.gap_limit = cost_plain_gap(width, EM);
  for (unsigned i = 0; i <= MOST_LINES; i++)
    trial.least[i] = INT64_MAX;
  try_from(&trial, 0, 0, 0, 0);
  Measures measures = {&width, 1};
  Settings settings = paragraph_break(arena, shaped, &style, &measures, 2 * EM);
  const Setting *best = settings.best;
  if (best->rung == RUNG_NONE) {
    compare(outcome, best, trial.least[best->n_lines], text);
    Setting *first = paragraph_first_fit(arena, shaped, &style, &measures, 2 * EM);
    for (unsigned i = 1; i <= MIN(first->n_lines, MOST_LINES); i++)
      if (trial.least[i] < INT64_MAX)
        assert_true(best->cost <= trial.least[i] / POINT + 40);
    if (settings.shorter)
      compare(outcome, settings.shorter, trial.least[best->n_lines - 1], text);
    if (settings.longer)
      compare(outcome, settings.longer, trial.least[best->n_lines + 1], text);
    outcome->shorter += settings.shorter != NULL;
    outcome->longer += settings.longer != NULL;
    int64_t fewer = trial.least[best->n_lines - 1];
    bool worth = fewer < INT64_MAX && fewer / POINT - best->cost <= (int64_t)COST_BREAK_SILLY * (best->n_lines - 1);
    outcome->missed += worth && !settings.shorter;
  } else {
    for (unsigned i = 0; i <= MOST_LINES; i++) /* up the ladder only where there is no other way */
      assert_true(trial.least[i] == INT64_MAX);
  }
  breakpoints_close(&breakpoints);
  glue_close(&glue);
  g_free(text);
  arena_free(arena);
}

static void nothing_is_better_than_the_optimum(void **state)
{
  Outcome outcome = {0};
  (void)state;
  for (uint32_t seed = 0; seed < 1500; seed++)
    compare_all(&outcome, seed, (80 + (Mpt)(seed % 5) * 15) * EM / 10);
  print_message("%u settings compared, %u not the very best; one fewer %u, one more %u, missed %u\n", outcome.compared,
                outcome.off, outcome.shorter, outcome.longer, outcome.missed);
  assert_true(outcome.off * 50 <= outcome.compared);
  assert_int_equal(outcome.missed, 0);
  assert_true(outcome.shorter >= 1 && outcome.longer >= 10);
}

static bool is_needlessly_wide(const Setting *setting)
{
  if (widest_gap(setting) <= COST_BREAK_GAP_PLAIN)
    return false;
  int64_t least = least_gap(setting);
  return least >= 0 && least <= COST_BREAK_GAP_PLAIN;
}

/* No gap over 0.12 em where any way to break the paragraph has none; first-fit has such. */
static void no_gap_is_needlessly_wide(void **state)
{
  unsigned needless = 0;
  (void)state;
  for (uint32_t seed = 0; seed < 1500; seed++) {
    Arena *arena = arena_new();
    TextStyle style = syn_style();
    char *text = make_text(seed);
    Shaped *shaped = syn_shape(arena, text, &style);
    Mpt width = (130 + (Mpt)(seed % 4) * 5) * EM / 10;
    Measures measures = {&width, 1};
    if (is_needlessly_wide(paragraph_break(arena, shaped, &style, &measures, 2 * EM).best))
      fail_msg("%s: at %d", text, width);
    needless += is_needlessly_wide(paragraph_first_fit(arena, shaped, &style, &measures, 2 * EM));
    g_free(text);
    arena_free(arena);
  }
  assert_true(needless >= 10);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_is_better_than_the_optimum),
                                     cmocka_unit_test(no_gap_is_needlessly_wide)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
