/* What `tekan fonts` lists, and how much of the national character sets a face has. The sets come from ICU's
 * converters, so that no list is typed in. */
#include <unicode/uchar.h>
#include <unicode/ucnv.h>

#include "font/work.h"

/* GB/T 2312: Han of level 1 in rows 16–55, of level 2 in rows 56–87. GB 18030: the Han of its two-byte part (GBK), rows
 * 81–FE. */
typedef struct {
  const char *converter;
  int row_first, row_last, cell_first, cell_last;
} CodeArea;
static const CodeArea AREAS[] = {
    {"gb2312", 0xA0 + 16, 0xA0 + 55, 0xA1, 0xFE},
    {"gb2312", 0xA0 + 56, 0xA0 + 87, 0xA1, 0xFE},
    {"gb18030", 0x81, 0xFE, 0x40, 0xFE},
};
enum { AREA_LEVEL1, AREA_LEVEL2, AREA_GB18030, AREA_N };

static UChar32 convert_pair(UConverter *converter, int row, int cell)
{
  const char bytes[2] = {(char)row, (char)cell};
  UChar units[4];
  UErrorCode status = U_ZERO_ERROR;
  int32_t n = ucnv_toUChars(converter, units, G_N_ELEMENTS(units), bytes, 2, &status);
  if (U_FAILURE(status) || n != 1 || units[0] == 0xFFFD)
    return 0;
  return u_hasBinaryProperty(units[0], UCHAR_UNIFIED_IDEOGRAPH) ? units[0] : 0;
}

static GArray *list_area(const CodeArea *area)
{
  GArray *codes = g_array_new(FALSE, FALSE, sizeof(UChar32));
  UErrorCode status = U_ZERO_ERROR;
  UConverter *converter = ucnv_open(area->converter, &status);
  for (int row = area->row_first; U_SUCCESS(status) && row <= area->row_last; row++)
    for (int cell = area->cell_first; cell <= area->cell_last; cell++) {
      UChar32 code = cell == 0x7F ? 0 : convert_pair(converter, row, cell);
      if (code)
        g_array_append_val(codes, code);
    }
  ucnv_close(converter);
  return codes;
}

static unsigned count_missing(const Face *face, const GArray *codes)
{
  unsigned missing = 0;
  for (unsigned i = 0; i < codes->len; i++) {
    hb_codepoint_t glyph;
    missing +=
        !hb_font_get_nominal_glyph(face->unit, (hb_codepoint_t)g_array_index(codes, UChar32, i), &glyph) || !glyph;
  }
  return missing;
}

static FontRow describe_slot(const FontSet *set, const Role *role, unsigned index, bool latin, GArray *const *areas)
{
  const Slot *slot = &set->slots[index];
  const Face *face = slot->path ? slot_face(set, index) : NULL;
  FontRow row = {.role = role->name,
                 .family = slot->family,
                 .style = slot->style,
                 .file = slot->path ? slot->path : slot->file,
                 .version = face ? face->version : "",
                 .package = slot->package,
                 .installed = face != NULL,
                 .latin = latin};
  if (face && areas[0]) {
    row.gb_level1_missing = count_missing(face, areas[AREA_LEVEL1]);
    row.gb_level2_missing = count_missing(face, areas[AREA_LEVEL2]);
    row.gb18030_missing = count_missing(face, areas[AREA_GB18030]);
  }
  return row;
}

FontRow *font_set_rows(Arena *arena, const FontSet *set, bool coverage, unsigned *n)
{
  GArray *areas[AREA_N] = {NULL};
  for (unsigned i = 0; coverage && i < AREA_N; i++)
    areas[i] = list_area(&AREAS[i]);
  unsigned most = 0;
  for (unsigned i = 0; i < set->n_roles; i++)
    most += set->roles[i].n_chain + set->roles[i].n_latin;
  FontRow *rows = ARENA_ARRAY(arena, FontRow, most);
  *n = 0;
  for (unsigned i = 0; i < set->n_roles; i++) {
    const Role *role = &set->roles[i];
    for (unsigned k = 0; k < role->n_chain; k++)
      rows[(*n)++] = describe_slot(set, role, role->chain[k], false, areas);
    for (unsigned k = 0; k < role->n_latin; k++)
      rows[(*n)++] = describe_slot(set, role, role->latin[k], true, areas);
  }
  for (unsigned i = 0; coverage && i < AREA_N; i++)
    g_array_free(areas[i], TRUE);
  return rows;
}

/* --- roles ------------------------------------------------------------------------------------------ */

static const UChar32 LEVEL2[] = {
#include "font/gb18030_level2.def"
};

static unsigned is_missing(const FontSet *set, unsigned role, UChar32 code)
{
  return !font_face_for(set, role, false, (uint32_t)code, 0, NULL);
}

FontCoverage font_role_coverage(const FontSet *set, unsigned role)
{
  static const struct {
    UChar32 first, last;
  } PLANES[] = {{0x3400, 0x9FFF}, {0x20000, 0x323AF}};
  FontCoverage coverage = {0};
  unsigned *counts[][2] = {{&coverage.level1, &coverage.level1_missing}, {&coverage.beyond, &coverage.beyond_missing}};
  for (unsigned i = 0; i < G_N_ELEMENTS(PLANES); i++)
    for (UChar32 code = PLANES[i].first; code <= PLANES[i].last; code++) {
      if (!u_hasBinaryProperty(code, UCHAR_UNIFIED_IDEOGRAPH))
        continue;
      ++*counts[i][0];
      *counts[i][1] += is_missing(set, role, code);
    }
  coverage.level2 = G_N_ELEMENTS(LEVEL2);
  for (unsigned i = 0; i < coverage.level2; i++)
    coverage.level2_missing += is_missing(set, role, LEVEL2[i]);
  return coverage;
}
