/* The grid from a layout's numbers, and the cascade. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "base/costs.h"
#include "base/limits.h"
#include "style/style.h"

static Layout tabloid(void)
{
  return (Layout){.name = "t",
                  .file = "t.yaml",
                  .trim_w = {275000, UNIT_MM},
                  .trim_h = {395000, UNIT_MM},
                  .margin_left = {17500, UNIT_MM},
                  .margin_right = {17500, UNIT_MM},
                  .margin_top = {22000, UNIT_MM},
                  .margin_bottom = {14000, UNIT_MM},
                  .columns = 5,
                  .characters = 14,
                  .leading = {13500, UNIT_PT}};
}

typedef struct {
  Arena *arena;
  DiagList *diags;
  FontSet *fonts;
} Fixture;

static int open_fixture(void **state)
{
  Fixture *fixture = g_new0(Fixture, 1);
  fixture->arena = arena_new();
  fixture->diags = diag_list_new(LANG_EN);
  fixture->fonts = font_set_open("fonts/catalog.yaml", fixture->diags);
  *state = fixture;
  return fixture->fonts ? 0 : -1;
}

static int close_fixture(void **state)
{
  Fixture *fixture = *state;
  font_set_free(fixture->fonts);
  diag_list_free(fixture->diags);
  arena_free(fixture->arena);
  g_free(fixture);
  return 0;
}

static void columns_fill_the_type_area_exactly(void **state)
{
  Fixture *fixture = *state;
  Layout layout = tabloid();
  StyleSheet *sheet = style_sheet_new(fixture->arena, &layout, fixture->fonts, fixture->diags);
  assert_non_null(sheet);
  const Grid *grid = &sheet->grid;
  assert_int_equal(grid->em, 9000);
  assert_int_equal(grid->column_w, 14 * 9000);
  assert_int_equal(grid_column_x(grid, 1), grid->type.x);
  assert_int_equal(grid_column_x(grid, 5) + grid->column_w, grid->type.x + grid->type.w);
  assert_int_equal(grid->lines, 75);
  for (int c = 1; c < 5; c++) { /* equal gutters but for rounding */
    Mpt gutter = grid_column_x(grid, c + 1) - grid_column_x(grid, c) - grid->column_w;
    assert_in_range(gutter, grid->gutter - 1, grid->gutter + 1);
  }
}

static void characters_follow_from_a_gutter(void **state)
{
  Fixture *fixture = *state;
  Layout layout = tabloid();
  layout.characters = 0;
  layout.gutter = (Length){1500, UNIT_ZI};
  StyleSheet *sheet = style_sheet_new(fixture->arena, &layout, fixture->fonts, fixture->diags);
  assert_non_null(sheet);
  assert_int_equal(sheet->grid.characters, 13); /* (680.3 − 4 × 13.5) / 5 / 9 = 13.9 */
  assert_int_equal(sheet->grid.column_w % sheet->grid.em, 0);
}

static void a_grid_too_wide_is_refused(void **state)
{
  Fixture *fixture = *state;
  Layout layout = tabloid();
  layout.characters = 40;
  assert_null(style_sheet_new(fixture->arena, &layout, fixture->fonts, fixture->diags));
  assert_int_equal(diag_at(fixture->diags, diag_count(fixture->diags) - 1)->code, DIAG_GRID_MISFIT);
}

static void a_slot_ends_where_the_type_area_does(void **state)
{
  Fixture *fixture = *state;
  Layout layout = tabloid();
  LayoutSlot slot = {.name = "lead", .column_first = 1, .column_last = 5, .row_first = 1, .row_last = 75};
  LayoutTemplate templ = {.name = "page", .slots = &slot, .n_slots = 1};
  layout.templates = &templ;
  layout.n_templates = layout.n_slots = 1;
  assert_non_null(style_sheet_new(fixture->arena, &layout, fixture->fonts, fixture->diags));
  assert_int_equal(diag_count(fixture->diags), 0);
  slot.row_last = 76;
  assert_null(style_sheet_new(fixture->arena, &layout, fixture->fonts, fixture->diags));
  assert_int_equal(diag_at(fixture->diags, 0)->code, DIAG_SLOT_LINES);
  assert_string_equal(diag_at(fixture->diags, 0)->message, "slot \"lead\" reaches line 76; the type area has 75");
}

