/* Cards drawn at random and dealt to pages: each on one page or spare, parts of an article in order and all of it
   there, pins kept, leads apart, sections together, nothing on a page twice. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <glib.h>

#include "base/costs.h"
#include "compose/hands.h"

enum { PAGES = 6, CARDS = 40, CELLS = 375 };
static const char *const SECTIONS[] = {"要闻", "县域"};

typedef struct {
  Article articles[CARDS];
  Open open[PAGES];
  Card cards[CARDS + COST_DEAL_PARTS], spare[CARDS + 1];
  GPtrArray *hands[PAGES];
  Deal deal;
} Cards;

static Cards *lay_cards(unsigned pages)
{
  Cards *table = g_new0(Cards, 1);
  for (unsigned p = 0; p < pages; p++)
    table->open[p] = (Open){p, SECTIONS[p >= (pages + 1) / 2], CELLS};
  table->deal =
      (Deal){.open = table->open, .n_open = pages, .cards = table->cards, .spare = table->spare, .hands = table->hands};
  return table;
}

/* An article of LEAST cells that may take a tenth more, TEXT of which may go on elsewhere. */
static Card *add_card(Cards *table, int priority, int least, int text)
{
  unsigned n = table->deal.n_cards++;
  Article *article = &table->articles[n];
  *article = (Article){.kind = KIND_STORY, .priority = priority, .continued = text > 0, .characters = 1000};
  table->cards[n] = (Card){.article = article,
                           .area = {least, least + least / 20, least + least / 10},
                           .text = text,
                           .before = -1,
                           .after = -1,
                           .pin = -1};
  return &table->cards[n];
}

static void tie(Card *card, const char *section)
{
  ((Article *)card->article)->section = section;
  card->tied = true;
}

/* Stories of all lengths for PAGES pages, a lead to each, some of a section; one in three may go on elsewhere. */
static Cards *draw_cards(GRand *random, unsigned pages, int percent)
{
  Cards *table = lay_cards(pages);
  int room = (int)pages * CELLS * percent / 100;
  while (room > 0 && table->deal.n_cards < CARDS) {
    int least = g_rand_int_range(random, 30, g_rand_int_range(random, 0, 3) ? 130 : 330);
    bool lead = table->deal.n_cards < pages;
    Card *card = add_card(table, lead ? 1 : g_rand_int_range(random, 2, 6), least,
                          g_rand_int_range(random, 0, 3) ? 0 : MAX(least - 20, 0));
    if (!lead && !g_rand_int_range(random, 0, 4))
      tie(card, SECTIONS[g_rand_int_range(random, 0, 2)]);
    room -= least;
  }
  return table;
}

static void each_once(const Cards *table, unsigned drawn)
{
  const Deal *deal = &table->deal;
  unsigned seen[CARDS] = {0};
  for (unsigned i = 0; i < deal->n_cards; i++) {
    assert_true(deal->cards[i].page < deal->n_open);
    seen[deal->cards[i].article - table->articles] += deal->cards[i].before < 0;
  }
  for (unsigned i = 0; i < deal->n_spare; i++)
    seen[deal->spare[i].article - table->articles]++;
  for (unsigned i = 0; i < drawn; i++)
    assert_int_equal(seen[i], 1);
}

/* Behind each other on pages behind each other, each with the text the one before it has not, and enough of it. */
static unsigned parts_follow(const Deal *deal, const int *text)
{
  unsigned divided = 0;
  for (unsigned i = 0; i < deal->n_cards; i++) {
    const Card *card = &deal->cards[i];
    if (card->before < 0)
      assert_int_equal(card->from, 0);
    if (card->before >= 0)
      assert_int_equal(deal->cards[card->before].after, i);
    if (card->before >= 0 || card->after >= 0)
      assert_true(card->text >= COST_DEAL_TAIL);
    if (card->after < 0) {
      if (card->before >= 0)
        assert_int_equal(card->from + card->text, text[card->article->characters]);
      continue;
    }
    const Card *rest = &deal->cards[card->after];
    assert_ptr_equal(rest->article, card->article);
    assert_true(rest->page > card->page);
    assert_int_equal(rest->from, card->from + card->text);
    divided++;
  }
  return divided;
}

static void what_is_drawn_is_dealt_whole(void **state)
{
  unsigned divided = 0;
  for (unsigned seed = 0; seed < 600; seed++) {
    GRand *random = g_rand_new_with_seed(seed);
    Cards *table = draw_cards(random, 2 + seed % (PAGES - 1), 85 + (int)(seed % 4) * 10);
    int text[CARDS];
    unsigned drawn = table->deal.n_cards;
    for (unsigned i = 0; i < drawn; i++) {
      table->articles[i].characters = i; /* finds it again */
      text[i] = table->cards[i].text;
    }
    hands_deal(&table->deal);
    each_once(table, drawn);
    divided += parts_follow(&table->deal, text);
    g_free(table);
    g_rand_free(random);
  }
  assert_true(divided > 50);
}

static const Card *card_of(const Cards *table, const Card *card)
{
  for (unsigned i = 0; i < table->deal.n_cards; i++)
    if (table->deal.cards[i].article == card->article && table->deal.cards[i].before < 0)
      return &table->deal.cards[i];
  return NULL;
}

