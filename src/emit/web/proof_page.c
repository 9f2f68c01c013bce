/* proof/index.html: all pages at a glance (看版), each page large with its problems and its articles' words over or
   under (超/欠), and the list of all problems. Plain HTML and CSS, so that it opens from a disk, prints, and can be
   read aloud. */
#include <string.h>

#include "emit/web/html.h"
#include "emit/web/web.h"

/* The page's own words: English, 中文. */
typedef enum {
  SAY_PROOF,
  SAY_PDF,
  SAY_GLANCE,
  SAY_PROBLEMS,
  SAY_NO_PROBLEMS,
  SAY_ARTICLE,
  SAY_CHARACTERS,
  SAY_PLACED,
  SAY_BALANCE,
  SAY_OVER,
  SAY_UNPRINTED,
  SAY_UNDER,
  SAY_FULL,
  SAY_NORMALISED,
  SAY_WHITE,
  SAY_MADE_UP,
  SAY_PROVEN,
  SAY_LEFT_OUT,
  SAY_PAGE,
  SAY_PLACE,
  SAY_WHAT,
  SAY_SEVERITY,
  SAY_LARGE,
  SAY_TOP,
  SAY_SKIP,
  SAY_ERRORS,
  SAY_WARNINGS,
  SAY_NOTES,
  SAY_ARTICLES,
  SAY_PICTURE,
  SAYINGS
} Saying;

static const char *const WORDS[SAYINGS][2] = {
    [SAY_PROOF] = {"Proof", "校样"},
    [SAY_PDF] = {"Proof PDF", "校样 PDF"},
    [SAY_GLANCE] = {"All pages", "看版"},
    [SAY_PROBLEMS] = {"Problems", "问题"},
    [SAY_NO_PROBLEMS] = {"No problems.", "没有问题。"},
    [SAY_ARTICLE] = {"Article", "文章"},
    [SAY_CHARACTERS] = {"Characters", "字数"},
    [SAY_PLACED] = {"On the page", "上版"},
    [SAY_BALANCE] = {"Over or under", "超/欠"},
    [SAY_OVER] = {"%u characters (%u lines) over", "超 %u 字（%u 行）"},
    [SAY_UNPRINTED] = {"head of %u characters not printed", "标题 %u 字未排"},
    [SAY_UNDER] = {"%u lines under", "欠 %u 行"},
    [SAY_FULL] = {"fits", "正好"},
    [SAY_NORMALISED] = {"Marks normalised", "标点规范"},
    [SAY_WHITE] = {"White lines: %u", "空白行：%u"},
    [SAY_MADE_UP] = {"Made up of %u articles: %d points, the fewer the better; no such page has fewer than %d",
                     "组版 %u 篇：扣 %d 分（越少越好），同类版面至少扣 %d 分"},
    [SAY_PROVEN] = {" (proven)", "（已证明）"},
    [SAY_LEFT_OUT] = {"left out", "整篇撤下"},
    [SAY_PAGE] = {"Page %s", "%s版"},
    [SAY_PLACE] = {"Place", "位置"},
    [SAY_WHAT] = {"What", "内容"},
    [SAY_SEVERITY] = {"Severity", "级别"},
    [SAY_LARGE] = {"Full size", "原大"},
    [SAY_TOP] = {"Back to all pages", "回到看版"},
    [SAY_SKIP] = {"Skip to problems", "跳到问题"},
    [SAY_ERRORS] = {"%u errors", "%u 个错误"},
    [SAY_WARNINGS] = {"%u warnings", "%u 个警告"},
    [SAY_NOTES] = {"%u notes", "%u 条说明"},
    [SAY_ARTICLES] = {"Articles of page %s", "%s版文章"},
    [SAY_PICTURE] = {"Picture of page %s", "%s版版面图"},
};

typedef struct {
  GString *html;
  const ProofPage *proof;
  const PlacedPage **page_of; /* each problem's; NULL: the issue's */
  GArray **own;               /* indices of each page's problems */
} Writer;

