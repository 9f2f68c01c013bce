/* A page: its slots in the template's order, then its furniture; and what the report tells of its articles. */
#include "compose/page.h"

#include "compose/explain.h"
#include "compose/furniture.h"
#include "compose/madeup.h"
#include "compose/makeup.h"
#include "compose/picture.h"
#include "compose/replay.h"
#include "compose/scale.h"
#include "compose/series.h"
#include "compose/slot.h"
#include "compose/tally.h"

#include <string.h>

#include "base/costs.h"

static bool has_article(const SlotFilling *filling, const Article *article)
{
  for (unsigned i = 0; i < filling->n_articles; i++)
    if (filling->articles[i] == article)
      return true;
  return false;
}

bool page_slot_holds(const PageSpec *spec, const char *slot, const Article *article)
{
  const SlotFilling *filling = slot_filling_lookup(spec->fillings, spec->n_fillings, slot);
  return filling && has_article(filling, article);
}

/* A filled slot keeps its room: no other slot's text flows into it. */
static LayoutSlot stop_flow(const LayoutSlot *slot, const SlotFilling *fillings, unsigned n)
{
  LayoutSlot own = *slot;
  if (own.flow && slot_filling_lookup(fillings, n, own.flow))
    own.flow = NULL;
  return own;
}

static const LayoutSlot *find_source(const LayoutTemplate *templ, const LayoutSlot *slot)
{
  for (unsigned i = 0; i < templ->n_slots; i++)
    if (!g_strcmp0(templ->slots[i].flow, slot->name))
      return &templ->slots[i];
  return NULL;
}

bool page_flows_into(const LayoutTemplate *templ, const LayoutSlot *slot, const SlotFilling *fillings, unsigned n)
{
  const LayoutSlot *from = find_source(templ, slot);
  for (unsigned steps = 0; from && steps <= templ->n_slots; steps++, from = find_source(templ, from))
    if (slot_filling_lookup(fillings, n, from->name))
      return true;
  return false;
}

/* Returns the template with the flows that are followed. */
static const LayoutTemplate *compose_slots(Work *work, const LayoutTemplate *templ, const SlotFilling *fillings,
                                           unsigned n)
{
  LayoutTemplate own = *templ;
  LayoutSlot *slots = ARENA_ARRAY(work->arena, LayoutSlot, templ->n_slots + 1);
  for (unsigned i = 0; i < templ->n_slots; i++)
    slots[i] = stop_flow(&templ->slots[i], fillings, n);
  own.slots = slots;
  const LayoutTemplate *stopped = arena_copy(work->arena, &own, sizeof own);
  for (unsigned i = 0; i < templ->n_slots; i++) {
    const SlotFilling *filling = slot_filling_lookup(fillings, n, slots[i].name);
    if (!filling && !page_flows_into(stopped, &slots[i], fillings, n))
      slot_compose_pictures(work, &slots[i]);
    else if (!filling)
      continue; /* with the slot it goes on from */
    else if (replay_may(work, &slots[i], filling))
      replay_compose(work, stopped, &slots[i], filling);
    else if (!work->held || has_article(filling, work->held))
      slot_compose(work, stopped, &slots[i], filling);
  }
  work->slot = NULL;
  return stopped;
}

/* Those over, by their characters; returns how many a line has. */
static unsigned reckon_lines(const Work *work, PlacedArticle *row)
{
  unsigned a_line = row->a_line ? row->a_line : (unsigned)MAX(work->sheet->grid.characters, 1);
  row->overset_lines = row->overset ? MAX(row->overset_lines, (row->overset + a_line - 1) / a_line) : 0;
  return a_line;
}

static bool has_place(const PlacedPage *page, const Article *article)
{
  for (unsigned i = 0; i < page->n_fillings; i++)
    if (has_article(&page->fillings[i], article))
      return true;
  return false;
}

/* "; all of the page would have room with about 120 characters less in “a”, or 300 in “b”"; "": nothing is known that
   would be enough. */
