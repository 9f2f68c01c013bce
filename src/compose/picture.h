/* Private to compose: pictures with their captions: how many lanes and steps, which part of them. Lanes, steps and
   extents are those of the field it stands in. One that cannot be read, or finds no room, is told at its place. */
#ifndef TEKAN_COMPOSE_PICTURE_H
#define TEKAN_COMPOSE_PICTURE_H

#include "compose/field.h"
#include "compose/group.h"

typedef struct PictureVar PictureVar; /* in pour.h too */

/* A picture's caption as it is set in a width. */
typedef struct {
  Mpt width;
  Setting *setting; /* NULL: it has none, or the width is none */
  const TextStyle *style;
  DiagList *told; /* in setting it */
} Caption;

/* In as many widths as there is room for. */
typedef struct {
  Caption set[24];
  unsigned n;
} Captions;

/* A picture being arranged. Its lines' direction is its field's: steps, lanes and extents mean what they mean there. */
struct PictureVar {
  const Picture *picture;
  const ImageInfo *info;
  const Article *article;
  int span;                 /* lanes; 0: the flow's one lane */
  Mpt extent;               /* along the line, of one with text beside it; 0: its lanes' */
  bool far;                 /* that one stands at the end of its lanes */
  Mpt taken;                /* along the line, where arranged */
  Mpt caption_x, caption_w; /* of one over the fold, whose caption stands at one side; 0: under all of it */
  int rows, natural, rows_min, rows_max; /* steps of the picture alone */
  Captions *captions;                    /* of the widths that were tried */
  int caption_rows;                      /* lines across: below it; lines down: none, the caption is in its extent */
  PicturePlace where;
  int home;    /* the field of the chain it must stand in; −1: any */
  int anchor;  /* permille of the article's text before it */
  int shift;   /* lanes refining moves it by from where it is wanted */
  bool at_end; /* at the foot of its columns; lines down: at the left */
  Mpt drop;    /* white kept above an inline picture that stands under text */
  bool stands; /* its place is given: the lanes from STAND_LANE, the steps from STAND_STEP on */
  int stand_lane, stand_step;
  bool stacked;   /* against another, with no text between */
  int lane, step; /* where arranged; −1: no room */
};

/* For Work.captions: Captions of each picture, in the arena of what is tried. */
GHashTable *picture_captions_new(void);
/* One that stands nowhere yet. */
PictureVar picture_var(Work *work, const Article *article, const Picture *picture, const ImageInfo *info);
/* That it is left out, with its caption, of SLOT. */
void picture_tell_no_room(Work *work, const Article *article, const Picture *picture, const LayoutSlot *slot);
/* Steps of the picture, caption and the empty line that parts it from text. */
int picture_total_rows(const PictureVar *var);
/* Reads the article's pictures, but for those that ask for a slot that is none of FIELDS', and chooses spans and
   natural sizes. n pictures in an array. */
PictureVar *picture_vars(Work *work, const Article *article, const Field *fields, unsigned n_fields, unsigned *n);
/* Where it stands over SPAN lanes from LANE on, as far as that bears on its caption. */
void picture_part_caption(PictureVar *var, const Field *field, int lane);
/* Its focus, where one is given, is not near the fold that runs through it there. */
bool picture_clears_fold(const Field *field, const PictureVar *var, int lane);
int picture_ppi(const PictureVar *var, Mpt width); /* pixels an inch, uncropped */
/* Its natural size in a WIDTH, and how far it may leave it, in steps; ROWS_MOST of them with caption and empty line. */
void picture_size(Work *work, PictureVar *var, Mpt width, const LayoutSlot *slot, int rows_most);
/* Its origin is the left top of its lanes and steps, the empty one with them. NULL, told, where its caption leaves it
   no line of its rows. */
Group *picture_group(Work *work, const PictureVar *var, Mpt width);
/* The same among lines that run down: DEPTH wide, EXTENT high. */
Group *picture_group_upright(Work *work, const PictureVar *var, Mpt depth, Mpt extent);

#endif
