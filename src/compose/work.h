/* Private to compose: a page being made, and groups: things built at the origin, then placed. */
#ifndef TEKAN_COMPOSE_WORK_H
#define TEKAN_COMPOSE_WORK_H

#include "compose/compose.h"

/* A page being made; one thread works on it. */
typedef struct {
  Arena *arena;
  Arena *scratch; /* the pour's; cleared by each */
  Arena *trials;  /* a slot's pours; cleared for the next slot */
  Shaper *shaper;
  DiagList *diags;
  const Issue *issue;
  const StyleSheet *sheet;
  const PageSpec *spec;
  int number;
  bool explain;                 /* --explain-lines */
  const Article *held;          /* asked is only whether all of it goes on the page: see page_hold; else NULL */
  GHashTable *tables;           /* Table → Mpt *: what each of its columns asks for; made on first use */
  GHashTable *kept;             /* Rich → KeptText: shapes and settings for the next time the page is asked; NULL */
  const LayoutSlot *slot;       /* being set: what is placed belongs to it */
  const LayoutFurniture *piece; /* the same of furniture */
  GArray *items;                /* Placed */
  GArray *articles;             /* PlacedArticle */
  GPtrArray *garbage;           /* GArrays of groups and caches, freed with the page */
  GPtrArray *lists;             /* DiagLists of groups, the same */
} Work;

/* Things that keep their places to each other: a head, a picture with its caption, a table. Origin: left edge, top of
   its first grid line. ROWS whole grid lines high. */
typedef struct {
  GArray *items; /* Placed */
  Mpt w;
  int rows;
  unsigned lines;
  const char *article;
  DiagList *diags; /* what its making found: told when it is placed, for it may be made in many ways first */
} Group;

Group *group_new(Work *work, const char *article, Mpt w);
void group_add_rule(Group *group, Box box, Mpt weight, BorderKind border, Ink ink);
void group_add_band(Group *group, Box box, Ink ink);
void group_add_frame(Group *group, Box box, Mpt weight, BorderKind border, const char *pattern, unsigned sides,
                     Ink ink);
void group_add_picture(Group *group, const ImageInfo *image, Crop crop, Box box);
/* Line LINE of a placed setting with its left edge at x and baseline at y (vertical: centre line and top). */
void group_add_line(Group *group, const Setting *setting, unsigned line, Mpt x, Mpt y);
/* All lines of a paragraph in STYLE, first baseline at y, then each a leading lower; returns the last baseline. */
Mpt group_add_paragraph(Work *work, Group *group, const Setting *setting, const TextStyle *style, Mpt x, Mpt y,
                        Mpt leading);
#define BEYOND_MOST 300 /* mpt: by rounding */
/* What sticks out of its width at most, in mpt; 0: nothing does. */
Mpt group_beyond(const Group *group);
/* Puts the group on the page, its origin at x, y; NULL: nothing. */
void group_place(Work *work, const Group *group, Mpt x, Mpt y);

/* A paragraph of one measure, aligned by its style, placed; in lines as short as they must be, down to a character and
   a half. NULL for empty text, or a measure of less. */
Setting *text_set(Work *work, const Rich *rich, const TextStyle *style, Mpt measure, Mpt indent,
                  const char *const *keep, DiagList *diags);

PlacedArticle *work_article(Work *work, const Article *article); /* its row, made on first use */
void work_add_placed(Work *work, const Placed *placed);
bool work_has_style(const Work *work, const char *name);
/* GIVEN if not NULL, else <kind>-NAME if the layout has it, else NAME. */
const TextStyle *work_style(const Work *work, const char *given, const Article *article, const char *name);
const TextStyle *work_style_aligned(Work *work, const TextStyle *style,
                                    Align align); /* itself where it is so already */

/* --- the inside of a slot ---------------------------------------------------------------------- */

typedef enum { BUSY_FREE, BUSY_TAKEN, BUSY_CUT, BUSY_NARROW /* text runs beside a picture */ } Busy;

