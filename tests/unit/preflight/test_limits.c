/* Every row of preflight's limits.def: at the limit nothing is told, one past it that something was not looked at. */
#include "inspected.h"

#include "preflight/inspect.h"

#include <zlib.h>

/* COUNT times PIECE, g_free. */
static char *repeat(const char *piece, unsigned count)
{
  GString *all = g_string_new(NULL);
  for (unsigned i = 0; i < count; i++)
    g_string_append(all, piece);
  return g_string_free(all, FALSE);
}

static char *told_with(Past past, int most, Sheet sheet)
{
  int limits[PASTS];
  memcpy(limits, inspect_limits(), sizeof limits);
  limits[past] = most;
  sheet.options.limits = limits;
  return inspect_sheet(&sheet);
}

static void assert_limit(Past past, int most, const char *words, const Sheet *sheet)
{
  char *at = told_with(past, most, *sheet), *over = told_with(past, most - 1, *sheet);
  if (strstr(at, "pdf-limit") || !strstr(over, "pdf-limit: not all of it was looked at: ") || !strstr(over, words))
    fail_msg("%s, at %d: %s; at %d: %s", words, most, at, most - 1, over);
  const char *first = strstr(over, words);
  assert_null(strstr(first + 1, words)); /* once */
  g_free(at);
  g_free(over);
}

static void operators(void **state)
{
  assert_limit(PAST_OPERATORS, 5, "a page of more than 4 operators (page 1)", SHEET(.content = "q Q q Q 0 g"));
  assert_limit(PAST_FILE_OPERATORS, 3, "a file of more than 2 operators", SHEET(.content = "q Q 0 g"));
}

/* What lies behind a limit is not looked at, and the page's other streams neither. */
static void nothing_is_looked_at_behind_it(void **state)
{
  int limits[PASTS];
  memcpy(limits, inspect_limits(), sizeof limits);
  limits[PAST_OPERATORS] = 2;
  bool shows = false;
  expect(SHEET(.content = "q Q 1 0 0 rg 50 50 50 50 re f", .options = {.limits = limits, .shows = &shows}),
         "pdf-limit: not all of it was looked at: a page of more than 2 operators (page 1)\n");
  assert_true(shows); /* it may */
}

/* Forms drawn again and again are looked at each time: where the last of them comes to too much, it is told. */
static void repeats_are_looked_at(void **state)
{
  char *uses = repeat("/X Do ", 300);
  char *content = g_strconcat(uses, "q /G gs /X Do Q", NULL);
  expect(SHEET(.content = content,
               .resources = "/XObject << /X 10 0 R >> /ExtGState << /G << /OP true /op true /OPM 1 >> >>",
               OBJECTS({10, "/Subtype /Form /BBox [0 0 220 220]",
                        "1 .9 0 0 k 50 50 30 30 re f 0 0 .9 0 k 50 50 30 30 re f", 0})),
         "pdf-tac: total ink of 280 % is over the limit (page 1, at 15, 55 mm)\n");
  g_free(content);
  g_free(uses);
}

static void nesting(void **state)
{
  const Sheet sheet = {
      .content = "/X Do",
      .resources = "/XObject << /X 10 0 R >>",
      OBJECTS({10, "/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 11 0 R >> >>", "/X Do", 0},
              {11, "/Subtype /Form /BBox [0 0 9 9]", "0 g", 0})};
  assert_limit(PAST_NESTING, 2, "nested more than 1 deep", &sheet);
}

static void a_form_in_itself_is_faulty(void **state)
{
  expect(SHEET(.content = "/X Do", .resources = "/XObject << /X 10 0 R >>",
               OBJECTS({10, "/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 10 0 R >> >>", "/X Do", 0})),
         "pdf-syntax: the page content is faulty: /Form (page 1)\n");
}

