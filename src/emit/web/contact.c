/* makeup/index.html: of each page made up the ways that differ, with a picture, what they cost and why, and the call
   that keeps one. */
#include <string.h>

#include "emit/web/html.h"
#include "emit/web/web.h"

typedef enum {
  SAY_TITLE,
  SAY_PAGE,
  SAY_WAY,
  SAY_SCORE,
  SAY_PROVEN,
  SAY_BOUND,
  SAY_FORMS,
  SAY_CLASHES,
  SAY_CUTS,
  SAY_RANKS,
  SAY_PINS,
  SAY_SETTING,
  SAY_JUDGED,
  SAY_MODULE,
  SAY_BESIDE,
  SAY_UPRIGHT_LEFT,
  SAY_UPRIGHT_RIGHT,
  SAY_FRAMED,
  SAY_RECUT,
  SAY_ABREAST,
  SAY_GATHERED,
  SAY_LEFT_OUT,
  SAY_CHOOSE,
  SAY_NONE,
  SAYINGS
} Saying;

static const char *const WORDS[SAYINGS][2] = {
    [SAY_TITLE] = {"Ways to make up the pages", "组版方案"},
    [SAY_PAGE] = {"Page %s", "%s版"},
    [SAY_WAY] = {"Way %u", "方案 %u"},
    [SAY_SCORE] = {"%d points (the fewer the better); no such page has fewer than %d",
                   "扣 %d 分（越少越好）；同类版面至少扣 %d 分"},
    [SAY_PROVEN] = {", which is proven", "（已证明）"},
    [SAY_BOUND] = {" as far as was searched", "（搜索未尽）"},
    [SAY_FORMS] = {"pictures, heads and shapes of the modules: %d", "图片、标题与模块形状：%d"},
    [SAY_CLASHES] = {"heads side by side (碰题): %d", "碰题：%d"},
    [SAY_CUTS] = {"cuts through the page (断版, 通缝): %d", "断版、通缝：%d"},
    [SAY_RANKS] = {"a lesser story above a greater one: %d", "次要稿在重要稿之上：%d"},
    [SAY_PINS] = {"stands or is cut otherwise than was asked: %d", "未按指定位置或版式：%d"},
    [SAY_SETTING] = {"white left when it was set: %d", "排后余白：%d"},
    [SAY_JUDGED] = {"rules it breaks as it stands: %d", "排后查出的版面问题：%d"},
    [SAY_MODULE] = {"columns %d–%d, lines %d–%d", "第 %d–%d 栏，第 %d–%d 行"},
    [SAY_BESIDE] = {"head over all columns but the last", "左题"},
    [SAY_UPRIGHT_LEFT] = {"upright head at the left", "左侧竖题"},
    [SAY_UPRIGHT_RIGHT] = {"upright head at the right", "右侧竖题"},
    [SAY_FRAMED] = {"framed", "加框"},
    [SAY_RECUT] = {"re-cut in %d columns", "破栏，分 %d 栏"},
    [SAY_ABREAST] = {"%d tables or figures side by side", "图表 %d 件并排"},
    [SAY_GATHERED] = {"gathered with other briefs", "集纳"},
    [SAY_LEFT_OUT] = {"Articles left out: %u", "撤下稿件：%u 篇"},
    [SAY_CHOOSE] = {"To keep it:", "采用："},
    [SAY_NONE] = {"No page of this issue is made up from `articles`.", "本期没有按 articles 组版的版面。"},
};

typedef struct {
  GString *html;
  const ContactSheet *sheet;
} Writer;

static const char *say(const Writer *writer, Saying saying)
{
  return WORDS[saying][writer->sheet->lang];
}

static void add_head(Writer *writer)
{
  web_open_page(writer->html, writer->sheet->lang);
  g_string_append_printf(writer->html, "%s · ", say(writer, SAY_TITLE));
  web_add_escaped(writer->html, writer->sheet->issue->title);
  g_string_append_printf(writer->html, "</title>\n<style>%s</style>\n</head>\n<body>\n<header>\n<h1>", web_style);
  web_add_escaped(writer->html, writer->sheet->issue->title);
  g_string_append_printf(writer->html, " · %s</h1>\n</header>\n<main>\n", say(writer, SAY_TITLE));
}

static void add_reason(Writer *writer, Saying saying, int64_t points)
{
  if (!points)
    return;
  g_string_append(writer->html, "<li>");
  g_string_append_printf(writer->html, say(writer, saying), (int)points);
  g_string_append(writer->html, "</li>\n");
}

static void add_reasons(Writer *writer, const PageMakeup *makeup)
{
  g_string_append(writer->html, "<p>");
  g_string_append_printf(writer->html, say(writer, SAY_SCORE), (int)makeup->score, (int)MAX(makeup->bound, 0));
  g_string_append_printf(writer->html, "%s</p>\n<ul>\n", say(writer, makeup->proven ? SAY_PROVEN : SAY_BOUND));
  add_reason(writer, SAY_FORMS, makeup->forms);
  add_reason(writer, SAY_CLASHES, makeup->clashes);
  add_reason(writer, SAY_CUTS, makeup->cuts);
  add_reason(writer, SAY_RANKS, makeup->ranks);
  add_reason(writer, SAY_PINS, makeup->pins);
  add_reason(writer, SAY_SETTING, makeup->setting);
  add_reason(writer, SAY_JUDGED, makeup->judged);
  g_string_append(writer->html, "</ul>\n");
  if (makeup->left_out) {
    g_string_append(writer->html, "<p class=\"error\">");
    g_string_append_printf(writer->html, say(writer, SAY_LEFT_OUT), makeup->left_out);
    g_string_append(writer->html, "</p>\n");
  }
}

