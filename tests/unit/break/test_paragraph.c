/* §3.3–§4.5 over whole paragraphs: properties that hold for any text and measure, grades in order, every rung of the
 * ladder. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "base/costs.h"
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
    assert_true(line->lacks == 0 || line->rung >= RUNG_SHORT);
    Mpt measure = measures->width[MIN(i, measures->n - 1)];
    assert_int_equal(line->measure, measure);
    if (!line->last)
      assert_int_equal(setting->widths[i] + line->lacks, measure);
    else /* as it is, or squeezed: never spread out */
      assert_int_equal(setting->widths[i], MIN(line->indent + line->natural, measure));
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
  enum { SEEDS = 2000 }; /* few have a cheaper setting in a line more, or another that goes further up the ladder */
  unsigned runts = 0, laddered = 0, more_lines = 0;
  (void)state;
  for (uint32_t seed = 0; seed < SEEDS; seed++) {
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
    bool runt = first->n_lines > 1 && count_cells(shaped, &first->lines[first->n_lines - 1]) < 2; /* is no way at all */
    if (best->rung == RUNG_NONE && first->rung == RUNG_NONE && best->n_lines == first->n_lines && !runt)
      if (best->cost > first->cost)
        fail_msg("seed %u: %ld over first-fit's %ld", seed, (long)best->cost, (long)first->cost);
    if (best->rung == RUNG_NONE && first->rung == RUNG_NONE)
      assert_true(best->n_lines <= first->n_lines);
    if (settings.shorter)
      assert_int_equal(settings.shorter->n_lines + 1, best->n_lines);
    if (settings.longer)
      assert_int_equal(settings.longer->n_lines, best->n_lines + 1);
    for (int k = 0; k < 2; k++) {
      Setting *other = k ? settings.longer : settings.shorter;
      if (!other)
        continue;
      assert_true(other->rung <= best->rung); /* no rule is broken to fill a column */
      setting_place(arena, other, &style);
      assert_lines_are_whole(other, &measures);
    }
    g_free(text);
    arena_free(arena);
  }
  assert_int_equal(runts, 0);
  print_message("ladder %u, more lines than first-fit %u of %d\n", laddered, more_lines, SEEDS);
}

/* --- single cases ---------------------------------------------------------------------- */

typedef struct {
  Arena *arena;
  TextStyle style;
  Shaped *shaped;
  Settings settings;
} Case;

static Case open_case(const char *text, TextStyle style, const Mpt *widths, unsigned n, Mpt indent)
{
  Case c = {.arena = arena_new(), .style = style};
  c.shaped = syn_shape(c.arena, text, &style);
  Measures measures = {widths, n};
  c.settings = paragraph_break(c.arena, c.shaped, &style, &measures, indent);
  if (c.settings.best)
    setting_place(c.arena, c.settings.best, &style);
  return c;
}

static Case open_tenths(const char *text, Mpt tenths)
{
  Mpt width = tenths * EM / 10;
  return open_case(text, syn_style(), &width, 1, 0);
}

static const char *line_text(const Case *c, unsigned i)
{
  const Line *line = &c->settings.best->lines[i];
  if (line->first >= line->end)
    return "";
  uint32_t start = c->shaped->clusters[line->first].start, end = c->shaped->clusters[line->end - 1].end;
  return arena_strndup(c->arena, c->shaped->rich->text + start, end - start);
}

/* The space the cluster at I gets before it. */
static Mpt space_before(const Case *c, uint32_t i)
{
  return c->settings.best->pen[i] - c->settings.best->pen[i - 1] - c->shaped->clusters[i - 1].body;
}

/* 先挤进、后推出: a mark that may not begin a line is squeezed in where another in it gives what is wanting; where none
   does, the Han before it goes over with it, and no line is over its measure. */
