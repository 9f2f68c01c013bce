/* Private to load: the parts of a layout. */
#ifndef TEKAN_LOAD_LAYOUT_H
#define TEKAN_LOAD_LAYOUT_H

#include "load/yaml.h"

void press_read(Yaml *yaml, struct fy_node *node, Press *press);
void styles_read(Yaml *yaml, struct fy_node *node, Layout *layout);
void templates_read(Yaml *yaml, struct fy_node *node, Layout *layout);
/* The rules of a page named under `allow` of MAP, a bit each; 0: none are. */
unsigned page_rules_read(Yaml *yaml, struct fy_node *map);
/* Those under KEY, of RULES alone. */
unsigned page_rules_of(Yaml *yaml, struct fy_node *map, const char *key, unsigned rules);
/* `makeup` of a layout. */
LayoutMakeup makeup_read(Yaml *yaml, struct fy_node *root);
/* Percent of a `tint`, in 1/100 %. */
int percent_of(Yaml *yaml, struct fy_node *node, int otherwise);
Align read_align(Yaml *yaml, struct fy_node *map, const char *key);
/* Names that refer to each other, slots on the grid, loops. false after a FATAL. */
bool layout_check(const Layout *layout, const GArray *references, DiagList *diags);

#endif
