/* Random strings: no level's rule is broken anywhere, whatever stands next to what; and where we differ from ICU's
   breaker for Chinese (lb=strict), the difference is one of those told in zh-tailoring.md. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include "text/text.h"

static const char *const PARTS[] = {
    "好",      "年", "三",   "第",        "々",     "“",       "”",        "‘",      "’",
    "（",      "）", "《",   "》",        "，",     "。",      "：",       "？",     "！",
    "·",       "～", "–",    "—",         "——",     "……",      "/",        "5",      "12",
    "1.5",     "a",  "Word", "word-play", "%",      "￥",      "℃",        "−",      " ",
    "　",      "①",  "(",    ")",         ".",      ",",       "-",        "★",      "\"",
    "'",       "+",  "记者", "\u200B",    "\u00A0", "e\u0301", "👍🏽", "a@b.cn", "http://a.cn/b",
    "〔2024〕"};

static char *make_text(GRand *rand, unsigned most)
{
  GString *text = g_string_new(NULL);
  for (int n = g_rand_int_range(rand, 1, (gint32)most); n > 0; n--)
    g_string_append(text, PARTS[g_rand_int_range(rand, 0, G_N_ELEMENTS(PARTS))]);
  return g_string_free(text, FALSE);
}

static bool is_spacing(CharClass cls)
{
  return cls == CLASS_SPACE || cls == CLASS_ABSORBED || cls == CLASS_NBSP || cls == CLASS_IDEOSPACE ||
         cls == CLASS_ZERO;
}

/* §2.1, told once more. */
static bool may_start(const TextChar *c, BreakLevel level)
{
  bool gb = level == LEVEL_GB || level == LEVEL_STRICT;
  switch ((CharClass)c->cls) {
  case CLASS_CLOSE:
  case CLASS_PAUSE:
  case CLASS_END:
  case CLASS_MIDDLE:
  case CLASS_SOLIDUS: return level == LEVEL_NONE;
  case CLASS_JOINER:
  case CLASS_SUFFIX: return level == LEVEL_NONE || level == LEVEL_LOOSE;
  case CLASS_DOUBLE: return !(c->stacked && c->code == 0x2014) && level != LEVEL_STRICT && !(gb && c->code == 0x2026);
  case CLASS_HAN: return !(gb && c->code == 0x3005);
  default: return true;
  }
}

static bool may_end(const TextChar *c, BreakLevel level)
{
  switch ((CharClass)c->cls) {
  case CLASS_OPEN: return level == LEVEL_NONE;
  case CLASS_PREFIX: return level == LEVEL_NONE || level == LEVEL_LOOSE;
  case CLASS_SOLIDUS: return level == LEVEL_NONE || level == LEVEL_BASIC;
  default: return true;
  }
}

static void check_level(Arena *arena, const char *text, BreakLevel level)
{
  TextRules rules = {.level = level};
  TextAnalysis *a = text_analyse(arena, text, strlen(text), &rules);
  for (unsigned i = 1; i < a->n; i++) {
    if (a->breaks[i].cost == BREAK_NEVER)
      continue;
    unsigned before = i - 1;
    bool zwsp = false; /* a typed place to break beats the rules */
    while (before > 0 && is_spacing((CharClass)a->chars[before].cls))
      zwsp |= a->chars[before--].code == 0x200B;
    if (zwsp || is_spacing((CharClass)a->chars[before].cls))
      continue;
    if (!may_start(&a->chars[i], level) || !may_end(&a->chars[before], level))
      fail_msg("level %d, place %u of %s", level, i, text);
  }
}

static void test_levels_hold(void **state)
{
  GRand *rand = g_rand_new_with_seed(15834);
  for (int round = 0; round < 20000; round++) {
    Arena *arena = arena_new();
    char *text = make_text(rand, 14);
    for (BreakLevel level = LEVEL_NONE; level <= LEVEL_LOOSE; level++)
      check_level(arena, text, level);
    g_free(text);
    arena_free(arena);
  }
  g_rand_free(rand);
}

