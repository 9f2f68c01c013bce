/* Private to compose: articles as cards, and the pages they are dealt to. First in their order, as lines of a paragraph
   are broken, so that each page is as full as can be; then moved and exchanged as long as the whole gets better. Priced
   is what a page has too much or too little, how far an article is from where its order would have it, and leads that
   share a page. Cells: columns × lines. */
#ifndef TEKAN_COMPOSE_HANDS_H
#define TEKAN_COMPOSE_HANDS_H

#include "compose/forms.h"

/* A page articles are dealt to. */
typedef struct {
  unsigned index; /* among the issue's */
  const char *section;
  int cells; /* columns × lines of its zone */
} Open;

typedef struct {
  const Article *article;
  FormArea area;     /* cells, of which … */
  int text;          /* … are text that may go on on another page (转版); 0: none of it may */
  int from;          /* of its article's text, in such cells, where this part begins … */
  int before, after; /* … and the cards of the parts before and behind it, on earlier and later pages; −1: none */
  int pin;           /* in open: its page says where on it it stands; −1: none does */
  unsigned home;     /* page by order alone */
  unsigned page;     /* index in open */
  bool tied;         /* there is a page of its section */
} Card;

typedef struct {
  const Open *open;
  unsigned n_open;
  Card *cards; /* room for COST_DEAL_PARTS more than there are first */
  unsigned n_cards;
  Card *spare; /* dealt to none: no page has room. PAGE: where that is told */
  unsigned n_spare;
  GPtrArray **hands; /* Card, of each open page, in no order */
} Deal;

/* Deals the cards; what even all pages together have no room for is spare, the lowest priorities from the end of the
   list up. The end of an article that may go on elsewhere does, where its page has too much. */
void hands_deal(Deal *deal);
/* Entries of the search CARDS come to at the most, on so many pages: a page's briefs gathered are one. */
unsigned hands_entries(const Card *cards, unsigned n, unsigned pages);
/* Pages that have over PERCENT of their cells, with pictures as small as may be, but for those of one article: if it is
   too long by itself no other is the cause. */
unsigned hands_fuller(const Deal *deal, int percent);

#endif
