/* templates: name → slots and furniture. */
#include "load/layout.h"

#include <string.h>

#include "base/limits.h"

static const char *const BORDERS[] = {"none", "line", "double", "thick-thin", "dotted", "lace", NULL};

static BorderKind read_border_kind(Yaml *yaml, struct fy_node *map, const char *key, BorderKind otherwise)
{
  return (BorderKind)read_word(yaml, map, key, BORDERS, (int)otherwise);
}

static unsigned read_sides(Yaml *yaml, struct fy_node *map)
{
  static const char *const WORDS[] = {"top", "right", "bottom", "left", "all", NULL};
  struct fy_node *node = yaml_entry(map, "sides"), *item;
  unsigned sides = 0;
  void *state = NULL;
  if (yaml_kind(node) == YAML_SCALAR)
    sides = 1u << word_of(yaml, node, WORDS, 4);
  while ((item = yaml_next_item(node, &state)))
    sides |= 1u << word_of(yaml, item, WORDS, 4);
  return !sides || sides & 16 ? 15 : sides;
}

/* What preflight calls a hairline, told where it is written. By 字 or 行 it is as thick as those turn out. */
static Length read_weight(Yaml *yaml, struct fy_node *map)
{
  enum { HAIRLINE = 200 }; /* mpt */
  Length weight = read_length(yaml, map, "weight");
  Mpt own = length_mpt(weight, 0, 0);
  if ((weight.unit == UNIT_PT || weight.unit == UNIT_MM) && own < HAIRLINE)
    diag_add(yaml->diags, DIAG_RULE_THIN, yaml_place(yaml, yaml_entry(map, "weight")), own / 1000, abs(own % 1000));
  return weight;
}

static void read_border(Yaml *yaml, struct fy_node *slot, LayoutBorder *border)
{
  static const char *const KEYS[] = {"kind", "weight", "colour", "color", "sides", "inset", "pattern", NULL};
  static const char *const PATTERNS[] = {"wave", "diamond", "beads", "fret", "laurel", NULL};
  struct fy_node *node = yaml_follow(yaml_entry(slot, "border"));
  border->sides = 15;
  if (yaml_kind(node) == YAML_SCALAR)
    border->kind = (BorderKind)word_of(yaml, node, BORDERS, BORDER_LINE);
  if (yaml_kind(node) != YAML_MAP || !yaml_check_keys(yaml, node, KEYS))
    return;
  border->kind = read_border_kind(yaml, node, "kind", BORDER_LINE);
  border->weight = read_weight(yaml, node);
  border->colour = read_colour_name(yaml, node);
  border->sides = read_sides(yaml, node);
  border->inset = read_length(yaml, node, "inset");
  int pattern = read_word(yaml, node, "pattern", PATTERNS, -1);
  border->pattern = pattern < 0 ? NULL : PATTERNS[pattern];
}

static void read_tint(Yaml *yaml, struct fy_node *slot, LayoutSlot *to)
{
  static const char *const KEYS[] = {"colour", "color", "percent", NULL};
  struct fy_node *node = yaml_follow(yaml_entry(slot, "tint"));
  to->tint_percent = 800;
  if (yaml_kind(node) == YAML_SCALAR)
    to->tint = read_reference(yaml, slot, "tint", DIAG_COLOUR_UNKNOWN);
  if (yaml_kind(node) != YAML_MAP || !yaml_check_keys(yaml, node, KEYS))
    return;
  to->tint = read_colour_name(yaml, node);
  to->tint = to->tint ? to->tint : "black";
  to->tint_percent = percent_of(yaml, yaml_entry(node, "percent"), 800);
}

static const char *const DIRECTIONS[] = {"horizontal", "vertical", NULL};

static HeadSide read_side(Yaml *yaml, struct fy_node *node)
{
  static const char *const SIDES[] = {"top", "left", "right", "none", NULL};
  HeadSide side = (HeadSide)read_word(yaml, node, "side", SIDES, HEAD_TOP);
  int direction = read_word(yaml, node, "direction", DIRECTIONS, -1);
  return direction == 1 && side == HEAD_TOP ? HEAD_RIGHT : side;
}

