/* layouts/<name>.yaml → Layout: sheet, grid, press, colours; styles and templates are in files of their own. */
#include "load/layout.h"

#include <string.h>

#include "base/limits.h"
#include "base/prefix.h"
#include "load/files.h"
#include "load/names.h"

static const char *const TOP_KEYS[] = {"sheet",     "grid", "press", "colours", "colors", "styles",
                                       "templates", "name", "allow", "makeup",  NULL};

static void read_margins(Yaml *yaml, struct fy_node *sheet, Layout *layout)
{
  static const char *const KEYS[] = {"top", "right", "bottom", "left", NULL};
  struct fy_node *node = yaml_follow(yaml_entry(sheet, "margins"));
  Length *margins[] = {&layout->margin_top, &layout->margin_right, &layout->margin_bottom, &layout->margin_left};
  if (yaml_kind(node) == YAML_MAP && yaml_check_keys(yaml, node, KEYS))
    for (unsigned i = 0; i < 4; i++)
      *margins[i] = read_length(yaml, node, KEYS[i]);
  else if (yaml_kind(node) == YAML_LIST && yaml_count(node) == 4)
    for (int i = 0; i < 4; i++)
      *margins[i] = length_of(yaml, fy_node_sequence_get_by_index(node, i));
  else if (yaml_kind(node) == YAML_SCALAR)
    for (unsigned i = 0; i < 4; i++)
      *margins[i] = length_of(yaml, node);
  else if (yaml_kind(node) != YAML_NONE)
    report_value(yaml, node, "{top: 20mm, right: 15mm, bottom: 15mm, left: 15mm}");
}

static unsigned read_marks(Yaml *yaml, struct fy_node *sheet)
{
  static const char *const WORDS[] = {"crop", "registration", "colour_bar", "slug", "color_bar", "none", NULL};
  static const unsigned BITS[] = {MARK_CROP, MARK_REGISTRATION, MARK_COLOUR_BAR, MARK_SLUG, MARK_COLOUR_BAR, 0};
  struct fy_node *node = yaml_entry(sheet, "marks"), *item;
  unsigned marks = 0;
  void *state = NULL;
  if (yaml_kind(node) == YAML_SCALAR) {
    int word = word_of(yaml, node, WORDS, 5);
    return BITS[word];
  }
  while ((item = yaml_next_item(node, &state)))
    marks |= BITS[word_of(yaml, item, WORDS, 5)];
  return marks;
}

static void report_missing(Yaml *yaml, struct fy_node *node, const char *key)
{
  diag_add(yaml->diags, DIAG_KEY_MISSING, yaml_place(yaml, node), key);
  yaml->broken = true;
}

static void read_sheet(Yaml *yaml, struct fy_node *root, Layout *layout)
{
  static const char *const KEYS[] = {"trim", "bleed", "margins", "marks", NULL};
  struct fy_node *sheet = yaml_entry(root, "sheet"), *trim = yaml_follow(yaml_entry(sheet, "trim"));
  if (yaml_kind(sheet) == YAML_NONE) {
    report_missing(yaml, root, "sheet");
    return;
  }
  yaml_check_keys(yaml, sheet, KEYS);
  if (yaml_kind(trim) != YAML_LIST || yaml_count(trim) != 2) {
    report_missing(yaml, sheet, "trim: [275mm, 395mm]");
    return;
  }
  layout->trim_w = length_of(yaml, fy_node_sequence_get_by_index(trim, 0));
  layout->trim_h = length_of(yaml, fy_node_sequence_get_by_index(trim, 1));
  Mpt most = LIMIT_SHEET_MM * 2835, w = length_mpt(layout->trim_w, 0, 0), h = length_mpt(layout->trim_h, 0, 0);
  if (w < 3000 || h < 3000 || w > most || h > most) {
    report_value(yaml, trim, "[275mm, 395mm]");
    yaml->broken = true;
  }
  layout->bleed = read_length(yaml, sheet, "bleed");
  read_margins(yaml, sheet, layout);
  layout->marks = read_marks(yaml, sheet);
}

/* Whole characters, or half a one more: a measure that no line of Han fills without a mark in it. */
static int read_characters(Yaml *yaml, struct fy_node *grid, bool *half)
{
  struct fy_node *node = yaml_entry(grid, "characters");
  int64_t milli;
  if (yaml_kind(node) == YAML_NONE || !decimal_of(yaml, node, &milli, "5 … 200, 14.5"))
    return 0;
  if (milli % 500 || milli < 5000 || milli > 200000) {
    report_value(yaml, node, "5 … 200, 14.5");
    return 0;
  }
  *half = milli % 1000 != 0;
  return (int)(milli / 1000);
}

