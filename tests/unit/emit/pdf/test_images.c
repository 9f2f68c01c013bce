/* Pictures as objects: their filters, /Decode and spaces; one object however often; what cannot be read is left out. */
#include "written.h"

#include <math.h>
#include <jpeglib.h>
#include <png.h>
#include <unistd.h>

#include "emit/pdf/work.h"

enum { PIXELS = 60 };

static char *file_in(World *world, const char *name)
{
  return g_build_filename(world->folder, name, NULL);
}

/* PIXELS a side; FORMAT is libpng's; each pixel's bytes as PAINT says. */
static void write_png(World *world, const char *name, png_uint_32 format, unsigned seed)
{
  png_image image = {.version = PNG_IMAGE_VERSION, .width = PIXELS, .height = PIXELS, .format = format};
  unsigned n = PNG_IMAGE_PIXEL_SIZE(format);
  guint8 *bytes = g_malloc((gsize)PIXELS * PIXELS * n);
  for (unsigned i = 0; i < PIXELS * PIXELS * n; i++)
    bytes[i] = (guint8)((i * 7 + i / 180 * seed) & 0xff);
  char *path = file_in(world, name);
  assert_true(png_image_write_to_file(&image, path, 0, bytes, 0, NULL));
  g_free(path);
  g_free(bytes);
}

/* As programs with an Adobe mark write CMYK: inverted. */
static void write_cmyk_jpeg(World *world, const char *name)
{
  struct jpeg_compress_struct out;
  struct jpeg_error_mgr errors;
  char *path = file_in(world, name);
  FILE *file = fopen(path, "wb");
  out.err = jpeg_std_error(&errors);
  jpeg_create_compress(&out);
  jpeg_stdio_dest(&out, file);
  out.image_width = out.image_height = PIXELS;
  out.input_components = 4;
  out.in_color_space = JCS_CMYK;
  jpeg_set_defaults(&out);
  jpeg_start_compress(&out, TRUE);
  JSAMPLE row[PIXELS * 4];
  for (unsigned i = 0; i < sizeof row; i++)
    row[i] = (JSAMPLE)(255 - i % 50);
  JSAMPROW rows[1] = {row};
  for (unsigned y = 0; y < PIXELS; y++)
    jpeg_write_scanlines(&out, rows, 1);
  jpeg_finish_compress(&out);
  jpeg_destroy_compress(&out);
  fclose(file);
  g_free(path);
}

typedef struct {
  char *path;
  Arena *arena;
  ImageInfo info;
} Photo;

static Photo probe(World *world, const char *name)
{
  Photo picture = {.path = file_in(world, name), .arena = arena_new()};
  assert_true(image_probe(picture.arena, picture.path, name, (Place){"article.md", 4, 1}, &picture.info, world->diags));
  return picture;
}

static void let_go(Photo *picture)
{
  arena_free(picture->arena);
  g_free(picture->path);
}

/* All of it, W × H pt at 20, 30. */
static DrawItem place(const Photo *picture, Mpt w, Mpt h)
{
  return (DrawItem){.kind = DRAW_IMAGE,
                    .image = {.info = &picture->info,
                              .crop = {0, 0, picture->info.width, picture->info.height},
                              .box = {20000, 30000, w, h},
                              .ppi = 200}};
}

static qpdf_oh picture_of(World *world, unsigned page, const char *name)
{
  char *path = g_strconcat("/Resources/XObject/", name, NULL);
  qpdf_oh object = find(world, page_of(world, page), path);
  g_free(path);
  return object;
}

static void greys_are_black_alone(void **state)
{
  World *world = *state;
  write_png(world, "grey.png", PNG_FORMAT_GRAY, 3);
  Photo picture = probe(world, "grey.png");
  DrawItem item = place(&picture, 20000, 20000);
  write_items(world, &item, 1);
  qpdf_oh image = picture_of(world, 0, "X1");
  assert_at(world, image, "/ColorSpace", "/DeviceGray");
  assert_at(world, image, "/BitsPerComponent", "8");
  assert_at(world, image, "/Width", "60");
  assert_at(world, image, "/Height", "60");
  assert_at(world, image, "/Decode", "null");
  assert_draws(world, "q 20 0 0 20 28.504 158.504 cm /X1 Do Q\n", true);
  let_go(&picture);
}

