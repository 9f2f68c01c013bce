#include "load/repeat.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "load/names.h"
#include "load/pins.h"

enum {
  MULTIPLE = 4, /* pages of a sheet, folded once */
  MOST = 16     /* the largest special issue there commonly is: four sheets */
};

/* Whole sheets, or less than one: a half, a quarter. */
static bool is_whole(unsigned n, unsigned multiple)
{
  return n % multiple == 0 || multiple % n == 0;
}

unsigned repeat_next(const Repeat *repeat, unsigned n)
{
  do
    n++;
  while (!is_whole(n, repeat->multiple));
  return n;
}

static void read_numbers(Yaml *yaml, struct fy_node *node, Repeat *repeat)
{
  static const char *const KEYS[] = {"multiple", "least", "most", NULL};
  if (!yaml_check_keys(yaml, node, KEYS))
    return;
  repeat->multiple = (unsigned)read_int(yaml, node, "multiple", 1, LIMIT_PAGES, MULTIPLE);
  repeat->least = (unsigned)read_int(yaml, node, "least", 1, LIMIT_PAGES, 1);
  unsigned most = MAX((unsigned)MOST, repeat_next(repeat, repeat->least - 1));
  repeat->most = (unsigned)read_int(yaml, node, "most", 1, LIMIT_PAGES, (int)MIN(most, (unsigned)LIMIT_PAGES));
}

/* The fewest and the most there may be; false: there are none between. */
static bool round_numbers(Repeat *repeat, unsigned given)
{
  repeat->least = repeat_next(repeat, MAX(repeat->least, given) - 1);
  while (repeat->most >= repeat->least && !is_whole(repeat->most, repeat->multiple))
    repeat->most--;
  return repeat->least <= repeat->most;
}

void repeat_read(Yaml *yaml, struct fy_node *node, Issue *issue, unsigned at)
{
  Repeat repeat = {.page = at, .multiple = MULTIPLE, .least = 1, .most = MOST, .place = yaml_place(yaml, node)};
  if (yaml_kind(node) == YAML_MAP)
    read_numbers(yaml, node, &repeat);
  else if (g_strcmp0(yaml_scalar(yaml, node), "true") && g_strcmp0(yaml_scalar(yaml, node), "auto")) {
    report_value(yaml, node, "true | {multiple: 4, least: 4, most: 16}");
    return;
  }
  if (!round_numbers(&repeat, at + 1)) {
    char wanted[96];
    g_snprintf(wanted, sizeof wanted, "most: %u …", repeat.least);
    report_value(yaml, node, wanted);
    return;
  }
  issue->repeat = repeat;
}

/* --- more pages -------------------------------------------------------------------------------------------- */

/* The label MORE pages on: its last figures counted up, as wide as they were. */
static const char *count_label(Arena *arena, const char *label, unsigned more)
{
  size_t stem = strlen(label);
  while (stem && g_ascii_isdigit(label[stem - 1]))
    stem--;
  unsigned long number = strtoul(label + stem, NULL, 10) + more;
  char *text = g_strdup_printf("%.*s%0*lu", (int)stem, label, (int)strlen(label + stem), number);
  const char *kept = arena_strdup(arena, text);
  g_free(text);
  return kept;
}

Issue *issue_of_pages(Arena *arena, const Issue *issue, unsigned n)
{
  const PageSpec *like = &issue->pages[issue->repeat.page];
  PageSpec *pages = ARENA_ARRAY(arena, PageSpec, n + 1);
  for (unsigned i = 0; i < n; i++) {
    pages[i] = i < issue->repeat.page ? issue->pages[i] : *like;
    if (i <= issue->repeat.page)
      continue;
    pages[i].label = count_label(arena, like->label, i - issue->repeat.page);
    pages[i].pins = NULL;
    pages[i].n_pins = 0;
    pages[i].n_avoids = 0;
  }
  Issue *whole = arena_copy(arena, issue, sizeof *issue);
  whole->pages = pages;
  whole->n_pages = n;
  return whole;
}

void repeat_check_labels(const PageSpec *pages, unsigned n, DiagList *diags)
{
  GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (unsigned i = 0; i < n; i++) {
    const PageSpec *first = g_hash_table_lookup(seen, pages[i].label);
    if (first)
      diag_add(diags, DIAG_LABEL_TWICE, pages[i].place, pages[i].label, first->place.line);
    else
      g_hash_table_insert(seen, (gpointer)pages[i].label, (gpointer)&pages[i]);
  }
  g_hash_table_destroy(seen);
}

bool issue_settle(Arena *arena, Issue *issue, DiagList *diags)
{
  PageSpec *pages = arena_copy(arena, issue->pages, issue->n_pages * sizeof *pages);
  issue->pages = pages;
  repeat_check_labels(pages, issue->n_pages, diags);
  avoids_check(pages, issue->n_pages, diags);
  bool fine = pins_read_chosen(arena, issue, pages, diags);
  return names_check(arena, issue, diags) && fine;
}
