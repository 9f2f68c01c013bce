/* issue.yaml, the articles and the layout → an Issue. */
#include <string.h>

#include "base/limits.h"
#include "load/files.h"
#include "load/layout.h"
#include "load/loader.h"
#include "load/names.h"
#include "load/yaml_faults.h"

static char *require(Yaml *yaml, struct fy_node *root, const char *key)
{
  char *text = read_string(yaml, root, key);
  if (!text) {
    diag_add(yaml->diags, DIAG_KEY_MISSING, (Place){yaml->file, 1, 1}, key);
    yaml->broken = true;
  }
  return text;
}

static void read_date(Yaml *yaml, struct fy_node *root, Issue *issue)
{
  issue->iso_date = require(yaml, root, "date");
  if (issue->iso_date && !date_parse(issue->iso_date, &issue->date)) {
    diag_add(yaml->diags, DIAG_DATE_WRONG, yaml_place(yaml, yaml_entry(root, "date")), issue->iso_date);
    yaml->broken = true;
  }
}

/* A name, or a list of them; NULL: neither. */
static const char *read_names(Yaml *yaml, struct fy_node *node)
{
  if (yaml_kind(node) == YAML_SCALAR)
    return yaml_scalar(yaml, node);
  if (yaml_kind(node) != YAML_LIST)
    return NULL;
  GString *joined = g_string_new(NULL);
  void *state = NULL;
  for (struct fy_node *item; (item = yaml_next_item(node, &state));) {
    const char *name = yaml_scalar(yaml, item);
    if (name)
      g_string_append_printf(joined, "%s%s", joined->len ? " " : "", name);
    else if (yaml_kind(item) != YAML_NONE)
      report_value(yaml, item, "×××");
  }
  const char *names = arena_strdup(yaml->arena, joined->str);
  g_string_free(joined, TRUE);
  return names;
}

static void read_staff(Yaml *yaml, struct fy_node *root, Issue *issue)
{
  struct fy_node *node = yaml_entry(root, "staff"), *key, *value;
  Staff *staff = ARENA_ARRAY(yaml->arena, Staff, yaml_count(node) + 1);
  void *state = NULL;
  if (yaml_kind(node) != YAML_NONE && yaml_kind(node) != YAML_MAP)
    report_value(yaml, node, "责任编辑: ×××");
  while ((value = yaml_next_pair(node, &state, &key)) || key) {
    const char *role = yaml_scalar(yaml, key);
    const char *names = read_names(yaml, value);
    if (names && role)
      staff[issue->n_staff++] = (Staff){role, names};
    else if (yaml_kind(value) != YAML_NONE || !role)
      report_value(yaml, value ? value : key, "责任编辑: ×××");
    else
      yaml_fault_key(yaml, role, yaml_place(yaml, key)); /* else it waits for a name */
  }
  issue->staff = staff;
}

/* The output stem may not lead anywhere. */
static void read_file_name(Yaml *yaml, struct fy_node *root, Issue *issue)
{
  char *full = g_canonicalize_filename(issue->dir, NULL), *base = g_path_get_basename(full);
  issue->file_name = read_string(yaml, root, "file_name");
  if (issue->file_name && (strpbrk(issue->file_name, "/\\") || *issue->file_name == '.' || !*issue->file_name ||
                           !name_is_plain(issue->file_name))) {
    report_value(yaml, yaml_entry(root, "file_name"), base);
    issue->file_name = NULL;
  }
  if (!issue->file_name)
    issue->file_name = arena_strdup(yaml->arena, base);
  g_free(base);
  g_free(full);
}

static bool has_open_page(const Issue *issue)
{
  for (unsigned i = 0; i < issue->n_pages; i++)
    if (issue->pages[i].open)
      return true;
  return false;
}

