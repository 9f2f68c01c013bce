/* Private to compose: a series of equals (系列稿), as the voices of six delegates: articles of one kind, rank, make and
   length. All of it goes through the search of a made-up page as one article, whose modules are grids of equal
   modules; inside it nothing of 碰题, 通缝 and 断版 is counted. */
#ifndef TEKAN_COMPOSE_SERIES_H
#define TEKAN_COMPOSE_SERIES_H

#include "compose/forms.h"

/* What the search takes for one article. */
typedef struct {
  const Article *article[MAKEUP_ARTICLES]; /* [n] */
  unsigned n;                              /* 1: it stands alone */
} Series;

/* WORK's free articles, at most MAKEUP_ARTICLES, each in one of the SERIES, as many as are returned, in the order of
   their first ones; ALONE: no two in one. */
unsigned series_find(const Work *work, bool alone, Series *series);
bool series_holds(const Series *series, const Article *article);
/* Forms of all of it at all widths and heights of a zone, as forms_list has them. */
FormList series_list(const FormWish *wish, const Series *series, uint8_t rank, int columns, int rows);
/* MEMBER's module in the WHOLE of its series, which is set in FORM. */
MakeupModule series_module(const MakeupModule *whole, const Form *form, unsigned member);
/* Rules between modules of a series of TEMPL that stand side by side. */
void series_rule(Work *work, const LayoutTemplate *templ);

#endif
