/* Inks as operators and spaces; overprint; paths; and numbers as PDF takes them. */
#include "written.h"

#include "emit/pdf/work.h"

/* ISO 32000-1, 7.3.3: no exponent; three places at the most. */
static void numbers(void **state)
{
  static const struct {
    int64_t value;
    const char *text;
  } NUMBERS[] = {{0, "0 "},
                 {1, "0.001 "},
                 {-1, "-0.001 "},
                 {10, "0.01 "},
                 {100, "0.1 "},
                 {1000, "1 "},
                 {-1000, "-1 "},
                 {123456, "123.456 "},
                 {-1500, "-1.5 "},
                 {1050, "1.05 "},
                 {INT32_MAX, "2147483.647 "},
                 {INT32_MIN, "-2147483.648 "},
                 {1000000000000, "1000000000 "}};
  for (unsigned i = 0; i < G_N_ELEMENTS(NUMBERS); i++) {
    GString *out = g_string_new(NULL);
    put_milli(out, NUMBERS[i].value);
    assert_string_equal(out->str, NUMBERS[i].text);
    g_string_free(out, TRUE);
  }
}

/* The Unicode standard, 3.9: D800 and DC00 lead and trail what is over FFFF. */
static void utf16(void **state)
{
  GString *out = g_string_new(NULL);
  put_utf16_hex(out, "A版\U00020BB7\U0010FFFF", true);
  assert_string_equal(out->str, "FEFF00417248D842DFB7DBFFDFFF");
  g_string_truncate(out, 0);
  put_utf16_hex(out, "fi", false);
  assert_string_equal(out->str, "00660069");
  g_string_free(out, TRUE);
}

static void process_inks_by_their_tint(void **state)
{
  World *world = *state;
  const DrawItem items[] = {FILLED(.c = 10000, .m = 5000, .k = 333, .tint = 10000),
                            FILLED(.m = 8000, .y = 10000, .tint = 2500)};
  write_items(world, items, 2);
  assert_draws(world, "1 0.5 0 0.033 k\n", true);
  assert_draws(world, "0 0.2 0.25 0 k\n", true);
}

static void strokes_are_as_drawn(void **state)
{
  World *world = *state;
  DrawItem items[] = {
      {.kind = DRAW_PATH,
       .path = {.steps = SQUARE, .n = 4, .stroke = true, .width = 500, .ink = {.k = 10000, .tint = 10000}}},
      {.kind = DRAW_PATH,
       .path = {.steps = SQUARE,
                .n = 2,
                .stroke = true,
                .fill = true,
                .round = true,
                .dash = 1,
                .space = 2500,
                .width = 1200,
                .ink = {.k = 10000, .tint = 10000}}}};
  write_items(world, items, 2);
  assert_draws(world, "0 0 0 1 K\n0.5 w 0 J 0 j [] 0 d\n", true);
  assert_draws(world, "0 0 0 1 k\n1.2 w 1 J 1 j [0.001 2.5 ] 0 d\n", true);
  /* y goes up, from the media's corner: 8.504 pt of bleed around 200 of trim */
  assert_draws(world, "28.504 178.504 m\n68.504 178.504 l\n68.504 128.504 l\nh\nS\n", true);
  assert_draws(world, "68.504 178.504 l\nB\n", true);
}

static void curves_keep_their_points(void **state)
{
  World *world = *state;
  const PathStep steps[] = {{PATH_MOVE, {0}, {200000}}, {PATH_CURVE, {1000, 2000, 3000}, {199000, 198000, 197000}}};
  const DrawItem item = {.kind = DRAW_PATH,
                         .path = {.steps = steps, .n = 2, .fill = true, .ink = {.k = 10000, .tint = 10000}}};
  write_items(world, &item, 1);
  assert_draws(world, "8.504 8.504 m\n9.504 9.504 10.504 10.504 11.504 11.504 c\nf\n", true);
}

/* 8.6.6.4: the tint goes to the plate of that name, 0 … 1, and the alternate says what it looks like. */
static void spots_are_separations(void **state)
{
  World *world = *state;
  const DrawItem items[] = {FILLED(.spot = "Gold 871", .c = 2000, .m = 3000, .y = 8000, .tint = 10000),
                            FILLED(.spot = "专#色", .k = 5000, .tint = 4000),
                            FILLED(.spot = "Gold 871", .c = 2000, .m = 3000, .y = 8000, .tint = 500)};
  write_items(world, items, 3);
  qpdf_oh spaces = find(world, page_of(world, 0), "/Resources/ColorSpace");
  assert_at(world, spaces, "/S1",
            "[ /Separation /Gold#20871 /DeviceCMYK << /C0 [ 0 0 0 0 ] /C1 [ 0.2 0.3 0.8 0 ] /Domain [ 0 1 ] "
            "/FunctionType 2 /N 1 >> ]");
  assert_string_equal(qpdf_oh_get_name(world->pdf, find(world, spaces, "/S2/1")), "/专#色");
  assert_at(world, spaces, "/S2/3/C1", "[ 0 0 0 0.5 ]");
  assert_draws(world, "/S1 cs 1 scn\n", true);
  assert_draws(world, "/S2 cs 0.4 scn\n", true);
  assert_draws(world, "/S1 cs 0.05 scn\n", true);
}

