/* Articles of an issue, and which pages they are placed on, how often. */
#include <string.h>

#include "base/limits.h"
#include "load/article.h"
#include "load/files.h"
#include "load/loader.h"
#include "load/names.h"

/* A folder with its article.md; what is none, and should be, is told of. */
static bool is_bundle(const Yaml *yaml, const char *dir, const char *name)
{
  FileFault folder = {0}, text = {0};
  char *path = g_build_filename(dir, name, NULL), *file = g_build_filename(path, "article.md", NULL);
  Place place = {arena_strdup(yaml->arena, path), 0, 0};
  bool found = file_is_folder(path, &folder) && file_look(file, (FileRule){0}, &text);
  bool failed = file_tell_failed(yaml->diags, place, path, &folder) ||
                (!folder.state && file_tell_failed(yaml->diags, place, file, &text));
  if (!found && !failed && !folder.state && text.state == FILE_NONE)
    diag_add(yaml->diags, DIAG_FOLDER_EMPTY, place);
  bool odd = !folder.state && (found || text.state != FILE_NONE); /* an article.md that cannot be read is told there */
  if (odd && !name_is_plain(name)) {
    diag_add(yaml->diags, DIAG_NAME_UNFIT, place, path);
    odd = false;
  }
  g_free(path);
  g_free(file);
  return odd && !failed;
}

bool loader_read_articles(Loader *loader, const ArticleDefaults *defaults)
{
  Yaml *yaml = loader->yaml;
  FileFault fault;
  char *dir = g_build_filename(loader->issue->dir, "articles", NULL), **names = file_names(dir, &fault);
  unsigned most = names ? g_strv_length(names) : 0;
  bool fine = true;
  if (!names)
    file_tell(yaml->diags, (Place){dir, 0, 0}, dir, (FileRule){0}, &fault);
  if (most > LIMIT_ARTICLES) {
    limit_report(yaml->diags, OVER_ARTICLES, (Place){yaml->file, 1, 1});
    most = 0;
    fine = false;
  }
  loader->slugs = ARENA_ARRAY(yaml->arena, const char *, most + 1);
  loader->articles = ARENA_ARRAY(yaml->arena, const Article *, most + 1);
  loader->placed = ARENA_ARRAY(yaml->arena, Place, most + 1);
  loader->on_page = ARENA_ARRAY(yaml->arena, unsigned, most + 1);
  for (unsigned i = 0; i < most && !tally_is_over(defaults->tally); i++) {
    if (!is_bundle(yaml, dir, names[i]))
      continue;
    loader->slugs[loader->n] = arena_strdup(yaml->arena, names[i]);
    loader->articles[loader->n] = article_read(yaml->arena, dir, names[i], defaults, yaml->diags);
    fine = loader->articles[loader->n] && fine;
    loader->n++;
  }
  g_strfreev(names);
  g_free(dir);
  return fine;
}

/* Index of the article NODE names; −1 after a FATAL with the nearest one there is. */
int loader_slug(Loader *loader, struct fy_node *node)
{
  Yaml *yaml = loader->yaml;
  char *slug = yaml_scalar(yaml, node);
  if (!slug) {
    report_value(yaml, node, "slug");
    loader->astray = true;
    return -1;
  }
  for (unsigned i = 0; i < loader->n; i++)
    if (!strcmp(loader->slugs[i], slug))
      return (int)i;
  char *list = diag_choices(slug, loader->slugs);
  diag_add(yaml->diags, DIAG_SLUG_UNKNOWN, yaml_place(yaml, node), slug, list);
  yaml->broken = loader->astray = true;
  g_free(list);
  return -1;
}

/* The article of a slug, placed on the page being read; NULL after a diagnostic. */
static const Article *find_article(Loader *loader, struct fy_node *node)
{
  int i = loader_slug(loader, node);
  if (i < 0)
    return NULL;
  Place place = yaml_place(loader->yaml, node);
  bool again = loader->placed[i].file != NULL;
  bool may_go_on = !loader->articles[i] || loader->articles[i]->continued; /* of one that is broken nobody knows */
  bool goes_on = may_go_on && loader->on_page[i] != loader->issue->n_pages;
  if (again && !goes_on)
    diag_add(loader->yaml->diags, DIAG_ARTICLE_TWICE, place, loader->slugs[i], loader->placed[i].line);
  loader->placed[i] = again ? loader->placed[i] : place;
  loader->on_page[i] = loader->issue->n_pages;
  return again && !goes_on ? NULL : loader->articles[i];
}

const Article **loader_articles(Loader *loader, struct fy_node *node, unsigned *n)
{
  const Article **articles = ARENA_ARRAY(loader->yaml->arena, const Article *, yaml_count(node) + 2);
  *n = 0;
  if (yaml_kind(node) == YAML_LIST) {
    void *state = NULL;
    for (struct fy_node *item; (item = yaml_next_item(node, &state));) {
      const Article *article = find_article(loader, item);
      if (article)
        articles[(*n)++] = article;
    }
  } else if (yaml_kind(node) != YAML_NONE) {
    const Article *article = find_article(loader, node);
    if (article)
      articles[(*n)++] = article;
  }
  return articles;
}

void loader_check_title(Loader *loader, const Article *article)
{
  if (article_kind_wants_title(article->kind) && !article->n_title && article->title_place.file)
    diag_add_at(loader->yaml->diags, DIAG_TITLE_NONE, article->title_place, 0, article->slug, article->slug);
}

void loader_report_unplaced(Loader *loader)
{
  for (unsigned i = 0; !loader->astray && i < loader->n; i++)
    if (loader->articles[i] && !loader->placed[i].file)
      diag_add_at(loader->yaml->diags, DIAG_ARTICLE_NEVER, loader->articles[i]->place, 0, loader->slugs[i],
                  loader->slugs[i]);
}
