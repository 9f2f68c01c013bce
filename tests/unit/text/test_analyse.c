/* Classes in context and places to break. Breaks are shown by render.h: | free, (50) dear. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "render.h"

static int set_up(void **state)
{
  *state = arena_new();
  return 0;
}

static int tear_down(void **state)
{
  arena_free(*state);
  return 0;
}

typedef struct {
  const char *text, *shown;
} Row;

static void check_rows(Arena *arena, const Row *rows, size_t n, TextRules rules)
{
  for (size_t i = 0; i < n; i++)
    assert_string_equal(render_breaks(arena, rows[i].text, &rules, RUNG_NONE), rows[i].shown);
}
#define CHECK(arena, rows, ...) check_rows((arena), (rows), G_N_ELEMENTS(rows), (TextRules){__VA_ARGS__})

static void test_classes(void **state)
{
  static const Row ROWS[] = {
      {"他说：“好。”", "HHPOHEC"},
      {"It’s “so”.", "LLLLWLLLLL"},
      {"“Hello”是", "OLLLLLCH"},
      {"他的‘a’与b’s", "HHOLCHLLL"},
      {"比尔·盖茨l·l", "HHMHHLLL"},
      {"l·l", "LLL"},
      {"春天——希望……等", "HHDdHHDdH"},
      {"北京—上海", "HHJHH"},
      {"so—so", "LLLLL"},
      {"3–5天a–b", "NJNHLLL"},
      {"元/吨a/b1/2", "HSHLLLNNN"},
      {"１２Ａ①", "HHHH"},
      {"好吗？！！", "HHEee"},
      {"好！！！！", "HEeeE"},
      {"10％和％", "NNFHH"},
      {"¥5，￥", "BNPH"},
      {"1,234.5-6,", "NNNNNNNNNL"},
      {"12:30", "NNNNN"},
      {"30℃，℃", "NNFPH"},
      {"a ★ b", "LWLWL"},
      {"好★", "HH"},
      {"用 GDP 衡量", "H_LLL_HH"},
      {"a b， c", "LWLP_L"},
      {"东 风", "HWH"},
      {"（记者 李 四）", "OHHWHIHC"},
      {"（记者 李　四 通讯员 王五）", "OHHWHIHWHHHWHHC"},
      {"李 四说", "HWHH"}, /* no dateline */
      {"a\u00A0b好\u00A0c", "LnLH_L"},
      {"e\u0301\u200B\n", "LXXR"},
      {"・", "M"},
  };
  Arena *arena = *state;
  for (size_t i = 0; i < G_N_ELEMENTS(ROWS); i++)
    assert_string_equal(render_classes(arena, ROWS[i].text), ROWS[i].shown);
}

static void test_pairs(void **state)
{
  static const Row ROWS[] = {
      {"东风，万象。", "东|风，|万|象。"},
      {"他说：“好。”走", "他|说：|“好。”|走"},
      {"（好）（好）", "（好）|（好）"},
      {"春——夏……秋", "春|——|夏……|秋"},
      {"好！！！好", "好！！！|好"},
      {"比尔·盖茨", "比|尔·(50)盖|茨"},
      {"北京—上海", "北|京—(50)上|海"},
      {"元/吨", "元/吨"},
      {"用GDP衡量", "用|GDP|衡|量"},
      {"用 GDP 衡量", "用 |GDP |衡|量"},
      {"a big word", "a |big |word"},
      {"人々", "人々"},
      {"（ 好 ）", "（ 好 ）"},
      {"王　五", "王　|五"},
      {"５％", "５％"},
      {"A + B", "A |+ |B"},
      {"第一行\n第(1)行", "第(300)一|行\n|第|(1)|行"},
      {"见“Hello, world”吧", "见|“Hello, |world”|吧"},
      {"\"a\" b", "\"a\" |b"},
      {"a\u00A0b\u2060好", "a\u00A0b\u2060好"},
      {"好\u200B。", "好\u200B|。"},
      {"한국어", "한|국|어"},
      {"👨‍👩‍👧好", "👨‍👩‍👧|好"},
      {"e\u0301e\u0301", "e\u0301e\u0301"},
      {"ภาษาไทย", "ภาษา|ไทย"},
      {"", ""},
      {" ", " "},
  };
  CHECK(*state, ROWS, .level = LEVEL_GB);
}

