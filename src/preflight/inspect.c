/* Objects of the file under inspection, asked for what they hold. */
#include "preflight/inspect.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"

bool inspect_has_key(Inspection *inspection, qpdf_oh object, const char *key)
{
  return qpdf_oh_is_dictionary(inspection->pdf, object) && qpdf_oh_has_key(inspection->pdf, object, key);
}

double inspect_number(Inspection *inspection, qpdf_oh object, double otherwise)
{
  return qpdf_oh_is_number(inspection->pdf, object) ? qpdf_oh_get_numeric_value(inspection->pdf, object) : otherwise;
}

int inspect_int(Inspection *inspection, qpdf_oh object, int otherwise)
{
  return number_int(inspect_number(inspection, object, otherwise), INT32_MIN, INT32_MAX);
}

bool inspect_name_is(Inspection *inspection, qpdf_oh object, const char *name)
{
  return qpdf_oh_is_name(inspection->pdf, object) && !strcmp(qpdf_oh_get_name(inspection->pdf, object), name);
}

bool inspect_true(Inspection *inspection, qpdf_oh dict, const char *key)
{
  qpdf_oh value = qpdf_oh_get_key(inspection->pdf, dict, key);
  return qpdf_oh_is_bool(inspection->pdf, value) && qpdf_oh_get_bool_value(inspection->pdf, value);
}

void inspect_matrix(Inspection *inspection, qpdf_oh dict, const char *key, double matrix[6])
{
  qpdf_data pdf = inspection->pdf;
  static const double IDENTITY[6] = {1, 0, 0, 1, 0, 0};
  memcpy(matrix, IDENTITY, sizeof IDENTITY);
  qpdf_oh array = qpdf_oh_get_key(pdf, dict, key);
  if (!qpdf_oh_is_array(pdf, array) || qpdf_oh_get_array_n_items(pdf, array) != 6)
    return;
  for (int i = 0; i < 6; i++)
    matrix[i] = inspect_number(inspection, qpdf_oh_get_array_item(pdf, array, i), IDENTITY[i]);
}

bool inspect_key_is(Inspection *inspection, qpdf_oh dict, const char *key, const char *name)
{
  qpdf_oh value = qpdf_oh_get_key(inspection->pdf, dict, key);
  bool is = inspect_name_is(inspection, value, name);
  qpdf_oh_release(inspection->pdf, value);
  return is;
}

double inspect_key_number(Inspection *inspection, qpdf_oh dict, const char *key, double otherwise)
{
  qpdf_oh value = qpdf_oh_get_key(inspection->pdf, dict, key);
  double number = inspect_number(inspection, value, otherwise);
  qpdf_oh_release(inspection->pdf, value);
  return number;
}

bool inspect_rectangle(Inspection *inspection, qpdf_oh array, double box[4])
{
  qpdf_data pdf = inspection->pdf;
  double raw[4];
  if (!qpdf_oh_is_array(pdf, array) || qpdf_oh_get_array_n_items(pdf, array) != 4)
    return false;
  for (int i = 0; i < 4; i++)
    raw[i] = inspect_number(inspection, qpdf_oh_get_array_item(pdf, array, i), 0);
  box[0] = fmin(raw[0], raw[2]);
  box[1] = fmin(raw[1], raw[3]);
  box[2] = fmax(raw[0], raw[2]);
  box[3] = fmax(raw[1], raw[3]);
  return true;
}

qpdf_oh inspect_inherited(Inspection *inspection, qpdf_oh page, const char *key)
{
  qpdf_data pdf = inspection->pdf;
  for (int depth = 0; qpdf_oh_is_dictionary(pdf, page); depth++) {
    if (inspect_has_key(inspection, page, key))
      return qpdf_oh_get_key(pdf, page, key);
    if (depth >= inspection->most[PAST_PARENTS] && inspect_has_key(inspection, page, "/Parent")) {
      inspect_limit(inspection, PAST_PARENTS, NAN, NAN);
      break;
    }
    page = qpdf_oh_get_key(pdf, page, "/Parent");
  }
  return qpdf_oh_new_null(pdf);
}

bool inspect_box(Inspection *inspection, qpdf_oh page, const char *key, double box[4])
{
  bool inherits = !strcmp(key, "/MediaBox") || !strcmp(key, "/CropBox");
  qpdf_oh value = inherits ? inspect_inherited(inspection, page, key) : qpdf_oh_get_key(inspection->pdf, page, key);
  return inspect_rectangle(inspection, value, box);
}

