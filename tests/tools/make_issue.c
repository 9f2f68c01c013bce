/* Writes an issue of N pages of newspaper-like Chinese for benches and property tests: make_issue DIR PAGES CHARACTERS
   SEED [LAYOUT [PHOTOGRAPH …]]. Sentences are put together from phrases, with figures, names, titles in book marks and
   quotes as real manuscripts have them. Every page has all the photographs, which may be cropped, with captions. */
#include <glib.h>
#include <glib/gstdio.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const SUBJECTS[] = {
    "开发区",           "全市",       "项目建设单位", "当地干部",   "返乡青年",       "科研团队",
    "生产车间",         "社区服务站", "“十四五”规划", "交通部门",   "种植大户李双全", "老党员王翠兰",
    "《产业发展纲要》", "山区群众",   "基层法庭",     "港口和园区", "新能源企业",     "水利工程队",
};
static const char *const VERBS[] = {
    "稳步推进", "扎实开展", "全面落实", "率先完成", "持续优化",
    "重点保障", "统筹安排", "主动对接", "逐项核实", "认真总结",
};
static const char *const OBJECTS[] = {
    "春季农业生产", "老旧小区改造",     "“一网通办”服务",     "生态修复工程",  "数字化转型",
    "重大项目审批", "道路交通安全整治", "《条例》宣传月活动", "供热管网更新",  "中小学课后服务",
    "产业链招商",   "灌区节水改造",     "养老服务网点布局",   "GDP核算与统计",
};
static const char *const TAILS[] = {
    "，群众的笑容多了",     "，办事时间缩短了一半以上", "，一批难题得到解决",
    "；下一步还要再加把劲", "，效果看得见、摸得着",     "，为全年工作开了好头",
    "——这是实打实的变化",   "，“钱花在了刀刃上”",       "，参会代表（包括列席人员）纷纷点赞",
};

static const char *pick(GRand *random, const char *const *from, guint n)
{
  return from[g_rand_int_range(random, 0, (gint32)n)];
}
#define PICK(random, from) pick(random, from, G_N_ELEMENTS(from))

static void add_figure(GString *text, GRand *random)
{
  switch (g_rand_int_range(random, 0, 5)) {
  case 0:
    g_string_append_printf(text, "，总投资%d.%02d亿元", g_rand_int_range(random, 1, 300),
                           g_rand_int_range(random, 0, 100));
    break;
  case 1:
    g_string_append_printf(text, "，同比增长%d.%d%%", g_rand_int_range(random, 1, 30), g_rand_int_range(random, 0, 10));
    break;
  case 2:
    g_string_append_printf(text, "，惠及%d,%03d户", g_rand_int_range(random, 1, 90), g_rand_int_range(random, 0, 1000));
    break;
  case 3:
    g_string_append_printf(text, "，%d月%d日起实施", g_rand_int_range(random, 1, 13), g_rand_int_range(random, 1, 29));
    break;
  default: g_string_append_printf(text, "，涉及%d个乡镇", g_rand_int_range(random, 2, 40));
  }
}

static void add_sentence(GString *text, GRand *random)
{
  g_string_append(text, PICK(random, SUBJECTS));
  g_string_append(text, PICK(random, VERBS));
  g_string_append(text, PICK(random, OBJECTS));
  if (g_rand_int_range(random, 0, 3) == 0)
    add_figure(text, random);
  g_string_append(text, PICK(random, TAILS));
  g_string_append(text, g_rand_int_range(random, 0, 12) ? "。" : "！");
}

static void add_photographs(GString *text, GRand *random, char *const *photographs)
{
  if (*photographs)
    g_string_append(text, "images:\n");
  for (; *photographs; photographs++) {
    char *name = g_path_get_basename(*photographs);
    g_string_append_printf(text, "  %s: {caption: %s%s, credit: 本报记者摄}\n", name, PICK(random, VERBS),
                           PICK(random, OBJECTS));
    g_free(name);
  }
}

static bool link_photographs(const char *dir, char *const *photographs)
{
  bool linked = true;
  for (; *photographs; photographs++) {
    char *name = g_path_get_basename(*photographs), *to = g_build_filename(dir, name, NULL);
    linked = linked && link(*photographs, to) == 0;
    g_free(name);
    g_free(to);
  }
  return linked;
}

static void add_subhead(GString *text, GRand *random)
{
  g_string_append_printf(text, "## %s%s\n\n", PICK(random, VERBS), PICK(random, OBJECTS));
}

/* No manuscript ends with a 小标题. */
static void trim_end(GString *text)
{
  const char *last = g_strrstr(text->str, "## ");
  if (last && g_str_has_suffix(text->str, "\n\n") && strchr(last, '\n') == text->str + text->len - 2)
    g_string_truncate(text, (gsize)(last - text->str));
}

static char *write_article(GRand *random, long characters, unsigned page, char *const *photographs)
{
  GString *text = g_string_new(NULL);
  g_string_append_printf(text, "---\nkicker: 第%u篇\ntitle: %s%s\nbyline: 本报记者\n", page, PICK(random, VERBS),
                         PICK(random, OBJECTS));
  add_photographs(text, random, photographs);
  g_string_append(text, "---\n\n");
  gsize head = text->len;
  while (g_utf8_strlen(text->str + head, -1) < characters) {
    for (gint32 n = g_rand_int_range(random, 2, 6); n > 0; n--)
      add_sentence(text, random);
    g_string_append(text, "\n\n");
    if (g_rand_int_range(random, 0, 5) == 0)
      add_subhead(text, random);
  }
  trim_end(text);
  return g_string_free(text, FALSE);
}

int main(int argc, char **argv)
{
  if (argc < 5) {
    fprintf(stderr, "usage: make_issue DIR PAGES CHARACTERS SEED [LAYOUT [PHOTOGRAPH …]]\n");
    return 2;
  }
  long pages = strtol(argv[2], NULL, 10), characters = strtol(argv[3], NULL, 10);
  char *const *photographs = argc > 6 ? argv + 6 : argv + argc;
  GRand *random = g_rand_new_with_seed((guint32)strtoul(argv[4], NULL, 10));
  GString *issue = g_string_new("paper: 测试日报\ntitle: 测试特刊\ndate: 2024-03-27\n");
  g_string_append_printf(issue, "layout: %s\npages:\n", argc > 5 ? argv[5] : "tabloid");
  for (unsigned i = 1; i <= (unsigned)pages; i++) {
    char slug[32];
    g_snprintf(slug, sizeof slug, "a%03u", i);
    char *dir = g_build_filename(argv[1], "articles", slug, NULL), *path = g_build_filename(dir, "article.md", NULL);
    char *article = write_article(random, characters, i, photographs);
    if (g_mkdir_with_parents(dir, 0755) || !g_file_set_contents(path, article, -1, NULL) ||
        !link_photographs(dir, photographs))
      return 3;
    g_string_append_printf(issue, "  - template: story\n    section: 要闻\n    slots: {lead: %s}\n", slug);
    g_free(article);
    g_free(path);
    g_free(dir);
  }
  char *path = g_build_filename(argv[1], "issue.yaml", NULL);
  gboolean done = g_file_set_contents(path, issue->str, -1, NULL);
  g_free(path);
  g_string_free(issue, TRUE);
  g_rand_free(random);
  return done ? 0 : 3;
}
