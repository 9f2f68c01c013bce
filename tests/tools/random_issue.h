/* Issues nobody wrote: articles, a layout and pages drawn by a seed, written as a folder. Same seed, same folder. */
#ifndef TEST_TOOLS_RANDOM_ISSUE_H
#define TEST_TOOLS_RANDOM_ISSUE_H

#include <glib.h>
#include <glib/gstdio.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include <cairo.h>

typedef struct {
  GRand *random;
  const char *dir, *pictures; /* a folder of ready pictures */
  GPtrArray *slugs;
  GString *layout;
  int columns, characters, lines;
  GPtrArray *templates; /* name, then its slots' names, each with a blank between */
} RandomIssue;

static int draw(RandomIssue *issue, int low, int high) /* both may come */
{
  return g_rand_int_range(issue->random, low, high + 1);
}

static bool chance(RandomIssue *issue, int percent)
{
  return draw(issue, 1, 100) <= percent;
}

#define CHOOSE(issue, list) ((list)[draw((issue), 0, (int)G_N_ELEMENTS(list) - 1)])

/* --- words ------------------------------------------------------------------------------------------- */

static const char *const PHRASES[] = {
    "全市上下抢抓机遇",
    "项目建设稳步推进",
    "群众的笑容多了",
    "一批难题得到解决",
    "代表们认真审议",
    "“十四五”规划",
    "《政府工作报告》指出",
    "会议强调",
    "种植大户李双全说",
    "GDP增速",
    "R&D投入",
    "同比增长7.3%",
    "总投资128.5亿元",
    "3月27日起实施",
    "惠及12,345户",
    "第3次修订",
    "约1/3",
    "5G基站1.2万个",
    "电话0350-3031234",
    "https://example.cn/a?b=1",
    "——这是实打实的变化",
    "……话没说完",
    "（包括列席人员）",
    "甲、乙、丙、丁",
    "PM2.5均值",
    "“‘双一流’建设”",
    "A股",
    "C919大飞机",
    "北纬38°24′",
    "零下5℃",
    "12:30开会",
    "2024年1—2月",
    "internationalization",
    "state-of-the-art",
    "忻州市",
    "𠮷野家",
    "é̀ü",
    "①②③",
    "㎡",
    "％",
};
static const char *const ENDS[] = {"，", "，", "，", "、", "；", "：", "。", "。", "！",
                                   "？", "……", "——", "”",  "",   " ",  "  ", "·"};
static const char *const ODDITIES[] = {
    "#%",   "%",    "#",  "/",    "\\*", "&", "<",       "~",          "　", "\xE2\x80\x8B", "\xE2\x80\x8D",
    "。。", "！！", "((", "））", "“",   "’", "1,2,3,4", "0000000000", "-",  "...",          "\xF0\x9F\x98\x80"};
static const char *const NAMES[] = {"张三", "欧阳 修远", "王 五", "本报记者", "通讯员 赵六 钱七", "Smith"};

static void add_words(RandomIssue *issue, GString *text, int phrases)
{
  for (int i = 0; i < phrases; i++) {
    bool bold = chance(issue, 4), kai = !bold && chance(issue, 4), dots = !bold && !kai && chance(issue, 2),
         ruby = !bold && !kai && !dots && chance(issue, 1);
    g_string_append(text, bold ? "**" : kai ? "*" : dots || ruby ? "[" : "");
    g_string_append(text, ruby ? "忻州" : CHOOSE(issue, PHRASES));
    g_string_append(text, bold ? "**" : kai ? "*" : dots ? "]{.dots}" : ruby ? "]{ruby=\"xīn zhōu\"}" : "");
    if (chance(issue, 4))
      g_string_append(text, CHOOSE(issue, ODDITIES));
    g_string_append(text, CHOOSE(issue, ENDS));
  }
}

static char *quoted(const char *text)
{
  GString *out = g_string_new("\"");
  for (; *text; text++)
    if (*text == '"' || *text == '\\')
      g_string_append_printf(out, "\\%c", *text);
    else
      g_string_append_c(out, *text);
  g_string_append_c(out, '"');
  return g_string_free(out, FALSE);
}

static void add_key(RandomIssue *issue, GString *text, const char *key, int phrases)
{
  GString *words = g_string_new(NULL);
  add_words(issue, words, phrases);
  char *value = quoted(words->str);
  g_string_append_printf(text, "%s: %s\n", key, value);
  g_free(value);
  g_string_free(words, TRUE);
}