/* Unpacked by another library's hand, a photograph in CMYK has four bytes a pixel. */
static void colours_are_cmyk(void **state)
{
  World *world = *state;
  write_png(world, "colour.png", PNG_FORMAT_RGB, 3);
  Photo picture = probe(world, "colour.png");
  DrawItem item = place(&picture, 20000, 20000);
  write_items(world, &item, 1);
  qpdf_oh image = picture_of(world, 0, "X1");
  assert_at(world, image, "/ColorSpace", "/DeviceCMYK");
  char *list = ASK(world, "pdfimages", "-list", world->path);
  assert_true(g_regex_match_simple("image +60 +60 +cmyk +4 +8 ", list, 0, 0));
  g_free(list);
  let_go(&picture);
}

/* What each encoding is unpacked by; predictors by the picture's own width (7.4.4.4). */
static void encodings(void **state)
{
  World *world = *state;
  write_png(world, "flat.png", PNG_FORMAT_GRAY, 0);
  Photo picture = probe(world, "flat.png");
  DrawItem item = place(&picture, 20000, 20000);
  write_items(world, &item, 1);
  qpdf_oh image = picture_of(world, 0, "X1");
  const char *filter = qpdf_oh_unparse_resolved(world->pdf, find(world, image, "/Filter"));
  if (!strcmp(filter, "/FlateDecode")) {
    size_t length = 0;
    assert_at(world, image, "/DecodeParms", "<< /BitsPerComponent 8 /Colors 1 /Columns 60 /Predictor 15 >>");
    g_free(stream_of(world, image, &length));
    assert_int_equal(length, PIXELS * PIXELS);
  } else
    assert_string_equal(filter, "/DCTDecode");
  let_go(&picture);
}

/* Black and white art keeps one bit a pixel. */
static void art_is_one_bit(void **state)
{
  World *world = *state;
  png_image png = {.version = PNG_IMAGE_VERSION, .width = PIXELS, .height = PIXELS, .format = PNG_FORMAT_GRAY};
  guint8 bytes[PIXELS * PIXELS];
  for (unsigned i = 0; i < sizeof bytes; i++)
    bytes[i] = i / 7 % 2 ? 255 : 0;
  char *path = file_in(world, "art.png");
  assert_true(png_image_write_to_file(&png, path, 0, bytes, 0, NULL));
  Photo picture = probe(world, "art.png");
  DrawItem item = place(&picture, 20000, 20000);
  write_items(world, &item, 1);
  qpdf_oh image = picture_of(world, 0, "X1");
  assert_at(world, image, "/BitsPerComponent", "1");
  assert_at(world, image, "/ColorSpace", "/DeviceGray");
  size_t length;
  char *rows = stream_of(world, image, &length);
  assert_int_equal(length, PIXELS * ((PIXELS + 7) / 8));
  for (unsigned i = 0; i < PIXELS; i++) /* 1 is paper in DeviceGray */
    assert_int_equal((guint8)rows[i / 8] >> (7 - i % 8) & 1, bytes[i] ? 1 : 0);
  g_free(rows);
  g_free(path);
  let_go(&picture);
}

