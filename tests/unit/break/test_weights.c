/* What every row TEXT and BREAK of base/costs.def is for, held from both sides: set to nothing or to twice itself, it
   must fail here. Built a second time with weights that may be changed while it runs (COSTS_PERTURBED), it does just
   that to every row, and sets the texts named on its command line too: a row that changes none of them is not needed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

#include "break/cost.h"
#include "break/lines.h"
#include "break/split.h"
#include "by_class.h"

#define SHAPE shape_by_class
#include "shaper.h"

/* --- asking ------------------------------------------------------------------------------------------ */

/* What the text room says of the place before character K. */
static TextBreak place(const char *text, unsigned k, bool hyphenate)
{
  Arena *arena = arena_new();
  TextRules rules = {.level = LEVEL_GB, .hyphenate = hyphenate};
  TextBreak found = text_analyse(arena, text, strlen(text), &rules)->breaks[k];
  arena_free(arena);
  return found;
}

static bool costs(const char *text, unsigned k, int cost)
{
  return place(text, k, false).cost == cost;
}

/* Points that ending a line before cluster K costs, as far up the ladder as RUNG. −1: it may not. */
static int64_t price(const char *text, unsigned k, Rung rung)
{
  Arena *arena = arena_new();
  TextStyle style = syn_style();
  GlueStyle look = glue_style(&style);
  Glue glue = glue_open(shape_by_class(arena, text, &style), &look);
  Breakpoints breakpoints = breakpoints_open(&glue, rung);
  int64_t cost = -1;
  for (unsigned i = 0; i < breakpoints.n; i++)
    if (breakpoints.at[i].at == k)
      cost = breakpoints.at[i].cost / POINT;
  breakpoints_close(&breakpoints);
  glue_close(&glue);
  arena_free(arena);
  return cost;
}

typedef struct {
  FitAnswer answer;
  int64_t cost; /* thousandths of a point, the line's own taken off */
  int rung;
} Fitted;

/* TEXT as one line with D thousandths of an em left of its measure. */
static Fitted fit_line(const char *text, int d, Fitting fitting)
{
  Arena *arena = arena_new();
  TextStyle style = syn_style();
  GlueStyle look = glue_style(&style);
  Glue glue = glue_open(shape_by_class(arena, text, &style), &look);
  Sums sums = glue_line(&glue, 0, glue.n);
  Fit fit;
  fitting.glue = &glue;
  Fitted fitted = {0};
  fitted.answer = cost_fit(&fitting, &sums, (int64_t)d * EM / 1000, 2 * d * EM / 1000, false, EM / 2, &fit);
  fitted.cost = fit.cost - (int64_t)COST_BREAK_LINE * POINT;
  fitted.rung = fit.rung;
  glue_close(&glue);
  arena_free(arena);
  return fitted;
}

static const Fitting FREELY = {.justify = true, .rung = RUNG_LATIN, .gap_plain = 1200, .gap_limit = 5000};

static bool fits_for(const char *text, int d, int64_t cost)
{
  Fitted fitted = fit_line(text, d, FREELY);
  return fitted.answer == FIT_OK && fitted.cost == cost;
}

/* A paragraph without indent that may be broken before the clusters AT alone, there at COST; joined lines, or what was
 * asked of them. */
typedef struct {
  const char *text;
  int hundredths; /* of an em */
  unsigned at[4];
  int16_t cost[4];
  Align align;
} Asked;

static Settings ask(Arena *arena, const Asked *asked)
{
  TextStyle *style = ARENA_NEW(arena, TextStyle);
  *style = syn_style();
  style->align = asked->align ? asked->align : ALIGN_JUSTIFY;
  Mpt *width = ARENA_NEW(arena, Mpt);
  *width = asked->hundredths * EM / 100;
  Measures measures = {width, 1};
  Shaped *shaped = shape_by_class(arena, asked->text, style);
  TextBreak *breaks = (TextBreak *)shaped->analysis->breaks;
  for (unsigned i = 1; i < shaped->analysis->n; i++)
    breaks[i] = (TextBreak){BREAK_NEVER, RUNG_NEVER, false};
  for (unsigned i = 0; i < G_N_ELEMENTS(asked->at) && asked->at[i]; i++)
    breaks[asked->at[i]] = (TextBreak){asked->cost[i], RUNG_NONE, false};
  return paragraph_break(arena, shaped, style, &measures, 0);
}

