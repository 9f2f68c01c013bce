/* issue.yaml, the articles and the layout → an Issue; and who is placed where, how often. */
#include <string.h>

#include "base/limits.h"
#include "load/article.h"
#include "load/files.h"
#include "load/layout.h"
#include "load/names.h"
#include "load/pins.h"
#include "load/repeat.h"
#include "load/spreads.h"
#include "load/yaml_faults.h"

typedef struct {
  Yaml *yaml;
  Issue *issue;
  const char **slugs;       /* NULL-terminated */
  const Article **articles; /* the same order; NULL: broken */
  bool deals;               /* the issue has a list of its own, for pages that name none */
  Place *placed;            /* where each was placed first; file NULL: not yet */
  unsigned *on_page;        /* index of the last page it was placed on */
  unsigned n;
  bool astray; /* a page names what there is not: who stands nowhere is not known */
} Loader;

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
  for (struct fy_node *item; (item = yaml_next_item(node, &state));)
    g_string_append_printf(joined, "%s%s", joined->len ? " " : "",
                           yaml_scalar(yaml, item) ? yaml_scalar(yaml, item) : "");
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

/* --- articles ----------------------------------------------------------------------------------- */

/* A folder with its article.md; what is none, and should be, is told of. */
static bool is_bundle(const Yaml *yaml, const char *dir, const char *name)
{
  FileFault folder = {0}, text = {0};
  char *path = g_build_filename(dir, name, NULL), *file = g_build_filename(path, "article.md", NULL);
  Place place = {arena_strdup(yaml->arena, path), 0, 0};
  bool found = file_is_folder(path, &folder) && file_look(file, (FileRule){0}, &text);
  bool failed = file_tell_failed(yaml->diags, place, path, &folder) ||
                (!folder.state && file_tell_failed(yaml->diags, place, file, &text));
  if (!found && !failed && !folder.state && text.state == FILE_NONE)
    diag_add(yaml->diags, DIAG_FOLDER_EMPTY, place);
  bool odd = !folder.state && (found || text.state != FILE_NONE); /* an article.md that cannot be read is told there */
  if (odd && !name_is_plain(name)) {
    diag_add(yaml->diags, DIAG_NAME_UNFIT, place, path);
    odd = false;
  }
  g_free(path);
  g_free(file);
  return odd && !failed;
}

static bool read_articles(Loader *loader, const ArticleDefaults *defaults)
{
  Yaml *yaml = loader->yaml;
  FileFault fault;
  char *dir = g_build_filename(loader->issue->dir, "articles", NULL), **names = file_names(dir, &fault);
  unsigned most = names ? g_strv_length(names) : 0;
  bool fine = true;
  if (!names)
    file_tell(yaml->diags, (Place){dir, 0, 0}, dir, (FileRule){0}, &fault);
  if (most > LIMIT_ARTICLES) {
    limit_report(yaml->diags, OVER_ARTICLES, (Place){yaml->file, 1, 1});
    most = 0;
    fine = false;
  }
  loader->slugs = ARENA_ARRAY(yaml->arena, const char *, most + 1);
  loader->articles = ARENA_ARRAY(yaml->arena, const Article *, most + 1);
  loader->placed = ARENA_ARRAY(yaml->arena, Place, most + 1);
  loader->on_page = ARENA_ARRAY(yaml->arena, unsigned, most + 1);
  for (unsigned i = 0; i < most && !tally_is_over(defaults->tally); i++) {
    if (!is_bundle(yaml, dir, names[i]))
      continue;
    loader->slugs[loader->n] = arena_strdup(yaml->arena, names[i]);
    loader->articles[loader->n] = article_read(yaml->arena, dir, names[i], defaults, yaml->diags);
    fine = loader->articles[loader->n] && fine;
    loader->n++;
  }
  g_strfreev(names);
  g_free(dir);
  return fine;
}

/* Index of the article NODE names; −1 after a FATAL with the nearest one there is. */
static int find_slug(Loader *loader, struct fy_node *node)
{
  Yaml *yaml = loader->yaml;
  char *slug = yaml_scalar(yaml, node);
  if (!slug) {
    report_value(yaml, node, "slug");
    loader->astray = true;
    return -1;
  }
  for (unsigned i = 0; i < loader->n; i++)
    if (!strcmp(loader->slugs[i], slug))
      return (int)i;
  char *list = diag_choices(slug, loader->slugs);
  diag_add(yaml->diags, DIAG_SLUG_UNKNOWN, yaml_place(yaml, node), slug, list);
  yaml->broken = loader->astray = true;
  g_free(list);
  return -1;
}