static void read_head(Yaml *yaml, struct fy_node *slot, LayoutHead *head)
{
  static const char *const KEYS[] = {"side",   "direction", "columns",     "align",  "rows",  "lines",
                                     "kicker", "title",     "subtitle",    "byline", "style", "width",
                                     "height", "rule",      "rule_colour", NULL};
  struct fy_node *node = yaml_follow(yaml_entry(slot, "headline"));
  if (yaml_kind(node) == YAML_NONE || !yaml_check_keys(yaml, node, KEYS))
    return;
  head->side = read_side(yaml, node);
  read_range(yaml, node, "columns", &head->column_first, &head->column_last);
  head->align = read_align(yaml, node, "align");
  struct fy_node *rows = yaml_follow(yaml_entry(node, "rows"));
  read_range(yaml, node, "rows", &head->rows_min, &head->rows_max);
  if (yaml_kind(rows) == YAML_NONE)
    head->rows_min = head->rows_max = 0;
  head->lines_max = 0;
  int lines_min = 0;
  read_range(yaml, node, "lines", &lines_min, &head->lines_max);
  head->kicker = read_reference(yaml, node, "kicker", DIAG_STYLE_UNKNOWN);
  head->title = read_reference(yaml, node, yaml_entry(node, "title") ? "title" : "style", DIAG_STYLE_UNKNOWN);
  head->subtitle = read_reference(yaml, node, "subtitle", DIAG_STYLE_UNKNOWN);
  head->byline = read_reference(yaml, node, "byline", DIAG_STYLE_UNKNOWN);
  head->width = read_length(yaml, node, "width");
  head->height = read_int(yaml, node, "height", 1, 1000, 0);
  head->rule = read_border_kind(yaml, node, "rule", BORDER_NONE);
  head->rule_colour = read_reference(yaml, node, "rule_colour", DIAG_COLOUR_UNKNOWN);
}

static unsigned read_accepts(Yaml *yaml, struct fy_node *slot)
{
  const char *kinds[KINDS + 1] = {NULL};
  for (unsigned i = 0; i < KINDS; i++)
    kinds[i] = article_kind_name((ArticleKind)i);
  struct fy_node *node = yaml_entry(slot, "accepts"), *item;
  unsigned accepts = 0;
  void *state = NULL;
  if (yaml_kind(node) == YAML_NONE)
    return (1u << KINDS) - 1;
  if (yaml_kind(node) == YAML_SCALAR) {
    int kind = word_of(yaml, node, kinds, -1);
    accepts |= kind < 0 ? 0 : 1u << kind;
  }
  while ((item = yaml_next_item(node, &state))) {
    int kind = word_of(yaml, item, kinds, -1);
    accepts |= kind < 0 ? 0 : 1u << kind;
  }
  return accepts;
}

static void read_body(Yaml *yaml, struct fy_node *slot, LayoutSlot *to)
{
  static const char *const KEYS[] = {"columns", "gutter", "style", "direction", "tiers", NULL};
  struct fy_node *node = yaml_entry(slot, "body");
  if (yaml_kind(node) == YAML_NONE || !yaml_check_keys(yaml, node, KEYS))
    return;
  to->columns = read_int(yaml, node, "columns", 1, 40, 0);
  to->gutter = read_length(yaml, node, "gutter");
  to->style = read_reference(yaml, node, "style", DIAG_STYLE_UNKNOWN);
  to->vertical = read_word(yaml, node, "direction", DIRECTIONS, 0) == 1;
  to->tiers = read_int(yaml, node, "tiers", 1, 6, 0);
}

