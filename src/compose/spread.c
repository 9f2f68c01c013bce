/* A spread (跨版): the articles of two facing pages in one zone of twice the columns, made up as any page is, and then
   parted. What stands at one side of the fold goes to its page whole. A picture or a rule over it stands on both, each
   part as far as the bleed beyond the trim; letters do not stand over it. Each page has its own furniture. */
#include "compose/spread.h"

#include <string.h>

#include "compose/furniture.h"
#include "compose/page.h"
#include "compose/tally.h"

/* --- both in one -------------------------------------------------------------------------------------------- */

static const Article *const *join_articles(Arena *arena, const PageSpec *const specs[2])
{
  const Article **all = ARENA_ARRAY(arena, const Article *, specs[0]->n_articles + specs[1]->n_articles + 1);
  for (unsigned i = 0; i < specs[0]->n_articles; i++)
    all[i] = specs[0]->articles[i];
  for (unsigned i = 0; i < specs[1]->n_articles; i++)
    all[specs[0]->n_articles + i] = specs[1]->articles[i];
  return all;
}

static const Pin *join_pins(Arena *arena, const PageSpec *const specs[2])
{
  Pin *all = ARENA_ARRAY(arena, Pin, specs[0]->n_pins + specs[1]->n_pins + 1);
  for (unsigned i = 0; i < specs[0]->n_pins; i++)
    all[i] = specs[0]->pins[i];
  for (unsigned i = 0; i < specs[1]->n_pins; i++)
    all[specs[0]->n_pins + i] = specs[1]->pins[i];
  return all;
}

static PageSpec *join_specs(Arena *arena, const PageSpec *const specs[2])
{
  PageSpec *both = arena_copy(arena, specs[0], sizeof *both);
  char *label = g_strdup_printf("%s–%s", specs[0]->label, specs[1]->label);
  both->label = arena_strdup(arena, label);
  g_free(label);
  both->articles = join_articles(arena, specs);
  both->n_articles = specs[0]->n_articles + specs[1]->n_articles;
  both->n_free = both->n_articles;
  both->pins = join_pins(arena, specs);
  both->n_pins = specs[0]->n_pins + specs[1]->n_pins;
  both->allows = specs[0]->allows | specs[1]->allows;
  return both;
}

/* --- things over the fold ------------------------------------------------------------------------------------- */

typedef struct {
  Arena *arena;
  const Grid *grid;       /* the spread's */
  const PlacedPage *both; /* the pages in one */
  LayoutSlot *slots[2];   /* of both's layout, each page's part of it */
} Parting;

/* From the pixel at or before FROM to that at or behind TO, mpt from the picture's left: the two parts lie on one grid
   of pixels, and meet exactly. */
static void cut_picture(Placed *item, Mpt from, Mpt to)
{
  const int64_t w = item->box.w, pixels = item->crop.w;
  int64_t first = MAX(from, 0) * pixels / w, end = (MIN(to, w) * pixels + w - 1) / w;
  Mpt left = (Mpt)(first * w / pixels), right = (Mpt)(end * w / pixels);
  item->box.x += left;
  item->box.w = right - left;
  item->crop.x += (unsigned)first;
  item->crop.w = (unsigned)(end - first);
}

static void cut_box(Placed *item, Mpt from, Mpt to)
{
  Mpt left = MAX(from, 0), right = MIN(to, item->box.w);
  item->box.x += left;
  item->box.w = right - left;
}

/* Its part on the page SIDE, with what of the other side lies in the bleed. */
static void cut_item(const Parting *parting, Placed *item, unsigned side)
{
  const Grid *grid = parting->grid;
  Mpt fold = grid->fold_x - item->box.x;
  Mpt from = side ? fold - grid->bleed : 0, to = side ? item->box.w : fold + grid->bleed;
  item->crosses = true;
  if (item->kind == PLACED_PICTURE)
    cut_picture(item, from, to);
  else
    cut_box(item, from, to);
}

static bool is_across(const Grid *grid, const Placed *item)
{
  bool flat = item->kind == PLACED_PICTURE || item->kind == PLACED_RULE || item->kind == PLACED_BAND;
  return flat && item->box.x < grid->fold_x && box_right(&item->box) > grid->fold_x;
}

