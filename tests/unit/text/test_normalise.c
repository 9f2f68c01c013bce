/* Half-width marks of web manuscripts made full-width. Sentences are our own, with the patterns of a real manuscript.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "text/text.h"

typedef struct {
  Arena *arena;
  DiagList *diags;
} Desk;

static int set_up(void **state)
{
  Desk *desk = g_new0(Desk, 1);
  desk->arena = arena_new();
  desk->diags = diag_list_new(LANG_ZH);
  *state = desk;
  return 0;
}

static int tear_down(void **state)
{
  Desk *desk = *state;
  diag_list_free(desk->diags);
  arena_free(desk->arena);
  g_free(desk);
  return 0;
}

static const char *mend(Desk *desk, const char *text)
{
  const Rich *rich = rich_plain(desk->arena, text, (Place){"a.md", 1, 1});
  return normalise_rich(desk->arena, rich, false, NULL, desk->diags)->text;
}

typedef struct {
  const char *from, *to; /* TO NULL: stays */
} Case;

static void check_cases(Desk *desk, const Case *cases, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    const char *to = cases[i].to ? cases[i].to : cases[i].from;
    assert_string_equal(mend(desk, cases[i].from), to);
    assert_string_equal(mend(desk, to), to); /* done once, there is nothing more to do */
  }
}
#define CHECK(desk, cases) check_cases((desk), (cases), G_N_ELEMENTS(cases))

static void test_marks(void **state)
{
  static const Case CASES[] = {
      {"春到汾河,万物生长.", "春到汾河，万物生长。"},
      {"定襄县,2023年完成投资238.41亿元.同比增长.", "定襄县，2023年完成投资238.41亿元。同比增长。"},
      {"引入项目38个;税收7.74亿元!好吗?", "引入项目38个；税收7.74亿元！好吗？"},
      {"GDP:106亿元,增速10%,第一", "GDP：106亿元，增速10%，第一"},
      {"他说:好", "他说：好"},
      {"增长10.5%.同比提高", "增长10.5%。同比提高"},
      {"总量约为12.", "总量约为12。"},
      {"加入了WTO.", "加入了WTO。"},
      {"共1,2023年起", "共1，2023年起"},
      {"共1,234.5万元", NULL},
      {"共1,234,567元", NULL},
      {"比分3:2,用时23:23:00", "比分3:2，用时23:23:00"},
      {"在A,B两地", NULL},
      {"他说Hello, world一词", NULL},
      {"“小村落+大市场”模式", NULL},
      {"版本2.0,好", "版本2.0，好"},
      {"1.农业;2.工业", "1.农业；2.工业"},
      {"图1.全景", NULL},
      {"Plain English, with: marks; (none) changed!", NULL},
      {"3.14, 2.71; 5:4", NULL},
      {"", NULL},
  };
  CHECK(*state, CASES);
}

static void test_addresses(void **state)
{
  static const Case CASES[] = {
      {"见https://a.example/x,y?z=1:2,欢迎", "见https://a.example/x,y?z=1:2，欢迎"},
      {"来信:news.desk@a.example.", "来信：news.desk@a.example。"},
      {"网址(www.a.example/b--c...d)好", "网址（www.a.example/b--c...d）好"},
  };
  CHECK(*state, CASES);
}

static void test_brackets(void **state)
{
  static const Case CASES[] = {
      {"中心7家(其中省级3家),空间1个", "中心7家（其中省级3家），空间1个"},
      {"WTO(世界贸易组织)总部", "WTO（世界贸易组织）总部"},
      {"局长(CEO)说", "局长（CEO）说"},
      {"政发(2024)12号", "政发（2024）12号"},
      {"(2024)号文", "（2024）号文"},
      {"函数f(x)是增函数", NULL},
      {"1)农业，2)工业", NULL},
      {"（混排)的括号", "（混排）的括号"},
      {"外(里(深)层)面", "外（里（深）层）面"},
      {"缺(一半", "缺（一半"},
  };
  CHECK(*state, CASES);
}

static void test_quotes(void **state)
{
  static const Case CASES[] = {
      {"他说:\"我们是一家人.\"", "他说：“我们是一家人。”"},
      {"\"链长制\"和\"标准地\"改革", "“链长制”和“标准地”改革"},
      {"说'好'与'不好'", "说‘好’与‘不好’"},
      {"“外面'里面'外面”", "“外面‘里面’外面”"},
      {"It's一个词", NULL},
      {"5\"管和6'管", NULL},
  };
  CHECK(*state, CASES);
  assert_int_equal(diag_count(((Desk *)*state)->diags), 0);
}

