/* Private to load: a page that stands as many times as the issue's articles ask for. */
#ifndef TEKAN_LOAD_REPEAT_H
#define TEKAN_LOAD_REPEAT_H

#include "load/yaml.h"

/* NODE says how often: page AT of the issue's, which must be the last of them. What is wrong counts as not given. */
void repeat_read(Yaml *yaml, struct fy_node *node, Issue *issue, unsigned at);
/* Tells of labels that stand on two pages. */
void repeat_check_labels(const PageSpec *pages, unsigned n, DiagList *diags);

#endif
