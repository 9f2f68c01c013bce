/* Modules whose text stands in fewer columns than the page's (破栏): which forms an article has, and what the frame
   leaves the columns. */
#include "bench.h"

#include "base/costs.h"
#include "compose/field.h"
#include "compose/forms.h"
#include "compose/page.h"

typedef struct {
  Desk desk;
  Work like, work;
} Bench;

/* ARTICLES of the page, the slots of a layout with a frame for each kind. */
static void open_bench_on(Bench *bench, const char *sheet)
{
  Desk *desk = &bench->desk;
  char *layout =
      g_strconcat(sheet,
                  "styles:\n  second: {based_on: title, size: 14pt}\ntemplates:\n  page:\n    slots:\n"
                  "      - {name: lead, columns: 1-5, rows: 1-40, accepts: [story]}\n"
                  "      - {name: second, columns: 1-5, rows: 61-75, accepts: [story], headline: {title: second}}\n"
                  "      - {name: box, columns: 1-3, rows: 41-60, accepts: [story, brief], border: line, "
                  "body: {gutter: 0.5字}}\n"
                  "      - {name: note, columns: 4-5, rows: 41-60, accepts: [opening], body: {gutter: 3字}}\n",
                  NULL);
  desk_write(desk, "layout.yaml", layout);
  desk_write(desk, "issue.yaml", DESK_ISSUE "  - {template: page, slots: {lead: lead, box: story, note: note}}\n");
  g_free(layout);
  desk_load(desk);
  bench->like = bench_like(desk);
  bench->work = work_open(&bench->like, &desk->issue->pages[0], 1);
}

static void close_bench(Bench *bench)
{
  bench_close(&bench->work, &bench->like);
  desk_close(&bench->desk);
}

static Bench open_stories_on(const char *sheet)
{
  Bench bench = {.desk = desk_open()};
  desk_story(&bench.desk, "lead", "title: 一二三四五六\npriority: 1\n", 30);
  desk_story(&bench.desk, "story", "title: 一二三四五六\n", 20);
  desk_story(&bench.desk, "note", "kind: opening\ntitle: 一二三\n", 8);
  open_bench_on(&bench, sheet);
  return bench;
}

static Bench open_stories(void)
{
  return open_stories_on(DESK_SHEET);
}

static const Article *find_article(const Bench *bench, const char *slug)
{
  const PageSpec *page = &bench->desk.issue->pages[0];
  for (unsigned i = 0; i < page->n_articles; i++)
    if (!strcmp(page->articles[i]->slug, slug))
      return page->articles[i];
  fail_msg("there is no %s", slug);
  return NULL;
}

/* SLUG's forms over all widths of the page, its pictures of so many CELLS at the most; free them. */
static FormList list_under(Bench *bench, const char *slug, bool lead, int cells)
{
  const Article *article = find_article(bench, slug);
  const Series alone = {.article = arena_copy(bench->like.arena, &article, sizeof article), .n = 1};
  const FormWish wish = {.work = &bench->work, .lead = lead, .grade = 1, .most.picture = cells};
  return forms_list(&wish, &alone, !lead, 5, 75);
}

static FormList list_forms(Bench *bench, const char *slug, bool lead)
{
  return list_under(bench, slug, lead, 0);
}

/* The leaf of the least cost over COLUMNS whose text stands in LANES (0: as many); NULL: there is none. */
static const MakeupLeaf *find_leaf(const FormList *list, int columns, int lanes, bool framed)
{
  const MakeupLeaves *leaves = &list->made.width[columns - 1];
  const MakeupLeaf *best = NULL;
  for (unsigned i = 0; i < leaves->n; i++) {
    const Form *form = &g_array_index(list->forms, Form, leaves->leaf[i].form);
    if (form->like->columns == lanes && form->framed == framed && (!best || leaves->leaf[i].cost < best->cost))
      best = &leaves->leaf[i];
  }
  return best;
}

/* Boxes of fourteen characters a column, a gutter of one and a half, an inset of one at both sides:
   three as two hold 20, four as three 18, five as four 17; two as one would hold 27, five as three 23. */
