/* Plain manuscripts → articles: what becomes title, byline, heading, and what Markdown must not take for its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "manuscript/work.h"

static void expect_article(const char *text, const char *article)
{
  Manuscript *manuscript = manuscript_new("a.txt", NULL);
  manuscript_read_plain(manuscript, text);
  manuscript_set_article(manuscript);
  if (article)
    assert_string_equal(manuscript->article, article);
  else
    assert_null(manuscript->article);
  manuscript_free(manuscript);
}

static void tells_the_first_lines_apart(void **state)
{
  expect_article("春耕全面展开\n——来自田间的报道\n本报记者 张三\n来源：忻州日报\n\n　　第一段。\n　　第二段。\n",
                 "---\ntitle: \"春耕全面展开\"\nsubtitle: \"——来自田间的报道\"\nbyline: \"本报记者 张三\"\nsource: "
                 "\"忻州日报\"\n---\n"
                 "\n第一段。\n\n第二段。\n");
}

static void keeps_a_second_dash_line_as_text(void **state)
{
  expect_article("标题\n——副题\n——正文第一句。\n",
                 "---\ntitle: \"标题\"\nsubtitle: \"——副题\"\n---\n\n——正文第一句。\n");
}

static void makes_short_lines_alone_headings(void **state)
{
  expect_article("标题\n\n正文。\n\n打造“龙头”\n\n正文二。\n\n短句。\n",
                 "---\ntitle: \"标题\"\n---\n\n正文。\n\n## 打造“龙头”\n\n正文二。\n\n短句。\n");
}

static void leaves_a_long_first_line_in_the_text(void **state)
{
  expect_article(
      "这一行太长了不像标题这一行太长了不像标题这一行太长了不像标题这一行太长了不像标题这一行太长了。\n",
      "---\ntitle: "
      "\"\"\n---\n\n这一行太长了不像标题这一行太长了不像标题这一行太长了不像标题这一行太长了不像标题这一行太长了。\n");
}

static void escapes_markdown_and_yaml(void **state)
{
  expect_article("一个\"标题\"\\\n# 不是标题\n1. 不是列表\n2024.5 是数\n- 不是列表*号_线[括]<b>`码`|\n",
                 "---\ntitle: \"一个\\\"标题\\\"\\\\\"\n---\n\n\\# 不是标题\n\n1\\. 不是列表\n\n2024\\.5 是数\n\n"
                 "\\- 不是列表\\*号\\_线\\[括\\]\\<b>\\`码\\`\\|\n");
}

static void finds_no_text_in_blanks(void **state)
{
  expect_article("\n 　\n\t\n", NULL);
  expect_article("", NULL);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(tells_the_first_lines_apart),      cmocka_unit_test(keeps_a_second_dash_line_as_text),
      cmocka_unit_test(makes_short_lines_alone_headings), cmocka_unit_test(leaves_a_long_first_line_in_the_text),
      cmocka_unit_test(escapes_markdown_and_yaml),        cmocka_unit_test(finds_no_text_in_blanks),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
