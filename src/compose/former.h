/* Private to compose: forms of one article while they are listed. */
#ifndef TEKAN_COMPOSE_FORMER_H
#define TEKAN_COMPOSE_FORMER_H

#include "compose/chain.h"
#include "compose/forms.h"
#include "compose/shelves.h"
#include "compose/spans.h"

/* Pictures over some columns each. */
typedef struct {
  int least, natural, most; /* cells */
  int columns;              /* of all of them */
  int tallest;              /* lines the highest of them takes at the least */
  int cost;                 /* points of make-up */
  int span, around, first;  /* of the first: columns; lines of caption and empty line; cells, as it is */
} Shelf;

/* An article at one width. */
typedef struct {
  int columns, lanes; /* the page's; columns its text stands in, as many but beside an upright head and where re-cut */
  int left;           /* of a spread's, over its fold: those left of it; 0: it stands at one side */
  int lines;          /* cells its text takes … */
  int grows;          /* … and may take more, by tables and figures that grow */
  int leg, rows_most; /* lines of a column at the least; of the module at the most; 0: any */
  int bare_from;      /* of briefs gathered: bit i of BARE, in columns of so many lines and i a head stands at a foot */
  uint64_t bare;
  GArray *shelves; /* Shelf, one at the least */
} Breadth;

/* A head as it comes out. */
typedef struct {
  bool known;
  int rows, lacks; /* grid lines; points (1/72 inch) of size it is under its style's largest */
  int fill;        /* permille of its width that its longest line takes */
  unsigned faults; /* errors told of it, as lines too long for its least size; a word divided */
  Mpt title;       /* size of its largest line; of equals the least one's */
} HeadSize;

typedef struct {
  const FormWish *wish;
  FormList *list;
  const Series *series;
  const Article *article;       /* the first of … */
  const Article *const *equals; /* [n_equals] … set in one form */
  unsigned n_equals;            /* 1 of briefs gathered */
  int columns, rows;            /* of the zone */
  GPtrArray *models;            /* LayoutSlot, the largest head first */
  GPtrArray *upright;           /* … with upright heads */
  HeadSize *heads;              /* models × MAKEUP_BREADTHS */
  SpanTable spans;
  int *thing_rows; /* of things alone over so many columns, as they came out last; 0: not yet */
  bool on_shelves; /* a picture story */
  ShelfTable shelf;
  int fixed;   /* cells of pictures whose spans are not to be chosen */
  bool faulty; /* heads that do not go in well are taken too */
} Former;

static inline const StyleMakeup *former_house(const Former *former)
{
  return &former->wish->work->sheet->makeup;
}

/* --- models (form_models.c) ----------------------------------------------------------------------------------- */

Mpt former_title_size(const Former *former, const LayoutSlot *slot);
bool former_accepts(const Former *former, const LayoutSlot *slot);
/* Fills its models. */
void former_list_models(Former *former);

/* --- measures (form_measures.c) ------------------------------------------------------------------------------- */

/* ARTICLES alone in COLUMNS × ROWS like LIKE, but for its head, which is left away. */
Chain *former_open(const Former *former, const LayoutSlot *like, const Article *const *articles, unsigned n,
                   int columns, int rows);
/* As a list of one. */
const Article *const *former_plain(const Former *former, const Article *article);
/* Cells the chain's text and what is wide in it take; GROWS: that they may take more. */
int former_measure(Chain *chain, int *grows);
/* Cells its text takes like LIKE over so many columns, of equals the longest; GROWS: that they may take more. */
int former_lines(const Former *former, const LayoutSlot *like, int columns, int *grows);
/* Fills its spans, shelf and fixed. */
void former_pictures(Former *former, const LayoutSlot *like);
bool former_has_wide_things(const Article *article);
/* Of briefs gathered: how long their columns are at the least, and in which a head would stand at a foot. */
void former_legs(const Former *former, const LayoutSlot *like, Breadth *breadth);

/* --- leaves (form_leaves.c) ----------------------------------------------------------------------------------- */

/* LINES of text that may grow by GROWS over so many columns of the page, in LANES of its own, LEFT of them left of a
   fold they stand over (0: none), with all ways to share those out among its pictures; free its shelves. */
Breadth former_breadth(const Former *former, int columns, int lanes, int left, int lines, int grows);
/* Columns of the lead's first picture, which is the page's largest: half of them, or as many as it asks for. */
int former_lead_span(const Former *former);
/* Of a picture story: REGION lines hold its head and what text stands beside that; TEXT lines are left for the shelves.
 */
void former_add_shelf_leaves(Former *former, const Breadth *breadth, const Form *form, int region, int text, int cost);
/* Of tables and figures alone: rows they need as they are set, and more with white. */
void former_add_thing_leaves(Former *former, const Breadth *breadth, const Form *form, int cost);
/* Adds its leaves of all heights in the form added last, COST its own. */
void former_add_leaves(Former *former, const Breadth *breadth, const Form *form, int cost);
/* --- heads (forms.c) ------------------------------------------------------------------------------------------ */

/* The page for what is measured and not kept, in an arena of its own, which the caller frees. */
Work former_open_aside(const Former *former);
/* What the head comes to, its longest line of LENGTH, beside what SIZE says of others in the same form. */
void former_read_head(const Group *head, Mpt length, HeadSize *size);

/* LIKE's head as it comes out W wide over BREADTH (makeup.h), which says where a fold runs through it. */
HeadSize former_measure_head(const Former *former, const LayoutSlot *like, unsigned breadth, Mpt w);
/* Adds the form LIKE with HEAD, COST with what that costs; false: it does not go in well. */
bool former_open_form(Former *former, const LayoutSlot *like, const HeadSize *head, int head_columns, int *cost);

/* --- re-cut (form_recut.c) ---------------------------------------------------------------------------------- */

/* Forms like LIKE over so many columns whose text stands in fewer, COST that of LIKE in as many. */
/* A 开栏语 whose lines would be far too short in columns as the page's: it stands re-cut and in no other way. */
bool former_stands_recut(const Former *former, const LayoutSlot *like, int columns);
void former_add_recuts(Former *former, const LayoutSlot *like, int columns, int cost);

/* --- upright heads (uprights.c) ----------------------------------------------------------------------------- */

/* The layout's slots with such heads the article may have. */
void uprights_list(Former *former);
/* Forms over so many columns, whose text alone takes PLAIN_LINES. */
void uprights_add(Former *former, int columns, int plain_lines);

#endif