static void test_odd_quotes(void **state)
{
  static const struct {
    const char *text;
    int column; /* 0: no warning */
  } ROWS[] = {{"一个\"没有合上", 3},      {"没有打开”的", 5},        {"打开“又打开“的”", 3},
              {"“连续多段，只开不合", 0}, {"说“好”，又说“对”。", 0}, {"它’s不算", 2}};
  Desk *desk = *state;
  for (size_t i = 0; i < G_N_ELEMENTS(ROWS); i++) {
    unsigned before = diag_count(desk->diags);
    mend(desk, ROWS[i].text);
    assert_int_equal(diag_count(desk->diags) - before, ROWS[i].column > 0);
    if (ROWS[i].column == 0)
      continue;
    assert_int_equal(diag_at(desk->diags, before)->code, DIAG_QUOTE_ODD);
    assert_int_equal(diag_at(desk->diags, before)->place.column, ROWS[i].column);
  }
}

static void test_runs(void **state)
{
  static const Case CASES[] = {
      {"画卷徐徐铺展......", "画卷徐徐铺展……"},
      {"等等...", "等等……"},
      {"怎么。。。好", "怎么……好"},
      {"好…吧", "好……吧"},
      {"此处省略............下文", "此处省略…………下文"},
      {"好……吧", NULL},
      {"Wait... what是什么", NULL},
      {"结果--大家都知道", "结果——大家都知道"},
      {"他走了，—大家都知道", "他走了，——大家都知道"},
      {"北京—上海", NULL},
      {"春天——希望", NULL},
      {"2022-2023年", NULL},
      {"２０２３年５月１２．５万元", "2023年5月12.5万元"},
      {"第３版", NULL},
      {"比尔・盖茨和比尔•盖茨", "比尔·盖茨和比尔·盖茨"},
      {"列夫．托尔斯泰", "列夫·托尔斯泰"},
  };
  CHECK(*state, CASES);
}

static void test_spaces(void **state)
{
  static const Case CASES[] = {
      {"东风 浩荡， 万象 更新。", "东风浩荡，万象更新。"},
      {"说 “好” ，走。", "说“好”，走。"},
      {"用 GDP 衡量，2023 年", "用 GDP 衡量，2023 年"},
      {"本报讯（记者 张三 通讯员 李 四）好，好。", NULL},
      {"本报讯(记者 张三 通讯员 李 四)好, 好。", "本报讯（记者 张三 通讯员 李 四）好，好。"},
      {"　　空两格，开头。", NULL},
      {"王　五，到。", NULL},
      {"挺起脊梁来 全力向前走", NULL}, /* a head: the space parts phrases */
      {"新华社记者 赵六 摄", NULL},
  };
  CHECK(*state, CASES);
}

/* Every change is noted at its place with old and new, and counted by its kind. */
static void test_notes_and_counts(void **state)
{
  Desk *desk = *state;
  Rich *rich = rich_plain(desk->arena, "好,好 \"好\"......好--好・好。", (Place){"b.md", 4, 11});
  NormaliseCount count = {0};
  const Rich *out = normalise_rich(desk->arena, rich, true, &count, desk->diags);
  assert_string_equal(out->text, "好，好“好”……好——好·好。");
  assert_int_equal(count.changes, 7);
  assert_int_equal(count.marks, 1);
  assert_int_equal(count.quotes, 2);
  assert_int_equal(count.ellipses, 1);
  assert_int_equal(count.dashes, 1);
  assert_int_equal(count.dots, 1);
  assert_int_equal(count.spaces, 1);
  assert_int_equal(diag_count(desk->diags), 7);
  static const struct {
    int column;
    const char *message;
  } NOTES[] = {{12, ", → ，"},      {14, "␣ → ∅"},   {15, "\" → “"}, {17, "\" → ”"},
               {18, "...... → ……"}, {25, "-- → ——"}, {28, "・ → ·"}};
  for (unsigned i = 0; i < 7; i++) {
    const Diag *diag = diag_at(desk->diags, i);
    assert_int_equal(diag->code, DIAG_NORMALISED_MARK);
    assert_int_equal(diag->severity, DIAG_NOTE);
    assert_int_equal(diag->place.line, 4);
    assert_int_equal(diag->place.column, NOTES[i].column);
    assert_string_equal(diag->message, NOTES[i].message);
  }
}