static void spots_have_one_number_on_all_pages(void **state)
{
  World *world = *state;
  const DrawItem first[] = {FILLED(.spot = "A", .k = 1, .tint = 10000)},
                 second[] = {FILLED(.spot = "B", .k = 1, .tint = 10000), FILLED(.spot = "A", .k = 1, .tint = 10000)};
  const DrawPage pages[] = {{.label = "1", .number = 1, .items = first, .n_items = 1},
                            {.label = "2", .number = 2, .items = second, .n_items = 2}};
  world->list.pages = pages;
  world->list.n_pages = 2;
  write_list(world);
  assert_at(world, page_of(world, 0), "/Resources/ColorSpace/S1/1", "/A");
  assert_at(world, page_of(world, 0), "/Resources/ColorSpace/S2", "null");
  assert_at(world, page_of(world, 1), "/Resources/ColorSpace/S1/1", "/A");
  assert_at(world, page_of(world, 1), "/Resources/ColorSpace/S2/1", "/B");
}

/* The state each is painted in: "OP op OPM". */
/* The state the nth fill is painted in. */
static void assert_overprint(World *world, unsigned nth, bool wanted)
{
  char *content = content_of(world, 0);
  const char *at = content;
  for (unsigned i = 0; at && i <= nth; i++)
    at = strstr(i ? at + 1 : at, "\nf\n");
  assert_non_null(at);
  const char *end = g_strrstr_len(content, at - content, " gs\n");
  assert_non_null(end);
  const char *name = end;
  while (name[-1] != '/')
    name--;
  char *path = g_strdup_printf("/Resources/ExtGState/%.*s", (int)(end - name), name);
  assert_at(world, page_of(world, 0), path,
            wanted ? "<< /OP true /OPM 1 /Type /ExtGState /op true >>"
                   : "<< /OP false /OPM 0 /Type /ExtGState /op false >>");
  g_free(path);
  g_free(content);
}

/* Solid black over what is below it; white and tints knock out, whatever the layout says. */
static void overprint(void **state)
{
  World *world = *state;
  const DrawItem items[] = {FILLED(.k = 10000, .tint = 10000, .overprint = true), FILLED(.k = 10000, .tint = 10000),
                            FILLED(.tint = 10000, .overprint = true),
                            FILLED(.k = 10000, .tint = 9999, .overprint = true),
                            FILLED(.spot = "A", .tint = 10000, .overprint = true)};
  static const bool WANTED[] = {true, false, false, false, true};
  write_items(world, items, 5);
  for (unsigned i = 0; i < 5; i++)
    assert_overprint(world, i, WANTED[i]);
  unsigned n = 0;
  for (qpdf_oh_begin_dict_key_iter(world->pdf, find(world, page_of(world, 0), "/Resources/ExtGState"));
       qpdf_oh_dict_more_keys(world->pdf); n++)
    qpdf_oh_dict_next_key(world->pdf);
  assert_int_equal(n, 2);
}

static unsigned count_said(World *world, unsigned page, const char *operators)
{
  char *content = content_of(world, page), **parts = g_strsplit(content, operators, -1);
  unsigned n = g_strv_length(parts) - 1;
  g_strfreev(parts);
  g_free(content);
  return n;
}

/* An ink holds until another is set, for fills and for strokes by itself; a page begins without one (8.4.1). */
static void inks_are_said_once(void **state)
{
  World *world = *state;
  const DrawItem items[] = {FILLED(.k = 10000, .tint = 10000), FILLED(.k = 10000, .tint = 10000),
                            FILLED(.k = 10000, .tint = 5000),  FILLED(.k = 10000, .tint = 10000),
                            FILLED(.spot = "A", .tint = 5000), FILLED(.spot = "B", .tint = 5000),
                            FILLED(.spot = "B", .tint = 5000)};
  DrawPage pages[2] = {world->page, world->page};
  pages[0].items = pages[1].items = items;
  pages[0].n_items = G_N_ELEMENTS(items);
  pages[1].n_items = 1;
  pages[1].number = 2;
  world->list.pages = pages;
  world->list.n_pages = 2;
  write_list(world);
  assert_int_equal(count_said(world, 0, "0 0 0 1 k\n"), 2);
  assert_int_equal(count_said(world, 0, "0 0 0 0.5 k\n"), 1);
  assert_int_equal(count_said(world, 0, " scn\n"), 2);
  assert_int_equal(count_said(world, 0, " gs\n"), 1);
  assert_int_equal(count_said(world, 1, "0 0 0 1 k\n"), 1);
  assert_int_equal(count_said(world, 1, " gs\n"), 1);
}

/* Two plates from outside: Ghostscript keeps what is under black that overprints, and nothing under black that does
 * not. */
static void black_overprints_on_the_plates(void **state)
{
  World *world = *state;
  for (unsigned over = 0; over < 2; over++) {
    const DrawItem items[] = {FILLED(.m = 10000, .tint = 10000), FILLED(.k = 10000, .tint = 10000, .overprint = over)};
    write_items(world, items, 2);
    char *output = g_strdup_printf("-sOutputFile=%s/plate.tif", world->folder);
    g_free(ASK(world, "gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", "-sCompression=none", "-r36", output,
               world->path));
    char *plate = g_strdup_printf("%s/plate(Magenta).tif", world->folder), *bytes;
    gsize length, dark = 0;
    assert_true(g_file_get_contents(plate, &bytes, &length, NULL));
    for (gsize i = 200; i < length; i++)
      dark += (guint8)bytes[i] < 64;
    assert_true(over ? dark > 200 : dark < 100);
    g_free(bytes);
    g_free(plate);
    g_free(output);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      TEST(numbers),
      TEST(utf16),
      TEST(process_inks_by_their_tint),
      TEST(strokes_are_as_drawn),
      TEST(curves_keep_their_points),
      TEST(spots_are_separations),
      TEST(spots_have_one_number_on_all_pages),
      TEST(overprint),
      TEST(inks_are_said_once),
      TEST(black_overprints_on_the_plates),
  };
  return cmocka_run_group_tests(tests, world_open, world_close);
}
