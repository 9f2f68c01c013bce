#include "compose/hands.h"

#include <string.h>

#include "base/costs.h"
#include "compose/series.h"

#define NEVER (INT64_MAX / 4)

/* --- what a hand costs -------------------------------------------------------------------------------------- */

typedef struct {
  int least, natural, most;
  unsigned n, leads, briefs; /* of N those that are gathered */
} Load;

/* What goes on from another page leads none. */
static bool is_lead(const Card *card)
{
  return card->article->priority <= 1 && card->before < 0;
}

/* What a page gives a place stands there by itself. */
static bool is_gathered(const Card *card)
{
  return card->pin < 0 && series_gathers(card->article);
}

/* Entries of the search: briefs gathered are one. */
static unsigned count_entries(const Load *load)
{
  return load->n - (load->briefs ? load->briefs - 1 : 0);
}

static void add_card(Load *load, const Card *card)
{
  load->least += card->area.least;
  load->natural += card->area.natural;
  load->most += card->area.most;
  load->n++;
  load->briefs += is_gathered(card);
  load->leads += is_lead(card);
}

/* More than can be made up is worse than anything, and worse with each. */
static int64_t cost_of_load(const Load *load, int cells)
{
  if (count_entries(load) > MAKEUP_ARTICLES)
    return NEVER / INT16_MAX * (int)(count_entries(load) - MAKEUP_ARTICLES);
  int over = MAX(load->least - cells * COST_DEAL_WELL / 100, 0), under = MAX(cells - load->most, 0),
      off = ABS(cells - load->natural);
  int64_t thin = (int64_t)under * COST_DEAL_UNDER + (int64_t)under * under * COST_DEAL_THIN / MAX(cells, 1);
  int64_t lost = (int64_t)MAX(load->least - cells * COST_DEAL_FULL / 100, 0) * COST_DEAL_LOST;
  int64_t cost = (int64_t)over * COST_DEAL_OVER + lost + thin + off;
  return cost + (load->n ? 0 : COST_DEAL_EMPTY) + (load->leads > 1 ? (load->leads - 1) * COST_DEAL_LEADS : 0);
}

static Load sum_load(const Deal *deal, unsigned page)
{
  Load load = {0};
  for (unsigned i = 0; i < deal->n_cards; i++)
    if (deal->cards[i].page == page)
      add_card(&load, &deal->cards[i]);
  return load;
}

static int64_t cost_of_page(const Deal *deal, unsigned page)
{
  const GPtrArray *hand = deal->hands[page];
  Load load = {0};
  int64_t cost = 0;
  for (unsigned i = 0; i < hand->len; i++) {
    const Card *card = hand->pdata[i];
    add_card(&load, card);
    cost += (int64_t)ABS((int)card->home - (int)page) * (is_lead(card) ? COST_DEAL_ORDER_LEAD : COST_DEAL_ORDER);
    if (card->tied && g_strcmp0(card->article->section, deal->open[page].section))
      cost += COST_DEAL_SECTION;
  }
  return cost + cost_of_load(&load, deal->open[page].cells);
}

/* --- in order ----------------------------------------------------------------------------------------------- */

/* The cheapest way to share the first I cards out among the first P pages stands at [P × (n + 1) + I], with where the
   last of these begins. */
typedef struct {
  int64_t cost;
  unsigned from;
} Share;

static void share_out(const Deal *deal, Share *share, unsigned page)
{
  unsigned row = deal->n_cards + 1;
  for (unsigned end = 0; end <= deal->n_cards; end++) {
    Share *best = &share[(page + 1) * row + end];
    *best = (Share){NEVER, 0};
    Load load = {0};
    for (unsigned from = end;; from--) {
      int64_t before = share[page * row + from].cost;
      int64_t cost = before >= NEVER ? NEVER : before + cost_of_load(&load, deal->open[page].cells);
      if (cost < best->cost)
        *best = (Share){cost, from};
      if (!from)
        break;
      add_card(&load, &deal->cards[from - 1]);
      if (count_entries(&load) > MAKEUP_ARTICLES)
        break;
    }
  }
}