static void test_unchanged_is_itself(void **state)
{
  Desk *desk = *state;
  Rich *rich = rich_plain(desk->arena, "东风浩荡，万象更新。", (Place){"b.md", 1, 1});
  assert_ptr_equal(normalise_rich(desk->arena, rich, true, NULL, desk->diags), rich);
}

/* 好......|好 的,好: bold from inside the ellipsis, origins on both sides of it. */
static void test_spans_and_origins(void **state)
{
  Desk *desk = *state;
  static const char TEXT[] = "好......好 的,好。";
  RichSpan spans[] = {
      {3, 6, RICH_KAI, NULL}, {6, 12, RICH_BOLD, NULL}, {12, 13, RICH_DOTS, NULL}, {13, 17, RICH_NAME, "r"}};
  RichOrigin origins[] = {{0, 3, 1, false}, {16, 9, 5, false}};
  Rich rich = {TEXT, (uint32_t)strlen(TEXT), spans, 4, origins, 2, "c.md"};
  const Rich *out = normalise_rich(desk->arena, &rich, false, NULL, desk->diags);
  assert_string_equal(out->text, "好……好的，好。");
  assert_int_equal(out->n_spans, 3); /* the span of the space is gone with it */
  static const uint32_t FACES[] = {0, RICH_KAI, RICH_BOLD, RICH_NAME, RICH_NAME};
  static const uint32_t AT[] = {0, 3, 9, 12, 15};
  for (unsigned i = 0; i < G_N_ELEMENTS(AT); i++)
    assert_int_equal(rich_faces_at(out, AT[i]), FACES[i]);
  assert_int_equal(rich_faces_at(out, 18), 0);
  static const struct {
    uint32_t at;
    int line, column;
  } PLACES[] = {{0, 3, 1}, {3, 3, 2}, {9, 3, 8}, {12, 3, 10}, {15, 9, 5}, {18, 9, 6}, {21, 9, 7}};
  for (unsigned i = 0; i < G_N_ELEMENTS(PLACES); i++) {
    assert_int_equal(rich_place(out, PLACES[i].at).line, PLACES[i].line);
    assert_int_equal(rich_place(out, PLACES[i].at).column, PLACES[i].column);
  }
}

/* Random paragraphs: idempotent; letters, figures and Han all kept in order; spans sorted and inside; places never go
 * back. */
static void append_kept(GString *out, const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (c >= 0xFF10 && c <= 0xFF19)
      c -= 0xFEE0;
    if (g_unichar_isalnum(c))
      g_string_append_unichar(out, c);
  }
}

static void check_random(Desk *desk, GRand *rand)
{
  static const char *const PARTS[] = {"好", "年", "记者", "a",   "Word", "5",  "12", ",", ".",  ":",
                                      ";",  "!",  "?",    "(",   ")",    "\"", "'",  " ", "　", "--",
                                      "—",  "……", "…",    "...", "。",   "，", "“",  "”", "‘",  "’",
                                      "（", "）", "·",    "・",  "３",   "４", "\n", "%", "@",  "://"};
  GString *text = g_string_new(NULL), *before = g_string_new(NULL), *after = g_string_new(NULL);
  for (int n = g_rand_int_range(rand, 0, 24); n > 0; n--)
    g_string_append(text, PARTS[g_rand_int_range(rand, 0, G_N_ELEMENTS(PARTS))]);
  Rich *rich = rich_plain(desk->arena, text->str, (Place){"r.md", 1, 1});
  glong length = g_utf8_strlen(text->str, -1);
  RichSpan span = {0, 0, RICH_BOLD, NULL};
  if (length > 0) {
    glong from = g_rand_int_range(rand, 0, (gint32)length),
          end = g_rand_int_range(rand, (gint32)from + 1, (gint32)length + 1);
    span.start = (uint32_t)(g_utf8_offset_to_pointer(text->str, from) - text->str);
    span.end = (uint32_t)(g_utf8_offset_to_pointer(text->str, end) - text->str);
    rich->spans = &span;
    rich->n_spans = 1;
  }
  const Rich *out = normalise_rich(desk->arena, rich, false, NULL, NULL);
  append_kept(before, text->str);
  append_kept(after, out->text);
  assert_string_equal(before->str, after->str);
  assert_int_equal(out->length, strlen(out->text));
  Place last = {NULL, 0, 0};
  for (uint32_t i = 0; i < out->length; i++) {
    if (((unsigned char)out->text[i] & 0xC0) == 0x80)
      continue;
    Place place = rich_place(out, i);
    assert_true(place.column >= last.column && place.column <= (int)length + 1); /* … → …… takes the next one's */
    last = place;
  }
  for (unsigned i = 0; i < out->n_spans; i++) {
    assert_true(out->spans[i].start < out->spans[i].end && out->spans[i].end <= out->length);
    assert_true(g_utf8_validate_len(out->text + out->spans[i].start, out->spans[i].end - out->spans[i].start, NULL));
  }
  Rich plain = *rich; /* without spans the text comes out the same */
  plain.n_spans = 0;
  assert_string_equal(normalise_rich(desk->arena, &plain, false, NULL, NULL)->text, out->text);
  g_string_free(text, TRUE);
  g_string_free(before, TRUE);
  g_string_free(after, TRUE);
}

