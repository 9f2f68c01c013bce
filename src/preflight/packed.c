/* Whether what a stream holds is within a limit, known before libqpdf unpacks it whole: by what its filters can make of
   its bytes at the most, else counted (ISO 32000-1, 7.4). */
#include "preflight/inspect.h"

#include <stdlib.h>
#include <string.h>

#include "impose/impose.h"

/* FACTOR: what a byte comes to at the most. */
typedef enum { FILTER_FLATE, FILTER_LZW, FILTER_RUN, FILTER_HEX, FILTER_85, FILTER_OTHER } Filter;
static const double FACTOR[] = {[FILTER_FLATE] = 1032, [FILTER_LZW] = 2600, [FILTER_RUN] = 64,
                                [FILTER_HEX] = 1,      [FILTER_85] = 4,     [FILTER_OTHER] = 1};

enum { FILTERS = 8 }; /* in a row; nobody writes more than three */

static Filter filter_of(qpdf_data pdf, qpdf_oh name)
{
  static const char *const NAMES[][2] = {{"/FlateDecode", "/Fl"},
                                         {"/LZWDecode", "/LZW"},
                                         {"/RunLengthDecode", "/RL"},
                                         {"/ASCIIHexDecode", "/AHx"},
                                         {"/ASCII85Decode", "/A85"}};
  for (unsigned i = 0; qpdf_oh_is_name(pdf, name) && i < G_N_ELEMENTS(NAMES); i++)
    if (!strcmp(qpdf_oh_get_name(pdf, name), NAMES[i][0]) || !strcmp(qpdf_oh_get_name(pdf, name), NAMES[i][1]))
      return (Filter)i;
  return FILTER_OTHER;
}

static unsigned list_filters(qpdf_data pdf, qpdf_oh dict, Filter *filters)
{
  qpdf_oh given = qpdf_oh_get_key(pdf, dict, "/Filter");
  unsigned n = 0;
  if (qpdf_oh_is_name(pdf, given))
    filters[n++] = filter_of(pdf, given);
  for (int i = 0; qpdf_oh_is_array(pdf, given) && n <= FILTERS && i < qpdf_oh_get_array_n_items(pdf, given); i++)
    filters[n++] = filter_of(pdf, qpdf_oh_get_array_item(pdf, given, i));
  qpdf_oh_release(pdf, given);
  return n;
}

/* --- what each comes to ------------------------------------------------------------------------------------- */

static GByteArray *decode_hex(const GByteArray *packed)
{
  GByteArray *out = g_byte_array_new();
  int high = -1;
  for (unsigned i = 0; i < packed->len && packed->data[i] != '>'; i++) {
    int digit = g_ascii_xdigit_value((char)packed->data[i]);
    if (digit < 0)
      continue;
    if (high >= 0)
      g_byte_array_append(out, &(guint8){(guint8)(high << 4 | digit)}, 1);
    high = high >= 0 ? -1 : digit;
  }
  return out;
}

static GByteArray *decode_85(const GByteArray *packed)
{
  GByteArray *out = g_byte_array_new();
  guint32 word = 0;
  unsigned held = 0;
  for (unsigned i = 0; i < packed->len && packed->data[i] != '~'; i++) {
    guint8 c = packed->data[i];
    if (c == 'z' && !held)
      g_byte_array_append(out, (const guint8 *)"\0\0\0\0", 4);
    if (c < '!' || c > 'u')
      continue;
    word = word * 85 + (c - '!');
    if (++held < 5)
      continue;
    for (int shift = 24; shift >= 0; shift -= 8)
      g_byte_array_append(out, &(guint8){(guint8)(word >> shift)}, 1);
    word = held = 0;
  }
  for (unsigned pad = held; held && pad < 5; pad++)
    word = word * 85 + 84;
  for (unsigned i = 0; held && i + 1 < held; i++)
    g_byte_array_append(out, &(guint8){(guint8)(word >> (24 - 8 * i))}, 1);
  return out;
}

static double count_runs(const GByteArray *packed)
{
  double all = 0;
  for (unsigned i = 0; i < packed->len && packed->data[i] != 128;) {
    unsigned length = packed->data[i];
    all += length < 128 ? length + 1 : 257 - length;
    i += length < 128 ? length + 2 : 2;
  }
  return all;
}

