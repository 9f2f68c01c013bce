/* What every row CUTS of base/costs.def is for: what is paid in leaves to be rid of it, and what is not. Set to
   nothing or to twice itself, a row must fail here: built a second time with weights that may be changed while it runs
   (COSTS_PERTURBED), it does just that. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

#include "pages.h"

/* A page 6 columns wide, without any layout yet. */
static Page *begin(Arena *arena, unsigned rows, unsigned n)
{
  Page *page = ARENA_NEW(arena, Page);
  *page = (Page){.columns = 6, .rows = rows, .n = n};
  for (unsigned i = 0; i < n; i++)
    page->article[i].rank = 1;
  return page;
}

static MakeupLayout search(Arena *arena, const Page *page)
{
  MakeupTask task = page_task(page, 1);
  return makeup_search(arena, &task).layout[0];
}

/* --- clashes ----------------------------------------------------------------------------------------------------- */

static void add_edged(Page *page, unsigned article, MakeupEdge edge, int32_t cost)
{
  MakeupLeaf *leaf = page_add(page, article, 3, 10, cost);
  leaf->left = leaf->right = (uint8_t)edge;
}

/* Two articles side by side and a strip. Whether PRICE is paid to have plain text at the side of one of the two. */
static bool pays_for_plain(MakeupEdge one, MakeupEdge other, int32_t price)
{
  Arena *arena = arena_new();
  Page *page = begin(arena, 20, 3);
  add_edged(page, 0, one, 0);
  add_edged(page, 0, EDGE_TEXT, price);
  add_edged(page, 1, other, 0);
  add_edged(page, 1, EDGE_TEXT, price);
  page_add(page, 2, 6, 10, 0);
  bool paid = search(arena, page).leaves == price;
  arena_free(arena);
  return paid;
}

static bool across_across(void)
{
  return pays_for_plain(EDGE_HEAD, EDGE_HEAD, 200) && !pays_for_plain(EDGE_HEAD, EDGE_HEAD, 450);
}

static bool upright_upright(void)
{
  return pays_for_plain(EDGE_UPRIGHT, EDGE_UPRIGHT, 100) && !pays_for_plain(EDGE_UPRIGHT, EDGE_UPRIGHT, 200);
}

static bool box_box(void)
{
  return pays_for_plain(EDGE_BOX, EDGE_BOX, 30) && !pays_for_plain(EDGE_BOX, EDGE_BOX, 60);
}

static bool upright_across(void)
{
  return pays_for_plain(EDGE_UPRIGHT, EDGE_HEAD, 10) && !pays_for_plain(EDGE_UPRIGHT, EDGE_HEAD, 20) &&
         pays_for_plain(EDGE_HEAD, EDGE_UPRIGHT, 10) && !pays_for_plain(EDGE_HEAD, EDGE_UPRIGHT, 20);
}

static bool picture_picture(void)
{
  return pays_for_plain(EDGE_PICTURE, EDGE_PICTURE, 90) && !pays_for_plain(EDGE_PICTURE, EDGE_PICTURE, 180);
}

/* --- cuts -------------------------------------------------------------------------------------------------------- */

/* Whether PRICE is paid to have two articles side by side rather than one over the other: a rift for a band, 105
   more. */
static bool pays_for_rift(int32_t price)
{
  Arena *arena = arena_new();
  Page *page = begin(arena, 20, 2);
  for (unsigned i = 0; i < 2; i++) {
    page_add(page, i, 6, 10, i ? 0 : price);
    page_add(page, i, 3, 20, 0);
  }
  bool beside = search(arena, page).module[0].columns == 3;
  arena_free(arena);
  return beside;
}

static bool rift(void)
{
  return pays_for_rift(150) && !pays_for_rift(60);
}

static bool band(void)
{
  return pays_for_rift(110) && !pays_for_rift(100);
}

/* Two and two, a break between; or at PRICE one as a banner over the other three: 235 less. */
static bool pays_for_banner(int32_t price)
{
  Arena *arena = arena_new();
  Page *page = begin(arena, 20, 4);
  static const unsigned WIDTHS[] = {2, 4, 3, 3};
  for (unsigned i = 0; i < 4; i++)
    page_add(page, i, WIDTHS[i], 10, 0);
  page_add(page, 0, 6, 8, price);
  for (unsigned i = 1; i < 4; i++)
    page_add(page, i, 2, 12, 0);
  bool banner = search(arena, page).module[0].columns == 6;
  arena_free(arena);
  return banner;
}

