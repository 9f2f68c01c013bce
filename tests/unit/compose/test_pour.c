/* Pouring, column by column: which lines stand where. Columns here are of ten lines of 14 characters. */
#include "compose/pour.h"

#include "desk.h"

enum { LINES = 10, CHARACTERS = 14 };

typedef struct {
  Desk desk;
  Work work;
  Portion portions[8];
  unsigned n;
  Cell cells[100];
  unsigned n_cells;
} Bench;

static Bench open_bench(unsigned columns)
{
  Bench bench = {.desk = desk_open()};
  desk_story(&bench.desk, "one", "title: 题\n", 1);
  desk_set_page(&bench.desk, "      - {name: lead, columns: 1-5, rows: 1-70}\n", "lead: one");
  bench.work = (Work){
      .arena = bench.desk.arena, .diags = bench.desk.diags, .issue = bench.desk.issue, .sheet = bench.desk.sheet};
  bench.work.shaper = shaper_new(bench.desk.fonts);
  bench.work.scratch = arena_new();
  bench.work.trials = arena_new();
  bench.work.garbage = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
  bench.work.lists = g_ptr_array_new_with_free_func((GDestroyNotify)diag_list_free);
  for (unsigned i = 0; i < columns * LINES; i++)
    bench.cells[i] = (Cell){.x = (Mpt)(i / LINES) * 150000,
                            .w = CHARACTERS * bench.desk.sheet->grid.em,
                            .pitch = bench.desk.sheet->grid.leading,
                            .row = 1 + (int)(i % LINES),
                            .segment = i / LINES,
                            .lane = i / LINES};
  bench.n_cells = columns * LINES;
  return bench;
}

static void close_bench(Bench *bench)
{
  g_ptr_array_free(bench->work.garbage, TRUE);
  g_ptr_array_free(bench->work.lists, TRUE);
  shaper_free(bench->work.shaper);
  arena_free(bench->work.scratch);
  arena_free(bench->work.trials);
  desk_close(&bench->desk);
}

static Portion *add_text(Bench *bench, const char *text, Align align)
{
  Work *work = &bench->work;
  Portion *portion = &bench->portions[bench->n++];
  *portion = (Portion){.article = work->issue->articles[0]};
  portion->style = work_style_aligned(work, style_lookup(work->sheet, "body"), align);
  portion->shaped =
      shape_text(work->arena, work->shaper, rich_plain(work->arena, arena_strdup(work->arena, text), (Place){0}),
                 portion->style, 0, DIRECTION_HORIZONTAL, NULL, work->diags);
  portion_open(work, portion);
  return portion;
}

/* A paragraph of Han that comes to N lines and no other number: it is not justified. */
static void add_lines(Bench *bench, unsigned n)
{
  char *text = desk_han(n * CHARACTERS);
  add_text(bench, text, ALIGN_LEFT);
  g_free(text);
}

static Group *build_rows(Work *work, const Portion *portion, Mpt w)
{
  Group *group = group_new(work, NULL, w);
  group->rows = (int)portion->row_end;
  return group;
}

static void add_solid(Bench *bench, unsigned rows, bool with_next)
{
  Portion *portion = &bench->portions[bench->n++];
  *portion = (Portion){
      .article = bench->work.issue->articles[0], .build = build_rows, .row_end = rows, .with_next = with_next};
  portion_open(&bench->work, portion);
}

static Pour pour(Bench *bench)
{
  return pour_portions(&bench->work, bench->portions, bench->n, bench->cells, bench->n_cells, WHITE_FREE);
}

/* The last of four lines would stand alone on the next column: the foot stays white, and two go over. */
static void no_widow(void **state)
{
  Bench bench = open_bench(2);
  add_lines(&bench, 7);
  add_lines(&bench, 4);
  Pour got = pour(&bench);
  assert_int_equal(got.poured[1].start, 7);
  assert_int_equal(got.poured[1].hole, 9);
  assert_int_equal(got.end, 12);
  close_bench(&bench);
}

/* The first of four would stand alone at the foot: all go over. */
static void no_orphan(void **state)
{
  Bench bench = open_bench(2);
  add_lines(&bench, 9);
  add_lines(&bench, 4);
  Pour got = pour(&bench);
  assert_int_equal(got.poured[1].start, 10);
  close_bench(&bench);
}

/* Of three lines one must stand alone, here or there: no line is left white for that. */
static void no_hole_for_nothing(void **state)
{
  Bench bench = open_bench(2);
  add_lines(&bench, 8);
  add_lines(&bench, 3);
  Pour got = pour(&bench);
  assert_int_equal(got.poured[1].hole, 0);
  assert_int_equal(got.poured[1].start, 8);
  close_bench(&bench);
}

