/* Files and what becomes of them for the press: line art of one bit, drawings without loss, greys in black alone,
   profiles honoured, resolution, memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <glib/gstdio.h>
#include <math.h>
#include <png.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

#include "memory.h"
#include "photo.h"

static char *folder;

static int open_folder(void **state)
{
  folder = g_dir_make_tmp("tekan-press-XXXXXX", NULL);
  return folder ? 0 : -1;
}

static int close_folder(void **state)
{
  char *command[] = {"rm", "-rf", folder, NULL};
  g_spawn_sync(NULL, command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_free(folder);
  return 0;
}

static char *path_of(const char *name)
{
  return g_build_filename(folder, name, NULL);
}

#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
#define MEMORY (1024 * 1024) /* KiB: what was freed is kept for a while */
#else
#define MEMORY (64 * 1024)
#endif
#define NOTHING ((DiagCode)-1) /* no diagnostic is expected */

/* --- whole files ------------------------------------------------------------------------------------------------ */

static void write_png(const char *path, const guint8 *samples, unsigned w, unsigned h, int type, int depth,
                      GBytes *profile)
{
  FILE *file = g_fopen(path, "wb");
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop info = png_create_info_struct(png);
  png_init_io(png, file);
  png_set_IHDR(png, info, w, h, depth, type, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  if (profile)
    png_set_iCCP(png, info, "own", 0, g_bytes_get_data(profile, NULL), (png_uint_32)g_bytes_get_size(profile));
  png_write_info(png, info);
  size_t stride = png_get_rowbytes(png, info);
  for (unsigned y = 0; y < h; y++)
    png_write_row(png, samples + y * stride);
  png_write_end(png, NULL);
  png_destroy_write_struct(&png, &info);
  fclose(file);
}

/* RGB or grey, with APP1 and comment full of what nobody is to read. */
static void write_jpeg(const char *path, const guint8 *samples, unsigned w, unsigned h, unsigned channels,
                       GBytes *profile, bool secrets)
{
  struct jpeg_compress_struct cinfo;
  struct jpeg_error_mgr errors;
  cinfo.err = jpeg_std_error(&errors);
  jpeg_create_compress(&cinfo);
  FILE *file = g_fopen(path, "wb");
  jpeg_stdio_dest(&cinfo, file);
  cinfo.image_width = w;
  cinfo.image_height = h;
  cinfo.input_components = (int)channels;
  cinfo.in_color_space = channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
  jpeg_set_defaults(&cinfo);
  jpeg_set_quality(&cinfo, 95, TRUE);
  jpeg_start_compress(&cinfo, TRUE);
  if (secrets) {
    jpeg_write_marker(&cinfo, JPEG_APP0 + 1, (const JOCTET *)"Exif\0\0II*\0\10\0\0\0\0\0GPS-SECRET", 26);
    jpeg_write_marker(&cinfo, JPEG_COM, (const JOCTET *)"COMMENT-SECRET", 14);
  }
  if (profile)
    jpeg_write_icc_profile(&cinfo, g_bytes_get_data(profile, NULL), (unsigned)g_bytes_get_size(profile));
  for (unsigned y = 0; y < h; y++) {
    JSAMPROW row = (JSAMPROW)(samples + (size_t)y * w * channels);
    jpeg_write_scanlines(&cinfo, &row, 1);
  }
  jpeg_finish_compress(&cinfo);
  jpeg_destroy_compress(&cinfo);
  fclose(file);
}

/* At 100 ppi, so that no pixel is given up. */
static PressImage *press_file(const char *path, const ImageColours *colours, DiagCode code)
{
  DiagList *diags = diag_list_new(LANG_EN);
  ImageInfo info;
  assert_true(image_probe(NULL, path, path, (Place){"a.md", 3, 1}, &info, diags));
  const Crop crop = {0, 0, info.width, info.height};
  PressImage *image = image_to_press(&info, &crop, (Mpt)info.width * 720, (Mpt)info.height * 720, colours, diags);
  assert_non_null(image);
  assert_int_equal(diag_count(diags), code == NOTHING ? 0 : 1);
  if (code != NOTHING)
    assert_int_equal(diag_at(diags, 0)->code, code);
  diag_list_free(diags);
  return image;
}

static guint8 *inflate_data(const PressImage *image, size_t length)
{
  gsize n;
  const guint8 *data = g_bytes_get_data(image->data, &n);
  guint8 *out = g_malloc(length);
  uLongf got = length;
  assert_int_equal(uncompress(out, &got, data, n), Z_OK);
  assert_int_equal(got, length);
  return out;
}

/* Drawn with one bit, eight, in colour: black and white is black and white, every pixel of it. */
static void line_art_keeps_every_bit(void **state)
{
  enum { W = 203, H = 97 };
  guint8 grey[W * H], rgb[W * H * 3], bits[(W + 7) / 8 * H], wanted[(W + 7) / 8 * H];
  memset(bits, 0, sizeof bits);
  for (unsigned i = 0; i < W * H; i++) {
    bool white = photo_hash(i, 1, 9) & 1;
    grey[i] = white ? 255 : 0;
    memset(rgb + i * 3, grey[i], 3);
    if (white)
      bits[i / W * ((W + 7) / 8) + i % W / 8] |= (guint8)(0x80 >> i % W % 8);
  }
  memcpy(wanted, bits, sizeof bits);
  ImageColours *colours = memory_colours((ColourOptions){.tac = 240});
  static const struct {
    int type, depth;
  } FILES[] = {{PNG_COLOR_TYPE_GRAY, 1}, {PNG_COLOR_TYPE_GRAY, 8}, {PNG_COLOR_TYPE_RGB, 8}};
  const guint8 *samples[] = {bits, grey, rgb};
  char *path = path_of("art.png");
  for (unsigned i = 0; i < 3; i++) {
    write_png(path, samples[i], W, H, FILES[i].type, FILES[i].depth, NULL);
    PressImage *image = press_file(path, colours, NOTHING);
    assert_int_equal(image->bits, 1);
    assert_int_equal(image->components, 1);
    assert_int_equal(image->encoding, ENCODED_FLATE_PLAIN);
    guint8 *out = inflate_data(image, sizeof wanted);
    assert_memory_equal(out, wanted, sizeof wanted);
    g_free(out);
    press_image_free(image);
  }
  g_free(path);
  image_colours_free(colours);
}

/* A QR code of a web page, saved in colour: line art has to be fine, and nobody said that it is. As line art it comes
   from a file of one bit, or from where it is fine enough. */
static void coarse_black_and_white_is_no_line_art(void **state)
{
  enum { SIDE = 40 };
  guint8 rgb[SIDE * SIDE * 3], bits[SIDE / 8 * SIDE];
  for (unsigned i = 0; i < SIDE * SIDE; i++)
    memset(rgb + i * 3, i / 5 % 2 ? 255 : 0, 3);
  memset(bits, 0xF0, sizeof bits);
  char *path = path_of("code.png");
  static const int FROM[] = {1, 100000};
  for (unsigned i = 0; i < G_N_ELEMENTS(FROM); i++) {
    ImageColours *colours = memory_colours((ColourOptions){.tac = 240, .line_ppi = FROM[i]});
    write_png(path, rgb, SIDE, SIDE, PNG_COLOR_TYPE_RGB, 8, NULL);
    PressImage *image = press_file(path, colours, NOTHING);
    assert_int_equal(image->bits, i ? 8 : 1);
    assert_int_equal(image->components, 1);
    press_image_free(image);
    write_png(path, bits, SIDE, SIDE, PNG_COLOR_TYPE_GRAY, 1, NULL);
    image = press_file(path, colours, NOTHING);
    assert_int_equal(image->bits, 1);
    press_image_free(image);
    image_colours_free(colours);
  }
  g_free(path);
}

/* A drawing of few colours goes without loss: the value a colour has, it has everywhere. */
static void drawings_are_kept_without_loss(void **state)
{
  enum { W = 120, H = 60 };
  static const guint8 COLOURS[4][3] = {{255, 255, 255}, {200, 20, 30}, {10, 60, 160}, {0, 0, 0}};
  guint8 rgb[W * H * 3], seen[4][4];
  for (unsigned i = 0; i < W * H; i++)
    memcpy(rgb + i * 3, COLOURS[(i % W / 7 + i / W / 5) % 4], 3);
  ImageColours *colours = memory_colours((ColourOptions){.tac = 240});
  cube_convert(colour_from_srgb(colours), COLOURS[0], seen[0], 4);
  char *path = path_of("chart.png");
  write_png(path, rgb, W, H, PNG_COLOR_TYPE_RGB, 8, NULL);
  PressImage *image = press_file(path, colours, DIAG_IMAGE_SRGB);
  assert_int_equal(image->encoding, ENCODED_FLATE);
  assert_int_equal(image->components, 4);
  guint8 *out = inflate_data(image, (W * 4 + 1) * H), above[W * 4] = {0};
  for (unsigned y = 0; y < H; y++)
    for (unsigned x = 0; x < W * 4; x++) {
      above[x] = (guint8)(above[x] + out[y * (W * 4 + 1) + 1 + x]);
      assert_int_equal(above[x], seen[(x / 4 / 7 + y / 5) % 4][x % 4]);
    }
  g_free(out);
  press_image_free(image);
  g_free(path);
  image_colours_free(colours);
}

/* Grey in its own file, and grey saved as colour: black ink alone, and nothing of the file's own but pixels. */
static void grey_photographs_are_black_alone(void **state)
{
  enum { W = 160, H = 120 };
  guint8 *rgb = photo_new(W, H, 3), grey[W * H];
  for (unsigned i = 0; i < W * H; i++) {
    grey[i] = rgb[i * 3 + 1];
    rgb[i * 3] = rgb[i * 3 + 2] = grey[i];
  }
  ImageColours *colours = memory_colours((ColourOptions){.tac = 240});
  char *path = path_of("grey.jpg");
  for (unsigned channels = 1; channels <= 3; channels += 2) {
    write_jpeg(path, channels == 1 ? grey : rgb, W, H, channels, NULL, true);
    PressImage *image = press_file(path, colours, NOTHING);
    assert_int_equal(image->components, 1);
    assert_int_equal(image->encoding, ENCODED_DCT);
    guint8 *out = memory_decode(image->data, true);
    unsigned off = 0;
    for (unsigned i = 0; i < W * H; i++)
      off += (unsigned)abs(out[i] - grey[i]);
    assert_true(off < W * H * 3);
    gsize length;
    const char *bytes = g_bytes_get_data(image->data, &length);
    assert_null(g_strstr_len(bytes, (gssize)length, "SECRET"));
    assert_null(memmem(bytes, length, "Exif", 4));
    g_free(out);
    press_image_free(image);
  }
  g_free(path);
  g_free(rgb);
  image_colours_free(colours);
}

/* --- profiles --------------------------------------------------------------------------------------------------- */

static GBytes *save_profile(cmsHPROFILE profile)
{
  cmsUInt32Number length = 0;
  cmsSaveProfileToMem(profile, NULL, &length);
  guint8 *bytes = g_malloc(length);
  cmsSaveProfileToMem(profile, bytes, &length);
  cmsCloseProfile(profile);
  return g_bytes_new_take(bytes, length);
}

/* WIDE: Display P3's primaries with sRGB's curve; else Adobe RGB (1998). */
static GBytes *new_rgb_profile(bool wide)
{
  cmsCIExyY white = {0.3127, 0.3290, 1};
  cmsCIExyYTRIPLE p3 = {{0.680, 0.320, 1}, {0.265, 0.690, 1}, {0.150, 0.060, 1}},
                  adobe = {{0.64, 0.33, 1}, {0.21, 0.71, 1}, {0.15, 0.06, 1}};
  double srgb[] = {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
  cmsToneCurve *curve = wide ? cmsBuildParametricToneCurve(NULL, 4, srgb) : cmsBuildGamma(NULL, 563.0 / 256),
               *curves[] = {curve, curve, curve};
  cmsHPROFILE profile = cmsCreateRGBProfile(&white, wide ? &p3 : &adobe, curves);
  cmsFreeToneCurve(curve);
  return save_profile(profile);
}

static GBytes *new_grey_profile(double gamma)
{
  cmsToneCurve *curve = cmsBuildGamma(NULL, gamma);
  cmsHPROFILE profile = cmsCreateGrayProfile(cmsD50_xyY(), curve);
  cmsFreeToneCurve(curve);
  return save_profile(profile);
}

/* The mean of the decoded CMYK. */
static void read_mean(const PressImage *image, double mean[4])
{
  guint8 *out = memory_decode(image->data, true);
  for (unsigned c = 0; c < 4; c++)
    mean[c] = 0;
  for (unsigned i = 0; i < image->width * image->height * 4; i++)
    mean[i % 4] += (255.0 - out[i]) / (image->width * image->height);
  g_free(out);
}

/* A patch of RGB with each profile comes to the inks Little CMS gives for it. */
static void embedded_profiles_are_honoured(void **state)
{
  enum { W = 48, H = 48 };
  static const guint8 PATCH[3] = {60, 190, 90};
  guint8 rgb[W * H * 3];
  for (unsigned i = 0; i < W * H; i++)
    for (unsigned c = 0; c < 3; c++)
      rgb[i * 3 + c] = (guint8)(PATCH[c] + photo_hash(i, c, 4) % 5 - 2);
  ImageColours *colours = memory_colours((ColourOptions){.tac = 240});
  GBytes *profiles[] = {NULL, new_rgb_profile(true), new_rgb_profile(false)};
  double means[3][4];
  char *path = path_of("profile.jpg");
  for (unsigned i = 0; i < 3; i++) {
    write_jpeg(path, rgb, W, H, 3, profiles[i], false);
    PressImage *image = press_file(path, colours, i ? NOTHING : DIAG_IMAGE_SRGB);
    read_mean(image, means[i]);
    cmsHPROFILE own =
        i ? cmsOpenProfileFromMem(g_bytes_get_data(profiles[i], NULL), (cmsUInt32Number)g_bytes_get_size(profiles[i]))
          : cmsCreate_sRGBProfile();
    cmsHTRANSFORM there = cmsCreateTransform(own, TYPE_RGB_8, colours->press, TYPE_CMYK_8, INTENT_PERCEPTUAL, 0);
    guint8 wanted[4];
    cmsDoTransform(there, PATCH, wanted, 1);
    for (unsigned c = 0; c < 4; c++)
      if (fabs(means[i][c] - wanted[c]) > 4)
        fail_msg("profile %u ink %u: %.1f, not %u", i, c, means[i][c], wanted[c]);
    cmsDeleteTransform(there);
    cmsCloseProfile(own);
    press_image_free(image);
  }
  for (unsigned i = 1; i < 3; i++) { /* the wider space is the stronger green, and each its own */
    assert_true(means[i][1] < means[0][1] - 2 || means[i][0] > means[0][0] + 2);
    g_bytes_unref(profiles[i]);
  }
  assert_true(g_hash_table_size(colours->cubes) == 2);
  g_free(path);
  image_colours_free(colours);
}

/* A profile that is none: the picture is set, as sRGB, and told. */
static void broken_profiles_are_told(void **state)
{
  guint8 *rgb = photo_new(64, 64, 2);
  GBytes *rubbish = g_bytes_new_static("this is no profile, though it is long enough to be read as the head of one, "
                                       "with its hundred and twenty-eight bytes and then a few more of them.",
                                       140),
         *grey = new_grey_profile(2.2);
  GBytes *profiles[] = {rubbish, grey};
  ImageColours *colours = memory_colours((ColourOptions){.tac = 240});
  char *path = path_of("rubbish.jpg");
  for (unsigned i = 0; i < 2; i++) {
    write_jpeg(path, rgb, 64, 64, 3, profiles[i], false);
    press_image_free(press_file(path, colours, DIAG_IMAGE_PROFILE));
    g_bytes_unref(profiles[i]);
  }
  g_free(path);
  g_free(rgb);
  image_colours_free(colours);
}

/* A linear grey becomes the tone it means. */
static void grey_profiles_are_honoured(void **state)
{
  guint8 grey[64 * 64];
  for (unsigned i = 0; i < sizeof grey; i++)
    grey[i] = (guint8)(55 + photo_hash(i, 1, 1) % 3);
  GBytes *linear = new_grey_profile(1.0);
  ImageColours *colours = memory_colours((ColourOptions){.tac = 240});
  char *path = path_of("linear.jpg");
  write_jpeg(path, grey, 64, 64, 1, linear, false);
  PressImage *image = press_file(path, colours, NOTHING);
  guint8 *out = memory_decode(image->data, true);
  assert_in_range(out[64 * 32 + 32], 124, 133); /* 56/255 of the light is sRGB 129 */
  g_free(out);
  press_image_free(image);
  g_bytes_unref(linear);
  g_free(path);
  image_colours_free(colours);
}

/* Inks with the press's own profile stay as they are; with another's they come to the same colour. */
static void ink_profiles_are_honoured(void **state)
{
  enum { W = 32, H = 16 };
  ImageColours *colours = memory_colours((ColourOptions){.tac = 240, .relative = true});
  GBytes *other = newsprint_profile_new(230);
  GBytes *profiles[] = {colours->profile, other};
  static const guint8 INKS[4] = {150, 50, 20, 0};
  guint8 cmyk[W * H * 4], *out[2];
  for (unsigned i = 0; i < W * H; i++)
    memcpy(cmyk + i * 4, INKS, 4);
  const ImageInfo info = {.model = MODEL_CMYK, .has_profile = true};
  for (unsigned i = 0; i < 2; i++) {
    bool fits;
    Rows *from = memory_rows(cmyk, W, H, 4);
    from->profile = g_bytes_ref(profiles[i]);
    out[i] = memory_take(rows_to_press(from, colours, false, &info, &fits));
    assert_true(fits);
  }
  assert_memory_equal(out[0], cmyk, sizeof cmyk);
  guint8 wanted[3], is[3]; /* both profiles print alike, and separate differently */
  cmsDoTransform(colour_show(colours), INKS, wanted, 1);
  cmsDoTransform(colour_show(colours), out[1], is, 1);
  for (unsigned c = 0; c < 3; c++)
    assert_in_range(is[c], wanted[c] - 4, wanted[c] + 4);
  g_free(out[0]);
  g_free(out[1]);
  g_bytes_unref(other);
  image_colours_free(colours);
}

/* Three ways CMYK is stored: as it is, and by Adobe upside down, as CMYK or YCCK. */
static void write_ink_jpeg(const char *path, const guint8 inks[4], bool adobe, bool ycck)
{
  struct jpeg_compress_struct cinfo;
  struct jpeg_error_mgr errors;
  FILE *file = g_fopen(path, "wb");
  cinfo.err = jpeg_std_error(&errors);
  jpeg_create_compress(&cinfo);
  jpeg_stdio_dest(&cinfo, file);
  cinfo.image_width = cinfo.image_height = 32;
  cinfo.input_components = 4;
  cinfo.in_color_space = JCS_CMYK;
  jpeg_set_defaults(&cinfo);
  jpeg_set_quality(&cinfo, 95, TRUE);
  if (ycck)
    jpeg_set_colorspace(&cinfo, JCS_YCCK);
  cinfo.write_Adobe_marker = adobe;
  jpeg_start_compress(&cinfo, TRUE);
  guint8 row[32 * 4];
  for (unsigned i = 0; i < sizeof row; i++)
    row[i] = adobe ? (guint8)(255 - inks[i % 4]) : inks[i % 4];
  for (unsigned y = 0; y < 32; y++) {
    JSAMPROW rows[1] = {row};
    jpeg_write_scanlines(&cinfo, rows, 1);
  }
  jpeg_finish_compress(&cinfo);
  jpeg_destroy_compress(&cinfo);
  fclose(file);
}

static void ink_jpegs_come_the_right_way_round(void **state)
{
  static const guint8 INKS[4] = {200, 30, 90, 10};
  ImageColours *colours = memory_colours((ColourOptions){.tac = 240});
  char *path = path_of("inks.jpg");
  for (unsigned i = 0; i < 3; i++) {
    double mean[4];
    write_ink_jpeg(path, INKS, i > 0, i == 2);
    PressImage *image = press_file(path, colours, DIAG_IMAGE_NO_PROFILE);
    assert_int_equal(image->components, 4);
    assert_true(image->inverted);
    read_mean(image, mean);
    for (unsigned c = 0; c < 4; c++)
      if (fabs(mean[c] - INKS[c]) > 4)
        fail_msg("way %u ink %u: %.1f, not %u", i, c, mean[c], INKS[c]);
    press_image_free(image);
  }
  g_free(path);
  image_colours_free(colours);
}

/* Half transparent black lies on the paper as half grey, of 8 and of 16 bits. */
static void transparency_lies_on_white(void **state)
{
  enum { W = 40, H = 30 };
  guint8 eight[W * H * 4], sixteen[W * H * 8];
  for (unsigned i = 0; i < W * H; i++) {
    memcpy(eight + i * 4, (guint8[]){0, 0, 0, 128}, 4);
    memcpy(sixteen + i * 8, (guint8[]){0, 0, 0, 0, 0, 0, 128, 128}, 8);
  }
  char *path = path_of("glass.png");
  for (unsigned i = 0; i < 2; i++) {
    DiagList *diags = diag_list_new(LANG_EN);
    ImageInfo info;
    write_png(path, i ? sixteen : eight, W, H, PNG_COLOR_TYPE_RGBA, i ? 16 : 8, NULL);
    assert_true(image_probe(NULL, path, path, (Place){"a.md", 3, 1}, &info, diags));
    assert_true(info.alpha);
    guint8 *samples = memory_take(rows_read(&info, &(Crop){0, 0, W, H}, W, H, false, &(FileFault){0}));
    for (unsigned s = 0; s < W * H * 3; s++)
      assert_in_range(samples[s], 126, 128);
    g_free(samples);
    diag_list_free(diags);
  }
  g_free(path);
}

/* --- size and memory -----------------------------------------------------------------------------------------------
 */

/* Far over the limit comes down to it, not below; a little over stays. */
static void resolution_comes_down_to_the_limit(void **state)
{
  static const struct {
    unsigned width, wanted;
  } CASES[] = {{1000, 401}, {520, 401}, {500, 500}, {401, 401}, {300, 300}};
  ImageColours *colours = memory_colours((ColourOptions){.tac = 240});
  char *path = path_of("large.jpg");
  for (unsigned i = 0; i < G_N_ELEMENTS(CASES); i++) {
    unsigned w = CASES[i].width, h = w / 2;
    guint8 *rgb = photo_new(w, h, 8);
    DiagList *diags = diag_list_new(LANG_EN);
    ImageInfo info;
    write_jpeg(path, rgb, w, h, 3, NULL, false);
    assert_true(image_probe(NULL, path, path, (Place){"a.md", 3, 1}, &info, diags));
    const Crop crop = {0, 0, w, h};
    PressImage *image = image_to_press(&info, &crop, 144000, 72000, colours, diags); /* 2 × 1 in at 200 ppi */
    assert_int_equal(image->width, CASES[i].wanted);
    press_image_free(image);
    diag_list_free(diags);
    g_free(rgb);
  }
  g_free(path);
  image_colours_free(colours);
}

/* Shrinking keeps light, edges where they are, and flat flat. */
static void shrinking_is_faithful(void **state)
{
  enum { W = 300, H = 200 };
  guint8 flat[W * H], step[W * H];
  memset(flat, 137, sizeof flat);
  for (unsigned i = 0; i < W * H; i++)
    step[i] = i % W < W / 2 ? 40 : 210;
  for (int soft = 0; soft < 2; soft++) {
    guint8 *out = memory_take(rows_window(memory_rows(flat, W, H, 1), (Crop){0, 0, W, H}, 70, 41, soft));
    for (unsigned i = 0; i < 70 * 41; i++)
      assert_int_equal(out[i], 137);
    g_free(out);
    out = memory_take(rows_window(memory_rows(step, W, H, 1), (Crop){0, 0, W, H}, 100, 50, soft));
    for (unsigned y = 0; y < 50; y++) {
      assert_in_range(out[y * 100 + 10], 40, 40);
      assert_in_range(out[y * 100 + 90], 210, 210);
      assert_true(out[y * 100 + 48] < 70 && out[y * 100 + 51] > 180);
      unsigned sum = 0;
      for (unsigned x = 0; x < 100; x++)
        sum += out[y * 100 + x];
      assert_in_range(sum, 12480, 12520);
    }
    g_free(out);
  }
}

/* A hundred megapixels, upright and on its side, in a process of its own: the picture is never held whole. */
static void large_pictures_take_little_memory(void **state)
{
  enum { W = 11600, H = 8700 };
  char *path = path_of("huge.jpg");
  photo_write_large(path, W, H, 6);
  ImageColours *colours = memory_colours((ColourOptions){.tac = 240});
  colour_from_srgb(colours);
  for (int orientation = 1; orientation <= 6; orientation += 5) {
    pid_t child = fork();
    if (!child) {
      memory_forget_peak();
      long before = memory_read("VmRSS:");
      DiagList *diags = diag_list_new(LANG_EN);
      ImageInfo info;
      bool fine = image_probe(NULL, path, path, (Place){"a.md", 1, 1}, &info, diags);
      info.orientation = orientation;
      if (orientation >= 5)
        info.width = H, info.height = W;
      const Crop crop = {0, 0, info.width, info.height};
      PressImage *image =
          fine ? image_to_press(&info, &crop, (Mpt)info.width * 60, (Mpt)info.height * 60, colours, diags) : NULL;
      long grown = memory_read("VmHWM:") - before; /* KiB */
      print_message("# 100 Mpx, orientation %d: %ld MiB more\n", orientation, grown / 1024);
      fflush(stdout);
      _exit(image && grown < MEMORY ? 0 : 1);
    }
    int status;
    waitpid(child, &status, 0);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  }
  g_free(path);
  image_colours_free(colours);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(line_art_keeps_every_bit),           cmocka_unit_test(coarse_black_and_white_is_no_line_art),
      cmocka_unit_test(drawings_are_kept_without_loss),     cmocka_unit_test(grey_photographs_are_black_alone),
      cmocka_unit_test(embedded_profiles_are_honoured),     cmocka_unit_test(broken_profiles_are_told),
      cmocka_unit_test(grey_profiles_are_honoured),         cmocka_unit_test(ink_profiles_are_honoured),
      cmocka_unit_test(ink_jpegs_come_the_right_way_round), cmocka_unit_test(transparency_lies_on_white),
      cmocka_unit_test(resolution_comes_down_to_the_limit), cmocka_unit_test(shrinking_is_faithful),
      cmocka_unit_test(large_pictures_take_little_memory),
  };
  return cmocka_run_group_tests(tests, open_folder, close_folder);
}
