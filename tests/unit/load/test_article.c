/* article.md: every construct, with its spans and where it came from; and nothing of a manuscript lost. */
#include "bundle.h"

#include <unistd.h>

static const Article *read_article(Bundle_ *bundle, const char *text)
{
  *bundle = open_bundle(NULL, NULL, text);
  const Article *article = read_bundle(bundle);
  assert_non_null(article);
  return article;
}

static void paragraphs_join_han_and_space_latin(void **state)
{
  Bundle_ bundle;
  const Article *article =
      read_article(&bundle, "---\ntitle: 题\n---\n\n山上的水，\n流下来了。\n\nopen source\nsoftware 开源\nABC\n");
  assert_int_equal(article->n_blocks, 2);
  assert_string_equal(article->blocks[0].lines[0]->text, "山上的水，流下来了。");
  assert_string_equal(article->blocks[1].lines[0]->text, "open source software 开源 ABC");
  Place place = rich_place(article->blocks[0].lines[0], 15); /* 流 */
  assert_int_equal(place.line, 6);
  assert_int_equal(place.column, 1);
  close_bundle(&bundle);
}

/* As a word processor's text comes: a line a paragraph, indented by two full-width blanks, after lists and tables too.
 */
static void indented_lines_are_paragraphs(void **state)
{
  Bundle_ bundle;
  const Article *article = read_article(
      &bundle, "---\ntitle: 题\n---\n\n　　段落一。\n　　段落二，\n接上行。\n\n　　段落三。\n- 项\n　　段落"
               "四**重**点。\n> 引文\n　　　段落五。\n");
  const char *const wanted[] = {"段落一。", "段落二，接上行。", "段落三。", NULL, "段落四重点。", NULL, "段落五。"};
  assert_int_equal(article->n_blocks, G_N_ELEMENTS(wanted));
  for (unsigned i = 0; i < G_N_ELEMENTS(wanted); i++)
    if (wanted[i])
      assert_string_equal(article->blocks[i].lines[0]->text, wanted[i]);
  assert_int_equal(article->blocks[4].place.line, 11);
  Place place = rich_place(article->blocks[4].lines[0], 9); /* 重 */
  assert_int_equal(place.line, 11);
  assert_int_equal(place.column, 8);
  expect_told(&bundle, DIAG_PARAGRAPHS_INDENTED, "article.md", 6, 1);
  close_bundle(&bundle);
}

static void spans_cover_their_characters(void **state)
{
  Bundle_ bundle;
  const Article *article =
      read_article(&bundle, "---\ntitle: 题\n---\n\n前**重**中*楷*与**粗*斜*粗**末[点]{.dots}后\n");
  const Rich *rich = article->blocks[0].lines[0];
  assert_string_equal(rich->text, "前重中楷与粗斜粗末点后");
  const uint32_t wanted[] = {0, RICH_BOLD, 0, RICH_KAI, 0, RICH_BOLD, RICH_BOLD | RICH_KAI, RICH_BOLD, 0, RICH_DOTS, 0};
  for (unsigned i = 0; i < 11; i++)
    assert_int_equal(rich_faces_at(rich, i * 3), wanted[i]);
  close_bundle(&bundle);
}

/* Pandoc's bracketed spans: classes and 注音, quotes of either keyboard, emphasis right beside them; others stay. */
static void bracketed_spans_are_read(void **state)
{
  Bundle_ bundle;
  const Article *article = read_article(
      &bundle, "---\ntitle: 题\n---\n\n[忻州]{ruby=\"xīn zhōu\"}与**[代县]{.name ruby=“dài xiàn”}**及[甲[乙]]{.dots}，"
               "见[图]{1}和[表]{.foo}。\n");
  const Rich *rich = article->blocks[0].lines[0];
  assert_string_equal(rich->text, "忻州与代县及甲[乙]，见[图]{1}和[表]{.foo}。");
  assert_int_equal(rich_faces_at(rich, 0), RICH_RUBY);
  assert_string_equal(rich->spans[0].ruby, "xīn zhōu");
  assert_int_equal(rich_faces_at(rich, 9), RICH_BOLD | RICH_NAME | RICH_RUBY);
  assert_string_equal(rich->spans[1].ruby, "dài xiàn");
  assert_int_equal(rich_faces_at(rich, 18), RICH_DOTS);
  assert_int_equal(rich_faces_at(rich, 26), 0);
  expect_told(&bundle, DIAG_SPAN_UNKNOWN, "article.md", 5, 80);
  assert_int_equal(rich_place(rich, 9).column, 26); /* 代 */
  close_bundle(&bundle);
}

