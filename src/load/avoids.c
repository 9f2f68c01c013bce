/* Pages that a page made up is not to look like. */
#include "load/pins.h"

#include <string.h>

static void add_avoid(Yaml *yaml, struct fy_node *node, PageSpec *page, Avoid *avoids)
{
  char *label = yaml_kind(node) == YAML_SCALAR ? yaml_scalar(yaml, node) : NULL;
  if (label)
    avoids[page->n_avoids++] = (Avoid){label, yaml_place(yaml, node)};
  else
    report_value(yaml, node, "2 | [2, 3]");
}

void avoids_read(Yaml *yaml, struct fy_node *node, PageSpec *page)
{
  struct fy_node *given = yaml_follow(yaml_entry(node, "avoid"));
  if (yaml_kind(given) == YAML_NONE)
    return;
  Avoid *avoids = ARENA_ARRAY(yaml->arena, Avoid, yaml_count(given) + 1);
  page->avoids = avoids;
  if (yaml_kind(given) != YAML_LIST) {
    add_avoid(yaml, given, page, avoids);
    return;
  }
  void *state = NULL;
  for (struct fy_node *item; (item = yaml_next_item(given, &state));)
    add_avoid(yaml, item, page, avoids);
}

static bool stands_before(const PageSpec *pages, unsigned at, const char *label)
{
  for (unsigned i = 0; i < at; i++)
    if (!strcmp(pages[i].label, label))
      return true;
  return false;
}

void avoids_check(const PageSpec *pages, unsigned n, DiagList *diags)
{
  for (unsigned i = 0; i < n; i++)
    if (pages[i].n_avoids && !pages[i].n_free && !pages[i].open)
      diag_add(diags, DIAG_AVOID_NOT_MADE_UP, pages[i].avoids->place, pages[i].label);
  for (unsigned i = 0; i < n; i++)
    for (unsigned k = 0; k < pages[i].n_avoids; k++)
      if (!stands_before(pages, i, pages[i].avoids[k].label))
        diag_add(diags, DIAG_AVOID_NO_PAGE, pages[i].avoids[k].place, pages[i].label, pages[i].avoids[k].label);
}
