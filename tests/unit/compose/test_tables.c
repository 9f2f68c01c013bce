/* Tables: figures stay whole, rows stand below each other, parts stay in their columns under a head of their own. */
#include "desk.h"

static Desk set_table(const char *slot, const char *table)
{
  Desk desk = desk_open();
  char *text = g_strdup_printf("---\ntitle: 表\n---\n\n先看表。\n\n%s\n表后有话。\n", table);
  desk_write(&desk, "articles/one/article.md", text);
  desk_set_page(&desk, slot, "lead: one");
  g_free(text);
  return desk;
}

/* A figure, or the comma or stop of one. */
static bool is_digit_at(const Placed *item, uint32_t cluster)
{
  const Shaped *shaped = item->setting->shaped;
  char c = cluster < shaped->n_clusters ? shaped->rich->text[shaped->clusters[cluster].start] : 0;
  return g_ascii_isdigit(c) || c == ',' || c == '.';
}

/* No line begins inside a number. */
static void expect_whole_figures(const Desk *desk)
{
  for (unsigned i = 0; i < desk_page(desk)->n_items; i++) {
    const Placed *item = &desk_page(desk)->items[i];
    if (!g_str_has_prefix(desk_style_of(item), "table"))
      continue;
    uint32_t first = item->setting->lines[item->line].first;
    assert_false(first && is_digit_at(item, first) && is_digit_at(item, first - 1));
  }
}

static void figures_stay_whole(void **state)
{
  static const char *const CELLS[] = {"1234", "128.56", "12345678", "1,234,567"};
  for (unsigned i = 0; i < G_N_ELEMENTS(CELLS); i++)
    for (unsigned columns = 3; columns <= 6; columns++) {
      GString *table = g_string_new("| 项目名称在此 |");
      for (unsigned c = 1; c < columns; c++)
        g_string_append(table, " 一季度数 |");
      g_string_append(table, "\n|---|");
      for (unsigned c = 1; c < columns; c++)
        g_string_append(table, "--:|");
      for (unsigned r = 0; r < 4; r++) {
        g_string_append(table, "\n| 规模以上工业增加值 |");
        for (unsigned c = 1; c < columns; c++)
          g_string_append_printf(table, " %s |", CELLS[i]);
      }
      g_string_append(table, "\n");
      Desk desk = set_table("      - {name: lead, columns: 1-2, rows: 1-74}\n", table->str);
      assert_int_equal(desk_article(&desk, "one")->overset, 0);
      expect_whole_figures(&desk);
      desk_expect_order(&desk);
      desk_close(&desk);
      g_string_free(table, TRUE);
    }
}

/* A cell of several lines, wherever it stands in its row, makes room for all of them. */
static void rows_stand_apart(void **state)
{
  static const char *const ROWS[] = {"| 项目名称很长很长要占好几行才能放得下的一个单元格 | 一 | 二 |\n",
                                     "| 一 | 项目名称很长很长要占好几行才能放得下的一个单元格 | 二 |\n",
                                     "| 一 | 二 | 项目名称很长很长要占好几行才能放得下的一个单元格 |\n"};
  for (unsigned i = 0; i < G_N_ELEMENTS(ROWS); i++) {
    char *table = g_strdup_printf("| 甲 | 乙 | 丙 |\n|---|---|---|\n%s%s| 三 | 四 | 五 |\n", ROWS[i], ROWS[i]);
    Desk desk = set_table("      - {name: lead, columns: 1, rows: 1-74}\n", table);
    desk_expect_order(&desk);
    assert_int_equal(desk_article(&desk, "one")->overset, 0);
    desk_close(&desk);
    g_free(table);
  }
}

