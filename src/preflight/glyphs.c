/* Which codes of an embedded font come to no glyph (ISO 32000-1, 9.6.6 and 9.7.4). Where its ways from code to glyph
   are not all known, nothing is said to be missing. */
#include "preflight/facts.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_CID_H
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"

enum { SIMPLE_CODES = 256, CIDS = 65536, FLAG_SYMBOLIC = 4 };

struct FontCodes {
  bool composite;  /* two bytes a code */
  guint8 *missing; /* a byte for each code; NULL: not known */
};

typedef struct {
  Inspection *inspection;
  qpdf_oh font, holder, descriptor; /* holder: the descendant of a Type 0, else the font */
  FT_Face face;
} Reader;

static bool is_kind(const Reader *reader, qpdf_oh dict, const char *key, const char *name)
{
  return inspect_key_is(reader->inspection, dict, key, name);
}

/* --- composite fonts ------------------------------------------------------------------------------------ */

/* CIDs a CID-keyed program has; another program's glyphs are numbered by CIDs. */
static void find_cids(const Reader *reader, guint8 *missing)
{
  FT_Bool keyed = 0;
  FT_Long n = MIN(reader->face->num_glyphs, CIDS);
  memset(missing, 1, CIDS);
  if (FT_Get_CID_Is_Internally_CID_Keyed(reader->face, &keyed) || !keyed) {
    memset(missing, 0, (size_t)n);
    return;
  }
  /* Subsets may count all glyphs of the whole font, and name only the first of them: CID 0 for the rest. */
  FT_UInt cid = 1;
  for (FT_Long glyph = 1; glyph < n && cid; glyph++)
    if (!FT_Get_CID_From_Glyph_Index(reader->face, (FT_UInt)glyph, &cid) && cid < CIDS)
      missing[cid] = 0;
}

/* /CIDToGIDMap: two bytes a CID; what it leaves out is glyph 0. */
static void find_mapped(const Reader *reader, qpdf_oh map, guint8 *missing)
{
  size_t length;
  unsigned char *bytes = inspect_stream(reader->inspection, map, qpdf_dl_all, &length);
  if (!bytes)
    return;
  for (size_t cid = 0; cid < CIDS; cid++) {
    FT_Long glyph = 2 * cid + 1 < length ? bytes[2 * cid] << 8 | bytes[2 * cid + 1] : 0;
    missing[cid] = glyph == 0 || glyph >= reader->face->num_glyphs;
  }
  free(bytes);
}

static guint8 *read_composite(const Reader *reader)
{
  qpdf_data pdf = reader->inspection->pdf;
  guint8 *missing = g_new0(guint8, CIDS);
  qpdf_oh map = qpdf_oh_get_key(pdf, reader->holder, "/CIDToGIDMap");
  if (is_kind(reader, reader->holder, "/Subtype", "/CIDFontType0"))
    find_cids(reader, missing);
  else if (qpdf_oh_is_stream(pdf, map))
    find_mapped(reader, map, missing);
  else if (reader->face->num_glyphs < CIDS)
    memset(missing + reader->face->num_glyphs, 1, (size_t)(CIDS - reader->face->num_glyphs));
  missing[0] = 1;
  return missing;
}

/* --- simple fonts ------------------------------------------------------------------------------------------ */

/* What CODE stands for in one of the named encodings; 0: nothing, or nothing to hold a font to. */
static FT_ULong unicode_of(unsigned code, const char *charset)
{
  const char byte = (char)code;
  gsize written = 0;
  char *text = code > ' ' && code != 0x7F ? g_convert(&byte, 1, "UTF-8", charset, NULL, &written, NULL) : NULL;
  FT_ULong unicode = text && written ? g_utf8_get_char(text) : 0;
  g_free(text);
  return unicode == 0xA0 || unicode == 0xAD ? 0 : unicode; /* a space and a hyphen by other names */
}

static const char *charset_of(const Reader *reader, qpdf_oh encoding)
{
  qpdf_data pdf = reader->inspection->pdf;
  return qpdf_oh_is_name(pdf, encoding) ? facts_charset(qpdf_oh_get_name(pdf, encoding)) : NULL;
}

