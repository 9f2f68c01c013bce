/* Private to style: layout styles filled up along based_on and from the built-in ones. */
#ifndef TEKAN_STYLE_CASCADE_H
#define TEKAN_STYLE_CASCADE_H

#include "style/style.h"

/* The style of that name the layout itself gives, and the built-in one; or NULL. */
const LayoutStyle *cascade_find_given(const Layout *layout, const char *name);
const LayoutStyle *cascade_find_built_in(const char *name);

/* NULL-terminated: the layout's styles in their order, then the built-in ones it does not name. */
const TextStyle *const *cascade_styles(Arena *arena, const StyleSheet *sheet, DiagList *diags);

/* sheet.c: GRID, the layout's own, becomes that of SCALE. False, told: it does not fit. */
bool sheet_scale_grid(Grid *grid, const Layout *layout, const LayoutScale *scale, DiagList *diags);
/* scales.c: the sheets of the layout's scales, once SHEET is complete. */
void scales_make(Arena *arena, StyleSheet *sheet, DiagList *diags);
/* spread.c: its spread, and that of each of its scales. */
void spread_make(Arena *arena, StyleSheet *sheet);

/* makeup.c: what the layout says of make-up, for GRID, its own or a scale's. */
StyleMakeup makeup_resolve(const Layout *layout, const Grid *grid);
/* slots.c: the slots' and the furniture's lengths; the grid is set. */
void slots_measure(Arena *arena, StyleSheet *sheet);

#endif
