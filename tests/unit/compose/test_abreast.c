/* Tables and figures of a data article side by side: which articles may have them so, and how they stand. */
#include "bench.h"

#include "compose/abreast.h"
#include "compose/page.h"

#define TABLE(NAME, ROWS) "| " NAME " | 一季度 | 二季度 |\n|---|---|---|\n" ROWS "\n"
#define FEW "| 粮食 | 12 | 13 |\n| 就业 | 14 | 15 |\n"
#define MANY FEW "| 投资 | 16 | 17 |\n| 出口 | 18 | 19 |\n| 消费 | 20 | 21 |\n| 收入 | 22 | 23 |\n"
#define FIGURES "- **128** 亿\n  地区生产总值\n- **96** 万\n  新增就业\n\n"
#define SLOT "      - {name: lead, columns: 1-4, rows: 1-30, accepts: [data], border: line}\n"

typedef struct {
  Work like, work;
  LayoutSlot slot;
} Bench;

static Desk set_article(const char *front, const char *body)
{
  Desk desk = desk_open();
  char *text = g_strdup_printf("---\ntitle: 一二三四\n%s---\n\n%s\n", front, body);
  desk_write(&desk, "articles/one/article.md", text);
  if (strstr(front, "a.png"))
    desk_picture(&desk, "articles/one/a.png", 300, 200);
  desk_set_page(&desk, SLOT, "lead: one");
  g_free(text);
  return desk;
}

static const Article *article_of(const Desk *desk)
{
  return desk->issue->pages[0].articles[0];
}

static void two_or_three_pieces_and_nothing_else(void **state)
{
  static const struct {
    const char *front, *body;
    unsigned pieces;
  } CASES[] = {
      {"kind: data\n", TABLE("甲", FEW) TABLE("乙", FEW), 2},
      {"kind: data\n", "## 一\n\n" TABLE("甲", FEW) "## 二\n\n" FIGURES, 2},
      {"kind: data\n", "先看一。\n\n" TABLE("甲", FEW) "再看二。\n\n" TABLE("乙", FEW) "## 三\n\n" FIGURES, 3},
      {"kind: data\n", TABLE("甲", FEW), 0},
      {"kind: data\n", TABLE("甲", FEW) TABLE("乙", FEW) TABLE("丙", FEW) TABLE("丁", FEW), 0},
      {"kind: data\n", "先有一段。\n\n## 一\n\n" TABLE("甲", FEW) TABLE("乙", FEW), 0},
      {"kind: data\n", TABLE("甲", FEW) TABLE("乙", FEW) "后有一段。\n", 0},
      {"kind: story\n", TABLE("甲", FEW) TABLE("乙", FEW), 0},
      {"kind: data\nimages: {a.png: {span: 1}}\n", TABLE("甲", FEW) TABLE("乙", FEW), 0},
      {"kind: data\ndateline: 本报讯\n", TABLE("甲", FEW) TABLE("乙", FEW), 0},
  };
  for (unsigned i = 0; i < G_N_ELEMENTS(CASES); i++) {
    Desk desk = set_article(CASES[i].front, CASES[i].body);
    assert_int_equal(abreast_pieces(article_of(&desk)), CASES[i].pieces);
    desk_close(&desk);
  }
  (void)state;
}

static void open_bench(Bench *bench, const Desk *desk)
{
  bench->like = bench_like(desk);
  bench->work = work_open(&bench->like, &desk->issue->pages[0], 1);
  bench->slot = desk->issue->layout->templates[0].slots[0];
  bench->slot.made = true;
}

static void close_bench(Bench *bench)
{
  bench_close(&bench->work, &bench->like);
}

/* Heads of as many lines, tables that go in whole. */
static void heads_are_alike_and_tables_whole(void **state)
{
  static const struct {
    const char *body;
    Mpt w;
    bool may;
  } CASES[] = {
      {"## 一\n\n" TABLE("甲", FEW) "## 二\n\n" FIGURES, 200000, true},
      {TABLE("甲", FEW) TABLE("乙", FEW), 200000, true},
      {"先看一。\n\n" TABLE("甲", FEW) "再看二。\n\n" TABLE("乙", FEW), 200000, true},
      {"先看一。\n\n" TABLE("甲", FEW) "## 二\n\n" TABLE("乙", FEW), 200000, false},
      {"## 一\n\n" TABLE("甲", FEW) TABLE("乙", FEW), 200000, false},
      {"一段话比一行要长得多得多得多得多得多得多得多得多得多。\n\n" TABLE("甲", FEW) "二。\n\n" TABLE("乙", FEW),
       200000, false},
      {TABLE("甲", FEW) TABLE("乙", FEW), 40000, false},
  };
  for (unsigned i = 0; i < G_N_ELEMENTS(CASES); i++) {
    Bench bench;
    Desk desk = set_article("kind: data\n", CASES[i].body);
    open_bench(&bench, &desk);
    assert_int_equal(abreast_may(&bench.work, article_of(&desk), CASES[i].w), CASES[i].may);
    close_bench(&bench);
    desk_close(&desk);
  }
  (void)state;
}

