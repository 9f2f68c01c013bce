/* report.json against its promised keys, read back by json-glib; the proof page against hostile names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <json-glib/json-glib.h>
#include <string.h>

#include "emit/web/web.h"

/* One page with one article that is over, in an issue whose words try to get out of the page. */
typedef struct {
  Article article;
  PlacedArticle placed;
  PageSpec spec;
  PlacedPage page;
  Issue issue;
  Composition composition;
  PageLook look;
  DisplayList list;
  DiagList *diags;
} World;

static void fill(World *world)
{
  world->article = (Article){.slug = "lead", .file = "issue/articles/lead/article.md", .normalised = {.changes = 7}};
  world->placed = (PlacedArticle){&world->article, .characters = 1000, .placed = 990,
                                  .lines = 80,     .overset = 10,      .overset_lines = 1};
  world->spec = (PageSpec){.label = "A<1>", .section = "要\"闻\""};
  world->page =
      (PlacedPage){.spec = &world->spec, .number = 3, .templ = "front", .articles = &world->placed, .n_articles = 1};
  world->look = (PageLook){.white_lines = 4};
  world->issue = (Issue){
      .file_name = "issue", .title = "</title><script>alert(1)</script>", .paper = "报&报", .iso_date = "2024-03-27"};
  world->composition = (Composition){.issue = &world->issue, .pages = &world->page, .n_pages = 1};
  world->list = (DisplayList){.trim_w = 779528, .trim_h = 1119685};
  world->diags = diag_list_new(LANG_ZH);
  diag_add_at(world->diags, DIAG_OVERSET, (Place){"issue/articles/lead/article.md", 3, 1}, 3, "lead", "lead", "A<1>",
              10u, 1u, "末尾几句");
  diag_add(world->diags, DIAG_NORMALISED_MARK, (Place){"issue/articles/lead/article.md", 9, 5}, ",", "<b>，");
}

static JsonObject *object_at(JsonArray *array, guint index)
{
  return json_array_get_object_element(array, index);
}

/* The keys of OBJECT, in order, joined by spaces. */
static void expect_keys(JsonObject *object, const char *keys)
{
  GString *joined = g_string_new(NULL);
  GList *members = json_object_get_members(object);
  for (GList *member = members; member; member = member->next)
    g_string_append_printf(joined, "%s%s", joined->len ? " " : "", (const char *)member->data);
  assert_string_equal(joined->str, keys);
  g_list_free(members);
  g_string_free(joined, TRUE);
}

static void report_has_the_promised_keys(void **state)
{
  World world;
  fill(&world);
  const PdfReport pdf = {0};
  const PhaseTime time = {"load", 1499};
  const Report report = {&world.composition, &world.look, &pdf, world.diags, &time, 1};
  char *text = report_json(&report);
  JsonParser *parser = json_parser_new();
  assert_true(json_parser_load_from_data(parser, text, -1, NULL));
  JsonObject *root = json_node_get_object(json_parser_get_root(parser));
  expect_keys(root, "tekan issue pages fonts images problems timing_ms");
  assert_string_equal(json_object_get_string_member(root, "tekan"), TEKAN_VERSION);
  JsonObject *page = object_at(json_object_get_array_member(root, "pages"), 0);
  expect_keys(page, "number template articles white_lines makeup");
  assert_string_equal(json_object_get_string_member(page, "number"), "A<1>");
  JsonObject *article = object_at(json_object_get_array_member(page, "articles"), 0);
  expect_keys(article, "slug characters placed overset unprinted lines over_at");
  expect_keys(json_object_get_object_member(article, "over_at"), "line column words");
  assert_int_equal(json_object_get_int_member(article, "characters"),
                   json_object_get_int_member(article, "placed") + json_object_get_int_member(article, "overset"));
  JsonObject *problem = object_at(json_object_get_array_member(root, "problems"), 0);
  expect_keys(problem, "severity code message file line column page article");
  assert_string_equal(json_object_get_string_member(problem, "severity"), "error"); /* in English for machines */
  assert_string_equal(json_object_get_string_member(problem, "code"), "overset");
  assert_int_equal(json_object_get_int_member(problem, "page"), 3);
  assert_int_equal(json_object_get_int_member(json_object_get_object_member(root, "timing_ms"), "load"), 1);
  assert_int_equal(text[strlen(text) - 1], '\n');
  g_object_unref(parser);
  g_free(text);
  diag_list_free(world.diags);
}

