/* Private to compose: a page while it is made up, and what would let all of it fit. */
#ifndef TEKAN_COMPOSE_MAKER_H
#define TEKAN_COMPOSE_MAKER_H

#include "compose/forms.h"
#include "compose/madeup.h"
#include "compose/series.h"
#include "compose/zone.h"

/* How far pins are kept: as they stand; those that were chosen within PINS_SLACK rows; the same without those that
   cannot be kept; none. */
typedef enum { PINS_EXACT, PINS_NEAR, PINS_SOME, PINS_NONE } PinLevel;

/* What of its forms a layout has that are looked at besides: heads upright that were not asked for, text re-cut. */
typedef enum { EXTRA_NONE, EXTRA_UPRIGHT, EXTRA_RECUT, EXTRAS } Extra;

/* A layout as it was set. */
typedef struct {
  MadeUp made; /* templ NULL: none yet */
  PageMakeup told;
  Mpt lead, next; /* sizes of the lead's title and of the largest of the others; 0: there is none */
  unsigned lost;  /* articles left out, or of which much is over */
  bool outshone;  /* another's picture is larger than the lead's */
  bool sound;     /* nothing is over or left out, little is white, and pins are kept */
} Tried;

/* What an article missed by as it was set: lines it took more than were reckoned; of each width the rows in which a
   picture or a table found no room. */
typedef struct {
  int lines;
  uint8_t low[MAKEUP_BREADTHS];
} Missed;

typedef struct {
  Work *work;
  Work trial; /* in an arena of its own */
  Zone zone;
  unsigned n, lead;    /* the articles, then what stands in the zone's corners */
  unsigned n_articles; /* … of them articles, series of equals, or briefs gathered: */
  Series series[MAKEUP_ARTICLES];
  const Article *articles[MAKEUP_ARTICLES]; /* the first of each */
  uint8_t rank[MAKEUP_ARTICLES];
  FormMost most;                 /* of all but the lead */
  int lead_span;                 /* columns of the lead's first picture at the least; 0: any */
  Missed known[MAKEUP_ARTICLES]; /* what settings missed by, in all */
  FormList forms[MAKEUP_ARTICLES];
  const Pin *pin[MAKEUP_ARTICLES]; /* or NULL; of a series, of all of it */
  PinLevel level;
  unsigned dropped;             /* pins not kept where SOME are, bits by article */
  unsigned never;               /* rules of a page that are kept wherever there is a way */
  MakeupPrices prices;          /* the house's */
  MakeupGuess guess[2][EXTRAS]; /* what the last searches came to: with white, full */
  const LayoutTemplate *like;   /* whose furniture it has, and whose slots are filled by name */
  Tried best;
  PageMakeup made; /* what is told of the search, whatever comes of it */
  bool quiet;      /* nothing is told */
} Maker;

/* What it has come to. */
typedef struct {
  Tried best;
  PageMakeup made;
  FormMost most;
  int lead_span;
  PinLevel level;
  unsigned dropped;
  Missed known[MAKEUP_ARTICLES];
} MakerState;

/* --- kept and gone back to (maker.c) ------------------------------------------------------------------------ */

/* As before the first round; forms are listed anew. */
void maker_forget(Maker *maker);
MakerState maker_state(const Maker *maker);
void maker_go_back(Maker *maker, const MakerState *state);

/* --- who leads (leads.c) ------------------------------------------------------------------------------------ */

/* By priority; equals share a rank; advertisements come last. The lead is that of no rank above. */
void maker_rank_articles(Maker *maker);
/* The lead's head and picture are seen to be the largest; without a lead of its own none are. */
void maker_limit_others(Maker *maker);
/* The search knows how large the lead's title and picture may be, not how large they are where the page is full: where
   they are not seen to lead it is made up again, by MAKE_UP, the others held under those, and the better is kept. */
void maker_let_lead(Maker *maker, void (*make_up)(Maker *maker));

/* --- forms (form_lists.c) ----------------------------------------------------------------------------------- */

/* Owned by the caller: forms_free. */
FormList maker_forms_of(Maker *maker, unsigned i);
/* Forms of those that have none. */
void maker_list_forms(Maker *maker);

/* --- what is searched for (searches.c) ---------------------------------------------------------------------- */

Extra maker_extra(const Maker *maker, const MakeupLayout *layout);
/* The task; MADE has room for MAKEUP_ARTICLES. FULL: with leaves that leave little white only. */
MakeupTask maker_task(const Maker *maker, bool full, MakeupArticle *made);
/* Ways to part its sets of articles, and at which widths, in joins: what every search goes through before it joins
   anything. */
