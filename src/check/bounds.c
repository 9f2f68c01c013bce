/* Nothing leaves its slot, its box or the sheet. */
#include "base/costs.h"
#include "check/work.h"

#include <string.h>

#define PLAY 400       /* mpt: rounding, and ink a little beyond its body */
#define RULE_PLAY 1500 /* a rule's weight, and where a row of a table is half a line */

/* A mark that hangs stands beyond its line's end by its own body. */
static Mpt hanging(const Placed *placed)
{
  if (placed->kind != PLACED_LINE)
    return 0;
  const Line *line = &placed->setting->lines[placed->line];
  bool may = line->rung == RUNG_HANG || placed->setting->shaped->style->hang;
  return may && line->end > line->first ? placed->setting->shaped->clusters[line->end - 1].em : 0;
}

/* By how much a thing leaves the slot it belongs to and all that slot flows into; INTO: the one it nearly lies in. */
static Mpt beyond_slots(const Look *look, const Thing *thing, const LayoutSlot **into)
{
  Mpt least = INT32_MAX;
  unsigned steps = 0;
  for (const LayoutSlot *slot = thing->placed->slot; slot && steps <= look->page->layout->n_slots; steps++) {
    Box box = grid_slot_box(&look->sheet->grid, slot);
    Mpt beyond = box_beyond(&thing->ink, &box);
    if (beyond < least) {
      least = beyond;
      *into = slot;
    }
    slot = layout_template_slot(look->page->layout, slot->flow);
  }
  return least;
}

static bool bleeds(const Placed *placed)
{
  return placed->kind == PLACED_ADVERT && placed->sides;
}

/* One message an article and slot: of what leaves it most. */
typedef struct {
  const Thing *thing;
  const LayoutSlot *slot;
  Mpt beyond;
} Leaver;

static void note_leaver(GArray *leavers, const Leaver *found)
{
  for (unsigned i = 0; i < leavers->len; i++) {
    Leaver *known = &g_array_index(leavers, Leaver, i);
    if (known->slot != found->slot || g_strcmp0(known->thing->placed->article, found->thing->placed->article))
      continue;
    if (found->beyond > known->beyond)
      *known = *found;
    return;
  }
  g_array_append_val(leavers, *found);
}

static void check_slot(const Look *look, const Thing *thing, GArray *leavers)
{
  Leaver found = {.thing = thing};
  Mpt play = thing->placed->kind == PLACED_RULE ? RULE_PLAY : PLAY + hanging(thing->placed);
  if (thing->part && thing->placed->kind == PLACED_LINE) /* 注音 of a slot's first line stands above it */
    play += MIN(thing->ink.w, thing->ink.h) * 3 / 2;
  found.beyond = beyond_slots(look, thing, &found.slot);
  if (found.slot && !bleeds(thing->placed) && !thing->placed->crosses && found.beyond > play)
    note_leaver(leavers, &found);
}

static void tell_leavers(const Look *look, const GArray *leavers)
{
  char name[96];
  for (unsigned i = 0; i < leavers->len; i++) {
    const Leaver *leaver = &g_array_index(leavers, Leaver, i);
    diag_add_at(look->diags, DIAG_LEAVES_SLOT, thing_place(look, leaver->thing), look->page->number,
                leaver->thing->placed->article, thing_name(look, leaver->thing, name, sizeof name), leaver->slot->name,
                leaver->beyond / 2835, leaver->beyond / 283 % 10);
  }
}

/* What of a piece of furniture is told once, however many of its lines do it: the worst of them. */
typedef struct {
  const LayoutFurniture *piece;
  const Thing *wide, *high;
  Mpt wider, higher;
} Piece;

static Piece *find_piece(GArray *pieces, const LayoutFurniture *piece)
{
  for (unsigned i = 0; i < pieces->len; i++)
    if (g_array_index(pieces, Piece, i).piece == piece)
      return &g_array_index(pieces, Piece, i);
  const Piece one = {.piece = piece};
  g_array_append_val(pieces, one);
  return &g_array_index(pieces, Piece, pieces->len - 1);
}

/* Text of the furniture in the box it was given: beyond it, it may meet what the layout has there. A box of no height
   says only where its text begins. */
