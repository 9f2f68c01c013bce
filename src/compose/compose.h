/* Composition: articles + layout → placed pages. What goes where is decided here and nowhere later.
   Coordinates as units.h: mpt from the top left of the trim, y down. Pages are composed in parallel and merged in
   order. */
#ifndef TEKAN_COMPOSE_COMPOSE_H
#define TEKAN_COMPOSE_COMPOSE_H

#include "break/break.h"
#include "image/image.h"
#include "load/load.h"
#include "style/style.h"

typedef enum { PLACED_LINE, PLACED_PICTURE, PLACED_RULE, PLACED_BAND, PLACED_FRAME, PLACED_ADVERT } PlacedKind;

/* What a line is. BLOCK: of what is kept whole: a table, figures, a quote; HEAD: of a head, but for its 主题, TITLE. */
typedef enum { ROLE_BLOCK, ROLE_TEXT, ROLE_HEAD, ROLE_TITLE, ROLE_SUBHEAD, ROLE_CAPTION } PlacedRole;

/* A thing on a page. LINE: line LINE of SETTING; x, y: left edge and baseline (vertical: centre line and top).
   RULE: box.w or box.h is 0: it runs along the other. BAND: box filled with ink. FRAME: a border on the SIDES of box;
   ADVERT: it bleeds on those.
 */
typedef struct {
  PlacedKind kind;
  PlacedRole role;              /* of a line of the manuscript */
  bool furniture;               /* 报头, 报眉, rules: not manuscript */
  bool grid;                    /* a body line: its baseline is on the grid */
  bool crosses;                 /* on a page of a spread: what it is part of goes on over the fold */
  const char *article;          /* slug or NULL */
  const LayoutSlot *slot;       /* it was set in, the first of a chain; NULL: furniture */
  const LayoutFurniture *piece; /* of the furniture; NULL */
  Box within;                   /* text of furniture: the box it was given */
  Box box;
  const Setting *setting;
  unsigned line;
  Mpt x, y;
  Ink ink;
  Mpt weight;
  BorderKind border;
  unsigned sides;
  const char *pattern;
  const ImageInfo *image;
  Crop crop;
  int ppi;
  const Advert *advert;
} Placed;

/* How an article came out on its page. characters = placed + overset + unprinted. */
typedef struct {
  const Article *article;
  unsigned characters, placed, lines, overset, overset_lines;
  int missing_lines;                   /* 欠: lines left white at its end; 0 when full */
  unsigned a_line;                     /* characters of one; 0: it has no lines of its own */
  bool headless;                       /* its slot prints no head … */
  unsigned unprinted;                  /* … and this is what it has of one, in characters */
  Mpt y;                               /* top of its head, for the bookmark */
  unsigned justified, squeezed, rungs; /* lines, of those placed in columns */
  unsigned runts_avoided;              /* 孤字 first-fit would have left; counted with explain */
  Mpt gap_sum, gap_worst;              /* 1/1000 em */
  bool left_out;                       /* whole: it has no place on a page made up */
  bool tallied;                        /* of a trial: what stands of it is counted, with its module */
  Place over_at;                       /* of the first character that is over … */
  const char *over_words;              /* … and what is written from there on; NULL: none is */
} PlacedArticle;

/* Where an article stands, on the trim, and whether its head is upright. */
typedef struct {
  Box box;
  bool upright;
} Plot;

/* Of the area of A, in 1/1000 %, what has its like in B: edges within half a column and three lines, heads alike. */
int64_t skeleton_alike(const Grid *grid, const Plot *a, unsigned n, const Plot *b, unsigned m);

/* An article's module on a page made up (组版), on the page's grid, columns and lines from 1; on a spread columns go on
   on its right page. */
typedef struct {
  const Article *article;
  int column_first, column_last, row_first, row_last;
  const char *title; /* style of its head */
  bool beside;       /* 左题: the head over all columns but the last */
  HeadSide side;     /* LEFT, RIGHT: its head is upright (竖题) */
  bool framed;
  int recut;             /* 破栏: columns its text stands in; 0: as many as it takes of the page's */
  bool gathered, shares; /* one of the briefs in it (集纳), and not the first of them */
  int more;              /* lines reckoned for it beyond its own, of settings that missed by them */
} MadeModule;

/* So many lines less of ARTICLE, and nothing is left out. */
typedef struct {
  const Article *article;
  unsigned lines, characters;
} MadeCure;

/* How a page was made up, and how good that is. Points: base/costs.def. The bound holds for pages cut straight through
   again and again, of the forms that were looked at; FULL: of those only which leave little white in a module. */
