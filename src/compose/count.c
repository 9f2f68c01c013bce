/* How many pages an issue has whose last page stands as often as its articles ask for: the fewest whole sheets that
   hold them all, as they are dealt. */
#include "compose/deal.h"

#include "base/costs.h"

typedef struct {
  int asked, least, held; /* cells of all articles, as they wish and with pictures as small as may be; of the pages */
} Sum;

static Sum sum_up(const DealTable *table, const Deal *deal)
{
  Sum sum = {0};
  for (unsigned i = 0; i < table->n_cards; i++) {
    sum.asked += table->cards[i].area.natural;
    sum.least += table->cards[i].area.least;
  }
  for (unsigned p = 0; p < deal->n_open; p++)
    sum.held += deal->open[p].cells;
  return sum;
}

/* Whether they all have room by what they ask for in all, wherever they come to lie. */
static bool may_hold(const DealTable *table, const Deal *deal)
{
  const Sum sum = sum_up(table, deal);
  return hands_entries(table->cards, table->n_cards, deal->n_open) <= deal->n_open * MAKEUP_ARTICLES &&
         (int64_t)sum.asked * 100 <= (int64_t)sum.held * COST_COUNT_ASKED &&
         (int64_t)sum.least * 100 <= (int64_t)sum.held * COST_DEAL_WELL;
}

/* Whether N pages do, as they are dealt. */
static bool holds(const DealTable *table, const Issue *issue)
{
  const Deal laid = deal_lay(table, issue);
  if (!may_hold(table, &laid))
    return false;
  const Deal deal = deal_out(table, issue);
  return !deal.n_spare && !hands_fuller(&deal, COST_DEAL_FULL) &&
         hands_fuller(&deal, COST_DEAL_WELL) <= deal.n_open * COST_COUNT_FULLER / 100;
}

/* Cells that are too many for N pages. */
static int lines_over(const DealTable *table, const Issue *issue, unsigned n)
{
  const Deal laid = deal_lay(table, issue_of_pages(table->like.arena, issue, n));
  const Sum sum = sum_up(table, &laid);
  return MAX(sum.least - sum.held * COST_DEAL_WELL / 100, sum.asked - sum.held * COST_COUNT_ASKED / 100);
}

/* Why there are not FEWER; 0: there may not be. Free it. */
static char *spell_why(const DealTable *table, const Issue *issue, unsigned fewer)
{
  bool chinese = diag_lang(table->like.diags) == LANG_ZH;
  if (!fewer)
    return g_strdup(chinese ? "此为最少版数" : "there may be no fewer");
  int over = lines_over(table, issue, fewer);
  if (over <= 0)
    return g_strdup_printf(chinese ? "%u 版分不匀" : "on %u they cannot be shared out", fewer);
  return g_strdup_printf(chinese ? "排 %u 版约多 %d 字" : "for %u they are about %d characters too long", fewer,
                         over * table->like.sheet->grid.characters);
}

static void tell_found(const DealTable *table, const Issue *found, unsigned fewer, DiagList *diags)
{
  char *why = spell_why(table, found, fewer);
  diag_add(diags, DIAG_PAGES_FOUND, found->repeat.place, found->n_pages, found->lines_asked, found->lines_held,
           found->lines_asked * 100 / MAX(found->lines_held, 1), why);
  g_free(why);
}

Issue *count_pages(Arena *arena, const Issue *issue, const StyleSheet *sheet, AdvertSize advert_size, DiagList *diags)
{
  const Repeat *repeat = &issue->repeat;
  DealTable table;
  deal_open(&table, issue, sheet, advert_size, diag_lang(diags));
  unsigned n = repeat->least, fewer = 0;
  for (; n < repeat->most && !holds(&table, issue_of_pages(table.like.arena, issue, n)); n = repeat_next(repeat, n))
    fewer = n;
  Issue *found = issue_of_pages(arena, issue, n);
  const Deal laid = deal_lay(&table, found);
  const Sum sum = sum_up(&table, &laid);
  found->lines_asked = sum.asked;
  found->lines_held = sum.held;
  tell_found(&table, found, fewer, diags);
  deal_close(&table);
  return issue_settle(arena, found, diags) ? found : NULL;
}
