/* Pages on sheets, advertisements on pages, notes on copies: where each comes to lie, by the matrix it is drawn with,
   read back with libqpdf alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

#include <math.h>

#include <glib/gstdio.h>
#include <qpdf/qpdf-c.h>

#include "../../fuzz/pdf.h"
#include "impose/impose.h"

typedef struct {
  char *folder, *from, *to;
  DiagList *diags;
  qpdf_data pdf;
} World;

static int set_up(void **state)
{
  World *world = g_new0(World, 1);
  world->folder = g_dir_make_tmp("tekan-impose-XXXXXX", NULL);
  world->from = g_build_filename(world->folder, "from.pdf", NULL);
  world->to = g_build_filename(world->folder, "to.pdf", NULL);
  world->diags = diag_list_new(LANG_EN);
  *state = world;
  return 0;
}

static int tear_down(void **state)
{
  World *world = *state;
  if (world->pdf)
    qpdf_cleanup(&world->pdf);
  g_unlink(world->from);
  g_unlink(world->to);
  g_rmdir(world->folder);
  diag_list_free(world->diags);
  g_free(world->from);
  g_free(world->to);
  g_free(world->folder);
  g_free(world);
  return 0;
}

#define PAGE                                                                                                           \
  "/MediaBox [5 5 245 345] /BleedBox [16 16 234 334] /TrimBox [25 25 225 325]" /* 200 × 300, 20 around, 9 of bleed */

/* N pages of BOXES, each drawing its own number; MORE stands in the first page's dictionary, ROOT in the catalogue. */
static void write_pages(const char *path, unsigned n, const char *boxes, const char *more, const char *root)
{
  PdfText pdf = pdf_open("1.5");
  GString *kids = g_string_new(NULL);
  char *catalogue = g_strdup_printf("<< /Type /Catalog /Pages 2 0 R %s >>", root);
  pdf_object(&pdf, 1, catalogue);
  for (unsigned i = 0; i < n; i++)
    g_string_append_printf(kids, "%u 0 R ", 10 + 2 * i);
  char *pages = g_strdup_printf("<< /Type /Pages /Kids [%s] /Count %u >>", kids->str, n);
  pdf_object(&pdf, 2, pages);
  for (unsigned i = 0; i < n; i++) {
    char *page = g_strdup_printf("<< /Type /Page /Parent 2 0 R %s /Contents %u 0 R /Resources << >> %s >>", boxes,
                                 11 + 2 * i, i ? "" : more);
    char *content = g_strdup_printf("%% page %u", i + 1);
    pdf_object(&pdf, 10 + 2 * i, page);
    pdf_stream(&pdf, 11 + 2 * i, "", content, strlen(content));
    g_free(page);
    g_free(content);
  }
  char *trailer = g_strdup_printf("<< /Size %u /Root 1 0 R >>", pdf.n);
  GString *made = pdf_close(&pdf, trailer);
  assert_true(g_file_set_contents(path, made->str, (gssize)made->len, NULL));
  g_string_free(made, TRUE);
  g_string_free(kids, TRUE);
  g_free(trailer);
  g_free(pages);
  g_free(catalogue);
}

static void read_back(World *world, const char *path)
{
  if (world->pdf)
    qpdf_cleanup(&world->pdf);
  world->pdf = qpdf_init();
  assert_int_equal(qpdf_read(world->pdf, path, NULL), QPDF_SUCCESS);
}

static qpdf_oh key(World *world, qpdf_oh dict, const char *name)
{
  return qpdf_oh_get_key(world->pdf, qpdf_oh_is_stream(world->pdf, dict) ? qpdf_oh_get_dict(world->pdf, dict) : dict,
                         name);
}

static void assert_box(World *world, qpdf_oh page, const char *name, double x0, double y0, double x1, double y1)
{
  const double wanted[4] = {x0, y0, x1, y1};
  for (int i = 0; i < 4; i++)
    assert_float_equal(
        (float)qpdf_oh_get_numeric_value(world->pdf, qpdf_oh_get_array_item(world->pdf, key(world, page, name), i)),
        (float)wanted[i], 0.01);
}

static char *content_of(World *world, unsigned page)
{
  unsigned char *bytes = NULL;
  size_t length = 0;
  assert_int_equal(qpdf_oh_get_page_content_data(world->pdf, qpdf_get_page_n(world->pdf, page), &bytes, &length),
                   QPDF_SUCCESS);
  char *content = g_strndup((const char *)bytes, length);
  free(bytes);
  return content;
}