static void first_fit_squeezes_what_gives(void **state)
{
  static const struct {
    const char *text;
    unsigned clusters; /* in the first of 13 em */
    Mpt squeezed;
  } CASES[] = {{"中中中中中中中中中中中中中，中中中中中中", 12, 0},
               {"中，中中中中中中中中中中中，中中中中中中", 14, EM / 2}};
  TextStyle style = syn_style();
  Mpt width = 13 * EM;
  (void)state;
  for (unsigned i = 0; i < G_N_ELEMENTS(CASES); i++) {
    Arena *arena = arena_new();
    Setting *set =
        paragraph_first_fit(arena, syn_shape(arena, CASES[i].text, &style), &style, &(Measures){&width, 1}, 0);
    assert_int_equal(set->lines[0].end, CASES[i].clusters);
    assert_int_equal(set->lines[0].squeezed, CASES[i].squeezed);
    for (unsigned line = 0; line < set->n_lines; line++)
      assert_true(set->lines[line].natural - set->lines[line].squeezed <= width);
    arena_free(arena);
  }
}

/* §4.1: brackets give before pauses, pauses before Han–Latin gaps, those before sentence ends. */
static void grades_give_in_order(void **state)
{
  (void)state;
  /* 中。中5中，中）中 in one line: natural 5 Han + 3 halves of marks + .555 + 2 gaps + 3 glues = 9.05 em + 2 Han; by
   * what it is over */
  static const struct {
    Mpt over, bracket, pause, gap, end; /* what is left of each */
  } rows[] = {{2000, 3000, 5000, 2500, 5000}, {5000, 0, 5000, 2500, 5000}, {8000, 0, 2000, 2500, 5000},
              {10000, 0, 0, 2500, 5000},      {12000, 0, 0, 1500, 5000},   {12500, 0, 0, 1250, 5000},
              {15000, 0, 0, 1250, 2500},      {17500, 0, 0, 1250, 0}};
  TextStyle style = syn_style();
  Arena *arena = arena_new();
  Mpt natural = text_width(syn_shape(arena, "中。中5中，中）中", &style), &style);
  arena_free(arena);
  assert_int_equal(natural, 5 * EM + 3 * EM / 2 + DIGIT + 2 * 2500 + 3 * 5000);
  for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
    Mpt width = natural - rows[i].over;
    Case c = open_case("中。中5中，中）中", syn_style(), &width, 1, 0);
    assert_int_equal(c.settings.best->n_lines, 1);
    assert_int_equal(space_before(&c, 2), rows[i].end);
    assert_int_equal(space_before(&c, 3), rows[i].gap);
    assert_int_equal(space_before(&c, 4), rows[i].gap);
    assert_int_equal(space_before(&c, 6), rows[i].pause);
    assert_int_equal(space_before(&c, 8), rows[i].bracket);
    assert_int_equal(c.settings.best->lines[0].squeezed, rows[i].over);
    assert_int_equal(c.settings.best->widths[0], width);
    arena_free(c.arena);
  }
}

/* §4.2: word spaces to ½ em, then Han–Latin gaps to ½ em, then all gaps alike; nothing after an opener or before a
 * closer. */
static void stretch_goes_by_grades(void **state)
{
  (void)state;
  Case c = open_tenths("我们用ab cd做“事”的中国工程师们", 90);
  const Setting *best = c.settings.best;
  assert_true(best->n_lines > 1);
  Mpt word = 0, gap = 0, plain = 0;
  for (uint32_t i = 1; i < best->lines[0].end; i++) {
    if (c.shaped->clusters[i - 1].cls == CLASS_SPACE)
      word = space_before(&c, i) + c.shaped->clusters[i - 1].body;
    else if (c.shaped->clusters[i].cls == CLASS_LATIN && c.shaped->clusters[i - 1].cls == CLASS_HAN)
      gap = space_before(&c, i);
    else if (c.shaped->clusters[i].cls == CLASS_HAN && c.shaped->clusters[i - 1].cls == CLASS_HAN)
      plain = space_before(&c, i);
    else if (c.shaped->clusters[i - 1].cls == CLASS_OPEN || c.shaped->clusters[i].cls == CLASS_CLOSE ||
             c.shaped->clusters[i].cls == CLASS_SPACE)
      assert_int_equal(space_before(&c, i), 0);
  }
  assert_int_equal(best->widths[0], 90000);
  if (plain > 0)
    assert_true(word >= 5000 && gap >= 5000);
  if (gap > 2500)
    assert_true(word >= 5000);
  arena_free(c.arena);
}