static void test_levels(void **state)
{
  static const Row NONE[] = {{"好，“好”……好", "好|，|“|好|”|…|…|好"}};
  static const Row BASIC[] = {{"好，“好”々/好…吧", "好，|“好”|々/(50)好|…|吧"}, {"5%", "5%"}, {"好%", "好%"}};
  static const Row STRICT[] = {{"春——夏……", "春——|夏……"}, {"人々", "人々"}, {"キャ", "キャ"}};
  static const Row LOOSE[] = {
      {"春……夏", "春|…|…|夏"}, {"5%¥5", "5(50)%¥(50)5"}, {"人々", "人|々"}, {"好，”", "好，”"}, {"春——夏", "春|——|夏"}};
  CHECK(*state, NONE, .level = LEVEL_NONE);
  CHECK(*state, BASIC, .level = LEVEL_BASIC);
  CHECK(*state, STRICT, .level = LEVEL_STRICT);
  CHECK(*state, LOOSE, .level = LEVEL_LOOSE);
}

static void test_tokens(void **state)
{
  static const Row ROWS[] = {
      {"投资238.41亿元。", "投|资|238.41(400)亿(250)元。"},
      {"100余万人", "100(400)余(250)万(250)人"},
      {"3万多", "3(400)万(250)多"},
      {"5个百分点", "5(400)个(250)百(250)分(250)点"},
      {"12平方公里地", "12(400)平(250)方(250)公(250)里|地"},
      {"2024 年", "2024 (400)年"},
      {"2024年3月27日", "2024(400)年(20)3(400)月(20)27(400)日"},
      {"20世纪90年代", "20(400)世(250)纪|90(400)年(250)代"},
      {"1,234,567.89元", "1,234,567.89(400)元"},
      {"¥35.5%好", "¥35.5%|好"},
      {"−5℃到30℃", "−5℃|到|30℃"},
      {"3:2", "3:2"},
      {"23:23:00", "23:23:00"},
      {"3～5天", "3～5(400)天"},
      {"10%～20%", "10%～20%"},
      {"1978—2024年", "1978—(200)2024(400)年"},
      {"2024-03-27", "2024-(200)03-(200)27"},
      {"第12届第二十届", "第(300)12(400)届|第(300)二(300)十|届"},
      {"发〔2024〕12号", "发(300)〔2024〕(300)12(400)号"},
      {"见No. 5", "见|No. (300)5"},
      {"“十四五”好", "“十(300)四(300)五”|好"},
      {"“我们是一家”", "“我|们|是|一|家”"},
      {"《忻州日报》", "《忻(100)州(100)日(100)报》"},
      {"《六个字的书名》", "《六|个|字|的|书|名》"},
      {"作家①说：①农", "作|家①|说：|①|农"},
      {"面积m²", "面|积|m²"},
      {"（记者 李 四 通讯员 张三）", "（记|者 |李 四 |通|讯|员 |张|三）"},
      {"state-of-art", "state-(50)of-(50)art"},
      {"mixed—dash é—é", "mixed—(50)dash |é—|é"},
      {"well-known word", "well-(50)known |word"},
      {"T-shirt COVID-19", "T-shirt |COVID-19"},
      {"见https://a.example/b?c=1", "见|https://(60)a(60).example/(60)b?(60)c=1"},
      {"a-b@c.example", "a-(60)b@(60)c(60).example"},
      {"co\u00ADop", "co\u00AD(50-)op"},
  };
  CHECK(*state, ROWS, .level = LEVEL_GB);
}