static void test_random(void **state)
{
  GRand *rand = g_rand_new_with_seed(20240327);
  for (int i = 0; i < 20000; i++)
    check_random(*state, rand);
  g_rand_free(rand);
}

/* Long paragraphs of one thing over and over take time by their length, not by its square: each of 200,000 characters
   well under a second. */
static void test_long(void **state)
{
  static const char *const PARTS[] = {"好 ", "好,", "“", "\"", "(", ")", "好(", ".", "—", "…好", "1,", "好\"", "' "};
  TextRules rules = {.level = LEVEL_GB, .hyphenate = true};
  Desk *desk = *state;
  for (size_t i = 0; i < G_N_ELEMENTS(PARTS); i++) {
    GString *text = g_string_new("好，");
    for (int n = 0; n < 200000; n++)
      g_string_append(text, PARTS[i]);
    clock_t start = clock();
    Rich *rich = rich_plain(desk->arena, text->str, (Place){"l.md", 1, 1});
    const Rich *out = normalise_rich(desk->arena, rich, true, NULL, desk->diags);
    assert_int_equal(text_analyse(desk->arena, out->text, out->length, &rules)->breaks[0].cost, BREAK_NEVER);
    assert_int_equal(text_analyse(desk->arena, text->str, text->len, &rules)->breaks[0].cost, BREAK_NEVER);
    if (clock() - start > 5L * CLOCKS_PER_SEC)
      fail_msg("%s over and over takes too long", PARTS[i]);
    g_string_free(text, TRUE);
  }
}

/* --- a whole article ---------------------------------------------------------------------- */

static bool is_han(gunichar c)
{
  return c >= 0x4E00 && c <= 0x9FFF;
}

/* No half-width mark with Han on either side; figures all as they were. */
static void check_article(Desk *desk, const char *text)
{
  char **lines = g_strsplit(text, "\n", 0);
  for (unsigned i = 0; lines[i]; i++) {
    const char *out = mend(desk, lines[i]);
    GString *before = g_string_new(NULL), *after = g_string_new(NULL);
    append_kept(before, lines[i]);
    append_kept(after, out);
    assert_string_equal(before->str, after->str);
    g_string_free(before, TRUE);
    g_string_free(after, TRUE);
    glong n = 0;
    gunichar *codes = g_utf8_to_ucs4_fast(out, -1, &n);
    for (glong k = 0; k < n; k++)
      if (codes[k] < 0x80 && strchr(",;:!?()\"'", (int)codes[k]) &&
          ((k > 0 && is_han(codes[k - 1])) || (k + 1 < n && is_han(codes[k + 1]))))
        fail_msg("line %u keeps a half-width mark: %s", i + 1, out);
    assert_null(strstr(out, "..."));
    g_free(codes);
  }
  g_strfreev(lines);
}

static void test_article(void **state)
{
  char *text = NULL;
  assert_true(g_file_get_contents("tests/data/manuscript/web.txt", &text, NULL, NULL));
  assert_non_null(strstr(text, ",")); /* it is a web manuscript */
  check_article(*state, text);
  g_free(text);
  assert_int_equal(diag_count(((Desk *)*state)->diags), 0);
}

static void test_seed(void **state)
{
  char *text = NULL;
  const char *seed = getenv("TEKAN_SEED");
  if (!seed)
    skip();
  assert_true(g_file_get_contents(seed, &text, NULL, NULL));
  check_article(*state, text);
  g_free(text);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
  const struct CMUnitTest tests[] = {T(test_marks),
                                     T(test_addresses),
                                     T(test_brackets),
                                     T(test_quotes),
                                     T(test_odd_quotes),
                                     T(test_runs),
                                     T(test_spaces),
                                     T(test_notes_and_counts),
                                     T(test_random),
                                     T(test_article),
                                     T(test_unchanged_is_itself),
                                     T(test_spans_and_origins),
                                     T(test_seed),
                                     T(test_long)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
