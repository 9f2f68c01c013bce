/* What the standards forbid or name, each in a file of its own: lists written from ISO 32000-1 and ISO 15930 here, held
   against what preflight says. */
#include "inspected.h"

#define X1A .options = {.standard = "PDF/X-1a:2003"}
#define X4 .options = {.standard = "PDF/X-4"}

/* Lines of CODE alone. */
static char *lines_of(const Sheet *sheet, const char *code)
{
  char *told = inspect_sheet(sheet), **lines = g_strsplit(told, "\n", -1);
  GString *kept = g_string_new(NULL);
  for (unsigned i = 0; lines[i]; i++)
    if (g_str_has_prefix(lines[i], code))
      g_string_append_printf(kept, "%s\n", lines[i]);
  g_strfreev(lines);
  g_free(told);
  return g_string_free(kept, FALSE);
}

static void expect_code(const Sheet *sheet, const char *code, const char *wanted)
{
  char *found = lines_of(sheet, code);
  assert_string_equal(found, wanted);
  g_free(found);
}

/* ISO 15930-4 and -7, 6.7. */
static void filters(void **state)
{
  static const struct {
    const char *name;
    bool x1a, x4;
  } FILTERS[] = {{"ASCIIHexDecode", false, false}, {"ASCII85Decode", false, false},   {"LZWDecode", true, true},
                 {"FlateDecode", false, false},    {"RunLengthDecode", false, false}, {"CCITTFaxDecode", false, false},
                 {"JBIG2Decode", true, false},     {"DCTDecode", false, false},       {"JPXDecode", true, false}};
  for (unsigned i = 0; i < 2 * G_N_ELEMENTS(FILTERS); i++) {
    bool x1a = i % 2, told = x1a ? FILTERS[i / 2].x1a : FILTERS[i / 2].x4;
    const char *name = FILTERS[i / 2].name;
    char *alone = g_strdup_printf("/Filter /%s", name), *among = g_strdup_printf("/Filter [/ASCIIHexDecode /%s]", name);
    char *wanted = told ? g_strdup_printf("pdf-filter: compression %s is not allowed\n", name) : g_strdup("");
    const Object objects[] = {{10, alone, "x", 0}, {11, among, "x", 0}};
    for (unsigned k = 0; k < 2; k++) {
      const Sheet sheet = {.objects = &objects[k], .n = 1, .options = {.standard = x1a ? "PDF/X-1a:2003" : "PDF/X-4"}};
      expect_code(&sheet, "pdf-filter", wanted);
    }
    g_free(wanted);
    g_free(among);
    g_free(alone);
  }
}

static void filters_of_inline_images(void **state)
{
  static const char *const LZW[] = {"/F /LZW", "/Filter /LZWDecode", "/F [/AHx /LZW]", "/Filter [/LZW /Fl]"};
  for (unsigned i = 0; i < G_N_ELEMENTS(LZW); i++) {
    char *content = g_strdup_printf("9 0 0 9 50 50 cm BI /W 40 /H 40 /BPC 8 /CS /G %s ID x EI", LZW[i]);
    expect(SHEET(.content = content), "pdf-filter: compression LZWDecode is not allowed (page 1, at 14, 56 mm)\n");
    g_free(content);
  }
  expect(SHEET(.content = "9 0 0 9 50 50 cm BI /W 40 /H 40 /BPC 8 /CS /G /F [/A85 /Fl /RL /CCF /DCT] ID x EI"), "");
}

/* 8.9.7: keys by either name; resolution by what they say. */
static void keys_of_inline_images(void **state)
{
  expect(SHEET(.content =
                   "72 0 0 72 50 50 cm BI /Width 100 /Height 100 /BitsPerComponent 8 /ColorSpace /DeviceGray ID x EI"),
         "pdf-ppi-low: image of 100 ppi where it stands (page 1, at 14, 31 mm)\n");
  expect(SHEET(.content = "72 0 0 72 50 50 cm BI /W 100 /H 200 /BPC 8 /CS /CMYK ID x EI"),
         "pdf-ppi-low: image of 100 ppi where it stands (page 1, at 14, 31 mm)\n");
  expect(SHEET(.content = "72 0 0 72 50 50 cm BI /W 400 /H 400 /BPC 1 /CS /G ID x EI"), /* art wants more */
         "pdf-ppi-low: image of 400 ppi where it stands (page 1, at 14, 31 mm)\n");
  expect(SHEET(.content = "1 0 0 rg 9 0 0 9 50 50 cm BI /W 300 /H 300 /IM true ID x EI"),
         "pdf-rgb: RGB colour in content (page 1, at 14, 53 mm)\n");
}

