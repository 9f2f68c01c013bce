/* Reading an issue: issue.yaml, articles, the layout → a model frozen after loading, with places on everything.
   The model lives in the arena given. Promises to users: formats (man/tekan-issue.5, man/tekan-layout.5). */
#ifndef TEKAN_LOAD_LOAD_H
#define TEKAN_LOAD_LOAD_H

#include "base/diag.h"
#include "base/units.h"
#include "text/text.h"

/* --- the rules of a page ------------------------------------------------------------ */

/* What a page is looked at for, page_rules.def; a set of them has a bit 1 << PageRule for each. */
typedef enum {
#define PAGE_RULE(rule, unit) PAGE_RULE_##rule,
#include "load/page_rules.def"
#undef PAGE_RULE
  PAGE_RULES
} PageRule;
DiagCode page_rule_code(PageRule rule); /* the diagnostic that tells of it: its printed name is the rule's */

/* --- articles ---------------------------------------------------------------------- */

typedef enum { KIND_STORY, KIND_BRIEF, KIND_OPENING, KIND_PHOTO, KIND_DATA, KIND_AD, KINDS } ArticleKind;
const char *article_kind_name(ArticleKind kind);
bool article_kind_wants_title(ArticleKind kind); /* readers would miss it */

typedef enum { GAZE_NONE, GAZE_LEFT, GAZE_RIGHT } Gaze;
typedef enum { PICTURE_AUTO, PICTURE_COLUMN_TOP, PICTURE_COLUMN_BOTTOM, PICTURE_INLINE, PICTURE_SLOT } PicturePlace;

typedef struct {
  const char *name; /* as written */
  const char *path; /* readable path, inside the issue */
  Place place;
  const Rich *caption, *credit; /* or NULL */
  int span;                     /* columns; 0: auto */
  Length width;                 /* instead of a span: text runs beside it (串文); UNIT_NONE: none */
  int focus_x, focus_y;         /* 0…1000; default 500 500 … */
  bool focused;                 /* … and whether they are given */
  Gaze gaze;                    /* where the face in it looks */
  bool crop;                    /* may be cropped; default true */
  PicturePlace where;
  const char *slot; /* PICTURE_SLOT */
} Picture;

/* An advertisement that comes as a finished page. */
typedef struct {
  const char *name, *path; /* as written; readable, inside the issue */
  Place place;
} Advert;

typedef enum {
  BLOCK_PARAGRAPH,
  BLOCK_SUBHEAD,
  BLOCK_QUOTE,
  BLOCK_TABLE,
  BLOCK_PICTURE,
  BLOCK_ORNAMENT,
  BLOCK_LIST
} BlockKind;

typedef enum { CELL_LEFT, CELL_CENTRE, CELL_RIGHT } CellAlign;

typedef struct {
  unsigned columns, rows;   /* row 0 is the head */
  const Rich *const *cells; /* rows × columns, row by row; NULL for an empty one */
  const CellAlign *align;   /* by column */
} Table;

/* An item of a list: set as a paragraph with its marker; in kind: data as a figure block: the bold span is the numeral,
   what follows on its line the unit, the next line(s) the label. */
typedef struct {
  const char *marker; /* "·", "1." … */
  const Rich *text;
} ListItem;

typedef struct {
  BlockKind kind;
  Place place;
  const Rich *const *lines; /* PARAGRAPH: one; SUBHEAD: each source line; QUOTE: its paragraphs */
  unsigned n_lines;
  const Table *table;
  const Picture *picture; /* also listed in Article.pictures */
  const ListItem *items;
  unsigned n_items;
} Block;

