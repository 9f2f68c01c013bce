/* report.json: the keys are promised to users; new ones are added, none renamed. */
#include <json-glib/json-glib.h>

#include "emit/web/web.h"

static void set_text(JsonBuilder *json, const char *key, const char *text)
{
  json_builder_set_member_name(json, key);
  if (text)
    json_builder_add_string_value(json, text);
  else
    json_builder_add_null_value(json);
}

static void set_number(JsonBuilder *json, const char *key, gint64 number)
{
  json_builder_set_member_name(json, key);
  json_builder_add_int_value(json, number);
}

static void begin_list(JsonBuilder *json, const char *key)
{
  json_builder_set_member_name(json, key);
  json_builder_begin_array(json);
}

/* Machines read severities in English, whatever the messages' language. */
static void add_problem(JsonBuilder *json, const Diag *diag)
{
  json_builder_begin_object(json);
  set_text(json, "severity", severity_name(diag->severity, LANG_EN));
  set_text(json, "code", diag_code_name(diag->code));
  set_text(json, "message", diag->message);
  set_text(json, "file", diag->place.file);
  set_number(json, "line", diag->place.line);
  set_number(json, "column", diag->place.column);
  set_number(json, "page", diag->page);
  set_text(json, "article", diag->article);
  json_builder_end_object(json);
}

/* Where the first character that is not on the page was written. */
static void add_over_at(JsonBuilder *json, const PlacedArticle *placed)
{
  json_builder_set_member_name(json, "over_at");
  json_builder_begin_object(json);
  set_number(json, "line", placed->over_at.line);
  set_number(json, "column", placed->over_at.column);
  set_text(json, "words", placed->over_words);
  json_builder_end_object(json);
}

static void add_article(JsonBuilder *json, const PlacedArticle *placed)
{
  json_builder_begin_object(json);
  set_text(json, "slug", placed->article->slug);
  set_number(json, "characters", placed->characters);
  set_number(json, "placed", placed->placed);
  set_number(json, "overset", placed->overset);
  set_number(json, "unprinted", placed->unprinted);
  set_number(json, "lines", placed->lines);
  if (placed->left_out) {
    json_builder_set_member_name(json, "left_out");
    json_builder_add_boolean_value(json, TRUE);
  } else if (placed->overset)
    add_over_at(json, placed);
  json_builder_end_object(json);
}

static void set_truth(JsonBuilder *json, const char *key, bool truth)
{
  json_builder_set_member_name(json, key);
  json_builder_add_boolean_value(json, truth);
}

static const char *side_name(const MadeModule *module)
{
  return module->side == HEAD_RIGHT ? "right" : module->side == HEAD_LEFT || module->beside ? "left" : "top";
}

static void add_module(JsonBuilder *json, const MadeModule *module)
{
  json_builder_begin_object(json);
  set_text(json, "article", module->article->slug);
  begin_list(json, "columns");
  json_builder_add_int_value(json, module->column_first);
  json_builder_add_int_value(json, module->column_last);
  json_builder_end_array(json);
  begin_list(json, "rows");
  json_builder_add_int_value(json, module->row_first);
  json_builder_add_int_value(json, module->row_last);
  json_builder_end_array(json);
  set_text(json, "headline", side_name(module));
  set_truth(json, "upright", module->side != HEAD_TOP);
  set_truth(json, "gathered", module->gathered);
  set_truth(json, "framed", module->framed);
  set_number(json, "recut", module->recut);
  set_number(json, "more_lines", module->more);
  json_builder_end_object(json);
}

static void add_cure(JsonBuilder *json, const MadeCure *cure)
{
  json_builder_begin_object(json);
  set_text(json, "article", cure->article->slug);
  set_number(json, "lines", cure->lines);
  set_number(json, "characters", cure->characters);
  json_builder_end_object(json);
}

/* What the score is the sum of. */
static void add_parts(JsonBuilder *json, const PageMakeup *makeup)
{
  json_builder_set_member_name(json, "parts");
  json_builder_begin_object(json);
  set_number(json, "forms", makeup->forms);
  set_number(json, "clashes", makeup->clashes);
  set_number(json, "cuts", makeup->cuts);
  set_number(json, "ranks", makeup->ranks);
  set_number(json, "pins", makeup->pins);
  set_number(json, "setting", makeup->setting);
  set_number(json, "judged", makeup->judged);
  json_builder_end_object(json);
}

