/* JPEG by libjpeg-turbo: grey, YCbCr and RGB, CMYK and YCCK with Adobe's inversion; progressive. A warning of data that
 * ends early is an error. */
#include "image/work.h"

#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>
#include <jerror.h>
#include <string.h>

typedef struct {
  struct jpeg_error_mgr base;
  jmp_buf jump;
  bool truncated;
} Errors;

static void fail(j_common_ptr cinfo)
{
  longjmp(((Errors *)cinfo->err)->jump, 1);
}

static void note(j_common_ptr cinfo, int level)
{
  if (level < 0) /* corrupt data: libjpeg would go on with grey */
    ((Errors *)cinfo->err)->truncated = true;
}

static void be_silent(j_common_ptr cinfo)
{
}

static void open_errors(Errors *errors, j_common_ptr cinfo)
{
  cinfo->err = jpeg_std_error(&errors->base);
  errors->base.error_exit = fail;
  errors->base.emit_message = note;
  errors->base.output_message = be_silent;
  errors->truncated = false;
}

static int find_orientation(const struct jpeg_decompress_struct *cinfo)
{
  for (jpeg_saved_marker_ptr marker = cinfo->marker_list; marker; marker = marker->next)
    if (marker->marker == JPEG_APP0 + 1 && marker->data_length > 6 && !memcmp(marker->data, "Exif", 4))
      return exif_orientation(marker->data, marker->data_length);
  return 1;
}

static bool has_profile(const struct jpeg_decompress_struct *cinfo)
{
  for (jpeg_saved_marker_ptr marker = cinfo->marker_list; marker; marker = marker->next)
    if (marker->marker == JPEG_APP0 + 2 && marker->data_length > 14 && !memcmp(marker->data, "ICC_PROFILE", 12))
      return true;
  return false;
}

static void start(struct jpeg_decompress_struct *cinfo, FILE *file)
{
  jpeg_create_decompress(cinfo);
  jpeg_stdio_src(cinfo, file);
  jpeg_save_markers(cinfo, JPEG_APP0 + 1, 0xFFFF);
  jpeg_save_markers(cinfo, JPEG_APP0 + 2, 0xFFFF);
  jpeg_read_header(cinfo, TRUE);
}

bool jpeg_probe(FILE *file, ImageInfo *info, const char **why)
{
  struct jpeg_decompress_struct cinfo;
  Errors errors;
  memset(&cinfo, 0, sizeof cinfo);
  open_errors(&errors, (j_common_ptr)&cinfo);
  *why = "JPEG";
  if (setjmp(errors.jump)) {
    jpeg_destroy_decompress(&cinfo);
    return false;
  }
  start(&cinfo, file);
  info->orientation = find_orientation(&cinfo);
  bool across = info->orientation >= 5;
  info->width = across ? cinfo.image_height : cinfo.image_width;
  info->height = across ? cinfo.image_width : cinfo.image_height;
  info->bits = (unsigned)cinfo.data_precision;
  info->model = cinfo.num_components == 1 ? MODEL_GREY : cinfo.num_components == 4 ? MODEL_CMYK : MODEL_RGB;
  info->adobe_inverted = cinfo.saw_Adobe_marker && cinfo.num_components == 4;
  info->has_profile = has_profile(&cinfo);
  info->file_ppi = cinfo.density_unit == 1 ? cinfo.X_density : cinfo.density_unit == 2 ? cinfo.X_density * 2.54 : 0;
  bool known = cinfo.num_components == 1 || cinfo.num_components == 3 || cinfo.num_components == 4;
  jpeg_destroy_decompress(&cinfo);
  return known;
}

static void keep_profile(struct jpeg_decompress_struct *cinfo, Pixels *pixels)
{
  JOCTET *profile = NULL;
  unsigned length = 0;
  if (jpeg_read_icc_profile(cinfo, &profile, &length)) {
    pixels->profile = g_bytes_new(profile, length);
    free(profile);
  }
}

