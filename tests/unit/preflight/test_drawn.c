/* What a page draws: colours, lines, edges, text and pictures at the thresholds that press-rules.md names, each a
   little to either side of its own; the state they stand in; pages' boxes. */
#include "inspected.h"

#define CMYK_OVER "/ExtGState << /O << /OP true /op true /OPM 1 >> /N << /op true /OPM 0 >> /U << /OP true /OPM 1 >> >>"

static void assert_drawn(const char *content, const char *resources, const char *wanted)
{
  expect(SHEET(.content = content, .resources = resources), wanted);
}

/* --- ink --------------------------------------------------------------------------------------------- */

static void total_ink(void **state)
{
  assert_drawn("1 .9 .5 0 k 50 50 30 30 re f", "", "");
  assert_drawn("1 .9 .51 0 k 50 50 30 30 re f", "",
               "pdf-tac: total ink of 241 % is over the limit (page 1, at 14, 46 mm)\n");
  expect(SHEET(.content = "1 1 1 .2 k 50 50 30 30 re f", .options = {.tac = 320}), "");
  assert_drawn("1 .9 .51 0 K 9 w 50 50 m 99 50 l S", "",
               "pdf-tac: total ink of 241 % is over the limit (page 1, at 14, 56 mm)\n");
}

/* 8.6.7 and 11.7.4.5, at the state in which each is painted. */
static void ink_on_ink(void **state)
{
  const char *below = "1 .9 0 0 k 50 50 30 30 re f ";
  static const struct {
    const char *above, *told;
  } ABOVE[] = {{"0 0 .9 0 k 50 50 30 30 re f", NULL},
               {"/O gs 0 0 .9 0 k 50 50 30 30 re f", "280"},
               {"/N gs 0 0 .9 0 k 50 50 30 30 re f", NULL},
               {"/U gs 0 0 .9 0 k 50 50 30 30 re f", "280"},    /* OP alone says both */
               {"q /O gs Q 0 0 .9 0 k 50 50 30 30 re f", NULL}, /* restored */
               {"/O gs 0 0 .9 0 k 85 50 30 30 re f", NULL},     /* beside it */
               {"/O gs .1 0 .9 0 k 50 50 30 30 re f", NULL},    /* 10 + 90 + 90: cyan replaces cyan */
               {"/O gs 0 0 .9 0 K 12 w 50 65 m 80 65 l S", "280"},
               {"/O gs 0 0 .9 0 k 55 55 m 75 55 l 75 75 l 55 75 l h f", "280"},
               {"55 55 20 20 re W n /O gs 0 0 .9 0 k 0 0 220 220 re f", "280"},
               {"20 20 20 20 re W n /O gs 0 0 .9 0 k 0 0 220 220 re f", NULL},
               {"1 0 0 1 100 0 cm /O gs 0 0 .9 0 k 50 50 30 30 re f", NULL},
               {"1 0 0 1 100 0 cm /O gs 0 0 .9 0 k -50 50 30 30 re f", "280"},
               {"/O gs 0 0 .9 0 k 50 50 30 30 re 52 52 26 26 re f*", NULL}, /* a hollow frame, narrower than a cell */
               {"/O gs 0 0 .9 0 k BT /F 12 Tf 60 60 Td (a) Tj ET", "280"}};
  for (unsigned i = 0; i < G_N_ELEMENTS(ABOVE); i++) {
    char *content = g_strconcat(below, ABOVE[i].above, NULL);
    char *told = inspect_sheet(SHEET(.content = content, .resources = CMYK_OVER " /Font << /F << /Type /Font >> >>"));
    char *wanted = g_strdup_printf("total ink of %s %%", ABOVE[i].told);
    if (ABOVE[i].told ? !strstr(told, wanted) : strstr(told, "pdf-tac") != NULL)
      fail_msg("%s: %s", ABOVE[i].above, told);
    g_free(wanted);
    g_free(told);
    g_free(content);
  }
}

static void alpha_lets_through(void **state)
{
  expect(SHEET(.content = "1 1 0 0 k 50 50 30 30 re f /A gs 0 0 1 1 k 50 50 30 30 re f",
               .resources = "/ExtGState << /A << /ca .5 >> >>", .options = {.tac = 199}),
         "pdf-tac: total ink of 200 % is over the limit (page 1, at 14, 46 mm)\n");
  expect(SHEET(.content = "/A gs 1 1 .5 0 K 12 w 50 65 m 80 65 l S", .resources = "/ExtGState << /A << /CA .5 >> >>"),
         "pdf-tac: total ink of 250 % is over the limit (page 1, at 14, 51 mm)\n"); /* its own colour is */
}

