/* Photographs as JPEG for the press.

   CMYK goes out as Adobe does it: YCCK with its marker, inverted, so that every reader agrees; PDF puts it right by
   Decode. Under quality 90 the colour differences have half the pixels across: on newsprint's screen nobody sees it,
   and it is a fifth of the file.

   JPEG gives back other values than it got, and at the edge of a deep shadow they are over the ink limit, by up to
   half. So each strip of blocks is encoded, decoded and looked at before it goes into the file; blocks that come out
   over the limit go in with less. A strip of blocks stands alone (no sampling down the page), so it will be decoded
   just so. */
#include "image/jpeg.h"

#include <string.h>

#define STRIP 8  /* rows: a block */
#define UNIT 16  /* pixels across that are encoded together */
#define GENTLE 8 /* trials that change those pixels alone that are over */
#define OTHERS 4 /* levels that other decoders may round up: one an ink */
#define FULL_COLOUR 90

typedef struct {
  unsigned width, rows, channels;
  int quality;
  unsigned limit;      /* levels of all inks */
  unsigned first, end; /* the pixels across that are encoded: whole units */
  guint8 *samples;     /* 0 no ink */
  guint8 *decoded[2];  /* colour differences repeated, and interpolated: readers do either */
} Strip;

static bool has_half_colour(const Strip *strip)
{
  return strip->quality < FULL_COLOUR;
}

static void set_up(j_compress_ptr cinfo, const Strip *strip, unsigned height)
{
  cinfo->image_width = strip->end - strip->first;
  cinfo->image_height = height;
  cinfo->input_components = (int)strip->channels;
  cinfo->in_color_space = strip->channels == 4 ? JCS_CMYK : JCS_GRAYSCALE;
  jpeg_set_defaults(cinfo);
  if (strip->channels == 4) {
    jpeg_set_colorspace(cinfo, JCS_YCCK);
    for (unsigned i = 0; i < 4; i++) {
      cinfo->comp_info[i].h_samp_factor = has_half_colour(strip) && (i == 0 || i == 3) ? 2 : 1;
      cinfo->comp_info[i].v_samp_factor = 1;
    }
  }
  jpeg_set_quality(cinfo, strip->quality, TRUE);
  cinfo->dct_method = JDCT_ISLOW;
  cinfo->write_JFIF_header = FALSE;
}

static void write_strip(j_compress_ptr cinfo, const Strip *strip, guint8 *row)
{
  size_t n = (size_t)(strip->end - strip->first) * strip->channels;
  for (unsigned y = 0; y < strip->rows; y++) {
    const guint8 *from = strip->samples + ((size_t)y * strip->width + strip->first) * strip->channels;
    for (size_t i = 0; i < n; i++)
      row[i] = strip->channels == 4 ? (guint8)(255 - from[i]) : from[i];
    JSAMPROW rows[1] = {row};
    jpeg_write_scanlines(cinfo, rows, 1);
  }
}

/* The destination's buffer is its own until the end: what there is comes back to be freed. */
static void abandon(j_compress_ptr cinfo)
{
  if (cinfo->dest)
    cinfo->dest->term_destination(cinfo);
  jpeg_destroy_compress(cinfo);
}

/* --- the trial ------------------------------------------------------------------------------------------------ */

static bool encode_trial(const Strip *strip, guint8 *row, unsigned char **bytes, unsigned long *length)
{
  struct jpeg_compress_struct cinfo;
  JpegErrors errors;
  memset(&cinfo, 0, sizeof cinfo);
  jpeg_errors_open(&errors);
  cinfo.err = &errors.base;
  if (setjmp(errors.jump)) {
    abandon(&cinfo);
    return false;
  }
  jpeg_create_compress(&cinfo);
  jpeg_mem_dest(&cinfo, bytes, length);
  set_up(&cinfo, strip, strip->rows);
  jpeg_start_compress(&cinfo, TRUE);
  write_strip(&cinfo, strip, row);
  jpeg_finish_compress(&cinfo);
  jpeg_destroy_compress(&cinfo);
  return true;
}

static bool decode_trial(const Strip *strip, const unsigned char *bytes, unsigned long length, unsigned smooth)
{
  struct jpeg_decompress_struct cinfo;
  JpegErrors errors;
  memset(&cinfo, 0, sizeof cinfo);
  jpeg_errors_open(&errors);
  cinfo.err = &errors.base;
  if (setjmp(errors.jump)) {
    jpeg_destroy_decompress(&cinfo);
    return false;
  }
  jpeg_create_decompress(&cinfo);
  jpeg_mem_src(&cinfo, bytes, length);
  jpeg_read_header(&cinfo, TRUE);
  cinfo.out_color_space = JCS_CMYK;
  cinfo.dct_method = JDCT_ISLOW;
  cinfo.do_fancy_upsampling = smooth != 0;
  jpeg_start_decompress(&cinfo);
  while (cinfo.output_scanline < cinfo.output_height) {
    JSAMPROW row = strip->decoded[smooth] + ((size_t)cinfo.output_scanline * strip->width + strip->first) * 4;
    jpeg_read_scanlines(&cinfo, &row, 1);
  }
  jpeg_destroy_decompress(&cinfo);
  return true;
}

/* Takes LESS levels from C, M and Y in proportion, the rest from K. */
static void take_ink(guint8 *inks, unsigned less)
{
  unsigned sum = (unsigned)inks[0] + inks[1] + inks[2], keep = sum - MIN(less, sum), rest = less - MIN(less, sum);
  for (unsigned i = 0; sum && i < 3; i++)
    inks[i] = (guint8)(inks[i] * keep / sum);
  inks[3] = (guint8)(inks[3] - MIN(rest, inks[3]));
}