static unsigned first_end(Asked asked)
{
  Arena *arena = arena_new();
  unsigned end = ask(arena, &asked).best->lines[0].end;
  arena_free(arena);
  return end;
}

static int64_t cost_of(Asked asked)
{
  Arena *arena = arena_new();
  int64_t cost = ask(arena, &asked).best->cost;
  arena_free(arena);
  return cost;
}

static bool offers_longer(Asked asked)
{
  Arena *arena = arena_new();
  bool offered = ask(arena, &asked).longer != NULL;
  arena_free(arena);
  return offered;
}

#define HAN20 "新春伊始全市上下抢抓机遇真抓实干推动经济"

/* --- TEXT --------------------------------------------------------------------------------------------- */

static bool middle(void)
{
  return costs("比尔·盖茨", 3, 50);
}
static bool unit(void)
{
  return costs("增5元", 2, 400);
}
static bool in_unit(void)
{
  return costs("增5亿元", 3, 250);
}
static bool ordinal(void)
{
  return costs("第5届", 1, 300);
}
static bool quoted(void)
{
  return costs("“三农”", 2, 300);
}
static bool quoted_whole(void)
{
  return costs("“春夏秋冬”", 2, 300) && costs("“春夏秋冬年”", 2, 0);
}
static bool title(void)
{
  return costs("《纲要》", 2, 100);
}
static bool title_whole(void)
{
  return costs("《春夏秋冬年》", 2, 100) && costs("《春夏秋冬年月》", 2, 0);
}
static bool range(void)
{
  return costs("123—45678", 4, 200);
}
static bool range_whole(void)
{
  return costs("123—4567", 4, BREAK_NEVER) && costs("123—45678", 4, 200);
}
static bool date(void)
{
  return costs("2024年3月", 5, 20);
}
static bool address(void)
{
  return costs("http://abc.cn/def", 14, 60);
}
static bool hyphen(void)
{
  return place("International", 2, true).cost == 200;
}
static bool compound(void)
{
  return costs("state-of-the-art", 6, 50);
}
static bool word_least(void)
{
  return place("table", 2, false).opens_at == RUNG_LATIN && place("tables", 2, false).opens_at == RUNG_WORD;
}

/* --- BREAK: a line -------------------------------------------------------------------------------------- */

static bool line(void)
{
  return cost_of((Asked){.text = "新春伊始全", .hundredths = 500}) == 1;
}

/* Half an em of a comma's half, all there is: 30 · 1 · ½; the like of other marks, of the space at a figure, between
 * words. */
static bool shrink(void)
{
  return fits_for("中，中", -500, 15000);
}
static bool shrink_pause(void)
{
  return fits_for("中，中", -500, 15000);
}
static bool shrink_bracket(void)
{
  return fits_for("中（中", -500, 15000);
}
static bool shrink_end(void)
{
  return fits_for("中。中", -500, 45000);
}
static bool shrink_auto(void)
{
  return fits_for("中5", -125, 7500);
}
static bool shrink_word(void)
{
  return fits_for("ab cd", -50, 750);
}
static bool stretch(void)
{
  return fits_for("中5", 250, 5000);
}

/* Ten gaps of 0.045 em: 100; of 0.049 no more than that grows; of 0.06 a loose line. */
static bool gap(void)
{
  return fits_for("新春伊始全市上下抢抓机", 450, 100000);
}
static bool gap_knee(void)
{
  return fits_for("新春伊始全市上下抢抓机", 450, 100000);
}
static bool gap_easy(void)
{
  return fit_line("新春伊始全市上下抢抓机", 490, FREELY).cost < 1000 * POINT &&
         fit_line("新春伊始全市上下抢抓机", 500, FREELY).cost > 1000 * POINT;
}
static bool loose(void)
{
  return fits_for("新春伊始全市上下抢抓机", 600, 14000000 + 1650000 + 237037);
}
/* 0.051 em more. */
static bool loose_more(void)
{
  return fits_for("新春伊始全市上下抢抓机", 1000, 14000000 + 7650000 + 1097393);
}