static void find_named_codes(const Reader *reader, const char *charset, guint8 *missing)
{
  if (FT_Select_Charmap(reader->face, FT_ENCODING_UNICODE))
    return;
  for (unsigned code = 0; code < SIMPLE_CODES; code++) {
    FT_ULong unicode = unicode_of(code, charset);
    missing[code] = unicode && !FT_Get_Char_Index(reader->face, unicode);
  }
}

/* 9.6.6.1: [ 32 /space /exclam 65 /A … ]. */
static void take_differences(const Reader *reader, qpdf_oh differences, guint8 *missing)
{
  qpdf_data pdf = reader->inspection->pdf;
  int n = qpdf_oh_is_array(pdf, differences) ? qpdf_oh_get_array_n_items(pdf, differences) : 0;
  unsigned code = 0;
  for (int i = 0; i < n; i++) {
    qpdf_oh item = qpdf_oh_get_array_item(pdf, differences, i);
    if (!qpdf_oh_is_name(pdf, item)) {
      code = (unsigned)number_int(inspect_number(reader->inspection, item, 0), 0, SIMPLE_CODES);
      continue;
    }
    const char *name = qpdf_oh_get_name(pdf, item) + 1;
    if (code < SIMPLE_CODES)
      missing[code] = !FT_Get_Name_Index(reader->face, name);
    code++;
  }
}

/* Type 1 and CFF: by the names of glyphs. */
static guint8 *read_type1(const Reader *reader)
{
  qpdf_data pdf = reader->inspection->pdf;
  qpdf_oh encoding = qpdf_oh_get_key(pdf, reader->font, "/Encoding");
  if (!FT_HAS_GLYPH_NAMES(reader->face))
    return NULL;
  guint8 *missing = g_new0(guint8, SIMPLE_CODES);
  qpdf_oh base = qpdf_oh_is_dictionary(pdf, encoding) ? qpdf_oh_get_key(pdf, encoding, "/BaseEncoding") : encoding;
  const char *charset = charset_of(reader, base);
  if (charset)
    find_named_codes(reader, charset, missing);
  if (qpdf_oh_is_dictionary(pdf, encoding))
    take_differences(reader, qpdf_oh_get_key(pdf, encoding, "/Differences"), missing);
  return missing;
}

/* A symbolic TrueType font's own tables: (3,0) by the code or F000 and the code, (1,0) by the code (9.6.6.4). */
static guint8 *read_symbolic(const Reader *reader)
{
  FT_Face face = reader->face;
  if (!face->num_charmaps)
    return NULL;
  guint8 *missing = g_malloc(SIMPLE_CODES);
  memset(missing, 1, SIMPLE_CODES);
  for (int i = 0; i < face->num_charmaps; i++) {
    if (FT_Set_Charmap(face, face->charmaps[i]))
      continue;
    for (FT_ULong code = 0; code < SIMPLE_CODES; code++)
      missing[code] &= !FT_Get_Char_Index(face, code) && !FT_Get_Char_Index(face, 0xF000 + code);
  }
  return missing;
}

static guint8 *read_truetype(const Reader *reader)
{
  qpdf_data pdf = reader->inspection->pdf;
  double flags = inspect_key_number(reader->inspection, reader->descriptor, "/Flags", 0);
  qpdf_oh encoding = qpdf_oh_get_key(pdf, reader->font, "/Encoding");
  bool symbolic = ((int)CLAMP(flags, 0, 1 << 20) & FLAG_SYMBOLIC) != 0,
       plain = !inspect_has_key(reader->inspection, reader->font, "/Encoding");
  if (symbolic || plain)
    return read_symbolic(reader);
  const char *charset = charset_of(reader, encoding); /* with differences, names lead to characters: not followed */
  if (!charset)
    return NULL;
  guint8 *missing = g_new0(guint8, SIMPLE_CODES);
  find_named_codes(reader, charset, missing);
  guint8 *own = read_symbolic(reader);
  for (unsigned code = 0; own && code < SIMPLE_CODES; code++)
    missing[code] &= own[code];
  g_free(own);
  return missing;
}