static const char *say(const Writer *writer, Saying saying)
{
  return WORDS[saying][writer->proof->lang];
}

/* The page's label as people say it, escaped, filled into a saying with one %s. */
static void add_labelled(Writer *writer, Saying saying, const char *label)
{
  char **parts = g_strsplit(say(writer, saying), "%s", 2);
  web_add_escaped(writer->html, parts[0]);
  web_add_escaped(writer->html, label);
  web_add_escaped(writer->html, parts[1]);
  g_strfreev(parts);
}

static void add_head(Writer *writer)
{
  const Issue *issue = writer->proof->composition->issue;
  web_open_page(writer->html, writer->proof->lang);
  web_add_escaped(writer->html, say(writer, SAY_PROOF));
  g_string_append(writer->html, " · ");
  web_add_escaped(writer->html, issue->title);
  g_string_append_printf(writer->html, "</title>\n<style>%s</style>\n</head>\n<body>\n", web_style);
}

static void add_counts(Writer *writer)
{
  unsigned counts[4] = {0};
  for (unsigned i = 0; i < diag_count(writer->proof->diags); i++)
    counts[MIN(diag_at(writer->proof->diags, i)->severity, DIAG_FATAL)]++;
  char *errors = g_strdup_printf(say(writer, SAY_ERRORS), counts[DIAG_ERROR] + counts[DIAG_FATAL]);
  char *warnings = g_strdup_printf(say(writer, SAY_WARNINGS), counts[DIAG_WARNING]);
  char *notes = g_strdup_printf(say(writer, SAY_NOTES), counts[DIAG_NOTE]);
  g_string_append_printf(writer->html, "<p class=\"counts\"><a href=\"#problems\">%s · %s · %s</a>", errors, warnings,
                         notes);
  g_free(errors);
  g_free(warnings);
  g_free(notes);
}

static void add_banner(Writer *writer)
{
  const Issue *issue = writer->proof->composition->issue;
  g_string_append_printf(writer->html, "<a class=\"skip\" href=\"#problems\">%s</a>\n<header id=\"top\">\n<h1>",
                         say(writer, SAY_SKIP));
  web_add_escaped(writer->html, issue->title);
  g_string_append_printf(writer->html, " · %s</h1>\n<p class=\"counts\">", say(writer, SAY_PROOF));
  web_add_escaped(writer->html, issue->paper);
  g_string_append_printf(writer->html, " · <time datetime=\"%s\">%s</time></p>\n", issue->iso_date, issue->iso_date);
  add_counts(writer);
  if (writer->proof->proof_pdf) {
    g_string_append(writer->html, " · <a href=\"");
    char *uri = g_uri_escape_string(writer->proof->proof_pdf, NULL, TRUE);
    web_add_escaped(writer->html, uri);
    g_string_append_printf(writer->html, "\">%s</a>", say(writer, SAY_PDF));
    g_free(uri);
  }
  g_string_append(writer->html, "</p>\n</header>\n<main>\n");
}

static void add_picture(Writer *writer, unsigned index, bool lazy)
{
  const PlacedPage *page = &writer->proof->composition->pages[index];
  const DisplayList *list = writer->proof->list;
  g_string_append_printf(writer->html, "<img src=\"page-%d.png\" width=\"%d\" height=\"%d\"%s alt=\"", page->number,
                         list->trim_w / 1000, list->trim_h / 1000, lazy ? " loading=\"lazy\"" : "");
  add_labelled(writer, SAY_PICTURE, page->spec->label);
  g_string_append(writer->html, "\">");
}