static void white_must_not_overprint(void **state)
{
  const char *told = "pdf-white-overprint: white set to overprint (page 1, at 14, 46 mm)\n";
  assert_drawn("/O gs 0 0 0 0 k 50 50 30 30 re f", CMYK_OVER, told);
  assert_drawn("/N gs 0 0 0 0 k 50 50 30 30 re f", CMYK_OVER, ""); /* OPM 0: knocks out */
  assert_drawn("/N gs 1 g 50 50 30 30 re f", CMYK_OVER, told);
  assert_drawn("/O gs 0 0 0 .01 k 50 50 30 30 re f", CMYK_OVER, "");
  assert_drawn("0 0 0 0 k 50 50 30 30 re f", CMYK_OVER, "");
  assert_drawn("/U gs 0 0 0 0 K 9 w 50 50 m 90 50 l S", CMYK_OVER,
               "pdf-white-overprint: white set to overprint (page 1, at 14, 56 mm)\n");
}

static void registration_is_for_marks(void **state)
{
  const char *all = "/ColorSpace << /All [/Separation /All /DeviceCMYK << /FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 "
                    "0 0] /C1 [.2 .2 .2 .2] >>] >>";
  assert_drawn("/All cs 1 scn 50 50 30 30 re f", all,
               "pdf-registration: registration colour inside the trim (page 1, at 14, 46 mm)\n");
  assert_drawn("/All cs 0 scn 50 50 30 30 re f", all, "");
  assert_drawn("/All cs 1 scn 1 50 9 30 re f", all, "");
  assert_drawn("/All CS 1 SCN 9 w 50 50 m 90 50 l S", all,
               "pdf-registration: registration colour inside the trim (page 1, at 14, 56 mm)\n");
}

/* --- lines and edges --------------------------------------------------------------------------------- */

static void hairlines(void **state)
{
  const char *told = "pdf-hairline: line thinner than 0.2 pt (page 1, at 14, 56 mm)\n";
  assert_drawn(".2 w 50 50 m 90 50 l S", "", "");
  assert_drawn(".19 w 50 50 m 90 50 l S", "", told);
  assert_drawn("0 w 50 50 m 90 50 l S", "", told);
  assert_drawn("q .5 0 0 .5 25 25 cm .38 w 50 50 m 130 50 l S Q", "", told); /* as it stands on the page */
  assert_drawn(".1 w 1 G 50 50 m 90 50 l S", "", "");                        /* white */
  assert_drawn("/W gs 50 50 m 90 50 l S", "/ExtGState << /W << /LW .1 >> >>", told);
  assert_drawn("50 50 40 .19 re f", "", told);
  assert_drawn("50 50 40 .21 re f", "", "");
  assert_drawn("50 50 2.9 .1 re f", "", ""); /* too short to be a rule */
}

static void bleed(void **state)
{
  static const struct {
    const char *content;
    bool told;
  } EDGES[] = {{"0 50 50 50 re f", false},       {"4.3 50 50 50 re f", false},
               {"4.5 50 50 50 re f", true},      {"10.2 50 50 50 re f", true},
               {"10.4 50 50 50 re f", false},    {"160 50 50 50 re f", true},
               {"160 50 56 50 re f", false},     {"50 10 50 50 re f", true},
               {"50 160 50 50 re f", true},      {"50 4 50 50 re f", false},
               {"0 50 9 50 re f", false},        {"1 g 10 50 50 50 re f", false},
               {"10 w 10 50 m 60 50 l S", true}, {"50 0 0 50 10 50 cm BI /W 300 /H 300 /BPC 8 /CS /G ID x EI", true}};
  for (unsigned i = 0; i < G_N_ELEMENTS(EDGES); i++) {
    char *told = inspect_sheet(SHEET(.content = EDGES[i].content));
    if ((strstr(told, "pdf-bleed") != NULL) != EDGES[i].told)
      fail_msg("%s: %s", EDGES[i].content, told);
    g_free(told);
  }
}

/* --- text --------------------------------------------------------------------------------------------- */

#define WITH_FONT "/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"

