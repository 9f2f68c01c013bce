/* The file as a whole: its version, boxes, metadata and identifier; what X-1a and X-4 ask; bookmarks, marks, the proof;
   and a disk that does not take it. */
#include "written.h"

#include <math.h>

#include "load/load.h"

static char *bytes_of(World *world, gsize *length)
{
  char *bytes;
  assert_true(g_file_get_contents(world->path, &bytes, length, NULL));
  return bytes;
}

static void assert_text(World *world, qpdf_oh dict, const char *key, const char *wanted)
{
  assert_string_equal(qpdf_oh_get_utf8_value(world->pdf, qpdf_oh_get_key(world->pdf, dict, key)), wanted);
}

static char *xmp_of(World *world)
{
  return stream_of(world, find(world, root_of(world), "/Metadata"), NULL);
}

static void assert_xmp(World *world, const char *property, bool wanted)
{
  char *xmp = xmp_of(world);
  if ((strstr(xmp, property) != NULL) != wanted)
    fail_msg("%s “%s” in %s", wanted ? "no" : "there is", property, xmp);
  g_free(xmp);
}

/* --- pages ------------------------------------------------------------------------------------------- */

/* 14.11.2: trim inside bleed inside media, in points. */
static void boxes(void **state)
{
  World *world = *state;
  write_list(world);
  char *box = ASK(world, "pdfinfo", "-box", world->path);
  assert_true(g_regex_match_simple("MediaBox: +0.00 +0.00 +217.01 +217.01", box, 0, 0));
  assert_true(g_regex_match_simple("BleedBox: +0.00 +0.00 +217.01 +217.01", box, 0, 0));
  assert_true(g_regex_match_simple("TrimBox: +8.50 +8.50 +208.50 +208.50", box, 0, 0));
  g_free(box);
  world->list.marks = MARK_CROP; /* 12 mm more around */
  write_list(world);
  box = ASK(world, "pdfinfo", "-box", world->path);
  assert_true(g_regex_match_simple("MediaBox: +0.00 +0.00 +285.04 +285.04", box, 0, 0));
  assert_true(g_regex_match_simple("BleedBox: +34.02 +34.02 +251.02 +251.02", box, 0, 0));
  assert_true(g_regex_match_simple("TrimBox: +42.52 +42.52 +242.52 +242.52", box, 0, 0));
  g_free(box);
}

static void one_page_or_all(void **state)
{
  World *world = *state;
  const DrawItem red = FILLED(.m = 10000, .y = 10000, .tint = 10000), blue = FILLED(.c = 10000, .tint = 10000);
  const DrawPage pages[] = {{.label = "1", .number = 1, .items = &red, .n_items = 1},
                            {.label = "2", .number = 2, .items = &blue, .n_items = 1}};
  world->list.pages = pages;
  world->list.n_pages = 2;
  write_list(world);
  assert_int_equal(qpdf_get_num_pages(world->pdf), 2);
  world->options.only_page = 2;
  write_list(world);
  assert_int_equal(qpdf_get_num_pages(world->pdf), 1);
  assert_draws(world, "1 0 0 0 k", true);
}

/* 12.3.3: a branch a page, its articles below; a page without one has none. */
static void bookmarks(void **state)
{
  World *world = *state;
  const Bookmark first[] = {{"第1版 要闻", 0, 0}, {"春到雁门", 1, 10000}, {"ASCII", 1, 50000}},
                 third[] = {{"第3版", 0, 0}};
  const DrawPage pages[] = {{.label = "1", .number = 1, .bookmarks = first, .n_bookmarks = 3},
                            {.label = "2", .number = 2},
                            {.label = "3", .number = 3, .bookmarks = third, .n_bookmarks = 1}};
  world->list.pages = pages;
  world->list.n_pages = 3;
  write_list(world);
  qpdf_oh outlines = find(world, root_of(world), "/Outlines");
  assert_at(world, outlines, "/Count", "2");
  assert_at(world, root_of(world), "/PageMode", "/UseOutlines");
  assert_text(world, find(world, outlines, "/First"), "/Title", "第1版 要闻");
  assert_at(world, outlines, "/First/Count", "2");
  assert_text(world, find(world, outlines, "/First/First"), "/Title", "春到雁门");
  assert_text(world, find(world, outlines, "/First/First/Next"), "/Title", "ASCII");
  assert_text(world, find(world, outlines, "/First/Last"), "/Title", "ASCII");
  assert_text(world, find(world, outlines, "/First/Next"), "/Title", "第3版");
  assert_text(world, find(world, outlines, "/Last/Prev"), "/Title", "第1版 要闻");
  assert_text(world, find(world, outlines, "/First/First/Parent"), "/Title", "第1版 要闻");
  assert_at(world, outlines, "/First/Next/First", "null");
  assert_int_equal(qpdf_oh_get_object_id(world->pdf, find(world, outlines, "/Last/Dest/0")),
                   qpdf_oh_get_object_id(world->pdf, page_of(world, 2)));
  assert_at(world, outlines, "/First/First/Dest/1", "/XYZ");
  assert_float_equal((float)qpdf_oh_get_numeric_value(world->pdf, find(world, outlines, "/First/First/Dest/3")),
                     198.504, 0.01); /* 10 pt down */
}