/* A unit is parted rather than a line of 0.091 em, but not of 0.083. */
static bool knee(void)
{
  return first_end((Asked){HAN20, 1400, {13, 14}, {0, 400}, ALIGN_UNSET}) == 13 &&
         first_end((Asked){HAN20, 1300, {12, 13}, {0, 400}, ALIGN_UNSET}) == 13;
}

static bool gap_plain(void)
{
  Fitting plain = {.justify = true, .gap_plain = cost_plain_gap(13 * EM, EM)};
  plain.gap_limit = plain.gap_plain;
  return fit_line("新春伊始全市上下抢抓机", 1200, plain).answer == FIT_OK &&
         fit_line("新春伊始全市上下抢抓机", 1210, plain).answer == FIT_SHORT;
}
static bool gap_plain_long(void)
{
  return cost_plain_gap(14 * EM, EM) == 900;
}
static bool long_lines(void)
{
  return cost_plain_gap(14 * EM - 1, EM) != 900 && cost_plain_gap(14 * EM, EM) == 900;
}
static bool grey(void)
{
  return cost_of_grey(450, 0) == 9 * POINT;
}

static int64_t price_of_end(const char *text)
{
  Arena *arena = arena_new();
  TextStyle style = syn_style();
  GlueStyle look = glue_style(&style);
  Glue glue = glue_open(shape_by_class(arena, text, &style), &look);
  Sums sums = glue_line(&glue, 0, glue.n);
  Breakpoint from = {0}, to = {.final = true};
  int64_t cost = cost_of_end(&from, &to, false, &sums) / POINT;
  glue_close(&glue);
  arena_free(arena);
  return cost;
}
static bool runt(void)
{
  return price_of_end("中。") == 50000;
}
static bool runt_cells(void)
{
  return price_of_end("中。") == 50000 && price_of_end("中国。") == 150;
}
static bool short_end(void)
{
  return price_of_end("中国。") == 150;
}
static bool short_cells(void)
{
  return price_of_end("中国。") == 150 && price_of_end("中国人。") == 0;
}

/* Half a line white where lines are ragged. */
static bool ragged(void)
{
  return cost_of((Asked){"新春伊始全市上下抢抓机遇", 1000, {5}, {0}, ALIGN_LEFT}) == 1 + 100 + 1;
}
static bool hang(void)
{
  return fit_line("中国，", -500, (Fitting){.justify = true, .hang = true}).cost == 40 * POINT;
}

/* A line more is offered for 20,000 a line of it, no more. */
static bool silly(void)
{
  return offers_longer((Asked){HAN20, 2000, {10}, {560}, ALIGN_LEFT}) &&
         !offers_longer((Asked){HAN20, 2000, {10}, {566}, ALIGN_LEFT});
}

/* --- BREAK: the ladder ------------------------------------------------------------------------------------ */

static bool told(void)
{
  return price("他说……好", 2, RUNG_WORD) == 30000 && price("他说……好", 2, RUNG_NONE) < 0;
}
static bool letters(void)
{
  return price("ABCDEFGH", 1, RUNG_LATIN) == 700000 + 2 * 12000;
}
static bool piece(void)
{
  return price("ABCDEFGH", 3, RUNG_LATIN) == 700000 && price("ABCDEFGH", 2, RUNG_LATIN) == 712000;
}
static bool latin(void)
{
  return price("ABCDEFGH", 4, RUNG_LATIN) == 700000;
}
static bool sign(void)
{
  return price("abc'def", 3, RUNG_LATIN) == 760000;
}
static bool number(void)
{
  return price("12345", 2, RUNG_LATIN) == 900000;
}
static bool rule(void)
{
  return price("佛々说", 1, RUNG_LOOSE) == 1200000;
}