static void expect_text(const char *operators, const char *code, bool told)
{
  char *content = g_strdup_printf("BT /F 12 Tf 50 50 Td %s ET", operators);
  char *found = inspect_sheet(SHEET(.content = content, .resources = WITH_FONT));
  if ((strstr(found, code) != NULL) != told)
    fail_msg("%s: %s", operators, found);
  g_free(found);
  g_free(content);
}

static void text_in_inks(void **state)
{
  expect_text(".2 .2 .2 .51 k (a) Tj", "pdf-text-four-inks", true);
  expect_text(".2 .2 .2 .5 k (a) Tj", "pdf-text-four-inks", false);
  expect_text(".2 .2 0 1 k (a) Tj", "pdf-text-four-inks", false);
  expect_text(".2 .2 .2 1 k () Tj", "pdf-text-four-inks", false);
  expect_text(".2 .2 .2 1 k 3 Tr (a) Tj", "pdf-text-four-inks", false);
  expect_text(".2 .2 .2 1 k 1 Tr (a) Tj", "pdf-text-four-inks", false); /* drawn in the line's colour */
  expect_text(".2 .2 .2 1 K 1 Tr (a) Tj", "pdf-text-four-inks", true);
  expect_text(".2 .2 .2 1 K 2 Tr (a) Tj", "pdf-text-four-inks", true);
  expect_text(".2 .2 .2 1 k 4 Tr (a) Tj", "pdf-text-four-inks", true);
  expect_text("/F 8.9 Tf .2 .2 .2 0 k (a) Tj", "pdf-text-small", true);
  expect_text("/F 9 Tf .2 .2 .2 0 k (a) Tj", "pdf-text-small", false);
  expect_text("/F 8 Tf .2 .2 0 0 k (a) Tj", "pdf-text-small", false);
  expect_text("/F 1 Tf 8 0 0 8 50 50 Tm .2 .2 .2 0 k (a) Tj", "pdf-text-small", true);
  expect_text("/F 1 Tf 10 0 0 10 50 50 Tm .2 .2 .2 0 k (a) Tj", "pdf-text-small", false);
  expect_text(".1 w 1 Tr (a) Tj", "pdf-hairline", true);
  expect_text(".3 w 1 Tr (a) Tj", "pdf-hairline", false);
}

static void reversed_text(void **state)
{
  const char *below = "0 g .2 .2 .2 0 k 40 40 60 60 re f ";
  static const struct {
    const char *text;
    bool told;
  } TEXTS[] = {{"BT /F 8 Tf 0 0 0 0 k 50 50 Td (a) Tj ET", true},
               {"BT /F 9 Tf 0 0 0 0 k 50 50 Td (a) Tj ET", false},
               {"BT /F 8 Tf 0 0 0 0 k 150 50 Td (a) Tj ET", false},
               {"BT /F 8 Tf 1 g 50 50 Td (a) Tj ET", true},
               {"BT /F 8 Tf 0 g 50 50 Td (a) Tj ET", false}};
  for (unsigned i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
    char *content = g_strconcat(below, TEXTS[i].text, NULL);
    char *told = inspect_sheet(SHEET(.content = content, .resources = WITH_FONT));
    if ((strstr(told, "pdf-text-small") != NULL) != TEXTS[i].told)
      fail_msg("%s: %s", TEXTS[i].text, told);
    g_free(told);
    g_free(content);
  }
}

/* Where each line of text stands: told at its beginning. */
static void lines_of_text(void **state)
{
  static const struct {
    const char *text, *place;
  } LINES[] = {{"100 100 Td (a) Tj", "32, 39"},
               {"50 50 Td 50 50 Td (a) Tj", "32, 39"},
               {"1 0 0 1 100 100 Tm (a) Tj", "32, 39"},
               {"100 100 TD 10 TL T* (a) Tj", "32, 42"},
               {"100 110 Td 0 -10 TD T* (a) Tj", "32, 42"},
               {"100 110 Td 10 TL (a) '", "32, 39"},
               {"100 110 Td 10 TL 0 0 (a) \"", "32, 39"},
               {"100 100 Td [(a) 500 (b)] TJ", "32, 39"}};
  for (unsigned i = 0; i < G_N_ELEMENTS(LINES); i++) {
    char *content = g_strdup_printf("1 0 0 rg BT /F 12 Tf %s ET", LINES[i].text);
    char *wanted = g_strdup_printf("pdf-rgb: RGB colour in content (page 1, at %s mm)", LINES[i].place);
    expect_part(SHEET(.content = content, .resources = WITH_FONT), wanted);
    g_free(wanted);
    g_free(content);
  }
  assert_drawn("BT 50 50 Td (a) Tj ET", "", "pdf-syntax: the page content is faulty: Tj (page 1, at 14, 56 mm)\n");
}

