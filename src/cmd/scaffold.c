/* tekan new: an issue of one page that builds at once. Its texts say how an issue is made; editors write over them. */
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "cmd/call.h"
#include "cmd/landscape.h"
#include "cmd/tell.h"

static const char *const ISSUE[2] = {
    "# An issue. Everything that can be said here: man tekan-issue.\n"
    "paper: 样报              # the newspaper's name\n"
    "title: 新特刊            # the special issue's title\n"
    "date: %s       # weekday and lunar date follow from it\n"
    "layout: tabloid          # `tekan layouts` lists them\n"
    "staff:                   # printed in the folio line\n"
    "  责任编辑: 姓名\n"
    "pages:                   # a page: a template of the layout, and which article stands in which slot\n"
    "  - number: A01\n"
    "    section: 要闻\n"
    "    template: front\n"
    "    slots:\n"
    "      lead: lead         # articles/lead/article.md\n"
    "      note: note         # articles/note/article.md\n",
    "# 一期特刊。全部写法见 man tekan-issue。\n"
    "paper: 样报              # 报名\n"
    "title: 新特刊            # 特刊名\n"
    "date: %s       # 星期与农历由此推算\n"
    "layout: tabloid          # 版式；`tekan layouts` 可列出\n"
    "staff:                   # 印在报眉上\n"
    "  责任编辑: 姓名\n"
    "pages:                   # 每版选一个模板，说明各版位放哪篇文章\n"
    "  - number: A01\n"
    "    section: 要闻\n"
    "    template: front\n"
    "    slots:\n"
    "      lead: lead         # articles/lead/article.md\n"
    "      note: note         # articles/note/article.md\n"};

static const char *const LEAD_HEAD[2] = {"---\n"
                                         "kicker: 从一个文件夹到一张报纸      # 眉题, may be left out\n"
                                         "title: 把稿子写好 把版面交给程序    # 主题; a list of lines is set as it is\n"
                                         "subtitle: ——新特刊使用说明          # 副题, may be left out\n"
                                         "byline: 本报记者\n"
                                         "priority: 1                         # 1 lead … 9\n"
                                         "images:\n"
                                         "  landscape.png:\n"
                                         "    caption: 图片与文章放在同一文件夹，说明和署名写在文章开头。\n"
                                         "    credit: 示意图\n"
                                         "    span: 5                         # columns\n"
                                         "    place: column-top\n"
                                         "---\n\n",
                                         "---\n"
                                         "kicker: 从一个文件夹到一张报纸      # 眉题，可省略\n"
                                         "title: 把稿子写好 把版面交给程序    # 主题；写成列表则按行排\n"
                                         "subtitle: ——新特刊使用说明          # 副题，可省略\n"
                                         "byline: 本报记者\n"
                                         "priority: 1                         # 1 为头条，最大 9\n"
                                         "images:\n"
                                         "  landscape.png:\n"
                                         "    caption: 图片与文章放在同一文件夹，说明和署名写在文章开头。\n"
                                         "    credit: 示意图\n"
                                         "    span: 5                         # 占几栏\n"
                                         "    place: column-top\n"
                                         "---\n\n"};

static const char LEAD_BODY[] =
    "这是一篇示例文章，放在 articles 文件夹里。请打开它，把这些文字换成自己的稿件，保存后重新生成，版面就会跟着变。"
    "段与段之间空一行，段首不用打空格，缩进由程序来加。\n\n"
    "## 稿件怎么写\n\n"
    "文章开头两条短横线之间的几行，写眉题、主题、副题和作者。正文用最普通的文字书写：两个井号起头的一行是小标题，"
    "**两对星号之间的字排黑体**，*一对星号之间的字排楷体*。引文段落用右尖括号起头，表格用竖线画出。\n\n"
    "> 标点由程序按国家标准调整，行首不会出现逗号，行尾不会留下前引号。\n\n"
    "数字与单位不会拆在两行，人名也可以列入不拆分的词。半角标点会改成全角，改了哪里，校样里一一列出，原稿不动。\n\n"
    "## 版面怎么定\n\n"
    "版面由版式文件决定，开本、分栏、字体、颜色都写在里面。一个模板有若干版位，在 issue.yaml "
    "里写明哪个版位放哪篇文章即可；"
    "也可以只列出文章，由程序自己拼版。\n\n"
    "文章长了，程序不会悄悄删字，而是说明超了多少字、多少行；文章短了，也会说明欠多少行。编辑据此增删，或者换一个版位。"
    "\n\n"
    "## 怎样看校样\n\n"
    "用 tekan proof 生成校样，打开 proof 文件夹里的 index.html，各版一目了然，问题逐条列出，点一下就到那一版。"
    "用 tekan watch 则边改边看，保存一次，校样更新一次。\n\n"
    "一切妥当之后，用 tekan build 生成印刷文件。有错误时印刷文件不会写出，以免误送印厂。\n\n"
    "## 已有的稿件\n\n"
    "手头的稿件不必重抄。用 tekan import 可以导入纯文本、Markdown 和 Word "
    "文档：第一行成为主题，破折号起头的一行成为副题，"
    "加粗的字、表格和图片一并带来。导入之后在 issue.yaml 里写上文章的名称，它就上了版。\n\n"
    "广告客户或印厂送来的 PDF，用 tekan check 检查一遍，颜色、字体、图片和出血有没有问题，一看便知。\n\n"
    "字体由系统提供，用 tekan fonts 可以看到各种字体是否齐全，缺了哪一种、该装哪个软件包。版式有哪些，用 tekan layouts "
    "列出，并可画成线框，先看清版位再分派文章。\n\n"
    "遇到看不懂的提示，把方括号里的代码交给 tekan，它会解释原因，也会指出改法。祝排版顺利。\n";