/* --- pictures ------------------------------------------------------------------------------------------ */

typedef struct {
  const char *name;
  int w, h;
} RandomPicture;

static const RandomPicture PICTURES[] = {{"wide.png", 900, 600},  {"tall.png", 500, 800}, {"pan.png", 1600, 200},
                                         {"tiny.png", 40, 30},    {"line.png", 7, 900},   {"square.png", 700, 700},
                                         {"strip.png", 1200, 40}, {"dot.png", 1, 1}};

static void make_pictures(const char *dir)
{
  for (unsigned i = 0; i < G_N_ELEMENTS(PICTURES); i++) {
    const RandomPicture *picture = &PICTURES[i];
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, picture->w, picture->h);
    cairo_t *cr = cairo_create(surface);
    cairo_set_source_rgb(cr, 0.2, 0.5, 0.3 + 0.08 * i);
    cairo_paint(cr);
    char *path = g_build_filename(dir, picture->name, NULL);
    cairo_surface_write_to_png(surface, path);
    g_free(path);
    cairo_destroy(cr);
    cairo_surface_destroy(surface);
  }
}

static void add_picture(RandomIssue *issue, GString *text, const RandomPicture *picture)
{
  static const char *const PLACES[] = {"auto", "auto", "column-top", "column-bottom", "inline", "inline", "slot:s2"};
  g_string_append_printf(text, "  %s: {", picture->name);
  if (chance(issue, 80)) {
    GString *caption = g_string_new(NULL);
    add_words(issue, caption, draw(issue, 1, 6));
    char *value = quoted(caption->str);
    g_string_append_printf(text, "caption: %s, ", value);
    g_free(value);
    g_string_free(caption, TRUE);
  }
  if (chance(issue, 50))
    g_string_append_printf(text, "credit: %s 摄, ", CHOOSE(issue, NAMES));
  if (chance(issue, 50)) { /* text beside it (串文) in half of them, often in lines as short as they may be */
    int columns = draw(issue, 1, issue->columns), whole = columns * (issue->characters + 2) - 2;
    int width = chance(issue, 60) ? whole - draw(issue, 5, 9) : draw(issue, 1, 24);
    g_string_append_printf(text, "width: %d字, place: %s", MAX(width, 1), chance(issue, 75) ? "inline" : "auto");
  } else
    g_string_append_printf(text, "span: %d, crop: %s, place: \"%s\"", draw(issue, 1, issue->columns),
                           chance(issue, 75) ? "true" : "false", CHOOSE(issue, PLACES));
  g_string_append(text, "}\n");
}

/* --- articles ------------------------------------------------------------------------------------------ */

static void add_table(RandomIssue *issue, GString *text)
{
  int columns = draw(issue, 1, chance(issue, 10) ? 14 : 5), rows = draw(issue, 1, chance(issue, 10) ? 60 : 8);
  for (int r = -1; r <= rows; r++) {
    for (int c = 0; c < columns; c++) {
      g_string_append(text, c ? " | " : "| ");
      if (r == 0)
        g_string_append(text, c % 3 == 2 ? "--:" : "---");
      else if (chance(issue, 90))
        g_string_append(text, chance(issue, 50) ? CHOOSE(issue, NAMES) : CHOOSE(issue, PHRASES));
    }
    g_string_append(text, " |\n");
  }
  g_string_append_c(text, '\n');
}

static void add_list(RandomIssue *issue, GString *text)
{
  for (int n = draw(issue, 1, 7), i = 1; i <= n; i++) {
    if (chance(issue, 50))
      g_string_append_printf(text, "- **%d.%d**亿元\n  %s\n", draw(issue, 1, 999), draw(issue, 0, 9),
                             CHOOSE(issue, PHRASES));
    else
      g_string_append_printf(text, "%d. %s\n", i, CHOOSE(issue, PHRASES));
  }
  g_string_append_c(text, '\n');
}

