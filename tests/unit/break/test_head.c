/* Heads (§5.6, §7): sizes, lines at sense, tracking, listed lines, vertical columns. The shaper is the tests' own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "synthetic.h"

#define SHAPE syn_shape
#include "shaper.h"

static TextStyle title_style(void)
{
  TextStyle style = syn_style();
  style.size = 20000;
  style.size_max = 40000;
  style.align = ALIGN_LEFT;
  style.punctuation = PUNCT_HEADLINE;
  style.tracking_max = 250;
  return style;
}

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

static Head *set_lines(const char *const *texts, unsigned n, bool listed, TextStyle style, Mpt measure,
                       unsigned lines_max, Direction direction)
{
  const Rich **lines = ARENA_ARRAY(arena, const Rich *, n);
  TextStyle *kept = arena_copy(arena, &style, sizeof style);
  for (unsigned i = 0; i < n; i++) {
    Rich *rich = ARENA_NEW(arena, Rich);
    *rich = (Rich){.text = texts[i], .length = (uint32_t)strlen(texts[i])};
    lines[i] = rich;
  }
  return head_set(arena, NULL, lines, n, listed, kept, measure, lines_max, direction, NULL, NULL, NULL);
}

static Head *set_one(const char *text, TextStyle style, Mpt measure, unsigned lines_max)
{
  return set_lines(&text, 1, false, style, measure, lines_max, DIRECTION_HORIZONTAL);
}

static const char *line_text(const Head *head, unsigned i)
{
  const Setting *setting = head->lines[i];
  const Line *line = &setting->lines[0];
  uint32_t start = setting->shaped->clusters[line->first].start, end = setting->shaped->clusters[line->end - 1].end;
  return arena_strndup(arena, setting->shaped->rich->text + start, end - start);
}

static void assert_whole(const Head *head, const char *text)
{
  GString *all = g_string_new(NULL), *bare = g_string_new(NULL);
  for (unsigned i = 0; i < head->n_lines; i++)
    g_string_append(all, line_text(head, i));
  for (const char *p = text; *p; p = g_utf8_next_char(p))
    if (g_utf8_get_char(p) != 0x3000 && *p != '\n')
      g_string_append_unichar(bare, g_utf8_get_char(p));
  char *found = g_string_free(all, FALSE), *wanted = g_string_free(bare, FALSE);
  for (char *p = found; (p = strstr(p, "　"));)
    memmove(p, p + 3, strlen(p + 3) + 1);
  assert_string_equal(found, wanted);
  g_free(found);
  g_free(wanted);
}

static void a_title_takes_the_largest_size_that_goes_in(void **state)
{
  TextStyle style = title_style();
  (void)state;
  Head *head = set_one("真抓实干推动高质量发展", style, 11 * 32300, 1);
  assert_int_equal(head->n_lines, 1);
  assert_int_equal(head->size, 32000);
  assert_true(head->widest <= 11 * 32300 && head->fill >= 990);
  assert_false(head->overfull);
}

static void short_titles_are_tracked_only_where_it_comes_to_something(void **state)
{
  TextStyle style = title_style();
  (void)state;
  Head *head = set_one("春回大地", style, 4 * 40000 + 20000, 2);
  assert_int_equal(head->n_lines, 1);
  assert_int_equal(head->size, 40000);
  assert_in_range(head->fill, 995, 1000);
  const Setting *line = head->lines[0];
  assert_true(line->pen[1] - line->pen[0] > 40000 && line->pen[1] - line->pen[0] <= 50000);
  head = set_one("春回大地", style, 400000, 2);
  assert_int_equal(head->widest, 160000); /* no tracking would fill it */
}

static void lines_end_at_sense(void **state)
{
  static const struct {
    const char *text, *first;
  } cases[] = {
      {"凝心聚力谋发展　真抓实干开新局", "凝心聚力谋发展"},
      {"全市经济运行稳中向好，高质量发展扎实推进", "全市经济运行稳中向好，"},
      {"今年全市将建设高标准农田五十万亩", "今年全市将建设"},
      {"坚定信心推动能源革命综合改革试点取得新突破", "坚定信心推动能源革命"},
      {"县人民代表大会听取报告", "县人民代表大会"}, /* words the dictionary takes apart */
      {"多种优质土特产卖到大湾区", "多种优质土特产"},
  };
  TextStyle style = title_style();
  (void)state;
  for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
    Head *head = set_one(cases[i].text, style, 360000, 2);
    assert_int_equal(head->n_lines, 2);
    assert_whole(head, cases[i].text);
    assert_string_equal(line_text(head, 0), cases[i].first);
    Mpt a = head->lines[0]->widths[0], b = head->lines[1]->widths[0];
    assert_true(b * 2 >= MAX(a, b));
  }
}