/* A length of paper: 字 and 行 are what it changes. */
static Length read_printed(Yaml *yaml, struct fy_node *map, const char *key, const char *example)
{
  Length length = read_length(yaml, map, key);
  if (length.unit == UNIT_NONE || length.unit == UNIT_PT || length.unit == UNIT_MM)
    return length;
  report_value(yaml, yaml_entry(map, key), example);
  return (Length){0, UNIT_NONE};
}

/* False: told, and there is no such scale. */
static bool read_scale(Yaml *yaml, struct fy_node *node, LayoutScale *scale)
{
  static const char *const KEYS[] = {"size", "leading", "columns", "characters", "gutter", NULL};
  if (yaml_kind(node) != YAML_MAP) {
    report_value(yaml, node, "{size: 10.5pt, leading: 15.75pt, columns: 4}");
    return false;
  }
  yaml_check_keys(yaml, node, KEYS);
  *scale = (LayoutScale){.place = yaml_place(yaml, node)};
  scale->size = read_printed(yaml, node, "size", "10.5pt");
  scale->leading = read_printed(yaml, node, "leading", "15.75pt");
  scale->gutter = read_length(yaml, node, "gutter");
  scale->columns = read_int(yaml, node, "columns", 1, LIMIT_GRID_COLUMNS, 0);
  scale->characters = read_characters(yaml, node, &scale->half_character);
  if (!scale->columns && yaml_kind(yaml_entry(node, "columns")) == YAML_NONE)
    diag_add(yaml->diags, DIAG_SCALE_COLUMNS, scale->place);
  return scale->columns > 0;
}

static void read_scales(Yaml *yaml, struct fy_node *grid, Layout *layout)
{
  struct fy_node *node = yaml_entry(grid, "scales"), *item;
  void *state = NULL;
  if (yaml_kind(node) == YAML_NONE)
    return;
  if (yaml_kind(node) != YAML_LIST || yaml_count(node) > LIMIT_GRID_SCALES) {
    report_value(yaml, node, "[{size: 10.5pt, leading: 15.75pt, columns: 4}]");
    return;
  }
  LayoutScale *scales = ARENA_ARRAY(yaml->arena, LayoutScale, yaml_count(node) + 1);
  while ((item = yaml_next_item(node, &state)))
    layout->n_scales += read_scale(yaml, item, &scales[layout->n_scales]);
  layout->scales = scales;
}

static void read_grid(Yaml *yaml, struct fy_node *root, Layout *layout)
{
  static const char *const KEYS[] = {"columns", "characters", "gutter", "leading", "scales", NULL};
  struct fy_node *grid = yaml_entry(root, "grid");
  if (yaml_kind(grid) == YAML_NONE) {
    report_missing(yaml, root, "grid");
    return;
  }
  yaml_check_keys(yaml, grid, KEYS);
  layout->columns = read_int(yaml, grid, "columns", 1, LIMIT_GRID_COLUMNS, 0);
  layout->characters = read_characters(yaml, grid, &layout->half_character);
  layout->gutter = read_length(yaml, grid, "gutter");
  layout->leading = read_length(yaml, grid, "leading");
  read_scales(yaml, grid, layout);
  if (!layout->columns)
    report_missing(yaml, grid, "columns");
}

/* Overrides what PRESS holds by what the mapping gives. */
void press_read(Yaml *yaml, struct fy_node *node, Press *press)
{
  static const char *const KEYS[] = {"standard",     "profile", "tac",   "min_ppi",    "warn_ppi", "max_ppi",
                                     "jpeg_quality", "intent",  "split", "split_name", "impose",   NULL};
  static const char *const STANDARDS[] = {"PDF/X-4", "PDF/X-1a:2003", "PDF/X-1a", NULL};
  static const char *const INTENTS[] = {"perceptual", "relative", NULL};
  if (yaml_kind(node) == YAML_NONE || !yaml_check_keys(yaml, node, KEYS))
    return;
  press->place = yaml_place(yaml, node);
  int standard = read_word(yaml, node, "standard", STANDARDS, -1);
  if (standard >= 0)
    press->standard = STANDARDS[MIN(standard, 1)];
  const char *profile = read_string(yaml, node, "profile");
  press->profile = profile ? profile : press->profile;
  if (profile)
    press->profile_place = yaml_place(yaml, yaml_entry(node, "profile"));
  press->tac = read_int(yaml, node, "tac", 100, 400, press->tac);
  press->min_ppi = read_int(yaml, node, "min_ppi", 1, 2400, press->min_ppi);
  press->warn_ppi = read_int(yaml, node, "warn_ppi", 1, 2400, press->warn_ppi);
  press->max_ppi = read_int(yaml, node, "max_ppi", 1, 2400, press->max_ppi);
  press->jpeg_quality = read_int(yaml, node, "jpeg_quality", 1, 100, press->jpeg_quality);
  int intent = read_word(yaml, node, "intent", INTENTS, -1);
  if (intent >= 0)
    press->intent = INTENTS[intent];
  press->split = read_bool(yaml, node, "split", press->split);
  const char *split_name = read_string(yaml, node, "split_name"), *impose = read_string(yaml, node, "impose");
  if (split_name && names_check_split(yaml, yaml_entry(node, "split_name"), split_name))
    press->split_name = split_name;
  static const char *const SCHEMES[] = {"none", "spreads", "4-up", NULL};
  if (impose && read_word(yaml, node, "impose", SCHEMES, -1) >= 0)
    press->impose = impose;
}