/* Which page it is on. */
static unsigned side_of(const Grid *grid, const Placed *item)
{
  Mpt x = item->kind == PLACED_LINE ? item->x : item->box.x + item->box.w / 2;
  return x >= grid->fold_x;
}

static const LayoutSlot *slot_of(const Parting *parting, const LayoutSlot *slot, unsigned side)
{
  return slot ? &parting->slots[side][slot - parting->both->layout->slots] : NULL;
}

/* ITEM as it stands on the page SIDE. */
static Placed stand_on(const Parting *parting, const Placed *item, unsigned side)
{
  const Grid *grid = parting->grid;
  Placed own = *item;
  Mpt left = side ? grid->fold_x : 0;
  bool head = item->kind == PLACED_LINE && (item->role == ROLE_HEAD || item->role == ROLE_TITLE);
  own.crosses = head && item->slot && grid_crosses(grid, item->slot->column_first, item->slot->column_last);
  if (is_across(grid, item))
    cut_item(parting, &own, side);
  own.slot = slot_of(parting, item->slot, side);
  own.box.x -= left;
  own.within.x -= left;
  own.x -= left;
  return own;
}

static void part_items(const Parting *parting, unsigned side, Work *work)
{
  for (unsigned i = 0; i < parting->both->n_items; i++) {
    const Placed *item = &parting->both->items[i];
    if (!is_across(parting->grid, item) && side_of(parting->grid, item) != side)
      continue;
    const Placed own = stand_on(parting, item, side);
    g_array_append_val(work->items, own);
  }
}

/* --- slots ------------------------------------------------------------------------------------------------- */

static bool lies_on(const Grid *grid, const LayoutSlot *slot, unsigned side)
{
  return side ? slot->column_last > grid->fold : slot->column_first <= grid->fold;
}

/* What of both's slots lies on the page SIDE, in that page's columns. Those that do not are none of its layout's. */
static LayoutTemplate *part_layout(Parting *parting, unsigned side)
{
  const LayoutTemplate *both = parting->both->layout;
  int fold = parting->grid->fold, before = side ? fold : 0;
  LayoutTemplate *own = arena_copy(parting->arena, both, sizeof *own);
  LayoutSlot *slots = ARENA_ARRAY(parting->arena, LayoutSlot, both->n_slots + 1);
  LayoutSlot *kept = ARENA_ARRAY(parting->arena, LayoutSlot, both->n_slots + 1);
  own->n_slots = 0;
  for (unsigned i = 0; i < both->n_slots; i++) {
    slots[i] = both->slots[i];
    slots[i].column_first = MAX(slots[i].column_first - before, 1);
    slots[i].column_last = MIN(slots[i].column_last - before, fold);
    if (lies_on(parting->grid, &both->slots[i], side))
      kept[own->n_slots++] = slots[i];
  }
  own->slots = kept;
  parting->slots[side] = slots;
  return own;
}

static void part_fillings(const Parting *parting, PlacedPage *page)
{
  SlotFilling *fillings = ARENA_ARRAY(parting->arena, SlotFilling, parting->both->n_fillings + 1);
  for (unsigned i = 0; i < parting->both->n_fillings; i++)
    if (layout_template_slot(page->layout, parting->both->fillings[i].slot))
      fillings[page->n_fillings++] = parting->both->fillings[i];
  page->fillings = fillings;
}

/* --- articles ------------------------------------------------------------------------------------------------ */

static bool has_things(const GArray *items, const Article *article)
{
  for (unsigned i = 0; i < items->len; i++)
    if (!g_strcmp0(g_array_index(items, Placed, i).article, article->slug))
      return true;
  return false;
}

static unsigned count_lines(const GArray *items, const Article *article)
{
  unsigned lines = 0;
  for (unsigned i = 0; i < items->len; i++) {
    const Placed *item = &g_array_index(items, Placed, i);
    lines += item->kind == PLACED_LINE && !g_strcmp0(item->article, article->slug);
  }
  return lines;
}

static bool lists(const PageSpec *spec, const Article *article)
{
  for (unsigned i = 0; i < spec->n_articles; i++)
    if (spec->articles[i] == article)
      return true;
  return false;
}

