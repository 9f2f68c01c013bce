/* Private to compose: a chain, a slot and those it flows into, while it is being filled. It is opened (slot.c), its
   articles are collected (collect.c), arranged in its fields (arrange.c), refined (refine.c) and placed (slot.c).
   Lanes, steps and lengths as field.h has them; all of it lies in the arena of its Work. */
#ifndef TEKAN_COMPOSE_CHAIN_H
#define TEKAN_COMPOSE_CHAIN_H

#include "compose/field.h"
#include "compose/picture.h"
#include "compose/pour.h"

/* A table or figures too wide for a column; of those among lines that run down, all. */
typedef struct {
  Portion portion;
  Mpt w;
  Group *group;    /* NULL: goes in at no size */
  int span, steps; /* asked for */
  int lane, step;  /* where arranged; −1: no room */
  bool at_end;
  unsigned field;
} Wide;

typedef struct {
  Work *work;
  const LayoutSlot *slot; /* the first */
  Field *fields;          /* its inside, and those of the slots it flows into */
  unsigned n_fields;
  const Article *article; /* whose head stands over it; NULL where several share it */
  bool upright;           /* its head */
  Box strip;
  int strip_rows;
  int row_first, rows; /* grid lines of the first field */
  Mpt head_x, head_w;
  Group *head;
  int head_extra, head_column, head_columns; /* grid lines of white given to it; lanes it stands over */
  PictureVar *vars;
  unsigned *var_field;
  unsigned n_vars;
  GArray *wides;         /* Wide */
  GArray *portions;      /* Portion */
  int64_t length, asked; /* its fields' lines one after the other; what is collected asks for at the least */
  int budget;            /* ways to arrange it that may still be looked at */
  int cut_rows;          /* of the last field's end, in all its lanes: pictures there stand higher */
  uint64_t shorter;      /* lanes of the last field a line shorter than the others already */
  Cell *cells;
  unsigned n_cells;
  GHashTable *pours;   /* pours.c; NULL where the chain is not being refined … */
  GHashTable *settled; /* … what it came to as it stood before */
  GArray *pours_key;   /* … with the numbers of the pour at hand */
  unsigned least;      /* floor.c: lines of its text at the least, with what stands in it; 0: not known … */
  unsigned least_text; /* … of its paragraphs alone */
} Chain;

static inline Wide *chain_wide(const Chain *chain, unsigned index)
{
  return &g_array_index(chain->wides, Wide, index);
}

/* The portions, one after the other. */
static inline Portion *chain_portions(const Chain *chain)
{
  return (Portion *)(void *)chain->portions->data;
}

/* Whether a head at the side stands along all of the first field. */
static inline bool chain_strip_is_whole(const Chain *chain)
{
  return chain->strip_rows >= chain->rows;
}

#endif