/* 8.6: what each space is taken for, in X-1a and X-4, and in an image's dictionary as in content. */
static void spaces(void **state)
{
  static const struct {
    const char *space, *colour, *x1a, *x4;
  } SPACES[] = {
      {"/DeviceGray", "0", "", ""},
      {"/DeviceRGB", "0 0 0", "pdf-rgb", "pdf-rgb"},
      {"/DeviceCMYK", "0 0 0 1", "", ""},
      {"[/CalGray << /WhitePoint [1 1 1] >>]", "0", "pdf-icc", ""},
      {"[/CalRGB << /WhitePoint [1 1 1] >>]", "0 0 0", "pdf-rgb", "pdf-rgb"},
      {"[/Lab << /WhitePoint [1 1 1] >>]", "50 0 0", "pdf-rgb", ""},
      {"[/ICCBased 10 0 R]", "0 0 0", "pdf-rgb", "pdf-rgb-profiled"},
      {"[/ICCBased 11 0 R]", "0 0 0 1", "pdf-icc", ""},
      {"[/ICCBased 12 0 R]", "0", "pdf-icc", ""},
      {"[/Indexed /DeviceRGB 1 <000000FFFFFF>]", "0", "pdf-rgb", "pdf-rgb"},
      {"[/Separation /Gold /DeviceRGB 13 0 R]", "1", "pdf-rgb", "pdf-rgb"},
      {"[/Separation /Gold /DeviceCMYK 13 0 R]", "1", "", ""},
      {"[/DeviceN [/Gold /Black] [/ICCBased 10 0 R] 13 0 R]", "0 1", "pdf-rgb", "pdf-rgb-profiled"},
      {"[/DeviceN [/Gold] /DeviceCMYK 13 0 R << /Colorants << /Gold [/Separation /Gold /DeviceRGB 13 0 R] >> >>]", "1",
       "pdf-rgb", "pdf-rgb"},
      {"[/DeviceGray]", "0", "", ""},
  };
  for (unsigned i = 0; i < 2 * G_N_ELEMENTS(SPACES); i++) {
    const char *wanted = i % 2 ? SPACES[i / 2].x1a : SPACES[i / 2].x4;
    char *resources = g_strdup_printf("/ColorSpace << /Cs %s >>", SPACES[i / 2].space);
    char *content = g_strdup_printf("/Cs cs %s sc 50 50 9 9 re f", SPACES[i / 2].colour);
    char *told = inspect_sheet(SHEET(.content = content, .resources = resources,
                                     OBJECTS({10, "/N 3", "x", 0}, {11, "/N 4", "x", 0}, {12, "/N 1", "x", 0},
                                             {13, "<< /FunctionType 4 >>", NULL, 0}),
                                     .options = {.standard = i % 2 ? "PDF/X-1a:2003" : "PDF/X-4"}));
    const char *page = strstr(told, "(page 1");
    char *code = page ? g_strdup_printf("\n%s: ", wanted) : NULL;
    char *all = g_strconcat("\n", told, NULL);
    if (*wanted ? !page || !strstr(all, code) : page != NULL)
      fail_msg("%s: not “%s” but %s", SPACES[i / 2].space, wanted, told);
    g_free(all);
    g_free(code);
    g_free(told);
    g_free(content);
    g_free(resources);
  }
}

/* 8.6.6.4: process colorants need no plates of their own, nor do None and All. */
static void plates(void **state)
{
  static const char *const NONE[] = {NULL};
  expect(SHEET(.content = "/Cs cs 0 0 0 0 0 0 .1 sc 50 50 9 9 re f",
               .resources = "/ColorSpace << /Cs [/DeviceN [/Cyan /Magenta /Yellow /Black /None /All /Gold#20871] "
                            "/DeviceCMYK 10 0 R] >>",
               OBJECTS({10, "<< /FunctionType 4 >>", NULL, 0}), .options = {.spots = NONE}),
         "pdf-spot: the spot ink Gold 871 is none of the layout's (page 1)\n");
}