static void read_pixels(struct jpeg_decompress_struct *cinfo, Pixels *pixels, unsigned shrink)
{
  keep_profile(cinfo, pixels);
  cinfo->scale_num = 1;
  cinfo->scale_denom = shrink;
  cinfo->out_color_space = cinfo->num_components == 1 ? JCS_GRAYSCALE : cinfo->num_components == 4 ? JCS_CMYK : JCS_RGB;
  jpeg_start_decompress(cinfo);
  pixels->width = cinfo->output_width;
  pixels->height = cinfo->output_height;
  pixels->channels = (unsigned)cinfo->output_components;
  size_t stride = (size_t)pixels->width * pixels->channels;
  pixels->samples = g_try_malloc(stride * pixels->height + 1);
  if (!pixels->samples)
    ERREXIT1(cinfo, JERR_OUT_OF_MEMORY, 0);
  while (cinfo->output_scanline < cinfo->output_height) {
    JSAMPROW row = pixels->samples + cinfo->output_scanline * stride;
    jpeg_read_scanlines(cinfo, &row, 1);
  }
  jpeg_finish_decompress(cinfo);
}

/* Adobe writes CMYK upside down: 255 is no ink. Ours is 0. */
static void turn_inks(Pixels *pixels)
{
  size_t n = (size_t)pixels->width * pixels->height * 4;
  for (size_t i = 0; i < n; i++)
    pixels->samples[i] = (guint8)(255 - pixels->samples[i]);
}

Pixels *jpeg_decode(FILE *file, const ImageInfo *info, unsigned shrink, const char **why)
{
  struct jpeg_decompress_struct cinfo;
  Errors errors;
  Pixels *const pixels = g_new0(Pixels, 1);
  memset(&cinfo, 0, sizeof cinfo);
  open_errors(&errors, (j_common_ptr)&cinfo);
  *why = "JPEG";
  volatile bool fine = false;
  if (!setjmp(errors.jump)) {
    start(&cinfo, file);
    read_pixels(&cinfo, pixels, shrink);
    fine = !errors.truncated;
  }
  jpeg_destroy_decompress(&cinfo);
  if (!fine) {
    pixels_free(pixels);
    return NULL;
  }
  if (pixels->channels == 4 && info->adobe_inverted)
    turn_inks(pixels);
  return pixels;
}

/* CMYK goes out as Adobe does it: inverted, with its marker, so that every reader agrees; PDF puts it right by Decode.
 */
GBytes *jpeg_encode(const guint8 *samples, unsigned width, unsigned height, unsigned channels, int quality)
{
  struct jpeg_compress_struct cinfo;
  Errors errors;
  unsigned char *out = NULL;
  unsigned long length = 0;
  guint8 *const row = g_malloc((size_t)width * channels + 1);
  memset(&cinfo, 0, sizeof cinfo);
  open_errors(&errors, (j_common_ptr)&cinfo);
  volatile bool fine = false;
  if (!setjmp(errors.jump)) {
    jpeg_create_compress(&cinfo);
    jpeg_mem_dest(&cinfo, &out, &length);
    cinfo.image_width = width;
    cinfo.image_height = height;
    cinfo.input_components = (int)channels;
    cinfo.in_color_space = channels == 4 ? JCS_CMYK : JCS_GRAYSCALE;
    jpeg_set_defaults(&cinfo);
    jpeg_set_quality(&cinfo, quality, TRUE);
    cinfo.optimize_coding = TRUE;
    cinfo.write_JFIF_header = FALSE;
    cinfo.write_Adobe_marker = channels == 4;
    jpeg_start_compress(&cinfo, TRUE);
    for (unsigned y = 0; y < height; y++) {
      const guint8 *from = samples + (size_t)y * width * channels;
      for (size_t i = 0; i < (size_t)width * channels; i++)
        row[i] = channels == 4 ? (guint8)(255 - from[i]) : from[i];
      JSAMPROW rows[1] = {row};
      jpeg_write_scanlines(&cinfo, rows, 1);
    }
    jpeg_finish_compress(&cinfo);
    fine = true;
  }
  jpeg_destroy_compress(&cinfo);
  g_free(row);
  GBytes *bytes = fine ? g_bytes_new(out, length) : NULL;
  free(out);
  return bytes;
}
