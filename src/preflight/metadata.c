/* XMP metadata beside the document information: what must be there, and be the same in both (ISO 15930-7, 6.2). */
#include "preflight/inspect.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The text of the property NAME, an attribute or an element with or without a list in it; "" empty, NULL none. g_free.
 */
static char *find_value(const char *xmp, const char *name)
{
  size_t length = strlen(name);
  for (const char *at = strstr(xmp, name); at; at = strstr(at + length, name)) {
    const char *after = at + length;
    if (at == xmp || (at[-1] != '<' && !g_ascii_isspace(at[-1])))
      continue;
    while (g_ascii_isspace(*after))
      after++;
    if (*after == '=' && (after[1] == '"' || after[1] == '\''))
      return g_strndup(after + 2, strcspn(after + 2, after[1] == '"' ? "\"" : "'"));
    if (*after != '>')
      continue;
    while (*after == '>') { /* into the list, to its first text */
      after++;
      after += strspn(after, " \t\r\n");
      if (*after == '<' && after[1] != '/')
        after += strcspn(after, ">");
    }
    return g_strndup(after, strcspn(after, "<"));
  }
  return NULL;
}

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

/* The same moment, told in other zones perhaps. */
static bool is_same_moment(const char *pdf, const char *xmp)
{
  char *iso = iso_of_pdf(pdf);
  GDateTime *a = iso ? g_date_time_new_from_iso8601(iso, NULL) : NULL, *b = g_date_time_new_from_iso8601(xmp, NULL);
  bool same = a && b && g_date_time_to_unix(a) == g_date_time_to_unix(b);
  g_clear_pointer(&a, g_date_time_unref);
  g_clear_pointer(&b, g_date_time_unref);
  g_free(iso);
  return same;
}

/* The digits of a date up to its seconds, where it names no zone. */
static void date_digits(const char *date, char digits[15])
{
  unsigned n = 0;
  for (; *date && n < 14 && *date != '+' && *date != 'Z'; date++)
    if (g_ascii_isdigit(*date))
      digits[n++] = *date;
  digits[n] = 0;
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

static char *unescape(char *text)
{
  GString *plain = g_string_new(text);
  g_free(text);
  g_string_replace(plain, "&lt;", "<", 0);
  g_string_replace(plain, "&gt;", ">", 0);
  g_string_replace(plain, "&quot;", "\"", 0);
  g_string_replace(plain, "&apos;", "'", 0);
  g_string_replace(plain, "&amp;", "&", 0);
  return g_string_free(plain, FALSE);
}

static void compare(Inspection *inspection, qpdf_oh info, const char *xmp, const char *key, const char *name, bool date)
{
  char *own = info_text(inspection, info, key), *other = find_value(xmp, name);
  if (own && other) {
    char a[15], b[15];
    other = unescape(other);
    date_digits(own, a);
    date_digits(other, b);
    if (date ? strcmp(a, b) != 0 && !is_same_moment(own, other) : strcmp(own, other) != 0)
      inspect_tell(inspection, DIAG_PDF_XMP, NAN, NAN, key + 1);
  }
  g_free(own);
  g_free(other);
}

static void require(Inspection *inspection, const char *xmp, const char *name)
{
  char *value = find_value(xmp, name);
  if (!value || !*value)
    inspect_tell(inspection, DIAG_PDF_INFO, NAN, NAN, name);
  g_free(value);
}

char *metadata_read(Inspection *inspection, qpdf_oh root)
{
  qpdf_data pdf = inspection->pdf;
  qpdf_oh metadata = qpdf_oh_get_key(pdf, root, "/Metadata");
  unsigned char *bytes = NULL;
  size_t length = 0;
  QPDF_BOOL filtered = QPDF_FALSE;
  if (!qpdf_oh_is_stream(pdf, metadata) ||
      qpdf_oh_get_stream_data(pdf, metadata, qpdf_dl_all, &filtered, &bytes, &length) & QPDF_ERRORS)
    return NULL;
  char *text = g_strndup((const char *)bytes, length);
  free(bytes);
  return text;
}

/* A packet that is no XML says nothing to a robot (XMP, ISO 16684-1, 7.2). */
static bool is_well_formed(const char *xmp)
{
  static const GMarkupParser NOTHING = {0};
  const char *start = g_str_has_prefix(xmp, "\xEF\xBB\xBF") ? xmp + 3 : xmp;
  GMarkupParseContext *context = g_markup_parse_context_new(&NOTHING, (GMarkupParseFlags)0, NULL, NULL);
  bool fine = g_markup_parse_context_parse(context, start, -1, NULL) && g_markup_parse_context_end_parse(context, NULL);
  g_markup_parse_context_free(context);
  return fine;
}

void metadata_inspect(Inspection *inspection, qpdf_oh info, const char *xmp)
{
  static const char *const REQUIRED[] = {"xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass",
                                         "xmp:CreateDate",   "xmp:ModifyDate",  "pdf:Trapped"};
  if (!is_well_formed(xmp))
    inspect_tell(inspection, DIAG_PDF_XMP, NAN, NAN, "XML");
  for (unsigned i = 0; inspection->standard == STANDARD_X4 && i < G_N_ELEMENTS(REQUIRED); i++)
    require(inspection, xmp, REQUIRED[i]);
  compare(inspection, info, xmp, "/Title", "dc:title", false);
  compare(inspection, info, xmp, "/Trapped", "pdf:Trapped", false);
  compare(inspection, info, xmp, "/Creator", "xmp:CreatorTool", false);
  compare(inspection, info, xmp, "/Producer", "pdf:Producer", false);
  compare(inspection, info, xmp, "/Keywords", "pdf:Keywords", false);
  compare(inspection, info, xmp, "/CreationDate", "xmp:CreateDate", true);
  compare(inspection, info, xmp, "/ModDate", "xmp:ModifyDate", true);
}