typedef struct Article {
  const char *slug, *file;
  Place place;
  ArticleKind kind;
  const Rich *kicker;
  const Rich *const *title; /* lines; title_listed: the editor gave the lines as a list: honoured as they are */
  unsigned n_title;
  bool title_listed;
  Place title_place; /* of title:, or of the keys it is not among; file NULL: there are none, or it was refused */
  const Rich *const *subtitle;
  unsigned n_subtitle;
  const Rich *byline, *source, *dateline;
  const char *section; /* 版名 of the pages it may be dealt to; NULL: any */
  int priority;        /* 1…9; default 5 */
  bool continued;
  const char *const *keep; /* with the issue's 报名, as text_keep gives them */
  const Picture *pictures; /* each once, in order of first mention: `images` first, then the body's */
  unsigned n_pictures;
  const Block *blocks;
  unsigned n_blocks;
  const Advert *advert; /* kind ad: its first page fills the slot; NULL */
  unsigned characters;  /* printable characters of kicker, title, subtitle, byline, source, dateline, body, captions,
                           credits, tables */
  NormaliseCount normalised;
  const char *jumps_from, *jumps_to; /* of a part of one divided over pages (转版), as compose makes them: those pages'
                                        labels; NULL: it begins or ends here */
} Article;

unsigned
article_count(const Article *article); /* its characters, counted anew; the title of a part that goes on is a repeat */

/* --- the layout --------------------------------------------------------------------- */

typedef struct {
  const char *key; /* name */
  Ink ink;         /* tint 10000 */
  Place place;
} LayoutColour;

typedef enum { ALIGN_UNSET, ALIGN_JUSTIFY, ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT } Align;
typedef enum {
  PUNCT_UNSET,
  PUNCT_QUANJIAO,
  PUNCT_KAIMING,
  PUNCT_BANJIAO,
  PUNCT_HANGMOBANJIAO,
  PUNCT_HEADLINE
} PunctStyle;

/* A style as written: what is not given is UNSET (NULL, UNIT_NONE, -1) and comes from based_on, then from the built-in
 * default. */
typedef struct {
  const char *name;
  Place place;
  const char *based_on, *font, *latin, *colour, *features, *bold, *kai;
  Place font_place, latin_place; /* of what is given */
  int tint;                      /* 0…10000, -1 unset */
  Length size, size_max;         /* size: one, or [min, max] */
  Length leading, indent, before, after, tracking, tracking_max;
  Align align;
  PunctStyle punctuation;
  int level;                 /* BreakLevel or -1 */
  int hyphenate, hang;       /* -1 unset, 0, 1 */
  int combine;               /* figures side by side in a vertical line: 1 … 3; -1 */
  int upright_capitals;      /* -1 unset, 0, 1 */
  int lines;                 /* grid lines a one-line head takes; -1 */
  int gap, gap_min, gap_max; /* Han–Latin gap, 1/1000 em; -1 */
  const char *prefix;        /* e.g. ◎ before a byline; or NULL */
} LayoutStyle;

typedef enum {
  BORDER_NONE,
  BORDER_LINE,
  BORDER_DOUBLE,
  BORDER_THICK_THIN,
  BORDER_DOTTED,
  BORDER_LACE /* 花边 */
} BorderKind;
typedef struct {
  BorderKind kind;
  Length weight;
  const char *colour;  /* NULL: black */
  unsigned sides;      /* 1 top, 2 right, 4 bottom, 8 left; 15 all */
  Length inset;        /* UNIT_NONE: one 字 at the sides */
  const char *pattern; /* 花边: name of the ornament: wave, diamond, beads, fret, laurel; NULL: wave */
} LayoutBorder;

typedef enum { HEAD_TOP, HEAD_LEFT, HEAD_RIGHT, HEAD_NONE } HeadSide; /* HEAD_LEFT/RIGHT: 竖题 */

typedef struct {
  HeadSide side;                 /* where the head stands; LEFT, RIGHT: vertical */
  int column_first, column_last; /* of the slot's own columns, 1…; 0: all */
  Align align;
  int rows_min, rows_max;                         /* grid lines the head takes; 0: as needed */
  int lines_max;                                  /* lines (vertical: columns) of 主题; 0: 2 */
  const char *kicker, *title, *subtitle, *byline; /* style names; NULL: kicker, title … */
  Length width;                                   /* vertical: width of the strip; UNIT_NONE: as it asks */
  int height;                                     /* vertical: grid lines; 0: the slot's whole height */
  BorderKind rule;                                /* a rule under the head */
  const char *rule_colour;
  int title_most;   /* mpt: of 主题 on a page made up by compose; 0: as large as its style goes */
  bool equal;       /* one of a series of equals, whose 主题 have that size */
  bool with_byline; /* vertical: it has the byline beside it, on a page made up by compose; else that stands in the text
                     */
} LayoutHead;

