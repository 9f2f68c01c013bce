/* Display lists written as PDF for a test, and read back with libqpdf, which knows nothing of the writer. */
#ifndef TESTS_EMIT_PDF_WRITTEN_H
#define TESTS_EMIT_PDF_WRITTEN_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <glib/gstdio.h>
#include <qpdf/qpdf-c.h>

#include "emit/pdf/pdf.h"

enum { SIDE = 200 /* pt: of a page's trim */ };

typedef struct {
  char *folder, *path;
  DiagList *diags;
  FontSet *fonts;
  ImageColours *colours;
  DisplayList list;
  DrawPage page;
  PdfOptions options;
  qpdf_data pdf; /* what was written last */
} World;

static inline int world_open(void **state)
{
  World *world = g_new0(World, 1);
  world->folder = g_dir_make_tmp("tekan-pdf-XXXXXX", NULL);
  world->path = g_build_filename(world->folder, "page.pdf", NULL);
  world->diags = diag_list_new(LANG_EN);
  world->fonts = font_set_open("fonts/catalog.yaml", world->diags);
  world->colours =
      image_colours_open(&(ColourOptions){.profile = "tests/data/press-small.icc", .tac = 240}, world->diags);
  *state = world;
  return world->fonts && world->colours ? 0 : -1;
}

static inline void world_forget(World *world)
{
  if (!world->pdf)
    return;
  while (qpdf_more_warnings(world->pdf))
    qpdf_next_warning(world->pdf);
  qpdf_cleanup(&world->pdf);
  world->pdf = NULL;
}

/* Before each test: a list of one empty page. */
static inline int world_begin(void **state)
{
  World *world = *state;
  world_forget(world);
  diag_list_free(world->diags);
  world->diags = diag_list_new(LANG_EN);
  g_unsetenv("SOURCE_DATE_EPOCH");
  world->page = (DrawPage){.label = "A1", .section = "要闻", .number = 1};
  world->list = (DisplayList){.trim_w = SIDE * MPT_PT,
                              .trim_h = SIDE * MPT_PT,
                              .bleed = 8504,
                              .pages = &world->page,
                              .n_pages = 1,
                              .title = "试机",
                              .paper = "样报",
                              .file_name = "sample",
                              .date = {2024, 3, 27, 3}};
  world->options = (PdfOptions){.target = {world->path, "page.pdf", 0}, .colours = world->colours, .jobs = 1};
  return 0;
}

static inline int world_close(void **state)
{
  World *world = *state;
  world_forget(world);
  GDir *dir = g_dir_open(world->folder, 0, NULL);
  for (const char *name; (name = g_dir_read_name(dir));) {
    char *path = g_build_filename(world->folder, name, NULL);
    g_unlink(path);
    g_free(path);
  }
  g_dir_close(dir);
  g_rmdir(world->folder);
  font_set_free(world->fonts);
  image_colours_free(world->colours);
  diag_list_free(world->diags);
  g_free(world->path);
  g_free(world->folder);
  g_free(world);
  return 0;
}

static inline void read_back(World *world)
{
  world_forget(world);
  world->pdf = qpdf_init();
  qpdf_set_suppress_warnings(world->pdf, QPDF_TRUE);
  assert_int_equal(qpdf_read(world->pdf, world->path, NULL), QPDF_SUCCESS);
}

/* Writes the world's list; a file that libqpdf reads without a warning. */
static inline void write_list(World *world)
{
  assert_true(pdf_write(&world->list, world->fonts, &world->options, NULL, world->diags));
  read_back(world);
}

static inline void write_items(World *world, const DrawItem *items, unsigned n)
{
  world->page.items = items;
  world->page.n_items = n;
  write_list(world);
}