static void stories_are_recut_in_frames(void **state)
{
  Bench bench = open_stories();
  FormList list = list_forms(&bench, "story", false);
  for (int columns = 1; columns <= 5; columns++)
    for (int lanes = 1; lanes <= 5; lanes++) {
      bool wanted = columns >= 3 && lanes == columns - 1;
      const MakeupLeaf *leaf = find_leaf(&list, columns, lanes, true);
      assert_int_equal(leaf != NULL, wanted);
      assert_null(find_leaf(&list, columns, lanes, false));
      assert_true(!leaf || (leaf->left == EDGE_BOX && leaf->right == EDGE_BOX));
    }
  assert_non_null(find_leaf(&list, 3, 0, false));
  forms_free(&list);
  close_bench(&bench);
  (void)state;
}

/* Neither is the lead, nor what stands in no frame but a 开栏语. */
static void openings_are_and_leads_are_not(void **state)
{
  Bench bench = open_stories();
  FormList lead = list_forms(&bench, "lead", true), note = list_forms(&bench, "note", false);
  for (int columns = 1; columns <= 5; columns++)
    for (int lanes = 1; lanes <= 5; lanes++) {
      assert_null(find_leaf(&lead, columns, lanes, true));
      assert_null(find_leaf(&note, columns, lanes, true));
    }
  assert_non_null(find_leaf(&note, 3, 2, false));
  assert_int_equal(find_leaf(&note, 3, 2, false)->left, EDGE_HEAD);
  forms_free(&lead);
  forms_free(&note);
  close_bench(&bench);
  (void)state;
}

/* A 开栏语 over four columns may be in two of 28 characters, a story in a box may not. */
static void openings_may_be_wide(void **state)
{
  Bench bench = open_stories();
  FormList note = list_forms(&bench, "note", false), story = list_forms(&bench, "story", false);
  assert_non_null(find_leaf(&note, 4, 2, false));
  assert_null(find_leaf(&story, 4, 2, true));
  forms_free(&note);
  forms_free(&story);
  close_bench(&bench);
  (void)state;
}

/* On a page of columns of eight characters those of a box still have thirteen at the least: three as two hold eleven.
 */
static void no_column_is_recut_narrow(void **state)
{
  Bench bench =
      open_stories_on("sheet: {trim: [275mm, 395mm], margins: {top: 20mm, right: 15mm, bottom: 15mm, left: 15mm}}\n"
                      "grid: {columns: 8, characters: 8, gutter: 1.5字, leading: 13.5pt}\n");
  FormList list = list_forms(&bench, "story", false);
  assert_null(find_leaf(&list, 3, 2, true));
  assert_null(find_leaf(&list, 4, 3, true));
  assert_non_null(find_leaf(&list, 4, 2, true));
  forms_free(&list);
  close_bench(&bench);
  (void)state;
}

/* A cell of a column re-cut is so much wider: of as many fewer a picture is as large. */
static void pictures_are_held_alike(void **state)
{
  Bench bench = open_stories();
  FormList list = list_under(&bench, "story", false, 60);
  const MakeupLeaf *leaf = find_leaf(&list, 3, 2, true), *plain = find_leaf(&list, 3, 0, true);
  assert_int_equal(g_array_index(list.forms, Form, plain->form).like->picture_cells, 60);
  assert_int_equal(g_array_index(list.forms, Form, leaf->form).like->picture_cells, 40);
  forms_free(&list);
  close_bench(&bench);
  (void)state;
}

/* Whether all of SLUG goes into COLUMNS × ROWS like LIKE. */
static bool holds(Bench *bench, const char *slug, const LayoutSlot *like, int columns, int rows)
{
  const Article *article = find_article(bench, slug);
  LayoutSlot slot = *like;
  slot.column_first = slot.row_first = 1;
  slot.column_last = columns;
  slot.row_last = rows;
  const LayoutTemplate templ = {.name = "page", .slots = &slot, .n_slots = 1};
  const SlotFilling filling = {slot.name, bench->work.spec->place, &article, 1};
  const PageTrial trial = page_try(&bench->work, &templ, &filling, 1, 0);
  for (unsigned i = 0; i < trial.n_rows; i++)
    if (trial.rows[i].article == article)
      return !trial.rows[i].overset;
  fail_msg("%s is nowhere", slug);
  return false;
}