uint64_t maker_splits(const MakeupTask *task);
MakeupResult maker_search_in(Maker *maker, bool full);
/* Once more with forms of EXTRA, upright heads in the first round alone, in what it takes little time to look at: many
   leaves make many ways alike, and of some the others would go short. */
MakeupResult maker_search_more(Maker *maker, Extra extra);
MakeupResult maker_search(Maker *maker);
/* Whether all there is goes in together, in forms as they are. */
bool maker_fits(const Maker *maker);

/* --- which are set (candidates.c) --------------------------------------------------------------------------- */

/* Sets those of FOUND that may be better than the best. True: one was clean. */
bool maker_try_all(Maker *maker, const MakeupResult *found, Missed *missed);
/* A round. False: something was missed, and is reckoned with from now on. */
bool maker_make_up(Maker *maker);

/* --- modules (modules.c) ------------------------------------------------------------------------------------ */

const Form *maker_form(const Maker *maker, const MakeupModule *module);
/* The template's slots that are filled by name, and LAYOUT's modules. In the page's arena. */
MadeUp maker_template(Maker *maker, const MakeupLayout *layout);
/* Adds LAYOUT's modules to TOLD. */
void maker_tell(const Maker *maker, const MakeupLayout *layout, PageMakeup *told);

/* --- columns that run up (run_ups.c) -------------------------------------------------------------------------- */

/* Stories of LAYOUT whose text runs up beside their heads to the page's top: what the judge will say of them. One with
   pictures has a picture there. */
int maker_runs_up(const Maker *maker, const MakeupLayout *layout);

/* --- trials (tried.c) --------------------------------------------------------------------------------------- */

/* The entry of the search an article is in, alone or one of a series; −1: it is in a slot by name, or was left out of
   briefs gathered. */
int maker_entry(const Maker *maker, const Article *article);
/* What it costs before it is set, in points: heads that meet, and pins, are seen only now. */
int64_t maker_price(const Maker *maker, const MakeupLayout *layout);
/* Sets LAYOUT for real; MISSED, of each article, becomes what it missed by if that is more than it holds. Not judged
   where it is no better than RIVAL (NULL: none) whatever the judge says and, with CLEAN, cannot be clean either. */
Tried maker_try(Maker *maker, const MakeupLayout *layout, Missed *missed, const Tried *rival, bool clean);
/* Fewer left out or over by much, then nothing over, then fewer rules broken that never are, then the score. */
bool maker_is_better(const Tried *a, const Tried *b);

/* --- pins (pins.c) ----------------------------------------------------------------------------------------- */

/* Those of the page, by article; false: there are none. */
bool pins_find(Maker *maker);
/* Whether all there is goes in as pins are kept at the maker's level, or they are not what keeps it from that. Lists
   forms. */
bool pins_may_be_kept(Maker *maker);
/* The level after the maker's, which made the best; forgets that. */
PinLevel pins_next(Maker *maker);
/* Of article I's leaves those its pin allows stay. */
void pins_narrow(const Maker *maker, unsigned i, FormList *list);
/* Whether its pin asks article I for a head beside or upright. */
bool pins_ask_upright(const Maker *maker, unsigned i);
/* What pins say of articles to each other. */
void pins_order(const Maker *maker, MakeupArticle *made);
/* Whether article I, in the module, stands where its pin says; no pin: yes. */
bool pins_kept(const Maker *maker, unsigned i, const MakeupModule *module);
/* Those not kept on the page chosen, and those that lie outside of what is free. */
void pins_tell(const Maker *maker);

/* --- briefs gathered (gather.c) ----------------------------------------------------------------------------- */

/* Where not all of the page goes in, so few of the briefs gathered are left out, the last in rank, that the rest does.
   MAKE_UP makes it up. */
void gather_leave_out(Maker *maker, void (*make_up)(Maker *maker));
/* They are all in again. */
void gather_restore(Maker *maker);

/* --- alternatives (alternatives.c) -------------------------------------------------------------------------- */

/* The page's alternatives, the best first, at most MOST: how many. */
unsigned alternatives_find(Maker *maker, Tried *way, unsigned most);

/* --- cures (cures.c) ---------------------------------------------------------------------------------------- */

/* Up to three articles each of which, so much shorter, would let all of them stand on the page; in the page's arena.
   The forms are as they were. */
void cures_find(Maker *maker);
/* Whether entry I, the first of it, has a module on TRIED. */
bool cures_stands(const Maker *maker, const Tried *tried, unsigned i);

#endif
