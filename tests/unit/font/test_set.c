/* The catalogue, faces by role, fallback, rights, coverage. FreeType is the judge of what the files hold. */
#include "catalogue.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_CID_H
#include FT_TRUETYPE_TABLES_H
#include FT_SFNT_NAMES_H
#include FT_TRUETYPE_IDS_H

#include "font/work.h"

static void every_shipped_role_has_a_face(void **state)
{
  DiagList *diags = diag_list_new(LANG_EN);
  FontSet *set = font_set_open(SHIPPED, diags);
  assert_non_null(set);
  assert_int_equal(diag_count(diags), 0);
  static const char *const ROLES[] = {"报宋", "标宋", "黑体", "中黑", "粗黑", "细黑", "楷体", "仿宋"};
  for (unsigned i = 0; i < G_N_ELEMENTS(ROLES); i++) {
    const Face *face = role_face(set, ROLES[i]);
    hb_codepoint_t glyph;
    assert_true(hb_font_get_nominal_glyph(face->unit, 0x62A5, &glyph));
    assert_int_equal(font_embedding(face), 0);
  }
  assert_int_equal(font_role_lookup(set, "没有"), -1);
  assert_null(font_role_names(set)[font_set_roles(set)]);
  assert_true(font_set_role(set, 0).n_faces >= 1);
  font_set_free(set);
  diag_list_free(diags);
}

/* FAMILY is one of the names the file itself gives the face: family, or typographic family. (Of Fandol's two,
   "FandolFang R" and "FandolFang", FreeType tells the other one than the catalogue has.) */
static bool is_family(FT_Face judge, const char *family)
{
  bool found = false;
  for (FT_UInt i = 0; !found && i < FT_Get_Sfnt_Name_Count(judge); i++) {
    FT_SfntName name;
    if (FT_Get_Sfnt_Name(judge, i, &name) || name.platform_id != TT_PLATFORM_MICROSOFT ||
        (name.name_id != TT_NAME_ID_FONT_FAMILY && name.name_id != TT_NAME_ID_TYPOGRAPHIC_FAMILY))
      continue;
    char *text = g_convert((const char *)name.string, name.string_len, "UTF-8", "UTF-16BE", NULL, NULL, NULL);
    found = text && strcmp(text, family) == 0;
    g_free(text);
  }
  return found;
}

/* Every installed face of the shipped catalogue, against FreeType. */
static void faces_are_what_freetype_says(void **state)
{
  DiagList *diags = diag_list_new(LANG_EN);
  FontSet *set = font_set_open(SHIPPED, diags);
  FT_Library library;
  assert_int_equal(FT_Init_FreeType(&library), 0);
  unsigned seen = 0;
  for (unsigned i = 0; i < set->n_slots; i++) {
    const Face *face = set->slots[i].path ? slot_face(set, i) : NULL;
    if (!face)
      continue;
    FT_Face judge;
    assert_int_equal(FT_New_Face(library, face->path, (FT_Long)face->index, &judge), 0);
    FT_Bool cid = 0;
    FT_Get_CID_Is_Internally_CID_Keyed(judge, &cid);
    assert_int_equal(face->kind == FACE_CFF_CID, cid);
    assert_int_equal(face->fs_type, FT_Get_FSType_Flags(judge));
    assert_int_equal(face->upem, judge->units_per_EM);
    assert_string_equal(face->ps_name, FT_Get_Postscript_Name(judge));
    assert_true(is_family(judge, face->family));
    const TT_OS2 *os2 = FT_Get_Sfnt_Table(judge, FT_SFNT_OS2);
    assert_int_equal(face->weight, os2->usWeightClass);
    for (uint32_t code = 0x20; code < 0x30000; code += 37) {
      hb_codepoint_t glyph = 0;
      hb_font_get_nominal_glyph(face->unit, code, &glyph);
      assert_int_equal(glyph, FT_Get_Char_Index(judge, code));
    }
    FT_Done_Face(judge);
    seen++;
  }
  assert_true(seen >= 10);
  FT_Done_FreeType(library);
  font_set_free(set);
  diag_list_free(diags);
}