/* A space of the head's own is where its writer breathes, lines uneven or not; a suffix alone goes with its name. */
static void lines_end_where_the_writer_breathes(void **state)
{
  static const struct {
    const char *text, *first;
    Mpt measure;
  } cases[] = {{"放学以后 柳河小学亮着灯", "放学以后", 280000},
               {"新城图书馆延长开放", "新城图书馆", 280000},
               {"麦田里来了新把式", "麦田里", 280000},
               {"读书声里 又见老街人家", "读书声里", 280000},
               {"春潮涌动起宏图", "春潮涌动", 130000}, /* as printed: 春潮涌|动起宏图 */
               {"得分机器坏了米勒大叔的好事", "得分机器坏了", 280000},
               {"马凯开出扩大内需“五剂药方”", "马凯开出扩大内需", 280000},
               {"新春走基层——风雪高原上的守护者", "新春走基层", 450000}};
  TextStyle style = title_style();
  (void)state;
  for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
    Head *head = set_one(cases[i].text, style, cases[i].measure, 2);
    assert_int_equal(head->n_lines, 2);
    assert_string_equal(line_text(head, 0), cases[i].first);
  }
}

/* A space that its writer put into a head is where a line ends, though three lines would be more even without. */
static void spaces_end_lines(void **state)
{
  static const char *const HEADS[][2] = {{"全红婵伤愈归队 教练：不急于比赛", "教练"},
                                         {"生猪价格连跌九周 养殖户怎么熬过去", "养殖户"}};
  TextStyle style = title_style();
  (void)state;
  style.size = 12000;
  for (unsigned i = 0; i < G_N_ELEMENTS(HEADS); i++) {
    Head *head = set_one(HEADS[i][0], style, 130000, 3);
    bool begins = false;
    for (unsigned line = 1; line < head->n_lines; line++)
      begins = begins || g_str_has_prefix(line_text(head, line), HEADS[i][1]);
    assert_true(begins);
  }
}

/* What stands before a colon is a line of its own where the rest goes in at full size; a head that would shrink for it
 * stays even. */
static void labels_stand_alone(void **state)
{
  TextStyle style = title_style();
  (void)state;
  style.size = style.size_max = 20000;
  Head *head = set_one("读后劲：还有五十四个项目在路上", style, 12 * 20000, 2);
  assert_int_equal(head->n_lines, 2);
  assert_string_equal(line_text(head, 0), "读后劲：");
  head = set_one("读后劲：还有五十四个项目在路上", style, 10 * 20000, 2);
  assert_string_equal(line_text(head, 0), "读后劲：还有");
}

/* A line more must be worth it. */
static void fewer_lines_where_sizes_are_alike(void **state)
{
  TextStyle style = title_style();
  (void)state;
  Head *head = set_one("全市上下真抓实干", style, 8 * 39000, 3);
  assert_int_equal(head->n_lines, 1);
  head = set_one("全市上下真抓实干", style, 8 * 22000, 3);
  assert_int_equal(head->n_lines, 2);
  assert_string_equal(line_text(head, 0), "全市上下");
}

static void listed_lines_are_honoured(void **state)
{
  const char *lines[] = {"让老区人民", "过上更加幸福美好的新生活"};
  TextStyle style = title_style();
  (void)state;
  Head *head = set_lines(lines, 2, true, style, 360000, 2, DIRECTION_HORIZONTAL);
  assert_int_equal(head->n_lines, 2);
  assert_int_equal(head->size, 30000);
  assert_string_equal(line_text(head, 0), lines[0]);
  head = set_lines(lines, 2, true, style, 8 * 20000, 2, DIRECTION_HORIZONTAL);
  assert_int_equal(head->n_lines, 3); /* too long even at the least size */
  assert_true(head->size >= 20000 && head->overfull);
  for (unsigned i = 0; i < head->n_lines; i++)
    assert_true(head->lines[i]->widths[0] <= 8 * 20000);
}