static void lengths_a_slot_leaves_open_are_given(void **state)
{
  Fixture *fixture = *state;
  Layout layout = tabloid();
  const LayoutSlot slots[] = {
      {.name = "open"},
      {.name = "framed", .number = 1, .border = {.kind = BORDER_LINE, .inset = {100, UNIT_ZI}}, .columns = 2},
      {.name = "given",
       .number = 2,
       .gutter = {2000, UNIT_ZI},
       .border = {.kind = BORDER_DOUBLE, .weight = {2000, UNIT_PT}, .inset = {3000, UNIT_ZI}},
       .head = {.side = HEAD_RIGHT, .width = {2000, UNIT_HANG}}},
  };
  const LayoutTemplate templ = {.name = "page", .slots = slots, .n_slots = 3};
  layout.templates = &templ;
  layout.n_templates = 1;
  layout.n_slots = 3;
  StyleSheet *sheet = style_sheet_new(fixture->arena, &layout, fixture->fonts, fixture->diags);
  const StyleSlot *open = style_slot(sheet, &slots[0]), *framed = style_slot(sheet, &slots[1]),
                  *given = style_slot(sheet, &slots[2]);
  assert_int_equal(open->gutter, sheet->grid.gutter);
  assert_int_equal(open->tier_gutter, 13500);
  assert_int_equal(open->border_depth, 0);
  assert_int_equal(open->inset, 9000);
  assert_int_equal(open->head_width, 0);
  assert_int_equal(framed->border, RULE_BORDER);
  assert_int_equal(framed->inset, framed->border_depth + 4500); /* clear of the line, whatever is given */
  assert_int_equal(given->gutter, 18000);
  assert_int_equal(given->tier_gutter, 18000);
  assert_int_equal(given->border, 2000);
  assert_int_equal(given->inset, 27000);
  assert_int_equal(given->head_width, 27000);
}

static void furniture_lies_where_columns_and_rows_or_its_box_say(void **state)
{
  Fixture *fixture = *state;
  Layout layout = tabloid();
  const LayoutFurniture things[] = {
      {.kind = FURNITURE_RULE, .box = {{0, UNIT_PT}, {-2000, UNIT_HANG}, {0, UNIT_NONE}, {0, UNIT_PT}}},
      {.kind = FURNITURE_COLUMN_RULES, .number = 1, .row_first = 3, .row_last = 10},
      {.kind = FURNITURE_FRAME, .number = 2, .column_first = 2, .column_last = 4, .weight = {1000, UNIT_PT}},
  };
  const LayoutTemplate templ = {.name = "page", .furniture = things, .n_furniture = 3};
  layout.templates = &templ;
  layout.n_templates = 1;
  layout.n_furniture = 3;
  StyleSheet *sheet = style_sheet_new(fixture->arena, &layout, fixture->fonts, fixture->diags);
  const Grid *grid = &sheet->grid;
  const StyleFurniture *rule = style_furniture(sheet, &things[0]), *rules = style_furniture(sheet, &things[1]),
                       *frame = style_furniture(sheet, &things[2]);
  assert_int_equal(rule->box.w, grid->type.w);
  assert_int_equal(rule->box.y, grid->type.y - 2 * grid->leading);
  assert_int_equal(rule->weight, RULE_FURNITURE);
  assert_int_equal(rules->box.y, grid_line_y(grid, 3));
  assert_int_equal(rules->box.h, 8 * grid->leading);
  assert_int_equal(rules->box.w, grid->type.w);
  assert_int_equal(rules->weight, RULE_COLUMNS);
  assert_int_equal(frame->box.x, grid_column_x(grid, 2));
  assert_int_equal(frame->box.h, grid->lines * grid->leading);
  assert_int_equal(frame->weight, 1000);
}