/* --- pictures ----------------------------------------------------------------------------------------- */

/* SIDE pixels a side, all of BYTE; shown a square inch large at 50, 50, in the state of BEFORE. */
static char *show(const char *keys, unsigned side, unsigned bits, unsigned components, int byte, const char *before)
{
  gsize row = ((gsize)side * bits * components + 7) / 8, size = row * side;
  char *bytes = g_malloc(size), *content = g_strdup_printf("%s q 72 0 0 72 50 50 cm /X Do Q", before);
  char *body = g_strdup_printf("/Subtype /Image /Width %u /Height %u /BitsPerComponent %u %s", side, side, bits, keys);
  memset(bytes, byte, size);
  char *told = inspect_sheet(
      SHEET(.content = content, .resources = "/XObject << /X 10 0 R >> " CMYK_OVER,
            OBJECTS(
                {10, body, bytes, size}, {11, "<< /FunctionType 4 >>", NULL, 0},
                {12, "/Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Subtype /Image", "\xff", 1},
                {13, "/Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Subtype /Image", "\x80", 1})));
  g_free(body);
  g_free(content);
  g_free(bytes);
  return told;
}

static void assert_shown(char *told, const char *wanted)
{
  assert_string_equal(told, wanted);
  g_free(told);
}

static void resolution(void **state)
{
  assert_shown(show("/ColorSpace /DeviceGray", 149, 8, 1, 0, ""),
               "pdf-ppi-low: image of 149 ppi where it stands (page 1, at 14, 31 mm)\n");
  assert_shown(show("/ColorSpace /DeviceGray", 150, 8, 1, 0, ""),
               "pdf-ppi-warn: image of 150 ppi where it stands (page 1, at 14, 31 mm)\n");
  assert_shown(show("/ColorSpace /DeviceGray", 199, 8, 1, 0, ""),
               "pdf-ppi-warn: image of 199 ppi where it stands (page 1, at 14, 31 mm)\n");
  assert_shown(show("/ColorSpace /DeviceGray", 200, 8, 1, 0, ""), "");
  assert_shown(show("/ColorSpace /DeviceGray", 500, 1, 1, 0, ""),
               "pdf-ppi-low: image of 500 ppi where it stands (page 1, at 14, 31 mm)\n");
  assert_shown(show("/ColorSpace /DeviceGray", 2, 8, 1, 0, ""), ""); /* a tint */
  static char pixels[40000];
  expect(SHEET(.content = "q 144 0 0 72 50 50 cm /X Do Q", .resources = "/XObject << /X 10 0 R >>", /* coarse across */
               OBJECTS({10, "/Subtype /Image /Width 200 /Height 200 /BitsPerComponent 8 /ColorSpace /DeviceGray",
                        pixels, sizeof pixels})),
         "pdf-ppi-low: image of 100 ppi where it stands (page 1, at 14, 31 mm)\n");
}