/* The numbers before OPERATOR, the last one before /NAME Do. */
static void numbers_before(const char *content, const char *name, const char *operator, unsigned n, double *numbers)
{
  char *call = g_strdup_printf("/%s Do", name), *mark = g_strdup_printf(" %s ", operator);
  const char *end = strstr(content, call), *at = NULL;
  assert_non_null(end);
  for (const char *next = content; (next = strstr(next, mark)) && next < end; next++)
    at = next;
  assert_non_null(at);
  for (unsigned i = n; i-- > 0;) {
    while (at > content && at[-1] == ' ')
      at--;
    while (at > content && at[-1] != ' ' && at[-1] != '\n')
      at--;
    numbers[i] = g_ascii_strtod(at, NULL);
  }
  g_free(call);
  g_free(mark);
}

/* Where X, Y of what is drawn under NAME comes to stand. */
static void assert_stands(World *world, unsigned page, const char *name, double x, double y, double px, double py)
{
  double m[6];
  char *content = content_of(world, page);
  numbers_before(content, name, "cm", 6, m);
  assert_float_equal((float)(m[0] * x + m[2] * y + m[4]), (float)px, 0.02);
  assert_float_equal((float)(m[1] * x + m[3] * y + m[5]), (float)py, 0.02);
  g_free(content);
}

static void assert_clip(World *world, unsigned page, const char *name, double x, double y, double w, double h)
{
  double found[4];
  char *content = content_of(world, page), *mark = g_strdup_printf("/%s Do", name), *end = strstr(content, mark);
  *end = 0;
  char *at = g_strrstr(content, "q ");
  const double wanted[4] = {x, y, w, h};
  assert_int_equal(sscanf(at, "q %lf %lf %lf %lf re W n", &found[0], &found[1], &found[2], &found[3]), 4);
  for (int i = 0; i < 4; i++)
    assert_float_equal((float)found[i], (float)wanted[i], 0.02);
  g_free(mark);
  g_free(content);
}

/* --- sheets ----------------------------------------------------------------------------------------- */

static void two_pages_on_a_sheet(void **state)
{
  World *world = *state;
  Mpt w, h;
  write_pages(world->from, 4, PAGE, "", "/Outlines << >> /PageMode /UseOutlines /PageLabels << /Nums [] >>");
  assert_true(impose_file(world->from, (FileTarget){.path = world->to, .name = "to.pdf"}, IMPOSE_SPREADS, &w, &h,
                          world->diags));
  assert_int_equal(w, 400000);
  assert_int_equal(h, 300000);
  read_back(world, world->to);
  assert_int_equal(qpdf_get_num_pages(world->pdf), 2);
  qpdf_oh sheet = qpdf_get_page_n(world->pdf, 0);
  assert_box(world, sheet, "/MediaBox", 0, 0, 440, 340);
  assert_box(world, sheet, "/TrimBox", 20, 20, 420, 320);
  assert_box(world, sheet, "/BleedBox", 11, 11, 429, 329);
  /* 4 left of 1, 2 left of 3: each page's trim from 25, 25 on to its place; clipped at the fold in the middle */
  assert_stands(world, 0, "P4", 25, 25, 20, 20);
  assert_stands(world, 0, "P1", 25, 25, 220, 20);
  assert_stands(world, 1, "P2", 225, 325, 220, 320);
  assert_stands(world, 1, "P3", 25, 25, 220, 20);
  assert_clip(world, 0, "P4", 0, 0, 220, 340);
  assert_clip(world, 0, "P1", 220, 0, 220, 340);
  /* its bytes and its box are the page's own */
  qpdf_oh form = key(world, key(world, key(world, sheet, "/Resources"), "/XObject"), "/P4");
  assert_box(world, form, "/BBox", 5, 5, 245, 345);
  unsigned char *bytes;
  size_t length;
  QPDF_BOOL filtered;
  assert_int_equal(qpdf_oh_get_stream_data(world->pdf, form, qpdf_dl_all, &filtered, &bytes, &length), QPDF_SUCCESS);
  assert_memory_equal(bytes, "% page 4", 8);
  free(bytes);
  assert_string_equal(qpdf_get_pdf_version(world->pdf), "1.5");
  static const char *const GONE[] = {"/Outlines", "/PageMode", "/PageLabels"};
  for (unsigned i = 0; i < 3; i++) /* they lead to pages that are none any more */
    assert_true(qpdf_oh_is_null(world->pdf, key(world, qpdf_get_root(world->pdf), GONE[i])));
}

