/* JPEG read by libjpeg-turbo: grey, YCbCr and RGB, CMYK and YCCK with Adobe's inversion, row by row; a progressive
   file's coefficients it holds whole. A warning of data that ends early is an error. */
#include "image/jpeg.h"

#include <jerror.h>
#include <string.h>

static void fail(j_common_ptr cinfo)
{
  longjmp(((JpegErrors *)cinfo->err)->jump, 1);
}

/* Corrupt data: libjpeg would go on with grey. Odd bytes between segments, as cameras leave, harm nothing; nor does a
   broken profile, of which colours.c tells. */
static void note(j_common_ptr cinfo, int level)
{
  int code = cinfo->err->msg_code;
  if (level < 0 && code != JWRN_EXTRANEOUS_DATA && code != JWRN_ADOBE_XFORM && code != JWRN_JFIF_MAJOR &&
      code != JWRN_BOGUS_ICC)
    ((JpegErrors *)cinfo->err)->spoiled = true;
}

static void be_silent(j_common_ptr cinfo)
{
}

/* Was that what made it jump? */
static bool lacked_memory(const JpegErrors *errors)
{
  return errors->base.msg_code == JERR_OUT_OF_MEMORY;
}

void jpeg_errors_open(JpegErrors *errors)
{
  jpeg_std_error(&errors->base);
  errors->base.error_exit = fail;
  errors->base.emit_message = note;
  errors->base.output_message = be_silent;
  errors->spoiled = false;
}

static void read_exif(const struct jpeg_decompress_struct *cinfo, ImageInfo *info)
{
  for (jpeg_saved_marker_ptr marker = cinfo->marker_list; marker; marker = marker->next)
    if (marker->marker == JPEG_APP0 + 1 && marker->data_length > 6 && !memcmp(marker->data, "Exif", 4)) {
      info->orientation = exif_orientation(marker->data, marker->data_length);
      info->srgb = exif_is_srgb(marker->data, marker->data_length);
      return;
    }
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

static size_t count_coefficients(const struct jpeg_decompress_struct *cinfo)
{
  size_t n = 0;
  for (int i = 0; i < cinfo->num_components; i++)
    n += (size_t)cinfo->comp_info[i].width_in_blocks * cinfo->comp_info[i].height_in_blocks * DCTSIZE2;
  return n;
}

bool jpeg_probe(FILE *file, ImageInfo *info, const char **why, FileFault *fault)
{
  struct jpeg_decompress_struct cinfo;
  JpegErrors errors;
  memset(&cinfo, 0, sizeof cinfo);
  jpeg_errors_open(&errors);
  cinfo.err = &errors.base;
  *why = "JPEG";
  if (setjmp(errors.jump)) {
    fault_note(fault, file, lacked_memory(&errors));
    jpeg_destroy_decompress(&cinfo);
    return false;
  }
  start(&cinfo, file);
  info->orientation = 1;
  read_exif(&cinfo, info);
  bool across = info->orientation >= 5;
  info->width = across ? cinfo.image_height : cinfo.image_width;
  info->height = across ? cinfo.image_width : cinfo.image_height;
  info->bits = (unsigned)cinfo.data_precision;
  info->whole = jpeg_has_multiple_scans(&cinfo) ? count_coefficients(&cinfo) * sizeof(JCOEF) : 0;
  info->model = cinfo.num_components == 1 ? MODEL_GREY : cinfo.num_components == 4 ? MODEL_CMYK : MODEL_RGB;
  info->adobe_inverted = cinfo.saw_Adobe_marker && cinfo.num_components == 4;
  info->has_profile = has_profile(&cinfo);
  info->file_ppi = cinfo.density_unit == 1 ? cinfo.X_density : cinfo.density_unit == 2 ? cinfo.X_density * 2.54 : 0;
  bool known = cinfo.num_components == 1 || cinfo.num_components == 3 || cinfo.num_components == 4;
  jpeg_destroy_decompress(&cinfo);
  return known;
}

/* --- rows ---------------------------------------------------------------------------------------------------- */

typedef struct {
  Rows rows;
  struct jpeg_decompress_struct cinfo;
  JpegErrors errors;
  FILE *file;
  bool inverted;
} JpegRows;

static void keep_profile(JpegRows *jpeg)
{
  JOCTET *profile = NULL;
  unsigned length = 0;
  if (jpeg_read_icc_profile(&jpeg->cinfo, &profile, &length)) {
    jpeg->rows.profile = g_bytes_new(profile, length);
    free(profile);
  }
}

static void start_rows(JpegRows *jpeg, unsigned shrink)
{
  struct jpeg_decompress_struct *cinfo = &jpeg->cinfo;
  start(cinfo, jpeg->file);
  keep_profile(jpeg);
  cinfo->scale_num = 1;
  cinfo->scale_denom = shrink;
  cinfo->out_color_space = cinfo->num_components == 1 ? JCS_GRAYSCALE : cinfo->num_components == 4 ? JCS_CMYK : JCS_RGB;
  jpeg_start_decompress(cinfo);
  jpeg->rows.width = cinfo->output_width;
  jpeg->rows.height = cinfo->output_height;
  jpeg->rows.channels = (unsigned)cinfo->output_components;
}

/* Adobe writes CMYK upside down: 255 is no ink. Ours is 0. */
static void turn_inks(guint8 *row, size_t n)
{
  for (size_t i = 0; i < n; i++)
    row[i] = (guint8)(255 - row[i]);
}

static bool next_row(Rows *rows, guint8 *row)
{
  JpegRows *jpeg = (JpegRows *)rows;
  struct jpeg_decompress_struct *cinfo = &jpeg->cinfo;
  if (setjmp(jpeg->errors.jump)) {
    fault_note(rows->fault, jpeg->file, lacked_memory(&jpeg->errors));
    return false;
  }
  JSAMPROW samples = row;
  jpeg_read_scanlines(cinfo, &samples, 1);
  if (cinfo->output_scanline == cinfo->output_height)
    jpeg_finish_decompress(cinfo);
  if (jpeg->inverted)
    turn_inks(row, (size_t)rows->width * 4);
  if (jpeg->errors.spoiled)
    fault_note(rows->fault, jpeg->file, false);
  return !jpeg->errors.spoiled;
}

static void close_rows(Rows *rows)
{
  JpegRows *jpeg = (JpegRows *)rows;
  jpeg_destroy_decompress(&jpeg->cinfo);
  fclose(jpeg->file);
  g_free(jpeg);
}

Rows *jpeg_open(FILE *file, const ImageInfo *info, unsigned shrink, FileFault *fault)
{
  JpegRows *jpeg = g_new0(JpegRows, 1);
  jpeg->rows.next = next_row;
  jpeg->rows.close = close_rows;
  jpeg->rows.fault = fault;
  jpeg->file = file;
  jpeg_errors_open(&jpeg->errors);
  jpeg->cinfo.err = &jpeg->errors.base;
  if (setjmp(jpeg->errors.jump)) {
    fault_note(fault, file, lacked_memory(&jpeg->errors));
    rows_close(&jpeg->rows);
    return NULL;
  }
  start_rows(jpeg, shrink);
  jpeg->inverted = jpeg->rows.channels == 4 && info->adobe_inverted;
  return &jpeg->rows;
}
