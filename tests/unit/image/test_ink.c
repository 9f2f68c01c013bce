/* Ink: colour near the exact conversion, deep colours without edges, the limit at every pixel as it is decoded,
   photographs near what went in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>

#include "memory.h"
#include "photo.h"

static unsigned total(const guint8 *cmyk)
{
  return (unsigned)cmyk[0] + cmyk[1] + cmyk[2] + cmyk[3];
}

/* --- colour ------------------------------------------------------------------------------------------------- */

/* All 16,777,216 colours. */
static void no_colour_is_over_the_ink_limit(void **state)
{
  static const int LIMITS[] = {240, 180, 300};
  for (unsigned l = 0; l < G_N_ELEMENTS(LIMITS); l++) {
    ImageColours *colours = memory_colours((ColourOptions){.tac = LIMITS[l], .relative = l == 1});
    const Cube *cube = colour_from_srgb(colours);
    guint8 rgb[256 * 3], cmyk[256 * 4];
    unsigned most = 0;
    for (unsigned rg = 0; rg < 65536; rg++) {
      for (unsigned b = 0; b < 256; b++) {
        rgb[b * 3] = (guint8)(rg >> 8);
        rgb[b * 3 + 1] = (guint8)rg;
        rgb[b * 3 + 2] = (guint8)b;
      }
      cube_convert(cube, rgb, cmyk, 256);
      for (unsigned b = 0; b < 256; b++)
        most = MAX(most, total(cmyk + b * 4));
    }
    assert_in_range(most, (unsigned)LIMITS[l] * 2 - 60, (unsigned)LIMITS[l] * 255 / 100);
    assert_true(total(cmyk + 255 * 4) <= 3); /* white stays paper */
    image_colours_free(colours);
  }
}

/* Over 200,000 colours drawn evenly, against Little CMS without tables: ΔE*ab through the press profile. */
static void colour_is_near_the_exact_conversion(void **state)
{
  enum { N = 200000 };
  for (int relative = 0; relative < 2; relative++) {
    ImageColours *colours = memory_colours((ColourOptions){.tac = 240, .relative = relative});
    cmsHTRANSFORM exact =
        cmsCreateTransform(colours->srgb, TYPE_RGB_16, colours->press, TYPE_CMYK_16, colour_intent(colours),
                           cmsFLAGS_NOCACHE | cmsFLAGS_NOOPTIMIZE | colour_flags(colours));
    cmsHPROFILE lab = cmsCreateLab4Profile(NULL);
    cmsHTRANSFORM see = cmsCreateTransform(colours->press, TYPE_CMYK_8, lab, TYPE_Lab_DBL, INTENT_RELATIVE_COLORIMETRIC,
                                           cmsFLAGS_NOCACHE | cmsFLAGS_NOOPTIMIZE);
    double sum = 0, worst = 0;
    unsigned near = 0;
    for (unsigned i = 0; i < N; i++) {
      guint8 rgb[3], fast[4], slow[4];
      guint16 rgb16[3], cmyk16[4];
      unsigned inks[4];
      for (unsigned c = 0; c < 3; c++)
        rgb16[c] = (guint16)((rgb[c] = (guint8)photo_hash(i, c, 7)) * 257);
      cube_convert(colour_from_srgb(colours), rgb, fast, 1);
      cmsDoTransform(exact, rgb16, cmyk16, 1);
      for (unsigned c = 0; c < 4; c++)
        inks[c] = (cmyk16[c] + 128u) / 257;
      colour_limit_inks(inks, colour_levels(240) - 6, 255);
      bool close = true;
      for (unsigned c = 0; c < 4; c++) {
        slow[c] = (guint8)inks[c];
        close = close && abs(slow[c] - fast[c]) <= 2;
      }
      near += close;
      cmsCIELab a, b;
      cmsDoTransform(see, fast, &a, 1);
      cmsDoTransform(see, slow, &b, 1);
      sum += cmsDeltaE(&a, &b);
      worst = MAX(worst, cmsDeltaE(&a, &b));
    }
    print_message("# %s: mean dE %.3f, worst %.2f; within two levels %.2f %%\n", relative ? "relative" : "perceptual",
                  sum / N, worst, 100.0 * near / N);
    assert_true(sum / N < 0.06);
    assert_true(worst < 2.5);
    assert_true(near > N * 0.99);
    cmsDeleteTransform(exact);
    cmsDeleteTransform(see);
    cmsCloseProfile(lab);
    image_colours_free(colours);
  }
}