static void add_block(RandomIssue *issue, GString *text, GPtrArray *pictures)
{
  int kind = draw(issue, 1, 100);
  if (kind <= 8)
    g_string_append_printf(text, "## %s%s\n\n", CHOOSE(issue, PHRASES),
                           chance(issue, 30) ? CHOOSE(issue, PHRASES) : "");
  else if (kind <= 11) {
    g_string_append(text, "> ");
    add_words(issue, text, draw(issue, 1, 6));
    g_string_append(text, "\n\n");
  } else if (kind <= 14)
    add_table(issue, text);
  else if (kind <= 17)
    add_list(issue, text);
  else if (kind <= 18)
    g_string_append(text, "---\n\n");
  else if (kind <= 22 && pictures->len)
    g_string_append_printf(text, "![图](%s)\n\n",
                           ((const RandomPicture *)pictures->pdata[draw(issue, 0, (int)pictures->len - 1)])->name);
  else {
    add_words(issue, text, chance(issue, 15) ? draw(issue, 1, 2) : draw(issue, 2, chance(issue, 10) ? 60 : 14));
    g_string_append(text, "\n\n");
  }
}

static GPtrArray *choose_pictures(RandomIssue *issue, const char *folder)
{
  GPtrArray *chosen = g_ptr_array_new();
  int often = chance(issue, 30) ? 0 : draw(issue, 8, 30);
  for (unsigned i = 0; i < G_N_ELEMENTS(PICTURES); i++) {
    if (!chance(issue, often))
      continue;
    char *from = g_build_filename(issue->pictures, PICTURES[i].name, NULL),
         *to = g_build_filename(folder, PICTURES[i].name, NULL);
    if (!link(from, to))
      g_ptr_array_add(chosen, (gpointer)(uintptr_t)&PICTURES[i]);
    g_free(from);
    g_free(to);
  }
  return chosen;
}

/* A character more, less or twice, somewhere: what a hand does at night. */
static void spoil(RandomIssue *issue, GString *text)
{
  for (int n = draw(issue, 1, 4); n > 0 && text->len > 8; n--) {
    glong length = g_utf8_strlen(text->str, -1);
    gsize at = (gsize)(g_utf8_offset_to_pointer(text->str, draw(issue, 4, (int)length - 1)) - text->str);
    if (chance(issue, 50))
      g_string_erase(text, (gssize)at, g_utf8_next_char(text->str + at) - (text->str + at));
    else
      g_string_insert(text, (gssize)at, CHOOSE(issue, ODDITIES));
  }
}

static void write_file(const char *dir, const char *name, const char *text)
{
  char *path = g_build_filename(dir, name, NULL);
  FILE *file = fopen(path, "w");
  if (file) {
    fputs(text, file);
    fclose(file);
  }
  g_free(path);
}

static void write_article(RandomIssue *issue, const char *slug)
{
  static const char *const SORTS[] = {"story", "story", "story", "story", "brief", "opening", "photo", "data"};
  char *folder = g_build_filename(issue->dir, "articles", slug, NULL);
  g_mkdir_with_parents(folder, 0755);
  GPtrArray *pictures = choose_pictures(issue, folder);
  GString *text = g_string_new("---\n"), *body = g_string_new(NULL);
  g_string_append_printf(text, "kind: %s\n", CHOOSE(issue, SORTS));
  if (chance(issue, 40))
    add_key(issue, text, "kicker", draw(issue, 1, 3));
  if (chance(issue, 75))
    add_key(issue, text, "title", draw(issue, 1, chance(issue, 10) ? 8 : 3));
  else if (chance(issue, 70))
    g_string_append_printf(text, "title: [\"%s\", \"%s\"]\n", CHOOSE(issue, PHRASES), CHOOSE(issue, PHRASES));
  if (chance(issue, 40))
    add_key(issue, text, "subtitle", draw(issue, 1, 4));
  if (chance(issue, 60))
    g_string_append_printf(text, "byline: %s\n", CHOOSE(issue, NAMES));
  if (chance(issue, 20))
    g_string_append_printf(text, "dateline: 本报忻州3月27日电\n");
  if (chance(issue, 20))
    g_string_append_printf(text, "source: 新华社\n");
  if (chance(issue, 30))
    g_string_append(text, "continued: true\n");
  if (pictures->len && chance(issue, 85)) {
    g_string_append(text, "images:\n");
    for (unsigned i = 0; i < pictures->len; i++)
      add_picture(issue, text, pictures->pdata[i]);
  }
  g_string_append(text, "---\n\n");
  int blocks = chance(issue, 10) ? 0 : draw(issue, 1, chance(issue, 20) ? 60 : 14);
  for (int i = 0; i < blocks; i++)
    add_block(issue, body, pictures);
  if (chance(issue, 30))
    spoil(issue, body);
  g_string_append(text, body->str);
  write_file(folder, "article.md", text->str);
  g_string_free(body, TRUE);
  g_string_free(text, TRUE);
  g_ptr_array_free(pictures, TRUE);
  g_free(folder);
}

