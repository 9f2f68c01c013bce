#include "compose/deal.h"

#include "base/costs.h"
#include "compose/intake.h"
#include "compose/madeup.h"
#include "compose/zone.h"

/* --- the table ---------------------------------------------------------------------------------------------- */

static FormArea measure(Work *work, const Article *article, const Zone *zone)
{
  Mpt w = 0, h = 0;
  const Grid *grid = &work->sheet->grid;
  if (!article->advert)
    return forms_area(work, article, article->priority <= 1, zone->columns, zone->rows + 1);
  if (!work_advert_size(work, article->advert, &w, &h, NULL))
    return (FormArea){0};
  int columns = (int)((w + grid_span_w(grid, 1, 1) - 1) / grid_span_w(grid, 1, 1));
  int cells = MIN(columns, grid->columns) * ((int)(h / grid->leading) + 2);
  return (FormArea){cells, cells, cells};
}

/* About the cells of an article's paragraphs, where they may go on on another page. */
static int count_text(const Work *work, const Article *article)
{
  int cells = 0;
  for (unsigned i = 0; article->continued && i < article->n_blocks; i++)
    for (unsigned j = 0; article->blocks[i].kind == BLOCK_PARAGRAPH && j < article->blocks[i].n_lines; j++) {
      const Rich *text = article->blocks[i].lines[j];
      cells += (int)text_characters(text->text, text->length) / MAX(work->sheet->grid.characters, 1) + 1;
    }
  return cells;
}

static Zone find_zone(const Work *like, const Issue *issue, unsigned page)
{
  Work work = work_open(like, &issue->pages[page], (int)page + 1);
  const Zone zone = madeup_zone(&work);
  work_close(&work);
  return zone;
}

/* The largest of the open pages. */
static Zone find_largest(const Work *like, const Issue *issue, unsigned *page)
{
  Zone largest = {0};
  for (unsigned i = 0; i < issue->n_pages; i++) {
    const Zone own = issue->pages[i].open ? find_zone(like, issue, i) : (Zone){0};
    if (own.columns * own.rows <= largest.columns * largest.rows)
      continue;
    largest = own;
    *page = i;
  }
  return largest;
}

static void measure_all(DealTable *table, const Issue *issue)
{
  unsigned page = 0;
  const Zone zone = find_largest(&table->like, issue, &page);
  Work work = work_open(&table->like, &issue->pages[page], 1);
  work.kept = intake_kept_new();
  table->cards = ARENA_ARRAY(table->like.arena, Card, issue->n_dealt + 1);
  for (unsigned i = 0; zone.columns && i < issue->n_dealt; i++) {
    const FormArea area = measure(&work, issue->dealt[i], &zone);
    const int text = MIN(count_text(&work, issue->dealt[i]), area.least);
    table->cards[table->n_cards++] =
        (Card){.article = issue->dealt[i], .area = area, .text = text, .before = -1, .after = -1, .pin = -1};
  }
  g_hash_table_destroy(work.kept);
  work_close(&work);
}

void deal_open(DealTable *table, const Issue *issue, const StyleSheet *sheet, AdvertSize advert_size, Lang lang)
{
  *table = (DealTable){.like = {.arena = arena_new(),
                                .scratch = arena_new(),
                                .trials = arena_new(),
                                .shaper = shaper_new(sheet->fonts),
                                .diags = diag_list_new(lang), /* what is wrong is told when the page is set */
                                .issue = issue,
                                .sheet = sheet,
                                .advert_size = advert_size}};
  measure_all(table, issue);
}

void deal_close(DealTable *table)
{
  diag_list_free(table->like.diags);
  shaper_free(table->like.shaper);
  arena_free(table->like.trials);
  arena_free(table->like.scratch);
  arena_free(table->like.arena);
}

/* --- dealt -------------------------------------------------------------------------------------------------- */

static bool has_section(const Deal *deal, const char *section)
{
  for (unsigned i = 0; section && i < deal->n_open; i++)
    if (!g_strcmp0(section, deal->open[i].section))
      return true;
  return false;
}

/* The first page that says where on it the article stands; −1: none does. What was chosen for a part of one says
   nothing of the whole. */
static int find_pin(const Issue *issue, const Deal *deal, const Article *article)
{
  for (unsigned p = 0; p < deal->n_open; p++) {
    const PageSpec *page = &issue->pages[deal->open[p].index];
    for (unsigned k = 0; k < page->n_pins; k++)
      if (page->pins[k].article == article && !(page->pins[k].chosen && article->continued))
        return (int)p;
  }
  return -1;
}

Deal deal_lay(const DealTable *table, const Issue *issue)
{
  Arena *arena = table->like.arena;
  Open *open = ARENA_ARRAY(arena, Open, issue->n_pages + 1);
  Deal deal = {.open = open};
  Zone zone = {0};
  for (unsigned i = 0; i < issue->n_pages; i++) {
    if (!issue->pages[i].open)
      continue;
    if (!deal.n_open || !issue->repeat.most || i <= issue->repeat.page) /* the others are like that one */
      zone = find_zone(&table->like, issue, i);
    open[deal.n_open++] = (Open){i, issue->pages[i].section, zone.columns * (zone.rows + 1)};
  }
  return deal;
}