/* Name-keyed CFF must not be taken for CID-keyed: its text would come out blank in the PDF. */
static void cff_kinds_are_told_apart(void **state)
{
  const char *dir = "/usr/share/fonts/opentype/urw-base35";
  GDir *files = g_dir_open(dir, 0, NULL);
  if (!files)
    skip();
  FT_Library library;
  FT_Init_FreeType(&library);
  const char *name;
  while ((name = g_dir_read_name(files))) {
    char *path = g_build_filename(dir, name, NULL);
    FT_Face judge;
    if (!g_str_has_suffix(name, ".otf") || FT_New_Face(library, path, 0, &judge)) {
      g_free(path);
      continue;
    }
    FT_Bool cid = 0;
    FT_Get_CID_Is_Internally_CID_Keyed(judge, &cid);
    hb_blob_t *blob = hb_blob_create_from_file(path);
    hb_face_t *face = hb_face_create(blob, 0);
    assert_int_equal(cff_kind(face), cid ? FACE_CFF_CID : FACE_CFF_NAMED);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    FT_Done_Face(judge);
    g_free(path);
  }
  g_dir_close(files);
  FT_Done_FreeType(library);
}

/* Cut and spoiled CFF tables: any answer, no reading past the end (run under ASan). */
static void damaged_cff_is_survived(void **state)
{
  GRand *random = g_rand_new_with_seed(5);
  for (unsigned i = 0; i < 20000; i++) {
    unsigned size = (unsigned)g_rand_int_range(random, 28 + 16, 120);
    uint8_t *bytes = g_malloc(size);
    for (unsigned k = 0; k < size; k++)
      bytes[k] = (uint8_t)g_rand_int_range(random, 0, k % 3 ? 6 : 256);
    static const uint8_t HEAD[28] = {'O', 'T', 'T', 'O', 0, 1, 0, 16, 0, 0, 0, 0,
                                     'C', 'F', 'F', ' ', 0, 0, 0, 0,  0, 0, 0, 28};
    memcpy(bytes, HEAD, 28);
    bytes[27] = (uint8_t)(size - 28); /* length, after the offset at 20 */
    hb_blob_t *blob = hb_blob_create((char *)bytes, size, HB_MEMORY_MODE_READONLY, bytes, g_free);
    hb_face_t *face = hb_face_create(blob, 0);
    FaceKind kind = cff_kind(face);
    assert_in_range(kind, FACE_CFF_CID, FACE_TRUETYPE);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
  }
  g_rand_free(random);
}

static void assert_refused(const char *text, DiagCode code, int line)
{
  Opened opened = open_text(text);
  assert_null(opened.set);
  assert_int_equal(diag_worst(opened.diags), DIAG_FATAL);
  const Diag *last = diag_at(opened.diags, diag_count(opened.diags) - 1);
  assert_int_equal(last->code, code);
  if (line)
    assert_int_equal(last->place.line, line);
  close_opened(&opened);
}

static void bad_catalogues_are_refused(void **state)
{
  assert_refused("", DIAG_FONT_CATALOGUE, 0);
  assert_refused("faces: [", DIAG_FONT_CATALOGUE, 0);
  assert_refused("- 1\n", DIAG_FONT_CATALOGUE, 0);
  assert_refused("faces: {a: {family: A, file: b}}\n", DIAG_FONT_CATALOGUE, 0);
  assert_refused("faces:\n  a: {family: A}\nroles:\n  r: {faces: [a]}\n", DIAG_FONT_CATALOGUE, 2);
  assert_refused("faces:\n  a: {family: A, file: b}\nroles:\n  r: {faces: [a,\n    q]}\n", DIAG_FONT_CATALOGUE, 5);
  assert_refused("faces:\n  a: {family: A, file: b}\nroles:\n  r: {faces: []}\n", DIAG_FONT_CATALOGUE, 4);
  assert_refused("faces:\n  a: {family: A, file: b}\nroles:\n  r: {faces: [a], fallback: f}\n", DIAG_FONT_CATALOGUE, 4);
  assert_refused("faces:\n  a: &a {family: A, file: b}\n  b: *a\nroles:\n  r: {faces: [a]}\n", DIAG_FONT_CATALOGUE, 3);
  assert_refused("faces:\n  a: {family: A, file: nowhere.ttf, package: p}\nroles:\n  r: {faces: [a]}\n",
                 DIAG_FONT_ROLE_EMPTY, 0);
  DiagList *diags = diag_list_new(LANG_ZH);
  assert_null(font_set_open("/nonexistent/catalog.yaml", diags));
  assert_int_equal(diag_at(diags, 0)->code, DIAG_FILE_UNREADABLE);
  diag_list_free(diags);
}