/* --- the layout ------------------------------------------------------------------------------------------ */

typedef struct {
  int c0, c1, r0, r1;
} RandomCells;

static void add_slot(RandomIssue *issue, RandomCells cells, unsigned index, unsigned n)
{
  static const char *const SIDES[] = {"top", "top", "top", "left", "right", "none"};
  static const char *const BORDERS[] = {"line", "double", "thick-thin", "dotted", "lace"};
  GString *text = issue->layout;
  g_string_append_printf(text, "      - {name: s%u, columns: %d-%d, rows: %d-%d", index, cells.c0, cells.c1, cells.r0,
                         cells.r1);
  const char *side = CHOOSE(issue, SIDES);
  g_string_append_printf(text, ", headline: {side: %s, lines: %d", side, draw(issue, 1, 3));
  if (chance(issue, 15))
    g_string_append_printf(text, ", rows: [%d, %d]", draw(issue, 1, 3), draw(issue, 3, 9));
  if (chance(issue, 15))
    g_string_append_printf(text, ", columns: 1-%d", MAX(1, (cells.c1 - cells.c0 + 1) / 2));
  if (*side == 'l' && chance(issue, 40))
    g_string_append_printf(text, ", width: %d字", draw(issue, 2, 8));
  if (*side == 'r' && chance(issue, 40))
    g_string_append_printf(text, ", height: %d", draw(issue, 4, 30));
  g_string_append(text, "}");
  if (chance(issue, 15))
    g_string_append_printf(text, ", body: {direction: vertical, tiers: %d}", draw(issue, 1, 5));
  else if (chance(issue, 25))
    g_string_append_printf(text, ", body: {columns: %d}", draw(issue, 1, 5));
  if (chance(issue, 25))
    g_string_append_printf(text, ", border: %s", CHOOSE(issue, BORDERS));
  if (chance(issue, 10))
    g_string_append(text, ", tint: {colour: red, percent: 8}");
  if (index + 1 < n && chance(issue, 25))
    g_string_append_printf(text, ", flow: s%u", index + 1);
  if (chance(issue, 20))
    g_string_append_printf(text, ", pictures: [%d, %d]", draw(issue, 1, 8), draw(issue, 8, 30));
  if (chance(issue, 20))
    g_string_append(text, ", column_rules: true");
  if (chance(issue, 10))
    g_string_append(text, ", level: false");
  g_string_append(text, "}\n");
}

/* Cut in two, again and again, a line apart. */
static void cut_cells(RandomIssue *issue, RandomCells cells, GArray *list, int depth)
{
  int columns = cells.c1 - cells.c0 + 1, rows = cells.r1 - cells.r0 + 1;
  bool across = rows >= 12 && (columns < 2 || chance(issue, 55)), down = !across && columns >= 2;
  if (depth == 0 || (!across && !down) || chance(issue, 20)) {
    g_array_append_val(list, cells);
    return;
  }
  RandomCells one = cells, two = cells;
  if (across) {
    one.r1 = cells.r0 + draw(issue, 4, rows - 6);
    two.r0 = one.r1 + 2;
  } else {
    one.c1 = cells.c0 + draw(issue, 0, columns - 2);
    two.c0 = one.c1 + 1;
  }
  cut_cells(issue, one, list, depth - 1);
  cut_cells(issue, two, list, depth - 1);
}

static void add_template(RandomIssue *issue, int number)
{
  GArray *list = g_array_new(FALSE, FALSE, sizeof(RandomCells));
  cut_cells(issue, (RandomCells){1, issue->columns, 1, issue->lines}, list, draw(issue, 0, 3));
  g_string_append_printf(issue->layout, "  t%d:\n    slots:\n", number);
  GString *names = g_string_new(NULL);
  g_string_append_printf(names, "t%d", number);
  for (unsigned i = 0; i < list->len; i++) {
    add_slot(issue, g_array_index(list, RandomCells, i), i, list->len);
    g_string_append_printf(names, " s%u", i);
  }
  g_ptr_array_add(issue->templates, g_string_free(names, FALSE));
  if (chance(issue, 60))
    g_string_append(issue->layout, "    furniture:\n      - {text: \"{paper} {date} {weekday} {lunar} {page} {section} "
                                   "{staff}\", box: [0mm, -9mm, 150mm, 5mm]}\n"
                                   "      - {rule: [0mm, -3mm, 150mm, 0mm], weight: 0.5pt, kind: thick-thin}\n");
  g_array_free(list, TRUE);
}

