/* Private to load: an issue while it is read. What is wrong is told, and makes YAML broken where nothing can be made of
   the issue. */
#ifndef TEKAN_LOAD_LOADER_H
#define TEKAN_LOAD_LOADER_H

#include "load/article.h"
#include "load/yaml.h"

typedef struct {
  Yaml *yaml;
  Issue *issue;
  const char **slugs;       /* NULL-terminated */
  const Article **articles; /* the same order; NULL: broken */
  bool deals;               /* the issue has a list of its own, for pages that name none */
  Place *placed;            /* where each was placed first; file NULL: not yet */
  unsigned *on_page;        /* index of the last page it was placed on */
  unsigned n;
  bool astray; /* a page names what there is not: who stands nowhere is not known */
} Loader;

/* --- articles (bundles.c) ----------------------------------------------------------------------------------- */

/* The folders of `articles` beside issue.yaml. false: one is broken. */
bool loader_read_articles(Loader *loader, const ArticleDefaults *defaults);
/* Index of the article NODE names; −1 after a FATAL with the nearest one there is. */
int loader_slug(Loader *loader, struct fy_node *node);
/* Of a slug, or of a list of them: placed on the page being read. */
const Article **loader_articles(Loader *loader, struct fy_node *node, unsigned *n);
/* What has to have a title, and has none. */
void loader_check_title(Loader *loader, const Article *article);
/* Those that stand nowhere. */
void loader_report_unplaced(Loader *loader);

/* --- pages (pages.c) ---------------------------------------------------------------------------------------- */

void loader_read_pages(Loader *loader, struct fy_node *root);

#endif