/* A damaged file is told and passed over; alone it leaves the role empty. */
static void damaged_fonts_are_passed_over(void **state)
{
  static const struct {
    const char *bytes;
    gssize length;
  } JUNK[] = {{"junk", 4}, {"", 0}, {"OTTO\0\x01\0\0\0\0\0\0", 12}, {"ttcf\0\1\0\0\xff\xff\xff\xff", 12}};
  for (unsigned i = 0; i < G_N_ELEMENTS(JUNK); i++) {
    char *dir = g_dir_make_tmp("tekan-junk-XXXXXX", NULL);
    char *path = write_file(dir, "junk.ttf", JUNK[i].bytes, JUNK[i].length);
    char *text = g_strdup_printf(
        FACE_LINES "  junk: {family: Junk, file: %s, package: p}\nroles:\n  r: {faces: [junk, song]}\n", path);
    Opened opened = open_text(text);
    assert_non_null(opened.set);
    assert_int_equal(diag_at(opened.diags, 0)->code, DIAG_FONT_DAMAGED);
    assert_string_equal(role_face(opened.set, "r")->family, "Noto Serif CJK SC");
    close_opened(&opened);
    g_free(text);
    text =
        g_strdup_printf("faces:\n  junk: {family: Junk, file: %s, package: p}\nroles:\n  r: {faces: [junk]}\n", path);
    assert_refused(text, DIAG_FONT_ROLE_EMPTY, 0);
    g_free(text);
    g_unlink(path);
    g_rmdir(dir);
    g_free(path);
    g_free(dir);
  }
}

/* The shipped catalogue with bytes spoiled: opened or refused with a reason, never anything else. */
static void spoiled_catalogues_are_survived(void **state)
{
  char *text;
  gsize length;
  assert_true(g_file_get_contents(SHIPPED, &text, &length, NULL));
  GRand *random = g_rand_new_with_seed(3);
  unsigned refused = 0;
  for (unsigned i = 0; i < 300; i++) {
    char *spoiled = g_strndup(text, i % 10 ? length : (gsize)g_rand_int_range(random, 0, (gint32)length));
    size_t left = strlen(spoiled);
    for (int k = g_rand_int_range(random, 1, 8); left && k > 0; k--)
      spoiled[g_rand_int_range(random, 0, (gint32)left)] = "\n :[]{},&*-#|\"\t\xff"[g_rand_int_range(random, 0, 17)];
    Opened opened = open_text(spoiled);
    if (!opened.set) {
      assert_int_equal(diag_worst(opened.diags), DIAG_FATAL);
      refused++;
    }
    close_opened(&opened);
    g_free(spoiled);
  }
  assert_true(refused > 50 && refused < 300);
  g_rand_free(random);
  g_free(text);
}

