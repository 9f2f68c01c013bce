#include "preflight/raster.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"

#define SIDE_MOST ((size_t)INT32_MAX)

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

static bool is_inverted(Inspection *inspection, qpdf_oh dict)
{
  qpdf_oh decode = qpdf_oh_get_key(inspection->pdf, dict, "/Decode");
  return qpdf_oh_is_array(inspection->pdf, decode) && qpdf_oh_get_array_n_items(inspection->pdf, decode) > 1 &&
         inspect_number(inspection, qpdf_oh_get_array_item(inspection->pdf, decode, 0), 0) >
             inspect_number(inspection, qpdf_oh_get_array_item(inspection->pdf, decode, 1), 1);
}

/* Something else shows through it in ways not followed, or it is painted in the colour at hand. */
static bool is_opaque(Inspection *inspection, qpdf_oh dict)
{
  return !inspect_has_key(inspection, dict, "/Mask") && !inspect_has_key(inspection, dict, "/ImageMask") &&
         !inspect_has_key(inspection, dict, "/SMaskInData");
}

static bool is_too_large(Raster *raster, const Inspection *inspection, double bytes)
{
  raster->too_large |= bytes > inspection->most[PAST_IMAGE_BYTES];
  return raster->too_large;
}

/* Where a soft mask lets nothing through the picture counts; false: there is one, and it can't be read. */
static bool open_mask(Raster *raster, Inspection *inspection, qpdf_oh dict)
{
  qpdf_data pdf = inspection->pdf;
  qpdf_oh mask = qpdf_oh_get_key(pdf, dict, "/SMask");
  if (!qpdf_oh_is_stream(pdf, mask))
    return true;
  qpdf_oh own = qpdf_oh_get_dict(pdf, mask);
  double w = inspect_number(inspection, qpdf_oh_get_key(pdf, own, "/Width"), 0),
         h = inspect_number(inspection, qpdf_oh_get_key(pdf, own, "/Height"), 0);
  if (inspect_key_number(inspection, own, "/BitsPerComponent", 0) != 8 || w < 1 || h < 1 ||
      is_too_large(raster, inspection, w * h) || is_inverted(inspection, own))
    return false;
  size_t length;
  raster->mask = inspect_stream(inspection, mask, qpdf_dl_all, &length);
  raster->mask_w = number_size(w, SIDE_MOST);
  raster->mask_h = number_size(h, SIDE_MOST);
  return raster->mask && length >= raster->mask_w * raster->mask_h;
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
  if (qpdf_oh_is_string(pdf, table)) {
    const char *bytes = qpdf_oh_get_binary_string_value(pdf, table, &raster->n_palette);
    raster->palette = malloc(raster->n_palette + 1);
    memcpy(raster->palette, bytes, raster->n_palette);
  } else if (qpdf_oh_is_stream(pdf, table))
    raster->palette = inspect_stream(inspection, table, qpdf_dl_all, &raster->n_palette);
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
    return (cmyk || space.kind == SPACE_SPOT) && read_palette(raster, inspection, own, resources);
  return cmyk || space.kind == SPACE_GREY || space.kind == SPACE_ICC_GREY || space.kind == SPACE_SPOT;
}

static size_t bytes_of_row(const Raster *raster)
{
  return (raster->width * raster->components * raster->bits + 7) / 8;
}

/* 0 … 2ⁿ − 1; of sixteen bits the first eight tell enough. */
static unsigned read_sample(const Raster *raster, size_t row, size_t column, size_t component)
{
  const unsigned char *line = raster->bytes + row * bytes_of_row(raster);
  size_t at = column * raster->components + component;
  if (raster->bits >= 8)
    return line[at * (raster->bits / 8)];
  size_t bit = at * raster->bits;
  return (unsigned)line[bit / 8] >> (8 - raster->bits - bit % 8) & ((1u << raster->bits) - 1);
}

static bool read_kind(Raster *raster, qpdf_oh resources)
{
  Inspection *inspection = raster->inspection;
  qpdf_oh dict = qpdf_oh_get_dict(inspection->pdf, raster->image);
  double w = inspect_key_number(inspection, dict, "/Width", 0), h = inspect_key_number(inspection, dict, "/Height", 0);
  double bits = inspect_key_number(inspection, dict, "/BitsPerComponent", 0);
  bool known = bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16;
  raster->inverted = is_inverted(inspection, dict);
  raster->bits = (unsigned)number_int(bits, 0, 16);
  if (!known || !is_opaque(inspection, dict) || w < 1 || h < 1 || !find_kind(raster, inspection, dict, resources) ||
      is_too_large(raster, inspection, w * h * (double)raster->components * fmax(bits / 8, 1)) ||
      !open_mask(raster, inspection, dict))
    return false;
  raster->width = number_size(w, SIDE_MOST);
  raster->height = number_size(h, SIDE_MOST);
  return true;
}

static bool read_bytes(Raster *raster)
{
  gsize length;
  raster->held = inspect_picture(raster->inspection, raster->image);
  if (!raster->held)
    return false;
  raster->bytes = g_bytes_get_data(raster->held, &length);
  raster->size = (double)length;
  return length >= bytes_of_row(raster) * raster->height;
}

