/* Texts made by hand for the break room's tests: classes and breaks by a few plain rules, bodies by class, 10 pt type.
   Independent of the text and shape rooms, so that a fault here is a fault of break. */
#ifndef TESTS_BREAK_SYNTHETIC_H
#define TESTS_BREAK_SYNTHETIC_H

#include <glib.h>
#include <string.h>

#include "break/break.h"

#define EM 10000
#define DIGIT 5550
#define LETTER 5000

static const char SYN_OPEN[] = "“‘（《〈「『【〔";
static const char SYN_CLOSE[] = "”’）》〉」』】〕";
static const char SYN_PAUSE[] = "，、；：";
static const char SYN_END[] = "。？！";
static const char SYN_UNITS[] = "元万亿吨米克升亩度人名户家个项条件台辆次倍届期版号岁年月日";

static bool syn_is_one_of(const char *set, gunichar c)
{
  return g_utf8_strchr(set, -1, c) != NULL;
}

static CharClass syn_class(gunichar c)
{
  if (syn_is_one_of(SYN_OPEN, c))
    return CLASS_OPEN;
  if (syn_is_one_of(SYN_CLOSE, c))
    return CLASS_CLOSE;
  if (syn_is_one_of(SYN_PAUSE, c))
    return CLASS_PAUSE;
  if (syn_is_one_of(SYN_END, c))
    return CLASS_END;
  switch (c) {
  case 0xB7: return CLASS_MIDDLE;
  case 0x2013: return CLASS_JOINER;
  case 0xFF0F: return CLASS_SOLIDUS;
  case 0x2014:
  case 0x2026: return CLASS_DOUBLE;
  case ' ': return CLASS_SPACE;
  case 0x3000: return CLASS_IDEOSPACE;
  case '\n': return CLASS_FORCED;
  case '%': return CLASS_SUFFIX;
  case '~': return CLASS_ABSORBED; /* stands for a typed space the auto gap replaces */
  default: break;
  }
  if (c < 0x80)
    return g_ascii_isdigit((char)c) || c == '.' ? CLASS_NUMBER : CLASS_LATIN;
  return CLASS_HAN;
}

static bool syn_latin(unsigned cls)
{
  return cls == CLASS_NUMBER || cls == CLASS_LATIN || cls == CLASS_SUFFIX || cls == CLASS_PREFIX;
}

static TextBreak syn_break(const TextChar *a, const TextChar *b)
{
  TextBreak never = {BREAK_NEVER, RUNG_NEVER, false};
  if (b->stacked || a->cls == CLASS_OPEN || b->cls == CLASS_SPACE || b->cls == CLASS_ABSORBED || b->cls == CLASS_FORCED)
    return never;
  if (b->cls >= CLASS_CLOSE && b->cls <= CLASS_SOLIDUS)
    return never;
  if (a->cls == CLASS_SOLIDUS || b->cls == CLASS_SUFFIX || (b->cls == CLASS_DOUBLE && b->code == 0x2026))
    return never;
  if (syn_latin(a->cls) && syn_latin(b->cls))
    return (TextBreak){BREAK_NEVER, RUNG_LATIN, false};
  if (a->cls == CLASS_NUMBER && syn_is_one_of(SYN_UNITS, b->code))
    return (TextBreak){400, RUNG_UNITS, false};
  return (TextBreak){(int16_t)(a->cls == CLASS_MIDDLE ? 50 : 0), RUNG_NONE, false};
}

static TextAnalysis *syn_analyse(Arena *arena, const char *text)
{
  unsigned n = (unsigned)g_utf8_strlen(text, -1), i = 0;
  TextChar *chars = ARENA_ARRAY(arena, TextChar, n + 1);
  TextBreak *breaks = ARENA_ARRAY(arena, TextBreak, n + 1);
  for (const char *p = text; *p; p = g_utf8_next_char(p), i++) {
    gunichar c = g_utf8_get_char(p);
    chars[i] = (TextChar){(uint32_t)(p - text), c, (uint8_t)syn_class(c), false};
    if (i > 0 && chars[i].cls == CLASS_DOUBLE && chars[i - 1].code == c)
      chars[i].stacked = !chars[i - 1].stacked;
  }
  for (i = 1; i < n; i++)
    breaks[i] = syn_break(&chars[i - 1], &chars[i]);
  breaks[0] = (TextBreak){BREAK_NEVER, RUNG_NEVER, false};
  TextAnalysis *analysis = ARENA_NEW(arena, TextAnalysis);
  *analysis = (TextAnalysis){chars, breaks, n};
  return analysis;
}

static Cluster syn_cluster(const TextAnalysis *analysis, unsigned i, uint32_t end, Mpt em)
{
  const TextChar *c = &analysis->chars[i];
  Cluster cluster = {
      .start = c->start, .end = end, .ch = i, .ch_end = i + 1, .n_glyphs = 1, .glyph = i, .cls = c->cls, .em = em};
  cluster.body = em;
  if (c->cls >= CLASS_OPEN && c->cls <= CLASS_JOINER)
    cluster.body = em / 2;
  if (c->cls == CLASS_OPEN)
    cluster.lead = em / 2;
  if (c->cls >= CLASS_CLOSE && c->cls <= CLASS_END)
    cluster.trail = em / 2;
  if (c->cls == CLASS_NUMBER)
    cluster.body = (Mpt)((int64_t)em * DIGIT / EM);
  if (c->cls == CLASS_LATIN)
    cluster.body = (Mpt)((int64_t)em * LETTER / EM);
  if (c->cls == CLASS_SPACE)
    cluster.body = em * 3 / 10;
  if (c->cls == CLASS_ABSORBED || c->cls == CLASS_FORCED || c->cls == CLASS_ZERO)
    cluster.body = 0;
  return cluster;
}

static Shaped *syn_shaped(Arena *arena, const char *text, TextAnalysis *analysis, Cluster *clusters,
                          const TextStyle *style)
{
  Shaped *shaped = ARENA_NEW(arena, Shaped);
  Rich *rich = ARENA_NEW(arena, Rich);
  *rich = (Rich){.text = text, .length = (uint32_t)strlen(text)};
  *shaped = (Shaped){.rich = rich,
                     .analysis = analysis,
                     .style = style,
                     .size = style->size,
                     .clusters = clusters,
                     .n_clusters = analysis->n,
                     .hyphen = LETTER * 2 / 3};
  return shaped;
}

static inline Shaped *syn_shape(Arena *arena, const char *text, const TextStyle *style)
{
  TextAnalysis *analysis = syn_analyse(arena, text);
  Cluster *clusters = ARENA_ARRAY(arena, Cluster, analysis->n + 1);
  uint32_t length = (uint32_t)strlen(text);
  for (unsigned i = 0; i < analysis->n; i++)
    clusters[i] = syn_cluster(analysis, i, i + 1 < analysis->n ? analysis->chars[i + 1].start : length, style->size);
  return syn_shaped(arena, text, analysis, clusters, style);
}

static TextStyle syn_style(void)
{
  return (TextStyle){.name = "body",
                     .size = EM,
                     .size_max = EM,
                     .align = ALIGN_JUSTIFY,
                     .punctuation = PUNCT_QUANJIAO,
                     .level = LEVEL_GB,
                     .gap_min = 125,
                     .gap = 250,
                     .gap_max = 500};
}

#endif
