#include "load/pins.h"

#include <string.h>

#include "base/limits.h"
#include "load/files.h"

#define FILE_NAME "makeup.yaml"

/* Of an open page any of the issue's may be: which are dealt to it is not known yet. */
static const Article *find_free(const Issue *issue, const PageSpec *page, const char *slug)
{
  for (unsigned i = 0; page->open && i < issue->n_articles; i++)
    if (slug && issue->articles[i] && !strcmp(issue->articles[i]->slug, slug))
      return issue->articles[i];
  for (unsigned i = page->n_articles - page->n_free; i < page->n_articles; i++)
    if (slug && !strcmp(page->articles[i]->slug, slug))
      return page->articles[i];
  return NULL;
}

static const PageSpec *find_other(const PageSpec *pages, unsigned at)
{
  return pages[at].fold == FOLD_RIGHT ? &pages[at + 1] : pages[at].fold == FOLD_LEFT ? &pages[at - 1] : NULL;
}

/* On the page, or on the other one of its spread. */
static const Article *find_on(const Issue *issue, const PageSpec *pages, unsigned at, const char *slug)
{
  const Article *article = find_free(issue, &pages[at], slug);
  const PageSpec *other = find_other(pages, at);
  return article || !other ? article : find_free(issue, other, slug);
}

static bool is_pinned(const PageSpec *page, const Article *article)
{
  for (unsigned i = 0; i < page->n_pins; i++)
    if (page->pins[i].article == article)
      return true;
  return false;
}

static bool read_pin(Yaml *yaml, struct fy_node *node, Pin *pin)
{
  static const char *const KEYS[] = {"columns", "rows", "headline", NULL};
  static const char *const HEADS[] = {"top", "left", "right", "upright-left", NULL};
  if (!yaml_check_keys(yaml, node, KEYS))
    return false;
  read_range(yaml, node, "columns", &pin->column_first, &pin->column_last);
  read_range(yaml, node, "rows", &pin->row_first, &pin->row_last);
  int head = read_word(yaml, node, "headline", HEADS, -1);
  pin->head = head < 0 ? PIN_ANY_HEAD : (PinHead)(PIN_HEAD_TOP + head);
  return true;
}

/* Slug → pin, added to those of page AT; of an article that has one already it is not read. */
static void read_map(Yaml *yaml, struct fy_node *node, const Issue *issue, PageSpec *pages, unsigned at, bool chosen)
{
  PageSpec *page = &pages[at];
  const PageSpec *other = find_other(pages, at);
  Pin *pins = ARENA_ARRAY(yaml->arena, Pin, page->n_pins + yaml_count(node) + 1);
  for (unsigned i = 0; i < page->n_pins; i++)
    pins[i] = page->pins[i];
  page->pins = pins;
  struct fy_node *key, *value;
  void *state = NULL;
  while ((value = yaml_next_pair(node, &state, &key)) || key) {
    const char *slug = yaml_scalar(yaml, key);
    Pin pin = {.article = find_on(issue, pages, at, slug), .place = yaml_place(yaml, key), .chosen = chosen};
    if (!pin.article)
      diag_add(yaml->diags, chosen ? DIAG_MAKEUP_STALE : DIAG_PIN_UNKNOWN, pin.place, slug ? slug : "", page->label);
    else if (!is_pinned(page, pin.article) && !(other && is_pinned(other, pin.article)) && read_pin(yaml, value, &pin))
      pins[page->n_pins++] = pin;
  }
}

void pins_read(Yaml *yaml, struct fy_node *node, const Issue *issue, PageSpec *pages, unsigned at)
{
  struct fy_node *place = yaml_entry(node, "place");
  if (yaml_kind(place) == YAML_MAP)
    read_map(yaml, place, issue, pages, at, false);
  else if (yaml_kind(place) != YAML_NONE)
    report_value(yaml, place, "slug: {columns: a-b, rows: a-b, headline: top | left | right}");
}

static void read_page(Yaml *yaml, struct fy_node *key, struct fy_node *value, const Issue *issue, PageSpec *pages)
{
  const char *label = yaml_scalar(yaml, key);
  for (unsigned i = 0; label && i < issue->n_pages; i++)
    if (!strcmp(pages[i].label, label)) {
      if (yaml_kind(value) == YAML_MAP)
        read_map(yaml, value, issue, pages, i, true);
      else
        report_value(yaml, value ? value : key, "slug: {columns: a-b, rows: a-b}");
      return;
    }
  diag_add(yaml->diags, DIAG_MAKEUP_STALE, yaml_place(yaml, key), label ? label : "", label ? label : "");
}

static void read_pages(Yaml *yaml, const Issue *issue, PageSpec *pages)
{
  static const char *const KEYS[] = {"pages", NULL};
  struct fy_node *root = yaml_root(yaml), *key, *value;
  if (!root || !yaml_check_keys(yaml, root, KEYS))
    return;
  struct fy_node *map = yaml_entry(root, "pages");
  void *state = NULL;
  if (yaml_kind(map) != YAML_NONE && yaml_kind(map) != YAML_MAP)
    report_value(yaml, map, "1: {slug: {columns: a-b, rows: a-b}}");
  while ((value = yaml_next_pair(map, &state, &key)) || key)
    read_page(yaml, key, value, issue, pages);
}

bool pins_read_chosen(Arena *arena, const Issue *issue, PageSpec *pages, DiagList *diags)
{
  char *path = g_build_filename(issue->dir, FILE_NAME, NULL);
  const char *file = arena_strdup(arena, path);
  g_free(path);
  FileFault fault = {0};
  if (!file_look(file, (FileRule){.within = issue->dir}, &fault) && fault.state == FILE_NONE)
    return true;
  size_t length;
  char *text = file_read_text(arena, file, (FileRule){issue->dir, LIMIT_YAML_BYTES}, &length, diags);
  Yaml yaml;
  if (!text || !yaml_open(&yaml, arena, text, length, file, 0, diags))
    return false;
  read_pages(&yaml, issue, pages);
  bool fine = !yaml.broken;
  yaml_close(&yaml);
  return fine;
}
