/* XMP as it may be written (ISO 16684-1, 7), its dates and texts beside those of Info, what must be there; claims. */
#include "inspected.h"

#include "preflight/inspect.h"

#define RDF(attributes, inside)                                                                                        \
  "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF "                    \
  "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about='' "                             \
  "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:xmp='http://ns.adobe.com/xap/1.0/' "                              \
  "xmlns:pdf='http://ns.adobe.com/pdf/1.3/' xmlns:mm='http://ns.adobe.com/xap/1.0/mm/' "                               \
  "xmlns:px='http://www.npes.org/pdfx/ns/id/' " attributes ">" inside                                                  \
  "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>  \n"

static void assert_value(const char *packet, size_t length, const char *name, const char *wanted)
{
  Xmp *xmp = xmp_read(packet, length);
  const char *value = xmp_value(xmp, name);
  if (g_strcmp0(value, wanted))
    fail_msg("%s: “%s”, not “%s”", name, value, wanted);
  xmp_free(xmp);
}

/* As an attribute, as text, the default of languages, the first of a list, with space around, by any prefix. */
static void properties_however_written(void **state)
{
  static const char ATTRIBUTE[] = RDF("pdf:Trapped='False'", ""),
                    TEXT[] = RDF("", "<pdf:Trapped> True\n</pdf:Trapped>"),
                    ALT[] = RDF("", "<dc:title><rdf:Alt><rdf:li xml:lang='en'>Page</rdf:li><rdf:li "
                                    "xml:lang='x-default'>版面</rdf:li></rdf:Alt></dc:title>"),
                    NO_DEFAULT[] = RDF("", "<dc:title><rdf:Alt><rdf:li xml:lang='en'>Page</rdf:li><rdf:li "
                                           "xml:lang='zh'>版面</rdf:li></rdf:Alt></dc:title>"),
                    SEQ[] = RDF(
                        "", "<dc:creator><rdf:Seq><rdf:li>A &amp; B</rdf:li><rdf:li>C</rdf:li></rdf:Seq></dc:creator>"),
                    PREFIX[] = RDF("xmlns:q='http://ns.adobe.com/pdf/1.3/' q:Trapped='True'", ""),
                    OTHER[] = RDF("xmlns:q='http://example.org/' q:Trapped='True'", "");
  assert_value(ATTRIBUTE, strlen(ATTRIBUTE), XMP_PDF "Trapped", "False");
  assert_value(TEXT, strlen(TEXT), XMP_PDF "Trapped", "True");
  assert_value(ALT, strlen(ALT), XMP_DC "title", "版面");
  assert_value(NO_DEFAULT, strlen(NO_DEFAULT), XMP_DC "title", "Page");
  assert_value(SEQ, strlen(SEQ), XMP_DC "creator", "A & B");
  assert_value(PREFIX, strlen(PREFIX), XMP_PDF "Trapped", "True");
  assert_value(OTHER, strlen(OTHER), XMP_PDF "Trapped", NULL);
}

/* 7.3.2: UTF-16 of either order, with its mark or without; UTF-8 with one. */
static void encodings(void **state)
{
  static const char TEXT[] = RDF("", "<dc:title>报</dc:title>");
  static const char *const CHARSETS[] = {"UTF-16BE", "UTF-16LE"}, *const MARKS[] = {"\xFE\xFF", "\xFF\xFE"};
  for (unsigned i = 0; i < 4; i++) {
    gsize n;
    char *units = g_convert(TEXT, -1, CHARSETS[i / 2], "UTF-8", NULL, &n, NULL);
    GString *packet = g_string_new_len(MARKS[i / 2], i % 2 ? 2 : 0);
    g_string_append_len(packet, units, (gssize)n);
    assert_value(packet->str, packet->len, XMP_DC "title", "报");
    g_string_free(packet, TRUE);
    g_free(units);
  }
  char *marked = g_strconcat("\xEF\xBB\xBF", TEXT, NULL);
  assert_value(marked, strlen(marked), XMP_DC "title", "报");
  g_free(marked);
}

static void what_is_no_xml_is_known(void **state)
{
  static const char *const BROKEN[] = {"", "<a>", "<a></b>", "no packet", "<a attribute></a>"};
  for (unsigned i = 0; i < G_N_ELEMENTS(BROKEN); i++) {
    Xmp *xmp = xmp_read(BROKEN[i], strlen(BROKEN[i]));
    assert_false(xmp_is_well_formed(xmp));
    xmp_free(xmp);
  }
  static const char FINE[] = RDF("", "");
  Xmp *xmp = xmp_read(FINE, strlen(FINE));
  assert_true(xmp_is_well_formed(xmp));
  xmp_free(xmp);
}