/* What of an article on both pages is on the left one, and the rest on the right one, with what is over. */
static void part_row(Work *works[2], const PlacedArticle *row)
{
  PlacedArticle left = *row, right = *row;
  tally_article(works[0], &left);
  left.characters = left.placed;
  left.overset = left.overset_lines = left.unprinted = 0;
  left.over_words = NULL;
  left.missing_lines = 0;
  left.lines = MIN(count_lines(works[0]->items, row->article), row->lines);
  right.characters -= left.characters;
  right.placed -= left.placed;
  right.lines -= left.lines;
  g_array_append_val(works[0]->articles, left);
  g_array_append_val(works[1]->articles, right);
}

static void part_rows(const Parting *parting, Work *works[2])
{
  for (unsigned i = 0; i < parting->both->n_articles; i++) {
    const PlacedArticle *row = &parting->both->articles[i];
    bool left = has_things(works[0]->items, row->article), right = has_things(works[1]->items, row->article);
    if (left && right)
      part_row(works, row);
    else if (left || right)
      g_array_append_val(works[right]->articles, *row);
    else
      g_array_append_val(works[lists(works[1]->spec, row->article)]->articles, *row);
  }
}

/* --- the two pages --------------------------------------------------------------------------------------------- */

static void open_page(Parting *parting, unsigned side, const PageSpec *spec, PlacedPage *page)
{
  const PlacedPage *both = parting->both;
  *page = (PlacedPage){.spec = spec,
                       .number = both->number + (int)side,
                       .makeup = both->makeup,
                       .sheet = both->sheet->spread,
                       .foot = both->foot,
                       .templ = both->templ,
                       .layout = part_layout(parting, side),
                       .fold = side ? FOLD_LEFT : FOLD_RIGHT};
  part_fillings(parting, page);
}

static void close_page(const Parting *parting, Work *work, PlacedPage *page)
{
  furniture_compose(work, page->layout);
  page->n_items = work->items->len;
  page->items = arena_copy(parting->arena, work->items->data, work->items->len * sizeof(Placed));
  page->n_articles = work->articles->len;
  page->articles = arena_copy(parting->arena, work->articles->data, work->articles->len * sizeof(PlacedArticle));
}

static void part(const Work *like, const PlacedPage *both, const PageSpec *const specs[2], DiagList *const diags[2],
                 PlacedPage *const pages[2])
{
  Parting parting = {.arena = like->arena, .grid = &both->sheet->grid, .both = both};
  Work own[2], *works[2] = {&own[0], &own[1]};
  for (unsigned side = 0; side < 2; side++) {
    open_page(&parting, side, specs[side], pages[side]);
    own[side] = work_open(like, specs[side], pages[side]->number);
    own[side].sheet = pages[side]->sheet;
    own[side].diags = diags[side];
    part_items(&parting, side, works[side]);
  }
  part_rows(&parting, works);
  for (unsigned side = 0; side < 2; side++) {
    close_page(&parting, works[side], pages[side]);
    pages[side]->other = pages[!side];
    work_close(works[side]);
  }
}

static void tell_none(const Work *like, const PageSpec *spec, int number, const Article *only)
{
  static const char *const WHY[][2] = {
      {"no way was found to make both up together", "两版合排没有可行的版式"},
      {"no way was found to make both up together: its one article has no title that could stand over the fold",
       "两版合排没有可行的版式：只有一篇稿件，而它没有可以跨折缝的主题"}};
  bool untitled = only && !only->n_title;
  diag_add_at(like->diags, DIAG_SPREAD_NONE, spec->place, number, NULL, spec->label,
              WHY[untitled][diag_lang(like->diags)]);
}

void spread_compose(const Work *like, const PageSpec *const specs[2], int number, DiagList *const diags[2],
                    PlacedPage *const pages[2])
{
  Work wide = *like;
  PlacedPage *both = ARENA_NEW(like->arena, PlacedPage);
  wide.sheet = like->sheet->spread;
  wide.diags = diags[0];
  if (page_compose_spread(&wide, join_specs(like->arena, specs), number, both)) {
    part(like, both, specs, diags, pages);
    return;
  }
  const bool one = specs[0]->n_articles == 1 && !specs[1]->n_articles;
  tell_none(&wide, specs[0], number, one ? specs[0]->articles[0] : NULL);
  for (unsigned side = 0; side < 2; side++) {
    Work single = *like;
    single.diags = diags[side];
    page_compose_spec(&single, specs[side], number + (int)side, pages[side]);
  }
}