/* A table taller than its columns: each part within its column, with the head over it. */
static void parts_stay_in_their_columns(void **state)
{
  for (int rows = 20; rows < 40; rows += 3) {
    GString *table = g_string_new("| 项目 | 数值 |\n|---|--:|\n");
    for (unsigned r = 0; r < 60; r++)
      g_string_append_printf(table, "| %s%u | %u.5 |\n", r % 7 ? "项" : "项目名称很长很长要占好几行", r, r);
    char *slot = g_strdup_printf("      - {name: lead, columns: 1-5, rows: 5-%d}\n", 4 + rows);
    Desk desk = set_table(slot, table->str);
    desk_expect_order(&desk);
    Mpt columns[8] = {0};
    unsigned heads = 0, n = 0;
    for (unsigned i = 0; i < desk_page(&desk)->n_items; i++) {
      const Placed *item = &desk_page(&desk)->items[i];
      if (!g_str_has_prefix(desk_style_of(item), "table"))
        continue;
      heads += !strcmp(desk_style_of(item), "table-head");
      unsigned c = 0;
      for (int k = 1; k <= 5; k++)
        if (item->box.x >= grid_column_x(&desk.sheet->grid, k) - DESK_SLACK)
          c = (unsigned)k;
      n += !columns[c];
      columns[c] = 1;
    }
    assert_true(n > 1);
    assert_int_equal(heads, 2 * n);
    desk_close(&desk);
    g_free(slot);
    g_string_free(table, TRUE);
  }
}

/* The article, a table of ten rows, in what furniture leaves free at the top of the page: made up, or in a slot. */
static Desk set_rows(int rows, bool made)
{
  Desk desk = desk_open();
  GString *text = g_string_new(
      "---\ntitle: 计划执行情况一览\nkind: data\n---\n\n| 项目 | 总量 | 同比 | 上年 |\n|---|--:|--:|--:|\n");
  for (int r = 0; r < 10; r++)
    g_string_append_printf(text, "| 规模以上工业增加值完成情况 | %d | %d | %d |\n", 120 + r, 7 + r, 90 + r);
  desk_write(&desk, "articles/one/article.md", text->str);
  int end = rows * 27 / 2 + 14; /* pt: a line of 13.5 under the last */
  char *layout = g_strdup_printf("templates:\n  page:\n    slots:\n      - {name: lead, columns: 1-2, rows: 1-%d}\n"
                                 "    furniture:\n      - {band: [100mm, 0mm, 145mm, 360mm]}\n"
                                 "      - {band: [0mm, %dpt, 245mm, %dpt]}\n",
                                 rows, end, 1020 - end);
  desk_set(&desk, layout,
           made ? "  - {template: page, articles: [one]}\n" : "  - {template: page, slots: {lead: one}}\n");
  g_free(layout);
  g_string_free(text, TRUE);
  return desk;
}

/* From rule to rule of the table, least and most; the last of them stands at FOOT. */
static unsigned measure_rows(const Desk *desk, Mpt *least, Mpt *most, Mpt *foot)
{
  Mpt above = 0;
  unsigned n = 0;
  *least = INT32_MAX;
  *most = 0;
  for (unsigned i = 0; i < desk_page(desk)->n_items; i++) {
    const Placed *item = &desk_page(desk)->items[i];
    if (item->kind != PLACED_RULE || !item->article || item->box.h)
      continue;
    if (n++) {
      *least = MIN(*least, item->box.y - above);
      *most = MAX(*most, item->box.y - above);
    }
    above = *foot = item->box.y;
  }
  return n;
}

/* In a module with white its rows come apart, evenly and by a third of a line at the most; in a slot they stay. */
static void a_table_grows_into_the_white_of_its_module(void **state)
{
  unsigned grown = 0;
  for (int rows = 17; rows <= 23; rows++) {
    Mpt least, most, foot, low;
    Desk made = set_rows(rows, true), slot = set_rows(rows, false);
    Mpt leading = made.sheet->grid.leading;
    assert_int_equal(measure_rows(&slot, &least, &most, &low), 12);
    assert_int_equal(least, leading);
    assert_int_equal(most, leading);
    assert_int_equal(measure_rows(&made, &least, &most, &foot), 12);
    assert_true(least >= leading && most <= leading * 13 / 10 && most - least <= 1);
    assert_int_equal(desk_told(&made, DIAG_OVERSET), 0);
    desk_expect_order(&made);
    grown += most > leading;
    assert_true(most == leading || foot > low);
    desk_close(&made);
    desk_close(&slot);
  }
  assert_true(grown >= 3);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(figures_stay_whole), cmocka_unit_test(rows_stand_apart),
                                     cmocka_unit_test(parts_stay_in_their_columns),
                                     cmocka_unit_test(a_table_grows_into_the_white_of_its_module)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
