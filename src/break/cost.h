/* What a line costs (§4.3): the fit of a line to its measure, weighed by the rows BREAK_ of base/costs.def. Private to
   the room. Costs are kept in thousandths of a point; nothing here is a floating number. */
#ifndef TEKAN_BREAK_COST_H
#define TEKAN_BREAK_COST_H

#include "base/costs.h"
#include "break/breakpoints.h"

enum {
  POINT = 1000,   /* costs */
  GAP_EM = 10000, /* gaps */
};

/* How a candidate line may be fitted. */
typedef struct {
  const Glue *glue;
  bool justify, hang;
  Rung rung;         /* of the ladder, how far we are */
  int64_t gap_plain; /* wider is on the ladder; 1/10000 em */
  int64_t gap_limit; /* likewise, the widest of all */
} Fitting;

typedef enum { FIT_OK, FIT_LONG, FIT_SHORT } FitAnswer;

typedef struct {
  int64_t cost;
  int32_t gap; /* 1/10000 em */
  uint8_t rung;
} Fit;

/* What ending a line costs at a place that is open on that rung only; in points. */
int64_t cost_of_rung(Rung rung);

/* The widest gap of a line that needs no ladder, in a column of this MEASURE. */
static inline int64_t cost_plain_gap(Mpt measure, Mpt em)
{
  return measure >= (int64_t)COST_BREAK_LONG * em ? COST_BREAK_GAP_PLAIN_LONG : COST_BREAK_GAP_PLAIN;
}

/* SUMS of a line with D left of its measure (negative: over). LAST: not to be filled. HANGS: what its last mark may
 * stick out. */
FitAnswer cost_fit(const Fitting *fitting, const Sums *sums, int64_t d, Mpt measure, bool last, Mpt hangs, Fit *fit);

/* What a line takes that nothing fills (RUNG_SHORT): its spaces at their most, its gaps at BREAK_GAP_PLAIN. */
int64_t cost_short_fill(const Sums *sums, Mpt em);

/* What FROM…TO costs as the end of a paragraph: 孤字 and short ends (§4.4); 0 for any other line. */
int64_t cost_of_end(const Breakpoint *from, const Breakpoint *to, bool first, const Sums *sums);

/* Whether the line FROM…TO is seen against the one before it, and what a change of its gaps costs. */
static inline bool cost_minds_grey(const Breakpoint *from, const Breakpoint *to, bool first)
{
  return !first && !from->forced && !to->forced && !to->final;
}
static inline int64_t cost_of_grey(int32_t gap, int32_t before)
{
  return (int64_t)(gap < before ? before - gap : gap - before) * COST_BREAK_GREY * POINT / GAP_EM;
}

#endif
