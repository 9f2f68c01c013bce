/* Private to image: rows of pixels between decoding and encoding, and colour. */
#ifndef TEKAN_IMAGE_WORK_H
#define TEKAN_IMAGE_WORK_H

#include <stdio.h>

#include <lcms2.h>

#include "host/host.h"
#include "image/image.h"

/* A picture's rows from top to bottom, each made when it is asked for. Stages stand in line: each owns the one it takes
   its rows from. Eight-bit samples. */
typedef struct Rows Rows;
struct Rows {
  unsigned width, height, channels; /* 1 grey, 3 RGB, 4 CMYK (0 no ink … 255 full) */
  GBytes *profile;                  /* embedded ICC or NULL */
  FileFault *fault;                 /* the machine's failure to read the file, where it was that; outlives the rows */
  bool (*next)(Rows *rows, guint8 *row);
  void (*close)(Rows *rows); /* all but the profile */
};

bool rows_next(Rows *rows, guint8 *row); /* false: the file is broken; at most height times */
void rows_close(Rows *rows);             /* NULL is allowed */
void rows_take_shape(Rows *rows, const Rows *from);

/* Files. FILE becomes theirs; NULL: broken, or FAULT tells. SHRINK: decoded at 1/1, 1/2, 1/4 or 1/8 (JPEG alone). */
Rows *png_open(FILE *file, FileFault *fault);
Rows *jpeg_open(FILE *file, const ImageInfo *info, unsigned shrink, FileFault *fault);
Rows *rows_open(const ImageInfo *info, unsigned shrink, FileFault *fault);
/* A reader has given up: FAULT is filled where FILE could not be read, or where NO_MEMORY. */
void fault_note(FileFault *fault, FILE *file, bool no_memory);
/* Stages. SOFT: by a kernel without halo. Never enlarges. */
Rows *rows_window(Rows *from, Crop crop, unsigned w, unsigned h, bool soft);
Rows *rows_turn(Rows *from, int orientation); /* upright */
/* INFO's file upright, cropped, at most W × H pixels; NULL: cannot be opened. */
Rows *rows_read(const ImageInfo *info, const Crop *crop, unsigned w, unsigned h, bool soft, FileFault *fault);
Crop rows_stored_crop(const ImageInfo *info, const Crop *crop);

/* Header readers: false where the bytes are no such file or are broken; WHY says so. */
bool png_probe(FILE *file, ImageInfo *info, const char **why, FileFault *fault);
bool jpeg_probe(FILE *file, ImageInfo *info, const char **why, FileFault *fault);

/* What an APP1 segment's bytes say: orientation 1…8 (1 where there is none); whether the colours are sRGB. */
int exif_orientation(const guint8 *bytes, size_t length);
int exif_orientation_of_tiff(const guint8 *bytes, size_t length); /* of an eXIf chunk's, without the segment's mark */
bool exif_is_srgb(const guint8 *bytes, size_t length);

/* What a picture really is, by its pixels. */
typedef enum { KIND_PHOTO, KIND_FLAT /* drawn: few colours */, KIND_BILEVEL } Kind;
Kind kind_find(const ImageInfo *info, bool *grey, FileFault *fault);

/* --- colour ------------------------------------------------------------------------------------------ */

/* RGB 8-bit → CMYK 8-bit at speed, within TAC at every pixel, as EXACT (RGB_16 → CMYK_16) converts. */
typedef struct Cube Cube;
Cube *cube_new(cmsHTRANSFORM exact, int tac);
void cube_free(Cube *cube);
void cube_convert(const Cube *cube, const guint8 *rgb, guint8 *cmyk, size_t n);

struct ImageColours {
  ColourOptions options;
  GBytes *profile;
  char *condition, *hash;
  cmsHPROFILE press, srgb, lab;
  GRecMutex lock, whole; /* whole: for pictures that are held whole, one at a time; of this kind as in font: thread
                            sanitizers see into it, which they do not with GMutex */
  Cube *from_srgb;       /* made on first use, under the lock: an issue without pictures needs none */
  GHashTable *cubes;     /* a picture's profile (GBytes) → Cube; the same */
  GHashTable *sums;      /* image_sum; the same */
  cmsHTRANSFORM show;    /* CMYK → sRGB; the same */
};

cmsHTRANSFORM colour_show(const ImageColours *colours);
const Cube *colour_from_srgb(const ImageColours *colours);
/* From the profile FROM of BYTES; borrowed, but where *OWN is set. NULL: it does not go. */
const Cube *colour_shared_cube(const ImageColours *colours, GBytes *bytes, cmsHPROFILE from, Cube **own);
cmsUInt32Number colour_intent(const ImageColours *colours);
cmsUInt32Number colour_flags(const ImageColours *colours);

/* A percentage of ink in levels of 255. */
unsigned colour_levels(int percent);
void colour_limit(guint8 *cmyk, size_t n, unsigned limit);
/* The same of four INKS of 0…FULL, together at most LIMIT. */
void colour_limit_inks(unsigned inks[4], unsigned limit, unsigned full);

/* Rows in press colour, all within the ink limit: grey stays grey (K), RGB and foreign CMYK are converted. GREY: RGB
   without colour becomes grey. FITS: the file has no profile, or one that could be followed. */
Rows *rows_to_press(Rows *from, const ImageColours *colours, bool grey, const ImageInfo *info, bool *fits);
/* Press colour as it looks: RGB. */
Rows *rows_to_show(Rows *from, const ImageColours *colours);

GBytes *newsprint_profile_new(int tac);

/* --- ways out: the encoded bytes; NULL where the rows break off ----------------------------------------- */

GBytes *encode_photo(Rows *rows, int quality, int tac);
GBytes *encode_flat(Rows *rows);
GBytes *encode_bits(Rows *rows);

char *image_sum(const ImageColours *colours, const char *path); /* with a cache; g_free */
/* The cache of converted pictures, by all they hang on. KEY may be NULL: no cache. */
enum { NOTE_PROFILE = 1, NOTE_CMYK = 2, NOTE_SRGB = 4 }; /* what is told of a picture, from the cache too */
char *kept_key(const ImageInfo *info, const Crop *crop, Mpt w, Mpt h, const ImageColours *colours); /* g_free */
PressImage *kept_load(const char *key, const ImageColours *colours);
void kept_store(const char *key, const PressImage *image, const ImageColours *colours);
void press_image_hash(PressImage *image);

#endif