/* What a picture that does not fill its lanes leaves of one of them, for STEPS lines from STEP on. */
typedef struct {
  int lane, step, steps;
  Mpt start, measure;
} Narrow;

#define LANES_MOST 40
#define LINE_LEAST 5 /* characters (rules §7) */

/* Lanes of whole characters, each a run of steps: text fills one lane line by line and goes on in the next. Lines
   across: lanes are columns from the left, steps the page's grid lines. Lines down (竖排): lanes are tiers from the
   top, steps the lines from the right, 1…, on a pitch of their own. */
typedef struct {
  const LayoutSlot *slot;
  bool vertical;
  Box outer; /* page columns × rows, before the inset */
  int step_first, step_last;
  int lanes;
  Mpt start[LANES_MOST], measure; /* where each begins, left or top; how far its lines run */
  Mpt gutter;
  Mpt em, pitch;  /* a line's body and the way from line to line */
  Mpt edge;       /* lines down: the right edge of the first */
  uint8_t *busy;  /* lanes × steps: Busy */
  GArray *narrow; /* Narrow */
} Field;

void field_open(Work *work, Field *field, const LayoutSlot *slot); /* as columns, whatever the text's direction */
/* Turned for lines that run down, set in STYLE, inside AREA: its tiers and lines. */
void field_turn(Work *work, Field *field, Box area, const TextStyle *style);
void field_check(Work *work,
                 const Field *field); /* tells of lanes too narrow (§7: under 9 characters, never under 5) */
/* Strip of WIDTH (0: one column) taken off at the side for a vertical head; the rest re-cut. Returns the strip. */
Box field_take_strip(Work *work, Field *field, HeadSide side, Mpt width, int rows);
void field_recut(Work *work, Field *field, int columns); /* the same width in other columns */
int field_steps(const Field *field);
bool field_free(const Field *field, int lane, int step);            /* lane 0… */
bool field_cut(const Field *field, int lane, int step);             /* taken off the end, to be white */
const Narrow *field_narrow(const Field *field, int lane, int step); /* NULL: nothing of a lane is left there, or all */
bool field_free_run(const Field *field, int lane, int step, int steps); /* all of them */
const uint8_t *field_lane(const Field *field, int lane);                /* Busy of each of its steps */
static inline bool field_takes_text(uint8_t busy)
{
  return busy == BUSY_FREE || busy == BUSY_NARROW;
}
int field_first_free(const Field *field, int lane); /* 0: none is */
int field_last_free(const Field *field, int lane);
/* The first step from STEP on with text in the lane; past the last: none is left. */
int field_next_text(const Field *field, int lane, int step);
void field_take_narrow(Field *field, Narrow narrow);
void field_clear(Field *field); /* nothing taken */
void field_take(Field *field, int lane, int lanes, int step, int steps, uint8_t how);
Mpt field_extent(const Field *field, int first, int lanes); /* along the line, with the gutters between */
Mpt field_depth(const Field *field, int steps);             /* across: from the first line's body to the last's */
int field_steps_of(const Field *field, Mpt depth);          /* the fewest steps of that depth at least */
/* Where those lanes and steps lie on the page: lines across, whole grid lines; lines down, their bodies. */
Box field_box(const Work *work, const Field *field, int lane, int lanes, int step, int steps);
void field_decorate(Work *work, const Field *field); /* tint and border, before the contents */
void field_rule(Work *work, const Field *field);     /* 栏线 where text stands on both sides */

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

/* --- what flows ---------------------------------------------------------------------------------- */

typedef struct PictureVar PictureVar;
typedef struct FlowBlock FlowBlock;
typedef Group *(*GroupBuilder)(Work *work, const FlowBlock *block, Mpt w);

struct FlowBlock {
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
  int permille;                      /* figures: of their styles' sizes; 0: as they are */
  unsigned column_first, column_end; /* and its columns besides the first; 0, 0: all */
  bool with_next;                    /* two lines of what follows stay with it */
  Mpt pitch;                         /* its lines', for what stands between lines that run down */
};

