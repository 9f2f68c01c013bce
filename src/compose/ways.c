#include "compose/ways.h"

#include "compose/deal.h"
#include "compose/jump.h"

struct ComposeWays {
  Arena *arena; /* of the specs, and of PAGE */
  DiagList *told;
  const PageSpec **specs; /* NULL: nothing is known yet */
  PageWays *page;
  unsigned n;
};

ComposeWays *compose_ways_new(void)
{
  ComposeWays *ways = g_new0(ComposeWays, 1);
  ways->arena = arena_new();
  return ways;
}

void compose_ways_free(ComposeWays *ways)
{
  if (!ways)
    return;
  for (unsigned i = 0; i < ways->n; i++) {
    arena_free(ways->page[i].arena);
    diag_list_free(ways->page[i].told);
  }
  diag_list_free(ways->told);
  arena_free(ways->arena);
  g_free(ways);
}

static void open_pages(ComposeWays *ways, unsigned n, Lang lang)
{
  ways->told = diag_list_new(lang);
  ways->page = ARENA_ARRAY(ways->arena, PageWays, n + 1);
  ways->n = n;
  for (unsigned i = 0; i < n; i++)
    ways->page[i] = (PageWays){.arena = arena_new(), .told = diag_list_new(lang)};
}

const PageSpec **ways_specs(ComposeWays *ways, const Issue *issue, const StyleSheet *sheet, AdvertSize advert_size,
                            DiagList *diags)
{
  if (!ways->specs) {
    open_pages(ways, issue->n_pages, diag_lang(diags));
    const PageSpec *dealt = deal_pages(ways->arena, issue, sheet, advert_size, ways->told);
    ways->specs = jump_specs(ways->arena, issue, dealt, sheet, advert_size, ways->told);
  }
  diag_append(diags, ways->told);
  return ways->specs;
}

PageWays *ways_of_page(ComposeWays *ways, unsigned index)
{
  return &ways->page[index];
}
