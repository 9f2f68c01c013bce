/* Pictures for the PDF and for the proof: the line of stages each goes through. */
#include "image/work.h"

#include <string.h>

enum { PHOTO_PPI = 200, FLAT_PPI = 400, LINE_ART_PPI = 1200, JPEG_QUALITY = 80 };

void press_image_free(PressImage *image)
{
  if (!image)
    return;
  if (image->data)
    g_bytes_unref(image->data);
  g_free(image);
}

/* The file's fault, or the machine's. */
static void tell_broken(const ImageInfo *info, const FileFault *fault, DiagList *diags)
{
  if (!file_tell_failed(diags, info->place, info->name, fault))
    diag_add(diags, DIAG_IMAGE_BROKEN, info->place, info->name, info->format == IMAGE_PNG ? "PNG" : "JPEG");
}

static unsigned find_notes(const ImageInfo *info, bool grey, bool fits)
{
  if (!fits)
    return NOTE_PROFILE;
  if (info->has_profile || info->srgb || grey)
    return 0;
  return info->model == MODEL_CMYK ? NOTE_CMYK : info->model == MODEL_RGB ? NOTE_SRGB : 0;
}

static void tell_notes(const ImageInfo *info, unsigned notes, DiagList *diags)
{
  if (notes & NOTE_PROFILE)
    diag_add(diags, DIAG_IMAGE_PROFILE, info->place, info->name);
  if (notes & NOTE_CMYK)
    diag_add(diags, DIAG_IMAGE_NO_PROFILE, info->place, info->name, "CMYK");
  if (notes & NOTE_SRGB)
    diag_add(diags, DIAG_IMAGE_SRGB, info->place, info->name);
}

/* --- the press ------------------------------------------------------------------------------------------------ */

/* The pixels of SIDE mpt at PPI, never fewer than PPI; those there are, if that is at most a quarter more. */
static unsigned choose_pixels(unsigned there, Mpt side, int ppi)
{
  gint64 wanted = (gint64)MAX(side, 1) * ppi / 72000 + 1;
  return there <= wanted * 5 / 4 ? there : (unsigned)wanted;
}

static int choose_ppi(Kind kind, const ImageColours *colours)
{
  int photo = colours->options.max_ppi ? colours->options.max_ppi : PHOTO_PPI;
  return kind == KIND_BILEVEL ? MAX(LINE_ART_PPI, photo) : kind == KIND_FLAT ? MAX(FLAT_PPI, photo) : photo;
}

static GBytes *encode_kind(Rows *rows, Kind kind, const ImageColours *colours)
{
  const ColourOptions *options = &colours->options;
  int quality = CLAMP(options->jpeg_quality ? options->jpeg_quality : JPEG_QUALITY, 1, 100);
  return kind == KIND_BILEVEL ? encode_bits(rows)
         : kind == KIND_FLAT  ? encode_flat(rows)
                              : encode_photo(rows, quality, options->tac);
}

static PressImage *encode(Rows *rows, Kind kind, const ImageColours *colours)
{
  GBytes *data = encode_kind(rows, kind, colours);
  if (!data)
    return NULL;
  PressImage *image = g_new0(PressImage, 1);
  *image = (PressImage){.width = rows->width,
                        .height = rows->height,
                        .components = rows->channels,
                        .bits = kind == KIND_BILEVEL ? 1 : 8,
                        .inverted = kind == KIND_PHOTO && rows->channels == 4,
                        .data = data};
  image->encoding = kind == KIND_BILEVEL ? ENCODED_FLATE_PLAIN : kind == KIND_FLAT ? ENCODED_FLATE : ENCODED_DCT;
  press_image_hash(image);
  return image;
}

/* A QR code saved in colour is held to no more than a photograph would be, as long as it is as coarse. */
static Kind kind_where_placed(Kind kind, const ImageInfo *info, const Crop *crop, Mpt w, Mpt h,
                              const ImageColours *colours)
{
  bool coarse = kind == KIND_BILEVEL && image_ppi(crop, w, h) < colours->options.line_ppi;
  return coarse && info->model != MODEL_BILEVEL ? KIND_FLAT : kind;
}