/* --- what a standard asks -------------------------------------------------------------------------------- */

static void x4(void **state)
{
  World *world = *state;
  write_list(world);
  gsize length;
  char *bytes = bytes_of(world, &length);
  assert_memory_equal(bytes, "%PDF-1.6\n", 9);
  g_free(bytes);
  qpdf_oh info = info_of(world);
  assert_at(world, info, "/GTS_PDFXVersion", "null");
  assert_at(world, info, "/Trapped", "/False");
  assert_text(world, info, "/Title", "样报 试机");
  assert_text(world, info, "/Author", "样报");
  assert_text(world, info, "/CreationDate", "D:20240327000000Z");
  assert_text(world, info, "/ModDate", "D:20240327000000Z");
  assert_xmp(world, "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>", true);
  assert_xmp(world, "<pdf:Trapped>False</pdf:Trapped>", true);
  assert_xmp(world, "xml:lang=\"x-default\">样报 试机</rdf:li>", true);
  assert_xmp(world, "<xmp:CreateDate>2024-03-27T00:00:00Z</xmp:CreateDate>", true);
  assert_xmp(world, "<xmp:ModifyDate>2024-03-27T00:00:00Z</xmp:ModifyDate>", true);
  assert_xmp(world, "<xmpMM:DocumentID>uuid:", true);
  assert_xmp(world, "<xmpMM:VersionID>1<", true);
  assert_xmp(world, "<xmpMM:RenditionClass>default<", true);
  char *creator = g_strdup_printf("<xmp:CreatorTool>%s</xmp:CreatorTool>",
                                  qpdf_oh_get_utf8_value(world->pdf, qpdf_oh_get_key(world->pdf, info, "/Creator")));
  assert_xmp(world, creator, true); /* in step with Info */
  g_free(creator);
}

static void x1a(void **state)
{
  World *world = *state;
  const Press press = {.standard = "PDF/X-1a:2003"};
  world->list.press = &press;
  write_list(world);
  gsize length;
  char *bytes = bytes_of(world, &length);
  assert_memory_equal(bytes, "%PDF-1.4\n", 9);
  g_free(bytes);
  assert_text(world, info_of(world), "/GTS_PDFXVersion", "PDF/X-1a:2003");
  assert_at(world, info_of(world), "/Trapped", "/False");
  assert_xmp(world, "GTS_PDFXVersion", false);
  char *info = ASK(world, "pdfinfo", world->path);
  assert_true(g_regex_match_simple("PDF subtype: +PDF/X-1a:2003", info, 0, 0));
  g_free(info);
}

/* One intent with the profile as it is. */
static void output_intent(void **state)
{
  World *world = *state;
  write_list(world);
  qpdf_oh intents = find(world, root_of(world), "/OutputIntents");
  assert_int_equal(qpdf_oh_get_array_n_items(world->pdf, intents), 1);
  assert_at(world, intents, "/0/S", "/GTS_PDFX");
  assert_at(world, intents, "/0/DestOutputProfile/N", "4");
  assert_text(world, find(world, intents, "/0"), "/OutputConditionIdentifier", image_colours_condition(world->colours));
  size_t length = 0;
  gsize wanted;
  char *profile = stream_of(world, find(world, intents, "/0/DestOutputProfile"), &length);
  const char *bytes = g_bytes_get_data(image_colours_profile(world->colours), &wanted);
  assert_int_equal(length, wanted);
  assert_memory_equal(profile, bytes, wanted);
  g_free(profile);
}