/* The article of a slug, placed on the page being read; NULL after a diagnostic. */
static const Article *find_article(Loader *loader, struct fy_node *node)
{
  int i = find_slug(loader, node);
  if (i < 0)
    return NULL;
  Place place = yaml_place(loader->yaml, node);
  bool again = loader->placed[i].file != NULL;
  bool may_go_on = !loader->articles[i] || loader->articles[i]->continued; /* of one that is broken nobody knows */
  bool goes_on = may_go_on && loader->on_page[i] != loader->issue->n_pages;
  if (again && !goes_on)
    diag_add(loader->yaml->diags, DIAG_ARTICLE_TWICE, place, loader->slugs[i], loader->placed[i].line);
  loader->placed[i] = again ? loader->placed[i] : place;
  loader->on_page[i] = loader->issue->n_pages;
  return again && !goes_on ? NULL : loader->articles[i];
}

static const Article **find_articles(Loader *loader, struct fy_node *node, unsigned *n)
{
  const Article **articles = ARENA_ARRAY(loader->yaml->arena, const Article *, yaml_count(node) + 2);
  *n = 0;
  if (yaml_kind(node) == YAML_LIST) {
    void *state = NULL;
    for (struct fy_node *item; (item = yaml_next_item(node, &state));) {
      const Article *article = find_article(loader, item);
      if (article)
        articles[(*n)++] = article;
    }
  } else if (yaml_kind(node) != YAML_NONE) {
    const Article *article = find_article(loader, node);
    if (article)
      articles[(*n)++] = article;
  }
  return articles;
}

/* --- pages ----------------------------------------------------------------------------------------- */

static const LayoutTemplate *find_template(Loader *loader, struct fy_node *node)
{
  Yaml *yaml = loader->yaml;
  const Layout *layout = loader->issue->layout;
  char *name = yaml_scalar(yaml, node);
  const char **names = g_new0(const char *, layout->n_templates + 1);
  const LayoutTemplate *found = NULL;
  for (unsigned i = 0; i < layout->n_templates; i++) {
    names[i] = layout->templates[i].name;
    if (name && !strcmp(name, names[i]))
      found = &layout->templates[i];
  }
  if (!found) {
    char *list = diag_choices(name, names);
    diag_add(yaml->diags, DIAG_TEMPLATE_UNKNOWN, yaml_place(yaml, node), name ? name : "", list);
    yaml->broken = loader->astray = true;
    g_free(list);
  }
  g_free(names);
  return found;
}

const SlotFilling *slot_filling_lookup(const SlotFilling *fillings, unsigned n, const char *slot)
{
  for (unsigned i = 0; i < n; i++)
    if (!strcmp(fillings[i].slot, slot) && fillings[i].n_articles)
      return &fillings[i];
  return NULL;
}

static const LayoutSlot *find_slot(Loader *loader, const LayoutTemplate *templ, const char *name, Place place)
{
  const char **names = g_new0(const char *, templ->n_slots + 1);
  const LayoutSlot *found = NULL;
  for (unsigned i = 0; i < templ->n_slots; i++) {
    names[i] = templ->slots[i].name;
    if (!strcmp(name, names[i]))
      found = &templ->slots[i];
  }
  if (!found) {
    char *list = diag_choices(name, names);
    diag_add(loader->yaml->diags, DIAG_SLOT_UNKNOWN, place, name, templ->name, list);
    loader->yaml->broken = true;
    g_free(list);
  }
  g_free(names);
  return found;
}

static void check_kinds(Loader *loader, const LayoutSlot *slot, const SlotFilling *filling)
{
  for (unsigned i = 0; i < filling->n_articles; i++)
    if (!(slot->accepts & 1u << filling->articles[i]->kind))
      diag_add(loader->yaml->diags, DIAG_SLOT_KIND, filling->place, slot->name,
               article_kind_name(filling->articles[i]->kind), filling->articles[i]->slug);
}

static void check_title(Loader *loader, const Article *article)
{
  if (article_kind_wants_title(article->kind) && !article->n_title && article->title_place.file)
    diag_add_at(loader->yaml->diags, DIAG_TITLE_NONE, article->title_place, 0, article->slug, article->slug);
}