static void add_glance(Writer *writer)
{
  const Composition *composition = writer->proof->composition;
  g_string_append_printf(writer->html,
                         "<nav aria-labelledby=\"glance\">\n<h2 id=\"glance\">%s</h2>\n"
                         "<ol class=\"glance\">\n",
                         say(writer, SAY_GLANCE));
  for (unsigned i = 0; i < composition->n_pages; i++) {
    const PageSpec *spec = composition->pages[i].spec;
    g_string_append_printf(writer->html, "<li><a href=\"#page-%d\">", composition->pages[i].number);
    add_picture(writer, i, false);
    add_labelled(writer, SAY_PAGE, spec->label);
    if (spec->section) {
      g_string_append(writer->html, " ");
      web_add_escaped(writer->html, spec->section);
    }
    g_string_append(writer->html, "</a></li>\n");
  }
  g_string_append(writer->html, "</ol>\n</nav>\n");
}

static void add_balance(Writer *writer, const PlacedArticle *placed)
{
  if (placed->left_out)
    g_string_append_printf(writer->html, "<span class=\"error\">%s</span>", say(writer, SAY_LEFT_OUT));
  else if (placed->overset) {
    g_string_append(writer->html, "<span class=\"error\">");
    g_string_append_printf(writer->html, say(writer, SAY_OVER), placed->overset, placed->overset_lines);
    g_string_append(writer->html, "</span>");
  } else if (placed->unprinted) {
    g_string_append(writer->html, "<span class=\"warning\">");
    g_string_append_printf(writer->html, say(writer, SAY_UNPRINTED), placed->unprinted);
    g_string_append(writer->html, "</span>");
  } else if (placed->missing_lines > 0) {
    g_string_append(writer->html, "<span class=\"warning\">");
    g_string_append_printf(writer->html, say(writer, SAY_UNDER), (unsigned)placed->missing_lines);
    g_string_append(writer->html, "</span>");
  } else
    g_string_append(writer->html, say(writer, SAY_FULL));
}

static void add_article_row(Writer *writer, const PlacedArticle *placed)
{
  g_string_append(writer->html, "<tr><th scope=\"row\">");
  web_add_escaped(writer->html, placed->article->slug);
  g_string_append_printf(writer->html, "</th><td class=\"n\">%u</td><td class=\"n\">%u</td><td>", placed->characters,
                         placed->placed);
  add_balance(writer, placed);
  g_string_append_printf(writer->html, "</td><td class=\"n\">%u</td></tr>\n", placed->article->normalised.changes);
}

/* How good the page is, and how good it could be. */
static void add_makeup(Writer *writer, const PageMakeup *makeup)
{
  g_string_append(writer->html, "<p>");
  g_string_append_printf(writer->html, say(writer, SAY_MADE_UP), makeup->n_modules, (int)makeup->score,
                         (int)MAX(makeup->bound, 0));
  g_string_append_printf(writer->html, "%s</p>\n", makeup->proven ? say(writer, SAY_PROVEN) : "");
}

static void add_articles(Writer *writer, const PlacedPage *page, const PageLook *look)
{
  g_string_append(writer->html, "<h3>");
  add_labelled(writer, SAY_ARTICLES, page->spec->label);
  g_string_append_printf(writer->html,
                         "</h3>\n<table><thead><tr><th scope=\"col\">%s</th><th scope=\"col\" class=\"n\">%s</th>"
                         "<th scope=\"col\" class=\"n\">%s</th><th scope=\"col\">%s</th><th scope=\"col\" "
                         "class=\"n\">%s</th></tr></thead>\n<tbody>\n",
                         say(writer, SAY_ARTICLE), say(writer, SAY_CHARACTERS), say(writer, SAY_PLACED),
                         say(writer, SAY_BALANCE), say(writer, SAY_NORMALISED));
  for (unsigned i = 0; i < page->n_articles; i++)
    add_article_row(writer, &page->articles[i]);
  g_string_append(writer->html, "</tbody></table>\n<p>");
  g_string_append_printf(writer->html, say(writer, SAY_WHITE), look->white_lines);
  g_string_append(writer->html, "</p>\n");
  if (page->makeup)
    add_makeup(writer, page->makeup);
}

