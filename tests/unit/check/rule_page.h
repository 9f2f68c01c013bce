/* Pages made by hand that the rules are measured on. Columns are 126 pt wide and 13.5 pt apart, lines 13.5 pt; titles
 * 36 pt. */
#ifndef TESTS_UNIT_CHECK_RULE_PAGE_H
#define TESTS_UNIT_CHECK_RULE_PAGE_H

#include "base/costs.h"
#include "check/check.h"

#include "../compose/desk.h"

#define STYLES                                                                                                         \
  "styles:\n  title: {font: 标宋, size: 36pt, leading: 1.2em, align: left, indent: 0字, tracking: 0em}\n"           \
  "  flush: {based_on: title, align: right}\n  small: {based_on: title, size: 24pt}\n"                                 \
  "  upright: {based_on: title, size: 30pt}\n"
#define HAN2 "人民"
#define HAN3 "人民报"
#define HAN6 "一二三四五六"
#define HAN9 "一二三四五六七八九"
#define HAN14 "一二三四五六七八九十甲乙丙丁"
#define HAN18 HAN14 "天地玄黄"
enum { GUTTER = 13500, COLUMN = 126000, LINE = 13500, TITLE = 36000, LONG = 130 };

typedef struct {
  Desk desk;
  PageLook look;
} Page;

static inline Page open_page(void)
{
  return (Page){.desk = desk_open()};
}

static inline void look_at(Page *page, const char *top, const char *slots, const char *entry)
{
  char *rest = g_strconcat(STYLES, top, "templates:\n  page:\n    slots:\n", slots, NULL);
  char *pages = g_strdup_printf("  - {template: page, %s}\n", entry);
  desk_set(&page->desk, rest, pages);
  page->look = page_check(page->desk.arena, page->desk.sheet, desk_page(&page->desk), page->desk.diags);
  g_free(rest);
  g_free(pages);
}

static inline void close_page(Page *page)
{
  desk_close(&page->desk);
}

static inline const RuleFound *find_rule(const PageLook *look, PageRule rule)
{
  for (unsigned i = 0; i < look->n_rules; i++)
    if (look->rules[i].rule == rule)
      return &look->rules[i];
  return NULL;
}

#endif
