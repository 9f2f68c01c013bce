/* The table of content operators against ISO 32000-1 as it is written out here: table 51's categories, and what Annex
   A's tables give each as operands. */
#include "inspected.h"

#include "preflight/operators.h"

/* Every operator with right operands, and what must stand before it; AFTER closes what is opened. */
static const struct {
  const char *name, *before, *operands, *after;
} ALL[] = {
    {"\"", "BT /F 9 Tf ", "1 2 (a)", " ET"},
    {"'", "BT /F 9 Tf ", "(a)", " ET"},
    {"B", "40 40 20 20 re ", "", ""},
    {"B*", "40 40 20 20 re ", "", ""},
    {"BDC", "", "/Span << /MCID 0 /K [1 (a)] >>", " EMC"},
    {"BMC", "", "/Span", " EMC"},
    {"BT", "", "", " ET"},
    {"BX", "", "", " EX"},
    {"CS", "", "/DeviceCMYK", ""},
    {"DP", "", "/Span /P", ""},
    {"Do", "", "/X", ""},
    {"EMC", "/Span BMC ", "", ""},
    {"ET", "BT ", "", ""},
    {"EX", "BX ", "", ""},
    {"F", "40 40 20 20 re ", "", ""},
    {"G", "", ".5", ""},
    {"J", "", "1", ""},
    {"K", "", "0 0 0 1", ""},
    {"M", "", "10", ""},
    {"MP", "", "/Span", ""},
    {"Q", "q ", "", ""},
    {"RG", "", "0 0 0", ""},
    {"S", "40 40 m 80 40 l ", "", ""},
    {"SC", "/DeviceRGB CS ", "0 0 0", ""},
    {"SCN", "/DeviceCMYK CS ", "0 0 0 1", ""},
    {"T*", "BT ", "", " ET"},
    {"TD", "BT ", "1 2", " ET"},
    {"TJ", "BT /F 9 Tf ", "[(a) -20 (b)]", " ET"},
    {"TL", "", "12", ""},
    {"Tc", "", "1", ""},
    {"Td", "BT ", "1 2", " ET"},
    {"Tf", "", "/F 9", ""},
    {"Tj", "BT /F 9 Tf ", "<4142>", " ET"},
    {"Tm", "BT ", "1 0 0 1 40 40", " ET"},
    {"Tr", "", "0", ""},
    {"Ts", "", "3", ""},
    {"Tw", "", "1", ""},
    {"Tz", "", "90", ""},
    {"W", "40 40 20 20 re ", "", " n"},
    {"W*", "40 40 20 20 re ", "", " n"},
    {"b", "40 40 20 20 re ", "", ""},
    {"b*", "40 40 20 20 re ", "", ""},
    {"c", "40 40 m ", "1 2 3 4 5 6", " n"},
    {"cm", "", "1 0 0 1 5 5", ""},
    {"cs", "", "/DeviceGray", ""},
    {"d", "", "[3 2] 0", ""},
    {"f", "40 40 20 20 re ", "", ""},
    {"f*", "40 40 20 20 re ", "", ""},
    {"g", "", "0", ""},
    {"gs", "", "/G", ""},
    {"h", "40 40 m 80 40 l ", "", " n"},
    {"i", "", "1", ""},
    {"j", "", "0", ""},
    {"k", "", "0 0 0 .5", ""},
    {"l", "40 40 m ", "80 40", " n"},
    {"m", "", "40 40", " n"},
    {"n", "40 40 20 20 re ", "", ""},
    {"q", "", "", " Q"},
    {"re", "", "40 40 20 20", " n"},
    {"rg", "", "0 0 0", ""},
    {"ri", "", "/Perceptual", ""},
    {"s", "40 40 m 80 40 l ", "", ""},
    {"sc", "/DeviceGray cs ", "0", ""},
    {"scn", "/Pattern cs ", "/P", ""},
    {"sh", "", "/S", ""},
    {"v", "40 40 m ", "1 2 3 4", " n"},
    {"w", "", "1", ""},
    {"y", "40 40 m ", "1 2 3 4", " n"},
};

#define RESOURCES                                                                                                      \
  "/Font << /F 10 0 R >> /XObject << /X 12 0 R >> /ExtGState << /G << /LW 1 >> >> /Properties << /P << >> >> "         \
  "/Pattern << /P 14 0 R >> /Shading << /S 15 0 R >>"