static void deal_in_order(Deal *deal)
{
  unsigned row = deal->n_cards + 1;
  Share *share = g_new(Share, (size_t)(deal->n_open + 1) * row);
  for (unsigned i = 0; i < row; i++)
    share[i] = (Share){i ? NEVER : 0, 0};
  for (unsigned p = 0; p < deal->n_open; p++)
    share_out(deal, share, p);
  for (unsigned p = deal->n_open, end = deal->n_cards; p-- > 0;) {
    unsigned from = share[(p + 1) * row + end].from;
    for (unsigned i = from; i < end; i++)
      deal->cards[i].home = p;
    end = from;
  }
  g_free(share);
}

/* Leads stand on pages of their own in their order, as far as there are pages, the first on the first. */
static void spread_leads(Deal *deal)
{
  unsigned leads = 0, at = 0;
  for (unsigned i = 0; i < deal->n_cards; i++)
    leads += is_lead(&deal->cards[i]);
  for (unsigned i = 0; i < deal->n_cards; i++)
    if (is_lead(&deal->cards[i]))
      deal->cards[i].home = at++ * deal->n_open / MAX(leads, 1);
}

/* What a page says where it stands is on that page. */
static void lay_out(Deal *deal)
{
  for (unsigned i = 0; i < deal->n_cards; i++) {
    Card *card = &deal->cards[i];
    card->home = card->pin >= 0 ? (unsigned)card->pin : card->home;
    card->page = card->home;
  }
}

/* --- moved and exchanged ------------------------------------------------------------------------------------ */

static void hand_out(const Deal *deal)
{
  for (unsigned p = 0; p < deal->n_open; p++)
    deal->hands[p] = g_ptr_array_new();
  for (unsigned i = 0; i < deal->n_cards; i++)
    g_ptr_array_add(deal->hands[deal->cards[i].page], &deal->cards[i]);
}

static void hand_to(const Deal *deal, Card *card, unsigned page)
{
  if (card->page == page)
    return;
  g_ptr_array_remove_fast(deal->hands[card->page], card);
  g_ptr_array_add(deal->hands[page], card);
  card->page = page;
}

/* Parts of an article stand on pages in their order. */
static bool may_stand(const Deal *deal, const Card *card, unsigned page)
{
  return card->pin < 0 && (card->before < 0 || deal->cards[card->before].page < page) &&
         (card->after < 0 || deal->cards[card->after].page > page);
}

/* Cards A and B on pages P and Q, if that is cheaper. */
static bool try_pages(const Deal *deal, Card *a, unsigned p, Card *b, unsigned q)
{
  if (!may_stand(deal, a, p) || !may_stand(deal, b, q))
    return false;
  unsigned was_a = a->page, was_b = b->page;
  unsigned other = was_a == p ? q : p; /* the two pages touched are WAS_A and the other */
  int64_t before = cost_of_page(deal, was_a) + cost_of_page(deal, other);
  hand_to(deal, a, p);
  hand_to(deal, b, q);
  if (cost_of_page(deal, was_a) + cost_of_page(deal, other) < before)
    return true;
  hand_to(deal, a, was_a);
  hand_to(deal, b, was_b);
  return false;
}

static bool improve_card(const Deal *deal, Card *card)
{
  bool better = false;
  for (unsigned p = 0; p < deal->n_open; p++)
    if (p != card->page)
      better = try_pages(deal, card, p, card, p) || better;
  for (unsigned k = 0; k < deal->n_cards; k++) {
    Card *other = &deal->cards[k];
    if (other->page != card->page)
      better = try_pages(deal, card, other->page, other, card->page) || better;
  }
  return better;
}

