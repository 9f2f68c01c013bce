/* Private to check: the rules of a page. What is seen of it is gathered once (sights.c): heads, pictures with their
   captions, columns of text, frames and tints, and the walls, which is all that stops a run of white. Each rule is a
   function of its own and adds what it finds. Boxes are mpt from the left top of the trim; values 1/1000 of the rule's
   unit. */
#ifndef TEKAN_CHECK_RULES_H
#define TEKAN_CHECK_RULES_H

#include "base/costs.h"
#include "check/work.h"

/* One article's in one slot: the ink of all its lines. */
typedef struct {
  const Article *article;
  const LayoutSlot *slot;
  Box box;
  Mpt size;       /* of its 主题, the largest; 0: it has none */
  unsigned parts; /* lines that are no 主题 */
  bool upright;
} SeenHead;

typedef struct {
  const Article *article;
  const Picture *picture;
  Box box, whole; /* the picture's own; with its caption */
} SeenPicture;

/* A column of one article's text from picture, head or column's end to the next; 小标题, quotes and tables are of it.
 */
typedef struct {
  const Article *article;
  const LayoutSlot *slot;
  Box box;
  unsigned lines;          /* of text */
  unsigned solid, longest; /* of text without a 小标题 or anything else between: now, and at the most */
} SeenLeg;

typedef enum { WALL_TEXT, WALL_SUBHEAD, WALL_BLOCK, WALL_HEAD, WALL_PICTURE, WALL_EDGE, WALL_FURNITURE } WallKind;

/* What white ends at. Of text, the room of a line in its column, however short it is. EDGE: a side of a frame or tint.
 */
typedef struct {
  WallKind kind;
  const Article *article; /* NULL: furniture, edges */
  Box box;
} Wall;

typedef struct {
  const Look *look;
  const Grid *grid;
  GArray *heads;    /* SeenHead */
  GArray *pictures; /* SeenPicture */
  GArray *legs;     /* SeenLeg */
  GArray *grounds;  /* Box: frames and tints of slots */
  GArray *fences;   /* Box: their upper and lower edges, and rules across between articles */
  GArray *walls;    /* Wall */
  GArray *modules;  /* Module */
  Box field;        /* what the articles take of the page */
  unsigned allows;
  GArray *found; /* RuleFound */
} Sights;

Sights sights_open(const Look *look);
void sights_close(Sights *sights);
/* Between A and B stands the edge of a frame or tint that has only one of them inside. */
bool sights_parted(const Sights *sights, const Box *a, const Box *b);
/* A wall of one of KINDS, 1 << WallKind each, lies in the box. */
bool sights_stands_in(const Sights *sights, const Box *box, unsigned kinds);
const Module *sights_module(const Sights *sights, const Article *article); /* NULL: it has nothing here */
/* Equals (§8.4): the same kind, priority, parts of the head and size of the 主题, modules as wide and as high. */
bool sights_equals(const Sights *sights, const SeenHead *a, const SeenHead *b);
/* The box as wide as the columns it reaches into: a short head may stand over the gutter of two. */
Box sights_widen(const Sights *sights, Box box);
/* The one story of the highest priority; NULL: there is none alone, or the page is one side of a spread. */
const Article *sights_lead(const Sights *sights);
bool sights_is_series(const Sights *sights); /* the page is three equals or more and nothing else */

#define SIGHTS_AT(array, type, index) (&g_array_index(array, type, index))

static inline Mpt rules_shared(Mpt a, Mpt a_length, Mpt b, Mpt b_length)
{
  return MIN(a + a_length, b + b_length) - MAX(a, b);
}
static inline Mpt rules_across(const Box *a, const Box *b) /* ≤ 0: they share none */
{
  return rules_shared(a->x, a->w, b->x, b->w);
}
static inline Mpt rules_down(const Box *a, const Box *b)
{
  return rules_shared(a->y, a->h, b->y, b->h);
}
static inline Box rules_union(Box a, Box b)
{
  Mpt x = MIN(a.x, b.x), y = MIN(a.y, b.y);
  return (Box){x, y, MAX(box_right(&a), box_right(&b)) - x, MAX(box_bottom(&a), box_bottom(&b)) - y};
}
/* At least PERCENT of the smaller one's length is shared. */
static inline bool rules_share(Mpt shared, Mpt a, Mpt b, int percent)
{
  return (int64_t)shared * 100 >= (int64_t)MIN(a, b) * percent && shared > 0;
}
/* The fold of a spread lies between. */
static inline bool rules_over_fold(const Grid *grid, const Box *left, const Box *right)
{
  return grid->fold && box_right(left) <= grid->fold_x && right->x >= grid->fold_x;
}
static inline int64_t rules_lines(const Sights *sights, Mpt length) /* 1/1000 of a grid line */
{
  return (int64_t)length * 1000 / sights->grid->leading;
}
static inline int64_t rules_mm(Mpt length) /* 1/1000 mm */
{
  return (int64_t)length * 1000 * MPT_PER_MM_DEN / MPT_PER_MM_NUM;
}

/* rules.c */

typedef struct {
  int column_first, column_last, row_first, row_last;
} Cells;
/* The columns and grid lines a box touches; in a gutter, those at its sides. */
Cells rules_cells(const Grid *grid, const Box *box);
void rules_add(Sights *sights, RuleFound found);
void rules_check(Arena *arena, const Look *look, PageLook *page);
/* Of the N found, a line for each rule that is broken: the worst place, and how many there are. */
typedef struct {
  const PlacedPage *page;
  const Grid *grid;
  DiagList *diags;
} RuleTeller;
void rules_tell(const RuleTeller *teller, const RuleFound *found, unsigned n);

/* heads.c */
void heads_beside(Sights *sights);
void heads_stacked(Sights *sights);
void heads_alone(Sights *sights);
void heads_width(Sights *sights);
void heads_rank(Sights *sights);
/* A story's or a brief's with a 主题, in no list: it has a rank, and columns of its own. */
bool heads_are_ranked(const Sights *sights, const SeenHead *head);
/* In a row with one that is its equal, as those of a series. */
bool heads_stand_in_row(const Sights *sights, const SeenHead *head);
/* begins.c */
void begins_run_up(Sights *sights);
void begins_apart(Sights *sights);
void begins_close(Sights *sights);
void heads_lead(Sights *sights);
/* runs.c */
void runs_through(Sights *sights);
void runs_parting(Sights *sights);
/* pictures.c */
void pictures_meet(Sights *sights);
void pictures_stacked(Sights *sights);
void pictures_dominant(Sights *sights);
void pictures_share(Sights *sights);
void pictures_alike(Sights *sights);
void pictures_rank(Sights *sights);
void pictures_lead(Sights *sights);
void pictures_gaze(Sights *sights);
/* legs.c */
void legs_length(Sights *sights);

#endif
