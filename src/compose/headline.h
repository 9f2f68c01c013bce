/* Private to compose: heads (题), kicker to byline, in whole grid lines: as large as their styles and their room allow.
   What goes in at no size is left out, which the group tells. Widths are mpt. */
#ifndef TEKAN_COMPOSE_HEADLINE_H
#define TEKAN_COMPOSE_HEADLINE_H

#include "compose/group.h"

/* Head over WIDTH in ROWS_MOST grid lines; what goes in at no size is left out, which the group tells. NULL where the
   article has none, or nothing of it goes in. */
Group *headline_across(Work *work, const Article *article, const LayoutHead *head, Mpt width, int rows_most);
/* What a head across the fold of a spread stands in, from its left: WIDTH; where the columns left of the fold end, the
   fold, and where those right of it begin. */
typedef struct {
  Mpt width, left, at, right;
} HeadFold;
/* That of columns FIRST … LAST of a spread. */
HeadFold headline_fold(const Grid *grid, int first, int last);
/* The same over the fold: in what is kept free round it stands no letter. Titles, and what its writer has parted by a
   blank or a mark, are parted there; the rest stands at one side. An error is told where a title cannot be. */
Group *headline_across_fold(Work *work, const Article *article, const LayoutHead *head, const HeadFold *fold,
                            int rows_most);
Group *headline_upright(Work *work, const Article *article, const LayoutHead *head, Mpt width, int rows);
/* How wide an upright head of ROWS grid lines asks its strip to be. */
Mpt headline_strip_width(Work *work, const Article *article, const LayoutHead *head, int rows, Mpt most);
Group *headline_inline(Work *work, const Portion *portion, Mpt w);
/* 栏头 over articles gathered, ARTICLE the first of them: what style brief-head has as its prefix, or 简讯. */
Group *headline_rubric(Work *work, const Article *article, Mpt width, int rows_most);

#endif