/* Six hues from full to black: each step is as dark as the one before or darker, so that no edge shows in deep colour.
 */
static void deep_colours_darken_evenly(void **state)
{
  static const guint8 HUES[][3] = {{255, 20, 25}, {255, 130, 0}, {40, 200, 30},
                                   {0, 120, 255}, {90, 10, 240}, {255, 0, 170}};
  static const int LIMITS[] = {240, 200, 300};
  for (unsigned l = 0; l < G_N_ELEMENTS(LIMITS); l++) {
    ImageColours *colours = memory_colours((ColourOptions){.tac = LIMITS[l]});
    cmsHPROFILE lab = cmsCreateLab4Profile(NULL);
    cmsHTRANSFORM see = cmsCreateTransform(colours->press, TYPE_CMYK_8, lab, TYPE_Lab_DBL, INTENT_RELATIVE_COLORIMETRIC,
                                           cmsFLAGS_NOCACHE | cmsFLAGS_NOOPTIMIZE);
    for (unsigned hue = 0; hue < G_N_ELEMENTS(HUES); hue++) {
      double darkest = 100;
      for (unsigned light = 256; light--;) {
        guint8 rgb[3], cmyk[4];
        cmsCIELab is;
        for (unsigned c = 0; c < 3; c++)
          rgb[c] = (guint8)(HUES[hue][c] * light / 255);
        cube_convert(colour_from_srgb(colours), rgb, cmyk, 1);
        cmsDoTransform(see, cmyk, &is, 1);
        if (is.L > darkest + 2)
          fail_msg("limit %d, hue %u at %u: L %.1f after %.1f", LIMITS[l], hue, light, is.L, darkest);
        darkest = MIN(darkest, is.L);
      }
    }
    cmsDeleteTransform(see);
    cmsCloseProfile(lab);
    image_colours_free(colours);
  }
}

/* --- photographs ---------------------------------------------------------------------------------------------- */

/* A photograph with what JPEG does worst: the deepest shadow, hard against light, in fine and coarse patterns. */
static guint8 *new_hard_photo(unsigned w, unsigned h)
{
  guint8 *rgb = photo_new(w, h, 11);
  for (unsigned y = 0; y < h; y++)
    for (unsigned x = 0; x < w; x++) {
      guint8 *p = rgb + ((size_t)y * w + x) * 3;
      unsigned size = 1 + x * 12 / w;
      if (y < h / 3 && (x / size + y / size) % 2)
        p[0] = p[1] = p[2] = 0;
      else if (y < h * 2 / 3 && photo_hash(x / 3, y / 3, 1) % 3 == 0)
        p[0] = (guint8)(photo_hash(x, y, 2) % 30), p[1] = 0, p[2] = (guint8)(photo_hash(x, y, 3) % 60);
    }
  return rgb;
}

static GBytes *encode_for_press(const guint8 *rgb, unsigned w, unsigned h, const ImageColours *colours, int quality)
{
  bool fits;
  const ImageInfo info = {.model = MODEL_RGB};
  Rows *rows = rows_to_press(memory_rows(rgb, w, h, 3), colours, false, &info, &fits);
  GBytes *bytes = encode_photo(rows, quality, colours->options.tac);
  rows_close(rows);
  assert_non_null(bytes);
  return bytes;
}