static void states(void **state)
{
  assert_limit(PAST_STATES, 4, "more than 3 graphics states saved", SHEET(.content = "q q q Q Q Q"));
  /* those that are not saved are not restored */
  char *told = told_with(PAST_STATES, 3, (Sheet){.content = "q q q q Q Q 0 0 0 1 k Q Q 1 0 0 rg 50 50 9 9 re f"});
  assert_non_null(strstr(told, "pdf-limit"));
  assert_null(strstr(told, "pdf-syntax"));
  g_free(told);
}

static void names(void **state)
{
  char *letters = repeat("N", 127), *content = g_strdup_printf("/%s gs", letters);
  char *resources = g_strdup_printf("/ExtGState << /%s << /LW 1 >> /%sN << >> >>", letters, letters);
  assert_limit(PAST_NAME_BYTES, 127, "a name of more than 126 bytes",
               SHEET(.content = content, .resources = resources));
  assert_int_equal(inspect_limits()[PAST_NAME_BYTES], 127); /* table C.1 */
  g_free(resources);
  g_free(content);
  g_free(letters);
}

static void colorants(void **state)
{
  const Sheet sheet = {.content = "/Cs cs .1 .1 .1 scn 50 50 9 9 re f",
                       .resources = "/ColorSpace << /Cs [/DeviceN [/A /B /C] /DeviceCMYK 10 0 R] >>",
                       OBJECTS({10, "<< /FunctionType 4 /Domain [0 1 0 1 0 1] /Range [0 1 0 1 0 1 0 1] >>", NULL, 0})};
  assert_limit(PAST_COLORANTS, 3, "a colour of more than 2 inks", &sheet);
}

static void spaces(void **state)
{
  const Sheet sheet = {.content = "/A cs 0 sc",
                       .resources = "/ColorSpace << /A [/Indexed [/Indexed /DeviceGray 1 <00>] 1 <00>] >>"};
  assert_limit(PAST_SPACE_DEPTH, 3, "colour spaces nested more than 2 deep", &sheet);
  expect_part(SHEET(.content = "/A cs", .resources = "/ColorSpace << /A /A >>"),
              "colour spaces nested more than 8 deep");
}

/* A default space's alternate means itself (8.6.5.6): no circle. */
static void a_default_space_is_no_circle(void **state)
{
  expect(
      SHEET(.content = "0 0 0 1 k 50 50 9 9 re f",
            .resources = "/ColorSpace << /DefaultCMYK [/DeviceN [/Cyan /Magenta /Yellow /Black] /DeviceCMYK 10 0 R] >>",
            OBJECTS({10, "<< /FunctionType 4 /Domain [0 1 0 1 0 1 0 1] /Range [0 1 0 1 0 1 0 1] >>", NULL, 0})),
      "");
}

#define STITCHED(parts) "<< /FunctionType 3 /Domain [0 1] /Bounds [.5] /Encode [0 1 0 1] /Functions [" parts "] >>"
#define ENDS "<< /FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 0 0] /C1 [0 0 0 1] >>"

static void functions(void **state)
{
  const Sheet sheet = {
      .content = "/S sh",
      .resources = "/Shading << /S << /ShadingType 2 /ColorSpace /DeviceCMYK /Coords [0 0 9 9] /Function "
                   "10 0 R >> >>",
      OBJECTS({10, STITCHED("11 0 R 11 0 R"), NULL, 0}, {11, STITCHED("12 0 R 12 0 R"), NULL, 0}, {12, ENDS, NULL, 0})};
  assert_limit(PAST_FUNCTION_DEPTH, 2, "functions stitched more than 1 deep", &sheet);
  assert_limit(PAST_FUNCTION_PARTS, 6, "a shading of more than 5 functions", &sheet);
}