/* 11.3.5: multiplied inks are summed; of the other modes nothing is known; of several the first known counts. */
static void blend_modes(void **state)
{
  static const char *const OTHERS[] = {"Screen",    "Overlay",    "Darken",    "Lighten",    "ColorDodge",
                                       "ColorBurn", "HardLight",  "SoftLight", "Difference", "Exclusion",
                                       "Hue",       "Saturation", "Color",     "Luminosity"};
  static const struct {
    const char *mode, *told;
  } KNOWN[] = {{"/Normal", "150"},
               {"/Compatible", "150"},
               {"/Multiply", "300"},
               {"[/Odd /Multiply /Normal]", "300"},
               {"[/Normal /Multiply]", "150"},
               {"/Odd", "150"}};
  const char *content = "1 .5 0 0 k 50 50 30 30 re f /G gs 0 0 .5 1 k 50 50 30 30 re f";
  for (unsigned i = 0; i < G_N_ELEMENTS(KNOWN); i++) {
    char *resources = g_strdup_printf("/ExtGState << /G << /BM %s >> >>", KNOWN[i].mode);
    char *wanted = g_strdup_printf("total ink of %s %%", KNOWN[i].told);
    char *told = inspect_sheet(SHEET(.content = content, .resources = resources, .options = {.tac = 140}));
    const char *last = g_strrstr(told, "total ink of ");
    assert_true(last && g_str_has_prefix(last, wanted));
    g_free(told);
    expect_code(SHEET(.content = content, .resources = resources, X1A), "pdf-transparency",
                strstr(KNOWN[i].told, "300")
                    ? "pdf-transparency: transparency (BM) is not allowed in PDF/X-1a (page 1)\n"
                    : "");
    g_free(wanted);
    g_free(resources);
  }
  for (unsigned i = 0; i < G_N_ELEMENTS(OTHERS); i++) {
    char *resources = g_strdup_printf("/ExtGState << /G << /BM /%s >> >>", OTHERS[i]);
    expect_no_part(SHEET(.content = content, .resources = resources, .options = {.tac = 160}), "pdf-tac");
    expect_part(SHEET(.content = content, .resources = resources, X1A), "transparency (BM)");
    g_free(resources);
  }
}

/* 12.6.4: what a robot must not do, wherever it hangs; going somewhere is fine. */
static void actions(void **state)
{
  static const struct {
    const char *type;
    bool told;
  } TYPES[] = {{"JavaScript", true}, {"Launch", true}, {"SubmitForm", true}, {"ImportData", true}, {"Rendition", true},
               {"Movie", true},      {"Sound", true},  {"GoTo", false},      {"URI", false},       {"Named", false}};
  for (unsigned i = 0; i < G_N_ELEMENTS(TYPES); i++) {
    char *bare = g_strdup_printf("<< /S /%s >>", TYPES[i].type),
         *held = g_strdup_printf("<< /A << /S /%s >> >>", TYPES[i].type);
    const char *wanted = TYPES[i].told ? "pdf-action: forbidden entry Action\n" : "";
    expect(SHEET(OBJECTS({10, bare, NULL, 0})), wanted);
    expect(SHEET(OBJECTS({10, held, NULL, 0})), wanted);
    g_free(bare);
    g_free(held);
  }
  expect(SHEET(OBJECTS({10, "<< /JS (x) >>", NULL, 0})), "pdf-action: forbidden entry Action\n");
  expect(SHEET(OBJECTS({10, "<< /Subtype /FileAttachment >>", NULL, 0})), "pdf-action: forbidden entry Action\n");
}