/* A stricter level never opens what a laxer one forbids: none ⊇ basic ⊇ gb ⊇ strict, loose ⊇ gb. */
static void check_order(Arena *arena, const char *text, BreakLevel lax, BreakLevel hard)
{
  TextRules a_rules = {.level = lax}, b_rules = {.level = hard};
  TextAnalysis *a = text_analyse(arena, text, strlen(text), &a_rules);
  TextAnalysis *b = text_analyse(arena, text, strlen(text), &b_rules);
  for (unsigned i = 1; i < a->n; i++)
    if (a->breaks[i].cost == BREAK_NEVER && b->breaks[i].cost != BREAK_NEVER)
      fail_msg("level %d opens what level %d shuts, place %u of %s", hard, lax, i, text);
}

static void test_levels_nest(void **state)
{
  GRand *rand = g_rand_new_with_seed(3);
  for (int round = 0; round < 10000; round++) {
    Arena *arena = arena_new();
    char *text = make_text(rand, 12);
    check_order(arena, text, LEVEL_NONE, LEVEL_BASIC);
    check_order(arena, text, LEVEL_BASIC, LEVEL_GB);
    check_order(arena, text, LEVEL_GB, LEVEL_STRICT);
    check_order(arena, text, LEVEL_LOOSE, LEVEL_GB);
    g_free(text);
    arena_free(arena);
  }
  g_rand_free(rand);
}

/* What stands behind a forced break changes nothing before it, and the other way round. */
static void test_lines_apart(void **state)
{
  GRand *rand = g_rand_new_with_seed(4);
  TextRules rules = {.level = LEVEL_GB, .hyphenate = true};
  for (int round = 0; round < 10000; round++) {
    Arena *arena = arena_new();
    char *one = make_text(rand, 10), *two = make_text(rand, 10), *both = g_strdup_printf("%s\n%s", one, two);
    TextAnalysis *a = text_analyse(arena, one, strlen(one), &rules), *b = text_analyse(arena, two, strlen(two), &rules);
    TextAnalysis *c = text_analyse(arena, both, strlen(both), &rules);
    assert_int_equal(c->n, a->n + 1 + b->n);
    for (unsigned i = 0; i < c->n; i++) {
      if (i == a->n || i == a->n + 1)
        continue;
      bool first = i < a->n;
      const TextAnalysis *part = first ? a : b;
      unsigned k = first ? i : i - a->n - 1;
      if (part->chars[k].cls != c->chars[i].cls || part->breaks[k].cost != c->breaks[i].cost ||
          part->breaks[k].opens_at != c->breaks[i].opens_at || part->chars[k].stacked != c->chars[i].stacked)
        fail_msg("character %u of %s", i, both);
    }
    assert_int_equal(c->breaks[a->n].cost, BREAK_NEVER);
    assert_int_equal(c->breaks[a->n + 1].cost, 0);
    g_free(one);
    g_free(two);
    g_free(both);
    arena_free(arena);
  }
  g_rand_free(rand);
}

/* Any bytes: no crash, every offset told once, the end open. */
static void test_any_bytes(void **state)
{
  GRand *rand = g_rand_new_with_seed(5);
  TextRules rules = {.level = LEVEL_GB, .hyphenate = true};
  for (int round = 0; round < 10000; round++) {
    Arena *arena = arena_new();
    char bytes[40];
    size_t n = (size_t)g_rand_int_range(rand, 0, 40);
    for (size_t i = 0; i < n; i++)
      bytes[i] = (char)g_rand_int_range(rand, 0, 256);
    TextAnalysis *a = text_analyse(arena, bytes, n, &rules);
    for (unsigned i = 0; i + 1 < a->n; i++)
      assert_true(a->chars[i].start < a->chars[i + 1].start);
    assert_true(a->n == 0 || a->breaks[a->n].cost == 0);
    assert_int_equal(a->breaks[0].cost, a->n == 0 ? a->breaks[0].cost : BREAK_NEVER);
    arena_free(arena);
  }
  g_rand_free(rand);
}

