/* The lengths of slots and furniture, by the body's em and the grid's line; what a layout leaves open is given here. */
#include "style/cascade.h"

static Mpt measure(const StyleSheet *sheet, Length length, Mpt otherwise)
{
  return length.unit == UNIT_NONE ? otherwise : length_mpt(length, sheet->grid.em, sheet->grid.leading);
}

/* Of what may have none: 0 then, and only then. */
static Mpt measure_given(const StyleSheet *sheet, Length length)
{
  return length.unit == UNIT_NONE ? 0 : MAX(measure(sheet, length, 0), 1);
}

static StyleSlot measure_slot(const StyleSheet *sheet, const LayoutSlot *slot)
{
  const Grid *grid = &sheet->grid;
  StyleSlot own = {
      .gutter = measure(sheet, slot->gutter, grid->gutter > 0 ? grid->gutter : grid->open_gutter),
      .tier_gutter = measure(sheet, slot->gutter, grid->open_gutter),
      .border = measure(sheet, slot->border.weight, RULE_BORDER),
      .head_width = measure_given(sheet, slot->head.width),
  };
  own.border_depth = style_border_depth(slot->border.kind, own.border);
  /* a character, and half a one clear of the border's ink at the least */
  own.inset = MAX(measure(sheet, slot->border.inset, grid->em), own.border_depth + grid->em / 2);
  return own;
}

/* By columns and rows, all of them where one of the two is not given; or as it lies from the type area. */
static Box box_of(const StyleSheet *sheet, const LayoutFurniture *furniture)
{
  const Grid *grid = &sheet->grid;
  if (furniture->column_first > 0 || furniture->row_first > 0)
    return grid_box(grid, MAX(furniture->column_first, 1),
                    furniture->column_last > 0 ? furniture->column_last : grid->columns, MAX(furniture->row_first, 1),
                    furniture->row_last > 0 ? furniture->row_last : grid->lines);
  const Length *given = furniture->box;
  return (Box){grid->type.x + measure(sheet, given[0], 0), grid->type.y + measure(sheet, given[1], 0),
               measure(sheet, given[2], grid->type.w), measure(sheet, given[3], 0)};
}

static StyleFurniture measure_furniture(const StyleSheet *sheet, const LayoutFurniture *furniture)
{
  Mpt otherwise = furniture->kind == FURNITURE_COLUMN_RULES ? RULE_COLUMNS : RULE_FURNITURE;
  return (StyleFurniture){box_of(sheet, furniture), measure(sheet, furniture->weight, otherwise)};
}

void slots_measure(Arena *arena, StyleSheet *sheet)
{
  const Layout *layout = sheet->layout;
  StyleSlot *slots = ARENA_ARRAY(arena, StyleSlot, layout->n_slots + 1);
  StyleFurniture *furniture = ARENA_ARRAY(arena, StyleFurniture, layout->n_furniture + 1);
  for (unsigned i = 0; i < layout->n_templates; i++) {
    const LayoutTemplate *templ = &layout->templates[i];
    for (unsigned k = 0; k < templ->n_slots; k++)
      slots[templ->slots[k].number] = measure_slot(sheet, &templ->slots[k]);
    for (unsigned k = 0; k < templ->n_furniture; k++)
      furniture[templ->furniture[k].number] = measure_furniture(sheet, &templ->furniture[k]);
  }
  sheet->slots = slots;
  sheet->furniture = furniture;
}

const StyleSlot *style_slot(const StyleSheet *sheet, const LayoutSlot *slot)
{
  return &sheet->slots[slot->number];
}

const StyleFurniture *style_furniture(const StyleSheet *sheet, const LayoutFurniture *furniture)
{
  return &sheet->furniture[furniture->number];
}

Mpt style_picture_width(const StyleSheet *sheet, const Picture *picture)
{
  return measure_given(sheet, picture->width);
}