static void too_long_a_head_loses_nothing(void **state)
{
  GString *text = g_string_new(NULL);
  TextStyle style = title_style();
  (void)state;
  for (unsigned i = 0; i < 90; i++)
    g_string_append(text, "新春气象");
  Head *head = set_one(text->str, style, 100000, 2);
  assert_true(head->overfull);
  assert_whole(head, text->str);
  for (unsigned i = 0; i < head->n_lines; i++)
    assert_true(head->lines[i]->widths[0] <= 100000);
  head = set_one("GDPGDPGDPGDP", style, 15000, 2);
  assert_whole(head, "GDPGDPGDPGDP");
  head = set_one("春回", style, 1, 1);
  assert_true(head->overfull);
  assert_whole(head, "春回");
  assert_null(set_one("", style, 100000, 2));
  g_string_free(text, TRUE);
}

static void opening_marks_hang_their_empty_half(void **state)
{
  TextStyle style = title_style();
  (void)state;
  Head *head = set_one("“十四五”开局之年", style, 600000, 1);
  assert_int_equal(head->lines[0]->pen[0], 0);
  style.align = ALIGN_CENTRE;
  style.tracking_max = 0;
  head = set_one("（二）", style, 600000, 1);
  assert_int_equal(head->lines[0]->pen[0], (600000 - 80000) / 2);
  assert_int_equal(head->lines[0]->widths[0], 80000);
}

static void forced_breaks_make_lines(void **state)
{
  Head *head = set_one("凝心聚力\n真抓实干", title_style(), 400000, 2);
  (void)state;
  assert_int_equal(head->n_lines, 2);
  assert_string_equal(line_text(head, 1), "真抓实干");
}

/* §5.6: no column of one character, columns a third apart at most, tracked to fill. */
static void columns_are_even(void **state)
{
  static const char *const texts[] = {"真抓实干推动高质量发展", "春回大地", "老区新貌",
                                      "让老区人民过上幸福美好的新生活"};
  TextStyle style = title_style();
  (void)state;
  for (unsigned i = 0; i < G_N_ELEMENTS(texts); i++)
    for (Mpt measure = 120000; measure <= 480000; measure += 40000) {
      Head *head = set_lines(&texts[i], 1, false, style, measure, 2, DIRECTION_VERTICAL);
      assert_whole(head, texts[i]);
      if (head->overfull)
        continue;
      unsigned least = UINT_MAX, most = 0;
      for (unsigned k = 0; k < head->n_lines; k++) {
        const Line *line = &head->lines[k]->lines[0];
        least = MIN(least, line->end - line->first);
        most = MAX(most, line->end - line->first);
        assert_true(head->lines[k]->widths[0] <= measure);
      }
      assert_true(least >= 2);
      assert_true((most - least) * 3 <= most + 2); /* a whole character is the least difference */
    }
}

/* Two lines would be a fifth larger, but for a number parted from its unit: one it is. */
static void nothing_is_divided_for_size(void **state)
{
  (void)state;
  Head *head = set_one("12345678年", title_style(), 5440 * 25, 2);
  assert_int_equal(head->n_lines, 1);
  head = set_one("新春好新春新", title_style(), 6 * 25000, 2); /* where nothing is, two are taken */
  assert_int_equal(head->n_lines, 2);
}

/* … nor kept whole where it does not go in: a name of ten characters on lines of eight. */
static void what_goes_in_no_other_way_is_divided(void **state)
{
  TextStyle style = title_style();
  (void)state;
  style.size = style.size_max = 20000;
  Head *head = set_one("中国人民政治协商会议开幕", style, 8 * 20000, 2);
  assert_int_equal(head->n_lines, 2);
  assert_true(head->divides && !head->overfull);
  head = set_one("中国人民政治协商会议开幕", style, 10 * 20000, 2);
  assert_string_equal(line_text(head, 0), "中国人民政治协商会议");
  assert_false(head->divides);
}

int main(void)
{
#define IN_ARENA(test) cmocka_unit_test_setup_teardown(test, open_arena, close_arena)
  const struct CMUnitTest tests[] = {
      IN_ARENA(a_title_takes_the_largest_size_that_goes_in),
      IN_ARENA(short_titles_are_tracked_only_where_it_comes_to_something),
      IN_ARENA(lines_end_at_sense),
      IN_ARENA(lines_end_where_the_writer_breathes),
      IN_ARENA(nothing_is_divided_for_size),
      IN_ARENA(what_goes_in_no_other_way_is_divided),
      IN_ARENA(spaces_end_lines),
      IN_ARENA(labels_stand_alone),
      IN_ARENA(fewer_lines_where_sizes_are_alike),
      IN_ARENA(listed_lines_are_honoured),
      IN_ARENA(too_long_a_head_loses_nothing),
      IN_ARENA(opening_marks_hang_their_empty_half),
      IN_ARENA(forced_breaks_make_lines),
      IN_ARENA(columns_are_even),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
