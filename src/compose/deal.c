/* Articles dealt to pages: first in their order, as lines of a paragraph are broken, so that each page is as full as
   can be; then moved and exchanged as long as the whole gets better. Priced is what a page has too much or too little,
   how far an article is from where its order would have it, and leads that share a page. */
#include "compose/deal.h"

#include "base/costs.h"
#include "compose/forms.h"
#include "compose/intake.h"
#include "compose/madeup.h"
#include "compose/zone.h"

#define NEVER (INT64_MAX / 4)

typedef struct {
  unsigned index; /* of the page */
  const char *section;
  int cells; /* of its zone */
} Open;

typedef struct {
  const Article *article;
  FormArea area;
  unsigned home; /* page by order alone */
  unsigned page; /* index in open */
  bool pinned;   /* its page says where on it it stands */
  bool tied;     /* there is a page of its section */
} Card;

typedef struct {
  const Open *open;
  unsigned n_open;
  Card *cards;
  unsigned n_cards;
  GPtrArray **hands; /* Card, of each open page, in no order */
} Deal;

/* --- what a hand costs -------------------------------------------------------------------------------------- */

typedef struct {
  int least, natural, most;
  unsigned n, leads;
} Load;

static bool is_lead(const Card *card)
{
  return card->article->priority <= 1;
}

static void add_card(Load *load, const Card *card)
{
  load->least += card->area.least;
  load->natural += card->area.natural;
  load->most += card->area.most;
  load->n++;
  load->leads += is_lead(card);
}

