/* Forms of what comes in a size of its own: finished advertisements, slots filled by name. */
#include "base/costs.h"
#include "compose/forms.h"

static void open_list(FormList *list, bool must)
{
  *list = (FormList){.made = {.rank = UINT8_MAX, .must = must}};
  list->forms = g_array_new(FALSE, FALSE, sizeof(Form));
  list->leaves = g_array_new(FALSE, FALSE, sizeof(MakeupLeaf));
  list->full = g_array_new(FALSE, FALSE, sizeof(MakeupLeaf));
}

static void add_leaf(FormList *list, int columns, int rows, int cost)
{
  const MakeupLeaf leaf = {.rows = (uint16_t)rows, .cost = cost, .left = EDGE_BOX, .right = EDGE_BOX};
  list->made.width[columns - 1].n = 1;
  g_array_append_val(list->leaves, leaf);
}

/* The leaves stand in the array in their widths' order. */
static void close_list(FormList *list)
{
  const MakeupLeaf *leaf = (const MakeupLeaf *)(const void *)list->leaves->data;
  for (unsigned w = 0; w < MAKEUP_COLUMNS; w++)
    if (list->made.width[w].n)
      list->made.width[w].leaf = leaf++;
  list->made_full = list->made;
}

/* The layout's first slot without a border, for the lengths that are measured of slots. */
static const LayoutSlot *find_plain(const Layout *layout)
{
  for (unsigned t = 0; t < layout->n_templates; t++)
    for (unsigned s = 0; s < layout->templates[t].n_slots; s++)
      if (layout->templates[t].slots[s].border.kind == BORDER_NONE)
        return &layout->templates[t].slots[s];
  return NULL;
}

static LayoutSlot *advert_slot(Work *work, Mpt w, Mpt h)
{
  LayoutSlot *slot = ARENA_NEW(work->arena, LayoutSlot);
  const LayoutSlot *plain = find_plain(work->sheet->layout);
  *slot = (LayoutSlot){.number = plain ? plain->number : 0, .head = {.side = HEAD_NONE}, .made = true};
  slot->accepts = 1u << KIND_AD;
  slot->advert_w = (int)w;
  slot->advert_h = (int)h;
  return slot;
}

/* Cells left white beside it where it fills so much; −1: it would have to be smaller or larger than it may. */
static int white_beside(Mpt w, Mpt h, Mpt width, Mpt height, int cells)
{
  int64_t scale = MIN((int64_t)width * 1000 / w, (int64_t)height * 1000 / h);
  return scale < COST_ADVERT_LEAST || scale > COST_ADVERT_MOST
             ? -1
             : (int)(cells * (width * 1000 - w * scale) / (width * 1000));
}

/* A slot ends with its last line's baseline. */
static Mpt slot_height(const Grid *grid, int rows)
{
  return grid_baseline(grid, rows) - grid_line_y(grid, 1);
}

/* As high as its scaled height, or a line less. */
static void add_advert_width(FormList *list, const Grid *grid, Mpt w, Mpt h, int columns, int rows_most)
{
  Mpt width = grid_span_w(grid, 1, columns);
  Mpt scaled = (Mpt)(h * MIN((int64_t)width * 1000 / w, COST_ADVERT_MOST) / 1000);
  int rows = 1;
  while (rows < rows_most && slot_height(grid, rows) < scaled)
    rows++;
  for (int less = 0; less < 2 && rows - less > 0; less++) {
    int here = rows - less, white = white_beside(w, h, width, slot_height(grid, here), columns * here);
    if (here >= rows_most || white < 0)
      continue;
    add_leaf(list, columns, here + 1, white * COST_FORMS_WHITE);
    return;
  }
}

/* None stands over a fold. */
static int advert_columns(const Work *work, int columns)
{
  int fold = work->sheet->grid.fold;
  return fold ? MIN(fold, columns) : columns;
}

FormList forms_of_advert(Work *work, Mpt w, Mpt h, int columns, int rows)
{
  FormList list;
  open_list(&list, true);
  const Form form = {.like = advert_slot(work, w, h), .framed = true};
  g_array_append_val(list.forms, form);
  for (int c = 1; c <= advert_columns(work, columns) && w > 0 && h > 0; c++)
    add_advert_width(&list, &work->sheet->grid, w, h, c, rows);
  list.made.must = list.leaves->len > 0; /* else nothing could stand on the page */
  close_list(&list);
  return list;
}

FormList forms_of_slot(const LayoutSlot *slot)
{
  FormList list;
  open_list(&list, true);
  const Form form = {.like = slot, .framed = true};
  g_array_append_val(list.forms, form);
  add_leaf(&list, slot->column_last - slot->column_first + 1, slot->row_last - slot->row_first + 2, 0);
  close_list(&list);
  return list;
}
