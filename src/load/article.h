/* Private to load: an article's bundle. */
#ifndef TEKAN_LOAD_ARTICLE_H
#define TEKAN_LOAD_ARTICLE_H

#include "base/limits.h"
#include "load/yaml.h"

/* An article under construction. */
typedef struct {
  Arena *arena;
  DiagList *diags;
  const char *dir; /* the bundle */
  Article *article;
  GPtrArray *pictures; /* Picture */
  bool normalise, verbose;
  char **files;       /* the bundle's, once they were asked for */
  bool pictures_over; /* there are too many, and it was told */
} Bundle;

/* What the articles read so far come to. */
typedef struct {
  size_t bytes, signs, pictures;
} Tally;
static inline bool tally_is_over(const Tally *tally) /* no more articles are read */
{
  return tally->bytes > LIMIT_ISSUE_BYTES || tally->signs > LIMIT_ISSUE_SIGNS || tally->pictures > LIMIT_ISSUE_PICTURES;
}

typedef struct {
  const char *issue_dir;
  const char *paper; /* 报名: a keep word of every article */
  bool normalise, verbose;
  Tally *tally; /* added to */
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
/* weigh.c: whether TEXT may be read, by what its markup comes to; false after a FATAL. It is added to TALLY. */
bool weigh_article(const Bundle *bundle, const char *text, size_t length, Tally *tally);

#endif
