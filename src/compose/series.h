/* Private to compose: what goes through the search of a made-up page as one article, and inside of which nothing of
   碰题, 通缝 and 断版 is counted. A series of equals (系列稿), as the voices of six delegates: articles of one kind,
   rank, make and length, whose modules are grids of equal modules. Briefs gathered (集纳): one module for all. */
#ifndef TEKAN_COMPOSE_SERIES_H
#define TEKAN_COMPOSE_SERIES_H

#include "compose/forms.h"

/* Whether it is a brief as they are gathered: short, of text alone, and not the first of its page. */
bool series_gathers(const Article *article);
/* WORK's free articles, each in one of as many series as are returned, in the order of their first ones, of which the
   first MAKEUP_ARTICLES are in SERIES; of briefs gathered that of the highest rank comes first. ALONE: no equals. */
unsigned series_find(const Work *work, bool alone, Series *series);
bool series_holds(const Series *series, const Article *article);
bool series_leaves_out(const Series *series, const Article *article);
static inline bool series_is_grid(const Series *series)
{
  return series->n > 1 && !series->gathered;
}
/* Forms of all of it at all widths and heights of a zone, as forms_list has them. */
FormList series_list(const FormWish *wish, const Series *series, uint8_t rank, int columns, int rows);
/* MEMBER's module in the WHOLE of its series, which is set in FORM. */
MakeupModule series_module(const MakeupModule *whole, const Form *form, unsigned member);
/* Rules between modules of a series of TEMPL that stand side by side. */
void series_rule(Work *work, const LayoutTemplate *templ);

#endif
