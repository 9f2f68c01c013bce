/* Fonts: per face a CIDFont shared by an Identity-H and an Identity-V Type 0 font. Page text names original glyph ids
   (as CIDs) at once; the subset, widths and ToUnicode are made at the end, when all glyphs are known.

   CFF, CID-keyed: hb-subset keeps the CIDs in the charset, so CID = FreeType's CID. CFF, name-keyed: CID is the glyph
   index: glyph ids are retained. TrueType: CIDToGIDMap from the subset plan's mapping. */
#include "emit/pdf/work.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_CID_H
#include <hb-subset.h>
#include <string.h>

/* A glyph that was asked for. */
typedef struct {
  const char *text; /* what it stands for: the first one wins; NULL: nothing yet */
  uint32_t length;
  int width;
  unsigned cid;
  bool used; /* shown, not only asked for */
} Glyph;

typedef struct {
  const Face *face;
  HPDF_Dict across, down, cid_font; /* Type 0 H and V; NULL until asked for */
  hb_set_t *glyphs;                 /* those shown */
  GArray *known;                    /* Glyph … */
  uint16_t *row;                    /* … of each gid: one more than its index; 0: not asked for */
  unsigned n_rows;
  FT_Face ft; /* for CIDs of CFF; NULL for TrueType */
} Font;

struct FontBook {
  GPtrArray *fonts; /* Font, by first use */
  Font *last;
  FT_Library library;
};

static void free_font(gpointer data)
{
  Font *font = data;
  hb_set_destroy(font->glyphs);
  g_array_free(font->known, TRUE);
  g_free(font->row);
  if (font->ft)
    FT_Done_Face(font->ft);
  g_free(font);
}

FontBook *font_book_new(Pdf *pdf)
{
  FontBook *book = g_new0(FontBook, 1);
  book->fonts = g_ptr_array_new_with_free_func(free_font);
  if (FT_Init_FreeType(&book->library))
    book->library = NULL;
  return book;
}

void font_book_free(FontBook *book)
{
  if (!book)
    return;
  g_ptr_array_free(book->fonts, TRUE);
  if (book->library)
    FT_Done_FreeType(book->library);
  g_free(book);
}

/* FreeType knows the CIDs of a CID-keyed font; from the bytes HarfBuzz has mapped, which live as long as the face. */
static bool open_cids(Pdf *pdf, Font *font)
{
  const Face *face = font->face;
  hb_blob_t *blob = hb_face_reference_blob(face->hb);
  unsigned length;
  const char *bytes = hb_blob_get_data(blob, &length);
  FT_Error error = pdf->fonts->library ? FT_New_Memory_Face(pdf->fonts->library, (const FT_Byte *)bytes,
                                                            (FT_Long)length, (FT_Long)face->index, &font->ft)
                                       : FT_Err_Out_Of_Memory;
  hb_blob_destroy(blob);
  if (error == FT_Err_Out_Of_Memory)
    diag_add(pdf->diags, DIAG_MEMORY, (Place){face->path, 0, 0}, face->path);
  else if (error)
    diag_add(pdf->diags, DIAG_FONT_SUBSET, (Place){face->path, 0, 0}, face->ps_name);
  return !error;
}

static Font *open_font(Pdf *pdf, const Face *face)
{
  FontBook *book = pdf->fonts;
  if (book->last && book->last->face == face)
    return book->last;
  for (unsigned i = 0; i < book->fonts->len; i++)
    if (((Font *)g_ptr_array_index(book->fonts, i))->face == face)
      return book->last = g_ptr_array_index(book->fonts, i);
  Font *font = g_new0(Font, 1);
  font->face = face;
  font->glyphs = hb_set_create();
  font->known = g_array_new(FALSE, TRUE, sizeof(Glyph));
  font->n_rows = hb_face_get_glyph_count(face->hb);
  font->row = g_new0(uint16_t, font->n_rows + 1);
  font->cid_font = object_dict(pdf);
  if (face->kind == FACE_CFF_CID && !open_cids(pdf, font))
    pdf->unfit = true;
  g_ptr_array_add(book->fonts, font);
  return book->last = font;
}

static unsigned cid_of(const Font *font, hb_codepoint_t gid)
{
  FT_UInt cid = gid;
  if (font->ft && FT_Get_CID_From_Glyph_Index(font->ft, gid, &cid))
    cid = gid;
  return cid;
}

/* The glyph's row, made on first use; valid until the next is asked for. A gid the face does not have, which only a
   damaged font's tables name, shares the row of .notdef. */