static bool breaks(void)
{
  return pays_for_banner(190) && !pays_for_banner(280);
}

/* Three strips; or at PRICE two of them side by side: one cut less, 65. */
static bool pays_for_one_cut(int32_t price)
{
  Arena *arena = arena_new();
  Page *page = begin(arena, 20, 3);
  page_add(page, 0, 6, 10, 0);
  for (unsigned i = 1; i < 3; i++) {
    page_add(page, i, 6, 5, 0);
    page_add(page, i, 3, 10, i == 1 ? price : 0);
  }
  bool one = search(arena, page).module[1].columns == 3;
  arena_free(arena);
  return one;
}

static bool breaks_more(void)
{
  return pays_for_one_cut(55) && !pays_for_one_cut(75);
}

/* --- ranks ------------------------------------------------------------------------------------------------------- */

/* Two articles in one column, a headline beside them: article 0, of RANK, may have its headline only at the foot, and
   costs PRICE at the head. Whether that is paid, or it stands under the other, of the next rank. */
static bool pays_for_order(unsigned rank, int32_t price)
{
  Arena *arena = arena_new();
  Page *page = begin(arena, 20, 3);
  for (unsigned i = 0; i < 2; i++)
    page->article[i].rank = (uint8_t)(rank + i);
  add_edged(page, 0, EDGE_HEAD, 0);
  add_edged(page, 0, EDGE_TEXT, price);
  add_edged(page, 1, EDGE_TEXT, 0);
  MakeupLeaf *neighbour = page_add(page, 2, 3, 20, 0);
  neighbour->left = neighbour->right = EDGE_HEAD;
  bool paid = search(arena, page).module[0].row == 0;
  arena_free(arena);
  return paid;
}

static bool lead(void)
{
  return pays_for_order(0, 100) && !pays_for_order(0, 200);
}

static bool order(void)
{
  return pays_for_order(1, 30) && !pays_for_order(1, 60);
}

/* --- all rows ---------------------------------------------------------------------------------------------------- */

typedef struct {
  const char *name;
  bool (*holds)(void);
} Row;

static const Row ROWS[] = {{"CUTS_ACROSS_ACROSS", across_across},
                           {"CUTS_UPRIGHT_UPRIGHT", upright_upright},
                           {"CUTS_BOX_BOX", box_box},
                           {"CUTS_UPRIGHT_ACROSS", upright_across},
                           {"CUTS_PICTURE_PICTURE", picture_picture},
                           {"CUTS_BAND", band},
                           {"CUTS_BREAK", breaks},
                           {"CUTS_BREAK_MORE", breaks_more},
                           {"CUTS_RIFT", rift},
                           {"CUTS_LEAD", lead},
                           {"CUTS_ORDER", order}};

static const char *const COST_NAMES[] = {
#define COST(name, value, unit, source) #name,
#include "base/costs.def"
#undef COST
};

static bool (*find_test(unsigned cost))(void)
{
  for (unsigned i = 0; i < G_N_ELEMENTS(ROWS); i++)
    if (strcmp(ROWS[i].name, COST_NAMES[cost]) == 0)
      return ROWS[i].holds;
  return NULL;
}

#ifndef COSTS_PERTURBED

static void every_row_is_for_something(void **state)
{
  (void)state;
  for (unsigned i = 0; i < G_N_ELEMENTS(COST_NAMES); i++) {
    if (!g_str_has_prefix(COST_NAMES[i], "CUTS_"))
      continue;
    if (!find_test(i))
      fail_msg("%s has no test", COST_NAMES[i]);
    if (!find_test(i)())
      fail_msg("%s does not do what it is for", COST_NAMES[i]);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(every_row_is_for_something)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}

#else

int costs_now[COSTS] = {
#define COST(name, value, unit, source) value,
#include "base/costs.def"
#undef COST
};

static void tell(bool good, const char *what, const char *name)
{
  printf("%s - %s %s\n", good ? "ok" : "not ok", name, what);
}

int main(void)
{
  for (unsigned i = 0; i < COSTS; i++) {
    bool (*holds)(void) = find_test(i);
    if (!g_str_has_prefix(COST_NAMES[i], "CUTS_"))
      continue;
    int value = costs_now[i];
    tell(holds && holds(), "does what it is for", COST_NAMES[i]);
    for (int times = 0; holds && times <= 2; times += 2) {
      costs_now[i] = value * times;
      tell(!holds(), times ? "fails its test when it is doubled" : "fails its test when it is nothing", COST_NAMES[i]);
    }
    costs_now[i] = value;
  }
  return 0;
}

#endif