static void check_furniture(const Thing *thing, GArray *pieces)
{
  const Placed *placed = thing->placed;
  if (placed->kind != PLACED_LINE || !placed->within.w || !placed->piece)
    return;
  Piece *piece = find_piece(pieces, placed->piece);
  Mpt wider = MAX(placed->within.x - thing->ink.x, box_right(&thing->ink) - box_right(&placed->within));
  Mpt higher = MAX(placed->within.y - thing->ink.y, box_bottom(&thing->ink) - box_bottom(&placed->within));
  if (wider > piece->wider) {
    piece->wider = wider;
    piece->wide = thing;
  }
  if (higher > piece->higher) {
    piece->higher = higher;
    piece->high = thing;
  }
}

static void tell_piece(const Look *look, DiagCode code, const Thing *thing, Mpt beyond)
{
  char name[96];
  if (beyond > PLAY)
    diag_add_at(look->diags, code, thing_place(look, thing), look->page->number, NULL,
                thing_name(look, thing, name, sizeof name), beyond / 2835, beyond / 283 % 10);
}

/* Over the fold a picture ends with a whole one. */
static Mpt a_pixel(const Placed *placed)
{
  return placed->box.w / (Mpt)MAX(placed->crop.w, 1) + 1;
}

/* No letter stands near the fold of a spread. */
static void check_fold(const Look *look, const Thing *thing)
{
  const Grid *grid = &look->sheet->grid;
  bool left = look->page->fold == FOLD_RIGHT;
  Mpt fold = left ? grid->trim_w : 0;
  Mpt off = left ? fold - box_right(&thing->ink) : thing->ink.x - fold;
  char name[96];
  if (look->page->fold && thing->placed->kind == PLACED_LINE && off < COST_SPREAD_SAFE - PLAY)
    diag_add_at(look->diags, DIAG_FOLD_TEXT, thing_place(look, thing), look->page->number, thing->placed->article,
                thing_name(look, thing, name, sizeof name), MAX(off, 0) / 2835, MAX(off, 0) / 283 % 10);
}

/* Rules and bands may run into the bleed, as far as it goes. */
static void check_sheet(const Look *look, const Thing *thing, GHashTable *told)
{
  const Grid *grid = &look->sheet->grid;
  PlacedKind kind = thing->placed->kind;
  bool bleeding = kind == PLACED_RULE || kind == PLACED_BAND || thing->placed->crosses;
  Mpt bleed = bleeding ? grid->bleed + (kind == PLACED_PICTURE ? a_pixel(thing->placed) : 0) : 0;
  const Box sheet = {-bleed, -bleed, grid->trim_w + 2 * bleed, grid->trim_h + 2 * bleed};
  char name[96];
  if (bleeds(thing->placed) || box_beyond(&thing->ink, &sheet) <= PLAY)
    return;
  const void *owner = thing->placed->piece ? (const void *)thing->placed->piece : thing->placed;
  if (g_hash_table_add(told, (gpointer)(uintptr_t)owner))
    diag_add_at(look->diags, DIAG_LEAVES_SHEET, thing_place(look, thing), look->page->number, thing->placed->article,
                thing_name(look, thing, name, sizeof name));
}

void bounds_check(const Look *look)
{
  GArray *leavers = g_array_new(FALSE, FALSE, sizeof(Leaver)), *pieces = g_array_new(FALSE, FALSE, sizeof(Piece));
  GHashTable *told = g_hash_table_new(NULL, NULL);
  for (unsigned i = 0; i < things_inks(look); i++) {
    const Thing *thing = things_ink(look, i);
    if (thing->ink.w <= 0 || thing->ink.h <= 0)
      continue;
    if (thing->placed->slot)
      check_slot(look, thing, leavers);
    else
      check_furniture(thing, pieces);
    check_sheet(look, thing, told);
    check_fold(look, thing);
  }
  tell_leavers(look, leavers);
  for (unsigned i = 0; i < pieces->len; i++) {
    const Piece *piece = &g_array_index(pieces, Piece, i);
    tell_piece(look, DIAG_FURNITURE_WIDE, piece->wide, piece->wider);
    tell_piece(look, DIAG_FURNITURE_HIGH, piece->high, piece->higher);
  }
  g_array_free(leavers, TRUE);
  g_array_free(pieces, TRUE);
  g_hash_table_destroy(told);
}
