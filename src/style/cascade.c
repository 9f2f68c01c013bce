/* layout style → based_on … → built-in style of the same name → body → what no style says. What a layout leaves open
   comes from the right; every style ends complete. */
#include "style/cascade.h"

#include <string.h>

#include "base/limits.h"

enum { OPEN = -1 };
#define GIVEN(value, unit)                                                                                             \
  {                                                                                                                    \
    (value) == OPEN ? 0 : (value), (value) == OPEN ? UNIT_NONE : (unit)                                                \
  }
static const LayoutStyle BUILT_IN[] = {
#define STYLE(style, base, role, least, most, line, first, alignment, marks, rules, spread, rows, scales)              \
  {.name = (style),                                                                                                    \
   .based_on = (base),                                                                                                 \
   .font = (role),                                                                                                     \
   .size = GIVEN(least, UNIT_PT),                                                                                      \
   .size_max = GIVEN(most, UNIT_PT),                                                                                   \
   .leading = GIVEN(line, UNIT_PT),                                                                                    \
   .indent = GIVEN(first, UNIT_ZI),                                                                                    \
   .tracking = {0, (spread) == OPEN ? UNIT_NONE : UNIT_ZI},                                                            \
   .tracking_max = GIVEN(spread, UNIT_ZI),                                                                             \
   .align = ALIGN_##alignment,                                                                                         \
   .punctuation = PUNCT_##marks,                                                                                       \
   .level = (rules),                                                                                                   \
   .lines = (rows),                                                                                                    \
   .tint = OPEN,                                                                                                       \
   .hyphenate = OPEN,                                                                                                  \
   .combine = OPEN,                                                                                                    \
   .upright_capitals = OPEN,                                                                                           \
   .hang = OPEN,                                                                                                       \
   .gap = OPEN,                                                                                                        \
   .gap_min = OPEN,                                                                                                    \
   .gap_max = OPEN},
#include "load/styles.def"
#undef STYLE
};

/* What no built-in style says. */
static const LayoutStyle LAST = {.bold = "bold",
                                 .kai = "kai",
                                 .tint = 10000,
                                 .hyphenate = 0,
                                 .combine = 2,
                                 .upright_capitals = 0,
                                 .hang = 0,
                                 .gap_min = 125,
                                 .gap = 250,
                                 .gap_max = 500};

const LayoutStyle *cascade_find_built_in(const char *name)
{
  for (unsigned i = 0; i < G_N_ELEMENTS(BUILT_IN); i++)
    if (!strcmp(BUILT_IN[i].name, name))
      return &BUILT_IN[i];
  return NULL;
}

const LayoutStyle *cascade_find_given(const Layout *layout, const char *name)
{
  for (unsigned i = 0; i < layout->n_styles; i++)
    if (!strcmp(layout->styles[i].name, name))
      return &layout->styles[i];
  return NULL;
}

/* What TO leaves open is taken from FROM. */
static void fill_up(LayoutStyle *to, const LayoutStyle *from)
{
#define TAKE(field, unset)                                                                                             \
  do {                                                                                                                 \
    if (to->field == (unset))                                                                                          \
      to->field = from->field;                                                                                         \
  } while (0)
#define TAKE_LENGTH(field)                                                                                             \
  do {                                                                                                                 \
    if (to->field.unit == UNIT_NONE)                                                                                   \
      to->field = from->field;                                                                                         \
  } while (0)
  if (!to->font)
    to->font_place = from->font_place;
  if (!to->latin)
    to->latin_place = from->latin_place;
  TAKE(font, NULL);
  TAKE(latin, NULL);
  TAKE(colour, NULL);
  TAKE(features, NULL);
  TAKE(bold, NULL);
  TAKE(kai, NULL);
  TAKE(tint, -1);
  TAKE(align, ALIGN_UNSET);
  TAKE(punctuation, PUNCT_UNSET);
  TAKE(level, -1);
  TAKE(hyphenate, -1);
  TAKE(combine, -1);
  TAKE(upright_capitals, -1);
  TAKE(hang, -1);
  TAKE(lines, -1);
  TAKE(gap, -1);
  TAKE(gap_min, -1);
  TAKE(gap_max, -1);
  TAKE(prefix, NULL);
  if (to->size.unit == UNIT_NONE) {
    to->size = from->size;
    to->size_max = from->size_max;
  }
  if (to->tracking.unit == UNIT_NONE) {
    to->tracking = from->tracking;
    to->tracking_max = from->tracking_max;
  }
  TAKE_LENGTH(leading);
  TAKE_LENGTH(indent);
  TAKE_LENGTH(before);
  TAKE_LENGTH(after);
#undef TAKE
#undef TAKE_LENGTH
}