/* Of a page made up. */
static void add_score(JsonBuilder *json, const PageMakeup *makeup)
{
  set_number(json, "score", makeup->score);
  set_number(json, "bound", makeup->bound);
  json_builder_set_member_name(json, "gap");
  json_builder_add_double_value(json, web_makeup_gap(makeup));
  set_text(json, "class", makeup->full ? "straight cuts, full modules" : "straight cuts");
  set_truth(json, "proven", makeup->proven);
  add_parts(json, makeup);
  set_number(json, "found", makeup->found);
  set_number(json, "tried", makeup->tried);
  set_number(json, "rounds", makeup->rounds);
  begin_list(json, "levers");
  for (unsigned i = 0; i < makeup->n_modules; i++)
    add_module(json, &makeup->modules[i]);
  json_builder_end_array(json);
  begin_list(json, "cures");
  for (unsigned i = 0; i < makeup->n_cures; i++)
    add_cure(json, &makeup->cures[i]);
  json_builder_end_array(json);
  set_number(json, "cure_each_percent", makeup->cure_each);
}

static void set_decimal(JsonBuilder *json, const char *key, int64_t milli)
{
  json_builder_set_member_name(json, key);
  json_builder_add_double_value(json, (double)milli / 1000);
}

/* In mm from the left top of the trim, and whose it is. */
static void add_place(JsonBuilder *json, const RuleFound *rule)
{
  const struct {
    const char *key;
    Mpt length;
  } SIDES[] = {{"x", rule->place.x}, {"y", rule->place.y}, {"w", rule->place.w}, {"h", rule->place.h}};
  json_builder_set_member_name(json, "place");
  json_builder_begin_object(json);
  for (unsigned i = 0; i < G_N_ELEMENTS(SIDES); i++)
    set_decimal(json, SIDES[i].key, (int64_t)SIDES[i].length * 1000 * MPT_PER_MM_DEN / MPT_PER_MM_NUM);
  begin_list(json, "articles");
  for (unsigned i = 0; i < G_N_ELEMENTS(rule->articles) && rule->articles[i]; i++)
    json_builder_add_string_value(json, rule->articles[i]);
  json_builder_end_array(json);
  json_builder_end_object(json);
}

static void add_rules(JsonBuilder *json, const PageLook *look)
{
  static const char *const UNITS[] = {[UNIT_OF_MM] = "mm",
                                      [UNIT_OF_LINES] = "lines",
                                      [UNIT_OF_PERCENT] = "%",
                                      [UNIT_OF_PICTURES] = "pictures",
                                      [UNIT_OF_TIMES] = "times"};
  begin_list(json, "rules");
  for (unsigned i = 0; i < look->n_rules; i++) {
    const RuleFound *rule = &look->rules[i];
    json_builder_begin_object(json);
    set_text(json, "code", diag_code_name(page_rule_code(rule->rule)));
    set_decimal(json, "value", rule->value);
    set_decimal(json, "limit", rule->limit);
    set_text(json, "unit", UNITS[rule_unit(rule->rule)]);
    set_truth(json, "broken", rule->broken);
    set_truth(json, "allowed", rule->allowed);
    add_place(json, rule);
    json_builder_end_object(json);
  }
  json_builder_end_array(json);
}

static void add_makeup(JsonBuilder *json, const PlacedPage *page, const PageLook *look)
{
  json_builder_set_member_name(json, "makeup");
  json_builder_begin_object(json);
  if (page->makeup && page->makeup->n_modules) /* of a page with nothing on it there is nothing to praise */
    add_score(json, page->makeup);
  add_rules(json, look);
  json_builder_end_object(json);
}

/* The page's own: the layout's, or that of one of its scales. */
static void add_grid(JsonBuilder *json, const Grid *grid)
{
  json_builder_set_member_name(json, "grid");
  json_builder_begin_object(json);
  json_builder_set_member_name(json, "size");
  json_builder_add_double_value(json, grid->em / (double)MPT_PT);
  json_builder_set_member_name(json, "leading");
  json_builder_add_double_value(json, grid->leading / (double)MPT_PT);
  json_builder_set_member_name(json, "column");
  json_builder_add_double_value(json, grid->column_w / (double)MPT_PT);
  json_builder_set_member_name(json, "gutter");
  json_builder_add_double_value(json, grid->gutter / (double)MPT_PT);
  set_number(json, "columns", grid->columns);
  set_number(json, "lines", grid->lines);
  json_builder_end_object(json);
}

/* The labels of both pages of a spread, left and right. */
static void add_spread(JsonBuilder *json, const Issue *issue, const PlacedPage *page)
{
  const PageSpec *left = &issue->pages[page->number - (page->fold == FOLD_LEFT ? 2 : 1)];
  begin_list(json, "spread");
  json_builder_add_string_value(json, left[0].label);
  json_builder_add_string_value(json, left[1].label);
  json_builder_end_array(json);
}

static void add_page(JsonBuilder *json, const Issue *issue, const PlacedPage *page, const PageLook *look)
{
  json_builder_begin_object(json);
  set_text(json, "number", page->spec->label);
  set_text(json, "template", page->templ);
  if (page->fold)
    add_spread(json, issue, page);
  begin_list(json, "articles");
  for (unsigned i = 0; i < page->n_articles; i++)
    add_article(json, &page->articles[i]);
  json_builder_end_array(json);
  if (page->sheet)
    add_grid(json, &page->sheet->grid);
  set_number(json, "white_lines", look->white_lines);
  add_makeup(json, page, look);
  json_builder_end_object(json);
}