/* The keys that have no place, by what has them. */
static void forbidden_keys(void **state)
{
  static const struct {
    const char *root, *page, *told;
    bool x1a_only;
  } KEYS[] = {
      {"/Names << /JavaScript << >> >>", "", "JavaScript", false},
      {"/Names << /EmbeddedFiles << >> >>", "", "EmbeddedFiles", false},
      {"/AA << >>", "", "AA", false},
      {"/OCProperties << >>", "", "OCProperties", true},
      {"/AcroForm << /XFA [] >>", "", "AcroForm", false},
      {"/AcroForm << /Fields [<< >>] >>", "", "AcroForm", false},
      {"/OpenAction << /S /URI >>", "", "OpenAction", false},
      {"", "/AA << >>", "AA (page 1)", false},
      {"", "/SeparationInfo << >>", "SeparationInfo (page 1)", false},
      {"", "/Annots [<< /AA << >> /Subtype /TrapNet /Rect [50 50 60 60] >>]", "AA (page 1, at 14, 53 mm)", false}};
  for (unsigned i = 0; i < 2 * G_N_ELEMENTS(KEYS); i++) {
    bool x1a = i % 2, told = x1a || !KEYS[i / 2].x1a_only;
    char *wanted = told ? g_strdup_printf("pdf-action: forbidden entry %s\n", KEYS[i / 2].told) : g_strdup("");
    expect_code(SHEET(.root = KEYS[i / 2].root, .page = KEYS[i / 2].page,
                      .options = {.standard = x1a ? "PDF/X-1a:2003" : "PDF/X-4"}),
                "pdf-action", wanted);
    g_free(wanted);
  }
  expect_code(SHEET(.root = "/AcroForm << /Fields [] >> /OpenAction << /S /GoTo >> /Names << /Dests << >> >>", X4),
              "pdf-action", "");
}

static void forbidden_keys_of_what_is_drawn(void **state)
{
  static const struct {
    const char *keys, *told;
    bool image, x1a_only;
  } KEYS[] = {{"/F (x)", "F", false, false},
              {"/OPI << >>", "OPI/Ref", false, false},
              {"/Ref << >>", "OPI/Ref", false, false},
              {"/PS << >>", "PS", false, false},
              {"/Subtype2 /PS", "PS", false, false},
              {"/OC << >>", "OC", false, true},
              {"/F (x)", "F", true, false},
              {"/Alternates []", "Alternates/OPI", true, false},
              {"/OPI << >>", "Alternates/OPI", true, false},
              {"/OC << >>", "OC", true, true}};
  for (unsigned i = 0; i < 2 * G_N_ELEMENTS(KEYS); i++) {
    bool x1a = i % 2, told = x1a || !KEYS[i / 2].x1a_only, image = KEYS[i / 2].image;
    char *body = g_strdup_printf("/Subtype %s %s",
                                 image ? "/Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray"
                                       : "/Form /BBox [0 0 9 9]",
                                 KEYS[i / 2].keys);
    char *wanted = g_strdup_printf("pdf-action: forbidden entry %s (page 1", KEYS[i / 2].told);
    char *found =
        lines_of(SHEET(.content = "9 0 0 9 50 50 cm /X Do", .resources = "/XObject << /X 10 0 R >>",
                       OBJECTS({10, body, "x", 0}), .options = {.standard = x1a ? "PDF/X-1a:2003" : "PDF/X-4"}),
                 "pdf-action");
    if (told ? !g_str_has_prefix(found, wanted) : *found)
      fail_msg("%s: %s", KEYS[i / 2].keys, found);
    g_free(found);
    g_free(wanted);
    g_free(body);
  }
  expect_code(SHEET(.content = "/X Do", .resources = "/XObject << /X 10 0 R >>", OBJECTS({10, "/Subtype /PS", "x", 0})),
              "pdf-action", "pdf-action: forbidden entry PS (page 1)\n");
  static const char *const STATES[] = {"/TR 10 0 R", "/TR2 10 0 R", "/HTP [0 0]", "/TR2 /Identity"};
  for (unsigned i = 0; i < G_N_ELEMENTS(STATES); i++) {
    char *resources = g_strdup_printf("/ExtGState << /G << %s >> >>", STATES[i]);
    expect(SHEET(.content = "/G gs", .resources = resources, OBJECTS({10, "<< /FunctionType 2 >>", NULL, 0})),
           "pdf-action: forbidden entry TR/HTP (page 1)\n");
    g_free(resources);
  }
  expect(SHEET(.content = "/G gs", .resources = "/ExtGState << /G << /TR /Identity /TR2 /Default >> >>"), "");
  expect(SHEET(.content = "/G gs",
               .resources = "/ExtGState << /G << /HT << /HalftoneType 5 /Black << /TransferFunction 10 0 R >> >> >> >>",
               OBJECTS({10, "<< /FunctionType 2 >>", NULL, 0})),
         "pdf-action: forbidden entry HT/TransferFunction (page 1)\n");
}

