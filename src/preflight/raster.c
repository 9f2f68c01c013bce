#include "preflight/raster.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define BYTES_MOST 300000000.0

static bool invert(const double m[6], double out[6])
{
  double det = m[0] * m[3] - m[1] * m[2];
  if (fabs(det) < 1e-9)
    return false;
  const double inverse[6] = {m[3] / det,
                             -m[1] / det,
                             -m[2] / det,
                             m[0] / det,
                             (m[2] * m[5] - m[3] * m[4]) / det,
                             (m[1] * m[4] - m[0] * m[5]) / det};
  memcpy(out, inverse, sizeof inverse);
  return true;
}

/* Something else shows through it, or it is painted in the colour at hand. */
static bool is_opaque(Inspection *inspection, qpdf_oh dict)
{
  return !inspect_has_key(inspection, dict, "/SMask") && !inspect_has_key(inspection, dict, "/Mask") &&
         !inspect_has_key(inspection, dict, "/ImageMask") && !inspect_has_key(inspection, dict, "/SMaskInData");
}

static bool is_inverted(Inspection *inspection, qpdf_oh dict)
{
  qpdf_oh decode = qpdf_oh_get_key(inspection->pdf, dict, "/Decode");
  return qpdf_oh_is_array(inspection->pdf, decode) && qpdf_oh_get_array_n_items(inspection->pdf, decode) > 1 &&
         inspect_number(inspection, qpdf_oh_get_array_item(inspection->pdf, decode, 0), 0) >
             inspect_number(inspection, qpdf_oh_get_array_item(inspection->pdf, decode, 1), 1);
}

/* The last entry of [/Indexed base high lookup], a stream or a string. */
static bool read_palette(Raster *raster, Inspection *inspection, qpdf_oh space, qpdf_oh resources)
{
  qpdf_data pdf = inspection->pdf;
  if (qpdf_oh_is_name(pdf, space) && qpdf_oh_is_dictionary(pdf, resources)) {
    char *name = g_strdup(qpdf_oh_get_name(pdf, space));
    qpdf_oh spaces = qpdf_oh_get_key(pdf, resources, "/ColorSpace");
    space = inspect_has_key(inspection, spaces, name) ? qpdf_oh_get_key(pdf, spaces, name) : space;
    g_free(name);
  }
  if (!qpdf_oh_is_array(pdf, space) || qpdf_oh_get_array_n_items(pdf, space) != 4)
    return false;
  qpdf_oh table = qpdf_oh_get_array_item(pdf, space, 3);
  QPDF_BOOL filtered = QPDF_FALSE;
  if (qpdf_oh_is_string(pdf, table)) {
    const char *bytes = qpdf_oh_get_binary_string_value(pdf, table, &raster->n_palette);
    raster->palette = malloc(raster->n_palette + 1);
    memcpy(raster->palette, bytes, raster->n_palette);
  } else if (!qpdf_oh_is_stream(pdf, table) ||
             qpdf_oh_get_stream_data(pdf, table, qpdf_dl_all, &filtered, &raster->palette, &raster->n_palette) &
                 QPDF_ERRORS)
    return false;
  return raster->palette != NULL;
}

static bool find_kind(Raster *raster, Inspection *inspection, qpdf_oh dict, qpdf_oh resources)
{
  qpdf_oh own = qpdf_oh_get_key(inspection->pdf, dict, "/ColorSpace");
  Space space = space_read(inspection, own, resources, 0);
  raster->space = space;
  raster->components = space.indexed ? 1 : space.components;
  bool cmyk = space.kind == SPACE_CMYK || space.kind == SPACE_ICC_CMYK;
  if (space.indexed)
    return cmyk && read_palette(raster, inspection, own, resources);
  return cmyk || space.kind == SPACE_GREY || space.kind == SPACE_ICC_GREY || space.kind == SPACE_SPOT;
}

bool raster_open(Raster *raster, Inspection *inspection, qpdf_oh image, qpdf_oh resources, const double matrix[6])
{
  qpdf_data pdf = inspection->pdf;
  qpdf_oh dict = qpdf_oh_get_dict(pdf, image);
  double w = inspect_number(inspection, qpdf_oh_get_key(pdf, dict, "/Width"), 0),
         h = inspect_number(inspection, qpdf_oh_get_key(pdf, dict, "/Height"), 0);
  *raster = (Raster){.inverted = is_inverted(inspection, dict)};
  if (inspect_number(inspection, qpdf_oh_get_key(pdf, dict, "/BitsPerComponent"), 0) != 8 ||
      !is_opaque(inspection, dict) || w < 1 || h < 1 || !invert(matrix, raster->to_image) ||
      !find_kind(raster, inspection, dict, resources) || w * h * (double)raster->components > BYTES_MOST) {
    free(raster->palette);
    return false;
  }
  raster->width = (size_t)w;
  raster->height = (size_t)h;
  size_t length = 0;
  QPDF_BOOL filtered = QPDF_FALSE;
  bool read = !(qpdf_oh_get_stream_data(pdf, image, qpdf_dl_all, &filtered, &raster->bytes, &length) & QPDF_ERRORS) &&
              raster->bytes && filtered && length >= raster->width * raster->height * raster->components;
  if (!read)
    raster_close(raster);
  return read;
}

void raster_close(Raster *raster)
{
  free(raster->bytes);
  free(raster->palette);
}

static void add_pixel(const Raster *raster, const unsigned char *pixel, double ink[INKS])
{
  const double share = 100.0 / 255;
  if (raster->palette) {
    size_t entry = 4 * (size_t)*pixel;
    for (size_t i = 0; i < 4 && entry + i < raster->n_palette; i++)
      ink[i] += raster->palette[entry + i] * share;
    return;
  }
  for (size_t i = 0; i < MIN(raster->components, (size_t)COMPONENTS); i++) {
    double value = (raster->inverted ? 255 - pixel[i] : pixel[i]) * share;
    if (raster->space.kind == SPACE_GREY || raster->space.kind == SPACE_ICC_GREY)
      ink[INK_K] += 100 - value;
    else if (raster->space.kind != SPACE_SPOT)
      ink[i] += value;
    else if (raster->space.ink[i] != INK_NONE)
      ink[raster->space.ink[i]] += value;
  }
}

/* The mean of nine points. */
bool raster_inks(const void *data, const double cell[4], double ink[INKS])
{
  const Raster *raster = data;
  const double *m = raster->to_image;
  memset(ink, 0, INKS * sizeof *ink);
  for (int i = 0; i < 9; i++) {
    int column_of = i % 3, row_of = i / 3;
    double x = cell[0] + (cell[2] - cell[0]) * (1 + 2 * column_of) / 6,
           y = cell[1] + (cell[3] - cell[1]) * (1 + 2 * row_of) / 6;
    double u = m[0] * x + m[2] * y + m[4], v = m[1] * x + m[3] * y + m[5];
    if (u < 0 || u >= 1 || v <= 0 || v > 1)
      return false;
    size_t column = MIN((size_t)(u * (double)raster->width), raster->width - 1),
           row = MIN((size_t)((1 - v) * (double)raster->height), raster->height - 1);
    add_pixel(raster, raster->bytes + (row * raster->width + column) * raster->components, ink);
  }
  for (unsigned i = 0; i < INKS; i++)
    ink[i] /= 9;
  return true;
}
