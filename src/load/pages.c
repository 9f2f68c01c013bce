/* Pages of an issue: their templates, their slots and what is made up of articles alone. */
#include <string.h>

#include "base/limits.h"
#include "load/layout.h"
#include "load/loader.h"
#include "load/pins.h"
#include "load/repeat.h"
#include "load/spreads.h"
#include "load/yaml_faults.h"

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

static void check_titles(Loader *loader, const LayoutSlot *slot, const SlotFilling *filling)
{
  for (unsigned i = 0; slot->head.side != HEAD_NONE && i < filling->n_articles; i++)
    loader_check_title(loader, filling->articles[i]);
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
    filling->articles = loader_articles(loader, value, &filling->n_articles);
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
  const Article **free = loader_articles(loader, node, &page->n_free);
  const Article **all = ARENA_ARRAY(loader->yaml->arena, const Article *, page->n_articles + page->n_free + 1);
  for (unsigned i = 0; i < page->n_articles; i++)
    all[i] = page->articles[i];
  for (unsigned i = 0; i < page->n_free; i++) {
    loader_check_title(loader, free[i]);
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

/* When it is known which are spreads. */
static void read_pins(const Loader *loader, struct fy_node *list, PageSpec *pages)
{
  void *state = NULL;
  unsigned at = 0;
  for (struct fy_node *item; (item = yaml_next_item(list, &state)); at++)
    pins_read(loader->yaml, item, loader->issue, pages, at);
}

void loader_read_pages(Loader *loader, struct fy_node *root)
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
  read_pins(loader, node, pages);
  loader->issue->pages = pages;
  if (loader->issue->repeat.most)
    return; /* the rest when their number is known */
  repeat_check_labels(pages, loader->issue->n_pages, yaml->diags);
  avoids_check(pages, loader->issue->n_pages, yaml->diags);
  if (!pins_read_chosen(yaml->arena, loader->issue, pages, yaml->diags))
    yaml->broken = true;
}
