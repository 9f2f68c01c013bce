/* The width model (§3), private to the room: between every two clusters a space with a natural width, what it may
   give and take, and in which order. A line's sums are differences of prefix sums. Everything in mpt. */
#ifndef TEKAN_BREAK_GLUE_H
#define TEKAN_BREAK_GLUE_H

#include "base/costs.h"
#include "break/break.h"

/* Order in which spaces give (§4.1), each used up before the next. */
typedef enum { GRADE_WORD, GRADE_BRACKET, GRADE_PAUSE, GRADE_AUTO, GRADE_END, GRADES } Grade;
/* Order in which they take (§4.2), before all gaps take equally. */
typedef enum { TAKE_WORD, TAKE_AUTO, TAKES } Take;

/* The space before a cluster: between it and the one before. */
typedef struct {
  Mpt natural, shrink, stretch;
  uint8_t grade; /* of the shrink */
  uint8_t take;  /* of the stretch */
  bool gap;      /* takes its part of what is left */
  bool tied;     /* ties a mark to its text: takes a part only of what would make the gaps wide */
  bool mark;     /* the empty half of a mark */
  bool tracked;  /* has the tracking of the style */
} Space;

/* Sums over the clusters before i and the spaces before those. Differences count, so the small ones may wrap. */
typedef struct {
  int64_t width;
  uint32_t shrink[GRADES], stretch[TAKES];
  uint32_t gaps, tied, tracked;
  uint32_t cells; /* half cells of Han, figures and letters: 孤字 counts them, marks don't */
} Sums;

typedef struct {
  const Shaped *shaped;
  Space *spaces; /* n + 1; [0] and [n] empty */
  Sums *sums;    /* n + 1 */
  uint32_t n;
  Mpt em;
} Glue;

typedef struct {
  PunctStyle punctuation;
  int tracking;              /* 1/1000 em after each cluster */
  int gap_min, gap, gap_max; /* 1/1000 em, Han–Latin */
} GlueStyle;

/* What D is to each gap of a line, and to each that ties a mark to its text; in the unit of EASY, the widest gap that
 * leaves those closed (§4.2: CLREQ lets every gap stretch; the tied ones come after the others, and open half as
 * far: a mark is not torn from its text). */
typedef struct {
  int64_t gaps, tied; /* in all: they add up to D */
} Stretch;
static inline Stretch glue_stretch(uint32_t gaps, uint32_t tied, int64_t d, int64_t easy)
{
  int64_t rest = d - easy * gaps, share = COST_BREAK_TIED_SHARE;
  if (rest <= 0 || !tied)
    return (Stretch){d, 0};
  int64_t alike = d * tied * share / (100 * (int64_t)gaps + share * tied);
  int64_t part = MIN(rest, MAX(easy * tied * COST_BREAK_TIED_FIRST / 100, alike));
  return (Stretch){d - part, part};
}

GlueStyle glue_style(const TextStyle *style);
/* FREE with glue_close. */
Glue glue_open(const Shaped *shaped, const GlueStyle *style);
void glue_close(Glue *glue);

/* Clusters [first, end) as a line, edges trimmed (§3.3): nothing is empty before the first and after the last. */
static inline Sums glue_line(const Glue *glue, uint32_t first, uint32_t end)
{
  Sums sums = {0};
  if (first >= end)
    return sums;
  const Sums *a = &glue->sums[first + 1], *b = &glue->sums[end];
  sums.width = b->width - a->width + glue->shaped->clusters[first].body;
  for (unsigned i = 0; i < GRADES; i++)
    sums.shrink[i] = b->shrink[i] - a->shrink[i];
  for (unsigned i = 0; i < TAKES; i++)
    sums.stretch[i] = b->stretch[i] - a->stretch[i];
  sums.gaps = b->gaps - a->gaps;
  sums.tied = b->tied - a->tied;
  sums.tracked = b->tracked - a->tracked;
  sums.cells = b->cells - glue->sums[first].cells;
  return sums;
}

/* Spaces that vanish at a line's edge: the first cluster to keep from FROM on, and the end of the last one to keep
 * before END. */
uint32_t glue_skip_start(const Shaped *shaped, uint32_t from, uint32_t end);
uint32_t glue_skip_end(const Shaped *shaped, uint32_t first, uint32_t end);

/* Whether the cluster is a mark that may hang (，。、 and their like), and what of it. */
Mpt glue_hang(const Glue *glue, uint32_t first, uint32_t end);

#endif