static GArray *seen; /* Placed, of the page tried last */

static PageVerdict look(const PlacedPage *page, unsigned never)
{
  (void)never;
  g_array_set_size(seen, 0);
  g_array_append_vals(seen, page->items, page->n_items);
  return (PageVerdict){0};
}

/* Where the line that begins with WORDS stands; NULL: none does. */
static const Placed *find_line(const char *words)
{
  for (unsigned i = 0; i < seen->len; i++) {
    const Placed *item = &g_array_index(seen, Placed, i);
    if (item->kind != PLACED_LINE)
      continue;
    const Shaped *shaped = item->setting->shaped;
    const char *text = shaped->rich->text + shaped->clusters[item->setting->lines[item->line].first].start;
    if (g_str_has_prefix(text, words))
      return item;
  }
  return NULL;
}

/* The article in the module in so many columns; lines it leaves white. */
static int try_in(Bench *bench, const Desk *desk, int columns)
{
  const Article *article = article_of(desk);
  bench->work.judge = look;
  bench->slot.columns = columns;
  const LayoutTemplate templ = {.name = "page", .slots = &bench->slot, .n_slots = 1};
  const SlotFilling filling = {bench->slot.name, bench->work.spec->place, &article, 1};
  const PageTrial trial = page_try(&bench->work, &templ, &filling, 1, 0);
  assert_int_equal(trial.n_rows, 1);
  assert_int_equal(trial.rows[0].overset, 0);
  return trial.rows[0].missing_lines;
}

static const char *const BODY = "## 表甲\n\n" TABLE("甲项", FEW) "## 表乙\n\n" TABLE("乙项", MANY);

/* Side by side heads stand on one line, each over its table, however much one of them grows; what is white under either
   is counted. */
static void pieces_stand_on_one_line(void **state)
{
  Bench bench;
  Desk desk = set_article("kind: data\n", BODY);
  seen = g_array_new(FALSE, TRUE, sizeof(Placed));
  open_bench(&bench, &desk);
  int before = 0, added = 0;
  for (int rows = 20; rows <= 30; rows += 2) {
    bench.slot.row_last = rows;
    int white = try_in(&bench, &desk, 2);
    const Placed *head = find_line("表甲"), *other = find_line("表乙");
    const Placed *first = find_line("甲项"), *second = find_line("乙项");
    assert_true(head && other && first && second);
    assert_int_equal(head->y, other->y);
    assert_int_equal(first->y, second->y);
    assert_in_range(first->y - head->y, 1, 40000);
    assert_true(other->box.x > head->box.x && second->box.x > first->box.x + 100000);
    assert_true(white >= before);
    added = white - before;
    before = white;
  }
  assert_int_equal(added, 4); /* two lines under each */
  close_bench(&bench);
  desk_close(&desk);
  g_array_free(seen, TRUE);
  (void)state;
}

/* A table over all columns of a module has its head right over it; in a slot of a layout it stays in the text. */
static void a_head_goes_with_what_is_wide(void **state)
{
  Bench bench;
  Desk desk = set_article("kind: data\n", "## 表甲\n\n" FIGURES "## 表乙\n\n" FIGURES);
  seen = g_array_new(FALSE, TRUE, sizeof(Placed));
  open_bench(&bench, &desk);
  try_in(&bench, &desk, 0);
  const Placed *head = find_line("表甲"), *other = find_line("表乙"), *first = find_line("128");
  assert_true(head && other && first);
  assert_in_range(first->y - head->y, 1, 80000);
  assert_true(other->y - head->y > 60000); /* the figures of the first are between */
  close_bench(&bench);
  desk_close(&desk);
  g_array_free(seen, TRUE);
  (void)state;
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(two_or_three_pieces_and_nothing_else),
      cmocka_unit_test(heads_are_alike_and_tables_whole),
      cmocka_unit_test(pieces_stand_on_one_line),
      cmocka_unit_test(a_head_goes_with_what_is_wide),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
