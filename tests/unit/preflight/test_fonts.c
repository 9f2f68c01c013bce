/* Fonts as files embed them: which codes come to no glyph, by every way from code to glyph that is followed; what may
   not be embedded, is not, or cannot be read. The programs are subsets made here, of faces whose glyphs HarfBuzz tells
   of. */
#include "inspected.h"

#include <hb-subset.h>

#include "font/font.h"

#define KEPT 0x4E00 /* 一 */
#define DROPPED 0x4E8C

typedef struct {
  DiagList *diags;
  FontSet *set;
} World;

static int set_up(void **state)
{
  World *world = g_new0(World, 1);
  world->diags = diag_list_new(LANG_EN);
  world->set = font_set_open("fonts/catalog.yaml", world->diags);
  *state = world;
  return world->set ? 0 : -1;
}

static int tear_down(void **state)
{
  World *world = *state;
  font_set_free(world->set);
  diag_list_free(world->diags);
  g_free(world);
  return 0;
}

static const Face *face_of(const World *world, const char *role, hb_codepoint_t code, hb_codepoint_t *gid)
{
  int index = font_role_lookup(world->set, role);
  assert_true(index >= 0);
  return font_face_for(world->set, (unsigned)index, false, code, 0, gid);
}

/* The face with A and 一 alone; glyph ids stay what they are where RETAIN. The caller's. */
static hb_blob_t *subset(const Face *face, bool retain, hb_tag_t table)
{
  hb_subset_input_t *input = hb_subset_input_create_or_fail();
  hb_set_add(hb_subset_input_unicode_set(input), KEPT);
  hb_set_add(hb_subset_input_unicode_set(input), 'A');
  hb_set_t *dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
  static const char *const TABLES[] = {"GSUB", "GPOS", "GDEF", "BASE", "VORG", "vmtx", "vhea"};
  for (unsigned i = 0; i < G_N_ELEMENTS(TABLES); i++)
    hb_set_add(dropped, hb_tag_from_string(TABLES[i], 4));
  hb_subset_input_set_flags(input, retain ? HB_SUBSET_FLAGS_RETAIN_GIDS : HB_SUBSET_FLAGS_DEFAULT);
  hb_face_t *made = hb_subset_or_fail(face->hb, input);
  assert_non_null(made);
  hb_blob_t *blob = table ? hb_face_reference_table(made, table) : hb_face_reference_blob(made);
  hb_face_destroy(made);
  hb_subset_input_destroy(input);
  return blob;
}

/* Whether TEXT, shown in the font 10, shows a missing glyph. */
static bool shows_missing(const char *font, const Object *more, unsigned n, const char *text)
{
  Object objects[8] = {{10, font, NULL, 0}};
  memcpy(objects + 1, more, n * sizeof *more);
  char *content = g_strdup_printf("BT /F 12 Tf 50 50 Td %s Tj ET", text);
  char *told =
      inspect_sheet(SHEET(.content = content, .resources = "/Font << /F 10 0 R >>", .objects = objects, .n = n + 1));
  bool missing = strstr(told, "pdf-notdef") != NULL;
  if (strstr(told, "pdf-font"))
    fail_msg("%s", told);
  g_free(told);
  g_free(content);
  return missing;
}

#define DESCRIBED "<< /Type /FontDescriptor /FontName /A /Flags 4 /FontBBox [0 0 1 1] "

/* 9.7.4.2: a CID-keyed program's own CIDs. */
static void cids_of_cff(void **state)
{
  hb_codepoint_t kept, dropped;
  const Face *face = face_of(*state, "报宋", KEPT, &kept);
  face_of(*state, "报宋", DROPPED, &dropped);
  assert_int_equal(face->kind, FACE_CFF_CID);
  hb_blob_t *program = subset(face, false, HB_TAG('C', 'F', 'F', ' '));
  unsigned length;
  const char *bytes = hb_blob_get_data(program, &length);
  const Object objects[] = {
      {11, "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /A /FontDescriptor 12 0 R >>", NULL, 0},
      {12, DESCRIBED "/FontFile3 13 0 R >>", NULL, 0},
      {13, "/Subtype /CIDFontType0C", bytes, length}};
  static const char FONT[] =
      "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [11 0 R] >>";
  static const char DOWN[] =
      "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-V /DescendantFonts [11 0 R] >>";
  char *right = g_strdup_printf("<%04X>", kept), *wrong = g_strdup_printf("<%04X%04X>", kept, dropped);
  assert_false(shows_missing(FONT, objects, 3, right));
  assert_false(shows_missing(DOWN, objects, 3, right));
  assert_true(shows_missing(FONT, objects, 3, wrong));
  assert_true(shows_missing(DOWN, objects, 3, wrong));
  assert_true(shows_missing(FONT, objects, 3, "<0000>"));
  assert_false(shows_missing(FONT, objects, 3, "<>"));
  g_free(right);
  g_free(wrong);
  hb_blob_destroy(program);
}