/* Each stitched of two of the next: two to the thirtieth in all, from a few objects. */
static void functions_of_functions_end(void **state)
{
  Object objects[30];
  char *bodies[30];
  for (unsigned i = 0; i < 30; i++) {
    bodies[i] = g_strdup_printf("<< /FunctionType 3 /Functions [%u 0 R %u 0 R] >>", 11 + i, 11 + i);
    objects[i] = (Object){10 + i, i < 29 ? bodies[i] : ENDS, NULL, 0};
  }
  int limits[PASTS];
  memcpy(limits, inspect_limits(), sizeof limits);
  limits[PAST_FUNCTION_DEPTH] = 100;
  const Sheet sheet = {.content = "/S sh",
                       .resources = "/Shading << /S << /ShadingType 2 /ColorSpace /DeviceCMYK /Function 10 0 R >> >>",
                       .objects = objects,
                       .n = 30,
                       .options = {.limits = limits}};
  expect_part(&sheet, "a shading of more than 10000 functions");
  for (unsigned i = 0; i < 30; i++)
    g_free(bodies[i]);
}

static void annotations(void **state)
{
  const Sheet sheet = {.page = "/Annots [10 0 R 10 0 R 10 0 R]",
                       OBJECTS({10, "<< /Type /Annot /Subtype /TrapNet /Rect [50 50 90 90] >>", NULL, 0})};
  assert_limit(PAST_ANNOTATIONS, 3, "a page of more than 2 annotations", &sheet);
}

static void inks(void **state)
{
  const Sheet sheet = {.content = "0 g 50 50 90 90 re f"}; /* 67 × 67 cells */
  assert_limit(PAST_INK_CELLS, 67 * 67 + 1, "a page of more than 4489 cells", &sheet);
  /* 15 cells a side, no tile whole: 225 steps each */
  assert_limit(PAST_INK_STEPS, 450, "take more than 449 steps",
               SHEET(.content = "0 g 11 11 48 48 re f 11 11 48 48 re f"));
}

static void paths(void **state)
{
  assert_limit(PAST_PATH_POINTS, 4, "a path of more than 3 points",
               SHEET(.content = "0 g 50 50 m 90 50 l 90 90 l 50 99 l f"));
  /* two sides as broad as cells: four corners each */
  assert_limit(PAST_STROKE_POINTS, 8, "a line of more than 7 corners",
               SHEET(.content = "4 w 50 50 m 90 50 l 90 90 l S"));
}

static void images(void **state)
{
  const Sheet sheet = {.content = "10 0 0 10 50 50 cm /X Do",
                       .resources = "/XObject << /X 10 0 R >>",
                       OBJECTS({10, "/Subtype /Image /Width 8 /Height 8 /BitsPerComponent 8 /ColorSpace /DeviceGray",
                                "0123456789012345678901234567890123456789012345678901234567890123", 0})};
  assert_limit(PAST_IMAGE_BYTES, 64, "an image of more than 63 bytes (page 1, at ", &sheet);
}

static void unpacked(void **state)
{
  char *blank = repeat(" ", 1000010); /* more than a megabyte, told at the next stream */
  char *content = g_strconcat("/X Do", blank, NULL);
  const Sheet sheet = {.content = content,
                       .resources = "/XObject << /X 10 0 R >>",
                       OBJECTS({10, "/Subtype /Form /BBox [0 0 9 9]", "0 g", 0})};
  assert_limit(PAST_UNPACKED_MB, 2, "a file of more than 1 MB unpacked", &sheet);
  g_free(content);
  g_free(blank);
}

/* --- packed --------------------------------------------------------------------------------------------------- */

static GByteArray *pack_flate(const guint8 *bytes, gsize n)
{
  uLongf length = compressBound(n);
  GByteArray *out = g_byte_array_new();
  g_byte_array_set_size(out, (guint)length);
  assert_int_equal(compress2(out->data, &length, bytes, n, 9), Z_OK);
  g_byte_array_set_size(out, (guint)length);
  return out;
}