/* What stands at PATH ("/Resources/Font/F1", numbers for items of arrays), from OBJECT on; null: nothing. */
static inline qpdf_oh find(World *world, qpdf_oh object, const char *path)
{
  char **parts = g_strsplit(path + 1, "/", -1);
  for (unsigned i = 0; parts[i]; i++) {
    char *key = g_strconcat("/", parts[i], NULL);
    if (qpdf_oh_is_stream(world->pdf, object))
      object = qpdf_oh_get_dict(world->pdf, object);
    object = qpdf_oh_is_array(world->pdf, object) ? qpdf_oh_get_array_item(world->pdf, object, atoi(parts[i]))
                                                  : qpdf_oh_get_key(world->pdf, object, key);
    g_free(key);
  }
  g_strfreev(parts);
  return object;
}

static inline qpdf_oh page_of(World *world, unsigned n)
{
  return qpdf_get_page_n(world->pdf, n);
}

static inline qpdf_oh root_of(World *world)
{
  return qpdf_get_root(world->pdf);
}

static inline qpdf_oh info_of(World *world)
{
  return qpdf_oh_get_key(world->pdf, qpdf_get_trailer(world->pdf), "/Info");
}

static inline void assert_object(World *world, qpdf_oh object, const char *wanted)
{
  assert_string_equal(qpdf_oh_unparse_resolved(world->pdf, object), wanted);
}

static inline void assert_at(World *world, qpdf_oh object, const char *path, const char *wanted)
{
  assert_object(world, find(world, object, path), wanted);
}

/* A stream's bytes, unpacked; g_free. */
static inline char *stream_of(World *world, qpdf_oh stream, size_t *length)
{
  unsigned char *bytes = NULL;
  QPDF_BOOL filtered = QPDF_FALSE;
  size_t n = 0;
  assert_int_equal(qpdf_oh_get_stream_data(world->pdf, stream, qpdf_dl_all, &filtered, &bytes, &n), QPDF_SUCCESS);
  char *copy = g_malloc(n + 1);
  memcpy(copy, bytes, n);
  copy[n] = 0;
  free(bytes);
  if (length)
    *length = n;
  return copy;
}

/* What a page draws; g_free. */
static inline char *content_of(World *world, unsigned page)
{
  unsigned char *bytes = NULL;
  size_t n = 0;
  assert_int_equal(qpdf_oh_get_page_content_data(world->pdf, page_of(world, page), &bytes, &n), QPDF_SUCCESS);
  char *copy = g_strndup((const char *)bytes, n);
  free(bytes);
  return copy;
}

static inline void assert_draws(World *world, const char *operators, bool wanted)
{
  char *content = content_of(world, 0);
  if ((strstr(content, operators) != NULL) != wanted)
    fail_msg("%s “%s” in: %s", wanted ? "no" : "there is", operators, content);
  g_free(content);
}

/* What an outside tool says; g_free. */
static inline char *ask(World *world, const char *const *call)
{
  char *said = NULL;
  int status = -1;
  assert_true(g_spawn_sync(NULL, (char **)(void *)call, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                           NULL, &said, NULL, &status, NULL));
  (void)world;
  return said;
}
#define ASK(world, ...) ask(world, (const char *const[]){__VA_ARGS__, NULL})

static inline const Face *face_with(World *world, const char *role, hb_codepoint_t code, hb_codepoint_t *gid)
{
  int index = font_role_lookup(world->fonts, role);
  assert_true(index >= 0);
  const Face *face = font_face_for(world->fonts, (unsigned)index, false, code, 0, gid);
  assert_non_null(face);
  return face;
}

/* A unit square of the page, filled in INK. */
#define SQUARE                                                                                                         \
  ((const PathStep[]){{PATH_MOVE, {20000}, {30000}},                                                                   \
                      {PATH_LINE, {60000}, {30000}},                                                                   \
                      {PATH_LINE, {60000}, {80000}},                                                                   \
                      {PATH_CLOSE, {0}, {0}}})
#define FILLED(...)                                                                                                    \
  {                                                                                                                    \
    .kind = DRAW_PATH, .path = {.steps = SQUARE, .n = 4, .fill = true, .ink = {__VA_ARGS__} }                          \
  }

#define TEST(function) cmocka_unit_test_setup(function, world_begin)

#endif
