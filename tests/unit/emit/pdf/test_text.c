/* Text: the codes it is written in, where its glyphs stand, what readers get back, what is embedded. Held against
   libqpdf's reading, poppler's text, MuPDF's places of glyphs and FreeType's outlines. */
#include "written.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#define BLACK                                                                                                          \
  {                                                                                                                    \
    .k = 10000, .tint = 10000                                                                                          \
  }

/* A line of TEXT, a glyph a character, 12 pt, from 20, 50 on, ADVANCE apart (0: as wide as they are). */
typedef struct {
  DrawGlyph glyphs[16];
  DrawLook look;
  DrawRun run;
  DrawItem item;
} Line;

static void lay_line(World *world, const char *role, const char *text, Mpt advance, bool vertical, Line *line)
{
  *line = (Line){.look = {.size = 12000, .ink = BLACK, .x_scale = 1000, .vertical = vertical}};
  Mpt x = 20000, y = 50000;
  for (const char *at = text; *at; at = g_utf8_next_char(at)) {
    hb_codepoint_t gid;
    line->look.face = face_with(world, role, g_utf8_get_char(at), &gid);
    line->glyphs[line->run.n++] =
        (DrawGlyph){gid, x, y, (uint32_t)(at - text), (uint32_t)(g_utf8_next_char(at) - text)};
    Mpt step =
        advance ? advance : (Mpt)((int64_t)hb_font_get_glyph_h_advance(line->look.face->unit, gid) * 12000 / 1000000);
    if (vertical)
      y += step;
    else
      x += step;
  }
  line->run.look = &line->look;
  line->run.glyphs = line->glyphs;
  line->item = (DrawItem){.kind = DRAW_TEXT, .text = {.text = text, .runs = &line->run, .n_runs = 1}};
}

static char *text_of(World *world)
{
  return ASK(world, "pdftotext", "-raw", world->path, "-");
}

static void assert_reads(World *world, const char *wanted)
{
  char *text = text_of(world);
  g_strchomp(text);
  assert_string_equal(text, wanted);
  g_free(text);
}

/* The ToUnicode map of the page's first font, unpacked; g_free. */
static char *unicode_map(World *world)
{
  return stream_of(world, find(world, page_of(world, 0), "/Resources/Font/F1/ToUnicode"), NULL);
}

static void set_solid(void **state)
{
  World *world = *state;
  Line line;
  lay_line(world, "报宋", "春到雁门", 0, false, &line);
  write_items(world, &line.item, 1);
  assert_reads(world, "春到雁门");
  char *shown =
      g_strdup_printf("BT\n/GS1 gs\n0 0 0 1 k\n/F1 12 Tf\n1 0 0 1 28.504 158.504 Tm\n[<%04X%04X%04X%04X>]TJ\nET\n",
                      line.glyphs[0].gid, line.glyphs[1].gid, line.glyphs[2].gid, line.glyphs[3].gid);
  char *content = content_of(world, 0);
  char **states = g_regex_split_simple("/\\w+ gs\n", content, 0, 0),
       **wanted = g_regex_split_simple("/\\w+ gs\n", shown, 0, 0);
  assert_string_equal(states[0], wanted[0]);
  assert_true(g_str_has_prefix(states[1], wanted[1]));
  g_strfreev(states);
  g_strfreev(wanted);
  g_free(content);
  g_free(shown);
}

/* However little room its glyphs are kept in. */
static void level_glyphs(void **state)
{
  World *world = *state;
  Line line;
  LevelGlyph level[4];
  lay_line(world, "报宋", "春到雁门", 13000, false, &line);
  write_items(world, &line.item, 1);
  char *apart = content_of(world, 0);
  for (unsigned i = 0; i < 4; i++)
    level[i] = (LevelGlyph){line.glyphs[i].x, (uint16_t)line.glyphs[i].gid, (uint16_t)line.glyphs[i].start,
                            (uint16_t)line.glyphs[i].end};
  line.run.level = level;
  line.run.y = line.glyphs[0].y;
  line.run.glyphs = NULL;
  memset(line.glyphs, 0, sizeof line.glyphs);
  write_items(world, &line.item, 1);
  char *together = content_of(world, 0);
  assert_string_equal(apart, together);
  g_free(apart);
  g_free(together);
}