static void check_titles(Loader *loader, const LayoutSlot *slot, const SlotFilling *filling)
{
  for (unsigned i = 0; slot->head.side != HEAD_NONE && i < filling->n_articles; i++)
    check_title(loader, filling->articles[i]);
}

static void read_slots(Loader *loader, struct fy_node *node, PageSpec *page)
{
  Yaml *yaml = loader->yaml;
  SlotFilling *fillings = ARENA_ARRAY(yaml->arena, SlotFilling, yaml_count(node) + 1);
  struct fy_node *key, *value;
  void *state = NULL;
  if (yaml_kind(node) != YAML_NONE && yaml_kind(node) != YAML_MAP) {
    report_value(yaml, node, "slot: slug");
    loader->astray = true;
  }
  while ((value = yaml_next_pair(node, &state, &key)) || key) {
    SlotFilling *filling = &fillings[page->n_fillings];
    *filling = (SlotFilling){.slot = yaml_scalar(yaml, key), .place = yaml_place(yaml, key)};
    const LayoutSlot *slot = filling->slot ? find_slot(loader, page->templ, filling->slot, filling->place) : NULL;
    filling->articles = find_articles(loader, value, &filling->n_articles);
    if (!slot)
      continue;
    check_kinds(loader, slot, filling);
    check_titles(loader, slot, filling);
    page->n_fillings++;
  }
  page->fillings = fillings;
}

static void gather_articles(Loader *loader, PageSpec *page)
{
  unsigned n = 0;
  for (unsigned i = 0; i < page->n_fillings; i++)
    n += page->fillings[i].n_articles;
  const Article **all = ARENA_ARRAY(loader->yaml->arena, const Article *, n + 1);
  for (unsigned i = 0; i < page->n_fillings; i++)
    for (unsigned j = 0; j < page->fillings[i].n_articles; j++)
      all[page->n_articles++] = page->fillings[i].articles[j];
  page->articles = all;
}

/* Pictures sent to a slot by name: it must be on the page. */
static void check_picture_slots(Loader *loader, const PageSpec *page)
{
  for (unsigned i = 0; page->templ && i < page->n_articles; i++)
    for (unsigned j = 0; j < page->articles[i]->n_pictures; j++) {
      const Picture *picture = &page->articles[i]->pictures[j];
      bool found = picture->where != PICTURE_SLOT;
      for (unsigned s = 0; s < page->templ->n_slots; s++)
        found = found || !g_strcmp0(page->templ->slots[s].name, picture->slot);
      if (!found)
        diag_add(loader->yaml->diags, DIAG_PICTURE_SLOT, picture->place, picture->name, picture->slot,
                 page->templ->name);
    }
}

/* Those to be made up in what the slots filled by name leave free. */
static void read_free_articles(Loader *loader, struct fy_node *node, PageSpec *page)
{
  const Article **free = find_articles(loader, node, &page->n_free);
  const Article **all = ARENA_ARRAY(loader->yaml->arena, const Article *, page->n_articles + page->n_free + 1);
  for (unsigned i = 0; i < page->n_articles; i++)
    all[i] = page->articles[i];
  for (unsigned i = 0; i < page->n_free; i++) {
    check_title(loader, free[i]);
    all[page->n_articles++] = free[i];
  }
  page->articles = all;
}

/* JOINED: the page before it is a spread's, and has the articles of both. */
static void read_page(Loader *loader, struct fy_node *node, PageSpec *page, bool joined)
{
  static const char *const KEYS[] = {"template", "slots",  "articles", "place", "section", "number",
                                     "allow",    "spread", "repeat",   "avoid", NULL};
  Yaml *yaml = loader->yaml;
  *page = (PageSpec){.place = yaml_place(yaml, node)};
  char number[16];
  g_snprintf(number, sizeof number, "%u", loader->issue->n_pages + 1);
  page->label = arena_strdup(yaml->arena, number);
  if (!yaml_check_keys(yaml, node, KEYS)) {
    loader->astray = true;
    return;
  }
  const char *label = read_string(yaml, node, "number");
  page->label = label ? label : page->label;
  page->section = read_string(yaml, node, "section");
  page->allows = page_rules_read(yaml, node);
  page->fold = read_bool(yaml, node, "spread", 0) ? FOLD_RIGHT : FOLD_NONE;
  page->fold_place = page->fold ? yaml_place(yaml, yaml_entry(node, "spread")) : page->place;
  struct fy_node *templ = yaml_entry(node, "template"), *articles = yaml_entry(node, "articles");
  if (yaml_kind(templ) != YAML_NONE) {
    page->templ = find_template(loader, templ);
    if (page->templ)
      read_slots(loader, yaml_entry(node, "slots"), page);
    gather_articles(loader, page);
  } else if (yaml_kind(articles) == YAML_NONE && !loader->deals && !joined) {
    diag_add(yaml->diags, DIAG_KEY_MISSING, page->place, "template + slots | articles");
    yaml->broken = loader->astray = true;
  }
  if (yaml_kind(articles) != YAML_NONE)
    read_free_articles(loader, articles, page);
  avoids_read(yaml, node, page);
  page->open = loader->deals && yaml_kind(articles) == YAML_NONE && !page->n_fillings && !joined;
  pins_read(yaml, node, loader->issue, page);
  check_picture_slots(loader, page);
}

