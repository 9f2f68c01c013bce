/* Content streams in a file that is otherwise right, with a resource of every kind to name: what a page draws, and,
   after a line of %%%, what the form Fm1, the cell P1 and the glyph of F3 draw. The first byte chooses the rules. */
#include "memory.h"
#include "pdf.h"
#include "preflight/preflight.h"
#include "target.h"

static Memory memory;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
  target_open();
  memory = memory_open();
  return 0;
}

enum { GLYPH = 9 /* the last of the objects an input draws */ };

/* What can be named, and the objects that takes. What an input does not name is left out of the file: reading it costs
   more than the input does. */
static const struct {
  const char *kind, *name, *value;
  unsigned objects[2];
} RESOURCES[] = {
    {"/Font", "/F0", "12 0 R", {12, 13}},
    {"/Font", "/F1", "10 0 R", {10}},
    {"/Font", "/F3", "11 0 R", {11, GLYPH}},
    {"/XObject", "/Im1", "20 0 R", {20}},
    {"/XObject", "/Im2", "21 0 R", {21, 20}},
    {"/XObject", "/Im3", "22 0 R", {22}},
    {"/XObject", "/Fm1", "7 0 R", {7}},
    {"/XObject", "/Fm2", "24 0 R", {24, 20}},
    {"/ExtGState", "/G1", "<< /OP true /op true /OPM 1 >>", {0}},
    {"/ExtGState", "/G2", "<< /BM /Multiply /ca .5 /CA .5 >>", {0}},
    {"/ExtGState", "/G3", "<< /SMask << /S /Luminosity /G 24 0 R >> /BM [/Odd /Screen] >>", {24, 20}},
    {"/ExtGState",
     "/G4",
     "<< /OP false /OPM 0 /SMask /None /BM /Normal /ca 1 /Font [10 0 R 9] /LW 3 /TR /Identity >>",
     {10}},
    {"/ColorSpace", "/Cs1", "[/ICCBased 30 0 R]", {30}},
    {"/ColorSpace", "/Cs2", "[/Separation /Gold /DeviceCMYK 31 0 R]", {31}},
    {"/ColorSpace", "/Cs3", "[/DeviceN [/Cyan /Gold /None] /DeviceCMYK 31 0 R]", {31}},
    {"/ColorSpace", "/Cs4", "[/Indexed /DeviceCMYK 1 <0000000000FFFF00>]", {0}},
    {"/ColorSpace", "/Cs5", "[/Pattern /DeviceCMYK]", {0}},
    {"/ColorSpace", "/Cs6", "[/Separation /All /DeviceCMYK 31 0 R]", {31}},
    {"/ColorSpace", "/Cs7", "[/Lab << /WhitePoint [.96 1 .82] >>]", {0}},
    {"/ColorSpace", "/Cs8", "[/CalRGB << /WhitePoint [.95 1 1.09] >>]", {0}},
    {"/ColorSpace", "/Cs9", "[/Indexed [/Separation /Gold /DeviceCMYK 31 0 R] 255 32 0 R]", {31, 32}},
    {"/Pattern", "/P1", "8 0 R", {8}},
    {"/Pattern", "/P2", "25 0 R", {25}},
    {"/Pattern", "/P3", "<< /PatternType 2 /Shading 27 0 R >>", {27, 31}},
    {"/Shading", "/Sh1", "26 0 R", {26, 31}},
    {"/Shading", "/Sh2", "27 0 R", {27, 31}},
    {"/Shading", "/Sh3", "28 0 R", {28}},
    {"/Properties", "/Mc1", "<< /Type /OCG /Name (a) >>", {0}},
};

/* Bodies; of streams their dictionaries' keys, and their bytes. */
static const struct {
  unsigned number;
  const char *body, *bytes;
} OBJECTS[] = {
    {10, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [32 /space /odd 65 /A] >> >>",
     NULL},
    {11,
     "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [.001 0 0 .001 0 0] /CharProcs << /a 9 0 R >> "
     "/Encoding << /Differences [97 /a] >> /FirstChar 97 /LastChar 97 /Widths [1000] >>",
     NULL},
    {12, "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [13 0 R] >>", NULL},
    {13,
     "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) "
     "/Supplement 0 >> /DW 1000 >>",
     NULL},
    {20, "/Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 /ColorSpace /DeviceGray", "abcd"},
    {21,
     "/Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 /ColorSpace /DeviceCMYK /SMask 20 0 R /Decode [1 0 1 0 1 "
     "0 1 0]",
     "abcdabcdabcdabcd"},
    {22, "/Subtype /Image /Width 8 /Height 2 /BitsPerComponent 1 /ImageMask true", "ab"},
    {24,
     "/Subtype /Form /BBox [0 0 90 90] /Matrix [1 0 0 1 5 5] /Group << /S /Transparency /CS /DeviceCMYK /I true >> "
     "/Resources << /XObject << /Im1 20 0 R >> >>",
     "0 0 0 .5 k 0 0 50 50 re f /Im1 Do"},
    {25, "/PatternType 1 /PaintType 2 /TilingType 1 /BBox [0 0 5 5] /XStep 5 /YStep 5", "0 0 3 3 re f"},
    {26, "<< /ShadingType 2 /ColorSpace /DeviceCMYK /Coords [0 0 100 0] /Function 31 0 R >>", NULL},
    {27,
     "<< /ShadingType 3 /ColorSpace [/Separation /Gold /DeviceCMYK 31 0 R] /Coords [0 0 1 9 9 9] /Function << "
     "/FunctionType 3 /Domain [0 1] /Functions [31 0 R 31 0 R] /Bounds [.5] /Encode [0 1 0 1] >> >>",
     NULL},
    {28,
     "/ShadingType 4 /ColorSpace /DeviceCMYK /BitsPerCoordinate 8 /BitsPerComponent 8 /BitsPerFlag 8 /Decode [0 9 0 9 "
     "0 1 0 1 0 1 0 1]",
     "abcdefgh"},
    {30, "/N 4 /Alternate /DeviceCMYK", "icc"},
    {31, "<< /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [1 1 1 1] /N 1 >>", NULL},
    {32, "", "0123456789012345678901234567890123456789"},
};

