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
#define OTHERS 4 /* levels that other decoders may round up: one an ink */
#define FULL_COLOUR 90

typedef struct {
  unsigned width, rows, channels;
  int quality;
  unsigned limit;  /* levels of all inks */
  guint8 *samples; /* 0 no ink */
  guint8 *decoded;
  unsigned *allowed; /* a unit: what total its pixels get */
} Strip;

static void set_up(j_compress_ptr cinfo, const Strip *strip, unsigned height)
{
  cinfo->image_width = strip->width;
  cinfo->image_height = height;
  cinfo->input_components = (int)strip->channels;
  cinfo->in_color_space = strip->channels == 4 ? JCS_CMYK : JCS_GRAYSCALE;
  jpeg_set_defaults(cinfo);
  if (strip->channels == 4) {
    jpeg_set_colorspace(cinfo, JCS_YCCK);
    for (unsigned i = 0; i < 4; i++) {
      cinfo->comp_info[i].h_samp_factor = strip->quality < FULL_COLOUR && (i == 0 || i == 3) ? 2 : 1;
      cinfo->comp_info[i].v_samp_factor = 1;
    }
  }
  jpeg_set_quality(cinfo, strip->quality, TRUE);
  cinfo->dct_method = JDCT_ISLOW;
  cinfo->write_JFIF_header = FALSE;
}

static void write_strip(j_compress_ptr cinfo, const Strip *strip, guint8 *row)
{
  size_t stride = (size_t)strip->width * strip->channels;
  for (unsigned y = 0; y < strip->rows; y++) {
    for (size_t i = 0; i < stride; i++)
      row[i] = strip->channels == 4 ? (guint8)(255 - strip->samples[y * stride + i]) : strip->samples[y * stride + i];
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

/* SMOOTH: colour differences are interpolated, or repeated: readers do either. */
static bool decode_trial(const Strip *strip, const unsigned char *bytes, unsigned long length, bool smooth)
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
  cinfo.do_fancy_upsampling = smooth;
  jpeg_start_decompress(&cinfo);
  while (cinfo.output_scanline < cinfo.output_height) {
    JSAMPROW row = strip->decoded + (size_t)cinfo.output_scanline * strip->width * 4;
    jpeg_read_scanlines(&cinfo, &row, 1);
  }
  jpeg_destroy_decompress(&cinfo);
  return true;
}

/* Lowers what a unit may have by what it came out over. */
static bool find_excess(const Strip *strip)
{
  bool over = false;
  for (unsigned first = 0, unit = 0; first < strip->width; first += UNIT, unit++) {
    unsigned most = 0;
    for (unsigned y = 0; y < strip->rows; y++) {
      const guint8 *p = strip->decoded + ((size_t)y * strip->width + first) * 4;
      for (unsigned x = first; x < MIN(first + UNIT, strip->width); x++, p += 4)
        most = MAX(most, 1020u - p[0] - p[1] - p[2] - p[3]);
    }
    if (most <= strip->limit)
      continue;
    unsigned less = most - strip->limit + 2;
    strip->allowed[unit] -= MIN(less, strip->allowed[unit]);
    over = true;
  }
  return over;
}

static void lower_inks(const Strip *strip)
{
  for (unsigned first = 0, unit = 0; first < strip->width; first += UNIT, unit++)
    for (unsigned y = 0; strip->allowed[unit] < strip->limit && y < strip->rows; y++)
      colour_limit(strip->samples + ((size_t)y * strip->width + first) * 4, MIN(UNIT, strip->width - first),
                   strip->allowed[unit]);
}

/* Ends: each time a unit over the limit gets less ink, at last none. */
static bool hold_limit(const Strip *strip, guint8 *row)
{
  bool over = true, fine = true;
  for (unsigned i = 0; i <= strip->width / UNIT; i++)
    strip->allowed[i] = strip->limit;
  while (over && fine) {
    unsigned char *bytes = NULL;
    unsigned long length = 0;
    over = false;
    fine = encode_trial(strip, row, &bytes, &length);
    for (unsigned smooth = 0; fine && smooth < 2; smooth++) {
      fine = decode_trial(strip, bytes, length, smooth);
      over = (fine && find_excess(strip)) || over;
    }
    free(bytes);
    if (over)
      lower_inks(strip);
  }
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
  Strip strip = {.width = rows->width, .channels = rows->channels, .quality = quality};
  strip.limit = colour_levels(tac) - OTHERS;
  strip.samples = g_malloc(stride * STRIP);
  strip.decoded = g_malloc(stride * STRIP);
  strip.allowed = g_new(unsigned, rows->width / UNIT + 1);
  guint8 *row = g_malloc(stride);
  unsigned char *bytes = NULL;
  unsigned long length = 0;
  bool whole = encode_file(&strip, rows, row, &bytes, &length);
  GBytes *encoded = whole ? g_bytes_new(bytes, length) : NULL;
  free(bytes);
  g_free(row);
  g_free(strip.allowed);
  g_free(strip.decoded);
  g_free(strip.samples);
  return encoded;
}
