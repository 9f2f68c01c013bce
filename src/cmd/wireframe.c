/* The wireframe is a display list like any page's and goes through the same painter; only its things are made here. */
#include "cmd/wireframe.h"

#include <string.h>

#include "emit/png/png.h"

enum { WIRE_DPI = 72, PIXELS_MAX = 24000 /* cairo paints no wider than 32767 */ };
enum { MARGIN = 20 * MPT_PT, TITLE = 16 * MPT_PT, LABEL = 14 * MPT_PT, SMALL = 10 * MPT_PT };
/* lines */
enum { OF_GRID = 500, OF_FURNITURE = 700, OF_FURNITURE_DASH = 2000, OF_SLOT = 1500, OF_TRIM = 1000 };

static const Ink GREY = {.k = 2500, .tint = 10000}, FAINT = {.k = 1000, .tint = 10000},
                 BLACK = {.k = 10000, .tint = 10000}, SLOT = {.c = 9000, .m = 4500, .tint = 10000},
                 SLOT_FILL = {.c = 9000, .m = 4500, .tint = 900}, HEAD_FILL = {.c = 9000, .m = 4500, .tint = 2600},
                 FURNITURE = {.m = 10000, .y = 10000, .tint = 6000};

typedef struct {
  Arena *arena;
  const StyleSheet *sheet;
  GArray *items; /* DrawItem */
  Mpt x, y;      /* where this template's trim begins */
} Sketch;

static void add_box(Sketch *sketch, Box box, const Ink *fill, const Ink *line, Mpt width, Mpt dash)
{
  PathStep *steps = ARENA_ARRAY(sketch->arena, PathStep, 5);
  Mpt left = sketch->x + box.x, top = sketch->y + box.y, right = left + box.w, bottom = top + box.h;
  const Mpt xs[4] = {left, right, right, left}, ys[4] = {top, top, bottom, bottom};
  for (int i = 0; i < 4; i++)
    steps[i] = (PathStep){i ? PATH_LINE : PATH_MOVE, {xs[i]}, {ys[i]}};
  steps[4].verb = PATH_CLOSE;
  DrawItem item = {.kind = DRAW_PATH, .path = {.steps = steps, .n = 5, .width = width, .dash = dash, .space = dash}};
  item.path.fill = fill != NULL;
  item.path.stroke = line != NULL;
  item.path.ink = fill ? *fill : *line;
  g_array_append_val(sketch->items, item);
}

/* One glyph a character, advancing by its own width: enough for a label. */
static void add_label(Sketch *sketch, Mpt x, Mpt baseline, Mpt size, const Ink *ink, const char *text)
{
  unsigned n = (unsigned)g_utf8_strlen(text, -1), count = 0;
  DrawRun *runs = ARENA_ARRAY(sketch->arena, DrawRun, n + 1);
  DrawGlyph *glyphs = ARENA_ARRAY(sketch->arena, DrawGlyph, n + 1);
  DrawLook *looks = ARENA_ARRAY(sketch->arena, DrawLook, n + 1);
  Mpt at = sketch->x + x;
  for (const char *c = text; *c; c = g_utf8_next_char(c)) {
    hb_codepoint_t gid;
    const Face *face = font_face_for(sketch->sheet->fonts, 0, g_utf8_get_char(c) < 0x250, g_utf8_get_char(c), 0, &gid);
    if (!face)
      continue;
    glyphs[count] = (DrawGlyph){.gid = gid, .x = at, .y = sketch->y + baseline};
    looks[count] = (DrawLook){.face = face, .size = size, .ink = *ink, .x_scale = 1000};
    runs[count] = (DrawRun){.look = &looks[count], .glyphs = &glyphs[count], .n = 1};
    int64_t advance = hb_font_get_glyph_h_advance(face->unit, gid);
    int scale_x, scale_y;
    hb_font_get_scale(face->unit, &scale_x, &scale_y);
    at += (Mpt)(advance * size / scale_x);
    count++;
  }
  DrawItem item = {.kind = DRAW_TEXT, .text = {.text = "", .runs = runs, .n_runs = count, .furniture = true}};
  g_array_append_val(sketch->items, item);
}

static void sketch_grid(Sketch *sketch)
{
  const Grid *grid = &sketch->sheet->grid;
  for (int column = 1; column <= grid->columns; column++)
    add_box(sketch, (Box){grid_column_x(grid, column), grid->type.y, grid->column_w, grid->type.h}, NULL, &GREY,
            OF_GRID, 0);
  for (int line = 5; line <= grid->lines; line += 5)
    add_box(sketch, (Box){grid->type.x, grid_line_y(grid, line) + grid->leading, grid->type.w, 0}, NULL, &FAINT,
            OF_GRID, 0);
}