static int64_t cost_of_load(const Load *load, int cells)
{
  if (load->n > MAKEUP_ARTICLES)
    return NEVER;
  int over = MAX(load->least - cells, 0), under = MAX(cells - load->most, 0), off = ABS(cells - load->natural);
  int64_t cost = (int64_t)over * COST_DEAL_OVER + (int64_t)under * COST_DEAL_UNDER + off;
  return cost + (load->n ? 0 : COST_DEAL_EMPTY) + (load->leads > 1 ? (load->leads - 1) * COST_DEAL_LEADS : 0);
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
      if (!from || load.n >= MAKEUP_ARTICLES)
        break;
      add_card(&load, &deal->cards[from - 1]);
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
  unsigned end = deal->n_cards;
  while (end && share[deal->n_open * row + end].cost >= NEVER)
    end--; /* more than twelve a page: the last of the list stay with the last page */
  for (unsigned i = end; i < deal->n_cards; i++)
    deal->cards[i].home = deal->n_open - 1;
  for (unsigned p = deal->n_open; p-- > 0;) {
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
  for (unsigned i = 0; i < deal->n_cards; i++)
    deal->cards[i].page = deal->cards[i].home;
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

/* Cards A and B on pages P and Q, if that is cheaper. */
static bool try_pages(const Deal *deal, Card *a, unsigned p, Card *b, unsigned q)
{
  if (a->pinned || b->pinned)
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

/* What a page says where it stands is on that page, the first of them. */
static void keep_pinned(const Issue *issue, Deal *deal)
{
  for (unsigned i = 0; i < deal->n_cards; i++)
    for (unsigned p = deal->n_open; p-- > 0;) {
      const PageSpec *page = &issue->pages[deal->open[p].index];
      for (unsigned k = 0; k < page->n_pins; k++)
        if (page->pins[k].article == deal->cards[i].article) {
          deal->cards[i].page = deal->cards[i].home = p;
          deal->cards[i].pinned = true;
        }
    }
}

static void improve(const Deal *deal)
{
  bool better = true;
  hand_out(deal);
  for (unsigned turn = 0; better && turn < COST_DEAL_TURNS; turn++) {
    better = false;
    for (unsigned i = 0; i < deal->n_cards; i++)
      better = improve_card(deal, &deal->cards[i]) || better;
  }
  for (unsigned p = 0; p < deal->n_open; p++)
    g_ptr_array_free(deal->hands[p], TRUE);
}

/* --- pages -------------------------------------------------------------------------------------------------- */

static FormArea measure(Work *work, const Article *article, const Zone *zone)
{
  Mpt w = 0, h = 0;
  const Grid *grid = &work->sheet->grid;
  if (!article->advert)
    return forms_area(work, article, article->priority <= 1, zone->columns, zone->rows + 1);
  if (!work->advert_size || !work->advert_size(article->advert, &w, &h))
    return (FormArea){0};
  int columns = (int)((w + grid_span_w(grid, 1, 1) - 1) / grid_span_w(grid, 1, 1));
  int cells = MIN(columns, grid->columns) * ((int)(h / grid->leading) + 2);
  return (FormArea){cells, cells, cells};
}

static PageSpec make_page(Arena *arena, const PageSpec *spec, const Deal *deal, unsigned page)
{
  PageSpec own = *spec;
  const Article **articles = ARENA_ARRAY(arena, const Article *, spec->n_articles + deal->n_cards + 1);
  for (unsigned i = 0; i < spec->n_articles; i++)
    articles[i] = spec->articles[i];
  for (unsigned i = 0; i < deal->n_cards; i++)
    if (deal->cards[i].page == page) {
      articles[own.n_articles++] = deal->cards[i].article;
      own.n_free++;
    }
  own.articles = articles;
  return own;
}

static Open *list_open(const Work *like, const Issue *issue, Zone *zone, unsigned *n)
{
  Open *open = ARENA_ARRAY(like->arena, Open, issue->n_pages + 1);
  for (unsigned i = 0; i < issue->n_pages; i++) {
    if (!issue->pages[i].open)
      continue;
    Work work = work_open(like, &issue->pages[i], (int)i + 1);
    const Zone own = madeup_zone(&work);
    open[(*n)++] = (Open){i, issue->pages[i].section, own.columns * (own.rows + 1)};
    *zone = own.columns * own.rows > zone->columns * zone->rows ? own : *zone;
    work_close(&work);
  }
  return open;
}

static bool has_section(const Deal *deal, const char *section)
{
  for (unsigned i = 0; section && i < deal->n_open; i++)
    if (!g_strcmp0(section, deal->open[i].section))
      return true;
  return false;
}

/* The cards with what each takes, measured on a page as large as the largest. */
static void deal_out(const Work *like, const Issue *issue, Deal *deal, const Zone *zone)
{
  Work work = work_open(like, &issue->pages[deal->open[0].index], 1);
  work.kept = intake_kept_new();
  deal->cards = ARENA_ARRAY(like->arena, Card, issue->n_dealt + 1);
  deal->hands = ARENA_ARRAY(like->arena, GPtrArray *, deal->n_open + 1);
  for (unsigned i = 0; i < issue->n_dealt; i++)
    deal->cards[deal->n_cards++] = (Card){.article = issue->dealt[i],
                                          .area = measure(&work, issue->dealt[i], zone),
                                          .tied = has_section(deal, issue->dealt[i]->section)};
  g_hash_table_destroy(work.kept);
  work_close(&work);
  deal_in_order(deal);
  spread_leads(deal);
  keep_pinned(issue, deal);
  improve(deal);
}

const PageSpec *deal_pages(Arena *arena, const Issue *issue, const StyleSheet *sheet, AdvertSize advert_size,
                           DiagList *diags)
{
  if (!issue->n_dealt)
    return issue->pages;
  Arena *own = arena_new(), *scratch = arena_new(), *trials = arena_new();
  DiagList *unheard = diag_list_new(diag_lang(diags)); /* what is wrong is told when the page is set */
  Shaper *shaper = shaper_new(sheet->fonts);
  const Work like = {.arena = own,
                     .scratch = scratch,
                     .trials = trials,
                     .shaper = shaper,
                     .diags = unheard,
                     .issue = issue,
                     .sheet = sheet,
                     .advert_size = advert_size};
  Zone zone = {0};
  Deal deal = {0};
  deal.open = list_open(&like, issue, &zone, &deal.n_open);
  PageSpec *pages = arena_copy(arena, issue->pages, issue->n_pages * sizeof *pages);
  deal_out(&like, issue, &deal, &zone);
  for (unsigned i = 0; i < deal.n_open; i++)
    pages[deal.open[i].index] = make_page(arena, &pages[deal.open[i].index], &deal, i);
  diag_list_free(unheard);
  shaper_free(shaper);
  arena_free(trials);
  arena_free(scratch);
  arena_free(own);
  return pages;
}