/* Ten gaps of 0.2 em: (0.2/0.12)² of it, beside what a loose line costs. */
static bool wide(void)
{
  return fits_for("新春伊始全市上下抢抓机", 2000, 222044480 + 14000000 + 8779149);
}
/* Thirty gaps of half an em: wider is no line at all. */
static bool gap_widest(void)
{
  return cost_of((Asked){HAN20 HAN20 HAN20, 4600, {31}, {0}, ALIGN_UNSET}) < 3000000 &&
         cost_of((Asked){HAN20 HAN20 HAN20, 4660, {31}, {0}, ALIGN_UNSET}) > 3000000;
}
static bool short_line(void)
{
  return fits_for("中", 1000, 450000000 + 12000000);
}
static bool short_em(void)
{
  return fits_for("中", 3000, 450000000 + 9 * 12000000);
}
static bool short_most(void)
{
  return fit_line("中", 5000, FREELY).answer == FIT_OK && fit_line("中", 5010, FREELY).answer == FIT_SHORT;
}
static bool unfit(void)
{
  int64_t cost = cost_of((Asked){.text = HAN20, .hundredths = 1000});
  return cost >= 3000000 && cost < 3200000;
}

/* --- BREAK: spaces ------------------------------------------------------------------------------------------ */

static Sums sums_of(const char *text)
{
  Arena *arena = arena_new();
  TextStyle style = syn_style();
  GlueStyle look = glue_style(&style);
  Glue glue = glue_open(shape_by_class(arena, text, &style), &look);
  Sums sums = glue_line(&glue, 0, glue.n);
  glue_close(&glue);
  arena_free(arena);
  return sums;
}
static bool space_least(void)
{
  return sums_of("ab cd").shrink[GRADE_WORD] == 500;
}
static bool space_most(void)
{
  return sums_of("ab cd").stretch[TAKE_WORD] == 2000;
}

/* Beside a mark: the first 0.06 em of what would make ten gaps wide; of much, half of what they take. */
static bool tied_first(void)
{
  return glue_stretch(10, 1, 6050, 490).tied == 612;
}
static bool tied_share(void)
{
  return glue_stretch(10, 1, 42000, 490).tied == 2000;
}

/* --- BREAK: heads ------------------------------------------------------------------------------------------- */

/* What the room's judge of heads says of TEXT in two lines, the second from cluster K on, where breaking costs COST. */
/* … or, for nothing, from cluster OTHER on. */
static Split split_either(const char *text, unsigned k, unsigned other, int16_t cost, Direction direction)
{
  Arena *arena = arena_new();
  TextStyle style = syn_style();
  GlueStyle look = glue_style(&style);
  Shaped *shaped = shape_by_class(arena, text, &style);
  shaped->direction = direction;
  TextBreak *breaks = (TextBreak *)shaped->analysis->breaks;
  for (unsigned i = 1; i < shaped->analysis->n; i++)
    breaks[i] = (TextBreak){i == k       ? cost
                            : i == other ? 0
                                         : BREAK_NEVER,
                            i == k || i == other ? RUNG_NONE : RUNG_NEVER, false};
  Glue glue = glue_open(shaped, &look);
  Split split = {.cost = -1};
  GArray *words = segment_words(text, (uint32_t)strlen(text));
  int64_t *senses = sense_prices(shaped, words);
  split_text(&glue, senses, 2, (SplitRoom){100 * EM, 100 * EM}, &split);
  g_free(senses);
  g_array_unref(words);
  glue_close(&glue);
  arena_free(arena);
  return split;
}

static Split split_at(const char *text, unsigned k, int16_t cost, Direction direction)
{
  return split_either(text, k, 0, cost, direction);
}

static int64_t split_cost(const char *text, unsigned k)
{
  return split_at(text, k, 0, DIRECTION_HORIZONTAL).cost;
}