static Glyph *look_up(Font *font, hb_codepoint_t gid)
{
  hb_codepoint_t own = gid < font->n_rows ? gid : 0;
  if (!font->row[own]) {
    Glyph glyph = {.width = hb_font_get_glyph_h_advance(font->face->unit, own), .cid = cid_of(font, own)};
    g_array_append_val(font->known, glyph);
    font->row[own] = (uint16_t)font->known->len;
  }
  return &g_array_index(font->known, Glyph, font->row[own] - 1u);
}

static void name_glyph(Pdf *pdf, Glyph *glyph, const char *text, size_t length)
{
  glyph->text = arena_strndup(pdf->arena, text, length);
  glyph->length = (uint32_t)length;
}

unsigned font_use_glyph(Pdf *pdf, const Face *face, hb_codepoint_t gid, const char *text, size_t length)
{
  Font *font = open_font(pdf, face);
  Glyph *glyph = look_up(font, gid);
  if (!glyph->used)
    hb_set_add(font->glyphs, gid);
  glyph->used = true;
  if (length && !glyph->text)
    name_glyph(pdf, glyph, text, length);
  return glyph->cid;
}

bool font_maps_to(Pdf *pdf, const Face *face, hb_codepoint_t gid, const char *text, size_t length)
{
  Glyph *glyph = look_up(open_font(pdf, face), gid);
  if (!glyph->text)
    name_glyph(pdf, glyph, text, length);
  return glyph->length == length && !memcmp(glyph->text, text, length);
}

int font_width(Pdf *pdf, const Face *face, hb_codepoint_t gid)
{
  return look_up(open_font(pdf, face), gid)->width;
}

HPDF_Dict font_dict(Pdf *pdf, const Face *face, bool vertical)
{
  Font *font = open_font(pdf, face);
  HPDF_Dict *dict = vertical ? &font->down : &font->across;
  if (*dict)
    return *dict;
  *dict = object_dict(pdf);
  (*dict)->header.obj_class |= HPDF_OSUBCLASS_FONT;
  HPDF_Dict_AddName(*dict, "Type", "Font");
  HPDF_Dict_AddName(*dict, "Subtype", "Type0");
  HPDF_Dict_AddName(*dict, "Encoding", vertical ? "Identity-V" : "Identity-H");
  HPDF_Array descendants = HPDF_Array_New(pdf->doc->mmgr);
  HPDF_Dict_Add(*dict, "DescendantFonts", descendants);
  HPDF_Array_Add(descendants, font->cid_font);
  return *dict;
}

/* --- finishing ------------------------------------------------------------------------------------- */

static const hb_tag_t DROPPED[] = {
    HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'), HB_TAG('B', 'A', 'S', 'E'),
    HB_TAG('V', 'O', 'R', 'G'), HB_TAG('v', 'm', 't', 'x'), HB_TAG('v', 'h', 'e', 'a'), HB_TAG('c', 'm', 'a', 'p'),
    HB_TAG('n', 'a', 'm', 'e'), HB_TAG('O', 'S', '/', '2'), HB_TAG('p', 'o', 's', 't'), HB_TAG('D', 'S', 'I', 'G'),
    HB_TAG('m', 'e', 't', 'a'),
};

static bool is_dropped(hb_tag_t tag)
{
  for (unsigned i = 0; i < G_N_ELEMENTS(DROPPED); i++)
    if (DROPPED[i] == tag)
      return true;
  return false;
}

/* The face with nothing but what is kept: to drop a table hb-subset reads it first, and maps of sixty thousand
   characters take longer than the subset. NULL: no memory. */
static hb_face_t *strip_face(const Face *face)
{
  hb_face_t *bare = hb_face_builder_create();
  hb_tag_t tags[64];
  unsigned n = G_N_ELEMENTS(tags), all = hb_face_get_table_tags(face->hb, 0, NULL, NULL);
  for (unsigned at = 0; at < all; at += n) {
    n = G_N_ELEMENTS(tags);
    hb_face_get_table_tags(face->hb, at, &n, tags);
    for (unsigned i = 0; i < n; i++) {
      hb_blob_t *table = is_dropped(tags[i]) ? NULL : hb_face_reference_table(face->hb, tags[i]);
      if (table)
        hb_face_builder_add_table(bare, tags[i], table);
      hb_blob_destroy(table);
    }
    if (!n)
      break;
  }
  return bare;
}