/* Threads share the dictionary and nothing else: each comes to the same sum. */
static gpointer sum_breaks(gpointer unused)
{
  GRand *rand = g_rand_new_with_seed(6);
  TextRules rules = {.level = LEVEL_GB, .hyphenate = true};
  guint sum = 0;
  for (int round = 0; round < 2000; round++) {
    Arena *arena = arena_new();
    char *part = make_text(rand, 10), *text = g_strconcat(part, "hyphenation ภาษาไทย", NULL);
    TextAnalysis *a = text_analyse(arena, text, strlen(text), &rules);
    for (unsigned i = 0; i < a->n; i++)
      sum = sum * 31 + (guint)(a->breaks[i].cost + a->chars[i].cls + (int)a->breaks[i].hyphen);
    g_free(part);
    g_free(text);
    arena_free(arena);
  }
  g_rand_free(rand);
  return GUINT_TO_POINTER(sum);
}

static void test_threads(void **state)
{
  GThread *threads[4];
  for (unsigned i = 0; i < G_N_ELEMENTS(threads); i++)
    threads[i] = g_thread_new(NULL, sum_breaks, NULL);
  gpointer alone = sum_breaks(NULL);
  for (unsigned i = 0; i < G_N_ELEMENTS(threads); i++)
    assert_ptr_equal(g_thread_join(threads[i]), alone);
}

/* --- against ICU -------------------------------------------------------------------------- */

typedef struct {
  const TextAnalysis *a;
  unsigned before, here; /* characters around the place */
  bool spaced, ideo;     /* spaces between; U+3000 or U+00A0 among them or around */
} Spot;

static bool among(uint32_t code, const char *set)
{
  return g_utf8_strchr(set, -1, code) != NULL;
}

static bool is_latin(const Spot *s, unsigned i)
{
  return text_class_latin((CharClass)s->a->chars[i].cls);
}

/* The rows of zh-tailoring.md: 0 where none tells it. */
static int shut_by(const Spot *s)
{
  uint32_t before = s->a->chars[s->before].code, here = s->a->chars[s->here].code;
  CharClass cls = (CharClass)s->a->chars[s->here].cls, last = (CharClass)s->a->chars[s->before].cls;
  if (s->ideo || is_spacing(cls))
    return 1;
  if (!may_start(&s->a->chars[s->here], LEVEL_STRICT) || among(here, "·～–—…%℃-"))
    return 2;
  if (last == CLASS_SOLIDUS)
    return 3;
  if (last == CLASS_OPEN || (last == CLASS_LATIN && among(before, "“‘(")))
    return 4;
  if (among(here, "①"))
    return 5;
  if (cls == CLASS_NUMBER && among(before, "～–—：:/-"))
    return 6;
  if (among(before, "￥−+") || among(here, "￥−+") || last == CLASS_PREFIX || last == CLASS_SUFFIX)
    return 7;
  if (is_latin(s, s->before) && is_latin(s, s->here))
    return 8;
  if (among(before, "\"'") || among(here, "\"'.,"))
    return 9;
  return 0;
}

static int open_by(const Spot *s)
{
  uint32_t before = s->a->chars[s->before].code, here = s->a->chars[s->here].code;
  CharClass cls = (CharClass)s->a->chars[s->here].cls, last = (CharClass)s->a->chars[s->before].cls;
  if (s->ideo)
    return 1;
  if (cls == CLASS_OPEN || last == CLASS_CLOSE)
    return 10;
  if (among(before, "★·①") || among(here, "★·①") || last == CLASS_JOINER)
    return 11;
  if (among(before, "\"'"))
    return 9;
  if (s->spaced && is_latin(s, s->here) && among(here, "”’"))
    return 15;
  if (among(here, "-−￥+") || before == '+' || cls == CLASS_PREFIX)
    return 12;
  if (is_latin(s, s->before) && is_latin(s, s->here) && (among(before, "/?&=#@-") || here == '.'))
    return 13;
  if (last == CLASS_HAN || last == CLASS_PAUSE || last == CLASS_END || last == CLASS_DOUBLE)
    return among(here, "/") ? 0 : is_latin(s, s->here) ? 14 : 0;
  return 0;
}