/* What a page gives a place stands there, however full the page is, and however it would be exchanged. */
static void what_is_pinned_stays(void **state)
{
  for (unsigned seed = 0; seed < 200; seed++) {
    GRand *random = g_rand_new_with_seed(seed);
    Cards *table = draw_cards(random, 3, 95);
    Card *pinned = &table->cards[g_rand_int_range(random, 3, (gint32)table->deal.n_cards)];
    Card card = *pinned;
    pinned->pin = (int)(seed % 3);
    hands_deal(&table->deal);
    assert_non_null(card_of(table, &card));
    assert_int_equal(card_of(table, &card)->page, seed % 3);
    g_free(table);
    g_rand_free(random);
  }
}

/* Two stories of the first page's section, which both would go in there: a page with nothing is worse. */
static void no_page_is_empty(void **state)
{
  Cards *table = lay_cards(2);
  tie(add_card(table, 1, 345, 0), SECTIONS[0]);
  tie(add_card(table, 3, 10, 0), SECTIONS[0]);
  hands_deal(&table->deal);
  assert_int_not_equal(table->cards[0].page, table->cards[1].page);
  g_free(table);
}

/* Stories as long as each other for three full pages: in their order, though any exchange fits as well. */
static void order_is_kept(void **state)
{
  Cards *table = lay_cards(3);
  for (unsigned i = 0; i < 12; i++)
    add_card(table, 3, 90, 0);
  hands_deal(&table->deal);
  for (unsigned i = 0; i < 12; i++)
    assert_int_equal(table->deal.cards[i].page, i / 4);
  g_free(table);
}

/* Leads that are first of the list, so that order alone would have them on one page. */
static void leads_have_pages_of_their_own(void **state)
{
  Cards *table = lay_cards(3);
  for (unsigned i = 0; i < 12; i++)
    add_card(table, i < 3 ? 1 : 3, 90, 0);
  hands_deal(&table->deal);
  for (unsigned i = 0; i < 3; i++)
    assert_int_equal(table->deal.cards[i].page, i);
  g_free(table);
}

/* One that stands where it is pinned sends the lead of that page to another, which would have none. */
static void a_pinned_lead_is_the_only_one(void **state)
{
  Cards *table = lay_cards(3);
  for (unsigned i = 0; i < 12; i++)
    add_card(table, i < 3 ? 1 : 3, 90, 0);
  table->cards[2].pin = 1;
  hands_deal(&table->deal);
  assert_int_equal(table->deal.cards[0].page, 0);
  assert_int_equal(table->deal.cards[1].page, 2);
  assert_int_equal(table->deal.cards[2].page, 1);
  g_free(table);
}

/* The last story is of the first page's section, the first of the last's. */
static void sections_stand_together(void **state)
{
  Cards *table = lay_cards(2);
  for (unsigned i = 0; i < 8; i++)
    add_card(table, 3, 90, 0);
  tie(&table->cards[0], SECTIONS[1]);
  tie(&table->cards[7], SECTIONS[0]);
  hands_deal(&table->deal);
  assert_int_equal(table->deal.cards[0].page, 1);
  assert_int_equal(table->deal.cards[7].page, 0);
  g_free(table);
}

/* The longest of a page too full goes on elsewhere, not the next best. */
static void the_longest_is_divided(void **state)
{
  Cards *table = lay_cards(2);
  add_card(table, 1, 150, 130)->pin = 0;
  add_card(table, 3, 560, 540)->pin = 0;
  hands_deal(&table->deal);
  for (unsigned i = 0; i < table->deal.n_cards; i++)
    if (table->deal.cards[i].after >= 0)
      assert_ptr_equal(table->deal.cards[i].article, &table->articles[1]);
  assert_true(table->deal.n_cards > 2);
  g_free(table);
}

/* Briefs, which are gathered into one module a page, do not count as entries of the search each. */
static void briefs_are_one_entry_a_page(void **state)
{
  Cards *table = lay_cards(1);
  for (unsigned i = 0; i < 15; i++) {
    bool brief = i >= 5 && i < 11;
    add_card(table, i < 5 ? 2 : brief ? 5 : 6, brief ? 8 : 30, 0);
    table->articles[i].kind = brief ? KIND_BRIEF : KIND_STORY;
    table->articles[i].characters = 100;
  }
  assert_int_equal(hands_entries(table->cards, 15, 1), 10);
  assert_int_equal(hands_entries(table->cards, 15, 3), 12);
  hands_deal(&table->deal);
  assert_int_equal(table->deal.n_spare, 0);
  g_free(table);
}

/* More than the search takes of a page is spare, the last of the list. */
static void entries_have_a_limit(void **state)
{
  Cards *table = lay_cards(1);
  for (unsigned i = 0; i < MAKEUP_ARTICLES + 2; i++)
    add_card(table, 3, 10, 0);
  hands_deal(&table->deal);
  assert_int_equal(table->deal.n_cards, MAKEUP_ARTICLES);
  assert_int_equal(table->deal.n_spare, 2);
  for (unsigned i = 0; i < 2; i++)
    assert_true(table->spare[i].article >= &table->articles[MAKEUP_ARTICLES]);
  g_free(table);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_drawn_is_dealt_whole),
                                     cmocka_unit_test(what_is_pinned_stays),
                                     cmocka_unit_test(no_page_is_empty),
                                     cmocka_unit_test(order_is_kept),
                                     cmocka_unit_test(leads_have_pages_of_their_own),
                                     cmocka_unit_test(a_pinned_lead_is_the_only_one),
                                     cmocka_unit_test(sections_stand_together),
                                     cmocka_unit_test(the_longest_is_divided),
                                     cmocka_unit_test(briefs_are_one_entry_a_page),
                                     cmocka_unit_test(entries_have_a_limit)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
