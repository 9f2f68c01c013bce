/* Private to compose: a page, composed as its spec has it. NUMBER counts from 1. */
#ifndef TEKAN_COMPOSE_PAGE_H
#define TEKAN_COMPOSE_PAGE_H

#include "compose/work.h"

/* With arenas, shaper, issue, sheet and lists of LIKE. */
void page_compose_spec(const Work *like, const PageSpec *spec, int number, PlacedPage *page);

/* Both pages of a spread in one, as SPEC has it, with no furniture; LIKE's sheet is a spread's. False: there was no way
   to make it up, which is told; nothing is on it. */
bool page_compose_spread(const Work *like, const PageSpec *spec, int number, PlacedPage *page);

/* What became of slots set for a trial: nothing is placed or told. ROWS in LIKE's arena. */
typedef struct {
  PlacedArticle *rows; /* of all the page's articles */
  unsigned *homeless;  /* pictures and wide things of each that found no room */
  unsigned n_rows, errors;
  PageVerdict verdict;
} PageTrial;
/* NEVER: rules of a page it is looked at for; 0: none. */
PageTrial page_try(const Work *like, const LayoutTemplate *templ, const SlotFilling *fillings, unsigned n,
                   unsigned never);
/* Whether a trial, all of it known but its verdict, is worth being judged. With EARLY it is asked while modules are
   still to be set, too: of one that is not worth it whatever those come to nothing is told. */
typedef bool (*TrialWorth)(const PageTrial *trial, void *data);
PageTrial page_try_if(const Work *like, const LayoutTemplate *templ, const SlotFilling *fillings, unsigned n,
                      unsigned never, TrialWorth worth, void *data, bool early);

/* What a page holds of an article. */
typedef struct {
  unsigned placed, overset, lines; /* characters; lines of those placed */
  bool all;
} Held;
/* ARTICLE on the page SPEC gives it to: its own slots are set and nothing else, as they come and not as well as they
   can be. */
Held page_hold(const Work *like, const PageSpec *spec, int number, const Article *article);
/* Whether a filled slot's text goes on in SLOT, however many slots later. */
bool page_flows_into(const LayoutTemplate *templ, const LayoutSlot *slot, const SlotFilling *fillings, unsigned n);
/* Whether SPEC gives the slot to the article. */
bool page_slot_holds(const PageSpec *spec, const char *slot, const Article *article);

#endif
