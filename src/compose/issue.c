/* All pages, in parallel; diagnostics and pages are merged in page order. */
#include "compose/deal.h"
#include "compose/jump.h"

#include "compose/page.h"
#include "compose/spread.h"
#include "compose/ways.h"

#include "host/host.h"

/* What a page is made with and the next one finds warm: a set for each that is made at the same time. */
typedef struct {
  Shaper *shaper;
  Arena *scratch, *trials;
} Tools;

typedef struct {
  const Issue *issue;
  const StyleSheet *sheet;
  PlacedPage *pages;
  Arena **arenas;
  DiagList **diags;
  unsigned first, n;
  const PageSpec **specs; /* of all pages */
  const ComposeOptions *options;
  ComposeWays *ways; /* NULL: none are looked for */
  GRecMutex lock;    /* of this kind as in font: thread sanitizers see into it */
  GArray *idle;      /* under the lock: Tools nobody works with; … */
  Skeleton *cuts;    /* … of all pages, those that are known, in an arena of their own */
  Arena *cut_arena;
} Job;

static Tools take_tools(Job *job)
{
  Tools tools = {0};
  g_rec_mutex_lock(&job->lock);
  if (job->idle->len) {
    tools = g_array_index(job->idle, Tools, job->idle->len - 1);
    g_array_set_size(job->idle, job->idle->len - 1);
  }
  g_rec_mutex_unlock(&job->lock);
  return tools.shaper ? tools : (Tools){shaper_new(job->sheet->fonts), arena_new(), arena_new()};
}

static void give_back(Job *job, Tools tools)
{
  g_rec_mutex_lock(&job->lock);
  g_array_append_val(job->idle, tools);
  g_rec_mutex_unlock(&job->lock);
}

static void open_tools(Job *job)
{
  g_rec_mutex_init(&job->lock);
  job->idle = g_array_new(FALSE, FALSE, sizeof(Tools));
  job->cut_arena = arena_new();
  job->cuts = ARENA_ARRAY(job->cut_arena, Skeleton, job->issue->n_pages + 1);
}

static void close_tools(Job *job)
{
  for (unsigned i = 0; i < job->idle->len; i++) {
    shaper_free(g_array_index(job->idle, Tools, i).shaper);
    arena_free(g_array_index(job->idle, Tools, i).scratch);
    arena_free(g_array_index(job->idle, Tools, i).trials);
  }
  g_array_free(job->idle, TRUE);
  arena_free(job->cut_arena);
  g_rec_mutex_clear(&job->lock);
}

static const PageMakeup *keep_makeup(Arena *arena, const PageMakeup *makeup)
{
  if (!makeup)
    return NULL;
  PageMakeup *kept = arena_copy(arena, makeup, sizeof *makeup);
  MadeModule *modules = arena_copy(arena, makeup->modules, makeup->n_modules * sizeof *modules);
  kept->modules = modules;
  kept->cures = arena_copy(arena, makeup->cures, makeup->n_cures * sizeof *makeup->cures);
  return kept;
}

/* A page with its lines set takes some hundred bytes a character; once it is painted only its articles' rows are
   wanted, and a long issue stays small. */
static void keep_rows(Job *job, unsigned index)
{
  PlacedPage *page = &job->pages[index];
  Arena *rows = arena_new();
  PlacedArticle *articles = arena_copy(rows, page->articles, page->n_articles * sizeof *page->articles);
  for (unsigned i = 0; i < page->n_articles; i++)
    articles[i].over_words = arena_strdup(rows, articles[i].over_words);
  page->articles = articles;
  page->makeup = keep_makeup(rows, page->makeup);
  page->layout = NULL;
  page->fillings = NULL;
  page->n_fillings = 0;
  page->items = NULL;
  page->n_items = 0;
  arena_free(job->arenas[index]);
  job->arenas[index] = rows;
}

