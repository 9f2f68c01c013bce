/* Nothing leaves its slot, its box or the sheet. */
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
  found.beyond = beyond_slots(look, thing, &found.slot);
  if (found.slot && !bleeds(thing->placed) && found.beyond > play)
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

/* Text of the furniture in the box it was given: wider is told, for it may meet what the layout has beside it. */
static void check_furniture(const Look *look, const Thing *thing)
{
  const Placed *placed = thing->placed;
  char name[96];
  if (placed->kind != PLACED_LINE || !placed->within.w)
    return;
  Mpt beyond = MAX(placed->within.x - thing->ink.x, box_right(&thing->ink) - box_right(&placed->within));
  if (beyond > PLAY)
    diag_add_at(look->diags, DIAG_FURNITURE_WIDE, thing_place(look, thing), look->page->number, NULL,
                thing_name(look, thing, name, sizeof name), beyond / 2835, beyond / 283 % 10);
}

static void check_sheet(const Look *look, const Thing *thing)
{
  const Grid *grid = &look->sheet->grid;
  const Box sheet = {0, 0, grid->trim_w, grid->trim_h};
  char name[96];
  bool runs_out = thing->placed->kind == PLACED_BAND || bleeds(thing->placed) || thing->placed->kind == PLACED_RULE;
  if (!runs_out && box_beyond(&thing->ink, &sheet) > PLAY)
    diag_add_at(look->diags, DIAG_LEAVES_SHEET, thing_place(look, thing), look->page->number, thing->placed->article,
                thing_name(look, thing, name, sizeof name));
}

void bounds_check(const Look *look)
{
  GArray *leavers = g_array_new(FALSE, FALSE, sizeof(Leaver));
  for (unsigned i = 0; i < look->n_things; i++) {
    const Thing *thing = &look->things[i];
    if (thing->ink.w <= 0 || thing->ink.h <= 0)
      continue;
    if (thing->placed->slot)
      check_slot(look, thing, leavers);
    else
      check_furniture(look, thing);
    check_sheet(look, thing);
  }
  tell_leavers(look, leavers);
  g_array_free(leavers, TRUE);
}