char **inspect_keys(Inspection *inspection, qpdf_oh dict)
{
  qpdf_data pdf = inspection->pdf;
  GPtrArray *keys = g_ptr_array_new();
  for (qpdf_oh_begin_dict_key_iter(pdf, dict); qpdf_oh_dict_more_keys(pdf);) {
    const char *key = qpdf_oh_dict_next_key(pdf);
    if ((int)keys->len < inspection->most[PAST_KEYS])
      g_ptr_array_add(keys, g_strdup(key));
    else
      inspect_limit(inspection, PAST_KEYS, NAN, NAN);
  }
  g_ptr_array_add(keys, NULL);
  return (char **)g_ptr_array_free(keys, FALSE);
}

bool inspect_is_full(Inspection *inspection)
{
  bool full = inspection->unpacked > inspection->most[PAST_UNPACKED_MB] * 1e6;
  if (full)
    inspect_limit(inspection, PAST_UNPACKED_MB, NAN, NAN);
  return full;
}

/* A picture has a limit of its own; its rows may have a byte more each. */
bool inspect_fits(Inspection *inspection, qpdf_oh stream)
{
  qpdf_oh dict = qpdf_oh_get_dict(inspection->pdf, stream);
  const Past past = inspect_key_is(inspection, dict, "/Subtype", "/Image") ? PAST_IMAGE_BYTES : PAST_STREAM_MB;
  const double most = inspection->most[past] * (past == PAST_STREAM_MB ? 1e6 : 1.1);
  bool fits = packed_fits(inspection->pdf, stream, most);
  if (!fits)
    inspect_limit(inspection, past, NAN, NAN);
  qpdf_oh_release(inspection->pdf, dict);
  return fits;
}

unsigned char *inspect_stream(Inspection *inspection, qpdf_oh stream, enum qpdf_stream_decode_level_e level,
                              size_t *length)
{
  unsigned char *bytes = NULL;
  QPDF_BOOL filtered = QPDF_FALSE;
  *length = 0;
  if (inspect_is_full(inspection) || (level != qpdf_dl_none && !inspect_fits(inspection, stream)))
    return NULL;
  bool read = !(qpdf_oh_get_stream_data(inspection->pdf, stream, level, &filtered, &bytes, length) & QPDF_ERRORS) &&
              (filtered || level == qpdf_dl_none);
  inspection->unpacked += (double)*length;
  if (read)
    return bytes ? bytes : malloc(1); /* one that is empty can be read too */
  free(bytes);
  return NULL;
}

GHashTable *inspect_pictures_new(void)
{
  return g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_bytes_unref);
}

/* Bytes of pictures held for the pages to come. */
#define PICTURES_MOST 48e6

static gpointer key_of(Inspection *inspection, qpdf_oh object)
{
  return GINT_TO_POINTER(qpdf_oh_get_object_id(inspection->pdf, object));
}

/* Those held longest go first. */
void inspect_hold(Inspection *inspection, qpdf_oh stream, GBytes *picture)
{
  GQueue *order = &inspection->picture_order;
  gpointer key = key_of(inspection, stream);
  if (g_hash_table_contains(inspection->pictures, key))
    return;
  inspection->picture_bytes += (double)g_bytes_get_size(picture);
  g_hash_table_insert(inspection->pictures, key, g_bytes_ref(picture));
  g_queue_push_tail(order, key);
  while (inspection->picture_bytes > PICTURES_MOST) {
    gpointer oldest = g_queue_pop_head(order);
    inspection->picture_bytes -= (double)g_bytes_get_size(g_hash_table_lookup(inspection->pictures, oldest));
    g_hash_table_remove(inspection->pictures, oldest);
  }
}

GBytes *inspect_picture(Inspection *inspection, qpdf_oh stream)
{
  GBytes *known = g_hash_table_lookup(inspection->pictures, key_of(inspection, stream));
  if (known)
    return g_bytes_ref(known);
  size_t length;
  unsigned char *bytes = inspect_stream(inspection, stream, qpdf_dl_all, &length);
  return bytes ? g_bytes_new_with_free_func(bytes, length, free, bytes) : NULL;
}