static char *spell_cures(const Work *work, const PageMakeup *makeup)
{
  bool chinese = diag_lang(work->diags) == LANG_ZH;
  GString *text = g_string_new(NULL);
  if (makeup && (makeup->n_cures || makeup->cure_each))
    g_string_append(text, chinese ? "；要全部排下，可" : "; all of the page would have room with ");
  for (unsigned i = 0; makeup && i < makeup->n_cures; i++) {
    const MadeCure *cure = &makeup->cures[i];
    if (chinese)
      g_string_append_printf(text, "%s“%s”减约 %u 字", i ? "，或" : "", cure->article->slug, cure->characters);
    else
      g_string_append_printf(text, "%sabout %u characters less in \"%s\"", i ? ", or " : "", cure->characters,
                             cure->article->slug);
  }
  if (makeup && makeup->cure_each)
    g_string_append_printf(text, chinese ? "每篇各减约 %u%%" : "about %u %% less of every text", makeup->cure_each);
  return g_string_free(text, FALSE);
}

static int to_mm(Mpt length)
{
  return (int)(((int64_t)length * MPT_PER_MM_DEN + MPT_PER_MM_NUM / 2) / MPT_PER_MM_NUM);
}

/* An advertisement by its size, or as one that cannot be read. */
static void tell_advert_left_out(Work *work, const PlacedArticle *row)
{
  const Advert *advert = row->article->advert;
  const Grid *grid = &work->sheet->grid;
  Mpt w = 0, h = 0;
  const char *why;
  if (!work_advert_size(work, advert, &w, &h, &why))
    diag_add_at(work->diags, DIAG_ADVERT_UNREADABLE, advert->place, work->number, row->article->slug, advert->name,
                why);
  else
    diag_add_at(work->diags, DIAG_ADVERT_NO_ROOM, advert->place, work->number, row->article->slug, advert->name,
                to_mm(w), to_mm(h), work->spec->label, to_mm(grid->type.w), to_mm(grid->type.h));
}

/* It is on no page; here it is told. */
static bool is_spare(const PageSpec *spec, const Article *article)
{
  for (unsigned i = 0; i < spec->n_spare; i++)
    if (spec->spare[i] == article)
      return true;
  return false;
}

static char *spell_full(const Work *work)
{
  return g_strdup(diag_lang(work->diags) == LANG_ZH ? "；其他各版也已排满" : "; nor has another page room for it");
}

static void tell_left_out(Work *work, const PlacedPage *page, const PlacedArticle *row)
{
  const Article *article = row->article;
  if (article->advert) {
    tell_advert_left_out(work, row);
    return;
  }
  char *cures = is_spare(work->spec, article) ? spell_full(work) : spell_cures(work, page->makeup);
  diag_add_at(work->diags, DIAG_LEFT_OUT, article->place, work->number, article->slug, article->slug, work->spec->label,
              row->characters, row->overset_lines, article->n_pictures, cures);
  g_free(cures);
}

/* Whether it is one of those that are made up and has no module. */
static bool is_left_out(const PlacedPage *page, const Article *article)
{
  const PageSpec *spec = page->spec;
  for (unsigned i = spec->n_articles - spec->n_free; i < spec->n_articles; i++)
    if (spec->articles[i] == article)
      return !has_place(page, article);
  return is_spare(spec, article);
}

/* A picture as it stands, over as many columns as its article says. */
typedef struct {
  const Picture *picture;
  int span, lines; /* columns; lines of each that it takes */
} Standing;

static Standing find_standing(const Work *work, const Article *article, const Placed *item)
{
  const Grid *grid = &work->sheet->grid;
  Standing standing = {0};
  bool own = item->kind == PLACED_PICTURE && !g_strcmp0(item->article, article->slug);
  for (unsigned i = 0; own && i < article->n_pictures; i++)
    if (article->pictures[i].span > 1 && !g_strcmp0(item->image->path, article->pictures[i].path))
      standing.picture = &article->pictures[i];
  standing.span = (int)((item->box.w + grid->gutter) / MAX(grid->column_w + grid->gutter, 1));
  standing.lines = (int)(item->box.h / grid->leading) + 1;
  return standing;
}