/* 3600 mpt by 7200 at 10 mm: 1.27 by 2.54 mm. */
static void report_tells_the_rules_of_a_page(void **state)
{
  static const RuleFound RULE = {.rule = PAGE_RULE_HEADS_BESIDE,
                                 .value = 4762,
                                 .limit = 44450,
                                 .place = {28346, 0, 3600, 7200},
                                 .articles = {"one", "two"},
                                 .broken = true};
  World world;
  fill(&world);
  world.look.rules = &RULE;
  world.look.n_rules = 1;
  const PdfReport pdf = {0};
  const Report report = {&world.composition, &world.look, &pdf, world.diags, NULL, 0};
  char *text = report_json(&report);
  JsonParser *parser = json_parser_new();
  assert_true(json_parser_load_from_data(parser, text, -1, NULL));
  JsonObject *root = json_node_get_object(json_parser_get_root(parser));
  JsonObject *page = object_at(json_object_get_array_member(root, "pages"), 0);
  JsonObject *makeup = json_object_get_object_member(page, "makeup");
  expect_keys(makeup, "rules");
  JsonObject *rule = object_at(json_object_get_array_member(makeup, "rules"), 0);
  expect_keys(rule, "code value limit unit broken allowed place");
  assert_string_equal(json_object_get_string_member(rule, "code"), "heads-beside");
  assert_string_equal(json_object_get_string_member(rule, "unit"), "mm");
  assert_float_equal(json_object_get_double_member(rule, "value"), 4.762, 1e-9);
  assert_true(json_object_get_boolean_member(rule, "broken"));
  JsonObject *place = json_object_get_object_member(rule, "place");
  expect_keys(place, "x y w h articles");
  assert_float_equal(json_object_get_double_member(place, "x"), 10, 0.01);
  assert_float_equal(json_object_get_double_member(place, "h"), 2.54, 0.01);
  assert_string_equal(json_array_get_string_element(json_object_get_array_member(place, "articles"), 1), "two");
  g_object_unref(parser);
  g_free(text);
  diag_list_free(world.diags);
}

static void a_problem_is_one_line(void **state)
{
  World world;
  fill(&world);
  char *line = report_problem_json(diag_at(world.diags, 0));
  assert_null(strchr(line, '\n'));
  JsonParser *parser = json_parser_new();
  assert_true(json_parser_load_from_data(parser, line, -1, NULL));
  g_object_unref(parser);
  g_free(line);
  diag_list_free(world.diags);
}

static char *make_page(World *world, Lang lang)
{
  fill(world);
  const ProofPage page = {lang, &world->composition, &world->look, &world->list, world->diags, "issue-proof.pdf"};
  return proof_page_html(&page);
}

static void expect_part(const char *html, const char *part)
{
  if (!strstr(html, part))
    fail_msg("no %s in: %s", part, html);
}

static void page_tells_what_editors_ask(void **state)
{
  World world;
  char *html = make_page(&world, LANG_ZH);
  expect_part(html, "<html lang=\"zh-CN\">");
  expect_part(html, "超 10 字（1 行）");
  expect_part(html, "<td class=\"n\">7</td>"); /* marks normalised */
  expect_part(html, "href=\"#page-3\"");
  expect_part(html, "id=\"page-3\"");
  expect_part(html, "src=\"page-3.png\"");
  expect_part(html, "<code>issue/articles/lead/article.md:3:1</code>");
  expect_part(html, "1 个错误");
  g_free(html);
  diag_list_free(world.diags);
  html = make_page(&world, LANG_EN);
  expect_part(html, "<html lang=\"en\">");
  expect_part(html, "10 characters (1 lines) over");
  g_free(html);
  diag_list_free(world.diags);
}

static void page_lets_nothing_out(void **state)
{
  World world;
  char *html = make_page(&world, LANG_ZH);
  assert_null(strstr(html, "<script"));
  assert_null(strstr(html, "A<1>"));
  assert_null(strstr(html, "<b>"));
  assert_null(strstr(html, "://"));
  expect_part(html, "报&amp;报");
  g_free(html);
  diag_list_free(world.diags);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(report_has_the_promised_keys), cmocka_unit_test(report_tells_the_rules_of_a_page),
      cmocka_unit_test(a_problem_is_one_line),        cmocka_unit_test(page_tells_what_editors_ask),
      cmocka_unit_test(page_lets_nothing_out),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