/* --- beside Info ------------------------------------------------------------------------------------- */

#define WHOLE                                                                                                          \
  "px:GTS_PDFXVersion='PDF/X-4' mm:DocumentID='a' mm:VersionID='1' mm:RenditionClass='default' pdf:Trapped='False' "   \
  "xmp:ModifyDate='2024-03-27T08:00:00+08:00' "

/* What is said of XMP and Info, of nothing else; STANDARD is what the caller wants, or NULL. */
static char *compare(const char *packet, const char *info, const char *standard)
{
  char *trailer = g_strdup_printf("/Info << %s >>", info);
  const Object metadata = {10, "/Type /Metadata /Subtype /XML", packet, 0};
  char *told = inspect_sheet(SHEET(.root = packet ? "/Metadata 10 0 R" : "", .trailer = trailer, .objects = &metadata,
                                   .n = packet ? 1 : 0, .options = {.standard = standard}));
  char **lines = g_strsplit(told, "\n", -1);
  GString *kept = g_string_new(NULL);
  for (unsigned i = 0; lines[i]; i++)
    if (g_str_has_prefix(lines[i], "pdf-xmp") || g_str_has_prefix(lines[i], "pdf-info"))
      g_string_append_printf(kept, "%s ", strrchr(lines[i], ':') + 2);
  g_strfreev(lines);
  g_free(told);
  g_free(trailer);
  return g_string_free(kept, FALSE);
}

#define assert_compared(packet, info, wanted)                                                                          \
  do {                                                                                                                 \
    char *found = compare(packet, info, NULL);                                                                         \
    assert_string_equal(found, wanted);                                                                                \
    g_free(found);                                                                                                     \
  } while (0)

#define MISSING(key) "required entry " key " is missing or wrong "

/* The same moment told in other zones is the same; where a date names none, its digits are. */
static void dates(void **state)
{
  static const struct {
    const char *xmp, *info;
    bool same;
  } DATES[] = {
      {"2024-03-27T08:00:00+08:00", "D:20240327080000+08'00'", true},
      {"2024-03-27T00:00:00Z", "D:20240327080000+08'00'", true},
      {"2024-03-27T00:00:00Z", "D:20240327000000Z", true},
      {"2024-03-27T00:00:00Z", "D:20240326193000-04'30'", true},
      {"2024-03-27T08:00:00", "D:20240327080000", true},
      {"2024-03-27T08:00:01+08:00", "D:20240327080000+08'00'", false},
      {"2024-03-27T08:00:00Z", "D:20240327080000+08'00'", false},
      {"2024-03-27T08:00:00+08:00", "D:20240327080000", true}, /* one names no zone */
      {"2024-03-26T08:00:00Z", "D:20240327080000+08'00'", false},
      {"2023-03-27", "D:20240327", false},
  };
  for (unsigned i = 0; i < G_N_ELEMENTS(DATES); i++) {
    char *packet = g_strdup_printf(RDF(WHOLE "xmp:CreateDate='%s'", "<dc:title>t</dc:title>"), DATES[i].xmp);
    char *info = g_strdup_printf("/CreationDate (%s)", DATES[i].info);
    char *found = compare(packet, info, NULL);
    if (strcmp(found, DATES[i].same ? "" : "CreationDate ") != 0)
      fail_msg("%s, %s: %s", DATES[i].xmp, DATES[i].info, found);
    g_free(found);
    g_free(info);
    g_free(packet);
  }
}

static void texts(void **state)
{
  static const struct {
    const char *property, *info, *told;
  } PAIRS[] = {{"<dc:title>t</dc:title>", "/Title (t)", ""},
               {"<dc:title>版</dc:title>", "/Title <FEFF7248>", ""},
               {"<dc:title>t</dc:title>", "/Title (T)", "Title "},
               {"<dc:title>t</dc:title><xmp:CreatorTool>a</xmp:CreatorTool>", "/Creator (b)", "Creator "},
               {"<dc:title>t</dc:title><pdf:Producer>a</pdf:Producer>", "/Producer (b)", "Producer "},
               {"<dc:title>t</dc:title><pdf:Keywords>a</pdf:Keywords>", "/Keywords (b)", "Keywords "},
               {"<dc:title>t</dc:title>", "/Trapped /True", "Trapped "},
               {"<dc:title>t</dc:title>", "/Trapped /False", ""},
               {"<dc:title>t</dc:title>", "/Creator (b)", ""}, /* one of them says nothing */
               {"<dc:title>t</dc:title>", "/ModDate (D:20240327080001+08'00')", "ModDate "}};
  for (unsigned i = 0; i < G_N_ELEMENTS(PAIRS); i++) {
    char *packet = g_strdup_printf(RDF(WHOLE "xmp:CreateDate='2024-03-27T00:00:00Z'", "%s"), PAIRS[i].property);
    assert_compared(packet, PAIRS[i].info, PAIRS[i].told);
    g_free(packet);
  }
}