static void add_place(Writer *writer, const Diag *diag)
{
  g_string_append(writer->html, "<code>");
  web_add_escaped(writer->html, diag->place.file ? diag->place.file : "–");
  if (diag->place.line > 0)
    g_string_append_printf(writer->html, ":%d", diag->place.line);
  if (diag->place.line > 0 && diag->place.column > 0)
    g_string_append_printf(writer->html, ":%d", diag->place.column);
  g_string_append(writer->html, "</code>");
}

static void add_severity(Writer *writer, const Diag *diag)
{
  g_string_append_printf(writer->html, "<span class=\"%s\">%s</span>", severity_name(diag->severity, LANG_EN),
                         severity_name(diag->severity, writer->proof->lang));
}

static void add_problem_row(Writer *writer, unsigned index)
{
  const Diag *diag = diag_at(writer->proof->diags, index);
  const PlacedPage *page = writer->page_of[index];
  g_string_append(writer->html, "<tr><td>");
  add_severity(writer, diag);
  g_string_append(writer->html, "</td><td>");
  if (page) {
    g_string_append_printf(writer->html, "<a href=\"#page-%d\">", page->number);
    add_labelled(writer, SAY_PAGE, page->spec->label);
    g_string_append(writer->html, "</a>");
  }
  g_string_append(writer->html, "</td><td>");
  add_place(writer, diag);
  g_string_append(writer->html, "</td><td>");
  web_add_escaped(writer->html, diag->message);
  g_string_append_printf(writer->html, " <code>[%s]</code></td></tr>\n", diag_code_name(diag->code));
}

static void add_problems(Writer *writer)
{
  const DiagList *diags = writer->proof->diags;
  g_string_append_printf(writer->html, "<section aria-labelledby=\"problems\">\n<h2 id=\"problems\">%s</h2>\n",
                         say(writer, SAY_PROBLEMS));
  if (diag_count(diags) == 0)
    g_string_append_printf(writer->html, "<p>%s</p>\n", say(writer, SAY_NO_PROBLEMS));
  else {
    g_string_append_printf(writer->html,
                           "<table><thead><tr><th scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\">%s"
                           "</th><th scope=\"col\">%s</th></tr></thead>\n<tbody>\n",
                           say(writer, SAY_SEVERITY), writer->proof->lang == LANG_ZH ? "版" : "Page",
                           say(writer, SAY_PLACE), say(writer, SAY_WHAT));
    for (unsigned i = 0; i < diag_count(diags); i++)
      add_problem_row(writer, i);
    g_string_append(writer->html, "</tbody></table>\n");
  }
  g_string_append(writer->html, "</section>\n");
}

static void add_page_problems(Writer *writer, unsigned index)
{
  const GArray *own = writer->own[index];
  if (own->len)
    g_string_append_printf(writer->html, "<h3>%s</h3>\n<ul>\n", say(writer, SAY_PROBLEMS));
  for (unsigned i = 0; i < own->len; i++) {
    const Diag *diag = diag_at(writer->proof->diags, g_array_index(own, unsigned, i));
    g_string_append(writer->html, "<li>");
    add_severity(writer, diag);
    g_string_append(writer->html, " ");
    add_place(writer, diag);
    g_string_append(writer->html, " ");
    web_add_escaped(writer->html, diag->message);
    g_string_append(writer->html, "</li>\n");
  }
  if (own->len)
    g_string_append(writer->html, "</ul>\n");
}

static void add_page(Writer *writer, unsigned index)
{
  const PlacedPage *page = &writer->proof->composition->pages[index];
  g_string_append_printf(writer->html, "<section aria-labelledby=\"page-%d\">\n<h2 id=\"page-%d\">", page->number,
                         page->number);
  add_labelled(writer, SAY_PAGE, page->spec->label);
  g_string_append(writer->html, " ");
  web_add_escaped(writer->html, page->spec->section);
  g_string_append_printf(writer->html, "</h2>\n<div class=\"page\">\n<div><a href=\"page-%d.png\" title=\"%s\">",
                         page->number, say(writer, SAY_LARGE));
  add_picture(writer, index, true);
  g_string_append(writer->html, "</a></div>\n<div>\n");
  add_articles(writer, page, &writer->proof->looks[index]);
  add_page_problems(writer, index);
  g_string_append_printf(writer->html, "<p><a href=\"#top\">%s</a></p>\n</div>\n</div>\n</section>\n",
                         say(writer, SAY_TOP));
}

