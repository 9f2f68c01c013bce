/* A page in one of the grid's scales: the layout's sheet with another grid, and every body-like style larger as its
   body is. Heads and furniture keep their sizes; the furniture keeps its places. */
#include "style/cascade.h"

#include <string.h>

typedef struct {
  const char *name;
  bool scales;
} BuiltIn;

static const BuiltIn BUILT_IN[] = {
#define STYLE(name, base, role, least, most, line, first, alignment, marks, rules, spread, rows, scales) {name, scales},
#include "load/styles.def"
#undef STYLE
};

/* data-caption is a caption, of the kind data. */
static const char *without_kind(const char *name)
{
  for (unsigned kind = 0; kind < KINDS; kind++) {
    const char *word = article_kind_name((ArticleKind)kind);
    size_t length = strlen(word);
    if (!strncmp(name, word, length) && name[length] == '-')
      return name + length + 1;
  }
  return name;
}

/* 1: scales, 0: does not; −1: it is no built-in one. */
static int look_up(const char *name)
{
  for (unsigned i = 0; i < G_N_ELEMENTS(BUILT_IN); i++)
    if (!strcmp(BUILT_IN[i].name, name))
      return BUILT_IN[i].scales;
  return -1;
}

static bool is_furniture(const Layout *layout, const char *name)
{
  for (unsigned t = 0; t < layout->n_templates; t++)
    for (unsigned f = 0; f < layout->templates[t].n_furniture; f++)
      if (!g_strcmp0(layout->templates[t].furniture[f].style, name))
        return true;
  return false;
}

/* As the built-in style of its name, with or without a kind before it, else as what it is based on. */
static bool is_scaled(const Layout *layout, const char *name)
{
  if (is_furniture(layout, name))
    return false;
  for (unsigned depth = 0; name && depth < 32; depth++) {
    int scales = MAX(look_up(name), look_up(without_kind(name)));
    if (scales >= 0)
      return scales;
    const LayoutStyle *given = cascade_find_given(layout, name);
    name = given ? given->based_on : NULL;
  }
  return false;
}

static void scale_style(TextStyle *style, const Grid *from, const Grid *to)
{
  Mpt *lengths[] = {&style->size,   &style->size_max, &style->leading, &style->stacked,
                    &style->indent, &style->before,   &style->after};
  for (unsigned i = 0; i < G_N_ELEMENTS(lengths); i++)
    *lengths[i] = (Mpt)((int64_t)*lengths[i] * to->em / from->em);
  style->pitch = MAX((Mpt)((int64_t)style->pitch * to->em / from->em), to->leading);
}

/* Itself where it is the ground's own, else a copy as large. */
static const TextStyle *scale_span(Arena *arena, const TextStyle *span, const TextStyle *ground, TextStyle *own,
                                   const StyleSheet *from, const Grid *to)
{
  if (!span || span == ground)
    return span ? own : NULL;
  TextStyle *copy = arena_copy(arena, span, sizeof *span);
  scale_style(copy, &from->grid, to);
  return copy;
}

static const TextStyle *scaled_copy(Arena *arena, const TextStyle *style, const StyleSheet *from, const Grid *to)
{
  if (!is_scaled(from->layout, style->name))
    return style;
  TextStyle *own = arena_copy(arena, style, sizeof *style);
  scale_style(own, &from->grid, to);
  own->bold = scale_span(arena, style->bold, style, own, from, to);
  own->kai = scale_span(arena, style->kai, style, own, from, to);
  return own;
}

static const TextStyle *const *scale_styles(Arena *arena, const StyleSheet *from, const Grid *to)
{
  unsigned n = 0;
  while (from->styles[n])
    n++;
  const TextStyle **styles = ARENA_ARRAY(arena, const TextStyle *, n + 1);
  for (unsigned i = 0; i < n; i++)
    styles[i] = scaled_copy(arena, from->styles[i], from, to);
  return styles;
}

static const StyleSheet *make_scale(Arena *arena, const StyleSheet *from, const LayoutScale *scale, DiagList *diags)
{
  StyleSheet *sheet = arena_copy(arena, from, sizeof *from);
  if (!sheet_scale_grid(&sheet->grid, from->layout, scale, diags))
    return NULL;
  sheet->styles = scale_styles(arena, from, &sheet->grid);
  slots_measure(arena, sheet);
  sheet->makeup = makeup_resolve(from->layout, &sheet->grid);
  sheet->furniture = from->furniture;
  return sheet;
}

void scales_make(Arena *arena, StyleSheet *sheet, DiagList *diags)
{
  const Layout *layout = sheet->layout;
  const StyleSheet **scales = ARENA_ARRAY(arena, const StyleSheet *, layout->n_scales + 1);
  unsigned n = 0;
  for (unsigned i = 0; i < layout->n_scales; i++)
    if ((scales[n] = make_scale(arena, sheet, &layout->scales[i], diags)))
      n++;
  sheet->scales = scales;
  sheet->n_scales = n;
}