typedef struct {
  const char *name;
  Place place;
  unsigned number;               /* among the slots of all the layout's templates, 0…; a copy's is the same */
  int column_first, column_last; /* page columns, 1… */
  int row_first, row_last;       /* grid lines, 1… */
  unsigned accepts;              /* 1 << ArticleKind; all when not given */
  LayoutHead head;
  LayoutBorder border;
  const char *tint;             /* colour; NULL none */
  int tint_percent;             /* 1/100 % */
  const char *flow;             /* slot the text goes on in; NULL */
  int columns;                  /* 破栏: the inside re-cut into so many columns; 0: as the page */
  Length gutter;                /* of the re-cut; between tiers */
  bool vertical;                /* 竖排: lines run down, right to left */
  int tiers;                    /* of a vertical slot: 栏 one under the other, 1…6; 0: as its height asks */
  const char *style;            /* body style; NULL: by kind (opening → opening, else body) */
  int picture_min, picture_max; /* grid lines a picture may be given; 0: free */
  int picture_cells;            /* columns × lines one has at the most, on a page made up by compose; 0: free */
  int picture_span;             /* columns each has, in a series of equals made up by compose; 0: free */
  int first_span;               /* columns the first wishes for at the least, in a lead's module made up by compose */
  int lead_span;                /* … the first was reckoned with in that module; 0: nothing was */
  bool column_rules;            /* 栏线 between its columns */
  bool bleed; /* an advertisement goes out to the trim, and bleeds, where the slot ends with the type area */
  bool level; /* columns level at the foot when the text ends early; default true */
  int advert_w, advert_h; /* mpt, of the finished advertisement a module is for; 0: it is for none */
  bool made;              /* a module of a page made up, of no layout: what its pictures wish has a price, no more */
  bool gathered;          /* one of briefs (集纳), under a 栏头 of its own */
} LayoutSlot;

typedef enum {
  FURNITURE_TEXT,
  FURNITURE_RULE,
  FURNITURE_BAND,
  FURNITURE_FRAME,
  FURNITURE_COLUMN_RULES,
  FURNITURE_IMAGE
} FurnitureKind;

/* A thing of the page itself. Its box is given by x, y, w, h from the top left of the type area (lengths; negative
   reach into margins), or by columns and rows of the grid. Text may hold {paper} {title} {date} {weekday} {lunar}
   {number} {page} {section} {pages} {staff}. */
typedef struct {
  FurnitureKind kind;
  Place place;
  unsigned number;                                    /* among all the layout's, 0… */
  Length box[4];                                      /* x y w h; w of 0 / h of 0 for rules */
  int column_first, column_last, row_first, row_last; /* 0: box is used */
  const char *text, *style, *colour, *image;
  Align align;
  int valign; /* 0 top, 1 middle, 2 bottom */
  bool vertical;
  int tint; /* 1/100 %, 10000 solid */
  BorderKind rule;
  Length weight;
  bool bleed;          /* a band stretched to the bleed at the edges it touches or passes */
  const char *only_if; /* placeholder name that must not be empty, e.g. number; NULL */
} LayoutFurniture;

typedef struct {
  const char *name;
  Place place;
  const LayoutSlot *slots;
  unsigned n_slots;
  const LayoutFurniture *furniture;
  unsigned n_furniture;
  unsigned allows; /* rules of a page it lives with */
} LayoutTemplate;

/* Its slot of that NAME; NULL: none, or no name is given. */
/* A border or a tint stands round it. */
static inline bool layout_slot_is_framed(const LayoutSlot *slot)
{
  return slot->border.kind != BORDER_NONE || slot->tint;
}
const LayoutSlot *layout_template_slot(const LayoutTemplate *templ, const char *name);