/* 8.9.5.2: samples that an Adobe program turned are turned back, and only those. */
static void inverted_samples_are_turned_back(void **state)
{
  World *world = *state;
  write_cmyk_jpeg(world, "press.jpg");
  Photo picture = probe(world, "press.jpg");
  DrawItem item = place(&picture, 20000, 20000);
  write_items(world, &item, 1);
  qpdf_oh image = picture_of(world, 0, "X1");
  bool dct = !strcmp(qpdf_oh_unparse_resolved(world->pdf, find(world, image, "/Filter")), "/DCTDecode");
  bool turned = qpdf_oh_is_array(world->pdf, find(world, image, "/Decode"));
  assert_int_equal(turned, dct);
  if (turned)
    assert_at(world, image, "/Decode", "[ 1 0 1 0 1 0 1 0 ]");
  /* Light as drawn: what the file shows is nearly paper (inks of 0 … 50 of 255). */
  char *pixels_path = file_in(world, "seen"), *seen = file_in(world, "seen.ppm"), *bytes;
  gsize length;
  g_free(ASK(world, "pdftoppm", "-r", "72", "-singlefile", world->path, pixels_path));
  assert_true(g_file_get_contents(seen, &bytes, &length, NULL));
  const guint8 *middle = (const guint8 *)bytes + length - 217 * 217 * 3 + (48 * 217 + 38) * 3;
  assert_true(dct);
  assert_true(middle[0] + middle[1] + middle[2] > 330);
  g_free(bytes);
  g_free(seen);
  g_free(pixels_path);
  let_go(&picture);
}

/* --- objects ---------------------------------------------------------------------------------------------- */

static unsigned count_pictures(World *world)
{
  char *list = ASK(world, "pdfimages", "-list", world->path), **lines = g_strsplit(list, "\n", -1);
  GHashTable *objects = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (unsigned i = 2; lines[i] && *lines[i]; i++) {
    char **fields = g_strsplit_set(lines[i], " ", -1);
    unsigned n = 0;
    char *object = NULL;
    for (unsigned k = 0; fields[k]; k++)
      if (*fields[k] && n++ == 10)
        object = g_strdup(fields[k]);
    g_hash_table_add(objects, object);
    g_strfreev(fields);
  }
  unsigned n = g_hash_table_size(objects);
  g_hash_table_destroy(objects);
  g_strfreev(lines);
  g_free(list);
  return n;
}

static void one_picture_is_one_object(void **state)
{
  World *world = *state;
  write_png(world, "one.png", PNG_FORMAT_GRAY, 3);
  write_png(world, "same.png", PNG_FORMAT_GRAY, 3);
  write_png(world, "other.png", PNG_FORMAT_GRAY, 5);
  Photo one = probe(world, "one.png"), same = probe(world, "same.png"), other = probe(world, "other.png");
  DrawItem items[] = {place(&one, 20000, 20000), place(&one, 20000, 20000), place(&same, 20000, 20000),
                      place(&other, 20000, 20000)};
  const DrawPage pages[] = {{.label = "1", .number = 1, .items = items, .n_items = 3},
                            {.label = "2", .number = 2, .items = items + 2, .n_items = 2}};
  world->list.pages = pages;
  world->list.n_pages = 2;
  GArray *rows = g_array_new(FALSE, FALSE, sizeof(PdfImage));
  PdfReport report = {.images = rows};
  assert_true(pdf_write(&world->list, world->fonts, &world->options, &report, world->diags));
  read_back(world);
  assert_int_equal(count_pictures(world), 2);
  assert_int_equal(qpdf_oh_get_object_id(world->pdf, picture_of(world, 0, "X1")),
                   qpdf_oh_get_object_id(world->pdf, picture_of(world, 1, "X1")));
  char *content = content_of(world, 0);
  const char *first = strstr(content, "/X1 Do"), *second = first ? strstr(first + 1, "/X1 Do") : NULL;
  assert_non_null(second ? strstr(second + 1, "/X1 Do") : NULL);
  assert_null(strstr(content, "/X2 Do"));
  g_free(content);
  assert_int_equal(rows->len, 3);
  assert_int_equal(g_array_index(rows, PdfImage, 1).width, PIXELS);
  assert_int_equal(g_array_index(rows, PdfImage, 2).page, 2);
  pdf_report_clear(&report);
  let_go(&one);
  let_go(&same);
  let_go(&other);
}

/* Pages of one picture and one bookmark each. */
typedef struct {
  DrawPage pages[3];
  DrawItem items[3];
  ImageInfo infos[3];
  Bookmark bookmarks[3];
  char titles[3][8];
  unsigned done;
} Drawing;