/* ISO 15930, 6.14. */
static void annotations(void **state)
{
  static const struct {
    const char *annotation;
    bool told;
  } PLACES[] = {{"/Subtype /Text /Rect [50 50 60 60]", true},     {"/Subtype /Link /Rect [2 50 3 60]", true},
                {"/Subtype /Text /Rect [0 0 1 220]", false},      {"/Subtype /TrapNet /Rect [50 50 60 60]", false},
                {"/Subtype /PrinterMark /Rect [2 2 9 9]", false}, {"/Subtype /PrinterMark /Rect [2 2 12 12]", true},
                {"/Subtype /Widget /Rect [60 60 50 50]", true},   {"/Subtype /Text", true},
                {"/Subtype /Text /Rect [219 50 220 60]", false},  {"/Rect [50 50 60 60]", true}};
  for (unsigned i = 0; i < G_N_ELEMENTS(PLACES); i++) {
    char *page = g_strdup_printf("/Annots [<< /Type /Annot %s >>]", PLACES[i].annotation);
    char *found = lines_of(SHEET(.page = page), "pdf-annotation");
    if ((*found != 0) != PLACES[i].told)
      fail_msg("%s: %s", PLACES[i].annotation, found);
    g_free(found);
    g_free(page);
  }
}

/* 12.5.5: an appearance is told where it comes to lie, in each of its states. */
static void appearances(void **state)
{
  const char *found = "pdf-rgb: RGB colour in content (page 1, at 14, 42 mm)\n";
  expect_code(SHEET(.page = "/Annots [<< /Subtype /TrapNet /Rect [50 50 90 90] /AP << /N 10 0 R >> >>]",
                    OBJECTS({10, "/Subtype /Form /BBox [0 0 10 10]", "1 0 0 rg 0 0 10 10 re f", 0})),
              "pdf-rgb", found);
  expect_code(
      SHEET(.page = "/Annots [<< /Subtype /TrapNet /Rect [50 50 90 90] /AP << /N 10 0 R >> >>]", /* turned: the box is
                                                                                                    another */
            OBJECTS({10, "/Subtype /Form /BBox [0 0 10 10] /Matrix [0 1 -1 0 500 0]", "1 0 0 rg 0 0 10 10 re f", 0})),
      "pdf-rgb", found);
  expect_code(SHEET(.page = "/Annots [<< /Subtype /TrapNet /Rect [50 50 90 90] /AS /Off /AP << /N << /Off 11 0 R /On "
                            "10 0 R >> >> >>]",
                    OBJECTS({10, "/Subtype /Form /BBox [0 0 10 10]", "1 0 0 rg 0 0 10 10 re f", 0},
                            {11, "/Subtype /Form /BBox [0 0 10 10]", "0 g 0 0 10 10 re f", 0})),
              "pdf-rgb", found);
}

/* ISO 15930-7, 6.19. */
static void viewing(void **state)
{
  static const char *const KEYS[] = {"ViewArea", "ViewClip", "PrintArea", "PrintClip"};
  static const struct {
    const char *box;
    bool told;
  } BOXES[] = {{"MediaBox", false}, {"BleedBox", false}, {"TrimBox", true}, {"CropBox", true}, {"ArtBox", true}};
  for (unsigned i = 0; i < G_N_ELEMENTS(KEYS) * G_N_ELEMENTS(BOXES); i++) {
    const char *key = KEYS[i / G_N_ELEMENTS(BOXES)], *box = BOXES[i % G_N_ELEMENTS(BOXES)].box;
    char *root = g_strdup_printf("/ViewerPreferences << /%s /%s >>", key, box);
    char *wanted = BOXES[i % G_N_ELEMENTS(BOXES)].told
                       ? g_strdup_printf("pdf-box: page box wrong or missing: %s\n", key)
                       : g_strdup("");
    expect_code(SHEET(.root = root, X4), "pdf-box", wanted);
    g_free(wanted);
    g_free(root);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(filters),
      cmocka_unit_test(filters_of_inline_images),
      cmocka_unit_test(keys_of_inline_images),
      cmocka_unit_test(spaces),
      cmocka_unit_test(plates),
      cmocka_unit_test(blend_modes),
      cmocka_unit_test(actions),
      cmocka_unit_test(forbidden_keys),
      cmocka_unit_test(forbidden_keys_of_what_is_drawn),
      cmocka_unit_test(annotations),
      cmocka_unit_test(appearances),
      cmocka_unit_test(viewing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