static void styles_inherit_along_based_on(void **state)
{
  Fixture *fixture = *state;
  LayoutStyle styles[] = {
      {.name = "title",
       .font = "黑体",
       .size = {20000, UNIT_PT},
       .size_max = {30000, UNIT_PT},
       .tint = -1,
       .level = -1,
       .hyphenate = -1,
       .hang = -1,
       .lines = -1,
       .gap = -1,
       .gap_min = -1,
       .gap_max = -1},
      {.name = "small-title",
       .based_on = "title",
       .size = {12000, UNIT_PT},
       .tint = -1,
       .level = -1,
       .hyphenate = -1,
       .hang = -1,
       .lines = -1,
       .gap = -1,
       .gap_min = -1,
       .gap_max = -1},
  };
  Layout layout = tabloid();
  layout.styles = styles;
  layout.n_styles = 2;
  StyleSheet *sheet = style_sheet_new(fixture->arena, &layout, fixture->fonts, fixture->diags);
  const TextStyle *small = style_lookup(sheet, "small-title"), *title = style_lookup(sheet, "title");
  assert_int_equal(title->leading, 26000);
  assert_int_equal(title->stacked, 26000);
  assert_int_equal(title->pitch, 28000);
  assert_int_equal(style_lookup(sheet, "quote")->stacked, 16000);
  assert_int_equal(style_lookup(sheet, "body")->pitch, 13500); /* the grid's line */
  assert_string_equal(small->name, "small-title");
  assert_int_equal(small->size, 12000);
  assert_int_equal(small->size_max, 12000);
  assert_int_equal(small->role, title->role);
  assert_int_equal(title->size_max, 30000);
  assert_int_equal(title->align, ALIGN_CENTRE); /* from the built-in title */
  assert_int_equal(title->bold->size, title->size);
  assert_string_equal(style_lookup(sheet, "no such style")->name, "body");
}

static void a_tinted_ink_never_overprints(void **state)
{
  Fixture *fixture = *state;
  Layout layout = tabloid();
  StyleSheet *sheet = style_sheet_new(fixture->arena, &layout, fixture->fonts, fixture->diags);
  assert_true(style_ink(sheet, NULL, 10000).overprint);
  assert_false(style_ink(sheet, NULL, 800).overprint);
  assert_false(style_ink(sheet, "white", 10000).overprint);
}

static void sizes_out_of_reason_are_told(void **state)
{
  static const struct {
    int least, most; /* 1/1000 pt */
    bool told;
  } CASES[] = {{2000, 2000000, false}, {1900, 9000, true}, {9000, 2000100, true}};
  for (unsigned i = 0; i < G_N_ELEMENTS(CASES); i++) {
    Fixture *fixture;
    assert_int_equal(open_fixture((void **)&fixture), 0);
    LayoutStyle style = {.name = "big", .size = {CASES[i].least, UNIT_PT}, .size_max = {CASES[i].most, UNIT_PT}};
    Layout layout = tabloid();
    layout.styles = &style;
    layout.n_styles = 1;
    assert_non_null(style_sheet_new(fixture->arena, &layout, fixture->fonts, fixture->diags));
    unsigned told = 0;
    for (unsigned k = 0; k < diag_count(fixture->diags); k++)
      told += diag_at(fixture->diags, k)->code == DIAG_STYLE_SIZE;
    assert_int_equal(told, CASES[i].told);
    close_fixture((void **)&fixture);
  }
}

/* --- scales ----------------------------------------------------------------------------------------------- */

static const LayoutScale LARGER = {
    .size = {10500, UNIT_PT}, .leading = {15750, UNIT_PT}, .columns = 4, .characters = 15};

