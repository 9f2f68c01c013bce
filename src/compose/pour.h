/* Private to compose: how portions come to lie in cells. A cell is a place for one line; they come in reading order,
   numbered from 0. Costs are points (base/costs.def, POUR). What finds no cell is over: counted, and not drawn. */
#ifndef TEKAN_COMPOSE_POUR_H
#define TEKAN_COMPOSE_POUR_H

#include "compose/group.h"

/* A grid line of a column text may stand on; in a vertical slot one of the lines that run down. */
typedef struct {
  Mpt x, w;  /* left edge; vertical: centre line, and how far it runs */
  Mpt top;   /* vertical */
  Mpt pitch; /* from line to line */
  bool vertical;
  int row;          /* horizontal */
  unsigned segment; /* cells of a lane next to each other share it */
  unsigned lane;    /* ordinal in the chain */
} Cell;

typedef struct PictureVar PictureVar; /* picture.h */

/* What flows: text that may go over lanes, or a solid, kept whole. */
struct Portion {
  const Article *article;
  const Block *source; /* for builders */
  /* text that may go over columns */
  const Shaped *shaped; /* NULL: a solid */
  const TextStyle *style;
  Mpt indent;
  Place place;
  GArray *settings; /* cache: width → Settings */
  /* a solid: kept whole */
  GroupBuilder build;
  GArray *groups;                    /* cache: width → Group */
  PictureVar *picture;               /* rows vary */
  unsigned row_first, row_end;       /* of a table divided: its body rows here; of figures, items; 0, 0: all */
  int more;                          /* of a table, figures: grid lines its rows have beyond their own */
  bool head_level;                   /* … but for a table's head: it stands level with another's */
  int permille;                      /* figures: of their styles' sizes; 0: as they are */
  unsigned column_first, column_end; /* and its columns besides the first; 0, 0: all */
  bool with_next;                    /* two lines of what follows stay with it */
  const Block *head;                 /* of a table, figures: the 小标题 that goes with them; NULL: none */
  bool begins_lane;                  /* it stands at the top of one, below nothing of what came before */
  Mpt pitch;                         /* its lines', for what stands between lines that run down */
};

/* Where a portion came to lie. */
typedef struct {
  unsigned start;         /* cell */
  unsigned cells;         /* taken */
  unsigned hole;          /* one left white inside it, at the foot of a column; 0: none */
  const Setting *setting; /* text */
} Poured;

/* A way all portions come to lie, with its cost. */
typedef struct {
  Poured *poured; /* one a portion */
  unsigned end;   /* first cell not used */
  unsigned over;  /* lines over the cells there are */
  unsigned holes; /* cells left white in and before text */
  int64_t cost;   /* of settings, edges, holes and overset; white at the end is not in it */
} Pour;

void portion_open(Work *work, Portion *portion); /* its caches */

/* What cells left white at the end cost: the first FEW little, for columns a line apart are level; the others much.
   FOOT: what each but the first weighs that is left white at a column's foot, before what goes on whole in the next; it
   steers the pour and is not in its cost. */
typedef struct {
  unsigned few;
  int64_t little, much, foot;
} White;
#define WHITE_FREE ((White){0, 0, 0, 0}) /* nothing */
static inline int64_t white_cost(const White *white, unsigned cells)
{
  unsigned few = MIN(cells, white->few);
  return few * white->little + (int64_t)(cells - few) * white->much;
}
/* Pours PORTIONS into CELLS, one at the least, by the least cost over all settings of all paragraphs. It lies in the
 * arena of trials. */
Pour pour_portions(Work *work, Portion *portions, unsigned n, const Cell *cells, unsigned n_cells, White white);
/* The fewest cells like CELL that PORTIONS come to, their pictures apart; *TEXT: those of paragraphs alone. */
unsigned pour_least(Work *work, Portion *portions, unsigned n, const Cell *cell, unsigned *text);
/* Places what was poured and counts it; what has no place is not drawn: overset. */
void pour_place(Work *work, Portion *portions, unsigned n, const Cell *cells, unsigned n_cells, const Pour *pour);

#endif