static void collect_hands(const Deal *deal)
{
  for (unsigned p = 0; p < deal->n_open; p++)
    g_ptr_array_free(deal->hands[p], TRUE);
}

/* What all of it costs then. */
static int64_t improve(const Deal *deal)
{
  bool better = true;
  int64_t cost = 0;
  hand_out(deal);
  for (unsigned turn = 0; better && turn < COST_DEAL_TURNS; turn++) {
    better = false;
    for (unsigned i = 0; i < deal->n_cards; i++)
      better = improve_card(deal, &deal->cards[i]) || better;
  }
  for (unsigned p = 0; p < deal->n_open; p++)
    cost += cost_of_page(deal, p);
  collect_hands(deal);
  return cost;
}

/* --- too much of it ----------------------------------------------------------------------------------------- */

/* Advertisements are paid for. */
static int rank_of(const Card *card)
{
  return card->article->kind == KIND_AD ? 0 : card->article->priority;
}

static int64_t sum_cells(const Deal *deal)
{
  int64_t cells = 0;
  for (unsigned p = 0; p < deal->n_open; p++)
    cells += deal->open[p].cells;
  return cells;
}

/* The page it would have stood on by its section, else the last. */
static unsigned page_to_tell(const Deal *deal, const Card *card)
{
  for (unsigned p = 0; p < deal->n_open; p++)
    if (card->article->section && !g_strcmp0(card->article->section, deal->open[p].section))
      return p;
  return deal->n_open - 1;
}

unsigned hands_entries(const Card *cards, unsigned n, unsigned pages)
{
  unsigned briefs = 0;
  for (unsigned i = 0; i < n; i++)
    briefs += is_gathered(&cards[i]);
  return n - briefs + MIN(briefs, pages);
}

/* By rank, then in order, each that still has room in PERCENT of what all pages have together; KEPT says which. */
static void keep_cards(const Deal *deal, int percent, bool *kept)
{
  int64_t room = sum_cells(deal) * percent / 100;
  unsigned n = deal->n_open * MAKEUP_ARTICLES, briefs = 0;
  for (int rank = 0; rank <= 9; rank++)
    for (unsigned i = 0; i < deal->n_cards; i++) {
      const Card *card = &deal->cards[i];
      bool joins = is_gathered(card) && briefs >= deal->n_open; /* others, an entry already on every page */
      if (rank_of(card) != rank || (!n && !joins) || (card->area.least > room && card->pin < 0))
        continue;
      kept[i] = true;
      room -= card->area.least;
      n -= !joins;
      briefs += is_gathered(card);
    }
}

static void lay_spare_by(Deal *deal, int percent)
{
  bool *kept = g_new0(bool, deal->n_cards + 1);
  unsigned n = 0;
  keep_cards(deal, percent, kept);
  for (unsigned i = 0; i < deal->n_cards; i++) {
    if (kept[i]) {
      deal->cards[n++] = deal->cards[i];
      continue;
    }
    deal->spare[deal->n_spare] = deal->cards[i];
    deal->spare[deal->n_spare++].page = page_to_tell(deal, &deal->cards[i]);
  }
  deal->n_cards = n;
  g_free(kept);
}

/* --- divided ------------------------------------------------------------------------------------------------ */

/* Cells a page has too much, with its pictures as they wish to be; 0: it has not, with pictures as small as may be. */
static int too_much(const Deal *deal, unsigned page)
{
  const Load load = sum_load(deal, page);
  int cells = deal->open[page].cells;
  return load.least * 100 > cells * COST_DEAL_FULL ? MAX(load.natural - cells * COST_DEAL_WELL / 100, 1) : 0;
}

/* Of those that may go on elsewhere the longest; −1: none. */
static int find_long(const Deal *deal, unsigned page)
{
  int best = -1;
  for (unsigned i = 0; i < deal->n_cards; i++) {
    const Card *card = &deal->cards[i];
    bool enough = card->text >= COST_DEAL_TAIL + MAX(COST_DEAL_TAIL, card->text * COST_DEAL_FIRST / 100);
    if (card->page == page && enough && (best < 0 || card->text > deal->cards[best].text))
      best = (int)i;
  }
  return best;
}

