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

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(figures_stay_whole), cmocka_unit_test(rows_stand_apart),
                                     cmocka_unit_test(parts_stay_in_their_columns)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