static void sketch_furniture(Sketch *sketch, const LayoutFurniture *furniture)
{
  Box box = style_furniture(sketch->sheet, furniture)->box;
  add_box(sketch, box, NULL, &FURNITURE, OF_FURNITURE, OF_FURNITURE_DASH);
  if (furniture->kind == FURNITURE_TEXT && furniture->text)
    add_label(sketch, box.x + 2000, box.y + MAX(box.h - 2500, SMALL), SMALL, &FURNITURE, furniture->text);
}

/* Where the head stands; its height and width are the copy's to say where the layout leaves them open. */
static Box box_of_head(const Sketch *sketch, const LayoutSlot *slot, Box box)
{
  const Grid *grid = &sketch->sheet->grid;
  const LayoutHead *head = &slot->head;
  if (head->side == HEAD_TOP) {
    box.h = MIN(box.h, grid->leading * (head->rows_min ? head->rows_min : 6));
    return box;
  }
  Mpt given = style_slot(sketch->sheet, slot)->head_width, width = given ? given : grid->column_w;
  if (head->side == HEAD_RIGHT)
    box.x += box.w - width;
  box.w = width;
  if (head->height)
    box.h = MIN(box.h, grid->leading * head->height);
  return box;
}

static void tint_slot(Sketch *sketch, const LayoutSlot *slot)
{
  Box box = grid_slot_box(&sketch->sheet->grid, slot);
  add_box(sketch, box, &SLOT_FILL, NULL, 0, 0);
  if (slot->head.side != HEAD_NONE)
    add_box(sketch, box_of_head(sketch, slot, box), &HEAD_FILL, NULL, 0, 0);
}

static void name_slot(Sketch *sketch, const LayoutSlot *slot)
{
  Box box = grid_slot_box(&sketch->sheet->grid, slot);
  add_box(sketch, box, NULL, &SLOT, OF_SLOT, 0);
  char *cells =
      g_strdup_printf("%d–%d × %d–%d", slot->column_first, slot->column_last, slot->row_first, slot->row_last);
  add_label(sketch, box.x + 4000, box.y + LABEL + 3000, LABEL, &BLACK, slot->name);
  add_label(sketch, box.x + 4000, box.y + LABEL + SMALL + 7000, SMALL, &BLACK, cells);
  g_free(cells);
}

static void sketch_template(Sketch *sketch, const LayoutTemplate *templ)
{
  const Grid *grid = &sketch->sheet->grid;
  add_label(sketch, 0, -6000, TITLE, &BLACK, templ->name);
  for (unsigned i = 0; i < templ->n_slots; i++)
    tint_slot(sketch, &templ->slots[i]);
  sketch_grid(sketch);
  for (unsigned i = 0; i < templ->n_slots; i++)
    name_slot(sketch, &templ->slots[i]);
  for (unsigned i = 0; i < templ->n_furniture; i++)
    sketch_furniture(sketch, &templ->furniture[i]);
  add_box(sketch, (Box){0, 0, grid->trim_w, grid->trim_h}, NULL, &BLACK, OF_TRIM, 0);
}

bool wireframe_write(Arena *arena, const StyleSheet *sheet, FileTarget target, DiagList *diags)
{
  const Layout *layout = sheet->layout;
  Sketch sketch = {arena, sheet, g_array_new(FALSE, TRUE, sizeof(DrawItem)), MARGIN, MARGIN + TITLE};
  for (unsigned i = 0; i < layout->n_templates; i++) {
    sketch_template(&sketch, &layout->templates[i]);
    sketch.x += sheet->grid.trim_w + MARGIN;
  }
  const DrawPage page = {.label = layout->name,
                         .number = 1,
                         .items = (const DrawItem *)(void *)sketch.items->data,
                         .n_items = sketch.items->len};
  const DisplayList list = {.trim_w = sketch.x,
                            .trim_h = sheet->grid.trim_h + 2 * MARGIN + TITLE,
                            .pages = &page,
                            .n_pages = 1,
                            .title = layout->name};
  int widest = (int)((int64_t)PIXELS_MAX * 72000 / MAX(list.trim_w, list.trim_h));
  bool written = page_picture_write(&list, 0, CLAMP(widest, 1, WIRE_DPI), NULL, target, diags);
  g_array_free(sketch.items, TRUE);
  return written;
}
