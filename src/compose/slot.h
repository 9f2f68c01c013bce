/* Private to compose: a slot being filled; its parts are gathered, arranged, fitted and placed by the files named
 * below. */
#ifndef TEKAN_COMPOSE_SLOT_H
#define TEKAN_COMPOSE_SLOT_H

#include "compose/work.h"

/* Figures that find no room come down to so much of their size, in steps, permille. */
enum { FIGURES_LEAST = 400, FIGURES_STEP = 60 };
#define HEAD_EXTRA_MOST 3 /* grid lines of white a head may be given */

/* A table or figures too wide for a column; of those among lines that run down, all. */
typedef struct {
  FlowBlock block;
  Mpt w;
  Group *group;    /* NULL: goes in at no size */
  int span, steps; /* asked for */
  int lane, step;  /* where arranged; −1: no room */
  bool at_end;
  unsigned field;
} Wide;

typedef struct {
  Work *work;
  const LayoutSlot *slot;
  Field *fields; /* the slot's and those it flows into */
  unsigned n_fields;
  const Article *article; /* whose head stands over the slot; NULL where several share it */
  bool upright;           /* its head */
  Box strip;
  int strip_rows;
  int row_first, rows; /* grid lines of its inside */
  Mpt head_x, head_w;
  Group *head;
  int head_extra, head_column, head_columns;
  PictureVar *vars;
  unsigned *var_field;
  unsigned n_vars;
  GArray *wides;         /* Wide */
  GArray *blocks;        /* FlowBlock */
  int64_t length, asked; /* its fields' lines one after the other; what is gathered asks for at the least */
  int budget;
  int cut_rows;     /* of the last field's end, in all its lanes: pictures there stand higher */
  uint64_t shorter; /* lanes of the last field a line shorter than the others already */
  Cell *cells;
  unsigned n_cells;
  GHashTable *pours; /* pours.c; NULL where the slot is not being fitted */
  unsigned least;    /* floor.c: lines of its text at the least; 0: not known */
} Slot;

/* gather.c: pictures and blocks of the articles, in reading order. */
void gather_recut(Slot *slot);
void gather_pictures(Slot *slot, const SlotFilling *filling);
void gather_articles(Slot *slot, const SlotFilling *filling); /* no more than is surely too much; the rest is over */

/* arrange.c: where head, wide things and pictures stand; the cells left for text. */
int arrange_head_rows(const Slot *slot);
int arrange_first_free(const Field *field, int column, bool from_bottom);
void arrange_collect_cells(Slot *slot);
void arrange_slot(Slot *slot);
void arrange_things(Slot *slot);                  /* the same, the cells yet to be collected */
void arrange_cut_rest(Slot *slot, unsigned from); /* cells from FROM on are left white */

/* The wide thing set anew as its block now asks; NULL group: it goes in at no size. */
void gather_make_wide(Slot *slot, Wide *wide, Mpt w);

/* pours.c: the blocks poured into the cells; what was tried before is not tried again. CLOSE: the last one outlives the
   others. */
void pours_open(Slot *slot);
Pour pours_pour(Slot *slot, White white);
Pour pours_close(Slot *slot, Pour last);

/* floor.c: what the slot costs at the least as its parts now are: for its pictures' shapes, and for lines over, were
   all its pictures placed. OPEN once it was arranged. */
void floor_open(Slot *slot);
int64_t floor_of_shapes(const Slot *slot);
int64_t floor_of_lines(const Slot *slot);

/* fit.c: heights, places and line counts that make the columns come out; how it then pours. */
Pour fit_slot(Slot *slot);

static inline Wide *slot_wide(const Slot *slot, unsigned index)
{
  return &g_array_index(slot->wides, Wide, index);
}
/* Whether a head at the side stands along all of the slot. */
static inline bool slot_strip_is_whole(const Slot *slot)
{
  return slot->strip_rows >= slot->rows;
}
const TextStyle *gather_body_style(const Slot *slot, const Article *article);

#endif