/* The first role whose chain tries this face first is the one it is known by. */
static const char *role_of_face(const FontSet *fonts, const Face *face)
{
  for (unsigned role = 0; role < font_set_roles(fonts); role++)
    if (font_role_face(fonts, role, false) == face || font_role_face(fonts, role, true) == face)
      return font_set_role(fonts, role).role;
  return NULL; /* a fallback for rare characters */
}

static void add_font(JsonBuilder *json, const FontSet *fonts, const PdfFont *font)
{
  char *sha256 = font_face_sha256(font->face);
  char *file = g_path_get_basename(font->face->path);
  json_builder_begin_object(json);
  set_text(json, "role", role_of_face(fonts, font->face));
  set_text(json, "file", file);
  set_text(json, "face", font->face->ps_name);
  set_text(json, "sha256", sha256);
  set_number(json, "glyphs", font->glyphs);
  json_builder_end_object(json);
  g_free(file);
  g_free(sha256);
}

static const char *colour_name(unsigned components)
{
  return components == 1 ? "grey" : components == 3 ? "RGB" : "CMYK";
}

static void add_image(JsonBuilder *json, const PdfImage *image)
{
  json_builder_begin_object(json);
  set_text(json, "file", image->file);
  set_number(json, "page", image->page);
  set_number(json, "ppi", image->ppi);
  set_text(json, "colour", colour_name(image->components));
  json_builder_end_object(json);
}

static void add_pages(JsonBuilder *json, const Composition *composition, const PageLook *looks)
{
  begin_list(json, "pages");
  for (unsigned i = 0; i < composition->n_pages; i++)
    add_page(json, composition->issue, &composition->pages[i], &looks[i]);
  json_builder_end_array(json);
}

/* Where the articles said how many pages there are. */
static void add_found(JsonBuilder *json, const Issue *issue)
{
  if (!issue->repeat.most)
    return;
  json_builder_set_member_name(json, "pages_found");
  json_builder_begin_object(json);
  set_number(json, "pages", issue->n_pages);
  set_number(json, "least", issue->repeat.least);
  set_number(json, "most", issue->repeat.most);
  set_number(json, "multiple", issue->repeat.multiple);
  set_number(json, "lines_asked", issue->lines_asked);
  set_number(json, "lines_held", issue->lines_held);
  json_builder_end_object(json);
}

static void add_resources(JsonBuilder *json, const Report *report)
{
  begin_list(json, "fonts");
  for (unsigned i = 0; report->pdf->fonts && i < report->pdf->fonts->len; i++)
    add_font(json, report->composition->sheet->fonts, &g_array_index(report->pdf->fonts, PdfFont, i));
  json_builder_end_array(json);
  begin_list(json, "images");
  for (unsigned i = 0; report->pdf->images && i < report->pdf->images->len; i++)
    add_image(json, &g_array_index(report->pdf->images, PdfImage, i));
  json_builder_end_array(json);
}

static void add_problems(JsonBuilder *json, const DiagList *diags)
{
  begin_list(json, "problems");
  for (unsigned i = 0; i < diag_count(diags); i++)
    add_problem(json, diag_at(diags, i));
  json_builder_end_array(json);
}

static void add_times(JsonBuilder *json, const Report *report)
{
  json_builder_set_member_name(json, "timing_ms");
  json_builder_begin_object(json);
  for (unsigned i = 0; i < report->n_times; i++)
    set_number(json, report->times[i].phase, (report->times[i].us + 500) / 1000);
  json_builder_end_object(json);
}

static char *print_json(JsonBuilder *json, gboolean pretty)
{
  JsonNode *root = json_builder_get_root(json);
  char *text = json_to_string(root, pretty);
  json_node_unref(root);
  g_object_unref(json);
  return text;
}

char *report_json(const Report *report)
{
  JsonBuilder *json = json_builder_new();
  json_builder_begin_object(json);
  set_text(json, "tekan", TEKAN_VERSION);
  set_text(json, "issue", report->composition->issue->file_name);
  add_found(json, report->composition->issue);
  add_pages(json, report->composition, report->looks);
  add_resources(json, report);
  add_problems(json, report->diags);
  add_times(json, report);
  json_builder_end_object(json);
  char *text = print_json(json, TRUE), *file = g_strconcat(text, "\n", NULL);
  g_free(text);
  return file;
}

char *report_problem_json(const Diag *diag)
{
  JsonBuilder *json = json_builder_new();
  add_problem(json, diag);
  return print_json(json, FALSE);
}