static void no_decoded_pixel_is_over_the_ink_limit(void **state)
{
  static const int QUALITIES[] = {5, 40, 80, 95}, LIMITS[] = {240, 200};
  enum { W = 333, H = 301 };
  guint8 *rgb = new_hard_photo(W, H);
  for (unsigned i = 0; i < 2 * G_N_ELEMENTS(QUALITIES); i++) {
    int tac = LIMITS[i % 2], quality = QUALITIES[i / 2];
    ImageColours *colours = memory_colours((ColourOptions){.tac = tac});
    GBytes *bytes = encode_for_press(rgb, W, H, colours, quality);
    for (int smooth = 0; smooth < 2; smooth++) {
      guint8 *decoded = memory_decode(bytes, smooth);
      unsigned most = 0;
      for (unsigned p = 0; p < W * H; p++)
        most = MAX(most, 1020 - total(decoded + p * 4));
      if (most > (unsigned)tac * 255 / 100)
        fail_msg("quality %d, limit %d %%: %.1f %%", quality, tac, most / 2.55);
      assert_true(most > (unsigned)tac * 255 / 100 - 60); /* and shadows stay deep */
      g_free(decoded);
    }
    g_bytes_unref(bytes);
    image_colours_free(colours);
  }
  g_free(rgb);
}

/* Foreign separations come in over the limit, and go out within. */
static void inks_without_profile_are_limited(void **state)
{
  enum { W = 64, H = 40 };
  guint8 cmyk[W * H * 4];
  for (unsigned i = 0; i < sizeof cmyk; i++)
    cmyk[i] = (guint8)(i / 4 % W < W / 2 ? 255 : photo_hash(i, 3, 4));
  ImageColours *colours = memory_colours((ColourOptions){.tac = 240});
  bool fits;
  const ImageInfo info = {.model = MODEL_CMYK};
  Rows *rows = rows_to_press(memory_rows(cmyk, W, H, 4), colours, false, &info, &fits);
  GBytes *bytes = encode_photo(rows, 85, 240);
  rows_close(rows);
  guint8 *decoded = memory_decode(bytes, true);
  for (unsigned p = 0; p < W * H; p++)
    assert_true(1020 - total(decoded + p * 4) <= 612);
  assert_true(decoded[3] < 40); /* black is what stays */
  g_free(decoded);
  g_bytes_unref(bytes);
  image_colours_free(colours);
}

/* Shown through the press profile: what JPEG took away. */
static void photographs_stay_near_what_went_in(void **state)
{
  enum { W = 480, H = 320 };
  guint8 *rgb = photo_new(W, H, 5), *cmyk = g_malloc(W * H * 4), *before = g_malloc(W * H * 3),
         *after = g_malloc(W * H * 3);
  ImageColours *colours = memory_colours((ColourOptions){.tac = 240});
  GBytes *bytes = encode_for_press(rgb, W, H, colours, 80);
  guint8 *decoded = memory_decode(bytes, true);
  cube_convert(colour_from_srgb(colours), rgb, cmyk, W * H);
  for (unsigned i = 0; i < W * H * 4; i++)
    decoded[i] = (guint8)(255 - decoded[i]);
  cmsDoTransform(colour_show(colours), cmyk, before, W * H);
  cmsDoTransform(colour_show(colours), decoded, after, W * H);
  double psnr = photo_psnr(before, after, W, H), ssim = photo_ssim(before, after, W, H);
  print_message("# quality 80: PSNR %.1f dB, SSIM %.4f, %.3f bytes a pixel\n", psnr, ssim,
                (double)g_bytes_get_size(bytes) / (W * H));
  assert_true(psnr > 40);
  assert_true(ssim > 0.95);                                /* of a picture with grain */
  assert_true(g_bytes_get_size(bytes) * 100 < W * H * 36); /* a page of six at 200 ppi stays under 1.2 MB */
  g_bytes_unref(bytes);
  g_free(decoded);
  g_free(rgb);
  g_free(cmyk);
  g_free(before);
  g_free(after);
  image_colours_free(colours);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(no_colour_is_over_the_ink_limit),  cmocka_unit_test(colour_is_near_the_exact_conversion),
      cmocka_unit_test(deep_colours_darken_evenly),       cmocka_unit_test(no_decoded_pixel_is_over_the_ink_limit),
      cmocka_unit_test(inks_without_profile_are_limited), cmocka_unit_test(photographs_stay_near_what_went_in),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