/* The page LABEL says, before page AT; −1: there is none. */
static int find_page(const Job *job, unsigned at, const char *label)
{
  for (unsigned i = 0; i < at; i++)
    if (!g_strcmp0(job->specs[i]->label, label))
      return (int)i;
  return -1;
}

/* Of page AT as it is built; false: it is not known yet. */
static bool find_cut(Job *job, unsigned at, Skeleton *cut)
{
  g_rec_mutex_lock(&job->lock);
  *cut = job->cuts[at];
  g_rec_mutex_unlock(&job->lock);
  return cut->label;
}

/* Whoever comes second has found the same. */
static Skeleton keep_cut(Job *job, unsigned at, const PlacedPage *page)
{
  g_rec_mutex_lock(&job->lock);
  if (!job->cuts[at].label)
    job->cuts[at] = skeleton_of(job->cut_arena, page);
  const Skeleton cut = job->cuts[at];
  g_rec_mutex_unlock(&job->lock);
  return cut;
}

static Skeleton cut_of(Job *job, const Work *like, unsigned at);

static PlacedPage half_of_spread(const Job *job, const Work *like, unsigned at)
{
  unsigned side = job->specs[at]->fold == FOLD_LEFT, left = at - side;
  const PageSpec *const specs[2] = {job->specs[left], job->specs[left + 1]};
  PlacedPage half[2];
  spread_compose(like, specs, (int)left + 1, (DiagList *[2]){like->diags, like->diags},
                 (PlacedPage *[2]){&half[0], &half[1]});
  return half[side];
}

/* Pages that page AT is to avoid, as they are built, whichever of its own ways is wanted, and whether they are wanted
   or not. */
static void find_avoids(Job *job, Work *like, unsigned at)
{
  const PageSpec *spec = job->specs[at];
  Skeleton *avoids = ARENA_ARRAY(like->arena, Skeleton, spec->n_avoids + 1);
  like->n_avoids = 0;
  for (unsigned i = 0; i < spec->n_avoids; i++) {
    int page = find_page(job, at, spec->avoids[i].label);
    if (page >= 0)
      avoids[like->n_avoids++] = cut_of(job, like, (unsigned)page);
  }
  like->avoids = avoids;
}

/* Made for that alone where it is not known; what there is to tell of it is told with the page. */
static Skeleton cut_of(Job *job, const Work *like, unsigned at)
{
  Skeleton cut;
  if (find_cut(job, at, &cut))
    return cut;
  PlacedPage page = {0};
  Work own = *like;
  own.arena = arena_new();
  own.diags = diag_list_new(diag_lang(like->diags));
  own.explain = false;
  own.alternative = own.alternatives = 0;
  own.ways = NULL;
  own.n_avoids = 0;
  if (job->specs[at]->fold)
    page = half_of_spread(job, &own, at);
  else {
    find_avoids(job, &own, at);
    page_compose_spec(&own, job->specs[at], (int)at + 1, &page);
  }
  cut = keep_cut(job, at, &page);
  diag_list_free(own.diags);
  arena_free(own.arena);
  return cut;
}

/* It stands with the page before it, if that is composed. */
static bool is_second(const Job *job, unsigned index)
{
  return index && job->specs[job->first + index]->fold == FOLD_LEFT;
}

/* Of the spread the page at INDEX is one of; the other page may be none of those that are composed. */
static void compose_spread(const Job *job, const Work *like, unsigned index, PlacedPage *beyond)
{
  unsigned page = job->first + index, right = job->specs[page]->fold == FOLD_LEFT, left = page - right;
  const PageSpec *const specs[2] = {job->specs[left], job->specs[left + 1]};
  DiagList *unheard = diag_list_new(diag_lang(like->diags));
  bool both = !right && index + 1 < job->n;
  PlacedPage *own = &job->pages[index], *next = both ? &job->pages[index + 1] : beyond;
  DiagList *lists[2] = {job->diags[index], both ? job->diags[index + 1] : right ? job->diags[index] : unheard};
  PlacedPage *const pages[2] = {right ? beyond : own, right ? own : next};
  spread_compose(like, specs, (int)left + 1, lists, pages);
  diag_list_free(unheard);
}

