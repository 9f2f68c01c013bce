/* Texts as the text room analyses them, in bodies by class as synthetic.h has them: real breaks, no font. */
#ifndef TESTS_BREAK_BY_CLASS_H
#define TESTS_BREAK_BY_CLASS_H

#include "synthetic.h"

static inline Shaped *shape_by_class(Arena *arena, const char *text, const TextStyle *style)
{
  TextRules rules = {.level = style->level, .hyphenate = style->hyphenate};
  TextAnalysis *analysis = text_analyse(arena, text, strlen(text), &rules);
  Cluster *clusters = ARENA_ARRAY(arena, Cluster, analysis->n + 1);
  for (unsigned i = 0; i < analysis->n; i++) {
    uint32_t end = i + 1 < analysis->n ? analysis->chars[i + 1].start : (uint32_t)strlen(text);
    clusters[i] = syn_cluster(analysis, i, end, style->size);
    if (analysis->chars[i].stacked && clusters[i].cls == CLASS_END)
      clusters[i].trail = clusters[i - 1].trail = 0;
  }
  return syn_shaped(arena, text, analysis, clusters, style);
}

#endif