/* Its lines and its head's are those it has when it is set, but for what 小标题 keep together. */
static void it_takes_what_was_reckoned(void **state)
{
  Bench bench = open_stories();
  FormList list = list_forms(&bench, "story", false);
  for (int columns = 3; columns <= 5; columns++) {
    const MakeupLeaf *leaf = find_leaf(&list, columns, columns - 1, true);
    const LayoutSlot *like = g_array_index(list.forms, Form, leaf->form).like;
    int rows = 10;
    while (rows < 75 && !holds(&bench, "story", like, columns, rows))
      rows++;
    assert_in_range(leaf->rows, rows, rows + 2); /* one of them is blank */
  }
  forms_free(&list);
  close_bench(&bench);
  (void)state;
}

static Field open_field(Bench *bench, unsigned slot, int columns, int lanes, bool made)
{
  LayoutSlot *own = arena_copy(bench->like.arena, &bench->desk.issue->layout->templates[0].slots[slot], sizeof *own);
  Field field;
  own->column_last = own->column_first + columns - 1;
  own->columns = lanes;
  own->made = made;
  field_open(&bench->work, &field, own);
  return field;
}

/* In a module's frame columns are of whole characters, a gutter apart, and as far from both sides of it; in a slot's
   and without a frame they reach both sides. */
static void the_inset_takes_what_is_left(void **state)
{
  Bench bench = open_stories();
  const Grid *grid = &bench.desk.sheet->grid;
  for (int columns = 2; columns <= 5; columns++)
    for (int lanes = 2; lanes < columns; lanes++) {
      const Field field = open_field(&bench, 2, columns, lanes, true);
      const Field slot = open_field(&bench, 2, columns, lanes, false);
      Mpt left = field.start[0] - field.outer.x, right = box_right(&field.outer) - field.start[0];
      right -= field_extent(&field, 0, lanes);
      assert_int_equal(field.lanes, lanes);
      assert_int_equal(field.measure % grid->em, 0);
      assert_int_equal(field.gutter, grid->gutter);
      assert_in_range(left, grid->em, grid->em + lanes * grid->em / 2);
      assert_true(ABS(left - right) <= 1);
      assert_int_equal(slot.start[0] - slot.outer.x, grid->em);
      const Field bare = open_field(&bench, 3, columns, lanes, true);
      assert_int_equal(bare.start[0], bare.outer.x);
      assert_true(bare.gutter >= 3 * grid->em);
    }
  close_bench(&bench);
  (void)state;
}

/* Where columns as the page's hold thirteen characters and more it costs a little; where they are narrow less than
 * those. */
static void narrow_frames_are_recut_gladly(void **state)
{
  Bench bench = open_stories();
  FormList list = list_forms(&bench, "story", false);
  const MakeupLeaf *plain = find_leaf(&list, 3, 0, true), *recut = find_leaf(&list, 3, 2, true);
  assert_non_null(plain);
  assert_true(recut->cost >= COST_FORMS_RECUT);
  forms_free(&list);
  for (unsigned i = 0; i < bench.desk.issue->layout->templates[0].n_slots; i++)
    ((StyleSlot *)(uintptr_t)bench.desk.sheet->slots)[i].inset *= 6; /* four characters less a column */
  list = list_forms(&bench, "story", false);
  plain = find_leaf(&list, 3, 0, true);
  recut = find_leaf(&list, 3, 2, true);
  assert_true(recut->cost < plain->cost);
  forms_free(&list);
  close_bench(&bench);
  (void)state;
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(stories_are_recut_in_frames),    cmocka_unit_test(openings_are_and_leads_are_not),
      cmocka_unit_test(it_takes_what_was_reckoned),     cmocka_unit_test(the_inset_takes_what_is_left),
      cmocka_unit_test(narrow_frames_are_recut_gladly), cmocka_unit_test(openings_may_be_wide),
      cmocka_unit_test(no_column_is_recut_narrow),      cmocka_unit_test(pictures_are_held_alike),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