static void test_hyphenation(void **state)
{
  static const Row ROWS[] = {{"typography", "ty(200-)pog(200-)ra(200-)phy"},
                             {"Hyphenation", "Hy(200-)phen(200-)ation"},
                             {"table", "table"},
                             {"UNESCO iPhoneX", "UNESCO |iPhoneX"},
                             {"www.typography.example", "www(60).typography(60).example"}};
  static const Row OFF[] = {{"typography", "typography"}};
  CHECK(*state, ROWS, .level = LEVEL_GB, .hyphenate = true);
  CHECK(*state, OFF, .level = LEVEL_GB);
}

static void test_keep(void **state)
{
  static const char *const KEEP[] = {"张晋荣", "忻州日报", "张晋", "荣获", "好", "", "GDP 年", NULL};
  static const Row ROWS[] = {{"张晋荣获奖", "张晋荣获|奖"},
                             {"《忻州日报》张晋", "《忻州日报》|张晋"},
                             {"张荣", "张|荣"},
                             {"看GDP 年报", "看|GDP 年|报"},
                             {"忻州日", "忻|州|日"}};
  CHECK(*state, ROWS, .level = LEVEL_GB, .keep = text_keep(*state, KEEP));
}

/* What opens on which rung of the ladder. */
static void test_ladder(void **state)
{
  static const char *const KEEP[] = {"张三", NULL};
  TextRules rules = {.level = LEVEL_GB, .keep = text_keep(*state, KEEP)};
  static const char TEXT[] = "5元“三农”……word张三。”）";
  static const struct {
    Rung rung;
    const char *shown;
  } ROWS[] = {
      {RUNG_NONE, "5(400)元|“三(300)农”……|word|张三。”）"},    {RUNG_GAP, "5(400)元|“三(300)农”……|word|张三。”）"},
      {RUNG_DOTS, "5(400)元|“三(300)农”|……|word|张三。”）"},   {RUNG_UNITS, "5|元|“三|农”|……|word|张三。”）"},
      {RUNG_WORD, "5|元|“三|农”|……|word|张三。”）"},           {RUNG_WIDE, "5|元|“三|农”|……|word|张三。”）"},
      {RUNG_LATIN, "5|元|“三|农”|……|w|o|r|d|张三。”）"},       {RUNG_SHORT, "5|元|“三|农”|……|w|o|r|d|张三。”）"},
      {RUNG_LOOSE, "5|元|“三|农”|…|…|w|o|r|d|张三。”）"},      {RUNG_KEEP, "5|元|“三|农”|…|…|w|o|r|d|张|三。”）"},
      {RUNG_OVERFULL, "5|元|“三|农”|…|…|w|o|r|d|张|三。”|）"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(ROWS); i++)
    assert_string_equal(render_breaks(*state, TEXT, &rules, ROWS[i].rung), ROWS[i].shown);
}

/* Where a Latin word may be divided when there is nothing better: behind its signs, at its humps, by the dictionary. */
static void test_word_parts(void **state)
{
  static const Row ROWS[] = {
      {"用OpenHarmony写", "用|Open|Har-|mony|写"},
      {"XMLHttpRequest", "XML|Http|Re-|quest"},
      {"LiFePO4", "Li|Fe|PO4"},
      {"CRISPR-Cas12f", "CRISPR-(50)Cas12f"},
      {"FY-4B", "FY-|4B"},
      {"snake_case", "snake_|case"},
      {"and/or", "and/|or"},
      {"Klook.com", "Klook.|com"},
      {"deploy@bastion", "de-|ploy@|bas-|tion"}, /* no address: it has no dot */
      {"International", "In-|ter-|na-|tional"},
      {"U.S.", "U.S."},   /* a letter is no word */
      {"3.5GB", "3.5GB"}, /* nor is a figure divided */
      {"T-shirt", "T-shirt"},
      {"C/C++", "C/C++"},
      {"GDP", "GDP"},
      {"STRASSE", "STRASSE"}, /* capitals have no syllables */
      {"table", "table"},     /* five letters */
  };
  for (size_t i = 0; i < G_N_ELEMENTS(ROWS); i++)
    assert_string_equal(render_breaks(*state, ROWS[i].text, &(TextRules){.level = LEVEL_GB}, RUNG_WORD), ROWS[i].shown);
}

/* A range parts behind its mark, a time and a fraction not. */
static void test_joined_numbers(void **state)
{
  static const Row SHUT[] = {
      {"3–5天", "3–5(400)天"}, {"8:30", "8:30"}, {"1/2", "1/2"}, {"8:30—11:00", "8:30—(200)11:00"}};
  static const Row OPEN[] = {{"3–5", "3–|5"}, {"8:30", "8:30"}, {"1/2", "1/2"}, {"8:30—11:00", "8:30—|11:00"}};
  CHECK(*state, SHUT, .level = LEVEL_GB);
  for (size_t i = 0; i < G_N_ELEMENTS(OPEN); i++)
    assert_string_equal(render_breaks(*state, OPEN[i].text, &(TextRules){.level = LEVEL_GB}, RUNG_WIDE), OPEN[i].shown);
}

/* The CSS working group's cases for Chinese, re-expressed: a mark between Han, strict forbids the break before (pr:
   after) it, loose allows it. Of theirs, cpm-loose (：；！？ at a line's start) and hyphens-normal are not ours: GB/T
   15834 5.1.1 and 5.1.6 forbid them. */
static void check_mark(Arena *arena, const char *mark, BreakLevel level, bool before, bool allowed)
{
  char *text = g_strdup_printf("文文文文文文%s字", mark);
  TextRules rules = {.level = level};
  TextAnalysis *a = text_analyse(arena, text, strlen(text), &rules);
  if ((a->breaks[before ? 6 : 7].cost != BREAK_NEVER) != allowed)
    fail_msg("%s at level %d: %s", text, level, allowed ? "should break" : "should not break");
  g_free(text);
}

static void check_marks(Arena *arena, const char *marks, bool before, bool loose)
{
  char **list = g_strsplit(marks, " ", 0);
  for (unsigned i = 0; list[i]; i++) {
    check_mark(arena, list[i], LEVEL_STRICT, before, false);
    check_mark(arena, list[i], LEVEL_LOOSE, before, loose);
  }
  g_strfreev(list);
}

static void test_css(void **state)
{
  check_marks(*state, "ぁ ぃ ぅ ぇ ぉ っ ゃ ゅ ょ ゎ ァ ィ ゥ ェ ォ ッ ャ ュ ョ ヮ ヵ ヶ ー ㇰ ㇿ", true, true);
  check_marks(*state, "々 〻 ゝ ゞ ヽ ヾ", true, true);
  check_marks(*state, "‥ …", true, true);
  check_marks(*state, "‐ – 〜 ゠", true, true);
  check_marks(*state, "% ¢ ° ‰ ′ ″ ℃ ％ ￠", true, true);
  check_marks(*state, "± € № ＄ ￡ ￥", false, true);
  check_marks(*state, "・ ： ； ！ ？ ‼ ⁇ ⁈ ⁉ ， 。 、 ） ］ ｝ 〕 〉 》 」 』 】 〗 〙 〛 ” ’", true, false);
  check_marks(*state, "（ ［ ｛ 〔 〈 《 「 『 【 〖 〘 〚 “ ‘", false, false);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
  const struct CMUnitTest tests[] = {T(test_classes),        T(test_pairs), T(test_levels), T(test_tokens),
                                     T(test_hyphenation),    T(test_keep),  T(test_ladder), T(test_word_parts),
                                     T(test_joined_numbers), T(test_css)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
