/* A page: its slots in the template's order, then its furniture; and what the report tells of its articles. */
#include "compose/work.h"

#include <string.h>

static const SlotFilling *find_filling(const SlotFilling *fillings, unsigned n, const char *slot)
{
  for (unsigned i = 0; i < n; i++)
    if (!strcmp(fillings[i].slot, slot) && fillings[i].n_articles)
      return &fillings[i];
  return NULL;
}

/* A filled slot keeps its room: no other slot's text flows into it. */
static LayoutSlot stop_flow(const LayoutSlot *slot, const SlotFilling *fillings, unsigned n)
{
  LayoutSlot own = *slot;
  if (own.flow && find_filling(fillings, n, own.flow))
    own.flow = NULL;
  return own;
}

static void compose_slots(Work *work, const LayoutTemplate *templ, const SlotFilling *fillings, unsigned n)
{
  LayoutTemplate own = *templ;
  LayoutSlot *slots = ARENA_ARRAY(work->arena, LayoutSlot, templ->n_slots + 1);
  for (unsigned i = 0; i < templ->n_slots; i++)
    slots[i] = stop_flow(&templ->slots[i], fillings, n);
  own.slots = slots;
  const LayoutTemplate *stopped = arena_copy(work->arena, &own, sizeof own);
  for (unsigned i = 0; i < templ->n_slots; i++) {
    const SlotFilling *filling = find_filling(fillings, n, slots[i].name);
    if (filling)
      slot_compose(work, stopped, &slots[i], filling);
    else
      slot_compose_pictures(work, &slots[i]);
  }
}

static void report_article(Work *work, PlacedArticle *row)
{
  const Article *article = row->article;
  if (work->explain)
    explain_article(work, row);
  row->overset = row->characters > row->placed ? row->characters - row->placed : 0;
  if (row->overset)
    diag_add_at(work->diags, DIAG_OVERSET, article->place, work->number, article->slug, article->slug,
                work->spec->label, row->overset, MAX(row->overset_lines, 1));
  else if (row->missing_lines > 1)
    diag_add_at(work->diags, DIAG_UNDERSET, article->place, work->number, article->slug, article->slug,
                work->spec->label, row->missing_lines, row->missing_lines * work->sheet->grid.characters);
}

/* Pictures too coarse for the size they came to. */
static void check_picture(Work *work, const Placed *item)
{
  const Press *press = &work->issue->press;
  bool bilevel = item->image->model == MODEL_BILEVEL;
  int least = bilevel ? ppi_least_bilevel(press->min_ppi) : press->min_ppi;
  int wanted = bilevel ? ppi_good_bilevel(press->warn_ppi) : press->warn_ppi;
  if (item->ppi >= wanted)
    return;
  diag_add_at(work->diags, item->ppi < least ? DIAG_IMAGE_COARSE : DIAG_IMAGE_SOFT, item->image->place, work->number,
              item->article, item->image->name, item->ppi, item->ppi < least ? least : wanted);
}

static void check_resolution(Work *work)
{
  for (unsigned i = 0; i < work->items->len; i++) {
    const Placed *item = &g_array_index(work->items, Placed, i);
    if (item->kind == PLACED_PICTURE)
      check_picture(work, item);
  }
}

void page_compose(Work *work, PlacedPage *page)
{
  SlotFilling *chosen = ARENA_ARRAY(work->arena, SlotFilling, 64);
  const LayoutTemplate *templ = work->spec->templ;
  const SlotFilling *fillings = work->spec->fillings;
  unsigned n = work->spec->n_fillings;
  if (!templ) {
    templ = makeup_choose(work, chosen, &n);
    fillings = chosen;
  }
  for (unsigned i = 0; i < work->spec->n_articles; i++)
    work_article(work, work->spec->articles[i]);
  if (templ) {
    compose_slots(work, templ, fillings, n);
    furniture_compose(work, templ);
  }
  check_resolution(work);
  for (unsigned i = 0; i < work->articles->len; i++)
    report_article(work, &g_array_index(work->articles, PlacedArticle, i));
  *page = (PlacedPage){
      .spec = work->spec, .number = work->number, .templ = templ ? templ->name : "", .white_lines = work->white_lines};
  page->n_items = work->items->len;
  page->items = arena_copy(work->arena, work->items->data, work->items->len * sizeof(Placed));
  page->n_articles = work->articles->len;
  page->articles = arena_copy(work->arena, work->articles->data, work->articles->len * sizeof(PlacedArticle));
}

void page_compose_spec(const Work *like, const PageSpec *spec, int number, PlacedPage *page)
{
  Work work = *like;
  work.spec = spec;
  work.number = number;
  work.shaper = shaper_new(work.sheet->fonts);
  work.items = g_array_new(FALSE, TRUE, sizeof(Placed));
  work.articles = g_array_new(FALSE, TRUE, sizeof(PlacedArticle));
  work.garbage = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
  work.tables = table_cache_new();
  page_compose(&work, page);
  g_ptr_array_free(work.garbage, TRUE);
  g_array_free(work.tables, TRUE);
  g_array_free(work.items, TRUE);
  g_array_free(work.articles, TRUE);
  shaper_free(work.shaper);
}
