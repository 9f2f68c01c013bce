/* What would make room for an article that is left out: how much shorter one of the articles had to be. */
#include "compose/maker.h"

#include "base/costs.h"

enum { CURES = 3 };

static unsigned count_article(const Article *article)
{
  unsigned sum = 0;
  for (unsigned i = 0; i < article->n_blocks; i++)
    for (unsigned j = 0; j < article->blocks[i].n_lines; j++)
      sum += text_characters(article->blocks[i].lines[j]->text, article->blocks[i].lines[j]->length);
  return sum;
}

/* Of entry I. */
static unsigned count_text(const Maker *maker, unsigned i)
{
  const Series *series = &maker->series[i];
  unsigned sum = count_article(series->article[0]);
  for (unsigned k = 1; k < series->n && series->gathered; k++)
    sum += count_article(series->article[k]);
  return sum;
}

bool cures_stands(const Maker *maker, const Tried *tried, unsigned i)
{
  for (unsigned k = 0; k < tried->told.n_modules; k++)
    if (tried->told.modules[k].article == maker->articles[i])
      return true;
  return false;
}

static bool is_left_out(const Maker *maker, unsigned i)
{
  return !cures_stands(maker, &maker->best, i);
}

static void reckon(Maker *maker, unsigned i, int more)
{
  maker->known[i].lines = more;
  forms_free(&maker->forms[i]);
  maker_list_forms(maker);
}

/* The fewest lines, of MOST, that article I has to lose; 0: not even all of them are enough. */
static int find_lines(Maker *maker, unsigned i, int most)
{
  int more = maker->known[i].lines, low = 1, high = most;
  reckon(maker, i, more - most);
  bool helps = maker_fits(maker);
  while (helps && low < high) {
    int middle = (low + high) / 2;
    reckon(maker, i, more - middle);
    if (maker_fits(maker))
      high = middle;
    else
      low = middle + 1;
  }
  reckon(maker, i, more);
  return helps ? high : 0;
}

/* The articles left out, then the longest. */
static int next_article(const Maker *maker, const bool *asked)
{
  int best = -1;
  for (unsigned i = 0; i < maker->n_articles; i++) {
    if (asked[i] || maker->articles[i]->kind == KIND_AD || maker->series[i].n > 1) /* they shrink together */
      continue;
    bool out = is_left_out(maker, i), best_out = best >= 0 && is_left_out(maker, (unsigned)best);
    if (best < 0 || (out && !best_out) || (out == best_out && count_text(maker, i) > count_text(maker, (unsigned)best)))
      best = (int)i;
  }
  return best;
}

static int by_lines(const void *a, const void *b)
{
  return (int)((const MadeCure *)a)->lines - (int)((const MadeCure *)b)->lines;
}

/* PERCENT less of every text. */
static bool fits_shorter(Maker *maker, const int *more, unsigned percent)
{
  int a_line = MAX(maker->work->sheet->grid.characters, 1);
  for (unsigned i = 0; i < maker->n_articles; i++)
    if (maker->articles[i]->kind != KIND_AD)
      reckon(maker, i, more[i] - (int)(count_text(maker, i) * percent / 100) / a_line);
  return maker_fits(maker);
}

static unsigned find_percent(Maker *maker)
{
  int more[MAKEUP_ARTICLES] = {0};
  for (unsigned i = 0; i < maker->n_articles; i++)
    more[i] = maker->known[i].lines;
  unsigned low = 1, high = COST_CURES_EACH;
  bool helps = fits_shorter(maker, more, high);
  while (helps && low < high) {
    unsigned middle = (low + high) / 2;
    if (fits_shorter(maker, more, middle))
      high = middle;
    else
      low = middle + 1;
  }
  for (unsigned i = 0; i < maker->n_articles; i++)
    reckon(maker, i, more[i]);
  return helps ? high : 0;
}

void cures_find(Maker *maker)
{
  MadeCure *cures = ARENA_ARRAY(maker->work->arena, MadeCure, CURES);
  bool asked[MAKEUP_ARTICLES] = {false};
  int a_line = MAX(maker->work->sheet->grid.characters, 1);
  for (int turn = 0, i; turn < CURES && (i = next_article(maker, asked)) >= 0; turn++) {
    asked[i] = true;
    int most = (int)count_text(maker, (unsigned)i) / a_line * COST_CURES_MOST / 100;
    int lines = most > 0 ? find_lines(maker, (unsigned)i, most) : 0;
    if (lines)
      cures[maker->best.told.n_cures++] = (MadeCure){maker->articles[i], (unsigned)lines, (unsigned)(lines * a_line)};
  }
  qsort(cures, maker->best.told.n_cures, sizeof *cures, by_lines);
  maker->best.told.cures = cures;
  maker->best.told.cure_each = maker->best.told.n_cures ? 0 : find_percent(maker);
}