static void draw_pages(World *world, const Photo *picture, Drawing *drawing)
{
  *drawing = (Drawing){.done = 0};
  for (unsigned i = 0; i < 3; i++) {
    g_snprintf(drawing->titles[i], sizeof drawing->titles[i], "page %u", i + 1);
    drawing->infos[i] = picture->info;
    drawing->items[i] = place(picture, i == 1 ? 10000 : 20000, 20000);
    drawing->items[i].image.info = &drawing->infos[i];
    drawing->bookmarks[i].title = drawing->titles[i];
    drawing->pages[i] = (DrawPage){"1", NULL, (int)i + 1, &drawing->items[i], 1, &drawing->bookmarks[i], 1};
  }
  world->list.pages = drawing->pages;
  world->list.n_pages = 3;
}

static void spoil_page(void *user, unsigned index)
{
  Drawing *drawing = user;
  assert_int_equal(index, drawing->done++);
  memset(&drawing->items[index], 0xA5, sizeof drawing->items[index]);
  memset(&drawing->infos[index], 0xA5, sizeof drawing->infos[index]);
  memset(&drawing->bookmarks[index], 0xA5, sizeof drawing->bookmarks[index]);
  memset(drawing->titles[index], 'x', 4);
}

/* Nothing of a page is read once it is written. */
static void pages_may_go_as_they_are_written(void **state)
{
  World *world = *state;
  char *files[2];
  gsize lengths[2];
  write_png(world, "one.png", PNG_FORMAT_GRAY, 3);
  Photo picture = probe(world, "one.png");
  for (unsigned i = 0; i < 2; i++) {
    Drawing drawing;
    draw_pages(world, &picture, &drawing);
    world->options.page_done = i ? spoil_page : NULL;
    world->options.user = &drawing;
    write_list(world);
    assert_int_equal(drawing.done, i ? 3 : 0);
    assert_true(g_file_get_contents(world->path, &files[i], &lengths[i], NULL));
  }
  assert_int_equal(lengths[0], lengths[1]);
  assert_memory_equal(files[0], files[1], lengths[0]);
  g_free(files[0]);
  g_free(files[1]);
  let_go(&picture);
}

/* With a cache a picture under two names is made once; both are told, in the order they stand, and so are two that
   cannot be made. */