#define TYPE3                                                                                                          \
  "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [.001 0 0 .001 0 0] /CharProcs << /a 11 0 R >> "     \
  "/Encoding << /Differences [97 /a] >> /FirstChar 97 /LastChar 97 /Widths [1000] >>"
#define DRAWN                                                                                                          \
  OBJECTS({10, TYPE3, NULL, 0}, {11, "", "1000 0 d0", 0}, {12, "/Subtype /Form /BBox [0 0 9 9]", "0 g", 0},            \
          {14, "/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 5 5] /XStep 5 /YStep 5", "0 g", 0},               \
          {15, "<< /ShadingType 2 /ColorSpace /DeviceGray /Coords [50 0 60 0] >>", NULL, 0})

static char *draw(const char *before, const char *operands, const char *name, const char *after)
{
  char *content = g_strdup_printf("%s%s %s%s", before, operands, name, after);
  char *told = inspect_sheet(SHEET(.content = content, .resources = RESOURCES, DRAWN));
  g_free(content);
  return told;
}

/* Those whose place is inside something else: BI … ID … EI, and the head of a glyph. */
static void there_is_no_other(void **state)
{
  static const char *const INSIDE[] = {"BI", "EI", "ID", "d0", "d1"};
  unsigned n;
  const Operator *all = operators_all(&n);
  assert_int_equal(n, G_N_ELEMENTS(ALL) + G_N_ELEMENTS(INSIDE));
  assert_int_equal(n, 73); /* Annex A */
  for (unsigned i = 0; i < G_N_ELEMENTS(ALL); i++)
    assert_non_null(operators_lookup(ALL[i].name));
  for (unsigned i = 0; i < G_N_ELEMENTS(INSIDE); i++)
    assert_non_null(operators_lookup(INSIDE[i]));
  for (unsigned i = 1; i < n; i++)
    assert_true(strcmp(all[i - 1].name, all[i].name) < 0); /* in the order they are looked up by */
  assert_null(operators_lookup("fill"));
  assert_null(operators_lookup(""));
  assert_null(operators_lookup("bb"));
}

static void right_operands_pass(void **state)
{
  for (unsigned i = 0; i < G_N_ELEMENTS(ALL); i++) {
    char *told = draw(ALL[i].before, ALL[i].operands, ALL[i].name, ALL[i].after);
    if (strstr(told, "pdf-syntax") || strstr(told, "pdf-misplaced") || strstr(told, "pdf-operator"))
      fail_msg("%s %s: %s", ALL[i].operands, ALL[i].name, told);
    g_free(told);
  }
}

static void assert_faulty(const char *before, const char *operands, const char *name, const char *after)
{
  char *told = draw(before, operands, name, after), *wanted = g_strdup_printf("content is faulty: %s (page 1)\n", name);
  if (!strstr(told, wanted))
    fail_msg("%s %s: %s", operands, name, told);
  g_free(wanted);
  g_free(told);
}

/* One more, none where some are asked, another kind. */
static void wrong_operands_are_told(void **state)
{
  for (unsigned i = 0; i < G_N_ELEMENTS(ALL); i++) {
    char *more = g_strdup_printf("null %s", ALL[i].operands);
    assert_faulty(ALL[i].before, more, ALL[i].name, ALL[i].after);
    g_free(more);
    if (!*ALL[i].operands)
      continue;
    const char *first = strchr(ALL[i].operands, ' ');
    if (*ALL[i].operands != '[' && *ALL[i].operands != '(') {
      char *other = g_strdup_printf("[] %s", first ? first + 1 : "");
      assert_faulty(ALL[i].before, other, ALL[i].name, ALL[i].after);
      g_free(other);
    }
    assert_faulty(ALL[i].before, "", ALL[i].name, ALL[i].after);
  }
}

/* Kinds are told apart: each of these is one of another kind than is asked. */
static void kinds_are_told_apart(void **state)
{
  assert_faulty("", "(F) 9", "Tf", "");
  assert_faulty("", "/F (9)", "Tf", "");
  assert_faulty("BT /F 9 Tf ", "[(a)]", "Tj", " ET");
  assert_faulty("BT /F 9 Tf ", "(a)", "TJ", " ET");
  assert_faulty("", "3 0", "d", "");
  assert_faulty("", "/Span (P)", "DP", "");
  assert_faulty("", "<< >>", "BMC", "");
  assert_faulty("", "--1", "w", "");
  assert_faulty("", "/DeviceCMYK cs 0 0 0", "sc", ""); /* as many as the space has */
  assert_faulty("", "/DeviceGray cs 0 0", "scn", "");
  assert_faulty("", "/DeviceGray cs /P", "sc", "");
  assert_faulty("40 40 m ", "true 2", "l", " n");
  assert_faulty("", "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1", "g",
                "");
}