/* ISO 15930-7, 6.2: in XMP; 15930-4: in Info. */
static void required_entries(void **state)
{
  static const struct {
    const char *taken, *told;
  } XMP[] = {{"DocumentID", "DocumentID"}, {"VersionID", "VersionID"},   {"RenditionClass", "RenditionClass"},
             {"CreateDate", "CreateDate"}, {"ModifyDate", "ModifyDate"}, {"pdf:Trapped", "Trapped"},
             {"dc:title", "title"}};
  static const char FULL[] = RDF(WHOLE "xmp:CreateDate='2024-03-27T00:00:00Z'", "<dc:title>t</dc:title>");
  assert_compared(FULL, "", "");
  for (unsigned i = 0; i < G_N_ELEMENTS(XMP); i++) {
    char **parts = g_strsplit(FULL, XMP[i].taken, -1), *other = g_strconcat(XMP[i].taken, "X", NULL);
    char *packet = g_strjoinv(other, parts), *wanted = g_strdup_printf(MISSING("%s"), XMP[i].told);
    assert_compared(packet, "", wanted);
    g_free(wanted);
    g_free(packet);
    g_free(other);
    g_strfreev(parts);
  }
  char *empty = g_strdup_printf(RDF(WHOLE "xmp:CreateDate='%s'", "<dc:title>t</dc:title>"), "");
  assert_compared(empty, "", MISSING("CreateDate"));
  g_free(empty);
  static const char ODD[] =
      RDF("px:GTS_PDFXVersion='PDF/X-4' mm:DocumentID='a' mm:VersionID='1' mm:RenditionClass='default' "
          "pdf:Trapped='Unknown' xmp:ModifyDate='2024-03-27T00:00:00Z' xmp:CreateDate='2024-03-27T00:00:00Z'",
          "<dc:title>t</dc:title>");
  assert_compared(ODD, "", MISSING("Trapped"));
  static const char NO_TITLE[] = RDF(WHOLE "xmp:CreateDate='2024-03-27T00:00:00Z'", "");
  assert_compared(NO_TITLE, "/Title (t)", ""); /* in either */
  char *found = compare(NULL, "", "PDF/X-1a:2003");
  assert_string_equal(found, MISSING("Title") MISSING("CreationDate") MISSING("ModDate") MISSING("Trapped"));
  g_free(found);
  found = compare(NULL, "/Title (t) /CreationDate (D:20240327) /ModDate (D:20240327) /Trapped /True", "PDF/X-1a:2003");
  assert_string_equal(found, "");
  g_free(found);
  found =
      compare(NULL, "/Title () /CreationDate (D:20240327) /ModDate (D:20240327) /Trapped /Unknown", "PDF/X-1a:2003");
  assert_string_equal(found, MISSING("Title") MISSING("Trapped"));
  g_free(found);
  found = compare(NULL, "", "PDF/X-4");
  assert_string_equal(found, MISSING("Metadata"));
  g_free(found);
}

static void broken_packets_are_told(void **state)
{
  char *found = compare("<x:xmpmeta>", "", "PDF/X-1a:2003");
  assert_true(g_str_has_prefix(found, MISSING("Title")) && g_str_has_suffix(found, "XML "));
  g_free(found);
}