/* Gaps of a line differ by 1 mpt at most: the first ones have the rest. */
static void gaps_are_alike(void **state)
{
  (void)state;
  Mpt width = 13 * EM + 4321;
  Case c = open_case("新春伊始全市上下抢抓机遇真抓实干推动经济社会高质量发展取得明显成效", syn_style(), &width, 1, 0);
  const Line *line = &c.settings.best->lines[0];
  assert_int_equal(line->gap, 4321 / 12);
  for (uint32_t i = 2; i < line->end; i++) {
    assert_true(space_before(&c, i) <= space_before(&c, i - 1));
    assert_true(space_before(&c, 1) - space_before(&c, i) <= 1);
  }
  arena_free(c.arena);
}

/* Beside a mark nothing opens while gaps stay under 0.05 em; then the mark takes what is over that, then all alike. */
static void marks_come_away_last(void **state)
{
  static const struct {
    Mpt rest, gap, tied;
  } cases[] = {{4900, 490, 0}, {5000, 490, 100}, {5500, 490, 600}, {6050, 544, 612}};
  (void)state;
  for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
    Mpt width = 11 * EM + EM / 2 + cases[i].rest; /* 11 characters and half a mark: ten gaps, and the mark's */
    Case c = open_case("古城的钟楼始建于明代初，", syn_style(), &width, 1, 0);
    assert_int_equal(c.settings.best->n_lines, 1);
    arena_free(c.arena);
    c = open_case("古城的钟楼始建于明代初，新春伊始全市上下抢抓机遇真", syn_style(), &width, 1, 0);
    assert_int_equal(c.settings.best->lines[0].end, 12);
    assert_int_equal(space_before(&c, 5), cases[i].gap);
    assert_int_equal(space_before(&c, 11), cases[i].tied);
    assert_int_equal(c.settings.best->widths[0], width);
    arena_free(c.arena);
  }
}

static void an_opener_after_the_indent_is_trimmed(void **state)
{
  (void)state;
  Mpt width = 13 * EM;
  Case c = open_case("“新春伊始”全市上下抢抓机遇真抓实干", syn_style(), &width, 1, 2 * EM);
  assert_int_equal(c.settings.best->pen[0], 2 * EM);
  assert_int_equal(c.settings.best->pen[1], 2 * EM + EM / 2);
  arena_free(c.arena);
}

static void forced_breaks_end_lines(void **state)
{
  (void)state;
  Case c = open_tenths("新春\n\n伊始全市\n上", 130);
  assert_int_equal(c.settings.best->n_lines, 4);
  assert_string_equal(line_text(&c, 0), "新春");
  assert_string_equal(line_text(&c, 1), "");
  assert_string_equal(line_text(&c, 2), "伊始全市");
  assert_string_equal(line_text(&c, 3), "上");
  for (unsigned i = 0; i < 4; i++)
    assert_true(c.settings.best->lines[i].last);
  arena_free(c.arena);
}

static void spaces_at_edges_go(void **state)
{
  (void)state;
  Case c = open_tenths("　　ab cd ef gh ij kl mn op　", 60);
  for (unsigned i = 0; i < c.settings.best->n_lines; i++) {
    const Line *line = &c.settings.best->lines[i];
    assert_int_equal(c.shaped->clusters[line->first].cls, CLASS_LATIN);
    assert_int_equal(c.shaped->clusters[line->end - 1].cls, CLASS_LATIN);
  }
  arena_free(c.arena);
  c = open_tenths("   ", 60);
  assert_int_equal(c.settings.best->n_lines, 1);
  arena_free(c.arena);
  c = open_tenths("", 60);
  assert_int_equal(c.settings.best->n_lines, 1);
  arena_free(c.arena);
}

/* Against every way there is: test_optimum.c. */
static void most_paragraphs_can_run_longer(void **state)
{
  (void)state;
  unsigned longer = 0;
  for (uint32_t seed = 1000; seed < 1200; seed++) {
    char *text = make_text(seed, 120);
    Case c = open_tenths(text, 130);
    longer += c.settings.longer != NULL;
    if (c.settings.longer)
      assert_true(c.settings.longer->cost >= c.settings.best->cost);
    arena_free(c.arena);
    g_free(text);
  }
  assert_true(longer >= 20);
}