static void spans_are_read_in_titles(void **state)
{
  Bundle_ bundle;
  const Article *article =
      read_article(&bundle, "---\ntitle: ['故人：[雁门]{.name}关下', '见[图]{1}']\nkicker: '[代]{.dots}'\n---\n\n文\n");
  assert_string_equal(article->title[0]->text, "故人：雁门关下");
  assert_int_equal(rich_faces_at(article->title[0], 9), RICH_NAME);
  assert_int_equal(rich_faces_at(article->title[0], 15), 0);
  assert_string_equal(article->title[1]->text, "见[图]{1}");
  close_bundle(&bundle);
}

/* The closing marks stand after a full stop: CommonMark alone would leave them in the text. */
static void emphasis_closes_after_a_stop(void **state)
{
  Bundle_ bundle;
  const Article *article =
      read_article(&bundle, "---\ntitle: 题\n---\n\n先看**“链主”来了。**再看*《天路》*里。\n\n3 * 4=12，2 * 6也是。\n");
  const Rich *rich = article->blocks[0].lines[0];
  assert_string_equal(rich->text, "先看“链主”来了。再看《天路》里。");
  assert_int_equal(rich_faces_at(rich, 6), RICH_BOLD);
  assert_int_equal(rich_faces_at(rich, 24), RICH_BOLD);
  assert_int_equal(rich_faces_at(rich, 27), 0);
  assert_int_equal(rich_faces_at(rich, 36), RICH_KAI);
  assert_string_equal(article->blocks[1].lines[0]->text, "3 * 4=12，2 * 6也是。");
  close_bundle(&bundle);
}

static void heads_keep_their_lines(void **state)
{
  Bundle_ bundle;
  const Article *article = read_article(
      &bundle,
      "---\ntitle: [一行, 二行]\nsubtitle: 副\n---\n\n先摸家底\n一亩一亩数\n---\n\n正文。\n\n## 单行\n\n完。\n");
  assert_int_equal(article->n_title, 2);
  assert_true(article->title_listed);
  assert_int_equal(article->blocks[0].kind, BLOCK_SUBHEAD);
  assert_int_equal(article->blocks[0].n_lines, 2);
  assert_string_equal(article->blocks[0].lines[1]->text, "一亩一亩数");
  assert_int_equal(rich_place(article->blocks[0].lines[1], 0).line, 7);
  assert_int_equal(article->blocks[2].kind, BLOCK_SUBHEAD);
  assert_int_equal(article->blocks[2].n_lines, 1);
  close_bundle(&bundle);
}

static void lists_tables_and_quotes(void **state)
{
  Bundle_ bundle;
  const Article *article = read_article(&bundle, "---\ntitle: 题\nkind: data\n---\n\n- **106.67**亿元\n  工业总产值\n- "
                                                 "二\n\n| 名 | 数 |\n| --- | ---: |\n| 甲 | 1 |\n\n> 引语\n\n---\n");
  assert_int_equal(article->n_blocks, 4);
  assert_int_equal(article->blocks[0].n_items, 2);
  assert_string_equal(article->blocks[0].items[0].text->text, "106.67亿元\n工业总产值");
  const Table *table = article->blocks[1].table;
  assert_int_equal(table->columns, 2);
  assert_int_equal(table->rows, 2);
  assert_int_equal(table->align[1], CELL_RIGHT);
  assert_string_equal(table->cells[2]->text, "甲");
  assert_int_equal(rich_place(table->cells[2], 0).line, 12);
  assert_int_equal(article->blocks[2].kind, BLOCK_QUOTE);
  assert_int_equal(article->blocks[3].kind, BLOCK_ORNAMENT);
  assert_int_equal(article->characters, 1 + 13 + 1 + 4 + 2); /* 题, the list, 二, the table, 引语 */
  close_bundle(&bundle);
}

static void html_is_refused_but_not_lost(void **state)
{
  Bundle_ bundle;
  const Article *article = read_article(&bundle, "---\ntitle: 题\n---\n\n前<b>中</b>后\n\n<div>\n块里的字\n</div>\n");
  expect_told(&bundle, DIAG_HTML_REFUSED, "article.md", 5, 2);
  expect_told(&bundle, DIAG_HTML_REFUSED, "article.md", 7, 1);
  assert_string_equal(article->blocks[0].lines[0]->text, "前<b>中</b>后");
  assert_string_equal(article->blocks[2].lines[0]->text, "块里的字");
  close_bundle(&bundle);
}