static void draw_layout(RandomIssue *issue)
{
  int leading = draw(issue, 25, 30);
  issue->characters = draw(issue, 7, 18);
  issue->columns = draw(issue, 1, 6);
  int w = issue->columns * (issue->characters + 2) * 32 / 10 + 40, h = draw(issue, 150, 420);
  issue->lines = (int)((h - 36) / 0.3528 / (leading / 2.0)) - 1;
  issue->layout = g_string_new(NULL);
  g_string_append_printf(
      issue->layout,
      "sheet: {trim: [%dmm, %dmm], bleed: 3mm, margins: {top: 20mm, right: 15mm, bottom: 12mm, left: 15mm}}\n"
      "grid: {columns: %d, characters: %d%s, leading: %d.%dpt}\n"
      "colours:\n  red: {cmyk: [0, 100, 100, 0]}\n"
      "styles:\n  body: {font: 报宋, size: 9pt, indent: 2字, align: justify}\n"
      "  title: {font: 标宋, size: [%dpt, %dpt], align: centre, punctuation: headline, indent: 0字}\n"
      "  byline: {font: 楷体, size: 10pt, align: centre, indent: 0字, prefix: \"◎ \"}\n"
      "templates:\n",
      w, h, issue->columns, issue->characters, chance(issue, 20) ? ".5" : "", leading / 2, leading % 2 ? 5 : 0,
      draw(issue, 12, 24), draw(issue, 24, 60));
  for (int n = draw(issue, 1, 2), i = 0; i < n; i++)
    add_template(issue, i);
  write_file(issue->dir, "l.yaml", issue->layout->str);
  g_string_free(issue->layout, TRUE);
}

/* --- the whole -------------------------------------------------------------------------------------------- */

static const char *next_slug(RandomIssue *issue)
{
  char slug[16];
  g_snprintf(slug, sizeof slug, "a%u", issue->slugs->len);
  g_ptr_array_add(issue->slugs, g_strdup(slug));
  const char *own = issue->slugs->pdata[issue->slugs->len - 1];
  write_article(issue, own);
  return own;
}

static void add_page(RandomIssue *issue, GString *text)
{
  if (chance(issue, 12)) {
    g_string_append(text, "  - articles: [");
    for (int n = draw(issue, 1, 5), i = 0; i < n; i++)
      g_string_append_printf(text, "%s%s", i ? ", " : "", next_slug(issue));
    g_string_append(text, "]\n");
    return;
  }
  char **names = g_strsplit(issue->templates->pdata[draw(issue, 0, (int)issue->templates->len - 1)], " ", -1);
  g_string_append_printf(text, "  - template: %s\n    section: 要闻\n    slots:\n", names[0]);
  for (unsigned i = 1; names[i]; i++) {
    bool again = issue->slugs->len && chance(issue, 12); /* goes on from another page */
    if (i > 1 && chance(issue, 15))
      continue;
    if (again)
      g_string_append_printf(text, "      %s: %s\n", names[i],
                             (const char *)issue->slugs->pdata[draw(issue, 0, (int)issue->slugs->len - 1)]);
    else if (chance(issue, 15))
      g_string_append_printf(text, "      %s: [%s, %s]\n", names[i], next_slug(issue), next_slug(issue));
    else
      g_string_append_printf(text, "      %s: %s\n", names[i], next_slug(issue));
  }
  g_strfreev(names);
}

static void random_issue_write(const char *dir, const char *pictures, guint32 seed)
{
  RandomIssue issue = {.random = g_rand_new_with_seed(seed), .dir = dir, .pictures = pictures};
  issue.slugs = g_ptr_array_new_with_free_func(g_free);
  issue.templates = g_ptr_array_new_with_free_func(g_free);
  g_mkdir_with_parents(dir, 0755);
  draw_layout(&issue);
  GString *text = g_string_new(
      "paper: 忻州日报\ntitle: 特刊\ndate: 2024-03-27\nlayout: ./l.yaml\nstaff: {责任编辑: 甲 乙}\npages:\n");
  for (int n = draw(&issue, 1, 3), i = 0; i < n; i++)
    add_page(&issue, text);
  write_file(dir, "issue.yaml", text->str);
  g_string_free(text, TRUE);
  g_ptr_array_free(issue.slugs, TRUE);
  g_ptr_array_free(issue.templates, TRUE);
  g_rand_free(issue.random);
}

#endif
