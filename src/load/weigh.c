/* What an article would cost to read, counted before cmark sees it: its nodes take some hundred times their bytes, a
   table's rows are filled up to the head's cells, and some signs are looked for again and again. */
#include <string.h>

#include "base/limits.h"
#include "load/article.h"

typedef struct {
  const Bundle *bundle;
  unsigned line;
  size_t signs, declarations, cells;
  size_t columns; /* of the table the line may be in; 0: none */
  bool fine;
} Weight;

static void add(Weight *weight, size_t *sum, size_t more, size_t most, Over over)
{
  bool within = *sum <= most;
  *sum += more;
  if (!within || *sum <= most)
    return;
  limit_report(weight->bundle->diags, over, (Place){weight->bundle->article->file, (int)weight->line, 1});
  weight->fine = false;
}

/* Line ends, bytes that may begin a node, and marks of lists inside lists at the line's start. */
static size_t count_signs(const char *line, size_t length)
{
  size_t n = 1;
  for (size_t i = 0; i < length && strchr(" \t>-+*0123456789.)", line[i]); i++)
    n += strchr("-+.)", line[i]) != NULL;
  for (size_t i = 0; i < length; i++)
    n += strchr("*_`[]<>&\\!~|", line[i]) != NULL;
  return n;
}

static size_t count_declarations(const char *line, size_t length)
{
  size_t n = 0;
  for (size_t i = 0; i + 1 < length; i++)
    n += line[i] == '<' && (line[i + 1] == '?' || (line[i + 1] == '!' && line[i + 2] != '-'));
  return n;
}

static size_t count_pipes(const char *line, size_t length)
{
  size_t n = 0;
  for (size_t i = 0; i < length; i++)
    n += line[i] == '|';
  return n;
}

/* | - | :-: |, also in a quote or a list. */
static bool is_delimiter_row(const char *line, size_t length)
{
  bool dash = false;
  for (size_t i = 0; i < length; i++) {
    if (!strchr(" \t|:->*+.)0123456789", line[i]))
      return false;
    dash |= line[i] == '-';
  }
  return dash;
}

static bool is_blank(const char *line, size_t length)
{
  return strspn(line, " \t>") >= length;
}

static void weigh_line(Weight *weight, const char *line, size_t length)
{
  add(weight, &weight->signs, count_signs(line, length), LIMIT_ARTICLE_SIGNS, OVER_ARTICLE_SIGNS);
  add(weight, &weight->declarations, count_declarations(line, length), LIMIT_DECLARATIONS, OVER_DECLARATIONS);
  if (is_blank(line, length))
    weight->columns = 0;
  else if (is_delimiter_row(line, length))
    weight->columns = MAX(weight->columns, count_pipes(line, length) + 1);
  if (weight->columns > 1)
    add(weight, &weight->cells, weight->columns, LIMIT_TABLE_CELLS, OVER_TABLE_CELLS);
}

bool weigh_article(const Bundle *bundle, const char *text, size_t length, Tally *tally)
{
  Weight weight = {.bundle = bundle, .fine = true};
  for (size_t at = 0; at < length;) {
    const char *end = memchr(text + at, '\n', length - at);
    size_t n = end ? (size_t)(end - text) - at : length - at;
    weight.line++;
    weigh_line(&weight, text + at, n);
    at += n + 1;
  }
  tally->signs += weight.signs;
  tally->bytes += length;
  if (tally->signs > LIMIT_ISSUE_SIGNS)
    limit_report(bundle->diags, OVER_ISSUE_SIGNS, bundle->article->place);
  if (tally->bytes > LIMIT_ISSUE_BYTES)
    limit_report(bundle->diags, OVER_ISSUE_BYTES, bundle->article->place);
  return weight.fine && !tally_is_over(tally);
}