/* TAIL cells of text, with a head again, become a card of their own. */
static void part(Deal *deal, int at, int tail)
{
  Card *card = &deal->cards[at], *rest = &deal->cards[deal->n_cards];
  int cells = tail + COST_DEAL_TAIL_HEAD;
  *rest = *card;
  rest->area = (FormArea){cells, cells, cells};
  rest->text = tail;
  rest->from = card->from + card->text - tail;
  rest->before = at;
  rest->pin = -1;
  card->text -= tail;
  card->area.least -= tail;
  card->area.natural -= tail;
  card->area.most -= tail;
  if (card->after >= 0)
    deal->cards[card->after].before = (int)deal->n_cards;
  card->after = (int)deal->n_cards++;
}

/* The end of card AT on the page behind it, or all but the end on the page before it. False: there is none free. */
static bool lay_part(Deal *deal, int at)
{
  Card *card = &deal->cards[at], *rest = &deal->cards[card->after];
  unsigned next = rest->after >= 0 ? deal->cards[rest->after].page : deal->n_open;
  unsigned last = card->before >= 0 ? deal->cards[card->before].page + 1 : 0;
  if (card->page + 1 < next)
    rest->page = card->page + 1;
  else if (card->page > last && card->pin < 0)
    card->page--;
  else
    return false;
  rest->home = rest->page;
  card->home = MIN(card->home, card->page);
  return true;
}

/* Kept where all of it costs less than COST, by more than a jump is worth. */
static bool divide_page(Deal *deal, unsigned page, int64_t *cost)
{
  int much = too_much(deal, page), at = much ? find_long(deal, page) : -1;
  if (at < 0)
    return false;
  unsigned n = deal->n_cards;
  Card *before = g_memdup2(deal->cards, n * sizeof *before);
  int text = deal->cards[at].text, first = MAX(COST_DEAL_TAIL, text * COST_DEAL_FIRST / 100);
  part(deal, at, CLAMP(much, COST_DEAL_TAIL, text - first));
  int64_t now = lay_part(deal, at) ? improve(deal) + COST_DEAL_JUMP : *cost;
  bool better = now < *cost;
  if (better)
    *cost = now;
  else {
    deal->n_cards = n;
    memcpy(deal->cards, before, n * sizeof *before);
  }
  g_free(before);
  return better;
}

static void divide(Deal *deal, int64_t cost)
{
  unsigned most = deal->n_cards + COST_DEAL_PARTS;
  for (unsigned p = 0; p < deal->n_open && deal->n_cards < most; p++)
    while (deal->n_cards < most && divide_page(deal, p, &cost))
      ;
}

unsigned hands_fuller(const Deal *deal, int percent)
{
  unsigned n = 0;
  for (unsigned p = 0; p < deal->n_open; p++) {
    const Load load = sum_load(deal, p);
    n += load.n > 1 && load.least * 100 > deal->open[p].cells * percent;
  }
  return n;
}

/* Less and less of it, until what is dealt stands on the pages. */
void hands_deal(Deal *deal)
{
  unsigned n = deal->n_cards;
  Card *measured = g_memdup2(deal->cards, n * sizeof *measured);
  for (int percent = COST_DEAL_SPARE;; percent -= COST_DEAL_SPARE_STEP) {
    memcpy(deal->cards, measured, n * sizeof *measured);
    deal->n_cards = n;
    deal->n_spare = 0;
    lay_spare_by(deal, percent);
    deal_in_order(deal);
    spread_leads(deal);
    lay_out(deal);
    divide(deal, improve(deal));
    if (!hands_fuller(deal, COST_DEAL_SPARE) || percent <= COST_DEAL_SPARE_LEAST)
      break;
  }
  g_free(measured);
}