/* Column lines it gives back where it is one column narrower and its height goes with its width. */
static int freed_by(const Standing *standing)
{
  int less = standing->span - 1;
  return standing->lines * standing->span - standing->lines * less / MAX(standing->span, 1) * less;
}

/* Of its pictures that with the least to give, which is enough. */
static void tell_cure(Work *work, const PlacedArticle *row)
{
  Standing best = {0};
  for (unsigned i = 0; i < work->items->len; i++) {
    const Standing standing = find_standing(work, row->article, &g_array_index(work->items, Placed, i));
    if (standing.picture && standing.span > 1 && freed_by(&standing) >= (int)row->overset_lines &&
        (!best.picture || freed_by(&standing) < freed_by(&best)))
      best = standing;
  }
  if (best.picture)
    diag_add_at(work->diags, DIAG_OVERSET_CURE, best.picture->place, work->number, row->article->slug,
                best.picture->name, best.span - 1, best.span, freed_by(&best), row->overset_lines);
}

static void report_article(Work *work, const PlacedPage *page, PlacedArticle *row)
{
  const Article *article = row->article;
  if (work->explain)
    explain_article(work, row);
  tally_article(work, row);
  unsigned a_line = reckon_lines(work, row);
  row->left_out = is_left_out(page, article);
  if (row->left_out)
    tell_left_out(work, page, row);
  else if (row->overset) {
    diag_add_at(work->diags, DIAG_OVERSET, row->over_at, work->number, article->slug, article->slug, work->spec->label,
                row->overset, row->overset_lines, row->over_words);
    tell_cure(work, row);
  } else if (row->missing_lines > COST_TELL_WHITE)
    diag_add_at(work->diags, DIAG_UNDERSET, article->place, work->number, article->slug, article->slug,
                work->spec->label, row->missing_lines, row->missing_lines * (int)a_line);
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

/* --- pictures that found no place ------------------------------------------------------------------ */

static bool is_placed(const Work *work, const Article *article, const Picture *picture)
{
  for (unsigned i = 0; i < work->items->len; i++) {
    const Placed *item = &g_array_index(work->items, Placed, i);
    if (item->kind == PLACED_PICTURE && !strcmp(item->image->path, picture->path) &&
        !g_strcmp0(item->article, article->slug))
      return true;
  }
  return false;
}

/* The slot it would stand in: the one it asks for, or its article's. */
static const char *wanted_slot(const PlacedPage *page, const Article *article, const Picture *picture)
{
  if (picture->where == PICTURE_SLOT && picture->slot)
    return picture->slot;
  for (unsigned i = 0; i < page->n_fillings; i++)
    if (has_article(&page->fillings[i], article))
      return page->fillings[i].slot;
  return NULL;
}

/* The run of the text was over before it came to them, or others stand in the slot they ask for; where it could not be
   read, or its slot has told why it is not there, that is enough. */
static void tell_pictures(Work *work, const PlacedPage *page, const Article *article)
{
  for (unsigned i = 0; i < article->n_pictures; i++) {
    const Picture *picture = &article->pictures[i];
    const char *slot = picture->path ? wanted_slot(page, article, picture) : NULL;
    if (slot && !is_placed(work, article, picture) && !diag_tells_error(work->diags, picture->place))
      picture_tell_no_room(work, article, picture, layout_template_slot(page->layout, slot));
  }
}

static void check_resolution(Work *work)
{
  for (unsigned i = 0; i < work->items->len; i++) {
    const Placed *item = &g_array_index(work->items, Placed, i);
    if (item->kind == PLACED_PICTURE)
      check_picture(work, item);
  }
}

/* What there is to fill: the template's slots, or modules too where articles are free. */
static MadeUp choose_slots(Work *work, PlacedPage *page)
{
  const PageSpec *spec = work->spec;
  MadeUp made = {0};
  if (spec->n_free && madeup_may(work)) {
    const Scaled scaled = scale_choose(work);
    made = scaled.page;
    page->foot = scaled.lines < scaled.sheet->grid.lines ? scaled.lines + 1 : 0;
    work->sheet = page->sheet = made.fillings ? scaled.sheet : work->sheet;
    if (!made.fillings)
      madeup_tell_none(work);
  }
  if (made.fillings) {
    madeup_rule(work, made.templ);
    series_rule(work, made.templ);
  } else if (work->sheet->grid.fold) {
    made = (MadeUp){0};
  } else if (!made.templ && !spec->templ) {
    made.fillings = ARENA_ARRAY(work->arena, SlotFilling, 64);
    made.templ = makeup_choose(work, made.fillings, &made.n_fillings);
  } else {
    made.templ = spec->templ;
    made.fillings = arena_copy(work->arena, spec->fillings, spec->n_fillings * sizeof *spec->fillings);
    made.n_fillings = spec->n_fillings;
  }
  return made;
}

/* The page's slots, filled. */
static void compose_articles(Work *work, PlacedPage *page)
{
  page->sheet = work->sheet;
  const MadeUp made = choose_slots(work, page);
  for (unsigned i = 0; i < work->spec->n_articles; i++)
    work_article(work, work->spec->articles[i]);
  for (unsigned i = 0; i < work->spec->n_spare; i++)
    work_article(work, work->spec->spare[i]);
  page->fillings = made.fillings;
  page->n_fillings = made.n_fillings;
  page->makeup = made.makeup;
  if (made.templ)
    page->layout = compose_slots(work, made.templ, made.fillings, made.n_fillings);
}

static void finish_page(Work *work, PlacedPage *page)
{
  check_resolution(work);
  for (unsigned i = 0; i < work->spec->n_articles; i++)
    tell_pictures(work, page, work->spec->articles[i]);
  for (unsigned i = 0; i < work->articles->len; i++)
    report_article(work, page, &g_array_index(work->articles, PlacedArticle, i));
  page->n_items = work->items->len;
  page->items = arena_copy(work->arena, work->items->data, work->items->len * sizeof(Placed));
  page->n_articles = work->articles->len;
  page->articles = arena_copy(work->arena, work->articles->data, work->articles->len * sizeof(PlacedArticle));
}

static void compose_page(Work *work, PlacedPage *page)
{
  *page = (PlacedPage){.spec = work->spec, .number = work->number, .templ = ""};
  compose_articles(work, page);
  if (page->layout) {
    page->templ = page->layout->name;
    furniture_compose(work, page->layout);
  }
  finish_page(work, page);
}

static unsigned *count_homeless(const Work *work, const DiagList *told, const PageTrial *trial)
{
  unsigned *homeless = ARENA_ARRAY(work->arena, unsigned, trial->n_rows + 1);
  for (unsigned i = 0; i < diag_count(told); i++) {
    const Diag *diag = diag_at(told, i);
    for (unsigned r = 0; r < trial->n_rows; r++)
      homeless[r] += (diag->code == DIAG_PICTURE_NO_ROOM || diag->code == DIAG_WIDE_NO_ROOM) &&
                     !g_strcmp0(diag->article, trial->rows[r].article->slug);
  }
  return homeless;
}

static PageVerdict judge_trial(const Work *work, const LayoutTemplate *layout, const SlotFilling *fillings, unsigned n,
                               unsigned never)
{
  const PlacedPage page = {.spec = work->spec,
                           .number = work->number,
                           .sheet = work->sheet,
                           .templ = layout->name,
                           .layout = layout,
                           .fillings = fillings,
                           .n_fillings = n,
                           .items = (const Placed *)(const void *)work->items->data,
                           .n_items = work->items->len,
                           .articles = (const PlacedArticle *)(const void *)work->articles->data,
                           .n_articles = work->articles->len};
  return work->judge(&page, never);
}

/* Whether what is known of its modules says that it is not worth it: first those that were set before, then the others,
   one after the other. */
static bool is_hopeless(const Work *work, const LayoutTemplate *templ, const SlotFilling *fillings, unsigned n,
                        TrialWorth worth, void *data)
{
  PageTrial trial = {.rows = ARENA_ARRAY(work->arena, PlacedArticle, templ->n_slots + 1),
                     .homeless = ARENA_ARRAY(work->arena, unsigned, templ->n_slots + 1)};
  bool *known = ARENA_ARRAY(work->arena, bool, templ->n_slots + 1);
  for (int set = 0; set < 2; set++)
    for (unsigned i = 0; i < templ->n_slots; i++) {
      const LayoutSlot *slot = &templ->slots[i];
      const SlotFilling *filling = slot_filling_lookup(fillings, n, slot->name);
      bool may = filling && !known[i] && replay_may(work, slot, filling);
      const PlacedArticle *row = may ? replay_row(work, templ, slot, filling, set) : NULL;
      if (!row)
        continue;
      known[i] = true;
      trial.rows[trial.n_rows] = *row;
      reckon_lines(work, &trial.rows[trial.n_rows++]);
      if (!worth(&trial, data))
        return true;
    }
  return false;
}

/* The page's slots, filled as they would be. */
PageTrial page_try_if(const Work *like, const LayoutTemplate *templ, const SlotFilling *fillings, unsigned n,
                      unsigned never, TrialWorth worth, void *data, bool early)
{
  Work work = work_open(like, like->spec, like->number);
  if (early && is_hopeless(&work, templ, fillings, n, worth, data)) {
    work_close(&work);
    return (PageTrial){0};
  }
  DiagList *told = diag_list_new(diag_lang(like->diags));
  work.diags = told;
  for (unsigned i = 0; i < work.spec->n_articles; i++)
    work_article(&work, work.spec->articles[i]);
  const LayoutTemplate *layout = compose_slots(&work, templ, fillings, n);
  check_resolution(&work);
  PageTrial trial = {.n_rows = work.articles->len};
  for (unsigned i = 0; i < work.articles->len; i++)
    if (!g_array_index(work.articles, PlacedArticle, i).tallied)
      tally_article(&work, &g_array_index(work.articles, PlacedArticle, i));
  for (unsigned i = 0; i < diag_count(told); i++)
    trial.errors += diag_at(told, i)->severity >= DIAG_ERROR;
  trial.rows = arena_copy(work.arena, work.articles->data, work.articles->len * sizeof(PlacedArticle));
  for (unsigned i = 0; i < trial.n_rows; i++)
    reckon_lines(&work, &trial.rows[i]);
  trial.homeless = count_homeless(&work, told, &trial);
  if (work.judge && (!worth || worth(&trial, data))) {
    work.slot = NULL; /* rules are the page's own */
    madeup_rule(&work, layout);
    trial.verdict = judge_trial(&work, layout, fillings, n, never);
  }
  diag_list_free(told);
  work_close(&work);
  return trial;
}

PageTrial page_try(const Work *like, const LayoutTemplate *templ, const SlotFilling *fillings, unsigned n,
                   unsigned never)
{
  return page_try_if(like, templ, fillings, n, never, NULL, NULL, false);
}

bool page_compose_spread(const Work *like, const PageSpec *spec, int number, PlacedPage *page)
{
  Work work = work_open(like, spec, number);
  *page = (PlacedPage){.spec = spec, .number = number, .templ = ""};
  compose_articles(&work, page);
  bool made = page->layout != NULL;
  if (made) {
    page->templ = page->layout->name;
    finish_page(&work, page);
  }
  work_close(&work);
  return made;
}

void page_compose_spec(const Work *like, const PageSpec *spec, int number, PlacedPage *page)
{
  Work work = work_open(like, spec, number);
  compose_page(&work, page);
  work_close(&work);
}

Held page_hold(const Work *like, const PageSpec *spec, int number, const Article *article)
{
  Work work = work_open(like, spec, number);
  work.held = article;
  PlacedPage page = {0};
  compose_articles(&work, &page);
  PlacedArticle *row = work_article(&work, article);
  tally_article(&work, row);
  const Held held = {
      .placed = row->placed, .lines = row->lines, .overset = row->overset, .all = !row->overset && !row->overset_lines};
  work_close(&work);
  return held;
}
