/* What a layout's names refer to, and how its slots lie on the grid. Missing colours, styles and flows are errors the
 * setting survives. */
#include "load/files.h"
#include "load/layout.h"

#include <string.h>

#include "base/limits.h"

static const char *const BUILT_IN_STYLES[] = {
#define STYLE(name, ...) name,
#include "load/styles.def"
#undef STYLE
};

/* Names of colours or styles, NULL-terminated; g_free. */
static const char **list_colours(const Layout *layout)
{
  const char **names = g_new0(const char *, layout->n_colours + 3);
  unsigned n = 0;
  names[n++] = "black";
  names[n++] = "white";
  for (unsigned i = 0; i < layout->n_colours; i++)
    names[n++] = layout->colours[i].key;
  return names;
}

static const char **list_styles(const Layout *layout)
{
  const char **names = g_new0(const char *, layout->n_styles + G_N_ELEMENTS(BUILT_IN_STYLES) + 1);
  unsigned n = 0;
  for (unsigned i = 0; i < layout->n_styles; i++)
    names[n++] = layout->styles[i].name;
  for (unsigned i = 0; i < G_N_ELEMENTS(BUILT_IN_STYLES); i++)
    names[n++] = BUILT_IN_STYLES[i];
  return names;
}

static void check_name(const char *name, const char *const *names, DiagCode code, Place place, DiagList *diags)
{
  if (!name || g_strv_contains(names, name))
    return;
  char *list = diag_choices(name, names);
  diag_add(diags, code, place, name, list);
  g_free(list);
}

static GHashTable *index_styles(const Layout *layout)
{
  GHashTable *by_name = g_hash_table_new(g_str_hash, g_str_equal);
  for (unsigned i = 0; i < layout->n_styles; i++)
    g_hash_table_insert(by_name, (gpointer)(uintptr_t)layout->styles[i].name, (gpointer)(uintptr_t)&layout->styles[i]);
  return by_name;
}

static bool is_built_in(const char *name)
{
  for (unsigned i = 0; i < G_N_ELEMENTS(BUILT_IN_STYLES); i++)
    if (!strcmp(BUILT_IN_STYLES[i], name))
      return true;
  return false;
}

/* The style of the layout it is based on; one based on its own name is based on the built-in one, if there is. */
static const LayoutStyle *find_base(GHashTable *by_name, const LayoutStyle *style)
{
  const LayoutStyle *base = style->based_on ? g_hash_table_lookup(by_name, style->based_on) : NULL;
  return base == style && is_built_in(style->name) ? NULL : base;
}

static bool check_loops(const Layout *layout, DiagList *diags)
{
  GHashTable *by_name = index_styles(layout);
  bool fine = true;
  for (unsigned i = 0; fine && i < layout->n_styles; i++) {
    const LayoutStyle *style = &layout->styles[i], *at = style;
    unsigned depth = 0;
    while (at && depth <= MAX(layout->n_styles, LIMIT_STYLE_DEPTH)) {
      at = find_base(by_name, at);
      depth += at != NULL;
    }
    fine = depth <= LIMIT_STYLE_DEPTH;
    if (at)
      diag_add(diags, DIAG_STYLE_LOOP, style->place, style->name);
    else if (!fine)
      limit_report(diags, OVER_STYLE_DEPTH, style->place);
  }
  g_hash_table_destroy(by_name);
  return fine;
}

static void check_references(const GArray *references, const char *const *styles, const char *const *colours,
                             DiagList *diags)
{
  for (unsigned i = 0; i < references->len; i++) {
    const Reference *reference = &g_array_index(references, Reference, i);
    const char *const *names = reference->code == DIAG_COLOUR_UNKNOWN ? colours : styles;
    check_name(reference->name, names, reference->code, reference->place, diags);
  }
}

static bool overlap(const LayoutSlot *a, const LayoutSlot *b)
{
  return a->column_first <= b->column_last && b->column_first <= a->column_last && a->row_first <= b->row_last &&
         b->row_first <= a->row_last;
}

const LayoutSlot *layout_template_slot(const LayoutTemplate *templ, const char *name)
{
  for (unsigned i = 0; name && i < templ->n_slots; i++)
    if (!strcmp(templ->slots[i].name, name))
      return &templ->slots[i];
  return NULL;
}

static bool check_flow(const LayoutTemplate *templ, const LayoutSlot *slot, DiagList *diags)
{
  const char **names = g_new0(const char *, templ->n_slots + 1);
  for (unsigned i = 0; i < templ->n_slots; i++)
    names[i] = templ->slots[i].name;
  check_name(slot->flow, names, DIAG_FLOW_UNKNOWN, slot->place, diags);
  g_free(names);
  const LayoutSlot *at = slot;
  for (unsigned depth = 0; at && at->flow; depth++) {
    if (depth > templ->n_slots) {
      diag_add(diags, DIAG_FLOW_LOOP, slot->place, slot->name);
      return false;
    }
    at = layout_template_slot(templ, at->flow);
  }
  return true;
}

static bool check_template(const Layout *layout, const LayoutTemplate *templ, DiagList *diags)
{
  bool fine = true;
  for (unsigned i = 0; i < templ->n_slots; i++) {
    const LayoutSlot *slot = &templ->slots[i];
    fine = check_flow(templ, slot, diags) && fine;
    if (slot->column_last > layout->columns) {
      diag_add(diags, DIAG_SLOT_GRID, slot->place, slot->name, slot->column_last, layout->columns);
      fine = false;
    }
    for (unsigned j = 0; j < i; j++)
      if (overlap(slot, &templ->slots[j]))
        diag_add(diags, DIAG_SLOT_OVERLAP, slot->place, slot->name, templ->slots[j].name);
  }
  return fine;
}

bool layout_check(const Layout *layout, const GArray *references, DiagList *diags)
{
  const char **styles = list_styles(layout), **colours = list_colours(layout);
  bool fine = check_loops(layout, diags);
  check_references(references, styles, colours, diags);
  for (unsigned i = 0; i < layout->n_templates; i++)
    fine = check_template(layout, &layout->templates[i], diags) && fine;
  g_free(styles);
  g_free(colours);
  return fine;
}
