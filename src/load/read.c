/* Typed values out of YAML: every wrong one is told at its place with what is wanted there. */
#include "load/yaml.h"

#include "base/prefix.h"

#include <stdlib.h>
#include <string.h>

/* The value as it might stand in one line, and no longer than a reader looks at. */
static char *shown_value(Yaml *yaml, struct fy_node *node)
{
  enum { SHOWN_MOST = 40 };
  char *whole = node ? fy_emit_node_to_string(node, FYECF_MODE_FLOW_ONELINE) : NULL;
  const char *scalar = node ? yaml_scalar(yaml, node) : NULL;
  char *text = g_strstrip(g_strdup(scalar ? scalar : whole ? whole : ""));
  free(whole);
  if (!g_utf8_validate(text, -1, NULL) || g_utf8_strlen(text, -1) <= SHOWN_MOST)
    return text;
  char *head = g_utf8_substring(text, 0, SHOWN_MOST), *shown = g_strconcat(head, "…", NULL);
  g_free(head);
  g_free(text);
  return shown;
}

void report_value(Yaml *yaml, struct fy_node *node, const char *wanted)
{
  char *text = shown_value(yaml, node);
  diag_add(yaml->diags, DIAG_VALUE_WRONG, yaml_place(yaml, node), text, wanted);
  g_free(text);
}

char *read_string(Yaml *yaml, struct fy_node *map, const char *key)
{
  struct fy_node *node = yaml_entry(map, key);
  switch (yaml_kind(node)) {
  case YAML_NONE: return NULL;
  case YAML_SCALAR: return yaml_scalar(yaml, node);
  default: report_value(yaml, node, "text"); return NULL;
  }
}

char *read_reference(Yaml *yaml, struct fy_node *map, const char *key, DiagCode code)
{
  char *name = read_string(yaml, map, key);
  const Reference reference = {name, code, yaml_place(yaml, yaml_entry(map, key))};
  if (name && yaml->references)
    g_array_append_val(yaml->references, reference);
  return name;
}

char *read_colour_name(Yaml *yaml, struct fy_node *map)
{
  return read_reference(yaml, map, yaml_entry(map, "color") ? "color" : "colour", DIAG_COLOUR_UNKNOWN);
}

/* Digits, an optional point and more digits; no exponent, no locale. REST: what follows. */
static bool parse_decimal(const char *text, int64_t *milli, const char **rest)
{
  bool negative = *text == '-', digits = false;
  int64_t value = 0, scale = 1000;
  text += *text == '-' || *text == '+';
  for (; g_ascii_isdigit(*text); text++, digits = true)
    if ((value = value * 10 + (*text - '0')) > 100000000)
      return false;
  value *= 1000;
  if (*text == '.')
    for (text++; g_ascii_isdigit(*text); text++, digits = true) {
      scale /= 10;
      value += (*text - '0') * scale;
    }
  *milli = negative ? -value : value;
  *rest = text;
  return digits;
}

bool decimal_of(Yaml *yaml, struct fy_node *node, int64_t *milli, const char *wanted)
{
  const char *text = yaml_scalar(yaml, node), *rest;
  if (!text || !parse_decimal(text, milli, &rest) || (*rest && strcmp(rest, "%"))) {
    if (wanted)
      report_value(yaml, node, wanted);
    return false;
  }
  return true;
}

int read_int(Yaml *yaml, struct fy_node *map, const char *key, int least, int most, int otherwise)
{
  struct fy_node *node = yaml_entry(map, key);
  int64_t milli;
  char wanted[48];
  g_snprintf(wanted, sizeof wanted, "%d … %d", least, most);
  if (yaml_kind(node) == YAML_NONE || !decimal_of(yaml, node, &milli, wanted))
    return otherwise;
  if (milli % 1000 || milli / 1000 < least || milli / 1000 > most) {
    report_value(yaml, node, wanted);
    return otherwise;
  }
  return (int)(milli / 1000);
}

int read_bool(Yaml *yaml, struct fy_node *map, const char *key, int otherwise)
{
  static const char *const WORDS[] = {"false", "true", "no", "yes", "off", "on", NULL};
  struct fy_node *node = yaml_entry(map, key);
  if (yaml_kind(node) == YAML_NONE)
    return otherwise;
  int word = word_of(yaml, node, WORDS, -1);
  return word < 0 ? otherwise : word % 2;
}