static PressImage *convert(const ImageInfo *info, const Crop *crop, Mpt w, Mpt h, const ImageColours *colours,
                           DiagList *diags)
{
  bool grey, fits;
  FileFault fault = {0};
  Kind kind = kind_where_placed(kind_find(info, &grey, &fault), info, crop, w, h, colours);
  int ppi = choose_ppi(kind, colours);
  unsigned across = choose_pixels(crop->w, w, ppi), down = choose_pixels(crop->h, h, ppi);
  Rows *rows = fault.state ? NULL : rows_read(info, crop, across, down, kind != KIND_PHOTO, &fault);
  PressImage *image = NULL;
  if (rows) {
    rows = rows_to_press(rows, colours, grey, info, &fits);
    image = encode(rows, kind, colours);
    rows_close(rows);
  }
  if (image)
    image->notes = find_notes(info, grey, fits);
  else
    tell_broken(info, &fault, diags);
  return image;
}

/* However many threads there are, one picture is held whole. */
static void wait_turn(const ImageInfo *info, const ImageColours *colours)
{
  if (info->whole)
    g_rec_mutex_lock(&((ImageColours *)colours)->whole);
}

static void end_turn(const ImageInfo *info, const ImageColours *colours)
{
  if (info->whole)
    g_rec_mutex_unlock(&((ImageColours *)colours)->whole);
}

PressImage *image_to_press(const ImageInfo *info, const Crop *crop, Mpt w, Mpt h, const ImageColours *colours,
                           DiagList *diags)
{
  char *key = kept_key(info, crop, w, h, colours);
  PressImage *image = kept_load(key, colours);
  if (!image) {
    wait_turn(info, colours);
    image = convert(info, crop, w, h, colours, diags);
    end_turn(info, colours);
    if (image)
      kept_store(key, image, colours);
  }
  if (image)
    tell_notes(info, image->notes, diags);
  g_free(key);
  return image;
}

char *image_press_key(const ImageInfo *info, const Crop *crop, Mpt w, Mpt h, const ImageColours *colours)
{
  return kept_key(info, crop, w, h, colours);
}

void image_tell_again(const PressImage *image, const ImageInfo *info, DiagList *diags)
{
  tell_notes(info, image->notes, diags);
}

/* --- the proof ------------------------------------------------------------------------------------------------- */

/* The rows at WIDTH × HEIGHT, pixels repeated where the file has fewer. */
static uint8_t *fill_proof(Rows *rows, unsigned width, unsigned height)
{
  guint8 *rgb = g_malloc((size_t)width * height * 3 + 1), *line = g_malloc((size_t)rows->width * 3);
  unsigned taken = 0;
  bool whole = true;
  for (unsigned y = 0; y < height && whole; y++) {
    for (; whole && taken <= (guint64)y * rows->height / height; taken++)
      whole = rows_next(rows, line);
    for (unsigned x = 0; x < width; x++)
      memcpy(rgb + ((size_t)y * width + x) * 3, line + (guint64)x * rows->width / width * 3, 3);
  }
  g_free(line);
  if (whole)
    return rgb;
  g_free(rgb);
  return NULL;
}

static uint8_t *show(const ImageInfo *info, const Crop *crop, unsigned width, unsigned height,
                     const ImageColours *colours, DiagList *diags)
{
  bool grey, fits;
  FileFault fault = {0};
  uint8_t *rgb = NULL;
  kind_find(info, &grey, &fault);
  Rows *rows = fault.state ? NULL : rows_read(info, crop, width, height, false, &fault);
  if (rows) {
    rows = rows_to_show(rows_to_press(rows, colours, grey, info, &fits), colours);
    rgb = fill_proof(rows, width, height);
    rows_close(rows);
  }
  if (!rgb)
    tell_broken(info, &fault, diags);
  return rgb;
}

uint8_t *image_to_proof(const ImageInfo *info, const Crop *crop, unsigned width, unsigned height,
                        const ImageColours *colours, DiagList *diags)
{
  wait_turn(info, colours);
  uint8_t *rgb = show(info, crop, width, height, colours, diags);
  end_turn(info, colours);
  return rgb;
}