/* Both pages of a spread lie in the arena of the first. */
static void hand_over_all(Job *job, unsigned index, unsigned n)
{
  for (unsigned i = index; i < index + n; i++)
    job->options->placed(job->options->user, i, &job->pages[i], job->diags[i]);
  for (unsigned i = index + n; i-- > index;)
    keep_rows(job, i);
}

static void compose_page(unsigned index, void *data)
{
  Job *job = data;
  unsigned page = job->first + index;
  if (is_second(job, index))
    return;
  const Tools tools = take_tools(job);
  Work like = {.arena = job->arenas[index],
               .scratch = tools.scratch,
               .trials = tools.trials,
               .shaper = tools.shaper,
               .diags = job->diags[index],
               .issue = job->issue,
               .sheet = job->sheet,
               .advert_size = job->options->advert_size,
               .judge = job->options->judge,
               .alternative = job->options->alternative,
               .alternatives = job->options->alternatives,
               .ways = job->ways ? ways_of_page(job->ways, page) : NULL,
               .explain = job->options->explain};
  PlacedPage beyond = {0};
  unsigned n = index + 1 < job->n && is_second(job, index + 1) ? 2 : 1;
  if (job->specs[page]->fold)
    compose_spread(job, &like, index, &beyond);
  else {
    find_avoids(job, &like, page);
    page_compose_spec(&like, job->specs[page], (int)page + 1, &job->pages[index]);
  }
  for (unsigned i = 0; i < n && !like.alternatives; i++)
    keep_cut(job, page + i, &job->pages[index + i]);
  give_back(job, tools);
  if (job->options->placed)
    hand_over_all(job, index, n);
  for (unsigned i = index; i < index + n; i++)
    job->pages[i].other = NULL;
}

static const PageSpec **find_specs(Arena *arena, const Job *job, DiagList *diags)
{
  const AdvertSize size = job->options->advert_size;
  if (job->ways)
    return ways_specs(job->ways, job->issue, job->sheet, size, diags);
  const PageSpec *dealt = deal_pages(arena, job->issue, job->sheet, size, diags);
  return jump_specs(arena, job->issue, dealt, job->sheet, size, diags);
}

Composition *compose_issue(Arena *arena, const Issue *issue, const StyleSheet *sheet, const ComposeOptions *options,
                           DiagList *diags)
{
  unsigned first = options->page_first > 0 ? (unsigned)options->page_first - 1 : 0;
  unsigned last = options->page_last > 0 ? MIN((unsigned)options->page_last, issue->n_pages) : issue->n_pages;
  unsigned n = last > first ? last - first : 0;
  Job job = {.issue = issue,
             .sheet = sheet,
             .pages = ARENA_ARRAY(arena, PlacedPage, n + 1),
             .arenas = ARENA_ARRAY(arena, Arena *, n + 1),
             .diags = ARENA_ARRAY(arena, DiagList *, n + 1),
             .first = first,
             .n = n,
             .options = options,
             .ways = options->alternatives ? options->ways : NULL};
  job.specs = find_specs(arena, &job, diags);
  for (unsigned i = 0; i < n; i++) {
    job.arenas[i] = arena_new();
    job.diags[i] = diag_list_new(diag_lang(diags));
  }
  open_tools(&job);
  parallel_run(n, options->jobs, compose_page, &job);
  close_tools(&job);
  for (unsigned i = 0; i < n; i++) {
    diag_append(diags, job.diags[i]);
    diag_list_free(job.diags[i]);
  }
  Composition *composition = ARENA_NEW(arena, Composition);
  *composition = (Composition){issue, sheet, job.pages, n, job.arenas};
  return composition;
}

void composition_free(Composition *composition)
{
  for (unsigned i = 0; composition && i < composition->n_pages; i++)
    arena_free(composition->arenas[i]);
}