/* N bytes alike: the code for a string is followed by the one for a string one longer. */
static GByteArray *pack_lzw(gsize n, bool early)
{
  GByteArray *out = g_byte_array_new();
  guint32 bits = 0, held = 0, next = 258, width = 9;
  gsize left = n, longest = 0;
  for (guint32 code = 256; code != G_MAXUINT32;) {
    for (bits = bits << width | code, held += width; held >= 8; held -= 8)
      g_byte_array_append(out, &(guint8){(guint8)(bits >> (held - 8))}, 1);
    if (code == 257)
      break;
    if (code == 256) {
      next = 257; /* the first code of a table adds no string */
      width = 9;
      longest = 0;
    } else
      left -= longest;
    next++;
    longest++;
    width = next + early > 2048 ? 12 : next + early > 1024 ? 11 : next + early > 512 ? 10 : 9;
    code = left < longest ? 257 : longest > 3000 ? 256 : longest == 1 ? ' ' : 256 + (guint32)longest;
  }
  if (held)
    g_byte_array_append(out, &(guint8){(guint8)(bits << (8 - held))}, 1);
  return out;
}

static GByteArray *pack_runs(gsize n)
{
  GByteArray *out = g_byte_array_new();
  for (; n >= 128; n -= 128)
    g_byte_array_append(out, (const guint8 *)"\x81 ", 2);
  g_byte_array_append(out, (const guint8 *)"\x80", 1);
  return out;
}

static GByteArray *pack_hex(const GByteArray *packed)
{
  GByteArray *out = g_byte_array_new();
  for (guint i = 0; i < packed->len; i++) {
    char hex[4];
    g_snprintf(hex, sizeof hex, "%02x\n", packed->data[i]);
    g_byte_array_append(out, (const guint8 *)hex, 3);
  }
  g_byte_array_append(out, (const guint8 *)">", 1);
  return out;
}

static GByteArray *pack_85(const GByteArray *packed)
{
  GByteArray *out = g_byte_array_new();
  for (guint i = 0; i < packed->len; i += 4) {
    guint n = MIN(4, packed->len - i);
    guint32 word = 0;
    for (guint k = 0; k < 4; k++)
      word = word << 8 | (k < n ? packed->data[i + k] : 0);
    guint8 signs[5];
    for (int k = 4; k >= 0; k--, word /= 85)
      signs[k] = (guint8)(word % 85 + '!');
    g_byte_array_append(out, signs, n + 1);
  }
  g_byte_array_append(out, (const guint8 *)"~>", 2);
  return out;
}

/* A form packed by FILTERS that comes to a little over two megabytes of blanks is past a limit of two, and not of
 * three. */
static void assert_packed(const char *filters, GByteArray *packed)
{
  char *body = g_strdup_printf("/Subtype /Form /BBox [0 0 9 9] /Filter %s", filters);
  const Object object = {10, body, packed->data, packed->len};
  const Sheet sheet = {.content = "/X Do", .resources = "/XObject << /X 10 0 R >>", .objects = &object, .n = 1};
  char *within = told_with(PAST_STREAM_MB, 3, sheet), *past = told_with(PAST_STREAM_MB, 2, sheet);
  bool lzw = strstr(filters, "LZW"); /* which is no filter of a press file */
  if (strcmp(within, lzw ? "pdf-filter: compression LZWDecode is not allowed\n" : "") ||
      !strstr(past, "pdf-limit: not all of it was looked at: a stream of more than 2 MB unpacked"))
    fail_msg("%s of %u bytes: “%s”, “%s”", filters, packed->len, within, past);
  g_free(past);
  g_free(within);
  g_free(body);
  g_byte_array_unref(packed);
}