/* What its samples come to, by bits, /Decode, a palette, inks; with what is below it. */
static void ink_of_pictures(void **state)
{
  const char *told = "pdf-tac: total ink of 400 % is over the limit (page 1, at 15, 55 mm)\n";
  assert_shown(show("/ColorSpace /DeviceCMYK", 200, 8, 4, 0xff, ""), told);
  assert_shown(show("/ColorSpace /DeviceCMYK", 200, 8, 4, 0x99, ""), ""); /* 60 each */
  assert_shown(show("/ColorSpace /DeviceCMYK", 200, 8, 4, 0x9d, ""),
               "pdf-tac: total ink of 246 % is over the limit (page 1, at 15, 55 mm)\n");
  assert_shown(show("/ColorSpace /DeviceCMYK /Decode [1 0 1 0 1 0 1 0]", 200, 8, 4, 0, ""), told);
  assert_shown(show("/ColorSpace /DeviceCMYK /Decode [1 0 1 0 1 0 1 0]", 200, 8, 4, 0xff, ""), "");
  assert_shown(show("/ColorSpace /DeviceCMYK", 200, 16, 4, 0xff, ""), told);
  assert_shown(show("/ColorSpace /DeviceCMYK", 200, 4, 4, 0xff, ""), told);
  assert_shown(show("/ColorSpace /DeviceCMYK", 1100, 1, 4, 0xff, ""), told);
  assert_shown(show("/ColorSpace [/Indexed /DeviceCMYK 1 <00000000ffffffff>]", 200, 8, 1, 1, ""), told);
  assert_shown(show("/ColorSpace [/Indexed /DeviceCMYK 1 <00000000ffffffff>]", 200, 8, 1, 0, ""), "");
  assert_shown(show("/ColorSpace [/DeviceN [/Cyan /Gold /Black /None] /DeviceCMYK 11 0 R]", 200, 8, 4, 0xff, ""),
               "pdf-tac: total ink of 300 % is over the limit (page 1, at 15, 55 mm)\n");
  assert_shown(show("/ColorSpace /DeviceCMYK /SMask 12 0 R", 200, 8, 4, 0xff, ""), told);
  assert_shown(show("/ColorSpace /DeviceCMYK /SMask 13 0 R", 200, 8, 4, 0xff, ""), ""); /* something shows through */
  assert_shown(show("/ColorSpace /DeviceGray", 200, 8, 1, 0, "1 1 .3 0 k 50 50 30 30 re f /O gs"), "");
  assert_shown(
      show("/ColorSpace [/Separation /Gold /DeviceCMYK 11 0 R]", 200, 8, 1, 0xff, "1 1 .3 0 k 50 50 72 72 re f /O gs"),
      "");
}

/* A picture of 240 % that is fine by itself, and what comes to lie on it, or beside it. */
static void ink_on_pictures(void **state)
{
  static const struct {
    const char *after, *told;
  } CASES[] = {
      {"60 60 30 30 re f", "total ink of 280 %"},
      {"130 60 30 30 re f", NULL},
      {"BT /F 12 Tf 60 60 Td (a) Tj ET", "total ink of 280 %"},
      {"BT /F 12 Tf 130 60 Td (a) Tj ET", NULL},
      {"q 72 0 0 72 50 50 cm /X Do Q", NULL},
  };
  enum { SIDE = 200, BYTES = SIDE * SIDE * 4 };
  char *bytes = g_malloc(BYTES);
  memset(bytes, 0x99, BYTES);
  for (unsigned i = 0; i < G_N_ELEMENTS(CASES); i++) {
    char *content = g_strdup_printf("q 72 0 0 72 50 50 cm /X Do Q /O gs 0 0 0 1 k %s", CASES[i].after);
    const Object object = {10, "/Subtype /Image /Width 200 /Height 200 /BitsPerComponent 8 /ColorSpace /DeviceCMYK",
                           bytes, BYTES};
    char *told =
        inspect_sheet(SHEET(.content = content, .objects = &object, .n = 1,
                            .resources = "/XObject << /X 10 0 R >> /Font << /F << /Type /Font >> >> " CMYK_OVER));
    if (CASES[i].told ? !strstr(told, CASES[i].told) : strstr(told, "pdf-tac") != NULL)
      fail_msg("%s: %s", CASES[i].after, told);
    g_free(told);
    g_free(content);
  }
  g_free(bytes);
}

static void data_that_ends_too_soon(void **state)
{
  const char *told = "pdf-damaged: the file is damaged: image (page 1, at 14, 56 mm)\n";
  static const char SAMPLES[] = "0123456789012345678901234567890123456789012345678901234567890123";
  for (unsigned size = 63; size <= 64; size++) {
    const Object object = {10, "/Subtype /Image /Width 8 /Height 8 /BitsPerComponent 8 /ColorSpace /DeviceGray",
                           SAMPLES, size};
    expect(
        SHEET(.content = "1 0 0 1 50 50 cm /X Do", .resources = "/XObject << /X 10 0 R >>", .objects = &object, .n = 1),
        size < 64 ? told : "");
  }
}