typedef struct {
  const char *standard;  /* "PDF/X-4" or "PDF/X-1a:2003" */
  const char *profile;   /* ICC file as written; NULL: built-in newsprint */
  Place profile_place;   /* in the file it is named relative to */
  int tac;               /* %, default 240 */
  int min_ppi, warn_ppi; /* 150, 200 */
  int max_ppi;           /* 200: photographs far over it come down to it */
  int jpeg_quality;      /* default 80 */
  const char *intent;    /* perceptual (default) | relative */
  bool split;
  const char *split_name; /* pattern: {file_name} {page} {n} */
  const char *impose;     /* none, spreads, 4-up; NULL: none */
  Place place;
} Press;

enum { MARK_CROP = 1, MARK_REGISTRATION = 2, MARK_COLOUR_BAR = 4, MARK_SLUG = 8 };

/* A grid a page made up from its articles may have instead of the layout's, all its body-like text scaled along. */
typedef struct {
  Place place;
  Length size, leading, gutter; /* of the body; UNIT_NONE: as in the layout's grid */
  int columns, characters;      /* as the layout's */
  bool half_character;
} LayoutScale;

/* What the house has a made-up page look like; what is not given is UNSET (−1), or as said. */
typedef struct {
  unsigned never,
      freely;  /* rules of a page, a bit each: kept wherever there is a way; cuts that cost next to nothing */
  bool banner; /* the lead stands over all columns */
  int left_heads, frames;      /* 左题, and framed or tinted modules, a page */
  unsigned widths;             /* bit w: w columns; 0: any */
  int shape_least, shape_most; /* height of a module by its width, 1/100 */
  int lead_title;              /* size of the lead's title by any other's, 1/100 */
  int share_least, share_most; /* pictures, % of what the articles take */
  int lead_picture;            /* the lead's first picture, % of the columns */
} LayoutMakeup;

typedef struct {
  const char *name, *file;
  Length trim_w, trim_h, bleed;
  Length margin_top, margin_right, margin_bottom, margin_left;
  unsigned marks;
  int columns, characters; /* characters 0: from the gutter */
  bool half_character;     /* and half a one more */
  Length gutter;           /* UNIT_NONE: what the characters leave */
  Length leading;
  const LayoutScale *scales; /* in the order they are tried */
  unsigned n_scales;
  Press press;
  const LayoutColour *colours;
  unsigned n_colours;
  const LayoutStyle *styles;
  unsigned n_styles;
  const LayoutTemplate *templates;
  unsigned n_templates, n_slots, n_furniture; /* of all of them */
  unsigned allows;                            /* rules all its pages live with */
  LayoutMakeup makeup;
} Layout;

/* --- the issue ----------------------------------------------------------------------- */

typedef struct {
  const char *slot;
  Place place;
  const Article *const *articles;
  unsigned n_articles;
} SlotFilling;

/* Of N, the one that gives SLOT something; NULL: it is left empty. */
const SlotFilling *slot_filling_lookup(const SlotFilling *fillings, unsigned n, const char *slot);

typedef enum { PIN_ANY_HEAD, PIN_HEAD_TOP, PIN_HEAD_LEFT, PIN_HEAD_RIGHT, PIN_HEAD_UPRIGHT_LEFT } PinHead;

/* Where an article is to stand on a page made up; on the page's grid, 0: anywhere. */
typedef struct {
  const Article *article;
  Place place;
  int column_first, column_last, row_first, row_last;
  PinHead head; /* TOP: over all columns. LEFT: over all but the last (左题) or, if it is not chosen, upright at the
                   left (竖题) as well. RIGHT, UPRIGHT_LEFT: upright */
  bool chosen;  /* of makeup.yaml: kept as long as it serves; else it is the issue's own word */
} Pin;

/* A page before this one that it is not to look like. */
typedef struct {
  const char *label;
  Place place;
} Avoid;

/* A part of an article divided over pages. */
typedef struct {
  const Article *article;
  unsigned end; /* 1/1000 of its text, where the part ends */
} PagePart;