static void a_scale_has_a_grid_of_its_own(void **state)
{
  Fixture *fixture = *state;
  Layout layout = tabloid();
  layout.scales = &LARGER;
  layout.n_scales = 1;
  StyleSheet *sheet = style_sheet_new(fixture->arena, &layout, fixture->fonts, fixture->diags);
  assert_non_null(sheet);
  assert_int_equal(sheet->n_scales, 1);
  const Grid *own = &sheet->grid, *grid = &sheet->scales[0]->grid;
  assert_int_equal(own->em, 9000);
  assert_int_equal(own->columns, 5);
  assert_int_equal(grid->em, 10500);
  assert_int_equal(grid->leading, 15750);
  assert_int_equal(grid->lines, 64); /* 1017.6 pt */
  assert_int_equal(grid->column_w, 15 * 10500);
  assert_int_equal(grid_column_x(grid, 1), own->type.x); /* in the same type area */
  assert_int_equal(grid_column_x(grid, 4) + grid->column_w, own->type.x + own->type.w);
  assert_int_equal(diag_count(fixture->diags), 0);
}

/* What is read as text is larger as the body is; heads and furniture are not. */
static void text_grows_with_the_body_of_a_scale(void **state)
{
  static const struct {
    const char *name;
    Mpt size;
  } CASES[] = {{"body", 10500}, {"caption", 8000 * 7 / 6}, {"subhead", 10500 * 7 / 6}, {"photo-caption", 7000},
               {"lead", 14000}, {"title", 26000},          {"lead-title", 30000},      {"kicker", 14000},
               {"folio", 9000}, {"furniture", 9000},       {"figure", 26000}};
  Fixture *fixture = *state;
  const LayoutStyle styles[] = {{.name = "photo-caption", .size = {6000, UNIT_PT}},
                                {.name = "lead", .based_on = "opening", .size = {12000, UNIT_PT}},
                                {.name = "lead-title", .based_on = "title", .size = {30000, UNIT_PT}},
                                {.name = "folio", .based_on = "body"}};
  const LayoutFurniture furniture = {.kind = FURNITURE_TEXT, .style = "folio"};
  const LayoutTemplate templ = {.name = "page", .furniture = &furniture, .n_furniture = 1};
  Layout layout = tabloid();
  layout.styles = styles;
  layout.n_styles = G_N_ELEMENTS(styles);
  layout.templates = &templ;
  layout.n_templates = layout.n_furniture = 1;
  layout.scales = &LARGER;
  layout.n_scales = 1;
  StyleSheet *sheet = style_sheet_new(fixture->arena, &layout, fixture->fonts, fixture->diags);
  assert_non_null(sheet);
  for (unsigned i = 0; i < G_N_ELEMENTS(CASES); i++)
    assert_int_equal(style_lookup(sheet->scales[0], CASES[i].name)->size, CASES[i].size);
  const TextStyle *body = style_lookup(sheet->scales[0], "body"), *own = style_lookup(sheet, "body");
  assert_int_equal(body->indent, 21000);
  assert_int_equal(body->bold->size, 10500);
  assert_int_equal(body->kai->size, 10500);
  assert_int_equal(own->size, 9000);
  assert_int_equal(own->bold->size, 9000);
}

static void a_scale_that_does_not_fit_is_left_out(void **state)
{
  static const struct {
    LayoutScale scale;
    const char *what;
  } CASES[] = {{{.columns = 4, .characters = 25}, "columns"},
               {{.size = {8000, UNIT_PT}, .columns = 4}, "size"},
               {{.size = {12000, UNIT_PT}, .leading = {11000, UNIT_PT}, .columns = 4}, "leading"}};
  for (unsigned i = 0; i < G_N_ELEMENTS(CASES); i++) {
    Fixture *fixture = *state;
    LayoutScale scales[] = {CASES[i].scale, LARGER};
    scales[0].place = (Place){"t.yaml", 7, 5};
    Layout layout = tabloid();
    layout.scales = scales;
    layout.n_scales = 2;
    unsigned before = diag_count(fixture->diags);
    StyleSheet *sheet = style_sheet_new(fixture->arena, &layout, fixture->fonts, fixture->diags);
    assert_non_null(sheet); /* the layout itself is sound */
    assert_int_equal(sheet->n_scales, 1);
    assert_int_equal(sheet->scales[0]->grid.em, 10500);
    assert_int_equal(diag_count(fixture->diags), before + 1);
    const Diag *told = diag_at(fixture->diags, before);
    assert_int_equal(told->code, DIAG_SCALE_MISFIT);
    assert_int_equal(told->place.line, 7);
    assert_non_null(strstr(told->message, CASES[i].what));
  }
}