/* A page that stands as often as it takes is the last of them, and articles are dealt to it. */
static void read_repeat(Loader *loader, struct fy_node *node, const PageSpec *page, bool last)
{
  Yaml *yaml = loader->yaml;
  struct fy_node *repeat = yaml_entry(node, "repeat");
  bool none = yaml_kind(repeat) == YAML_NONE || !g_strcmp0(yaml_scalar(yaml, repeat), "false");
  if (!none && page->open && last)
    repeat_read(yaml, repeat, loader->issue, loader->issue->n_pages);
  else if (!none)
    diag_add(yaml->diags, DIAG_REPEAT_WHERE, yaml_place(yaml, repeat), page->label);
}

/* `pages: auto`: one page, as often as it takes. */
static void read_auto(Loader *loader, struct fy_node *node)
{
  Yaml *yaml = loader->yaml;
  PageSpec *page = ARENA_NEW(yaml->arena, PageSpec);
  *page = (PageSpec){.label = "1", .place = yaml_place(yaml, node), .open = true};
  repeat_read(yaml, node, loader->issue, 0);
  loader->issue->pages = page;
  loader->issue->n_pages = 1;
}

static void read_pages(Loader *loader, struct fy_node *root)
{
  Yaml *yaml = loader->yaml;
  struct fy_node *node = yaml_entry(root, "pages");
  unsigned n = yaml_kind(node) == YAML_LIST ? yaml_count(node) : 0;
  if (loader->deals && !g_strcmp0(yaml_scalar(yaml, node), "auto")) {
    read_auto(loader, node);
    return;
  }
  if (!n) {
    diag_add(yaml->diags, DIAG_KEY_MISSING, node ? yaml_place(yaml, node) : (Place){yaml->file, 1, 1}, "pages");
    yaml->broken = loader->astray = true;
    return;
  }
  if (n > LIMIT_PAGES) {
    limit_report(yaml->diags, OVER_PAGES, yaml_place(yaml, node));
    yaml->broken = true;
    return;
  }
  PageSpec *pages = ARENA_ARRAY(yaml->arena, PageSpec, n);
  void *state = NULL;
  for (struct fy_node *item; (item = yaml_next_item(node, &state)); loader->issue->n_pages++) {
    PageSpec *page = &pages[loader->issue->n_pages];
    read_page(loader, item, page, spreads_take_next(pages, loader->issue->n_pages));
    read_repeat(loader, item, page, loader->issue->n_pages + 1 == n);
  }
  spreads_settle(pages, n, yaml->diags);
  loader->issue->pages = pages;
  if (loader->issue->repeat.most)
    return; /* the rest when their number is known */
  repeat_check_labels(pages, loader->issue->n_pages, yaml->diags);
  avoids_check(pages, loader->issue->n_pages, yaml->diags);
  if (!pins_read_chosen(yaml->arena, loader->issue, pages, yaml->diags))
    yaml->broken = true;
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
    int i = find_slug(loader, item);
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
      check_title(loader, loader->articles[i]);
  }
  loader->issue->dealt = dealt;
}

static void report_unplaced(Loader *loader)
{
  for (unsigned i = 0; !loader->astray && i < loader->n; i++)
    if (loader->articles[i] && !loader->placed[i].file)
      diag_add_at(loader->yaml->diags, DIAG_ARTICLE_NEVER, loader->articles[i]->place, 0, loader->slugs[i],
                  loader->slugs[i]);
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
  bool read = read_articles(loader, &defaults);
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
  read_pages(loader, root);
  read_dealt(loader, dealt);
  report_unplaced(loader);
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