static bool read_slot(Yaml *yaml, struct fy_node *node, LayoutSlot *slot)
{
  static const char *const KEYS[] = {"name", "columns", "rows",     "accepts",      "headline", "body",  "border",
                                     "tint", "flow",    "pictures", "column_rules", "level",    "bleed", NULL};
  *slot = (LayoutSlot){.place = yaml_place(yaml, node)};
  if (!yaml_check_keys(yaml, node, KEYS))
    return false;
  slot->name = read_string(yaml, node, "name");
  read_range(yaml, node, "columns", &slot->column_first, &slot->column_last);
  read_range(yaml, node, "rows", &slot->row_first, &slot->row_last);
  if (!slot->name || !slot->column_first || !slot->row_first) {
    diag_add(yaml->diags, DIAG_KEY_MISSING, slot->place,
             !slot->name           ? "name"
             : !slot->column_first ? "columns"
                                   : "rows");
    yaml->broken = true;
    return false;
  }
  slot->accepts = read_accepts(yaml, node);
  slot->flow = read_string(yaml, node, "flow");
  read_head(yaml, node, &slot->head);
  read_body(yaml, node, slot);
  read_border(yaml, node, &slot->border);
  read_tint(yaml, node, slot);
  read_range(yaml, node, "pictures", &slot->picture_min, &slot->picture_max);
  slot->column_rules = read_bool(yaml, node, "column_rules", false);
  slot->bleed = read_bool(yaml, node, "bleed", false);
  slot->level = read_bool(yaml, node, "level", true);
  return true;
}

/* --- furniture ------------------------------------------------------------------------------ */

static const char *const FURNITURE_KINDS[] = {"text", "rule", "band", "frame", "column_rules", "image", NULL};

static void read_box(Yaml *yaml, struct fy_node *node, LayoutFurniture *to)
{
  node = yaml_follow(node);
  if (yaml_kind(node) == YAML_NONE)
    return;
  if (yaml_kind(node) != YAML_LIST || yaml_count(node) != 4) {
    report_value(yaml, node, "[0mm, 0mm, 100mm, 10mm]");
    return;
  }
  for (int i = 0; i < 4; i++)
    to->box[i] = length_of(yaml, fy_node_sequence_get_by_index(node, i));
}

static void read_furniture_look(Yaml *yaml, struct fy_node *node, LayoutFurniture *to)
{
  static const char *const VALIGNS[] = {"top", "middle", "bottom", NULL};
  to->style = read_reference(yaml, node, "style", DIAG_STYLE_UNKNOWN);
  to->colour = read_colour_name(yaml, node);
  to->align = read_align(yaml, node, "align");
  to->valign = read_word(yaml, node, "valign", VALIGNS, 0);
  to->vertical = read_bool(yaml, node, "vertical", false);
  struct fy_node *tint = yaml_entry(node, yaml_entry(node, "percent") ? "percent" : "tint");
  to->tint = percent_of(yaml, tint, 10000);
  to->rule = read_border_kind(yaml, node, "kind", BORDER_NONE);
  to->weight = read_weight(yaml, node);
  to->bleed = read_bool(yaml, node, "bleed", false);
  to->only_if = read_string(yaml, node, "only_if");
  read_range(yaml, node, "columns", &to->column_first, &to->column_last);
  read_range(yaml, node, "rows", &to->row_first, &to->row_last);
}

static bool read_furniture(Yaml *yaml, struct fy_node *node, LayoutFurniture *to)
{
  static const char *const KEYS[] = {"text",   "rule",    "band",     "frame", "column_rules", "image",
                                     "box",    "columns", "rows",     "style", "colour",       "color",
                                     "align",  "valign",  "vertical", "tint",  "percent",      "kind",
                                     "weight", "bleed",   "only_if",  NULL};
  *to = (LayoutFurniture){.place = yaml_place(yaml, node)};
  if (!yaml_check_keys(yaml, node, KEYS))
    return false;
  int kind = -1;
  for (int i = 0; FURNITURE_KINDS[i]; i++)
    if (yaml_entry(node, FURNITURE_KINDS[i]))
      kind = i;
  if (kind < 0) {
    diag_add(yaml->diags, DIAG_KEY_MISSING, to->place, "text | rule | band | frame | column_rules | image");
    yaml->broken = true;
    return false;
  }
  to->kind = (FurnitureKind)kind;
  struct fy_node *own = yaml_entry(node, FURNITURE_KINDS[kind]);
  if (to->kind == FURNITURE_TEXT)
    to->text = read_string(yaml, node, "text");
  else if (to->kind == FURNITURE_IMAGE)
    to->image = read_string(yaml, node, "image");
  else if (yaml_kind(own) == YAML_LIST)
    read_box(yaml, own, to);
  read_box(yaml, yaml_entry(node, "box"), to);
  read_furniture_look(yaml, node, to);
  return (to->kind != FURNITURE_TEXT || to->text) && (to->kind != FURNITURE_IMAGE || to->image);
}