/* 9.4.4: what is farther than a glyph's width is a negative adjustment, in thousandths of an em. */
static void spaced(void **state)
{
  World *world = *state;
  Line line;
  lay_line(world, "报宋", "春到", 15000, false, &line); /* 12 and 3 more: 250 */
  write_items(world, &line.item, 1);
  char *shown = g_strdup_printf("[<%04X>-250 <%04X>]TJ", line.glyphs[0].gid, line.glyphs[1].gid);
  assert_draws(world, shown, true);
  assert_draws(world, "/Span <</ActualText <FEFF66255230>>> BDC\nBT\n", true); /* 14.9.4: readers get it whole */
  assert_reads(world, "春到");
  g_free(shown);
  lay_line(world, "报宋", "春到", 12900, false, &line); /* 75: no reader takes that for a space */
  write_items(world, &line.item, 1);
  assert_draws(world, ">-75 <", true);
  assert_draws(world, "ActualText", false);
}

static void pulled_together(void **state)
{
  World *world = *state;
  Line line;
  lay_line(world, "报宋", "，“春", 6000, false, &line);
  write_items(world, &line.item, 1);
  assert_draws(world, ">500 <", true);
  assert_draws(world, "ActualText", true);
  assert_reads(world, "，“春");
}

/* The places MuPDF finds the glyphs at: to a hundredth of a point after many that are not whole. */
static void places_do_not_add_up(void **state)
{
  World *world = *state;
  Line line;
  lay_line(world, "报宋", "春到雁门关外风光好百姓乐", 12345, false, &line);
  write_items(world, &line.item, 1);
  char *found = ASK(world, "mutool", "draw", "-q", "-F", "stext", world->path, "1");
  char *at = found;
  for (unsigned i = 0; i < line.run.n; i++) {
    at = strstr(at, "<char quad=\"");
    assert_non_null(at);
    double x = g_ascii_strtod(at + strlen("<char quad=\""), &at);
    assert_float_equal((float)x, (float)((line.glyphs[i].x + 8504) / 1000.0), 0.02);
  }
  g_free(found);
}

/* 9.7.4.3: written downwards from each glyph's own origin, in the middle of its head; no fall-back to horizontal. */
static void vertical(void **state)
{
  World *world = *state;
  Line line;
  lay_line(world, "报宋", "春到雁", 12000, true, &line);
  write_items(world, &line.item, 1);
  assert_at(world, page_of(world, 0), "/Resources/Font/F1/Encoding", "/Identity-V");
  assert_at(world, page_of(world, 0), "/Resources/Font/F1/DescendantFonts/0/DW2", "[ 880 -1000 ]");
  assert_draws(world, "1 0 0 1 34.504 169.064 Tm\n", true); /* 20 + 8.504 + 12 / 2; 208.504 − 50 + 0.88 × 12 */
  char *shown = g_strdup_printf("[<%04X%04X%04X>]TJ", line.glyphs[0].gid, line.glyphs[1].gid, line.glyphs[2].gid);
  assert_draws(world, shown, true);
  g_free(shown);
  lay_line(world, "报宋", "春到雁", 15000, true, &line);
  write_items(world, &line.item, 1);
  assert_draws(world, ">250 <", true); /* downwards is less: w1 is −1000, and what is taken away adds to it (9.4.4) */
}

static void both_ways_share_a_program(void **state)
{
  World *world = *state;
  Line across, down;
  lay_line(world, "报宋", "春到", 0, false, &across);
  lay_line(world, "报宋", "雁门", 12000, true, &down);
  const DrawItem items[] = {across.item, down.item};
  write_items(world, items, 2);
  qpdf_oh fonts = find(world, page_of(world, 0), "/Resources/Font");
  assert_int_equal(qpdf_oh_get_object_id(world->pdf, find(world, fonts, "/F1/DescendantFonts/0")),
                   qpdf_oh_get_object_id(world->pdf, find(world, fonts, "/F2/DescendantFonts/0")));
  assert_at(world, fonts, "/F1/Encoding", "/Identity-H");
  assert_at(world, fonts, "/F2/Encoding", "/Identity-V");
}

