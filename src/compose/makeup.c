/* A page given by its articles alone: every template and every filling of its slots is weighed by how many lines the
   articles ask for and the slots hold. Full page make-up (碰题, 断版, 通缝) will take this place behind the same call.
 */
#include "compose/work.h"

#include <string.h>

#define ARTICLES_MOST 12
#define SLOTS_MOST 12
#define NOT_PLACED 100000 /* lines: an article with no slot outweighs any misfit */

typedef struct {
  Work *work;
  const LayoutTemplate *templ;
  int capacity[SLOTS_MOST];
  int demand[ARTICLES_MOST];
  const Article *articles[ARTICLES_MOST];
  unsigned n_articles;
  int filled[SLOTS_MOST]; /* article index or −1 */
  int64_t best;
  const LayoutTemplate *best_templ;
  int best_filled[SLOTS_MOST];
} Makeup;

/* Column lines an article asks for: text, heads of two columns' width, pictures of about a fourth of the page's height.
 */
static int estimate_demand(const Work *work, const Article *article)
{
  const Grid *grid = &work->sheet->grid;
  int lines = 8;
  for (unsigned i = 0; i < article->n_blocks; i++) {
    const Block *block = &article->blocks[i];
    for (unsigned j = 0; j < block->n_lines; j++)
      lines += (int)text_characters(block->lines[j]->text, block->lines[j]->length) / grid->characters + 1;
    lines += block->kind == BLOCK_SUBHEAD ? 1 : 0;
    lines += block->kind == BLOCK_TABLE ? (int)block->table->rows * 2 : 0;
    lines += (int)block->n_items * 3;
  }
  for (unsigned i = 0; i < article->n_pictures; i++) {
    int span = article->pictures[i].span > 0 ? article->pictures[i].span : 2;
    lines += span * (span * grid->characters * 2 / 3 + 2) * grid->em / grid->leading;
  }
  return lines;
}

static int slot_capacity(const LayoutSlot *slot)
{
  return (slot->column_last - slot->column_first + 1) * (slot->row_last - slot->row_first + 1);
}

static int64_t weigh(const Makeup *makeup)
{
  int64_t misfit = 0;
  bool placed[ARTICLES_MOST] = {false};
  for (unsigned s = 0; s < makeup->templ->n_slots; s++) {
    int article = makeup->filled[s];
    if (article < 0) {
      misfit += makeup->capacity[s];
      continue;
    }
    int over = makeup->demand[article] - makeup->capacity[s];
    misfit += over > 0 ? 3 * over : -over;                             /* overset is worse than white */
    misfit += (int64_t)s * (10 - makeup->articles[article]->priority); /* slots are in the layout's order of rank */
    placed[article] = true;
  }
  for (unsigned a = 0; a < makeup->n_articles; a++)
    misfit += placed[a] ? 0 : NOT_PLACED;
  return misfit;
}

static void try_slots(Makeup *makeup, unsigned slot, unsigned taken)
{
  if (slot == MIN(makeup->templ->n_slots, SLOTS_MOST)) {
    int64_t misfit = weigh(makeup);
    if (misfit < makeup->best) {
      makeup->best = misfit;
      makeup->best_templ = makeup->templ;
      memcpy(makeup->best_filled, makeup->filled, sizeof makeup->filled);
    }
    return;
  }
  for (unsigned a = 0; a < makeup->n_articles; a++) {
    if (taken & 1u << a || !(makeup->templ->slots[slot].accepts & 1u << makeup->articles[a]->kind))
      continue;
    makeup->filled[slot] = (int)a;
    try_slots(makeup, slot + 1, taken | 1u << a);
  }
  makeup->filled[slot] = -1;
  try_slots(makeup, slot + 1, taken);
}

const LayoutTemplate *makeup_choose(Work *work, SlotFilling *fillings, unsigned *n_fillings)
{
  Makeup makeup = {.work = work, .best = INT64_MAX};
  makeup.n_articles = MIN(work->spec->n_articles, ARTICLES_MOST);
  for (unsigned a = 0; a < makeup.n_articles; a++) {
    makeup.articles[a] = work->spec->articles[a];
    makeup.demand[a] = estimate_demand(work, makeup.articles[a]);
  }
  const Layout *layout = work->sheet->layout;
  for (unsigned t = 0; t < layout->n_templates; t++) {
    makeup.templ = &layout->templates[t];
    if (makeup.templ->n_slots > SLOTS_MOST)
      continue;
    for (unsigned s = 0; s < makeup.templ->n_slots; s++)
      makeup.capacity[s] = slot_capacity(&makeup.templ->slots[s]);
    try_slots(&makeup, 0, 0);
  }
  *n_fillings = 0;
  for (unsigned s = 0; makeup.best_templ && s < makeup.best_templ->n_slots; s++) {
    if (makeup.best_filled[s] < 0)
      continue;
    const Article **one = ARENA_NEW(work->arena, const Article *);
    *one = makeup.articles[makeup.best_filled[s]];
    fillings[(*n_fillings)++] = (SlotFilling){makeup.best_templ->slots[s].name, work->spec->place, one, 1};
  }
  return makeup.best_templ;
}
