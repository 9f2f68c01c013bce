/* Private to compose: groups, things built at the origin that keep their places to each other, and put on the page
   whole. Lengths are mpt, x and y from the group's own origin. A group and its lists go with the page; what was found
   in its making is told when it is placed, and not if it never is. */
#ifndef TEKAN_COMPOSE_GROUP_H
#define TEKAN_COMPOSE_GROUP_H

#include "compose/work.h"

/* Things that keep their places to each other: a head, a picture with its caption, a table. Origin: left edge, top of
   its first grid line. ROWS whole grid lines high. */
typedef struct {
  GArray *items; /* Placed */
  Mpt w;
  int rows;
  unsigned lines;
  PlacedRole role; /* of the lines that are added */
  const char *article;
  bool divides;    /* a head that is broken inside a word */
  DiagList *diags; /* what its making found: told when it is placed, for it may be made in many ways first */
} Group;

typedef struct Portion Portion; /* pour.h */
/* Makes what is kept whole of a portion, W wide; NULL: it goes in at no size. */
typedef Group *(*GroupBuilder)(Work *work, const Portion *portion, Mpt w);

Group *group_new(Work *work, const char *article, Mpt w);
void group_add_rule(Group *group, Box box, Mpt weight, BorderKind border, Ink ink);
void group_add_picture(Group *group, const ImageInfo *image, Crop crop, Box box);
/* Line LINE of a placed setting with its left edge at x and baseline at y (vertical: centre line and top). */
void group_add_line(Group *group, const Setting *setting, unsigned line, Mpt x, Mpt y);
/* All lines of a paragraph in STYLE, first baseline at y, then each a leading lower; returns the last baseline. */
Mpt group_add_paragraph(Work *work, Group *group, const Setting *setting, const TextStyle *style, Mpt x, Mpt y,
                        Mpt leading);
/* LOWER, as wide, right under the group's rows, which becomes both. */
void group_add_below(Group *group, const Group *lower, Mpt leading);
/* What sticks out of its width at most, in mpt, COST_PLAY of it by rounding; 0: nothing does. */
Mpt group_beyond(const Group *group);
/* Puts the group on the page, its origin at x, y; NULL: nothing. */
void group_place(Work *work, const Group *group, Mpt x, Mpt y);

/* A paragraph of one measure, aligned by its style, placed; in lines as short as they must be, down to
   COST_SET_LEAST. NULL for empty text, or a measure of less. */
Setting *group_set_text(Work *work, const Rich *rich, const TextStyle *style, Mpt measure, Mpt indent,
                        const char *const *keep, DiagList *diags);

#endif