static void every_style_keeps_the_rules(void **state)
{
  (void)state;
  for (uint32_t seed = 0; seed < 300; seed++) {
    TextStyle style = syn_style();
    style.punctuation = (PunctStyle)(PUNCT_QUANJIAO + seed % 5);
    style.tracking = seed % 2 ? 50 : 0;
    style.gap = seed % 3 ? 250 : 125;
    char *text = make_text(seed + 7, 10 + seed % 120);
    Mpt width = MEASURES[seed % G_N_ELEMENTS(MEASURES)] * EM / 10;
    Measures measures = {&width, 1};
    Case c = open_case(text, style, &width, 1, 0);
    if (c.settings.best->rung < RUNG_HANG)
      assert_lines_are_whole(c.settings.best, &measures);
    arena_free(c.arena);
    g_free(text);
  }
}

static void measures_may_change_from_line_to_line(void **state)
{
  static const Mpt widths[] = {8 * EM, 8 * EM, 8 * EM, 17 * EM, 17 * EM, 10 * EM};
  (void)state;
  for (uint32_t seed = 0; seed < 100; seed++) {
    char *text = make_text(seed, 60 + seed);
    Case c = open_case(text, syn_style(), widths, G_N_ELEMENTS(widths), 2 * EM);
    Measures measures = {widths, G_N_ELEMENTS(widths)};
    if (c.settings.best->rung < RUNG_OVERFULL)
      assert_lines_are_whole(c.settings.best, &measures);
    arena_free(c.arena);
    g_free(text);
  }
}

static void ragged_lines_are_not_stretched(void **state)
{
  (void)state;
  for (Align align = ALIGN_LEFT; align <= ALIGN_RIGHT; align++) {
    TextStyle style = syn_style();
    style.align = align;
    Mpt width = 13 * EM + 3000;
    Case c = open_case("新春伊始全市上下抢抓机遇，真抓实干推动经济社会发展取得明显成效", style, &width, 1, 0);
    for (unsigned i = 0; i < c.settings.best->n_lines; i++) {
      const Line *line = &c.settings.best->lines[i];
      Mpt left = width - c.settings.best->widths[i];
      assert_int_equal(line->gap, 0);
      Mpt pen = align == ALIGN_LEFT ? 0 : align == ALIGN_CENTRE ? left / 2 : left;
      assert_int_equal(c.settings.best->pen[line->first], pen);
    }
    arena_free(c.arena);
  }
}

static void hanging_is_the_style_s(void **state)
{
  TextStyle style = syn_style();
  Mpt width = 10 * EM;
  (void)state;
  style.hang = true;
  Case c = open_case("新春伊始全市上下抢抓，真抓实干推动经济", style, &width, 1, 0);
  assert_string_equal(line_text(&c, 0), "新春伊始全市上下抢抓，");
  assert_int_equal(c.settings.best->widths[0], width);
  assert_int_equal(c.settings.best->pen[10], width);
  arena_free(c.arena);
}

/* A short line that is the whole paragraph is no 孤字: nothing is paid for it. */
static void one_line_is_enough(void **state)
{
  static const char *const TEXTS[] = {"好", "好。", "新春"};
  Mpt width = 13 * EM;
  (void)state;
  for (unsigned i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
    Case c = open_case(TEXTS[i], syn_style(), &width, 1, 0);
    assert_int_equal(c.settings.best->n_lines, 1);
    assert_int_equal(c.settings.best->cost, COST_BREAK_LINE);
    arena_free(c.arena);
  }
}

static bool is_letter_at(const Shaped *shaped, uint32_t at)
{
  return at < shaped->n_clusters && shaped->clusters[at].cls == CLASS_LATIN;
}