static void four_pages_on_a_sheet(void **state)
{
  World *world = *state;
  Mpt w, h;
  write_pages(world->from, 8, PAGE, "", "");
  assert_true(impose_file(world->from, (FileTarget){.path = world->to, .name = "to.pdf"}, IMPOSE_FOUR_UP, &w, &h,
                          world->diags));
  assert_int_equal(w, 400000);
  assert_int_equal(h, 600000);
  read_back(world, world->to);
  qpdf_oh sheet = qpdf_get_page_n(world->pdf, 0);
  assert_box(world, sheet, "/MediaBox", 0, 0, 440, 640);
  assert_box(world, sheet, "/TrimBox", 20, 20, 420, 620);
  /* 8 and 1 stand below, 5 and 4 above on their heads: what is their lower left lies at their upper right */
  assert_stands(world, 0, "P8", 25, 25, 20, 20);
  assert_stands(world, 0, "P1", 225, 325, 420, 320);
  assert_stands(world, 0, "P5", 25, 25, 220, 620);
  assert_stands(world, 0, "P4", 25, 25, 420, 620);
  assert_clip(world, 0, "P8", 0, 0, 220, 320);
  assert_clip(world, 0, "P1", 220, 0, 220, 320);
  assert_clip(world, 0, "P5", 0, 320, 220, 320);
  assert_clip(world, 0, "P4", 220, 320, 220, 320);
}

static void blank_places_stay_empty(void **state)
{
  World *world = *state;
  Mpt w, h;
  write_pages(world->from, 3, PAGE, "", "");
  assert_true(impose_file(world->from, (FileTarget){.path = world->to, .name = "to.pdf"}, IMPOSE_SPREADS, &w, &h,
                          world->diags));
  read_back(world, world->to);
  char *content = content_of(world, 0);
  assert_null(strstr(content, "/P4"));
  assert_non_null(strstr(content, "/P1 Do"));
  g_free(content);
}

/* What we wrote ourselves cannot be read: the machine's failure. */
static void what_cannot_be_imposed_is_told(void **state)
{
  World *world = *state;
  Mpt w, h;
  assert_true(g_file_set_contents(world->from, "no PDF", -1, NULL));
  assert_false(impose_file(world->from, (FileTarget){.path = world->to, .name = "to.pdf"}, IMPOSE_SPREADS, &w, &h,
                           world->diags));
  assert_int_equal(diag_at(world->diags, 0)->code, DIAG_EMIT_WRITE);
  write_pages(world->from, 1, "/MediaBox [0 0 9 9]", "", ""); /* no trim */
  assert_false(impose_file(world->from, (FileTarget){.path = world->to, .name = "to.pdf"}, IMPOSE_SPREADS, &w, &h,
                           world->diags));
  assert_int_equal(diag_count(world->diags), 1);
}

/* --- advertisements ------------------------------------------------------------------------------------- */

typedef struct {
  const char *boxes, *more; /* of the guest */
  Box box;                  /* of the host's page, mpt from its trim's top left */
  unsigned bleeds;
  bool placed;
} Ad;

static bool place(World *world, const Ad *ad)
{
  char *guest = g_build_filename(world->folder, "ad.pdf", NULL);
  write_pages(world->to, 2, PAGE, "", "");
  write_pages(guest, 1, ad->boxes, ad->more, "");
  const Advert advert = {"ad.pdf", guest, {"article.md", 3, 6}};
  const DrawAdvert draw = {.advert = &advert, .box = ad->box, .bleeds = ad->bleeds, .article = "ad"};
  const Grafting grafting = {&draw, 2};
  diag_list_free(world->diags);
  world->diags = diag_list_new(LANG_EN);
  assert_true(graft_adverts((FileTarget){.path = world->to, .name = "to.pdf"}, &grafting, 1, 0, world->diags));
  read_back(world, world->to);
  g_unlink(guest);
  g_free(guest);
  qpdf_oh forms = key(world, key(world, qpdf_get_page_n(world->pdf, 1), "/Resources"), "/XObject");
  return qpdf_oh_is_dictionary(world->pdf, forms);
}

#define GUEST "/MediaBox [0 0 140 100] /BleedBox [10 10 130 90] /TrimBox [20 20 120 80]" /* 100 × 60 */