static bool read_cmyk(Yaml *yaml, struct fy_node *colour, Ink *ink)
{
  struct fy_node *node = yaml_follow(yaml_entry(colour, "cmyk"));
  uint16_t *values[] = {&ink->c, &ink->m, &ink->y, &ink->k};
  if (yaml_kind(node) != YAML_LIST || yaml_count(node) != 4) {
    report_value(yaml, node ? node : colour, "cmyk: [0, 100, 100, 0]");
    return false;
  }
  for (int i = 0; i < 4; i++) {
    int64_t milli;
    struct fy_node *item = fy_node_sequence_get_by_index(node, i);
    if (!decimal_of(yaml, item, &milli, "0 … 100"))
      return false;
    if (milli < 0 || milli > 100000) {
      report_value(yaml, item, "0 … 100");
      return false;
    }
    *values[i] = (uint16_t)(milli / 10);
  }
  return true;
}

/* An ink is one plate, whatever colours are made of it: its alternate is the first one given. */
static void settle_spot(Yaml *yaml, const LayoutColour *colours, unsigned n, LayoutColour *colour)
{
  for (unsigned i = 0; colour->ink.spot && i < n; i++) {
    const Ink *first = &colours[i].ink;
    Ink *ink = &colour->ink;
    if (g_strcmp0(first->spot, ink->spot))
      continue;
    if (first->c != ink->c || first->m != ink->m || first->y != ink->y || first->k != ink->k)
      diag_add(yaml->diags, DIAG_SPOT_TWICE, colour->place, ink->spot, colours[i].key);
    ink->c = first->c;
    ink->m = first->m;
    ink->y = first->y;
    ink->k = first->k;
    return;
  }
}

/* One whose value is wrong is told once, and is black wherever it is used. */
static void read_colour(Yaml *yaml, struct fy_node *key, struct fy_node *value, LayoutColour *colour)
{
  static const char *const KEYS[] = {"cmyk", "spot", "overprint", NULL};
  if (yaml_kind(value) != YAML_MAP)
    report_value(yaml, value ? value : key, "{cmyk: [0, 100, 100, 0]}");
  else if (yaml_check_keys(yaml, value, KEYS) && read_cmyk(yaml, value, &colour->ink)) {
    colour->ink.spot = read_string(yaml, value, "spot");
    colour->ink.overprint = read_bool(yaml, value, "overprint", false);
    return;
  }
  colour->ink = (Ink){.name = colour->key, .k = 10000, .tint = 10000};
}

static void read_colours(Yaml *yaml, struct fy_node *root, Layout *layout)
{
  struct fy_node *node = yaml_entry(root, "colours"), *key, *value;
  if (!node)
    node = yaml_entry(root, "colors");
  LayoutColour *colours = ARENA_ARRAY(yaml->arena, LayoutColour, yaml_count(node) + 1);
  void *state = NULL;
  while ((value = yaml_next_pair(node, &state, &key)) || key) {
    LayoutColour *colour = &colours[layout->n_colours];
    *colour = (LayoutColour){.key = yaml_scalar(yaml, key), .place = yaml_place(yaml, key)};
    if (!colour->key)
      continue;
    colour->ink = (Ink){.name = colour->key, .tint = 10000};
    read_colour(yaml, key, value, colour);
    settle_spot(yaml, colours, layout->n_colours, colour);
    layout->n_colours++;
  }
  layout->colours = colours;
}

