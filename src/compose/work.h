/* Private to compose: a page being made, by one thread, and what has been placed on it. Coordinates are the page's: mpt
   from the left top of the trim, y down. What is made for it lies in its arena and is gone with it. */
#ifndef TEKAN_COMPOSE_WORK_H
#define TEKAN_COMPOSE_WORK_H

#include "compose/skeleton.h"

typedef struct PageWays PageWays; /* ways.h */

/* A page being made; one thread works on it. */
typedef struct {
  Arena *arena;
  Arena *scratch; /* a pour's; cleared by each */
  Arena *trials;  /* a chain's pours; cleared for the next chain */
  Shaper *shaper;
  DiagList *diags;
  const Issue *issue;
  const StyleSheet *sheet;
  const PageSpec *spec;
  int number;
  bool explain;                       /* --explain-lines */
  uint64_t *joins_left;               /* of the search for a page made up, whatever is tried; NULL: no such page */
  unsigned alternative, alternatives; /* as ComposeOptions */
  PageWays *ways;                     /* … where those are kept; NULL: none are looked for */
  AdvertSize advert_size;             /* NULL: not known of any */
  PageJudge judge;                    /* NULL: none is asked */
  const Skeleton *avoids;             /* pages it is not to look like */
  unsigned n_avoids;
  const Article *held;          /* asked is only whether all of it goes on the page: see page_hold; else NULL */
  GHashTable *tables;           /* Table → Mpt *: what each of its columns asks for; made on first use */
  GHashTable *asked;            /* … the same from trial to trial, in the arena of all; NULL: it is not kept */
  GHashTable *kept;             /* intake_kept_new: shapes and settings for the next time the page is asked; NULL */
  GHashTable *captions;         /* picture_captions_new: captions by the widths they were set in; NULL */
  GHashTable *modules;          /* replay_new: modules set for layouts that are tried; NULL: each is set anew */
  GHashTable *measured;         /* forms_measured_new; NULL */
  HeadShapes *heads;            /* the same of heads; NULL */
  const LayoutSlot *slot;       /* being set: what is placed belongs to it */
  const LayoutFurniture *piece; /* the same of furniture */
  GArray *items;                /* Placed */
  GArray *articles;             /* PlacedArticle */
  GPtrArray *garbage;           /* GArrays of groups and caches, freed with the page */
  GPtrArray *lists;             /* DiagLists of groups, the same */
} Work;

/* A page SPEC, numbered from 1, with arenas, shaper, issue, sheet and lists of LIKE; nothing is on it yet. */
Work work_open(const Work *like, const PageSpec *spec, int number);
void work_close(Work *work);
/* As AdvertSize; WHY may be NULL. */
bool work_advert_size(const Work *work, const Advert *advert, Mpt *w, Mpt *h, const char **why);
/* Its row, made on first use. */
PlacedArticle *work_article(Work *work, const Article *article);
/* A copy goes on the page; slot and furniture are those being set. */
void work_add_placed(Work *work, const Placed *placed);
void work_add_rule(Work *work, Box box, Mpt weight); /* a plain one, black, none of the manuscript */
bool work_has_style(const Work *work, const char *name);
/* GIVEN if not NULL, else <kind>-NAME if the layout has it, else NAME. */
const TextStyle *work_style(const Work *work, const char *given, const Article *article, const char *name);
/* Itself where it is aligned so already. */
const TextStyle *work_style_aligned(Work *work, const TextStyle *style, Align align);

#endif
