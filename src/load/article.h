/* Private to load: an article's bundle. */
#ifndef TEKAN_LOAD_ARTICLE_H
#define TEKAN_LOAD_ARTICLE_H

#include "load/yaml.h"

/* An article under construction. */
typedef struct {
  Arena *arena;
  DiagList *diags;
  const char *dir; /* the bundle */
  Article *article;
  GPtrArray *pictures; /* Picture */
  bool normalise, verbose;
} Bundle;

typedef struct {
  const char *issue_dir;
  const char *paper; /* 报名: a keep word of every article */
  bool normalise, verbose;
} ArticleDefaults;

/* Reads articles_dir/SLUG/article.md. NULL after a FATAL. */
Article *article_read(Arena *arena, const char *articles_dir, const char *slug, const ArticleDefaults *defaults,
                      DiagList *diags);

/* Normalised as the bundle wants, counted. */
const Rich *bundle_rich(Bundle *bundle, const Rich *rich);
/* The bundle's picture NAME, made on first mention; NULL where the file isn't there (reported with the nearest). */
Picture *bundle_picture(Bundle *bundle, const char *name, Place place);

/* CommonMark of TEXT, whose first line is line FIRST_LINE of the file → blocks. */
void markdown_read(Bundle *bundle, const char *text, size_t length, int first_line);

#endif