/* The proof says across the page that it is one, and claims nothing. */
static void proof(void **state)
{
  World *world = *state;
  world->options.watermark = "校样";
  world->options.watermark_face = face_with(world, "黑体", 0x6821, NULL);
  const DrawItem red = FILLED(.m = 10000, .tint = 10000);
  write_items(world, &red, 1);
  assert_at(world, root_of(world), "/OutputIntents", "null");
  assert_at(world, info_of(world), "/Trapped", "null");
  assert_xmp(world, "GTS_PDFXVersion", false);
  assert_xmp(world, "Trapped", false);
  char *text = ASK(world, "pdftotext", "-raw", world->path, "-");
  assert_true(strstr(text, "校") && strstr(text, "样")); /* aslant: a line each, to poppler */
  g_free(text);
  char *content = content_of(world, 0);
  assert_non_null(strstr(content, "0 0 0 0.09 k"));
  assert_true(strstr(content, "0 0 0 0.09 k") < strstr(content, "0 1 0 0 k")); /* under all else, and light */
  assert_non_null(strstr(content, "66.666 Tf 0.707 0.707 -0.707 0.707 "));
  g_free(content);
}

static void names_are_escaped_in_xmp(void **state)
{
  World *world = *state;
  world->list.title = "A & B <c>";
  write_list(world);
  assert_xmp(world, "A &amp; B &lt;c&gt;", true);
}

/* --- the same bytes ---------------------------------------------------------------------------------------- */

static char *id_of(World *world)
{
  return g_strdup(qpdf_oh_unparse(world->pdf, qpdf_oh_get_key(world->pdf, qpdf_get_trailer(world->pdf), "/ID")));
}

/* 14.4: from what the file holds, twice; another title is another file. */
static void identifier(void **state)
{
  World *world = *state;
  gsize lengths[2];
  char *files[2], *ids[3];
  for (unsigned i = 0; i < 2; i++) {
    write_list(world);
    files[i] = bytes_of(world, &lengths[i]);
    ids[i] = id_of(world);
  }
  assert_int_equal(lengths[0], lengths[1]);
  assert_memory_equal(files[0], files[1], lengths[0]);
  const DrawItem red = FILLED(.m = 10000, .tint = 10000);
  write_items(world, &red, 1);
  ids[2] = id_of(world);
  assert_string_not_equal(ids[0], ids[2]);
  assert_true(g_regex_match_simple("^\\[ <[0-9a-f]{32}> <[0-9a-f]{32}> \\]$", ids[2], 0, 0));
  for (unsigned i = 0; i < 3; i++)
    g_free(ids[i]);
  g_free(files[0]);
  g_free(files[1]);
}

/* reproducible-builds.org: SOURCE_DATE_EPOCH dates it, in UTC. What is no number of seconds does not. */
static void dates(void **state)
{
  World *world = *state;
  g_setenv("SOURCE_DATE_EPOCH", "1711504800", TRUE);
  write_list(world);
  assert_text(world, info_of(world), "/CreationDate", "D:20240327020000Z");
  assert_xmp(world, "<xmp:CreateDate>2024-03-27T02:00:00Z</xmp:CreateDate>", true);
  static const char *const ODD[] = {"", "soon", "17x", "-5", "+5", " 5", "1e9", "253402300800"};
  for (unsigned i = 0; i < G_N_ELEMENTS(ODD); i++) {
    g_setenv("SOURCE_DATE_EPOCH", ODD[i], TRUE);
    write_list(world);
    assert_text(world, info_of(world), "/CreationDate", "D:20240327000000Z");
  }
  g_unsetenv("SOURCE_DATE_EPOCH");
}

/* --- marks ------------------------------------------------------------------------------------------------- */

/* Where lines are drawn, in points from the trim's lower left: all outside bleed and trim. */
static void marks_stay_outside(void **state)
{
  World *world = *state;
  world->list.marks = MARK_CROP;
  write_list(world);
  char *content = content_of(world, 0);
  GRegex *line = g_regex_new("([-.0-9]+) ([-.0-9]+) m ([-.0-9]+) ([-.0-9]+) l S", 0, 0, NULL);
  GMatchInfo *match;
  unsigned n = 0;
  assert_non_null(strstr(content, "/S1 CS 1 SCN\n0.25 w"));
  assert_at(world, page_of(world, 0), "/Resources/ColorSpace/S1/1", "/All");
  for (g_regex_match(line, content, 0, &match); g_match_info_matches(match); g_match_info_next(match, NULL), n++) {
    double v[4];
    for (int i = 0; i < 4; i++) {
      char *text = g_match_info_fetch(match, i + 1);
      v[i] = g_ascii_strtod(text, NULL) - 42.52;
      g_free(text);
    }
    bool upright = v[0] == v[2];
    double from = upright ? fmin(v[1], v[3]) : fmin(v[0], v[2]), to = upright ? fmax(v[1], v[3]) : fmax(v[0], v[2]);
    assert_true(to < -8.5 || from > 208.5);               /* 3 mm off, past the bleed */
    assert_float_equal((float)(to - from), 14.173, 0.01); /* 5 mm long */
    double on = upright ? v[0] : v[1];
    assert_true(fabs(on) < 0.01 || fabs(on - 200) < 0.01); /* in line with the trim */
  }
  assert_int_equal(n, 8);
  g_match_info_free(match);
  g_regex_unref(line);
  g_free(content);
}

