/* The grid in mpt, colours as inks, and look-ups; the cascade itself is in cascade.c. */
#include "style/cascade.h"
#include "style/style.h"

#include <string.h>

#include "base/limits.h"

/* The body's size rules the grid: 字 is its em. */
static Mpt find_body_size(const Layout *layout)
{
  const LayoutStyle *style = cascade_find_given(layout, "body");
  for (unsigned depth = 0; style && depth < 32; depth++) {
    if (style->size.unit == UNIT_PT || style->size.unit == UNIT_MM)
      return length_mpt(style->size, 0, 0);
    style = style->based_on ? cascade_find_given(layout, style->based_on) : NULL;
  }
  return length_mpt(cascade_find_built_in("body")->size, 0, 0);
}

/* A scale's is not used; without the layout's own there is no page. */
static void report_misfit(DiagList *diags, const Layout *layout, const LayoutScale *scale, const char *what)
{
  diag_add(diags, scale ? DIAG_SCALE_MISFIT : DIAG_GRID_MISFIT, scale ? scale->place : (Place){layout->file, 1, 1},
           what);
}

enum { ROUNDING = 50 }; /* mpt: what lengths typed in mm may be out by */

static double millimetres(Mpt length)
{
  return length * 25.4 / 72 / 1000;
}

/* Characters and gutter from each other and the type area's width; what is left of it widens the gutters (§6). */
static bool set_columns(Grid *grid, const Layout *layout, const LayoutScale *scale, DiagList *diags)
{
  int n = layout->columns;
  Mpt width = grid->type.w;
  Mpt gutter = length_mpt(layout->gutter, grid->em, grid->leading);
  grid->columns = n;
  grid->characters = layout->characters;
  if (!grid->characters) {
    if (layout->gutter.unit == UNIT_NONE)
      gutter = grid->open_gutter;
    grid->characters = (width - (n - 1) * gutter) / n / grid->em;
  }
  grid->column_w = grid->characters * grid->em + (layout->half_character ? grid->em / 2 : 0);
  Mpt left = width - n * grid->column_w;
  if (grid->characters < 5 || left < 0) {
    report_misfit(diags, layout, scale, "columns");
    return false;
  }
  bool given = layout->characters && layout->gutter.unit != UNIT_NONE;
  if (given && gutter * (n - 1) > left + ROUNDING) {
    char sizes[64];
    g_snprintf(sizes, sizeof sizes, "gutter (%.2f mm > %.2f mm)", millimetres(gutter),
               millimetres(left / MAX(n - 1, 1)));
    report_misfit(diags, layout, scale, sizes);
    return false;
  }
  if (given && n > 1)
    gutter = MIN(gutter, left / (n - 1));
  if (given) {
    grid->gutter = gutter;
    grid->type.x += (left - gutter * (n - 1)) / 2;
    grid->type.w = n * grid->column_w + gutter * (n - 1);
  } else
    grid->gutter = n > 1 ? left / (n - 1) : 0;
  return true;
}

/* The Han body stands in the middle of its line. */
static void set_ascent(Grid *grid)
{
  grid->ascent = (grid->leading - grid->em) / 2 + han_ascent(grid->em);
}

static bool set_grid(Grid *grid, const Layout *layout, DiagList *diags)
{
  grid->em = find_body_size(layout);
  grid->open_gutter = grid->em * 3 / 2;
  grid->leading =
      layout->leading.unit == UNIT_NONE ? grid->em * 3 / 2 : length_mpt(layout->leading, grid->em, grid->em);
  if (grid->em < 3 * MPT_PT || grid->em > 72 * MPT_PT || grid->leading < grid->em) {
    report_misfit(diags, layout, NULL, "leading");
    return false;
  }
  grid->trim_w = length_mpt(layout->trim_w, grid->em, grid->leading);
  grid->trim_h = length_mpt(layout->trim_h, grid->em, grid->leading);
  grid->bleed = length_mpt(layout->bleed, grid->em, grid->leading);
  Mpt top = length_mpt(layout->margin_top, grid->em, grid->leading);
  Mpt right = length_mpt(layout->margin_right, grid->em, grid->leading);
  Mpt bottom = length_mpt(layout->margin_bottom, grid->em, grid->leading);
  Mpt left = length_mpt(layout->margin_left, grid->em, grid->leading);
  grid->type = (Box){left, top, grid->trim_w - left - right, grid->trim_h - top - bottom};
  grid->lines = grid->type.h / grid->leading;
  if (grid->type.w <= 0 || grid->lines < 1 || grid->lines > LIMIT_GRID_LINES) {
    report_misfit(diags, layout, NULL, "margins");
    return false;
  }
  set_ascent(grid);
  return set_columns(grid, layout, NULL, diags);
}

bool sheet_scale_grid(Grid *grid, const Layout *layout, const LayoutScale *scale, DiagList *diags)
{
  Layout own = *layout;
  Mpt em = scale->size.unit == UNIT_NONE ? grid->em : length_mpt(scale->size, 0, 0);
  own.columns = scale->columns;
  own.characters = scale->characters;
  own.half_character = scale->half_character;
  own.gutter = scale->gutter;
  grid->leading = scale->leading.unit != UNIT_NONE ? length_mpt(scale->leading, 0, 0)
                                                   : (Mpt)((int64_t)grid->leading * em / grid->em);
  if (em < MAX(grid->em, MPT_PT) || em > 72 * MPT_PT || grid->leading < MAX(em, MPT_PT)) {
    report_misfit(diags, layout, scale, em < grid->em ? "size" : "leading");
    return false;
  }
  grid->em = em;
  grid->open_gutter = em * 3 / 2;
  grid->lines = grid->type.h / grid->leading;
  set_ascent(grid);
  return set_columns(grid, &own, scale, diags);
}

