/* Markup that comes to nothing is told at its place, and ordinary Chinese is not taken for it. */
#include "bundle.h"

static Bundle_ read_body(const char *body)
{
  char *text = g_strdup_printf("---\ntitle: 题\n---\n\n%s\n", body);
  Bundle_ bundle = open_bundle(NULL, NULL, text);
  assert_non_null(read_bundle(&bundle));
  g_free(text);
  return bundle;
}

static void what_is_mistyped_is_told(void **state)
{
  static const struct {
    const char *body;
    DiagCode code;
    int line, column;
  } CASES[] = {
      {"文\n\n#小标题", DIAG_MARKUP_HEADING, 7, 1},
      {"##小标题", DIAG_MARKUP_HEADING, 5, 1},
      {"＃＃ 小标题", DIAG_MARKUP_HEADING, 5, 1},
      {"第一行\n　　＃＃小标题", DIAG_MARKUP_HEADING, 6, 3},
      {"＞ 引文", DIAG_MARKUP_QUOTE, 5, 1},
      {"| 甲 | 乙 |\n| 1 | 2 |", DIAG_MARKUP_TABLE, 5, 1},
      {"｜甲｜乙｜\n｜1｜2｜", DIAG_MARKUP_TABLE, 5, 1},
      {"| 甲 | 乙 |\n| —— | —— |\n| 1 | 2 |", DIAG_MARKUP_TABLE, 5, 1},
      {"见![说明]（黑板.jpg）", DIAG_MARKUP_PICTURE, 5, 2},
      {"！[说明](黑板.jpg)", DIAG_MARKUP_PICTURE, 5, 2},
      {"！［说明］（黑板.JPG）", DIAG_MARKUP_PICTURE, 5, 1},
      {"![说明](黑板 1.jpg)", DIAG_MARKUP_PICTURE, 5, 1},
      {"文{width=50}", DIAG_MARKUP_BRACES, 5, 2},
      {"[图]{width=50%}", DIAG_MARKUP_BRACES, 5, 4},
      {"文{.right}", DIAG_MARKUP_BRACES, 5, 2},
      {"[忻州]{ruby=“xīn zhōu", DIAG_SPAN_UNKNOWN, 5, 5},
      {"脚注[^1]在此", DIAG_MARKUP_FOOTNOTE, 5, 3},
      {"[^1]: 注文", DIAG_MARKUP_FOOTNOTE, 5, 1},
      {"设$x$为", DIAG_MARKUP_MATH, 5, 2},
      {"由$E=mc^2$得", DIAG_MARKUP_MATH, 5, 2},
      {"由$$\\frac{1}{2}$$得", DIAG_MARKUP_MATH, 5, 2},
      {"这是==高亮==的", DIAG_MARKUP_HIGHLIGHT, 5, 3},
      {"这是__重点__的", DIAG_MARKUP_STRAY, 5, 3},
      {"这是＊＊重点＊＊的", DIAG_MARKUP_STRAY, 5, 3},
      {"这一段到此为止。\n---", DIAG_HEADING_UNDERLINED, 5, 1},
      {"这一段没有句号可是长得怎么看也不像一个小标题而是正文的一段\n---", DIAG_HEADING_UNDERLINED, 5, 1},
  };
  for (unsigned i = 0; i < G_N_ELEMENTS(CASES); i++) {
    Bundle_ bundle = read_body(CASES[i].body);
    expect_told(&bundle, CASES[i].code, "article.md", CASES[i].line, CASES[i].column);
    close_bundle(&bundle);
  }
}

static void ordinary_text_is_let_alone(void **state)
{
  static const char *const BODIES[] = {
      "5*3=15，（*）为不合格。",
      "#话题#引来热议",
      "#1机组并网",
      "1美元$1=7元，$100和$200",
      "a==b，if (a==b && c==d)",
      "========",
      "姓名____年龄____",
      "真好！[记者]（张三）问。",
      "太好了！【链接】（见二版）",
      "他说：“A|B|C”三类",
      "甲|乙|丙一行",
      "{甲}与{乙}",
      "＊＊＊",
      "＊注：数据截至年底",
      "先把链理清\n再请“链主”来\n---",
      "> 引文",
      "## 小标题。",
      "| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |",
  };
  for (unsigned i = 0; i < G_N_ELEMENTS(BODIES); i++) {
    Bundle_ bundle = read_body(BODIES[i]);
    for (unsigned j = 0; j < diag_count(bundle.diags); j++)
      if (diag_at(bundle.diags, j)->code != DIAG_NORMALISED)
        fail_msg("%s: %s", BODIES[i], diag_at(bundle.diags, j)->message);
    close_bundle(&bundle);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_mistyped_is_told),
      cmocka_unit_test(ordinary_text_is_let_alone),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