/* Those of the issue's own list that no page names. */
static void read_dealt(Loader *loader, struct fy_node *list)
{
  Yaml *yaml = loader->yaml;
  const Article **dealt = ARENA_ARRAY(yaml->arena, const Article *, yaml_count(list) + 1);
  int *line = ARENA_ARRAY(yaml->arena, int, loader->n + 1); /* where the list has it first */
  void *state = NULL;
  for (struct fy_node *item; has_open_page(loader->issue) && (item = yaml_next_item(list, &state));) {
    int i = loader_slug(loader, item);
    if (i >= 0 && line[i])
      diag_add(yaml->diags, DIAG_ARTICLE_TWICE, yaml_place(yaml, item), loader->slugs[i], line[i]);
    else if (i >= 0)
      line[i] = yaml_place(yaml, item).line;
    if (i < 0 || loader->placed[i].file)
      continue;
    loader->placed[i] = yaml_place(yaml, item);
    if (loader->articles[i])
      dealt[loader->issue->n_dealt++] = loader->articles[i];
    if (loader->articles[i])
      loader_check_title(loader, loader->articles[i]);
  }
  loader->issue->dealt = dealt;
}

/* --- the whole --------------------------------------------------------------------------------------------- */

static void read_top(Loader *loader, struct fy_node *root)
{
  Yaml *yaml = loader->yaml;
  Issue *issue = loader->issue;
  issue->paper = require(yaml, root, "paper");
  issue->title = require(yaml, root, "title");
  read_date(yaml, root, issue);
  issue->number = read_string(yaml, root, "number");
  read_file_name(yaml, root, issue);
  read_staff(yaml, root, issue);
}

static bool read_issue(Loader *loader, const LoadOptions *options)
{
  static const char *const KEYS[] = {"paper", "title", "date",  "number",      "layout",   "file_name",
                                     "press", "staff", "pages", "punctuation", "articles", NULL};
  static const char *const PUNCTUATION[] = {"normalise", "as-is", "normalize", NULL};
  Yaml *yaml = loader->yaml;
  Issue *issue = loader->issue;
  struct fy_node *root = yaml_root(yaml);
  if (!root) {
    diag_add(yaml->diags, DIAG_YAML_EMPTY, (Place){yaml->file, 1, 1});
    return false;
  }
  if (!yaml_check_keys(yaml, root, KEYS)) {
    diag_add(yaml->diags, DIAG_KEY_MISSING, (Place){yaml->file, 1, 1}, "paper");
    return false;
  }
  read_top(loader, root);
  char *layout = require(yaml, root, "layout");
  issue->layout = layout ? layout_load(yaml->arena, layout, issue->dir, options,
                                       yaml_place(yaml, yaml_entry(root, "layout")), yaml->diags)
                         : NULL;
  Tally tally = {0};
  ArticleDefaults defaults = {
      .issue_dir = issue->dir, .paper = issue->paper, .verbose = options->verbose, .tally = &tally};
  defaults.normalise = read_word(yaml, root, "punctuation", PUNCTUATION, 0) != 1;
  bool read = loader_read_articles(loader, &defaults);
  issue->articles = loader->articles;
  issue->n_articles = loader->n;
  if (!issue->layout)
    return false;
  issue->press = issue->layout->press;
  press_read(yaml, yaml_entry(root, "press"), &issue->press);
  struct fy_node *dealt = yaml_entry(root, "articles");
  if (yaml_kind(dealt) != YAML_NONE && yaml_kind(dealt) != YAML_LIST)
    report_value(yaml, dealt, "[slug, slug, …]");
  loader->deals = yaml_kind(dealt) == YAML_LIST;
  loader_read_pages(loader, root);
  read_dealt(loader, dealt);
  loader_report_unplaced(loader);
  return read && !yaml->broken && (issue->repeat.most || names_check(yaml->arena, issue, yaml->diags));
}

Issue *issue_load(Arena *arena, const char *dir, const LoadOptions *options, DiagList *diags)
{
  char *file = g_build_filename(dir, "issue.yaml", NULL);
  Issue *issue = ARENA_NEW(arena, Issue);
  issue->dir = arena_strdup(arena, dir);
  issue->file = arena_strdup(arena, file);
  g_free(file);
  size_t length;
  char *text = file_read_text(arena, issue->file, (FileRule){dir, LIMIT_YAML_BYTES}, &length, diags);
  Yaml yaml;
  if (!text || !yaml_open(&yaml, arena, text, length, issue->file, 0, diags))
    return NULL;
  Loader loader = {.yaml = &yaml, .issue = issue};
  bool fine = read_issue(&loader, options);
  yaml_close(&yaml);
  return fine && diag_worst(diags) < DIAG_FATAL ? issue : NULL;
}
