/* Fonts that lie: the input is the one face of every role; a page is composed, painted and written with it. */
#include "bundle.h"
#include "emit/pdf/pdf.h"
#include "target.h"

#define FACE "input.ttf"

static ImageColours *colours;
static Arena *kept; /* what the issue lives in: it is read once */
static const Issue *issue;

static void close_colours(void)
{
  image_colours_free(colours);
  arena_free(kept);
}

/* The roles of the project's own catalogue, with one face for all. */
static void put_catalogue(void)
{
  GString *text = g_string_new("faces:\n  one: {family: A, style: B, file: " FACE "}\nroles:\n");
  for (const char *const *name = font_role_names(bundle.fonts); *name; name++)
    g_string_append_printf(text, "  %s: {faces: [one]}\n", *name);
  bundle_put("catalog.yaml", text->str, text->len);
  g_string_free(text, TRUE);
}

static void load_issue(DiagList *diags)
{
  static const char LAYOUT[] =
      "sheet: {trim: [80mm, 60mm], margins: 5mm}\ngrid: {columns: 1, characters: 12, leading: 13.5pt}\ntemplates:\n  "
      "page:\n    slots:\n      - {name: lead, columns: 1-1, rows: 1-8}\n";
  const char *const none[] = {NULL};
  bundle_put(BUNDLE_LAYOUT, LAYOUT, strlen(LAYOUT));
  kept = arena_new();
  issue = issue_load(kept, bundle.dir, &(LoadOptions){none, false}, diags);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
  target_open();
  bundle_open();
  put_catalogue();
  font_set_free(bundle.fonts);
  bundle.fonts = NULL;
  DiagList *diags = diag_list_new(LANG_EN);
  colours = image_colours_open(&(ColourOptions){.profile = "tests/data/press-small.icc", .tac = 240}, diags);
  load_issue(diags);
  diag_list_free(diags);
  if (!colours || !issue)
    abort();
  atexit(close_colours);
  return 0;
}

static void write_pages(Arena *arena, const Composition *composition, DiagList *diags)
{
  DisplayList *list = paint_issue(arena, composition);
  char *path = g_build_filename(bundle.dir, "out.pdf", NULL);
  const PdfOptions options = {.target = {path, path, 0}, .colours = colours, .jobs = 1};
  PdfReport report = {0};
  pdf_write(list, bundle.fonts, &options, &report, diags);
  pdf_report_clear(&report);
  g_free(path);
}

static void compose_and_write(void)
{
  Arena *arena = arena_new();
  DiagList *diags = diag_list_new(LANG_ZH);
  StyleSheet *sheet = style_sheet_new(arena, issue->layout, bundle.fonts, diags);
  Composition *composition = sheet ? compose_issue(arena, issue, sheet, &(ComposeOptions){.jobs = 1}, diags) : NULL;
  if (composition)
    write_pages(arena, composition, diags);
  composition_free(composition);
  target_tell(diags);
  diag_list_free(diags);
  arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  target_begin();
  bundle_put(FACE, data, size);
  char *catalogue = g_build_filename(bundle.dir, "catalog.yaml", NULL);
  DiagList *diags = diag_list_new(LANG_EN);
  bundle.fonts = font_set_open(catalogue, diags);
  target_tell(diags);
  diag_list_free(diags);
  g_free(catalogue);
  if (bundle.fonts)
    compose_and_write();
  font_set_free(bundle.fonts);
  bundle.fonts = NULL;
  return 0;
}
