/* Showing an analysis as text, for tests. */
#ifndef TEKAN_TESTS_TEXT_RENDER_H
#define TEKAN_TESTS_TEXT_RENDER_H

#include <string.h>

#include "text/text.h"

/* TEXT with | at free places, (50) at dear ones, (200-) with a hyphen shown; from RUNG on opened places count as free.
 */
static inline char *render_breaks(Arena *arena, const char *text, const TextRules *rules, Rung rung)
{
  size_t length = strlen(text);
  TextAnalysis *a = text_analyse(arena, text, length, rules);
  GString *out = g_string_new(NULL);
  for (unsigned i = 0; i < a->n; i++) {
    TextBreak b = a->breaks[i];
    if (b.opens_at != RUNG_NONE && b.opens_at <= rung)
      b.cost = 0;
    if (b.cost == 0)
      g_string_append(out, b.hyphen ? "-|" : "|");
    else if (b.cost != BREAK_NEVER)
      g_string_append_printf(out, "(%d%s)", b.cost, b.hyphen ? "-" : "");
    uint32_t end = i + 1 < a->n ? a->chars[i + 1].start : (uint32_t)length;
    g_string_append_len(out, text + a->chars[i].start, end - a->chars[i].start);
  }
  char *rendered = arena_strndup(arena, out->str, out->len);
  g_string_free(out, TRUE);
  return rendered;
}

/* A letter a character: its class; lower-case d e for stacked ones. */
static inline char *render_classes(Arena *arena, const char *text)
{
  static const char LETTERS[] = "HOCPEMJSDNLBFW_nIXR";
  TextRules rules = {.level = LEVEL_GB};
  TextAnalysis *a = text_analyse(arena, text, strlen(text), &rules);
  char *out = arena_alloc(arena, a->n + 1);
  for (unsigned i = 0; i < a->n; i++)
    out[i] = a->chars[i].stacked ? g_ascii_tolower(LETTERS[a->chars[i].cls]) : LETTERS[a->chars[i].cls];
  return out;
}

#endif
