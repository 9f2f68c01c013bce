/* A paragraph's characters, their classes and the places it may be broken: the order is classes, spaces, pairs, words,
 * tokens. */
#include "text/work.h"

bool text_class_latin(CharClass cls)
{
  return cls == CLASS_NUMBER || cls == CLASS_LATIN || cls == CLASS_PREFIX || cls == CLASS_SUFFIX;
}

static void read_characters(Analysis *a)
{
  a->simple = true;
  for (size_t at = 0; at < a->length;) {
    TextChar *c = &a->chars[a->n];
    c->start = (uint32_t)at;
    c->code = walk_next(a->text, a->length, &at);
    a->simple = a->simple && walk_is_simple(c->code);
    a->n++;
  }
}

static unsigned count_characters(const char *text, size_t length)
{
  unsigned n = 0;
  for (size_t at = 0; at < length; n++)
    walk_next(text, length, &at);
  return n;
}

/* What is no boundary of a cluster belongs to the character before. */
static void join_clusters(Analysis *a)
{
  BoundarySet set = boundary_find(BOUNDARY_CLUSTER, a->text, a->length);
  for (unsigned i = 1; i < a->n; i++)
    a->joined[i] = !boundary_at(&set, a->chars[i].start);
  g_free(set.bits);
}

/* Nothing open but the end. */
static void shut_all(Analysis *a)
{
  for (unsigned i = 0; i < a->n; i++)
    a->breaks[i] = (TextBreak){BREAK_NEVER, RUNG_NEVER, false};
  a->breaks[a->n] = (TextBreak){0, RUNG_NONE, false};
  if (a->n == 0)
    a->breaks[0] = (TextBreak){BREAK_NEVER, RUNG_NEVER, false};
}

static void break_untailored(Analysis *a)
{
  BoundarySet set = boundary_find(BOUNDARY_LINE_ROOT, a->text, a->length);
  for (unsigned i = 1; i < a->n; i++)
    if (boundary_at(&set, a->chars[i].start))
      a->breaks[i] = (TextBreak){0, RUNG_NONE, false};
  g_free(set.bits);
}

static void classify(Analysis *a)
{
  for (unsigned i = 0; i < a->n; i++)
    a->kinds[i] = (uint8_t)kind_of(a->chars[i].code);
  if (!a->simple)
    join_clusters(a);
  word_mark(a);
  class_assign(a);
  space_assign(a);
}

static void place_breaks(Analysis *a)
{
  shut_all(a);
  if (a->rules->untailored) {
    break_untailored(a);
    return;
  }
  pair_assign(a);
  word_assign(a);
  token_assign(a);
  keep_assign(a);
  for (unsigned i = 1; i < a->n; i++)
    if (a->joined[i])
      a->breaks[i] = (TextBreak){BREAK_NEVER, RUNG_NEVER, false};
}

TextAnalysis *text_analyse(Arena *arena, const char *text, size_t length, const TextRules *rules)
{
  Analysis a = {.arena = arena, .text = text, .length = length, .rules = rules};
  unsigned n = count_characters(text, length);
  a.chars = ARENA_ARRAY(arena, TextChar, n + 1);
  a.breaks = ARENA_ARRAY(arena, TextBreak, n + 1);
  a.kinds = g_malloc0(n + 1);
  a.joined = g_malloc0(n + 1);
  a.gaps = g_malloc(n + 1);
  a.solid = g_new(uint32_t, n + 1);
  read_characters(&a);
  classify(&a);
  place_breaks(&a);
  g_free(a.kinds);
  g_free(a.joined);
  g_free(a.gaps);
  g_free(a.solid);
  TextAnalysis *analysis = ARENA_NEW(arena, TextAnalysis);
  *analysis = (TextAnalysis){a.chars, a.breaks, a.n};
  return analysis;
}