Deal deal_out(const DealTable *table, const Issue *issue)
{
  Arena *arena = table->like.arena;
  Deal deal = deal_lay(table, issue);
  if (!deal.n_open)
    return deal;
  deal.cards = ARENA_ARRAY(arena, Card, table->n_cards + COST_DEAL_PARTS);
  deal.spare = ARENA_ARRAY(arena, Card, table->n_cards + 1);
  deal.hands = ARENA_ARRAY(arena, GPtrArray *, deal.n_open);
  for (unsigned i = 0; i < table->n_cards; i++) {
    Card *card = &deal.cards[deal.n_cards++];
    *card = table->cards[i];
    card->tied = has_section(&deal, card->article->section);
    card->pin = find_pin(issue, &deal, card->article);
  }
  hands_deal(&deal);
  return deal;
}

/* --- pages -------------------------------------------------------------------------------------------------- */

/* Of a divided article: how much of its text, in thousandths, has been on pages when this one ends. */
static PagePart part_of(const Deal *deal, const Card *card)
{
  const Card *last = card;
  while (last->after >= 0)
    last = &deal->cards[last->after];
  int all = last->from + last->text, end = card->from + card->text;
  return (PagePart){card->article, (unsigned)((int64_t)end * 1000 / MAX(all, 1))};
}

static PageSpec make_page(Arena *arena, const PageSpec *spec, const Deal *deal, unsigned page)
{
  PageSpec own = *spec;
  const Article **articles = ARENA_ARRAY(arena, const Article *, spec->n_articles + deal->n_cards + 1);
  PagePart *parts = ARENA_ARRAY(arena, PagePart, deal->n_cards + 1);
  for (unsigned i = 0; i < spec->n_articles; i++)
    articles[i] = spec->articles[i];
  for (unsigned i = 0; i < deal->n_cards; i++) {
    const Card *card = &deal->cards[i];
    if (card->page != page)
      continue;
    articles[own.n_articles++] = card->article;
    own.n_free++;
    if (card->before >= 0 || card->after >= 0)
      parts[own.n_parts++] = part_of(deal, card);
  }
  own.articles = articles;
  own.parts = parts;
  return own;
}

static void add_spare(Arena *arena, PageSpec *spec, const Deal *deal, unsigned page)
{
  const Article **spare = ARENA_ARRAY(arena, const Article *, deal->n_spare + 1);
  for (unsigned i = 0; i < deal->n_spare; i++)
    if (deal->spare[i].page == page)
      spare[spec->n_spare++] = deal->spare[i].article;
  spec->spare = spare;
}

/* Lines all of the cards take, with pictures as small as may be. */
static int sum_least(const Card *cards, unsigned n)
{
  int sum = 0;
  for (unsigned i = 0; i < n; i++)
    sum += cards[i].area.least;
  return sum;
}

/* How much there is too much of what is dealt, and what would hold it. */
static void tell_spare(const DealTable *table, const Issue *issue, const Deal *deal, DiagList *diags)
{
  int asked = sum_least(table->cards, table->n_cards), held = 0;
  for (unsigned p = 0; p < deal->n_open; p++)
    held += deal->open[p].cells;
  int over = CLAMP(asked - held * COST_DEAL_WELL / 100, 1, sum_least(deal->spare, deal->n_spare));
  int a_page = MAX(held / (int)MAX(deal->n_open, 1U), 1);
  unsigned entries = hands_entries(table->cards, table->n_cards, deal->n_open);
  unsigned many = (entries + MAKEUP_ARTICLES - 1) / MAKEUP_ARTICLES;
  unsigned more = MAX((unsigned)((over + a_page - 1) / a_page), many > deal->n_open ? many - deal->n_open : 0);
  const Place place = issue->repeat.most ? issue->repeat.place : issue->pages[deal->open[0].index].place;
  diag_add(diags, DIAG_PAGES_FULL, place, asked, deal->n_open, held * COST_DEAL_FULL / 100, deal->n_spare, more,
           over * MAX(table->like.sheet->grid.characters, 1));
}

const PageSpec *deal_pages(Arena *arena, const Issue *issue, const StyleSheet *sheet, AdvertSize advert_size,
                           DiagList *diags)
{
  if (!issue->n_dealt)
    return issue->pages;
  DealTable table;
  deal_open(&table, issue, sheet, advert_size, diag_lang(diags));
  PageSpec *pages = arena_copy(arena, issue->pages, issue->n_pages * sizeof *pages);
  const Deal deal = deal_out(&table, issue);
  for (unsigned i = 0; i < deal.n_open; i++) {
    PageSpec *page = &pages[deal.open[i].index];
    *page = make_page(arena, page, &deal, i);
    add_spare(arena, page, &deal, i);
  }
  if (deal.n_spare)
    tell_spare(&table, issue, &deal, diags);
  deal_close(&table);
  return pages;
}