static void packed_streams(void **state)
{
  enum { SIZE = 2100000 };
  guint8 *blank = g_malloc(SIZE);
  memset(blank, ' ', SIZE);
  GByteArray *flate = pack_flate(blank, SIZE), *runs = pack_runs(SIZE), *lzw = pack_lzw(SIZE, true);
  assert_packed("[/ASCIIHexDecode /FlateDecode]", pack_hex(flate));
  assert_packed("[/ASCII85Decode /FlateDecode]", pack_85(flate));
  assert_packed("[/FlateDecode /FlateDecode]", pack_flate(flate->data, flate->len));
  assert_packed("[/FlateDecode /RunLengthDecode]", pack_flate(runs->data, runs->len));
  assert_packed("[/FlateDecode /LZWDecode]", pack_flate(lzw->data, lzw->len));
  assert_packed("/FlateDecode", flate);
  assert_packed("/RunLengthDecode", runs);
  assert_packed("/LZWDecode", lzw);
  assert_packed("/LZWDecode /DecodeParms << /EarlyChange 0 >>", pack_lzw(SIZE, false));
  g_free(blank);
}

/* So is a page's own content, and a picture's by its own limit. */
static void packed_contents(void **state)
{
  char *blank = repeat(" ", 2000010);
  assert_limit(PAST_STREAM_MB, 3, "a stream of more than 2 MB unpacked (page 1)", SHEET(.content = blank));
  g_free(blank);
}

static void packed_objects(void **state)
{
  enum { SIZE = 1500000 };
  guint8 *blank = g_malloc0(SIZE);
  GByteArray *flate = pack_flate(blank, SIZE);
  const Object objects[] = {{10, "/Type /ObjStm /N 0 /First 0 /Filter /FlateDecode", flate->data, flate->len}};
  const Sheet sheet = {.content = "0 g", .objects = objects, .n = 1};
  assert_limit(PAST_OBJECTS_MB, 2, "objects packed in streams of more than 1 MB in all", &sheet);
  g_byte_array_unref(flate);
  g_free(blank);
}

/* An object that acts, numbered far beyond what a file of that size would need; PADDING bytes of comment before it. */
static GString *far_object(unsigned padding)
{
  GString *pdf = make_sheet(SHEET(.content = ""));
  char *table = g_strrstr(pdf->str, "xref\n0 5");
  assert_non_null(table);
  GString *far = g_string_new_len(pdf->str, table - pdf->str);
  char *comment = g_strnfill(padding, 'x');
  g_string_append_printf(far, "%%%s\n", comment);
  gsize action = far->len;
  g_string_append(far, "90000 0 obj\n<< /S /JavaScript /JS (x) >>\nendobj\n");
  gsize at = far->len;
  char *trailer = strstr(table, "trailer");
  g_string_append_len(far, table, trailer - table);
  g_string_append_printf(far, "90000 1\n%010lu 00000 n \n", (unsigned long)action);
  g_string_append(far, "trailer\n<< /Size 90001    /Root 1 0 R /ID [<00> <00>] >>\n");
  g_string_append_printf(far, "startxref\n%lu\n%%%%EOF\n", (unsigned long)at);
  g_free(comment);
  g_string_free(pdf, TRUE);
  return far;
}

static void objects(void **state)
{
  GString *far = far_object(300000); /* qpdf 12 takes such a number in a file of two kilobytes for damage */
  int limits[PASTS];
  memcpy(limits, inspect_limits(), sizeof limits);
  char *told = inspect_bytes(far->str, far->len, &(PreflightOptions){.limits = limits}, NULL);
  assert_string_equal(told, "pdf-action: forbidden entry Action\n");
  g_free(told);
  limits[PAST_OBJECTS] = 90000;
  told = inspect_bytes(far->str, far->len, &(PreflightOptions){.limits = limits}, NULL);
  assert_string_equal(told, "pdf-action: forbidden entry Action\n");
  g_free(told);
  limits[PAST_OBJECTS] = 89999;
  told = inspect_bytes(far->str, far->len, &(PreflightOptions){.limits = limits}, NULL);
  assert_string_equal(told, "pdf-limit: not all of it was looked at: object numbers above 89999\n");
  g_free(told);
  g_string_free(far, TRUE);
  far = far_object(0);
  /* A file of two kilobytes has no million objects: so many numbers are not gone through for it. */
  char *size = strstr(far->str, "/Size 90001");
  for (const char *more = "/Size 99999999"; *more; more++)
    *size++ = *more;
  told = inspect_bytes(far->str, far->len, &(PreflightOptions){0}, NULL);
  assert_non_null(strstr(told, "object numbers above 100000\n"));
  g_free(told);
  g_string_free(far, TRUE);
}