/* Of the four streams an input holds: their objects, and what else those say. */
static const struct {
  unsigned number, resources;
  const char *keys;
} DRAWN[] = {
    {4, 33, ""},
    {7, 34, "/Subtype /Form /BBox [0 0 200 200] /Resources 34 0 R"},
    {8, 35, "/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Resources 35 0 R"},
    {GLYPH, 36, "/Resources 36 0 R"},
};

typedef struct {
  const char *bytes;
  size_t size;
} Part;

/* What stands before the next line of %%%; REST is what stands after it. */
static Part next_part(Part *rest)
{
  const char *mark = rest->size ? g_strstr_len(rest->bytes, (gssize)rest->size, "\n%%%\n") : NULL;
  Part part = {rest->bytes, mark ? (size_t)(mark - rest->bytes) : rest->size};
  *rest = mark ? (Part){mark + 5, rest->size - part.size - 5} : (Part){"", 0};
  return part;
}

/* Marks in NEEDED the objects that what TEXT names takes; the resources, in order of their kinds. For a stream that is
   drawn itself, those after it alone: what draws itself over and over is in the corpus of fuzz_pdf. */
static GString *find_resources(const char *text, size_t size, unsigned after, bool *needed)
{
  GString *out = g_string_new("<< ");
  const char *kind = NULL;
  for (unsigned i = 0; i < G_N_ELEMENTS(RESOURCES); i++) {
    unsigned drawn = RESOURCES[i].objects[RESOURCES[i].objects[1] == GLYPH];
    if (!size || !g_strstr_len(text, (gssize)size, RESOURCES[i].name) || (drawn <= GLYPH && drawn <= after && drawn))
      continue;
    if (!kind || strcmp(kind, RESOURCES[i].kind))
      g_string_append_printf(out, "%s%s << ", kind ? ">> " : "", RESOURCES[i].kind);
    kind = RESOURCES[i].kind;
    g_string_append_printf(out, "%s %s ", RESOURCES[i].name, RESOURCES[i].value);
    for (unsigned k = 0; k < G_N_ELEMENTS(RESOURCES[i].objects); k++)
      needed[RESOURCES[i].objects[k]] = true;
  }
  g_string_append(out, kind ? ">> >>" : ">>");
  return out;
}

static void put_objects(PdfText *pdf, const bool *needed)
{
  for (unsigned i = 0; i < G_N_ELEMENTS(OBJECTS); i++) {
    if (!needed[OBJECTS[i].number])
      continue;
    if (OBJECTS[i].bytes)
      pdf_stream(pdf, OBJECTS[i].number, OBJECTS[i].body, OBJECTS[i].bytes, strlen(OBJECTS[i].bytes));
    else
      pdf_object(pdf, OBJECTS[i].number, OBJECTS[i].body);
  }
}

static GString *make_pdf(Part rest)
{
  bool needed[PDF_OBJECTS_MOST] = {[4] = true};
  PdfText pdf = pdf_open("1.4");
  pdf_object(&pdf, 1, "<< /Type /Catalog /Pages 2 0 R >>");
  pdf_object(&pdf, 2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
  pdf_object(&pdf, 3,
             "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 220 220] /BleedBox [1 1 219 219] /TrimBox [10 10 210 "
             "210] /Contents 4 0 R /Resources 33 0 R >>");
  for (unsigned i = 0; i < G_N_ELEMENTS(DRAWN); i++) {
    const Part all = rest;
    Part part = next_part(&rest);
    if (!needed[DRAWN[i].number])
      continue;
    GString *resources =
        find_resources(i ? part.bytes : all.bytes, i ? part.size : all.size, i ? DRAWN[i].number : 0, needed);
    pdf_stream(&pdf, DRAWN[i].number, DRAWN[i].keys, part.bytes, part.size);
    pdf_object(&pdf, DRAWN[i].resources, resources->str);
    g_string_free(resources, TRUE);
  }
  put_objects(&pdf, needed);
  char *trailer = g_strdup_printf("<< /Size %u /Root 1 0 R /ID [<00> <00>] >>", pdf.n);
  GString *made = pdf_close(&pdf, trailer);
  g_free(trailer);
  return made;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  target_begin();
  static const char *const STANDARDS[] = {"PDF/X-4", "PDF/X-1a:2003", NULL};
  unsigned first = size ? *data : 0;
  GString *pdf = make_pdf((Part){size ? (const char *)data + 1 : "", size ? size - 1 : 0});
  memory_put(&memory, pdf->str, pdf->len);
  DiagList *diags = diag_list_new(LANG_EN);
  const PreflightOptions options = {.standard = STANDARDS[first % 3], .placed = first % 4 == 3};
  PreflightMarks *marks = preflight_marks_new(LANG_ZH);
  preflight_file(memory.path, "fuzz.pdf", &options, marks, diags);
  preflight_marks_free(marks);
  target_tell(diags);
  diag_list_free(diags);
  g_string_free(pdf, TRUE);
  return 0;
}