/* 6.2: who says what, and where; of two that differ nothing holds. */
static void claims(void **state)
{
  static const struct {
    const char *xmp, *info;
    bool claims;
  } CLAIMS[] = {{"PDF/X-4", "", true},
                {"PDF/X-4p", "", true},
                {"PDF/X-42", "", false},
                {"PDF/X-1a:2003", "", true},
                {"", "(PDF/X-1a:2003)", true},
                {"", "(PDF/X-1a:2001)", true},
                {"", "(PDF/X-3:2002)", false},
                {"", "(PDF/X-4)", false},
                {"PDF/X-4", "(PDF/X-4)", true},
                {"PDF/X-4", "(PDF/X-1a:2003)", false},
                {"", "/Name", false}};
  for (unsigned i = 0; i < G_N_ELEMENTS(CLAIMS); i++) {
    char *packet = g_strdup_printf(RDF("px:GTS_PDFXVersion='%s'", ""), CLAIMS[i].xmp);
    char *trailer = *CLAIMS[i].info ? g_strdup_printf("/Info << /GTS_PDFXVersion %s >>", CLAIMS[i].info) : g_strdup("");
    const Sheet sheet = {.root = "/Metadata 10 0 R", .trailer = trailer, OBJECTS({10, "/Type /Metadata", packet, 0})};
    char *told = inspect_sheet(&sheet);
    if ((strstr(told, "pdf-intent") != NULL) != CLAIMS[i].claims) /* what claims is held to it */
      fail_msg("%s %s: %s", CLAIMS[i].xmp, CLAIMS[i].info, told);
    g_free(told);
    g_free(trailer);
    g_free(packet);
  }
  char *told = inspect_sheet(
      SHEET(.trailer = "/Info << /GTS_PDFXVersion (PDF/X-1:2001) /GTS_PDFXConformance (PDF/X-1a:2001) >>"));
  assert_non_null(strstr(told, "pdf-intent"));
  g_free(told);
}

/* 15930-4 is of PDF 1.4, 15930-7 of 1.6. */
static void versions(void **state)
{
  static const struct {
    const char *standard, *version;
    bool told;
  } CASES[] = {{"PDF/X-1a:2003", "1.3", false}, {"PDF/X-1a:2003", "1.4", false}, {"PDF/X-1a:2003", "1.5", true},
               {"PDF/X-1a:2003", "1.7", true},  {"PDF/X-4", "1.6", false},       {"PDF/X-4", "1.7", true}};
  for (unsigned i = 0; i < G_N_ELEMENTS(CASES); i++) {
    char *told = inspect_sheet(SHEET(.version = CASES[i].version, .options = {.standard = CASES[i].standard}));
    if ((strstr(told, "pdf-version") != NULL) != CASES[i].told)
      fail_msg("%s in %s: %s", CASES[i].standard, CASES[i].version, told);
    g_free(told);
  }
}

/* A press's profile is one of four inks, of the class prtr, and whole (ICC.1, 7.2). */
static void intents(void **state)
{
  static const struct {
    size_t at;
    const char *is;
    bool told;
  } SPOILED[] = {
      {36, "acsp", false}, {16, "RGB ", true}, {12, "mntr", true}, {36, "abcd", true}, {0, "\x7f\xff\xff\xff", true}};
  for (unsigned i = 0; i < G_N_ELEMENTS(SPOILED); i++) {
    char *profile;
    gsize length;
    assert_true(g_file_get_contents("tests/data/press-small.icc", &profile, &length, NULL));
    memcpy(profile + SPOILED[i].at, SPOILED[i].is, 4);
    char *told = inspect_sheet(
        SHEET(.root = "/OutputIntents [<< /S /GTS_PDFX /OutputConditionIdentifier (news) /DestOutputProfile 10 0 R >>]",
              .options = {.standard = "PDF/X-4"}, OBJECTS({10, "/N 4", profile, length})));
    if ((strstr(told, "pdf-intent") != NULL) != SPOILED[i].told)
      fail_msg("%u: %s", i, told);
    g_free(told);
    g_free(profile);
  }
}

/* Whatever is stuck to the end of a file is told; white space is not. */
static void tails(void **state)
{
  static const struct {
    const char *tail;
    bool told;
  } CASES[] = {{"", false}, {"\r\n \n", false}, {"x", true}, {"\nHTTP/1.1 200 OK\n", true}};
  for (unsigned i = 0; i < G_N_ELEMENTS(CASES); i++) {
    GString *pdf = make_sheet(SHEET(.content = ""));
    g_string_append(pdf, CASES[i].tail);
    char *told = inspect_bytes(pdf->str, pdf->len, &(PreflightOptions){0}, NULL);
    if ((strstr(told, "pdf-tail") != NULL) != CASES[i].told)
      fail_msg("%u: %s", i, told);
    g_free(told);
    g_string_free(pdf, TRUE);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(properties_however_written),
      cmocka_unit_test(encodings),
      cmocka_unit_test(what_is_no_xml_is_known),
      cmocka_unit_test(dates),
      cmocka_unit_test(texts),
      cmocka_unit_test(required_entries),
      cmocka_unit_test(broken_packets_are_told),
      cmocka_unit_test(claims),
      cmocka_unit_test(versions),
      cmocka_unit_test(intents),
      cmocka_unit_test(tails),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
