/* The painter against what its pixels must be: places, colours, turns, and failures. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <cairo.h>
#include <glib/gstdio.h>

#include "emit/png/png.h"

enum { DPI = 72, SIDE = 200 }; /* a pixel a point */

typedef struct {
  char *folder, *path;
  DiagList *diags;
  FontSet *fonts;
} World;

static int set_up(void **state)
{
  World *world = g_new0(World, 1);
  world->folder = g_dir_make_tmp("png-XXXXXX", NULL);
  world->path = g_build_filename(world->folder, "page.png", NULL);
  world->diags = diag_list_new(LANG_EN);
  world->fonts = font_set_open("fonts/catalog.yaml", world->diags);
  *state = world;
  return world->fonts ? 0 : -1;
}

static int tear_down(void **state)
{
  World *world = *state;
  g_remove(world->path);
  g_rmdir(world->folder);
  font_set_free(world->fonts);
  diag_list_free(world->diags);
  g_free(world->path);
  g_free(world->folder);
  g_free(world);
  return 0;
}

static cairo_surface_t *paint(World *world, const DrawItem *items, unsigned n)
{
  const DrawPage page = {.label = "1", .number = 1, .items = items, .n_items = n};
  const DisplayList list = {.trim_w = SIDE * MPT_PT, .trim_h = SIDE * MPT_PT, .pages = &page, .n_pages = 1};
  assert_true(
      page_picture_write(&list, 0, DPI, NULL, (FileTarget){.path = world->path, .name = world->path}, world->diags));
  cairo_surface_t *surface = cairo_image_surface_create_from_png(world->path);
  assert_int_equal(cairo_image_surface_get_width(surface), SIDE);
  assert_int_equal(cairo_image_surface_get_height(surface), SIDE);
  return surface;
}

static uint32_t pixel_at(cairo_surface_t *surface, int x, int y)
{
  const unsigned char *row = cairo_image_surface_get_data(surface) + cairo_image_surface_get_stride(surface) * y;
  return ((const uint32_t *)(const void *)row)[x] & 0xFFFFFF;
}

/* The smallest box of pixels darker than half grey, and how many there are. */
typedef struct {
  int left, top, right, bottom, count;
} Inked;

static Inked find_ink(cairo_surface_t *surface)
{
  Inked ink = {SIDE, SIDE, -1, -1, 0};
  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      if ((pixel_at(surface, x, y) & 0xFF) < 128) {
        ink = (Inked){MIN(ink.left, x), MIN(ink.top, y), MAX(ink.right, x), MAX(ink.bottom, y), ink.count + 1};
      }
  return ink;
}

static void paints_a_box_where_it_is(void **state)
{
  const PathStep steps[] = {{PATH_MOVE, {20000}, {30000}},
                            {PATH_LINE, {60000}, {30000}},
                            {PATH_LINE, {60000}, {80000}},
                            {PATH_LINE, {20000}, {80000}},
                            {PATH_CLOSE, {0}, {0}}};
  const DrawItem item = {
      .kind = DRAW_PATH,
      .path = {.steps = steps, .n = 5, .fill = true, .ink = {.m = 10000, .y = 10000, .tint = 10000}}};
  cairo_surface_t *surface = paint(*state, &item, 1);
  assert_int_equal(pixel_at(surface, 20, 30), 0xFF0000);
  assert_int_equal(pixel_at(surface, 59, 79), 0xFF0000);
  assert_int_equal(pixel_at(surface, 19, 30), 0xFFFFFF);
  assert_int_equal(pixel_at(surface, 60, 79), 0xFFFFFF);
  assert_int_equal(pixel_at(surface, 20, 29), 0xFFFFFF);
  cairo_surface_destroy(surface);
}

static void strokes_as_wide_as_told(void **state)
{
  const PathStep steps[] = {{PATH_MOVE, {0}, {100000}}, {PATH_LINE, {200000}, {100000}}};
  const DrawItem item = {
      .kind = DRAW_PATH,
      .path = {.steps = steps, .n = 2, .stroke = true, .width = 4000, .ink = {.k = 10000, .tint = 5000}}};
  cairo_surface_t *surface = paint(*state, &item, 1);
  assert_int_equal(pixel_at(surface, 100, 97), 0xFFFFFF);
  assert_int_equal(pixel_at(surface, 100, 98), 0x808080); /* half a tint of black */
  assert_int_equal(pixel_at(surface, 100, 101), 0x808080);
  assert_int_equal(pixel_at(surface, 100, 102), 0xFFFFFF);
  cairo_surface_destroy(surface);
}

/* 一, one broad bar across its em: its ink tells which way it was turned and scaled. */
static Inked paint_bar(World *world, DrawLook look)
{
  hb_codepoint_t gid = 0;
  look.face = font_face_for(world->fonts, 0, false, 0x4E00, 0, &gid);
  assert_non_null(look.face);
  const DrawGlyph glyph = {.gid = gid, .x = 50000, .y = 100000};
  look.size = 100000;
  look.ink = (Ink){.k = 10000, .tint = 10000};
  const DrawRun run = {.look = &look, .glyphs = &glyph, .n = 1};
  const DrawItem item = {.kind = DRAW_TEXT, .text = {.text = "一", .runs = &run, .n_runs = 1}};
  cairo_surface_t *surface = paint(world, &item, 1);
  Inked ink = find_ink(surface);
  cairo_surface_destroy(surface);
  return ink;
}

