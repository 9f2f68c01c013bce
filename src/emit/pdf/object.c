/* Thin helpers over libharu's exported object layer. */
#include "emit/pdf/work.h"

#include <string.h>

HPDF_Dict object_dict(Pdf *pdf)
{
  HPDF_Dict dict = HPDF_Dict_New(pdf->doc->mmgr);
  if (dict)
    HPDF_Xref_Add(pdf->doc->xref, dict);
  return dict;
}

HPDF_Dict object_stream(Pdf *pdf, const void *bytes, size_t length, bool deflate)
{
  HPDF_Dict dict = HPDF_DictStream_New(pdf->doc->mmgr, pdf->doc->xref);
  if (!dict)
    return NULL;
  /* An empty stream under Flate would be written as nothing at all: at least a newline. */
  if (length)
    HPDF_Stream_Write(dict->stream, bytes, (HPDF_UINT)length);
  else
    HPDF_Stream_Write(dict->stream, (const HPDF_BYTE *)"\n", 1);
  if (deflate)
    dict->filter = HPDF_STREAM_FILTER_FLATE_DECODE;
  return dict;
}

/* Raw entries hang on their dictionary's attr; this is what writes them. */
static HPDF_STATUS write_raw(HPDF_Dict dict, HPDF_Stream stream)
{
  return HPDF_Stream_WriteStr(stream, (const char *)dict->attr);
}

static void forget_raw(HPDF_Dict dict)
{
  dict->attr = NULL; /* in the document's arena */
}

void object_add_raw(Pdf *pdf, HPDF_Dict dict, const char *raw)
{
  char *text = g_strconcat(dict->attr ? (const char *)dict->attr : "", raw, "\n", NULL);
  dict->attr = arena_strdup(pdf->arena, text);
  dict->write_fn = write_raw;
  dict->free_fn = forget_raw;
  g_free(text);
}

HPDF_Dict object_encoded(Pdf *pdf, GBytes *bytes, const char *entries)
{
  gsize length;
  const void *data = g_bytes_get_data(bytes, &length);
  HPDF_Dict dict = object_stream(pdf, data, length, false);
  if (dict)
    object_add_raw(pdf, dict, entries);
  return dict;
}

void object_add_text(Pdf *pdf, HPDF_Dict dict, const char *key, const char *utf8)
{
  if (g_str_is_ascii(utf8)) {
    HPDF_Dict_Add(dict, key, HPDF_String_New(pdf->doc->mmgr, utf8, NULL));
    return;
  }
  gsize length = 0;
  char *units = g_convert(utf8, -1, "UTF-16BE", "UTF-8", NULL, &length, NULL);
  guint8 *bytes = g_malloc(length + 2);
  bytes[0] = 0xFE;
  bytes[1] = 0xFF;
  if (units)
    memcpy(bytes + 2, units, length);
  HPDF_Dict_Add(dict, key, HPDF_Binary_New(pdf->doc->mmgr, bytes, (HPDF_UINT)length + 2));
  g_free(bytes);
  g_free(units);
}

HPDF_Array object_numbers(Pdf *pdf, const int *values, unsigned n)
{
  HPDF_Array array = HPDF_Array_New(pdf->doc->mmgr);
  for (unsigned i = 0; array && i < n; i++)
    HPDF_Array_AddNumber(array, values[i]);
  return array;
}
