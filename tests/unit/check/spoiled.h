/* A page as it was composed, whose things a test may spoil. */
#ifndef TESTS_UNIT_CHECK_SPOILED_H
#define TESTS_UNIT_CHECK_SPOILED_H

#include "check/check.h"

#include "../compose/desk.h"

#define SLOTS "      - {name: lead, columns: 1-5, rows: 1-75}\n"
#define FURNITURE                                                                                                      \
  "    furniture:\n      - {text: \"{paper}\", box: [0mm, -12mm, 30mm, 5mm]}\n      - {rule: [0mm, -5mm, 100mm, "      \
  "0mm]}\n"

typedef struct {
  Desk desk;
  Placed *items; /* the first page's, which a test may spoil */
  PlacedPage page;
} Sheet;

static inline Sheet set_sheet(void)
{
  Sheet sheet = {.desk = desk_open()};
  desk_story(&sheet.desk, "one", "title: 题目在此\nimages:\n  a.png: {span: 2}\n", 60);
  desk_picture(&sheet.desk, "articles/one/a.png", 1200, 800);
  desk_set(&sheet.desk, "templates:\n  page:\n    slots:\n" SLOTS FURNITURE,
           "  - {template: page, slots: {lead: one}}\n");
  sheet.page = *desk_page(&sheet.desk);
  sheet.items = g_new(Placed, sheet.page.n_items + 3);
  memcpy(sheet.items, sheet.page.items, sheet.page.n_items * sizeof *sheet.items);
  sheet.page.items = sheet.items;
  return sheet;
}

static inline void look(Sheet *sheet)
{
  diag_list_free(sheet->desk.diags);
  sheet->desk.diags = diag_list_new(LANG_EN);
  page_check(sheet->desk.arena, sheet->desk.sheet, &sheet->page, sheet->desk.diags);
}

static inline void close_sheet(Sheet *sheet)
{
  g_free(sheet->items);
  desk_close(&sheet->desk);
}

static inline unsigned find(const Sheet *sheet, PlacedKind kind, bool grid)
{
  for (unsigned i = 0; i < sheet->page.n_items; i++)
    if (sheet->items[i].kind == kind && sheet->items[i].grid == grid)
      return i;
  fail_msg("there is none");
  return 0;
}

#endif