static bool head_plain(void)
{
  return split_cost("群众故事", 2) == 200;
}
static bool head_phrase(void)
{
  return split_cost("群众走进", 2) == 30;
}
static bool head_bound(void)
{
  return split_cost("美丽故事", 2) == 400;
}
static bool head_closer(void)
{
  return split_cost("“群众”故事会", 4) == 20 + 2 * 5; /* the half after ” is in neither line */
}
static bool head_clings(void)
{
  return split_cost("你把故事", 2) == 6000;
}
static bool head_word(void)
{
  return split_cost("看国家看", 2) == 20000;
}
static bool head_break(void)
{
  return split_at("群众故事", 2, 100, DIRECTION_HORIZONTAL).cost == 200 + 2 * 1350;
}
static bool head_divides(void)
{
  return split_at("群众故事", 2, 80, DIRECTION_HORIZONTAL).divides &&
         !split_at("群众故事", 2, 50, DIRECTION_HORIZONTAL).divides;
}

#define STORIES20 "群众故事群众故事群众故事群众故事群众故事"
/* Thirteen characters over seven are uneven, fourteen over six are too uneven. */
static bool head_uneven(void)
{
  int64_t too = split_cost(STORIES20, 14);
  return split_cost("老百姓故事群众故事群众故事老百姓故事群众", 13) < 2000 && too >= 6320 && too < 8000;
}
static bool head_column(void)
{
  return split_at(STORIES20, 12, 0, DIRECTION_VERTICAL).cost < 2000 &&
         split_at(STORIES20, 14, 0, DIRECTION_VERTICAL).cost > 6000;
}
static bool head_label(void)
{
  return split_cost("读产出：每百元里的七元多新春伊", 4) == 35 + 27;
}

typedef struct {
  unsigned n;
  Mpt size, widest;
} HeadSeen;

static HeadSeen set_tracked(const char *text, Mpt measure, unsigned most, Direction direction, int tracking_most)
{
  Arena *arena = arena_new();
  TextStyle style = syn_style();
  style.size = 2 * EM;
  style.size_max = 4 * EM;
  style.align = ALIGN_LEFT;
  style.punctuation = PUNCT_HEADLINE;
  style.tracking_max = tracking_most;
  const Rich rich = {.text = text, .length = (uint32_t)strlen(text)}, *lines[] = {&rich};
  Head *head = head_set(arena, NULL, lines, 1, false, &style, measure, most, direction, NULL, NULL, NULL);
  HeadSeen seen = {head->n_lines, head->size, head->widest};
  arena_free(arena);
  return seen;
}

static HeadSeen set_head(const char *text, Mpt measure, unsigned most, Direction direction)
{
  return set_tracked(text, measure, most, direction, 250);
}

/* Its own space would leave one character alone in its line; what is broken elsewhere pays for it. */
static bool head_passed(void)
{
  const HeadSeen seen = set_head("放学以后 柳河小学亮着灯", 280000, 2, DIRECTION_HORIZONTAL);
  const Split split = split_either("看 中国人民国家人民国家", 6, 2, 0, DIRECTION_HORIZONTAL);
  return seen.n == 2 && seen.size == 4 * EM && seen.widest == 7 * seen.size && split.cost == 4000 + 200 + 6;
}
static bool head_step(void)
{
  return set_head("新春伊始全市上下抢抓", 307000, 1, DIRECTION_HORIZONTAL).size == 30500;
}
/* Two lines of two thirds of the measure are no better than one that fills it; two of four fifths are. */
static bool head_fill(void)
{
  return set_head("中国人民中国人民", 240000, 2, DIRECTION_HORIZONTAL).n == 1 &&
         set_head("中国人民中国人民中国人民", 300000, 2, DIRECTION_HORIZONTAL).n == 2;
}
static bool head_gain(void)
{
  return set_head("ABCDEFGHIJKLMNOPQRSTUVWXYZABCD，国", 400000, 2, DIRECTION_HORIZONTAL).n == 1 &&
         set_head("中国人民中国人民中国人民", 300000, 2, DIRECTION_HORIZONTAL).n == 2;
}
static bool head_tracked(void)
{
  return set_head("中国人民", 300000, 1, DIRECTION_HORIZONTAL).widest == 160000 &&
         set_head("中国人民", 220000, 1, DIRECTION_HORIZONTAL).widest == 190000;
}
static bool head_tighter(void)
{
  return set_head("中国人民中国人民中国人", 378500, 1, DIRECTION_VERTICAL).size == 35000;
}
static bool head_wider(void)
{
  return set_head("中国人民", 230000, 1, DIRECTION_VERTICAL).widest == 220000;
}

