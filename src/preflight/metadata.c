/* XMP metadata beside the document information: what must be there, and be the same in both (ISO 15930-7, 6.2). */
#include "preflight/facts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* D:20240327080000+08'00' as 2024-03-27T08:00:00+08:00 (ISO 32000-1, 7.9.4); NULL: it leaves something out. g_free. */
static char *iso_of_pdf(const char *date)
{
  unsigned y, month, d, h, m, s, zone_h = 0, zone_m = 0;
  char sign = 'Z';
  int n = sscanf(date, "D:%4u%2u%2u%2u%2u%2u%c%2u'%2u", &y, &month, &d, &h, &m, &s, &sign, &zone_h, &zone_m);
  if (n < 7)
    return NULL;
  char *plain = g_strdup_printf("%04u-%02u-%02uT%02u:%02u:%02u", y, month, d, h, m, s);
  char *zoned =
      sign == 'Z' ? g_strdup_printf("%sZ", plain) : g_strdup_printf("%s%c%02u:%02u", plain, sign, zone_h, zone_m);
  g_free(plain);
  return zoned;
}

/* The digits of a date up to its seconds. */
static void date_digits(const char *date, char digits[15])
{
  unsigned n = 0;
  for (; *date && n < 14 && *date != '+' && *date != 'Z'; date++)
    if (g_ascii_isdigit(*date))
      digits[n++] = *date;
  digits[n] = 0;
}

/* The same moment, told in other zones perhaps; the same digits, where one names no zone. */
static bool is_same_date(const char *pdf, const char *xmp)
{
  char *iso = iso_of_pdf(pdf), own[15], other[15];
  GDateTime *a = iso ? g_date_time_new_from_iso8601(iso, NULL) : NULL, *b = g_date_time_new_from_iso8601(xmp, NULL);
  date_digits(pdf, own);
  date_digits(xmp, other);
  bool same = a && b ? g_date_time_to_unix(a) == g_date_time_to_unix(b) : !strcmp(own, other);
  g_clear_pointer(&a, g_date_time_unref);
  g_clear_pointer(&b, g_date_time_unref);
  g_free(iso);
  return same;
}

static char *info_text(Inspection *inspection, qpdf_oh info, const char *key)
{
  qpdf_data pdf = inspection->pdf;
  if (!inspect_has_key(inspection, info, key))
    return NULL;
  qpdf_oh value = qpdf_oh_get_key(pdf, info, key);
  if (qpdf_oh_is_name(pdf, value))
    return g_strdup(qpdf_oh_get_name(pdf, value) + 1);
  return qpdf_oh_is_string(pdf, value) ? g_strdup(qpdf_oh_get_utf8_value(pdf, value)) : NULL;
}

static void compare(Inspection *inspection, qpdf_oh info, const char *key, const char *name, bool date)
{
  char *own = info_text(inspection, info, key);
  const char *other = xmp_value(inspection->xmp, name);
  if (own && other && (date ? !is_same_date(own, other) : strcmp(own, other) != 0))
    inspect_tell(inspection, DIAG_PDF_XMP, NAN, NAN, key + 1);
  g_free(own);
}

static void require(Inspection *inspection, const char *name)
{
  const char *value = xmp_value(inspection->xmp, name);
  if (!value || !*value)
    inspect_tell(inspection, DIAG_PDF_INFO, NAN, NAN, strchr(name, ' ') + 1);
}

Xmp *metadata_read(Inspection *inspection, qpdf_oh root)
{
  qpdf_data pdf = inspection->pdf;
  qpdf_oh metadata = qpdf_oh_get_key(pdf, root, "/Metadata");
  size_t length;
  unsigned char *bytes =
      qpdf_oh_is_stream(pdf, metadata) ? inspect_stream(inspection, metadata, qpdf_dl_all, &length) : NULL;
  if (!bytes)
    return NULL;
  Xmp *xmp = xmp_read((const char *)bytes, length);
  free(bytes);
  return xmp;
}

static void check_required(Inspection *inspection, qpdf_oh info)
{
  static const struct {
    const char *info, *xmp;
    Standards in_info, in_xmp;
  } ENTRIES[] = {
#define REQUIRED(info, xmp, in_info, in_xmp, clause) {info, xmp, in_info, in_xmp},
#include "preflight/facts.def"
  };
  for (unsigned i = 0; i < G_N_ELEMENTS(ENTRIES); i++)
    if (facts_hold(inspection, ENTRIES[i].in_xmp))
      require(inspection, ENTRIES[i].xmp);
  char *title = info_text(inspection, info, "/Title");
  if (inspection->standard == STANDARD_X4 && !title) /* in either */
    require(inspection, XMP_DC "title");
  g_free(title);
}

static void check_pairs(Inspection *inspection, qpdf_oh info)
{
  static const struct {
    const char *info, *xmp;
    bool date;
  } PAIRS[] = {
#define PAIR(info, xmp, date, clause) {info, xmp, date},
#include "preflight/facts.def"
  };
  for (unsigned i = 0; i < G_N_ELEMENTS(PAIRS); i++)
    compare(inspection, info, PAIRS[i].info, PAIRS[i].xmp, PAIRS[i].date);
}

/* A packet that is no XML says nothing to a robot (ISO 16684-1, 7.2). */
void metadata_inspect(Inspection *inspection, qpdf_oh info)
{
  if (!xmp_is_well_formed(inspection->xmp))
    inspect_tell(inspection, DIAG_PDF_XMP, NAN, NAN, "XML");
  check_required(inspection, info);
  const char *trapped = xmp_value(inspection->xmp, XMP_PDF "Trapped");
  if (inspection->standard == STANDARD_X4 && trapped && strcmp(trapped, "True") != 0 && strcmp(trapped, "False") != 0)
    inspect_tell(inspection, DIAG_PDF_INFO, NAN, NAN, "Trapped");
  check_pairs(inspection, info);
}