static void parents(void **state)
{
  const Sheet sheet = {.content = "", .page = "/Rotate 0", .boxes = "/MediaBox [0 0 9 9] /TrimBox [0 0 9 9]"};
  assert_limit(PAST_PARENTS, 1, "a page tree of more than 0 levels", &sheet);
}

static void keys(void **state)
{
  const Sheet sheet = {
      .page = "/Annots [10 0 R]",
      OBJECTS(
          {10, "<< /Type /Annot /Subtype /TrapNet /Rect [0 0 9 9] /AP << /N << /A 11 0 R /B 11 0 R >> >> >>", NULL, 0},
          {11, "/Subtype /Form /BBox [0 0 9 9]", "0 g", 0})};
  assert_limit(PAST_KEYS, 2, "a dictionary of more than 1 keys", &sheet);
}

/* Inks that name one another, as many times as one likes: once each. */
static void colorants_do_not_multiply(void **state)
{
  GString *attributes = g_string_new("<< /Colorants << ");
  for (unsigned i = 0; i < 300; i++)
    g_string_append_printf(attributes, "/I%u [/DeviceN [/A /B] /DeviceCMYK 11 0 R 10 0 R] ", i);
  g_string_append(attributes, ">> >>");
  const Object objects[] = {{10, attributes->str, NULL, 0}, {11, "<< /FunctionType 4 >>", NULL, 0}};
  expect(SHEET(.content = "/A cs .1 .1 sc",
               .resources = "/ColorSpace << /A [/DeviceN [/A /B] /DeviceCMYK 11 0 R 10 0 R] >>", .objects = objects,
               .n = 2),
         "");
  g_string_free(attributes, TRUE);
}

/* No row without a test above: each name is one of the functions' there. */
static void every_row_has_words_in_both_languages(void **state)
{
  static const struct {
    const char *en, *zh, *why;
    int most;
  } ROWS[] = {
#define LIMIT(name, value, en, zh, why) {en, zh, why, value},
#include "preflight/limits.def"
#undef LIMIT
  };
  for (unsigned i = 0; i < G_N_ELEMENTS(ROWS); i++) {
    assert_non_null(strstr(ROWS[i].en, "%s"));
    assert_non_null(strstr(ROWS[i].zh, "%s"));
    assert_true(*ROWS[i].why && ROWS[i].most > 0);
    assert_int_equal(inspect_limits()[i], ROWS[i].most);
  }
  assert_int_equal(PASTS, 21);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(operators),
      cmocka_unit_test(packed_streams),
      cmocka_unit_test(packed_contents),
      cmocka_unit_test(packed_objects),
      cmocka_unit_test(nothing_is_looked_at_behind_it),
      cmocka_unit_test(repeats_are_looked_at),
      cmocka_unit_test(nesting),
      cmocka_unit_test(a_form_in_itself_is_faulty),
      cmocka_unit_test(states),
      cmocka_unit_test(names),
      cmocka_unit_test(colorants),
      cmocka_unit_test(spaces),
      cmocka_unit_test(a_default_space_is_no_circle),
      cmocka_unit_test(functions),
      cmocka_unit_test(functions_of_functions_end),
      cmocka_unit_test(annotations),
      cmocka_unit_test(inks),
      cmocka_unit_test(paths),
      cmocka_unit_test(images),
      cmocka_unit_test(unpacked),
      cmocka_unit_test(objects),
      cmocka_unit_test(parents),
      cmocka_unit_test(keys),
      cmocka_unit_test(colorants_do_not_multiply),
      cmocka_unit_test(every_row_has_words_in_both_languages),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