static const char *const NOTE[2] = {
    "---\n"
    "kind: opening     # 开栏语\n"
    "title: 开栏的话\n"
    "---\n\n"
    "这里放开栏语或编者按。本期特刊由两篇文章和一张图片组成，打开文件即可修改。标题、作者、图片说明写在文章开头，正文写"
    "在后面；一篇文章一个文件夹，图片与文章放在一起，增删都不影响别的文章。\n\n"
    "改好之后先看校样。校样会指出哪一篇长了，长多少字；哪一篇短了，短多少行；哪一张图片太小，哪一个字缺字体。逐条改过，"
    "版面便一步一步齐整起来。需要更多的版，就在 issue.yaml "
    "的版面列表里再添一项，选好模板，写明文章。一版之内文章可多可少，先排要紧的，再排次要的；同一版不妨有一篇长的、几篇"
    "短的，配一张大图，读者远看有主次，近看有内容。\n\n"
    "愿这份报纸早日付印。\n",
    "---\n"
    "kind: opening     # 开栏语、编者按\n"
    "title: 开栏的话\n"
    "---\n\n"
    "这里放开栏语或编者按。本期特刊由两篇文章和一张图片组成，打开文件即可修改。标题、作者、图片说明写在文章开头，正文写"
    "在后面；一篇文章一个文件夹，图片与文章放在一起，增删都不影响别的文章。\n\n"
    "改好之后先看校样。校样会指出哪一篇长了，长多少字；哪一篇短了，短多少行；哪一张图片太小，哪一个字缺字体。逐条改过，"
    "版面便一步一步齐整起来。需要更多的版，就在 issue.yaml "
    "的版面列表里再添一项，选好模板，写明文章。一版之内文章可多可少，先排要紧的，再排次要的；同一版不妨有一篇长的、几篇"
    "短的，配一张大图，读者远看有主次，近看有内容。\n\n"
    "愿这份报纸早日付印。\n"};

/* Today, or the day a reproducible build is told. */
static char *date_of_issue(void)
{
  const char *told = g_getenv("SOURCE_DATE_EPOCH");
  int64_t seconds = told ? number_epoch(told) : -1;
  GDateTime *day = seconds >= 0 ? g_date_time_new_from_unix_utc(seconds) : NULL;
  if (!day)
    day = g_date_time_new_now_local();
  char *iso = g_date_time_format(day, "%Y-%m-%d");
  g_date_time_unref(day);
  return iso;
}

static bool add_text(Fresh *bundle, const char *relative, const char *text)
{
  return fresh_add(bundle, relative, text, strlen(text));
}

static bool add_issue(Fresh *bundle, Lang lang)
{
  char *date = date_of_issue();
  char **around = g_strsplit(ISSUE[lang], "%s", 2);
  char *text = g_strconcat(around[0], date, around[1], NULL);
  bool written = add_text(bundle, "issue.yaml", text);
  g_free(text);
  g_strfreev(around);
  g_free(date);
  return written;
}

static bool add_articles(Fresh *bundle, Lang lang)
{
  char *lead = g_strconcat(LEAD_HEAD[lang], LEAD_BODY, NULL);
  bool written =
      add_text(bundle, "articles/lead/article.md", lead) && add_text(bundle, "articles/note/article.md", NOTE[lang]);
  g_free(lead);
  return written;
}

static bool add_picture(Fresh *bundle, DiagList *diags)
{
  return landscape_write(fresh_target(bundle, "articles/lead/landscape.png"), diags);
}

static void tell_next(const Call *call, const char *folder)
{
  if (call->quiet || call->json)
    return;
  printf(words_say(call->words, "%s is ready. Next: tekan proof %s"), folder, folder);
  putchar('\n');
}

int scaffold_run(const Call *call)
{
  const char *folder = call->args[0];
  Lang lang = words_lang(call->words);
  DiagList *diags = diag_list_new(lang);
  Fresh *bundle = places_date(diags) ? fresh_open(folder, call->guard, diags) : NULL;
  bool good = bundle && add_issue(bundle, lang) && add_articles(bundle, lang) && add_picture(bundle, diags);
  if (bundle)
    good = fresh_finish(bundle, good);
  int status = tell_problems(call, diags);
  if (good)
    tell_next(call, folder);
  diag_list_free(diags);
  return status;
}