static void other_marks(void **state)
{
  World *world = *state;
  world->list.marks = MARK_COLOUR_BAR;
  write_list(world);
  assert_draws(world, "1 0 0 0 k\n", true);
  assert_draws(world, "0 0 0 0.4 k\n", true);
  assert_draws(world, "11.339 11.339 re f\n", true);
  world->list.marks = MARK_REGISTRATION;
  write_list(world);
  char *content = content_of(world, 0), **arcs = g_strsplit(content, " c\n", -1);
  assert_int_equal(g_strv_length(arcs), 17); /* four circles of four arcs */
  g_strfreev(arcs);
  g_free(content);
}

/* The slug says what the plate is: file, page, date, inks. */
static void slug(void **state)
{
  World *world = *state;
  hb_codepoint_t gid;
  const DrawLook look = {
      .face = face_with(world, "报宋", 'A', &gid), .size = 12000, .ink = {.k = 10000, .tint = 10000}, .x_scale = 1000};
  const DrawRun run = {.look = &look, .n = 1, .glyphs = &(DrawGlyph){gid, 20000, 50000, 0, 1}};
  const DrawItem item = {.kind = DRAW_TEXT, .text = {.text = "A", .runs = &run, .n_runs = 1}};
  const Ink gold = {.spot = "Gold", .tint = 10000};
  static const char *const MORE[] = {"Silver", NULL};
  world->list.marks = MARK_SLUG;
  world->list.inks = &gold;
  world->list.n_inks = 1;
  world->options.more_inks = MORE;
  write_items(world, &item, 1);
  char *text = ASK(world, "pdftotext", "-layout", world->path, "-");
  assert_true(g_regex_match_simple("sample.pdf +A1 +2024-03-27 +CMYK \\+ Gold \\+ Silver", text, 0, 0));
  g_free(text);
}

/* --- a disk that fails --------------------------------------------------------------------------------------- */

static void what_cannot_be_written_is_told(void **state)
{
  World *world = *state;
  world->options.target = (FileTarget){.path = "/nonexistent/page.pdf", .name = "page.pdf"};
  assert_false(pdf_write(&world->list, world->fonts, &world->options, NULL, world->diags));
  assert_int_equal(diag_at(world->diags, 0)->code, DIAG_OUTPUT_UNWRITABLE);
  assert_int_equal(diag_at(world->diags, 0)->severity, DIAG_MACHINE);
}

/* Sound for those who read strictly. */
static void others_find_nothing(void **state)
{
  World *world = *state;
  world->list.marks = MARK_CROP | MARK_REGISTRATION | MARK_COLOUR_BAR;
  const DrawItem red = FILLED(.m = 10000, .tint = 10000);
  write_items(world, &red, 1);
  char *said = ASK(world, "qpdf", "--check", world->path);
  assert_non_null(strstr(said, "No syntax or stream encoding errors found"));
  g_free(said);
  said = ASK(world, "gs", "-q", "-dNOPAUSE", "-dBATCH", "-dPDFSTOPONERROR", "-dPDFSTOPONWARNING", "-sDEVICE=nullpage",
             world->path);
  assert_string_equal(said, "");
  g_free(said);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      TEST(boxes),
      TEST(one_page_or_all),
      TEST(bookmarks),
      TEST(x4),
      TEST(x1a),
      TEST(output_intent),
      TEST(proof),
      TEST(names_are_escaped_in_xmp),
      TEST(identifier),
      TEST(dates),
      TEST(marks_stay_outside),
      TEST(other_marks),
      TEST(slug),
      TEST(what_cannot_be_written_is_told),
      TEST(others_find_nothing),
  };
  return cmocka_run_group_tests(tests, world_open, world_close);
}
