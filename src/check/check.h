/* The finished page looked at by itself: what stands where, told from the placed things and the layout, not from what
   the composer meant. Things print over each other, leave their slots, are lost or cannot be read: errors at their
   places. White is counted wherever it is. The rules of a Chinese page (碰题, 通缝, 断版 …) are measured by it, each
   with its place; what breaks one is told as a warning or a note, a line a rule and page. Pure, per page, in the page's
   own thread. */
#ifndef TEKAN_CHECK_CHECK_H
#define TEKAN_CHECK_CHECK_H

#include "compose/compose.h"

typedef enum {
  UNIT_OF_MM,
  UNIT_OF_LINES, /* grid lines */
  UNIT_OF_PERCENT,
  UNIT_OF_PICTURES,
  UNIT_OF_TIMES,
} RuleUnit;

/* A rule of a page (load/page_rules.def) as it came out. Of rules of the whole page there is one each, broken or not;
   of those between things one for each place that breaks it. */
typedef struct {
  PageRule rule;
  int64_t value, limit;    /* 1/1000 of the rule's unit */
  Box place;               /* mpt, from the left top of the trim */
  const char *articles[2]; /* slugs; the first is where it is told; NULL: the page's */
  bool broken;             /* beyond its limit … */
  bool told;               /* … so far that it is told … */
  bool allowed;            /* … where the layout or the page does not live with it */
} RuleFound;

RuleUnit rule_unit(PageRule rule);

/* What an article takes of its page: all its things. */
typedef struct {
  const Article *article;
  Box box;
  bool upright; /* its head; of one without: false */
} Module;

typedef struct {
  unsigned white_lines; /* grid lines of the columns of its slots that nothing stands on */
  Box hole;             /* the largest empty rectangle of the type area … */
  int hole_permille;    /* … and its share of it */
  const RuleFound *rules;
  unsigned n_rules;
  const Module *modules; /* in the order of their first things */
  unsigned n_modules;
  unsigned allows; /* rules the layout or the page lives with, a bit each */
} PageLook;

/* What it finds lies in ARENA, the page's own. */
PageLook page_check(Arena *arena, const StyleSheet *sheet, const PlacedPage *page, DiagList *diags);
/* A page set for a trial, weighed and not told of, in points of make-up: what is wrong with it, and rules it breaks as
   far as the search does not know them (JUDGE of base/costs.def); and in how many places it breaks one of the rules
   NEVER, 1 << PageRule each, that it does not live with. */
PageVerdict judge_page(const PlacedPage *page, unsigned never);
/* PAGE held against FACING, the one before it, left of it when the paper lies open: variety. */
void alike_check(Arena *arena, const StyleSheet *sheet, const PlacedPage *page, PageLook *look, const PageLook *facing,
                 DiagList *diags);

#endif