static void turned_and_condensed(void **state)
{
  World *world = *state;
  Line line;
  lay_line(world, "报宋", "AB", 0, false, &line);
  line.look.turn = 90;
  line.glyphs[1].x = line.glyphs[0].x;
  line.glyphs[1].y = line.glyphs[0].y + 9000;
  write_items(world, &line.item, 1);
  assert_draws(world, "0 -1 1 0 28.504 158.504 Tm\n", true);
  assert_draws(world, " Tz\n", false);
  lay_line(world, "报宋", "AB", 0, false, &line);
  line.look.x_scale = 800;
  write_items(world, &line.item, 1);
  assert_draws(world, "80 Tz\n", true);
  assert_draws(world, "]TJ\n100 Tz\nET", true);
  assert_draws(world, "ActualText", true);
}

/* A line that leaves its baseline goes on in another array. */
static void raised_glyphs(void **state)
{
  World *world = *state;
  Line line;
  lay_line(world, "报宋", "春到", 0, false, &line);
  line.glyphs[1].y -= 3000;
  write_items(world, &line.item, 1);
  char *shown =
      g_strdup_printf("[<%04X>]TJ\n1 0 0 1 40.504 161.504 Tm\n[<%04X>]TJ\n", line.glyphs[0].gid, line.glyphs[1].gid);
  assert_draws(world, shown, true);
  g_free(shown);
}

/* A font and its size hold from line to line, and through pictures and rules between them. */
static void fonts_are_said_once(void **state)
{
  World *world = *state;
  Line lines[4];
  DrawItem items[4];
  for (unsigned i = 0; i < 4; i++) {
    lay_line(world, "报宋", "春到", 0, false, &lines[i]);
    lines[i].look.size = i == 2 ? 9000 : 12000;
    for (unsigned g = 0; g < 2; g++)
      lines[i].glyphs[g].y += (Mpt)i * 20000;
    items[i] = lines[i].item;
  }
  write_items(world, items, 4);
  char *content = content_of(world, 0), **parts = g_strsplit(content, " Tf\n", -1);
  assert_int_equal(g_strv_length(parts) - 1, 3);
  assert_draws(world, "ET\nBT\n1 0 0 1 28.504 138.504 Tm\n", true);
  assert_reads(world, "春到\n春到\n春到\n春到");
  g_strfreev(parts);
  g_free(content);
}

/* --- what readers get -------------------------------------------------------------------------------- */

/* A ligature stands for all its letters; the next of its cluster for none. */
static void ligatures(void **state)
{
  World *world = *state;
  Line line;
  lay_line(world, "报宋", "Xo", 0, false, &line);
  line.item.text.text = "fio";
  line.glyphs[0].end = 2;
  line.glyphs[1].start = 2;
  line.glyphs[1].end = 3;
  write_items(world, &line.item, 1);
  char *map = unicode_map(world), *wanted = g_strdup_printf("<%04X> <00660069>\n", line.glyphs[0].gid);
  assert_non_null(strstr(map, wanted));
  assert_draws(world, "ActualText", false); /* the font's map says it all */
  assert_reads(world, "fio");
  g_free(wanted);
  g_free(map);
}

static void beyond_the_basic_plane(void **state)
{
  World *world = *state;
  Line line;
  lay_line(world, "报宋", "\U00020BB7", 0, false, &line);
  write_items(world, &line.item, 1);
  char *map = unicode_map(world);
  assert_non_null(strstr(map, " <D842DFB7>\n"));
  assert_reads(world, "\U00020BB7");
  g_free(map);
}

/* One glyph for two characters (a hyphen and its look-alike): the second is told beside it. */
static void a_glyph_with_two_meanings(void **state)
{
  World *world = *state;
  Line first, second;
  lay_line(world, "报宋", "A", 0, false, &first);
  lay_line(world, "报宋", "A", 0, false, &second);
  second.item.text.text = "B";
  second.glyphs[0].y = 90000;
  const DrawItem items[] = {first.item, second.item};
  write_items(world, items, 2);
  assert_draws(world, "/Span <</ActualText <FEFF0042>>> BDC", true);
  assert_draws(world, "FEFF0041", false);
  assert_reads(world, "A\nB");
}

/* --- what is embedded ----------------------------------------------------------------------------------- */