/* 9.7.4.2: glyph numbers by /CIDToGIDMap, or as they are. */
static void maps_of_truetype(void **state)
{
  hb_codepoint_t kept;
  const Face *face = face_of(*state, "楷体", KEPT, &kept);
  assert_int_equal(face->kind, FACE_TRUETYPE);
  hb_blob_t *program = subset(face, false, 0);
  unsigned length;
  const char *bytes = hb_blob_get_data(program, &length);
  static const char FONT[] =
      "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [11 0 R] >>";
  const Object mapped[] = {
      {11, "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDToGIDMap 14 0 R /FontDescriptor 12 0 R >>", NULL, 0},
      {12, DESCRIBED "/FontFile2 13 0 R >>", NULL, 0},
      {13, "", bytes, length},
      {14, "", "\0\0\0\0\0\1\0\2\0\3", 10}};
  assert_false(shows_missing(FONT, mapped, 4, "<00020003>"));
  assert_true(shows_missing(FONT, mapped, 4, "<0001>")); /* glyph 0 */
  assert_true(shows_missing(FONT, mapped, 4, "<0004>")); /* glyph 3 of three */
  assert_true(shows_missing(FONT, mapped, 4, "<0005>")); /* past the map */
  const Object plain[] = {
      {11, "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDToGIDMap /Identity /FontDescriptor 12 0 R >>", NULL,
       0},
      {12, DESCRIBED "/FontFile2 13 0 R >>", NULL, 0},
      {13, "", bytes, length}};
  assert_false(shows_missing(FONT, plain, 3, "<00010002>"));
  assert_true(shows_missing(FONT, plain, 3, "<0003>"));
  assert_true(shows_missing(FONT, plain, 3, "<0000>"));
  hb_blob_destroy(program);
}

/* 9.6.6.4: by an encoding's characters where it names one, by the font's own tables where it is symbolic. */
static void codes_of_truetype(void **state)
{
  const Face *face = face_of(*state, "楷体", 'A', NULL);
  hb_blob_t *program = subset(face, false, 0);
  unsigned length;
  const char *bytes = hb_blob_get_data(program, &length);
  const Object objects[] = {
      {12, "<< /Type /FontDescriptor /FontName /A /Flags 32 /FontBBox [0 0 1 1] /FontFile2 13 0 R >>", NULL, 0},
      {13, "", bytes, length}};
  const Object symbolic[] = {
      {12, "<< /Type /FontDescriptor /FontName /A /Flags 4 /FontBBox [0 0 1 1] /FontFile2 13 0 R >>", NULL, 0},
      {13, "", bytes, length}};
  static const char WIN
      [] = "<< /Type /Font /Subtype /TrueType /BaseFont /A /Encoding /WinAnsiEncoding /FontDescriptor 12 0 R >>",
   PLAIN[] = "<< /Type /Font /Subtype /TrueType /BaseFont /A /FontDescriptor 12 0 R >>",
   ODD[] =
       "<< /Type /Font /Subtype /TrueType /BaseFont /A /Encoding << /Differences [65 /A] >> /FontDescriptor 12 0 R >>";
  assert_false(shows_missing(WIN, objects, 2, "(A A)")); /* a space is none */
  assert_true(shows_missing(WIN, objects, 2, "(AB)"));
  assert_false(shows_missing(PLAIN, symbolic, 2, "(A)"));
  assert_true(shows_missing(PLAIN, symbolic, 2, "(B)"));
  assert_false(shows_missing(ODD, objects, 2, "(B)")); /* not followed */
  hb_blob_destroy(program);
}

/* 9.6.6.2: Type 1, by the names of glyphs. */
static void names_of_type1(void **state)
{
  static const char *const PATHS[] = {"/usr/share/fonts/type1/urw-base35/C059-Roman.t1",
                                      "/usr/share/fonts/X11/Type1/C059-Roman.pfb"};
  char *bytes = NULL;
  gsize length = 0;
  for (unsigned i = 0; i < G_N_ELEMENTS(PATHS) && !bytes; i++)
    g_file_get_contents(PATHS[i], &bytes, &length, NULL);
  if (!bytes)
    skip();
  const Object objects[] = {{12, DESCRIBED "/FontFile 13 0 R >>", NULL, 0}, {13, "", bytes, length}};
  assert_false(shows_missing(
      "<< /Type /Font /Subtype /Type1 /BaseFont /A /Encoding << /Differences [65 /B /B] >> /FontDescriptor 12 0 R >>",
      objects, 2, "(AB)"));
  assert_true(shows_missing(
      "<< /Type /Font /Subtype /Type1 /BaseFont /A /Encoding << /Differences [65 /B /odd] >> /FontDescriptor 12 0 R >>",
      objects, 2, "(B)"));
  assert_false(shows_missing(
      "<< /Type /Font /Subtype /Type1 /BaseFont /A /Encoding << /Differences [65 /odd] >> /FontDescriptor 12 0 R >>",
      objects, 2, "(B)"));
  assert_false(
      shows_missing("<< /Type /Font /Subtype /Type1 /BaseFont /A /Encoding /MacRomanEncoding /FontDescriptor 12 0 R >>",
                    objects, 2, "(A\\212)"));
  g_free(bytes);
}