/* A slot below the last line would be composed where no page is. */
static bool check_lines(const Grid *grid, const Layout *layout, DiagList *diags)
{
  bool fine = true;
  for (unsigned i = 0; i < layout->n_templates; i++)
    for (unsigned k = 0; k < layout->templates[i].n_slots; k++) {
      const LayoutSlot *slot = &layout->templates[i].slots[k];
      if (slot->row_last > grid->lines) {
        diag_add(diags, DIAG_SLOT_LINES, slot->place, slot->name, slot->row_last, grid->lines);
        fine = false;
      }
    }
  return fine;
}

StyleSheet *style_sheet_new(Arena *arena, const Layout *layout, const FontSet *fonts, DiagList *diags)
{
  StyleSheet *sheet = ARENA_NEW(arena, StyleSheet);
  sheet->layout = layout;
  sheet->fonts = fonts;
  if (!set_grid(&sheet->grid, layout, diags) || !check_lines(&sheet->grid, layout, diags))
    return NULL;
  sheet->styles = cascade_styles(arena, sheet, diags);
  slots_measure(arena, sheet);
  sheet->makeup = makeup_resolve(layout, &sheet->grid);
  scales_make(arena, sheet, diags);
  spread_make(arena, sheet);
  return sheet;
}

const TextStyle *style_lookup(const StyleSheet *sheet, const char *name)
{
  const TextStyle *body = NULL;
  for (const TextStyle *const *style = sheet->styles; *style; style++) {
    if (!strcmp((*style)->name, name))
      return *style;
    if (!strcmp((*style)->name, "body"))
      body = *style;
  }
  return body;
}

Ink style_ink(const StyleSheet *sheet, const char *colour, int tint)
{
  Ink ink = {.name = "black", .k = 10000, .tint = 10000, .overprint = true};
  for (unsigned i = 0; colour && i < sheet->layout->n_colours; i++)
    if (!strcmp(sheet->layout->colours[i].key, colour))
      ink = sheet->layout->colours[i].ink;
  if (colour && !strcmp(colour, "white"))
    ink = (Ink){.name = "white", .tint = 10000};
  if (tint >= 0 && tint < 10000) {
    ink.tint = (uint16_t)tint;
    ink.overprint = false;
  }
  return ink;
}

Mpt grid_column_x(const Grid *grid, int column)
{
  /* Whole type area shared exactly: the last column ends on its right edge. */
  if (grid->fold && column > grid->fold)
    return grid->fold_x + grid_column_x(grid, column - grid->fold);
  int columns = grid->fold ? grid->fold : grid->columns;
  Mpt pitch_total = grid->type.w - (grid->fold ? grid->fold_x : 0) - grid->column_w;
  return columns < 2 ? grid->type.x : grid->type.x + (Mpt)((int64_t)pitch_total * (column - 1) / (columns - 1));
}

bool grid_crosses(const Grid *grid, int first, int last)
{
  return grid->fold && first <= grid->fold && last > grid->fold;
}

Mpt grid_span_w(const Grid *grid, int first, int last)
{
  return grid_column_x(grid, last) + grid->column_w - grid_column_x(grid, first);
}

Mpt grid_line_y(const Grid *grid, int line)
{
  return grid->type.y + (line - 1) * grid->leading;
}

Mpt grid_baseline(const Grid *grid, int line)
{
  return grid_line_y(grid, line) + grid->ascent;
}

Box grid_box(const Grid *grid, int column_first, int column_last, int line_first, int line_last)
{
  return (Box){grid_column_x(grid, column_first), grid_line_y(grid, line_first),
               grid_span_w(grid, column_first, column_last), (line_last - line_first + 1) * grid->leading};
}

Box grid_slot_box(const Grid *grid, const LayoutSlot *slot)
{
  return grid_box(grid, slot->column_first, slot->column_last, slot->row_first, slot->row_last);
}

enum { GAP_LEAST = 1000, THIN_LEAST = 250, LACE_LEAST = 4000 }; /* mpt: what still prints as such */

StyleLines style_border_lines(BorderKind kind, Mpt weight)
{
  if (kind == BORDER_DOUBLE)
    return (StyleLines){weight, MAX(weight * 2, GAP_LEAST), weight};
  if (kind == BORDER_THICK_THIN)
    return (StyleLines){weight * 3, MAX(weight, GAP_LEAST), MAX(weight / 2, THIN_LEAST)};
  return (StyleLines){weight, 0, 0};
}

Mpt style_border_depth(BorderKind kind, Mpt weight)
{
  if (kind == BORDER_NONE)
    return 0;
  if (kind == BORDER_LACE) /* its lines are half a weight wider than the band */
    return MAX(weight * 8, LACE_LEAST) + weight / 2;
  StyleLines lines = style_border_lines(kind, weight);
  return lines.first + lines.gap + lines.second;
}