static Layout *read_layout(Yaml *yaml, const char *name)
{
  Layout *layout = ARENA_NEW(yaml->arena, Layout);
  struct fy_node *root = yaml_root(yaml);
  layout->name = name;
  layout->file = yaml->file;
  layout->press = (Press){.standard = "PDF/X-4",
                          .tac = 240,
                          .min_ppi = 150,
                          .warn_ppi = 200,
                          .max_ppi = 200,
                          .jpeg_quality = 80,
                          .intent = "perceptual",
                          .place = {yaml->file, 1, 1}};
  if (!root) {
    diag_add(yaml->diags, DIAG_YAML_EMPTY, (Place){yaml->file, 1, 1});
    return NULL;
  }
  if (!yaml_check_keys(yaml, root, TOP_KEYS)) {
    report_missing(yaml, root, "sheet");
    return NULL;
  }
  read_sheet(yaml, root, layout);
  read_grid(yaml, root, layout);
  press_read(yaml, yaml_entry(root, "press"), &layout->press);
  read_colours(yaml, root, layout);
  styles_read(yaml, yaml_entry(root, "styles"), layout);
  templates_read(yaml, yaml_entry(root, "templates"), layout);
  layout->makeup = makeup_read(yaml, root);
  layout->allows = page_rules_read(yaml, root) | layout->makeup.freely;
  if (!layout->n_templates && !yaml->broken)
    report_missing(yaml, root, "templates");
  return yaml->broken ? NULL : layout;
}

static bool is_path(const char *name)
{
  return strchr(name, '/') || g_str_has_suffix(name, ".yaml");
}

/* A name with a slash or .yaml is a path from BASE; any other is looked for in the layout folders. RULE is what it is
   opened by; FAULT tells of the last place looked at. */
static char *find_layout(const char *name, const char *base, const LoadOptions *options, FileRule *rule,
                         FileFault *fault)
{
  *rule = (FileRule){.most = LIMIT_YAML_BYTES};
  if (is_path(name)) {
    char *path = g_path_is_absolute(name) || !base
                     ? g_strdup(name)
                     : g_build_filename(base, name + (begins_with(name, "./") ? 2 : 0), NULL);
    *rule = file_rule_named(base, path, LIMIT_YAML_BYTES);
    file_look(path, *rule, fault);
    return path;
  }
  char *file = g_strconcat(name, ".yaml", NULL), *found = NULL;
  for (const char *const *dir = options->layout_dirs; dir && *dir && !found; dir++) {
    char *path = g_build_filename(*dir, file, NULL);
    if (file_look(path, *rule, fault) || fault->state != FILE_NONE)
      found = g_steal_pointer(&path);
    g_free(path);
  }
  g_free(file);
  return found;
}

static void report_unknown_layout(const char *name, const LoadOptions *options, Place at, DiagList *diags)
{
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  for (const char *const *dir = options->layout_dirs; dir && *dir; dir++) {
    FileFault fault;
    char **files = file_names(*dir, &fault);
    for (char **file = files; file && *file; file++)
      if (g_str_has_suffix(*file, ".yaml"))
        g_ptr_array_add(names, g_strndup(*file, strlen(*file) - 5));
    g_strfreev(files);
  }
  g_ptr_array_sort(names, (GCompareFunc)compare_string_pointers);
  g_ptr_array_add(names, NULL);
  char *list = diag_choices(name, (const char *const *)(void *)names->pdata);
  if (*list || !options->layout_dirs || !*options->layout_dirs)
    diag_add(diags, DIAG_LAYOUT_UNKNOWN, at, name, list);
  else
    diag_add(diags, DIAG_LAYOUTS_NONE, at, *options->layout_dirs);
  g_free(list);
  g_ptr_array_free(names, TRUE);
}

Layout *layout_load(Arena *arena, const char *name, const char *base_dir, const LoadOptions *options, Place at,
                    DiagList *diags)
{
  FileFault fault = {.state = FILE_NONE};
  FileRule rule;
  char *path = find_layout(name, base_dir, options, &rule, &fault);
  if (fault.state != FILE_FINE) {
    if (fault.state == FILE_NONE)
      report_unknown_layout(name, options, at, diags);
    else
      file_tell(diags, at, path ? path : name, rule, &fault);
    g_free(path);
    return NULL;
  }
  size_t length;
  const char *file = arena_strdup(arena, path);
  g_free(path);
  char *text = file_read_text(arena, file, rule, &length, diags);
  Yaml yaml;
  if (!text || !yaml_open(&yaml, arena, text, length, file, 0, diags))
    return NULL;
  yaml.references = g_array_new(FALSE, FALSE, sizeof(Reference));
  Layout *layout = read_layout(&yaml, name);
  yaml_close(&yaml);
  if (layout && !layout_check(layout, yaml.references, diags))
    layout = NULL;
  g_array_free(yaml.references, TRUE);
  return layout;
}

const char *const *layout_spots(const Layout *layout, Arena *arena)
{
  const char **names = ARENA_ARRAY(arena, const char *, layout->n_colours + 1);
  unsigned n = 0;
  for (unsigned i = 0; i < layout->n_colours; i++)
    if (layout->colours[i].ink.spot)
      names[n++] = layout->colours[i].ink.spot;
  names[n] = NULL;
  return names;
}