/* A picture drawn twice is read once, and told at both places where places are marked. */
static void pictures_are_told_wherever_they_stand(void **state)
{
  PreflightMarks *marks = preflight_marks_new(LANG_EN);
  char *told = inspect_sheet(
      SHEET(.content = "q 9 0 0 9 50 50 cm /X Do Q q 9 0 0 9 90 50 cm /X Do Q q 9 0 0 9 90 50 cm /X Do Q",
            .resources = "/XObject << /X 10 0 R >>",
            OBJECTS({10, "/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceRGB", "abc", 0}),
            .marks = marks));
  assert_string_equal(told, "pdf-rgb: RGB colour in image (page 1, at 14, 56 mm)\n");
  unsigned n;
  const PreflightMark *all = preflight_marks_all(marks, &n);
  assert_int_equal(n, 3); /* and that the file does not say what it is */
  assert_float_equal((float)all[1].x, 50, 0.1);
  assert_float_equal((float)all[2].x, 90, 0.1);
  g_free(told);
  preflight_marks_free(marks);
}

/* --- pages --------------------------------------------------------------------------------------------- */

static void boxes(void **state)
{
  static const struct {
    const char *boxes, *told;
  } BOXES[] = {{"/MediaBox [0 0 220 220] /TrimBox [10 10 210 210]", ""},
               {"/MediaBox [0 0 220 220]", "TrimBox "},
               {"/MediaBox [0 0 220 220] /ArtBox [10 10 210 210]", ""},
               {"/MediaBox [0 0 220 220] /ArtBox [10 10 210 210] /TrimBox [10 10 210 210]", "ArtBox "},
               {"/TrimBox [10 10 210 210]", "MediaBox "},
               {"/MediaBox [0 0 220 220] /TrimBox [10 10 221 210]", "TrimBox > MediaBox "},
               {"/MediaBox [0 0 220 220] /TrimBox [10 10 220.04 210]", ""},
               {"/MediaBox [220 220 0 0] /TrimBox [210 210 10 10]", ""},
               {"/MediaBox [0 0 220 220] /TrimBox [10 10 10 210]", "TrimBox "},
               {"/MediaBox [0 0 220 220] /TrimBox [10 10 210 210] /BleedBox [11 1 219 219]", "BleedBox "},
               {"/MediaBox [0 0 220 220] /TrimBox [10 10 210 210] /BleedBox [1 1 219 221]", "BleedBox "},
               {"/MediaBox [0 0 220 220] /TrimBox [10 10 210 210] /CropBox [10 11 210 210]", "CropBox "}};
  for (unsigned i = 0; i < G_N_ELEMENTS(BOXES); i++) {
    char *told = inspect_sheet(SHEET(.boxes = BOXES[i].boxes));
    char *wanted = *BOXES[i].told ? g_strdup_printf("pdf-box: page box wrong or missing: %s(page 1)\n", BOXES[i].told)
                                  : g_strdup("");
    bool lacks_sheet = !strcmp(BOXES[i].told, "MediaBox "); /* qpdf 12 gives it one, and says so */
    if (lacks_sheet ? !strstr(told, "MediaBox ") : strcmp(told, wanted) != 0)
      fail_msg("%s: %s", BOXES[i].boxes, told);
    g_free(wanted);
    g_free(told);
  }
}

static void sizes(void **state)
{
  const PreflightOptions right = {.trim_w = 200000, .trim_h = 200500}, wrong = {.trim_w = 202000, .trim_h = 200000},
                         lying = {.trim_w = 100000, .trim_h = 200000};
  expect(SHEET(.options = right), "");
  expect(SHEET(.options = wrong), "pdf-size: trim size differs: 71 × 71 mm ≠ 71 × 71 mm (page 1)\n");
  expect(SHEET(.boxes = "/MediaBox [0 0 200 100] /TrimBox [0 0 200 100]", .page = "/Rotate 270", .options = lying), "");
  expect(SHEET(.boxes = "/MediaBox [0 0 200 100] /TrimBox [0 0 200 100]", .page = "/Rotate 180", .options = lying),
         "pdf-size: trim size differs: 71 × 35 mm ≠ 35 × 71 mm (page 1)\n");
  expect(SHEET(.page = "/UserUnit 2"), "pdf-size: trim size differs: UserUnit (page 1)\n");
  expect(SHEET(.page = "/UserUnit 1"), "");
  expect(SHEET(.page = "/Rotate -90"), "");
  expect(SHEET(.page = "/Rotate 450"), "");
  expect(SHEET(.page = "/Rotate 45"), "pdf-box: page box wrong or missing: Rotate 45 (page 1)\n");
}