static hb_subset_input_t *new_input(const Font *font)
{
  hb_subset_input_t *input = hb_subset_input_create_or_fail();
  if (!input)
    return NULL;
  hb_set_union(hb_subset_input_glyph_set(input), font->glyphs);
  bool whole = font_embedding(font->face) == 1; /* rights say: not subset */
  if (whole)
    hb_set_invert(hb_subset_input_glyph_set(input));
  hb_set_t *drop = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
  for (unsigned i = 0; i < G_N_ELEMENTS(DROPPED); i++)
    hb_set_add(drop, DROPPED[i]);
  unsigned flags = HB_SUBSET_FLAGS_DESUBROUTINIZE | HB_SUBSET_FLAGS_NO_HINTING;
  if (font->face->kind == FACE_CFF_NAMED || whole)
    flags |= HB_SUBSET_FLAGS_RETAIN_GIDS;
  hb_subset_input_set_flags(input, flags);
  return input;
}

/* TrueType: two bytes for every CID up to the largest, zero where the subset has no such glyph. */
static HPDF_Dict new_gid_map(Pdf *pdf, const Font *font, const hb_map_t *old_to_new)
{
  hb_codepoint_t last = hb_set_get_max(font->glyphs), gid = HB_SET_VALUE_INVALID;
  size_t length = ((size_t)last + 1) * 2;
  guint8 *map = g_malloc0(length);
  while (hb_set_next(font->glyphs, &gid)) {
    hb_codepoint_t renumbered = hb_map_get(old_to_new, gid);
    map[gid * 2] = (guint8)(renumbered >> 8);
    map[gid * 2 + 1] = (guint8)renumbered;
  }
  HPDF_Dict stream = object_stream(pdf, map, length, true);
  g_free(map);
  return stream;
}

static bool embed_program(Pdf *pdf, Font *font, HPDF_Dict descriptor)
{
  hb_subset_input_t *input = new_input(font);
  hb_face_t *bare = strip_face(font->face);
  hb_subset_plan_t *plan = input ? hb_subset_plan_create_or_fail(bare, input) : NULL;
  hb_face_t *subset = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
  bool truetype = font->face->kind == FACE_TRUETYPE;
  if (subset) {
    hb_blob_t *blob =
        truetype ? hb_face_reference_blob(subset) : hb_face_reference_table(subset, HB_TAG('C', 'F', 'F', ' '));
    unsigned length;
    const char *bytes = hb_blob_get_data(blob, &length);
    HPDF_Dict program = object_stream(pdf, bytes, length, true);
    if (truetype) {
      HPDF_Dict_AddNumber(program, "Length1", (HPDF_INT32)length);
      HPDF_Dict_Add(font->cid_font, "CIDToGIDMap",
                    new_gid_map(pdf, font, hb_subset_plan_old_to_new_glyph_mapping(plan)));
    } else
      HPDF_Dict_AddName(program, "Subtype", "CIDFontType0C");
    HPDF_Dict_Add(descriptor, truetype ? "FontFile2" : "FontFile3", program);
    hb_blob_destroy(blob);
    hb_face_destroy(subset);
  }
  hb_subset_plan_destroy(plan);
  hb_subset_input_destroy(input);
  hb_face_destroy(bare);
  return subset != NULL;
}

/* Six letters from the glyph set, so that merged PDFs never clash. */
static char *subset_name(Pdf *pdf, const Font *font)
{
  guint32 hash = 2166136261u;
  hb_codepoint_t gid = HB_SET_VALUE_INVALID;
  while (hb_set_next(font->glyphs, &gid))
    hash = (hash ^ gid) * 16777619u;
  char tag[8] = "AAAAAA+";
  for (unsigned i = 0; i < 6; i++, hash /= 26)
    tag[i] = (char)('A' + hash % 26);
  char *name = g_strdup_printf("%.7s%.100s", tag, font->face->ps_name);
  char *kept = arena_strdup(pdf->arena, name);
  g_free(name);
  return kept;
}

static HPDF_Dict new_descriptor(Pdf *pdf, const Font *font, const char *name)
{
  HPDF_Dict descriptor = object_dict(pdf);
  HPDF_Dict_AddName(descriptor, "Type", "FontDescriptor");
  HPDF_Dict_AddName(descriptor, "FontName", name);
  HPDF_Dict_AddNumber(descriptor, "Flags", 4);
  HPDF_Dict_Add(descriptor, "FontBBox", object_numbers(pdf, (int[]){-1000, -1000, 3000, 2000}, 4));
  HPDF_Dict_AddNumber(descriptor, "ItalicAngle", 0);
  HPDF_Dict_AddNumber(descriptor, "Ascent", font->face->ascent);
  HPDF_Dict_AddNumber(descriptor, "Descent", font->face->descent);
  HPDF_Dict_AddNumber(descriptor, "CapHeight", font->face->cap_height ? font->face->cap_height : 733);
  HPDF_Dict_AddNumber(descriptor, "StemV", 80);
  return descriptor;
}