/* Every line that ends inside a hyphenated word has its hyphen, and is with it as wide as its measure. */
static void hyphens_stand_in_the_measure(void **state)
{
  unsigned divided = 0;
  (void)state;
  for (unsigned before = 0; before < 12; before++) {
    Arena *arena = arena_new();
    TextStyle style = syn_style();
    GString *text = g_string_new(NULL);
    for (unsigned i = 0; i < before; i++)
      g_string_append(text, "新");
    g_string_append(text, "internationalisation推动经济counterrevolutionaries取得明显成效");
    Shaped *shaped = syn_shape(arena, text->str, &style);
    TextBreak *breaks = (TextBreak *)(uintptr_t)shaped->analysis->breaks;
    for (uint32_t i = 1; i < shaped->n_clusters; i++)
      if (is_letter_at(shaped, i - 1) && is_letter_at(shaped, i))
        breaks[i] = (TextBreak){50, RUNG_NONE, true};
    Mpt width = 9 * EM;
    Setting *best = paragraph_break(arena, shaped, &style, &(Measures){&width, 1}, 0).best;
    setting_place(arena, best, &style);
    for (unsigned i = 0; i < best->n_lines; i++) {
      const Line *line = &best->lines[i];
      bool inside = is_letter_at(shaped, line->end - 1) && is_letter_at(shaped, line->end);
      assert_int_equal(line->hyphen, inside);
      divided += inside;
      if (!line->last)
        assert_int_equal(best->widths[i] + line->lacks, width);
    }
    g_string_free(text, TRUE);
    arena_free(arena);
  }
  assert_true(divided > 6);
}

static void narrow_measures_are_refused(void **state)
{
  Mpt widths[] = {13 * EM, 4 * EM};
  (void)state;
  Case c = open_case("新春伊始", syn_style(), widths, 2, 0);
  assert_null(c.settings.best);
  arena_free(c.arena);
}

/* --- the ladder (§4.5) -------------------------------------------------------------------- */

static Rung rung_of(const char *text, Mpt tenths, void (*prepare)(Shaped *shaped))
{
  Arena *arena = arena_new();
  TextStyle style = syn_style();
  Mpt width = tenths * EM / 10;
  Measures measures = {&width, 1};
  Shaped *shaped = syn_shape(arena, text, &style);
  if (prepare)
    prepare(shaped);
  Settings settings = paragraph_break(arena, shaped, &style, &measures, 0);
  Rung rung = settings.best->rung, worst = RUNG_NONE;
  uint32_t next = 0;
  for (unsigned i = 0; i < settings.best->n_lines; i++) {
    worst = MAX(worst, settings.best->lines[i].rung);
    assert_int_equal(settings.best->lines[i].first, next);
    next = settings.best->lines[i].end;
  }
  assert_int_equal(next, shaped->n_clusters);
  assert_int_equal(worst, rung);
  arena_free(arena);
  return rung;
}

/* All places are closed, but the one before cluster 5, which opens at RUNG. */
static void open_at(Shaped *shaped, Rung rung)
{
  TextBreak *breaks = (TextBreak *)shaped->analysis->breaks;
  for (unsigned i = 1; i < shaped->analysis->n; i++)
    breaks[i] = (TextBreak){BREAK_NEVER, i == 5 ? (uint8_t)rung : RUNG_NEVER, false};
}
static void open_freely(Shaped *shaped)
{
  open_at(shaped, RUNG_NEVER);
  ((TextBreak *)shaped->analysis->breaks)[12] = (TextBreak){0, RUNG_NONE, false};
}
static void open_after_thirteen(Shaped *shaped)
{
  open_at(shaped, RUNG_NEVER);
  ((TextBreak *)shaped->analysis->breaks)[13] = (TextBreak){0, RUNG_NONE, false};
}
static void open_dots(Shaped *shaped)
{
  open_at(shaped, RUNG_DOTS);
}
static void open_word(Shaped *shaped)
{
  open_at(shaped, RUNG_WORD);
}
static void open_units(Shaped *shaped)
{
  open_at(shaped, RUNG_UNITS);
}
static void open_loose(Shaped *shaped)
{
  open_at(shaped, RUNG_LOOSE);
}
static void open_latin(Shaped *shaped)
{
  open_at(shaped, RUNG_LATIN);
}
static void open_keep(Shaped *shaped)
{
  open_at(shaped, RUNG_KEEP);
}
static void open_never(Shaped *shaped)
{
  open_at(shaped, RUNG_NEVER);
}

static void open_after_the_mark(Shaped *shaped)
{
  open_never(shaped);
  ((TextBreak *)shaped->analysis->breaks)[6] = (TextBreak){0, RUNG_NONE, false};
}