static void twins_are_told_each(void **state)
{
  World *world = *state;
  char *cache = file_in(world, "cache");
  ImageColours *colours = image_colours_open(
      &(ColourOptions){.profile = "tests/data/press-small.icc", .tac = 240, .cache_dir = cache}, world->diags);
  world->options.colours = colours;
  write_cmyk_jpeg(world, "one.jpg");
  write_cmyk_jpeg(world, "same.jpg");
  Photo one = probe(world, "one.jpg"), same = probe(world, "same.jpg");
  const DrawItem items[] = {place(&one, 20000, 20000), place(&same, 20000, 20000)};
  write_items(world, items, 2);
  assert_int_equal(count_pictures(world), 1);
  assert_int_equal(diag_count(world->diags), 2);
  assert_non_null(strstr(diag_at(world->diags, 0)->message, "one.jpg"));
  assert_non_null(strstr(diag_at(world->diags, 1)->message, "same.jpg"));
  assert_int_equal(truncate(one.path, 200), 0);
  assert_int_equal(truncate(same.path, 200), 0);
  diag_list_free(world->diags);
  world->diags = diag_list_new(LANG_EN);
  write_items(world, items, 2);
  assert_int_equal(diag_count(world->diags), 2);
  for (unsigned i = 0; i < 2; i++)
    assert_int_equal(diag_at(world->diags, i)->code, DIAG_IMAGE_BROKEN);
  char *command[] = {"rm", "-rf", cache, NULL};
  g_spawn_sync(NULL, command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  world->options.colours = world->colours;
  image_colours_free(colours);
  let_go(&one);
  let_go(&same);
  g_free(cache);
}

static void another_part_is_another_object(void **state)
{
  World *world = *state;
  write_png(world, "one.png", PNG_FORMAT_GRAY, 3);
  Photo one = probe(world, "one.png");
  DrawItem items[] = {place(&one, 20000, 20000), place(&one, 20000, 20000)};
  items[1].image.crop = (Crop){10, 10, 40, 40};
  write_items(world, items, 2);
  assert_int_equal(count_pictures(world), 2);
  assert_at(world, picture_of(world, 0, "X2"), "/Width", "40");
  let_go(&one);
}

/* Under a picture nothing shows through, whatever was painted before it. */
static void pictures_knock_out(void **state)
{
  World *world = *state;
  write_png(world, "one.png", PNG_FORMAT_GRAY, 3);
  Photo one = probe(world, "one.png");
  const DrawItem items[] = {FILLED(.k = 10000, .tint = 10000, .overprint = true), place(&one, 20000, 20000)};
  write_items(world, items, 2);
  char *content = content_of(world, 0), *before = strstr(content, " gs\nq 20 ");
  assert_non_null(before);
  while (before[-1] != '/')
    before--;
  char *path = g_strdup_printf("/Resources/ExtGState/%.*s/op", (int)strcspn(before, " "), before);
  assert_at(world, page_of(world, 0), path, "false");
  g_free(path);
  g_free(content);
  let_go(&one);
}

/* Told at the place that names it; the page goes on without it. */
static void what_cannot_be_read_is_left_out(void **state)
{
  World *world = *state;
  write_png(world, "cut.png", PNG_FORMAT_GRAY, 3);
  Photo cut = probe(world, "cut.png");
  char *bytes;
  gsize length;
  assert_true(g_file_get_contents(cut.path, &bytes, &length, NULL));
  assert_true(g_file_set_contents(cut.path, bytes, (gssize)length / 2, NULL));
  const DrawItem items[] = {place(&cut, 20000, 20000), FILLED(.m = 10000, .tint = 10000)};
  write_items(world, items, 2);
  assert_int_equal(diag_count(world->diags), 1);
  assert_int_equal(diag_at(world->diags, 0)->severity, DIAG_ERROR);
  assert_string_equal(diag_at(world->diags, 0)->place.file, "article.md");
  assert_int_equal(diag_at(world->diags, 0)->place.line, 4);
  assert_draws(world, " Do", false);
  assert_draws(world, "0 1 0 0 k\n", true);
  g_free(bytes);
  let_go(&cut);
}

static void any_number_of_threads_makes_the_same_file(void **state)
{
  World *world = *state;
  enum { N = 9 };
  Photo pictures[N];
  DrawItem items[N];
  for (unsigned i = 0; i < N; i++) {
    char *name = g_strdup_printf("p%u.png", i);
    write_png(world, name, i % 2 ? PNG_FORMAT_GRAY : PNG_FORMAT_RGB, i);
    pictures[i] = probe(world, name);
    items[i] = place(&pictures[i], 20000, 20000);
    g_free(name);
  }
  char *files[2];
  gsize lengths[2];
  for (unsigned i = 0; i < 2; i++) {
    world->options.jobs = i ? 4 : 1;
    write_items(world, items, N);
    assert_true(g_file_get_contents(world->path, &files[i], &lengths[i], NULL));
  }
  assert_int_equal(lengths[0], lengths[1]);
  assert_memory_equal(files[0], files[1], lengths[0]);
  g_free(files[0]);
  g_free(files[1]);
  for (unsigned i = 0; i < N; i++)
    let_go(&pictures[i]);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      TEST(greys_are_black_alone),
      TEST(colours_are_cmyk),
      TEST(encodings),
      TEST(art_is_one_bit),
      TEST(inverted_samples_are_turned_back),
      TEST(one_picture_is_one_object),
      TEST(pages_may_go_as_they_are_written),
      TEST(twins_are_told_each),
      TEST(another_part_is_another_object),
      TEST(pictures_knock_out),
      TEST(what_cannot_be_read_is_left_out),
      TEST(any_number_of_threads_makes_the_same_file),
  };
  return cmocka_run_group_tests(tests, world_open, world_close);
}
