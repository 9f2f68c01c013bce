/* Pictures: probe, decode, orient, crop, resample; to the press's colours or the proof's. PNG by libpng, JPEG by
   libjpeg-turbo, colour by Little CMS. Hostile files end in a diagnostic. Thread-safe: nothing is shared but the
   ImageColours (read-only after opening). */
#ifndef TEKAN_IMAGE_IMAGE_H
#define TEKAN_IMAGE_IMAGE_H

#include <stdbool.h>

#include <glib.h>

#include "base/diag.h"
#include "base/units.h"
#include "host/host.h"

typedef enum { IMAGE_PNG, IMAGE_JPEG } ImageFormat;
typedef enum { MODEL_GREY, MODEL_RGB, MODEL_CMYK, MODEL_BILEVEL } ImageModel;

typedef struct {
  const char *path, *name; /* name as the user wrote it, for messages */
  Place place;
  ImageFormat format;
  ImageModel model;
  unsigned width, height; /* pixels as seen, after EXIF orientation */
  unsigned bits;          /* a sample */
  int orientation;        /* EXIF 1…8 */
  bool alpha, adobe_inverted, has_profile;
  size_t whole;    /* bytes held where nothing comes before all of it is read: progressive, interlaced; 0: rows come */
  bool srgb;       /* it says so itself, by EXIF or a PNG chunk */
  double file_ppi; /* as the file says; 0 none; never trusted for sizing */
} ImageInfo;

/* The part of the picture, in pixels as seen, that fills its box. */
typedef struct {
  unsigned x, y, w, h;
} Crop;

/* The crop of INFO that has the ratio W:H about the focus (permille), keeping as much as possible. */
Crop image_crop(const ImageInfo *info, Mpt w, Mpt h, int focus_x, int focus_y);
/* Pixels an inch of CROP placed W mpt wide and H high: the smaller of both ways. */
int image_ppi(const Crop *crop, Mpt w, Mpt h);

/* Reads the header only. false after a diagnostic (ERROR) at PLACE: unreadable, not an image, mislabelled suffix
   (warning, goes on), too large, truncated header, unsupported (HEIC, WebP, GIF, TIFF, progressive 12-bit …: with
   advice). */
bool image_probe(Arena *arena, const char *path, const char *name, Place place, ImageInfo *info, DiagList *diags);

/* The press's colours: profile, intent, ink limit; the proof's way back to sRGB. */
typedef struct ImageColours ImageColours;
typedef struct {
  const char *profile;      /* ICC file; NULL: the built-in newsprint profile */
  const char *within;       /* the folder it must lie in; NULL: anywhere */
  const char *profile_name; /* as the user wrote it */
  Place place;
  int tac;               /* % */
  bool relative;         /* relative colorimetric with black-point compensation, else perceptual */
  const char *cache_dir; /* NULL: no cache */
  int jpeg_quality;      /* 1…100; 0: 80 */
  int max_ppi;           /* photographs over a quarter more come down to this; 0: 200 */
  int line_ppi; /* black and white in a file of more bits a pixel is line art from this resolution on; 0: always */
} ColourOptions;
ImageColours *image_colours_open(const ColourOptions *options, DiagList *diags); /* NULL after FATAL */
void image_colours_free(ImageColours *colours);
GBytes *image_colours_profile(const ImageColours *colours);       /* the ICC bytes for the output intent; borrowed */
const char *image_colours_condition(const ImageColours *colours); /* its description / condition name */
/* Process ink as the press shows it on its paper, through the profile: sRGB 0…255. SPOT inks by their alternate, tints
 * applied. */
void image_colours_show(const ImageColours *colours, const Ink *ink, uint8_t rgb[3]);
void image_colours_paper(const ImageColours *colours, uint8_t rgb[3]);

/* A picture ready for the PDF: encoded samples. */
typedef struct {
  unsigned width, height;
  unsigned components; /* 1 grey (K-only: 0 black … 255 white as DeviceGray), 4 CMYK */
  unsigned bits;       /* 8, or 1 for line art */
  enum { ENCODED_DCT, ENCODED_FLATE /* with PNG predictor 15 rows */, ENCODED_FLATE_PLAIN } encoding;
  bool inverted; /* DCT CMYK stored inverted: Decode [1 0 …] */
  GBytes *data;
  unsigned notes;     /* private to image */
  uint8_t sha256[32]; /* of data and shape: same pictures share one object */
} PressImage;

/* INFO cropped, turned upright, brought down to the resolution a box of W × H mpt warrants (photographs: the options'
   max_ppi; drawings of few colours 400, one-bit art 1200; what has at most a quarter more keeps its pixels), in press
   colour within the ink limit as it will be decoded. Colourless pictures come out in black alone, black and white ones
   with one bit a pixel, but for those that are too coarse for line art and do not come as such. Cached by content. NULL
   after a diagnostic (ERROR: truncated, broken data).

   Memory: some rows of the file, and the new picture encoded, with its coefficients (5 bytes a pixel); a picture that
   lies on its side or head is held once at its new size. Only progressive JPEG and interlaced PNG are held whole,
   up to LIMIT_IMAGE_WHOLE_BYTES, one at a time. */
PressImage *image_to_press(const ImageInfo *info, const Crop *crop, Mpt w, Mpt h, const ImageColours *colours,
                           DiagList *diags);
void press_image_free(PressImage *image);
/* What such a picture hangs on, in one word: those of the same word come out the same. g_free. NULL: without a cache.
 */
char *image_press_key(const ImageInfo *info, const Crop *crop, Mpt w, Mpt h, const ImageColours *colours);
/* Tells of INFO what was told when IMAGE, of the same word, was made. */
void image_tell_again(const PressImage *image, const ImageInfo *info, DiagList *diags);

/* The same for the proof: RGB 8-bit rows of exactly WIDTH × HEIGHT pixels, shown through the press profile; g_free.
 * NULL after a diagnostic. */
uint8_t *image_to_proof(const ImageInfo *info, const Crop *crop, unsigned width, unsigned height,
                        const ImageColours *colours, DiagList *diags);

/* A page's picture: rows of WIDTH pixels as 0x..RRGGBB, STRIDE bytes apart. */
typedef struct {
  const unsigned char *rows;
  size_t stride;
  unsigned width, height;
} ProofPixels;
/* As PNG. false: writing failed, which the file knows, or there is no memory. */
bool image_write_proof(const ProofPixels *pixels, FileOut *out);

#endif