static void each_rung_is_gone_up_to(void **state)
{
  (void)state;
  assert_int_equal(rung_of("新春伊始全市上下抢抓机遇", 130, NULL), RUNG_NONE);
  /* eleven gaps of 0.1 em: nothing to tell of under fourteen characters, told from there on */
  assert_int_equal(rung_of("新春伊始全市上下抢抓机遇真抓实干", 131, open_freely), RUNG_NONE);
  assert_int_equal(rung_of("新春伊始全市上下抢抓机遇真抓实干推动", 142, open_after_thirteen), RUNG_GAP);
  assert_int_equal(rung_of("新春伊始全市上下抢抓机遇真抓实干", 135, open_freely), RUNG_WIDE);
  assert_int_equal(rung_of("新春伊始全市上下", 50, open_dots), RUNG_DOTS);
  assert_int_equal(rung_of("新春伊始全市上下", 50, open_word), RUNG_WORD);
  assert_int_equal(rung_of("新春伊始全市上下抢", 80, open_units), RUNG_SHORT);
  assert_int_equal(rung_of("新春伊始全GDPGDPGDP市上下", 59, NULL), RUNG_WIDE);
  assert_int_equal(rung_of("新春伊始全市上下", 50, open_units), RUNG_UNITS);
  assert_int_equal(rung_of("新春伊始全市上下", 50, open_loose), RUNG_LOOSE);
  assert_int_equal(rung_of("新春伊始全市上下", 50, open_latin), RUNG_LATIN);
  assert_int_equal(rung_of("新春伊始全，市上下抢", 50, open_after_the_mark), RUNG_HANG);
  assert_int_equal(rung_of("新春伊始全市上下", 50, open_keep), RUNG_KEEP);
  assert_int_equal(rung_of("新春伊始全市上下", 50, open_never), RUNG_OVERFULL);
}

static void hostile_texts_are_set_somehow(void **state)
{
  static const char *const texts[] = {"，，，，，，，，，，，，，，，，",
                                      "““““““““““““““““",
                                      "\n\n\n",
                                      "。”）。”）。”）。”）。”）",
                                      "————————————————————",
                                      "…………………………………………",
                                      "·",
                                      "“",
                                      "12345678901234567890123456789012345678901234567890",
                                      " a  b ~ ~ \n ~ 中",
                                      "／／／／／／／／／／／／"};
  (void)state;
  for (unsigned i = 0; i < G_N_ELEMENTS(texts); i++)
    for (Mpt tenths = 50; tenths < 140; tenths += 15)
      for (int hang = 0; hang < 2; hang++) {
        TextStyle style = syn_style();
        Mpt width = tenths * EM / 10;
        style.hang = hang;
        Case c = open_case(texts[i], style, &width, 1, hang ? 2 * EM : -EM);
        unsigned inside = 0;
        for (unsigned k = 0; k < c.settings.best->n_lines; k++)
          inside += c.settings.best->lines[k].end - c.settings.best->lines[k].first;
        for (uint32_t k = 0; k < c.shaped->n_clusters; k++)
          inside += c.shaped->clusters[k].cls >= CLASS_SPACE && c.shaped->clusters[k].cls != CLASS_NBSP;
        assert_true(inside >= c.shaped->n_clusters);
        arena_free(c.arena);
      }
}

static unsigned draw_below(uint32_t *x, unsigned n)
{
  *x = *x * 1664525u + 1013904223u;
  return (*x >> 8) % n;
}