static void pictures_stay_inside_their_bundle(void **state)
{
  Bundle_ bundle = open_bundle(NULL, NULL,
                               "---\ntitle: 题\nimages:\n  ../out.png: {}\n  /etc/passwd: {}\n  link.png: {}\n  "
                               "foto.png: {caption: 说明}\n---\n\n![](photo.png)\n");
  put_file(&bundle, "articles/out.png", "x", 1);
  put_file(&bundle, "articles/one/photo.png", "x", 1);
  char *link = g_build_filename(bundle.dir, "articles", "one", "link.png", NULL);
  assert_int_equal(symlink("../out.png", link), 0);
  g_free(link);
  const Article *article = read_bundle(&bundle);
  expect_told(&bundle, DIAG_IMAGE_OUTSIDE, "article.md", 4, 3);
  expect_told(&bundle, DIAG_IMAGE_OUTSIDE, "article.md", 5, 3);
  expect_told(&bundle, DIAG_IMAGE_OUTSIDE, "article.md", 6, 3);
  expect_told(&bundle, DIAG_IMAGE_UNKNOWN, "article.md", 7, 3);
  assert_int_equal(article->n_pictures, 1);
  assert_string_equal(article->pictures[0].name, "photo.png");
  close_bundle(&bundle);
}

static void pictures_are_found_wherever_they_stand(void **state)
{
  Bundle_ bundle = open_bundle(
      NULL, NULL,
      "---\ntitle: 题\nimages:\n  c.png: {caption: 丙}\n---\n\n## 小题![甲](a.png)\n\n| 甲 | 乙 |\n| - | - |\n"
      "| 丙 | ![乙](b.png) |\n\n![另一条](c.png)\n\n![又一条](a.png)\n");
  put_file(&bundle, "articles/one/a.png", "x", 1);
  put_file(&bundle, "articles/one/b.png", "x", 1);
  put_file(&bundle, "articles/one/c.png", "x", 1);
  const Article *article = read_bundle(&bundle);
  assert_int_equal(article->n_pictures, 3);
  unsigned blocks = 0;
  for (unsigned i = 0; i < article->n_blocks; i++)
    blocks += article->blocks[i].kind == BLOCK_PICTURE;
  assert_int_equal(blocks, 3);
  expect_told(&bundle, DIAG_CAPTION_TWICE, "article.md", 13, 1);
  expect_told(&bundle, DIAG_IMAGE_TWICE, "article.md", 15, 1);
  close_bundle(&bundle);
}

static void punctuation_is_normalised_unless_told_not_to(void **state)
{
  Bundle_ bundle;
  const Article *article = read_article(&bundle, "---\ntitle: 山高,水长\n---\n\n总投资1,234.5万元,已开工.\n");
  assert_string_equal(article->title[0]->text, "山高，水长");
  assert_string_equal(article->blocks[0].lines[0]->text, "总投资1,234.5万元，已开工。");
  assert_int_equal(article->normalised.changes, 3);
  close_bundle(&bundle);
  article = read_article(&bundle, "---\ntitle: 山高,水长\npunctuation: as-is\n---\n\n开工,完.\n");
  assert_string_equal(article->title[0]->text, "山高,水长");
  assert_string_equal(article->blocks[0].lines[0]->text, "开工,完.");
  close_bundle(&bundle);
}

static void broken_front_matter_is_refused(void **state)
{
  Bundle_ bundle = open_bundle(NULL, NULL, "---\ntitle: 题\n\n正文\n");
  assert_null(read_bundle(&bundle));
  expect_told(&bundle, DIAG_FRONT_MATTER_OPEN, "article.md", 1, 1);
  close_bundle(&bundle);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(paragraphs_join_han_and_space_latin),
      cmocka_unit_test(indented_lines_are_paragraphs),
      cmocka_unit_test(spans_cover_their_characters),
      cmocka_unit_test(bracketed_spans_are_read),
      cmocka_unit_test(spans_are_read_in_titles),
      cmocka_unit_test(emphasis_closes_after_a_stop),
      cmocka_unit_test(heads_keep_their_lines),
      cmocka_unit_test(lists_tables_and_quotes),
      cmocka_unit_test(html_is_refused_but_not_lost),
      cmocka_unit_test(pictures_stay_inside_their_bundle),
      cmocka_unit_test(pictures_are_found_wherever_they_stand),
      cmocka_unit_test(punctuation_is_normalised_unless_told_not_to),
      cmocka_unit_test(broken_front_matter_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