typedef struct {
  unsigned start;         /* cell */
  unsigned cells;         /* taken */
  unsigned hole;          /* one left white inside it, at the foot of a column; 0: none */
  const Setting *setting; /* text */
} FlowPiece;

typedef struct {
  FlowPiece *pieces; /* one a block */
  unsigned end;      /* first cell not used */
  unsigned over;     /* lines over the cells there are */
  unsigned holes;    /* cells left white in and before text */
  int64_t cost;      /* of settings, edges, holes and overset; white at the end is not in it */
} Pour;

void flow_block_open(Work *work, FlowBlock *block); /* its caches */

/* A paragraph as it was shaped and broken for a page that is tried with less and less of its text. The shapes live in
   the arena of the Work they were made with. */
typedef struct {
  const TextStyle *style;
  const Shaped *shaped;
  GArray *settings; /* FlowBlock's */
} KeptText;
GHashTable *gather_kept_new(void);
/* What cells left white at the end cost: the first FEW little, for columns a line apart are level; the others much. */
typedef struct {
  unsigned few;
  int64_t little, much;
} White;
static inline int64_t white_cost(const White *white, unsigned cells)
{
  unsigned few = MIN(cells, white->few);
  return few * white->little + (int64_t)(cells - few) * white->much;
}
/* Pours BLOCKS into CELLS by the least cost over all settings of all paragraphs. */
Pour flow_pour(Work *work, FlowBlock *blocks, unsigned n, const Cell *cells, unsigned n_cells, White white);
/* The fewest cells like CELL that BLOCKS come to, their pictures apart; and what lines without a place cost. */
unsigned flow_least(Work *work, FlowBlock *blocks, unsigned n, const Cell *cell);
int64_t flow_cost_over(int64_t lines);
/* Places what was poured and counts it; what has no place is not drawn: overset. */
void flow_place(Work *work, FlowBlock *blocks, unsigned n, const Cell *cells, unsigned n_cells, const Pour *pour);

/* tally.c: what of the row's article stands on the page: placed, overset, and where the first that does not was
   written. */
void tally_article(Work *work, PlacedArticle *row);

/* explain.c: counts the first N lines of a block set for its article's row, reports rungs of the ladder at their
   places; with work->explain also what an editor asks of lines that look loose. */
void explain_lines(Work *work, PlacedArticle *row, const FlowBlock *block, const Setting *setting, unsigned n);
void explain_article(Work *work, const PlacedArticle *row);

/* --- pictures -------------------------------------------------------------------------------------- */

/* A picture being arranged. Its lines' direction is its field's: steps, lanes and extents mean what they mean there. */
struct PictureVar {
  const Picture *picture;
  const ImageInfo *info;
  const Article *article;
  int span;                              /* lanes; 0: the flow's one lane */
  Mpt extent;                            /* along the line, of one with text beside it; 0: its lanes' */
  bool far;                              /* that one stands at the end of its lanes */
  Mpt taken;                             /* along the line, where arranged */
  int rows, natural, rows_min, rows_max; /* steps of the picture alone */
  int caption_rows;                      /* lines across: below it; lines down: none, the caption is in its extent */
  PicturePlace where;
  int home;       /* the field of the chain it must stand in; −1: any */
  int anchor;     /* permille of the article's text before it */
  int shift;      /* lanes the fit moves it by from where it is wanted */
  bool at_end;    /* at the foot of its columns; lines down: at the left */
  Mpt drop;       /* white kept above an inline picture that stands under text */
  int lane, step; /* where arranged; −1: no room */
};

/* That it is left out, with its caption, of SLOT. */
void picture_tell_no_room(Work *work, const Article *article, const Picture *picture, const char *slot);
/* Steps of the picture, caption and the empty line that parts it from text. */
int picture_total_rows(const PictureVar *var);
/* Reads the article's pictures, but for those that ask for a slot that is none of FIELDS', and chooses spans and
   natural sizes. n pictures in an array. */
