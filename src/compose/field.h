/* Private to compose: the inside of a slot, lanes of steps, taken and free (§7 破栏, 围框; §5 竖排). Lanes count from
   0, from the left or the top; steps are the page's grid lines, from 1, or the lines from the right, from 1. Lengths
   are mpt on the page. A lane holds a whole number of characters, COST_FIELD_LEAST at the least, or is the only one. */
#ifndef TEKAN_COMPOSE_FIELD_H
#define TEKAN_COMPOSE_FIELD_H

#include "compose/work.h"

typedef enum {
  BUSY_FREE,
  BUSY_TAKEN,
  BUSY_HEAD,
  BUSY_CUT,
  BUSY_NARROW /* text runs beside a picture */
} Busy;

/* What a picture that does not fill its lanes leaves of one of them, for STEPS lines from STEP on. */
typedef struct {
  int lane, step, steps;
  Mpt start, measure;
} Narrow;

#define LANES_MOST 40

/* Lanes of whole characters, each a run of steps: text fills one lane line by line and goes on in the next. Lines
   across: lanes are columns from the left, steps the page's grid lines. Lines down (竖排): lanes are tiers from the
   top, steps the lines from the right, 1…, on a pitch of their own. */
typedef struct {
  const LayoutSlot *slot;
  bool vertical;
  Box outer; /* page columns × rows, before the inset */
  int step_first, step_last;
  int lanes;
  int fold, across; /* of a spread's: lanes left of the fold, and of what may stand over it; 0: it does not cross it */
  Mpt start[LANES_MOST], measure; /* where each begins, left or top; how far its lines run */
  Mpt gutter;
  Mpt em, pitch;  /* a line's body and the way from line to line */
  Mpt edge;       /* lines down: the right edge of the first */
  uint8_t *busy;  /* lanes × steps: Busy */
  GArray *narrow; /* Narrow */
} Field;

void field_open(Work *work, Field *field, const LayoutSlot *slot); /* as columns, whatever the text's direction */
/* Turned for lines that run down, set in STYLE, inside AREA: its tiers and lines. */
void field_turn(Work *work, Field *field, Box area, const TextStyle *style);
void field_check(Work *work, const Field *field); /* tells of lanes too narrow (under COST_FIELD_NARROW) */
/* Strip of WIDTH (0: one column) taken off at the side for a vertical head; the rest re-cut. Returns the strip. */
Box field_take_strip(Work *work, Field *field, HeadSide side, Mpt width, int rows);
void field_recut(Work *work, Field *field, int columns); /* the same width in other columns */
int field_steps(const Field *field);
bool field_cut(const Field *field, int lane, int step);             /* taken off the end, to be white */
const Narrow *field_narrow(const Field *field, int lane, int step); /* NULL: nothing of a lane is left there, or all */
bool field_free_run(const Field *field, int lane, int step, int steps); /* all of them */
const uint8_t *field_lane(const Field *field, int lane);                /* Busy of each of its steps */
int field_count_free(const uint8_t *busy, int n);                       /* steps from the first on, up to N */
static inline bool field_takes_text(uint8_t busy)
{
  return busy == BUSY_FREE || busy == BUSY_NARROW;
}
int field_first_free(const Field *field, int lane); /* 0: none is */
int field_last_free(const Field *field, int lane);
/* The first step from STEP on with text in the lane; past the last: none is left. */
int field_next_text(const Field *field, int lane, int step);
void field_take_narrow(Field *field, Narrow narrow);
void field_clear(Field *field); /* nothing taken */
void field_take(Field *field, int lane, int lanes, int step, int steps, uint8_t how);
bool field_crosses(const Field *field, int lane, int lanes); /* the fold lies between */
Mpt field_extent(const Field *field, int first, int lanes);  /* along the line, with the gutters between */
Mpt field_depth(const Field *field, int steps);              /* across: from the first line's body to the last's */
int field_steps_of(const Field *field, Mpt depth);           /* the fewest steps of that depth at least */
/* Where those lanes and steps lie on the page: lines across, whole grid lines; lines down, their bodies. */
Box field_box(const Work *work, const Field *field, int lane, int lanes, int step, int steps);
void field_decorate(Work *work, const Field *field); /* tint and border, before the contents */
void field_rule(Work *work, const Field *field);     /* 栏线 where text stands on both sides */

#endif
