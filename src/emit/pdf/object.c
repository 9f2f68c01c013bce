/* Thin helpers over libharu's exported object layer. */
#include "emit/pdf/work.h"

#include <gio/gio.h>
#include <string.h>

HPDF_Dict object_dict(Pdf *pdf)
{
  HPDF_Dict dict = HPDF_Dict_New(pdf->doc->mmgr);
  if (dict)
    HPDF_Xref_Add(pdf->doc->xref, dict);
  return dict;
}

/* An empty stream is written as nothing at all, filter or not: at least a newline. */
static HPDF_Dict new_stream(Pdf *pdf, const void *bytes, size_t length)
{
  HPDF_Dict dict = HPDF_DictStream_New(pdf->doc->mmgr, pdf->doc->xref);
  if (dict)
    HPDF_Stream_Write(dict->stream, length ? bytes : "\n", length ? (HPDF_UINT)length : 1);
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
  HPDF_Dict dict = new_stream(pdf, data, length);
  if (dict)
    object_add_raw(pdf, dict, entries);
  return dict;
}

/* At once, and not when the file is written: until then libharu holds what it is given. */
static GByteArray *deflate_bytes(const void *bytes, size_t length)
{
  const guint8 *from = length ? bytes : (const guint8 *)"";
  GByteArray *out = g_byte_array_new();
  GConverter *zlib = G_CONVERTER(g_zlib_compressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 6));
  GConverterResult result = G_CONVERTER_CONVERTED;
  gsize at = 0;
  while (result == G_CONVERTER_CONVERTED) {
    guint8 piece[16384];
    gsize taken = 0, made = 0;
    result = g_converter_convert(zlib, from + at, length - at, piece, sizeof piece, G_CONVERTER_INPUT_AT_END, &taken,
                                 &made, NULL);
    at += taken;
    g_byte_array_append(out, piece, (guint)made);
  }
  g_object_unref(zlib);
  return out;
}

void object_fill(Pdf *pdf, HPDF_Dict dict, const void *bytes, size_t length)
{
  GByteArray *deflated = deflate_bytes(bytes, length);
  dict->filter = HPDF_STREAM_FILTER_NONE;
  object_add_raw(pdf, dict, "/Filter /FlateDecode");
  HPDF_Stream_Write(dict->stream, deflated->data, deflated->len);
  g_byte_array_free(deflated, TRUE);
}

HPDF_Dict object_stream(Pdf *pdf, const void *bytes, size_t length, bool deflate)
{
  if (!deflate)
    return new_stream(pdf, bytes, length);
  HPDF_Dict dict = HPDF_DictStream_New(pdf->doc->mmgr, pdf->doc->xref);
  if (dict)
    object_fill(pdf, dict, bytes, length);
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