/* Whatever its style allows. */
static bool head_across(void)
{
  return set_tracked("中国人民", 215000, 1, DIRECTION_HORIZONTAL, 600).widest == 190000;
}

/* --- the rows ------------------------------------------------------------------------------------------------ */

/* By the row's name. A row of TEXT or BREAK that is not here fails the test; COMPOSE has its own. */
static const struct {
  const char *name;
  bool (*holds)(void);
} ROWS[] = {
    {"TEXT_MIDDLE", middle},
    {"TEXT_UNIT", unit},
    {"TEXT_IN_UNIT", in_unit},
    {"TEXT_ORDINAL", ordinal},
    {"TEXT_QUOTED", quoted},
    {"TEXT_QUOTED_WHOLE", quoted_whole},
    {"TEXT_TITLE", title},
    {"TEXT_TITLE_WHOLE", title_whole},
    {"TEXT_RANGE", range},
    {"TEXT_RANGE_WHOLE", range_whole},
    {"TEXT_DATE", date},
    {"TEXT_ADDRESS", address},
    {"TEXT_HYPHEN", hyphen},
    {"TEXT_COMPOUND", compound},
    {"TEXT_WORD_LEAST", word_least},
    {"BREAK_LINE", line},
    {"BREAK_SHRINK", shrink},
    {"BREAK_SHRINK_WORD", shrink_word},
    {"BREAK_SHRINK_BRACKET", shrink_bracket},
    {"BREAK_SHRINK_PAUSE", shrink_pause},
    {"BREAK_SHRINK_AUTO", shrink_auto},
    {"BREAK_SHRINK_END", shrink_end},
    {"BREAK_STRETCH", stretch},
    {"BREAK_GAP", gap},
    {"BREAK_GAP_KNEE", gap_knee},
    {"BREAK_GAP_EASY", gap_easy},
    {"BREAK_LOOSE", loose},
    {"BREAK_LOOSE_MORE", loose_more},
    {"BREAK_GAP_PLAIN", gap_plain},
    {"BREAK_GAP_PLAIN_LONG", gap_plain_long},
    {"BREAK_LONG", long_lines},
    {"BREAK_GREY", grey},
    {"BREAK_RUNT", runt},
    {"BREAK_RUNT_CELLS", runt_cells},
    {"BREAK_SHORT_END", short_end},
    {"BREAK_SHORT_CELLS", short_cells},
    {"BREAK_KNEE", knee},
    {"BREAK_RAGGED", ragged},
    {"BREAK_HANG", hang},
    {"BREAK_SILLY", silly},
    {"BREAK_TOLD", told},
    {"BREAK_LETTERS", letters},
    {"BREAK_PIECE", piece},
    {"BREAK_GAP_WIDEST", gap_widest},
    {"BREAK_WIDE", wide},
    {"BREAK_SHORT", short_line},
    {"BREAK_SHORT_EM", short_em},
    {"BREAK_SHORT_MOST", short_most},
    {"BREAK_LATIN", latin},
    {"BREAK_SIGN", sign},
    {"BREAK_NUMBER", number},
    {"BREAK_RULE", rule},
    {"BREAK_UNFIT", unfit},
    {"BREAK_SPACE_LEAST", space_least},
    {"BREAK_SPACE_MOST", space_most},
    {"BREAK_TIED_FIRST", tied_first},
    {"BREAK_TIED_SHARE", tied_share},
    {"BREAK_HEAD_PLAIN", head_plain},
    {"BREAK_HEAD_CLOSER", head_closer},
    {"BREAK_HEAD_PHRASE", head_phrase},
    {"BREAK_HEAD_BOUND", head_bound},
    {"BREAK_HEAD_WORD", head_word},
    {"BREAK_HEAD_CLINGS", head_clings},
    {"BREAK_HEAD_PASSED", head_passed},
    {"BREAK_HEAD_BREAK", head_break},
    {"BREAK_HEAD_DIVIDES", head_divides},
    {"BREAK_HEAD_UNEVEN", head_uneven},
    {"BREAK_HEAD_LONG", head_uneven},
    {"BREAK_HEAD_STUMP", head_uneven},
    {"BREAK_HEAD_COLUMN", head_column},
    {"BREAK_HEAD_LABEL", head_label},
    {"BREAK_HEAD_STEP", head_step},
    {"BREAK_HEAD_FILL", head_fill},
    {"BREAK_HEAD_TRACKED", head_tracked},
    {"BREAK_HEAD_GAIN", head_gain},
    {"BREAK_HEAD_TIGHTER", head_tighter},
    {"BREAK_HEAD_WIDER", head_wider},
    {"BREAK_HEAD_ACROSS", head_across},
};

