/* `makeup` of a layout: what of a made-up page's look the house decides. */
#include "load/layout.h"

#include "base/limits.h"

enum { UNSET = -1, SHAPE_MOST = 20000, TITLE_MOST = 5000 }; /* 1/1000 */

#define CUTS (1u << PAGE_RULE_PAGE_PARTED | 1u << PAGE_RULE_GUTTER_THROUGH)
#define OF_A_PAGE (((1u << PAGE_RULES) - 1) & ~(1u << PAGE_RULE_PAGES_ALIKE))

/* A rule that is freely broken is not kept. */
static void read_rules(Yaml *yaml, struct fy_node *node, LayoutMakeup *makeup)
{
  makeup->never = page_rules_of(yaml, node, "never", OF_A_PAGE);
  makeup->freely = page_rules_of(yaml, node, "freely", CUTS);
  if (makeup->never & makeup->freely)
    report_value(yaml, yaml_entry(node, "freely"), "never: […], freely: […]");
  makeup->freely &= ~makeup->never;
}

static unsigned read_widths(Yaml *yaml, struct fy_node *map)
{
  struct fy_node *node = yaml_entry(map, "widths"), *item;
  unsigned widths = 0;
  void *state = NULL;
  if (yaml_kind(node) != YAML_NONE && yaml_kind(node) != YAML_LIST)
    report_value(yaml, node, "[2, 3, 5]");
  while (yaml_kind(node) == YAML_LIST && (item = yaml_next_item(node, &state))) {
    int64_t milli;
    if (!decimal_of(yaml, item, &milli, "[2, 3, 5]"))
      continue;
    if (milli % 1000 || milli < 1000 || milli > LIMIT_MADE_UP * 1000)
      report_value(yaml, item, "[2, 3, 5]");
    else
      widths |= 1u << milli / 1000;
  }
  return widths;
}

/* A pair of numbers, the second no smaller, each 0 to LAST thousandths, in UNIT thousandths; else told, and UNSET. */
static void read_pair(Yaml *yaml, struct fy_node *map, const char *key, const char *wanted, int64_t last, int *pair[2],
                      int unit)
{
  struct fy_node *node = yaml_follow(yaml_entry(map, key));
  int64_t milli[2] = {0};
  if (yaml_kind(node) == YAML_NONE)
    return;
  if (yaml_kind(node) != YAML_LIST || yaml_count(node) != 2) {
    report_value(yaml, node, wanted);
    return;
  }
  for (int i = 0; i < 2; i++)
    if (!decimal_of(yaml, fy_node_sequence_get_by_index(node, i), &milli[i], wanted))
      return;
  if (milli[0] < 0 || milli[1] < milli[0] || milli[1] > last) {
    report_value(yaml, node, wanted);
    return;
  }
  for (int i = 0; i < 2; i++)
    *pair[i] = (int)(milli[i] / unit);
}

static int read_times(Yaml *yaml, struct fy_node *map, const char *key)
{
  struct fy_node *node = yaml_entry(map, key);
  int64_t milli;
  if (yaml_kind(node) == YAML_NONE || !decimal_of(yaml, node, &milli, "1.4"))
    return UNSET;
  if (milli >= 1000 && milli <= TITLE_MOST)
    return (int)(milli / 10);
  report_value(yaml, node, "1 … 5");
  return UNSET;
}

LayoutMakeup makeup_read(Yaml *yaml, struct fy_node *root)
{
  static const char *const KEYS[] = {"never", "freely",     "banner",   "left_heads",   "frames", "widths",
                                     "shape", "lead_title", "pictures", "lead_picture", NULL};
  LayoutMakeup makeup = {.left_heads = UNSET,
                         .frames = UNSET,
                         .shape_least = UNSET,
                         .shape_most = UNSET,
                         .lead_title = UNSET,
                         .share_least = UNSET,
                         .share_most = UNSET,
                         .lead_picture = UNSET};
  struct fy_node *node = yaml_entry(root, "makeup");
  if (yaml_kind(node) == YAML_NONE || !yaml_check_keys(yaml, node, KEYS))
    return makeup;
  read_rules(yaml, node, &makeup);
  makeup.banner = read_bool(yaml, node, "banner", false);
  makeup.left_heads = read_int(yaml, node, "left_heads", 0, LIMIT_MADE_UP, UNSET);
  makeup.frames = read_int(yaml, node, "frames", 0, LIMIT_MADE_UP, UNSET);
  makeup.widths = read_widths(yaml, node);
  read_pair(yaml, node, "shape", "[0.35, 2.6]", SHAPE_MOST, (int *[]){&makeup.shape_least, &makeup.shape_most}, 10);
  makeup.lead_title = read_times(yaml, node, "lead_title");
  read_pair(yaml, node, "pictures", "[15, 40]", 100000, (int *[]){&makeup.share_least, &makeup.share_most}, 1000);
  makeup.lead_picture = read_int(yaml, node, "lead_picture", 0, 100, UNSET);
  return makeup;
}