PictureVar *picture_vars(Work *work, const Article *article, const Field *fields, unsigned n_fields, unsigned *n);
void picture_size(Work *work, PictureVar *var, Mpt width, const LayoutSlot *slot, int rows_most);
/* Its origin is the left top of its lanes and steps, the empty one with them. NULL, told, where its caption leaves it
   no line of its rows. */
Group *picture_group(Work *work, const PictureVar *var, Mpt width);
/* The same among lines that run down: DEPTH wide, EXTENT high. */
Group *picture_group_upright(Work *work, const PictureVar *var, Mpt depth, Mpt extent);

/* --- builders ------------------------------------------------------------------------------------------ */

/* Head over WIDTH in ROWS_MOST grid lines; what goes in at no size is left out, which the group tells. NULL where the
   article has none, or nothing of it goes in. */
Group *headline_across(Work *work, const Article *article, const LayoutHead *head, Mpt width, int rows_most);
Group *headline_upright(Work *work, const Article *article, const LayoutHead *head, Mpt width, int rows);
/* How wide an upright head of ROWS grid lines asks its strip to be. */
Mpt headline_strip_width(Work *work, const Article *article, const LayoutHead *head, int rows, Mpt most);
Group *headline_inline(Work *work, const FlowBlock *block, Mpt w);

/* upright.c: the same for vertical text. W: how far a line runs; the origin is the right top of the first cell. */
Group *upright_subhead_group(Work *work, const FlowBlock *block, Mpt w);
Group *upright_ornament_group(Work *work, const FlowBlock *block, Mpt w);
Group *upright_head_group(Work *work, const FlowBlock *block, Mpt w);

Group *subhead_group(Work *work, const FlowBlock *block, Mpt w);
Group *quote_group(Work *work, const FlowBlock *block, Mpt w);
Group *ornament_group(Work *work, const FlowBlock *block, Mpt w);
Group *table_group(Work *work, const FlowBlock *block, Mpt w);
/* Where BLOCK's part of the table, which begins with its first body row, must end to come to ROWS grid lines with its
   head; at least one row. */
unsigned table_part_end(Work *work, const FlowBlock *block, Mpt w, int rows);
/* One past the last column that goes into W together with the table's first and those from FIRST on; FIRST: none. */
unsigned table_columns_end(Work *work, const Article *article, const Table *table, Mpt w, unsigned first);
Mpt table_natural_width(Work *work, const Article *article, const Table *table);
Group *figures_group(Work *work, const FlowBlock *block, Mpt w);

/* jump.c (转版): the pages' specs with every article that is placed on several of them divided between them; those of
   other pages as they are. One an issue's page; in ARENA. */
const PageSpec **jump_specs(Arena *arena, const Issue *issue, const StyleSheet *sheet, DiagList *diags);

/* --- pages ------------------------------------------------------------------------------------------------ */

/* One slot and those it flows into, with the articles given. FILLED: names of the slots that have articles of their
 * own. */
void slot_compose(Work *work, const LayoutTemplate *templ, const LayoutSlot *slot, const SlotFilling *filling);
/* Pictures other articles send here by `place: slot:NAME`. */
void slot_compose_pictures(Work *work, const LayoutSlot *slot);
void furniture_compose(Work *work, const LayoutTemplate *templ);
/* `articles` alone: the template and the filling of least misfit. Full page make-up will take this place. */
const LayoutTemplate *makeup_choose(Work *work, SlotFilling *fillings, unsigned *n_fillings);
void page_compose(Work *work, PlacedPage *page);
/* Page NUMBER (1…) as SPEC has it. */
void page_compose_spec(const Work *like, const PageSpec *spec, int number, PlacedPage *page);

/* What a page holds of an article. */
typedef struct {
  unsigned placed, overset, lines; /* characters; lines of those placed */
  bool all;
} Held;
/* ARTICLE on the page SPEC gives it to: its own slots are set and nothing else, as they come and not as well as they
   can be. */
Held page_hold(const Work *like, const PageSpec *spec, int number, const Article *article);
/* Whether SPEC gives the slot to the article. */
bool page_slot_holds(const PageSpec *spec, const char *slot, const Article *article);

#endif
