/* Spaces: a typed space beside Chinese gives way to the gap that is set there anyway (§3.6). */
#include "text/work.h"

static bool is_spacing(Kind kind)
{
  return kind == KIND_SPACE || kind == KIND_NBSP;
}

static bool is_full_mark(CharClass cls)
{
  return cls == CLASS_OPEN || cls == CLASS_CLOSE || cls == CLASS_PAUSE || cls == CLASS_END || cls == CLASS_MIDDLE ||
         cls == CLASS_JOINER || cls == CLASS_SOLIDUS || cls == CLASS_DOUBLE;
}

/* A run of spaces FROM…END: absorbed between Han and Latin and beside a full-width mark. */
static bool is_absorbed(const Analysis *a, unsigned from, unsigned end)
{
  while (from > 0 && a->chars[from - 1].cls == CLASS_ZERO)
    from--;
  if (from == 0 || end == a->n)
    return false;
  CharClass before = (CharClass)a->chars[from - 1].cls, after = (CharClass)a->chars[end].cls;
  if (before == CLASS_FORCED || after == CLASS_FORCED || before == CLASS_IDEOSPACE || after == CLASS_IDEOSPACE)
    return false;
  if (is_full_mark(before) || is_full_mark(after))
    return true;
  return (before == CLASS_HAN && text_class_latin(after)) || (text_class_latin(before) && after == CLASS_HAN);
}

static void assign_run(Analysis *a, unsigned from, unsigned end)
{
  if (is_absorbed(a, from, end))
    for (unsigned i = from; i < end; i++)
      a->chars[i].cls = CLASS_ABSORBED;
}

/* The padding of 李 四 is a box of its own and holds the name together. */
static void hold_padding(Analysis *a)
{
  uint32_t *codes = g_new(uint32_t, a->n);
  for (unsigned i = 0; i < a->n; i++)
    codes[i] = a->chars[i].code;
  for (unsigned i = 0; i < a->n; i++)
    if ((a->kinds[i] == KIND_IDEOSPACE || is_spacing((Kind)a->kinds[i])) && name_is_padded(codes, a->n, i)) {
      a->chars[i].cls = CLASS_IDEOSPACE;
      a->joined[i] = HELD_SPACE;
    }
  g_free(codes);
}

/* What character I puts between its neighbours. */
static Gap gap_of(const Analysis *a, unsigned i)
{
  if (a->joined[i] == HELD_SPACE || a->kinds[i] == KIND_GLUE || a->kinds[i] == KIND_NBSP)
    return GAP_HELD;
  if (a->kinds[i] == KIND_ZWSP)
    return GAP_ZWSP;
  switch ((CharClass)a->chars[i].cls) {
  case CLASS_ABSORBED: return GAP_ABSORBED;
  case CLASS_SPACE:
  case CLASS_IDEOSPACE: return GAP_SPACE;
  default: return GAP_NONE;
  }
}

static bool is_solid(const Analysis *a, unsigned i)
{
  CharClass cls = (CharClass)a->chars[i].cls;
  return a->joined[i] == 0 && cls != CLASS_SPACE && cls != CLASS_ABSORBED && cls != CLASS_IDEOSPACE &&
         cls != CLASS_NBSP && cls != CLASS_ZERO;
}

static void list_solid(Analysis *a)
{
  Gap gap = GAP_NONE;
  for (unsigned i = 0; i < a->n; i++) {
    if (!is_solid(a, i)) {
      Gap here = gap_of(a, i);
      gap = here == GAP_ZWSP ? here : MAX(gap, here); /* U+200B behind a space that holds opens again */
      continue;
    }
    a->solid[a->n_solid] = i;
    a->gaps[a->n_solid++] = (uint8_t)gap;
    gap = GAP_NONE;
  }
}

void space_assign(Analysis *a)
{
  bool spaces = false;
  for (unsigned i = 0, end; i < a->n; i = end) {
    for (end = i; end < a->n && is_spacing((Kind)a->kinds[end]); end++)
      ;
    if (end > i)
      assign_run(a, i, end);
    spaces |= end > i || a->kinds[i] == KIND_IDEOSPACE;
    end = MAX(end, i + 1);
  }
  if (spaces)
    hold_padding(a);
  list_solid(a);
}
