/* Private to image: pixels between decoding and encoding. */
#ifndef TEKAN_IMAGE_WORK_H
#define TEKAN_IMAGE_WORK_H

#include <lcms2.h>

#include "image/image.h"

/* Eight-bit samples row by row, upright; or one-bit art unpacked to a byte a pixel (bilevel). */
typedef struct {
  unsigned width, height, channels; /* 1 grey, 3 RGB, 4 CMYK (0 no ink … 255 full) */
  guint8 *samples;
  GBytes *profile;    /* embedded ICC or NULL */
  bool bilevel, flat; /* flat: few colours: kept without loss */
} Pixels;

void pixels_free(Pixels *pixels);

/* Header readers: false where the bytes are no such file or are broken; WHY says so. */
bool png_probe(FILE *file, ImageInfo *info, const char **why);
bool jpeg_probe(FILE *file, ImageInfo *info, const char **why);
/* Decoders. SHRINK: decode at 1/1, 1/2, 1/4 or 1/8 (JPEG only; PNG ignores it). NULL: broken; WHY says how. */
Pixels *png_decode(FILE *file, const char **why);
Pixels *jpeg_decode(FILE *file, const ImageInfo *info, unsigned shrink, const char **why);
GBytes *jpeg_encode(const guint8 *samples, unsigned width, unsigned height, unsigned channels, int quality);

/* EXIF orientation 1…8 in an APP1 segment's bytes; 1 where there is none. */
int exif_orientation(const guint8 *bytes, size_t length);
void pixels_turn(Pixels *pixels, int orientation); /* upright */
void pixels_crop(Pixels *pixels, unsigned x, unsigned y, unsigned w, unsigned h);
void pixels_shrink(Pixels *pixels, unsigned width, unsigned height); /* area average; never enlarges */

/* Decoded, upright, cropped, at most MAX_W × MAX_H pixels. NULL after a diagnostic. */
Pixels *pixels_read(const ImageInfo *info, const Crop *crop, unsigned max_w, unsigned max_h, DiagList *diags);

/* --- colour ------------------------------------------------------------------------------------------ */

struct ImageColours {
  ColourOptions options;
  GBytes *profile;
  char *condition, *hash;
  cmsHPROFILE press, srgb, lab;
  GMutex lock;
  cmsHTRANSFORM from_srgb; /* RGB → CMYK; made on first use, under the lock: a file without pictures needs none */
  cmsHTRANSFORM show;      /* CMYK → sRGB; the same */
};

cmsHTRANSFORM colour_from_srgb(const ImageColours *colours);
cmsHTRANSFORM colour_show(const ImageColours *colours);

/* PIXELS become press colour: grey stays grey (K), RGB and foreign CMYK are converted, all within the ink limit. */
void colour_to_press(Pixels *pixels, const ImageColours *colours, const ImageInfo *info, DiagList *diags);
void colour_to_show(Pixels *pixels, const ImageColours *colours); /* press colour → RGB */
void colour_limit(guint8 *cmyk, size_t n, int tac);
/* The same of four INKS of 0…FULL, together at most LIMIT. */
void colour_limit_inks(unsigned inks[4], unsigned limit, unsigned full);

/* RGB 8-bit → CMYK 8-bit at speed, within TAC at every pixel, as EXACT (RGB_16 → CMYK_16) converts. */
typedef struct Cube Cube;
Cube *cube_new(cmsHTRANSFORM exact, int tac);
void cube_free(Cube *cube);
void cube_convert(const Cube *cube, const guint8 *rgb, guint8 *cmyk, size_t n);

GBytes *newsprint_profile_new(int tac);

#endif