static unsigned sum_pixel(const unsigned char *at, size_t n)
{
  unsigned sum = 0;
  for (size_t i = 0; i < n; i++)
    sum += at[i];
  return sum;
}

/* Of a picture of a byte a component, read once however often it stands; nearly all have four. */
static PixelSums sum_pixels(const Raster *raster)
{
  const unsigned char *at = raster->bytes;
  const size_t n = raster->components;
  unsigned least = UINT_MAX, most = 0;
  for (size_t i = raster->width * raster->height; i > 0; i--, at += n) {
    unsigned sum = n == 4 ? (unsigned)at[0] + at[1] + at[2] + at[3] : sum_pixel(at, n);
    least = MIN(least, sum);
    most = MAX(most, sum);
  }
  return (PixelSums){n, least, most};
}

/* What comes between its bytes and its inks is not followed. */
static bool is_summed(const Raster *raster)
{
  return raster->bits == 8 && !raster->palette && !raster->mask;
}

/* NULL: not known yet, and the raster has no bytes. */
static const PixelSums *find_sums(const Raster *raster)
{
  Inspection *inspection = raster->inspection;
  gpointer key = GINT_TO_POINTER(qpdf_oh_get_object_id(inspection->pdf, raster->image));
  const PixelSums *known = g_hash_table_lookup(inspection->sums, key);
  if (known && known->components == raster->components)
    return known;
  if (!raster->held)
    return NULL;
  PixelSums sums = sum_pixels(raster), *kept = g_memdup2(&sums, sizeof sums);
  g_hash_table_insert(inspection->sums, key, kept);
  return kept;
}

static bool is_grey(const Raster *raster)
{
  return raster->space.kind == SPACE_GREY || raster->space.kind == SPACE_ICC_GREY;
}

static double find_heaviest(const Raster *raster)
{
  static const double ROUNDING = 0.01;
  const PixelSums *sums = is_summed(raster) ? find_sums(raster) : NULL;
  if (!sums)
    return INFINITY;
  bool light = raster->inverted != is_grey(raster); /* a byte of 255 is no ink */
  double heaviest = light ? 255.0 * (double)sums->components - sums->least : sums->most;
  return heaviest / 2.55 + ROUNDING;
}

static void drop_bytes(Raster *raster)
{
  g_clear_pointer(&raster->held, g_bytes_unref);
  raster->bytes = NULL;
  raster->size = 0;
}

/* Its bytes, held for the pages to come; what it is, stays known where there are none. */
static void hold_bytes(Raster *raster)
{
  raster->known = raster->known && (raster->held || read_bytes(raster));
  if (raster->known)
    inspect_hold(raster->inspection, raster->image, raster->held);
  else
    drop_bytes(raster);
}

Raster *raster_new(Inspection *inspection, qpdf_oh image, qpdf_oh resources, double most)
{
  Raster *raster = g_new0(Raster, 1);
  raster->inspection = inspection;
  raster->image = image;
  raster->known = read_kind(raster, resources);
  raster->heaviest = raster->known ? find_heaviest(raster) : INFINITY;
  if (raster->known && raster->heaviest > most) { /* or not known yet */
    raster->known = read_bytes(raster);
    raster->heaviest = raster->known ? find_heaviest(raster) : INFINITY;
  }
  if (raster->heaviest > most)
    hold_bytes(raster);
  else
    drop_bytes(raster);
  return raster;
}

Raster *raster_copy(const Raster *raster)
{
  Raster *copy = g_memdup2(raster, sizeof *raster);
  g_assert(!raster->palette && !raster->mask);
  if (copy->held)
    g_bytes_ref(copy->held);
  return copy;
}

double raster_heaviest(const Raster *raster)
{
  return raster->heaviest;
}

bool raster_place(Raster *raster, const double matrix[6])
{
  if (!raster->known || !invert(matrix, raster->to_image))
    return false;
  const double *m = raster->to_image;
  raster->low = raster->high = 0;
  raster->covered = false;
  raster->plain = raster->bits == 8 && raster->components <= COMPONENTS && !raster->palette && !raster->mask &&
                  m[1] == 0 && m[2] == 0;
  return true;
}

void raster_free(void *data)
{
  Raster *raster = data;
  if (raster->held)
    g_bytes_unref(raster->held);
  free(raster->palette);
  free(raster->mask);
  g_free(raster);
}

static void add_ink(const Raster *raster, size_t component, double value, double ink[INKS])
{
  if (is_grey(raster))
    ink[INK_K] += 100 - value;
  else if (raster->space.kind != SPACE_SPOT)
    ink[component] += value;
  else if (raster->space.ink[component] != INK_NONE)
    ink[raster->space.ink[component]] += value;
}