static void sets_a_glyph_on_its_baseline(void **state)
{
  Inked ink = paint_bar(*state, (DrawLook){.x_scale = 1000});
  assert_in_range(ink.left, 50, 60); /* within its em, which begins at 50 */
  assert_in_range(ink.right, 139, 150);
  assert_in_range(ink.top, 40, 68); /* above the baseline at 100: the bar is in mid-em */
  assert_in_range(ink.bottom, 55, 75);
}

static void turns_clockwise_about_the_origin(void **state)
{
  Inked ink = paint_bar(*state, (DrawLook){.x_scale = 1000, .turn = 90});
  assert_in_range(ink.top, 100, 110); /* what ran right runs down, */
  assert_in_range(ink.bottom, 189, 199);
  assert_in_range(ink.left, 70, 95); /* what stood above the baseline stands right of it */
  assert_true(ink.right - ink.left < 30);
}

static void condenses_along_the_line(void **state)
{
  Inked full = paint_bar(*state, (DrawLook){.x_scale = 1000}), half = paint_bar(*state, (DrawLook){.x_scale = 500});
  assert_in_range((half.right - half.left) * 2, full.right - full.left - 4, full.right - full.left + 4);
  assert_in_range(half.top, full.top, full.top + 1); /* the bar's end has a spur that thins */
}

static void emboldens(void **state)
{
  Inked plain = paint_bar(*state, (DrawLook){.x_scale = 1000}),
        bold = paint_bar(*state, (DrawLook){.x_scale = 1000, .embolden = 4000});
  assert_in_range(plain.top - bold.top, 1, 3);
  assert_true(bold.count > plain.count + 200);
}

static void tells_when_it_cannot_write(void **state)
{
  World *world = *state;
  const DrawPage page = {.label = "1", .number = 1};
  const DisplayList list = {.trim_w = SIDE * MPT_PT, .trim_h = SIDE * MPT_PT, .pages = &page, .n_pages = 1};
  assert_false(page_picture_write(&list, 0, DPI, NULL,
                                  (FileTarget){.path = "/nonexistent/page.png", .name = "page.png"}, world->diags));
  assert_int_equal(diag_at(world->diags, 0)->code, DIAG_OUTPUT_UNWRITABLE);
  assert_false(
      page_picture_write(&list, 0, DPI, NULL, (FileTarget){.path = "/dev/full/x", .name = "page.png"}, world->diags));
}

/* A page no surface can hold is a failure of the machine, not a crash. */
static void refuses_a_page_too_large(void **state)
{
  World *world = *state;
  const DrawPage page = {.label = "1", .number = 1};
  const DisplayList list = {.trim_w = 40000 * MPT_PT, .trim_h = 40000 * MPT_PT, .pages = &page, .n_pages = 1};
  assert_false(
      page_picture_write(&list, 0, DPI, NULL, (FileTarget){.path = world->path, .name = world->path}, world->diags));
  assert_false(g_file_test(world->path, G_FILE_TEST_EXISTS));
}

static gpointer paint_in_thread(gpointer data)
{
  paint_bar(data, (DrawLook){.x_scale = 1000});
  return NULL;
}

static void paints_the_same_in_threads(void **state)
{
  World *world = *state, other = *world;
  other.path = g_build_filename(world->folder, "other.png", NULL);
  other.diags = diag_list_new(LANG_EN);
  GThread *thread = g_thread_new("painter", paint_in_thread, &other);
  paint_bar(world, (DrawLook){.x_scale = 1000});
  g_thread_join(thread);
  char *bytes[2];
  gsize sizes[2];
  assert_true(g_file_get_contents(world->path, &bytes[0], &sizes[0], NULL));
  assert_true(g_file_get_contents(other.path, &bytes[1], &sizes[1], NULL));
  assert_int_equal(sizes[0], sizes[1]);
  assert_memory_equal(bytes[0], bytes[1], sizes[0]);
  g_remove(other.path);
  g_free(bytes[0]);
  g_free(bytes[1]);
  g_free(other.path);
  diag_list_free(other.diags);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(paints_a_box_where_it_is, set_up, tear_down),
      cmocka_unit_test_setup_teardown(strokes_as_wide_as_told, set_up, tear_down),
      cmocka_unit_test_setup_teardown(sets_a_glyph_on_its_baseline, set_up, tear_down),
      cmocka_unit_test_setup_teardown(turns_clockwise_about_the_origin, set_up, tear_down),
      cmocka_unit_test_setup_teardown(condenses_along_the_line, set_up, tear_down),
      cmocka_unit_test_setup_teardown(emboldens, set_up, tear_down),
      cmocka_unit_test_setup_teardown(tells_when_it_cannot_write, set_up, tear_down),
      cmocka_unit_test_setup_teardown(refuses_a_page_too_large, set_up, tear_down),
      cmocka_unit_test_setup_teardown(paints_the_same_in_threads, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
