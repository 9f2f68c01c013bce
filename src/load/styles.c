/* styles: name → font, size, … */
#include "load/layout.h"

#include <string.h>

static const char *const ALIGN_WORDS[] = {"justify", "left", "centre", "right", "center", NULL};

Align read_align(Yaml *yaml, struct fy_node *map, const char *key)
{
  static const Align ALIGNS[] = {ALIGN_JUSTIFY, ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT, ALIGN_CENTRE};
  int word = read_word(yaml, map, key, ALIGN_WORDS, -1);
  return word < 0 ? ALIGN_UNSET : ALIGNS[word];
}

int percent_of(Yaml *yaml, struct fy_node *node, int otherwise)
{
  int64_t milli;
  if (yaml_kind(node) == YAML_NONE || !decimal_of(yaml, node, &milli, "0 … 100"))
    return otherwise;
  if (milli < 0 || milli > 100000) {
    report_value(yaml, node, "0 … 100");
    return otherwise;
  }
  return (int)(milli / 10);
}

static void read_gap(Yaml *yaml, struct fy_node *map, LayoutStyle *style)
{
  struct fy_node *node = yaml_follow(yaml_entry(map, "gap"));
  int *values[] = {&style->gap_min, &style->gap, &style->gap_max};
  int64_t milli[3];
  style->gap_min = style->gap = style->gap_max = -1;
  if (yaml_kind(node) == YAML_NONE)
    return;
  if (yaml_kind(node) != YAML_LIST || yaml_count(node) != 3) {
    report_value(yaml, node, "[0.125, 0.25, 0.5]");
    return;
  }
  for (int i = 0; i < 3; i++)
    if (!decimal_of(yaml, fy_node_sequence_get_by_index(node, i), &milli[i], NULL) || milli[i] < 0 || milli[i] > 2000 ||
        (i && milli[i] < milli[i - 1])) {
      report_value(yaml, node, "[0.125, 0.25, 0.5]");
      return;
    }
  for (int i = 0; i < 3; i++)
    *values[i] = (int)milli[i];
}

static void read_style(Yaml *yaml, struct fy_node *map, LayoutStyle *style)
{
  static const char *const KEYS[] = {
      "font",     "latin", "size",        "leading", "indent",    "before",  "after",
      "tracking", "align", "punctuation", "level",   "hyphenate", "combine", "upright_capitals",
      "hang",     "lines", "gap",         "colour",  "color",     "tint",    "features",
      "bold",     "kai",   "based_on",    "prefix",  NULL};
  static const char *const PUNCTUATION[] = {"quanjiao", "kaiming", "banjiao", "hangmobanjiao", "headline", NULL};
  static const char *const LEVELS[] = {"none", "basic", "gb", "strict", "loose", NULL};
  if (!yaml_check_keys(yaml, map, KEYS))
    return;
  style->font = read_string(yaml, map, "font");
  style->latin = read_string(yaml, map, "latin");
  style->font_place = yaml_place(yaml, yaml_entry(map, "font"));
  style->latin_place = yaml_place(yaml, yaml_entry(map, "latin"));
  style->based_on = read_reference(yaml, map, "based_on", DIAG_STYLE_UNKNOWN);
  style->colour = read_colour_name(yaml, map);
  style->features = read_string(yaml, map, "features");
  style->bold = read_reference(yaml, map, "bold", DIAG_STYLE_UNKNOWN);
  style->kai = read_reference(yaml, map, "kai", DIAG_STYLE_UNKNOWN);
  style->prefix = read_string(yaml, map, "prefix");
  style->tint = percent_of(yaml, yaml_entry(map, "tint"), -1);
  read_length_range(yaml, map, "size", &style->size, &style->size_max);
  read_length_range(yaml, map, "tracking", &style->tracking, &style->tracking_max);
  style->leading = read_length(yaml, map, "leading");
  style->indent = read_length(yaml, map, "indent");
  style->before = read_length(yaml, map, "before");
  style->after = read_length(yaml, map, "after");
  style->align = read_align(yaml, map, "align");
  int punctuation = read_word(yaml, map, "punctuation", PUNCTUATION, -1);
  style->punctuation = punctuation < 0 ? PUNCT_UNSET : (PunctStyle)(punctuation + PUNCT_QUANJIAO);
  style->level = read_word(yaml, map, "level", LEVELS, -1);
  style->hyphenate = read_bool(yaml, map, "hyphenate", -1);
  style->combine = read_int(yaml, map, "combine", 1, 3, -1);
  style->upright_capitals = read_bool(yaml, map, "upright_capitals", -1);
  style->hang = read_bool(yaml, map, "hang", -1);
  style->lines = read_int(yaml, map, "lines", 1, 20, -1);
  read_gap(yaml, map, style);
}

void styles_read(Yaml *yaml, struct fy_node *node, Layout *layout)
{
  LayoutStyle *styles = ARENA_ARRAY(yaml->arena, LayoutStyle, yaml_count(node) + 1);
  struct fy_node *key, *value;
  void *state = NULL;
  if (yaml_kind(node) != YAML_NONE && yaml_kind(node) != YAML_MAP)
    report_value(yaml, node, "name: {font: 报宋, size: 9pt}");
  while ((value = yaml_next_pair(node, &state, &key)) || key) {
    LayoutStyle *style = &styles[layout->n_styles];
    *style = (LayoutStyle){.name = yaml_scalar(yaml, key),
                           .place = yaml_place(yaml, key),
                           .tint = -1,
                           .level = -1,
                           .hyphenate = -1,
                           .combine = -1,
                           .upright_capitals = -1,
                           .hang = -1,
                           .lines = -1,
                           .gap = -1,
                           .gap_min = -1,
                           .gap_max = -1};
    if (!style->name)
      continue;
    if (value)
      read_style(yaml, value, style);
    layout->n_styles++;
  }
  layout->styles = styles;
}