/* What begins a column leaves the rest of the one before white, and not one that is full. */
static void what_begins_a_column_stands_at_its_top(void **state)
{
  for (unsigned before = 0; before <= LINES; before++)
    for (unsigned text = 0; text < 2; text++) {
      Bench bench = open_bench(2);
      if (before)
        add_lines(&bench, before);
      if (text)
        add_lines(&bench, 3);
      else
        add_solid(&bench, 3, false);
      bench.portions[bench.n - 1].begins_lane = true;
      Pour got = pour(&bench);
      assert_int_equal(got.poured[bench.n - 1].start, before ? LINES : 0);
      assert_int_equal(got.over, 0);
      close_bench(&bench);
    }
  (void)state;
}

static void a_subhead_keeps_two_lines(void **state)
{
  for (unsigned before = 5; before <= 9; before++) {
    Bench bench = open_bench(2);
    add_lines(&bench, before);
    add_solid(&bench, 1, true);
    add_lines(&bench, 4);
    Pour got = pour(&bench);
    unsigned head = got.poured[1].start;
    assert_int_equal(head / LINES, (head + 2) / LINES);          /* two lines have room under it … */
    assert_int_equal(head / LINES, got.poured[2].start / LINES); /* … and stand there */
    close_bench(&bench);
  }
}

/* A line of white above a 小标题 keeps two lines whole that would part; at a column's head there is none, and none for
   nothing. */
static void a_subhead_has_air_where_it_helps(void **state)
{
  static const struct {
    unsigned before, after, head;
  } CASES[] = {{3, 4, 4}, {3, 2, 3}, {10, 7, 10}};
  for (unsigned i = 0; i < G_N_ELEMENTS(CASES); i++) {
    Bench bench = open_bench(3);
    add_lines(&bench, CASES[i].before);
    add_solid(&bench, 2, true);
    add_lines(&bench, CASES[i].after);
    add_lines(&bench, 2);
    Pour got = pour(&bench);
    assert_int_equal(got.poured[1].start, CASES[i].head);
    assert_int_equal(got.poured[3].start / LINES, (got.poured[3].start + 1) / LINES);
    close_bench(&bench);
  }
}

static void solids_stay_whole(void **state)
{
  for (unsigned before = 6; before <= 9; before++)
    for (unsigned rows = 2; rows <= 5; rows++) {
      Bench bench = open_bench(2);
      add_lines(&bench, before);
      add_solid(&bench, rows, false);
      unsigned start = pour(&bench).poured[1].start;
      assert_int_equal(start, before + rows <= LINES ? before : LINES);
      close_bench(&bench);
    }
}

/* Where the best setting is a line too long and another can be had, nothing is over. */
static void a_line_is_won(void **state)
{
  unsigned won = 0;
  for (unsigned n = 20; n < 60; n++) {
    Bench bench = open_bench(4);
    char *text = desk_phrases(n / 2), *cut = g_utf8_substring(text, 0, g_utf8_strlen(text, -1) - n % 5);
    Portion *portion = add_text(&bench, cut, ALIGN_JUSTIFY);
    Mpt width = bench.cells[0].w;
    Settings settings = paragraph_break(bench.desk.arena, portion->shaped, portion->style, &(Measures){&width, 1}, 0);
    if (settings.shorter && settings.shorter->n_lines < bench.n_cells) {
      bench.n_cells = settings.shorter->n_lines;
      Pour got = pour(&bench);
      assert_int_equal(got.over, 0);
      assert_int_equal(got.poured[0].setting->n_lines, bench.n_cells);
      won++;
    }
    g_free(cut);
    g_free(text);
    close_bench(&bench);
  }
  assert_true(won > 0);
}

/* Won too where it costs something: two paragraphs give one each, their marks squeezed for it. */
static void lines_are_won_at_a_price(void **state)
{
  unsigned won = 0;
  for (unsigned n = 20; n < 90; n++) {
    Bench bench = open_bench(4);
    GString *text = g_string_new(NULL);
    for (unsigned i = 0; i < n; i++)
      g_string_append(text, i % 4 == 3 ? "，" : "田");
    g_string_append(text, "田田田。");
    Portion *portion = add_text(&bench, text->str, ALIGN_JUSTIFY);
    add_text(&bench, text->str, ALIGN_JUSTIFY);
    Mpt width = bench.cells[0].w;
    Settings settings = paragraph_break(bench.desk.arena, portion->shaped, portion->style, &(Measures){&width, 1}, 0);
    for (unsigned i = 0; i < bench.n_cells; i++)
      bench.cells[i].segment = 0; /* one column */
    if (settings.shorter && settings.shorter->cost > settings.best->cost) {
      bench.n_cells = 2 * settings.shorter->n_lines;
      assert_int_equal(pour(&bench).over, 0);
      won++;
    }
    g_string_free(text, TRUE);
    close_bench(&bench);
  }
  assert_true(won > 0);
}

/* A 小标题 goes on in the next column and leaves two lines white, unless the paragraph before it takes a line more.
   Where feet have no weight the dearer way is not gone; where they have it is, and what that costs is the paragraph's
   price and one white line, no more. */