/* By how much the pixel at INDEX came out over the limit. */
static unsigned find_excess(const Strip *strip, size_t index)
{
  unsigned most = 0;
  for (unsigned i = 0; i <= has_half_colour(strip); i++) {
    const guint8 *p = strip->decoded[i] + index * 4;
    most = MAX(most, 1020u - p[0] - p[1] - p[2] - p[3]);
  }
  return most > strip->limit ? most - strip->limit : 0;
}

/* All pixels that are coded together with FIRST give LESS. */
static void lower_unit(const Strip *strip, unsigned first, unsigned less)
{
  for (unsigned y = 0; y < strip->rows; y++)
    for (unsigned x = first; x < MIN(first + UNIT, strip->width); x++)
      take_ink(strip->samples + ((size_t)y * strip->width + x) * 4, less);
}

/* Pixels of the unit at FIRST that are over give as much; where ROUND after round has not helped, the whole unit does.
 */
static bool lower_unit_at(const Strip *strip, unsigned first, unsigned round)
{
  unsigned most = 0;
  for (unsigned y = 0; y < strip->rows; y++)
    for (unsigned x = first; x < MIN(first + UNIT, strip->width); x++) {
      size_t index = (size_t)y * strip->width + x;
      unsigned excess = find_excess(strip, index);
      most = MAX(most, excess);
      if (excess)
        take_ink(strip->samples + index * 4, excess);
    }
  if (most && round >= GENTLE)
    lower_unit(strip, first, 2 + most / 4);
  return most > 0;
}

/* Lowers what came out over and leaves the next trial those units, the ones beside them, which interpolation reaches,
   and one more: what was cut from its neighbour is not looked at. */
static bool lower_inks(Strip *strip, unsigned round)
{
  unsigned from = strip->first ? strip->first + UNIT : 0,
           to = strip->end < strip->width ? strip->end - UNIT : strip->width, low = G_MAXUINT, high = 0;
  for (unsigned first = from; first < to; first += UNIT)
    if (lower_unit_at(strip, first, round)) {
      low = MIN(low, first);
      high = first;
    }
  if (low == G_MAXUINT)
    return false;
  strip->first = low - MIN(low, 2 * UNIT);
  strip->end = MIN(high + 3 * UNIT, strip->width);
  return true;
}

/* Ends: from some round on each unit over the limit gets less, at last no ink. */
static bool hold_limit(Strip *strip, guint8 *row)
{
  bool over = true, fine = true;
  for (unsigned round = 0; over && fine; round++) {
    unsigned char *bytes = NULL;
    unsigned long length = 0;
    fine = encode_trial(strip, row, &bytes, &length);
    for (unsigned i = 0; fine && i <= has_half_colour(strip); i++)
      fine = decode_trial(strip, bytes, length, i);
    free(bytes);
    over = fine && lower_inks(strip, round);
  }
  strip->first = 0;
  strip->end = strip->width;
  return fine;
}

/* --- the file -------------------------------------------------------------------------------------------------- */

static bool take_strip(Strip *strip, Rows *rows, unsigned left)
{
  strip->rows = MIN(left, STRIP);
  for (unsigned y = 0; y < strip->rows; y++)
    if (!rows_next(rows, strip->samples + (size_t)y * strip->width * strip->channels))
      return false;
  return true;
}

static bool needs_trial(const Strip *strip)
{
  return strip->channels == 4 && strip->limit < 1020 - OTHERS;
}

static bool encode_rows(j_compress_ptr cinfo, Strip *strip, Rows *rows, guint8 *row)
{
  for (unsigned y = 0; y < rows->height; y += STRIP) {
    if (!take_strip(strip, rows, rows->height - y) || (needs_trial(strip) && !hold_limit(strip, row)))
      return false;
    write_strip(cinfo, strip, row);
  }
  return true;
}

static bool encode_file(Strip *strip, Rows *rows, guint8 *row, unsigned char **bytes, unsigned long *length)
{
  struct jpeg_compress_struct cinfo;
  JpegErrors errors;
  memset(&cinfo, 0, sizeof cinfo);
  jpeg_errors_open(&errors);
  cinfo.err = &errors.base;
  if (setjmp(errors.jump)) {
    abandon(&cinfo);
    return false;
  }
  jpeg_create_compress(&cinfo);
  jpeg_mem_dest(&cinfo, bytes, length);
  set_up(&cinfo, strip, rows->height);
  cinfo.optimize_coding = TRUE;
  jpeg_start_compress(&cinfo, TRUE);
  if (!encode_rows(&cinfo, strip, rows, row)) {
    abandon(&cinfo);
    return false;
  }
  jpeg_finish_compress(&cinfo);
  jpeg_destroy_compress(&cinfo);
  return true;
}

GBytes *encode_photo(Rows *rows, int quality, int tac)
{
  size_t stride = (size_t)rows->width * rows->channels;
  Strip strip = {.width = rows->width, .end = rows->width, .channels = rows->channels, .quality = quality};
  strip.limit = colour_levels(tac) - OTHERS;
  strip.samples = g_malloc(stride * STRIP);
  for (unsigned i = 0; i < 2; i++)
    strip.decoded[i] = g_malloc(stride * STRIP);
  guint8 *row = g_malloc(stride);
  unsigned char *bytes = NULL;
  unsigned long length = 0;
  bool whole = encode_file(&strip, rows, row, &bytes, &length);
  GBytes *encoded = whole ? g_bytes_new(bytes, length) : NULL;
  free(bytes);
  g_free(row);
  for (unsigned i = 0; i < 2; i++)
    g_free(strip.decoded[i]);
  g_free(strip.samples);
  return encoded;
}