static void characters_find_their_faces(void **state)
{
  DiagList *diags = diag_list_new(LANG_EN);
  FontSet *set = font_set_open(SHIPPED, diags);
  unsigned song = (unsigned)font_role_lookup(set, "书宋"), kai = (unsigned)font_role_lookup(set, "楷体");
  /* 㛃 䶮 𬭚 of 通用规范汉字表, in 宋 and in 楷; 𫀚 of extension C: only 花园明朝 has it, a 宋
   * like.
   */
  static const uint32_t RARE[] = {0x36C3, 0x4DAE, 0x2CB5A, 0x2B01A};
  for (unsigned i = 0; i < G_N_ELEMENTS(RARE); i++) {
    hb_codepoint_t glyph, again;
    const Face *face = font_face_for(set, song, false, RARE[i], 0, &glyph);
    assert_non_null(face);
    assert_true(glyph > 0);
    assert_ptr_equal(font_face_for(set, song, false, RARE[i], 0, &again), face);
    assert_int_equal(glyph, again);
    assert_non_null(font_face_for(set, kai, false, RARE[i], 0, NULL));
  }
  assert_string_equal(font_face_for(set, song, false, 0x2B01A, 0, NULL)->family, "HanaMinB");
  assert_string_equal(font_face_for(set, kai, false, 0x4E2D, 0, NULL)->family, "LXGW WenKai");
  hb_codepoint_t glyph = 7;
  assert_null(font_face_for(set, song, false, 0xE123, 0, &glyph)); /* private use */
  assert_int_equal(glyph, 0);
  assert_null(font_face_for(set, song, false, 0x110000, 0, NULL));
  assert_null(font_face_for(set, 99999, false, 'a', 0, NULL));
  assert_string_equal(font_package_for(0x2B01A), "fonts-hanazono");
  assert_string_equal(font_package_for(0x4E2D), "fonts-noto-cjk");
  font_set_free(set);
  diag_list_free(diags);
}

/* 葛 U+845B with VS17 and VS18 are two forms; a selector no face knows leaves the character. */
static void selectors_choose_forms(void **state)
{
  Opened opened = open_text("faces:\n  jp: {family: Noto Serif CJK JP, file: opentype/noto/NotoSerifCJK-Regular.ttc, "
                            "package: p}\nroles:\n  r: {faces: [jp]}\n");
  hb_codepoint_t first, second, plain, unknown;
  assert_non_null(font_face_for(opened.set, 0, false, 0x845B, 0xE0100, &first));
  assert_non_null(font_face_for(opened.set, 0, false, 0x845B, 0xE0101, &second));
  assert_non_null(font_face_for(opened.set, 0, false, 0x845B, 0, &plain));
  assert_non_null(font_face_for(opened.set, 0, false, 0x845B, 0xE01EF, &unknown));
  assert_int_not_equal(first, second);
  assert_int_equal(plain, unknown);
  close_opened(&opened);
}

/* 骨: the collection's faces differ in it, so the face must be found by name. */
static void regions_of_a_collection_differ(void **state)
{
  Opened opened =
      open_text(FACE_LINES "  jp: {family: Noto Serif CJK JP, file: opentype/noto/NotoSerifCJK-Regular.ttc, "
                           "package: p}\nroles:\n  sc: {faces: [song]}\n  jp: {faces: [jp]}\n");
  hb_codepoint_t sc, jp;
  font_face_for(opened.set, 0, false, 0x9AA8, 0, &sc);
  font_face_for(opened.set, 1, false, 0x9AA8, 0, &jp);
  assert_int_not_equal(sc, jp);
  close_opened(&opened);
}

static void latin_comes_first_where_asked(void **state)
{
  Opened opened = open_text(FACE_LINES "roles:\n  r: {faces: [song], latin: [dejavu]}\n");
  assert_string_equal(font_face_for(opened.set, 0, true, 'a', 0, NULL)->family, "DejaVu Sans");
  assert_string_equal(font_face_for(opened.set, 0, false, 'a', 0, NULL)->family, "Noto Serif CJK SC");
  assert_string_equal(font_face_for(opened.set, 0, true, 0x4E2D, 0, NULL)->family, "Noto Serif CJK SC");
  assert_string_equal(font_role_face(opened.set, 0, true)->family, "DejaVu Sans");
  close_opened(&opened);
}

static gpointer ask_everything(gpointer data)
{
  const FontSet *set = data;
  guint64 sum = 0;
  for (uint32_t code = 0x20; code < 0x2A000; code += 3) {
    hb_codepoint_t glyph;
    const Face *face = font_face_for(set, code % font_set_roles(set), code & 1, code, 0, &glyph);
    sum = sum * 31 + (face ? face->id * 65537U + glyph : 1);
    if (face && code % 64 == 0)
      sum += (guint64)font_mark_body(set, face, glyph, 1, code & 128).dx;
  }
  return g_memdup2(&sum, sizeof sum);
}