/* Where the fold lies: at the right of a spread's left page, at the left of its right one. */
typedef enum { FOLD_NONE, FOLD_RIGHT, FOLD_LEFT } FoldSide;

typedef struct {
  const char *label, *section;
  Place place;
  const LayoutTemplate *templ; /* NULL: articles alone, its furniture is to be chosen */
  const SlotFilling *fillings; /* with a template */
  unsigned n_fillings;
  const Article *const *articles; /* every article of the page, in order */
  unsigned n_articles;
  unsigned n_free; /* of them the last: in no slot by name, to be made up in what is free */
  bool open;       /* gets articles dealt, which are free */
  const Pin *pins; /* of those, one each at the most */
  unsigned n_pins;
  const Avoid *avoids;
  unsigned n_avoids;
  const PagePart *parts; /* of those, where compose has dealt them so that they go on elsewhere or come from there */
  unsigned n_parts;
  const Article *const *spare; /* not on the page: compose has found no page with room, and tells it here */
  unsigned n_spare;
  unsigned allows;  /* rules this page lives with */
  FoldSide fold;    /* it is one of the two pages of a spread (跨版), which are made up as one */
  Place fold_place; /* … where that is asked for */
} PageSpec;

typedef struct {
  const char *role, *names;
} Staff;

/* The last page given stands as often as its articles ask for (`repeat`): so many pages in all at the least and the
   most, multiples or divisors of that of a sheet. */
typedef struct {
  unsigned page;                  /* its index */
  unsigned multiple, least, most; /* 0: the number of pages is given */
  Place place;
} Repeat;

typedef struct Issue {
  const char *dir, *file; /* as typed; file is dir/issue.yaml */
  const char *paper, *title, *iso_date, *number, *file_name;
  Date date;
  const Layout *layout;
  Press press; /* the layout's with the issue's overrides */
  const Staff *staff;
  unsigned n_staff;
  const PageSpec *pages;
  unsigned n_pages;
  const Article *const *articles;
  unsigned n_articles; /* all read, sorted by slug */
  const Article *const *dealt;
  unsigned n_dealt; /* for the open pages, as they are listed */
  Repeat repeat;
  int lines_asked, lines_held; /* column lines, where the number of pages was found: see compose; else 0 */
} Issue;

typedef struct {
  const char *const *layout_dirs; /* NULL-terminated: searched for `layout: name` */
  bool verbose;                   /* list every normalised mark */
} LoadOptions;

/* Reads everything under DIR. NULL after a FATAL diagnostic; other diagnostics leave a usable issue. */
Issue *issue_load(Arena *arena, const char *dir, const LoadOptions *options, DiagList *diags);
/* The next larger number of pages there may be: whole sheets, or a part of one. */
unsigned repeat_next(const Repeat *repeat, unsigned n);
/* A copy, in ARENA, with N pages, of which those from repeat.page on are alike but for their labels. */
Issue *issue_of_pages(Arena *arena, const Issue *issue, unsigned n);
/* Such a copy's last checks, and what makeup.yaml says of its pages. false after a FATAL. */
bool issue_settle(Arena *arena, Issue *issue, DiagList *diags);
/* Names of its results, in ARENA: no two are alike. */
char *issue_press_name(Arena *arena, const Issue *issue);
char *issue_imposed_name(Arena *arena, const Issue *issue);
char *issue_split_name(Arena *arena, const Issue *issue, unsigned page); /* page 0… */
/* Whether a run of it, of whatever number of pages, may have written a PDF of that name. */
bool issue_may_have_named(const Issue *issue, const char *name);
/* Names of the spot inks among its colours, in their order, NULL-terminated; they live as long as the layout. */
const char *const *layout_spots(const Layout *layout, Arena *arena);
/* Reads one layout by name or path; for `tekan layouts`. NAME is relative to BASE_DIR (may be NULL) or a name in
 * layout_dirs. */
Layout *layout_load(Arena *arena, const char *name, const char *base_dir, const LoadOptions *options, Place at,
                    DiagList *diags);

#endif