/* Of two slots of a name the first is used. */
static void add_slot(Yaml *yaml, struct fy_node *node, LayoutTemplate *templ, LayoutSlot *slots)
{
  LayoutSlot *slot = &slots[templ->n_slots];
  if (!read_slot(yaml, node, slot))
    return;
  for (unsigned i = 0; i < templ->n_slots; i++)
    if (!strcmp(slots[i].name, slot->name)) {
      diag_add(yaml->diags, DIAG_SLOT_TWICE, slot->place, slot->name);
      return;
    }
  templ->n_slots++;
}

static bool is_over(Yaml *yaml, struct fy_node *node, unsigned most, Over over)
{
  if (yaml_count(node) <= most)
    return false;
  limit_report(yaml->diags, over, yaml_place(yaml, node));
  yaml->broken = true;
  return true;
}

/* The things of a template counted on from those of the templates before it. */
static void number_things(Layout *layout, const LayoutTemplate *templ, LayoutSlot *slots, LayoutFurniture *furniture)
{
  for (unsigned i = 0; i < templ->n_slots; i++)
    slots[i].number = layout->n_slots++;
  for (unsigned i = 0; i < templ->n_furniture; i++)
    furniture[i].number = layout->n_furniture++;
}

static void read_template(Yaml *yaml, struct fy_node *node, Layout *layout, LayoutTemplate *templ)
{
  static const char *const KEYS[] = {"slots", "furniture", "allow", NULL};
  if (!yaml_check_keys(yaml, node, KEYS))
    return;
  struct fy_node *slots = yaml_entry(node, "slots"), *furniture = yaml_entry(node, "furniture"), *item;
  if (is_over(yaml, slots, LIMIT_TEMPLATE_SLOTS, OVER_TEMPLATE_SLOTS) ||
      is_over(yaml, furniture, LIMIT_TEMPLATE_FURNITURE, OVER_TEMPLATE_FURNITURE))
    return;
  LayoutSlot *slot_list = ARENA_ARRAY(yaml->arena, LayoutSlot, yaml_count(slots) + 1);
  LayoutFurniture *things = ARENA_ARRAY(yaml->arena, LayoutFurniture, yaml_count(furniture) + 1);
  void *state = NULL;
  while ((item = yaml_next_item(slots, &state)))
    add_slot(yaml, item, templ, slot_list);
  state = NULL;
  while ((item = yaml_next_item(furniture, &state)))
    templ->n_furniture += read_furniture(yaml, item, &things[templ->n_furniture]);
  number_things(layout, templ, slot_list, things);
  templ->allows = page_rules_read(yaml, node);
  templ->slots = slot_list;
  templ->furniture = things;
}

void templates_read(Yaml *yaml, struct fy_node *node, Layout *layout)
{
  if (is_over(yaml, node, LIMIT_TEMPLATES, OVER_TEMPLATES))
    return;
  LayoutTemplate *templates = ARENA_ARRAY(yaml->arena, LayoutTemplate, yaml_count(node) + 1);
  struct fy_node *key, *value;
  void *state = NULL;
  while ((value = yaml_next_pair(node, &state, &key)) || key) {
    LayoutTemplate *templ = &templates[layout->n_templates];
    *templ = (LayoutTemplate){.name = yaml_scalar(yaml, key), .place = yaml_place(yaml, key)};
    if (!templ->name)
      continue;
    if (value)
      read_template(yaml, value, layout, templ);
    layout->n_templates++;
  }
  layout->templates = templates;
}