Length length_of(Yaml *yaml, struct fy_node *node)
{
  static const struct {
    const char *name;
    Unit unit;
  } UNITS[] = {{"mm", UNIT_MM}, {"pt", UNIT_PT}, {"字", UNIT_ZI}, {"em", UNIT_ZI}, {"行", UNIT_HANG}};
  const char *text = yaml_scalar(yaml, node), *rest;
  int64_t milli;
  if (text && parse_decimal(text, &milli, &rest) && milli > -20000000 && milli < 20000000) {
    rest += strspn(rest, " ");
    for (unsigned i = 0; i < G_N_ELEMENTS(UNITS); i++)
      if (!strcmp(rest, UNITS[i].name))
        return (Length){(int32_t)milli, UNITS[i].unit};
    if (!*rest && milli == 0)
      return (Length){0, UNIT_PT};
  }
  report_value(yaml, node, "3mm, 9pt, 1.5字, 2行");
  return (Length){0, UNIT_NONE};
}

Length read_length(Yaml *yaml, struct fy_node *map, const char *key)
{
  struct fy_node *node = yaml_entry(map, key);
  return yaml_kind(node) == YAML_NONE ? (Length){0, UNIT_NONE} : length_of(yaml, node);
}

void read_length_range(Yaml *yaml, struct fy_node *map, const char *key, Length *least, Length *most)
{
  struct fy_node *node = yaml_follow(yaml_entry(map, key));
  *least = *most = (Length){0, UNIT_NONE};
  if (yaml_kind(node) != YAML_LIST) {
    if (yaml_kind(node) != YAML_NONE)
      *least = length_of(yaml, node);
    return;
  }
  if (yaml_count(node) != 2) {
    report_value(yaml, node, "[18pt, 24pt]");
    return;
  }
  *least = length_of(yaml, fy_node_sequence_get_by_index(node, 0));
  *most = length_of(yaml, fy_node_sequence_get_by_index(node, 1));
}

static bool whole_of(Yaml *yaml, struct fy_node *node, int *value)
{
  int64_t milli;
  if (!decimal_of(yaml, node, &milli, NULL) || milli % 1000 || milli < 0 || milli > 10000000)
    return false;
  *value = (int)(milli / 1000);
  return true;
}

void read_range(Yaml *yaml, struct fy_node *map, const char *key, int *first, int *last)
{
  struct fy_node *node = yaml_follow(yaml_entry(map, key));
  int a = 0, b = 0;
  bool fine = false;
  if (yaml_kind(node) == YAML_NONE)
    return;
  if (yaml_kind(node) == YAML_LIST && yaml_count(node) == 2)
    fine = whole_of(yaml, fy_node_sequence_get_by_index(node, 0), &a) &&
           whole_of(yaml, fy_node_sequence_get_by_index(node, 1), &b);
  else if (yaml_kind(node) == YAML_SCALAR) {
    const char *text = yaml_scalar(yaml, node), *rest = "";
    int64_t milli = 0;
    fine = parse_decimal(text, &milli, &rest) && milli >= 0;
    a = b = (int)(milli / 1000);
    rest += fine ? strspn(rest, " ") : 0;
    if (fine && (*rest == '-' || begins_with(rest, "–"))) {
      rest += *rest == '-' ? 1 : 3;
      fine = parse_decimal(rest + strspn(rest, " "), &milli, &rest) && !*rest;
      b = (int)(milli / 1000);
    } else
      fine = fine && !*rest;
  }
  if (!fine || a < 1 || b < a || b > 100000) {
    report_value(yaml, node, "1-5, [1, 5]");
    return;
  }
  *first = a;
  *last = b;
}

int word_of(Yaml *yaml, struct fy_node *node, const char *const *words, int otherwise)
{
  char *text = yaml_scalar(yaml, node);
  for (int i = 0; text && words[i]; i++)
    if (!strcmp(text, words[i]))
      return i;
  char *list = diag_choices(text, words);
  report_value(yaml, node, list);
  g_free(list);
  return otherwise;
}

int read_word(Yaml *yaml, struct fy_node *map, const char *key, const char *const *words, int otherwise)
{
  struct fy_node *node = yaml_entry(map, key);
  return yaml_kind(node) == YAML_NONE ? otherwise : word_of(yaml, node, words, otherwise);
}

const char **read_strings(Yaml *yaml, struct fy_node *map, const char *key, unsigned *n)
{
  struct fy_node *node = yaml_follow(yaml_entry(map, key));
  *n = 0;
  const char **strings = ARENA_ARRAY(yaml->arena, const char *, yaml_count(node) + 2);
  if (yaml_kind(node) == YAML_SCALAR)
    strings[(*n)++] = yaml_scalar(yaml, node);
  else if (yaml_kind(node) == YAML_LIST) {
    void *state = NULL;
    for (struct fy_node *item; (item = yaml_next_item(node, &state));) {
      char *text = yaml_kind(item) == YAML_SCALAR ? yaml_scalar(yaml, item) : NULL;
      if (text)
        strings[(*n)++] = text;
      else
        report_value(yaml, item, "text");
    }
  } else if (yaml_kind(node) == YAML_MAP)
    report_value(yaml, node, "text");
  return strings;
}
