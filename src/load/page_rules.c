/* `allow`: the rules of a page that a layout, a template or a page lives with; `never`, `freely`: those its make-up
   keeps. */
#include "load/layout.h"

DiagCode page_rule_code(PageRule rule)
{
  static const DiagCode CODES[] = {
#define PAGE_RULE(rule, unit) [PAGE_RULE_##rule] = DIAG_##rule,
#include "load/page_rules.def"
#undef PAGE_RULE
  };
  return CODES[rule];
}

unsigned page_rules_of(Yaml *yaml, struct fy_node *map, const char *key, unsigned rules)
{
  const char *names[PAGE_RULES + 1] = {NULL};
  PageRule named[PAGE_RULES];
  unsigned n = 0, found = 0;
  for (unsigned i = 0; i < PAGE_RULES; i++)
    if (rules & 1u << i) {
      named[n] = (PageRule)i;
      names[n++] = diag_code_name(page_rule_code((PageRule)i));
    }
  struct fy_node *node = yaml_entry(map, key), *item;
  void *state = NULL;
  if (yaml_kind(node) == YAML_MAP)
    report_value(yaml, node, "[heads-beside, …]");
  if (yaml_kind(node) == YAML_SCALAR) {
    int rule = word_of(yaml, node, names, -1);
    found |= rule < 0 ? 0 : 1u << named[rule];
  }
  while (yaml_kind(node) == YAML_LIST && (item = yaml_next_item(node, &state))) {
    int rule = word_of(yaml, item, names, -1);
    found |= rule < 0 ? 0 : 1u << named[rule];
  }
  return found;
}

unsigned page_rules_read(Yaml *yaml, struct fy_node *map)
{
  return page_rules_of(yaml, map, "allow", (1u << PAGE_RULES) - 1);
}