static void add_module(Writer *writer, const MadeModule *module)
{
  g_string_append(writer->html, "<li><b>");
  web_add_escaped(writer->html, module->article->slug);
  g_string_append(writer->html, "</b> ");
  g_string_append_printf(writer->html, say(writer, SAY_MODULE), module->column_first, module->column_last,
                         module->row_first, module->row_last);
  if (module->beside)
    g_string_append_printf(writer->html, " · %s", say(writer, SAY_BESIDE));
  if (module->side != HEAD_TOP)
    g_string_append_printf(writer->html, " · %s",
                           say(writer, module->side == HEAD_LEFT ? SAY_UPRIGHT_LEFT : SAY_UPRIGHT_RIGHT));
  if (module->framed)
    g_string_append_printf(writer->html, " · %s", say(writer, SAY_FRAMED));
  if (module->recut) {
    g_string_append(writer->html, " · ");
    g_string_append_printf(writer->html, say(writer, module->article->kind == KIND_DATA ? SAY_ABREAST : SAY_RECUT),
                           module->recut);
  }
  if (module->gathered)
    g_string_append_printf(writer->html, " · %s", say(writer, SAY_GATHERED));
  g_string_append(writer->html, "</li>\n");
}

static bool is_rule(DiagCode code)
{
  for (unsigned rule = 0; rule < PAGE_RULES; rule++)
    if (page_rule_code((PageRule)rule) == code)
      return true;
  return false;
}

/* What the page breaks, and what of it is over or left out. */
static void add_told(Writer *writer, const ContactWay *way)
{
  g_string_append(writer->html, "<ul>\n");
  for (unsigned i = 0; i < diag_count(way->diags); i++) {
    const Diag *diag = diag_at(way->diags, i);
    if (diag->page != way->page->number || !(is_rule(diag->code) || diag->severity >= DIAG_ERROR))
      continue;
    g_string_append_printf(writer->html, "<li class=\"%s\">", severity_name(diag->severity, LANG_EN));
    web_add_escaped(writer->html, diag->message);
    g_string_append(writer->html, "</li>\n");
  }
  g_string_append(writer->html, "</ul>\n");
}

static void add_choice(Writer *writer, const ContactWay *way)
{
  char *dir = g_shell_quote(writer->sheet->dir);
  char *call = g_strdup_printf("tekan makeup %s --pages %d --alternatives %u --choose %u", dir, way->page->number,
                               writer->sheet->asked, way->page->makeup->alternative);
  g_string_append_printf(writer->html, "<p>%s <code>", say(writer, SAY_CHOOSE));
  web_add_escaped(writer->html, call);
  g_string_append(writer->html, "</code></p>\n");
  g_free(call);
  g_free(dir);
}

static void add_way(Writer *writer, const ContactWay *way)
{
  const PageMakeup *makeup = way->page->makeup;
  char *name = g_strdup_printf(say(writer, SAY_WAY), makeup->alternative);
  g_string_append_printf(writer->html,
                         "<figure><a href=\"%s\"><img src=\"%s\" width=\"%d\" height=\"%d\" alt=\"%s\"></a>\n"
                         "<figcaption><h3>%s</h3>\n",
                         way->picture, way->picture, writer->sheet->w, writer->sheet->h, name, name);
  add_reasons(writer, makeup);
  g_string_append(writer->html, "<ul>\n");
  for (unsigned i = 0; i < makeup->n_modules; i++)
    add_module(writer, &makeup->modules[i]);
  g_string_append(writer->html, "</ul>\n");
  add_told(writer, way);
  add_choice(writer, way);
  g_string_append(writer->html, "</figcaption></figure>\n");
  g_free(name);
}

static void open_page(Writer *writer, const PlacedPage *page)
{
  char **parts = g_strsplit(say(writer, SAY_PAGE), "%s", 2);
  g_string_append_printf(writer->html, "<section aria-labelledby=\"page-%d\">\n<h2 id=\"page-%d\">%s", page->number,
                         page->number, parts[0]);
  web_add_escaped(writer->html, page->spec->label);
  g_string_append_printf(writer->html, "%s</h2>\n<div class=\"ways\">\n", parts[1]);
  g_strfreev(parts);
}

char *contact_sheet_html(const ContactSheet *sheet)
{
  Writer writer = {g_string_new(NULL), sheet};
  add_head(&writer);
  if (!sheet->n_ways)
    g_string_append_printf(writer.html, "<p>%s</p>\n", say(&writer, SAY_NONE));
  for (unsigned i = 0; i < sheet->n_ways; i++) {
    bool first = !i || sheet->ways[i].page->number != sheet->ways[i - 1].page->number;
    bool last = i + 1 == sheet->n_ways || sheet->ways[i].page->number != sheet->ways[i + 1].page->number;
    if (first)
      open_page(&writer, sheet->ways[i].page);
    add_way(&writer, &sheet->ways[i]);
    if (last)
      g_string_append(writer.html, "</div>\n</section>\n");
  }
  g_string_append(writer.html, "</main>\n</body>\n</html>\n");
  return g_string_free(writer.html, FALSE);
}

double web_makeup_gap(const PageMakeup *makeup)
{
  if (makeup->bound < 0 || makeup->score <= makeup->bound)
    return 0;
  int64_t thousandths = (makeup->score - makeup->bound) * 1000 / makeup->score;
  return (double)thousandths / 10;
}