static void in_the_middle_of_its_box(void **state)
{
  World *world = *state;
  assert_true(place(world, &(Ad){.boxes = GUEST, .more = "", .box = {50000, 100000, 100000, 60000}}));
  assert_stands(world, 1, "Advert1", 20, 20, 75, 165); /* 25 + 50; 325 − 100 − 60 */
  assert_stands(world, 1, "Advert1", 120, 80, 175, 225);
  qpdf_oh form =
      key(world, key(world, key(world, qpdf_get_page_n(world->pdf, 1), "/Resources"), "/XObject"), "/Advert1");
  assert_box(world, form, "/BBox", 20, 20, 120, 80);
  char *content = content_of(world, 1); /* fenced in: the page's own state does not reach it */
  assert_true(g_str_has_prefix(content, "q\n"));
  assert_true(g_regex_match_simple("^q\\s+% page 2\\s+Q\\s+q .* cm /Advert1 Do Q\\s*$", content, 0, 0));
  g_free(content);
  assert_int_equal(diag_count(world->diags), 0);
}

/* Any two corners that lie across make a box (7.9.5). */
static void boxes_with_their_corners_turned(void **state)
{
  World *world = *state;
  assert_true(place(world, &(Ad){.boxes = "/MediaBox [140 100 0 0] /BleedBox [130 10 10 90] /TrimBox [120 80 20 20]",
                                 .more = "",
                                 .box = {50000, 100000, 100000, 60000}}));
  assert_stands(world, 1, "Advert1", 20, 20, 75, 165);
  assert_stands(world, 1, "Advert1", 120, 80, 175, 225);
  assert_int_equal(diag_count(world->diags), 0);
}

/* Alike both ways, as much as its narrower side bears: 104 % wide, in the middle of what is higher. */
static void scaled_within_bounds(void **state)
{
  World *world = *state;
  assert_true(place(world, &(Ad){.boxes = GUEST, .more = "", .box = {50000, 100000, 104000, 70000}}));
  assert_stands(world, 1, "Advert1", 20, 20, 75, 155 + (70 - 62.4) / 2);
  assert_stands(world, 1, "Advert1", 120, 80, 179, 155 + (70 - 62.4) / 2 + 62.4);
  static const struct {
    Mpt w, h;
    bool placed;
  } SIZES[] = {{95000, 57000, true},
               {94900, 57000, false},
               {105000, 63000, true},
               {105100, 63100, false},
               {100000, 200000, true}};
  for (unsigned i = 0; i < G_N_ELEMENTS(SIZES); i++) {
    assert_int_equal(place(world, &(Ad){.boxes = GUEST, .more = "", .box = {0, 0, SIZES[i].w, SIZES[i].h}}),
                     SIZES[i].placed);
    if (!SIZES[i].placed)
      assert_int_equal(diag_at(world->diags, 0)->code, DIAG_ADVERT_SIZE);
  }
}

/* /Rotate turns clockwise for reading: the lower left goes up the left side, and on. */
static void turned_as_it_asks(void **state)
{
  static const struct {
    const char *rotate;
    Box box;
    double x, y; /* where its trim's lower left comes to stand */
  } TURNS[] = {{"/Rotate 90", {50000, 100000, 60000, 100000}, 75, 225},
               {"/Rotate 180", {50000, 100000, 100000, 60000}, 175, 225},
               {"/Rotate 270", {50000, 100000, 60000, 100000}, 135, 125},
               {"/Rotate -90", {50000, 100000, 60000, 100000}, 135, 125},
               {"/Rotate 360", {50000, 100000, 100000, 60000}, 75, 165}};
  for (unsigned i = 0; i < G_N_ELEMENTS(TURNS); i++) {
    assert_true(place(*state, &(Ad){.boxes = GUEST, .more = TURNS[i].rotate, .box = TURNS[i].box}));
    assert_stands(*state, 1, "Advert1", 20, 20, TURNS[i].x, TURNS[i].y);
  }
}