/* --- rights and programs ------------------------------------------------------------------------------ */

static char *told_of(const char *descriptor, const char *font, const void *bytes, size_t length, const char *keys)
{
  const Object objects[] = {{10, font, NULL, 0}, {12, descriptor, NULL, 0}, {13, keys, bytes, length}};
  return inspect_sheet(SHEET(.content = "BT /F 12 Tf 50 50 Td () Tj ET", .resources = "/Font << /F 10 0 R >>",
                             .objects = objects, .n = 3));
}

#define SIMPLE "<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Kai /FontDescriptor 12 0 R >>"

/* OpenType 1.9, OS/2, fsType: 2 alone forbids, bit 9 means bitmaps only; more than one of the first four, the least
 * binds. */
static void rights(void **state)
{
  static const struct {
    unsigned fs_type;
    bool told;
  } RIGHTS[] = {{0, false},     {2, true},     {4, false},    {8, false},
                {0x100, false}, {0x200, true}, {0x202, true}, {0x104, false}};
  const Face *face = face_of(*state, "楷体", 'A', NULL);
  hb_blob_t *program = subset(face, false, 0);
  unsigned length;
  char *bytes = g_memdup2(hb_blob_get_data(program, &length), hb_blob_get_length(program));
  length = hb_blob_get_length(program);
  unsigned at = 0;
  for (unsigned i = 12; !at && i < length; i += 16)
    if (!memcmp(bytes + i, "OS/2", 4))
      at = ((unsigned)(guint8)bytes[i + 10] << 8 | (guint8)bytes[i + 11]) + ((unsigned)(guint8)bytes[i + 9] << 16) + 8;
  for (unsigned i = 0; i < G_N_ELEMENTS(RIGHTS); i++) {
    bytes[at] = (char)(RIGHTS[i].fs_type >> 8);
    bytes[at + 1] = (char)RIGHTS[i].fs_type;
    char *told = told_of(DESCRIBED "/FontFile2 13 0 R >>", SIMPLE, bytes, length, "");
    assert_string_equal(
        told, RIGHTS[i].told ? "pdf-font-rights: font ABCDEF+Kai may not be embedded (page 1, at 14, 56 mm)\n" : "");
    g_free(told);
    told = told_of(DESCRIBED "/FontFile3 13 0 R >>", SIMPLE, bytes, length, "/Subtype /OpenType");
    assert_int_equal(strstr(told, "pdf-font-rights") != NULL, RIGHTS[i].told);
    g_free(told);
  }
  g_free(bytes);
  hb_blob_destroy(program);
}

static void fonts_are_embedded(void **state)
{
  char *told = told_of("<< /Type /FontDescriptor >>", SIMPLE, "x", 1, "");
  assert_string_equal(told, "pdf-font: font ABCDEF+Kai is not embedded (page 1, at 14, 56 mm)\n");
  g_free(told);
  told = told_of("<< >>", "<< /Type /Font /Subtype /Type3 /CharProcs << >> >>", "x", 1, "");
  assert_string_equal(told, "");
  g_free(told);
  told = told_of("<< /FontFile 13 0 R >>", SIMPLE, "%!PS-AdobeFont-1.0: Cut", 23, "");
  assert_string_equal(told, "pdf-font-broken: the program embedded for font ABCDEF+Kai cannot be read (page 1)\n");
  g_free(told);
}

/* Glyphs of Type 3 draw: what they draw is told where the text stands. */
static void glyphs_that_draw(void **state)
{
  expect(
      SHEET(.content = "BT /F 12 Tf 100 100 Td (a) Tj 0 20 Td (a) Tj ET", .resources = "/Font << /F 10 0 R >>",
            OBJECTS({10, "<< /Type /Font /Subtype /Type3 /FontMatrix [.001 0 0 .001 0 0] /CharProcs << /a 11 0 R >> >>",
                     NULL, 0},
                    {11, "", "1000 0 d0 1 0 0 rg 0 0 700 700 re f", 0})),
      "pdf-rgb: RGB colour in content (page 1, at 32, 39 mm)\n");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(cids_of_cff),      cmocka_unit_test(maps_of_truetype), cmocka_unit_test(codes_of_truetype),
      cmocka_unit_test(names_of_type1),   cmocka_unit_test(rights),           cmocka_unit_test(fonts_are_embedded),
      cmocka_unit_test(glyphs_that_draw),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