/* leading, before, after and prefix belong to the style that gives them, not to body's heirs. */
static LayoutStyle resolve(const Layout *layout, const LayoutStyle *style)
{
  LayoutStyle whole = *style;
  const LayoutStyle *at = style;
  for (unsigned depth = 0; depth <= LIMIT_STYLE_DEPTH; depth++) {
    const LayoutStyle *given = cascade_find_given(layout, at->name);
    const LayoutStyle *next = at->based_on ? cascade_find_given(layout, at->based_on) : NULL;
    if (!next && at->based_on)
      next = cascade_find_built_in(at->based_on);
    if (!next && given == at)
      next = cascade_find_built_in(at->name);
    if (!next || next == at)
      break;
    fill_up(&whole, next);
    at = next;
  }
  LayoutStyle body = *cascade_find_built_in("body");
  const LayoutStyle *given_body = cascade_find_given(layout, "body");
  if (given_body) {
    LayoutStyle own = *given_body;
    fill_up(&own, &body);
    body = own;
  }
  if (strcmp(style->name, "body")) {
    body.prefix = NULL;
    body.leading = (Length){0, UNIT_NONE};
  }
  fill_up(&whole, &body);
  fill_up(&whole, &LAST);
  return whole;
}

/* PLACE: where it is named, if need be in a style this one is based on: told once for all of them. */
static unsigned find_role(const StyleSheet *sheet, const char *name, Place place, DiagList *diags)
{
  int role = font_role_lookup(sheet->fonts, name);
  if (role >= 0)
    return (unsigned)role;
  char *list = diag_choices(name, font_role_names(sheet->fonts));
  diag_add(diags, DIAG_FONT_ROLE_UNKNOWN, place.file ? place : (Place){sheet->layout->file, 1, 1}, name, list);
  g_free(list);
  return 0;
}

static int permille(Length length, Mpt em, Mpt leading)
{
  return em ? (int)((int64_t)length_mpt(length, em, leading) * 1000 / em) : 0;
}

/* From line to line, permille of the size. */
enum {
  LEADING = 1300,       /* where the style gives none */
  STACKED_LEAST = 1250, /* of a 小标题 */
  PITCH_LEAST = 1400, /* of lines that run down: each is read by itself, 注音 and marks stand at its right (rules §5) */
};

static Mpt permille_of(Mpt size, int permille)
{
  return (Mpt)((int64_t)size * permille / 1000);
}

static void set_sizes(TextStyle *style, const LayoutStyle *from, const Grid *grid)
{
  style->size = length_mpt(from->size, grid->em, grid->leading);
  style->size_max =
      from->size_max.unit == UNIT_NONE ? style->size : length_mpt(from->size_max, grid->em, grid->leading);
  style->size_max = MAX(style->size, style->size_max);
  Mpt em = style->size;
  style->leading =
      from->leading.unit == UNIT_NONE ? permille_of(em, LEADING) : length_mpt(from->leading, em, grid->leading);
  style->stacked = MAX(style->leading, permille_of(em, STACKED_LEAST));
  style->pitch = MAX(grid->leading, permille_of(em, PITCH_LEAST));
  style->indent = length_mpt(from->indent, em, grid->leading);
  style->before = length_mpt(from->before, em, grid->leading);
  style->after = length_mpt(from->after, em, grid->leading);
  style->tracking = permille(from->tracking, em, grid->leading);
  style->tracking_max = MAX(style->tracking, permille(from->tracking_max, em, grid->leading));
}

