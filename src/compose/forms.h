/* Private to compose: forms, the ways an article may be set as a module of a made-up page (组版): its head across all
   columns or over all but the last (左题), in a style of its layout's slots; its pictures over so many columns each.
   Columns and rows are the page grid's; a module's rows have the blank one under it. */
#ifndef TEKAN_COMPOSE_FORMS_H
#define TEKAN_COMPOSE_FORMS_H

#include "compose/work.h"
#include "makeup/makeup.h"

/* What the search takes for one article. */
typedef struct {
  const Article *const *article; /* [n], and OUT more that are left out of the page */
  unsigned n, out;               /* 1: it stands alone */
  bool gathered;                 /* briefs, one after the other in one module; else equals, each in one of its own */
} Series;

typedef struct {
  const LayoutSlot *like;      /* whose head, border and tint it has */
  HeadSide side;               /* LEFT, RIGHT: upright at that edge, along all of it where it has no rows */
  int head_columns, head_rows; /* from the module's left top, of one at the right from its right */
  bool framed;
  bool recut;                     /* 破栏: its text in fewer columns, those of LIKE … */
  bool instead;                   /* … in the place of a form in columns as the page's */
  Mpt title;                      /* size of its title */
  int picture_span, picture_rows; /* of equals: of the picture each has; 0: it has none */
  int lead_span;                  /* of a lead's first picture: columns it was reckoned with; 0: it has none */
  int across, down;               /* modules of a series in its grid; 1 × 1: an article alone */
} Form;
/* Looked at besides those in columns as the page's, not in the place of one. */
static inline bool form_is_besides(const Form *form)
{
  return form->recut && !form->instead;
}

/* What is known of one article. */
typedef struct {
  GArray *forms;         /* Form; a leaf's form is an index */
  GArray *leaves, *full; /* MakeupLeaf, those of one width after another, of a width first those re-cut, last those with
                            upright heads; of FULL none leaves much white */
  MakeupArticle made, made_full;
  bool grows; /* tables or figures of it take white up: a full module may be a poor one */
} FormList;

/* What an article has at the most, that the lead be seen to lead. */
typedef struct {
  Mpt title;   /* size of its 主题; 0: as large as it goes */
  int picture; /* cells of each of its pictures; 0: as many as it likes */
} FormMost;

typedef struct {
  Work *work;     /* trials are told to its list */
  bool lead;      /* the page's first story has the largest head there is, the others do not */
  unsigned grade; /* which of the layout's sizes of heads it has, from the largest, 0, as the lead's */
  FormMost most;  /* of what is not the lead */
  int lead_span;  /* columns of the lead's first picture at the least; 0: any */
  int more;       /* lines it took more than was reckoned, of a setting that was tried */
  enum { UPRIGHT_NEVER, UPRIGHT_MAYBE, UPRIGHT_ASKED } upright; /* whether its head may stand at a side */
} FormWish;

/* Weighs an article, or briefs gathered, at all widths and heights of a zone, or equals, with a picture each at the
   most, as the module of any of them: one head, size of title and picture for all. Free with forms_free. */
FormList forms_list(const FormWish *wish, const Series *series, uint8_t rank, int columns, int rows);
/* What an article takes of a page, in cells (a column × a line): with its pictures as small as they may be, as they
   wish, and as large; its head as a lead's, or a smaller one's, over some columns. */
typedef struct {
  int least, natural, most;
} FormArea;
FormArea forms_area(Work *work, const Article *article, bool lead, int columns, int rows);
/* For Work.measured: how many lines articles take, for as long as they are. */
GHashTable *forms_measured_new(void);
/* What the others have beside ARTICLE as a lead over half of so many columns, its first picture over half of them too
   or, with *SPAN, so many at the most; *SPAN becomes how many; 0: it has none. */
FormMost forms_beside_lead(Work *work, const Article *article, int columns, int rows, int *span);
/* Of an advertisement that comes as a finished page, W × H mpt, no head over it: the widths it may be scaled to (95 to
   105 %), each at one height, for what is white beside it. None: it is wider than the zone, or higher. */
FormList forms_of_advert(Work *work, Mpt w, Mpt h, int columns, int rows);
/* The one of what stands in a slot by name. */
FormList forms_of_slot(const LayoutSlot *slot);
void forms_free(FormList *list);
/* An empty list of what MADE says but for leaves, and those it was filled with since: FROM and FULL [breadths + 1] say
   where each one's end. */
FormList forms_new(const MakeupArticle *made);
void forms_point(FormList *list, const unsigned *from, const unsigned *full, unsigned breadths);

#endif