/* What a layer shows or hides that is not there nobody knows; other marks mean nothing in print. */
static void layers_are_there(void **state)
{
  expect(SHEET(.content = "/OC /Lost BDC 0 0 0 1 k 50 50 30 30 re f EMC"),
         "pdf-resource: the page draws /Lost, which its resources do not have (page 1)\n");
  expect(SHEET(.content = "/OC /L BDC 0 0 0 1 k 50 50 30 30 re f EMC",
               .resources = "/Properties << /L << /Type /OCG /Name (a) >> >>"),
         "");
  expect(SHEET(.content = "/Span /Lost BDC 0 0 0 1 k 50 50 30 30 re f EMC"), "");
}

/* What X-1a lacks. */
static void transparency_in_x1a(void **state)
{
  static const struct {
    const char *state, *told;
  } STATES[] = {{"/ca .99", "ca/CA"},
                {"/CA .5", "ca/CA"},
                {"/ca 1 /CA 1", NULL},
                {"/SMask << /S /Alpha >>", "SMask"},
                {"/SMask /None", NULL}};
  for (unsigned i = 0; i < G_N_ELEMENTS(STATES); i++) {
    char *resources = g_strdup_printf("/ExtGState << /G << %s >> >>", STATES[i].state);
    char *told =
        inspect_sheet(SHEET(.content = "/G gs", .resources = resources, .options = {.standard = "PDF/X-1a:2003"}));
    char *wanted = g_strdup_printf("transparency (%s)", STATES[i].told);
    assert_int_equal(strstr(told, STATES[i].told ? wanted : "pdf-transparency") != NULL, STATES[i].told != NULL);
    g_free(wanted);
    g_free(told);
    expect(SHEET(.content = "/G gs", .resources = resources), "");
    g_free(resources);
  }
  expect_part(SHEET(.page = "/Group << /S /Transparency >>", .options = {.standard = "PDF/X-1a:2003"}),
              "transparency (Group)");
  expect(SHEET(.page = "/Group << /S /Transparency /CS /DeviceRGB >>"), "pdf-rgb: RGB colour in blending (page 1)\n");
  expect(SHEET(.page = "/Group << /S /Transparency /CS /DeviceCMYK >>"), "");
}

static void patterns_and_shadings(void **state)
{
  const char *cell = "/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 5 5] /XStep 5 /YStep 5";
  expect(SHEET(.content = "/Pattern cs /P scn 50 50 30 30 re f", .resources = "/Pattern << /P 10 0 R >>",
               OBJECTS({10, cell, "1 0 0 rg 0 0 5 5 re f", 0})),
         "pdf-rgb: RGB colour in content (page 1, at 14, 46 mm)\n");
  expect(SHEET(.content = "/Cs cs 1 0 0 /P scn 50 50 30 30 re f",
               .resources = "/Pattern << /P 10 0 R >> /ColorSpace << /Cs [/Pattern /DeviceRGB] >>",
               OBJECTS({10, "/PatternType 1 /PaintType 2 /TilingType 1 /BBox [0 0 5 5] /XStep 5 /YStep 5",
                        "0 0 5 5 re f", 0})),
         "pdf-rgb: RGB colour in content (page 1, at 14, 46 mm)\n");
  expect(SHEET(.content = "/Pattern cs /Lost scn 50 50 30 30 re f"),
         "pdf-resource: the page draws /Lost, which its resources do not have (page 1, at 14, 46 mm)\n");
  expect(SHEET(.content = "/Pattern cs /P scn 50 50 30 30 re f",
               .resources = "/Pattern << /P << /PatternType 2 /Shading 10 0 R >> >>",
               OBJECTS({10,
                        "<< /ShadingType 2 /ColorSpace /DeviceCMYK /Coords [0 0 9 9] /Function << /FunctionType 2 /C0 "
                        "[0 0 0 0] /C1 [1 1 1 0] >> >>",
                        NULL, 0})),
         "pdf-tac: total ink of 300 % is over the limit (page 1, at 14, 46 mm)\n");
  expect(SHEET(.content = "20 20 100 100 re W n /S sh",
               .resources = "/Shading << /S << /ShadingType 2 /ColorSpace /DeviceRGB >> >>"),
         "pdf-rgb: RGB colour in shading (page 1, at 4, 32 mm)\n");
}

