/* What a line costs (§4.3): one table of constants, and the fit of a line to its measure. Private to the room.
   Costs are kept in thousandths of the rules' unit; nothing here is a floating number. */
#ifndef TEKAN_BREAK_COST_H
#define TEKAN_BREAK_COST_H

#include "break/spots.h"

/* Tuned on tests/data/texts; docs/measurements/break.md has what came of it. Gaps in 1/10000 em. */
enum {
  COST_UNIT = 1000,
  COST_LINE = 1,        /* a line: of two even settings the shorter */
  COST_SHRINK = 30,     /* · ω·u·(u/C)², u in em */
  COST_STRETCH = 20,    /* word and Han–Latin spaces, likewise */
  COST_GAP = 100,       /* · (g/GAP_KNEE)³ */
  GAP_KNEE = 450,       /* 0.045 em: past 0.05 a line looks loose at 13 characters */
  GAP_EASY = 490,       /* just under 0.05 em, past which a line is seen to be loose: gaps beside marks help (§4.2) */
  COST_LOOSE = 14000,   /* … and costs this besides */
  GAP_PLAIN = 1200,     /* widest gap without the ladder: 0.12 em … */
  GAP_PLAIN_LONG = 900, /* … and in lines of LONG_MEASURE ems or more */
  LONG_MEASURE = 14,
  GAP_LADDER = 2500,       /* on its first rung */
  GAP_LETTERS = 800,       /* between the letters of a word that fills its line alone */
  GAP_BEFORE_SPLIT = 5000, /* from the rung on that divides words: a number stays whole at the price of a loose line */
  COST_SPLIT_NUMBER = 100000, /* between two figures: as much as gaps of 0.45 em */
  COST_FEW_LETTERS = 12000,   /* for each letter a piece of a divided word has under PIECE_LETTERS */
  PIECE_LETTERS = 3,
  COST_SPLIT_SIGN = 60000, /* at an apostrophe or another sign inside a word */
  GAP_MOST = 100000,       /* 10 em: wider costs no more */
  COST_GREY = 200,         /* · |g − g of the line before|, in em */
  COST_RUNT = 50000,       /* 孤字, where there is no other way at all */
  RUNT_CELLS = 2,          /* Han or figures the last line must have */
  COST_SHORT_END = 150,    /* a last line of fewer than SHORT_CELLS */
  SHORT_CELLS = 3,
  BREAK_KNEE = 8,          /* a break of cost c counts c + c²/BREAK_KNEE */
  COST_HYPHENS = 300,      /* two hyphens, one above the other */
  COST_RAGGED = 400,       /* · (d/W)² of a line that is not justified */
  COST_HANG = 40,          /* a mark that hangs because the style lets it */
  COST_UNDERFULL = 600000, /* a line nothing could fill */
  COST_OVERFULL = 900000,
  COST_SILLY = 5000, /* a setting in one line more or fewer may cost this much a line over the best */
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

extern const int cost_of_rung[RUNG_OVERFULL + 1];

/* The widest gap of a line that needs no ladder, in a column of this MEASURE. */
static inline int64_t cost_plain_gap(Mpt measure, Mpt em)
{
  return measure >= (int64_t)LONG_MEASURE * em ? GAP_PLAIN_LONG : GAP_PLAIN;
}

/* SUMS of a line with D left of its measure (negative: over). LAST: not to be filled. HANGS: what its last mark may
 * stick out. */
FitAnswer cost_fit(const Fitting *fitting, const Sums *sums, int64_t d, Mpt measure, bool last, Mpt hangs, Fit *fit);

/* What FROM…TO costs as the end of a paragraph: 孤字 and short ends (§4.4); 0 for any other line. */
int64_t cost_of_end(const Spot *from, const Spot *to, bool first, const Sums *sums);

/* Whether the line FROM…TO is seen against the one before it, and what a change of its gaps costs. */
static inline bool cost_minds_grey(const Spot *from, const Spot *to, bool first)
{
  return !first && !from->forced && !to->forced && !to->final;
}
static inline int64_t cost_of_grey(int32_t gap, int32_t before)
{
  return (int64_t)(gap < before ? before - gap : gap - before) * COST_GREY * COST_UNIT / 10000;
}

#endif
