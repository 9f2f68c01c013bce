/* Private to compose: the parts of a head, kicker to byline, each set as large as it may be; what the heads across and
   upright are stacked of. */
#ifndef TEKAN_COMPOSE_HEAD_PARTS_H
#define TEKAN_COMPOSE_HEAD_PARTS_H

#include "compose/headline.h"

/* A part of a head set: its lines and their style. */
typedef struct {
  const Head *head;
  const TextStyle *style;
  Mpt leading;              /* at the size it came to */
  Mpt gap;                  /* white above it, for its 注音 also */
  const FoldedLine *folded; /* of each line of one over the fold; NULL: it is not */
  Mpt x, measure;           /* of one beside the fold; else 0 */
  bool level;               /* at the other side of the fold than the part above, beside it */
} HeadPart;

enum { PART_KICKER, PART_TITLE, PART_SUBTITLE, PART_BYLINE, PARTS };

typedef struct {
  Work *work;
  const Article *article;
  const LayoutHead *head;
  const Rich *const *lines[PARTS];
  unsigned n[PARTS]; /* 0: not there, or left out */
  const TextStyle *style[PARTS];
  unsigned left_out; /* bits */
  Direction direction;
  Mpt measure;
  const HeadFold *fold; /* NULL: none runs through it */
  DiagList *diags;      /* of the setting tried last */
} HeadSource;

HeadSource head_parts_open(Work *work, const Article *article, const LayoutHead *head, Align align);
/* Sets part WHICH in STYLE, no larger than PERMILLE of its largest size; none of it: its head is NULL. */
HeadPart head_parts_set(HeadSource *source, unsigned which, const TextStyle *style, Mpt measure, unsigned lines_max,
                        int permille);
/* 眉题 and 副题 stay clearly below the 主题 (§7 题 structure), but no smaller than a size that is read. */
const TextStyle *head_parts_subordinate(Work *work, const TextStyle *style, const HeadPart *title, int permille);
unsigned head_parts_lines(const HeadSource *source, unsigned part); /* it may have at the most */
Mpt head_parts_ruby(const HeadPart *part);                          /* what 注音 takes above the first of its lines */
Mpt head_parts_height(const HeadPart *part);
bool head_parts_are_wide(const HeadPart *part, Mpt measure); /* a line is longer than it may be */
/* The next part to give way: one that is too wide first, else the first there is in their order. PARTS: none. */
unsigned head_parts_leaver(const HeadSource *source, const HeadPart *parts, Mpt measure);
void head_parts_leave_out(HeadSource *source, unsigned part);
void head_parts_forget(HeadSource *source); /* what was told of the setting tried last */
/* Empty, with what is told of PARTS in their MEASURES. */
Group *head_parts_group(const HeadSource *source, const HeadPart *parts, Mpt width, const Mpt measures[PARTS]);

/* --- over the fold of a spread (head_fold.c) ------------------------------------------------------------------ */

/* As head_parts_set, the title over the fold, the others beside it where they are not parted there by their sense. */
HeadPart head_fold_set(HeadSource *source, unsigned which, const TextStyle *style, int permille);
/* The byline stands beside a 副题 that stands at the other side. */
void head_fold_level(const HeadPart *subtitle, HeadPart *byline);

#endif
