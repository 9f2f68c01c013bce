/* 转版: where an article that goes on on another page is divided, and what each part has. */
#include "desk.h"

#define FRONT                                                                                                                                 \
  "kicker: 开发区观察\ntitle: 春到雁门关外\nsubtitle: 项目建设稳步推进\nbyline: 本报记者\nsource: 本报\ncontinued: " \
  "true\n"

typedef struct {
  Desk desk;
  const Article *first, *rest; /* the parts; REST is NULL where it was not divided */
} Parts;

static const Article *part_on(const Desk *desk, unsigned page)
{
  const PlacedPage *placed = &desk->composition->pages[page];
  for (unsigned i = 0; i < placed->n_articles; i++)
    if (!strcmp(placed->articles[i].article->slug, "one"))
      return placed->articles[i].article;
  return NULL;
}

/* BODY on a first page of ROWS lines in two columns, and a second with room for all. */
static Parts divide(const char *front, const char *body, int rows)
{
  Parts parts = {.desk = desk_open()};
  char *text = g_strdup_printf("---\n%s---\n\n%s\n", front, body);
  char *rest = g_strdup_printf("templates:\n  front:\n    slots:\n      - {name: lead, columns: 1-2, rows: 1-%d}\n"
                               "  back:\n    slots:\n      - {name: lead, columns: 1-5, rows: 1-74}\n",
                               rows);
  desk_write(&parts.desk, "articles/one/article.md", text);
  desk_set(&parts.desk, rest,
           "  - {template: front, number: A01, slots: {lead: one}}\n  - {template: back, number: A02, slots: {lead: "
           "one}}\n");
  parts.first = part_on(&parts.desk, 0);
  parts.rest = part_on(&parts.desk, 1);
  g_free(rest);
  g_free(text);
  return parts;
}

static char *text_of(const Article *article)
{
  GString *text = g_string_new(NULL);
  for (unsigned i = 0; i < article->n_blocks; i++)
    for (unsigned k = 0; k < article->blocks[i].n_lines; k++)
      g_string_append(text, article->blocks[i].lines[k]->text);
  return g_string_free(text, FALSE);
}

static unsigned count(const char *text, const char *mark)
{
  unsigned n = 0;
  for (const char *at = text; (at = strstr(at, mark)); at += strlen(mark))
    n++;
  return n;
}

static const char *body_of_speeches(void)
{
  return "会议强调，要抓项目。他说：“先看账本，再看订单。再看工人，也看机器。这样才看得准，也才放心。”大家都说好，干劲"
         "很足。\n\n"
         "## "
         "先把链理清\n\n代表说：“我们的产业链补上了三环。环环相扣，环环有人。下一步还要延伸，做强做大。”掌声响起来，一"
         "阵接一阵。\n\n"
         "## "
         "再请链主来\n\n李双全说：“今年种了五十亩。收成比去年好，价钱也好。明年还要再种五十亩。”他笑了，笑得很甜。\n\n";
}

/* At every height of the first page: at the end of a sentence, outside a speech, not under a 小标题, three lines at
 * both ends, nothing lost. */
static void articles_are_divided_well(void **state)
{
  GString *body = g_string_new(NULL);
  for (unsigned i = 0; i < 5; i++)
    g_string_append(body, body_of_speeches());
  unsigned divided = 0;
  for (int rows = 14; rows < 50; rows++) {
    Parts parts = divide(FRONT, body->str, rows);
    assert_non_null(parts.first);
    if (!parts.rest) {
      desk_close(&parts.desk);
      continue;
    }
    char *first = text_of(parts.first), *rest = text_of(parts.rest);
    const char *last = g_utf8_prev_char(first + strlen(first));
    if (!strstr("。！？”", last))
      fail_msg("%d lines: it ends with %s", rows, last);
    assert_int_equal(count(first, "“"), count(first, "”"));
    assert_true(parts.first->blocks[parts.first->n_blocks - 1].kind != BLOCK_SUBHEAD);
    assert_true(g_utf8_strlen(first, -1) >= 3 * 14 && g_utf8_strlen(rest, -1) >= 3 * 14);
    assert_string_equal(parts.first->jumps_to, "A02");
    assert_string_equal(parts.rest->jumps_from, "A01");
    assert_int_equal(parts.desk.composition->pages[0].articles[0].overset, 0);
    assert_int_equal(parts.desk.composition->pages[1].articles[0].overset, 0);
    const Article *whole = parts.desk.issue->articles[0];
    char *all = text_of(whole), *both = g_strconcat(first, rest, NULL);
    assert_string_equal(both, all);
    divided++;
    g_free(both);
    g_free(all);
    g_free(rest);
    g_free(first);
    desk_close(&parts.desk);
  }
  g_string_free(body, TRUE);
  assert_true(divided > 10);
}

/* Kicker, byline and 副题 stand once, with the beginning; 来源 once, at the end. */
static void each_part_has_its_own(void **state)
{
  GString *body = g_string_new(NULL);
  for (unsigned i = 0; i < 5; i++)
    g_string_append(body, body_of_speeches());
  Parts parts = divide(FRONT, body->str, 24);
  assert_non_null(parts.first);
  assert_non_null(parts.rest);
  assert_non_null(parts.first->byline);
  assert_non_null(parts.first->kicker);
  assert_null(parts.first->source);
  assert_null(parts.rest->byline);
  assert_null(parts.rest->kicker);
  assert_int_equal(parts.rest->n_subtitle, 0);
  assert_int_equal(parts.rest->n_title, 1);
  assert_non_null(parts.rest->source);
  desk_close(&parts.desk);
  g_string_free(body, TRUE);
}

/* Nearly all of it goes on the first page, by one line, two, three …: three lines go on or none. */
static void no_line_goes_on_alone(void **state)
{
  unsigned divided = 0;
  for (unsigned n = 50; n < 90; n++) {
    GString *body = g_string_new(NULL);
    for (unsigned i = 0; i < n; i++)
      g_string_append(body, "群众笑了。");
    Parts parts = divide("title: 题\ncontinued: true\n", body->str, 16);
    if (parts.first && parts.rest) {
      char *first = text_of(parts.first), *rest = text_of(parts.rest);
      assert_true(g_utf8_strlen(first, -1) >= 3 * 14);
      assert_true(g_utf8_strlen(rest, -1) >= 3 * 14);
      divided++;
      g_free(first);
      g_free(rest);
    }
    desk_close(&parts.desk);
    g_string_free(body, TRUE);
  }
  assert_true(divided > 3);
}

/* A first page with no room for three lines of it. */
static void no_place_to_divide_is_told(void **state)
{
  Parts parts = divide(FRONT, body_of_speeches(), 6);
  desk_expect(&parts.desk, DIAG_JUMP_NOWHERE);
  desk_close(&parts.desk);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(articles_are_divided_well),
                                     cmocka_unit_test(each_part_has_its_own), cmocka_unit_test(no_line_goes_on_alone),
                                     cmocka_unit_test(no_place_to_divide_is_told)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