static void threads_hear_the_same(void **state)
{
  DiagList *diags = diag_list_new(LANG_EN);
  FontSet *set = font_set_open(SHIPPED, diags);
  GThread *threads[6];
  guint64 *sums[6];
  for (unsigned i = 0; i < 6; i++)
    threads[i] = g_thread_new(NULL, ask_everything, set);
  for (unsigned i = 0; i < 6; i++)
    sums[i] = g_thread_join(threads[i]);
  for (unsigned i = 0; i < 6; i++) {
    assert_true(*sums[i] == *sums[0]);
    if (i)
      g_free(sums[i]);
  }
  g_free(sums[0]);
  font_set_free(set);
  diag_list_free(diags);
}

/* GB/T 2312 has 3755 and 3008 Han: a Latin font misses all of them, Noto none. */
static void coverage_counts_the_national_sets(void **state)
{
  Opened opened = open_text(FACE_LINES "roles:\n  a: {faces: [song, ukai]}\n  b: {faces: [dejavu, fang]}\n");
  Arena *arena = arena_new();
  unsigned n;
  FontRow *rows = font_set_rows(arena, opened.set, true, &n);
  FontCoverage coverage = font_role_coverage(opened.set, 0);
  assert_int_equal(coverage.level1, 27584); /* GB 18030—2022's own count */
  assert_true(coverage.level1_missing < coverage.level1 && coverage.beyond > 60000);
  assert_int_equal(coverage.level2, 196);
  assert_true(coverage.level2_missing <= coverage.level2);
  assert_int_equal(n, 4);
  assert_int_equal(rows[0].gb_level1_missing + rows[0].gb_level2_missing + rows[0].gb18030_missing, 0);
  assert_true(rows[1].gb18030_missing > 0);
  assert_int_equal(rows[2].gb_level1_missing, 3755);
  assert_int_equal(rows[2].gb_level2_missing, 3008);
  assert_true(rows[2].gb18030_missing >= 20902 && rows[2].gb18030_missing < 21100);
  assert_true(rows[0].installed);
  assert_string_equal(rows[3].role, "b");
  arena_free(arena);
  close_opened(&opened);
}

static void embedding_rights_follow_fstype(void **state)
{
  static const struct {
    unsigned type;
    int rights;
  } ROWS[] = {{0, 0}, {2, 2}, {4, 0}, {8, 0}, {0x100, 1}, {0x104, 1}, {0x200, 2}, {6, 0}};
  for (unsigned i = 0; i < G_N_ELEMENTS(ROWS); i++)
    assert_int_equal(font_embedding(&(Face){.fs_type = ROWS[i].type}), ROWS[i].rights);
}

static void fingerprints_are_the_files(void **state)
{
  Opened opened = open_text(FACE_LINES "roles:\n  r: {faces: [dejavu]}\n");
  char *sum = font_face_sha256(font_role_face(opened.set, 0, false)), *out;
  char *command = g_strdup_printf("sha256sum %s", font_role_face(opened.set, 0, false)->path);
  assert_true(g_spawn_command_line_sync(command, &out, NULL, NULL, NULL));
  assert_true(g_str_has_prefix(out, sum) && strlen(sum) == 64);
  g_free(out);
  g_free(command);
  g_free(sum);
  close_opened(&opened);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_shipped_role_has_a_face),
      cmocka_unit_test(faces_are_what_freetype_says),
      cmocka_unit_test(cff_kinds_are_told_apart),
      cmocka_unit_test(damaged_cff_is_survived),
      cmocka_unit_test(bad_catalogues_are_refused),
      cmocka_unit_test(damaged_fonts_are_passed_over),
      cmocka_unit_test(spoiled_catalogues_are_survived),
      cmocka_unit_test(characters_find_their_faces),
      cmocka_unit_test(selectors_choose_forms),
      cmocka_unit_test(regions_of_a_collection_differ),
      cmocka_unit_test(latin_comes_first_where_asked),
      cmocka_unit_test(threads_hear_the_same),
      cmocka_unit_test(coverage_counts_the_national_sets),
      cmocka_unit_test(embedding_rights_follow_fstype),
      cmocka_unit_test(fingerprints_are_the_files),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
