/* Private to compose: a slot being filled; its parts are gathered, arranged, fitted and placed by the files named
 * below. */
#ifndef TEKAN_COMPOSE_SLOT_H
#define TEKAN_COMPOSE_SLOT_H

#include "compose/work.h"

#define CHAIN_MOST 8
#define WIDE_MOST 64
#define HEAD_EXTRA_MOST 3 /* grid lines of white a head may be given */

/* A table or figures too wide for a column. */
typedef struct {
  FlowBlock block;
  Group *group;
  int span, column, row;
  unsigned room;
} Wide;

typedef struct {
  Work *work;
  const LayoutSlot *slot;
  Room rooms[CHAIN_MOST];
  unsigned n_rooms;
  const Article *article; /* whose head stands over the slot; NULL where several share it */
  bool upright;           /* its head */
  Box strip;
  int strip_rows;
  Mpt head_w;
  Group *head;
  int head_extra, head_column, head_columns;
  PictureVar *vars;
  unsigned *var_room;
  unsigned n_vars;
  Wide wides[WIDE_MOST];
  unsigned n_wides;
  GArray *blocks; /* FlowBlock */
  int64_t room,
      asked; /* what its rooms are long, all lines one after the other; what is gathered asks for at the least */
  int budget;
  int cut_rows;     /* of the last room's foot, in all its columns: pictures there stand higher */
  uint64_t shorter; /* columns of the last room a line shorter than the others already */
  Cell *cells;
  unsigned n_cells;
} Slot;

/* gather.c: pictures and blocks of the articles, in reading order. */
void gather_recut(Slot *slot);
void gather_pictures(Slot *slot, const SlotFilling *filling);
void gather_articles(Slot *slot, const SlotFilling *filling); /* no more than is surely too much; the rest is over */

/* arrange.c: where head, wide things and pictures stand; the cells left for text. */
int arrange_head_rows(const Slot *slot);
int arrange_first_free(const Room *room, int column, bool from_bottom);
void arrange_collect_cells(Slot *slot);
void arrange_slot(Slot *slot);

/* fit.c: heights, places and line counts that make the columns come out; how it then pours. */
Pour fit_slot(Slot *slot);

/* upright.c: arranges, pours and places a slot of vertical text that has been gathered. */
void upright_compose(Slot *slot);

/* slot.c */
void slot_place_head(Slot *slot);
const TextStyle *gather_body_style(const Slot *slot, const Article *article);

#endif
