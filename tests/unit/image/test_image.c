/* Pictures made in the test, read back: kinds, turns, crops, colour within the ink limit, broken files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <glib.h>
#include <glib/gstdio.h>
#include <utime.h>
#include <math.h>
#include <png.h>
#include <zlib.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>

#include "memory.h"

static char *folder;

static int open_folder(void **state)
{
  folder = g_dir_make_tmp("tekan-image-XXXXXX", NULL);
  return folder ? 0 : -1;
}

static int close_folder(void **state)
{
  GDir *dir = g_dir_open(folder, 0, NULL);
  for (const char *name; dir && (name = g_dir_read_name(dir));) {
    char *path = g_build_filename(folder, name, NULL);
    g_remove(path);
    g_free(path);
  }
  if (dir)
    g_dir_close(dir);
  g_rmdir(folder);
  g_free(folder);
  return 0;
}

static char *path_of(const char *name)
{
  return g_build_filename(folder, name, NULL);
}

/* A picture of TYPE and DEPTH: left half dark, right half light. */
static void write_png(const char *path, int type, int depth, bool interlaced)
{
  enum { W = 64, H = 32 };
  FILE *file = g_fopen(path, "wb");
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop info = png_create_info_struct(png);
  png_init_io(png, file);
  png_set_IHDR(png, info, W, H, depth, type, interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_color palette[2] = {{0, 0, 0}, {255, 255, 255}};
  if (type == PNG_COLOR_TYPE_PALETTE)
    png_set_PLTE(png, info, palette, 2);
  png_write_info(png, info);
  png_set_packing(png);
  int channels = png_get_channels(png, info), bytes = depth == 16 ? 2 : 1,
      most = type == PNG_COLOR_TYPE_PALETTE ? 1 : (1 << MIN(depth, 8)) - 1;
  guint8 row[W * 8];
  png_bytep rows[H];
  for (int x = 0; x < W * channels * bytes; x++)
    row[x] = (guint8)(x < W * channels * bytes / 2 ? 0 : most);
  for (int x = 0; type & PNG_COLOR_MASK_ALPHA && x < W; x++)
    memset(row + (x * channels + channels - 1) * bytes, 255, (size_t)bytes);
  for (int y = 0; y < H; y++)
    rows[y] = row;
  png_write_image(png, rows);
  png_write_end(png, NULL);
  png_destroy_write_struct(&png, &info);
  fclose(file);
}

static bool probe(const char *path, ImageInfo *info, DiagList *diags)
{
  return image_probe(NULL, path, path, (Place){"a.md", 3, 1}, info, diags);
}

static void every_kind_of_png_reads_alike(void **state)
{
  static const int KINDS_OF[][2] = {
      {PNG_COLOR_TYPE_GRAY, 1},    {PNG_COLOR_TYPE_GRAY, 2},       {PNG_COLOR_TYPE_GRAY, 4},
      {PNG_COLOR_TYPE_GRAY, 8},    {PNG_COLOR_TYPE_GRAY, 16},      {PNG_COLOR_TYPE_PALETTE, 1},
      {PNG_COLOR_TYPE_PALETTE, 8}, {PNG_COLOR_TYPE_GRAY_ALPHA, 8}, {PNG_COLOR_TYPE_GRAY_ALPHA, 16},
      {PNG_COLOR_TYPE_RGB, 8},     {PNG_COLOR_TYPE_RGB, 16},       {PNG_COLOR_TYPE_RGBA, 8},
      {PNG_COLOR_TYPE_RGBA, 16}};
  DiagList *diags = diag_list_new(LANG_EN);
  char *path = path_of("kind.png");
  for (unsigned i = 0; i < 2 * G_N_ELEMENTS(KINDS_OF); i++) {
    write_png(path, KINDS_OF[i / 2][0], KINDS_OF[i / 2][1], i % 2);
    ImageInfo info;
    assert_true(probe(path, &info, diags));
    assert_int_equal(info.width, 64);
    Rows *rows = rows_read(&info, &(Crop){0, 0, 64, 32}, 64, 32, false, &(FileFault){0});
    assert_non_null(rows);
    size_t stride = (size_t)64 * rows->channels;
    guint8 *samples = memory_take(rows);
    assert_non_null(samples);
    assert_int_equal(samples[0], 0);
    assert_int_equal(samples[stride - 1], 255);
    assert_memory_equal(samples, samples + 31 * stride, stride);
    g_free(samples);
  }
  assert_int_equal(diag_count(diags), 0);
  g_free(path);
  diag_list_free(diags);
}

/* BYTES after the first AT of PATH. */
static void insert(const char *path, gsize at, const guint8 *bytes, gsize n)
{
  char *old;
  gsize length;
  assert_true(g_file_get_contents(path, &old, &length, NULL));
  GByteArray *all = g_byte_array_new();
  g_byte_array_append(all, (const guint8 *)old, (guint)at);
  g_byte_array_append(all, bytes, (guint)n);
  g_byte_array_append(all, (const guint8 *)old + at, (guint)(length - at));
  g_file_set_contents(path, (const char *)all->data, (gssize)all->len, NULL);
  g_byte_array_unref(all);
  g_free(old);
}

/* ORIENTATION in the shortest eXIf chunk there is, big-endian or little; SUM: its own, or a wrong one. */
static gsize make_exif(guint8 chunk[40], int orientation, bool big, bool sum)
{
  static const guint8 LITTLE[26] = {'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1},
                      BIG[26] = {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1};
  png_save_uint_32(chunk, 26);
  memcpy(chunk + 4, (const guint8[]){'e', 'X', 'I', 'f'}, 4);
  memcpy(chunk + 8, big ? BIG : LITTLE, 26);
  chunk[8 + (big ? 19 : 18)] = (guint8)orientation;
  png_save_uint_32(chunk + 34, (png_uint_32)crc32(0, chunk + 4, 30) + !sum);
  return 38;
}

/* As a JPEG's, wherever the chunk stands and whichever way round its numbers are. */
static void a_png_is_turned_by_its_exif(void **state)
{
  enum { IHDR_END = 33, IEND = 12 };
  DiagList *diags = diag_list_new(LANG_EN);
  char *path = path_of("turned.png");
  guint8 chunk[40];
  for (int orientation = 0; orientation <= 9; orientation++)
    for (unsigned how = 0; how < 8; how++) {
      bool big = how & 1, behind = how & 2, sound = !(how & 4);
      write_png(path, PNG_COLOR_TYPE_GRAY, 8, false);
      char *whole;
      gsize length;
      assert_true(g_file_get_contents(path, &whole, &length, NULL));
      g_free(whole);
      insert(path, behind ? length - IEND : IHDR_END, chunk, make_exif(chunk, orientation, big, sound));
      ImageInfo info;
      assert_true(probe(path, &info, diags));
      int wanted = sound && orientation >= 1 && orientation <= 8 ? orientation : 1;
      assert_int_equal(info.orientation, wanted);
      assert_int_equal(info.width, wanted >= 5 ? 32 : 64);
      Crop all = {0, 0, info.width, info.height};
      guint8 *samples = memory_take(rows_read(&info, &all, info.width, info.height, false, &(FileFault){0}));
      static const guint8 TOP_LEFT[] = {0, 0, 255, 255, 0, 0, 0, 255, 255}; /* dark at its left as it is stored */
      assert_int_equal(samples[0], TOP_LEFT[wanted]);
      g_free(samples);
    }
  assert_int_equal(diag_count(diags), 0);
  g_free(path);
  diag_list_free(diags);
}

static void write_jpeg(const char *path, unsigned w, unsigned h, unsigned channels)
{
  guint8 *samples = g_malloc((size_t)w * h * channels);
  for (size_t i = 0; i < (size_t)w * h * channels; i++)
    samples[i] = (guint8)(i / channels % w * 255 / w);
  Rows *rows = memory_rows(samples, w, h, channels);
  GBytes *bytes = encode_photo(rows, 90, 400);
  rows_close(rows);
  g_file_set_contents(path, g_bytes_get_data(bytes, NULL), (gssize)g_bytes_get_size(bytes), NULL);
  g_bytes_unref(bytes);
  g_free(samples);
}

static void adobe_cmyk_comes_back_the_right_way_round(void **state)
{
  DiagList *diags = diag_list_new(LANG_EN);
  char *path = path_of("cmyk.jpg");
  write_jpeg(path, 64, 16, 4);
  ImageInfo info;
  assert_true(probe(path, &info, diags));
  assert_int_equal(info.model, MODEL_CMYK);
  assert_true(info.adobe_inverted);
  guint8 *samples = memory_take(rows_read(&info, &(Crop){0, 0, 64, 16}, 64, 16, false, &(FileFault){0}));
  assert_in_range(samples[0], 0, 12); /* little ink at the left */
  assert_in_range(samples[63 * 4], 240, 255);
  g_free(samples);
  g_free(path);
  diag_list_free(diags);
}

/* The eight turns of EXIF on an asymmetric picture: the sample that belongs at the top left comes there. */
static void exif_turns_pictures_upright(void **state)
{
  static const guint8 UPRIGHT[6] = {1, 2, 3, 4, 5, 6}; /* 3 × 2 */
  static const guint8 STORED[9][6] = {{0},
                                      {1, 2, 3, 4, 5, 6},
                                      {3, 2, 1, 6, 5, 4},
                                      {6, 5, 4, 3, 2, 1},
                                      {4, 5, 6, 1, 2, 3},
                                      {1, 4, 2, 5, 3, 6},
                                      {3, 6, 2, 5, 1, 4},
                                      {6, 3, 5, 2, 4, 1},
                                      {4, 1, 5, 2, 6, 3}};
  for (int orientation = 1; orientation <= 8; orientation++) {
    bool across = orientation >= 5;
    guint8 *samples =
        memory_take(rows_turn(memory_rows(STORED[orientation], across ? 2 : 3, across ? 3 : 2, 1), orientation));
    if (memcmp(samples, UPRIGHT, 6))
      fail_msg("orientation %d: %d %d %d / %d %d %d", orientation, samples[0], samples[1], samples[2], samples[3],
               samples[4], samples[5]);
    g_free(samples);
  }
}

/* A part of the upright picture is the same part, cut out before it is turned. */
static void crops_are_found_in_turned_pictures(void **state)
{
  enum { W = 7, H = 5 };
  guint8 upright[W * H], stored[W * H];
  for (unsigned i = 0; i < W * H; i++)
    upright[i] = (guint8)i;
  static const int BACK[] = {0, 1, 2, 3, 4, 5, 8, 7, 6};
  for (int orientation = 1; orientation <= 8; orientation++) {
    bool across = orientation >= 5;
    guint8 *turned = memory_take(rows_turn(memory_rows(upright, W, H, 1), BACK[orientation]));
    memcpy(stored, turned, sizeof stored);
    g_free(turned);
    const ImageInfo info = {.width = W, .height = H, .orientation = orientation};
    const Crop crop = {1, 2, 4, 2};
    Crop there = rows_stored_crop(&info, &crop);
    Rows *rows = memory_rows(stored, across ? H : W, across ? W : H, 1);
    guint8 *part = memory_take(rows_turn(rows_window(rows, there, there.w, there.h, false), orientation));
    for (unsigned y = 0; y < crop.h; y++)
      assert_memory_equal(part + y * crop.w, upright + (crop.y + y) * W + crop.x, crop.w);
    g_free(part);
  }
}

static void crops_keep_the_focus_and_the_ratio(void **state)
{
  const ImageInfo info = {.width = 3000, .height = 2000};
  Crop crop = image_crop(&info, 100000, 100000, 1000, 0);
  assert_int_equal(crop.w, 2000);
  assert_int_equal(crop.x, 1000);
  crop = image_crop(&info, 100000, 100000, 0, 0);
  assert_int_equal(crop.x, 0);
  crop = image_crop(&info, 300000, 100000, 500, 500);
  assert_int_equal(crop.h, 1000);
  assert_int_equal(crop.y, 500);
  assert_int_equal(image_ppi(&(Crop){0, 0, 600, 600}, 144000, 72000),
                   300); /* 2 in × 1 in: the smaller of 300 and 600 */
}

static void broken_and_foreign_files_are_told(void **state)
{
  static const struct {
    const char *name, *bytes;
    gssize length;
    DiagCode code;
  } CASES[] = {{"empty.png", "", 0, DIAG_IMAGE_NONE},
               {"text.jpg", "hello, world, this is text", -1, DIAG_IMAGE_NONE},
               {"photo.heic.jpg",
                "\0\0\0\x18"
                "ftypheic....................",
                28, DIAG_IMAGE_FORMAT},
               {"a.gif", "GIF89a..........................", -1, DIAG_IMAGE_FORMAT},
               {"p.png", "%PDF-1.4 ....................", -1, DIAG_IMAGE_FORMAT},
               {"cut.png", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16, DIAG_IMAGE_BROKEN}};
  for (unsigned i = 0; i < G_N_ELEMENTS(CASES); i++) {
    DiagList *diags = diag_list_new(LANG_EN);
    char *path = path_of(CASES[i].name);
    g_file_set_contents(path, CASES[i].bytes, CASES[i].length, NULL);
    ImageInfo info;
    assert_false(probe(path, &info, diags));
    assert_int_equal(diag_at(diags, 0)->code, CASES[i].code);
    assert_int_equal(diag_at(diags, 0)->place.line, 3);
    g_free(path);
    diag_list_free(diags);
  }
}

/* A PNG by another name is read, and told; what is no file is told and left out. */
static void odd_names_are_told(void **state)
{
  DiagList *diags = diag_list_new(LANG_EN);
  char *png = path_of("right.png"), *other = path_of("wrong.jpg"), *odd = path_of("folder.png");
  ImageInfo info;
  write_png(png, PNG_COLOR_TYPE_GRAY, 8, false);
  assert_true(probe(png, &info, diags));
  assert_int_equal(diag_count(diags), 0);
  assert_int_equal(g_rename(png, other), 0);
  assert_true(probe(other, &info, diags));
  assert_int_equal(diag_at(diags, 0)->code, DIAG_IMAGE_MISLABELLED);
  g_mkdir(odd, 0755);
  assert_false(probe(odd, &info, diags));
  assert_int_equal(diag_at(diags, 1)->code, DIAG_IMAGE_UNREADABLE);
  assert_null(image_colours_open(&(ColourOptions){.profile = other, .tac = 240}, diags)); /* nor is it a profile */
  assert_int_equal(diag_at(diags, 2)->code, DIAG_PROFILE_WRONG);
  g_rmdir(odd);
  g_free(odd);
  g_free(other);
  g_free(png);
  diag_list_free(diags);
}

/* Cut off anywhere, or with bytes turned: a picture or a diagnostic, never both missing. */
static void cut_and_turned(void **state)
{
  char *paths[] = {path_of("whole.png"), path_of("whole.jpg")}, *spoiled = path_of("spoiled.bin");
  ImageColours *colours = image_colours_open(&(ColourOptions){.tac = 240}, NULL);
  write_png(paths[0], PNG_COLOR_TYPE_RGB, 8, true);
  write_jpeg(paths[1], 80, 60, 4);
  for (unsigned p = 0; p < 2; p++) {
    char *bytes;
    gsize length;
    g_file_get_contents(paths[p], &bytes, &length, NULL);
    for (gsize i = 0; i < 400; i++) {
      gsize at = i * length / 400;
      guint8 *copy = g_memdup2(bytes, length);
      copy[at] ^= (guint8)(1 + i % 255);
      g_file_set_contents(spoiled, (char *)copy, i % 2 ? (gssize)length : (gssize)at, NULL);
      DiagList *diags = diag_list_new(LANG_EN);
      ImageInfo info;
      if (probe(spoiled, &info, diags) && info.width <= 4000 && info.height <= 4000) {
        uint8_t *rgb = image_to_proof(&info, &(Crop){0, 0, info.width, info.height}, 50, 50, colours, diags);
        assert_true(rgb || diag_worst(diags) == DIAG_ERROR);
        g_free(rgb);
      } else
        assert_true(diag_count(diags) > 0 || info.width > 4000 || info.height > 4000);
      diag_list_free(diags);
      g_free(copy);
    }
    g_free(bytes);
    g_free(paths[p]);
  }
  image_colours_free(colours);
  g_free(spoiled);
}

/* The newsprint profile against what it is made from, and greys that stay grey on the way to the press and back. */
static void newsprint_keeps_solids_and_greys(void **state)
{
  static const struct {
    guint8 cmyk[4];
    double lab[3]; /* published, absolute */
  } SOLIDS[] = {{{0, 0, 0, 0}, {82, 0, 3}},        {{255, 0, 0, 0}, {57, -23, -27}}, {{0, 255, 0, 0}, {54, 44, -2}},
                {{0, 0, 255, 0}, {78, -3, 58}},    {{0, 0, 0, 255}, {36, 1, 4}},     {{0, 255, 255, 0}, {52, 41, 25}},
                {{255, 0, 255, 0}, {53, -34, 17}}, {{255, 255, 0, 0}, {41, 7, -22}}};
  GBytes *bytes = newsprint_profile_new(240);
  cmsHPROFILE press = cmsOpenProfileFromMem(g_bytes_get_data(bytes, NULL), (cmsUInt32Number)g_bytes_get_size(bytes)),
              lab = cmsCreateLab4Profile(NULL);
  cmsHTRANSFORM read =
      cmsCreateTransform(press, TYPE_CMYK_8, lab, TYPE_Lab_DBL, INTENT_ABSOLUTE_COLORIMETRIC, cmsFLAGS_NOOPTIMIZE);
  for (unsigned i = 0; i < G_N_ELEMENTS(SOLIDS); i++) {
    cmsCIELab is, wanted = {SOLIDS[i].lab[0], SOLIDS[i].lab[1], SOLIDS[i].lab[2]};
    cmsDoTransform(read, SOLIDS[i].cmyk, &is, 1);
    if (cmsDeltaE(&is, &wanted) > 2)
      fail_msg("solid %u: %.1f %.1f %.1f, not %.0f %.0f %.0f", i, is.L, is.a, is.b, wanted.L, wanted.a, wanted.b);
  }
  cmsDeleteTransform(read);
  cmsHPROFILE srgb = cmsCreate_sRGBProfile();
  cmsHTRANSFORM there = cmsCreateTransform(srgb, TYPE_RGB_8, press, TYPE_CMYK_8, INTENT_PERCEPTUAL, 0),
                back = cmsCreateTransform(press, TYPE_CMYK_8, lab, TYPE_Lab_DBL, INTENT_RELATIVE_COLORIMETRIC, 0);
  double before = -1;
  for (int grey = 0; grey <= 255; grey += 15) {
    guint8 rgb[3] = {(guint8)grey, (guint8)grey, (guint8)grey}, cmyk[4];
    cmsCIELab is;
    cmsDoTransform(there, rgb, cmyk, 1);
    cmsDoTransform(back, cmyk, &is, 1);
    if (fabs(is.a) > 3 || fabs(is.b) > 4 || is.L < before - 0.3)
      fail_msg("grey %d comes to %.1f %.1f %.1f (%d %d %d %d)", grey, is.L, is.a, is.b, cmyk[0], cmyk[1], cmyk[2],
               cmyk[3]);
    before = is.L;
  }
  cmsDeleteTransform(there);
  cmsDeleteTransform(back);
  cmsCloseProfile(srgb);
  cmsCloseProfile(lab);
  cmsCloseProfile(press);
  g_bytes_unref(bytes);
}

/* A converted picture is the same from the cache, and made anew where the cache is damaged. */
static void the_cache_never_changes_a_picture(void **state)
{
  DiagList *diags = diag_list_new(LANG_EN);
  char *path = path_of("cached.jpg"), *cache = g_dir_make_tmp("tekan-cache-XXXXXX", NULL);
  write_jpeg(path, 200, 100, 4);
  ImageColours *colours =
      image_colours_open(&(ColourOptions){.tac = 240, .cache_dir = cache, .jpeg_quality = 85, .max_ppi = 150}, diags);
  ImageInfo info;
  assert_true(probe(path, &info, diags));
  const Crop crop = {0, 0, 200, 100};
  PressImage *first = image_to_press(&info, &crop, 72000, 36000, colours, diags);
  assert_int_equal(first->width, 151);
  GDir *dir = g_dir_open(cache, 0, NULL);
  char *entry = g_build_filename(cache, g_dir_read_name(dir), NULL);
  g_dir_close(dir);
  PressImage *second = image_to_press(&info, &crop, 72000, 36000, colours, diags);
  g_file_set_contents(
      entry, "spoiled, and much longer than the head of an entry would be, so that it is looked at at all", -1, NULL);
  PressImage *third = image_to_press(&info, &crop, 72000, 36000, colours, diags);
  assert_true(g_bytes_equal(first->data, second->data));
  assert_true(g_bytes_equal(first->data, third->data));
  press_image_free(first);
  press_image_free(second);
  press_image_free(third);
  g_remove(entry);
  g_rmdir(cache);
  g_free(entry);
  g_free(cache);
  g_free(path);
  image_colours_free(colours);
  diag_list_free(diags);
}

/* A file that took another's place, of its size and with its time, is another file. */
static void a_changed_file_is_made_anew(void **state)
{
  DiagList *diags = diag_list_new(LANG_EN);
  char *path = path_of("changed.jpg"), *cache = g_dir_make_tmp("tekan-cache-XXXXXX", NULL);
  ImageColours *colours = image_colours_open(&(ColourOptions){.tac = 240, .cache_dir = cache}, diags);
  const Crop crop = {0, 0, 200, 100};
  char *keys[2], *bytes;
  gsize length;
  for (unsigned i = 0; i < 2; i++) {
    ImageInfo info;
    if (i == 0)
      write_jpeg(path, 200, 100, 4);
    assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    bytes[length - 20] = (char)(bytes[length - 20] ^ (i ? 4 : 0));
    FILE *file = g_fopen(path, "r+b");
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    fclose(file);
    assert_int_equal(g_utime(path, &(struct utimbuf){1000000, 1000000}), 0);
    assert_true(probe(path, &info, diags));
    keys[i] = image_press_key(&info, &crop, 72000, 36000, colours);
    g_free(bytes);
  }
  assert_non_null(keys[0]);
  assert_string_not_equal(keys[0], keys[1]);
  g_free(keys[0]);
  g_free(keys[1]);
  g_remove(path);
  g_rmdir(cache);
  g_free(cache);
  g_free(path);
  image_colours_free(colours);
  diag_list_free(diags);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_kind_of_png_reads_alike),
      cmocka_unit_test(adobe_cmyk_comes_back_the_right_way_round),
      cmocka_unit_test(exif_turns_pictures_upright),
      cmocka_unit_test(a_png_is_turned_by_its_exif),
      cmocka_unit_test(crops_keep_the_focus_and_the_ratio),
      cmocka_unit_test(broken_and_foreign_files_are_told),
      cmocka_unit_test(odd_names_are_told),
      cmocka_unit_test(cut_and_turned),
      cmocka_unit_test(crops_are_found_in_turned_pictures),
      cmocka_unit_test(the_cache_never_changes_a_picture),
      cmocka_unit_test(a_changed_file_is_made_anew),
      cmocka_unit_test(newsprint_keeps_solids_and_greys),
  };
  return cmocka_run_group_tests(tests, open_folder, close_folder);
}
