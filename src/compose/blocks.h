/* Private to compose: 小标题, pull quotes and ornaments in the run of a lane, W wide, in whole grid lines. A
 * GroupBuilder each. */
#ifndef TEKAN_COMPOSE_BLOCKS_H
#define TEKAN_COMPOSE_BLOCKS_H

#include "compose/group.h"

/* A 小标题 set: its lines one below the other, or from the right. */
typedef struct {
  const TextStyle *style;
  Setting *const *lines; /* each one placed line */
  unsigned n;
  Mpt pitch; /* from line to line */
  Mpt size;  /* of all of them, 注音 over the first apart */
  Mpt ruby;  /* that */
} Subhead;

/* What its making finds goes to GROUP. */
Subhead blocks_set_subhead(Work *work, const Portion *portion, Mpt measure, Direction direction, Group *group);
int blocks_subhead_rows(const Subhead *subhead, Mpt step); /* lines of the text, STEP from one to the next, it takes */
/* White before it of ROOM: PERCENT of what is free, and no less than its 注音 takes. */
Mpt blocks_subhead_above(const Subhead *subhead, Mpt room, int percent);
Group *blocks_subhead(Work *work, const Portion *portion, Mpt w);
Group *blocks_quote(Work *work, const Portion *portion, Mpt w);
Group *blocks_ornament(Work *work, const Portion *portion, Mpt w);
/* GROUP, made of PORTION, under the 小标题 that goes with it, if one does. */
Group *blocks_under_head(Work *work, const Portion *portion, Group *group);

#endif