static void check_size(const TextStyle *style, const LayoutStyle *from, const StyleSheet *sheet, DiagList *diags)
{
  if (style->size >= 2 * MPT_PT && style->size_max <= 2000 * MPT_PT)
    return;
  Place place = from->place.file ? from->place : (Place){sheet->layout->file, 1, 1};
  diag_add(diags, DIAG_STYLE_SIZE, place, style->name);
}

static TextStyle *complete_style(Arena *arena, const StyleSheet *sheet, const LayoutStyle *given, LayoutStyle *whole,
                                 DiagList *diags)
{
  TextStyle *style = ARENA_NEW(arena, TextStyle);
  *whole = resolve(sheet->layout, given);
  style->name = given->name;
  style->role = find_role(sheet, whole->font, whole->font_place, diags);
  style->latin_role = whole->latin ? (int)find_role(sheet, whole->latin, whole->latin_place, diags) : -1;
  set_sizes(style, whole, &sheet->grid);
  check_size(style, given, sheet, diags);
  style->align = whole->align;
  style->punctuation = whole->punctuation;
  style->level = (BreakLevel)whole->level;
  style->hyphenate = whole->hyphenate > 0;
  style->combine = whole->combine > 0 ? whole->combine : 2;
  style->upright_capitals = whole->upright_capitals > 0;
  style->hang = whole->hang > 0;
  style->lines = (unsigned)MAX(whole->lines, 1);
  style->gap_min = whole->gap_min;
  style->gap = whole->gap;
  style->gap_max = whole->gap_max;
  style->features = whole->features;
  style->prefix = whole->prefix;
  style->ink = style_ink(sheet, whole->colour, whole->tint);
  return style;
}

/* The style NAME in ground's size and ink: what a **…** or *…* span of it is set in. */
static const TextStyle *derive_span_style(Arena *arena, const TextStyle *const *styles, const TextStyle *ground,
                                          const char *name)
{
  for (; name && *styles; styles++) {
    if (strcmp((*styles)->name, name))
      continue;
    TextStyle *span = ARENA_NEW(arena, TextStyle);
    *span = *ground;
    span->name = (*styles)->name;
    span->role = (*styles)->role;
    span->latin_role = (*styles)->latin_role;
    span->features = (*styles)->features;
    if (strcmp((*styles)->ink.name, "black"))
      span->ink = (*styles)->ink;
    span->bold = span->kai = NULL;
    return span;
  }
  return ground;
}

const TextStyle *const *cascade_styles(Arena *arena, const StyleSheet *sheet, DiagList *diags)
{
  const Layout *layout = sheet->layout;
  unsigned most = layout->n_styles + (unsigned)G_N_ELEMENTS(BUILT_IN), n = 0;
  TextStyle **styles = ARENA_ARRAY(arena, TextStyle *, most + 1);
  LayoutStyle *wholes = ARENA_ARRAY(arena, LayoutStyle, most);
  for (unsigned i = 0; i < layout->n_styles; i++, n++)
    styles[n] = complete_style(arena, sheet, &layout->styles[i], &wholes[n], diags);
  for (unsigned i = 0; i < G_N_ELEMENTS(BUILT_IN); i++)
    if (!cascade_find_given(layout, BUILT_IN[i].name)) {
      styles[n] = complete_style(arena, sheet, &BUILT_IN[i], &wholes[n], diags);
      n++;
    }
  for (unsigned i = 0; i < n; i++) {
    styles[i]->bold = derive_span_style(arena, (const TextStyle *const *)styles, styles[i], wholes[i].bold);
    styles[i]->kai = derive_span_style(arena, (const TextStyle *const *)styles, styles[i], wholes[i].kai);
  }
  return (const TextStyle *const *)styles;
}