/* It goes on into the bleed on the sides that are asked for, no farther than ours; what it lacks is told. */
static void bleeds(void **state)
{
  World *world = *state;
  static const struct {
    unsigned sides;
    const char *rotate;
    double box[4];
  } SIDES[] = {{0, "", {20, 20, 120, 80}},
               {1, "", {20, 20, 120, 89}},
               {2, "", {20, 20, 129, 80}},
               {4, "", {20, 11, 120, 80}},
               {8, "", {11, 20, 120, 80}},
               {15, "", {11, 11, 129, 89}},
               {1, "/Rotate 180", {20, 11, 120, 80}},
               {2, "/Rotate 180", {11, 20, 120, 80}}};
  for (unsigned i = 0; i < G_N_ELEMENTS(SIDES); i++) {
    assert_true(place(world, &(Ad){.boxes = GUEST,
                                   .more = SIDES[i].rotate,
                                   .box = {50000, 100000, 100000, 60000},
                                   .bleeds = SIDES[i].sides}));
    qpdf_oh form =
        key(world, key(world, key(world, qpdf_get_page_n(world->pdf, 1), "/Resources"), "/XObject"), "/Advert1");
    assert_box(world, form, "/BBox", SIDES[i].box[0], SIDES[i].box[1], SIDES[i].box[2], SIDES[i].box[3]);
    assert_int_equal(diag_count(world->diags), 0);
  }
  static const struct {
    const char *boxes;
    bool told;
  } SHORT[] = {{"/MediaBox [0 0 140 100] /BleedBox [14 14 126 86] /TrimBox [20 20 120 80]", false}, /* 6 pt: 2 mm */
               {"/MediaBox [0 0 140 100] /BleedBox [15 15 125 85] /TrimBox [20 20 120 80]", true}};
  for (unsigned i = 0; i < 2; i++) {
    place(world, &(Ad){.boxes = SHORT[i].boxes, .more = "", .box = {50000, 100000, 100000, 60000}, .bleeds = 1});
    assert_int_equal(diag_count(world->diags), SHORT[i].told);
    if (SHORT[i].told)
      assert_int_equal(diag_at(world->diags, 0)->code, DIAG_ADVERT_BLEED);
  }
}

static void groups_stay_isolated(void **state)
{
  World *world = *state;
  assert_true(place(world, &(Ad){.boxes = GUEST,
                                 .more = "/Group << /S /Transparency /CS /DeviceCMYK >>",
                                 .box = {50000, 100000, 100000, 60000}}));
  qpdf_oh form =
      key(world, key(world, key(world, qpdf_get_page_n(world->pdf, 1), "/Resources"), "/XObject"), "/Advert1");
  assert_true(qpdf_oh_get_bool_value(world->pdf, key(world, key(world, form, "/Group"), "/I"))); /* 11.4.7 */
}

static void what_cannot_be_placed_is_told(void **state)
{
  World *world = *state;
  assert_false(place(world, &(Ad){.boxes = "/MediaBox [0 0 0 0]", .more = "", .box = {0, 0, 100000, 60000}}));
  assert_int_equal(diag_at(world->diags, 0)->code, DIAG_ADVERT_UNREADABLE);
  assert_string_equal(diag_at(world->diags, 0)->place.file, "article.md");
  assert_non_null(strstr(diag_at(world->diags, 0)->message, pdf_fault_words(PDF_BOXLESS, LANG_EN)));
  assert_true(place(world, &(Ad){.boxes = "/MediaBox [0 0 100 60]",
                                 .more = "",
                                 .box = {50000, 100000, 100000, 60000}})); /* no trim: all of it */
  assert_stands(world, 1, "Advert1", 0, 0, 75, 165);
}

/* --- notes --------------------------------------------------------------------------------------------- */

static qpdf_oh note_of(World *world, unsigned page, int nth)
{
  qpdf_oh all = key(world, qpdf_get_page_n(world->pdf, page), "/Annots");
  return nth < qpdf_oh_get_array_n_items(world->pdf, all) ? qpdf_oh_get_array_item(world->pdf, all, nth) : 0;
}