/* Any classes, breaks and bodies whatever: nothing lost, nothing twice, every style and alignment. */
static void random_clusters_are_all_kept(void **state)
{
  (void)state;
  uint32_t x = 1;
#define NEXT(n) draw_below(&x, (n))
  for (unsigned round = 0; round < 3000; round++) {
    unsigned n = 1 + NEXT(60);
    GString *text = g_string_new(NULL);
    for (unsigned i = 0; i < n; i++)
      g_string_append(text, "中");
    Arena *arena = arena_new();
    TextStyle style = syn_style();
    style.align = (Align)NEXT(5);
    style.punctuation = (PunctStyle)NEXT(6);
    style.hang = NEXT(2);
    style.tracking = (int)NEXT(100) - 30;
    Shaped *shaped = syn_shape(arena, text->str, &style);
    for (unsigned i = 0; i < n; i++) {
      Cluster *cluster = (Cluster *)&shaped->clusters[i];
      cluster->cls = (uint8_t)(NEXT(CLASS_FORCED + 1));
      cluster->body = NEXT(9) ? (Mpt)(NEXT(3)) * EM / 2 : (Mpt)(NEXT(20)) * EM;
      cluster->lead = (Mpt)(NEXT(2)) * EM / 2;
      cluster->trail = (Mpt)(NEXT(2)) * EM / 2;
      TextBreak brk = {(int16_t)(NEXT(3) ? NEXT(500) : BREAK_NEVER), (uint8_t)(NEXT(8)), NEXT(9) == 0};
      ((TextBreak *)shaped->analysis->breaks)[i] = brk;
    }
    Mpt widths[3] = {(Mpt)(5 + NEXT(12)) * EM, (Mpt)(5 + NEXT(12)) * EM, (Mpt)(5 + NEXT(12)) * EM};
    Measures measures = {widths, 1 + NEXT(3)};
    Settings settings = paragraph_break(arena, shaped, &style, &measures, (Mpt)(NEXT(4)) * EM);
    Setting *all[] = {settings.best, settings.shorter, settings.longer};
    assert_non_null(all[0]);
    for (unsigned k = 0; k < 3; k++) {
      if (!all[k])
        continue;
      setting_place(arena, all[k], &style);
      uint32_t next = 0;
      for (unsigned i = 0; i <= all[k]->n_lines; i++) {
        uint32_t first = i < all[k]->n_lines ? all[k]->lines[i].first : n;
        for (; next < first; next++) {
          unsigned cls = shaped->clusters[next].cls;
          assert_true(cls == CLASS_SPACE || cls == CLASS_ABSORBED || cls == CLASS_IDEOSPACE || cls == CLASS_FORCED);
        }
        assert_int_equal(next, first);
        next = i < all[k]->n_lines ? all[k]->lines[i].end : n;
      }
    }
    g_string_free(text, TRUE);
    arena_free(arena);
  }
}

/* A box wider than the measure stands alone; the rest of the paragraph is set as ever. */
static void a_box_too_wide_stands_alone(void **state)
{
  Arena *arena = arena_new();
  TextStyle style = syn_style();
  Mpt width = 6 * EM;
  Measures measures = {&width, 1};
  Shaped *shaped = syn_shape(arena, "新春伊始全市囗上下抢抓机遇真抓实干", &style);
  (void)state;
  ((Cluster *)shaped->clusters)[6].body = 9 * EM;
  Setting *best = paragraph_break(arena, shaped, &style, &measures, 0).best;
  setting_place(arena, best, &style);
  unsigned over = 0;
  for (unsigned i = 0; i < best->n_lines; i++)
    over += best->widths[i] > width;
  assert_int_equal(over, 1);
  assert_int_equal(best->rung, RUNG_OVERFULL);
  assert_int_equal(best->lines[1].first, 6);
  assert_int_equal(best->lines[1].end, 7);
  arena_free(arena);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(any_text_keeps_the_rules),
      cmocka_unit_test(first_fit_squeezes_what_gives),
      cmocka_unit_test(grades_give_in_order),
      cmocka_unit_test(stretch_goes_by_grades),
      cmocka_unit_test(gaps_are_alike),
      cmocka_unit_test(marks_come_away_last),
      cmocka_unit_test(an_opener_after_the_indent_is_trimmed),
      cmocka_unit_test(forced_breaks_end_lines),
      cmocka_unit_test(spaces_at_edges_go),
      cmocka_unit_test(most_paragraphs_can_run_longer),
      cmocka_unit_test(every_style_keeps_the_rules),
      cmocka_unit_test(measures_may_change_from_line_to_line),
      cmocka_unit_test(ragged_lines_are_not_stretched),
      cmocka_unit_test(hanging_is_the_style_s),
      cmocka_unit_test(one_line_is_enough),
      cmocka_unit_test(hyphens_stand_in_the_measure),
      cmocka_unit_test(narrow_measures_are_refused),
      cmocka_unit_test(each_rung_is_gone_up_to),
      cmocka_unit_test(hostile_texts_are_set_somehow),
      cmocka_unit_test(random_clusters_are_all_kept),
      cmocka_unit_test(a_box_too_wide_stands_alone),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