/* Whether a page prints anything inside its trim, by everything that can. */
static void what_shows(void **state)
{
  static const struct {
    const char *content;
    bool shows;
  } CASES[] = {
      {"", false},
      {"q 1 0 0 1 9 9 cm Q", false},
      {"0 0 0 1 k 50 50 30 30 re f", true},
      {"0 0 0 0 k 50 50 30 30 re f", false}, /* white */
      {"1 g 50 50 30 30 re f", false},
      {"0 0 0 1 k 50 50 30 30 re n", false},
      {"0 0 0 1 k 500 50 30 30 re f", false},
      {"1 0 0 1 500 0 cm 0 0 0 1 k 50 50 30 30 re f", false},
      {"1 0 0 1 500 0 cm 0 0 0 1 k -450 50 30 30 re f", true},
      {"0 0 0 1 k 0 0 9 9 re f", false}, /* in the bleed */
      {"500 500 9 9 re W n 0 0 0 1 k 0 0 220 220 re f", false},
      {"0 0 0 1 K .5 w 50 50 m 50 99 l S", true},
      {"0 0 0 0 K .5 w 50 50 m 50 99 l S", false},
      {"0 0 0 1 K 9 w 500 50 m 500 99 l S", false},
      {"BT /F 12 Tf 60 60 Td (a) Tj ET", true},
      {"BT /F 12 Tf 60 60 Td () Tj ET", false},
      {"BT /F 12 Tf 3 Tr 60 60 Td (a) Tj ET", false},
      {"BT /F 12 Tf -50 60 Td (a long line that runs in) Tj ET", true},
      {"BT /F 12 Tf 900 60 Td (a) Tj ET", false},
      {"500 500 9 9 re W n BT /F 12 Tf 60 60 Td (a) Tj ET", false},
      {"9 0 0 9 50 50 cm BI /W 1 /H 1 /BPC 8 /CS /G ID a EI", true},
      {"9 0 0 9 500 50 cm BI /W 1 /H 1 /BPC 8 /CS /G ID a EI", false},
      {"/S sh", true},
      {"500 500 9 9 re W n /S sh", false},
      {"/Pattern cs /P scn 50 50 30 30 re f", true},
      {"/Pattern cs /P scn 500 50 30 30 re f", false},
      {"/X Do", true},
      {"1 0 0 1 500 0 cm /X Do", false},
      {"q 1 0 0 1 500 0 cm /X Do Q /X Do", true},
  };
  for (unsigned i = 0; i < G_N_ELEMENTS(CASES); i++) {
    bool shows = !CASES[i].shows;
    g_free(inspect_sheet(
        SHEET(.content = CASES[i].content, .options = {.placed = true, .shows = &shows},
              .resources =
                  "/Font << /F << /Type /Font >> >> /Shading << /S << /ShadingType 2 /ColorSpace /DeviceCMYK >> >> "
                  "/Pattern << /P 10 0 R >> /XObject << /X 11 0 R >>",
              OBJECTS({10, "/PatternType 1 /PaintType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Resources << >>",
                       "0 0 0 1 k 0 0 5 5 re f", 0},
                      {11, "/Type /XObject /Subtype /Form /BBox [0 0 99 99]", "0 0 0 1 k 50 50 30 30 re f", 0}))));
    if (shows != CASES[i].shows)
      fail_msg("%s: %s", CASES[i].content, shows ? "shows" : "nothing");
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(total_ink),
      cmocka_unit_test(ink_on_ink),
      cmocka_unit_test(alpha_lets_through),
      cmocka_unit_test(white_must_not_overprint),
      cmocka_unit_test(registration_is_for_marks),
      cmocka_unit_test(hairlines),
      cmocka_unit_test(bleed),
      cmocka_unit_test(text_in_inks),
      cmocka_unit_test(reversed_text),
      cmocka_unit_test(lines_of_text),
      cmocka_unit_test(resolution),
      cmocka_unit_test(ink_of_pictures),
      cmocka_unit_test(ink_on_pictures),
      cmocka_unit_test(data_that_ends_too_soon),
      cmocka_unit_test(pictures_are_told_wherever_they_stand),
      cmocka_unit_test(boxes),
      cmocka_unit_test(sizes),
      cmocka_unit_test(layers_are_there),
      cmocka_unit_test(transparency_in_x1a),
      cmocka_unit_test(patterns_and_shadings),
      cmocka_unit_test(what_shows),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