static void notes_stand_where_they_belong(void **state)
{
  World *world = *state;
  const PageNote notes[] = {{1, 100, 200, true, "first"},
                            {2, NAN, NAN, false, "版面"},
                            {0, NAN, NAN, true, "of the file"},
                            {1, 1000, -50, false, "outside"}};
  write_pages(world->from, 2, PAGE, "/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] >>]", "");
  assert_true(annotate_file(world->from, (FileTarget){.path = world->to, .name = "to.pdf"}, notes, 4, world->diags));
  read_back(world, world->to);
  assert_string_equal(qpdf_oh_get_name(world->pdf, key(world, note_of(world, 0, 0), "/Subtype")),
                      "/Link");                                       /* its own stays */
  assert_box(world, note_of(world, 0, 1), "/Rect", 83, 192, 99, 208); /* left of it */
  assert_string_equal(qpdf_oh_get_utf8_value(world->pdf, key(world, note_of(world, 0, 1), "/Contents")), "1. first");
  assert_box(world, note_of(world, 0, 2), "/Rect", 13, 321, 29, 337); /* at the head */
  assert_string_equal(qpdf_oh_get_utf8_value(world->pdf, key(world, note_of(world, 0, 2), "/Contents")),
                      "3. of the file");
  assert_box(world, note_of(world, 0, 3), "/Rect", 229, 5, 245, 21); /* within the page */
  assert_string_equal(qpdf_oh_get_utf8_value(world->pdf, key(world, note_of(world, 1, 0), "/Contents")), "2. 版面");
  assert_int_equal(qpdf_oh_get_int_value_as_int(world->pdf, key(world, note_of(world, 0, 1), "/F")),
                   4); /* printed too */
  assert_true(qpdf_oh_get_numeric_value(
                  world->pdf, qpdf_oh_get_array_item(world->pdf, key(world, note_of(world, 0, 1), "/C"), 1)) < 0.1);
  assert_true(qpdf_oh_get_numeric_value(
                  world->pdf, qpdf_oh_get_array_item(world->pdf, key(world, note_of(world, 0, 3), "/C"), 1)) > 0.4);
}

/* Many at one place stand side by side: none on another, as long as there is room. */
static void discs_do_not_cover_each_other(void **state)
{
  World *world = *state;
  enum { N = 60 };
  PageNote notes[N];
  for (unsigned i = 0; i < N; i++)
    notes[i] = (PageNote){1, 100, 200, true, "x"};
  write_pages(world->from, 1, PAGE, "", "");
  assert_true(annotate_file(world->from, (FileTarget){.path = world->to, .name = "to.pdf"}, notes, N, world->diags));
  read_back(world, world->to);
  double at[N][2];
  for (int i = 0; i < N; i++)
    for (int k = 0; k < 2; k++)
      at[i][k] = qpdf_oh_get_numeric_value(
          world->pdf, qpdf_oh_get_array_item(world->pdf, key(world, note_of(world, 0, i), "/Rect"), k));
  for (unsigned i = 0; i < N; i++)
    for (unsigned k = 0; k < i; k++)
      assert_true(fabs(at[i][0] - at[k][0]) >= 16 || fabs(at[i][1] - at[k][1]) >= 16);
}

/* As many as a page's problems may be, in time that grows with them. */
static void many_notes_take_little_time(void **state)
{
  World *world = *state;
  enum { N = 8000 };
  PageNote *notes = g_new(PageNote, N);
  for (unsigned i = 0; i < N; i++)
    notes[i] = (PageNote){1, 100, 200, true, "x"};
  write_pages(world->from, 1, PAGE, "", "");
  clock_t since = clock(); /* of the processor: others may want it too */
  assert_true(annotate_file(world->from, (FileTarget){.path = world->to, .name = "to.pdf"}, notes, N, world->diags));
  assert_true(clock() - since < 20L * CLOCKS_PER_SEC);
  g_free(notes);
}

static void what_is_too_damaged_is_told(void **state)
{
  World *world = *state;
  assert_true(g_file_set_contents(world->from, "%PDF-1.4\nnothing", -1, NULL));
  assert_false(annotate_file(world->from, (FileTarget){.path = world->to, .name = "to.pdf"}, NULL, 0, world->diags));
  assert_int_equal(diag_at(world->diags, 0)->code, DIAG_PDF_UNMARKED);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
  const struct CMUnitTest tests[] = {
      TEST(two_pages_on_a_sheet),
      TEST(four_pages_on_a_sheet),
      TEST(blank_places_stay_empty),
      TEST(what_cannot_be_imposed_is_told),
      TEST(in_the_middle_of_its_box),
      TEST(boxes_with_their_corners_turned),
      TEST(scaled_within_bounds),
      TEST(turned_as_it_asks),
      TEST(bleeds),
      TEST(groups_stay_isolated),
      TEST(what_cannot_be_placed_is_told),
      TEST(notes_stand_where_they_belong),
      TEST(discs_do_not_cover_each_other),
      TEST(many_notes_take_little_time),
      TEST(what_is_too_damaged_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