typedef struct {
  int64_t score;                                      /* of the page as it was set: the sum of … */
  int64_t forms, clashes, cuts, ranks, pins, setting; /* modules; 碰题; 断版, 通缝; order; pins; white when set */
  int64_t judged;                                     /* … and what PageJudge says of it */
  int32_t bound;                                      /* none costs less; −1: none was found */
  bool proven; /* the search went to its end: of the layouts searched for the best was among those tried */
  bool full;
  unsigned found, tried, rounds; /* layouts searched out in the last round; set for real in all; rounds */
  const MadeModule *modules;
  unsigned n_modules;
  unsigned left_out;     /* articles without a module */
  const MadeCure *cures; /* of one article each, the shortest first … */
  unsigned n_cures;
  unsigned alternative, alternatives; /* which it is, from 1, of how many that differ; 0: no others were looked for */
  const char *avoided;                /* of the pages it is to avoid that it is most like, … */
  int alike;                          /* … % of its articles' area that are cut like that page's; NULL, 0: none */
  unsigned cure_each;                 /* … or so many per cent less of every text; 0: not reckoned, or not enough */
} PageMakeup;

typedef struct PlacedPage PlacedPage;
struct PlacedPage {
  const PageSpec *spec;
  int number;               /* 1… of the issue */
  const PageMakeup *makeup; /* NULL: it was not made up */
  const StyleSheet *sheet;  /* whose grid and styles it has: the issue's, or that of a scale */
  int foot;                 /* the first line of a foot left free, told, over all columns; 0: none */
  const char *templ;
  const LayoutTemplate *layout; /* with the flows that were followed; NULL: none was found */
  const SlotFilling *fillings;  /* of its slots */
  unsigned n_fillings;
  const Placed *items;
  unsigned n_items;
  const PlacedArticle *articles;
  unsigned n_articles;
  FoldSide fold;           /* of a spread made up as one: at which of its sides the fold lies */
  const PlacedPage *other; /* … and its other page, while it has its items; else NULL */
};

typedef struct Composition {
  const Issue *issue;
  const StyleSheet *sheet;
  const PlacedPage *pages;
  unsigned n_pages;
  Arena **arenas; /* one a page */
} Composition;

/* PAGE, the INDEXth of those composed, is placed; called in its thread, with its own list. What its items are made of
 * is gone afterwards. */
typedef void (*PagePlaced)(void *user, unsigned index, const PlacedPage *page, DiagList *diags);

/* The size of its first page, turned as it is shown; false: it can't be told, and *WHY, in LANG and borrowed, is why.
   Called in any thread. */
typedef bool (*AdvertSize)(const Advert *advert, Mpt *w, Mpt *h, Lang lang, const char **why);

/* What an independent look finds wrong with a page set for a trial, in points of make-up, ≥ 0, and where it breaks a
   rule of NEVER, 1 << PageRule each. Called in any thread. */
typedef struct {
  int64_t points;
  unsigned broken; /* places */
  bool outshone;   /* another story's picture is larger than the lead's (lead-picture) */
} PageVerdict;
typedef PageVerdict (*PageJudge)(const PlacedPage *page, unsigned never);

/* The ways the pages of an issue can be made up, kept from one composition to the next, which must be of the same
   issue, sheet and pages: each alternative is another composition. */
typedef struct ComposeWays ComposeWays;
ComposeWays *compose_ways_new(void);
void compose_ways_free(ComposeWays *ways); /* NULL is allowed */

typedef struct {
  int jobs;                  /* threads; ≥ 1 */
  int page_first, page_last; /* 1…; 0: all */
  bool explain;              /* notes on each article's lines */
  unsigned alternative;      /* of each page made up, the so manieth that differs, as far as there are; 0: the best */
  unsigned alternatives;     /* … of so many looked for, 9 at the most */
  ComposeWays *ways;         /* … and kept, as long as the composition; NULL where none are looked for */
  AdvertSize advert_size;    /* for pages made up; NULL: of none */
  PageJudge judge;           /* … of which it chooses; NULL: by what they were searched out for alone */
  PagePlaced placed;         /* NULL: pages keep their items */
  void *user;
} ComposeOptions;

/* A copy, in ARENA, of an issue whose last page stands as often as it takes (repeat.most): with the number of pages
   its articles ask for, told. NULL after a FATAL. */
Issue *count_pages(Arena *arena, const Issue *issue, const StyleSheet *sheet, AdvertSize advert_size, DiagList *diags);
Composition *compose_issue(Arena *arena, const Issue *issue, const StyleSheet *sheet, const ComposeOptions *options,
                           DiagList *diags);
void composition_free(Composition *composition); /* the page arenas; NULL is allowed */

#endif