/* W as raw text: only what is not 1000, runs of neighbours together. Widths to a thousandth. */
static void add_widths(Pdf *pdf, Font *font)
{
  GString *w = g_string_new("/W [");
  hb_codepoint_t gid = HB_SET_VALUE_INVALID;
  while (hb_set_next(font->glyphs, &gid)) {
    int width = look_up(font, gid)->width;
    if (width == 1000000)
      continue;
    g_string_append_printf(w, "%u [", look_up(font, gid)->cid);
    put_milli(w, width);
    g_string_append(w, "]\n");
  }
  g_string_append(w, "]");
  object_add_raw(pdf, font->cid_font, w->str);
  g_string_free(w, TRUE);
}

static void add_bfchars(GString *map, Font *font, const GArray *gids)
{
  for (unsigned i = 0; i < gids->len; i += 100) {
    unsigned n = MIN(gids->len - i, 100);
    g_string_append_printf(map, "%u beginbfchar\n", n);
    for (unsigned j = i; j < i + n; j++) {
      const Glyph *glyph = look_up(font, g_array_index(gids, guint, j));
      g_string_append_printf(map, "<%04X> <", glyph->cid);
      put_utf16_hex(map, glyph->text, false);
      g_string_append(map, ">\n");
    }
    g_string_append(map, "endbfchar\n");
  }
}

static HPDF_Dict new_unicode_map(Pdf *pdf, Font *font)
{
  GString *map = g_string_new(
      "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) /Ordering "
      "(UCS) /Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n"
      "<0000> <FFFF>\nendcodespacerange\n");
  GArray *gids = g_array_new(FALSE, FALSE, sizeof(guint));
  hb_codepoint_t gid = HB_SET_VALUE_INVALID;
  while (hb_set_next(font->glyphs, &gid))
    if (look_up(font, gid)->text)
      g_array_append_val(gids, gid);
  add_bfchars(map, font, gids);
  g_string_append(map, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
  HPDF_Dict stream = object_stream(pdf, map->str, map->len, true);
  g_array_free(gids, TRUE);
  g_string_free(map, TRUE);
  return stream;
}

static void describe_cid_font(Pdf *pdf, Font *font, const char *name, HPDF_Dict descriptor)
{
  HPDF_Dict cid = font->cid_font;
  HPDF_Dict_AddName(cid, "Type", "Font");
  HPDF_Dict_AddName(cid, "Subtype", font->face->kind == FACE_TRUETYPE ? "CIDFontType2" : "CIDFontType0");
  HPDF_Dict_AddName(cid, "BaseFont", name);
  object_add_raw(pdf, cid, "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>");
  HPDF_Dict_Add(cid, "FontDescriptor", descriptor);
  HPDF_Dict_AddNumber(cid, "DW", 1000);
  if (font->down)
    object_add_raw(pdf, cid, "/DW2 [880 -1000]");
  add_widths(pdf, font);
}

static bool check_rights(Pdf *pdf, const Font *font)
{
  if (font_embedding(font->face) < 2)
    return true;
  diag_add(pdf->diags, DIAG_FONT_RIGHTS, (Place){font->face->path, 0, 0}, font->face->ps_name);
  return false;
}

static bool finish_font(Pdf *pdf, Font *font)
{
  if (!check_rights(pdf, font))
    return false;
  const char *name = subset_name(pdf, font);
  HPDF_Dict descriptor = new_descriptor(pdf, font, name);
  describe_cid_font(pdf, font, name, descriptor);
  if (!embed_program(pdf, font, descriptor)) {
    diag_add(pdf->diags, DIAG_FONT_SUBSET, (Place){font->face->path, 0, 0}, font->face->ps_name);
    return false;
  }
  HPDF_Dict map = new_unicode_map(pdf, font);
  HPDF_Dict dicts[] = {font->across, font->down};
  for (unsigned i = 0; i < G_N_ELEMENTS(dicts); i++) {
    if (!dicts[i])
      continue;
    HPDF_Dict_AddName(dicts[i], "BaseFont", name);
    HPDF_Dict_Add(dicts[i], "ToUnicode", map);
  }
  if (pdf->report && pdf->report->fonts) {
    PdfFont row = {font->face, hb_set_get_population(font->glyphs)};
    g_array_append_val(pdf->report->fonts, row);
  }
  return true;
}

bool font_finish_all(Pdf *pdf)
{
  bool fine = true;
  for (unsigned i = 0; i < pdf->fonts->fonts->len; i++)
    fine = finish_font(pdf, g_ptr_array_index(pdf->fonts->fonts, i)) && fine;
  return fine;
}