static bool *find_icu(UBreakIterator *iterator, const char *text, size_t length)
{
  bool *at = g_new0(bool, length + 1);
  UErrorCode error = U_ZERO_ERROR;
  UText source = UTEXT_INITIALIZER;
  utext_openUTF8(&source, text, (int64_t)length, &error);
  ubrk_setUText(iterator, &source, &error);
  assert_true(U_SUCCESS(error));
  for (int32_t i = ubrk_first(iterator); i != UBRK_DONE; i = ubrk_next(iterator))
    at[i] = true;
  utext_close(&source);
  return at;
}

static Spot see(const TextAnalysis *a, unsigned i)
{
  Spot spot = {.a = a, .before = i - 1, .here = i};
  spot.ideo = a->chars[i].cls == CLASS_IDEOSPACE;
  while (spot.before > 0 && is_spacing((CharClass)a->chars[spot.before].cls)) {
    spot.spaced = true;
    spot.before--;
  }
  for (unsigned k = spot.before; k < i; k++)
    spot.ideo |= a->chars[k].cls == CLASS_IDEOSPACE || a->chars[k].code == 0xA0;
  spot.ideo |= is_spacing((CharClass)a->chars[spot.before].cls); /* the text starts with spaces */
  return spot;
}

/* Unicode 15.1 brought rule LB15b: ICU 74 and later. */
static bool knows_lb15b(void)
{
  UVersionInfo version;
  u_getUnicodeVersion(version);
  return version[0] > 15 || (version[0] == 15 && version[1] > 0);
}

static void test_against_icu(void **state)
{
  UErrorCode error = U_ZERO_ERROR;
  UBreakIterator *iterator = ubrk_open(UBRK_LINE, "zh@lb=strict", NULL, 0, &error);
  assert_true(U_SUCCESS(error));
  GRand *rand = g_rand_new_with_seed(72);
  unsigned told[16] = {0}, same = 0;
  TextRules rules = {.level = LEVEL_STRICT};
  for (int round = 0; round < 40000; round++) {
    Arena *arena = arena_new();
    char *text = make_text(rand, 10);
    TextAnalysis *a = text_analyse(arena, text, strlen(text), &rules);
    bool *icu = find_icu(iterator, text, strlen(text));
    for (unsigned i = 1; i < a->n; i++) {
      bool ours = a->breaks[i].cost != BREAK_NEVER;
      Spot spot = see(a, i);
      int row = ours == icu[a->chars[i].start] ? 0 : ours ? open_by(&spot) : shut_by(&spot);
      if (ours != icu[a->chars[i].start] && row == 0)
        fail_msg("we %s, place %u of %s", ours ? "break" : "don't break", i, text);
      told[row]++;
      same += row == 0;
    }
    g_free(icu);
    g_free(text);
    arena_free(arena);
  }
  for (int row = 1; row < 16; row++)
    if (told[row] == 0 && (row < 15 || knows_lb15b()))
      fail_msg("row %d of zh-tailoring.md tells nothing", row);
  assert_true(told[15] == 0 || knows_lb15b());
  assert_true(same > 50000);
  g_rand_free(rand);
  ubrk_close(iterator);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_levels_hold), cmocka_unit_test(test_levels_nest),
                                     cmocka_unit_test(test_lines_apart), cmocka_unit_test(test_any_bytes),
                                     cmocka_unit_test(test_threads),     cmocka_unit_test(test_against_icu)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