/* Once a kind, however often it happens. */
static void each_is_told_once(void **state)
{
  expect(SHEET(.content = "g g g 1 k k G"), "pdf-syntax: the page content is faulty: g (page 1)\n"
                                            "pdf-syntax: the page content is faulty: k (page 1)\n"
                                            "pdf-syntax: the page content is faulty: G (page 1)\n");
}

/* What stands before an operator nobody knows is none of the next one's; it is told as ever. */
static void unknown_ones_take_their_operands_along(void **state)
{
  expect(SHEET(.content = "1 2 fill 0 g 3 4 Fill"),
         "pdf-operator: the page content has an operator PDF does not know (page 1)\n");
}

/* Figure 9. */
static void places_are_told(void **state)
{
  static const struct {
    const char *content, *told; /* NULL: nothing */
  } PLACES[] = {
      {"(a) Tj", "Tj"},
      {"1 0 Td", "Td"},
      {"BT 1 2 m 3 4 l S ET", "m"},
      {"BT q Q ET", "q"},
      {"BT /X Do ET", "Do"},
      {"40 40 20 20 re q f Q", "q"},
      {"40 40 20 20 re BT ET f", "BT"},
      {"40 40 l S", "l"},
      {"1000 0 d0", "d0"},
      {"EI", "EI"},
      {"ET", "ET"},
      {"f n", NULL},
      {"W n", NULL},
      {"40 40 20 20 re 0 g 1 w f", NULL},
      {"BT /F 9 Tf 0 g 1 w /Span BMC (a) Tj EMC 2 Tc ET", NULL},
      {"40 40 20 20 re n q Q", NULL},
      {"BT /F 9 Tf (a) Tj ET", NULL}, /* its glyph begins with d0 */
  };
  for (unsigned i = 0; i < G_N_ELEMENTS(PLACES); i++) {
    char *told = draw("/F 9 Tf ", PLACES[i].content, "", "");
    char *wanted = g_strdup_printf("pdf-misplaced: operator %s stands", PLACES[i].told);
    const char *found = strstr(told, "pdf-misplaced");
    if (PLACES[i].told ? !found || !strstr(told, wanted) : found != NULL)
      fail_msg("%s: %s", PLACES[i].content, told);
    g_free(wanted);
    g_free(told);
  }
}

static void brackets_that_do_not_match_are_told(void **state)
{
  expect(SHEET(.content = "[1 2 0 g"), "pdf-syntax: the page content is faulty: [ ] (page 1)\n"
                                       "pdf-syntax: the page content is faulty: g (page 1)\n");
  expect(SHEET(.content = "] 0 g"), "pdf-syntax: the page content is faulty: g (page 1)\n");
  expect(SHEET(.content = "{ 0 } g"), "pdf-syntax: the page content is faulty: g (page 1)\n");
}

static void text_and_states_end_where_they_began(void **state)
{
  expect(SHEET(.content = "Q 0 g"), "pdf-syntax: the page content is faulty: Q (page 1)\n");
  expect(SHEET(.content = "BT 0 g"), "pdf-syntax: the page content is faulty: BT (page 1)\n");
  expect(SHEET(.content = "BT BT ET"), "pdf-syntax: the page content is faulty: BT (page 1)\n");
  expect(SHEET(.content = "(never"), "pdf-syntax: the page content is faulty: ( ) (page 1)\n");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(there_is_no_other),
      cmocka_unit_test(right_operands_pass),
      cmocka_unit_test(wrong_operands_are_told),
      cmocka_unit_test(kinds_are_told_apart),
      cmocka_unit_test(each_is_told_once),
      cmocka_unit_test(unknown_ones_take_their_operands_along),
      cmocka_unit_test(places_are_told),
      cmocka_unit_test(brackets_that_do_not_match_are_told),
      cmocka_unit_test(text_and_states_end_where_they_began),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