/* The lengths of the strings codes stand for are enough. EARLY: as EarlyChange, 1 where nothing is said. */
static double count_lzw(const GByteArray *packed, unsigned early, double most)
{
  enum { CLEAR = 256, END = 257, CODES = 4096 };
  guint32 lengths[CODES], before = 0, bits = 0;
  unsigned next = END + 1, width = 9, held = 0;
  double all = 0;
  for (unsigned i = 0; i < packed->len && all <= most;) {
    for (; held < width && i < packed->len; held += 8)
      bits = bits << 8 | packed->data[i++];
    if (held < width)
      break;
    held -= width;
    unsigned code = bits >> held & ((1u << width) - 1);
    if (code == END)
      break;
    guint32 length = code < CLEAR ? 1 : code > END && code < next ? lengths[code] : before + 1;
    if (code == CLEAR) {
      next = END + 1;
      length = 0;
    } else if (before && next < CODES)
      lengths[next++] = before + 1;
    all += length;
    before = length;
    width = next + early >= 2048 ? 12 : next + early >= 1024 ? 11 : next + early >= 512 ? 10 : 9;
  }
  return all;
}

static unsigned early_of(qpdf_data pdf, qpdf_oh dict, unsigned nth)
{
  qpdf_oh given = qpdf_oh_get_key(pdf, dict, "/DecodeParms");
  if (qpdf_oh_is_array(pdf, given))
    given = qpdf_oh_get_array_item(pdf, given, (int)nth);
  if (!qpdf_oh_is_dictionary(pdf, given) || !qpdf_oh_has_key(pdf, given, "/EarlyChange"))
    return 1;
  return qpdf_oh_get_numeric_value(pdf, qpdf_oh_get_key(pdf, given, "/EarlyChange")) != 0;
}

/* --- the whole ---------------------------------------------------------------------------------------------- */

/* What FILTERS make of LENGTH bytes at the most. */
static double bound(const Filter *filters, unsigned n, double length)
{
  for (unsigned i = 0; i < n && filters[i] != FILTER_OTHER; i++)
    length *= FACTOR[filters[i]];
  return length;
}

/* *PACKED unpacked by one filter; false: that is over MOST. NULL: what comes then is counted by its bound. */
static bool unpack_one(GByteArray **packed, Filter filter, unsigned early, bool last, double most)
{
  GByteArray *from = *packed, *out = NULL;
  double all = 0;
  switch (filter) {
  case FILTER_FLATE:
    out = last ? NULL : g_byte_array_new();
    all = (double)unpack_flate(from->data, from->len, (size_t)most, out);
    break;
  case FILTER_LZW: all = count_lzw(from, early, most); break;
  case FILTER_RUN: all = count_runs(from); break;
  case FILTER_HEX: out = decode_hex(from); break;
  case FILTER_85: out = decode_85(from); break;
  case FILTER_OTHER: break;
  }
  g_byte_array_unref(from);
  *packed = out;
  if (!out && !last) { /* LZW or run lengths under another filter */
    *packed = g_byte_array_new();
    g_byte_array_set_size(*packed, (guint)MIN(all, most));
  }
  return all <= most;
}

static bool count_fits(qpdf_data pdf, qpdf_oh dict, GByteArray *packed, const Filter *filters, unsigned n, double most)
{
  bool fits = true;
  for (unsigned i = 0; i < n && fits && packed && filters[i] != FILTER_OTHER; i++) {
    bool known = i == 0 || filters[i - 1] == FILTER_FLATE || filters[i - 1] >= FILTER_HEX;
    if (bound(filters + i, n - i, packed->len) <= most)
      break;
    fits = known && unpack_one(&packed, filters[i], early_of(pdf, dict, i), i + 1 == n, most);
  }
  if (packed)
    g_byte_array_unref(packed);
  return fits;
}

bool packed_fits(qpdf_data pdf, qpdf_oh stream, double most)
{
  Filter filters[FILTERS + 2];
  qpdf_oh dict = qpdf_oh_get_dict(pdf, stream);
  unsigned n = list_filters(pdf, dict, filters);
  unsigned char *bytes = NULL;
  size_t length = 0;
  bool fits = n <= FILTERS;
  if (fits && !(qpdf_oh_get_stream_data(pdf, stream, qpdf_dl_none, NULL, &bytes, &length) & QPDF_ERRORS))
    fits = (double)length <= most;
  if (fits && bound(filters, n, (double)length) > most) {
    GByteArray *packed = g_byte_array_new();
    g_byte_array_append(packed, bytes, (unsigned)length);
    fits = count_fits(pdf, dict, packed, filters, n, most);
  }
  free(bytes);
  qpdf_oh_release(pdf, dict);
  return fits;
}