/* --- which page a problem belongs to ----------------------------------------------------------------- */

/* Page index + 1 of each page's number, and of the first page with each article's slug and file. */
typedef struct {
  GHashTable *numbers, *slugs, *files;
} PageIndex;

static void index_first(GHashTable *table, const char *key, unsigned page)
{
  if (key && !g_hash_table_contains(table, key))
    g_hash_table_insert(table, (gpointer)(uintptr_t)key, GUINT_TO_POINTER(page + 1));
}

static PageIndex index_pages(const Composition *composition)
{
  PageIndex index = {g_hash_table_new(NULL, NULL), g_hash_table_new(g_str_hash, g_str_equal),
                     g_hash_table_new(g_str_hash, g_str_equal)};
  for (unsigned i = 0; i < composition->n_pages; i++) {
    const PlacedPage *page = &composition->pages[i];
    g_hash_table_insert(index.numbers, GINT_TO_POINTER(page->number), GUINT_TO_POINTER(i + 1));
    for (unsigned j = 0; j < page->n_articles; j++) {
      index_first(index.slugs, page->articles[j].article->slug, i);
      index_first(index.files, page->articles[j].article->file, i);
    }
  }
  return index;
}

static unsigned look_up(GHashTable *table, const char *key)
{
  unsigned found = key ? GPOINTER_TO_UINT(g_hash_table_lookup(table, key)) : 0;
  return found ? found : UINT_MAX;
}

/* Its own page, or that of its article, or that of its article's file; UINT_MAX: the issue's. */
static unsigned page_of_problem(const PageIndex *index, const Diag *diag)
{
  unsigned page = diag->page ? GPOINTER_TO_UINT(g_hash_table_lookup(index->numbers, GINT_TO_POINTER(diag->page)))
                             : MIN(look_up(index->slugs, diag->article), look_up(index->files, diag->place.file));
  return page == 0 || page == UINT_MAX ? UINT_MAX : page - 1;
}

static void deal_problems(Writer *writer)
{
  const Composition *composition = writer->proof->composition;
  unsigned n = diag_count(writer->proof->diags);
  PageIndex index = index_pages(composition);
  writer->page_of = g_new0(const PlacedPage *, n + 1);
  writer->own = g_new(GArray *, composition->n_pages + 1);
  for (unsigned i = 0; i < composition->n_pages; i++)
    writer->own[i] = g_array_new(FALSE, FALSE, sizeof(unsigned));
  for (unsigned i = 0; i < n; i++) {
    unsigned page = page_of_problem(&index, diag_at(writer->proof->diags, i));
    if (page == UINT_MAX)
      continue;
    writer->page_of[i] = &composition->pages[page];
    g_array_append_val(writer->own[page], i);
  }
  g_hash_table_destroy(index.numbers);
  g_hash_table_destroy(index.slugs);
  g_hash_table_destroy(index.files);
}

static void clear_writer(Writer *writer)
{
  for (unsigned i = 0; i < writer->proof->composition->n_pages; i++)
    g_array_free(writer->own[i], TRUE);
  g_free(writer->own);
  g_free(writer->page_of);
}

char *proof_page_html(const ProofPage *proof)
{
  Writer writer = {.html = g_string_new(NULL), .proof = proof};
  deal_problems(&writer);
  add_head(&writer);
  add_banner(&writer);
  add_glance(&writer);
  add_problems(&writer);
  for (unsigned i = 0; i < proof->composition->n_pages; i++)
    add_page(&writer, i);
  g_string_append(writer.html, "</main>\n<footer><p>tekan " TEKAN_VERSION "</p></footer>\n</body>\n</html>\n");
  clear_writer(&writer);
  return g_string_free(writer.html, FALSE);
}