static FT_Face open_program(FT_Library library, World *world, const char *key, char **bytes)
{
  FT_Face face;
  size_t length;
  char *path = g_strconcat("/Resources/Font/F1/DescendantFonts/0/FontDescriptor/", key, NULL);
  *bytes = stream_of(world, find(world, page_of(world, 0), path), &length);
  assert_int_equal(FT_New_Memory_Face(library, (const FT_Byte *)*bytes, (FT_Long)length, 0, &face), 0);
  g_free(path);
  return face;
}

static FT_BBox outline_box(FT_Face face, FT_UInt gid)
{
  FT_BBox box;
  assert_int_equal(FT_Load_Glyph(face, gid, FT_LOAD_NO_SCALE), 0);
  FT_Outline_Get_CBox(&face->glyph->outline, &box);
  return box;
}

/* The glyph in the subset is the original's, by the way its code leads there. */
static void assert_same_outline(World *world, const char *role, const char *text, const char *key)
{
  Line line;
  lay_line(world, role, text, 0, false, &line);
  write_items(world, &line.item, 1);
  FT_Library library;
  FT_Face original, program;
  char *bytes, *map = NULL;
  size_t map_length = 0;
  const Face *face = line.look.face;
  FT_Init_FreeType(&library);
  assert_int_equal(FT_New_Face(library, face->path, (FT_Long)face->index, &original), 0);
  program = open_program(library, world, key, &bytes);
  qpdf_oh cid_to_gid = find(world, page_of(world, 0), "/Resources/Font/F1/DescendantFonts/0/CIDToGIDMap");
  if (qpdf_oh_is_stream(world->pdf, cid_to_gid))
    map = stream_of(world, cid_to_gid, &map_length);
  for (unsigned i = 0; i < line.run.n; i++) {
    FT_UInt code = line.glyphs[i].gid, gid = code;
    if (map) {
      assert_true(2 * code + 1 < map_length);
      gid = (FT_UInt)((guint8)map[2 * code] << 8 | (guint8)map[2 * code + 1]);
    } /* of a bare CFF program FreeType asks by CID, which is what the text says */
    FT_BBox a = outline_box(original, line.glyphs[i].gid), b = outline_box(program, gid);
    assert_memory_equal(&a, &b, sizeof a);
  }
  FT_Done_Face(original);
  FT_Done_Face(program);
  FT_Done_FreeType(library);
  g_free(bytes);
  g_free(map);
}

static void programs_hold_the_glyphs(void **state)
{
  assert_same_outline(*state, "报宋", "春到雁门AB，", "FontFile3");
  assert_same_outline(*state, "楷体", "春到雁门AB，", "FontFile2");
}

static void programs_named_by_glyph(void **state)
{
  World *world = *state;
  hb_codepoint_t gid;
  if (face_with(world, "仿宋", 0x6625, &gid)->kind != FACE_CFF_NAMED)
    skip();
  assert_same_outline(world, "仿宋", "春到", "FontFile3");
}

/* An outside judge: kind, embedded, subset, with a map to Unicode. */
static void fonts_are_as_told(void **state)
{
  World *world = *state;
  Line cff, truetype;
  lay_line(world, "报宋", "春", 0, false, &cff);
  lay_line(world, "楷体", "到", 0, false, &truetype);
  const DrawItem items[] = {cff.item, truetype.item};
  GArray *rows = g_array_new(FALSE, FALSE, sizeof(PdfFont));
  PdfReport report = {.fonts = rows};
  world->page.items = items;
  world->page.n_items = 2;
  assert_true(pdf_write(&world->list, world->fonts, &world->options, &report, world->diags));
  read_back(world);
  char *fonts = ASK(world, "pdffonts", world->path);
  assert_true(
      g_regex_match_simple("[A-Z]{6}\\+NotoSerifCJKsc-Medium +CID Type 0C +Identity-H +yes yes yes", fonts, 0, 0));
  assert_true(
      g_regex_match_simple("[A-Z]{6}\\+LXGWWenKai-Regular +CID TrueType +Identity-H +yes yes yes", fonts, 0, 0));
  assert_int_equal(rows->len, 2);
  assert_int_equal(g_array_index(rows, PdfFont, 0).glyphs, 1);
  pdf_report_clear(&report);
  g_free(fonts);
}