/* --- what is asked ----------------------------------------------------------------------------------------- */

static guint8 *read_missing(const Reader *reader, bool composite)
{
  if (composite)
    return read_composite(reader);
  if (is_kind(reader, reader->font, "/Subtype", "/Type1") || is_kind(reader, reader->font, "/Subtype", "/MMType1"))
    return read_type1(reader);
  return is_kind(reader, reader->font, "/Subtype", "/TrueType") ? read_truetype(reader) : NULL;
}

static char *name_font(Inspection *inspection, qpdf_oh font)
{
  qpdf_oh base = qpdf_oh_get_key(inspection->pdf, font, "/BaseFont");
  return g_strdup(qpdf_oh_is_name(inspection->pdf, base) ? qpdf_oh_get_name(inspection->pdf, base) + 1 : "?");
}

static FontCodes *read_codes(Inspection *inspection, qpdf_oh font)
{
  FontCodes *codes = g_new0(FontCodes, 1);
  Reader reader = {.inspection = inspection, .font = font, .holder = font_holder(inspection, font)};
  codes->composite = font_is_identity(inspection, font);
  bool type0 = is_kind(&reader, font, "/Subtype", "/Type0");
  if (!qpdf_oh_is_dictionary(inspection->pdf, reader.holder) || (type0 && !codes->composite))
    return codes;
  reader.descriptor = qpdf_oh_get_key(inspection->pdf, reader.holder, "/FontDescriptor");
  bool has_rights;
  qpdf_oh stream = qpdf_oh_is_dictionary(inspection->pdf, reader.descriptor)
                       ? font_program(inspection, reader.descriptor, &has_rights)
                       : 0;
  if (!stream)
    return codes;
  size_t length;
  unsigned char *program = inspect_stream(inspection, stream, qpdf_dl_all, &length);
  if (!inspection->freetype && FT_Init_FreeType((FT_Library *)&inspection->freetype))
    inspection->freetype = NULL;
  if (program && inspection->freetype &&
      !FT_New_Memory_Face(inspection->freetype, program, (FT_Long)length, 0, &reader.face)) {
    codes->missing = read_missing(&reader, codes->composite);
    FT_Done_Face(reader.face);
  } else {
    char *name = name_font(inspection, font);
    inspect_tell(inspection, DIAG_PDF_FONT_BROKEN, NAN, NAN, name);
    g_free(name);
  }
  free(program);
  return codes;
}

static void free_codes(gpointer data)
{
  FontCodes *codes = data;
  g_free(codes->missing);
  g_free(codes);
}

GHashTable *font_codes_new(void)
{
  return g_hash_table_new_full(NULL, NULL, NULL, free_codes);
}

const FontCodes *font_codes(Inspection *inspection, qpdf_oh font)
{
  /* A font of no number of its own is known by its handle, which is another every time. */
  int number = qpdf_oh_get_object_id(inspection->pdf, font);
  gpointer key = GINT_TO_POINTER(number ? number : -(int)font);
  FontCodes *codes = g_hash_table_lookup(inspection->codes, key);
  if (!codes) {
    codes = read_codes(inspection, font);
    g_hash_table_insert(inspection->codes, key, codes);
  }
  return codes;
}

void font_codes_done(Inspection *inspection)
{
  g_hash_table_destroy(inspection->codes);
  if (inspection->freetype)
    FT_Done_FreeType(inspection->freetype);
}

bool font_lacks(const FontCodes *codes, const char *string, size_t length)
{
  const guint8 *bytes = (const guint8 *)string;
  if (!codes || (!codes->missing && !codes->composite))
    return false;
  if (!codes->composite) {
    for (size_t i = 0; i < length; i++)
      if (codes->missing[bytes[i]])
        return true;
    return false;
  }
  for (size_t i = 0; i + 1 < length; i += 2) {
    unsigned code = (unsigned)bytes[i] << 8 | bytes[i + 1];
    if (codes->missing ? codes->missing[code] : !code)
      return true;
  }
  return false;
}