/* What the layout leaves open of make-up is as it always was; widths are those of the layout's own columns. */
static void makeup_is_resolved_for_each_grid(void **state)
{
  Fixture *fixture = *state;
  const LayoutScale scale = {.columns = 4, .characters = 18};
  Layout layout = tabloid();
  layout.scales = &scale;
  layout.n_scales = 1;
  layout.makeup = (LayoutMakeup){.left_heads = -1,
                                 .frames = -1,
                                 .shape_least = -1,
                                 .shape_most = -1,
                                 .lead_title = -1,
                                 .share_least = -1,
                                 .share_most = -1,
                                 .lead_picture = -1};
  const StyleMakeup *open = &style_sheet_new(fixture->arena, &layout, fixture->fonts, fixture->diags)->makeup;
  assert_int_equal(open->shape_most, COST_FORMS_TALL);
  assert_int_equal(open->share_most, COST_RULES_PICTURES_MOST);
  assert_false(open->share);
  assert_true(open->left_heads > LIMIT_MADE_UP && open->frames > LIMIT_MADE_UP);
  assert_int_equal(open->lead_span, 0);
  assert_true(open->widths & 1u << 4);
  layout.makeup.widths = 1u << 2 | 1u << 5;
  layout.makeup.lead_picture = 50;
  layout.makeup.share_least = 30;
  const StyleSheet *sheet = style_sheet_new(fixture->arena, &layout, fixture->fonts, fixture->diags);
  assert_false(sheet->makeup.widths & 1u << 4);
  assert_true(sheet->makeup.share);
  assert_int_equal(sheet->makeup.lead_span, 3);
  assert_true(sheet->scales[0]->makeup.widths & 1u << 4);
  assert_int_equal(sheet->scales[0]->makeup.lead_span, 2);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(sizes_out_of_reason_are_told),
      cmocka_unit_test_setup_teardown(columns_fill_the_type_area_exactly, open_fixture, close_fixture),
      cmocka_unit_test_setup_teardown(characters_follow_from_a_gutter, open_fixture, close_fixture),
      cmocka_unit_test_setup_teardown(a_grid_too_wide_is_refused, open_fixture, close_fixture),
      cmocka_unit_test_setup_teardown(a_slot_ends_where_the_type_area_does, open_fixture, close_fixture),
      cmocka_unit_test_setup_teardown(lengths_a_slot_leaves_open_are_given, open_fixture, close_fixture),
      cmocka_unit_test_setup_teardown(furniture_lies_where_columns_and_rows_or_its_box_say, open_fixture,
                                      close_fixture),
      cmocka_unit_test_setup_teardown(styles_inherit_along_based_on, open_fixture, close_fixture),
      cmocka_unit_test_setup_teardown(a_scale_has_a_grid_of_its_own, open_fixture, close_fixture),
      cmocka_unit_test_setup_teardown(text_grows_with_the_body_of_a_scale, open_fixture, close_fixture),
      cmocka_unit_test_setup_teardown(a_scale_that_does_not_fit_is_left_out, open_fixture, close_fixture),
      cmocka_unit_test_setup_teardown(makeup_is_resolved_for_each_grid, open_fixture, close_fixture),
      cmocka_unit_test_setup_teardown(a_tinted_ink_never_overprints, open_fixture, close_fixture),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
