/* Modules with an upright head (竖题): which articles have such forms, at which sides, and what stands under them. */
#include "bench.h"

#include "base/costs.h"
#include "compose/forms.h"

typedef struct {
  Desk desk;
  Work like, work;
  FormList list;
} Bench;

/* The forms of article ONE over all widths of the page, its title of that size at the MOST; 0: of any. */
static Bench list_forms_under(const char *front, bool lead, unsigned upright, Mpt most)
{
  Bench bench = {.desk = desk_open()};
  Desk *desk = &bench.desk;
  desk_story(desk, "one", front, 20);
  for (unsigned i = 0; i < 2; i++)
    desk_picture(desk, i ? "articles/one/b.png" : "articles/one/a.png", 1500, 1000);
  desk_set(desk,
           "styles:\n  title: {font: 标宋, size: [16pt, 40pt], align: centre, indent: 0字}\n"
           "  upright: {based_on: title, size: [24pt, 40pt], tracking: [0em, 0.4em]}\n"
           "templates:\n  page:\n    slots:\n      - {name: lead, columns: 1-5, rows: 1-40, headline: {title: title}}\n"
           "      - {name: side, columns: 1-3, rows: 42-75, headline: {side: right, title: upright}}\n",
           "  - {template: page, slots: {lead: one}}\n");
  bench.like = bench_like(desk);
  bench.work = work_open(&bench.like, &desk->issue->pages[0], 1);
  const Article *article = desk->issue->pages[0].articles[0];
  const Series alone = {.article = arena_copy(bench.like.arena, &article, sizeof article), .n = 1};
  const FormWish wish = {.work = &bench.work, .lead = lead, .grade = 1, .most.title = most, .upright = upright};
  bench.list = forms_list(&wish, &alone, !lead, 5, 75);
  return bench;
}

static Bench list_forms(const char *front, bool lead, unsigned upright)
{
  return list_forms_under(front, lead, upright, 0);
}

static void close_bench(Bench *bench)
{
  forms_free(&bench->list);
  bench_close(&bench->work, &bench->like);
  desk_close(&bench->desk);
}

static unsigned count_forms(const Bench *bench, HeadSide side)
{
  unsigned n = 0;
  for (unsigned i = 0; i < bench->list.forms->len; i++)
    n += g_array_index(bench->list.forms, Form, i).side == side;
  return n;
}

static Mpt largest_title(const Bench *bench, HeadSide side)
{
  Mpt largest = 0;
  for (unsigned i = 0; i < bench->list.forms->len; i++) {
    const Form *form = &g_array_index(bench->list.forms, Form, i);
    largest = form->side == side ? MAX(largest, form->title) : largest;
  }
  return largest;
}

#define TITLE "title: 春耕时节好风光\n"

/* Without being asked for they stand at the left, where the text begins beside them. */
static void they_stand_at_the_left_unasked(void **state)
{
  Bench never = list_forms(TITLE, false, UPRIGHT_NEVER), maybe = list_forms(TITLE, false, UPRIGHT_MAYBE),
        asked = list_forms(TITLE, false, UPRIGHT_ASKED);
  assert_int_equal(count_forms(&never, HEAD_LEFT) + count_forms(&never, HEAD_RIGHT), 0);
  assert_true(count_forms(&maybe, HEAD_LEFT) > 0);
  assert_int_equal(count_forms(&maybe, HEAD_RIGHT), 0);
  assert_true(count_forms(&asked, HEAD_LEFT) > 0);
  assert_int_equal(count_forms(&asked, HEAD_RIGHT), count_forms(&asked, HEAD_LEFT));
  close_bench(&never);
  close_bench(&maybe);
  close_bench(&asked);
}

/* Of the lead, of a picture story none; beside several pictures where they are asked for. */
static void some_articles_have_none(void **state)
{
  static const struct {
    const char *front;
    bool lead, maybe, asked;
  } CASES[] = {{TITLE, true, false, false},
               {TITLE "kind: photo\nimages: {a.png: {span: 1}}\n", false, false, false},
               {TITLE "images: {a.png: {span: 1}}\n", false, true, true},
               {TITLE "images: {a.png: {span: 1}, b.png: {span: 1}}\n", false, false, true}};
  for (unsigned i = 0; i < G_N_ELEMENTS(CASES); i++) {
    Bench maybe = list_forms(CASES[i].front, CASES[i].lead, UPRIGHT_MAYBE);
    Bench asked = list_forms(CASES[i].front, CASES[i].lead, UPRIGHT_ASKED);
    assert_int_equal(count_forms(&maybe, HEAD_LEFT) > 0, CASES[i].maybe);
    assert_int_equal(count_forms(&asked, HEAD_LEFT) > 0, CASES[i].asked);
    close_bench(&maybe);
    close_bench(&asked);
  }
}

/* Text stands under a head that is not as high as its module, and the module is no more than so many times as high. */
static void text_goes_on_under_them(void **state)
{
  Bench bench = list_forms(TITLE, false, UPRIGHT_MAYBE);
  unsigned under = 0;
  for (int columns = 1; columns <= 5; columns++) {
    const MakeupLeaves *leaves = &bench.list.made.width[columns - 1];
    for (unsigned i = 0; i < leaves->n; i++) {
      const Form *form = &g_array_index(bench.list.forms, Form, leaves->leaf[i].form);
      if (form->side == HEAD_TOP || !form->head_rows)
        continue;
      assert_true(leaves->leaf[i].rows > form->head_rows + COST_FORMS_LEG_LEAST);
      assert_true(leaves->leaf[i].rows <= form->head_rows * COST_UPRIGHTS_PART + 1);
      under++;
    }
  }
  assert_true(under > 0);
  close_bench(&bench);
}

/* Its strip would take the largest size; the lead's is to be seen to lead. */
static void they_are_no_larger_than_the_lead_allows(void **state)
{
  Bench any = list_forms(TITLE, false, UPRIGHT_ASKED);
  Bench held = list_forms_under(TITLE, false, UPRIGHT_ASKED, 30000);
  for (HeadSide side = HEAD_LEFT; side <= HEAD_RIGHT; side++) {
    assert_true(largest_title(&any, side) > 35000);
    assert_true(largest_title(&held, side) > 25000);
    assert_true(largest_title(&held, side) <= 30000);
  }
  close_bench(&any);
  close_bench(&held);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(they_stand_at_the_left_unasked), cmocka_unit_test(some_articles_have_none),
      cmocka_unit_test(text_goes_on_under_them), cmocka_unit_test(they_are_no_larger_than_the_lead_allows)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