static void add_pixel(const Raster *raster, size_t row, size_t column, double ink[INKS])
{
  size_t n = MIN(raster->palette ? raster->space.components : raster->components, (size_t)COMPONENTS);
  size_t entry = raster->palette ? n * read_sample(raster, row, column, 0) : 0;
  double most = raster->bits < 8 ? (1u << raster->bits) - 1 : 255;
  for (size_t i = 0; i < n; i++) {
    double value = raster->palette ? entry + i < raster->n_palette ? raster->palette[entry + i] / 255.0 : 0
                                   : read_sample(raster, row, column, i) / most;
    add_ink(raster, i, (raster->inverted && !raster->palette ? 1 - value : value) * 100, ink);
  }
}

static bool shows_whole(const Raster *raster, double u, double v)
{
  enum { WHOLE = 250 };
  if (!raster->mask)
    return true;
  size_t column = number_size(u * (double)raster->mask_w, raster->mask_w - 1),
         row = number_size((1 - v) * (double)raster->mask_h, raster->mask_h - 1);
  return raster->mask[row * raster->mask_w + column] >= WHOLE;
}

/* Where a cell's three points stand in an upright picture of SIDE pixels; false: not all of them do. */
static inline bool find_points(double from, double to, double scale, double shift, bool down, size_t side, size_t at[3])
{
  for (int i = 0; i < 3; i++) {
    double w = scale * (from + (to - from) * (1 + 2 * i) / 6) + shift;
    if (down ? w <= 0 || w > 1 : w < 0 || w >= 1)
      return false;
    at[i] = MIN((size_t)((down ? 1 - w : w) * (double)side), side - 1);
  }
  return true;
}

/* Of four components, as nearly all have. */
static void sum_fours(const Raster *raster, const size_t columns[3], const size_t rows[3], unsigned *sums)
{
  unsigned a = 0, b = 0, c = 0, d = 0;
  for (int row = 0; row < 3; row++) {
    const unsigned char *line = raster->bytes + rows[row] * raster->width * 4;
    for (int column = 0; column < 3; column++) {
      const unsigned char *pixel = line + columns[column] * 4;
      a += pixel[0];
      b += pixel[1];
      c += pixel[2];
      d += pixel[3];
    }
  }
  sums[0] = a;
  sums[1] = b;
  sums[2] = c;
  sums[3] = d;
}

static void sum_points(const Raster *raster, const size_t columns[3], const size_t rows[3], unsigned *sums)
{
  size_t n = raster->components;
  memset(sums, 0, n * sizeof *sums);
  for (int row = 0; row < 3; row++)
    for (int column = 0; column < 3; column++) {
      const unsigned char *pixel = raster->bytes + (rows[row] * raster->width + columns[column]) * n;
      for (size_t i = 0; i < n; i++)
        sums[i] += pixel[i];
    }
}

/* Cells come row by row: what is asked of a row is asked once. */
static void find_rows(Raster *raster, const double cell[4])
{
  if (cell[1] == raster->low && cell[3] == raster->high)
    return;
  raster->low = cell[1];
  raster->high = cell[3];
  raster->covered =
      find_points(cell[1], cell[3], raster->to_image[3], raster->to_image[5], true, raster->height, raster->rows);
}

/* The same nine points where they stand in rows and columns: their bytes are summed. */
static bool sum_plain(const Raster *raster, const double cell[4], double ink[INKS])
{
  size_t columns[3], n = raster->components;
  unsigned sums[COMPONENTS];
  const double *m = raster->to_image;
  find_rows((Raster *)raster, cell); /* read-only but for the row at hand */
  const size_t *rows = raster->rows;
  if (!raster->covered || !find_points(cell[0], cell[2], m[0], m[4], false, raster->width, columns))
    return false;
  if (n == 4)
    sum_fours(raster, columns, rows, sums);
  else
    sum_points(raster, columns, rows, sums);
  for (size_t i = 0; i < n; i++) {
    double value = sums[i] / (9 * 255.0);
    add_ink(raster, i, (raster->inverted ? 1 - value : value) * 100, ink);
  }
  return true;
}

/* The mean of nine points. */
bool raster_inks(const void *data, const double cell[4], double ink[INKS])
{
  const Raster *raster = data;
  const double *m = raster->to_image;
  memset(ink, 0, INKS * sizeof *ink);
  if (raster->known && !raster->held)
    hold_bytes((Raster *)raster);
  if (!raster->known)
    return false;
  if (raster->plain)
    return sum_plain(raster, cell, ink);
  for (int i = 0; i < 9; i++) {
    int column_of = i % 3, row_of = i / 3;
    double x = cell[0] + (cell[2] - cell[0]) * (1 + 2 * column_of) / 6,
           y = cell[1] + (cell[3] - cell[1]) * (1 + 2 * row_of) / 6;
    double u = m[0] * x + m[2] * y + m[4], v = m[1] * x + m[3] * y + m[5];
    if (u < 0 || u >= 1 || v <= 0 || v > 1 || !shows_whole(raster, u, v))
      return false;
    size_t column = number_size(u * (double)raster->width, raster->width - 1),
           row = number_size((1 - v) * (double)raster->height, raster->height - 1);
    add_pixel(raster, row, column, ink);
  }
  for (unsigned i = 0; i < INKS; i++)
    ink[i] /= 9;
  return true;
}