/* Widths other than an em are told: an A's in thousandths of one. */
static void widths(void **state)
{
  World *world = *state;
  Line line;
  lay_line(world, "报宋", "春A", 0, false, &line);
  write_items(world, &line.item, 1);
  qpdf_oh cid = find(world, page_of(world, 0), "/Resources/Font/F1/DescendantFonts/0");
  int width = hb_font_get_glyph_h_advance(line.look.face->unit, line.glyphs[1].gid);
  assert_int_equal(width % 1000, 0);
  char *wanted = g_strdup_printf("[ %u [ %d ] ]", line.glyphs[1].gid, width / 1000);
  assert_at(world, cid, "/W", wanted);
  assert_at(world, cid, "/DW", "1000");
  assert_at(world, cid, "/DW2", "null");
  g_free(wanted);
}

/* 9.6.4: the tag goes with what is in the subset, so that files merged never mix programs. */
static void tags_go_with_the_glyphs(void **state)
{
  World *world = *state;
  char *names[3];
  static const char *const TEXTS[] = {"春到", "春到", "雁门"};
  for (unsigned i = 0; i < 3; i++) {
    Line line;
    lay_line(world, "报宋", TEXTS[i], 0, false, &line);
    write_items(world, &line.item, 1);
    qpdf_oh font = find(world, page_of(world, 0), "/Resources/Font/F1");
    names[i] = g_strdup(qpdf_oh_get_name(world->pdf, find(world, font, "/BaseFont")));
    assert_at(world, font, "/DescendantFonts/0/BaseFont", names[i]);
    assert_at(world, font, "/DescendantFonts/0/FontDescriptor/FontName", names[i]);
  }
  assert_string_equal(names[0], names[1]);
  assert_string_not_equal(names[0], names[2]);
  for (unsigned i = 0; i < 3; i++)
    g_free(names[i]);
}

/* fsType 2 forbids: no file; 0x100 lets no subset be made: all of it. */
static void rights(void **state)
{
  World *world = *state;
  Line line;
  lay_line(world, "楷体", "A", 0, false, &line);
  Face face = *line.look.face;
  line.look.face = &face;
  face.fs_type = 2;
  world->page.items = &line.item;
  world->page.n_items = 1;
  assert_false(pdf_write(&world->list, world->fonts, &world->options, NULL, world->diags));
  assert_int_equal(diag_at(world->diags, 0)->code, DIAG_FONT_RIGHTS);
  assert_false(g_file_test("page.pdf", G_FILE_TEST_EXISTS));
  face.fs_type = 0;
  write_list(world);
  gsize whole = 0, part = 0;
  g_free(stream_of(
      world, find(world, page_of(world, 0), "/Resources/Font/F1/DescendantFonts/0/FontDescriptor/FontFile2"), &part));
  face.fs_type = 0x100;
  write_list(world);
  g_free(stream_of(
      world, find(world, page_of(world, 0), "/Resources/Font/F1/DescendantFonts/0/FontDescriptor/FontFile2"), &whole));
  assert_true(whole > 100 * part);
}

static void a_broken_face_is_told(void **state)
{
  World *world = *state;
  Line line;
  lay_line(world, "报宋", "A", 0, false, &line);
  Face face = *line.look.face;
  face.hb = hb_face_get_empty();
  line.look.face = &face;
  world->page.items = &line.item;
  world->page.n_items = 1;
  assert_false(pdf_write(&world->list, world->fonts, &world->options, NULL, world->diags));
  assert_int_equal(diag_at(world->diags, 0)->code, DIAG_FONT_SUBSET);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      TEST(set_solid),
      TEST(level_glyphs),
      TEST(spaced),
      TEST(pulled_together),
      TEST(places_do_not_add_up),
      TEST(vertical),
      TEST(both_ways_share_a_program),
      TEST(turned_and_condensed),
      TEST(raised_glyphs),
      TEST(fonts_are_said_once),
      TEST(ligatures),
      TEST(beyond_the_basic_plane),
      TEST(a_glyph_with_two_meanings),
      TEST(programs_hold_the_glyphs),
      TEST(programs_named_by_glyph),
      TEST(fonts_are_as_told),
      TEST(widths),
      TEST(tags_go_with_the_glyphs),
      TEST(rights),
      TEST(a_broken_face_is_told),
  };
  return cmocka_run_group_tests(tests, world_open, world_close);
}