static const struct {
  const char *name, *unit, *source;
} COST_ROWS[] = {
#define COST(name, value, unit, source) {#name, unit, source},
#include "base/costs.def"
#undef COST
};

static bool is_ours(unsigned cost)
{
  return g_str_has_prefix(COST_ROWS[cost].name, "TEXT_") || g_str_has_prefix(COST_ROWS[cost].name, "BREAK_");
}

/* The test of a row, or NULL. */
static bool (*find_test(unsigned cost))(void)
{
  for (unsigned i = 0; i < G_N_ELEMENTS(ROWS); i++)
    if (strcmp(ROWS[i].name, COST_ROWS[cost].name) == 0)
      return ROWS[i].holds;
  return NULL;
}

#ifndef COSTS_PERTURBED

static void every_row_is_for_something(void **state)
{
  (void)state;
  for (unsigned i = 0; i < G_N_ELEMENTS(COST_ROWS); i++) {
    assert_true(*COST_ROWS[i].unit && *COST_ROWS[i].source);
    if (!is_ours(i))
      continue;
    if (!find_test(i))
      fail_msg("%s has no test", COST_ROWS[i].name);
    if (!find_test(i)())
      fail_msg("%s does not do what it is for", COST_ROWS[i].name);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(every_row_is_for_something)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}

#else

int costs_now[COSTS] = {
#define COST(name, value, unit, source) value,
#include "base/costs.def"
#undef COST
};

/* A way to set the texts. */
typedef struct {
  int tenths; /* of an em */
  Align align;
  bool hang, hyphenate;
} Way;
static const Way WAYS[] = {{145, ALIGN_JUSTIFY, false, false}, {130, ALIGN_JUSTIFY, false, true},
                           {100, ALIGN_JUSTIFY, true, true},   {80, ALIGN_LEFT, false, true},
                           {50, ALIGN_JUSTIFY, false, false},  {70, ALIGN_JUSTIFY, false, true}};
enum { HEADS = 2 }; /* ways to set the first clause of each paragraph as a head */

/* What no newspaper holds, and lines must be made of all the same. */
static const char *const NASTY[] = {"佛々々々々々々々说了佛々々々々々々々々话々々々々々々々々々々々",
                                    "““““““““““““““““““““““““新春伊始““““““““““““““““““““““““““““““““全市上下"};

typedef struct {
  GPtrArray *paragraphs;
  GArray *prints; /* guint: of every paragraph, way by way */
} Corpus;

static guint print_setting(guint print, const Setting *setting)
{
  for (unsigned i = 0; setting && i < setting->n_lines; i++) {
    const Line *now = &setting->lines[i];
    print = print * 31 + now->end * 7 + now->rung + (guint)now->gap * 3 + (guint)now->lacks;
  }
  return print * 31;
}

static guint print_paragraph(const char *text, const Way *way)
{
  Arena *arena = arena_new();
  TextStyle style = syn_style();
  style.align = way->align;
  style.hang = way->hang;
  style.hyphenate = way->hyphenate;
  Mpt width = way->tenths * EM / 10;
  Measures measures = {&width, 1};
  Shaped *shaped = shape_by_class(arena, text, &style);
  Settings settings = paragraph_break(arena, shaped, &style, &measures, way->tenths > 70 ? 2 * EM : 0);
  guint print = print_setting(print_setting(print_setting(0, settings.best), settings.shorter), settings.longer);
  arena_free(arena);
  return print;
}

static char *first_clause(const char *text)
{
  const char *end = text;
  for (unsigned n = 0; *end && n < 24; n++, end = g_utf8_next_char(end))
    if (n > 8 && syn_is_one_of("。；", g_utf8_get_char(end)))
      break;
  return g_strndup(text, (gsize)(end - text));
}

static guint print_head(const char *text, Direction direction)
{
  char *clause = first_clause(text);
  guint print = 0;
  for (Mpt measure = 200000; measure < 600000; measure += 80000)
    for (unsigned most = 1; most < 4; most++) {
      HeadSeen seen = set_head(clause, measure, most, direction);
      print = print * 31 + seen.n + (guint)seen.size * 3 + (guint)seen.widest;
    }
  g_free(clause);
  return print;
}

static guint print_one(const Corpus *corpus, unsigned way, unsigned paragraph)
{
  const char *text = corpus->paragraphs->pdata[paragraph];
  if (way < G_N_ELEMENTS(WAYS))
    return print_paragraph(text, &WAYS[way]);
  return print_head(text, way == G_N_ELEMENTS(WAYS) ? DIRECTION_HORIZONTAL : DIRECTION_VERTICAL);
}

/* Whether any paragraph comes out otherwise than it did the first time. */
static bool comes_out_otherwise(Corpus *corpus)
{
  bool first = corpus->prints->len == 0;
  for (unsigned way = 0, at = 0; way < G_N_ELEMENTS(WAYS) + HEADS; way++)
    for (unsigned i = 0; i < corpus->paragraphs->len; i++, at++) {
      guint print = print_one(corpus, way, i);
      if (first)
        g_array_append_val(corpus->prints, print);
      else if (g_array_index(corpus->prints, guint, at) != print)
        return true;
    }
  return false;
}

static void add_file(Corpus *corpus, const char *path)
{
  char *all = NULL;
  if (!g_file_get_contents(path, &all, NULL, NULL))
    return;
  char **lines = g_strsplit(all, "\n", -1);
  for (char **now = lines; *now; now++)
    if (**now)
      g_ptr_array_add(corpus->paragraphs, g_strdup(*now));
  g_strfreev(lines);
  g_free(all);
}

static void tell(bool good, const char *what, const char *name)
{
  printf("%s - %s %s\n", good ? "ok" : "not ok", name, what);
}

static void perturb(Corpus *corpus, unsigned cost)
{
  bool changed = false, (*holds)(void) = find_test(cost);
  int value = costs_now[cost];
  tell(holds && holds(), "does what it is for", COST_ROWS[cost].name);
  for (int times = 0; holds && times <= 2; times += 2) {
    costs_now[cost] = value * times;
    tell(!holds(), times ? "fails its test when it is doubled" : "fails its test when it is nothing",
         COST_ROWS[cost].name);
    changed = changed || comes_out_otherwise(corpus);
  }
  costs_now[cost] = value;
  tell(changed, "changes lines", COST_ROWS[cost].name);
}

int main(int argc, char **argv)
{
  Corpus corpus = {g_ptr_array_new_with_free_func(g_free), g_array_new(FALSE, FALSE, sizeof(guint))};
  for (unsigned i = 0; i < G_N_ELEMENTS(NASTY); i++)
    g_ptr_array_add(corpus.paragraphs, g_strdup(NASTY[i]));
  for (int i = 1; i < argc; i++)
    add_file(&corpus, argv[i]);
  comes_out_otherwise(&corpus);
  for (unsigned i = 0; i < COSTS; i++)
    if (is_ours(i))
      perturb(&corpus, i);
  g_ptr_array_free(corpus.paragraphs, TRUE);
  g_array_free(corpus.prints, TRUE);
  return 0;
}

#endif
