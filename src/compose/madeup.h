/* Private to compose: a page made up from its articles alone (组版). */
#ifndef TEKAN_COMPOSE_MADEUP_H
#define TEKAN_COMPOSE_MADEUP_H

#include "compose/work.h"
#include "compose/zone.h"

/* A page made up: its furniture, its slots filled by name and a module for each article that has a place. */
typedef struct {
  const LayoutTemplate *templ; /* NULL: no way was found, or what is asked is not for it */
  SlotFilling *fillings;
  unsigned n_fillings;
  const PageMakeup *makeup;
  int white;       /* lines left white at ends of articles, when it was set … */
  unsigned faults; /* … lines over, and errors told … */
  unsigned broken; /* … and places where it broke a rule the house never breaks */
  bool series;     /* equals of it were taken for a series */
} MadeUp;

/* A page as it was searched, quietly, of which there is more to ask: to go on with. */
typedef struct MadeupRest MadeupRest;

typedef struct {
  int lines;         /* of the page, from the top, that may be filled */
  bool alone;        /* equals are no series */
  bool quiet;        /* one try among several: nothing is told, and neither alternatives nor cures are looked for */
  MadeupRest **rest; /* becomes what to go on with, where something is left out or pinned, or there are alternatives to
                       find, and no corner is taken; NULL: not asked */
} MadeupOrder;

/* Whether what there is to search with is spent: what was found has to do. */
bool madeup_is_spent(const Work *work);
/* Whether WORK's page is one to be made up; why not is told where articles ask for it. */
bool madeup_may(Work *work);
/* There was no way to make it up. */
void madeup_tell_none(Work *work);
/* Cuts what is free of the type area into modules, on the grid of WORK's sheet, one of the page's free articles each,
   sets the best few ways, and chooses. An article that fits nowhere has no filling. In WORK's arena. */
MadeUp madeup_make(Work *work, const MadeupOrder *order);
/* The page that REST was kept of, as if it had not been quiet: with its alternative, its cures and what is told. REST
   is gone then. */
MadeUp madeup_go_on(MadeupRest *rest);
void madeup_drop(MadeupRest *rest); /* NULL is allowed */
/* What is free of the page, by its template's furniture or by that of the template it would get. */
Zone madeup_zone(const Work *work);
/* Rules above modules of TEMPL, which it chose, whose text rises beside their head to that of the story above, and
   above briefs gathered without a frame. */
void madeup_rule(Work *work, const LayoutTemplate *templ);

#endif