static void a_foot_is_filled_where_it_weighs(void **state)
{
  enum { FOOT = 120000, HOLE = 45000 };
  unsigned filled = 0, left = 0;
  for (unsigned i = 0; i < 100; i++) {
    Bench bench = open_bench(2);
    char *text = desk_phrases(4 + i % 5), *cut = g_utf8_substring(text, 0, g_utf8_strlen(text, -1) - i / 5 % 20);
    Mpt width = bench.cells[0].w;
    Portion *portion = add_text(&bench, cut, ALIGN_JUSTIFY);
    Settings of = paragraph_break(bench.desk.arena, portion->shaped, portion->style, &(Measures){&width, 1}, 0);
    int64_t price = of.longer ? of.longer->cost - of.best->cost : 0;
    bool fits = of.best->n_lines < LINES - 2, dear = !of.longer || price > 2 * (HOLE + FOOT);
    if (fits && (dear || (price > HOLE && price < HOLE + FOOT))) {
      bench.n = 0;
      add_lines(&bench, LINES - 2 - of.best->n_lines);
      add_text(&bench, cut, ALIGN_JUSTIFY);
      add_solid(&bench, 1, true);
      add_lines(&bench, 4);
      Pour lies = pour(&bench), steered = pour_portions(&bench.work, bench.portions, bench.n, bench.cells,
                                                        bench.n_cells, (White){.foot = FOOT});
      assert_int_equal(lies.poured[1].cells, of.best->n_lines);
      assert_int_equal(steered.poured[1].cells, dear ? of.best->n_lines : of.longer->n_lines);
      assert_in_range(steered.cost - lies.cost, dear ? 0 : 1, dear ? 0 : price);
      *(dear ? &left : &filled) += 1;
    }
    g_free(cut);
    g_free(text);
    close_bench(&bench);
  }
  assert_true(filled > 0 && left > 0);
}

/* Paragraphs, and solids that are left out where they are too tall: with fewer cells than the paragraphs' least lines
   something is over, whatever way they are poured. */
static void fewer_cells_than_lines_are_too_few(void **state)
{
  unsigned over = 0, placed = 0;
  for (unsigned n = 10; n < 40; n++) {
    Bench bench = open_bench(4);
    GString *text = g_string_new(NULL);
    for (unsigned i = 0; i < 2 * n; i++) /* marks that may be squeezed, for a line less */
      g_string_append(text, i % 4 == 3 ? "，" : "田");
    add_text(&bench, text->str, ALIGN_JUSTIFY);
    add_solid(&bench, n % 13, n % 2);
    add_text(&bench, text->str, n % 3 ? ALIGN_JUSTIFY : ALIGN_LEFT);
    unsigned lines = 0, least = pour_least(&bench.work, bench.portions, bench.n, &bench.cells[0], &lines);
    assert_int_equal(least, lines + n % 13);
    for (bench.n_cells = 1; bench.n_cells <= 4 * LINES; bench.n_cells++) {
      Pour got = pour(&bench);
      assert_true(got.over || bench.n_cells >= lines);
      over += bench.n_cells < lines;
      placed += !got.over;
    }
    g_string_free(text, TRUE);
    close_bench(&bench);
  }
  assert_true(over > 0 && placed > 0);
}

/* Text, 小标题, tables, quotes: however much is over, none of it leaves the slot, and what stands there is as much as
   there are lines. */
static void what_is_over_is_not_drawn(void **state)
{
  for (unsigned paragraphs = 8; paragraphs < 24; paragraphs++)
    for (unsigned solid = 0; solid < 2; solid++) {
      Desk desk = desk_open();
      GString *text = g_string_new("---\ntitle: 题目\n---\n\n");
      for (unsigned i = 0; i < paragraphs; i++)
        g_string_append_printf(text, "%s项目建设稳步推进，群众的笑容多了，总投资128.5亿元。\n\n",
                               solid && i % 3 == 2 ? "> 一句引语\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n\n"
                                                   : "");
      desk_write(&desk, "articles/one/article.md", text->str);
      g_string_free(text, TRUE);
      desk_set_page(&desk, "      - {name: lead, columns: 2-3, rows: 5-24}\n", "lead: one");
      desk_expect_order(&desk);
      const PlacedArticle *row = desk_article(&desk, "one");
      assert_int_equal(row->placed + row->overset, row->characters);
      assert_int_equal(desk_told(&desk, DIAG_OVERSET), row->overset > 0);
      desk_close(&desk);
    }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(no_widow),
                                     cmocka_unit_test(no_orphan),
                                     cmocka_unit_test(no_hole_for_nothing),
                                     cmocka_unit_test(what_begins_a_column_stands_at_its_top),
                                     cmocka_unit_test(a_subhead_keeps_two_lines),
                                     cmocka_unit_test(a_subhead_has_air_where_it_helps),
                                     cmocka_unit_test(a_foot_is_filled_where_it_weighs),
                                     cmocka_unit_test(solids_stay_whole),
                                     cmocka_unit_test(fewer_cells_than_lines_are_too_few),
                                     cmocka_unit_test(a_line_is_won),
                                     cmocka_unit_test(lines_are_won_at_a_price),
                                     cmocka_unit_test(what_is_over_is_not_drawn)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
